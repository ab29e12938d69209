"""Which way the time of a service moved, by exact arithmetic and only where the two can be compared."""

from __future__ import annotations

from fractions import Fraction

from iepkit.changes.pairing import Toward
from iepkit.records import Service
from iepkit.vocabulary import Period

__all__ = ["share", "toward"]


def __dir__() -> list[str]:
    return __all__


_IN_A_YEAR = {Period.YEAR: 1, Period.SEMESTER: 2, Period.TRIMESTER: 3, Period.QUARTER: 4, Period.MONTH: None}
"""Periods of which a year has a number by their own meaning; a school's weeks, days and months are for its calendar."""


def _amount(service: Service) -> tuple[Period | None, Fraction] | None:
    """Minutes in a period; without a number of minutes or times there is none."""
    if service.minutes is None:
        return None
    if service.times is not None and service.per is not None:
        in_a_year = _IN_A_YEAR.get(service.per)
        minutes = Fraction(service.minutes * service.times)
        return (Period.YEAR, minutes * in_a_year) if in_a_year else (service.per, minutes)
    return (None, Fraction(service.minutes * service.sessions)) if service.sessions is not None else None


_TERMS = ("minutes", "times", "per", "sessions", "as_needed", "frequency_note")
_RANGES = ("minutes_most", "times_most", "cycle_days", "direct_weeks", "indirect_weeks")
"""What moves the amount beside its number: where one of these differs, the two do not compare."""


def share(before: Service, after: Service) -> Fraction | None:
    """The part of the time before that there is after: one half where it was halved; `None` where they do not compare.

    >>> weekly = Service(minutes=30, times=2, per=Period.WEEK)
    >>> share(weekly, Service(minutes=30, times=1, per=Period.WEEK))
    Fraction(1, 2)
    >>> share(weekly, Service(minutes=30, times=8, per=Period.MONTH)) is None
    True
    """
    was, now = _amount(before), _amount(after)
    if was is None or now is None or was[0] is not now[0] or not was[1]:
        return None
    if any(getattr(before, term) != getattr(after, term) for term in _RANGES):
        return None
    return now[1] / was[1]


def toward(before: Service, after: Service) -> Toward:
    """Whether a service has more or less time than it had.

    >>> weekly = Service(minutes=30, times=2, per=Period.WEEK)
    >>> toward(weekly, Service(minutes=20, times=2, per=Period.WEEK)).value
    'less'
    """
    if all(getattr(before, term) == getattr(after, term) for term in (*_TERMS, *_RANGES)):
        return Toward.SAME
    part = share(before, after)
    if part is None:
        return Toward.UNCLEAR
    return Toward.SAME if part == 1 else Toward.MORE if part > 1 else Toward.LESS
