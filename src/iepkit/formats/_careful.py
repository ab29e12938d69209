"""The careful reader: slow, and it names every problem of a document with its path.

It is used only after a quick reader has refused; both have the same readers for plain values.
"""

from __future__ import annotations

import re
import types
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

import attrs

from iepkit.errors import CalendarError, InvalidDocument, Problem
from iepkit.formats._strict import READERS, Mismatch

__all__ = ["Careful", "fields", "optional"]


def __dir__() -> list[str]:
    return __all__


_SAFE_KEY = re.compile(r"[a-z][a-z0-9_]{0,40}")


def optional(kind: object) -> Any:
    """The other type of `X | None`, or `None` for any other type.

    >>> optional(int | None)
    <class 'int'>
    >>> optional(int) is None
    True
    """
    if get_origin(kind) in (types.UnionType, Union):
        return next(one for one in get_args(kind) if one is not types.NoneType)
    return None


def fields(kind: type[attrs.AttrsInstance]) -> tuple[attrs.Attribute[Any], ...]:
    """The fields that a document may hold for a class, with their types resolved."""
    return tuple(field for field in attrs.fields(attrs.resolve_types(kind)) if field.init)


@attrs.frozen
class Careful:
    """A reader that collects the problems of one document.

    What `read` returns means nothing once there are problems.

    >>> careful = Careful()
    >>> careful.read(["a", 1, None], tuple[str, ...])
    ('a', None, None)
    >>> print(*careful.problems, sep="; ")
    $[1]: expected text; $[2]: expected text
    """

    problems: list[Problem] = attrs.field(factory=list)

    def read(self, value: object, kind: Any, path: str = "$") -> Any:
        """The value as `kind`, which any quick reader would have given for a sound document."""
        inner = optional(kind)
        if inner is not None:
            return None if value is None else self.read(value, inner, path)
        if attrs.has(kind):
            return self._object(value, kind, path)
        if get_origin(kind) is tuple:
            return self._list(value, get_args(kind)[0], path)
        if get_origin(kind) is dict:
            return self._mapping(value, get_args(kind)[1], path)
        return self._plain(value, kind, path)

    def _plain(self, value: object, kind: Any, path: str) -> Any:
        reader = READERS[StrEnum if issubclass(kind, StrEnum) else kind]
        try:
            return reader(value, kind)
        except Mismatch as error:
            return self._refuse(path, str(error))

    def _list(self, value: object, item: Any, path: str) -> Any:
        if type(value) is not list:
            return self._refuse(path, "expected a list")
        return tuple([self.read(one, item, f"{path}[{at}]") for at, one in enumerate(value)])

    def _mapping(self, value: object, item: Any, path: str) -> Any:
        if type(value) is not dict:
            return self._refuse(path, "expected an object")
        return {key: self.read(one, item, _member(path, key)) for key, one in value.items()}

    def _object(self, value: object, kind: type[attrs.AttrsInstance], path: str) -> Any:
        if type(value) is not dict:
            return self._refuse(path, "expected an object")
        before = len(self.problems)
        known = {field.name: field for field in fields(kind)}
        for key in value:
            if key not in known:
                self._refuse(path, _unknown(key, list(known)))
        given: dict[str, Any] = {}
        for name, field in known.items():
            if name in value:
                given[str(field.alias)] = self._field(value[name], field, path)
            elif field.default is attrs.NOTHING:
                self._refuse(f"{path}.{name}", "this key is required")
        if len(self.problems) == before:
            try:
                return kind(**given)
            except (ValueError, TypeError) as error:
                self._misused(error, path)
        return None

    def _field(self, value: object, field: attrs.Attribute[Any], path: str) -> Any:
        before = len(self.problems)
        read = self.read(value, field.type, f"{path}.{field.name}")
        if field.validator is not None and len(self.problems) == before:
            try:
                field.validator(None, field, read)
            except (ValueError, TypeError) as error:
                self._misused(error, path)
        return read

    def _refuse(self, path: str, message: str) -> None:
        self.problems.append(Problem(path, message))

    def _misused(self, error: Exception, path: str) -> None:
        """Add what a class found inconsistent, at its place in the whole document."""
        if isinstance(error, InvalidDocument | CalendarError):
            self.problems.extend(Problem(path + one.path.removeprefix("$"), one.message) for one in error.problems)
        else:
            self._refuse(path, "expected values that agree with each other")


def _member(path: str, key: str) -> str:
    """The path of a member of an object whose keys are free; a key that may be personal is not repeated."""
    return f"{path}.{key}" if _SAFE_KEY.fullmatch(key) else f"{path}.*"


def _unknown(key: str, known: list[str]) -> str:
    """What is said of a key that no field has; one that may be personal is not repeated."""
    if not _SAFE_KEY.fullmatch(key):
        return "an unknown key"
    near = get_close_matches(key, known, n=1)
    return f"unknown key {key!r}" + (f"; did you mean {near[0]!r}?" if near else "")
