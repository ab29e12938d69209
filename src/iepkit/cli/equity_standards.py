"""What the State sets, from a small file (TOML or JSON) and from options: every wrong value said at once."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import attrs

from iepkit.cli.equity_values import Fall, above_zero
from iepkit.cli.small_files import decoded
from iepkit.equity import CATEGORIES, Flexibility, Standard, Standards
from iepkit.equity.standards import PRESUMED_CELL, PRESUMED_N
from iepkit.errors import InvalidDocument, Problem, UnknownName

__all__ = ["Settings", "settings_of"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Settings:
    """What the State sets: the standards, the freedoms that it uses, and its districts of a special kind."""

    standards: Standards
    flexibility: Flexibility
    only_with_disabilities: frozenset[str]

    @property
    def progress(self) -> str:
        """The standard of reasonable progress in words; nothing where none is used."""
        return str(self.flexibility.progress or "")


_NUMBERS = ("threshold", "cell", "n")
_KEYS = (*_NUMBERS, "category", "prior_years", "progress", "only_with_disabilities")


def settings_of(options: Namespace, counted: Collection[str]) -> Settings:
    """The settings of the file that the options name, with what the options say in its place.

    Raises `InvalidDocument` with everything that is wrong, and where no threshold is set for a category that is
    counted.
    """
    plain = {} if options.standards is None else decoded(options.standards, str)  # so that 2.1 is no float
    problems = list(_wrong(plain))
    if problems:
        raise InvalidDocument(problems, where=str(options.standards))
    numbers = {name: {"": plain[name]} if name in plain else {} for name in _NUMBERS}
    for category, own in plain.get("category", {}).items():
        for name, value in own.items():
            numbers[name][category] = value
    for name in _NUMBERS:
        said = dict(getattr(options, name))
        for category in said:
            if category and category not in CATEGORIES:
                raise UnknownName(f"category of --{name}", category, CATEGORIES)
        numbers[name] = {**numbers[name], **said}
    prior = options.prior_years if options.prior_years is not None else plain.get("prior_years", 0)
    progress = options.progress or plain.get("progress")
    return Settings(
        _standards(numbers, counted),
        Flexibility(int(prior), _fall(progress)),
        frozenset({*plain.get("only_with_disabilities", ()), *options.only_with_disabilities}),
    )


def _standards(numbers: Mapping[str, Mapping[str, Any]], counted: Collection[str]) -> Standards:
    """The standards of these numbers, each by category, and under an empty name for all the others."""
    threshold, cell, n = ({"": least, **numbers[name]} for name, least in zip(_NUMBERS, _PRESUMED, strict=True))
    lacking = [name for name in CATEGORIES if name in counted and threshold.get(name, threshold[""]) is None]
    if lacking:
        words = f"expected a threshold for {', '.join(lacking)}, as in 2.5: the State sets it, no number is Federal"
        raise InvalidDocument([Problem("threshold", words)], where="--threshold")

    def of(category: str, threshold_of: str) -> Standard:
        least = (int(one.get(category, one[""])) for one in (cell, n))
        return Standard(threshold_of, cell=next(least), n=next(least))

    default = str(threshold[""] or next(iter(filter(None, threshold.values())), 1))  # of no category that is counted
    named = [name for name in CATEGORIES if any(name in one for one in (threshold, cell, n))]
    each = {name: of(name, str(threshold.get(name) or default)) for name in named}
    return Standards(of("", default), each)


_PRESUMED = (None, PRESUMED_CELL, PRESUMED_N)


def _fall(text: str | Fall | None) -> Fall | None:
    return Fall.of(text) if isinstance(text, str) else text


def _wrong(plain: Mapping[str, Any]) -> Iterator[Problem]:
    for key, value in plain.items():
        if key in _NUMBERS:
            yield from _number(f"$.{key}", key, value)
        elif key in _OTHERS:
            yield from _OTHERS[key](f"$.{key}", value)
        else:
            yield Problem(f"$.{key}", f"unknown; known: {', '.join(_KEYS)}")


def _number(path: str, key: str, value: object) -> Iterator[Problem]:
    """A threshold is a number above 0, the minimums are whole numbers."""
    if key == "threshold":
        fine = type(value) in {int, str} and _is_above_zero(str(value))
        words = "expected a number above 0, as in 3, 2.5 or 5/2"
    else:
        fine = type(value) is int and value >= 0
        words = "expected a whole number, 0 or more"
    if not fine:
        yield Problem(path, words)


def _is_above_zero(text: str) -> bool:
    try:
        return bool(above_zero(text))
    except ValueError:
        return False


def _categories(path: str, value: object) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield Problem(path, "expected a table for each category")
        return
    for name, own in value.items():
        if name not in CATEGORIES:
            yield Problem(f"{path}.{name}", f"unknown category of analysis; known: {', '.join(CATEGORIES)}")
        elif not isinstance(own, dict) or set(own) - set(_NUMBERS):
            yield Problem(f"{path}.{name}", f"expected a table with {', '.join(_NUMBERS)}")
        else:
            for key, one in own.items():
                yield from _number(f"{path}.{name}.{key}", key, one)


def _prior(path: str, value: object) -> Iterator[Problem]:
    if type(value) is not int or value not in range(4):
        yield Problem(path, "expected a whole number from 0 to 3")


def _progress(path: str, value: object) -> Iterator[Problem]:
    try:
        Fall.of(str(value))
    except ValueError:
        yield Problem(path, 'expected how much the ratio must fall in a year, as in "0.25" or "10%"')


def _names(path: str, value: object) -> Iterator[Problem]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        yield Problem(path, "expected a list of districts")


_OTHERS = {
    "category": _categories,
    "prior_years": _prior,
    "progress": _progress,
    "only_with_disabilities": _names,
}
