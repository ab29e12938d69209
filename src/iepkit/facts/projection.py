"""The facts of a case as whole numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from operator import itemgetter

import attrs

from iepkit.days import MISSING, merged, to_day
from iepkit.facts.episodes import first_within
from iepkit.facts.table import AT_END, BY_KIND, ENDS, FOREVER
from iepkit.history import Case, Event, happenings
from iepkit.vocabulary import EventKind, ExtensionReason

__all__ = ["Projection"]


def __dir__() -> list[str]:
    return __all__


_BIRTH, _EXTENSION = "birth", EventKind.EXTENSION_AGREED
Row = tuple[int, int, str | None, str]  # the day, the last day or the planned one, the matter, the path
Table = dict[str, list[Row]]
_day, _matter = itemgetter(0), itemgetter(2)


class _Days(dict[tuple[str, ...], list[int]]):
    """The days of facts, found when they are first asked for."""

    def __init__(self, table: Table, as_of: int) -> None:
        """None are known yet of a table, which may be added to until then."""
        self.table, self.as_of = table, as_of

    def __missing__(self, names: tuple[str, ...]) -> list[int]:
        days = [] if self.table.keys().isdisjoint(names) else _planned(self.table, names)
        found = self[names] = days[: bisect_right(days, self.as_of)] if days and days[-1] > self.as_of else days
        return found


def _planned(table: Table, names: Iterable[str]) -> list[int]:
    days: list[int] = []
    for name in names:
        if name in table:
            days.extend(map(_day, table[name]))
    return sorted(set(days)) if len(days) > 1 else days


@attrs.frozen
class Projection:
    """The facts of one case as whole numbers, from one pass over its history.

    >>> from iepkit.history import Case, Event
    >>> case = Case("1", events=(Event(EventKind.REFERRAL, date(1970, 1, 3)),))
    >>> Projection.of(case).days("referral")
    [2]
    """

    table: Table
    matter_names: tuple[str | None, ...] = attrs.field(default=(), repr=False, eq=False)
    as_of: int = FOREVER
    case: Projection | None = attrs.field(default=None, repr=False, eq=False)
    days_of: _Days = attrs.field(init=False, repr=False, eq=False)  # what `days` answers, by the names of the facts

    @days_of.default
    def _days_of(self) -> _Days:
        return _Days(self.table, self.as_of)

    @classmethod
    def of(
        cls, case: Case, as_of: date | None = None, happened: Sequence[tuple[Event, str]] | None = None
    ) -> Projection:
        """The facts of a case, as of a day; a birth after that day is none.

        `happened` are the `happenings` of the case until that day, where the caller has them already.
        """
        happened = happenings(case, as_of) if happened is None else happened
        found = cls._of(happened, FOREVER if as_of is None else to_day(as_of))
        born = case.student.birth_date if case.student else None
        if born is not None and (as_of is None or born <= as_of):
            found.add_birth(born)
        return found

    @classmethod
    def of_events(cls, events: Iterable[Event], as_of: int = FOREVER) -> Projection:
        """The facts of events in the order of their days, as of a day."""
        return cls._of([(event, event.path) for event in events], as_of)

    @classmethod
    def _of(cls, happened: Sequence[tuple[Event, str]], as_of: int) -> Projection:
        table: Table = defaultdict(list)
        for event, path in happened:
            on = to_day(event.on)
            until = MISSING if event.until is None else to_day(event.until)
            row = (on, until, event.about, path)
            plain, asked = BY_KIND[event.kind]
            for name in plain:
                table[name].append(row)
            for name, fact in asked:
                if fact.holds(event):
                    if not fact.at_end:
                        table[name].append(row)
                    elif until != MISSING:
                        table[name].append((until, MISSING, event.about, path))
            if event.kind is _EXTENSION:
                table[f"extension:{event.detail}"].append(row)
        for name in AT_END:
            if name in table:
                table[name].sort(key=_day)
        return cls(dict(table), tuple(dict.fromkeys([event.about for event, _ in happened])), as_of)

    def add_birth(self, born: date) -> None:
        """Add the day of birth, which is no event and has no place in the file that could be shown."""
        self.table[_BIRTH] = [(to_day(born), MISSING, None, "")]

    def matters(self) -> list[Projection]:
        """The facts of each matter of the case on its own; the events that name none make one matter together."""
        if len(self.matter_names) <= 1:
            return [self]
        tables: dict[str | None, Table] = {matter: {} for matter in self.matter_names}
        for name, rows in self.table.items():
            of = set(map(_matter, rows))
            for matter in self.matter_names if name == _BIRTH else of:
                mine = rows if len(of) == 1 else [row for row in rows if row[2] == matter]
                tables[matter][name] = mine
        return [Projection(table, (name,), self.as_of, self) for name, table in tables.items()]

    def days(self, *names: str) -> list[int]:
        """The days of the facts, in order, each once, as far as they have come; leave the list as it is, it is kept."""
        return self.days_of[names]

    def planned(self, *names: str) -> list[int]:
        """The days of the facts, in order, each once, also those that lie ahead."""
        return _planned(self.table, names)

    def expected(self, *names: str) -> list[int]:
        """The days of the facts, in order: those that have come, and planned ones that lie ahead.

        A planned day that has passed says nothing: the thing may have been put off, or never have been.
        """
        if self.as_of == FOREVER:
            return self.planned(*names)
        planned = [day for name in names if name in AT_END for day in self.planned(name) if day >= self.as_of]
        return sorted({*planned, *self.days(*(name for name in names if name not in AT_END))})

    def may_have_between(self, names: Sequence[str], since: int, until: int) -> bool:
        """Whether any of the facts may lie between a day and before another: by the first and the last of its days."""
        for name in names:
            rows = self.table.get(name)
            if rows and rows[0][0] < until and rows[-1][0] >= since:
                return True
        return False

    def first(self, *names: str) -> int:
        """The first day of the facts, or `MISSING`."""
        days = self.days_of[names]
        return days[0] if days else MISSING

    def path(self, day: int, names: Sequence[str]) -> str:
        """Where in the case one of the facts stands that is of that day, or nothing."""
        for name in names:
            rows = self.table.get(name, ())
            at = bisect_left(rows, (day,))
            if at < len(rows) and rows[at][0] == day:
                return rows[at][3]
        return ""

    def intervals(self, name: str) -> tuple[tuple[int, int], ...]:
        """The spans of a fact, merged; a span without an end is one day."""
        rows = self.table.get(name, ())
        return tuple(merged((on, on if until == MISSING else until) for on, until, *_ in rows))

    def spans(self, names: Sequence[str], *, last: int, lasting: bool = False) -> tuple[tuple[int, int], ...]:
        """The spans of several facts up to a day, merged; one without an end is one day, or `lasting` till that day."""
        rows = ((on, until) for name in names for on, until, *_ in self.table.get(name, ()))
        ends = ((on, until if until != MISSING else last if lasting else on) for on, until in rows)
        return tuple(merged((on, min(until, last)) for on, until in ends))

    def lasting(self, names: Sequence[str]) -> int:
        """The first day of a span of the facts that has no end, or `MISSING`."""
        rows = [on for name in names for on, until, *_ in self.table.get(name, ()) if until == MISSING]
        return min(rows, default=MISSING)

    def agreed(self, reasons: Sequence[ExtensionReason]) -> tuple[tuple[int, int], ...]:
        """The agreed new dates for these reasons: when agreed, and the new date."""
        rows = [row for reason in reasons for row in self.table.get(f"extension:{reason.value}", ())]
        return tuple(sorted((on, until) for on, until, *_ in rows if until != MISSING))

    def standing(self, name: str, *, last: int | None = None) -> list[tuple[int, int]]:
        """The spans over which each thing stood until the next replaced it, or it ended.

        Where the last one has no end, it stands until `last`; by default only its own first day is claimed.
        """
        rows = self.table.get(name, ())
        days, ended = list(map(_day, rows)), self.days("iep-ended", *ENDS)
        spans = []
        for on, until, *_ in rows:
            following = bisect_right(days, on)
            replaced = days[following] - 1 if following < len(days) else MISSING
            ends = [day for day in (until, first_within(ended, on), replaced) if day != MISSING]
            spans.append((on, min(ends) if ends else on if last is None else last))
        return spans
