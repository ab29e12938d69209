"""Scales: the days and the numbers that are written along an axis, and lines of words that fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain
from textwrap import wrap

from iepkit.progress import shown

__all__ = ["apart", "day_marks", "number_marks", "wrapped"]


def __dir__() -> list[str]:
    return __all__


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STEPS = (1, 2, 3, 4, 6, 12, 24, 60, 120)  # months between two marks
_SHORT = 70  # days, below which weeks are marked and not months
_NICE = (1, 2, 5, 10)


def day_marks(first: date, last: date, most: int = 8) -> list[tuple[int, str]]:
    r"""The days to mark between two days, by their ordinal, each with its words; the year is said where it changes.

    >>> day_marks(date(2026, 9, 8), date(2026, 12, 24))
    [(739890, 'Oct\n2026'), (739921, 'Nov'), (739951, 'Dec')]
    """
    if (last - first).days < _SHORT:
        step = max(1, -(-(last - first).days // most))
        days = [first + timedelta(at) for at in range(0, (last - first).days + 1, step)]
        return [(day.toordinal(), words) for day, words in zip(days, _with_years(days, by_day=True), strict=True)]
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    step = next((step for step in _STEPS if len(months) <= step * most), len(months) // most + 1)
    days = [date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0]
    return [(day.toordinal(), words) for day, words in zip(days, _with_years(days, by_day=False), strict=True)]


def _with_years(days: Sequence[date], *, by_day: bool) -> Iterable[str]:
    before: int | None = None
    for day in days:
        words = f"{_MONTHS[day.month - 1]} {day.day}" if by_day else _MONTHS[day.month - 1]
        yield words if day.year == before else f"{words}\n{day.year}"
        before = day.year


def number_marks(low: float, high: float, most: int = 6) -> list[tuple[float, str]]:
    """Round numbers to mark between two numbers, each with its words.

    >>> number_marks(0, 108)
    [(0.0, '0'), (20.0, '20'), (40.0, '40'), (60.0, '60'), (80.0, '80'), (100.0, '100')]
    """
    least = Fraction(high - low) / most
    unit = Fraction(1)
    while unit * 10 <= least:
        unit *= 10
    while unit > least:
        unit /= 10
    step = next(nice * unit for nice in _NICE if nice * unit >= least)
    first, last = -(-Fraction(low) // step), Fraction(high) // step
    return [(float(step * at), shown(step * at, 6)) for at in range(first, last + 1)]


def wrapped(texts: Iterable[str], width: int) -> list[str]:
    """The texts as lines of at most so many letters; a long word is cut and goes on in the next line.

    >>> wrapped(["one two", "three"], 4)
    ['one', 'two', 'thre', 'e']
    """
    return list(chain.from_iterable(wrap(text, width, break_on_hyphens=False) for text in texts))


def apart(wishes: Sequence[float], space: float, low: float, high: float) -> list[float]:
    """Places near the ones wished for, in their order, no two nearer to each other than `space`.

    They stay between `low` and `high` where there is room for all of them.

    >>> apart([5, 5.5, 9], 2, 0, 10)
    [5, 7, 9]
    """
    order = sorted(range(len(wishes)), key=wishes.__getitem__)
    places = list(wishes)
    floor = low
    for at in order:
        places[at] = floor = max(places[at], floor)
        floor += space
    roof = high
    for at in reversed(order):
        places[at] = roof = min(places[at], roof)
        roof -= space
    return places
