"""Facts from referral to exit: evaluation, eligibility, the IEP, consent to it."""

from __future__ import annotations

from iepkit.facts import moves, notices
from iepkit.facts.fact import Fact
from iepkit.vocabulary import Disability, EventKind, Purpose, Requester

__all__ = ["ROWS"]


def __dir__() -> list[str]:
    return __all__


_K, _INITIAL, _AGAIN = EventKind, Purpose.INITIAL, Purpose.REEVALUATION

_IN_WRITING = (_K.REFERRAL, _K.REQUEST_FOR_EVALUATION)
_REFERRED = (*_IN_WRITING, _K.SPOKEN_REFERRAL)
_UNDONE = (_K.CONSENT_FOR_EVALUATION_WITHDRAWN, _K.CONSENT_FOR_EVALUATION_REFUSED)

ROWS: dict[str, Fact] = {
    "absent": Fact("the child was absent", (_K.ABSENCE,)),
    "any-evaluation-completed": Fact("an evaluation was completed", (_K.EVALUATION_COMPLETED,)),
    "birth": Fact("the child's birth", private=True),
    "child-not-produced": Fact(
        "the parent repeatedly failed or refused to produce the child for the evaluation", (_K.CHILD_NOT_PRODUCED,)
    ),
    "consent-for-initial-evaluation": Fact(
        "the agency received consent for the initial evaluation", (_K.CONSENT_FOR_EVALUATION,), _INITIAL
    ),
    "consent-for-initial-evaluation-withdrawn": Fact(
        "consent for the initial evaluation was refused or withdrawn", _UNDONE, unless=_AGAIN
    ),
    "consent-for-reevaluation": Fact(
        "the agency received consent for the reevaluation", (_K.CONSENT_FOR_EVALUATION,), _AGAIN
    ),
    "consent-for-reevaluation-withdrawn": Fact(
        "consent for the reevaluation was refused or withdrawn", _UNDONE, _AGAIN
    ),
    "consent-for-services": Fact("the parent consented to services", (_K.CONSENT_FOR_SERVICES,)),
    "consent-for-services-refused": Fact("the parent refused services", (_K.CONSENT_FOR_SERVICES_REFUSED,)),
    "consent-for-services-revoked": Fact("the parent revoked consent to services", (_K.CONSENT_FOR_SERVICES_REVOKED,)),
    "consent-for-initial-evaluation-requested": Fact(
        "the agency asked for consent to evaluate",
        (_K.CONSENT_REQUESTED,),
        unless=_AGAIN,
        shown_by=("consent-for-initial-evaluation", "initial-evaluation-begun"),
    ),
    "consent-not-required": Fact("consent was not required", (_K.CONSENT_NOT_REQUIRED,), unless=_AGAIN),
    "consent-not-required-for-reevaluation": Fact(
        "consent to the reevaluation was not required", (_K.CONSENT_NOT_REQUIRED,), _AGAIN
    ),
    "eligibility-determined": Fact(
        "eligibility was determined",
        (_K.FOUND_ELIGIBLE, _K.FOUND_NOT_ELIGIBLE),
        shown_by=("iep-developed", "iep-in-effect"),
    ),
    "evaluation-started": Fact("the evaluation began", (_K.EVALUATION_STARTED,)),
    "evaluation-report-given": Fact("the parents were given the evaluation report", (_K.EVALUATION_REPORT_GIVEN,)),
    "evaluation-refused": Fact(
        "the agency decided not to evaluate", (_K.REFERRAL_DECISION,), details=("do-not-evaluate",), unless=_AGAIN
    ),
    "expedited-evaluation-requested": Fact(
        "an evaluation was asked for while the child was removed for conduct", (_K.EXPEDITED_EVALUATION_REQUESTED,)
    ),
    "first-found-eligible": Fact(
        "the child was first found to need special education", (_K.FOUND_ELIGIBLE,), unless=_AGAIN
    ),
    "found-eligible": Fact("the child was found to need special education", (_K.FOUND_ELIGIBLE,)),
    "found-eligible-intellectual-disability": Fact(
        "the child was found to have an intellectual disability",
        (_K.FOUND_ELIGIBLE,),
        details=(Disability.INTELLECTUAL_DISABILITY.value,),
    ),
    "found-no-longer-eligible": Fact("the child was found to be no longer eligible", (_K.FOUND_NOT_ELIGIBLE,), _AGAIN),
    "found-not-eligible": Fact("the child was found not eligible", (_K.FOUND_NOT_ELIGIBLE,)),
    "grade-8-entered": Fact("the child entered grade 8", (_K.GRADE_ENTERED,), details=("8", "08")),
    "grade-9-entered": Fact("the child entered grade 9", (_K.GRADE_ENTERED,), details=("9", "09")),
    "iep-content": Fact("the IEP is there with its content", (_K.IEP_WRITTEN,)),
    "iep-content-outside-prison": Fact(
        "the IEP is there with its content, and the child is not in an adult prison",
        (_K.IEP_WRITTEN,),
        not_details=("adult-prison",),
    ),
    "iep-developed": Fact("the IEP was developed", (_K.IEP_DEVELOPED,), shown_by=("iep-in-effect",)),
    "iep-ended": Fact("the IEP ended", (_K.IEP_ENDED,)),
    "iep-implemented": Fact(
        "the IEP was put into practice", (_K.IEP_IMPLEMENTED, _K.SERVICES_STARTED), shown_by=("iep-in-effect",)
    ),
    "iep-in-effect": Fact("an IEP took effect", (_K.IEP_IN_EFFECT,)),
    "iep-meeting": Fact(
        "the IEP Team met", (_K.IEP_MEETING, _K.IEP_DEVELOPED), shown_by=("iep-in-effect", "served-before")
    ),
    "iep-reviewed": Fact("the IEP Team reviewed the IEP", (_K.IEP_REVIEWED,)),
    "in-preschool": Fact("the child was in preschool", (_K.IN_PRESCHOOL,)),
    "independent-evaluation-answered": Fact(
        "the agency saw to an independent evaluation, or asked for a hearing", (_K.INDEPENDENT_EVALUATION_ANSWERED,)
    ),
    "independent-evaluation-requested": Fact(
        "the parents asked for an independent evaluation at public expense", (_K.INDEPENDENT_EVALUATION_REQUESTED,)
    ),
    "initial-evaluation-begun": Fact(
        "the initial evaluation began", (_K.EVALUATION_STARTED, _K.EVALUATION_COMPLETED), _INITIAL
    ),
    "initial-evaluation-completed": Fact(
        "the initial evaluation was completed",
        (_K.EVALUATION_COMPLETED,),
        _INITIAL,
        shown_by=("eligibility-determined",),
    ),
    "intervention-process": Fact("a process of intervention began", (_K.INTERVENTION_PROCESS,)),
    "later-evaluation": Fact(
        "an evaluation that was not the initial one was completed", (_K.EVALUATION_COMPLETED,), unless=_INITIAL
    ),
    "learning-disability-suspected": Fact(
        "a specific learning disability was suspected", (_K.LEARNING_DISABILITY_SUSPECTED,)
    ),
    "no-more-data-needed": Fact("the group found that no more data are needed", (_K.NO_MORE_DATA_NEEDED,)),
    "no-more-data-notice-given": Fact(
        "the parents were told that no more data are needed, and of their right to an assessment",
        (_K.NO_MORE_DATA_NOTICE,),
    ),
    "parent-caused-delay": Fact("the parent caused a delay", (_K.PARENT_CAUSED_DELAY,)),
    "reevaluation-completed": Fact("the reevaluation was completed", (_K.EVALUATION_COMPLETED,), _AGAIN),
    "reevaluation-interval-agreed": Fact(
        "parent and agency agreed to more than one reevaluation a year", (_K.REEVALUATION_INTERVAL_AGREED,)
    ),
    "reevaluation-unnecessary": Fact(
        "parent and agency agreed that a reevaluation is unnecessary", (_K.REEVALUATION_UNNECESSARY,)
    ),
    "reevaluation-refused": Fact(
        "the agency decided not to reevaluate", (_K.REFERRAL_DECISION,), _AGAIN, details=("do-not-evaluate",)
    ),
    "reevaluation-started": Fact("the reevaluation began", (_K.EVALUATION_STARTED,), _AGAIN),
    "referral": Fact("the agency received the referral", _REFERRED, unless=_AGAIN),
    "referral-decision": Fact(
        "the agency answered the referral",
        (_K.REFERRAL_DECISION, _K.CONSENT_REQUESTED),
        unless=_AGAIN,
        shown_by=("consent-for-initial-evaluation", "initial-evaluation-begun"),
    ),
    "referral-for-reevaluation": Fact("the agency received the referral for a reevaluation", _REFERRED, _AGAIN),
    "referral-not-from-part-c": Fact(
        "the agency received the referral, which did not come from Part C",
        _REFERRED,
        not_details=(Requester.PART_C.value,),
        unless=_AGAIN,
    ),
    "school-year-begins": Fact("the school year begins"),
    "served-before": Fact("the file shows an earlier IEP that it does not hold", (_K.SERVED_BEFORE,)),
    "served-in-part-c": Fact("the child was served in Part C", (_K.SERVED_IN_PART_C, _K.PART_C_NOTICE)),
    "services-started": Fact("services began", (_K.SERVICES_STARTED,)),
    "written-referral": Fact(
        "the agency received the referral in writing, or in a form that the file does not tell",
        _IN_WRITING,
        unless=_AGAIN,
    ),
    **notices.ROWS,
    **moves.ROWS,
}
