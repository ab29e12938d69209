"""The runs of a clock in many cases: the twin of `iepkit.timelines.runs`, by searches among ordered keys."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.columns.arrays import Arrays
from iepkit.columns.days import Column, Days, Mask, Pairs, pick
from iepkit.columns.finding import Found, are_for, duties, found_in
from iepkit.columns.histories import Known
from iepkit.columns.keys import (
    Keys,
    Ragged,
    after_previous,
    before_case,
    case_of,
    day_of,
    first_from,
    key,
    last_until,
    next_of_case,
)
from iepkit.days import MISSING
from iepkit.facts import ENDS, FOREVER, fact
from iepkit.laws import Clock, Shape
from iepkit.timelines.plans import EVERYONE, SCHOOL_YEAR, Plan
from iepkit.timelines.scalars import ALWAYS

__all__ = ["Intervals", "Runs", "runs"]


def __dir__() -> list[str]:
    return __all__


_ARRAYS = Arrays()


@attrs.frozen(eq=False)
class Intervals:
    """The intervals of a fact that bear on each run: from one place among them to before another."""

    among: Ragged
    start: npt.NDArray[np.intp]
    stop: npt.NDArray[np.intp]


@attrs.frozen(eq=False, slots=False)  # no slots: intervals are laid out when a shape first asks
class Runs:
    """What a shape asks of many runs of a clock; an int or a bool stands for every row."""

    keys: Keys  # the case and the start of each run
    case: npt.NDArray[np.integer[Any]]
    start: Column
    as_of: int
    done: Days = MISSING
    shown: Days = MISSING
    waived: Days = MISSING
    ended: Days = MISSING
    grade: Days = MISSING
    measured: Days = MISSING
    begun: Days = MISSING
    needed: Days = ALWAYS
    lead: Days = MISSING
    opened: Days = MISSING
    held: Days = MISSING
    freed: Days = MISSING
    released: Days = MISSING
    stands: Days = MISSING
    sooner: Days = MISSING
    starts: tuple[Column, ...] = ()
    paused: Intervals | None = None
    absent: Intervals | None = None
    extended: Intervals | None = None
    extended_at_most: Intervals | None = None
    spanned: Intervals | None = None

    def __len__(self) -> int:
        return len(self.start)

    def __getitem__(self, rows: slice | Mask) -> Runs:
        """Some of the rows."""
        return Runs(**{name: _some(getattr(self, name), rows) for name in _FIELDS})

    @cached_property
    def pauses(self) -> Pairs:
        """The time in which the clock stood still after the run started."""
        return _laid_out(self.paused)

    @cached_property
    def absences(self) -> Pairs:
        """The absences that end after the run starts."""
        return _laid_out(self.absent)

    @cached_property
    def capped(self) -> Pairs:
        """The dates agreed to on grounds that have a limit."""
        return _laid_out(self.extended_at_most)

    @cached_property
    def extensions(self) -> Pairs:
        """The dates agreed to while the clock ran."""
        return _laid_out(self.extended)

    @cached_property
    def spans(self) -> Pairs:
        """The spans of what is due as a whole."""
        return _laid_out(self.spanned)


_FIELDS = tuple(field.name for field in attrs.fields(Runs))


def _some(value: Any, rows: slice | Mask) -> Any:
    if isinstance(value, Intervals):
        return Intervals(value.among, value.start[rows], value.stop[rows])
    if isinstance(value, tuple):
        return tuple(column[rows] for column in value)
    return value[rows] if isinstance(value, np.ndarray) else value


def _laid_out(found: Intervals | None) -> Pairs:
    return () if found is None else found.among.between(found.start, found.stop)


def runs(plan: Plan, known: Known, as_of: int, *, since: int = MISSING, until: int = FOREVER) -> Runs | None:
    """The runs of a clock in many cases that start from one day until before another, by case and start."""
    if not _may_start(plan, known):
        return None
    clock = plan.clock
    found = found_in(plan, known, as_of)
    following = key(case_of(found.keys), next_of_case(found.keys, FOREVER))
    wanted = _wanted(plan, known, found.keys, since, until)
    since_last = after_previous(found.keys)
    if not wanted.all():
        found, following, since_last = found[wanted], following[wanted], since_last[wanted]
    if plan.choice is not EVERYONE:
        mine = are_for(plan, known, found.keys)
        found, following, since_last = found[mine], following[mine], since_last[mine]
    if not len(found.keys):
        return None
    start, case = day_of(found.keys), case_of(found.keys)
    waived = _waived(clock, known, found.keys, since_last, following)
    return Runs(
        keys=found.keys,
        case=case,
        start=start,
        as_of=as_of,
        done=found.done,
        shown=_shown(plan, known, found, following),
        waived=waived,
        ended=_ARRAYS.earlier(found.ended, waived) if clock.restarted_by else found.ended,
        grade=known.first(case, plan.grade) if plan.grade else MISSING,
        measured=last_until(known.days(plan.measured), found.keys) if plan.measured else start,
        begun=_begun(plan, known, case),
        needed=known.first(case, *clock.needs) if clock.needs else ALWAYS,
        lead=known.first(case, clock.band.fact) if clock.band is not None else MISSING,
        starts=_starts(plan, known, found.keys),
        **(_period(clock, known, found.keys, following) if plan.period else {}),
        stands=first_from(known.lasting(*plan.pauses), before_case(case)) if plan.pauses else MISSING,
        sooner=_sooner(clock, known, found.keys),
        paused=_after(known.intervals(*plan.pauses, through=as_of, lasting=True), found.keys) if plan.pauses else None,
        absent=_after(known.intervals("absent"), found.keys) if plan.absences_count else None,
        extended=_within(known.agreed(plan.extensions), found.keys, following) if plan.extensions else None,
        extended_at_most=_within(known.agreed(plan.capped), found.keys, following) if plan.capped else None,
        spanned=_within(known.standing(clock.spans), key(case, MISSING), key(case, FOREVER)) if clock.spans else None,
    )


def _may_start(plan: Plan, known: Known) -> bool:
    """Whether anything in the cases may start the clock: most clocks of a law run in few cases, or in none."""
    if plan.start == SCHOOL_YEAR:
        return plan.calendar is not None and len(known.days(*plan.clock.when)) > 0
    return any(len(known.planned(name)) for name in (plan.starts if plan.total is None else plan.total.facts))


def _wanted(plan: Plan, known: Known, keys: Keys, since: int, until: int) -> Mask:
    """Which starts lie between two days, in cases that meet the condition of the clock and were not served before."""
    clock, start = plan.clock, day_of(keys)
    wanted: Mask = (start >= since) & (start < until)
    if clock.when:
        wanted &= known.has(case_of(keys), *clock.when)
    if clock.not_after:
        wanted &= ~_was_served(clock, known, keys)
    return wanted


def _starts(plan: Plan, known: Known, keys: Keys) -> tuple[Column, ...]:
    """The day from which each limit counts: the last of its own fact by the start, or the start."""
    return tuple(last_until(known.days(name), keys) if name else day_of(keys) for name in plan.begins)


def _period(clock: Clock, known: Known, keys: Keys, following: Keys) -> dict[str, Any]:
    """What bears on the period that runs before the limit."""
    opened, held = (_first(known, names, keys, following) for names in (clock.opened_by, clock.held_by))
    since = key(case_of(keys), np.maximum(held, day_of(keys)))  # of what is not held, the start
    freed, released = (_first(known, names, since, following) for names in (clock.opened_by, clock.released_by))
    return {"opened": opened, "held": held, "freed": freed, "released": released}


def _first(known: Known, names: tuple[str, ...], start: Keys, following: Keys) -> Days:
    """The first day of the facts from one day through another, or `MISSING`."""
    days = known.days(*names)
    if not len(days):
        return MISSING
    first = first_from(days, start)
    return pick(key(case_of(start), first) <= following, first, MISSING)


def _sooner(clock: Clock, known: Known, keys: Keys) -> Days:
    """The first day after the start of what must not come first, of the matter or, where it says so, of the case."""
    days = known.planned(*clock.not_past)
    sooner: Days = first_from(days, keys + 1) if len(days) else MISSING
    whole, whose = (known, None) if known.matters is None else (known.matters.known, known.matters.whose)
    days = whole.planned(*clock.not_past_in_case)
    if not len(days):
        return sooner
    start = keys if whose is None else key(whose[case_of(keys)], day_of(keys))
    return _ARRAYS.earlier(sooner, first_from(days, start + 1))


def _shown(plan: Plan, known: Known, found: Found, following: Keys) -> Days:
    """The first day that shows what a clock waits for, where the file does not hold it or holds a later one."""
    showing = fact(plan.done).shown_by if plan.clock.shape is Shape.WITHIN else ()
    first = _first(known, showing, found.keys, following)
    if not isinstance(first, np.ndarray):
        return MISSING
    return pick((found.done == MISSING) | (first < found.done), first, MISSING)


def _was_served(clock: Clock, known: Known, keys: Keys) -> Mask:
    """Whether the child was served already when the clock would start, with no end in between."""
    served = last_until(known.days(*clock.not_after), keys - 1)
    ended = last_until(known.days(*ENDS), keys)
    was: Mask = (served != MISSING) & (ended < served)
    return was


def _begun(plan: Plan, known: Known, case: Keys) -> Days:
    """The day on which the duty first begins in each child's present time in special education, or `MISSING`."""
    if not plan.clock.begins_with:
        return MISSING
    since = last_until(duties(plan, known).keys, key(case, FOREVER))
    return first_from(known.days(plan.clock.begins_with), key(case, since))


def _waived(clock: Clock, known: Known, keys: Keys, since_last: Keys, following: Keys) -> Days:
    """The first day that lifts the duty: after the start, or after the last start for a clock that runs to a day."""
    if clock.shape not in (Shape.WITHIN, Shape.EVERY, Shape.APART):
        return _first(known, clock.waived_by, since_last, key(case_of(keys), FOREVER))
    sooner = 1 if clock.restarted_by or clock.shape is Shape.APART else 0  # what starts a cycle anew does not lift it
    return _first(known, clock.waived_by, keys + sooner, following)


def _within(among: Ragged, start: Keys, stop: Keys) -> Intervals:
    """The intervals that begin from one day up to another."""
    return Intervals(among, np.searchsorted(among.first, start), np.searchsorted(among.first, stop, "right"))


def _after(among: Ragged, start: Keys) -> Intervals:
    """The intervals of the case that end after a day."""
    lasts = key(case_of(among.first), among.last)
    stop = np.searchsorted(among.first, key(case_of(start), FOREVER))
    return Intervals(among, np.searchsorted(lasts, start, "right"), stop)
