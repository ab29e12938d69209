"""A case: whole documents, a log of events, or both, read as one history.

Every document implies events by the table `IMPLIED`; `Case.history` puts them with the events written down.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar

import attrs

from iepkit.errors import InvalidDocument, Problem
from iepkit.records import (
    BehaviorIncident,
    Consent,
    Dispute,
    Eligibility,
    Evaluation,
    Exit,
    Extension,
    Iep,
    Ifsp,
    ManifestationDetermination,
    Measurement,
    Meeting,
    Notice,
    PartCTransition,
    ProgressReport,
    ReevaluationAgreement,
    Referral,
    Removal,
    ServiceDelivery,
    ServicesPlan,
    Student,
    Transfer,
)
from iepkit.records.fields import identity, private
from iepkit.vocabulary import ConsentKind, DisputeKind, EventKind, ExtensionReason, MeetingPurpose, NoticeKind, Purpose

__all__ = ["IMPLIED", "Case", "Event", "Implied"]


def __dir__() -> list[str]:
    return __all__


T = TypeVar("T")


@attrs.frozen
class Event:
    """Something that happened in a case on a day.

    `until` is the last day of an interval, or the new date that an extension sets.
    `purpose` and `detail` narrow the kind: `detail` holds the value of an `ExtensionReason` for an extension,
    of a `MeetingPurpose` for a meeting, of a grade for `grade-entered`, of the first `Disability` for `found-eligible`.
    A `child-not-produced` that is written down stands for the repeated failure or refusal, not for one missed day.
    `recorded_on` is the day on which the file came to know it, where that is known.
    `path` says where in the case the event stands; two events that differ only there are equal.

    >>> Event(EventKind.CONSENT_FOR_EVALUATION, date(2026, 3, 2), purpose=Purpose.INITIAL).on
    datetime.date(2026, 3, 2)
    """

    kind: EventKind
    on: date
    until: date | None = None
    purpose: Purpose | None = None
    detail: str | None = None
    recorded_on: date | None = None
    path: str = attrs.field(default="", eq=False)


_ORDER = {kind: place for place, kind in enumerate(EventKind)}


def _happening(event: Event) -> tuple[object, ...]:
    """What makes two events the same happening, in the order of a history."""
    return (event.on, _ORDER[event.kind], event.until or date.max, event.purpose or "", event.detail or "")


def _order(event: Event) -> tuple[object, ...]:
    return (*_happening(event), event.recorded_on or date.min, event.path)


def _placed(event: Event, path: str) -> Event:
    """The event with its place in the case; written out, since a history does it for every event."""
    return Event(event.kind, event.on, event.until, event.purpose, event.detail, event.recorded_on, path)


@attrs.frozen
class Case:
    """Everything a file holds about one child: documents, events, or both. Only `id` is required.

    `jurisdiction` is a State's two letters, `calendar` the identifier of a school calendar.

    >>> case = Case(id="7", referrals=(Referral(received=date(2026, 3, 2)),))
    >>> [(event.kind.value, event.path) for event in case.history()]
    [('referral', '$.referrals[0].received')]
    """

    id: str = identity()
    jurisdiction: str | None = None
    calendar: str | None = None
    student: Student | None = None
    referrals: tuple[Referral, ...] = ()
    consents: tuple[Consent, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    reevaluation_agreements: tuple[ReevaluationAgreement, ...] = ()
    eligibility: tuple[Eligibility, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    ieps: tuple[Iep, ...] = ()
    notices: tuple[Notice, ...] = ()
    progress_reports: tuple[ProgressReport, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    deliveries: tuple[ServiceDelivery, ...] = ()
    incidents: tuple[BehaviorIncident, ...] = ()
    removals: tuple[Removal, ...] = ()
    manifestation_determinations: tuple[ManifestationDetermination, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    exits: tuple[Exit, ...] = ()
    part_c: PartCTransition | None = None
    ifsps: tuple[Ifsp, ...] = ()
    services_plans: tuple[ServicesPlan, ...] = ()
    events: tuple[Event, ...] = ()
    note: str | None = private()

    def history(self, until: date | None = None) -> tuple[Event, ...]:
        """The events of the case in order of day and kind, at most up to and including `until`.

        Events written down and events that documents imply stand together, each with its `path`;
        one that is there twice is kept once.
        """
        written = (event if event.path else _placed(event, f"$.events[{at}]") for at, event in enumerate(self.events))
        merged: dict[tuple[object, ...], Event] = {}
        for event in sorted((*written, *_implied(self)), key=_order):
            if until is None or event.on <= until:
                merged.setdefault(_happening(event), event)
        return tuple(merged.values())

    def known_on(self, day: date) -> Case:
        """The case without the events that the file came to know only after `day`."""
        return attrs.evolve(self, events=tuple(e for e in self.events if e.recorded_on is None or e.recorded_on <= day))

    def append(self, *events: Event) -> Case:
        """The case with more events; this one stays as it is."""
        return attrs.evolve(self, events=(*self.events, *events))

    def merge(self, other: Case) -> Case:
        """The case with everything that either file holds, and what both hold once.

        Where both name a single thing, such as the student, this one's stands.
        Raises `InvalidDocument` where the two are not the same case.
        """
        if self.id != other.id:
            raise InvalidDocument([Problem("$.id", "expected the same case in both")])
        changes: dict[str, Any] = {}
        for field in attrs.fields(Case):
            mine, theirs = getattr(self, field.name), getattr(other, field.name)
            if isinstance(mine, tuple):
                changes[field.name] = (*mine, *(Counter(theirs) - Counter(mine)).elements())
            else:
                changes[field.name] = theirs if mine is None else mine
        changes["events"] = tuple(sorted(changes["events"], key=_order))
        return Case(**changes)


def _always(value: T) -> Callable[[object], T]:
    return lambda _: value


@attrs.frozen
class Implied:
    """A row: which date of which document is which event.

    `documents` names the field of the case, and after a dot what is looked at inside of each document.
    `on` and `until` name date fields, `instead` the one that is taken where `on` is not there.
    `when` says which documents count. `detail` reads the document, `purpose` the one that stands in the case itself.
    """

    documents: str
    on: str
    kind: EventKind
    until: str | None = None
    instead: str | None = None
    purpose: Callable[[Any], Purpose | None] = lambda _: None
    detail: Callable[[Any], str | None] = lambda _: None
    when: Callable[[Any], bool] = lambda _: True


def _own(field: str) -> Callable[[object], str | None]:
    """The value of a field as plain text."""
    return lambda document: None if getattr(document, field) is None else str(getattr(document, field))


def _is(field: str, *values: object) -> Callable[[Any], bool]:
    return lambda document: getattr(document, field) in values


def _for(purpose: MeetingPurpose) -> Callable[[Any], bool]:
    return lambda meeting: purpose in meeting.purposes


def _answer(yes: str, no: str, field: str) -> Callable[[Any], str | None]:
    """One of two words for a boolean, `None` where the file does not say."""
    words = {True: yes, False: no, None: None}
    return lambda document: words[getattr(document, field)]


def _has_content(iep: Iep) -> bool:
    return any((iep.present_levels, iep.special_factors, iep.goals, iep.assessments, iep.transition))


def _primary_category(determination: Eligibility) -> str | None:
    return determination.categories[0].value if determination.categories else None


def _has_transition_content(iep: Iep) -> bool:
    return iep.transition is not None and bool(iep.transition.goals) and bool(iep.transition.services)


def _states_rights(iep: Iep) -> bool:
    """Whether the IEP holds the statement, which 34 CFR 300.320(c) asks for, and no day of its own for it."""
    rights = iep.transfer_of_rights
    return rights is not None and rights.statement is True and rights.informed is None


def _is_no_amendment(iep: Iep) -> bool:
    """Whether the meeting made an IEP; a document written on the day of its own amendment shows no review."""
    return all(change.on != iep.meeting_date for change in iep.amendments)


def _is_agreed_as_required(extension: Extension) -> bool:
    """Whether the agreement counts: one on these grounds is in writing (34 CFR 300.309(c))."""
    return extension.in_writing is not False or extension.reason not in _IN_WRITING


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
_IEP_MEETINGS = (_M.INITIAL_IEP, _M.ANNUAL_REVIEW, _M.REVIEW, _M.TRANSITION)

IMPLIED: tuple[Implied, ...] = (
    Implied("referrals", "received", _K.REFERRAL, purpose=_purpose, detail=_own("requester")),
    Implied(
        "referrals", "received", _K.REQUEST_FOR_EVALUATION,
        purpose=_purpose, detail=_own("requester"), when=_is("evaluation_requested", _YES),
    ),
    Implied(
        "referrals", "decided", _K.REFERRAL_DECISION,
        purpose=_purpose, detail=_answer("evaluate", "do-not-evaluate", "evaluate"),
    ),
    *(
        Implied("consents", on, kind, purpose=_always(purpose), when=_is("kind", consent))
        for consent, purpose in _EVALUATION_CONSENTS
        for on, kind in _EVALUATION_STEPS
    ),
    Implied("consents", "received", _K.CONSENT_FOR_SERVICES, when=_is("kind", ConsentKind.INITIAL_SERVICES)),
    Implied("consents", "refused", _K.CONSENT_FOR_SERVICES_REFUSED, when=_is("kind", ConsentKind.INITIAL_SERVICES)),
    Implied(
        "consents", "withdrawn", _K.CONSENT_FOR_SERVICES_REVOKED,
        when=_is("kind", ConsentKind.INITIAL_SERVICES, ConsentKind.CONTINUED_SERVICES),
    ),
    Implied("evaluations", "started", _K.EVALUATION_STARTED, purpose=_purpose),
    Implied("evaluations", "completed", _K.EVALUATION_COMPLETED, purpose=_purpose),
    Implied("evaluations", "report_given", _K.EVALUATION_REPORT_GIVEN, purpose=_purpose),
    Implied(
        "evaluations.extensions", "agreed", _K.EXTENSION_AGREED,
        until="until", purpose=_purpose, detail=_own("reason"), when=_is_agreed_as_required,
    ),
    Implied("reevaluation_agreements", "unnecessary", _K.REEVALUATION_UNNECESSARY),
    Implied("reevaluation_agreements", "sooner", _K.REEVALUATION_INTERVAL_AGREED),
    Implied(
        "eligibility", "determined", _K.FOUND_ELIGIBLE,
        purpose=_purpose, detail=_primary_category, when=_is("eligible", _YES),
    ),
    Implied("eligibility", "determined", _K.FOUND_NOT_ELIGIBLE, purpose=_purpose, when=_is("eligible", _NO)),
    Implied("eligibility", "report_given", _K.EVALUATION_REPORT_GIVEN, purpose=_purpose),
    *(
        Implied("meetings", on, kind, detail=_always(purpose.value), when=_for(purpose))
        for purpose in _IEP_MEETINGS
        for on, kind in (("notice_given", _K.IEP_MEETING_NOTICE), ("held", _K.IEP_MEETING))
    ),
    Implied("meetings", "held", _K.IEP_DEVELOPED, when=_for(_M.INITIAL_IEP)),
    Implied("meetings", "held", _K.IEP_REVIEWED, when=_for(_M.INITIAL_IEP)),
    Implied("meetings", "held", _K.IEP_REVIEWED, when=_for(_M.ANNUAL_REVIEW)),
    Implied("ieps", "meeting_date", _K.IEP_MEETING),
    Implied("ieps", "meeting_date", _K.IEP_REVIEWED, when=_is_no_amendment),
    Implied("ieps", "meeting_date", _K.IEP_DEVELOPED),
    *(Implied("ieps", on, _K.IEP_WRITTEN, when=_has_content) for on in ("meeting_date", "start")),
    Implied("ieps", "start", _K.IEP_IN_EFFECT, until="end"),
    Implied("ieps", "start", _K.TRANSITION_CONTENT_IN_EFFECT, until="end", when=_has_transition_content),
    Implied("ieps", "implemented", _K.IEP_IMPLEMENTED),
    Implied("ieps", "start", _K.SERVED_BEFORE, instead="meeting_date", when=_is("initial", _NO)),
    Implied("ieps", "start", _K.RIGHTS_TRANSFER_INFORMED, instead="meeting_date", when=_states_rights),
    Implied("ieps.transfer_of_rights", "informed", _K.RIGHTS_TRANSFER_INFORMED),
    Implied("ieps.amendments", "on", _K.IEP_AMENDED, detail=_answer("agreement", "meeting", "by_agreement")),
    *(
        Implied("ifsps", "meeting_date", kind, when=_is("serves_as_iep", _YES))
        for kind in (_K.IEP_MEETING, _K.IEP_REVIEWED, _K.IEP_DEVELOPED)
    ),
    Implied("ifsps", "start", _K.IEP_IN_EFFECT, until="end", when=_is("serves_as_iep", _YES)),
    Implied("notices", "given", _K.PRIOR_WRITTEN_NOTICE, when=_is("kind", NoticeKind.PRIOR_WRITTEN)),
    Implied("notices", "given", _K.SAFEGUARDS_NOTICE, when=_is("kind", NoticeKind.PROCEDURAL_SAFEGUARDS)),
    Implied("notices", "given", _K.IEP_MEETING_NOTICE, when=_is("kind", NoticeKind.MEETING)),
    Implied("progress_reports", "given", _K.PROGRESS_REPORT),
    Implied("removals", "start", _K.REMOVAL, until="end", detail=_own("kind")),
    Implied(
        "manifestation_determinations", "on", _K.MANIFESTATION_DETERMINATION,
        detail=_answer("manifestation", "not-manifestation", "manifestation"),
    ),
    Implied("disputes", "filed", _K.STATE_COMPLAINT_FILED, when=_is("kind", DisputeKind.STATE_COMPLAINT)),
    Implied(
        "disputes", "filed", _K.DUE_PROCESS_FILED,
        detail=_own("kind"), when=_is("kind", DisputeKind.DUE_PROCESS, DisputeKind.EXPEDITED_DUE_PROCESS),
    ),
    Implied("disputes", "resolved", _K.DISPUTE_RESOLVED, detail=_own("kind")),
    Implied("transfers", "enrolled", _K.TRANSFERRED_IN, detail=_own("from_jurisdiction")),
    Implied("transfers", "enrolled", _K.SERVED_BEFORE, when=_is("iep_in_effect", _YES)),
    Implied("exits", "on", _K.EXITED, detail=_own("reason")),
    Implied("part_c", "served_from", _K.SERVED_IN_PART_C, until="served_until"),
    Implied("part_c", "notified", _K.PART_C_NOTICE),
)  # fmt: skip


_ROWS = {
    field: [row for row in IMPLIED if row.documents == field]
    for field in dict.fromkeys(row.documents for row in IMPLIED)
}


def _implied(case: Case) -> Iterator[Event]:
    """The events that the documents of a case imply."""
    for documents, rows in _ROWS.items():
        for owner, document, path in _documents(case, documents):
            for row in rows:
                field = row.instead if row.instead and getattr(document, row.on) is None else row.on
                on = getattr(document, field)
                if on is not None and row.when(document):
                    yield Event(
                        row.kind, on,
                        until=getattr(document, row.until) if row.until else None,
                        purpose=row.purpose(owner), detail=row.detail(document),
                        path=f"{path}.{field}",
                    )  # fmt: skip
    yield from _missed(case)
    given = [(one.on, at) for at, one in enumerate(case.deliveries) if one.delivered is not False and one.minutes != 0]
    for on, at in sorted(given)[:1]:
        yield Event(_K.SERVICES_STARTED, on, path=f"$.deliveries[{at}].on")


def _missed(case: Case) -> Iterator[Event]:
    """The days on which the child was not produced, from the second on: 34 CFR 300.301(d)(1) says "repeatedly"."""
    for at, row in enumerate(case.evaluations):
        for nth, on in enumerate(row.child_not_produced):
            if on > min(row.child_not_produced):
                path = f"$.evaluations[{at}].child_not_produced[{nth}]"
                yield Event(_K.CHILD_NOT_PRODUCED, on, purpose=row.purpose, path=path)


def _documents(case: Case, documents: str) -> Iterator[tuple[Any, Any, str]]:
    """Every document of a field with the one that stands in the case itself, and its path."""
    field, _, inside = documents.partition(".")
    for owner, path in _members(case, field, "$"):
        if not inside:
            yield owner, owner, path
            continue
        for document, deeper in _members(owner, inside, path):
            yield owner, document, deeper


def _members(holder: object, field: str, path: str) -> Iterator[tuple[Any, str]]:
    """What a field holds: each of many, the one, or nothing."""
    held = getattr(holder, field)
    if isinstance(held, tuple):
        yield from ((one, f"{path}.{field}[{at}]") for at, one in enumerate(held))
    elif held is not None:
        yield held, f"{path}.{field}"
