"""Reports as plain data and as rows: stable names for programs to read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from iepkit.citations import Citation
from iepkit.display.subjects import groups_of
from iepkit.findings import Finding
from iepkit.reviews import Question, Report, Waiver
from iepkit.timelines import Deadline

__all__ = ["COLUMNS", "deadline_data", "finding_data", "report_data", "rows"]


def __dir__() -> list[str]:
    return __all__


COLUMNS = (
    "case", "jurisdiction", "kind", "code", "name", "status", "due", "due_is", "days_late", "days_taken", "start",
    "done", "later_than", "message", "settle", "path", "citation", "authority", "grade", "as_of", "law_version",
)  # fmt: skip
"""The columns of a table of deadlines and findings, in order.

`kind` is `deadline` or `finding`. `status` is the status of a deadline or the severity of a finding, `name` the name of
the clock or of the rule. `due_is` says whether the due day is the latest or the earliest that the law allows, or that
the law has no number; `days_taken` are the days from the start to what was done, or to the as-of day. Days are written
YYYY-MM-DD; a cell that does not apply is empty.
"""


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _cited(citation: Citation) -> dict[str, Any]:
    return {"citation": citation.text, "authority": citation.authority.value, "grade": citation.grade.value}


def deadline_data(deadline: Deadline, *, explain: bool = False) -> dict[str, Any]:
    """A deadline as plain data, with its explanation as a tree where that is wanted."""
    data = {
        "clock": deadline.clock,
        "code": deadline.code,
        "title": deadline.title,
        "status": deadline.status.value,
        "due": _day(deadline.due),
        "due_is": "earliest" if deadline.is_earliest else "latest" if deadline.has_number else "without-a-number",
        "days_late": deadline.days_late,
        "days_taken": deadline.days_taken,
        "start": _day(deadline.start),
        "done": _day(deadline.done),
        "later_than": _day(deadline.later_than),
        "settle": deadline.settle,
        "path": deadline.path,
        **_cited(deadline.citation),
    }
    return {**data, "explanation": deadline.explain().tree()} if explain else data


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding as plain data, with the groups of its rule."""
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "path": finding.path,
        "message": finding.message,
        "settle": finding.settle,
        "groups": list(groups_of(finding)),
        **_cited(finding.citation),
    }


def _question_data(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "title": question.title,
        "asks": question.asks,
        "paths": list(question.paths),
        **_cited(question.citation),
    }


def _waiver_data(waiver: Waiver) -> dict[str, Any]:
    return {
        "rule": waiver.rule,
        "path": waiver.path,
        "reason": waiver.reason,
        "author": waiver.author,
        "until": _day(waiver.until),
    }


def report_data(report: Report, *, explain: bool = False) -> dict[str, Any]:
    """A report as plain data.

    `questions` are what no record can decide, `waived` the findings that were set aside, each with its waiver.
    """
    return {
        "case": report.case,
        "jurisdiction": report.jurisdiction,
        "as_of": _day(report.as_of),
        "law_version": report.law_version,
        "policies": attrs.asdict(report.policies),
        "deadlines": [deadline_data(deadline, explain=explain) for deadline in report.deadlines],
        "findings": [finding_data(finding) for finding in report.findings],
        "questions": [_question_data(question) for question in report.questions],
        "waived": [{**finding_data(one.finding), "waiver": _waiver_data(one.waiver)} for one in report.waived],
        "unused_waivers": [_waiver_data(waiver) for waiver in report.unused_waivers],
    }


def rows(report: Report, *, explain: bool = False) -> Iterator[dict[str, Any]]:
    """The deadlines and then the findings of a report, each as a row of `COLUMNS`.

    Where `explain`, there is one more column, `explanation`, with the text of it.
    """
    whole = report_data(report)
    shared = {name: whole[name] for name in ("case", "jurisdiction", "as_of", "law_version")}
    empty = dict.fromkeys(COLUMNS)
    for deadline, data in zip(report.deadlines, whole["deadlines"], strict=True):
        told = {"kind": "deadline", "name": data.pop("clock"), "message": deadline.outcome}
        del data["title"]
        if explain:
            told["explanation"] = str(deadline.explain())
        yield {**empty, **shared, **data, **told}
    for data in whole["findings"]:
        del data["groups"]
        told = {"kind": "finding", "name": data.pop("rule"), "status": data.pop("severity")}
        yield {**empty, **shared, **data, **told}
