"""The runs of a clock in a case: each start, what stops it, and the facts that bear on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from iepkit.days import MISSING, floor
from iepkit.facts import ENDS, FOREVER, Episode, Projection, episodes, fact
from iepkit.laws import Clock, Shape
from iepkit.timelines.finding import found_in, is_for
from iepkit.timelines.plans import EVERYONE, Plan
from iepkit.timelines.scalars import Facts, Scalars

__all__ = ["around", "begun_by", "ends_of", "first_within", "measured_from", "runs", "starts_anew"]


def __dir__() -> list[str]:
    return __all__


_SCALARS = Scalars()


def runs(plan: Plan, known: Projection, as_of: int) -> Iterator[Facts]:
    """The facts of every run of a clock in a case."""
    clock = plan.clock
    if clock.when and not known.days(*clock.when):
        return
    ends = ends_of(clock, known)
    found = found_in(plan, known, ends, as_of)
    if not found:
        return
    waivers = known.days(*clock.waived_by)
    later_only = clock.shape in (Shape.WITHIN, Shape.EVERY, Shape.APART)
    sooner = int(starts_anew(plan))
    shown = known.days(*fact(plan.done).shown_by) if clock.shape is Shape.WITHIN else []
    in_case = _in_case(plan, known, ends)
    before = MISSING
    for run, following in _with_following(found):
        start, since = run.start, before + 1 if before != MISSING else MISSING
        before = start
        if _was_served(clock, known, start) or (plan.choice is not EVERYONE and not is_for(plan, known, start)):
            continue
        waived = first_within(waivers, start + sooner if later_only else since, following if later_only else FOREVER)
        seen = first_within(shown, start, following)
        yield Facts(
            start=start,
            done=run.done,
            as_of=as_of,
            shown=seen if run.done == MISSING or seen < run.done else MISSING,
            waived=waived,
            ended=_SCALARS.earlier(run.ended, waived) if clock.restarted_by else run.ended,
            measured=measured_from(plan, known, start),
            starts=begun_by(plan, known, start),
            **in_case,
            **around(plan, known, start, following, as_of),
        )


def _with_following(found: Sequence[Episode]) -> Iterator[tuple[Episode, int]]:
    """The episodes, each with the day on which the next one starts."""
    for at, run in enumerate(found):
        yield run, found[at + 1].start if at + 1 < len(found) else FOREVER


def _in_case(plan: Plan, known: Projection, ends: list[int]) -> dict[str, Any]:
    """What is the same in every run of the case, where the plan asks for it at all."""
    clock, found = plan.clock, dict[str, Any]()
    if clock.needs:
        found["needed"] = known.first(*clock.needs)
    if plan.grade:
        found["grade"] = known.first(plan.grade)
    if clock.begins_with:
        found["begun"] = _begun(plan, known, ends)
    if clock.spans:
        found["spans"] = tuple(known.standing(clock.spans))
    if clock.band is not None:
        found["lead"] = known.first(clock.band.fact)
    if plan.absences_count:
        found["absences"] = known.intervals("absent")
    return found


def around(plan: Plan, known: Projection, start: int, following: int, as_of: int) -> dict[str, Any]:
    """What bears on one run by its days, where the plan asks for it at all."""
    clock, found = plan.clock, dict[str, Any]()
    for name, reasons in (("extensions", plan.extensions), ("capped", plan.capped)):
        if reasons:
            found[name] = tuple((on, until) for on, until in known.agreed(reasons) if start <= on <= following)
    if plan.period:
        found["opened"] = first_within(known.days(*clock.opened_by), start, following)
        end = min(floor(plan.period[0].after(start)), following)
        held = found["held"] = max((day for day in known.days(*clock.held_by) if start <= day <= end), default=MISSING)
        since = max(held, start)
        found["freed"] = first_within(known.days(*clock.opened_by), since, following)
        found["released"] = first_within(known.days(*clock.released_by), since, following)
    if plan.pauses:
        last = FOREVER if as_of == MISSING else as_of
        found["pauses"] = known.spans(plan.pauses, last=last, lasting=as_of != MISSING)
        found["stands"] = known.lasting(plan.pauses)
    if clock.not_past or clock.not_past_in_case:
        days = known.expected(*clock.not_past) + (known.case or known).expected(*clock.not_past_in_case)
        found["sooner"] = first_within(sorted(days), start + 1)
    return found


def starts_anew(plan: Plan) -> bool:
    """Whether each run begins with what ends another: what comes on that day does not lift it."""
    return bool(plan.clock.restarted_by) or (plan.clock.shape is Shape.APART and plan.start == plan.done)


def ends_of(clock: Clock, known: Projection) -> list[int]:
    """The days on which the duty may end: those of the matter, and those of the case that end it too."""
    ends = known.days(*clock.ended_by)
    if not clock.ended_by_in_case:
        return ends
    return sorted({*ends, *(known.case or known).days(*clock.ended_by_in_case)})


def begun_by(plan: Plan, known: Projection, start: int) -> tuple[int, ...]:
    """The day from which each limit counts: the last of its own fact by the start, or the start."""
    return tuple(start if not name else _last(known.days(name), start) for name in plan.begins)


def measured_from(plan: Plan, known: Projection, start: int) -> int:
    """The day from which the rule for the end of the year measures: the last of its fact by the start, or the start."""
    return _last(known.days(plan.measured), start) if plan.measured else start


def _last(days: list[int], until: int) -> int:
    return max((day for day in days if day <= until), default=MISSING)


def first_within(days: list[int], first: int, last: int = FOREVER) -> int:
    """The first of the days from one day through another, or `MISSING`."""
    return next((day for day in days if first <= day <= last), MISSING)


def _was_served(clock: Clock, known: Projection, start: int) -> bool:
    """Whether the child was served already when the clock would start, with no end in between."""
    served = [day for day in known.days(*clock.not_after) if day < start] if clock.not_after else []
    return bool(served) and first_within(known.days(*ENDS), served[-1], start) == MISSING


def _begun(plan: Plan, known: Projection, ends: list[int]) -> int:
    """The day on which the duty first begins in the child's present time in special education."""
    since = episodes(known.days(*plan.clock.when), (), ends)[-1].start
    return first_within(known.days(plan.clock.begins_with), since)
