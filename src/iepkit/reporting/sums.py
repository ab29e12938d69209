"""What each file of discipline counts of one child, in the State or in one district."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from operator import ge, gt
from types import MappingProxyType

import attrs

from iepkit.placement import Span
from iepkit.reporting.children import Child
from iepkit.reporting.codes import MISSING, Level
from iepkit.reporting.entries import Doubt, Entry, NotCounted
from iepkit.reporting.removals import NotRemoved
from iepkit.reporting.settings import StateSettings
from iepkit.reporting.weighing import Weighed, served

__all__ = ["FILES", "Answer", "Unit", "answers", "band", "units"]


def __dir__() -> list[str]:
    return __all__


FILES = ("FS005", "FS006", "FS007", "FS088", "FS143", "FS144")
"""The files of discipline."""

Answer = Entry | NotCounted | Doubt
"""What a file says of a child: that it counts, that it does not and why, or what is in doubt."""

_HALF = Fraction(1, 2)
_BANDS = {
    "REMOVALLENSUS": (("LTOREQ10", ge, _HALF), ("GREATER10", gt, Fraction(10))),
    "REMOVALLENIDEA": (("LTOREQ1", ge, _HALF), ("2TO10", ge, Fraction(3, 2)), ("GREATER10", gt, Fraction(10))),
}


def band(days: Fraction, category: str) -> str:
    """The code for a sum of school days in `REMOVALLENSUS` (FS006) or `REMOVALLENIDEA` (FS088), empty under half a day.

    Half a day through ten, or more than ten, in the one; half to less than one and a half, one and a half through ten,
    or more than ten, in the other (Generate, test cases of the two files).

    >>> [band(Fraction(days, 2), "REMOVALLENIDEA") for days in (0, 1, 2, 3, 20, 21)]
    ['', 'LTOREQ1', 'LTOREQ1', '2TO10', '2TO10', 'GREATER10']
    """
    return next((code for code, reaches, least in reversed(_BANDS[category]) if reaches(days, least)), "")


_SETTLES = {
    NotRemoved.DAY: "the first day of the removal",
    NotRemoved.KIND: "the kind of removal",
    NotRemoved.OTHER_KIND: "whether it was a suspension, an expulsion or an interim setting",
    NotRemoved.BUS_UNKNOWN: "whether the IEP holds transportation, and whether other transportation was given",
    NotRemoved.PART_OF_DAYS: "the school days, each cut day as its part",
    NotRemoved.OPEN: "the last day of the removal, or its school days",
    NotRemoved.DIFFER: "which of the two records is the right one",
    NotRemoved.STANDING: "an earlier determination or IEP, if there is one",
    NotRemoved.AGE_UNKNOWN: "the birth date",
    NotRemoved.DISTRICT: "the district on that day, with the days of any transfer",
    NotRemoved.DAYS: "the school days of each removal, or its days and the school calendar",
    NotRemoved.OFFENSE: "whether weapons, drugs or serious bodily injury were the reason",
    NotRemoved.SERVICES: "whether the child had services during the expulsion",
}


# -- one child in the State or in a district ---------------------------------------------------------------------------


@attrs.frozen(repr=False)
class Unit:
    """The removals of a child that the State or one district adds up; `lost` is why none of them can be placed."""

    child: Child
    lea: str | None
    rows: Sequence[Weighed]
    settings: StateSettings
    lost: NotRemoved | None = None

    def __repr__(self) -> str:
        return "<Unit>"

    def of(self, file: str) -> list[Weighed]:
        """The removals that a file counts, in order of day."""
        return [row for row in self.rows if self.lost is None and row.is_in(file)]

    def entry(self, used: Sequence[Weighed], amount: int = 1, **codes: str) -> Iterator[Entry | Doubt]:
        """The child as counted for some removals, under the disability in force on the last of them."""
        disability, words = used[-1].disability
        for said, settles in words:
            yield Doubt(self.child.id, "DISABCATIDEA", said, settles)
        told = {**self.child.codes, "DISABCATIDEA": disability, **codes}
        yield Entry(self.child.id, self.lea, None, MappingProxyType(told), amount)


def units(child: Child, rows: Sequence[Weighed], level: Level, settings: StateSettings) -> Iterator[Unit]:
    """The State, or each district of a child's removals, with those that belong to it."""
    if level is Level.SEA:
        yield Unit(child, None, rows, settings)
        return
    for lea in sorted({row.district for row in rows}, key=str):
        lost = NotRemoved.DISTRICT if lea is None else None
        yield Unit(child, lea, [row for row in rows if row.district == lea], settings, lost)


def answers(unit: Unit, file: str) -> Iterator[Answer]:
    """What a file counts of a unit; the removals that it does not count are reasons, or doubts beside an entry."""
    about = [row for row in unit.rows if file in row.sort.files]
    if not about:
        return
    used = unit.of(file)
    found = list(_COUNTED[file](unit, used)) if used else []
    counted = any(isinstance(answer, Entry) for answer in found)
    missed = (row.reason or dict(row.left_out).get(file) or unit.lost for row in about)
    reasons = (answer for answer in found if isinstance(answer, NotRemoved))
    for reason in dict.fromkeys([*filter(None, missed), *reasons]):
        settles = _SETTLES.get(reason, "")
        if counted:
            yield Doubt(unit.child.id, "", f"{file} leaves out a removal: {reason.value}", settles)
        else:
            yield NotCounted(unit.child.id, reason, settles)
    if counted:
        yield from unit.child.doubts
        yield from (Doubt(unit.child.id, "", *words) for row in used for words in row.doubts)
        yield from _overlapping(unit.child, used)
    yield from (answer for answer in found if not isinstance(answer, NotRemoved))


def _overlapping(child: Child, used: Sequence[Weighed]) -> Iterator[Doubt]:
    spans = sorted((row.start, row.held.removal.end or row.start) for row in used if row.start is not None)
    if any(later[0] <= earlier[1] for earlier, later in pairwise(spans)):
        yield Doubt(child.id, "", "two removals overlap, and the days of both are added", "the days of each")


# -- the files ---------------------------------------------------------------------------------------------------------


_Found = Iterator[Entry | Doubt | NotRemoved]


def _sum(rows: Iterable[Weighed]) -> Span:
    return sum((row.days for row in rows), Span.of(0))


def _certain(days: Span, category: str) -> str | None:
    """The band that both ends of a sum are in, or `None` where they are in two."""
    least, most = band(days.least, category), band(days.most, category)
    return least if least == most else None


_Key = tuple[str, ...]


def _by(rows: Iterable[Weighed], key: Callable[[Weighed], _Key]) -> list[tuple[_Key, list[Weighed]]]:
    """The rows in groups, each still in order of day."""
    found: dict[_Key, list[Weighed]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return sorted(found.items())


def _interim(unit: Unit, used: Sequence[Weighed]) -> _Found:
    """FS005: children moved to an interim setting, by who moved them; a child moved in both ways is in both rows."""
    for (kind,), rows in _by(used, lambda row: (row.sort.interim or MISSING,)):
        yield from unit.entry(rows, REMOVALTYPE=kind)


def _suspended(unit: Unit, used: Sequence[Weighed]) -> _Found:
    """FS006: children by the days of suspension and expulsion, in school and out of school apart."""
    for (method,), rows in _by(used, lambda row: (row.sort.method or MISSING,)):
        days = _sum(rows)
        length = _certain(days, "REMOVALLENSUS")
        if length == "":
            yield NotRemoved.UNDER_HALF
        elif length is not None:
            yield from unit.entry(rows, DSCPLMETHOD=method, REMOVALLENSUS=length)
        elif days.least >= _HALF:
            words = "whether the days of suspension are more than ten is not known"
            yield Doubt(unit.child.id, "REMOVALLENSUS", words, _SETTLES[NotRemoved.DAYS])
            yield from unit.entry(rows, DSCPLMETHOD=method, REMOVALLENSUS=MISSING)
        else:
            yield NotRemoved.DAYS


def _unilateral(unit: Unit, used: Sequence[Weighed]) -> _Found:
    """FS007: how often school personnel moved the child for drugs, weapons or serious bodily injury."""
    for (purpose, _), rows in _by(used, lambda row: (row.purpose, row.disability[0])):
        yield from unit.entry(rows, len(rows), REMOVEREASON=purpose)


def _removed(unit: Unit, used: Sequence[Weighed]) -> _Found:
    """FS088: children by the days of every removal; the file has no code for a length that is not known."""
    length = _certain(_sum(used), "REMOVALLENIDEA")
    if length:
        yield from unit.entry(used, REMOVALLENIDEA=length)
    else:
        yield NotRemoved.DAYS if length is None else NotRemoved.UNDER_HALF


def _removals(unit: Unit, used: Sequence[Weighed]) -> _Found:
    """FS143: how often a child was removed, where the removals of the year are half a day together at least."""
    days = _sum(unit.of("FS088"))
    if days.least >= _HALF:
        for _, rows in _by(used, lambda row: row.disability[:1]):
            yield from unit.entry(rows, len(rows))
    else:
        yield NotRemoved.DAYS if days.most >= _HALF else NotRemoved.UNDER_HALF


def _expelled(unit: Unit, used: Sequence[Weighed]) -> _Found:
    """FS144: expelled children, by whether they had services during the last expulsion of the year."""
    code = "SERVPROV" if served(used[-1].held) else "SERVNOTPROV"
    yield from unit.entry(used[-1:], DISABSTATIDEA="WDIS", EDUSERVICES=code)


_COUNTED = {
    "FS005": _interim,
    "FS006": _suspended,
    "FS007": _unilateral,
    "FS088": _removed,
    "FS143": _removals,
    "FS144": _expelled,
}
