"""Facts of transfers, exits, and growing up."""

from __future__ import annotations

from iepkit.facts.fact import Fact
from iepkit.vocabulary import EventKind, ExitReason

__all__ = ["ROWS"]


def __dir__() -> list[str]:
    return __all__


_K = EventKind
_DIPLOMA_OR_AGE = (ExitReason.REGULAR_DIPLOMA.value, ExitReason.REACHED_MAXIMUM_AGE.value)

ROWS: dict[str, Fact] = {
    "comparable-services-started": Fact(
        "services comparable to those of the earlier IEP began", (_K.COMPARABLE_SERVICES_STARTED,)
    ),
    "eligibility-ended-by-diploma-or-age": Fact(
        "eligibility ended with a regular diploma or with the age", (_K.EXITED,), details=_DIPLOMA_OR_AGE
    ),
    "evaluation-pending-at-transfer": Fact(
        "the child came from another agency with an evaluation under way", (_K.EVALUATION_PENDING_AT_TRANSFER,)
    ),
    "exited": Fact("the child left special education", (_K.EXITED,)),
    "graduated": Fact(
        "the child graduated with a regular diploma", (_K.EXITED,), details=(ExitReason.REGULAR_DIPLOMA.value,)
    ),
    "new-iep-after-transfer": Fact("a new IEP took effect", (_K.IEP_IN_EFFECT, _K.IEP_IMPLEMENTED)),
    "rights-stay-with-parents": Fact("it was settled that the rights do not transfer", (_K.RIGHTS_STAY_WITH_PARENTS,)),
    "rights-transfer-informed": Fact(
        "the child was informed of the rights that transfer", (_K.RIGHTS_TRANSFER_INFORMED,)
    ),
    "rights-transfer-told": Fact(
        "the child and the parents were told of the transfer of rights", (_K.RIGHTS_TRANSFER_TOLD,)
    ),
    "rights-transferred": Fact(
        "the parents' rights transferred to the child, or both were told that they will",
        (_K.RIGHTS_TRANSFERRED, _K.RIGHTS_TRANSFER_TOLD),
    ),
    "services-plan": Fact(
        "a services plan took effect for a child whom the parents placed in a private school",
        (_K.SERVICES_PLAN_IN_EFFECT,),
    ),
    "summary-given": Fact("the child had the summary of performance", (_K.SUMMARY_OF_PERFORMANCE,)),
    "summary-owed": Fact(
        "eligibility ended with a regular diploma or with the age, or the summary was given ahead of that",
        (_K.EXITED, _K.SUMMARY_OF_PERFORMANCE),
        details=_DIPLOMA_OR_AGE,
    ),
    "transfer-records-received": Fact(
        "the new agency had the records from the earlier one", (_K.TRANSFER_RECORDS_RECEIVED,)
    ),
    "transfer-records-requested": Fact(
        "the new agency asked the earlier one for the records", (_K.TRANSFER_RECORDS_REQUESTED,)
    ),
    "transfer-settled-in-state": Fact(
        "the new agency adopted the earlier IEP, or put a new one into effect",
        (_K.IEP_ADOPTED, _K.IEP_IN_EFFECT, _K.IEP_IMPLEMENTED),
    ),
    "transferred-from-another-state": Fact(
        "the child came with an IEP from an agency in another State",
        (_K.TRANSFERRED_WITH_IEP,),
        details=("other-state",),
    ),
    "transferred-in": Fact("the child came from another agency", (_K.TRANSFERRED_IN,)),
    "transferred-with-iep": Fact("the child came with an IEP from another agency", (_K.TRANSFERRED_WITH_IEP,)),
    "transferred-within-state": Fact(
        "the child came with an IEP from another agency in the State",
        (_K.TRANSFERRED_WITH_IEP,),
        details=("same-state",),
    ),
    "transition-content": Fact(
        "an IEP with transition goals and services took effect", (_K.TRANSITION_CONTENT_IN_EFFECT,)
    ),
    "transition-not-required": Fact(
        "the child, in an adult prison, will not be released while eligible", (_K.TRANSITION_NOT_REQUIRED,)
    ),
    "transition-service-failed": Fact(
        "another agency was found not to give a transition service of the IEP", (_K.TRANSITION_SERVICE_FAILED,)
    ),
    "iep-silent-on-transition": Fact(
        "an IEP in the file has no transition content", (_K.IEP_SILENT,), details=("transition",)
    ),
    "transition-updated": Fact("the transition content was made or updated", (_K.TRANSITION_UPDATED,)),
}
