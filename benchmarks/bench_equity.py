"""Equity: 20,000 districts in 98 ratios, against numpy written by hand for that one purpose."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from measure import compare

from iepkit.columns.equity import ratios
from iepkit.equity import Standard

DISTRICTS, CATEGORIES, GROUPS = 20_000, 14, 7
CELL, N, THRESHOLD = 10, 30, 2.5
Counts = npt.NDArray[np.int64]


def by_hand(x: Counts, n: Counts, state_x: Counts, state_n: Counts) -> npt.NDArray[np.bool_]:
    """What an analyst writes: floats, one standard for all, no reasons."""
    other_x, other_n = x.sum(2, keepdims=True) - x, n.sum(2, keepdims=True) - n
    rest_x, rest_n = state_x.sum(1, keepdims=True) - state_x, state_n.sum(1, keepdims=True) - state_n
    with np.errstate(all="ignore"):
        risk = x / n
        ratio = np.where((other_x >= CELL) & (other_n >= N), risk / (other_x / other_n), risk / (rest_x / rest_n))
    ratio[(x < CELL) | (n < N)] = np.nan
    return np.asarray(ratio > THRESHOLD)


def main() -> None:
    random = np.random.default_rng(0)
    n = random.integers(0, 900, (DISTRICTS, CATEGORIES, GROUPS), dtype=np.int64)
    x = random.binomial(n, random.uniform(0.01, 0.2, n.shape)).astype(np.int64)
    state_x, state_n = x.sum(0), n.sum(0)
    standards = [Standard("2.5", cell=CELL, n=N)] * CATEGORIES
    found = ratios(x, n, standards=standards, state=(state_x, state_n))
    assert (found.exceeds != by_hand(x, n, state_x, state_n)).mean() < 1e-4  # floats err at the threshold itself
    compare(
        f"{DISTRICTS:,} districts, {CATEGORIES * GROUPS} ratios each",
        {
            "numpy by hand, floats": lambda: by_hand(x, n, state_x, state_n),
            "iepkit.columns.equity.ratios, exact, with reasons": lambda: ratios(
                x, n, standards=standards, state=(state_x, state_n)
            ),
        },
        "numpy by hand, floats",
        rounds=7,
    )


if __name__ == "__main__":
    main()
