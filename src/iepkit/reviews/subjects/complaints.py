"""State complaints: what a complaint includes, and what the decision on it says (34 CFR 300.151 to 300.153).

Anyone may file one (300.153(a)), on any form (300.509(a)), so nothing asks who did or how. The dates are clocks.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import Dispute
from iepkit.reviews.attested import Attested, attested, recorded
from iepkit.reviews.context import Context
from iepkit.reviews.disputed import CHILD, COMPLAINT, DECISION, STATE, about_child, disputes, of_child
from iepkit.reviews.registry import Flaw, rule

__all__ = ["content", "decision", "remedy"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("disputes", "state-complaint")
_INCLUDES = (
    Attested(
        "violation_stated",
        "the complaint states that an agency violated a requirement of Part B",
        "The complaint does not state that an agency violated a requirement of Part B.",
        "34 CFR 300.153(b)(1)",
    ),
    Attested(
        "facts_stated",
        "the complaint gives the facts on which it is based",
        "The complaint does not give the facts on which it is based.",
        "34 CFR 300.153(b)(2)",
    ),
    Attested(
        "signed",
        "the complaint is signed",
        "The complaint is not signed.",
        "34 CFR 300.153(b)(3)",
    ),
    Attested(
        "contact_given",
        "the complaint says how to reach the person who filed it",
        "The complaint does not say how to reach the person who filed it.",
        "34 CFR 300.153(b)(3)",
    ),
)
_OF_CHILD = of_child(
    "34 CFR 300.153(b)(4)(i)",
    "34 CFR 300.153(b)(4)(i)",
    "34 CFR 300.153(b)(4)(ii)",
    "34 CFR 300.153(b)(4)(iii)",
    "34 CFR 300.153(b)(4)(iv)",
)
_RESOLUTION = "34 CFR 300.153(b)(4)(v)"
_DECIDES = (
    Attested(
        "allegations_addressed",
        "the decision addresses each allegation",
        "The decision does not address each allegation of the complaint.",
        "34 CFR 300.152(a)(5)",
    ),
    Attested(
        "findings_stated",
        "the decision contains findings of fact and conclusions",
        "The decision does not contain findings of fact and conclusions.",
        "34 CFR 300.152(a)(5)(i)",
    ),
    Attested(
        "reasons_stated",
        "the decision contains its reasons",
        "The decision does not contain its reasons.",
        "34 CFR 300.152(a)(5)(ii)",
    ),
)
_REMEDIES = (
    Attested(
        "remedy_ordered",
        "the State addressed the failure, with corrective action for the child",
        "A failure to provide services was found, and no corrective action addresses the needs of the child.",
        "34 CFR 300.151(b)(1)",
    ),
    Attested(
        "future_provision_ordered",
        "the State addressed how services are provided to all children with disabilities from then on",
        "A failure to provide services was found, and the future provision for all children is not addressed.",
        "34 CFR 300.151(b)(2)",
    ),
)


@rule(
    "SC101",
    "sc-content",
    "Content of a State complaint",
    citation="34 CFR 300.153(b)",
    applies="to each State complaint of which the file says more than its dates",
    says=(
        "A complaint states a violation and its facts, is signed, and gives the contact of who filed it. If it is "
        "about one child, it also gives the child's name, residence and school, the problem with its facts, and a "
        "resolution as far as one is known."
    ),
    settle="Record what the complaint includes, or ask the person who filed it for what it lacks.",
    groups=_GROUPS,
    since="0.3",
)
def content(context: Context) -> Iterator[Flaw]:
    """The elements that State complaints lack, and those of which the file does not tell."""
    for path, row in disputes(context, STATE):
        if not recorded(row, COMPLAINT):
            continue
        yield from attested(path, row, _INCLUDES, asked=True)
        if row.about_child:
            yield from about_child(context, path, row, _OF_CHILD, _RESOLUTION)
        elif row.about_child is None and _lacks_of_child(row):
            words = "The complaint lacks what one about one child includes, and the file does not say whether it is."
            yield Flaw(f"{path}.about_child", words, Severity.UNKNOWN, "34 CFR 300.153(b)(4)")


def _lacks_of_child(row: Dispute) -> bool:
    return any(getattr(row, field) is False for field in CHILD)


@rule(
    "SC111",
    "sc-decision",
    "Content of the decision on a State complaint",
    citation="34 CFR 300.152(a)(5)",
    applies="to each State complaint of which the file says what the decision contains",
    says="The decision addresses each allegation, and contains findings of fact, conclusions, and its reasons.",
    settle="Record what the decision contains, or ask the State for the rest of it.",
    groups=_GROUPS,
    since="0.3",
)
def decision(context: Context) -> Iterator[Flaw]:
    """What decisions on State complaints lack, and of what the file does not tell."""
    for path, row in disputes(context, STATE, "decided"):
        yield from attested(path, row, _DECIDES, asked=recorded(row, DECISION))


@rule(
    "SC112",
    "sc-remedy",
    "What follows from a failure to provide services",
    citation="34 CFR 300.151(b)",
    applies="to each State complaint in which the State found that appropriate services were not provided",
    says=(
        "The State addresses the failure, with corrective action for the needs of the child, and the future provision "
        "of services for all children with disabilities."
    ),
    settle="Record what the State ordered for the child and for the time to come.",
    groups=_GROUPS,
    since="0.3",
)
def remedy(context: Context) -> Iterator[Flaw]:
    """The failures found that the State left without an answer, or of whose answer the file does not tell."""
    for path, row in disputes(context, STATE, "decided"):
        if row.services_failure_found:
            yield from attested(path, row, _REMEDIES, asked=True)
