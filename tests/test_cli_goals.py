"""The command `goal`: what it prints, and with what status it ends."""

from __future__ import annotations

import io
import json

import pytest
from commands import Run

from iepkit.cli.messages import Exit
from iepkit.display.goals import goal_data, goal_text
from iepkit.goals import check_goal

GOAL = "Given a map, Sam will name 8 of 10 rivers."
LONG = (
    "When shown a picture, the student will describe it in a full sentence within one minute of being asked by a peer."
)


def test_the_parts_are_marked_beneath_the_words(run: Run) -> None:
    status, out, err = run("goal", GOAL)
    assert status == Exit.FINE
    assert err == ""
    first, *marks = out.splitlines()[:6]
    assert first == GOAL
    labels = ["condition", "learner", "behavior", "criterion (ratio)"]
    for mark, label, words in zip(
        marks, labels, ["Given a map", "Sam", "name 8 of 10 rivers", "8 of 10 rivers"], strict=False
    ):
        assert mark.endswith(f" {label}")
        assert [GOAL[at] for at, sign in enumerate(mark.removesuffix(label)) if sign == "~"] == list(words)
    assert "\nMEASURABLE in form.\n" in out
    assert "REQUIRED" not in out


def test_what_is_missing_comes_with_hints(run: Run) -> None:
    status, out, _ = run("goal", "Sam will improve.")
    assert status == Exit.ATTENTION
    assert "NOT MEASURABLE in form." in out
    required, _, advised = out.partition("ADVISED")
    assert "GL103" in required
    assert "Example: " in required
    assert "GL201" in advised
    assert "Example: " not in advised


def test_a_long_goal_is_wrapped_and_a_part_goes_on(run: Run) -> None:
    text = f"{LONG} {'x' * 70}"
    _, out, _ = run("goal", text)
    lines = out.partition("\n\n")[0].splitlines()
    said = [line for line in lines if "~" not in line]
    assert " ".join(said) == text
    assert [line for line in lines if line.endswith("…")]
    assert max(map(len, lines)) <= 80


def test_every_other_kind_of_goal_may_be_named(run: Run) -> None:
    status, out, _ = run("goal", "Sam hopes to work.", "--kind", "postsecondary")
    assert status == Exit.ATTENTION
    assert "GL106" in out
    status, _, err = run("goal", GOAL, "--kind", "weekly")
    assert status == Exit.BAD_INPUT
    assert "invalid choice" in err


def test_another_language_is_said_not_to_be_read(run: Run) -> None:
    status, out, _ = run("goal", "El estudiante leerá 100 palabras por minuto.")
    assert status == Exit.ATTENTION
    assert "NOT READ" in out
    assert "Example" not in out


def test_nothing_and_what_a_terminal_would_obey(run: Run) -> None:
    status, out, _ = run("goal", "")
    assert status == Exit.ATTENTION
    assert out.startswith("NOT MEASURABLE")
    assert "\x1b" not in run("goal", "Sam will\nread \x1b[2J.")[1]


def test_the_standard_input_holds_a_goal_in_each_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{GOAL}\n\n  Sam will improve.  \n"))
    status, out, _ = run("goal", "-")
    assert status == Exit.ATTENTION
    assert out.count("MEASURABLE in form.") == 2
    assert out.count("-" * 40) == 1


def test_json_has_every_goal_with_its_parts(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{GOAL}\n"))
    status, out, _ = run("goal", "-", "--format", "json")
    assert status == Exit.FINE
    assert json.loads(out) == {"goals": [goal_data(GOAL, check_goal(GOAL))]}
    [found] = json.loads(out)["goals"]
    assert [(part["kind"], part["value"], part["of"]) for part in found["parts"][-1:]] == [("criterion", 8.0, 10.0)]
    assert {one["weight"] for one in found["missing"]} == {"advised"}


@pytest.mark.parametrize("given", [b"", b" \n\n", b"Sam will \xff\n"])
def test_an_input_without_goals_is_bad_input(run: Run, monkeypatch: pytest.MonkeyPatch, given: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
    status, out, err = run("goal", "-")
    assert status == Exit.BAD_INPUT
    assert out == ""
    assert err.startswith("iepkit: standard input")


def test_the_text_ends_with_one_line_end() -> None:
    assert goal_text(GOAL, check_goal(GOAL)).endswith(".\n")
