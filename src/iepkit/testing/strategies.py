"""Hypothesis strategies for days, events, records and cases (extra `testing`).

A strategy is a recipe plus a valid range: every record can be read and written,
and its facts need not agree with each other.
"""

from __future__ import annotations

import types
from datetime import date
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin

import attrs

from iepkit.errors import MissingExtra
from iepkit.history import Case, Event
from iepkit.records import Iep

try:
    from hypothesis import strategies as st
except ImportError as error:
    raise MissingExtra("testing", "the strategies for hypothesis") from error

__all__ = ["cases", "days", "events", "ieps", "records"]


def __dir__() -> list[str]:
    return __all__


R = TypeVar("R", bound=attrs.AttrsInstance)
_FIRST, _LAST = date(2018, 7, 1), date(2034, 6, 30)
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: _TEXT,
    int: st.integers(-(2**53) + 1, 2**53 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
}
_AMOUNTS: dict[Any, Any] = {int: (st.integers, 600), float: (st.floats, 100)}


def days(first: date = _FIRST, last: date = _LAST) -> st.SearchStrategy[date]:
    """Days from `first` to `last`, both included."""
    return st.dates(first, last)


def events() -> st.SearchStrategy[Event]:
    """Events of every kind, without a path, as they are written down."""
    return records(Event, leave_out=("path",))


def ieps() -> st.SearchStrategy[Iep]:
    """IEPs with some of their content."""
    return records(Iep)


def cases() -> st.SearchStrategy[Case]:
    """Cases with some documents and some events."""
    return records(Case, leave_out=("events",), events=st.lists(events(), max_size=4).map(tuple))


def records(kind: type[R], *, leave_out: tuple[str, ...] = (), **given: st.SearchStrategy[Any]) -> st.SearchStrategy[R]:
    """Records of a class: what it requires, what is `given` by name, and up to five of its other fields."""
    return _records(kind, leave_out, given)


@st.composite
def _records(draw: st.DrawFn, kind: Any, leave_out: tuple[str, ...], given: dict[str, st.SearchStrategy[Any]]) -> Any:
    fields = {field.name: field for field in attrs.fields(attrs.resolve_types(kind)) if field.name not in leave_out}
    required = [name for name, field in fields.items() if field.default is attrs.NOTHING]
    others = [name for name in fields if name not in required and name not in given]
    chosen = draw(st.lists(st.sampled_from(others), max_size=5, unique=True)) if others else []
    values = {name: draw(_values(fields[name])) for name in (*required, *chosen) if name not in given}
    return kind(**values, **{name: draw(strategy) for name, strategy in given.items()})


def _values(field: attrs.Attribute[Any]) -> st.SearchStrategy[Any]:
    """Values that a field may hold."""
    kind = field.type
    if get_origin(kind) is types.UnionType:
        kind = next(one for one in get_args(kind) if one is not types.NoneType)
        return st.none() | (
            _amounts(kind, field.metadata.get("most")) if field.validator and kind in _AMOUNTS else _of(kind)
        )
    return _of(kind)


def _amounts(kind: Any, most: float | None) -> st.SearchStrategy[Any]:
    """Amounts that a field allows."""
    numbers, usual = _AMOUNTS[kind]
    allowed: st.SearchStrategy[Any] = numbers(0, usual if most is None else min(most, usual))
    return allowed


def _of(kind: Any) -> st.SearchStrategy[Any]:
    if get_origin(kind) is tuple:
        return st.lists(_of(get_args(kind)[0]), max_size=2).map(tuple)
    if attrs.has(kind):
        return records(kind, leave_out=("path",) if kind is Event else ())
    if kind is date:
        return days()
    return st.sampled_from(kind) if issubclass(kind, Enum) else _PLAIN[kind]
