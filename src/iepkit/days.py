"""Days as whole numbers, and ways of counting them as tables.

Days are counted from 1970-01-01, as in Arrow's `date32`; a date is turned into its number at the edge.
Two more kinds of int keep the arithmetic total:

- `MISSING`: there is no such day, because nothing happened;
- *later than h*: the day is unknown, but it comes after `h`.
  A due date past the published calendar is of this kind, and that is often enough:
  what was done by `h` was done in time.

Whatever is counted, each day either counts or does not. Compiled, that becomes two tables:
`rank` tells how many counted days there are through a day, and `select` which day a given number of them reaches.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Protocol

import attrs
from dateutil.relativedelta import relativedelta

__all__ = [
    "EVERY_DAY",
    "MISSING",
    "UNKNOWN",
    "Counter",
    "DayCount",
    "EveryDay",
    "add_months",
    "earliest",
    "floor",
    "is_unknown",
    "later_than",
    "merged",
    "to_date",
    "to_day",
    "weekdays",
]


def __dir__() -> list[str]:
    return __all__


_EPOCH = date(1970, 1, 1).toordinal()
_FAR = 1 << 29  # above it, a number says "unknown, but later than"
_SHIFT = 1 << 27

MISSING = -(1 << 30)
UNKNOWN = _FAR


def to_day(day: date) -> int:
    """The number of a date: days since 1970-01-01.

    >>> to_day(date(1970, 1, 2))
    1
    """
    return day.toordinal() - _EPOCH


def to_date(day: int) -> date:
    """The date of a number.

    >>> to_date(0)
    datetime.date(1970, 1, 1)
    """
    return date.fromordinal(day + _EPOCH)


def later_than(day: int) -> int:
    """The unknown day of which only this is known: it comes after `day`."""
    return _FAR + _SHIFT + day


def is_unknown(day: int) -> bool:
    """Whether the number stands for an unknown day.

    >>> is_unknown(later_than(5)), is_unknown(5), is_unknown(MISSING)
    (True, False, False)
    """
    return day >= _FAR


def floor(day: int) -> int:
    """The last day by which something is certainly in time: `day` itself, or the bound of an unknown day.

    >>> floor(5), floor(later_than(7))
    (5, 7)
    """
    return day if day < _FAR else day - _FAR - _SHIFT


def earliest(a: int, b: int) -> int:
    """The earlier of two days, either of which may be unknown.

    An unknown day that is later than a known one does not matter.

    >>> earliest(4, later_than(9)), is_unknown(earliest(4, later_than(2)))
    (4, True)
    """
    if b < a:
        a, b = b, a
    if a >= _FAR or b < _FAR:
        return a
    return a if a <= floor(b) else b


def add_months(day: int, months: int, *, leap_day_to: str = "feb-28") -> int:
    """The same day of the month, so many months later (or earlier); the last of the month where it has no such day.

    A 29 February in a year without one becomes 28 February, or 1 March with `leap_day_to="mar-1"`.
    Federal law has no rule for it (a named policy of the library).

    >>> to_date(add_months(to_day(date(2024, 2, 29)), 12))
    datetime.date(2025, 2, 28)
    >>> to_date(add_months(to_day(date(2024, 2, 29)), 12, leap_day_to="mar-1"))
    datetime.date(2025, 3, 1)
    """
    if day == MISSING:
        return day
    if day >= _FAR:
        return day if months >= 0 else UNKNOWN
    return _moved(day, months, leap_day_to)


@lru_cache(maxsize=1 << 14)  # a case asks for the same birthdays and anniversaries again and again
def _moved(day: int, months: int, leap_day_to: str) -> int:
    start = to_date(day)
    if not date.min.year < start.year + months / 12 < date.max.year:
        return to_day(date.max if months > 0 else date.min)
    end = start + _months(months)
    moved = leap_day_to == "mar-1" and start.month == 2 and start.day == 29 and (end.month, end.day) == (2, 28)
    return to_day(end) + moved


@cache
def _months(number: int) -> relativedelta:
    return relativedelta(months=number)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that touch or overlap made one; a span that ends before it starts is left out.

    >>> merged([(5, 6), (1, 3), (4, 4), (6, 9), (20, 12)])
    [(1, 9)]
    """
    out: list[tuple[int, int]] = []
    for first, last in sorted(span for span in spans if span[0] <= span[1]):
        if out and first <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(out[-1][1], last))
        else:
            out.append((first, last))
    return out


class Counter(Protocol):
    """A way of counting days; answers are total over ints, `MISSING` and unknown days."""

    @property
    def horizon(self) -> int | None:
        """The last day known to the count, or `None` where it has no end."""

    def counts(self, day: int) -> bool | None:
        """Whether the day counts; `None` where the calendar does not say."""

    def count(self, start: int, end: int) -> int | None:
        """How many counted days lie after `start`, up to and including `end`."""

    def nth_after(self, day: int, number: int) -> int:
        """The n-th counted day after `day`; `day` itself for zero."""

    def nth_before(self, day: int, number: int) -> int:
        """The n-th counted day before `day`; `day` itself for zero."""

    def on_or_after(self, day: int) -> int:
        """The first counted day that is not before `day`."""

    def tolled(self, start: int, due: int, stops: Sequence[tuple[int, int]]) -> int:
        """The due day once the clock stood still during `stops`."""


def _toll(days: Counter, start: int, due: int, stops: Sequence[tuple[int, int]]) -> int:
    """Move `due` by the counted days of each stop that begins before it; a day is added once, however often stopped."""
    for first, last in merged(stop for stop in stops if stop[1] > start):
        stands = max(first, start + 1)
        if due >= _FAR or stands > due:
            break
        stopped = days.count(stands - 1, last)
        due = later_than(due) if stopped is None else days.nth_after(due, max(stopped, 0))
    return due


@attrs.frozen
class EveryDay:
    """Calendar days: every day counts, without end (34 CFR 300.11(a)).

    >>> EVERY_DAY.nth_after(10, 60), EVERY_DAY.count(10, 70)
    (70, 60)
    """

    @property
    def horizon(self) -> None:
        return None

    def counts(self, day: int) -> bool:
        return True

    def count(self, start: int, end: int) -> int | None:
        return end - start if start != MISSING and end < _FAR else None

    def nth_after(self, day: int, number: int) -> int:
        return day if day == MISSING else day + number

    def nth_before(self, day: int, number: int) -> int:
        return day if day == MISSING or day >= _FAR else day - number

    def on_or_after(self, day: int) -> int:
        return day

    def tolled(self, start: int, due: int, stops: Sequence[tuple[int, int]]) -> int:
        return _toll(self, start, due, stops)


EVERY_DAY = EveryDay()


@attrs.frozen(eq=False)
class DayCount:
    """A bitmap of counted days from `first` to `last`, compiled to rank and select tables.

    Outside the bitmap nothing is guessed: the answer is an unknown day, later than what is known.

    >>> days = DayCount.of_bits(first=0, bits=[1, 0, 0, 1, 1])
    >>> days.nth_after(0, 2), days.count(0, 4), days.nth_before(4, 2), days.on_or_after(1)
    (4, 2, 0, 3)
    >>> is_unknown(days.nth_after(3, 2))
    True
    """

    first: int
    last: int
    rank: Sequence[int] = attrs.field(repr=False)  # rank[d - first + 1]; rank[0] is 0, the day before the first
    select: Sequence[int] = attrs.field(repr=False)

    @classmethod
    def of_bits(cls, first: int, bits: Iterable[object]) -> DayCount:
        """The count over consecutive days from `first`, of those whose bit is true."""
        rank, select = array("i", [0]), array("i")
        day = first - 1
        for day, bit in enumerate(bits, first):
            if bit:
                select.append(day)
            rank.append(len(select))
        return cls(first, day, rank, select)

    @property
    def horizon(self) -> int:
        return self.last

    def counts(self, day: int) -> bool | None:
        if not self.first <= day <= self.last:
            return None
        at = day - self.first
        return self.rank[at + 1] > self.rank[at]

    def count(self, start: int, end: int) -> int | None:
        first = self.first - 1
        if first <= start <= self.last and first <= end <= self.last:
            return self.rank[end - first] - self.rank[start - first]
        return None

    def nth_after(self, day: int, number: int) -> int:
        first = self.first - 1
        if first <= day <= self.last:
            if number == 0:
                return day
            k = self.rank[day - first] + number
            if k <= len(self.select):
                return self.select[k - 1]
            return later_than(self.last + k - len(self.select) - 1)  # each day still missing takes one day at least
        if day == MISSING or number == 0:
            return day
        # the n-th counted day is never sooner than the n-th day
        return day + number - 1 if day >= _FAR else later_than(day + number - 1)

    def nth_before(self, day: int, number: int) -> int:
        if number == 0 or day == MISSING:
            return day
        if self.first <= day <= self.last + 1:
            k = self.rank[day - self.first] - number
            if k >= 0:
                return self.select[k]
        return UNKNOWN

    def on_or_after(self, day: int) -> int:
        if day == MISSING or day >= _FAR:
            return day
        if self.first <= day <= self.last:
            at = self.rank[day - self.first]
            return self.select[at] if at < len(self.select) else later_than(self.last)
        return later_than(day - 1)

    def tolled(self, start: int, due: int, stops: Sequence[tuple[int, int]]) -> int:
        return _toll(self, start, due, stops)


@cache
def weekdays() -> DayCount:
    """Mondays to Fridays, public holidays too, over two centuries: no calendar is needed to count them.

    >>> days = weekdays()
    >>> str(to_date(days.nth_before(to_day(date(2026, 1, 20)), 10)))
    '2026-01-06'
    """
    first, last = to_day(date(1900, 1, 1)), to_day(date(2100, 12, 31))  # 1 January 1900 was a Monday
    return DayCount.of_bits(first, ((day - first) % 7 < 5 for day in range(first, last + 1)))
