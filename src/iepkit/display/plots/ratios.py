"""Ratios of the groups of a district, category by category, with parity, the threshold and intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from math import floor, log2
from typing import Any

import attrs

from iepkit.display.equity import Line
from iepkit.display.equity_text import reasons
from iepkit.display.equity_words import (
    GROUPS,
    count_words,
    distance_words,
    interval_words,
    kind_words,
    ratio_words,
    risk_words,
    standard_words,
)
from iepkit.display.layout import printable
from iepkit.display.plots._canvas import Axes, Figure, area
from iepkit.display.plots.colors import BLACK, BLUE, GREY, PALE, VERMILLION
from iepkit.display.plots.picture import Picture
from iepkit.display.plots.scales import wrapped
from iepkit.display.plots.sheet import LINE, SMALL, WIDTH, key, key_height, words
from iepkit.equity import CATEGORIES, Interval, Kind, Ratio, Standard
from iepkit.progress import shown

__all__ = ["RatioPanel", "ratio_chart"]


def __dir__() -> list[str]:
    return __all__


_PARITY, _THRESHOLD, _REACH, _BEYOND = "parity (1)", "threshold", "95% interval", "goes on beyond the axis"
_DOTS: dict[tuple[Kind, bool], tuple[str, dict[str, Any]]] = {
    (Kind.RISK_RATIO, False): ("risk ratio, not over", {"marker": "o", "markerfacecolor": "white"}),
    (Kind.RISK_RATIO, True): ("risk ratio, over", {"marker": "o"}),
    (Kind.ALTERNATE, False): ("alternate risk ratio, not over", {"marker": "s", "markerfacecolor": "white"}),
    (Kind.ALTERNATE, True): ("alternate risk ratio, over", {"marker": "s"}),
}
_ORDER = [*(name for name, _ in _DOTS.values()), _REACH, _BEYOND, _PARITY, _THRESHOLD]

_HEAD, _NOTE, _NAME = 76, 108, 88  # letters in a line: of the title, of a note, of a category
_LEFT, _RIGHT = 2.25, 1.75  # inches beside an area
_ROW, _FOOT, _BETWEEN = 0.25, 0.34, 0.16  # inches: of a group, under an area, and between two
_LEAST, _MOST = 2.0**-4, 2.0**4  # what lies beyond is drawn at the edge
_ROOM = 1.12  # how much more than what it shows an axis reaches, as a factor


@attrs.frozen(slots=False)
class RatioPanel:
    """The groups of one district in one category, of one school year; a line for each."""

    category: str
    standard: Standard
    lines: tuple[Line, ...]

    @property
    def head(self) -> str:
        """The category in words."""
        found = CATEGORIES[self.category]
        return f"{found.words[:1].upper()}{found.words[1:]}, ages {found.youngest} to {found.oldest}"

    @cached_property
    def drawn(self) -> list[tuple[Line, Ratio]]:
        """The lines with a ratio that is shown."""
        return [(line, line.ratio) for line in self.lines if line.ratio is not None and line.ratio.value is not None]

    @cached_property
    def notes(self) -> list[str]:
        """The standard, and the groups without a ratio by the reason, as lines that fit."""
        standard = standard_words(self.standard)
        said = [f"{standard[:1].upper()}{standard[1:]}."]
        for reason, lines in reasons(self.lines):
            names = "; ".join(f"{GROUPS[line.group]} ({count_words(line.outcome, line.total)})" for line in lines)
            said.append(f"{reason[:1].upper()}{reason[1:]}: {names}.")
        return wrapped(said, _NOTE)

    @property
    def name(self) -> list[str]:
        """The category as lines that fit."""
        return wrapped([self.head], _NAME)

    @property
    def above(self) -> float:
        """The inches from its top to the area itself."""
        return LINE * (1.1 * len(self.name) + len(self.notes) * SMALL / 9) + 0.08

    @property
    def height(self) -> float:
        """The inches that all of it takes; without a ratio there is no area."""
        return self.above + _BETWEEN + (_ROW * len(self.drawn) + _FOOT if self.drawn else 0)


def ratio_chart(panels: Sequence[RatioPanel], *, title: str, notes: Sequence[str] = ()) -> Picture:
    """The ratios of categories under each other, on one scale on which every doubling is as wide as every other.

    A full mark is over its threshold, a bar is the interval, and beside each stands its number. Groups without a ratio
    are listed with the reason, and what is hidden is said to be so. `title` says of which district and year it is,
    and `notes` stand below it.

    >>> from iepkit.display.equity import Analysis
    >>> from iepkit.equity import Standards, read_csv
    >>> counts = read_csv('''district,category,group,outcome,total
    ... North,id-all,asian,24,120
    ... North,id-all,white,30,600''')
    >>> standard = Standard("2.5", cell=10, n=30)
    >>> lines = Analysis({2026: counts}, Standards(standard)).lines
    >>> told = ratio_chart([RatioPanel("id-all", standard, lines)], title="North").alt.splitlines()
    >>> print(told[-2])
    Asian: 24 of 120 (20%); ratio 4.00, over; risk ratio; 95% interval 2.43 to 6.59; 9 fewer to the threshold...
    """
    head = wrapped([printable(title)], _HEAD)
    said = wrapped(notes, _NOTE)
    low, high = _span(panels)
    entries = {_PARITY, _THRESHOLD} if any(panel.drawn for panel in panels) else set()
    for panel in panels:
        for line, ratio in panel.drawn:
            entries |= {_look(ratio)[0], *([_REACH] if line.interval else []), *_beyond(line, ratio, low, high)}
    above = LINE * (1.4 * len(head) + len(said) * SMALL / 9) + 0.25
    height = above + sum(panel.height for panel in panels) + key_height(len(entries))

    def draw(figure: Figure) -> None:
        top = words(figure, head, 0.08, size=12, bold=True)
        top = words(figure, said, top, size=SMALL, color=GREY) + 0.12
        areas = []
        for at, panel in enumerate(panels, 1):
            below = words(figure, panel.name, top, size=9.9, bold=True)
            words(figure, panel.notes, below, size=SMALL, color=GREY)
            if panel.drawn:
                wide = WIDTH - _LEFT - _RIGHT
                chart = area(figure, _LEFT, top + panel.above, wide, _ROW * len(panel.drawn))
                _draw(chart, panel, (low, high), at)
                areas.append(chart)
            top += panel.height
        key(figure, areas, _ORDER)

    return Picture("risk ratios", " ".join(head), "\n".join(_told(head, said, panels)), (WIDTH, height), draw)


def _span(panels: Sequence[RatioPanel]) -> tuple[float, float]:
    """From where to where the axis reaches: all that is shown, parity and the thresholds, within its ends."""
    found = [1.0, *(float(panel.standard.threshold) for panel in panels)]
    for panel in panels:
        for line, ratio in panel.drawn:
            found += [float(ratio.value or _LEAST), *_ends(line.interval)]
    return max(min(found) / _ROOM, _LEAST), min(max(found) * _ROOM, _MOST)


def _ends(interval: Interval | None) -> list[float]:
    return [] if interval is None else [interval.low, interval.high]


def _look(ratio: Ratio) -> tuple[str, dict[str, Any]]:
    return _DOTS[ratio.kind, ratio.exceeds is True]


def _beyond(line: Line, ratio: Ratio, low: float, high: float) -> Iterator[str]:
    """The name of the arrow, where a ratio or its interval goes on beyond the axis."""
    if any(not low <= value <= high for value in (float(ratio.value or 0), *_ends(line.interval))):
        yield _BEYOND


def _ticks(low: float, high: float) -> list[float]:
    """Every doubling on the axis."""
    return [2.0**at for at in range(floor(log2(low)), floor(log2(high)) + 1) if low <= 2.0**at <= high]


def _draw(chart: Axes, panel: RatioPanel, span: tuple[float, float], number: int) -> None:
    low, high = span
    many = len(panel.drawn)
    chart.set_xscale("log", base=2)
    chart.set_xlim(low, high)
    chart.set_ylim(many - 0.5, -0.5)
    ticks = _ticks(low, high)
    chart.set_xticks(ticks, labels=[shown(tick, 4) for tick in ticks], fontsize=SMALL)
    chart.minorticks_off()
    chart.set_yticks(range(many), labels=[GROUPS[line.group] for line, _ in panel.drawn], fontsize=SMALL)
    chart.tick_params(axis="y", length=0)
    chart.tick_params(axis="x", colors=GREY, labelcolor=BLACK)
    chart.grid(visible=True, axis="x", color=PALE, linewidth=0.4)
    chart.set_axisbelow(True)
    chart.axvline(1, color=GREY, linewidth=1.2, label=_PARITY, gid=f"parity-{number}")
    chart.axvline(float(panel.standard.threshold), color=VERMILLION, linewidth=1.6, dashes=(5, 2.5), label=_THRESHOLD,
                  gid=f"threshold-{number}")  # fmt: skip
    for at, (line, ratio) in enumerate(panel.drawn):
        _mark(chart, line, ratio, at, number)


def _mark(chart: Axes, line: Line, ratio: Ratio, at: int, number: int) -> None:
    """A group: its interval, its mark, an arrow where something goes on, and its number at the right."""
    low, high = chart.get_xlim()
    name = f"{line.group.value}-{number}"
    color = VERMILLION if line.exceeds else BLUE
    value = float(ratio.value or 0)
    if line.interval is not None:
        ends = [min(max(end, low), high) for end in _ends(line.interval)]
        chart.plot(ends, [at, at], color=color, linewidth=1.4, marker="|", markersize=6, label=_REACH,
                   gid=f"interval-{name}")  # fmt: skip
    for end, sign, beyond in ((low, "<", min(value, *_ends(line.interval), high) < low),
                              (high, ">", max(value, *_ends(line.interval), low) > high)):  # fmt: skip
        if beyond:
            chart.plot([end], [at], marker=sign, color=color, markersize=5, linestyle="none", clip_on=False,
                       label=_BEYOND, gid=f"beyond-{name}")  # fmt: skip
    label, look = _look(ratio)
    inside = low <= value <= high
    chart.plot([value if inside else min(max(value, low), high)], [at], color=color, markersize=6.5, linestyle="none",
               clip_on=False, label=label, gid=f"ratio-{name}", zorder=4, **look)  # fmt: skip
    verdict = ", over" if line.exceeds else ""
    few = ", few children" if line.interval and line.interval.few else ""
    chart.annotate(f"{ratio_words(ratio)}{verdict}{few}", (1, at), xycoords=("axes fraction", "data"),
                   xytext=(9, 0), textcoords="offset points", va="center", fontsize=SMALL,
                   fontweight="bold" if line.exceeds else "normal", annotation_clip=False,
                   gid=f"words-{name}")  # fmt: skip


def _told(head: Sequence[str], notes: Sequence[str], panels: Sequence[RatioPanel]) -> Iterator[str]:
    """All of it in words."""
    yield f"{' '.join(head)}."
    yield from notes
    for panel in panels:
        yield f"{panel.head}."
        yield from panel.notes
        for line, ratio in panel.drawn:
            verdict = "over" if line.exceeds else "not over"
            few = ", few children, read with care" if line.interval and line.interval.few else ""
            yield (
                f"{GROUPS[line.group]}: {count_words(line.outcome, line.total)} ({risk_words(line)}); ratio"
                f" {ratio_words(ratio)}, {verdict}; {kind_words(ratio.kind)}; 95% interval"
                f" {interval_words(line.interval)}{few}; {distance_words(line)}."
            )
