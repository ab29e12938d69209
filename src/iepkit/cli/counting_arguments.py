"""The arguments of the commands `childcount` and `indicators`."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from datetime import date
from pathlib import Path

__all__ = ["childcount_arguments", "indicator_arguments"]


def __dir__() -> list[str]:
    return __all__


Day = Callable[[str], date]
_LAST = 9_000
_COUNT_DATE = "the day of the count, from October 1 to December 1"


def _number(least: int, words: str) -> Callable[[str], int]:
    """What reads a whole number from `least` to below 9000; the words say what is expected."""

    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and least <= int(text) < _LAST:
            return int(text)
        raise ArgumentTypeError(f"expected {words}")

    return read


def _shared(made: ArgumentParser, level: tuple[str, ...]) -> None:
    add = made.add_argument
    paths = "a case, many cases (.json, .ndjson, .jsonl), or a folder; standard input is /dev/stdin, not -"
    add("paths", metavar="CASES", nargs="+", type=Path, help=paths)
    declared = "what the State declares, TOML or JSON: count-date, delay-ages and others; see docs/reporting.md"
    add("--settings", metavar="FILE", type=Path, help=declared)
    add("--level", choices=level, default="state", help="for the State as a whole (default), or for each of these")
    formats = ("text", "json", "csv", "html")
    add("--format", choices=formats, default="text", help="text is for people (default), html is one page")
    add("--arrow", metavar="FILE", type=Path, help="also write the rows of csv as an Arrow file (extra: arrow)")
    add("--why", action="store_true", help="each case that is not counted or in doubt, why, and what would settle it")
    add("--labels", metavar="FILE", type=Path, help="a JSON object from identifiers of cases to what to call them")
    hidden = "suppress hides small numbers and what would give them away (default); open is not to be published"
    add("--disclosure", choices=("suppress", "open"), default="suppress", help=hidden)
    least = _number(1, "a whole number, 1 or more")
    add("--hide-below", metavar="NUMBER", type=least, default=10, help="numbers from 1 up to below this are small (10)")


def childcount_arguments(made: ArgumentParser, day: Day) -> None:
    """Add the arguments of `childcount` to its parser."""
    add = made.add_argument
    _shared(made, ("state", "district", "school"))
    add("--count-date", metavar="DATE", type=day, help=_COUNT_DATE)
    year = "the school year, by the year in which it ends; else that of the day of the count"
    add("--school-year", metavar="YEAR", type=_number(2000, "a year, as in 2026"), help=year)
    folder = "also write the EDFacts layouts, whole, into this folder: for checking, not for filing"
    add("--files", metavar="DIR", type=Path, help=folder)
    add("--state", metavar="XX", help="with --files: the State's two letters")
    add("--fips", metavar="NN", help="with --files: the State's two digits")


def indicator_arguments(made: ArgumentParser, day: Day) -> None:
    """Add the arguments of `indicators` to its parser."""
    add = made.add_argument
    _shared(made, ("state", "district"))
    year = "the federal fiscal year, as in 2024 for the school year 2024-25"
    add("--ffy", metavar="YEAR", type=_number(2000, "a year, as in 2024"), required=True, help=year)
    add("--as-of", metavar="DATE", type=day, required=True, help="the day on which the cases are looked at")
    counted = f"{_COUNT_DATE} of that year; without it, and without --settings, 1, 2, 5 and 6 are left out"
    add("--count-date", metavar="DATE", type=day, help=counted)
    add("--law", metavar="XX", help="the State whose law applies; else each case's own jurisdiction")
    add("--calendar", metavar="FILE", action="append", type=Path, default=[], help="school calendars; may be repeated")
    add("--indicator", metavar="ID", action="append", default=[], help="only this one, as in 11; may be repeated")
