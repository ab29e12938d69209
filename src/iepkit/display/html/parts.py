"""Parts of a page that all of it is built from: headings, tables, folds, citations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

import attrs

from iepkit.citations import Authority, Citation, Grade, link

__all__ = ["Sheet", "cited", "fold", "pairs", "table", "told"]


def __dir__() -> list[str]:
    return __all__


_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")

AUTHORITIES = {
    Authority.FEDERAL: "federal law",
    Authority.STATE: "State law",
    Authority.DISTRICT: "a rule of the district",
    Authority.CALLER: "a rule that was added for this review",
}
GRADES = {
    Grade.PRIMARY: "its text was read",
    Grade.SECONDARY: "read in a report of it",
    Grade.UNVERIFIED: "not verified",
}


@attrs.frozen
class Sheet:
    """How one report is set on a page: what it is called, where its ids begin, at which level its headings stand.

    >>> Sheet("7", "child-1").heading(1, "Deadlines", "deadlines")
    '<h3 id="child-1-deadlines">Deadlines</h3>'
    """

    name: str = attrs.field(repr=False)
    anchor: str
    level: int = 2

    def heading(self, depth: int, words: str, name: str = "") -> str:
        """A heading so many levels below that of the report, with the id of that name; the words are markup."""
        tag = f"h{self.level + depth}"
        return f"<{tag}{self._id(name)}>{words}</{tag}>"

    def _id(self, name: str) -> str:
        return f' id="{self.anchor}-{name}"' if name else ""


def table(caption: str, heads: Iterable[str], rows: Sequence[str], kind: str) -> str:
    """A table with its caption and the heads of its columns; nothing where it has no row."""
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    return (
        f'<table class="{kind}"><caption>{caption}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def told(words: str) -> str:
    """Words as markup, with the days in them marked as such, so that no line breaks inside one.

    >>> told("due <2026-11-02>")
    'due &lt;<time>2026-11-02</time>&gt;'
    """
    return _DAY.sub(r"<time>\g<0></time>", escape(words))


def fold(summary: str, body: str) -> str:
    """What is folded under a line; nothing where there is nothing in it."""
    return f"<details><summary>{summary}</summary>{body}</details>" if body else ""


def pairs(rows: Iterable[tuple[str, str]]) -> str:
    """Words with what they mean, as a list of pairs; pairs that say nothing are left out."""
    return f"<dl>{''.join(f'<dt>{term}</dt><dd>{words}</dd>' for term, words in rows if words)}</dl>"


def cited(citation: Citation) -> str:
    """The citation, linked where its text can be read, with who made it and how well it was verified.

    >>> cited(Citation("WAC 392-172A-03005", Authority.STATE))
    'WAC 392-172A-03005 <small>State law; its text was read</small>'
    """
    text, address = escape(citation.text), link(citation.text)
    placed = f'<a href="{escape(address)}">{text}</a>' if address else text
    return f"{placed} <small>{AUTHORITIES[citation.authority]}; {GRADES[citation.grade]}</small>"
