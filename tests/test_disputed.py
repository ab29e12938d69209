"""What a file does not tell of disputes, surrogates, independent evaluations and access: asked until it tells."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from test_review_cases import AS_OF
from test_scopes import places

from iepkit.reviews.disputed import OPEN_DISPUTES

DAY = date(2026, 9, 14)
LATER = date(2026, 11, 16)
HERE = "disputes[0]"
BARE: dict[str, dict[str, Any]] = {
    "state-complaint-without-content": {"kind": "state-complaint", "filed": DAY},
    "state-decision-without-content": {"kind": "state-complaint", "decided": DAY},
    "state-decision-without-remedy": {"kind": "state-complaint", "decided": DAY},
    "state-remedy": {"kind": "state-complaint", "decided": DAY, "services_failure_found": True},
    "due-process-without-content": {"kind": "due-process", "filed": DAY},
    "due-process-without-subject": {"kind": "due-process", "filed": DAY},
    "answer-without-content": {"kind": "due-process", "answered": DAY, "filed_by_parent": True},
    "resolution-meeting": {"kind": "due-process", "resolution_meeting": DAY},
    "resolution-meeting-untold": {"kind": "expedited-due-process", "resolution_meeting": DAY},
    "resolution-agreement-untold": {"kind": "due-process", "resolution_agreement": DAY},
    "mediation-agreement-untold": {"kind": "mediation", "mediation_agreement": DAY},
    "hearing-untold": {"kind": "due-process", "hearing_start": DAY},
    "hearing-decision": {"kind": "due-process", "decided": DAY},
}


def test_each_dispute_of_which_something_is_asked_is_tried() -> None:
    assert set(BARE) == set(OPEN_DISPUTES)


@pytest.mark.parametrize("scope", BARE)
def test_a_dispute_of_which_the_file_holds_only_dates_is_asked_about(scope: str) -> None:
    day, _ = OPEN_DISPUTES[scope]
    assert places(scope, "school-age", {"disputes": [BARE[scope]]}) == [f"$.{HERE}"]
    assert places(scope, "school-age", {"disputes": [BARE[scope] | {day: LATER}]}) == []
    assert places(scope, "school-age", {"disputes": [BARE[scope] | {"kind": "civil-action"}]}) == []


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        ("state-complaint-without-content", {"signed": False}),
        ("state-decision-without-content", {"reasons_stated": True}),
        ("state-decision-without-content", {"decided": None}),
        ("state-decision-without-remedy", {"services_failure_found": False}),
        ("state-decision-without-remedy", {"decided": None}),
        ("state-remedy", {"services_failure_found": False}),
        ("due-process-without-content", {"child_named": True}),
        ("due-process-without-subject", {"subjects": ["fape"]}),
        ("due-process-without-subject", {"kind": "expedited-due-process"}),
        ("answer-without-content", {"answer_basis": True}),
        ("answer-without-content", {"answered": None}),
        ("answer-without-content", {"filed_by_parent": False}),
        ("answer-without-content", {"subject_notice_given": DAY}),
        ("resolution-meeting", {"resolution_meeting": None}),
        ("resolution-meeting-untold", {"agency_attorney_present": False}),
        ("resolution-meeting-untold", {"resolution_meeting": None}),
        ("resolution-agreement-untold", {"signed_by_parent": True}),
        ("resolution-agreement-untold", {"resolution_agreement": None}),
        ("mediation-agreement-untold", {"confidentiality_stated": True}),
        ("mediation-agreement-untold", {"mediation_agreement": None}),
        ("hearing-untold", {"new_issues_heard": False}),
        ("hearing-untold", {"hearing_start": None}),
        ("hearing-decision", {"decided": None}),
    ],
)
def test_what_the_file_tells_of_a_dispute_is_not_asked(scope: str, told: dict[str, Any]) -> None:
    row = {field: value for field, value in (BARE[scope] | told).items() if value is not None}
    assert places(scope, "school-age", {"disputes": [row]}) == []


PARENT = {"relation": "biological-or-adoptive", "rights": True}
ASKED = {"evaluations[0].independent_requested": AS_OF}
ENTRY = {"given": DAY}
SURROGATE = {"needed": DAY, "assigned": DAY}


@pytest.mark.parametrize(
    ("scope", "changes", "found"),
    [
        ("independent-evaluation-untold", {}, []),
        ("independent-evaluation-untold", ASKED, ["$.evaluations[0]"]),
        ("independent-evaluation-untold", {**ASKED, "evaluations[0].independent_considered": True}, []),
        ("parents", {"student.parents": [PARENT]}, []),
        ("parents", {"student.parents": [PARENT, PARENT]}, ["$.student.parents"]),
        ("records-access-untold", {"records_access": [ENTRY]}, ["$.records_access[0]"]),
        ("records-access-untold", {"records_access": [ENTRY | {"party": "auditor"}]}, []),
        ("records-access-untold", {"records_access": [ENTRY | {"parent_or_staff": True}]}, []),
        ("records-access-untold", {"records_access": [{"given": LATER}]}, []),
        ("records-access-untold", {"records_access": [{}]}, []),
        ("surrogate-untold", {"surrogates": [SURROGATE]}, ["$.surrogates[0]"]),
        ("surrogate-untold", {"surrogates": [{"needed": DAY}]}, []),
        ("surrogate-untold", {"surrogates": [SURROGATE | {"part_c": True}]}, []),
        ("surrogate-untold", {"surrogates": [SURROGATE | {"has_knowledge": True}]}, []),
    ],
)
def test_what_is_asked_of_people_evaluations_and_access(scope: str, changes: dict[str, Any], found: list[str]) -> None:
    assert places(scope, "school-age", changes) == found
