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
from iepkit.vocabulary import EventKind, Status

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
