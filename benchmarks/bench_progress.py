"""Progress: the slope of one goal beside a plain loop and numpy.polyfit; a million goals beside hand-written numpy."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import numpy as np
from measure import compare

from iepkit.columns import slopes
from iepkit.progress import Method, Point, fit, progress_of, slope
from iepkit.records import DataPoint, Goal

DAYS = (0, 7, 14, 21, 28, 35, 42, 49)
VALUES = (72, 74, 73, 75, 74, 76, 75, 77)
GOALS, POINTS = 1_000_000, 8


def plain(days: tuple[int, ...], values: tuple[float, ...]) -> float:
    """The least-squares slope as anyone would write it."""
    n = len(days)
    sx = sy = sxx = sxy = 0.0
    for x, y in zip(days, values, strict=True):
        sx += x
        sy += y
        sxx += x * x
        sxy += x * y
    return (n * sxy - sx * sy) / (n * sxx - sx * sx)


def one_goal() -> None:
    first = date(2026, 9, 7)
    points = [Point(first + timedelta(x), Fraction(y)) for x, y in zip(DAYS, VALUES, strict=True)]
    goal = Goal(
        baseline_value=72,
        target=110,
        start=first,
        due=date(2027, 5, 31),
        data=tuple(DataPoint(first + timedelta(x), y) for x, y in zip(DAYS, VALUES, strict=True)),
    )
    floats = tuple(float(value) + 0.1 for value in VALUES)
    compare(
        "the slope of 8 points",
        {
            "a plain loop": lambda: plain(DAYS, VALUES),
            "iepkit.progress.slope": lambda: slope(DAYS, VALUES),
            "iepkit.progress.slope, floats": lambda: slope(DAYS, floats),
            "numpy.polyfit": lambda: np.polyfit(DAYS, VALUES, 1),
            "iepkit.progress.fit, exact with errors": lambda: fit(points),
            "iepkit.progress.fit, Theil-Sen": lambda: fit(points, Method.THEIL_SEN),
            "iepkit.progress.progress_of, everything": lambda: progress_of(goal, as_of=date(2026, 12, 1)),
        },
        "a plain loop",
    )


def by_hand(goal: np.ndarray, days: np.ndarray, values: np.ndarray, goals: int) -> np.ndarray:
    """The slopes as anyone who knows numpy would write them, from points in any order."""
    n = np.bincount(goal, minlength=goals)
    sx = np.bincount(goal, days, minlength=goals)
    sy = np.bincount(goal, values, minlength=goals)
    sxx = np.bincount(goal, days * days, minlength=goals)
    sxy = np.bincount(goal, days * values, minlength=goals)
    with np.errstate(invalid="ignore", divide="ignore"):
        return (n * sxy - sx * sy) / (n * sxx - sx * sx)


def many_goals() -> None:
    rng = np.random.default_rng(0)
    goal = np.repeat(np.arange(GOALS), POINTS)
    days = np.tile(np.array(DAYS, np.int32), GOALS) + 20_000
    values = 72 + days % 49 / 7 + rng.normal(0, 3, len(days)).round()
    mixed = rng.permutation(len(days))
    shuffled = (goal[mixed], days[mixed], values[mixed])
    wide = days.astype(np.float64)
    loose = wide[mixed]
    candidates = {
        "numpy by hand": lambda: by_hand(goal, wide, values, GOALS),
        "iepkit.columns.slopes": lambda: slopes(goal, days, values, goals=GOALS),
        "numpy by hand, in any order": lambda: by_hand(shuffled[0], loose, shuffled[2], GOALS),
        "iepkit.columns.slopes, in any order": lambda: slopes(*shuffled, goals=GOALS),
    }
    compare(
        f"the slopes of {GOALS:,} goals of {POINTS} points, each",
        candidates,
        "numpy by hand",
        per=dict.fromkeys(candidates, GOALS),
        rounds=5,
    )


def main() -> None:
    one_goal()
    many_goals()


if __name__ == "__main__":
    main()
