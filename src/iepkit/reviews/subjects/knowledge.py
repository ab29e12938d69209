"""What the agency knew of a child who was not yet found eligible, before the child broke the code of conduct.

The clock `knowledge-before-behavior` tells of the first conduct; here each is looked at (34 CFR 300.534).
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.days import to_day
from iepkit.reviews.conduct import eligible_by, incidents
from iepkit.reviews.context import Context
from iepkit.reviews.registry import Flaw, rule

__all__ = ["knowledge"]


def __dir__() -> list[str]:
    return __all__


_BARRED = ("consent-for-initial-evaluation-withdrawn", "consent-for-services-refused", "found-not-eligible")


@rule(
    "DI561",
    "knowledge",
    "What the agency must be taken to have known",
    citation="34 CFR 300.534(b)",
    applies="to conduct of a child not yet found eligible, where the file says what the agency held of itself or did",
    says=(
        "The agency is taken to have known of a disability where, before the behavior, a parent wrote of the concern "
        "or asked for an evaluation, or staff told a supervisor of a pattern; the child then has the protections. "
        "It is not where the parent refused the evaluation or services, or the child was found not eligible."
    ),
    settle="Give the child the protections of discipline, or record why the agency is not taken to have known.",
    groups=("discipline", "knowledge"),
    since="0.3",
)
def knowledge(context: Context) -> Iterator[Flaw]:
    """The conduct before which the agency knew, though it says that it did not or gave no protections."""
    for path, conduct in incidents(context):
        if conduct.on is None or eligible_by(context, conduct.on):
            continue
        on = to_day(conduct.on)
        if any(day <= on for day in context.known.days(*_BARRED)):
            continue  # 34 CFR 300.534(c)
        knew = any(day < on for day in context.known.days("agency-knew"))
        if knew and conduct.agency_knew is False:
            words = "Before the behavior a concern or a request was made, and the agency says that it did not know."
            yield Flaw(f"{path}.agency_knew", words)
        if (knew or conduct.agency_knew) and conduct.protections_given is False:
            words = "The agency knew before the behavior, and the child was not given the protections of discipline."
            yield Flaw(f"{path}.protections_given", words, citation="34 CFR 300.534(a)")
