"""The fast decoder (extra `fast`): msgspec, by way of a mirror of each record class.

It never explains: whatever it refuses, the strict reader reads again.
msgspec can also read a record class at once, but then lets unknown keys pass and is slow on fields left out.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from threading import Lock
from typing import Annotated, Any, get_args, get_origin

import attrs
import msgspec
from msgspec import UNSET, Meta, Raw, UnsetType

from iepkit.formats._careful import fields, optional
from iepkit.formats._strict import MOST

__all__ = ["decode"]


def __dir__() -> list[str]:
    return __all__


_Whole = Annotated[int, Meta(ge=-MOST, le=MOST)]
_Decoders = tuple[Callable[[bytes], Any], Callable[[bytes], Any]]
_encode = msgspec.json.Encoder().encode


def decode(data: bytes | str, kind: Any) -> Any:
    """The document as `kind`, or `None` where the strict reader must decide."""
    try:
        raw = data.encode() if isinstance(data, str) else data
        read, read_keys = _READY.get(kind) or _made_ready(kind)
        mirrored = read(raw)
        if _may_repeat_a_key(raw, mirrored) and _may_repeat_a_key(raw, read_keys(raw)):
            return None
        return msgspec.convert(mirrored, kind, from_attributes=True)
    except Exception:  # noqa: BLE001 - the strict reader finds out what it was
        return None


def _may_repeat_a_key(raw: bytes, read: object) -> bool:
    """Whether an object may have held a key twice: more colons were read than would be written.

    A field given at its default is not written either, so `True` may be wrong; `False` never is.
    An escaped colon would not be counted, so a document that may hold one is refused.
    """
    return raw.count(b":") != _encode(read).count(b":") or (b"\\" in raw and b"\\u003" in raw)


_READY: dict[Any, _Decoders] = {}
_ONE_AT_A_TIME = Lock()


def _made_ready(kind: Any) -> _Decoders:
    """For a type, what reads its mirror and what reads only its keys; made by one thread while the others wait.

    msgspec gathers what it knows of a class when it first meets it, and crashes where two threads do so at once.
    So it meets the records here too, which else it would do only in converting the first document.
    """
    with _ONE_AT_A_TIME:
        if kind not in _READY:
            made = msgspec.json.Decoder(_mirror(kind)).decode, msgspec.json.Decoder(_keys(kind)).decode
            with suppress(msgspec.ValidationError):  # it is nothing that could be converted
                msgspec.convert(None, kind, from_attributes=True)
            _READY[kind] = made
        return _READY[kind]


@cache
def _mirror(kind: Any) -> Any:
    """The type for which msgspec is as strict as the strict reader."""
    inner = optional(kind)
    if inner is not None:
        return _mirror(inner) | None
    if attrs.has(kind):
        members = [_member(field) for field in fields(kind)]
        return msgspec.defstruct(kind.__name__, members, forbid_unknown_fields=True, omit_defaults=True)
    origin: Any = get_origin(kind)
    if origin is tuple:
        return origin[_mirror(get_args(kind)[0]), ...]
    if origin is dict:
        return origin[str, _mirror(get_args(kind)[1])]
    return _Whole if kind is int else kind


def _member(field: attrs.Attribute[Any]) -> tuple[str, Any] | tuple[str, Any, Any]:
    mirror = _mirror(_type(field))
    return (field.name, mirror) if field.default is attrs.NOTHING else (field.name, mirror, field.default)


def _type(field: attrs.Attribute[Any]) -> Any:
    return field.type


@cache
def _keys(kind: Any) -> Any:
    """The type that knows which keys were given and passes over plain values."""
    inner = optional(kind)
    if inner is not None:
        held = _keys(inner)
        return held if held is Raw else held | None
    if attrs.has(kind):
        members = [(field.name, _keys(_type(field)) | UnsetType, UNSET) for field in fields(kind)]
        return msgspec.defstruct(kind.__name__, members)
    origin: Any = get_origin(kind)
    if origin is tuple:
        held = _keys(get_args(kind)[0])
        return Raw if held is Raw else origin[held, ...]
    if origin is dict:
        return origin[str, _keys(get_args(kind)[1])]
    return Raw
