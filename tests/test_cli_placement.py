"""The command `placement`: the percentage with what it is of, the environment computed and stated."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from commands import Run, words

from iepkit.cli.messages import Exit
from iepkit.cli.plans import iep_on
from iepkit.display.placement import COLUMNS, differs, environment_words, placement_data, placement_text
from iepkit.history import Case
from iepkit.placement import EnvironmentAnswer, PlacementPolicy, environment
from iepkit.records import Iep, Placement, Service, Student
from iepkit.vocabulary import Environment, Location, Period

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "services" / "case.json"
AS_OF = ("--as-of", "2027-01-29")
NAME = "Zebulon Quark"


def written(folder: Path, *, name: str = "case.json", **placement: object) -> Path:
    """A file about a child in grade 4 with speech outside the regular class, 200 minutes a week."""
    speech = {"id": "s", "minutes": 100, "times": 2, "per": "week", "location": "therapy-room"}
    iep = {"start": "2026-09-08", "services": [speech], "placement": placement}
    student = {"id": "7", "name": NAME, "grade": "4"}
    file = folder / name
    file.write_text(json.dumps({"id": "7", "student": student, "ieps": [iep]}), "utf-8")
    return file


def test_a_week_of_exactly_80_percent_is_80_or_more(run: Run) -> None:
    status, out, err = run("placement", EXAMPLE, *AS_OF)
    assert (status, err) == (Exit.FINE, "")
    assert out.startswith("1 child, as of 2027-01-29\n     1  environment as stated\n\nservice-example\n")
    assert "80 percent of the school week in the regular class: 1440 of 1800 minutes a week" in words(out)
    assert "The two agree." in out
    assert "how" not in out
    assert max(map(len, out.splitlines())) <= 80


def test_another_whole_makes_another_environment_and_is_named(run: Run) -> None:
    status, out, _ = run("placement", EXAMPLE, *AS_OF, "--policy", "denominator=instruction", "--explain")
    assert status == Exit.ATTENTION
    assert "77.14 percent" in out
    assert "instruction and study periods alone (policy)" in out
    assert "DIFFERENT" in out
    assert "    how\n      School week: 5 days, 1800 minutes, of which 1575 count" in out
    assert "     1  environment not as stated\n" in out


def test_what_is_not_known_is_said_and_is_no_alarm(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("placement", written(tmp_path), *AS_OF)
    assert status == Exit.FINE
    assert "     1  environment unknown\n" in out
    assert "computed      unknown" in out
    assert "stated        nothing" in out
    assert "unknown       " in out


def test_a_range_lies_among_several_environments(run: Run, tmp_path: Path) -> None:
    speech = {"id": "s", "minutes": 100, "times": 2, "times_most": 6, "per": "week", "location": "therapy-room"}
    placed = {"minutes_school_week": 1800, "days_school_week": 5, "environment": "separate-school"}
    iep = {"start": "2026-09-08", "services": [speech], "placement": placed}
    file = tmp_path / "case.json"
    file.write_text(json.dumps({"id": "7", "student": {"id": "7", "grade": "4"}, "ieps": [iep]}), "utf-8")
    assert run("placement", file, *AS_OF)[0] == Exit.FINE
    made = environment(
        Iep(
            services=(Service(minutes=100, times=2, times_most=6, per=Period.WEEK, location=Location.THERAPY_ROOM),),
            placement=Placement(minutes_school_week=1800, days_school_week=5),
        ),
        Student(id="7", grade="4"),
    )
    assert made.environment is None
    assert len(made.possible) == 2
    text = placement_text(made, "$.ieps[0]")
    assert "not one; it lies among these:" in text
    assert "66.66 to 88.88 percent" in text
    assert "1200 to 1600 of 1800 minutes" in text
    data = placement_data(made, "$.ieps[0]")
    assert (data["percent"], data["percent_least"], data["minutes_inside_most"]) == (None, 66.66, 1600)


def test_a_percentage_that_is_stated_has_no_minutes() -> None:
    made = environment(Iep(placement=Placement(percent_regular_class=85)), Student(id="7", grade="4"))
    lines = placement_text(made, "$.ieps[0]").splitlines()
    assert lines[1] == "    inside        85 percent of the school week in the regular class"
    assert "    from          the percentage that the placement states" in lines


def test_a_file_that_contradicts_itself_asks_for_attention(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("placement", written(tmp_path, minutes_school_week=150, days_school_week=5), *AS_OF)
    assert status == Exit.ATTENTION
    assert "CONTRADICTS" in out


def test_no_iep_by_the_day_is_said(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path)
    status, out, _ = run("placement", file, "--as-of", "2026-09-07")
    assert status == Exit.FINE
    assert "The file holds no IEP that is in effect by 2026-09-07." in out
    status, out, _ = run("placement", file, "--as-of", "2026-09-07", "--format", "json")
    [found] = json.loads(out)["cases"]
    assert found["placement"] is None
    assert len(found["unknown"]) == 1
    assert run("placement", file, "--as-of", "2026-09-07", "--format", "csv")[1].splitlines() == [",".join(COLUMNS)]


def test_json_has_the_numbers_and_the_policy(run: Run) -> None:
    status, out, _ = run("placement", EXAMPLE, *AS_OF, "--format", "json", "--explain", "--policy", "weeks-in-month=4")
    assert status == Exit.FINE
    found = json.loads(out)
    assert found["summary"] == {
        "children": 1, "environments_as_stated": 1, "environments_not_as_stated": 0, "environments_unknown": 0,
        "unreadable": 0, "bad_rows": 0,
    }  # fmt: skip
    [case] = found["cases"]
    placed = case["placement"]
    assert (placed["percent"], placed["minutes_inside"], placed["minutes_of_week"]) == (80, 1440, 1800)
    assert (placed["environment"], placed["stated"]) == ("regular-class-80-or-more",) * 2
    assert placed["policy"]["weeks"] == {"month": 4}
    assert placed["lines"][-1] == "Environment: regular-class-80-or-more"


def test_csv_has_a_row_for_each_child(run: Run, tmp_path: Path) -> None:
    written(tmp_path, name="a.json", minutes_school_week=1800, days_school_week=5, environment="home")
    out = run("placement", tmp_path, EXAMPLE, *AS_OF, "--format", "csv")[1]
    first, second = csv.DictReader(io.StringIO(out))
    assert (first["case"], first["percent"], first["differs"]) == ("7", "88.88", "true")
    assert (second["case"], second["differs"], second["unknown"]) == ("service-example", "false", "")


def test_a_name_is_shown_only_by_a_label(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, minutes_school_week=1800, days_school_week=5)
    plain = run("placement", file, *AS_OF, "--explain")[1]
    assert NAME not in plain
    assert "\n7\n---" in plain
    labels = tmp_path / "labels.txt"
    labels.write_text(json.dumps({"7": "Zeb"}), "utf-8")
    assert "\nZeb\n---" in run("placement", file, *AS_OF, "--labels", labels)[1]


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("nope=1", "unknown policy 'nope'; known: denominator, bands,"),
        ("denominator=lunch", "unknown choice for the policy denominator 'lunch'; known: whole-day, instruction"),
        ("bands=x", "unknown choice for the placement policy bands 'x'; known: inside, outside"),
        ("weeks-in-month=0", "weeks_in_month: expected a number above zero"),
        ("bands", "expected NAME=CHOICE"),
    ],
)
def test_a_policy_that_there_is_not_is_bad_input(run: Run, policy: str, said: str) -> None:
    status, out, err = run("placement", EXAMPLE, *AS_OF, "--policy", policy)
    assert (status, out) == (Exit.BAD_INPUT, "")
    assert said in err


def test_a_file_that_cannot_be_read_is_said_and_the_others_are_shown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{", "utf-8")
    status, out, err = run("placement", tmp_path, EXAMPLE, *AS_OF)
    assert status == Exit.BAD_INPUT
    assert "     1  not read: see the messages\n" in out
    assert "bad.json" in err
    assert "service-example" in out
    status, out, _ = run("placement", tmp_path / "none.json", *AS_OF)
    assert (status, out) == (Exit.BAD_INPUT, "")


def test_a_fault_hides_no_other_child_and_shows_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object, **__: object) -> Any:
        raise RuntimeError(NAME)

    monkeypatch.setattr("iepkit.cli.placement.environment", faulty)
    status, _, err = run("placement", EXAMPLE, *AS_OF)
    assert status == Exit.BAD_INPUT
    assert "this case cannot be worked out, by a fault of iepkit (RuntimeError)" in err
    assert NAME not in err


def test_the_iep_is_the_one_in_effect() -> None:
    day = date(2026, 11, 2)
    dated = Iep(start=date(2026, 9, 8))
    assert iep_on(Case("7"), day) is None
    assert iep_on(Case("7", ieps=(Iep(),)), day) == ("$.ieps[0]", Iep())
    assert iep_on(Case("7", ieps=(dated, Iep())), day) == ("$.ieps[0]", dated)
    assert iep_on(Case("7", ieps=(Iep(start=date(2027, 9, 8)), Iep())), day) is None
    newer = Iep(start=date(2026, 9, 8), version=2)
    assert iep_on(Case("7", ieps=(newer, dated)), day) == ("$.ieps[0]", newer)


def test_every_environment_has_words() -> None:
    assert all(environment_words(one) for one in Environment)


def test_what_is_stated_differs_where_it_is_not_among_what_is_possible() -> None:
    home, school = Environment.HOME, Environment.SEPARATE_SCHOOL
    policy = PlacementPolicy()
    assert differs(EnvironmentAnswer(None, policy, possible=(home,), stated=school))
    assert not differs(EnvironmentAnswer(None, policy, stated=school))
    assert not differs(EnvironmentAnswer(home, policy, possible=(home,)))
