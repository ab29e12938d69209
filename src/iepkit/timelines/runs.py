"""The runs of a clock in a case: each start, what stops it, and the facts that bear on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from iepkit.days import MISSING, floor
from iepkit.facts import ENDS, FOREVER, Projection, episodes, first_within, last_by
from iepkit.laws import Clock, Shape
from iepkit.timelines.finding import found_in, is_for
from iepkit.timelines.plans import EVERYONE, Plan
from iepkit.timelines.scalars import Facts, Scalars
from iepkit.vocabulary import ExtensionReason

__all__ = ["bear_on", "ends_of", "measured_from", "runs", "starts_anew"]


def __dir__() -> list[str]:
    return __all__


_SCALARS = Scalars()
_FORWARD = frozenset((Shape.WITHIN, Shape.EVERY, Shape.APART))


def runs(plan: Plan, known: Projection, as_of: int) -> Iterator[Facts]:
    """The facts of every run of a clock in a case."""
    clock = plan.clock
    if clock.when and not known.days_of[clock.when]:
        return
    ends = ends_of(clock, known)
    found = found_in(plan, known, ends, as_of)
    if not found:
        return
    waivers = known.days_of[clock.waived_by] if clock.waived_by else ()
    shown = known.days_of[plan.shown_by] if plan.shown_by else ()
    in_case = _in_case(plan, known, ends) if plan.asks_case else {}
    before, last = MISSING, len(found) - 1
    for at, run in enumerate(found):
        start = run.start
        if not plan.asks_who or _is_run(plan, known, start):
            following = found[at + 1].start if at < last else FOREVER
            f = Facts(start, run.done, as_of, MISSING, MISSING, run.ended)
            f.measured = measured_from(plan, known, start) if plan.measured else start
            for name, value in in_case.items():
                setattr(f, name, value)
            if waivers:
                _lift(f, plan, waivers, before, following)
            if shown:
                seen = first_within(shown, start, following)
                f.shown = seen if run.done == MISSING or seen < run.done else MISSING
            if plan.asks_run:
                bear_on(f, plan, known, following)
            yield f
        before = start


def _is_run(plan: Plan, known: Projection, start: int) -> bool:
    """Whether the clock runs from a start: the child was not served before, and is one that the plan is for."""
    if plan.clock.not_after and _was_served(plan.clock, known, start):
        return False
    return plan.choice is EVERYONE or is_for(plan, known, start)


def _lift(f: Facts, plan: Plan, waivers: Sequence[int], before: int, following: int) -> None:
    """Add to the facts of a run what lifts it: for a clock that counts forward, only what comes after its start."""
    if plan.clock.shape in _FORWARD:
        f.waived = first_within(waivers, f.start + starts_anew(plan), following)
    else:
        f.waived = first_within(waivers, before + 1)
    if plan.clock.restarted_by:
        f.ended = _SCALARS.earlier(f.ended, f.waived)


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


def bear_on(f: Facts, plan: Plan, known: Projection, following: int) -> None:
    """Add to the facts of a run what bears on it by its days, where the plan asks for it at all."""
    clock, start = plan.clock, f.start
    if plan.begins:
        f.starts = tuple(last_by(known.days(name), start) if name else start for name in plan.begins)
    if plan.extensions:
        f.extensions = _agreed(known, plan.extensions, start, following)
    if plan.capped:
        f.capped = _agreed(known, plan.capped, start, following)
    if plan.period:
        f.opened = first_within(known.days_of[clock.opened_by], start, following)
        held = last_by(known.days_of[clock.held_by], min(floor(plan.period[0].after(start)), following))
        f.held = held if held >= start else MISSING
        since = max(f.held, start)
        f.freed = first_within(known.days_of[clock.opened_by], since, following)
        f.released = first_within(known.days_of[clock.released_by], since, following)
    if plan.pauses:
        last = FOREVER if f.as_of == MISSING else f.as_of
        f.pauses = known.spans(plan.pauses, last=last, lasting=f.as_of != MISSING)
        f.stands = known.lasting(plan.pauses)
    if clock.not_past or clock.not_past_in_case:
        days = known.expected(*clock.not_past) + (known.case or known).expected(*clock.not_past_in_case)
        f.sooner = first_within(sorted(days), start + 1)


def _agreed(
    known: Projection, reasons: Sequence[ExtensionReason], start: int, following: int
) -> tuple[tuple[int, int], ...]:
    """The new dates agreed for these reasons from one day through another."""
    return tuple((on, until) for on, until in known.agreed(reasons) if start <= on <= following)


def starts_anew(plan: Plan) -> bool:
    """Whether each run begins with what ends another: what comes on that day does not lift it."""
    return bool(plan.clock.restarted_by) or (plan.clock.shape is Shape.APART and plan.start == plan.done)


def ends_of(clock: Clock, known: Projection) -> list[int]:
    """The days on which the duty may end: those of the matter, and those of the case that end it too."""
    ends = known.days_of[clock.ended_by]
    if not clock.ended_by_in_case:
        return ends
    in_case = (known.case or known).days_of[clock.ended_by_in_case]
    return sorted({*ends, *in_case}) if in_case else ends


def measured_from(plan: Plan, known: Projection, start: int) -> int:
    """The day from which the rule for the end of the year measures: the last of its fact by the start, or the start."""
    return last_by(known.days(plan.measured), start) if plan.measured else start


def _was_served(clock: Clock, known: Projection, start: int) -> bool:
    """Whether the child was served already when the clock would start, with no end in between."""
    served = last_by(known.days_of[clock.not_after], start - 1)
    return served != MISSING and first_within(known.days_of[ENDS], served, start) == MISSING


def _begun(plan: Plan, known: Projection, ends: list[int]) -> int:
    """The day on which the duty first begins in the child's present time in special education."""
    since = episodes(known.days_of[plan.clock.when], (), ends)[-1].start
    return first_within(known.days(plan.clock.begins_with), since)
