"""Facts of disputes: State complaints, mediation, the resolution period, hearings, reviews, court."""

from __future__ import annotations

from iepkit.facts.fact import Fact
from iepkit.vocabulary import DisputeKind, EventKind

__all__ = ["ROWS"]


def __dir__() -> list[str]:
    return __all__


_K = EventKind

# What the procedure of a complaint is stands in the detail of its events; one that says nothing is an ordinary one.
_EXPEDITED = DisputeKind.EXPEDITED_DUE_PROCESS.value  # 34 CFR 300.532(c)
_LIKE_PART_B = DisputeKind.PART_C_DUE_PROCESS.value  # 34 CFR 303.440 to 303.449
_BY_PART_C = DisputeKind.PART_C_HEARING.value  # 34 CFR 303.435 to 303.438
_TO_LEAD_AGENCY = DisputeKind.PART_C_STATE_COMPLAINT.value  # 34 CFR 303.432 to 303.434
_NOT_ORDINARY = (_EXPEDITED, _BY_PART_C)
_OF_PART_C = (_LIKE_PART_B, _BY_PART_C)

ROWS: dict[str, Fact] = {
    # -- State complaints and mediation
    "hearing-on-set-aside-issues-ended": Fact(
        "the hearing ended for which the State had set some issues aside",
        (_K.STATE_COMPLAINT_SET_ASIDE,),
        details=("part",),
        at_end=True,
    ),
    "mediation-requested": Fact("mediation was asked for", (_K.MEDIATION_REQUESTED,)),
    "mediation-session": Fact("a mediation session was held", (_K.MEDIATION_SESSION,)),
    "set-aside-issues-decided": Fact(
        "the State decided the issues that it had set aside", (_K.SET_ASIDE_ISSUES_DECIDED,)
    ),
    "state-complaint-copied": Fact("a copy of the complaint went to the agency", (_K.STATE_COMPLAINT_COPIED,)),
    "state-complaint-decided": Fact("the State issued its written decision", (_K.STATE_COMPLAINT_DECIDED,)),
    "state-complaint-filed": Fact(
        "the State complaint was filed", (_K.STATE_COMPLAINT_FILED,), not_details=(_TO_LEAD_AGENCY,)
    ),
    "state-complaint-filed-in-part-c": Fact(
        "the State complaint was filed with the lead agency", (_K.STATE_COMPLAINT_FILED,), details=(_TO_LEAD_AGENCY,)
    ),
    "state-complaint-filed-in-either-part": Fact("the State complaint was filed", (_K.STATE_COMPLAINT_FILED,)),
    "state-complaint-received": Fact(
        "the State received the complaint", (_K.STATE_COMPLAINT_RECEIVED,), not_details=(_TO_LEAD_AGENCY,)
    ),
    "state-complaint-received-in-part-c": Fact(
        "the lead agency received the State complaint", (_K.STATE_COMPLAINT_RECEIVED,), details=(_TO_LEAD_AGENCY,)
    ),
    "state-complaint-set-aside": Fact(
        "the State set the complaint aside until the hearing ends",
        (_K.STATE_COMPLAINT_SET_ASIDE,),
        not_details=("part",),
    ),
    # -- time limits
    "limitation-lifted": Fact(
        "the parent was kept from filing, by a word that all was solved or by withheld information",
        (_K.LIMITATION_LIFTED,),
    ),
    "violation-alleged": Fact("the violation happened that is alleged", (_K.VIOLATION_ALLEGED,)),
    "violation-known": Fact("the filer knew or should have known of it", (_K.VIOLATION_KNOWN,), not_details=_OF_PART_C),
    "violation-known-in-part-c": Fact(
        "the filer knew or should have known of it", (_K.VIOLATION_KNOWN,), details=(_LIKE_PART_B,)
    ),
    # -- the complaint
    "amendment-consented": Fact("the other party consented in writing to the amendment", (_K.AMENDMENT_CONSENTED,)),
    "amendment-permitted": Fact("the hearing officer gave permission to amend", (_K.AMENDMENT_PERMITTED,)),
    "complaint-answered": Fact("the response to the complaint was sent", (_K.COMPLAINT_ANSWERED,)),
    "complaint-by-agency": Fact("an agency filed the complaint", (_K.COMPLAINT_BY_AGENCY,)),
    "complaint-by-parent": Fact("a parent filed the complaint", (_K.COMPLAINT_BY_PARENT,), not_details=_NOT_ORDINARY),
    "complaint-by-parent-in-part-c-hearing": Fact(
        "a parent filed the complaint", (_K.COMPLAINT_BY_PARENT,), details=(_BY_PART_C,)
    ),
    "complaint-notice-or-amendment": Fact(
        "the agency had notice of the parent's complaint, or an amended one was filed",
        (_K.DUE_PROCESS_NOTICE_RECEIVED, _K.DUE_PROCESS_AMENDED),
        not_details=_NOT_ORDINARY,
    ),
    "complaint-received": Fact(
        "the other party received the complaint", (_K.DUE_PROCESS_RECEIVED,), not_details=_NOT_ORDINARY
    ),
    "complaint-received-in-part-c-hearing": Fact(
        "the lead agency received the complaint", (_K.DUE_PROCESS_RECEIVED,), details=(_BY_PART_C,)
    ),
    "complaint-received-or-amended": Fact(
        "the other party received the complaint, or an amended one was filed",
        (_K.DUE_PROCESS_RECEIVED, _K.DUE_PROCESS_AMENDED),
        not_details=_NOT_ORDINARY,
    ),
    "complaint-received-or-amended-in-part-b": Fact(
        "the other party received the complaint, or an amended one was filed",
        (_K.DUE_PROCESS_RECEIVED, _K.DUE_PROCESS_AMENDED),
        not_details=(*_NOT_ORDINARY, _LIKE_PART_B),
    ),
    "complaint-received-or-amended-in-part-c": Fact(
        "the other party received the complaint, or an amended one was filed",
        (_K.DUE_PROCESS_RECEIVED, _K.DUE_PROCESS_AMENDED),
        details=(_LIKE_PART_B,),
    ),
    "due-process-filed": Fact(
        "the due process complaint was filed",
        (_K.DUE_PROCESS_FILED,),
        shown_by=("complaint-received", "complaint-received-in-part-c-hearing", "expedited-complaint-received"),
    ),
    "insufficiency-claimed": Fact(
        "the receiving party said in writing that the complaint is not sufficient", (_K.INSUFFICIENCY_CLAIMED,)
    ),
    "insufficiency-notice-received": Fact(
        "the hearing officer received the claim that the complaint is not sufficient",
        (_K.INSUFFICIENCY_NOTICE_RECEIVED,),
    ),
    "legal-information-due": Fact(
        "the parent asked for legal services, or a complaint was filed",
        (_K.LEGAL_INFORMATION_ASKED, _K.DUE_PROCESS_FILED),
        not_details=(_BY_PART_C,),
    ),
    "legal-information-given": Fact(
        "the parent was told of free or low-cost legal services", (_K.LEGAL_INFORMATION_GIVEN,)
    ),
    "subject-notice-given": Fact(
        "prior written notice on the subject of the complaint was given", (_K.SUBJECT_NOTICE_GIVEN,)
    ),
    "sufficiency-decided": Fact(
        "the hearing officer decided whether the complaint is sufficient", (_K.SUFFICIENCY_DECIDED,)
    ),
    # -- the resolution period
    "agency-did-not-take-part": Fact(
        "the agency took no part in the resolution meeting", (_K.AGENCY_DID_NOT_TAKE_PART,)
    ),
    "agreement-voided": Fact("a party voided the agreement", (_K.AGREEMENT_VOIDED,)),
    "dismissal-requested": Fact("the agency asked that the complaint be dismissed", (_K.DISMISSAL_REQUESTED,)),
    "hearing-timeline-begun": Fact(
        "the hearing officer began the timeline of the hearing", (_K.HEARING_TIMELINE_BEGUN,)
    ),
    "hearing-timeline-sought": Fact(
        "the parent asked a hearing officer to begin the timeline of the hearing", (_K.HEARING_TIMELINE_SOUGHT,)
    ),
    "mediation-chosen": Fact("parent and agency agreed to mediate instead", (_K.MEDIATION_CHOSEN,)),
    "mediation-continued": Fact("both agreed in writing to go on with mediation", (_K.MEDIATION_CONTINUED,)),
    "mediation-withdrawn": Fact("a party withdrew from mediation", (_K.MEDIATION_WITHDRAWN,)),
    "no-agreement-possible": Fact("both agreed in writing that no agreement is possible", (_K.NO_AGREEMENT_POSSIBLE,)),
    "parent-did-not-take-part": Fact(
        "the parent took no part in the resolution meeting", (_K.PARENT_DID_NOT_TAKE_PART,)
    ),
    "resolution-agreement": Fact(
        "the parties signed an agreement that resolves the complaint", (_K.RESOLUTION_AGREEMENT,)
    ),
    "resolution-agreement-stands": Fact(
        "the parties signed an agreement that resolves the complaint, and neither voided it",
        (_K.RESOLUTION_AGREEMENT,),
        not_details=("voided",),
    ),
    "resolution-meeting": Fact(
        "the resolution meeting was held", (_K.RESOLUTION_MEETING,), shown_by=("resolution-agreement",)
    ),
    "resolution-waived": Fact("both agreed in writing to waive the resolution meeting", (_K.RESOLUTION_WAIVED,)),
    # -- the hearing and what follows
    "agency-disclosed": Fact(
        "the agency disclosed what it will use at the hearing", (_K.EVIDENCE_DISCLOSED,), details=("agency",)
    ),
    "civil-action-filed": Fact("an action was filed in court", (_K.CIVIL_ACTION_FILED,)),
    "decision-mailed": Fact("copies of the decision were mailed to the parties", (_K.DECISION_MAILED,)),
    "dispute-ended": Fact("the dispute ended", (_K.DISPUTE_RESOLVED,)),
    "final-decision": Fact(
        "the decision of the hearing or of the State's review was made",
        (_K.HEARING_DECIDED, _K.REVIEW_DECIDED),
        not_details=_OF_PART_C,
    ),
    "final-decision-in-part-c": Fact(
        "the decision of the hearing or of the lead agency's review was made",
        (_K.HEARING_DECIDED, _K.REVIEW_DECIDED),
        details=(_LIKE_PART_B,),
    ),
    "hearing": Fact("the hearing begins", (_K.HEARING_SCHEDULED,), not_details=(_BY_PART_C,), at_end=True),
    "hearing-decided": Fact("the decision of the hearing was made", (_K.HEARING_DECIDED,)),
    "hearing-in-part-b": Fact("the hearing begins", (_K.HEARING_SCHEDULED,), not_details=_OF_PART_C, at_end=True),
    "hearing-in-part-c": Fact("the hearing begins", (_K.HEARING_SCHEDULED,), details=(_BY_PART_C,), at_end=True),
    "hearing-in-part-c-by-either-procedure": Fact(
        "the hearing begins", (_K.HEARING_SCHEDULED,), details=_OF_PART_C, at_end=True
    ),
    "hearing-not-expedited": Fact(
        "the hearing begins", (_K.HEARING_SCHEDULED,), not_details=_NOT_ORDINARY, at_end=True
    ),
    "hearing-postponed": Fact("the hearing was put off", (_K.HEARING_POSTPONED,)),
    "other-placement-agreed": Fact("agency and parents agreed on another placement", (_K.OTHER_PLACEMENT_AGREED,)),
    "parent-disclosed": Fact(
        "the parent disclosed what is to be used at the hearing", (_K.EVIDENCE_DISCLOSED,), details=("parent",)
    ),
    "proceedings-begun": Fact(
        "a due process complaint, a request for review or an action in court was filed",
        (_K.DUE_PROCESS_FILED, _K.REVIEW_REQUESTED, _K.CIVIL_ACTION_FILED),
        not_details=(_EXPEDITED,),
    ),
    "review-decided": Fact("the decision of the State's review was made", (_K.REVIEW_DECIDED,)),
    "review-requested": Fact("the State received the request for its review", (_K.REVIEW_REQUESTED,)),
    "settlement-accepted": Fact("the offer of settlement was accepted", (_K.SETTLEMENT_ACCEPTED,)),
    "settlement-offered": Fact("a written offer of settlement was made to the parent", (_K.SETTLEMENT_OFFERED,)),
    # -- surrogates
    "surrogate-assigned": Fact("a surrogate for the parents was assigned", (_K.SURROGATE_ASSIGNED,)),
    "surrogate-needed": Fact(
        "the agency determined that the child needs a surrogate parent", (_K.SURROGATE_NEEDED,), not_details=("part-c",)
    ),
    "surrogate-needed-in-part-c": Fact(
        "the agency determined that the child needs a surrogate parent", (_K.SURROGATE_NEEDED,), details=("part-c",)
    ),
}
