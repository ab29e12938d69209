"""Changes from one IEP to the next: how they were made, who was told, who agreed (34 CFR 300.324(a)(4), 300.503)."""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.reviews.context import Context, Reviewed
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import ConsentKind, NoticeKind

__all__ = ["consent", "made", "noticed"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("changes",)


@rule(
    "CH101",
    "iep-change-made",
    "How a change of the IEP was made",
    citation="34 CFR 300.324(a)(4)(i)",
    severity=Severity.UNKNOWN,
    applies="to an IEP whose services, goals, placement or assessments differ from those of the one before it",
    says="An IEP changes at a meeting of the IEP Team, or by a written agreement of parent and agency without one.",
    settle="Record the meeting at which it changed, or the amendment with the agreement of both.",
    groups=_GROUPS,
    since="0.3",
)
def made(context: Context) -> Iterator[Flaw]:
    """The changed IEPs that have neither a meeting of their own nor an amendment."""
    for one, before, _ in context.changed:
        own = one.iep.meeting_date is not None and one.iep.meeting_date != before.iep.meeting_date
        if not own and not one.iep.amendments:
            words = (
                "The IEP differs from the one before it, and the file shows neither a meeting nor an agreement on that."
            )
            yield Flaw(f"{one.path}.meeting_date", words)


@rule(
    "CH102",
    "iep-change-notice",
    "Prior written notice of a change of the IEP",
    citation="34 CFR 300.503(a)(1)",
    severity=Severity.UNKNOWN,
    applies=(
        "to an IEP whose services, goals, placement or assessments differ from those of the one before it, "
        "where the file holds prior written notices"
    ),
    says="Parents have written notice a reasonable time before the agency changes the placement or what it provides.",
    settle="Record the notice of the change, with the day on which it was given.",
    groups=(*_GROUPS, "notice"),
    since="0.3",
)
def noticed(context: Context) -> Iterator[Flaw]:
    """The changed IEPs of which no notice is in a file that holds others."""
    given = [row.given for row in context.case.notices if row.kind is NoticeKind.PRIOR_WRITTEN and row.given]
    if not given:
        return
    for one, before, _ in context.changed:
        if not any(before.on < day <= one.on for day in given):
            words = "The IEP differs from the one before it, and the file holds no notice given between the two."
            yield Flaw(one.path, words)


@rule(
    "CH103",
    "iep-change-consent",
    "Consent to a change of the IEP where the State asks for it",
    citation="34 CFR 300.300(d)(2)",
    applies="to a change of the IEP for which State law asks for the parents' consent; federal law does not",
    says="A State may ask for the parents' consent to changes of services or placement.",
    settle="Record the parents' consent to the change, or what came of it where they refused.",
    groups=(*_GROUPS, "consent"),
    since="0.3",
)
def consent(context: Context) -> Iterator[Flaw]:
    """The changes that need consent in the State, refused or not recorded."""
    for one, before, changes in context.changed:
        asked = changes.consent(law=context.law, on=one.on)
        if asked is None or _consented(context, one, before):
            continue
        path = f"{one.path}.parent_agreed"
        if one.iep.parent_agreed is False and asked.known:
            words = "The parents did not agree to the IEP, and State law asks for their consent to such a change."
            yield Flaw(path, words, citation=asked.citation)
        else:
            words = "The file does not show that the parents consented to the change."
            yield Flaw(path, f"{words} {asked.says}", Severity.UNKNOWN, asked.citation)


def _consented(context: Context, one: Reviewed, before: Reviewed) -> bool:
    days = [row.received for row in context.case.consents if row.kind is ConsentKind.CONTINUED_SERVICES]
    by_amendment = any(row.parent_agreed for row in one.iep.amendments)
    return bool(one.iep.parent_agreed or by_amendment or any(before.on < day <= one.on for day in days if day))
