"""Facts of consent and notice, and of the meetings that notices lead to."""

from __future__ import annotations

from iepkit.facts.fact import Fact
from iepkit.vocabulary import DisputeKind, EventKind, ExitReason

__all__ = ["ROWS"]


def __dir__() -> list[str]:
    return __all__


_K, _D = EventKind, DisputeKind

# Their notice of safeguards is that of 34 CFR 303.421, and not the one of 300.504.
_OF_PART_C = (_D.PART_C_STATE_COMPLAINT.value, _D.PART_C_DUE_PROCESS.value, _D.PART_C_HEARING.value)

ROWS: dict[str, Fact] = {
    "action-takes-effect": Fact("the agency acts on what it proposed or refused", (_K.ACTION_PLANNED,), at_end=True),
    "amended-copy-given": Fact("the parents had the IEP with the change in it", (_K.AMENDED_COPY_GIVEN,)),
    "amended-copy-requested": Fact("the parents asked for the IEP with the change in it", (_K.AMENDED_COPY_REQUESTED,)),
    "amended-without-meeting": Fact(
        "the IEP was changed by agreement, without a meeting", (_K.IEP_AMENDED,), details=("agreement",)
    ),
    "amendment-told": Fact("the IEP Team was told of the change", (_K.AMENDMENT_TOLD,)),
    "diploma-notice-given": Fact(
        "prior written notice of the graduation was given",
        (_K.PRIOR_WRITTEN_NOTICE,),
        details=(ExitReason.REGULAR_DIPLOMA.value,),
    ),
    "due-process-complaint-in-year": Fact(
        "a due process complaint was received", (_K.DUE_PROCESS_FILED,), not_details=_OF_PART_C
    ),
    "evaluation-meeting-planned": Fact(
        "the day of the meeting on the evaluation", (_K.EVALUATION_MEETING_SCHEDULED,), at_end=True
    ),
    "evaluation-notice-given": Fact("the parents had notice of the evaluation", (_K.EVALUATION_NOTICE,)),
    "excused-meeting": Fact("the day of the meeting from which a member is excused", (_K.MEMBER_EXCUSED,), at_end=True),
    "iep-copy-given": Fact("the parents had a copy of the IEP", (_K.IEP_COPY_GIVEN,)),
    "iep-meeting-called": Fact(
        "the day of the IEP Team meeting",
        (_K.IEP_MEETING_SCHEDULED,),
        not_details=("notice-only",),
        at_end=True,
    ),
    "iep-meeting-planned": Fact("the day of the IEP Team meeting", (_K.IEP_MEETING_SCHEDULED,), at_end=True),
    "iep-meeting-request-answered": Fact(
        "the agency answered the request for a meeting", (_K.IEP_MEETING_REQUEST_ANSWERED, _K.IEP_MEETING)
    ),
    "iep-meeting-requested": Fact("the parent asked for a meeting of the IEP Team", (_K.IEP_MEETING_REQUESTED,)),
    "iep-offered": Fact("the parents had the IEP and the placement as proposed", (_K.IEP_OFFERED,)),
    "ifsp-as-iep": Fact("an IFSP took effect in place of an IEP", (_K.IFSP_AS_IEP,)),
    "ifsp-as-iep-consent": Fact("the parent consented to an IFSP in place of an IEP", (_K.IFSP_AS_IEP_CONSENT,)),
    "implementers-informed": Fact(
        "those who carry out the IEP were informed of their part", (_K.IMPLEMENTERS_INFORMED,)
    ),
    "meeting-documents-given": Fact("the parents had what the meeting would consider", (_K.MEETING_DOCUMENTS_GIVEN,)),
    "meeting-notice-given": Fact("the parents were told of the meeting", (_K.IEP_MEETING_NOTICE,)),
    "meeting-notice-waived": Fact("the parents waived the time before the meeting", (_K.IEP_MEETING_NOTICE_WAIVED,)),
    "member-input-given": Fact("the excused member gave written input", (_K.MEMBER_INPUT_GIVEN,)),
    "missed-service-notice-given": Fact(
        "the parents were told of the service that had not begun", (_K.MISSED_SERVICE_NOTICE,)
    ),
    "parental-placement": Fact("the parents removed the child to a private school", (_K.PARENTAL_PLACEMENT,)),
    "parental-placement-notice-given": Fact(
        "the parents gave written notice that they would remove the child", (_K.PARENTAL_PLACEMENT_NOTICE,)
    ),
    "parental-placement-told": Fact(
        "the parents told the IEP Team at a meeting that they would remove the child", (_K.PARENTAL_PLACEMENT_TOLD,)
    ),
    "iep-silent-on-placement": Fact(
        "an IEP in the file does not say the placement", (_K.IEP_SILENT,), details=("placement",)
    ),
    "placement-determined": Fact("the placement was determined", (_K.PLACEMENT_DETERMINED,)),
    "prior-written-notice-given": Fact("prior written notice was given", (_K.PRIOR_WRITTEN_NOTICE,)),
    "private-insurance-consent": Fact(
        "the parent consented to the use of private insurance", (_K.PRIVATE_INSURANCE_CONSENT,)
    ),
    "private-insurance-used": Fact("the agency drew on the private insurance", (_K.PRIVATE_INSURANCE_USED,)),
    "private-placement": Fact(
        "the agency placed the child in, or referred the child to, a private school", (_K.PRIVATE_PLACEMENT,)
    ),
    "public-benefits-consent": Fact(
        "the parent consented to the use of public benefits", (_K.PUBLIC_BENEFITS_CONSENT,)
    ),
    "public-benefits-consent-withdrawn": Fact(
        "the parent withdrew consent to the use of public benefits", (_K.PUBLIC_BENEFITS_CONSENT_WITHDRAWN,)
    ),
    "public-benefits-notice-given": Fact("the parents had the notice on public benefits", (_K.PUBLIC_BENEFITS_NOTICE,)),
    "public-benefits-used": Fact("the agency drew on public benefits", (_K.PUBLIC_BENEFITS_USED,)),
    "revocation-notice-given": Fact(
        "prior written notice of the end of services was given",
        (_K.PRIOR_WRITTEN_NOTICE,),
        details=(ExitReason.CONSENT_REVOKED.value,),
    ),
    "safeguards-notice-given": Fact("the parents had the procedural safeguards notice", (_K.SAFEGUARDS_NOTICE,)),
    "safeguards-notice-requested": Fact(
        "the parent asked for the procedural safeguards notice", (_K.SAFEGUARDS_NOTICE_REQUESTED,)
    ),
    "safeguards-year": Fact(
        "an IEP was in effect, or the procedural safeguards notice was given",
        (_K.IEP_IN_EFFECT, _K.SAFEGUARDS_NOTICE),
    ),
    "service-not-begun": Fact("a service was found not to have begun in time", (_K.SERVICE_NOT_BEGUN,)),
    "services-ended-by-revocation": Fact(
        "services ended, as the parent had revoked consent", (_K.EXITED,), details=(ExitReason.CONSENT_REVOKED.value,)
    ),
    "state-complaint-in-year": Fact(
        "a State complaint was received", (_K.STATE_COMPLAINT_FILED,), not_details=_OF_PART_C
    ),
    "transition-meeting-notice-given": Fact(
        "the notice of the meeting said that it would consider transition and that the child is invited",
        (_K.TRANSITION_MEETING_NOTICE,),
    ),
    "transition-meeting-planned": Fact(
        "the day of the meeting on transition", (_K.TRANSITION_MEETING_SCHEDULED,), at_end=True
    ),
}
