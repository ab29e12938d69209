"""The codes of one child who counts: file, age, category, environment and the rest, with every doubt."""

from __future__ import annotations

import attrs

from iepkit.history import Case
from iepkit.placement import EnvironmentAnswer, environment
from iepkit.placement.groups import age_on
from iepkit.records import Iep, Student
from iepkit.reporting.children import district_on
from iepkit.reporting.codes import MISSING, crosswalk
from iepkit.reporting.disability import Reported, categories_on, report_disability
from iepkit.reporting.entries import Doubt, Entry, demographics
from iepkit.reporting.reasons import Reason
from iepkit.reporting.settings import FiveWithoutGrade, StateSettings
from iepkit.reporting.standing import Standing
from iepkit.vocabulary import Disability

__all__ = ["EARLY_CHILDHOOD", "SCHOOL_AGE", "Coded", "code_child"]


def __dir__() -> list[str]:
    return __all__


SCHOOL_AGE, EARLY_CHILDHOOD = "FS002", "FS089"
_YOUNGEST, _FIVE, _OLDEST = 3, 5, 21
_AGE = {SCHOOL_AGE: "AGESA", EARLY_CHILDHOOD: "AGEEC"}
_ENVIRONMENT = {SCHOOL_AGE: "EDENVIRIDEASA", EARLY_CHILDHOOD: "EDENVIDEAEC"}
_TABLE = {SCHOOL_AGE: "environment_school_age", EARLY_CHILDHOOD: "environment_early_childhood"}
_FILE = {"AGE05K": SCHOOL_AGE, "AGE05NOTK": EARLY_CHILDHOOD}
_GRADE = {SCHOOL_AGE: "K", EARLY_CHILDHOOD: "PK"}  # for the room of placement, which asks for one at five


@attrs.frozen(repr=False)
class Coded:
    """A child as counted: in which file, the entry, the doubts, and in words what led to the codes."""

    file: str
    entry: Entry
    doubts: tuple[Doubt, ...]
    lines: tuple[str, ...]
    category: Disability | None

    def __repr__(self) -> str:
        return f"<Coded for {self.file}>"


@attrs.define
class _Notes:
    """The doubts and the lines of one child, as they are found."""

    case: str
    doubts: list[Doubt] = attrs.field(factory=list)
    lines: list[str] = attrs.field(factory=list)

    def doubt(self, category: str, words: str, settles: str = "") -> None:
        self.doubts.append(Doubt(self.case, category, words, settles))


def code_child(case: Case, standing: Standing, settings: StateSettings) -> Coded | Reason:
    """The codes of a child who counts by their standing, or the reason for which they are in no file after all.

    Age is in completed years on the day of the count (34 CFR 300.641(b)). A child of five is in FS002 in kindergarten
    or higher, in FS089 otherwise. A child of unknown age is in the file of the grade, with the age `MISSING`.
    The environment is worked out (`iepkit.placement`); where that cannot be done it is the one that the IEP states,
    if it states one that may be, else `MISSING`; each with a doubt that says why. The district is that of the day;
    the school of a child who came later is not known.

    >>> from datetime import date
    >>> child = Case("7", student=Student(id="7", birth_date=date(2016, 5, 4)))
    >>> coded = code_child(child, Standing(), StateSettings(count_date=date(2025, 11, 3)))
    >>> coded.file, coded.entry.codes["AGESA"], coded.entry.codes["SEX"]
    ('FS002', '9', 'MISSING')
    """
    student, notes = case.student or Student(id=""), _Notes(case.id)
    age = age_on(student.birth_date, settings.count_date)
    placed = _placed(student, standing.iep, age, settings, notes)
    if isinstance(placed, Reason):
        return placed
    file, code = placed
    reported = _category(case, age, settings, notes)
    if reported.delay_refused:
        return Reason.DELAY_OUTSIDE_AGES
    for words, settles in standing.doubts:
        notes.doubt("", words, settles)
    notes.lines.append(f"Age on the day of the count: {'not known' if age is None else age}")
    if reported.rule:
        notes.lines.append(f"Category: {reported.rule}")
    codes = {
        _AGE[file]: code,
        "DISABCATIDEA": reported.code,
        _ENVIRONMENT[file]: _environment(file, student, standing, settings, notes),
        **demographics(student),
    }
    permitted = settings.correctional_ages
    if codes[_ENVIRONMENT[file]] == "CF" and not (age is None or permitted is None or age in permitted):
        words = "the State does not permit a correctional facility as the environment at this age"
        notes.doubt(_ENVIRONMENT[file], words, "check the environment and the settings of the State")
    _missing(student, codes, notes)
    district = district_on(case, settings.count_date)
    if district is None:
        notes.doubt("", "the district is not known, so the child is in the rows of the State alone", "record it")
    moved = any(one.enrolled is None or one.enrolled > settings.count_date for one in case.transfers)
    entry = Entry(case.id, district, None if moved else student.school, codes)
    return Coded(file, entry, tuple(notes.doubts), tuple(notes.lines), reported.category)


def _category(case: Case, age: int | None, settings: StateSettings, notes: _Notes) -> Reported:
    """The category that is reported; what is not sure about it goes to the notes."""
    told = categories_on(case, settings.count_date)
    uses_delay = None if age is None else settings.uses_delay(age)
    reported = report_disability(
        told.categories, reported_as=told.reported_as, uses_delay=uses_delay, deafness_as=settings.deafness_as
    )
    for words, settles in reported.doubts:
        notes.doubt("DISABCATIDEA", words, settles)
    if reported.category is None:
        notes.doubt("DISABCATIDEA", "the file does not tell the category", "record the determination and its category")
    elif not told.complete:
        words = "the last determination names no category, or the file holds only its first one"
        notes.doubt("DISABCATIDEA", words, "record the categories of the last determination")
    if settings.disabilities is not None and reported.category not in {None, *settings.disabilities}:
        notes.doubt("DISABCATIDEA", "the State does not use this category", "check it, and the settings of the State")
    return reported


def _placed(
    student: Student, iep: Iep | None, age: int | None, settings: StateSettings, notes: _Notes
) -> tuple[str, str] | Reason:
    """The file and the code of the age, or why there is none."""
    if age is not None and age != _FIVE:
        if not _YOUNGEST <= age <= _OLDEST:
            return Reason.TOO_YOUNG if age < _YOUNGEST else Reason.TOO_OLD
        return (EARLY_CHILDHOOD if age < _FIVE else SCHOOL_AGE), str(age)
    code = _by_grade(student.grade, iep, settings)
    if age is None:
        if code is None:
            return Reason.AGE_UNKNOWN
        notes.doubt(_AGE[_FILE[code]], "the file has no birth date; the grade tells the file", "record the birth date")
        return _FILE[code], MISSING
    if code is None:
        if settings.five_without_grade is FiveWithoutGrade.NOT_COUNTED:
            return Reason.GRADE_UNKNOWN
        code = "AGE05NOTK"
        words = "the grade at five does not tell whether the child is in kindergarten; counted as not"
        notes.doubt("AGEEC", words, "record the grade, or say in the settings where the State puts it")
    return _FILE[code], code


def _by_grade(grade: str | None, iep: Iep | None, settings: StateSettings) -> str | None:
    """`AGE05K` for kindergarten or higher, `AGE05NOTK` for before, `None` where neither grade nor IEP tells."""
    name = (grade or "").strip().upper().lstrip("0")
    if not name and iep is not None and iep.preschool is not None:
        return "AGE05NOTK" if iep.preschool else "AGE05K"
    return settings.grades.get(name) or crosswalk("grade_for_age_five").get(name)


def _environment(file: str, student: Student, standing: Standing, settings: StateSettings, notes: _Notes) -> str:
    """The code of the environment; what is not sure about it goes to the notes."""
    category, codes = _ENVIRONMENT[file], crosswalk(_TABLE[file])
    if standing.services_plan:
        if file == SCHOOL_AGE:
            notes.lines.append("Environment: a services plan, the parents placed the child in a private school")
            return "PPPS"
        words = "a services plan does not tell which program the child attends"
        notes.doubt(category, words, "the program, its hours, and where services are given")
        return MISSING
    if standing.iep is None:
        words = "the file does not hold the IEP that is in effect, or it has no day from which it is"
        notes.doubt(category, words, "the IEP with its placement")
        return MISSING
    known = attrs.evolve(student, grade=_GRADE[file])
    answer = environment(standing.iep, known, on=settings.count_date, policy=settings.placement)
    notes.lines += answer.lines
    found = answer.environment
    if found is not None and answer.stated not in (None, found):
        words = "the IEP states another environment than its services, schedule and setting make"
        notes.doubt(category, words, "check the placement")
    if found is None:
        found = answer.stated if _may_be(answer) else None
        start = "as the IEP states it, which cannot be checked" if found else "the environment cannot be told"
        notes.doubt(category, f"{start}; not known: {'; '.join(answer.unknown)}", "what is named as not known")
    code = MISSING if found is None else codes.get(found.value)
    if code is None:
        words = "the environment that the IEP states is not one of this file"
        notes.doubt(category, words, "check the placement, the birth date and the grade")
    return code or MISSING


def _may_be(answer: EnvironmentAnswer) -> bool:
    """Whether the environment that the IEP states may be the right one."""
    return not answer.contradiction and (not answer.possible or answer.stated in answer.possible)


_UNTOLD = {
    "SEX": ("the file does not tell the sex", "record it"),
    "RACEETHNIC": ("the file does not tell race and ethnicity", "record whether Hispanic, and the races"),
    "LEPBOTH": ("the file does not tell whether the child is an English learner", "record it"),
}
_NO_CODE = ("EDFacts has no code for the sex that the file gives", "how the State reports it")


def _missing(student: Student, codes: dict[str, str], notes: _Notes) -> None:
    """A doubt for each of the rest that has no code."""
    for category, doubt in _UNTOLD.items():
        if codes[category] == MISSING:
            notes.doubt(category, *(_NO_CODE if category == "SEX" and student.sex is not None else doubt))
