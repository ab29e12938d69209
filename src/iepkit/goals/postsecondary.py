"""A goal for after school (34 CFR 300.320(b)(1)): a result that will be there, and not a wish or a step on the way."""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.goals.model import PartKind
from iepkit.goals.statement import Statement

__all__ = ["lacking_after_school"]


def __dir__() -> list[str]:
    return __all__


def lacking_after_school(said: Statement) -> Iterator[str]:
    """The codes of what a postsecondary goal does not say; no criterion is asked for, since its result is one."""
    wished = _wished(said)
    if wished:
        yield "GL106"
    elif not any(part.kind is PartKind.BEHAVIOR for part in said.parts):
        yield "GL103"
    elif any(True for _ in said.tokens.book.groups["schooltime"].search(said.letters)):
        yield "GL107"
    elif not any(part.kind is PartKind.TIMEFRAME for part in said.parts):
        yield "GL210"


def _wished(said: Statement) -> bool:
    """Whether a wish or a "may" comes before any "will", or what is willed is only a step on the way."""
    book = said.tokens.book
    wish, will = book.classes("wish", "hedge", "weigh"), book.classes("modal")
    for letter in said.letters[said.subject.end :]:
        if letter in will:
            break
        if letter in wish:
            return True
    head = said.act.head
    return head is not None and said.letters[head] in book.classes("weigh", "wish")
