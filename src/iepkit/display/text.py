"""Reports and deadlines as plain text for people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iepkit.display.caseload import Caseload
from iepkit.display.layout import WIDTH, columns, counted, paragraph, printable
from iepkit.display.outline import SOON, Outline, Summary, law_name, standing
from iepkit.findings import Finding, Severity
from iepkit.reviews import Question, Report, Waiver
from iepkit.timelines import Deadline

__all__ = ["child_line", "deadline_text", "pieces", "report_text", "summary_text"]


def __dir__() -> list[str]:
    return __all__


_FINDINGS = {
    Severity.VIOLATION: "VIOLATIONS",
    Severity.CONFLICT: "CONFLICTS: they cannot both be right",
    Severity.UNKNOWN: "UNKNOWN",
    Severity.NOTE: "NOTES",
}
_TRACKED = "TO BE DONE, WITHOUT A NUMBER OF DAYS IN THE LAW"


def pieces(held: Caseload) -> Iterator[str]:
    """The text of a caseload, piece by piece: the counts, a line for each child, each child in full."""
    if held.summary.children:
        yield summary_text(held.summary, held.as_of)
        yield "\n"
        yield from held.lines()
        for whole in held.wholes():
            yield f"\n{whole}"
        versions = ", ".join(f"{code} {version}" for code, version in sorted(held.versions))
        yield "\n" + paragraph(f"Law versions: {versions}", hang=2) + "\n"


def summary_text(summary: Summary, as_of: date | None = None) -> str:
    """The counts of a caseload, under a line that says how many children and as of when."""
    head = counted(summary.children, "child", "children") + (f", as of {as_of}" if as_of else "")
    lines = [head, *(f"{number:>6}  {words}" for number, words in summary.lines())]
    if summary.unreadable:
        lines.append(f"{summary.unreadable:>6}  not read: see the messages")
    return "\n".join(lines) + "\n"


def child_line(report: Report, outline: Outline, *, name: str = "") -> str:
    """One line about a child, or as many as it takes: its case or its name, its State, what to look at."""
    case = printable(name or report.case)
    if len(case) <= _CASE:
        return columns([(case, report.jurisdiction, outline.words)], (_CASE, 2, WIDTH - _CASE - 6)) + "\n"
    return f"{case}\n" + columns([("", report.jurisdiction, outline.words)], (_CASE, 2, WIDTH - _CASE - 6)) + "\n"


_CASE = 12


def report_text(report: Report, outline: Outline, *, explain: bool = False, name: str = "") -> str:
    """A report in full: overdue and late first, then what is due, then the findings by weight, then what is aside.

    `name` is what to call the child, in place of the identifier of the case.
    """
    head = f"{printable(name or report.case)}, {law_name(report)}"
    parts = (_sections(outline, explain=explain), _waivers(report), _questions(report.questions, explain=explain))
    lines = [head, "-" * WIDTH, *(line for part in parts for line in part)]
    if outline.others:
        lines.append(paragraph(outline.others, 2))
    return "\n".join(lines) + "\n"


def _sections(outline: Outline, *, explain: bool) -> Iterator[str]:
    def deadlines(title: str, group: tuple[Deadline, ...]) -> Iterator[str]:
        if group:
            yield f"  {title}"
            for deadline in group:
                yield _deadline(deadline, outline.outcome(deadline), explain=explain)

    def findings(severity: Severity) -> Iterator[str]:
        group = outline.findings[severity]
        if group or (severity is Severity.UNKNOWN and outline.unsettled):
            yield f"  {_FINDINGS[severity]}"
        if severity is Severity.UNKNOWN:
            yield from (
                _deadline(deadline, outline.outcome(deadline), explain=explain) for deadline in outline.unsettled
            )
        yield from map(_finding, group)

    yield from deadlines("OVERDUE", outline.overdue)
    yield from deadlines("DONE LATE OR TOO EARLY", outline.late)
    yield from deadlines(f"DUE WITHIN {SOON} DAYS", outline.soon)
    for severity in (Severity.VIOLATION, Severity.CONFLICT, Severity.UNKNOWN):
        yield from findings(severity)
    yield from deadlines("DUE LATER", outline.later)
    yield from deadlines("ENDED BEFORE THEY WERE DUE", outline.ended)
    yield from deadlines("RIGHTS USED TOO LATE", outline.too_late)
    if explain:
        yield from deadlines(_TRACKED, outline.tracked)
    elif outline.tracked:
        yield f"  {_TRACKED}"
        yield from _so_far(outline.tracked)
    yield from findings(Severity.NOTE)


def _waivers(report: Report) -> Iterator[str]:
    """The findings that somebody set aside, and the waivers that set nothing aside."""
    if report.waived:
        yield "  SET ASIDE"
    for one in report.waived:
        yield paragraph(one.finding.message, 4, hang=2)
        yield paragraph(_place(one.finding), 6, hang=2)
        yield _reason(one.waiver)
    if report.unused_waivers:
        yield "  WAIVERS THAT SET NOTHING ASIDE"
    for waiver in report.unused_waivers:
        yield paragraph(printable(f"{waiver.rule} at {waiver.path}"), 4, hang=2)
        yield _reason(waiver)


def _reason(waiver: Waiver) -> str:
    until = f", until {waiver.until}" if waiver.until else ""
    return paragraph(printable(f"set aside by {waiver.author}{until}: {waiver.reason}"), 6, hang=2)


def _questions(asked: tuple[Question, ...], *, explain: bool) -> Iterator[str]:
    """What people have to judge: how many questions, and with the reasons also which."""
    if not asked:
        return
    if not explain:
        yield paragraph(f"Questions that no record can decide: {len(asked)} (--explain lists them).", 2)
        return
    yield "  QUESTIONS THAT NO RECORD CAN DECIDE"
    for question in asked:
        yield paragraph(question.asks, 4, hang=2)
        yield paragraph(f"{question.name} at {', '.join(question.paths)}; {question.citation}", 6, hang=2)


def _so_far(group: tuple[Deadline, ...]) -> Iterator[str]:
    """A line for each duty that has no number in the law: how long it has waited, each time that it waits."""
    for code, title in dict.fromkeys((deadline.code, deadline.title) for deadline in group):
        days = [str(one.days_taken) for one in group if one.code == code and one.days_taken is not None]
        words = f"{', '.join(days)} day{'s' * (days != ['1'])} so far" if days else "open"
        yield paragraph(f"{title}: {words} ({code})", 4, hang=2)


def _deadline(deadline: Deadline, outcome: str, *, explain: bool) -> str:
    citation = deadline.citation
    parts = [
        paragraph(f"{deadline.title}: {outcome}", 4, hang=2),
        paragraph(
            f"{deadline.code} {deadline.clock}; {citation.text} ({citation.authority}, {citation.grade})", 6, hang=2
        ),
    ]
    if explain:
        parts += _explained(deadline, 6)
    elif deadline.settle:
        parts.append(paragraph(f"to settle it: {deadline.settle}", 6, hang=2))
    return "\n".join(parts)


def _explained(deadline: Deadline, indent: int) -> Iterator[str]:
    """The explanation without its first line, which says what was already said."""
    for line in str(deadline.explain()).splitlines()[1:]:
        text = line.lstrip()
        yield paragraph(text, indent + len(line) - len(text) - 2, hang=4)


def _place(finding: Finding) -> str:
    return f"{finding.code} {finding.rule} at {finding.path}; {finding.citation}"


def _finding(finding: Finding) -> str:
    parts = [paragraph(finding.message, 4, hang=2), paragraph(_place(finding), 6, hang=2)]
    if finding.settle:
        parts.append(paragraph(f"to settle it: {finding.settle}", 6, hang=2))
    return "\n".join(parts)


def deadline_text(deadline: Deadline, *, explain: bool = False) -> str:
    """One deadline on its own, with its explanation where that is wanted.

    >>> from datetime import date
    >>> from iepkit.laws import law
    >>> from iepkit.timelines import due
    >>> print(deadline_text(due("annual-review", date(2025, 10, 6), law=law("US"), as_of=date(2026, 1, 5))))
    Annual review of the IEP: due 2026-10-06, open
      IP101 annual-review; 34 CFR 300.324(b)(1)(i) (federal, primary)
    """
    lines = _deadline(deadline, standing(deadline), explain=explain).splitlines()
    return "\n".join(line.removeprefix("    ") for line in lines)
