"""What a State declares of its count, from a small file (TOML or JSON): every wrong value said at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from iepkit.cli.placement import placement_policy
from iepkit.cli.small_files import decoded
from iepkit.errors import InvalidDocument, Problem, UnknownName
from iepkit.reporting import (
    Catchment,
    DeafnessAs,
    Evaluated,
    Evidence,
    FiveWithoutGrade,
    LapsedIep,
    StateSettings,
)
from iepkit.vocabulary import Disability

__all__ = ["state_settings"]


def __dir__() -> list[str]:
    return __all__


E = TypeVar("E", bound=StrEnum)


def state_settings(file: Path | None, count_date: date | None) -> StateSettings:
    """The settings of a file, with the day of the count from the command line in the place of its own.

    Raises `InvalidDocument` with everything that is wrong in the file, and where no day is set: there is no federal
    one.
    """
    plain = {} if file is None else decoded(file)
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in plain.items():
        if key not in _READERS:
            problems.append(Problem(f"$.{key}", f"unknown; known: {', '.join(_READERS)}"))
            continue
        try:
            found[key] = _READERS[key](value)
        except (ValueError, TypeError) as error:
            problems.append(Problem(f"$.{key}", str(error)))
        except (InvalidDocument, UnknownName) as error:
            problems.append(Problem(f"$.{key}", str(error).replace("\n", " ")))
    if problems:
        raise InvalidDocument(problems, where=str(file))
    if count_date is not None:
        found["count_date"] = count_date
    if "count_date" not in found:
        words = "expected the day of the count, as in 2025-11-03: the State sets it, none is Federal"
        raise InvalidDocument([Problem("count_date", words)], where="--count-date")
    try:
        return StateSettings(**found)
    except InvalidDocument as error:
        raise InvalidDocument(error.problems, where=str(file or "--count-date")) from None


def _day(value: object) -> date:
    try:
        return value if type(value) is date else date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("expected a day that exists, written YYYY-MM-DD") from None


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError("expected a whole number")
    return value


def _ages(value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or not all(type(age) is int for age in value):
        raise TypeError("expected a list of ages, as in [3, 4, 5]")
    return tuple(value)


def _names(value: object) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise TypeError("expected a list of names")
    return frozenset(value)


def _answer(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("expected true or false")
    return value


def _texts(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise TypeError("expected a table of names and texts")
    return value


def _placement(value: object) -> object:
    if not isinstance(value, dict):
        raise TypeError("expected a table, as in placement = { denominator = 'instruction' }")
    return placement_policy((name, str(chosen)) for name, chosen in value.items())


def _one_of(kind: type[E]) -> Callable[[object], E]:
    """What reads a choice by its name in small letters, or by its code where that is one."""
    choices = {one.name.lower().replace("_", "-"): one for one in kind}

    def read(value: object) -> E:
        found = choices.get(str(value)) or next((one for one in kind if one.value == value), None)
        if found is None:
            raise ValueError(f"expected one of: {', '.join(choices)}")
        return found

    return read


def _disabilities(value: object) -> frozenset[Disability]:
    known = _one_of(Disability)
    return frozenset(known(name) for name in _names(value))


_READERS: dict[str, Callable[[object], Any]] = {
    "count_date": _day,
    "delay_ages": _ages,
    "correctional_ages": _ages,
    "disabilities": _disabilities,
    "deafness_as": _one_of(DeafnessAs),
    "evidence": _one_of(Evidence),
    "evaluated": _one_of(Evaluated),
    "lapsed_iep": _one_of(LapsedIep),
    "five_without_grade": _one_of(FiveWithoutGrade),
    "grades": _texts,
    "without_prekindergarten": _names,
    "only_prekindergarten": _names,
    "certificates": _answer,
    "alternate_diploma": _answer,
    "exit_start": _day,
    "exit_end": _day,
    "catchment_state": _one_of(Catchment),
    "catchment_district": _one_of(Catchment),
    "maximum_age": _whole,
    "minimum_graduation_age": _whole,
    "placement": _placement,
}
