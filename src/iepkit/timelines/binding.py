"""Clocks bound to a law, a calendar and a policy: what a shape asks of them, compiled once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from iepkit.calendars import SCHOOL_DAYS, SchoolCalendar
from iepkit.citations import Authority, Citation, Grade
from iepkit.days import EVERY_DAY, to_day
from iepkit.facts import FOREVER
from iepkit.laws import (
    COUNTED_BY_POLICY,
    Absences,
    Band,
    Clock,
    Kind,
    Law,
    Limit,
    Policy,
    Provision,
    Relation,
    Shape,
    Value,
    parameters,
)
from iepkit.timelines import shapes
from iepkit.timelines.limits import before_break, counter, span, under, year_end
from iepkit.timelines.plans import ANCHORS, EVERYONE, SCHOOL_YEAR, Choice, Plan, Step, Total
from iepkit.timelines.spans import UNSETTLED, Days, Ends, Months, Span
from iepkit.vocabulary import ExtensionReason, Unit

__all__ = ["Bound", "Era", "Index", "by_start", "plans"]


def __dir__() -> list[str]:
    return __all__


def _steps(clock: Clock, value: Value, extensions: Sequence[ExtensionReason], policy: Policy) -> tuple[Step, ...]:
    """What the law of the place does to the due day, in order."""
    by_absence = shapes.lengthened if policy.absences_in == "original-period" else shapes.stopped_by_absence
    summer = value.year_end is not None and value.year_end.due_between_years
    chosen: tuple[tuple[bool, Step], ...] = (
        (value.before_break is not None, shapes.before_break),
        (bool(value.pauses or clock.paused_by), shapes.paused),
        (value.absences is not None, by_absence),
        (value.year_end is not None, shapes.over_summer if summer else shapes.carried_over),
        (value.in_effect, shapes.spanned),
        (bool(extensions), shapes.agreed),
        (value.extension_limit is not None, shapes.agreed_at_most),
        (value.roll is not None, shapes.rolled),
        (bool(clock.not_past or clock.not_past_in_case), shapes.hastened),
    )
    return tuple(step for holds, step in chosen if holds)


_ANCHORED_BY_POLICY = {  # a policy may choose which fact starts or ends a clock
    "evaluation_ends": ("done", {"eligibility-determined": "eligibility-determined"}),
    "annual_review_from": ("start", {"iep-in-effect": "iep-in-effect"}),
    "reevaluation_from": ("start", {"eligibility-determined": "eligibility-determined"}),
}


def _ends(clock: Clock, value: Value, policy: Policy) -> dict[str, str]:
    """The facts that start and end the clock: the State's, the policy's, or those of the clock itself."""
    ends = {"start": clock.start, "done": clock.done}
    for name in value.policies:
        if name in _ANCHORED_BY_POLICY:
            end, choices = _ANCHORED_BY_POLICY[name]
            ends[end] = choices.get(getattr(policy, name), ends[end])
    return {"start": value.start or ends["start"], "done": value.end or ends["done"]}


_WEAKEST = list(Grade)


def _cited(provision: Provision, aged: Provision | None) -> Citation:
    """What a deadline cites: the provision, and the one that gives the age, at the weaker grade of the two."""
    if aged is None or aged == provision:
        return provision.citation
    grade = max(provision.value.grade, aged.value.grade, key=_WEAKEST.index)
    text = "; ".join(dict.fromkeys((provision.value.citation, aged.value.citation)))
    return attrs.evolve(aged.citation, text=text, grade=grade)


def _shape(clock: Clock, value: Value) -> Any:
    """The shape of the clock under a value; a duty without a number is tracked, where no anchor holds it."""
    if value.kind is Kind.NO_NUMBER and clock.shape is Shape.WITHIN:
        return shapes.tracked
    if value.after is not None:
        return shapes.then_within
    return shapes.before_in_band if clock.band is not None else shapes.SHAPES[clock.shape]


def _limits(
    clock: Clock, value: Value, written: tuple[Limit, ...], calendar: SchoolCalendar | None, policy: Policy
) -> tuple[Span, ...]:
    if value.kind is Kind.UNKNOWN or (clock.parameter == _LASTS and value.ending is None):
        return (UNSETTLED,)
    spans = [span(limit, limit.number, calendar, policy, first_day=value.first_day) for limit in written]
    return tuple(spans) or (Days(0, EVERY_DAY),)


_LASTS = "fape-age"  # the parameter whose age is the end of a right, by the rule for its last day


def _age(clock: Clock, aged: Provision | None, value: Value, calendar: SchoolCalendar | None, policy: Policy) -> Span:
    """What leads from the start of a clock to its anchor."""
    if value.ending is not None:
        years = calendar.years if calendar is not None else ()
        firsts, lasts = [to_day(year.first_day) for year in years], [to_day(year.last_day) for year in years]
        return Ends(value.ending, policy.leap_day, firsts, lasts)
    if aged is None:
        return Months(0)
    months = aged.value.age_in_months
    return UNSETTLED if months is None else Months(months, policy.leap_day)


def _with_counted(start: str, value: Value, policy: Policy) -> tuple[str, ...]:
    """A fact, and those that count with it under the policies that the value leaves to the caller."""
    left_open = [(name, *COUNTED_BY_POLICY[name]) for name in value.policies if name in COUNTED_BY_POLICY]
    return (start, *(fact for name, choice, fact in left_open if getattr(policy, name) == choice))


def _total(clock: Clock, said: Provision | None, calendar: SchoolCalendar | None, policy: Policy) -> Total | None:
    """What a clock that starts past a total counts."""
    if said is None:
        return None
    limits = said.value.limits  # none where nothing is recorded: then nothing can be past it
    years = calendar.years if calendar is not None and limits else ()
    spans = tuple((to_day(year.first_day), to_day(year.last_day)) for year in years)
    limit = limits[0] if limits else Limit(0, Unit.CALENDAR_DAYS)
    return Total(_with_counted(clock.start, said.value, policy), limit.number, counter(limit.count, calendar), spans)


def _plan(
    clock: Clock,
    provision: Provision,
    *,
    law: Law,
    calendar: SchoolCalendar | None,
    policy: Policy,
    on: date,
    choice: Choice,
) -> Plan:
    value = provision.value
    chain = law.in_force(clock.parameter, on)
    written = under(value, policy)
    aged = law.in_force(clock.age, on)[-1] if clock.age else None
    grade = aged.value.grade_entered if aged is not None else None
    said = (link.value.extensions for link in (provision, *reversed(chain)))
    extensions = next((reasons for reasons in said if reasons is not None), ())
    capped = tuple(reason for reason in extensions if value.extension_limit and reason is ExtensionReason.AGREEMENT)
    totaled = law.in_force(clock.past_total, on)[-1] if clock.past_total else None
    policies = [link.value.policies for link in (provision, aged, totaled) if link is not None]
    begins = tuple(limit.start for limit in written)
    ends = _ends(clock, value, policy)
    return Plan(
        clock=clock,
        provision=provision,
        citation=_cited(provision, aged),
        chain=chain,
        law=law,
        calendar=calendar,
        policy=policy,
        shape=_shape(clock, value),
        start=ends["start"],
        starts=_with_counted(ends["start"], value, policy) if totaled is None else (),
        done=ends["done"],
        limits=(UNSETTLED,) if choice.undecided else _limits(clock, value, written, calendar, policy),
        written=() if choice.undecided else written,
        numbered=value.kind is not Kind.NO_NUMBER or clock.shape is not Shape.WITHIN,
        unmet=shapes.LAPSED if clock.right else shapes.LATE,
        missed=shapes.LAPSED if clock.right else shapes.OVERDUE,
        lifts=clock.right,
        unsure=shapes.NONE if clock.quiet else shapes.UNKNOWN,
        choice=choice,
        begins=begins if any(begins) and not choice.undecided else (),
        period=(span(value.after, value.after.number, calendar, policy),) if value.after else (),
        period_written=value.after,
        band=clock.band or Band(""),
        total=_total(clock, totaled, calendar, policy),
        age=(_age(clock, aged, value, calendar, policy),),
        age_provision=aged,
        grade=f"grade-{grade}-entered" if grade else "",
        steps=() if choice.undecided else _steps(clock, value, extensions, policy),
        absences=value.absences or Absences(),
        absence_days=counter(SCHOOL_DAYS, calendar),
        year_end=year_end(value.year_end, value, calendar, policy) if value.year_end else None,
        before_break=before_break(value.before_break, calendar, policy) if value.before_break else None,
        measured=value.year_end.measured_from if value.year_end else "",
        pauses=(*clock.paused_by, *value.pauses),
        extensions=tuple(reason for reason in extensions if reason not in capped),
        capped=capped,
        most=_most(value, calendar, policy),
        roll=counter(value.roll, calendar) if value.roll else EVERY_DAY,
        policies=tuple(dict.fromkeys(name for names in policies for name in names)),
    )


def _most(value: Value, calendar: SchoolCalendar | None, policy: Policy) -> tuple[Span, ...]:
    """The most by which an agreement may move the due day."""
    most = value.extension_limit
    return () if most is None else (span(most, most.number, calendar, policy),)


def _adds(clock: Clock) -> bool:
    """Whether what a State says of the clock binds beside federal law."""
    return parameters()[clock.parameter].states is Relation.ADDS


def _runs(clock: Clock, law: Law, on: date) -> list[Provision]:
    """The provisions that run the clock on a day, for everyone whom no special one is for.

    A duty without a number gives way where another that binds has one. What a State may add, and nobody has read, is
    no clock.
    """
    said = [p for p in law.governing(clock.parameter, on) if p.value.kind in _KINDS]
    if _adds(clock):
        said = [p for p in said if p.value.kind is not Kind.UNKNOWN or p.authority is Authority.FEDERAL]
    numbered = [p for p in said if p.value.kind is not Kind.NO_NUMBER]
    if clock.shape in (Shape.EVERY, Shape.APART):
        return numbered
    return numbered or said[-1:]


_KINDS = (Kind.VALUE, Kind.UNKNOWN, Kind.NO_NUMBER)


def _of_day(clock: Clock, law: Law, calendar: SchoolCalendar | None, policy: Policy, on: date) -> tuple[Plan, ...]:
    special = law.for_some(clock.parameter, on)
    others = tuple(p.value.applies for p in special if p.value.applies is not None)
    ordinary = _runs(clock, law, on)
    beside = [p for p in ordinary if not others or (_adds(clock) and p.authority is not special[0].authority)]
    rest = [p for p in ordinary if p not in beside]
    chosen = [(p, EVERYONE) for p in beside] + [(p, Choice(None, others)) for p in rest]
    if any(applies.by_age for applies in others):
        chosen += [(p, Choice(None, others, undecided=True)) for p in (rest or ordinary)[-1:]]
    chosen += [(p, Choice(p.value.applies)) for p in special if p.value.kind in _KINDS]
    return tuple(
        _plan(clock, p, law=law, calendar=calendar, policy=policy, on=on, choice=choice) for p, choice in chosen
    )


Era = tuple[int, int, tuple[Plan, ...]]
"""The first day of a version of the law, the first day after it, and the plans of a clock under it."""


def plans(clock: Clock, law: Law, calendar: SchoolCalendar | None, policy: Policy) -> tuple[Era, ...]:
    """The plans of a clock under each version of the law, the newest first; compiled once and kept."""
    kept: dict[Any, tuple[Era, ...]] = (calendar or law).__dict__.setdefault("_plans", {})
    key = (clock.name, law, policy)
    found = kept.get(key)
    if found is None:
        named = [name for name in (clock.parameter, clock.age, clock.past_total) if name]
        changes = {date.min, *(day for name in named for day in law.changes(name))}
        days = sorted(changes, reverse=True)
        untils = [FOREVER, *map(to_day, days)]
        found = kept[key] = tuple(
            (to_day(on), until, _of_day(clock, law, calendar, policy, on))
            for on, until in zip(days, untils, strict=False)
        )
    return found


@attrs.frozen(eq=False)
class Bound:
    """A clock with its plans under each version of the law; `anchored` where it starts on no event."""

    clock: Clock
    eras: tuple[Era, ...]
    starts: frozenset[str]
    anchored: bool

    @classmethod
    def of(cls, clock: Clock, law: Law, calendar: SchoolCalendar | None, policy: Policy) -> Bound:
        """A clock bound to a law, with the facts of which one must be in a file for it to run."""
        eras = plans(clock, law, calendar, policy)
        starts = frozenset(name for *_, era in eras for plan in era for name in _starts(plan))
        return cls(clock, eras, starts, any(plan.start in ANCHORS for *_, era in eras for plan in era))


def _starts(plan: Plan) -> tuple[str, ...]:
    if plan.start == SCHOOL_YEAR:  # no fact of a file: what the duty is for is
        return plan.clock.when
    return plan.starts if plan.total is None else plan.total.facts


@attrs.frozen(eq=False)
class Index:
    """The clocks of a law, bound, and for each fact the places of those that it may start."""

    rows: tuple[Bound, ...]
    places: dict[str, tuple[int, ...]]

    def started_by(self, facts: Mapping[str, object]) -> list[Bound]:
        """The clocks that may run in a file that holds these facts, in the order of the law."""
        found: set[int] = set()
        for name in facts:
            found.update(self.places.get(name, ()))
        rows = [self.rows[place] for place in sorted(found)]
        return [row for row in rows if not row.clock.when or not facts.keys().isdisjoint(row.clock.when)]


def by_start(law: Law, calendar: SchoolCalendar | None, policy: Policy) -> Index:
    """Every clock of a law by the facts that may start it; compiled once and kept."""
    kept: dict[Any, Index] = (calendar or law).__dict__.setdefault("_starts", {})
    key = (law, policy)
    if key not in kept:
        rows = tuple(Bound.of(clock, law, calendar, policy) for clock in law.clocks.values())
        places: dict[str, tuple[int, ...]] = {}
        for place, row in enumerate(rows):
            for name in row.starts:
                places[name] = (*places.get(name, ()), place)
        kept[key] = Index(rows, places)
    return kept[key]
