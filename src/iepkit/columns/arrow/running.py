"""From Arrow to Arrow: the deadlines of the cases of a table, at once or chunk by chunk."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from iepkit.columns import chunks, run
from iepkit.columns.arrow.reading import (
    CASES,
    EVENTS,
    Reader,
    Said,
    arrow_table,
    event_table,
    read,
    refuse,
    said_of_cases,
    said_of_events,
)
from iepkit.columns.arrow.writing import batch, ids_of, schema, write
from iepkit.columns.run import Calendars, Laws
from iepkit.columns.tables import EventTable
from iepkit.errors import WrongType
from iepkit.laws import DEFAULT, Policy

__all__ = ["deadlines", "deadlines_in_chunks"]


def __dir__() -> list[str]:
    return __all__


def deadlines(
    events: Any,
    cases: Any,
    *,
    law: Laws,
    calendar: Calendars = None,
    as_of: date,
    policy: Policy = DEFAULT,
    clocks: Collection[str] | None = None,
) -> Any:
    """Every deadline of many cases as of a day: from two tables, as for `read`, to one, as from `write`.

    The answers are those of `iepkit.columns.deadlines`. Raises what that and `read` raise.

    >>> events = pa.table({"case": ["a"], "kind": ["iep-reviewed"], "on": [date(2025, 10, 6)]})
    >>> from iepkit.laws import law
    >>> cases, clocks = pa.table({"case": ["a"]}), ["annual-review"]
    >>> found = deadlines(events, cases, law=law("US"), as_of=date(2026, 11, 2), clocks=clocks)
    >>> found.select(["case", "due", "days_late"]).to_pylist()
    [{'case': 'a', 'due': datetime.date(2026, 10, 6), 'days_late': 27}]
    """
    table = read(events, cases)
    return write(run.deadlines(table, law=law, calendar=calendar, as_of=as_of, policy=policy, clocks=clocks), cases)


def deadlines_in_chunks(
    events: Any,
    cases: Any,
    *,
    law: Laws,
    calendar: Calendars = None,
    as_of: date,
    policy: Policy = DEFAULT,
    clocks: Collection[str] | None = None,
    chunk: int = chunks.CHUNK,
) -> Any:
    """The deadlines of `deadlines` as a `RecordBatchReader`: a batch for so many cases, in the order of their table.

    `events` may be a table, or a `RecordBatchReader`, which is read as far as the next chunk needs, so that a file may
    be larger than memory: then its events must stand case by case, in the order of the table of cases.

    Raises what `deadlines` raises; what a `RecordBatchReader` holds is looked at only when its turn comes.
    """
    if chunk < 1:
        raise WrongType("chunk", "a whole number from 1 on")
    those = said_of_cases(Reader("cases", arrow_table("cases", cases), CASES))
    if isinstance(events, pa.RecordBatchReader):
        refuse(those.problems)
        lots = _streamed(events, those, chunk)
    else:
        found = said_of_events(Reader("events", arrow_table("events", events), EVENTS), those)
        refuse(those.problems + found.problems)
        lots = chunks.chunks_of(event_table(found, those), chunk)
    chunks.check_laws(those.columns["jurisdiction"], those.columns["jurisdictions"], law)
    answers = chunks.deadlines_of_chunks(lots, law=law, calendar=calendar, as_of=as_of, policy=policy, clocks=clocks)
    shape, ids = schema(cases), ids_of(cases)
    return pa.RecordBatchReader.from_batches(shape, (batch(one, ids, shape) for one in answers))


def _streamed(events: Any, those: Said, size: int) -> Iterator[tuple[int, EventTable]]:
    """The chunks of a stream of events, each with the place of its first case, as soon as the next one begins."""
    held: list[Any] = []
    first = row = first_row = last = 0

    def chunk() -> tuple[int, EventTable]:
        table = pa.Table.from_batches(held, events.schema)
        found = said_of_events(Reader("events", table, EVENTS, first_row), those)
        refuse(found.problems)
        return first, event_table(found, those, first, first + size)

    for some in events:
        reader = Reader("events", pa.Table.from_batches([some]), EVENTS, row)
        place = reader.places("case", those.ids)
        before = np.append(np.int32(last), place[:-1])
        reader.wrong_rows("case", (place < before) & (place >= 0), "expected events case by case, as the cases stand")
        refuse(reader.problems)
        at = 0
        while len(place) and place[-1] >= first + size:
            cut = int(np.searchsorted(place, first + size))
            held.append(some.slice(at, cut - at))
            yield chunk()
            held, first, at, first_row = [], first + size, cut, row + cut
        held.append(some.slice(at))
        row, last = row + len(place), int(place[-1]) if len(place) else last
    while first < len(those.columns["birth"]):
        yield chunk()
        held, first = [], first + size
