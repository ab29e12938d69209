"""The educational environment, school age and before kindergarten, as the federal count asks for it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit import placement as room
from iepkit.placement import Basis, EnvironmentAnswer, PlacementPolicy, Table, band, environment, table_for
from iepkit.placement.groups import EARLY_CHILDHOOD, SCHOOL_AGE
from iepkit.records import BellSchedule, DayBlock, Iep, Placement, Service, Student
from iepkit.testing.strategies import ieps
from iepkit.testing.strategies import records as any_record
from iepkit.vocabulary import EarlyChildhoodProgram, Environment, Location, Period, ServiceKind, Weekday

DAY = date(2026, 10, 1)
FOURTH = Student(id="7", grade="4")
LITTLE = Student(id="7", grade="PK")


def school(service_minutes: int | None = None, student: Student = FOURTH, **more: Any) -> EnvironmentAnswer:
    """The environment of a child of school age; a week has 1,800 minutes."""
    services = (
        ()
        if service_minutes is None
        else (Service(minutes=service_minutes, times=1, per=Period.WEEK, location=Location.RESOURCE_ROOM),)
    )
    return environment(Iep(services=services, placement=Placement(minutes_school_week=1800, **more)), student)


def young(*services: Service, policy: Any = PlacementPolicy(), **more: Any) -> EnvironmentAnswer:  # noqa: B008 frozen
    return environment(Iep(services=services, placement=Placement(**more)), LITTLE, policy=policy)


# --- which table ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "grade", "preschool", "table"),
    [
        (date(2022, 10, 1), None, None, Table.EARLY_CHILDHOOD),  # 4
        (date(2022, 10, 1), "K", None, Table.EARLY_CHILDHOOD),  # the age decides but at five
        (date(2020, 10, 1), "PK", None, Table.SCHOOL_AGE),  # 6
        (date(2021, 10, 1), "K", None, Table.SCHOOL_AGE),
        (date(2021, 10, 1), " k ", None, Table.SCHOOL_AGE),
        (date(2021, 10, 1), "01", None, Table.SCHOOL_AGE),
        (date(2021, 10, 1), "PK", None, Table.EARLY_CHILDHOOD),
        (date(2021, 10, 1), None, True, Table.EARLY_CHILDHOOD),
        (date(2021, 10, 1), None, False, Table.SCHOOL_AGE),
        (date(2021, 10, 1), "TK", None, None),
        (date(2021, 10, 1), None, None, None),
        (date(2023, 10, 2), None, None, None),  # 2
        (date(2004, 10, 1), None, None, None),  # 22
        (date(2004, 10, 2), None, None, Table.SCHOOL_AGE),  # 21
        (None, "8", None, Table.SCHOOL_AGE),
        (None, None, None, None),
    ],
)
def test_the_table_by_age_and_at_five_by_grade(
    born: date | None, grade: str | None, preschool: Any, table: Table | None
) -> None:
    found, words = table_for(Student(id="1", birth_date=born, grade=grade), Iep(preschool=preschool), DAY)
    assert found is table
    assert bool(words) is (table is None)
    assert "2021" not in words


def test_a_child_of_five_without_a_grade_by_policy() -> None:
    policy = PlacementPolicy(five_without_grade="preschool")
    five = Student(id="1", birth_date=date(2021, 9, 1))
    assert table_for(five, Iep(), DAY, policy)[0] is Table.EARLY_CHILDHOOD
    assert table_for(attrs.evolve(five, grade="TK"), Iep(), DAY, policy)[0] is None


def test_without_a_table_there_is_no_environment() -> None:
    answer = environment(Iep(placement=Placement(environment=Environment.HOME)))
    assert (answer.environment, answer.stated) == (None, Environment.HOME)
    assert "record the birth date and the day, or the grade" in answer.unknown[0]
    assert (answer.percent, answer.numerator, answer.denominator) == (None, None, None)
    assert environment(Iep()).stated is None


def test_the_day_is_that_of_the_placement_or_of_the_iep_where_none_is_given() -> None:
    child = Student(id="1", birth_date=date(2020, 10, 1))
    early, late = date(2025, 9, 1), date(2026, 10, 1)
    assert environment(Iep(start=late), child).basis is Basis.NOTHING  # six: school age
    assert (
        "kindergarten" in environment(Iep(start=late, placement=Placement(start=date(2025, 10, 1))), child).unknown[0]
    )
    assert environment(Iep(start=late), child, on=early).basis is Basis.PROGRAM  # four


# --- school age ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("away", "found"),
    [
        (360, Environment.REGULAR_CLASS_80),
        (361, Environment.REGULAR_CLASS_40_TO_79),
        (1080, Environment.REGULAR_CLASS_40_TO_79),
        (1081, Environment.REGULAR_CLASS_UNDER_40),
        (0, Environment.REGULAR_CLASS_80),
    ],
)
def test_the_share_makes_the_environment(away: int, found: Environment) -> None:
    answer = school(away)
    assert (answer.environment, answer.possible, answer.unknown) == (found, (found,), ())
    assert answer.numerator == 1800 - away
    assert answer.denominator == 1800
    assert answer.lines[-1] == f"Environment: {found}"
    assert answer.share is not None
    assert answer.explain().splitlines() == list(answer.lines)


def test_the_bands_are_a_policy() -> None:
    iep = Iep(placement=Placement(percent_regular_class=79.5))
    assert environment(iep, FOURTH).environment is Environment.REGULAR_CLASS_40_TO_79
    by_outside = PlacementPolicy(bands="outside")
    assert environment(iep, FOURTH, policy=by_outside).environment is Environment.REGULAR_CLASS_80


def ranged(least: int, most: int) -> EnvironmentAnswer:
    row = Service(minutes=least, minutes_most=most, times=1, per=Period.WEEK, location=Location.RESOURCE_ROOM)
    return environment(Iep(services=(row,), placement=Placement(minutes_school_week=1800)), FOURTH)


def test_a_range_tells_whether_both_ends_are_in_one_environment() -> None:
    same = ranged(90, 360)
    assert same.environment is Environment.REGULAR_CLASS_80
    assert same.percent is None
    assert same.lines[-1] == "Environment: regular-class-80-or-more, at both ends of the range"
    apart = ranged(360, 361)
    assert apart.environment is None
    assert apart.possible == (Environment.REGULAR_CLASS_80, Environment.REGULAR_CLASS_40_TO_79)
    assert ranged(90, 1790).possible == SCHOOL_AGE[:3]


def test_an_uncounted_service_leaves_what_it_cannot_change() -> None:
    rows = (
        Service(minutes=1100, times=1, per=Period.WEEK, location=Location.SPECIAL_CLASS),
        Service(minutes=30, times=2, per=Period.MONTH, location=Location.THERAPY_ROOM),
    )
    answer = environment(Iep(services=rows, placement=Placement(minutes_school_week=1800)), FOURTH)
    assert answer.environment is Environment.REGULAR_CLASS_UNDER_40
    fewer = environment(Iep(services=rows[1:], placement=Placement(minutes_school_week=1800)), FOURTH)
    assert fewer.environment is None
    assert fewer.possible == SCHOOL_AGE[:3]
    assert "Not known: services[0]: how many school weeks a month has" in fewer.explain()


def test_more_outside_than_there_is_in_the_week_has_no_environment() -> None:
    answer = school(1801)
    assert answer.contradiction
    assert answer.environment is None


@pytest.mark.parametrize(
    ("minutes", "lives", "found"),
    [
        (901, False, Environment.SEPARATE_SCHOOL),
        (901, True, Environment.RESIDENTIAL_FACILITY),
        (900, True, Environment.REGULAR_CLASS_80),  # exactly half is not more than half
        (900, False, Environment.REGULAR_CLASS_80),
        (900, None, Environment.REGULAR_CLASS_80),
        (0, None, Environment.REGULAR_CLASS_80),
        (901, None, None),
    ],
)
def test_more_than_half_of_the_week_in_a_separate_school(minutes: int, lives: Any, found: Environment | None) -> None:
    answer = school(0, minutes_separate_school=minutes, lives_at_school=lives)
    assert answer.environment is found
    assert f"In a separate school: {minutes} of 1800 minutes a week; more than half decides" in answer.lines
    if found is None:
        assert "whether the child lives at the separate school" in answer.unknown[0]


def test_a_separate_school_for_an_unknown_part_of_the_week_is_unknown() -> None:
    answer = environment(Iep(placement=Placement(minutes_separate_school=900, lives_at_school=False)), FOURTH)
    assert answer.environment is None
    assert "more than half of the school week" in answer.unknown[0]
    row = Service(minutes=600, minutes_most=1200, times=1, per=Period.WEEK, location=Location.SEPARATE_SCHOOL)
    ranged_there = environment(Iep(services=(row,), placement=Placement(minutes_school_week=1800)), FOURTH)
    assert "more than half of the school week" in ranged_there.unknown[0]


@pytest.mark.parametrize(
    ("facts", "who", "found"),
    [
        ({"homebound_or_hospital": True}, {}, Environment.HOMEBOUND_OR_HOSPITAL),
        ({"correctional_facility": True}, {}, Environment.CORRECTIONAL_FACILITY),
        ({}, {"adult_prison": True}, Environment.CORRECTIONAL_FACILITY),
        ({"correctional_facility": True, "homebound_or_hospital": True}, {}, Environment.CORRECTIONAL_FACILITY),
        ({}, {"parentally_placed_private": True}, Environment.PARENTALLY_PLACED_PRIVATE),
        (
            {"minutes_separate_school": 1800, "lives_at_school": True},
            {"parentally_placed_private": True},
            Environment.PARENTALLY_PLACED_PRIVATE,
        ),
        ({"minutes_separate_school": 1800, "lives_at_school": True, "homebound_or_hospital": True}, {}, None),
        ({"homebound_or_hospital": True}, {"parentally_placed_private": True}, None),
        ({"correctional_facility": True}, {"parentally_placed_private": True}, None),
        ({"homebound_or_hospital": False, "correctional_facility": False}, {}, Environment.REGULAR_CLASS_80),
    ],
)
def test_settings_go_before_the_percentage(
    facts: dict[str, Any], who: dict[str, Any], found: Environment | None
) -> None:
    answer = school(90, attrs.evolve(FOURTH, **who), **facts)
    assert answer.environment is found
    if found is None:
        assert answer.contradiction
        assert len(answer.possible) == 2
        assert "several settings" in answer.unknown[0]
    else:
        assert answer.basis is (Basis.SERVICES if found is Environment.REGULAR_CLASS_80 else Basis.SETTING)


@pytest.mark.parametrize("stated", [one for one in SCHOOL_AGE if not one.value.startswith("regular")])
def test_a_setting_that_the_iep_names_and_nothing_else_tells_of_is_not_denied(stated: Environment) -> None:
    answer = school(90, environment=stated)
    assert answer.environment is None
    assert answer.stated is stated
    assert "record" in answer.unknown[0]


def test_a_setting_that_the_iep_names_and_a_fact_denies_is_denied() -> None:
    answer = school(90, environment=Environment.HOMEBOUND_OR_HOSPITAL, homebound_or_hospital=False)
    assert answer.environment is Environment.REGULAR_CLASS_80


def test_a_schedule_given_beside_the_iep_is_used() -> None:
    blocks = (
        DayBlock(start="08:00", end="14:00"),
        DayBlock(start="08:00", end="11:01", location=Location.SEPARATE_SCHOOL),
    )
    week = BellSchedule(days=tuple(Weekday)[:5], blocks=blocks, whole_day=True)
    answer = environment(Iep(placement=Placement(lives_at_school=False)), FOURTH, schedule=week)
    assert answer.environment is Environment.SEPARATE_SCHOOL


# --- before kindergarten -------------------------------------------------------------------------------------------

THERE, ELSEWHERE = (
    Environment.EARLY_CHILDHOOD_10_HOURS_SERVICES_THERE,
    Environment.EARLY_CHILDHOOD_10_HOURS_SERVICES_ELSEWHERE,
)
UNDER_THERE, UNDER_ELSEWHERE = (
    Environment.EARLY_CHILDHOOD_UNDER_10_SERVICES_THERE,
    Environment.EARLY_CHILDHOOD_UNDER_10_SERVICES_ELSEWHERE,
)
AT_PROGRAM, AT_HOME, AT_CLINIC = Location.EARLY_CHILDHOOD_PROGRAM, Location.HOME, Location.THERAPY_ROOM


@pytest.mark.parametrize(
    ("hours", "there", "elsewhere", "found"),
    [
        (10, 2, 1, THERE),
        (10, 1, 2, ELSEWHERE),
        (9.99, 2, 1, UNDER_THERE),
        (9.99, 1, 2, UNDER_ELSEWHERE),
        (0.5, 1, 0, UNDER_THERE),
        (30, 0, 0.25, ELSEWHERE),
        (12, 0.1, 0.2, ELSEWHERE),
    ],
)
def test_a_regular_program_by_its_hours_and_by_where_most_services_are(
    hours: float, there: float, elsewhere: float, found: Environment
) -> None:
    answer = young(hours_regular_early_childhood=hours, services_hours_there=there, services_hours_elsewhere=elsewhere)
    assert (answer.environment, answer.basis, answer.unknown) == (found, Basis.PROGRAM, ())
    assert answer.lines[0].startswith("Regular early childhood program: ")
    assert answer.percent is None


def test_as_many_hours_in_both_places_have_no_majority_but_by_policy() -> None:
    facts = {"hours_regular_early_childhood": 10, "services_hours_there": 1, "services_hours_elsewhere": 1}
    answer = young(**facts)
    assert answer.environment is None
    assert answer.possible == (THERE, ELSEWHERE)
    assert "choose a policy" in answer.unknown[0]
    assert young(policy=PlacementPolicy(equal_hours="there"), **facts).environment is THERE
    assert young(policy=PlacementPolicy(equal_hours="elsewhere"), **facts).environment is ELSEWHERE


@pytest.mark.parametrize(
    ("program", "found"),
    [
        (EarlyChildhoodProgram.SEPARATE_CLASS, Environment.SEPARATE_CLASS),
        (EarlyChildhoodProgram.SEPARATE_SCHOOL, Environment.SEPARATE_SCHOOL),
        (EarlyChildhoodProgram.RESIDENTIAL_FACILITY, Environment.RESIDENTIAL_FACILITY),
    ],
)
def test_a_special_education_program(program: EarlyChildhoodProgram, found: Environment) -> None:
    assert young(early_childhood_program=program).environment is found
    assert young(early_childhood_program=program, hours_regular_early_childhood=0).environment is found
    both = young(
        early_childhood_program=program,
        hours_regular_early_childhood=3,
        services_hours_there=0,
        services_hours_elsewhere=4,
        percent_without_disabilities=20,
    )
    assert both.environment is UNDER_ELSEWHERE  # a regular program goes first, whatever else the child attends


def session(minutes: int | None, location: Location | None, times: int = 1, **more: Any) -> Service:
    return Service(minutes=minutes, times=times, per=Period.WEEK, location=location, **more)


@pytest.mark.parametrize(
    ("services", "found"),
    [
        ([session(60, AT_HOME)], Environment.HOME),
        ([session(60, AT_HOME), session(30, AT_CLINIC)], Environment.HOME),
        ([session(30, AT_HOME), session(60, AT_CLINIC)], Environment.SERVICE_PROVIDER_LOCATION),
        ([session(60, AT_CLINIC)], Environment.SERVICE_PROVIDER_LOCATION),
        ([session(None, AT_HOME)], Environment.HOME),
        ([session(None, AT_CLINIC)], Environment.SERVICE_PROVIDER_LOCATION),
        ([session(30, AT_HOME), session(30, AT_CLINIC)], None),
        ([session(30, AT_HOME), session(None, AT_CLINIC)], None),
        ([session(30, AT_HOME), session(30, None)], None),
        ([], None),
    ],
)
def test_neither_program_home_or_a_provider_by_the_majority(services: list[Service], found: Environment | None) -> None:
    answer = young(*services, early_childhood_program=EarlyChildhoodProgram.NONE)
    assert answer.environment is found
    if found is None:
        assert answer.possible == (Environment.HOME, Environment.SERVICE_PROVIDER_LOCATION)
        assert "majority" in answer.unknown[-1]


def test_stated_hours_at_home_are_among_those_elsewhere() -> None:
    facts = {"early_childhood_program": EarlyChildhoodProgram.NONE, "services_hours_there": 0}
    assert young(services_hours_elsewhere=3, services_hours_home=2, **facts).environment is Environment.HOME
    away = young(services_hours_elsewhere=3, services_hours_home=1, **facts)
    assert away.environment is Environment.SERVICE_PROVIDER_LOCATION
    assert young(services_hours_elsewhere=3, **facts).environment is None
    assert young(services_hours_home=2, **facts).environment is None


def test_hours_of_services_come_from_the_services() -> None:
    answer = young(
        session(30, AT_PROGRAM, 3),
        session(60, AT_CLINIC),
        session(600, AT_CLINIC, kind=ServiceKind.SUPPLEMENTARY_AID),
        hours_regular_early_childhood=12,
    )
    assert answer.environment is THERE
    assert answer.lines[1] == (
        "Hours a week of special education and related services: 1.5 there, 1 elsewhere, 0 at home"
    )


@pytest.mark.parametrize(
    ("services", "found"),
    [
        ([session(None, AT_PROGRAM)], THERE),  # all are there, however long
        ([session(None, AT_HOME)], ELSEWHERE),
        ([session(30, AT_PROGRAM), session(None, AT_PROGRAM), session(None, AT_CLINIC)], None),
        ([session(None, AT_PROGRAM), session(30, AT_PROGRAM), session(30, AT_CLINIC)], None),
        ([session(30, AT_PROGRAM), session(30, Location.OTHER)], None),
        (
            [Service(minutes=30, minutes_most=60, times=2, per=Period.WEEK, location=AT_PROGRAM), session(45, AT_HOME)],
            THERE,
        ),
        ([session(30, AT_PROGRAM, minutes_most=60), session(45, AT_HOME)], None),
        ([Service(minutes=30, times=2, per=Period.MONTH, location=AT_PROGRAM), session(45, AT_HOME)], None),
        ([session(30, AT_PROGRAM, end=date(2026, 10, 1)), session(30, AT_HOME, start=date(2026, 11, 1))], None),
    ],
)
def test_what_the_services_do_and_do_not_settle(services: list[Service], found: Environment | None) -> None:
    answer = young(*services, hours_regular_early_childhood=12)
    assert answer.environment is found
    assert bool(answer.unknown) is (found is None)


@pytest.mark.parametrize(
    ("facts", "words", "wrong"),
    [
        ({}, "which program the child attends", False),
        ({"hours_regular_early_childhood": 0}, "which program the child attends", False),
        ({"early_childhood_program": EarlyChildhoodProgram.REGULAR}, "how many hours a week", False),
        ({"hours_regular_early_childhood": 12, "services_hours_there": 2}, "record both", False),
        (
            {"early_childhood_program": EarlyChildhoodProgram.REGULAR, "hours_regular_early_childhood": 0},
            "its hours are 0",
            True,
        ),
        (
            {"early_childhood_program": EarlyChildhoodProgram.SEPARATE_CLASS, "percent_without_disabilities": 50},
            "at least half",
            True,
        ),
        (
            {"early_childhood_program": EarlyChildhoodProgram.REGULAR, "percent_without_disabilities": 49.9},
            "fewer than half",
            True,
        ),
        ({"hours_regular_early_childhood": 3, "percent_without_disabilities": 20}, "fewer than half", True),
    ],
)
def test_what_is_missing_or_cannot_be_right(facts: dict[str, Any], words: str, wrong: Any) -> None:
    answer = young(**facts)
    assert answer.environment is None
    assert words in answer.unknown[0]
    assert answer.contradiction is wrong


def test_exactly_half_of_the_children_without_an_iep_make_a_regular_program() -> None:
    answer = young(
        early_childhood_program=EarlyChildhoodProgram.REGULAR,
        percent_without_disabilities=50,
        hours_regular_early_childhood=10,
        services_hours_there=1,
        services_hours_elsewhere=0,
    )
    assert answer.environment is THERE


# --- laws ----------------------------------------------------------------------------------------------------------


def test_services_of_a_young_child_are_those_of_the_day_of_the_placement_where_they_differ() -> None:
    rows = (session(60, AT_PROGRAM, end=date(2026, 12, 31)), session(60, AT_HOME, start=date(2027, 1, 4)))
    facts = {"hours_regular_early_childhood": 12}
    assert young(*rows, start=date(2026, 10, 1), **facts).environment is THERE
    assert young(*rows, start=date(2027, 2, 1), **facts).environment is ELSEWHERE


@given(any_record(Placement), st.sampled_from([FOURTH, LITTLE]))
def test_real_life_never_raises_and_an_environment_is_of_its_table(placement: Placement, student: Student) -> None:
    answer = environment(Iep(placement=placement), student)
    table = SCHOOL_AGE if student is FOURTH else EARLY_CHILDHOOD
    assert answer.environment in (*table, None)
    assert set(answer.possible) <= set(table)
    assert answer.environment is not None or answer.unknown


@given(ieps())
def test_any_iep_has_an_answer(iep: Iep) -> None:
    answer = environment(iep, FOURTH)
    if answer.environment is None:
        assert answer.unknown
    elif answer.percent is not None and answer.basis is not Basis.SETTING:
        assert band(answer.percent) is answer.environment
        assert 0 <= answer.percent <= 100


@given(st.fractions(0, 100), st.fractions(0, 100))
def test_more_time_inside_never_leads_to_a_lower_environment(one: Fraction, other: Fraction) -> None:
    least, most = sorted((one, other))
    for bands in ("inside", "outside"):
        assert SCHOOL_AGE.index(band(most, bands)) <= SCHOOL_AGE.index(band(least, bands))


def test_the_room_says_what_it_offers() -> None:
    assert dir(room) == sorted(room.__all__)
    assert all(hasattr(room, name) for name in room.__all__)
