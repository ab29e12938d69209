"""How documents become events: rows that say which date of which document is which event."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import attrs

from iepkit.history.event import Event
from iepkit.vocabulary import EventKind, Purpose

__all__ = ["Implied", "always", "answer", "implied_by", "is_one_of", "own"]


def __dir__() -> list[str]:
    return __all__


T = TypeVar("T")


def always(value: T) -> Callable[[object], T]:
    """The same value for every document."""
    return lambda _: value


@attrs.frozen
class Implied:
    """A row: which date of which document is which event.

    `documents` names the field of the case, and after a dot what is looked at inside of each document.
    `on` and `until` name date fields, `instead` the one that is taken where `on` is not there.
    `when` says which documents count. `detail` reads the document, `purpose` the one that stands in the case itself.
    `about` names the field of that one which names the matter; where it is empty there, its place in the case does.
    """

    documents: str
    on: str
    kind: EventKind
    until: str | None = None
    instead: str | None = None
    purpose: Callable[[Any], Purpose | None] = lambda _: None
    detail: Callable[[Any], str | None] = lambda _: None
    when: Callable[[Any], bool] = lambda _: True
    about: str = ""


def own(field: str) -> Callable[[object], str | None]:
    """The value of a field as plain text."""
    return lambda document: None if getattr(document, field) is None else str(getattr(document, field))


def is_one_of(field: str, *values: object) -> Callable[[Any], bool]:
    """Whether a field holds one of the values."""
    return lambda document: getattr(document, field) in values


def answer(yes: str, no: str, field: str) -> Callable[[Any], str | None]:
    """One of two words for a boolean, `None` where the file does not say."""
    words = {True: yes, False: no, None: None}
    return lambda document: words[getattr(document, field)]


def implied_by(case: Any, rows_of: Mapping[str, Sequence[Implied]]) -> Iterator[Event]:
    """The events that the documents of a case imply by these rows, given by documents."""
    for documents, rows in rows_of.items():
        field, _, inside = documents.partition(".")
        for owner, document, path in _documents(case, field, inside) if getattr(case, field) else ():
            for row in rows:
                field = row.instead if row.instead and getattr(document, row.on) is None else row.on
                on = getattr(document, field)
                if on is not None and row.when(document):
                    yield Event(
                        row.kind, on,
                        until=getattr(document, row.until) if row.until else None,
                        purpose=row.purpose(owner), detail=row.detail(document),
                        about=(getattr(owner, row.about) or path.partition(".")[2]) if row.about else None,
                        path=f"{path}.{field}",
                    )  # fmt: skip


def _documents(case: Any, field: str, inside: str) -> list[tuple[Any, Any, str]]:
    """Every document of a field, or inside of one, with the one that stands in the case itself, and its path."""
    owners = _members(case, field, "$")
    if not inside:
        return [(owner, owner, path) for owner, path in owners]
    return [(owner, one, deeper) for owner, path in owners for one, deeper in _members(owner, inside, path)]


def _members(holder: object, field: str, path: str) -> list[tuple[Any, str]]:
    """What a field holds: each of many, the one, or nothing."""
    held = getattr(holder, field)
    if isinstance(held, tuple):
        return [(one, f"{path}.{field}[{at}]") for at, one in enumerate(held)]
    return [] if held is None else [(held, f"{path}.{field}")]
