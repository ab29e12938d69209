"""What a fact is: which events it holds, and how it is said to people."""

from __future__ import annotations

import attrs

from iepkit.history import Event
from iepkit.vocabulary import EventKind, Purpose

__all__ = ["Fact"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Fact:
    """Which events a fact holds, and how it is said to people. The day of a `private` fact is never shown.

    An event that does not state its purpose is never taken for one: it does not match `purpose`.
    `shown_by` names later facts that cannot be unless this one was, on a day that the file may not hold.
    The days of a fact `at_end` are the last days of its events, such as the end of a removal or a planned day.
    """

    words: str
    kinds: tuple[EventKind, ...] = ()
    purpose: Purpose | None = None
    details: tuple[str, ...] = ()
    not_details: tuple[str, ...] = ()
    unless: Purpose | None = None
    shown_by: tuple[str, ...] = ()
    private: bool = False
    at_end: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether every event of one of the kinds is this fact, on its first day."""
        return not (self.purpose or self.unless or self.details or self.not_details or self.at_end)

    def holds(self, event: Event) -> bool:
        """Whether an event of one of the kinds is this fact."""
        return (
            (self.purpose is None or self.purpose is event.purpose)
            and (self.unless is None or self.unless is not event.purpose)
            and event.detail not in self.not_details
            and (not self.details or event.detail in self.details)
        )
