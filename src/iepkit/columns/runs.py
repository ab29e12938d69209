"""The runs of a clock in many cases: the twin of `iepkit.timelines.runs`, by searches among ordered keys."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.columns.arrays import Arrays
from iepkit.columns.days import Column, Days, Mask, Pairs, add_months, pick
from iepkit.columns.histories import Histories, Keys, Ragged, case_of, day_of, distinct, first_from, key, last_until
from iepkit.days import MISSING, to_day
from iepkit.facts import ENDS, FOREVER, fact
from iepkit.laws import Clock, Shape
from iepkit.timelines import shapes
from iepkit.timelines.binding import Plan
from iepkit.timelines.runs import INITIAL_IEP_DAYS, THIRD_BIRTHDAY

__all__ = ["Intervals", "Runs", "runs"]


def __dir__() -> list[str]:
    return __all__


_ARRAYS = Arrays()
_COUNT_ABSENCES = {shapes.lengthened, shapes.stopped_by_absence, shapes.carried_over}


@attrs.frozen(eq=False)
class Intervals:
    """The intervals of a fact that bear on each run: from one place among them to before another."""

    among: Ragged
    start: npt.NDArray[np.intp]
    stop: npt.NDArray[np.intp]


@attrs.frozen(eq=False, slots=False)  # no slots: intervals are laid out when a shape first asks
class Runs:
    """What a shape asks of many runs of a clock; an int or a bool stands for every row."""

    case: Keys
    start: Column
    as_of: int
    done: Days = MISSING
    shown: Days = MISSING
    waived: Days = MISSING
    ended: Days = MISSING
    grade: Days = MISSING
    measured: Days = MISSING
    begun: Days = MISSING
    needed: Days = MISSING
    absent: Intervals | None = None
    extended: Intervals | None = None
    spanned: Intervals | None = None

    @property
    def keys(self) -> Keys:
        """The case and the start of each run."""
        return key(self.case, self.start)

    def __len__(self) -> int:
        return len(self.start)

    def __getitem__(self, rows: slice | Mask) -> Runs:
        """Some of the rows."""
        return Runs(**{name: _some(value, rows) for name, value in attrs.asdict(self, recurse=False).items()})

    @cached_property
    def absences(self) -> Pairs:
        """The absences that end after the run starts."""
        return _laid_out(self.absent)

    @cached_property
    def extensions(self) -> Pairs:
        """The dates agreed to while the clock ran."""
        return _laid_out(self.extended)

    @cached_property
    def spans(self) -> Pairs:
        """The spans of what is due as a whole."""
        return _laid_out(self.spanned)


def _some(value: Any, rows: slice | Mask) -> Any:
    if isinstance(value, Intervals):
        return Intervals(value.among, value.start[rows], value.stop[rows])
    return value[rows] if isinstance(value, np.ndarray) else value


def _laid_out(found: Intervals | None) -> Pairs:
    return () if found is None else found.among.between(found.start, found.stop)


@attrs.frozen(eq=False)
class _Found:
    """The episodes of a clock: the key of each start, what it waited for and when the duty ended."""

    keys: Keys
    done: Column
    ended: Days = MISSING

    def __getitem__(self, rows: Mask) -> _Found:
        return _Found(self.keys[rows], self.done[rows], _some(self.ended, rows))


def _first_of_case(keys: Keys) -> Mask:
    """Which of ordered keys are the first of their case."""
    return np.diff(case_of(keys), prepend=-1) > 0


def runs(plan: Plan, known: Histories, as_of: int) -> Runs:
    """Every run of a clock in many cases, by case and start."""
    clock = plan.clock
    found = _FINDERS[clock.shape](plan, known, as_of)
    if clock.when:
        found = found[known.has(case_of(found.keys), *clock.when)]
    if clock.first_only:
        found = found[_first_of_case(found.keys)]
    later = first_from(found.keys, found.keys + 1)
    following = key(case_of(found.keys), pick(later == MISSING, FOREVER, later))
    if clock.not_after:
        still = ~_was_served(clock, known, found.keys)
        found, following = found[still], following[still]
    start, case = day_of(found.keys), case_of(found.keys)
    waived = _waived(plan, known, found.keys, following)
    return Runs(
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
        needed=known.first(case, *clock.needs) if clock.needs else start,
        absent=_after(known.intervals("absent"), found.keys) if _COUNT_ABSENCES.intersection(plan.steps) else None,
        extended=_within(known.agreed(plan.extensions), found.keys, following) if plan.extensions else None,
        spanned=_within(known.standing(clock.spans), key(case, MISSING), key(case, FOREVER)) if clock.spans else None,
    )


def _shown(plan: Plan, known: Histories, found: _Found, following: Keys) -> Days:
    """The first day that shows what a clock waits for, where the file does not hold it or holds a later one."""
    showing = fact(plan.done).shown_by if plan.clock.shape is Shape.WITHIN else ()
    if not showing:
        return MISSING
    first = first_from(known.days(*showing), found.keys)
    sooner = (found.done == MISSING) | (first < found.done)
    return pick(sooner & (key(case_of(following), first) <= following), first, MISSING)


def _was_served(clock: Clock, known: Histories, keys: Keys) -> Mask:
    """Whether the child was served already when the clock would start, with no end in between."""
    served = last_until(known.days(*clock.not_after), keys - 1)
    ended = last_until(known.days(*ENDS), keys)
    was: Mask = (served != MISSING) & (ended < served)
    return was


def _begun(plan: Plan, known: Histories, case: Keys) -> Days:
    """The day on which the duty first begins in each child's present time in special education, or `MISSING`."""
    clock = plan.clock
    if not clock.begins_with:
        return MISSING
    duties = _episodes(known.days(*clock.when), known.days(), known.days(*clock.ended_by))
    since = last_until(duties.keys, key(case, FOREVER))
    return first_from(known.days(clock.begins_with), key(case, since))


def _waived(plan: Plan, known: Histories, keys: Keys, following: Keys) -> Days:
    """The first day that lifts the duty: after the start, or whenever it was for a clock that runs to a day."""
    clock, case = plan.clock, case_of(keys)
    if not clock.waived_by:
        return MISSING
    if clock.shape not in (Shape.WITHIN, Shape.EVERY, Shape.APART):
        return known.first(case, *clock.waived_by)
    first = first_from(known.days(*clock.waived_by), keys + 1)
    return pick(key(case, first) <= following, first, MISSING)


def _within(among: Ragged, start: Keys, stop: Keys) -> Intervals:
    """The intervals that begin from one day up to another."""
    return Intervals(among, np.searchsorted(among.first, start), np.searchsorted(among.first, stop, "right"))


def _after(among: Ragged, start: Keys) -> Intervals:
    """The intervals of the case that end after a day."""
    lasts = key(case_of(among.first), among.last)
    stop = np.searchsorted(among.first, key(case_of(start), FOREVER))
    return Intervals(among, np.searchsorted(lasts, start, "right"), stop)


# -- episodes ---------------------------------------------------------------------------------------------------------


def _episodes(starts: Keys, dones: Keys, ends: Keys) -> _Found:
    """The runs of a clock that starts, waits for one thing, and may end without it.

    Whether the clock runs depends on the event before alone: it does where that was a start.
    """
    keys = np.concatenate([starts, dones, ends])
    what = np.repeat(np.arange(3, dtype=np.int8), [len(starts), len(dones), len(ends)])
    order = np.lexsort((what, keys))
    keys, what = keys[order], what[order]
    case, begins = case_of(keys), what == 0
    running = np.concatenate([np.zeros(min(len(keys), 1), np.bool_), begins[:-1] & (case[:-1] == case[1:])])
    opens, closes = np.flatnonzero(begins & ~running), np.flatnonzero(~begins & running)
    at = np.append(closes, -1).take(np.searchsorted(closes, opens))  # no close after the last start: the last row
    at_keys, at_what = np.append(keys, -1).take(at), np.append(what, np.int8(0)).take(at)
    mine = (at >= 0) & (case_of(at_keys) == case[opens])
    day = day_of(at_keys)
    done, ended = (pick(mine & (at_what == which), day, MISSING) for which in (1, 2))
    return _Found(keys[opens], done, ended)


def _pairs(days: Keys, restarts: Keys, ends: Keys) -> _Found:
    """The runs of a clock that each thing stops and starts anew, and that a restart starts anew without stopping it."""
    starts = distinct(np.concatenate([days, restarts]))
    case = case_of(starts)
    first = first_from(days, key(case, MISSING))
    keep = (first != MISSING) & (day_of(starts) >= first)
    starts, case = starts[keep], case[keep]
    after = first_from(starts, starts + 1)
    following = pick(after == MISSING, FOREVER, after)
    done = pick(first_from(days, starts + 1) == after, after, MISSING)
    ended = first_from(ends, starts)
    return _Found(starts, done, pick(ended <= following, ended, MISSING))


def _responses(plan: Plan, known: Histories, as_of: int) -> _Found:
    return _episodes(known.days(plan.start), known.days(plan.done), known.days(*plan.clock.ended_by))


def _cycles(plan: Plan, known: Histories, as_of: int) -> _Found:
    ends, restarts = known.days(*plan.clock.ended_by), known.days()
    if plan.policy.reevaluation_waived == "restarts":
        restarts = known.days(*plan.clock.restarted_by)
    if plan.start == plan.done:
        return _pairs(known.days(plan.start), restarts, ends)
    return _episodes(distinct(np.concatenate([known.days(plan.start), restarts])), known.days(plan.done), ends)


def _firsts(plan: Plan, known: Histories, as_of: int) -> _Found:
    starts = known.days(plan.start)
    starts = starts[_first_of_case(starts)]
    return _Found(starts, known.first(case_of(starts), plan.done))


def _anchored(plan: Plan, known: Histories, as_of: int) -> _Found:
    duties = _episodes(known.days(*plan.clock.when), known.days(), known.days(*plan.clock.ended_by))
    if plan.start == "school-year-begins":
        return _school_years(plan, known, duties, as_of)
    found = _firsts(plan, known, as_of)
    case = case_of(found.keys)
    return _Found(found.keys, found.done, _of_last(duties, key(case, FOREVER)))


def _of_last(duties: _Found, end: Keys) -> Column:
    """The day on which the last duty that began up to a day ended, or `MISSING`."""
    at = np.searchsorted(duties.keys, end, "right")
    return np.append(np.int32(MISSING), duties.ended).take(at)


def _school_years(plan: Plan, known: Histories, duties: _Found, as_of: int) -> _Found:
    """The first day of each school year on which the duty stood, up to the first one after the as-of day."""
    standing = known.standing(plan.done, last=FOREVER)
    begins = [to_day(year.first_day) for year in plan.calendar.years] if plan.calendar is not None else []
    later = [day for day in begins if day > as_of]
    here = _here(plan, known)
    found = [
        _school_year(known, duties, standing, here, day=day, as_of=as_of)
        for day in begins
        if day <= (later or [day])[0]
    ]
    keys = np.concatenate([known.days(), *(one.keys for one in found)])
    order = np.argsort(keys)
    done = np.concatenate([np.empty(0, np.int32), *(one.done for one in found)])
    return _Found(keys[order], done[order])


def _school_year(known: Histories, duties: _Found, standing: Ragged, here: Column, *, day: int, as_of: int) -> _Found:
    keys = key(known.cases, day)
    since, ended = last_until(duties.keys, keys), _of_last(duties, keys)
    had = last_until(standing.first, keys)
    owed = ((since != MISSING) & (since + np.int32(INITIAL_IEP_DAYS) <= day)) | ((since != MISSING) & (had != MISSING))
    owed &= (here <= day) & ((ended == MISSING) | (day < ended))
    keys, had = keys[owed], had[owed]
    last = np.append(np.int32(MISSING), standing.last).take(np.searchsorted(standing.first, keys, "right"))
    covered = (had != MISSING) & (day <= last)
    return _Found(keys, pick(covered, day if day <= as_of else MISSING, first_from(standing.first, keys + 1)))


def _here(plan: Plan, known: Histories) -> Column:
    """The day from which school years count for each case: third birthday, IEPs before the file's, transfer."""
    case = np.asarray(known.cases, np.int64)
    birthday = add_months(known.first(case, "birth"), THIRD_BIRTHDAY, leap_day_to=plan.policy.leap_day)
    came = last_until(known.days("transferred-in"), key(case, FOREVER))
    here: Column = np.maximum(np.maximum(birthday, known.first(case, "served-before")), came)
    return here


_FINDERS = {
    Shape.WITHIN: _responses,
    Shape.EVERY: _cycles,
    Shape.APART: _cycles,
    Shape.ORDER: _firsts,
    Shape.BEFORE: _anchored,
}
