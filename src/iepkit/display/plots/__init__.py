"""Pictures for paper, pages and notebooks (extra `plot`): progress on goals, services by week, a child's deadlines.

Each has its values in words as well (`Picture.alt`), says nothing by color alone, and is readable in grey print.
"""

from __future__ import annotations

from iepkit.display.plots.picture import Picture
from iepkit.display.plots.progress import Panel, progress_graph
from iepkit.display.plots.services import service_ledger
from iepkit.display.plots.timeline import timeline

__all__ = ["Panel", "Picture", "progress_graph", "service_ledger", "timeline"]


def __dir__() -> list[str]:
    return __all__
