"""The parts of the columnar path are twins of the scalar ones, value for value."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit import days as scalar
from iepkit.columns import binding, days
from iepkit.columns.arrays import Arrays
from iepkit.columns.counting import counter
from iepkit.columns.spans import Months, Numbered, Unsettled, span
from iepkit.days import EVERY_DAY, MISSING, UNKNOWN, DayCount, later_than, to_day
from iepkit.laws import Anchor, Ending, EndingWindow, YearEnd
from iepkit.testing import synthetic
from iepkit.timelines import plans, spans
from iepkit.timelines.scalars import Scalars

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
    "days from the first on": (spans.Days(3, COUNT, 1), span(spans.Days(3, COUNT, 1))),
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


@given(rows=st.lists(st.tuples(ANY_DAY, ANY_DAY), min_size=1), one=ANY_DAY, other=ANY_DAY)
def test_the_later_day_and_the_day_past_one(rows: list[tuple[int, int]], one: int, other: int) -> None:
    ops, alone = Arrays(), Scalars()
    a, b = column([row[0] for row in rows]), column([row[1] for row in rows])
    calls: list[tuple[Any, list[int]]] = [
        (ops.later(a, b), [alone.later(*row) for row in rows]),
        (ops.later(a, one), [alone.later(row[0], one) for row in rows]),
        (ops.later(one, a), [alone.later(one, row[0]) for row in rows]),
        (ops.past(a), [alone.past(row[0]) for row in rows]),
    ]
    assert all(days.column(found, len(rows)).tolist() == wanted for found, wanted in calls)
    assert ops.later(one, other) == alone.later(one, other)
    assert ops.past(one) == alone.past(one)


@given(rows=st.lists(st.tuples(ANY_DAY, ANY_DAY, ANY_DAY), min_size=1))
def test_several_limits_each_from_its_own_start(rows: list[tuple[int, int, int]]) -> None:
    ops, alone = Arrays(), Scalars()
    limits = [spans.Days(3, COUNT), spans.Days(4, EVERY_DAY, 1)]
    together = [span(limit) for limit in limits]
    on, first, second = (column([row[at] for row in rows]) for at in range(3))
    from_one = [alone.combined(limits, row[0], ()) for row in rows]
    from_each = [alone.combined(limits, row[0], row[1:]) for row in rows]
    assert ops.combined(together, on, ()).tolist() == from_one
    assert ops.combined(together, on, (first, second)).tolist() == from_each
    assert ops.ahead(together, on).tolist() == [alone.ahead(limits, row[0]) for row in rows]


@pytest.mark.parametrize("anchors", [[], [15, 35]])
@given(rows=st.lists(st.tuples(ANY_DAY, KNOWN), min_size=1))
def test_the_school_year(anchors: list[int], rows: list[tuple[int, int]]) -> None:
    firsts, lasts = [5, 25], [15, 30]
    alone = plans.BoundYearEnd(
        YearEnd(Anchor.START), firsts, lasts, anchors, EVERY_DAY, (spans.Days(2, COUNT),), 0, 9, 9, 1
    )
    together = binding._year_end(alone)
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


@pytest.mark.parametrize("firsts", [[], [12, 31]])
@given(values=st.lists(KNOWN, min_size=1))
def test_a_start_shortly_before_a_long_break(firsts: list[int], values: list[int]) -> None:
    alone = plans.BoundBreak(firsts, 3, COUNT, (spans.Days(2, EVERY_DAY),))
    found = Arrays().due_before_break(binding._before_break(alone), column(values))
    assert days.column(found, len(values)).tolist() == [Scalars().due_before_break(alone, day) for day in values]


@given(rows=st.lists(st.tuples(KNOWN, PAIRS), min_size=1))
def test_the_last_date_agreed_to_and_the_span_in_effect(rows: list[tuple[int, list[tuple[int, int]]]]) -> None:
    ops, alone = Arrays(), Scalars()
    due, agreed = column([row[0] for row in rows]), laid_out([row[1] for row in rows])
    standing = [alone.latest_agreed(sorted(pairs), day) for day, pairs in rows]
    assert days.column(ops.latest_agreed(agreed, due), len(rows)).tolist() == standing
    covering = [alone.covering(pairs, day) for day, pairs in rows]
    assert days.column(ops.covering(agreed, due), len(rows)).tolist() == covering


# -- the end of a right -----------------------------------------------------------------------------------------------


CALENDAR = synthetic.calendar(2021, 2025)
MONTH_DAY = st.dates(date(2004, 1, 1), date(2004, 12, 31)).map(lambda day: day.strftime("%m-%d"))
THROUGH = st.sampled_from(["day-before-birthday", "birthday", "school-year-end"]) | MONTH_DAY.filter("02-29".__ne__)
SUMMER = st.sampled_from(["", "school-year-end", "day-before-birthday"])


@st.composite
def endings(draw: st.DrawFn) -> Ending:
    edges = sorted(draw(st.lists(MONTH_DAY, max_size=4, unique=True)))
    windows = tuple(
        EndingWindow(first, last, draw(THROUGH)) for first, last in zip(edges[::2], edges[1::2], strict=False)
    )
    cutoff = draw(st.just("") | MONTH_DAY.filter("02-29".__ne__))
    return Ending(
        draw(st.integers(18, 22)),
        through=draw(THROUGH),
        cutoff="" if windows else cutoff,
        cutoff_day_counts=draw(st.booleans()),
        summer=draw(SUMMER),
        windows=windows,
    )


@given(
    ending=endings(),
    births=st.lists(st.dates(date(1998, 1, 1), date(2009, 12, 31)).map(to_day) | st.just(MISSING), min_size=1),
    with_calendar=st.booleans(),
    leap_day_to=st.sampled_from(["feb-28", "mar-1"]),
)
def test_the_end_of_a_right(ending: Ending, births: list[int], leap_day_to: str, *, with_calendar: bool) -> None:
    years = CALENDAR.years if with_calendar else ()
    firsts, lasts = [to_day(year.first_day) for year in years], [to_day(year.last_day) for year in years]
    alone = spans.Ends(ending, leap_day_to, firsts, lasts)
    together = span(alone)
    assert together.after(column(births)).tolist() == [alone.after(day) for day in births]
    assert together.ahead(column(births)).tolist() == [alone.ahead(day) for day in births]
    assert together.more(column(births), column([2] * len(births))).tolist() == [alone.more(day, 2) for day in births]


@given(ending=endings())
def test_the_end_of_a_right_looked_up_for_many_births(ending: Ending) -> None:
    firsts, lasts = ([to_day(getattr(year, name)) for year in CALENDAR.years] for name in ("first_day", "last_day"))
    alone = spans.Ends(ending, "mar-1", firsts, lasts)
    births = [MISSING, -2000, 10_000, 14_000, 30_000]
    wanted = [alone.after(day) for day in births]
    with patch("iepkit.columns.spans._MANY", 1):
        assert span(alone).after(column(births)).tolist() == wanted
        assert span(alone).after(column(births[2:4])).tolist() == wanted[2:4]


ANY_DATE = st.dates(date(1890, 1, 1), date(2110, 12, 31)).map(to_day)


@given(
    values=st.lists(ANY_DATE | st.just(later_than(7)) | st.just(UNKNOWN), min_size=1),
    words=MONTH_DAY.filter("02-29".__ne__),
)
def test_months_and_days_of_a_year(values: list[int], words: str) -> None:
    on = column(values)
    assert days.first_month_day(on, words).tolist() == [spans.first_month_day(day, words) for day in values]
    dates = [scalar.to_date(day) for day in values if day < UNKNOWN]
    known = on[on < UNKNOWN]
    assert days.month_day(known).tolist() == [100 * day.month + day.day for day in dates]
    assert days.first_of_year(known).tolist() == [to_day(date(day.year, 1, 1)) for day in dates]


def test_a_day_that_is_missing_stays_so() -> None:
    assert days.first_month_day(column([MISSING]), "06-30").tolist() == [MISSING]
