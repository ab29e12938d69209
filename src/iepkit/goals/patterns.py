"""The patterns of `phrases.toml` over the words of `words.toml`, compiled once.

How a pattern is written stands in `iepkit.goals.notation`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import attrs

from iepkit.goals.lexicon import Lexicon, lexicon, table
from iepkit.goals.notation import literals, one_of, read

__all__ = ["Book", "Found", "Group", "book"]


def __dir__() -> list[str]:
    return __all__


class Found(NamedTuple):
    """One pattern that matched: its row, and the words from `start` up to `end`; `spans` has the named ones."""

    row: Mapping[str, Any]
    start: int
    end: int
    spans: tuple[tuple[str, int, int], ...] = ()

    @property
    def counts(self) -> tuple[int, int]:
        """The span that counts: the named one, else the whole."""
        return self.spans[0][1:] if self.spans else (self.start, self.end)


@attrs.frozen
class Group:
    """Patterns that are tried together, as one expression: at each place the first that matches is taken.

    Each pattern is asked by the letter at a place whether it can begin there, before any of it is tried, and `starts`
    by all letters at once whether any can. `rows` has each row of the file with the names of its spans, by the number
    of its group in the expression.
    """

    expression: re.Pattern[str] = attrs.field(repr=False)
    starts: re.Pattern[str] = attrs.field(repr=False)
    rows: Mapping[int, tuple[Mapping[str, Any], tuple[str, ...]]]

    @classmethod
    def of(cls, said: Iterable[Mapping[str, Any]], words: Lexicon, parts: Mapping[str, str]) -> Group:
        """The group of some rows, each with its pattern under `is`."""
        rows: dict[int, tuple[Mapping[str, Any], tuple[str, ...]]] = {}
        ways, first, group = [], frozenset[str](), 1
        for row in said:
            pattern = read(row["is"], words.classes, parts)
            ways.append(f"({pattern.guarded})")
            first |= pattern.first
            rows[group] = (row, pattern.names)
            group += 1 + len(pattern.names)
        return cls(re.compile(f"{_among(first)}(?:{'|'.join(ways)})"), re.compile(one_of(first)), rows)

    def match(self, letters: str, start: int) -> Found | None:
        """What is found right at a place."""
        match = self.expression.match(letters, start)
        return None if match is None else self._found(match)

    def search(self, letters: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
        """What is found between two places, from left to right, nothing twice."""
        last = len(letters) if end is None else end
        first = self.starts.search(letters, start, last)
        return map(self._found, self.expression.finditer(letters, first.start(), last)) if first else iter(())

    def _found(self, match: re.Match[str]) -> Found:
        """The row whose pattern matched, with its spans."""
        group = match.lastindex or 0
        row, names = self.rows[group]
        start, end = match.span()
        if not names:
            return Found(row, start, end)
        named = [(name, *match.span(group + at)) for at, name in enumerate(names, 1)]
        return Found(row, start, end, tuple([span for span in named if span[1] >= 0]))


def _among(letters: frozenset[str]) -> str:
    """An expression that looks at one letter ahead and takes none."""
    return f"(?={one_of(letters)})"


@attrs.frozen
class Book:
    """The words and the patterns of this room.

    `classes` gives the letters of all words in one of some classes, and `among` an expression for one of them, with
    which a text is looked through.
    """

    lexicon: Lexicon
    groups: Mapping[str, Group]
    classes: Callable[..., frozenset[str]] = attrs.field(repr=False)
    among: Callable[..., re.Pattern[str]] = attrs.field(repr=False)

    def until(self, letters: str, at: int, *names: str) -> int:
        """The place of the first word of some classes from a place on, or the end."""
        found = self.among(*names).search(letters, at)
        return found.start() if found else len(letters)


@cache
def book() -> Book:
    """The book of this room.

    >>> from iepkit.goals.tokens import tokens
    >>> found = next(book().groups["criterion"].search(tokens("in 4 of 5 trials").letters))
    >>> found.row["measure"], found.counts
    ('ratio', (1, 5))
    """
    phrases = table("phrases")
    parts: dict[str, str] = phrases.pop("part")
    patterns = [*parts.values(), *(row["is"] for rows in phrases.values() for row in rows)]
    words = lexicon(tuple(sorted(set().union(*map(literals, patterns)))))

    @cache
    def classes(*names: str) -> frozenset[str]:
        return frozenset("".join(words.classes[name] for name in names))

    @cache
    def among(*names: str) -> re.Pattern[str]:
        return re.compile(one_of(classes(*names)))

    return Book(words, {name: Group.of(rows, words, parts) for name, rows in phrases.items()}, classes, among)
