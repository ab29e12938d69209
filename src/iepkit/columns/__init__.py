"""Columns: the deadlines of many cases at once, by the same shapes on numpy arrays (extra `columns`).

    from iepkit.columns import deadlines, events_of

With the extra `arrow`, `iepkit.columns.arrow` does the same from Arrow tables to Arrow tables.
Raises `MissingExtra` where numpy is not installed.
"""

from __future__ import annotations

from iepkit.errors import MissingExtra

try:
    from iepkit.columns.answers import STATUS, Columns
    from iepkit.columns.chunks import deadlines_in_chunks
    from iepkit.columns.fractions import Fractions
    from iepkit.columns.minutes import PERIODS, expected
    from iepkit.columns.percentages import Shares, inside_regular_class
    from iepkit.columns.run import deadlines, due
    from iepkit.columns.tables import KINDS, PURPOSES, EventTable, events_of
    from iepkit.columns.trends import slopes
except ImportError as error:
    raise MissingExtra("columns", "the columnar path") from error

__all__ = [
    "KINDS",
    "PERIODS",
    "PURPOSES",
    "STATUS",
    "Columns",
    "EventTable",
    "Fractions",
    "Shares",
    "deadlines",
    "deadlines_in_chunks",
    "due",
    "events_of",
    "expected",
    "inside_regular_class",
    "slopes",
]


def __dir__() -> list[str]:
    return __all__
