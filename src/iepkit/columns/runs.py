"""The runs of a clock in many cases: the twin of `iepkit.timelines.runs`, by searches among ordered keys."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.columns.arrays import Arrays
from iepkit.columns.binding import bound
from iepkit.columns.days import Column, Days, Mask, Pairs, floor, pick
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
from iepkit.timelines.runs import starts_anew
from iepkit.timelines.scalars import ALWAYS

__all__ = ["Episodes", "Intervals", "Runs", "runs"]


def __dir__() -> list[str]:
    return __all__


_ARRAYS = Arrays()


Episodes = dict[Hashable, Found]


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


class _Starts:
    """The starts of a clock that are asked about, among all that there are; what few clocks ask is laid out late."""

    def __init__(self, all_keys: Keys, mine: Mask) -> None:
        """Take some of all starts, which are in order."""
        self._all, self._mine = all_keys, mine
        self.keys = self._of_mine(all_keys)
        self.case, self.day = case_of(self.keys), day_of(self.keys)

    def _of_mine(self, keys: Keys) -> Keys:
        return keys if self._mine.all() else keys[self._mine]

    @cached_property
    def following(self) -> Keys:
        """The next start of the case, or the end of time."""
        return self._of_mine(key(case_of(self._all), next_of_case(self._all, FOREVER)))

    @cached_property
    def since_last(self) -> Keys:
        """The day after the start before, or the beginning of time."""
        return self._of_mine(after_previous(self._all))


def runs(plan: Plan, known: Known, of_clock: Episodes, *, since: int = MISSING, until: int = FOREVER) -> Runs | None:
    """The runs of a clock in many cases that start from one day until before another, by case and start.

    Plans of a clock that start and end it in the same way share what was found for the first of them, `of_clock`.
    """
    if not _may_start(plan, known, since, until):
        return None
    clock, as_of = plan.clock, known.as_of
    ends = plan.start, plan.starts, plan.done, plan.total and (plan.total.facts, plan.total.number, plan.total.counter)
    if ends not in of_clock:
        of_clock[ends] = found_in(plan, known, as_of)
    found = of_clock[ends]
    mine = _wanted(plan, known, found.keys, since, until)
    at = _Starts(found.keys, mine)
    if not len(at.keys):
        return None
    found = found if len(at.keys) == len(mine) else found[mine]
    case, waived = at.case, _waived(plan, known, at)
    return Runs(
        keys=at.keys,
        case=case,
        start=at.day,
        as_of=as_of,
        done=found.done,
        shown=_shown(plan, known, found, at),
        waived=waived,
        ended=_ARRAYS.earlier(found.ended, waived) if clock.restarted_by else found.ended,
        grade=known.first(case, plan.grade) if plan.grade else MISSING,
        measured=last_until(known.days(plan.measured), at.keys) if plan.measured else at.day,
        begun=_begun(plan, known, case),
        needed=known.first(case, *clock.needs) if clock.needs else ALWAYS,
        lead=known.first(case, clock.band.fact) if clock.band is not None else MISSING,
        starts=_starts(plan, known, at),
        **(_period(plan, known, at) if plan.period else {}),
        stands=first_from(known.lasting(*plan.pauses), before_case(case)) if plan.pauses else MISSING,
        sooner=_sooner(clock, known, at),
        paused=_after(known.intervals(*plan.pauses, through=as_of, lasting=True), at.keys) if plan.pauses else None,
        absent=_after(known.intervals("absent"), at.keys) if plan.absences_count else None,
        extended=_within(known.agreed(plan.extensions), at.keys, at.following) if plan.extensions else None,
        extended_at_most=_within(known.agreed(plan.capped), at.keys, at.following) if plan.capped else None,
        spanned=_within(known.standing(clock.spans), key(case, MISSING), key(case, FOREVER)) if clock.spans else None,
    )


def _may_start(plan: Plan, known: Known, since: int, until: int) -> bool:
    """Whether anything in the cases may start the clock in that time: most clocks run in few cases, or in none."""
    if plan.start == SCHOOL_YEAR:
        return plan.calendar is not None and len(known.days(*plan.clock.when)) > 0
    starts = plan.starts if plan.total is None else plan.total.facts
    first, last = known.range(*starts, *plan.clock.restarted_by)
    begun = plan.total is not None or last >= since  # a total is passed after its first day, perhaps in a later version
    return first < until and begun and any(len(known.planned(name)) for name in starts)


def _wanted(plan: Plan, known: Known, keys: Keys, since: int, until: int) -> Mask:
    """Which starts lie between two days, in cases and of children that the clock is for."""
    clock, start = plan.clock, day_of(keys)
    wanted: Mask = (start >= since) & (start < until)
    if clock.when:
        wanted &= known.has(case_of(keys), *clock.when)
    if clock.not_after:
        wanted &= ~_was_served(clock, known, keys)
    if plan.choice is not EVERYONE:
        wanted &= are_for(plan, known, keys)
    return wanted


def _starts(plan: Plan, known: Known, at: _Starts) -> tuple[Column, ...]:
    """The day from which each limit counts: the last of its own fact by the start, or the start."""
    return tuple(last_until(known.days(name), at.keys) if name else at.day for name in plan.begins)


def _period(plan: Plan, known: Known, at: _Starts) -> dict[str, Any]:
    """What bears on the period that runs before the limit."""
    clock = plan.clock
    opened = _first(known, clock.opened_by, at.keys, at.following)
    end = floor(bound(plan).period[0].after(at.day))
    held = last_until(known.days(*clock.held_by), np.minimum(key(at.case, end), at.following))
    held = pick(held >= at.day, held, MISSING)
    since = key(at.case, np.maximum(held, at.day))  # of what is not held, the start
    freed, released = (_first(known, names, since, at.following) for names in (clock.opened_by, clock.released_by))
    return {"opened": opened, "held": held, "freed": freed, "released": released}


def _first(known: Known, names: tuple[str, ...], start: Keys, following: Keys) -> Days:
    """The first day of the facts from one day through another, or `MISSING`."""
    days = known.days(*names)
    if not len(days):
        return MISSING
    first = first_from(days, start)
    return pick(key(case_of(start), first) <= following, first, MISSING)


def _sooner(clock: Clock, known: Known, at: _Starts) -> Days:
    """The first day after the start of what must not come first, of the matter or, where it says so, of the case."""
    days = known.expected(*clock.not_past)
    sooner: Days = first_from(days, at.keys + 1) if len(days) else MISSING
    whole, whose = (known, None) if known.matters is None else (known.matters.known, known.matters.whose)
    days = whole.expected(*clock.not_past_in_case)
    if not len(days):
        return sooner
    start = at.keys if whose is None else key(whose[at.case], at.day)
    return _ARRAYS.earlier(sooner, first_from(days, start + 1))


def _shown(plan: Plan, known: Known, found: Found, at: _Starts) -> Days:
    """The first day that shows what a clock waits for, where the file does not hold it or holds a later one."""
    showing = fact(plan.done).shown_by if plan.clock.shape is Shape.WITHIN else ()
    first = _first(known, showing, at.keys, at.following) if len(known.days(*showing)) else MISSING
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


def _waived(plan: Plan, known: Known, at: _Starts) -> Days:
    """The first day that lifts the duty: after the start, or after the last start for a clock that runs to a day."""
    clock = plan.clock
    if not len(known.days(*clock.waived_by)):
        return MISSING
    if clock.shape not in (Shape.WITHIN, Shape.EVERY, Shape.APART):
        return _first(known, clock.waived_by, at.since_last, key(at.case, FOREVER))
    sooner = int(starts_anew(plan))
    return _first(known, clock.waived_by, at.keys + sooner, at.following)


def _within(among: Ragged, start: Keys, stop: Keys) -> Intervals:
    """The intervals that begin from one day up to another."""
    return Intervals(among, np.searchsorted(among.first, start), np.searchsorted(among.first, stop, "right"))


def _after(among: Ragged, start: Keys) -> Intervals:
    """The intervals of the case that end after a day."""
    lasts = key(case_of(among.first), among.last)
    stop = np.searchsorted(among.first, key(case_of(start), FOREVER))
    return Intervals(among, np.searchsorted(lasts, start, "right"), stop)
