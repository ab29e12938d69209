"""A text as words and marks, each with its place, its letter and, where it is a number, its value."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from iepkit.goals.lexicon import Lexicon, table
from iepkit.goals.patterns import Book, book

__all__ = ["Tokens", "tokens"]


def __dir__() -> list[str]:
    return __all__


_SHAPE = r"""
      (?P<initials>(?:[A-Z]\.){2,})
    | (?P<short>w/(?:o|in)?(?=\s|$))
    | (?P<word>[^\W\d_]+(?:['’-](?!(?:s|ll)\b)[^\W\d_]+)*)
    | (?P<date>\d{1,2}[/-]\d{1,2}[/-]\d{2,4}(?!\d) | \d{4}-\d\d-\d\d(?!\d))
    | (?P<month>\d{1,2}/(?:19|20)\d\d(?![\d/]))
    | (?P<fraction>\d+/\d+(?![\d/]))
    | (?P<range>\d+\s?[-–]\s?\d+(?![\d-]))
    | (?P<compound>\d+(?:\.\d+)?-[^\W\d_][\w-]*)
    | (?P<ordinal>\d+(?:st|nd|rd|th)\b)
    | (?P<number>\d+(?:,\d{3})*(?:\.\d+)?)
    | (?P<money>\$\s?\d[\d,]*(?:\.\d+)?)
    | (?P<possessive>['’]s\b)
    | (?P<stop>[.!?]+(?=\s|["'”’)\]]|$))
    | (?P<mark>\S)
"""  # noqa: RUF001 - people write these quotation marks and dashes
_SHAPES = re.compile(_SHAPE, re.VERBOSE)
_LINE = r"[^\S\n]*"  # the spaces of one line
_TOKEN = re.compile(  # a token with the spaces before it, or a blank line; the ways of _SHAPE without their names
    rf"{_LINE}(?:\n(?!\s*\n){_LINE})*(?:[A-Za-z]+(?=[ ,])|\n\s*\n|{re.sub(r'[?]P<[a-z]+>', '?:', _SHAPE)})", re.VERBOSE
)
_FIGURES = re.compile(r"(\d+(?:\.\d+)?)(?:\s?[-–]\s?(\d+)$)?")  # noqa: RUF001
_FRACTION = re.compile(r"\d+/(\d+)$")
_MARKS = {",": "comma", ";": "semicolon", ":": "colon", "(": "open", "[": "open", ")": "close", "]": "close"}
_QUOTES = frozenset("\"“”'‘’")  # noqa: RUF001
_STOPS = frozenset(".!?")
_SHORT = frozenset(table("words")["shortened"]["words"].split())
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_COMMON = _LAST_YEAR + 1  # numbers below it are known as words are


class Tokens(NamedTuple):
    """The words and marks of a text. `words` are as they are written; `letters` has one letter for each of them.

    `ends` has the places in the text where they end. A blank line is a word without letters, at its end.
    """

    text: str
    words: list[str]
    ends: list[int]
    letters: str
    book: Book

    def start(self, at: int) -> int:
        """Where a word starts in the text."""
        return self.ends[at] - len(self.words[at])

    def value(self, at: int) -> float | None:
        """The number that a word stands for, the part of a fraction, the upper end of a range; else `None`."""
        word = self.words[at]
        if word.isdecimal():
            return float(word)
        word = word.lower().replace(",", "")
        known = self.book.lexicon.numbers.get(word)
        if known is not None:
            return float(known)
        figures = _FIGURES.match(word)
        return float(figures[2] or figures[1]) if figures else None

    def whole(self, at: int) -> float | None:
        """The whole of which a word names a part, as in 4/5; else `None`."""
        fraction = _FRACTION.match(self.words[at]) if "/" in self.words[at] else None
        return float(fraction[1]) if fraction else None


def _is_year(figures: str) -> bool:
    return len(figures) == len("2026") and figures.isdecimal() and _FIRST_YEAR <= int(figures) <= _LAST_YEAR


def _shape(kind: str, said: str) -> str:
    """The shape of a token that is no word."""
    if kind == "range":
        return "years" if _is_year(said[:4]) else "range"
    if kind == "mark":
        return "quote" if said in _QUOTES else _MARKS.get(said, "mark")
    return {"initials": "name", "month": "date"}.get(kind, kind)


def tokens(text: str) -> Tokens:
    """The words and marks of a text, in order.

    >>> found = tokens("Reads 3/4 of 20 words.")
    >>> found.words
    ['Reads', '3/4', 'of', '20', 'words', '.']
    >>> found.value(1), found.value(3), found.value(4)
    (3.0, 20.0, None)
    """
    text = text.rstrip()
    held = book()
    pieces = _TOKEN.findall(text)
    words = list(map(str.strip, pieces))
    ends = list(accumulate(map(len, pieces)))
    letters = list(map(_known().get, words))
    if None in letters:
        for at, letter in enumerate(letters):
            if letter is None:
                letters[at] = _letter(held.lexicon, text, ends[at], words[at], words[at - 1] if at else "")
    return Tokens(text, words, ends, "".join(filter(None, letters)), held)


@cache
def _known() -> dict[str, str]:
    """The letters of words and marks as they are mostly written: small, with a large initial, or all in capitals."""
    words = book().lexicon
    marks = {mark: words.shapes[shape] for mark, shape in (_MARKS | dict.fromkeys(_QUOTES, "quote")).items()}
    figures = {str(number): words.shapes["year" if _is_year(str(number)) else "number"] for number in range(_COMMON)}
    forms = (form for word in words.letters for form in (word, word.capitalize(), word.upper()))
    return {form: words.letters[form.lower()] for form in forms} | marks | figures | {"": words.shapes["stop"]}


def _letter(words: Lexicon, text: str, end: int, said: str, before: str) -> str:
    """The letter of a token that is not written as the lexicon has it."""
    if said in _STOPS and end == len(text):
        return words.shapes["stop"]
    if said.islower() and said.isalpha():  # unknown, or the lexicon would have it in small letters
        return words.shapes["manner" if said.endswith("ly") else "word"]
    if said.isdecimal():
        return words.shapes["year" if _is_year(said) else "number"]
    low = said.lower()
    if low in words.letters:
        return words.letters[low]
    if said.isalpha():
        return words.shapes["name" if said != low else "word"]
    shape = _SHAPES.match(text, end - len(said))
    kind = shape.lastgroup or "mark" if shape else "mark"
    if kind == "stop" and said == "." and before.lower() in _SHORT and end < len(text):
        kind = "mark"
    if kind == "word":
        head, hyphen, _ = low.partition("-")
        compound = hyphen and head in words.numbers
        kind = "compound" if compound else "name" if said != low else "manner" if low.endswith("ly") else "word"
    return words.shapes[_shape(kind, said)]
