"""Words in classes, and the letters that stand for them.

Every word and mark of a text is one letter: words that are in the same classes share it. A class is then a set of
letters, and a pattern over words is a regular expression over letters (see `iepkit.goals.patterns`).
Words are looked up whole, so that "rate" is never found in "demonstrate".
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

__all__ = ["CONTENT", "THING", "Lexicon", "inflected", "lexicon", "table"]


def __dir__() -> list[str]:
    return __all__


CONTENT = "content"
"""The class of every word that does more than hold a sentence together, known or not."""

THING = "thing"
"""The class of every word of content that may stand in the name of a thing."""

_NO_THING = {"measured", "alone"}
_SHAPES: dict[str, tuple[str, ...]] = {  # what a token can be by its shape alone, or once it is part of something
    "number": ("number",),
    "year": ("number", "year"),
    "fraction": ("fraction",),
    "date": ("date",),
    "ordinal": ("ordinal",),
    "compound": ("compound", CONTENT),
    "range": ("range",),
    "years": ("range", "year"),
    "money": ("money",),
    "stop": ("stop", "edge"),
    "comma": ("comma", "edge"),
    "semicolon": ("semicolon", "edge"),
    "colon": ("colon",),
    "open": ("open", "edge"),
    "close": ("close", "edge"),
    "possessive": ("possessive",),
    "quote": ("quote",),
    "mark": ("mark",),
    "word": (CONTENT,),
    "name": (CONTENT, "name"),
    "manner": (CONTENT, "manner"),
    "timed": ("timed", "edge"),
    "judged": ("judged", "edge"),
    "told": ("told", "edge"),
    "set": ("set", "edge"),
}
_FIRST_LETTER = 0x4E00  # letters that no regular expression gives a meaning


@cache
def table(name: str) -> dict[str, Any]:
    """The rows of one of this room's data files."""
    return tomllib.loads((files("iepkit.goals") / f"{name}.toml").read_text("utf-8"))


def inflected(verb: str) -> tuple[str, ...]:
    """The plain form of a regular verb, its third person, its -ing form and its past.

    >>> inflected("identify"), inflected("write"), inflected("cut")
    (('identify', 'identifies', 'identifying', 'identified'), ('write', 'writes', 'writing', 'writed'),
     ('cut', 'cuts', 'cutting', 'cutted'))
    """
    vowels = "aeiou"
    stem = verb
    if verb.endswith("y") and verb[-2] not in vowels:
        return verb, f"{verb[:-1]}ies", f"{verb}ing", f"{verb[:-1]}ied"
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb[:-1]}ing", f"{verb}d"
    short = len(verb) <= len("begin") and verb[-1] not in "wxyh" and verb[-2] in vowels and verb[-1] not in vowels
    if short and verb[-3:-2] not in tuple(vowels):
        stem = verb + verb[-1]
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{verb}s"
    return verb, third, f"{stem}ing" if stem != verb else f"{verb}ing", f"{stem}ed"


@attrs.frozen
class Lexicon:
    """The words with their letters, and the classes with theirs."""

    letters: dict[str, str]
    shapes: dict[str, str]
    classes: dict[str, str]
    numbers: dict[str, int]


def _classes_of_words() -> tuple[dict[str, set[str]], dict[str, int]]:
    said = table("words")
    words: dict[str, set[str]] = {}

    def put(name: str, forms: Iterable[str]) -> None:
        for form in forms:
            words.setdefault(form, set()).add(name)

    holding = {word for listed in said["function"].values() for word in listed.split()}
    for kind in ("function", "content", "role", "irregular"):
        for name, listed in said[kind].items():
            put(name, listed.split())
    for name, listed in said["verbs"].items():
        for verb in listed.split():
            plain, third, during, past = inflected(verb)
            put(name, (plain, third, during, past))
            put("doing", (during,))
            put("plainly", (plain,))
            put("finite", (plain, third))
    numbers: dict[str, int] = said["numbers"]
    put("number", numbers)
    put(CONTENT, words.keys() - holding - numbers.keys())
    return words, numbers


@cache
def lexicon(literals: tuple[str, ...] = ()) -> Lexicon:
    """The lexicon, in which each of the literals is a class of its own besides."""
    words, numbers = _classes_of_words()
    same: dict[str, str] = table("words")["same"]
    for literal in literals:
        words.setdefault(literal, {CONTENT}).add(f"={literal}")
    kinds = {*map(frozenset, _SHAPES.values()), *map(frozenset, words.values())}
    sizes = Counter(name for kind in kinds for name in kind)
    order = sorted(sizes, key=lambda name: (-sizes[name], name))  # with it, most classes are a few runs of letters
    ordered = sorted(kinds, key=lambda kind: [name not in kind for name in order])
    letter = {kind: chr(_FIRST_LETTER + at) for at, kind in enumerate(ordered)}
    members: dict[str, str] = {}
    for kind, sign in letter.items():
        for name in sorted(kind):
            members[name] = members.get(name, "") + sign
    members[THING] = "".join(sign for kind, sign in letter.items() if CONTENT in kind and not kind & _NO_THING)
    return Lexicon(
        letters={word: letter[frozenset(words[same.get(word, word)])] for word in (*words, *same)},
        shapes={shape: letter[frozenset(classes)] for shape, classes in _SHAPES.items()},
        classes=members,
        numbers=numbers,
    )
