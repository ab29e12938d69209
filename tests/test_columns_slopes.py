"""The slopes of many goals in columns: equal to the scalar path, goal by goal."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit.columns import slopes
from iepkit.errors import InvalidDocument
from iepkit.progress import slope

GOALS = 5
ROWS = st.lists(st.tuples(st.integers(0, GOALS - 1), st.integers(20_000, 20_400), st.integers(-200, 200)), max_size=40)
FLOATS = st.lists(st.tuples(st.integers(0, GOALS - 1), st.integers(20_000, 20_400), st.floats(-200, 200)), max_size=40)


def in_columns(rows: list[tuple[int, int, float]], goals: int = GOALS) -> list[float | None]:
    goal, days, values = ([row[at] for row in rows] for at in range(3))
    found = slopes(np.array(goal, np.int32), np.array(days, np.int32), np.array(values, float), goals=goals)
    assert found.shape == (goals,)
    return [None if math.isnan(one) else one for one in found.tolist()]


def one_by_one(rows: list[tuple[int, int, float]]) -> list[float | None]:
    of: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for goal, day, value in rows:
        if math.isfinite(value):
            of[goal].append((day, value))
    return [slope([day for day, _ in of[goal]], [value for _, value in of[goal]]) for goal in range(GOALS)]


@given(ROWS)
def test_whole_values_give_the_scalar_slope_to_the_last_bit(rows: list[tuple[int, int, float]]) -> None:
    assert in_columns(rows) == one_by_one(rows)
    assert in_columns(sorted(rows)) == one_by_one(rows)


@given(FLOATS)
def test_floats_give_the_scalar_slope_to_rounding(rows: list[tuple[int, int, float]]) -> None:
    for found, expected in zip(in_columns(rows), one_by_one(rows), strict=True):
        assert found == (None if expected is None else pytest.approx(expected, abs=1e-9, rel=1e-9))


def test_what_is_no_number_is_left_out() -> None:
    rows = [(0, 0, 1.0), (0, 7, math.nan), (0, 14, 3.0), (1, 0, math.inf), (1, 7, 2.0)]
    assert in_columns(rows, 2) == [1 / 7, None]


def test_equal_values_have_no_slope() -> None:
    assert in_columns([(0, 3, 0.1), (0, 5, 0.1), (0, 20, 0.1), (1, 1, 0.7), (0, 4, 0.1), (1, 2, 0.7)], 2) == [0, 0]


def test_nothing_measured() -> None:
    assert in_columns([], 3) == [None, None, None]
    assert in_columns([], 0) == []


@pytest.mark.parametrize(
    ("goal", "days", "values", "paths"),
    [
        ([0, 2], [1, 2], [1, 2], ["$.goal"]),
        ([-1, 0], [1, 2], [1, 2], ["$.goal"]),
        ([0], [1, 2], [1], ["$"]),
        ([5], [1], [], ["$", "$.goal"]),
    ],
)
def test_columns_that_do_not_fit_are_refused(
    goal: list[int], days: list[int], values: list[float], paths: list[str]
) -> None:
    with pytest.raises(InvalidDocument) as caught:
        slopes(np.array(goal), np.array(days), np.array(values, float), goals=2)
    assert [problem.path for problem in caught.value.problems] == paths
