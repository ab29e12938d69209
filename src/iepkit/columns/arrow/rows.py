"""Arrow out, for rows of plain values: answers that are a table already, such as those of `iepkit equity`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.ipc

__all__ = ["rows_table", "save_rows"]


def __dir__() -> list[str]:
    return __all__


_TYPES = {bool: pa.bool_(), int: pa.int64(), float: pa.float64(), str: pa.string()}


def rows_table(columns: Mapping[str, type], rows: Iterable[Mapping[str, Any]]) -> Any:
    """The rows as an Arrow table, whose columns are of these types whatever the rows hold: `None` is null.

    The types are `bool`, `int`, `float` and `str`. So a table without a row has the same schema as one with many.

    >>> rows_table({"district": str, "ratio": float}, [{"district": "North", "ratio": None}]).to_pylist()
    [{'district': 'North', 'ratio': None}]
    """
    shape = pa.schema([(name, _TYPES[kind]) for name, kind in columns.items()])
    return pa.Table.from_pylist([{name: row.get(name) for name in columns} for row in rows], schema=shape)


def save_rows(path: str | Path, columns: Mapping[str, type], rows: Iterable[Mapping[str, Any]]) -> Path:
    """The path of the Arrow file (IPC) to which the rows were written; raises `OSError`."""
    file = Path(path)
    table = rows_table(columns, rows)
    with file.open("wb") as stream, pa.ipc.new_file(stream, table.schema) as out:
        out.write_table(table)
    return file
