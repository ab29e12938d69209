"""Meetings and notices: who was told, who came, who was excused, what was written."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.records.fields import private
from iepkit.records.people import TeamMember
from iepkit.records.process import ContactAttempt
from iepkit.records.terms import SafeguardsTopic
from iepkit.vocabulary import Language, MeetingPurpose, NoticeKind, Role

__all__ = ["Excusal", "Meeting", "Notice", "PriorWrittenNotice"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Excusal:
    """Leave for a member to stay away from a meeting (34 CFR 300.321(e)).

    `area_discussed` decides which of the two kinds it is:
    `False` needs a written agreement only; `True` needs consent and the member's written input before the meeting.
    `in_writing` is said of the agreement or of the parent's consent; the input is given in writing, to the parent and
    to the IEP Team (34 CFR 300.321(e)(2)(ii)).
    """

    role: Role | None = None
    area_discussed: bool | None = None
    agreed: date | None = None
    in_writing: bool | None = None
    parent_consented: bool | None = None
    agency_consented: bool | None = None
    input_given: date | None = None
    input_in_writing: bool | None = None
    input_to_parent: bool | None = None
    input_to_team: bool | None = None


@attrs.frozen
class Meeting:
    """A meeting about a child: its notice, its people, what it was for.

    `held` is the day of the meeting, `called` the day on which it was called, and `scheduled` the day for which.
    `requested` is the day on which a parent asked for it, `request_answered` the day of the agency's answer.
    `documents_given` is the day on which the parents had what it will consider, `notice_waived` the day on which they
    waived the time that a State sets between the notice and the meeting.
    Fields that begin with `notice_` say what the notice to the parent stated (34 CFR 300.322(b)).
    `other_means_offered`: parents who could not come were offered a call or another way to take part (300.322(c));
    `other_means_agreed`: parent and agency agreed on such means, for whoever used them (34 CFR 300.328).
    `understanding_ensured`: what the parent needed to understand the meeting was done without an interpreter
    (34 CFR 300.322(e)). `agency_likely` says whether a participating agency is likely to provide or pay for transition
    services, `agency_consented` is the day of the consent to its being invited (34 CFR 300.321(b)(3)).
    """

    id: str | None = private()
    purposes: tuple[MeetingPurpose, ...] = ()
    scheduled: date | None = None
    held: date | None = None
    notice_given: date | None = None
    notice_purpose: bool | None = None
    notice_time_and_place: bool | None = None
    notice_attendees: bool | None = None
    notice_other_invitees: bool | None = None
    notice_part_c: bool | None = None
    notice_transition: bool | None = None
    notice_child_invited: bool | None = None
    notice_agencies: bool | None = None
    mutually_agreed: bool | None = None
    team: tuple[TeamMember, ...] = ()
    excusals: tuple[Excusal, ...] = ()
    parent_attended: bool | None = None
    parent_by_other_means: bool | None = None
    interpreter_provided: bool | None = None
    attempts: tuple[ContactAttempt, ...] = ()
    child_invited: bool | None = None
    child_preferences_considered: bool | None = None
    agency_invited_with_consent: bool | None = None
    part_c_invitation_asked: bool | None = None
    part_c_coordinator_invited: bool | None = None
    requested: date | None = None
    request_answered: date | None = None
    called: date | None = None
    notice_waived: date | None = None
    documents_given: date | None = None
    other_means_offered: bool | None = None
    other_means_agreed: bool | None = None
    understanding_ensured: bool | None = None
    agency_likely: bool | None = None
    agency_consented: date | None = None


@attrs.frozen
class PriorWrittenNotice:
    """The seven elements of 34 CFR 300.503(b), in their order, for an act proposed or refused."""

    proposes: bool | None = None
    subject: str | None = private()
    action: str | None = private()
    why: str | None = private()
    evidence: str | None = private()
    protections: str | None = private()
    sources_of_help: str | None = private()
    options_considered: str | None = private()
    other_factors: str | None = private()
    takes_effect: date | None = None


@attrs.frozen
class Notice:
    """A notice given to a parent. `content` is for prior written notice only.

    `oral_translation_recorded`: there is written evidence that a notice was translated
    for a parent whose language is not a written one and that it was understood (34 CFR 300.503(c)(2)).
    `matter` is the `id` of the meeting or the removal that it is about. `requested` is the day on which a parent asked
    for a copy (34 CFR 300.504(a)(4)). `topics` are what a notice of the procedural safeguards explains (300.504(c)).
    `to_child` and `to_parents` say who had it once the parents' rights transferred to the child (300.520(a)(1)(i)).
    """

    kind: NoticeKind
    given: date | None = None
    method: str | None = None
    language: Language | None = None
    native_language_not_feasible: bool | None = None
    understandable: bool | None = None
    oral_translation_recorded: bool | None = None
    content: PriorWrittenNotice | None = None
    matter: str | None = private()
    requested: date | None = None
    topics: tuple[SafeguardsTopic, ...] = ()
    to_child: bool | None = None
    to_parents: bool | None = None
