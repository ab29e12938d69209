"""Progress on a goal: measurements, aimline, decision rules, mastery, objectives, and the laws that hold for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit.errors import InvalidDocument, WrongType
from iepkit.progress import (
    CHRIST_2013,
    FOUR_POINT,
    MEDIAN_OF_THREE,
    NCRTI_2012,
    RULES,
    TREND_INTERVAL,
    TREND_LINE,
    Criterion,
    Daily,
    Method,
    Minimum,
    Point,
    Progress,
    ProgressPolicy,
    Rule,
    Standing,
    View,
    aimline,
    better,
    criterion_of,
    exact,
    fit,
    lack_of_progress,
    lack_on,
    level,
    mastery,
    n_of_m,
    progress_of,
    series,
    shown,
    steps,
)
from iepkit.progress.rules import LastPoints
from iepkit.records import DataPoint, Goal, Objective, Phase
from iepkit.vocabulary import GoalDirection, PhaseKind

START, DUE = date(2026, 9, 7), date(2027, 5, 31)  # 38 weeks
AS_OF = date(2027, 6, 30)
READING = Goal(unit="words a minute", baseline_value=72, target=110, start=START, due=DUE)  # a word a week
each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


def week(number: float) -> date:
    return START + timedelta(days=round(7 * number))


def measured(goal: Goal, *values: float, first: int = 1) -> Goal:
    """A value a week."""
    return attrs.evolve(goal, data=tuple(DataPoint(week(first + at), value) for at, value in enumerate(values)))


def on_aim(weeks: int, off: float = 0) -> list[float]:
    return [72 + at + off for at in range(1, weeks + 1)]


def told(goal: Goal, as_of: date = AS_OF, **policy: object) -> Progress:
    return progress_of(goal, as_of=as_of, policy=ProgressPolicy(**policy))  # type: ignore[arg-type]


def values(goal: Goal, as_of: date = AS_OF, daily: Daily = Daily.MEDIAN) -> list[Fraction]:
    return [point.value for point in series(goal, as_of=as_of, daily=daily).points]


# -- numbers


def test_a_float_is_the_decimal_that_is_written() -> None:
    assert exact(0.1) == Fraction(1, 10) != Fraction(0.1)
    assert exact(79.99) == Fraction(7999, 100)
    assert exact(1e-7) == Fraction(1, 10**7)
    assert exact(float("inf")) is exact(float("nan")) is exact(10**12) is exact(-1e300) is None
    assert exact(10**12 - 1) == 10**12 - 1
    assert exact(Fraction(1, 3)) == Fraction(1, 3)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (80, "80"),
        (79.99, "79.99"),
        (Fraction("0.005"), "0.01"),
        (Fraction("-0.005"), "-0.01"),
        (-0.001, "0"),
        (10, "10"),
    ],
)
def test_numbers_are_rounded_only_when_they_are_shown(value: float | Fraction, words: str) -> None:
    assert shown(exact(value) or 0) == words


# -- measurements


def test_the_order_of_entry_does_not_matter() -> None:
    goal = measured(READING, 73, 75, 74, 78, 77, 80, 79, 81)
    assert told(attrs.evolve(goal, data=goal.data[::-1])) == told(goal)


def test_nothing_after_the_day_is_seen() -> None:
    assert values(measured(READING, 73, 74, 75), as_of=week(2)) == [73, 74]


@pytest.mark.parametrize(("daily", "expected"), [(Daily.MEDIAN, [75]), (Daily.MEAN, [78]), (Daily.EACH, [74, 75, 85])])
def test_several_values_on_one_day(daily: Daily, expected: list[int]) -> None:
    goal = attrs.evolve(READING, data=tuple(DataPoint(week(1), value) for value in (85, 74, 75)))
    assert values(goal, daily=daily) == expected
    assert sum(point.many for point in series(goal, as_of=AS_OF, daily=daily).points) == 3


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("%", [70, 80]),
        ("percent correct", [70, 80]),
        ("% accuracy", [70, 80]),
        ("of 20 problems", [14, 16]),
        ("out of 5", [Fraction(7, 2), 4]),
        ("problems", None),
        (None, None),
    ],
)
def test_trials_are_put_on_the_scale_of_the_unit(unit: str | None, expected: list[Fraction] | None) -> None:
    goal = Goal(unit=unit, data=(DataPoint(week(1), 7, of=10), DataPoint(week(2), 4, of=5)))
    found = series(goal, as_of=AS_OF)
    assert [point.value for point in found.points] == (expected or [])
    lost = "2 measurements out of so many opportunities have no place on the scale."
    assert [one.why for one in found.unknown] == ([] if expected else [lost])


def test_a_count_out_of_as_many_each_time_is_a_count() -> None:
    goal = Goal(unit="problems", data=(DataPoint(week(1), 7, of=10), DataPoint(week(2), 8, of=10)))
    assert values(goal) == [7, 8]


def test_what_is_no_number_is_left_out_and_told() -> None:
    goal = Goal(unit="%", data=(DataPoint(week(1), float("nan")), DataPoint(week(2), 3, of=0), DataPoint(week(3), 60)))
    found = series(goal, as_of=AS_OF)
    assert [point.value for point in found.points] == [60]
    assert found.unknown[0].why.startswith("2 measurements held no number")
    one = series(Goal(data=(DataPoint(week(1), float("inf")),)), as_of=AS_OF)
    assert one.unknown[0].why.startswith("1 measurement held")


def test_measurements_kept_apart_are_counted_once() -> None:
    goal = attrs.evolve(READING, data=(DataPoint(week(1), 73), DataPoint(week(1), 73)))
    apart = (DataPoint(week(1), 73), DataPoint(week(2), 75), DataPoint(week(99), 1))
    found = series(goal, as_of=AS_OF, data=apart)
    assert [point.value for point in found.points] == [73, 75]
    assert [point.many for point in found.points] == [2, 1]


def test_negative_opportunities_are_refused() -> None:
    with pytest.raises(InvalidDocument):
        DataPoint(week(1), 3, of=-1)


def test_level() -> None:
    found = level(series(measured(READING, 70, 80, 75, 90), as_of=AS_OF).points)
    assert found is not None
    assert found.points == 4
    assert [found.mean, found.median, found.last] == [Fraction(315, 4), Fraction(155, 2), 90]
    assert found.last_three == 80
    short = level(series(measured(READING, 70, 80), as_of=AS_OF).points)
    assert short is not None
    assert short.last_three is None
    assert level(()) is None


# -- the aimline


def test_the_aimline_goes_from_baseline_to_target() -> None:
    found, unknown = aimline(READING)
    assert found is not None
    assert unknown == ()
    assert found.legs[0].per_week == 1
    assert [found.expected(day) for day in (START, week(19), DUE, AS_OF)] == [72, 91, 110, 110]
    assert found.expected(START - timedelta(1)) is None


def test_the_days_of_the_iep_serve_a_goal_without_its_own() -> None:
    bare = Goal(baseline_value=72, target=110)
    assert aimline(bare, start=START, due=DUE)[0] == aimline(READING)[0]
    assert [one.why for one in aimline(bare)[1]] == [
        "The goal has no day of its baseline.",
        "The goal has no day on which it is due.",
    ]


def test_a_goal_due_before_it_starts_has_no_aimline() -> None:
    found, unknown = aimline(attrs.evolve(READING, due=START))
    assert found is None
    assert unknown[0].settle == "Correct the days of the goal."


@pytest.mark.parametrize("target", [None, float("nan")])
def test_no_target_no_aimline(target: float | None) -> None:
    found, unknown = aimline(attrs.evolve(READING, target=target))
    assert found is None
    assert [str(one) for one in unknown] == ["aimline: The goal has no target as a number. Record the target."]


def test_a_new_aim_starts_where_the_child_stood() -> None:
    aim = Phase(on=week(10), kind=PhaseKind.AIM, target=129)
    goal = attrs.evolve(measured(READING, *on_aim(10, 10)), phases=(aim,))
    found, unknown = aimline(goal, series(goal, as_of=AS_OF).points)
    assert found is not None
    assert unknown == ()
    assert found.expected(week(9)) == 81  # the old line holds before
    assert found.expected(week(10)) == 91  # the median of 90, 91, 92
    assert found.expected(DUE) == 129


def test_a_new_aim_may_say_all_by_itself() -> None:
    aim = Phase(on=week(10), value=85, target=100, due=week(20))
    found, _ = aimline(attrs.evolve(READING, phases=(aim,)))
    assert found is not None
    assert [found.expected(week(at)) for at in (10, 15, 20)] == [85, Fraction("92.5"), 100]
    same = Phase(on=week(10), kind=PhaseKind.AIM, value=85)
    found, _ = aimline(attrs.evolve(READING, phases=(same,)))
    assert found is not None
    assert found.expected(DUE) == 110


@pytest.mark.parametrize(
    "aim",
    [
        Phase(on=week(10), target=120),
        Phase(on=week(10), kind=PhaseKind.AIM, value=90, target=float("nan")),
        Phase(on=DUE, value=90, target=120),
        Phase(on=START - timedelta(1), value=90, target=120),
    ],
)
def test_a_new_aim_that_cannot_be_drawn_ends_the_line(aim: Phase) -> None:
    found, unknown = aimline(attrs.evolve(READING, phases=(aim, Phase(on=week(39), target=1))))
    assert found is not None
    assert found.expected(aim.on) is None
    assert found.leg(AS_OF) is None
    assert [one.part for one in unknown] == ["aimline"]


def test_instruction_that_changed_leaves_the_aimline() -> None:
    goal = attrs.evolve(READING, phases=(Phase(on=week(10), kind=PhaseKind.INTERVENTION, label="small group"),))
    assert aimline(goal)[0] == aimline(READING)[0]
    assert "small group" not in repr(goal)


@pytest.mark.parametrize(
    ("goal", "side"),
    [
        (READING, 1),
        (Goal(baseline_value=12, target=3), -1),
        (Goal(direction=GoalDirection.DECREASE), -1),
        (Goal(direction=GoalDirection.MAINTAIN, baseline_value=90, target=90), 0),
        (Goal(baseline_value=3, target=3), 0),
        (Goal(), 0),
    ],
)
def test_which_side_is_better(goal: Goal, side: int) -> None:
    assert better(goal) == side


# -- decision rules


@pytest.mark.parametrize(
    ("off", "standing"),
    [
        ((0, 0, 1, 1, 1, 1), Standing.AHEAD),
        ((0, 0, -1, -1, -1, -1), Standing.BEHIND),
        ((0, 0, -1, -1, -1, 0), Standing.ON_TRACK),
        ((-9, -9, 1, -1, -1, -1), Standing.ON_TRACK),
        ((-9, -9, 0, 0, 0, 0), Standing.ON_TRACK),
    ],
)
def test_the_four_point_rule(off: Sequence[int], standing: Standing) -> None:
    goal = measured(READING, *(72 + at + more for at, more in enumerate(off, 1)))
    found = told(goal).decision
    assert (found.rule, found.standing) == ("four-point", standing)
    assert len(found.lines) == 5


def test_the_arithmetic_of_the_four_point_rule() -> None:
    found = told(measured(READING, 73, 74, 74, 77, 77, 77.5)).decision
    assert found.lines == (
        "28 September 2026: 74, expected 75: short of the aimline",
        "5 October 2026: 77, expected 76: better than the aimline",
        "12 October 2026: 77, expected 77: on the aimline",
        "19 October 2026: 77.5, expected 78: short of the aimline",
        "of the last 4: 1 better than the aimline, 2 short of it",
    )
    assert "iris.peabody.vanderbilt.edu" in found.source


def test_n_of_m() -> None:
    goal = measured(READING, 72, 73, 74, 75, 78, 77)
    assert told(goal, rule=n_of_m(3, 4)).status is Standing.BEHIND
    assert told(goal, rule=n_of_m(4, 5)).status is Standing.BEHIND
    assert told(goal, rule=FOUR_POINT).status is Standing.ON_TRACK
    up = measured(READING, 72, 73, 76, 77, 78, 77)
    assert told(up, rule=n_of_m(3, 4)).status is Standing.AHEAD


@pytest.mark.parametrize(("number", "window"), [(2, 4), (0, 4), (5, 4)])
def test_a_rule_that_could_answer_both_ways_is_refused(number: int, window: int) -> None:
    with pytest.raises(InvalidDocument):
        n_of_m(number, window)
    with pytest.raises(InvalidDocument):
        LastPoints("x", 4, 4, 0, FOUR_POINT.minimum, "x")


def test_a_wide_window_asks_for_as_many_points() -> None:
    rule = n_of_m(5, 8)
    assert rule.minimum.points == 8
    assert told(measured(READING, *on_aim(7, -1)), rule=rule).status is Standing.UNKNOWN
    assert told(measured(READING, *on_aim(8, -1)), rule=rule).status is Standing.BEHIND


def test_a_rule_with_less_than_it_looks_at_is_refused() -> None:
    few = Minimum(2, 0, "nobody")
    with pytest.raises(InvalidDocument, match="at least 3 points"):
        attrs.evolve(MEDIAN_OF_THREE, minimum=few)
    with pytest.raises(InvalidDocument, match="at least 4 points"):
        attrs.evolve(FOUR_POINT, minimum=few)


def test_a_trend_takes_two_days_whatever_the_policy_asks_for() -> None:
    found = told(measured(READING, 73), minimum=Minimum(1, 0, "nobody"))
    assert found.trend is None
    assert "There are not two days with a measurement." in {one.why for one in found.unknown}


@pytest.mark.parametrize(
    ("last", "standing"),
    [((76, 99, 76), Standing.BEHIND), ((1, 78, 99), Standing.AHEAD), ((77, 1, 99), Standing.ON_TRACK)],
)
def test_the_median_of_three(last: tuple[int, int, int], standing: Standing) -> None:
    found = told(measured(READING, 73, 74, 75, *last), rule=MEDIAN_OF_THREE).decision
    assert found.standing is standing
    assert found.lines[1] == "12 October 2026: expected 77"


@pytest.mark.parametrize(("rise", "standing"), [(1, Standing.ON_TRACK), (0.9, Standing.BEHIND), (1.1, Standing.AHEAD)])
def test_the_trend_line(rise: float, standing: Standing) -> None:
    goal = measured(READING, *(round(72 + rise * at, 1) for at in range(8)))
    found = told(goal, rule=TREND_LINE).decision
    assert found.standing is standing
    assert found.lines == (f"trend (least-squares) of 8 points: {shown(rise)} a week", "aimline: 1 a week")


@pytest.mark.parametrize(
    ("made", "standing"),
    [
        ((72, 75, 73, 76, 75, 79, 77, 80), Standing.ON_TRACK),
        ((72, 72, 73, 72, 72, 73, 72, 73), Standing.BEHIND),
        ((72, 75, 78, 81, 84, 87, 91, 93), Standing.AHEAD),
    ],
)
def test_the_trend_with_its_error(made: tuple[int, ...], standing: Standing) -> None:
    found = told(measured(READING, *made), rule=TREND_INTERVAL).decision
    assert found.standing is standing
    assert "(95 percent)" in found.lines[0]
    assert found.lines[1] == "aimline: 1 a week"
    mirror = measured(attrs.evolve(READING, baseline_value=-72, target=-110), *(-one for one in made))
    assert told(mirror, rule=TREND_INTERVAL).status is standing


def test_the_arithmetic_of_the_trend_with_its_error() -> None:
    goal = measured(READING, 72, 75, 73, 76, 75, 79, 77, 80)
    words = "trend of 8 points: 0.99 a week, between 0.46 and 1.52 (95 percent)"
    assert told(goal, rule=TREND_INTERVAL).decision.lines[0] == words


def test_a_line_without_errors_has_no_interval() -> None:
    found = told(measured(READING, *on_aim(8)), week(9), rule=TREND_INTERVAL, method=Method.THEIL_SEN)
    assert found.status is Standing.UNKNOWN
    assert found.forecast is None
    assert found.reach is not None
    assert found.reach.latest is None
    assert "trend (theil-sen): 1 a week" in found.lines


@each_rule
def test_one_point_cannot_tell(rule: Rule) -> None:
    found = told(measured(READING, 73), rule=rule)
    assert found.status is Standing.UNKNOWN
    assert found.decision.lines == (f"It takes {rule.minimum.points} points, and there are 1.",)
    assert [one.part for one in found.unknown] == ["trend", "status"]
    assert (found.trend, found.forecast, found.reach) == (None, None, None)


@each_rule
def test_points_of_a_few_days_cannot_tell(rule: Rule) -> None:
    goal = attrs.evolve(READING, data=tuple(DataPoint(week(1) + timedelta(day), 73) for day in range(10)))
    found = told(goal, rule=rule)
    assert found.decision.lines == (
        f"It takes {rule.minimum.days} days from the first point to the last, and there are 9.",
    )


@each_rule
def test_without_an_aimline_or_a_side_nothing_is_told(rule: Rule) -> None:
    bare = told(measured(attrs.evolve(READING, target=None), *on_aim(12)), rule=rule)
    assert bare.decision.lines == ("There is no aimline to hold the measurements against.",)
    level_goal = attrs.evolve(READING, target=72, direction=GoalDirection.MAINTAIN)
    held = told(measured(level_goal, *on_aim(12)), rule=rule)
    assert held.decision.lines == ("The goal does not say whether more or less is better.",)


@each_rule
def test_points_before_the_aimline_are_not_held_against_it(rule: Rule) -> None:
    goal = measured(READING, *on_aim(12), first=-14)
    assert told(goal, rule=rule).decision.lines == ("The aimline has no value on the days measured.",)


def test_a_trend_is_held_against_the_leg_of_its_last_day() -> None:
    aim = Phase(on=week(6), kind=PhaseKind.AIM, value=80, target=240)  # five a week
    goal = attrs.evolve(measured(READING, *on_aim(9)), phases=(aim,))
    line, _ = aimline(goal)
    points = series(goal, as_of=AS_OF).points
    found = TREND_LINE.decide(View(points, line, 1, fit(points)))
    assert found.standing is Standing.BEHIND
    assert found.lines[1] == "aimline: 5 a week"


def test_a_trend_rule_needs_a_trend() -> None:
    found = told(measured(READING, *on_aim(9)), rule=TREND_LINE, minimum=CHRIST_2013)
    assert found.decision.lines == ("There is no trend line.",)


def test_the_minimum_is_a_policy_with_a_source() -> None:
    goal = measured(READING, *on_aim(9))
    assert told(goal, minimum=NCRTI_2012).trend is not None
    assert told(goal, minimum=CHRIST_2013).trend is None
    assert told(measured(READING, *on_aim(12)), minimum=CHRIST_2013).trend is not None
    assert "Journal of School Psychology 51 (2013)" in CHRIST_2013.source


# -- laws


@each_rule
@given(weeks=st.sets(st.integers(1, 37), min_size=9, max_size=20))
def test_a_series_on_the_aimline_is_on_track(rule: Rule, weeks: set[int]) -> None:
    goal = attrs.evolve(READING, data=tuple(DataPoint(week(at), 72 + at) for at in weeks))
    found = told(goal, week(37), rule=rule)
    assert found.status is Standing.ON_TRACK
    assert not found.arrived
    assert found.trend is not None
    assert found.trend.per_week == 1
    assert found.reach is not None
    assert found.reach.on == DUE


NOISY = st.lists(st.integers(40, 140), min_size=1, max_size=20)


@each_rule
@given(made=NOISY)
def test_a_goal_to_decrease_mirrors_one_to_increase(rule: Rule, made: list[int]) -> None:
    up = told(measured(READING, *made), rule=rule)
    mirrored = attrs.evolve(READING, baseline_value=-72, target=-110)
    down = told(measured(mirrored, *(-value for value in made)), rule=rule)
    assert (up.better, down.better) == (1, -1)
    assert down.status is up.status
    assert (up.trend is None) == (down.trend is None)
    if up.trend and down.trend and up.reach and down.reach:
        assert down.trend.per_day == -up.trend.per_day
        assert (down.reach.on, down.reach.earliest, down.reach.latest) == (
            up.reach.on,
            up.reach.earliest,
            up.reach.latest,
        )
    assert up.mastery is not None
    assert down.mastery is not None
    assert (down.mastery.met, down.mastery.first) == (up.mastery.met, up.mastery.first)


@each_rule
@given(made=NOISY, days=st.integers(-900, 900))
def test_shifted_dates_shift_nothing_else(rule: Rule, made: list[int], days: int) -> None:
    by = timedelta(days)
    here = told(measured(READING, *made), rule=rule)
    data = tuple(DataPoint(point.on + by, point.value) for point in measured(READING, *made).data)
    there = told(attrs.evolve(READING, start=START + by, due=DUE + by, data=data), AS_OF + by, rule=rule)
    assert there.status is here.status
    assert there.expected == here.expected
    assert there.level == here.level
    assert (there.trend and there.trend.per_day) == (here.trend and here.trend.per_day)


@each_rule
@given(made=NOISY, by=st.integers(2, 9))
def test_other_units_change_no_answer(rule: Rule, made: list[int], by: int) -> None:
    here = told(measured(READING, *made), rule=rule)
    scaled = attrs.evolve(READING, baseline_value=72 * by, target=110 * by)
    there = told(measured(scaled, *(value * by for value in made)), rule=rule)
    assert there.status is here.status
    if here.trend and there.trend:
        assert there.trend.per_day == by * here.trend.per_day


@given(made=NOISY, order=st.data())
def test_any_order_of_entry_gives_the_same(made: list[int], order: st.DataObject) -> None:
    goal = measured(READING, *made)
    entered = order.draw(st.permutations(goal.data))
    assert told(attrs.evolve(goal, data=tuple(entered))) == told(goal)


# -- phases


def test_rules_look_at_what_came_after_the_last_change() -> None:
    goal = measured(READING, *on_aim(8, -5), *(72 + at + 2 for at in range(9, 17)))
    changed = attrs.evolve(goal, phases=(Phase(on=week(9), kind=PhaseKind.INTERVENTION),))
    found = told(changed)
    assert found.since == week(9)
    assert len(found.current) == 8 < len(found.points) == 16
    assert found.status is Standing.AHEAD
    assert found.trend is not None
    assert found.trend.points == 8
    assert told(changed, week(12)).status is Standing.UNKNOWN
    assert told(changed, week(8)).since is None
    assert "since the change on 9 November 2026: 8 points" in found.lines


def test_what_is_yet_to_change_changes_nothing() -> None:
    goal = measured(READING, *on_aim(8))
    later = attrs.evolve(goal, phases=(Phase(on=week(20), kind=PhaseKind.AIM, target=129),))
    assert told(later, week(10)) == told(goal, week(10))
    assert told(later, week(20)).aimline != told(goal, week(20)).aimline


# -- a lack of expected progress


def test_two_signs_make_a_lack_of_progress() -> None:
    found = lack_of_progress(told(measured(READING, 72, 74, 73, 75, 74, 76, 75, 77)))
    assert found is not None
    assert (found.first, found.last, found.points, found.due) == (week(5), week(8), 4, DUE)
    assert found.target == 110
    assert shown(found.projected) == "93.64"
    assert found.lines == told(measured(READING, 72, 74, 73, 75, 74, 76, 75, 77)).decision.lines


@pytest.mark.parametrize(
    "made",
    [
        (60, 62, 64, 66, 68, 70, 72, 74),  # short of the aimline, and rising faster than it
        (80, 80, 80, 80, 80, 80, 80, 81),  # flat, and better than the aimline on the last day
        (70, 70, 70, 70, 70, 70, 70),  # too few
        (),
    ],
)
def test_one_sign_makes_none(made: tuple[int, ...]) -> None:
    assert lack_of_progress(told(measured(READING, *made))) is None


def test_the_policy_on_the_status_does_not_move_the_signs() -> None:
    goal = measured(READING, *on_aim(10, -5)[::-1])
    assert lack_of_progress(told(goal, rule=MEDIAN_OF_THREE)) == lack_of_progress(told(goal))


@given(made=st.lists(st.integers(40, 140), min_size=8, max_size=14))
def test_a_lack_of_progress_mirrors(made: list[int]) -> None:
    up = lack_of_progress(told(measured(READING, *made)))
    mirrored = attrs.evolve(READING, baseline_value=-72, target=-110)
    down = lack_of_progress(told(measured(mirrored, *(-value for value in made))))
    assert (up is None) == (down is None)
    if up and down:
        assert (up.first, up.last) == (down.first, down.last)
        assert up.projected == -down.projected


@given(extra=st.lists(st.integers(0, 30), min_size=8, max_size=14))
def test_nobody_on_the_aimline_or_beyond_lacks_progress(extra: list[int]) -> None:
    goal = measured(READING, *(72 + at + more for at, more in enumerate(extra, 1)))
    assert lack_of_progress(told(goal)) is None


VALUES = st.lists(st.integers(60, 100), max_size=14)


@given(made=VALUES, apart=VALUES, changed=st.one_of(st.none(), st.integers(1, 12)), days=st.booleans())
def test_the_short_way_to_a_lack_of_progress_is_the_long_one(
    made: list[int], apart: list[int], changed: int | None, *, days: bool
) -> None:
    phases = () if changed is None else (Phase(on=week(changed), kind=PhaseKind.INTERVENTION),)
    goal = attrs.evolve(measured(READING, *made), phases=phases, start=READING.start if days else None)
    other = [DataPoint(week(at), value) for at, value in enumerate(apart, 1)]
    dates: dict[str, Any] = {"start": READING.start, "due": DUE}
    long = lack_of_progress(progress_of(goal, as_of=AS_OF, data=other, **dates))
    assert lack_on(goal, as_of=AS_OF, data=other, **dates) == long


# -- mastery


def points_of(*made: float) -> list[Point]:
    return [Point(week(at), Fraction(str(value))) for at, value in enumerate(made, 1)]


EIGHTY = Criterion(Fraction(80), 1)


@pytest.mark.parametrize(
    ("criterion", "made", "met", "first", "holds"),
    [
        (EIGHTY, (79.99,), False, None, False),
        (EIGHTY, (80,), True, 1, True),
        (EIGHTY, (80, 70), True, 1, False),
        (attrs.evolve(EIGHTY, times=3, window=4), (80, 70, 80, 80, 70), True, 4, False),
        (attrs.evolve(EIGHTY, times=3, window=4), (80, 80, 80, 70), True, 3, True),
        (attrs.evolve(EIGHTY, times=3, window=4), (80, 70, 70, 80, 80), False, None, False),
        (attrs.evolve(EIGHTY, times=3, window=3), (80, 80, 70, 80, 80, 80), True, 6, True),
        (Criterion(Fraction(2), -1), (3, 2), True, 2, True),
        (EIGHTY, (), None, None, False),
    ],
)
def test_mastery(criterion: Criterion, made: tuple[float, ...], met: object, first: int | None, holds: object) -> None:
    found = mastery(criterion, points_of(*made))
    assert (found.met, found.first, found.holds) == (met, week(first) if first else None, holds)


def test_mastery_tells_whether_it_was_kept() -> None:
    found = mastery(attrs.evolve(EIGHTY, times=2, window=2, said=True), points_of(80, 80, 70, 85, 90))
    assert found.after == (2, 3)
    assert found.lines == (
        "criterion: 80 or more on 2 of 2 measurements",
        "enough on 4 of 5 measurements",
        "first met on 21 September 2026",
        "since then enough on 2 of 3",
    )


def test_days_and_weeks_as_occasions() -> None:
    rows = ((0, 90), (0, 70), (1, 60), (7, 90), (21, 90))
    made = [Point(START + timedelta(day), Fraction(value)) for day, value in rows]
    by_day = mastery(attrs.evolve(EIGHTY, times=2, window=2, occasion="day"), made)
    assert by_day.first == START + timedelta(21)  # the first day is 80 in the median, the second is not enough
    by_week = mastery(attrs.evolve(EIGHTY, times=2, window=2, occasion="week"), made)
    assert by_week.first == START + timedelta(21)  # the median of the first week is 70; no measurement, no occasion


@given(made=st.lists(st.integers(70, 90), max_size=15), times=st.integers(1, 4), more=st.integers(0, 3))
def test_mastery_is_what_a_plain_search_finds(made: list[int], times: int, more: int) -> None:
    window = times + more
    found = mastery(attrs.evolve(EIGHTY, times=times, window=window), points_of(*made))
    ends = [
        end
        for end in range(1, len(made) + 1)
        if any(sum(value >= 80 for value in made[begin:end]) >= times for begin in range(max(0, end - window), end))
    ]
    assert found.first == (week(ends[0]) if ends else None)
    assert found.holds == (bool(ends) and ends[-1] == len(made))


UP, DOWN = GoalDirection.INCREASE, GoalDirection.DECREASE


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (READING, "110 or more"),
        (
            Goal(text="Sam will read 110 words a minute on 3 of 4 probes.", baseline_value=72),
            "110 or more on 3 of 4 measurements",
        ),
        (Goal(criterion="90% in 4 of 5 sessions", direction=UP), "90 or more on 4 of 5 measurements"),
        (Goal(criterion="at least 90% in 4 of 5 sessions"), "90 or more on 4 of 5 measurements"),
        (
            Goal(criterion="4 of 5 opportunities across three consecutive days", direction=UP),
            "80 or more on 3 of 3 days",
        ),
        (Goal(criterion="no more than 2 call-outs a day for 4 consecutive weeks"), "2 or less on 4 of 4 weeks"),
        (Goal(criterion="4 of 5 trials", target=80, unit="%", direction=UP), "80 or more"),
        (Goal(criterion="4 of 5 trials", unit="of 5 trials", direction=UP), "4 or more"),
        (Goal(criterion="within 10 seconds in 7 of 10 trials", unit="%", direction=UP), "70 or more"),
        (Goal(criterion="within 10 seconds in 7 of 10 trials", unit="%", target=70, direction=UP), "70 or more"),
        (
            Goal(criterion="within 10 seconds in 7 of 10 trials", unit="seconds"),
            "10 or less on 7 of 10 measurements",
        ),
        (
            Goal(criterion="80% accuracy in 4 of 5 trials", target=80, direction=UP),
            "80 or more on 4 of 5 measurements",
        ),
        (
            Goal(criterion="write 5 sentences with 90% accuracy on 4 of 5", unit="%", direction=UP),
            "90 or more on 4 of 5 measurements",
        ),
        (Goal(criterion="4 of 5 days", target=90, unit="%", direction=UP), "90 or more on 4 of 5 days"),
        (
            Goal(criterion="3 sessions in a row", target=2, baseline_value=9, unit="prompts"),
            "2 or less on 3 of 3 measurements",
        ),
        (Goal(target=5, baseline_value=5, criterion="at most 5 errors"), "5 or less"),
        (
            Goal(
                text="Robin will ask in 8 of 10 opportunities.", baseline_value=2, target=8, unit="of 10 opportunities"
            ),
            "8 or more",
        ),
        (
            Goal(
                text="Robin will ask in 8 of 10 opportunities on 3 of 4 weekly observations.",
                baseline_value=2,
                target=8,
                unit="of 10 opportunities",
            ),
            "8 or more on 3 of 4 measurements",
        ),
    ],
)
def test_the_criterion_of_a_goal(goal: Goal, words: str) -> None:
    found, unknown = criterion_of(goal)
    assert found is not None
    assert found.words == words
    assert unknown == ()


@pytest.mark.parametrize(
    ("goal", "why"),
    [
        (Goal(), "The goal has no one value that is enough."),
        (Goal(target=float("nan"), direction=UP), "The goal has no one value that is enough."),
        (Goal(criterion="80%", unit="words a minute", direction=UP), "The goal has no one value that is enough."),
        (Goal(criterion="4 of 5 trials", unit="minutes", direction=UP), "The goal has no one value that is enough."),
        (
            Goal(criterion="within 10 seconds in 7 of 10 trials", direction=UP),
            "The goal has no one value that is enough.",
        ),
        (
            Goal(criterion="100 words a minute with 95% accuracy", direction=UP),
            "The goal has no one value that is enough.",
        ),
        (
            Goal(criterion="4 of 5 trials across two settings", direction=UP),
            "On how many occasions the value is to be reached cannot be told from the words.",
        ),
        (Goal(target=80), "The goal does not say whether more or less is better."),
        (
            Goal(criterion="80% in 4 of 5 trials over 3 consecutive sessions", direction=UP),
            "On how many occasions the value is to be reached cannot be told from the words.",
        ),
        (
            Goal(criterion="80% for 3 consecutive months", direction=UP),
            "On how many occasions the value is to be reached cannot be told from the words.",
        ),
    ],
)
def test_a_criterion_that_cannot_be_told(goal: Goal, why: str) -> None:
    found, unknown = criterion_of(goal)
    assert found is None
    assert [(one.part, one.why) for one in unknown] == [("mastery", why)]
    assert told(goal).mastery is None


def test_objectives_each() -> None:
    objectives = (
        Objective(target=75, due=week(4)),
        Objective(text="Reads 90 words a minute.", met=week(30)),
        Objective(criterion="", text=None),
        Objective(due=week(20)),
        Objective(text="Reads better."),
    )
    goal = attrs.evolve(measured(READING, 74, 76, 89), objectives=objectives)
    found = told(goal).steps
    assert [(step.target, step.due, step.reached, step.recorded) for step in found] == [
        (75, week(4), week(2), None),
        (90, None, None, week(30)),
        (None, None, None, None),
        (None, week(20), None, None),
        (None, None, None, None),
    ]
    sideless = Goal(objectives=(Objective(target=75),))
    assert steps(sideless, points_of(80))[0].reached is None


# -- the whole


def test_the_whole_in_lines() -> None:
    goal = measured(READING, 72, 74, 73, 75, 74, 76, 75, 77)
    assert str(told(goal, week(10))).splitlines() == [
        "last measured on 2 November 2026: 77 words a minute (8 points)",
        "mean 74.5, median 74.5, of the last three 76",
        "the aimline expects 82 on 16 November 2026",
        "trend (least-squares): 0.57 a week",
        "at this rate 93.64 on 31 May 2027, a measurement then between 82.73 and 104.56 (95 percent)",
        "at this rate 110 is reached on 18 December 2027, between 14 July 2027 and 20 June 2029",
        "four-point: behind",
        "  12 October 2026: 74, expected 77: short of the aimline",
        "  19 October 2026: 76, expected 78: short of the aimline",
        "  26 October 2026: 75, expected 79: short of the aimline",
        "  2 November 2026: 77, expected 80: short of the aimline",
        "  of the last 4: 0 better than the aimline, 4 short of it",
        "criterion: 110 or more",
        "enough on 0 of 8 measurements",
        "not yet met",
    ]


def test_what_cannot_be_told_is_in_the_lines() -> None:
    bare = told(Goal())
    assert bare.lines == (
        "nothing measured",
        "unknown: aimline: The goal has no baseline as a number. Record the baseline value.",
        "unknown: aimline: The goal has no target as a number. Record the target.",
        "unknown: aimline: The goal has no day of its baseline. Record the day on which the goal starts.",
        "unknown: aimline: The goal has no day on which it is due. Record the day on which the goal is due.",
        f"unknown: trend: It takes 8 points, and there are 0. Measure on. {NCRTI_2012.source}.",
        f"unknown: status: {bare.decision.lines[0]} Rule four-point: {FOUR_POINT.minimum.source}.",
        f"unknown: {criterion_of(Goal())[1][0]}",
    )


def test_level_points_reach_nothing_and_say_so() -> None:
    found = told(measured(READING, *[75] * 9))
    assert found.trend is not None
    assert found.trend.per_day == 0
    assert "at this rate 110 is not reached" in found.lines
    wobbly = told(measured(READING, 75, 90, 60, 91, 64, 90, 76, 86), week(9))
    assert any(line.endswith("when at the latest cannot be told") for line in wobbly.lines)


def test_a_bound_beyond_all_calendars_cannot_be_told() -> None:
    found = told(measured(READING, 72, 74, 73, 75, 74, 76, 75, 77), week(10), confidence=0.99534)
    assert found.reach is not None
    assert found.reach.earliest is not None
    assert found.reach.latest is None
    assert "at this rate 110 is reached on 18 December 2027, when at the latest cannot be told" in found.lines


def test_a_trend_that_has_arrived_has_nothing_to_reach() -> None:
    goal = measured(READING, *(106 + at for at in range(9)))
    found = told(goal, week(9))
    assert found.arrived
    assert found.reach is None
    assert "the trend line has reached the target" in found.lines
    assert not told(goal, week(4)).arrived  # no trend yet
    sideless = attrs.evolve(goal, direction=GoalDirection.MAINTAIN)
    assert not told(sideless, week(9)).arrived
    assert not told(attrs.evolve(goal, target=None)).arrived
    down = attrs.evolve(READING, baseline_value=12, target=3)
    assert told(measured(down, *(11 - at for at in range(9))), week(9)).arrived


def test_nothing_of_the_words_of_a_goal_is_repeated() -> None:
    goal = attrs.evolve(measured(READING, *on_aim(9)), id="G-77", text="Wren will read 110 words a minute.", need="N-1")
    found = told(goal)
    assert "Wren" not in repr(found) + str(found)
    assert "G-77" not in repr(found) + str(found)


def test_misuse_raises() -> None:
    with pytest.raises(WrongType):
        progress_of("Reads well.", as_of=AS_OF)  # type: ignore[arg-type]
    with pytest.raises(WrongType):
        progress_of(READING, as_of="2027-01-01")  # type: ignore[arg-type]
    with pytest.raises(InvalidDocument):
        told(measured(READING, *on_aim(9)), confidence=95)


ANY = st.one_of(st.integers(-200, 200), st.floats(), st.just(10**15))
MAYBE = st.one_of(st.none(), ANY)
ON = st.dates(date(2026, 1, 1), date(2028, 1, 1)) | st.sampled_from([date.min, date.max])
POINTS = st.lists(st.builds(DataPoint, on=ON, value=ANY, of=st.none() | st.integers(0, 9)), max_size=20).map(tuple)
PHASES = st.lists(
    st.builds(
        Phase,
        on=ON,
        kind=st.none() | st.sampled_from(PhaseKind),
        value=MAYBE,
        target=MAYBE,
        due=st.none() | ON,
    ),
    max_size=3,
).map(tuple)
GOALS = st.builds(
    Goal,
    criterion=st.none()
    | st.sampled_from(["80% on 3 of 4 probes", "4 of 5 trials", "5 days in a row", "0 of 0", "at most 3"]),
    baseline_value=MAYBE,
    target=MAYBE,
    unit=st.none() | st.sampled_from(["%", "of 10", "minutes"]),
    direction=st.none() | st.sampled_from(GoalDirection),
    start=st.none() | ON,
    due=st.none() | ON,
    objectives=st.lists(st.builds(Objective, target=MAYBE, due=st.none() | ON), max_size=2).map(tuple),
    data=POINTS,
    phases=PHASES,
)


@given(goal=GOALS, apart=POINTS, as_of=ON, rule=st.sampled_from(list(RULES.values())), method=st.sampled_from(Method))
def test_nothing_in_a_file_raises(
    goal: Goal, apart: tuple[DataPoint, ...], as_of: date, rule: Rule, method: Method
) -> None:
    found = progress_of(goal, as_of=as_of, data=apart, policy=ProgressPolicy(rule=rule, method=method))
    assert all(found.lines)
    assert found.status in Standing
    assert (found.status is Standing.UNKNOWN) == any(one.part == "status" for one in found.unknown)
    lack_of_progress(found)
