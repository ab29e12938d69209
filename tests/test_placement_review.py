"""The rules on a placement's numbers together: whatever a file holds, one fact is told once, and nothing raises."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from iepkit.findings import Finding
from iepkit.history import Case
from iepkit.laws import Policy, law
from iepkit.records import BellSchedule, DayBlock, Goal, Iep, Placement, Service, Student
from iepkit.reviews.context import Context
from iepkit.reviews.registry import checks
from iepkit.testing.strategies import records
from iepkit.vocabulary import BlockKind, Environment, Location, Period, Weekday

DAY = date(2026, 11, 2)
RULES = [check for check in checks() if check.rule.code.startswith("PL12") or check.rule.code == "LK121"]
US = law("US")
TIMES = st.sampled_from(["08:00", "09:00", "09:30", "10:15", "14:00", "9:00", None])


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


BLOCKS = st.builds(
    DayBlock,
    kind=maybe(st.sampled_from(BlockKind)),
    days=st.lists(st.sampled_from(Weekday), max_size=2).map(tuple),
    start=TIMES,
    end=TIMES,
    minutes=maybe(st.integers(0, 500)),
    location=maybe(st.sampled_from(Location)),
    with_nondisabled=maybe(st.booleans()),
    service_ids=st.sampled_from([(), ("s1",)]),
)
SCHEDULES = st.builds(
    BellSchedule,
    days=st.sampled_from([(), tuple(Weekday)[:5]]),
    blocks=st.lists(BLOCKS, max_size=4).map(tuple),
    whole_day=maybe(st.booleans()),
)
PLACEMENTS = records(
    Placement,
    schedule=maybe(SCHEDULES),
    environment=maybe(st.sampled_from(Environment)),
    minutes_school_week=maybe(st.integers(0, 2000)),
    percent_regular_class=maybe(st.sampled_from([100.0, 90.0, 80.0, 79.9, 60.0, 40.0, 0.0])),
    nonparticipation=st.sampled_from([None, "30 minutes a week"]),
)
SERVICES = records(
    Service,
    id=st.sampled_from([None, "s1", "s2"]),
    minutes=maybe(st.integers(0, 300)),
    times=maybe(st.integers(0, 5)),
    per=maybe(st.sampled_from(Period)),
    location=maybe(st.sampled_from(Location)),
    starts_at=TIMES,
    days=st.sampled_from([(), (Weekday.MONDAY,)]),
)
STUDENTS = st.builds(
    Student,
    id=st.just("x"),
    birth_date=maybe(st.dates(date(2004, 1, 1), date(2023, 1, 1))),
    grade=st.sampled_from([None, "K", "PK", "5"]),
    adult_prison=maybe(st.booleans()),
    parentally_placed_private=maybe(st.booleans()),
)


def found(placement: Placement, services: list[Service], student: Student) -> list[Finding]:
    iep = Iep(placement=placement, services=tuple(services), goals=(Goal(text="x"),))
    context = Context.of(Case("1", student=student, ieps=(iep,)), US, DAY, Policy())
    return [check.finding(flaw) for check in RULES for flaw in check.search(context)]


@given(PLACEMENTS, st.lists(SERVICES, max_size=4), STUDENTS)
def test_one_fact_is_told_once(placement: Placement, services: list[Service], student: Student) -> None:
    each = found(placement, services, student)
    codes = {one.code for one in each}
    by_share = [one for one in each if one.code == "PL124" and "by the setting" not in one.message]
    assert not {"LK121", "PL123"} <= codes  # the services against the share, or the schedule with them
    in_band = placement.environment in tuple(Environment)[:3]
    assert not (by_share and in_band and codes & {"PL122", "PL123", "LK121"})  # the environment is its consequence
    assert not {"PL126", "PL127"} <= codes
    assert len({(one.code, one.path, one.message) for one in each}) == len(each)


@given(PLACEMENTS, st.lists(SERVICES, max_size=4), STUDENTS)
def test_no_rule_says_when_a_child_was_born(placement: Placement, services: list[Service], student: Student) -> None:
    born = student.birth_date.isoformat() if student.birth_date else "never"
    assert not any(born in one.message for one in found(placement, services, student))
