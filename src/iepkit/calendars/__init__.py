"""School calendars and the rules by which days are counted against them (34 CFR 300.11)."""

from __future__ import annotations

from iepkit.calendars.counting import BUSINESS_DAYS, CALENDAR_DAYS, SCHOOL_DAYS, Counting, Summer
from iepkit.calendars.school import Closure, ClosureKind, Holiday, SchoolCalendar, SchoolYear, Span, Weekday

__all__ = [
    "BUSINESS_DAYS",
    "CALENDAR_DAYS",
    "SCHOOL_DAYS",
    "Closure",
    "ClosureKind",
    "Counting",
    "Holiday",
    "SchoolCalendar",
    "SchoolYear",
    "Span",
    "Summer",
    "Weekday",
]


def __dir__() -> list[str]:
    return __all__
