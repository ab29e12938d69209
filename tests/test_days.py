"""Days as numbers: known, missing and unknown ones, and the tables of a way of counting."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit.days import (
    EVERY_DAY,
    MISSING,
    UNKNOWN,
    DayCount,
    add_months,
    earliest,
    floor,
    is_unknown,
    later_than,
    merged,
    to_date,
    to_day,
)

DAYS = st.integers(-100_000, 100_000)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8)
# days:   10 11 12 13 14 15 16 17
BITS = [1, 0, 0, 1, 1, 0, 1, 0]
COUNT = DayCount.of_bits(10, BITS)


@given(st.dates())
def test_a_date_and_its_number_are_one_to_one(on: date) -> None:
    assert to_date(to_day(on)) == on


def test_the_epoch_is_that_of_arrow() -> None:
    assert to_day(date(1970, 1, 1)) == 0
    assert to_day(date(2026, 3, 2)) == 20_514


@given(DAYS)
def test_an_unknown_day_keeps_the_bound_that_is_known(day: int) -> None:
    unknown = later_than(day)
    assert is_unknown(unknown)
    assert floor(unknown) == day
    assert not is_unknown(day)
    assert floor(day) == day
    assert floor(MISSING) == MISSING


def test_the_earlier_of_two_days_is_known_only_where_the_other_cannot_come_first() -> None:
    assert earliest(3, 5) == earliest(5, 3) == 3
    assert earliest(4, later_than(4)) == earliest(later_than(4), 4) == 4
    assert earliest(5, later_than(4)) == later_than(4)
    assert earliest(later_than(7), later_than(4)) == later_than(4)


# -- months -----------------------------------------------------------------------------------------------------------


def by_hand(on: date, months: int, leap_day_to: str) -> date:
    """The same day of the month, found through the months one by one."""
    year, month = on.year, on.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        year, month = year + (month > 12) - (month < 1), (month - 1) % 12 + 1
    last = monthrange(year, month)[1]
    if leap_day_to == "mar-1" and (on.month, on.day, month, last) == (2, 29, 2, 28):
        return date(year, 3, 1)
    return date(year, month, min(on.day, last))


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(-300, 300), st.sampled_from(["feb-28", "mar-1"]))
def test_months_lead_to_the_same_day_of_the_month_or_its_last(on: date, months: int, leap_day_to: str) -> None:
    assert to_date(add_months(to_day(on), months, leap_day_to=leap_day_to)) == by_hand(on, months, leap_day_to)


def test_months_after_a_missing_or_an_unknown_day() -> None:
    assert add_months(MISSING, 12) == MISSING
    assert add_months(later_than(5), 12) == later_than(5)
    assert add_months(later_than(5), -12) == UNKNOWN


# -- spans ------------------------------------------------------------------------------------------------------------


@given(SPANS)
def test_merging_keeps_every_day_once(spans: list[tuple[int, int]]) -> None:
    days = {day for first, last in spans for day in range(first, last + 1)}
    kept = [day for first, last in merged(spans) for day in range(first, last + 1)]
    assert kept == sorted(days)
    assert all(after[0] > before[1] + 1 for before, after in zip(merged(spans), merged(spans)[1:], strict=False))


# -- counting ---------------------------------------------------------------------------------------------------------


def test_every_day_counts_without_end() -> None:
    assert EVERY_DAY.horizon is None
    assert EVERY_DAY.counts(MISSING + 1)
    assert (EVERY_DAY.nth_after(10, 60), EVERY_DAY.nth_before(10, 3), EVERY_DAY.on_or_after(7)) == (70, 7, 7)
    assert EVERY_DAY.nth_after(MISSING, 3) == EVERY_DAY.nth_before(MISSING, 3) == MISSING
    assert EVERY_DAY.nth_after(later_than(4), 3) == later_than(7)
    assert EVERY_DAY.nth_before(later_than(4), 3) == later_than(4)
    assert EVERY_DAY.count(3, 10) == 7
    assert EVERY_DAY.count(MISSING, 10) is None
    assert EVERY_DAY.count(3, later_than(10)) is None


def test_counting_inside_the_tables() -> None:
    assert COUNT.horizon == 17
    assert [COUNT.counts(day) for day in range(9, 19)] == [None, *map(bool, BITS), None]
    assert COUNT.count(9, 17) == 4
    assert COUNT.count(10, 13) == 1
    assert COUNT.nth_after(9, 1) == 10
    assert COUNT.nth_after(10, 3) == 16
    assert COUNT.nth_after(12, 0) == 12
    assert COUNT.nth_before(14, 2) == 10
    assert COUNT.nth_before(18, 1) == 16
    assert COUNT.nth_before(15, 0) == 15
    assert [COUNT.on_or_after(day) for day in (10, 11, 15)] == [10, 13, 16]


def test_past_the_tables_a_day_is_unknown_and_each_missing_day_takes_one_day_at_least() -> None:
    assert COUNT.nth_after(14, 2) == later_than(17)
    assert COUNT.nth_after(14, 4) == later_than(19)
    assert COUNT.on_or_after(17) == later_than(17)
    assert COUNT.nth_before(13, 2) == UNKNOWN
    assert COUNT.count(8, 12) is None
    assert COUNT.count(12, 18) is None


def test_from_outside_the_tables_only_the_plain_distance_is_sure() -> None:
    assert COUNT.nth_after(30, 5) == later_than(34)
    assert COUNT.nth_after(2, 5) == later_than(6)
    assert COUNT.nth_after(2, 0) == 2
    assert COUNT.nth_after(later_than(30), 5) == later_than(34)
    assert COUNT.nth_after(MISSING, 5) == MISSING
    assert COUNT.nth_before(30, 5) == UNKNOWN
    assert COUNT.nth_before(MISSING, 5) == MISSING
    assert COUNT.on_or_after(30) == later_than(29)
    assert COUNT.on_or_after(MISSING) == MISSING
    assert COUNT.on_or_after(later_than(3)) == later_than(3)


# -- standing still ---------------------------------------------------------------------------------------------------


def test_a_clock_that_stands_still_adds_each_day_once() -> None:
    assert EVERY_DAY.tolled(0, 10, [(3, 5)]) == 13
    assert EVERY_DAY.tolled(0, 10, [(3, 5), (4, 6), (7, 7)]) == 15
    assert EVERY_DAY.tolled(0, 10, [(11, 20)]) == 10
    assert EVERY_DAY.tolled(0, 10, [(10, 11), (12, 12)]) == 13  # the clock still ran on the 10th
    assert EVERY_DAY.tolled(4, 10, [(0, 6)]) == 12  # the trigger day is day 0, and what came before it adds nothing
    assert EVERY_DAY.tolled(4, 10, [(0, 4)]) == 10


def test_time_stands_still_in_the_unit_of_the_clock() -> None:
    assert COUNT.tolled(10, 13, [(11, 13)]) == 14  # one counted day among three
    assert COUNT.tolled(10, 13, [(11, 12)]) == 13  # none


def test_time_that_cannot_be_counted_makes_the_due_day_unknown() -> None:
    assert COUNT.tolled(10, 13, [(13, 40)]) == later_than(13)
    assert COUNT.tolled(10, later_than(17), [(11, 12)]) == later_than(17)


def test_what_stood_still_before_the_calendar_began_does_not_matter() -> None:
    assert COUNT.tolled(10, 13, [(1, 3), (13, 13)]) == 14


@pytest.mark.parametrize("order", [[(3, 5), (4, 6), (20, 30)], [(20, 30), (4, 6), (3, 5)], [(4, 6), (3, 5), (3, 5)]])
def test_the_order_of_stops_does_not_matter(order: list[tuple[int, int]]) -> None:
    assert EVERY_DAY.tolled(0, 10, order) == 14
