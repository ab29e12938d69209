"""The files that indicators are worked out from: one for each child, with the law and the calendar that govern it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.errors import UnknownName, expect
from iepkit.history import Case
from iepkit.laws import DEFAULT as DATES
from iepkit.laws import Law, Policy
from iepkit.laws import law as law_named
from iepkit.reporting.indicators.policies import DEFAULT, IndicatorPolicy, Year, year_of

__all__ = ["Calendars", "Files", "Laws", "one_for_each"]


def __dir__() -> list[str]:
    return __all__


Laws = Law | Mapping[str, Law] | None
"""One law for all cases, laws by jurisdiction, or nothing: then each case's own jurisdiction is looked up."""

Calendars = SchoolCalendar | Mapping[str, SchoolCalendar] | None
"""One calendar for all cases, or calendars by their identifiers, or none."""

_T = TypeVar("_T")


@attrs.frozen
class Files:
    """What the indicators of one year are worked out from: one case for each child, in the order of their ids."""

    cases: tuple[Case, ...] = attrs.field(repr=False)
    ffy: int
    as_of: date
    law: Laws = attrs.field(default=None, repr=False)
    calendar: Calendars = attrs.field(default=None, repr=False)
    policy: IndicatorPolicy = DEFAULT
    dates: Policy = DATES

    @property
    def year(self) -> Year:
        """The days of the federal fiscal year."""
        return year_of(self.ffy)

    def law_of(self, case: Case) -> Law | None:
        """The law of a case; `None` where the case names no jurisdiction. Raises `UnknownName` for one without law."""
        if isinstance(self.law, Law):
            return self.law
        if case.jurisdiction is None:
            return None
        if self.law is None:
            return law_named(case.jurisdiction)
        if case.jurisdiction not in self.law:
            raise UnknownName("jurisdiction of a case", case.jurisdiction, self.law)
        return self.law[case.jurisdiction]

    def calendar_of(self, case: Case) -> SchoolCalendar | None:
        """The calendar of a case, or `None`: what takes one is then not known."""
        if isinstance(self.calendar, Mapping):
            return None if case.calendar is None else self.calendar.get(case.calendar)
        return self.calendar

    @classmethod
    def of(
        cls,
        cases: Iterable[Case],
        *,
        ffy: int,
        as_of: date,
        law: Laws = None,
        calendar: Calendars = None,
        policy: IndicatorPolicy = DEFAULT,
        dates: Policy = DATES,
    ) -> Files:
        """The files of a year; cases with one id are about one child, and are read together."""
        expect("as_of", as_of, date)
        return cls(one_for_each(cases), ffy, as_of, law, calendar, policy, dates)


def one_for_each(cases: Iterable[Case]) -> tuple[Case, ...]:
    """One case for each child: those with the same id are merged, and what they say differently is left open.

    The birth date, the jurisdiction and the calendar are kept only where all that name one agree.

    >>> found = one_for_each([Case("8"), Case("7", jurisdiction="WA"), Case("7", jurisdiction="OR")])
    >>> [case.jurisdiction for case in found]
    [None, None]
    """
    by_id: dict[str, dict[Case, None]] = {}
    for case in cases:
        by_id.setdefault(case.id, {})[case] = None
    return tuple(_merged(list(by_id[name])) for name in sorted(by_id))


def _merged(cases: list[Case]) -> Case:
    whole = cases[0]
    for case in cases[1:]:
        whole = whole.merge(case)
    if len(cases) == 1:
        return whole
    student = whole.student
    if student is not None:
        born = _agreed(case.student.birth_date for case in cases if case.student is not None)
        student = attrs.evolve(student, birth_date=born)
    jurisdiction, calendar = (_agreed(getattr(case, name) for case in cases) for name in ("jurisdiction", "calendar"))
    return attrs.evolve(whole, student=student, jurisdiction=jurisdiction, calendar=calendar)


def _agreed(values: Iterable[_T | None]) -> _T | None:
    said = {value for value in values if value is not None}
    return next(iter(said)) if len(said) == 1 else None
