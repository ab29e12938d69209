"""Columns: the deadlines of many cases at once, by the same shapes on numpy arrays (extra `columns`).

    from iepkit.columns import deadlines, events_of

Raises `MissingExtra` where numpy is not installed.
"""

from __future__ import annotations

from iepkit.errors import MissingExtra

try:
    from iepkit.columns.run import STATUS, Columns, deadlines, due
    from iepkit.columns.tables import KINDS, PURPOSES, EventTable, events_of
except ImportError as error:
    raise MissingExtra("columns", "the columnar path") from error

__all__ = ["KINDS", "PURPOSES", "STATUS", "Columns", "EventTable", "deadlines", "due", "events_of"]


def __dir__() -> list[str]:
    return __all__
