"""The field's words as closed lists: what a record may say, in strings that read and write as JSON."""

from __future__ import annotations

from iepkit.vocabulary.events import EventKind, ExtensionReason
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

__all__ = [
    "AssessmentKind",
    "ConsentKind",
    "Disability",
    "DisputeKind",
    "Environment",
    "EventKind",
    "ExitReason",
    "ExtensionReason",
    "GoalArea",
    "GoalDirection",
    "Language",
    "Location",
    "MeetingPurpose",
    "NoticeKind",
    "Period",
    "ProgressStatus",
    "Purpose",
    "RemovalKind",
    "Requester",
    "Role",
    "ServiceKind",
    "ServiceType",
    "Status",
    "Unit",
]


def __dir__() -> list[str]:
    return __all__
