"""Spans of time in columns: the twins of `iepkit.timelines.spans`, value for value the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs
import numpy as np

from iepkit.columns.counting import Counter, EveryDay, counter
from iepkit.columns.days import Column, Lookup, add_months, first_month_day, first_of_year, month_day, pick
from iepkit.days import MISSING, UNKNOWN, later_than
from iepkit.laws import Ending
from iepkit.timelines import spans

__all__ = ["Ends", "Months", "Numbered", "Span", "Unsettled", "one_longer", "span"]


def __dir__() -> list[str]:
    return __all__


_LATER = np.int32(later_than(0))
_EVERY_DAY = EveryDay()


@attrs.frozen(eq=False)
class Numbered:
    """So many counted days."""

    number: int
    counter: Counter
    first_day: int = 0

    def after(self, day: Column) -> Column:
        """The last of the days after a day."""
        since = day - np.int32(self.first_day) * (day != MISSING) if self.first_day else day
        return self.counter.nth_after(since, self.number)

    def ahead(self, day: Column) -> Column:
        """The day so many counted days before a day."""
        return self.counter.nth_before(day, self.number)

    def more(self, due: Column, number: Column) -> Column:
        """The due day moved by more counted days."""
        return self.counter.nth_after(due, number)


@attrs.frozen(eq=False)
class Months:
    """So many months, to the same day of the month."""

    number: int
    leap_day_to: str
    counter: Counter = _EVERY_DAY

    def after(self, day: Column) -> Column:
        """The same day of the month, so many months later."""
        return add_months(day, self.number, leap_day_to=self.leap_day_to)

    def ahead(self, day: Column) -> Column:
        """The same day of the month, so many months earlier."""
        return add_months(day, -self.number, leap_day_to=self.leap_day_to)

    def more(self, due: Column, number: Column) -> Column:
        """The due day moved by calendar days."""
        return self.counter.nth_after(due, number)


@attrs.frozen(eq=False)
class Unsettled:
    """A limit that nobody has verified."""

    counter: Counter = _EVERY_DAY

    def after(self, day: Column) -> Column:
        """An unknown day."""
        return pick(day == MISSING, MISSING, UNKNOWN)

    ahead = after

    def more(self, due: Column, number: Column) -> Column:
        """The due day as it is, which is unknown."""
        return due


_BIRTHS = (0, 21_915)  # 1970 to 2029: births that are looked up, where there are many; others are computed
_MANY = 1 << 14


@attrs.frozen(eq=False, slots=False)  # no slots: the table of births is made when many are asked for
class Ends:
    """The last day of a right that ends with an age: the answers of `iepkit.timelines.spans.Ends`."""

    ending: Ending
    leap_day_to: str
    first_days: Column
    last_days: Column
    counter: Counter = _EVERY_DAY

    def after(self, born: Column) -> Column:
        """The last day; where the calendar does not reach it, an unknown one."""
        if len(born) < _MANY:
            return self._after(born)
        found, outside = self._by_birth(born)
        if outside is not None:
            found[outside] = self._after(born[outside])
        return found

    @cached_property
    def _by_birth(self) -> Lookup:
        return Lookup(_BIRTHS[0], self._after(np.arange(*_BIRTHS, dtype=np.int32)))

    def _after(self, born: Column) -> Column:
        birthday = add_months(born, 12 * self.ending.age, leap_day_to=self.leap_day_to)
        if self.ending.cutoff:
            found = self._before_cutoff(birthday)
        else:
            found = self._through(self.ending.through, birthday, birthday)
            day = month_day(born)
            for window in reversed(self.ending.windows):
                inside = (day >= int(window.first.replace("-", ""))) & (day <= int(window.last.replace("-", "")))
                found = pick(inside, self._through(window.through, birthday, first_of_year(birthday)), found)
        return pick(born == MISSING, MISSING, found)

    def _through(self, said: str, birthday: Column, since: Column) -> Column:
        if said == "day-before-birthday":
            return birthday - np.int32(1)
        if said == "birthday":
            return birthday
        return self._year_end(birthday) if said == "school-year-end" else first_month_day(since, said)

    def _year_end(self, birthday: Column) -> Column:
        """The last day of the school year that holds the birthday, or what is said of one between two years."""
        years = len(self.last_days) - 1
        at = np.searchsorted(self.last_days[:-1], birthday)
        last, first = self.last_days.take(at), self.first_days.take(at)
        between = (at > 0) & (at < years)
        unknown = birthday + np.int32(later_than(-2))
        summer = {"school-year-end": last, "": unknown}.get(self.ending.summer, birthday - np.int32(1))
        return pick((at < years) & (birthday >= first), last, pick(between, summer, unknown))

    def _before_cutoff(self, birthday: Column) -> Column:
        """The end of the last school year that ends before the first cut-off day on which the age is reached."""
        cutoff = first_month_day(birthday + np.int32(not self.ending.cutoff_day_counts), self.ending.cutoff)
        years = len(self.last_days) - 1
        at = np.searchsorted(self.last_days[:-1], cutoff) - 1
        last = self.last_days.take(at)
        known = (at + 1 < years) | (cutoff - last < spans.SHORTEST_YEAR)
        bound = cutoff - np.int32(spans.LONGEST_YEAR)
        there = at >= 0
        return pick(there & known, last, pick(there, np.maximum(last, bound), bound) + _LATER)

    def ahead(self, day: Column) -> Column:
        """Not asked: a right that ends is not counted back."""
        return day

    def more(self, due: Column, number: Column) -> Column:
        """The last day as it is."""
        return due


Span = Numbered | Months | Unsettled | Ends


def span(limit: spans.Span) -> Span:
    """The span for columns."""
    if isinstance(limit, spans.Days):
        return Numbered(limit.number, counter(limit.counter), limit.first_day)
    if isinstance(limit, spans.Ends):
        return Ends(limit.ending, limit.leap_day_to, one_longer(limit.first_days), one_longer(limit.last_days))
    return Months(limit.number, limit.leap_day_to) if isinstance(limit, spans.Months) else Unsettled()


def one_longer(days: Sequence[int]) -> Column:
    """The days as a column that ends with one more, which is missing: what lies past the last."""
    return np.array([*days, MISSING], np.int32)
