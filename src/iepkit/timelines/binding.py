"""Clocks bound to a law, a calendar and a policy: what a shape asks of them, compiled once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import attrs

from iepkit.calendars import CALENDAR_DAYS, SCHOOL_DAYS, Counting, SchoolCalendar
from iepkit.citations import Authority, Citation, Grade
from iepkit.days import EVERY_DAY, Counter, DayCount, later_than, to_day
from iepkit.facts import FOREVER
from iepkit.laws import (
    Absences,
    Anchor,
    Clock,
    Kind,
    Law,
    Limit,
    Policy,
    Provision,
    Relation,
    Value,
    YearEnd,
    parameters,
)
from iepkit.timelines import shapes
from iepkit.timelines.spans import Days, Months, Span, Unsettled
from iepkit.vocabulary import ExtensionReason, Unit

__all__ = ["BoundYearEnd", "Era", "Plan", "plans"]


def __dir__() -> list[str]:
    return __all__


Step = Callable[[Any, Any, Any, Any], Any]

_NO_ABSENCES = Absences()
_NO_CALENDAR = DayCount.of_bits(0, [])
_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}


@attrs.frozen(eq=False)
class BoundYearEnd:
    """A year-end rule against a calendar: the school years by their days, and the anchor of each."""

    rule: YearEnd
    first_days: Sequence[int]
    last_days: Sequence[int]
    anchors: Sequence[int]  # one for each school year; none where the anchor is the start of the clock
    left: Counter
    limits: tuple[Span, ...]
    at_least: int
    below: int
    unless_absent: int
    anchor_counts: int


@attrs.frozen(eq=False)
class Plan:
    """One clock under one provision: the limits, the steps and what they need, ready for a shape to run."""

    clock: Clock
    provision: Provision
    citation: Citation
    chain: tuple[Provision, ...]
    law: Law
    calendar: SchoolCalendar | None
    policy: Policy
    shape: Callable[[Any, Any, Any], Any]
    start: str
    done: str
    limits: tuple[Span, ...]
    written: tuple[Limit, ...]
    age: tuple[Span, ...] = (Months(0),)
    age_provision: Provision | None = None
    grade: str = ""
    steps: tuple[Step, ...] = ()
    absences: Absences = _NO_ABSENCES
    absence_days: Counter = EVERY_DAY
    year_end: BoundYearEnd | None = None
    measured: str = ""
    extensions: tuple[ExtensionReason, ...] = ()
    roll: Counter = EVERY_DAY
    policies: tuple[str, ...] = ()


def _counting(rule: Counting, value: Value, policy: Policy) -> Counting:
    """The counting rule under the policies on which the value is silent."""
    if "break_weekends" in value.policies:
        rule = attrs.evolve(rule, run_weekends=policy.break_weekends == "left-out")
    if "break_days" in value.policies and policy.break_days == "excess" and rule.run:
        rule = attrs.evolve(rule, run_from=rule.run)
    return rule


def _counter(rule: Counting, calendar: SchoolCalendar | None) -> Counter:
    if calendar is not None:
        return calendar.counter(rule)
    return EVERY_DAY if rule == CALENDAR_DAYS else _NO_CALENDAR


def _span(limit: Limit, number: int, calendar: SchoolCalendar | None, policy: Policy) -> Span:
    if limit.unit in _MONTHS:
        return Months(number * _MONTHS[limit.unit], policy.leap_day)
    return Days(number, _counter(limit.count, calendar))


def _written(value: Value, policy: Policy) -> tuple[Limit, ...]:
    """The limits as they are counted under the policy."""
    return tuple(attrs.evolve(limit, counting=_counting(limit.count, value, policy)) for limit in value.limits)


def _anchors(rule: YearEnd, calendar: SchoolCalendar) -> list[int]:
    years = calendar.years
    lasts = [to_day(year.last_day) for year in years]
    if rule.anchor is Anchor.YEAR_END:
        return lasts
    if rule.anchor is Anchor.NEXT_YEAR:
        return [*(to_day(after.first_day) for _, after in pairwise(years)), later_than(calendar.published[1])]
    if rule.anchor is Anchor.MONTH_DAY:
        month, day = rule.month_day.split("-")
        return [to_day(date(year.last_day.year, int(month), int(day))) for year in years]
    return []


def _year_end(rule: YearEnd, value: Value, calendar: SchoolCalendar | None, policy: Policy) -> BoundYearEnd:
    counting = _counting(attrs.evolve(rule.counting or Counting(), unit=rule.due_unit), value, policy)
    years = calendar.years if calendar is not None else ()
    return BoundYearEnd(
        rule=rule,
        first_days=[to_day(year.first_day) for year in years],
        last_days=[to_day(year.last_day) for year in years],
        anchors=_anchors(rule, calendar) if calendar is not None else [],
        left=_counter(Counting(rule.unit), calendar),
        limits=(Days(rule.number, _counter(counting, calendar)),),
        at_least=rule.at_least,
        below=rule.below,
        unless_absent=rule.unless_absent,
        anchor_counts=int(rule.anchor_counts),
    )


def _steps(value: Value, extensions: Sequence[ExtensionReason], policy: Policy) -> tuple[Step, ...]:
    """What the law of the place does to the due day, in order."""
    by_absence = shapes.lengthened if policy.absences_in == "original-period" else shapes.stopped_by_absence
    summer = value.year_end is not None and value.year_end.due_between_years
    chosen: tuple[tuple[bool, Step], ...] = (
        (value.absences is not None, by_absence),
        (value.year_end is not None, shapes.over_summer if summer else shapes.carried_over),
        (value.in_effect, shapes.spanned),
        (bool(extensions), shapes.agreed),
        (value.roll is not None, shapes.rolled),
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


def _plan(
    clock: Clock, provision: Provision, *, law: Law, calendar: SchoolCalendar | None, policy: Policy, on: date
) -> Plan:
    value = provision.value
    chain = law.in_force(clock.parameter, on)
    written = _written(value, policy)
    limits: tuple[Span, ...] = tuple(
        _span(limit, limit.number - value.first_day, calendar, policy) for limit in written
    ) or (Days(0, EVERY_DAY),)
    if value.kind is Kind.UNKNOWN:
        limits = (Unsettled(),)
    age: tuple[Span, ...] = (Months(0),)
    aged = law.in_force(clock.age, on)[-1] if clock.age else None
    if aged is not None:
        months = aged.value.age_in_months
        age = (Unsettled(),) if months is None else (Months(months, policy.leap_day),)
    grade = aged.value.grade_entered if aged is not None else None
    extensions = next((link.value.extensions for link in reversed(chain) if link.value.extensions is not None), ())
    return Plan(
        clock=clock,
        provision=provision,
        citation=_cited(provision, aged),
        chain=chain,
        law=law,
        calendar=calendar,
        policy=policy,
        shape=shapes.SHAPES[clock.shape],
        **_ends(clock, value, policy),
        limits=limits,
        written=written,
        age=age,
        age_provision=aged,
        grade=f"grade-{grade}-entered" if grade else "",
        steps=_steps(value, extensions, policy),
        absences=value.absences or _NO_ABSENCES,
        absence_days=_counter(SCHOOL_DAYS, calendar),
        year_end=_year_end(value.year_end, value, calendar, policy) if value.year_end else None,
        measured=value.year_end.measured_from if value.year_end else "",
        extensions=extensions,
        roll=_counter(value.roll, calendar) if value.roll else EVERY_DAY,
        policies=tuple(dict.fromkeys((*value.policies, *(aged.value.policies if aged else ())))),
    )


def _binds(provision: Provision) -> bool:
    """Whether a provision runs a clock: a number, an age, or a value that nobody has verified."""
    return provision.value.kind in (Kind.VALUE, Kind.UNKNOWN)


def _of_day(clock: Clock, law: Law, calendar: SchoolCalendar | None, policy: Policy, on: date) -> tuple[Plan, ...]:
    provisions = [p for p in law.governing(clock.parameter, on) if _binds(p)]
    if parameters()[clock.parameter].states is Relation.ADDS:  # what a State may add, and nobody has read, is no clock
        provisions = [p for p in provisions if p.value.kind is Kind.VALUE or p.authority is Authority.FEDERAL]
    return tuple(_plan(clock, p, law=law, calendar=calendar, policy=policy, on=on) for p in provisions)


Era = tuple[int, int, tuple[Plan, ...]]
"""The first day of a version of the law, the first day after it, and the plans of a clock under it."""


def plans(clock: Clock, law: Law, calendar: SchoolCalendar | None, policy: Policy) -> tuple[Era, ...]:
    """The plans of a clock under each version of the law, the newest first; compiled once and kept."""
    kept: dict[Any, tuple[Era, ...]] = (calendar or law).__dict__.setdefault("_plans", {})
    key = (clock.name, law, policy)
    found = kept.get(key)
    if found is None:
        changes = {date.min, *law.changes(clock.parameter), *(law.changes(clock.age) if clock.age else ())}
        days = sorted(changes, reverse=True)
        untils = [FOREVER, *map(to_day, days)]
        found = kept[key] = tuple(
            (to_day(on), until, _of_day(clock, law, calendar, policy, on))
            for on, until in zip(days, untils, strict=False)
        )
    return found
