"""What transfers, exits, and growing up imply."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from iepkit.history.event import Event
from iepkit.history.implied import Implied, is_one_of, own
from iepkit.records import Exit, Iep, Transfer
from iepkit.vocabulary import EventKind, ExitReason

__all__ = ["OTHER_STATE", "ROWS", "SAME_STATE", "counted", "has_transition_content"]


def __dir__() -> list[str]:
    return __all__


_K = EventKind
SAME_STATE, OTHER_STATE = "same-state", "other-state"
"""The details of a transfer with an IEP: 34 CFR 300.323(e) is for the one, 300.323(f) for the other."""
_YES = True

_BY_DIPLOMA_OR_AGE = is_one_of("reason", ExitReason.REGULAR_DIPLOMA, ExitReason.REACHED_MAXIMUM_AGE)


def has_transition_content(iep: Iep) -> bool:
    """Whether an IEP holds postsecondary goals and transition services."""
    return iep.transition is not None and bool(iep.transition.goals) and bool(iep.transition.services)


def _states_rights(iep: Iep) -> bool:
    """Whether the IEP holds the statement, which 34 CFR 300.320(c) asks for, and no day of its own for it."""
    rights = iep.transfer_of_rights
    return rights is not None and rights.statement is True and rights.informed is None


def _is_parental(one: Exit) -> bool:
    """Whether the file says that the parents took the child out to a private school (34 CFR 300.148)."""
    return one.private_school_notice is not None or one.private_school_told is not None


ROWS: tuple[Implied, ...] = (
    Implied("transfers", "enrolled", _K.TRANSFERRED_IN, detail=own("from_jurisdiction")),
    Implied("transfers", "enrolled", _K.SERVED_BEFORE, when=is_one_of("iep_in_effect", _YES)),
    Implied("transfers", "enrolled", _K.EVALUATION_PENDING_AT_TRANSFER, when=is_one_of("evaluation_pending", _YES)),
    Implied("transfers", "comparable_services", _K.COMPARABLE_SERVICES_STARTED),
    Implied("transfers", "iep_adopted", _K.IEP_ADOPTED),
    Implied("transfers", "records_requested", _K.TRANSFER_RECORDS_REQUESTED),
    Implied("transfers", "records_received", _K.TRANSFER_RECORDS_RECEIVED),
    Implied("exits", "on", _K.EXITED, detail=own("reason")),
    Implied("exits", "notice_given", _K.PRIOR_WRITTEN_NOTICE, detail=own("reason")),
    Implied("exits", "summary_given", _K.SUMMARY_OF_PERFORMANCE, detail=own("reason"), when=_BY_DIPLOMA_OR_AGE),
    Implied("exits", "on", _K.PARENTAL_PLACEMENT, when=_is_parental),
    Implied("exits", "private_school_notice", _K.PARENTAL_PLACEMENT_NOTICE),
    Implied("exits", "private_school_told", _K.PARENTAL_PLACEMENT_TOLD),
    Implied("services_plans", "start", _K.SERVICES_PLAN_IN_EFFECT, until="end"),
    Implied("ieps", "start", _K.TRANSITION_CONTENT_IN_EFFECT, until="end", when=has_transition_content),
    Implied("ieps.transition", "not_required", _K.TRANSITION_NOT_REQUIRED),
    Implied("ieps", "start", _K.RIGHTS_TRANSFER_INFORMED, instead="meeting_date", when=_states_rights),
    Implied("ieps.transfer_of_rights", "informed", _K.RIGHTS_TRANSFER_INFORMED),
    Implied("ieps.transfer_of_rights", "stay_with_parents", _K.RIGHTS_STAY_WITH_PARENTS),
    Implied("student", "rights_transferred", _K.RIGHTS_TRANSFERRED),
)  # fmt: skip


def counted(case: Any) -> Iterator[Event]:
    """The events that take the case to place, or more than one date."""
    for at, transfer in enumerate(case.transfers):
        if transfer.iep_in_effect is True and transfer.enrolled is not None:
            yield Event(
                _K.TRANSFERRED_WITH_IEP, transfer.enrolled,
                detail=_from_where(transfer, case.jurisdiction), path=f"$.transfers[{at}].enrolled",
            )  # fmt: skip
    for at, iep in enumerate(case.ieps):
        yield from _transition(iep, f"$.ieps[{at}]")


def _from_where(transfer: Transfer, jurisdiction: str | None) -> str | None:
    """Whether the child came from this State or another one; nothing where the file does not say."""
    before, now = transfer.from_jurisdiction, jurisdiction
    if before is None or now is None:
        return None
    return SAME_STATE if before.upper() == now.upper() else OTHER_STATE


def _transition(iep: Iep, path: str) -> Iterator[Event]:
    """When transition content was made or updated, a service that failed, and the notices of the transfer of rights."""
    if iep.transition is not None:
        updated = iep.transition.updated or iep.meeting_date or iep.start
        if has_transition_content(iep) and updated is not None:
            yield Event(_K.TRANSITION_UPDATED, updated, path=f"{path}.transition")
        for at, service in enumerate(iep.transition.services):
            if service.failed is not None:
                place = f"{path}.transition.services[{at}].failed"
                yield Event(_K.TRANSITION_SERVICE_FAILED, service.failed, path=place)
    rights = iep.transfer_of_rights
    if rights is not None and rights.child_notified is not None and rights.parents_notified is not None:
        told = max(rights.child_notified, rights.parents_notified)
        yield Event(_K.RIGHTS_TRANSFER_TOLD, told, path=f"{path}.transfer_of_rights")
