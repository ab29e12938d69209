r"""The notation of patterns over words, read into regular expressions over their letters.

| notation | meaning |
|---|---|
| `number` | a word or mark of that class |
| `'of'` | that very word |
| `!stop` | anything but that class |
| `@bounded` | another pattern, by name |
| `a b`, `(a \| b)`, `a?`, `a*`, `a+`, `a{0,3}` | as in regular expressions |
| `(?= a)`, `(?! a)`, `(?<! a)` | what follows, must not follow, must not stand before |
| `name:( a )` | the span that counts, with its name; else the whole is meant |

Beside its expression, each pattern knows with which letters it can begin, so that it is tried nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import attrs

__all__ = ["Pattern", "literals", "one_of", "read"]


def __dir__() -> list[str]:
    return __all__


_TOKEN = re.compile(
    r"\s*(?:'(?P<literal>[^']+)'|(?P<span>\w+):\(|(?P<look>\(\?<?[=!])|@(?P<part>[\w-]+)|!(?P<without>[\w-]+)"
    r"|(?P<word>[\w-]+)|(?P<sign>[()|])|(?P<repeat>[?*+]|\{\d*,?\d*\}))"
)


@attrs.frozen
class Pattern:
    """A pattern as a regular expression, the letters with which it can begin, and its named spans in their order.

    `empty` says whether it also matches nothing at all.
    """

    expression: str
    first: frozenset[str]
    empty: bool = False
    names: tuple[str, ...] = ()

    @property
    def guarded(self) -> str:
        """The expression behind a look at the letter ahead, where that is quicker than to try it."""
        plain = self.empty or self.expression.startswith("[")
        return self.expression if plain else f"(?={one_of(self.first)}){self.expression}"


def one_of(letters: Iterable[str], sign: str = "") -> str:
    """An expression for one of some letters, or with the sign `^` for one of the others, as runs of letters.

    >>> one_of("dbca"), one_of("xz", "^")
    ('[a-d]', '[^xz]')
    """
    runs: list[list[str]] = []
    for letter in sorted(set(letters)):
        if runs and ord(letter) == ord(runs[-1][-1]) + 1:
            runs[-1] = [runs[-1][0], letter]
        else:
            runs.append([letter])
    return f"[{sign}{''.join('-'.join(run) for run in runs)}]"


def literals(pattern: str) -> set[str]:
    """The words that a pattern names one by one.

    >>> sorted(literals("number 'out'? 'of' number"))
    ['of', 'out']
    """
    return {found["literal"] for found in _TOKEN.finditer(pattern) if found["literal"]}


def read(pattern: str, classes: Mapping[str, str], parts: Mapping[str, str]) -> Pattern:
    """A pattern read; raises `ValueError` where it does not follow the notation, `KeyError` for an unknown class.

    >>> read("number 'of'? ('a' | 'b')", {"number": "n", "=of": "o", "=a": "a", "=b": "b"}, {}).expression
    '[n](?:[o])?(?:[a]|[b])'
    """
    reader = _Reader(pattern.strip(), classes, parts)
    made = reader.choice()
    if reader.at < len(reader.pattern):
        raise reader.error()
    return made


@attrs.define
class _Reader:
    """A pattern while it is read."""

    pattern: str
    classes: Mapping[str, str]
    parts: Mapping[str, str]
    at: int = 0

    def error(self) -> ValueError:
        return ValueError(f"not a pattern: {self.pattern[self.at :]!r}")

    def peek(self) -> re.Match[str] | None:
        return _TOKEN.match(self.pattern, self.at)

    def choice(self) -> Pattern:
        """Alternatives, up to a closing bracket or the end."""
        ways = [self.sequence()]
        while (found := self.peek()) and found["sign"] == "|":
            self.at = found.end()
            ways.append(self.sequence())
        return Pattern(
            "|".join(way.guarded for way in ways) if len(ways) > 1 else ways[0].expression,
            frozenset().union(*(way.first for way in ways)),
            any(way.empty for way in ways),
            tuple(name for way in ways for name in way.names),
        )

    def sequence(self) -> Pattern:
        """One thing after the other."""
        expression, first, empty = "", frozenset[str](), True
        names: tuple[str, ...] = ()
        while (found := self.peek()) and found["sign"] not in {"|", ")"}:
            self.at = found.end()
            one = self.repeated(self.one(found))
            expression += one.expression
            if empty:
                first |= one.first
            empty = empty and one.empty
            names += one.names
        return Pattern(expression, first, empty, names)

    def repeated(self, one: Pattern) -> Pattern:
        """What was just read, with its `?`, `*`, `+` or `{0,3}`."""
        found = self.peek()
        if found is None or found["repeat"] is None:
            return one
        self.at = found.end()
        sign = found["repeat"]
        wrapped = f"(?:{one.guarded}){sign}"
        return Pattern(wrapped, one.first, one.empty or sign[0] in "?*" or sign.startswith("{0"), one.names)

    def one(self, found: re.Match[str]) -> Pattern:
        """A single word, class, part or bracket."""
        kind, said = found.lastgroup, found[found.lastgroup or 0]
        match kind:
            case "literal" | "word":
                letters = self.classes[f"={said}" if kind == "literal" else said]
                return Pattern(one_of(letters), frozenset(letters))
            case "without":
                every = frozenset("".join(self.classes.values()))
                own = frozenset(self.classes[said])
                return Pattern(one_of(own, "^"), every - own)
            case "part":
                inner = read(self.parts[said], self.classes, self.parts)
                return attrs.evolve(inner, expression=f"(?:{inner.expression})")
            case "look":
                return Pattern(f"{said.strip()}{self.inside().expression})", frozenset(), empty=True)
            case "span":
                inner = self.inside()
                return attrs.evolve(inner, expression=f"({inner.expression})", names=(said, *inner.names))
            case "sign" if said == "(":
                inner = self.inside()
                return attrs.evolve(inner, expression=f"(?:{inner.expression})")
            case _:
                raise self.error()

    def inside(self) -> Pattern:
        """What stands up to the closing bracket."""
        made = self.choice()
        found = self.peek()
        if found is None or found["sign"] != ")":
            raise self.error()
        self.at = found.end()
        return made
