"""A case: whole documents, a log of events, or both, read as one history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from iepkit.errors import InvalidDocument, Problem
from iepkit.history import access, conduct, disputes, early, school
from iepkit.history.event import Event, happening, order, placed, sooner
from iepkit.history.implied import Implied, implied_by
from iepkit.records import (
    BehaviorIncident,
    Compensatory,
    Consent,
    Dispute,
    Eligibility,
    Evaluation,
    Exit,
    Iep,
    Ifsp,
    ManifestationDetermination,
    Measurement,
    Meeting,
    Notice,
    PartCTransition,
    ProgressReport,
    RecordsAccess,
    RecordsRequest,
    ReevaluationAgreement,
    Referral,
    Removal,
    ServiceDelivery,
    ServicesPlan,
    Student,
    Surrogate,
    Transfer,
)
from iepkit.records.fields import identity, private

__all__ = ["IMPLIED", "Case", "happenings"]


def __dir__() -> list[str]:
    return __all__


IMPLIED: tuple[Implied, ...] = (*school.ROWS, *conduct.ROWS, *access.ROWS, *disputes.ROWS, *early.ROWS)

_ROWS = {
    documents: [row for row in IMPLIED if row.documents == documents]
    for documents in dict.fromkeys(row.documents for row in IMPLIED)
}


def _counted(case: Case) -> Iterator[Event]:
    """The events that take more than one document to see."""
    yield from school.counted(case)
    yield from conduct.counted(case)
    yield from early.counted(case)


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
    records_requests: tuple[RecordsRequest, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    surrogates: tuple[Surrogate, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    exits: tuple[Exit, ...] = ()
    part_c: PartCTransition | None = None
    ifsps: tuple[Ifsp, ...] = ()
    services_plans: tuple[ServicesPlan, ...] = ()
    events: tuple[Event, ...] = ()
    note: str | None = private()
    records_access: tuple[RecordsAccess, ...] = ()
    compensatory: tuple[Compensatory, ...] = ()

    def history(self, until: date | None = None) -> tuple[Event, ...]:
        """The events of the case in order of day and kind, at most up to and including `until`.

        Events written down and events that documents imply stand together, each with its `path`;
        one that is there twice is kept once.
        """
        return tuple([placed(event, path) for event, path in happenings(self, until)])

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
        changes["events"] = tuple(sorted(changes["events"], key=order))
        return Case(**changes)


def happenings(case: Case, until: date | None = None) -> list[tuple[Event, str]]:
    """The events of a history, each beside its path and as it was written down: for who asks for few of the paths.

    >>> from iepkit.vocabulary import EventKind
    >>> [(event.kind.value, path) for event, path in happenings(Case("7", events=(Event(EventKind.EXITED, date.max),)))]
    [('exited', '$.events[0]')]
    """
    told = [(event, event.path or f"$.events[{at}]") for at, event in enumerate(case.events)]
    told += [(event, event.path) for event in (*implied_by(case, _ROWS), *_counted(case))]
    merged: dict[tuple[object, ...], tuple[Event, str]] = {}
    for one in told:
        event = one[0]
        if until is None or event.on <= until:
            what = happening(event)
            other = merged.setdefault(what, one)
            if other is not one and sooner(*one) < sooner(*other):
                merged[what] = one
    return [merged[what] for what in sorted(merged)]
