"""What a file does not tell of an IEP: asked where it is not told, and not asked where it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from test_scopes import places

from iepkit.reviews.untold import UNTOLD

IEP = "ieps[0]"
HERE = ["$.ieps[0]"]
ALTERNATE = {"kind": "alternate-alternate-standards"}


@pytest.mark.parametrize(
    ("scope", "changes"),
    [
        ("iep-without-considerations", {f"{IEP}.present_levels.strengths": "Draws well."}),
        ("iep-without-special-factors", {f"{IEP}.special_factors": {"communication_considered": True}}),
        ("iep-without-access", {f"{IEP}.accessible": True}),
        ("iep-without-extended-school-year", {f"{IEP}.extended_school_year": {"needed": False}}),
        ("iep-without-physical-education", {f"{IEP}.physical_education": "Regular class."}),
        ("iep-without-physical-education", {f"{IEP}.physical_education_available": True}),
        ("placement-without-reasons", {f"{IEP}.placement.close_to_home": True}),
        ("accommodations-without-validity", {f"{IEP}.assessments[0].accommodations_valid": True}),
    ],
)
def test_what_is_not_told_is_asked_until_the_file_tells_it(scope: str, changes: dict[str, Any]) -> None:
    assert places(scope, "school-age", {}) == HERE
    assert places(scope, "school-age", changes) == []


@pytest.mark.parametrize(
    ("scope", "changes", "found"),
    [
        ("iep-without-review", {}, []),
        ("iep-without-review", {f"{IEP}.initial": False}, HERE),
        ("iep-without-review", {f"{IEP}.initial": False, f"{IEP}.review": {"goals_reviewed": True}}, []),
        ("hearing-device", {f"{IEP}.special_factors": {"deaf_or_hard_of_hearing": True}}, HERE),
        ("hearing-device", {f"{IEP}.special_factors": {"deaf_or_hard_of_hearing": None}}, []),
        (
            "hearing-device",
            {f"{IEP}.special_factors": {"deaf_or_hard_of_hearing": True, "hearing_device": False}},
            [],
        ),
        ("alternate-without-information", {}, []),
        ("alternate-without-information", {f"{IEP}.assessments": [ALTERNATE]}, HERE),
        (
            "alternate-without-information",
            {f"{IEP}.assessments": [{**ALTERNATE, "team_given_explanation": True}]},
            [],
        ),
        ("accommodations-without-validity", {f"{IEP}.assessments": [{"kind": "regular"}]}, []),
        ("amendment-without-agreement", {}, []),
        ("amendment-without-agreement", {f"{IEP}.amendments": [{"by_agreement": True}]}, HERE),
        ("amendment-without-agreement", {f"{IEP}.amendments": [{"by_agreement": False}]}, []),
        ("amendment-without-agreement", {f"{IEP}.amendments": [{"by_agreement": True, "in_writing": True}]}, []),
        ("ifsp-as-iep", {}, []),
        ("diploma", {"exits": [{"on": date(2026, 6, 12), "reason": "regular-diploma"}]}, ["$.exits[0]"]),
        ("diploma", {"exits": [{"on": date(2026, 6, 12), "reason": "certificate"}]}, []),
    ],
)
def test_a_question_is_asked_where_it_arises(scope: str, changes: dict[str, Any], found: list[str]) -> None:
    assert places(scope, "school-age", changes) == found


def test_a_review_is_asked_of_where_an_iep_came_before() -> None:
    assert places("iep-without-review", "two-ieps", {}) == ["$.ieps[1]"]


def test_an_iep_without_a_placement_or_present_levels_is_asked_of_as_well() -> None:
    assert places("placement-without-reasons", "school-age", {}, ("ieps[0].placement",)) == []
    assert places("iep-without-considerations", "school-age", {}, ("ieps[0].present_levels",)) == HERE


@pytest.mark.parametrize("scope", UNTOLD)
def test_nothing_is_asked_of_a_file_without_an_iep(scope: str) -> None:
    assert places(scope, "nothing", {}) == []


def test_time_apart_is_asked_about_where_there_is_some() -> None:
    assert places("apart", "school-age", {}) == HERE
    assert places("apart", "preschool", {}) == []
