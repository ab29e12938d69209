"""The share of the school week inside the regular class: exact, with its denominator, its policy and its doubts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit.errors import IepkitError, InvalidDocument
from iepkit.formats.json import dumps, loads
from iepkit.placement import INSTRUCTION, Basis, Denominator, PlacementPolicy, Share, Span, band, inside_regular_class
from iepkit.placement.answers import percent_words, time_words
from iepkit.placement.away import weekly
from iepkit.placement.shares import separate_school
from iepkit.placement.week import apart_in, week_of
from iepkit.records import BellSchedule, DayBlock, Iep, Placement, Service
from iepkit.vocabulary import BlockKind, Environment, Location, Period, ServiceKind, ServiceType, Weekday

MON, TUE, WED, THU, FRI = tuple(Weekday)[:5]
SCHOOL_WEEK = (MON, TUE, WED, THU, FRI)
RESOURCE, THERAPY, REGULAR = Location.RESOURCE_ROOM, Location.THERAPY_ROOM, Location.REGULAR_CLASS


def out(minutes: int, times: int = 1, per: Period | None = Period.WEEK, **more: Any) -> Service:
    """A service that takes the child out of the regular class."""
    return Service(minutes=minutes, times=times, per=per, location=more.pop("location", RESOURCE), **more)


def plan(*services: Service, week: int | None = 1950, schedule: BellSchedule | None = None, **more: Any) -> Iep:
    return Iep(services=services, placement=Placement(minutes_school_week=week, schedule=schedule, **more))


def bell(*blocks: DayBlock, days: tuple[Weekday, ...] = SCHOOL_WEEK, whole: bool | None = True) -> BellSchedule:
    return BellSchedule(days=days, blocks=blocks, whole_day=whole)


def told(*values: object) -> tuple[object, ...]:
    """Several values of an answer side by side."""
    return values


DAY = DayBlock(start="08:00", end="14:30", kind=BlockKind.INSTRUCTION)  # 390 minutes, 1950 a week


# --- the arithmetic, and the lines at 80 and at 40 percent ---------------------------------------------------------


@pytest.mark.parametrize(
    ("week", "away", "percent", "environment"),
    [
        (1950, 390, "80", Environment.REGULAR_CLASS_80),
        (1950, 391, Fraction(155900, 1950), Environment.REGULAR_CLASS_40_TO_79),
        (10000, 2001, "79.99", Environment.REGULAR_CLASS_40_TO_79),
        (1950, 1170, "40", Environment.REGULAR_CLASS_40_TO_79),
        (1950, 1171, Fraction(77900, 1950), Environment.REGULAR_CLASS_UNDER_40),
        (10000, 6001, "39.99", Environment.REGULAR_CLASS_UNDER_40),
        (1950, 1950, "0", Environment.REGULAR_CLASS_UNDER_40),
        (1950, 0, "100", Environment.REGULAR_CLASS_80),
    ],
)
def test_the_share_is_exact_at_the_lines(week: int, away: int, percent: Any, environment: Environment) -> None:
    share = inside_regular_class(plan(out(away), week=week))
    assert share.percent == Fraction(percent)
    assert told(share.numerator, share.denominator) == (week - away, week)
    assert band(Fraction(percent)) is environment
    assert share.basis is Basis.SERVICES
    assert share.unknown == ()


def test_the_wording_by_time_outside_differs_only_between_79_and_80() -> None:
    for hundredth in range(10001):
        inside = Fraction(hundredth, 100)
        differs = band(inside) is not band(inside, "outside")
        assert differs == (79 < inside < 80), inside


def test_the_lines_show_the_whole_computation() -> None:
    reading = out(45, 1, Period.DAY)
    speech = out(30, 2, type=ServiceType.AUDIOLOGY, location=THERAPY)
    share = inside_regular_class(plan(reading, speech, Service(location=REGULAR), days_school_week=5))
    assert share.lines == (
        "School week: 1950 minutes as the placement states, by: the whole school day, lunch and recess included",
        "services[0]: 45 minutes outside in the resource-room, once a day on 5 school days: 225 minutes a week",
        "services[1] (audiology): 30 minutes outside in the therapy-room, 2 times a week: 60 minutes a week",
        "services[2]: in the regular class, 0 minutes outside",
        "The times of services are not known: they are taken to be one after another, by policy",
        "Outside the regular class: 285 minutes a week",
        "Inside the regular class: 1665 of 1950 minutes, 85.38 percent",
    )


def test_a_percentage_is_cut_and_never_rounded_over_a_line() -> None:
    assert percent_words(Fraction(799999, 10000)) == "79.99"
    assert percent_words(Fraction(80)) == "80"
    assert percent_words(Fraction(0)) == "0"
    assert [time_words(Fraction(n, 6)) for n in (1, 6, 9, 10)] == ["1/6", "1", "1.5", "1 2/3"]


# --- how services are stated ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("service", "minutes"),
    [
        (out(30, 2), 60),
        (out(30, 2, Period.DAY), 300),
        (out(30, 2, Period.DAY, days=(MON, WED)), 120),
        (out(30, 8, Period.MONTH), Fraction(240, 4)),
        (out(30, 36, Period.YEAR), 30),
        (Service(minutes=40, times=3, per=Period.CYCLE, cycle_days=6, location=RESOURCE), 100),
        (Service(minutes=40, per=Period.CYCLE, cycle_days=2, cycle_on=(1,), location=RESOURCE), 100),
        (Service(minutes=40, days=(MON, TUE), location=RESOURCE), 80),
        (out(40, 1, direct_weeks=3, indirect_weeks=1), 30),
        (out(40, 1, minutes_outside_regular_class=15), 15),
        (out(40, 1, location=REGULAR, minutes_outside_regular_class=10), 10),
        (out(40, 1, location=REGULAR), 0),
        (out(40, 1, location=Location.BUS), 0),
        (out(40, 1, indirect=True), 0),
        (out(40, 1, kind=ServiceKind.SUPPORT_FOR_PERSONNEL), 0),
        (Service(type=ServiceType.TRANSPORTATION), 0),
        (out(40, 1, extended_school_year=True), None),
    ],
)
def test_what_a_service_takes_of_a_week(service: Service, minutes: Any) -> None:
    policy = PlacementPolicy(weeks={Period.MONTH: 4, Period.YEAR: 36})
    share = inside_regular_class(plan(service, Service(location=REGULAR), days_school_week=5), policy=policy)
    assert share.numerator == 1950 - (minutes or 0)


@pytest.mark.parametrize(
    ("service", "settles"),
    [
        (out(30, 2, Period.MONTH), "choose a policy"),
        (out(30, 2, as_needed=True), "as needed"),
        (Service(minutes=30, sessions=20, location=RESOURCE), "times and the period"),
        (Service(minutes=30, times=2, location=RESOURCE), "record the period"),
        (Service(minutes=30, per=Period.DAY, location=RESOURCE), "times and the period"),
        (Service(times=2, per=Period.WEEK, location=RESOURCE), "how long a session is"),
        (Service(minutes=30, times=2, per=Period.WEEK), "outside the regular class"),
        (out(30, 2, location=Location.COMMUNITY), "outside the regular class"),
        (Service(minutes=40, times=3, per=Period.CYCLE, location=RESOURCE), "school days a cycle has"),
    ],
)
def test_what_cannot_be_counted_may_take_all_that_is_left(service: Service, settles: str) -> None:
    share = inside_regular_class(plan(out(195), service, days_school_week=5))
    assert share.percent is None
    assert told(share.least, share.most) == (0, 90)
    assert settles in share.unknown[0]
    assert "services[1]" in share.unknown[0]


@pytest.mark.parametrize("per", [Period.DAY, Period.CYCLE])
def test_the_days_of_the_school_week_are_not_guessed(per: Period) -> None:
    share = inside_regular_class(plan(Service(minutes=30, times=1, per=per, cycle_days=6, location=RESOURCE)))
    assert share.percent is None
    assert "how many days the school week has" in share.unknown[0]


def test_a_week_is_made_of_another_period_only_by_a_stated_policy_which_the_lines_name() -> None:
    monthly = plan(out(60, 4, Period.MONTH))
    assert inside_regular_class(monthly).percent is None
    by_four = inside_regular_class(monthly, policy=PlacementPolicy(weeks={Period.MONTH: 4}))
    by_average = inside_regular_class(monthly, policy=PlacementPolicy(weeks=[(Period.MONTH, Fraction(13, 3))]))
    assert by_four.numerator == 1890
    assert by_average.numerator == 1950 - Fraction(240) / Fraction(13, 3)
    assert "4 times a month of 4 1/3 school weeks, by policy, or 12/13 times a week" in by_average.lines[1]


def test_a_range_gives_a_range_of_percentages() -> None:
    share = inside_regular_class(plan(out(30, 4, minutes_most=60, times_most=5)))
    assert share.percent is None
    assert share.numerator is None
    assert (share.least, share.most) == (Fraction(100 * 1650, 1950), Fraction(100 * 1830, 1950))
    assert share.lines[-1] == "Inside the regular class: 1650 to 1830 of 1950 minutes, 84.61 to 93.84 percent"


def test_a_range_written_upside_down_is_the_same_range() -> None:
    one, other = (inside_regular_class(plan(out(low, 1, minutes_most=high))) for low, high in ((30, 60), (60, 30)))
    assert (one.least, one.most) == (other.least, other.most)


def test_a_monthly_range_of_a_three_to_one_model_says_all_of_it() -> None:
    service = out(30, 4, Period.MONTH, times_most=6, direct_weeks=3, indirect_weeks=1)
    share = inside_regular_class(plan(service), policy=PlacementPolicy(weeks={Period.MONTH: 4}))
    assert (
        "4 to 6 times a month of 4 school weeks, by policy, in 3 weeks with the child and 1 without" in share.lines[1]
    )
    assert share.inside == Span(Fraction(1950) - Fraction(135, 4), Fraction(1950) - Fraction(45, 2))


def test_a_cycle_is_an_average_and_says_so() -> None:
    service = Service(minutes=30, times=2, per=Period.CYCLE, cycle_days=6, location=RESOURCE)
    share = inside_regular_class(plan(service, days_school_week=5))
    assert "2 times a cycle of 6 school days, or 1 2/3 times a week on average: 50 minutes" in share.lines[1]


# --- whose services, on which day ----------------------------------------------------------------------------------

AUTUMN = out(195, start=date(2026, 9, 1), end=date(2026, 12, 31))
SPRING = out(390, start=date(2027, 1, 1))


def test_services_are_those_of_a_day() -> None:
    iep = plan(AUTUMN, SPRING)
    assert inside_regular_class(iep, on=date(2026, 10, 1)).percent == 90
    assert inside_regular_class(iep, on=date(2027, 2, 1)).percent == 80
    assert inside_regular_class(plan(AUTUMN, SPRING, start=date(2026, 9, 1))).percent == 90


def test_without_a_day_they_must_all_run_at_once() -> None:
    share = inside_regular_class(plan(AUTUMN, SPRING))
    assert share.percent is None
    assert any("ask for another" in words for words in share.unknown)
    before = inside_regular_class(plan(AUTUMN, SPRING, start=date(2026, 8, 1)))
    assert before.percent is None  # a placement that starts before its services does not make them none
    assert inside_regular_class(plan(out(195, start=date(2026, 9, 8)), start=date(2026, 9, 1))).percent == 90
    assert inside_regular_class(plan(AUTUMN), on=date(2027, 9, 1)).percent is None


# --- times, and what lies on one another ---------------------------------------------------------------------------


def at(start: str, minutes: int, *days: Weekday, **more: Any) -> Service:
    return Service(minutes=minutes, days=days, starts_at=start, location=more.pop("location", RESOURCE), **more)


def test_two_services_at_once_count_once_where_their_times_are_known() -> None:
    share = inside_regular_class(plan(at("09:00", 60, MON, TUE), at("09:30", 60, MON)))
    assert share.numerator == 1950 - (60 + 30 + 60)
    assert "Services with known times: 150 minutes, where two at once count once" in share.lines


@pytest.mark.parametrize(
    "service",
    [
        at("09:00", 60, MON, times=2, per=Period.WEEK),  # the days and the times do not agree
        at("9:00", 60, MON),
        at("09:00", 60, MON, minutes_outside_regular_class=30, times=1, per=Period.WEEK),
        at("23:30", 60, MON),
        at("09:00", 60, MON, minutes_most=90),
        at("09:00", 60, MON, times=1, times_most=2, per=Period.WEEK),
        at("09:00", 60, MON, direct_weeks=3, indirect_weeks=1),
    ],
)
def test_a_time_that_does_not_say_it_all_is_not_used(service: Service) -> None:
    share = inside_regular_class(plan(service, at("09:00", 60, MON)))
    assert "The times of services are not known: they are taken to be one after another, by policy" in share.lines


@pytest.mark.parametrize("terms", [{"times": 1, "per": Period.DAY}, {"times": 1, "per": Period.WEEK}])
def test_a_time_is_used_where_the_terms_agree_with_it(terms: dict[str, Any]) -> None:
    share = inside_regular_class(plan(at("09:00", 60, MON, **terms), at("09:00", 60, MON)))
    assert share.numerator == 1950 - 60


def test_services_without_times_are_one_after_another_or_a_range_by_policy() -> None:
    iep = plan(out(100), out(60), at("10:00", 80, MON))
    assert inside_regular_class(iep).numerator == 1950 - 240
    share = inside_regular_class(iep, policy=PlacementPolicy(untimed="range"))
    assert share.inside == Span(Fraction(1950 - 240), Fraction(1950 - 100))
    assert inside_regular_class(plan(out(100)), policy=PlacementPolicy(untimed="range")).numerator == 1850


def test_the_same_service_in_a_block_and_in_the_list_counts_once() -> None:
    pulled = DayBlock(days=(TUE, THU), start="09:00", end="09:30", location=THERAPY, service_ids=("s",))
    share = inside_regular_class(plan(out(30, 2, id="s"), schedule=bell(DAY, pulled), week=None))
    assert share.numerator == 1950 - 60
    assert share.basis is Basis.SCHEDULE
    assert "services[0]: its time is in the blocks of the schedule" in share.lines
    assert "Outside by the blocks: 60 minutes; what lies on one another is counted once" in share.lines


def test_a_service_with_a_time_has_its_place_among_the_blocks() -> None:
    special = DayBlock(days=(MON,), start="09:00", end="10:00", location=Location.SPECIAL_CLASS)
    iep = plan(at("09:30", 60, MON), at("09:00", 60, TUE), schedule=bell(DAY, special))
    assert inside_regular_class(iep).numerator == 1950 - 90 - 60


def test_services_that_may_be_the_blocks_themselves_give_a_range() -> None:
    special = DayBlock(start="09:00", end="10:00", location=Location.SPECIAL_CLASS)  # 300 a week
    share = inside_regular_class(plan(out(60, 5), schedule=bell(DAY, special)))
    assert share.inside == Span(Fraction(1350), Fraction(1650))
    assert any("name the services at the blocks" in words for words in share.unknown)


# --- the school week -----------------------------------------------------------------------------------------------


def test_lunch_and_recess_count_and_are_inside_unless_the_child_is_kept_apart_there() -> None:
    lunch = DayBlock(kind=BlockKind.LUNCH, start="11:30", end="12:00")
    apart = DayBlock(kind=BlockKind.LUNCH, start="11:30", end="12:00", with_nondisabled=False)
    reading = DayBlock(start="09:00", end="10:00", location=RESOURCE)
    together = inside_regular_class(plan(schedule=bell(DAY, lunch, reading)))
    segregated = inside_regular_class(plan(schedule=bell(DAY, apart, reading)))
    assert together.denominator == segregated.denominator == 1950
    assert together.numerator == 1950 - 300
    assert segregated.numerator == 1950 - 300 - 150


def test_another_denominator_is_a_policy_with_a_name() -> None:
    blocks = (
        DayBlock(minutes=180, kind=BlockKind.INSTRUCTION),
        DayBlock(minutes=30, kind=BlockKind.LUNCH),
        DayBlock(minutes=30, kind=BlockKind.RECESS),
        DayBlock(minutes=60, location=RESOURCE),
    )
    iep = plan(schedule=bell(*blocks), week=None)
    assert inside_regular_class(iep).percent == 80
    by_instruction = inside_regular_class(iep, policy=PlacementPolicy(denominator=INSTRUCTION))
    assert by_instruction.percent == 75
    assert "1500 minutes, of which 1200 count, by: instruction and study periods alone" in by_instruction.lines[0]
    own = Denominator("a State's own", without=frozenset({BlockKind.RECESS}))
    assert inside_regular_class(iep, policy=PlacementPolicy(denominator=own)).percent == Fraction(100 * 210, 270)


def test_a_denominator_that_leaves_out_kinds_needs_the_kinds() -> None:
    share = inside_regular_class(plan(out(60)), policy=PlacementPolicy(denominator=INSTRUCTION))
    assert share.percent is None
    assert "record the bell schedule with its kinds of block" in share.unknown[0]


def test_what_lies_between_blocks_is_passing_time_and_part_of_the_day() -> None:
    blocks = (DayBlock(start="08:00", end="09:00"), DayBlock(start="09:05", end="10:00", location=RESOURCE))
    whole = inside_regular_class(plan(schedule=bell(*blocks)))
    assert told(whole.numerator, whole.denominator) == (5 * 65, 5 * 120)
    assert "Minutes between blocks: 25, part of the school day" in whole.lines
    alone = inside_regular_class(plan(schedule=bell(*blocks)), policy=PlacementPolicy(denominator=INSTRUCTION))
    assert told(alone.numerator, alone.denominator) == (5 * 60, 5 * 115)


def test_what_is_before_or_after_school_is_no_part_of_the_day() -> None:
    club = DayBlock(start="15:00", end="16:00", kind=BlockKind.BEFORE_OR_AFTER_SCHOOL, location=RESOURCE)
    assert inside_regular_class(plan(Service(location=REGULAR), schedule=bell(DAY, club))).percent == 100


def test_days_may_differ() -> None:
    short = DayBlock(days=(FRI,), start="08:00", end="11:30")
    full = DayBlock(days=(MON, TUE, WED, THU), start="08:00", end="14:30")
    pulled = DayBlock(days=(FRI,), start="08:00", end="09:30", location=RESOURCE)
    share = inside_regular_class(plan(schedule=BellSchedule(blocks=(short, full, pulled)), week=None))
    assert told(share.numerator, share.denominator) == (4 * 390 + 210 - 90, 4 * 390 + 210)
    assert "The blocks are taken to hold the whole school day" in share.lines


def test_blocks_that_are_not_the_whole_day_are_held_against_the_minutes_that_the_placement_states() -> None:
    part = bell(DayBlock(start="09:00", end="10:00", location=RESOURCE), whole=False)
    assert inside_regular_class(plan(schedule=part)).percent == Fraction(100 * 1650, 1950)
    share = inside_regular_class(plan(schedule=part, week=None))
    assert share.percent is None
    assert "how long the school week is" in share.unknown[0]
    stated = inside_regular_class(plan(schedule=part, week=None, percent_regular_class=85))
    assert told(stated.percent, stated.basis) == (85, Basis.PERCENTAGE)


@pytest.mark.parametrize(
    ("schedule", "days", "words"),
    [
        (bell(DAY, DayBlock(minutes=30)), None, "some blocks of a day have times"),
        (bell(DayBlock(start="8:00", end="14:30")), None, "08:05"),
        (bell(DayBlock(start="08:00")), None, "lacks its start or its end"),
        (bell(DayBlock(end="08:00")), None, "lacks its start or its end"),
        (bell(DayBlock(start="14:30", end="08:00")), None, "ends before it starts"),
        (bell(DayBlock()), None, "neither times nor minutes"),
        (bell(DayBlock(minutes=1400), DayBlock(minutes=41)), None, "longer than the day"),
        (bell(DayBlock(minutes=300, days=(MON,))), None, "a school day has no block"),
        (bell(DayBlock(minutes=300, days=(Weekday.SATURDAY,))), None, "no school"),
        (bell(DAY), 4, "5 school days a week, the placement says 4"),
        (BellSchedule(blocks=(DayBlock(minutes=300),)), None, "how many days the school week has"),
    ],
)
def test_a_schedule_that_cannot_be_right_says_what_to_check(
    schedule: BellSchedule, days: int | None, words: str
) -> None:
    share = inside_regular_class(plan(out(30), schedule=schedule, days_school_week=days))
    assert share.percent is None
    assert any(words in one for one in share.unknown)
    assert not separate_school(plan(out(30), schedule=schedule, days_school_week=days))[0].most


def test_a_schedule_without_named_days_takes_their_number_from_the_placement() -> None:
    iep = plan(out(30, 1, Period.DAY), schedule=BellSchedule(blocks=(DayBlock(minutes=300),)), days_school_week=4)
    assert inside_regular_class(iep).denominator == 1200
    assert inside_regular_class(iep).numerator == 1080


def test_a_schedule_may_be_given_beside_the_iep() -> None:
    reading = DayBlock(start="08:00", end="09:18", location=RESOURCE)
    assert inside_regular_class(plan(week=None), schedule=bell(DAY, reading)).percent == 80


# --- where a block is ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("location", "together", "apart"),
    [
        (None, None, False),
        (None, True, False),
        (None, False, True),
        (REGULAR, None, False),
        (REGULAR, False, True),
        (RESOURCE, None, True),
        (RESOURCE, True, None),
        (Location.COMMUNITY, None, None),
        (Location.COMMUNITY, True, False),
        (Location.OTHER, None, None),
        (Location.HOME, None, True),
    ],
)
def test_whether_a_block_is_apart(location: Location | None, together: Any, apart: Any) -> None:
    assert apart_in(DayBlock(location=location, with_nondisabled=together)) is apart


def within(*blocks: DayBlock) -> Span:
    """The minutes apart of one Monday from 8 to 12 with these blocks on top."""
    day = DayBlock(start="08:00", end="12:00")
    return week_of(bell(day, *blocks, days=(MON,)), PlacementPolicy().denominator).apart


def block(start: str, end: str, location: Location | None = None, **more: Any) -> DayBlock:
    return DayBlock(start=start, end=end, location=location, **more)


def test_a_shorter_block_inside_a_longer_one_says_what_happens_in_its_minutes() -> None:
    special = block("08:00", "12:00", Location.SPECIAL_CLASS)
    assert within(special) == Span.of(240)
    assert within(special, block("09:00", "09:40", REGULAR)) == Span.of(200)
    assert within(special, block("09:00", "09:40", REGULAR), block("09:10", "09:20", RESOURCE)) == Span.of(210)


def test_a_block_that_does_not_say_where_yields_but_for_lunch_and_recess() -> None:
    special = block("08:00", "12:00", Location.SPECIAL_CLASS)
    assert within(special, block("09:00", "09:40")) == Span.of(240)
    assert within(special, block("11:00", "11:30", kind=BlockKind.LUNCH)) == Span.of(210)
    assert within(block("11:00", "11:30", RESOURCE), block("11:00", "11:30", kind=BlockKind.LUNCH)) == Span.of(30)
    school = block("08:00", "12:00", Location.SEPARATE_SCHOOL)
    assert within(school, block("11:00", "11:30", kind=BlockKind.LUNCH)) == Span.of(240)


def test_two_blocks_that_disagree_and_only_meet_are_not_settled() -> None:
    one, other = block("09:00", "10:00", RESOURCE), block("09:40", "10:30", REGULAR)
    assert within(one, other) == Span(Fraction(40), Fraction(60))
    assert within(one, block("09:00", "10:00", REGULAR)) == Span(Fraction(0), Fraction(60))
    assert within(one, block("09:00", "09:20", Location.OTHER)) == Span(Fraction(40), Fraction(60))


def test_a_block_of_a_service_goes_before_those_of_the_class() -> None:
    lessons = (block("09:00", "09:50", REGULAR), block("09:50", "10:40", REGULAR))
    assert within(*lessons, block("09:30", "10:15", RESOURCE, service_ids=("s",))) == Span.of(45)
    assert within(*lessons, block("09:50", "10:40", THERAPY, kind=BlockKind.SERVICE)) == Span.of(50)
    special = block("09:00", "10:00", Location.SPECIAL_CLASS)
    assert within(special, block("09:40", "10:20", REGULAR, kind=BlockKind.SERVICE)) == Span.of(40)
    unclear = (block("09:00", "10:00", RESOURCE), block("09:30", "10:30", REGULAR))
    assert within(*unclear, block("09:30", "10:00", REGULAR, service_ids=("s",))) == Span.of(30)


def test_a_block_of_unknown_place_gives_a_range() -> None:
    share = inside_regular_class(plan(schedule=bell(DAY, block("09:00", "10:00", Location.OTHER))))
    assert share.inside == Span(Fraction(1650), Fraction(1950))
    assert "where the child is in some blocks" in share.unknown[0]


@st.composite
def minute_blocks(draw: st.DrawFn) -> DayBlock:
    start = draw(st.integers(480, 700))
    end = draw(st.integers(start + 1, 720))
    where = draw(st.sampled_from([RESOURCE, THERAPY]))
    return DayBlock(start=_written(start), end=_written(end), location=where)


def _written(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _minutes(one: DayBlock) -> set[int]:
    """An oracle that knows nothing of bits: every minute by itself."""
    hours = [text.split(":") for text in (one.start or "", one.end or "")]
    first, last = (int(hour) * 60 + int(minute) for hour, minute in hours)
    return set(range(first, last))


@given(st.lists(minute_blocks(), max_size=5))
def test_blocks_on_one_another_are_joined_minute_by_minute(blocks: list[DayBlock]) -> None:
    joined = set().union(*map(_minutes, blocks))
    assert within(*blocks) == Span.of(len(joined))


@given(st.lists(minute_blocks(), max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_blocks_does_not_matter(blocks: list[DayBlock], random: Any) -> None:
    mixed = list(blocks)
    random.shuffle(mixed)
    assert within(*blocks) == within(*mixed)


@given(st.lists(st.integers(0, 200), max_size=5), st.integers(1, 3000))
def test_minutes_inside_and_outside_are_the_week(each: list[int], week: int) -> None:
    share = inside_regular_class(plan(*map(out, each), Service(location=REGULAR), week=week))
    if sum(each) > week:
        assert share.contradiction
        assert share.percent is None
    else:
        assert share.percent == Fraction(100 * (week - sum(each)), week)


@given(st.integers(1, 500), st.integers(0, 500), st.integers(1, 7))
def test_scaling_the_week_and_the_services_leaves_the_share(week: int, away: int, factor: int) -> None:
    one = inside_regular_class(plan(out(away), week=week))
    other = inside_regular_class(plan(out(away * factor), week=week * factor))
    assert (one.percent, one.contradiction) == (other.percent, other.contradiction)


# --- what cannot be right, and what the placement states itself ------------------------------------------------------


def test_more_outside_than_there_is_in_the_week() -> None:
    share = inside_regular_class(plan(out(1951)))
    assert share.contradiction
    assert share.percent is None
    assert "1951 a week are outside the regular class, and the week has 1950" in share.unknown[0]


def test_a_week_without_minutes_has_no_share() -> None:
    share = inside_regular_class(plan(out(30), week=0))
    assert told(share.contradiction, share.percent, share.denominator) == (True, None, 0)
    assert "week without minutes" in share.unknown[-1]


def test_a_child_who_is_never_taken_out_is_inside_all_of_any_week() -> None:
    share = inside_regular_class(plan(Service(location=REGULAR), week=None))
    assert told(share.percent, share.numerator, share.denominator, share.unknown) == (100, None, None, ())
    assert inside_regular_class(plan(out(30), week=None)).percent is None


def test_minutes_and_then_the_percentage_of_the_placement_stand_in() -> None:
    by_minutes = inside_regular_class(plan(minutes_regular_class=1560, percent_regular_class=81))
    assert told(by_minutes.percent, by_minutes.basis) == (80, Basis.MINUTES)
    by_percent = inside_regular_class(plan(week=None, percent_regular_class=79.99))
    assert (by_percent.percent, by_percent.basis) == (Fraction("79.99"), Basis.PERCENTAGE)
    assert by_percent.denominator is None
    too_many = inside_regular_class(plan(minutes_regular_class=2000, percent_regular_class=81))
    assert too_many.basis is Basis.PERCENTAGE
    beside = inside_regular_class(plan(out(30, 1, Period.MONTH), minutes_regular_class=1560))
    assert told(beside.percent, beside.basis) == (80, Basis.MINUTES)


def test_nothing_known_is_unknown_and_says_what_would_settle_it() -> None:
    empty = inside_regular_class(Iep())
    assert (empty.percent, empty.basis) == (None, Basis.NOTHING)
    assert "record its minutes, or the bell schedule" in empty.unknown[0]
    no_services = inside_regular_class(plan())
    assert no_services.percent is None
    assert "record the services" in no_services.unknown[0]
    bare = inside_regular_class(plan(schedule=bell(DAY)))
    assert told(bare.percent, bare.denominator) == (None, 1950)


def test_a_separate_school_by_statement_by_blocks_and_by_services() -> None:
    there = Location.SEPARATE_SCHOOL
    assert told(*separate_school(plan(minutes_separate_school=900))) == (Span.of(900), 1950)
    assert told(*separate_school(plan(out(900, location=there)))) == (Span.of(900), 1950)
    half = block("08:00", "11:00", there)
    assert told(*separate_school(plan(schedule=bell(DAY, half), week=None))) == (Span.of(900), 1950)
    both = separate_school(plan(out(300, location=there), schedule=bell(DAY, half)))[0]
    assert both == Span(Fraction(900), Fraction(1200))
    open_ = separate_school(plan(out(30, 2, Period.MONTH, location=there)))[0]
    assert open_ == Span(Fraction(0), Fraction(1950))
    assert separate_school(plan(AUTUMN, SPRING, week=None))[0].most == 0
    undated = separate_school(plan(AUTUMN, attrs.evolve(SPRING, location=there), week=None))[0]
    assert undated == Span(Fraction(0), Fraction(7 * 24 * 60))


# --- policies and records ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "choice",
    [
        {"bands": "both"},
        {"untimed": "x"},
        {"equal_hours": ""},
        {"five_without_grade": "k"},
        {"weeks": {Period.MONTH: 0}},
    ],
)
def test_a_choice_that_there_is_not_is_misuse(choice: dict[str, Any]) -> None:
    with pytest.raises(IepkitError):
        PlacementPolicy(**choice)


def test_a_policy_can_be_compared_and_hashed_whatever_its_weeks_were_given_as() -> None:
    one = PlacementPolicy(weeks={Period.MONTH: 4, Period.YEAR: 36})
    other = PlacementPolicy(weeks=[(Period.YEAR, Fraction(36)), (Period.MONTH, Fraction(4))])
    assert one == other
    assert len({one, other}) == 1


def test_answers_carry_their_policy() -> None:
    policy = PlacementPolicy(untimed="range")
    assert inside_regular_class(plan(out(30)), policy=policy).policy is policy
    assert isinstance(inside_regular_class(Iep()), Share)


def test_days_of_a_service_in_a_week_without_times() -> None:
    assert weekly(Service(per=Period.WEEK, days=(MON, TUE, TUE)), None, PlacementPolicy()) == Span.of(2)


def test_a_schedule_is_read_and_written_as_json() -> None:
    placement = Placement(schedule=bell(DAY, block("09:00", "09:30", RESOURCE, service_ids=("s-1",), days=(MON,))))
    assert loads(dumps(placement), Placement) == placement
    with pytest.raises(InvalidDocument) as caught:
        loads('{"schedule": {"days": ["monday"]}, "percent_without_disabilities": 101}', Placement)
    assert [one.path for one in caught.value.problems] == ["$.schedule.days[0]", "$.percent_without_disabilities"]


def test_nothing_of_a_name_is_shown() -> None:
    named = DayBlock(name="Reading with Ada", service_ids=("ada-1",), start="08:00", end="09:00", location=RESOURCE)
    schedule = BellSchedule(name="Ada's week", days=SCHOOL_WEEK, blocks=(DAY, named))
    iep = plan(out(60, 5, id="ada-1", description="Ada reads"), schedule=schedule)
    share = inside_regular_class(iep)
    assert "Ada" not in repr(schedule) + repr(share) + "".join((*share.lines, *share.unknown))
    assert "ada" not in repr(schedule) + "".join((*share.lines, *share.unknown))
