"""Ed-Fi in: every finding from rows made for it, both ways of writing, and input that is not what it should be."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from iepkit.calendars import Closure, ClosureKind
from iepkit.citations import Authority, Grade
from iepkit.errors import UnknownName
from iepkit.findings import Finding, Severity
from iepkit.formats.edfi import RULES, EdFi, from_rows, read
from iepkit.formats.edfi.codes import Codes, DayKind
from iepkit.formats.edfi.rows import ENTITIES
from iepkit.formats.edfi.rules import finding
from iepkit.formats.json import dumps, loads
from iepkit.history import Case
from iepkit.laws import clocks
from iepkit.records import Eligibility
from iepkit.reviews.registry import rules
from iepkit.vocabulary import Disability, Environment, EventKind, ExitReason

CHILD = "4711"
BORN = "2012-06-13"
ROOT = "$.studentSpecialEducationProgramAssociations[0]"
DROP = object()

Plain = dict[str, Any]


def uri(descriptor: str, code: str, namespace: str = "ed-fi.org") -> str:
    return f"uri://{namespace}/{descriptor}Descriptor#{code}"


def disability(code: str, order: int | None = 1, **more: object) -> Plain:
    row: Plain = {"disabilityDescriptor": uri("Disability", code), **more}
    return row if order is None else row | {"orderOfDisability": order}


def setting(code: str) -> str:
    return uri("SpecialEducationSetting", code)


def reason(code: str) -> str:
    return uri("SpecialEducationExitReason", code)


def ended(code: str) -> str:
    return uri("ReasonExited", code)


def row(**changes: object) -> Plain:
    """A row with which nothing is wrong, and the changes; `DROP` takes a field out."""
    plain: Plain = {
        "studentReference": {"studentUniqueId": CHILD},
        "educationOrganizationReference": {"educationOrganizationId": 255901},
        "programReference": {"programName": "Special Education"},
        "beginDate": "2021-09-01",
        "ideaEligibility": True,
        "disabilities": [disability("Autism Spectrum Disorders")],
        "specialEducationSettingDescriptor": setting("Inside regular class 80% or more of the day"),
        "specialEducationHoursPerWeek": 7.0,
        "schoolHoursPerWeek": 35,
        "lastEvaluationDate": "2021-08-23",
        "iepReviewDate": "2021-08-27",
        "iepBeginDate": "2021-09-01",
        **changes,
    }
    return {name: value for name, value in plain.items() if value is not DROP}


def told(*rows: object, born: str | None = BORN, **more: Any) -> EdFi:
    return from_rows(rows, [{"studentUniqueId": CHILD, "birthDate": born}] if born else [], **more)


def codes_of(found: EdFi) -> list[str]:
    return [located.finding.code for located in found.findings]


LEFT = {"specialEducationExitDate": "2022-05-27", "endDate": "2022-05-27"}
MOVED = {**LEFT, "specialEducationExitReasonDescriptor": reason("Transferred out")}
AGED = {**LEFT, "specialEducationExitReasonDescriptor": reason("Reached the age limit")}
IDEA = "Individuals with Disabilities Education Act"
HEARING = "Hearing Impairment, including Deafness"
OLD_BAND = "Inside reg class between 40-79% of the day"
TWO = [disability("Autism Spectrum Disorders", None), disability("Traumatic Brain Injury", None)]

SETTING, REASON = ".specialEducationSettingDescriptor", ".specialEducationExitReasonDescriptor"

# code, the change that brings it on, where it then stands
FAILS: list[tuple[str, Plain, str]] = [
    ("ED101", {"disabilities": DROP}, ".disabilities"),
    ("ED101", {"disabilities": []}, ".disabilities"),
    ("ED102", {"disabilities": [disability("Physical Disability")]}, ".disabilities[0].disabilityDescriptor"),
    (
        "ED102",
        {"disabilities": [disability("Deaf-Blindness", designations=[
            {"disabilityDesignationDescriptor": uri("DisabilityDesignation", "Section 504")},
        ])]},
        ".disabilities[0].disabilityDescriptor",
    ),
    ("ED103", {"disabilities": TWO}, ".disabilities"),
    ("ED103", {"disabilities": [disability("Deaf-Blindness"), disability("Other Health Impairment")]}, ".disabilities"),
    ("ED104", {"disabilities": TWO[:1]}, ".disabilities[0].orderOfDisability"),
    ("ED105", {"disabilities": [disability(HEARING)]}, ".disabilities[0].disabilityDescriptor"),
    ("ED106", {"ideaEligibility": DROP}, ".ideaEligibility"),
    ("ED111", {"specialEducationSettingDescriptor": setting(OLD_BAND), "schoolHoursPerWeek": 14}, SETTING),
    ("ED112", {SETTING[1:]: setting("Other early childhood location 10 or less hours")}, SETTING),
    ("ED113", {"schoolHoursPerWeek": 6.99}, ".specialEducationHoursPerWeek"),
    ("ED113", {"specialEducationHoursPerWeek": 7.01}, ".specialEducationHoursPerWeek"),
    (
        "ED113",
        {"specialEducationSettingDescriptor": setting("Inside regular class between 40-79% of the day")},
        ".specialEducationHoursPerWeek",
    ),
    ("ED121", {"specialEducationExitReasonDescriptor": reason("Dropped out")}, ".specialEducationExitDate"),
    ("ED122", LEFT, REASON),
    ("ED123", {**MOVED, "endDate": DROP}, ".endDate"),
    ("ED124", {**MOVED, "endDate": "2022-05-28"}, ".endDate"),
    ("ED125", AGED, REASON),
    ("ED126", {**MOVED, "reasonExitedDescriptor": ended("Discontinued schooling")}, REASON),
    ("ED131", {"beginDate": "2021-08-31"}, ".beginDate"),
    ("ED132", {"endDate": "2021-08-31"}, ".endDate"),
    ("ED132", {"iepEndDate": "2021-08-31"}, ".iepEndDate"),
    ("ED151", {"disabilities": [disability("Gifted")]}, ".disabilities[0].disabilityDescriptor"),
    ("ED151", {SETTING[1:]: uri("Sex", "Female")}, SETTING),
    ("ED151", {SETTING[1:]: "Home"}, SETTING),
    ("ED151", {SETTING[1:]: uri("SpecialEducationSetting", "Home", "state.gov")}, SETTING),
    ("ED151", {"reasonExitedDescriptor": ended("Bored")}, ".reasonExitedDescriptor"),
    ("ED151", {"disabilities": [disability("physical disability")]}, ".disabilities[0].disabilityDescriptor"),
    (
        "ED151",
        {"disabilities": [disability("Deaf-Blindness", designations=[
            {"disabilityDesignationDescriptor": uri("DisabilityDesignation", "Ours")},
        ])]},
        ".disabilities[0].disabilityDescriptor",
    ),
    ("ED152", {"disabilities": [disability("DEAF-BLINDNESS")]}, ".disabilities[0].disabilityDescriptor"),
]  # fmt: skip

# what must stay silent: the rule holds, or does not apply
SILENT: list[Plain] = [
    {},
    MOVED,
    {**MOVED, "endDate": "2022-05-26"},  # closed before the child left
    {"endDate": "2021-12-17"},  # a closed row is not an exit
    {**MOVED, "reasonExitedDescriptor": ended("Transferred to another district or school")},
    {**MOVED, "reasonExitedDescriptor": ended("Moved out of state")},  # has no federal counterpart to compare with
    {**MOVED, "specialEducationExitReasonDescriptor": reason("Other"), "reasonExitedDescriptor": ended("Other")},
    {**AGED, "specialEducationExitDate": "2030-06-13", "endDate": "2030-06-13"},  # eighteen on that day
    {**AGED, "specialEducationExitDate": "2018-06-12", "endDate": "2018-06-12", "beginDate": "2017-09-01",
     "iepBeginDate": "2017-09-01"},  # five: State law may leave that age out
    {"beginDate": "2021-09-02"},
    {"iepEndDate": "2021-09-01"},
    {"iepBeginDate": DROP},
    {"ideaEligibility": False},
    {"disabilities": [disability("Deaf-Blindness", 2), disability("Other Health Impairment", 1)]},
    {"disabilities": [disability("Deaf-Blindness", disabilityDesignations=[
        {"disabilityDesignationDescriptor": uri("DisabilityDesignation", IDEA)},
        {"disabilityDesignationDescriptor": uri("DisabilityDesignation", "Section 504")},
    ])]},
    {"specialEducationSettingDescriptor": DROP},
    {"specialEducationSettingDescriptor": setting("Separate school"), "specialEducationHoursPerWeek": 35},
    {"specialEducationHoursPerWeek": DROP},
    {"schoolHoursPerWeek": DROP},
    {"specialEducationHoursPerWeek": 0, "schoolHoursPerWeek": 0},
    {"specialEducationSettingDescriptor": setting("Inside regular class between 40-79% of the day"),
     "specialEducationHoursPerWeek": 21},  # forty percent exactly
    {"specialEducationSettingDescriptor": setting("Inside regular class less than 40% of the day"),
     "specialEducationHoursPerWeek": 21.01},
    {"specialEducationSettingDescriptor": setting("Separate School")},  # the spelling of another release
]  # fmt: skip


@pytest.mark.parametrize(("code", "change", "place"), FAILS)
def test_each_rule_finds_what_it_is_for(code: str, change: Plain, place: str) -> None:
    found = told(row(**change))
    assert [(f.code, f.path) for f in found.findings_of(CHILD)] == [(code, ROOT + place)]
    assert found.errors == ()
    assert len(found.cases) == len(found.rows) == 1


@pytest.mark.parametrize("change", SILENT)
def test_what_is_in_order_is_not_mentioned(change: Plain) -> None:
    found = told(row(**change))
    assert (found.findings, found.errors) == ((), ())


def test_a_child_does_not_leave_before_the_row_begins() -> None:
    found = told(row(**{**MOVED, "specialEducationExitDate": "2021-08-31", "endDate": "2021-09-01"}))
    assert [(f.code, f.path) for f in found.findings_of(CHILD)] == [
        ("ED132", f"{ROOT}.specialEducationExitDate"),
        ("ED124", f"{ROOT}.endDate"),
    ]


def later(**changes: object) -> Plain:
    return row(**{"beginDate": "2022-01-10", **changes})


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (row(), later(), ["ED133"]),
        (row(endDate="2022-01-11"), later(), ["ED133"]),
        (row(endDate="2022-01-10"), later(), []),
        (row(endDate="2022-01-09"), later(), []),
        (later(), row(endDate="2022-01-09"), []),
        (row(), later(educationOrganizationReference={"educationOrganizationId": 1}), []),
        (row(), later(programReference={"programName": "Preschool"}), []),
    ],
)
def test_rows_of_one_program_follow_each_other(first: Plain, second: Plain, expected: list[str]) -> None:
    found = told(first, second)
    assert codes_of(found) == expected
    assert len(found.cases) == 1


def test_a_child_without_a_student_record_has_no_birth_date() -> None:
    found = told(row(**AGED), born=None)
    assert codes_of(found) == ["ED141"]
    assert found.cases[0].student is not None
    assert found.cases[0].student.birth_date is None


def test_different_birth_dates_are_not_chosen_from() -> None:
    students = [{"studentUniqueId": CHILD, "birthDate": day} for day in (BORN, "2012-06-14", BORN)]
    found = from_rows([row()], students)
    assert codes_of(found) == ["ED142"]
    assert found.cases[0].student is not None
    assert found.cases[0].student.birth_date is None
    assert codes_of(from_rows([row()], [students[0], students[2]])) == []


def test_an_age_limit_without_an_exit_date_is_less_certain() -> None:
    aged = {"specialEducationExitReasonDescriptor": reason("Reached the age limit")}
    by_code = {f.code: f.severity for f in told(row(**aged)).findings_of(CHILD)}
    assert by_code == {"ED121": Severity.UNKNOWN, "ED125": Severity.UNKNOWN}
    closed = told(row(**aged, endDate="2030-06-13")).findings_of(CHILD)
    assert [f.code for f in closed] == ["ED121"]
    assert [f.severity for f in told(row(**AGED)).findings_of(CHILD)] == [Severity.CONFLICT]
    nothing = dict.fromkeys(("beginDate", "iepBeginDate", "lastEvaluationDate", "iepReviewDate"), DROP)
    assert codes_of(told(row(**aged, **nothing))) == ["ED121"]


# -- what a row becomes ---------------------------------------------------------------------------------------------


def test_a_row_becomes_a_case() -> None:
    found = told(row(**MOVED, iepEndDate="2022-08-31"))
    (case,) = found.cases
    assert case.id == CHILD
    assert case.student is not None
    assert (case.student.birth_date, case.student.name) == (date(2012, 6, 13), None)
    assert case.eligibility == (Eligibility(eligible=True, categories=(Disability.AUTISM,)),)
    assert [(e.kind, e.on, e.until, e.purpose, e.detail, e.path) for e in case.history()] == [
        (EventKind.EVALUATION_COMPLETED, date(2021, 8, 23), None, None, None, f"{ROOT}.lastEvaluationDate"),
        (EventKind.IEP_REVIEWED, date(2021, 8, 27), None, None, None, f"{ROOT}.iepReviewDate"),
        (EventKind.IEP_IN_EFFECT, date(2021, 9, 1), date(2022, 8, 31), None, None, f"{ROOT}.iepBeginDate"),
        (
            EventKind.EXITED,
            date(2022, 5, 27),
            None,
            None,
            "moved-known-to-continue",
            f"{ROOT}.specialEducationExitDate",
        ),
    ]
    (kept,) = found.rows
    assert (kept.environment, kept.reason) == (Environment.REGULAR_CLASS_80, ExitReason.MOVED_KNOWN_TO_CONTINUE)
    assert (kept.special_hours, kept.school_hours) == (Decimal("7.0"), Decimal(35))
    assert loads(dumps(case)) == case


def test_the_names_of_release_6_are_read_too() -> None:
    renamed = row(
        lastEvaluationDate=DROP, iepReviewDate=DROP, iepLastEvaluationDate="2021-08-23", iepLastReviewDate="2021-08-27"
    )
    found = told(renamed, release="6.1")
    assert found.cases == told(row()).cases
    assert [e.path for e in found.cases[0].events[:2]] == [f"{ROOT}.iepLastEvaluationDate", f"{ROOT}.iepLastReviewDate"]


def test_the_rows_of_a_child_are_one_history() -> None:
    rows = [
        later(iepEndDate="2022-08-31", lastEvaluationDate="2022-01-05", disabilities=[disability("Deaf-Blindness")]),
        row(endDate="2022-01-09", iepEndDate="2022-06-30"),
    ]
    (case,) = told(*rows).cases
    assert [(e.kind.value, str(e.on), str(e.until)) for e in case.events] == [
        ("evaluation-completed", "2021-08-23", "None"),
        ("iep-reviewed", "2021-08-27", "None"),
        ("iep-in-effect", "2021-09-01", "2022-08-31"),
        ("evaluation-completed", "2022-01-05", "None"),
    ]
    assert [one.categories for one in case.eligibility] == [(Disability.AUTISM,), (Disability.DEAF_BLINDNESS,)]


def test_children_keep_their_order_and_their_findings() -> None:
    other = {"studentReference": {"studentUniqueId": "12"}}
    students = [{"studentUniqueId": child, "birthDate": BORN} for child in (CHILD, "12", "999")]
    found = from_rows([row(**other), row(ideaEligibility=DROP)], students)
    assert [case.id for case in found.cases] == ["12", CHILD]
    assert found.findings_of("12") == ()
    assert [f.code for f in found.findings_of(CHILD)] == ["ED106"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"ideaEligibility": False}, (Eligibility(eligible=False, categories=(Disability.AUTISM,)),)),
        ({"ideaEligibility": DROP}, (Eligibility(categories=(Disability.AUTISM,)),)),
        ({"disabilities": DROP}, (Eligibility(eligible=True),)),
        ({"ideaEligibility": DROP, "disabilities": [disability("Other")]}, ()),
        (
            {"disabilities": [disability("Deaf-Blindness", 2), disability("Autism Spectrum Disorders", 1)]},
            (Eligibility(eligible=True, categories=(Disability.AUTISM, Disability.DEAF_BLINDNESS)),),
        ),
        (
            {"disabilities": [disability("Deaf-Blindness", None), disability("Autism Spectrum Disorders", 1)]},
            (Eligibility(eligible=True, categories=(Disability.AUTISM, Disability.DEAF_BLINDNESS)),),
        ),
    ],
)
def test_eligibility_is_what_the_row_says(change: Plain, expected: tuple[Eligibility, ...]) -> None:
    assert told(row(**change)).cases[0].eligibility == expected


def test_an_iep_that_ends_before_it_begins_has_no_end() -> None:
    events = told(row(iepEndDate="2021-08-31")).cases[0].events
    assert [e.until for e in events if e.kind is EventKind.IEP_IN_EFFECT] == [None]


# -- codes ----------------------------------------------------------------------------------------------------------


def test_a_caller_adds_the_codes_of_a_state() -> None:
    ours = uri("Disability", "DD", "tea.texas.gov")
    rows = row(disabilities=[{"disabilityDescriptor": ours, "orderOfDisability": 1}])
    assert codes_of(told(rows)) == ["ED151"]
    assert told(rows).rows[0].disabilities[0].code == ours
    found = told(rows, codes={ours: "developmental-delay"})
    assert found.findings == ()
    assert found.rows[0].categories == (Disability.DEVELOPMENTAL_DELAY,)


def test_a_caller_may_say_that_the_code_means_deafness() -> None:
    rows = row(disabilities=[disability(HEARING)])
    assert told(rows).rows[0].categories == (Disability.HEARING_IMPAIRMENT,)
    found = told(rows, codes={uri("Disability", HEARING): "deafness"})
    assert (found.findings, found.rows[0].categories) == ((), (Disability.DEAFNESS,))


@pytest.mark.parametrize(
    "added",
    [
        {"Disability#DD": "developmental-delay"},
        {uri("Race", "White"): "developmental-delay"},
        {uri("Disability", "DD"): "delay"},
    ],
)
def test_added_codes_must_be_codes(added: dict[str, str]) -> None:
    with pytest.raises(UnknownName) as error:
        Codes(added)
    assert error.value.known


def test_spelling_never_hides_another_remark() -> None:
    found = told(row(disabilities=[disability(HEARING.upper())]))
    assert codes_of(found) == ["ED105"]


# -- rules ----------------------------------------------------------------------------------------------------------


def test_rules_are_registered_like_any_other() -> None:
    codes = [one.code for one in RULES]
    assert codes == sorted(set(codes))
    assert all(one.name.startswith("edfi-") and one.settle and one.says and one.applies for one in RULES)
    assert not {one.name for one in RULES} & {one.name for one in rules()}
    assert not set(codes) & {clock.code for clock in clocks().values()}


def test_citations_name_the_release_and_never_pass_for_law() -> None:
    cited = finding("ED101", "$", "…", release="6.1").citation
    assert (cited.text, cited.authority, cited.grade) == (
        "Ed-Fi Data Standard 6.1, StudentSpecialEducationProgramAssociation",
        Authority.CALLER,
        Grade.PRIMARY,
    )
    assert finding("ED101", "$", "…", release="4.0").citation.grade is Grade.UNVERIFIED
    law = finding("ED125", "$", "…").citation
    assert (law.text, law.authority) == ("34 CFR 300.102(a)(1)", Authority.FEDERAL)


def test_every_rule_is_tested(request: pytest.FixtureRequest) -> None:
    here = Path(request.path)
    source = here.read_text("utf-8") + here.with_name("test_edfi_students.py").read_text("utf-8")
    assert [one.code for one in RULES if source.count(f'"{one.code}"') == 0] == []


def said_by(found: EdFi) -> str:
    shown = [repr(found), *(str(error) for error in found.errors)]
    return "\n".join(shown + [f"{f}{f.settle}{f!r}" for f in (located.finding for located in found.findings)])


def test_nothing_shows_who_the_child_is() -> None:
    secret = {"studentUniqueId": CHILD, "birthDate": BORN, "firstName": "Zenobia", "lastSurname": "Quux"}
    bad = row(beginDate="Zenobia", disabilities=[disability("Zenobia")], ideaEligibility="Quux")
    for rows, students in ([row(**AGED)], [secret]), ([bad], [secret | {"birthDate": "13.6.2012"}]), ([bad], []):
        shown = said_by(from_rows(rows, students))
        assert not [word for word in (CHILD, BORN, "13.6.2012", "Zenobia", "Quux", "2012") if word in shown]


# -- rows that are not what they should be --------------------------------------------------------------------------


BAD: list[tuple[Plain, str, str]] = [
    ({"beginDate": "2021-02-29"}, ".beginDate", "expected a day that exists, written YYYY-MM-DD"),
    ({"beginDate": "2021-09-01T00:00:00"}, ".beginDate", "expected a day that exists, written YYYY-MM-DD"),
    ({"beginDate": DROP}, ".beginDate", "expected, and not there"),
    ({"endDate": 20210901}, ".endDate", "expected a day that exists, written YYYY-MM-DD"),
    ({"ideaEligibility": "true"}, ".ideaEligibility", "expected true or false"),
    ({"ideaEligibility": 1}, ".ideaEligibility", "expected true or false"),
    ({"disabilities": disability("Other")}, ".disabilities", "expected a list"),
    ({"disabilities": ["Other"]}, ".disabilities[0]", "expected an object"),
    ({"disabilities": [{"orderOfDisability": 1}]}, ".disabilities[0].disabilityDescriptor", "expected, and not there"),
    ({"disabilities": [disability("Deaf-Blindness", -1)]}, ".disabilities[0].orderOfDisability",
     "expected a whole number that is not negative"),
    ({"disabilities": [disability("Deaf-Blindness", designations=["x", 7])]}, ".disabilities[0].designations[1]",
     "expected a descriptor"),
    ({"specialEducationSettingDescriptor": 7}, ".specialEducationSettingDescriptor", "expected a descriptor"),
    ({"specialEducationSettingDescriptor": ""}, ".specialEducationSettingDescriptor", "expected a descriptor"),
    ({"schoolHoursPerWeek": "35"}, ".schoolHoursPerWeek", "expected a number that is not negative"),
    ({"schoolHoursPerWeek": -35}, ".schoolHoursPerWeek", "expected a number that is not negative"),
    ({"schoolHoursPerWeek": True}, ".schoolHoursPerWeek", "expected a number that is not negative"),
    ({"schoolHoursPerWeek": float("nan")}, ".schoolHoursPerWeek", "expected a number that is not negative"),
    ({"programReference": {"programName": ["x"]}}, ".programReference.programName", "expected text"),
    ({"programReference": {"programName": True}}, ".programReference.programName", "expected text"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "place", "message"), BAD)
def test_a_bad_field_is_a_problem_and_the_rest_is_read(change: Plain, place: str, message: str) -> None:
    found = told(row(**change))
    (error,) = found.errors
    assert [(problem.path, problem.message) for problem in error.problems] == [(ROOT + place, message)]
    assert EventKind.IEP_REVIEWED in {event.kind for event in found.cases[0].events}


@pytest.mark.parametrize("plain", [None, 7, "row", [], [row()]])
def test_a_row_that_is_no_object_does_not_hide_the_others(plain: object) -> None:
    found = told(plain, row())
    assert [(p.path, p.message) for error in found.errors for p in error.problems] == [(ROOT, "expected an object")]
    assert len(found.cases) == 1


@pytest.mark.parametrize("reference", [DROP, None, {}, "4711", {"studentUniqueId": None}])
def test_a_row_without_a_child_is_no_case(reference: object) -> None:
    found = told(row(studentReference=reference))
    assert found.cases == ()
    assert [p.path for error in found.errors for p in error.problems] == [f"{ROOT}.studentReference.studentUniqueId"]


@pytest.mark.parametrize(
    ("bad", "silent"),
    [
        ({**MOVED, "specialEducationExitDate": "2022-02-30"}, "ED121"),
        ({**LEFT, "specialEducationExitReasonDescriptor": 7}, "ED122"),
        ({**MOVED, "endDate": "tomorrow"}, "ED123"),
        ({"disabilities": 7}, "ED101"),
        ({"disabilities": [disability("Deaf-Blindness") | {"orderOfDisability": "1"}]}, "ED104"),
    ],
)
def test_what_cannot_be_read_is_not_called_missing(bad: Plain, silent: str) -> None:
    found = told(row(**bad))
    assert silent not in codes_of(found)
    assert len(found.errors) == 1


def test_an_end_that_cannot_be_read_does_not_make_rows_overlap() -> None:
    assert codes_of(told(row(endDate="soon"), later())) == []
    assert codes_of(told(row(), later(beginDate="soon"))) == []


# -- calendars ------------------------------------------------------------------------------------------------------


def dated(day: str | date, *events: str, school: int = 1, code: str = "A", year: int = 2022) -> Plain:
    return {
        "date": str(day),
        "calendarEvents": [{"calendarEventDescriptor": uri("CalendarEvent", event)} for event in events],
        "calendarReference": {"schoolId": school, "calendarCode": code, "schoolYear": year},
    }


def weekdays(first: str, last: str, **more: Any) -> dict[str, Plain]:
    """School on every weekday, by day."""
    start, days = date.fromisoformat(first), (date.fromisoformat(last) - date.fromisoformat(first)).days
    every = [start + timedelta(days=n) for n in range(days + 1)]
    return {str(on): dated(on, "Instructional day", **more) for on in every if on.weekday() < 5}


def published(*rows: object, **more: Any) -> EdFi:
    return from_rows([], [], rows, **more)


def test_a_calendar_is_read_from_its_events() -> None:
    days = weekdays("2021-08-30", "2021-09-24")
    changes = [
        dated("2021-08-23", "Teacher only day"),  # before the first day of school
        dated("2021-09-03", "Teacher only day"),
        dated("2021-09-04", "Holiday"),  # a Saturday
        dated("2021-09-06", "Holiday"),
        dated("2021-09-07", "Non-instructional day"),
        dated("2021-09-08", "Student late arrival/early dismissal"),
        dated("2021-09-09", "Weather day", "Instructional day"),
        dated("2021-09-10", "Weather day"),
        dated("2021-09-18", "Make-up day"),
        dated("2021-09-25", "Holiday"),  # after the last
    ]
    days.update({change["date"]: change for change in changes})
    found = published(*days.values())
    (calendar,) = found.calendars
    (year,) = calendar.years
    assert (calendar.id, calendar.published_through) == ("1/A", None)
    assert (year.name, year.first_day, year.last_day) == ("2022", date(2021, 8, 30), date(2021, 9, 24))
    assert year.closures == (
        Closure(date(2021, 9, 3), date(2021, 9, 3), "staff only", ClosureKind.STAFF),
        Closure(date(2021, 9, 6), date(2021, 9, 7), "no school", ClosureKind.OTHER),
        Closure(date(2021, 9, 10), date(2021, 9, 10), "weather", ClosureKind.WEATHER),
    )
    assert year.extra_days == (date(2021, 9, 18),)
    assert year.partial_days == (date(2021, 9, 8),)
    assert calendar.holidays == ()
    assert calendar.is_business_day(date(2021, 9, 6)) is None
    assert calendar.school_days(date(2021, 8, 30), date(2021, 9, 24)) == 17
    assert [f.code for f in found.findings_of(None)] == ["ED164"]


def test_rows_of_one_day_are_read_together() -> None:
    days = [*weekdays("2021-08-30", "2021-09-03").values(), dated("2021-09-01", "Holiday")]
    (calendar,) = published(*days).calendars
    assert calendar.is_school_day(date(2021, 9, 1)) is True


def test_days_cut_short_are_counted() -> None:
    days = weekdays("2021-08-30", "2021-09-10")
    days["2021-09-01"] = dated("2021-09-01", "Strike")
    days["2021-09-02"] = dated("2021-09-02", "Emergency day", "Other")
    (calendar,), (found,) = published(*days.values()).calendars, published(*days.values()).findings_of(None)
    assert [closure.words for closure in calendar.years[0].closures] == ["strike", "emergency"]
    assert (found.code, found.message[:9], found.path) == ("ED164", "On 2 days", "$.calendarDates[2].calendarEvents")


@pytest.mark.parametrize("gap", [None, dated("2021-09-08"), dated("2021-09-08", "Movie day")])
def test_a_day_that_is_not_described_ends_the_calendar(gap: Plain | None) -> None:
    days = weekdays("2021-08-30", "2021-09-24")
    del days["2021-09-08"]
    found = published(*days.values(), *([gap] if gap else []))
    (calendar,) = found.calendars
    assert (calendar.published_through, calendar.horizon) == (date(2021, 9, 7), date(2021, 9, 7))
    assert calendar.is_school_day(date(2021, 9, 8)) is None
    (last,) = [f for f in found.findings_of(None) if f.code == "ED161"]
    assert (last.path, last.severity) == ("$.calendarDates[6].date", Severity.UNKNOWN)
    assert "2021-09-08" in last.message
    assert ("ED151" in codes_of(found)) == bool(gap and gap["calendarEvents"])


def test_an_instructional_event_beside_an_unknown_one_is_enough() -> None:
    days = weekdays("2021-08-30", "2021-09-03")
    days["2021-09-01"] = dated("2021-09-01", "Movie day", "Instructional day")
    days["2021-09-02"] = dated("2021-09-02", "Movie day", "Holiday")
    (calendar,) = published(*days.values()).calendars
    assert calendar.is_school_day(date(2021, 9, 1)) is True
    assert calendar.horizon == date(2021, 9, 1)
    added = {uri("CalendarEvent", "Movie day"): DayKind.STAFF.value}
    (calendar,) = published(*days.values(), codes=added).calendars
    assert (calendar.horizon, calendar.is_school_day(date(2021, 9, 2))) == (date(2021, 9, 3), False)


def test_what_comes_after_a_gap_is_left_out() -> None:
    first, second = weekdays("2021-08-30", "2022-05-27"), weekdays("2022-08-29", "2023-05-26", year=2023)
    whole = published(*first.values(), *second.values())
    assert [year.name for year in whole.calendars[0].years] == ["2022", "2023"]
    assert whole.findings == ()
    del first["2022-05-02"]
    broken = published(*second.values(), *first.values())
    assert [year.name for year in broken.calendars[0].years] == ["2022"]
    assert broken.calendars[0].horizon == date(2022, 5, 1)
    del second["2022-08-30"]
    first = weekdays("2021-08-30", "2022-05-27")
    thin = published(*first.values(), *second.values())
    assert [year.name for year in thin.calendars[0].years] == ["2022"]
    assert (thin.calendars[0].published_through, thin.calendars[0].horizon) == (None, date(2022, 5, 27))
    assert codes_of(thin) == ["ED161"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([dated("2021-08-23", "Instructional day"), dated("2021-12-17", "Instructional day")], ["ED161", "ED162"]),
        ([dated("2021-08-23", "Instructional day")], ["ED161", "ED162"]),
        ([dated("2021-08-23", "Movie day"), dated("2021-08-24", "Instructional day")], ["ED151", "ED161", "ED162"]),
        ([dated("2021-08-23", "Holiday")], ["ED162"]),
        ([], []),
    ],
)
def test_too_few_days_make_no_calendar(days: list[Plain], expected: list[str]) -> None:
    found = published(*days)
    assert (found.calendars, codes_of(found)) == ((), expected)


@pytest.mark.parametrize(
    "second",
    [weekdays("2022-05-02", "2023-05-26", year=2023), weekdays("2023-08-28", "2024-05-24", year=2024)],
    ids=["overlap", "a year missing"],
)
def test_years_that_cannot_follow_each_other_make_no_calendar(second: dict[str, Plain]) -> None:
    found = published(*weekdays("2021-08-30", "2022-05-27").values(), *second.values())
    assert (found.calendars, codes_of(found)) == ((), ["ED163"])


def test_each_school_and_code_has_its_own_calendar() -> None:
    days = [
        *weekdays("2021-08-30", "2021-09-24").values(),
        *weekdays("2021-08-30", "2021-09-17", code="B").values(),
        *weekdays("2021-08-30", "2021-09-10", school=2).values(),
    ]
    assert [calendar.id for calendar in published(*days).calendars] == ["1/A", "1/B", "2/A"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"date": "2021-09-31"}, ".date"),
        ({"date": None}, ".date"),
        ({"calendarReference": None}, ".calendarReference.schoolId"),
        ({"calendarEvents": uri("CalendarEvent", "Instructional day")}, ".calendarEvents"),
        ({"calendarEvents": [None]}, ".calendarEvents[0]"),
    ],
)
def test_a_bad_calendar_row_is_a_problem(change: Plain, place: str) -> None:
    days = [*weekdays("2021-08-30", "2021-09-03").values(), dated("2021-09-06", "Instructional day") | change]
    found = published(*days)
    assert [p.path for error in found.errors for p in error.problems] == [f"$.calendarDates[5]{place}"]
    assert found.calendars[0].horizon >= date(2021, 9, 3)
    assert found.calendars[0].is_school_day(date(2021, 9, 6)) is None


def session(first: str, last: str, total: object, school: int = 1) -> Plain:
    days = {"beginDate": first, "endDate": last, "totalInstructionalDays": total}
    return {"schoolReference": {"schoolId": school}, **days}


@pytest.mark.parametrize(
    ("row_of_session", "expected"),
    [
        (session("2021-08-30", "2021-09-24", 20), []),
        (session("2021-08-30", "2021-09-24", 19), ["ED165"]),
        (session("2021-08-30", "2021-12-17", 80), []),  # further than the calendar tells
        (session("2021-08-30", "2021-09-24", 19, school=2), []),  # two calendars: which one is not said
        (session("2021-08-30", "2021-09-24", 19, school=3), []),  # none at all
        (session("2021-08-30", "2021-09-24", 19, school=4), []),  # one that is not used
        (session("2021-08-30", "2021-09-24", None), []),
    ],
)
def test_a_session_has_the_total_of_its_days(row_of_session: Plain, expected: list[str]) -> None:
    days = [
        *weekdays("2021-08-30", "2021-09-24").values(),
        *weekdays("2021-08-30", "2021-09-24", school=2).values(),
        *weekdays("2021-08-30", "2021-09-24", school=2, code="B").values(),
    ]
    thin = dated("2021-08-30", "Holiday", school=4)
    found = from_rows([], calendar_dates=[*days, thin], sessions=[row_of_session])
    assert [code for code in codes_of(found) if code != "ED162"] == expected


@pytest.mark.parametrize("field", ["beginDate", "endDate", "schoolReference"])
def test_half_a_session_is_not_compared(field: str) -> None:
    half = {**session("2021-08-30", "2021-09-24", 19), field: None}
    assert from_rows([], calendar_dates=weekdays("2021-08-30", "2021-09-24").values(), sessions=[half]).findings == ()


# -- files ----------------------------------------------------------------------------------------------------------

PROGRAM = """
<StudentSpecialEducationProgramAssociation>
  <StudentReference><StudentIdentity><StudentUniqueId>4711</StudentUniqueId></StudentIdentity></StudentReference>
  <ProgramReference><ProgramIdentity><ProgramName>Special Education</ProgramName></ProgramIdentity></ProgramReference>
  <BeginDate>2021-09-01</BeginDate>
  <EducationOrganizationReference><EducationOrganizationIdentity>
    <EducationOrganizationId>255901</EducationOrganizationId>
  </EducationOrganizationIdentity></EducationOrganizationReference>
  <IdeaEligibility>1</IdeaEligibility>
  <SpecialEducationSetting>
    uri://ed-fi.org/SpecialEducationSettingDescriptor#Inside regular class 80% or more of the day
  </SpecialEducationSetting>
  <SpecialEducationHoursPerWeek>7.0</SpecialEducationHoursPerWeek>
  <SchoolHoursPerWeek>35</SchoolHoursPerWeek>
  <LastEvaluationDate>2021-08-23</LastEvaluationDate>
  <IEPReviewDate>2021-08-27</IEPReviewDate>
  <IEPBeginDate>2021-09-01</IEPBeginDate>
  <Disability>
    <Disability>uri://ed-fi.org/DisabilityDescriptor#Autism Spectrum Disorders</Disability>
    <OrderOfDisability>1</OrderOfDisability>
  </Disability>
</StudentSpecialEducationProgramAssociation>
"""
STUDENT = """
<Student><StudentUniqueId>4711</StudentUniqueId><Name><FirstName>Zenobia</FirstName></Name>
<BirthData><BirthDate>2012-06-13</BirthDate></BirthData></Student>
"""


def interchange(*rows: str, release: str = "5.2.0") -> str:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n<InterchangeX xmlns="http://ed-fi.org/{release}">'
    return f"{head}{''.join(rows)}</InterchangeX>"


def written(folder: Path, **files: str | bytes | object) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str | bytes) else json.dumps(content)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def problems_of(found: EdFi) -> list[tuple[str, str]]:
    return [(problem.path, problem.message) for error in found.errors for problem in error.problems]


def test_xml_and_json_say_the_same(tmp_path: Path) -> None:
    from_xml = read(written(tmp_path / "xml", a_xml=interchange(PROGRAM), b_XML=interchange(STUDENT)))
    rows = {"studentSpecialEducationProgramAssociations": [row()]}
    students = [{"studentUniqueId": CHILD, "birthDate": BORN}]
    from_json = read([written(tmp_path / "json", deeper__rows_json=rows, students_json=students)])
    assert from_xml.cases == from_json.cases == told(row()).cases
    assert (from_xml.findings, from_xml.errors) == (from_json.findings, from_json.errors) == ((), ())
    assert "Zenobia" not in dumps(from_xml.cases[0])


def test_findings_say_where_in_which_file(tmp_path: Path) -> None:
    text = interchange(PROGRAM, PROGRAM.replace("<IdeaEligibility>1</IdeaEligibility>", "").replace("4711", "12"))
    folder = written(tmp_path, a_xml=text)
    found = read(folder)
    assert [(x.finding.code, x.finding.path, x.where) for x in found.findings if x.finding.code == "ED106"] == [
        ("ED106", "$.StudentSpecialEducationProgramAssociation[1].IdeaEligibility", str(folder / "a.xml"))
    ]
    assert {x.finding.citation.text.split(",")[0] for x in found.findings} == {"Ed-Fi Data Standard 5.2"}


@pytest.mark.parametrize(
    ("namespace", "release"), [("6.1.0", "6.1"), ("0220", "2.2"), ("0310", "3.1"), ("other", "9.9")]
)
def test_the_namespace_names_the_release(tmp_path: Path, namespace: str, release: str) -> None:
    found = read(written(tmp_path, a_xml=interchange(PROGRAM, release=namespace)), release="9.9")
    (missing,) = found.findings_of(CHILD)
    assert (missing.code, missing.citation.text.split(",")[0]) == ("ED141", f"Ed-Fi Data Standard {release}")


def test_repeated_parts_of_xml(tmp_path: Path) -> None:
    more = PROGRAM.replace(
        "</StudentSpecial",
        """<Disability><Disability>uri://ed-fi.org/DisabilityDescriptor#Deaf-Blindness</Disability>
        <DisabilityDesignation>uri://ed-fi.org/DisabilityDesignationDescriptor#Section 504</DisabilityDesignation>
        <DisabilityDesignation>uri://ed-fi.org/DisabilityDesignationDescriptor#Other</DisabilityDesignation>
        </Disability><Disability><Disability>uri://ed-fi.org/DisabilityDescriptor#Other</Disability></Disability>
        </StudentSpecial""",
    )
    found = read(written(tmp_path, a_xml=interchange(more, STUDENT)))
    at = "$.StudentSpecialEducationProgramAssociation[0].Disability"
    assert [(f.code, f.path) for f in found.findings_of(CHILD)] == [
        ("ED102", f"{at}[1].Disability"),
        ("ED102", f"{at}[2].Disability"),
    ]
    assert len(found.rows[0].disabilities) == 3


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("01</BeginDate>", "31</BeginDate>", ".BeginDate", "expected a day that exists, written YYYY-MM-DD"),
        (">1</IdeaE", ">yes</IdeaE", ".IdeaEligibility", "expected true or false"),
        (">1</IdeaE", "><a/></IdeaE", ".IdeaEligibility", "expected true or false"),
        (">35</School", ">-35</School", ".SchoolHoursPerWeek", "expected a number that is not negative"),
        (">7.0</Special", ">7,0</Special", ".SpecialEducationHoursPerWeek", "expected a number that is not negative"),
        (">1</Order", ">a</Order", ".Disability[0].OrderOfDisability", "expected a whole number that is not negative"),
        ("4711", " ", ".StudentReference.StudentIdentity.StudentUniqueId", "expected text"),
        ("2021-08-27</IEPR", "2021-08-27</IEPReviewDate><IEPReviewDate>2021-08-27</IEPR", ".IEPReviewDate",
         "expected a day that exists, written YYYY-MM-DD"),
    ],
)  # fmt: skip
def test_bad_fields_of_xml(tmp_path: Path, old: str, new: str, place: str, message: str) -> None:
    assert old in PROGRAM
    found = read(written(tmp_path, a_xml=interchange(PROGRAM.replace(old, new, 1), STUDENT)))
    assert problems_of(found) == [(f"$.StudentSpecialEducationProgramAssociation[0]{place}", message)]
    assert found.errors[0].where == str(tmp_path / "a.xml")


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><InterchangeX>&b;</InterchangeX>'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "not well-formed XML in UTF-8, line 1, column 1"),
        (b"hello", "not well-formed XML in UTF-8, line 1, column 1"),
        (b"<InterchangeX>&undeclared;</InterchangeX>", "not well-formed XML in UTF-8, line 1, column 15"),
        (b"<InterchangeX><Student></InterchangeX>", "not well-formed XML in UTF-8, line 1, column 26"),
        (
            interchange(STUDENT.replace("Zenobia", "Zénobia")).encode("latin-1"),
            "not well-formed XML in UTF-8, line 4, column 67",
        ),
        (BOMB.encode(), "a document with a DOCTYPE is not read"),
        (f'<?xml version="1.0" encoding="UTF-16"?>{BOMB}'.encode("utf-16"), "a document with a DOCTYPE is not read"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "a document with a DOCTYPE is not read"),
        (b" " * 70_000 + b"<a/>", "expected the root element within the first 65536 bytes"),
        (b"<a/><!DOCTYPE a []>", "not well-formed XML in UTF-8, line 1, column 5"),
    ],
)
def test_bad_xml_is_an_error_beside_the_good_files(tmp_path: Path, text: bytes, message: str) -> None:
    found = read(written(tmp_path, bad_xml=text, good_xml=interchange(PROGRAM, STUDENT)))
    assert problems_of(found) == [("$", message)]
    assert found.errors[0].where == str(tmp_path / "bad.xml")
    assert len(found.cases) == 1


def test_what_comes_before_the_break_is_kept(tmp_path: Path) -> None:
    whole = interchange(STUDENT, PROGRAM, PROGRAM.replace("4711", "12"))
    found = read(written(tmp_path, cut_xml=whole[: whole.rindex("<IEPReviewDate>")]))
    assert [case.id for case in found.cases] == [CHILD]
    assert len(found.errors) == 1


def test_a_large_file_is_read_in_pieces(tmp_path: Path) -> None:
    others = [
        STUDENT.replace("4711", str(child)).replace("Student>", "Other>" if child % 2 else "Student>")
        for child in range(2000)
    ]
    found = read(written(tmp_path, a_xml=interchange(*others, PROGRAM, STUDENT)))
    assert (len(found.cases), found.findings, found.errors) == (1, (), ())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"{", [("$", "not valid JSON, line 1, column 2")]),
        (b"\xff\xfe", [("$", "not valid UTF-8")]),
        ({"students": {}}, [("$.students", "expected a list")]),
        ({"students": ["x"]}, [("$.students[0]", "expected an object")]),
        ({"students": [{"birthDate": BORN}]}, [("$.students[0].studentUniqueId", "expected, and not there")]),
        ({"other": []}, []),
        ([row()], []),  # a bare list says in its name what it is
        (7, []),
    ],
)
def test_bad_json_is_an_error_and_other_json_is_passed_over(
    tmp_path: Path, content: object, expected: list[tuple[str, str]]
) -> None:
    found = read(written(tmp_path, rows_json=content, good_xml=interchange(PROGRAM, STUDENT)))
    assert problems_of(found) == expected
    assert len(found.cases) == 1


def test_a_file_that_is_named_must_hold_something(tmp_path: Path) -> None:
    folder = written(tmp_path, none_xml="<Interchange/>", none_json={}, text_txt="x")
    assert read(folder).errors == ()
    named = read(
        str(path) for path in (folder / "none.xml", folder / "none.json", folder / "text.txt", folder / "gone.xml")
    )
    nothing = f"expected rows of one of: {', '.join(ENTITIES)}"
    assert [message for _, message in problems_of(named)] == [
        nothing,
        nothing,
        "expected a file named .xml or .json",
        "this file cannot be read",
    ]
    broken = read(written(tmp_path, broken_json={"students": "x"}) / "broken.json")
    assert [message for _, message in problems_of(broken)] == ["expected a list"]


def test_a_file_is_read_once(tmp_path: Path) -> None:
    folder = written(tmp_path, a_xml=interchange(PROGRAM, STUDENT), b_xml=interchange())
    for paths in ([folder, folder / "a.xml"], [folder / "a.xml", folder], [folder, folder]):
        found = read(paths)
        assert (len(found.rows), found.findings, found.errors) == (1, (), ())


OLD_DATE = """
<CalendarDate><Date>{date}</Date>
<SchoolReference><SchoolIdentity><SchoolId>9</SchoolId></SchoolIdentity></SchoolReference>
<CalendarEvent><EventDuration>1</EventDuration>
<CalendarEvent><CodeValue>Instructional day</CodeValue>{namespace}</CalendarEvent>
</CalendarEvent></CalendarDate>
"""
NAMESPACE = "<Namespace>http://ed-fi.org/Descriptor/CalendarEventDescriptor.xml</Namespace>"


def test_the_calendar_of_release_2_hangs_on_the_school(tmp_path: Path) -> None:
    days = ["2010-08-23", "2010-08-24", "2010-08-25"]
    rows = [OLD_DATE.format(date=day, namespace=NAMESPACE if day != days[2] else "") for day in days]
    found = read(written(tmp_path, a_xml=interchange(*rows, release="0220")))
    (calendar,) = found.calendars
    assert (calendar.id, calendar.years[0].name, calendar.horizon) == ("9", "", date(2010, 8, 24))
    assert [(f.code, f.path) for f in found.findings_of(None)] == [
        ("ED151", "$.CalendarDate[2].CalendarEvent[0]"),  # a code without its namespace
        ("ED161", "$.CalendarDate[1].Date"),
    ]


def test_nothing_read_is_nothing_found() -> None:
    assert read([]) == EdFi()
    assert EdFi(cases=(Case("1"),)).findings_of("1") == ()
    assert isinstance(told(row(ideaEligibility=DROP)).findings_of(CHILD)[0], Finding)
