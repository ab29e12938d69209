"""Services: stated amounts, what they promise between two days, conversion and the schedule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit.calendars import Closure, ClosureKind, SchoolCalendar, SchoolYear, Span, Weekday
from iepkit.changes import Toward
from iepkit.changes.amounts import toward
from iepkit.errors import CalendarError, UnknownName, WrongType
from iepkit.records import Service
from iepkit.services import (
    SOURCES,
    ServicePolicy,
    convert,
    describe,
    expected,
    indirect,
    pushed_in,
    schedule,
    stated,
)
from iepkit.services.words import mixed
from iepkit.vocabulary import Location, Period, ServiceKind, ServiceType

FIRST, LAST = date(2026, 9, 2), date(2027, 6, 16)
CLOSURES = (
    Closure(date(2026, 9, 7), reason="Labor Day"),
    Closure(date(2026, 11, 25), date(2026, 11, 27), reason="Thanksgiving"),
    Closure(date(2026, 12, 19), date(2027, 1, 31), reason="a very long break"),
    Closure(date(2027, 2, 9), date(2027, 2, 10), reason="snow", kind=ClosureKind.WEATHER),
    Closure(date(2027, 4, 5), date(2027, 4, 9), reason="spring", kind=ClosureKind.BREAK),
)
QUARTERS = (
    Span(FIRST, date(2026, 11, 6)),
    Span(date(2026, 11, 9), date(2027, 2, 12)),
    Span(date(2027, 2, 16), date(2027, 4, 16)),
    Span(date(2027, 4, 19), LAST),
)
YEAR = SchoolYear(
    FIRST,
    LAST,
    closures=CLOSURES,
    partial_days=(date(2026, 11, 24), date(2027, 6, 16)),
    testing_days=(date(2027, 3, 9), date(2027, 3, 10)),
    extended_school_year=(Span(date(2027, 7, 6), date(2027, 7, 30)),),
    marking_periods=QUARTERS,
)
NEXT = SchoolYear(date(2027, 9, 1), date(2028, 6, 15), marking_periods=(Span(date(2027, 9, 1), date(2028, 6, 15)),))
CALENDAR = SchoolCalendar((YEAR,))
TWO_YEARS = SchoolCalendar((attrs.evolve(YEAR, marking_periods=()), attrs.evolve(NEXT, marking_periods=())))
WEEKLY = Service(minutes=30, times=2, per=Period.WEEK)
DAILY = Service(minutes=45, times=1, per=Period.DAY)
MONTHLY = Service(minutes=30, times=8, per=Period.MONTH)
CYCLE = Service(minutes=40, times=3, per=Period.CYCLE, cycle_days=6)
THREE_TO_ONE = Service(minutes=30, times=2, per=Period.WEEK, direct_weeks=3, indirect_weeks=1)


def minutes(service: Service, first: date, last: date, **policy: object) -> Fraction | None:
    return expected(service, first, last, calendar=CALENDAR, policy=ServicePolicy(**policy)).least  # type: ignore[arg-type]


# -- stated amounts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("service", "least", "most", "line"),
    [
        (WEEKLY, 60, 60, "30 minutes, 2 times a week: 60 minutes a week."),
        (
            Service(minutes=20, minutes_most=30, times=1, per=Period.DAY),
            20,
            30,
            "20 to 30 minutes, 1 time a day: 20 to",
        ),
        (Service(minutes=30, times=2, times_most=3, per=Period.WEEK), 60, 90, "30 minutes, 2 to 3 times a week: 60 to"),
        (CYCLE, 120, 120, "40 minutes, 3 times a 6-day cycle: 120 minutes a 6-day cycle."),
        (
            Service(minutes=600, times=1, per=Period.MARKING_PERIOD),
            600,
            600,
            "600 minutes, 1 time a marking period: 600 minutes a marking period.",
        ),
        (Service(minutes=45, sessions=10), 450, 450, "45 minutes, 10 sessions in all: 450 minutes in all."),
        (Service(minutes=0, times=1, per=Period.WEEK), 0, 0, "0 minutes, 1 time a week: 0 minutes a week."),
    ],
)
def test_an_amount_is_what_the_iep_states(service: Service, least: int, most: int, line: str) -> None:
    answer = stated(service)
    assert [answer.least, answer.most] == [Fraction(least), Fraction(most)]
    assert answer.lines[0].startswith(line)
    assert answer.unknown == ""


@pytest.mark.parametrize(
    ("service", "words"),
    [
        (Service(as_needed=True, minutes=30, times=1, per=Period.WEEK), "As needed"),
        (Service(times=1, per=Period.WEEK), "length of a session"),
        (Service(minutes=30), "How often"),
        (Service(minutes=30, times=2), "period of the times"),
        (Service(minutes=30, times=2, per=Period.CYCLE), "school days in a cycle"),
        (Service(minutes=30, minutes_most=20, times=2, per=Period.WEEK), "upper end"),
        (Service(minutes=30, times=2, times_most=1, per=Period.WEEK), "upper end"),
    ],
)
def test_without_a_number_there_is_no_amount(service: Service, words: str) -> None:
    answer = stated(service)
    assert answer.least is None
    assert words in answer.unknown
    assert answer.lines == (answer.unknown,)
    assert expected(service, FIRST, LAST, calendar=CALENDAR).unknown == answer.unknown
    assert convert(service).unknown == answer.unknown
    assert convert(service).lines == answer.lines
    assert convert(service, calendar=CALENDAR, first=FIRST, last=LAST).unknown == answer.unknown
    assert schedule(service, FIRST, LAST, calendar=CALENDAR).unknown == answer.unknown


def test_a_rotation_of_weeks_says_what_it_means() -> None:
    assert "3 weeks with the child, then 1 without" in stated(THREE_TO_ONE).lines[1]
    monthly = stated(attrs.evolve(MONTHLY, direct_weeks=3, indirect_weeks=1))
    assert "says when, not how much" in monthly.lines[1]
    assert (monthly.direct_weeks, monthly.indirect_weeks) == (0, 0)
    for half in ({"direct_weeks": 3}, {"indirect_weeks": 1}):
        told = stated(attrs.evolve(WEEKLY, **half))  # type: ignore[arg-type]
        assert (len(told.lines), told.direct_weeks, told.indirect_weeks) == (1, 0, 0)


def test_on_behalf_of_the_child_or_with_the_child() -> None:
    assert indirect(Service(type=ServiceType.CONSULTATION)) is True
    assert indirect(Service(kind=ServiceKind.SUPPORT_FOR_PERSONNEL)) is True
    assert indirect(Service(type=ServiceType.CONSULTATION, indirect=False)) is False
    assert indirect(WEEKLY) is None


def test_pushing_in_and_pulling_out() -> None:
    assert pushed_in(Service(location=Location.REGULAR_CLASS)) is True
    assert pushed_in(Service(location=Location.THERAPY_ROOM)) is False
    assert pushed_in(Service(location=Location.REGULAR_CLASS, minutes_outside_regular_class=10)) is False
    assert pushed_in(Service(minutes_outside_regular_class=0)) is True
    assert pushed_in(WEEKLY) is None


# -- policies -------------------------------------------------------------------------------------------------------


def test_every_policy_is_described_and_its_source_is_known() -> None:
    for field in attrs.fields(ServicePolicy):
        words, choices, source = describe(field.name)
        assert words
        assert field.default == (choices[0] if choices else None)
        assert source is None or source in SOURCES.values()
        assert not field.metadata["source"] or field.metadata["source"] in SOURCES
    with pytest.raises(UnknownName, match="policy 'rounding'"):
        describe("rounding")


def test_a_policy_takes_only_what_it_knows() -> None:
    with pytest.raises(UnknownName, match="whole, prorated"):
        ServicePolicy(short_weeks="halved")
    with pytest.raises(WrongType, match="least_days"):
        ServicePolicy(short_weeks="none-below")
    with pytest.raises(WrongType, match="weeks_in_month"):
        ServicePolicy(weeks_in_month=4.33)  # type: ignore[arg-type]
    with pytest.raises(WrongType, match="weeks_in_year"):
        ServicePolicy(weeks_in_year=0)
    with pytest.raises(WrongType, match="material"):
        ServicePolicy(material="a tenth")  # type: ignore[arg-type]


# -- expected minutes, by hand --------------------------------------------------------------------------------------


def test_short_weeks_under_each_policy() -> None:
    """Thanksgiving week has two school days, the first of which is a whole one."""
    week = date(2026, 11, 23), date(2026, 11, 29)
    assert minutes(WEEKLY, *week) == 60
    assert minutes(WEEKLY, *week, short_weeks="prorated") == 24
    assert minutes(WEEKLY, *week, short_weeks="none-below", least_days=2) == 60
    assert minutes(WEEKLY, *week, short_weeks="none-below", least_days=3) == 0
    assert minutes(WEEKLY, *week, short_weeks="prorated", partial_days="half") == 18
    assert minutes(WEEKLY, *week, short_weeks="prorated", partial_days="none") == 12
    on_days = attrs.evolve(WEEKLY, days=(Weekday.TUESDAY, Weekday.THURSDAY))
    assert minutes(on_days, *week, short_weeks="as-scheduled") == 30
    assert (
        "days of the week are not stated"
        in expected(WEEKLY, *week, calendar=CALENDAR, policy=ServicePolicy(short_weeks="as-scheduled")).unknown
    )


def test_a_day_of_school_that_is_partial_may_count_as_half_of_a_daily_service() -> None:
    day = date(2026, 11, 24)
    assert minutes(DAILY, day, day) == 45
    assert minutes(DAILY, day, day, partial_days="half") == Fraction(45, 2)
    assert minutes(DAILY, day, day, partial_days="none") == 0


def test_snow_days_promise_nothing_unless_the_policy_says_so() -> None:
    week = date(2027, 2, 8), date(2027, 2, 12)
    assert minutes(DAILY, *week) == 3 * 45
    assert minutes(DAILY, *week, closures="promised") == 5 * 45
    assert minutes(WEEKLY, *week, short_weeks="prorated") == 36
    assert minutes(WEEKLY, *week, short_weeks="prorated", closures="promised") == 60


def test_testing_days_promise_what_others_do_unless_the_policy_says_no() -> None:
    week = date(2027, 3, 8), date(2027, 3, 12)
    assert minutes(DAILY, *week) == 5 * 45
    assert minutes(DAILY, *week, testing_days="not-promised") == 3 * 45


def test_a_month_without_school_days_promises_nothing() -> None:
    january = expected(MONTHLY, date(2027, 1, 1), date(2027, 1, 31), calendar=CALENDAR)
    assert january.least == 0
    assert "no school day in 2027-01-01 to 2027-01-31" in january.lines[1]
    assert minutes(MONTHLY, date(2026, 10, 1), date(2026, 10, 31)) == 240
    december = minutes(MONTHLY, date(2026, 12, 1), date(2026, 12, 31), short_weeks="prorated")
    assert december == Fraction(240 * 14, 23)


def test_the_first_and_the_last_day_of_a_service_are_in_it() -> None:
    one_week = attrs.evolve(WEEKLY, start=date(2026, 10, 7), end=date(2026, 10, 14))  # Wednesday to Wednesday
    assert minutes(one_week, FIRST, LAST) == Fraction(60 * 3, 5) + Fraction(60 * 3, 5)
    assert minutes(one_week, date(2026, 10, 7), date(2026, 10, 7)) == 12
    assert minutes(one_week, date(2026, 10, 14), date(2026, 10, 14)) == 12
    assert minutes(one_week, date(2026, 10, 15), LAST) == 0
    assert expected(one_week, date(2026, 10, 15), LAST, calendar=CALENDAR).lines[1].startswith("The service is not in")
    assert minutes(one_week, FIRST, LAST, cut_periods="whole") == 120
    assert minutes(one_week, FIRST, LAST, cut_periods="none") == 0


def test_an_amendment_on_a_wednesday_divides_its_week() -> None:
    before = attrs.evolve(WEEKLY, end=date(2026, 10, 6))
    after = attrs.evolve(WEEKLY, minutes=45, start=date(2026, 10, 7))
    week = date(2026, 10, 5), date(2026, 10, 11)
    assert minutes(before, *week) == Fraction(60 * 2, 5)
    assert minutes(after, *week) == Fraction(90 * 3, 5)


def test_cut_policies_leave_weeks_alone_that_are_not_cut() -> None:
    for cut in ("by-school-days", "whole", "none"):
        assert minutes(WEEKLY, FIRST, date(2026, 9, 13), cut_periods=cut) == 120
    sunday = date(2026, 10, 11)
    assert minutes(WEEKLY, sunday, sunday, cut_periods="whole") == 0
    assert minutes(WEEKLY, date(2026, 10, 6), date(2026, 10, 7), cut_periods="whole") == 60
    assert minutes(WEEKLY, date(2026, 10, 6), date(2026, 10, 7), cut_periods="none") == 0


def test_three_direct_weeks_and_one_without() -> None:
    """The weeks of September and October 2026: direct, direct, direct, without; and again."""
    for number, promised in enumerate((60, 60, 60, 0, 60, 60, 60, 0)):
        monday = date(2026, 8, 31) + timedelta(weeks=number)
        assert minutes(THREE_TO_ONE, max(monday, FIRST), monday + timedelta(6)) == promised
    assert minutes(THREE_TO_ONE, date(2027, 4, 5), date(2027, 4, 11)) == 0  # spring break uses up no week
    lines = expected(THREE_TO_ONE, FIRST, date(2026, 9, 27), calendar=CALENDAR).lines
    assert "1 week without minutes, 2026-09-21 to 2026-09-27: 0 minutes." in lines
    later = attrs.evolve(THREE_TO_ONE, start=date(2026, 9, 21), end=LAST)
    week = date(2026, 9, 21), date(2026, 9, 27)
    assert minutes(later, *week) == 0
    assert minutes(later, *week, rotation_from="service-start") == 60
    undated = expected(THREE_TO_ONE, *week, calendar=CALENDAR, policy=ServicePolicy(rotation_from="service-start"))
    assert "which weeks are direct" in undated.unknown
    assert any("rotation_from: school-year" in line for line in expected(later, *week, calendar=CALENDAR).lines)


def test_a_cycle_counts_school_days_and_begins_anew_each_year() -> None:
    """Six school days from 2 September 2026, Labor Day left out: through 10 September."""
    assert minutes(CYCLE, FIRST, date(2026, 9, 10)) == 120
    assert minutes(CYCLE, FIRST, date(2026, 9, 9)) == 100
    held = CALENDAR.school_days(FIRST, LAST)
    assert held is not None
    assert minutes(CYCLE, FIRST, LAST) == 120 * -(-held // 6)
    assert minutes(CYCLE, FIRST, LAST, short_weeks="prorated") == 20 * held
    assert expected(CYCLE, FIRST, date(2026, 9, 9), calendar=CALENDAR).lines[1].startswith("1 6-day cycle in part")


@pytest.mark.parametrize(
    ("per", "first", "last", "times"),
    [
        (Period.MARKING_PERIOD, FIRST, LAST, 4),
        (Period.QUARTER, QUARTERS[1].first, QUARTERS[1].end, 1),
        (Period.SEMESTER, FIRST, QUARTERS[1].end, 1),
        (Period.SEMESTER, FIRST, LAST, 2),
        (Period.YEAR, FIRST, LAST, 1),
    ],
)
def test_parts_of_a_school_year_are_made_of_marking_periods(per: Period, first: date, last: date, times: int) -> None:
    assert minutes(Service(minutes=600, times=1, per=per), first, last) == 600 * times


def test_parts_of_a_year_that_the_calendar_does_not_tell_are_unknown() -> None:
    trimester = Service(minutes=600, times=1, per=Period.TRIMESTER)
    assert "each trimester" in expected(trimester, FIRST, LAST, calendar=CALENDAR).unknown
    quarter = Service(minutes=600, times=1, per=Period.QUARTER)
    assert "each quarter" in expected(quarter, FIRST, LAST, calendar=TWO_YEARS).unknown
    summer = attrs.evolve(quarter, extended_school_year=True)
    assert "each quarter" in expected(summer, FIRST, LAST, calendar=CALENDAR).unknown


def test_a_year_may_be_that_of_the_service() -> None:
    yearly = Service(minutes=60, times=20, per=Period.YEAR)
    dated = attrs.evolve(yearly, start=date(2026, 11, 2), end=date(2027, 6, 11))
    assert minutes(dated, FIRST, LAST, year_is="service-year") == 1200
    assert (minutes(dated, FIRST, LAST) or 0) < 1200
    policy = ServicePolicy(year_is="service-year")
    assert "first and the last day" in expected(yearly, FIRST, LAST, calendar=CALENDAR, policy=policy).unknown
    longer = attrs.evolve(dated, end=date(2027, 10, 29))
    assert "a calendar for all of that" in expected(longer, FIRST, LAST, calendar=CALENDAR, policy=policy).unknown
    assert any(
        "year_is: service-year" in line for line in expected(dated, FIRST, LAST, calendar=CALENDAR, policy=policy).lines
    )


def test_a_total_is_spread_over_the_days_of_the_service() -> None:
    total = Service(minutes=60, sessions=10, start=date(2026, 10, 5), end=date(2026, 10, 16))
    assert minutes(total, FIRST, LAST) == 600
    assert minutes(total, date(2026, 10, 5), date(2026, 10, 9)) == 300
    assert "1 service in full" in expected(total, FIRST, LAST, calendar=CALENDAR).lines[1]
    assert "They would settle it" not in expected(total, FIRST, LAST, calendar=CALENDAR).unknown
    assert "they would settle it" in expected(attrs.evolve(total, end=None), FIRST, LAST, calendar=CALENDAR).unknown


def test_services_of_the_extended_school_year_count_on_its_days() -> None:
    summer = attrs.evolve(WEEKLY, extended_school_year=True)
    assert minutes(summer, date(2027, 7, 1), date(2027, 7, 30)) == 240
    assert minutes(summer, FIRST, LAST) == 0
    yearly = Service(minutes=60, times=20, per=Period.YEAR, extended_school_year=True)
    assert minutes(yearly, date(2027, 7, 6), date(2027, 7, 30)) == 1200
    assert minutes(summer, date(2027, 7, 1), date(2027, 7, 31)) is None  # past what the calendar tells
    without = SchoolCalendar((attrs.evolve(YEAR, extended_school_year=()),))
    assert "extended school year" in expected(summer, FIRST, LAST, calendar=without).unknown
    second = SchoolCalendar((YEAR, NEXT))
    assert expected(yearly, date(2027, 7, 6), date(2027, 7, 30), calendar=second).least == 1200


def test_nothing_is_said_beyond_the_calendar() -> None:
    beyond = expected(WEEKLY, FIRST, date(2027, 8, 1), calendar=CALENDAR)
    assert beyond.least is beyond.most is beyond.sessions is None
    assert "2026-09-02 to 2027-06-16" in beyond.unknown
    assert beyond.lines[1] == beyond.unknown
    assert beyond.parts == []
    assert expected(WEEKLY, date(2026, 8, 1), LAST, calendar=CALENDAR).unknown
    assert expected(WEEKLY, FIRST, date(2027, 8, 1), calendar=TWO_YEARS).least is not None


def test_a_calendar_published_in_part_tells_whole_periods_only() -> None:
    part = SchoolCalendar((YEAR,), published_through=date(2026, 10, 14))  # a Wednesday
    assert expected(WEEKLY, FIRST, date(2026, 10, 11), calendar=part).least == 360
    assert expected(WEEKLY, FIRST, date(2026, 10, 12), calendar=part).least is None
    assert expected(DAILY, FIRST, date(2026, 10, 14), calendar=part).least is not None
    assert expected(MONTHLY, FIRST, date(2026, 9, 30), calendar=part).least == 240
    assert expected(MONTHLY, FIRST, date(2026, 10, 1), calendar=part).least is None
    yearly = expected(Service(minutes=9, times=9, per=Period.YEAR), FIRST, FIRST, calendar=part)
    assert yearly.least is None
    assert yearly.unknown
    early = SchoolCalendar((YEAR,), published_through=date(2026, 9, 4))
    assert expected(WEEKLY, FIRST, FIRST, calendar=early).unknown


def test_testing_days_past_what_is_published_change_nothing() -> None:
    part = SchoolCalendar((YEAR,), published_through=date(2026, 12, 18))
    policy = ServicePolicy(testing_days="not-promised")
    assert expected(DAILY, FIRST, date(2026, 9, 4), calendar=part, policy=policy).least == 135


def test_a_calendar_holds_its_marking_periods_and_testing_days_to_the_year() -> None:
    outside, upside = Span(date(2026, 8, 1), date(2026, 9, 30)), Span(date(2026, 12, 1), date(2026, 11, 1))
    with pytest.raises(CalendarError) as wrong:
        SchoolCalendar(
            (
                attrs.evolve(
                    YEAR, testing_days=(date(2027, 8, 1),), marking_periods=(outside, QUARTERS[1], QUARTERS[0], upside)
                ),
            )
        )
    assert [problem.path for problem in wrong.value.problems] == [
        "$.years[0].marking_periods[0]",
        "$.years[0].marking_periods[2]",
        "$.years[0].marking_periods[3]",
        "$.years[0].testing_days[0]",
    ]


def test_the_arithmetic_is_told_line_by_line() -> None:
    answer = expected(
        WEEKLY, date(2026, 11, 16), date(2026, 12, 2), calendar=CALENDAR, policy=ServicePolicy(short_weeks="prorated")
    )
    assert answer.lines[:5] == (
        "30 minutes, 2 times a week: 60 minutes a week.",
        "1 week in full, 2026-11-16 to 2026-11-22: 1 x 60 = 60 minutes.",
        "1 week in part, 2026-11-23 to 2026-11-29, 2 of 2 school days: 2/5 of 60 = 24 minutes.",
        "1 week in part, 2026-11-30 to 2026-12-06, 3 of 5 school days: 3/5 of 60 = 36 minutes.",
        "In all 120 minutes.",
    )
    assert "Policy short_weeks: prorated (see 34 CFR 300.323(c)(2))." in answer.lines
    assert answer.sessions == 4
    two = expected(
        WEEKLY, date(2027, 2, 8), date(2027, 2, 9), calendar=CALENDAR, policy=ServicePolicy(cut_periods="none")
    )
    assert two.least == 0
    ranged = expected(attrs.evolve(WEEKLY, times_most=3), date(2026, 10, 5), date(2026, 10, 18), calendar=CALENDAR)
    assert [ranged.least, ranged.most] == [Fraction(120), Fraction(180)]
    assert "2 weeks in full, 2026-10-05 to 2026-10-18: 2 x 60 to 90 = 120 to 180 minutes." in ranged.lines
    halves = expected(
        DAILY, date(2026, 11, 24), date(2027, 6, 16), calendar=CALENDAR, policy=ServicePolicy(partial_days="half")
    )
    assert any(line.startswith("1 school day in part, 2026-11-24") for line in halves.lines)
    prorated = expected(
        WEEKLY,
        date(2026, 8, 31) + timedelta(2),
        date(2026, 9, 13),
        calendar=CALENDAR,
        policy=ServicePolicy(short_weeks="prorated"),
    )
    assert prorated.least == 36 + 48
    months = expected(CYCLE, date(2026, 9, 9), date(2026, 9, 11), calendar=CALENDAR)
    assert months.least == 60
    several = expected(
        WEEKLY,
        date(2027, 2, 8),
        date(2027, 2, 21),
        calendar=CALENDAR,
        policy=ServicePolicy(short_weeks="prorated", closures="not-promised"),
    )
    assert several.least == 96


def test_weeks_in_part_that_are_alike_are_told_together() -> None:
    """Two weeks in a row with four school days each."""
    fridays = tuple(Closure(date(2026, 10, day)) for day in (9, 16))
    calendar = SchoolCalendar((SchoolYear(FIRST, LAST, closures=fridays),))
    answer = expected(
        WEEKLY, date(2026, 10, 5), date(2026, 10, 18), calendar=calendar, policy=ServicePolicy(short_weeks="prorated")
    )
    assert "2 weeks in part, 2026-10-05 to 2026-10-18: 2 x 4/5 of 60 = 96 minutes." in answer.lines


def test_only_dates_are_dates() -> None:
    with pytest.raises(WrongType, match="first"):
        expected(WEEKLY, "2026-09-02", LAST, calendar=CALENDAR)  # type: ignore[arg-type]
    with pytest.raises(WrongType, match="last"):
        schedule(WEEKLY, FIRST, None, calendar=CALENDAR)  # type: ignore[arg-type]


def test_no_session_without_length_is_counted() -> None:
    assert expected(Service(minutes=0, times=1, per=Period.WEEK), FIRST, LAST, calendar=CALENDAR).sessions is None


# -- expected minutes, against a day-by-day oracle ------------------------------------------------------------------

_days = st.dates(FIRST, LAST)
_policies = st.builds(
    ServicePolicy,
    short_weeks=st.sampled_from(["whole", "prorated", "none-below"]),
    least_days=st.integers(1, 5),
    closures=st.sampled_from(["not-promised", "promised"]),
    testing_days=st.sampled_from(["promised", "not-promised"]),
    partial_days=st.sampled_from(["whole", "half", "none"]),
)
_services = st.sampled_from(
    [
        WEEKLY,
        DAILY,
        MONTHLY,
        CYCLE,
        THREE_TO_ONE,
        Service(minutes=20, minutes_most=25, times=3, per=Period.WEEK, start=date(2026, 10, 14), end=date(2027, 3, 17)),
        Service(minutes=600, times=1, per=Period.QUARTER),
        Service(minutes=60, times=36, per=Period.YEAR),
        Service(minutes=60, sessions=12, start=date(2026, 10, 14), end=date(2027, 3, 17)),
    ]
)


def weight(day: date, policy: ServicePolicy) -> Fraction:
    """What a day counts, read off the calendar once more."""
    closed = any(one.first <= day <= one.end and one.kind is ClosureKind.WEATHER for one in CLOSURES)
    if policy.testing_days == "not-promised" and day in YEAR.testing_days:
        return Fraction(0)
    if closed and day.weekday() < 5:
        return Fraction(policy.closures == "promised")
    if not CALENDAR.is_school_day(day):
        return Fraction(0)
    return (
        {"whole": Fraction(1), "half": Fraction(1, 2), "none": Fraction(0)}[policy.partial_days]
        if day in YEAR.partial_days
        else Fraction(1)
    )


ALL_DAYS = [FIRST + timedelta(days) for days in range((LAST - FIRST).days + 1)]


def in_period(service: Service, held: list[date]) -> Callable[[date], object]:
    """The name of the period of a school day; `()` where it is in none."""
    number = {day: at for at, day in enumerate(held)}
    names: dict[Period | None, Callable[[date], object]] = {
        Period.DAY: lambda day: day,
        Period.WEEK: lambda day: day.isocalendar()[:2],
        Period.MONTH: lambda day: (day.year, day.month),
        Period.CYCLE: lambda day: number[day] // 6,
        Period.QUARTER: lambda day: tuple(span.first for span in QUARTERS if span.first <= day <= span.end),
        Period.YEAR: lambda _: "year",
        None: lambda day: service.start is not None and service.end is not None and service.start <= day <= service.end,
    }
    return names[service.per]


def usual_days(service: Service, day: date) -> int | None:
    """How many days a period usually has: Mondays to Fridays for weeks and months."""
    after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    month = [day.replace(day=number) for number in range(1, (after - timedelta(1)).day + 1)]
    usual = {Period.WEEK: 5, Period.CYCLE: 6, Period.MONTH: sum(one.weekday() < 5 for one in month)}
    return usual.get(service.per) if service.per else None


def by_hand(service: Service, first: date, last: date, policy: ServicePolicy) -> Fraction:
    """The minutes of each day, one by one: its share of the amount of its period."""
    held = {day: counts for day in ALL_DAYS if (counts := weight(day, policy))}
    name, weeks = in_period(service, list(held)), list(dict.fromkeys(day.isocalendar()[:2] for day in held))
    of: dict[object, Fraction] = {}
    for day, counts in held.items():
        of[name(day)] = of.get(name(day), Fraction(0)) + counts
    amount = Fraction((service.minutes or 0) * (service.times or service.sessions or 0))
    total = Fraction(0)
    for day, counts in held.items():
        outside = not max(first, service.start or FIRST) <= day <= min(last, service.end or LAST)
        indirect_week = service.direct_weeks and weeks.index(day.isocalendar()[:2]) % 4 == 3
        if outside or indirect_week or name(day) == ():
            continue
        usual, days = usual_days(service, day), of[name(day)]
        if service.per is Period.DAY:
            total += amount * counts
        elif policy.short_weeks == "prorated" and usual:
            total += amount * counts / max(Fraction(usual), days)
        elif not (policy.short_weeks == "none-below" and usual and days < (policy.least_days or 0)):
            total += amount * counts / days
    return total


@given(_services, _days, _days, _policies)
def test_expected_minutes_are_those_of_a_count_day_by_day(
    service: Service, one: date, other: date, policy: ServicePolicy
) -> None:
    first, last = sorted((one, other))
    assert expected(service, first, last, calendar=CALENDAR, policy=policy).least == by_hand(
        service, first, last, policy
    )


@given(_services, _days, _days, _days, _policies)
def test_adjacent_spans_add_up(service: Service, one: date, two: date, three: date, policy: ServicePolicy) -> None:
    first, middle, last = sorted((one, two, three))
    whole = minutes_of(service, first, last, policy)
    if middle < last:
        assert (
            minutes_of(service, first, middle, policy) + minutes_of(service, middle + timedelta(1), last, policy)
            == whole
        )


def minutes_of(service: Service, first: date, last: date, policy: ServicePolicy) -> Fraction:
    found = expected(service, first, last, calendar=CALENDAR, policy=policy).least
    assert found is not None
    return found


@given(st.sampled_from(["whole", "none"]), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_where_cut_weeks_do_not_count_in_parts_spans_add_up_at_the_ends_of_weeks(
    cut: str, a: int, b: int, c: int
) -> None:
    start, middle, end = (date(2026, 8, 31) + timedelta(weeks=week) for week in sorted((a, b, c)))
    policy = ServicePolicy(cut_periods=cut)
    spans = [
        (max(start, FIRST), middle - timedelta(1)),
        (max(middle, FIRST), end - timedelta(1)),
        (max(start, FIRST), end - timedelta(1)),
    ]
    one, two, both = (minutes_of(WEEKLY, *span, policy) if span[0] <= span[1] else Fraction(0) for span in spans)
    assert one + two == both


@given(st.sampled_from([WEEKLY, MONTHLY, CYCLE]), st.sampled_from(["whole", "none"]), _days, _days)
def test_a_cut_period_counts_whole_or_not_at_all(service: Service, cut: str, one: date, other: date) -> None:
    first, last = sorted((one, other))
    held = [day for day in ALL_DAYS if CALENDAR.is_school_day(day)]
    name, counts = in_period(service, held), all if cut == "none" else any
    periods: dict[object, list[bool]] = {}
    for day in held:
        periods.setdefault(name(day), []).append(first <= day <= last)
    amount = (service.minutes or 0) * (service.times or 0)
    by_periods = amount * sum(counts(inside) for inside in periods.values())
    assert minutes(service, first, last, cut_periods=cut) == by_periods


@given(_services, _days, _days, _policies)
def test_more_days_never_promise_less_and_the_lines_say_the_sum(
    service: Service, one: date, other: date, policy: ServicePolicy
) -> None:
    first, last = sorted((one, other))
    answer = expected(service, first, last, calendar=CALENDAR, policy=policy)
    assert answer.least is not None
    assert answer.least <= minutes_of(service, FIRST, last, policy)
    total = sum((part.share for part in answer.parts), Fraction(0))
    assert total * (answer.stated.least or 0) == answer.least
    assert mixed(answer.least) in "\n".join(answer.lines) or not answer.parts


# -- conversion -----------------------------------------------------------------------------------------------------


def test_nothing_is_converted_in_silence() -> None:
    for service in (
        MONTHLY,
        DAILY,
        CYCLE,
        Service(minutes=60, times=9, per=Period.YEAR),
        Service(minutes=60, sessions=9),
    ):
        answer = convert(service, Period.WEEK)
        assert answer.least is None
        assert "would settle it" in answer.unknown
        assert answer.lines[-1] == answer.unknown
    assert convert(WEEKLY).least == 60
    assert convert(WEEKLY).lines == stated(WEEKLY).lines


@pytest.mark.parametrize(
    ("service", "per", "numbers", "minutes_each"),
    [
        (MONTHLY, Period.WEEK, {"weeks_in_month": 4}, Fraction(60)),
        (MONTHLY, Period.WEEK, {"weeks_in_month": Fraction(13, 3)}, Fraction(720, 13)),
        (WEEKLY, Period.YEAR, {"weeks_in_year": 36}, Fraction(2160)),
        (DAILY, Period.YEAR, {"days_in_year": 180}, Fraction(8100)),
        (DAILY, Period.WEEK, {"days_in_week": 5}, Fraction(225)),
        (WEEKLY, Period.QUARTER, {"weeks_in_year": 36}, Fraction(540)),
        (WEEKLY, Period.SEMESTER, {"weeks_in_year": 36}, Fraction(1080)),
        (CYCLE, Period.WEEK, {"days_in_week": 5}, Fraction(100)),
        (MONTHLY, Period.WEEK, {"months_in_year": 9, "weeks_in_year": 36}, Fraction(60)),
        (WEEKLY, Period.MARKING_PERIOD, {"weeks_in_year": 36, "marking_periods_in_year": 6}, Fraction(360)),
        (THREE_TO_ONE, Period.YEAR, {"weeks_in_year": 36}, Fraction(1620)),
        (THREE_TO_ONE, Period.WEEK, {}, Fraction(60)),
    ],
)
def test_stated_numbers_convert_exactly(
    service: Service, per: Period, numbers: dict[str, int | Fraction], minutes_each: Fraction
) -> None:
    answer = convert(service, per, policy=ServicePolicy(**numbers))  # type: ignore[arg-type]
    assert answer.least == answer.most == minutes_each
    for name in numbers:
        assert any(name in line for line in answer.lines)


@given(st.integers(1, 300), st.integers(1, 9), st.integers(30, 45))
def test_there_and_back_is_the_same(length: int, times: int, weeks: int) -> None:
    policy = ServicePolicy(weeks_in_year=weeks, weeks_in_month=Fraction(13, 3))
    monthly = convert(Service(minutes=length, times=times, per=Period.WEEK), Period.MONTH, policy=policy)
    assert monthly.least == length * times * Fraction(13, 3)
    back = convert(Service(minutes=length * 13, times=times, per=Period.MONTH), Period.WEEK, policy=policy)
    assert back.least == length * times * 3


def test_a_calendar_converts_by_what_it_holds() -> None:
    span = {"calendar": CALENDAR, "first": FIRST, "last": LAST}
    answer = convert(MONTHLY, Period.WEEK, **span)  # type: ignore[arg-type]
    weeks = {day.isocalendar()[:2] for day in ALL_DAYS if CALENDAR.is_school_day(day)}
    assert answer.least == Fraction(240 * 9, len(weeks))  # nine months of ten hold a school day
    assert answer.lines[-1].startswith(f"2026-09-02 to 2027-06-16 is {len(weeks)} weeks: 2160 / {len(weeks)} = ")
    per_day = convert(WEEKLY, Period.DAY, **span)  # type: ignore[arg-type]
    assert per_day.least == Fraction(60 * len(weeks), CALENDAR.school_days(FIRST, LAST) or 0)
    assert convert(WEEKLY, **span).least == 60  # type: ignore[arg-type]
    assert convert(WEEKLY, Period.YEAR, **span).least == 60 * len(weeks)  # type: ignore[arg-type]


def test_what_a_calendar_cannot_convert_is_unknown() -> None:
    empty = convert(WEEKLY, calendar=CALENDAR, first=date(2027, 1, 2), last=date(2027, 1, 20))
    assert "no week to divide by" in empty.unknown
    assert empty.lines[-1] == empty.unknown
    out_of_force = convert(attrs.evolve(WEEKLY, start=LAST), calendar=CALENDAR, first=FIRST, last=FIRST)
    assert out_of_force.unknown
    assert "trimester" in convert(WEEKLY, Period.TRIMESTER, calendar=CALENDAR, first=FIRST, last=LAST).unknown
    assert convert(WEEKLY, Period.CYCLE, calendar=CALENDAR, first=FIRST, last=LAST).least is not None
    part = SchoolCalendar((YEAR,), published_through=date(2026, 10, 14))
    assert "every month" in convert(WEEKLY, Period.MONTH, calendar=part, first=FIRST, last=date(2026, 10, 11)).unknown
    with pytest.raises(WrongType, match="calendar"):
        convert(WEEKLY, calendar=CALENDAR)
    with pytest.raises(WrongType, match="calendar"):
        convert(WEEKLY, first=FIRST)
    with pytest.raises(WrongType, match="calendar"):
        convert(WEEKLY, last=FIRST)


# -- the schedule ---------------------------------------------------------------------------------------------------


def test_sessions_fall_on_the_days_that_the_iep_names() -> None:
    speech = attrs.evolve(WEEKLY, days=(Weekday.MONDAY, Weekday.WEDNESDAY), starts_at="09:05")
    answer = schedule(speech, FIRST, date(2026, 9, 16), calendar=CALENDAR)
    assert [str(one.on) for one in answer.sessions] == ["2026-09-02", "2026-09-09", "2026-09-14", "2026-09-16"]
    assert {(one.minutes, one.starts_at) for one in answer.sessions} == {(30, "09:05")}
    assert answer.lines[-1] == "4 sessions in 2026-09-02 to 2026-09-16."
    assert schedule(attrs.evolve(speech, start=LAST), FIRST, FIRST, calendar=CALENDAR).sessions == ()


def test_a_and_b_days_are_a_cycle_of_two() -> None:
    a_days = Service(minutes=90, times=1, per=Period.CYCLE, cycle_days=2, cycle_on=(1,))
    b_days = attrs.evolve(a_days, cycle_on=(2,))
    a, b = (schedule(one, FIRST, date(2026, 9, 11), calendar=CALENDAR).sessions for one in (a_days, b_days))
    assert [one.on.day for one in a] == [2, 4, 9, 11]
    assert [one.on.day for one in b] == [3, 8, 10]


def test_indirect_weeks_have_no_sessions() -> None:
    speech = attrs.evolve(THREE_TO_ONE, days=(Weekday.MONDAY, Weekday.FRIDAY))
    days = [one.on for one in schedule(speech, date(2026, 9, 14), date(2026, 10, 2), calendar=CALENDAR).sessions]
    assert [day.day for day in days] == [14, 18, 28, 2]


def test_daily_sessions_are_on_every_school_day() -> None:
    twice = attrs.evolve(DAILY, times=2)
    assert len(schedule(twice, date(2026, 9, 7), date(2026, 9, 11), calendar=CALENDAR).sessions) == 8
    (empty,) = schedule(attrs.evolve(DAILY, minutes=0), FIRST, FIRST, calendar=CALENDAR).sessions
    assert empty.minutes == 0


@pytest.mark.parametrize(
    ("service", "words"),
    [
        (WEEKLY, "days of the week are not stated"),
        (attrs.evolve(WEEKLY, days=(Weekday.MONDAY,)), "2 sessions and 1 of the days of the week"),
        (attrs.evolve(WEEKLY, times_most=3, days=(Weekday.MONDAY, Weekday.FRIDAY)), "has to be corrected"),
        (CYCLE, "days of the cycle are not stated"),
        (MONTHLY, "per day, per week or per cycle"),
        (Service(minutes=9, times=9, per=Period.TRIMESTER), "each trimester"),
    ],
)
def test_days_that_are_not_told_are_unknown(service: Service, words: str) -> None:
    assert words in schedule(service, FIRST, LAST, calendar=CALENDAR).unknown


def test_the_schedule_ends_with_the_calendar() -> None:
    speech = attrs.evolve(WEEKLY, days=(Weekday.MONDAY, Weekday.FRIDAY))
    assert "2026-09-02 to 2027-06-16 only" in schedule(speech, FIRST, date(2027, 7, 1), calendar=CALENDAR).unknown


@given(_days, _days, st.sets(st.sampled_from(list(Weekday)[:5]), min_size=1))
def test_as_scheduled_promises_the_sessions_of_the_schedule(one: date, other: date, days: set[Weekday]) -> None:
    first, last = sorted((one, other))
    service = Service(minutes=25, times=len(days), per=Period.WEEK, days=tuple(days))
    sessions = schedule(service, first, last, calendar=CALENDAR).sessions
    assert all(
        CALENDAR.is_school_day(session.on) and session.on.weekday() in {day.number for day in days}
        for session in sessions
    )
    assert minutes(service, first, last, short_weeks="as-scheduled") == 25 * len(sessions)


def test_a_range_or_a_rotation_that_changes_is_a_change() -> None:
    for changes in ({"times_most": 3}, {"minutes_most": 40}, {"direct_weeks": 3, "indirect_weeks": 1}):
        assert toward(WEEKLY, attrs.evolve(WEEKLY, **changes)) is Toward.UNCLEAR  # type: ignore[arg-type]
    assert toward(CYCLE, attrs.evolve(CYCLE, cycle_days=8)) is Toward.UNCLEAR
    assert toward(CYCLE, attrs.evolve(CYCLE, times=4)) is Toward.MORE
