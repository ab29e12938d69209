"""What the notice of a meeting says (34 CFR 300.322(b), 300.501(b)(2)).

When it is given is the clock `meeting-notice`. For a meeting called for transition, the clock
`transition-meeting-notice` looks for the purpose and the child in the notice, and they are not looked for again here.
A notice of which the file holds nothing but its day is asked about in a question.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.history.notices import IEP_MEETINGS, called_for, day_of
from iepkit.records import Iep, Meeting
from iepkit.reviews.context import Context
from iepkit.reviews.gatherings import states, told_of
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import MeetingPurpose, Role

__all__ = ["invitees", "notice", "on_transition"]


def __dir__() -> list[str]:
    return __all__


_M = MeetingPurpose
_GROUPS = ("meetings", "notice")
_UNKNOWN = Severity.UNKNOWN


def _lacking(path: str, meeting: Meeting, fields: dict[str, str], citation: str | None = None) -> Iterator[Flaw]:
    """What a notice does not state, and what it is not known to state."""
    for field, words in fields.items():
        stated = getattr(meeting, field)
        if stated is False:
            yield Flaw(f"{path}.{field}", f"The notice of the meeting does not state {words}.", citation=citation)
        elif stated is None:
            message = f"The file does not say whether the notice of the meeting states {words}."
            yield Flaw(f"{path}.{field}", message, _UNKNOWN, citation)


_CONTENT = {
    "notice_purpose": "the purpose",
    "notice_time_and_place": "the time and the place",
    "notice_attendees": "who will be there",
}


@rule(
    "TM321",
    "notice-content",
    "What the notice of a meeting states",
    citation="34 CFR 300.322(b)(1)(i)",
    applies="to each meeting of the IEP Team, on eligibility or on placement, of whose notice the file has the content",
    says="The notice states the purpose, time and place of the meeting and who will be there.",
    settle="Record what the notice states; where it lacks something, give the parents that before the meeting.",
    groups=_GROUPS,
    since="0.3",
)
def notice(context: Context) -> Iterator[Flaw]:
    """The notices that lack the purpose, the time and place or those who come."""
    for path, meeting in told_of(context.case, context.as_of):
        if states(meeting):
            citation = None if called_for(*IEP_MEETINGS)(meeting) else "34 CFR 300.501(b)(2)"
            yield from _lacking(path, meeting, _CONTENT, citation)


_INVITEES = {"notice_other_invitees": "that parent and agency may bring others who know the child"}
_PART_C = {"notice_part_c": "that the parent may have the Part C coordinator invited"}


@rule(
    "TM322",
    "notice-content-invitees",
    "What the notice states on whom the parents may bring",
    citation="34 CFR 300.322(b)(1)(ii)",
    applies="to each meeting of the IEP Team, on eligibility or on placement, of whose notice the file has the content",
    says=(
        "The notice tells the parents that others who know the child may come and, before the first IEP of a child "
        "who comes from Part C, that its coordinator may be invited."
    ),
    settle="Record what the notice states; where it lacks this, tell the parents before the meeting.",
    groups=_GROUPS,
    since="0.3",
)
def invitees(context: Context) -> Iterator[Flaw]:
    """The notices that do not tell parents whom they may bring or have invited."""
    early = _served_early(context)
    for path, meeting in told_of(context.case, context.as_of):
        if states(meeting):
            citation = None if called_for(*IEP_MEETINGS)(meeting) else "34 CFR 300.501(b)(2)"
            first = early and _M.INITIAL_IEP in meeting.purposes
            yield from _lacking(path, meeting, {**_INVITEES, **_PART_C} if first else _INVITEES, citation)


def _served_early(context: Context) -> bool:
    """Whether the child was, or may have been, served under Part C (34 CFR 300.321(f))."""
    one = context.case.part_c
    if context.case.ifsps or one is None:
        return bool(context.case.ifsps)
    served = one.found_eligible or one.eligible_by_records or one.served_from
    return bool(served) or (one.found_not_eligible is None and one.screened_out is None)


_TRANSITION = {
    "notice_transition": "that transition will be considered",
    "notice_child_invited": "that the child will be invited",
}
_AGENCIES = {"notice_agencies": "which other agencies will be invited"}


@rule(
    "TM323",
    "notice-transition",
    "What the notice of a meeting on transition states",
    citation="34 CFR 300.322(b)(2)",
    applies=(
        "to each meeting of the IEP Team that is for transition or made an IEP under review with transition content, "
        "where the file tells of the notice's content"
    ),
    says="The notice says that transition will be considered and the child invited, and names the agencies invited.",
    settle="Record what the notice states; where it lacks this, tell the parents before the meeting.",
    groups=(*_GROUPS, "transition"),
    since="0.3",
)
def on_transition(context: Context) -> Iterator[Flaw]:
    """The notices of meetings on transition that lack what such a notice states besides."""
    made = {one.iep.meeting_date: one.iep for one in context.ieps if one.iep.meeting_date is not None}
    for path, meeting in told_of(context.case, context.as_of):
        iep = made.get(meeting.held) if meeting.held is not None else None
        called = _M.TRANSITION in meeting.purposes
        if not states(meeting) or not (called or _of_transition(meeting, iep)):
            continue
        by_clock = called and day_of(meeting) is not None and meeting.notice_transition is not None
        if not by_clock:
            yield from _lacking(path, meeting, _TRANSITION)
        elif meeting.notice_transition and meeting.notice_child_invited is None:
            yield from _lacking(path, meeting, {"notice_child_invited": _TRANSITION["notice_child_invited"]})
        if meeting.agency_likely or _agency_there(meeting):
            yield from _lacking(path, meeting, _AGENCIES, "34 CFR 300.322(b)(2)(ii)")


def _of_transition(meeting: Meeting, iep: Iep | None) -> bool:
    return iep is not None and iep.transition is not None and called_for(*IEP_MEETINGS)(meeting)


def _agency_there(meeting: Meeting) -> bool:
    invited = any(Role.TRANSITION_AGENCY in member.roles for member in meeting.team)
    return invited or meeting.agency_invited_with_consent is True
