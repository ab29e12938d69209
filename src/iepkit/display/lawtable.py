"""One parameter of the law, jurisdictions side by side: as text, and as rows for programs to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from iepkit.display.layout import columns, counted, paragraph
from iepkit.display.wording import RELATIONS, period, told
from iepkit.laws import Kind, Looked, TableRow, parameters, table

__all__ = [
    "COLUMNS",
    "ends_differ",
    "place_told",
    "row_data",
    "row_parts",
    "row_told",
    "shared_parts",
    "table_rows",
    "table_text",
]


def __dir__() -> list[str]:
    return __all__


COLUMNS = (
    "jurisdiction", "name", "parameter", "applies", "kind", "value", "counted_from", "done_when", "not_counted",
    "extensions", "besides", "since", "until", "grade", "citation", "source", "note", "conflicts",
    "looked",
)  # fmt: skip
"""The columns of a table of law, in order; a list in JSON is joined by `; ` in CSV."""

_INDENT = 5
_LOOKED = {Looked.NOT_FOUND: "no rule of its own found", Looked.NOT_LOOKED: "nobody has looked for a rule"}
_WIDTHS = {4: (3, 24, 24, 23), 3: (3, 43, 30)}  # with a thing to be done, and without


def table_rows(
    parameter: str, on: date | None = None, *, only: Sequence[str] = (), history: bool = False
) -> tuple[TableRow, ...]:
    """The rows of `iepkit.laws.table`, with the facts in words; with `only`, federal law and those jurisdictions.

    >>> [row.done_when for row in table_rows("initial-evaluation", only=["WA"])]
    ['the initial evaluation was completed', 'eligibility was determined']
    """
    wanted = dict.fromkeys(["US", *map(str.upper, only)]) if only else ()
    return table(parameter, on, only=tuple(wanted), history=history, tell=told)


def row_data(row: TableRow) -> dict[str, Any]:
    """A row as plain data, by `COLUMNS`."""
    value = row.value
    return {
        "jurisdiction": row.jurisdiction,
        "name": row.name,
        "parameter": row.provision.parameter,
        "applies": row.applies,
        "kind": value.kind.value,
        "value": row.words,
        "counted_from": row.counted_from,
        "done_when": row.done_when,
        "not_counted": list(row.not_counted),
        "extensions": list(row.extensions),
        "besides": [": ".join(part) for part in row.besides],
        "since": value.effective.isoformat() if value.effective else None,
        "until": value.until.isoformat() if value.until else None,
        "grade": value.grade.value,
        "citation": value.citation,
        "source": value.source,
        "note": value.note,
        "conflicts": list(row.conflicts),
        "looked": row.looked.value,
    }


def shared_parts(rows: Sequence[TableRow]) -> dict[str, str]:
    """What is said once for all rows: what the first, federal law, says of start, extensions and what is to be done.

    A row says start and extensions again where they differ, and what is to be done has a column where it does.
    """
    said = {
        "counted from": rows[0].counted_from,
        "done when": "" if ends_differ(rows) else rows[0].done_when,
        "may be extended for": ", ".join(rows[0].extensions),
    }
    return {name: words for name, words in said.items() if words}


def ends_differ(rows: Sequence[TableRow]) -> bool:
    """Whether the thing to be done is another in some rows, so that it has a column of its own."""
    return len({row.done_when for row in rows if row.done_when}) > 1


def row_told(row: TableRow) -> str:
    """The value of a row in words; what is unknown because no rule was found, or looked for, says so."""
    return f"unknown: {_LOOKED[row.looked]}" if row.looked in _LOOKED and row.value.kind is Kind.UNKNOWN else row.words


def place_told(row: TableRow) -> str:
    """Where the value of a row stands, or that there is no rule of its own."""
    return _LOOKED.get(row.looked, row.value.citation)


def row_parts(row: TableRow, rows: Sequence[TableRow]) -> list[tuple[str, str]]:
    """What a row says beside its value and the thing to be done, part by part, where it differs from the first."""
    value, shared = row.value, shared_parts(rows)
    others = any(one.applies for one in rows if one.jurisdiction == row.jurisdiction)
    own = {"counted from": row.counted_from, "may be extended for": ", ".join(row.extensions)}
    differs = {name: words for name, words in own.items() if words != shared.get(name)}
    said = [
        ("for", row.applies or ("everyone else" if others else "")),
        *differs.items(),
        ("not counted", "; ".join(row.not_counted)),
        *row.besides,
        ("in words", "" if value.ending or value.text in row.words else value.text),
        ("in force", period(value)),
        ("note", value.note if value.choice else ""),
        *(("conflict", conflict) for conflict in row.conflicts),
    ]
    return [(name, words) for name, words in said if words]


def table_text(rows: Sequence[TableRow], on: date | None = None, *, history: bool = False) -> str:
    """The rows under each other; what federal law says of start and extensions is said once, on top."""
    parameter = parameters()[rows[0].provision.parameter]
    when = "all that was recorded, the newest first" if history else f"in force on {on}" if on else "as last recorded"
    lines = [
        paragraph(f"{parameter.title} ({parameter.name}), {when}", hang=2),
        paragraph(f"({RELATIONS[parameter.states]})", 2),
        *(paragraph(f"{name}: {words}", 2, hang=2) for name, words in shared_parts(rows).items()),
        "",
        _columns(("", "value", *["done when"] * ends_differ(rows), "law and grade")),
    ]
    for row in rows:
        lines.append(_columns((row.jurisdiction, row_told(row), *[row.done_when] * ends_differ(rows), _law(row))))
        lines += (paragraph(f"{name}: {words}", _INDENT, hang=2) for name, words in row_parts(row, rows))
    return "\n".join([*lines, "", paragraph(_counts(rows))]) + "\n"


def _columns(cells: Sequence[str]) -> str:
    return columns([cells], _WIDTHS[len(cells)])


def _law(row: TableRow) -> str:
    return f"{place_told(row)}; {row.value.grade}"


def _counts(rows: Sequence[TableRow]) -> str:
    """How many rows there are of each grade; what is unknown has none to speak of."""
    grades = Counter("unknown" if row.value.kind is Kind.UNKNOWN else row.value.grade.value for row in rows)
    return (
        f"{counted(len(rows), 'row')}: "
        + ", ".join(f"{number} {grade}" for grade, number in sorted(grades.items()))
        + "."
    )
