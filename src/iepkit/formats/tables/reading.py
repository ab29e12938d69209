"""Tables in CSV: every sound row is kept, every bad one is told with its line, and nothing of a cell is repeated."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Generic, TypeVar

import attrs

from iepkit.errors import WrongType
from iepkit.formats.tables.cells import BadCell

__all__ = ["Column", "RowProblem", "Source", "Table", "read_table", "write_table"]


def __dir__() -> list[str]:
    return __all__


R = TypeVar("R")
Source = str | bytes | Path
"""A file's path, or its text: a `str` with a line break in it is the text itself."""


@attrs.frozen
class Column:
    """A column: how a cell is read, and whether it must be there and have something in it."""

    read: Callable[[str], Any]
    required: bool = False


@attrs.frozen
class RowProblem:
    """What is wrong with a row, or with the head of a table: the line of the file, the column, and the words.

    >>> print(RowProblem(3, "on", "expected a day that exists"))
    line 3, on: expected a day that exists
    """

    line: int
    column: str | None
    message: str

    def __str__(self) -> str:
        return (
            f"line {self.line}, {self.column}: {self.message}" if self.column else f"line {self.line}: {self.message}"
        )


@attrs.frozen
class Table(Generic[R]):
    """What was read of a table: the sound `rows` in the order of the file, and the `problems` with everything else.

    `read` is the number of rows below the `head`, empty ones aside; each of them is among the rows or has a problem.
    Where the head cannot be used, that is a problem of its own, and no row is read.
    """

    rows: tuple[R, ...]
    problems: tuple[RowProblem, ...] = ()
    read: int = 0
    head: int = 1

    @property
    def bad_lines(self) -> tuple[int, ...]:
        """The lines of the rows that were not kept, each once."""
        return tuple(sorted({problem.line for problem in self.problems if problem.line > self.head}))


_SAFE = re.compile(r"[a-z][a-z0-9_]{0,40}", re.ASCII)
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_QUOTES = "quotation marks that do not pair up, or a cell that is too long; this row, or all that follows, was not read"


def _text(source: Source) -> str | RowProblem:
    """The text of a source, without a byte order mark."""
    if not isinstance(source, str | bytes | Path):
        raise WrongType("source", "a path, text or bytes")
    if isinstance(source, Path) or (isinstance(source, str) and not re.search(r"[\r\n]", source)):
        try:
            source = Path(source).read_bytes()
        except (OSError, ValueError):
            return RowProblem(1, None, "this file cannot be read")
    if isinstance(source, bytes):
        try:
            source = source.decode("utf-8")
        except UnicodeDecodeError:
            return RowProblem(1, None, "expected UTF-8; save the table as CSV in UTF-8")
    return source.removeprefix("\ufeff")


def _records(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Each row with the line on which it starts, `None` for one whose quotation marks do not pair up."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, None
        else:
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]


def _head(cells: list[str] | None, columns: Mapping[str, Column]) -> tuple[list[str], list[str], bool]:
    """The names of the columns, what is wrong with them, and whether rows can be read by them."""
    if cells is None:
        return [], [_QUOTES], False
    names = [cell.casefold() for cell in cells]
    wrong: list[str] = []
    missing = [name for name, column in columns.items() if column.required and name not in names]
    twice = sorted({name for name in names if name in columns and names.count(name) > 1})
    if len(cells) == 1:
        wrong += [
            f"expected commas between cells; seen: {one}" for mark, one in _SEPARATORS.items() if mark in cells[0]
        ]
    wrong += [f"the column {name} is required" for name in missing]
    wrong += [f"the column {name} is there twice" for name in twice]
    if not missing:  # else it may be no head at all, and its cells a child's
        wrong += [_unknown(name, columns) for name in names if name and name not in columns]
    return names, wrong, not (missing or twice)


def _unknown(name: str, columns: Mapping[str, Column]) -> str:
    if not _SAFE.fullmatch(name):
        return "an unknown column; its cells were not read"
    near = get_close_matches(name, columns, n=1)
    return f"unknown column {name!r}; its cells were not read" + (f"; did you mean {near[0]!r}?" if near else "")


def _row(
    cells: list[str], names: list[str], columns: Mapping[str, Column]
) -> tuple[dict[str, Any], list[tuple[str | None, str]]]:
    """The values of a row by column, and what is wrong with it."""
    if len(cells) != len(names):
        more = "more" if len(cells) > len(names) else "fewer"
        return {}, [
            (None, f"{more} cells than columns: {len(cells)} and {len(names)}; a cell with a comma needs quotes")
        ]
    values: dict[str, Any] = {}
    wrong: list[tuple[str | None, str]] = []
    for name, cell in zip(names, cells, strict=True):
        column = columns.get(name)
        if column is None:
            continue
        if not cell:
            wrong += [(name, "expected something in this cell")] if column.required else []
            continue
        try:
            values[name] = column.read(cell)
        except BadCell as error:
            wrong.append((name, str(error)))
    return values, wrong


def read_table(source: Source, columns: Mapping[str, Column], make: Callable[[int, dict[str, Any]], R]) -> Table[R]:
    r"""A table with a head, read by its columns; `make` has the line and the values that a row holds.

    Commas part the cells, quotes may hold commas and line breaks; UTF-8 with or without a byte order mark; line ends of
    any kind; empty rows are passed over, and spaces around a cell. A column that is not known is told, and its cells
    are not read.

    >>> from iepkit.formats.tables.cells import whole
    >>> table = read_table("case,age\n7,12\n8,x\n", {"age": Column(whole)}, lambda line, row: row["age"])
    >>> table.rows, table.bad_lines, str(table.problems[0])
    ((12,), (3,), "line 1: unknown column 'case'; its cells were not read")
    """
    found = _text(source)
    if isinstance(found, RowProblem):
        return Table((), (found,))
    records = _records(found)
    at, head = next(records, (1, []))
    names, wrong, usable = _head(head, columns)
    problems = [RowProblem(at, None, words) for words in wrong]
    rows: list[R] = []
    read = 0
    for line, cells in records if usable else ():
        read += 1
        if cells is None:
            problems.append(RowProblem(line, None, _QUOTES))
            continue
        values, bad = _row(cells, names, columns)
        problems += [RowProblem(line, column, words) for column, words in bad]
        if not bad:
            rows.append(make(line, values))
    return Table(tuple(rows), tuple(problems), read, at)


def write_table(columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> str:
    """The rows as CSV text with a head, as `read_table` reads it; what a row does not have is an empty cell.

    >>> write_table(["case_id", "minutes"], [{"case_id": "7", "minutes": 30}]).splitlines()
    ['case_id,minutes', '7,30']
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")  # by which a cell with either is quoted
    names = list(columns)
    writer.writerow(names)
    for row in rows:
        writer.writerow(["" if (value := row.get(name)) is None else _written(value) for name in names])
    return out.getvalue()


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)
