"""Which of the two tables of environments a child is in: before kindergarten, or of school age."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from iepkit.placement.policies import DEFAULT, PlacementPolicy
from iepkit.records import Iep, Student
from iepkit.vocabulary import Environment

__all__ = ["EARLY_CHILDHOOD", "SCHOOL_AGE", "Table", "age_on", "table_for"]


def __dir__() -> list[str]:
    return __all__


class Table(StrEnum):
    """The two tables of educational environments in the federal count of children."""

    EARLY_CHILDHOOD = "early-childhood"
    SCHOOL_AGE = "school-age"


_BOTH = (Environment.SEPARATE_SCHOOL, Environment.RESIDENTIAL_FACILITY)
SCHOOL_AGE = (
    Environment.REGULAR_CLASS_80,
    Environment.REGULAR_CLASS_40_TO_79,
    Environment.REGULAR_CLASS_UNDER_40,
    *_BOTH,
    Environment.HOMEBOUND_OR_HOSPITAL,
    Environment.CORRECTIONAL_FACILITY,
    Environment.PARENTALLY_PLACED_PRIVATE,
)
"""The environments of children of five in kindergarten to twenty-one (EDFacts FS002)."""

EARLY_CHILDHOOD = (
    Environment.EARLY_CHILDHOOD_10_HOURS_SERVICES_THERE,
    Environment.EARLY_CHILDHOOD_10_HOURS_SERVICES_ELSEWHERE,
    Environment.EARLY_CHILDHOOD_UNDER_10_SERVICES_THERE,
    Environment.EARLY_CHILDHOOD_UNDER_10_SERVICES_ELSEWHERE,
    Environment.SEPARATE_CLASS,
    *_BOTH,
    Environment.HOME,
    Environment.SERVICE_PROVIDER_LOCATION,
)
"""The environments of children of three to five who are not in kindergarten (EDFacts FS089)."""

_YOUNGEST, _FIVE, _OLDEST = 3, 5, 21
_GRADES = {
    **dict.fromkeys(("PK", "PREK", "PRE-K", "P3", "P4", "P5", "PRESCHOOL"), Table.EARLY_CHILDHOOD),
    **dict.fromkeys(("K", "KG", "KINDERGARTEN", *(str(grade) for grade in range(1, 14))), Table.SCHOOL_AGE),
}
_FIVE_WORDS = "whether the child of five is in kindergarten; record the grade"


def age_on(born: date | None, on: date | None) -> int | None:
    """The age in whole years on a day; `None` where either day is not known.

    >>> age_on(date(2021, 9, 1), date(2026, 8, 31)), age_on(date(2021, 9, 1), date(2026, 9, 1))
    (4, 5)
    """
    if born is None or on is None:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def table_for(
    student: Student | None, iep: Iep, on: date | None, policy: PlacementPolicy = DEFAULT
) -> tuple[Table | None, str]:
    """The table that a child is counted in on a day, and in words what is not known where there is none.

    The age decides, at five the grade: kindergarten or higher is school age (EDFacts FS002 and FS089, since the school
    year 2019-20). Where the age is not known the grade does, or what the IEP says of itself.
    A grade that is neither, such as transitional kindergarten, is for the State to say.

    >>> table_for(Student(id="1", birth_date=date(2021, 3, 1), grade="K"), Iep(), date(2026, 10, 1))[0].value
    'school-age'
    >>> table_for(Student(id="1", birth_date=date(2021, 3, 1)), Iep(), date(2026, 10, 1))
    (None, 'whether the child of five is in kindergarten; record the grade')
    """
    student = student or Student(id="")
    age = age_on(student.birth_date, on)
    if age is not None and age != _FIVE:
        if not _YOUNGEST <= age <= _OLDEST:
            return (
                None,
                "in which table the child is: both are for children of three to twenty-one; check the birth date",
            )
        return (Table.EARLY_CHILDHOOD if age < _FIVE else Table.SCHOOL_AGE), ""
    by_grade = _GRADES.get((student.grade or "").strip().upper().lstrip("0"))
    if by_grade is not None:
        return by_grade, ""
    if iep.preschool is not None:
        return (Table.EARLY_CHILDHOOD if iep.preschool else Table.SCHOOL_AGE), ""
    if age is None:
        return None, "whether the child is of school age; record the birth date and the day, or the grade"
    by_policy = policy.five_without_grade == "preschool" and not student.grade
    return (Table.EARLY_CHILDHOOD, "") if by_policy else (None, _FIVE_WORDS)
