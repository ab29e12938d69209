"""Strict reading of JSON: what each kind of value must be, and text into plain values.

Nothing is coerced: `true` is no number, `"30"` is no number, a day with a time is no day.
No message repeats what was found.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, Never

from iepkit.errors import InvalidDocument, Problem

__all__ = ["MOST", "READERS", "Mismatch", "parse"]


def __dir__() -> list[str]:
    return __all__


MOST = 2**53 - 1
"""The largest whole number that every reader of JSON holds exactly, and minus it the smallest."""


class Mismatch(ValueError):
    """A value that is not what its field asks for; the text says what was expected."""


def _text(value: object, _: object) -> str:
    if type(value) is str:
        return value
    raise Mismatch("expected text")


def _whole(value: object, _: object) -> int:
    if type(value) is int and -MOST <= value <= MOST:
        return value
    raise Mismatch("expected a whole number")


def _number(value: object, _: object) -> float:
    if type(value) is float and value - value == 0:  # neither infinite nor not a number
        return value
    if type(value) is int:
        try:
            return float(value)
        except OverflowError:
            pass
    raise Mismatch("expected a number")


def _boolean(value: object, _: object) -> bool:
    if value is True or value is False:
        return value
    raise Mismatch("expected true or false")


def _day(value: object, _: object) -> date:
    if type(value) is str and len(value) == len("2026-03-02") and value[4] == value[7] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise Mismatch("expected a day that exists, written YYYY-MM-DD")


class _Words(dict[type[StrEnum], dict[object, StrEnum]]):
    """The members of closed lists by their words: quicker than asking the list."""

    def __missing__(self, kind: type[StrEnum]) -> dict[object, StrEnum]:
        members: dict[object, StrEnum] = {member.value: member for member in kind}
        return self.setdefault(kind, members)


_WORDS = _Words()


def _word(value: object, kind: type[StrEnum]) -> StrEnum:
    try:
        return _WORDS[kind][value]
    except (KeyError, TypeError):
        raise Mismatch(f"expected one of: {', '.join(kind)}") from None


READERS: dict[type, Callable[[Any, Any], Any]] = {
    str: _text,
    int: _whole,
    float: _number,
    bool: _boolean,
    date: _day,
    StrEnum: _word,
}
"""For each plain type, and for closed lists of words, a function of a JSON value and the type asked for."""


class _Repeated(Exception):
    """A key twice in one object."""


class _NotFinite(Exception):
    """`NaN` or `Infinity`, which are not JSON."""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _Repeated
    return members


def _constant(_: str) -> Never:
    raise _NotFinite


_PROBLEMS = {
    _Repeated: "an object has the same key twice",
    _NotFinite: "NaN and Infinity are not JSON numbers",
    RecursionError: "nested too deeply",
}
_decode = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant).decode


def parse(data: bytes | str) -> Any:
    """JSON text as plain values. Bytes are UTF-8, with or without a byte order mark.

    Raises `InvalidDocument`, whose one problem says where the text breaks off.

    >>> parse('{"a": [1, 2.5, null]}')
    {'a': [1, 2.5, None]}
    """
    try:
        text = str(data.encode() if isinstance(data, str) else data, "utf-8")
        value = _decode(text.removeprefix("\ufeff"))
        if "\\ud" in text or "\\uD" in text:  # half of a surrogate pair is no character
            json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        message = f"not valid JSON, line {error.lineno}, column {error.colno}"
    except UnicodeError:
        message = "not valid UTF-8"
    except (_Repeated, _NotFinite, RecursionError) as error:
        message = _PROBLEMS[type(error)]
    except ValueError:  # a whole number of thousands of digits
        message = "a number is too long"
    else:
        return value
    raise InvalidDocument([Problem("$", message)])
