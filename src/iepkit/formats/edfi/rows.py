"""The rows of Ed-Fi that are read, as values: what each field is called in XML and in the JSON of the API."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

import attrs

from iepkit.formats.edfi._fields import Row, code, codes, day, each, flag, hours, label, said, term, whole
from iepkit.vocabulary import Disability, Environment, ExitReason

__all__ = [
    "ENTITIES",
    "AssociationRow",
    "CalendarDateRow",
    "DemographicRow",
    "DescribingRow",
    "DisabilityRow",
    "PlainProgramRow",
    "ProgramRow",
    "SessionRow",
    "StudentRow",
]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class DisabilityRow(Row):
    """One disability on a row: its code as it was given, its place in the order, and under which laws it counts."""

    ENTITY: ClassVar[str] = "Disability"
    REQUIRED: ClassVar[tuple[str, ...]] = ("code",)
    code: str | None = said(code, "Disability", "disabilityDescriptor")
    order: int | None = said(whole, "OrderOfDisability", "orderOfDisability")
    designations: tuple[str, ...] = said(
        codes("disabilityDesignationDescriptor"),
        "DisabilityDesignation",
        "designations disabilityDesignations",
        default=(),
    )


@attrs.frozen
class ProgramRow(Row):
    """A StudentSpecialEducationProgramAssociation: what held for a child from `begin` to `end`.

    `LEFT` and `WHY` name the fields that say when and why the child left special education.
    The last three fields are what the codes of the row are in iepkit, where they are known:
    the categories with the primary one first, the setting, and why the child left.
    """

    ENTITY: ClassVar[str] = "StudentSpecialEducationProgramAssociation"
    REQUIRED: ClassVar[tuple[str, ...]] = ("student", "begin")
    LEFT: ClassVar[str] = "exit_date"
    WHY: ClassVar[str] = "exit_reason"
    student: str | None = said(
        label, "StudentReference.StudentIdentity.StudentUniqueId", "studentReference.studentUniqueId"
    )
    organization: str | None = said(
        label,
        "EducationOrganizationReference.EducationOrganizationIdentity.EducationOrganizationId",
        "educationOrganizationReference.educationOrganizationId",
    )
    program: str | None = said(label, "ProgramReference.ProgramIdentity.ProgramName", "programReference.programName")
    begin: date | None = said(day, "BeginDate", "beginDate")
    end: date | None = said(day, "EndDate", "endDate")
    eligible: bool | None = said(flag, "IdeaEligibility", "ideaEligibility")
    disabilities: tuple[DisabilityRow, ...] = said(each(DisabilityRow), "Disability", "disabilities", default=())
    setting: str | None = said(code, "SpecialEducationSetting", "specialEducationSettingDescriptor")
    special_hours: Decimal | None = said(hours, "SpecialEducationHoursPerWeek", "specialEducationHoursPerWeek")
    school_hours: Decimal | None = said(hours, "SchoolHoursPerWeek", "schoolHoursPerWeek")
    last_evaluation: date | None = said(
        day, "LastEvaluationDate IEPLastEvaluationDate", "lastEvaluationDate iepLastEvaluationDate"
    )
    last_review: date | None = said(day, "IEPReviewDate IEPLastReviewDate", "iepReviewDate iepLastReviewDate")
    iep_begin: date | None = said(day, "IEPBeginDate", "iepBeginDate")
    iep_end: date | None = said(day, "IEPEndDate", "iepEndDate")
    exit_date: date | None = said(day, "SpecialEducationExitDate", "specialEducationExitDate")
    exit_reason: str | None = said(code, "SpecialEducationExitReason", "specialEducationExitReasonDescriptor")
    reason_exited: str | None = said(code, "ReasonExited", "reasonExitedDescriptor")
    categories: tuple[Disability, ...] = attrs.field(default=(), repr=False)
    environment: Environment | None = attrs.field(default=None, repr=False)
    reason: ExitReason | None = attrs.field(default=None, repr=False)

    @property
    def left(self) -> date | None:
        """The day on which the child left special education; an end alone only closes the row."""
        return self.exit_date


@attrs.frozen
class PlainProgramRow(ProgramRow):
    """A StudentProgramAssociation whose program is special education, as in the samples of release 2.2.

    It has no room for disability, eligibility, setting or IEP. Its end is the day on which the child left the program
    or its services stopped; only with a reason for leaving is it read as the day on which the child left.
    """

    ENTITY: ClassVar[str] = "StudentProgramAssociation"
    REQUIRED: ClassVar[tuple[str, ...]] = ("student", "begin", "program_type")
    ABSENT: ClassVar[frozenset[str]] = frozenset({"eligible", "disabilities", "exit_date", "exit_reason"})
    LEFT: ClassVar[str] = "end"
    WHY: ClassVar[str] = "reason_exited"
    program_type: str | None = said(
        term("ProgramTypeDescriptor"),
        "ProgramReference.ProgramIdentity.ProgramType",
        "programReference.programTypeDescriptor",
    )

    @property
    def left(self) -> date | None:
        """The end of the row, where a reason for leaving stands beside it."""
        return None if self.lacks("reason_exited") else self.end


@attrs.frozen
class DescribingRow(Row):
    """What a row may say of a child: sex, ethnicity and races, and how well the child knows English.

    Which entity holds them depends on the release: Student in 2.2, StudentEducationOrganizationAssociation in 5.2,
    StudentDemographic in 6.1. The sex on the birth certificate (BirthSex) is another matter and is not read.
    """

    student: str | None = said(
        label, "StudentReference.StudentIdentity.StudentUniqueId", "studentReference.studentUniqueId"
    )
    sex: str | None = said(term("SexDescriptor"), "Sex", "sexDescriptor")
    hispanic: bool | None = said(flag, "HispanicLatinoEthnicity", "hispanicLatinoEthnicity")
    races: tuple[str, ...] = said(
        codes("Race", "raceDescriptor", one_by=term("RaceDescriptor")), "Race", "races", default=()
    )
    english: str | None = said(
        term("LimitedEnglishProficiencyDescriptor"), "LimitedEnglishProficiency", "limitedEnglishProficiencyDescriptor"
    )


@attrs.frozen
class StudentRow(DescribingRow):
    """A Student: the birth date, and in release 2.2 what describes the child. Names are never read."""

    ENTITY: ClassVar[str] = "Student"
    REQUIRED: ClassVar[tuple[str, ...]] = ("student",)
    student: str | None = said(label, "StudentUniqueId", "studentUniqueId")
    birth_date: date | None = said(day, "BirthData.BirthDate", "birthDate")


@attrs.frozen
class AssociationRow(DescribingRow):
    """A StudentEducationOrganizationAssociation, which describes a child of a district up to release 5."""

    ENTITY: ClassVar[str] = "StudentEducationOrganizationAssociation"
    REQUIRED: ClassVar[tuple[str, ...]] = ("student",)


@attrs.frozen
class DemographicRow(AssociationRow):
    """A StudentDemographic, which describes a child of a district from release 6 on."""

    ENTITY: ClassVar[str] = "StudentDemographic"


@attrs.frozen
class CalendarDateRow(Row):
    """A CalendarDate: a day of a school's calendar and its events. In release 2.2 it belongs to the school itself."""

    ENTITY: ClassVar[str] = "CalendarDate"
    REQUIRED: ClassVar[tuple[str, ...]] = ("on", "school")
    on: date | None = said(day, "Date", "date")
    events: tuple[str, ...] = said(
        codes("CalendarEvent", "calendarEventDescriptor"), "CalendarEvent", "calendarEvents", default=()
    )
    school: str | None = said(
        label,
        "CalendarReference.CalendarIdentity.SchoolReference.SchoolIdentity.SchoolId"
        " SchoolReference.SchoolIdentity.SchoolId",
        "calendarReference.schoolId",
    )
    calendar: str | None = said(
        label, "CalendarReference.CalendarIdentity.CalendarCode", "calendarReference.calendarCode"
    )
    year: str | None = said(label, "CalendarReference.CalendarIdentity.SchoolYear", "calendarReference.schoolYear")


@attrs.frozen
class SessionRow(Row):
    """A Session: a stretch of a school year with the number of its instructional days."""

    ENTITY: ClassVar[str] = "Session"
    school: str | None = said(label, "SchoolReference.SchoolIdentity.SchoolId", "schoolReference.schoolId")
    begin: date | None = said(day, "BeginDate", "beginDate")
    end: date | None = said(day, "EndDate", "endDate")
    total: int | None = said(whole, "TotalInstructionalDays", "totalInstructionalDays")


ENTITIES: dict[str, type[Row]] = {
    kind.ENTITY: kind
    for kind in (
        ProgramRow,
        StudentRow,
        CalendarDateRow,
        SessionRow,
        PlainProgramRow,
        AssociationRow,
        DemographicRow,
    )
}
