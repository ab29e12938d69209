"""What documents of disputes imply: complaints, mediation, the resolution period, hearings, reviews, surrogates."""

from __future__ import annotations

from datetime import date, timedelta

from iepkit.history.implied import Implied, always, is_one_of, own
from iepkit.records import Dispute, Surrogate
from iepkit.vocabulary import DisputeKind, EventKind

__all__ = ["ROWS"]


def __dir__() -> list[str]:
    return __all__


_K, _D, _OF = EventKind, DisputeKind, "disputes"
_HEARD = (_D.DUE_PROCESS, _D.EXPEDITED_DUE_PROCESS, _D.PART_C_DUE_PROCESS, _D.PART_C_HEARING)
_STATE_COMPLAINTS = (_D.STATE_COMPLAINT, _D.PART_C_STATE_COMPLAINT)


def _is_by_parent(dispute: Dispute) -> bool:
    return dispute.kind in _HEARD and dispute.filed_by_parent is True


def _is_by_agency(dispute: Dispute) -> bool:
    return dispute.kind in _HEARD and dispute.filed_by_parent is False


def _has_a_hearing(dispute: Dispute) -> bool:
    return dispute.kind in _HEARD and dispute.hearing_start is not None


def _fell_away(dispute: Dispute) -> bool:
    """Whether the dispute was over before the day for which the hearing had been set, so that there was none."""
    over = [day for day in (dispute.resolved, _agreement_that_stands(dispute), dispute.mediation_agreement) if day]
    return dispute.hearing_start is not None and any(day < dispute.hearing_start for day in over)


def _will_be_heard(dispute: Dispute) -> bool:
    return _has_a_hearing(dispute) and not _fell_away(dispute)


def _fell_away_before(dispute: Dispute) -> bool:
    return _has_a_hearing(dispute) and _fell_away(dispute)


def _was_heard_at_once(dispute: Dispute) -> bool:
    return dispute.kind is _D.EXPEDITED_DUE_PROCESS and not _fell_away(dispute)


def _has_notice(dispute: Dispute) -> bool:
    """Whether an agency had notice of a complaint that it did not file itself."""
    return dispute.kind in _HEARD and dispute.filed_by_parent is not False


def _agreement_that_stands(dispute: Dispute) -> date | None:
    """The day of a resolution agreement; one that was voided in time ends nothing (34 CFR 300.510(e))."""
    signed, voided = dispute.resolution_agreement, dispute.agreement_voided
    in_vain = signed is not None and voided is not None and voided > signed + _TO_VOID
    return signed if voided is None or in_vain else None


def _is_settled(dispute: Dispute) -> bool:
    return dispute.kind in _HEARD and _agreement_that_stands(dispute) is not None


def _how_it_stands(dispute: Dispute) -> str | None:
    return _kind(dispute) if _is_settled(dispute) else "voided"


def _may_be_lifted(dispute: Dispute) -> bool:
    """Whether a time limit may be lifted: for a parent alone (34 CFR 300.511(f))."""
    return dispute.kind in _HEARD and dispute.filed_by_parent is not False


def _had_notice_before(dispute: Dispute) -> bool:
    """Whether prior written notice on the subject came first; a later one is the answer that 300.508(e) asks for."""
    given, received = dispute.subject_notice_given, dispute.received
    return dispute.kind in _HEARD and given is not None and (received is None or given <= received)


def _holds_up(dispute: Dispute) -> bool:
    """Whether a parent's absence delays anything: not where both had waived the meeting or agreed to mediate."""
    absent, instead = dispute.parent_absent, (dispute.resolution_waived, dispute.mediation_chosen)
    return dispute.kind in _HEARD and not any(day and absent and day <= absent for day in instead)


def _was_mediated(dispute: Dispute) -> bool:
    """Whether a session shows that both agreed to mediate, on a day that the file does not hold (300.510(a)(3)(ii))."""
    open_ = dispute.mediation_chosen is None and dispute.resolution_meeting is None
    return dispute.kind in _HEARD and open_ and dispute.mediation_held is not None


def _how_much(dispute: Dispute) -> str | None:
    return {True: "whole", False: "part", None: None}[dispute.set_aside_whole]


def _under_part_c(surrogate: Surrogate) -> str | None:
    return "part-c" if surrogate.part_c is True else None


_TO_VOID = timedelta(days=14)  # whatever the holidays, three business days are over by then
_kind = own("kind")

_OF_BOTH = (
    ("violation_on", _K.VIOLATION_ALLEGED),
    ("mediation_requested", _K.MEDIATION_REQUESTED),
    ("mediation_held", _K.MEDIATION_SESSION),
    ("resolved", _K.DISPUTE_RESOLVED),
)
_OF_STATE_COMPLAINTS = (
    ("filed", _K.STATE_COMPLAINT_FILED),
    ("received", _K.STATE_COMPLAINT_RECEIVED),
    ("copy_sent", _K.STATE_COMPLAINT_COPIED),
    ("set_aside_decided", _K.SET_ASIDE_ISSUES_DECIDED),
    ("decided", _K.STATE_COMPLAINT_DECIDED),
)
_OF_HEARINGS = (
    ("known_on", _K.VIOLATION_KNOWN),
    ("filed", _K.DUE_PROCESS_FILED),
    ("received", _K.DUE_PROCESS_RECEIVED),
    ("legal_information_asked", _K.LEGAL_INFORMATION_ASKED),
    ("legal_information_given", _K.LEGAL_INFORMATION_GIVEN),
    ("insufficiency_claimed", _K.INSUFFICIENCY_CLAIMED),
    ("insufficiency_received", _K.INSUFFICIENCY_NOTICE_RECEIVED),
    ("sufficiency_decided", _K.SUFFICIENCY_DECIDED),
    ("amendment_consented", _K.AMENDMENT_CONSENTED),
    ("amendment_permitted", _K.AMENDMENT_PERMITTED),
    ("amended", _K.DUE_PROCESS_AMENDED),
    ("answered", _K.COMPLAINT_ANSWERED),
    ("resolution_meeting", _K.RESOLUTION_MEETING),
    ("resolution_waived", _K.RESOLUTION_WAIVED),
    ("mediation_chosen", _K.MEDIATION_CHOSEN),
    ("agency_absent", _K.AGENCY_DID_NOT_TAKE_PART),
    ("no_agreement", _K.NO_AGREEMENT_POSSIBLE),
    ("mediation_continued", _K.MEDIATION_CONTINUED),
    ("mediation_withdrawn", _K.MEDIATION_WITHDRAWN),
    ("agreement_voided", _K.AGREEMENT_VOIDED),
    ("timeline_sought", _K.HEARING_TIMELINE_SOUGHT),
    ("timeline_begun", _K.HEARING_TIMELINE_BEGUN),
    ("dismissal_requested", _K.DISMISSAL_REQUESTED),
    ("offer_made", _K.SETTLEMENT_OFFERED),
    ("offer_accepted", _K.SETTLEMENT_ACCEPTED),
    ("decided", _K.HEARING_DECIDED),
    ("decision_mailed", _K.DECISION_MAILED),
    ("appealed", _K.REVIEW_REQUESTED),
    ("review_decided", _K.REVIEW_DECIDED),
    ("civil_action", _K.CIVIL_ACTION_FILED),
    ("placement_agreed", _K.OTHER_PLACEMENT_AGREED),
)
ROWS: tuple[Implied, ...] = (
    *(Implied(_OF, on, kind, detail=_kind, about="id") for on, kind in _OF_BOTH),
    *(
        Implied(_OF, on, kind, detail=_kind, when=is_one_of("kind", *_STATE_COMPLAINTS), about="id")
        for on, kind in _OF_STATE_COMPLAINTS
    ),
    *(
        Implied(_OF, on, kind, detail=_kind, when=is_one_of("kind", *_HEARD), about="id")
        for on, kind in _OF_HEARINGS
    ),
    Implied(_OF, "filed", _K.MEDIATION_REQUESTED, detail=_kind, when=is_one_of("kind", _D.MEDIATION), about="id"),
    Implied(_OF, "set_aside_from", _K.STATE_COMPLAINT_SET_ASIDE, until="set_aside_until", detail=_how_much, about="id"),
    *(
        Implied(_OF, "filed", kind, instead="received", detail=_kind, when=is_filer, about="id")
        for is_filer, kind in ((_is_by_parent, _K.COMPLAINT_BY_PARENT), (_is_by_agency, _K.COMPLAINT_BY_AGENCY))
    ),
    Implied(
        _OF, "notice_received", _K.DUE_PROCESS_NOTICE_RECEIVED,
        instead="received", detail=_kind, when=_has_notice, about="id",
    ),
    *(
        Implied(_OF, on, kind, detail=_kind, when=counts, about="id")
        for on, kind, counts in (
            ("limitation_lifted", _K.LIMITATION_LIFTED, _may_be_lifted),
            ("subject_notice_given", _K.SUBJECT_NOTICE_GIVEN, _had_notice_before),
            ("parent_absent", _K.PARENT_DID_NOT_TAKE_PART, _holds_up),
        )
    ),
    Implied(
        _OF, "mediation_requested", _K.MEDIATION_CHOSEN,
        instead="mediation_held", detail=_kind, when=_was_mediated, about="id",
    ),
    Implied(
        _OF, "resolution_agreement", _K.RESOLUTION_AGREEMENT,
        detail=_how_it_stands, when=is_one_of("kind", *_HEARD), about="id",
    ),
    *(
        Implied(
            _OF, "hearing_scheduled", _K.HEARING_SCHEDULED,
            until=until, instead="filed", detail=_kind, when=is_planned, about="id",
        )
        for until, is_planned in (("hearing_start", _will_be_heard), (None, _fell_away_before))
    ),
    Implied(
        _OF, "hearing_end", _K.HEARING_ENDED,
        instead="hearing_start", detail=_kind, when=_was_heard_at_once, about="id",
    ),
    *(
        Implied(_OF, f"{party}_disclosed", _K.EVIDENCE_DISCLOSED, detail=always(party), about="id")
        for party in ("agency", "parent")
    ),
    Implied(_OF, "resolution_agreement", _K.DISPUTE_RESOLVED, detail=_kind, when=_is_settled, about="id"),
    Implied(_OF, "mediation_agreement", _K.DISPUTE_RESOLVED, detail=_kind, about="id"),
    Implied("disputes.extensions", "agreed", _K.EXTENSION_AGREED, until="until", detail=own("reason"), about="id"),
    Implied("surrogates", "needed", _K.SURROGATE_NEEDED, detail=_under_part_c, about="id"),
    Implied("surrogates", "assigned", _K.SURROGATE_ASSIGNED, detail=_under_part_c, about="id"),
)  # fmt: skip
