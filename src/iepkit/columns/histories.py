"""Histories in columns: the facts of many cases, from one sort of their events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.columns.days import Column, Mask, Pairs
from iepkit.columns.tables import KINDS, PURPOSES, EventTable
from iepkit.days import MISSING
from iepkit.facts import ENDS, Fact, fact
from iepkit.history import Event
from iepkit.vocabulary import EventKind, ExtensionReason, Purpose

__all__ = ["Histories", "Keys", "Ragged", "case_of", "day_of", "distinct", "first_from", "key", "last_until"]


def __dir__() -> list[str]:
    return __all__


Keys = npt.NDArray[np.int64]  # a case and a day in one number, so that the days of all cases stand in one order
_HALF, _DAYS = 1 << 31, 1 << 32


def key(case: Any, day: Any) -> Keys:
    """The day of a case as one number."""
    keys: Keys = np.asarray(case, np.int64) * _DAYS + (np.asarray(day, np.int64) + _HALF)
    return keys


def case_of(keys: Keys) -> Keys:
    """The cases."""
    return keys >> 32


def day_of(keys: Keys) -> Column:
    """The days."""
    return ((keys & (_DAYS - 1)) - _HALF).astype(np.int32)


def distinct(keys: Keys) -> Keys:
    """The keys in order, each once."""
    return np.unique(keys)


def _day_at(keys: Keys, at: npt.NDArray[np.intp], case: Keys) -> Column:
    """The days at places among keys, `MISSING` where the place is past the ends or belongs to another case."""
    if not len(keys):
        return np.full(len(at), MISSING, np.int32)
    found = keys.take(at, mode="clip")
    mine = (at >= 0) & (at < len(keys)) & (case_of(found) == case)
    return np.where(mine, day_of(found), np.int32(MISSING))


def first_from(keys: Keys, start: Keys) -> Column:
    """The first day among ordered keys that is not before a day of the same case, or `MISSING`."""
    return _day_at(keys, np.searchsorted(keys, start), case_of(start))


def last_until(keys: Keys, end: Keys) -> Column:
    """The last day among ordered keys that is not after a day of the same case, or `MISSING`."""
    return _day_at(keys, np.searchsorted(keys, end, "right") - 1, case_of(end))


@attrs.frozen(eq=False)
class Ragged:
    """Intervals of many cases in the order of their first days; a case may have any number."""

    first: Keys
    last: Column

    def between(self, start: npt.NDArray[np.intp], stop: npt.NDArray[np.intp]) -> Pairs:
        """The intervals from one place to before another for each row, filled up with `MISSING`."""
        most = int((stop - start).max(initial=0))
        pairs = []
        for at in (start + number for number in range(most)):
            there = at < stop
            first, last = (days.take(at, mode="clip") for days in (day_of(self.first), self.last))
            pairs.append((np.where(there, first, np.int32(MISSING)), np.where(there, last, np.int32(MISSING))))
        return pairs


class Histories:
    """The facts of many cases as of a day; what is asked for twice is kept."""

    def __init__(self, events: EventTable, as_of: int, cases: npt.NDArray[np.intp], rows: npt.NDArray[np.intp]) -> None:
        """Sort these rows of the events, up to and including `as_of`, of these cases."""
        chosen = rows[events.on[rows] <= as_of]
        born = cases[(events.birth[cases] != MISSING) & (events.birth[cases] <= as_of)]
        self.cases = cases
        self._births = key(born, events.birth[born])
        keys, kind = key(events.case[chosen], events.on[chosen]), events.kind[chosen]
        order = np.lexsort((keys, kind))
        self._keys, self._until = keys[order], events.until[chosen][order]
        self._purpose, self._detail = events.purpose[chosen][order], events.detail[chosen][order]
        self._ends = np.searchsorted(kind[order], np.arange(len(KINDS) + 1))
        self._details = events.details
        self._days: dict[tuple[str, ...], Keys] = {}

    def rows(self, row: Fact) -> tuple[Keys, Column]:
        """The days of a fact and their ends, in order."""
        found = []
        for kind in row.kinds:
            rows = slice(*self._ends[KINDS.index(kind) : KINDS.index(kind) + 2])
            holds = self._holds(row, kind)
            keep = slice(None) if holds.all() else holds[self._purpose[rows], self._detail[rows]]
            found.append((self._keys[rows][keep], self._until[rows][keep]))
        keys = np.concatenate([np.empty(0, np.int64), *(keys for keys, _ in found)])
        until = np.concatenate([np.empty(0, np.int32), *(until for _, until in found)])
        order = np.lexsort((until, keys))
        return keys[order], until[order]

    def _holds(self, row: Fact, kind: EventKind) -> Mask:
        """Whether the fact holds an event of this kind, by its purpose and its detail."""

        def holds(purpose: Purpose | None, detail: str | None) -> bool:
            return row.holds(Event(kind, date.min, purpose=purpose, detail=detail))

        table = np.array([[holds(purpose, None)] for purpose in PURPOSES]).repeat(len(self._details), axis=1)
        for code in (code for code, detail in enumerate(self._details) if detail in (*row.details, *row.not_details)):
            table[:, code] = [holds(purpose, self._details[code]) for purpose in PURPOSES]
        return table

    def days(self, *names: str) -> Keys:
        """The days of the facts, in order, each once."""
        if names not in self._days:
            found = [self._births if name == "birth" else self.rows(fact(name))[0] for name in names]
            self._days[names] = distinct(np.concatenate([np.empty(0, np.int64), *found]))
        return self._days[names]

    def first(self, case: Keys, *names: str) -> Column:
        """The first day of the facts for each case, or `MISSING`."""
        return first_from(self.days(*names), case * _DAYS)

    def has(self, case: Keys, *names: str) -> Mask:
        """Whether each case has any of the facts."""
        there: Mask = self.first(case, *names) != MISSING
        return there

    def intervals(self, name: str) -> Ragged:
        """The spans of a fact, merged within each case; a span without an end is one day."""
        first, until = self.rows(fact(name))
        last = key(case_of(first), np.where(until == MISSING, day_of(first), until))
        first, last = first[first <= last], last[first <= last]
        reach = np.maximum.accumulate(last)
        begins = np.flatnonzero(np.concatenate([first[:1] >= 0, first[1:] > reach[:-1] + 1]))
        return Ragged(first[begins], day_of(np.maximum.reduceat(last, begins)) if len(begins) else day_of(last))

    def agreed(self, reasons: Sequence[ExtensionReason]) -> Ragged:
        """The new dates agreed for these reasons: when agreed, and the new date."""
        on, until = self.rows(
            Fact("", (EventKind.EXTENSION_AGREED,), details=tuple(reason.value for reason in reasons))
        )
        return Ragged(on[until != MISSING], until[until != MISSING])

    def standing(self, name: str, *, last: int | None = None) -> Ragged:
        """The spans over which each thing stood until the next replaced it, or it ended; one for each day."""
        on, until = self.rows(fact(name))
        begins = np.flatnonzero(np.concatenate([on[:1] >= 0, on[1:] > on[:-1]]))
        ends = np.stack(
            [
                until,
                first_from(self.days("iep-ended", *ENDS), on),
                first_from(on[begins], on + 1) - np.int32(1),
            ]
        )
        ends[:2][ends[:2] == MISSING] = np.iinfo(np.int32).max
        ends[2][ends[2] == MISSING - 1] = np.iinfo(np.int32).max
        found = ends.min(axis=0)
        open_ended = day_of(on) if last is None else np.int32(last)
        found = np.where(found == np.iinfo(np.int32).max, open_ended, found)
        return Ragged(on[begins], np.maximum.reduceat(found, begins) if len(begins) else found)
