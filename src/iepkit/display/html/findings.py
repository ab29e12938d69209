"""Findings on a page, with what people have to judge, what was set aside, and by what the answer was reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

import attrs

from iepkit.display.html.marks import badge
from iepkit.display.html.parts import Sheet, cited, fold, pairs, told
from iepkit.display.layout import counted
from iepkit.display.outline import Outline, law_name
from iepkit.display.places import place, places
from iepkit.display.subjects import by_subject, rule_of
from iepkit.findings import Finding, Severity
from iepkit.laws import DEFAULT, Policy, describe
from iepkit.laws.parts import spelled
from iepkit.reviews import Question, Report, Waiver

__all__ = ["answered_by", "choices", "found", "question", "set_aside"]


def __dir__() -> list[str]:
    return __all__


_WORDS = {
    Severity.VIOLATION: "Violations: the law requires it, and the file shows that it is not so",
    Severity.CONFLICT: "Conflicts: two places in the file cannot both be right",
    Severity.UNKNOWN: "Unknown: the file, the law or the calendar does not settle it",
    Severity.NOTE: "Notes: good to know, and nothing is required",
}


def found(outline: Outline, sheet: Sheet) -> str:
    """The findings by weight, then by subject, each folded over its reasons."""
    body = "".join(
        sheet.heading(2, f"{badge(severity, _WORDS[severity])} ({len(findings)})", severity)
        + "".join(_subject(subject, group, sheet) for subject, group in by_subject(findings))
        for severity, findings in outline.findings.items()
        if findings
    )
    lead = '<p class="aside">What only repeats a deadline is among the deadlines. Open a line for its reasons.</p>'
    return sheet.heading(1, "Findings", "findings") + lead + body if body else ""


def _subject(subject: str, findings: Iterable[Finding], sheet: Sheet) -> str:
    rows = "".join(f"<li>{_finding(finding)}</li>" for finding in findings)
    return f'{sheet.heading(3, escape(subject))}<ul class="plain">{rows}</ul>'


def _finding(finding: Finding) -> str:
    where = f" <small>{escape(place(finding.path))}</small>"
    return fold(told(finding.message) + where, pairs(_reasons(finding)))


def _reasons(finding: Finding) -> Iterator[tuple[str, str]]:
    row = rule_of(finding.code)
    yield "To settle it", escape(finding.settle)
    yield "Where", f"{escape(place(finding.path))} <code>{escape(finding.path)}</code>"
    if row is not None:
        yield "The law asks", escape(row.says)
        yield "It is asked", escape(row.applies)
    yield "Citation", cited(finding.citation)
    yield "Rule", f"<small>{escape(row.title if row else spelled(finding.rule))}</small> <code>{finding.code}</code>"


def question(one: Question) -> str:
    """One question of the checklist, with where in the file it arises.

    >>> from iepkit.citations import Citation
    >>> print(question(Question("x", "X", Citation("20 USC 1400"), "Is it so?", ("$.ieps[0]",))))
    Is it so? <small>20 USC 1400 <small>federal law; its text was read</small>; IEP 1</small>
    """
    where = f"; {escape(places(one.paths))}" if one.paths else ""
    return f"{escape(one.asks)} <small>{cited(one.citation)}{where}</small>"


def set_aside(report: Report, sheet: Sheet) -> str:
    """The findings that somebody waived, with the reason and the author, and the waivers that set nothing aside."""
    waived = "".join(
        f"<li>{badge('aside')} {_finding(one.finding)}{pairs(_waiver(one.waiver))}</li>" for one in report.waived
    )
    unused = "".join(f"<li>{pairs(_unused(one))}</li>" for one in report.unused_waivers)
    parts = (
        f'<p class="aside">These findings stand; somebody answers for them.</p><ul class="plain">{waived}</ul>'
        if waived
        else "",
        sheet.heading(2, "Waivers that set nothing aside", "unused") + f'<ul class="plain">{unused}</ul>'
        if unused
        else "",
    )
    return sheet.heading(1, "Set aside", "aside") + "".join(parts) if any(parts) else ""


def _waiver(waiver: Waiver) -> Iterator[tuple[str, str]]:
    yield "Reason", escape(waiver.reason)
    yield "Set aside by", escape(waiver.author)
    yield "Until", str(waiver.until or "")


def _unused(waiver: Waiver) -> Iterator[tuple[str, str]]:
    row = rule_of(waiver.rule)
    yield "Rule", f"{escape(row.title if row else waiver.rule)} <code>{escape(waiver.rule)}</code>"
    yield "Where", f"{escape(place(waiver.path))} <code>{escape(waiver.path)}</code>"
    yield from _waiver(waiver)


def answered_by(report: Report) -> Iterator[tuple[str, str]]:
    """By what the answer was reached: the day, the law, and the choices that are not the library's own."""
    yield "As of", str(report.as_of)
    yield "Law", f"{escape(law_name(report))} <small>version <code>{escape(report.law_version)}</code></small>"
    yield "Choices", _choices(report.policies)


def _choices(policy: Policy) -> str:
    ours = attrs.asdict(DEFAULT)
    other = [f"{spelled_name(name)}: {chosen}" for name, chosen in attrs.asdict(policy).items() if chosen != ours[name]]
    return escape("; ".join(other)) or "as the library has them where practice differs"


def spelled_name(name: str) -> str:
    """The name of a policy, to be read by people."""
    return spelled(name.replace("_", "-"))


def choices(policy: Policy) -> str:
    """Every choice where practice differs, in words, as a folded list."""
    rows = [(escape(describe(name)[0]), escape(chosen)) for name, chosen in attrs.asdict(policy).items()]
    return fold(f"{counted(len(rows), 'choice')} where practice differs", pairs(rows))
