"""iCalendar: due days as all-day events for a calendar program (extra `ical`); the only file that imports `icalendar`.

No identifier and no name is written unless the caller gives labels. The same inputs give the same bytes.
An event keeps its UID when its day moves, so that a calendar program that reads the file again moves it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from unicodedata import category

from iepkit.errors import MissingExtra, expect
from iepkit.timelines import Action, Deadline, Lead, Window, action
from iepkit.timelines.actions import TO_DO
from iepkit.timelines.comparing import Answers, answers_of
from iepkit.version import __version__

try:
    from icalendar import Alarm, Calendar, Event
except ImportError as error:
    raise MissingExtra("ical", "writing iCalendar") from error

__all__ = ["dumps"]


def __dir__() -> list[str]:
    return __all__


def dumps(
    answers: Answers,
    *,
    as_of: date,
    labels: Mapping[str, str] | None = None,
    window: Window | None = None,
    actions: bool = False,
    leads: Iterable[int | Lead] = (),
    name: str = "",
    key: str = "",
) -> bytes:
    """The deadlines of cases that are still to be met, as a calendar: one all-day event for each known day.

    `answers` are the deadlines of one case, its report, the reports of many, or a mapping from the identifiers of cases
    to either. `as_of` is the time stamp of every event. `labels` says by the identifier of a case what its events are
    called; without one they only say what is due. With `window`, only the deadlines in it are written. With `actions`,
    the last school day on which to act has an event of its own, where it comes before the due day. Each of `leads`
    is an alarm, on the last day to act where that has an event, else on the due day.
    `name` is the name of the calendar. `key` is mixed into the UIDs, which are hashes: without a key, whoever has the
    identifiers can find out which event is of which case. Calendars of single cases that are to go into one calendar
    program need the identifiers, as a mapping has them, or a key for each: else their UIDs may be the same.

    Raises `MissingExtra`, when this module is imported, without the extra `ical`.

    >>> from iepkit.laws import law
    >>> from iepkit.timelines import due
    >>> review = due("annual-review", date(2025, 10, 6), law=law("US"), as_of=date(2026, 9, 1))
    >>> text = dumps({"7": [review]}, as_of=date(2026, 9, 1)).decode()
    >>> [line for line in text.splitlines() if line.startswith(("DTSTART", "SUMMARY"))]
    ['SUMMARY:Annual review of the IEP: due', 'DTSTART;VALUE=DATE:20261006']
    """
    expect("as_of", as_of, date)
    calendar = Calendar()
    calendar.add("PRODID", f"-//iepkit//iepkit {__version__}//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    if name:
        calendar.add("NAME", _clean(name))
        calendar.add("X-WR-CALNAME", _clean(name))
    stamp, leads, uids = datetime.combine(as_of, time(), UTC), tuple(leads), dict[str, int]()
    for case, deadlines in answers_of(answers).items():
        label = _clean((labels or {}).get(case, ""))
        for deadline in (window or Window()).select(deadlines):
            if deadline.due is None or deadline.status not in TO_DO or (deadline.is_earliest and deadline.due < as_of):
                continue
            uid = _uid(case, deadline, key, uids)
            for event in _events(action(deadline, leads=leads), uid, label, actions=actions):
                event.add("DTSTAMP", stamp)
                calendar.add_component(event)
    return bytes(calendar.to_ical())


def _clean(text: str) -> str:
    """The text without what iCalendar cannot hold: control characters, and halves of a character."""
    return "".join(" " if category(letter) in ("Cc", "Cs") else letter for letter in text)


def _uid(case: str, deadline: Deadline, key: str, given: dict[str, int]) -> str:
    """A hash of the case, the clock, whose law it is, and the day that starts it, unless that is a birth.

    It says nothing of the due day, which may move. Two that would be the same are told apart by their order.
    """
    whose = deadline._plan.provision.jurisdiction  # noqa: SLF001 - the citation may be written otherwise tomorrow
    said = "\n".join((key, case, deadline.clock, whose, str(deadline.start or "")))
    digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    given[digest] = given.get(digest, 0) + 1
    return digest if given[digest] == 1 else f"{digest}-{given[digest]}"


def _events(found: Action, uid: str, label: str, *, actions: bool) -> Iterator[Event]:
    """The event of the due day, and before it that of the last day on which to act, where one is wanted."""
    deadline, legal = found.deadline, found.legal
    by = found.by if actions and found.by != legal else None
    words = "may be done from this day" if deadline.is_earliest else "due"
    days = (by, f"{uid}-act", "last school day to act"), (legal, uid, words)
    for on, name, what in days:
        if on is not None:
            event = Event()
            event.add("UID", f"{name}@iepkit")
            event.add("DTSTART", on)
            event.add("SUMMARY", ": ".join(filter(None, (label, deadline.title, what))))
            event.add("DESCRIPTION", str(found.explain()))
            event.add("CATEGORIES", [deadline.code, deadline.status.value])
            event.add("CLASS", "CONFIDENTIAL")
            event.add("TRANSP", "TRANSPARENT")
            for reminder in found.warnings if on == (by or legal) else ():
                if reminder.on is not None:
                    event.add_component(_alarm(reminder.on - on, f"{deadline.title}: {reminder.lead.words}"))
            yield event


def _alarm(ahead: timedelta, words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", ahead)
    alarm.add("DESCRIPTION", words)
    return alarm
