"""Facts of discipline: conduct, removals, changes of placement, determinations."""

from __future__ import annotations

from iepkit.facts.fact import Fact
from iepkit.history.conduct import (
    BUS_SUSPENSION_THAT_DOES_NOT,
    IN_SCHOOL_SUSPENSION_THAT_DOES_NOT,
)
from iepkit.vocabulary import DisputeKind, EventKind, Purpose, RemovalKind, Requester

__all__ = ["ROWS"]


def __dir__() -> list[str]:
    return __all__


_K, _R = EventKind, RemovalKind

# What is no removal: what the file itself says is none, and what only a policy makes one.
_NONE = (IN_SCHOOL_SUSPENSION_THAT_DOES_NOT, BUS_SUSPENSION_THAT_DOES_NOT)
_BY_POLICY = (_R.IN_SCHOOL_SUSPENSION.value, _R.BUS_SUSPENSION.value, _R.SHORTENED_DAY.value)
_EXPEDITED = DisputeKind.EXPEDITED_DUE_PROCESS.value
_BY_STAFF, _BY_OFFICER = _R.INTERIM_SETTING.value, _R.INTERIM_SETTING_BY_HEARING_OFFICER.value

ROWS: dict[str, Fact] = {
    "agency-knew": Fact(
        "the agency knew that the child may have a disability",
        (_K.AGENCY_KNEW, _K.REQUEST_FOR_EVALUATION),
        details=(Requester.PARENT.value, "staff"),
        unless=Purpose.REEVALUATION,
    ),
    "behavior-incident": Fact("the child broke the code of conduct", (_K.BEHAVIOR_INCIDENT,)),
    "behavior-plan": Fact("a behavioral intervention plan was put into practice or reviewed", (_K.BEHAVIOR_PLAN,)),
    "change-of-placement": Fact(
        "a change of placement for conduct was decided",
        (_K.CHANGE_OF_PLACEMENT_DECIDED,),
    ),
    "change-of-placement-decided": Fact(
        "a change of placement for conduct was decided",
        (_K.CHANGE_OF_PLACEMENT_DECIDED,),
        not_details=("on-an-unknown-day",),
    ),
    "conduct-is-manifestation": Fact(
        "the conduct was found to be a manifestation of the disability",
        (_K.MANIFESTATION_DETERMINATION,),
        details=("manifestation",),
    ),
    "conduct-is-no-manifestation": Fact(
        "the conduct was found to be no manifestation of the disability",
        (_K.MANIFESTATION_DETERMINATION,),
        details=("not-manifestation",),
    ),
    "deficiencies-remedied": Fact(
        "the agency put right what it had not carried out of the IEP", (_K.DEFICIENCIES_REMEDIED,)
    ),
    "discipline-notice-given": Fact("the parents were told of the decision", (_K.DISCIPLINE_NOTICE,)),
    "expedited-complaint-received": Fact(
        "the other party received the complaint for an expedited hearing",
        (_K.DUE_PROCESS_RECEIVED,),
        details=(_EXPEDITED,),
    ),
    "expedited-decision": Fact(
        "the hearing officer decided after the expedited hearing", (_K.HEARING_DECIDED,), details=(_EXPEDITED,)
    ),
    "expedited-hearing": Fact(
        "the expedited hearing took place",
        (_K.HEARING_SCHEDULED,),
        details=(_EXPEDITED,),
        shown_by=("expedited-hearing-ended", "expedited-decision"),
        at_end=True,
    ),
    "expedited-hearing-ended": Fact(
        "the expedited hearing ended", (_K.HEARING_ENDED,), details=(_EXPEDITED,), shown_by=("expedited-decision",)
    ),
    "expedited-hearing-requested": Fact(
        "the complaint that asks for an expedited hearing was filed", (_K.DUE_PROCESS_FILED,), details=(_EXPEDITED,)
    ),
    "expedited-notice-received": Fact(
        "the agency had notice of the parent's complaint for an expedited hearing",
        (_K.DUE_PROCESS_NOTICE_RECEIVED,),
        details=(_EXPEDITED,),
    ),
    "functional-behavioral-assessment": Fact(
        "a functional behavioral assessment was conducted", (_K.FUNCTIONAL_BEHAVIORAL_ASSESSMENT,)
    ),
    "implementation-failure-found": Fact(
        "the conduct was found to result from a failure to implement the IEP", (_K.IMPLEMENTATION_FAILURE_FOUND,)
    ),
    "interim-setting": Fact(
        "school personnel moved the child to an interim setting", (_K.REMOVAL,), details=(_BY_STAFF,)
    ),
    "interim-setting-by-hearing-officer": Fact(
        "the child was moved to an interim setting that a hearing officer ordered",
        (_K.REMOVAL,),
        details=(_BY_OFFICER,),
    ),
    "interim-setting-ended": Fact(
        "the time in the interim setting ended",
        (_K.REMOVAL,),
        details=(_BY_STAFF, _BY_OFFICER),
        shown_by=("removal-recorded-as-at-most-45-days", "returned-to-placement"),
        at_end=True,
    ),
    "manifestation-determined": Fact(
        "it was determined whether the conduct was a manifestation", (_K.MANIFESTATION_DETERMINATION,)
    ),
    "pattern-determined": Fact(
        "the agency decided whether the removals are a pattern", (_K.PATTERN_DETERMINED, _K.CHANGE_OF_PLACEMENT_DECIDED)
    ),
    "placement-change-agreed": Fact(
        "parent and agency agreed to another placement with the behavior plan", (_K.PLACEMENT_CHANGE_AGREED,)
    ),
    "removal": Fact("the child was removed for conduct", (_K.REMOVAL,), not_details=(*_NONE, *_BY_POLICY)),
    "removal-ended": Fact(
        "the removal ended",
        (_K.REMOVAL,),
        shown_by=("removal-recorded-as-at-most-10-days", "returned-to-placement"),
        at_end=True,
    ),
    "removal-in-school": Fact(
        "the child was suspended in school", (_K.REMOVAL,), details=(_R.IN_SCHOOL_SUSPENSION.value,)
    ),
    "removal-of-part-days": Fact(
        "the child was sent home for a part of the day", (_K.REMOVAL,), details=(_R.SHORTENED_DAY.value,)
    ),
    "removal-on-bus": Fact("the child was suspended from the bus", (_K.REMOVAL,), details=(_R.BUS_SUSPENSION.value,)),
    "removal-recorded-as-at-most-10-days": Fact(
        "the file counts 10 school days of removal or fewer", (_K.REMOVAL_LENGTH_RECORDED,), details=("at-most-10",)
    ),
    "removal-recorded-as-at-most-45-days": Fact(
        "the file counts 45 school days of removal or fewer",
        (_K.REMOVAL_LENGTH_RECORDED,),
        details=("at-most-10", "at-most-45"),
    ),
    "returned-to-placement": Fact(
        "the child was back in the placement",
        (_K.RETURNED_TO_PLACEMENT,),
        shown_by=("removal-ended",),
    ),
    "services-during-removal": Fact(
        "services were given during the removal", (_K.SERVICES_DURING_REMOVAL,), not_details=("none",)
    ),
    "services-during-removal-recorded": Fact(
        "services were given during a removal, or were not", (_K.SERVICES_DURING_REMOVAL,)
    ),
    "suspension": Fact(
        "a removal for conduct began",
        (_K.REMOVAL,),
        not_details=(*_NONE, *_BY_POLICY, _BY_STAFF, _BY_OFFICER),
    ),
}
