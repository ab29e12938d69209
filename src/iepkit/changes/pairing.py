"""Pairing the parts of two IEPs, and what differs in a pair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any

import attrs

__all__ = ["Change", "FieldChange", "How", "Key", "Section", "Toward", "changed", "compared", "worded"]


def __dir__() -> list[str]:
    return __all__


Key = Callable[[Any], object]
"""By what two parts are known to be the same one; `None` where a part does not have it."""


class How(StrEnum):
    """What happened to a part of an IEP."""

    ADDED = "added"
    ENDED = "ended"
    CHANGED = "changed"


class Toward(StrEnum):
    """Which way an amount moved; `unclear` where the two are in periods that only a calendar could compare."""

    MORE = "more"
    LESS = "less"
    SAME = "same"
    UNCLEAR = "unclear"


@attrs.frozen
class FieldChange:
    """One field that differs: its name, and what it was and is. `None` is a field that holds nothing."""

    field: str
    before: object = attrs.field(repr=False)
    after: object = attrs.field(repr=False)


@attrs.frozen
class Change:
    """One part of an IEP that was added, ended or changed.

    `what` is the part's kind in words (`service`), `name` its own where a closed list has one
    (`speech-language-pathology`); `before` and `after` are its places in the two IEPs, empty where it is not there.
    `amount` says which way the time of a service moved, and `moved` that it is given at another location.

    >>> print(Change("goal", How.ADDED, after="$.goals[2]"))
    goal added ($.goals[2])
    """

    what: str
    how: How
    name: str = ""
    before: str = ""
    after: str = ""
    fields: tuple[FieldChange, ...] = ()
    amount: Toward = Toward.SAME

    @property
    def moved(self) -> bool:
        """Whether it is now given at another location."""
        return any(one.field == "location" for one in self.fields)

    def __str__(self) -> str:
        named = f"{self.what} {self.name}" if self.name else self.what
        fields = ", ".join(one.field.replace("_", " ") for one in self.fields)
        amount = f"; {self.amount} time" if self.amount in (Toward.MORE, Toward.LESS) else ""
        return f"{named} {self.how} ({self.after or self.before}){f': {fields}' if fields else ''}{amount}"


def worded(text: str | None) -> str | None:
    """A text as it is compared: case and spaces do not matter, and a blank one is none.

    >>> worded("  Reads   a Passage "), worded(" ")
    ('reads a passage', None)
    """
    return " ".join(text.casefold().split()) or None if text else None


def _same(before: object, after: object) -> bool:
    if isinstance(before, str) and isinstance(after, str):
        return worded(before) == worded(after)
    return before == after


def changed(before: Any, after: Any, leave: frozenset[str] = frozenset()) -> tuple[FieldChange, ...]:
    """The fields of two values of one class that differ, but for those in `leave`.

    >>> from iepkit.records import Goal
    >>> [one.field for one in changed(Goal(target=80, text="a  b"), Goal(target=90, text="A b"))]
    ['target']
    """
    kind: Any = type(before)
    names, values = _compared(kind, leave)
    was, now = values(before), values(after)
    if was == now:
        return ()
    rows = zip(names, was, now, strict=True)
    return tuple([FieldChange(name, one, other) for name, one, other in rows if not _same(one, other)])


@cache
def _compared(kind: Any, leave: frozenset[str]) -> tuple[tuple[str, ...], Callable[[Any], tuple[object, ...]]]:
    """The fields of a class that are compared, and what takes their values."""
    names = tuple(field.name for field in attrs.fields(kind) if field.name not in leave)
    return names, attrgetter(*names)


@attrs.frozen
class Section:
    """How the parts of one list of an IEP are compared.

    `keys` tell, the surest first, that two parts are the same one; `leave` are fields that differ in every new IEP;
    `amount` says which way the time moved.
    """

    field: str
    what: str
    keys: tuple[Key, ...]
    leave: frozenset[str] = frozenset()
    name: Callable[[Any], str] = lambda _: ""
    amount: Callable[[Any, Any], Toward] = lambda _, __: Toward.SAME


def compared(section: Section, before: Any, after: Any) -> Iterator[Change]:
    """The changes in one list of two IEPs: what ended and what changed in the order of the first, then what came."""
    was: Sequence[Any] = getattr(before, section.field)
    now: Sequence[Any] = getattr(after, section.field)
    partner = _pairs(section.keys, was, now)
    for at, one in enumerate(was):
        here = f"$.{section.field}[{at}]"
        if at not in partner:
            yield Change(section.what, How.ENDED, section.name(one), before=here)
            continue
        other = now[partner[at]]
        fields = changed(one, other, section.leave)
        if fields:
            there = f"$.{section.field}[{partner[at]}]"
            toward = section.amount(one, other)
            yield Change(section.what, How.CHANGED, section.name(other), here, there, fields, toward)
    met = set(partner.values())
    for at, one in enumerate(now):
        if at not in met:
            yield Change(section.what, How.ADDED, section.name(one), after=f"$.{section.field}[{at}]")


def _pairs(keys: Iterable[Key], was: Sequence[Any], now: Sequence[Any]) -> dict[int, int]:
    """Which part of the second list is which of the first, by the surest key that both have; each at most once."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for key in keys:
        free: dict[object, list[int]] = {}
        for at, one in enumerate(now):
            said = key(one)
            if at not in taken and said is not None:
                free.setdefault(said, []).append(at)
        for at, one in enumerate(was):
            waiting = free.get(key(one)) if at not in partner else None
            if waiting:
                partner[at] = waiting.pop(0)
                taken.add(partner[at])
    return partner
