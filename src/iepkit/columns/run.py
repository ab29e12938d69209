"""Deadlines in columns: every clock of many cases, by the same shapes that answer for one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.calendars import SchoolCalendar
from iepkit.columns.answers import Columns, Gathered
from iepkit.columns.arrays import Verdict
from iepkit.columns.days import Days, Mask, column, floor, pick
from iepkit.columns.grouping import Population, matters, part, population
from iepkit.columns.histories import Histories, Known
from iepkit.columns.keys import key
from iepkit.columns.runs import Runs
from iepkit.columns.sharing import Ranges, Share, shares
from iepkit.columns.tables import EventTable
from iepkit.columns.versions import answers, governed, of_clock
from iepkit.days import MISSING, UNKNOWN, to_day
from iepkit.errors import UnknownName
from iepkit.facts import FOREVER, Projection, fact
from iepkit.laws import DEFAULT, Law, Policy
from iepkit.laws import clocks as all_clocks
from iepkit.timelines.binding import plans
from iepkit.timelines.finding import is_for
from iepkit.timelines.shapes import NONE
from iepkit.vocabulary import EventKind

__all__ = ["Calendars", "Laws", "chosen_clocks", "deadlines", "due", "law_of", "ran"]


def __dir__() -> list[str]:
    return __all__


Laws = Law | Mapping[str, Law]
Calendars = SchoolCalendar | Mapping[str, SchoolCalendar] | None

_NOTHING = Projection({})


def law_of(jurisdiction: str | None, law: Laws) -> Law:
    """The law of a case that names a jurisdiction; raises `UnknownName` where it is not given."""
    if isinstance(law, Law):
        return law
    if jurisdiction is None or jurisdiction not in law:
        raise UnknownName("jurisdiction of a case", str(jurisdiction), law)
    return law[jurisdiction]


def _calendar_of(name: str | None, calendar: Calendars) -> SchoolCalendar | None:
    if isinstance(calendar, Mapping):
        return None if name is None else calendar.get(name)
    return calendar


def deadlines(
    events: EventTable,
    *,
    law: Laws,
    calendar: Calendars = None,
    as_of: date,
    policy: Policy = DEFAULT,
    clocks: Collection[str] | None = None,
) -> Columns:
    """Every deadline of many cases as of a day, the same as `iepkit.deadlines` gives for each of them.

    One law and one calendar serve every case, or several by the jurisdiction and the calendar that each case names;
    a case whose calendar is not among them has none. `clocks` names those to run, by default all.
    The rows stand by law and calendar, then clock by clock, then case by case.

    Raises `UnknownName` for a clock that does not exist, and for a jurisdiction whose law is not given.

    >>> from iepkit.columns.answers import STATUS
    >>> from iepkit.columns.tables import events_of
    >>> from iepkit.history import Case, Event
    >>> from iepkit.laws import law
    >>> from iepkit.vocabulary import EventKind
    >>> case = Case("1", events=(Event(EventKind.IEP_REVIEWED, date(2025, 10, 6)),))
    >>> found = deadlines(events_of([case]), law=law("US"), as_of=date(2026, 11, 2))
    >>> found.dates("due"), [STATUS[code].value for code in found["status"]]
    (array(['2026-10-06'], dtype='datetime64[D]'), ['overdue'])
    """
    chosen = chosen_clocks(clocks)
    return ran(events, Gathered(), law=law, calendar=calendar, as_of=as_of, policy=policy, chosen=chosen)


def ran(
    events: EventTable,
    found: Gathered,
    *,
    law: Laws,
    calendar: Calendars,
    as_of: date,
    policy: Policy,
    chosen: tuple[str, ...],
) -> Columns:
    """Every deadline of some clocks, gathered with what was found of other cases."""
    by = {"by_law": isinstance(law, Mapping), "by_calendar": isinstance(calendar, Mapping)}
    people = population(events, to_day(as_of), **by)
    settings = [(law_of(group.jurisdiction, law), _calendar_of(group.calendar, calendar)) for group in people.groups]
    ranges = [(group.first, group.stop) for group in people.groups]
    shared = {name: tuple(shares(all_clocks()[name], settings, ranges, policy)) for name in chosen}
    of_matters = [share for name in chosen if all_clocks()[name].matter for share in shared[name]]
    sides = {False: _Side(people, people.known), True: _Side(people, matters(people, _kinds(of_matters)))}
    for at, name in enumerate(chosen):
        side = sides[all_clocks()[name].matter]
        for eras, mine in shared[name]:
            for one in of_clock(eras, side.part(mine)):
                keep = one.claims & (one.answer[0] != NONE)
                found.add(one.plan, at, one.asked, one.answer, keep, whose=side.whose, about=side.about)
    left_out = tuple(name for name in all_clocks() if name not in chosen)
    return found.columns(chosen, abouts=events.abouts, left_out=left_out)


def _kinds(shared: Sequence[Share]) -> set[EventKind]:
    """The kinds of event that start clocks."""
    names = {name for eras, _ in shared for *_, era in eras for plan in era for name in plan.starts}
    return {kind for name in names for kind in fact(name).kinds}


class _Side:
    """The cases of a population, or its matters, and the parts of them that share the plans of a clock."""

    def __init__(self, people: Population, whole: Histories) -> None:
        self._people, self._whole = people, whole
        whose = None if whole.matters is None else people.order[whole.matters.whose]
        self.whose = people.order if whose is None and len(people.groups) > 1 else whose  # one group stands as it is
        self.about = None if whole.matters is None else whole.matters.about
        self._parts: dict[Ranges, Known] = {}

    def part(self, ranges: Ranges) -> Known:
        """What is known of some ranges of the cases."""
        if ranges not in self._parts:
            self._parts[ranges] = part(self._whole, ranges, len(self._people.order))
        return self._parts[ranges]


def chosen_clocks(names: Collection[str] | None) -> tuple[str, ...]:
    """The clocks to run, in the order of the law; raises `UnknownName` for one that does not exist."""
    for name in names or ():
        if name not in all_clocks():
            raise UnknownName("clock", name, all_clocks())
    return tuple(name for name in all_clocks() if names is None or name in names)


def due(
    clock: str,
    start: npt.ArrayLike,
    *,
    law: Law,
    calendar: SchoolCalendar | None = None,
    done: npt.ArrayLike | None = None,
    as_of: date | None = None,
    policy: Policy = DEFAULT,
) -> Columns:
    """The deadlines of one clock that starts on many days, the same as `iepkit.due` gives for each of them.

    `start` and `done` are days since 1970-01-01, `MISSING` where there is none. `case` is the place of each start.
    A start that is missing has no deadline and no row.

    Raises `UnknownName` for a clock that does not exist, and for one for which this law has no number.

    >>> from iepkit.laws import law
    >>> str(due("initial-evaluation", [20_514], law=law("US"), as_of=date(2026, 5, 5)).dates("due")[0])
    '2026-05-01'
    """
    (name,) = chosen_clocks([clock])
    today = MISSING if as_of is None else to_day(as_of)
    starts = np.asarray(start, np.int32)
    dones: Days = MISSING
    if done is not None:
        dones = np.asarray(done, np.int32)
        last = np.int32(FOREVER if as_of is None else today)
        dones = pick(dones <= last, dones, MISSING)  # what comes after the as-of day has not been seen
    places = np.arange(len(starts))
    asked, there = Runs(key(places, starts), places, starts, today, dones), starts != MISSING
    asked = asked if there.all() else asked[there]
    found, numbered = Gathered(), False
    for since, until, versions in plans(law.clock(name), law, calendar, policy):
        era = [plan for plan in versions if plan.numbered and is_for(plan, _NOTHING, MISSING)]
        said = []
        for plan in era:
            nothing = column(MISSING, len(asked))
            measured = nothing if plan.measured else asked.start
            begins = tuple(nothing if name else asked.start for name in plan.begins)
            answer = answers(plan, attrs.evolve(asked, measured=measured, starts=begins))
            said.append((answer, governed(plan, asked, answer[1], since, until) & (answer[0] != NONE)))
        first = _most_urgent(asked, said)
        for at, (plan, (answer, keep)) in enumerate(zip(era, said, strict=True)):
            found.add(plan, 0, asked, answer, keep & (first == at))
        numbered |= bool(era)
        asked = asked[~np.logical_or.reduce([keep for _, keep in said])] if era else asked
    if not numbered:
        raise UnknownName("number in this law for the clock", clock, _numbered(law, calendar, policy))
    return found.columns((name,), in_order=True)


def _most_urgent(asked: Runs, said: Sequence[tuple[Verdict, Mask]]) -> Any:
    """Which of several answers is due first in each row; an unknown day counts as the day it comes after."""
    if len(said) <= 1:
        return 0
    last, days = np.int32(FOREVER), []
    for (_, day, _), keep in said:
        bound = floor(day)
        told = (day < UNKNOWN) | (bound > asked.start)
        days.append(np.where(keep, np.where(told, bound, last), last + np.int32(1)))
    return np.argmin(days, axis=0)


def _numbered(law: Law, calendar: SchoolCalendar | None, policy: Policy) -> list[str]:
    eras = {name: plans(row, law, calendar, policy) for name, row in law.clocks.items()}
    return [name for name, found in eras.items() if any(plan.numbered for *_, era in found for plan in era)]
