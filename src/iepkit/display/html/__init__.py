"""Reports as HTML: one page that needs nothing else, for one child or a caseload, or a view in a notebook."""

from __future__ import annotations

from iepkit.display.html.page import Notebook, Page, page, part

__all__ = ["Notebook", "Page", "page", "part"]


def __dir__() -> list[str]:
    return __all__
