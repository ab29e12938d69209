"""Deadlines: every clock of a case that runs or ran, with its due day, its status and its reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.days import MISSING, to_day
from iepkit.errors import InvalidDocument, Problem, UnknownName, expect
from iepkit.facts import FOREVER, Projection, first_within
from iepkit.history import Case, Event
from iepkit.laws import DEFAULT, Law, Policy
from iepkit.timelines.binding import by_start, plans
from iepkit.timelines.deadline import Deadline, deadline_of
from iepkit.timelines.finding import is_for
from iepkit.timelines.plans import Plan
from iepkit.timelines.runs import bear_on, ends_of, measured_from
from iepkit.timelines.scalars import Facts
from iepkit.timelines.versions import answered, answers
from iepkit.timelines.windows import Window

__all__ = ["deadlines", "deadlines_of", "due"]


def __dir__() -> list[str]:
    return __all__


def due(
    clock: str,
    start: date,
    *,
    law: Law,
    calendar: SchoolCalendar | None = None,
    done: date | None = None,
    as_of: date | None = None,
    policy: Policy = DEFAULT,
    events: Iterable[Event] = (),
    born: date | None = None,
) -> Deadline:
    """The deadline of one clock that starts on a day.

    `start` is the day of what starts the clock in this law: `law.clock(name).start`, or what the State puts there;
    for a clock that counts from a birth, the birth date. `events` may add absences, agreements, a referral; `born` is
    asked for where the law differs by age. Where several limits bind, the earliest is given.

    Raises `UnknownName` for a clock that does not exist, and for one for which this law has no number;
    `InvalidDocument` for a day from the year 9000 on; `WrongType` for an argument that is not what it should be.

    >>> from iepkit.laws import law
    >>> print(due("annual-review", date(2025, 10, 6), law=law("US")).due)
    2026-10-06
    """
    _check(law, calendar, start=start, done=done, as_of=as_of, born=born)
    day = to_day(start)
    known = Projection.of_events(sorted(events, key=lambda event: event.on))
    if born is not None:
        known.add_birth(born)
    today = MISSING if as_of is None else to_day(as_of)
    did = MISSING if done is None or (as_of is not None and done > as_of) else to_day(done)
    given = Facts(day, did, today, measured=day)
    for since, until, era in plans(law.clock(clock), law, calendar, policy):
        asked = [(plan, _with_events(plan, given, known)) for plan in era if plan.numbered and is_for(plan, known, day)]
        told = [(plan, f, answered(plan, f, since, until)) for plan, f in asked]
        found = [deadline_of(plan, f, answer, "") for plan, f, answer in told if answer is not None]
        if any(found):
            return min((deadline for deadline in found if deadline is not None), key=_urgency)
    raise UnknownName("number in this law for the clock", clock, _numbered(law, start))


_LAST_YEAR = 9000  # a stand-in date such as 9999-12-31 leaves no room to add a year to it


def _check(law: object, calendar: object, **days: object) -> None:
    """Refuse arguments of another type, and days to which nothing can be added."""
    if type(law) is not Law:
        expect("law", law, Law)
    if calendar is not None and type(calendar) is not SchoolCalendar:
        expect("calendar", calendar, SchoolCalendar)
    for name, day in days.items():
        if day is not None and type(day) is not date:
            expect(name, day, date)
        if isinstance(day, date) and day.year >= _LAST_YEAR:
            raise InvalidDocument([Problem(f"$.{name}", "expected a day before the year 9000")])


def _urgency(deadline: Deadline) -> date:
    return deadline.due or deadline.later_than or date.max


def _numbered(law: Law, on: date) -> list[str]:
    return [c.name for c in law.clocks.values() if any(p.value.limits for p in law.governing(c.parameter, on))]


def _with_events(plan: Plan, f: Facts, known: Projection) -> Facts:
    found = attrs.evolve(
        f,
        grade=known.first(plan.grade) if plan.grade else MISSING,
        absences=known.intervals("absent"),
        measured=measured_from(plan, known, f.start),
        waived=first_within(known.days(*plan.clock.waived_by), f.start),
        ended=first_within(ends_of(plan.clock, known), f.start),
        lead=known.first(plan.clock.band.fact) if plan.clock.band else MISSING,
    )
    bear_on(found, plan, known, FOREVER)
    return found


def deadlines(
    case: Case,
    *,
    law: Law,
    calendar: SchoolCalendar | None = None,
    as_of: date,
    policy: Policy = DEFAULT,
    window: Window | None = None,
) -> list[Deadline]:
    """Every clock of a case that runs, ran or was missed as of a day, by due day; unknown due days come last.

    What happened after `as_of` is not looked at. The version of the law in force on the day of the start governs.
    A `window` keeps what is due in it, or may be.

    >>> from iepkit.laws import law
    >>> from iepkit.vocabulary import EventKind
    >>> case = Case("1", events=(Event(EventKind.IEP_REVIEWED, date(2025, 10, 6)),))
    >>> [(d.clock, str(d.due), d.status.value) for d in deadlines(case, law=law("US"), as_of=date(2026, 11, 2))]
    [('annual-review', '2026-10-06', 'overdue')]
    """
    _check(law, calendar, as_of=as_of)
    found = deadlines_of(Projection.of(case, as_of), law, calendar, as_of, policy)
    return found if window is None else window.select(found)


def deadlines_of(
    known: Projection, law: Law, calendar: SchoolCalendar | None, as_of: date, policy: Policy
) -> list[Deadline]:
    """The same of the facts of a case as of that day, for who needs them for more than this.

    >>> from iepkit.laws import law
    >>> deadlines_of(Projection.of(Case("1")), law("US"), None, date(2026, 11, 2), DEFAULT)
    []
    """
    today, found, matters = to_day(as_of), list[Deadline](), list[Projection]()
    for bound in by_start(law, calendar, policy).started_by(known.table):
        if bound.clock.matter:
            matters = matters or known.matters()
        for one in matters if bound.clock.matter else (known,):
            if bound.starts.isdisjoint(one.table):
                continue
            for plan, f, answer in answers(bound, one, today):
                deadline = deadline_of(plan, f, answer, one.path(f.start, plan.starts))
                if deadline is not None:
                    found.append(deadline)
    return sorted(found, key=lambda d: (d.due is None, d.due or d.later_than or date.max, d.code, d.citation.text))
