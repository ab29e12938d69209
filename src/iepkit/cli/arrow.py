"""Arrow files beside what a command writes: the same rows as in CSV, with their types (extra `arrow`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

__all__ = ["Save", "arrow_file"]


def __dir__() -> list[str]:
    return __all__


Save = Callable[[Mapping[str, type], Iterable[Mapping[str, Any]]], None]
"""What saves rows, given the columns with their types."""


def arrow_file(path: Path | None) -> Save:
    """What saves rows into the file, or does nothing without one.

    Raises `MissingExtra` where pyarrow is not installed, before anything is written.
    """
    if path is None:
        return lambda _columns, _rows: None
    from iepkit.columns.arrow.rows import save_rows  # the extra is imported on use

    def save(columns: Mapping[str, type], rows: Iterable[Mapping[str, Any]]) -> None:
        save_rows(path, columns, rows)

    return save
