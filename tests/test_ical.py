"""iCalendar: what is written is read back by a library that others use; and the command that writes it."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from iepkit.calendars import Closure, SchoolCalendar, SchoolYear
from iepkit.cli import main
from iepkit.errors import MissingExtra, WrongType
from iepkit.formats import ical
from iepkit.history import Case, Event
from iepkit.laws import law
from iepkit.records import Student
from iepkit.reviews import review
from iepkit.testing import synthetic
from iepkit.timelines import Deadline, Lead, Window, deadlines, due
from iepkit.vocabulary import EventKind, Purpose, Unit

K = EventKind
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
WINTER = Closure(date(2026, 12, 21), date(2027, 1, 1), "winter break")
CALENDAR = SchoolCalendar((SchoolYear(date(2026, 9, 2), date(2027, 6, 16), closures=(WINTER,)),))
AS_OF = date(2026, 11, 27)
WA = law("WA")
NAME = "Zebulon Quark"


def parsed(data: bytes) -> Any:
    return Calendar.from_ical(data)


def read(data: bytes) -> list[Any]:
    return list(parsed(data).walk("VEVENT"))


def meeting(start: date = AS_OF, **more: Any) -> Deadline:
    """Due 30 days later, in the winter break for the start of these tests."""
    return due("iep-meeting", start, **{"law": law("US"), "calendar": CALENDAR, "as_of": AS_OF, **more})


def summaries(data: bytes) -> list[str]:
    return [str(entry["SUMMARY"]) for entry in read(data)]


def test_a_due_day_is_an_event_of_one_whole_day() -> None:
    (entry,) = read(ical.dumps({"7": [meeting()]}, as_of=AS_OF))
    assert entry.start == date(2026, 12, 27)
    assert entry["DTSTART"].params["VALUE"] == "DATE"
    assert entry.end - entry.start == timedelta(1)
    assert entry["DTSTAMP"].dt == datetime(2026, 11, 27, tzinfo=UTC)
    assert str(entry["SUMMARY"]) == "Meeting to develop the IEP: due"
    assert "34 CFR 300.323(c)(1)" in entry["DESCRIPTION"]
    assert list(map(str, entry["CATEGORIES"].cats)) == ["IP001", "open"]
    assert (entry["CLASS"], entry["TRANSP"], entry.walk("VALARM")) == ("CONFIDENTIAL", "TRANSPARENT", [])


def test_the_calendar_says_what_it_is() -> None:
    plain, named = (parsed(ical.dumps([], as_of=AS_OF, name=name)) for name in ("", "Due days\r\n"))
    assert (plain["VERSION"], plain["METHOD"], plain["CALSCALE"]) == ("2.0", "PUBLISH", "GREGORIAN")
    assert "iepkit" in plain["PRODID"]
    assert "NAME" not in plain
    assert (named["NAME"], named["X-WR-CALNAME"]) == ("Due days  ", "Due days  ")


def test_the_last_day_to_act_has_an_event_of_its_own_and_the_alarms() -> None:
    leads = (10, Lead(5, Unit.SCHOOL_DAYS), Lead(400, Unit.SCHOOL_DAYS))
    act, legal = read(ical.dumps([meeting()], as_of=AS_OF, actions=True, leads=leads))
    assert (act.start, legal.start) == (date(2026, 12, 18), date(2026, 12, 27))
    assert str(act["SUMMARY"]) == "Meeting to develop the IEP: last school day to act"
    triggers = [alarm["TRIGGER"].dt for alarm in act.walk("VALARM")]
    assert triggers == [timedelta(-10), timedelta(-7)]  # 400 school days back the calendar does not reach
    assert [str(alarm["DESCRIPTION"]) for alarm in act.walk("VALARM")] == [
        "Meeting to develop the IEP: 10 calendar days", "Meeting to develop the IEP: 5 school days",
    ]  # fmt: skip
    assert legal.walk("VALARM") == []
    assert act["UID"] != legal["UID"]


def test_without_an_event_for_acting_the_alarms_are_on_the_due_day() -> None:
    (legal,) = read(ical.dumps([meeting()], as_of=AS_OF, leads=[10]))
    assert [alarm["TRIGGER"].dt for alarm in legal.walk("VALARM")] == [timedelta(-19)]  # ten days before 18 December
    on_a_school_day = meeting(date(2026, 11, 16))
    assert len(read(ical.dumps([on_a_school_day], as_of=AS_OF, actions=True))) == 1
    assert len(read(ical.dumps([meeting(calendar=None)], as_of=AS_OF, actions=True))) == 1


def test_only_what_is_still_to_be_met_is_written() -> None:
    assert read(ical.dumps([meeting(done=AS_OF)], as_of=AS_OF)) == []
    assert read(ical.dumps([due("initial-evaluation", AS_OF, law=WA, as_of=AS_OF)], as_of=AS_OF)) == []  # unknown day
    overdue = meeting(date(2026, 9, 14))
    assert summaries(ical.dumps([overdue], as_of=AS_OF)) == ["Meeting to develop the IEP: due"]
    assert read(ical.dumps([overdue], as_of=AS_OF, window=Window.next_days(AS_OF, 60))) == []
    assert len(read(ical.dumps([overdue, meeting()], as_of=AS_OF, window=Window(last=date(2026, 12, 27))))) == 2


def test_the_first_permitted_day_is_written_until_it_has_come() -> None:
    case = Case("1", events=(Event(K.EVALUATION_COMPLETED, date(2026, 9, 14), purpose=Purpose.REEVALUATION),))
    found = {d.clock: d for d in deadlines(case, law=law("US"), as_of=AS_OF)}["reevaluation-interval"]
    assert summaries(ical.dumps([found], as_of=AS_OF)) == [f"{found.title}: may be done from this day"]
    assert summaries(ical.dumps([found], as_of=date(2027, 9, 15))) == []


# -- privacy and identity ---------------------------------------------------------------------------------------------


def test_nothing_of_the_child_is_written_unless_the_caller_says_so() -> None:
    born = Student(NAME, birth_date=date(2009, 5, 7), name=NAME)
    case = Case("ssid-4711", jurisdiction="WA", student=born, events=(
        Event(K.FOUND_ELIGIBLE, date(2026, 11, 2)), Event(K.IEP_REVIEWED, date(2026, 11, 3)),
    ))  # fmt: skip
    report = review(case, calendar=CALENDAR, as_of=AS_OF)
    text = ical.dumps([report], as_of=AS_OF, actions=True, leads=[30]).decode()
    assert all(word not in text for word in (NAME, "Zebulon", "4711", "20090507", "2009-05-07"))
    labeled = ical.dumps([report], as_of=AS_OF, labels={"ssid-4711": "Z. Q."})
    assert all(summary.startswith("Z. Q.: ") for summary in summaries(labeled))
    other = ical.dumps([report], as_of=AS_OF, labels={"other": "A. B."}, actions=True, leads=[30])
    assert other.decode() == text


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Ana, R.; the \\ 'one'", "Ana, R.; the \\ 'one'"),
        ("two\r\nlines\x07 and \ud800 half", "two  lines  and   half"),
        ("Ñandú " * 40, "Ñandú " * 40),
        ("BEGIN:VEVENT", "BEGIN:VEVENT"),
    ],
)
def test_labels_come_back_as_they_were(label: str, shown: str) -> None:
    data = ical.dumps({"7": [meeting()]}, as_of=AS_OF, labels={"7": label})
    assert summaries(data) == [f"{shown}: Meeting to develop the IEP: due"]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_uid_stays_when_the_day_moves_and_is_of_one_case_alone() -> None:
    def uid(answers: Mapping[str, list[Deadline]], **more: Any) -> str:
        (entry,) = read(ical.dumps(answers, as_of=AS_OF, **more))
        return str(entry["UID"])

    old, new = (due("initial-evaluation", AS_OF, law=WA, calendar=one, as_of=AS_OF)
                for one in (CALENDAR, CALENDAR.closing(date(2026, 12, 3))))  # fmt: skip
    assert old.due != new.due
    assert uid({"7": [old]}) == uid({"7": [new]}, labels={"7": "x"}, leads=[1])
    others = [uid({"8": [old]}), uid({"7": [old]}, key="secret"), uid({"7": [meeting()]})]
    others.append(uid({"7": [due("initial-evaluation", date(2026, 11, 30), law=WA, calendar=CALENDAR, as_of=AS_OF)]}))
    assert len({uid({"7": [old]}), *others}) == 5
    twice = [str(entry["UID"]) for entry in read(ical.dumps({"7": [old, old]}, as_of=AS_OF))]
    assert twice == [uid({"7": [old]}), uid({"7": [old]}).replace("@", "-2@")]


CHILDREN = list(synthetic.cases(30, seed=3, first=date(2024, 8, 1)))
YEARS = synthetic.calendar(2023, 2028, seed=5)
TODAY = date(2027, 3, 2)


@given(children=st.lists(st.sampled_from(CHILDREN), max_size=4, unique_by=lambda case: case.id), act=st.booleans())
def test_the_same_inputs_give_the_same_bytes_and_every_due_day_comes_back(children: list[Case], *, act: bool) -> None:
    answers = {one.id: deadlines(one, law=WA, calendar=YEARS, as_of=TODAY) for one in children}
    first, again = (ical.dumps(dict(answers), as_of=TODAY, actions=act, leads=[30]) for _ in range(2))
    assert first == again
    entries = read(first)
    uids = [str(entry["UID"]) for entry in entries]
    assert len(set(uids)) == len(uids)
    wanted = sorted(
        deadline.due for found in answers.values() for deadline in found
        if deadline.due is not None and deadline.status in {"open", "overdue", "unknown"}
        and not (deadline.is_earliest and deadline.due < TODAY)
    )  # fmt: skip
    assert sorted(entry.start for entry in entries if "-act@" not in str(entry["UID"])) == wanted
    assert act or len(entries) == len(wanted)


def test_what_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WrongType, match="as_of"):
        ical.dumps([], as_of=datetime(2026, 11, 27, tzinfo=UTC))
    monkeypatch.setitem(sys.modules, "icalendar", None)
    monkeypatch.delitem(sys.modules, "iepkit.formats.ical")
    with pytest.raises(MissingExtra, match=r"iepkit\[ical\]"):
        importlib.import_module("iepkit.formats.ical")


# -- the command ------------------------------------------------------------------------------------------------------


@attrs.frozen
class Ran:
    """What a command did."""

    status: int
    out: bytes
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def ran(*arguments: str | Path) -> Ran:
        try:
            status = main(["calendar", *map(str, arguments)])
        except SystemExit as stop:
            status = int(stop.code or 0)
        captured = capfdbinary.readouterr()
        return Ran(status, captured.out, captured.err.decode())

    return ran


CASELOAD = (EXAMPLES / "caseload", "--calendar", EXAMPLES / "calendars.json", "--as-of", "2026-11-02")


def test_a_caseload_as_a_calendar(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "due.ics"
    shown, written = run(*CASELOAD), run(*CASELOAD, "-o", file)
    assert (shown.status, shown.err, written) == (0, "", Ran(0, b"", ""))
    assert file.read_bytes() == shown.out
    days = [entry.start for entry in read(shown.out)]
    assert max(days) <= date(2027, 11, 2)
    assert min(days) < date(2026, 11, 2)  # what is overdue is in it
    assert b"wa-0" not in shown.out
    soon = [entry.start for entry in read(run(*CASELOAD, "--within", "60").out)]
    assert soon == [day for day in days if day <= date(2027, 1, 1)]


def test_labels_alarms_and_action_dates_by_option(run: Run, tmp_path: Path) -> None:
    labels = tmp_path / "labels.json"
    labels.write_text(json.dumps({"wa-05": "Room 12"}), "utf-8")
    warn = ("--warn", "30", "--warn", "10-school-days")
    ran = run(EXAMPLES / "caseload" / "wa-05-events-only.json", *CASELOAD[1:], "--labels", labels, *warn,
              "--actions", "--name", "Due", "--key", "k", "--within", "999999")  # fmt: skip
    (entry,) = read(ran.out)
    assert str(entry["SUMMARY"]) == "Room 12: Initial evaluation: due"
    assert [alarm["TRIGGER"].dt for alarm in entry.walk("VALARM")] == [timedelta(-30), timedelta(-15)]
    assert parsed(ran.out)["NAME"] == "Due"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "calendar: 1 problem"),
        (["caseload", "--warn", "soon"], "expected a number of days, "),
        (["caseload", "--warn", "3-fortnights"], "expected a number of days, "),
        (["caseload", "--warn", "3-months"], "expected a number of days, "),
        (["caseload", "--labels", "nowhere.json"], "nowhere.json: 1 problem"),
        (["caseload", "--labels", "calendar.json"], "calendar.json: "),
    ],
)
def test_bad_usage(run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str) -> None:
    monkeypatch.chdir(EXAMPLES)
    ran = run(*arguments, "--as-of", "2026-11-02")
    assert (ran.status, ran.out) == (2, b"")
    assert words in ran.err


def test_what_can_be_read_is_written_and_what_cannot_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{", "utf-8")
    good = {"id": "7", "events": [{"kind": "iep-reviewed", "on": "2026-03-02"}]}
    (tmp_path / "good.json").write_text(json.dumps(good), "utf-8")
    ran = run(tmp_path, "--law", "WA", "--as-of", "2026-11-02")
    assert ran.status == 2
    assert [entry.start for entry in read(ran.out)] == [date(2027, 3, 2)]
    assert "bad.json" in ran.err


def test_without_the_extra_the_command_says_how_to_get_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    monkeypatch.delitem(sys.modules, "iepkit.formats.ical")
    monkeypatch.delattr("iepkit.formats.ical")
    ran = run(*CASELOAD)
    assert (ran.status, ran.out) == (2, b"")
    assert "pip install 'iepkit[ical]'" in ran.err
