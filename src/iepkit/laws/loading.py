"""Reading law files: strict, with file and key of everything that is wrong, and one jurisdiction at a time."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from iepkit.citations import Grade
from iepkit.errors import LawError, Problem
from iepkit.laws.clocks import Clock, Parameter, Relation
from iepkit.laws.parts import LAST_DAYS, SUMMER_DAYS, Ending
from iepkit.laws.policies import Policy
from iepkit.laws.values import Anchor, Kind, Value

__all__ = ["CHAPTERS", "Header", "clocks", "federal", "jurisdictions", "parameters", "read_layer", "state"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Header:
    """Whose law a file holds, when it was last read, and what sets it apart, in plain words.

    `not_found` lists the parameters for which a rule was looked for and none was found in what was read.
    """

    code: str
    name: str
    regulations: str = ""
    read_on: date | None = None
    notes: tuple[str, ...] = ()
    not_found: tuple[str, ...] = ()


Layer = tuple[Header, dict[str, tuple[Value, ...]]]


def _built(value: Any, wanted: Any, path: str, problems: list[Problem]) -> Any:
    """The TOML value as the wanted type; what does not fit goes to `problems`."""
    if get_origin(wanted) in (Union, UnionType):
        wanted = next(arg for arg in get_args(wanted) if arg is not type(None))
    if get_origin(wanted) is tuple:
        if not isinstance(value, list):
            problems.append(Problem(path, "a list is wanted"))
            return ()
        inner = get_args(wanted)[0]
        return tuple(_built(item, inner, f"{path}[{i}]", problems) for i, item in enumerate(value))
    if attrs.has(wanted):
        return _made(wanted, value, path, problems)
    if issubclass(wanted, StrEnum):
        words = [member.value for member in wanted]
        if value in words:
            return wanted(value)
        problems.append(Problem(path, f"one of {', '.join(words)} is wanted"))
        return None
    if type(value) is not wanted:
        problems.append(Problem(path, f"a value of type {wanted.__name__} is wanted"))
    return value


def _made(cls: Any, table: Any, path: str, problems: list[Problem]) -> Any:
    """The table as an instance of an attrs class, or `None` with the problems noted."""
    if not isinstance(table, Mapping):
        problems.append(Problem(path, "a table is wanted"))
        return None
    fields, hints = attrs.fields_dict(cls), get_type_hints(cls)
    before = len(problems)
    problems += [Problem(f"{path}.{key}", "unknown key") for key in table if key not in fields]
    problems += [
        Problem(f"{path}.{name}", "missing key")
        for name, field in fields.items()
        if field.default is attrs.NOTHING and name not in table
    ]
    made = {key: _built(value, hints[key], f"{path}.{key}", problems) for key, value in table.items() if key in fields}
    try:
        return cls(**made) if len(problems) == before else None
    except ValueError:
        problems.append(Problem(path, "a number out of its range"))
        return None


def _senseless(value: Value, path: str) -> Iterator[Problem]:
    """What fits the grammar and still says nothing, or two things at once."""
    number, unit = value.number is not None, value.unit is not None
    ages = (value.age is not None) + (value.months is not None)
    said = number or ages or bool(value.ages or value.choice or value.text or value.ending)
    on_date = value.year_end if value.year_end and value.year_end.anchor is Anchor.MONTH_DAY else None
    wrong = (
        (number != unit, "number and unit come together"),
        (value.kind is Kind.VALUE and not said, "a number, an age, ages, a choice or a text is wanted"),
        (value.kind is not Kind.VALUE and (number or bool(ages)), f"a value of kind {value.kind} has no number"),
        (ages > 1, "age and months exclude each other"),
        ((value.kind is Kind.PART_OF) != bool(value.of), "kind part-of and the key of come together"),
        (bool(value.of) and value.of not in parameters(), "of is not a parameter"),
        (bool(value.effective and value.until and value.until < value.effective), "until comes before effective"),
        (on_date is not None and not _is_month_day(on_date.month_day), "month_day is wanted as in 06-30"),
    )
    yield from (Problem(path, message) for holds, message in wrong if holds)
    yield from _no_last_day(value.ending, f"{path}.ending") if value.ending else ()
    yield from (
        Problem(f"{path}.policies", f"unknown policy {name}") for name in value.policies if name not in _POLICIES
    )


def _no_last_day(ending: Ending, path: str) -> Iterator[Problem]:
    """A word or a date to which no right can last; it would pass unseen for another rule."""
    through = f"a month and day as in 06-30 is wanted, or one of {', '.join(LAST_DAYS)}"
    summer = f"one of {', '.join(SUMMER_DAYS)} is wanted"
    wrong = [
        (not _is_last_day(ending.through), "through", through),
        (bool(ending.cutoff) and not _is_month_day(ending.cutoff), "cutoff", "a month and day as in 09-01 is wanted"),
        (bool(ending.summer) and ending.summer not in SUMMER_DAYS, "summer", summer),
    ]
    for at, window in enumerate(ending.windows):
        ends = (window.first, window.last)
        wrong += [
            (not all(map(_is_month_day, ends)), f"windows[{at}]", "first and last are wanted as in 06-30"),
            (window.last < window.first, f"windows[{at}]", "last comes before first"),
            (not _is_last_day(window.through), f"windows[{at}].through", through),
        ]
    yield from (Problem(f"{path}.{key}", message) for holds, key, message in wrong if holds)


def _is_last_day(words: str) -> bool:
    return words in LAST_DAYS or _is_month_day(words)


def _is_month_day(words: str) -> bool:
    try:
        return f"{date(2001, *map(int, words.split('-'))):%m-%d}" == words
    except (TypeError, ValueError):
        return False


_POLICIES = frozenset(attrs.fields_dict(Policy))


def read_layer(text: str, *, where: str) -> Layer:
    """The header and the values of a law file, by parameter, oldest first.

    A parameter that the header lists as not found is unknown where the law leaves it to the State, and the federal
    rule stands where it has one; both at the lowest grade.

    Raises `LawError` with every unknown key, missing key and wrong type, for parameters and policies that do not exist,
    and for values that say nothing or contradict themselves.
    """
    problems: list[Problem] = []
    table = _parsed(text, where)
    header = _made(Header, table.pop("jurisdiction", {}), "$.jurisdiction", problems)
    values = _values(table, "$", problems)
    for at, name in enumerate(header.not_found if header else ()):
        wrong = ((name not in parameters(), "unknown parameter"), (name in values, "a row of this parameter is there"))
        found = [Problem(f"$.jurisdiction.not_found[{at}]", message) for holds, message in wrong if holds][:1]
        problems += found
        values |= {} if found else {name: (_silence(name),)}
    if problems:
        raise LawError(problems, where=where)
    return header, values


def _parsed(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LawError([Problem("$", str(error))], where=where) from None


def _values(table: Mapping[str, Any], path: str, problems: list[Problem]) -> dict[str, tuple[Value, ...]]:
    known = parameters()
    values: dict[str, tuple[Value, ...]] = {}
    for name, rows in table.items():
        if name not in known:
            problems.append(Problem(f"{path}.{name}", "unknown parameter"))
            continue
        entries = _built(rows, tuple[Value, ...], f"{path}.{name}", problems)
        problems += [problem for i, e in enumerate(entries) if e for problem in _senseless(e, f"{path}.{name}[{i}]")]
        values[name] = tuple(sorted((e for e in entries if e), key=lambda value: value.effective or date.min))
    return values


def _silence(parameter: str) -> Value:
    """What a State is taken to say where nothing was found: nothing that could pass for a number of its own."""
    left_open = parameters()[parameter].states is Relation.SUPPLIES
    citation = federal()[1][parameter][0].citation
    return Value(citation, Grade.UNVERIFIED, kind=Kind.UNKNOWN if left_open else Kind.INHERIT)


def _text(*path: str) -> str:
    return files("iepkit.laws").joinpath(*path).read_text(encoding="utf-8")


CHAPTERS = (
    "consent-and-notice",
    "evaluation",
    "iep",
    "transition",
    "part-c",
    "complaints",
    "due-process",
    "discipline",
    "records",
)
"""The files of federal law, in the order of its paragraphs as people meet them."""


@cache
def _chapters() -> dict[str, dict[str, Any]]:
    return {name: tomllib.loads(_text("federal", f"{name}.toml")) for name in CHAPTERS}


def _rows(cls: Any, table: str) -> dict[str, Any]:
    problems: list[Problem] = []
    made: dict[str, Any] = {}
    for chapter, tables in _chapters().items():
        rows = tables.get(table, {})
        path = f"{chapter}: $.{table}"
        problems += [Problem(f"{path}.{name}", "there already") for name in rows if name in made]
        made |= {name: _made(cls, {"name": name, **row}, f"{path}.{name}", problems) for name, row in rows.items()}
    if problems:
        raise LawError(problems, where="federal")
    return made


@cache
def parameters() -> dict[str, Parameter]:
    """Every parameter of the law, by name."""
    return _rows(Parameter, "parameters")


@cache
def clocks() -> dict[str, Clock]:
    """Every clock, by name, in the order of their codes."""
    return dict(sorted(_rows(Clock, "clocks").items(), key=lambda row: row[1].code))


@cache
def federal() -> Layer:
    """The federal layer."""
    problems: list[Problem] = []
    header = _made(Header, tomllib.loads(_text("federal", "us.toml")), "us: $", problems)
    values: dict[str, tuple[Value, ...]] = {}
    for chapter, tables in _chapters().items():
        values |= _values(tables.get("values", {}), f"{chapter}: $.values", problems)
    if problems:
        raise LawError(problems, where="federal")
    return header, values


@cache
def jurisdictions() -> tuple[str, ...]:
    """The codes of the jurisdictions whose law is in the library, in order."""
    names = (entry.name for entry in files("iepkit.laws").joinpath("states").iterdir())
    return tuple(sorted(name.removesuffix(".toml").upper() for name in names if name.endswith(".toml")))


@cache
def state(code: str) -> Layer:
    """The layer of one State, by its code as in `jurisdictions()`."""
    name = f"{code.lower()}.toml"
    return read_layer(_text("states", name), where=f"states/{name}")
