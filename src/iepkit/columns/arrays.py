"""The vocabulary of the shapes on columns: the answers for many cases at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from iepkit.columns.binding import BoundBreak, BoundYearEnd
from iepkit.columns.counting import Counter
from iepkit.columns.days import Column, Days, Mask, Pairs, Truth, column, earliest, floor, merged, ordered, pick
from iepkit.columns.spans import Span
from iepkit.days import MISSING, UNKNOWN, later_than
from iepkit.timelines.scalars import Scalars

__all__ = ["Arrays", "Verdict"]


def __dir__() -> list[str]:
    return __all__


Codes = npt.NDArray[np.uint8]
Verdict = tuple[Codes, Column, Column]
_SCALARS = Scalars()


class Arrays:
    """The operations on arrays of 32-bit ints, under the names and with the answers of `Scalars`.

    An argument may be a plain int or bool, which stands for a column that holds it in every row:
    a fact that no case has costs nothing.
    """

    def step(self, name: str, value: Column) -> Column:
        """The value."""
        return value

    def through(self, steps: Sequence[Callable[..., Column]], f: Any, p: Any, due: Column) -> Column:
        """The due days once every step has had its turn."""
        for step in steps:
            due = step(self, f, p, due)
        return due

    def verdict(self, status: Codes, due: Column, days: Days) -> Verdict:
        """The answer of a shape."""
        return status, due, column(days, len(due))

    # -- logic

    def where(self, condition: Truth, yes: Days, no: Days) -> Days:
        """One value or the other."""
        if isinstance(condition, np.ndarray):
            return pick(condition, yes, no)
        return yes if condition else no

    def choose(self, *cases: tuple[Truth, int], otherwise: int) -> Codes:
        """The code of the first condition that holds, from the last condition to the first."""
        rows = next(len(condition) for condition, _ in cases if isinstance(condition, np.ndarray))
        out = np.full(rows, otherwise, np.uint8)
        for condition, code in reversed(cases):
            if isinstance(condition, np.ndarray):
                change = out ^ np.uint8(code)
                change *= condition.view(np.uint8)
                out ^= change
            elif condition:
                out[:] = code
        return out

    def missing(self, day: Days) -> Truth:
        """Whether there is no such day."""
        return day == MISSING

    def present(self, day: Days) -> Truth:
        """Whether there is such a day."""
        return day != MISSING

    def known(self, day: Column) -> Mask:
        """Whether the day is not an unknown one."""
        return day < UNKNOWN

    def floor(self, day: Column) -> Column:
        """The last day that is certainly in time."""
        return floor(day)

    def earlier(self, a: Days, b: Days) -> Days:
        """The earlier of two days, of which a missing one is left out."""
        if not isinstance(a, np.ndarray):
            a, b = b, a
        if not isinstance(a, np.ndarray):
            return _SCALARS.earlier(a, b)  # type: ignore[arg-type]
        if not isinstance(b, np.ndarray) and b == MISSING:
            return a
        other = column(b, len(a))
        return pick(a == MISSING, other, pick(other == MISSING, a, earliest(a, other)))

    def later(self, a: Days, b: Days) -> Days:
        """The later of two days."""
        return np.maximum(a, b) if isinstance(a, np.ndarray) or isinstance(b, np.ndarray) else max(a, b)

    def past(self, day: Days) -> Days:
        """The unknown day that comes after a day."""
        if not isinstance(day, np.ndarray):
            return _SCALARS.past(day)
        return pick(day == MISSING, MISSING, floor(day) + np.int32(later_than(0)))

    # -- spans of time

    def combined(self, limits: Sequence[Span], day: Column, starts: Sequence[Column]) -> Column:
        """The earliest of the limits, each counted from its own start, and left out where that is missing."""
        if not starts:
            return self.after(limits, day)
        due: Days = MISSING
        for limit, start in zip(limits, starts, strict=True):
            due = self.earlier(due, limit.after(start))
        return column(due, len(day))

    def after(self, limits: Sequence[Span], day: Column) -> Column:
        """The earliest of the limits, counted from a day."""
        due = limits[0].after(day)
        for limit in limits[1:]:
            due = earliest(due, limit.after(day))
        return due

    def ahead(self, limits: Sequence[Span], day: Column) -> Column:
        """The day that lies the limit before a day."""
        return limits[0].ahead(day)

    def more(self, limits: Sequence[Span], due: Column, number: Days) -> Column:
        """The due day moved by more days of the limit."""
        return limits[0].more(due, column(number, len(due)))

    def tolled(self, limits: Sequence[Span], start: Column, due: Column, stops: Pairs) -> Column:
        """The due day once the clock stood still during the stops."""
        return limits[0].counter.tolled(start, due, stops)

    def on_or_after(self, counter: Counter, day: Column) -> Column:
        """The first counted day that is not before a day."""
        return counter.on_or_after(day)

    def within_spans(self, counter: Counter, start: Column, end: Column, spans: Pairs) -> Column:
        """How many counted days of the spans lie after `start` and up to `end`."""
        stop, total = floor(end), np.zeros(len(start), np.int32)
        for first, last in merged(spans):
            found = counter.count(np.maximum(first - np.int32(1), start), np.minimum(last, stop))
            found *= (last > start) & (found > 0)
            total += found
        return total

    # -- the school year

    def _year(self, rule: BoundYearEnd, day: Column) -> npt.NDArray[np.intp]:
        """The place of the school year that holds a day, or of the last one before it; -1 where there is none."""
        return np.searchsorted(rule.first_days[:-1], day, "right") - 1

    def year_end(self, rule: BoundYearEnd, day: Column) -> Column:
        """The last day of the school year that holds a day, or of the last one before it."""
        return np.append(rule.last_days, np.int32(MISSING)).take(self._year(rule, day))

    def left_in_year(self, rule: BoundYearEnd, day: Column) -> Days:
        """How many days are left in the school year after a day; -1 between two years, -2 where that cannot be said."""
        last = self.year_end(rule, day)
        left = rule.left.count(day, last)
        return pick(last == MISSING, -2, pick(day > last, -1, pick(left == MISSING, -2, left)))

    def year_end_due(self, rule: BoundYearEnd, start: Column, measured: Column) -> Days:
        """The due day that a year-end rule sets; `MISSING` where the school year is not known."""
        at = self._year(rule, measured)
        anchor = rule.anchors.take(at) if len(rule.anchors) > 1 else start
        return pick(at < 0, MISSING, self.after(rule.limits, anchor - np.int32(rule.anchor_counts)))

    def due_before_break(self, rule: BoundBreak, start: Column) -> Days:
        """The due day that a rule for a start shortly before a long break sets; `MISSING` where no break is so near."""
        first = rule.first_days.take(np.searchsorted(rule.first_days[:-1], start, "right"))
        left = rule.left.count(start, first - np.int32(1))
        near = (first != MISSING) & (left != MISSING) & (left < rule.within)
        return pick(near, self.after(rule.limits, start), MISSING)

    def next_year_if_between(self, rule: BoundYearEnd, day: Column) -> Days:
        """The first day of the next school year for a day between two; `MISSING` for a day inside one."""
        at = np.searchsorted(rule.last_days, day)
        first = rule.first_days.take(at)
        known = at < len(rule.last_days)
        outside = pick(known & (at > 0), first, day + np.int32(later_than(-1)))
        found = pick((known & (day >= first)) | (day == MISSING), MISSING, outside)
        return pick(day >= UNKNOWN, day, found)

    # -- several dates

    def latest_agreed(self, extensions: Pairs, due: Column) -> Days:
        """The last date agreed to while the clock still ran; an agreement is on a later day than the one that binds."""
        date: Days = MISSING
        for on, until in ordered(extensions):
            standing = column(self.where(self.missing(date), due, date), len(due))
            binds = floor(standing)
            date = pick((on != MISSING) & (on <= binds) & (until > binds), until, date)
        return date

    def covering(self, spans: Pairs, day: Column) -> Days:
        """The first day of the last span that holds a day."""
        found: Days = MISSING
        for first, last in spans:
            found = np.maximum(found, pick((first <= day) & (day <= last), first, MISSING))
        return found
