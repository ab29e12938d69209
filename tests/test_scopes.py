"""Of what a question is asked: each scope on files that hold what it looks for, and on those that do not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from test_review_cases import AS_OF, CASES, case_of

from iepkit.laws import DEFAULT, law
from iepkit.reviews.context import Context
from iepkit.reviews.questions import checklist
from iepkit.reviews.scopes import SCOPES

REMOVAL = "$.removals[0]"
DETERMINED = "$.manifestation_determinations[0]"
OUTCOME = {"on": date(2026, 10, 13), "manifestation": True}


def places(scope: str, source: str, changes: dict[str, Any], without: tuple[str, ...] = ()) -> list[str]:
    case = case_of({"from": source, "with": changes, "without": without})
    return list(SCOPES[scope](Context.of(case, law("US"), AS_OF, DEFAULT)))


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("source", sorted(path.stem for path in (CASES / "files").iterdir()))
def test_a_scope_names_places_of_the_case(scope: str, source: str) -> None:
    found = places(scope, source, {})
    assert len(found) == len(set(found))
    assert all(path.startswith("$") for path in found)
    assert source != "nothing" or found in ([], ["$"])


@pytest.mark.parametrize(
    ("scope", "changes", "found"),
    [
        ("manifestation-outcome", {}, []),
        ("manifestation-outcome", {"manifestation_determinations[0]": OUTCOME}, [DETERMINED]),
        ("is-manifestation", {}, []),
        ("is-manifestation", {"manifestation_determinations[0].manifestation": True}, [DETERMINED]),
        ("is-no-manifestation", {}, [DETERMINED]),
        ("is-no-manifestation", {"manifestation_determinations[0].on": date(2026, 11, 9)}, []),
        ("is-no-manifestation", {"manifestation_determinations[0]": OUTCOME}, []),
        ("long-removal", {}, [REMOVAL]),
        ("long-removal", {"removals[0]": {"start": AS_OF, "school_days": 3}}, []),
        ("long-removal", {"removals[0]": {"start": AS_OF, "kind": "interim-alternative-setting"}}, [REMOVAL]),
        ("long-removal", {"removals[0]": {"start": AS_OF, "kind": "shortened-day", "school_days": 20}}, []),
        ("interim-setting-untold", {"removals[0].kind": "interim-alternative-setting"}, []),
        ("interim-setting-untold", {"removals[0]": {"kind": "interim-alternative-setting"}}, [REMOVAL]),
        ("interim-setting-untold", {"removals[0]": {"kind": "expulsion"}}, []),
        ("special-circumstances", {}, []),
        ("special-circumstances", {"incidents[0]": {"offense": "drugs"}}, ["$.incidents[0]"]),
        ("special-circumstances", {"incidents[0].offense": "drugs"}, []),
        ("special-circumstances", {"incidents[0]": {"behavior": "ran away"}}, []),
        ("pattern", {}, []),
        ("pattern", {"removals[0].pattern": False}, [REMOVAL]),
        ("incident-before-eligibility", {}, []),
        ("incident-before-eligibility", {"incidents[0].on": date(2025, 6, 2)}, ["$.incidents[0]"]),
        ("incident-before-eligibility", {"incidents[0]": {"offense": "other"}}, []),
    ],
)
def test_questions_of_discipline_are_asked_where_they_arise(
    scope: str, changes: dict[str, Any], found: list[str]
) -> None:
    assert places(scope, "conduct", changes) == found


@pytest.mark.parametrize(
    ("scope", "changes", "without", "found"),
    [
        ("ifsp", {}, (), ["$.ifsps[0]"]),
        ("ifsp", {"ifsps[0]": {"start": date(2026, 5, 1)}}, (), []),
        ("ifsp", {"ifsps[0].interim": True}, (), []),
        ("ifsp", {"exits": [{"on": date(2026, 10, 26), "reason": "moved-known-to-continue"}]}, (), []),
        ("ifsp-services", {}, (), ["$.ifsps[0]"]),
        ("ifsp-services", {"ifsps[0].interim": True}, (), ["$.ifsps[0]"]),
        ("ifsp-services", {}, ("ifsps[0].services",), []),
        ("ifsp-without-people", {}, (), []),
        ("ifsp-without-people", {}, ("ifsps[0].team",), ["$.ifsps[0]"]),
        ("part-c", {}, (), ["$.part_c"]),
        ("part-c", {}, ("part_c.found_eligible",), []),
        ("part-c", {"part_c.eligible_by_records": date(2026, 3, 23)}, ("part_c.found_eligible",), ["$.part_c"]),
        ("part-c", {"part_c.found_not_eligible": date(2026, 4, 10)}, ("part_c.found_eligible",), ["$.part_c"]),
        ("part-c", {"student.birth_date": date(2023, 6, 9)}, (), []),
        ("part-c", {}, ("part_c",), []),
    ],
)
def test_questions_of_early_intervention_are_asked_where_they_arise(
    scope: str, changes: dict[str, Any], without: tuple[str, ...], found: list[str]
) -> None:
    assert places(scope, "toddler", changes, without) == found


def test_every_scope_that_a_question_uses_is_one() -> None:
    assert {row.of for row in checklist()} <= set(SCOPES)
