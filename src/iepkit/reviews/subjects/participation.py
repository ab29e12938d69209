"""Parents at meetings: the attempts to bring them there, other ways to take part, language, the group on placement.

34 CFR 300.322, 300.327, 300.328 and 300.501(c). How many attempts there must be, or by which means, no federal text
says; what happens at a meeting about which the file says nothing of the parents is left to questions.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.history.notices import IEP_MEETINGS, called_for, day_of
from iepkit.records import Iep
from iepkit.reviews.context import Context, said
from iepkit.reviews.gatherings import PARENTS, of_meeting
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import MeetingPurpose, Role

__all__ = ["agreed_means", "attempts", "interpreter", "mutual", "other_means", "placement_group"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("participation",)
_UNKNOWN = Severity.UNKNOWN


@rule(
    "TM301",
    "parent-absent-record",
    "Record of the attempts to bring a parent to the meeting",
    citation="34 CFR 300.322(d)",
    applies="to each meeting of the IEP Team at which, by the file, no parent took part",
    says="Without a parent, the agency keeps a record of its attempts to agree on a time and place, with results.",
    settle="Record each call, letter or visit before the meeting, with its day and what came of it.",
    groups=_GROUPS,
    since="0.3",
)
def attempts(context: Context) -> Iterator[Flaw]:
    """The meetings without a parent for which no attempt is recorded, and the attempts recorded in part."""
    for one in context.gatherings:
        if one.parent or (one.parent is None and not one.tried):
            continue
        if not one.tried:
            words = "No parent took part in the meeting, and no attempt to bring one there is recorded before it."
            known = one.recorded  # where only the IEP tells of the meeting, the file does not hold its record
            yield Flaw(f"{one.path}.{'attempts' if known else 'team'}", words, None if known else _UNKNOWN)
        for at, row in enumerate(one.meeting.attempts):
            path = f"{one.path}.attempts[{at}]"
            if not said(row.method):
                words = "The attempt does not say whether it was a call, a letter or a visit."
                yield Flaw(f"{path}.method", words, _UNKNOWN)
            if not said(row.result):
                yield Flaw(f"{path}.result", "The attempt does not say what came of it.", _UNKNOWN)


@rule(
    "TM302",
    "parent-alt-methods",
    "Other ways for a parent to take part",
    citation="34 CFR 300.322(c)",
    applies="to each meeting of the IEP Team for which parents were asked and at which none took part",
    says="Where neither parent can attend, the agency uses other methods to let them take part, such as calls.",
    settle="Record that a call or another way was offered; where parents declined it, it was offered.",
    groups=_GROUPS,
    since="0.3",
)
def other_means(context: Context) -> Iterator[Flaw]:
    """The meetings without a parent to whom no other way was offered, or is not known to have been."""
    for one in context.gatherings:
        offered = one.meeting.other_means_offered
        if one.parent or offered:
            continue
        path = f"{one.path}.other_means_offered"
        if offered is False and (one.parent is False or one.tried):
            yield Flaw(path, "No parent took part in the meeting, and no other way to take part was offered.")
        elif one.tried:
            words = "No parent took part in the meeting; whether another way to take part was offered is not said."
            yield Flaw(path, words, _UNKNOWN)


@rule(
    "TM303",
    "alternative-means-agreed",
    "Agreement on calls or video instead of attendance",
    citation="34 CFR 300.328",
    applies=(
        "to each meeting of the IEP Team in which somebody took part by other means, but a private school, for which "
        "34 CFR 300.325(a)(2) asks for that"
    ),
    says="Parent and agency may agree on other means than attendance, such as video conferences and calls.",
    settle="Record the agreement on how the members take part.",
    groups=_GROUPS,
    since="0.3",
)
def agreed_means(context: Context) -> Iterator[Flaw]:
    """The meetings held by other means on which there was, by the file, no agreement."""
    for one in context.gatherings:
        others = (person for person in one.people if not person.has({Role.PRIVATE_SCHOOL_REPRESENTATIVE}))
        used = one.meeting.parent_by_other_means or any(person.member.by_other_means for person in others)
        if used and one.meeting.other_means_agreed is False:
            words = (
                "Somebody took part by other means, and the file says that parent and agency had not agreed on them."
            )
            yield Flaw(f"{one.path}.other_means_agreed", words)


@rule(
    "TM304",
    "parent-interpreter",
    "Interpreter for a parent",
    citation="34 CFR 300.322(e)",
    applies="to each meeting of the IEP Team in which a parent took part who needs an interpreter",
    says="The agency does what the parent needs to understand the meeting, and arranges for an interpreter.",
    settle="Record the interpreter, or what else was done so that the parent understood the meeting.",
    groups=_GROUPS,
    since="0.3",
)
def interpreter(context: Context) -> Iterator[Flaw]:
    """The meetings without an interpreter for a parent who needs one."""
    parents = context.case.student.parents if context.case.student else ()
    needs = [parent.interpreter_needed is True for parent in parents if parent.rights is not False]
    if not any(needs):
        return
    for one in context.gatherings:
        meeting = one.meeting
        helped = meeting.interpreter_provided or meeting.understanding_ensured or one.present(Role.LANGUAGE_INTERPRETER)
        if helped or not one.parent or not one.recorded or Role.CHILD in one.decides:
            continue  # a student who has the rights of a parent takes the parents' place (300.520(a)(1))
        path = f"{one.path}.interpreter_provided"
        if meeting.interpreter_provided is None:
            words = "A parent needs an interpreter; whether there was one at the meeting is not said."
            yield Flaw(path, words, _UNKNOWN)
        elif not all(needs):
            words = "One of the parents needs an interpreter, and there was none; which parent took part is not known."
            yield Flaw(path, words, _UNKNOWN)
        else:
            yield Flaw(path, "A parent needs an interpreter, and there was none at the meeting.")


@rule(
    "TM305",
    "meeting-mutual",
    "Time and place of the meeting",
    citation="34 CFR 300.322(a)(2)",
    applies="to each meeting of the IEP Team of which the file holds more than its day",
    says="The meeting is at a time and place on which parent and agency agree.",
    settle="Record that time and place were agreed on, or the attempts to agree on them.",
    groups=_GROUPS,
    since="0.3",
)
def mutual(context: Context) -> Iterator[Flaw]:
    """The meetings at a time or place on which there was no agreement, or of which that is not known."""
    for one in context.gatherings:
        agreed = one.meeting.mutually_agreed
        if agreed or not one.recorded or (not one.parent and one.tried):
            continue  # with attempts on record the meeting goes on without a parent (300.322(d))
        path = f"{one.path}.mutually_agreed"
        if agreed is False:
            yield Flaw(path, "The time and place of the meeting were not agreed on with the parents.")
        elif one.people:
            words = "The file does not say whether the time and place of the meeting were agreed on with the parents."
            yield Flaw(path, words, _UNKNOWN)


@rule(
    "TM306",
    "placement-parent-member",
    "Parent in the group that decides on placement",
    citation="34 CFR 300.327",
    applies="to each placement of an IEP under review, and each meeting on placement alone, where the group is on file",
    says="A parent is a member of each group that decides on placement; without one, the attempts are on record.",
    settle="Record the parent in the group, in person or by other means, or the attempts to have a parent there.",
    groups=(*_GROUPS, "placement"),
    since="0.3",
)
def placement_group(context: Context) -> Iterator[Flaw]:
    """The placements decided without a parent, and without an attempt to have one there."""
    words = "The placement was decided without a parent, and no attempt to have one in the group is recorded."
    for one in context.ieps:
        field = _without_parent(context, one.iep)
        if field and not _tried(context, one.iep):
            yield Flaw(f"{one.path}.placement.{field}", words)
    for at, meeting in enumerate(context.case.meetings):
        on = day_of(meeting)
        apart = MeetingPurpose.PLACEMENT in meeting.purposes and not called_for(*IEP_MEETINGS)(meeting)
        if apart and (on is None or on <= context.as_of):
            one_meeting = of_meeting(context.case, f"$.meetings[{at}]", meeting)
            absent = one_meeting.parent is False or (one_meeting.parent is None and meeting.team != ())
            if absent and not one_meeting.tried:
                yield Flaw(f"{one_meeting.path}.team", words)


def _without_parent(context: Context, iep: Iep) -> str:
    """The field that says that no parent was in the group on a placement, if one does."""
    placement, student = iep.placement, context.case.student
    if placement is None or placement.parent_in_group:
        return ""
    if placement.parent_in_group is False:
        return "parent_in_group"
    adult = student is not None and student.rights_transferred is not None
    deciding = PARENTS | {Role.CHILD} if adult else PARENTS
    there = any(member.attended is not False and deciding & set(member.roles) for member in placement.group)
    return "group" if placement.group and not there else ""


def _tried(context: Context, iep: Iep) -> bool:
    """Whether the file has attempts to reach the parents for the meeting at which a placement was decided."""
    decided = iep.placement.decided if iep.placement is not None else None
    on = decided or iep.meeting_date
    return any(
        on is not None and day_of(meeting) == on and of_meeting(context.case, "", meeting).tried
        for meeting in context.case.meetings
    )
