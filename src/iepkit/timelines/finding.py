"""When a clock of a case runs: its episodes, by the shape of the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from iepkit.days import MISSING, add_months, to_day
from iepkit.facts import FOREVER, Episode, Projection, anchors, episodes, pairs, restarted
from iepkit.laws import Applies, Shape
from iepkit.timelines.plans import ANCHORS, BIRTH, SCHOOL_YEAR, Plan, Total

__all__ = ["INITIAL_IEP_DAYS", "THIRD_BIRTHDAY", "found_in", "is_for", "passed"]


def __dir__() -> list[str]:
    return __all__


THIRD_BIRTHDAY = 36  # months
INITIAL_IEP_DAYS = 30  # 34 CFR 300.323(c)(1): a child found eligible later still has these days for the first meeting


def found_in(plan: Plan, known: Projection, ends: list[int], as_of: int) -> list[Episode]:
    """The episodes of a clock; what is known to come after the as-of day has not been done."""
    found = _FINDERS[plan.clock.shape](plan, known, ends, as_of)
    return found[:1] if plan.clock.first_only else found


def _responses(plan: Plan, known: Projection, ends: list[int], as_of: int) -> list[Episode]:
    dones = known.days(plan.done)
    if plan.total is None:
        starts = known.planned(*plan.starts)
    else:  # what lasts over the day on which the clock starts is done on it
        starts, lasting = passed(plan.total, known, as_of), known.spans((plan.done,), last=as_of)
        dones = sorted({*dones, *(day for day in starts for first, last in lasting if first <= day <= last)})
    return restarted(starts, dones, ends) if plan.clock.restarts else episodes(starts, dones, ends)


def _cycles(plan: Plan, known: Projection, ends: list[int], as_of: int) -> list[Episode]:
    restarts: list[int] = []
    if plan.clock.restarted_by and plan.policy.reevaluation_waived == "restarts":
        restarts = known.days_of[plan.clock.restarted_by]
    if plan.clock.restarts:
        return restarted(known.planned(*plan.starts), known.days(plan.done), ends)
    if plan.start == plan.done:
        return pairs(known.days(plan.start), restarts, ends, known.days_of[plan.clock.resumed_by])
    return episodes(sorted({*known.days(plan.start), *restarts}), known.days(plan.done), ends)


def _pair_of_firsts(plan: Plan, known: Projection, ends: list[int], as_of: int) -> list[Episode]:
    start = known.first(plan.start)
    return [] if start == MISSING else [Episode(start, known.first(plan.done))]


def _anchored(plan: Plan, known: Projection, ends: list[int], as_of: int) -> list[Episode]:
    if plan.start not in ANCHORS:
        return anchors(known.planned(*plan.starts), known.days(plan.done), ends)
    duties = episodes(known.days_of[plan.clock.when], (), ends)
    if plan.start == SCHOOL_YEAR:
        return list(_school_years(plan, known, duties, as_of))
    birth = known.first(plan.start)
    ended = duties[-1].ended if duties else min(ends, default=MISSING)
    return [] if birth == MISSING else [Episode(birth, known.first(plan.done), ended)]


def _school_years(plan: Plan, known: Projection, duties: list[Episode], as_of: int) -> Iterator[Episode]:
    """The first day of each school year on which the duty stood, up to the first one after the as-of day.

    It stands from the third birthday on (34 CFR 300.101(b)(1)), and for this agency once the child is here;
    nothing is said of the years before the first IEP that the file holds, where it shows that there were others.
    """
    standing = known.standing(plan.done, last=FOREVER)
    begins = [to_day(year.first_day) for year in plan.calendar.years] if plan.calendar is not None else []
    later = [day for day in begins if day > as_of]
    since = max(
        add_months(known.first(BIRTH), THIRD_BIRTHDAY, leap_day_to=plan.policy.leap_day),
        known.first("served-before"),
        max(known.days("transferred-in"), default=MISSING),
    )
    for day in begins:
        if later and as_of != MISSING and day > later[0]:
            break
        if day >= since and _is_owed(duties, day, begun=bool(standing) and standing[0][0] <= day):
            covered = any(first <= day <= last for first, last in standing)
            done = day if covered else next((first for first, _ in standing if first > day), MISSING)
            yield Episode(day, MISSING if covered and MISSING != as_of < day else done)


def _is_owed(duties: Sequence[Episode], day: int, *, begun: bool) -> bool:
    """Whether an IEP was to be in effect on a day: the duty stood, and one had begun or was to be there by then."""
    for duty in duties:
        stands = duty.start <= day and (duty.ended == MISSING or day < duty.ended)
        if stands and (begun or duty.start + INITIAL_IEP_DAYS <= day):
            return True
    return False


_Finder = Callable[[Plan, Projection, list[int], int], list[Episode]]
_FINDERS: dict[Shape, _Finder] = {
    Shape.WITHIN: _responses,
    Shape.EVERY: _cycles,
    Shape.APART: _cycles,
    Shape.ORDER: _pair_of_firsts,
    Shape.BEFORE: _anchored,
    Shape.NOT_BEFORE: _anchored,
}


# -- totals -----------------------------------------------------------------------------------------------------------


def passed(total: Total, known: Projection, as_of: int) -> list[int]:
    """The first day past the total in each school year in which the spans pass it."""
    spans = known.spans(total.facts, last=FOREVER if as_of == MISSING else as_of)
    found = [_passed(total, spans, first, last) for first, last in total.years]
    return [day for day in found if day != MISSING]


def _passed(total: Total, spans: Sequence[tuple[int, int]], first: int, last: int) -> int:
    """The first day past the total in one school year, or `MISSING`."""
    so_far = 0
    for begins, ends in spans:
        start, end = max(begins, first) - 1, min(ends, last)
        days = (total.counter.count(start, end) or 0) if start < end else 0
        if so_far + days > total.number:
            return total.counter.nth_after(start, total.number + 1 - so_far)
        so_far += days
    return MISSING


# -- groups of children -----------------------------------------------------------------------------------------------


def is_for(plan: Plan, known: Projection, start: int) -> bool:
    """Whether a plan is the one for this child on the day that starts the clock."""
    choice = plan.choice
    if choice.applies is not None:
        return _holds(choice.applies, known, start, plan) is True
    found = [_holds(applies, known, start, plan) for applies in choice.others]
    return True not in found and (None in found) is choice.undecided


def _holds(applies: Applies, known: Projection, start: int, plan: Plan) -> bool | None:
    """Whether a child is of a group on a day; `None` where the birth date that it takes is not in the file."""
    if applies.facts and not _by(known.days_of[applies.facts], start):
        return False
    if applies.unless and _by(known.days_of[applies.unless], start):
        return False
    if not applies.by_age:
        return True
    born = known.first(BIRTH)
    return None if born == MISSING else _of_age(applies, born, start, plan.policy.leap_day)


def _by(days: list[int], start: int) -> bool:
    return bool(days) and days[0] <= start


def _of_age(applies: Applies, born: int, start: int, leap_day_to: str) -> bool:
    since, until = (
        default if age is None else add_months(born, 12 * age, leap_day_to=leap_day_to)
        for age, default in ((applies.age_from, MISSING), (applies.age_below, FOREVER))
    )
    return since <= start < until
