"""Plain text that fits: wrapped lines, columns, and nothing that a terminal would obey."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from textwrap import wrap

__all__ = ["WIDTH", "columns", "counted", "paragraph", "printable"]


def __dir__() -> list[str]:
    return __all__


WIDTH = 80
"""The width of all text, whatever the terminal, so that the same inputs give the same bytes."""


def printable(text: str) -> str:
    r"""The text without control characters, since an identifier from a file may hold them.

    >>> printable("a\x1b[2Jb")
    'a?[2Jb'
    """
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "day"), counted(2, "child", "children")
    ('1 day', '2 children')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def paragraph(text: str, indent: int = 0, *, hang: int = 0) -> str:
    """The text wrapped to `WIDTH`; every line after the first is indented by `hang` more.

    >>> print(paragraph("due 2026-10-23", 2))
      due 2026-10-23
    """
    lead = " " * indent
    lines = wrap(text, WIDTH - indent, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lead + line for line in lines)


def columns(rows: Iterable[Sequence[str]], widths: Sequence[int], indent: int = 0) -> str:
    """Rows under each other, every cell wrapped inside its column, a long word too; two spaces between columns.

    >>> print(columns([("WA", "35 school days", "primary")], (4, 8, 8)))
    WA    35        primary
          school
          days
    """
    out = []
    for row in rows:
        cells = [wrap(cell, width, break_on_hyphens=False) or [""] for cell, width in zip(row, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            line = "  ".join(part.ljust(width) for part, width in zip(parts, widths, strict=True))
            out.append((" " * indent + line).rstrip())
    return "\n".join(out)
