"""Findings: what a review says about a file, as values."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import attrs

from iepkit.citations import Citation

__all__ = ["Finding", "Severity", "by_urgency"]


def __dir__() -> list[str]:
    return __all__


class Severity(StrEnum):
    """How much a finding weighs, from the text of the law.

    `violation`: the text requires it, and the file shows that it is not so.
    `conflict`: two places in the file cannot both be right.
    `unknown`: the file, the law or the calendar does not settle it.
    `note`: good to know; nothing is required.
    """

    VIOLATION = "violation"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"
    NOTE = "note"


_WEIGHT = {severity: weight for weight, severity in enumerate(Severity)}


@attrs.frozen
class Finding:
    """One thing that a review found: what, where, by which law, and what would settle it.

    `code` and `rule` name the rule, `path` the place in the case (`$.ieps[0].goals[1].baseline`).
    Neither holds a name, an identifier or a birth date.

    >>> from iepkit.citations import Citation
    >>> finding = Finding(
    ...     code="IP103", rule="iep-goals", severity=Severity.VIOLATION, path="$.ieps[0].goals",
    ...     message="The IEP has no annual goal.", citation=Citation("34 CFR 300.320(a)(2)(i)"),
    ...     settle="Add at least one measurable annual goal.",
    ... )
    >>> print(finding)
    IP103 violation at $.ieps[0].goals: The IEP has no annual goal. [34 CFR 300.320(a)(2)(i)]
    """

    code: str
    rule: str
    severity: Severity
    path: str
    message: str
    citation: Citation
    settle: str = ""

    def __str__(self) -> str:
        return f"{self.code} {self.severity} at {self.path}: {self.message} [{self.citation.text}]"


def by_urgency(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, heaviest first, then by code and place.

    >>> by_urgency([])
    []
    """
    return sorted(findings, key=lambda f: (_WEIGHT[f.severity], f.code, f.path))
