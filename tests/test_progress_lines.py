"""Lines through a series, Student's t and forecasts: against numpy, the standard library, tables and plain sums."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from iepkit.errors import InvalidDocument
from iepkit.progress import (
    Line,
    Method,
    Point,
    Reaching,
    fit,
    forecast,
    reaching,
    slope,
    slope_interval,
    t_between,
    t_quantile,
)

FIRST = date(2026, 9, 1)
ONE = timedelta(1)
WEEKS = (72, 74, 75, 79)
DAYS = st.integers(0, 400)
VALUES = st.integers(-500, 500)
SERIES = st.lists(st.tuples(DAYS, VALUES), min_size=2, max_size=20).filter(lambda rows: len({x for x, _ in rows}) > 1)
each_method = pytest.mark.parametrize("method", Method)


def points(rows: Sequence[tuple[int, float | Fraction]]) -> list[Point]:
    return [Point(FIRST + timedelta(day), Fraction(value)) for day, value in sorted(rows)]


def weekly(*values: float | Fraction) -> list[Point]:
    return points([(7 * week, value) for week, value in enumerate(values)])


def line(made: Sequence[Point], method: Method = Method.LEAST_SQUARES) -> Line:
    found = fit(made, method)
    assert found is not None
    return found


# -- the four methods


def test_least_squares_by_hand() -> None:
    """Weeks 0 to 3 with 72, 74, 75, 79: slope 2.2, mean 75 at 1.5 weeks, squares of what is left 1.8."""
    found = line(weekly(*WEEKS))
    assert found.per_week == Fraction(11, 5)
    assert found.on(FIRST) == Fraction("71.7")
    assert found.spread is not None
    assert (found.spread.points, found.spread.freedom, found.spread.residual) == (4, 2, Fraction("1.8"))
    assert found.spread.width == 5 * 49
    assert found.spread.of_estimate == pytest.approx(math.sqrt(0.9))
    assert found.spread.of_slope == pytest.approx(math.sqrt(0.9 / 5) / 7)


@given(SERIES)
@example([(0, 1), (0, 2), (1, 5)])
def test_least_squares_is_what_numpy_and_the_standard_library_say(rows: list[tuple[int, int]]) -> None:
    found = line(points(rows))
    xs, ys = [float(x) for x, _ in rows], [float(y) for _, y in rows]
    rise, level = np.polyfit(xs, ys, 1)
    assert float(found.per_day) == pytest.approx(rise, abs=1e-8, rel=1e-8)
    assert float(found.on(FIRST)) == pytest.approx(level, abs=1e-6, rel=1e-8)
    told = statistics.linear_regression(xs, ys)
    assert float(found.per_day) == pytest.approx(told.slope, abs=1e-9, rel=1e-9)
    assert found.spread is not None
    left = sum((y - float(found.on(FIRST + timedelta(x)))) ** 2 for x, y in rows)
    assert float(found.spread.residual) == pytest.approx(left, abs=1e-6, rel=1e-9)


NORRIS = """
0.1 0.2 338.8 337.4 118.1 118.2 888.0 884.6 9.2 10.1 228.1 226.5 668.5 666.3 998.5 996.3 449.1 448.6 778.9 777.0
559.2 558.2 0.3 0.4 0.1 0.6 778.1 775.5 668.8 666.9 339.3 338.0 448.9 447.5 10.8 11.6 557.7 556.0 228.3 228.1
998.0 995.8 888.8 887.6 119.6 120.2 0.3 0.3 0.6 0.3 557.6 556.8 339.3 339.1 888.0 887.2 998.5 999.0 778.9 779.0
10.2 11.1 117.6 118.3 228.9 229.2 668.4 669.1 449.2 448.9 0.2 0.5
"""


def test_least_squares_gives_the_certified_values_of_nist() -> None:
    """NIST Statistical Reference Datasets, Norris: y and x by turns; here a day is a tenth of x."""
    numbers = [Fraction(one) for one in NORRIS.split()]
    found = line(points([(int(10 * x), y) for y, x in zip(numbers[::2], numbers[1::2], strict=True)]))
    assert found.points == 36
    assert found.spread is not None
    assert float(10 * found.per_day) == pytest.approx(1.00211681802045, rel=1e-14)
    assert float(found.on(FIRST)) == pytest.approx(-0.262323073774029, rel=1e-13)
    assert found.spread.of_estimate == pytest.approx(0.884796396144373, rel=1e-14)
    assert found.spread.of_slope == pytest.approx(0.429796848199937e-4, rel=1e-13)


@given(SERIES)
def test_the_fast_slope_is_the_exact_one_rounded_once(rows: list[tuple[int, int]]) -> None:
    assert slope([x for x, _ in rows], [y for _, y in rows]) == float(line(points(rows)).per_day)


@given(st.lists(st.tuples(DAYS, st.floats(-1e3, 1e3)), min_size=2, max_size=20))
def test_the_fast_slope_of_floats_is_close(rows: list[tuple[int, float]]) -> None:
    assume(len({x for x, _ in rows}) > 1)
    found = slope([x for x, _ in rows], [y for _, y in rows])
    assert found == pytest.approx(float(line(points(rows)).per_day), abs=1e-9, rel=1e-9)


@pytest.mark.parametrize("days", [(), (3,), (3, 3)])
def test_there_is_no_slope_without_two_days(days: tuple[int, ...]) -> None:
    assert slope(days, [1.0] * len(days)) is None
    assert fit(points([(day, 1) for day in days])) is None


@given(SERIES)
def test_theil_sen_is_the_median_of_all_slopes(rows: list[tuple[int, int]]) -> None:
    found = line(points(rows), Method.THEIL_SEN)
    slopes = [Fraction(b[1] - a[1], b[0] - a[0]) for a, b in combinations(rows, 2) if a[0] != b[0]]
    assert found.per_day == statistics.median(slopes)
    left = [y - found.on(FIRST + timedelta(x)) for x, y in rows]
    assert statistics.median(left) == 0


@pytest.mark.parametrize(
    ("values", "per_week"),
    [
        ((3, 9), 6),
        ((1, 2, 6), Fraction(5, 2)),  # the first against the last
        ((1, 2, 4, 9), Fraction(8, 3)),  # one left over goes to the middle
        ((1, 3, 0, 9, 13), Fraction(9, 3)),  # two go to the ends: medians 2 at 0.5, 11 at 3.5
        ((30, 49, 23, 50, 50, 50, 60, 66, 61), Fraction(61 - 30, 6)),
    ],
)
def test_tukey_by_hand(values: tuple[int, ...], per_week: Fraction) -> None:
    found = line(weekly(*values), Method.TUKEY)
    assert found.per_week == per_week


def test_tukey_passes_through_the_median_points_of_its_thirds() -> None:
    found = line(weekly(30, 49, 23, 50, 50, 50, 60, 66, 61), Method.TUKEY)
    assert found.on(FIRST + timedelta(7)) == 30
    assert found.on(FIRST + timedelta(49)) == 61


def test_split_middle_by_hand() -> None:
    """Halves 10, 14, 12 and 16, 20, 15 around a middle that is left out: medians 12 at week 1 and 16 at week 5."""
    found = line(weekly(10, 14, 12, 99, 16, 20, 15), Method.SPLIT_MIDDLE)
    assert found.per_week == 1
    left = [Fraction(value) - week for week, value in enumerate((10, 14, 12, 99, 16, 20, 15))]
    assert found.on(FIRST) == statistics.median(left) == 12


@given(SERIES)
def test_split_middle_splits(rows: list[tuple[int, int]]) -> None:
    found = line(points(rows), Method.SPLIT_MIDDLE)
    left = [y - found.on(FIRST + timedelta(x)) for x, y in rows]
    assert sum(one >= 0 for one in left) * 2 >= len(rows) <= sum(one <= 0 for one in left) * 2


@each_method
def test_points_of_one_day_stay_together(method: Method) -> None:
    assert line(points([(0, 1), (0, 3), (7, 5), (7, 7)]), method).per_week == 4


# -- laws of every method


@each_method
@given(rows=SERIES, constant=VALUES)
def test_equal_points_have_no_slope(method: Method, rows: list[tuple[int, int]], constant: int) -> None:
    found = line(points([(x, constant) for x, _ in rows]), method)
    assert found.per_day == 0
    assert found.on(FIRST + timedelta(1000)) == constant


@given(st.lists(DAYS, min_size=2, max_size=9), st.floats(allow_nan=False, allow_infinity=False))
def test_equal_floats_have_the_fast_slope_of_exactly_zero(days: list[int], constant: float) -> None:
    assert slope(days, [constant] * len(days)) in {0, None}


@each_method
@given(rows=SERIES, by=st.integers(1, 50), shift=st.integers(-300, 300), up=VALUES)
def test_scaling_scales_and_shifting_shifts_nothing(
    method: Method, rows: list[tuple[int, int]], by: int, shift: int, up: int
) -> None:
    found = line(points(rows), method)
    scaled = line(points([(x, by * y) for x, y in rows]), method)
    assert scaled.per_day == by * found.per_day
    assert scaled.on(FIRST) == by * found.on(FIRST)
    moved = line(points([(x + shift, y + up) for x, y in rows]), method)
    assert moved.per_day == found.per_day
    assert moved.on(FIRST + timedelta(shift)) == found.on(FIRST) + up


@each_method
@given(rows=SERIES)
def test_a_mirror_mirrors(method: Method, rows: list[tuple[int, int]]) -> None:
    found, mirrored = line(points(rows), method), line(points([(x, -y) for x, y in rows]), method)
    assert (mirrored.per_day, mirrored.on(FIRST)) == (-found.per_day, -found.on(FIRST))


@each_method
@given(days=st.sets(DAYS, min_size=2, max_size=12), rise=st.fractions(-5, 5, max_denominator=9), level=VALUES)
def test_points_on_a_line_give_that_line(method: Method, days: set[int], rise: Fraction, level: int) -> None:
    found = line(points([(day, level + rise * day) for day in days]), method)
    assert found.per_day == rise
    assert found.on(FIRST) == level
    if found.spread is not None:
        assert found.spread.residual == 0


# -- Student's t

# NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, upper critical values of Student's t distribution
TABLE = {
    1: (6.314, 12.706, 63.657),
    2: (2.920, 4.303, 9.925),
    3: (2.353, 3.182, 5.841),
    4: (2.132, 2.776, 4.604),
    5: (2.015, 2.571, 4.032),
    6: (1.943, 2.447, 3.707),
    10: (1.812, 2.228, 3.169),
    15: (1.753, 2.131, 2.947),
    30: (1.697, 2.042, 2.750),
    60: (1.671, 2.000, 2.660),
    100: (1.660, 1.984, 2.626),
}


@pytest.mark.parametrize("freedom", TABLE)
def test_t_is_that_of_the_printed_tables(freedom: int) -> None:
    assert tuple(round(t_between(share, freedom), 3) for share in (0.90, 0.95, 0.99)) == TABLE[freedom]


def test_t_of_one_and_two_degrees_in_closed_form() -> None:
    """With one degree the tangent, with two an algebraic function."""
    for share in (0.1, 0.5, 0.8, 0.95, 0.999):
        assert t_between(share, 1) == pytest.approx(math.tan(share * math.pi / 2), rel=1e-11)
        assert t_between(share, 2) == pytest.approx(share * math.sqrt(2 / (1 - share * share)), rel=1e-10)


@pytest.mark.parametrize("freedom", [3, 4, 7, 12, 41])
@pytest.mark.parametrize("share", [0.2, 0.8, 0.95, 0.99])
def test_t_against_the_density_summed_by_simpson(freedom: int, share: float) -> None:
    t, steps = t_between(share, freedom), 4000
    scale = math.gamma((freedom + 1) / 2) / math.gamma(freedom / 2) / math.sqrt(freedom * math.pi)
    weights = [1 if at in {0, steps} else 4 if at % 2 else 2 for at in range(steps + 1)]
    xs = (t * at / steps for at in range(steps + 1))
    area = sum(w * (1 + x * x / freedom) ** (-(freedom + 1) / 2) for w, x in zip(weights, xs, strict=True))
    assert 2 * scale * area * t / steps / 3 == pytest.approx(share, abs=1e-10)


def test_t_of_many_degrees_is_that_of_the_normal_distribution() -> None:
    assert t_between(0.95, 5000) == pytest.approx(statistics.NormalDist().inv_cdf(0.975), abs=5e-4)


def test_quantiles_are_symmetric() -> None:
    assert t_quantile(0.975, 6) == t_between(2 * 0.975 - 1, 6) == -t_quantile(0.025, 6)
    assert t_quantile(0.5, 3) == 0


@pytest.mark.parametrize(("share", "freedom"), [(0, 3), (1, 3), (95, 3), (0.95, 0), (0.95, -2)])
def test_no_t_for_what_is_no_share_or_no_degree(share: float, freedom: int) -> None:
    with pytest.raises(InvalidDocument):
        t_between(share, freedom)


# -- intervals and forecasts


def test_the_prediction_interval_by_hand() -> None:
    """A week on: 80.5 ± 4.30265 · s · sqrt(1 + 1/4 + 2.5²/5) with s² = 0.9, which is 80.5 ± 4.30265 · 1.5."""
    found = forecast(line(weekly(*WEEKS)), FIRST + timedelta(28))
    assert found is not None
    assert (found.value, found.on, found.confidence) == (Fraction("80.5"), FIRST + timedelta(28), 0.95)
    assert found.high - 80.5 == pytest.approx(80.5 - found.low) == pytest.approx(4.30265273 * 1.5)


def test_the_interval_of_the_slope_by_hand() -> None:
    ends = slope_interval(line(weekly(*WEEKS)))
    assert ends is not None
    half = 4.30265273 * math.sqrt(0.9 / 5)
    assert [7 * end for end in ends] == pytest.approx([2.2 - half, 2.2 + half])


@pytest.mark.parametrize("method", [Method.THEIL_SEN, Method.TUKEY, Method.SPLIT_MIDDLE])
def test_no_interval_is_claimed_for_other_methods(method: Method) -> None:
    found = line(weekly(*WEEKS), method)
    assert slope_interval(found) is None
    assert forecast(found, FIRST) is None
    assert reaching(found, Fraction(110), FIRST).latest is None


def test_two_points_leave_no_error() -> None:
    found = line(weekly(72, 74))
    assert found.spread is not None
    assert found.spread.of_estimate is found.spread.of_slope is None
    assert slope_interval(found) is None
    assert forecast(found, FIRST) is None
    assert reaching(found, Fraction(80), FIRST) == Reaching(Fraction(80), FIRST + timedelta(28), None, None, 0.95)


def band(found: Line, day: date, value: Fraction, confidence: float) -> bool:
    """Whether the confidence band of a line holds a value on a day, straight from the formula."""
    assert found.spread is not None
    assert found.spread.of_estimate is not None
    away = (day - date(1970, 1, 1)).days - float(found.at)
    half = t_between(confidence, found.spread.freedom) * found.spread.of_estimate
    half *= math.sqrt(1 / found.points + away * away / float(found.spread.width))
    return abs(float(found.on(day) - value)) <= half


@given(
    st.lists(st.integers(-3, 3), min_size=5, max_size=12),
    st.integers(2, 6),
    st.integers(60, 90),
    st.sampled_from([0.5, 0.8, 0.95]),
)
def test_the_days_of_reaching_are_those_on_which_the_band_holds_the_value(
    noise: list[int], rise: int, target: int, confidence: float
) -> None:
    found = line(weekly(*(40 + rise * week + wobble for week, wobble in enumerate(noise))))
    assume(found.spread is not None and found.spread.residual > 0)
    told = reaching(found, Fraction(target), FIRST, confidence)
    if told.latest is not None:
        assert told.earliest is not None
        assert told.on is not None
        assert FIRST <= told.earliest <= told.on <= told.latest
        inside = [told.earliest + ONE, told.latest - ONE] if (told.latest - told.earliest).days > 2 else []
        assert all(band(found, day, Fraction(target), confidence) for day in inside)
        outside = [told.latest + ONE, *([told.earliest - ONE] if told.earliest > FIRST else [])]
        assert not any(band(found, day, Fraction(target), confidence) for day in outside)
    else:
        assert told.earliest is None
        ends = slope_interval(found, confidence)
        assert ends is not None
        assert ends[0] <= 1e-9


def test_a_line_that_leads_away_reaches_nothing() -> None:
    found = line(weekly(80, 79, 77, 77, 75))
    told = reaching(found, Fraction(110), FIRST)
    assert (told.on, told.earliest, told.latest) == (None, None, None)


def test_a_level_line_reaches_nothing() -> None:
    told = reaching(line(weekly(80, 80, 80)), Fraction(110), FIRST)
    assert (told.on, told.earliest, told.latest) == (None, None, None)


def test_a_day_past_the_calendar_is_no_day() -> None:
    told = reaching(line(points([(0, 0), (1000, 1), (2000, 2)])), Fraction(10**9), FIRST)
    assert (told.on, told.earliest, told.latest) == (None, None, None)


def test_the_bounds_are_cut_at_the_first_day() -> None:
    found = line(weekly(50, 61, 69, 80, 90))
    told = reaching(found, Fraction(50), FIRST)
    assert told.earliest == FIRST
    assert told.latest is not None
    assert told.latest >= FIRST


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_a_confidence_is_a_share(confidence: float) -> None:
    with pytest.raises(InvalidDocument, match="confidence"):
        forecast(line(weekly(*WEEKS)), FIRST, confidence)


def test_intervals_hold_as_often_as_they_say() -> None:
    """Two thousand invented children on a true line with normal errors: no more, and no fewer, than promised."""
    rng = np.random.default_rng(2026)
    day, true, target, many = FIRST + timedelta(7 * 20), 72 + 20, 110, 2000
    slopes = values = days = bounded = 0
    for noise in rng.normal(0, 3, (many, 13)).round(3).tolist():
        found = line(weekly(*(Fraction(repr(72 + week + noise[week])) for week in range(12))))
        ends, later = slope_interval(found, 0.9), forecast(found, day, 0.9)
        assert ends is not None
        assert later is not None
        slopes += ends[0] <= 1 / 7 <= ends[1]
        values += later.low <= true + noise[12] <= later.high
        told = reaching(found, Fraction(target), FIRST, 0.9)
        if told.earliest is not None and told.latest is not None:
            bounded += 1
            days += told.earliest <= FIRST + timedelta(7 * 38) <= told.latest
    assert slopes / many == pytest.approx(0.9, abs=0.02)
    assert values / many == pytest.approx(0.9, abs=0.02)
    assert bounded > many * 0.9
    assert days / bounded == pytest.approx(0.9, abs=0.02)
