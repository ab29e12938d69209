"""An event: something that happened in a case on a day."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.vocabulary import EventKind, Purpose

__all__ = ["Event", "happening", "order", "placed", "sooner"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Event:
    """Something that happened in a case on a day.

    `until` is the last day of an interval, or the new date that an extension sets.
    `purpose` and `detail` narrow the kind: `detail` holds the value of an `ExtensionReason` for an extension,
    of a `MeetingPurpose` for a meeting, of a grade for `grade-entered`, of the first `Disability` for `found-eligible`.
    A `child-not-produced` that is written down stands for the repeated failure or refusal, not for one missed day.
    `recorded_on` is the day on which the file came to know it, where that is known.
    `about` names the matter it belongs to, where a case may hold several of a kind: a dispute, a meeting, a removal,
    a request. Any word serves, as long as the events of one matter share it.
    `path` says where in the case the event stands; two events that differ only there are equal.

    >>> Event(EventKind.CONSENT_FOR_EVALUATION, date(2026, 3, 2), purpose=Purpose.INITIAL).on
    datetime.date(2026, 3, 2)
    """

    kind: EventKind
    on: date
    until: date | None = None
    purpose: Purpose | None = None
    detail: str | None = None
    recorded_on: date | None = None
    about: str | None = attrs.field(default=None, repr=False)
    path: str = attrs.field(default="", eq=False)


_LAST = date.max
_ORDER = {kind: place for place, kind in enumerate(EventKind)}


def happening(event: Event) -> tuple[object, ...]:
    """What makes two events the same happening, in the order of a history."""
    until = event.until or _LAST
    return event.on, _ORDER[event.kind], until, event.purpose or "", event.detail or "", event.about or ""


def order(event: Event) -> tuple[object, ...]:
    """The place of an event in a history; what is not said comes after what is said to be nothing."""
    unsaid = [value is None for value in (event.until, event.detail, event.about, event.recorded_on)]
    return (*happening(event), *sooner(event, event.path), *unsaid)


def sooner(event: Event, path: str) -> tuple[date, str]:
    """Which of several events that are the same happening comes first: by when it was known, and where it stands."""
    return event.recorded_on or date.min, path


def placed(event: Event, path: str) -> Event:
    """The event with its place in the case; written out, since a history does it for every event."""
    if event.path == path:
        return event
    return Event(event.kind, event.on, event.until, event.purpose, event.detail, event.recorded_on, event.about, path)
