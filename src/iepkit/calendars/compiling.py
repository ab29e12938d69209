"""Counting rules compiled against a school calendar: a reason for every day that does not count."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from iepkit.calendars.counting import CALENDAR_DAYS, SCHOOL_DAYS, Counting, Summer
from iepkit.days import EVERY_DAY, Counter, DayCount, to_day
from iepkit.vocabulary import Unit

if TYPE_CHECKING:
    from iepkit.calendars.school import SchoolCalendar

__all__ = ["BETWEEN_YEARS", "EXTENDED", "WEEKEND", "compiled", "reasons"]


def __dir__() -> list[str]:
    return __all__


WEEKEND = "weekend"
BETWEEN_YEARS = "between school years"
EXTENDED = "extended school year"
_THURSDAY = 3  # 1970-01-01, day 0


def _weekday(day: int) -> int:
    """The day of the week, Monday being 0."""
    return (day + _THURSDAY) % 7


def _business(calendar: SchoolCalendar, rule: Counting) -> tuple[int, list[str]]:
    if calendar.holidays_from is None or calendar.holidays_through is None:
        return 0, []
    first, last = to_day(calendar.holidays_from), to_day(calendar.holidays_through)
    names = {} if rule.holidays_count else {to_day(holiday.on): holiday.name for holiday in calendar.holidays}
    return first, [WEEKEND if _weekday(day) > 4 else names.get(day, "") for day in range(first, last + 1)]


def _school(calendar: SchoolCalendar, _: Counting = SCHOOL_DAYS) -> tuple[int, list[str]]:
    first, last = calendar.published
    last = max(last, to_day(calendar.years[-1].last_day))  # a break is known in full, also where it outlasts the rest
    why = [BETWEEN_YEARS] * (last - first + 1)
    week = [WEEKEND if number > 4 else "no school on this day of the week" for number in range(7)]
    for scheduled in calendar.school_week:
        week[scheduled.number] = ""
    for year in calendar.years:
        start, end = to_day(year.first_day), to_day(year.last_day)
        why[start - first : end + 1 - first] = [week[_weekday(day)] for day in range(start, end + 1)]
        for closure in year.closures:
            for day in range(to_day(closure.first), to_day(closure.end) + 1):
                why[day - first] = why[day - first] or closure.words
        for span in year.extended_school_year:
            for day in range(max(to_day(span.first), start), min(to_day(span.end), end) + 1):
                why[day - first] = why[day - first] or EXTENDED
        for extra in year.extra_days:
            why[to_day(extra) - first] = ""
    return first, why


def _breaks(calendar: SchoolCalendar, first: int, why: list[str]) -> list[list[int]]:
    """The breaks inside the school years, each as the days on which school would otherwise be held."""
    week = {scheduled.number for scheduled in calendar.school_week}
    breaks: list[list[int]] = [[]]
    for day, reason in enumerate(why, first):
        if not reason or reason is BETWEEN_YEARS:
            breaks.append([])
        elif _weekday(day) in week:
            breaks[-1].append(day)
    return breaks


def _left_out(rule: Counting, missed: list[int], first: int, why: list[str]) -> range | list[int]:
    """The days of one break that a rule leaves out of a count of calendar days."""
    if not rule.run or len(missed) < max(rule.run, rule.run_from):
        return missed if rule.school_holidays else []
    start, end = missed[rule.run_from - 1] - first, missed[-1] - first
    free = [reason not in ("", BETWEEN_YEARS) for reason in why]
    while rule.run_weekends and rule.run_from == 1 and start and free[start - 1]:
        start -= 1
    while rule.run_weekends and end + 1 < len(why) and free[end + 1]:
        end += 1
    return range(first + start, first + end + 1)


def _calendar(calendar: SchoolCalendar, rule: Counting) -> tuple[int, list[str]]:
    first, why = _school(calendar)
    out = [""] * len(why)
    for missed in _breaks(calendar, first, why):
        for day in _left_out(rule, missed, first, why):
            out[day - first] = why[missed[0] - first]
    if rule.summer is not Summer.COUNTED:
        out = [BETWEEN_YEARS if reason is BETWEEN_YEARS else left for reason, left in zip(why, out, strict=True)]
    if rule.summer is Summer.FROM_LAST_DAY:
        for year in calendar.years:
            out[to_day(year.last_day) - first] = BETWEEN_YEARS
    return first, out


_Reasons = Callable[["SchoolCalendar", Counting], tuple[int, list[str]]]
_BY_UNIT: dict[Unit, _Reasons] = {
    Unit.BUSINESS_DAYS: _business,
    Unit.SCHOOL_DAYS: _school,
    Unit.CALENDAR_DAYS: _calendar,
}


def reasons(calendar: SchoolCalendar, rule: Counting) -> tuple[int, list[str]]:
    """The first day that the calendar knows, and from it on why each day does not count; empty where it counts."""
    first, why = _BY_UNIT[rule.unit](calendar, rule)
    return first, why if rule.unit is Unit.BUSINESS_DAYS else why[: calendar.published[1] - first + 1]


def compiled(calendar: SchoolCalendar, rule: Counting) -> Counter:
    """The counting rule as tables over the days that the calendar knows."""
    if rule == CALENDAR_DAYS:
        return EVERY_DAY
    first, why = reasons(calendar, rule)
    return DayCount.of_bits(first, [not reason for reason in why])
