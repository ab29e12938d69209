"""Progress on a goal as a whole: what was measured, where it stands, where it leads, and what cannot be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

import attrs

from iepkit.errors import expect
from iepkit.progress.aim import Aimline, Leg, aimline, better
from iepkit.progress.criteria import criterion_of
from iepkit.progress.exact import day_words, shown
from iepkit.progress.forecasts import Forecast, Reaching, forecast, reaching
from iepkit.progress.lines import Line, Method, fit
from iepkit.progress.mastered import Mastery, Step, mastery, steps
from iepkit.progress.measurements import Daily, Level, Point, Unknown, level, series
from iepkit.progress.rules import FOUR_POINT, TREND_LINE, Decision, Minimum, Rule, Standing, View
from iepkit.records import DataPoint, Goal

__all__ = ["CHRIST_2013", "NCRTI_2012", "Progress", "ProgressPolicy", "Seen", "progress_of", "seen", "trend_of"]


def __dir__() -> list[str]:
    return __all__


NCRTI_2012 = TREND_LINE.minimum
"""Eight points over four weeks before a trend is claimed: what teachers are taught."""

CHRIST_2013 = Minimum(
    12,
    77,
    "Christ, Zopluoglu, Monaghen and Van Norman, Journal of School Psychology 51 (2013) 19-57, as later studies report "
    "it: once a week for ten to twelve weeks or more before a slope is trusted",
)
"""Twelve points over eleven weeks from first to last: what simulations of reading measures ask for, or more."""


@attrs.frozen
class ProgressPolicy:
    """The choices behind an answer, each with a default that the answer shows.

    `daily`: what stands for a day with several values. `method`: how the trend line is laid.
    `rule`: which decision rule gives the status. `minimum`: what is asked for before a trend is claimed.
    `confidence`: the share that intervals are for.

    >>> ProgressPolicy().rule.name, ProgressPolicy().minimum.points
    ('four-point', 8)
    """

    daily: Daily = Daily.MEDIAN
    method: Method = Method.LEAST_SQUARES
    rule: Rule = FOUR_POINT
    minimum: Minimum = NCRTI_2012
    confidence: float = 0.95


@attrs.frozen
class Progress:
    """Progress on a goal on a day: measurements, and what follows from them by named policies. It is no verdict.

    `points` are all measurements by then, `since` the day of the last change, after which `level`, `trend` and the
    decision look. `aimline` and `expected` are what the goal sets; `decision` is where the series stands by the
    policy's rule. `forecast` is for the day on which the goal is due, `reach` for the day on which the target would be
    reached; it is `None` where the trend has `arrived`. What cannot be told is `None`, and `unknown` says why and what
    would settle it.

    >>> goal = Goal(unit="%", data=(DataPoint(date(2026, 10, 5), 7, of=10), DataPoint(date(2026, 10, 12), 8, of=10)))
    >>> found = progress_of(goal, as_of=date(2026, 11, 2))
    >>> [str(point.value) for point in found.points], found.trend, found.status.value
    (['70', '80'], None, 'cannot-tell')
    """

    as_of: date
    unit: str | None
    better: int
    points: tuple[Point, ...]
    since: date | None
    level: Level | None
    trend: Line | None
    aimline: Aimline | None
    expected: Fraction | None
    decision: Decision
    mastery: Mastery | None
    steps: tuple[Step, ...]
    forecast: Forecast | None
    reach: Reaching | None
    unknown: tuple[Unknown, ...]
    policy: ProgressPolicy

    @property
    def status(self) -> Standing:
        """Where the series stands by the policy's rule: ahead, on track, behind, or it cannot be told."""
        return self.decision.standing

    @property
    def current(self) -> tuple[Point, ...]:
        """The points since the last change."""
        return _since(self.points, self.since)

    def expected_on(self, day: date) -> Fraction | None:
        """The value that the aimline expects on a day, or `None`."""
        return self.aimline.expected(day) if self.aimline else None

    @property
    def arrived(self) -> bool:
        """Whether the trend line is at the target or beyond it on the as-of day: no measurement need be."""
        leg = self.aimline.leg(self.as_of) if self.aimline else None
        return self.trend is not None and leg is not None and _arrived(self.trend, leg, self.better, self.as_of)

    @property
    def lines(self) -> tuple[str, ...]:
        """The whole as lines to read: what is known with its arithmetic, then what is not."""
        return tuple(_lines(self))

    def __str__(self) -> str:
        return "\n".join(self.lines)


def _arrived(trend: Line, leg: Leg, side: int, day: date) -> bool:
    return side != 0 and side * (trend.on(day) - leg.target) >= 0


def _since(points: Sequence[Point], since: date | None) -> tuple[Point, ...]:
    return tuple(point for point in points if since is None or point.on >= since)


@attrs.frozen
class Seen:
    """What every answer on a goal starts from: its points, those since the last change, and where they should lead."""

    points: tuple[Point, ...]
    current: tuple[Point, ...]
    since: date | None
    aimline: Aimline | None
    better: int
    unknown: tuple[Unknown, ...]


def seen(
    goal: Goal,
    *,
    as_of: date,
    data: Iterable[DataPoint] | None,
    start: date | None,
    due: date | None,
    daily: Daily,
) -> Seen:
    """The measurements and the aim of a goal as they stand on a day; arguments as for `progress_of`."""
    measured = series(goal, as_of=as_of, data=data, daily=daily)
    begun = tuple(phase for phase in goal.phases if phase.on <= as_of)
    if len(begun) < len(goal.phases):
        goal = attrs.evolve(goal, phases=begun)
    aim, no_aim = aimline(goal, measured.points, start=start, due=due)
    since = max((phase.on for phase in begun), default=None)
    current = _since(measured.points, since)
    return Seen(measured.points, current, since, aim, better(goal), (*measured.unknown, *no_aim))


def progress_of(
    goal: Goal,
    *,
    as_of: date,
    data: Iterable[DataPoint] | None = None,
    start: date | None = None,
    due: date | None = None,
    policy: ProgressPolicy | None = None,
) -> Progress:
    """Progress on a goal as the file shows it on a day; what the file does not show is unknown, and never an error.

    `data` are measurements kept apart from the goal; `start` and `due` are the days of the IEP, for a goal without its
    own. Level, trend and decision look at the points since the last change of instruction or aim (see `Phase`), as the
    published rules do. Federal law asks that progress is measured as the IEP says (34 CFR 300.320(a)(3)) and names no
    rule: which one is used is the caller's `policy`. Mastery is by the goal as it is written, whatever aims came since.
    The levels of a rubric are taken as evenly spaced.
    Raises `WrongType` for what is no goal and no date.

    >>> goal = Goal(baseline_value=72, target=108, start=date(2026, 9, 14), due=date(2027, 5, 24),
    ...     data=tuple(DataPoint(date(2026, 9, 14 + 7 * week), 72 + week) for week in range(3)))
    >>> found = progress_of(goal, as_of=date(2026, 11, 2))
    >>> found.status.value, str(found.level.mean), str(found.expected)
    ('cannot-tell', '73', '79')
    >>> [one.part for one in found.unknown]
    ['trend', 'status']
    """
    expect("goal", goal, Goal)
    expect("as_of", as_of, date)
    chosen = policy or ProgressPolicy()
    found = seen(goal, as_of=as_of, data=data, start=start, due=due, daily=chosen.daily)
    points, current, aim, sign = found.points, found.current, found.aimline, found.better
    trend, no_trend = trend_of(current, chosen)
    decision = chosen.rule.decide(View(current, aim, sign, trend, chosen.confidence))
    criterion, no_criterion = criterion_of(goal)
    leg, reach = aim.leg(as_of) if aim else None, None
    if trend and leg and not _arrived(trend, leg, sign, as_of):
        reach = reaching(trend, leg.target, current[0].on, chosen.confidence)
    return Progress(
        as_of=as_of,
        unit=goal.unit,
        better=sign,
        points=points,
        since=found.since,
        level=level(current),
        trend=trend,
        aimline=aim,
        expected=aim.expected(as_of) if aim else None,
        decision=decision,
        mastery=mastery(criterion, points) if criterion else None,
        steps=steps(goal, points),
        forecast=forecast(trend, leg.due, chosen.confidence) if trend and leg else None,
        reach=reach,
        unknown=(*found.unknown, *no_trend, *_no_status(decision, chosen.rule), *no_criterion),
        policy=chosen,
    )


def trend_of(points: Sequence[Point], policy: ProgressPolicy) -> tuple[Line | None, tuple[Unknown, ...]]:
    """The trend line, where enough was measured to claim one."""
    lacking = policy.minimum.lacking(points)
    if lacking is not None:
        return None, (Unknown("trend", lacking, f"Measure on. {policy.minimum.source}."),)
    found = fit(points, policy.method)
    if found is None:
        return None, (Unknown("trend", "There are not two days with a measurement.", "Measure on."),)
    return found, ()


def _no_status(decision: Decision, rule: Rule) -> Iterable[Unknown]:
    if decision.standing is Standing.UNKNOWN:
        yield Unknown("status", " ".join(decision.lines), f"Rule {decision.rule}: {rule.minimum.source}.")


def _lines(one: Progress) -> Iterable[str]:
    unit = f" {one.unit}" if one.unit else ""
    if one.points:
        last = one.points[-1]
        yield f"last measured on {day_words(last.on)}: {shown(last.value)}{unit} ({len(one.points)} points)"
    else:
        yield "nothing measured"
    if one.since is not None:
        yield f"since the change on {day_words(one.since)}: {len(one.current)} points"
    if one.level is not None:
        three = one.level.last_three
        words = "" if three is None else f", of the last three {shown(three)}"
        yield f"mean {shown(one.level.mean)}, median {shown(one.level.median)}{words}"
    if one.expected is not None:
        yield f"the aimline expects {shown(one.expected)} on {day_words(one.as_of)}"
    if one.trend is not None:
        yield from _of_trend(one, one.trend)
    if one.status is not Standing.UNKNOWN:
        yield f"{one.decision.rule}: {one.status}"
        yield from (f"  {line}" for line in one.decision.lines)
    if one.mastery is not None:
        yield from one.mastery.lines
    yield from (f"unknown: {gap}" for gap in one.unknown)


def _of_trend(one: Progress, trend: Line) -> Iterable[str]:
    yield f"trend ({trend.method}): {shown(trend.per_week)} a week"
    if one.forecast is not None:
        yield _forecast(one.forecast)
    if one.reach is not None:
        yield _reach(one.reach)
    if one.arrived:
        yield "the trend line has reached the target"


def _forecast(found: Forecast) -> str:
    percent = shown(100 * found.confidence)
    ends = f"between {shown(found.low)} and {shown(found.high)}"
    return f"at this rate {shown(found.value)} on {day_words(found.on)}, a measurement then {ends} ({percent} percent)"


def _reach(found: Reaching) -> str:
    if found.on is None:
        return f"at this rate {shown(found.value)} is not reached"
    ends = "when at the latest cannot be told"
    if found.earliest is not None and found.latest is not None:
        ends = f"between {day_words(found.earliest)} and {day_words(found.latest)}"
    return f"at this rate {shown(found.value)} is reached on {day_words(found.on)}, {ends}"
