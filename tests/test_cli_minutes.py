"""The command `minutes`: promised, delivered, excused, missed, without a record; what is behind, by which record."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import attrs
import pytest
from commands import Run, words

from iepkit.cli.messages import Exit
from iepkit.display.services import COLUMNS, WEEK_COLUMNS, service_words
from iepkit.records import Service
from iepkit.services import ServicePolicy
from iepkit.vocabulary import ServiceKind

FOLDER = Path(__file__).resolve().parent.parent / "examples"
EXAMPLE = FOLDER / "services" / "case.json"
LOG = ("--log", FOLDER / "services" / "log.csv")
CALENDAR = ("--calendar", FOLDER / "calendar.json")
AS_OF = ("--as-of", "2027-01-29")
NAME = "Zebulon Quark"


def services(out: str) -> list[str]:
    """The text of each service, on one line."""
    return [words(part) for part in out.split("  SERVICE (")[1:]]


SPEECH: dict[str, object] = {"id": "s", "minutes": 30, "times": 1, "per": "week", "description": f"speech for {NAME}"}


def written(folder: Path, deliveries: list[dict[str, object]], *more: dict[str, object], **case: object) -> Path:
    """A file with an IEP from 8 September 2026: speech once a week, and what `more` there is."""
    ieps = [{"start": "2026-09-08", "end": "2027-06-16", "services": [SPEECH, *more]}]
    file = folder / "case.json"
    plain = {"id": "7", "student": {"id": "7", "name": NAME}, "ieps": ieps, "deliveries": deliveries, **case}
    file.write_text(json.dumps(plain), "utf-8")
    return file


def given(on: str, **more: object) -> dict[str, object]:
    return {"on": on, "service_id": "s", "delivered": True, "minutes": 30, **more}


def missed(on: str, why: str, **more: object) -> dict[str, object]:
    return {"on": on, "service_id": "s", "delivered": False, "missed_for": why, **more}


def test_a_service_that_is_behind_gives_status_1_with_its_balance_and_records(run: Run) -> None:
    status, out, err = run("minutes", EXAMPLE, *AS_OF, *CALENDAR, *LOG)
    assert (status, err) == (Exit.ATTENTION, "")
    head = "1 child, as of 2027-01-29\n     1  service behind\n     1  service not behind\n"
    assert out.startswith(f"{head}     2  services of which it cannot be told\n\nservice-example\n")
    speech, reading, therapy, consultation = services(out)
    assert speech.startswith("IEP 1, service 1): speech language pathology stated 30 minutes, 2 times a week: 60")
    assert "promised 1140 minutes delivered 860 of them 60 make up for missed sessions excused 60" in speech
    assert "missed 90 no record 130 no record says whether it was given" in speech
    assert "balance 1140 = 860 + 60 + 90 + 130" in speech
    assert "BEHIND 220 minutes, 19.3 percent of the promise, since 2026-10-12" in speech
    assert "2026-10-06 provider-absent (log.csv line 10); a make-up is recorded" in speech
    assert "2026-10-13 provider-absent (log.csv line 12) 2026" in speech
    assert "2026-11-17 child-absent" not in speech
    assert "in the weeks from 2026-11-23; 2026-12-07; 2026-12-14; 2027-01-18" in speech
    assert "with what is behind that is 1300, about 72.2 a week if it goes on as it has, about 428 minutes" in speech
    assert "unknown No session of it is recorded" in reading
    assert "behind nothing" in therapy
    assert "beyond 9 minutes beyond what their period promises, kept apart" in therapy
    assert "unknown As needed: the IEP gives no number" in consultation
    assert max(map(len, out.splitlines())) <= 80


def test_without_any_record_nothing_is_said_to_be_behind(run: Run) -> None:
    status, out, _ = run("minutes", EXAMPLE, *AS_OF, *CALENDAR, "--week", "--explain")
    assert status == Exit.FINE
    assert "BEHIND" not in out
    assert "no record     " not in out
    found = json.loads(run("minutes", EXAMPLE, *AS_OF, *CALENDAR, "--format", "json")[1])
    first = found["cases"][0]["services"][0]
    assert (first["recorded"], first["behind"], first["undocumented"]) == (False, None, 1140)


def test_the_weeks_and_the_reasons(run: Run) -> None:
    out = run("minutes", EXAMPLE, *AS_OF, *CALENDAR, *LOG, "--week", "--explain")[1]
    assert "    from         promised  delivered    excused     missed  no record     beyond\n" in out
    assert "    2026-10-12         60          -          -         60          -          -\n" in out
    assert "    2027-01-11         60         30         30          -          -          -\n" in out
    said = words(out)
    assert "Policy excused: child-absent" in said
    assert "log.csv line 20 makes up for the session of 2026-10-06." in said
    assert "or 72 2/9 a week in 18 school weeks." in said
    assert "90 minutes missed by record: a starting figure, minute for minute." in said
    assert max(map(len, out.splitlines())) <= 80


def test_services_by_the_day_are_put_into_weeks(run: Run, tmp_path: Path) -> None:
    reading = {"id": "r", "minutes": 60, "times": 1, "per": "day"}
    deliveries = [given("2026-09-09", service_id="r", minutes=60), given("2026-09-14", service_id="r", minutes=60)]
    file = written(tmp_path, deliveries, reading)
    out = run("minutes", file, "--as-of", "2026-09-21", *CALENDAR, "--week")[1]
    assert "    2026-09-08        240         60          -          -        180          -\n" in out
    assert "    2026-09-14        300         60          -          -        240          -\n" in out
    assert (
        "a record of all of it: on 2026-09-08; 2026-09-10; 2026-09-11; 2026-09-15; 2026-09-16; 2026-09-17; and 2 more"
        in words(out)
    )


def test_a_total_has_no_weeks(run: Run, tmp_path: Path) -> None:
    total = {"id": "t", "minutes": 30, "sessions": 8, "start": "2026-09-08", "end": "2026-10-30"}
    file = written(tmp_path, [given("2026-09-09", service_id="t")], total)
    out = services(run("minutes", file, *AS_OF, *CALENDAR)[1])[1]
    assert "in the whole time from 2026-09-08" in out


def test_a_range_is_counted_by_its_lower_end(run: Run, tmp_path: Path) -> None:
    ranged = {"id": "r", "minutes": 20, "minutes_most": 30, "times": 1, "per": "week"}
    file = written(tmp_path, [given("2026-09-09", service_id="r", minutes=20)], ranged)
    out = services(run("minutes", file, "--as-of", "2026-09-14", *CALENDAR)[1])[1]
    assert "promised 20 minutes, the lower end; 30 at most" in out
    assert "behind nothing" in out


def test_other_days_are_looked_at_on_request(run: Run, tmp_path: Path) -> None:
    ieps = [
        {"start": "2025-09-08", "end": "2026-06-16", "services": [SPEECH]},
        {
            "start": "2026-09-08",
            "end": "2027-06-16",
            "services": [SPEECH, {**SPEECH, "id": "n", "start": "2027-03-01"}],
        },
    ]
    file = written(tmp_path, [given("2026-09-10"), given("2026-09-24")], ieps=ieps)
    out = run("minutes", file, *AS_OF, *CALENDAR)[1]
    assert "2 services that are in force on other days are left out" in words(out)
    assert len(services(out)) == 1
    out = run("minutes", file, *AS_OF, *CALENDAR, "--from", "2026-06-01")[1]
    assert "1 service that is in force on other days is left out" in words(out)
    assert len(services(out)) == 2
    out = run("minutes", file, *AS_OF, *CALENDAR, "--from", "2026-09-08", "--to", "2026-09-20")[1]
    [speech] = services(out)
    assert "counted 2026-09-08 to 2026-09-20" in speech
    assert "later 30 minutes were given after these days" in speech
    assert "to the end" not in speech
    status, out, err = run("minutes", file, *AS_OF, *CALENDAR, "--from", "2026-09-08", "--to", "2026-09-07")
    assert (status, out) == (Exit.BAD_INPUT, "")
    assert "--from: expected a day that is not after --to" in err


def test_a_service_of_which_no_week_is_over(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("minutes", written(tmp_path, []), "--as-of", "2026-09-09", *CALENDAR)
    assert status == Exit.FINE
    assert "nothing yet: no week or other period of the service is over" in words(out)
    assert "     1  service not behind\n" in out


def test_no_service_on_these_days(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("minutes", written(tmp_path, []), "--as-of", "2026-01-09", *CALENDAR)
    assert status == Exit.FINE
    assert "The file holds no service on these days." in out
    assert "1 service that is in force on other days is left out" in words(out)


def test_past_the_calendar_it_is_not_known(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, [given("2026-09-10")], {**SPEECH, "id": "n", "end": "2027-09-30"})
    ieps = json.loads(file.read_text("utf-8"))["ieps"]
    file = written(tmp_path, [given("2026-09-10", service_id="n")], ieps=[{**ieps[0], "end": None}])
    out = services(run("minutes", file, *AS_OF, *CALENDAR)[1])[1]
    assert "to the end unknown: The calendar tells what is promised for 2025-09-03 to 2027-06-16" in out
    status, out, _ = run("minutes", file, "--as-of", "2027-08-02", *CALENDAR)
    assert status == Exit.FINE
    assert "unknown The calendar tells what is promised" in words(out)


def test_more_records_than_fit_are_counted(run: Run, tmp_path: Path) -> None:
    weeks = ["09-10", "09-17", "09-24", "10-01", "10-08", "10-15", "10-22", "10-29"]
    absent = [missed(f"2026-{on}", "provider-absent") for on in weeks]
    out = words(run("minutes", written(tmp_path, absent), "--as-of", "2026-11-02", *CALENDAR)[1])
    assert "by record 2026-09-10 provider-absent (service delivery 1)" in out
    assert "2026-10-15 provider-absent (service delivery 6) and 2 more" in out
    plain = [given("2026-09-10"), {"on": "2026-09-17", "service_id": "s", "delivered": False}]
    out = words(run("minutes", written(tmp_path, plain), "--as-of", "2026-09-21", *CALENDAR)[1])
    assert "by record 2026-09-17 (service delivery 2)" in out


def test_sessions_that_do_not_fit_are_told(run: Run, tmp_path: Path) -> None:
    deliveries = [given("2026-09-12"), *(given(f"2026-09-{on}", service_id="x") for on in range(14, 22))]
    out = run("minutes", written(tmp_path, deliveries), "--as-of", "2026-09-28", *CALENDAR)[1]
    block = words(out.partition("SESSIONS THAT DO NOT FIT")[2])
    assert block.startswith("A session was given on 2026-09-12, a day without school. (service delivery 1)")
    assert "8 sessions not counted: " in block
    assert "service delivery 7; and 2 more)" in block
    found = json.loads(run("minutes", written(tmp_path, deliveries), *AS_OF, *CALENDAR, "--format", "json")[1])
    [case] = found["cases"]
    assert case["clashes"][0]["kind"] == "no-school-day"
    assert case["not_counted"][0]["path"] == "$.deliveries[1]"


def test_compensatory_time_is_a_bank(run: Run, tmp_path: Path) -> None:
    entries = [
        {"on": "2026-12-01", "step": "agreed", "minutes": 60, "until": "2027-02-26"},
        {"on": "2026-12-10", "step": "delivered", "minutes": 30},
    ]
    out = words(run("minutes", written(tmp_path, [], compensatory=entries), *AS_OF, *CALENDAR)[1])
    assert (
        "COMPENSATORY TIME 0 minutes found to be owed, 0 offered. 60 agreed = 30 delivered + 0 expired + 30 left."
        in out
    )
    assert "can be used through 2027-02-26 only" in out
    over = [{"on": "2026-12-10", "step": "delivered", "minutes": 30}]
    file = written(tmp_path, [], compensatory=over)
    out = words(run("minutes", file, *AS_OF, *CALENDAR)[1])
    assert "30 minutes were given beyond what was agreed." in out
    assert "can be used through" not in out
    found = json.loads(run("minutes", file, *AS_OF, *CALENDAR, "--format", "json")[1])
    assert found["cases"][0]["compensatory"]["beyond"] == 30


def test_a_threshold_is_the_callers_own(run: Run) -> None:
    out = words(run("minutes", EXAMPLE, *AS_OF, *CALENDAR, *LOG, "--policy", "material=0.1")[1])
    assert "The share reaches the threshold that was asked for. The law has no number." in out
    out = words(run("minutes", EXAMPLE, *AS_OF, *CALENDAR, *LOG, "--policy", "material=1/2")[1])
    assert "The share does not reach the threshold" in out


def test_policies_change_the_answer_and_are_shown(run: Run) -> None:
    policy = ("--policy", "excused=none", "--policy", "short-weeks=prorated", "--policy", "weeks-in-year=36")
    found = json.loads(run("minutes", EXAMPLE, *AS_OF, *CALENDAR, *LOG, *policy, "--format", "json")[1])
    [case] = found["cases"]
    assert case["services"][0]["excused"] == 0
    assert case["services"][0]["promised"] < 1140
    assert (case["policy"]["short_weeks"], case["policy"]["weeks_in_year"]) == ("prorated", 36)
    part = ("--policy", "material=1/4")
    found = json.loads(run("minutes", EXAMPLE, *AS_OF, *CALENDAR, *LOG, *part, "--format", "json")[1])
    assert found["cases"][0]["policy"]["material"] == 0.25


def test_json_has_weeks_and_lines_where_they_are_wanted(run: Run) -> None:
    out = run("minutes", EXAMPLE, *AS_OF, *CALENDAR, *LOG, "--format", "json", "--week", "--explain")[1]
    [case] = json.loads(out)["cases"]
    first = case["services"][0]
    assert (first["promised"], first["delivered"] + first["excused"] + first["missed"] + first["undocumented"]) == (
        1140,
        1140,
    )
    assert sum(week["promised"] for week in first["weeks"]) == 1140
    assert first["records"][0] == "log.csv line 10"
    assert first["repairs"][0] == {"record": "log.csv line 20", "of": "2026-10-06"}
    assert first["to_the_end"]["remaining"] == 1080
    assert "1140 promised = 860 delivered + 60 excused + 90 missed + 130 undocumented." in first["lines"]
    assert case["starting_figure"] == 90
    assert case["services"][3]["stated"] is None
    assert case["services"][3]["unknown"].startswith("As needed")


def test_csv_has_a_row_for_each_service_or_week(run: Run) -> None:
    out = run("minutes", EXAMPLE, *AS_OF, *CALENDAR, *LOG, "--format", "csv")[1]
    rows = list(csv.DictReader(io.StringIO(out)))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["service_id"], row["behind"]) for row in rows] == [
        ("speech", "220"),
        ("reading", ""),
        ("ot", "0"),
        ("consult", ""),
    ]
    out = run("minutes", EXAMPLE, *AS_OF, *CALENDAR, *LOG, "--format", "csv", "--week")[1]
    rows = list(csv.DictReader(io.StringIO(out)))
    assert tuple(rows[0]) == WEEK_COLUMNS
    assert sum(int(row["promised"]) for row in rows if row["service_id"] == "speech") == 1140


def test_a_session_that_the_file_holds_already_is_not_added(run: Run, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(
        "case_id,service_id,on,status,minutes\n7,s,2026-09-10,delivered,30\n7,s,2026-09-17,delivered,30\n", "utf-8"
    )
    file = written(tmp_path, [given("2026-09-10")])
    status, out, err = run("minutes", file, "--as-of", "2026-09-21", *CALENDAR, "--log", log)
    assert (status, err) == (Exit.FINE, "")
    assert "balance       60 = 60 + 0 + 0 + 0\n" in out
    assert "do not fit" not in out.lower()


def test_two_logs_are_told_apart_and_bad_rows_have_their_lines(run: Run, tmp_path: Path) -> None:
    head = "case_id,service_id,on,status,minutes\n"
    (tmp_path / "a.csv").write_text(f"{head}7,s,2026-09-10,missed,\n7,s,2026-09-17,maybe,30\n", "utf-8")
    (tmp_path / "b.csv").write_text(f"{head}7,s,2026-09-17,missed,\n9,s,2026-09-17,missed,\n", "utf-8")
    logs = ("--log", tmp_path / "a.csv", "--log", tmp_path / "b.csv")
    status, out, err = run("minutes", written(tmp_path, []), "--as-of", "2026-09-21", *CALENDAR, *logs)
    assert status == Exit.BAD_INPUT
    assert "2026-09-10 (a.csv line 2) 2026-09-17 (b.csv line 2)" in words(out)
    assert "     2  rows of tables not used: see the messages\n" in out
    assert "line 3, status: expected one of: delivered, missed" in err
    assert "line 3, case_id: no case has this identifier" in err


def test_a_case_needs_a_calendar_that_was_given(run: Run, tmp_path: Path) -> None:
    calendars = ("--calendar", FOLDER / "calendars.json")
    status, out, err = run("minutes", written(tmp_path, []), *AS_OF, *calendars)
    assert (status, out) == (Exit.BAD_INPUT, "")
    assert "$.calendar: expected a calendar that was given" in err
    status, _, err = run("minutes", EXAMPLE, *AS_OF)
    assert status == Exit.BAD_INPUT
    assert "--calendar" in err


def test_nobody_is_named(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, [given("2026-09-10"), missed("2026-09-17", "child-absent", missed_because=NAME)])
    for form in ("text", "json", "csv"):
        _, out, err = run("minutes", file, *AS_OF, *CALENDAR, "--format", form, "--explain", "--week")
        assert NAME not in out + err
    labels = tmp_path / "labels.txt"
    labels.write_text(json.dumps({"7": NAME}), "utf-8")
    assert f"\n{NAME}\n---" in run("minutes", file, *AS_OF, *CALENDAR, "--labels", labels)[1]


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("nope=1", "unknown policy 'nope'; known: short-weeks, least-days,"),
        ("short-weeks=x", "unknown choice for the policy short_weeks 'x'; known: whole, prorated"),
        ("short-weeks=none-below", "least_days: expected a number of days"),
        ("least-days=2.5", "least_days: expected a whole number"),
        ("material=1/0", "material: expected a number above zero"),
        ("=x", "expected NAME=CHOICE"),
    ],
)
def test_a_policy_that_there_is_not_is_bad_input(run: Run, policy: str, said: str) -> None:
    status, out, err = run("minutes", EXAMPLE, *AS_OF, *CALENDAR, "--policy", policy)
    assert (status, out) == (Exit.BAD_INPUT, "")
    assert said in err


def test_every_policy_is_documented() -> None:
    page = (FOLDER.parent / "docs" / "services.md").read_text("utf-8")
    names = [field.name.replace("_", "-") for field in attrs.fields(ServicePolicy)]
    assert [name for name in names if f"`{name}`" not in page] == []


def test_a_service_is_named_by_its_code() -> None:
    assert service_words(Service(kind=ServiceKind.SUPPLEMENTARY_AID, description=NAME)) == "supplementary aid"


def test_each_service_with_records_is_drawn_by_week(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    labels = tmp_path / "labels.txt"
    labels.write_text(json.dumps({"service-example": "Zeb"}), "utf-8")
    status, _, err = run("minutes", EXAMPLE, *AS_OF, *CALENDAR, *LOG, "--picture", tmp_path / "g.svg")
    assert (status, err) == (Exit.ATTENTION, "")
    assert sorted(path.name for path in tmp_path.glob("*.svg")) == ["g-1.svg", "g-2.svg"]
    assert "Speech language pathology (IEP 1, service 1)" in (tmp_path / "g-1.svg").read_text("utf-8")
    run("minutes", EXAMPLE, *AS_OF, *CALENDAR, *LOG, "--picture", tmp_path / "g.svg", "--labels", labels)
    assert "Zeb: Speech language pathology" in (tmp_path / "g-1.svg").read_text("utf-8")
    assert run("minutes", EXAMPLE, *AS_OF, *CALENDAR, "--picture", tmp_path / "none.svg")[0] == Exit.FINE
    assert not (tmp_path / "none.svg").exists()
