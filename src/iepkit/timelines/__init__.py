"""Deadlines: clocks run on the facts of a case, and explained by the run itself."""

from __future__ import annotations

from iepkit.timelines.deadlines import Deadline, Moved, deadlines, due, moved
from iepkit.timelines.explain import Explanation

__all__ = ["Deadline", "Explanation", "Moved", "deadlines", "due", "moved"]


def __dir__() -> list[str]:
    return __all__
