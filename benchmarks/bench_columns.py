"""Columns: every clock on a million events against numpy written by hand for it, a population, chunks and memory.

By hand means: written for one clock and for tables in which every case has one start, from the columns of events to
status, due day and days late. It knows no conditions, agreements, absences or statuses beyond the six of a plain clock,
so that what a clock has of these counts against iepkit.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter_ns
from typing import Any

import numpy as np
from data import Drill, drill, population
from measure import compare

from iepkit.columns import KINDS, STATUS, deadlines, deadlines_in_chunks, events_of
from iepkit.days import EVERY_DAY, MISSING, UNKNOWN, to_day
from iepkit.laws import DEFAULT, Clock, Shape, clocks, law
from iepkit.testing import synthetic
from iepkit.timelines import deadlines as deadlines_of_one
from iepkit.timelines.binding import plans
from iepkit.timelines.plans import ANCHORS, Plan
from iepkit.timelines.spans import Days, Months

AS_OF = date(2026, 3, 2)
TODAY = to_day(AS_OF)
FIRST, LAST = date(2018, 9, 4), date(2026, 2, 1)
MILLION = 1_000_000
LAW, CALENDAR = law("WA"), synthetic.calendar(2015, 2028)
TARGET = 3
EXACT = (  # clocks for which what is written by hand gives the same answers on these tables, one of each family
    "part-c-evaluation",
    "manifestation-determination",
    "iep-implementation",
    "annual-review",
    "consent-before-evaluation",
    "transition",
    "safeguards-notice-at-due-process",
)

Answers = tuple[Any, Any, Any, Any]


# -- by hand ----------------------------------------------------------------------------------------------------------


def days_after(start: Any, number: int) -> Any:
    return np.where(start == MISSING, MISSING, start + number)


def months_after(start: Any, number: int) -> Any:
    on = start.astype("datetime64[D]")
    month = on.astype("datetime64[M]")
    first = (month + number).astype("datetime64[D]")
    last = (month + number + 1).astype("datetime64[D]") - 1
    return np.minimum(first + (on - month.astype("datetime64[D]")), last).astype(np.int32)


def counted_after(start: Any, number: int, days: Any) -> Any:
    """Looked up in the two tables of a calendar; unknown past its end."""
    at = days.rank.take(start - (days.first - 1), mode="clip") + number - 1
    return np.where(at < days.select.size, days.select.take(at, mode="clip"), UNKNOWN)


def due_by_hand(plan: Plan, tables: dict[int, Any]) -> Callable[[Any], Any] | None:
    """The arithmetic of a clock, chosen before the clock is started; nothing where the law has no number."""
    limit = plan.limits[0]
    number = getattr(limit, "number", 0)
    if not plan.numbered:
        return None
    if plan.clock.shape in (Shape.BEFORE, Shape.NOT_BEFORE):
        age = plan.age[0].number if isinstance(plan.age[0], Months) else 12 * 22
        months, days = (number, 0) if isinstance(limit, Months) else (0, number)
        return lambda start: months_after(start, age - months) - days
    if isinstance(limit, Months):
        return lambda start: months_after(start, number)
    if not isinstance(limit, Days) or limit.counter is EVERY_DAY:
        return lambda start: days_after(start, number)
    tabled = tables.setdefault(id(limit.counter), Tables(limit.counter))
    return lambda start: counted_after(start, number, tabled)


class Tables:
    """The tables of a way of counting, as arrays."""

    def __init__(self, counter: Any) -> None:
        self.first, self.last = counter.first, counter.last
        self.rank, self.select = np.array(counter.rank, np.int32), np.array(counter.select, np.int32)


Years = tuple[Any, Any] | None


def firsts_of_years(keys: Any, years: Years) -> Any:
    """The first start of each case in each school year, for a clock of which only that one counts."""
    if years is None:
        return keys
    start = (keys & 0xFFFFFFFF).astype(np.int32)
    year = np.searchsorted(years[1], start)
    inside = start >= years[0].take(year, mode="clip")
    keys, both = keys[inside], ((keys >> 32) * 100 + year)[inside]
    return keys[np.diff(both, prepend=-1) > 0]


def by_hand(given: Drill, due_of: Callable[[Any], Any] | None, years: Years = None) -> Answers:
    """The case, the status, the due day and the days late of every run; without a due day, whether it was done."""
    table, seen = given.table, given.table.on <= TODAY
    rows = np.flatnonzero((table.kind == KINDS.index(given.done)) & seen)
    done_keys = np.sort((table.case[rows].astype(np.int64) << 32) + table.on[rows])
    if given.start is None:
        case = np.flatnonzero(table.birth <= TODAY)
        start = table.birth[case]
        at = np.searchsorted(done_keys, case << 32)
    else:
        rows = np.flatnonzero((table.kind == KINDS.index(given.start)) & seen)
        keys = firsts_of_years(np.sort((table.case[rows].astype(np.int64) << 32) + table.on[rows]), years)
        case, start = keys >> 32, (keys & 0xFFFFFFFF).astype(np.int32)
        at = np.searchsorted(done_keys, keys + (given.start is given.done))
    found = done_keys.take(at, mode="clip") if len(done_keys) else np.full(len(at), -1)
    mine = (at < len(done_keys)) & (found >> 32 == case)
    done = np.where(mine, found & 0xFFFFFFFF, MISSING).astype(np.int32)
    if due_of is None:
        return case, np.where(mine, np.uint8(10), np.uint8(4)), np.full(len(case), MISSING), np.zeros(len(case))
    due = due_of(start)
    known = due < UNKNOWN
    last = np.where(known, due, TODAY)
    status = np.where(
        mine,
        np.where(done <= last, 1, np.where(known, 2, 8)),
        np.where(last >= TODAY, 4, np.where(known, 5, 8)),
    ).astype(np.uint8)
    late = np.where((status == 2) | (status == 5), np.where(mine, done, TODAY) - due, 0)
    return case, status, due, late


# -- every clock ------------------------------------------------------------------------------------------------------


def family(plan: Plan) -> str:
    limit = plan.limits[0]
    unit = "months" if isinstance(limit, Months) else "days"
    if isinstance(limit, Days) and limit.counter is not EVERY_DAY:
        unit = "school or business days"
    unit = unit if plan.numbered else "no number"
    anchor = plan.start if plan.start in ANCHORS else unit
    return f"{plan.clock.shape.value}, {anchor}"


def same(name: str, given: Drill, hand: Answers) -> None:
    """Hold both to the same answers."""
    found = deadlines(given.table, law=LAW, calendar=CALENDAR, as_of=AS_OF, clocks=[name])
    case, status, due, late = hand
    wanted = ["met", "late", "open", "overdue", "unknown", "done"]
    assert [str(STATUS[code]) for code in (1, 2, 4, 5, 8, 10)] == wanted
    assert (found["case"] == case).all()
    assert (found["status"] == status).all()
    assert (np.where(found.unknown, UNKNOWN, found["due"]) == due).all()
    assert (found["days_late"] == late).all()


def every_clock() -> None:
    tables: dict[int, Any] = {}
    ratios: dict[str, tuple[str, float, float]] = {}
    for name, clock in clocks().items():
        plan = plan_of(clock)
        if plan is None:  # a State may set it, and this one does not
            continue
        given, due_of = drill(clock, MILLION, FIRST, LAST), due_by_hand(plan, tables)
        years = years_of(plan)
        if name in EXACT:
            same(name, given, by_hand(given, due_of, years))
        runs = len(by_hand(given, due_of, years)[0])
        rows = len(deadlines(given.table, law=LAW, calendar=CALENDAR, as_of=AS_OF, clocks=[name])["case"])
        hand = quickest(lambda: by_hand(given, due_of, years))  # noqa: B023 (called at once)
        took = quickest(lambda: deadlines(given.table, law=LAW, calendar=CALENDAR, as_of=AS_OF, clocks=[name]))  # noqa: B023
        ratios[name] = family(plan), took / hand * runs / max(runs, rows), took
    print(f"{len(ratios)} clocks, each on a million events of its own, against numpy by hand, for each deadline.\n")
    print(f"{'family':34}{'clocks':>7}{'median':>8}{'worst':>7}")
    for kind in sorted({kind for kind, *_ in ratios.values()}):
        mine = [ratio for one, ratio, _ in ratios.values() if one == kind]
        print(f"{kind:34}{len(mine):>7}{median(mine):>8.2f}{max(mine):>7.2f}")
    worst = sorted(ratios, key=lambda name: -ratios[name][1])[:5]
    print("\nThe five with the highest ratio:")
    for name in worst:
        kind, ratio, took = ratios[name]
        print(f"  {name:40}{ratio:>6.2f}{took:>9.1f} ms  {kind}")
    over = [name for name, (_, ratio, _) in ratios.items() if ratio > TARGET]
    print(f"\nMore than {TARGET} times: {len(over)} of {len(ratios)}.")


def plan_of(clock: Clock) -> Plan | None:
    """The plan of a clock under the newest version of the law that has one."""
    return next((plan for *_, era in plans(clock, LAW, CALENDAR, DEFAULT) for plan in era), None)


def years_of(plan: Plan) -> Years:
    """The school years, for a clock that starts once in each."""
    if plan.total is None or plan.total.number:
        return None
    firsts, lasts = (np.array([year[at] for year in plan.total.years], np.int32) for at in (0, 1))
    return firsts, lasts


def quickest(call: Callable[[], object], rounds: int = 3) -> float:
    """The best time of a call, in milliseconds."""
    best = float("inf")
    for _ in range(rounds):
        start = perf_counter_ns()
        call()
        best = min(best, (perf_counter_ns() - start) / 1e6)
    return best


# -- a population, and memory -----------------------------------------------------------------------------------------


def whole_population() -> None:
    table, cases = population(MILLION), list(synthetic.cases(300))
    alone = [deadlines_of_one(case, law=LAW, calendar=CALENDAR, as_of=AS_OF) for case in cases]
    rows = len(deadlines(table, law=LAW, calendar=CALENDAR, as_of=AS_OF)["case"])
    print(f"{len(table.birth):,} cases, {len(table.on):,} events, {rows:,} deadlines of every clock, per deadline.\n")

    def in_chunks() -> int:
        chunks = deadlines_in_chunks(table, law=LAW, calendar=CALENDAR, as_of=AS_OF, cases=10_000)
        return sum(len(found["case"]) for found in chunks)

    compare(
        "every clock, from the events on",
        {
            "iepkit.columns.deadlines": lambda: deadlines(table, law=LAW, calendar=CALENDAR, as_of=AS_OF),
            "in chunks of 10,000 cases": in_chunks,
            "loop over iepkit.deadlines": lambda: [
                deadlines_of_one(case, law=LAW, calendar=CALENDAR, as_of=AS_OF) for case in cases
            ],
            "iepkit.columns.events_of, the price of entry": lambda: events_of(cases),
        },
        "iepkit.columns.deadlines",
        per={
            "iepkit.columns.deadlines": rows,
            "in chunks of 10,000 cases": rows,
            "loop over iepkit.deadlines": sum(map(len, alone)),
            "iepkit.columns.events_of, the price of entry": sum(map(len, alone)),
        },
        rounds=3,
    )


def used(what: str, events: int) -> float:
    """The most memory that a fresh interpreter holds, in megabytes."""
    command = [sys.executable, str(Path(__file__)), what, str(events)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return float(done.stdout)


def hold(what: str, events: int) -> None:
    """What the fresh interpreter does: all clocks on so many events, at once or in chunks; `table` only makes them."""
    table = population(events)
    if what == "at-once":
        deadlines(table, law=LAW, calendar=CALENDAR, as_of=AS_OF)
    elif what == "in-chunks":
        for found in deadlines_in_chunks(table, law=LAW, calendar=CALENDAR, as_of=AS_OF, cases=10_000):
            assert found["case"].size
    print(most_held())


def most_held() -> float:
    """The most memory that this process held, in megabytes; the count of the kernel that starts anew with a program."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory() -> None:
    print("The most memory held, in megabytes, the table of events with it.\n")
    print(f"{'events':>12}{'table alone':>13}{'all clocks':>12}{'in chunks of 10,000':>21}")
    for events in (MILLION, 4 * MILLION):
        print(f"{events:>12,}{used('table', events):>13,.0f}{used('at-once', events):>12,.0f}", end="")
        print(f"{used('in-chunks', events):>21,.0f}")


def main() -> None:
    every_clock()
    print()
    whole_population()
    print()
    memory()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        hold(sys.argv[1], int(sys.argv[2]))
    else:
        main()
