"""Synthetic matters: disputes, removals, requests for records, the way from Part C, as events of invented cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from iepkit.history import Event
from iepkit.vocabulary import DisputeKind, EventKind, ExtensionReason, RemovalKind

__all__ = ["matters", "out_of_part_c"]


def __dir__() -> list[str]:
    return __all__


_K = EventKind
_REMOVALS = tuple(kind.value for kind in RemovalKind)
Step = tuple[EventKind, int, float]  # what, within how many days of the step before, and how often


def matters(random: Random, first: date, last: date) -> Iterator[Event]:
    """What may come between the years of services, each matter under a name of its own."""
    days = (last - first).days
    for number, (how_often, events) in enumerate(_MATTERS):
        if days > 0 and random.random() < how_often:
            yield from events(random, first + timedelta(random.randrange(days)), f"matter-{number}")


def _steps(random: Random, on: date, about: str, steps: tuple[Step, ...]) -> Iterator[Event]:
    """Steps one after another, of which some are left out."""
    for kind, within, how_often in steps:
        on += timedelta(random.randrange(within + 1))
        if random.random() < how_often:
            yield Event(kind, on, about=about)


def _due_process(random: Random, on: date, about: str) -> Iterator[Event]:
    kind = random.choice([DisputeKind.DUE_PROCESS, DisputeKind.DUE_PROCESS, DisputeKind.EXPEDITED_DUE_PROCESS])
    yield Event(_K.VIOLATION_KNOWN, on - timedelta(random.randrange(900)), about=about)
    yield Event(_K.DUE_PROCESS_FILED, on, detail=kind.value, about=about)
    yield Event(_K.COMPLAINT_BY_PARENT if random.random() < 0.9 else _K.COMPLAINT_BY_AGENCY, on, about=about)
    for received in (_K.DUE_PROCESS_RECEIVED, _K.DUE_PROCESS_NOTICE_RECEIVED):
        yield Event(received, on + timedelta(random.randrange(3)), detail=kind.value, about=about)
    yield from _steps(random, on, about, _RESOLUTION)
    if random.random() < 0.2:
        yield Event(_K.DUE_PROCESS_AMENDED, on + timedelta(random.randrange(40)), detail=kind.value, about=about)
    hearing = on + timedelta(random.randrange(20, 90))
    yield Event(_K.HEARING_SCHEDULED, hearing - timedelta(random.randrange(20)), until=hearing, about=about)
    yield Event(_K.EVIDENCE_DISCLOSED, hearing - timedelta(random.randrange(12)), about=about)
    if random.random() < 0.3:
        yield Event(
            _K.EXTENSION_AGREED, hearing - timedelta(5), until=hearing + timedelta(random.randrange(60)),
            detail=ExtensionReason.HEARING_OFFICER.value, about=about,
        )  # fmt: skip
    yield from _steps(random, hearing, about, _DECISION)


_RESOLUTION: tuple[Step, ...] = (
    (_K.INSUFFICIENCY_CLAIMED, 15, 0.1),
    (_K.SUFFICIENCY_DECIDED, 6, 0.1),
    (_K.COMPLAINT_ANSWERED, 11, 0.7),
    (_K.RESOLUTION_WAIVED, 5, 0.1),
    (_K.RESOLUTION_MEETING, 8, 0.7),
    (_K.PARENT_DID_NOT_TAKE_PART, 2, 0.1),
    (_K.NO_AGREEMENT_POSSIBLE, 5, 0.2),
    (_K.RESOLUTION_AGREEMENT, 5, 0.2),
    (_K.AGREEMENT_VOIDED, 5, 0.05),
    (_K.MEDIATION_CONTINUED, 6, 0.1),
    (_K.MEDIATION_WITHDRAWN, 20, 0.1),
)
_DECISION: tuple[Step, ...] = (
    (_K.HEARING_ENDED, 3, 0.8),
    (_K.HEARING_DECIDED, 40, 0.8),
    (_K.DECISION_MAILED, 3, 0.8),
    (_K.CIVIL_ACTION_FILED, 120, 0.3),
    (_K.DISPUTE_RESOLVED, 200, 0.6),
)


def _state_complaint(random: Random, on: date, about: str) -> Iterator[Event]:
    yield Event(_K.VIOLATION_ALLEGED, on - timedelta(random.randrange(500)), about=about)
    yield Event(_K.STATE_COMPLAINT_FILED, on, about=about)
    yield Event(_K.STATE_COMPLAINT_RECEIVED, on + timedelta(random.randrange(3)), about=about)
    if random.random() < 0.2:
        reason = random.choice([ExtensionReason.EXCEPTIONAL_CIRCUMSTANCES, ExtensionReason.MEDIATION])
        agreed = on + timedelta(random.randrange(60))
        yield Event(_K.EXTENSION_AGREED, agreed, until=agreed + timedelta(60), detail=reason.value, about=about)
    if random.random() < 0.2:
        aside = on + timedelta(random.randrange(40))
        until = random.choice([None, aside + timedelta(random.randrange(50))])
        yield Event(_K.STATE_COMPLAINT_SET_ASIDE, aside, until=until, about=about)
    yield from _steps(random, on, about, ((_K.STATE_COMPLAINT_DECIDED, 75, 0.8),))


def _removal(random: Random, on: date, about: str) -> Iterator[Event]:
    yield Event(_K.BEHAVIOR_INCIDENT, on, about=about)
    for number in range(random.choice([1, 1, 2, 4])):
        start = on + timedelta(12 * number)
        until = start + timedelta(random.choice([0, 2, 9, 13, 14, 70]))
        mine = f"{about}-{number}"
        yield Event(_K.REMOVAL, start, until=until, detail=random.choice(_REMOVALS), about=mine)
        yield from _steps(random, start, mine, _AFTER_REMOVAL)
    yield from _steps(random, on, about, ((_K.SERVICES_DURING_REMOVAL, 30, 0.6), (_K.PATTERN_DETERMINED, 20, 0.4)))


_AFTER_REMOVAL: tuple[Step, ...] = (
    (_K.CHANGE_OF_PLACEMENT_DECIDED, 3, 0.4),
    (_K.DISCIPLINE_NOTICE, 1, 0.7),
    (_K.MANIFESTATION_DETERMINATION, 18, 0.7),
    (_K.RETURNED_TO_PLACEMENT, 40, 0.4),
)


def _records(random: Random, on: date, about: str) -> Iterator[Event]:
    yield Event(_K.RECORDS_REQUESTED, on, detail=random.choice(["part-b", "ferpa", "part-c"]), about=about)
    yield from _steps(random, on, about, ((_K.RECORDS_ACCESS_GIVEN, 60, 0.8),))


def out_of_part_c(random: Random, on: date) -> Iterator[Event]:
    """A child whom Part C served until a day, about the third birthday."""
    referred = on - timedelta(random.choice([30, 45, 60, 90, 300]))
    yield Event(_K.PART_C_REFERRAL, referred)
    yield Event(_K.PART_C_FOUND_ELIGIBLE, referred + timedelta(random.randrange(50)))
    if random.random() < 0.3:
        still = referred + timedelta(random.randrange(30))
        until = random.choice([None, still + timedelta(random.randrange(40))])
        yield Event(_K.PART_C_STOOD_STILL, still, until=until)
    yield Event(_K.SERVED_IN_PART_C, referred, until=on)
    for kind in (_K.IFSP_MEETING, _K.PART_C_NOTICE, _K.TRANSITION_CONFERENCE, _K.PART_C_TRANSITION_PLAN):
        if random.random() < 0.7:
            yield Event(kind, referred + timedelta(random.randrange(240)))


_MATTERS = ((0.05, _due_process), (0.05, _state_complaint), (0.15, _removal), (0.1, _records), (0.05, _removal))
