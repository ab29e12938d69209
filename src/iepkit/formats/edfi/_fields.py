"""Reading the fields of Ed-Fi rows, from interchange XML and from the JSON of the API, with the same answers.

A row class says of each field what it is called in both. What cannot be read is a problem with its path,
and the rest of the row is read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import Any, ClassVar, TypeVar

import attrs

from iepkit.errors import Problem
from iepkit.formats._strict import READERS, Mismatch

__all__ = [
    "Dialect",
    "Reader",
    "Row",
    "code",
    "codes",
    "day",
    "each",
    "flag",
    "hours",
    "label",
    "said",
    "term",
    "whole",
]


def __dir__() -> list[str]:
    return __all__


class Dialect(IntEnum):
    """How a row is written; the place of its names in a field's table."""

    XML = 0
    API = 1


@attrs.frozen
class Row:
    """What every row has: where it stands, and which of its fields could not be read.

    `where` names the file, `path` the place in it, `release` the release of the data standard.
    `ABSENT` are the fields of a wider kind of row that this kind has no room for.
    """

    ENTITY: ClassVar[str]
    REQUIRED: ClassVar[tuple[str, ...]] = ()
    ABSENT: ClassVar[frozenset[str]] = frozenset()
    path: str = ""
    where: str | None = None
    release: str = ""
    unreadable: frozenset[str] = frozenset()
    names: Mapping[str, str] = attrs.field(factory=dict, repr=False, eq=False)

    def at(self, field: str) -> str:
        """The place of a field, also of one that is not there."""
        return f"{self.path}.{self.names[field]}"

    def could_tell(self, field: str) -> bool:
        """Whether a field that is empty could have been filled: the row has room for it, and it is not unreadable."""
        return field not in self.unreadable and field not in self.ABSENT

    def lacks(self, field: str) -> bool:
        """Whether a field is not there, which is not the same as being there and unreadable."""
        return getattr(self, field) is None and self.could_tell(field)


R = TypeVar("R", bound=Row)
_Read = Callable[["Reader", Any, str], Any]
_NAMES, _READ = "names", "read"


def said(read: _Read, xml: str, api: str, *, default: object = None) -> Any:
    """A field of a row, by its names in XML and in the API; several names are of several releases."""
    return attrs.field(default=default, repr=False, metadata={_READ: read, _NAMES: (xml.split(), api.split())})


class Reader:
    """Reads the rows of one source in one dialect, and collects the problems."""

    def __init__(self, dialect: Dialect, *, where: str | None, release: str) -> None:
        self.dialect, self.where, self.release = dialect, where, release
        self.problems: list[Problem] = []

    def row(self, kind: type[R], plain: object, path: str) -> R | None:
        """The row, or `None` where it is no object at all."""
        if not isinstance(plain, Mapping):
            self.problems.append(Problem(path, "expected an object"))
            return None
        values: dict[str, Any] = {}
        names, unreadable = {}, set()
        for field in attrs.fields(kind):
            if _NAMES not in field.metadata:
                continue
            candidates = field.metadata[_NAMES][self.dialect]
            raw, names[field.name] = _first(plain, candidates)
            if raw is not None:
                try:
                    values[field.name] = field.metadata[_READ](self, raw, f"{path}.{names[field.name]}")
                except Mismatch as mismatch:
                    self.problems.append(Problem(f"{path}.{names[field.name]}", str(mismatch)))
                    unreadable.add(field.name)
        place: dict[str, Any] = {"path": path, "where": self.where, "release": self.release, "names": names}
        row = kind(**values, **place, unreadable=frozenset(unreadable))
        missing = [name for name in kind.REQUIRED if row.lacks(name)]
        self.problems += [Problem(row.at(name), "expected, and not there") for name in missing]
        return row


def _first(plain: Mapping[str, Any], candidates: list[str]) -> tuple[Any, str]:
    """The first of the candidates that is there, and its name; else nothing, under the first name."""
    for name in candidates:
        held: Any = plain
        for step in name.split("."):
            held = held.get(step) if isinstance(held, Mapping) else None
        if held is not None:
            return held, name
    return None, candidates[0]


# -- kinds of values ---------------------------------------------------------------------------------------------------

_WHOLE, _DECIMAL = re.compile(r"[0-9]{1,9}"), re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_FLAGS: dict[object, bool] = {"true": True, "1": True, "false": False, "0": False}


def day(_: Reader, raw: Any, __: str) -> date:
    """A day."""
    found: date = READERS[date](raw, None)
    return found


def label(_: Reader, raw: Any, __: str) -> str:
    """A short text or a number that names something."""
    if isinstance(raw, str | int) and not isinstance(raw, bool) and (text := str(raw).strip()):
        return text
    raise Mismatch("expected text")


def flag(reader: Reader, raw: Any, _: str) -> bool:
    """Yes or no."""
    if reader.dialect is Dialect.XML and isinstance(raw, str) and raw in _FLAGS:
        return _FLAGS[raw]
    if raw is True or raw is False:
        return raw
    raise Mismatch("expected true or false")


def whole(reader: Reader, raw: Any, _: str) -> int:
    """A whole number that is not negative."""
    return int(_number(reader, raw, _WHOLE, "expected a whole number that is not negative"))


def hours(reader: Reader, raw: Any, _: str) -> Decimal:
    """A number that is not negative, exactly as it is written."""
    return _number(reader, raw, _DECIMAL, "expected a number that is not negative")


def _number(reader: Reader, raw: Any, form: re.Pattern[str], expected: str) -> Decimal:
    right = isinstance(raw, str) if reader.dialect is Dialect.XML else type(raw) in (int, float)
    if right and form.fullmatch(str(raw)):
        return Decimal(str(raw))
    raise Mismatch(expected)


def code(_: Reader, raw: Any, __: str) -> str:
    """A descriptor as its URI; that of release 2.2, code and namespace apart, is put together."""
    if isinstance(raw, Mapping) and isinstance(raw.get("CodeValue"), str):
        namespace = raw.get("Namespace")
        name = _OLD.fullmatch(namespace) if isinstance(namespace, str) else None
        return f"uri://{name[1]}/{name[2]}#{raw['CodeValue']}" if name else f"#{raw['CodeValue']}"
    if isinstance(raw, str) and raw:
        return raw
    raise Mismatch("expected a descriptor")


_OLD = re.compile(r"https?://([^/\s]+)/Descriptor/(\w+Descriptor)\.xml")
_ENUMERATED = ("1", "2")  # the major releases in which these lists were closed enumerations of bare words


def term(descriptor: str) -> _Read:
    """A code that was a bare word of a closed list before release 3, and is a descriptor from then on."""

    def read(reader: Reader, raw: Any, path: str) -> str:
        found = code(reader, raw, path)
        bare = "#" not in found and reader.release.partition(".")[0] in _ENUMERATED
        return f"uri://ed-fi.org/{descriptor}#{found}" if bare else found

    return read


def codes(*inner: str, one_by: Callable[[Reader, Any, str], str] = code) -> _Read:
    """A list of descriptors, each bare or inside an object; one that cannot be read is a problem and stays as `""`."""

    def read(reader: Reader, raw: Any, path: str) -> tuple[str, ...]:
        found = []
        for at, one in enumerate(_many(reader, raw)):
            bare = next((one[name] for name in inner if name in one), one) if isinstance(one, Mapping) else one
            try:
                found.append(one_by(reader, bare, path))
            except Mismatch as mismatch:
                reader.problems.append(Problem(f"{path}[{at}]", str(mismatch)))
                found.append("")
        return tuple(found)

    return read


def each(kind: type[R]) -> _Read:
    """A repeated part of a row: none, one or many; a part that is no object is a problem and left out."""

    def read(reader: Reader, raw: Any, path: str) -> tuple[R, ...]:
        parts = (reader.row(kind, one, f"{path}[{at}]") for at, one in enumerate(_many(reader, raw)))
        return tuple(part for part in parts if part is not None)

    return read


def _many(reader: Reader, raw: Any) -> list[Any]:
    """In XML one of many stands alone; in JSON a list is a list."""
    if isinstance(raw, list):
        return raw
    if reader.dialect is Dialect.XML:
        return [raw]
    raise Mismatch("expected a list")
