"""A goal for after school (34 CFR 300.320(b)(1)): a result that will be there, and not a wish or a step on the way."""

from __future__ import annotations

from iepkit.goals.model import PartKind
from iepkit.goals.statement import Statement

__all__ = ["lacking_after_school"]


def __dir__() -> list[str]:
    return __all__


def lacking_after_school(statements: tuple[Statement, ...], kinds: set[PartKind]) -> list[str]:
    """The codes of what a postsecondary goal does not say; no criterion is asked for, since its result is one.

    `kinds` are the kinds of parts that were found in its words and its fields.
    """
    if any(map(_wished, statements)):
        return ["GL106"]
    if PartKind.BEHAVIOR not in kinds:
        return ["GL103"]
    if any(any(True for _ in said.tokens.book.groups["schooltime"].search(said.letters)) for said in statements):
        return ["GL107"]
    return [] if PartKind.TIMEFRAME in kinds else ["GL210"]


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
