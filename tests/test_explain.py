"""Explanations: what is told of waivers, agreements and ages, and the list that a notebook shows."""

from __future__ import annotations

from datetime import date

import pytest

from iepkit.history import Case, Event
from iepkit.laws import law
from iepkit.records import Student
from iepkit.timelines import Explanation, deadlines, due
from iepkit.vocabulary import EventKind, Purpose, Status

K = EventKind
START, AS_OF = date(2026, 1, 5), date(2026, 6, 1)  # the federal sixty days end on 6 March


def told(*events: Event, jurisdiction: str = "US") -> list[str]:
    """The first lines under the explanation of an initial evaluation."""
    deadline = due("initial-evaluation", START, law=law(jurisdiction), as_of=AS_OF, events=events)
    return [part.text for part in deadline.explain().parts]


def agreed(on: date, until: date) -> Event:
    return Event(K.EXTENSION_AGREED, on, until=until, detail="specific-learning-disability")


def test_what_lifts_a_duty_in_time_is_told_as_it_is() -> None:
    (line,) = [line for line in told(Event(K.CHILD_NOT_PRODUCED, date(2026, 3, 6))) if line.startswith("lifted by")]
    assert line.endswith("evaluation, 2026-03-06")


@pytest.mark.parametrize(
    ("jurisdiction", "note"),
    [("US", "(after the due day, not applied)"), ("WA", "(it may be after the due day, not applied)")],
)
def test_what_came_too_late_to_lift_a_duty_is_told_as_not_applied(jurisdiction: str, note: str) -> None:
    lines = told(Event(K.CHILD_NOT_PRODUCED, date(2026, 3, 7)), jurisdiction=jurisdiction)
    (line,) = [line for line in lines if line.startswith("lifted by")]
    assert line.endswith(f", 2026-03-07 {note}")


def test_an_agreement_lifts_a_bar_whenever_it_was_made() -> None:
    events = [Event(K.EVALUATION_COMPLETED, date(2026, month, 1), purpose=Purpose.REEVALUATION) for month in (1, 4)]
    waiver = Event(K.REEVALUATION_INTERVAL_AGREED, date(2026, 3, 30))
    found = deadlines(Case("1", events=(*events, waiver)), law=law("US"), as_of=AS_OF)
    (waived,) = [deadline for deadline in found if deadline.status is Status.WAIVED]
    assert "lifted by: parent and agency agreed to more than one reevaluation a year, 2026-03-30\n" in str(
        waived.explain()
    )


def test_each_agreement_is_held_against_the_day_that_stood_then() -> None:
    lines = told(
        agreed(date(2026, 2, 2), date(2026, 4, 1)),
        agreed(date(2026, 3, 20), date(2026, 3, 25)),
        agreed(date(2026, 3, 30), date(2026, 5, 4)),
        agreed(date(2026, 5, 5), date(2026, 7, 1)),
    )
    assert [line for line in lines if "agree" in line] == [
        "agreed on 2026-02-02: new date 2026-04-01",
        "agreed on 2026-03-20: new date 2026-03-25 (no later than the due day, not applied)",
        "agreed on 2026-03-30: new date 2026-05-04",
        "agreed on 2026-05-05: new date 2026-07-01 (after the due day, not applied)",
        "by agreement: 2026-05-04",
    ]


def test_a_span_before_an_age_is_told_without_the_birth() -> None:
    student = Student("child", birth_date=date(2009, 5, 14))
    case = Case("1", student=student, events=(Event(K.IEP_IN_EFFECT, date(2025, 9, 2)),))
    (one,) = [d for d in deadlines(case, law=law("TX"), as_of=AS_OF) if d.clock == "rights-transfer"]
    lines = [part.text for part in one.explain().parts]
    assert "1 year before that age is reached: 2026-05-14" in lines
    assert not any("starts the clock" in line or "the clock starts" in line for line in lines)


def test_the_parts_of_one_line_are_one_list() -> None:
    told = Explanation("a", (Explanation("b", (Explanation("c < d"),)), Explanation("e")))
    assert told._repr_html_() == "<ul><li>a<ul><li>b<ul><li>c &lt; d</li></ul></li><li>e</li></ul></li></ul>"
