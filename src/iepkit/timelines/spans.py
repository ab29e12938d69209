"""Spans of time that a limit adds: counted days, months and years, the end of a right, or nothing that is known."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

import attrs

from iepkit.days import EVERY_DAY, MISSING, UNKNOWN, Counter, add_months, is_unknown, later_than, to_date, to_day
from iepkit.laws import Ending

__all__ = ["LONGEST_YEAR", "SHORTEST_YEAR", "UNSETTLED", "Days", "Ends", "Months", "Span", "Unsettled"]


def __dir__() -> list[str]:
    return __all__


LONGEST_YEAR = 366  # days: within so many before any day a school year ends
SHORTEST_YEAR = 150  # days: no school year begins and ends in fewer, so none is hidden in a shorter gap of a calendar


@attrs.frozen(eq=False)
class Days:
    """So many counted days; with `first_day` 1 the day itself is the first, where it counts.

    >>> Days(60, EVERY_DAY).after(10), Days(5, EVERY_DAY).ahead(10), Days(5, EVERY_DAY).more(10, 2)
    (70, 5, 12)
    """

    number: int
    counter: Counter
    first_day: int = 0

    def after(self, day: int) -> int:
        """The last of the days after `day`."""
        return day if day == MISSING else self.counter.nth_after(day - self.first_day, self.number)

    def ahead(self, day: int) -> int:
        """The day so many counted days before `day`."""
        return self.counter.nth_before(day, self.number)

    def more(self, due: int, number: int) -> int:
        """The due day moved by more counted days."""
        return self.counter.nth_after(due, number)


@attrs.frozen(eq=False)
class Months:
    """So many months, to the same day of the month.

    >>> Months(12).after(0), Months(12).ahead(365)
    (365, 0)
    """

    number: int
    leap_day_to: str = "feb-28"
    counter: Counter = EVERY_DAY

    def after(self, day: int) -> int:
        """The same day of the month, so many months later."""
        return add_months(day, self.number, leap_day_to=self.leap_day_to)

    def ahead(self, day: int) -> int:
        """The same day of the month, so many months earlier."""
        return add_months(day, -self.number, leap_day_to=self.leap_day_to)

    def more(self, due: int, number: int) -> int:
        """The due day moved by calendar days."""
        return self.counter.nth_after(due, number)


@attrs.frozen(eq=False)
class Unsettled:
    """A limit that nobody has verified: every answer is unknown."""

    counter: Counter = EVERY_DAY

    def after(self, day: int) -> int:
        """An unknown day."""
        return day if day == MISSING else UNKNOWN

    ahead = after

    def more(self, due: int, number: int) -> int:
        """The due day as it is, which is unknown."""
        return due


UNSETTLED = Unsettled()


@attrs.frozen(eq=False)
class Ends:
    """The last day of a right that ends with an age, for a child born on a day; the school years come by their days.

    >>> from iepkit.laws import Ending
    >>> str(to_date(Ends(Ending(22)).after(to_day(date(2004, 3, 2)))))
    '2026-03-01'
    """

    ending: Ending
    leap_day_to: str = "feb-28"
    first_days: Sequence[int] = ()
    last_days: Sequence[int] = ()
    counter: Counter = EVERY_DAY

    def after(self, born: int) -> int:
        """The last day; where the calendar does not reach it, an unknown one."""
        if born == MISSING:
            return MISSING
        birthday = add_months(born, 12 * self.ending.age, leap_day_to=self.leap_day_to)
        if self.ending.cutoff:
            return self._before_cutoff(birthday)
        day = to_date(born).strftime("%m-%d")
        for window in self.ending.windows:
            if window.first <= day <= window.last:
                return self._through(window.through, birthday, to_day(to_date(birthday).replace(month=1, day=1)))
        return self._through(self.ending.through, birthday, birthday)

    def _through(self, said: str, birthday: int, since: int) -> int:
        """The last day; a date is the first from `since` on, which for a window is the year of the birthday itself."""
        if said == "day-before-birthday":
            return birthday - 1
        if said == "birthday":
            return birthday
        if said == "school-year-end":
            return self._year_end(birthday)
        return first_month_day(since, said)

    def _year_end(self, birthday: int) -> int:
        """The last day of the school year that holds the birthday, or what is said of one between two years."""
        at = bisect_left(self.last_days, birthday)
        if at < len(self.last_days) and birthday >= self.first_days[at]:
            return self.last_days[at]
        between = 0 < at < len(self.last_days)
        if between and self.ending.summer == "school-year-end":
            return self.last_days[at]
        if between and self.ending.summer:
            return birthday - 1
        return later_than(birthday - 2)  # the right lasts until the day before the birthday in any case

    def _before_cutoff(self, birthday: int) -> int:
        """The end of the last school year that ends before the first cut-off day on which the age is reached."""
        cutoff = first_month_day(birthday + (not self.ending.cutoff_day_counts), self.ending.cutoff)
        at = bisect_left(self.last_days, cutoff) - 1
        if at < 0:
            return later_than(cutoff - LONGEST_YEAR)
        known = at + 1 < len(self.last_days) or cutoff - self.last_days[at] < SHORTEST_YEAR
        return self.last_days[at] if known else later_than(max(self.last_days[at], cutoff - LONGEST_YEAR))

    def ahead(self, day: int) -> int:
        """Not asked: a right that ends is not counted back."""
        return day

    def more(self, due: int, number: int) -> int:
        """The last day as it is."""
        return due


def first_month_day(day: int, month_day: str) -> int:
    """The first date with that month and day, on or after a day.

    >>> str(to_date(first_month_day(to_day(date(2026, 7, 1)), "06-30")))
    '2027-06-30'
    """
    if is_unknown(day):
        return day
    month, on = map(int, month_day.split("-"))
    year = to_date(day).year
    this = to_day(date(year, month, on))
    return this if this >= day else to_day(date(year + 1, month, on))


Span = Days | Months | Unsettled | Ends
