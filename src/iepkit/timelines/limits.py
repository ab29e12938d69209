"""Limits against a calendar: numbers of the law as spans of time, and rules for the end of the year as days."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import attrs

from iepkit.calendars import CALENDAR_DAYS, SCHOOL_DAYS, Counting, SchoolCalendar
from iepkit.days import EVERY_DAY, Counter, DayCount, later_than, to_day, weekdays
from iepkit.laws import Anchor, BeforeBreak, Limit, Policy, Value, YearEnd
from iepkit.timelines.plans import BoundBreak, BoundYearEnd
from iepkit.timelines.spans import Days, Months, Span
from iepkit.vocabulary import Unit

__all__ = ["before_break", "counter", "span", "under", "year_end"]


def __dir__() -> list[str]:
    return __all__


_NO_CALENDAR = DayCount.of_bits(0, [])
_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}


def _counting(rule: Counting, value: Value, policy: Policy) -> Counting:
    """The counting rule under the policies on which the value is silent."""
    if "break_weekends" in value.policies:
        rule = attrs.evolve(rule, run_weekends=policy.break_weekends == "left-out")
    if "break_days" in value.policies and policy.break_days == "excess" and rule.run:
        rule = attrs.evolve(rule, run_from=rule.run)
    return rule


def counter(rule: Counting, calendar: SchoolCalendar | None) -> Counter:
    """The way of counting against a calendar; without one, only what needs none can be counted."""
    if rule.unit is Unit.BUSINESS_DAYS and rule.holidays_count:
        return weekdays()
    if calendar is not None:
        return calendar.counter(rule)
    return EVERY_DAY if rule == CALENDAR_DAYS else _NO_CALENDAR


def span(limit: Limit, number: int, calendar: SchoolCalendar | None, policy: Policy, *, first_day: int = 0) -> Span:
    """The limit as a span of time; `first_day` is 1 where the day that starts it is the first."""
    if limit.unit in _MONTHS:
        return Months(number * _MONTHS[limit.unit], policy.leap_day)
    return Days(number, counter(limit.count, calendar), first_day)


def under(value: Value, policy: Policy) -> tuple[Limit, ...]:
    """The limits as they are counted under the policy."""
    return tuple(attrs.evolve(limit, counting=_counting(limit.count, value, policy)) for limit in value.limits)


def _anchors(rule: YearEnd, calendar: SchoolCalendar) -> list[int]:
    years = calendar.years
    lasts = [to_day(year.last_day) for year in years]
    if rule.anchor is Anchor.YEAR_END:
        return lasts
    if rule.anchor is Anchor.NEXT_YEAR:
        return [*(to_day(after.first_day) for _, after in pairwise(years)), later_than(calendar.published[1])]
    if rule.anchor is Anchor.MONTH_DAY:
        month, day = rule.month_day.split("-")
        return [to_day(date(year.last_day.year, int(month), int(day))) for year in years]
    return []


def year_end(rule: YearEnd, value: Value, calendar: SchoolCalendar | None, policy: Policy) -> BoundYearEnd:
    """The rule for the end of the year against a calendar."""
    counting = _counting(attrs.evolve(rule.counting or Counting(), unit=rule.due_unit), value, policy)
    years = calendar.years if calendar is not None else ()
    return BoundYearEnd(
        rule=rule,
        first_days=[to_day(year.first_day) for year in years],
        last_days=[to_day(year.last_day) for year in years],
        anchors=_anchors(rule, calendar) if calendar is not None else [],
        left=counter(Counting(rule.unit), calendar),
        limits=(Days(rule.number, counter(counting, calendar)),),
        at_least=rule.at_least,
        below=rule.below,
        unless_absent=rule.unless_absent,
        anchor_counts=int(rule.anchor_counts),
    )


def before_break(rule: BeforeBreak, calendar: SchoolCalendar | None, policy: Policy) -> BoundBreak:
    """The rule against a calendar; the time after the last published school year is taken to be long."""
    days = counter(SCHOOL_DAYS, calendar)
    firsts: list[int] = []
    if isinstance(days, DayCount) and len(days.select):
        firsts = [day + 1 for day, following in pairwise(days.select) if following - day - 1 >= rule.at_least]
        firsts.append(days.select[-1] + 1)
    limit = Limit(rule.number, rule.due_unit)
    return BoundBreak(
        firsts, rule.within, counter(Counting(rule.unit), calendar), (span(limit, rule.number, calendar, policy),)
    )
