"""The progress graph that teachers know: what was measured, the aimline, the trend, phases, target and criterion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import attrs

from iepkit.calendars import SCHOOL_DAYS, SchoolCalendar, Span
from iepkit.display.layout import counted, printable
from iepkit.display.plots._canvas import Figure
from iepkit.display.plots.goal_area import ACROSS, LETTER, ORDER, PHASE, Change, Plan, draw_goal
from iepkit.display.plots.picture import Picture
from iepkit.display.plots.scales import wrapped
from iepkit.display.plots.sheet import LINE, WIDTH, key, key_height, words
from iepkit.display.progress import STANDING
from iepkit.progress import Progress, Standing, shown
from iepkit.records import Goal, Phase
from iepkit.vocabulary import PhaseKind

__all__ = ["Panel", "progress_graph"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Panel:
    """One goal of a progress graph: progress on it as `ik.progress_of` tells it, and the goal itself.

    `label` is what to call the goal; without one it is called by its number and its area. `phases` are words for the
    days on which something changed; a change without words is called by its kind. Nothing that the file says of goal
    or phase in free words is shown, since it may hold a name; the unit of the goal is.
    """

    progress: Progress
    goal: Goal
    label: str = attrs.field(default="", repr=False)
    phases: Mapping[date, str] = attrs.field(factory=dict, repr=False)


_CHANGE = {PhaseKind.AIM: "new aim", PhaseKind.INTERVENTION: "new instruction", None: "change"}
_HEAD = 76  # letters in a line of the title
_BREAK = 6  # a stretch of days without school is a break from so many days on: more than a long weekend


def progress_graph(*panels: Panel, calendar: SchoolCalendar | None = None, title: str = "") -> Picture:
    r"""The graph of progress on one goal or on several, under each other and over the same days.

    Each shows every measurement, the aimline from the baseline to the target with every new aim, the trend with where
    it leads and how far that may be off, a line where something changed, the criterion and the objectives; what is not
    known is said. Up to four goals fit on a page of letter paper. With a `calendar`, days without school of a week or
    more are shown, and no line joins points across them; nor across a change. `title` is the only place for a name,
    besides the labels of the caller.

    >>> from iepkit.progress import progress_of
    >>> from iepkit.records import DataPoint
    >>> goal = Goal(baseline_value=72, target=108, unit="words a minute", start=date(2026, 9, 14),
    ...     due=date(2027, 5, 24), data=(DataPoint(date(2026, 9, 21), 73),))
    >>> picture = progress_graph(Panel(progress_of(goal, as_of=date(2026, 11, 2)), goal))
    >>> print(*picture.alt.splitlines()[:4], sep="\n")
    Progress on 1 goal as of 2026-11-02.
    Goal 1, in words a minute.
    Aimline: from 72 on 2026-09-14 to 108 on 2027-05-24, 1 a week.
    Measured: 73 on 2026-09-21.
    """
    days = [day for panel in panels for day in _days(panel)]
    first, last = min(days, default=date.min), max(days, default=date.min)
    if first == last:
        first, last = _moved(first, -14), _moved(last, 14)
    margin = max(1, (last - first).days // 60)
    first, last = _moved(first, -margin), _moved(last, margin)
    breaks = _breaks(calendar, first, last)
    plans = [_plan(panel, at, (first, last), breaks, len(panels)) for at, panel in enumerate(panels, 1)]
    as_of = f" as of {max(panel.progress.as_of for panel in panels)}" if panels else ""
    head = wrapped([printable(title).strip() or f"Progress on {counted(len(panels), 'goal')}{as_of}"], _HEAD)
    told = [f"Progress on {counted(len(panels), 'goal')}{as_of}."]
    told += [line for plan in plans for line in _told(plan)]
    entries = set[str]().union(*(plan.entries for plan in plans))
    height = LINE * 1.4 * len(head) + 0.2 + sum(plan.height for plan in plans) + key_height(len(entries))

    def draw(figure: Figure) -> None:
        top = words(figure, head, 0.08, size=12, bold=True) + 0.1
        areas = []
        for at, plan in enumerate(plans, 1):
            areas.append(draw_goal(figure, plan, top, at))
            top += plan.height
        if areas:
            key(figure, areas, ORDER)

    return Picture("progress graph", " ".join(head), "\n".join(told), (WIDTH, height), draw)


def _moved(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def _days(panel: Panel) -> Iterator[date]:
    one = panel.progress
    yield from (point.on for point in one.points)
    for leg in one.aimline.legs if one.aimline else ():
        yield from (leg.start, leg.due)
    yield one.as_of


def _breaks(calendar: SchoolCalendar | None, first: date, last: date) -> list[Span]:
    """The stretches without school, whatever their reasons, that are more than a long weekend."""
    if calendar is None:
        return []
    spans: list[Span] = []
    for one in calendar.skipped(SCHOOL_DAYS, first, last):
        if spans and one.first <= spans[-1].end + timedelta(1):
            spans[-1] = Span(spans[-1].first, one.end)
        else:
            spans.append(Span(one.first, one.end))
    return [one for one in spans if (one.end - one.first).days >= _BREAK - 1]


def _plan(panel: Panel, at: int, days: tuple[date, date], breaks: list[Span], many: int) -> Plan:
    area_of = f", {panel.goal.area}" if panel.goal.area else ""
    name = printable(panel.label).strip() or f"Goal {at}{area_of}"
    changes = _changes(panel, *days)
    return Plan(panel.progress, name, list(_notes(panel.progress)), *days, breaks, changes, many)


def _changes(panel: Panel, first: date, last: date) -> list[Change]:
    """The days on which something changed, each with its lines of words and the level that they stand on.

    Words that would run into those of the change before stand higher.
    """
    inch = ACROSS / (last - first).days
    found: list[Change] = []
    ends: list[tuple[float, int]] = []  # where the words of a change end, and on which level
    for phase in _phases(panel):
        lines = wrapped([printable(panel.phases.get(phase.on, "")).strip() or _CHANGE[phase.kind]], PHASE)
        place = (phase.on - first).days * inch
        level = max((top for end, top in ends if end > place), default=0)
        found.append(Change(phase.on, lines, level))
        ends.append((place + LETTER * max(map(len, lines)) + 0.1, level + len(lines)))
    return found


def _phases(panel: Panel) -> list[Phase]:
    """The changes by the as-of day, one for each day."""
    begun = (phase for phase in panel.goal.phases if phase.on <= panel.progress.as_of)
    by_day = {phase.on: phase for phase in sorted(begun, key=lambda phase: phase.on)}
    return list(by_day.values())


def _notes(one: Progress) -> Iterator[str]:
    """What is said under the heading of a goal."""
    leg = one.aimline.leg(one.as_of) if one.aimline else None
    rates = []
    if one.trend is not None:
        many = counted(one.trend.points, "point")
        rates.append(f"trend {shown(one.trend.per_week)} a week ({one.trend.method}, {many})")
    if leg is not None:
        rates.append(f"aimline {shown(leg.per_week)} a week, {shown(leg.on(one.as_of))} on {one.as_of}")
    if rates:
        text = "; ".join(rates)
        yield f"{text[0].upper()}{text[1:]}."
    if one.status is not Standing.UNKNOWN:
        yield f"{STANDING[one.status].capitalize()}, by the rule {one.decision.rule}."
    if one.mastery is not None:
        first = f"first met on {one.mastery.first}" if one.mastery.first else "not yet met"
        yield f"Criterion: {one.mastery.criterion.words}; {first if one.points else 'nothing was measured'}."
    yield from (f"Not known: {gap.part}. {gap.why}" for gap in one.unknown)


def _told(plan: Plan) -> Iterator[str]:
    """An area in words, with all its values."""
    one = plan.progress
    yield f"{plan.name}{f', in {plan.unit}' if plan.unit else ''}."
    for leg in one.aimline.legs if one.aimline else ():
        way = f"from {shown(leg.baseline)} on {leg.start} to {shown(leg.target)} on {leg.due}"
        yield f"Aimline: {way}, {shown(leg.per_week)} a week."
    values = "; ".join(f"{shown(point.value)} on {point.on}" for point in one.points)
    yield f"Measured: {values or 'nothing'}."
    yield from (f"Change on {one.on}: {' '.join(one.lines)}." for one in plan.changes)
    if one.trend is not None:
        first, last = one.current[0].on, one.current[-1].on
        yield f"Trend line: from {shown(one.trend.on(first))} on {first} to {shown(one.trend.on(last))} on {last}."
    if one.forecast is not None:
        ends = f"between {shown(one.forecast.low)} and {shown(one.forecast.high)}"
        percent = f"{shown(100 * one.forecast.confidence)} percent"
        yield f"At this rate {shown(one.forecast.value)} on {one.forecast.on}; one measurement {ends} ({percent})."
    for step in one.steps:
        if step.target is not None and step.due is not None:
            reached = f"first reached on {step.reached}" if step.reached else "not reached in what was measured"
            yield f"Objective: {shown(step.target)} by {step.due}; {reached}."
    yield from plan.notes
