"""What is to be done: the verb, and whether somebody could see it.

A verb that is on no list counts as one that can be seen, so that the lists name what cannot: there are few ways to
say that a child understands, and no end of things that children do.
"""

from __future__ import annotations

from typing import NamedTuple

from iepkit.goals.patterns import Book
from iepkit.goals.subjects import Span, Subject
from iepkit.goals.tokens import Tokens

__all__ = ["Act", "act_of"]


def __dir__() -> list[str]:
    return __all__


_LIST = 5  # a comma stands in a list where "and" or "or" comes within so many words
_ABILITY = 5  # so many words reach from "increase" to the "to" of "increase his ability to"
_LOOSE = ("preposition", "conjunction", "article", "determiner", "mark", "quote", "being", "colon", "bound")
_NEAR = 4  # the words after a verb that can make it one that nobody sees


class Act(NamedTuple):
    """What is done: its span where it can be seen, its direction, and a number of things right after the verb.

    `head` is the verb. `instead` is what grows or shrinks and is seen by its criterion: of the name of a subject, such
    as reading, by one with a unit. `amount` is true where an amount is to grow or shrink that can be seen.
    `verbs` are the separate things done.
    """

    span: Span | None = None
    direction: Span | None = None
    taken: Span | None = None
    instead: Span | None = None
    amount: bool = False
    verbs: tuple[int, ...] = ()
    head: int | None = None


def act_of(said: Tokens, letters: str, subject: Subject) -> Act:
    """What is to be done by somebody, in letters in which the other parts are marked."""
    if not subject.found:
        return Act()
    classes = said.book.classes
    head, passed = _head(said.book, letters, subject.verb)
    if head >= len(letters) or letters[head] not in classes("content", "being"):
        return Act()
    moving = letters[head] in classes("moving")
    direction = passed if passed is not None else head if moving else None
    turned = None if direction is None else (direction, direction + 1)
    end = _end(said.book, letters, head)
    unseen = _unseen(said.book, letters, head, end, subject)
    if moving and end == head + 1 and subject.about:  # "call-outs will decrease": it is they that are seen
        return Act(direction=turned, instead=subject.about, amount=not unseen, head=head)
    if not unseen:
        return _seen(said.book, letters, head, turned)
    by = _by_doing(said.book, letters, head)
    if by is not None:
        return _seen(said.book, letters, by, turned)
    return Act(direction=turned, instead=(head, end) if moving else None, head=head)


def _head(book: Book, letters: str, at: int) -> tuple[int, int | None]:
    """The verb that counts, past "be able to" and its like, and the "increase" that was passed with them."""
    skipped = book.classes("manner", "alone", "negation", "quote", "mark", "also")
    opens, to, verbs = book.classes("opens"), book.classes("to"), book.classes("finite")
    direction = None
    while True:
        while at < len(letters) and letters[at] in skipped:
            at += 1
        if letters[at : at + 1] not in opens:
            return at, direction
        ahead = letters[at + 1 : at + 1 + _ABILITY]
        between = next((number for number, letter in enumerate(ahead) if letter in to), None)
        if between is None or letters[at + between + 2 : at + between + 3] not in verbs:
            return at, direction
        direct = between == 0 and letters[at] in book.classes("directly")
        if not direct and book.classes("ability").isdisjoint(ahead[:between]):
            return at, direction
        if letters[at] in book.classes("moving"):
            direction = at
        at += between + 2


def _end(book: Book, letters: str, at: int) -> int:
    """Where the words that belong to a verb end; a comma in a list does not end them."""
    commas, joins = book.classes("comma"), book.classes("joins")
    end = book.until(letters, at, "edge")
    while letters[end : end + 1] in commas:
        after = book.until(letters, end + 1, "edge")
        listed = not joins.isdisjoint(letters[end + 1 : end + _LIST])
        if letters[after : after + 1] in commas and not listed:
            listed = not joins.isdisjoint(letters[after + 1 : book.until(letters, after + 1, "edge")])
        if after == end + 1 or not listed:
            break
        end = after
    if letters[end : end + 1] in book.classes("stop") and letters[end - 1] in book.classes("particle"):
        return end
    loose = book.classes(*_LOOSE)
    while end > at + 1 and letters[end - 1] in loose:
        end -= 1
    return end


def _seen(book: Book, letters: str, head: int, direction: Span | None) -> Act:
    """What is done, from its verb on; a criterion right after the verb belongs to it."""
    judged, plain = book.classes("judged"), book.classes("plainly")
    end = head + 1
    while end < len(letters) and letters[end] in judged:
        end += 1
    if end == head + 1:
        end = _end(book, letters, head)
    count = book.groups["taken"].match(letters, head + 1)
    joins, same = book.classes("joins", "comma"), letters[head] in plain
    others = [found.start() for found in book.among("seeing").finditer(letters, head + 1, end)]
    more = [at for at in others if letters[at - 1] in joins and (letters[at] in plain) is same]
    first = head - 1 if head and letters[head - 1] in book.classes("negation") else head
    taken = (count.start, count.end) if count else None
    return Act((first, end), direction, taken, None, letters[head] in book.classes("moving"), (head, *more), head)


def _by_doing(book: Book, letters: str, head: int) -> int | None:
    """The verb after "by", where a goal says by doing what something unseen will show."""
    by, doing = book.classes("by"), book.classes("doing") - (book.classes("vague") - book.classes("seeing"))
    end = book.until(letters, head, "stop")
    return next((at + 1 for at in range(head, end - 1) if letters[at] in by and letters[at + 1] in doing), None)


def _unseen(book: Book, letters: str, head: int, end: int, subject: Subject) -> bool:
    """Whether nobody could see it done, or it is not the child who does it."""
    if subject.adult:
        return True
    classes, letter = book.classes, letters[head]
    near = letters[head + 1 : min(end, head + 1 + _NEAR)]
    if letter in classes("moving"):
        return _no_amount(book, letters, head, end, subject)
    if letter in classes("showing"):
        return not classes("unseen").isdisjoint(near)
    if letter in classes("making"):
        return not classes("purpose").isdisjoint(near)
    if letter in classes("holding", "being"):
        return letters[head + 1 : head + 2] not in classes("seen", "judged")
    on = letter in classes("working") and letters[head + 1 : head + 2] in classes("toward")
    return on or letter in classes("vague")


def _no_amount(book: Book, letters: str, head: int, end: int, subject: Subject) -> bool:
    """Whether what is to grow or shrink is only the name of a subject, such as reading."""
    thing = letters[head + 1 : min(book.until(letters, head + 1, "beyond", "comma"), end)]
    if not thing and subject.about:
        thing = letters[slice(*subject.about)]
    if not book.classes("amount").isdisjoint(thing):
        return False
    return book.classes("content").isdisjoint(thing) or not book.classes("subject").isdisjoint(thing)
