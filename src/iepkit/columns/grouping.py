"""Whose events are looked at together: cases by law and calendar, and the matters of cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.columns.histories import Histories, Known, MatterOf, Part
from iepkit.columns.keys import Places, case_of
from iepkit.columns.tables import KINDS, EventTable
from iepkit.vocabulary import EventKind

__all__ = ["Group", "Population", "matters", "part", "population"]


def __dir__() -> list[str]:
    return __all__


_NARROW = np.uint8 if len(KINDS) <= 1 << 8 else np.uint16  # few digits sort fast


@attrs.frozen
class Group:
    """Cases that share a law and a calendar, as their table names them: a range of the cases in their order."""

    jurisdiction: str | None
    calendar: str | None
    first: int
    stop: int


@attrs.frozen(eq=False)
class Population:
    """Many cases in the order of their laws and calendars; `order` has the place of each in the table."""

    events: EventTable
    groups: tuple[Group, ...]
    order: Places
    known: Histories


def population(events: EventTable, as_of: int, *, by_law: bool, by_calendar: bool) -> Population:
    """The cases by law and calendar, with their events up to a day, from one sort of the events."""
    width = len(events.calendars)
    code = events.jurisdiction.astype(np.int64) * (width * by_law) + events.calendar * by_calendar
    order: Places = np.argsort(code, kind="stable") if code.any() else np.arange(len(code))
    code = code[order]
    edges = np.append(np.flatnonzero(np.diff(code, prepend=-1)), len(code)).tolist()
    groups = [
        Group(events.jurisdictions[code[at] // width], events.calendars[code[at] % width], at, stop)
        for at, stop in pairwise(edges)
    ]
    case = events.case
    if len(groups) > 1:
        place = np.empty(len(order), np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        case = place[events.case]
    kinds = np.append(0, np.cumsum(np.bincount(events.kind, minlength=len(KINDS))))
    rows = np.argsort(events.kind.astype(_NARROW), kind="stable")
    known = Histories(events, rows=rows, kinds=kinds, as_of=as_of, births=events.birth[order], case=case)
    return Population(events, tuple(groups), order, known)


def matters(people: Population, starts: Iterable[EventKind]) -> Histories:
    """The facts of each matter as if it were a case, for cases that have an event of some kinds.

    Other cases have no matter in which a clock starts. Where no event names a matter, the cases are the matters.
    """
    events, known = people.events, people.known
    if len(events.abouts) == 1:
        return known
    wanted = np.zeros(len(people.order), np.bool_)
    for kind in starts:
        wanted[case_of(known.of_kind(kind)[0])] = True
    keep = wanted[known.case[known.rows]]
    rows = known.rows[keep]
    width = len(events.abouts)
    code, found = np.unique(known.case[rows].astype(np.int64) * width + events.about[rows], return_inverse=True)
    whose, about = np.divmod(code, width)
    matter = np.zeros(len(events.case), np.int64)
    matter[rows] = found
    kinds = np.append(0, np.cumsum(keep))[known.kinds]
    births = events.birth[people.order[whose]]
    of = MatterOf(matter, whose, about, known)
    return Histories(events, rows=rows, kinds=kinds, as_of=known.as_of, births=births, case=matter, matters=of)


def part(whole: Histories, ranges: Sequence[tuple[int, int]], cases: int) -> Known:
    """What is known of some ranges of all the cases, or of their matters."""
    if list(ranges) == [(0, cases)]:
        return whole
    if whole.matters is None:
        return Part(whole, ranges)
    edges: npt.NDArray[np.intp] = np.searchsorted(whole.matters.whose, np.array(ranges))
    return Part(whole, [(first, stop) for first, stop in edges.tolist()])
