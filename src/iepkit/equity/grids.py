"""What if: other thresholds and minimums, and how many children make the difference."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor

import attrs

from iepkit.equity.counts import Counts
from iepkit.equity.ratios import Ratio
from iepkit.equity.standards import Standard, Standards

__all__ = ["WhatIf", "to_parity", "to_threshold", "what_if_standards"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class WhatIf:
    """What one standard for all categories would do: districts with a ratio over, ratios worked out, ratios over.

    Of one year: a State with the freedoms of 300.647(d) identifies fewer. `unknown` counts ratios that need the State.
    """

    standard: Standard
    districts: int
    ratios: int
    over: int
    unknown: int


def what_if_standards(
    counts: Counts, thresholds: Iterable[Fraction | int | str], cells: Iterable[int], ns: Iterable[int]
) -> tuple[WhatIf, ...]:
    """Every combination of thresholds, cell sizes and n-sizes, in the order given, thresholds slowest.

    >>> from iepkit.equity import read_csv
    >>> table = read_csv('''district,category,group,outcome,total
    ... North,id-all,asian,24,120
    ... North,id-all,white,30,600''')
    >>> [(one.standard.cell, one.districts) for one in what_if_standards(table, ["2.5"], [10, 25], [30])]
    [(10, 1), (25, 0)]
    """
    thresholds, cells, ns = list(thresholds), list(cells), list(ns)
    grid = (Standard(threshold, cell=cell, n=n) for threshold in thresholds for cell in cells for n in ns)
    return tuple(_what_if(counts, standard) for standard in grid)


def _what_if(counts: Counts, standard: Standard) -> WhatIf:
    found = counts.ratios(Standards(standard))
    over = [place for place, ratio in found.items() if ratio.exceeds]
    worked_out = sum(ratio.value is not None for ratio in found.values())
    unknown = sum(ratio.exceeds is None for ratio in found.values())
    return WhatIf(standard, len({district for district, *_ in over}), worked_out, len(over), unknown)


def to_threshold(ratio: Ratio) -> int | None:
    """How many fewer children of the group with the outcome bring the ratio down to the threshold.

    Negative: how many more it takes until it is over, where so many children are in the group. `None` without a ratio
    or where no number of children gets there. The comparison group stays as it is, and the minimums
    are not looked at again. An arithmetic distance, never
    advice: to refuse a child what the child needs, for a number, is against the law (34 CFR 300.646(f)).

    >>> from iepkit.equity import Count, ratio_of
    >>> state = Standard("2.5", cell=10, n=30)
    >>> to_threshold(ratio_of(Count(24, 120), Count(30, 600), standard=state))
    9
    >>> to_threshold(ratio_of(Count(15, 120), Count(30, 600), standard=state))
    -1
    """
    at = _outcomes_at(ratio, ratio.standard.threshold)
    if at is None:
        return None
    most = floor(at)  # with so many the ratio is not yet over
    if ratio.group.outcome > most:
        return ratio.group.outcome - most
    needed = most + 1 - ratio.group.outcome
    return -needed if most < ratio.group.total else None


def to_parity(ratio: Ratio) -> int | None:
    """How many children of the group more than at parity have the outcome, to the next whole child from above.

    Negative where fewer have it; `None` without a ratio. It is what "pupils to parity" means, and no advice either.

    >>> from iepkit.equity import Count, ratio_of
    >>> to_parity(ratio_of(Count(24, 120), Count(30, 600), standard=Standard("2.5", cell=10, n=30)))
    18
    """
    at = _outcomes_at(ratio, Fraction(1))
    return None if at is None else ceil(ratio.group.outcome - at)


def _outcomes_at(ratio: Ratio, value: Fraction) -> Fraction | None:
    """How many of the group would have the outcome at this ratio."""
    against = ratio.comparison
    if ratio.value is None or against is None:
        return None
    return value * against.outcome / against.total * ratio.group.total
