"""Ways of counting in columns: the tables of `iepkit.days`, read without a copy."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np

from iepkit import days as scalar
from iepkit.columns.days import Column, Days, Lookup, Pairs, column, merged, pick
from iepkit.days import MISSING, UNKNOWN, later_than

__all__ = ["Counter", "DayCount", "EveryDay", "counter"]


def __dir__() -> list[str]:
    return __all__


_LATER = np.int32(later_than(0))


def _toll(days: DayCount | EveryDay, start: Column, due: Column, stops: Pairs) -> Column:
    """Move `due` by the counted days of each stop that begins before it."""
    for first, last in merged(stops):
        stands = np.maximum(first, start + np.int32(1))
        stopped = days.count(stands - np.int32(1), last)
        later = pick(stopped == MISSING, due + _LATER, days.nth_after(due, np.maximum(stopped, 0)))
        moves = (last > start) & (due < UNKNOWN) & (stands <= due)
        due = pick(moves, later, due)
    return due


@attrs.frozen
class EveryDay:
    """Calendar days."""

    def count(self, start: Column, end: Column) -> Column:
        """How many days lie after `start`, up to and including `end`; `MISSING` where that cannot be said."""
        return pick((start != MISSING) & (end < UNKNOWN), end - start, MISSING)

    def nth_after(self, day: Column, number: Days) -> Column:
        """The n-th day after a day."""
        out: Column = (day != MISSING) * np.asarray(number, np.int32)
        out += day
        return out

    def nth_before(self, day: Column, number: int) -> Column:
        """The n-th day before a day."""
        return self.nth_after(day, ((day < UNKNOWN) * np.int32(-number)))

    def on_or_after(self, day: Column) -> Column:
        """The day itself."""
        return day

    def tolled(self, start: Column, due: Column, stops: Pairs) -> Column:
        """The due day once the clock stood still during `stops`."""
        return _toll(self, start, due, stops)


@attrs.frozen(eq=False, slots=False)  # no slots: the tables made for single numbers are kept beside the fields
class DayCount:
    """The tables of a way of counting, read without a copy; each answer is one lookup where the number is one."""

    first: int
    last: int
    rank: Column = attrs.field(repr=False)
    select: Column = attrs.field(repr=False)

    def _kept(self, name: str, number: int, table: Callable[[int], Lookup]) -> Lookup:
        tables: dict[tuple[str, int], Lookup] = self.__dict__.setdefault("_tables", {})
        if (name, number) not in tables:
            tables[name, number] = table(number)
        return tables[name, number]

    def _beyond(self, number: int) -> Column:
        """The counted days, and after them the unknown ones: each takes one day at least."""
        return np.concatenate([self.select, np.arange(self.last, self.last + number, dtype=np.int32) + _LATER])

    def count(self, start: Column, end: Column) -> Column:
        """How many counted days lie after `start`, up to and including `end`; `MISSING` where that cannot be said."""
        rank = Lookup(self.first - 1, self.rank)
        (before, out_before), (through, out_through) = rank(start), rank(end)
        through -= before
        for outside in (out_before, out_through):
            if outside is not None:
                through[outside] = MISSING
        return through

    def nth_after(self, day: Column, number: Days) -> Column:
        """The n-th counted day after a day."""
        if isinstance(number, int):
            out, outside = self._kept("after", number, self._after)(day)
        else:
            out, outside = Lookup(self.first - 1, self.rank)(day)
            k = out + number
            beyond = k - np.int32(len(self.select) + 1) + np.int32(self.last) + _LATER
            padded = np.append(self.select, np.int32(0))  # a table of nothing cannot be read
            out = pick(k <= len(self.select), padded.take(k - 1, mode="clip"), beyond)
            out = pick(number == 0, day, out)
        if outside is not None:
            rest = day[outside]
            more = column(number, len(day))[outside]
            at_least = rest + more - np.int32(1)
            later = pick(rest >= UNKNOWN, at_least, at_least + _LATER)
            out[outside] = pick((rest == MISSING) | (more == 0), rest, later)
        return out

    def _after(self, number: int) -> Lookup:
        days = np.arange(self.first - 1, self.last + 1, dtype=np.int32)
        return Lookup(self.first - 1, self._beyond(number).take(self.rank + np.int32(number - 1)) if number else days)

    def nth_before(self, day: Column, number: int) -> Column:
        """The n-th counted day before a day."""
        if number == 0:
            return day
        out, outside = self._kept("before", number, self._before)(day)
        if outside is not None:
            out[outside] = pick(day[outside] == MISSING, MISSING, UNKNOWN)
        return out

    def _before(self, number: int) -> Lookup:
        unknown = np.full(number, UNKNOWN, np.int32)
        return Lookup(self.first, np.concatenate([unknown, self.select]).take(self.rank))

    def on_or_after(self, day: Column) -> Column:
        """The first counted day that is not before a day."""
        out, outside = self._kept("on or after", 0, self._from)(day)
        if outside is not None:
            rest = day[outside]
            known = (rest != MISSING) & (rest < UNKNOWN)
            out[outside] = pick(known, rest - np.int32(1) + _LATER, rest)
        return out

    def _from(self, _: int) -> Lookup:
        return Lookup(self.first, self._beyond(1).take(self.rank))

    def tolled(self, start: Column, due: Column, stops: Pairs) -> Column:
        """The due day once the clock stood still during `stops`."""
        return _toll(self, start, due, stops)


Counter = EveryDay | DayCount


def counter(days: scalar.Counter) -> Counter:
    """A way of counting, for columns."""
    if isinstance(days, scalar.DayCount):
        return DayCount(days.first, days.last, np.asarray(days.rank, np.int32), np.asarray(days.select, np.int32))
    return EveryDay()
