"""Subjects: under what heading people look for a finding, from the groups of its rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from iepkit.errors import UnknownName
from iepkit.findings import Finding
from iepkit.laws.parts import spelled
from iepkit.reviews import Rule, rule_named

__all__ = ["SUBJECTS", "by_subject", "groups_of", "rule_of", "subject_of"]


def __dir__() -> list[str]:
    return __all__


SUBJECTS = {
    "referral": "Referral",
    "evaluation": "Evaluation and reevaluation",
    "eligibility": "Eligibility",
    "learning-disability": "Specific learning disability",
    "consent": "Consent",
    "iep": "The IEP",
    "iep-content": "What the IEP says",
    "goals": "Annual goals",
    "special-factors": "Special factors",
    "placement": "Placement and least restrictive environment",
    "assessments": "Assessments",
    "transition": "Transition to adult life",
    "rights-transfer": "Rights that pass to the student",
    "team": "The IEP Team",
    "meetings": "Meetings",
    "participation": "Taking part of the parents",
    "amendments": "Changes to the IEP",
    "changes": "What changed from one IEP to the next",
    "links": "How the parts of the IEP fit together",
    "notice": "Notices to the parents",
    "notices": "Notices to the parents",
    "progress": "Progress reports",
    "discipline": "Discipline",
    "transfer": "Moves between schools and States",
    "private-school": "Private schools",
    "services-plan": "Services plans",
    "part-c": "Early intervention (Part C)",
    "records": "Records of the child",
    "disputes": "Complaints and hearings",
    "due-process": "Complaints and hearings",
    "state-complaint": "Complaints and hearings",
    "mediation": "Complaints and hearings",
    "contradictions": "Dates and records that do not fit together",
    "reading": "What was read",
}
"""The heading for each group of rules, in the order in which people meet them. A group without one is spelled."""

_ORDER = {heading: at for at, heading in enumerate(dict.fromkeys(SUBJECTS.values()))}
_READING = "reading"  # of rules that are not in the register: those of a reader of other files, such as Ed-Fi


@cache
def rule_of(code: str) -> Rule | None:
    """The rule of a finding's code, or `None` where a reader of other files, such as Ed-Fi, found it.

    >>> rule_of("IP211").title, rule_of("ED101")
    ('Annual goals', None)
    """
    try:
        return rule_named(code)
    except UnknownName:
        return None


def groups_of(finding: Finding) -> tuple[str, ...]:
    """The groups of the rule of a finding; `reading` where a reader of other files found it."""
    row = rule_of(finding.code)
    return (_READING,) if row is None else row.groups


def subject_of(finding: Finding) -> str:
    """The heading under which people look for a finding: that of the first group of its rule but `clocks`."""
    groups = [group for group in groups_of(finding) if group != "clocks"] or ["other"]
    first = next((group for group in groups if group in SUBJECTS), groups[0])
    return SUBJECTS.get(first) or spelled(first).capitalize()


def by_subject(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """The findings under their headings, in the order of `SUBJECTS`, then of the letters.

    >>> list(by_subject([]))
    []
    """
    told = sorted(((subject_of(finding), finding) for finding in findings), key=lambda pair: _rank(pair[0]))
    for subject, pairs in groupby(told, key=lambda pair: pair[0]):
        yield subject, [finding for _, finding in pairs]


def _rank(subject: str) -> tuple[int, str]:
    return _ORDER.get(subject, len(_ORDER)), subject
