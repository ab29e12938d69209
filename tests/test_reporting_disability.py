"""The one category of the count, 34 CFR 300.641(c) and (d), by cases read from the text and by laws."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit.history import Case, Event
from iepkit.records import Eligibility
from iepkit.reporting.disability import Categories, categories_on, report_disability
from iepkit.reporting.settings import DeafnessAs
from iepkit.vocabulary import Disability, EventKind

D = Disability
DAY = date(2025, 11, 3)
CODES = {
    D.AUTISM: "AUT",
    D.DEAF_BLINDNESS: "DB",
    D.DEAFNESS: "HI",
    D.DEVELOPMENTAL_DELAY: "DD",
    D.EMOTIONAL_DISTURBANCE: "EMN",
    D.HEARING_IMPAIRMENT: "HI",
    D.INTELLECTUAL_DISABILITY: "ID",
    D.MULTIPLE_DISABILITIES: "MD",
    D.ORTHOPEDIC_IMPAIRMENT: "OI",
    D.OTHER_HEALTH_IMPAIRMENT: "OHI",
    D.SPECIFIC_LEARNING_DISABILITY: "SLD",
    D.SPEECH_OR_LANGUAGE_IMPAIRMENT: "SLI",
    D.TRAUMATIC_BRAIN_INJURY: "TBI",
    D.VISUAL_IMPAIRMENT: "VI",
}


@pytest.mark.parametrize("category", Disability)
def test_one_category_is_reported_as_it_is(category: Disability) -> None:
    reported = report_disability([category, category], uses_delay=True)
    assert (reported.category, reported.code, reported.doubts) == (category, CODES[category], ())
    assert "300.641(c)" in reported.rule


def test_deafness_goes_where_the_state_says() -> None:
    assert report_disability([D.DEAFNESS], deafness_as=DeafnessAs.DEAF_BLINDNESS).code == "DB"
    assert report_disability([D.HEARING_IMPAIRMENT], deafness_as=DeafnessAs.DEAF_BLINDNESS).code == "HI"


@pytest.mark.parametrize(
    ("categories", "code", "doubtful"),
    [
        ((D.DEAFNESS, D.VISUAL_IMPAIRMENT), "DB", True),  # (d)(1); low vision is in the same category as blindness
        ((D.VISUAL_IMPAIRMENT, D.DEAFNESS), "DB", True),
        ((D.DEAFNESS, D.VISUAL_IMPAIRMENT, D.AUTISM), "MD", False),  # not only two
        ((D.HEARING_IMPAIRMENT, D.VISUAL_IMPAIRMENT), "MD", True),  # hearing impairment is not deafness
        ((D.AUTISM, D.INTELLECTUAL_DISABILITY), "MD", False),  # (d)(2)
        ((D.MULTIPLE_DISABILITIES, D.AUTISM), "MD", False),
        ((D.DEAF_BLINDNESS, D.DEAFNESS, D.VISUAL_IMPAIRMENT), "DB", False),  # what it is made of
        ((D.DEAF_BLINDNESS, D.AUTISM), "DB", True),
        ((D.AUTISM, D.DEAF_BLINDNESS), "MD", True),
        ((D.DEVELOPMENTAL_DELAY, D.SPEECH_OR_LANGUAGE_IMPAIRMENT), "DD", True),
        ((D.SPEECH_OR_LANGUAGE_IMPAIRMENT, D.DEVELOPMENTAL_DELAY), "MD", True),
        ((D.DEVELOPMENTAL_DELAY, D.DEAFNESS, D.VISUAL_IMPAIRMENT), "DD", True),  # (d)(1) gives way to it
    ],
)
def test_several_categories_by_the_text(categories: tuple[Disability, ...], code: str, *, doubtful: bool) -> None:
    reported = report_disability(categories, uses_delay=True)
    assert (reported.code, bool(reported.doubts)) == (code, doubtful)


def test_what_the_file_reports_decides_only_what_the_text_leaves_open() -> None:
    delayed = (D.SPEECH_OR_LANGUAGE_IMPAIRMENT, D.DEVELOPMENTAL_DELAY)
    as_delay = report_disability(delayed, reported_as=D.DEVELOPMENTAL_DELAY, uses_delay=True)
    assert (as_delay.code, as_delay.doubts) == ("DD", ())
    as_several = report_disability(delayed[::-1], reported_as=D.MULTIPLE_DISABILITIES, uses_delay=True)
    assert (as_several.code, as_several.doubts) == ("MD", ())
    against = report_disability([D.AUTISM, D.INTELLECTUAL_DISABILITY], reported_as=D.AUTISM)
    assert against.code == "MD"
    assert "another category" in against.doubts[0][0]
    assert report_disability([], reported_as=D.AUTISM).code == "AUT"


def test_developmental_delay_at_an_age_at_which_the_state_does_not_use_it() -> None:
    alone = report_disability([D.DEVELOPMENTAL_DELAY], uses_delay=False)
    assert (alone.category, alone.code, alone.delay_refused) == (None, "MISSING", True)
    beside = report_disability([D.DEVELOPMENTAL_DELAY, D.AUTISM], uses_delay=False)
    assert beside.code == "AUT"
    assert "not used at this age" in beside.doubts[0][0]
    untold = report_disability([D.DEVELOPMENTAL_DELAY])
    assert untold.code == "DD"
    assert "has not said" in untold.doubts[0][0]
    nothing = report_disability([])
    assert (nothing.code, nothing.delay_refused) == ("MISSING", False)


@given(st.lists(st.sampled_from(Disability)), st.sampled_from([None, True, False]))
def test_a_child_is_reported_under_one_category_at_most(categories: list[Disability], uses: bool | None) -> None:  # noqa: FBT001
    reported = report_disability(categories, uses_delay=uses)
    assert (reported.category is None) == ({*categories} <= ({D.DEVELOPMENTAL_DELAY} if uses is False else set()))
    assert reported == report_disability([*categories, *categories], uses_delay=uses)
    assert "autism" not in repr(reported)


@given(st.lists(st.sampled_from([one for one in Disability if one not in (D.DEVELOPMENTAL_DELAY, D.DEAF_BLINDNESS)])))
def test_without_the_two_open_ones_the_order_says_nothing(categories: list[Disability]) -> None:
    assert report_disability(categories) == report_disability(categories[::-1])


def determined(on: date | None, *categories: Disability, eligible: bool | None = True) -> Eligibility:
    return Eligibility(on, eligible=eligible, categories=categories)


def test_the_last_determination_by_the_day_tells_the_categories() -> None:
    rows = (
        determined(date(2025, 10, 2), D.AUTISM),
        determined(date(2022, 10, 2), D.DEVELOPMENTAL_DELAY),
        determined(date(2026, 1, 9), D.INTELLECTUAL_DISABILITY),
        determined(None, D.DEAFNESS),
    )
    assert categories_on(Case("7", eligibility=rows), DAY) == Categories((D.AUTISM,))
    assert categories_on(Case("7", eligibility=rows[2:]), DAY) == Categories((D.DEAFNESS,))


def test_a_determination_that_names_no_category_leaves_the_one_before() -> None:
    rows = (determined(date(2022, 10, 2), D.AUTISM), determined(date(2025, 10, 2)))
    assert categories_on(Case("7", eligibility=rows), DAY) == Categories((D.AUTISM,), complete=False)
    refused = (rows[0], determined(date(2025, 10, 2), eligible=False))
    assert categories_on(Case("7", eligibility=refused), DAY) == Categories((D.AUTISM,))


def test_an_event_tells_the_first_category() -> None:
    events = (
        Event(EventKind.FOUND_ELIGIBLE, date(2022, 10, 2), detail="autism"),
        Event(EventKind.FOUND_ELIGIBLE, date(2025, 10, 2), detail="of some other kind"),
        Event(EventKind.IEP_MEETING, date(2025, 10, 2)),
    )
    assert categories_on(Case("7", events=events), DAY) == Categories((D.AUTISM,), complete=False)
    assert categories_on(Case("7"), DAY) == Categories(complete=False)
