"""Values of the command `equity` that are read from text: school years, numbers above 0, a fall of a ratio.

The parser of every command needs them, so they import nothing that takes long.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from iepkit.equity import Ratio

__all__ = ["Fall", "above_zero", "school_year"]


def __dir__() -> list[str]:
    return __all__


_YEAR = re.compile(r"(\d{4})(?:-(\d{4}|\d{2}))?", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9}|/\d{1,9})?", re.ASCII)


def school_year(text: str) -> int | None:
    """The year in which a school year ends, or `None` where the text is none.

    >>> school_year("2026"), school_year("2025-26"), school_year("2025-2026"), school_year("2025-27")
    (2026, 2026, 2026, None)
    """
    found = _YEAR.fullmatch(text)
    if found is None or found[1] == "0000":
        return None
    year, end = int(found[1]), found[2]
    if end is None:
        return year
    return year + 1 if str(year + 1).endswith(end) else None


def above_zero(text: str) -> Fraction:
    """The number above 0 that is written as in 3, 2.5 or 5/2; raises `ValueError`.

    >>> above_zero("2.5")
    Fraction(5, 2)
    """
    try:
        found = Fraction(text) if _NUMBER.fullmatch(text) else Fraction(0)
    except ZeroDivisionError:
        found = Fraction(0)
    if not found:
        raise ValueError("expected a number above 0, as in 3, 2.5 or 5/2")
    return found


@attrs.frozen
class Fall:
    """Reasonable progress by a fall of the ratio from one year to the next: by a number, or by a percentage of it.

    One standard among those that States set; the regulation names none (34 CFR 300.647(d)(2)).

    >>> print(Fall.of("0.25")); print(Fall.of("10%"))
    the ratio falls by 0.25 or more from one year to the next
    the ratio falls by 10% or more from one year to the next
    """

    least: Fraction
    unit: str = ""

    @classmethod
    def of(cls, text: str) -> Fall:
        """The fall that the words name; raises `ValueError`."""
        unit = "%" if text.endswith("%") else ""
        return cls(above_zero(text.removesuffix("%")), unit)

    def __call__(self, this: Ratio, before: Ratio) -> bool | None:
        """Whether the ratio fell by so much, or `None` where one of the two years has none."""
        if this.value is None or before.value is None:
            return None
        least = self.least * before.value / 100 if self.unit else self.least
        return before.value - this.value >= least

    def __str__(self) -> str:
        return f"the ratio falls by {float(self.least):g}{self.unit} or more from one year to the next"
