"""The published Ed-Fi samples, read whole, against numbers that were counted from the files by other means."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from dateutil.relativedelta import relativedelta

from iepkit.calendars import SCHOOL_DAYS, SchoolCalendar
from iepkit.days import is_unknown, to_date, to_day
from iepkit.equity import Group, group_of_student, tally
from iepkit.findings import Severity
from iepkit.formats.edfi import EdFi, read
from iepkit.laws import law
from iepkit.placement.groups import age_on
from iepkit.records.terms import Sex
from iepkit.reporting.codes import MISSING, Level, file_spec
from iepkit.reporting.entries import Entry, demographics
from iepkit.reporting.pupils import NotAPupil, pupils_of
from iepkit.reporting.reasons import Reason
from iepkit.reporting.settings import StateSettings
from iepkit.reporting.standing import standing_on
from iepkit.reporting.tabulation import tabulate
from iepkit.timelines import deadlines
from iepkit.vocabulary import Environment, EventKind, Status


@pytest.fixture(scope="module")
def caseload(edfi_samples: Path) -> EdFi:
    return read([edfi_samples / "ds-5.2.0"])


@pytest.fixture(scope="module")
def calendars(edfi_samples: Path) -> EdFi:
    return read([edfi_samples / "ds-2.2.0" / "EducationOrgCalendar.xml"])


@pytest.fixture(scope="module")
def children(edfi_samples: Path) -> EdFi:
    """The children of release 2.2, who are described."""
    return read([edfi_samples / "ds-2.2.0" / name for name in ("Student.xml", "StudentProgram.xml")])


def test_every_child_is_read_with_a_birth_date(caseload: EdFi) -> None:
    assert len(caseload.cases) == len({case.id for case in caseload.cases}) == len(caseload.rows) == 97
    assert all(case.student is not None and case.student.birth_date is not None for case in caseload.cases)
    assert caseload.errors == ()


def test_findings_are_as_many_as_were_counted(caseload: EdFi) -> None:
    counts = Counter(located.finding.code for located in caseload.findings if located.case is not None)
    assert counts == {
        "ED101": 77,  # no disability
        "ED102": 5,  # outside IDEA: physical twice, motor, sensory, medical
        "ED104": 19,  # one disability, no order
        "ED105": 2,  # hearing impairment, including deafness
        "ED106": 90,  # does not say whether eligible
        "ED111": 3,  # the deprecated setting
        "ED113": 7,  # hours
        "ED121": 1,  # a reason without a date
        "ED123": 20,  # an exit date on an open row
        "ED124": 9,  # a row that ends after the exit
        "ED125": 4,  # the age limit, at 8 to 16
        "ED126": 1,  # "Dropped out" and "Reached maximum age"
        "ED131": 97,  # begins two days before the IEP
    }
    ages = [located.finding.severity for located in caseload.findings if located.finding.code == "ED125"]
    assert Counter(ages) == {Severity.CONFLICT: 3, Severity.UNKNOWN: 1}


def test_what_the_rows_hold(caseload: EdFi) -> None:
    assert Counter(len(row.disabilities) for row in caseload.rows) == {0: 77, 1: 19, 2: 1}
    assert sum(row.exit_date is not None for row in caseload.rows) == 29
    assert sum(row.reason is not None for row in caseload.rows) == 30
    assert Counter(row.environment for row in caseload.rows if row.setting) == {
        Environment.REGULAR_CLASS_UNDER_40: 4,
        Environment.REGULAR_CLASS_40_TO_79: 3,
    }
    stated = [row for row in caseload.rows if row.special_hours is not None]
    hours = [(str(row.special_hours), str(row.school_hours)) for row in stated]
    assert sorted(hours) == [
        ("16.00", "19.00"),
        ("18.00", "17.00"),
        ("18.00", "17.00"),
        ("25.00", "10.00"),
        ("25.00", "10.00"),
        ("30.00", "5.00"),
        ("30.00", "5.00"),
    ]
    ended = [e for case in caseload.cases for e in case.events if e.kind is EventKind.IEP_IN_EFFECT and e.until]
    assert [event.until for event in ended] == [date(2021, 9, 30)] * 2


def test_paths_lead_to_the_rows(caseload: EdFi) -> None:
    places = {located.finding.path for located in caseload.findings if located.finding.code == "ED131"}
    assert places == {f"$.StudentSpecialEducationProgramAssociation[{n}].BeginDate" for n in range(97)}
    assert {Path(located.where or "").name for located in caseload.findings if located.case} == {"StudentProgram.xml"}


def test_due_dates(caseload: EdFi) -> None:
    found = [
        deadline
        for case in caseload.cases
        for deadline in deadlines(case, law=law("TX"), as_of=date(2022, 9, 1))
        if deadline.clock in {"annual-review", "reevaluation"}
    ]
    assert Counter((deadline.clock, deadline.due) for deadline in found) == {
        ("annual-review", date(2022, 8, 27)): 97,
        ("reevaluation", date(2024, 8, 23)): 95,
        ("reevaluation", date(2024, 8, 24)): 2,
    }
    assert Counter((deadline.clock, deadline.status) for deadline in found) == {
        ("annual-review", Status.ENDED): 29,
        ("annual-review", Status.OVERDUE): 68,
        ("reevaluation", Status.ENDED): 29,
        ("reevaluation", Status.OPEN): 68,
    }


def test_two_dates_are_no_calendar(caseload: EdFi) -> None:
    assert caseload.calendars == ()
    assert [finding.code for finding in caseload.findings_of(None)] == ["ED161", "ED162"]


def test_nothing_names_a_child(caseload: EdFi, edfi_samples: Path) -> None:
    said = "\n".join(repr(located) for located in caseload.findings)
    children = [case.student for case in caseload.cases if case.student is not None]
    assert [child.id for child in children if child.id in said or str(child.birth_date) in said] == []
    assert "<FirstName>Tyrone</FirstName>" in (edfi_samples / "ds-5.2.0" / "Student.xml").read_text("utf-8")
    assert "Tyrone" not in said + repr(caseload)
    assert not any(child.id in repr(caseload.cases) for child in children)


def test_the_children_of_release_2_are_described(children: EdFi) -> None:
    assert (len(children.cases), len(children.rows), len(children.students)) == (97, 97, 962)
    assert children.errors == ()
    students = children.students
    assert Counter(str(child.sex) for child in students) == {"female": 462, "male": 500}
    assert Counter(child.hispanic for child in students) == {False: 527, True: 435}
    assert Counter(len(child.races) for child in students) == {1: 961, 2: 1}
    assert sum(child.english_learner is True for child in students) == 12
    assert all(child.birth_date is not None for child in students)


def test_findings_of_release_2(children: EdFi) -> None:
    assert Counter(located.finding.code for located in children.findings) == {
        "ED107": 97,  # the rows hold no more than the program
        "ED125": 10,  # the age limit, at 4 to 16
    }
    exits = [event for case in children.cases for event in case.events]
    assert Counter((str(event.kind), event.on, event.detail) for event in exits) == {
        ("exited", date(2010, 10, 3), None): 10,  # moved out of the State, which is no word of the federal list
        ("exited", date(2010, 12, 17), None): 12,
        ("exited", date(2010, 12, 17), "reached-maximum-age"): 10,
    }


GROUPS = {
    # group: girls and boys of 6 to 21
    Group.AMERICAN_INDIAN: (5, 3),
    Group.ASIAN: (7, 2),
    Group.BLACK: (7, 7),
    Group.HISPANIC: (13, 20),
    Group.PACIFIC_ISLANDER: (4, 5),
    Group.WHITE: (0, 2),
}


def test_who_is_in_the_program_on_the_count_date(children: EdFi) -> None:
    on = date(2010, 11, 1)
    running = {row.student for row in children.rows if row.begin and row.begin <= on and (not row.end or on <= row.end)}
    served = [child for child in children.students if child.id in running]
    ages = {child.id: relativedelta(on, child.birth_date).years for child in served}
    assert len(served) == 87
    assert sorted(Counter(ages.values()).items()) == [
        (4, 2), (5, 10), (6, 12), (7, 4), (8, 8), (9, 11), (10, 4), (11, 9), (12, 8), (13, 7), (14, 2), (15, 6), (16, 4)
    ]  # fmt: skip
    older = [child for child in served if ages[child.id] >= 6]
    assert len(older) == 75
    assert Counter(child.sex for child in older) == {Sex.MALE: 39, Sex.FEMALE: 36}
    pairs = Counter((group_of_student(child), child.sex) for child in older)
    assert {group: (pairs[group, Sex.FEMALE], pairs[group, Sex.MALE]) for group in GROUPS} == GROUPS
    assert sum(map(sum, GROUPS.values())) == 75


def test_what_the_federal_count_makes_of_them(children: EdFi) -> None:
    """The rows have no IEP, so that nobody is counted by the file alone; by the program rows, 75 are in FS002."""
    state = StateSettings(count_date=date(2010, 11, 1))
    reasons = {case.id: standing_on(case, state).reason for case in children.cases}
    assert Counter(reasons.values()) == {Reason.NO_IEP: 87, Reason.LEFT: 10}
    served = [case for case in children.cases if reasons[case.id] is Reason.NO_IEP and case.student]
    ages = {case.id: age_on(case.student.birth_date, state.count_date) or 0 for case in served if case.student}
    unknown = {"DISABCATIDEA": MISSING, "EDENVIRIDEASA": MISSING}
    entries = [
        Entry(case.id, "255901", None, {"AGESA": str(ages[case.id]), **unknown, **demographics(case.student)})
        for case in served
        if ages[case.id] >= 6  # the twelve of 4 and 5 are in FS089, or wait for a grade
    ]
    spec = file_spec("FS002", school_year=2021)  # the codes of race and sex are those of 2010
    table = tabulate(spec, entries, level=Level.LEA)

    def amounts(name: str, category: str) -> dict[str, int]:
        return {code: table.amount(name, code, lea="255901") for code in spec.categories[category].codes}

    sets = {one.categories: one.id for one in spec.category_sets}
    by_race = amounts(sets[("RACEETHNIC",)], "RACEETHNIC")
    assert by_race == {"AM7": 8, "AS7": 9, "BL7": 14, "HI7": 33, "MU7": 0, "PI7": 9, "WH7": 2, "MISSING": 0}
    assert amounts(sets[("SEX",)], "SEX") == {"F": 36, "M": 39, "MISSING": 0}
    assert amounts(sets[("DISABCATIDEA",)], "DISABCATIDEA")["MISSING"] == table.amount("TOT", lea="255901") == 75


def test_equity_knows_who_is_enrolled_and_not_who_is_identified(children: EdFi) -> None:
    state = StateSettings(count_date=date(2010, 11, 1))
    found = pupils_of(children.cases, state, district="255901", enrolled=children.students)
    assert Counter(pupil.identified for pupil in found.pupils) == {False: 865, None: 87}
    assert [row.reason for row in found.left_out] == [NotAPupil.PERHAPS_GONE] * 10
    counted = tally(found.pupils)
    assert counted.left_out["id-all", "not known whether a child with a disability"] == 87
    assert sum(count.total for count in counted.counts.of("255901", "id-all").values()) == 865


@pytest.mark.parametrize("school", range(3))
def test_the_calendars_of_release_2(calendars: EdFi, school: int) -> None:
    calendar = calendars.calendars[school]
    assert calendar.school_days(date(2010, 8, 23), date(2011, 5, 27)) == 177
    assert calendar.horizon == date(2011, 5, 27)
    assert calendar.school_days(date(2010, 11, 20), date(2011, 1, 7)) == 21
    assert [(str(closure.first), str(closure.end)) for closure in calendar.years[0].closures] == [
        ("2010-09-06", "2010-09-06"),
        ("2010-11-24", "2010-11-26"),
        ("2010-12-20", "2011-01-03"),
        ("2011-01-17", "2011-01-17"),
        ("2011-02-01", "2011-02-01"),
        ("2011-03-14", "2011-03-18"),
        ("2011-04-22", "2011-04-22"),
    ]


# the event, and the 10th, 15th, 30th, 45th and 60th school day after it
VECTORS = """
2010-08-23 2010-09-07 2010-09-14 2010-10-05 2010-10-26 2010-11-16
2010-09-03 2010-09-20 2010-09-27 2010-10-18 2010-11-08 2010-12-02
2010-11-01 2010-11-15 2010-11-22 2010-12-16 2011-01-24 2011-02-15
2010-12-17 2011-01-18 2011-01-25 2011-02-16 2011-03-09 2011-04-06
2011-01-21 2011-02-07 2011-02-14 2011-03-07 2011-04-04 2011-04-26
2011-03-11 2011-04-01 2011-04-08 2011-05-02 2011-05-23 unknown
"""


@pytest.mark.parametrize("line", VECTORS.split("\n")[1:-1])
def test_counting_school_days(calendars: EdFi, line: str) -> None:
    event, *expected = line.split()
    for calendar in calendars.calendars:
        assert [after(calendar, event, n) for n in (10, 15, 30, 45, 60)] == expected


def after(calendar: SchoolCalendar, event: str, days: int) -> str:
    due = calendar.counter(SCHOOL_DAYS).nth_after(to_day(date.fromisoformat(event)), days)
    return "unknown" if is_unknown(due) else str(to_date(due))


def test_session_totals_that_do_not_fit(calendars: EdFi) -> None:
    assert [(finding.code, finding.path) for finding in calendars.findings_of(None)] == [
        ("ED165", f"$.Session[{n}].TotalInstructionalDays") for n in (1, 3, 5)
    ]
    assert len(calendars.calendars) == 3
    assert (calendars.cases, calendars.errors) == ((), ())
