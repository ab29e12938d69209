"""Where a least-squares line leads, with an honest interval: the value on a day, and the day of a value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import ceil, floor, sqrt

import attrs

from iepkit.days import to_date, to_day
from iepkit.progress.lines import Line
from iepkit.progress.student import t_between

__all__ = ["Forecast", "Reaching", "forecast", "reaching", "slope_interval"]


def __dir__() -> list[str]:
    return __all__


_LAST = to_day(date.max)


@attrs.frozen
class Forecast:
    """The value that a line leads to on a day, and the interval in which one measurement then lies.

    `low` and `high` hold for a share `confidence` of measurements if the growth stays straight and the errors are
    normal, alike and independent: which nobody can promise of a child.
    """

    on: date
    value: Fraction
    low: float
    high: float
    confidence: float


@attrs.frozen
class Reaching:
    """When a line reaches a value: the day, and the earliest and latest that the confidence band of the line allows.

    A day is `None` where there is none: `on` for a line that leads away, is level, or passed the value before the
    day asked for. Both ends are `None` where the slope is not clearly different from level, so that nothing bounds the
    day, and where no band can be drawn.
    """

    value: Fraction
    on: date | None
    earliest: date | None
    latest: date | None
    confidence: float


def slope_interval(line: Line, confidence: float = 0.95) -> tuple[float, float] | None:
    """The interval of the slope for a day, or `None` where fewer than three points leave no error.

    b ± t s / sqrt(Σ(x - x̄)²) with n - 2 degrees of freedom (Draper and Smith, Applied Regression Analysis, 3rd ed.
    1998, section 1.4; Christ, School Psychology Review 35 (2006) 128-133 for CBM).
    Raises `InvalidDocument` where the confidence is not between 0 and 1.

    >>> from iepkit.progress import Point, fit
    >>> made = [Point(date(2026, 9, day), Fraction(value)) for day, value in ((1, 72), (8, 74), (15, 75), (22, 79))]
    >>> [round(7 * end, 2) for end in slope_interval(fit(made))]
    [0.37, 4.03]
    """
    error = line.spread.of_slope if line.spread else None
    if line.spread is None or error is None:
        return None
    half = t_between(confidence, line.spread.freedom) * error
    return float(line.per_day) - half, float(line.per_day) + half


def forecast(line: Line, on: date, confidence: float = 0.95) -> Forecast | None:
    """The value on a day with its prediction interval, or `None` where the line has no errors to go by.

    ŷ ± t s sqrt(1 + 1/n + (x - x̄)² / Σ(x - x̄)²) with n - 2 degrees of freedom (Draper and Smith 1998, section 3.1,
    for a single new observation). It is for one measurement, and so it is wider than the band of the line.
    A straight line knows no floor and no ceiling: of a percentage it may lead beyond 100.
    Raises `InvalidDocument` where the confidence is not between 0 and 1.

    >>> from iepkit.progress import Point, fit
    >>> made = [Point(date(2026, 9, day), Fraction(value)) for day, value in ((1, 72), (8, 74), (15, 75), (22, 79))]
    >>> found = forecast(fit(made), date(2026, 9, 29))
    >>> float(found.value), round(found.low, 2), round(found.high, 2)
    (80.5, 74.05, 86.95)
    """
    error = line.spread.of_estimate if line.spread else None
    if line.spread is None or error is None:
        return None
    away = to_day(on) - line.at
    half = t_between(confidence, line.spread.freedom) * error
    half *= sqrt(1 + Fraction(1, line.spread.points) + away * away / line.spread.width)
    value = line.on(on)
    return Forecast(on, value, float(value) - half, float(value) + half, confidence)


def _day(number: float | Fraction, rounded: Callable[[float | Fraction], int]) -> date | None:
    """The date of a number that is not before the first day asked for; `None` where no calendar goes so far."""
    return to_date(rounded(number)) if number <= _LAST else None


def reaching(line: Line, value: Fraction, first: date, confidence: float = 0.95) -> Reaching:
    """When a line reaches a value, not before a day, with the days between which the line's band reaches it.

    The band is ŷ ± t s sqrt(1/n + (x - x̄)² / Σ(x - x̄)²); the days on which it holds the value solve a quadratic
    equation (Fieller, Journal of the Royal Statistical Society B 16 (1954) 175-185; Draper and Smith 1998, section 3.2,
    inverse regression). Where the slope is not clearly different from level, nothing bounds them, and both are `None`.
    Days are rounded outward. Raises `InvalidDocument` where the confidence is not between 0 and 1.

    >>> from iepkit.progress import Point, fit
    >>> made = [Point(date(2026, 9, day), Fraction(value)) for day, value in ((1, 72), (8, 74), (15, 75), (22, 79))]
    >>> found = reaching(fit(made), Fraction(110), date(2026, 9, 1))
    >>> str(found.earliest), str(found.on), str(found.latest)
    ('2026-11-11', '2027-01-01', '2028-06-27')
    """
    start, on = to_day(first), None
    if line.per_day and (at := line.at + (value - line.level) / line.per_day) >= start:
        on = _day(at, ceil)
    ends = _ends(line, value, confidence)
    if ends is None or ends[1] < start:
        return Reaching(value, on, None, None, confidence)
    return Reaching(value, on, _day(max(ends[0], start), floor), _day(ends[1], ceil), confidence)


def _ends(line: Line, value: Fraction, confidence: float) -> tuple[float, float] | None:
    """The first and the last day, as numbers, on which the band of a line holds a value; `None` for no bounds."""
    error = line.spread.of_estimate if line.spread else None
    if line.spread is None or error is None:
        return None
    half = t_between(confidence, line.spread.freedom) * error
    square = half * half
    rise, gap = float(line.per_day), float(value - line.level)
    lead = rise * rise - square / float(line.spread.width)
    if lead <= 0:
        return None
    root = sqrt(max(0.0, (rise * gap) ** 2 - lead * (gap * gap - square / line.spread.points)))
    return float(line.at) + (rise * gap - root) / lead, float(line.at) + (rise * gap + root) / lead
