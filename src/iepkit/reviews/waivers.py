"""Waivers: findings that somebody looked at and set aside, with the reason and their name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from iepkit.errors import InvalidDocument, Problem, UnknownName
from iepkit.findings import Finding
from iepkit.reviews.registry import Rule

__all__ = ["Waived", "Waiver", "expect_known", "set_aside"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Waiver:
    """A finding set aside: of which rule, where, why, and by whom.

    `rule` is a code or a name. `path` narrows it to one place of the file and what lies below it, `case` to one case,
    `until` is the last day on which it holds. A waiver changes no duty: it says that somebody answers for this.
    Raises `InvalidDocument` without a reason or an author.

    >>> Waiver("IP402", "The teachers were told by telephone; the log has it.", author="the case manager").rule
    'IP402'
    """

    rule: str
    reason: str = attrs.field(repr=False)
    author: str = attrs.field(repr=False)
    path: str = "$"
    case: str | None = attrs.field(default=None, repr=False)
    until: date | None = None

    def __attrs_post_init__(self) -> None:
        empty = [field for field in ("reason", "author") if not getattr(self, field).strip()]
        if empty:
            raise InvalidDocument([Problem(f"$.{field}", "expected some words") for field in empty])

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is of this rule, and at this place or below it."""
        below = finding.path.removeprefix(self.path)
        here = below != finding.path and below[:1] in ("", ".", "[")
        return here and self.rule in (finding.code, finding.rule)


@attrs.frozen
class Waived:
    """A finding that was set aside, with the waiver that did it.

    >>> from iepkit.citations import Citation
    >>> from iepkit.findings import Severity
    >>> late = Finding("IP101", "annual-review", Severity.VIOLATION, "$", "Late.", Citation("34 CFR 300.324(b)(1)(i)"))
    >>> aside, _ = set_aside([late], [Waiver("IP101", "Snow.", author="A.")], case="1", as_of=date(2026, 11, 2))[1:]
    >>> aside[0].finding.code, aside[0].waiver.rule
    ('IP101', 'IP101')
    """

    finding: Finding
    waiver: Waiver


def expect_known(waivers: Iterable[Waiver], among: Sequence[Rule]) -> None:
    """Nothing; raises `UnknownName` for a waiver of a rule that does not exist, since it would never be used.

    >>> expect_known([], [])
    """
    for waiver in waivers:
        names = [name for rule in among for name in (rule.code, rule.name)]
        if waiver.rule not in names:
            raise UnknownName("rule of a waiver", waiver.rule, names)


def set_aside(
    findings: Iterable[Finding], waivers: Sequence[Waiver], *, case: str, as_of: date
) -> tuple[list[Finding], list[Waived], list[Waiver]]:
    """The findings that stand, those that were set aside, and the waivers for this case that set nothing aside.

    A waiver that has run out sets nothing aside. The first waiver that covers a finding counts as used, and so does
    every other that covers it.

    >>> set_aside([], [], case="1", as_of=date(2026, 11, 2))
    ([], [], [])
    """
    ours = [waiver for waiver in waivers if waiver.case in (None, case)]
    in_force = [waiver for waiver in ours if waiver.until is None or as_of <= waiver.until]
    standing: list[Finding] = []
    aside: list[Waived] = []
    used: set[int] = set()
    for finding in findings:
        covering = [at for at, waiver in enumerate(in_force) if waiver.covers(finding)]
        used.update(covering)
        if covering:
            aside.append(Waived(finding, in_force[covering[0]]))
        else:
            standing.append(finding)
    spent = [in_force[at] for at in used]
    return standing, aside, [waiver for waiver in ours if not any(waiver is one for one in spent)]
