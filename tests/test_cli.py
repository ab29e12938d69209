"""The command line: what it prints where, and with what status it ends."""

from __future__ import annotations

import csv
import importlib
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

import iepkit
from iepkit.cli import main
from iepkit.cli.messages import Exit
from iepkit.display import lawtable
from iepkit.display.table import COLUMNS, report_data
from iepkit.formats.json import load_cases
from iepkit.laws import clocks, jurisdictions, parameters
from iepkit.reviews import review, rules

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
CASELOAD = EXAMPLES / "caseload"
CALENDARS = EXAMPLES / "calendars.json"
CALENDAR = EXAMPLES / "calendar.json"
AS_OF = ("--as-of", "2026-11-02")
REVIEWED = {"kind": "iep-reviewed", "on": "2026-03-02"}
LATE = {"kind": "iep-reviewed", "on": "2025-03-02"}

NAME, BIRTH = "Zebulon Quark", "2010-05-17"


@attrs.frozen
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def ran(*arguments: str | Path) -> Ran:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            status = int(stop.code or 0)
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return ran


def write(folder: Path, document: object, name: str = "case.json") -> Path:
    file = folder / name
    file.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    return file


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-W", "error", "-m", "iepkit", *map(str, arguments)]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "", **more}


def apart(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    return subprocess.run(command(*arguments), capture_output=True, check=False, env=environment(**more))


# -- review: what is said ----------------------------------------------------------------------------------------------


def test_a_caseload_is_reviewed_with_the_most_urgent_child_first(run: Run) -> None:
    ran = run("review", CASELOAD, "--calendar", CALENDARS, *AS_OF)
    assert ran.status == 1
    assert ran.err == ""
    head, listed, *wholes = ran.out.split("\n\n")
    assert head.splitlines()[0] == "18 children, as of 2026-11-02"
    assert listed.splitlines()[0].startswith("ca-04 ")
    assert wholes[0].splitlines()[0] == "ca-04, California"
    texan = next(whole for whole in wholes if whole.startswith("tx-02, Texas"))
    assert texan.index("OVERDUE") < texan.index("DUE WITHIN 30 DAYS")
    assert "TR001 transition; Tex. Educ. Code 29.0111 (state, primary)" in texan
    assert ran.out.index("wa-02") < ran.out.index("wa-01")
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_a_child_without_anything_to_do_gives_status_0(run: Run, tmp_path: Path) -> None:
    ran = run("review", write(tmp_path, {"id": "7", "events": [REVIEWED]}), "--law", "wa", *AS_OF)
    assert ran.status == 0
    listed = " ".join(ran.out.split("\n\n")[1].split())
    assert listed == "7 WA nothing now; next: Annual review of the IEP, due 2027-03-02, in 120 days"


def test_a_right_used_too_late_asks_for_no_attention(run: Run, tmp_path: Path) -> None:
    events = [
        {"kind": "hearing-decided", "on": "2026-03-02", "detail": "due-process"},
        {"kind": "civil-action-filed", "on": "2026-06-03", "detail": "due-process"},
    ]
    ran = run("review", write(tmp_path, {"id": "7", "events": events}), "--law", "US", *AS_OF)
    assert (ran.status, "RIGHTS USED TOO LATE" in ran.out) == (0, True)
    one = ("due", "civil-action", "2026-03-02", "--law", "US", "--done", "2026-06-03", *AS_OF)
    assert run(*one).status == 0
    assert "last day 2026-05-31, late by 3 days" in run(*one).out


def test_open_deadlines_further_away_than_asked_are_only_counted(run: Run, tmp_path: Path) -> None:
    in_effect = {"kind": "iep-in-effect", "on": "2026-09-01"}
    child = {"id": "7", "birth_date": "2015-03-02"}
    file = write(tmp_path, {"id": "7", "student": child, "events": [REVIEWED, in_effect]})
    shown = run("review", file, "--law", "WA", "--within", "90", *AS_OF).out
    assert "Other deadlines: 3 due after 2027-01-31." in shown
    assert "Transition" not in shown
    assert "Transition" in run("review", file, "--law", "WA", "--within", "3000", *AS_OF).out


def test_the_next_review_and_reevaluation_are_shown_however_far_away_or_ended(run: Run, tmp_path: Path) -> None:
    evaluated = {"kind": "evaluation-completed", "on": "2026-02-02"}
    file = write(tmp_path, {"id": "7", "events": [REVIEWED, evaluated]})
    shown = run("review", file, "--law", "US", "--within", "1", *AS_OF).out
    assert "Annual review of the IEP: due 2027-03-02" in shown
    assert "Reevaluation: due 2029-02-02" in shown
    left = {"kind": "exited", "on": "2026-10-01"}
    file = write(tmp_path, {"id": "7", "events": [REVIEWED, evaluated, left]})
    shown = run("review", file, "--law", "US", *AS_OF).out
    assert "ENDED BEFORE THEY WERE DUE" in shown
    assert "Reevaluation: due 2029-02-02, ended" in shown


def test_a_due_day_of_today_is_called_so(run: Run, tmp_path: Path) -> None:
    ran = run("review", write(tmp_path, {"id": "7", "events": [REVIEWED]}), "--law", "US", "--as-of", "2027-03-02")
    assert "due 2027-03-02, this very day" in ran.out
    assert ran.status == 0


def test_a_long_identifier_has_a_line_of_its_own_and_control_characters_are_not_obeyed(
    run: Run, tmp_path: Path
) -> None:
    ran = run(
        "review", write(tmp_path, {"id": "a-very-long\x1b[2J-identifier", "events": [LATE]}), "--law", "US", *AS_OF
    )
    assert "\na-very-long?[2J-identifier\n" + " " * 14 + "US  1 overdue\n" in ran.out


@pytest.mark.parametrize("form", ["text", "csv", "html", "json"])
def test_explain_says_why(run: Run, form: str) -> None:
    case = CASELOAD / "tx-01-absences.json"
    ran = run("review", case, "--calendar", CALENDARS, *AS_OF, "--format", form, "--explain")
    assert "with the days on which the child was absent: 2026-11-11" in ran.out


def test_json_has_stable_names(run: Run) -> None:
    ran = run("review", CASELOAD, "--calendar", CALENDARS, *AS_OF, "--format", "json")
    document = json.loads(ran.out)
    assert ran.status == 1
    assert list(document) == ["cases", "summary"]
    assert len(document["cases"]) == document["summary"]["children"] == 18
    assert list(document["summary"]) == [
        "children", "overdue", "late", "due_soon", "other_violations", "conflicts", "unknown", "unreadable",
    ]  # fmt: skip
    case = document["cases"][0]
    assert list(case) == [
        "case", "jurisdiction", "as_of", "law_version", "policies", "deadlines", "findings", "questions", "waived",
        "unused_waivers",
    ]  # fmt: skip
    assert case["policies"]["leap_day"] == "feb-28"
    assert list(case["deadlines"][0]) == [
        "clock", "code", "title", "status", "due", "due_is", "days_late", "days_taken", "start", "done", "later_than",
        "settle", "path", "citation", "authority", "grade",
    ]  # fmt: skip
    findings = [finding for one in document["cases"] for finding in one["findings"]]
    assert list(findings[0]) == [
        "code", "rule", "severity", "path", "message", "settle", "groups", "citation", "authority", "grade",
    ]  # fmt: skip
    questions = [question for one in document["cases"] for question in one["questions"]]
    assert list(questions[0]) == ["name", "title", "asks", "paths", "citation", "authority", "grade"]


def test_csv_has_a_row_for_each_deadline_and_finding(run: Run) -> None:
    out = run("review", CASELOAD, "--calendar", CALENDARS, *AS_OF, "--format", "csv").out
    table = list(csv.DictReader(io.StringIO(out)))
    assert tuple(table[0]) == COLUMNS
    assert {row["kind"] for row in table} == {"deadline", "finding"}
    overdue = [row for row in table if row["case"] == "wa-02" and row["status"] == "overdue"]
    assert [(row["name"], row["due"], row["days_late"]) for row in overdue] == [
        ("initial-evaluation", "2026-10-23", "10")
    ]


def test_the_law_on_the_command_line_governs_every_case(run: Run) -> None:
    ran = run("review", CASELOAD, "--law", "WA", "--calendar", CALENDAR, *AS_OF, "--format", "json")
    assert {case["jurisdiction"] for case in json.loads(ran.out)["cases"]} == {"WA"}


def test_the_calendar_of_a_case_is_found_by_its_identifier(run: Run, tmp_path: Path) -> None:
    case = {"id": "7", "events": [{"kind": "consent-for-evaluation", "purpose": "initial", "on": "2026-09-14"}]}
    here = json.loads(CALENDARS.read_text("utf-8"))["calendars"]
    both = write(tmp_path, here[:2], "both.json")

    def due(more: dict[str, str], *files: Path) -> Any:
        file = write(tmp_path, {**case, **more})
        given = [word for calendar in files for word in ("--calendar", str(calendar))]
        ran = run("review", file, "--law", "WA", *given, *AS_OF, "--format", "json")
        return json.loads(ran.out)["cases"][0]["deadlines"][0]["due"]

    assert due({"calendar": "wa-cedar"}, both) == "2026-11-03"
    assert due({"calendar": "ca-poppy"}, both) == "2026-11-02"
    assert due({"calendar": "elsewhere"}, CALENDAR) == "2026-11-03"
    assert due({}, CALENDAR) == "2026-11-03"
    assert due({}, both) is None
    assert due({"calendar": "elsewhere"}, both) is None
    assert due({}) is None


def test_policies_change_the_answer(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path, {"id": "7", "events": [{"kind": "iep-reviewed", "on": "2024-02-29"}]})
    options = ("--law", "US", "--as-of", "2024-03-01", "--format", "json")
    days = [
        json.loads(run("review", file, *options, *more).out)["cases"][0]["deadlines"][0]["due"]
        for more in ((), ("--policy", "leap-day=mar-1"))
    ]
    assert days == ["2025-02-28", "2025-03-01"]


def test_findings_are_selected_and_ignored(run: Run) -> None:
    case = CASELOAD / "ca-03-iep-lacks-content.json"

    def codes(*more: str) -> set[str]:
        ran = run("review", case, "--calendar", CALENDARS, *AS_OF, "--format", "json", *more)
        return {finding["code"] for finding in json.loads(ran.out)["cases"][0]["findings"]}

    assert codes() >= {"IP201", "IP241"}
    assert codes("--select", "IP201") == {"IP201"}
    assert codes("--select", "iep-plaafp", "--select", "IP241") == {"IP201", "IP241"}
    assert codes("--ignore", "iep-content", "--ignore", "violation") == set()
    assert "IP201" not in codes("--ignore", "IP201")


@pytest.mark.parametrize("more", [(), ("--ignore", "EV101"), ("--select", "goals"), ("--ignore", "violation")])
def test_a_deadline_is_shown_counted_and_heeded_whatever_is_selected(run: Run, more: tuple[str, ...]) -> None:
    case = CASELOAD / "wa-02-evaluation-overdue.json"
    ran = run("review", case, "--calendar", CALENDARS, *AS_OF, *more)
    assert ran.status == 1
    assert ran.out.count("EV101") == 1
    assert "     1  overdue\n" in ran.out
    assert "     0  other violations\n" in ran.out


def test_a_deadline_met_late_is_heeded_whatever_is_ignored(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path, {"id": "7", "events": [LATE, {**LATE, "on": "2026-05-04"}]})
    assert run("review", file, "--law", "US", *AS_OF, "--ignore", "IP101").status == 1


def test_a_calendar_that_was_not_given_is_said_once(run: Run, tmp_path: Path) -> None:
    cases = [{"id": str(at), "jurisdiction": "WA", "calendar": name} for at, name in enumerate(["far", "far", "off"])]
    file = write(
        tmp_path, [*cases, {"id": "9", "jurisdiction": "WA", "calendar": json.loads(CALENDAR.read_text("utf-8"))["id"]}]
    )
    ran = run("review", file, "--calendar", CALENDAR, *AS_OF)
    assert ran.err.splitlines() == [
        f"iepkit: the calendar '{name}' that a case names was not given; the only one given is used"
        for name in ("far", "off")
    ]
    assert run("review", file, *AS_OF).err == ""
    several = run("review", file, "--calendar", CALENDARS, *AS_OF).err.splitlines()
    assert {line.rpartition("; ")[2] for line in several} == {"no calendar is used"}


def test_an_unknown_word_to_select_is_bad_usage(run: Run) -> None:
    for word in ("nonsense", ""):
        ran = run("review", CASELOAD, *AS_OF, "--select", word)
        assert ran.status == 2
        assert "unknown rule, group, severity or authority" in ran.err


def test_an_ndjson_file_is_read_line_by_line(run: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(at), "jurisdiction": "US", "events": [REVIEWED]}) for at in range(30)]
    file = write(tmp_path, "\n".join([*lines, "{", ""]), "cases.ndjson")
    ran = run("review", file, *AS_OF, "--format", "json")
    assert ran.status == 2
    assert ran.err.startswith(f"iepkit: {file}:31: 1 problem\n  $: not valid JSON")
    assert json.loads(ran.out)["summary"] == {
        "children": 30, "overdue": 0, "late": 0, "due_soon": 0, "other_violations": 0, "conflicts": 0, "unknown": 0,
        "unreadable": 1,
    }  # fmt: skip


def test_cases_are_reviewed_as_they_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The first report is written before the last case is read, so that no more than one is held."""
    file = write(tmp_path, '{"id": "7", "jurisdiction": "US"}\n' * 3, "cases.ndjson")
    happened: list[str] = []

    def loading(path: Path) -> Iterator[Any]:
        for found in load_cases(path):
            happened.append("read")
            yield found

    def writing(*arguments: Any, **more: Any) -> Any:
        happened.append("written")
        return report_data(*arguments, **more)

    monkeypatch.setattr("iepkit.cli.files.load_cases", loading)
    monkeypatch.setattr("iepkit.cli.outputs.report_data", writing)
    main(["review", str(file), *AS_OF, "--format", "json"])
    assert happened == ["read", "written"] * 3


def test_a_page_is_one_document(run: Run) -> None:
    out = run("review", CASELOAD, "--calendar", CALENDARS, *AS_OF, "--format", "html").out
    assert out.startswith("<!DOCTYPE html>")
    assert out.count("<article ") == 18
    assert out.index(">tx-02</h2>") < out.index(">wa-01</h2>")


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_child_is_called_as_the_caller_says(run: Run, tmp_path: Path, form: str) -> None:
    labels = tmp_path / "labels.json"
    labels.write_text(json.dumps({"wa-02": "Room 12"}), "utf-8")
    ran = run("review", CASELOAD, "--calendar", CALENDARS, *AS_OF, "--format", form, "--labels", labels)
    assert ran.out.count("Room 12") == 2
    assert "wa-03" in ran.out
    labels.write_text('{"wa-02": 12}', "utf-8")
    ran = run("review", CASELOAD, *AS_OF, "--format", form, "--labels", labels)
    assert (ran.status, ran.out, "labels.json: 1 problem" in ran.err) == (2, "", True)


# -- review: Ed-Fi -----------------------------------------------------------------------------------------------------

ROW = {
    "studentReference": {"studentUniqueId": "s-1"},
    "educationOrganizationReference": {"educationOrganizationId": 255901},
    "programReference": {
        "educationOrganizationId": 255901,
        "programName": "Special Education",
        "programTypeDescriptor": "uri://ed-fi.org/ProgramTypeDescriptor#Special Education",
    },
    "beginDate": "2025-08-13",
    "iepReviewDate": "2025-09-01",
    "iepBeginDate": "2025-09-02",
    "lastEvaluationDate": "2024-09-01",
    "ideaEligibility": True,
}


def test_ed_fi_rows_are_reviewed_with_what_their_reader_found(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "studentSpecialEducationProgramAssociations"
    folder.mkdir()
    file = write(folder, [ROW], "studentSpecialEducationProgramAssociations.json")
    ran = run("review", "--edfi", file, "--law", "TX", *AS_OF, "--format", "json")
    assert ran.err == ""
    case = json.loads(ran.out)["cases"][0]
    assert {deadline["clock"]: deadline["due"] for deadline in case["deadlines"]}["annual-review"] == "2026-09-01"
    assert any(finding["code"].startswith("ED") for finding in case["findings"])


def test_ed_fi_rows_name_no_state_so_federal_law_is_used_and_said(run: Run, tmp_path: Path) -> None:
    second = {**ROW, "studentReference": {"studentUniqueId": "s-2"}}
    file = write(tmp_path, [ROW, second], "studentSpecialEducationProgramAssociations.json")
    ran = run("review", "--edfi", file, *AS_OF, "--format", "json")
    assert ran.status == 1
    assert ran.err == "iepkit: no State is named; federal law alone is used; --law XX gives a State's\n"
    assert [case["jurisdiction"] for case in json.loads(ran.out)["cases"]] == ["US", "US"]


def test_what_is_found_on_an_ed_fi_calendar_is_said_beside_the_reports(run: Run, tmp_path: Path) -> None:
    day = {
        "calendarReference": {"calendarCode": "1", "schoolId": 1, "schoolYear": 2026},
        "calendarEvents": [{"calendarEventDescriptor": "uri://ed-fi.org/CalendarEventDescriptor#Instructional day"}],
    }
    days = [{**day, "date": f"2025-09-{number:02}"} for number in (2, 3, 5)]  # Thursday the 4th is not there
    document = {"studentSpecialEducationProgramAssociations": [ROW], "calendarDates": days}
    ran = run("review", "--edfi", write(tmp_path, document), "--law", "TX", *AS_OF)
    assert ran.status == 1
    assert ran.err.startswith("iepkit: ED")
    assert "calendarDates" in ran.err
    silent = run("review", "--edfi", write(tmp_path, document), "--law", "TX", *AS_OF, "--ignore", "edfi")
    assert silent.err == ""


def test_bad_ed_fi_files_are_named(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path, "<InterchangeStudentProgram", "StudentProgram.xml")
    ran = run("review", "--edfi", file, "--law", "TX", *AS_OF)
    assert ran.status == 2
    assert str(file) in ran.err


def test_a_folder_without_ed_fi_rows_is_bad_input(run: Run, tmp_path: Path) -> None:
    ran = run("review", "--edfi", tmp_path, "--law", "TX", *AS_OF)
    assert ran.status == 2
    assert "there is no special education row in it" in ran.err
    assert "State" not in run("review", "--edfi", tmp_path, *AS_OF).err


def test_the_published_samples_are_reviewed(run: Run, edfi_samples: Path) -> None:
    ran = run("review", "--edfi", edfi_samples / "ds-5.2.0", "--law", "TX", "--as-of", "2022-09-01", "--format", "json")
    document = json.loads(ran.out)
    assert document["summary"]["children"] == 97


# -- bad input ---------------------------------------------------------------------------------------------------------

BAD: dict[str, tuple[str | bytes, str]] = {
    "malformed": ('{"id": ', "$: not valid JSON, line 1, column 8"),
    "wrong-type": ('{"id": 7}', "$.id: expected text"),
    "impossible-date": (
        '{"id": "7", "events": [{"kind": "exited", "on": "2026-02-30"}]}',
        "$.events[0].on: expected a day that exists, written YYYY-MM-DD",
    ),
    "unknown-key": ('{"id": "7", "gaols": []}', "unknown key 'gaols'"),
    "not-utf-8": (b'{"id": "\xff\xfe"}', "$: not valid UTF-8"),
    "deep": ("[" * 100_000, "$: nested too deeply"),
    "empty": ("", "$: not valid JSON"),
    "no-cases": ("[]", "$: there is no case in it; its list is empty"),
    "no-state": ('{"id": "7"}', "$.jurisdiction: this key is required; or give --law"),
    "unknown-state": ('{"id": "7", "jurisdiction": "Zebulon"}', "$.jurisdiction: expected one of: US, "),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("form", ["text", "json", "csv", "html"])
def test_bad_files_are_named_and_good_ones_reported(run: Run, tmp_path: Path, name: str, form: str) -> None:
    text, message = BAD[name]
    file = tmp_path / "bad.json"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    write(tmp_path, {"id": "good-one", "jurisdiction": "US", "events": [LATE]}, "good.json")
    ran = run("review", tmp_path, file, *AS_OF, "--format", form)
    assert ran.status == 2
    assert str(file) in ran.err
    assert message in ran.err
    assert "Traceback" not in ran.err
    assert "Zebulon" not in ran.err
    assert "good-one" in ran.out
    assert "bad.json" not in ran.out


@pytest.mark.parametrize("make", ["missing", "empty-folder", "folder-without-json"])
def test_nothing_to_review_is_bad_input(run: Run, tmp_path: Path, make: str) -> None:
    folder = tmp_path / make
    if make != "missing":
        folder.mkdir()
    if make == "folder-without-json":
        write(folder, "hello", "note.txt")
    ran = run("review", folder, *AS_OF)
    assert ran.status == 2
    assert str(folder) in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "the following arguments are required: COMMAND"),
        (("review", CASELOAD), "the following arguments are required: --as-of"),
        (("review", *AS_OF), "expected a file or folder of cases, or --edfi"),
        (("review", CASELOAD, "--as-of", "2026-2-3"), "expected a day that exists, written YYYY-MM-DD"),
        (("review", CASELOAD, "--as-of", "2026-02-30"), "expected a day that exists, written YYYY-MM-DD"),
        (("review", CASELOAD, "--as-of", "9000-01-01"), "expected a day before the year 9000"),
        (("due", "annual-review", "9999-12-31", "--law", "US"), "expected a day before the year 9000"),
        (("review", CASELOAD, *AS_OF, "--law", "ZZ"), "unknown jurisdiction 'ZZ'"),
        (("review", CASELOAD, *AS_OF, "--within", "-1"), "expected a number of days"),
        (("review", CASELOAD, *AS_OF, "--policy", "leap_day"), "expected NAME=CHOICE"),
        (("review", CASELOAD, *AS_OF, "--policy", "leap=mar-1"), "unknown policy 'leap'"),
        (("review", CASELOAD, *AS_OF, "--policy", "leap_day=never"), "unknown choice for the policy leap_day"),
        (("review", CASELOAD, *AS_OF, "--calendar", "nowhere.json"), "nowhere.json: 1 problem"),
        (("due", "lunch", "2026-03-02", "--law", "US"), "unknown clock 'lunch'"),
        (("due", "annual-review", "2026-03-02"), "the following arguments are required: --law"),
        (("due", "third-birthday", BIRTH + "x", "--law", "US"), "expected a day that exists"),
        (("due", "referral-response", "2026-03-02", "--law", "US"), "unknown number in this law for the clock"),
        (("law", "ZZ"), "unknown jurisdiction 'ZZ'"),
        (("law", "WA", "--parameter", "lunch"), "unknown parameter 'lunch'"),
        (("rules", "--group", "lunch"), "unknown group 'lunch'"),
        (("explain", "XX999"), "unknown rule 'XX999'"),
    ],
)
def test_bad_usage_is_said_on_the_error_stream(run: Run, arguments: tuple[str, ...], message: str) -> None:
    ran = run(*arguments)
    assert ran.status == 2
    assert message in " ".join(ran.err.split())
    assert ran.out == ""
    assert BIRTH not in ran.err


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ('{"years": []}', "$.years: there is no school year"),
        ('{"calendars": [{"years": 7}]}', "$.calendars[0].years: expected a list"),
        ("[]x", "not valid JSON"),
        ("7", "$: expected an object"),
        ("[]", "$: there is no calendar in it; its list is empty"),
    ],
)
def test_a_bad_calendar_file_stops_the_review(run: Run, tmp_path: Path, document: str, message: str) -> None:
    file = write(tmp_path, document)
    ran = run("review", CASELOAD, "--calendar", file, *AS_OF)
    assert (ran.status, ran.out) == (2, "")
    assert f"{file}: 1 problem" in ran.err
    assert message in ran.err


def test_the_same_calendar_twice_is_bad_input(run: Run) -> None:
    ran = run("review", CASELOAD, "--calendar", CALENDAR, "--calendar", CALENDAR, *AS_OF)
    assert ran.status == 2
    assert "another calendar has the same id" in ran.err


def test_a_fault_in_one_case_does_not_hide_the_others(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(case: Any, **more: Any) -> Any:
        if case.id == "7":
            raise RuntimeError(NAME)
        return review(case, **more)

    monkeypatch.setattr("iepkit.cli.session.review", faulty)
    file = write(tmp_path, [{"id": "7"}, {"id": "8"}])
    ran = run("review", file, "--law", "US", *AS_OF)
    assert ran.status == 2
    assert f"{file}[0]: 1 problem\n  $: this case cannot be reviewed, by a fault of iepkit (RuntimeError)" in ran.err
    assert NAME not in ran.err
    assert "8             US  nothing" in ran.out


# -- due ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        ((), 0, "due 2026-11-03"),
        (AS_OF, 0, "due 2026-11-03, open"),
        (("--as-of", "2026-11-05"), 1, "due 2026-11-03, overdue by 2 days"),
        (("--done", "2026-11-03"), 0, "due 2026-11-03, met"),
        (("--done", "2026-11-04"), 1, "due 2026-11-03, late by 1 day"),
    ],
)
def test_due_answers_with_a_day_and_a_status(run: Run, more: tuple[str, ...], status: int, words: str) -> None:
    ran = run("due", "initial-evaluation", "2026-09-14", "--law", "WA", "--calendar", CALENDAR, *more)
    assert ran.status == status
    assert ran.out.startswith(f"Initial evaluation: {words}\n  EV101 initial-evaluation; WAC 392-172A-03005(3)")


def test_due_without_a_calendar_says_what_is_missing(run: Run) -> None:
    ran = run("due", "initial-evaluation", "2026-09-14", "--law", "WA", *AS_OF)
    assert ran.status == 0
    assert "due on an unknown day" in ran.out
    assert "to settle it: the school calendar" in ran.out


def test_due_explains_itself(run: Run) -> None:
    ran = run("due", "initial-evaluation", "2026-09-14", "--law", "WA", "--calendar", CALENDAR, "--explain")
    assert "    not counted: 2026-10-09 to 2026-10-11 (3 days), staff day; weekend\n" in ran.out


def test_due_as_json(run: Run) -> None:
    options = ("--law", "US", "--format", "json")
    document = json.loads(run("due", "annual-review", "2025-10-06", *options, "--explain").out)
    assert document["due"] == "2026-10-06"
    assert document["explanation"]["parts"]
    assert "explanation" not in json.loads(run("due", "annual-review", "2025-10-06", *options).out)


def test_one_of_several_calendars_is_named(run: Run) -> None:
    arguments = ("due", "initial-evaluation", "2026-09-14", "--law", "WA", "--calendar", CALENDARS)
    assert "due 2026-11-03" in run(*arguments, "--calendar-id", "wa-cedar").out
    for more in ((), ("--calendar-id", "nowhere")):
        ran = run(*arguments, *more)
        assert ran.status == 2
        assert "wa-cedar, ca-poppy, tx-bluebonnet" in ran.err


def test_a_clock_that_counts_from_a_birth_does_not_show_it(run: Run) -> None:
    for form in ("text", "json"):
        ran = run("due", "transition", BIRTH, "--law", "TX", *AS_OF, "--explain", "--format", form)
        assert "2024-05-17" in ran.out
        assert BIRTH not in ran.out + ran.err


# -- law, rules, explain -----------------------------------------------------------------------------------------------


def test_law_lists_the_jurisdictions(run: Run) -> None:
    ran = run("law")
    assert ran.status == 0
    codes = [line.split()[0] for line in ran.out.splitlines()[1:] if line[:1].strip()]
    assert codes == ["US", *jurisdictions()]


@pytest.mark.parametrize("code", ["US", *jurisdictions()])
def test_law_says_everything_that_a_jurisdiction_says(run: Run, code: str) -> None:
    for more in ((), ("--on", "2026-11-02")):
        ran = run("law", code, *more)
        assert ran.status == 0
        flat = " ".join(ran.out.split())
        assert all(f"({name})" in flat for name in parameters())


def test_law_shows_what_governs_on_a_day_and_the_chain_below_it(run: Run) -> None:
    old, new = (run("law", "tx", "--parameter", "iep-meeting", "--on", day).out for day in ("2024-07-29", "2024-07-30"))
    assert "in force: through 2024-07-29" in old
    assert "in force: from 2024-07-30" in new
    assert new.index(" TX ") < new.index(" US ")
    assert new.count("governs: on this day") == 2  # a State's meeting binds beside the federal one
    assert "- 45 school days" not in new
    whole = run("law", "tx", "--parameter", "iep-meeting").out
    assert whole.count(" TX ") == 2
    assert "governs" not in whole


def test_law_shows_conflicts_and_notes(run: Run) -> None:
    out = run("law", "CA", "--parameter", "initial-evaluation").out
    assert "conflict: a chart of a law firm says 20 days" in out
    assert "note: A day is a calendar day" in out
    assert "source: https://" in " ".join(out.split())


def test_law_says_for_whom_and_what_was_not_found(run: Run) -> None:
    flat = " ".join(run("law", "ME", "--parameter", "initial-evaluation", "--on", "2026-11-02").out.split())
    assert "for: below age 5" in flat
    assert flat.count("governs: on this day") >= 2  # the row for everyone else, and those for some
    assert "not found: a rule was looked for, and none was found" in run("law", "WA", "--parameter", "iep-copy").out


def test_a_table_has_every_jurisdiction(run: Run) -> None:
    ran = run("law", "--table", "initial-evaluation")
    assert ran.status == 0
    first = [line.split()[0] for line in ran.out.splitlines() if re.match(r"[A-Z]{2,3} +\S", line)]
    assert list(dict.fromkeys(first)) == ["US", *jurisdictions()]
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    flat = " ".join(ran.out.split())
    assert "conflict: a chart of a law firm says 20 days" in flat
    assert "not counted: breaks of 6 or more school days; summer" in flat


def test_a_table_of_one_jurisdiction_stands_beside_federal_law(run: Run) -> None:
    out = run("law", "tx", "--table", "iep-meeting", "--on", "2024-07-29").out
    assert "in force on 2024-07-29" in " ".join(out.split())
    assert "2 rows: 2 primary." in out
    assert "the 1st school day of the next school year" in " ".join(out.split())
    history = run("law", "TX", "--table", "iep-meeting", "--history").out
    assert "all that was recorded, the newest first" in " ".join(history.split())
    assert "in force: from 2024-07-30" in history
    assert "in force: through 2024-07-29" in history


def test_a_table_for_programs(run: Run) -> None:
    asked = ("law", "--table", "initial-evaluation", "--on", "2026-11-02", "--format")
    found = json.loads(run(*asked, "json").out)
    assert (found["parameter"], found["on"]) == ("initial-evaluation", "2026-11-02")
    assert json.loads(run("law", "--table", "fape-age", "--format", "json").out)["on"] is None
    cells = list(csv.DictReader(io.StringIO(run(*asked, "csv").out)))
    assert [tuple(row) for row in (cells[0], found["rows"][0])] == [lawtable.COLUMNS, lawtable.COLUMNS]
    california = next(row for row in found["rows"] if row["jurisdiction"] == "CA")
    in_csv = next(row for row in cells if row["jurisdiction"] == "CA")
    assert california["not_counted"] == ["breaks of 6 or more school days", "summer"]
    assert in_csv["not_counted"] == "breaks of 6 or more school days; summer"
    assert in_csv["value"] == california["value"] == "60 calendar days"
    assert california["grade"] == "primary"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--table", "supper"), "unknown parameter 'supper'"),
        (("ZZ", "--table", "iep-copy"), "unknown jurisdiction 'ZZ'"),
        (("WA", "--format", "csv"), "--history and --format go with --table"),
        (("WA", "--history"), "--history and --format go with --table"),
        (("--table", "iep-copy", "--history", "--on", "2026-11-02"), "not allowed with argument"),
        (("--table", "iep-copy", "--parameter", "iep-copy"), "not allowed with argument"),
    ],
)
def test_a_table_that_cannot_be_is_refused(run: Run, arguments: tuple[str, ...], said: str) -> None:
    ran = run("law", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_rules_lists_rules_and_clocks(run: Run) -> None:
    out = run("rules").out
    assert all(rule.code in out for rule in rules())
    assert all(clock.code in out for clock in clocks().values())
    assert "ED101" in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_rules_of_a_group(run: Run) -> None:
    out = run("rules", "--group", "indicator-13").out
    assert "TR001" in out
    assert "EV101" not in out


def test_every_rule_is_explained(run: Run) -> None:
    for line in run("rules").out.splitlines()[1:]:
        if line[:5].strip():
            ran = run("explain", line[:5])
            assert ran.status == 0
            assert "asks:" in ran.out


def test_a_clock_is_explained_with_the_value_of_every_jurisdiction(run: Run) -> None:
    for word in ("EV101", "ev101", "initial-evaluation"):
        out = run("explain", word).out
        assert "https://www.ecfr.gov/current/title-34/section-300.301" in out
        assert all(f"\n {code} " in out for code in ("US", "CA", "TX", "WA"))
    assert "Federal law alone: " in run("explain", "annual-review").out
    assert "(age-of-majority), as" in run("explain", "rights-transfer").out


def test_the_version_is_that_of_the_package(run: Run) -> None:
    ran = run("--version")
    assert (ran.status, ran.out) == (0, f"iepkit {iepkit.__version__}\n")


# -- privacy -----------------------------------------------------------------------------------------------------------

PRIVATE = {
    "id": "case-7",
    "note": NAME,
    "student": {"id": "secret-id", "name": NAME, "birth_date": BIRTH, "district": "Quark District"},
    "events": [LATE, {"kind": "iep-in-effect", "on": "2025-03-03"}],
    "ieps": [
        {"meeting_date": "2026-03-02", "goals": [{"text": f"{NAME} reads."}], "services": [{"description": NAME}]}
    ],
}


@pytest.mark.parametrize("form", ["text", "json", "csv", "html"])
@pytest.mark.parametrize("broken", [False, True])
def test_no_name_birth_date_or_identifier_of_the_child_is_shown(
    run: Run, tmp_path: Path, form: str, *, broken: bool
) -> None:
    wrong: dict[str, object] = {NAME: BIRTH, "exits": [{"on": NAME, "reason": BIRTH}]} if broken else {}
    file = write(tmp_path, {**PRIVATE, **wrong})
    ran = run("review", file, "--law", "CA", *AS_OF, "--format", form, "--explain")
    assert ran.status == (2 if broken else 1)
    for secret in (NAME, BIRTH, "secret-id", "Quark"):
        assert secret not in ran.out + ran.err


# -- as a module, and in a process of its own -------------------------------------------------------------------------


def test_the_module_is_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    module = importlib.import_module("iepkit.__main__")  # to import it is to run nothing
    file = Path(module.__file__ or "")
    monkeypatch.setattr(sys, "argv", ["iepkit", "law"])
    with pytest.raises(SystemExit) as stop:
        exec(compile(file.read_text("utf-8"), str(file), "exec"), {"__name__": "__main__"})  # noqa: S102
    assert stop.value.code == 0
    assert "Texas" in capsys.readouterr().out


def test_the_module_runs_in_a_process_of_its_own() -> None:
    ran = apart("review", CASELOAD, "--calendar", CALENDARS, *AS_OF)
    assert ran.returncode == 1
    assert ran.stderr == b""
    assert b"\x1b" not in ran.stdout  # no colors in a pipe
    assert ran.stdout == apart("review", CASELOAD, "--calendar", CALENDARS, *AS_OF, LC_ALL="C").stdout


def test_an_encoding_that_lacks_a_letter_is_no_error(tmp_path: Path) -> None:
    file = write(tmp_path, {"id": "ñ", "jurisdiction": "US"})
    ran = apart("review", file, *AS_OF, PYTHONIOENCODING="ascii:strict")
    assert ran.returncode == 0
    assert b"\\xf1" in ran.stdout


@pytest.mark.parametrize("command_line", [("law", "TX"), ("--help",)])
def test_a_reader_that_goes_away_is_no_error(command_line: tuple[str, ...]) -> None:
    read, written = os.pipe()
    os.close(read)
    with os.fdopen(written, "wb") as pipe:
        ran = subprocess.run(
            command(*command_line), stdout=pipe, stderr=subprocess.PIPE, check=False, env=environment()
        )
    assert (ran.returncode, ran.stderr) == (141, b"")


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-"])
@pytest.mark.parametrize("command_line", [("law", "TX"), ("--help",), ("review", CASELOAD, *AS_OF)])
def test_a_closed_output_is_no_traceback(closed: str, command_line: tuple[str, ...]) -> None:
    line = f"{shlex.join(command(*command_line))} {closed}"
    ran = subprocess.run(["sh", "-c", line], capture_output=True, check=False, env=environment())
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr == (b"" if "2>" in closed else b"iepkit: the output is closed\n")


def test_a_closed_error_stream_is_no_fault(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """As above, in this process."""
    monkeypatch.setattr(sys, "stderr", None)
    try:
        assert run("law", "ZZ").status == 2
    finally:
        sys.stderr.close()


def test_a_closed_output_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    ran = run("law")
    assert (ran.status, ran.err) == (2, "iepkit: the output is closed\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_is_said_in_words() -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(command("law"), stdout=full, stderr=subprocess.PIPE, check=False, env=environment())
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"iepkit: the output: ")
    assert b"Traceback" not in ran.stderr


def test_a_fault_of_the_library_is_said_without_what_it_says(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object, **__: object) -> None:
        raise RuntimeError(NAME)

    monkeypatch.setattr("iepkit.cli.books.jurisdictions_text", faulty)
    ran = run("law")
    assert (ran.status, ran.err) == (2, "iepkit: this is a fault of iepkit (RuntimeError); please report it\n")


def test_an_interruption_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("iepkit.cli.files.load_cases", interrupted)
    ran = run("review", CASELOAD, *AS_OF)
    assert (ran.status, ran.err) == (130, "iepkit: interrupted\n")


@pytest.mark.parametrize(("error", "status"), [(BrokenPipeError(), 141), (OSError(28, "No space left"), 2)])
def test_what_cannot_be_written_goes_nowhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: OSError, status: int
) -> None:
    """As above, in this process, on streams that may be sent to nowhere."""

    def failing(_: object) -> int:
        raise error

    with (tmp_path / "out").open("w") as out, (tmp_path / "err").open("w") as err:
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        monkeypatch.setattr("iepkit.cli.books.law", failing)
        assert main(["law"]) == status
        out.write("this is not seen")
    assert (tmp_path / "out").read_text() == ""


def test_the_exit_statuses_are_those_of_the_manual() -> None:
    assert [int(status) for status in Exit] == [0, 1, 2, 130, 141]


def test_the_as_of_day_is_never_read_from_the_clock(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path, {"id": "7", "events": [LATE]})
    early = run("review", file, "--law", "US", "--as-of", date(2026, 3, 2).isoformat())
    late = run("review", file, "--law", "US", "--as-of", date(2026, 3, 3).isoformat())
    assert (early.status, late.status) == (0, 1)
