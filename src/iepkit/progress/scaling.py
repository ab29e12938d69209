"""Goal Attainment Scaling: levels from -2 to +2 on several goals, as one T-score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isfinite, sqrt

from iepkit.errors import InvalidDocument, Problem

__all__ = ["LEVELS", "attained", "t_score"]


def __dir__() -> list[str]:
    return __all__


LEVELS = (-2, -1, 0, 1, 2)
"""Much less than expected, less, as expected, more, and much more than expected."""

_BOUNDS = 4


def t_score(levels: Sequence[int], weights: Sequence[float] | None = None, *, rho: float = 0.3) -> float:
    """The T-score of Goal Attainment Scaling: 50 where all is as expected, with a standard deviation of 10.

    T = 50 + 10 Σwx / sqrt((1 - rho) Σw² + rho (Σw)²), with a level x from -2 to +2 and a weight w for each goal, and
    rho the correlation that is expected between goals, 0.3 by convention.
    Source: Kiresuk and Sherman, Community Mental Health Journal 4 (1968) 443-453.
    A sum of levels on scales that people set: it compares a child with what was expected of the child, and no child
    with another. Weights are all 1 where none are given.
    Raises `InvalidDocument` with every problem: no goals, another level, a weight that is not above 0, a number of
    weights that is not that of the goals, a correlation below 0 or above 1.

    >>> t_score([0, 0, 0]), round(t_score([1, 1, 1]), 2), round(t_score([2, -1], [3, 1]), 2)
    (50.0, 63.69, 64.56)
    """
    weighted = [1] * len(levels) if weights is None else list(weights)
    if problems := list(_problems(levels, weighted, rho)):
        raise InvalidDocument(problems, where="goal attainment scaling")
    total = sum(weight * level for weight, level in zip(weighted, levels, strict=True))
    whole = sum(weighted)
    return 50 + 10 * total / sqrt((1 - rho) * sum(weight * weight for weight in weighted) + rho * whole * whole)


def _problems(levels: Sequence[int], weights: Sequence[float], rho: float) -> Iterator[Problem]:
    if not levels:
        yield Problem("$.levels", "expected at least one goal")
    for at, level in enumerate(levels):
        if level not in LEVELS:
            yield Problem(f"$.levels[{at}]", "expected a whole number from -2 to 2")
    if len(weights) != len(levels):
        yield Problem("$.weights", "expected as many weights as levels")
    for at, weight in enumerate(weights):
        if not (isfinite(weight) and weight > 0):
            yield Problem(f"$.weights[{at}]", "expected a number above 0")
    if not 0 <= rho <= 1:
        yield Problem("$.rho", "expected a number from 0 to 1")


def attained(value: float, bounds: Sequence[float]) -> int:
    """The level that a value attains, from the four values at which the levels -1, 0, +1 and +2 begin.

    Bounds that rise are for a goal to increase, bounds that fall for one to decrease.
    Source: the follow-up guide of Kiresuk and Sherman 1968, with each level an interval that touches the next, as
    their rules ask.
    Raises `InvalidDocument` where the bounds are not four that rise, or four that fall.

    >>> attained(96, [80, 90, 100, 110]), attained(3, [8, 6, 4, 2])
    (0, 1)
    """
    steps = {low < high for low, high in pairwise(bounds)}
    if len(bounds) != _BOUNDS or len(steps) != 1 or len(set(bounds)) != _BOUNDS:
        raise InvalidDocument([Problem("$.bounds", "expected four values that rise, or four that fall")])
    rising = steps == {True}
    return LEVELS[sum(value >= bound if rising else value <= bound for bound in bounds)]
