"""Single clocks: the due day that follows from a start, why it is that day, and what would settle it if unknown."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from iepkit.calendars import Closure, SchoolCalendar, SchoolYear
from iepkit.citations import Authority
from iepkit.errors import InvalidDocument, UnknownName, WrongType
from iepkit.facts import fact
from iepkit.history import Case, Event
from iepkit.laws import law
from iepkit.records import Student
from iepkit.testing import synthetic
from iepkit.timelines import Explanation, deadlines, due
from iepkit.timelines.explain import day_words
from iepkit.vocabulary import EventKind, Purpose, Status

K = EventKind
CALENDAR = SchoolCalendar(
    (SchoolYear(date(2025, 9, 2), date(2026, 6, 12), closures=(Closure(date(2026, 2, 16), reason="holiday"),)),), id="x"
)


def test_one_date_in_one_date_out() -> None:
    one = due("initial-evaluation", date(2026, 1, 5), law=law("WA"), calendar=CALENDAR)
    assert one.due == date(2026, 2, 24)  # 35 school days: seven weeks and the holiday
    assert one.outcome == "due 2026-02-24"
    assert one.authority is Authority.STATE
    told = str(one.explain())
    assert "not counted: 2026-02-14 to 2026-02-16 (3 days), weekend; holiday" in told
    assert "days of weekends" in told


def test_what_was_done_is_late_or_in_time() -> None:
    start, us = date(2026, 1, 5), law("US")
    assert due("initial-evaluation", start, law=us, done=date(2026, 3, 6)).status is Status.MET
    late = due("initial-evaluation", start, law=us, done=date(2026, 3, 7))
    assert (late.status, late.days_late, late.outcome) == (Status.LATE, 1, "due 2026-03-06, late by 1 day")


def test_events_bear_on_a_single_clock() -> None:
    start, as_of = date(2026, 1, 5), date(2026, 6, 1)
    us, tx = law("US"), law("TX")
    agreed = Event(K.EXTENSION_AGREED, date(2026, 2, 2), until=date(2026, 4, 1), detail="specific-learning-disability")
    given = iter([agreed])  # any iterable will do
    assert due("initial-evaluation", start, law=us, as_of=as_of, events=given).due == date(2026, 4, 1)
    waived = due(
        "initial-evaluation", start, law=us, as_of=as_of, events=[Event(K.CHILD_NOT_PRODUCED, date(2026, 2, 2))]
    )
    assert waived.status is Status.WAIVED
    left = due("initial-evaluation", start, law=us, as_of=as_of, events=[Event(K.EXITED, date(2026, 2, 2))])
    assert left.status is Status.ENDED
    sick = [Event(K.ABSENCE, date(2026, 1, 12), until=date(2026, 1, 14))]
    plain = due("initial-evaluation", start, law=tx, calendar=CALENDAR)
    moved_on = due("initial-evaluation", start, law=tx, calendar=CALENDAR, events=sick)
    assert (plain.due, moved_on.due) == (date(2026, 3, 10), date(2026, 3, 13))


def test_events_may_be_what_the_year_end_is_measured_from_or_a_grade() -> None:
    referred = [Event(K.REFERRAL, date(2026, 6, 5))]
    years = (*CALENDAR.years, SchoolYear(date(2026, 9, 1), date(2027, 6, 11)))
    two = SchoolCalendar(years)
    ca = law("CA")
    assert due("initial-evaluation", date(2026, 6, 8), law=ca, calendar=two, events=referred).due == date(2026, 10, 1)
    later = [Event(K.REFERRAL, date(2026, 6, 9))]  # not before the consent: not the referral of this clock
    assert due("initial-evaluation", date(2026, 6, 8), law=ca, calendar=two, events=later).due == date(2026, 10, 26)
    grade = [Event(K.GRADE_ENTERED, date(2025, 9, 2), detail="8")]
    assert due("transition", date(2012, 11, 20), law=law("DE"), events=grade).due == date(2025, 9, 2)


def test_of_several_limits_the_earliest_is_given() -> None:
    pa = due("iep-meeting", date(2026, 3, 2), law=law("PA"))
    assert pa.due == date(2026, 4, 1)
    assert due("reevaluation", date(2026, 3, 2), law=law("PA")).due == date(2029, 3, 2)


def test_names_and_days_that_are_refused() -> None:
    with pytest.raises(UnknownName, match="annual-revue"):
        due("annual-revue", date(2026, 3, 2), law=law("US"))
    with pytest.raises(UnknownName, match="number in this law") as caught:
        due("referral-response", date(2026, 3, 2), law=law("US"))
    assert "initial-evaluation" in caught.value.known
    with pytest.raises(InvalidDocument, match="9000"):
        due("annual-review", date(9999, 12, 31), law=law("US"))
    with pytest.raises(UnknownName, match="fact"):
        fact("birthday")


def only(case: Case, clock: str, jurisdiction: str, calendar: SchoolCalendar | None = None) -> str:
    (one,) = [
        one
        for one in deadlines(case, law=law(jurisdiction), calendar=calendar, as_of=date(2026, 6, 1))
        if one.clock == clock
    ]
    return one.settle


@pytest.mark.parametrize(
    ("event", "clock", "jurisdiction", "calendar", "settles"),
    [
        (K.REFERRAL, "referral-response", "WA", None, "the school calendar"),
        (K.REFERRAL, "referral-response", "WI", CALENDAR, "the public holidays of the calendar"),
        (K.REFERRAL, "referral-response", "GA", CALENDAR, "a verified value of referral-response"),
        (K.FOUND_ELIGIBLE, "rights-transfer", "US", CALENDAR, "a verified value of age-of-majority"),
    ],
)
def test_what_would_settle_it(
    event: EventKind, clock: str, jurisdiction: str, calendar: SchoolCalendar | None, settles: str
) -> None:
    born = Student("child", birth_date=date(2008, 5, 5))
    case = Case("1", student=born, events=(Event(event, date(2026, 5, 11)),))
    assert settles in only(case, clock, jurisdiction, calendar)


def test_a_calendar_published_further_or_an_as_of_day_settles_it() -> None:
    past = due("initial-evaluation", date(2026, 5, 11), law=law("WA"), calendar=CALENDAR, as_of=date(2026, 12, 1))
    assert past.settle == "a calendar that is published further than 2026-06-12"
    assert "to settle it: a calendar that is published further" in str(past.explain())
    assert past.outcome == "due on an unknown day after 2026-06-22, unknown"
    assert due("annual-review", date(2026, 5, 11), law=law("US")).settle == "an as-of day, to say how it stands"


def test_a_file_that_shows_it_settles_it() -> None:
    case = Case("1", student=Student("child", birth_date=date(2023, 4, 10)), events=(
        Event(K.SERVED_IN_PART_C, date(2025, 1, 10)),
    ))  # fmt: skip
    assert "a file that shows by then that the child was found" in only(case, "iep-by-third-birthday", "US")
    shown = Case("1", events=(
        Event(K.REFERRAL, date(2025, 12, 1)), Event(K.IEP_DEVELOPED, date(2026, 5, 20)),
    ))  # fmt: skip
    assert only(shown, "initial-evaluation", "VA", synthetic.calendar(2025, 2027)).startswith("the day on which")


def test_an_explanation_is_text_a_tree_and_a_list() -> None:
    told = Explanation("a < b", (Explanation("c"),))
    assert str(told) == "a < b\n  c"
    assert told.tree() == {"text": "a < b", "parts": [{"text": "c", "parts": []}]}
    assert told._repr_html_() == "<ul><li>a &lt; b<ul><li>c</li></ul></li></ul>"
    assert day_words(due("annual-review", date(2026, 1, 5), law=law("US"))._facts.done) == "not in the file"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"law": "WA"}, "law: expected"),
        ({"calendar": "north"}, "calendar: expected"),
        ({"start": "2026-03-02"}, "start: expected"),
        ({"as_of": datetime(2026, 3, 2, 12, tzinfo=UTC)}, "as_of: expected"),
    ],
)
def test_an_argument_of_another_type_is_misuse(arguments: dict[str, Any], words: str) -> None:
    given: dict[str, Any] = {"start": date(2026, 3, 2), "law": law("US"), **arguments}
    with pytest.raises(WrongType, match=words):
        due("annual-review", **given)


def test_what_was_done_after_the_as_of_day_has_not_been_seen() -> None:
    seen = due("annual-review", date(2025, 3, 2), law=law("US"), done=date(2026, 4, 1), as_of=date(2026, 3, 3))
    assert (seen.status, seen.days_late, seen.done) == ("overdue", 1, None)


def test_a_day_to_which_nothing_can_be_added_is_refused() -> None:
    with pytest.raises(InvalidDocument, match=r"\$\.start: expected a day before the year 9000"):
        due("annual-review", date(9999, 12, 31), law=law("US"))


def test_the_letters_of_a_state_in_any_case() -> None:
    assert law("wa") is law("WA")


def test_a_birth_date_settles_which_rule_is_for_the_child() -> None:
    start, maine = date(2026, 1, 5), law("ME")
    unknown = due("initial-evaluation", start, law=maine, calendar=CALENDAR)
    assert (unknown.due, unknown.settle) == (None, "the child's birth date, since the law differs by age")
    small = due("initial-evaluation", start, law=maine, calendar=CALENDAR, born=date(2022, 1, 6))
    older = due("initial-evaluation", start, law=maine, calendar=CALENDAR, born=date(2019, 1, 6))
    assert (small.due, older.due) == (date(2026, 3, 6), date(2026, 3, 10))  # 60 days; 45 school days and a holiday


def test_a_meeting_that_is_called_brings_the_access_to_records_forward() -> None:
    called = Event(K.IEP_MEETING_SCHEDULED, date(2026, 1, 6), until=date(2026, 1, 20))
    one = due("records-access", date(2026, 1, 5), law=law("US"), events=[called])
    assert one.due == date(2026, 1, 20)
    assert due("records-access", date(2026, 1, 5), law=law("US")).due == date(2026, 2, 19)


def test_a_right_lasts_through_the_next_year_where_the_law_says_so() -> None:
    layer = (
        '[jurisdiction]\ncode = "own"\nname = "Own"\n[[fape-age]]\ncitation = "own 1"\ngrade = "primary"\n'
        'ending = { age = 4, through = "school-year-end", summer = "school-year-end" }\n'
    )
    years = SchoolCalendar((CALENDAR.years[0], SchoolYear(date(2026, 9, 1), date(2027, 6, 11))), id="y")
    one = due("fape-ends", date(2022, 7, 4), law=law("US").with_layer(layer), calendar=years)
    assert one.due == date(2027, 6, 11)


def test_only_pauses_after_the_start_are_told() -> None:
    case = Case(
        "1",
        events=(
            Event(K.PARENT_CAUSED_DELAY, date(2025, 11, 3), until=date(2025, 11, 7)),
            Event(K.CONSENT_FOR_EVALUATION, date(2026, 1, 5), purpose=Purpose.INITIAL),
            Event(K.PARENT_CAUSED_DELAY, date(2026, 2, 2), until=date(2026, 2, 6)),
        ),
    )
    found = deadlines(case, law=law("NJ"), calendar=CALENDAR, as_of=date(2026, 3, 2))
    (one,) = [deadline for deadline in found if deadline.clock == "initial-evaluation"]
    told = str(one.explain())
    assert "2026-02-02 to 2026-02-06 (5 days)" in told
    assert "2025-11" not in told


def test_a_start_under_each_version_of_the_law_has_its_own() -> None:
    starts = (date(2016, 6, 1), date(2026, 1, 5))
    events = [Event(K.CONSENT_FOR_EVALUATION, on, purpose=Purpose.INITIAL) for on in starts]
    done = (
        Event(K.EVALUATION_COMPLETED, date(2016, 7, 10), purpose=Purpose.INITIAL),
        Event(K.FOUND_NOT_ELIGIBLE, date(2016, 7, 10), purpose=Purpose.INITIAL),
    )
    found = deadlines(Case("1", events=(*events, *done)), law=law("NH"), as_of=date(2026, 3, 2))
    mine = {deadline.start: deadline.citation.text for deadline in found if deadline.clock == "initial-evaluation"}
    assert set(mine) == set(starts)
    assert len(set(mine.values())) == len(starts)


def test_school_years_are_looked_at_up_to_the_next() -> None:
    calendar = synthetic.calendar(2022, 2027)
    case = Case("1", events=(Event(K.FOUND_ELIGIBLE, date(2022, 10, 3)), Event(K.IEP_IN_EFFECT, date(2022, 10, 17))))
    found = deadlines(case, law=law("US"), calendar=calendar, as_of=date(2024, 3, 4))
    begun = [deadline.start for deadline in found if deadline.clock == "iep-in-effect"]
    assert [day.year for day in begun if day] == [2023, 2024]


def test_what_a_layer_adds_to_a_day_set_long_before_binds_beside_it() -> None:
    layer = (
        '[jurisdiction]\ncode = "own"\nname = "Own"\n'
        '[[iep-in-effect]]\nnumber = 5\nunit = "calendar-days"\ncitation = "own 1"\ngrade = "primary"\n'
    )
    case = Case("1", events=(Event(K.FOUND_ELIGIBLE, date(2025, 5, 5)), Event(K.IEP_IN_EFFECT, date(2025, 5, 12))))
    found = deadlines(case, law=law("US").with_layer(layer), calendar=CALENDAR, as_of=date(2026, 3, 2))
    assert [str(one.due) for one in found if one.clock == "iep-in-effect"] == ["2025-08-28", "2025-09-02"]


def test_days_are_taken_up_to_what_was_done_or_the_as_of_day() -> None:
    start, us = date(2026, 1, 5), law("US")
    assert due("initial-evaluation", start, law=us).days_taken is None  # neither done nor looked at on a day
    assert due("initial-evaluation", start, law=us, as_of=date(2026, 2, 4)).days_taken == 30
    assert due("initial-evaluation", start, law=us, done=date(2026, 1, 15), as_of=date(2026, 2, 4)).days_taken == 10


@pytest.mark.parametrize(("until", "words"), [(6, "1 day"), (7, "2 days")])
def test_where_the_law_has_no_number_the_days_taken_are_told(until: int, words: str) -> None:
    asked, came = Event(K.TRANSFER_RECORDS_REQUESTED, date(2026, 1, 5)), date(2026, 1, until)
    case = Case("1", events=(asked, Event(K.TRANSFER_RECORDS_RECEIVED, came)))
    (one,) = [d for d in deadlines(case, law=law("US"), as_of=came) if d.clock == "transfer-records-response"]
    assert one.outcome == f"no number in federal law, done, {words}"


def test_only_days_between_the_start_and_the_due_day_are_told_as_skipped() -> None:
    closures = (Closure(date(2025, 11, 27), reason="harvest"), Closure(date(2026, 1, 14), reason="exams"))
    year = SchoolYear(date(2025, 9, 2), date(2026, 6, 12), closures=closures)
    one = due("initial-evaluation", date(2026, 1, 5), law=law("WA"), calendar=SchoolCalendar((year,), id="x"))
    lines = [part.text for top in one.explain().parts for part in (top, *top.parts)]
    assert [line for line in lines if line.startswith("not counted")] == [
        "not counted: 2026-01-14 (1 day), exams",
        "not counted: 14 days of weekends",
    ]
