"""Progress reports: when they are promised, and how a measurement is put. Goal Attainment Scaling."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit.errors import InvalidDocument
from iepkit.progress import LEVELS, Schedule, attained, progress_of, report_schedule, statement, t_score
from iepkit.records import DataPoint, Goal, ProgressReport
from iepkit.vocabulary import Period

QUARTERS = (date(2026, 11, 6), date(2027, 1, 22), date(2027, 4, 2), date(2027, 6, 11))
FIRST, LAST = date(2026, 9, 14), date(2027, 9, 13)


def schedule(times: int | None, every: Period | None, ends: Sequence[date] = QUARTERS, **more: object) -> Schedule:
    goal = Goal(reported_times=times, reported_per=every)
    told = {"per": Period.QUARTER, "start": FIRST, "due": LAST, **more}
    return report_schedule(goal, ends, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("times", "per", "kind"),
    [
        (4, Period.YEAR, Period.QUARTER),
        (1, Period.QUARTER, Period.QUARTER),
        (1, Period.MARKING_PERIOD, Period.QUARTER),
        (1, Period.MARKING_PERIOD, Period.MARKING_PERIOD),
    ],
)
def test_a_report_for_each_marking_period(times: int, per: Period, kind: Period) -> None:
    found = schedule(times, per, QUARTERS[::-1], per=kind)
    assert [report.period_end for report in found.reports] == list(QUARTERS)
    assert [report.period_start for report in found.reports] == [FIRST, *QUARTERS[:-1]]
    assert found.unknown == ()


def test_trimesters_and_semesters() -> None:
    assert len(schedule(3, Period.YEAR, QUARTERS[1:], per=Period.TRIMESTER).reports) == 3
    assert len(schedule(2, Period.YEAR, QUARTERS[1::2], per=Period.SEMESTER).reports) == 2


def test_periods_that_end_outside_the_iep_are_not_reported_on() -> None:
    found = schedule(4, Period.YEAR, start=date(2026, 12, 1), due=date(2027, 4, 2))
    assert [(report.period_start, report.period_end) for report in found.reports] == [
        (QUARTERS[0], QUARTERS[1]),
        (QUARTERS[1], QUARTERS[2]),
    ]


@pytest.mark.parametrize(
    ("times", "per", "why"),
    [
        (None, Period.QUARTER, "The goal does not say, as a number, how often progress is reported."),
        (0, Period.QUARTER, "The goal does not say, as a number, how often progress is reported."),
        (4, None, "The goal does not say, as a number, how often progress is reported."),
        (2, Period.QUARTER, "When 2 a quarter are given does not follow from the ends of each quarter."),
        (3, Period.YEAR, "When 3 a year are given does not follow from the ends of each quarter."),
        (1, Period.MONTH, "When 1 a month are given does not follow from the ends of each quarter."),
    ],
)
def test_other_periods_are_not_guessed(times: int | None, per: Period | None, why: str) -> None:
    found = schedule(times, per)
    assert found.reports == ()
    assert [one.why for one in found.unknown] == [why]


def test_weeks_are_no_marking_periods() -> None:
    assert schedule(1, Period.WEEK, per=Period.WEEK).unknown[0].part == "reports"


def test_no_period_in_the_time_of_the_iep() -> None:
    found = schedule(4, Period.YEAR, ())
    assert [one.why for one in found.unknown] == ["No marking period ends in the time of the IEP."]


def test_reports_that_were_given() -> None:
    given = (
        ProgressReport(given=date(2026, 11, 20)),
        ProgressReport(given=date(2026, 11, 9)),
        ProgressReport(given=date(2027, 4, 9), period_end=date(2027, 1, 22)),
        ProgressReport(given=date(2027, 5, 1)),
        ProgressReport(period_end=date(2027, 6, 11)),
    )
    found = schedule(4, Period.YEAR, reports=given)
    assert [report.given for report in found.reports] == [date(2026, 11, 9), date(2027, 4, 9), date(2027, 5, 1), None]
    early = schedule(4, Period.YEAR, reports=given, as_of=date(2026, 12, 1))
    assert [report.given for report in early.reports] == [date(2026, 11, 9), None, None, None]


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(2026, 11, 5), None),  # before the period has ended
        (QUARTERS[0], 0),
        (date(2027, 1, 21), 0),
        (QUARTERS[1], 1),
        (date(2027, 5, 3), 2),
        (date(2027, 9, 1), 3),
    ],
)
def test_a_report_counts_for_the_period_that_ended_last(day: date, place: int | None) -> None:
    found = schedule(4, Period.YEAR, reports=[ProgressReport(given=day)])
    assert [report.given for report in found.reports] == [day if at == place else None for at in range(4)]


@pytest.mark.parametrize(
    ("end", "place"), [(FIRST, None), (date(2026, 10, 1), 0), (QUARTERS[0], 0), (date(2026, 11, 7), 1), (LAST, None)]
)
def test_a_report_that_names_its_period_counts_for_that(end: date, place: int | None) -> None:
    day = date(2027, 9, 1)
    found = schedule(4, Period.YEAR, reports=[ProgressReport(given=day, period_end=end)])
    assert [report.given for report in found.reports] == [day if at == place else None for at in range(4)]


GOAL = Goal(baseline_value=72, target=108, start=FIRST, due=date(2027, 5, 24), unit="words a minute")


def words(goal: Goal, label: str | None = None) -> str:
    found = progress_of(goal, as_of=date(2027, 2, 1))
    return statement(found, label) if label else statement(found)


def test_the_statement_names_the_measurement_and_no_one() -> None:
    made = Goal(
        baseline_value=72,
        target=108,
        start=FIRST,
        due=date(2027, 5, 24),
        unit="words a minute",
        data=(DataPoint(date(2027, 1, 18), 84),),
        text="Wren will read 108 words a minute.",
    )
    assert words(made) == "On 18 January 2027 the goal stood at 84 words a minute; the aimline expects 90."
    assert words(made, "Goal 1").startswith("On 18 January 2027 Goal 1 stood at 84")


def test_a_statement_without_aimline_or_unit() -> None:
    assert words(Goal(data=(DataPoint(date(2027, 1, 18), 0.1),))) == "On 18 January 2027 the goal stood at 0.1."
    percent = Goal(unit="% correct", data=(DataPoint(date(2027, 1, 18), 2, of=3),))
    assert words(percent) == "On 18 January 2027 the goal stood at 66.67% correct."


def test_a_statement_of_nothing() -> None:
    assert words(GOAL, "Goal 2") == "Nothing was measured on Goal 2 by 1 February 2027."


# -- Goal Attainment Scaling

SCORES = st.lists(st.sampled_from(LEVELS), min_size=1, max_size=8)


def test_the_t_score_by_hand() -> None:
    """Kiresuk and Sherman 1968: three goals one above, with weights 1, is 50 + 30 / sqrt(0.7 · 3 + 0.3 · 9)."""
    assert t_score([1, 1, 1]) == pytest.approx(50 + 30 / math.sqrt(4.8))
    assert t_score([2, -1], [3, 1]) == pytest.approx(50 + 50 / math.sqrt(0.7 * 10 + 0.3 * 16))
    assert t_score([1]) == pytest.approx(60)  # one goal: a level is one standard deviation
    assert t_score([1, 2], rho=1) == pytest.approx(65)  # one thing measured twice
    assert t_score([1, 1], rho=0) == pytest.approx(50 + 20 / math.sqrt(2))


@given(SCORES, st.integers(1, 9))
def test_laws_of_the_t_score(levels: list[int], weight: int) -> None:
    assert t_score([-level for level in levels]) == pytest.approx(100 - t_score(levels))
    assert t_score(levels, [weight] * len(levels)) == pytest.approx(t_score(levels))
    assert t_score(sorted(levels)) == pytest.approx(t_score(levels))
    assert t_score([0] * len(levels)) == 50


@pytest.mark.parametrize(
    ("levels", "weights", "rho", "path"),
    [
        ([], None, 0.3, "$.levels"),
        ([0, 3], None, 0.3, "$.levels[1]"),
        ([0.5], None, 0.3, "$.levels[0]"),
        ([0], [1, 1], 0.3, "$.weights"),
        ([0], [0], 0.3, "$.weights[0]"),
        ([0], [-1], 0.3, "$.weights[0]"),
        ([0], [float("inf")], 0.3, "$.weights[0]"),
        ([0], None, 1.1, "$.rho"),
        ([0], None, -0.1, "$.rho"),
    ],
)
def test_a_scale_that_is_none_is_refused(levels: list[int], weights: list[float] | None, rho: float, path: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        t_score(levels, weights, rho=rho)
    assert [problem.path for problem in caught.value.problems] == [path]


@pytest.mark.parametrize(
    ("value", "level"), [(79.99, -2), (80, -1), (89, -1), (90, 0), (100, 1), (109, 1), (110, 2), (999, 2)]
)
def test_the_level_that_a_value_attains(value: float, level: int) -> None:
    assert attained(value, [80, 90, 100, 110]) == level
    assert attained(-value, [-80, -90, -100, -110]) == level


@pytest.mark.parametrize("bounds", [[1, 2, 3], [1, 2, 2, 3], [1, 3, 2, 4], [1, 2, 3, 4, 5], [2, 2, 2, 2], []])
def test_bounds_that_are_no_scale_are_refused(bounds: list[float]) -> None:
    with pytest.raises(InvalidDocument, match="four values"):
        attained(1, bounds)
