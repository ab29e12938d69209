"""Facts: what clocks ask of a case, such as the day of a consent, answered from its events as ints."""

from __future__ import annotations

from iepkit.facts.episodes import Episode, anchors, episodes, first_within, last_by, pairs, restarted
from iepkit.facts.fact import Fact
from iepkit.facts.projection import Projection
from iepkit.facts.table import ENDS, EXTENSIONS, FACTS, FOREVER, fact

__all__ = [
    "ENDS",
    "EXTENSIONS",
    "FACTS",
    "FOREVER",
    "Episode",
    "Fact",
    "Projection",
    "anchors",
    "episodes",
    "fact",
    "first_within",
    "last_by",
    "pairs",
    "restarted",
]


def __dir__() -> list[str]:
    return __all__
