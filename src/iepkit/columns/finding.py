"""When a clock runs in many cases: the twin of `iepkit.timelines.finding`, by searches among ordered keys."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np

from iepkit.columns.counting import Counter, counter
from iepkit.columns.days import Column, Days, Mask, add_months, column, pick
from iepkit.columns.histories import Known
from iepkit.columns.keys import (
    Keys,
    case_of,
    day_at,
    day_of,
    distinct,
    first_from,
    first_of_case,
    key,
    last_until,
    next_of_case,
)
from iepkit.days import MISSING, to_day
from iepkit.facts import FOREVER
from iepkit.laws import Applies, Shape
from iepkit.timelines.finding import INITIAL_IEP_DAYS, THIRD_BIRTHDAY
from iepkit.timelines.plans import ANCHORS, BIRTH, SCHOOL_YEAR, Plan, Total

__all__ = ["Found", "are_for", "duties", "episodes", "found_in", "passed"]


def __dir__() -> list[str]:
    return __all__


def found_in(plan: Plan, known: Known, as_of: int) -> Found:
    """The episodes of a clock in every case."""
    found = _FINDERS[plan.clock.shape](plan, known, as_of)
    return found[first_of_case(found.keys)] if plan.clock.first_only else found


@attrs.frozen(eq=False)
class Found:
    """The episodes of a clock: the key of each start, what it waited for and when the duty ended."""

    keys: Keys
    done: Column
    ended: Days = MISSING

    def __getitem__(self, rows: Mask) -> Found:
        return Found(self.keys[rows], self.done[rows], self.ended if isinstance(self.ended, int) else self.ended[rows])


def episodes(starts: Keys, dones: Keys, ends: Keys) -> Found:
    """The runs of a clock that starts, waits for one thing, and may end without it.

    Whether the clock runs depends on the event before alone: it does where that was a start.
    """
    happened = np.sort(np.concatenate([starts << 2, (dones << 2) | 1, (ends << 2) | 2]))
    case, begins = happened >> 34, (happened & 3) == 0
    running = np.zeros(len(happened), np.bool_)
    running[1:] = begins[:-1] & (case[:-1] == case[1:])
    opens, closing = np.flatnonzero(begins & ~running), running & ~begins
    closes = np.append(happened[closing], -1)  # -1 where no close comes after the start
    close = closes.take(np.cumsum(closing).take(opens))  # as many closes as came before: the next one is this start's
    starts = happened.take(opens) >> 2
    mine, which, day = (close >> 34) == case_of(starts), close & 3, day_of(close >> 2)
    done, ended = (pick(mine & (which == code), day, MISSING) for code in (1, 2))
    return Found(starts, done, ended if len(ends) else MISSING)


def _pairs(days: Keys, restarts: Keys, ends: Keys, resumes: Keys) -> Found:
    """The runs of a clock that each thing stops and starts anew, and that a restart starts anew without stopping it."""
    starts = distinct(np.concatenate([days, restarts]))
    case = case_of(starts)
    first = first_from(days, key(case, MISSING))
    keep = (first != MISSING) & (day_of(starts) >= first)
    starts, case = starts[keep], case[keep]
    after = next_of_case(starts, MISSING)
    done = pick(first_from(days, starts + 1) == after, after, MISSING)
    resumed = last_until(resumes, key(case, np.where(after == MISSING, np.int32(FOREVER), after)))
    since = np.where(resumed >= day_of(starts), resumed + np.int32(1), day_of(starts))
    ended = first_from(ends, key(case, since))
    return Found(starts, done, pick((ended <= after) | (after == MISSING), ended, MISSING))


def _restarted(starts: Keys, dones: Keys, ends: Keys) -> Found:
    """The runs of a clock that each start begins anew, which ends the run before where that still waits."""
    following = next_of_case(starts, FOREVER)
    done = first_from(dones, starts)
    done = pick(done < following, done, MISSING)
    ended = first_from(ends, starts)
    ended = pick((ended == MISSING) | (ended > following), following, ended)
    over = (done != MISSING) & (done <= ended)
    return Found(starts, pick(over, done, MISSING), pick(over | (ended == FOREVER), MISSING, ended))


def _anchors(days: Keys, dones: Keys, ends: Keys) -> Found:
    """The runs of a clock that counts back from each of some days: what was done since the day before, and by it."""
    case = case_of(days)
    before = last_until(days, days - 1)
    last = np.where(next_of_case(days, MISSING) == MISSING, np.int32(FOREVER), day_of(days))
    found = (first_from(of, key(case, before) + 1) for of in (dones, ends))
    done, ended = (pick(day <= last, day, MISSING) for day in found)
    return Found(days, done, ended)


def _responses(plan: Plan, known: Known, as_of: int) -> Found:
    dones = known.days(plan.done)
    if plan.total is None:
        starts = known.planned(*plan.starts)
    else:  # what lasts over the day on which the clock starts is done on it
        starts, lasting = passed(plan.total, known, as_of), known.intervals(plan.done, through=as_of)
        dones = distinct(np.concatenate([dones, starts[lasting.covers(starts)]]))
    find = _restarted if plan.clock.restarts else episodes
    return find(starts, dones, known.ends(plan.clock))


def _cycles(plan: Plan, known: Known, as_of: int) -> Found:
    ends, restarts = known.ends(plan.clock), known.days()
    if plan.policy.reevaluation_waived == "restarts":
        restarts = known.days(*plan.clock.restarted_by)
    if plan.clock.restarts:
        return _restarted(known.planned(*plan.starts), known.days(plan.done), ends)
    starts = known.days(plan.start)
    if plan.start == plan.done:
        return _pairs(starts, restarts, ends, known.days(*plan.clock.resumed_by))
    restarts = restarts[known.has(case_of(restarts), plan.start)]  # a case without a start has no cycle to start anew
    return episodes(distinct(np.concatenate([starts, restarts])), known.days(plan.done), ends)


def _firsts(plan: Plan, known: Known, as_of: int) -> Found:
    starts = known.days(plan.start)
    starts = starts[first_of_case(starts)]
    return Found(starts, column(known.first(case_of(starts), plan.done), len(starts)))


def _anchored(plan: Plan, known: Known, as_of: int) -> Found:
    ends = known.ends(plan.clock)
    if plan.start not in ANCHORS:
        return _anchors(known.planned(*plan.starts), known.days(plan.done), ends)
    if plan.start == SCHOOL_YEAR:
        return _school_years(plan, known, as_of)
    found = _firsts(plan, known, as_of)
    case = case_of(found.keys)
    if not plan.clock.when:
        return Found(found.keys, found.done, first_from(ends, key(case, MISSING)))
    return Found(found.keys, found.done, _of_last(duties(plan, known), key(case, FOREVER)))


def duties(plan: Plan, known: Known) -> Found:
    """The time in which a clock with a condition has it, and no end came."""
    clock = plan.clock
    names = (clock.when, clock.ended_by, clock.ended_by_in_case)
    return known.kept(names, lambda: episodes(known.days(*clock.when), known.days(), known.ends(clock)))


def _of_last(owed: Found, end: Keys) -> Column:
    """The day on which the last duty that began up to a day ended, or `MISSING`."""
    at = np.searchsorted(owed.keys, end, "right")
    return np.append(np.int32(MISSING), column(owed.ended, len(owed.keys))).take(at)


def _school_years(plan: Plan, known: Known, as_of: int) -> Found:
    """The first day of each school year on which the duty stood, up to the first one after the as-of day."""
    owed, standing = duties(plan, known), known.standing(plan.done, last=FOREVER)
    firsts = owed.keys[first_of_case(owed.keys)]
    whose, begins = case_of(firsts), _begins(plan, as_of)
    here = np.maximum(day_of(firsts), _here(plan, known, whose))
    row, year = np.nonzero(begins >= here[:, None])
    case, day = whose.take(row), begins.take(year)
    keys = key(case, day)
    in_duty, in_standing = (np.searchsorted(those, keys, "right") for those in (owed.keys, standing.first))
    since, had = day_at(owed.keys, in_duty - 1, case), day_at(standing.first, in_standing - 1, case)
    ended = np.append(np.int32(MISSING), column(owed.ended, len(owed.keys))).take(in_duty)
    last = np.append(np.int32(MISSING), standing.last).take(in_standing)
    done = pick((had != MISSING) & (day <= last), day, day_at(standing.first, in_standing, case))
    stands = ((since + np.int32(INITIAL_IEP_DAYS) <= day) | (had != MISSING)) & ((ended == MISSING) | (day < ended))
    return Found(keys[stands], pick(done <= as_of, done, MISSING)[stands])


def _begins(plan: Plan, as_of: int) -> Column:
    """The first days of the school years, up to the first one after the as-of day."""
    years = plan.calendar.years if plan.calendar is not None else ()
    days = np.array([to_day(year.first_day) for year in years], np.int32)
    return days[: np.searchsorted(days, as_of, "right") + 1]


def _here(plan: Plan, known: Known, case: Keys) -> Column:
    """The day from which school years count for each case: third birthday, IEPs before the file's, transfer."""
    born = column(known.first(case, BIRTH), len(case))
    birthday = add_months(born, THIRD_BIRTHDAY, leap_day_to=plan.policy.leap_day)
    came = last_until(known.days("transferred-in"), key(case, FOREVER))
    here: Column = np.maximum(np.maximum(birthday, known.first(case, "served-before")), came)
    return here


_FINDERS: dict[Shape, Callable[[Plan, Known, int], Found]] = {
    Shape.WITHIN: _responses,
    Shape.EVERY: _cycles,
    Shape.APART: _cycles,
    Shape.ORDER: _firsts,
    Shape.BEFORE: _anchored,
    Shape.NOT_BEFORE: _anchored,
}


# -- totals -----------------------------------------------------------------------------------------------------------


def passed(total: Total, known: Known, as_of: int) -> Keys:
    """The first day past the total in each school year of each case in which the spans pass it."""
    return known.kept((total.facts, total.number, total.counter, total.years), lambda: _all_passed(total, known, as_of))


def _all_passed(total: Total, known: Known, as_of: int) -> Keys:
    among, days = known.intervals(*total.facts, through=as_of), counter(total.counter)
    case, begins = case_of(among.first), day_of(among.first)
    found = [known.days()]
    for first, last in total.years:
        of_year = np.flatnonzero((among.last >= first) & (begins <= last))
        start = np.maximum(begins.take(of_year), np.int32(first)) - np.int32(1)
        end = np.minimum(among.last.take(of_year), np.int32(last))
        found.append(_passed(total.number, days, case.take(of_year), start, end))
    return np.sort(np.concatenate(found))


def _passed(number: int, days: Counter, case: Keys, start: Column, end: Column) -> Keys:
    """The first day past the total in one school year, whose spans of each case come with the day before they begin."""
    counted = np.maximum(days.count(start, end), 0)
    before = np.cumsum(counted) - counted
    so_far = before - np.maximum.accumulate(before * (np.diff(case, prepend=-1) > 0))
    past = (so_far + counted > number) & (so_far <= number)
    return key(case[past], days.nth_after(start[past], (number + 1 - so_far[past]).astype(np.int32)))


# -- groups of children -----------------------------------------------------------------------------------------------


def are_for(plan: Plan, known: Known, keys: Keys) -> Mask:
    """Of which children a plan is the one on the day that starts the clock."""
    choice = plan.choice
    if choice.applies is not None:
        return _holds(choice.applies, plan, known, keys)[0]
    found = [_holds(applies, plan, known, keys) for applies in choice.others]
    special: Mask = np.logical_or.reduce([yes for yes, _ in found])
    unknown: Mask = np.logical_or.reduce([unknown for _, unknown in found])
    mine: Mask = ~special & (unknown == choice.undecided)
    return mine


def _holds(applies: Applies, plan: Plan, known: Known, keys: Keys) -> tuple[Mask, Mask]:
    """Which children are of a group on a day, and of which that cannot be said, for want of a birth date."""
    case, start = case_of(keys), day_of(keys)
    holds: Mask = np.ones(len(keys), np.bool_)
    if applies.facts:
        first = known.first(case, *applies.facts)
        holds &= (first != MISSING) & (first <= start)
    if applies.unless:
        first = known.first(case, *applies.unless)
        holds &= (first == MISSING) | (first > start)
    if not applies.by_age:
        return holds, np.zeros(len(keys), np.bool_)
    born, leap_day = column(known.first(case, BIRTH), len(keys)), plan.policy.leap_day
    of_age = born != MISSING
    if applies.age_from is not None:
        of_age &= add_months(born, 12 * applies.age_from, leap_day_to=leap_day) <= start
    if applies.age_below is not None:
        of_age &= add_months(born, 12 * applies.age_below, leap_day_to=leap_day) > start
    return holds & of_age, holds & (born == MISSING)
