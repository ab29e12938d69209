"""The examples keep their word: every script runs, and every case tells the story of its note."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import iepkit as ik
from iepkit.formats.json import load_cases, loads, structure
from iepkit.vocabulary import Status

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SOURCE = EXAMPLES.parent / "src"
AS_OF = date(2026, 11, 2)

SCRIPTS = {
    "complete_file.py": "IP201 violation at $.ieps[0].present_levels.functional",
    "equity_page.py": "Black or African American: 3.27, 5 fewer to the threshold\n  identified: the State must find",
    "first_session.py": "Initial evaluation: due 2026-11-03, open",
    "goal_progress.py": "fluency: behind, by the rule four-point\n  On 25 January 2027 the goal stood at 81 words",
    "own_layer.py": "due 2026-10-27, overdue by 6 days, by Maple School District",
    "pictures.py": "speech: Speech therapy\nSpeech therapy.\nFrom 2026-09-08 to 2027-01-29, in minutes:\n1140 promised",
    "report_page.py": "one-child.html: Review of Ana\ncaseload.html: Review of 18 children, as of 2026-11-02",
    "review_caseload.py": "wa-02: Initial evaluation, due 2026-10-23, overdue by 10 days",
    "service_minutes.py": "860 delivered + 60 excused + 90 missed + 130 without a record\nbehind by 220 minutes",
    "snow_day.py": "wa-05 initial-evaluation: 2026-11-25 becomes 2026-12-02, 7 days later",
    "what_if.py": "due 2026-12-25; the last school day on which to act is 2026-12-18",
}

# For each case the clocks that are late or overdue, and codes of findings that it must have besides.
STORIES: dict[str, tuple[set[str], set[str]]] = {
    "ca-01": (set(), set()),
    "ca-02": (set(), set()),
    "ca-03": (set(), {"IP201", "IP202", "IP221", "IP222", "IP241", "IP251"}),
    "ca-04": ({"transition"}, {"TR201", "TR203"}),
    "ca-05": ({"consent-before-evaluation", "consent-before-services"}, set()),
    "ca-06": ({"discipline-notice"}, set()),
    "tx-01": (set(), set()),
    "tx-02": ({"transition"}, {"TR201", "TR203"}),
    "tx-03": (set(), set()),
    "tx-04": (set(), {"CF"}),
    "tx-05": (set(), set()),
    "tx-06": (set(), set()),
    "tx-07": (set(), set()),
    "wa-01": (set(), set()),
    "wa-02": ({"initial-evaluation"}, set()),
    "wa-03": ({"annual-review"}, set()),
    "wa-04": ({"iep-by-third-birthday"}, set()),
    "wa-05": (set(), set()),
}


def calendars() -> dict[str, ik.SchoolCalendar]:
    document = json.loads((EXAMPLES / "calendars.json").read_text("utf-8"))
    return {one.id: one for one in structure(document["calendars"], tuple[ik.SchoolCalendar, ...])}


def cases() -> dict[str, ik.Case]:
    found = [case for _, case in load_cases(EXAMPLES / "caseload") if isinstance(case, ik.Case)]
    return {case.id: case for case in found}


def reviewed(name: str) -> ik.Report:
    case = cases()[name]
    return ik.review(case, calendar=calendars()[case.calendar or ""], as_of=AS_OF)


def test_every_script_is_expected() -> None:
    assert sorted(path.name for path in EXAMPLES.glob("*.py")) == sorted(SCRIPTS)


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_print_what_they_promise(name: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-W", "error", str(EXAMPLES / name)],
        capture_output=True, text=True, check=False, env={"PYTHONPATH": str(SOURCE)}, timeout=300,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert SCRIPTS[name] in ran.stdout


def test_every_case_has_a_story() -> None:
    assert sorted(cases()) == sorted(STORIES)
    assert len(list((EXAMPLES / "caseload").iterdir())) == len(STORIES)


@pytest.mark.parametrize("name", STORIES)
def test_cases_tell_their_story(name: str) -> None:
    clocks, codes = STORIES[name]
    report = reviewed(name)
    missed = {deadline.clock for deadline in report.deadlines if deadline.status in {Status.OVERDUE, Status.LATE}}
    assert missed == clocks
    found = {finding.code for finding in report.findings} - {deadline.code for deadline in report.deadlines}
    if not codes:
        assert found == set()
    assert all(any(one.startswith(code) for one in found) for code in codes)


def test_cases_hold_no_names() -> None:
    for case in cases().values():
        assert case.note
        assert case.student is None or case.student.name is None


@pytest.mark.parametrize("name", calendars())
def test_calendars_are_complete_in_themselves(name: str) -> None:
    calendar = calendars()[name]
    assert [year.name for year in calendar.years] == ["2024-25", "2025-26", "2026-27"]
    assert calendar.is_business_day(date(2026, 11, 11)) is False
    for year in calendar.years:
        assert 170 <= (calendar.school_days(year.first_day, year.last_day) or 0) <= 185
        assert calendar.is_school_day(year.first_day) is True
        assert all(calendar.is_school_day(day) for day in (*year.partial_days, *year.extra_days))


def test_the_single_calendar_is_one() -> None:
    assert loads((EXAMPLES / "calendar.json").read_bytes(), ik.SchoolCalendar).id == "maple"
