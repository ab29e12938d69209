"""Leaving special education: evaluated before, and the summary of performance at the end (34 CFR 300.305(e)).

With a regular diploma or past the age no evaluation is required. By when, is the matter of clocks.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import Evaluation, Exit
from iepkit.reviews.context import Context, happened, said
from iepkit.reviews.determinations import SUMMARY, owes_summary, tells_summary
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import ExitReason, Purpose

__all__ = ["evaluated", "summary"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("evaluation", "exit")


@rule(
    "EV501",
    "exit-evaluation",
    "Evaluation before the return to regular education",
    citation="34 CFR 300.305(e)(1)",
    severity=Severity.UNKNOWN,
    applies="to each return to regular education, where the file holds evaluations and no decision or revocation",
    says="A child is evaluated before it is found to be no longer a child with a disability.",
    settle="Record the evaluation and the determination, or that the parent revoked consent.",
    groups=_GROUPS,
    since="0.3",
)
def evaluated(context: Context) -> Iterator[Flaw]:
    """The returns for which the file has only the initial evaluation. A decision in the file is for the clock."""
    settled = context.known.days("found-no-longer-eligible", "consent-for-services-revoked")
    if settled or not context.case.evaluations:
        return
    for path, row in happened(context, "exits", "on", context.case.exits):
        returned = row.reason is ExitReason.RETURNED_TO_REGULAR_EDUCATION
        if returned and not any(_again(one, row) for one in context.case.evaluations):
            words = "The child returned to regular education, and the file shows no evaluation for that."
            yield Flaw(f"{path}.reason", words)


def _again(one: Evaluation, row: Exit) -> bool:
    """Whether an evaluation can be the one before the end: a later one, of which the days leave that open."""
    if one.purpose is Purpose.INITIAL:
        return False
    return one.completed is None or row.on is None or one.completed <= row.on


@rule(
    "EV502",
    "sop-content",
    "What the summary of performance holds",
    citation="34 CFR 300.305(e)(3)",
    applies="to each exit with a regular diploma or past the age, where the file holds any of the summary",
    says="The summary tells academic achievement and functional performance, and recommends how to meet the goals.",
    settle="Complete the summary.",
    groups=_GROUPS,
    since="0.3",
)
def summary(context: Context) -> Iterator[Flaw]:
    """The summaries that leave out one of the three."""
    for path, row in happened(context, "exits", "on", context.case.exits):
        if owes_summary(row) and tells_summary(row):
            for field, words in SUMMARY.items():
                if not said(getattr(row, field)):
                    yield Flaw(f"{path}.{field}", f"The summary of performance does not give {words}.")
