"""From cases to the children that equity counts: who is one, as what, and what stays unknown."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit.calendars import SchoolCalendar, SchoolYear
from iepkit.equity import CATEGORIES, Group, Pupil, Setting, tally
from iepkit.history import Case, Event
from iepkit.records import Eligibility, Exit, Iep, Placement, Removal, Service, ServicesPlan, Student, Transfer
from iepkit.records.terms import Race
from iepkit.reporting.pupils import NotAPupil, Pupils, pupils_of
from iepkit.reporting.settings import Evaluated, StateSettings
from iepkit.testing.strategies import cases as any_cases
from iepkit.vocabulary import Disability, Environment, EventKind, ExitReason, Location, Period, RemovalKind

DAY = date(2025, 11, 3)
STATE = StateSettings(count_date=DAY, delay_ages=range(3, 10))
CALENDAR = SchoolCalendar((SchoolYear(date(2025, 9, 2), date(2026, 6, 12)),))
AUTISM = Eligibility(date(2024, 9, 30), eligible=True, categories=(Disability.AUTISM,))
CHILD = Student(id="1", birth_date=date(2016, 5, 2), hispanic=False, races=(Race.ASIAN,))


def case(*, id: str = "1", environment: Environment | None = None, **changes: Any) -> Case:  # noqa: A002 - the field
    """A child with autism and an IEP in effect, and the changes."""
    iep = Iep(start=date(2025, 9, 2), placement=Placement(environment=environment))
    return Case(**{"id": id, "student": CHILD, "eligibility": (AUTISM,), "ieps": (iep,), **changes})


def one(*cases: Case, **more: Any) -> Pupil:
    (pupil,) = pupils_of(cases, STATE, district="North", **more).pupils
    return pupil


def left_out(*cases: Case) -> list[str]:
    found = pupils_of(cases, STATE, district="North")
    assert found.pupils == ()
    return [row.reason for row in found.left_out]


def test_a_child_in_special_education() -> None:
    assert attrs.asdict(one(case())) == {
        "district": "North",
        "age": 9,
        "group": Group.ASIAN,
        "identified": True,
        "disability": Disability.AUTISM,
        "setting": None,
        "out_of_school": None,
        "in_school": None,
        "otherwise_removed": None,
        "removed": None,
    }


def test_nothing_of_a_child_is_shown() -> None:
    found = pupils_of([case(), case(id="9", exits=(Exit(date(2025, 9, 30), ExitReason.DIED),))], STATE, district="N")
    assert repr(found) == "Pupils()"


@pytest.mark.parametrize(
    ("reason", "identified"),
    [(ExitReason.RETURNED_TO_REGULAR_EDUCATION, False), (ExitReason.CONSENT_REVOKED, False)],
)
def test_who_left_special_education_and_not_school(reason: ExitReason, identified: bool) -> None:  # noqa: FBT001
    pupil = one(case(exits=(Exit(date(2025, 9, 30), reason),)))
    assert (pupil.identified, pupil.disability, pupil.setting) == (identified, None, None)


@pytest.mark.parametrize(
    ("exits", "expected"),
    [
        ([(date(2025, 9, 30), ExitReason.DROPPED_OUT)], NotAPupil.GONE),
        ([(date(2025, 9, 30), ExitReason.MOVED_KNOWN_TO_CONTINUE)], NotAPupil.GONE),
        ([(date(2025, 9, 30), ExitReason.OTHER)], NotAPupil.PERHAPS_GONE),
        ([(date(2025, 9, 30), None)], NotAPupil.PERHAPS_GONE),
        (
            [
                (date(2025, 9, 30), ExitReason.DIED),
                (date(2025, 9, 30), ExitReason.RETURNED_TO_REGULAR_EDUCATION),
            ],
            NotAPupil.PERHAPS_GONE,
        ),
        (
            [
                (date(2025, 9, 30), ExitReason.RETURNED_TO_REGULAR_EDUCATION),
                (date(2025, 10, 1), ExitReason.DROPPED_OUT),
                (date(2025, 12, 1), ExitReason.OTHER),
            ],
            NotAPupil.GONE,
        ),
    ],
)
def test_who_left_school_is_no_pupil(exits: list[tuple[date, ExitReason | None]], expected: NotAPupil) -> None:
    assert left_out(case(exits=tuple(Exit(on, reason) for on, reason in exits))) == [expected]


@pytest.mark.parametrize(
    ("changes", "identified"),
    [
        ({"eligibility": (Eligibility(date(2025, 9, 30), eligible=False),)}, False),
        ({"ieps": (Iep(start=date(2026, 1, 5)),)}, False),
        ({"ieps": ()}, None),
        ({"eligibility": ()}, True),  # served under an IEP, and nothing against it
        ({"ieps": (Iep(start=date(2024, 9, 2), end=date(2025, 6, 12)),)}, None),
        ({"events": (Event(EventKind.CONSENT_FOR_SERVICES_REFUSED, date(2025, 9, 15)),)}, False),
        ({"events": (Event(EventKind.CONSENT_FOR_SERVICES_REVOKED, date(2025, 9, 15)),)}, False),
    ],
)
def test_identified_is_who_counts_and_silence_is_not_no(changes: dict[str, Any], identified: bool | None) -> None:  # noqa: FBT001
    assert one(case(**changes)).identified is identified


@pytest.mark.parametrize(
    ("environment", "setting"),
    [
        (Environment.REGULAR_CLASS_UNDER_40, Setting.UNDER_40),
        (Environment.SEPARATE_SCHOOL, Setting.SEPARATE),
        (Environment.RESIDENTIAL_FACILITY, Setting.SEPARATE),
        (Environment.HOMEBOUND_OR_HOSPITAL, Setting.OTHER),
        (Environment.CORRECTIONAL_FACILITY, Setting.OTHER),
    ],
)
def test_settings(environment: Environment, setting: Setting) -> None:
    assert one(case(environment=environment)).setting is setting


def test_a_share_between_two_bounds_is_one_setting_where_both_are() -> None:
    def placed(**minutes: Any) -> Case:
        return case(ieps=(Iep(start=date(2025, 9, 2), placement=Placement(**minutes)),))

    assert one(placed(percent_regular_class=30)).setting is Setting.UNDER_40
    assert one(placed(percent_regular_class=85)).setting is Setting.OTHER
    assert one(placed()).setting is None
    untimed = Service(minutes=10, times=2, per=Period.DAY, location=Location.RESOURCE_ROOM, kind=None)
    unknown = Service(location=Location.RESOURCE_ROOM)
    week = Placement(minutes_school_week=1800, days_school_week=5)

    def served(*services: Service) -> Setting | None:
        return one(case(ieps=(Iep(start=date(2025, 9, 2), placement=week, services=services),))).setting

    assert served(untimed) is Setting.OTHER
    assert served(untimed, unknown) is None


def test_a_child_in_no_file_of_the_count_may_still_be_identified() -> None:
    old = case(student=attrs.evolve(CHILD, birth_date=date(2001, 5, 2)))
    assert (one(old).age, one(old).identified, one(old).setting) == (24, True, None)


def test_a_services_plan_is_in_a_private_school() -> None:
    plan = ServicesPlan(start=date(2025, 9, 2))
    assert one(case(ieps=(), services_plans=(plan,))).setting is Setting.OTHER


def test_an_iep_that_only_the_log_knows_has_no_setting() -> None:
    logged = case(ieps=(), events=(Event(EventKind.IEP_IN_EFFECT, date(2025, 9, 2)),))
    assert (one(logged).identified, one(logged).setting) == (True, None)


def test_the_disability_is_the_one_that_is_reported() -> None:
    two = Eligibility(date(2024, 9, 30), eligible=True, categories=(Disability.AUTISM, Disability.DEAFNESS))
    assert one(case(eligibility=(two,))).disability is Disability.MULTIPLE_DISABILITIES
    late = attrs.evolve(CHILD, birth_date=date(2014, 5, 2))
    delay = Eligibility(date(2024, 9, 30), eligible=True, categories=(Disability.DEVELOPMENTAL_DELAY,))
    assert one(case(eligibility=(delay,))).disability is Disability.DEVELOPMENTAL_DELAY
    refused = one(case(eligibility=(delay,), student=late))
    assert (refused.identified, refused.disability) == (None, None)
    assert one(case(eligibility=(delay,), student=None)).disability is Disability.DEVELOPMENTAL_DELAY


def test_a_child_is_in_the_district_of_the_day() -> None:
    south = attrs.evolve(CHILD, district="South")
    moved = Transfer(enrolled=date(2026, 1, 12), from_district="West")
    assert one(case(student=south)).district == "South"
    assert one(case(student=south, transfers=(moved,))).district == "West"
    assert one(case(student=None)) == Pupil("North", identified=True, disability=Disability.AUTISM)


def test_a_child_who_came_later_from_another_state_is_not_there_yet() -> None:
    came = Transfer(enrolled=date(2026, 1, 12), from_jurisdiction="OR")
    assert left_out(case(jurisdiction="WA", transfers=(came,))) == [NotAPupil.ELSEWHERE]


def test_files_on_one_child_are_joined() -> None:
    logged = case(id="2", eligibility=())
    other = attrs.evolve(CHILD, hispanic=True, district="South")
    joined = one(case(), logged, case(id="1", student=None))
    assert joined == one(case())
    differ = one(case(), case(id="3", student=other))
    assert (differ.group, differ.district, differ.age) == (None, "South", 9)
    gone = case(id="4", student=other, exits=(Exit(date(2025, 9, 30), ExitReason.MOVED_KNOWN_TO_CONTINUE),))
    assert one(case(), gone).district == "North"  # the file that the child left does not name the district
    west = case(id="5", student=attrs.evolve(CHILD, district="West"))
    found = pupils_of([west, case(id="3", student=other)], STATE, district="North")
    assert [(row.case, row.reason) for row in found.left_out] == [("3", NotAPupil.TWO_DISTRICTS)]
    assert found.left_out[0].settles


def test_children_enrolled_are_below_the_line() -> None:
    none = Student(id="2", birth_date=date(2015, 1, 9), hispanic=True, district="South")
    again = Student(id="2", hispanic=True)
    found = pupils_of([case()], STATE, district="North", enrolled=[CHILD, none, again])
    assert found.pupils[1] == Pupil("South", age=10, group=Group.HISPANIC, identified=False)
    assert len(found.pupils) == 2
    both = pupils_of([case()], STATE, district="North", enrolled=[none, attrs.evolve(none, district="West")])
    assert [(row.case, row.reason) for row in both.left_out] == [("2", NotAPupil.TWO_DISTRICTS)]


def test_an_old_exit_does_not_explain_a_later_revocation() -> None:
    revoked = Event(EventKind.CONSENT_FOR_SERVICES_REVOKED, date(2025, 9, 15))
    back = Event(EventKind.CONSENT_FOR_SERVICES, date(2023, 9, 15))
    old = Exit(date(2022, 6, 10), ExitReason.DROPPED_OUT)
    assert one(case(exits=(old,), events=(back, revoked))).identified is False
    moved = Exit(date(2025, 9, 30), ExitReason.MOVED_KNOWN_TO_CONTINUE)
    stopped = Exit(date(2025, 9, 30), ExitReason.CONSENT_REVOKED)
    assert left_out(case(exits=(moved, stopped))) == [NotAPupil.PERHAPS_GONE]


# -- removals ----------------------------------------------------------------------------------------------------------

K = RemovalKind


def removed(*removals: Removal, events: tuple[Event, ...] = (), **more: Any) -> tuple[object, object, object]:
    child = one(case(removals=removals, events=events), school_year=2026, **more)
    return child.out_of_school, child.in_school, child.otherwise_removed


def total(*removals: Removal, calendars: object = None) -> bool | None:
    child = one(case(removals=removals), school_year=2026, calendars=calendars)
    counts = tally([child]).counts.of("North", "di-total")[Group.ASIAN]
    return bool(counts.outcome) if counts.total else None


MONDAY, FRIDAY, JUNE = date(2026, 3, 2), date(2026, 3, 6), date(2026, 6, 12)


def test_without_the_year_nothing_is_known_of_removals() -> None:
    gone = Removal(kind=K.OUT_OF_SCHOOL_SUSPENSION, start=MONDAY, end=FRIDAY, school_days=5)
    assert one(case(removals=(gone,))).out_of_school is None


@pytest.mark.parametrize(
    ("removal", "expected"),
    [
        (Removal(kind=K.OUT_OF_SCHOOL_SUSPENSION, start=MONDAY, end=FRIDAY), True),
        (Removal(kind=K.IN_SCHOOL_SUSPENSION, start=MONDAY), True),
        (Removal(kind=K.OUT_OF_SCHOOL_SUSPENSION), None),
        (Removal(kind=K.SHORTENED_DAY, start=MONDAY, end=FRIDAY), None),
        (Removal(kind=K.OTHER, start=MONDAY, end=FRIDAY), False),
        (Removal(kind=K.OUT_OF_SCHOOL_SUSPENSION, start=date(2025, 3, 3), end=date(2025, 3, 7)), False),
    ],
)
def test_a_removal_of_unknown_length_is_a_removal(removal: Removal, expected: bool | None) -> None:  # noqa: FBT001
    """No calendar is given, so that the length of most is not known."""
    assert total(removal) is expected


@pytest.mark.parametrize(
    ("removal", "expected"),
    [
        (Removal(kind=K.OUT_OF_SCHOOL_SUSPENSION, start=MONDAY, end=FRIDAY), (5.0, 0.0, False)),
        (Removal(kind=K.OUT_OF_SCHOOL_SUSPENSION, start=MONDAY, school_days=0.5), (0.5, 0.0, False)),
        (Removal(kind=K.EXPULSION, start=MONDAY, end=JUNE), (75.0, 0.0, False)),
        (Removal(kind=K.IN_SCHOOL_SUSPENSION, start=MONDAY, end=MONDAY), (0.0, 1.0, False)),
        (Removal(kind=K.INTERIM_SETTING, start=MONDAY, end=FRIDAY), (0.0, 0.0, True)),
        (Removal(kind=K.INTERIM_SETTING_BY_HEARING_OFFICER, start=MONDAY, end=FRIDAY), (0.0, 0.0, True)),
        (Removal(kind=K.INTERIM_SETTING), (0.0, 0.0, None)),
        (Removal(kind=K.OUT_OF_SCHOOL_SUSPENSION), (None, 0.0, False)),
        (Removal(kind=K.BUS_SUSPENSION, start=MONDAY, end=FRIDAY, transportation_lost=True), (5.0, 0.0, False)),
        (Removal(kind=K.BUS_SUSPENSION, start=MONDAY, end=FRIDAY, transportation_lost=False), (0.0, 0.0, False)),
        (Removal(kind=K.BUS_SUSPENSION, start=MONDAY, end=FRIDAY), (None, 0.0, False)),
        (Removal(kind=K.SHORTENED_DAY, start=MONDAY, end=FRIDAY), (None, 0.0, False)),
        (Removal(kind=K.SHORTENED_DAY, start=MONDAY, end=FRIDAY, school_days=2.5), (2.5, 0.0, False)),
        (Removal(start=MONDAY, end=FRIDAY), (None, None, None)),
        (Removal(kind=K.OTHER, start=MONDAY, end=FRIDAY), (0.0, 0.0, False)),
        (Removal(kind=K.OUT_OF_SCHOOL_SUSPENSION, start=date(2025, 3, 3), end=date(2025, 3, 7)), (0.0, 0.0, False)),
    ],
)
def test_days_of_the_year(removal: Removal, expected: tuple[object, ...]) -> None:
    assert removed(removal, calendars=CALENDAR) == expected


def test_days_add_up_exactly() -> None:
    parts = [
        Removal(id=str(at), kind=K.OUT_OF_SCHOOL_SUSPENSION, start=MONDAY, end=MONDAY, school_days=0.1)
        for at in range(100)
    ]
    assert removed(*parts) == (10.0, 0.0, False)


def test_more_than_ten_days_are_known_before_all_are() -> None:
    long = Removal(kind=K.OUT_OF_SCHOOL_SUSPENSION, start=MONDAY, end=date(2026, 3, 20), school_days=11)
    open_ended = Removal(kind=K.EXPULSION, start=date(2026, 5, 4), end=date(2026, 5, 8))
    assert removed(open_ended) == (None, 0.0, False)
    assert removed(long, open_ended) == (11.0, 0.0, False)


def test_a_removal_that_contradicts_itself_is_not_counted_either_way() -> None:
    one_way = Removal(id="a", kind=K.OUT_OF_SCHOOL_SUSPENSION, start=MONDAY, end=FRIDAY, school_days=5)
    assert removed(one_way, attrs.evolve(one_way, school_days=4)) == (None, 0.0, False)


def test_removals_of_the_log_count_by_the_calendar_of_the_case() -> None:
    event = Event(EventKind.REMOVAL, MONDAY, until=FRIDAY, detail="in-school-suspension-with-services")
    child = case(events=(event,), calendar="ours")
    assert one(child, school_year=2026, calendars={"ours": CALENDAR}).in_school == 5.0
    assert one(child, school_year=2026, calendars={}).in_school is None
    both = Removal(kind=K.INTERIM_SETTING, start=FRIDAY, end=FRIDAY)
    assert removed(both, Removal(start=JUNE, end=JUNE)) == (None, None, True)


# -- laws --------------------------------------------------------------------------------------------------------------


@given(st.lists(any_cases(), max_size=6), st.randoms())
def test_the_order_of_cases_changes_nothing(files: list[Case], shuffle: random.Random) -> None:
    settings = StateSettings(count_date=DAY, evaluated=Evaluated.WITHIN_THREE_YEARS)

    def asked(given_in: list[Case]) -> Pupils:
        return pupils_of(given_in, settings, district="North", school_year=2026, calendars=CALENDAR)

    found = asked(files)
    shuffled = list(files)
    shuffle.shuffle(shuffled)
    assert asked(shuffled) == found
    children = {file.student.id if file.student else file.id for file in files}
    assert len(found.pupils) + len(found.left_out) <= len(children)


def test_equity_counts_from_cases() -> None:
    files = [
        case(id="1", environment=Environment.SEPARATE_SCHOOL),
        case(id="2", student=attrs.evolve(CHILD, id="2"), environment=Environment.REGULAR_CLASS_UNDER_40),
        case(id="3", student=attrs.evolve(CHILD, id="3", hispanic=None), ieps=()),
    ]
    counted = tally(pupils_of(files, STATE, district="North", school_year=2026).pupils)
    assert counted.counts.of("North", "pl-separate")[Group.ASIAN] == attrs.evolve(
        counted.counts.of("North", "id-all")[Group.ASIAN], outcome=1
    )
    assert counted.left_out["id-all", "not known whether a child with a disability"] == 1
    assert set(counted.counts.categories) == set(CATEGORIES)
