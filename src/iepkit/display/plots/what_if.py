"""The grid of what-ifs: how many districts each standard would find, a number in every cell."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from iepkit.display.layout import counted, printable
from iepkit.display.plots._canvas import Axes, Figure, area
from iepkit.display.plots.colors import BLACK, GREY, SKY
from iepkit.display.plots.picture import Picture
from iepkit.display.plots.scales import wrapped
from iepkit.display.plots.sheet import LINE, SIDE, SMALL, WIDTH, words
from iepkit.equity import Standard, WhatIf
from iepkit.progress import shown

__all__ = ["what_if_chart"]


def __dir__() -> list[str]:
    return __all__


_HEAD, _NOTE = 76, 108  # letters in a line
_LEFT, _CELL_WIDE, _CELL_HIGH = 0.62, 0.56, 0.36  # inches: beside a grid, and of a cell
_ABOVE, _BETWEEN = 0.6, 0.15  # inches
_NOTES = (
    "In each cell the districts with a ratio over the threshold, in one year; in parentheses how many ratios.",
    "The darker a cell, the more districts.",
)
_OWN = "The thick frame is the standard of the State."


def what_if_chart(
    found: Sequence[WhatIf], *, title: str, own: Standard | None = None, notes: Sequence[str] = ()
) -> Picture:
    """A grid for each n-size: thresholds down, cell sizes across, and the number of districts in each cell.

    The numbers say it all; the shade only helps to find them. `own` is the standard of the State, which is framed.
    `notes` stand below the title.

    >>> one = WhatIf(Standard("2.5", cell=10, n=30), districts=2, ratios=9, over=3, unknown=0)
    >>> print(what_if_chart([one], title="What if").alt.splitlines()[-1])
    Threshold 2.5, cell size 10, n-size 30: 2 districts (3 ratios).
    """
    head = wrapped([printable(title)], _HEAD)
    framed = [_OWN] if any(one.standard == own for one in found) else []
    said = wrapped([*_NOTES, *framed, *notes], _NOTE)
    grids = _grids(found)
    across = max(1, int((WIDTH - SIDE) // _wide(grids)))
    rows = [grids[at : at + across] for at in range(0, len(grids), across)]
    high = _ABOVE + _BETWEEN + _CELL_HIGH * max((len(_thresholds(grid)) for grid in grids), default=0)
    height = 0.3 + LINE * (1.4 * len(head) + len(said) * SMALL / 9) + high * len(rows)

    looks = _Looks(own, max((one.districts for one in found), default=0))

    def draw(figure: Figure) -> None:
        top = words(figure, head, 0.08, size=12, bold=True)
        top = words(figure, said, top, size=SMALL, color=GREY) + 0.12
        for row in rows:
            for at, grid in enumerate(row):
                _draw(figure, grid, top, SIDE + at * _wide(grids), looks)
            top += high

    told = [f"{' '.join(head)}.", *said, *map(_told, found)]
    return Picture("what if", " ".join(head), "\n".join(told), (WIDTH, height), draw)


def _grids(found: Sequence[WhatIf]) -> list[list[WhatIf]]:
    """What was found by n-size, in the order given."""
    return [[one for one in found if one.standard.n == n] for n in dict.fromkeys(one.standard.n for one in found)]


def _thresholds(grid: Sequence[WhatIf]) -> list[Fraction]:
    return list(dict.fromkeys(one.standard.threshold for one in grid))


def _cells(grid: Sequence[WhatIf]) -> list[int]:
    return list(dict.fromkeys(one.standard.cell for one in grid))


def _wide(grids: Sequence[Sequence[WhatIf]]) -> float:
    """The inches that one grid takes across."""
    return _LEFT + _CELL_WIDE * max((len(_cells(grid)) for grid in grids), default=0) + _BETWEEN


@attrs.frozen
class _Looks:
    """How cells look: which standard is framed, and how many districts make the darkest shade."""

    own: Standard | None
    most: int


def _draw(figure: Figure, grid: Sequence[WhatIf], top: float, left: float, looks: _Looks) -> None:
    n = grid[0].standard.n
    thresholds, cells = _thresholds(grid), _cells(grid)
    words(figure, [f"Minimum n-size {n}"], top, left=left, bold=True)
    chart = area(figure, left + _LEFT, top + _ABOVE, _CELL_WIDE * len(cells), _CELL_HIGH * len(thresholds))
    chart.set_xlim(0, len(cells))
    chart.set_ylim(len(thresholds), 0)
    chart.xaxis.tick_top()
    chart.xaxis.set_label_position("top")
    chart.set_xlabel("minimum cell size", fontsize=SMALL)
    chart.set_ylabel("threshold", fontsize=SMALL)
    chart.set_xticks([at + 0.5 for at in range(len(cells))], labels=map(str, cells), fontsize=SMALL)
    marks = [at + 0.5 for at in range(len(thresholds))]
    chart.set_yticks(marks, labels=[shown(one, 4) for one in thresholds], fontsize=SMALL)
    chart.tick_params(length=0)
    chart.spines[:].set_visible(False)
    for one in sorted(grid, key=lambda one: one.standard == looks.own):  # the frame is drawn over its neighbors
        _cell(chart, one, cells.index(one.standard.cell), thresholds.index(one.standard.threshold), looks)


def _cell(chart: Axes, one: WhatIf, across: int, down: int, looks: _Looks) -> None:
    name = f"{shown(one.standard.threshold, 4)}-{one.standard.cell}-{one.standard.n}"
    is_own = one.standard == looks.own
    share = one.districts / looks.most if looks.most else 0
    chart.bar(across + 0.5, 1, 1, down, color=_shade(share), edgecolor=BLACK if is_own else "white",
              linewidth=2.6 if is_own else 1, gid=f"cell-{name}", clip_on=False)  # fmt: skip
    chart.text(across + 0.5, down + 0.5, f"{one.districts} ({one.over})", ha="center", va="center", fontsize=SMALL,
               fontweight="bold" if is_own else "normal", gid=f"number-{name}")  # fmt: skip


def _shade(share: float) -> tuple[float, ...]:
    """From nearly white to the sky, on which black letters can be read."""
    sky = [int(SKY[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(0.96 + (part - 0.96) * share for part in sky)


def _told(one: WhatIf) -> str:
    standard = one.standard
    where = f"Threshold {shown(standard.threshold, 4)}, cell size {standard.cell}, n-size {standard.n}"
    return f"{where}: {counted(one.districts, 'district')} ({counted(one.over, 'ratio')})."
