"""The patterns of `phrases.toml` over the words of `words.toml`, compiled once.

How a pattern is written stands in `iepkit.goals.notation`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import attrs

from iepkit.goals.lexicon import Lexicon, lexicon, table
from iepkit.goals.notation import Pattern, literals, read

__all__ = ["Book", "Found", "Group", "book"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Found:
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
class _Row:
    """A row of the file with its pattern, read."""

    said: Mapping[str, Any]
    pattern: Pattern


@attrs.frozen
class _Choice:
    """The rows that can begin with a letter, as one expression, and which row each of its groups belongs to."""

    expression: re.Pattern[str]
    rows: Mapping[int, _Row]

    @classmethod
    def of(cls, rows: Iterable[_Row]) -> _Choice:
        """The rows as one expression: the first that matches is taken."""
        known, number = {}, 1
        for row in rows:
            known[number] = row
            number += 1 + len(row.pattern.names)
        return cls(re.compile("|".join(f"({row.pattern.expression})" for row in known.values())), known)

    def match(self, letters: str, start: int, end: int) -> Found | None:
        """What is found right at a place."""
        match = self.expression.match(letters, start, end)
        if match is None:
            return None
        first = match.lastindex or 0
        row = self.rows[first]
        names = row.pattern.names
        if not names:
            return Found(row.said, match.start(), match.end())
        named = [(name, *match.span(first + at)) for at, name in enumerate(names, 1)]
        return Found(row.said, match.start(), match.end(), tuple([span for span in named if span[1] >= 0]))


@attrs.frozen
class Group:
    """Patterns that are tried together: at each place the first that matches is taken.

    The letter of a word says which of them can begin there, so that few are tried, and at most places none.
    """

    rows: tuple[_Row, ...]
    starts: re.Pattern[str]
    starting: dict[str, _Choice] = attrs.field(factory=dict, repr=False)

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]], words: Lexicon, parts: Mapping[str, str]) -> Group:
        """The group of some rows, each with its pattern under `is`."""
        made = tuple(_Row(row, read(row["is"], words.classes, parts)) for row in rows)
        first = frozenset[str]().union(*(row.pattern.first for row in made))
        return cls(made, re.compile(f"[{''.join(sorted(first))}]"))

    def match(self, letters: str, start: int) -> Found | None:
        """What is found right at a place."""
        letter = letters[start : start + 1]
        return self._choice(letter).match(letters, start, len(letters)) if self.starts.match(letter) else None

    def search(self, letters: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
        """What is found between two places, from left to right, nothing twice."""
        reached, last, known = start, len(letters) if end is None else end, self.starting
        for place in self.starts.finditer(letters, start, last):
            at = place.start()
            if at >= reached:
                choice = known.get(place[0]) or self._choice(place[0])
                if found := choice.match(letters, at, last):
                    yield found
                    reached = found.end

    def _choice(self, letter: str) -> _Choice:
        """The rows that can begin with a letter, compiled when a text first has it there."""
        choice = self.starting.get(letter)
        if choice is None:
            choice = self.starting[letter] = _Choice.of(row for row in self.rows if letter in row.pattern.first)
        return choice


@attrs.frozen
class Book:
    """The words and the patterns of this room; `classes` gives the letters of all words in one of some classes."""

    lexicon: Lexicon
    groups: Mapping[str, Group]
    classes: Callable[..., frozenset[str]] = attrs.field(repr=False)


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

    return Book(words, {name: Group.of(rows, words, parts) for name, rows in phrases.items()}, classes)
