"""Discipline of children with disabilities in a school year: EDFacts FS005, FS006, FS007, FS088, FS143 and FS144.

20 U.S.C. 1418(a)(1)(A)(v) and (D). A year is July 1 through June 30, the children are 3 through 21 on the day of the
child count. Days are added up per child, within a district for its rows and within the State for those of the State,
so the two may put a child in different bands. How the rules are read here is that of Generate, the application in which
States make the files, as far as its code tells; the specifications themselves were not available.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import attrs

from iepkit.history import Case
from iepkit.reporting.children import check_year, children
from iepkit.reporting.codes import Level, file_spec
from iepkit.reporting.entries import Doubt, Entry, NotCounted
from iepkit.reporting.removals import Calendars, Year
from iepkit.reporting.settings import StateSettings
from iepkit.reporting.sums import FILES, answers, units
from iepkit.reporting.tabulation import Table, Zeros, tabulate
from iepkit.reporting.tabulation import Unit as Place
from iepkit.reporting.telling import Part, notes_on, tell, tell_case
from iepkit.reporting.weighing import weighed
from iepkit.vocabulary import EventKind

__all__ = ["DisciplineCount", "discipline"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class DisciplineCount:
    """The six files of discipline, for the State and for its districts.

    `left_out` says what none of the files hold. A child may be in one file and have a reason in another.
    """

    settings: StateSettings = attrs.field(repr=False)
    school_year: int
    entries: Mapping[tuple[str, Level], tuple[Entry, ...]] = attrs.field(repr=False)
    reasons: Mapping[tuple[str, Level], tuple[NotCounted, ...]] = attrs.field(repr=False)
    doubts: tuple[Doubt, ...] = attrs.field(repr=False)
    left_out: tuple[str, ...] = ()

    def of(self, file: str, level: Level = Level.SEA) -> tuple[Entry, ...]:
        """What is counted in a file at a level."""
        return self.entries[file, level]

    def not_counted(self, file: str, level: Level = Level.SEA) -> tuple[NotCounted, ...]:
        """The children with a removal of the kind of a file whom it does not count, each with every reason."""
        return self.reasons[file, level]

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know of these numbers: a choice of the State, old tables, what is left out."""
        return (*notes_on(FILES, self.settings, school_year=self.school_year), *self.left_out)

    def table(
        self, file: str, *, level: Level = Level.SEA, units: Iterable[Place] = (), zeros: Zeros = Zeros.BY_RULE
    ) -> Table:
        """The rows of a file at a level; see `tabulate`. Raises `UnknownName` for a year whose codes are not known."""
        spec = file_spec(file, school_year=self.school_year)
        return tabulate(spec, self.of(file, level), level=level, units=units, settings=self.settings, zeros=zeros)

    def explain(self, case: str | None = None) -> str:
        """The count in words, or what became of one case; ids of children are not in it.

        Raises `UnknownName` for a case of which the count does not tell, and for a year whose codes are not known.
        """
        specs = {file: file_spec(file, school_year=self.school_year) for file in FILES}
        parts = [Part(specs[file], at, self.of(file, at), self.not_counted(file, at)) for file, at in self.entries]
        title = f"Discipline of school year {self.school_year - 1}-{self.school_year % 100:02}"
        lines = tell(parts, self.doubts, self.notes) if case is None else tell_case(case, parts, self.doubts)
        return "\n".join([title, *lines])


def discipline(
    cases: Iterable[Case],
    *,
    settings: StateSettings,
    school_year: int,
    calendars: Calendars = None,
    without_disabilities: Mapping[str, Mapping[str, int]] | None = None,
) -> DisciplineCount:
    """The six files of discipline for a school year, the same in whatever order the cases come.

    `calendars` count the school days of removals for which the file gives none, and of those that go past June 30: one
    for all, or by the names in the cases. `without_disabilities` are the expelled children of FS144 who have none, by
    district and code, as `{"North": {"SERVPROV": 2, "SERVNOTPROV": 1}}`; the cases here do not hold them.
    Each child with a removal that has a part in the year is counted or has a reason, in each file for its kind and at
    each level; a removal that is left out of a child who is counted is a doubt.

    Raises `InvalidDocument` where the settings are those of another school year.

    >>> from datetime import date
    >>> from iepkit.records import Eligibility, Removal, Student
    >>> from iepkit.vocabulary import RemovalKind
    >>> removals = [
    ...     Removal(kind=RemovalKind.OUT_OF_SCHOOL_SUSPENSION, start=date(2025, 10, 6), school_days=9.5),
    ...     Removal(kind=RemovalKind.IN_SCHOOL_SUSPENSION, start=date(2026, 2, 2), school_days=1),
    ... ]
    >>> case = Case(
    ...     "7",
    ...     student=Student(id="1", birth_date=date(2012, 5, 1), district="North"),
    ...     eligibility=(Eligibility(date(2024, 5, 2), eligible=True),),
    ...     removals=tuple(removals),
    ... )
    >>> count = discipline([case], settings=StateSettings(count_date=date(2025, 11, 3)), school_year=2026)
    >>> [entry.code("REMOVALLENSUS") for entry in count.of("FS006")], count.of("FS088")[0].code("REMOVALLENIDEA")
    (['LTOREQ10', 'LTOREQ10'], 'GREATER10')
    >>> count.table("FS143").amount("TOT")
    2
    """
    check_year(settings, school_year)
    year = Year(school_year)
    found: dict[tuple[str, Level], list[Entry]] = {(file, level): [] for file in FILES for level in _LEVELS}
    reasons: dict[tuple[str, Level], dict[NotCounted, None]] = {place: {} for place in found}
    doubts: dict[Doubt, None] = {}
    for child in children(cases, _tells_of_removals):
        rows = weighed(child, year, settings, calendars)
        for level in _LEVELS:
            for unit in units(child, rows, level, settings):
                for file in FILES:
                    for answer in answers(unit, file):
                        if isinstance(answer, Entry):
                            found[file, level].append(answer)
                        elif isinstance(answer, Doubt):
                            doubts[answer] = None
                        else:
                            reasons[file, level][answer] = None
    left_out = () if without_disabilities is not None else (_WITHOUT,)
    for level in _LEVELS:
        found["FS144", level] += _others(without_disabilities or {})
    return DisciplineCount(
        settings,
        school_year,
        MappingProxyType({place: tuple(rows) for place, rows in found.items()}),
        MappingProxyType({place: tuple(rows) for place, rows in reasons.items()}),
        tuple(doubts),
        left_out,
    )


def _tells_of_removals(case: Case) -> bool:
    return bool(case.removals) or any(event.kind is EventKind.REMOVAL for event in case.events)


_LEVELS = (Level.SEA, Level.LEA)
_WITHOUT = "FS144: expelled children without disabilities are not in the cases, and no count of them was given"


def _others(given: Mapping[str, Mapping[str, int]]) -> Iterator[Entry]:
    """An entry for each expelled child without disabilities; they have no case."""
    for lea, counts in sorted(given.items()):
        for code, number in sorted(counts.items()):
            for at in range(number):
                codes = {"DISABSTATIDEA": "WODIS", "EDUSERVICES": code}
                yield Entry(f"without disabilities, {lea}, {code}, {at}", lea, None, MappingProxyType(codes))
