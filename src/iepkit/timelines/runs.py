"""The runs of a clock in a case: each start, what stops it, and the facts that bear on it."""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.days import MISSING, add_months, to_day
from iepkit.facts import ENDS, FOREVER, Episode, Projection, episodes, fact, pairs
from iepkit.laws import Clock, Shape
from iepkit.timelines.binding import Plan
from iepkit.timelines.scalars import Facts, Scalars

__all__ = ["INITIAL_IEP_DAYS", "THIRD_BIRTHDAY", "first_within", "measured_from", "runs"]


def __dir__() -> list[str]:
    return __all__


_SCALARS = Scalars()
THIRD_BIRTHDAY = 36  # months
INITIAL_IEP_DAYS = 30  # 34 CFR 300.323(c)(1): a child found eligible later still has these days for the first meeting


def runs(plan: Plan, known: Projection, as_of: int) -> Iterator[Facts]:
    """The facts of every run of a clock in a case."""
    clock = plan.clock
    if plan.start not in known.table and fact(plan.start).kinds:
        return
    ends = known.days(*clock.ended_by)
    if clock.when and not known.days(*clock.when):
        return
    absences = known.intervals("absent") if plan.steps else ()
    extensions = known.agreed(plan.extensions)
    needed = known.first(*clock.needs)
    spans = tuple(known.standing(clock.spans)) if clock.spans else ()
    grade = known.first(plan.grade) if plan.grade else MISSING
    waivers = known.days(*clock.waived_by)
    later_only = clock.shape in (Shape.WITHIN, Shape.EVERY, Shape.APART)
    shown = known.days(*fact(plan.done).shown_by) if clock.shape is Shape.WITHIN else []
    begun = _begun(plan, known, ends)
    for run, following in _episodes(plan, known, ends, as_of):
        if _was_served(clock, known, run.start):
            continue
        waived = first_within(waivers, run.start + 1, following) if later_only else first_within(waivers, MISSING)
        sooner = first_within(shown, run.start, following)
        yield Facts(
            start=run.start,
            done=run.done,
            as_of=as_of,
            shown=sooner if run.done == MISSING or sooner < run.done else MISSING,
            waived=waived,
            ended=_SCALARS.earlier(run.ended, waived) if clock.restarted_by else run.ended,
            grade=grade,
            measured=measured_from(plan, known, run.start),
            begun=begun,
            needed=needed if clock.needs else run.start,
            absences=absences,
            extensions=tuple((on, until) for on, until in extensions if run.start <= on <= following),
            spans=spans,
        )


def measured_from(plan: Plan, known: Projection, start: int) -> int:
    """The day from which the rule for the end of the year measures: the last of its fact by the start, or the start."""
    return max((day for day in known.days(plan.measured) if day <= start), default=MISSING) if plan.measured else start


def first_within(days: list[int], first: int, last: int = FOREVER) -> int:
    """The first of the days from one day through another, or `MISSING`."""
    return next((day for day in days if first <= day <= last), MISSING)


def _was_served(clock: Clock, known: Projection, start: int) -> bool:
    """Whether the child was served already when the clock would start, with no end in between."""
    served = [day for day in known.days(*clock.not_after) if day < start]
    return bool(served) and first_within(known.days(*ENDS), served[-1], start) == MISSING


def _begun(plan: Plan, known: Projection, ends: list[int]) -> int:
    """The day on which the duty first begins in the child's present time in special education, or `MISSING`."""
    if not plan.clock.begins_with:
        return MISSING
    since = episodes(known.days(*plan.clock.when), (), ends)[-1].start
    return first_within(known.days(plan.clock.begins_with), since)


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
    """The first day of each school year on which the duty stood, up to the first one after the as-of day.

    It stands from the third birthday on (34 CFR 300.101(b)(1)), and for this agency once the child is here;
    nothing is said of the years before the first IEP that the file holds, where it shows that there were others.
    """
    standing = known.standing(plan.done, last=FOREVER)
    begins = [to_day(year.first_day) for year in plan.calendar.years] if plan.calendar is not None else []
    later = [day for day in begins if day > as_of]
    since = max(
        add_months(known.first("birth"), THIRD_BIRTHDAY, leap_day_to=plan.policy.leap_day),
        known.first("served-before"),
        max(known.days("transferred-in"), default=MISSING),
    )
    for day in begins:
        if later and as_of != MISSING and day > later[0]:
            break
        owed = any(
            (duty.start + INITIAL_IEP_DAYS <= day or any(first <= day for first, _ in standing))
            and duty.start <= day
            and (duty.ended == MISSING or day < duty.ended)
            for duty in duties
        )
        if owed and day >= since:
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
