"""What the law asks for when an IEP changes (34 CFR 300.324(a)(4), 300.503, 300.116, 300.300(d)(2))."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import attrs

from iepkit.changes.pairing import Change, How
from iepkit.citations import Citation
from iepkit.laws import Kind, Law

__all__ = ["CONSENT", "Requirement", "consent", "is_provision", "needs_consent", "requirements"]


def __dir__() -> list[str]:
    return __all__


CONSENT = "consent-to-changes"
"""The parameter of the law that says for which changes a State asks for the parents' consent."""

_PROVISION = frozenset(
    (
        "service",
        "goal",
        "accommodation",
        "assessment",
        "placement",
        "extended school year",
        "transition service",
    )
)
"""The parts that are the provision of FAPE or the placement, on whose change the parents have notice."""


@attrs.frozen
class Requirement:
    """One thing that the law asks for when an IEP changes: in a word, in a sentence, and where it stands.

    `known` is false where nobody has verified what the State's law says.
    """

    name: str
    says: str
    citation: Citation
    known: bool = True

    def __str__(self) -> str:
        return f"{self.says} [{self.citation.text}]"


def is_provision(change: Change) -> bool:
    """Whether a change is one of what is provided to the child, or of the placement.

    >>> is_provision(Change("service", How.ENDED, before="$.services[0]")), is_provision(Change("strengths", How.ADDED))
    (True, False)
    """
    return change.what in _PROVISION


def needs_consent(choice: str, changes: Sequence[Change], placement: Change | None) -> bool | None:
    """Whether changes like these need consent under a State's rule; `None` where its thresholds are for people."""
    asks: dict[str, Callable[[], bool | None]] = {
        "placement": lambda: placement is not None,
        "every-change": lambda: any(map(is_provision, changes)),
        "substantial": lambda: None if placement or any(change.what == "service" for change in changes) else False,
    }
    return asks[choice]() if choice in asks else False


def requirements(changes: Sequence[Change], placement: Change | None, law: Law, on: date) -> Iterator[Requirement]:
    """What the law asks for when these parts of an IEP change."""
    if not changes:
        return
    yield Requirement(
        "meeting-or-agreement",
        "The change is made at an IEP Team meeting, or by parent and public agency agreeing to a written amendment.",
        Citation("34 CFR 300.324(a)(4)(i)"),
    )
    if any(map(is_provision, changes)):
        yield Requirement(
            "prior-written-notice",
            "The parents have written notice a reasonable time before the change, with its seven elements.",
            Citation("34 CFR 300.503(a)(1)"),
        )
    if placement is not None:
        yield Requirement(
            "placement-group",
            "A group that includes the parents and knows the child, the data and the options decides the placement.",
            Citation("34 CFR 300.116(a)(1)"),
        )
    if any(c.what == "assessment" and c.how is not How.ENDED and _to_alternate(c) for c in changes):
        yield Requirement(
            "alternate-assessment",
            "The IEP says why the child cannot take the regular assessment and why the alternate one is right.",
            Citation("34 CFR 300.320(a)(6)(ii)"),
        )
    asked = consent(changes, placement, law, on)
    if asked is not None:
        yield asked


def _to_alternate(change: Change) -> bool:
    return any(one.field == "kind" and str(one.after).startswith("alternate") for one in change.fields)


def consent(changes: Sequence[Change], placement: Change | None, law: Law, on: date) -> Requirement | None:
    """The consent that a State asks for; federal law asks for none to a later IEP (34 CFR 300.300(d)(2))."""
    governing = law.in_force(CONSENT, on)[-1]
    if governing.value.kind is Kind.UNKNOWN:
        words = "Whether the State asks for consent to it is not known."
        return Requirement("consent", words, governing.citation, known=False)
    needed = needs_consent(governing.value.choice, changes, placement)
    if needed is None:
        words = "The parents' consent, if the change is as large as the State's law says."
        return Requirement("consent", words, governing.citation, known=False)
    words = "The parents consent to the change, as the State's law asks."
    return Requirement("consent", words, governing.citation) if needed else None
