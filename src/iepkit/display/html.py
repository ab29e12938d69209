"""Reports as HTML: one page that needs nothing else, or a view in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

import attrs

from iepkit.citations import Citation, link
from iepkit.display.caseload import Caseload
from iepkit.display.layout import counted
from iepkit.display.outline import SOON, Outline
from iepkit.findings import Finding, Severity
from iepkit.reviews import Report
from iepkit.timelines import Deadline
from iepkit.vocabulary import Status

__all__ = ["Notebook", "caseload", "page", "part", "pieces"]


def __dir__() -> list[str]:
    return __all__


_STYLE = """
:root { color-scheme: light dark; --line: #8884; --bad: #b00020; --soon: #7a5200; }
@media (prefers-color-scheme: dark) { :root { --bad: #ff8a95; --soon: #ffc766; } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
section { border-top: 1px solid var(--line); margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: .5rem 0 1rem; overflow-wrap: anywhere; }
.counts { width: auto; table-layout: auto; }
[scope=col]:last-child { width: 25%; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); }
.overdue, .late, .early, .violation { color: var(--bad); font-weight: 600; }
.open, .conflict { color: var(--soon); font-weight: 600; }
small { display: block; font-weight: 400; }
@media print { section { break-inside: avoid; } }
"""

_HEADS = {
    Severity.VIOLATION: "Violations",
    Severity.CONFLICT: "Conflicts: they cannot both be right",
    Severity.UNKNOWN: "Unknown",
    Severity.NOTE: "Notes",
}


@attrs.frozen
class Notebook:
    r"""A report that a notebook shows as HTML.

    >>> from datetime import date
    >>> from iepkit.history import Case
    >>> from iepkit.reviews import review
    >>> report = review(Case("7", jurisdiction="WA"), as_of=date(2026, 11, 2))
    >>> Notebook(report)._repr_html_()
    '<section><h2>7, WA: nothing</h2></section>\n'
    """

    report: Report

    def _repr_html_(self) -> str:
        return part(self.report, Outline.of(self.report))


def caseload(*, within: int = 365) -> Caseload:
    """A caseload that holds its reports as sections of a page."""
    return Caseload(_no_line, part, within=within)


def _no_line(_: Report, __: Outline) -> str:
    return ""


def page(reports: Iterable[Report], *, within: int = 365) -> str:
    """A whole page in HTML, the most urgent report first; it loads nothing and runs nothing.

    >>> page([]).splitlines()[0]
    '<!DOCTYPE html>'
    """
    with caseload(within=within) as held:
        for report in reports:
            held.add(report)
        return "".join(pieces(held))


def pieces(held: Caseload) -> Iterator[str]:
    """The page of a caseload, piece by piece."""
    summary = held.summary
    as_of = f", as of {held.as_of}" if held.as_of else ""
    title = f"Review of {counted(summary.children, 'child', 'children')}{as_of}"
    counts = "".join(f'<tr><th scope="row">{words}</th><td>{number}</td></tr>' for number, words in summary.lines())
    yield (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>\n'
        f'<body><main><h1>{title}</h1><table class="counts"><caption>In all</caption>{counts}</table>\n'
    )
    yield from held.wholes()
    yield "</main></body></html>\n"


def part(report: Report, outline: Outline) -> str:
    """One report as a section of a page."""
    head = f"<h2>{escape(report.case)}, {escape(report.jurisdiction)}: {escape(outline.words)}</h2>"
    return f"<section>{head}{''.join(_tables(outline))}</section>\n"


def _tables(outline: Outline) -> Iterator[str]:
    def deadlines(title: str, group: Iterable[Deadline]) -> str:
        cells = (_deadline(deadline, outline.outcome(deadline)) for deadline in group)
        return _table(title, ("Deadline", "Outcome", "Law"), cells)

    def findings(severity: Severity) -> str:
        return _table(_HEADS[severity], ("Finding", "To settle it", "Law"), map(_finding, outline.findings[severity]))

    yield deadlines("Overdue", outline.overdue)
    yield deadlines("Done late or too early", outline.late)
    yield deadlines(f"Due within {SOON} days", outline.soon)
    yield findings(Severity.VIOLATION)
    yield findings(Severity.CONFLICT)
    yield deadlines("Deadlines that are not known", outline.unsettled)
    yield findings(Severity.UNKNOWN)
    yield deadlines("Due later", outline.later)
    yield deadlines("Ended before they were due", outline.ended)
    yield deadlines("Rights used too late", outline.too_late)
    yield deadlines("To be done, without a number of days in the law", outline.tracked)
    yield findings(Severity.NOTE)


def _table(title: str, heads: Iterable[str], rows: Iterable[str]) -> str:
    body = "".join(rows)
    if not body:
        return ""
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    return f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _deadline(deadline: Deadline, outcome: str) -> str:
    settle = f"<small>To settle it: {escape(deadline.settle)}</small>" if deadline.settle else ""
    why = f"<details><summary>Why</summary>{deadline.explain()._repr_html_()}</details>"
    calm = not deadline.has_number or (deadline.is_right and deadline.status is not Status.OPEN)
    mark = "calm" if calm else deadline.status  # nobody is late with what has no number, nor with a right
    return (
        f'<tr><th scope="row">{escape(deadline.title)}<small>{escape(deadline.code)}</small></th>'
        f'<td><span class="{mark}">{escape(outcome)}</span>{settle}{why}</td>'
        f"<td>{_law(deadline.citation)}</td></tr>"
    )


def _finding(finding: Finding) -> str:
    place = f"{escape(finding.code)} at {escape(finding.path)}"
    return (
        f'<tr><th scope="row"><span class="{finding.severity}">{escape(finding.message)}</span>'
        f"<small>{place}</small></th><td>{escape(finding.settle)}</td><td>{_law(finding.citation)}</td></tr>"
    )


def _law(citation: Citation) -> str:
    """The citation, linked where its text can be read."""
    text, address = escape(citation.text), link(citation.text)
    cited = f'<a href="{escape(address)}">{text}</a>' if address else text
    return f"{cited}<small>{citation.authority}, {citation.grade}</small>"
