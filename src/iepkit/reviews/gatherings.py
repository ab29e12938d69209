"""Meetings of the IEP Team as a review sees them: which they are, who was there, and which IEP they were about.

A meeting and the IEP that it made may both name the people. One meeting is then read from both.
Eligibility, and whether conduct was a manifestation, are decided by other people (34 CFR 300.306(a)(1), 300.530(e)(1)),
and an agreement to change an IEP needs no meeting (300.324(a)(4)): none of these is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import attrs

from iepkit.history import Case
from iepkit.history.notices import IEP_MEETINGS, called_for, day_of
from iepkit.records import Iep, Meeting, TeamMember
from iepkit.vocabulary import MeetingPurpose, Role

__all__ = ["FAMILY", "OTHERS_DECIDE", "PARENTS", "Gathering", "Person", "gathered", "of_meeting", "states", "told_of"]


def __dir__() -> list[str]:
    return __all__


PARENTS = frozenset({Role.PARENT, Role.SURROGATE_PARENT})
OTHERS_DECIDE = {MeetingPurpose.ELIGIBILITY, MeetingPurpose.MANIFESTATION_DETERMINATION}
_ON_THE_CHILD = (MeetingPurpose.ELIGIBILITY, MeetingPurpose.REEVALUATION, MeetingPurpose.PLACEMENT)  # 300.501(b)(1)
FAMILY = PARENTS | {Role.CHILD, Role.FAMILY_MEMBER}
_NOTHING = Meeting()
_STATED = (
    "notice_purpose", "notice_time_and_place", "notice_attendees", "notice_other_invitees", "notice_part_c",
    "notice_transition", "notice_child_invited", "notice_agencies",
)  # fmt: skip


@attrs.frozen
class Person:
    """A person at a meeting, by what the meeting and its IEP say together, with a place in the file.

    `contradicted` is the place where the other of the two says the opposite on attendance.
    """

    member: TeamMember
    path: str
    contradicted: str | None = None

    @property
    def present(self) -> bool:
        """Whether the person took part: nobody says that they did not, or they did by other means."""
        return self.member.by_other_means is True or self.member.attended is not False

    def has(self, roles: Iterable[Role]) -> bool:
        """Whether the person holds one of the roles."""
        return not frozenset(roles).isdisjoint(self.member.roles)


@attrs.frozen
class Gathering:
    """A meeting of the IEP Team that took place. `meeting` is empty where only its IEP names the people.

    `iep` is the one that it made, or else the one that was in effect; `made` says which.
    `decides` are the roles of those who hold the rights of a parent on that day.
    """

    path: str
    on: date | None
    meeting: Meeting
    people: tuple[Person, ...]
    iep: Iep | None
    iep_path: str
    made: bool
    decides: frozenset[Role]

    @property
    def recorded(self) -> bool:
        """Whether the file has the meeting itself, and not only an IEP that names its people."""
        return self.meeting is not _NOTHING

    def present(self, *roles: Role) -> list[Person]:
        """Those who took part in one of the roles."""
        return [person for person in self.people if person.present and person.has(roles)]

    @property
    def team_path(self) -> str:
        """Where the file names the people: at the meeting, or at the IEP that it made where only that does."""
        return f"{self.path if self.meeting.team or not self.made else self.iep_path}.team"

    @property
    def names_team(self) -> bool:
        """Whether the file names somebody beside the family. A list of the parents alone is no list of a team."""
        return any(not FAMILY.issuperset(person.member.roles) for person in self.people)

    @property
    def parent(self) -> bool | None:
        """Whether a parent took part, in person or by other means; `None` where nothing is said of any parent."""
        listed = [person for person in self.people if person.has(self.decides)]
        if self.meeting.parent_attended or self.meeting.parent_by_other_means:
            return True
        if self.meeting.parent_attended is False:
            # of a student who has the rights of a parent, that field says nothing
            students = any(person.present for person in listed if person.has({Role.CHILD}))
            return students or any(person.member.attended or person.member.by_other_means for person in listed)
        return any(person.present for person in listed) if listed else None

    @property
    def tried(self) -> bool:
        """Whether the file has an attempt to reach the parents, no later than the meeting."""
        attempts = self.meeting.attempts
        return any(one.on is None or self.on is None or one.on <= self.on for one in attempts)

    @property
    def on_transition(self) -> bool:
        """Whether the meeting was to consider postsecondary goals and transition services (34 CFR 300.321(b)(1))."""
        if MeetingPurpose.TRANSITION in self.meeting.purposes:
            return True
        return self.made and self.iep is not None and self.iep.transition is not None

    def excused(self, roles: Iterable[Role]) -> bool:
        """Whether there is an excusal for one of the roles, or one that does not say for whom it is."""
        return any(one.role is None or one.role in roles for one in self.meeting.excusals)


def gathered(case: Case, as_of: date, reviewed: Sequence[tuple[str, Iep]]) -> Iterator[Gathering]:
    """The meetings of the IEP Team that took place by a day, and those of which only a reviewed IEP tells.

    `reviewed` are the IEPs under review with their places.

    >>> iep = Iep(meeting_date=date(2026, 3, 2), team=(TeamMember(roles=(Role.PARENT,)),))
    >>> [one.path for one in gathered(Case("7", ieps=(iep,)), date(2026, 11, 2), [("$.ieps[0]", iep)])]
    ['$.ieps[0]']
    """
    if case.meetings or any(iep.team for _, iep in reviewed):
        yield from _merged(_each(case, as_of, reviewed))


def _each(case: Case, as_of: date, reviewed: Sequence[tuple[str, Iep]]) -> Iterator[Gathering]:
    made = {iep.meeting_date: (path, iep) for path, iep in reviewed if iep.meeting_date is not None}
    plans = {plan.meeting_date for plan in case.services_plans} - {None} - set(made)
    rows = [(f"$.meetings[{at}]", meeting) for at, meeting in enumerate(case.meetings)]
    called = {day_of(meeting) for _, meeting in rows if called_for(*IEP_MEETINGS)(meeting)}
    read: set[date] = set()
    for path, meeting in rows:
        on = day_of(meeting)
        own = made.get(on) if on is not None else None
        named = called_for(*IEP_MEETINGS)(meeting)
        unnamed = own is not None and on not in called and not (OTHERS_DECIDE & set(meeting.purposes))
        if on in plans or not (named or unnamed) or not _held(meeting, on, as_of, of_iep=own is not None):
            continue
        place, team = (own[0], own[1].team) if own is not None and on not in read else ("", ())
        if on is not None:
            read.add(on)
        yield _gathering(case, path, on, meeting, _people(path, meeting.team, place, team))
    for path, iep in reviewed:
        on = iep.meeting_date
        agreed = any(change.by_agreement and change.on == on for change in iep.amendments)
        if iep.team and on not in read and not agreed:
            found = _gathering(case, path, on, _NOTHING, _people(path, (), path, iep.team))
            yield found if on is not None else attrs.evolve(found, iep=iep, iep_path=path, made=True)


def of_meeting(case: Case, path: str, meeting: Meeting) -> Gathering:
    """A meeting by itself, whatever it is for: its people and its parents, as its own record tells of them.

    >>> of_meeting(Case("7"), "$.meetings[0]", Meeting(team=(TeamMember(roles=(Role.PARENT,)),))).parent
    True
    """
    return _gathering(case, path, day_of(meeting), meeting, _people(path, meeting.team, "", ()))


def told_of(case: Case, as_of: date) -> Iterator[tuple[str, Meeting]]:
    """The meetings of which parents are told with what 34 CFR 300.322(b)(1) asks for, and were by a day."""
    for at, meeting in enumerate(case.meetings):
        on = meeting.notice_given or day_of(meeting)
        if (on is None or on <= as_of) and called_for(*IEP_MEETINGS, *_ON_THE_CHILD)(meeting):
            yield f"$.meetings[{at}]", meeting


def states(meeting: Meeting) -> bool:
    """Whether the file says anything of what the notice of a meeting states.

    >>> states(Meeting(notice_purpose=False)), states(Meeting(notice_given=date(2026, 3, 2)))
    (True, False)
    """
    return any(getattr(meeting, field) is not None for field in _STATED)


def _held(meeting: Meeting, on: date | None, as_of: date, *, of_iep: bool) -> bool:
    """Whether a meeting took place by a day. That it was called does not show it; its people or its IEP may."""
    if on is not None and on > as_of:
        return False
    shown = of_iep or meeting.scheduled is None or any(one.attended is not None for one in meeting.team)
    return meeting.held is not None or shown


def _gathering(case: Case, path: str, on: date | None, meeting: Meeting, people: tuple[Person, ...]) -> Gathering:
    iep, iep_path, made = _about(case, on)
    transferred = case.student.rights_transferred if case.student else None
    adult = transferred is not None and on is not None and transferred <= on
    decides = PARENTS | {Role.CHILD} if adult else PARENTS
    return Gathering(path, on, meeting, people, iep, iep_path, made, decides)


def _about(case: Case, on: date | None) -> tuple[Iep | None, str, bool]:
    """The IEP that was made on a day, or else the last one before it."""
    if on is None:
        return None, "", False
    found: tuple[date, Iep, str] | None = None
    for at, iep in enumerate(case.ieps):
        path = f"$.ieps[{at}]"
        if iep.meeting_date == on:
            return iep, path, True
        began = iep.start or iep.meeting_date
        if began is not None and began <= on and (found is None or found[0] <= began):
            found = (began, iep, path)
    return (None, "", False) if found is None else (found[1], found[2], False)


def _merged(rows: Iterable[Gathering]) -> list[Gathering]:
    """The meetings, those of one day and purpose as one: a file may hold the people of one meeting in several rows."""
    found: list[Gathering] = []
    for row in rows:
        key = _day_and_purpose(row)
        at = next((nth for nth, one in enumerate(found) if key is not None and key == _day_and_purpose(one)), None)
        if at is None:
            found.append(row)
        else:
            found[at] = _one_meeting(found[at], row)
    return found


def _day_and_purpose(row: Gathering) -> tuple[date, frozenset[MeetingPurpose]] | None:
    return (row.on, frozenset(row.meeting.purposes)) if row.on is not None and row.recorded else None


def _one_meeting(first: Gathering, other: Gathering) -> Gathering:
    """Two rows as one meeting, with the people of both, and what only the second says of it."""
    people = list(first.people)
    mine = tuple(person.member for person in people)
    theirs = tuple(person.member for person in other.people)
    taken: set[int] = set()
    for person in other.people:
        alike = (nth for nth, one in enumerate(mine) if nth not in taken and _same(one, person.member, mine, theirs))
        same = next(alike, None)
        if same is None:
            people.append(person)
        else:
            taken.add(same)
            people[same] = _together(people[same], person.member, person.path)
    filled = {
        field.name: said
        for field in attrs.fields(Meeting)
        if getattr(first.meeting, field.name) in (None, ()) and (said := getattr(other.meeting, field.name)) is not None
    }
    return attrs.evolve(first, meeting=attrs.evolve(first.meeting, **filled), people=tuple(people))


# -- the people, from both places -------------------------------------------------------------------------------------


def _people(
    path: str, team: tuple[TeamMember, ...], iep_path: str, others: tuple[TeamMember, ...]
) -> tuple[Person, ...]:
    """The people whom the meeting names, and those whom only its IEP names. One whom both name is one person."""
    found = [Person(member, f"{path}.team[{at}]") for at, member in enumerate(team)]
    taken: set[int] = set()
    for at, other in enumerate(others):
        place = f"{iep_path}.team[{at}]"
        same = next((nth for nth, one in enumerate(team) if nth not in taken and _same(one, other, team, others)), None)
        if same is None:
            found.append(Person(other, place))
        else:
            taken.add(same)
            found[same] = _together(found[same], other, place)
    return tuple(found)


def _same(one: TeamMember, other: TeamMember, team: tuple[TeamMember, ...], others: tuple[TeamMember, ...]) -> bool:
    """Whether two entries are of one person: by identifier, by name, or as the only one of a role in both places."""
    if one.id is not None and other.id is not None:
        return one.id == other.id
    if one.name is not None and other.name is not None:
        return one.name == other.name
    shared = set(one.roles) & set(other.roles)
    return any(_only(role, team) and _only(role, others) for role in shared)


def _only(role: Role, team: tuple[TeamMember, ...]) -> bool:
    return sum(role in member.roles for member in team) == 1


def _together(person: Person, other: TeamMember, place: str) -> Person:
    """What both entries say of a person. Where they contradict each other on attendance, it counts as attended."""
    mine = person.member
    said: dict[str, Any] = {
        field.name: theirs
        for field in attrs.fields(TeamMember)
        if getattr(mine, field.name) is None and (theirs := getattr(other, field.name)) is not None
    }
    said["roles"] = tuple(dict.fromkeys((*mine.roles, *other.roles)))
    opposite = {_came(mine), _came(other)} == {True, False}
    if opposite:
        said["attended"] = True
    return Person(attrs.evolve(mine, **said), person.path, f"{place}.attended" if opposite else None)


def _came(member: TeamMember) -> bool | None:
    return None if member.by_other_means else member.attended
