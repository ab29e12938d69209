"""An IFSP that serves as the IEP of a young child (34 CFR 300.323(b)). What an IFSP holds is the matter of `ifsp`."""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import Ifsp
from iepkit.reviews.attested import Attested, attested, recorded
from iepkit.reviews.context import Context, happened
from iepkit.reviews.registry import Flaw, rule

__all__ = ["age", "conditions"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("iep-development", "ifsp")
_AGES = range(3, 6)
_TURNING_THREE = 2


def _serving(context: Context) -> Iterator[tuple[str, Ifsp]]:
    rows = happened(context, "ifsps", "meeting_date", context.case.ifsps)
    return ((path, plan) for path, plan in rows if plan.serves_as_iep)


_CONDITIONS = (
    Attested(
        "policy_allows",
        "State policy lets an IFSP serve as the IEP",
        "An IFSP serves as the IEP, and State policy does not allow that.",
        "34 CFR 300.323(b)(1)(i)",
    ),
    Attested(
        "agency_agreed",
        "the agency agreed that the IFSP serves as the IEP",
        "An IFSP serves as the IEP, and the agency did not agree to that.",
        "34 CFR 300.323(b)(1)(ii)",
    ),
    Attested(
        "parent_agreed",
        "the parents agreed that the IFSP serves as the IEP",
        "An IFSP serves as the IEP, and the parents did not agree to that.",
        "34 CFR 300.323(b)(1)(ii)",
    ),
    Attested(
        "differences_explained",
        "the differences between an IFSP and an IEP were explained to the parents in detail",
        "An IFSP serves as the IEP, and the parents had no explanation of how the two differ.",
        "34 CFR 300.323(b)(2)(i)",
    ),
)


@rule(
    "IP751",
    "ifsp-as-iep",
    "Conditions under which an IFSP serves as the IEP",
    citation="34 CFR 300.323(b)",
    applies="to each IFSP that serves as the IEP",
    says="State policy allows it, agency and parents agree, and the parents know how an IFSP and an IEP differ.",
    settle="Record the policy, both agreements and the explanation, or develop an IEP.",
    groups=_GROUPS,
    since="0.3",
)
def conditions(context: Context) -> Iterator[Flaw]:
    """The conditions that are not met, and those that the file is silent on where it tells of others."""
    for path, plan in _serving(context):
        yield from attested(path, plan, _CONDITIONS, asked=recorded(plan, (row.field for row in _CONDITIONS)))


@rule(
    "IP752",
    "ifsp-as-iep-age",
    "Age at which an IFSP serves as the IEP",
    citation="34 CFR 300.323(b)(1)",
    applies="to each dated IFSP that serves as the IEP, where the birth date is known",
    says="It is for children of three through five; a State may add those of two who turn three in the school year.",
    settle="Develop an IEP, or check the birth date and the day from which the IFSP serves.",
    groups=_GROUPS,
    since="0.3",
)
def age(context: Context) -> Iterator[Flaw]:
    """The IFSPs that serve a child of another age. No message names the age."""
    for path, plan in _serving(context):
        on = plan.start or plan.meeting_date
        years = None if on is None else context.age(on)
        if years is None or years in _AGES:
            continue
        where = f"{path}.{'start' if plan.start else 'meeting_date'}"
        if years < _TURNING_THREE:
            words = (
                "The IFSP is older than the age at which one may serve as the IEP; since when it serves is not known."
            )
            yield Flaw(where, words, Severity.UNKNOWN)
        elif years == _TURNING_THREE:
            words = "The child is younger than three; whether the State lets an IFSP serve as the IEP is not known."
            yield Flaw(where, words, Severity.UNKNOWN)
        else:
            yield Flaw(where, "An IFSP serves as the IEP of a child at whose age that is not allowed.")
