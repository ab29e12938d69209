"""Deadlines: clocks run on the facts of a case, explained by the run itself, and compared."""

from __future__ import annotations

from iepkit.timelines.actions import Action, Lead, action
from iepkit.timelines.comparing import Change, ChangeKind, Comparison, compare
from iepkit.timelines.deadline import Deadline
from iepkit.timelines.deadlines import deadlines, due
from iepkit.timelines.explain import Explanation
from iepkit.timelines.reasons import Cause, Reason
from iepkit.timelines.whatif import what_if
from iepkit.timelines.windows import Window

__all__ = [
    "Action",
    "Cause",
    "Change",
    "ChangeKind",
    "Comparison",
    "Deadline",
    "Explanation",
    "Lead",
    "Reason",
    "Window",
    "action",
    "compare",
    "deadlines",
    "due",
    "what_if",
]


def __dir__() -> list[str]:
    return __all__
