"""People: the child, the parents, and those who sit with them on a team."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.records.fields import identity, private
from iepkit.records.terms import Race, Relation, Sex
from iepkit.vocabulary import Role

__all__ = ["Parent", "Student", "TeamMember"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Parent:
    """A parent in the meaning of 34 CFR 300.30, with or without a name.

    `rights` says whether this person holds the right to decide on education.
    `barred`: State law or a contract does not let this foster parent act as one (300.30(a)(2)); `is_state`: the
    guardian is the State (300.30(a)(3)). `lives_with_child` and `legally_responsible` are the two tests for who acts
    in the place of a parent (300.30(a)(4)), either of which is enough. `by_decree`: a court named this person to act
    as the parent or to decide on education (300.30(b)(2)).
    """

    id: str | None = private()
    name: str | None = private()
    relation: Relation | None = None
    rights: bool | None = None
    language: str | None = private()
    interpreter_needed: bool | None = None
    email_elected: bool | None = None
    barred: bool | None = None
    is_state: bool | None = None
    lives_with_child: bool | None = None
    legally_responsible: bool | None = None
    by_decree: bool | None = None


@attrs.frozen
class Student:
    """The child. Only `id` is required, and nothing that could identify the child is in `repr`.

    `language` is the language the child normally uses, `home_language` that of the home (34 CFR 300.29).
    `grade` is written as the file writes it: `"K"`, `"8"`.
    `adult_prison` says whether the child is convicted as an adult and in an adult prison (34 CFR 300.324(d)).
    `no_parent_identified`, `parents_not_located` (after reasonable efforts) and `unaccompanied_homeless` are, beside
    `ward_of_state`, when the rights of a child need a surrogate for the parents (34 CFR 300.519(a)).
    `home_schooled`: the parents teach the child at home, at their own expense (34 CFR 300.300(d)(4)).

    >>> Student(id="1042", name="Ada", birth_date=date(2015, 2, 28), grade="5")
    Student(grade='5', parentally_placed_private=None, agency_placed_private=None)
    """

    id: str = identity()
    birth_date: date | None = private()
    name: str | None = private()
    grade: str | None = None
    sex: Sex | None = private()
    hispanic: bool | None = private()
    races: tuple[Race, ...] = private(())
    language: str | None = private()
    home_language: str | None = private()
    english_learner: bool | None = private()
    parents: tuple[Parent, ...] = private(())
    district: str | None = private()
    school: str | None = private()
    ward_of_state: bool | None = private()
    homeless: bool | None = private()
    parentally_placed_private: bool | None = None
    agency_placed_private: bool | None = None
    adult_prison: bool | None = private()
    rights_transferred: date | None = private()
    no_parent_identified: bool | None = private()
    parents_not_located: bool | None = private()
    unaccompanied_homeless: bool | None = private()
    home_schooled: bool | None = private()


@attrs.frozen
class TeamMember:
    """A member of a team or group and their part in one meeting (34 CFR 300.321, 300.306(a)(1)).

    One person may hold several roles.
    `agency_authority` says whether an agency representative meets all three tests of 34 CFR 300.321(a)(4).
    `by_other_means` marks attendance by telephone or video (34 CFR 300.328).
    `in_part`: the member attended a part of the meeting only (34 CFR 300.321(e)).
    `qualified_for_instruction`, `knows_curriculum` and `knows_resources` are the three tests one by one: to provide or
    supervise specially designed instruction, the general education curriculum, the resources of the agency.
    """

    roles: tuple[Role, ...] = ()
    id: str | None = private()
    name: str | None = private()
    title: str | None = private()
    teacher_of_child: bool | None = None
    invited: date | None = None
    attended: bool | None = None
    by_other_means: bool | None = None
    agency_authority: bool | None = None
    interprets_evaluation: bool | None = None
    signed: date | None = None
    in_part: bool | None = None
    qualified_for_instruction: bool | None = None
    knows_curriculum: bool | None = None
    knows_resources: bool | None = None
