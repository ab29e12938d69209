"""One page on a child count: the subtotals of each file, detailed rows folded, who is not counted and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby
from types import MappingProxyType

from iepkit.display.childcount import Shown, code_words, set_words, unit_words
from iepkit.display.html.frame import bottom, top
from iepkit.display.html.parts import fold, table
from iepkit.display.layout import printable
from iepkit.reporting.publication import PublishedRow, PublishedTable

__all__ = ["childcount_page"]


def __dir__() -> list[str]:
    return __all__


_HEADS = ('<span class="unseen">What</span>', "Children")
_STYLE = """
.iepkit .brief { max-width: 40rem; }
.iepkit .brief thead th:last-child { text-align: right; padding-right: .75rem; }
"""
_BOTTOM = bottom("It is for checking and not for filing, and is no legal advice.")


def childcount_page(
    shown: Shown, *, why: bool = False, labels: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Piece by piece a whole page in HTML on a child count; it loads nothing and runs nothing.

    What is hidden is not on it. `why` adds each case that is not counted, for those who may see the files.
    """
    count = shown.count
    year = f"{count.school_year - 1}-{count.school_year % 100:02}"
    title = f"Child count of {count.settings.count_date}, school year {year}"
    yield top(title, f'<h1>{title}</h1><p class="disclosure">{escape(shown.disclosure)}</p>', _STYLE)
    for name, one in shown.published.items():
        yield f"<section><h2>{name}: {escape(one.spec.name)}</h2>{''.join(_file(one))}</section>\n"
    cases = _each(shown, labels) if why else ""
    yield f"<section><h2>Not counted, or in doubt</h2>{_numbers(shown)}{cases}</section>\n"
    notes = "".join(f"<li>{escape(note)}</li>" for note in shown.notes)
    yield f"<section><h2>Notes</h2><ul>{notes}</ul></section>\n{_BOTTOM}"


def _file(one: PublishedTable) -> Iterator[str]:
    if not one.rows:
        yield "<p>Nobody.</p>"
    for unit, rows in groupby(one.rows, unit_words):
        yield f"<h3>{escape(unit)}</h3>"
        brief: list[str] = []
        detailed: list[str] = []
        for categories, held in groupby(rows, lambda row: row.set.categories):
            into = brief if len(categories) <= 1 else detailed
            into.append(_set(one, categories, held))
        yield "".join(brief)
        yield fold("Detailed rows", "".join(detailed))


def _set(one: PublishedTable, categories: tuple[str, ...], rows: Iterable[PublishedRow]) -> str:
    words = escape(set_words(one, categories))
    lines = [
        f'<tr><th scope="row">{escape(code_words(one, row))}</th><td class="number">{row.shown}</td></tr>'
        for row in rows
    ]
    return table(words, _HEADS, lines, "brief")


def _numbers(shown: Shown) -> str:
    both = (("Why not counted", shown.not_counted), ("Counted, in doubt", shown.doubts))
    found = [
        table(
            title,
            _HEADS,
            [
                f'<tr><th scope="row">{escape(words)}</th><td class="number">{number}</td></tr>'
                for words, number in numbers.items()
            ],
            "brief",
        )
        for title, numbers in both
    ]
    return "".join(found) or "<p>Nobody.</p>"


def _each(shown: Shown, labels: Mapping[str, str]) -> str:
    rows = [
        f'<tr><th scope="row">{escape(printable(labels.get(case, "") or case))}</th><td>{escape(words)}</td>'
        f"<td>{escape(settles)}</td></tr>"
        for case, words, settles in shown.why()
    ]
    return table(
        "Each case, for those who may see the files", ("Case", "Why", "What would settle it"), rows, "children"
    )
