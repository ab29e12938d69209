"""Day weights: which days of a calendar a service counts on, in half days."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import attrs

from iepkit.calendars import SCHOOL_DAYS, ClosureKind, SchoolCalendar, SchoolYear
from iepkit.calendars.compiling import reasons
from iepkit.days import to_date, to_day
from iepkit.services.policies import ServicePolicy

__all__ = ["DayWeights", "weights"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen(eq=False)
class DayWeights:
    """The half days that count, day by day from `first` to `last`: 2 for a whole day, 1 for a part, 0 for none.

    `sums[i]` is their sum before the i-th day.
    `unknown` says why there are none, where the calendar lacks what is asked for.
    """

    first: int = 0
    last: int = -1
    each: Sequence[int] = attrs.field(default=(), repr=False)
    sums: Sequence[int] = attrs.field(default=(0,), repr=False)
    unknown: str = ""

    def sum(self, first: int, last: int) -> int:
        """The half days from `first` through `last`; days that are not known count as none."""
        first, last = max(first, self.first), min(last, self.last)
        return self.sums[last + 1 - self.first] - self.sums[first - self.first] if first <= last else 0


_UNPLANNED = frozenset({ClosureKind.WEATHER, ClosureKind.EMERGENCY})
_PART = {"whole": 2, "half": 1, "none": 0}


def weights(calendar: SchoolCalendar, policy: ServicePolicy, *, extended: bool = False) -> DayWeights:
    """The days that a service counts on, under the policies on closures, testing days and partial days.

    `extended` takes the days of the extended school year instead, on which other children do not attend
    (34 CFR 300.11(c)(2)): the days of the school week in those spans.

    >>> from datetime import date
    >>> from iepkit.calendars import SchoolYear
    >>> year = SchoolYear(date(2026, 9, 2), date(2026, 9, 30), partial_days=(date(2026, 9, 2),))
    >>> weights(SchoolCalendar((year,)), ServicePolicy(partial_days="half")).each[:5]
    [1, 2, 2, 0, 0]
    """
    first, why = reasons(calendar, SCHOOL_DAYS)
    each = [0 if reason else 2 for reason in why]
    week = {day.number for day in calendar.school_week}

    def put(day: int, weight: int) -> None:
        if first <= day < first + len(each):
            each[day - first] = weight

    if extended:
        return _extended(calendar, first, len(each), week)
    for year in calendar.years:
        for day in _closed(year, week) if policy.closures == "promised" else ():
            put(day, 2)
        for on in year.partial_days:
            if calendar.is_school_day(on):
                put(to_day(on), _PART[policy.partial_days])
        for on in year.testing_days if policy.testing_days == "not-promised" else ():
            put(to_day(on), 0)
    return _summed(first, each)


def _closed(year: SchoolYear, week: set[int]) -> list[int]:
    """The days of the school week on which weather or an emergency closed the school."""
    spans = [range(to_day(one.first), to_day(one.end) + 1) for one in year.closures if one.kind in _UNPLANNED]
    return [day for span in spans for day in span if to_date(day).weekday() in week]


def _summed(first: int, each: list[int]) -> DayWeights:
    return DayWeights(first, first + len(each) - 1, each, [0, *accumulate(each)])


def _extended(calendar: SchoolCalendar, first: int, size: int, week: set[int]) -> DayWeights:
    spans = [span for year in calendar.years for span in year.extended_school_year]
    if not spans:
        return DayWeights(unknown="The calendar has no days of an extended school year; their dates would settle it.")
    size = max(size, max(to_day(span.end) for span in spans) + 1 - first)
    each = [0] * size
    for span in spans:
        for day in range(max(to_day(span.first), first), to_day(span.end) + 1):
            each[day - first] = 2 if to_date(day).weekday() in week else 0
    return _summed(first, each)
