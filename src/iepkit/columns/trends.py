"""The slopes of many goals at once, from one table of measurements."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from iepkit.errors import InvalidDocument, Problem

__all__ = ["slopes"]


def __dir__() -> list[str]:
    return __all__


Integers = npt.NDArray[np.integer]
Floats = npt.NDArray[np.float64]


def slopes(goal: Integers, days: Integers, values: npt.NDArray[np.number], *, goals: int) -> Floats:
    """The least-squares slope for a day of each goal, in the order of their numbers; NaN where there is none.

    Each row is a measurement: the number of its goal, from 0 up to `goals`, its day as in `iepkit.days`, its value.
    Rows may stand in any order; one whose value is no number is left out. There is no slope without two different days.
    The formula is that of `iepkit.progress.slope`, with every goal counted from its own first row. Where the values are
    whole, and the sums stay below 2**53, the answers are equal to the last bit; with other floats they agree to some
    units in the last place of the largest term, since sums are rounded in another order.
    Raises `InvalidDocument` where the columns are not of one length, or a number of a goal is out of range.

    >>> import numpy as np
    >>> slopes(np.array([0, 0, 1, 0]), np.array([0, 7, 3, 14]), np.array([72, 74, 9, 79]), goals=2)
    array([0.5, nan])
    """
    if problems := list(_problems(goal, days, values, goals)):
        raise InvalidDocument(problems, where="measurements")
    known = np.isfinite(values)
    if not known.all():
        goal, days, values = goal[known], days[known], values[known]
    xs, ys = _counted_from_the_first(goal, days, values, goals)
    many = np.bincount(goal, minlength=goals)
    along = np.bincount(goal, xs, minlength=goals)
    height = np.bincount(goal, ys, minlength=goals)
    ys *= xs
    both = np.bincount(goal, ys, minlength=goals)
    xs *= xs
    width = many * np.bincount(goal, xs, minlength=goals) - along * along
    found = np.full(goals, np.nan)
    np.divide(many * both - along * height, width, out=found, where=width > 0)
    return found


def _problems(goal: Integers, days: Integers, values: npt.NDArray[np.number], goals: int) -> Iterator[Problem]:
    if not len(goal) == len(days) == len(values):
        yield Problem("$", "expected columns of one length")
    if len(goal) and not (goal.min() >= 0 and goal.max() < goals):
        yield Problem("$.goal", "expected numbers from 0 to below the number of goals")


def _counted_from_the_first(
    goal: Integers, days: Integers, values: npt.NDArray[np.number], goals: int
) -> tuple[Floats, Floats]:
    """Days and values less those of the first row of the same goal: small numbers lose little when they are summed."""
    step = np.diff(goal)
    if (step >= 0).all():  # goal after goal: the first rows are where the number changes
        starts = np.flatnonzero(np.append(True, step > 0))[: len(goal)]
        each = np.diff(np.append(starts, len(goal)))
        return np.subtract(days, np.repeat(days[starts], each), dtype=np.float64), np.subtract(
            values, np.repeat(values[starts], each), dtype=np.float64
        )
    first = np.empty(goals, np.int64)
    first[goal[::-1]] = np.arange(len(goal))[::-1]  # of several rows for one goal, the last to be written stays
    at = first[goal]
    return np.subtract(days, days[at], dtype=np.float64), np.subtract(values, values[at], dtype=np.float64)
