"""What commands read: laws, policies and school calendars."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.errors import InvalidDocument, Problem
from iepkit.formats._strict import parse
from iepkit.formats.json import structure
from iepkit.laws import Law, Policy, law
from iepkit.reviews import Waiver

__all__ = ["calendar_for", "calendars", "labels", "law_named", "policy_of", "waivers"]


def __dir__() -> list[str]:
    return __all__


T = TypeVar("T")


@attrs.frozen
class _Calendars:
    calendars: tuple[SchoolCalendar, ...]


def law_named(code: str) -> Law:
    """The law of a jurisdiction by its letters, large or small; raises `UnknownName`."""
    return law(code.upper())


def policy_of(choices: Iterable[tuple[str, str]]) -> Policy:
    """The policy with these choices; the last one of a name counts."""
    return Policy(**dict(choices))


def calendars(files: Iterable[Path]) -> dict[str, SchoolCalendar]:
    """The calendars of files by identifier: a file holds one, a list, or `{"calendars": [...]}`.

    Raises `InvalidDocument` for the first file that cannot be read, and for an identifier that is there twice.
    """
    found: dict[str, SchoolCalendar] = {}
    for file in files:
        for calendar in _read(file):
            if calendar.id in found:
                raise InvalidDocument([Problem("$", "another calendar has the same id")], where=str(file))
            found[calendar.id] = calendar
    return found


def waivers(files: Iterable[Path]) -> tuple[Waiver, ...]:
    """The waivers of files, each a list of objects with `rule`, `reason`, `author`, and `path`, `case`, `until`.

    Raises `InvalidDocument` for the first file that cannot be read.
    """
    return tuple(one for file in files for one in _decoded(file, lambda plain: structure(plain, tuple[Waiver, ...])))


def labels(file: Path | None) -> dict[str, str]:
    """What to call cases, by their identifiers: a file of one JSON object; nothing where there is no file.

    Raises `InvalidDocument` for a file that cannot be read; what it holds is not repeated.
    """
    return {} if file is None else dict(_decoded(file, lambda plain: tuple(structure(plain, dict[str, str]).items())))


def _read(file: Path) -> tuple[SchoolCalendar, ...]:
    found = _decoded(file, _calendars)
    if not found:
        raise InvalidDocument([Problem("$", "there is no calendar in it; its list is empty")], where=str(file))
    return found


def _decoded(file: Path, made: Callable[[object], tuple[T, ...]]) -> tuple[T, ...]:
    """What a file holds; a problem says which file it is."""
    try:
        data = file.read_bytes()
    except OSError:
        raise InvalidDocument([Problem("$", "this file cannot be read")], where=str(file)) from None
    try:
        return made(parse(data))
    except InvalidDocument as error:
        raise InvalidDocument(error.problems, where=str(file)) from None


def _calendars(plain: object) -> tuple[SchoolCalendar, ...]:
    if isinstance(plain, list):
        return structure(plain, tuple[SchoolCalendar, ...])
    if isinstance(plain, dict) and "calendars" in plain:
        return structure(plain, _Calendars).calendars
    return (structure(plain, SchoolCalendar),)


def calendar_for(name: str | None, given: Mapping[str, SchoolCalendar]) -> SchoolCalendar | None:
    """The calendar of that identifier, else the only one there is, else none."""
    if name is not None and name in given:
        return given[name]
    return next(iter(given.values())) if len(given) == 1 else None
