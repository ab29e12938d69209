"""Deadlines chunk by chunk: as many cases as fit in memory, one lot of whole cases after another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.columns.answers import Columns, Gathered
from iepkit.columns.run import Calendars, Laws, chosen_clocks, law_of, ran
from iepkit.columns.tables import EventTable
from iepkit.errors import WrongType
from iepkit.laws import DEFAULT, Policy

__all__ = ["CHUNK", "check_laws", "chunks_of", "deadlines_in_chunks", "deadlines_of_chunks"]


def __dir__() -> list[str]:
    return __all__


_OF_EVENTS = ("kind", "on", "until", "purpose", "detail", "about")
_OF_CASES = ("birth", "jurisdiction", "calendar")

CHUNK = 50_000
"""How many cases a chunk has, where nothing else is asked for."""


def deadlines_in_chunks(
    events: EventTable,
    *,
    law: Laws,
    calendar: Calendars = None,
    as_of: date,
    policy: Policy = DEFAULT,
    clocks: Collection[str] | None = None,
    cases: int = CHUNK,
) -> Iterator[Columns]:
    """The answers of `deadlines`, for so many cases at a time, in the order of the cases.

    What is held beside the events and one chunk of answers does not grow with the number of cases.
    `case` is the place among all cases, and the places of `provisions` mean the same in every chunk.

    Raises `UnknownName` as `deadlines` does, and before the first chunk; `WrongType` for fewer cases than one.

    >>> from iepkit.columns.tables import events_of
    >>> from iepkit.laws import law
    >>> from iepkit.testing import synthetic
    >>> table = events_of(synthetic.cases(10))
    >>> chunks = deadlines_in_chunks(table, law=law("US"), as_of=date(2026, 11, 2), cases=4)
    >>> [sorted({int(case) for case in found["case"]})[-1] < 4 * (at + 1) for at, found in enumerate(chunks)]
    [True, True, True]
    """
    check_laws(events.jurisdiction, events.jurisdictions, law)
    chunks = chunks_of(events, cases)
    return deadlines_of_chunks(chunks, law=law, calendar=calendar, as_of=as_of, policy=policy, clocks=clocks)


def deadlines_of_chunks(
    chunks: Iterable[tuple[int, EventTable]],
    *,
    law: Laws,
    calendar: Calendars,
    as_of: date,
    policy: Policy,
    clocks: Collection[str] | None,
) -> Iterator[Columns]:
    """The deadlines of each chunk of cases, which comes with the place of its first case among all."""
    chosen, gathered = chosen_clocks(clocks), Gathered()

    def found(first: int, events: EventTable) -> Columns:
        one = ran(events, gathered, law=law, calendar=calendar, as_of=as_of, policy=policy, chosen=chosen)
        one.columns["case"] += np.int32(first)
        return one

    return (found(first, events) for first, events in chunks)


def check_laws(codes: npt.NDArray[np.int32], jurisdictions: Sequence[str | None], law: Laws) -> None:
    """Nothing, where every jurisdiction that a case names has its law; raises `UnknownName`."""
    for code in np.flatnonzero(np.bincount(codes, minlength=1)).tolist():
        law_of(jurisdictions[code], law)


def chunks_of(events: EventTable, cases: int) -> Iterator[tuple[int, EventTable]]:
    """The table by chunks of so many cases, each with the place of its first case; raises `WrongType` for none."""
    if cases < 1:
        raise WrongType("cases", "a whole number from 1 on")
    in_order = (events.case[1:] >= events.case[:-1]).all()
    order = None if in_order else np.argsort(events.case, kind="stable")
    firsts = np.arange(0, len(events.birth), cases)
    ends = np.searchsorted(events.case, np.append(firsts, len(events.birth)), sorter=order)

    def chunk(at: int) -> EventTable:
        first, rows = int(firsts[at]), slice(ends[at], ends[at + 1])
        mine = rows if order is None else order[rows]
        those = slice(first, first + cases)
        of_events = {
            name: getattr(events, name)[mine] for name in ("kind", "on", "until", "purpose", "detail", "about")
        }
        of_cases = {name: getattr(events, name)[those] for name in ("birth", "jurisdiction", "calendar")}
        return attrs.evolve(events, case=events.case[mine] - np.int32(first), **of_events, **of_cases)

    return ((int(first), chunk(at)) for at, first in enumerate(firsts))
