"""Minutes and percentages in columns: equal to the scalar path, service by service and child by child."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit.calendars import Closure, SchoolCalendar, SchoolYear, Span
from iepkit.columns import PERIODS, Fractions, expected, inside_regular_class
from iepkit.days import MISSING, to_date, to_day
from iepkit.errors import InvalidDocument, WrongType
from iepkit.placement import inside_regular_class as one_inside
from iepkit.placement.policies import INSTRUCTION, PlacementPolicy
from iepkit.records import Iep, Placement, Service
from iepkit.services import ServicePolicy
from iepkit.services import expected as one_expected
from iepkit.vocabulary import Period

BREAK = Closure(date(2026, 12, 21), date(2027, 1, 1))
QUARTERS = tuple(
    Span(date(*first), date(*last))
    for first, last in (
        ((2026, 9, 8), (2026, 11, 6)),
        ((2026, 11, 9), (2027, 1, 22)),
        ((2027, 1, 25), (2027, 3, 26)),
        ((2027, 3, 29), (2027, 6, 16)),
    )
)
PLAIN = SchoolCalendar((SchoolYear(date(2026, 9, 8), date(2027, 6, 16), closures=(BREAK,)),))
QUARTERED = SchoolCalendar(
    (SchoolYear(date(2026, 9, 8), date(2027, 6, 16), closures=(BREAK,), marking_periods=QUARTERS),)
)
WEEKLY, MONTHLY, CYCLE = (PERIODS.index(per) for per in (Period.WEEK, Period.MONTH, Period.CYCLE))
POLICIES = st.sampled_from(
    [
        ServicePolicy(),
        ServicePolicy(short_weeks="prorated", partial_days="half"),
        ServicePolicy(short_weeks="none-below", least_days=3),
        ServicePolicy(cut_periods="whole"),
        ServicePolicy(cut_periods="none"),
    ]
)
DAYS = st.integers(to_day(date(2026, 8, 1)), to_day(date(2027, 7, 31)))
BOUNDS = st.one_of(st.just(MISSING), DAYS)
SERVICES = st.lists(
    st.tuples(
        st.integers(-1, 90),
        st.integers(-1, 6),
        st.integers(0, len(PERIODS) - 1),
        BOUNDS,
        BOUNDS,
        DAYS,
        DAYS,
        st.integers(0, 8),
    ),
    max_size=12,
)
Row = tuple[int, ...]


def stated(number: int) -> int | None:
    return None if number < 0 else number


def service(row: Row) -> Service:
    minutes, times, per, start, end, _, _, cycle = row
    begin, finish = (None if day == MISSING else to_date(day) for day in (start, end))
    return Service(
        minutes=stated(minutes),
        times=stated(times),
        per=PERIODS[per],
        start=begin,
        end=finish,
        cycle_days=cycle or None,
    )


def in_columns(rows: list[Row], calendar: SchoolCalendar, policy: ServicePolicy) -> list[Fraction | None]:
    columns = [np.array([row[at] for row in rows], np.int64) for at in range(8)]
    minutes, times, per, start, end, first, last, cycle = columns
    found = expected(
        minutes,
        times,
        per,
        start=start,
        end=end,
        first=first,
        last=last,
        calendar=calendar,
        policy=policy,
        cycle_days=cycle,
    )
    assert len(found) == len(rows)
    return [found[at] for at in range(len(rows))]


def one_by_one(rows: list[Row], calendar: SchoolCalendar, policy: ServicePolicy) -> list[Fraction | None]:
    return [
        one_expected(service(row), to_date(row[5]), to_date(row[6]), calendar=calendar, policy=policy).least
        for row in rows
    ]


@given(SERVICES, st.sampled_from([PLAIN, QUARTERED]), POLICIES)
def test_minutes_are_those_of_the_scalar_path(rows: list[Row], calendar: SchoolCalendar, policy: ServicePolicy) -> None:
    assert in_columns(rows, calendar, policy) == one_by_one(rows, calendar, policy)


def test_the_cases_that_matter_are_among_them() -> None:
    first, last = to_day(date(2026, 9, 16)), to_day(date(2027, 3, 3))
    rows: list[Row] = [
        (30, 2, per, start, end, one, other, cycle)
        for per in range(len(PERIODS))
        for start, end in ((MISSING, MISSING), (first, last), (MISSING, first - 1))
        for one, other in ((first, last), (first, first), (last, first), (to_day(date(2026, 8, 1)), last))
        for cycle in (0, 6)
    ]
    for policy in (ServicePolicy(), ServicePolicy(cut_periods="whole"), ServicePolicy(cut_periods="none")):
        answers = one_by_one(rows, QUARTERED, policy)
        assert in_columns(rows, QUARTERED, policy) == answers
        assert {None, Fraction(0)} < set(answers)


def test_numbers_too_large_for_a_shared_denominator_are_worked_out_one_by_one() -> None:
    span: dict[str, Any] = {"first": to_day(date(2026, 9, 16)), "last": to_day(date(2027, 3, 3)), "calendar": PLAIN}
    amounts = np.array([1 << 30, 30])
    policy = ServicePolicy(short_weeks="prorated")
    found = expected(amounts, np.array([1 << 19, 2]), np.array([MONTHLY, MONTHLY]), policy=policy, **span)
    for at, times in enumerate((1 << 19, 2)):
        one = Service(minutes=int(amounts[at]), times=times, per=Period.MONTH)
        scalar = one_expected(one, date(2026, 9, 16), date(2027, 3, 3), calendar=PLAIN, policy=policy)
        assert found[at] == scalar.least
    with pytest.raises(InvalidDocument):
        expected(np.array([(1 << 31) - 1]), np.array([(1 << 31) - 1]), np.array([WEEKLY]), **span)


def test_unknown_rows_are_no_number() -> None:
    found = Fractions(np.array([1, 5]), np.array([0, 2]))
    assert found[0] is None
    assert found[1] == Fraction(5, 2)
    assert np.isnan(found.floats()[0])


@pytest.mark.parametrize(
    ("minutes", "times", "per", "paths"),
    [
        ([30, 30], [1, 1, 1], [0], ["$"]),
        ([1 << 31], [1 << 31], [0], ["$.minutes", "$.times"]),
        ([30], [1], [len(PERIODS)], ["$.per"]),
        ([30], [1], [-1], ["$.per"]),
    ],
)
def test_columns_of_services_that_do_not_fit_are_refused(
    minutes: list[int], times: list[int], per: list[int], paths: list[str]
) -> None:
    with pytest.raises(InvalidDocument) as caught:
        expected(np.array(minutes), np.array(times), np.array(per), first=0, last=1, calendar=PLAIN)
    assert [problem.path for problem in caught.value.problems] == paths


@pytest.mark.parametrize("choice", [{"short_weeks": "as-scheduled"}, {"year_is": "service-year"}])
def test_policies_that_need_more_of_a_service_are_refused(choice: dict[str, Any]) -> None:
    none = np.zeros(0, np.int64)
    with pytest.raises(WrongType):
        expected(none, none, none, first=0, last=1, calendar=PLAIN, policy=ServicePolicy(**choice))


CHILDREN = 3
AWAY = st.lists(
    st.tuples(
        st.integers(0, CHILDREN - 1),
        st.integers(-1, 500),
        st.integers(-1, 6),
        st.integers(0, len(PERIODS) - 1),
        st.integers(0, 7),
    ),
    max_size=9,
)
WEEKS = st.lists(st.sampled_from([-1, 0, 400, 1800, 1950]), min_size=CHILDREN, max_size=CHILDREN)
SCHOOL_DAYS = st.lists(st.integers(-1, 5), min_size=CHILDREN, max_size=CHILDREN)
SHARING = st.sampled_from(
    [
        PlacementPolicy(),
        PlacementPolicy(untimed="range"),
        PlacementPolicy(weeks={Period.MONTH: Fraction(13, 3), Period.YEAR: Fraction(36)}),
        PlacementPolicy(untimed="range", weeks={Period.QUARTER: 9}),
        PlacementPolicy(denominator=INSTRUCTION),
    ]
)


@given(AWAY, WEEKS, SCHOOL_DAYS, SHARING)
def test_percentages_are_those_of_the_scalar_path(
    rows: list[Row], weeks: list[int], days: list[int], policy: PlacementPolicy
) -> None:
    child, minutes, times, per, cycle = (np.array([row[at] for row in rows], np.int64) for at in range(5))
    found = inside_regular_class(
        child, minutes, times, per, week=np.array(weeks), days_week=np.array(days), cycle_days=cycle, policy=policy
    )
    for at in range(CHILDREN):
        services = tuple(
            Service(
                minutes_outside_regular_class=stated(row[1]),
                minutes=None,
                times=stated(row[2]),
                per=PERIODS[row[3]],
                cycle_days=row[4] or None,
            )
            for row in rows
            if row[0] == at
        )
        placement = Placement(minutes_school_week=stated(weeks[at]), days_school_week=stated(days[at]))
        one = one_inside(Iep(services=services, placement=placement), policy=policy)
        assert (found.least[at], found.most[at]) == (one.least, one.most)
        assert bool(found.exact[at]) is (one.percent is not None)
        assert bool(found.contradiction[at]) is one.contradiction


@pytest.mark.parametrize(
    ("away", "percent"),
    [(2000, Fraction(80)), (2001, Fraction(7999, 100)), (6000, Fraction(40)), (6001, Fraction(3999, 100)), (10_000, 0)],
)
def test_the_lines_between_environments_are_exact(away: int, percent: Fraction) -> None:
    one = np.array([0])
    found = inside_regular_class(one, np.array([away]), np.array([1]), np.array([WEEKLY]), week=np.array([10_000]))
    assert (found.least[0], found.most[0]) == (percent, percent)


def test_nobody_has_no_percentage() -> None:
    none = np.zeros(0, np.int64)
    assert len(inside_regular_class(none, none, none, none, week=none).least) == 0


@pytest.mark.parametrize(
    ("changed", "paths"),
    [
        ({"child": [0, 1, 2]}, ["$"]),
        ({"child": [0, 2], "per": [0, 99]}, ["$.child", "$.per"]),
        ({"minutes": [1 << 52, 30], "times": [2, 2]}, ["$"]),
        ({"week": [1 << 60, 1]}, ["$"]),
        ({"days_week": [5, 5, 5]}, ["$.days_week"]),
    ],
)
def test_columns_of_children_that_do_not_fit_are_refused(changed: dict[str, list[int]], paths: list[str]) -> None:
    plain = {"child": [0, 1], "minutes": [30, 30], "times": [1, 1], "per": [1, 1], "week": [1800, 1800]}
    columns: dict[str, Any] = {name: np.array(column, np.int64) for name, column in {**plain, **changed}.items()}
    with pytest.raises(InvalidDocument) as caught:
        inside_regular_class(**columns)
    assert [problem.path for problem in caught.value.problems] == paths


def test_one_number_stands_for_a_column() -> None:
    span: dict[str, Any] = {"first": to_day(date(2026, 9, 14)), "last": to_day(date(2026, 9, 18)), "calendar": PLAIN}
    found = expected(np.array([30, 20]), np.array([2]), np.array([WEEKLY]), **span)
    assert [found[0], found[1]] == [60, 40]
    six = expected(np.array([30]), np.array([2]), np.array([CYCLE]), cycle_days=6, **span)
    one = Service(minutes=30, times=2, per=Period.CYCLE, cycle_days=6)
    assert six[0] == one_expected(one, date(2026, 9, 14), date(2026, 9, 18), calendar=PLAIN).least
