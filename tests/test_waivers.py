"""Findings set aside, questions for people, and selection by who made the rule."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import iepkit as ik
from iepkit.errors import InvalidDocument, UnknownName
from iepkit.history import Event
from iepkit.laws import law
from iepkit.records import Iep
from iepkit.reviews import review_all
from iepkit.reviews.questions import ChecklistRow, Question, checklist
from iepkit.vocabulary import EventKind

US = law("US")
AS_OF = date(2026, 11, 2)
LATE = ik.Case("7", jurisdiction="US", events=(Event(EventKind.IEP_REVIEWED, date(2025, 10, 6)),))
BARE = ik.Case(
    "8", jurisdiction="US", ieps=(Iep(meeting_date=date(2026, 3, 2), start=date(2026, 3, 9), goals=(ik.Goal(),)),)
)


def waiver(rule: str = "annual-review", **changes: Any) -> ik.Waiver:
    return ik.Waiver(rule, "The review was held; its record is on the way.", "the case manager", **changes)


def test_a_waiver_sets_the_finding_aside_and_keeps_it() -> None:
    report = ik.review(LATE, as_of=AS_OF, waivers=[waiver()])
    assert report.findings == ()
    assert [(row.finding.code, row.waiver.author) for row in report.waived] == [("IP101", "the case manager")]
    assert report.unused_waivers == ()
    assert [deadline.clock for deadline in report.overdue] == ["annual-review"]


@pytest.mark.parametrize(
    ("changes", "used"),
    [
        ({}, True),
        ({"path": "$.events[0]"}, True),
        ({"path": "$.events"}, True),
        ({"path": "$.events[1]"}, False),
        ({"path": "$.event"}, False),
        ({"case": "7"}, True),
        ({"until": date(2026, 11, 2)}, True),
        ({"until": date(2026, 11, 1)}, False),
    ],
)
def test_a_waiver_covers_its_place_and_its_time(changes: dict[str, Any], *, used: bool) -> None:
    mine = waiver(**changes)
    report = ik.review(LATE, as_of=AS_OF, waivers=[mine])
    assert (len(report.waived), report.unused_waivers) == ((1, ()) if used else (0, (mine,)))


def test_a_waiver_by_code_is_the_same_as_by_name() -> None:
    assert ik.review(LATE, as_of=AS_OF, waivers=[waiver("IP101")]).findings == ()
    other = waiver("reevaluation")
    assert ik.review(LATE, as_of=AS_OF, waivers=[other]).unused_waivers == (other,)


def test_two_waivers_of_one_finding_are_both_used_and_the_first_is_kept() -> None:
    first, second = waiver(), waiver("IP101")
    report = ik.review(LATE, as_of=AS_OF, waivers=[first, second])
    assert report.waived[0].waiver is first
    assert report.unused_waivers == ()


def test_a_waiver_for_another_case_is_neither_used_nor_unused() -> None:
    reports = list(review_all([LATE, BARE], as_of=AS_OF, waivers=iter([waiver(case="7")])))
    assert [len(report.waived) for report in reports] == [1, 0]
    assert [report.unused_waivers for report in reports] == [(), ()]


def test_a_waiver_has_a_reason_an_author_and_a_rule_that_exists() -> None:
    with pytest.raises(UnknownName):
        ik.review(LATE, as_of=AS_OF, waivers=[waiver("XX999")])
    with pytest.raises(InvalidDocument) as caught:
        ik.Waiver("IP101", " ", "")
    assert [problem.path for problem in caught.value.problems] == ["$.reason", "$.author"]


def test_nobody_is_named_in_the_repr_of_a_waiver() -> None:
    assert "manager" not in repr(waiver(case="7"))


# -- selection --------------------------------------------------------------------------------------------------------


def test_findings_are_selected_by_who_made_the_rule() -> None:
    assert [finding.code for finding in ik.review(LATE, as_of=AS_OF, select="federal").findings] == ["IP101"]
    assert ik.review(LATE, as_of=AS_OF, select="state").findings == ()
    assert ik.review(LATE, as_of=AS_OF, ignore="federal").findings == ()


# -- questions --------------------------------------------------------------------------------------------------------


def test_a_file_is_asked_only_about_what_it_holds() -> None:
    none = {question.name for question in ik.review(ik.Case("1"), law=US, as_of=AS_OF).questions}
    some = ik.review(BARE, as_of=AS_OF).questions
    assert "services-peer-reviewed" not in none
    asked = next(question for question in some if question.name == "services-peer-reviewed")
    assert asked.paths == ("$.ieps[0]",)
    assert str(asked).endswith("? [34 CFR 300.320(a)(4)]")
    assert isinstance(asked, Question)


def test_the_checklist_is_written_as_it_should_be() -> None:
    rows = checklist()
    assert len({row.name for row in rows}) == len(rows)
    for row in rows:
        assert row.asks.endswith("?"), row.name
        assert row.title, row.name
        assert row.citation.startswith("34 CFR "), row.name


def test_a_question_of_no_scope_is_refused() -> None:
    with pytest.raises(ValueError, match="no scope"):
        ChecklistRow("name", "everything", "title", "34 CFR 300.320(a)", "What?")
