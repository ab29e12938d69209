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
    rows = [_category(outcome, total, at, standard, state) for at, standard in enumerate(standards)]
    return RatioColumns(*(np.stack(parts, axis=1) for parts in zip(*rows, strict=True)))


def _check(outcome: Any, total: Any, standards: Sequence[Standard]) -> None:
    for name, array in (("outcome", outcome), ("total", total)):
        if not isinstance(array, np.ndarray) or array.dtype != np.int64 or array.ndim != _AXES:
            raise WrongType(name, "an array of 64-bit whole numbers: districts, categories, groups")
    if outcome.shape != total.shape or outcome.shape[1] != len(standards):
        raise WrongType("outcome", "the shape of `total`, and one standard for each category")
    if outcome.size and (outcome.min() < 0 or (outcome > total).any()):
        raise WrongType("outcome", "0 or more, and not more than the total")


_AXES = 3


def _category(
    outcome: Counts, total: Counts, at: int, standard: Standard, state: tuple[Counts, Counts] | None
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """One category: the answers of every district and group."""
    x, n = outcome[:, at], total[:, at]
    other_x, other_n = x.sum(1, keepdims=True) - x, n.sum(1, keepdims=True) - n
    group, district = _meets(x, n, standard), _meets(other_x, other_n, standard)
    kind = np.where(group, np.uint8(_CODE[Kind.STATE_NOT_GIVEN]), np.uint8(_CODE[Kind.GROUP_TOO_SMALL]))
    alternate = group & ~district
    if state is not None:
        state_x, state_n = (part[at].sum() - part[at] for part in state)
        large = _meets(state_x, state_n, standard)
        codes = np.where(large, np.uint8(_CODE[Kind.ALTERNATE]), np.uint8(_CODE[Kind.STATE_TOO_SMALL]))
        kind = np.where(alternate, codes, kind)
        other_x, other_n = np.where(alternate, state_x, other_x), np.where(alternate, state_n, other_n)
        alternate &= large
    else:
        alternate = np.zeros_like(group)
    kind[group & district] = _CODE[Kind.RISK_RATIO]
    asked = (group & district) | alternate
    if not standard.n or not standard.cell:
        kind[asked & (other_x == 0)] = _CODE[Kind.NO_COMPARISON_RISK]
        kind[asked & (n == 0)] = _CODE[Kind.NO_CHILDREN]
        asked &= (n > 0) & (other_x > 0)
    over, under = standard.threshold.numerator, standard.threshold.denominator
    _fits((x, other_n, under), (n, other_x, over))
    above, below = x * other_n, n * other_x
    value = np.full(x.shape, np.nan)
    np.divide(above, below, out=value, where=asked)
    return kind, value, asked & (above * under > below * over)


def _meets(x: Counts, n: Counts, standard: Standard) -> npt.NDArray[np.bool_]:
    return np.asarray((x >= standard.cell) & (n >= standard.n))


def _fits(*products: tuple[Counts, Counts, int]) -> None:
    """Nothing, where no product can pass what 64 bits hold."""
    if any(one.size and int(one.max()) * int(other.max()) * number > _MOST for one, other, number in products):
        raise WrongType("total", "counts whose products stay under 2**63")
