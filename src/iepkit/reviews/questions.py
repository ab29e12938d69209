"""Questions: what the law asks of a file and no record can decide, for people to answer.

They are data, in `checklist/*.toml`: each says of what it is asked, by a word of `SCOPES`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files

import attrs

from iepkit.citations import Citation
from iepkit.reviews.context import Context
from iepkit.reviews.scopes import SCOPES

__all__ = ["ChecklistRow", "Question", "checklist", "questions"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class ChecklistRow:
    """A row of the checklist: the name of the question, of what it is asked, and its words."""

    name: str
    of: str
    title: str
    citation: str
    asks: str

    def __attrs_post_init__(self) -> None:
        if self.of not in SCOPES:
            raise ValueError(f"{self.name}: a question of {self.of!r}, which is no scope")


@attrs.frozen
class Question:
    """A question on a case that no record can decide: what to look at, by which law, and where in the file it arises.

    It is no finding: nothing is wrong. `paths` are the places in the case that it is asked of.

    >>> print(Question("harm", "Harm", Citation("34 CFR 300.116(d)"), "What harm may it do?", ("$.ieps[0]",)))
    What harm may it do? [34 CFR 300.116(d)]
    """

    name: str
    title: str
    citation: Citation
    asks: str
    paths: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.asks} [{self.citation.text}]"


@cache
def checklist() -> tuple[ChecklistRow, ...]:
    """Every row of the checklist, file by file.

    >>> checklist()[0].asks.endswith("?")
    True
    """
    folder = files("iepkit.reviews").joinpath("checklist")
    texts = [file.read_text("utf-8") for file in sorted(folder.iterdir(), key=lambda file: file.name)]
    rows: list[Mapping[str, str]] = [row for text in texts for row in tomllib.loads(text).get("question", ())]
    return tuple(ChecklistRow(**row) for row in rows)


@cache
def _by_scope() -> tuple[tuple[Callable[[Context], Iterator[str]], tuple[tuple[ChecklistRow, Citation], ...]], ...]:
    grouped: dict[str, list[tuple[ChecklistRow, Citation]]] = {}
    for row in checklist():
        grouped.setdefault(row.of, []).append((row, Citation(row.citation)))
    return tuple((SCOPES[scope], tuple(rows)) for scope, rows in grouped.items())


def questions(context: Context) -> Iterator[Question]:
    """The questions that a case raises, in the order of the checklist's scopes."""
    for places, rows in _by_scope():
        paths = tuple(places(context))
        if paths:
            for row, citation in rows:
                yield Question(row.name, row.title, citation, row.asks, paths)
