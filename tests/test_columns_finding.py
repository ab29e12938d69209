"""When clocks run in many cases: the facts and the episodes in columns are those of each case alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_timelines_paths import ALL_LAWS, LAWS, OTHER, in_order, random_cases, row_of, rows_of

from iepkit import facts
from iepkit.columns import deadlines as deadlines_of_many
from iepkit.columns import events_of, finding
from iepkit.columns.grouping import matters, part, population
from iepkit.columns.histories import Histories, Known
from iepkit.columns.keys import Keys, Ragged, case_of, day_of, distinct, key
from iepkit.days import EVERY_DAY, MISSING, DayCount, to_day
from iepkit.facts import FACTS, FOREVER, Episode, Fact, Projection, fact
from iepkit.history import Case, Event
from iepkit.laws import DEFAULT, Applies, Clock, Law, Policy, clocks
from iepkit.records import Student
from iepkit.testing import synthetic
from iepkit.timelines import deadlines
from iepkit.timelines.binding import plans
from iepkit.timelines.finding import is_for, passed
from iepkit.timelines.plans import Choice, Plan, Total
from iepkit.vocabulary import EventKind, ExtensionReason, Purpose

AS_OF = date(2023, 3, 2)
TODAY = to_day(AS_OF)
FIRST = date(2022, 9, 1)


def known_of(cases: Sequence[Case]) -> Histories:
    return population(events_of(cases), TODAY, by_law=False, by_calendar=False).known


def by_case(keys: Keys, cases: int) -> list[list[int]]:
    return [day_of(keys[case_of(keys) == case]).tolist() for case in range(cases)]


def spans_by_case(ragged: Ragged, cases: int) -> list[list[tuple[int, int]]]:
    pairs = list(zip(day_of(ragged.first).tolist(), ragged.last.tolist(), strict=True))
    whose = case_of(ragged.first).tolist()
    return [[pair for at, pair in zip(whose, pairs, strict=True) if at == case] for case in range(cases)]


# -- facts ------------------------------------------------------------------------------------------------------------


def agrees(known: Known, alone: Sequence[Projection], name: str) -> None:
    """Hold every way to ask for one fact to the answers of the cases alone."""
    cases = len(alone)
    assert by_case(known.days(name), cases) == [one.days(name) for one in alone]
    assert by_case(known.planned(name), cases) == [one.planned(name) for one in alone]
    first = [one.first(name) for one in alone]
    found = known.first(np.arange(cases), name)
    assert (found.tolist() if isinstance(found, np.ndarray) else [found] * cases) == first
    assert known.has(np.arange(cases), name).tolist() == [day != MISSING for day in first]


def spans_agree(known: Known, alone: Sequence[Projection], names: tuple[str, ...]) -> None:
    cases = len(alone)
    for lasting in (False, True):
        found = spans_by_case(known.intervals(*names, through=TODAY, lasting=lasting), cases)
        assert found == [list(one.spans(names, last=TODAY, lasting=lasting)) for one in alone]
    lasts = [days[0] if days else MISSING for days in by_case(known.lasting(*names), cases)]
    assert lasts == [one.lasting(names) for one in alone]


def standing_agrees(known: Known, alone: Sequence[Projection], name: str) -> None:
    """The scalar path tells a thing twice that began twice on a day; only its longest span matters."""
    for last in (None, FOREVER):
        longest = []
        for one in alone:
            spans: dict[int, int] = {}
            for first, until in one.standing(name, last=last):
                spans[first] = max(until, spans.get(first, MISSING))
            longest.append(list(spans.items()))
        assert spans_by_case(known.standing(name, last=last), len(alone)) == longest


@given(cases=st.lists(random_cases(), min_size=1, max_size=6))
def test_the_facts_of_many_cases(cases: list[Case]) -> None:
    known, alone = known_of(cases), [Projection.of(case, AS_OF) for case in cases]
    there = [name for name in FACTS if any(name in one.table for one in alone)]
    for name in ("absent", *there):
        agrees(known, alone, name)
    for name in (name for name in there if name != "birth"):
        spans_agree(known, alone, (name,))
        standing_agrees(known, alone, name)
    names = tuple(name for name in there if name != "birth")[:3] or ("absent",)
    assert by_case(known.days(*names, "birth"), len(cases)) == [one.days(*names, "birth") for one in alone]
    assert by_case(known.planned(*names), len(cases)) == [one.planned(*names) for one in alone]
    spans_agree(known, alone, names)
    for reasons in ((ExtensionReason.AGREEMENT,), tuple(ExtensionReason)):
        found = [sorted(pairs) for pairs in spans_by_case(known.agreed(reasons), len(cases))]
        assert found == [list(one.agreed(reasons)) for one in alone]


@given(cases=st.lists(random_cases(), min_size=4, max_size=6))
def test_a_part_knows_what_the_whole_does(cases: list[Case]) -> None:
    whole = known_of(cases)
    assert part(whole, [(0, len(cases))], len(cases)) is whole
    for ranges in ([(1, 3)], [(0, 1), (2, 4)]):
        some = part(whole, ranges, len(cases))
        mine = {case for first, stop in ranges for case in range(first, stop)}
        alone = [
            Projection.of(case, AS_OF) if at in mine else Projection({}, as_of=TODAY) for at, case in enumerate(cases)
        ]
        for name in (name for name in FACTS if any(name in one.table for one in alone)):
            agrees(some, alone, name)
            if name != "birth":
                spans_agree(some, alone, (name,))
                standing_agrees(some, alone, name)


@given(cases=st.lists(random_cases(), min_size=1, max_size=4))
def test_each_matter_is_a_case_of_its_own(cases: list[Case]) -> None:
    people = population(events_of(cases), TODAY, by_law=False, by_calendar=False)
    known = matters(people, EventKind)
    if known.matters is None:
        assert known is people.known
        return
    of, abouts = known.matters, people.events.abouts
    for number, (case, about) in enumerate(zip(of.whose.tolist(), of.about.tolist(), strict=True)):
        mine = [event for event in cases[case].history(until=AS_OF) if event.about == abouts[about]]
        alone = Projection.of_events(mine, TODAY)
        for name in (name for name in FACTS if name != "birth"):
            assert day_of(known.days(name)[case_of(known.days(name)) == number]).tolist() == alone.days(name)


# -- episodes ---------------------------------------------------------------------------------------------------------


DAYS = st.lists(st.integers(0, 30), max_size=5, unique=True).map(sorted)
Rows = list[tuple[list[int], ...]]


def keys_of(rows: Rows, at: int) -> Keys:
    return distinct(np.concatenate([np.empty(0, np.int64), *(key(case, row[at]) for case, row in enumerate(rows))]))


def episodes_of(found: finding.Found, cases: int) -> list[list[Episode]]:
    ended = found.ended if isinstance(found.ended, np.ndarray) else np.full(len(found.keys), found.ended)
    rows: list[list[Episode]] = [[] for _ in range(cases)]
    for case, *days in zip(
        case_of(found.keys).tolist(),
        day_of(found.keys).tolist(),
        found.done.tolist(),
        ended.tolist(),
        strict=True,
    ):
        rows[case].append(Episode(*days))
    return rows


TWINS: dict[str, tuple[Callable[..., finding.Found], Callable[..., list[Episode]]]] = {
    "episodes": (finding.episodes, facts.episodes),
    "restarted": (finding._restarted, facts.restarted),
    "anchors": (finding._anchors, facts.anchors),
    "pairs": (finding._pairs, facts.pairs),
}


@pytest.mark.parametrize("name", TWINS)
@given(rows=st.lists(st.tuples(DAYS, DAYS, DAYS, DAYS), min_size=1, max_size=5))
def test_the_runs_of_clocks(name: str, rows: Rows) -> None:
    together, alone = TWINS[name]
    asks = 4 if name == "pairs" else 3
    found = together(*(keys_of(rows, at) for at in range(asks)))
    assert episodes_of(found, len(rows)) == [alone(*row[:asks]) for row in rows]


COUNTERS = (EVERY_DAY, DayCount.of_bits(to_day(FIRST), [1, 0, 1, 1] * 60))
YEARS = tuple((to_day(FIRST) + first, to_day(FIRST) + last) for first, last in ((5, 60), (90, 150)))


@st.composite
def removals(draw: st.DrawFn) -> Case:
    events = []
    for _ in range(draw(st.integers(0, 6))):
        on = FIRST + timedelta(draw(st.integers(0, 180)))
        until = draw(st.none() | st.integers(0, 12))
        kind = draw(st.sampled_from([EventKind.REMOVAL, EventKind.ABSENCE]))
        events.append(Event(kind, on, until=None if until is None else on + timedelta(until)))
    return Case("case", events=tuple(events))


@pytest.mark.parametrize("counter", COUNTERS)
@given(cases=st.lists(removals(), min_size=1, max_size=5), number=st.integers(0, 9))
def test_the_first_day_past_a_total(counter: Any, cases: list[Case], number: int) -> None:
    for names in (("removal",), ("removal", "absent")):
        total = Total(names, number, counter, YEARS)
        found = by_case(finding.passed(total, known_of(cases), TODAY), len(cases))
        assert found == [passed(total, Projection.of(case, AS_OF), TODAY) for case in cases]


# -- groups of children -----------------------------------------------------------------------------------------------


GROUPS = st.builds(
    Applies,
    age_from=st.none() | st.integers(3, 5),
    age_below=st.none() | st.integers(4, 7),
    facts=st.sampled_from([(), ("served-in-part-c",), ("found-eligible", "referral")]),
    unless=st.sampled_from([(), ("exited",)]),
)


@st.composite
def children(draw: st.DrawFn) -> Case:
    born = draw(st.none() | st.dates(date(2015, 1, 1), date(2020, 6, 1)))
    kinds = (EventKind.SERVED_IN_PART_C, EventKind.FOUND_ELIGIBLE, EventKind.REFERRAL, EventKind.EXITED)
    days = st.integers(0, 120).map(lambda number: FIRST + timedelta(number))
    events = draw(st.lists(st.builds(Event, st.sampled_from(kinds), days), max_size=5))
    return Case("case", student=Student("child", birth_date=born) if born else None, events=tuple(events))


def a_plan(**changes: Any) -> Plan:
    ((*_, (plan, *_)), *_) = plans(clocks()["initial-evaluation"], LAWS["US"], None, Policy(leap_day="mar-1"))
    return attrs.evolve(plan, **changes)


@given(
    cases=st.lists(children(), min_size=1, max_size=5),
    groups=st.lists(GROUPS, min_size=1, max_size=3),
    start=st.integers(0, 150),
)
def test_of_which_children_a_plan_is_the_one(cases: list[Case], groups: list[Applies], start: int) -> None:
    known, alone = known_of(cases), [Projection.of(case, AS_OF) for case in cases]
    day = to_day(FIRST) + start
    keys = key(np.arange(len(cases)), day)
    others = tuple(groups)
    for choice in (Choice(groups[0]), Choice(None, others), Choice(None, others, undecided=True)):
        plan = a_plan(choice=choice)
        assert finding.are_for(plan, known, keys).tolist() == [is_for(plan, one, day) for one in alone]


# -- every clock, on what bears on it ---------------------------------------------------------------------------------


CALENDAR = synthetic.calendar(2021, 2024)


def named(clock: Clock) -> list[str]:
    """The facts that bear on a clock under any law."""
    found = [clock.start, clock.done, clock.begins_with, clock.spans, *fact(clock.done).shown_by, "absent"]
    found += [clock.band.fact] if clock.band else []
    for several in (
        clock.when,
        clock.needs,
        clock.waived_by,
        clock.ended_by,
        clock.not_after,
        clock.restarted_by,
        clock.opened_by,
        clock.held_by,
        clock.released_by,
        clock.paused_by,
        clock.not_past,
        clock.not_past_in_case,
    ):
        found += several
    for its_law in LAWS.values():
        eras = plans(clock, its_law, None, DEFAULT)
        for plan in (plan for *_, era in eras for plan in era):
            total = plan.total.facts if plan.total is not None else ()
            found += [
                plan.start,
                *plan.starts,
                plan.done,
                plan.grade,
                plan.measured,
                *plan.begins,
                *plan.pauses,
                *total,
            ]
            found += [name for group in (plan.choice.applies, *plan.choice.others) if group for name in group.facts]
    return sorted({name for name in found if name and fact(name).kinds})


def bearing(random: Random, names: Sequence[str]) -> Event:
    """An event that is one of some facts, and now and then an agreement on a new date."""
    row = fact(random.choice(names))
    detail = random.choice(row.details or (None,))
    if random.random() < 0.1:
        row, detail = fact("absent"), None
    elif random.random() < 0.1:
        row, detail = Fact("", (EventKind.EXTENSION_AGREED,)), random.choice(list(ExtensionReason)).value
    on = FIRST + timedelta(random.randrange(200))
    return Event(
        random.choice(row.kinds),
        on,
        until=on + timedelta(random.randrange(-3, 60)) if random.random() < 0.5 else None,
        purpose=row.purpose or random.choice([None, *Purpose]),
        detail=detail,
        about=random.choice([None, None, "a"]),
    )


def a_child(random: Random, names: Sequence[str]) -> Case:
    """A child who has a birthday about which clocks ask, or none that is known."""
    years = random.choice([2, 3, 3, 5, 14, 16, 18, 21])
    born = FIRST - timedelta(365 * years + random.randrange(-200, 200))
    student = Student("child", birth_date=born) if random.random() < 0.8 else None
    events = tuple(bearing(random, names) for _ in range(random.randrange(12)))
    return Case("case", student=student, events=events)


def laws_of(random: Random, clock: Clock) -> list[Law]:
    """Federal law, and two of the laws that have a say in a clock."""
    named = {clock.parameter, clock.age, clock.past_total}
    own = [name for name in ALL_LAWS if any(said.parameter in named for said in LAWS[name].provisions())]
    return [LAWS["US"], *(LAWS[name] for name in random.sample(own, min(2, len(own)))), LAWS["own over TX"]]


@pytest.mark.parametrize("name", clocks())
def test_every_clock_on_what_bears_on_it(name: str) -> None:
    random, clock = Random(name), clocks()[name]  # noqa: S311 (the same histories every time)
    names = named(clock)
    for its_law in laws_of(random, clock):
        cases = [a_child(random, names) for _ in range(30)]
        calendar, policy = random.choice([CALENDAR, CALENDAR, None]), random.choice([DEFAULT, OTHER])
        kw: dict[str, Any] = {"law": its_law, "calendar": calendar, "policy": policy, "as_of": AS_OF}
        found = deadlines_of_many(events_of(cases), clocks=[name], **kw)
        alone = [[row_of(one) for one in deadlines(case, **kw) if one.clock == name] for case in cases]
        assert rows_of(found, len(cases)) == [in_order(rows) for rows in alone]
