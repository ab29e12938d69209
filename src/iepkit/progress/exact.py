"""Numbers as they are written, exactly, and how they are shown: rounding comes last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from iepkit.errors import InvalidDocument, Problem

__all__ = ["a_share", "day_words", "exact", "mean", "median", "shown"]


def __dir__() -> list[str]:
    return __all__


_MOST = 10**12


def exact(value: float | Fraction) -> Fraction | None:
    """The number as it is written: 0.1 is one tenth, and not the binary fraction next to it.

    `None` for what is no number, and for one of a trillion or more, which no measurement is.

    >>> exact(0.1), exact(84), exact(float("nan"))
    (Fraction(1, 10), Fraction(84, 1), None)
    """
    if not -_MOST < value < _MOST:  # what is not a number is not between any two
        return None
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def mean(values: Sequence[Fraction]) -> Fraction:
    """The mean of at least one number.

    >>> mean([Fraction(1), Fraction(2)])
    Fraction(3, 2)
    """
    return sum(values, Fraction(0)) / len(values)


def median(values: Iterable[Fraction]) -> Fraction:
    """The middle one of at least one number, or the mean of the two in the middle.

    >>> median([Fraction(55), Fraction(58), Fraction(52)])
    Fraction(55, 1)
    """
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def shown(value: Fraction | float, places: int = 2) -> str:
    """The number for a reader, with at most so many decimals; halves are rounded away from zero.

    >>> shown(Fraction(505, 6)), shown(Fraction(84)), shown(Fraction(-5, 2)), shown(Fraction(-1, 1000))
    ('84.17', '84', '-2.5', '0')
    """
    unit = 10**places
    over, under = value.as_integer_ratio()
    whole = (2 * abs(over) * unit + under) // (2 * under)
    if not whole:
        return "0"
    digits = f"{whole // unit}.{whole % unit:0{places}d}".rstrip("0").rstrip(".")
    return f"-{digits}" if over < 0 else digits


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_words(day: date) -> str:
    """The day in words that no locale changes.

    >>> day_words(date(2027, 1, 12))
    '12 January 2027'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def a_share(name: str, value: float) -> None:
    """Nothing, where a number lies between 0 and 1; raises `InvalidDocument`, which is also a `ValueError`.

    >>> a_share("confidence", 95)
    Traceback (most recent call last):
    iepkit.errors.InvalidDocument: document: 1 problem
      $.confidence: expected a number between 0 and 1
    """
    if not 0 < value < 1:
        raise InvalidDocument([Problem(f"$.{name}", "expected a number between 0 and 1")])
