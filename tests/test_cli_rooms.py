"""The commands on services, placement and progress, on any file: an answer in every format, and no fault."""

from __future__ import annotations

import csv
import io
import json
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import iepkit as ik
from iepkit.cli import main
from iepkit.cli.messages import Exit
from iepkit.formats.json import dumps
from iepkit.history import Case
from iepkit.placement import environment
from iepkit.progress import progress_of
from iepkit.records import DataPoint, Goal, Iep, Measurement, Placement, Service, ServiceDelivery, Student
from iepkit.services import expected, ledger
from iepkit.testing.strategies import cases, days, records

CALENDAR = ("--calendar", str(Path(__file__).resolve().parent.parent / "examples" / "calendar.json"))
COMMANDS: dict[str, tuple[str, ...]] = {
    "minutes": (*CALENDAR, "--week", "--explain"),
    "progress": (*CALENDAR, "--explain"),
    "placement": ("--explain",),
}
AS_OF = ("--as-of", "2027-01-29")

NAMES = st.sampled_from(["a", "b", None])
YEAR = days(date(2026, 8, 1), date(2027, 7, 31))
POINTS = st.lists(st.builds(DataPoint, YEAR, st.integers(0, 120) | st.floats(-200, 200)), max_size=14).map(tuple)


def several(kind: st.SearchStrategy[object], most: int) -> st.SearchStrategy[object]:
    return st.lists(kind, max_size=most).map(tuple)


IEPS = records(
    Iep,
    start=YEAR,
    services=several(records(Service, id=NAMES), 4),
    goals=several(
        records(Goal, id=NAMES, data=POINTS, baseline_value=st.integers(0, 60), target=st.integers(0, 120)), 3
    ),
    placement=records(Placement),
)
DETAILED = records(
    Case,
    leave_out=("events",),
    student=records(Student),
    ieps=several(IEPS, 3),
    deliveries=several(records(ServiceDelivery, on=YEAR, service_id=NAMES), 12),
    measurements=several(records(Measurement, goal_id=NAMES, data=POINTS), 3),
)


def ran(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(arguments)
    return status, out.getvalue(), err.getvalue()


@pytest.mark.parametrize("command", COMMANDS)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=DETAILED | cases())
def test_any_file_has_an_answer_in_every_format(
    command: str, case: Case, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.getbasetemp() / f"{command}.json"
    file.write_text(dumps(case), "utf-8")
    for form in ("text", "json", "csv"):
        status, out, err = ran(command, str(file), *AS_OF, *COMMANDS[command], "--format", form)
        assert "fault of iepkit" not in err
        assert status in {Exit.FINE, Exit.ATTENTION}
        if form == "json":
            [found] = json.loads(out)["cases"]
            assert found["case"] == case.id
        elif form == "csv":
            assert all(row["case"] == case.id for row in csv.DictReader(io.StringIO(out)))
        else:
            assert all(len(line) <= 80 or len(line.split()) == 1 for line in out.splitlines())


def test_the_main_questions_are_asked_at_the_root() -> None:
    assert ik.expected_minutes is expected
    assert ik.environment_of is environment
    assert ik.ledger is ledger
    assert ik.progress_of is progress_of
