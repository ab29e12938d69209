"""The seven racial and ethnic groups of the analysis, and how a child comes to stand in exactly one of them."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from iepkit.records import Student
from iepkit.records.terms import Race

__all__ = ["Group", "group_of", "group_of_student"]


def __dir__() -> list[str]:
    return __all__


class Group(StrEnum):
    """The groups of 34 CFR 300.647(b)(2), which do not overlap: all but the first are for those not Hispanic/Latino.

    >>> len(Group)
    7
    """

    HISPANIC = "hispanic"
    AMERICAN_INDIAN = "american-indian-or-alaska-native"
    ASIAN = "asian"
    BLACK = "black-or-african-american"
    PACIFIC_ISLANDER = "native-hawaiian-or-pacific-islander"
    WHITE = "white"
    TWO_OR_MORE = "two-or-more-races"


def group_of(hispanic: bool | None, races: Collection[Race]) -> Group | None:  # noqa: FBT001 - what the form asks
    """The group of a child, or `None` where the file does not tell it (34 CFR 300.647(b)(2)).

    Hispanic or Latino comes first, whatever the races; then two or more races; then the one race.
    Where the answer on ethnicity is missing the group is unknown, also with a race, since the first question decides.
    Without any race it is unknown too, unless the child is Hispanic.

    >>> group_of(True, [Race.WHITE]).value, group_of(False, [Race.WHITE, Race.ASIAN]).value
    ('hispanic', 'two-or-more-races')
    >>> group_of(None, [Race.WHITE]) is None
    True
    """
    if hispanic:
        return Group.HISPANIC
    distinct = set(races)
    if hispanic is None or not distinct:
        return None
    return Group(distinct.pop().value) if len(distinct) == 1 else Group.TWO_OR_MORE


def group_of_student(student: Student) -> Group | None:
    """The group of a child of record, or `None` where `hispanic` or `races` is missing; see `group_of`.

    >>> group_of_student(Student(id="1", hispanic=False, races=(Race.ASIAN,))).value
    'asian'
    """
    return group_of(student.hispanic, student.races)
