"""Timelines: the clocks of a child as a picture, each a bar from its start to its due day.

Places are percentages of the width, so that the picture fits a telephone and its words keep their size. How a clock
stands is told by the shape of its mark, its color and its words; all of it is in the tables of the page as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape
from textwrap import wrap

import attrs

from iepkit.display.html.marks import MARKS, mark_of, use
from iepkit.display.layout import counted
from iepkit.display.outline import Outline
from iepkit.timelines import Deadline
from iepkit.vocabulary import Status

__all__ = ["Scale", "picture", "ticks"]


def __dir__() -> list[str]:
    return __all__


_MOST = 24  # rows in one picture; what is more is in the table alone
_BOLD, _PLAIN = 36, 40  # letters in a line of words, so that it fits a telephone
_LINE, _HEAD, _BAR, _GAP = 17, 46, 9, 16  # heights: of a line of words, of the head, of a bar, between rows
_BASE = 13  # from the top of a line to the foot of its letters
_FAR, _NEAR = 400, 45  # the picture shows at most and at least so many days on each side of the as-of day
_STEPS = (1, 2, 3, 6, 12)  # months between two ticks
_TICKS = 4
_ROOM = 78  # words that begin after this share of the width would stick out on a telephone
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@attrs.frozen
class Scale:
    """The days from `first` to `last` as percentages of a width."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day stands, from 0 to 100; a day beyond an edge stands on it.

        >>> Scale(date(2026, 1, 1), date(2026, 1, 11)).at(date(2026, 1, 6))
        50.0
        """
        share = (day - self.first) / (self.last - self.first)
        return round(100 * min(1.0, max(0.0, share)), 2)

    @classmethod
    def over(cls, deadlines: Sequence[Deadline], as_of: date) -> Scale:
        """The days that the deadlines take up, as far as they lie within `_FAR` of the as-of day."""
        days = [day for one in deadlines for day in (one.start, one.due, one.later_than, one.done) if day is not None]
        low, high = min((*days, as_of)), max((*days, as_of))
        before = max(_NEAR, min(_FAR, (as_of - low).days))
        after = max(_NEAR, min(_FAR, (high - as_of).days))
        return cls(
            as_of - timedelta(min(before, (as_of - date.min).days)),
            as_of + timedelta(min(after, (date.max - as_of).days)),
        )


def ticks(scale: Scale) -> list[date]:
    """The first days of months that divide a scale, at most four of them.

    >>> [str(day) for day in ticks(Scale(date(2025, 11, 20), date(2026, 3, 20)))]
    ['2025-12-01', '2026-01-01', '2026-02-01', '2026-03-01']
    """
    months = range(scale.first.year * 12 + scale.first.month, scale.last.year * 12 + scale.last.month)
    step = next((step for step in _STEPS if len(months) <= step * _TICKS), _STEPS[-1])
    return [date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0][-_TICKS:]


def picture(title: str, deadlines: Sequence[Deadline], outline: Outline, anchor: str) -> str:
    """The picture of some deadlines, with its title and a description for those who do not see it; empty for none.

    What it cannot draw, since neither a start nor a due day is known, is left to the table.
    """
    drawn = [one for one in deadlines if one.due or one.later_than or one.start]
    if not drawn:
        return ""
    rows, rest = drawn[:_MOST], len(deadlines) - len(drawn[:_MOST])
    scale = Scale.over(rows, outline.as_of)
    parts, height = [], _HEAD
    for deadline in rows:
        row, taken = _row(deadline, outline, scale, height)
        parts.append(row)
        height += taken
    frame = "".join(_axis(scale, outline.as_of, height))
    more = f" {counted(rest, 'more is', 'more are')} in the table." if rest else ""
    told = f"From {scale.first} to {scale.last}, looked at on {outline.as_of}. "
    listed = "; ".join(f"{one.title}: {MARKS[mark_of(one, outline)].word}, {outline.outcome(one)}" for one in rows)
    return (
        f'<svg class="picture" role="img" height="{height}" aria-labelledby="{anchor}-title {anchor}-words">'
        f'<title id="{anchor}-title">{escape(title)}</title>'
        f'<desc id="{anchor}-words">{escape(f"{told}{listed}.{more}")}</desc>{frame}{"".join(parts)}</svg>'
    )


def _axis(scale: Scale, as_of: date, height: int) -> Iterator[str]:
    """The months, and the line of the as-of day over the whole height."""
    for day in ticks(scale):
        at = scale.at(day)
        yield f'<line class="grid" x1="{at}%" x2="{at}%" y1="24" y2="{height}"/>'
        if at <= _ROOM:
            yield f'<text class="tick" x="{at}%" y="36" dx="3">{_MONTHS[day.month - 1]} {day.year}</text>'
    at = scale.at(as_of)
    yield f'<line class="today" x1="{at}%" x2="{at}%" y1="4" y2="{height}"/>'
    side = 'text-anchor="end" dx="-5"' if at > 50 else 'dx="5"'  # noqa: PLR2004 - the words stand where there is room
    yield f'<text x="{at}%" y="14" {side}>as of {as_of}</text>'


def _row(deadline: Deadline, outline: Outline, scale: Scale, top: int) -> tuple[str, int]:
    """One clock: its words, and under them its bar; with the height that it takes."""
    name = mark_of(deadline, outline)
    lines = [(' class="name"', words) for words in wrap(deadline.title, _BOLD)]
    lines += [("", words) for words in wrap(outline.outcome(deadline), _PLAIN)]
    texts = "".join(
        f'<text{kind} y="{top + _LINE * at + _BASE}">{escape(words)}</text>' for at, (kind, words) in enumerate(lines)
    )
    below = top + _LINE * len(lines) + 5
    bar = "".join(_bar(deadline, name, outline.as_of, scale, below))
    return f'<g class="{MARKS[name].tone}">{texts}{bar}</g>', _LINE * len(lines) + _BAR + _GAP


def _bar(deadline: Deadline, name: str, as_of: date, scale: Scale, top: int) -> Iterator[str]:
    """From the start to the due day, full as far as it is spent; beyond the due day, what it took longer."""
    middle = top + _BAR / 2
    due = deadline.due
    last = due or deadline.later_than or max(as_of, deadline.start or as_of)
    if deadline.start is not None and not deadline.has_number:
        until = deadline.done or as_of
        yield _line("wait", scale, deadline.start, until, middle)
        last = until
    elif deadline.start is not None:
        first, end = sorted((deadline.start, last))
        kind = "span" if due is not None else "span maybe"
        yield _box(kind, scale, first, end, top)
        spent = min(end, max(first, deadline.done or as_of))
        if due is not None and spent > first:
            yield _box("", scale, first, spent, top)
        if first < scale.first:
            yield _mark("before", 0, middle)
    over = deadline.done or as_of
    if deadline.status in (Status.OVERDUE, Status.LATE) and due is not None and over > due:
        yield _line("over", scale, due, over, middle)
    shown = deadline.done if deadline.status is Status.MET and deadline.done is not None else last
    yield _mark(name, scale.at(shown), middle)
    if shown > scale.last:
        yield _mark("beyond", 100, middle, aside=12)


def _box(kind: str, scale: Scale, first: date, last: date, top: int) -> str:
    left, right = scale.at(first), scale.at(last)
    named = f' class="{kind}"' if kind else ""
    return f'<rect{named} x="{left}%" y="{top}" width="{round(right - left, 2)}%" height="{_BAR}"/>'


def _line(kind: str, scale: Scale, first: date, last: date, middle: float) -> str:
    return f'<line class="{kind}" x1="{scale.at(first)}%" x2="{scale.at(last)}%" y1="{middle}" y2="{middle}"/>'


def _mark(name: str, at: float, middle: float, aside: int = 0) -> str:
    placed = use(name, f'x="{at}%" y="{middle}"')
    return f'<g transform="translate({aside} 0)">{placed}</g>' if aside else placed
