"""JSON text to checked records and back: msgspec, cattrs and pydantic on the same fields."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from typing import Annotated, Any, get_args, get_origin

import attrs
import pydantic
from data import sample_case
from measure import compare

from iepkit.formats import json as formats
from iepkit.formats._careful import fields, optional
from iepkit.history import Case

_PLAIN = (str, int, float, bool, date)


@cache
def model(kind: Any) -> Any:
    """The pydantic type with the same fields as a record class, unknown keys forbidden, bounds kept."""
    inner = optional(kind)
    if inner is not None:
        return model(inner) | None
    if kind in _PLAIN or (isinstance(kind, type) and issubclass(kind, Enum)):
        return kind
    if get_origin(kind) is tuple:
        origin: Any = tuple
        return origin[model(get_args(kind)[0]), ...]
    members: dict[str, Any] = {field.name: _member(field) for field in fields(kind)}
    return pydantic.create_model(kind.__name__, __config__=pydantic.ConfigDict(extra="forbid", frozen=True), **members)


def _member(field: attrs.Attribute[Any]) -> tuple[Any, Any]:
    kind: Any = field.type
    bounded = Annotated[model(kind), pydantic.Field(ge=0)] if field.validator else model(kind)
    return bounded, ... if field.default is attrs.NOTHING else field.default


def refuses(call: Callable[[bytes], Any], raw: bytes) -> bool:
    try:
        call(raw)
    except ValueError:
        return True
    return False


def main() -> None:
    raw = json.dumps(sample_case(), separators=(",", ":")).encode()
    adapter = pydantic.TypeAdapter(model(Case))
    readers: dict[str, Callable[[bytes], Any]] = {
        "iepkit, extra fast (msgspec)": lambda data: formats.loads(data, fast=True),
        "iepkit (cattrs, stdlib json)": lambda data: formats.loads(data, fast=False),
        "pydantic v2": adapter.validate_json,
    }
    case, same = formats.loads(raw, fast=True), formats.loads(raw, fast=False)
    parsed = adapter.validate_json(raw)
    assert case == same
    assert json.loads(adapter.dump_json(parsed, exclude_defaults=True)) == json.loads(formats.dumps(case))
    negative = raw.replace(b'"minutes":45', b'"minutes":-45')
    unknown = raw.replace(b'"minutes":45', b'"minuets":45')
    assert all(refuses(read, bad) for read in readers.values() for bad in (negative, unknown))
    assert refuses(formats.loads, raw.replace(b'"times":5', b'"times":5,"times":4'))
    print(f"One case, {len(raw)} bytes of JSON.\n")
    reads = {name: lambda read=read: read(raw) for name, read in readers.items()}
    compare("read: bytes to checked records", reads, "pydantic v2")
    print()
    writes = {
        "iepkit (cattrs, stdlib json)": lambda: formats.dumps(case),
        "pydantic v2": lambda: adapter.dump_json(parsed, exclude_defaults=True),
    }
    compare("write: records to text, defaults left out", writes, "pydantic v2")


if __name__ == "__main__":
    main()
