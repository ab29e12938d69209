"""The children of a count: every file on one child together, and what they tell of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

import attrs

from iepkit.errors import InvalidDocument, Problem
from iepkit.history import Case, Event, happenings
from iepkit.placement.groups import age_on
from iepkit.records import Iep
from iepkit.reporting.codes import MISSING
from iepkit.reporting.disability import Reported, categories_on, report_disability
from iepkit.reporting.entries import Doubt, demographics
from iepkit.reporting.settings import StateSettings
from iepkit.vocabulary import Environment, EventKind

__all__ = [
    "Child",
    "Coded",
    "Told",
    "Turn",
    "Words",
    "check_year",
    "children",
    "district_on",
    "parentally_placed",
    "state_on",
]


def __dir__() -> list[str]:
    return __all__


Words = tuple[str, str]
"""What is in doubt, and what would settle it."""
Coded = tuple[str, tuple[Words, ...]]
"""A code, and what is in doubt about it."""

_T = TypeVar("_T")
_K = EventKind
_IN = {
    _K.FOUND_ELIGIBLE,
    _K.IEP_IN_EFFECT,
    _K.IEP_IMPLEMENTED,
    _K.SERVICES_STARTED,
    _K.COMPARABLE_SERVICES_STARTED,
    _K.SERVED_BEFORE,
}
_OUT = {_K.EXITED, _K.FOUND_NOT_ELIGIBLE, _K.CONSENT_FOR_SERVICES_REVOKED}
_COUNTED = {_K.EXITED, _K.REMOVAL}
_KEPT = _IN | _OUT | _COUNTED
_WORDS = {"SEX": "the sex", "RACEETHNIC": "race or ethnicity", "LEPBOTH": "whether this is an English learner"}


def check_year(settings: StateSettings, school_year: int) -> None:
    """Raise `InvalidDocument` where the settings of a State are for another school year than the one to be counted."""
    if settings.school_year != school_year:
        words = f"the day of the count belongs to the school year that ends in {settings.school_year}"
        raise InvalidDocument([Problem("$.count_date", f"{words}, and {school_year} was asked for")])


def district_on(case: Case, on: date) -> str | None:
    """The district that a child belonged to on a day; `None` where the file does not tell.

    It is that of the student since the last transfer, and before each transfer the one that the child came from.
    A transfer without a day leaves it open at all times.

    >>> from iepkit.records import Student, Transfer
    >>> moved = Transfer(enrolled=date(2026, 1, 12), from_district="North")
    >>> case = Case("7", student=Student(id="1", district="South"), transfers=(moved,))
    >>> district_on(case, date(2026, 1, 11)), district_on(case, date(2026, 1, 12))
    ('North', 'South')
    """
    here = case.student.district if case.student else None
    return _before_moves(case, on, here, lambda moved: moved.from_district)


def state_on(case: Case, on: date) -> str | None:
    """The State that a child lived in on a day, in two capital letters; `None` where the file does not tell."""
    here = case.jurisdiction
    found = _before_moves(case, on, here, lambda moved: moved.from_jurisdiction or here)
    return found.upper() if found else None


def _before_moves(case: Case, on: date, here: str | None, there: Callable[..., str | None]) -> str | None:
    if any(moved.enrolled is None for moved in case.transfers):
        return None
    later = [moved for moved in case.transfers if moved.enrolled is not None and moved.enrolled > on]
    return there(min(later, key=lambda moved: str(moved.enrolled))) if later else here


def _in_effect(iep: Iep, on: date) -> bool:
    return iep.start is not None and iep.start <= on and (iep.end is None or on <= iep.end)


def parentally_placed(case: Case, on: date) -> bool:
    """Whether the file shows that the parents had placed the child in a private school on a day.

    By the student's own record, by the environment of the IEP in effect, or by a services plan in effect. Those
    children are not in the counts of exits and of discipline (Generate, whose rules leave out PPPS).

    >>> from iepkit.records import ServicesPlan
    >>> plan = ServicesPlan(start=date(2025, 9, 1), end=date(2026, 6, 12))
    >>> parentally_placed(Case("7", services_plans=(plan,)), date(2026, 6, 13))
    False
    """
    if case.student is not None and case.student.parentally_placed_private:
        return True
    ieps = [iep for iep in case.ieps if _in_effect(iep, on)]
    placed = max(ieps, key=lambda iep: str(iep.start)).placement if ieps else None
    if placed is not None and placed.environment is Environment.PARENTALLY_PLACED_PRIVATE:
        return True
    plans = case.services_plans
    return any(one.start is not None and one.start <= on and (one.end is None or on <= one.end) for one in plans)


@attrs.frozen
class Turn:
    """A day on which a child was found to be in special education, or left it, and the district of that day."""

    on: date
    within: bool
    district: str | None = attrs.field(repr=False)


@attrs.frozen(repr=False)
class Told:
    """An event of one of the files on a child, of the kinds that are counted, beside the file that tells of it."""

    event: Event
    case: Case

    @property
    def district(self) -> str | None:
        """The district of the child on that day."""
        return district_on(self.case, self.event.on)

    @property
    def elsewhere(self) -> bool:
        """Whether the file shows that the child lived in another State then, whose count it belongs to."""
        here, there = self.case.jurisdiction, state_on(self.case, self.event.on)
        return here is not None and there is not None and here.upper() != there


def _one(values: Iterable[_T | None]) -> tuple[_T | None, bool]:
    """What the files of a child say, and whether they differ; where they do, it is not known."""
    said = {value for value in values if value is not None}
    return (next(iter(said)), False) if len(said) == 1 else (None, bool(said))


@attrs.frozen(repr=False)
class Child:
    """Everything that the cases of one child hold; nothing of it is in `repr`.

    `born` is `None` where no file tells, or two differ. `codes` are those of sex, race and English learner, `MISSING`
    where files differ, which `doubts` then say. `turns` are in order of day, `told` are exits and removals.
    """

    id: str
    cases: tuple[Case, ...]
    born: date | None
    codes: Mapping[str, str]
    turns: tuple[Turn, ...]
    told: tuple[Told, ...]
    doubts: tuple[Doubt, ...]

    def __repr__(self) -> str:
        return "<Child>"

    @classmethod
    def of(cls, cases: Iterable[Case]) -> Child:
        """The child of cases that are all about the same one; at least one."""
        cases = tuple(cases)
        name = min(case.id for case in cases)
        born, differ = _one(case.student.birth_date for case in cases if case.student)
        doubts = [Doubt(name, "", "files on the child differ on the birth date", _CORRECT)] if differ else []
        said = [demographics(case.student) for case in cases]
        codes = {}
        for category, words in _WORDS.items():
            code, differ = _one(None if one[category] == MISSING else one[category] for one in said)
            codes[category] = code or MISSING
            if differ:
                doubts.append(Doubt(name, category, f"files on the child differ on {words}", _CORRECT))
        told = [Told(event, case) for case in cases for event, _ in happenings(case) if event.kind in _KEPT]
        turns = {
            Turn(one.event.on, one.event.kind in _IN, one.district) for one in told if one.event.kind != _K.REMOVAL
        }
        ordered = sorted(turns, key=lambda one: (one.on, one.within, one.district or ""))
        counted = tuple(one for one in told if one.event.kind in _COUNTED)
        return cls(name, cases, born, codes, tuple(ordered), counted, tuple(doubts))

    def age_on(self, on: date) -> int | None:
        """The age in whole years on a day; `None` where the birth date is not known."""
        return age_on(self.born, on)

    def in_special_education(self, on: date) -> bool | None:
        """Whether the child was in special education on a day, by the last that the files tell of it by then.

        The day of an exit is still within. `None` where the files tell of none on any day.

        >>> from iepkit.records import Eligibility, Exit
        >>> found, left = Eligibility(date(2025, 9, 1), eligible=True), Exit(date(2026, 3, 2))
        >>> child = Child.of([Case("7", eligibility=(found,), exits=(left,))])
        >>> [child.in_special_education(date(2026, 3, day)) for day in (2, 3)]
        [True, False]
        """
        if not self.turns:
            return None
        told = [one.within for one in self.turns if one.on < on or (one.on == on and one.within)]
        return bool(told) and told[-1]

    def disability_on(self, on: date, settings: StateSettings, age: int) -> Coded:
        """The code of the one category that the child is reported under by what is in force on a day.

        `age` is the one that decides whether the State uses developmental delay (34 CFR 300.641(c) and (d)). `MISSING`
        where no file tells a category, where the only one is developmental delay at another age, or where files differ.
        """
        found: list[Reported] = []
        for case in self.cases:
            told = categories_on(case, on)
            found.append(
                report_disability(
                    told.categories,
                    reported_as=told.reported_as,
                    uses_delay=settings.uses_delay(age),
                    deafness_as=settings.deafness_as,
                )
            )
        code, differ = _one(None if one.code == MISSING else one.code for one in found)
        if differ:
            return MISSING, (("files on the child differ on the disability", _CORRECT),)
        if code is None and any(one.delay_refused for one in found):
            return MISSING, ((_DELAYED, "the category after developmental delay"),)
        return code or MISSING, tuple(sorted({words for one in found for words in one.doubts}))


_CORRECT = "correct the file that is wrong"
_DELAYED = "the only category is developmental delay, which is not used at this age"


def children(cases: Iterable[Case], about: Callable[[Case], bool] = lambda _: True) -> tuple[Child, ...]:
    """The children of cases, in the order of the ids: cases of the same student, or with the same id, are one child's.

    A child none of whose cases is what the count is `about` is left out.

    A case that is given twice is taken once. For a State, the id of a student has to be the same in all districts; an
    empty one tells nothing. The child goes by the first of its cases' ids.

    >>> from iepkit.records import Student
    >>> both = Case("8", student=Student(id="A")), Case("7", student=Student(id="A"), jurisdiction="WA")
    >>> [(child.id, len(child.cases)) for child in children([*both, Case("9"), both[0]])]
    [('7', 2), ('9', 1)]
    """
    given = dict.fromkeys(cases)
    named = sorted(((case.id, case.student.id) for case in given if case.student is not None), reverse=True)
    student_of = dict(named)  # the first name, where one case has several
    found: dict[tuple[bool, str], list[Case]] = {}
    for case in given:
        student = student_of.get(case.id)
        found.setdefault((not student, student or case.id), []).append(case)
    kept = (Child.of(rows) for rows in found.values() if any(map(about, rows)))
    return tuple(sorted(kept, key=lambda child: child.id))
