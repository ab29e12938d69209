"""Deadlines: every clock of a case that runs or ran, with its due day, its status and its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.citations import Authority, Citation
from iepkit.days import MISSING, floor, is_unknown, to_date, to_day
from iepkit.errors import InvalidDocument, Problem, UnknownName, expect
from iepkit.facts import Projection, fact
from iepkit.history import Case, Event
from iepkit.laws import DEFAULT, Kind, Law, Policy, Shape
from iepkit.timelines.binding import Plan, plans
from iepkit.timelines.explain import Explanation, explained
from iepkit.timelines.runs import first_within, measured_from, runs
from iepkit.timelines.scalars import Facts, Scalars
from iepkit.timelines.shapes import STATUSES
from iepkit.vocabulary import Status, Unit

__all__ = ["Deadline", "Moved", "deadlines", "due", "moved"]


def __dir__() -> list[str]:
    return __all__


_STATUS: tuple[Status | None, ...] = tuple(None if name == "none" else Status(name) for name in STATUSES)
_SCALARS = Scalars()


@attrs.frozen
class Deadline:
    """One clock of a case: when it is due, how it stands, and why.

    `due` is `None` where it is unknown; `later_than` then says what is known of it, and `settle` what would settle it.
    `days_late` counts calendar days from the due day to when it was done, or to the as-of day while it is overdue;
    for an `early` deadline, the days by which it came too soon.
    `start` is `None` where showing it would show a birth date.

    >>> from iepkit.laws import law
    >>> deadline = due("initial-evaluation", date(2026, 3, 2), law=law("US"), as_of=date(2026, 5, 5))
    >>> deadline.due, deadline.status.value, deadline.days_late
    (datetime.date(2026, 5, 1), 'overdue', 4)
    """

    clock: str
    code: str
    title: str
    status: Status
    due: date | None
    days_late: int
    start: date | None
    done: date | None
    later_than: date | None
    citation: Citation
    path: str
    _plan: Plan = attrs.field(repr=False, eq=False)
    _facts: Facts = attrs.field(repr=False, eq=False)

    @property
    def authority(self) -> Authority:
        """Whose value governs."""
        return self.citation.authority

    @property
    def settle(self) -> str:
        """What would settle the due day or the status where it is not known, and nothing where it is."""
        if self.due is not None and self.status is not Status.UNKNOWN:
            return ""
        return _settle(self._plan, self._facts, unknown_day=self.due is None)

    @property
    def outcome(self) -> str:
        """The due day and the status in words."""
        late = f" by {self.days_late} day{'s' * (self.days_late != 1)}" if self.days_late else ""
        if self.due is not None and self.done is None and self._facts.as_of == MISSING:
            return f"due {self.due}"
        if self.due is not None:
            return f"due {self.due}, {self.status}{late}"
        return f"due on an unknown day{f' after {self.later_than}' if self.later_than else ''}, {self.status}"

    def explain(self) -> Explanation:
        """Why it is due on that day: the trigger, the law, every stretch of days skipped, every policy used."""
        return explained(self._plan, self._facts, self.outcome, self.settle)


def _settle(plan: Plan, f: Facts, *, unknown_day: bool) -> str:
    """What would settle what is not known."""
    calendar = plan.calendar
    links = (plan.provision, plan.age_provision)
    unverified = dict.fromkeys(p.parameter for p in links if p is not None and p.value.kind is Kind.UNKNOWN)
    needed = [fact(name).words for name in plan.clock.needs]
    units = {limit.unit for limit in plan.written}
    causes = (
        (
            bool(unverified),
            f"a verified value of {' and '.join(unverified)}, in a layer of the law",
        ),
        (unknown_day and calendar is None, "the school calendar"),
        (
            unknown_day and Unit.BUSINESS_DAYS in units and (calendar is None or not calendar.holidays_from),
            "the public holidays of the calendar, as with_public_holidays gives them",
        ),
        (
            unknown_day and calendar is not None,
            f"a calendar that is published further than {calendar.horizon if calendar else ''}",
        ),
        (f.shown != MISSING, f"the day on which {fact(plan.done).words}"),
        (f.as_of == MISSING, "an as-of day, to say how it stands"),
        (bool(needed), f"a file that shows by then that {' or '.join(needed)}"),
    )
    return next((words for holds, words in causes if holds), "")


def _deadline(plan: Plan, f: Facts, path: str) -> Deadline | None:
    """The deadline of one run, or `None` where there is no duty."""
    code, day, days = plan.shape(_SCALARS, f, plan)
    status = _STATUS[code]
    if status is None:
        return None
    unknown = is_unknown(day)
    bound = floor(day)
    return Deadline(
        plan.clock.name,
        plan.clock.code,
        plan.clock.title,
        status,
        None if unknown else to_date(day),
        days,
        None if fact(plan.start).private else to_date(f.start),
        None if f.done == MISSING else to_date(f.done),
        to_date(bound) if unknown and bound > f.start else None,
        plan.citation,
        path,
        plan,
        f,
    )


# -- what callers ask -------------------------------------------------------------------------------------------------


def _governs(plan: Plan, f: Facts, since: int, until: int) -> bool:
    """Whether a version of the law, in force from `since` until before `until`, governs a run of a clock.

    The version in force on the day that starts the clock does. A clock that counts from a birth, or to a day set long
    before, goes by the version in force when it is due; of several that claim it the newest is asked first.
    """
    if plan.clock.shape is not Shape.BEFORE:
        return since <= f.start < until
    day = plan.shape(_SCALARS, f, plan)[1]
    return f.as_of == MISSING or since <= f.as_of if is_unknown(day) else since <= day


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
) -> Deadline:
    """The deadline of one clock that starts on a day.

    `start` is the day of what starts the clock in this law: `law.clock(name).start`, or what the State puts there;
    for a clock that counts from a birth, the birth date. `events` may add absences, agreements, a referral.
    Where several limits bind, the earliest is given.

    Raises `UnknownName` for a clock that does not exist, and for one for which this law has no number;
    `InvalidDocument` for a day from the year 9000 on; `WrongType` for an argument that is not what it should be.

    >>> from iepkit.laws import law
    >>> print(due("annual-review", date(2025, 10, 6), law=law("US")).due)
    2026-10-06
    """
    _check(law, calendar, start=start, done=done, as_of=as_of)
    day, happened = to_day(start), tuple(events)
    today = MISSING if as_of is None else to_day(as_of)
    did = MISSING if done is None or (as_of is not None and done > as_of) else to_day(done)
    given = Facts(day, did, today, measured=day, needed=day)
    for since, until, era in plans(law.clock(clock), law, calendar, policy):
        asked = [(plan, _with_events(plan, given, happened)) for plan in era]
        found = [_deadline(plan, f, "") for plan, f in asked if _governs(plan, f, since, until)]
        answers = [deadline for deadline in found if deadline is not None]
        if answers:
            return min(answers, key=_urgency)
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


def _with_events(plan: Plan, f: Facts, events: Sequence[Event]) -> Facts:
    if not events:
        return attrs.evolve(f, measured=MISSING) if plan.measured else f
    known = Projection.of_events(sorted(events, key=lambda event: event.on))
    return attrs.evolve(
        f,
        absences=known.intervals("absent"),
        extensions=known.agreed(plan.extensions),
        grade=known.first(plan.grade) if plan.grade else MISSING,
        measured=measured_from(plan, known, f.start),
        waived=first_within(known.days(*plan.clock.waived_by), f.start),
        ended=first_within(known.days(*plan.clock.ended_by), f.start),
    )


def deadlines(
    case: Case,
    *,
    law: Law,
    calendar: SchoolCalendar | None = None,
    as_of: date,
    policy: Policy = DEFAULT,
) -> list[Deadline]:
    """Every clock of a case that runs, ran or was missed as of a day, by due day; unknown due days come last.

    What happened after `as_of` is not looked at. The version of the law in force on the day of the start governs.

    >>> from iepkit.laws import law
    >>> from iepkit.vocabulary import EventKind
    >>> case = Case("1", events=(Event(EventKind.IEP_REVIEWED, date(2025, 10, 6)),))
    >>> [(d.clock, str(d.due), d.status.value) for d in deadlines(case, law=law("US"), as_of=date(2026, 11, 2))]
    [('annual-review', '2026-10-06', 'overdue')]
    """
    _check(law, calendar, as_of=as_of)
    known = Projection.of(case, as_of)
    today, earliest = to_day(as_of), known.earliest
    found: list[Deadline] = []
    for row in law.clocks.values():
        governed: set[int] = set()  # the starts for which a newer version of the law has spoken
        for since, until, era in plans(row, law, calendar, policy):
            if until <= earliest and row.shape is not Shape.BEFORE:
                break  # every clock of the case starts under a newer version
            asked = [(plan, f) for plan in era for f in runs(plan, known, today) if f.start not in governed]
            for plan, f in asked:
                if _governs(plan, f, since, until):
                    governed.add(f.start)
                    deadline = _deadline(plan, f, known.path(plan.start, f.start))
                    found += [deadline] if deadline is not None else []
    return sorted(found, key=lambda d: (d.due is None, d.due or d.later_than or date.max, d.code, d.citation.text))


@attrs.frozen
class Moved:
    """A deadline that another calendar or law moves: the old due day and the new one, `None` where unknown."""

    clock: str
    start: date | None
    old: date | None
    new: date | None

    @property
    def days(self) -> int | None:
        """By how many days it moved; later is positive."""
        return (self.new - self.old).days if self.new is not None and self.old is not None else None


def moved(before: Iterable[Deadline], after: Iterable[Deadline]) -> list[Moved]:
    """The deadlines whose due day differs between two answers for the same case, as before and after a snow day.

    >>> moved([], [])
    []
    """
    key = {(d.clock, d.start, d.path, d.citation.text): d.due for d in before}
    return [
        Moved(d.clock, d.start, key[k], d.due)
        for d in after
        if (k := (d.clock, d.start, d.path, d.citation.text)) in key and key[k] != d.due
    ]
