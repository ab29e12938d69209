"""The members whom every IEP Team has, and who may be excused: which roles fill a seat, and whether it is filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from iepkit.findings import Severity
from iepkit.records import Placement, TeamMember
from iepkit.reviews.gatherings import Gathering, Person
from iepkit.vocabulary import Environment, Location, MeetingPurpose, Role

__all__ = [
    "AGENCY",
    "EXCUSABLE",
    "REGULAR",
    "SEATS",
    "SPECIAL",
    "Seat",
    "authority",
    "interprets",
    "is_initial",
    "may_be_apart",
    "replaced",
    "there",
    "three_tests",
    "weight",
]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Seat:
    """A member of 34 CFR 300.321(a)(2) to (a)(4): the roles that fill it, where it stands, what people call it."""

    roles: frozenset[Role]
    citation: str
    words: str
    of_child: bool = False

    def listed(self, one: Gathering) -> list[Person]:
        """Those on the team who can fill the seat, whether they came or not."""
        return [
            person
            for person in one.people
            if person.has(self.roles) and not (self.of_child and person.member.teacher_of_child is False)
        ]


REGULAR = Seat(
    frozenset({Role.REGULAR_EDUCATION_TEACHER}),
    "34 CFR 300.321(a)(2)",
    "regular education teacher of the child",
    of_child=True,
)
SPECIAL = Seat(
    frozenset({Role.SPECIAL_EDUCATION_TEACHER, Role.SPECIAL_EDUCATION_PROVIDER}),
    "34 CFR 300.321(a)(3)",
    "special education teacher or provider of the child",
    of_child=True,
)
AGENCY = Seat(frozenset({Role.AGENCY_REPRESENTATIVE}), "34 CFR 300.321(a)(4)", "representative of the public agency")
SEATS = (REGULAR, SPECIAL, AGENCY)
EXCUSABLE = frozenset({*REGULAR.roles, *SPECIAL.roles, *AGENCY.roles, Role.EVALUATION_INTERPRETER})
"""The roles of 34 CFR 300.321(a)(2) to (a)(5): only their members may be excused (300.321(e))."""


def interprets(person: Person) -> bool:
    """Whether a person is recorded as able to interpret evaluation results (34 CFR 300.321(a)(5))."""
    return person.member.interprets_evaluation is True or person.has({Role.EVALUATION_INTERPRETER})


def there(people: Iterable[Person]) -> bool:
    """Whether one of these people was at the meeting from beginning to end."""
    return any(person.present and person.member.in_part is not True for person in people)


def replaced(one: Gathering, role: Role) -> bool:
    """Whether somebody who can do what this role is for was there, so that its absence needs no excusal."""
    seat = next((seat for seat in SEATS if role in seat.roles), None)
    return there(filter(interprets, one.people) if seat is None else seat.listed(one))


def weight(one: Gathering, seat: Seat) -> Severity | None:
    """How much an empty seat weighs; `None` where the file does not show that the seat is one of this child's team."""
    takes_part = _with_others(one) if seat is REGULAR else True
    return {True: Severity.VIOLATION, None: Severity.UNKNOWN, False: None}[takes_part]


def may_be_apart(one: Gathering) -> bool:
    """Whether a team has no regular education teacher, for a child whom the file shows apart from the others."""
    return bool(one.people) and not REGULAR.listed(one) and weight(one, REGULAR) is None


_TOGETHER = {
    Environment.REGULAR_CLASS_80,
    Environment.REGULAR_CLASS_40_TO_79,
    Environment.EARLY_CHILDHOOD_10_HOURS_SERVICES_THERE,
    Environment.EARLY_CHILDHOOD_10_HOURS_SERVICES_ELSEWHERE,
    Environment.EARLY_CHILDHOOD_UNDER_10_SERVICES_THERE,
    Environment.EARLY_CHILDHOOD_UNDER_10_SERVICES_ELSEWHERE,
}
_APART = {
    Environment.SEPARATE_SCHOOL,
    Environment.RESIDENTIAL_FACILITY,
    Environment.HOMEBOUND_OR_HOSPITAL,
    Environment.CORRECTIONAL_FACILITY,
    Environment.SEPARATE_CLASS,
    Environment.HOME,
    Environment.SERVICE_PROVIDER_LOCATION,
}
_NOWHERE = Placement()


def _with_others(one: Gathering) -> bool | None:
    """Whether the child is in the regular environment for a part of the time; `None` where the file does not tell.

    `False` says only where the child is. Whether the child *may be* with the others is for people to say.
    """
    placement = (one.iep.placement if one.iep else None) or _NOWHERE
    percent, minutes = placement.percent_regular_class, placement.minutes_regular_class
    served = one.iep.services if one.iep else ()
    there = any(service.location in {Location.REGULAR_CLASS, Location.EARLY_CHILDHOOD_PROGRAM} for service in served)
    if placement.environment in _TOGETHER or percent or minutes or there:
        return True
    return False if placement.environment in _APART or 0 in (percent, minutes) else None


def three_tests(member: TeamMember) -> Iterator[tuple[str, str, bool | None]]:
    """The three tests of an agency's representative: field, paragraph, and what the file says."""
    yield "qualified_for_instruction", "34 CFR 300.321(a)(4)(i)", member.qualified_for_instruction
    yield "knows_curriculum", "34 CFR 300.321(a)(4)(ii)", member.knows_curriculum
    yield "knows_resources", "34 CFR 300.321(a)(4)(iii)", member.knows_resources


def authority(member: TeamMember) -> bool | None:
    """Whether a member meets all three tests of 34 CFR 300.321(a)(4); `None` where the file does not say.

    >>> authority(TeamMember(agency_authority=True)), authority(TeamMember(knows_curriculum=True))
    (True, None)
    """
    met = [said for _, _, said in three_tests(member)]
    if member.agency_authority is False or False in met:
        return False
    return True if member.agency_authority or all(met) else None


def is_initial(one: Gathering) -> bool:
    """Whether a meeting was for the first IEP, of a child who may not have had a teacher of either kind before."""
    made = one.made and one.iep is not None and one.iep.initial is True
    return made or MeetingPurpose.INITIAL_IEP in one.meeting.purposes
