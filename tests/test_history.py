"""History: what documents imply, and the laws of the log."""

from __future__ import annotations

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
    Consent,
    Dispute,
    Eligibility,
    Evaluation,
    Exit,
    Extension,
    Goal,
    Iep,
    Ifsp,
    ManifestationDetermination,
    Meeting,
    Notice,
    PartCTransition,
    PostsecondaryGoal,
    ProgressReport,
    ReevaluationAgreement,
    Referral,
    Removal,
    ServiceDelivery,
    Student,
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
            at(e + "started", K.EVALUATION_STARTED, purpose=INITIAL),
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
                at(m + "notice_given", K.IEP_MEETING_NOTICE, detail=purpose.value),
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
        ),
        implies("ifsp", {"ifsps": (Ifsp(meeting_date=D1, start=D2, end=D3), Ifsp(start=D1, serves_as_iep=False))}),
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
            implies(f"notice-{kind}", {"notices": (Notice(kind, given=D1),)}, at("$.notices[0].given", event))
            for kind, event in (
                (NoticeKind.PRIOR_WRITTEN, K.PRIOR_WRITTEN_NOTICE),
                (NoticeKind.PROCEDURAL_SAFEGUARDS, K.SAFEGUARDS_NOTICE),
                (NoticeKind.MEETING, K.IEP_MEETING_NOTICE),
            )
        ),
        implies("notice-other", {"notices": (Notice(NoticeKind.DISCIPLINE, given=D1),)}),
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
            at("$.removals[0].start", K.REMOVAL, until=D2, detail="expulsion"),
        ),
        *(
            implies(
                f"manifestation-{answer}",
                {"manifestation_determinations": (ManifestationDetermination(on=D1, manifestation=answer),)},
                at("$.manifestation_determinations[0].on", K.MANIFESTATION_DETERMINATION, detail=detail),
            )
            for answer, detail in ((True, "manifestation"), (False, "not-manifestation"), (None, None))
        ),
        implies(
            "state-complaint",
            {"disputes": (Dispute(kind=DisputeKind.STATE_COMPLAINT, filed=D1, resolved=D2),)},
            at("$.disputes[0].filed", K.STATE_COMPLAINT_FILED),
            at("$.disputes[0].resolved", K.DISPUTE_RESOLVED, D2, detail="state-complaint"),
        ),
        *(
            implies(
                f"dispute-{kind}",
                {"disputes": (Dispute(kind=kind, filed=D1),)},
                at("$.disputes[0].filed", K.DUE_PROCESS_FILED, detail=kind.value),
            )
            for kind in (DisputeKind.DUE_PROCESS, DisputeKind.EXPEDITED_DUE_PROCESS)
        ),
        implies("mediation", {"disputes": (Dispute(kind=DisputeKind.MEDIATION, filed=D1),)}),
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
            at("$.transfers[1].enrolled", K.TRANSFERRED_IN, D2),
        ),
        implies(
            "exit",
            {"exits": (Exit(on=D1, reason=ExitReason.REGULAR_DIPLOMA),)},
            at("$.exits[0].on", K.EXITED, detail="regular-diploma"),
        ),
        implies(
            "part-c",
            {"part_c": PartCTransition(served_from=D1, served_until=D3, notified=D2)},
            at("$.part_c.served_from", K.SERVED_IN_PART_C, until=D3),
            at("$.part_c.notified", K.PART_C_NOTICE, D2),
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
