"""Questions on the IEP Team and on services plans: where each is asked, and where the file answers it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

import iepkit as ik
from iepkit.formats.json import loads
from iepkit.laws import DEFAULT
from iepkit.reviews.context import Context

AS_OF = date(2026, 11, 2)
HELD = {"purposes": ["annual-review"], "held": "2026-03-02"}
TEACHER = {"roles": ["special-education-teacher"], "attended": True}
APART = {"start": "2025-11-20", "placement": {"environment": "separate-school"}}
PLAN = {"start": "2026-09-14"}


def asked(**fields: Any) -> dict[str, tuple[str, ...]]:
    case: ik.Case = loads(json.dumps({"id": "C-58213", **fields}))
    return {one.name: one.paths for one in ik.review(case, law=ik.law("US"), as_of=AS_OF).questions}


@pytest.mark.parametrize(
    ("name", "fields", "paths"),
    [
        ("team-attendance", {"meetings": [HELD]}, ("$.meetings[0]",)),
        ("team-attendance", {"meetings": [{**HELD, "team": [TEACHER]}]}, None),
        ("team-attendance", {"meetings": [{**HELD, "team": [{"roles": ["parent"]}]}]}, ("$.meetings[0]",)),
        ("team-attendance", {"meetings": [{**HELD, "purposes": ["eligibility"]}]}, None),
        ("team-attendance", {"meetings": [{**HELD, "held": "2026-12-01"}]}, None),
        ("team-regular-may-be", {"meetings": [{**HELD, "team": [TEACHER]}], "ieps": [APART]}, ("$.meetings[0]",)),
        ("team-regular-may-be", {"meetings": [HELD], "ieps": [APART]}, None),
        ("team-regular-may-be", {"meetings": [{**HELD, "team": [TEACHER]}]}, None),
        ("team-child-appropriate", {"meetings": [HELD]}, ("$.meetings[0]",)),
        ("team-child-appropriate", {}, None),
        ("team-agency-likely", {"meetings": [{**HELD, "purposes": ["transition"]}]}, ("$.meetings[0]",)),
        ("team-agency-likely", {"meetings": [HELD]}, None),
        ("excuse-area", {"meetings": [{**HELD, "excusals": [{}]}]}, ("$.meetings[0]",)),
        ("excuse-area", {"meetings": [HELD]}, None),
        ("notice-said", {"meetings": [HELD]}, ("$.meetings[0]",)),
        ("notice-said", {"meetings": [{**HELD, "notice_purpose": True}]}, None),
        ("sp-who", {"student": {"id": "1", "parentally_placed_private": True}}, ("$.student",)),
        ("sp-who", {"student": {"id": "1", "parentally_placed_private": True}, "services_plans": [PLAN]}, None),
        ("sp-who", {"student": {"id": "1"}}, None),
        ("sp-content", {"services_plans": [PLAN]}, ("$.services_plans[0]",)),
        ("sp-content", {"services_plans": [{**PLAN, "transportation_needed": False}]}, None),
        ("sp-iep-like", {"services_plans": [PLAN]}, ("$.services_plans[0]",)),
    ],
)
def test_a_question_is_asked_where_the_file_does_not_answer_it(
    name: str, fields: dict[str, Any], paths: tuple[str, ...] | None
) -> None:
    assert asked(**fields).get(name) == paths


def test_the_people_of_a_meeting_are_read_once_for_all_rules() -> None:
    case: ik.Case = loads(json.dumps({"id": "C-58213", "meetings": [{**HELD, "team": [TEACHER]}]}))
    context = Context.of(case, ik.law("US"), AS_OF, DEFAULT)
    assert context.gatherings is context.gatherings
