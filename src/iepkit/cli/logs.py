"""Rows of CSV files put to the cases of a command: sessions that were held, and measurements on goals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import attrs

from iepkit.cli.files import Files, Found
from iepkit.cli.messages import complain
from iepkit.formats.tables import (
    DeliveryRow,
    Joined,
    Table,
    add_deliveries,
    add_measurements,
    read_deliveries,
    read_measurements,
)
from iepkit.history import Case
from iepkit.records import ServiceDelivery

__all__ = ["with_measurements", "with_sessions"]


def __dir__() -> list[str]:
    return __all__


def with_sessions(files: Files, logs: Sequence[Path]) -> Iterator[Found]:
    """The cases with the sessions of service logs; each session from a log has the line it came from among `names`."""

    def put(held: list[Found], path: Path) -> list[Found]:
        table = read_deliveries(path)
        joined = add_deliveries([found.case for found in held], table)
        _refuse(files, path, table.read, joined)
        lines = _lines(table)
        return [
            _named(found, case, path, lines.get(case.id, {})) for found, case in zip(held, joined.cases, strict=True)
        ]

    return _each(files, logs, put)


def with_measurements(files: Files, data: Sequence[Path]) -> Iterator[Found]:
    """The cases with the measurements of tables of progress data."""

    def put(held: list[Found], path: Path) -> list[Found]:
        table = read_measurements(path)
        joined = add_measurements([found.case for found in held], table)
        _refuse(files, path, table.read, joined)
        return [attrs.evolve(found, case=case) for found, case in zip(held, joined.cases, strict=True)]

    return _each(files, data, put)


def _each(files: Files, tables: Sequence[Path], put: Callable[[list[Found], Path], list[Found]]) -> Iterator[Found]:
    """One case after another where there is no table, else all of them, since a row may be of any."""
    if not tables:
        yield from files.cases()
        return
    held = list(files.cases())
    for path in tables:
        held = put(held, path)
    yield from held


def _refuse(files: Files, path: Path, read: int, joined: Joined) -> None:
    """Say what is wrong with a table, each row with its line; a column that is not known is said and does no harm."""
    if joined.problems:
        many = len(joined.problems)
        head = f"{path}: {many} problem{'s' * (many != 1)}; the other rows are used"
        complain("\n".join([head, *(f"  {problem}" for problem in joined.problems)]))
    files.bad_rows += len({problem.line for problem in joined.problems if problem.line > 1})
    files.unreadable += bool(joined.problems) and not read


_Lines = dict[ServiceDelivery, list[int]]


def _lines(table: Table[DeliveryRow]) -> dict[str, _Lines]:
    """The lines on which each session of each case stands, the last one first."""
    found: dict[str, _Lines] = defaultdict(lambda: defaultdict(list))
    for row in reversed(table.rows):
        found[row.case_id][row.delivery].append(row.line)
    return found


def _named(found: Found, case: Case, path: Path, lines: _Lines) -> Found:
    """The case with its new sessions, each named by the line on which it stands."""
    left = {one: list(held) for one, held in lines.items()}
    first = len(found.case.deliveries)
    names = {
        f"$.deliveries[{at}]": f"{path.name} line {left[case.deliveries[at]].pop()}"
        for at in range(first, len(case.deliveries))
    }
    return attrs.evolve(found, case=case, names={**found.names, **names})
