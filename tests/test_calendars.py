"""School calendars: what a school day is, what moves, what is refused."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from iepkit.calendars import (
    BUSINESS_DAYS,
    CALENDAR_DAYS,
    SCHOOL_DAYS,
    Closure,
    ClosureKind,
    Counting,
    Holiday,
    SchoolCalendar,
    SchoolYear,
    Span,
    Summer,
    Weekday,
)
from iepkit.citations import Authority
from iepkit.days import EVERY_DAY, is_unknown, to_day
from iepkit.errors import CalendarError, MissingExtra, UnknownName
from iepkit.formats import json
from iepkit.laws import law
from iepkit.timelines import compare, due

# September 2026: the 2nd is a Wednesday. Labor Day is the 7th, Thanksgiving 26 November.
YEAR = SchoolYear(
    date(2026, 9, 2),
    date(2027, 6, 16),
    name="2026-27",
    closures=(
        Closure(date(2026, 9, 7), reason="Labor Day", kind=ClosureKind.HOLIDAY),
        Closure(date(2026, 11, 26), date(2026, 11, 27), "Thanksgiving break"),
        Closure(date(2026, 12, 21), date(2027, 1, 1), kind=ClosureKind.BREAK),
    ),
    extra_days=(date(2026, 10, 3),),
    partial_days=(date(2026, 11, 25),),
    extended_school_year=(Span(date(2027, 6, 21), date(2027, 7, 9)),),
)
NEXT = SchoolYear(date(2027, 9, 1), date(2028, 6, 15), name="2027-28")
CALENDAR = SchoolCalendar((YEAR, NEXT), id="north")


# -- school days ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 9, 1), None),  # before the calendar
        (date(2026, 9, 2), True),
        (date(2026, 9, 5), False),  # a Saturday
        (date(2026, 9, 7), False),  # a closure
        (date(2026, 10, 3), True),  # a Saturday session
        (date(2026, 11, 25), True),  # a partial day is a school day in full
        (date(2027, 6, 16), True),
        (date(2027, 6, 21), False),  # extended school year: other children do not attend
        (date(2028, 6, 15), True),
        (date(2028, 6, 16), None),  # past the calendar
    ],
)
def test_what_a_school_day_is(on: date, expected: bool | None) -> None:  # noqa: FBT001
    assert CALENDAR.is_school_day(on) is expected


def test_days_of_an_extended_school_year_are_no_school_days_unless_they_are_extra_days() -> None:
    span = Span(date(2027, 6, 10), date(2027, 6, 30))  # from a Thursday inside the year
    year = SchoolYear(date(2026, 9, 2), date(2027, 6, 16), extended_school_year=(span, Span(date(2026, 8, 3))))
    calendar = SchoolCalendar((year, NEXT))
    assert calendar.is_school_day(date(2027, 6, 9)) is True
    assert calendar.skipped(SCHOOL_DAYS, date(2027, 6, 9), date(2027, 6, 17)) == [
        Span(date(2027, 6, 10), date(2027, 6, 11), "extended school year"),
        Span(date(2027, 6, 12), date(2027, 6, 13), "weekend"),
        Span(date(2027, 6, 14), date(2027, 6, 16), "extended school year"),
        Span(date(2027, 6, 17), date(2027, 6, 17), "between school years"),
    ]
    attended = SchoolCalendar((attrs.evolve(year, extra_days=(date(2027, 6, 15),)), NEXT))
    assert attended.is_school_day(date(2027, 6, 15)) is True


def test_a_calendar_has_the_hash_of_its_equals_however_it_was_made() -> None:
    text = json.dumps(CALENDAR)
    made = [CALENDAR, *(json.loads(text, SchoolCalendar, fast=fast) for fast in (True, False))]
    assert len({hash(one) for one in made}) == 1
    assert set(made) == {CALENDAR}


def test_school_days_are_counted_from_first_through_last() -> None:
    # 2, 3, 4, then 8 to 11 September: the 7th is Labor Day
    assert CALENDAR.school_days(date(2026, 9, 2), date(2026, 9, 11)) == 7
    assert CALENDAR.school_days(date(2026, 8, 2), date(2026, 9, 11)) is None


def test_a_school_week_may_have_other_days() -> None:
    four = SchoolCalendar((YEAR,), school_week=(Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY))
    assert four.is_school_day(date(2026, 9, 4)) is False
    assert four.skipped(SCHOOL_DAYS, date(2026, 9, 3), date(2026, 9, 8)) == [
        Span(date(2026, 9, 4), date(2026, 9, 4), "no school on this day of the week"),
        Span(date(2026, 9, 5), date(2026, 9, 6), "weekend"),
        Span(date(2026, 9, 7), date(2026, 9, 7), "Labor Day"),
    ]


def test_the_school_year_of_a_day() -> None:
    assert CALENDAR.year_of(date(2026, 12, 25)) is YEAR
    assert CALENDAR.year_of(date(2027, 7, 1)) is None


def test_a_closure_without_a_reason_is_called_by_its_kind() -> None:
    (_, winter) = CALENDAR.skipped(SCHOOL_DAYS, date(2026, 12, 19), date(2026, 12, 22))
    assert winter == Span(date(2026, 12, 21), date(2026, 12, 22), "break")
    assert Closure(date(2026, 12, 21)).end == Span(date(2026, 12, 21)).end == date(2026, 12, 21)


def test_nothing_is_skipped_where_every_day_counts() -> None:
    assert CALENDAR.skipped(CALENDAR_DAYS, date(2026, 9, 2), date(2028, 9, 11)) == []
    assert CALENDAR.counter(CALENDAR_DAYS) is EVERY_DAY


# -- business days ----------------------------------------------------------------------------------------------------


def test_business_days_are_not_known_without_the_public_holidays() -> None:
    assert CALENDAR.is_business_day(date(2026, 9, 8)) is None
    assert is_unknown(CALENDAR.counter(BUSINESS_DAYS).nth_after(to_day(date(2026, 9, 8)), 1))


def test_school_closures_are_business_days_and_state_holidays_are_not() -> None:
    days = [Holiday(date(2026, 9, 7), "Labor Day"), Holiday(date(2026, 11, 27), "State day", Authority.STATE)]
    with_days = CALENDAR.with_holidays(days, date(2026, 1, 1), date(2026, 12, 31))
    assert with_days.is_business_day(date(2026, 12, 22)) is True  # winter break
    assert with_days.is_business_day(date(2026, 9, 7)) is False
    assert with_days.is_business_day(date(2026, 11, 27)) is False
    assert with_days.is_business_day(date(2026, 9, 5)) is False
    assert with_days.is_business_day(date(2027, 1, 4)) is None
    counted = with_days.counter(Counting(BUSINESS_DAYS.unit, holidays_count=True))
    assert counted.counts(to_day(date(2026, 9, 7))) is True


def test_public_holidays_are_written_into_the_calendar() -> None:
    pytest.importorskip("holidays")
    with_days = CALENDAR.with_public_holidays("WA")
    assert with_days.is_business_day(date(2026, 11, 26)) is False  # Thanksgiving
    assert (
        with_days.is_business_day(date(2026, 11, 27)) is False
    )  # Native American Heritage Day, a holiday of the State
    assert (with_days.holidays_from, with_days.holidays_through) == (date(2026, 1, 1), date(2029, 12, 31))
    by_name = {holiday.name: holiday.authority for holiday in with_days.holidays}
    assert by_name["Thanksgiving Day"] is Authority.FEDERAL
    assert by_name["Native American Heritage Day"] is Authority.STATE
    with pytest.raises(UnknownName, match="State"):
        CALENDAR.with_public_holidays("XX")


def test_public_holidays_need_their_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "holidays", None)
    with pytest.raises(MissingExtra, match=r"iepkit\[holidays\]"):
        CALENDAR.with_public_holidays("WA")


# -- calendar days less something -------------------------------------------------------------------------------------


def counted(calendar: SchoolCalendar, rule: Counting, first: date, last: date) -> int | None:
    return calendar.counter(rule).count(to_day(first) - 1, to_day(last))


WEEK_OFF = SchoolCalendar((SchoolYear(date(2026, 9, 2), date(2027, 6, 16), closures=(
    Closure(date(2026, 11, 23), date(2026, 11, 27), "Thanksgiving week"),
    Closure(date(2027, 4, 5), date(2027, 4, 12), "spring break"),
)),))  # fmt: skip


def test_a_week_off_stops_the_clock_in_georgia_and_not_in_california() -> None:
    georgia, california = Counting(run=5, run_weekends=True), Counting(run=6)
    november = date(2026, 11, 1), date(2026, 11, 30)
    assert counted(WEEK_OFF, georgia, *november) == 30 - 9  # Saturday the 21st to Sunday the 29th
    assert counted(WEEK_OFF, california, *november) == 30
    april = date(2027, 4, 1), date(2027, 4, 30)
    assert counted(WEEK_OFF, california, *april) == 30 - 8  # Monday the 5th to Monday the 12th, the weekend inside it
    assert counted(WEEK_OFF, Counting(run=6, run_weekends=True), *april) == 30 - 10
    # what lies beyond the fifth school day of the break: the 12th
    assert counted(WEEK_OFF, Counting(run=6, run_from=6), *april) == 30 - 1
    # and with the weekends that touch it: none follows the 12th, and the one before it belongs to the first five days
    assert counted(WEEK_OFF, Counting(run=6, run_from=6, run_weekends=True), *april) == 30 - 1


def test_single_holidays_are_left_out_in_new_jersey() -> None:
    rule = Counting(school_holidays=True)
    assert counted(CALENDAR, rule, date(2026, 9, 2), date(2026, 9, 30)) == 29 - 1
    assert counted(CALENDAR, rule, date(2027, 6, 1), date(2027, 8, 31)) == 92  # summer counts


def test_summer_is_left_out_in_pennsylvania() -> None:
    between = counted(CALENDAR, Counting(summer=Summer.BETWEEN), date(2027, 6, 1), date(2027, 9, 30))
    assert between == 16 + 30
    from_last = counted(CALENDAR, Counting(summer=Summer.FROM_LAST_DAY), date(2027, 6, 1), date(2027, 9, 30))
    assert from_last == 15 + 30


def test_a_break_is_known_in_full_even_where_the_calendar_ends_inside_it() -> None:
    inside = SchoolCalendar(WEEK_OFF.years, published_through=date(2026, 11, 24))
    assert counted(inside, Counting(run=5), date(2026, 11, 1), date(2026, 11, 24)) == 22
    last = SchoolCalendar(WEEK_OFF.years, published_through=date(2027, 3, 1))
    assert last.counter(Counting(summer=Summer.FROM_LAST_DAY)).horizon == to_day(date(2027, 3, 1))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (SCHOOL_DAYS, "school days"),
        (Counting(BUSINESS_DAYS.unit, holidays_count=True), "business days, public holidays counted"),
        (Counting(run=6, run_from=6), "calendar days, less breaks of 6 or more school days from their day 6 on"),
        (
            Counting(school_holidays=True, summer=Summer.FROM_LAST_DAY),
            "calendar days, less school holidays, less summer and the last day of school",
        ),
    ],
)
def test_a_rule_says_itself_in_words(rule: Counting, words: str) -> None:
    assert rule.words == words


# -- late additions ---------------------------------------------------------------------------------------------------


def test_a_snow_day_moves_what_comes_after_it() -> None:
    consent, washington = date(2027, 1, 5), law("WA")
    snow = CALENDAR.closing(date(2027, 1, 14), reason="snow")
    before, after = (due("initial-evaluation", consent, law=washington, calendar=one) for one in (CALENDAR, snow))
    # 35 school days without a closure are seven weeks
    assert (before.due, after.due) == (date(2027, 2, 23), date(2027, 2, 24))
    (change,) = compare([before], [after])
    assert (change.old, change.new, change.days) == (date(2027, 2, 23), date(2027, 2, 24), 1)
    assert not compare([before], [before])


def test_a_make_up_day_brings_it_back_and_may_lengthen_the_year() -> None:
    made_up = CALENDAR.closing(date(2027, 1, 14)).adding(date(2027, 1, 23))
    assert due("initial-evaluation", date(2027, 1, 5), law=law("WA"), calendar=made_up).due == date(2027, 2, 23)
    longer = CALENDAR.adding(date(2027, 6, 17))
    assert longer.years[0].last_day == date(2027, 6, 17)
    assert longer.is_school_day(date(2027, 6, 17)) is True


def test_a_year_may_end_on_another_day() -> None:
    assert CALENDAR.ending(date(2027, 6, 18)).is_school_day(date(2027, 6, 18)) is True
    assert CALENDAR.ending(date(2028, 6, 9)).horizon == date(2028, 6, 9)


def test_nothing_can_be_added_before_the_first_year() -> None:
    with pytest.raises(CalendarError, match="before the first school year"):
        CALENDAR.closing(date(2026, 8, 1))


# -- what is published ------------------------------------------------------------------------------------------------


def test_the_calendar_speaks_of_what_is_published() -> None:
    calendar = SchoolCalendar((YEAR,), published_from=date(2026, 7, 1), published_through=date(2027, 8, 31))
    assert calendar.is_school_day(date(2026, 7, 1)) is False
    assert calendar.is_school_day(date(2027, 8, 31)) is False
    assert calendar.is_school_day(date(2027, 9, 1)) is None
    cut = SchoolCalendar((YEAR,), published_through=date(2026, 10, 2))
    assert cut.horizon == date(2026, 10, 2)
    assert cut.is_school_day(date(2026, 10, 3)) is None
    assert cut.is_school_day(date(2026, 10, 2)) is True


def test_every_contradiction_is_told_at_once() -> None:
    with pytest.raises(CalendarError) as caught:
        SchoolCalendar(
            (
                SchoolYear(
                    date(2026, 9, 2),
                    date(2027, 6, 16),
                    closures=(Closure(date(2026, 12, 24), date(2026, 12, 23)), Closure(date(2027, 7, 1))),
                    extra_days=(date(2027, 6, 19),),
                    partial_days=(date(2026, 9, 1),),
                    extended_school_year=(Span(date(2027, 7, 2), date(2027, 7, 1)),),
                ),
                SchoolYear(date(2027, 6, 16), date(2027, 6, 1)),
                SchoolYear(date(2029, 9, 1), date(2030, 6, 1)),
            ),
            school_week=(),
            published_from=date(2026, 9, 3),
            published_through=date(2029, 8, 31),
            holidays_from=date(2026, 1, 1),
        )
    assert [problem.path for problem in caught.value.problems] == [
        "$.school_week",
        "$.holidays_from",
        "$.years[0].closures[0]",
        "$.years[0].closures[1]",
        "$.years[0].extended_school_year[0]",
        "$.years[0].extra_days[0]",
        "$.years[0].partial_days[0]",
        "$.years[1]",
        "$.years[1].first_day",
        "$.years[2].first_day",
        "$.published_from",
        "$.published_through",
    ]
    with pytest.raises(CalendarError, match="holidays_from: it comes after holidays_through"):
        CALENDAR.with_holidays((), date(2026, 12, 31), date(2026, 1, 1))
    with pytest.raises(CalendarError, match="no school year"):
        SchoolCalendar(())


def test_a_calendar_survives_json() -> None:
    with_days = CALENDAR.with_holidays([Holiday(date(2026, 9, 7), "Labor Day")], date(2026, 1, 1), date(2026, 12, 31))
    text = json.dumps(with_days)
    assert json.loads(text, SchoolCalendar) == with_days
    assert json.dumps(json.loads(text, SchoolCalendar)) == text
