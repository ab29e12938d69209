"""Student's t: how many standard errors an interval takes, for whole degrees of freedom."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin, sqrt, tan

from iepkit.errors import InvalidDocument, Problem
from iepkit.progress.exact import a_share

__all__ = ["t_between", "t_quantile"]


def __dir__() -> list[str]:
    return __all__


def _within(angle: float, freedom: int) -> float:
    """The share between -t and t, where t = sqrt(freedom) * tan(angle), as a finite sum."""
    square, term, total = cos(angle) ** 2, 1.0, 0.0
    odd = freedom % 2
    if odd:
        term = cos(angle)
    for k in range(odd, freedom - 1, 2):
        total += term
        term *= square * (k + 1) / (k + 2)
    return (angle + sin(angle) * total) * 2 / pi if odd else sin(angle) * total


@lru_cache(maxsize=1 << 10)
def t_between(confidence: float, freedom: int) -> float:
    """The t that so large a share of Student's distribution lies between, from -t to t.

    The share is the finite sum for whole degrees of freedom (Abramowitz and Stegun, Handbook of Mathematical Functions,
    1964, 26.7.3 and 26.7.4; NIST handbook AMS 55), which is turned around by halving the angle until no float lies
    between. Good to about ten digits for shares up to 0.999 and up to 1,000 degrees of freedom.
    Raises `InvalidDocument` where the share is not between 0 and 1, or there is no degree of freedom.

    >>> round(t_between(0.95, 6), 4), round(t_between(0.95, 1), 4)
    (2.4469, 12.7062)
    """
    a_share("confidence", confidence)
    if freedom < 1:
        raise InvalidDocument([Problem("$.freedom", "expected a whole number above 0")])
    low, high = 0.0, pi / 2
    while low < (angle := (low + high) / 2) < high:
        if _within(angle, freedom) < confidence:
            low = angle
        else:
            high = angle
    return sqrt(freedom) * tan(high)


def t_quantile(share: float, freedom: int) -> float:
    """The t below which a share of Student's distribution lies; see `t_between`.

    >>> round(t_quantile(0.975, 6), 4), t_quantile(0.5, 6), round(t_quantile(0.025, 6), 4)
    (2.4469, 0.0, -2.4469)
    """
    a_share("share", share)
    half = 2 * share - 1
    if not half:
        return 0.0
    found = t_between(abs(half), freedom)
    return found if half > 0 else -found
