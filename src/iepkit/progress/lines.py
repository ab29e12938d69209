"""Straight lines through a series: four published methods, each exact in fractions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from math import lcm, sqrt
from operator import mul

import attrs

from iepkit.days import to_day
from iepkit.progress.exact import median
from iepkit.progress.measurements import Point

__all__ = ["Line", "Method", "Spread", "fit", "slope"]


def __dir__() -> list[str]:
    return __all__


_WEEK = 7


class Method(StrEnum):
    """How a line is laid through points.

    `least-squares`: ordinary least squares, the line with the smallest sum of squared vertical distances (Legendre
    1805; Draper and Smith, Applied Regression Analysis, 3rd ed. 1998, section 1.2); Good and Shinn, Behavioral
    Assessment 12 (1990) 179-193 for CBM.
    `theil-sen`: the median of the slopes between all pairs of different days, through the median of what is left
    (Theil 1950; Sen, Journal of the American Statistical Association 63 (1968) 1379-1389).
    `tukey`: through the median points of the first and the last third (Tukey, Exploratory Data Analysis, 1977; "Tukey"
    in Parker, Tindal and Stein, School Psychology Review 21 (1992) 300-312). Thirds that do not come out even: one
    left over goes to the middle, two go to the ends.
    `split-middle`: through the median points of the two halves (Koenig's quarter-intersect), then moved up or down
    until as many points lie on or above it as on or below (White, A Manual for the Calculation and Use of the Median
    Slope, 1972; Kazdin, Single-Case Research Designs, 2nd ed. 2011). Of an odd number the middle one is in no half.

    >>> Method("theil-sen") is Method.THEIL_SEN
    True
    """

    LEAST_SQUARES = "least-squares"
    THEIL_SEN = "theil-sen"
    TUKEY = "tukey"
    SPLIT_MIDDLE = "split-middle"


@attrs.frozen
class Spread:
    """How the points lie about a least-squares line: their number, and the exact sums that errors are made of.

    `residual` is the sum of the squared vertical distances, `width` that of the squared distances of the days from
    their mean. With n points there are n - 2 degrees of freedom, since two numbers made the line.
    Source: Draper and Smith 1998, sections 1.3 and 1.4.
    """

    points: int
    residual: Fraction
    width: Fraction

    @property
    def freedom(self) -> int:
        """The degrees of freedom, n - 2."""
        return self.points - 2

    @property
    def of_estimate(self) -> float | None:
        """The standard error of estimate, in the unit of the goal; `None` for two points, which leave no error."""
        return sqrt(self.residual / self.freedom) if self.freedom > 0 else None

    @property
    def of_slope(self) -> float | None:
        """The standard error of the slope, per day; `None` for two points."""
        return sqrt(self.residual / self.freedom / self.width) if self.freedom > 0 else None


@attrs.frozen
class Line:
    """A straight line: its slope for a day, and the level that it has at a day, all exact.

    `spread` is there for a least-squares line; for the others no error formula is claimed.
    """

    method: Method
    points: int
    per_day: Fraction
    at: Fraction
    level: Fraction
    spread: Spread | None = None

    @property
    def per_week(self) -> Fraction:
        """The slope for seven days: the rate of improvement."""
        return self.per_day * _WEEK

    def on(self, day: date) -> Fraction:
        """The value of the line on a day."""
        return self.level + self.per_day * (to_day(day) - self.at)


def slope(days: Sequence[int], values: Sequence[float]) -> float | None:
    """The least-squares slope for a day, fast; `None` where there are not two different days.

    Days are whole numbers. With whole values the answer is the exact slope, rounded once; with floats the sums are
    rounded as they grow, and the answer is good to some units in the last place of the largest term, times the number
    of points. `fit` is exact for either. Equal values give 0, whatever the days.
    Source: b = (n Σxy - Σx Σy) / (n Σx² - (Σx)²), with both counted from the first point so that little is lost.

    >>> slope([0, 7, 14, 21], [72, 74, 75, 79])
    0.3142857142857143
    """
    many = len(days)
    if many <= 1:
        return None
    first, start = days[0], values[0]
    xs = [day - first for day in days]
    ys = [value - start for value in values]
    total = sum(xs)
    width = many * sum(map(mul, xs, xs)) - total * total
    if not width:
        return None
    rise: float = (many * sum(map(mul, xs, ys)) - total * sum(ys)) / width
    return rise


def _least_squares(points: Sequence[Point]) -> Line:
    """In whole numbers as far as they go: days from the first one, and values over their common denominator."""
    many, start = len(points), points[0].day
    unit = lcm(*(point.value.denominator for point in points))
    xs = [point.day - start for point in points]
    ys = [point.value.numerator * (unit // point.value.denominator) for point in points]
    along, height = sum(xs), sum(ys)
    width = many * sum(map(mul, xs, xs)) - along * along
    both = many * sum(map(mul, xs, ys)) - along * height
    squares = many * sum(map(mul, ys, ys)) - height * height
    residual = Fraction(squares * width - both * both, width * many * unit * unit)
    spread = Spread(many, residual, Fraction(width, many))
    middle = start + Fraction(along, many)
    return Line(Method.LEAST_SQUARES, many, Fraction(both, width * unit), middle, Fraction(height, many * unit), spread)


def _through_medians(method: Method, points: Sequence[Point], rise: Fraction) -> Line:
    """The line of a slope that leaves as many points on or above it as on or below."""
    at = Fraction(points[0].day)
    level = median(point.value - rise * (point.day - at) for point in points)
    return Line(method, len(points), rise, at, level)


def _theil_sen(points: Sequence[Point]) -> Line:
    pairs = [(one, other) for one, other in combinations(points, 2) if one.day != other.day]
    rise = median((other.value - one.value) / (other.day - one.day) for one, other in pairs)
    return _through_medians(Method.THEIL_SEN, points, rise)


def _groups(points: Sequence[Point], size: int) -> tuple[list[Point], list[Point]]:
    """The points of the first and of the last so many days; those of one day stay together."""
    days = sorted({point.day for point in points})
    early, late = days[size - 1], days[-size]
    return [point for point in points if point.day <= early], [point for point in points if point.day >= late]


def _crosses(points: Sequence[Point], size: int) -> tuple[Fraction, Fraction, Fraction]:
    """The median point of the first group, and the slope from there to the median point of the last."""
    first, last = _groups(points, size)
    at, level = median(Fraction(point.day) for point in first), median(point.value for point in first)
    rise = (median(point.value for point in last) - level) / (median(Fraction(point.day) for point in last) - at)
    return at, level, rise


def _tukey(points: Sequence[Point]) -> Line:
    days = len({point.day for point in points})
    at, level, rise = _crosses(points, (days + 1) // 3)
    return Line(Method.TUKEY, len(points), rise, at, level)


def _split_middle(points: Sequence[Point]) -> Line:
    _, _, rise = _crosses(points, len({point.day for point in points}) // 2)
    return _through_medians(Method.SPLIT_MIDDLE, points, rise)


_FITS: dict[Method, Callable[[Sequence[Point]], Line]] = {
    Method.LEAST_SQUARES: _least_squares,
    Method.THEIL_SEN: _theil_sen,
    Method.TUKEY: _tukey,
    Method.SPLIT_MIDDLE: _split_middle,
}


def fit(points: Sequence[Point], method: Method = Method.LEAST_SQUARES) -> Line | None:
    """The line through points by a method, exactly; `None` where there are not two different days.

    >>> points = [Point(date(2026, 9, day), Fraction(value)) for day, value in ((1, 72), (8, 74), (15, 75), (22, 79))]
    >>> [str(fit(points, method).per_week) for method in Method]
    ['11/5', '13/6', '7/3', '2']
    """
    if len({point.on for point in points}) <= 1:
        return None
    return _FITS[method](points)
