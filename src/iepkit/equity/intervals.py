"""How sure a risk or a risk ratio is: intervals to show beside a number, as floats. Nothing is decided by them.

A count of all children of a district is not a sample. The interval answers another question: how much would such a
number change by chance alone, were the same risk at work in another year.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

import attrs

from iepkit.equity.ratios import Count
from iepkit.errors import WrongType

__all__ = ["FEW", "Interval", "clopper_pearson", "katz", "wilson"]


def __dir__() -> list[str]:
    return __all__


_STILL = 1e-14
FEW = 10  # with fewer children who have the outcome, or who have it not, the interval says so


@attrs.frozen
class Interval:
    """From `low` to `high`, at a `level` such as 0.95. `few`: it rests on few children, and chance has a large part.

    >>> print(wilson(Count(3, 20)))
    0.052 to 0.360 (95% interval; few children, read with care)
    """

    low: float
    high: float
    level: float
    few: bool

    def __str__(self) -> str:
        care = "; few children, read with care" if self.few else ""
        return f"{self.low:.3f} to {self.high:.3f} ({100 * self.level:g}% interval{care})"


def wilson(count: Count, *, level: float = 0.95) -> Interval | None:
    """The score interval of a risk, or `None` without children.

    Wilson, Journal of the American Statistical Association 22 (1927). Covers about as often as it says.
    Raises `WrongType` for a level that is not between 0 and 1.

    >>> wilson(Count(0, 0)) is None
    True
    """
    z, n = _z(level), count.total
    if not n:
        return None
    p = count.outcome / n
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low = 0.0 if not count.outcome else (middle - half) / (1 + z * z / n)
    high = 1.0 if count.outcome == n else (middle + half) / (1 + z * z / n)
    return Interval(low, high, level, _few(count))


def clopper_pearson(count: Count, *, level: float = 0.95) -> Interval | None:
    """The exact interval of a risk, or `None` without children: it never covers less often than it says.

    Clopper and Pearson, Biometrika 26 (1934): the risks under which as many, or as few, are not rarer than half of
    what the level leaves. Found by halving, to the last digits of a float. Raises `WrongType` as `wilson` does.

    >>> print(clopper_pearson(Count(5, 25)))
    0.068 to 0.407 (95% interval; few children, read with care)
    """
    _z(level)
    x, n = count.outcome, count.total
    if not n:
        return None
    tail = (1 - level) / 2
    low = _halved(lambda p: _beta(x, n - x + 1, p) < tail) if x else 0.0
    high = 1 - _halved(lambda p: _beta(n - x, x + 1, p) < tail) if x < n else 1.0
    return Interval(low, high, level, _few(count))


def katz(group: Count, comparison: Count, *, level: float = 0.95) -> Interval | None:
    """The interval of a risk ratio by its logarithm, or `None` where either outcome is zero and there is no logarithm.

    Katz, Baptista, Azen and Pike, Biometrics 34 (1978). Good for large counts, and rough for small ones (`few`).
    Raises `WrongType` as `wilson` does.

    >>> print(katz(Count(24, 120), Count(30, 600)))
    2.427 to 6.593 (95% interval)
    """
    z = _z(level)
    if not group.outcome or not comparison.outcome:
        return None
    ratio = group.outcome * comparison.total / (group.total * comparison.outcome)
    spread = 1 / group.outcome - 1 / group.total + 1 / comparison.outcome - 1 / comparison.total
    factor = exp(z * sqrt(spread))
    return Interval(ratio / factor, ratio * factor, level, _few(group) or _few(comparison))


def _few(count: Count) -> bool:
    return min(count.outcome, count.total - count.outcome) < FEW


def _z(level: float) -> float:
    if not 0 < level < 1:
        raise WrongType("level", "a number between 0 and 1")
    return NormalDist().inv_cdf((1 + level) / 2)


def _halved(low_enough: Callable[[float], bool]) -> float:
    """Where a condition that holds from 0 on stops to hold."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if low_enough(middle) else (low, middle)
    return (low + high) / 2


def _beta(a: int, b: int, p: float) -> float:
    """The regularized incomplete beta function, which is the chance of `a` or more among `a + b - 1` at risk `p`.

    By its continued fraction (Abramowitz and Stegun 26.5.8), from the side on which that converges.
    """
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(p) + b * log1p(-p))
    if p * (a + b + 2) < a + 1:
        return front * _fraction(a, b, p) / a
    return 1 - front * _fraction(b, a, 1 - p) / b


def _fraction(a: int, b: int, p: float) -> float:
    """The continued fraction, evaluated from the front (Lentz) until it stands still."""
    upper, lower, m, change = 1.0, 1 / (1 - (a + b) * p / (a + 1)), 0, 0.0
    value = lower
    while abs(change - 1) > _STILL:
        m += 1
        even = m * (b - m) * p / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * p / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            lower, upper = 1 / (1 + step * lower), 1 + step / upper
            change = upper * lower
            value *= change
    return value
