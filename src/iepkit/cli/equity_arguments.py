"""The arguments of the command `equity`."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from iepkit.cli.equity_values import Fall, above_zero, school_year

__all__ = ["WHAT_IF", "equity_arguments"]


def __dir__() -> list[str]:
    return __all__


WHAT_IF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"threshold": ("2", "2.5", "3", "3.5", "4"), "cell": ("5", "10", "15"), "n": ("10", "20", "30")}
)
"""What is varied where `--what-if` says nothing else. None of the numbers is law."""

_WHOLE = "expected a whole number, 0 or more"


def _whole(text: str) -> str:
    if text.isascii() and text.isdigit() and len(text) <= len("999999"):
        return str(int(text))
    raise ArgumentTypeError(_WHOLE)


def _above_zero(text: str) -> str:
    try:
        above_zero(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None
    return text


_READ: dict[str, Callable[[str], str]] = {"threshold": _above_zero, "cell": _whole, "n": _whole}


def _by_category(read: Callable[[str], str]) -> Callable[[str], tuple[str, str]]:
    """What reads a number, or one for a category, as in `di-total=3`; the category of the first is empty."""

    def pair(text: str) -> tuple[str, str]:
        category, _, number = text.rpartition("=")
        return category, read(number)

    return pair


def varied(text: str) -> tuple[str, tuple[str, ...]]:
    """What is varied and over which numbers, from `threshold=2,2.5,3`."""
    name, _, numbers = text.partition("=")
    if name not in _READ:
        raise ArgumentTypeError(f"expected NAME=NUMBERS, as in threshold=2,2.5,3; names: {', '.join(_READ)}")
    return name, tuple(dict.fromkeys(map(_READ[name], numbers.split(","))))


def _year(text: str) -> int:
    found = school_year(text)
    if found is None:
        raise ArgumentTypeError("expected a school year, as in 2026 (the year in which it ends) or 2025-26")
    return found


def _fall(text: str) -> Fall:
    try:
        return Fall.of(text)
    except ValueError:
        raise ArgumentTypeError("expected how much the ratio must fall in a year, as in 0.25 or 10%") from None


def _minimum(text: str) -> int:
    found = int(_whole(text))
    if not found:
        raise ArgumentTypeError("expected a whole number, 1 or more")
    return found


def equity_arguments(made: ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    add = made.add_argument
    paths = "a CSV file with the columns district, category, group, outcome, total; see docs/equity.md"
    add("paths", metavar="COUNTS", nargs="+", type=Path, help=paths)
    years = "the school years of the files, in order, as in 2025 2026; else a column school_year says it"
    add("--years", metavar="YEAR", nargs="+", type=_year, default=[], help=years)
    each = "for one category as in di-total=3; may be repeated"
    of = {
        "threshold": "the ratio over which a difference counts; the State sets it, and no number is Federal",
        "cell": "how many children must have the outcome before a ratio is worked out (10)",
        "n": "how many children there must be, with or without the outcome (30)",
    }
    for name, words in of.items():
        kind = _by_category(_READ[name])
        add(f"--{name}", metavar="NUMBER", type=kind, action="append", default=[], help=f"{words}; {each}")
    add("--standards", metavar="FILE", type=Path, help="the same from a TOML or JSON file; see docs/equity.md")
    prior = "in how many years before this one the ratio must have been over as well, 0 to 3 (0)"
    add("--prior-years", metavar="NUMBER", type=int, choices=range(4), help=prior)
    falls = "reasonable progress: how much the ratio must fall in a year, as in 0.25 or 10%%; without it, not used"
    add("--progress", metavar="AMOUNT", type=_fall, help=falls)
    only = "a district that serves only children with disabilities; may be repeated"
    add("--only-with-disabilities", metavar="DISTRICT", action="append", default=[], help=only)
    state = "the files hold all districts of the State; without it, alternate risk ratios are unknown"
    add("--whole-state", action="store_true", help=state)
    add("--district", metavar="NAME", action="append", default=[], help="show only this district; may be repeated")
    grid = "also what other standards would do, as in threshold=2,2.5,3 cell=5,10 n=20,30"
    add("--what-if", metavar="NAME=NUMBERS", nargs="*", type=varied, help=grid)
    formats = ("text", "json", "csv", "html")
    add("--format", choices=formats, default="text", help="text is for people (default), html is one page")
    picture = "draw ratios, years and what-ifs into files named like this one, .svg or .png (extra: plot)"
    add("--picture", metavar="FILE", type=Path, help=picture)
    add("--arrow", metavar="FILE", type=Path, help="also write the rows of csv as an Arrow file (extra: arrow)")
    shown = (
        "suppress hides small counts and what could tell of them (default); open shows all, and is not to be published"
    )
    add("--disclosure", choices=("suppress", "open"), default="suppress", help=shown)
    add(
        "--hide-below",
        metavar="NUMBER",
        type=_minimum,
        default=10,
        help="counts from 1 up to below this are small (10)",
    )
    add("--explain", action="store_true", help="the words of the trade, in text; html has them always")
