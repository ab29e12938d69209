"""The ratios on columns, held to those of one district at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

np = pytest.importorskip("numpy")

from iepkit.columns.equity import KIND_ORDER, ratios  # noqa: E402
from iepkit.equity import Count, Group, Standard, ratios_of  # noqa: E402
from iepkit.errors import WrongType  # noqa: E402

standards = st.builds(
    lambda threshold, cell, n: Standard(threshold, cell=cell, n=n),
    st.sampled_from(["1", "1.5", "2.1", "5/3"]),
    st.integers(0, 12),
    st.integers(0, 40),
)


@given(st.integers(0, 2**32), st.lists(standards, min_size=1, max_size=3), st.booleans())
@settings(deadline=None)
def test_columns_answer_as_one_district_does(seed: int, rules: list[Standard], told: bool) -> None:  # noqa: FBT001
    random = np.random.default_rng(seed)
    total = random.integers(0, 60, (4, len(rules), 7))
    outcome = random.integers(0, total + 1)
    state = (outcome.sum(0), total.sum(0)) if told else None
    found = ratios(outcome, total, standards=rules, state=state)

    def cells(x: Any, n: Any) -> dict[Group, Count]:
        return {group: Count(int(a), int(b)) for group, a, b in zip(Group, x, n, strict=True)}

    for district in range(4):
        for at, rule in enumerate(rules):
            whole = cells(state[0][at], state[1][at]) if state else None
            expected = ratios_of(cells(outcome[district, at], total[district, at]), standard=rule, state=whole)
            for place, one in enumerate(expected.values()):
                assert KIND_ORDER[found.kind[district, at, place]] is one.kind
                assert bool(found.exceeds[district, at, place]) is bool(one.exceeds)
                value = found.value[district, at, place]
                assert np.isnan(value) if one.value is None else value == float(one.value)


def test_no_districts_give_no_ratios() -> None:
    none = np.zeros((0, 1, 7), np.int64)
    assert ratios(none, none, standards=[Standard(2, cell=1, n=1)]).kind.shape == (0, 1, 7)


ONE = np.ones((1, 1, 7), np.int64)


@pytest.mark.parametrize(
    "call",
    [
        lambda rule: ratios(ONE.astype(float), ONE, standards=[rule]),
        lambda rule: ratios(ONE[0], ONE[0], standards=[rule]),
        lambda rule: ratios(ONE, ONE, standards=[rule, rule]),
        lambda rule: ratios(ONE, ONE[..., :3], standards=[rule]),
        lambda rule: ratios(-ONE, ONE, standards=[rule]),
        lambda rule: ratios(2 * ONE, ONE, standards=[rule]),
        lambda rule: ratios(ONE << 40, ONE << 40, standards=[rule]),
    ],
)
def test_what_cannot_be_meant_is_refused(call: Callable[[Standard], object]) -> None:
    with pytest.raises(WrongType):
        call(Standard(2, cell=1, n=1))
