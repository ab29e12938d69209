"""Sheets: one child after another on plain paper, each with its answers as labels beside texts, under the counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from iepkit.display.layout import WIDTH, columns, counted, paragraph, printable

__all__ = ["about", "labelled", "listed", "number", "sheet", "sheets"]


def __dir__() -> list[str]:
    return __all__


_LABEL, _INDENT = 12, 4
_TEXT = WIDTH - _INDENT - _LABEL - 2


def labelled(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Each label with its text beside it, wrapped; the label of a text that goes on is left empty.

    >>> print(*labelled([("level", "mean 73"), ("", "median 72")]), sep="|")
        level         mean 73|                  median 72
    """
    for label, text in rows:
        yield columns([(label, printable(text))], (_LABEL, _TEXT), _INDENT)


def number(value: Fraction | float | None) -> float | None:
    """A number for a program to read: a whole one without a point.

    >>> number(Fraction(90)), number(Fraction(45, 2)), number(None)
    (90, 22.5, None)
    """
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def about(value: Fraction, places: int = 0) -> str:
    """A number for a reader who wants no fractions, with at most so many decimals.

    >>> about(Fraction(220, 3), 1), about(Fraction(60), 1), about(Fraction(220, 3))
    ('73.3', '60', '73')
    """
    said = f"{float(value):.{places}f}"
    return said.rstrip("0").rstrip(".") if places else said


def sheet(name: str, blocks: Iterable[str]) -> str:
    """The sheet of one child: a line with what to call it, and the blocks below it with a line between them."""
    return "\n".join([printable(name), "-" * WIDTH, "\n\n".join(blocks)]) + "\n"


def sheets(
    as_of: date, counts: Mapping[str, int], pages: Iterable[str], *, unreadable: int = 0, bad_rows: int = 0
) -> Iterator[str]:
    r"""Piece by piece the sheets of many children, under how many there are and the counts that are not 0.

    The words of a count begin with a word in the plural.

    >>> print("".join(sheets(date(2027, 1, 29), {"goals behind": 1, "goals ahead": 0}, ["7\n"])))
    1 child, as of 2027-01-29
         1  goal behind
    <BLANKLINE>
    7
    <BLANKLINE>
    """
    held = list(pages)
    yield f"{counted(len(held), 'child', 'children')}, as of {as_of}\n"
    unread = {"not read: see the messages": unreadable, "rows of tables not used: see the messages": bad_rows}
    for words, many in {**counts, **unread}.items():
        if many:
            yield f"{many:>6}  {_one(words) if many == 1 else words}\n"
    for page in held:
        yield f"\n{page}"


def _one(words: str) -> str:
    """The words for one, whose first word is otherwise in the plural."""
    first, space, rest = words.partition(" ")
    return f"{first.removesuffix('s')}{space}{rest}"


def listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A title and the lines below it; nothing where there are no lines."""
    held = list(lines)
    if held:
        yield f"    {title}"
        yield from (paragraph(printable(line), 6, hang=2) for line in held)
