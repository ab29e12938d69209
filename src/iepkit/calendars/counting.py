"""Counting rules: which days a clock counts, as data."""

from __future__ import annotations

from enum import StrEnum

import attrs

from iepkit.vocabulary import Unit

__all__ = ["BUSINESS_DAYS", "CALENDAR_DAYS", "SCHOOL_DAYS", "Counting", "Summer"]


def __dir__() -> list[str]:
    return __all__


class Summer(StrEnum):
    """What of the time between two school years is left out of a count of calendar days.

    `between`: from the day after the last school day to the day before the first one (22 Pa. Code 14.123(b)).
    `from-last-day`: the last school day too (22 Pa. Code 711.24(b)).
    """

    COUNTED = "counted"
    BETWEEN = "between"
    FROM_LAST_DAY = "from-last-day"


@attrs.frozen(cache_hash=True)
class Counting:
    """Which days count.

    `unit` is calendar, business or school days (34 CFR 300.11).
    The rest belongs to single units and takes days out of the count:

    - `run`, of calendar days: a break of at least so many days in a row on which school would otherwise be held;
      0 takes none. Georgia says five; California says "in excess of five", which is six.
    - `run_weekends`: the weekend days that touch such a break are left out with it.
    - `run_from`: the first day of the break that is left out; 1 is the whole break, 6 the excess over five.
    - `school_holidays`, of calendar days: every day inside a school year on which school would otherwise be held.
    - `summer`, of calendar days: the time between two school years.
    - `holidays_count`, of business days: public holidays count too (34 CFR 300.148(d)(1)(ii)).

    >>> Counting(run=6, run_weekends=True, summer=Summer.BETWEEN).words
    'calendar days, less breaks of 6 or more school days with the weekends that touch them, less summer'
    """

    unit: Unit = Unit.CALENDAR_DAYS
    run: int = attrs.field(default=0, validator=attrs.validators.ge(0))
    run_weekends: bool = False
    run_from: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    school_holidays: bool = False
    summer: Summer = Summer.COUNTED
    holidays_count: bool = False

    @property
    def words(self) -> str:
        """The rule in words, for people."""
        from_day = f" from their day {self.run_from} on" if self.run_from > 1 else ""
        weekends = " with the weekends that touch them" if self.run_weekends else ""
        last_day = " and the last day of school" if self.summer is Summer.FROM_LAST_DAY else ""
        parts = {
            "public holidays counted": self.holidays_count,
            f"less breaks of {self.run} or more school days{from_day}{weekends}": self.run,
            "less school holidays": self.school_holidays,
            f"less summer{last_day}": self.summer is not Summer.COUNTED,
        }
        return ", ".join([str(self.unit).replace("-", " "), *(part for part, holds in parts.items() if holds)])


CALENDAR_DAYS = Counting()
BUSINESS_DAYS = Counting(Unit.BUSINESS_DAYS)
SCHOOL_DAYS = Counting(Unit.SCHOOL_DAYS)
