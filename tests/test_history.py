"""History: what documents imply, and the laws of the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit import history
from iepkit.errors import InvalidDocument
from iepkit.history import IMPLIED, Case, Event
from iepkit.records import (
    Amendment,
    BehaviorIncident,
    Consent,
    Dispute,
    Eligibility,
    Evaluation,
    Excusal,
    Exit,
    Extension,
    Goal,
    Iep,
    Ifsp,
    IfspReview,
    IfspService,
    ManifestationDetermination,
    Meeting,
    Notice,
    OverThree,
    PartCDelay,
    PartCDelayReason,
    PartCTransition,
    Placement,
    PostsecondaryGoal,
    PriorWrittenNotice,
    ProgressReport,
    RecordsLaw,
    RecordsRequest,
    ReevaluationAgreement,
    Referral,
    Removal,
    Service,
    ServiceDelivery,
    ServicesPlan,
    Student,
    Surrogate,
    Transfer,
    TransferOfRights,
    Transition,
    TransitionService,
)
from iepkit.testing.strategies import cases, days, events
from iepkit.vocabulary import (
    ConsentKind,
    Disability,
    DisputeKind,
    EventKind,
    ExitReason,
    ExtensionReason,
    MeetingPurpose,
    NoticeKind,
    Purpose,
    RemovalKind,
    Requester,
)

D1, D2, D3 = date(2026, 3, 2), date(2026, 4, 1), date(2026, 5, 4)
K, C, M = EventKind, ConsentKind, MeetingPurpose
MET = (K.IEP_MEETING, K.IEP_REVIEWED, K.IEP_DEVELOPED)
INITIAL, AGAIN = Purpose.INITIAL, Purpose.REEVALUATION
CONTENT = Transition(goals=(PostsecondaryGoal(),), services=(TransitionService(),))


def on_day(*fields: str) -> Any:
    """The fields, each with the first day, for a document that has many."""
    return dict.fromkeys(fields, D1)


def _conduct_rows(implies: Any, at: Any) -> Iterator[Any]:
    """Discipline: a removal and what is determined of it belong to one matter."""
    r, m, matter = "$.removals[0].", "$.manifestation_determinations[0].", {"about": "removals[0]"}
    kind, out = RemovalKind, {"detail": "out-of-school-suspension", "about": "removals[0]"}

    def removal(name: str, document: Removal, *expected: tuple[Event, str]) -> Any:
        return implies(f"removal-{name}", {"removals": (document,)}, *expected)

    yield implies(
        "incident",
        {"incidents": (BehaviorIncident(id="i", on=D3, parent_concern=D1, staff_concern=D2),)},
        at("$.incidents[0].on", K.BEHAVIOR_INCIDENT, D3, about="i"),
        at("$.incidents[0].parent_concern", K.AGENCY_KNEW, detail="parent"),
        at("$.incidents[0].staff_concern", K.AGENCY_KNEW, D2, detail="staff"),
    )
    yield removal(
        "that-changes-the-placement",
        Removal(
            kind=kind.OUT_OF_SCHOOL_SUSPENSION, start=D1, end=D3, decided=D1, notice_given=D1, safeguards_given=D2,
            change_of_placement=True, services_continue=True,
        ),
        at(r + "start", K.REMOVAL, until=D3, **out),
        at(r + "decided", K.CHANGE_OF_PLACEMENT_DECIDED, **matter),
        at(r + "notice_given", K.DISCIPLINE_NOTICE, **matter),
        at(r + "safeguards_given", K.SAFEGUARDS_NOTICE, D2, **matter),
        at(r + "start", K.SERVICES_DURING_REMOVAL, until=D3, **matter),
    )  # fmt: skip
    yield removal(
        "with-services-later",
        Removal(id="r", start=D1, end=D3, notice_given=D2, services_from=D2),
        at(r + "start", K.REMOVAL, until=D3, about="r"),
        at(r + "notice_given", K.DISCIPLINE_NOTICE, D2, about="r"),
        at(r + "notice_given", K.SAFEGUARDS_NOTICE, D2, about="r"),
        at(r + "start", K.SERVICES_DURING_REMOVAL, detail="none", about="r"),
        at(r + "services_from", K.SERVICES_DURING_REMOVAL, D2, until=D3, about="r"),
    )
    for first, services in ((None, False), (D1, None)):
        none = first is None
        yield removal(
            f"with-services-{services}-from-{first}",
            Removal(id="r", start=D1, services_continue=services, services_from=first),
            at(r + "start", K.REMOVAL, about="r"),
            at(
                r + ("start" if none else "services_from"), K.SERVICES_DURING_REMOVAL,
                detail="none" if none else None, about="r",
            ),
        )  # fmt: skip
    yield removal(
        "of-11-days-with-its-last-one",
        Removal(id="r", start=D1, end=D3, school_days=11),
        at(r + "start", K.REMOVAL, until=D3, about="r"),
        at(r + "start", K.REMOVAL_LENGTH_RECORDED, detail="at-most-45", about="r"),
    )
    yield removal(
        "in-a-pattern",
        Removal(decided=D1, pattern=True, pattern_decided=D2),
        at(r + "pattern_decided", K.CHANGE_OF_PLACEMENT_DECIDED, D2, **matter),
        at(r + "pattern_decided", K.PATTERN_DETERMINED, D2, detail="pattern"),
    )
    yield removal(
        "in-a-pattern-on-the-day-of-the-decision",
        Removal(decided=D1, pattern=True),
        at(r + "decided", K.CHANGE_OF_PLACEMENT_DECIDED, **matter),
        at(r + "decided", K.PATTERN_DETERMINED, detail="pattern"),
    )
    yield removal(
        "in-no-pattern",
        Removal(decided=D1, pattern=False),
        at(r + "decided", K.PATTERN_DETERMINED, detail="no-pattern"),
    )
    for number, length in ((10, "at-most-10"), (11, "at-most-45"), (45, "at-most-45"), (45.5, "over-45")):
        changes = at(r + "start", K.CHANGE_OF_PLACEMENT_DECIDED, detail="on-an-unknown-day", **matter)
        yield removal(
            f"of-{number}-days",
            Removal(kind=kind.OUT_OF_SCHOOL_SUSPENSION, start=D1, school_days=number),
            at(r + "start", K.REMOVAL, **out),
            at(r + "start", K.REMOVAL_LENGTH_RECORDED, detail=length, **matter),
            *([changes] if number > 10 else []),
        )
    for document, detail in (
        (Removal(kind=kind.IN_SCHOOL_SUSPENSION, start=D1), "in-school-suspension"),
        (
            Removal(kind=kind.IN_SCHOOL_SUSPENSION, start=D1, services_in_suspension=True),
            "in-school-suspension-with-services",
        ),
        (
            Removal(kind=kind.IN_SCHOOL_SUSPENSION, start=D1, services_in_suspension=False),
            "in-school-suspension-without-services",
        ),
        (Removal(kind=kind.BUS_SUSPENSION, start=D1), "bus-suspension"),
        (
            Removal(kind=kind.BUS_SUSPENSION, start=D1, transportation_lost=True),
            "bus-suspension-from-transportation-of-the-iep",
        ),
        (
            Removal(kind=kind.BUS_SUSPENSION, start=D1, transportation_lost=False),
            "bus-suspension-with-transportation-or-without-need",
        ),
    ):
        yield removal(detail, document, at(r + "start", K.REMOVAL, detail=detail, **matter))
    yield removal(
        "of-half-a-day",
        Removal(kind=kind.OUT_OF_SCHOOL_SUSPENSION, start=D1, school_days=0.5),
        at(r + "start", K.REMOVAL, detail="shortened-day", **matter),
        at(r + "start", K.REMOVAL_LENGTH_RECORDED, detail="at-most-10", **matter),
    )
    yield implies(
        "determination-and-what-follows",
        {
            "removals": (Removal(start=D1),),
            "manifestation_determinations": (
                ManifestationDetermination(
                    on=D2, manifestation=True, failure_to_implement=True, placement_change_agreed=True,
                    deficiencies_remedied=D3, behavioral_assessment=D3, behavior_plan=D3, returned_to_placement=D3,
                ),
            ),
        },
        at(r + "start", K.REMOVAL, **matter),
        at(m + "on", K.CHANGE_OF_PLACEMENT_DECIDED, detail="on-an-unknown-day", **matter),
        at(m + "on", K.MANIFESTATION_DETERMINATION, D2, detail="manifestation", **matter),
        at(m + "on", K.IMPLEMENTATION_FAILURE_FOUND, D2, **matter),
        at(m + "on", K.PLACEMENT_CHANGE_AGREED, D2, **matter),
        at(m + "deficiencies_remedied", K.DEFICIENCIES_REMEDIED, D3, **matter),
        at(m + "behavioral_assessment", K.FUNCTIONAL_BEHAVIORAL_ASSESSMENT, D3, **matter),
        at(m + "behavior_plan", K.BEHAVIOR_PLAN, D3, **matter),
        at(m + "returned_to_placement", K.RETURNED_TO_PLACEMENT, D3, **matter),
    )  # fmt: skip
    for field in ("hearing_start", "hearing_end"):
        yield implies(
            f"expedited-{field}",
            {"disputes": (Dispute(id="d", kind=DisputeKind.EXPEDITED_DUE_PROCESS, **on_day(field)),)},
            at(f"$.disputes[0].{field}", K.HEARING_ENDED, detail="expedited-due-process", about="d"),
        )
    unknown = {"detail": "on-an-unknown-day"}
    resolved = Dispute(id="d", kind=DisputeKind.EXPEDITED_DUE_PROCESS, filed=D1, hearing_start=D3, resolved=D2)
    yield implies(
        "expedited-hearing-that-fell-away",
        {"disputes": (resolved,)},
        at("$.disputes[0].filed", K.DUE_PROCESS_FILED, detail="expedited-due-process", about="d"),
        at("$.disputes[0].filed", K.HEARING_SCHEDULED, detail="expedited-due-process", about="d"),
        at("$.disputes[0].resolved", K.DISPUTE_RESOLVED, D2, detail="expedited-due-process", about="d"),
    )
    yield implies(
        "determinations-by-their-removal",
        {
            "removals": (Removal(id="a", start=D1), Removal(id="b", start=D1), Removal(id="c", start=D3)),
            "manifestation_determinations": (
                ManifestationDetermination(on=D2, removal_id="b"),
                ManifestationDetermination(on=D2),  # names none: b has its own, and c came later
            ),
        },
        *(
            at(f"$.manifestation_determinations[{nth}].on", K.CHANGE_OF_PLACEMENT_DECIDED, about=about, **unknown)
            for nth, about in enumerate("ba")
        ),
        at("$.removals[0].start", K.REMOVAL, about="a"),
        at("$.removals[1].start", K.REMOVAL, about="b"),
        at("$.removals[2].start", K.REMOVAL, D3, about="c"),
        at("$.manifestation_determinations[0].on", K.MANIFESTATION_DETERMINATION, D2, about="b"),
        at("$.manifestation_determinations[1].on", K.MANIFESTATION_DETERMINATION, D2, about="a"),
    )


def _notice_rows(implies: Any, at: Any) -> Iterator[Any]:
    """Notices, meetings and insurance: each notice, meeting, excusal and use of insurance is a matter."""
    n, m, c = "$.notices[0].", "$.meetings[0].", "$.consents[0]."
    yield implies(
        "action-after-its-notice",
        {"notices": (Notice(NoticeKind.PRIOR_WRITTEN, given=D1, content=PriorWrittenNotice(takes_effect=D3)),)},
        at(n + "given", K.PRIOR_WRITTEN_NOTICE, about="notices[0]"),
        at(n + "content.takes_effect", K.ACTION_PLANNED, until=D3, about="notices[0]"),
    )
    yield implies(
        "action-before-its-notice",
        {
            "notices": (
                Notice(NoticeKind.PRIOR_WRITTEN, given=D3, content=PriorWrittenNotice(takes_effect=D1), matter="x"),
            )
        },
        at(n + "given", K.PRIOR_WRITTEN_NOTICE, D3, about="x"),
        at(n + "content.takes_effect", K.ACTION_PLANNED, until=D1, about="x"),
    )
    yield implies(
        "safeguards-asked-for",
        {"notices": (Notice(NoticeKind.PROCEDURAL_SAFEGUARDS, requested=D1),)},
        at(n + "requested", K.SAFEGUARDS_NOTICE_REQUESTED),
    )
    yield implies(
        "public-benefits",
        {"consents": (Consent(C.PUBLIC_BENEFITS, received=D1, used=D2, withdrawn=D3),)},
        at(c + "received", K.PUBLIC_BENEFITS_CONSENT),
        at(c + "used", K.PUBLIC_BENEFITS_USED, D2),
        at(c + "withdrawn", K.PUBLIC_BENEFITS_CONSENT_WITHDRAWN, D3),
    )
    yield implies(
        "private-insurance",
        {
            "consents": (
                Consent(C.PRIVATE_INSURANCE, received=D1, used=D2),
                Consent(C.PRIVATE_INSURANCE, id="c", used=D3),
            )
        },
        at(c + "received", K.PRIVATE_INSURANCE_CONSENT, about="consents[0]"),
        at(c + "used", K.PRIVATE_INSURANCE_USED, D2, about="consents[0]"),
        at("$.consents[1].used", K.PRIVATE_INSURANCE_USED, D3, about="c"),
    )
    yield implies(
        "meeting-that-was-asked-for",
        {"meetings": (Meeting(requested=D1, request_answered=D2),)},
        at(m + "requested", K.IEP_MEETING_REQUESTED),
        at(m + "request_answered", K.IEP_MEETING_REQUEST_ANSWERED, D2),
    )
    yield implies(
        "meeting-called",
        {
            "meetings": (
                Meeting(id="m", purposes=(M.REVIEW,), called=D1, scheduled=D3, documents_given=D2, notice_waived=D2),
            )
        },
        at(m + "scheduled", K.IEP_MEETING_SCHEDULED, until=D3, about="m"),
        at(m + "documents_given", K.MEETING_DOCUMENTS_GIVEN, D2, about="m"),
        at(m + "notice_waived", K.IEP_MEETING_NOTICE_WAIVED, D2, about="m"),
    )
    for named in (True, False):
        told = [at(m + "notice_given", K.TRANSITION_MEETING_NOTICE, about="m")] if named else []
        yield implies(
            f"meeting-on-transition-{named}",
            {
                "meetings": (
                    Meeting(id="m", purposes=(M.TRANSITION,), notice_given=D1, held=D2, notice_transition=named),
                )
            },
            at(m + "notice_given", K.IEP_MEETING_NOTICE, detail="transition", about="m"),
            at(m + "held", K.IEP_MEETING_SCHEDULED, until=D2, detail="notice-only", about="m"),
            at(m + "held", K.TRANSITION_MEETING_SCHEDULED, until=D2, about="m"),
            at(m + "held", K.IEP_MEETING, D2, detail="transition"),
            *told,
        )
    yield implies(
        "excusals",
        {
            "meetings": (
                Meeting(
                    scheduled=D3,
                    excusals=(
                        Excusal(area_discussed=True, agreed=D2, input_given=D1),
                        Excusal(area_discussed=True),
                        Excusal(area_discussed=False, agreed=D2),
                    ),
                ),
            )
        },
        at(m + "excusals[0]", K.MEMBER_EXCUSED, until=D3, about="meetings[0]: excusals[0]"),
        at(m + "excusals[0].input_given", K.MEMBER_INPUT_GIVEN, about="meetings[0]: excusals[0]"),
        at(m + "excusals[1]", K.MEMBER_EXCUSED, D3, until=D3, about="meetings[0]: excusals[1]"),
    )


def _evaluation_rows(implies: Any, at: Any) -> Iterator[Any]:
    """Referrals and evaluations: what is done about an evaluation belongs to it."""
    r, e = "$.referrals[0].", "$.evaluations[0]."
    yield implies(
        "referral-in-writing",
        {"referrals": (Referral(received=D1, in_writing=True, requester=Requester.PART_C),)},
        at(r + "received", K.REFERRAL, detail="part-c"),
    )
    yield implies(
        "referral-that-was-spoken",
        {
            "referrals": (
                Referral(received=D1, in_writing=False, requester=Requester.PARENT, evaluation_requested=True),
            )
        },
        at(r + "received", K.SPOKEN_REFERRAL, detail="parent"),
    )
    yield implies(
        "learning-disability-after-intervention",
        {
            "referrals": (
                Referral(received=D2, suspected=(Disability.SPECIFIC_LEARNING_DISABILITY,), intervention_began=D1),
            )
        },
        at(r + "received", K.REFERRAL, D2),
        at(r + "received", K.LEARNING_DISABILITY_SUSPECTED, D2),
        at(r + "intervention_began", K.INTERVENTION_PROCESS),
    )
    yield implies(
        "request-during-a-removal",
        {"referrals": (Referral(received=D2, evaluation_requested=True),), "removals": (Removal(start=D1, end=D2),)},
        at(r + "received", K.REFERRAL, D2),
        at(r + "received", K.REQUEST_FOR_EVALUATION, D2),
        at(r + "received", K.EXPEDITED_EVALUATION_REQUESTED, D2),
        at("$.removals[0].start", K.REMOVAL, until=D2, about="removals[0]"),
    )
    yield implies(
        "reevaluation-by-existing-data",
        {
            "evaluations": (
                Evaluation(
                    id="e", purpose=AGAIN, plan_given=D1, existing_data_reviewed=D1, more_data_needed=False,
                    no_data_notice=D2, independent_requested=D2, independent_provided=D3, independent_hearing=D3,
                ),
            )
        },
        at(e + "plan_given", K.EVALUATION_NOTICE, purpose=AGAIN, about="e"),
        at(e + "existing_data_reviewed", K.NO_MORE_DATA_NEEDED, about="e"),
        at(e + "existing_data_reviewed", K.CONSENT_NOT_REQUIRED, purpose=AGAIN),
        at(e + "no_data_notice", K.NO_MORE_DATA_NOTICE, D2, about="e"),
        at(e + "independent_requested", K.INDEPENDENT_EVALUATION_REQUESTED, D2, about="e"),
        at(e + "independent_provided", K.INDEPENDENT_EVALUATION_ANSWERED, D3, detail="provided", about="e"),
        at(e + "independent_hearing", K.INDEPENDENT_EVALUATION_ANSWERED, D3, detail="hearing", about="e"),
    )  # fmt: skip
    yield implies(
        "meeting-on-an-evaluation",
        {
            "evaluations": (Evaluation(completed=D1),),
            "meetings": (
                Meeting(purposes=(M.ELIGIBILITY,), called=D2, scheduled=D3),
                Meeting(purposes=(M.REEVALUATION,), called=D3, scheduled=D3),
            ),
        },
        at(e + "completed", K.EVALUATION_COMPLETED),
        at("$.meetings[0]", K.EVALUATION_MEETING_SCHEDULED, D2, until=D3),
    )


def _iep_rows(implies: Any, at: Any) -> Iterator[Any]:
    """What is done about an IEP, its changes, its services and its placement."""
    i = "$.ieps[0]."
    yield implies(
        "iep-in-an-adult-prison",
        {"student": Student("s", adult_prison=True), "ieps": (Iep(start=D1, goals=(Goal(text="…"),)),)},
        at(i + "start", K.IEP_WRITTEN, detail="adult-prison"),
        at(i + "start", K.IEP_IN_EFFECT),
    )
    yield implies(
        "iep-offered-copied-and-told",
        {"ieps": (Iep(offered=D1, parent_copy_given=D2, implementers_informed=D3),)},
        at(i + "offered", K.IEP_OFFERED),
        at(i + "parent_copy_given", K.IEP_COPY_GIVEN, D2),
        at(i + "implementers_informed", K.IMPLEMENTERS_INFORMED, D3),
    )
    yield implies(
        "amendment-told-and-copied",
        {"ieps": (Iep(amendments=(Amendment(team_informed=D1, copy_requested=D2, copy_given=D3),)),)},
        at(i + "amendments[0].team_informed", K.AMENDMENT_TOLD),
        at(i + "amendments[0].copy_requested", K.AMENDED_COPY_REQUESTED, D2),
        at(i + "amendments[0].copy_given", K.AMENDED_COPY_GIVEN, D3),
    )
    yield implies(
        "services-not-begun",
        {"ieps": (Iep(services=(Service(id="v", not_begun=D1, parent_told=D2), Service(not_begun=D3))),)},
        at(i + "services[0]", K.SERVICE_NOT_BEGUN, about="v"),
        at(i + "services[0]", K.MISSED_SERVICE_NOTICE, D2, about="v"),
        at(i + "services[1]", K.SERVICE_NOT_BEGUN, D3, about="ieps[0].services[1]"),
    )
    yield implies(
        "placement",
        {"ieps": (Iep(meeting_date=D1, placement=Placement(private_school=D3)), Iep(placement=Placement(decided=D2)))},
        *(at(i + "meeting_date", kind) for kind in MET),
        at(i + "placement", K.PLACEMENT_DETERMINED),
        at(i + "placement.private_school", K.PRIVATE_PLACEMENT, D3),
        at("$.ieps[1].placement", K.PLACEMENT_DETERMINED, D2),
    )
    yield implies(
        "placement-at-a-meeting",
        {"meetings": (Meeting(purposes=(M.PLACEMENT,), held=D1),)},
        at("$.meetings[0].held", K.PLACEMENT_DETERMINED),
    )
    yield implies(
        "consent-to-an-ifsp-as-iep",
        {"consents": (Consent(C.IFSP_AS_IEP, received=D1),)},
        at("$.consents[0].received", K.IFSP_AS_IEP_CONSENT),
    )
    yield implies(
        "transition-not-required-and-failed",
        {"ieps": (Iep(transition=Transition(not_required=D1, services=(TransitionService(failed=D2),))),)},
        at(i + "transition.not_required", K.TRANSITION_NOT_REQUIRED),
        at(i + "transition.services[0].failed", K.TRANSITION_SERVICE_FAILED, D2),
    )
    rights = TransferOfRights(child_notified=D1, parents_notified=D2, stay_with_parents=D3)
    yield implies(
        "rights",
        {"student": Student("s", rights_transferred=D1), "ieps": (Iep(transfer_of_rights=rights),)},
        at("$.student.rights_transferred", K.RIGHTS_TRANSFERRED),
        at(i + "transfer_of_rights", K.RIGHTS_TRANSFER_TOLD, D2),
        at(i + "transfer_of_rights.stay_with_parents", K.RIGHTS_STAY_WITH_PARENTS, D3),
    )


def _move_rows(implies: Any, at: Any) -> Iterator[Any]:
    """Transfers by where the child came from, and exits with what goes with them."""
    t, x = "$.transfers[0].", "$.exits[0]."
    for state, detail in (("or", "same-state"), ("WA", "other-state"), (None, None)):
        yield implies(
            f"transfer-from-{state}",
            {
                "jurisdiction": "OR",
                "transfers": (
                    Transfer(
                        enrolled=D1, from_jurisdiction=state, iep_in_effect=True, evaluation_pending=True,
                        comparable_services=D1, iep_adopted=D2, records_requested=D2, records_received=D3,
                    ),
                ),
            },
            at(t + "enrolled", K.TRANSFERRED_IN, detail=state),
            at(t + "enrolled", K.SERVED_BEFORE),
            at(t + "enrolled", K.EVALUATION_PENDING_AT_TRANSFER),
            at(t + "enrolled", K.TRANSFERRED_WITH_IEP, detail=detail),
            at(t + "comparable_services", K.COMPARABLE_SERVICES_STARTED),
            at(t + "iep_adopted", K.IEP_ADOPTED, D2),
            at(t + "records_requested", K.TRANSFER_RECORDS_REQUESTED, D2),
            at(t + "records_received", K.TRANSFER_RECORDS_RECEIVED, D3),
        )  # fmt: skip
    yield implies(
        "graduation",
        {"exits": (Exit(on=D3, reason=ExitReason.REGULAR_DIPLOMA, notice_given=D1, summary_given=D2),)},
        at(x + "on", K.EXITED, D3, detail="regular-diploma"),
        at(x + "notice_given", K.PRIOR_WRITTEN_NOTICE, detail="regular-diploma"),
        at(x + "summary_given", K.SUMMARY_OF_PERFORMANCE, D2, detail="regular-diploma"),
    )
    yield implies(
        "services-plan",
        {"services_plans": (ServicesPlan(start=D1, end=D3),)},
        at("$.services_plans[0].start", K.SERVICES_PLAN_IN_EFFECT, until=D3),
    )
    yield implies(
        "removal-by-the-parents",
        {"exits": (Exit(on=D3, private_school_told=D1, private_school_notice=D2),)},
        at(x + "on", K.EXITED, D3),
        at(x + "on", K.PARENTAL_PLACEMENT, D3),
        at(x + "private_school_told", K.PARENTAL_PLACEMENT_TOLD),
        at(x + "private_school_notice", K.PARENTAL_PLACEMENT_NOTICE, D2),
    )


def _access_rows(implies: Any, at: Any) -> Iterator[Any]:
    """A request about records: Part B and Part C count from the request, FERPA from its receipt."""
    q = "$.records_requests[0]."
    for under, counts_from, on in (
        (RecordsLaw.PART_B, "requested", D1),
        (RecordsLaw.PART_C, "requested", D1),
        (RecordsLaw.FERPA, "received", D2),
        (None, "received", D2),
    ):
        detail = None if under is None else under.value
        yield implies(
            f"records-request-{detail}",
            {"records_requests": (RecordsRequest(id="q", under=under, requested=D1, received=D2, copies_given=D3),)},
            at(q + counts_from, K.RECORDS_REQUESTED, on, detail=detail, about="q"),
            at(q + "copies_given", K.RECORDS_ACCESS_GIVEN, D3, about="q"),
        )
    yield implies(
        "records-request-with-one-day",
        {"records_requests": (RecordsRequest(under=RecordsLaw.PART_B, received=D1), RecordsRequest(requested=D1))},
        at(q + "received", K.RECORDS_REQUESTED, detail="part-b", about="records_requests[0]"),
        at("$.records_requests[1].requested", K.RECORDS_REQUESTED, about="records_requests[1]"),
    )
    fields = {
        "access_given": K.RECORDS_ACCESS_GIVEN,
        "withdrawn": K.RECORDS_REQUEST_WITHDRAWN,
        "amendment_requested": K.RECORDS_AMENDMENT_REQUESTED,
        "refusal_told": K.RECORDS_REFUSAL_TOLD,
        "destruction_requested": K.RECORDS_DESTRUCTION_REQUESTED,
        "destroyed": K.RECORDS_DESTROYED,
    }
    yield implies(
        "records-request-and-what-came-of-it",
        {"records_requests": (RecordsRequest(id="q", amendment_decided=D2, amended=False, **on_day(*fields)),)},
        at(q + "amendment_decided", K.RECORDS_AMENDMENT_DECIDED, D2, detail="refused", about="q"),
        *(at(q + field, kind, about="q") for field, kind in fields.items()),
    )


_OF_A_HEARING = (
    ("violation_on", K.VIOLATION_ALLEGED),
    ("known_on", K.VIOLATION_KNOWN),
    ("limitation_lifted", K.LIMITATION_LIFTED),
    ("filed", K.DUE_PROCESS_FILED),
    ("received", K.DUE_PROCESS_RECEIVED),
    ("notice_received", K.DUE_PROCESS_NOTICE_RECEIVED),
    ("subject_notice_given", K.SUBJECT_NOTICE_GIVEN),
    ("legal_information_asked", K.LEGAL_INFORMATION_ASKED),
    ("legal_information_given", K.LEGAL_INFORMATION_GIVEN),
    ("insufficiency_claimed", K.INSUFFICIENCY_CLAIMED),
    ("insufficiency_received", K.INSUFFICIENCY_NOTICE_RECEIVED),
    ("sufficiency_decided", K.SUFFICIENCY_DECIDED),
    ("amendment_consented", K.AMENDMENT_CONSENTED),
    ("amendment_permitted", K.AMENDMENT_PERMITTED),
    ("amended", K.DUE_PROCESS_AMENDED),
    ("answered", K.COMPLAINT_ANSWERED),
    ("resolution_meeting", K.RESOLUTION_MEETING),
    ("resolution_waived", K.RESOLUTION_WAIVED),
    ("mediation_chosen", K.MEDIATION_CHOSEN),
    ("parent_absent", K.PARENT_DID_NOT_TAKE_PART),
    ("agency_absent", K.AGENCY_DID_NOT_TAKE_PART),
    ("no_agreement", K.NO_AGREEMENT_POSSIBLE),
    ("mediation_requested", K.MEDIATION_REQUESTED),
    ("mediation_continued", K.MEDIATION_CONTINUED),
    ("mediation_withdrawn", K.MEDIATION_WITHDRAWN),
    ("timeline_sought", K.HEARING_TIMELINE_SOUGHT),
    ("timeline_begun", K.HEARING_TIMELINE_BEGUN),
    ("dismissal_requested", K.DISMISSAL_REQUESTED),
    ("offer_made", K.SETTLEMENT_OFFERED),
    ("offer_accepted", K.SETTLEMENT_ACCEPTED),
    ("decided", K.HEARING_DECIDED),
    ("decision_mailed", K.DECISION_MAILED),
    ("appealed", K.REVIEW_REQUESTED),
    ("review_decided", K.REVIEW_DECIDED),
    ("civil_action", K.CIVIL_ACTION_FILED),
    ("placement_agreed", K.OTHER_PLACEMENT_AGREED),
    ("resolved", K.DISPUTE_RESOLVED),
)


def _dispute_rows(implies: Any, at: Any) -> Iterator[Any]:
    """Every step of a dispute belongs to its matter, and says by which procedure it is heard."""
    d, kinds = "$.disputes[0].", DisputeKind

    def dispute(name: str, document: Dispute, *expected: tuple[Event, str]) -> Any:
        return implies(f"dispute-{name}", {"disputes": (document,)}, *expected)

    for kind in (kinds.DUE_PROCESS, kinds.EXPEDITED_DUE_PROCESS, kinds.PART_C_DUE_PROCESS, kinds.PART_C_HEARING):
        more = {"detail": kind.value, "about": "disputes[0]"}
        yield dispute(f"{kind}", Dispute(kind=kind, filed=D1), at(d + "filed", K.DUE_PROCESS_FILED, **more))
    more = {"detail": "due-process", "about": "d"}
    for field, event in _OF_A_HEARING:
        found = at(d + field, event, **more)
        notice = [at(d + field, K.DUE_PROCESS_NOTICE_RECEIVED, **more)] if field == "received" else []
        yield dispute(f"{field}", Dispute(id="d", kind=kinds.DUE_PROCESS, **on_day(field)), found, *notice)
    for filed, marker in ((True, K.COMPLAINT_BY_PARENT), (False, K.COMPLAINT_BY_AGENCY)):
        yield dispute(
            f"by-{marker}",
            Dispute(id="d", kind=kinds.DUE_PROCESS, filed_by_parent=filed, filed=D1),
            at(d + "filed", K.DUE_PROCESS_FILED, **more),
            at(d + "filed", marker, **more),
        )
    yield dispute(
        "received-from-a-parent",
        Dispute(id="d", kind=kinds.DUE_PROCESS, filed_by_parent=True, received=D1, notice_received=D2),
        at(d + "received", K.DUE_PROCESS_RECEIVED, **more),
        at(d + "received", K.COMPLAINT_BY_PARENT, **more),
        at(d + "notice_received", K.DUE_PROCESS_NOTICE_RECEIVED, D2, **more),
    )
    yield dispute(
        "received-from-an-agency",
        Dispute(id="d", kind=kinds.DUE_PROCESS, filed_by_parent=False, received=D1),
        at(d + "received", K.DUE_PROCESS_RECEIVED, **more),
        at(d + "received", K.COMPLAINT_BY_AGENCY, **more),
    )
    yield dispute(
        "hearing",
        Dispute(id="d", kind=kinds.DUE_PROCESS, hearing_scheduled=D1, hearing_start=D3, agency_disclosed=D2),
        at(d + "hearing_scheduled", K.HEARING_SCHEDULED, until=D3, **more),
        at(d + "agency_disclosed", K.EVIDENCE_DISCLOSED, D2, detail="agency", about="d"),
    )
    yield dispute(
        "hearing-set-on-an-unknown-day",
        Dispute(id="d", kind=kinds.DUE_PROCESS, filed=D1, hearing_start=D3, parent_disclosed=D2),
        at(d + "filed", K.DUE_PROCESS_FILED, **more),
        at(d + "filed", K.HEARING_SCHEDULED, until=D3, **more),
        at(d + "parent_disclosed", K.EVIDENCE_DISCLOSED, D2, detail="parent", about="d"),
    )
    granted = Extension(agreed=D1, until=D3, reason=ExtensionReason.HEARING_OFFICER)
    yield dispute(
        "extension",
        Dispute(id="d", kind=kinds.DUE_PROCESS, extensions=(granted,)),
        at(d + "extensions[0].agreed", K.EXTENSION_AGREED, until=D3, detail="hearing-officer", about="d"),
    )
    weeks_later = D1 + timedelta(days=15)
    for voided in (None, D1 + timedelta(days=14), weeks_later):
        stands = voided in (None, weeks_later)
        ends = [at(d + "resolution_agreement", K.DISPUTE_RESOLVED, **more)] if stands else []
        signed = more if stands else more | {"detail": "voided"}
        yield dispute(
            f"agreement-voided-{voided}",
            Dispute(id="d", kind=kinds.DUE_PROCESS, resolution_agreement=D1, agreement_voided=voided),
            at(d + "resolution_agreement", K.RESOLUTION_AGREEMENT, **signed),
            *ends,
            *([at(d + "agreement_voided", K.AGREEMENT_VOIDED, voided, **more)] if voided else []),
        )
    for asked, met in ((D1, None), (None, None), (D1, D3), (None, D3)):
        chosen = "mediation_requested" if asked else "mediation_held"
        yield dispute(
            f"mediated-{asked}-{met}",
            Dispute(
                id="d", kind=kinds.DUE_PROCESS, mediation_requested=asked, mediation_held=D2, resolution_meeting=met
            ),
            *([at(d + "mediation_requested", K.MEDIATION_REQUESTED, **more)] if asked else []),
            at(d + "mediation_held", K.MEDIATION_SESSION, D2, **more),
            *([] if met else [at(d + chosen, K.MEDIATION_CHOSEN, asked or D2, **more)]),
            *([at(d + "resolution_meeting", K.RESOLUTION_MEETING, D3, **more)] if met else []),
        )
    yield dispute(
        "absence-that-delays-nothing",
        Dispute(id="d", kind=kinds.DUE_PROCESS, mediation_chosen=D1, parent_absent=D1),
        at(d + "mediation_chosen", K.MEDIATION_CHOSEN, **more),
    )
    yield dispute(
        "notice-after-the-complaint-and-a-limit-that-an-agency-has",
        Dispute(
            id="d", kind=kinds.DUE_PROCESS, filed_by_parent=False,
            received=D1, subject_notice_given=D2, limitation_lifted=D1,
        ),
        at(d + "received", K.DUE_PROCESS_RECEIVED, **more),
        at(d + "received", K.COMPLAINT_BY_AGENCY, **more),
    )  # fmt: skip
    yield dispute(
        "settled-in-mediation",
        Dispute(id="d", kind=kinds.DUE_PROCESS, mediation_agreement=D1),
        at(d + "mediation_agreement", K.DISPUTE_RESOLVED, **more),
    )
    for kind in (kinds.STATE_COMPLAINT, kinds.PART_C_STATE_COMPLAINT):
        more = {"detail": kind.value, "about": "disputes[0]"}
        yield dispute(
            f"{kind}",
            Dispute(
                kind=kind, filed=D1, received=D1, copy_sent=D1, violation_on=D1, decided=D3, resolved=D3,
                set_aside_from=D1, set_aside_until=D2, set_aside_whole=False, set_aside_decided=D3,
            ),
            at(d + "violation_on", K.VIOLATION_ALLEGED, **more),
            at(d + "filed", K.STATE_COMPLAINT_FILED, **more),
            at(d + "received", K.STATE_COMPLAINT_RECEIVED, **more),
            at(d + "copy_sent", K.STATE_COMPLAINT_COPIED, **more),
            at(d + "set_aside_from", K.STATE_COMPLAINT_SET_ASIDE, until=D2, detail="part", about="disputes[0]"),
            at(d + "set_aside_decided", K.SET_ASIDE_ISSUES_DECIDED, D3, **more),
            at(d + "decided", K.STATE_COMPLAINT_DECIDED, D3, **more),
            at(d + "resolved", K.DISPUTE_RESOLVED, D3, **more),
        )  # fmt: skip
    yield dispute(
        "mediation",
        Dispute(kind=kinds.MEDIATION, filed=D1, mediation_agreement=D3),
        at(d + "filed", K.MEDIATION_REQUESTED, detail="mediation", about="disputes[0]"),
        at(d + "mediation_agreement", K.DISPUTE_RESOLVED, D3, detail="mediation", about="disputes[0]"),
    )
    for part_c, detail in ((None, None), (True, "part-c")):
        yield implies(
            f"surrogate-{detail}",
            {"surrogates": (Surrogate(needed=D1, assigned=D2, part_c=part_c),)},
            at("$.surrogates[0].needed", K.SURROGATE_NEEDED, detail=detail, about="surrogates[0]"),
            at("$.surrogates[0].assigned", K.SURROGATE_ASSIGNED, D2, detail=detail, about="surrogates[0]"),
        )


_OF_PART_C = (
    ("identified", K.PART_C_IDENTIFIED),
    ("referral_received", K.PART_C_REFERRAL),
    ("screened_out", K.PART_C_SCREENED_OUT),
    ("evaluated", K.PART_C_EVALUATED),
    ("found_eligible", K.PART_C_FOUND_ELIGIBLE),
    ("found_not_eligible", K.PART_C_FOUND_NOT_ELIGIBLE),
    ("assessed", K.PART_C_ASSESSED),
    ("family_agreed", K.FAMILY_ASSESSMENT_AGREED),
    ("family_assessed", K.FAMILY_ASSESSED),
    ("parents_informed", K.SECTION_619_INFORMED),
    ("disclosure_told", K.DISCLOSURE_TOLD),
    ("disclosure_consented", K.DISCLOSURE_CONSENTED),
    ("referred", K.REFERRED_FROM_PART_C),
    ("notified", K.PART_C_NOTICE),
    ("parent_opted_out", K.DISCLOSURE_OBJECTED),
    ("conference", K.TRANSITION_CONFERENCE),
    ("transition_plan", K.PART_C_TRANSITION_PLAN),
)
_OVER_THREE = (
    ("consented", K.OVER_THREE_CONSENTED),
    ("notified", K.OVER_THREE_AGENCIES_NOTIFIED),
    ("conference", K.OVER_THREE_CONFERENCE),
    ("conference_declined", K.OVER_THREE_CONFERENCE_DECLINED),
    ("transition_plan", K.OVER_THREE_PLAN),
)


def _early_rows(implies: Any, at: Any) -> Iterator[Any]:
    """Early intervention: Part C, its plans, and the way to Part B."""
    c, i = "$.part_c.", "$.ifsps[0]."

    def part_c(name: str, document: PartCTransition, *expected: tuple[Event, str]) -> Any:
        return implies(f"part-c-{name}", {"part_c": document}, *expected)

    for field, kind in _OF_PART_C:
        yield part_c(field, PartCTransition(**on_day(field)), at(c + field, kind))
    yield part_c(
        "by-records",
        PartCTransition(eligible_by_records=D1),
        at(c + "eligible_by_records", K.PART_C_ELIGIBLE_BY_RECORDS),
        at(c + "eligible_by_records", K.PART_C_FOUND_ELIGIBLE),
    )
    yield part_c(
        "served",
        PartCTransition(served_from=D1, served_until=D3, potentially_eligible=True),
        at(c + "served_from", K.SERVED_IN_PART_C, until=D3),
        at(c + "served_from", K.POTENTIALLY_ELIGIBLE),
        at(c + "served_until", K.PART_C_ENDED, D3),
    )
    yield part_c(
        "not-potentially-eligible",
        PartCTransition(served_from=D1, potentially_eligible=False),
        at(c + "served_from", K.SERVED_IN_PART_C),
        at(c + "served_from", K.NOT_POTENTIALLY_ELIGIBLE),
    )
    for answer, kind in ((True, K.POTENTIALLY_ELIGIBLE), (False, K.NOT_POTENTIALLY_ELIGIBLE)):
        found = PartCTransition(potentially_eligible=answer, potential_determined=D1)
        yield part_c(f"{kind}-on-a-day", found, at(c + "potential_determined", kind))
    for answer, kind in ((True, K.CONFERENCE_APPROVED), (False, K.CONFERENCE_DECLINED)):
        said = PartCTransition(conference_approved=answer, conference_answered=D1)
        yield part_c(f"{kind}", said, at(c + "conference_answered", kind))
    yield part_c(
        "conference-shows-approval",
        PartCTransition(conference=D1, conference_approved=True),
        at(c + "conference", K.TRANSITION_CONFERENCE),
        at(c + "conference", K.CONFERENCE_APPROVED),
    )
    delays = (
        PartCDelay(start=D1, end=D2, reason=PartCDelayReason.NO_CONSENT, documented=True),
        PartCDelay(start=D3),
        PartCDelay(start=D2, documented=False),
    )
    yield part_c(
        "delays",
        PartCTransition(delays=delays),
        at(c + "delays[0].start", K.PART_C_STOOD_STILL, until=D2, detail="no-consent"),
        at(c + "delays[1].start", K.PART_C_STOOD_STILL, D3),
    )
    for field, kind in _OVER_THREE:
        yield part_c(
            f"over-three-{field}",
            PartCTransition(over_three=OverThree(**on_day(field))),
            at(c + "over_three." + field, kind),
        )
    yield part_c(
        "over-three",
        PartCTransition(over_three=OverThree(started=D1, ends=D3, rights_notices=(D1, D2))),
        at(c + "over_three.started", K.OVER_THREE_CONTINUED, until=D3),
        at(c + "over_three.ends", K.PART_C_ENDED, D3),
        at(c + "over_three.rights_notices[0]", K.OVER_THREE_RIGHTS_NOTICE),
        at(c + "over_three.rights_notices[1]", K.OVER_THREE_RIGHTS_NOTICE, D2),
    )
    m, meeting = "$.meetings[0].", {"about": "meetings[0]"}
    asked = Meeting(part_c_invitation_asked=True, part_c_coordinator_invited=False, held=D2)
    yield implies(
        "coordinator-not-invited",
        {"meetings": (asked,)},
        at(m + "held", K.PART_C_INVITATION_ASKED, D2, until=D2, **meeting),
        at(m + "held", K.PART_C_COORDINATOR_INVITED, D2, detail="not-invited", **meeting),
    )
    yield implies(
        "coordinator-invited",
        {"meetings": (attrs.evolve(asked, part_c_coordinator_invited=True, notice_given=D1),)},
        at(m + "notice_given", K.PART_C_INVITATION_ASKED, until=D2, **meeting),
        at(m + "notice_given", K.PART_C_COORDINATOR_INVITED, detail="invited", **meeting),
    )
    plan = {"about": "ifsps[0]"}
    yield implies(
        "ifsp",
        {
            "ifsps": (
                Ifsp(notice_given=D1, prior_notice_given=D1, meeting_date=D2, copy_given=D3, start=D3, reviewed=(D3,)),
                Ifsp(interim=True, meeting_date=D1),
                Ifsp(serves_as_iep=True, reviewed=(D1,)),
            )
        },
        at(i + "notice_given", K.IFSP_MEETING_NOTICE, **plan),
        at(i + "prior_notice_given", K.PART_C_PRIOR_NOTICE, **plan),
        at(i + "meeting_date", K.IFSP_MEETING, D2, **plan),
        at(i + "copy_given", K.IFSP_COPY_GIVEN, D3, **plan),
        at(i + "start", K.PART_C_ACTION, D3, **plan),
        at(i + "reviewed[0]", K.IFSP_REVIEW, D3),
    )
    yield implies(
        "ifsp-reviews",
        {
            "ifsps": (
                Ifsp(reviewed=(D1,), reviews=(IfspReview(on=D1), IfspReview(on=D2), IfspReview())),
                Ifsp(serves_as_iep=True, reviews=(IfspReview(on=D3),)),
            )
        },
        at(i + "reviewed[0]", K.IFSP_REVIEW),
        at(i + "reviews[1].on", K.IFSP_REVIEW, D2),
    )
    yield implies(
        "ifsp-services",
        {"ifsps": (Ifsp(id="p", services=(IfspService(consented=D1, provided=D2), IfspService(consented=D1))),)},
        at(i + "services[0].consented", K.IFSP_SERVICE_CONSENTED, about="p.services[0]"),
        at(i + "services[0].provided", K.IFSP_SERVICE_PROVIDED, D2, about="p.services[0]"),
        at(i + "services[1].consented", K.IFSP_SERVICE_CONSENTED, about="p.services[1]"),
    )


def _rows() -> list[Any]:
    """One row per document: a case that holds only that, and the events it implies with their paths."""

    def implies(name: str, holds: dict[str, Any], *expected: tuple[Event, str]) -> Any:
        return pytest.param(Case(id="1", **holds), set(expected), id=name)

    def consent(kind: ConsentKind, **dates: Any) -> dict[str, Any]:
        return {"consents": (Consent(kind, **dates),)}

    def at(path: str, kind: EventKind, on: date = D1, **more: Any) -> tuple[Event, str]:
        return Event(kind, on, **more), path

    c, e, i, m = "$.consents[0].", "$.evaluations[0].", "$.ieps[0].", "$.meetings[0]."
    asked = Referral(
        received=D1, requester=Requester.PARENT, purpose=INITIAL, evaluation_requested=True, decided=D2, evaluate=True
    )
    return [
        implies("nothing", {}),
        implies("referral", {"referrals": (Referral(received=D1),)}, at("$.referrals[0].received", K.REFERRAL)),
        implies(
            "request",
            {"referrals": (asked,)},
            at("$.referrals[0].received", K.REFERRAL, purpose=INITIAL, detail="parent"),
            at("$.referrals[0].received", K.REQUEST_FOR_EVALUATION, purpose=INITIAL, detail="parent"),
            at("$.referrals[0].decided", K.REFERRAL_DECISION, D2, purpose=INITIAL, detail="evaluate"),
        ),
        implies(
            "decision-not-to-evaluate",
            {"referrals": (Referral(decided=D1, evaluate=False),)},
            at("$.referrals[0].decided", K.REFERRAL_DECISION, detail="do-not-evaluate"),
        ),
        *(
            implies(
                f"consent-{kind}",
                consent(kind, requested=D1, received=D2, withdrawn=D3),
                at(c + "requested", K.CONSENT_REQUESTED, purpose=purpose),
                at(c + "received", K.CONSENT_FOR_EVALUATION, D2, purpose=purpose),
                at(c + "withdrawn", K.CONSENT_FOR_EVALUATION_WITHDRAWN, D3, purpose=purpose),
            )
            for kind, purpose in ((C.INITIAL_EVALUATION, INITIAL), (C.REEVALUATION, AGAIN))
        ),
        implies(
            "consent-refused",
            consent(C.INITIAL_EVALUATION, refused=D1, not_required=D2),
            at(c + "refused", K.CONSENT_FOR_EVALUATION_REFUSED, purpose=INITIAL),
            at(c + "not_required", K.CONSENT_NOT_REQUIRED, D2, purpose=INITIAL),
        ),
        implies(
            "consent-services",
            consent(C.INITIAL_SERVICES, requested=D1, received=D2, withdrawn=D3),
            at(c + "received", K.CONSENT_FOR_SERVICES, D2),
            at(c + "withdrawn", K.CONSENT_FOR_SERVICES_REVOKED, D3),
        ),
        implies(
            "consent-services-refused",
            consent(C.INITIAL_SERVICES, refused=D1),
            at(c + "refused", K.CONSENT_FOR_SERVICES_REFUSED),
        ),
        implies(
            "consent-continued",
            consent(C.CONTINUED_SERVICES, received=D1, withdrawn=D2),
            at(c + "withdrawn", K.CONSENT_FOR_SERVICES_REVOKED, D2),
        ),
        implies("consent-other", consent(C.RELEASE_OF_RECORDS, received=D1, withdrawn=D2)),
        implies(
            "evaluation",
            {"evaluations": (Evaluation(purpose=INITIAL, started=D1, completed=D2, report_given=D3),)},
            at(e + "started", K.EVALUATION_STARTED, purpose=INITIAL, about="evaluations[0]"),
            at(e + "completed", K.EVALUATION_COMPLETED, D2, purpose=INITIAL),
            at(e + "report_given", K.EVALUATION_REPORT_GIVEN, D3, purpose=INITIAL),
        ),
        implies(
            "extension",
            {
                "evaluations": (
                    Evaluation(
                        purpose=AGAIN, extensions=(Extension(agreed=D1, until=D3, reason=ExtensionReason.TRANSFER),)
                    ),
                )
            },
            at(e + "extensions[0].agreed", K.EXTENSION_AGREED, until=D3, purpose=AGAIN, detail="transfer"),
        ),
        *(
            implies(
                f"extension-{reason}-{written}",
                {"evaluations": (Evaluation(extensions=(Extension(D1, D3, reason, in_writing=written),)),)},
                *(at(e + "extensions[0].agreed", K.EXTENSION_AGREED, until=D3, detail=detail) for detail in counts),
            )
            for reason, written, counts in (
                (ExtensionReason.SPECIFIC_LEARNING_DISABILITY, True, ["specific-learning-disability"]),
                (ExtensionReason.SPECIFIC_LEARNING_DISABILITY, None, ["specific-learning-disability"]),
                (ExtensionReason.SPECIFIC_LEARNING_DISABILITY, False, []),
                (ExtensionReason.AGREEMENT, False, []),
                (ExtensionReason.TRANSFER, False, ["transfer"]),
            )
        ),
        implies("child-not-produced-once", {"evaluations": (Evaluation(child_not_produced=(D1,)),)}),
        implies("child-not-produced-on-one-day", {"evaluations": (Evaluation(child_not_produced=(D1, D1)),)}),
        implies(
            "child-not-produced-repeatedly",
            {"evaluations": (Evaluation(purpose=INITIAL, child_not_produced=(D2, D1, D3)),)},
            at(e + "child_not_produced[0]", K.CHILD_NOT_PRODUCED, D2, purpose=INITIAL),
            at(e + "child_not_produced[2]", K.CHILD_NOT_PRODUCED, D3, purpose=INITIAL),
        ),
        implies(
            "reevaluation-agreement",
            {"reevaluation_agreements": (ReevaluationAgreement(unnecessary=D1, sooner=D2),)},
            at("$.reevaluation_agreements[0].unnecessary", K.REEVALUATION_UNNECESSARY),
            at("$.reevaluation_agreements[0].sooner", K.REEVALUATION_INTERVAL_AGREED, D2),
        ),
        implies(
            "eligible",
            {"eligibility": (Eligibility(determined=D1, eligible=True, purpose=INITIAL),)},
            at("$.eligibility[0].determined", K.FOUND_ELIGIBLE, purpose=INITIAL),
        ),
        implies(
            "not-eligible",
            {"eligibility": (Eligibility(determined=D1, eligible=False),)},
            at("$.eligibility[0].determined", K.FOUND_NOT_ELIGIBLE),
        ),
        implies(
            "report-of-a-determination",
            {"eligibility": (Eligibility(report_given=D1, purpose=AGAIN),)},
            at("$.eligibility[0].report_given", K.EVALUATION_REPORT_GIVEN, purpose=AGAIN),
        ),
        implies("eligibility-not-said", {"eligibility": (Eligibility(determined=D1),)}),
        *(
            implies(
                f"meeting-{purpose}",
                {"meetings": (Meeting(purposes=(purpose,), notice_given=D1, held=D2),)},
                at(m + "notice_given", K.IEP_MEETING_NOTICE, detail=purpose.value, about="meetings[0]"),
                at(m + "held", K.IEP_MEETING_SCHEDULED, until=D2, detail="notice-only", about="meetings[0]"),
                at(m + "held", K.IEP_MEETING, D2, detail=purpose.value),
                *([at(m + "held", K.IEP_REVIEWED, D2)] if purpose in (M.INITIAL_IEP, M.ANNUAL_REVIEW) else []),
                *([at(m + "held", K.IEP_DEVELOPED, D2)] if purpose is M.INITIAL_IEP else []),
            )
            for purpose in (M.INITIAL_IEP, M.ANNUAL_REVIEW, M.REVIEW, M.TRANSITION)
        ),
        implies("other-meeting", {"meetings": (Meeting(purposes=(M.ELIGIBILITY,), notice_given=D1, held=D2),)}),
        implies(
            "iep",
            {"ieps": (Iep(meeting_date=D1, start=D2, end=D3, implemented=D3),)},
            at(i + "meeting_date", K.IEP_MEETING),
            at(i + "meeting_date", K.IEP_REVIEWED),
            at(i + "meeting_date", K.IEP_DEVELOPED),
            at(i + "start", K.IEP_IN_EFFECT, D2, until=D3),
            at(i + "implemented", K.IEP_IMPLEMENTED, D3),
        ),
        implies(
            "transition-content",
            {"ieps": (Iep(start=D1, transition=CONTENT),)},
            at(i + "start", K.IEP_WRITTEN),
            at(i + "start", K.IEP_IN_EFFECT),
            at(i + "start", K.TRANSITION_CONTENT_IN_EFFECT),
            at(i + "transition", K.TRANSITION_UPDATED),
        ),
        *(
            implies(
                f"half-transition-content-{name}",
                {"ieps": (Iep(start=D1, transition=half),)},
                at(i + "start", K.IEP_WRITTEN),
                at(i + "start", K.IEP_IN_EFFECT),
            )
            for name, half in (
                ("goals", Transition(goals=CONTENT.goals)),
                ("services", Transition(services=CONTENT.services)),
            )
        ),
        implies(
            "written-before-it-took-effect",
            {"ieps": (Iep(meeting_date=D1, start=D3, goals=(Goal(text="…"),)),)},
            *(at(i + "meeting_date", kind) for kind in (K.IEP_MEETING, K.IEP_REVIEWED, K.IEP_DEVELOPED, K.IEP_WRITTEN)),
            at(i + "start", K.IEP_WRITTEN, D3),
            at(i + "start", K.IEP_IN_EFFECT, D3),
        ),
        implies(
            "found-with-a-category",
            {"eligibility": (Eligibility(determined=D1, eligible=True, categories=(Disability.AUTISM,)),)},
            at("$.eligibility[0].determined", K.FOUND_ELIGIBLE, detail="autism"),
        ),
        implies(
            "transfer-of-rights",
            {"ieps": (Iep(transfer_of_rights=TransferOfRights(informed=D1)),)},
            at(i + "transfer_of_rights.informed", K.RIGHTS_TRANSFER_INFORMED),
        ),
        implies(
            "transfer-of-rights-stated",
            {"ieps": (Iep(meeting_date=D1, start=D2, transfer_of_rights=TransferOfRights(statement=True)),)},
            *(at(i + "meeting_date", kind) for kind in MET),
            *(at(i + "start", kind, D2) for kind in (K.IEP_IN_EFFECT, K.RIGHTS_TRANSFER_INFORMED)),
        ),
        implies(
            "transfer-of-rights-stated-without-start",
            {"ieps": (Iep(meeting_date=D1, transfer_of_rights=TransferOfRights(statement=True)),)},
            *(at(i + "meeting_date", kind) for kind in (*MET, K.RIGHTS_TRANSFER_INFORMED)),
        ),
        implies("transfer-of-rights-undated", {"ieps": (Iep(transfer_of_rights=TransferOfRights(statement=True)),)}),
        implies(
            "transfer-of-rights-dated",
            {"ieps": (Iep(start=D1, transfer_of_rights=TransferOfRights(informed=D2, statement=True)),)},
            at(i + "start", K.IEP_IN_EFFECT),
            at(i + "transfer_of_rights.informed", K.RIGHTS_TRANSFER_INFORMED, D2),
        ),
        implies(
            "transfer-of-rights-not-stated",
            {"ieps": (Iep(start=D1, transfer_of_rights=TransferOfRights(statement=False)),)},
            at(i + "start", K.IEP_IN_EFFECT),
        ),
        implies(
            "later-iep",
            {"ieps": (Iep(meeting_date=D1, start=D2, initial=False),)},
            *(at(i + "meeting_date", kind) for kind in MET),
            *(at(i + "start", kind, D2) for kind in (K.SERVED_BEFORE, K.IEP_IN_EFFECT)),
        ),
        implies(
            "later-iep-without-start",
            {"ieps": (Iep(meeting_date=D1, initial=False),)},
            *(at(i + "meeting_date", kind) for kind in (*MET, K.SERVED_BEFORE)),
        ),
        implies("first-iep", {"ieps": (Iep(start=D1, initial=True),)}, at(i + "start", K.IEP_IN_EFFECT)),
        implies(
            "amended-iep",
            {"ieps": (Iep(meeting_date=D2, amendments=(Amendment(on=D1), Amendment(on=D2))),)},
            at(i + "meeting_date", K.IEP_MEETING, D2),
            at(i + "meeting_date", K.IEP_DEVELOPED, D2),
            at(i + "amendments[0].on", K.IEP_AMENDED),
            at(i + "amendments[1].on", K.IEP_AMENDED, D2),
        ),
        implies(
            "iep-amended-later",
            {"ieps": (Iep(meeting_date=D1, amendments=(Amendment(on=D2),)),)},
            *(at(i + "meeting_date", kind) for kind in MET),
            at(i + "amendments[0].on", K.IEP_AMENDED, D2),
        ),
        implies(
            "ifsp-as-iep",
            {"ifsps": (Ifsp(meeting_date=D1, start=D2, end=D3, serves_as_iep=True),)},
            *(at("$.ifsps[0].meeting_date", kind) for kind in MET),
            at("$.ifsps[0].start", K.IEP_IN_EFFECT, D2, until=D3),
            at("$.ifsps[0].start", K.IFSP_AS_IEP, D2),
        ),
        implies(
            "amendments",
            {
                "ieps": (
                    Iep(amendments=(Amendment(on=D1, by_agreement=True), Amendment(on=D2, by_agreement=False))),
                    Iep(amendments=(Amendment(on=D3),)),
                )
            },
            at(i + "amendments[0].on", K.IEP_AMENDED, detail="agreement"),
            at(i + "amendments[1].on", K.IEP_AMENDED, D2, detail="meeting"),
            at("$.ieps[1].amendments[0].on", K.IEP_AMENDED, D3),
        ),
        *(
            implies(
                f"notice-{kind}", {"notices": (Notice(kind, given=D1),)}, at("$.notices[0].given", event, about=about)
            )
            for kind, event, about in (
                (NoticeKind.PRIOR_WRITTEN, K.PRIOR_WRITTEN_NOTICE, "notices[0]"),
                (NoticeKind.PROCEDURAL_SAFEGUARDS, K.SAFEGUARDS_NOTICE, None),
                (NoticeKind.MEETING, K.IEP_MEETING_NOTICE, "notices[0]"),
                (NoticeKind.PUBLIC_BENEFITS, K.PUBLIC_BENEFITS_NOTICE, None),
            )
        ),
        implies(
            "notice-discipline",
            {"notices": (Notice(NoticeKind.DISCIPLINE, given=D1),)},
            at("$.notices[0].given", K.DISCIPLINE_NOTICE),
        ),
        implies(
            "progress-report",
            {"progress_reports": (ProgressReport(given=D1),)},
            at("$.progress_reports[0].given", K.PROGRESS_REPORT),
        ),
        implies(
            "services-started",
            {
                "deliveries": (
                    ServiceDelivery(on=D3),
                    ServiceDelivery(on=D2, delivered=True, minutes=30),
                    ServiceDelivery(on=D1, delivered=False),
                    ServiceDelivery(on=D1, minutes=0),
                )
            },
            at("$.deliveries[1].on", K.SERVICES_STARTED, D2),
        ),
        implies("services-not-started", {"deliveries": (ServiceDelivery(on=D1, delivered=False),)}),
        implies(
            "removal",
            {"removals": (Removal(kind=RemovalKind.EXPULSION, start=D1, end=D2),)},
            at("$.removals[0].start", K.REMOVAL, until=D2, detail="expulsion", about="removals[0]"),
        ),
        *(
            implies(
                f"manifestation-{answer}",
                {"manifestation_determinations": (ManifestationDetermination(on=D1, manifestation=answer),)},
                at(
                    "$.manifestation_determinations[0].on",
                    K.MANIFESTATION_DETERMINATION,
                    detail=detail,
                    about="manifestation_determinations[0]",
                ),
            )
            for answer, detail in ((True, "manifestation"), (False, "not-manifestation"), (None, None))
        ),
        *_conduct_rows(implies, at),
        *_notice_rows(implies, at),
        *_evaluation_rows(implies, at),
        *_iep_rows(implies, at),
        *_move_rows(implies, at),
        *_access_rows(implies, at),
        *_dispute_rows(implies, at),
        *_early_rows(implies, at),
        implies(
            "transfer",
            {"transfers": (Transfer(enrolled=D1, from_jurisdiction="OR"),)},
            at("$.transfers[0].enrolled", K.TRANSFERRED_IN, detail="OR"),
        ),
        implies(
            "transfer-with-an-iep",
            {"transfers": (Transfer(enrolled=D1, iep_in_effect=True), Transfer(enrolled=D2, iep_in_effect=False))},
            at("$.transfers[0].enrolled", K.TRANSFERRED_IN),
            at("$.transfers[0].enrolled", K.SERVED_BEFORE),
            at("$.transfers[0].enrolled", K.TRANSFERRED_WITH_IEP),
            at("$.transfers[1].enrolled", K.TRANSFERRED_IN, D2),
        ),
        implies(
            "exit",
            {"exits": (Exit(on=D1, reason=ExitReason.REGULAR_DIPLOMA),)},
            at("$.exits[0].on", K.EXITED, detail="regular-diploma"),
        ),
        implies("events", {"events": (Event(K.ABSENCE, D1, until=D2),)}, at("$.events[0]", K.ABSENCE, until=D2)),
        implies("event-with-path", {"events": (Event(K.ABSENCE, D1, path="$.row[7]"),)}, at("$.row[7]", K.ABSENCE)),
    ]


@pytest.mark.parametrize(("case", "expected"), _rows())
def test_what_a_document_implies(case: Case, expected: set[tuple[Event, str]]) -> None:
    found = case.history()
    assert {(event, event.path) for event in found} == expected
    assert len(found) == len(expected)


def test_every_row_of_the_table_is_shown_by_a_case() -> None:
    seen = {(event.kind, path.rpartition(".")[2]) for row in _rows() for event, path in row.values[1]}
    assert {(row.kind, on) for row in IMPLIED for on in (row.on, row.instead) if on} <= seen


BORN, THIRD = date(2023, 6, 14), date(2026, 6, 14)


@pytest.mark.parametrize("days_before", [45, 44, 1, 0])
def test_a_referral_to_part_c_is_late_fewer_than_45_days_before_the_third_birthday(days_before: int) -> None:
    on = THIRD - timedelta(days_before)
    for case in (
        Case(id="1", student=Student(id="1", birth_date=BORN), part_c=PartCTransition(referral_received=on)),
        Case(id="1", student=Student(id="1", birth_date=BORN), events=(Event(K.PART_C_REFERRAL, on),)),
    ):
        kinds = [event.kind for event in case.history()]
        assert (K.PART_C_REFERRED_LATE in kinds) is (0 < days_before < 45)
        assert K.PART_C_AGE_REACHED in kinds


def test_part_c_ends_with_the_third_birthday_unless_it_goes_on() -> None:
    child = Student(id="1", birth_date=date(2024, 2, 29))
    served = PartCTransition(served_from=D1)
    found = Case(id="1", student=child, part_c=served).history()
    assert Event(K.PART_C_AGE_REACHED, date(2027, 2, 28)) in found
    going_on = attrs.evolve(served, over_three=OverThree(started=date(2027, 3, 1)))
    kinds = [event.kind for event in Case(id="1", student=child, part_c=going_on).history()]
    assert K.PART_C_AGE_REACHED not in kinds
    assert Case(id="1", student=child).history() == ()


def test_a_repeated_failure_that_is_written_down_is_one_event() -> None:
    case = Case(id="1", events=(Event(K.CHILD_NOT_PRODUCED, D1),))
    assert [event.kind for event in case.history()] == [K.CHILD_NOT_PRODUCED]


def test_a_meeting_and_the_iep_it_made_are_one_review() -> None:
    case = Case(
        id="1",
        meetings=(Meeting(purposes=(M.ANNUAL_REVIEW,), held=D1),),
        ieps=(Iep(meeting_date=D1),),
        events=(Event(K.IEP_REVIEWED, D1),),
    )
    reviews = [event for event in case.history() if event.kind is K.IEP_REVIEWED]
    assert reviews == [Event(K.IEP_REVIEWED, D1)]


def test_of_two_records_of_one_happening_the_earlier_known_stands() -> None:
    late, early = (Event(K.REFERRAL, D1, recorded_on=day) for day in (D3, D2))
    assert Case(id="1", events=(late, early)).history() == (early,)


@given(cases())
def test_a_history_is_in_order_and_says_nothing_twice(case: Case) -> None:
    found = case.history()
    order = {kind: place for place, kind in enumerate(EventKind)}
    keys = [(event.on, order[event.kind]) for event in found]
    assert keys == sorted(keys)
    bare = [attrs.evolve(event, recorded_on=None) for event in found]
    assert len(set(bare)) == len(bare)
    assert all(event.path.startswith("$.") for event in found)


@given(cases(), days())
def test_a_history_until_a_day_is_the_beginning_of_the_whole(case: Case, day: date) -> None:
    whole, part = case.history(), case.history(until=day)
    assert part == whole[: len(part)]
    assert all(event.on <= day for event in part)
    assert all(event.on > day for event in whole[len(part) :])


def test_the_last_day_itself_belongs_to_a_history() -> None:
    case = Case(id="1", events=(Event(K.REFERRAL, D2),))
    assert case.history(until=D2)
    assert not case.history(until=D2 - timedelta(days=1))


def test_what_became_known_later_is_not_known_yet() -> None:
    known, unknown, undated = (
        Event(K.REFERRAL, D1, recorded_on=D1),
        Event(K.ABSENCE, D1, recorded_on=D3),
        Event(K.EXITED, D1),
    )
    case = Case(id="1", events=(known, unknown, undated))
    assert case.known_on(D2).events == (known, undated)
    assert case.known_on(D3) == case


@given(cases(), st.lists(events(), max_size=4))
def test_appending_keeps_what_was_there(case: Case, more: list[Event]) -> None:
    longer = case.append(*more)
    assert longer.events == (*case.events, *more)
    assert attrs.evolve(longer, events=case.events) == case


def test_merging_orders_what_is_not_said_and_what_is_said_to_be_nothing() -> None:
    unsaid, nothing = Event(K.REFERRAL, D1), Event(K.REFERRAL, D1, detail="", about="", until=date.max)
    one, other = Case("1", events=(unsaid,)), Case("1", events=(nothing,))
    assert one.merge(other).events == other.merge(one).events == (nothing, unsaid)


@given(cases(), cases())
def test_merging_is_a_union_in_any_order(one: Case, other: Case) -> None:
    other = attrs.evolve(other, id=one.id)
    here, there = one.merge(other), other.merge(one)
    assert here.events == there.events
    assert set(here.events) == {*one.events, *other.events}
    assert set(here.ieps) == {*one.ieps, *other.ieps}
    assert here.student == (other.student if one.student is None else one.student)


@given(cases())
def test_merging_a_case_with_itself_adds_nothing(case: Case) -> None:
    merged = case.merge(case)
    assert set(merged.events) == set(case.events)
    assert attrs.evolve(merged, events=()) == attrs.evolve(case, events=())
    assert merged.history() == case.history()


def test_merging_keeps_two_sessions_that_look_alike() -> None:
    session = ServiceDelivery(on=D1, minutes=30)
    twice, once = Case(id="1", deliveries=(session, session)), Case(id="1", deliveries=(session,))
    assert twice.merge(once).deliveries == once.merge(twice).deliveries == (session, session)


def test_two_children_are_never_merged() -> None:
    with pytest.raises(InvalidDocument) as caught:
        Case(id="1", student=Student(id="s-9")).merge(Case(id="2"))
    assert "s-9" not in str(caught.value)


def test_the_module_lists_its_names() -> None:
    assert dir(history) == sorted(history.__all__)


def test_an_ieps_silence_is_heard_where_another_speaks() -> None:
    spoken = Iep(meeting_date=D1, placement=Placement())
    alone = Case("1", ieps=(Iep(meeting_date=D2),))
    assert K.IEP_SILENT not in {event.kind for event in alone.history()}
    both = Case("1", ieps=(spoken, Iep(start=D2), Iep()))
    silent = [(event.on, event.detail, event.path) for event in both.history() if event.kind is K.IEP_SILENT]
    assert silent == [(D2, "placement", "$.ieps[1].start")]
