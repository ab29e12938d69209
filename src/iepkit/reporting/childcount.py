"""The child count of IDEA section 618: who counts on the day that the State sets, as what, and who does not and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import attrs

from iepkit.errors import UnknownName, expect
from iepkit.history import Case
from iepkit.reporting.children import check_year
from iepkit.reporting.codes import Level, file_spec
from iepkit.reporting.coding import EARLY_CHILDHOOD, SCHOOL_AGE, Coded, code_child
from iepkit.reporting.entries import Doubt, Entry, NotCounted
from iepkit.reporting.reasons import SETTLES, Reason
from iepkit.reporting.settings import StateSettings
from iepkit.reporting.standing import standing_on
from iepkit.reporting.tabulation import Table, Unit, Zeros, tabulate
from iepkit.vocabulary import Disability

__all__ = ["LEFT_OUT", "ChildCount", "child_count", "child_names"]


def __dir__() -> list[str]:
    return __all__


LEFT_OUT = (
    "personnel (FS070, FS099, FS112) is left out: a child's file does not tell who is employed, and for how long",
    "assessments (FS175, FS178, FS179, FS185, FS188, FS189) are left out: a child's file does not hold their results",
)
"""What section 618 asks for besides, and why it is not counted from cases."""

FILES = (SCHOOL_AGE, EARLY_CHILDHOOD)


@attrs.frozen(repr=False)
class ChildCount:
    """The count of one school year: the children counted in each file, and a reason for every other case.

    `entries` are by file, `FS002` (five in kindergarten to 21) and `FS089` (three to five before kindergarten).
    `given` is the number of cases; each is either counted or in `not_counted`. `doubts` are about those counted.
    `lines` are, by case, the words that led to the codes; `deaf` is the number of children counted with deafness.
    All is in the order of the ids, so that the order of the cases changes nothing.
    """

    settings: StateSettings
    school_year: int
    given: int
    entries: Mapping[str, tuple[Entry, ...]]
    not_counted: tuple[NotCounted, ...]
    doubts: tuple[Doubt, ...]
    lines: Mapping[str, tuple[str, ...]]
    deaf: int = 0

    def __repr__(self) -> str:
        return f"<ChildCount of school year {self.school_year}: {self.counted} of {self.given}>"

    @property
    def counted(self) -> int:
        """How many children are counted, in both files together."""
        return sum(map(len, self.entries.values()))

    @property
    def reasons(self) -> Mapping[str, int]:
        """How many cases are not counted for each reason, the most frequent first."""
        found = Counter(one.reason.value for one in self.not_counted)
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know of these numbers: choices of the State that moved some, old tables, what is left out."""
        found = []
        if self.deaf:
            words = {"HI": "hearing impairment", "DB": "deaf-blindness"}[self.settings.deafness_as]
            found.append(f"children with deafness counted as {words} ({self.settings.deafness_as}): {self.deaf}")
        caveats = (file_spec(name, school_year=self.school_year).caveat for name in FILES)
        return (*found, *filter(None, caveats), *LEFT_OUT)

    def table(
        self, file: str, *, level: Level = Level.SEA, units: Iterable[Unit] = (), zeros: Zeros = Zeros.BY_RULE
    ) -> Table:
        """The rows of a file at a level; see `tabulate`. Raises `UnknownName` for a file or level that there is not."""
        if file not in self.entries:
            raise UnknownName("file of the child count", file, self.entries)
        spec = file_spec(file, school_year=self.school_year)
        return tabulate(spec, self.entries[file], level=level, units=units, settings=self.settings, zeros=zeros)

    def explain(self, case: str | None = None) -> str:
        """The count in words, or what became of one case; names and ids of children are not in it.

        Raises `UnknownName` for a case that was not given.
        """
        return "\n".join(self._whole() if case is None else self._one(case))

    def _whole(self) -> Iterator[str]:
        day = self.settings.count_date
        yield f"Child count of {day:%Y-%m-%d}, school year {self.school_year - 1}-{self.school_year % 100:02}"
        yield f"Cases: {self.given}; counted: {self.counted}; not counted: {len(self.not_counted)}"
        for name, entries in self.entries.items():
            yield f"{name} ({file_spec(name, school_year=self.school_year).name}): {len(entries)}"
        for reason, number in self.reasons.items():
            yield f"Not counted, {reason}: {number}"
        for words, number in sorted(Counter(one.words for one in self.doubts).items()):
            yield f"In doubt, {words}: {number}"
        for note in self.notes:
            yield f"Note: {note}"

    def _one(self, case: str) -> Iterator[str]:
        told = [*self._as_counted(case), *(_refused(one) for one in self.not_counted if one.case == case)]
        if not told:
            raise UnknownName("case", None, ["those that were counted"])
        yield from told

    def _as_counted(self, case: str) -> Iterator[str]:
        for name, entries in self.entries.items():
            spec = file_spec(name, school_year=self.school_year)
            for entry in (one for one in entries if one.case == case):
                yield f"Counted in {name} ({spec.name})"
                for category, code in entry.codes.items():
                    known = spec.categories[category]
                    yield f"  {known.name}: {known.codes[code]} ({code})"
                yield from (f"  {line}" for line in self.lines[case])
                yield from (f"  In doubt: {_asked(one.words, one.settles)}" for one in self.doubts if one.case == case)


def _refused(one: NotCounted) -> str:
    return f"Not counted: {_asked(one.reason.value, one.settles)}"


def _asked(words: str, settles: str) -> str:
    return f"{words}; it would settle it: {settles}" if settles else words


def child_count(cases: Iterable[Case], *, settings: StateSettings, school_year: int) -> ChildCount:
    """The child count of a school year on the State's day, from the files of children.

    `school_year` is the year in which it ends, so that the count of 2026 is in the fall of 2025.
    Who counts: a child of 3 to 21 who is eligible, has an IEP or a services plan in effect on the day, with consent and
    services, and has not left; once, whatever the number of cases (34 CFR 300.641 to 300.644). Not counted is told with
    a reason. Where a child is in several cases that count, the one whose IEP took effect last is taken, with a doubt.
    Raises `InvalidDocument` where the day of the settings is not in the fall of that school year.

    >>> from datetime import date
    >>> from iepkit.records import Eligibility, Iep, Student
    >>> child = Case(
    ...     "7",
    ...     student=Student("7", birth_date=date(2016, 5, 4), grade="4"),
    ...     eligibility=(Eligibility(date(2024, 5, 2), eligible=True, categories=(Disability.AUTISM,)),),
    ...     ieps=(Iep(start=date(2025, 5, 1)),),
    ... )
    >>> state = StateSettings(count_date=date(2025, 11, 3))
    >>> count = child_count([child, Case("8")], settings=state, school_year=2026)
    >>> count
    <ChildCount of school year 2026: 1 of 2>
    >>> count.table("FS002").amount("ST3", "AUT"), [one.reason.value for one in count.not_counted]
    (1, ['the file shows no IEP or services plan in effect'])
    """
    expect("settings", settings, StateSettings)
    check_year(settings, school_year)
    file_spec(SCHOOL_AGE, school_year=school_year)  # a year whose codes are not known is refused at once
    given = tuple(cases)
    children: dict[str, list[_Seen]] = defaultdict(list)
    not_counted: list[NotCounted] = []
    names = child_names(given)
    against: dict[str, set[str]] = defaultdict(set)
    for case in given:
        seen = _see(case, settings)
        if isinstance(seen, NotCounted):
            not_counted.append(seen)
            against[names[case.id]] |= {seen.reason.value} & _AGAINST
        else:
            children[names[case.id]].append(seen)
    chosen: list[Coded] = []
    doubts: list[Doubt] = []
    for name, several in children.items():
        first, *others = sorted(several, key=_order)
        words = (f"another case of the child says that {reason}" for reason in against[name])
        doubts += (Doubt(first.coded.entry.case, "", one, "which of the cases is right") for one in words)
        chosen.append(first.coded)
        doubts += first.coded.doubts
        if others:
            doubts.append(Doubt(first.coded.entry.case, "", _TWICE, SETTLES[Reason.COUNTED_ELSEWHERE]))
        not_counted += [_not(one.coded.entry.case, Reason.COUNTED_ELSEWHERE) for one in others]
    entries = {
        file: tuple(sorted((one.entry for one in chosen if one.file == file), key=_entry_order)) for file in FILES
    }
    return ChildCount(
        settings=settings,
        school_year=school_year,
        given=len(given),
        entries=MappingProxyType(entries),
        not_counted=tuple(sorted(not_counted, key=lambda one: (one.case, one.reason))),
        doubts=tuple(sorted(doubts, key=lambda one: (one.case, one.category, one.words))),
        lines=MappingProxyType({one.entry.case: one.lines for one in chosen}),
        deaf=sum(one.category is Disability.DEAFNESS for one in chosen),
    )


def child_names(cases: Sequence[Case]) -> dict[str, str]:
    """By the id of a case a name of the child whom it is about: that of the student, or of the case where none is told.

    Cases with one id are about one child; where they name several students, the first by the alphabet stands for all.

    >>> from iepkit.records import Student
    >>> child_names([Case("7", student=Student("b")), Case("7", student=Student("a")), Case("8")])
    {'7': 'child a', '8': 'case 8'}
    """
    named = sorted(((case.id, case.student.id) for case in cases if case.student is not None), reverse=True)
    return {case.id: f"case {case.id}" for case in cases} | {case: f"child {child}" for case, child in named}


_TWICE = "the child is in more than one case that would count; the one whose IEP took effect last is counted"


_AGAINST = {reason.value for reason in (Reason.LEFT, Reason.REVOKED, Reason.REFUSED, Reason.NOT_ELIGIBLE)}


@attrs.frozen
class _Seen:
    """A case that counts, and the day from which its IEP is in effect."""

    since: int
    coded: Coded


def _see(case: Case, settings: StateSettings) -> _Seen | NotCounted:
    standing = standing_on(case, settings)
    if standing.reason is not None:
        return _not(case.id, standing.reason)
    coded = code_child(case, standing, settings)
    return _not(case.id, coded) if isinstance(coded, Reason) else _Seen(standing.since, coded)


def _not(case: str, reason: Reason) -> NotCounted:
    return NotCounted(case, reason, SETTLES.get(reason, ""))


def _order(seen: _Seen) -> tuple[object, ...]:
    coded = seen.coded
    doubts = [(one.category, one.words, one.settles) for one in coded.doubts]
    return -seen.since, coded.file, *_entry_order(coded.entry), coded.lines, doubts


def _entry_order(entry: Entry) -> tuple[object, ...]:
    return entry.case, entry.lea or "", entry.school or "", sorted(entry.codes.items())
