"""Deadlines: every clock of a case that runs or ran, with its due day, its status and its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.citations import Authority, Citation
from iepkit.days import MISSING, floor, is_unknown, to_date, to_day
from iepkit.errors import UnknownName
from iepkit.facts import FOREVER, Episode, Projection, episodes, fact, pairs
from iepkit.history import Case, Event
from iepkit.law import DEFAULT, Clock, Kind, Law, Policy, Shape
from iepkit.timelines.binding import Plan, plans
from iepkit.timelines.explain import Explanation, explained
from iepkit.timelines.scalars import Facts, Scalars
from iepkit.timelines.shapes import NONE, STATUSES
from iepkit.vocabulary import Status, Unit

__all__ = ["Deadline", "Moved", "deadlines", "due", "moved", "runs"]


def __dir__() -> list[str]:
    return __all__


_STATUS: tuple[Status | None, ...] = tuple(None if name == "none" else Status(name) for name in STATUSES)
_SCALARS = Scalars()
_INITIAL_IEP_DAYS = 30  # 34 CFR 300.323(c)(1): a child found eligible later has the days of the first meeting left


@attrs.frozen
class Deadline:
    """One clock of a case: when it is due, how it stands, and why.

    `due` is `None` where it is unknown; `later_than` then says what is known of it, and `settle` what would settle it.
    `days_late` counts calendar days from the due day to when it was done, or to the as-of day while it is overdue;
    for an `early` deadline, the days by which it came too soon.
    `start` is `None` where showing it would show a birth date.

    >>> from iepkit.law import law
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
    settle: str
    citation: Citation
    path: str
    _plan: Plan = attrs.field(repr=False, eq=False)
    _facts: Facts = attrs.field(repr=False, eq=False)

    @property
    def authority(self) -> Authority:
        """Whose value governs."""
        return self.citation.authority

    @property
    def outcome(self) -> str:
        """The due day and the status in words."""
        late = f" by {self.days_late} day{'s' * (self.days_late != 1)}" if self.days_late else ""
        if self.due is not None:
            return f"due {self.due}, {self.status}{late}"
        return f"due on an unknown day{f' after {self.later_than}' if self.later_than else ''}, {self.status}"

    def explain(self) -> Explanation:
        """Why it is due on that day: the trigger, the law, every stretch of days skipped, every policy used."""
        return explained(self._plan, self._facts, self.outcome, self.settle)


def _settle(plan: Plan, f: Facts, status: Status, day: int) -> str:
    """What would settle what is not known."""
    if not is_unknown(day) and status is not Status.UNKNOWN:
        return ""
    calendar = plan.calendar
    unverified = [p for p in (plan.provision, plan.age_provision) if p is not None and p.value.kind is Kind.UNKNOWN]
    needed = [fact(name).words for name in plan.clock.needs]
    units = {limit.unit for limit in plan.written}
    causes = (
        (bool(unverified), f"a verified value of {' and '.join(p.parameter for p in unverified)}, in a layer of the law"),
        (is_unknown(day) and calendar is None, "the school calendar"),
        (
            is_unknown(day) and Unit.BUSINESS_DAYS in units and (calendar is None or not calendar.holidays_from),
            "the public holidays of the calendar, as with_public_holidays gives them",
        ),
        (
            is_unknown(day) and calendar is not None,
            f"a calendar that is published further than {calendar.horizon if calendar else ''}",
        ),
        (not f.settled, f"whether {' and '.join(needed)}"),
        (f.as_of == MISSING, "the as-of day"),
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
        _settle(plan, f, status, day) if unknown or status is Status.UNKNOWN else "",
        plan.provision.citation,
        path,
        plan,
        f,
    )


# -- the runs of a clock in a case --------------------------------------------------------------------------------------


def runs(plan: Plan, known: Projection, as_of: int) -> Iterator[Facts]:
    """The facts of every run of a clock in a case."""
    clock = plan.clock
    ends = known.days(*clock.ended_by)
    if clock.when and not known.days(*clock.when):
        return
    absences, extensions = known.intervals("absent"), known.agreed(plan.extensions)
    settled = all(known.table.get(name) for name in clock.needs)
    spans = tuple(known.standing(clock.spans)) if clock.spans else ()
    grade = known.first(plan.grade) if plan.grade else MISSING
    waivers = known.days(*clock.waived_by)
    later_only = clock.shape in (Shape.WITHIN, Shape.EVERY, Shape.APART)
    for run, following in _episodes(plan, known, ends, as_of):
        waived = [day for day in waivers if not later_only or run.start <= day <= following]
        measured = [day for day in known.days(plan.measured) if day <= run.start] if plan.measured else [run.start]
        yield Facts(
            start=run.start,
            done=run.done,
            as_of=as_of,
            waived=waived[0] if waived else MISSING,
            ended=run.ended,
            grade=grade,
            measured=measured[-1] if measured else MISSING,
            settled=settled,
            absences=absences,
            extensions=tuple((on, until) for on, until in extensions if run.start <= on <= following),
            spans=spans,
        )


def _episodes(plan: Plan, known: Projection, ends: list[int], as_of: int) -> Iterator[tuple[Episode, int]]:
    """The runs of a clock, each with the day on which the next one starts."""
    clock = plan.clock
    found = _FINDERS[clock.shape](plan, known, ends, as_of)
    if clock.first_only:
        found = found[:1]
    for at, run in enumerate(found):
        yield run, found[at + 1].start if at + 1 < len(found) else FOREVER


def _responses(plan: Plan, known: Projection, ends: list[int], as_of: int) -> list[Episode]:
    return episodes(known.days(plan.start), known.days(plan.done), ends)


def _cycles(plan: Plan, known: Projection, ends: list[int], as_of: int) -> list[Episode]:
    restarts: list[int] = []
    if plan.clock.restarted_by and plan.policy.reevaluation_waived == "restarts":
        restarts = known.days(*plan.clock.restarted_by)
    if plan.start == plan.done:
        return pairs(known.days(plan.start), restarts, ends)
    return episodes(sorted({*known.days(plan.start), *restarts}), known.days(plan.done), ends)


def _pair_of_firsts(plan: Plan, known: Projection, ends: list[int], as_of: int) -> list[Episode]:
    start = known.first(plan.start)
    return [] if start == MISSING else [Episode(start, known.first(plan.done))]


def _anchored(plan: Plan, known: Projection, ends: list[int], as_of: int) -> list[Episode]:
    duties = episodes(known.days(*plan.clock.when), (), ends)
    if plan.start == "school-year-begins":
        return list(_school_years(plan, known, duties, as_of))
    birth = known.first(plan.start)
    return [] if birth == MISSING else [Episode(birth, known.first(plan.done), duties[-1].ended)]


def _school_years(plan: Plan, known: Projection, duties: list[Episode], as_of: int) -> Iterator[Episode]:
    """The first day of each school year on which the duty stood, up to the first one after the as-of day."""
    standing = known.standing(plan.done, last=FOREVER)
    begins = [to_day(year.first_day) for year in plan.calendar.years] if plan.calendar is not None else []
    later = [day for day in begins if day > as_of]
    for day in begins:
        if later and as_of != MISSING and day > later[0]:
            break
        owed = any(
            (duty.start + _INITIAL_IEP_DAYS <= day or any(first <= day for first, _ in standing))
            and duty.start <= day
            and (duty.ended == MISSING or day < duty.ended)
            for duty in duties
        )
        if owed:
            covered = any(first <= day <= last for first, last in standing)
            after = min((first for first, _ in standing if first > day), default=MISSING)
            yield Episode(day, (day if day <= as_of or as_of == MISSING else MISSING) if covered else after)


_FINDERS = {
    Shape.WITHIN: _responses,
    Shape.EVERY: _cycles,
    Shape.APART: _cycles,
    Shape.ORDER: _pair_of_firsts,
    Shape.BEFORE: _anchored,
}


# -- what callers ask ---------------------------------------------------------------------------------------------------


def _in_force(clock: Clock, law: Law, calendar: SchoolCalendar | None, policy: Policy, on: int) -> tuple[Plan, ...]:
    eras = plans(clock, law, calendar, policy)
    return next((era for since, era in eras if since <= on), eras[-1][1])


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

    `start` is the day of what starts the clock in this law: `law.clock(name).start`, or what the State puts in its place;
    for a clock that counts from a birth, the birth date. `events` may add absences, agreements, a referral.
    Where several limits bind, the earliest is given.

    Raises `UnknownName` for a clock that does not exist, and for one for which this law has no number.

    >>> from iepkit.law import law
    >>> print(due("annual-review", date(2025, 10, 6), law=law("US")).due)
    2026-10-06
    """
    row = law.clock(clock)
    day = to_day(start)
    found = None
    for plan in _in_force(row, law, calendar, policy, day):
        facts = Facts(
            day, MISSING if done is None else to_day(done), MISSING if as_of is None else to_day(as_of), measured=day
        )
        if events:
            facts = _with_events(plan, facts, events)
        elif plan.measured:
            facts.measured = MISSING
        deadline = _deadline(plan, facts, "")
        if deadline is not None and (found is None or _urgency(deadline) < _urgency(found)):
            found = deadline
    if found is None:
        raise UnknownName("number in this law for the clock", clock, _numbered(law, start))
    return found


def _urgency(deadline: Deadline) -> date:
    return deadline.due or deadline.later_than or date.max


def _numbered(law: Law, on: date) -> list[str]:
    return [c.name for c in law.clocks.values() if any(p.value.limits for p in law.governing(c.parameter, on))]


def _with_events(plan: Plan, f: Facts, events: Iterable[Event]) -> Facts:
    known = Projection.of_events(events)
    measured = [day for day in known.days(plan.measured) if day <= f.start] if plan.measured else [f.start]
    waived = [day for day in known.days(*plan.clock.waived_by) if day >= f.start]
    ended = [day for day in known.days(*plan.clock.ended_by) if day >= f.start]
    return attrs.evolve(
        f,
        absences=known.intervals("absent"),
        extensions=known.agreed(plan.extensions),
        grade=known.first(plan.grade) if plan.grade else MISSING,
        measured=measured[-1] if measured else MISSING,
        waived=waived[0] if waived else MISSING,
        ended=ended[0] if ended else MISSING,
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

    What happened after `as_of` is not looked at. The version of the law in force on the day that starts a clock governs.

    >>> from iepkit.law import law
    >>> from iepkit.vocabulary import EventKind
    >>> case = Case("1", events=(Event(EventKind.IEP_REVIEWED, date(2025, 10, 6)),))
    >>> [(d.clock, str(d.due), d.status.value) for d in deadlines(case, law=law("US"), as_of=date(2026, 11, 2))]
    [('annual-review', '2026-10-06', 'overdue')]
    """
    known = Projection.of(case, as_of)
    today = to_day(as_of)
    found: list[Deadline] = []
    for row in law.clocks.values():
        for since, until, era in _eras(row, law, calendar, policy):
            for plan in era:
                for f in runs(plan, known, today):
                    deadline = _deadline(plan, f, known.path(plan.start, f.start)) if since <= f.start < until else None
                    if deadline is not None:
                        found.append(deadline)
    return sorted(found, key=lambda d: (d.due is None, d.due or d.later_than or date.max, d.code, d.citation.text))


def _eras(
    clock: Clock, law: Law, calendar: SchoolCalendar | None, policy: Policy
) -> Iterator[tuple[int, int, tuple[Plan, ...]]]:
    """The plans of a clock with the first day of each era and the first day after it."""
    until = FOREVER
    for since, era in plans(clock, law, calendar, policy):
        yield since, until, era
        until = since


@attrs.frozen
class Moved:
    """A deadline that another calendar or law moves: the old day, the new one, and by how many days, where both are known."""

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


