"""The laws of counting, for every rule and calendar, against days counted one by one from the text of the rules."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iepkit.calendars import Closure, Counting, Holiday, SchoolCalendar, SchoolYear, Summer, Weekday
from iepkit.days import MISSING, Counter, floor, is_unknown, later_than, to_date, to_day
from iepkit.vocabulary import Unit

RULES = {
    "calendar days": Counting(),
    "school days": Counting(Unit.SCHOOL_DAYS),
    "business days": Counting(Unit.BUSINESS_DAYS),
    "business days, holidays counted": Counting(Unit.BUSINESS_DAYS, holidays_count=True),
    "California": Counting(run=6, summer=Summer.BETWEEN),
    "California, excess only": Counting(run=6, run_from=6, summer=Summer.BETWEEN),
    "California, weekends too": Counting(run=6, run_weekends=True, summer=Summer.BETWEEN),
    "Georgia": Counting(run=5, run_weekends=True, summer=Summer.BETWEEN),
    "Pennsylvania": Counting(summer=Summer.BETWEEN),
    "Pennsylvania, charter schools": Counting(summer=Summer.FROM_LAST_DAY),
    "New Jersey": Counting(school_holidays=True),
}
each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
ONE = timedelta(1)
few = settings(max_examples=settings().max_examples // 4)  # of these, each example walks many days


@st.composite
def school_calendars(draw: st.DrawFn) -> SchoolCalendar:
    """One to three short school years with closures, Saturday sessions and holidays, and a horizon of some kind."""
    week = tuple(Weekday)[: draw(st.sampled_from([4, 5, 5, 6]))]
    years, day = [], date(2024, 8, 1) + timedelta(draw(st.integers(0, 40)))
    for _ in range(draw(st.integers(1, 3))):
        length = draw(st.integers(30, 120))
        closures = []
        for _ in range(draw(st.integers(0, 4))):
            at = draw(st.integers(0, length - 1))
            last = min(length - 1, at + draw(st.sampled_from([0, 0, 1, 4, 6, 8, 11, 16])))
            closures.append(Closure(day + timedelta(at), day + timedelta(last), "closed"))
        extra = [day + timedelta(at) for at in draw(st.lists(st.integers(0, length - 1), max_size=2))]
        years.append(SchoolYear(day, day + timedelta(length - 1), closures=tuple(closures), extra_days=tuple(extra)))
        day += timedelta(length + draw(st.integers(0, 60)))
    through = draw(st.none() | st.integers(-25, 60))
    published = None if through is None else max(years[-1].first_day, years[-1].last_day + timedelta(through))
    plain = SchoolCalendar(tuple(years), school_week=week, published_through=published)
    free = draw(st.lists(st.dates(date(2024, 8, 1), date(2025, 12, 31)), max_size=6, unique=True))
    known = draw(st.sampled_from([date(2024, 7, 1), date(2024, 10, 1)])), date(2025, 9, 30)
    return plain.with_holidays([Holiday(on, "holiday") for on in free], *known)


# -- the oracle: one day at a time, from the text of the rules --------------------------------------------------------


def attended(calendar: SchoolCalendar, on: date) -> bool:
    """34 CFR 300.11(c): any day on which children are in attendance for instruction."""
    year = calendar.year_of(on)
    if year is None:
        return False
    closed = any(closure.first <= on <= closure.end for closure in year.closures)
    return on in year.extra_days or (list(Weekday)[on.weekday()] in calendar.school_week and not closed)


def around(calendar: SchoolCalendar, on: date) -> tuple[date, date]:
    """The first and the last day of the stretch without school that holds a day, inside its school year."""
    first = last = on
    while calendar.year_of(first - ONE) is calendar.year_of(on) and not attended(calendar, first - ONE):
        first -= ONE
    while calendar.year_of(last + ONE) is calendar.year_of(on) and not attended(calendar, last + ONE):
        last += ONE
    return first, last


def in_a_break(calendar: SchoolCalendar, rule: Counting, on: date) -> bool:
    """Whether a day belongs to the part of a break that the rule leaves out."""
    if calendar.year_of(on) is None or attended(calendar, on):
        return False
    first, last = around(calendar, on)
    stretch = [first + timedelta(number) for number in range((last - first).days + 1)]
    missed = [day for day in stretch if list(Weekday)[day.weekday()] in calendar.school_week]
    if not rule.run or len(missed) < rule.run:
        return rule.school_holidays and on in missed
    begins = missed[rule.run_from - 1]
    if rule.run_weekends:
        return on >= (first if rule.run_from == 1 else begins)
    return begins <= on <= missed[-1]


def counts(calendar: SchoolCalendar, rule: Counting, day: int) -> bool | None:
    on = to_date(day)
    if rule.unit is Unit.BUSINESS_DAYS:
        assert calendar.holidays_from is not None
        assert calendar.holidays_through is not None
        if not calendar.holidays_from <= on <= calendar.holidays_through:
            return None
        return on.weekday() < 5 and (rule.holidays_count or all(holiday.on != on for holiday in calendar.holidays))
    if rule == Counting():
        return True
    if not calendar.years[0].first_day <= on <= calendar.horizon:
        return None
    if rule.unit is Unit.SCHOOL_DAYS:
        return attended(calendar, on)
    summer = calendar.year_of(on) is None
    if rule.summer is Summer.FROM_LAST_DAY:
        summer = summer or any(year.last_day == on for year in calendar.years)
    return not (summer and rule.summer is not Summer.COUNTED) and not in_a_break(calendar, rule, on)


def window(calendar: SchoolCalendar) -> range:
    """From before the calendar to after it."""
    return range(to_day(calendar.years[0].first_day) - 5, to_day(calendar.horizon) + 6)


DAYS = st.integers(to_day(date(2024, 7, 25)), to_day(date(2025, 3, 31)))
NUMBERS = st.integers(0, 40)


@each_rule
@few
@given(calendar=school_calendars())
def test_a_day_counts_as_the_text_of_the_rule_says(rule: Counting, calendar: SchoolCalendar) -> None:
    counter = calendar.counter(rule)
    for day in window(calendar):
        assert counter.counts(day) is counts(calendar, rule, day), to_date(day)


@each_rule
@few
@given(calendar=school_calendars(), start=DAYS, number=NUMBERS)
def test_adding_days_is_walking(rule: Counting, calendar: SchoolCalendar, start: int, number: int) -> None:
    counter = calendar.counter(rule)
    if counts(calendar, rule, start) is None:
        return
    day, left = start, number
    while left:
        day += 1
        if (counted := counts(calendar, rule, day)) is None:
            break
        left -= counted
    due = counter.nth_after(start, number)
    assert is_unknown(due) if left else due == day


@each_rule
@few
@given(calendar=school_calendars(), start=DAYS, number=NUMBERS)
def test_adding_then_counting_agree(rule: Counting, calendar: SchoolCalendar, start: int, number: int) -> None:
    counter = calendar.counter(rule)
    due = counter.nth_after(start, number)
    if is_unknown(due):
        return
    assert counter.count(start, due) == number or number == 0
    assert number == 0 or counter.counts(due)


@each_rule
@few
@given(calendar=school_calendars(), start=DAYS, number=NUMBERS)
def test_going_back_is_the_inverse_of_going_on(
    rule: Counting, calendar: SchoolCalendar, start: int, number: int
) -> None:
    counter = calendar.counter(rule)
    on = counter.on_or_after(start)
    due = counter.nth_after(on, number)
    if is_unknown(due):
        return
    assert counter.nth_before(due, number) == on


@each_rule
@few
@given(calendar=school_calendars(), start=DAYS, later=st.integers(0, 60), number=NUMBERS)
def test_a_later_start_is_never_due_sooner(
    rule: Counting, calendar: SchoolCalendar, start: int, later: int, number: int
) -> None:
    counter = calendar.counter(rule)
    first, second = counter.nth_after(start, number), counter.nth_after(start + later, number)
    if is_unknown(first) or is_unknown(second):
        return
    assert first <= second
    assert counter.nth_after(start, number + 1) > first


@each_rule
@few
@given(calendar=school_calendars(), start=DAYS)
def test_the_first_counted_day_that_is_not_before(rule: Counting, calendar: SchoolCalendar, start: int) -> None:
    counter = calendar.counter(rule)
    found = counter.on_or_after(start)
    if counts(calendar, rule, start):
        assert found == start
    else:
        assert found == (
            counter.nth_after(start, 1) if counts(calendar, rule, start) is False else later_than(start - 1)
        )


# -- what is not known ------------------------------------------------------------------------------------------------


def tail(calendar: SchoolCalendar) -> SchoolCalendar:
    """The same calendar, published and with its holidays known for years more, with no school in them."""
    longer = attrs.evolve(calendar, published_through=calendar.horizon + timedelta(500))
    return attrs.evolve(longer, holidays_through=date(2028, 12, 31))


@each_rule
@few
@given(calendar=school_calendars(), start=DAYS, number=st.integers(1, 90))
def test_what_is_known_stays_so_when_more_is_published_and_a_bound_is_true(
    rule: Counting, calendar: SchoolCalendar, start: int, number: int
) -> None:
    short, long = calendar.counter(rule), tail(calendar).counter(rule)
    for now, then in (
        (short.nth_after(start, number), long.nth_after(start, number)),
        (short.on_or_after(start), long.on_or_after(start)),
    ):
        if is_unknown(now):
            assert floor(then) >= floor(now)
            assert is_unknown(then) or then > floor(now)
        else:
            assert then == now
    horizon = short.horizon
    if horizon is not None and counts(calendar, rule, start) is not None:
        due = short.nth_after(start, number)
        assert not is_unknown(due) or floor(due) >= horizon


# -- standing still ---------------------------------------------------------------------------------------------------


STOPS = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 9)), max_size=5)


def walked(counter: Counter, start: int, number: int, stops: list[tuple[int, int]]) -> int | None:
    """The due day of a clock that counts only the days on which it does not stand still."""
    day, left = start, number
    while left:
        day += 1
        counted = counter.counts(day)
        if counted is None:
            return None
        left -= counted and not any(first <= day <= last for first, last in stops)
    return day


@each_rule
@few
@given(calendar=school_calendars(), start=DAYS, number=st.integers(1, 40), data=st.data())
def test_a_clock_that_stands_still_counts_the_other_days(
    rule: Counting, calendar: SchoolCalendar, start: int, number: int, data: st.DataObject
) -> None:
    counter = calendar.counter(rule)
    stops = [(start - 10 + at, start - 10 + at + length) for at, length in data.draw(STOPS)]
    due = counter.tolled(start, counter.nth_after(start, number), stops)
    if is_unknown(due):
        return
    assert due == walked(counter, start, number, stops)
    shuffled = data.draw(st.permutations([*stops, *stops[:1]]))
    assert counter.tolled(start, counter.nth_after(start, number), shuffled) == due


def test_nothing_is_counted_from_a_day_that_is_not_there() -> None:
    calendar = SchoolCalendar((SchoolYear(date(2026, 9, 2), date(2027, 6, 16)),))
    for rule in RULES.values():
        counter = calendar.counter(rule)
        assert (
            counter.nth_after(MISSING, 5) == counter.nth_before(MISSING, 5) == counter.on_or_after(MISSING) == MISSING
        )
