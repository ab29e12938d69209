"""The field's words as closed lists: what a record may say, in strings that read and write as JSON."""

from __future__ import annotations

from iepkit.vocabulary.events import EventKind, ExtensionReason
from iepkit.vocabulary.sessions import CompensatoryStep, MissedReason
from iepkit.vocabulary.terms import (
    AssessmentKind,
    ConsentKind,
    Disability,
    DisputeKind,
    Environment,
    ExitReason,
    GoalArea,
    GoalDirection,
    Language,
    Location,
    MeetingPurpose,
    NoticeKind,
    Period,
    PhaseKind,
    ProgressStatus,
    Purpose,
    RemovalKind,
    Requester,
    Role,
    ServiceKind,
    ServiceType,
    Status,
    Unit,
)
from iepkit.vocabulary.week import BlockKind, EarlyChildhoodProgram, Weekday

__all__ = [
    "AssessmentKind",
    "BlockKind",
    "CompensatoryStep",
    "ConsentKind",
    "Disability",
    "DisputeKind",
    "EarlyChildhoodProgram",
    "Environment",
    "EventKind",
    "ExitReason",
    "ExtensionReason",
    "GoalArea",
    "GoalDirection",
    "Language",
    "Location",
    "MeetingPurpose",
    "MissedReason",
    "NoticeKind",
    "Period",
    "PhaseKind",
    "ProgressStatus",
    "Purpose",
    "RemovalKind",
    "Requester",
    "Role",
    "ServiceKind",
    "ServiceType",
    "Status",
    "Unit",
    "Weekday",
]


def __dir__() -> list[str]:
    return __all__
