"""Who is to do something: the learner, and the place of the verb."""

from __future__ import annotations

from typing import NamedTuple

from iepkit.goals.tokens import Tokens

__all__ = ["Span", "Subject", "subject_of"]


def __dir__() -> list[str]:
    return __all__


Span = tuple[int, int]
"""From one word up to another, by their numbers."""


class Subject(NamedTuple):
    """The learner, from `start` up to `end` (empty where something else is spoken of), and where the verb is to come.

    `about` is what is spoken of instead, as in "his reading rate will increase". `adult` is true where it is somebody
    who teaches, `found` false where there is no verb at all.
    """

    start: int = 0
    end: int = 0
    verb: int = 0
    adult: bool = False
    about: Span | None = None
    found: bool = True


def subject_of(said: Tokens, letters: str, *, bare: bool = False) -> Subject:
    """Who does it, before "will" or else before another verb; a `bare` behavior starts with its verb.

    >>> said = __import__("iepkit.goals.tokens", fromlist=["tokens"]).tokens("Given a list, Sam will read.")
    >>> found = subject_of(said, said.letters)
    >>> said.words[found.start : found.end], said.words[found.verb]
    (['Sam'], 'read')
    """
    if bare:
        return Subject()
    for modals in (("will",), ("modal", "hedge")):
        modal = said.book.among(*modals).search(letters)
        if modal is not None:
            return _before(said, letters, modal.start())
    return _plain(said, letters)


def _before(said: Tokens, letters: str, modal: int) -> Subject:
    """The learner whose last word stands before a "will"."""
    classes = said.book.classes
    people, closers = classes("learner", "name", "pronoun"), classes("close", "quote", "mark", "manner")
    opening = classes("article", "determiner", "pronoun")
    named = people | classes("article", "determiner", "quote", "possessive")
    last = modal
    while last > 0 and letters[last - 1] in closers:
        last -= 1
    start = last
    while start > 0 and letters[start - 1] in named:
        start -= 1
        if letters[start] in opening:
            break
    own = letters[start:last]
    before = classes("possessive") if own in classes("name") else classes("content", "possessive")
    whole = start == 0 or letters[start - 1] not in before  # a name ends what stands before it
    grows = last - start == 1 and own in classes("name") and said.book.groups["growing"].match(letters, modal)
    if whole and not people.isdisjoint(own) and classes("adult").isdisjoint(own) and not grows:
        return Subject(start, last, modal + 1)
    return _other(said, letters, last, modal)


def _other(said: Tokens, letters: str, last: int, modal: int) -> Subject:
    """Something or somebody else of whom is spoken; "the student's writing" names the learner all the same."""
    classes = said.book.classes
    people, possessive, edges = classes("learner", "name"), classes("possessive"), classes("edge", "colon")
    first = last
    while first > 0 and letters[first - 1] not in edges:
        first -= 1
    adult = not classes("adult").isdisjoint(letters[first:last])
    for at in range(first, last - 1):
        if letters[at] in people and letters[at + 1] in possessive and not adult:
            return Subject(at, at + 1, modal + 1, about=(at + 2, last))
    return Subject(first, first, modal + 1, adult, (first, last))


def _plain(said: Tokens, letters: str) -> Subject:
    """Without "will": a verb at the start of a clause, or after a learner at the start of a clause."""
    classes = said.book.classes
    verbs = classes("finite", "being", "wish") - classes("subject")
    before = classes("learner", "name", "pronoun", "article", "determiner", "quote")
    between, edges = classes("manner", "alone", "to"), classes("edge", "colon", "mark")
    end = len(letters)
    for first in range(end):
        if first and letters[first - 1] not in edges:
            continue
        last = first
        while last < end and letters[last] in before:
            last += 1
        verb = last
        while verb < end and letters[verb] in between:
            verb += 1
        if verb < end and letters[verb] in verbs:
            return Subject(first, last, verb)
    return Subject(found=False)
