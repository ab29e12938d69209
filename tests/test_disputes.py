"""Disputes as documents, from the complaint to the court; and what a State may put in the place of federal times."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from iepkit.history import Case
from iepkit.laws import law
from iepkit.records import Dispute, Extension, RecordsLaw, RecordsRequest
from iepkit.timelines import Deadline, deadlines
from iepkit.vocabulary import DisputeKind, ExtensionReason

RECEIVED, AS_OF = date(2026, 3, 2), date(2026, 6, 1)
COMPLAINT = Dispute(
    id="d", kind=DisputeKind.DUE_PROCESS, filed_by_parent=True, filed=RECEIVED, received=RECEIVED
)  # fmt: skip
LAYER = """
[jurisdiction]
code = "own"
name = "A State"
regulations = "its rules"
read_on = 2026-11-23

[[due-process-violation]] # an explicit time limitation
number = 1
unit = "years"
citation = "own 1"
grade = "primary"

[[due-process-request]]
number = 1
unit = "years"
citation = "own 2"
grade = "primary"

[[civil-action]]
number = 45
unit = "calendar-days"
citation = "own 3"
grade = "primary"

[[part-c-due-process-decision]]
number = 30
unit = "calendar-days"
after = { number = 30, unit = "calendar-days" }
citation = "own 4"
grade = "primary"

[[part-c-opt-out]]
number = 10
unit = "business-days"
citation = "own 5"
grade = "primary"

[[stay-put]]
kind = "no-number"
text = "also while the time to appeal runs"
citation = "own 6"
grade = "primary"
"""


def of(dispute: Dispute, *, own: bool = False, as_of: date = AS_OF) -> dict[str, Deadline]:
    """The deadlines of a case that holds one dispute, by clock; of several runs the last."""
    federal = law("US")
    found = deadlines(Case("1", disputes=(dispute,)), law=federal.with_layer(LAYER) if own else federal, as_of=as_of)
    return {deadline.clock: deadline for deadline in sorted(found, key=lambda one: one.start or date.min)}


def test_the_base_case() -> None:
    found = of(COMPLAINT, as_of=RECEIVED)
    days = {name: (one.due - RECEIVED).days for name, one in found.items() if one.due is not None}
    assert days == {
        "agency-response": 10,
        "sufficiency-claim": 15,
        "resolution-meeting": 15,
        "resolution-period": 30,
        "hearing-decision": 75,
    }
    assert {name for name, one in found.items() if one.due is None} == {"legal-information", "stay-put"}


@pytest.mark.parametrize(
    ("steps", "due"),
    [
        ({}, date(2026, 5, 16)),
        ({"resolution_waived": date(2026, 3, 10)}, date(2026, 4, 24)),
        ({"resolution_meeting": date(2026, 3, 16), "no_agreement": date(2026, 3, 20)}, date(2026, 5, 4)),
        ({"mediation_continued": date(2026, 4, 1), "mediation_withdrawn": date(2026, 4, 20)}, date(2026, 6, 4)),
        ({"parent_absent": date(2026, 3, 16), "resolution_meeting": date(2026, 4, 10)}, date(2026, 5, 25)),
        ({"timeline_sought": date(2026, 3, 19), "timeline_begun": date(2026, 3, 25)}, date(2026, 5, 9)),
        ({"amended": date(2026, 3, 20)}, date(2026, 6, 3)),
        ({"amended": date(2026, 3, 20), "resolution_waived": date(2026, 3, 30)}, date(2026, 5, 14)),
        ({"filed_by_parent": False}, None),
        ({"filed_by_parent": None}, None),
    ],
    ids=str,
)
def test_when_the_decision_is_due(steps: dict[str, Any], due: date | None) -> None:
    assert of(attrs.evolve(COMPLAINT, **steps), as_of=date(2026, 4, 30))["hearing-decision"].due == due


def test_a_settlement_ends_the_dispute_and_voiding_it_revives_it() -> None:
    settled = attrs.evolve(COMPLAINT, resolution_meeting=date(2026, 3, 16), resolution_agreement=date(2026, 3, 16))
    assert of(settled)["hearing-decision"].status.value == "ended"
    voided = attrs.evolve(settled, agreement_voided=date(2026, 3, 18))
    assert of(voided)["hearing-decision"].status.value == "overdue"


def test_a_dispute_to_its_end() -> None:
    extension = Extension(agreed=date(2026, 5, 4), until=date(2026, 6, 15), reason=ExtensionReason.HEARING_OFFICER)
    heard = attrs.evolve(
        COMPLAINT,
        answered=date(2026, 3, 12), resolution_meeting=date(2026, 3, 16), extensions=(extension,),
        hearing_scheduled=date(2026, 4, 10), hearing_start=date(2026, 5, 26), decided=date(2026, 6, 12),
        decision_mailed=date(2026, 6, 16), civil_action=date(2026, 9, 10), legal_information_given=RECEIVED,
    )  # fmt: skip
    found = {name: one.status.value for name, one in of(heard, as_of=date(2026, 10, 1)).items()}
    assert found == {
        "agency-response": "met",
        "amendment-permission": "lapsed",
        "civil-action": "met",
        "disclosure-by-agency": "unknown",  # without a calendar
        "disclosure-by-parent": "unknown",
        "hearing-decision": "met",
        "hearing-decision-mailed": "late",
        "legal-information": "done",
        "resolution-meeting": "met",
        "resolution-period": "lapsed",
        "settlement-offer": "lapsed",
        "stay-put": "open",
        "sufficiency-claim": "lapsed",
    }


def test_a_state_may_replace_the_limits() -> None:
    late = attrs.evolve(
        COMPLAINT, violation_on=date(2024, 3, 4), known_on=date(2025, 3, 3), decided=date(2026, 5, 15)
    )  # fmt: skip
    federal, own = of(late), of(late, own=True)
    clocks = ("due-process-violation", "due-process-request", "civil-action")
    assert [str(federal[name].due) for name in clocks] == ["2023-03-03", "2027-03-03", "2026-08-13"]
    assert [str(own[name].due) for name in clocks] == ["2024-03-03", "2026-03-03", "2026-06-29"]
    assert own["civil-action"].citation.text == "own 3"


def test_a_lead_agency_chooses_its_time_under_part_c() -> None:
    early = attrs.evolve(COMPLAINT, kind=DisputeKind.PART_C_DUE_PROCESS)
    assert of(early)["part-c-due-process-decision"].due is None
    found = of(early, own=True, as_of=RECEIVED)
    assert found["part-c-due-process-decision"].due == date(2026, 5, 1)
    assert "hearing-decision" not in found
    waived = of(attrs.evolve(early, resolution_waived=date(2026, 3, 10)), own=True)
    assert waived["part-c-due-process-decision"].due == date(2026, 4, 9)


def test_what_ends_a_dispute_ends_it_by_whatever_way() -> None:
    """A mediated end after a voided agreement, a void that came too late, a State complaint that was mediated."""
    voided = attrs.evolve(
        COMPLAINT, resolution_agreement=date(2026, 3, 16), agreement_voided=date(2026, 3, 18),
        mediation_agreement=date(2026, 4, 1),
    )  # fmt: skip
    assert of(voided)["hearing-decision"].status.value == "ended"
    too_late = attrs.evolve(
        COMPLAINT, resolution_agreement=date(2026, 3, 16), agreement_voided=date(2026, 5, 1)
    )  # fmt: skip
    found = of(too_late)
    assert found["hearing-decision"].status.value == "ended"
    assert found["resolution-period"].status.value == "met"
    complaint = Dispute(kind=DisputeKind.STATE_COMPLAINT, filed=RECEIVED, mediation_agreement=date(2026, 4, 1))
    assert of(complaint)["state-complaint-decision"].status.value == "ended"


def test_a_hearing_that_fell_away_is_none() -> None:
    """It neither has a decision to wait for, nor is it a day before which records were due."""
    settled = Dispute(
        id="d", kind=DisputeKind.EXPEDITED_DUE_PROCESS, filed_by_parent=True, filed=RECEIVED, received=RECEIVED,
        hearing_start=date(2026, 3, 20), resolved=date(2026, 3, 10),
    )  # fmt: skip
    assert "expedited-decision" not in of(settled)
    asked = RecordsRequest(under=RecordsLaw.PART_B, requested=RECEIVED, access_given=date(2026, 4, 1))
    case = Case("1", disputes=(settled,), records_requests=(asked,))
    (access,) = [one for one in deadlines(case, law=law("US"), as_of=AS_OF) if one.clock == "records-access"]
    assert (access.due, access.status.value) == (date(2026, 4, 16), "met")


def test_mediation_in_place_of_the_meeting_is_seen_by_its_session() -> None:
    mediated = attrs.evolve(COMPLAINT, mediation_requested=date(2026, 3, 6), mediation_held=date(2026, 3, 27))
    assert of(mediated)["resolution-meeting"].status.value == "waived"


def test_a_notice_after_the_complaint_is_no_notice_before_it() -> None:
    later = attrs.evolve(COMPLAINT, subject_notice_given=date(2026, 3, 20))
    assert {name for name in of(later) if name.endswith("response")} == {"agency-response"}
