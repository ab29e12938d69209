"""Whole pages: one child's report, or a caseload with its list first; and one report for a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from html import escape

import attrs

from iepkit.display.caseload import Caseload
from iepkit.display.html import deadlines, findings
from iepkit.display.html.frame import bottom, top
from iepkit.display.html.marks import badge, sprite
from iepkit.display.html.parts import Sheet, fold, pairs, table, told
from iepkit.display.html.style import STYLE
from iepkit.display.layout import counted, printable
from iepkit.display.outline import Outline, law_name
from iepkit.display.places import places
from iepkit.laws import Policy
from iepkit.reviews import Question, Report

__all__ = ["Notebook", "Page", "page", "part"]


def __dir__() -> list[str]:
    return __all__


_QUESTIONS = "Questions that no record can decide"
_ASKED = "The law asks these of the file, and people have to judge them. They are no findings."
_USED = "By what this was reached"

Section = tuple[str, str, str]
"""The id of a section within its report, its title, and what stands in it."""


@attrs.frozen
class Notebook:
    """A report that a notebook shows as HTML.

    >>> from datetime import date
    >>> from iepkit.history import Case
    >>> from iepkit.reviews import review
    >>> report = review(Case("7", jurisdiction="WA"), as_of=date(2026, 11, 2))
    >>> ">7</h3>" in Notebook(report)._repr_html_()
    True
    """

    report: Report

    def _repr_html_(self) -> str:
        shown = part(self.report, Outline.of(self.report))
        return f'<div class="iepkit"><style>{STYLE}</style>{sprite()}{shown}</div>'


class Page(Caseload):
    """A caseload that is written as one page: a list of the children, then a section for each, most urgent first.

    `labels` say what to call a child, by the identifier of the case; a child without one is called by it.
    A page of one child has no list. The page loads nothing and runs nothing.
    """

    def __init__(self, labels: Mapping[str, str] | None = None, *, within: int = 365) -> None:
        super().__init__(self._line, self._section, within=within)
        self._labels = labels or {}
        self._only: Report | None = None
        self._asked: dict[str, tuple[Question, int]] = {}
        self._policies: dict[Policy, None] = {}

    def add(self, report: Report) -> None:
        """Take one more report."""
        self._only = None if self.summary.children else report
        self._policies[report.policies] = None
        for one in report.questions:
            self._asked[one.name] = (one, self._asked[one.name][1] + 1 if one.name in self._asked else 1)
        super().add(report)

    def pieces(self) -> Iterator[str]:
        """The page, piece by piece."""
        if self._only is not None:
            yield from self._of_one(self._only)
        elif self.summary.children:
            yield from self._of_all()
        else:
            yield from self._of_none()

    def _name(self, report: Report) -> str:
        return escape(printable(self._labels.get(report.case, report.case)))

    def _sheet(self, report: Report) -> Sheet:
        """The line of a report is written before its section, and both after it is counted."""
        return Sheet(self._name(report), f"child-{self.summary.children}")

    def _of_one(self, report: Report) -> Iterator[str]:
        outline = Outline.of(report, within=self._within)
        sheet = Sheet(self._name(report), "child", level=1)
        sections = [*_sections(report, outline, sheet), _in_full(report, sheet), _used_in_full(report, sheet)]
        title = f"Review of {sheet.name}"
        lead = f"<p>{escape(law_name(report))}, as of <time>{report.as_of}</time>: {told(outline.words)}.</p>"
        nav = f'<nav aria-label="Contents">{_contents(sections, sheet)}</nav>'
        yield top(title, f"<h1>{title}{_identifier(report, sheet)}</h1>{lead}{self._unread()}{nav}")
        yield from (body for _, _, body in sections)
        yield _BOTTOM

    def _of_none(self) -> Iterator[str]:
        yield top("Review of no case", f"<h1>Review of no case</h1>{self._unread()}")
        yield f"<p>There is no case to show.</p>{_BOTTOM}"

    def _of_all(self) -> Iterator[str]:
        summary = self.summary
        title = f"Review of {summary.children} children, as of {self.as_of}"
        counts = [
            f'<tr><th scope="row">{words}</th><td class="number">{number}</td></tr>'
            for number, words in summary.lines()
        ]
        links = (("children", "The children, most urgent first"), ("checklist", _QUESTIONS), ("used", _USED))
        nav = "".join(f'<li><a href="#{name}">{words}</a></li>' for name, words in links)
        head = f'<h1>{title}</h1>{self._unread()}<nav aria-label="Contents"><ul class="contents">{nav}</ul></nav>'
        yield top(title, head)
        yield table("In all", ("What", "How many"), counts, "narrow")
        yield '<h2 id="children">The children, most urgent first</h2>'
        yield '<table class="children"><caption>Where to look first</caption><thead><tr><th scope="col">Child</th>'
        yield '<th scope="col">What to look at</th></tr></thead><tbody>'
        yield from self.lines()
        yield "</tbody></table>"
        yield from self.wholes()
        yield self._checklist()
        yield self._reached()
        yield _BOTTOM

    def _unread(self) -> str:
        unread = self.summary.unreadable
        return (
            f"<p>{badge('unknown', counted(unread, 'case'))} could not be read: see the messages.</p>" if unread else ""
        )

    def _line(self, report: Report, outline: Outline) -> str:
        sheet = self._sheet(report)
        return (
            f'<tr><th scope="row"><a href="#{sheet.anchor}">{sheet.name}</a>'
            f"<small>{escape(law_name(report))}</small></th>"
            f"<td>{badge(_worst(outline), told(outline.words[:1].upper() + outline.words[1:]))}</td></tr>\n"
        )

    def _section(self, report: Report, outline: Outline) -> str:
        sheet = self._sheet(report)
        sections = [*_sections(report, outline, sheet), _linked(report, sheet), _used(report, sheet)]
        back = '<p class="back"><a href="#children">Back to the list of children</a></p>'
        return _child(report, outline, sheet, sections, back)

    def _checklist(self) -> str:
        rows = "".join(
            f'<li id="question-{name}">{findings.question(attrs.evolve(one, paths=()))} '
            f"<small>asked of {counted(number, 'child', 'children')}</small></li>"
            for name, (one, number) in self._asked.items()
        )
        listed = (
            f'<p class="aside">{_ASKED}</p><ul class="plain asked">{rows}</ul>' if rows else "<p>There are none.</p>"
        )
        return f'<section><h2 id="checklist">{_QUESTIONS}</h2>{listed}</section>\n'

    def _reached(self) -> str:
        laws = ", ".join(f"{escape(code)} <code>{escape(version)}</code>" for code, version in sorted(self.versions))
        told = pairs((("As of", str(self.as_of)), ("Law versions", laws)))
        return f'<section><h2 id="used">{_USED}</h2>{told}{"".join(map(findings.choices, self._policies))}</section>\n'


def page(reports: Iterable[Report], *, labels: Mapping[str, str] | None = None, within: int = 365) -> str:
    """A whole page in HTML, the most urgent report first; it loads nothing and runs nothing.

    `labels` say what to call a child, by the identifier of the case. Deadlines that are open and due in more than
    `within` days are only counted.

    >>> page([]).splitlines()[0]
    '<!DOCTYPE html>'
    """
    with Page(labels, within=within) as held:
        for report in reports:
            held.add(report)
        return "".join(held.pieces())


def part(report: Report, outline: Outline) -> str:
    """One report as a section that stands alone in a page of somebody else, without the style and the marks."""
    anchor = "case-" + sha256(f"{report.case} {report.as_of}".encode()).hexdigest()[:8]
    sheet = Sheet(escape(printable(report.case)), anchor, level=3)
    sections = [*_sections(report, outline, sheet), _in_full(report, sheet), _used_in_full(report, sheet)]
    return _child(report, outline, sheet, sections, "")


def _child(report: Report, outline: Outline, sheet: Sheet, sections: list[Section], back: str) -> str:
    """A report as one section among others."""
    return (
        f'<article class="child" id="{sheet.anchor}" aria-labelledby="{sheet.anchor}-name">'
        f"{sheet.heading(0, sheet.name + _identifier(report, sheet), 'name')}"
        f"<p>{escape(law_name(report))}, as of <time>{report.as_of}</time>: {told(outline.words)}.</p>"
        f"{_contents(sections, sheet)}{''.join(body for _, _, body in sections)}{back}</article>\n"
    )


def _identifier(report: Report, sheet: Sheet) -> str:
    """The identifier of the case beside the label, where there is one."""
    case = escape(printable(report.case))
    return "" if case == sheet.name else f" <small>{case}</small>"


def _sections(report: Report, outline: Outline, sheet: Sheet) -> Iterator[Section]:
    """The sections of a report that its own sheet holds in any page."""
    yield "urgent", "What is urgent", deadlines.urgent(outline, sheet)
    yield "timeline", "Timeline", deadlines.clocks(outline, sheet)
    yield "findings", "Findings", findings.found(outline, sheet)
    yield "deadlines", "Deadlines", deadlines.tables(outline, sheet)
    yield "aside", "Set aside", findings.set_aside(report, sheet)


def _in_full(report: Report, sheet: Sheet) -> Section:
    """The questions of one report, spelled."""
    rows = "".join(f"<li>{findings.question(one)}</li>" for one in report.questions)
    listed = (
        f'{sheet.heading(1, _QUESTIONS, "questions")}<p class="aside">{_ASKED}</p><ul class="plain asked">{rows}</ul>'
    )
    return "questions", _QUESTIONS, listed if rows else ""


def _linked(report: Report, sheet: Sheet) -> Section:
    """The questions of one report by their titles, which lead to the checklist of the page."""
    rows = "".join(
        f'<li><a href="#question-{one.name}">{escape(one.title)}</a> <small>{escape(places(one.paths))}</small></li>'
        for one in report.questions
    )
    words = counted(len(report.questions), "question")
    listed = sheet.heading(1, _QUESTIONS, "questions") + fold(words, f'<ul class="plain asked">{rows}</ul>')
    return "questions", _QUESTIONS, listed if rows else ""


def _used(report: Report, sheet: Sheet) -> Section:
    return "used", _USED, sheet.heading(1, _USED, "used") + pairs(findings.answered_by(report))


def _used_in_full(report: Report, sheet: Sheet) -> Section:
    name, title, body = _used(report, sheet)
    return name, title, body + findings.choices(report.policies)


def _contents(sections: Iterable[Section], sheet: Sheet) -> str:
    links = "".join(f'<li><a href="#{sheet.anchor}-{name}">{title}</a></li>' for name, title, body in sections if body)
    return f'<ul class="contents">{links}</ul>'


def _worst(outline: Outline) -> str:
    """The mark of what is most urgent in a report."""
    counts = outline.counts
    names = (
        ("overdue", "overdue"),
        ("late", "late"),
        ("other_violations", "violation"),
        ("due_soon", "soon"),
        ("conflicts", "conflict"),
        ("unknown", "unknown"),
    )
    return next((mark for name, mark in names if counts[name]), "fine")


_BOTTOM = bottom(
    "It says what a file shows against the text of the law; it is no legal advice, and it does not judge whether an"
    " education is good enough."
)
