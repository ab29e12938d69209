"""Days in columns: the arithmetic of `iepkit.days` on arrays of 32-bit ints, value for value the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.days import MISSING, UNKNOWN, later_than

__all__ = [
    "Column",
    "Days",
    "Lookup",
    "Mask",
    "Pairs",
    "Truth",
    "add_months",
    "column",
    "earliest",
    "first_month_day",
    "first_of_year",
    "floor",
    "merged",
    "month_day",
    "ordered",
    "pick",
]


def __dir__() -> list[str]:
    return __all__


Column = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Days = Column | int  # one int stands for a column that holds it in every row
Truth = Mask | bool
Pairs = Sequence[tuple[Column, Column]]  # so many intervals a row: first days and last days, `MISSING` where none

_BOUND = later_than(0)
_FAR_DAYS = (-25_567, 48_213)  # 1900-01-01 to 2102-01-01: where months are looked up; others are computed


def column(value: Days, rows: int) -> Column:
    """The value as a column of so many rows."""
    return value if isinstance(value, np.ndarray) else np.full(rows, value, np.int32)


def pick(condition: Mask, yes: Days, no: Days) -> Column:
    """One value or the other, row by row.

    Arithmetic on the difference runs at the speed of memory, where a choice row by row would stall on mixed data;
    an overflow of the difference cancels when `no` is added back.
    """
    if isinstance(yes, np.ndarray) or isinstance(no, np.ndarray):
        out: Column = np.subtract(yes, no, dtype=np.int32)
        out *= condition
    else:
        out = condition * np.int32(yes - no)
    out += no
    return out


def floor(day: Column) -> Column:
    """The last day by which something is certainly in time."""
    out: Column = (day >= UNKNOWN) * np.int32(-_BOUND)
    out += day
    return out


def earliest(a: Column, b: Column) -> Column:
    """The earlier of two days, either of which may be unknown."""
    low, high = np.minimum(a, b), np.maximum(a, b)
    return pick((low < UNKNOWN) & (high >= UNKNOWN) & (low > floor(high)), high, low)


@attrs.frozen(eq=False)
class Lookup:
    """A function of a day, as its values from the day `first` on."""

    first: int
    values: Column = attrs.field(repr=False)

    def __call__(self, day: Column) -> tuple[Column, Mask | None]:
        """The values, and which rows lie outside, `None` where none does; what stands in those rows means nothing."""
        at = day - np.int32(self.first)
        outside = at.view(np.uint32) >= len(self.values)
        if outside.any():
            return self.values.take(at, mode="clip"), outside
        return self.values.take(at), None


def add_months(day: Column, months: int, *, leap_day_to: str = "feb-28") -> Column:
    """The same day of the month, so many months later or earlier."""
    out, outside = _months(months, leap_day_to)(day)
    if outside is not None:
        rest = day[outside]
        moved = pick(rest >= UNKNOWN, rest if months >= 0 else UNKNOWN, _moved(rest, months, leap_day_to))
        out[outside] = pick(rest == MISSING, MISSING, moved)
    return out


@cache
def _months(months: int, leap_day_to: str) -> Lookup:
    return Lookup(_FAR_DAYS[0], _moved(np.arange(*_FAR_DAYS, dtype=np.int32), months, leap_day_to))


def _moved(day: Column, months: int, leap_day_to: str) -> Column:
    on = day.astype("datetime64[D]")
    month = on.astype("datetime64[M]")
    within = on - month.astype("datetime64[D]")
    end = month + np.timedelta64(months, "M")
    first, last = end.astype("datetime64[D]"), (end + np.timedelta64(1, "M")).astype("datetime64[D]")
    out: Column = np.minimum(first + within, last - np.timedelta64(1, "D")).astype(np.int32)
    if leap_day_to == "mar-1":
        leap_day = (month.astype(np.int64) % 12 == 1) & (within == np.timedelta64(28, "D"))
        out += leap_day & (end.astype(np.int64) % 12 == 1) & (last - first == np.timedelta64(28, "D"))
    return out


def month_day(day: Column) -> Column:
    """The month and the day of the month of each day, as in 630 for 30 June; of what is no date, anything."""
    return _looked_up(day, _month_day)


def _looked_up(day: Column, function: Callable[[Column], Column]) -> Column:
    """The values of a function of a day, looked up where they are in its table."""
    out, outside = _tabled(function)(day)
    if outside is not None:
        out[outside] = function(day[outside])
    return out


@cache
def _tabled(function: Callable[[Column], Column]) -> Lookup:
    return Lookup(_FAR_DAYS[0], function(np.arange(*_FAR_DAYS, dtype=np.int32)))


def _month_day(day: Column) -> Column:
    on = _date(day)
    month = on.astype("datetime64[M]")
    out: Column = (
        (month.astype(np.int64) % 12 + 1) * 100 + (on - month.astype("datetime64[D]")).astype(np.int64) + 1
    ).astype(np.int32)
    return out


def first_month_day(day: Column, words: str) -> Column:
    """The first date with that month and day (as in 06-30), on or after each day; an unknown day as it is."""
    return _looked_up(day, _next(words))


@cache
def _next(words: str) -> Callable[[Column], Column]:
    return partial(_next_month_day, words)


def _next_month_day(words: str, day: Column) -> Column:
    month, on = map(int, words.split("-"))
    year = _date(day).astype("datetime64[Y]")
    this, following = (
        ((year + np.timedelta64(more, "Y")).astype("datetime64[M]") + np.timedelta64(month - 1, "M"))
        .astype("datetime64[D]")
        .astype(np.int32)
        + np.int32(on - 1)
        for more in (0, 1)
    )
    return pick((day == MISSING) | (day >= UNKNOWN), day, pick(this >= day, this, following))


def first_of_year(day: Column) -> Column:
    """1 January of the year of each day."""
    return _looked_up(day, _first_of_year)


def _first_of_year(day: Column) -> Column:
    out: Column = _date(day).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int32)
    return out


def _date(day: Column) -> npt.NDArray[np.datetime64]:
    return pick((day == MISSING) | (day >= UNKNOWN), 0, day).astype("datetime64[D]")


def ordered(pairs: Pairs) -> Pairs:
    """The pairs of each row in order; missing ones come first."""
    if len(pairs) <= 1:
        return pairs
    packed = np.stack([(first.astype(np.int64) << 32) + last for first, last in pairs])
    packed.sort(axis=0)
    lasts = packed.astype(np.int32)
    firsts = ((packed - lasts) >> 32).astype(np.int32)
    return list(zip(firsts, lasts, strict=True))


def merged(spans: Pairs) -> Iterator[tuple[Column, Column]]:
    """The spans of each row in order, those that touch or overlap made one.

    There are as many columns as before: `MISSING` stands where a span went into another, or ends before it starts.
    """
    in_order = ordered([(pick(a <= b, a, MISSING), pick(a <= b, b, MISSING)) for a, b in spans])
    for at, (first, last) in enumerate(in_order):
        if at == 0:
            begun, reach = first, last
        else:
            apart = first > reach + np.int32(1)
            yield pick(apart, begun, MISSING), pick(apart, reach, MISSING)
            begun, reach = pick(apart, first, begun), np.maximum(last, reach)
    if in_order:
        yield begun, reach
