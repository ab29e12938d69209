"""Tables of law for the reference: a parameter with all jurisdictions side by side, and with all that was recorded."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from markup import Page, cited, plain, table

from iepkit.display.lawtable import ends_differ, place_told, row_parts, row_told, shared_parts, table_rows
from iepkit.display.wording import RELATIONS
from iepkit.laws import Kind, Looked, TableRow, jurisdictions, parameters

__all__ = ["SIDE_BY_SIDE", "relation", "side_by_side", "value_rows"]


@attrs.frozen
class Sheet:
    """One page with States side by side: its name, its title, what it is about, and the parameters in it."""

    name: str
    title: str
    about: str
    parameters: tuple[str, ...]


SHEETS = (
    Sheet(
        "initial-evaluation",
        "the initial evaluation",
        "How long a public agency has for a child's first evaluation.",
        ("initial-evaluation", "eligibility-determination"),
    ),
    Sheet(
        "referral-response",
        "the answer to a referral",
        "How long a public agency has to answer a referral or a request for an evaluation.",
        ("referral-response",),
    ),
    Sheet(
        "iep-development",
        "the IEP, developed and put into practice",
        "How long it may take from eligibility to the meeting, and from there until the IEP is in practice.",
        ("iep-meeting", "iep-implementation", "iep-meeting-on-request"),
    ),
    Sheet(
        "reevaluation",
        "reevaluation",
        "How often a child is evaluated again, and how long it may take once it is agreed.",
        (
            "reevaluation",
            "reevaluation-after-consent",
            "reevaluation-intellectual-disability",
            "reevaluation-interval",
        ),
    ),
    Sheet(
        "notice-and-documents",
        "notice and documents",
        "When parents are told, and when they have what the Team will look at or has written.",
        (
            "meeting-notice",
            "prior-written-notice",
            "evaluation-report-copy",
            "documents-before-meeting",
            "iep-copy",
            "missed-service-notice",
        ),
    ),
    Sheet(
        "transition-and-majority",
        "transition and majority",
        "From which age the IEP holds transition goals and services, and when rights pass from parents to child.",
        ("transition-age", "age-of-majority", "transfer-of-rights", "rights-transfer", "ferpa-rights-age"),
    ),
    Sheet(
        "end-of-fape",
        "the end of FAPE",
        "Until when a child has the right to a free appropriate public education.",
        ("fape-age",),
    ),
    Sheet(
        "developmental-delay",
        "developmental delay",
        "At which ages a child may be found eligible for a developmental delay (34 CFR 300.8(b)).",
        ("developmental-delay-ages",),
    ),
    Sheet(
        "short-term-objectives",
        "short-term objectives",
        "For whom the IEP holds benchmarks or short-term objectives.",
        ("short-term-objectives",),
    ),
    Sheet(
        "consent-to-changes",
        "consent to changes",
        "For which changes of an IEP a State asks for the parents' consent (34 CFR 300.300(d)(2)).",
        ("consent-to-changes",),
    ),
)
SIDE_BY_SIDE = {sheet.name: sheet.title for sheet in SHEETS}
"""The pages with States side by side, and their titles."""


def relation(parameter: str) -> str:
    """How a State's value stands to the federal one, as a sentence."""
    words = RELATIONS[parameters()[parameter].states]
    return f"{words[0].upper()}{words[1:]}."


def side_by_side() -> list[Page]:
    """A page for each sheet, with a table for each of its parameters."""
    return [(f"law/{sheet.name}", page_of(sheet)) for sheet in SHEETS]


def page_of(sheet: Sheet) -> str:
    """One sheet: every jurisdiction in every table, as last recorded."""
    days = "Days are not alike: see [days and calendars](../../concepts.md)."
    same = "The same in a terminal: `iepkit law --table NAME`, with `--on DATE` for an earlier day."
    parts = [f"# {sheet.title[0].upper()}{sheet.title[1:]}, State by State", f"{sheet.about}\n{days}\n{same}"]
    for name in sheet.parameters:
        rows = table_rows(name)
        shared = "".join(f"\n- {term}: {plain(words)}" for term, words in shared_parts(rows).items())
        usual = f"\n\nUnless a line says otherwise:\n{shared}" if shared else ""
        parts += [f"## {parameters()[name].title}", f"{relation(name)} Parameter `{name}`.{usual}", lines(rows)]
    return "\n\n".join(parts) + "\n"


def lines(rows: Sequence[TableRow], listed: Sequence[TableRow] = (), folder: str = "") -> str:
    """Rows as a table; what starts the clock and why it is extended stands only where it differs from the first row."""
    head = ["jurisdiction", "value", *["done when"] * ends_differ(rows), "law", "grade"]
    return table(head, [line(row, rows, folder) for row in listed or rows])


def line(row: TableRow, rows: Sequence[TableRow], folder: str) -> list[str]:
    """One row of a table; what goes with the value stands below it."""
    besides = [f"*{name}:* {plain(words)}" for name, words in row_parts(row, rows)]
    own = row.looked is Looked.FOUND
    return [
        f"[{row.name}]({folder}{row.jurisdiction.lower()}.md)",
        "<br>".join([f"**{plain(row_told(row))}**" if besides else plain(row_told(row)), *besides]),
        *[plain(row.done_when)] * ends_differ(rows),
        cited(row.value.citation, row.value.source) if own else place_told(row),
        row.value.grade.value,
    ]


def value_rows(parameter: str) -> str:
    """What every jurisdiction ever said of a parameter, the newest first; those that say nothing of it in a line."""
    rows = table_rows(parameter, history=True)
    silent = [row for row in rows[1:] if row.value.kind in (Kind.INHERIT, Kind.UNKNOWN) and not row.conflicts]
    unread = [row for row in silent if row.looked is Looked.NOT_LOOKED]
    groups = {
        "Federal law alone": [row for row in silent if row not in unread and row.value.kind is Kind.INHERIT],
        "Unknown": [row for row in silent if row not in unread and row.value.kind is Kind.UNKNOWN],
        "Nobody has looked for a rule": unread,
    }
    parts = [lines(rows, [row for row in rows if row not in silent], "../law/")]
    for words, found in groups.items():
        codes = dict.fromkeys(row.jurisdiction for row in found)
        links = ", ".join(f"[{code}](../law/{code.lower()}.md)" for code in codes)
        every = " in any State" if len(codes) == len(jurisdictions()) else f": {links}"
        parts += [f"{words}{every}."] * bool(codes)
    return "\n\n".join(parts)
