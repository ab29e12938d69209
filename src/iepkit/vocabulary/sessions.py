"""The words of sessions: why one was missed, and what became of time that is owed."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["CompensatoryStep", "MissedReason"]


def __dir__() -> list[str]:
    return __all__


class MissedReason(StrEnum):
    """Why a session, or a part of one, was not given.

    `child-absent`: the child was ill, or the family kept the child at home; `child-declined`: the child was at school
    and did not take part. `provider-absent` is for a day, `no-provider` for a post that nobody fills.
    `school-activity` is an assembly, a field trip or the like, `testing` an assessment that all children take.
    `removed`: the child was kept from school for conduct.
    """

    CHILD_ABSENT = "child-absent"
    CHILD_DECLINED = "child-declined"
    PROVIDER_ABSENT = "provider-absent"
    NO_PROVIDER = "no-provider"
    SCHOOL_ACTIVITY = "school-activity"
    TESTING = "testing"
    SCHOOL_CLOSED = "school-closed"
    REMOVED = "removed"
    OTHER = "other"


class CompensatoryStep(StrEnum):
    """What happened to compensatory time.

    `owed`: somebody found that it is owed. `offered`: the agency put it to the parents. `agreed`: it was agreed or
    ordered. `delivered`: it was given. `expired`: it can no longer be used.
    """

    OWED = "owed"
    OFFERED = "offered"
    AGREED = "agreed"
    DELIVERED = "delivered"
    EXPIRED = "expired"
