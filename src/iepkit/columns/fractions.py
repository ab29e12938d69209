"""Exact fractions in columns: two arrays of whole numbers, and nothing is rounded until somebody asks."""

from __future__ import annotations

from fractions import Fraction

import attrs
import numpy as np
import numpy.typing as npt

__all__ = ["Fractions", "Integers"]


def __dir__() -> list[str]:
    return __all__


Integers = npt.NDArray[np.integer]


@attrs.frozen(eq=False)
class Fractions:
    """A fraction in each row, not always in lowest terms; one whose denominator is 0 is not known.

    >>> found = Fractions(np.array([150, 1]), np.array([4, 0]))
    >>> found[0], found[1], found.floats().tolist()
    (Fraction(75, 2), None, [37.5, nan])
    """

    numerator: npt.NDArray[np.int64]
    denominator: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.numerator)

    def __getitem__(self, row: int) -> Fraction | None:
        over = int(self.denominator[row])
        return Fraction(int(self.numerator[row]), over) if over else None

    def floats(self) -> npt.NDArray[np.float64]:
        """The same numbers as floats, each rounded once; NaN where one is not known."""
        found = np.full(len(self), np.nan)
        np.divide(self.numerator, self.denominator, out=found, where=self.denominator != 0)
        return found
