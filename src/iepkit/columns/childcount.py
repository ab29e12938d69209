"""The child count of section 618 for many children at once, from an event table and an attribute table.

Case for case it decides as `iepkit.reporting.child_count` does, and its rows are those of the tables there.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from iepkit.columns.attributes import AttributeTable, Words
from iepkit.columns.counted import FILES, ChildCounts, Codes, Mask
from iepkit.columns.standings import REASONS, standings
from iepkit.columns.tables import EventTable
from iepkit.days import MISSING as NO_DAY
from iepkit.days import to_day
from iepkit.errors import InvalidDocument, Problem
from iepkit.reporting.codes import MISSING, FileSpec, file_spec
from iepkit.reporting.coding import EARLY_CHILDHOOD, SCHOOL_AGE
from iepkit.reporting.reasons import Reason
from iepkit.reporting.settings import FiveWithoutGrade, StateSettings

__all__ = ["child_count"]


def __dir__() -> list[str]:
    return __all__


def child_count(
    events: EventTable, attributes: AttributeTable, *, settings: StateSettings, school_year: int
) -> ChildCounts:
    """The child count of a school year on the State's day, from the events and the attributes of many cases.

    Decides like `iepkit.reporting.child_count`, with a reason for each case that is not counted; doubts are not told.
    A child with several cases that count (`attributes.child`) is counted in the one whose IEP took effect last.
    Raises `InvalidDocument` where the tables are not about as many cases, for a word that is no code, and where the day
    of the settings is not in the fall of that school year.

    >>> from iepkit.columns import KINDS
    >>> from iepkit.vocabulary import EventKind
    >>> settings = StateSettings(count_date=date(2025, 11, 3))
    >>> events = EventTable(case=[0], kind=[KINDS.index(EventKind.IEP_IN_EFFECT)], on=[20_000], birth=[17_000, 17_000])
    >>> counts = child_count(events, AttributeTable(rows=2), settings=settings, school_year=2026)
    >>> counts, {reason.name: number for reason, number in counts.reasons.items()}
    (<ChildCounts of school year 2026: 1 of 2>, {'NO_IEP': 1})
    """
    if attributes.rows != len(events.birth):
        raise InvalidDocument([Problem("$.rows", "expected as many rows as the event table has cases")])
    if settings.school_year != school_year:
        words = f"the count of school year {school_year} is in the fall of {school_year - 1}"
        raise InvalidDocument([Problem("$.count_date", words)])
    specs = {file: file_spec(file, school_year=school_year) for file in FILES}
    standing = standings(events, attributes, settings)
    told = _Told(attributes, specs)
    reason, file, age = _placed(events.birth, told, standing.plan, settings)
    codes = told.codes(standing.plan)
    for name, table in _age_codes(specs).items():
        codes[name] = table[age]
    refused = np.array([settings.uses_delay(number) is False for number in _NUMBERS] + [False])
    delay = [code == "DD" for code in specs[SCHOOL_AGE].categories["DISABCATIDEA"].codes]
    late = (reason == 0) & refused[age // _GRADES] & np.array(delay)[codes["DISABCATIDEA"]]
    reason[late] = REASONS.index(Reason.DELAY_OUTSIDE_AGES)
    reason = np.where(standing.reason == 0, reason, standing.reason)
    _once(reason, file, standing.since, attributes)
    if told.problems:
        raise InvalidDocument(list(told.problems.values()), where="attribute table")
    return ChildCounts(school_year, reason, file, MappingProxyType(codes), attributes.lea, attributes.school)


_NUMBERS = range(2, 23)  # whole years; all who are under 3 stand as 2, all over 21 as 22
_FIVE, _GRADES = 5, 3
_GRADE_PLACES = {None: 0, "AGE05K": 1, "AGE05NOTK": 2}


def _ages(birth: npt.NDArray[np.int32], on: date) -> Codes:
    """The age of each child as a place in `_NUMBERS`, and one more where it is not known."""
    birthdays = [to_day(on.replace(year=on.year - age)) for age in reversed(_NUMBERS[1:])]
    days = np.arange(birthdays[0], birthdays[-1] + 2)  # from the last day on which all are too old
    table = (len(birthdays) - np.searchsorted(birthdays, days)).astype(np.uint8)
    found = table.take(birth - np.int32(birthdays[0]), mode="clip")
    found[birth == NO_DAY] = len(_NUMBERS)
    return found


def _placed(
    birth: npt.NDArray[np.int32], told: _Told, plan: Mask, settings: StateSettings
) -> tuple[Codes, Codes, Codes]:
    """The reason for which a child is in no file, the file, and the age with the grade, for `_age_codes`."""
    rows = [_place(age, grade, settings) for age in (*_NUMBERS, None) for grade in _GRADE_PLACES]
    grade, by_iep = told.places("grade", _GRADE_PLACES), told.places("preschool", _GRADE_PLACES)
    grade = np.where((grade == 0) & ~plan, by_iep, grade)
    age = _ages(birth, settings.count_date) * np.uint8(_GRADES) + grade
    reason = np.array([REASONS.index(reason) for reason, _ in rows], np.uint8)[age]
    return reason, np.array([FILES.index(file) for _, file in rows], np.uint8)[age], age


def _place(age: int | None, grade: str | None, settings: StateSettings) -> tuple[Reason | None, str]:
    """Why a child of an age and with a grade is in no file, or in which."""
    if age is not None and age != _FIVE:
        outside = Reason.TOO_YOUNG if age == _NUMBERS[0] else Reason.TOO_OLD if age == _NUMBERS[-1] else None
        return outside, EARLY_CHILDHOOD if age < _FIVE else SCHOOL_AGE
    if grade is None and age is None:
        return Reason.AGE_UNKNOWN, EARLY_CHILDHOOD
    if grade is None and settings.five_without_grade is FiveWithoutGrade.NOT_COUNTED:
        return Reason.GRADE_UNKNOWN, EARLY_CHILDHOOD
    return None, SCHOOL_AGE if grade == "AGE05K" else EARLY_CHILDHOOD


def _age_codes(specs: Mapping[str, FileSpec]) -> dict[str, Codes]:
    """For each age with a grade the place of its code, in the file of school age and in the other one."""
    found = {}
    for file, category, five in ((SCHOOL_AGE, "AGESA", "AGE05K"), (EARLY_CHILDHOOD, "AGEEC", "AGE05NOTK")):
        codes = tuple(specs[file].categories[category].codes)
        told = [five if age == _FIVE else str(age) for age in _NUMBERS]
        places = [codes.index(code) if code in codes else 0 for code in (*told, MISSING)]
        found[category] = np.repeat(np.array(places, np.uint8), _GRADES)
    return found


def _once(reason: Codes, file: Codes, since: npt.NDArray[np.int32], attributes: AttributeTable) -> None:
    """Of several cases of a child that count, all but one are counted elsewhere."""
    rows = np.flatnonzero(reason == 0)
    child = attributes.child[rows]
    if (child[1:] > child[:-1]).all():
        return
    order = np.lexsort((attributes.rank[rows], file[rows], -since[rows].astype(np.int64), child))
    same = child[order[1:]] == child[order[:-1]]
    reason[rows[order[1:][same]]] = REASONS.index(Reason.COUNTED_ELSEWHERE)


_COLUMNS = {"SEX": "sex", "RACEETHNIC": "race", "LEPBOTH": "learner", "DISABCATIDEA": "disability"}
_ENVIRONMENTS = {SCHOOL_AGE: "EDENVIRIDEASA", EARLY_CHILDHOOD: "EDENVIDEAEC"}
_PRIVATE = "PPPS"


class _Told:
    """The words of an attribute table as codes, and what in them is none."""

    def __init__(self, attributes: AttributeTable, specs: Mapping[str, FileSpec]) -> None:
        """Nothing is read yet."""
        self.attributes, self.specs = attributes, specs
        self.problems: dict[str, Problem] = {}

    def places(self, column: str, known: Mapping[str | None, int], also: Container[str] = ()) -> Codes:
        """The place of each word among those known; what is in `also` is as good as nothing."""
        words: Words = getattr(self.attributes, column)
        strange = [name for name in words.names if name not in known and name not in also]
        if strange:
            self.problems[column] = Problem(f"$.{column}", f"{len(strange)} of its names are no codes")
        table: Codes = np.array([known.get(name, known[None]) for name in words.names], np.uint8)
        found: Codes = table[words.places]
        return found

    def codes(self, plan: Mask) -> dict[str, Codes]:
        """The codes of each category, without those of the age."""
        found = {name: self.places(column, self._known(SCHOOL_AGE, name)) for name, column in _COLUMNS.items()}
        for at, other in zip(FILES, reversed(FILES), strict=True):
            name, known = _ENVIRONMENTS[at], self._known(at, _ENVIRONMENTS[at])
            places = self.places("environment", known, self.specs[other].categories[_ENVIRONMENTS[other]].codes)
            places[plan] = known.get(_PRIVATE, known[None])  # a services plan is for a child in a private school
            found[name] = places
        return found

    def _known(self, file: str, category: str) -> dict[str | None, int]:
        """The codes of a category with their places; what is not known is the missing one."""
        codes = tuple(self.specs[file].categories[category].codes)
        return {None: codes.index(MISSING)} | {code: place for place, code in enumerate(codes)}
