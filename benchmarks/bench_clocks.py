"""Clocks: every clock of one case and its review against reading it, a million starts of one clock against numpy.

The day-by-day candidate runs the same shapes on the same facts, and walks where iepkit looks up.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import numpy as np
from data import rich_case
from measure import compare

from iepkit.calendars import SchoolCalendar
from iepkit.columns import Columns
from iepkit.columns import due as due_of_many
from iepkit.days import EVERY_DAY, MISSING, UNKNOWN, later_than, to_date, to_day
from iepkit.formats import json as formats
from iepkit.laws import DEFAULT, law
from iepkit.reviews import review
from iepkit.testing import synthetic
from iepkit.timelines import deadlines, due
from iepkit.timelines.binding import plans
from iepkit.timelines.plans import Plan
from iepkit.timelines.scalars import Facts, Scalars, Verdict
from iepkit.timelines.spans import Days, Months

AS_OF = date(2026, 3, 2)
MILLION = 1_000_000
WA = law("WA")
CALENDAR = synthetic.calendar(2015, 2027)


# -- one case ---------------------------------------------------------------------------------------------------------


class Walker:
    """Days walked one at a time, as a plain implementation would: dates, a set of closed days, a test for each day."""

    def __init__(self, calendar: SchoolCalendar | None = None) -> None:
        years = () if calendar is None else calendar.years
        self.years = [(year.first_day, year.last_day) for year in years]
        self.last = None if calendar is None else calendar.horizon
        self.extra = {on for year in years for on in year.extra_days}
        self.closed = {
            closure.first + timedelta(number)
            for year in years
            for closure in year.closures
            for number in range((closure.end - closure.first).days + 1)
        } - self.extra

    def counts(self, on: date) -> bool:
        if not self.years:
            return True
        if on in self.closed or (on.weekday() > 4 and on not in self.extra):
            return False
        return any(first <= on <= last for first, last in self.years)

    def nth_after(self, day: int, number: int) -> int:
        on, left = to_date(day), number
        while left:
            on += timedelta(1)
            if self.last is not None and on > self.last:
                return later_than(to_day(self.last) + left - 1)
            left -= self.counts(on)
        return to_day(on)

    def nth_before(self, day: int, number: int) -> int:
        return day if number == 0 else -1


class MonthWalker:
    """Months walked one day at a time, to the day of the month."""

    def __init__(self, number: int) -> None:
        self.number = number

    def after(self, day: int) -> int:
        on = start = to_date(day)
        left = self.number
        while left:
            on += timedelta(1)
            left -= on.day == start.day or (on.day < start.day and (on + timedelta(1)).day == 1)
        return to_day(on)


def walked(plan: Plan, *, months: bool) -> Plan:
    """The plan with its limits walked: those in days, or those in months too."""
    walker = Walker(CALENDAR)
    limits: list[Any] = [
        Days(limit.number, Walker() if limit.counter is EVERY_DAY else walker)  # type: ignore[arg-type]
        if isinstance(limit, Days)
        else MonthWalker(limit.number)
        if months and isinstance(limit, Months) and plan.clock.shape != "before"
        else limit
        for limit in plan.limits
    ]
    return attrs.evolve(plan, limits=tuple(limits))


def rich_one() -> None:
    raw = rich_case()
    case = formats.loads(raw)
    found = deadlines(case, law=WA, calendar=CALENDAR, as_of=AS_OF)
    print(f"One case of {len(raw):,} bytes and {len(case.history())} events: {len(found)} deadlines with statuses.\n")
    compare(
        "a case read, its clocks, and its review; aims: the clocks under 1, the review under 2",
        {
            "reading the case (cattrs, stdlib json)": lambda: formats.loads(raw, fast=False),
            "reading the case, extra fast (msgspec)": lambda: formats.loads(raw, fast=True),
            "its history": case.history,
            "iepkit.deadlines": lambda: deadlines(case, law=WA, calendar=CALENDAR, as_of=AS_OF),
            "iepkit.review, deadlines included": lambda: review(case, law=WA, calendar=CALENDAR, as_of=AS_OF),
        },
        "reading the case (cattrs, stdlib json)",
        rounds=60,
    )


def one_case() -> None:
    case = max(synthetic.cases(50), key=lambda case: len(case.events))
    found = deadlines(case, law=WA, calendar=CALENDAR, as_of=AS_OF)
    runs = [(one._plan, one._facts) for one in found]  # noqa: SLF001
    in_days = [(plan, f) for plan, f in runs if isinstance(plan.limits[0], Days) and plan.limits[0].number]
    ops = Scalars()

    def answers(runs: list[tuple[Plan, Facts]]) -> list[Verdict]:
        return [plan.shape(ops, f, plan) for plan, f in runs]

    def walking(runs: list[tuple[Plan, Facts]], *, months: bool) -> list[tuple[Plan, Facts]]:
        return [(walked(plan, months=months), f) for plan, f in runs]

    by_days, by_all, days_walked = (
        walking(runs, months=False),
        walking(runs, months=True),
        walking(in_days, months=False),
    )
    assert answers(runs) == answers(by_days) == answers(by_all)
    print(f"One case: {len(runs)} deadlines, {len(in_days)} of them counted in days.\n")
    compare(
        "clocks counted in days",
        {"iepkit": lambda: answers(in_days), "day by day": lambda: answers(days_walked)},
        "iepkit",
    )
    print()
    compare(
        "all clocks",
        {
            "iepkit": lambda: answers(runs),
            "day by day": lambda: answers(by_all),
            "days day by day, months by dateutil": lambda: answers(by_days),
            "iepkit.deadlines, from the record on": lambda: deadlines(case, law=WA, calendar=CALENDAR, as_of=AS_OF),
        },
        "iepkit",
    )


# -- a million starts --------------------------------------------------------------------------------------------------


def hand_written(
    start: Any, done: Any, as_of: int, *, rank: Any, select: Any, first: int, last: int
) -> tuple[Any, Any, Any]:
    """35 school days from consent: status, due day and days late, written for this one clock and nothing else."""
    at = rank.take(start - (first - 1)) + 34
    due = np.where(at < select.size, select.take(at, mode="clip"), UNKNOWN)
    sure = np.where(due == UNKNOWN, last, due)
    is_done = done != MISSING
    met, is_open, known = done <= sure, as_of <= sure, due != UNKNOWN
    done_status = np.where(met, 1, np.where(known, 2, 8))
    open_status = np.where(is_open, 4, np.where(known, 5, 8))
    status = np.where(is_done, done_status, open_status).astype(np.uint8)
    late = np.where((status == 2) | (status == 5), np.where(is_done, done, as_of) - due, 0)
    return status, due, late


def many_starts() -> None:
    random = np.random.default_rng(0)
    first, last = to_day(date(2015, 9, 1)), to_day(AS_OF)
    start = random.integers(first, last, MILLION, dtype=np.int32)
    done = start + random.integers(10, 90, MILLION, dtype=np.int32)
    done[(random.random(MILLION) < 0.2) | (done > last)] = MISSING
    clock = "initial-evaluation"
    ((*_, (plan,)), *_) = plans(WA.clock(clock), WA, CALENDAR, DEFAULT)
    days: Any = plan.limits[0].counter
    rank, select = np.asarray(days.rank, np.int32), np.asarray(days.select, np.int32)
    some = [Facts(a, b, last, measured=a) for a, b in zip(start[:2000].tolist(), done[:2000].tolist(), strict=True)]
    dates = [(to_date(f.start), None if f.done == MISSING else to_date(f.done)) for f in some[:500]]
    ops = Scalars()

    def columns() -> Columns:
        return due_of_many(clock, start, law=WA, calendar=CALENDAR, done=done, as_of=AS_OF)

    def by_hand() -> tuple[Any, Any, Any]:
        return hand_written(start, done, last, rank=rank, select=select, first=days.first, last=days.last)

    def one_by_one() -> list[Verdict]:
        return [plan.shape(ops, f, plan) for f in some]

    found, (status, due_days, late) = columns(), by_hand()
    assert (found["status"] == status).all()
    assert (np.where(found.unknown, UNKNOWN, found["due"]) == due_days).all()
    assert (found["days_late"] == late).all()
    assert one_by_one() == list(
        zip(*(found[name][:2000].tolist() for name in ("status", "due", "days_late")), strict=True)
    )
    print(f"{MILLION:,} starts of one clock, per start.\n")
    compare(
        "one clock",
        {
            "hand-written numpy": by_hand,
            "iepkit.columns.due": columns,
            "loop over the shape on ints": one_by_one,
            "loop over iepkit.due": lambda: [
                due(clock, a, law=WA, calendar=CALENDAR, done=b, as_of=AS_OF) for a, b in dates
            ],
        },
        "hand-written numpy",
        per={
            "hand-written numpy": MILLION,
            "iepkit.columns.due": MILLION,
            "loop over the shape on ints": len(some),
            "loop over iepkit.due": len(dates),
        },
        rounds=11,
    )


def main() -> None:
    rich_one()
    print()
    one_case()
    print()
    many_starts()


if __name__ == "__main__":
    main()
