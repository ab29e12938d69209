"""The ledger of a service as a picture: what became of each week's promise, and how far behind it is so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import Any

import attrs

from iepkit.days import to_date
from iepkit.display.layout import counted, printable
from iepkit.display.places import place
from iepkit.display.plots._canvas import Axes, Figure, area
from iepkit.display.plots.colors import BLACK, BLUE, GREEN, GREY, SKY, VERMILLION
from iepkit.display.plots.picture import Picture
from iepkit.display.plots.scales import number_marks, wrapped
from iepkit.display.plots.sheet import LINE, SMALL, WIDTH, key, key_height, mark_days, words
from iepkit.progress import shown
from iepkit.services import Entry

__all__ = ["service_ledger"]


def __dir__() -> list[str]:
    return __all__


_PARTS: dict[str, dict[str, Any]] = {
    "delivered": {"facecolor": BLUE},
    "excused": {"facecolor": SKY, "hatch": "\\\\\\\\"},
    "missed": {"facecolor": "white", "edgecolor": VERMILLION, "hatch": "xxxx"},
    "undocumented": {"facecolor": "white", "hatch": "//"},
    "over": {"facecolor": "white", "edgecolor": GREEN, "hatch": "--"},
}
_NAMES = {"undocumented": "no record", "over": "given beyond the promise"}
_PROMISED, _BEHIND = "promised", "behind so far"
_ORDER = [_PROMISED, *(_NAMES.get(name, name) for name in _PARTS), _BEHIND]

_HEAD, _NOTE = 76, 108  # letters in a line: of the title, of a note
_LEFT, _RIGHT = 0.72, 1.2  # inches beside an area
_HIGH, _LOW, _BETWEEN, _FOOT = 2.7, 1.6, 0.75, 0.5  # inches: of both areas, between them, under the lower one
_HOUR = 60.0  # minutes, the height of an axis where there is nothing to show
_THIN = 0.86  # of its days, the share that a bar takes


@attrs.frozen
class _Bar:
    """What became of the promise of some days, from the first through the last, in exact minutes."""

    first: date
    last: date
    promised: Fraction
    delivered: Fraction
    excused: Fraction
    missed: Fraction
    undocumented: Fraction
    over: Fraction

    @property
    def behind(self) -> Fraction:
        return self.missed + self.undocumented

    @property
    def parts(self) -> dict[str, Fraction]:
        return {name: getattr(self, name) for name in _PARTS}


def _bars(entry: Entry) -> list[_Bar]:
    """The periods of an entry in order; those of less than a week are added up to weeks, Monday through Sunday."""
    found: list[_Bar] = []
    for row in entry.rows:
        values = attrs.asdict(row)
        bar = _Bar(to_date(values.pop("first")), to_date(values.pop("last")), **values)
        before = found[-1] if found else None
        if before and _monday(before.first) == _monday(bar.last):
            sums = {name: getattr(before, name) + value for name, value in values.items()}
            found[-1] = _Bar(before.first, bar.last, **sums)
        else:
            found.append(bar)
    return found


def _monday(day: date) -> int:
    return day.toordinal() - day.weekday()


def service_ledger(entry: Entry, *, label: str = "") -> Picture:
    """The ledger of one service by week: bars of what became of its minutes, each to be held against its promise.

    A bar holds what was delivered, excused and missed, and what no record shows; a black line is the promise. The
    lower area adds up what was missed and what no record shows. Where a service is stated for longer than a week, each
    period has one bar, since no week of it has a promise of its own. `label` is what to call the service; without one
    it is called by its place in the file. Where the promise cannot be told, the picture says why.

    >>> from iepkit.records import Service
    >>> from iepkit.services import ServicePolicy, Stated
    >>> entry = Entry("$.ieps[0].services[0]", Service(), Stated(), ServicePolicy(), unknown="The IEP gives no number.")
    >>> print(service_ledger(entry).alt)
    IEP 1, service 1.
    Nothing to draw: The IEP gives no number.
    """
    bars = _bars(entry)
    name = printable(label).strip() or place(entry.path)
    head, notes = wrapped([name], _HEAD), list(_notes(entry, bars))
    lines = wrapped(notes, _NOTE)
    above = 0.2 + LINE * (1.4 * len(head) + len(lines) * SMALL / 9)
    entries = 2 + sum(any(bar.parts[part] for bar in bars) for part in _PARTS)
    below = _HIGH + _BETWEEN + _LOW + _FOOT + key_height(entries) + 0.25

    def draw(figure: Figure) -> None:
        top = words(figure, head, 0.08, size=12, bold=True)
        top = words(figure, lines, top, size=SMALL, color=GREY)
        if bars:
            _draw(figure, bars, top + 0.25)

    height = above + below * bool(bars)
    return Picture("service ledger", name, "\n".join([f"{name}.", *notes, *_told(bars)]), (WIDTH, height), draw)


def _notes(entry: Entry, bars: Sequence[_Bar]) -> Iterator[str]:
    if not bars:
        yield f"Nothing to draw: {entry.unknown or 'no period of the service is over yet.'}"
        return
    parts = {"delivered": entry.delivered, "excused": entry.excused, "missed": entry.missed}
    said = [f"{shown(part or 0)} {name}" for name, part in parts.items()]
    said.append(f"{shown(entry.undocumented or 0)} without a record")
    yield f"From {entry.first} to {entry.last}, in minutes:"
    yield f"{shown(entry.promised or 0)} promised = {' + '.join(said)}."
    if entry.promised_most != entry.promised:
        yield "The IEP states a range, and what is promised is its lower end."
    since = f", since {entry.since}" if entry.since else ""
    yield f"Behind (missed or without a record): {shown(entry.behind or 0)} minutes{since}."
    if entry.over:
        yield f"Given beyond what a period promises: {shown(entry.over)} minutes; they fill no other period."


def _told(bars: Sequence[_Bar]) -> Iterator[str]:
    """Every bar in words."""
    for bar, behind in zip(bars, _so_far(bars), strict=True):
        said = [f"{shown(value)} {_NAMES.get(name, name)}" for name, value in bar.parts.items() if value]
        so_far = f"{shown(behind)} behind so far"
        yield f"{bar.first} to {bar.last}: {'; '.join([f'{shown(bar.promised)} promised', *said, so_far])}."


def _so_far(bars: Sequence[_Bar]) -> list[Fraction]:
    return list(accumulate(bar.behind for bar in bars))


def _draw(figure: Figure, bars: Sequence[_Bar], top: float) -> None:
    across = WIDTH - _LEFT - _RIGHT
    upper = area(figure, _LEFT, top, across, _HIGH)
    lower = area(figure, _LEFT, top + _HIGH + _BETWEEN, across, _LOW)
    _ledger(upper, bars)
    _behind(lower, bars)
    key(figure, [upper, lower], _ORDER)


def _axes(chart: Axes, bars: Sequence[_Bar], high: Fraction, words_of: str) -> None:
    mark_days(chart, bars[0].first, date.fromordinal(bars[-1].last.toordinal() + 1), most=11)
    top = float(high) * 1.08 or _HOUR
    chart.set_ylim(0, top)
    marks = number_marks(0, top)
    chart.set_yticks([value for value, _ in marks], labels=[said for _, said in marks], fontsize=SMALL)
    chart.set_ylabel(words_of, fontsize=SMALL)


def _ledger(chart: Axes, bars: Sequence[_Bar]) -> None:
    _axes(chart, bars, max(max(bar.promised, sum(bar.parts.values(), Fraction(0))) for bar in bars), "minutes")
    lefts = [bar.first.toordinal() for bar in bars]
    wide = [bar.last.toordinal() + 1 - left for bar, left in zip(bars, lefts, strict=True)]
    floor = [Fraction(0)] * len(bars)
    for name, looks in _PARTS.items():
        values = [bar.parts[name] for bar in bars]
        for at, (left, width, low, value) in enumerate(zip(lefts, wide, floor, values, strict=True), 1):
            if value:
                chart.bar(left + width / 2, float(value), width * _THIN, float(low), label=_NAMES.get(name, name),
                          linewidth=0.8, gid=f"{name}-{at}", **{"edgecolor": BLACK, **looks})  # fmt: skip
        floor = [low + value for low, value in zip(floor, values, strict=True)]
    for at, (bar, left, width) in enumerate(zip(bars, lefts, wide, strict=True), 1):
        chart.plot([left, left + width], [float(bar.promised)] * 2, color=BLACK, linewidth=2.4, solid_capstyle="butt",
                   label=_PROMISED, gid=f"promised-{at}", zorder=4, clip_on=False)  # fmt: skip


def _behind(chart: Axes, bars: Sequence[_Bar]) -> None:
    sums = _so_far(bars)
    _axes(chart, bars, sums[-1], "minutes behind\nso far")
    days = [bar.last.toordinal() + 1 for bar in bars]
    heights = [float(one) for one in sums]
    chart.plot([bars[0].first.toordinal(), *days], [0.0, *heights], color=VERMILLION, linewidth=2, marker="s",
               drawstyle="steps-post", markersize=3.5, label=_BEHIND, gid="behind", clip_on=False)  # fmt: skip
    words_at = counted(int(sums[-1]), "minute") if sums[-1].denominator == 1 else f"{shown(sums[-1])} minutes"
    chart.annotate(f"{words_at}\nbehind", (days[-1], heights[-1]), xytext=(7, 0), textcoords="offset points",
                   va="center", fontsize=SMALL, annotation_clip=False, gid="behind-words")  # fmt: skip
