"""What a count is made of: one entry for each child counted, a reason for each who is not, and what is in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import attrs

from iepkit.equity import group_of_student
from iepkit.records import Student
from iepkit.reporting.codes import MISSING, crosswalk

__all__ = ["Doubt", "Entry", "NotCounted", "demographics"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Entry:
    """A child as counted in one file: where, and the code in each category, `MISSING` where the file does not tell.

    `case` is the id of the case, `lea` the district, `school` the school; none of the three is in `repr`.
    `codes` are by the name of the category, such as `SEX`. `amount` is 1 where children are counted, and the number
    of events where a file counts those.

    >>> Entry("7", "North", None, {"SEX": "F"})
    Entry(amount=1)
    """

    case: str = attrs.field(repr=False)
    lea: str | None = attrs.field(repr=False)
    school: str | None = attrs.field(repr=False)
    codes: Mapping[str, str] = attrs.field(repr=False)
    amount: int = 1

    def code(self, category: str) -> str:
        """The code in a category.

        >>> Entry("7", None, None, {"SEX": "F"}).code("RACEETHNIC")
        'MISSING'
        """
        return self.codes.get(category, MISSING)


@attrs.frozen
class NotCounted:
    """A child who is not counted: the case, the reason in words, and what would settle it, empty where nothing is open.

    `reason` is a member of the reasons of the count at hand; its value is a sentence.
    """

    case: str = attrs.field(repr=False)
    reason: StrEnum
    settles: str = ""


@attrs.frozen
class Doubt:
    """Something not sure about a child who is counted: the case, in which category, and in words why.

    `category` is empty where the doubt is about whether the child counts at all.
    """

    case: str = attrs.field(repr=False)
    category: str
    words: str
    settles: str = ""


def demographics(student: Student | None) -> dict[str, str]:
    """The codes of a child for sex, race and ethnicity, and English learner: `SEX`, `RACEETHNIC` and `LEPBOTH`.

    `MISSING` is what the file does not tell, and a sex that EDFacts has no code for. Hispanic comes first, whatever the
    races; without an answer on ethnicity the group is not known (34 CFR 300.647(b)(2), `equity.group_of`).

    >>> demographics(Student(id="1", english_learner=False))
    {'SEX': 'MISSING', 'RACEETHNIC': 'MISSING', 'LEPBOTH': 'NLEP'}
    """
    group = group_of_student(student) if student else None
    sex = student.sex if student else None
    learner = student.english_learner if student else None
    return {
        "SEX": MISSING if sex is None else crosswalk("sex").get(sex.value, MISSING),
        "RACEETHNIC": MISSING if group is None else crosswalk("race")[group.value],
        "LEPBOTH": MISSING if learner is None else "LEP" if learner else "NLEP",
    }
