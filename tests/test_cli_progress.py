"""The command `progress`: what was measured on each goal, where it stands by a named rule, and what cannot be told."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from commands import Run, words

from iepkit.cli.messages import Exit
from iepkit.cli.rules import rule_named
from iepkit.display.progress import COLUMNS, STANDING
from iepkit.progress import RULES, Standing

FOLDER = Path(__file__).resolve().parent.parent / "examples"
EXAMPLE = FOLDER / "services" / "case.json"
CALENDAR = FOLDER / "calendar.json"
AS_OF = ("--as-of", "2027-01-29")
DATA = ("--data", FOLDER / "services" / "measurements.csv")
NAME = "Zebulon Quark"


def goals(out: str) -> list[str]:
    """The text of each goal, on one line."""
    return [words(part) for part in out.split("  GOAL ")[1:]]


def written(folder: Path, goal: dict[str, object], **iep: object) -> Path:
    """A file with one goal of an IEP of the school year."""
    plain = {"start": "2026-09-08", "end": "2027-06-11", "goals": [goal], **iep}
    file = folder / "case.json"
    file.write_text(json.dumps({"id": "7", "student": {"id": "7", "name": NAME}, "ieps": [plain]}), "utf-8")
    return file


def weekly(*values: float) -> list[dict[str, object]]:
    """A measurement a week, from 14 September 2026."""
    first = date(2026, 9, 14)
    return [{"on": str(first + timedelta(7 * week)), "value": value} for week, value in enumerate(values)]


READING: dict[str, object] = {"text": f"{NAME} will read.", "baseline_value": 72, "target": 108, "unit": "words"}


def test_a_goal_behind_its_aimline_gives_status_1_and_states_what_was_measured(run: Run) -> None:
    status, out, err = run("progress", EXAMPLE, *AS_OF, *DATA)
    assert (status, err) == (Exit.ATTENTION, "")
    head = "1 child, as of 2027-01-29\n     1  goal behind the aimline\n     1  goal on track\n"
    assert out.startswith(f"{head}     1  goal of which it cannot be told\n")
    reading, seat, writing = goals(out)
    assert reading.startswith("(IEP 1, goal 1), reading: words correct per minute measured 17 points")
    assert "aimline from 72 on 2026-09-08 to 108 on 2027-06-11: 0.91 a week expects 90.65 on 2027-01-29" in reading
    assert "trend 0.51 a week (least-squares, 17 points)" in reading
    assert "standing behind the aimline, by the rule four-point: of the last 4: 0 better than the aimline" in reading
    assert "criterion 108 or more on 3 of 4 measurements; enough on 0 of 17 measurements; not yet met" in reading
    assert "at this rate 92.81 on 2027-06-11; one measurement then lies between 88.61 and 97.01 (95 percent)" in reading
    assert "108 is reached on 2028-01-05, after the goal is due; between 2027-10-22 and 2028-04-29" in reading
    assert "objectives target 80 by 2026-12-11: first reached on 2026-11-30 target 94 by" in reading
    assert "standing on track" in seat
    assert "3 is reached on 2027-06-20, after the goal is due" in seat
    assert "trend: It takes 8 points, and there are 3." in writing
    assert "standing: It takes 6 points, and there are 3." in writing
    assert "reports" not in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_reasons_have_every_point_and_the_sources_once(run: Run) -> None:
    out = run("progress", EXAMPLE, *AS_OF, *DATA, "--explain")[1]
    assert "      2027-01-25  81          90.13\n" in out
    assert "25 January 2027: 81, expected 90.13: short of the aimline" in words(out)
    assert out.count("CHOICES AND SOURCES") == 1
    assert "names no rule" in words(out)


def test_with_a_calendar_the_promised_reports_are_listed(run: Run) -> None:
    out = run("progress", EXAMPLE, *AS_OF, *DATA, "--calendar", CALENDAR)[1]
    assert (
        "reports for the period that ends 2026-11-06: given on 2026-11-13 for the period that ends 2027-01-29: to come"
        in words(out)
    )
    later = run("progress", EXAMPLE, "--as-of", "2027-02-12", *DATA, "--calendar", CALENDAR)[1]
    assert "for the period that ends 2027-01-29: none in the file" in words(later)


@pytest.mark.parametrize(
    ("goal", "iep", "said"),
    [
        (
            {**READING, "reported_times": 4, "reported_per": "year"},
            {"end": None},
            "The first and the last day of the IEP",
        ),
        (READING, {}, "The goal does not say, as a number, how often progress is reported."),
    ],
)
def test_what_cannot_be_told_of_reports_is_said(
    run: Run, tmp_path: Path, goal: dict[str, object], iep: dict[str, object], said: str
) -> None:
    file = written(tmp_path, goal, **iep)
    out = run("progress", file, *AS_OF, "--calendar", CALENDAR, "--format", "json")[1]
    [found] = json.loads(out)["cases"][0]["goals"]
    assert found["reports"] == []
    assert said in found["reports_unknown"][0]["why"]
    assert said in words(run("progress", file, *AS_OF, "--calendar", CALENDAR)[1])


def test_years_of_different_marking_periods_count_as_those(run: Run, tmp_path: Path) -> None:
    first = {"first_day": "2025-09-02", "last_day": "2026-06-16", "marking_periods": [{"first": "2025-09-02"}]}
    second = {
        "first_day": "2026-09-02",
        "last_day": "2027-06-16",
        "marking_periods": [
            {"first": "2026-09-02", "last": "2027-01-29"},
            {"first": "2027-02-01", "last": "2027-06-16"},
        ],
    }
    calendar = tmp_path / "calendar.txt"
    calendar.write_text(json.dumps({"id": "c", "years": [first, second]}), "utf-8")
    goal = {**READING, "reported_times": 1, "reported_per": "marking-period"}
    file = written(tmp_path, goal)
    out = run("progress", file, *AS_OF, "--calendar", calendar, "--format", "json")[1]
    [found] = json.loads(out)["cases"][0]["goals"]
    assert [one["period_end"] for one in found["reports"]] == ["2027-01-29"]
    plain = tmp_path / "plain.txt"
    plain.write_text(json.dumps({"id": "c", "years": [{"first_day": "2026-09-02", "last_day": "2027-06-16"}]}), "utf-8")
    out = run("progress", file, *AS_OF, "--calendar", plain, "--format", "json")[1]
    assert "reports" not in json.loads(out)["cases"][0]["goals"][0]


def test_a_goal_without_measurements_says_so(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("progress", written(tmp_path, READING), *AS_OF, "--explain")
    assert status == Exit.FINE
    [goal] = goals(out)
    assert "measured nothing" in goal
    assert "every measurement" not in goal
    assert "the rule came to it" not in goal


def test_one_point_is_no_span_of_days(run: Run, tmp_path: Path) -> None:
    out = run("progress", written(tmp_path, {**READING, "data": weekly(75)}), *AS_OF)[1]
    assert "measured 1 point on 2026-09-14; the last is 75" in words(out)


def test_a_goal_without_target_or_unit_has_no_aimline(run: Run, tmp_path: Path) -> None:
    out = run("progress", written(tmp_path, {"area": "reading", "data": weekly(75, 76)}), *AS_OF, "--explain")[1]
    [goal] = goals(out)
    assert goal.startswith("(IEP 1, goal 1), reading measured 2 points")
    assert "cannot tell aimline: The goal has no target as a number. Record the target." in goal
    assert "2026-09-21 76 -" in goal


def test_several_values_on_a_day_are_told_by_their_policy(run: Run, tmp_path: Path) -> None:
    data = [*weekly(75), {"on": "2026-09-14", "value": 77}, {"on": "2026-09-14", "value": 90}]
    file = written(tmp_path, {**READING, "data": data})
    assert "2026-09-14  77          72.78       median of 3" in run("progress", file, *AS_OF, "--explain")[1]
    mean = run("progress", file, *AS_OF, "--explain", "--policy", "daily=mean")[1]
    assert "2026-09-14  80.67       72.78       mean of 3" in mean


def test_after_a_change_only_the_points_since_then_are_looked_at(run: Run, tmp_path: Path) -> None:
    goal = {**READING, "data": weekly(75, 76, 77, 78, 79), "phases": [{"on": "2026-09-28", "kind": "intervention"}]}
    out = run("progress", written(tmp_path, goal), *AS_OF)[1]
    assert "since the change on 2026-09-28: 3 points; the rest looks at these alone" in words(out)


def test_a_goal_ahead_of_its_aimline_is_fine(run: Run, tmp_path: Path) -> None:
    goal = {**READING, "data": weekly(90, 91, 92, 93, 94, 95, 96)}
    status, out, _ = run("progress", written(tmp_path, goal), *AS_OF)
    assert status == Exit.FINE
    assert "standing ahead of the aimline" in words(out)


def test_where_the_trend_leads_away_the_target_is_not_reached(run: Run, tmp_path: Path) -> None:
    falling = weekly(80, 79, 79, 78, 77, 77, 76, 75)
    out = run("progress", written(tmp_path, {**READING, "data": falling}), *AS_OF)[1]
    assert "108 is not reached" in words(out)
    level = weekly(80, 70, 85, 75, 82, 72, 84, 79)
    out = run("progress", written(tmp_path, {**READING, "data": level}), *AS_OF)[1]
    assert "by when at the latest cannot be told" in words(out)
    robust = run("progress", written(tmp_path, {**READING, "data": level}), *AS_OF, "--policy", "method=theil-sen")[1]
    assert "(theil-sen, 8 points)" in robust
    assert "one measurement then lies" not in robust


def test_a_target_reached_in_time_is_told_without_more(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, {**READING, "data": weekly(74, 75, 77, 78, 79, 81, 82, 84)})
    out = words(run("progress", file, "--as-of", "2026-11-09")[1])
    assert "after the goal is due" not in out
    assert "108 is reached on 2027-03-04; between" in out
    arrived = run("progress", file, "--as-of", "2027-05-03")[1]
    assert "the trend line is at the target by now, or beyond it" in words(arrived)


def test_objectives_without_targets_are_told(run: Run, tmp_path: Path) -> None:
    goal = {**READING, "objectives": [{"text": "Reads."}], "data": weekly(75)}
    assert "objectives its target cannot be told: not reached" in words(
        run("progress", written(tmp_path, goal), *AS_OF)[1]
    )


def test_measurements_kept_apart_count_in_the_unit_of_the_goal(run: Run, tmp_path: Path) -> None:
    apart = [
        {"goal_id": "g", "unit": "words", "data": weekly(75, 76)},
        {"goal_id": "g", "unit": "syllables", "data": weekly(150)},
        {"goal_id": "other", "data": weekly(1)},
    ]
    case = {"id": "7", "ieps": [{"goals": [{**READING, "id": "g"}, {**READING}]}], "measurements": apart}
    file = tmp_path / "case.json"
    file.write_text(json.dumps(case), "utf-8")
    first, second = goals(run("progress", file, *AS_OF)[1])
    assert "measured 2 points" in first
    assert "points: 1 measurement is kept apart from the IEP and in another unit, and left out." in first
    assert "measured nothing" in second


def test_an_iep_without_goals_and_no_iep_are_told(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, READING, goals=[])
    assert "The IEP holds no goal." in run("progress", file, *AS_OF, "--explain")[1]
    status, out, _ = run("progress", file, "--as-of", "2026-09-01", "--format", "json")
    assert status == Exit.FINE
    [found] = json.loads(out)["cases"]
    assert found["goals"] == []


def test_rows_that_cannot_be_used_are_told_with_their_lines(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "data.csv"
    table.write_text("case_id,goal_id,on,value\n7,g,2026-09-14,75\n7,g,9/21/26,76\n8,g,2026-09-28,77\n", "utf-8")
    file = written(tmp_path, {**READING, "id": "g"})
    status, out, err = run("progress", file, *AS_OF, "--data", table)
    assert status == Exit.BAD_INPUT
    assert "measured      1 point" in out
    assert "     2  rows of tables not used: see the messages" in out
    lines = err.splitlines()
    assert lines[0].endswith("data.csv: 2 problems; the other rows are used")
    assert [line.split(",")[0].strip() for line in lines[1:]] == ["line 3", "line 4"]


def test_a_table_that_cannot_be_read_is_bad_input(run: Run, tmp_path: Path) -> None:
    status, out, err = run("progress", EXAMPLE, *AS_OF, "--data", tmp_path / "none.csv")
    assert status == Exit.BAD_INPUT
    assert "this file cannot be read" in err
    assert "     1  not read: see the messages" in out


def test_a_column_that_is_not_known_does_no_harm(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "data.csv"
    table.write_text("case_id,goal_id,on,value,weather\n7,g,2026-09-14,75,rain\n", "utf-8")
    status, out, err = run("progress", written(tmp_path, {**READING, "id": "g"}), *AS_OF, "--data", table)
    assert status == Exit.FINE
    assert "measured      1 point" in out
    assert "unknown column 'weather'" in err


def test_json_has_what_the_text_says(run: Run) -> None:
    out = run("progress", EXAMPLE, *AS_OF, *DATA, "--format", "json", "--explain")[1]
    found = json.loads(out)
    assert found["summary"]["goals_behind_the_aimline"] == 1
    first, second, third = found["cases"][0]["goals"]
    assert (first["standing"], first["rule"], first["points"], first["last"]) == ("behind", "four-point", 17, 81)
    assert first["measurements"][-1]["value"] == 81
    assert first["objectives"][0]["reached"] == "2026-11-30"
    assert second["trend_per_week"] < 0
    assert [gap["part"] for gap in third["unknown"]] == ["trend", "status"]
    assert third["trend_per_week"] is None
    assert third["policy"]["minimum_points"] == 8
    assert (
        "measurements"
        not in json.loads(run("progress", EXAMPLE, *AS_OF, "--format", "json")[1])["cases"][0]["goals"][0]
    )


def test_csv_has_a_row_for_each_goal(run: Run) -> None:
    out = run("progress", EXAMPLE, *AS_OF, *DATA, "--format", "csv")[1]
    rows = list(csv.DictReader(io.StringIO(out)))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["goal_id"], row["standing"]) for row in rows] == [
        ("fluency", "behind"),
        ("seat", "on-track"),
        ("sentences", "cannot-tell"),
    ]
    assert rows[2]["unknown"].startswith("trend: It takes 8 points")
    assert rows[0]["met"] == "false"


def test_the_words_of_a_goal_are_never_shown(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, {**READING, "data": weekly(75, 76)})
    for form in ("text", "json", "csv"):
        status, out, err = run("progress", file, *AS_OF, "--format", form, "--explain")
        assert status == Exit.FINE
        assert NAME not in out + err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--rule", "nope"), "unknown rule 'nope'; known: four-point, median-of-three"),
        (("--rule", "1-of-4"), "expected more than half of the points"),
        (("--rule", "x-of-4"), "unknown rule"),
        (("--rule", "3-of-"), "unknown rule"),
        (("--policy", "confidence=95"), "expected a number between 0 and 1"),
        (("--policy", "confidence=x"), "expected a number above zero"),
        (("--policy", "method=magic"), "unknown choice for the policy method 'magic'; known: least-squares"),
    ],
)
def test_a_choice_that_there_is_not_is_bad_input(run: Run, arguments: tuple[str, ...], said: str) -> None:
    status, out, err = run("progress", EXAMPLE, *AS_OF, *arguments)
    assert (status, out) == (Exit.BAD_INPUT, "")
    assert said in err


def test_the_confidence_of_intervals_is_a_choice(run: Run) -> None:
    out = words(run("progress", EXAMPLE, *AS_OF, *DATA, "--policy", "confidence=0.8", "--rule", "trend-interval")[1])
    assert "(80 percent)" in out
    assert "(95 percent)" not in out
    assert "by the rule trend-interval" in out


def test_every_rule_and_choice_is_in_the_help(run: Run) -> None:
    status, out, _ = run("progress", "--help")
    assert status == Exit.FINE
    said = out.replace("-\n", "-").replace("\n", " ")
    said = " ".join(said.split()).replace("- ", "-")
    assert [name for name in RULES if name not in said] == []
    assert "exit status:\n  0  no goal is behind its aimline by the rule" in out
    assert rule_named("3-of-4").name == "3-of-4"


def test_every_standing_has_words() -> None:
    assert set(STANDING) == set(Standing)


def test_the_graph_of_a_child_is_written_beside_the_text(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    file, labels = tmp_path / "graph.svg", tmp_path / "labels.txt"
    status, out, err = run("progress", EXAMPLE, *AS_OF, *DATA, "--picture", file, "--calendar", CALENDAR)
    assert (status, err) == (Exit.ATTENTION, "")
    assert "goal behind the aimline" in out
    drawn = file.read_text("utf-8")
    assert "Goal 1, reading" in drawn
    assert "at this rate 92.81" in drawn
    labels.write_text(json.dumps({"service-example": "Zeb"}), "utf-8")
    run("progress", EXAMPLE, *AS_OF, *DATA, "--picture", tmp_path / "graph.PNG", "--labels", labels)
    assert b"Zeb: progress as of 2027-01-29" in (tmp_path / "graph.PNG").read_bytes()


def test_several_children_have_a_graph_each(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    none = written(tmp_path, READING, goals=[])
    run("progress", EXAMPLE, none, FOLDER / "complete" / "fifth-grader.json", *AS_OF, "--picture", tmp_path / "g.svg")
    assert sorted(path.name for path in tmp_path.glob("*.svg")) == ["g-1.svg", "g-2.svg"]


def test_a_picture_of_another_kind_is_bad_input(run: Run, tmp_path: Path) -> None:
    status, out, err = run("progress", EXAMPLE, *AS_OF, "--picture", tmp_path / "graph.jpg")
    assert (status, out) == (Exit.BAD_INPUT, "")
    assert "unknown ending of --picture '.jpg'; known: .png, .svg" in err
