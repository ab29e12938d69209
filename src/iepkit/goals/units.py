"""Numbers and their units: what a run of words measures, and whether two units can be the same."""

from __future__ import annotations

import re
from typing import NamedTuple

from iepkit.goals.lexicon import table
from iepkit.goals.tokens import Tokens

__all__ = ["PERCENT", "Quantity", "can_be_same", "quantity"]


def __dir__() -> list[str]:
    return __all__


PERCENT = frozenset(("%", "percent", "pct", "percentage"))
_FIGURES = ("number", "fraction", "range", "ordinal", "compound")
_UNITS = table("words")["units"]
_LOOSE, _IDLE = frozenset(_UNITS["loose"].split()), frozenset(_UNITS["idle"].split())
_SPELLED: dict[str, str] = _UNITS["spelled"]


class Quantity(NamedTuple):
    """A number, the whole of which it is a part, and its unit, each where it is said."""

    value: float | None = None
    of: float | None = None
    unit: str | None = None


def quantity(said: Tokens, start: int, end: int, *, whole: bool = False) -> Quantity:
    """What a run of words measures; with `whole` a second number is the whole, as in "4 out of 5".

    >>> from iepkit.goals.tokens import tokens
    >>> quantity(tokens("4 out of 5 trials"), 0, 5, whole=True)
    Quantity(value=4.0, of=5.0, unit='trials')
    """
    value: float | None = None
    total: float | None = None
    unit: list[str] = []
    figures, letters, words = said.book.classes(*_FIGURES), said.letters, said.words
    for at in range(start, end):
        number = said.value(at) if letters[at] in figures else None
        if number is None:
            if value is not None:
                unit.append(words[at].lower())
        elif value is None:
            value, total = number, said.whole(at)
        elif whole and total is None:
            total, unit = number, []
    return Quantity(value, total, " ".join([word for word in unit if word not in _LOOSE]) or None)


def _stems(unit: str) -> set[str]:
    words = (_SPELLED.get(word, word) for word in re.findall(r"[^\W_]+|[%/]", unit.lower()))
    return {word.removesuffix("s") for many in words for word in many.split()} - _IDLE


def can_be_same(one: str, other: str) -> bool:
    """Whether two units may be the same one: true unless they share no word that means something.

    >>> can_be_same("wcpm", "words correct per minute"), can_be_same("%", "words a minute")
    (True, False)
    """
    if one == other:
        return True
    first, second = _stems(one), _stems(other)
    return not first or not second or bool(first & second)
