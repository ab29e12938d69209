"""SPP/APR indicators from cases: who is in which number, at the boundaries of the law, and in whatever order."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iepkit.errors import InvalidDocument, UnknownName, WrongType
from iepkit.history import Case, Event
from iepkit.laws import Policy, law
from iepkit.records import (
    Consent,
    Dispute,
    Eligibility,
    Evaluation,
    Exit,
    Goal,
    Iep,
    Meeting,
    Placement,
    PostsecondaryGoal,
    PresentLevels,
    Student,
    TeamMember,
    Transition,
    TransitionAssessment,
    TransitionService,
)
from iepkit.reporting import StateSettings
from iepkit.reporting.indicators import (
    Component,
    Exceptions,
    Indicator,
    IndicatorPolicy,
    by_district,
    components_of,
    definition,
    from_cases,
    from_counts,
)
from iepkit.testing import strategies, synthetic
from iepkit.timelines import deadlines
from iepkit.vocabulary import (
    ConsentKind,
    Disability,
    DisputeKind,
    Environment,
    EventKind,
    ExitReason,
    ExtensionReason,
    GoalArea,
    MeetingPurpose,
    Purpose,
    Requester,
    Role,
    Status,
)

FFY = 2024
AS_OF = date(2026, 2, 1)
US = law("US")
K = EventKind
INITIAL, AGAIN = Purpose.INITIAL, Purpose.REEVALUATION
STATE = StateSettings(count_date=date(2024, 11, 1), certificates=True, alternate_diploma=True)


def one(name: str, *cases: Case, **more: Any) -> Indicator:
    """The one indicator of these cases."""
    (found,) = from_cases(cases, ffy=FFY, names=[name], **{"as_of": AS_OF, "law": US, **more})
    return found


def place(found: Indicator) -> str:
    """Where the only case of an indicator stands."""
    places = {
        "both": found.numerator == found.denominator == 1,
        "below": (found.numerator, found.denominator) == (0, 1),
        "open": len(found.doubts) == 1,
        "out": sum(left.number for left in found.exclusions) == 1,
        "nowhere": not (found.denominator or found.doubts or found.exclusions),
    }
    (name,) = [name for name, holds in places.items() if holds]
    return name


def events(*days: tuple[EventKind, date], **more: Any) -> tuple[Event, ...]:
    return tuple(Event(kind, day, **more) for kind, day in days)


# -- 11 ----------------------------------------------------------------------------------------------------------------


CONSENT = date(2025, 3, 3)
DUE = CONSENT + timedelta(days=60)


def evaluated(consent: date, done: date | None = None, *more: Event, name: str = "7") -> Case:
    days = [(K.CONSENT_FOR_EVALUATION, consent)] + [(K.EVALUATION_COMPLETED, done)] * (done is not None)
    return Case(name, events=(*events(*days, purpose=INITIAL), *more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("consent", "done", "where"),
    [
        (CONSENT, DUE, "both"),  # the 60th day
        (CONSENT, DUE + timedelta(days=1), "below"),
        (CONSENT, CONSENT, "both"),
        (CONSENT, None, "below"),
        (date(2024, 7, 1), date(2024, 7, 9), "both"),
        (date(2024, 6, 30), date(2024, 7, 9), "nowhere"),  # consent of the year before
        (date(2025, 6, 30), date(2025, 8, 29), "both"),  # due after the end of the year
        (date(2025, 6, 30), date(2025, 8, 30), "below"),
        (date(2025, 7, 1), date(2025, 7, 9), "nowhere"),
    ],
)
def test_the_sixtieth_day_and_the_edges_of_the_year(consent: date, done: date | None, where: str) -> None:
    assert place(one("11", evaluated(consent, done))) == where


def test_a_case_without_a_consent_is_in_no_number() -> None:
    assert place(one("11", Case("7"))) == "nowhere"
    again = Case("7", events=events((K.CONSENT_FOR_EVALUATION, CONSENT), purpose=Purpose.REEVALUATION))
    assert place(one("11", again)) == "nowhere"


def test_an_evaluation_whose_time_is_not_over_is_in_neither() -> None:
    found = one("11", evaluated(CONSENT), as_of=DUE)
    assert [left.reason for left in found.exclusions] == ["The evaluation is not completed, and its time is not over."]
    assert place(one("11", evaluated(CONSENT), as_of=DUE + timedelta(days=1))) == "below"


def test_days_beyond_and_reasons() -> None:
    late = [
        evaluated(CONSENT, DUE + timedelta(days=1), name="a"),
        evaluated(CONSENT, DUE + timedelta(days=30), *events((K.PARENT_CAUSED_DELAY, DUE)), name="b"),
        evaluated(CONSENT, DUE + timedelta(days=31), *events((K.ABSENCE, DUE)), name="c"),
        evaluated(CONSENT, DUE + timedelta(days=95), name="d"),
        evaluated(CONSENT, name="e"),
        evaluated(CONSENT, DUE, name="f"),
    ]
    found = one("11", *late, policy=IndicatorPolicy(reasons={"a": "no evaluator", "e": "no evaluator"}))
    days, reasons = found.breakdowns
    assert (found.numerator, found.denominator, days.least, days.most) == (1, 6, 1, 95)
    assert [(row.words, row.number, row.cases) for row in days.rows] == [
        ("up to 30 days", 2, ("a", "b")),
        ("31 to 60 days", 1, ("c",)),
        ("more than 90 days", 1, ("d",)),
        ("not completed by the as-of day", 1, ("e",)),
    ]
    assert [(row.words, row.cases) for row in reasons.rows] == [
        ("no evaluator", ("a", "e")),
        ("the file gives no reason", ("d",)),
        ("the file gives no reason; meanwhile the child was absent from school", ("c",)),
        ("the parent caused a delay", ("b",)),
    ]
    assert "Days beyond the time when the evaluation was completed (from 1 to 95 days):" in found.explain()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (CONSENT - timedelta(days=1), "the file gives no reason"),
        (CONSENT, "the parent caused a delay"),
        (DUE + timedelta(days=9), "the parent caused a delay"),
        (DUE + timedelta(days=10), "the file gives no reason"),
    ],
)
def test_a_reason_lies_between_consent_and_completion(day: date, words: str) -> None:
    late = evaluated(CONSENT, DUE + timedelta(days=9), *events((K.PARENT_CAUSED_DELAY, day)))
    assert [row.words for row in one("11", late).breakdowns[1].rows] == [words]


def test_what_is_never_completed_has_no_range() -> None:
    days = one("11", evaluated(CONSENT)).breakdowns[0]
    assert (days.least, days.most, len(days.rows)) == (None, None, 1)


MISSED = events((K.CHILD_NOT_PRODUCED, date(2025, 4, 1)), purpose=INITIAL)
MOVED = (
    *events((K.EVALUATION_PENDING_AT_TRANSFER, date(2025, 4, 1))),
    Event(K.EXTENSION_AGREED, date(2025, 4, 2), date(2025, 6, 30), purpose=INITIAL, detail=ExtensionReason.TRANSFER),
)


@pytest.mark.parametrize(
    ("done", "more", "policy", "where"),
    [
        (None, MISSED, Exceptions.IN_NEITHER, "out"),
        (None, MISSED, Exceptions.IN_TIME, "both"),
        (date(2025, 6, 20), MOVED, Exceptions.IN_NEITHER, "out"),
        (date(2025, 6, 20), MOVED, Exceptions.IN_TIME, "both"),
        (date(2025, 7, 20), MOVED, Exceptions.IN_TIME, "below"),
    ],
)
def test_exceptions_of_300_301_d(done: date | None, more: Any, policy: Exceptions, where: str) -> None:
    found = one("11", evaluated(CONSENT, done, *more), policy=IndicatorPolicy(exceptions=policy))
    assert place(found) == where
    assert where != "out" or "300.301(d)" in found.exclusions[0].reason


@pytest.mark.parametrize(
    ("kind", "day", "where"),
    [
        (K.FOUND_NOT_ELIGIBLE, DUE, "both"),  # the decision comes after the evaluation
        (K.EXITED, DUE, "out"),
        (K.CONSENT_FOR_EVALUATION_WITHDRAWN, DUE, "out"),
        (K.CONSENT_FOR_EVALUATION_WITHDRAWN, DUE + timedelta(days=1), "below"),
        (K.FOUND_ELIGIBLE, DUE, "both"),
        (K.FOUND_ELIGIBLE, DUE + timedelta(days=9), "open"),  # the evaluation may have been completed in time
        (K.FOUND_NOT_ELIGIBLE, DUE + timedelta(days=9), "open"),
    ],
)
def test_what_came_instead_of_the_evaluation(kind: EventKind, day: date, where: str) -> None:
    more = Event(kind, day, purpose=INITIAL)
    assert place(one("11", evaluated(CONSENT, None, more))) == where


def test_without_a_law_or_a_calendar_it_is_open() -> None:
    found = one("11", evaluated(CONSENT, DUE), law=None)
    assert found.doubts[0].settles == "the State whose law governs"
    in_school_days = attrs.evolve(evaluated(CONSENT, DUE), jurisdiction="WA")
    assert one("11", in_school_days, law=None).doubts[0].settles == "the school calendar"


def test_laws_and_calendars_by_name() -> None:
    case = attrs.evolve(evaluated(CONSENT, DUE), jurisdiction="WA", calendar="north")
    assert place(one("11", case, law={"WA": US}, calendar={"south": None})) == "both"
    with pytest.raises(UnknownName, match="jurisdiction of a case 'WA'"):
        one("11", case, law={"OR": US})


def test_two_consents_in_a_year_count_one_child_by_the_worse() -> None:
    again = date(2025, 6, 2)
    first = evaluated(CONSENT, DUE, *events((K.FOUND_NOT_ELIGIBLE, DUE)))
    both = attrs.evolve(first, events=(*first.events, *evaluated(again, date(2025, 12, 1)).events))
    found = one("11", both)
    assert (found.numerator, found.denominator) == (0, 1)


def test_a_consent_that_starts_no_clock_is_open_and_never_read_as_an_older_one() -> None:
    older = evaluated(date(2020, 3, 2), date(2020, 4, 1), *events((K.FOUND_ELIGIBLE, date(2020, 4, 1))))
    case = attrs.evolve(
        older, events=(*older.events, *events((K.IEP_IN_EFFECT, date(2020, 5, 1))), *evaluated(CONSENT).events)
    )
    found = one("11", case)
    assert found.doubts[0].words == "There was a consent, and no time for an initial evaluation runs from it."


@pytest.mark.parametrize(
    ("referred", "where"),
    [(DUE - timedelta(days=90), "both"), (DUE - timedelta(days=91), "below"), (CONSENT, "both")],
)
def test_a_state_that_starts_with_the_referral_is_followed(referred: date, where: str) -> None:
    case = evaluated(CONSENT, None, *events((K.REFERRAL, referred), (K.IEP_DEVELOPED, DUE), (K.FOUND_ELIGIBLE, DUE)))
    case = attrs.evolve(case, jurisdiction="NC")  # 90 calendar days from the written referral
    assert {d.start for d in deadlines(case, law=law("NC"), as_of=AS_OF) if d.clock == "initial-evaluation"} == {
        referred
    }
    assert place(one("11", case, law=None)) == where


@given(st.lists(st.integers(-5, 130), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_indicator_agrees_with_the_clock_in_any_order(spans: list[int], random: Random) -> None:
    cases = [
        evaluated(CONSENT, None if span < 0 else CONSENT + timedelta(days=span), name=str(at))
        for at, span in enumerate(spans)
    ]
    found = one("11", *cases)
    status = {
        case.id: next(d.status for d in deadlines(case, law=US, as_of=AS_OF) if d.clock == "initial-evaluation")
        for case in cases
    }
    assert found.in_numerator == tuple(sorted(name for name, value in status.items() if value is Status.MET))
    assert set(found.in_numerator) <= set(found.in_denominator) == set(status)
    random.shuffle(cases)
    assert one("11", *cases) == found


def test_it_agrees_with_the_clock_of_each_state_on_its_calendar() -> None:
    """Of synthetic files with one consent and one run of the clock, whatever the State's number, unit and start."""
    states = ["WA", "CA", "TX", "OH", "DC", "MD", "CT", "NC", "GA", "US"]
    calendar = synthetic.calendar(2019, 2028, name="c")
    cases = list(synthetic.cases(250, jurisdictions=states, calendars=["c"]))
    found = one("11", *cases, law=None, calendar=calendar, policy=IndicatorPolicy(exceptions=Exceptions.IN_TIME))
    places = dict.fromkeys(found.in_numerator, "both")
    places |= dict.fromkeys(set(found.in_denominator) - set(places), "below")
    places |= {doubt.case: "open" for doubt in found.doubts}
    places |= {name: "out" for left in found.exclusions for name in left.cases}
    expected = {
        **dict.fromkeys((Status.MET, Status.WAIVED), "both"),
        **dict.fromkeys((Status.LATE, Status.OVERDUE), "below"),
        **dict.fromkeys((Status.OPEN, Status.ENDED), "out"),
        Status.UNKNOWN: "open",
    }
    compared = set()
    for case in cases:
        consents = {e.on for e in case.history(AS_OF) if e.kind is K.CONSENT_FOR_EVALUATION and e.purpose is not AGAIN}
        in_year = [day for day in consents if date(2024, 7, 1) <= day <= date(2025, 6, 30)]
        assert (case.id in places) is bool(in_year)
        assert case.jurisdiction is not None
        ran = deadlines(case, law=law(case.jurisdiction), calendar=calendar, as_of=AS_OF)
        statuses = [d.status for d in ran if d.clock == "initial-evaluation"]
        if in_year and len(consents) == len(statuses) == 1:
            assert places[case.id] == expected[statuses[0]]
            compared.add(statuses[0])
    assert {Status.MET, Status.LATE, Status.OVERDUE} <= compared


# -- 12 ----------------------------------------------------------------------------------------------------------------


BORN = date(2022, 3, 4)
THREE = date(2025, 3, 4)
DAY = timedelta(days=1)


def toddler(*days: tuple[EventKind, date], born: date | None = BORN, name: str = "7", served: bool = True) -> Case:
    early = [(K.SERVED_IN_PART_C, date(2023, 1, 9))] * served + [(K.REFERRED_FROM_PART_C, THREE - 100 * DAY)]
    return Case(name, student=Student(id="1", birth_date=born), events=events(*early, *days))


ELIGIBLE = (K.FOUND_ELIGIBLE, THREE - 30 * DAY)


@pytest.mark.parametrize(
    ("days", "where", "letter"),
    [
        ([ELIGIBLE, (K.IEP_IN_EFFECT, THREE)], "both", "c"),
        ([ELIGIBLE, (K.IEP_IN_EFFECT, THREE + DAY)], "below", ""),
        ([ELIGIBLE], "below", ""),
        ([(K.FOUND_NOT_ELIGIBLE, THREE - DAY)], "out", "b"),
        ([(K.FOUND_NOT_ELIGIBLE, THREE)], "below", ""),
        ([ELIGIBLE, (K.CONSENT_FOR_SERVICES_REFUSED, THREE)], "out", "d"),
        ([(K.CONSENT_FOR_EVALUATION_REFUSED, THREE - DAY), (K.FOUND_ELIGIBLE, THREE + 40 * DAY)], "out", "d"),
        ([ELIGIBLE, (K.CHILD_NOT_PRODUCED, THREE)], "out", "d"),
        ([ELIGIBLE, (K.CHILD_NOT_PRODUCED, THREE + DAY)], "below", ""),
        ([ELIGIBLE, (K.PART_C_FOUND_ELIGIBLE, THREE - 89 * DAY)], "out", "e"),
        ([ELIGIBLE, (K.PART_C_FOUND_ELIGIBLE, THREE - 90 * DAY)], "below", ""),
        ([ELIGIBLE, (K.PART_C_FOUND_ELIGIBLE, THREE)], "below", ""),  # not before it
        ([ELIGIBLE, (K.OVER_THREE_CONSENTED, THREE - 9 * DAY)], "out", "f"),
        ([ELIGIBLE, (K.OVER_THREE_CONTINUED, THREE)], "out", "f"),
        # letters exclude each other: an IEP in time comes first, then not eligible
        ([(K.PART_C_FOUND_ELIGIBLE, THREE - 50 * DAY), ELIGIBLE, (K.IEP_IN_EFFECT, THREE)], "both", "c"),
        ([(K.PART_C_FOUND_ELIGIBLE, THREE - 50 * DAY), (K.FOUND_NOT_ELIGIBLE, THREE - DAY)], "out", "b"),
        ([(K.EXITED, THREE - DAY)], "out", ""),
        ([], "open", ""),
    ],
)
def test_letters_of_the_third_birthday(days: list[tuple[EventKind, date]], where: str, letter: str) -> None:
    found = one("12", toddler(*days))
    assert place(found) == where
    rows = {row.words[0]: row.number for row in found.breakdowns[0].rows}
    assert sum(rows.values()) == (rows["a"] + bool(letter))
    assert rows["a"] == (where != "open" and days != [(K.EXITED, THREE - DAY)])
    assert not letter or rows[letter] == 1


def test_an_agreed_date_after_a_transfer_is_an_exception() -> None:
    moved = Event(K.EXTENSION_AGREED, THREE - 40 * DAY, THREE + 9 * DAY, detail=ExtensionReason.TRANSFER)
    case = toddler(ELIGIBLE)
    found = one("12", attrs.evolve(case, events=(*case.events, moved)))
    assert found.exclusions[0].reason == definition("12", FFY).counts["d"]
    later = attrs.evolve(moved, purpose=Purpose.REEVALUATION)
    assert place(one("12", attrs.evolve(case, events=(*case.events, later)))) == "below"


def test_who_is_not_in_letter_a() -> None:
    served = (K.SERVED_IN_PART_C, date(2023, 1, 9))
    child = Student(id="1", birth_date=BORN)
    not_referred = Case("7", student=child, events=events(served))
    assert "no referral" in one("12", not_referred).exclusions[0].reason
    late = Case("7", student=child, events=events(served, (K.REFERRED_FROM_PART_C, THREE + DAY)))
    assert place(one("12", late)) == "out"
    told = Case("7", student=child, events=events(served, (K.PART_C_NOTICE, THREE - 90 * DAY)))
    assert one("12", told).doubts[0].settles == "whether the child was referred for a decision on eligibility"
    step = attrs.evolve(told, events=(*told.events, *events(ELIGIBLE, (K.IEP_IN_EFFECT, THREE))))
    assert place(one("12", step)) == "both"
    by_part_c = Event(K.REFERRAL, THREE - 90 * DAY, detail=Requester.PART_C.value)
    unserved = Case("7", student=child, events=(by_part_c,))
    assert one("12", unserved).doubts[0].settles == "since when it was served"
    assert place(one("12", Case("7", student=child))) == "nowhere"


def test_no_birth_date_another_year_and_a_birthday_to_come() -> None:
    assert one("12", toddler(born=None)).doubts[0].settles == "the birth date"
    assert one("12", attrs.evolve(toddler(), student=None)).doubts[0].settles == "the birth date"
    assert place(one("12", toddler(born=date(2021, 6, 30)))) == "nowhere"
    assert place(one("12", toddler(born=date(2022, 7, 1)))) == "nowhere"
    assert place(one("12", toddler(ELIGIBLE, born=date(2022, 6, 30)))) == "below"
    assert "has not come" in one("12", toddler(), as_of=THREE - DAY).exclusions[0].reason


def test_days_beyond_the_birthday_and_why() -> None:
    cases = [
        toddler(ELIGIBLE, (K.IEP_IN_EFFECT, THREE + 4 * DAY), name="a"),
        toddler(ELIGIBLE, name="b"),
        toddler((K.FOUND_NOT_ELIGIBLE, THREE), name="c"),
        toddler(ELIGIBLE, (K.IEP_IN_EFFECT, THREE), name="d"),
    ]
    found = one("12", *cases, policy=IndicatorPolicy(reasons={"b": "summer"}))
    _, days, why, reasons = found.breakdowns
    assert (found.shown, days.least, days.most) == ("25.00%", 0, 4)
    assert {row.cases for row in why.rows} == {("a",), ("b",), ("c",)}
    assert [(row.words, row.cases) for row in reasons.rows] == [("no reason is given", ("a", "c")), ("summer", ("b",))]


@pytest.mark.parametrize(("leap", "where"), [("feb-28", "below"), ("mar-1", "both")])
def test_a_third_birthday_of_29_february_is_a_policy(leap: str, where: str) -> None:
    case = Case(
        "7",
        student=Student(id="1", birth_date=date(2024, 2, 29)),
        events=events(
            (K.SERVED_IN_PART_C, date(2025, 1, 9)),
            (K.REFERRED_FROM_PART_C, date(2026, 11, 2)),
            (K.FOUND_ELIGIBLE, date(2027, 1, 9)),
            (K.IEP_IN_EFFECT, date(2027, 3, 1)),
        ),
    )
    dates = Policy(leap_day=leap)
    with pytest.raises(UnknownName, match="not final"):
        from_cases([case], ffy=2026, as_of=date(2028, 1, 1), names=["12"], law=US, dates=dates)
    early = attrs.evolve(
        case,
        student=Student(id="1", birth_date=date(2020, 2, 29)),
        events=tuple(attrs.evolve(event, on=event.on - timedelta(days=4 * 365 + 1)) for event in case.events),
    )
    (found,) = from_cases([early], ffy=2022, as_of=date(2024, 1, 1), names=["12"], law=US, dates=dates)
    assert place(found) == where


@given(
    st.lists(
        st.lists(
            st.tuples(
                st.sampled_from(
                    [K.FOUND_ELIGIBLE, K.FOUND_NOT_ELIGIBLE, K.IEP_IN_EFFECT, K.OVER_THREE_CONTINUED, K.EXITED]
                ),
                st.integers(-40, 40).map(lambda days: THREE + timedelta(days=days)),
            ),
            max_size=3,
        ),
        max_size=5,
    ),
    st.randoms(use_true_random=False),
)
def test_the_letters_give_the_formula(rows: list[list[tuple[EventKind, date]]], random: Random) -> None:
    cases = [toddler(*days, name=str(at)) for at, days in enumerate(rows)]
    found = one("12", *cases)
    counts = {row.words[0]: row.number for row in found.breakdowns[0].rows}
    by_hand = from_counts("12", counts, ffy=FFY)
    assert (by_hand.numerator, by_hand.denominator) == (found.numerator, found.denominator)
    random.shuffle(cases)
    assert one("12", *cases) == found


# -- 13 ----------------------------------------------------------------------------------------------------------------


MET = date(2025, 1, 9)
YOUTH = Student(id="1", birth_date=date(2009, 6, 30))  # sixteen on the last day of the year
WORK = PostsecondaryGoal(id="p1", text="After graduation, Sam will work full time as a welder.", employment=True)
STUDY = PostsecondaryGoal(text="After high school, Sam will complete a welding certificate at college.", training=True)
COMPLETE = Iep(
    meeting_date=MET,
    start=MET,
    goals=(Goal(text="Reads.", postsecondary_goal_ids=("p1",)),),
    transition=Transition(
        goals=(WORK, STUDY),
        assessments=(TransitionAssessment(name="Interest inventory"),),
        services=(TransitionService(text="Job shadowing"),),
        courses_of_study="Algebra 2, automotive technology",
    ),
)
INVITED = Meeting(held=MET, child_invited=True)


def youth(iep: Iep = COMPLETE, meeting: Meeting = INVITED, student: Student | None = YOUTH, **more: Any) -> Case:
    return Case("7", student=student, ieps=(iep,), meetings=(meeting,), **more)


def with_transition(**changes: Any) -> Iep:
    assert COMPLETE.transition is not None
    return attrs.evolve(COMPLETE, transition=attrs.evolve(COMPLETE.transition, **changes))


def test_every_component_is_there() -> None:
    case = youth()
    assert components_of(case, date(2025, 6, 30)) == dict.fromkeys(Component, True)
    assert place(one("13", case)) == "both"


C = Component
OTHERWISE = PostsecondaryGoal(text=WORK.text)


@pytest.mark.parametrize(
    ("iep", "component", "answer"),
    [
        (with_transition(goals=()), C.GOALS, False),
        (with_transition(goals=(WORK,)), C.GOALS, False),  # marked, and none for training or education
        (with_transition(goals=(STUDY,)), C.GOALS, False),
        (with_transition(goals=(OTHERWISE,)), C.GOALS, None),  # not marked
        (with_transition(goals=(WORK, attrs.evolve(STUDY, text="Sam hopes to study."))), C.GOALS, False),
        (with_transition(goals=(WORK, attrs.evolve(STUDY, text=" "))), C.GOALS, None),
        (
            with_transition(
                goals=(WORK, attrs.evolve(STUDY, text="Después de la graduación, Sam trabajará como soldador."))
            ),
            C.GOALS,
            None,
        ),
        (with_transition(updated=date(2024, 6, 30)), C.UPDATED, True),
        (with_transition(updated=date(2024, 6, 29)), C.UPDATED, False),
        (with_transition(goals=(attrs.evolve(WORK, updated=date(2024, 1, 9)), STUDY)), C.UPDATED, False),
        (attrs.evolve(COMPLETE, meeting_date=None), C.UPDATED, True),
        (attrs.evolve(COMPLETE, meeting_date=date(2024, 6, 29)), C.UPDATED, False),
        (with_transition(assessments=()), C.ASSESSMENT, False),
        (with_transition(services=()), C.SERVICES, False),
        (with_transition(courses_of_study="  "), C.COURSES, False),
        (with_transition(courses_of_study=None), C.COURSES, False),
        (attrs.evolve(COMPLETE, goals=()), C.ANNUAL_GOALS, False),
        (attrs.evolve(COMPLETE, goals=(Goal(text="Reads."),)), C.ANNUAL_GOALS, None),
        (attrs.evolve(COMPLETE, goals=(Goal(area=GoalArea.VOCATIONAL),)), C.ANNUAL_GOALS, True),
        (
            attrs.evolve(
                with_transition(services=(TransitionService(text="Shadowing", goal_ids=("g1",)),)),
                goals=(Goal(id="g1"),),
            ),
            C.ANNUAL_GOALS,
            True,
        ),
        (with_transition(services=(TransitionService(text="Coaching", agency="VR"),)), C.AGENCY_INVITED, None),
        (attrs.evolve(COMPLETE, transition=None), C.GOALS, False),
    ],
)
def test_each_component_of_the_iep(iep: Iep, component: Component, answer: bool | None) -> None:  # noqa: FBT001
    found = components_of(youth(iep), date(2025, 6, 30))
    assert found is not None
    assert found[component] is answer
    where = "below" if False in found.values() else "open" if None in found.values() else "both"
    assert place(one("13", youth(iep))) == where


AGENCY = with_transition(services=(TransitionService(text="Coaching", agency="VR"),))


@pytest.mark.parametrize(
    ("iep", "meeting", "component", "answer"),
    [
        (COMPLETE, Meeting(held=MET), C.STUDENT_INVITED, None),
        (COMPLETE, Meeting(held=MET, child_invited=False), C.STUDENT_INVITED, False),
        (COMPLETE, Meeting(held=MET, notice_child_invited=True), C.STUDENT_INVITED, True),
        (COMPLETE, Meeting(held=MET, notice_child_invited=False), C.STUDENT_INVITED, None),
        (COMPLETE, Meeting(held=MET, team=(TeamMember((Role.CHILD,), attended=True),)), C.STUDENT_INVITED, True),
        (COMPLETE, Meeting(held=MET, team=(TeamMember((Role.CHILD,)),)), C.STUDENT_INVITED, None),
        (COMPLETE, Meeting(held=MET, team=(TeamMember((Role.PARENT,), attended=True),)), C.STUDENT_INVITED, None),
        (
            attrs.evolve(COMPLETE, team=(TeamMember((Role.CHILD,), invited=MET),)),
            Meeting(),
            C.STUDENT_INVITED,
            True,
        ),
        # a meeting on transition in the year before the IEP counts, others do not
        (
            COMPLETE,
            Meeting(held=date(2024, 6, 3), purposes=(MeetingPurpose.TRANSITION,), child_invited=True),
            C.STUDENT_INVITED,
            True,
        ),
        (COMPLETE, Meeting(held=date(2024, 6, 3), child_invited=True), C.STUDENT_INVITED, None),
        (
            COMPLETE,
            Meeting(held=date(2024, 1, 9), purposes=(MeetingPurpose.TRANSITION,), child_invited=True),
            C.STUDENT_INVITED,
            None,
        ),
        (COMPLETE, Meeting(held=date(2025, 3, 3), child_invited=True), C.STUDENT_INVITED, None),
        (COMPLETE, Meeting(scheduled=MET, child_invited=True), C.STUDENT_INVITED, True),
        (AGENCY, attrs.evolve(INVITED, agency_invited_with_consent=True), C.AGENCY_INVITED, True),
        (AGENCY, attrs.evolve(INVITED, agency_invited_with_consent=False), C.AGENCY_INVITED, False),
        (AGENCY, attrs.evolve(INVITED, agency_likely=False), C.AGENCY_INVITED, True),
        (COMPLETE, attrs.evolve(INVITED, agency_likely=True), C.AGENCY_INVITED, None),
    ],
)
def test_each_component_of_the_meeting(
    iep: Iep,
    meeting: Meeting,
    component: Component,
    answer: bool | None,  # noqa: FBT001
) -> None:
    found = components_of(youth(iep, meeting), date(2025, 6, 30))
    assert found is not None
    assert found[component] is answer


def test_the_sixteenth_birthday() -> None:
    a_day_younger = attrs.evolve(YOUTH, birth_date=date(2009, 7, 1))
    assert place(one("13", youth(student=a_day_younger))) == "nowhere"
    policy = IndicatorPolicy(transition_age=14)
    assert place(one("13", youth(student=a_day_younger), policy=policy)) == "both"
    a_day_later = IndicatorPolicy(transition_day=date(2025, 7, 1))
    assert place(one("13", youth(student=a_day_younger), policy=a_day_later)) == "both"
    assert place(one("13", youth(student=a_day_younger), policy=a_day_later, as_of=date(2025, 6, 30))) == "nowhere"


def test_who_is_not_among_the_youth() -> None:
    assert place(one("13", Case("7", student=YOUTH))) == "nowhere"
    later = attrs.evolve(COMPLETE, start=date(2025, 7, 1))
    assert place(one("13", youth(later))) == "nowhere"
    gone = youth(exits=(Exit(on=date(2025, 6, 2)),))
    assert place(one("13", gone)) == "nowhere"
    assert place(one("13", youth(exits=(Exit(on=date(2024, 6, 2)),)))) == "both"  # came back
    prison = with_transition(not_required=date(2025, 1, 9))
    assert "300.324(d)(1)(ii)" in one("13", youth(prison)).exclusions[0].reason


def test_what_cannot_be_told_of_a_youth() -> None:
    assert one("13", youth(student=None)).doubts[0].settles == "the birth date"
    over = attrs.evolve(COMPLETE, end=date(2025, 6, 29))
    assert one("13", youth(over)).doubts[0].settles == "the IEP in effect on the day"
    told = Case("7", student=YOUTH, events=events((K.IEP_IN_EFFECT, MET)))
    assert one("13", told).doubts[0].settles == "the IEP"
    assert components_of(youth(over), date(2025, 6, 30)) is None
    assert components_of(Case("7"), date(2025, 6, 30)) is None
    dates_only = Iep(start=MET)
    assert components_of(youth(dates_only), date(2025, 6, 30)) == dict.fromkeys(Component)
    assert place(one("13", youth(dates_only))) == "open"


def test_the_last_iep_by_the_day_is_read() -> None:
    older = attrs.evolve(COMPLETE, start=date(2024, 1, 9), meeting_date=date(2024, 1, 9), transition=Transition())
    case = attrs.evolve(youth(), ieps=(COMPLETE, older))
    assert place(one("13", case)) == "both"
    by_meeting = attrs.evolve(COMPLETE, start=None)
    assert place(one("13", youth(by_meeting))) == "both"


def test_components_are_counted_apart() -> None:
    found = one("13", youth(with_transition(services=())))
    rows = {row.words: row.number for row in found.breakdowns[0].rows}
    assert rows["transition services: no"] == 1
    assert rows["courses of study: yes"] == 1
    assert len(rows) == 3 * len(Component)


# -- 15 and 16 ---------------------------------------------------------------------------------------------------------


HELD = date(2025, 2, 3)
HEARD = Dispute(kind=DisputeKind.DUE_PROCESS, filed=HELD, resolution_meeting=HELD)


@pytest.mark.parametrize(
    ("dispute", "where"),
    [
        (attrs.evolve(HEARD, resolution_agreement=HELD), "both"),
        (attrs.evolve(HEARD, no_agreement=HELD), "below"),
        (attrs.evolve(HEARD, decided=date(2025, 5, 5)), "below"),
        (HEARD, "open"),
        (attrs.evolve(HEARD, resolution_agreement=AS_OF + DAY), "open"),
        (attrs.evolve(HEARD, resolution_agreement=HELD, agreement_voided=HELD + DAY), "open"),
        (attrs.evolve(HEARD, kind=DisputeKind.EXPEDITED_DUE_PROCESS), "out"),
        (attrs.evolve(HEARD, kind=DisputeKind.PART_C_DUE_PROCESS), "nowhere"),
        (attrs.evolve(HEARD, filed=date(2024, 6, 30), resolution_agreement=HELD), "nowhere"),
        (
            attrs.evolve(HEARD, filed=date(2025, 6, 30), resolution_meeting=date(2025, 7, 9), no_agreement=AS_OF),
            "below",
        ),
        (attrs.evolve(HEARD, filed=None, received=HELD, no_agreement=AS_OF), "below"),
        (attrs.evolve(HEARD, filed=None, resolution_agreement=HELD), "open"),
        (attrs.evolve(HEARD, filed=None, resolution_meeting=date(2024, 6, 30)), "nowhere"),
        (attrs.evolve(HEARD, resolution_meeting=None), "nowhere"),
    ],
)
def test_resolution_meetings(dispute: Dispute, where: str) -> None:
    assert place(one("15", Case("7", disputes=(dispute,)))) == where


def test_a_meeting_that_has_not_come_is_not_counted() -> None:
    assert place(one("15", Case("7", disputes=(HEARD,)), as_of=HELD - DAY)) == "nowhere"


MEDIATED = Dispute(kind=DisputeKind.MEDIATION, mediation_requested=HELD, mediation_held=HELD)


@pytest.mark.parametrize(
    ("dispute", "where"),
    [
        (attrs.evolve(MEDIATED, mediation_agreement=HELD), "both"),
        (attrs.evolve(MEDIATED, mediation_withdrawn=HELD), "below"),
        (attrs.evolve(MEDIATED, resolved=HELD), "below"),
        (MEDIATED, "open"),
        (attrs.evolve(MEDIATED, kind=None, mediation_agreement=HELD), "both"),
        (attrs.evolve(MEDIATED, kind=DisputeKind.PART_C_STATE_COMPLAINT), "nowhere"),
    ],
)
def test_mediations(dispute: Dispute, where: str) -> None:
    assert place(one("16", Case("7", disputes=(dispute,)))) == where


def test_two_mediations_of_one_child_are_two() -> None:
    agreed = attrs.evolve(MEDIATED, mediation_agreement=HELD)
    found = one("16", Case("7", disputes=(agreed, attrs.evolve(agreed, kind=DisputeKind.DUE_PROCESS), MEDIATED)))
    assert (found.in_numerator, found.denominator, len(found.doubts)) == (("7", "7"), 2, 1)
    assert [row.number for row in found.breakdowns[0].rows] == [1, 1]
    counts = {"related": 1, "unrelated": 1, "mediations": 2}
    assert from_counts("16", counts, ffy=FFY).percent == found.percent


# -- 1, 2, 5, 6 --------------------------------------------------------------------------------------------------------


def leaver(name: str, reason: ExitReason, on: date = date(2024, 6, 10), born: date = date(2006, 5, 1)) -> Case:
    return Case(
        name,
        jurisdiction="WA",
        student=Student(id=name, birth_date=born, district="North", grade="12"),
        eligibility=(Eligibility(date(2020, 5, 2), eligible=True, categories=(Disability.AUTISM,)),),
        ieps=(Iep(start=date(2023, 9, 1)),),
        exits=(Exit(on=on, reason=reason),),
    )


R = ExitReason


def test_graduation_is_of_the_year_before() -> None:
    cases = [
        leaver("a", R.REGULAR_DIPLOMA),
        leaver("b", R.DROPPED_OUT),
        leaver("c", R.CERTIFICATE),
        leaver("d", R.MOVED_KNOWN_TO_CONTINUE),
        leaver("e", R.REGULAR_DIPLOMA, on=date(2025, 6, 10)),  # of this year: in the next report
        leaver("f", R.DROPPED_OUT, born=date(2012, 5, 1)),  # too young for FS009
    ]
    found = one("1", *cases, settings=STATE)
    assert (found.in_numerator, found.in_denominator) == (("a",), ("a", "b", "c"))
    assert one("2", *cases, settings=STATE).in_numerator == ("b",)
    assert ("d",) in [left.cases for left in found.exclusions]
    assert ("f",) in [left.cases for left in found.exclusions]


def test_the_settings_of_the_year_before_may_be_told() -> None:
    before = attrs.evolve(STATE, count_date=date(2023, 11, 1), certificates=False)
    assert one("1", leaver("c", R.CERTIFICATE), settings=STATE).denominator == 1
    assert one("1", leaver("c", R.CERTIFICATE), settings=STATE, settings_before=before).denominator == 0
    own = attrs.evolve(STATE, exit_start=date(2024, 9, 1), exit_end=date(2025, 8, 31))
    assert one("1", leaver("a", R.REGULAR_DIPLOMA, on=date(2024, 8, 31)), settings=own).denominator == 1
    assert one("1", leaver("a", R.REGULAR_DIPLOMA, on=date(2024, 9, 1)), settings=own).denominator == 0


def placed(name: str, environment: Environment, born: date, grade: str) -> Case:
    return Case(
        name,
        jurisdiction="WA",
        student=Student(id=name, birth_date=born, district="North", grade=grade),
        eligibility=(Eligibility(date(2024, 5, 2), eligible=True, categories=(Disability.AUTISM,)),),
        ieps=(Iep(start=date(2024, 9, 1), end=date(2025, 8, 31), placement=Placement(environment=environment)),),
    )


E = Environment


def test_environments_on_the_day_of_the_count() -> None:
    school = [
        placed("a", E.REGULAR_CLASS_80, date(2014, 5, 1), "5"),
        placed("b", E.REGULAR_CLASS_40_TO_79, date(2014, 5, 1), "5"),
        placed("c", E.SEPARATE_SCHOOL, date(2019, 5, 1), "K"),
        placed("d", E.HOMEBOUND_OR_HOSPITAL, date(2014, 5, 1), "5"),
        placed("e", E.HOME, date(2020, 5, 1), "PK"),
        placed("f", E.SEPARATE_CLASS, date(2019, 5, 1), "PK"),
    ]
    found = {one.id: one for one in from_cases(school, ffy=FFY, as_of=AS_OF, settings=STATE, law=US)}
    assert found["5A"].in_denominator == ("a", "b", "c", "d")
    assert found["5A"].in_numerator == ("a",)
    assert found["5B"].shown == "0.00%"
    assert found["5C"].in_numerator == ("c", "d")
    assert found["6A"].in_denominator == ("e", "f")
    assert (found["6B"].in_numerator, found["6C"].in_numerator) == (("f",), ("e",))


# -- laws, on any file -------------------------------------------------------------------------------------------------


@settings(max_examples=20)
@given(st.lists(strategies.cases(), max_size=3))
def test_any_file_is_in_one_place_and_in_any_order(cases: list[Case]) -> None:
    def all_of(given_ones: list[Case]) -> tuple[Indicator, ...]:
        return from_cases(given_ones, ffy=FFY, as_of=AS_OF, settings=STATE, law=US)

    found = all_of(cases)
    assert found == all_of(cases[::-1])
    for each in found:
        assert set(each.in_numerator) <= set(each.in_denominator)
        left = [case for gone in each.exclusions for case in gone.cases]
        told = [*each.in_denominator, *left, *(doubt.case for doubt in each.doubts)]
        assert each.id in {"15", "16"} or len(told) == len(set(told))  # of disputes a child may have several
        assert each.percent is None or 0 <= each.percent <= 100


# -- by district -------------------------------------------------------------------------------------------------------


def test_each_district_has_its_own_numbers_and_they_add_up() -> None:
    def at(district: str | None, case: Case) -> Case:
        assert case.student is not None
        return attrs.evolve(case, student=attrs.evolve(case.student, district=district))

    cases = [
        at("South", placed("a", E.REGULAR_CLASS_80, date(2014, 5, 1), "5")),
        at("North", placed("b", E.REGULAR_CLASS_80, date(2014, 5, 1), "5")),
        at("North", placed("c", E.SEPARATE_SCHOOL, date(2014, 5, 1), "5")),
        at("North", leaver("d", R.REGULAR_DIPLOMA)),
        at("South", leaver("e", R.DROPPED_OUT)),
        at("South", leaver("f", R.DROPPED_OUT, born=date(2012, 5, 1))),
        at(None, toddler(ELIGIBLE, name="g")),
        evaluated(CONSENT, DUE, name="h"),
    ]
    found = by_district(cases, ffy=FFY, as_of=AS_OF, settings=STATE, law=US)
    assert list(found) == ["", "North", "South"]
    assert {each.part for each in found["North"]} == {"North"}
    numbers = {name: {each.id: (each.numerator, each.denominator) for each in rows} for name, rows in found.items()}
    assert (numbers["North"]["5A"], numbers["South"]["5A"]) == ((1, 2), (1, 1))
    assert (numbers["North"]["1"], numbers["South"]["1"]) == ((1, 1), (0, 1))
    assert (numbers[""]["11"], numbers[""]["12"], numbers["North"]["11"]) == ((1, 1), (0, 1), (0, 0))
    left = {
        name: [one.cases for each in rows if each.id == "1" for one in each.exclusions] for name, rows in found.items()
    }
    assert left == {"": [], "North": [], "South": [("f",)]}
    for whole in from_cases(cases, ffy=FFY, as_of=AS_OF, settings=STATE, law=US):
        parts = [numbers[name][whole.id] for name in found]
        assert (sum(above for above, _ in parts), sum(below for _, below in parts)) == (
            whole.numerator,
            whole.denominator,
        )
    assert list(by_district([], ffy=FFY, as_of=AS_OF)) == []


# -- all together ------------------------------------------------------------------------------------------------------


def test_the_order_of_the_indicators_and_what_is_left_out_without_settings() -> None:
    names = [found.id for found in from_cases([], ffy=FFY, as_of=AS_OF, settings=STATE)]
    assert names == ["1", "2", "5A", "5B", "5C", "6A", "6B", "6C", "11", "12", "13", "15", "16"]
    assert [found.id for found in from_cases([], ffy=FFY, as_of=AS_OF)] == ["11", "12", "13", "15", "16"]
    assert all(found.percent is None for found in from_cases([], ffy=FFY, as_of=AS_OF, settings=STATE))


@pytest.mark.parametrize("names", [["5C", "6A"], ["2", "11"], ["16"]])
def test_some_may_be_chosen(names: list[str]) -> None:
    assert [found.id for found in from_cases([], ffy=FFY, as_of=AS_OF, settings=STATE, names=names)] == names


def test_misuse_is_refused() -> None:
    with pytest.raises(UnknownName, match="others are worked out from counts"):
        from_cases([], ffy=FFY, as_of=AS_OF, names=["14A"])
    with pytest.raises(WrongType, match="settings"):
        from_cases([], ffy=FFY, as_of=AS_OF, names=["5A"])
    with pytest.raises(WrongType, match="as_of"):
        from_cases([], ffy=FFY, as_of="2026-02-01")  # type: ignore[arg-type]
    with pytest.raises(InvalidDocument, match="count_date"):
        from_cases([], ffy=2023, as_of=AS_OF, settings=STATE, names=["5A"])


def test_files_of_one_child_are_read_together() -> None:
    early, school = toddler(), toddler(ELIGIBLE, (K.IEP_IN_EFFECT, THREE))
    school = attrs.evolve(school, events=school.events[-2:], student=None)
    assert place(one("12", early, school)) == "both"
    assert place(one("12", early, early, school)) == "both"
    other = attrs.evolve(school, student=Student(id="1", birth_date=date(2022, 4, 4)))
    assert one("12", early, other).doubts[0].settles == "the birth date"  # the two differ
    assert one("12", other, early).doubts[0].settles == "the birth date"


def test_files_that_name_two_states_have_no_law() -> None:
    case = evaluated(CONSENT, DUE)
    two = [attrs.evolve(case, jurisdiction=name) for name in ("WA", "OR")]
    assert one("11", *two, law=None).doubts[0].settles == "the State whose law governs"
    nobody = [attrs.evolve(case, jurisdiction=name) for name in (None, "US")]
    assert place(one("11", *nobody, law=None)) == "both"


def test_documents_and_events_say_the_same() -> None:
    case = Case(
        "7",
        consents=(Consent(ConsentKind.INITIAL_EVALUATION, received=CONSENT),),
        evaluations=(Evaluation(purpose=INITIAL, completed=DUE + DAY, child_not_produced=(DUE,)),),
    )
    found = one("11", case)
    assert place(found) == "below"
    assert found.breakdowns[0].most == 1


def test_no_name_of_a_case_is_shown() -> None:
    cases = [
        evaluated(CONSENT, DUE + DAY, name="secret-1"),
        toddler(name="secret-2"),
        attrs.evolve(youth(), id="secret-3"),
        attrs.evolve(youth(student=None), id="secret-4"),
        Case("secret-5", disputes=(HEARD, MEDIATED)),
        leaver("secret-6", R.REGULAR_DIPLOMA),
    ]
    found = from_cases(cases, ffy=FFY, as_of=AS_OF, settings=STATE, law=US)
    text = "\n".join(f"{each!r}\n{each}\n{each.explain()}\n{each.doubts!r}\n{each.breakdowns!r}" for each in found)
    assert "secret" not in text
    assert "2009" not in text


def test_present_levels_make_a_text() -> None:
    bare = Iep(start=MET, present_levels=PresentLevels(academic="Reads."))
    found = components_of(youth(bare), date(2025, 6, 30))
    assert found is not None
    assert found[Component.GOALS] is False
