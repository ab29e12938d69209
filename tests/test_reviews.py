"""Reviews: the register of rules, findings for clocks, what is selected, what a report says."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import iepkit as ik
from iepkit.errors import UnknownName
from iepkit.findings import Severity, by_urgency
from iepkit.formats.json import loads
from iepkit.laws import clocks
from iepkit.reviews import Report, Rule, review_all, rule_named, rules
from iepkit.reviews.context import said
from iepkit.reviews.registry import checks, of_clock, register
from iepkit.vocabulary import EventKind, Purpose, Status

AS_OF = date(2026, 11, 2)
US = ik.law("US")
SOURCE = Path(__file__).resolve().parent.parent / "src"


def happened(kind: EventKind, on: date, purpose: Purpose | None = None) -> ik.Event:
    return ik.Event(kind, on, purpose=purpose)


def case_with(*events: ik.Event, **fields: Any) -> ik.Case:
    return ik.Case("C-58213", events=events, **fields)


def one(case: ik.Case, code: str, *, law: ik.Law = US, as_of: date = AS_OF) -> ik.Finding:
    (finding,) = ik.review(case, law=law, as_of=as_of, select=[code]).findings
    return finding


REVIEWED = case_with(happened(EventKind.IEP_REVIEWED, date(2025, 10, 6)))
WHOLE = loads(
    json.dumps(
        {
            "id": "C-58213",
            "student": {"id": "S-90417", "name": "Wren Alvarado", "birth_date": "2010-03-09", "grade": "10"},
            "ieps": [
                {
                    "meeting_date": "2025-11-18",
                    "start": "2025-11-20",
                    "end": "2026-11-17",
                    "goals": [{"id": f"G-{at}", "text": "reads"} for at in range(6)],
                    "services": [{"kind": "related-service", "goal_ids": ["G-1"]} for _ in range(4)],
                }
            ],
            "eligibility": [{"determined": "2025-11-07", "eligible": True, "categories": ["developmental-delay"]}],
        }
    )
)


# -- the register -----------------------------------------------------------------------------------------------------


def test_rules_are_in_the_order_of_their_codes_with_one_for_each_clock() -> None:
    codes = [row.code for row in rules()]
    assert codes == sorted(set(codes))
    assert {row.name for row in rules()} >= set(clocks())
    assert len(rules()) == len(checks()) + len(clocks())


def test_a_rule_is_found_by_code_and_by_name() -> None:
    assert rule_named("IP211") is rule_named("iep-goals")
    assert rule_named("annual-review").code == "IP101"
    with pytest.raises(UnknownName) as caught:
        rule_named("iep-signature")
    assert "iep-goals" in caught.value.known


def test_a_code_or_a_name_that_is_given_twice_is_misuse() -> None:
    first, second = rules()[:2]
    with pytest.raises(ValueError, match=f"the same rule code twice: {first.code}"):
        register([first, attrs.evolve(second, code=first.code)])
    with pytest.raises(ValueError, match=f"the same rule name twice: {first.name}"):
        register([first, attrs.evolve(second, name=first.name)])


@given(st.permutations(rules()))
def test_the_register_does_not_depend_on_the_order_of_registration(rows: list[Rule]) -> None:
    assert tuple(register(rows).values()) == rules()


@pytest.mark.parametrize("first", ["subjects.contradictions", "subjects.iep_transition", "run", "registry"])
def test_the_register_does_not_depend_on_what_is_imported_first(first: str) -> None:
    source = f"import iepkit.reviews.{first}, iepkit.reviews as r; print(','.join(row.code for row in r.rules()))"
    path = f"import sys; sys.path.insert(0, {str(SOURCE)!r})\n"
    done = subprocess.run([sys.executable, "-c", path + source], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ",".join(row.code for row in rules())


def test_every_module_of_rules_is_in_the_register() -> None:
    folder = SOURCE / "iepkit" / "reviews"
    held = {path.stem for path in folder.rglob("*.py") if "@rule(" in path.read_text("utf-8")}
    assert held == {check.search.__module__.rpartition(".")[2] for check in checks()}


def test_the_rule_of_a_clock_says_what_the_clock_says() -> None:
    row = of_clock(clocks()["annual-review"])
    assert (row.code, row.name, row.citation) == ("IP101", "annual-review", "34 CFR 300.324(b)(1)(i)")
    assert row.applies == "once the IEP Team reviewed the IEP"
    assert row.groups == ("clocks", "iep")
    assert of_clock(clocks()["transition"]).applies == "to a child who is to reach the age that the law names"


# -- clocks -----------------------------------------------------------------------------------------------------------


def test_an_overdue_deadline_is_a_violation_with_its_due_day() -> None:
    found = one(REVIEWED, "IP101")
    assert (found.rule, found.severity, found.path) == ("annual-review", Severity.VIOLATION, "$.events[0]")
    assert found.message == "Annual review of the IEP: due on 2026-10-06, 27 days overdue."
    assert found.citation.text == "34 CFR 300.324(b)(1)(i)"
    assert found.settle


def test_a_late_deadline_is_a_violation() -> None:
    found = one(REVIEWED.append(happened(EventKind.IEP_REVIEWED, date(2026, 10, 7))), "IP101")
    assert found.message == "Annual review of the IEP: due on 2026-10-06, done 1 day late."
    assert found.severity is Severity.VIOLATION


def test_what_came_too_soon_is_a_violation() -> None:
    evaluated = [
        happened(EventKind.EVALUATION_COMPLETED, date(2026, month, 1), Purpose.REEVALUATION) for month in (1, 7)
    ]
    found = one(case_with(*evaluated), "EV203")
    assert found.message.startswith("Not more than one reevaluation a year: done 184 days before 2027-01-01")
    assert found.severity is Severity.VIOLATION


def test_what_is_not_known_says_what_would_settle_it() -> None:
    consent = happened(EventKind.CONSENT_FOR_EVALUATION, date(2026, 3, 2), Purpose.INITIAL)
    found = one(case_with(consent), "EV101", law=ik.law("WA"))
    assert found.severity is Severity.UNKNOWN
    assert "due on a day that is not known" in found.message
    assert found.settle == "To settle it: the school calendar."


def test_a_bound_is_told_where_the_day_is_not_known() -> None:
    year = ik.SchoolYear(date(2025, 9, 2), date(2026, 6, 18))
    calendar = ik.SchoolCalendar(years=(year,))
    case = case_with(happened(EventKind.CONSENT_FOR_EVALUATION, date(2026, 6, 1), Purpose.INITIAL))
    report = ik.review(case, law=ik.law("WA"), calendar=calendar, as_of=AS_OF, select=["EV101"])
    assert [finding.severity for finding in report.findings] == [Severity.UNKNOWN]
    assert "It is not before" in report.findings[0].message


@pytest.mark.parametrize(
    "done",
    [
        happened(EventKind.IEP_REVIEWED, date(2026, 10, 6)),
        happened(EventKind.EXITED, date(2026, 6, 1)),
    ],
    ids=["met", "ended"],
)
def test_what_was_met_or_ended_is_no_finding(done: ik.Event) -> None:
    report = ik.review(REVIEWED.append(done), law=US, as_of=AS_OF)
    assert report.findings == ()
    assert report.deadlines


def test_a_clock_without_a_place_in_the_file_points_at_the_file() -> None:
    student = ik.Student("S-90417", birth_date=date(2007, 3, 9))
    case = case_with(happened(EventKind.IEP_IN_EFFECT, date(2025, 9, 2)), student=student)
    found = one(case, "TR101", law=ik.law("CA"))
    assert found.path == "$"
    assert "2007" not in f"{found.message} {found.settle}"


# -- what is reviewed -------------------------------------------------------------------------------------------------


def test_the_law_is_that_of_the_jurisdiction_unless_another_is_given() -> None:
    case = attrs.evolve(REVIEWED, jurisdiction="WA")
    assert ik.review(case, as_of=AS_OF).jurisdiction == "WA"
    assert ik.review(case, law=US, as_of=AS_OF).jurisdiction == "US"


@pytest.mark.parametrize("jurisdiction", [None, "ZZ"])
def test_a_case_without_a_known_law_is_misuse(jurisdiction: str | None) -> None:
    with pytest.raises(UnknownName, match="jurisdiction"):
        ik.review(attrs.evolve(REVIEWED, jurisdiction=jurisdiction), as_of=AS_OF)


def test_what_happened_after_the_as_of_day_is_not_looked_at() -> None:
    later = REVIEWED.append(happened(EventKind.EXITED, date(2026, 11, 3)))
    assert ik.review(later, law=US, as_of=AS_OF) == ik.review(REVIEWED, law=US, as_of=AS_OF)


def test_a_review_changes_nothing_and_repeats_itself() -> None:
    before = attrs.evolve(WHOLE)
    assert ik.review(WHOLE, law=US, as_of=AS_OF) == ik.review(WHOLE, law=US, as_of=AS_OF)
    assert before == WHOLE


def test_the_day_of_an_iep_is_its_start_or_its_meeting_or_the_as_of_day() -> None:
    text = ik.Goal(text="reads")
    ieps = (ik.Iep(goals=(text,)), ik.Iep(goals=(text,), meeting_date=date(2026, 9, 1)))
    report = ik.review(case_with(ieps=ieps), law=US, as_of=AS_OF, select=["IP202"])
    assert [finding.path for finding in report.findings] == ["$.ieps[0].present_levels.effect_on_curriculum"]


@pytest.mark.parametrize(
    ("refused", "consented", "read"),
    [
        (None, None, ["IP202"]),
        (date(2026, 9, 14), None, []),  # 34 CFR 300.300(b)(4): no IEP is then required
        (date(2026, 8, 3), None, ["IP202"]),  # an IEP of after the refusal is another one
        (date(2026, 9, 14), date(2026, 9, 14), ["IP202"]),
        (date(2026, 9, 14), date(2026, 10, 1), ["IP202"]),
        (date(2026, 9, 14), date(2026, 9, 3), []),
    ],
)
def test_an_iep_is_not_read_once_services_were_refused(
    refused: date | None, consented: date | None, read: list[str]
) -> None:
    answers = (
        (EventKind.CONSENT_FOR_SERVICES_REFUSED, refused),
        (EventKind.CONSENT_FOR_SERVICES, consented),
    )
    events = [happened(kind, on) for kind, on in answers if on is not None]
    case = case_with(*events, ieps=(ik.Iep(goals=(ik.Goal(text="reads"),), start=date(2026, 9, 1)),))
    report = ik.review(case, law=US, as_of=AS_OF, select=["IP202"])
    assert [finding.code for finding in report.findings] == read


def test_a_birth_date_at_the_end_of_time_raises_nothing() -> None:
    student = ik.Student("S-90417", birth_date=date(9990, 3, 9), grade="10")
    report = ik.review(attrs.evolve(WHOLE, student=student), law=US, as_of=AS_OF)
    assert {"CF151"} <= {finding.code for finding in report.findings}
    assert "9990" not in str(report)


@given(st.text())
def test_a_text_says_something_unless_it_is_blank(text: str) -> None:
    assert said(text) == bool(text.strip())
    assert not said(None)


# -- selection --------------------------------------------------------------------------------------------------------


def codes(case: ik.Case, select: list[str], ignore: Iterable[str] = ()) -> set[str]:
    return {finding.code for finding in ik.review(case, law=US, as_of=AS_OF, select=select, ignore=ignore).findings}


@pytest.mark.parametrize(
    ("word", "belongs"),
    [
        ("IP222", lambda f: f.code == "IP222"),
        ("iep-progress-when", lambda f: f.code == "IP222"),
        ("IP2", lambda f: f.code.startswith("IP2")),
        ("transition", lambda f: "transition" in rule_named(f.code).groups),
        ("violation", lambda f: f.severity is Severity.VIOLATION),
        ("unknown", lambda f: f.severity is Severity.UNKNOWN),
    ],
)
def test_findings_are_chosen_by_code_name_group_or_severity(word: str, belongs: Callable[[ik.Finding], bool]) -> None:
    every = ik.review(WHOLE, law=US, as_of=AS_OF)
    chosen = ik.review(WHOLE, law=US, as_of=AS_OF, select=[word])
    others = ik.review(WHOLE, law=US, as_of=AS_OF, ignore=[word])
    assert chosen.findings == tuple(filter(belongs, every.findings))
    assert len(chosen.findings) + len(others.findings) == len(every.findings)
    assert 0 < len(chosen.findings) < len(every.findings)
    assert chosen.deadlines == every.deadlines


def test_what_is_ignored_is_left_out_of_what_is_selected() -> None:
    assert codes(WHOLE, select=["goals"], ignore=["progress"]) == codes(WHOLE, select=["goals"]) - {"IP221", "IP222"}


@pytest.mark.parametrize("word", ["", "IP9", "signature"])
def test_a_word_that_selects_nothing_is_misuse(word: str) -> None:
    with pytest.raises(UnknownName):
        ik.review(WHOLE, law=US, as_of=AS_OF, select=[word])
    with pytest.raises(UnknownName):
        ik.review(WHOLE, law=US, as_of=AS_OF, ignore=[word])


# -- reports ----------------------------------------------------------------------------------------------------------


def test_findings_come_heaviest_first() -> None:
    report = ik.review(WHOLE, law=US, as_of=AS_OF)
    assert list(report.findings) == by_urgency(report.findings)
    assert {finding.severity for finding in report.findings} >= {Severity.VIOLATION, Severity.UNKNOWN, Severity.NOTE}


def test_a_report_holds_what_is_overdue_and_what_is_a_violation() -> None:
    report = ik.review(REVIEWED, law=US, as_of=AS_OF)
    assert [(deadline.clock, deadline.status) for deadline in report.overdue] == [("annual-review", Status.OVERDUE)]
    assert [finding.code for finding in report.violations] == ["IP101"]
    assert (report.law_version, report.policies, report.case) == (US.version, ik.Policy(), "C-58213")


def test_a_report_reads_as_a_count_and_its_findings() -> None:
    lines = str(ik.review(REVIEWED, law=US, as_of=AS_OF)).splitlines()
    assert lines[0] == "review as of 2026-11-02 under US law: 1 violation"
    assert lines[1].startswith("  IP101 violation at $.events[0]: ")
    assert str(ik.review(case_with(), law=US, as_of=AS_OF)).endswith("nothing found")


def test_a_report_does_not_show_who_the_child_is() -> None:
    shown = repr(ik.review(WHOLE, law=US, as_of=AS_OF, ignore=["clocks"]))
    assert [word for word in ("Wren", "Alvarado", "S-90417", "C-58213", "2010-03-09", "G-1'") if word in shown] == []


def test_many_cases_are_reviewed_one_by_one() -> None:
    reports = review_all(iter([REVIEWED, WHOLE]), law=US, as_of=AS_OF, select=iter(["annual-review"]))
    first: Report = next(reports)
    assert [finding.code for finding in first.findings] == ["IP101"]
    assert next(reports).findings == ()
    assert list(reports) == []
