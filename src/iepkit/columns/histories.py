"""Histories in columns: the facts of many cases, from one sort of their events by kind."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.columns.days import Column, Days, Mask
from iepkit.columns.keys import (
    Keys,
    Places,
    Ragged,
    before_case,
    case_of,
    day_of,
    distinct,
    each_once,
    first_from,
    firsts,
    key,
    next_of_case,
)
from iepkit.columns.tables import KINDS, PURPOSES, EventTable
from iepkit.days import MISSING
from iepkit.facts import ENDS, FOREVER, Fact, fact
from iepkit.history import Event
from iepkit.laws import Clock
from iepkit.vocabulary import EventKind, ExtensionReason, Purpose

__all__ = ["Histories", "Known", "MatterOf", "Part"]


def __dir__() -> list[str]:
    return __all__


_NO_KEYS: Keys = np.empty(0, np.int64)
_NO_PLACES: Places = np.empty(0, np.intp)
_DENSE = 8  # a fact of one case in so many is kept as a column of all cases
_NEVER = np.int32(np.iinfo(np.int32).max)
_PLACE = {kind: code for code, kind in enumerate(KINDS)}
_Kept = TypeVar("_Kept")


@attrs.frozen(eq=False)
class MatterOf:
    """The matters of cases: of each event the matter, of each matter the case and the name, and all of the cases."""

    of_event: npt.NDArray[np.integer[Any]]
    whose: npt.NDArray[np.integer[Any]]
    about: npt.NDArray[np.integer[Any]]
    known: Histories


class Known(ABC):
    """The facts of many cases, or matters, as of a day; what is asked for twice is kept."""

    def __init__(self, as_of: int, cases: int, matters: MatterOf | None) -> None:
        """Nothing is known yet of so many cases; where they are `matters` of cases, that says which."""
        self.as_of, self.cases, self.matters = as_of, cases, matters
        self._kept: dict[Any, Any] = {}

    def kept(self, name: Any, make: Callable[[], _Kept]) -> _Kept:
        """What was made under this name before, or is made now."""
        if name not in self._kept:
            self._kept[name] = make()
        found: _Kept = self._kept[name]
        return found

    @abstractmethod
    def days(self, *names: str) -> Keys:
        """The days of the facts, in order, each once, as far as they have come."""

    @abstractmethod
    def planned(self, *names: str) -> Keys:
        """The days of the facts, in order, each once, also those that lie ahead."""

    def range(self, *names: str) -> tuple[int, int]:
        """The first and the last day of the facts, planned ones too; of none, a range that holds no day."""

        def make() -> tuple[int, int]:
            days = [day_of(keys) for keys in map(self.planned, names) if len(keys)]
            ends = [(int(some.min()), int(some.max())) for some in days]
            return min((first for first, _ in ends), default=FOREVER), max((last for _, last in ends), default=MISSING)

        return self.kept(("range", names), make)

    @abstractmethod
    def lasting(self, *names: str) -> Keys:
        """The first days of the spans of the facts that have no end."""

    @abstractmethod
    def intervals(self, *names: str, through: int = FOREVER, lasting: bool = False) -> Ragged:
        """The spans of facts up to a day, merged; one without an end is one day, or `lasting` until that day."""

    @abstractmethod
    def agreed(self, reasons: tuple[ExtensionReason, ...]) -> Ragged:
        """The new dates agreed for these reasons: when agreed, and the new date."""

    @abstractmethod
    def standing(self, name: str, *, last: int | None = None) -> Ragged:
        """The spans over which each thing stood until the next replaced it, or it ended; one for each day."""

    def expected(self, *names: str) -> Keys:
        """The days of the facts, in order: those that have come, and planned ones that lie ahead."""
        planned = [name for name in names if fact(name).at_end]
        come = self.days(*(name for name in names if name not in planned))
        ahead = self.planned(*planned) if planned else come[:0]
        return distinct(np.concatenate([come, ahead[day_of(ahead) >= self.as_of]])) if len(ahead) else come

    def of_case(self, *names: str) -> Keys:
        """The days of facts of the case, in order, for each of its matters where the cases are matters."""
        if self.matters is None:
            return self.days(*names)
        days, whose = self.matters.known.days(*names), self.matters.whose
        first, stop = np.searchsorted(days, key(whose, MISSING)), np.searchsorted(days, key(whose, FOREVER), "right")
        count = stop - first
        place = np.arange(count.sum()) + np.repeat(first - np.cumsum(count) + count, count)
        return key(np.repeat(np.arange(len(whose)), count), day_of(days[place]))

    def ends(self, clock: Clock) -> Keys:
        """The days on which a duty may end: those of the matter, and those of the case that end it too."""
        days = self.days(*clock.ended_by)
        in_case = self.of_case(*clock.ended_by_in_case) if clock.ended_by_in_case else days[:0]
        return distinct(np.concatenate([days, in_case])) if len(in_case) else days

    def first(self, case: Keys, *names: str) -> Days:
        """The first day of the facts for each case, or `MISSING`; one `MISSING` where there is no such day at all."""
        days = self.days(*names)
        if len(days) * _DENSE >= self.cases:
            return self.kept(("firsts", names), lambda: firsts(days, self.cases)).take(case) if len(days) else MISSING
        return first_from(days, before_case(case)) if len(days) else MISSING

    def has(self, case: Keys, *names: str) -> Mask:
        """Whether each case has any of the facts."""
        first = self.first(case, *names)
        return first != MISSING if isinstance(first, np.ndarray) else np.zeros(len(case), np.bool_)


class Part(Known):
    """Some of the cases of a population: what is known of all of them, cut out."""

    def __init__(self, whole: Histories, ranges: Sequence[tuple[int, int]]) -> None:
        """Take the cases of these ranges, each from one place to before another."""
        super().__init__(whole.as_of, whole.cases, whole.matters)
        self._whole, self._edges = whole, before_case(ranges).ravel()

    def _keys(self, name: Any, found: Callable[[], Keys]) -> Keys:
        return self.kept(name, lambda: (keys := found())[self._rows(keys)])

    def _ragged(self, name: Any, found: Callable[[], Ragged]) -> Ragged:
        def make() -> Ragged:
            whole = found()
            rows = self._rows(whole.first)
            return Ragged(whole.first[rows], whole.last[rows])

        return self.kept(name, make)

    def _rows(self, keys: Keys) -> slice | Places:
        at = np.searchsorted(keys, self._edges).reshape(-1, 2).tolist()
        return slice(*at[0]) if len(at) == 1 else np.concatenate([np.arange(first, stop) for first, stop in at])

    def days(self, *names: str) -> Keys:
        """The days of the facts, in order, each once, as far as they have come."""
        return self._keys(names, lambda: self._whole.days(*names))

    def planned(self, *names: str) -> Keys:
        """The days of the facts, in order, each once, also those that lie ahead."""
        return self._keys(("planned", names), lambda: self._whole.planned(*names))

    def lasting(self, *names: str) -> Keys:
        """The first days of the spans of the facts that have no end."""
        return self._keys(("lasting", names), lambda: self._whole.lasting(*names))

    def intervals(self, *names: str, through: int = FOREVER, lasting: bool = False) -> Ragged:
        """The spans of facts up to a day, merged; one without an end is one day, or `lasting` until that day."""
        kept = ("intervals", names, through, lasting)
        return self._ragged(kept, lambda: self._whole.intervals(*names, through=through, lasting=lasting))

    def agreed(self, reasons: tuple[ExtensionReason, ...]) -> Ragged:
        """The new dates agreed for these reasons: when agreed, and the new date."""
        return self._ragged(("agreed", reasons), lambda: self._whole.agreed(reasons))

    def standing(self, name: str, *, last: int | None = None) -> Ragged:
        """The spans over which each thing stood until the next replaced it, or it ended; one for each day."""
        return self._ragged(("standing", name, last), lambda: self._whole.standing(name, last=last))


class Histories(Known):
    """The facts of every case of a population, or of every matter."""

    def __init__(
        self,
        events: EventTable,
        *,
        rows: Places,
        kinds: Places,
        as_of: int,
        births: Column,
        case: npt.NDArray[np.integer[Any]],
        matters: MatterOf | None = None,
    ) -> None:
        """Take some rows of the events, which stand kind by kind; `case` is that of each event of the table.

        The rows of the kind n are those from place `kinds[n]` to before `kinds[n + 1]`. `births` is one for each case.
        """
        super().__init__(as_of, len(births), matters)
        self.rows, self.kinds, self.case, self._events = rows, kinds, case, events
        born = np.flatnonzero((births != MISSING) & (births <= as_of))
        self._kept[("birth",)] = key(born, births[born])

    # -- the events that are a fact

    def of_kind(self, kind: EventKind) -> tuple[Keys, Places]:
        """The days of the events of a kind, in order, and their places in the table."""
        return self.kept(kind, lambda: self._of_kind(_PLACE[kind]))

    def _of_kind(self, code: int) -> tuple[Keys, Places]:
        rows = self.rows[self.kinds[code] : self.kinds[code + 1]]
        on = self._events.on[rows]
        seen = on <= self.as_of
        if not seen.all():
            rows, on = rows[seen], on[seen]
        return _ordered(key(self.case[rows], on), rows)

    def rows_of(self, row: Fact) -> tuple[Keys, Places]:
        """The days of the events that are a fact, in order, and their places in the table."""
        return self.kept(row, lambda: self._rows_of(row))

    def _rows_of(self, row: Fact) -> tuple[Keys, Places]:
        found = [self._that_hold(row, kind) for kind in row.kinds if self._has(kind)]
        if not found:
            return _NO_KEYS, _NO_PLACES
        keys, rows = found[0]
        if len(found) > 1:
            keys, rows = (np.concatenate([one[at] for one in found]) for at in (0, 1))
        if row.at_end:
            until = self._events.until[rows]
            there = until != MISSING
            keys, rows = key(case_of(keys[there]), until[there]), rows[there]
        return _ordered(keys, rows)

    def _has(self, kind: EventKind) -> bool:
        code = _PLACE[kind]
        return bool(self.kinds[code] < self.kinds[code + 1])

    def _that_hold(self, row: Fact, kind: EventKind) -> tuple[Keys, Places]:
        """The events of one kind that are a fact, by their purpose and their detail."""
        keys, rows = self.of_kind(kind)
        named = [self._codes[detail] for detail in (*row.details, *row.not_details) if detail in self._codes]

        def holds(purpose: Purpose | None, detail: str | None) -> bool:
            return row.holds(Event(kind, date.min, purpose=purpose, detail=detail))

        details = (None, *(self._events.details[code] for code in named))
        table = np.array([[holds(purpose, detail) for detail in details] for purpose in PURPOSES])
        if table.all():
            return keys, rows
        places = np.zeros(len(self._events.details), np.int8)  # a detail that the fact does not name is as good as none
        places[named] = np.arange(1, len(named) + 1)
        keep = table[0].take(places).take(self._events.detail[rows])
        if (table != table[0]).any():
            width = np.int32(len(details))
            keep = table.ravel().take(self._events.purpose[rows] * width + places.take(self._events.detail[rows]))
        return (keys, rows) if keep.all() else (keys[keep], rows[keep])

    @cached_property
    def _codes(self) -> dict[str | None, int]:
        return {detail: code for code, detail in enumerate(self._events.details)}

    # -- days

    def days(self, *names: str) -> Keys:
        """The days of the facts, in order, each once, as far as they have come."""
        return self.kept(names, lambda: self._days(names, self.days, ahead=False))

    def planned(self, *names: str) -> Keys:
        """The days of the facts, in order, each once, also those that lie ahead."""
        if not any(fact(name).at_end for name in names):
            return self.days(*names)
        return self.kept(("planned", names), lambda: self._days(names, self.planned, ahead=True))

    def _days(self, names: Sequence[str], one: Callable[[str], Keys], *, ahead: bool) -> Keys:
        if len(names) == 1:
            row = fact(names[0])
            keys = each_once(self.rows_of(row)[0])
            return keys[day_of(keys) <= self.as_of] if row.at_end and not ahead else keys
        found = [days for days in map(one, names) if len(days)]
        if len(found) <= 1:
            return found[0] if found else _NO_KEYS
        return distinct(np.concatenate(found))

    # -- spans

    def spans(self, row: Fact) -> tuple[Keys, Column]:
        """The days of a fact and their ends, in order."""
        keys, rows = self.rows_of(row)
        return keys, np.full(len(rows), MISSING, np.int32) if row.at_end else self._events.until[rows]

    def intervals(self, *names: str, through: int = FOREVER, lasting: bool = False) -> Ragged:
        """The spans of facts up to a day, merged; one without an end is one day, or `lasting` until that day."""
        return self.kept(
            ("intervals", names, through, lasting), lambda: self._intervals(names, through, lasting=lasting)
        )

    def _intervals(self, names: Sequence[str], through: int, *, lasting: bool) -> Ragged:
        found = [self.spans(fact(name)) for name in names]
        first, until = (np.concatenate(parts) for parts in zip(*found, strict=True))
        if len(found) > 1:
            order = np.argsort(first, kind="stable")
            first, until = first[order], until[order]
        until = np.where(until == MISSING, np.int32(through) if lasting else day_of(first), until)
        last = key(case_of(first), np.minimum(until, np.int32(through)))
        right = first <= last
        if not right.all():
            first, last = first[right], last[right]
        reach = np.maximum.accumulate(last)
        apart = np.ones(len(first), np.bool_)
        np.greater(first[1:], reach[:-1] + 1, out=apart[1:])
        begins = np.flatnonzero(apart)
        ends = np.append(begins[1:], len(first)) - 1  # the furthest reach up to there is that of the last of them
        return Ragged(first[begins], day_of(reach[ends])) if len(begins) else Ragged(first, day_of(last))

    def lasting(self, *names: str) -> Keys:
        """The first days of the spans of the facts that have no end."""
        spans = [self.spans(fact(name)) for name in names]
        return distinct(np.concatenate([keys[until == MISSING] for keys, until in spans]))

    def agreed(self, reasons: tuple[ExtensionReason, ...]) -> Ragged:
        """The new dates agreed for these reasons: when agreed, and the new date."""
        details = tuple(reason.value for reason in reasons)
        on, until = self.spans(Fact("", (EventKind.EXTENSION_AGREED,), details=details))
        return Ragged(on[until != MISSING], until[until != MISSING])

    def standing(self, name: str, *, last: int | None = None) -> Ragged:
        """The spans over which each thing stood until the next replaced it, or it ended; one for each day."""
        return self.kept(("standing", name, last), lambda: self._standing(name, last))

    def _standing(self, name: str, last: int | None) -> Ragged:
        on, until = self.spans(fact(name))
        begins = np.flatnonzero(np.concatenate([on[:1] >= 0, on[1:] > on[:-1]]))
        days = on[begins]
        following = next_of_case(days, int(_NEVER)) - np.int32(1)
        following = np.repeat(following, np.diff(np.append(begins, len(on))))
        ended = first_from(self.days("iep-ended", *ENDS), on)
        found = np.minimum(np.where(until == MISSING, _NEVER, until), np.where(ended == MISSING, _NEVER, ended))
        found = np.minimum(found, following)
        open_ended = day_of(on) if last is None else np.int32(last)
        found = np.where(found >= _NEVER - 1, open_ended, found)
        return Ragged(days, np.maximum.reduceat(found, begins) if len(begins) else found)


def _ordered(keys: Keys, rows: Places) -> tuple[Keys, Places]:
    """The keys in order, with their rows; most tables stand case by case and day by day already."""
    if (keys[1:] >= keys[:-1]).all():
        return keys, rows
    order = np.argsort(keys, kind="stable")
    return keys[order], rows[order]
