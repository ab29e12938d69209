"""Numbers and days in the words of a letter to parents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from iepkit.days import to_date
from iepkit.vocabulary import Period

__all__ = ["counted", "mixed", "number_range", "period_words", "span_words"]


def __dir__() -> list[str]:
    return __all__


def mixed(number: Fraction | int) -> str:
    """The number as it is written by hand: whole part and fraction, never rounded.

    >>> mixed(Fraction(50, 3)), mixed(Fraction(-1, 2)), mixed(60)
    ('16 2/3', '-1/2', '60')
    """
    number = Fraction(number)
    whole, rest = divmod(abs(number.numerator), number.denominator)
    sign = "-" if number < 0 else ""
    if not rest:
        return f"{sign}{whole}"
    part = f"{rest}/{number.denominator}"
    return f"{sign}{whole} {part}" if whole else f"{sign}{part}"


def number_range(least: Fraction | int, most: Fraction | int) -> str:
    """One number, or two with a word between them.

    >>> number_range(60, 60), number_range(40, 90)
    ('60', '40 to 90')
    """
    return mixed(least) if least == most else f"{mixed(least)} to {mixed(most)}"


def counted(number: Fraction | int, word: str, plural: str = "") -> str:
    """A number with its word.

    >>> counted(1, "week"), counted(Fraction(5, 2), "school day")
    ('1 week', '2 1/2 school days')
    """
    return f"{mixed(number)} {word if number == 1 else plural or word + 's'}"


def period_words(period: Period, cycle_days: int | None = None) -> str:
    """The period as it is said after *a*: "week", "6-day cycle".

    >>> period_words(Period.MARKING_PERIOD), period_words(Period.CYCLE, 6)
    ('marking period', '6-day cycle')
    """
    if period is Period.CYCLE and cycle_days:
        return f"{cycle_days}-day cycle"
    return period.value.replace("-", " ")


def span_words(first: date | int, last: date | int) -> str:
    """Two days with a word between them, or one.

    >>> span_words(date(2026, 9, 2), date(2026, 9, 2))
    '2026-09-02'
    """
    days: Sequence[date] = [to_date(day) if isinstance(day, int) else day for day in (first, last)]
    return str(days[0]) if days[0] == days[1] else f"{days[0]} to {days[1]}"
