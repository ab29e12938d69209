"""The schedule: the sessions of a service on their days, where the IEP tells the days."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.days import to_date, to_day
from iepkit.errors import expect
from iepkit.records import Service
from iepkit.services.expecting import clipped
from iepkit.services.making import grid
from iepkit.services.policies import DEFAULT, ServicePolicy
from iepkit.services.stated import stated
from iepkit.services.turns import turns
from iepkit.services.words import counted, span_words

__all__ = ["Schedule", "Session", "schedule"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Session:
    """One planned session: its day, its time of day where that is known, and its minutes."""

    on: date
    minutes: int
    starts_at: str | None = None


@attrs.frozen
class Schedule:
    """The sessions of a service in order; or `unknown`, which says what would settle it."""

    sessions: tuple[Session, ...] = ()
    lines: tuple[str, ...] = ()
    unknown: str = ""


def schedule(
    service: Service, first: date, last: date, *, calendar: SchoolCalendar, policy: ServicePolicy = DEFAULT
) -> Schedule:
    """The sessions of a service from `first` through `last`, on the days of the week or of the cycle that it names.

    Sessions fall on school days only; one whose day has no school is not moved. In a 3:1 model the indirect weeks have
    none. Unknown where the days are not stated, or do not fit the number of times. Raises `WrongType` for no date.

    >>> from iepkit.calendars import SchoolYear
    >>> from iepkit.vocabulary import Period, Weekday
    >>> calendar = SchoolCalendar((SchoolYear(date(2026, 9, 2), date(2027, 6, 16)),))
    >>> speech = Service(minutes=30, times=2, per=Period.WEEK, days=(Weekday.MONDAY, Weekday.THURSDAY))
    >>> answer = schedule(speech, date(2026, 9, 2), date(2026, 9, 13), calendar=calendar)
    >>> [str(session.on) for session in answer.sessions]
    ['2026-09-03', '2026-09-07', '2026-09-10']
    """
    expect("first", first, date)
    expect("last", last, date)
    what = stated(service)
    if what.unknown:
        return Schedule(lines=what.lines, unknown=what.unknown)
    own = None if service.start is None or service.end is None else (to_day(service.start), to_day(service.end))
    base = grid(service, what, calendar, attrs.evolve(policy, short_weeks="whole", least_days=None), own)
    start, end = clipped(service, (to_day(first), to_day(last)))
    held = turns(base, what, service)
    unknown = base.unknown or held.unknown
    if not unknown and start <= end and not base.covers(start, end):
        unknown = (
            f"The calendar tells the sessions for {span_words(base.first, base.last)} only;"
            " a calendar for all of the days asked for would settle it."
        )
    if unknown:
        return Schedule(lines=(*what.lines, unknown), unknown=unknown)
    days = [day for day in held.days if start <= day <= end for _ in range(held.sessions)]
    sessions = tuple(Session(to_date(day), what.session or 0, service.starts_at) for day in days)
    said = f"{counted(len(sessions), 'session')} in {span_words(to_day(first), to_day(last))}."
    return Schedule(sessions, (*what.lines, said))
