"""One goal of a progress graph as an area: points, aimline, trend, changes, criterion, and numbers beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

import attrs

from iepkit.calendars import Span
from iepkit.display.layout import printable
from iepkit.display.plots._canvas import Axes, Figure, area
from iepkit.display.plots.colors import BLACK, BLUE, GREEN, GREY, VERMILLION
from iepkit.display.plots.scales import apart, number_marks, wrapped
from iepkit.display.plots.sheet import LINE, SMALL, WIDTH, mark_days, words
from iepkit.progress import Point, Progress, shown

__all__ = ["ACROSS", "LETTER", "ORDER", "PHASE", "Change", "Plan", "draw_goal"]


def __dir__() -> list[str]:
    return __all__


_LEFT, _RIGHT = 0.72, 1.42  # inches beside an area
ACROSS = WIDTH - _LEFT - _RIGHT
"""Inches that the days take."""
LETTER = 0.066
"""Inches that a letter of the smallest size takes, at most."""
PHASE = 21
"""Letters in a line of words at a change."""
ORDER = (
    "measured",
    "trend",
    "where the trend leads",
    "aimline",
    "baseline",
    "target",
    "objective",
    "criterion",
    "change",
    "days without school",
)
"""What the key names, in this order."""

_NAME, _NOTE, _MARGIN = 76, 108, 19  # letters in a line: of a name, of a note, at the right
_ROOM = 0.26  # inches, for words under a mark
_LEVEL = 0.14  # inches, of a line of words over an area
_FOOT, _BETWEEN = 0.4, 0.2
_PAGE, _LOW, _HIGH = 9.6, 1.2, 3.0  # inches: of a page, and the least and the most that an area is high
_FROM_ZERO = 0.6  # an axis begins at 0, unless all values lie above this share of the highest
_SPARE = 0.18  # of what an axis shows, the share that stays free at its ends
_FEW = 40  # points, up to which their marks are large
_VEIL = {"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 0.4}  # behind words that lie on a line
_DASH, _DOT, _DASH_DOT = (0, (6, 3)), (0, (1, 1.6)), (0, (6, 2, 1, 2))


@attrs.frozen
class Change:
    """A day on which something changed, with its lines of words and the level over the area on which they stand."""

    on: date
    lines: list[str]
    level: int


@attrs.frozen(slots=False)
class Plan:
    """What an area shows, worked out before it is drawn: one of `many`, with `notes` under its name."""

    progress: Progress
    name: str
    notes: list[str]
    first: date
    last: date
    breaks: list[Span]
    changes: list[Change]
    many: int = 1

    @cached_property
    def lines(self) -> list[str]:
        """The notes as lines that fit."""
        return wrapped([*self.notes, *["The axis does not begin at 0."] * (self.span[0] > 0)], _NOTE)

    @property
    def unit(self) -> str:
        """The unit of the values."""
        return printable(self.progress.unit or "").strip()

    @property
    def head(self) -> list[str]:
        """The name as lines that fit."""
        return wrapped([self.name], _NAME)

    @property
    def above(self) -> float:
        """The inches from its top to the area itself."""
        levels = max((change.level + len(change.lines) for change in self.changes), default=0)
        return LINE * (1.15 * len(self.head) + len(self.lines) * SMALL / 9) + _LEVEL * levels + 0.12

    @property
    def height(self) -> float:
        """The inches that all of it takes."""
        return self.above + self.high + _FOOT + _BETWEEN

    @property
    def high(self) -> float:
        """The inches that the area itself is high: so that `many` of them fit on a page, as far as they can."""
        share = (_PAGE - 1.4) / self.many - self.above - _FOOT - _BETWEEN
        return min(_HIGH, max(_LOW, share))

    @property
    def entries(self) -> set[str]:
        """What the key has to name."""
        one = self.progress
        said = {
            "measured": one.points,
            "aimline": one.aimline,
            "baseline": one.aimline,
            "target": one.aimline,
            "trend": one.trend,
            "where the trend leads": one.forecast,
            "criterion": one.mastery,
            "objective": any(step.target is not None and step.due for step in one.steps),
            "change": self.changes,
            "days without school": self.breaks,
        }
        return {name for name, holds in said.items() if holds}

    @cached_property
    def span(self) -> tuple[float, float]:
        """The lowest and the highest number of the axis."""
        values = [float(value) for value in _values(self.progress)] or [0.0]
        low, high = min(values), max(values)
        bottom = 0.0 if 0 <= low <= _FROM_ZERO * high else low - _SPARE * (high - low or abs(high) or 1)
        top = high + _SPARE * (high - bottom or 1)
        far = self.progress.forecast
        return bottom, max(top, min(far.high, high + 0.25 * (high - bottom))) if far else top


def _values(one: Progress) -> Iterator[Fraction]:
    """Every value that must lie within the axis."""
    yield from (point.value for point in one.points)
    for leg in one.aimline.legs if one.aimline else ():
        yield from (leg.baseline, leg.target)
    if one.mastery is not None:
        yield one.mastery.criterion.value
    if one.forecast is not None:
        yield one.forecast.value
    yield from (step.target for step in one.steps if step.target is not None and step.due)


def draw_goal(figure: Figure, plan: Plan, top: float, at: int) -> Axes:
    """The area of a goal, drawn at so many inches from the top of the figure; `at` is its number."""
    one = plan.progress
    below = words(figure, plan.head, top, bold=True, size=10)
    words(figure, plan.lines, below, size=SMALL, color=GREY)
    chart = area(figure, _LEFT, top + plan.above, ACROSS, plan.high)
    _axes(chart, plan)
    for number, gap in enumerate(plan.breaks, 1):
        chart.axvspan(gap.first.toordinal(), gap.end.toordinal(), facecolor="#F4F4F4", edgecolor=GREY, hatch="////",
                      linewidth=0, zorder=0, label="days without school", gid=f"break-{at}-{number}")  # fmt: skip
    _changes(chart, plan, at)
    if one.mastery is not None:
        chart.axhline(float(one.mastery.criterion.value), color=GREEN, linewidth=1.5, linestyle=_DOT, zorder=1,
                      label="criterion", gid=f"criterion-{at}")  # fmt: skip
    _aim(chart, plan, at)
    _measured(chart, plan, at)
    _trend(chart, one, at)
    _beside(chart, plan, at)
    return chart


def _axes(chart: Axes, plan: Plan) -> None:
    bottom, top = plan.span
    mark_days(chart, plan.first, plan.last, most=11)
    chart.set_ylim(bottom, top)
    marks = number_marks(bottom, top) if any(True for _ in _values(plan.progress)) else []
    chart.set_yticks([value for value, _ in marks], labels=[said for _, said in marks], fontsize=SMALL)
    unit = wrapped([plan.unit], int(plan.high / LETTER))
    chart.set_ylabel("\n".join(unit), fontsize=SMALL)


def _changes(chart: Axes, plan: Plan, at: int) -> None:
    for number, change in enumerate(plan.changes, 1):
        day = change.on.toordinal()
        chart.axvline(day, color=BLACK, linewidth=1.1, linestyle=_DASH, label="change", gid=f"change-{at}-{number}")
        chart.annotate("\n".join(change.lines), (day, 1), xycoords=("data", "axes fraction"), va="bottom",
                       fontsize=SMALL, xytext=(-2, 3 + 72 * _LEVEL * change.level), textcoords="offset points",
                       linespacing=1.0, gid=f"change-words-{at}-{number}")  # fmt: skip


def _aim(chart: Axes, plan: Plan, at: int) -> None:
    """The legs of the aimline, each until the next one begins; baseline, target and objectives."""
    one = plan.progress
    for step in one.steps:
        if step.target is not None and step.due is not None:
            chart.plot([step.due.toordinal()], [float(step.target)], marker="^", markersize=7, linestyle="none",
                       markerfacecolor="none", markeredgecolor=BLUE, markeredgewidth=1.4, label="objective",
                       zorder=6, gid=f"objective-{at}")  # fmt: skip
            chart.annotate(shown(step.target), (step.due.toordinal(), float(step.target)), xytext=(0, 6), ha="center",
                           textcoords="offset points", fontsize=SMALL, zorder=6, gid=f"objective-words-{at}",
                           bbox=_VEIL)  # fmt: skip
    if one.aimline is None:
        return
    legs = one.aimline.legs
    ends = [*(leg.start for leg in legs[1:]), one.aimline.broken or legs[-1].due]
    for number, (leg, end) in enumerate(zip(legs, ends, strict=True), 1):
        days, values = (leg.start, end), (leg.baseline, leg.on(end))
        chart.plot([day.toordinal() for day in days], [float(value) for value in values], color=BLUE, linewidth=1.7,
                   linestyle=_DASH, label="aimline", zorder=2, gid=f"aimline-{at}-{number}")  # fmt: skip
    first, last = legs[0], legs[-1]
    marks = (
        ("baseline", first.start, first.baseline, "D", 6, "white"),
        ("target", last.due, last.target, "*", 12, BLUE),
    )
    for name, day, value, shape, size, face in marks:
        chart.plot([day.toordinal()], [float(value)], marker=shape, markersize=size, markerfacecolor=face, label=name,
                   markeredgecolor=BLUE, markeredgewidth=1.4, linestyle="none", zorder=3, clip_on=False,
                   gid=f"{name}-{at}")  # fmt: skip
    bottom, top = plan.span
    room = plan.high * (float(first.baseline) - bottom) / (top - bottom)
    above = first.target < first.baseline or room < _ROOM  # on the side that the aimline leaves free
    chart.annotate(f"baseline {shown(first.baseline)}", (first.start.toordinal(), float(first.baseline)),
                   fontsize=SMALL, xytext=(2, 8 if above else -8), textcoords="offset points",
                   va="bottom" if above else "top", bbox=_VEIL, zorder=6, gid=f"baseline-words-{at}")  # fmt: skip


def _stretches(plan: Plan) -> Iterator[list[Point]]:
    """The points that a line joins: not across a change, and not across a break."""
    held: list[Point] = []
    points = plan.progress.points
    for before, after in pairwise(points):
        held.append(before)
        changed = any(before.on < change.on <= after.on for change in plan.changes)
        broken = any(before.on < gap.first and gap.end < after.on for gap in plan.breaks)
        if changed or broken:
            yield held
            held = []
    yield [*held, *points[-1:]]


def _measured(chart: Axes, plan: Plan, at: int) -> None:
    points = plan.progress.points
    if not points:
        chart.annotate("nothing measured", (0.5, 0.5), xycoords="axes fraction", ha="center", va="center", color=GREY,
                       bbox=_VEIL)  # fmt: skip
        return
    for number, stretch in enumerate(_stretches(plan), 1):
        chart.plot([point.on.toordinal() for point in stretch], [float(point.value) for point in stretch], color=BLACK,
                   linewidth=0.8, zorder=4, gid=f"joined-{at}-{number}")  # fmt: skip
    chart.plot([point.on.toordinal() for point in points], [float(point.value) for point in points], marker="o",
               markersize=5 if len(points) <= _FEW else 3.5, color=BLACK, linestyle="none", label="measured", zorder=5,
               gid=f"points-{at}")  # fmt: skip


def _trend(chart: Axes, one: Progress, at: int) -> None:
    """The trend over the points since the last change, and where it leads, with the interval of one measurement."""
    if one.trend is None:
        return
    first, last = one.current[0].on, one.current[-1].on
    ends = [float(one.trend.on(day)) for day in (first, last)]
    chart.plot([first.toordinal(), last.toordinal()], ends, color=VERMILLION, linewidth=2.4, label="trend", zorder=3,
               gid=f"trend-{at}")  # fmt: skip
    far = one.forecast
    if far is None:
        return
    on = far.on.toordinal()
    if far.on > last:
        chart.plot([last.toordinal(), on], [ends[1], float(far.value)], color=VERMILLION, linewidth=1.3, zorder=3,
                   linestyle=_DASH_DOT, label="where the trend leads", gid=f"lead-{at}")  # fmt: skip
    chart.plot([on, on], [far.low, far.high], color=VERMILLION, linewidth=1.3, marker="_", markersize=9, zorder=3,
               label=None if far.on > last else "where the trend leads", gid=f"forecast-{at}")  # fmt: skip


def _said(one: Progress) -> Iterator[tuple[float, list[str]]]:
    """The numbers beside the area, each at its height."""
    target = one.aimline.legs[-1].target if one.aimline else None
    if target is not None:
        yield float(target), [f"target {shown(target)}"]
    if one.mastery is not None and one.mastery.criterion.value != target:
        yield float(one.mastery.criterion.value), [f"criterion {shown(one.mastery.criterion.value)}"]
    if one.forecast is not None:
        found = one.forecast
        percent = f"{shown(100 * found.confidence)} percent"
        said = [f"at this rate {shown(found.value)}", f"({shown(found.low)} to {shown(found.high)},", f"{percent})"]
        yield float(found.value), said


def _beside(chart: Axes, plan: Plan, at: int) -> None:
    bottom, top = plan.span
    said = list(_said(plan.progress))
    wishes = [plan.high * (value - bottom) / (top - bottom) for value, _ in said]
    places = apart(wishes, 0.36, 0.1, plan.high - 0.05)
    for (_, lines), place in zip(said, places, strict=True):
        text = "\n".join(wrapped(lines, _MARGIN))
        chart.annotate(text, (1, place / plan.high), xycoords="axes fraction", xytext=(7, 0), va="center",
                       textcoords="offset points", fontsize=SMALL, linespacing=1.05, gid=f"beside-{at}")  # fmt: skip
