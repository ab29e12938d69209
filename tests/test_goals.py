"""Goals against their labels: what is found of what is there, on both halves; and what holds for every text."""

from __future__ import annotations

from pathlib import Path

import labelled
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit.goals import Measure, PartKind, Weight, catalogue, check_goal

# A little below what was measured; see docs/goals.md.
FLOORS = {
    "measurable": (0.97, 0.97),
    "timeframe": (0.9, 0.93),
    "condition": (0.77, 0.9),
    "learner": (0.98, 0.95),
    "behavior": (0.9, 0.9),
    "direction": (0.85, 0.85),
    "baseline": (0.95, 0.95),
    "criterion": (0.92, 0.93),
    "method": (0.8, 0.85),
    "schedule": (0.8, 0.75),
}
AREAS = {"reading", "writing", "mathematics", "communication", "behavior", "social-emotional", "motor", "adaptive"}


@pytest.mark.parametrize("half", labelled.HALVES)
@pytest.mark.parametrize("name", FLOORS)
def test_what_is_found_is_there_and_what_is_there_is_found(half: str, name: str) -> None:
    found = labelled.counts(row for row in labelled.rows() if row.half == half)[name]
    least_precision, least_recall = FLOORS[name]
    assert found.precision >= least_precision
    assert found.recall >= least_recall


@pytest.mark.parametrize("half", labelled.HALVES)
def test_what_is_required_and_missing_is_named_by_its_code(half: str) -> None:
    rows = [row for row in labelled.rows() if row.half == half]
    same = sum({one.code for one in row.check.required} == set(row.missing) for row in rows)
    assert same >= 0.95 * len(rows)


def test_the_labels_are_many_varied_and_consistent() -> None:
    rows = labelled.rows()
    assert len(rows) >= 240
    assert len({row.text for row in rows}) == len(rows)
    assert {row.area for row in rows} >= {*AREAS, "transition", "postsecondary", "objectives"}
    assert {row.kind for row in rows} == {"annual", "objective", "postsecondary"}
    assert [row.text for row in rows if row.measurable is bool(row.missing)] == []
    assert {code for row in rows for code in row.missing} <= set(catalogue())
    for half in labelled.HALVES:
        assert 0.45 <= sum(row.half == half for row in rows) / len(rows) <= 0.55


def test_several_skills_are_noted_where_there_are_several() -> None:
    assert [row.text for row in labelled.rows() if row.skills is not (row.check.skills > 1)] == []


def test_the_page_shows_what_was_measured(root: Path) -> None:
    table = labelled.table()
    assert table in (root / "docs" / "goals.md").read_text("utf-8"), f"put this table in docs/goals.md:\n{table}"


@pytest.mark.parametrize("row", labelled.rows(), ids=lambda row: row.text[:40])
def test_a_part_is_what_stands_at_its_place(row: labelled.Row) -> None:
    for part in row.check.parts:
        assert row.text[part.start : part.end] == part.text
        assert part.text
        assert part.text.strip() == part.text
        assert (part.measure is not None) is (part.kind is PartKind.CRITERION)


WORDS = sorted({word for row in labelled.rows() for word in row.text.split()})
ODD = ["\n", "\n\n", ",", ".", "(", "²", "٣", "½", "İ", "ß", "{", "w/", "4/0", "9" * 400, "$", "\x00", "\ud800", "“"]
TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from([*WORDS, *ODD]), max_size=25).map(" ".join),
    st.lists(st.sampled_from([*WORDS, *ODD]), max_size=12).map("".join),
)


@given(text=TEXTS, kind=st.sampled_from(["annual", "objective", "postsecondary"]))
def test_any_text_is_answered_with_parts_that_stand_in_it(text: str, kind: str) -> None:
    found = check_goal(text, kind)  # type: ignore[arg-type]
    assert all(text[part.start : part.end] == part.text != "" for part in found.parts)
    assert found.measurable is not any(one.weight is Weight.REQUIRED for one in found.missing)
    assert len({one.code for one in found.missing}) == len(found.missing)


@given(text=TEXTS, space=st.text(" \t\n", max_size=3))
def test_spaces_at_the_end_change_nothing(text: str, space: str) -> None:
    assert check_goal(text + space) == check_goal(text)


@pytest.mark.parametrize("row", labelled.rows()[::7], ids=lambda row: row.text[:40])
def test_a_goal_in_capitals_or_without_them_says_the_same(row: labelled.Row) -> None:
    loud = check_goal(row.text.upper().replace("İ", "I"), row.kind)  # type: ignore[arg-type]
    own = {part.measure for part in row.check.of(PartKind.CRITERION)}
    assert {part.measure for part in loud.of(PartKind.CRITERION)} == own


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("The student will demonstrate addition.", set()),
        ("The student will name states of the country.", set()),
        ("The student will add fractions such as 3/4 and 1/2.", set()),
        ("The student, age 10, in grade 4, will read books of 100 pages.", set()),
        ("By June 2027, the student will tell time to the nearest 5 minutes.", set()),
        ("The student will subtract within 20 and count up to 100.", set()),
        ("Given 20 words, the student will spell.", set()),
        ("The student will follow 2 step directions.", set()),
        ("The student will accurately narrate a story.", set()),
        ("The student will read 3 of 4 words.", {Measure.RATIO}),
        ("The student will sit for ten minutes.", {Measure.DURATION}),
        ("The student will answer within 10 seconds.", {Measure.LATENCY}),
        ("The student will sort with no more than 2 prompts.", {Measure.PROMPTS}),
        ("The student will score a level 3 on a 4-point rubric.", {Measure.SCORE}),
        ("The student will greet a peer 3 times per day.", {Measure.RATE}),
        ("The student will greet a peer on 5 consecutive days.", {Measure.CONSECUTIVE}),
        ("The student will greet a peer independently.", {Measure.SUPPORT}),
        ("The student will cut within 1/4 inch of the line.", {Measure.DISTANCE}),
        ("The student will read at a fourth grade level.", {Measure.GRADE_LEVEL}),
        ("The student will use at least 5 transition words.", {Measure.COUNT}),
        ("The student will read words with 80 % accuracy.", {Measure.PERCENT}),
    ],
)
def test_a_number_is_a_criterion_where_it_says_how_much_is_enough(text: str, measures: set[Measure]) -> None:
    assert {part.measure for part in check_goal(text).of(PartKind.CRITERION)} == measures
