"""A meeting on transition: the child who is invited, and the agencies that may pay (34 CFR 300.321(b)).

That the child attends is never asked for. What the notice of the meeting says of it is the matter of its clock
`transition-meeting-notice` and of the rules on notices.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.reviews.context import Context, said
from iepkit.reviews.gatherings import Gathering
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import ConsentKind, Role

__all__ = ["agency", "child", "preferences"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("team", "transition")
_APPLIES = "to each meeting of the IEP Team that is for transition or made an IEP with transition content"
_UNKNOWN = Severity.UNKNOWN


def _meetings(context: Context) -> Iterator[Gathering]:
    """The meetings on transition of which the file names the people."""
    return (one for one in context.gatherings if one.people and one.on_transition)


@rule(
    "TM111",
    "team-child",
    "Child invited to a meeting on transition",
    citation="34 CFR 300.321(b)(1)",
    applies=_APPLIES,
    says="The agency invites the child where postsecondary goals and transition services are a purpose of the meeting.",
    settle="Record that the child was invited; whether the child came does not matter here.",
    groups=_GROUPS,
    since="0.3",
)
def child(context: Context) -> Iterator[Flaw]:
    """The meetings on transition to which the child was not invited, or is not known to have been."""
    for one in _meetings(context):
        invited = one.meeting.child_invited
        listed = [person.member for person in one.people if person.has({Role.CHILD})]
        asked = any(member.invited or member.attended or member.by_other_means for member in listed)
        if invited or (asked and invited is None):
            continue
        path = f"{one.path}.child_invited" if one.recorded else f"{one.path}.team"
        if invited is False and any(member.attended for member in listed):
            yield Flaw(path, "The child attended, and the file says that the child was not invited.", Severity.CONFLICT)
        elif invited is False:
            yield Flaw(path, "The child was not invited to a meeting that was to consider transition.")
        elif not one.meeting.notice_child_invited:
            yield Flaw(
                path, "The file does not say whether the child was invited to the meeting on transition.", _UNKNOWN
            )


@rule(
    "TM112",
    "team-child-absent",
    "Preferences and interests of a child who was not at the meeting",
    citation="34 CFR 300.321(b)(2)",
    applies=f"{_APPLIES}, where the child did not attend",
    says="Where the child does not attend, the agency finds out otherwise what the child prefers, so that it counts.",
    settle="Record the steps by which the child's preferences and interests were considered.",
    groups=_GROUPS,
    since="0.3",
)
def preferences(context: Context) -> Iterator[Flaw]:
    """The meetings on transition without the child, and without the child's preferences as far as the file tells."""
    for one in _meetings(context):
        transition = one.iep.transition if one.iep is not None and one.made else None
        considered = one.meeting.child_preferences_considered
        if considered is None and transition is not None:
            considered = transition.preferences_considered
        if considered or one.present(Role.CHILD):
            continue
        path = f"{one.path}.child_preferences_considered" if one.recorded else f"{one.path}.team"
        if considered is False:
            yield Flaw(path, "The child was not at the meeting, and the child's preferences were not considered.")
        else:
            words = "The child was not at the meeting; whether the child's preferences were considered is not said."
            yield Flaw(path, words, _UNKNOWN)


_AGENCY = Role.TRANSITION_AGENCY


@rule(
    "TM113",
    "team-agency-invite",
    "Agency that is likely to provide or pay for transition services",
    citation="34 CFR 300.321(b)(3)",
    applies=f"{_APPLIES}, where such an agency is likely to have a part or was invited",
    says=(
        "As far as appropriate, and with the consent of the parents or the adult child, the agency invites whoever is "
        "likely to provide or pay for transition services."
    ),
    settle="Record the consent and the invitation, or that the consent was refused.",
    groups=(*_GROUPS, "consent"),
    since="0.3",
)
def agency(context: Context) -> Iterator[Flaw]:
    """The agencies invited without consent, and those not invited."""
    before = None
    for one in sorted(_meetings(context), key=lambda one: str(one.on or "")):
        meeting = one.meeting
        invited = any(person.has({_AGENCY}) for person in one.people)
        both = meeting.agency_invited_with_consent
        path = f"{one.path}.agency_invited_with_consent" if one.recorded else f"{one.path}.team"
        if invited and both is False:
            yield Flaw(path, "Another agency was invited without the consent of the parents or the adult child.")
        elif invited and meeting.agency_consented and one.on and meeting.agency_consented > one.on:
            words = "The consent to inviting another agency was given after the meeting."
            yield Flaw(f"{one.path}.agency_consented", words)
        elif invited and not both and not meeting.agency_consented and not _answered(context, one, before, "received"):
            words = "Another agency was invited; whether the parents or the adult child consented is not said."
            yield Flaw(path, words, _UNKNOWN)
        elif not invited and not both and not _answered(context, one, before, "refused"):
            yield from _left_out(one, path)
        before = one


def _left_out(one: Gathering, path: str) -> Iterator[Flaw]:
    """An agency that was not invited, where the file says that it was likely to provide or pay for services."""
    meeting, transition = one.meeting, one.iep.transition if one.iep is not None and one.made else None
    named = transition is not None and any(said(service.agency) for service in transition.services)
    if meeting.agency_likely and meeting.agency_consented:
        words = (
            "An agency was likely to provide or pay for services and its invitation was consented to; none is recorded."
        )
        yield Flaw(path, words)
    elif meeting.agency_likely or (named and meeting.agency_likely is None):
        words = "An agency may provide or pay for transition services; whether it was to be invited is not said."
        yield Flaw(path, words, _UNKNOWN)


def _answered(context: Context, one: Gathering, before: Gathering | None, field: str) -> bool:
    """Whether the parents' answer on inviting an agency is for this meeting: of its day or earlier, after the last."""
    since = before.on if before is not None else None
    answers = (
        getattr(row, field)
        for row in context.case.consents
        if row.kind is ConsentKind.INVITE_AGENCY and row.withdrawn is None
    )
    return any(on is not None and (since is None or since < on) and (one.on is None or on <= one.on) for on in answers)
