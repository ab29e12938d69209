"""The parts of the columnar path: twins of the scalar operations, value for value, and what callers meet."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from datetime import date
from importlib import reload
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import iepkit.columns
from iepkit import days as scalar
from iepkit.columns import KINDS, STATUS, EventTable, days, events_of
from iepkit.columns import deadlines as deadlines_of_many
from iepkit.columns import due as due_of_many
from iepkit.columns.arrays import Arrays
from iepkit.columns.counting import BoundYearEnd, Months, Numbered, Unsettled, counter
from iepkit.columns.counting import EveryDay as EveryDayColumns
from iepkit.days import EVERY_DAY, MISSING, UNKNOWN, DayCount, later_than, to_day
from iepkit.errors import InvalidDocument, MissingExtra, UnknownName
from iepkit.history import Case, Event
from iepkit.laws import Anchor, Policy, YearEnd, jurisdictions, law
from iepkit.records import Student
from iepkit.testing import synthetic
from iepkit.timelines import binding, due, spans
from iepkit.timelines.scalars import Scalars
from iepkit.vocabulary import EventKind

CALENDAR = synthetic.calendar(2021, 2025)
COUNT = DayCount.of_bits(10, [1, 0, 0, 1, 1, 0, 1, 0])
EMPTY = DayCount.of_bits(0, [])
COUNTERS: dict[str, scalar.Counter] = {"every day": EVERY_DAY, "some days": COUNT, "no calendar": EMPTY}
KNOWN = st.integers(-5, 40)
ANY_DAY = KNOWN | st.just(MISSING) | st.builds(later_than, st.integers(-30, 40)) | st.just(UNKNOWN)
PAIRS = st.lists(st.tuples(KNOWN, KNOWN), max_size=4)
each_counter = pytest.mark.parametrize("name", COUNTERS)


def column(values: list[int]) -> days.Column:
    return np.array(values, np.int32)


def laid_out(rows: list[list[tuple[int, int]]]) -> days.Pairs:
    """The pairs of each row as columns, filled up with `MISSING`."""
    most = max(map(len, rows), default=0)
    full = [row + [(MISSING, MISSING)] * (most - len(row)) for row in rows]
    return [(column([row[at][0] for row in full]), column([row[at][1] for row in full])) for at in range(most)]


# -- days -------------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(ANY_DAY, ANY_DAY), min_size=1))
def test_earliest_and_floor(pairs: list[tuple[int, int]]) -> None:
    a, b = column([pair[0] for pair in pairs]), column([pair[1] for pair in pairs])
    assert days.earliest(a, b).tolist() == [scalar.earliest(*pair) for pair in pairs]
    assert days.floor(a).tolist() == [scalar.floor(pair[0]) for pair in pairs]


@given(st.lists(st.tuples(st.booleans(), ANY_DAY, ANY_DAY), min_size=1), ANY_DAY, ANY_DAY)
def test_picking(rows: list[tuple[bool, int, int]], yes: int, no: int) -> None:
    condition = np.array([row[0] for row in rows])
    both = days.pick(condition, column([row[1] for row in rows]), column([row[2] for row in rows]))
    assert both.tolist() == [row[1] if row[0] else row[2] for row in rows]
    assert days.pick(condition, yes, no).tolist() == [yes if row[0] else no for row in rows]


@given(
    st.lists(
        st.dates(date(1850, 1, 1), date(2180, 1, 1)).map(to_day) | st.just(MISSING) | st.just(later_than(7)), min_size=1
    ),
    st.integers(-40, 240),
    st.sampled_from(["feb-28", "mar-1"]),
)
def test_months(values: list[int], months: int, leap_day_to: str) -> None:
    wanted = [scalar.add_months(value, months, leap_day_to=leap_day_to) for value in values]
    assert days.add_months(column(values), months, leap_day_to=leap_day_to).tolist() == wanted


@pytest.mark.parametrize("leap_day_to", ["feb-28", "mar-1"])
def test_every_leap_day_of_two_centuries(leap_day_to: str) -> None:
    leap_days = [to_day(date(year, 2, 29)) for year in range(1904, 2100, 4)]
    for months in (12, 13, 48, -12, 36, 192):
        wanted = [scalar.add_months(value, months, leap_day_to=leap_day_to) for value in leap_days]
        assert days.add_months(column(leap_days), months, leap_day_to=leap_day_to).tolist() == wanted


@given(st.lists(PAIRS, min_size=1))
def test_merging(rows: list[list[tuple[int, int]]]) -> None:
    merged = [list(zip(first.tolist(), last.tolist(), strict=True)) for first, last in days.merged(laid_out(rows))]
    found = [[pairs[at] for pairs in merged if pairs[at][0] != MISSING] for at in range(len(rows))]
    assert found == [scalar.merged(row) for row in rows]


# -- counting ---------------------------------------------------------------------------------------------------------


@each_counter
@given(values=st.lists(ANY_DAY, min_size=1), number=st.integers(0, 12))
def test_counting_on_and_back(name: str, values: list[int], number: int) -> None:
    alone, together = COUNTERS[name], counter(COUNTERS[name])
    column_ = column(values)
    assert together.nth_after(column_, number).tolist() == [alone.nth_after(day, number) for day in values]
    assert together.nth_before(column_, number).tolist() == [alone.nth_before(day, number) for day in values]
    assert together.on_or_after(column_).tolist() == [alone.on_or_after(day) for day in values]


@each_counter
@given(rows=st.lists(st.tuples(ANY_DAY, st.integers(0, 12)), min_size=1))
def test_counting_on_by_another_number_in_each_row(name: str, rows: list[tuple[int, int]]) -> None:
    numbers = column([row[1] for row in rows])
    found = counter(COUNTERS[name]).nth_after(column([row[0] for row in rows]), numbers)
    assert found.tolist() == [COUNTERS[name].nth_after(*row) for row in rows]


@each_counter
@given(rows=st.lists(st.tuples(KNOWN | st.just(MISSING), KNOWN | st.just(later_than(9))), min_size=1))
def test_counting_between(name: str, rows: list[tuple[int, int]]) -> None:
    found = counter(COUNTERS[name]).count(column([row[0] for row in rows]), column([row[1] for row in rows]))
    counts = [COUNTERS[name].count(*row) for row in rows]
    assert found.tolist() == [MISSING if count is None else count for count in counts]


@each_counter
@given(rows=st.lists(st.tuples(KNOWN, st.integers(0, 20), PAIRS), min_size=1))
def test_standing_still(name: str, rows: list[tuple[int, int, list[tuple[int, int]]]]) -> None:
    alone, together = COUNTERS[name], counter(COUNTERS[name])
    starts = [row[0] for row in rows]
    dues = [alone.nth_after(row[0], row[1]) for row in rows]
    stops = [row[2] for row in rows]
    found = together.tolled(column(starts), column(dues), laid_out(stops))
    assert found.tolist() == [alone.tolled(*one) for one in zip(starts, dues, stops, strict=True)]


# -- the vocabulary ---------------------------------------------------------------------------------------------------


def operations(ops: type) -> dict[str, list[str]]:
    routines = inspect.getmembers(ops, inspect.isfunction)
    return {name: list(inspect.signature(one).parameters) for name, one in routines if not name.startswith("_")}


def test_arrays_speak_the_words_of_scalars() -> None:
    assert operations(Arrays) == operations(Scalars)


@given(st.lists(st.tuples(ANY_DAY, ANY_DAY), min_size=1), ANY_DAY, ANY_DAY)
def test_the_earlier_day_in_columns_or_alone(rows: list[tuple[int, int]], one: int, other: int) -> None:
    ops, alone = Arrays(), Scalars()
    a, b = column([row[0] for row in rows]), column([row[1] for row in rows])
    calls: list[tuple[Any, list[int]]] = [
        (ops.earlier(a, b), [alone.earlier(*row) for row in rows]),
        (ops.earlier(a, one), [alone.earlier(row[0], one) for row in rows]),
        (ops.earlier(one, a), [alone.earlier(one, row[0]) for row in rows]),
        (ops.earlier(a, MISSING), [row[0] for row in rows]),
    ]
    assert all(days.column(found, len(rows)).tolist() == wanted for found, wanted in calls)
    assert ops.earlier(one, other) == alone.earlier(one, other)


def test_a_condition_may_stand_for_every_row() -> None:
    ops, some = Arrays(), np.array([True, False])
    assert [ops.where(condition, 1, 2) for condition in (True, False)] == [1, 2]
    assert ops.choose((False, 1), (some, 2), otherwise=3).tolist() == [2, 3]
    assert ops.choose((some, 1), (True, 2), (some, 4), otherwise=3).tolist() == [1, 2]


LIMITS: dict[str, tuple[Any, Any]] = {
    "days": (spans.Days(3, COUNT), Numbered(3, counter(COUNT))),
    "months": (spans.Months(2), Months(2, "feb-28")),
    "nobody knows": (spans.Unsettled(), Unsettled()),
}


@pytest.mark.parametrize("kind", LIMITS)
@given(rows=st.lists(st.tuples(ANY_DAY, st.integers(0, 5)), min_size=1))
def test_spans_of_time(kind: str, rows: list[tuple[int, int]]) -> None:
    alone, together = LIMITS[kind]
    on, numbers = column([row[0] for row in rows]), column([row[1] for row in rows])
    assert together.after(on).tolist() == [alone.after(row[0]) for row in rows]
    assert together.ahead(on).tolist() == [alone.ahead(row[0]) for row in rows]
    more = [Scalars().more((alone,), *row) for row in rows]
    assert Arrays().more((together,), on, numbers).tolist() == more


@pytest.mark.parametrize("anchors", [[], [15, 35]])
@given(rows=st.lists(st.tuples(ANY_DAY, KNOWN), min_size=1))
def test_the_school_year(anchors: list[int], rows: list[tuple[int, int]]) -> None:
    firsts, lasts = [5, 25], [15, 30]
    alone = binding.BoundYearEnd(
        YearEnd(Anchor.START), firsts, lasts, anchors, EVERY_DAY, (spans.Days(2, COUNT),), 0, 9, 9, 1
    )
    together = BoundYearEnd(
        column([*firsts, MISSING]),
        column(lasts),
        column([*anchors, MISSING]),
        EveryDayColumns(),
        (Numbered(2, counter(COUNT)),),
        at_least=0,
        below=9,
        unless_absent=9,
        anchor_counts=1,
    )
    on, start = column([row[0] for row in rows]), column([row[1] for row in rows])
    calls: list[tuple[Callable[..., Any], Callable[..., Any]]] = [
        (Arrays().year_end, Scalars().year_end),
        (Arrays().left_in_year, Scalars().left_in_year),
        (Arrays().next_year_if_between, Scalars().next_year_if_between),
    ]
    for many, one in calls:
        assert many(together, on).tolist() == [one(alone, row[0]) for row in rows]
    due_days = [Scalars().year_end_due(alone, row[1], row[0]) for row in rows]
    assert days.column(Arrays().year_end_due(together, start, on), len(rows)).tolist() == due_days


# -- tables -----------------------------------------------------------------------------------------------------------


def test_an_event_table_from_columns() -> None:
    table = EventTable(case=[1, 0], kind=[0, 5], on=[20_000, 20_001], birth=[MISSING, 12_000])
    assert repr(table) == "EventTable(2 events, 2 cases)"
    assert table.until.tolist() == [MISSING, MISSING]
    assert table.calendar.tolist() == [0, 0]


def test_everything_wrong_with_an_event_table_is_told_at_once() -> None:
    with pytest.raises(InvalidDocument) as caught:
        EventTable(case=[1], kind=[len(KINDS)], on=[20_000], until=[MISSING, 3], purpose=[-1], birth=[MISSING])
    assert [problem.path for problem in caught.value.problems] == ["$.case", "$.kind", "$.until", "$.purpose"]
    assert "expected as many rows as in on" in str(caught.value)


def test_the_table_of_no_case_is_empty() -> None:
    table = events_of([])
    assert repr(table) == "EventTable(0 events, 0 cases)"
    found = deadlines_of_many(table, law=law("TX"), calendar=CALENDAR, as_of=date(2024, 3, 1))
    assert repr(found) == "Columns(0 deadlines)"
    assert found.dates("due").tolist() == []


def test_no_event_gives_no_deadline() -> None:
    table = events_of([Case("1"), Case("2", student=Student("child", birth_date=date(2010, 1, 1)))])
    for name in ("US", *jurisdictions()):
        found = deadlines_of_many(table, law=law(name), calendar=CALENDAR, as_of=date(2024, 3, 1))
        assert len(found["case"]) == 0


# -- deadlines --------------------------------------------------------------------------------------------------------


def reviewed(jurisdiction: str | None = None, calendar: str | None = None) -> Case:
    events = (
        Event(EventKind.IEP_REVIEWED, date(2023, 3, 1)),
        Event(EventKind.REFERRAL, date(2023, 3, 1)),
        Event(EventKind.FOUND_ELIGIBLE, date(2023, 4, 3)),
    )
    return Case("1", jurisdiction=jurisdiction, calendar=calendar, events=events)


def test_columns_are_a_mapping_with_dates() -> None:
    table = events_of([reviewed()])
    found = deadlines_of_many(
        table, law=law("WA"), as_of=date(2024, 3, 4), clocks=["annual-review", "referral-response"]
    )
    assert list(found) == ["case", "clock", "provision", "status", "due", "days_late", "start", "done", "later_than"]
    assert len(found) == 9
    assert found.clocks == ("referral-response", "annual-review")
    assert set(found.left_out) == set(law("WA").clocks) - set(found.clocks)
    assert [STATUS[code] for code in found["status"]] == ["unknown", "overdue"]
    assert found.unknown.tolist() == [True, False]
    assert [str(one) for one in found.dates("due")] == ["NaT", "2024-03-01"]
    # 25 school days take 25 days at least
    assert [str(one) for one in found.dates("later_than")] == ["2023-03-25", "NaT"]
    assert found["days_late"].tolist() == [0, 3]
    assert [one.jurisdiction for one in found.provisions] == ["WA", "US"]


def test_each_case_has_its_law_and_its_calendar() -> None:
    cases = [reviewed("WA", "north"), reviewed("US", "north"), reviewed("WA", None), reviewed("WA", "elsewhere")]
    clocks = ["referral-response", "annual-review"]
    found = deadlines_of_many(
        events_of(cases),
        law={"WA": law("WA"), "US": law("US")},
        calendar={"north": CALENDAR},
        as_of=date(2023, 4, 4),
        clocks=clocks,
    )
    by_case = {at: [found.clocks[c] for c in found["clock"][found["case"] == at]] for at in range(4)}
    assert by_case == {0: clocks, 1: ["annual-review"], 2: clocks, 3: clocks}
    known = {at: found.unknown[found["case"] == at].tolist() for at in range(4)}
    assert known == {0: [False, False], 1: [False], 2: [True, False], 3: [True, False]}


def test_names_that_are_not_there() -> None:
    table = events_of([reviewed("ZZ"), reviewed()])
    with pytest.raises(UnknownName, match="annual-revue"):
        deadlines_of_many(table, law=law("US"), as_of=date(2024, 3, 4), clocks=["annual-revue"])
    with pytest.raises(UnknownName, match="jurisdiction"):
        deadlines_of_many(table, law={"WA": law("WA")}, as_of=date(2024, 3, 4))
    with pytest.raises(UnknownName, match="ZZ"):
        deadlines_of_many(events_of([reviewed("ZZ")]), law={"WA": law("WA")}, as_of=date(2024, 3, 4))


def test_a_birth_date_is_never_in_the_columns() -> None:
    born = date(2008, 5, 5)
    case = attrs.evolve(reviewed(), student=Student("child", birth_date=born))
    found = deadlines_of_many(events_of([case]), law=law("CA"), as_of=date(2024, 3, 4), clocks=["transition"])
    assert len(found["due"]) == 1
    assert to_day(born) not in {value for name in found for value in found[name].tolist()}


# -- one clock on many starts -----------------------------------------------------------------------------------------


STARTS = st.lists(
    st.tuples(st.dates(date(2007, 1, 1), date(2025, 6, 30)), st.none() | st.integers(0, 500)), min_size=1, max_size=30
)
ONE_CLOCK = [
    ("initial-evaluation", "US"),
    ("initial-evaluation", "WA"),
    ("initial-evaluation", "DE"),
    ("initial-evaluation", "TX"),
    ("initial-evaluation", "CA"),
    ("initial-evaluation", "GA"),
    ("iep-meeting", "TX"),
    ("iep-meeting", "PA"),
    ("annual-review", "US"),
    ("transition", "IL"),
    ("rights-transfer", "CA"),
    ("reevaluation-intellectual-disability", "PA"),
]


@pytest.mark.parametrize(("clock", "name"), ONE_CLOCK)
@given(starts=STARTS, calendar=st.sampled_from([None, CALENDAR]), as_of=st.none() | st.just(date(2024, 3, 4)))
def test_one_clock_on_many_starts(
    clock: str, name: str, starts: list[tuple[date, int | None]], calendar: Any, as_of: date | None
) -> None:
    days_ = [to_day(start) for start, _ in starts]
    dones = [MISSING if after is None else to_day(start) + after for start, after in starts]
    policy = Policy(leap_day="mar-1")
    found = due_of_many(clock, days_, law=law(name), calendar=calendar, done=dones, as_of=as_of, policy=policy)
    assert found["case"].tolist() == list(range(len(starts)))
    for at, (start, done) in enumerate(zip(days_, dones, strict=True)):
        one = due(
            clock,
            scalar.to_date(start),
            law=law(name),
            calendar=calendar,
            done=None if done == MISSING else scalar.to_date(done),
            as_of=as_of,
            policy=policy,
        )
        assert STATUS[found["status"][at]] is one.status
        assert found.dates("due")[at].item() == one.due
        assert found["days_late"][at] == one.days_late
        assert found.dates("later_than")[at].item() == one.later_than
        assert found.provisions[found["provision"][at]].citation == one._plan.provision.citation


def test_versions_of_the_law_stand_side_by_side() -> None:
    """What was in force before 13 October 2006 is not recorded."""
    starts = [to_day(date(2024, 1, 2)), to_day(date(2006, 1, 2)), to_day(date(2024, 1, 3))]
    found = due_of_many("initial-evaluation", starts, law=law("US"), as_of=date(2024, 3, 3))
    assert found["case"].tolist() == [0, 1, 2]
    assert [str(STATUS[code]) for code in found["status"]] == ["overdue", "unknown", "open"]
    reviews = due_of_many("annual-review", starts, law=law("US"), as_of=date(2024, 3, 3))
    assert [STATUS[code] for code in reviews["status"]] == ["open", "unknown", "open"]


def test_a_start_that_is_missing_has_no_deadline() -> None:
    found = due_of_many("annual-review", [MISSING, 20_000], law=law("US"), as_of=date(2026, 1, 1))
    assert found["case"].tolist() == [1]
    assert found["done"].tolist() == [MISSING]


def test_a_clock_without_a_number_in_this_law() -> None:
    with pytest.raises(UnknownName, match="referral-response"):
        due_of_many("referral-response", [20_000], law=law("US"))


def test_columns_need_their_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "iepkit.columns.run", None)
    with pytest.raises(MissingExtra, match=r"iepkit\[columns\]"):
        reload(iepkit.columns)
