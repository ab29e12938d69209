"""Children who left special education in a year, and why: EDFacts FS009 (20 U.S.C. 1418(a)(1)(A)(iv)).

The count is of children of 14 through 21 who were in special education at the start of the period and were not at its
end. How the rules are read here is that of Generate, the application in which States make the file, as far as its code
tells; the specification itself was not available.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import attrs

from iepkit.history import Case
from iepkit.reporting.bases import Departure, age_of_exit
from iepkit.reporting.children import Child, Told, check_year, children, parentally_placed
from iepkit.reporting.codes import Level, file_spec
from iepkit.reporting.entries import Doubt, Entry, NotCounted
from iepkit.reporting.settings import Catchment, StateSettings
from iepkit.reporting.tabulation import Table, Unit, Zeros, tabulate
from iepkit.reporting.telling import Part, notes_on, tell, tell_case
from iepkit.vocabulary import EventKind

__all__ = ["ExitCount", "NotAnExit", "exits"]


def __dir__() -> list[str]:
    return __all__


_AGES = range(14, 22)


class NotAnExit(StrEnum):
    """Why a child with an exit in the file is not counted among the children who left."""

    DAY = "the file does not say on which day the child left special education"
    ELSEWHERE = "the child left special education in another State, before coming to this one"
    RETURNED = "the child was in special education again by the end of the period"
    PARENTALLY_PLACED = "the parents had placed the child in a private school"
    AGE_UNKNOWN = "the age is not known"
    AGE = "the child was not 14 through 21 on the day of the child count that the exit goes by"
    NO_RECORD = "the file shows that special education ended in the period, and holds no exit"
    NO_BASIS = "the reason recorded is not one of the federal bases of exit"
    CERTIFICATE = "a certificate is no basis of exit in this State"
    ALTERNATE_DIPLOMA = "an alternate diploma is no basis of exit in this State"
    DISTRICT = "the file does not say to which district the child belonged, so no district counts the child"


_NOT_USED = {"RC": NotAnExit.CERTIFICATE, "GRADALTDPL": NotAnExit.ALTERNATE_DIPLOMA}
_SETTLES = {
    NotAnExit.DAY: "the day of the exit",
    NotAnExit.AGE_UNKNOWN: "the birth date",
    NotAnExit.NO_RECORD: "the exit, with its day and reason",
    NotAnExit.NO_BASIS: "which of the federal bases of exit it was",
    NotAnExit.CERTIFICATE: "the basis of exit in the terms of the State",
    NotAnExit.ALTERNATE_DIPLOMA: "the basis of exit in the terms of the State",
    NotAnExit.DISTRICT: "the district on that day, with the days of any transfer",
}


@attrs.frozen
class ExitCount:
    """The children who left special education, for the State and for its districts.

    What is counted is by level, since the two may ask for another exit of the same child. `first` and `last` are the
    days of the period.
    """

    settings: StateSettings = attrs.field(repr=False)
    school_year: int
    first: date
    last: date
    entries: Mapping[Level, tuple[Entry, ...]] = attrs.field(repr=False)
    reasons: Mapping[Level, tuple[NotCounted, ...]] = attrs.field(repr=False)
    doubts: tuple[Doubt, ...] = attrs.field(repr=False)

    def of(self, level: Level = Level.SEA) -> tuple[Entry, ...]:
        """The children who are counted at a level; for districts once in each that they left."""
        return self.entries[level]

    def not_counted(self, level: Level = Level.SEA) -> tuple[NotCounted, ...]:
        """The children with an exit who are not counted at a level, each with every reason."""
        return self.reasons[level]

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know of these numbers: choices of the State, and old tables."""
        words = [
            f"rows of {name}: a child who moved is looked for in: {catchment.value}"
            for name, catchment in (
                ("the State", self.settings.catchment_state),
                ("districts", self.settings.catchment_district),
            )
        ]
        return (*words, *notes_on(["FS009"], self.settings, school_year=self.school_year))

    def table(self, *, level: Level = Level.SEA, units: Iterable[Unit] = (), zeros: Zeros = Zeros.BY_RULE) -> Table:
        """The rows of FS009 at a level; see `tabulate`. Raises `UnknownName` for a year whose codes are not known."""
        spec = file_spec("FS009", school_year=self.school_year)
        return tabulate(spec, self.of(level), level=level, units=units, settings=self.settings, zeros=zeros)

    def explain(self, case: str | None = None) -> str:
        """The count in words, or what became of one case; ids of children are not in it.

        Raises `UnknownName` for a case of which the count does not tell, and for a year whose codes are not known.
        """
        spec = file_spec("FS009", school_year=self.school_year)
        parts = [Part(spec, level, self.of(level), self.not_counted(level)) for level in self.entries]
        title = f"Exits from special education, {self.first:%Y-%m-%d} through {self.last:%Y-%m-%d}"
        lines = tell(parts, self.doubts, self.notes) if case is None else tell_case(case, parts, self.doubts)
        return "\n".join([title, *lines])


@attrs.frozen
class _Scope:
    """One level: how its catchment reads an exit, and whose exits are looked at together."""

    level: Level
    catchment: Catchment
    first: date
    last: date
    settings: StateSettings


def exits(cases: Iterable[Case], *, settings: StateSettings, school_year: int) -> ExitCount:
    """The children who left special education in a school year, in whatever order the cases come.

    A child is counted once in the rows of the State and once in those of each district left. An exit after which the
    child was in special education again by the end of the period is none, within the catchment that the State names:
    in the same district (`Catchment.DISTRICT`), or anywhere in the State (`Catchment.STATE`). Of several that remain
    the first counts in the one, the last in the other. Each child with an exit in the period, or with one of no known
    day, is counted or has a reason, at each level.

    Raises `InvalidDocument` where the settings are those of another school year.

    >>> from iepkit.records import Exit, Student
    >>> from iepkit.vocabulary import ExitReason
    >>> student = Student(id="1", birth_date=date(2007, 5, 1), district="North")
    >>> left = Exit(on=date(2026, 6, 12), reason=ExitReason.REGULAR_DIPLOMA)
    >>> count = exits(
    ...     [Case("7", student=student, exits=(left,))],
    ...     settings=StateSettings(count_date=date(2025, 11, 3)),
    ...     school_year=2026,
    ... )
    >>> entry, = count.of(Level.LEA)
    >>> entry.lea, entry.code("BASISEXIT"), entry.code("AGEEXITSPED")
    ('North', 'GHS', '18')
    """
    check_year(settings, school_year)
    first = settings.exit_start or date(school_year - 1, 7, 1)
    last = settings.exit_end or date(school_year, 6, 30)
    scopes = (
        _Scope(Level.SEA, settings.catchment_state, first, last, settings),
        _Scope(Level.LEA, settings.catchment_district, first, last, settings),
    )
    entries: dict[Level, list[Entry]] = {scope.level: [] for scope in scopes}
    reasons: dict[Level, dict[NotCounted, None]] = {scope.level: {} for scope in scopes}
    doubts: dict[Doubt, None] = {}
    for child in children(cases):
        for scope in scopes:
            for answer in _answers(child, scope):
                if isinstance(answer, Entry):
                    entries[scope.level].append(answer)
                elif isinstance(answer, Doubt):
                    doubts[answer] = None
                else:
                    reasons[scope.level][answer] = None
    return ExitCount(
        settings,
        school_year,
        first,
        last,
        MappingProxyType({level: tuple(found) for level, found in entries.items()}),
        MappingProxyType({level: tuple(found) for level, found in reasons.items()}),
        tuple(doubts),
    )


_Answer = Entry | NotCounted | Doubt


def _answers(child: Child, scope: _Scope) -> Iterator[_Answer]:
    """What a level counts of a child: entries, reasons and doubts."""
    left = [one for one in child.told if _is_exit(one) and scope.first <= one.event.on <= scope.last]
    here = [one for one in left if not one.elsewhere]
    answers = list(_of_level(child, here, scope))
    aside = {
        NotAnExit.DAY: any(one.on is None for case in child.cases for one in case.exits),
        NotAnExit.ELSEWHERE: len(here) < len(left),
        NotAnExit.NO_RECORD: not left and _ended(child, scope),
    }
    counted = any(isinstance(answer, Entry) for answer in answers)
    for reason in (reason for reason, holds in aside.items() if holds):
        settles = _SETTLES.get(reason, "")
        if counted:
            yield Doubt(child.id, "", f"an exit is left out: {reason.value}", settles)
        else:
            yield _reason(child, reason)
    yield from answers


def _of_level(child: Child, left: list[Told], scope: _Scope) -> Iterator[_Answer]:
    """The exits of a child in the State, or in each of the districts."""
    if scope.level is Level.SEA:
        yield from _of_unit(child, left, scope, None)
        return
    for district in sorted({one.district for one in left}, key=lambda name: (name is not None, name)):
        answers = _of_unit(child, [one for one in left if one.district == district], scope, district)
        if district is None:  # other reasons come before this one
            answers = (_reason(child, NotAnExit.DISTRICT) if isinstance(one, Entry) else one for one in answers)
        yield from answers


def _ended(child: Child, scope: _Scope) -> bool:
    """Whether special education ended in the period, by consent revoked or by a finding that the child is not eligible.

    Either is a return to regular education where the file holds the exit (TRAN); without one it is only asked for.
    """
    turns = [turn for turn in child.turns if turn.on <= scope.last]
    last = next((at for at in reversed(range(len(turns))) if turns[at].within), None)
    ended = None if last is None or turns[-1].within else turns[last + 1].on
    if ended is None or ended < scope.first or any(_is_exit(one) and one.event.on >= ended for one in child.told):
        return False
    born = child.born
    return born is None or age_of_exit(born, ended, scope.settings.count_date) in _AGES


def _is_exit(told: Told) -> bool:
    return told.event.kind is EventKind.EXITED


def _reason(child: Child, reason: NotAnExit) -> NotCounted:
    return NotCounted(child.id, reason, _SETTLES.get(reason, ""))


def _of_unit(child: Child, left: list[Told], scope: _Scope, district: str | None) -> Iterator[_Answer]:
    """The one exit of a child that the State or a district counts, or why there is none."""
    if not left:
        return
    stayed_away = [one for one in left if not _came_back(child, one, scope)]
    if not stayed_away:
        yield _reason(child, NotAnExit.RETURNED)
        return
    choose: Callable[..., date] = min if scope.catchment is Catchment.DISTRICT else max
    on = choose(one.event.on for one in stayed_away)
    chosen = [one for one in stayed_away if one.event.on == on]
    if len({one.event.on for one in stayed_away}) > 1:
        which = "first" if scope.catchment is Catchment.DISTRICT else "last"
        yield Doubt(child.id, "", f"several exits in the period; the {which} is counted", "which one ended it")
    departure = Departure(child, tuple(chosen), on, scope.settings)
    reason = _why_not(departure)
    if reason is not None:
        yield _reason(child, reason)
        return
    codes = dict(child.codes)
    for category, (code, words) in departure.codes().items():
        codes[category] = code
        yield from (Doubt(child.id, category, said, settles) for said, settles in words)
    yield from child.doubts
    yield from _began_later(child, scope)
    if codes["BASISEXIT"] == "MKC" and scope.catchment is Catchment.STATE:
        yield Doubt(child.id, "BASISEXIT", _WITHIN, "whether the child left the State")
    yield Entry(child.id, district, None, MappingProxyType(codes))


_WITHIN = "moved, and a move within the State is no exit where the State is the catchment; the file does not say which"


def _why_not(departure: Departure) -> NotAnExit | None:
    """Why a child who left does not count, if so."""
    if any(parentally_placed(one.case, departure.on) for one in departure.told):
        return NotAnExit.PARENTALLY_PLACED
    age = departure.age
    if age is None:
        return NotAnExit.AGE_UNKNOWN
    if age not in _AGES:
        return NotAnExit.AGE
    if departure.recorded and not departure.bases:
        return NotAnExit.NO_BASIS
    return next((_NOT_USED[basis] for basis in departure.not_used), None)


def _began_later(child: Child, scope: _Scope) -> Iterator[Doubt]:
    within = any(turn.within for turn in child.turns)
    if within and child.in_special_education(scope.first) is False:
        words = "special education began after the period did, and the count is of children who were in it at its start"
        yield Doubt(child.id, "", f"{words}; Generate counts them, and so it is done here", "the rule of the State")


def _came_back(child: Child, left: Told, scope: _Scope) -> bool:
    """Whether the files show the child in special education again after an exit, within the catchment, by the end."""
    on, district = left.event.on, left.district
    again = [one for one in child.turns if one.within and one.on <= scope.last]
    if scope.catchment is Catchment.DISTRICT:
        return any(one.on > on and one.district == district for one in again)
    return any(one.on > on or (one.on == on and one.district != district) for one in again)
