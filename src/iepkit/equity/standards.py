"""What the State sets: a threshold, a minimum cell size and a minimum n-size, for all categories or for each."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

import attrs

from iepkit.equity.categories import CATEGORIES, category
from iepkit.errors import WrongType

__all__ = ["PRESUMED_CELL", "PRESUMED_N", "Standard", "Standards"]


def __dir__() -> list[str]:
    return __all__


PRESUMED_CELL, PRESUMED_N = 10, 30  # 34 CFR 300.647(b)(1)(iv)


def _threshold(value: Fraction | int | str) -> Fraction:
    """A threshold as it was meant: `"2.5"` is five halves, and a float is refused, since 2.1 is no float."""
    if isinstance(value, bool) or not isinstance(value, Fraction | int | str):
        raise WrongType("threshold", 'a Fraction, a whole number or a text such as "2.5"')
    try:
        found = Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise WrongType("threshold", 'a number written as "2.5" or "5/2"') from None
    if found <= 0:
        raise WrongType("threshold", "a number above 0")
    return found


@attrs.frozen
class Standard:
    """The three numbers of one category (34 CFR 300.647(b)(1)(i)). There is no Federal threshold.

    `threshold` is over which a ratio counts; equal to it does not. `cell` is the least number of children with the
    outcome, `n` the least number of children among whom they are counted; to reach the minimum is enough.
    A float is refused as a threshold: write `"2.1"`.

    >>> Standard("2.5", cell=10, n=30).threshold
    Fraction(5, 2)
    >>> Standard("2.5", cell=15, n=30).to_be_explained
    ('cell',)
    """

    threshold: Fraction = attrs.field(converter=_threshold)
    cell: int = attrs.field(kw_only=True)
    n: int = attrs.field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        for name in ("cell", "n"):
            value = getattr(self, name)
            if type(value) is not int or value < 0:
                raise WrongType(name, "a whole number, 0 or more")

    @property
    def to_be_explained(self) -> tuple[str, ...]:
        """Which minimums are above what is presumed to be reasonable, and need a detailed explanation ((b)(7))."""
        return ("cell",) * (self.cell > PRESUMED_CELL) + ("n",) * (self.n > PRESUMED_N)


def _frozen(given: Mapping[str, Standard]) -> Mapping[str, Standard]:
    return MappingProxyType({**given})


@attrs.frozen
class Standards:
    """A standard for every category: one for all, and others by category id ((b)(1)(ii)).

    Raises `UnknownName` for a category that is none.

    >>> state = Standards(Standard("3", cell=10, n=30), {"di-total": Standard("2.5", cell=5, n=20)})
    >>> state.of("di-total").n, state.of("id-all").n
    (20, 30)
    """

    default: Standard
    by_category: Mapping[str, Standard] = attrs.field(factory=dict, converter=_frozen)

    def __attrs_post_init__(self) -> None:
        for name in self.by_category:
            category(name)

    def of(self, name: str) -> Standard:
        """The standard of a category. Raises `UnknownName`."""
        return self.by_category.get(category(name).id, self.default)

    def each(self) -> Mapping[str, Standard]:
        """The standards of all fourteen categories, in the order of the regulation."""
        return {name: self.of(name) for name in CATEGORIES}
