"""What documents from referral to exit imply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from iepkit.history import moves, notices
from iepkit.history.event import Event
from iepkit.history.implied import Implied, always, answer, is_one_of, own
from iepkit.history.notices import IEP_MEETINGS, called_for, day_of, made_known
from iepkit.records import Eligibility, Evaluation, Extension, Iep, Referral
from iepkit.vocabulary import ConsentKind, Disability, EventKind, ExtensionReason, MeetingPurpose, Purpose

__all__ = ["IN_ADULT_PRISON", "ROWS", "counted"]


def __dir__() -> list[str]:
    return __all__


def _has_content(iep: Iep) -> bool:
    return any((iep.present_levels, iep.special_factors, iep.goals, iep.assessments, iep.transition))


def _primary_category(determination: Eligibility) -> str | None:
    return determination.categories[0].value if determination.categories else None


def _is_no_amendment(iep: Iep) -> bool:
    """Whether the meeting made an IEP; a document written on the day of its own amendment shows no review."""
    return all(change.on != iep.meeting_date for change in iep.amendments)


def _is_agreed_as_required(extension: Extension) -> bool:
    """Whether the agreement counts: one on these grounds is in writing (34 CFR 300.309(c))."""
    return extension.in_writing is not False or extension.reason not in _IN_WRITING


def _suspects_learning_disability(referral: Referral) -> bool:
    again = referral.purpose is Purpose.REEVALUATION
    return Disability.SPECIFIC_LEARNING_DISABILITY in referral.suspected and not again


def _needs_no_more_data(evaluation: Evaluation) -> bool:
    """Whether a reevaluation is a review of existing data alone, for which consent is not needed (300.300(d)(1)(i))."""
    return evaluation.purpose is Purpose.REEVALUATION and evaluation.more_data_needed is False


_YES, _NO = True, False
_IN_WRITING = (ExtensionReason.SPECIFIC_LEARNING_DISABILITY, ExtensionReason.AGREEMENT)
_purpose = attrgetter("purpose")
_K = EventKind
_EVALUATION_STEPS = (
    ("requested", _K.CONSENT_REQUESTED),
    ("received", _K.CONSENT_FOR_EVALUATION),
    ("refused", _K.CONSENT_FOR_EVALUATION_REFUSED),
    ("withdrawn", _K.CONSENT_FOR_EVALUATION_WITHDRAWN),
    ("not_required", _K.CONSENT_NOT_REQUIRED),
)
_EVALUATION_CONSENTS = (
    (ConsentKind.INITIAL_EVALUATION, Purpose.INITIAL),
    (ConsentKind.REEVALUATION, Purpose.REEVALUATION),
)
_M = MeetingPurpose
_ON_EVALUATIONS = (_M.ELIGIBILITY, _M.REEVALUATION, _M.INITIAL_IEP)
_WRITTEN = is_one_of("in_writing", _YES, None)  # a referral is in writing, unless the file says that it was spoken
IN_ADULT_PRISON = "adult-prison"
"""The detail of an IEP's text where the child is in an adult prison: transition may not apply, 34 CFR 300.324(d)."""

ROWS: tuple[Implied, ...] = (
    Implied("referrals", "received", _K.REFERRAL, purpose=_purpose, detail=own("requester"), when=_WRITTEN),
    Implied(
        "referrals", "received", _K.SPOKEN_REFERRAL,
        purpose=_purpose, detail=own("requester"), when=is_one_of("in_writing", _NO),
    ),
    Implied(
        "referrals", "received", _K.REQUEST_FOR_EVALUATION,
        purpose=_purpose, detail=own("requester"),
        when=lambda one: one.evaluation_requested is True and one.in_writing is not False,
    ),
    Implied("referrals", "received", _K.LEARNING_DISABILITY_SUSPECTED, when=_suspects_learning_disability),
    Implied("referrals", "intervention_began", _K.INTERVENTION_PROCESS),
    Implied(
        "referrals", "decided", _K.REFERRAL_DECISION,
        purpose=_purpose, detail=answer("evaluate", "do-not-evaluate", "evaluate"),
    ),
    *(
        Implied("consents", on, kind, purpose=always(purpose), when=is_one_of("kind", consent))
        for consent, purpose in _EVALUATION_CONSENTS
        for on, kind in _EVALUATION_STEPS
    ),
    Implied("consents", "received", _K.CONSENT_FOR_SERVICES, when=is_one_of("kind", ConsentKind.INITIAL_SERVICES)),
    Implied(
        "consents", "refused", _K.CONSENT_FOR_SERVICES_REFUSED, when=is_one_of("kind", ConsentKind.INITIAL_SERVICES)
    ),
    Implied(
        "consents", "withdrawn", _K.CONSENT_FOR_SERVICES_REVOKED,
        when=is_one_of("kind", ConsentKind.INITIAL_SERVICES, ConsentKind.CONTINUED_SERVICES),
    ),
    Implied("evaluations", "plan_given", _K.EVALUATION_NOTICE, purpose=_purpose, about="id"),
    Implied("evaluations", "started", _K.EVALUATION_STARTED, purpose=_purpose, about="id"),
    Implied("evaluations", "completed", _K.EVALUATION_COMPLETED, purpose=_purpose),
    Implied("evaluations", "report_given", _K.EVALUATION_REPORT_GIVEN, purpose=_purpose),
    Implied(
        "evaluations.extensions", "agreed", _K.EXTENSION_AGREED,
        until="until", purpose=_purpose, detail=own("reason"), when=_is_agreed_as_required,
    ),
    Implied("evaluations", "existing_data_reviewed", _K.NO_MORE_DATA_NEEDED, when=_needs_no_more_data, about="id"),
    Implied(
        "evaluations", "existing_data_reviewed", _K.CONSENT_NOT_REQUIRED, purpose=_purpose, when=_needs_no_more_data
    ),
    Implied("evaluations", "no_data_notice", _K.NO_MORE_DATA_NOTICE, about="id"),
    Implied("evaluations", "independent_requested", _K.INDEPENDENT_EVALUATION_REQUESTED, about="id"),
    *(
        Implied("evaluations", f"independent_{how}", _K.INDEPENDENT_EVALUATION_ANSWERED, detail=always(how), about="id")
        for how in ("provided", "hearing")
    ),
    Implied("reevaluation_agreements", "unnecessary", _K.REEVALUATION_UNNECESSARY),
    Implied("reevaluation_agreements", "sooner", _K.REEVALUATION_INTERVAL_AGREED),
    Implied(
        "eligibility", "determined", _K.FOUND_ELIGIBLE,
        purpose=_purpose, detail=_primary_category, when=is_one_of("eligible", _YES),
    ),
    Implied("eligibility", "determined", _K.FOUND_NOT_ELIGIBLE, purpose=_purpose, when=is_one_of("eligible", _NO)),
    Implied("eligibility", "report_given", _K.EVALUATION_REPORT_GIVEN, purpose=_purpose),
    *(
        Implied(
            "meetings", "notice_given", _K.IEP_MEETING_NOTICE,
            detail=always(purpose.value), when=called_for(purpose), about="id",
        )
        for purpose in IEP_MEETINGS
    ),
    *(
        Implied("meetings", "held", _K.IEP_MEETING, detail=always(purpose.value), when=called_for(purpose))
        for purpose in IEP_MEETINGS
    ),
    Implied("meetings", "held", _K.IEP_DEVELOPED, when=called_for(_M.INITIAL_IEP)),
    Implied("meetings", "held", _K.IEP_REVIEWED, when=called_for(_M.INITIAL_IEP)),
    Implied("meetings", "held", _K.IEP_REVIEWED, when=called_for(_M.ANNUAL_REVIEW)),
    Implied("meetings", "held", _K.PLACEMENT_DETERMINED, when=called_for(_M.PLACEMENT)),
    Implied("ieps", "meeting_date", _K.IEP_MEETING),
    Implied("ieps", "meeting_date", _K.IEP_REVIEWED, when=_is_no_amendment),
    Implied("ieps", "meeting_date", _K.IEP_DEVELOPED),
    Implied("ieps", "start", _K.IEP_IN_EFFECT, until="end"),
    Implied("ieps", "implemented", _K.IEP_IMPLEMENTED),
    Implied("ieps", "offered", _K.IEP_OFFERED),
    Implied("ieps", "parent_copy_given", _K.IEP_COPY_GIVEN),
    Implied("ieps", "implementers_informed", _K.IMPLEMENTERS_INFORMED),
    Implied("ieps", "start", _K.SERVED_BEFORE, instead="meeting_date", when=is_one_of("initial", _NO)),
    Implied("ieps.amendments", "on", _K.IEP_AMENDED, detail=answer("agreement", "meeting", "by_agreement")),
    Implied("ieps.amendments", "team_informed", _K.AMENDMENT_TOLD),
    Implied("ieps.amendments", "copy_requested", _K.AMENDED_COPY_REQUESTED),
    Implied("ieps.amendments", "copy_given", _K.AMENDED_COPY_GIVEN),
    Implied("ieps.placement", "private_school", _K.PRIVATE_PLACEMENT),
    *(
        Implied("ifsps", "meeting_date", kind, when=is_one_of("serves_as_iep", _YES))
        for kind in (_K.IEP_MEETING, _K.IEP_REVIEWED, _K.IEP_DEVELOPED)
    ),
    Implied("ifsps", "start", _K.IEP_IN_EFFECT, until="end", when=is_one_of("serves_as_iep", _YES)),
    Implied("ifsps", "start", _K.IFSP_AS_IEP, when=is_one_of("serves_as_iep", _YES)),
    Implied("consents", "received", _K.IFSP_AS_IEP_CONSENT, when=is_one_of("kind", ConsentKind.IFSP_AS_IEP)),
    Implied("progress_reports", "given", _K.PROGRESS_REPORT),
    *notices.ROWS,
    *moves.ROWS,
)  # fmt: skip


def counted(case: Any) -> Iterator[Event]:
    """The events that take more than one document to see."""
    yield from _missed(case)
    yield from _expedited(case)
    yield from _reports_due(case)
    in_prison = case.student is not None and case.student.adult_prison is True
    for at, iep in enumerate(case.ieps):
        yield from _of_iep(iep, f"$.ieps[{at}]", in_prison=in_prison)
    yield from _silent(case.ieps)
    given = [(one.on, at) for at, one in enumerate(case.deliveries) if one.delivered is not False and one.minutes != 0]
    for on, at in sorted(given)[:1]:
        yield Event(_K.SERVICES_STARTED, on, path=f"$.deliveries[{at}].on")
    yield from notices.counted(case)
    yield from moves.counted(case)


def _silent(ieps: Sequence[Iep]) -> Iterator[Event]:
    """What an IEP does not say and another of the file does: of its year, the file does not tell."""
    for block in ("placement", "transition"):
        if any(getattr(iep, block) is not None for iep in ieps):
            for at, iep in enumerate(ieps):
                field = "start" if iep.meeting_date is None else "meeting_date"
                on = getattr(iep, field)
                if on is not None and getattr(iep, block) is None:
                    yield Event(_K.IEP_SILENT, on, detail=block, path=f"$.ieps[{at}].{field}")


def _missed(case: Any) -> Iterator[Event]:
    """The days on which the child was not produced, from the second on: 34 CFR 300.301(d)(1) says "repeatedly"."""
    for at, row in enumerate(case.evaluations):
        for nth, on in enumerate(row.child_not_produced):
            if on > min(row.child_not_produced):
                path = f"$.evaluations[{at}].child_not_produced[{nth}]"
                yield Event(_K.CHILD_NOT_PRODUCED, on, purpose=row.purpose, path=path)


def _expedited(case: Any) -> Iterator[Event]:
    """The requests for an evaluation that came while the child was removed for conduct (34 CFR 300.534(d)(2)(i))."""
    removed = [(one.start, one.end or one.start) for one in case.removals if one.start is not None]
    for at, referral in enumerate(case.referrals):
        on = referral.received
        asked = referral.evaluation_requested is True and referral.purpose is not Purpose.REEVALUATION
        if asked and on is not None and any(first <= on <= last for first, last in removed):
            yield Event(_K.EXPEDITED_EVALUATION_REQUESTED, on, path=f"$.referrals[{at}].received")


def _reports_due(case: Any) -> Iterator[Event]:
    """The first meeting on each evaluation after it was completed, where the file follows how it was prepared."""
    for evaluation in case.evaluations:
        meetings = [
            (day, at)
            for at, meeting in enumerate(case.meetings)
            if called_for(*_ON_EVALUATIONS)(meeting) and (day := day_of(meeting)) is not None
            if evaluation.completed is not None and day >= evaluation.completed
            if meeting.called is not None or evaluation.report_given is not None
        ]
        for day, at in sorted(meetings)[:1]:
            known = made_known(day, case.meetings[at].called, case.meetings[at].notice_given, evaluation.report_given)
            yield Event(_K.EVALUATION_MEETING_SCHEDULED, known, until=day, path=f"$.meetings[{at}]")


def _of_iep(iep: Iep, path: str, *, in_prison: bool) -> Iterator[Event]:
    """The text of an IEP, its placement, and services that did not begin in time."""
    written: dict[str, date | None] = {"meeting_date": iep.meeting_date, "start": iep.start}
    for field, on in written.items():
        if on is not None and _has_content(iep):
            yield Event(_K.IEP_WRITTEN, on, detail=IN_ADULT_PRISON if in_prison else None, path=f"{path}.{field}")
    if iep.placement is not None:
        determined = iep.placement.decided or iep.meeting_date
        if determined is not None:
            yield Event(_K.PLACEMENT_DETERMINED, determined, path=f"{path}.placement")
    for at, service in enumerate(iep.services):
        if service.not_begun is None and service.parent_told is None:
            continue
        about = service.id or f"{path.removeprefix('$.')}.services[{at}]"
        steps = ((_K.SERVICE_NOT_BEGUN, service.not_begun), (_K.MISSED_SERVICE_NOTICE, service.parent_told))
        for kind, on in steps:
            if on is not None:
                yield Event(kind, on, about=about, path=f"{path}.services[{at}]")
