"""Why a child is not in the child count, in words, and what would settle it."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["SETTLES", "Reason"]


def __dir__() -> list[str]:
    return __all__


class Reason(StrEnum):
    """Why a child is not counted, in words; 34 CFR 300.641 and 300.644 say who is."""

    COUNTED_ELSEWHERE = "the child is in another case, and a child counts once"
    TOO_YOUNG = "the child was under 3 on the day of the count"
    TOO_OLD = "the child was over 21 on the day of the count"
    AGE_UNKNOWN = "the file has no birth date, and no grade that would tell"
    GRADE_UNKNOWN = "the child was 5, and the grade does not tell whether in kindergarten"
    ANOTHER_STATE = "the child lived in another State on the day of the count"
    LEFT = "the child had left special education before the day of the count"
    MOVED = "the child had moved to another place before the day of the count"
    REVOKED = "the parent had revoked consent to services before the day of the count"
    REFUSED = "the parent refused services, and has not agreed to them since"
    NOT_ELIGIBLE = "the child was found not to be a child with a disability"
    NOT_YET_ELIGIBLE = "the child was first found eligible after the day of the count"
    ELIGIBILITY_UNKNOWN = "the file does not show that the child was found eligible"
    ELIGIBILITY_DAY_UNKNOWN = "the file shows that the child was found eligible, and not on which day"
    EVALUATION_UNKNOWN = "the State asks for a current evaluation, and the file shows none"
    EVALUATION_OLD = "the State asks for a current evaluation, and the last one is more than three years old"
    NO_IEP = "the file shows no IEP or services plan in effect"
    IEP_DAY_UNKNOWN = "an IEP was carried out or adopted, and the file does not show from when it is in effect"
    IEP_LATER = "the first IEP took effect after the day of the count"
    IEP_ENDED = "the IEP had ended before the day of the count, and no other one is in its place"
    CONSENT_LATER = "the parent first agreed to services after the day of the count"
    CONSENT_UNKNOWN = "the file does not show that the parent agreed to services"
    SERVICES_LATER = "no service of the IEP had begun on the day of the count"
    SERVICES_OVER = "the services of the IEP had ended before the day of the count"
    SERVICES_UNKNOWN = "the file does not show that services had begun"
    DELAY_OUTSIDE_AGES = "the only category is developmental delay, at an age at which the State does not use it"


SETTLES: dict[Reason, str] = {
    Reason.ELIGIBILITY_UNKNOWN: "record the determination of eligibility and its day",
    Reason.ELIGIBILITY_DAY_UNKNOWN: "record the day of the determination",
    Reason.COUNTED_ELSEWHERE: "whether both cases are of one child; if not, give each child an id of their own",
    Reason.ANOTHER_STATE: "check the State of the case, and the transfer",
    Reason.AGE_UNKNOWN: "record the birth date",
    Reason.GRADE_UNKNOWN: "record the grade, or say in the settings where the State puts it",
    Reason.DELAY_OUTSIDE_AGES: "the category of the child at this age, or the ages in the settings of the State",
    Reason.NOT_YET_ELIGIBLE: "an earlier determination, if there is one",
    Reason.EVALUATION_UNKNOWN: "record the day on which the last evaluation was completed, or agreed not to be needed",
    Reason.EVALUATION_OLD: "a later evaluation, or the agreement that none is needed, if there is one",
    Reason.NO_IEP: "record the IEP and the day from which it is in effect",
    Reason.IEP_DAY_UNKNOWN: "record the day from which the IEP is in effect",
    Reason.IEP_LATER: "an earlier IEP, if there is one",
    Reason.IEP_ENDED: "a later IEP, if there is one; or what the State says of an IEP past its last day",
    Reason.CONSENT_UNKNOWN: "record the consent to services and its day",
    Reason.SERVICES_LATER: "the day on which services began, if it was sooner",
    Reason.SERVICES_OVER: "services of a later day, if there are any",
    Reason.SERVICES_UNKNOWN: "record the day on which services began",
}
"""What would settle a reason, where anything is open."""
