"""Questions that people ask: what falls due in a window, by when to act, what moved between two answers, and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iepkit.calendars import Closure, SchoolCalendar, SchoolYear
from iepkit.citations import Authority
from iepkit.errors import InvalidDocument, UnknownName, WrongType
from iepkit.facts import FACTS
from iepkit.formats.json import load_cases
from iepkit.history import Case, Event
from iepkit.laws import Policy, law
from iepkit.records import Student
from iepkit.reviews import review
from iepkit.testing import synthetic
from iepkit.timelines import Change, Comparison, Deadline, Lead, Window, action, compare, deadlines, due, what_if
from iepkit.timelines.reasons import Cause
from iepkit.timelines.whatif import with_days
from iepkit.vocabulary import EventKind, Purpose, Status, Unit

K = EventKind
EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "caseload"
WINTER = Closure(date(2026, 12, 21), date(2027, 1, 1), "winter break")
YEAR = SchoolYear(date(2026, 9, 2), date(2027, 6, 16), name="2026-27", closures=(WINTER,))
CALENDAR = SchoolCalendar((YEAR,), id="x")
NEXT = SchoolYear(date(2027, 9, 1), date(2028, 6, 14), name="2027-28")
LONGER = SchoolCalendar((YEAR, NEXT), id="x")
AS_OF = date(2027, 1, 20)
CONSENT = Event(K.CONSENT_FOR_EVALUATION, date(2027, 1, 5), purpose=Purpose.INITIAL)
WA, US = law("WA"), law("US")


def evaluation(start: date = CONSENT.on, calendar: SchoolCalendar | None = CALENDAR, **more: Any) -> Deadline:
    return due("initial-evaluation", start, **{"law": WA, "calendar": calendar, "as_of": AS_OF, **more})


def of_clock(changes: Iterable[Change], clock: str) -> Change:
    (found,) = [change for change in changes if change.clock == clock]
    return found


def reasons(change: Change) -> list[str]:
    return [str(reason) for reason in change.reasons]


# -- windows ----------------------------------------------------------------------------------------------------------


def test_the_next_60_days_hold_their_first_and_last_day() -> None:
    one = evaluation()
    assert one.due == date(2027, 2, 23)
    assert Window.next_days(date(2027, 2, 23), 60).holds(one) is True
    assert Window.next_days(date(2026, 12, 25), 60).holds(one) is True
    assert Window.next_days(date(2026, 12, 25), 59).holds(one) is False
    assert Window.next_days(date(2027, 2, 24), 60).holds(one) is False
    assert Window(last=date(2027, 6, 1)).holds(one) is True
    assert Window(first=date(2027, 2, 24)).holds(one) is False


def test_windows_by_name() -> None:
    assert Window.month(2027, 2) == Window(date(2027, 2, 1), date(2027, 2, 28))
    assert Window.school_year(YEAR) == Window(YEAR.first_day, YEAR.last_day)
    assert Window.next_days(date(9999, 12, 1), 60).last == date.max


def test_an_unknown_day_may_lie_in_a_window_that_does_not_end_before_it() -> None:
    past = evaluation(date(2027, 5, 17))  # the calendar ends before 35 school days are over
    assert (past.due, past.later_than) == (None, date(2027, 6, 28))
    assert Window.next_days(date(2027, 6, 1), 27).holds(past) is False
    assert Window.next_days(date(2027, 6, 1), 28).holds(past) is None
    assert Window(first=date(2027, 6, 28)).holds(past) is True
    assert Window(first=date(2027, 7, 28)).holds(past) is None
    assert Window().holds(past) is True
    assert Window.next_days(date(2027, 6, 1), 60).select([past, evaluation()]) == [past]


def test_a_duty_without_a_number_is_in_no_window_and_has_no_day_to_act() -> None:
    case = Case("1", events=(Event(K.REFERRAL, date(2027, 1, 5)),))
    (answer,) = [one for one in deadlines(case, law=US, as_of=AS_OF) if one.clock == "referral-response"]
    assert (answer.has_number, Window().holds(answer)) == (False, False)
    assert "no due day; the law gives no number" in str(action(answer, CALENDAR).explain())


def test_the_earliest_permitted_day_is_in_a_window_as_a_due_day_is() -> None:
    case = Case("1", events=(Event(K.EVALUATION_COMPLETED, date(2026, 9, 14), purpose=Purpose.REEVALUATION),))
    found = deadlines(case, law=US, as_of=AS_OF)
    assert [(d.clock, d.is_earliest) for d in Window.month(2027, 9).select(found)] == [("reevaluation-interval", True)]


def test_a_window_that_cannot_be() -> None:
    with pytest.raises(InvalidDocument, match="before the first"):
        Window(date(2027, 1, 2), date(2027, 1, 1))
    with pytest.raises(WrongType, match="first"):
        Window(datetime(2027, 1, 2, tzinfo=UTC))


CHILDREN = list(synthetic.cases(60, seed=5, first=date(2024, 8, 1)))
YEARS = synthetic.calendar(2023, 2028, seed=5)
SNOW = YEARS.closing(date(2027, 3, 9), date(2027, 3, 11), reason="snow")
TODAY = date(2027, 3, 2)
child = st.sampled_from(CHILDREN)
day = st.dates(date(2024, 8, 1), date(2029, 6, 1))
jurisdiction = st.sampled_from(["US", "WA", "CA", "TX", "PA"])


@given(child, day, st.integers(0, 900))
def test_selecting_is_filtering(one: Case, first: date, days: int) -> None:
    found = deadlines(one, law=WA, calendar=YEARS, as_of=TODAY)
    window = Window.next_days(first, days)
    selected = window.select(found)
    assert selected == [d for d in found if window.holds(d) is not False]
    for deadline in found:
        if deadline.due is not None:
            assert window.holds(deadline) is (first <= deadline.due <= first + timedelta(days))


@given(child, day)
def test_two_windows_that_meet_hold_each_known_day_once(one: Case, middle: date) -> None:
    sides = Window(last=middle), Window(first=middle + timedelta(1))
    for deadline in deadlines(one, law=WA, calendar=YEARS, as_of=TODAY):
        held = {side.holds(deadline) for side in sides}
        if deadline.due is not None:
            assert held == {False, True}
        elif deadline.has_number:
            assert held != {False}


# -- action dates -----------------------------------------------------------------------------------------------------


def test_a_due_day_in_a_break_leaves_the_last_school_day_before_it() -> None:
    meeting = due("iep-meeting", date(2026, 11, 27), law=US, calendar=CALENDAR, as_of=date(2026, 12, 19))
    found = action(meeting, leads=(30, 10, Lead(5, Unit.SCHOOL_DAYS)))
    assert (found.legal, found.by) == (date(2026, 12, 27), date(2026, 12, 18))
    assert [one.on for one in found.warnings] == [date(2026, 11, 18), date(2026, 12, 8), date(2026, 12, 11)]
    assert str(found.explain()).splitlines() == [
        (
            "Meeting to develop the IEP (IP001), as of 2026-12-19: due 2026-12-27; "
            "the last school day on which to act is 2026-12-18"
        ),
        "  legal date: due 2026-12-27, open [34 CFR 300.323(c)(1)]",
        "  no school: 2026-12-19 to 2026-12-27, weekend; winter break",
        "  the last school day on which to act has passed",
        "  warn 30 calendar days before 2026-12-18: 2026-11-18, reached",
        "  warn 10 calendar days before 2026-12-18: 2026-12-08, reached",
        "  warn 5 school days before 2026-12-18: 2026-12-11, reached",
    ]


def test_which_warnings_have_been_reached() -> None:
    found = action(evaluation(), leads=(30, 10, 5))
    assert [str(one.on) for one in found.warnings] == ["2027-01-24", "2027-02-13", "2027-02-18"]
    assert found.reached() == ()
    assert found.reached(date(2027, 1, 24)) == found.warnings[:1]
    assert len(found.reached(date(2027, 3, 1))) == 3
    assert action(evaluation(as_of=None)).as_of is None
    assert action(evaluation(as_of=None)).reached() == ()
    assert "reached" not in str(action(evaluation(as_of=None)).explain())


def test_a_single_day_without_school_is_said_as_one() -> None:
    closed = CALENDAR.closing(date(2027, 2, 23), reason="water main")
    review_due = due("annual-review", date(2026, 2, 23), law=US, as_of=AS_OF)
    assert "no school: 2027-02-23, water main" in str(action(review_due, closed).explain())


@pytest.mark.parametrize(
    ("deadline", "calendar", "words"),
    [
        (due("annual-review", date(2026, 2, 23), law=US, as_of=AS_OF), None, "without the school calendar"),
        (due("annual-review", date(2026, 8, 23), law=US, as_of=AS_OF), CALENDAR, "is published through 2027-06-16"),
        (due("annual-review", date(2025, 8, 23), law=US, as_of=AS_OF), CALENDAR, "the calendar begins on 2026-09-02"),
        (due("iep-meeting", date(2027, 7, 1), law=US), LONGER, "no school day between the start and the due day"),
        (due("iep-meeting", date(2027, 6, 17), law=US), LONGER, "no school day between the start and the due day"),
        (evaluation(calendar=None), CALENDAR, "to settle it: the school calendar"),
        (
            due("reevaluation-interval", date(2026, 9, 14), law=US, done=date(2027, 1, 4), as_of=AS_OF), CALENDAR,
            "not before 2027-09-14; the day is the first on which it may be done",
        ),
    ],
)  # fmt: skip
def test_why_there_is_no_day_by_which_to_act(deadline: Deadline, calendar: SchoolCalendar | None, words: str) -> None:
    found = action(deadline, calendar)
    assert found.by is None
    assert words in str(found.explain())


def test_a_warning_counts_from_the_legal_date_where_that_is_all_there_is() -> None:
    review_due = due("annual-review", date(2026, 8, 23), law=US, as_of=AS_OF)
    late = action(review_due, leads=(10, Lead(5, Unit.SCHOOL_DAYS)))
    assert [one.on for one in late.warnings] == [date(2027, 8, 13), None]
    assert "warn 5 school days before 2027-08-23: not known" in str(late.explain())
    early = action(evaluation(), leads=[Lead(200, Unit.SCHOOL_DAYS), Lead(3, Unit.BUSINESS_DAYS), 999_999])
    assert [one.on for one in early.warnings] == [None] * 3  # before the calendar, its holidays unknown, before time
    assert early.reached(date(2027, 6, 1)) == ()


def test_what_is_done_or_permitted_needs_no_warning() -> None:
    assert action(evaluation(done=date(2027, 1, 19))).warnings == ()
    again = due("reevaluation-interval", date(2026, 9, 14), law=US, done=date(2027, 1, 4), as_of=AS_OF)
    assert action(again, CALENDAR).warnings == ()


def test_a_thing_due_before_another_may_be_done_before_that_begins() -> None:
    """The start of such a clock is what the thing must come before, and no first day."""
    case = Case("1", events=(Event(K.EVALUATION_STARTED, date(2026, 12, 28), purpose=Purpose.INITIAL),))
    (found,) = [d for d in deadlines(case, law=US, as_of=AS_OF) if d.clock == "consent-before-evaluation"]
    assert action(found, CALENDAR).by == date(2026, 12, 18)


def test_leads_that_are_refused() -> None:
    with pytest.raises(UnknownName, match="unit of a lead"):
        Lead(1, Unit.MONTHS)
    with pytest.raises(ValueError, match="number"):
        Lead(-1)
    with pytest.raises(WrongType, match="deadline"):
        action("initial-evaluation")  # type: ignore[arg-type]
    with pytest.raises(WrongType, match="calendar"):
        action(evaluation(), "north")  # type: ignore[arg-type]


@given(child, jurisdiction)
def test_one_acts_on_a_school_day_never_after_the_legal_date(one: Case, where: str) -> None:
    for deadline in deadlines(one, law=law(where), calendar=YEARS, as_of=TODAY):
        found = action(deadline, leads=(30, Lead(5, Unit.SCHOOL_DAYS)))
        assert (found.by is None) is bool(found.reason)
        if found.by is None or found.legal is None:
            continue
        assert found.by <= found.legal
        assert YEARS.is_school_day(found.by) is True
        after = [found.by + timedelta(n) for n in range(1, (found.legal - found.by).days + 1)]
        assert not any(map(YEARS.is_school_day, after))
        assert all(warning.on is None or warning.on < found.by for warning in found.warnings)


# -- comparing --------------------------------------------------------------------------------------------------------


def test_a_snow_day_says_which_closure() -> None:
    snow = CALENDAR.closing(date(2027, 1, 14), date(2027, 1, 18), reason="snow").adding(date(2027, 1, 30))
    (change,) = compare([evaluation()], [evaluation(calendar=snow)])
    assert (change.kind, change.case, change.days) == ("moved", "", 2)
    assert (change.old, change.new) == (date(2027, 2, 23), date(2027, 2, 25))
    assert change.causes == {Cause.CALENDAR}
    assert reasons(change) == [
        "calendar: 2027-01-14 to 2027-01-15; before: counted; after: not counted, snow",
        "calendar: 2027-01-18; before: counted; after: not counted, snow",
        "calendar: 2027-01-30; before: not counted, weekend; after: counted",
    ]
    assert str(compare([evaluation(calendar=snow)], [evaluation()]).explain()).splitlines()[:2] == [
        "1 case compared: 1 moved",
        "  Initial evaluation (EV101): due 2027-02-25, open; now due 2027-02-23, open (2 days sooner)",
    ]


def test_closures_outside_the_span_or_under_another_way_of_counting_are_no_reason() -> None:
    snow = CALENDAR.closing(date(2026, 10, 14), reason="snow").closing(date(2027, 3, 3), reason="ice")
    assert not compare([evaluation()], [evaluation(calendar=snow)])
    moved = compare([evaluation()], [evaluation(date(2027, 1, 6), snow)])
    assert [change.causes for change in moved] == [{Cause.TRIGGER}]
    plain = compare([evaluation(law=US)], [evaluation(date(2027, 1, 6), CALENDAR.closing(date(2027, 1, 14)), law=US)])
    assert [change.causes for change in plain] == [{Cause.TRIGGER}]


def test_a_calendar_that_is_new_or_reaches_further() -> None:
    (there,) = compare([evaluation(calendar=None)], [evaluation()])
    assert (there.old, there.new, there.days) == (None, date(2027, 2, 23), None)
    assert reasons(there) == ["calendar: the school calendar; before: none; after: published through 2027-06-16"]
    start = date(2027, 5, 17)
    (further,) = compare([evaluation(start)], [evaluation(start, LONGER)])
    assert reasons(further)[0] == "calendar: 2027-06-17 to 2027-09-17; before: not published; after: published"
    late = attrs.evolve(CALENDAR, published_through=date(2027, 8, 31))
    asked = [evaluation(date(2027, 1, 5), one) for one in (CALENDAR, late)]
    told = compare(asked[:1], [attrs.evolve(asked[1], due=None)])  # as an answer put together by hand
    assert [reasons(change) for change in told] == [
        ["calendar: published through; before: 2027-06-16; after: 2027-08-31"]
    ]


def test_a_school_year_that_ends_on_another_day() -> None:
    """California: consent shortly before the summer gives days into the next year, whatever lies between."""
    years = SchoolCalendar((YEAR, NEXT)), SchoolCalendar((YEAR, NEXT)).ending(date(2027, 6, 9))
    start = date(2027, 5, 11)
    old, new = (due("initial-evaluation", start, law=law("CA"), calendar=one, as_of=AS_OF,
                    events=[Event(K.REFERRAL, start)]) for one in years)  # fmt: skip
    (change,) = compare([old], [new])
    assert change.causes == {Cause.CALENDAR}
    assert any("2027-06-10 to 2027-06-11; before: counted" in reason for reason in reasons(change))


def test_school_years_stand_for_what_begins_with_them() -> None:
    found = Event(K.FOUND_ELIGIBLE, date(2026, 9, 14))
    case = Case("1", events=(found, Event(K.IEP_IN_EFFECT, date(2026, 10, 1), until=date(2027, 9, 30))))
    late = date(2027, 12, 1)
    later = SchoolCalendar((YEAR, attrs.evolve(NEXT, first_day=date(2027, 9, 7))))
    one = of_clock(what_if(case, law=US, calendar=CALENDAR, new_calendar=LONGER, as_of=late), "iep-in-effect")
    assert (one.kind, one.before) == ("appeared", None)
    assert reasons(one) == ["calendar: school years; before: none; after: 2027-09-01 to 2028-06-14"]
    gone = of_clock(what_if(case, law=US, calendar=LONGER, new_calendar=CALENDAR, as_of=late), "iep-in-effect")
    assert (gone.kind, gone.after, [*gone.causes]) == ("vanished", None, [Cause.CALENDAR])
    begun = of_clock(what_if(case, law=US, calendar=LONGER, new_calendar=later, as_of=late), "iep-in-effect")
    assert (begun.old, begun.new) == (date(2027, 9, 1), date(2027, 9, 7))
    assert begun.causes == {Cause.TRIGGER, Cause.CALENDAR}


LAYER = """
[jurisdiction]
code = "MAPLE"
name = "Maple School District"

[[initial-evaluation]]
number = 30
unit = "school-days"
end = "evaluation-report-given"
citation = "Maple School District, Procedure 2161"
grade = "primary"
"""


def test_another_law_is_said_with_its_citations() -> None:
    maple = WA.with_layer(LAYER, authority=Authority.DISTRICT)
    case = Case("7", events=(CONSENT,))
    change = of_clock(what_if(case, law=WA, calendar=CALENDAR, new_law=maple, as_of=AS_OF), "initial-evaluation")
    assert (change.case, change.days) == ("7", -7)
    assert reasons(change) == [
        "law: what ends it; before: eligibility was determined; after: the parents were given the evaluation report",
        (
            "law: Time for the initial evaluation; before: WA: 35 school days [WAC 392-172A-03005(3); primary]; "
            "after: MAPLE: 30 school days [Maple School District, Procedure 2161; primary]"
        ),
    ]
    assert "case=" not in repr(change)


def test_a_clock_that_only_one_law_runs() -> None:
    """In Washington the eligibility decision is inside the 35 days."""
    case = Case("7", events=(CONSENT, Event(K.EVALUATION_COMPLETED, date(2027, 1, 18), purpose=Purpose.INITIAL)))
    came = of_clock(what_if(case, law=WA, calendar=CALENDAR, new_law=US, as_of=AS_OF), "eligibility-determination")
    assert (came.kind, [*came.causes]) == ("appeared", [Cause.LAW])
    assert came.reasons[0].before.startswith("WA: part of initial-evaluation")
    left = of_clock(what_if(case, law=US, calendar=CALENDAR, new_law=WA, as_of=AS_OF), "eligibility-determination")
    assert (left.kind, left.reasons[0].after) == ("vanished", came.reasons[0].before)


def test_a_birth_is_never_a_reason() -> None:
    children = [Case("1", student=Student("c", birth_date=date(2009, month, 7)), events=(
        Event(K.IEP_IN_EFFECT, date(2025, 9, 2)), Event(K.FOUND_ELIGIBLE, date(2025, 9, 1)),
    )) for month in (5, 6)]  # fmt: skip
    answers = [deadlines(one, law=WA, calendar=CALENDAR, as_of=AS_OF) for one in children]
    told = compare(*answers)
    assert of_clock(told, "rights-transfer").reasons[0].before == "a day that is not shown"
    assert "2009" not in str(told.explain())
    unborn = deadlines(attrs.evolve(children[0], student=None), law=WA, calendar=CALENDAR, as_of=AS_OF)
    assert "2009" not in str(compare(answers[0], unborn).explain())
    other = of_clock(compare(answers[0], deadlines(children[0], law=US, as_of=AS_OF)), "rights-transfer")
    assert other.causes == {Cause.LAW}


def test_a_policy_is_named() -> None:
    leap = Case("1", events=(Event(K.IEP_REVIEWED, date(2024, 2, 29)),))
    told = what_if(leap, law=US, as_of=date(2024, 9, 2), new_policy=Policy(leap_day="mar-1"))
    change = of_clock(told, "annual-review")
    assert (change.days, [*change.causes]) == (1, [Cause.POLICY])
    assert reasons(change)[0].endswith("before: feb-28; after: mar-1")
    ends = Case("1", events=(CONSENT, Event(K.EVALUATION_COMPLETED, date(2027, 1, 19), purpose=Purpose.INITIAL)))
    other = of_clock(
        what_if(ends, law=US, as_of=AS_OF, new_policy=Policy(evaluation_ends="eligibility-determined")),
        "initial-evaluation",
    )
    assert (other.kind, other.before and other.before.status, other.after and other.after.status) == (
        "status", "met", "open",
    )  # fmt: skip
    assert other.reasons[1].what.startswith("evaluation_ends, what ends the federal 60 days (")
    assert [reason.what.partition(",")[0] for reason in other.reasons] == ["what ends it", "evaluation_ends"]


def test_what_was_done_absences_and_agreements_are_said() -> None:
    case = Case("1", events=(CONSENT,))
    done = Event(K.FOUND_ELIGIBLE, date(2027, 1, 19))
    (change,) = [c for c in compare(
        deadlines(case, law=WA, calendar=CALENDAR, as_of=AS_OF),
        deadlines(case.append(done), law=WA, calendar=CALENDAR, as_of=AS_OF),
    ) if c.clock == "initial-evaluation"]  # fmt: skip
    assert change.kind == "status"
    assert reasons(change) == ["file: eligibility was determined; before: not in the file; after: 2027-01-19"]
    tx = law("TX")
    sick = case.append(
        Event(K.ABSENCE, date(2027, 1, 12), until=date(2027, 1, 14)), Event(K.ABSENCE, date(2027, 1, 18))
    )
    answers = [deadlines(one, law=tx, calendar=CALENDAR, as_of=AS_OF) for one in (case, sick)]
    moved = of_clock(compare(*answers), "initial-evaluation")
    assert reasons(moved) == ["file: absences; before: none; after: 2027-01-12 to 2027-01-14, 2027-01-18"]
    agreed = Event(K.EXTENSION_AGREED, date(2027, 1, 8), until=date(2027, 4, 1), detail="specific-learning-disability")
    later = of_clock(compare(*(deadlines(one, law=US, as_of=AS_OF) for one in (case, case.append(agreed)))),
                     "initial-evaluation")  # fmt: skip
    assert reasons(later) == ["file: agreed dates; before: none; after: 2027-01-08 to 2027-04-01"]


def test_time_that_passed_is_a_reason_for_a_status() -> None:
    case = Case("1", events=(CONSENT,))
    old, new = (deadlines(case, law=WA, calendar=CALENDAR, as_of=one) for one in (AS_OF, date(2027, 3, 1)))
    change = of_clock(compare(old, new), "initial-evaluation")
    assert (change.kind, change.words) == ("status", "due 2027-02-23, open; now due 2027-02-23, overdue by 6 days")
    assert reasons(change) == ["as-of: looked at; before: 2027-01-20; after: 2027-03-01"]
    (never,) = compare([evaluation(as_of=None)], [evaluation()])
    assert reasons(never) == ["as-of: looked at; before: no day; after: 2027-01-20"]
    appeared = of_clock(compare([], old), "initial-evaluation")
    assert reasons(appeared) == [  # nothing is there to show how the other answer was computed
        "trigger: the agency received consent for the initial evaluation; before: none; after: 2027-01-05"
    ]


def test_a_difference_that_no_rule_explains_is_not_explained_away() -> None:
    """Answers put together by hand."""
    other = attrs.evolve(evaluation(), due=date(2027, 3, 1))
    assert [change.reasons for change in compare([evaluation()], [other])] == [()]
    policy = attrs.evolve(evaluation(policy=Policy(leap_day="mar-1")), due=date(2027, 3, 1))
    assert [change.causes for change in compare([evaluation()], [policy])] == [{Cause.POLICY}]
    noted = WA.with_layer(LAYER.replace("initial-evaluation", "iep-meeting"), authority=Authority.DISTRICT)
    versions = attrs.evolve(evaluation(law=noted), due=date(2027, 3, 1))
    assert [reason.what for change in compare([evaluation()], [versions]) for reason in change.reasons] == [
        "law version"
    ]


def test_answers_come_in_four_forms() -> None:
    cases = [Case(name, jurisdiction="WA", events=(CONSENT,)) for name in ("a", "b")]
    snow = CALENDAR.closing(date(2027, 1, 14), reason="snow")
    before, after = (
        [review(case, calendar=one, as_of=AS_OF) for case in cases] for one in (CALENDAR, snow)
    )  # fmt: skip
    reports = compare(before, iter(after))
    assert [(change.case, change.clock) for change in reports] == [
        ("a", "initial-evaluation"),
        ("b", "initial-evaluation"),
    ]
    by_case = compare({one.case: one for one in before}, {one.case: one.deadlines for one in after})
    assert by_case == reports
    one = compare(before[0], after[0].deadlines)
    assert [attrs.evolve(change, case="a") for change in one] == list(reports)[:1]
    assert str(reports) == "2 cases compared: 2 moved"
    assert (len(reports), len(reports.of("moved")), reports.of("status", "vanished")) == (2, 2, ())
    assert str(compare([], [])) == "0 cases compared: no change"
    with pytest.raises(InvalidDocument, match="the same case"):
        compare([before[0], before[0]], after)
    with pytest.raises(ValueError, match="lost"):
        reports.of("lost")


def test_a_case_that_only_one_answer_has() -> None:
    old = {"a": [evaluation()]}
    told = compare(old, {**old, "b": [evaluation(date(2027, 1, 6))]})
    assert (told.cases, [(change.case, change.kind) for change in told]) == (2, [("b", "appeared")])
    assert reasons(told.changes[0]) == [
        "trigger: the agency received consent for the initial evaluation; before: none; after: 2027-01-06"
    ]


def test_runs_of_a_clock_find_each_other() -> None:
    """One more event in front shifts the places of the others, and their days still tell them apart."""
    reviewed = [Event(K.IEP_REVIEWED, date(year, 10, 5)) for year in (2024, 2025, 2026)]
    old, new = (deadlines(Case("1", events=tuple(one)), law=US, as_of=AS_OF) for one in (reviewed[1:], reviewed))
    change = of_clock(compare(old, new), "annual-review")
    assert (change.kind, change.new) == ("appeared", date(2025, 10, 5))
    again = attrs.evolve(reviewed[2], on=date(2026, 10, 12))
    moved = of_clock(
        compare(new, deadlines(Case("1", events=(*reviewed[:2], again)), law=US, as_of=AS_OF)).of("moved"),
        "annual-review",
    )
    assert (moved.old, moved.days) == (date(2027, 10, 5), 7)


def differences(one: Case, where: str) -> tuple[list[Deadline], list[Deadline], Comparison]:
    old = deadlines(one, law=law(where), calendar=YEARS, as_of=TODAY)
    new = deadlines(one, law=WA, calendar=SNOW, as_of=TODAY)
    return old, new, compare(old, new)


@given(child, jurisdiction)
def test_the_same_is_no_change(one: Case, where: str) -> None:
    old, new = (deadlines(one, law=law(where), calendar=YEARS, as_of=TODAY) for _ in range(2))
    assert not compare(old, new)
    assert not what_if(one, law=law(where), calendar=YEARS, as_of=TODAY)


@given(child, jurisdiction)
def test_every_deadline_is_the_same_changed_or_in_one_answer_alone(one: Case, where: str) -> None:
    old, new, told = differences(one, where)
    assert len(old) - len(told.of("vanished")) == len(new) - len(told.of("appeared"))
    assert len({id(c.before) for c in told if c.before}) == sum(c.before is not None for c in told)
    assert len({id(c.after) for c in told if c.after}) == sum(c.after is not None for c in told)
    assert all(change.reasons for change in told)


@given(child, jurisdiction)
def test_what_changed_there_and_back_is_the_same(one: Case, where: str) -> None:
    old, new, told = differences(one, where)
    back = compare(new, old)
    swapped = {"appeared": "vanished", "vanished": "appeared"}
    there = sorted((swapped.get(c.kind, c.kind), c.clock, str(c.new), str(c.old)) for c in told)
    assert there == sorted((str(c.kind), c.clock, str(c.old), str(c.new)) for c in back)


@given(child)
def test_a_snow_day_moves_nothing_sooner_and_says_snow(one: Case) -> None:
    for change in what_if(one, law=WA, calendar=YEARS, new_calendar=SNOW, as_of=TODAY).of("moved"):
        assert change.causes == {Cause.CALENDAR}
        assert change.days is None or change.days > 0


# -- what if ----------------------------------------------------------------------------------------------------------


def test_another_day_of_consent() -> None:
    case = Case("7", events=(CONSENT,))
    asked: dict[str, Any] = {"law": WA, "calendar": CALENDAR, "as_of": AS_OF}
    told = what_if(case, {"consent-for-initial-evaluation": date(2027, 1, 12)}, **asked)
    change = of_clock(told, "initial-evaluation")
    assert (change.old, change.new) == (date(2027, 2, 23), date(2027, 3, 2))
    assert reasons(change) == [
        "trigger: the agency received consent for the initial evaluation; before: 2027-01-05; after: 2027-01-12"
    ]
    by_kind = what_if(case, {"consent-for-evaluation": date(2027, 1, 12)}, **asked)
    by_event = what_if(case, {case.history()[0]: date(2027, 1, 12)}, **asked)
    assert by_kind == by_event
    assert of_clock(by_kind, "initial-evaluation") == change


def test_what_has_not_come_yet_is_looked_at_on_its_day() -> None:
    case = Case("7", events=(Event(K.REFERRAL, date(2027, 1, 4)),))
    told = what_if(case, {"consent-for-initial-evaluation": date(2027, 2, 1)}, law=WA, calendar=CALENDAR, as_of=AS_OF)
    (change,) = [one for one in told if one.clock == "initial-evaluation"]
    assert (change.kind, change.new) == ("appeared", date(2027, 3, 22))  # seven weeks
    assert change.after is not None
    assert change.after.status is Status.OPEN


def test_what_did_not_happen() -> None:
    case = Case("7", events=(CONSENT,))
    told = what_if(case, {"consent-for-initial-evaluation": None}, law=WA, calendar=CALENDAR, as_of=AS_OF)
    change = of_clock(told, "initial-evaluation")
    assert (change.kind, change.old) == ("vanished", date(2027, 2, 23))
    assert not what_if(case, {"referral": None}, law=WA, calendar=CALENDAR, as_of=AS_OF)


def test_the_last_of_several_moves_and_spans_keep_their_length() -> None:
    away = Event(K.ABSENCE, date(2027, 1, 12), until=date(2027, 1, 14)), Event(K.ABSENCE, date(2027, 1, 18))
    agreed = Event(K.EXTENSION_AGREED, date(2027, 1, 8), until=date(2027, 4, 1), detail="agreement")
    case = Case("7", events=(*away, agreed))
    changed = with_days(
        case, {away[0]: date(2027, 1, 5), "absent": date(2027, 1, 20), "extension-agreed": date(2027, 1, 6)}
    )
    assert [(event.on, event.until) for event in changed.history()] == [
        (date(2027, 1, 5), date(2027, 1, 7)), (date(2027, 1, 6), date(2027, 4, 1)), (date(2027, 1, 20), None),
    ]  # fmt: skip


def test_what_stands_in_the_file_by_the_same_date_moves_along() -> None:
    (case,) = [one for _, one in load_cases(EXAMPLES / "ca-03-iep-lacks-content.json") if isinstance(one, Case)]
    (held, *_) = [event for event in case.history() if event.kind is K.IEP_REVIEWED][-1:]
    along = {event.kind for event in case.history() if (event.on, event.path) == (held.on, held.path)}
    assert len(along) > 1
    moved = with_days(case, {"iep-reviewed": held.on + timedelta(7)})
    assert {event.kind for event in moved.history() if event.on == held.on + timedelta(7)} >= along
    assert not any(event.path == held.path and event.on == held.on for event in moved.history())


def test_a_planned_day_moves_and_the_day_on_which_it_was_planned_stays() -> None:
    name, row = next((name, row) for name, row in FACTS.items() if row.at_end and row.kinds)
    detail = row.details[0] if row.details else None
    planned = Event(row.kinds[0], date(2027, 1, 4), until=date(2027, 2, 1), purpose=row.purpose, detail=detail)
    for new, on in ((date(2027, 3, 1), planned.on), (date(2027, 1, 2), date(2027, 1, 2))):
        (event,) = with_days(Case("7", events=(planned,)), {name: new}).events
        assert (event.on, event.until) == (on, new)
    (added,) = with_days(Case("7"), {name: date(2027, 3, 1)}).events
    assert (added.on, added.until, row.holds(added)) == (date(2027, 3, 1), date(2027, 3, 1), True)


def test_names_and_days_that_are_refused() -> None:
    case = Case("7", events=(CONSENT,))
    for key in ("birth", "consent-for-evaluacion"):
        with pytest.raises(UnknownName, match="fact or event"):
            with_days(case, {key: date(2027, 1, 12)})
    with pytest.raises(UnknownName, match="known: consent-for-evaluation"):
        with_days(case, {Event(K.REFERRAL, date(2027, 1, 4)): None})
    with pytest.raises(WrongType, match="day"):
        what_if(case, {"referral": "2027-01-04"}, law=WA, as_of=AS_OF)  # type: ignore[dict-item]
    with pytest.raises(WrongType, match="as_of"):
        what_if(case, law=WA, as_of="2027-01-04")  # type: ignore[arg-type]


def test_a_case_with_the_days_that_it_has_gives_the_same_deadlines() -> None:
    """The documents of a case and the events that stand for them are one history."""
    for _, case in load_cases(EXAMPLES):
        assert isinstance(case, Case)
        events = with_days(case, {})
        asked: dict[str, Any] = {"law": law(case.jurisdiction or "US"), "calendar": YEARS, "as_of": TODAY}
        assert deadlines(events, **asked) == deadlines(case, **asked)


@settings(max_examples=50)
@given(child, st.integers(-60, 60))
def test_moving_a_day_there_and_back_changes_nothing(one: Case, days: int) -> None:
    reviewed = [event for event in one.history() if event.kind is K.IEP_REVIEWED]
    if not reviewed:
        return
    there = with_days(one, {reviewed[-1]: reviewed[-1].on + timedelta(days)})
    back = with_days(there, {attrs.evolve(reviewed[-1], on=reviewed[-1].on + timedelta(days)): reviewed[-1].on})
    assert set(back.history()) == set(one.history())
