"""The share of the school week inside the regular class, for many children at once, exact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import lcm

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.columns.fractions import Fractions, Integers
from iepkit.columns.minutes import PERIODS
from iepkit.errors import InvalidDocument, Problem
from iepkit.placement.policies import DEFAULT, PlacementPolicy
from iepkit.vocabulary import Period

__all__ = ["Shares", "inside_regular_class"]


def __dir__() -> list[str]:
    return __all__


_HUNDRED = 100
_DAY, _CYCLE = PERIODS.index(Period.DAY), PERIODS.index(Period.CYCLE)
_EXACT = 1 << 53  # below it, sums of whole numbers are exact in a float
_LIMIT = 1 << 63
_TOO_LARGE = Problem("$", "expected numbers that are exact in 64 bits")
_Ints = npt.NDArray[np.int64]
_Mask = npt.NDArray[np.bool_]
_Rate = tuple[_Mask | slice, Fraction | None, bool]


@attrs.frozen(eq=False)
class Shares:
    """The least and the most percent of each child's week; where they are equal, that is the percentage.

    `contradiction`: more minutes are away than there are in the week, or the week has none.
    """

    least: Fractions
    most: Fractions
    contradiction: _Mask

    @property
    def exact(self) -> _Mask:
        """Where the percentage is one number."""
        one: _Mask = (self.least.numerator == self.most.numerator) & (self.least.denominator != 0)
        return one


def inside_regular_class(
    child: Integers,
    minutes: Integers,
    times: Integers,
    per: Integers,
    *,
    week: Integers,
    days_week: Integers | int = -1,
    cycle_days: Integers | int = 0,
    policy: PlacementPolicy = DEFAULT,
) -> Shares:
    """The percent of the school week that each child is inside the regular class, from 0 to 100, as exact fractions.

    Each row is a service: the number of its child, the `minutes` of one session outside the regular class, and so many
    `times` in a period, whose code is its place in `iepkit.columns.PERIODS`. `week` has the minutes of the school week
    of each child, in the order of their numbers, `days_week` its school days; `cycle_days` are those of a cycle, by
    service. A negative number is one that is not known. One number stands for a column that holds it in every row.
    Child for child the answer is that of `iepkit.placement.inside_regular_class` for a file with these services and
    this week, all running at once and without known times of day; a child without services has none.
    Raises `InvalidDocument` for columns that do not fit, and for numbers too large to be exact in 64 bits.

    >>> weekly = PERIODS.index(Period.WEEK)
    >>> child, minutes, times = np.array([0, 0, 1]), np.array([30, 60, 0]), np.array([2, 5, 1])
    >>> found = inside_regular_class(child, minutes, times, np.full(3, weekly), week=np.array([1800, 1950]))
    >>> found.least[0], found.least[1]
    (Fraction(80, 1), Fraction(100, 1))
    """
    children = len(week)
    weeks = np.asarray(week, np.int64) if policy.denominator.whole else np.full(children, -1)
    child, minutes, times, per, cycle = _fitting(children, child, minutes, times, per, cycle_days)
    lengths = _each(days_week, children)
    rates = list(_rates(per, cycle, policy))
    whole = lcm(*(rate.denominator for _, rate, _ in rates if rate is not None))
    if children and max(1, int(weeks.max())) * whole * _HUNDRED >= _LIMIT:
        raise InvalidDocument([_TOO_LARGE], where="services")
    away, known = _away(minutes, times, whole, rates, lambda rows: lengths[child[rows]])
    served = np.zeros(children, np.bool_)
    served[child] = True
    most = _summed(child, away, children)
    least = _alone(child, away, children, most) if policy.untimed == "range" else most
    unsettled = np.zeros(children, np.bool_)
    if not known.all():
        unsettled[child[~known & (minutes != 0)]] = True  # no minutes are none, however often
    total = weeks * whole
    wrong = served & ((total == 0) | ((total > 0) & (least > total)))
    counted = served & (total > 0) & ~wrong
    never = served & (total < 0) & (most == 0) & ~unsettled  # never outside: all of any week
    over = np.where(counted, total, never)
    low = np.where(counted, np.where(unsettled, 0, np.maximum(total - most, 0)), never)
    high = np.where(counted, total - least, never)
    return Shares(Fractions(_HUNDRED * low, over), Fractions(_HUNDRED * high, over), wrong)


def _fitting(children: int, *given: Integers | int) -> list[_Ints]:
    try:
        columns = np.broadcast_arrays(*(np.asarray(one, np.int64) for one in given))
    except ValueError:
        raise InvalidDocument([Problem("$", "expected columns of one length")], where="services") from None
    limits = (("child", columns[0], children), ("per", columns[3], len(PERIODS)))
    problems = [
        Problem(f"$.{name}", "expected numbers from 0 to below how many there are")
        for name, column, many in limits
        if column.size and not (column.min() >= 0 and column.max() < many)
    ]
    if problems:
        raise InvalidDocument(problems, where="services")
    return list(columns)


def _each(days_week: Integers | int, children: int) -> _Ints:
    try:
        return np.broadcast_to(np.asarray(days_week, np.int64), (children,))
    except ValueError:
        raise InvalidDocument([Problem("$.days_week", "expected a number for each child")], where="services") from None


def _rates(per: _Ints, cycle: _Ints, policy: PlacementPolicy) -> Iterator[_Rate]:
    """The services of each kind of period: how many there are in a school week, or `None`; and whether by the day."""
    codes = np.flatnonzero(np.bincount(per, minlength=len(PERIODS))).tolist()
    for code in codes:
        of_code = slice(None) if len(codes) == 1 else per == code
        if code == _DAY:
            yield of_code, Fraction(1), True
        elif code == _CYCLE:
            for size in np.unique(cycle[of_code]).tolist():
                yield (per == code) & (cycle == size), Fraction(1, size) if size > 0 else None, True
        else:
            weeks = policy.weeks_in(PERIODS[code])
            yield of_code, None if weeks is None else 1 / weeks, False


def _away(
    minutes: _Ints, times: _Ints, whole: int, rates: list[_Rate], days_of: Callable[[_Mask | slice], _Ints]
) -> tuple[npt.NDArray[np.float64], _Mask]:
    """The minutes away a week of each service, in parts of `whole`, and which services can be counted."""
    factor, known = np.empty(len(minutes)), (minutes >= 0) & (times >= 0)
    for rows, rate, by_day in rates:
        if rate is None:
            factor[rows], known[rows] = 0, False
        elif by_day:
            days = days_of(rows)
            factor[rows] = days * float(rate * whole)
            known[rows] &= days >= 0
        else:
            factor[rows] = float(rate * whole)
    factor *= times
    factor *= minutes
    if not known.all():
        factor[~known] = 0
    return factor, known


def _summed(child: _Ints, away: npt.NDArray[np.float64], children: int) -> _Ints:
    most = np.bincount(child, away, minlength=children)
    if children and most.max() >= _EXACT:
        raise InvalidDocument([_TOO_LARGE], where="services")
    return most.astype(np.int64)


def _alone(child: _Ints, away: npt.NDArray[np.float64], children: int, most: _Ints) -> _Ints:
    """The longest of each child's services, where several may overlap."""
    longest = np.zeros(children)
    np.maximum.at(longest, child, away)
    return np.minimum(longest.astype(np.int64), most)
