"""The definitions of the categories, and which questions a file answers by what it holds."""

from __future__ import annotations

from itertools import chain

import pytest
from test_review_cases import AS_OF, build, case_of

from iepkit.citations import link
from iepkit.laws import law
from iepkit.records import DefinitionElement
from iepkit.reviews import rule_named
from iepkit.reviews.definitions import DEFINITIONS, Definition
from iepkit.reviews.run import review
from iepkit.vocabulary import Disability

WITHOUT_EFFECT = {
    Disability.DEAF_BLINDNESS,
    Disability.DEVELOPMENTAL_DELAY,
    Disability.MULTIPLE_DISABILITIES,
    Disability.SPECIFIC_LEARNING_DISABILITY,
}
OURS = ("elig-", "eval-", "cat-", "dd-", "sld-", "reeval-", "sop-")


def asked(name: str, **changes: object) -> set[str]:
    report = review(case_of({"from": name, "with": changes}), law=law("US"), as_of=AS_OF)
    return {question.name for question in report.questions if question.name.startswith(OURS)}


def test_every_category_has_one_definition_and_a_rule_of_its_name() -> None:
    assert sorted(one.disability for one in DEFINITIONS) == sorted(Disability)
    for one in DEFINITIONS:
        assert rule_named(one.code) is rule_named(one.name)
        assert rule_named(one.name).citation == one.citation


def test_every_element_is_in_a_definition_and_no_definition_asks_for_one_twice() -> None:
    assert set(chain.from_iterable(one.elements for one in DEFINITIONS)) == set(DefinitionElement)
    for one in DEFINITIONS:
        told = [element for part in one.parts for element in part.any_of]
        assert len(told) == len(set(told))
        assert not set(told) & set(one.beside)
        assert one.includes is None or one.includes in told


def test_every_part_is_cited_within_the_paragraph_of_its_definition() -> None:
    for one in DEFINITIONS:
        assert all(link(part.citation) and part.citation.startswith(one.citation) for part in one.parts)


def test_an_adverse_effect_is_part_of_all_definitions_but_four() -> None:
    without = {one.disability for one in DEFINITIONS if DefinitionElement.ADVERSE_EFFECT not in one.elements}
    assert without == WITHOUT_EFFECT


@pytest.mark.parametrize("name", ["evaluated", "learning-disability"])
def test_a_complete_file_leaves_no_question_on_evaluation_and_eligibility(name: str) -> None:
    assert asked(name) == set()


def test_a_file_of_days_leaves_the_questions_that_its_documents_would_answer() -> None:
    found = asked("school-age")
    assert found >= {"eval-sound", "eval-variety", "eval-initial-full", "elig-group", "elig-sources", "cat-ohi"}
    assert not {name for name in found if name.startswith("sld-")}
    assert asked("nothing") == set()


@pytest.mark.parametrize("one", DEFINITIONS, ids=lambda one: one.name)
def test_a_category_without_its_elements_is_a_question(one: Definition) -> None:
    found = {"eligibility[0].categories": [one.disability.value]}
    assert one.name in asked("school-age", **found)
    not_found = asked("school-age", **found, **{"eligibility[0].eligible": False})
    assert not any(name.startswith("cat-") for name in not_found)


def test_a_learning_disability_without_documentation_asks_for_each_statement() -> None:
    found = asked("school-age", **{"eligibility[0].categories": ["specific-learning-disability"]})
    assert found >= {f"sld-doc-{number}" for number in range(1, 8)} | {"sld-certify", "sld-group", "sld-method"}


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("behavior_observed", None, "sld-doc-3-none"),
        ("medical_findings", " ", "sld-doc-4-none"),
    ],
)
def test_what_is_stated_only_if_there_is_any_is_asked_where_it_is_not(field: str, value: object, name: str) -> None:
    assert asked("learning-disability", **{f"eligibility[0].sld.{field}": value}) == {name}


def test_whether_there_was_intervention_is_asked_where_nothing_tells() -> None:
    changes = {"intervention_used": None, "insufficient_progress": None, "pattern_of_strengths_and_weaknesses": True}
    assert asked("learning-disability", **{f"eligibility[0].sld.{k}": v for k, v in changes.items()}) == {
        "sld-doc-7-used"
    }


def test_a_summary_is_asked_about_by_what_the_file_holds_of_it() -> None:
    diploma = {"on": "2026-06-10", "reason": "regular-diploma"}
    assert "sop-content" in asked("high-school", exits=[diploma])
    told = asked("high-school", exits=[{**diploma, "summary_academic": "Reads at grade level."}])
    assert "sop-recommendations" in told
    assert "sop-content" not in told
    assert not any(
        name.startswith("sop-") for name in asked("high-school", exits=[{**diploma, "reason": "certificate"}])
    )


def test_a_reevaluation_of_days_asks_for_the_review_and_for_what_parents_were_told() -> None:
    again = {"purpose": "reevaluation", "completed": "2026-10-12"}
    assert {"eval-data-review"} <= asked("evaluated", evaluations=[*build({"from": "evaluated"})["evaluations"], again])
    without = asked("school-age", evaluations=[{**again, "more_data_needed": False}])
    assert {"reeval-no-data", "eval-data-review"} <= without
    assert "eval-initial-full" not in without


def test_the_local_choice_of_developmental_delay_is_asked_until_it_is_recorded() -> None:
    changes = {"eligibility[0].categories": ["developmental-delay"]}
    assert "dd-lea-choice" in asked("preschool", **changes)
    assert "dd-lea-choice" not in asked("preschool", **{**changes, "eligibility[0].delay_used_here": True})
