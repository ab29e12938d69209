"""The pictures of an analysis of equity: ratios by district, ratios over the years, and what if.

They show what the analysis shows, and say below their title whether small counts are hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from iepkit.display.equity import Analysis, Line
from iepkit.display.equity_words import disclosure_words, year_words
from iepkit.display.layout import counted
from iepkit.display.plots.picture import Picture
from iepkit.display.plots.ratio_years import YearPanel, panels_across, year_chart
from iepkit.display.plots.ratios import RatioPanel, ratio_chart
from iepkit.display.plots.what_if import what_if_chart
from iepkit.equity import Ratio, WhatIf

__all__ = ["grid_picture", "ratio_pictures", "year_pictures"]


def __dir__() -> list[str]:
    return __all__


_PAGE = 9.0  # inches of panels on one page of letter paper
_ROWS = 3  # rows of panels of years on one page


def _districts(analysis: Analysis) -> list[tuple[str, list[Line]]]:
    """The districts that are drawn: those that were asked for, or else those over a threshold, or else all."""
    over = {line.district for line in analysis.over_lines}
    held = [(name, list(lines)) for name, lines in groupby(analysis.lines, lambda line: line.district)]
    return [(name, lines) for name, lines in held if name in over or not over or analysis.wanted]


def ratio_pictures(analysis: Analysis) -> list[Picture]:
    """The ratios of each district, as many categories on a picture as a page holds."""
    return [
        ratio_chart(
            page, title=_titled(f"{name}, risk ratios of {year_words(analysis.year)}", at), notes=_notes(analysis)
        )
        for name, lines in _districts(analysis)
        for at, page in enumerate(_pages(analysis, lines))
    ]


def _titled(title: str, at: int) -> str:
    return f"{title}, continued" if at else title


def _notes(analysis: Analysis) -> tuple[str, ...]:
    return (disclosure_words(analysis),)


def _pages(analysis: Analysis, lines: Sequence[Line]) -> Iterator[list[RatioPanel]]:
    page: list[RatioPanel] = []
    for name, group in groupby(lines, lambda line: line.category):
        panel = RatioPanel(name, analysis.standards.of(name), tuple(group))
        if page and sum(one.height for one in (*page, panel)) > _PAGE:
            yield page
            page = []
        page.append(panel)
    yield page


def year_pictures(analysis: Analysis) -> list[Picture]:
    """The ratios over the years of each district, of those that are over in any; none where there is one year."""
    if len(analysis.years) == 1:
        return []
    found = []
    for name, lines in _districts(analysis):
        panels = [
            YearPanel(line, analysis.standards.of(line.category))
            for line in lines
            if any(isinstance(one, Ratio) and one.exceeds for one in line.ratios.values())
        ]
        most = _ROWS * panels_across(panels)
        pages = [panels[at : at + most] for at in range(0, len(panels), most)]
        title = f"{name}, risk ratios over {counted(len(analysis.years), 'school year')}"
        found += [year_chart(page, title=_titled(title, at), notes=_notes(analysis)) for at, page in enumerate(pages)]
    return found


def grid_picture(found: Sequence[WhatIf], analysis: Analysis) -> Picture:
    """What other standards would do, with the State's own framed."""
    many = counted(len(analysis.districts), "district")
    title = f"What if: {many}, {year_words(analysis.year)}"
    return what_if_chart(found, title=title, own=analysis.standard, notes=_notes(analysis))
