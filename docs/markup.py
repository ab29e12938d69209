"""Markdown for generated pages: tables, links, lists of pages."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from iepkit.citations import link

__all__ = ["Page", "cited", "code", "contents", "definitions", "meanings", "plain", "table", "toctree"]

Page = tuple[str, str]  # its path below the reference, without ending; its text


def plain(text: object) -> str:
    """Text of the package as Markdown: what would be read as markup is escaped, words in backticks stay code."""
    parts = str(text).split("`")
    return "`".join(re.sub(r"([\\*_<\[\]])", r"\\\1", part) if at % 2 == 0 else part for at, part in enumerate(parts))


def code(words: Iterable[object]) -> str:
    """Words as code, with commas between them."""
    return ", ".join(f"`{word}`" for word in words)


def cited(text: str, source: str = "") -> str:
    """A citation, linked to the place where it can be read, where that is known."""
    address = link(text) or source
    return f"[{plain(text)}](<{address}>)" if address else plain(text)


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    titles = list(head)
    lines = [titles, ["---"] * len(titles), *([str(cell).replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def definitions(said: Mapping[str, str]) -> str:
    """A list of terms and what is said of each; what says nothing is left out."""
    return "\n".join(f"- **{term}:** {words}" for term, words in said.items() if words)


def toctree(names: Iterable[str]) -> str:
    """The pages below this one, in the order given."""
    return "\n".join(["```{toctree}", ":maxdepth: 1", ":titlesonly:", "", *names, "```"])


def contents(title: str, intro: str, pages: list[Page], *, folder: str) -> list[Page]:
    """The pages of a folder, after an index whose intro links them.

    They are in no toctree: the side bar is written anew on every page, and hundreds of entries help nobody in it.
    """
    apart = [(name, f"---\norphan: true\n---\n\n{text}") for name, text in pages]
    return [(f"{folder}/index", f"# {title}\n\n{intro}\n"), *apart]


def meanings(words: type[StrEnum]) -> dict[str, str]:
    """What the docstring of a closed list says of each of its words."""
    said = " ".join((inspect.getdoc(words) or "").split())
    found = {word: text.strip() for word, text in re.findall(r"`([\w-]+)`: (.+?)(?=\. ?`|\.$|\. [A-Z])", said)}
    return {word.value: found.get(word.value, "") for word in words}
