"""Pictures for paper, pages and notebooks (extra `plot`): goals, services by week, a child's deadlines, equity.

Each has its values in words as well (`Picture.alt`), says nothing by color alone, and is readable in grey print.
"""

from __future__ import annotations

from iepkit.display.plots.picture import Picture
from iepkit.display.plots.progress import Panel, progress_graph
from iepkit.display.plots.ratio_years import YearPanel, year_chart
from iepkit.display.plots.ratios import RatioPanel, ratio_chart
from iepkit.display.plots.services import service_ledger
from iepkit.display.plots.timeline import timeline
from iepkit.display.plots.what_if import what_if_chart

__all__ = [
    "Panel",
    "Picture",
    "RatioPanel",
    "YearPanel",
    "progress_graph",
    "ratio_chart",
    "service_ledger",
    "timeline",
    "what_if_chart",
    "year_chart",
]


def __dir__() -> list[str]:
    return __all__
