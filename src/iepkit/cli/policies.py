"""Policies from the command line: pairs of a name and a choice, read by what each name takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from iepkit.errors import InvalidDocument, Problem, UnknownName

__all__ = ["Pairs", "Reader", "number", "one_of", "told", "whole", "word"]


def __dir__() -> list[str]:
    return __all__


Pairs = Iterable[tuple[str, str]]
Reader = Callable[[str, str], Any]
"""What makes a value of a choice, given the name of the policy."""


def number(name: str, text: str) -> Fraction:
    """A number above zero, as in `36`, `4.5` or `13/3`; raises `InvalidDocument`.

    >>> number("weeks_in_month", "13/3")
    Fraction(13, 3)
    """
    try:
        found = Fraction(text)
    except (ValueError, ZeroDivisionError):
        found = Fraction(0)
    if found <= 0:
        problem = Problem(name, "expected a number above zero, as in 36, 4.5 or 13/3")
        raise InvalidDocument([problem], where="--policy")
    return found


def whole(name: str, text: str) -> int:
    """A whole number above zero; raises `InvalidDocument`."""
    found = number(name, text)
    if found.denominator != 1:
        raise InvalidDocument([Problem(name, "expected a whole number")], where="--policy")
    return int(found)


def word(_: str, text: str) -> str:
    """The word itself, where the policy knows its words."""
    return text


def one_of(choices: Mapping[str, Any]) -> Reader:
    """What reads one of several names; it raises `UnknownName`."""

    def read(name: str, text: str) -> Any:
        if text not in choices:
            raise UnknownName(f"choice for the policy {name}", text, choices)
        return choices[text]

    return read


def told(pairs: Pairs, readers: Mapping[str, Reader]) -> dict[str, Any]:
    """Each choice as a value, by the name of its policy; the last one of a name counts. Raises `UnknownName`.

    >>> told([("weeks-in-year", "36")], {"weeks_in_year": whole})
    {'weeks_in_year': 36}
    """
    found = {}
    for name, text in pairs:
        key = name.replace("-", "_")
        if key not in readers:
            raise UnknownName("policy", name, [one.replace("_", "-") for one in readers])
        found[key] = readers[key](key, text)
    return found
