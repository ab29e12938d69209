"""Ed-Fi in: who the children are, and the program rows of release 2.2, from samples made for it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from iepkit.errors import UnknownName
from iepkit.findings import Severity
from iepkit.formats.edfi import EdFi, from_rows, read
from iepkit.formats.edfi.codes import Heritage
from iepkit.formats.edfi.rows import PlainProgramRow
from iepkit.records import Student
from iepkit.records.terms import Race, Sex
from iepkit.vocabulary import EventKind

Plain = dict[str, Any]
CHILD = "4711"
SEX, RACE, ENGLISH = "SexDescriptor", "RaceDescriptor", "LimitedEnglishProficiencyDescriptor"
RESOURCE = "$.studentEducationOrganizationAssociations"


def uri(descriptor: str, code: str, namespace: str = "ed-fi.org") -> str:
    return f"uri://{namespace}/{descriptor}#{code}"


def association(**said: object) -> Plain:
    """What a district says of the child; races by their words."""
    plain: Plain = {"studentReference": {"studentUniqueId": CHILD}, **said}
    if "races" in said:
        plain["races"] = [{"raceDescriptor": uri(RACE, str(code))} for code in said["races"]]  # type: ignore[attr-defined]
    return plain


def described(*rows: object, **more: Any) -> EdFi:
    return from_rows((), [{"studentUniqueId": CHILD, "birthDate": "2015-02-28"}], associations=rows, **more)


def codes_of(found: EdFi) -> list[tuple[str, str]]:
    return [(one.finding.code, one.finding.path.removeprefix(RESOURCE)) for one in found.findings]


def test_a_district_says_who_a_child_is() -> None:
    found = described(
        association(
            sexDescriptor=uri(SEX, "Female"),
            hispanicLatinoEthnicity=False,
            races=["White", "Asian"],
            limitedEnglishProficiencyDescriptor=uri(ENGLISH, "Limited"),
        )
    )
    assert found.students == (
        Student(
            id=CHILD,
            birth_date=date(2015, 2, 28),
            sex=Sex.FEMALE,
            hispanic=False,
            races=(Race.ASIAN, Race.WHITE),
            english_learner=True,
        ),
    )
    assert (found.findings, found.errors, found.cases) == ((), (), ())


def test_release_6_says_it_in_another_row() -> None:
    row = association(sexDescriptor=uri(SEX, "Male"), races=["White"])
    expected = Student(id=CHILD, sex=Sex.MALE, races=(Race.WHITE,))
    assert from_rows((), demographics=[row], release="6.1").students == (expected,)


def test_a_child_without_a_case_has_findings_too() -> None:
    found = described(association(sexDescriptor=uri(SEX, "X")))
    assert [one.code for one in found.findings_of(CHILD)] == ["ED151"]
    assert found.students[0].sex is None


@pytest.mark.parametrize(
    ("code", "sex", "findings"),
    [
        ("Female", Sex.FEMALE, []),
        ("Male", Sex.MALE, []),
        ("Non-binary", Sex.OTHER, []),
        ("Not Selected", None, []),
        ("female", Sex.FEMALE, [("ED152", "[0].sexDescriptor")]),
        ("X", None, [("ED151", "[0].sexDescriptor")]),
    ],
)
def test_sex(code: str, sex: Sex | None, findings: list[tuple[str, str]]) -> None:
    found = described(association(sexDescriptor=uri(SEX, code)))
    assert (found.students[0].sex, codes_of(found)) == (sex, findings)


@pytest.mark.parametrize(
    ("codes", "races", "findings"),
    [
        (["American Indian or Alaska Native"], (Race.AMERICAN_INDIAN_OR_ALASKA_NATIVE,), []),
        (["Black or African American"], (Race.BLACK_OR_AFRICAN_AMERICAN,), []),
        (["Native Hawaiian or Pacific Islander"], (Race.NATIVE_HAWAIIAN_OR_PACIFIC_ISLANDER,), []),
        (["White", "White"], (Race.WHITE,), []),
        (["Black - African American"], (Race.BLACK_OR_AFRICAN_AMERICAN,), []),
        (["Choose Not to Respond"], (), []),
        (["Other"], (), [("ED171", "[0].races[0]")]),
        (["White", "Middle Eastern or North African"], (), [("ED171", "[0].races[1]")]),
        (["White", "Martian"], (), [("ED151", "[0].races[1]")]),
        ([], (), []),
    ],
)
def test_races_are_all_read_or_none(codes: list[str], races: tuple[Race, ...], findings: list[tuple[str, str]]) -> None:
    found = described(association(hispanicLatinoEthnicity=False, races=codes))
    assert (found.students[0].races, codes_of(found)) == (races, findings)


def test_a_race_that_cannot_be_read_hides_the_group() -> None:
    found = described(association() | {"races": [{"raceDescriptor": uri(RACE, "White")}, {"raceDescriptor": 7}]})
    assert found.students[0].races == ()
    assert [problem.path for error in found.errors for problem in error.problems] == [f"{RESOURCE}[0].races[1]"]


@pytest.mark.parametrize(
    ("said", "codes", "hispanic", "findings"),
    [
        (True, ["White"], True, []),
        (False, ["White"], False, []),
        (None, ["White"], None, []),
        (None, ["White", "Hispanic or Latino"], True, []),
        (True, ["Hispanic or Latino"], True, []),
        (False, ["White", "Hispanic or Latino"], None, [("ED172", "[0].hispanicLatinoEthnicity")]),
    ],
)
def test_ethnicity_may_stand_among_the_races(
    *,
    said: bool | None,
    codes: list[str],
    hispanic: bool | None,
    findings: list[tuple[str, str]],
) -> None:
    found = described(association(hispanicLatinoEthnicity=said, races=codes))
    assert (found.students[0].hispanic, codes_of(found)) == (hispanic, findings)
    assert found.students[0].races == ((Race.WHITE,) if "White" in codes else ())


@pytest.mark.parametrize(
    ("code", "learner", "findings"),
    [
        ("Limited", True, []),
        ("NotLimited", False, []),
        ("Limited Monitored 1", False, ["ED174"]),
        ("Limited Monitored 2", False, ["ED174"]),
        ("A little", None, ["ED151"]),
    ],
)
def test_english(code: str, *, learner: bool | None, findings: list[str]) -> None:
    found = described(association(limitedEnglishProficiencyDescriptor=uri(ENGLISH, code)))
    assert found.students[0].english_learner is learner
    assert codes_of(found) == [(one, "[0].limitedEnglishProficiencyDescriptor") for one in findings]


def test_records_that_agree_are_one_and_those_that_differ_are_none() -> None:
    one = association(sexDescriptor=uri(SEX, "Female"), hispanicLatinoEthnicity=True, races=["White", "Asian"])
    silent = association()
    same = association(sexDescriptor=uri(SEX, "Female"), races=["Asian", "White"])
    agreed = described(silent, one, same)
    assert (agreed.students[0].sex, agreed.students[0].hispanic, len(agreed.students[0].races)) == (Sex.FEMALE, True, 2)
    assert agreed.findings == ()
    other = association(sexDescriptor=uri(SEX, "Male"), hispanicLatinoEthnicity=False, races=["Asian"])
    found = described(one, same, other)
    assert found.students == (Student(id=CHILD, birth_date=date(2015, 2, 28)),)
    assert codes_of(found) == [
        ("ED173", "[2].sexDescriptor"),
        ("ED173", "[2].hispanicLatinoEthnicity"),
        ("ED173", "[2].races"),
    ]
    assert {one.finding.severity for one in found.findings} == {Severity.CONFLICT}


def test_a_caller_adds_the_codes_of_a_state() -> None:
    row = association(sexDescriptor=uri(SEX, "W", "state.gov")) | {
        "races": [{"raceDescriptor": uri(RACE, "05", "state.gov")}]
    }
    words = {uri(SEX, "W", "state.gov"): "female", uri(RACE, "05", "state.gov"): "white"}
    found = described(row, codes=words)
    assert (found.students[0].sex, found.students[0].races, found.findings) == (Sex.FEMALE, (Race.WHITE,), ())
    with pytest.raises(UnknownName):
        described(row, codes={uri(RACE, "05", "state.gov"): "martian"})


def test_a_row_without_a_child_describes_nobody() -> None:
    found = from_rows((), associations=[{"sexDescriptor": uri(SEX, "Male")}])
    assert found.students == ()
    assert [problem.path for error in found.errors for problem in error.problems] == [
        f"{RESOURCE}[0].studentReference.studentUniqueId"
    ]


def test_the_words_for_race_are_those_of_the_records_and_one_more() -> None:
    assert {word.value for word in Heritage} == {race.value for race in Race} | {"hispanic-or-latino"}


# -- program rows of release 2.2 ---------------------------------------------------------------------------------------

PROGRAM = """
<StudentProgramAssociation>
  <StudentReference><StudentIdentity><StudentUniqueId>{child}</StudentUniqueId></StudentIdentity></StudentReference>
  <ProgramReference><ProgramIdentity>
    <ProgramType>{type}</ProgramType><ProgramName>Special Education</ProgramName>
  </ProgramIdentity></ProgramReference>
  <Service><Service><CodeValue>Psychological services</CodeValue></Service></Service>
  <BeginDate>2010-08-30</BeginDate>{rest}
  <EducationOrganizationReference><EducationOrganizationIdentity>
    <EducationOrganizationId>255901</EducationOrganizationId>
  </EducationOrganizationIdentity></EducationOrganizationReference>
</StudentProgramAssociation>
"""
STUDENT = """
<Student id="STUD_{child}"><StudentUniqueId>{child}</StudentUniqueId>
<Name><FirstName>Zenobia</FirstName></Name><Sex>{sex}</Sex>
<BirthData><BirthDate>2001-05-06</BirthDate></BirthData>
<HispanicLatinoEthnicity>{hispanic}</HispanicLatinoEthnicity><OldEthnicity>Asian Or Pacific Islander</OldEthnicity>
{races}
<LimitedEnglishProficiency><CodeValue>Limited</CodeValue>
<Namespace>http://ed-fi.org/Descriptor/LimitedEnglishProficiencyDescriptor.xml</Namespace></LimitedEnglishProficiency>
</Student>
"""
LEFT = """<EndDate>2010-12-17</EndDate><ReasonExited><CodeValue>{}</CodeValue>
<Namespace>http://ed-fi.org/Descriptor/ReasonExitedDescriptor.xml</Namespace></ReasonExited>"""


def program(child: str = CHILD, kind: str = "Special Education", rest: str = "") -> str:
    return PROGRAM.format(child=child, type=kind, rest=rest)


def student(child: str = CHILD, sex: str = "Female", hispanic: str = "false", *races: str) -> str:
    return STUDENT.format(
        child=child, sex=sex, hispanic=hispanic, races="".join(f"<Race>{race}</Race>" for race in races)
    )


def interchange(folder: Path, *rows: str, release: str = "0220") -> EdFi:
    path = folder / "rows.xml"
    path.write_text(f'<Interchange xmlns="http://ed-fi.org/{release}">{"".join(rows)}</Interchange>', "utf-8")
    return read(path)


def test_release_2_has_bare_words_and_the_student_describes_itself(tmp_path: Path) -> None:
    found = interchange(
        tmp_path,
        program(),
        program("12", "Gifted and Talented"),
        student(CHILD, "Female", "false", "Asian", "Native Hawaiian - Pacific Islander"),
        student("12", "Male", "true", "Black - African American"),
    )
    (case,) = found.cases
    assert case.student == Student(
        id=CHILD,
        birth_date=date(2001, 5, 6),
        sex=Sex.FEMALE,
        hispanic=False,
        races=(Race.ASIAN, Race.NATIVE_HAWAIIAN_OR_PACIFIC_ISLANDER),
        english_learner=True,
    )
    assert (case.events, case.eligibility) == ((), ())
    assert [child.id for child in found.students] == [CHILD, "12"]
    assert (found.students[1].sex, found.students[1].hispanic) == (Sex.MALE, True)
    assert found.students[1].races == (Race.BLACK_OR_AFRICAN_AMERICAN,)
    assert [(one.finding.code, one.finding.path) for one in found.findings] == [
        ("ED107", "$.StudentProgramAssociation[0].ProgramReference.ProgramIdentity.ProgramName")
    ]
    assert found.errors == ()
    assert not [word for word in ("Zenobia", CHILD, "2001") if word in repr(found)]


def test_bare_words_are_no_codes_in_a_later_release(tmp_path: Path) -> None:
    found = interchange(tmp_path, program(), student(CHILD, "Female", "false", "Asian"), release="5.2.0")
    assert found.cases == ()
    assert (found.students[0].sex, found.students[0].races) == (None, ())
    assert [one.finding.code for one in found.findings] == ["ED151", "ED151", "ED151"]


@pytest.mark.parametrize(
    ("rest", "left", "codes"),
    [
        ("", [], ["ED107"]),
        ("<EndDate>2010-12-17</EndDate>", [], ["ED107"]),
        (LEFT.format("Reached maximum age"), ["reached-maximum-age"], ["ED107", "ED125"]),
        (LEFT.format("Moved out of state"), [None], ["ED107"]),
        (LEFT.format("Bored"), [None], ["ED151", "ED107"]),
        (LEFT.format("Other").replace("<EndDate>2010-12-17</EndDate>", ""), [], ["ED107", "ED121"]),
        (LEFT.format("Other").replace("2010-12-17", "2010-08-01"), [None], ["ED107", "ED132"]),
    ],
)
def test_leaving_takes_a_reason_and_a_day(tmp_path: Path, rest: str, left: list[str | None], codes: list[str]) -> None:
    found = interchange(tmp_path, program(rest=rest), student())
    exits = [event for event in found.cases[0].events if event.kind is EventKind.EXITED]
    assert [event.detail for event in exits] == left
    assert [event.path for event in exits] == ["$.StudentProgramAssociation[0].EndDate"] * len(left)
    assert [one.code for one in found.findings_of(CHILD)] == codes


def test_a_reason_that_cannot_be_read_is_still_a_reason() -> None:
    row = {
        "studentReference": {"studentUniqueId": CHILD},
        "programReference": {"programName": "SE", "programTypeDescriptor": uri("ProgramTypeDescriptor", "IDEA")},
        "beginDate": "2010-08-30",
        "endDate": "2010-12-17",
        "reasonExitedDescriptor": 7,
    }
    asked = from_rows((), plain_programs=[row])
    assert (asked.cases, [one.code for one in asked.findings_of(None)]) == ((), ["ED151"])
    words = {uri("ProgramTypeDescriptor", "IDEA"): "special-education"}
    found = from_rows((), plain_programs=[row], codes=words)
    assert [(event.kind, event.detail) for event in found.cases[0].events] == [(EventKind.EXITED, None)]


def test_a_row_that_does_not_name_its_type_is_not_read() -> None:
    row = {"studentReference": {"studentUniqueId": CHILD}, "beginDate": "2010-08-30"}
    found = from_rows((), plain_programs=[row])
    assert (found.cases, found.findings) == ((), ())
    assert [problem.path for error in found.errors for problem in error.problems] == [
        "$.studentProgramAssociations[0].programReference.programTypeDescriptor"
    ]


def test_a_plain_row_beside_a_full_one_is_not_a_second_program(tmp_path: Path) -> None:
    plain = {
        "studentReference": {"studentUniqueId": CHILD},
        "programReference": {
            "programName": "SE",
            "programTypeDescriptor": uri("ProgramTypeDescriptor", "Preschool Special Education"),
        },
        "beginDate": "2021-08-30",
    }
    full = {**plain, "ideaEligibility": True, "iepBeginDate": "2021-08-30"}
    rows = {
        "studentProgramAssociations": [plain],
        "studentSpecialEducationProgramAssociations": [full],
        "studentDemographics": [association(sexDescriptor=uri(SEX, "Male"))],
    }
    path = tmp_path / "all.json"
    path.write_text(json.dumps(rows), "utf-8")
    found = read(path)
    assert [type(row) is PlainProgramRow for row in found.rows] == [False, True]
    assert "ED133" not in [one.finding.code for one in found.findings]
    assert found.cases[0].student == Student(id=CHILD, sex=Sex.MALE)
