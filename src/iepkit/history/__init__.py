"""A case: whole documents, a log of events, or both, read as one history.

Every document implies events by the table `IMPLIED`; `Case.history` puts them with the events written down.
"""

from __future__ import annotations

from iepkit.history.case import IMPLIED, Case, happenings
from iepkit.history.event import Event
from iepkit.history.implied import Implied

__all__ = ["IMPLIED", "Case", "Event", "Implied", "happenings"]


def __dir__() -> list[str]:
    return __all__
