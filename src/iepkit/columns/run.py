"""Deadlines in columns: every clock of many cases, by the same shapes that answer for one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.calendars import SchoolCalendar
from iepkit.columns.arrays import Arrays, Verdict
from iepkit.columns.counting import bound
from iepkit.columns.days import Column, Days, Mask, column, floor, pick
from iepkit.columns.histories import Histories, Keys
from iepkit.columns.runs import Runs, runs
from iepkit.columns.tables import EventTable
from iepkit.days import MISSING, UNKNOWN, to_day
from iepkit.errors import UnknownName
from iepkit.facts import FOREVER, fact
from iepkit.laws import DEFAULT, Clock, Law, Policy, Provision, Shape
from iepkit.laws import clocks as all_clocks
from iepkit.timelines.binding import Plan, plans
from iepkit.timelines.shapes import NONE, STATUSES
from iepkit.vocabulary import Status

__all__ = ["STATUS", "Columns", "deadlines", "due"]


def __dir__() -> list[str]:
    return __all__


Calendars = SchoolCalendar | Mapping[str, SchoolCalendar] | None

STATUS: tuple[Status | None, ...] = tuple(None if name == "none" else Status(name) for name in STATUSES)

_ARRAYS = Arrays()
_BLOCK = 1 << 16  # rows whose intermediate columns stay in the cache of a core
_FIELDS = ("case", "clock", "provision", "status", "due", "days_late", "start", "done", "later_than")


@attrs.frozen(eq=False, repr=False)
class Columns(Mapping[str, npt.NDArray[np.integer[Any]]]):
    """Deadlines as columns of one length, by name.

    `case` is a place among the cases, `clock` one in `clocks`, `provision` (the one that governs) one in `provisions`,
    `status` one in `STATUS`. `due`, `start`, `done` and `later_than` are days, `MISSING` where there is none;
    `due` is an unknown day, above all others, where it is not known, and `later_than` then says what is known of it.
    `days_late` is as on a `Deadline`. `start` is left out where it would show a birth date.

    `left_out` names the clocks that did not run, since they were not asked for.
    """

    columns: dict[str, npt.NDArray[np.integer[Any]]]
    clocks: tuple[str, ...]
    provisions: tuple[Provision, ...]
    left_out: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> npt.NDArray[np.integer[Any]]:
        return self.columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def __repr__(self) -> str:
        return f"Columns({len(self.columns['case'])} deadlines)"

    @property
    def unknown(self) -> Mask:
        """Where the due day is unknown."""
        return self.columns["due"] >= UNKNOWN

    def dates(self, name: str) -> npt.NDArray[np.datetime64]:
        """A column of days as dates, `NaT` where the day is missing or unknown."""
        days = self.columns[name]
        dates = days.astype("datetime64[D]")
        dates[(days == MISSING) | (days >= UNKNOWN)] = np.datetime64("NaT", "D")
        return dates


# -- running ----------------------------------------------------------------------------------------------------------


def _answers(plan: Plan, asked: Runs) -> Verdict:
    """The status, the due day and the days late of every run, block by block."""
    terms, rows = bound(plan), len(asked)
    status, due, days = np.empty(rows, np.uint8), np.empty(rows, np.int32), np.empty(rows, np.int32)
    for first in range(0, rows, _BLOCK):
        block = slice(first, first + _BLOCK)
        status[block], due[block], days[block] = terms.shape(_ARRAYS, asked[block], terms)
    return status, due, days


def _governed(plan: Plan, asked: Runs, due: Column, since: int, until: int) -> Mask:
    """Which runs a version of the law governs: by their start, or by when they are due where they count to a day."""
    if plan.clock.shape is not Shape.BEFORE:
        return (asked.start >= since) & (asked.start < until)
    governed: Mask = np.where(due >= UNKNOWN, since <= asked.as_of, since <= due)
    return governed


@attrs.define
class _Rows:
    """The answers so far, part by part."""

    parts: dict[str, list[npt.NDArray[np.integer[Any]]]] = attrs.field(factory=lambda: {name: [] for name in _FIELDS})
    provisions: dict[Provision, int] = attrs.field(factory=dict)

    def add(self, plan: Plan, clock: int, asked: Runs, answer: Verdict, keep: Mask) -> None:
        """Keep some of the answers under one plan."""
        if not keep.any():
            return
        if not keep.all():
            asked, answer = asked[keep], (answer[0][keep], answer[1][keep], answer[2][keep])
        status, due, days = answer
        rows, unknown = len(due), due >= UNKNOWN
        later_than = np.full(rows, MISSING, np.int32)
        if unknown.any():
            after = floor(due)
            later_than = pick(unknown & (after > asked.start), after, MISSING)
        columns: dict[str, npt.NDArray[np.integer[Any]]] = {
            "case": asked.case,
            "clock": np.full(rows, clock, np.int16),
            "provision": np.full(rows, self.provisions.setdefault(plan.provision, len(self.provisions)), np.int32),
            "status": status,
            "due": due,
            "days_late": days,
            "start": np.full(rows, MISSING, np.int32) if fact(plan.start).private else asked.start,
            "done": column(asked.done, rows),
            "later_than": later_than,
        }
        for name, values in columns.items():
            self.parts[name].append(values)

    def columns(self, clocks: tuple[str, ...], left_out: tuple[str, ...], *, in_order: bool = False) -> Columns:
        """The answers as columns, by case where they are asked for in order."""
        empty = np.empty(0, np.int32)
        found = {
            name: np.concatenate(parts) if len(parts) > 1 else parts[0] if parts else empty
            for name, parts in self.parts.items()
        }
        if in_order and len(self.parts["case"]) > 1:
            order = np.argsort(found["case"], kind="stable")
            found = {name: values[order] for name, values in found.items()}
        return Columns(found, clocks, tuple(self.provisions), left_out)


@attrs.frozen(eq=False)
class _Group:
    """The cases that share a law and a calendar, as of a day."""

    law: Law
    calendar: SchoolCalendar | None
    policy: Policy
    as_of: int
    known: Histories

    def run(self, clock: Clock, at: int, found: _Rows) -> None:
        """The deadlines of one clock; of several versions of the law the newest is asked first."""
        governed: Keys = np.empty(0, np.int64)  # the starts for which a newer version of the law has spoken
        for since, until, era in plans(clock, self.law, self.calendar, self.policy):
            spoken = [governed]
            for plan in era:
                asked = runs(plan, self.known, self.as_of)
                asked = asked[np.isin(asked.keys, governed, invert=True)] if len(governed) else asked
                answers = _answers(plan, asked)
                mine = _governed(plan, asked, answers[1], since, until)
                spoken.append(asked.keys[mine])
                found.add(plan, at, asked, answers, mine & (answers[0] != NONE))
            governed = np.concatenate(spoken)


def _law_of(jurisdiction: str | None, law: Law | Mapping[str, Law]) -> Law:
    if isinstance(law, Law):
        return law
    if jurisdiction is None or jurisdiction not in law:
        raise UnknownName("jurisdiction of a case", str(jurisdiction), law)
    return law[jurisdiction]


def _calendar_of(name: str | None, calendar: Calendars) -> SchoolCalendar | None:
    if isinstance(calendar, Mapping):
        return None if name is None else calendar.get(name)
    return calendar


def _groups(
    events: EventTable, law: Law | Mapping[str, Law], calendar: Calendars, as_of: int
) -> Iterator[tuple[Law, SchoolCalendar | None, Histories]]:
    """The cases by law and calendar, each with its events, from one sort."""
    by_law, by_calendar = isinstance(law, Mapping), isinstance(calendar, Mapping)
    width = len(events.calendars)
    group = events.jurisdiction.astype(np.int64) * width * by_law + events.calendar * by_calendar
    cases, rows = np.argsort(group, kind="stable"), np.argsort(group[events.case], kind="stable")
    for code in np.unique(group):
        mine = [
            order[slice(*np.searchsorted(of[order], [code, code + 1]))]
            for order, of in ((cases, group), (rows, group[events.case]))
        ]
        jurisdiction, name = events.jurisdictions[code // width], events.calendars[code % width]
        yield _law_of(jurisdiction, law), _calendar_of(name, calendar), Histories(events, as_of, *mine)


def deadlines(
    events: EventTable,
    *,
    law: Law | Mapping[str, Law],
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

    >>> from iepkit.columns.tables import events_of
    >>> from iepkit.history import Case, Event
    >>> from iepkit.laws import law
    >>> from iepkit.vocabulary import EventKind
    >>> case = Case("1", events=(Event(EventKind.IEP_REVIEWED, date(2025, 10, 6)),))
    >>> found = deadlines(events_of([case]), law=law("US"), as_of=date(2026, 11, 2))
    >>> found.dates("due"), [STATUS[code].value for code in found["status"]]
    (array(['2026-10-06'], dtype='datetime64[D]'), ['overdue'])
    """
    chosen = _chosen(clocks)
    today, found = to_day(as_of), _Rows()
    for its_law, its_calendar, known in _groups(events, law, calendar, today):
        group = _Group(its_law, its_calendar, policy, today, known)
        for at, clock in enumerate(chosen):
            group.run(all_clocks()[clock], at, found)
    return found.columns(chosen, tuple(name for name in all_clocks() if name not in chosen))


def _chosen(names: Collection[str] | None) -> tuple[str, ...]:
    """The clocks to run, in the order of the law."""
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
    (name,) = _chosen([clock])
    today = MISSING if as_of is None else to_day(as_of)
    starts = np.asarray(start, np.int32)
    dones: Days = MISSING
    if done is not None:
        dones = np.asarray(done, np.int32)
        last = np.int32(FOREVER if as_of is None else today)
        dones = pick(dones <= last, dones, MISSING)  # what comes after the as-of day has not been seen
    asked, there = Runs(np.arange(len(starts)), starts, today, dones, needed=starts), starts != MISSING
    asked = asked if there.all() else asked[there]
    found, numbered = _Rows(), False
    for since, until, era in plans(law.clock(name), law, calendar, policy):
        answers = []
        for plan in era:
            measured = column(MISSING, len(asked)) if plan.measured else asked.start
            answer = _answers(plan, attrs.evolve(asked, measured=measured))
            answers.append((answer, _governed(plan, asked, answer[1], since, until) & (answer[0] != NONE)))
        first = _most_urgent(asked, answers)
        for at, (plan, (answer, keep)) in enumerate(zip(era, answers, strict=True)):
            found.add(plan, 0, asked, answer, keep & (first == at))
        numbered |= bool(era)
        asked = asked[~np.logical_or.reduce([keep for _, keep in answers])] if era else asked
    if not numbered:
        raise UnknownName("number in this law for the clock", clock, _numbered(law, calendar, policy))
    return found.columns((name,), (), in_order=True)


def _most_urgent(asked: Runs, answers: Sequence[tuple[Verdict, Mask]]) -> Any:
    """Which of several answers is due first in each row; an unknown day counts as the day it comes after."""
    if len(answers) <= 1:
        return 0
    last = np.int32(FOREVER)
    days = []
    for (_, day, _), keep in answers:
        bound_ = floor(day)
        days.append(
            np.where(
                keep & ((day < UNKNOWN) | (bound_ > asked.start)), bound_, np.where(keep, last, last + np.int32(1))
            )
        )
    return np.argmin(days, axis=0)


def _numbered(law: Law, calendar: SchoolCalendar | None, policy: Policy) -> list[str]:
    return [name for name, row in law.clocks.items() if any(era for *_, era in plans(row, law, calendar, policy))]
