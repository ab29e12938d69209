"""Placement: the share of the school week inside the regular class, and the educational environment."""

from __future__ import annotations

from iepkit.placement.answers import Basis, EnvironmentAnswer, Share, Span
from iepkit.placement.environments import environment
from iepkit.placement.groups import Table, table_for
from iepkit.placement.policies import INSTRUCTION, WHOLE_DAY, Denominator, PlacementPolicy
from iepkit.placement.school_age import band
from iepkit.placement.shares import inside_regular_class

__all__ = [
    "INSTRUCTION",
    "WHOLE_DAY",
    "Basis",
    "Denominator",
    "EnvironmentAnswer",
    "PlacementPolicy",
    "Share",
    "Span",
    "Table",
    "band",
    "environment",
    "inside_regular_class",
    "table_for",
]


def __dir__() -> list[str]:
    return __all__
