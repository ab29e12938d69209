"""The timeline of a child: each deadline as a bar from what started it to its due day, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import attrs

from iepkit.display.html.timeline import Scale
from iepkit.display.layout import counted, printable
from iepkit.display.outline import standing
from iepkit.display.plots._canvas import Axes, Figure, area
from iepkit.display.plots.colors import BLACK, BLUE, GREEN, GREY, SKY, VERMILLION
from iepkit.display.plots.picture import Picture
from iepkit.display.plots.scales import wrapped
from iepkit.display.plots.sheet import LINE, SIDE, SMALL, WIDTH, key, key_height, mark_days, words
from iepkit.errors import expect
from iepkit.timelines import Deadline
from iepkit.vocabulary import Status

__all__ = ["timeline"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class _Mark:
    """How a deadline stands: its word, its shape and its color; `rank` says what is shown first where room is short."""

    word: str
    shape: str
    color: str
    rank: int
    full: bool = True


_MARKS = {
    Status.OVERDUE: _Mark("overdue", "^", VERMILLION, 0),
    Status.LATE: _Mark("done late", "X", VERMILLION, 1),
    Status.EARLY: _Mark("done too early", "<", VERMILLION, 1),
    Status.OPEN: _Mark("open", "o", BLUE, 2, full=False),
    Status.UNKNOWN: _Mark("not known", "*", BLACK, 3, full=False),
    Status.MET: _Mark("done in time", "o", GREEN, 5),
    Status.DONE: _Mark("done, no number in the law", "P", GREEN, 5),
    Status.WAIVED: _Mark("waived", "d", GREY, 6, full=False),
    Status.LAPSED: _Mark("right that lapsed", "s", GREY, 6, full=False),
    Status.ENDED: _Mark("ended before it was due", "s", GREY, 6),
}
_OPEN_RIGHT = _Mark("open right, which may go unused", "D", BLUE, 4, full=False)
_LATE_RIGHT = _Mark("right used too late", "v", GREY, 4)
_WAITS = _Mark("open, no number in the law", "h", BLUE, 4, full=False)
_OF_RIGHTS = {Status.OPEN: _OPEN_RIGHT, Status.LATE: _LATE_RIGHT, Status.EARLY: _LATE_RIGHT}

_LOOKS: dict[str, tuple[str, dict[str, Any]]] = {
    "span": ("time allowed", {"facecolor": "white", "edgecolor": BLUE}),
    "maybe": ("time allowed, its end not known", {"facecolor": "white", "edgecolor": BLUE, "linestyle": (0, (2, 2))}),
    "spent": ("of it, spent", {"facecolor": SKY, "edgecolor": BLUE}),
    "over": ("beyond the due day", {"facecolor": "white", "edgecolor": VERMILLION, "hatch": "xxxx"}),
    "waits": ("time taken, no number in the law", {"color": BLUE, "linewidth": 2, "linestyle": (0, (1, 2))}),
}

_ORDER = [
    *(mark.word for mark in (*_MARKS.values(), _OPEN_RIGHT, _LATE_RIGHT, _WAITS)),
    *(name for name, _ in _LOOKS.values()),
]
_NAMES = 3.1  # inches for the words at the left
_BOLD, _PLAIN, _HEAD = 36, 42, 76  # letters in a line
_BAR = 0.22  # inches, the height of a bar
_GAP = 0.14
_LONG = 400  # days
_BEYOND = (Status.OVERDUE, Status.LATE)
_AT_DONE = (Status.MET, Status.EARLY)
_TOP = 0.3  # for the words at the line of the as-of day
_FOOT = 0.5  # for the words under the lower axis


@attrs.frozen
class _Row:
    """One deadline: its words, the stretches of its bar in the order in which they are drawn, and its mark."""

    deadline: Deadline
    mark: _Mark
    on: date
    stretches: list[tuple[str, date, date]]
    names: list[str]
    outcome: list[str]

    @property
    def height(self) -> float:
        return LINE * (len(self.names) + len(self.outcome)) + _GAP

    @property
    def key(self) -> set[str]:
        return {self.mark.word, *(_LOOKS[kind][0] for kind, _, _ in self.stretches)}


def timeline(deadlines: Iterable[Deadline], *, as_of: date, label: str = "", most: int = 12) -> Picture:
    """The picture of some deadlines of one child: a bar from what started each to its due day, with how it stands.

    `deadlines` are those of `ik.deadlines` or of a report, looked at on `as_of`. `label` is what to call the child;
    without one, nothing in the picture says who it is. At most `most` deadlines are drawn, in the order of their days:
    first of all what is overdue, late or open, and what was done long ago last. How many more there are is said; among
    them are those of which no day is known. Days more than 400 days away from `as_of` lie beyond an edge, which an
    arrow shows.
    Raises `WrongType` for what is no date.

    >>> from iepkit.laws import law
    >>> from iepkit.timelines import due
    >>> review = due("annual-review", date(2025, 10, 6), law=law("US"), as_of=date(2026, 11, 2))
    >>> print(timeline([review], as_of=date(2026, 11, 2)).alt)
    Timeline of 1 deadline as of 2026-11-02.
    Annual review of the IEP: due 2026-10-06, overdue by 27 days; counted from 2025-10-06.
    """
    expect("as_of", as_of, date)
    every = list(deadlines)
    chosen = [one for one in every if one.due or one.later_than or one.start]
    ranked = sorted(chosen, key=lambda one: _rank(one, as_of))[: max(0, most)]
    rows = [_row(one, as_of) for one in sorted(ranked, key=_day)]
    left = len(every) - len(rows)
    title = printable(label).strip() or "Timeline"
    told = [f"Timeline of {counted(len(rows), 'deadline')} as of {as_of}."]
    told += [f"{row.deadline.title}: {standing(row.deadline)}{_since(row.deadline)}." for row in rows]
    told += [f"{counted(left, 'more is', 'more are')} not drawn."] if left else []
    entries = len(set().union(*(row.key for row in rows)))
    head = wrapped([title], _HEAD)
    height = LINE * (1.4 * len(head) + 2) + sum(row.height for row in rows)
    height += (_TOP + _FOOT + key_height(entries)) * bool(rows)

    def draw(figure: Figure) -> None:
        below = words(figure, head, 0.08, size=12, bold=True)
        more = f"; {counted(left, 'more is', 'more are')} not drawn" if left else ""
        below = words(figure, [f"{counted(len(rows), 'deadline')}, as of {as_of}{more}"], below, color=GREY)
        if rows:
            _draw(figure, rows, as_of, below + _TOP)

    return Picture(
        "timeline",
        title if printable(label).strip() else f"{title}, as of {as_of}",
        "\n".join(told),
        (WIDTH, height),
        draw,
    )


def _mark(deadline: Deadline) -> _Mark:
    """The mark of a deadline: nobody is late with a right, nor with what has no number."""
    if deadline.is_right and deadline.status in _OF_RIGHTS:
        return _OF_RIGHTS[deadline.status]
    return _MARKS[deadline.status] if deadline.has_number or deadline.status is not Status.OPEN else _WAITS


def _rank(deadline: Deadline, as_of: date) -> tuple[bool, int, int]:
    """What is shown first where room is short: what matters now, and of that what is nearest."""
    old = deadline.done is not None and (as_of - deadline.done).days > _LONG
    return old, _mark(deadline).rank, abs((_day(deadline) - as_of).days)


def _day(deadline: Deadline) -> date:
    return deadline.due or deadline.later_than or deadline.done or deadline.start or date.max


def _since(deadline: Deadline) -> str:
    return f"; counted from {deadline.start}" if deadline.start else ""


def _row(deadline: Deadline, as_of: date) -> _Row:
    names, outcome = wrapped([deadline.title], _BOLD), wrapped([standing(deadline)], _PLAIN)
    stretches = list(_stretches(deadline, as_of))
    drawn = {kind for kind, _, _ in stretches}
    if not deadline.has_number or deadline.status in _AT_DONE or "over" in drawn:
        on = deadline.done or as_of
    else:
        on = deadline.due or deadline.later_than or max(as_of, deadline.start or as_of)
    return _Row(deadline, _mark(deadline), on, stretches, names, outcome)


def _stretches(one: Deadline, as_of: date) -> Iterator[tuple[str, date, date]]:
    """From the start to the due day, full as far as it is spent; beyond the due day, what it took longer."""
    until = one.done or as_of
    if one.start is not None and not one.has_number:
        yield "waits", one.start, until
    elif one.start is not None and one.due is None:
        yield "maybe", one.start, max(one.start, one.later_than or as_of)
    elif one.start is not None and one.due is not None:
        first, last = sorted((one.start, one.due))
        yield "span", first, last
        if until > first:
            yield "spent", first, min(last, until)
    if one.status in _BEYOND and one.due is not None and until > one.due:
        yield "over", one.due, until


def _draw(figure: Figure, rows: Sequence[_Row], as_of: date, top: float) -> None:
    scale = Scale.over([row.deadline for row in rows], as_of)
    height = sum(row.height for row in rows)
    chart = area(figure, SIDE + _NAMES, top, WIDTH - 3 * SIDE - _NAMES, height)
    chart.set_ylim(height, 0)  # inches from its top, so that words and bars stand side by side
    chart.set_yticks([])
    chart.spines["left"].set_visible(False)
    mark_days(chart, scale.first, scale.last, most=6)
    chart.axvline(as_of.toordinal(), color=BLACK, linewidth=1, linestyle=(0, (1, 1.5)), gid="as-of")
    side = "right" if scale.at(as_of) > 50 else "left"  # noqa: PLR2004 - the words stand where there is room
    chart.annotate(f"as of {as_of}", (as_of.toordinal(), 0), xytext=(0, 4), textcoords="offset points", ha=side,
                   fontsize=SMALL)  # fmt: skip
    down = 0.0
    for at, row in enumerate(rows, 1):
        below = words(figure, row.names, top + down, bold=True, size=8.5)
        words(figure, row.outcome, below, size=SMALL)
        _bar(chart, row, scale, down + row.height / 2 - _GAP / 4, at)
        down += row.height
    key(figure, [chart], _ORDER)


def _bar(chart: Axes, row: _Row, scale: Scale, middle: float, at: int) -> None:
    for kind, first, last in row.stretches:
        label, looks = _LOOKS[kind]
        left, right = _at(scale, first), _at(scale, last)
        named = {"gid": f"{kind}-{at}", "label": label, **looks}
        if kind == "waits":
            chart.plot([left, right], [middle, middle], **named)
        else:
            chart.barh(middle, right - left, left=left, height=_BAR, linewidth=1, **named)
    mark = row.mark
    face = mark.color if mark.full else "white"
    chart.plot([_at(scale, row.on)], [middle], marker=mark.shape, markersize=8, markerfacecolor=face, linestyle="none",
               markeredgecolor=mark.color, markeredgewidth=1.3, clip_on=False, zorder=5, gid=f"mark-{at}",
               label=mark.word)  # fmt: skip
    for edge, arrow in _beyond(scale, row.deadline.start, row.on):
        chart.annotate(arrow, (edge.toordinal(), middle), xytext=(10 if edge == scale.last else -10, 0), va="center",
                       textcoords="offset points", ha="center", fontsize=11, annotation_clip=False)  # fmt: skip


def _beyond(scale: Scale, start: date | None, shown: date) -> Iterator[tuple[date, str]]:
    """The edges beyond which a bar or its mark lies, each with its arrow."""
    if min(start or shown, shown) < scale.first:
        yield scale.first, "\N{LEFTWARDS ARROW}"
    if shown > scale.last:
        yield scale.last, "\N{RIGHTWARDS ARROW}"


def _at(scale: Scale, day: date) -> int:
    """The ordinal of a day; a day beyond an edge stands on it."""
    return min(max(day, scale.first), scale.last).toordinal()
