"""Progress on a goal in words: what was measured, what the aimline expects, what a rule says, what cannot be told.

It states measurements and where they stand by a named rule. It gives no verdict on a child, a teacher or a goal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from iepkit.display.layout import columns, paragraph, printable
from iepkit.display.places import place
from iepkit.display.sheets import labelled, listed, number
from iepkit.progress import Forecast, Progress, ProgressPolicy, Reaching, Schedule, Standing, Unknown, shown
from iepkit.records import Goal

__all__ = ["COLUMNS", "STANDING", "progress_data", "progress_text", "sources_text"]


def __dir__() -> list[str]:
    return __all__


COLUMNS = (
    "case", "goal", "goal_id", "area", "unit", "points", "last_on", "last", "level_mean", "level_median",
    "level_last_three", "expected", "trend_per_week", "aim_per_week", "rule", "standing", "criterion", "met",
    "first_met", "forecast_on", "forecast", "forecast_low", "forecast_high", "reached_on", "unknown",
)  # fmt: skip
"""The columns of a table of goals, in order; what cannot be told is empty, and `unknown` says why."""

STANDING = {
    Standing.AHEAD: "ahead of the aimline",
    Standing.ON_TRACK: "on track",
    Standing.BEHIND: "behind the aimline",
    Standing.UNKNOWN: "cannot tell",
}
"""Where a series stands, in words that state the measurement."""

_TOLD = frozenset(STANDING) - {Standing.UNKNOWN}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _percent(confidence: float) -> str:
    return f"{shown(100 * confidence)} percent"


def progress_text(
    progress: Progress, goal: Goal, path: str, *, reports: Schedule | None = None, explain: bool = False
) -> str:
    """Progress on the goal at a path: a label and a text for each thing that is known, and for each that is not.

    The words of the goal are not shown, since they may hold a name. `reports` are the progress reports that the IEP
    promises. `explain` adds every measurement beside the aimline, and the arithmetic of the rule.
    """
    area = f", {goal.area.value}" if goal.area else ""
    unit = f": {progress.unit}" if progress.unit else ""
    head = paragraph(printable(f"GOAL ({place(path)}){area}{unit}"), 2, hang=2)
    lines = [head, *labelled(_rows(progress, reports))]
    if explain:
        lines += _points(progress)
        lines += listed("how the rule came to it", progress.decision.lines if progress.status in _TOLD else ())
    return "\n".join(lines)


def _rows(progress: Progress, reports: Schedule | None) -> Iterator[tuple[str, str]]:
    yield "measured", _measured(progress)
    if progress.since is not None:
        words = f"since the change on {progress.since}: {_times(len(progress.current))}; the rest looks at these alone"
        yield "", words
    if progress.level is not None:
        three = progress.level.last_three
        last = "" if three is None else f", of the last three {shown(three)}"
        yield "level", f"mean {shown(progress.level.mean)}, median {shown(progress.level.median)}{last}"
    yield from _aim(progress)
    if progress.trend is not None:
        yield (
            "trend",
            f"{shown(progress.trend.per_week)} a week ({progress.trend.method}, {progress.trend.points} points)",
        )
    if progress.status is not Standing.UNKNOWN:
        yield "standing", f"{STANDING[progress.status]}, by the rule {progress.decision.rule}: {_last(progress)}"
    if progress.mastery is not None:
        yield "criterion", "; ".join(line.removeprefix("criterion: ") for line in progress.mastery.lines)
    yield from _ahead(progress.forecast, progress.reach)
    if progress.arrived:
        yield "", "the trend line is at the target by now, or beyond it"
    for at, step in enumerate(progress.steps):
        yield "" if at else "objectives", _step(step.target, step.due, step.reached)
    if reports is not None:
        yield from _reports(reports, progress.as_of)
    gaps = (*progress.unknown, *(reports.unknown if reports else ()))
    yield from (("cannot tell", _gap(gap)) for gap in gaps)


_PARTS = {"status": "standing", "mastery": "criterion"}
_MEASURE_ON = ("trend", "status")


def _gap(gap: Unknown) -> str:
    """What cannot be told and why; what settles it, unless that is to go on measuring, as the sources say."""
    settle = "" if gap.part in _MEASURE_ON else f" {gap.settle}"
    return f"{_PARTS.get(gap.part, gap.part)}: {gap.why}{settle}"


def _times(many: int) -> str:
    return f"{many} point" + "s" * (many != 1)


def _measured(progress: Progress) -> str:
    if not progress.points:
        return "nothing"
    first, last = progress.points[0], progress.points[-1]
    when = f"on {last.on}" if len(progress.points) == 1 else f"from {first.on} to {last.on}"
    return f"{_times(len(progress.points))} {when}; the last is {shown(last.value)}"


def _aim(progress: Progress) -> Iterator[tuple[str, str]]:
    leg = progress.aimline.leg(progress.as_of) if progress.aimline else None
    if leg is None:
        return
    way = f"from {shown(leg.baseline)} on {leg.start} to {shown(leg.target)} on {leg.due}"
    yield "aimline", f"{way}: {shown(leg.per_week)} a week"
    yield "", f"expects {shown(leg.on(progress.as_of))} on {progress.as_of}"


def _last(progress: Progress) -> str:
    return progress.decision.lines[-1]


def _ahead(found: Forecast | None, reach: Reaching | None) -> Iterator[tuple[str, str]]:
    """Where the trend leads, with how far it may be off."""
    if found is not None:
        ends = f"between {shown(found.low)} and {shown(found.high)} ({_percent(found.confidence)})"
        yield "at this rate", f"{shown(found.value)} on {found.on}; one measurement then lies {ends}"
    if reach is None:
        return
    value = f"{shown(reach.value)}"
    if reach.on is None:
        yield "", f"{value} is not reached"
        return
    ends = "by when at the latest cannot be told"
    if reach.earliest is not None and reach.latest is not None:
        ends = f"between {reach.earliest} and {reach.latest} ({_percent(reach.confidence)})"
    late = ", after the goal is due" if found is not None and reach.on > found.on else ""
    yield "", f"{value} is reached on {reach.on}{late}; {ends}"


def _step(target: Any, due: date | None, reached: date | None) -> str:
    aim = "its target cannot be told" if target is None else f"target {shown(target)}"
    by = f" by {due}" if due else ""
    return f"{aim}{by}: " + (f"first reached on {reached}" if reached else "not reached in what was measured")


def _reports(reports: Schedule, as_of: date) -> Iterator[tuple[str, str]]:
    for at, one in enumerate(reports.reports):
        given = f"given on {one.given}" if one.given else "none in the file" if one.period_end < as_of else "to come"
        yield "" if at else "reports", f"for the period that ends {one.period_end}: {given}"


def _points(progress: Progress) -> Iterator[str]:
    """Every measurement beside what the aimline expects on its day."""
    if not progress.points:
        return
    yield "    every measurement, and what the aimline expects"
    rows = []
    for point in progress.points:
        expected = progress.expected_on(point.on)
        many = "" if point.many == 1 else f"{progress.policy.daily} of {point.many}"
        rows.append((str(point.on), shown(point.value), "-" if expected is None else shown(expected), many))
    yield columns(rows, (10, 10, 10, 20), 6)


def sources_text(policy: ProgressPolicy) -> str:
    """The choices behind the answers, each with its source: once for all goals of a child.

    >>> print(sources_text(ProgressPolicy()).splitlines()[0])
      CHOICES AND SOURCES
    """
    lines = ["  CHOICES AND SOURCES", *(paragraph(line, 4, hang=2) for line in _sources(policy))]
    return "\n".join(lines)


def _sources(policy: ProgressPolicy) -> Iterator[str]:
    least = policy.minimum
    yield f"Rule {policy.rule.name}: {policy.rule.source}."
    yield f"Asked for by the rule: {policy.rule.minimum.points} points; {policy.rule.minimum.source}."
    yield f"Asked for before a trend is told: {least.points} points over {least.days} days; {least.source}."
    yield f"Several values on a day: {policy.daily}. Trend line: {policy.method}."
    yield f"Intervals: {_percent(policy.confidence)}, if the growth stays straight and the errors are alike."
    yield "Federal law asks that progress is measured as the IEP says (34 CFR 300.320(a)(3)), and names no rule."


def progress_data(
    progress: Progress, goal: Goal, path: str, *, reports: Schedule | None = None, explain: bool = False
) -> dict[str, Any]:
    """Progress on the goal at a path as plain values, to be written as JSON; the first ones are those of `COLUMNS`.

    Numbers are in the unit of the goal, days are written YYYY-MM-DD, and what cannot be told is `None`.
    """
    points, level, trend, mastery = progress.points, progress.level, progress.trend, progress.mastery
    leg = progress.aimline.leg(progress.as_of) if progress.aimline else None
    forecast, reach = progress.forecast, progress.reach
    data: dict[str, Any] = {
        "goal": path,
        "goal_id": goal.id,
        "area": goal.area.value if goal.area else None,
        "unit": progress.unit,
        "points": len(points),
        "last_on": _day(points[-1].on) if points else None,
        "last": number(points[-1].value) if points else None,
        "since": _day(progress.since),
        "level_mean": number(level.mean) if level else None,
        "level_median": number(level.median) if level else None,
        "level_last_three": number(level.last_three) if level else None,
        "expected": number(progress.expected),
        "trend_per_week": number(trend.per_week) if trend else None,
        "aim_per_week": number(leg.per_week) if leg else None,
        "rule": progress.decision.rule,
        "standing": progress.status.value,
        "standing_lines": list(progress.decision.lines),
        "criterion": mastery.criterion.words if mastery else None,
        "met": mastery.met if mastery else None,
        "first_met": _day(mastery.first) if mastery else None,
        "still_met": mastery.holds if mastery else None,
        "forecast_on": _day(forecast.on) if forecast else None,
        "forecast": number(forecast.value) if forecast else None,
        "forecast_low": number(forecast.low) if forecast else None,
        "forecast_high": number(forecast.high) if forecast else None,
        "arrived": progress.arrived,
        "reached_on": _day(reach.on) if reach else None,
        "reached_earliest": _day(reach.earliest) if reach else None,
        "reached_latest": _day(reach.latest) if reach else None,
        "objectives": [
            {"target": number(one.target), "due": _day(one.due), "reached": _day(one.reached)} for one in progress.steps
        ],
        "unknown": [_unknown(one) for one in progress.unknown],
        "policy": {
            "rule": progress.policy.rule.name,
            "daily": progress.policy.daily.value,
            "method": progress.policy.method.value,
            "minimum_points": progress.policy.minimum.points,
            "minimum_days": progress.policy.minimum.days,
            "confidence": progress.policy.confidence,
        },
    }
    if reports is not None:
        data["reports"] = [
            {"period_start": _day(one.period_start), "period_end": _day(one.period_end), "given": _day(one.given)}
            for one in reports.reports
        ]
        data["reports_unknown"] = [_unknown(one) for one in reports.unknown]
    if explain:
        data["measurements"] = [
            {
                "on": _day(point.on),
                "value": number(point.value),
                "of_many": point.many,
                "expected": number(progress.expected_on(point.on)),
            }
            for point in points
        ]
        data["sources"] = list(_sources(progress.policy))
    return data


def _unknown(one: Unknown) -> dict[str, str]:
    return {"part": one.part, "why": one.why, "settle": one.settle}
