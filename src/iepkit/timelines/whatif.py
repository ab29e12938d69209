"""What if: the same cases under another law or calendar, or with another day in the file, answered before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.errors import UnknownName, expect
from iepkit.facts import FACTS, Fact
from iepkit.history import Case, Event
from iepkit.laws import DEFAULT, Law, Policy
from iepkit.timelines.comparing import Comparison, compare
from iepkit.timelines.deadline import Deadline
from iepkit.timelines.deadlines import deadlines
from iepkit.vocabulary import EventKind

__all__ = ["what_if", "with_days"]


def __dir__() -> list[str]:
    return __all__


Days = Mapping[str | Event, date | None]


def what_if(
    cases: Case | Iterable[Case],
    days: Days | None = None,
    *,
    law: Law,
    calendar: SchoolCalendar | None = None,
    as_of: date,
    policy: Policy = DEFAULT,
    new_law: Law | None = None,
    new_calendar: SchoolCalendar | None = None,
    new_policy: Policy | None = None,
) -> Comparison:
    """What would change for a case, or for many, on other days, under another law, on another calendar or policy.

    `days` are as for `with_days`. Both answers are as of `as_of`, or of the last of the `days` where that is later:
    what comes after the as-of day is not looked at, and the question is what follows once it has come.

    >>> from iepkit.laws import law
    >>> case = Case("7", events=(Event(EventKind.IEP_REVIEWED, date(2025, 10, 6)),))
    >>> found = what_if(case, {"iep-reviewed": date(2025, 10, 20)}, law=law("US"), as_of=date(2026, 9, 1))
    >>> [(change.clock, str(change.new), change.days) for change in found]
    [('annual-review', '2026-10-20', 14)]
    """
    expect("as_of", as_of, date)
    given = [cases] if isinstance(cases, Case) else list(cases)
    others = [with_days(case, days) for case in given] if days else given
    look = max((as_of, *(day for day in (days or {}).values() if day is not None)))
    old = (law, calendar, policy)
    new = (new_law or law, new_calendar or calendar, new_policy or policy)
    return compare(dict(_answered(given, look, *old)), dict(_answered(others, look, *new)))


def _answered(
    cases: Iterable[Case], as_of: date, law: Law, calendar: SchoolCalendar | None, policy: Policy
) -> Iterator[tuple[str, list[Deadline]]]:
    for case in cases:
        yield case.id, deadlines(case, law=law, calendar=calendar, as_of=as_of, policy=policy)


def with_days(case: Case, days: Days) -> Case:
    """The case as it would be with other days: events that happened on another day, or did not, or one more.

    A day is named by a fact (`consent-for-initial-evaluation`), by a kind of event (`consent-for-evaluation`), or by
    an event of `case.history()`. A name stands for the last such event; where there is none, one is added.
    `None` takes it out. Whatever else stands in the file by the same date, as a meeting and the IEP that was made in
    it, moves along. What comes back holds the whole history as events, and no documents.

    Raises `UnknownName` for a name that is no fact or event, and for an event that is not in the history.

    >>> case = Case("7", events=(Event(EventKind.REFERRAL, date(2026, 9, 8)),))
    >>> [str(event.on) for event in with_days(case, {"referral": date(2026, 9, 10)}).events]
    ['2026-09-10']
    """
    history = list(case.history())
    for key, day in days.items():
        expect("day", day, date, optional=True)
        history = list(_changed(history, key, day, f"$.events[{len(case.events)}]"))
    return Case(case.id, case.jurisdiction, case.calendar, case.student, events=tuple(history))


def _changed(history: list[Event], key: str | Event, day: date | None, path: str) -> Iterator[Event]:
    fact = _named(key)
    found = [one for one in history if one == key or (one.kind in fact.kinds and fact.holds(one))]
    if not found and isinstance(key, Event):
        raise UnknownName("event", str(key.kind), sorted({str(one.kind) for one in history}))
    last = found[-1] if found else None
    for one in history:
        if last is None or one.on != last.on or one.path != last.path:
            yield one
        elif day is not None:
            yield _on(one, day, at_end=fact.at_end)
    if last is None and day is not None:
        detail = fact.details[0] if fact.details else None
        yield Event(fact.kinds[0], day, day if fact.at_end else None, fact.purpose, detail, path=path)


def _named(key: str | Event) -> Fact:
    """The fact of that name, or every event of that kind as one; an event is no fact but itself."""
    if isinstance(key, Event):
        return Fact("")
    kinds = {kind.value: Fact("", (kind,)) for kind in EventKind}
    known = {**kinds, **{name: row for name, row in FACTS.items() if row.kinds}}
    if key not in known:
        raise UnknownName("fact or event", key, sorted(known))
    return known[key]


def _on(event: Event, day: date, *, at_end: bool) -> Event:
    """The event on another day: a span keeps its length, a planned or agreed day of its own stays what it is."""
    if at_end:
        return attrs.evolve(event, on=min(event.on, day), until=day)
    until = event.until
    if until is not None and event.kind is not EventKind.EXTENSION_AGREED:
        until += day - event.on
    return attrs.evolve(event, on=day, until=until)
