"""Changes to an IEP without a meeting: who agreed, in which form, and when (34 CFR 300.324(a)(4)).

That the team is told of them, and that parents have a copy who ask for it, is a matter of clocks.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import Amendment
from iepkit.reviews.attested import Attested, attested, recorded
from iepkit.reviews.context import Context, Reviewed
from iepkit.reviews.registry import Flaw, rule

__all__ = ["after_annual_meeting", "agreement"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("iep-development", "amendments")


def _agreed(context: Context) -> Iterator[tuple[Reviewed, str, Amendment]]:
    """The changes made without a meeting by the as-of day, or on a day that is not recorded."""
    for one in context.ieps:
        for at, change in enumerate(one.iep.amendments):
            if change.by_agreement and (change.on is None or change.on <= context.as_of):
                yield one, f"{one.path}.amendments[{at}]", change


_AGREED = (
    Attested(
        "parent_agreed",
        "the parent agreed to change the IEP without a meeting",
        "The IEP was changed without a meeting, and the parent did not agree to that.",
    ),
    Attested(
        "agency_agreed",
        "the public agency agreed to change the IEP without a meeting",
        "The IEP was changed without a meeting, and the public agency did not agree to that.",
    ),
    Attested(
        "in_writing",
        "the change is in a written document",
        "The IEP was changed without a meeting, and the change is not in writing.",
    ),
)
_CONTENT = (*(row.field for row in _AGREED), "changes")


@rule(
    "IP731",
    "amend-agreement",
    "Agreement to change the IEP without a meeting",
    citation="34 CFR 300.324(a)(4)(i)",
    applies="to each change of an IEP that was made without a meeting",
    says="Parent and public agency agree not to meet, and a written document amends the IEP.",
    settle="Record both agreements and the written document, or hold a meeting on the change.",
    groups=_GROUPS,
    since="0.3",
)
def agreement(context: Context) -> Iterator[Flaw]:
    """What an amendment without a meeting lacks."""
    for _, path, change in _agreed(context):
        yield from attested(path, change, _AGREED, asked=recorded(change, _CONTENT))


@rule(
    "IP732",
    "amend-after-annual",
    "Change without a meeting only after the annual meeting",
    citation="34 CFR 300.324(a)(4)(i)",
    severity=Severity.CONFLICT,  # such a change may be one of the IEP before, and lawful
    applies="to each change without a meeting that is dated, where the day of the meeting on the IEP is known",
    says="Without a meeting an IEP is changed only after the annual IEP Team meeting of the school year.",
    settle="Check both days, or hold a meeting on the change.",
    groups=_GROUPS,
    since="0.3",
)
def after_annual_meeting(context: Context) -> Iterator[Flaw]:
    """The changes that are older than the meeting that made the IEP."""
    for one, path, change in _agreed(context):
        met = one.iep.meeting_date
        if met is not None and change.on is not None and change.on < met:
            words = f"The change was made without a meeting on {change.on}, before the IEP Team met on {met}."
            yield Flaw(f"{path}.on", words)
