"""Sheets of letter paper that pictures are laid out on: title, words, areas under each other, and a key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from iepkit.display.plots._canvas import Artist, Axes, Figure
from iepkit.display.plots.colors import BLACK, GREY, PALE
from iepkit.display.plots.scales import day_marks

__all__ = ["LINE", "SIDE", "SMALL", "WIDTH", "key", "key_height", "mark_days", "words"]


def __dir__() -> list[str]:
    return __all__


WIDTH = 7.5
"""Inches: letter paper less half an inch on each side."""
SIDE = 0.1
"""Inches that stay free at the left and at the right."""
LINE = 0.17
"""Inches from one line of words to the next."""
SMALL = 8.0
"""Points: no letter is smaller, so that all is readable in print."""

_COLUMNS = 3
_KEY_LINE = 0.21


def words(figure: Figure, lines: Iterable[str], top: float, *, left: float = SIDE, size: float = 9, bold: bool = False,
          color: str = BLACK) -> float:  # fmt: skip
    """Where the words end, in inches from the top of the figure; each line begins at `left`."""
    across, down = figure.get_size_inches()
    for line in lines:
        weight = "bold" if bold else "normal"
        figure.text(left / across, 1 - top / down, line, va="top", fontsize=size, fontweight=weight, color=color)
        top += LINE * size / 9
    return top


def mark_days(area: Axes, first: date, last: date, *, most: int = 8) -> None:
    """Mark the days of the lower axis, from the first day through the last."""
    marks = day_marks(first, last, most)
    area.set_xlim(first.toordinal(), max(last.toordinal(), first.toordinal() + 1))
    area.set_xticks([day for day, _ in marks], labels=[said for _, said in marks], fontsize=SMALL)
    area.grid(visible=True, axis="x", color=PALE, linewidth=0.4)
    area.set_axisbelow(True)
    area.tick_params(colors=GREY, labelcolor=BLACK)


def _entries(areas: Sequence[Axes]) -> dict[str, Artist]:
    """What the areas show, by its name; a thing that is there twice is said once."""
    found: dict[str, Artist] = {}
    for area in areas:
        for handle, label in zip(*area.get_legend_handles_labels(), strict=True):
            found.setdefault(label, handle)
    return found


def key_height(entries: int) -> float:
    """The inches that a key with so many entries takes."""
    return 0.12 + _KEY_LINE * -(-entries // _COLUMNS)


def key(figure: Figure, areas: Sequence[Axes], order: Sequence[str]) -> None:
    """The key at the foot of the figure: a sample of each thing beside its name, in this order."""
    found = dict(sorted(_entries(areas).items(), key=lambda entry: order.index(entry[0])))
    if not found:
        return
    legend = figure.legend(
        handles=list(found.values()),
        labels=list(found),
        loc="lower left",
        ncols=_COLUMNS,
        frameon=False,
        fontsize=SMALL,
        handlelength=3.2,
        handleheight=1.1,
        borderpad=0,
        labelspacing=0.6,
        columnspacing=2.0,
        bbox_to_anchor=(SIDE / figure.get_size_inches()[0], 0.05 / figure.get_size_inches()[1]),
    )
    legend.set_gid("key")
