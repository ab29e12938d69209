"""The command `childcount`: the rows with small numbers hidden, who is not counted and why, the file layouts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from commands import Run, words

from iepkit.cli.declared import state_settings
from iepkit.cli.messages import Exit
from iepkit.disclosure import OPEN
from iepkit.display.childcount import COLUMNS, Shown, childcount_data, childcount_text
from iepkit.errors import InvalidDocument
from iepkit.placement import INSTRUCTION
from iepkit.reporting import (
    Catchment,
    DeafnessAs,
    Entry,
    Evidence,
    Level,
    StateSettings,
    child_count,
)
from iepkit.vocabulary import Disability

DAY = ("--count-date", "2025-11-03")
NAME = "Zebulon Quark"


def child(at: int, *, disability: str = "autism", sex: str = "male", **more: object) -> dict[str, Any]:
    """A file about a child of 9 who counts."""
    student: dict[str, object] = {"id": f"s{at}", "name": NAME, "birth_date": "2016-05-04", "grade": "4", "sex": sex}
    student |= {"hispanic": False, "races": ["white"], "english_learner": False, "district": "North"}
    return {
        "id": f"case-{at}",
        "student": student,
        "eligibility": [{"determined": "2024-05-02", "eligible": True, "categories": [disability]}],
        "ieps": [{"start": "2025-05-01", "placement": {"environment": "separate-school"}}],
        **more,
    }


def saved(folder: Path, children: Iterable[dict[str, Any]]) -> Path:
    file = folder / "cases.json"
    file.write_text(json.dumps([*children]), "utf-8")
    return file


def crowd() -> list[dict[str, Any]]:
    girls = [child(at, sex="female") for at in range(4)]
    boys = [child(at, disability="other-health-impairment" if at % 2 else "autism") for at in range(4, 40)]
    none = [child(90, ieps=[]), child(91, ieps=[])]
    return [*girls, *boys, *none]


def test_small_numbers_are_hidden_with_what_gives_them_away(run: Run, tmp_path: Path) -> None:
    status, out, err = run("childcount", saved(tmp_path, crowd()), *DAY)
    assert (status, err) == (Exit.ATTENTION, "")
    assert out.startswith("Child count of 2025-11-03, school year 2025-26, State\n  numbers below 10, and others")
    lines = [line.split() for line in out.splitlines()]
    assert ["Female", "*"] in lines
    assert ["Male", "*"] in lines
    assert ["all", "40"] in lines
    assert "FS089 Children with Disabilities (IDEA) Early Childhood nobody" in words(out)
    assert "fewer than 10 the file shows no IEP or services plan in effect" in words(out)
    assert "some the file does not show that services had begun" in words(out)
    assert "case-90" not in out
    assert NAME not in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_word_open_shows_all(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("childcount", saved(tmp_path, crowd()), *DAY, "--disclosure", "open")
    lines = [line.split() for line in out.splitlines()]
    assert status == Exit.ATTENTION
    assert "nothing is hidden: not to be published" in out
    assert ["Female", "4"] in lines
    assert ["Male", "36"] in lines
    assert "            2  the file shows no IEP" in out


def test_why_tells_each_case_by_its_label_and_what_would_settle_it(run: Run, tmp_path: Path) -> None:
    labels = tmp_path / "labels.json"
    labels.write_text(json.dumps({"case-90": "the boy in room 3"}), "utf-8")
    out = run("childcount", saved(tmp_path, crowd()), *DAY, "--why", "--labels", labels)[1]
    assert "EACH CASE, for those who may see the files" in out
    assert "the boy in room 3: the file shows no IEP" in words(out)
    assert "case-91: the file shows no IEP" in words(out)
    assert "it would settle it: record the IEP and the day from which it is in effect" in words(out)


def test_nothing_left_open_is_fine(run: Run, tmp_path: Path) -> None:
    young = child(1)
    young["student"]["birth_date"] = "2024-05-04"
    status, out, _ = run("childcount", saved(tmp_path, [young]), *DAY, "--why")
    assert status == Exit.FINE
    assert "case-1: the child was under 3" in out
    assert "it would settle it" not in out
    assert "COUNTED, IN DOUBT" not in out
    assert words(out).count("nobody") == 2


def test_an_arrow_file_has_the_rows_of_csv(run: Run, tmp_path: Path) -> None:
    ipc = pytest.importorskip("pyarrow.ipc")
    file, cases = tmp_path / "count.arrow", saved(tmp_path, crowd())
    out = run("childcount", cases, *DAY, "--format", "csv", "--arrow", file)[1]
    with file.open("rb") as stream:
        table = ipc.open_file(stream).read_all()
    told = list(csv.DictReader(io.StringIO(out)))
    assert table.column_names == [*COLUMNS]
    assert [row["codes"] for row in table.to_pylist()] == [row["codes"] for row in told]
    assert {row["amount"] for row in table.to_pylist() if row["hidden"]} == {None}


def test_csv_has_every_row_and_json_what_the_state_declared(run: Run, tmp_path: Path) -> None:
    file = saved(tmp_path, crowd())
    rows = list(csv.DictReader(io.StringIO(run("childcount", file, *DAY, "--format", "csv")[1])))
    assert [*rows[0]] == [*COLUMNS]
    by_sex = {row["codes"]: (row["amount"], row["hidden"]) for row in rows if row["category_set"] == "ST1"}
    assert by_sex == {"F": ("", "true"), "M": ("", "true")}
    assert {row["amount"] for row in rows if row["category_set"] == "TOT"} == {"40"}
    assert any(row["words"] == "Autism, White, Male" for row in rows)
    data = json.loads(run("childcount", file, *DAY, "--format", "json", "--why")[1])
    assert (data["count_date"], data["school_year"], data["level"]) == ("2025-11-03", 2026, "SEA")
    assert data["not_counted"] == {"the file shows no IEP or services plan in effect": "fewer than 10"}
    assert {one["case"] for one in data["cases"]} >= {"case-90", "case-91"}
    assert all(row["amount"] is None or row["amount"] >= 10 for row in data["rows"])
    assert "cases" not in json.loads(run("childcount", file, *DAY, "--format", "json")[1])


def test_the_page_holds_the_same_numbers(run: Run, tmp_path: Path) -> None:
    file = saved(tmp_path, crowd())
    page = run("childcount", file, *DAY, "--format", "html")[1]
    assert page.startswith("<!DOCTYPE html>")
    assert '<th scope="row">Female</th><td class="number">*</td>' in page
    assert '<th scope="row">all</th><td class="number">40</td>' in page
    assert "Detailed rows" in page
    assert "<p>Nobody.</p>" in page
    assert "case-90" not in page
    assert NAME not in page
    assert "case-90" in run("childcount", file, *DAY, "--format", "html", "--why")[1]
    fine = run("childcount", saved(tmp_path, []), *DAY, "--format", "html")[1]
    assert fine.count("<p>Nobody.</p>") == 3


def test_districts_are_told_one_by_one(run: Run, tmp_path: Path) -> None:
    south = child(60)
    south["student"]["district"] = "South\x1b"
    out = run("childcount", saved(tmp_path, [*crowd(), south]), *DAY, "--level", "district")[1]
    assert "  North\n" in out
    assert "  South?\n" in out
    assert "school year 2025-26, districts" in out


def test_file_layouts_are_whole_and_say_what_they_are(run: Run, tmp_path: Path) -> None:
    file, folder = saved(tmp_path, crowd()), tmp_path / "made" / "here"
    status, _, err = run("childcount", file, *DAY, "--files", folder, "--state", "NY", "--fips", "36")
    assert status == Exit.ATTENTION
    assert "for checking, not for filing" in err
    made = sorted(one.name for one in folder.iterdir())
    assert made == ["NYSEACHDSBERLFS089.csv", "NYSEACWDBLIDEAFS002.csv"]
    text = (folder / made[1]).read_bytes().decode()
    assert text.startswith("SEA CHILDREN WITH DISABILITIES")
    assert text.split("\r\n")[-2].endswith(",Y,,40")
    status, _, err = run("childcount", file, *DAY, "--files", folder)
    assert status == Exit.BAD_INPUT
    assert "expected --state and --fips as well" in err


def test_what_cannot_be_read_is_said_and_the_rest_is_counted(run: Run, tmp_path: Path) -> None:
    status, out, err = run("childcount", saved(tmp_path, [*crowd(), {"id": 7}]), *DAY)
    assert status == Exit.BAD_INPUT
    assert "cases.json[42]" in err
    assert "all                                                               40" in out


def test_a_school_year_that_does_not_fit_is_refused(run: Run, tmp_path: Path) -> None:
    file = saved(tmp_path, crowd())
    assert run("childcount", file, *DAY, "--school-year", "2026")[0] == Exit.ATTENTION
    assert run("childcount", file, *DAY, "--school-year", "2027")[0] == Exit.BAD_INPUT
    assert run("childcount", file, *DAY, "--school-year", "26")[0] == Exit.BAD_INPUT
    status, _, err = run("childcount", file)
    assert status == Exit.BAD_INPUT
    assert "the State sets it, none is Federal" in words(err)
    assert run("childcount", file, "--count-date", "2025-07-01")[0] == Exit.BAD_INPUT


def test_with_deafness_the_note_has_no_number_unless_all_is_shown() -> None:
    entry = Entry("7", "North", None, {"DISABCATIDEA": "HI"})
    count = child_count([], settings=StateSettings(count_date=date(2025, 11, 3)), school_year=2026)
    deaf = evolve(count, entries={"FS002": (entry,), "FS089": ()}, deaf=1)
    assert Shown(deaf).notes[0] == "children with deafness are counted under HI"
    assert Shown(deaf, policy=OPEN).notes[0].endswith(": 1")
    assert Shown(deaf, Level.LEA).not_counted == {}
    assert "children with deafness" in "".join(childcount_text(Shown(deaf)))
    assert childcount_data(Shown(deaf))["rows"][-1]["amount"] is None


SETTINGS = """
count-date = 2025-10-15
delay-ages = [3, 4, 5]
correctional-ages = [16]
disabilities = ["autism"]
deafness-as = "DB"
evidence = "each-step"
evaluated = "within-three-years"
lapsed-iep = "in-effect"
five-without-grade = "not-counted"
without-prekindergarten = ["North"]
only-prekindergarten = []
certificates = true
alternate-diploma = false
exit-start = "2025-07-01"
exit-end = 2026-06-30
catchment-state = "state"
catchment-district = "district"
maximum-age = 22
minimum-graduation-age = 17
grades = { TK = "AGE05K" }
placement = { denominator = "instruction" }
"""


def test_settings_are_read_from_a_small_file(tmp_path: Path) -> None:
    file = tmp_path / "state.toml"
    file.write_text(SETTINGS, "utf-8")
    found = state_settings(file, None)
    assert found.count_date == date(2025, 10, 15)
    assert state_settings(file, date(2025, 11, 3)).count_date == date(2025, 11, 3)
    assert found.delay_ages == frozenset({3, 4, 5})
    assert found.disabilities == frozenset({Disability.AUTISM})
    assert found.deafness_as is DeafnessAs.DEAF_BLINDNESS
    assert found.evidence is Evidence.EACH_STEP
    assert found.exit_start == date(2025, 7, 1)
    assert found.catchment_district is Catchment.DISTRICT
    assert found.placement.denominator is INSTRUCTION
    assert (found.certificates, found.alternate_diploma, found.maximum_age) == (True, False, 22)
    plain = tmp_path / "state.json"
    plain.write_text(json.dumps({"count-date": "2025-10-15"}), "utf-8")
    assert state_settings(plain, None) == StateSettings(count_date=date(2025, 10, 15))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("day = 3", "unknown; known: count_date"),
        ("count-date = 'soon'", "expected a day that exists"),
        ("delay-ages = 3", "expected a list of ages"),
        ("disabilities = ['measles']", "expected one of: autism"),
        ("disabilities = 'autism'", "expected a list of names"),
        ("deafness-as = 'VI'", "expected one of: hearing-impairment, deaf-blindness"),
        ("certificates = 'no'", "expected true or false"),
        ("maximum-age = true", "expected a whole number"),
        ("grades = 'TK'", "expected a table of names and texts"),
        ("placement = 'instruction'", "expected a table, as in"),
        ("placement = { denominator = 'lunch' }", "unknown choice for the policy denominator"),
        ("delay-ages = [12]", "developmental delay is for children of 3 to 9"),
        ("count-date", "expected TOML, or JSON in a file that ends in .json"),
    ],
)
def test_settings_that_cannot_be_are_said(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "state.toml"
    file.write_text(line, "utf-8")
    with pytest.raises(InvalidDocument) as caught:
        state_settings(file, date(2025, 11, 3) if "count-date" not in line else None)
    assert said in words(str(caught.value))
    assert "state.toml" in str(caught.value)


def test_a_file_of_settings_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidDocument, match="cannot be read"):
        state_settings(tmp_path / "none.toml", None)
    (tmp_path / "list.json").write_text("[]", "utf-8")
    with pytest.raises(InvalidDocument, match="expected a table of names"):
        state_settings(tmp_path / "list.json", None)
