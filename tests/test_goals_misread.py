"""Goals that were once misread, each with what it says; and goals in note form, which nobody had in mind."""

from __future__ import annotations

import itertools
import tomllib
from datetime import date
from pathlib import Path

import pytest

from iepkit.goals import Measure, PartKind, Weight, catalogue, check_goal
from iepkit.records import Goal, Objective, PostsecondaryGoal

LATER = Path(__file__).parent / "goals" / "later"


def parts(text: str, kind: PartKind) -> list[str]:
    return [part.text for part in check_goal(text).of(kind)]


@pytest.mark.parametrize(
    ("text", "criteria"),
    [
        ("Sam will improve spelling by scoring 8/10 on a weekly quiz.", ["8/10"]),
        ("Sam will score 17 out of 20 or better on the unit test.", ["17 out of 20 or better"]),
        ("100% of the time student will follow rules.", ["100% of the time"]),
        ("80% of the time Sam will raise his hand.", ["80% of the time"]),
        ("80% of Sam's essays will include a topic sentence.", ["80% of Sam's essays"]),
        ("Sam will spell words (currently 62%) with 80% accuracy.", ["80% accuracy"]),
        ("Call-outs will decrease to 2 per day.", ["2 per day"]),
        (
            "Sam will use phrases to ask for toys, up to 10 per 20 minute play session.",
            ["up to 10 per 20 minute play session"],
        ),
        ("Sam will have 0 office referrals in a grading period.", ["0 office referrals"]),
        ('Sam will cut along a line within 1/4" of it.', ["within 1/4"]),
        ("Sam will edit a text over 3 consec. data days.", ["3 consec. data days"]),
        ("Sam will zip his jacket w/in 3 minutes w/o physical prompts.", ["w/in 3 minutes", "w/o physical prompts"]),
        ("Sam will segment words - 16/20 across 2 sessions.", ["16/20", "2 sessions"]),
        ("Sam will eat lunch with a spoon, 4 days/wk.", ["4 days/wk"]),
    ],
)
def test_a_criterion_is_read_as_it_is_written(text: str, criteria: list[str]) -> None:
    assert parts(text, PartKind.CRITERION) == criteria
    assert "GL104" not in {one.code for one in check_goal(text).missing}


@pytest.mark.parametrize(
    ("text", "learner"),
    [
        ("100% of the time student will follow rules.", ["student"]),
        ("4 of 5 times the student will raise a hand.", ["the student"]),
        ("During community outings Marco will stop at curbs.", ["Marco"]),
        ("She'll read 40 words per minute.", ["She"]),
        ("Tantrums will decrease from 6 per day to 1 per day.", []),
    ],
)
def test_the_learner_stands_before_the_verb(text: str, learner: list[str]) -> None:
    assert parts(text, PartKind.LEARNER) == learner


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("Sam will spell words with 80% accuracy (currently 62%).", ["currently 62%"]),
        ("Sam will spell words (baseline: 3/10) with 80% accuracy.", ["baseline: 3/10"]),
        ("Sam will spell words with 80% accuracy, currently 62%.", ["currently 62%"]),
    ],
)
def test_a_baseline_ends_with_its_brackets(text: str, baseline: list[str]) -> None:
    assert parts(text, PartKind.BASELINE) == baseline


@pytest.mark.parametrize(
    ("text", "behavior", "required"),
    [
        ("Compliance will increase.", [], ["GL103", "GL104"]),
        ("Reading will increase.", [], ["GL103", "GL104"]),
        ("Compliance with directions will increase to 80% of opportunities.", ["Compliance with directions"], []),
        ("Sam's call-outs will decrease to no more than 2 per day.", ["call-outs"], []),
        ("Sam's on-task behavior will increase from 45% to 75% of intervals.", ["on-task behavior"], []),
        ("Tantrums will decrease from 6 per day to 1 per day.", ["Tantrums"], []),
        ("Tantrums will decrease without help.", [], ["GL103", "GL104"]),
        ("Reading will increase to 90 wpm.", ["Reading"], []),
        ("Reading will increase to 90% of the time.", [], ["GL103"]),
    ],
)
def test_what_grows_by_itself_is_seen_by_its_criterion(text: str, behavior: list[str], required: list[str]) -> None:
    assert parts(text, PartKind.BEHAVIOR) == behavior
    assert [one.code for one in check_goal(text).required] == required


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Sam will read 9 words as measured by weekly CBM probes.",
            PartKind.METHOD,
            "as measured by weekly CBM probes",
        ),
        ("Sam will read 9 words, monitored weekly by staff.", PartKind.METHOD, "monitored weekly by staff"),
        ("By 5/2027 Sam will read 9 words.", PartKind.TIMEFRAME, "By 5/2027"),
        ("Sam will read 9 words by Oct. 1.", PartKind.TIMEFRAME, "by Oct. 1"),
        (
            "Given a text at her instr. level, Mia will read 9 words.",
            PartKind.CONDITION,
            "Given a text at her instr. level",
        ),
        ("During community outings Sam will stop at 9 curbs.", PartKind.CONDITION, "During community outings"),
    ],
)
def test_a_part_is_read_to_its_end(text: str, kind: PartKind, expected: str) -> None:
    assert parts(text, kind) == [expected]


def test_a_large_number_is_a_number_and_a_year_is_none() -> None:
    found = check_goal("In 2027, Sam will take at least 5000 steps per day.")
    assert [part.value for part in found.of(PartKind.CRITERION)] == [5000]


def test_a_blank_line_ends_a_sentence() -> None:
    found = check_goal("Sam will read\n  \n4 of 5 words")
    assert [part.text for part in found.of(PartKind.BEHAVIOR)] == ["read"]
    assert [part.text for part in found.of(PartKind.CRITERION)] == ["4 of 5 words"]


RECORDS = (Goal, Objective, PostsecondaryGoal)
KINDS = (None, "annual", "objective", "postsecondary")


@pytest.mark.parametrize(("record", "kind"), [*itertools.product(RECORDS, KINDS)])
def test_a_record_of_any_sort_is_checked_as_a_goal_of_any_kind(record: type, kind: str | None) -> None:
    own = "postsecondary" if record is PostsecondaryGoal else "annual"
    for text in ("Sam will read 90 words a minute.", "After graduation, Sam will work as a welder.", "Sam will learn."):
        assert check_goal(record(text=text), kind) == check_goal(text, kind or own)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        (Goal(criterion="4 of 5 days"), ["GL103"]),
        (Objective(target=4), ["GL103"]),
        (Goal(behavior="works as a welder"), ["GL210"]),
        (Goal(behavior="works as a welder", due=date(2030, 1, 1)), []),
        (Goal(text="After graduation, Sam will work.", behavior="works as a welder"), []),
        (Goal(text="After graduation, Sam plans to work.", behavior="works as a welder"), ["GL106"]),
        (Goal(text="While in high school, Sam will work.", behavior="works"), ["GL107"]),
    ],
)
def test_the_fields_of_a_goal_for_after_school_complement_each_other(
    record: Goal | Objective, codes: list[str]
) -> None:
    assert [one.code for one in check_goal(record, "postsecondary").missing] == codes


def test_what_is_required_has_the_lower_codes() -> None:
    """A check shows what is missing by its code, what is required first."""
    weights = [one.weight is Weight.ADVISED for _, one in sorted(catalogue().items())]
    assert weights == sorted(weights)


def test_a_hundred_goals_in_note_form() -> None:
    rows = tomllib.loads((LATER / "notes.toml").read_text("utf-8"))["goal"]
    assert len(rows) == 106
    found = [(row["measurable"], check_goal(row["says"], row.get("kind")).measurable) for row in rows]
    assert found.count((False, True)) == 0
    assert found.count((True, False)) <= 2


def test_a_measure_of_a_criterion_is_told_by_its_words() -> None:
    found = check_goal("Sam will score 17 out of 20 on the unit test in under 5 minutes.")
    assert [part.measure for part in found.of(PartKind.CRITERION)] == [Measure.RATIO, Measure.DURATION]


@pytest.mark.parametrize(("target", "words"), [(10**400, str(10**400)), (1_500_000, "1500000"), (2.50, "2.5")])
def test_a_number_of_any_length_is_shown_as_it_is_written(target: float, words: str) -> None:
    [part] = [one for one in check_goal(Goal(behavior="count pennies", target=target)).parts if one.field == "target"]
    assert part.text == words


def test_a_field_that_is_a_sentence_has_its_span_and_a_number_has_none() -> None:
    goal = Goal(behavior="count pennies", target=9, unit="pennies", baseline="3 pennies in October", baseline_value=3)
    spans = {part.field: (part.start, part.end) for part in check_goal(goal).parts}
    assert spans["baseline"] == (0, len("3 pennies in October"))
    assert spans["target"] == spans["baseline_value"] == (0, 0)


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("By May, Sam's call-outs will decrease to 2 per day.", PartKind.LEARNER, ["Sam"]),
        ("Sam will read 80 words correct as measured by probes, weekly.", PartKind.SCHEDULE, ["weekly"]),
        ("Sam will read 80 words, measured by probes (weekly) in 3 of 4 trials.", PartKind.SCHEDULE, ["weekly"]),
        ("Sam will learn to count 8 of 10 pennies.", PartKind.BEHAVIOR, ["count 8 of 10 pennies"]),
        ("Sam will begin to count pennies in 8 of 10 trials.", PartKind.BEHAVIOR, ["count pennies"]),
    ],
)
def test_what_is_told_next_to_another_part_is_read(text: str, kind: PartKind, said: list[str]) -> None:
    assert parts(text, kind) == said
