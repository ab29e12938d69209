"""One cell of a table, read strictly: a day, a number, a word of a closed list; no message repeats a cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

__all__ = ["BadCell", "amount", "day", "number", "status", "text", "time_of_day", "whole", "word", "yes_or_no"]


def __dir__() -> list[str]:
    return __all__


class BadCell(ValueError):
    """A cell that is not what its column asks for; the text says what was expected, and never what stood there."""


_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_OTHER_DAYS = tuple(
    (re.compile(pattern, re.ASCII | re.IGNORECASE), form)
    for pattern, form in (
        (r"\d{4}-\d{1,2}-\d{1,2}", "a month or a day of one digit"),
        (r"\d{4}-\d{2}-\d{2}[t ].*", "a day with a time"),
        (r"\d{8}", "eight digits without hyphens"),
        (r"\d{5}(\.\d+)?", "the serial number of a spreadsheet"),
        (r"\d{4}/\d{1,2}/\d{1,2}", "the year first, with slashes"),
        (r"\d{1,2}/\d{1,2}/(\d{4}|\d{2})", "slashes, in which the month cannot be told from the day"),
        (
            r"\d{1,2}-\d{1,2}-(\d{4}|\d{2})",
            "hyphens with the year last, in which the month cannot be told from the day",
        ),
        (r"\d{1,2}\.\s?\d{1,2}\.\s?(\d{4}|\d{2})", "dots, as in day.month.year"),
        (r".*[a-z].*\d.*|.*\d.*[a-z].*", "a month in words"),
    )
)
_WHOLE = re.compile(r"\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


def text(cell: str) -> str:
    """The cell as it is."""
    return cell


def day(cell: str) -> date:
    """The day of a cell, written YYYY-MM-DD and in no other way; `BadCell` says which other form was seen.

    >>> day("2026-10-05")
    datetime.date(2026, 10, 5)
    >>> day("10/5/2026")
    Traceback (most recent call last):
    iepkit.formats.tables.cells.BadCell: expected a day written YYYY-MM-DD; seen: slashes, in which the month cannot ...
    """
    if _ISO.fullmatch(cell):
        try:
            return date.fromisoformat(cell)
        except ValueError:
            raise BadCell("expected a day that exists") from None
    seen = next((form for pattern, form in _OTHER_DAYS if pattern.fullmatch(cell)), "something else")
    raise BadCell(f"expected a day written YYYY-MM-DD; seen: {seen}")


def whole(cell: str) -> int:
    """A whole number that is not negative, such as minutes.

    >>> whole("30")
    30
    """
    if _WHOLE.fullmatch(cell):
        return int(cell)
    if _NUMBER.fullmatch(cell):
        raise BadCell("expected a whole number that is not negative; seen: another number")
    raise BadCell("expected a whole number that is not negative")


def number(cell: str) -> float:
    """A number with a decimal point.

    >>> number("87.5"), number("-2")
    (87.5, -2.0)
    """
    if _NUMBER.fullmatch(cell):
        value = float(cell)
        if value - value == 0:  # neither infinite nor not a number
            return value
    seen = "; seen: a decimal comma" if "," in cell else "; seen: a percent sign" if "%" in cell else ""
    raise BadCell(f"expected a number such as 12.5{seen}")


def amount(cell: str) -> float:
    """A number with a decimal point that is not negative.

    >>> amount("10")
    10.0
    """
    value = number(cell)
    if value < 0:
        raise BadCell("expected a number that is not negative")
    return value


def time_of_day(cell: str) -> str:
    """A time on a clock of 24 hours, HH:MM.

    >>> time_of_day("09:05")
    '09:05'
    """
    if _CLOCK.fullmatch(cell):
        return cell
    raise BadCell("expected a time on a clock of 24 hours, written HH:MM")


_WORDS = {"true": True, "false": False, "yes": True, "no": False}
_STATUS = {"delivered": True, "missed": False}


def yes_or_no(cell: str) -> bool:
    """A boolean: `true` or `false`, `yes` or `no`.

    >>> yes_or_no("Yes"), yes_or_no("false")
    (True, False)
    """
    if cell.casefold() in _WORDS:
        return _WORDS[cell.casefold()]
    raise BadCell(f"expected one of: {', '.join(_WORDS)}")


def status(cell: str) -> bool:
    """Whether a session was given: `delivered` or `missed`.

    >>> status("missed")
    False
    """
    if cell.casefold() in _STATUS:
        return _STATUS[cell.casefold()]
    raise BadCell(f"expected one of: {', '.join(_STATUS)}")


def word(kind: type[StrEnum]) -> Callable[[str], Any]:
    """A reader of the words of a closed list.

    >>> from iepkit.vocabulary import Location
    >>> word(Location)("resource-room").name
    'RESOURCE_ROOM'
    """

    def read(cell: str) -> StrEnum:
        try:
            return kind(cell.casefold())
        except ValueError:
            raise BadCell(f"expected one of: {', '.join(kind)}") from None

    return read
