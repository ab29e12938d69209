"""Goals: what the words of an annual goal, an objective or a postsecondary goal say, and what they do not.

It is form that is looked at. Whether a goal is ambitious, appropriate and right for the child is for people.
"""

from __future__ import annotations

from iepkit.goals.catalogue import catalogue
from iepkit.goals.check import check_goal
from iepkit.goals.model import GoalCheck, Measure, Missing, Part, PartKind, Weight
from iepkit.goals.objectives import check_objectives, direction_of
from iepkit.goals.units import can_be_same

__all__ = [
    "GoalCheck",
    "Measure",
    "Missing",
    "Part",
    "PartKind",
    "Weight",
    "can_be_same",
    "catalogue",
    "check_goal",
    "check_objectives",
    "direction_of",
]


def __dir__() -> list[str]:
    return __all__
