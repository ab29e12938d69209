"""The ratio of one group in one category over the school years, with the threshold, several side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from iepkit.disclosure import Hidden
from iepkit.display.equity import Line
from iepkit.display.equity_words import GROUPS, interval_words, kind_words, ratio_words, why_words, year_words
from iepkit.display.layout import printable
from iepkit.display.plots._canvas import Axes, Figure, area
from iepkit.display.plots.colors import BLACK, BLUE, GREY, PALE, VERMILLION
from iepkit.display.plots.picture import Picture
from iepkit.display.plots.scales import number_marks, wrapped
from iepkit.display.plots.sheet import LINE, SMALL, WIDTH, key, key_height, words
from iepkit.equity import CATEGORIES, Interval, Ratio, Standard, katz
from iepkit.progress import shown

__all__ = ["YearPanel", "panels_across", "year_chart"]


def __dir__() -> list[str]:
    return __all__


_PARITY, _THRESHOLD, _REACH = "parity (1)", "threshold", "95% interval"
_UNDER, _OVER = "ratio, not over", "ratio, over"
_ORDER = [_UNDER, _OVER, _REACH, _PARITY, _THRESHOLD]

_HEAD, _NOTE, _NAME = 76, 108, 42  # letters in a line: of the title, of a note, of what a narrow panel is about
_HIGH, _FOOT, _BETWEEN = 1.75, 0.35, 0.18  # inches
_LEFT, _WIDE, _GAP = 0.5, 2.85, 0.8  # inches: beside the first area, of a narrow area, and between two
_LARGE = 12.0  # an interval is drawn no farther than this many times the threshold
_NARROW, _MOST = 5, 12  # years: up to which two panels stand side by side, and up to which all are written
_VEIL = {"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 0.4}  # behind words that lie on a line


@attrs.frozen
class YearPanel:
    """One group in one category of one district, with its ratios by school year, and the standard of today."""

    line: Line
    standard: Standard

    @property
    def name(self) -> str:
        """What it is about."""
        return f"{GROUPS[self.line.group]}: {CATEGORIES[self.line.category].words}"

    @property
    def many(self) -> int:
        """How many years there are from the first to the last."""
        return max(self.line.ratios) - min(self.line.ratios) + 1

    @property
    def numbers(self) -> list[tuple[int, Ratio, float]]:
        """The years that have a ratio, with it."""
        found = ((year, one) for year, one in self.line.ratios.items() if isinstance(one, Ratio))
        return [(year, one, float(one.value)) for year, one in found if one.value is not None]


def panels_across(panels: Sequence[YearPanel]) -> int:
    """How many panels stand side by side.

    >>> panels_across([])
    2
    """
    return 2 if all(panel.many <= _NARROW for panel in panels) else 1


def year_chart(panels: Sequence[YearPanel], *, title: str, notes: Sequence[str] = ()) -> Picture:
    """The ratios of groups over the years, two panels side by side where they fit; a full mark is over the threshold.

    A line joins two years that follow one another and both have a ratio. A year without one says so. `title` says of
    which district it is, and `notes` stand below it.

    >>> year_chart([], title="North").alt
    'North.'
    """
    head = wrapped([printable(title)], _HEAD)
    said = wrapped(notes, _NOTE)
    across = panels_across(panels)
    wide, letters = (_WIDE, _NAME) if across > 1 else (2 * _WIDE + _GAP, _HEAD)
    rows = [panels[at : at + across] for at in range(0, len(panels), across)]
    heights = [
        LINE * max(len(wrapped([panel.name], letters)) for panel in row) + 0.12 + _HIGH + _FOOT + _BETWEEN
        for row in rows
    ]
    entries = 2 + len({name for panel in panels for _, one, _ in panel.numbers for name in _entries(one)})
    above = LINE * (1.4 * len(head) + len(said) * SMALL / 9) + 0.2
    height = above + sum(heights) + (key_height(entries) if panels else 0)

    def draw(figure: Figure) -> None:
        top = words(figure, head, 0.08, size=12, bold=True)
        top = words(figure, said, top, size=SMALL, color=GREY) + 0.1
        areas: list[Axes] = []
        for row, tall in zip(rows, heights, strict=True):
            for at, panel in enumerate(row):
                left = _LEFT + at * (wide + _GAP)
                words(figure, wrapped([panel.name], letters), top, left=left - 0.4, size=9, bold=True)
                chart = area(figure, left, top + tall - _HIGH - _FOOT - _BETWEEN, wide, _HIGH)
                _draw(chart, panel, len(areas) + 1)
                areas.append(chart)
            top += tall
        key(figure, areas, _ORDER)

    return Picture("ratios over the years", " ".join(head), "\n".join(_told(head, said, panels)), (WIDTH, height), draw)


def _entries(ratio: Ratio) -> Iterator[str]:
    yield _OVER if ratio.exceeds else _UNDER
    if _interval(ratio) is not None:
        yield _REACH


def _interval(ratio: Ratio) -> Interval | None:
    return None if ratio.comparison is None else katz(ratio.group, ratio.comparison)


def _draw(chart: Axes, panel: YearPanel, number: int) -> None:
    years, threshold = list(panel.line.ratios), float(panel.standard.threshold)
    far = [value for _, _, value in panel.numbers]
    far += [one.high for _, ratio, _ in panel.numbers if (one := _interval(ratio)) is not None]
    most = max(min(max(far, default=0), _LARGE * threshold), *(value for _, _, value in panel.numbers), threshold, 1)
    chart.set_ylim(0, most * 1.14)
    chart.set_xlim(min(years) - 0.5, max(years) + 0.5)
    every = -(-panel.many // _MOST)
    written = [year for year in years if (years[-1] - year) % every == 0]
    chart.set_xticks(written, labels=map(year_words, written), fontsize=SMALL)
    marks = number_marks(0, most * 1.14, 5)
    chart.set_yticks([value for value, _ in marks], labels=[said for _, said in marks], fontsize=SMALL)
    chart.grid(visible=True, axis="y", color=PALE, linewidth=0.4)
    chart.set_axisbelow(True)
    chart.tick_params(colors=GREY, labelcolor=BLACK)
    chart.axhline(1, color=GREY, linewidth=1.2, label=_PARITY, gid=f"parity-{number}")
    chart.axhline(threshold, color=VERMILLION, linewidth=1.6, dashes=(5, 2.5), label=_THRESHOLD,
                  gid=f"threshold-{number}")  # fmt: skip
    for (before, _, low), (year, _, high) in pairwise(panel.numbers):
        if year == before + 1:
            chart.plot([before, year], [low, high], color=BLACK, linewidth=1, gid=f"line-{number}-{year}")
    for year, ratio, value in panel.numbers:
        _mark(chart, year, ratio, value, f"{number}-{year}")
        if year in written:
            chart.annotate(ratio_words(ratio), (year, value), xytext=(6, 8), textcoords="offset points", va="center",
                           fontsize=SMALL, gid=f"words-{number}-{year}", bbox=_VEIL, zorder=5)  # fmt: skip
    shown_in = {year for year, _, _ in panel.numbers}
    for year, found in panel.line.ratios.items():
        if year not in shown_in and year in written:
            why = "not shown" if isinstance(found, Hidden) else ratio_words(found)
            chart.annotate(why.replace(" ", "\n"), (year, 0), xytext=(0, 4), textcoords="offset points", ha="center",
                           fontsize=SMALL, color=GREY, gid=f"none-{number}-{year}", bbox=_VEIL, zorder=5)  # fmt: skip


def _mark(chart: Axes, year: int, ratio: Ratio, value: float, name: str) -> None:
    color = VERMILLION if ratio.exceeds else BLUE
    interval = _interval(ratio)
    if interval is not None:
        chart.plot([year, year], [interval.low, interval.high], color=color, linewidth=1.4, marker="_",
                   markersize=6, label=_REACH, gid=f"interval-{name}")  # fmt: skip
    face = color if ratio.exceeds else "white"
    chart.plot([year], [value], marker="o", markersize=6.5, color=color, markerfacecolor=face, linestyle="none",
               label=_OVER if ratio.exceeds else _UNDER, gid=f"ratio-{name}", zorder=4)  # fmt: skip


def _told(head: Sequence[str], notes: Sequence[str], panels: Sequence[YearPanel]) -> Iterator[str]:
    """All of it in words."""
    yield f"{' '.join(head)}."
    yield from notes
    for panel in panels:
        yield f"{panel.name}; threshold {shown(panel.standard.threshold, 4)}."
        for year, one in panel.line.ratios.items():
            yield f"{year_words(year)}: {_said(one)}."


def _said(one: Ratio | Hidden | None) -> str:
    if not isinstance(one, Ratio):
        return "not counted" if one is None else "not shown"
    if one.value is None:
        return f"{kind_words(one.kind)}, since {why_words(one.kind)}"
    verdict = "over" if one.exceeds else "not over"
    return f"{ratio_words(one)}, {verdict}; {kind_words(one.kind)}; 95% interval {interval_words(_interval(one))}"
