"""The child count as a whole: who counts, as what, what is in doubt; and laws that hold for any cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iepkit.errors import InvalidDocument, UnknownName, WrongType
from iepkit.formats.edfi import read
from iepkit.history import Case, Event
from iepkit.records import Consent, Eligibility, Exit, Iep, Placement, Service, ServicesPlan, Student, Transfer
from iepkit.records.terms import Race, Sex
from iepkit.reporting import (
    LEFT_OUT,
    ChildCount,
    DeafnessAs,
    FiveWithoutGrade,
    Level,
    Reason,
    StateSettings,
    Zeros,
    child_count,
    file_spec,
)
from iepkit.reporting.coding import code_child
from iepkit.reporting.standing import standing_on
from iepkit.testing.strategies import cases as any_cases
from iepkit.vocabulary import (
    ConsentKind,
    Disability,
    EarlyChildhoodProgram,
    Environment,
    EventKind,
    ExitReason,
    ServiceKind,
)

DAY = date(2025, 11, 3)
STATE = StateSettings(count_date=DAY, delay_ages=range(3, 6))
PLACED = Placement(minutes_school_week=1950, minutes_regular_class=1700)
IEP = Iep(start=date(2025, 5, 15), services=(Service(kind=ServiceKind.SPECIAL_EDUCATION),), placement=PLACED)
STUDENT = Student(
    "7",
    birth_date=date(2016, 5, 4),
    grade="4",
    sex=Sex.FEMALE,
    hispanic=False,
    races=(Race.ASIAN,),
    english_learner=False,
    district="North",
    school="Hill",
)
SERVED = Case(
    "7",
    student=STUDENT,
    eligibility=(Eligibility(date(2024, 5, 2), eligible=True, categories=(Disability.AUTISM,)),),
    consents=(Consent(kind=ConsentKind.INITIAL_SERVICES, received=date(2024, 5, 10)),),
    ieps=(IEP,),
)


def but(case: Case = SERVED, *, student: Mapping[str, Any] | None = None, iep: Any = None, **changes: Any) -> Case:
    """The child who is served, with changes to the child, to the placement, or to the case."""
    if student is not None:
        changes["student"] = attrs.evolve(STUDENT, **student)
    if iep is not None:
        changes["ieps"] = (attrs.evolve(IEP, **iep),)
    return attrs.evolve(case, **changes)


def count(*cases: Case, by: StateSettings = STATE) -> ChildCount:
    return child_count(cases, settings=by, school_year=2026)


def codes(case: Case, by: StateSettings = STATE) -> tuple[str, dict[str, str]]:
    """The file and the codes of a child who counts."""
    found = count(case, by=by)
    ((file, entry),) = [(file, entry) for file, entries in found.entries.items() for entry in entries]
    return file, dict(entry.codes)


def reason(case: Case, by: StateSettings = STATE) -> Reason:
    (one,) = count(case, by=by).not_counted
    assert isinstance(one.reason, Reason)
    return one.reason


def doubts(case: Case, by: StateSettings = STATE) -> list[tuple[str, str]]:
    found = count(case, by=by)
    assert found.counted == 1
    return [(one.category, one.words) for one in found.doubts]


def test_a_child_of_whom_all_is_known() -> None:
    assert codes(SERVED) == (
        "FS002",
        {
            "AGESA": "9",
            "DISABCATIDEA": "AUT",
            "EDENVIRIDEASA": "RC80",
            "SEX": "F",
            "RACEETHNIC": "AS7",
            "LEPBOTH": "NLEP",
        },
    )
    assert doubts(SERVED) == []
    (entry,) = count(SERVED).entries["FS002"]
    assert (entry.case, entry.lea, entry.school) == ("7", "North", "Hill")


def test_a_case_that_does_not_count_has_the_reason_of_its_standing() -> None:
    (one,) = count(but(ieps=())).not_counted
    assert (one.reason, one.settles) == (Reason.NO_IEP, "record the IEP and the day from which it is in effect")


@pytest.mark.parametrize(
    ("born", "grade", "file", "category", "code"),
    [
        (date(2022, 11, 3), None, "FS089", "AGEEC", "3"),
        (date(2020, 11, 4), "PK", "FS089", "AGEEC", "4"),  # five on the next day
        (date(2020, 11, 3), "PK", "FS089", "AGEEC", "AGE05NOTK"),
        (date(2020, 11, 3), " kg ", "FS002", "AGESA", "AGE05K"),
        (date(2020, 2, 29), "01", "FS002", "AGESA", "AGE05K"),
        (date(2019, 11, 3), "PK", "FS002", "AGESA", "6"),  # at six the grade decides nothing
        (date(2004, 2, 29), "12", "FS002", "AGESA", "21"),
        (date(2003, 11, 4), "12", "FS002", "AGESA", "21"),
    ],
)
def test_age_in_whole_years_on_the_day(born: date, grade: str | None, file: str, category: str, code: str) -> None:
    found = codes(but(student={"birth_date": born, "grade": grade}))
    assert (found[0], found[1][category]) == (file, code)


def test_who_is_too_young_or_too_old() -> None:
    assert reason(but(student={"birth_date": date(2022, 11, 4)})) is Reason.TOO_YOUNG
    assert reason(but(student={"birth_date": date(2003, 11, 3)})) is Reason.TOO_OLD


def test_five_without_a_grade_that_tells() -> None:
    five = {"birth_date": date(2020, 5, 4)}
    for grade in (None, "TK", "ungraded"):
        case = but(student={**five, "grade": grade})
        assert codes(case)[1]["AGEEC"] == "AGE05NOTK"
        assert ("AGEEC", "the grade at five does not tell whether the child is in kindergarten; counted as not") in (
            doubts(case)
        )
        strict = attrs.evolve(STATE, five_without_grade=FiveWithoutGrade.NOT_COUNTED)
        assert reason(case, strict) is Reason.GRADE_UNKNOWN
    told = attrs.evolve(STATE, grades={"TK": "AGE05K"})
    assert codes(but(student={**five, "grade": "tk"}), told)[0] == "FS002"


def test_five_without_a_grade_where_the_iep_tells() -> None:
    five = {"birth_date": date(2020, 5, 4), "grade": None}
    assert codes(but(student=five, iep={"preschool": False}))[1]["AGESA"] == "AGE05K"
    assert codes(but(student=five, iep={"preschool": True}))[1]["AGEEC"] == "AGE05NOTK"
    odd = {**five, "grade": "ungraded"}
    assert codes(but(student=odd, iep={"preschool": False}))[0] == "FS089"  # the grade is told, and asks


def test_without_a_birth_date_the_grade_tells_the_file() -> None:
    file, found = codes(but(student={"birth_date": None}))
    assert (file, found["AGESA"]) == ("FS002", "MISSING")
    assert doubts(but(student={"birth_date": None}))[0] == (
        "AGESA",
        "the file has no birth date; the grade tells the file",
    )
    young = but(student={"birth_date": None, "grade": "PK"})
    assert codes(young)[1]["AGEEC"] == "MISSING"
    assert reason(but(student={"birth_date": None, "grade": None})) is Reason.AGE_UNKNOWN
    assert reason(attrs.evolve(SERVED, student=None)) is Reason.AGE_UNKNOWN


def delayed(born: date, *more: Disability) -> Case:
    categories = (Disability.DEVELOPMENTAL_DELAY, *more)
    rows = (Eligibility(date(2024, 5, 2), eligible=True, categories=categories),)
    return but(student={"birth_date": born}, eligibility=rows)


def test_developmental_delay_outside_the_ages_of_the_state_is_told() -> None:
    assert codes(delayed(date(2020, 5, 4)))[1]["DISABCATIDEA"] == "DD"
    assert reason(delayed(date(2019, 5, 4))) is Reason.DELAY_OUTSIDE_AGES
    assert codes(delayed(date(2019, 5, 4), Disability.AUTISM))[1]["DISABCATIDEA"] == "AUT"
    untold = StateSettings(count_date=DAY)
    assert codes(delayed(date(2019, 5, 4)), untold)[1]["DISABCATIDEA"] == "DD"
    assert ("DISABCATIDEA", "the State has not said at which ages it uses developmental delay") in (
        doubts(delayed(date(2019, 5, 4)), untold)
    )
    assert reason(delayed(date(2015, 5, 4)), untold) is Reason.DELAY_OUTSIDE_AGES  # ten: no State may


def test_deafness_is_told_in_the_result_under_both_codes() -> None:
    deaf = but(eligibility=(Eligibility(date(2024, 5, 2), eligible=True, categories=(Disability.DEAFNESS,)),))
    usual = count(deaf)
    assert usual.entries["FS002"][0].codes["DISABCATIDEA"] == "HI"
    assert usual.notes[0] == "children with deafness counted as hearing impairment (HI): 1"
    warehouse = count(deaf, by=attrs.evolve(STATE, deafness_as=DeafnessAs.DEAF_BLINDNESS))
    assert warehouse.entries["FS002"][0].codes["DISABCATIDEA"] == "DB"
    assert warehouse.notes[0] == "children with deafness counted as deaf-blindness (DB): 1"
    assert deaf.eligibility[0].categories == (Disability.DEAFNESS,)  # the record stays
    assert count(SERVED).notes == (
        "the codes and sets of FS002 are those read for school year 2022-23; those of 2025-26 were not available",
        "the codes and sets of FS089 are those read for school year 2022-23; those of 2025-26 were not available",
        *LEFT_OUT,
    )


def test_categories_that_are_not_told_or_not_used() -> None:
    undated = but(eligibility=(), events=(Event(EventKind.FOUND_ELIGIBLE, date(2024, 5, 2)),))
    assert codes(undated)[1]["DISABCATIDEA"] == "MISSING"
    assert doubts(undated) == [("DISABCATIDEA", "the file does not tell the category")]
    first = but(eligibility=(), events=(Event(EventKind.FOUND_ELIGIBLE, date(2024, 5, 2), detail="autism"),))
    assert doubts(first) == [
        ("DISABCATIDEA", "the last determination names no category, or the file holds only its first one")
    ]
    few = attrs.evolve(STATE, disabilities=frozenset({Disability.DEAFNESS}))
    assert doubts(SERVED, few) == [("DISABCATIDEA", "the State does not use this category")]
    assert doubts(undated, few) == [("DISABCATIDEA", "the file does not tell the category")]
    both = Eligibility(date(2024, 5, 2), eligible=True, categories=(Disability.DEAFNESS, Disability.VISUAL_IMPAIRMENT))
    assert doubts(but(eligibility=(both,))) == [
        ("DISABCATIDEA", "the category of visual impairment is taken for blindness")
    ]


def test_the_environment_is_worked_out_and_held_against_what_is_stated() -> None:
    assert codes(but(iep={"placement": attrs.evolve(PLACED, minutes_regular_class=780)}))[1]["EDENVIRIDEASA"] == (
        "RC79TO40"
    )
    other = attrs.evolve(PLACED, environment=Environment.REGULAR_CLASS_UNDER_40)
    assert codes(but(iep={"placement": other}))[1]["EDENVIRIDEASA"] == "RC80"
    assert doubts(but(iep={"placement": other})) == [
        ("EDENVIRIDEASA", "the IEP states another environment than its services, schedule and setting make")
    ]
    same = attrs.evolve(PLACED, environment=Environment.REGULAR_CLASS_80)
    assert doubts(but(iep={"placement": same})) == []


def test_an_environment_that_cannot_be_worked_out_is_the_one_stated_or_missing() -> None:
    stated = but(iep={"placement": Placement(environment=Environment.REGULAR_CLASS_40_TO_79)})
    assert codes(stated)[1]["EDENVIRIDEASA"] == "RC79TO40"
    ((category, words),) = doubts(stated)
    assert category == "EDENVIRIDEASA"
    assert words.startswith("as the IEP states it, which cannot be checked; not known: ")
    unplaced = but(iep={"placement": None})
    assert codes(unplaced)[1]["EDENVIRIDEASA"] == "MISSING"
    assert doubts(unplaced)[0][1].startswith("the environment cannot be told; not known: ")
    wrong = but(iep={"placement": Placement(environment=Environment.HOME)})
    assert codes(wrong)[1]["EDENVIRIDEASA"] == "MISSING"
    assert doubts(wrong)[1][1] == "the environment that the IEP states is not one of this file"


def test_an_environment_that_contradicts_itself_is_missing() -> None:
    both = Placement(
        homebound_or_hospital=True, minutes_separate_school=1900, minutes_school_week=1950, lives_at_school=True,
        environment=Environment.HOMEBOUND_OR_HOSPITAL,
    )  # fmt: skip
    assert codes(but(iep={"placement": both}))[1]["EDENVIRIDEASA"] == "MISSING"


def test_without_the_document_the_environment_is_missing() -> None:
    event = Event(EventKind.IEP_IN_EFFECT, date(2025, 5, 15))
    held = but(ieps=(), events=(event, Event(EventKind.SERVICES_STARTED, date(2025, 5, 16))))
    assert doubts(held) == [
        ("EDENVIRIDEASA", "the file does not hold the IEP that is in effect, or it has no day from which it is")
    ]


def test_children_in_private_schools_with_a_services_plan() -> None:
    plan: dict[str, Any] = {"services_plans": (ServicesPlan(start=date(2025, 9, 2)),), "ieps": (), "consents": ()}
    assert codes(but(**plan))[1]["EDENVIRIDEASA"] == "PPPS"
    assert doubts(but(**plan)) == []
    early = but(student={"birth_date": date(2021, 5, 4)}, **plan)
    assert codes(early)[1]["EDENVIDEAEC"] == "MISSING"
    assert doubts(early) == [("EDENVIDEAEC", "a services plan does not tell which program the child attends")]


def test_young_children_have_the_environments_of_their_file() -> None:
    program = Placement(early_childhood_program=EarlyChildhoodProgram.SEPARATE_CLASS)
    assert codes(but(student={"birth_date": date(2021, 5, 4)}, iep={"placement": program}))[1]["EDENVIDEAEC"] == "SC"
    five = {"birth_date": date(2020, 5, 4), "grade": None}  # the grade that the count takes is the one placement gets
    assert codes(but(student=five, iep={"placement": program}))[1]["EDENVIDEAEC"] == "SC"


def test_a_correctional_facility_at_an_age_at_which_the_state_has_none() -> None:
    jailed = but(iep={"placement": attrs.evolve(PLACED, correctional_facility=True)})
    assert codes(jailed)[1]["EDENVIRIDEASA"] == "CF"
    assert doubts(jailed) == []
    for ages, doubtful in ((range(14, 22), True), ((), True), (range(3, 22), False)):
        found = doubts(jailed, attrs.evolve(STATE, correctional_ages=ages))
        assert [category for category, _ in found] == ["EDENVIRIDEASA"] * doubtful
    unborn = but(jailed, student={"birth_date": None})
    assert len(doubts(unborn, attrs.evolve(STATE, correctional_ages=()))) == 1  # the birth date alone


def test_what_the_file_does_not_tell_is_missing_and_in_doubt() -> None:
    bare = but(student={"sex": None, "hispanic": None, "english_learner": None, "district": None})
    assert doubts(bare) == [
        ("", "the district is not known, so the child is in the rows of the State alone"),
        ("LEPBOTH", "the file does not tell whether the child is an English learner"),
        ("RACEETHNIC", "the file does not tell race and ethnicity"),
        ("SEX", "the file does not tell the sex"),
    ]
    other = but(student={"sex": Sex.OTHER})
    assert codes(other)[1]["SEX"] == "MISSING"
    assert doubts(other) == [("SEX", "EDFacts has no code for the sex that the file gives")]


def test_the_district_is_that_of_the_day() -> None:
    moved = but(transfers=(Transfer(enrolled=date(2025, 12, 1), from_district="South"),))
    (entry,) = count(moved).entries["FS002"]
    assert (entry.lea, entry.school) == ("South", None)
    came = but(transfers=(Transfer(enrolled=date(2025, 9, 1), from_district="South"),))
    assert (count(came).entries["FS002"][0].lea, count(came).entries["FS002"][0].school) == ("North", "Hill")
    undated = but(transfers=(Transfer(from_district="South"),))
    assert count(undated).entries["FS002"][0].lea is None
    assert [words for _, words in doubts(undated)] == [
        "the district is not known, so the child is in the rows of the State alone"
    ]


def test_doubts_of_the_standing_are_in_the_count() -> None:
    assert doubts(but(consents=())) == [("", Reason.CONSENT_UNKNOWN.value)]


def test_a_child_in_two_cases_counts_once_where_the_newer_iep_is() -> None:
    newer = but(id="8", iep={"start": date(2025, 9, 2)})
    found = count(SERVED, newer)
    assert [one.case for one in found.entries["FS002"]] == ["8"]
    assert [(one.case, one.reason) for one in found.not_counted] == [("7", Reason.COUNTED_ELSEWHERE)]
    assert [(one.case, one.category) for one in found.doubts] == [("8", "")]
    gone = but(id="8", ieps=())
    alone = count(gone, SERVED)
    assert [one.reason for one in alone.not_counted] == [Reason.NO_IEP]
    assert alone.doubts == ()
    same = count(SERVED, SERVED)
    assert (same.counted, len(same.not_counted)) == (1, 1)
    nameless = count(attrs.evolve(but(id="9", iep={"preschool": False}), student=None), but(id="9"))
    assert (nameless.counted, len(nameless.not_counted)) == (1, 1)


def test_a_case_that_speaks_against_the_child_is_a_doubt_of_the_one_that_counts() -> None:
    moved = but(id="8", exits=(Exit(date(2025, 10, 1), reason=ExitReason.MOVED_KNOWN_TO_CONTINUE),))
    assert count(SERVED, moved).doubts == ()  # the usual way from one district to the next
    left = but(id="8", exits=(Exit(date(2025, 10, 1), reason=ExitReason.OTHER),))
    refused = but(id="9", eligibility=(Eligibility(date(2025, 10, 1), eligible=False),))
    assert [(one.case, one.words) for one in count(left, SERVED, refused).doubts] == [
        ("7", "another case of the child says that the child had left special education before the day of the count"),
        ("7", "another case of the child says that the child was found not to be a child with a disability"),
    ]


def test_the_day_is_in_the_fall_of_the_school_year() -> None:
    with pytest.raises(InvalidDocument, match=r"\$.count_date: .* 2026, and 2025 was asked for"):
        child_count([], settings=STATE, school_year=2025)
    with pytest.raises(WrongType):
        child_count([], settings=None, school_year=2026)  # type: ignore[arg-type]
    old = StateSettings(count_date=date(2018, 11, 1))
    with pytest.raises(UnknownName, match="school year"):
        child_count([], settings=old, school_year=2019)


def test_the_tables_of_a_count() -> None:
    found = count(SERVED, but(id="8", student={"id": "8", "sex": Sex.MALE, "district": None}))
    assert found.table("FS002").amount("ST1", "F") == 1
    assert found.table("FS002").amount("TOT") == 2
    assert found.table("FS002", level=Level.LEA).amount("TOT", lea="North") == 1
    school = found.table("FS002", level=Level.SCH, units=[("North", "Dale")], zeros=Zeros.NONE)
    assert school.units == (("North", "Dale"), ("North", "Hill"))
    assert found.table("FS089").amount("TOT") == 0
    with pytest.raises(UnknownName, match="unknown file of the child count"):
        found.table("FS009")


def test_the_count_in_words() -> None:
    found = count(SERVED, but(id="8", ieps=()), but(id="9", student={"id": "9", "sex": None}))
    assert repr(found) == "<ChildCount of school year 2026: 2 of 3>"
    assert found.explain().splitlines()[:6] == [
        "Child count of 2025-11-03, school year 2025-26",
        "Cases: 3; counted: 2; not counted: 1",
        "FS002 (Children with Disabilities (IDEA) School Age): 2",
        "FS089 (Children with Disabilities (IDEA) Early Childhood): 0",
        "Not counted, the file shows no IEP or services plan in effect: 1",
        "In doubt, the file does not tell the sex: 1",
    ]
    one = found.explain("9").splitlines()
    assert one[0] == "Counted in FS002 (Children with Disabilities (IDEA) School Age)"
    assert "  Age: Age 9 (9)" in one
    assert "  Age on the day of the count: 9" in one
    assert "  Category: the child has one category (34 CFR 300.641(c))" in one
    assert one[-1] == "  In doubt: the file does not tell the sex; it would settle it: record it"
    assert found.explain("8") == (
        "Not counted: the file shows no IEP or services plan in effect; it would settle it: "
        "record the IEP and the day from which it is in effect"
    )
    unborn = count(but(student={"birth_date": None}, services_plans=(ServicesPlan(start=date(2025, 9, 2)),)))
    assert "  Age on the day of the count: not known" in unborn.explain("7").splitlines()
    assert "  Environment: a services plan, the parents placed the child in a private school" in (
        unborn.explain("7").splitlines()
    )
    gone = count(but(student={"birth_date": date(2000, 1, 1)}))
    assert gone.explain("7") == "Not counted: the child was over 21 on the day of the count"
    with pytest.raises(UnknownName, match="unknown case; known: those that were counted"):
        found.explain("10")


def test_nothing_private_is_in_the_words() -> None:
    assert repr(code_child(SERVED, standing_on(SERVED, STATE), STATE)) == "<Coded for FS002>"
    secret = but(id="Hidden-7", student={"id": "Hidden-8", "name": "Hidden", "school": "Hidden", "district": "Hidden"})
    found = count(secret, but(id="Hidden-9", ieps=()))
    words = (found.explain(), found.explain("Hidden-7"), found.explain("Hidden-9"), *map(repr, found.doubts))
    assert not any("Hidden" in one or "2016" in one for one in (*words, repr(found), *map(repr, found.not_counted)))


SERVED_CASES = st.builds(
    but,
    student=st.fixed_dictionaries(
        {
            "id": st.sampled_from("abcdefgh"),
            "birth_date": st.none() | st.dates(date(2002, 1, 1), date(2024, 1, 1)),
            "grade": st.sampled_from([None, "PK", "K", "TK", "4"]),
            "sex": st.sampled_from([None, *Sex]),
            "district": st.sampled_from([None, "North", "South"]),
        }
    ),
    id=st.sampled_from("12345678"),
    ieps=st.sampled_from([(), (IEP,), (attrs.evolve(IEP, start=date(2025, 9, 2)),)]),
    eligibility=st.sampled_from(Disability).map(lambda one: (Eligibility(eligible=True, categories=(one,)),)),
)
CASES = st.lists(SERVED_CASES | any_cases(), max_size=8)
fewer = settings(max_examples=40)  # cases of every kind take long to make


@fewer
@given(CASES)
def test_each_case_is_counted_or_has_a_reason(cases: list[Case]) -> None:
    found = count(*cases)
    assert found.given == len(cases) == found.counted + len(found.not_counted)
    told = Counter(one.case for entries in found.entries.values() for one in entries)
    assert Counter(case.id for case in cases) == told + Counter(one.case for one in found.not_counted)
    assert {one.case for one in found.doubts} <= {*told}
    for case in cases:
        assert found.explain(case.id)


@fewer
@given(CASES, st.data())
def test_the_order_of_the_cases_changes_nothing(cases: list[Case], data: st.DataObject) -> None:
    assert count(*cases) == count(*data.draw(st.permutations(cases)))


@fewer
@given(CASES)
def test_a_child_is_counted_once_in_both_files_together(cases: list[Case]) -> None:
    found = count(*cases)
    of = {case.id: case.student.id for case in reversed(cases) if case.student}
    children = [of.get(one.case, one.case) for entries in found.entries.values() for one in entries]
    by_case = [one.case for entries in found.entries.values() for one in entries]
    assert len({*by_case}) == len(by_case)
    if len({(case.id, case.student and case.student.id) for case in cases}) == len({case.id for case in cases}):
        assert len({*children}) == len(children)
    for file in found.entries:
        assert found.table(file, zeros=Zeros.NONE).amount("TOT") == len(found.entries[file])


@fewer
@given(CASES)
def test_every_code_is_one_of_its_file(cases: list[Case]) -> None:
    for file, entries in count(*cases).entries.items():
        spec = file_spec(file, school_year=2026)
        assert all({*one.codes} == {*spec.categories} for one in entries)


def later(day: date | None) -> date | None:
    """Sixteen years on, since the codes of the sample's own school year are not known; leap years fall alike."""
    return None if day is None else day.replace(year=day.year + 16)


def test_the_published_sample_gives_the_numbers_that_were_worked_out_by_other_means(edfi_samples: Path) -> None:
    found = read([edfi_samples / "ds-2.2.0" / name for name in ("Student.xml", "StudentProgram.xml")])
    taking_part = {row.student: (later(row.begin), later(row.end)) for row in found.rows}
    cases = []
    for case in found.cases:
        start, end = taking_part[case.id]
        assert case.student is not None
        assert start is not None
        student = attrs.evolve(case.student, birth_date=later(case.student.birth_date))
        events = (Event(EventKind.IEP_IN_EFFECT, start, until=end),)  # what a program's row says of the plan
        cases.append(attrs.evolve(case, student=student, events=events))
    state = StateSettings(count_date=date(2026, 11, 1), five_without_grade=FiveWithoutGrade.NOT_COUNTED)
    result = child_count(cases, settings=state, school_year=2027)
    assert result.given == 97
    assert Counter(one.reason for one in result.not_counted) == {Reason.IEP_ENDED: 10, Reason.GRADE_UNKNOWN: 10}
    school = result.table("FS002", zeros=Zeros.NONE)
    assert {row.codes[0]: row.amount for row in school.rows() if row.set.id == "ST4"} == {
        "HI7": 33, "BL7": 14, "AS7": 9, "PI7": 9, "AM7": 8, "WH7": 2,
    }  # fmt: skip
    assert [school.amount("ST1", sex) for sex in "FM"] == [36, 39]
    ages = {row.codes[0]: row.amount for row in school.rows() if row.set.id == "ST2"}
    assert ages == {
        "6": 12, "7": 4, "8": 8, "9": 11, "10": 4, "11": 9, "12": 8, "13": 7, "14": 2, "15": 6, "16": 4,
    }  # fmt: skip
    assert school.amount("TOT") == school.amount("ST6", "MISSING") == school.amount("ST3", "MISSING") == 75
    assert result.table("FS089").amount("ST2", "4") == 2
    by_sex = school.crossing("RACEETHNIC", "SEX")
    rows = dict(zip(by_sex.rows, by_sex.cells, strict=False))
    assert {name: rows[name][:2] for name in ("AM7", "AS7", "BL7", "HI7", "PI7", "WH7")} == {
        "AM7": (5, 3), "AS7": (7, 2), "BL7": (7, 7), "HI7": (13, 20), "PI7": (4, 5), "WH7": (0, 2),
    }  # fmt: skip
