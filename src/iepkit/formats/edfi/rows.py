"""The rows of Ed-Fi that are read, as values: what each field is called in XML and in the JSON of the API."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

import attrs

from iepkit.formats.edfi._fields import Row, code, codes, day, each, flag, hours, label, said, whole
from iepkit.vocabulary import Disability, Environment, ExitReason

__all__ = ["ENTITIES", "CalendarDateRow", "DisabilityRow", "ProgramRow", "SessionRow", "StudentRow"]


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

    The last three fields are what the codes of the row are in iepkit, where they are known:
    the categories with the primary one first, the setting, and why the child left.
    """

    ENTITY: ClassVar[str] = "StudentSpecialEducationProgramAssociation"
    REQUIRED: ClassVar[tuple[str, ...]] = ("student", "begin")
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


@attrs.frozen
class StudentRow(Row):
    """A Student: the birth date and nothing else. Names are never read."""

    ENTITY: ClassVar[str] = "Student"
    REQUIRED: ClassVar[tuple[str, ...]] = ("student",)
    student: str | None = said(label, "StudentUniqueId", "studentUniqueId")
    birth_date: date | None = said(day, "BirthData.BirthDate", "birthDate")


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


ENTITIES: dict[str, type[Row]] = {kind.ENTITY: kind for kind in (ProgramRow, StudentRow, CalendarDateRow, SessionRow)}
