"""Timings side by side: every candidate in every round, the best sample of each, ratios to a named base."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Mapping
from time import perf_counter_ns

__all__ = ["best_of", "compare"]

_ROUNDS, _SAMPLE_NS = 25, 4_000_000


def best_of(candidates: Mapping[str, Callable[[], object]], rounds: int = _ROUNDS) -> dict[str, float]:
    """The best time of one call of each candidate, in nanoseconds; candidates alternate in random order."""
    loops = {name: _loops(call) for name, call in candidates.items()}
    best = dict.fromkeys(candidates, float("inf"))
    order, shuffle = list(candidates), random.Random(0).shuffle
    for _ in range(rounds):
        shuffle(order)
        for name in order:
            best[name] = min(best[name], _sample(candidates[name], loops[name]))
    return best


def compare(
    title: str,
    candidates: Mapping[str, Callable[[], object]],
    base: str,
    *,
    per: Mapping[str, int] | None = None,
    rounds: int = _ROUNDS,
) -> dict[str, float]:
    """Prints a table of times and ratios, and returns the ratios to `base`.

    `per` says how many things one call of a candidate answers, where that is not one; times are then for each of them.
    """
    best = {name: time / (per or {}).get(name, 1) for name, time in best_of(candidates, rounds).items()}
    ratios = {name: time / best[base] for name, time in best.items()}
    width = max(map(len, best))
    print(f"{title}\n{'':{width}}  {'µs':>10}  {'ratio':>7}")
    for name, time in sorted(best.items(), key=lambda row: row[1]):
        print(f"{name:{width}}  {time / 1000:>10.{2 if time > 100 else 4}f}  {ratios[name]:>7.2f}")
    return ratios


def _loops(call: Callable[[], object]) -> int:
    """How many calls fill one sample."""
    call()
    return max(1, round(_SAMPLE_NS / max(1.0, _sample(call, 3))))


def _sample(call: Callable[[], object], loops: int) -> float:
    gc.collect()
    gc.disable()
    start = perf_counter_ns()
    for _ in range(loops):
        call()
    took = perf_counter_ns() - start
    gc.enable()
    return took / loops
