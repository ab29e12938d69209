"""What many services promise between two days: minutes, exact, against one calendar and one policy."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.calendars import SchoolCalendar
from iepkit.columns.fractions import Fractions, Integers
from iepkit.days import MISSING
from iepkit.errors import InvalidDocument, Problem, WrongType
from iepkit.records import Service
from iepkit.services import DEFAULT, ServicePolicy, Stated
from iepkit.services.grids import Grid
from iepkit.services.making import grid
from iepkit.vocabulary import Period

__all__ = ["PERIODS", "expected"]


def __dir__() -> list[str]:
    return __all__


PERIODS: tuple[Period, ...] = tuple(Period)  # a code is a place in its tuple
_CYCLE = PERIODS.index(Period.CYCLE)
_MOST = 1 << 31
_LIMIT = 1 << 63
_Ints = npt.NDArray[np.int64]
_Places = npt.NDArray[np.intp] | slice  # of rows; a slice is all of them


@attrs.frozen(eq=False)
class _Rows:
    """The services, each column as long as the others; `first` and `last` are already within the service."""

    minutes: _Ints
    times: _Ints
    per: _Ints
    first: _Ints
    last: _Ints
    cycle: _Ints


def expected(
    minutes: Integers,
    times: Integers,
    per: Integers,
    *,
    start: Integers | int = MISSING,
    end: Integers | int = MISSING,
    first: Integers | int,
    last: Integers | int,
    calendar: SchoolCalendar,
    policy: ServicePolicy = DEFAULT,
    cycle_days: Integers | int = 0,
) -> Fractions:
    """The minutes that each service promises from `first` through `last`, both included, as exact fractions.

    Each row is a service: so many `minutes`, so many `times` in a period, whose code is its place in `PERIODS`;
    a negative number is one that is not stated. `start` and `end` are the days on which it is in force, `MISSING`
    where there is none; days are those of `iepkit.days`. `cycle_days` are the school days of a cycle.
    One number stands for a column that holds it in every row. Row for row the answer is that of
    `iepkit.services.expected`; the upper end of a range is the answer to the upper ends.
    What needs more of a service than is here has no columns: 3:1 models, totals, the extended school year.
    Raises `InvalidDocument` for columns that do not fit, and for numbers too large to be exact in 64 bits;
    `WrongType` for a policy that needs the days of the week of a service (`as-scheduled`) or its first and last day
    (`service-year`).

    >>> from datetime import date
    >>> from iepkit.calendars import SchoolYear
    >>> from iepkit.days import to_day
    >>> calendar = SchoolCalendar((SchoolYear(date(2026, 9, 8), date(2027, 6, 16)),))
    >>> weekly, monthly = PERIODS.index(Period.WEEK), PERIODS.index(Period.MONTH)
    >>> span = {"first": to_day(date(2026, 9, 14)), "last": to_day(date(2026, 10, 9))}
    >>> found = expected(np.array([30, 60]), np.array([2, 1]), np.array([weekly, monthly]), calendar=calendar, **span)
    >>> found[0], found[1]
    (Fraction(240, 1), Fraction(12150, 187))
    """
    if policy.short_weeks == "as-scheduled" or policy.year_is == "service-year":
        raise WrongType("policy", "one that goes by the calendar alone, without as-scheduled and service-year")
    rows = _rows(minutes, times, per, start, end, first, last, cycle_days)
    known = (rows.minutes >= 0) & (rows.times >= 0) & ((rows.per != _CYCLE) | (rows.cycle > 0))
    found = Fractions(np.zeros(len(known), np.int64), known.astype(np.int64))
    for places, table in _tables(rows, known & (rows.first <= rows.last), calendar, policy):
        _put(found, places, rows, table)
    return found


def _rows(*given: Integers | int) -> _Rows:
    try:
        columns = np.broadcast_arrays(*(np.asarray(one, np.int64) for one in given))
    except ValueError:
        raise InvalidDocument([Problem("$", "expected columns of one length")], where="services") from None
    minutes, times, per, start, end, first, last, cycle = columns
    problems = [
        Problem(f"$.{name}", "expected numbers below 2**31")
        for name, column in (("minutes", minutes), ("times", times))
        if column.size and column.max() >= _MOST
    ]
    if per.size and not (per.min() >= 0 and per.max() < len(PERIODS)):
        problems.append(Problem("$.per", "expected places in PERIODS"))
    if problems:
        raise InvalidDocument(problems, where="services")
    ends = np.where(end == MISSING, last, np.minimum(end, last))
    return _Rows(minutes, times, per, np.maximum(start, first), ends, cycle)


def _tables(
    rows: _Rows, asked: npt.NDArray[np.bool_], calendar: SchoolCalendar, policy: ServicePolicy
) -> Iterator[tuple[_Places, Grid]]:
    """The services that share a table of days, with that table."""
    whole = bool(asked.all())
    codes = np.flatnonzero(np.bincount(rows.per if whole else rows.per[asked], minlength=len(PERIODS))).tolist()
    for code in codes:
        alone = whole and len(codes) == 1
        of_code = slice(None) if alone and code != _CYCLE else np.flatnonzero(asked & (rows.per == code))
        for size in np.unique(rows.cycle[of_code]).tolist() if code == _CYCLE else [None]:
            places = of_code if isinstance(of_code, slice) or size is None else of_code[rows.cycle[of_code] == size]
            yield places, grid(Service(), Stated(per=PERIODS[code], cycle_days=size), calendar, policy)


def _put(found: Fractions, places: _Places, rows: _Rows, table: Grid) -> None:
    """The answers of the services that share a table, put in their rows."""
    first, last = rows.first[places], rows.last[places]
    covered = (first >= table.first) & (last <= table.last)
    if table.unknown:
        found.denominator[places] = 0
        return
    if not covered.all():
        places = np.arange(len(rows.first))[places]
        found.denominator[places[~covered]] = 0
        places, first, last = places[covered], first[covered], last[covered]
    amount = rows.minutes[places] * rows.times[places]
    most = int(amount.max(initial=0))
    if 2 * max(most, 1) * table.sums[-1] < _LIMIT:  # no part of a span carries more than twice all days
        found.numerator[places] = amount * _parts(table, first - table.first, last - table.first)
        found.denominator[places] = table.whole
    else:
        _one_by_one(found, places, amount, table, (first, last))


def _one_by_one(found: Fractions, places: _Places, amount: _Ints, table: Grid, span: tuple[_Ints, _Ints]) -> None:
    """The same in whole numbers of any size, in lowest terms: for tables with a large common denominator."""
    columns = (one.tolist() for one in (np.arange(len(found))[places], amount, *span))
    for place, minutes, first, last in zip(*columns, strict=True):
        promised = Fraction(minutes * table.share(first, last), table.whole)
        if max(promised.numerator, promised.denominator) >= _LIMIT:
            raise InvalidDocument([Problem("$", "expected numbers that are exact in 64 bits")], where="services")
        found.numerator[place], found.denominator[place] = promised.numerator, promised.denominator


def _parts(table: Grid, first: _Ints, last: _Ints) -> _Ints:
    """As `Grid.share`, for days counted from the first day of the table."""
    sums = np.array(table.sums, np.int64)
    parts = sums[last + 1] - sums[first]
    if table.cut == "by-school-days":
        return parts
    period_of = np.array(table.period_of, np.int64)
    begun, ended = period_of[first], period_of[last]
    for at, cuts in ((begun, begun >= 0), (ended, (ended >= 0) & (ended != begun))):
        parts[cuts] += _mended(table, sums, at[cuts], first[cuts], last[cuts])
    return parts


def _mended(table: Grid, sums: _Ints, at: _Ints, first: _Ints, last: _Ints) -> _Ints:
    """What a period that a span may cut adds or loses where the policy does not go by school days."""
    days = np.array(table.days.sums, np.int64)
    blocks = np.array([(block.first - table.first, block.last - table.first) for block in table.periods], np.int64)
    opens, closes = blocks[at, 0], blocks[at, 1]
    begin, end = np.maximum(first, opens), np.minimum(last, closes)
    held = days[end + 1] - days[begin]
    inside = sums[end + 1] - sums[begin]
    rest = np.array(table.amounts, np.int64)[at] - inside
    mended = np.where(held > 0, rest, -inside) if table.cut == "whole" else -inside
    found: _Ints = np.where(held == days[closes + 1] - days[opens], 0, mended)
    return found
