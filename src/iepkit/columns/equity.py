"""The ratios of 34 CFR 300.647 for many districts at once, with the answers of `iepkit.equity` (extra `columns`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.equity import Kind, Standard
from iepkit.errors import WrongType

__all__ = ["KIND_ORDER", "RatioColumns", "ratios"]


def __dir__() -> list[str]:
    return __all__


KIND_ORDER = tuple(Kind)
_CODE = {kind: code for code, kind in enumerate(KIND_ORDER)}
_MOST = 2**63 - 1
Counts = npt.NDArray[np.int64]


@attrs.frozen(eq=False)
class RatioColumns:
    """Arrays in the shape of the counts: districts, categories, groups.

    `kind` holds places in `KIND_ORDER`; `value` the ratio as a float, to be shown, nan where there is none; `exceeds`
    is decided on whole numbers. Where `kind` says that the State was not given, `exceeds` is False and unknown.
    """

    kind: npt.NDArray[np.uint8]
    value: npt.NDArray[np.float64]
    exceeds: npt.NDArray[np.bool_]


def ratios(
    outcome: Counts, total: Counts, *, standards: Sequence[Standard], state: tuple[Counts, Counts] | None = None
) -> RatioColumns:
    """The ratios of all districts, from whole numbers of the shape districts, categories, groups.

    `standards` has one for each category. `state` is what the whole State has, outcomes and totals by category and
    group; without it no alternate risk ratio is known. Equal to `ratio_of`; `value` is the float nearest to the
    fraction as long as the products of counts stay under 2**53.
    Raises `WrongType` for other shapes or types, for outcomes that are not between 0 and the total, and for counts
    so large that products pass 2**63.

    >>> some = np.array([[[24, 30]]]), np.array([[[120, 600]]])
    >>> found = ratios(*some, standards=[Standard("2.5", cell=10, n=30)])
    >>> found.value.tolist(), found.exceeds.tolist()
    ([[[4.0, 0.25]]], [[[True, False]]])
    """
    _check(outcome, total, standards)
    if state is not None:
        _check(state[0][None], state[1][None], standards)
    shape = outcome.shape
    found = RatioColumns(np.empty(shape, np.uint8), np.empty(shape), np.empty(shape, np.bool_))
    rules = _rules(standards)
    rest = None if state is None else (_others(state[0]), _others(state[1]))
    for start in range(0, len(outcome), _BLOCK):  # as many districts as stay near the processor
        part = slice(start, start + _BLOCK)
        _block(outcome[part], total[part], rules, rest, (found.kind[part], found.value[part], found.exceeds[part]))
    return found


def _check(outcome: Any, total: Any, standards: Sequence[Standard]) -> None:
    for name, array in (("outcome", outcome), ("total", total)):
        if not isinstance(array, np.ndarray) or array.dtype != np.int64 or array.ndim != _AXES:
            raise WrongType(name, "an array of 64-bit whole numbers: districts, categories, groups")
    if outcome.shape != total.shape or outcome.shape[1] != len(standards):
        raise WrongType("outcome", "the shape of `total`, and one standard for each category")
    if outcome.size and (outcome.min() < 0 or (outcome > total).any()):
        raise WrongType("outcome", "0 or more, and not more than the total")


_AXES, _BLOCK = 3, 128
Rules = tuple[Counts, Counts, Counts, Counts]
Answers = tuple[npt.NDArray[np.uint8], npt.NDArray[np.float64], npt.NDArray[np.bool_]]


def _rules(standards: Sequence[Standard]) -> Rules:
    """Cell sizes, n-sizes, and the thresholds as numerators and denominators, a category each."""
    rows = [(one.cell, one.n, one.threshold.numerator, one.threshold.denominator) for one in standards]
    table = np.array(rows, np.int64).reshape(-1, 4)
    cell, n, over, under = (table[:, [at]] for at in range(4))
    return cell, n, over, under


def _others(counts: Counts) -> Counts:
    """What all other groups have together; the groups are added one by one, which is faster than along a short axis."""
    together = counts[..., 0].copy()
    for at in range(1, counts.shape[-1]):
        together += counts[..., at]
    return together[..., None] - counts


def _block(x: Counts, n: Counts, rules: Rules, rest: tuple[Counts, Counts] | None, into: Answers) -> None:
    """The answers for some districts, written into their place."""
    cell, least, over, under = rules
    kind, value, exceeds = into
    other_x, other_n = _others(x), _others(n)
    group = (x >= cell) & (n >= least)
    near = group & (other_x >= cell) & (other_n >= least)
    far = group ^ near
    kind[...] = np.where(group, _CODE[Kind.STATE_NOT_GIVEN], _CODE[Kind.GROUP_TOO_SMALL])
    if rest is not None:
        large = (rest[0] >= cell) & (rest[1] >= least)
        np.copyto(kind, np.where(large, _CODE[Kind.ALTERNATE], _CODE[Kind.STATE_TOO_SMALL]).astype(np.uint8), where=far)
        np.copyto(other_x, rest[0], where=far)
        np.copyto(other_n, rest[1], where=far)
        far &= large
    else:
        far[...] = False
    kind[near] = _CODE[Kind.RISK_RATIO]
    asked = near | far
    if (cell == 0).any():  # a minimum of 0 lets through what has no ratio
        kind[asked & (other_x == 0)] = _CODE[Kind.NO_COMPARISON_RISK]
        kind[asked & (n == 0)] = _CODE[Kind.NO_CHILDREN]
        asked &= (n > 0) & (other_x > 0)
    _fits((x, other_n, int(under.max(initial=1))), (n, other_x, int(over.max(initial=1))))
    above, below = x * other_n, n * other_x
    value[...] = np.nan
    np.divide(above, below, out=value, where=asked)
    above *= under
    below *= over
    np.greater(above, below, out=exceeds)
    exceeds &= asked


def _fits(*products: tuple[Counts, Counts, int]) -> None:
    """Nothing, where no product can pass what 64 bits hold."""
    if any(one.size and int(one.max()) * int(other.max()) * number > _MOST for one, other, number in products):
        raise WrongType("total", "counts whose products stay under 2**63")
