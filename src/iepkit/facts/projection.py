"""The facts of a case as whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from operator import itemgetter

import attrs

from iepkit.days import MISSING, merged, to_day
from iepkit.facts.table import AT_END, BY_KIND, ENDS, FOREVER
from iepkit.history import Case, Event
from iepkit.vocabulary import EventKind, ExtensionReason

__all__ = ["Projection"]


def __dir__() -> list[str]:
    return __all__


Table = dict[str, list[tuple[int, int, Event | None]]]


@attrs.frozen
class Projection:
    """The facts of one case as whole numbers, from one pass over its history.

    >>> from iepkit.history import Case, Event
    >>> case = Case("1", events=(Event(EventKind.REFERRAL, date(1970, 1, 3)),))
    >>> Projection.of(case).days("referral")
    [2]
    """

    table: Table
    events: Sequence[Event] = attrs.field(default=(), repr=False, eq=False)
    as_of: int = FOREVER
    case: Projection | None = attrs.field(default=None, repr=False, eq=False)
    _days: dict[tuple[str, ...], list[int]] = attrs.field(factory=dict, init=False, repr=False, eq=False)

    @classmethod
    def of(cls, case: Case, as_of: date | None = None) -> Projection:
        """The facts of a case, as of a day; a birth after that day is none."""
        found = cls.of_events(case.history(until=as_of), FOREVER if as_of is None else to_day(as_of))
        born = case.student.birth_date if case.student else None
        if born is not None and (as_of is None or born <= as_of):
            found.table["birth"] = [(to_day(born), MISSING, None)]
        return found

    @classmethod
    def of_events(cls, events: Iterable[Event], as_of: int = FOREVER, case: Projection | None = None) -> Projection:
        """The facts of events in the order of their days, as of a day; `case` where they are of one of its matters."""
        events = tuple(events)
        table: Table = {}
        for event in events:
            on = to_day(event.on)
            until = MISSING if event.until is None else to_day(event.until)
            for name, row in BY_KIND[event.kind]:
                if row.holds(event):
                    if not row.at_end:
                        table.setdefault(name, []).append((on, until, event))
                    elif until != MISSING:
                        table.setdefault(name, []).append((until, MISSING, event))
            if event.kind is EventKind.EXTENSION_AGREED:
                table.setdefault(f"extension:{event.detail}", []).append((on, until, event))
        for name in AT_END:
            table.get(name, []).sort(key=itemgetter(0))
        return cls(table, events, as_of, case)

    def matters(self) -> list[Projection]:
        """The facts of each matter of the case on its own; the events that name none make one matter together."""
        apart: dict[str | None, list[Event]] = {}
        for event in self.events:
            apart.setdefault(event.about, []).append(event)
        if len(apart) <= 1:
            return [self]
        tables: dict[str | None, Table] = {about: {} for about in apart}
        for name, rows in self.table.items():
            for row in rows:
                for table in tables.values() if row[2] is None else (tables[row[2].about],):  # a birth is of them all
                    table.setdefault(name, []).append(row)
        return [Projection(tables[about], events, self.as_of, self) for about, events in apart.items()]

    def days(self, *names: str) -> list[int]:
        """The days of the facts, in order, each once, as far as they have come; leave the list as it is, it is kept."""
        found = self._days.get(names)
        if found is None:
            as_of = self.as_of
            found = self._days[names] = [day for day in self.planned(*names) if day <= as_of]
        return found

    def planned(self, *names: str) -> list[int]:
        """The days of the facts, in order, each once, also those that lie ahead."""
        rows = [self.table[name] for name in names if name in self.table]
        if len(rows) == 1:
            return list(dict.fromkeys([row[0] for row in rows[0]]))  # in order as they are
        return sorted({row[0] for some in rows for row in some})

    def expected(self, *names: str) -> list[int]:
        """The days of the facts, in order: those that have come, and planned ones that lie ahead.

        A planned day that has passed says nothing: the thing may have been put off, or never have been.
        """
        if self.as_of == FOREVER:
            return self.planned(*names)
        planned = [day for name in names if name in AT_END for day in self.planned(name) if day >= self.as_of]
        return sorted({*planned, *self.days(*(name for name in names if name not in AT_END))})

    def has_between(self, names: Sequence[str], since: int, until: int) -> bool:
        """Whether any of the facts lies between a day and before another, or ahead in it."""
        for name in names:
            for row in self.table.get(name, ()):
                if since <= row[0] < until:
                    return True
        return False

    @property
    def earliest(self) -> int:
        """The day of the first event that is a fact, or `FOREVER`."""
        return min((rows[0][0] for name, rows in self.table.items() if name != "birth"), default=FOREVER)

    def first(self, *names: str) -> int:
        """The first day of the facts, or `MISSING`."""
        days = self.days(*names)
        return days[0] if days else MISSING

    def path(self, day: int, *names: str) -> str:
        """Where in the case one of the facts stands that is of that day, or nothing."""
        for name in names:
            for on, _, event in self.table.get(name, ()):
                if on == day and event is not None:
                    return event.path
        return ""

    def intervals(self, name: str) -> tuple[tuple[int, int], ...]:
        """The spans of a fact, merged; a span without an end is one day."""
        rows = self.table.get(name, ())
        return tuple(merged((on, on if until == MISSING else until) for on, until, _ in rows))

    def spans(self, names: Sequence[str], *, last: int, lasting: bool = False) -> tuple[tuple[int, int], ...]:
        """The spans of several facts up to a day, merged; one without an end is one day, or `lasting` till that day."""
        rows = ((on, until) for name in names for on, until, _ in self.table.get(name, ()))
        ends = ((on, until if until != MISSING else last if lasting else on) for on, until in rows)
        return tuple(merged((on, min(until, last)) for on, until in ends))

    def lasting(self, names: Sequence[str]) -> int:
        """The first day of a span of the facts that has no end, or `MISSING`."""
        rows = [on for name in names for on, until, _ in self.table.get(name, ()) if until == MISSING]
        return min(rows, default=MISSING)

    def agreed(self, reasons: Sequence[ExtensionReason]) -> tuple[tuple[int, int], ...]:
        """The agreed new dates for these reasons: when agreed, and the new date."""
        rows = [row for reason in reasons for row in self.table.get(f"extension:{reason.value}", ())]
        return tuple(sorted((on, until) for on, until, _ in rows if until != MISSING))

    def standing(self, name: str, *, last: int | None = None) -> list[tuple[int, int]]:
        """The spans over which each thing stood until the next replaced it, or it ended.

        Where the last one has no end, it stands until `last`; by default only its own first day is claimed.
        """
        rows = [(on, until) for on, until, _ in self.table.get(name, ())]
        ended = self.days("iep-ended", *ENDS)
        spans = []
        for at, (on, until) in enumerate(rows):
            ends = [until] if until != MISSING else []
            ends += [day for day in ended if day >= on][:1]
            ends += [following - 1 for following, _ in rows[at + 1 :] if following > on][:1]
            spans.append((on, min(ends) if ends else on if last is None else last))
        return spans
