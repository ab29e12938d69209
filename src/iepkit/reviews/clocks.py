"""Findings for clocks: what came late, what is overdue, what came too soon, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iepkit.findings import Finding, Severity
from iepkit.timelines import Deadline
from iepkit.vocabulary import Status

__all__ = ["on_deadlines"]


def __dir__() -> list[str]:
    return __all__


_SEVERITY = {
    Status.LATE: Severity.VIOLATION,
    Status.OVERDUE: Severity.VIOLATION,
    Status.EARLY: Severity.VIOLATION,
    Status.UNKNOWN: Severity.UNKNOWN,
}

_OF_RIGHTS = {Status.LATE: Severity.NOTE}


def on_deadlines(deadlines: Iterable[Deadline]) -> Iterator[Finding]:
    """A finding for each deadline that was missed, met too soon, or is not known.

    One that is met, open, waived or ended is no finding, nor is a right that lapsed or whose last day is not known;
    one that was used too late is a note.

    >>> list(on_deadlines([]))
    []
    """
    for deadline in deadlines:
        severity = (_OF_RIGHTS if deadline.is_right else _SEVERITY).get(deadline.status)
        if severity is not None:
            yield Finding(
                code=deadline.code,
                rule=deadline.clock,
                severity=severity,
                path=deadline.path or "$",
                message=_message(deadline),
                citation=deadline.citation,
                settle=_settle(deadline),
            )


def _message(deadline: Deadline) -> str:
    days = f"{deadline.days_late} day{'s' * (deadline.days_late != 1)}"
    known = f" It is not before {deadline.later_than}." if deadline.later_than else ""
    due = f"due on {deadline.due}" if deadline.due else "due on a day that is not known"
    words = {
        Status.LATE: f"{deadline.title}: {due}, done {days} late.",
        Status.OVERDUE: f"{deadline.title}: {due}, {days} overdue.",
        Status.EARLY: f"{deadline.title}: done {days} before {deadline.due}, the first day that the law allows.",
        Status.UNKNOWN: f"{deadline.title}: {due}; whether it was done in time is not known.{known}",
    }
    return words[deadline.status]


def _settle(deadline: Deadline) -> str:
    """What would settle it: for what is unknown the missing piece, for the rest the thing itself."""
    words = {
        Status.LATE: "Check both dates; a date that has passed cannot be mended, what it cost the child can.",
        Status.OVERDUE: "Do it now and record the day; or record the exception, the agreement or the end of the duty.",
        Status.EARLY: "Record the agreement of the parent and the public agency, if there was one.",
        Status.UNKNOWN: f"To settle it: {deadline.settle}." if deadline.settle else "",
    }
    return words[deadline.status]
