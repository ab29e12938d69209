"""Facts of early intervention: Part C from referral to the third birthday, and beyond it."""

from __future__ import annotations

from iepkit.facts.fact import Fact
from iepkit.vocabulary import EventKind

__all__ = ["ROWS"]


def __dir__() -> list[str]:
    return __all__


_K, _OVER_THREE = EventKind, "over-three"

ROWS: dict[str, Fact] = {
    # -- from referral to the first plan
    "early-intervention-given": Fact("the child was served in early intervention", (_K.SERVED_IN_PART_C,)),
    "family-assessed": Fact("the family assessment was conducted", (_K.FAMILY_ASSESSED,)),
    "family-assessment-agreed": Fact("the parent concurred in a family assessment", (_K.FAMILY_ASSESSMENT_AGREED,)),
    "part-c-age-reached": Fact("the child reached the age of three", (_K.PART_C_AGE_REACHED,)),
    "part-c-assessed": Fact(
        "the initial assessment of the child was completed",
        (_K.PART_C_ASSESSED,),
        shown_by=("ifsp-meeting", "early-intervention-given"),
    ),
    "part-c-eligible-by-records": Fact(
        "records alone showed that the child is eligible under Part C", (_K.PART_C_ELIGIBLE_BY_RECORDS,)
    ),
    "part-c-ended": Fact("early intervention ended", (_K.PART_C_ENDED,)),
    "part-c-evaluated": Fact(
        "the initial evaluation under Part C was completed",
        (_K.PART_C_EVALUATED,),
        shown_by=("part-c-found-eligible", "part-c-found-not-eligible", "ifsp-meeting"),
    ),
    "part-c-found-eligible": Fact("the child was found eligible under Part C", (_K.PART_C_FOUND_ELIGIBLE,)),
    "part-c-found-not-eligible": Fact("the child was found not eligible under Part C", (_K.PART_C_FOUND_NOT_ELIGIBLE,)),
    "part-c-identified": Fact("a primary referral source identified the child", (_K.PART_C_IDENTIFIED,)),
    "part-c-referral": Fact("the lead agency or a provider received the referral to Part C", (_K.PART_C_REFERRAL,)),
    "part-c-referred-late": Fact(
        "the referral came fewer than 45 days before the third birthday", (_K.PART_C_REFERRED_LATE,)
    ),
    "part-c-screened-out": Fact("a screening gave no reason to suspect a disability", (_K.PART_C_SCREENED_OUT,)),
    "part-c-stood-still": Fact(
        "the family was not available or had not consented, as the file documents", (_K.PART_C_STOOD_STILL,)
    ),
    # -- the plan
    "ifsp-copy-given": Fact(
        "the parents were given copies of the plan, evaluations and assessments", (_K.IFSP_COPY_GIVEN,)
    ),
    "ifsp-meeting": Fact("the IFSP Team met", (_K.IFSP_MEETING,), shown_by=("early-intervention-given",)),
    "ifsp-meeting-notice-given": Fact("the family was told of the IFSP meeting", (_K.IFSP_MEETING_NOTICE,)),
    "ifsp-reviewed": Fact("the IFSP was made or reviewed", (_K.IFSP_MEETING, _K.IFSP_REVIEW)),
    "ifsp-service-consented": Fact(
        "the parent consented to an early intervention service", (_K.IFSP_SERVICE_CONSENTED,)
    ),
    "ifsp-service-provided": Fact("the service was first provided", (_K.IFSP_SERVICE_PROVIDED,)),
    "part-c-action": Fact("what the agency proposed or refused under Part C took effect", (_K.PART_C_ACTION,)),
    "part-c-prior-notice-given": Fact("prior written notice of it was given", (_K.PART_C_PRIOR_NOTICE,)),
    # -- the way to Part B
    "conference-approved": Fact(
        "the family approved of a transition conference", (_K.CONFERENCE_APPROVED,), not_details=(_OVER_THREE,)
    ),
    "conference-declined": Fact("the family declined a transition conference", (_K.CONFERENCE_DECLINED,)),
    "disclosure-consented": Fact("the parent consented to a referral to the schools", (_K.DISCLOSURE_CONSENTED,)),
    "disclosure-objected": Fact("the parent objected in writing to the disclosure", (_K.DISCLOSURE_OBJECTED,)),
    "disclosure-told": Fact("the parents were told of the intended disclosure", (_K.DISCLOSURE_TOLD,)),
    "not-potentially-eligible": Fact(
        "the lead agency found that the child is not potentially eligible under Part B", (_K.NOT_POTENTIALLY_ELIGIBLE,)
    ),
    "meeting-with-invitation-asked": Fact(
        "the first IEP meeting is held, to which the parent asked that the Part C coordinator be invited",
        (_K.PART_C_INVITATION_ASKED,),
        at_end=True,
    ),
    "part-c-coordinator-invited": Fact(
        "the Part C coordinator was invited", (_K.PART_C_COORDINATOR_INVITED,), not_details=("not-invited",)
    ),
    "part-c-invitation-recorded": Fact(
        "it is said whether the Part C coordinator was invited", (_K.PART_C_COORDINATOR_INVITED,)
    ),
    "part-c-notice-given": Fact(
        "the lead agency notified the State and the local educational agency", (_K.PART_C_NOTICE,)
    ),
    "part-c-transition-plan": Fact("the transition plan was in the IFSP", (_K.PART_C_TRANSITION_PLAN,)),
    "potentially-eligible": Fact("the child may be eligible under Part B", (_K.POTENTIALLY_ELIGIBLE,)),
    "referred-from-part-c": Fact(
        "the lead agency referred the child to the State and the local educational agency", (_K.REFERRED_FROM_PART_C,)
    ),
    "section-619-informed": Fact(
        "the parents were told of preschool services under Part B", (_K.SECTION_619_INFORMED,)
    ),
    "transition-conference": Fact("the transition conference was held", (_K.TRANSITION_CONFERENCE,)),
    # -- beyond the third birthday
    "over-three-agencies-notified": Fact(
        "the lead agency told the State and the local educational agency of the end", (_K.OVER_THREE_AGENCIES_NOTIFIED,)
    ),
    "over-three-conference": Fact("the transition conference was held", (_K.OVER_THREE_CONFERENCE,)),
    "over-three-chosen": Fact(
        "the parent chose early intervention beyond the third birthday",
        (_K.OVER_THREE_CONSENTED, _K.OVER_THREE_CONTINUED),
    ),
    "over-three-conference-approved": Fact(
        "the parents approved of a transition conference", (_K.CONFERENCE_APPROVED,), details=(_OVER_THREE,)
    ),
    "over-three-conference-declined": Fact(
        "the parents declined a transition conference", (_K.OVER_THREE_CONFERENCE_DECLINED,)
    ),
    "over-three-consented": Fact(
        "the parent consented to early intervention beyond the third birthday", (_K.OVER_THREE_CONSENTED,)
    ),
    "over-three-continued": Fact("early intervention went on beyond the third birthday", (_K.OVER_THREE_CONTINUED,)),
    "over-three-ends": Fact(
        "the child will no longer be eligible for early intervention or receive it",
        (_K.OVER_THREE_CONTINUED,),
        at_end=True,
    ),
    "over-three-plan": Fact("the transition plan was in the IFSP", (_K.OVER_THREE_PLAN,)),
    "over-three-rights-notice": Fact(
        "the parents were told of the choice between Part C and Part B", (_K.OVER_THREE_RIGHTS_NOTICE,)
    ),
}
