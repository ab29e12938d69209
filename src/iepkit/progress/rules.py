"""Decision rules: named ways to hold a series against its aimline, each with its source and its arithmetic.

A rule says where the measurements stand. What follows from it is for the teacher and the IEP Team.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

import attrs

from iepkit.errors import InvalidDocument, Problem
from iepkit.progress.aim import Aimline, Leg
from iepkit.progress.exact import day_words, median, shown
from iepkit.progress.forecasts import slope_interval
from iepkit.progress.lines import Line
from iepkit.progress.measurements import Point

__all__ = [
    "FOUR_POINT",
    "MEDIAN_OF_THREE",
    "RULES",
    "TREND_INTERVAL",
    "TREND_LINE",
    "Decision",
    "LastPoints",
    "MedianOfThree",
    "Minimum",
    "Rule",
    "Standing",
    "TrendInterval",
    "TrendLine",
    "View",
    "n_of_m",
]


def __dir__() -> list[str]:
    return __all__


class Standing(StrEnum):
    """Where a series stands against its aimline. Ahead is the better side: below it, for a goal to decrease.

    >>> Standing("cannot-tell") is Standing.UNKNOWN
    True
    """

    AHEAD = "ahead"
    ON_TRACK = "on-track"
    BEHIND = "behind"
    UNKNOWN = "cannot-tell"


@attrs.frozen
class Minimum:
    """How many points, over how many days from the first to the last, are asked for before anything is claimed."""

    points: int
    days: int
    source: str

    def lacking(self, points: Sequence[Point]) -> str | None:
        """What is missing, in words, or `None` where there is enough."""
        if len(points) < self.points:
            return f"It takes {self.points} points, and there are {len(points)}."
        span = points[-1].day - points[0].day
        if span < self.days:
            return f"It takes {self.days} days from the first point to the last, and there are {span}."
        return None


@attrs.frozen
class View:
    """What a rule looks at: the points since the last change, the aimline, which side is better, and the trend."""

    points: tuple[Point, ...]
    aim: Aimline | None
    better: int
    trend: Line | None
    confidence: float = 0.95


@attrs.frozen
class Decision:
    """What a rule answers, with its arithmetic as lines and the source of the rule."""

    rule: str
    standing: Standing
    lines: tuple[str, ...]
    source: str


class Rule(Protocol):
    """A way to hold a series against its aimline."""

    @property
    def name(self) -> str:
        """The name of the rule, as in `RULES`."""

    @property
    def minimum(self) -> Minimum:
        """How much is measured before the rule answers."""

    @property
    def source(self) -> str:
        """Who published the rule."""

    def decide(self, view: View) -> Decision:
        """Where the series stands, by this rule."""


_IRIS = "IRIS Center, Progress Monitoring: Mathematics, p. 7 (https://iris.peabody.vanderbilt.edu/module/pmm/)"
_NCRTI = (
    "National Center on Response to Intervention, RTI Implementer Series, Module 2: Progress Monitoring, Training "
    "Manual (2012), as commonly reported"
)
_NCII = (
    "National Center on Intensive Intervention, Decision Rules for Analyzing Academic Progress Monitoring Data "
    "(https://intensiveintervention.org/resource/decision-rules-academic-progress-monitoring-data)"
)
_SIX = Minimum(6, 21, f"{_IRIS}: six to eight data points and at least three weeks of instruction")
_EIGHT = Minimum(8, 28, f"{_NCRTI}: at least eight data points and four weeks of instruction")
_THREE = 3
_SIDES = {1: Standing.AHEAD, 0: Standing.ON_TRACK, -1: Standing.BEHIND}


def _aim(rule: Rule, view: View) -> Aimline | Decision:
    """The aimline, or the answer where the rule cannot be applied at all."""
    if view.aim is None:
        why = "There is no aimline to hold the measurements against."
    elif not view.better:
        why = "The goal does not say whether more or less is better."
    elif lacking := rule.minimum.lacking(view.points):
        why = lacking
    else:
        return view.aim
    return Decision(rule.name, Standing.UNKNOWN, (why,), rule.source)


def _unaimed(rule: Rule) -> Decision:
    return Decision(rule.name, Standing.UNKNOWN, ("The aimline has no value on the days measured.",), rule.source)


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def _enough(minimum: Minimum, points: int) -> None:
    if minimum.points < points:
        raise InvalidDocument([Problem("$.minimum", f"expected at least {points} points")])


@attrs.frozen
class LastPoints:
    """Of the last `window` points, `behind` on the worse side are behind, and `ahead` on the better side ahead.

    A point on the aimline is on neither side. Anything else is on track.
    """

    name: str
    window: int
    behind: int
    ahead: int
    minimum: Minimum
    source: str

    def __attrs_post_init__(self) -> None:
        """Both sides at once would be no answer, and fewer points than the window none either."""
        _enough(self.minimum, self.window)
        if not (0 < self.behind <= self.window and 0 < self.ahead <= self.window < self.behind + self.ahead):
            raise InvalidDocument([Problem("$.window", "expected both numbers within it, together above it")])

    def decide(self, view: View) -> Decision:
        """Where the series stands, by its last points."""
        aim = _aim(self, view)
        if isinstance(aim, Decision):
            return aim
        lines, sides = [], []
        for point in view.points[-self.window :]:
            expected = aim.expected(point.on)
            if expected is None:
                return _unaimed(self)
            sides.append(_sign(view.better * (point.value - expected)))
            words = ("on the aimline", "better than the aimline", "short of the aimline")[sides[-1]]
            lines.append(f"{day_words(point.on)}: {shown(point.value)}, expected {shown(expected)}: {words}")
        better, worse = sides.count(1), sides.count(-1)
        lines.append(f"of the last {self.window}: {better} better than the aimline, {worse} short of it")
        side = 1 if better >= self.ahead else -1 if worse >= self.behind else 0
        return Decision(self.name, _SIDES[side], tuple(lines), self.source)


@attrs.frozen
class MedianOfThree:
    """The median of the last three values against the aimline, on the middle one of their days.

    The day is a choice of this library, so that a series on its aimline is on track.
    """

    name: str
    minimum: Minimum
    source: str

    def __attrs_post_init__(self) -> None:
        """It takes three points to have a middle one."""
        _enough(self.minimum, _THREE)

    def decide(self, view: View) -> Decision:
        """Where the series stands, by the middle one of the last three values."""
        aim = _aim(self, view)
        if isinstance(aim, Decision):
            return aim
        last = view.points[-_THREE:]
        middle, on = median(point.value for point in last), last[1].on
        expected = aim.expected(on)
        if expected is None:
            return _unaimed(self)
        lines = (
            f"median of {', '.join(shown(point.value) for point in last)}: {shown(middle)}",
            f"{day_words(on)}: expected {shown(expected)}",
        )
        return Decision(self.name, _SIDES[_sign(view.better * (middle - expected))], lines, self.source)


def _slopes(rule: Rule, view: View) -> tuple[Line, Leg] | Decision:
    """The trend, and the leg of the aimline on the day of the last point."""
    aim = _aim(rule, view)
    if isinstance(aim, Decision):
        return aim
    if view.trend is None:
        return Decision(rule.name, Standing.UNKNOWN, ("There is no trend line.",), rule.source)
    leg = aim.leg(view.points[-1].on)
    return (view.trend, leg) if leg else _unaimed(rule)


def _weekly(line: Line | Leg) -> str:
    return f"{shown(line.per_week)} a week"


@attrs.frozen
class TrendLine:
    """The slope of the trend line against the slope of the aimline: steeper is ahead, flatter is behind."""

    name: str
    minimum: Minimum
    source: str

    def decide(self, view: View) -> Decision:
        """Where the series stands, by its slope."""
        found = _slopes(self, view)
        if isinstance(found, Decision):
            return found
        trend, leg = found
        lines = (f"trend ({trend.method.value}) of {trend.points} points: {_weekly(trend)}", f"aimline: {_weekly(leg)}")
        side = _sign(view.better * (trend.per_day - leg.per_day))
        return Decision(self.name, _SIDES[side], lines, self.source)


@attrs.frozen
class TrendInterval:
    """The slope of the aimline against the interval of the least-squares slope: on track where it lies inside."""

    name: str
    minimum: Minimum
    source: str

    def decide(self, view: View) -> Decision:
        """Where the series stands, by its slope and the error of it."""
        found = _slopes(self, view)
        if isinstance(found, Decision):
            return found
        trend, leg = found
        ends = slope_interval(trend, view.confidence)
        if ends is None:
            why = f"The error of the slope is not known for a line of the method {trend.method.value}."
            return Decision(self.name, Standing.UNKNOWN, (why,), self.source)
        low, high = ends if view.better > 0 else (-ends[1], -ends[0])
        needed = float(view.better * leg.per_day)
        percent = shown(100 * Fraction(repr(view.confidence)))
        between = f"between {shown(7 * ends[0])} and {shown(7 * ends[1])} ({percent} percent)"
        lines = (f"trend of {trend.points} points: {_weekly(trend)}, {between}", f"aimline: {_weekly(leg)}")
        exact = trend.per_day == leg.per_day  # no float stands between a slope and itself
        side = 0 if exact else (low > needed) - (high < needed)
        return Decision(self.name, _SIDES[side], lines, self.source)


FOUR_POINT = LastPoints("four-point", 4, 4, 4, _SIX, f"{_NCII}; {_IRIS}")
MEDIAN_OF_THREE = MedianOfThree(
    "median-of-three",
    _SIX,
    f"{_NCII}; Van Norman, Nelson and Parker, School Psychology Review 47 (2018) 333-344: the median of the three most "
    "recent observations against the goal line",
)
TREND_LINE = TrendLine("trend-line", _EIGHT, f"{_NCII}; {_NCRTI}")
TREND_INTERVAL = TrendInterval(
    "trend-interval",
    _EIGHT,
    "Christ, School Psychology Review 35 (2006) 128-133; Van Norman, Christ and Newell, School Psychology Review 46 "
    "(2017) 320-328: a rate of improvement is told from the goal line once it differs by more than its error",
)


def n_of_m(number: int, window: int, minimum: Minimum = _SIX) -> LastPoints:
    """The rule that so many of the last so many points on one side of the aimline decide.

    The four-point rule with other numbers: fewer are quicker to answer and more often wrong (Hintze, Wells, Marcotte
    and Solomon, Journal of Psychoeducational Assessment 36 (2018) 74-81). More than half of the points are needed.
    Raises `InvalidDocument` where the number is not.

    >>> n_of_m(3, 4).name
    '3-of-4'
    """
    asked = attrs.evolve(minimum, points=max(minimum.points, window))
    return LastPoints(f"{number}-of-{window}", window, number, number, asked, f"{_IRIS}, with other numbers")


RULES: dict[str, Rule] = {rule.name: rule for rule in (FOUR_POINT, MEDIAN_OF_THREE, TREND_LINE, TREND_INTERVAL)}
"""The named rules, by their names."""
