"""What a review takes together: conduct, removal and determination; and which IFSPs it reads."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from iepkit.history import Case, Event
from iepkit.laws import DEFAULT, law
from iepkit.records import BehaviorIncident, Exit, Ifsp, IfspOutcome, ManifestationDetermination, Removal, Student
from iepkit.reviews import conduct
from iepkit.reviews.context import Context
from iepkit.vocabulary import EventKind, RemovalKind

AS_OF = date(2026, 11, 2)
D1, D2, D3 = date(2026, 9, 14), date(2026, 9, 21), date(2026, 10, 5)
LATER = date(2026, 11, 9)


def seen(**documents: Any) -> Context:
    return Context.of(Case("1", **documents), law("US"), AS_OF, DEFAULT)


# -- discipline -------------------------------------------------------------------------------------------------------


def test_a_determination_is_about_the_removal_that_it_names() -> None:
    first, second = Removal(id="a", start=D1), Removal(id="b", start=D2)
    about = ManifestationDetermination(on=D2, removal_id="b")
    context = seen(removals=(first, second), manifestation_determinations=(about,))
    assert conduct.removal_of(context, about) == ("$.removals[1]", second)
    assert conduct.determination_of(context, first) is None
    assert conduct.determination_of(context, second) == ("$.manifestation_determinations[0]", about)


def test_a_determination_that_names_none_is_about_the_only_removal_there_is() -> None:
    one, about = Removal(start=D1), ManifestationDetermination(on=D2)
    assert conduct.removal_of(seen(removals=(one,)), about) == ("$.removals[0]", one)
    assert conduct.removal_of(seen(removals=(one, Removal(start=D2))), about) is None
    assert conduct.removal_of(seen(removals=(one, Removal(start=LATER))), about) == ("$.removals[0]", one)
    assert conduct.removal_of(seen(), about) is None


def test_the_last_determination_about_a_removal_counts() -> None:
    one = Removal(id="a", start=D1)
    twice = tuple(ManifestationDetermination(on=on, removal_id="a") for on in (D2, D3))
    elsewhere = ManifestationDetermination(on=D3, removal_id="b")
    context = seen(removals=(one,), manifestation_determinations=(*twice, elsewhere))
    assert conduct.determination_of(context, one) == ("$.manifestation_determinations[1]", twice[1])


def test_equal_removals_are_two() -> None:
    rows = (Removal(id="a", start=D1), Removal(id="a", start=D1))
    about = ManifestationDetermination(on=D2, removal_id="a")
    context = seen(removals=rows, manifestation_determinations=(about,))
    assert conduct.determination_of(context, rows[0]) is not None


def test_conduct_is_the_one_that_the_removal_names() -> None:
    rows = (BehaviorIncident(id="x", on=D1), BehaviorIncident(id="y", on=D1))
    assert conduct.incident_of(seen(incidents=rows), Removal(incident_id="y")) == ("$.incidents[1]", rows[1])
    assert conduct.incident_of(seen(incidents=rows), Removal(incident_id="z")) is None
    assert conduct.incident_of(seen(incidents=rows), Removal()) is None


@pytest.mark.parametrize(
    ("removal", "changes"),
    [
        (Removal(), False),
        (Removal(change_of_placement=True), True),
        (Removal(change_of_placement=False, pattern=True), True),
        (Removal(school_days=11), True),
        (Removal(school_days=10), False),
        (Removal(kind=RemovalKind.BUS_SUSPENSION, school_days=11), False),
        (Removal(kind=RemovalKind.BUS_SUSPENSION, school_days=11, transportation_lost=True), True),
        (Removal(kind=RemovalKind.IN_SCHOOL_SUSPENSION, school_days=11, services_in_suspension=False), True),
        (Removal(kind=RemovalKind.IN_SCHOOL_SUSPENSION, school_days=11), False),
        (Removal(kind=RemovalKind.SHORTENED_DAY, school_days=11), False),
    ],
)
def test_a_removal_changes_the_placement_by_word_by_pattern_or_by_length(removal: Removal, *, changes: bool) -> None:
    assert conduct.changes_placement(removal) is changes


def test_a_child_is_eligible_from_the_day_of_the_finding_on() -> None:
    context = seen(events=(Event(EventKind.FOUND_ELIGIBLE, D2),))
    assert [conduct.eligible_by(context, day) for day in (D1, D2, D3)] == [False, True, True]


# -- IFSPs ------------------------------------------------------------------------------------------------------------


def read(*plans: Ifsp, **documents: Any) -> list[str]:
    return [one.path for one in seen(ifsps=plans, **documents).ifsps]


def test_the_ifsp_in_effect_is_read_and_every_later_one() -> None:
    today, later, much_later = Ifsp(start=AS_OF), Ifsp(start=LATER), Ifsp(start=date(2027, 1, 4))
    assert read(Ifsp(start=D1), today) == ["$.ifsps[1]"]
    assert read(today, Ifsp(start=D1)) == ["$.ifsps[0]"]
    assert read(much_later, Ifsp(start=D1), later) == ["$.ifsps[1]", "$.ifsps[2]", "$.ifsps[0]"]
    assert read(later) == ["$.ifsps[0]"]
    assert read() == []


def test_an_ifsp_whose_meeting_lies_ahead_is_not_written_yet() -> None:
    assert read(Ifsp(meeting_date=AS_OF)) == ["$.ifsps[0]"]
    assert read(Ifsp(meeting_date=LATER)) == []
    assert read(Ifsp(start=D1, meeting_date=LATER)) == []


def test_the_day_of_an_ifsp_is_its_start_or_its_meeting_or_the_as_of_day() -> None:
    assert read(Ifsp(meeting_date=D1), Ifsp(start=D2)) == ["$.ifsps[1]"]
    assert read(Ifsp(meeting_date=D3), Ifsp(start=D2)) == ["$.ifsps[0]"]
    assert read(Ifsp(meeting_date=D1, start=D3), Ifsp(start=D2)) == ["$.ifsps[0]"]
    assert read(Ifsp(), Ifsp(start=D3)) == ["$.ifsps[0]"]


def test_of_two_ifsps_of_one_day_the_one_of_the_later_meeting_is_read() -> None:
    assert read(Ifsp(start=D3, meeting_date=D2), Ifsp(start=D3, meeting_date=D1)) == ["$.ifsps[0]"]
    assert read(Ifsp(start=D3, meeting_date=D1), Ifsp(start=D3, meeting_date=D2)) == ["$.ifsps[1]"]
    assert read(Ifsp(start=D3, meeting_date=D1), Ifsp(start=D3)) == ["$.ifsps[0]"]
    assert read(Ifsp(start=D3), Ifsp(start=D3)) == ["$.ifsps[1]"]


@pytest.mark.parametrize(
    ("ended", "found"), [(D1, ["$.ifsps[0]"]), (D2, []), (D3, []), (LATER, ["$.ifsps[0]"])], ids=str
)
def test_an_ifsp_is_not_read_once_early_intervention_has_ended(ended: date, found: list[str]) -> None:
    assert read(Ifsp(start=D2), exits=(Exit(on=ended),)) == found
    assert read(Ifsp(start=D2), events=(Event(EventKind.PART_C_ENDED, ended),)) == found


def test_an_ifsp_that_serves_as_the_iep_is_read_past_the_third_birthday() -> None:
    student = Student("1", birth_date=date(2023, 9, 28))
    assert read(Ifsp(start=D2), student=student) == []
    assert read(Ifsp(start=D2, serves_as_iep=True), student=student) == ["$.ifsps[0]"]
    revoked = (Event(EventKind.CONSENT_FOR_SERVICES_REVOKED, D3),)
    assert read(Ifsp(start=D2, serves_as_iep=True), student=student, events=revoked) == []


def test_an_ifsp_is_not_read_once_an_iep_has_taken_its_place() -> None:
    assert read(Ifsp(start=D2), events=(Event(EventKind.IEP_IN_EFFECT, D3),)) == []
    assert read(Ifsp(start=D2), events=(Event(EventKind.IEP_IN_EFFECT, D2),)) == ["$.ifsps[0]"]


@pytest.mark.parametrize(
    ("plan", "written"),
    [
        (Ifsp(start=D1), False),
        (Ifsp(start=D1, coordinator=True), False),
        (Ifsp(start=D1, adaptive="eats with a spoon"), True),
        (Ifsp(start=D1, outcomes=(IfspOutcome(),)), True),
        (Ifsp(start=D1, adaptive="eats with a spoon", interim=True), False),
    ],
)
def test_an_ifsp_is_written_where_the_file_holds_text_of_it(plan: Ifsp, *, written: bool) -> None:
    assert [one.written for one in seen(ifsps=(plan,)).ifsps] == [written]
