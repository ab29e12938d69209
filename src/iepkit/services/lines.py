"""Service lines: each service of each IEP of a case, with the days on which it is in force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import attrs

from iepkit.days import to_date, to_day
from iepkit.history import Case
from iepkit.records import Iep, Service, ServiceDelivery
from iepkit.vocabulary import ServiceType

__all__ = ["EPOCH", "Line", "Sorted", "in_force", "lines", "sort_deliveries"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Line:
    """One service of one IEP: its place in the case, and the first and the last day on which it is in force.

    A day is `None` where the file does not tell it. `service` is as the file has it; `dated` has these days.
    """

    path: str
    service: Service
    first: int | None = None
    last: int | None = None

    @property
    def dated(self) -> Service:
        """The service with the days on which it is in force as its `start` and `end`."""
        start, end = (None if day is None else to_date(day) for day in (self.first, self.last))
        return attrs.evolve(self.service, start=start, end=end)

    @property
    def window(self) -> tuple[int, int] | None:
        """Both days, where the file tells both."""
        return None if self.first is None or self.last is None else (self.first, self.last)

    def holds(self, day: int) -> bool:
        """Whether the service is in force on a day, as far as the file tells."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def in_force(iep: Iep) -> date | None:
    """The day from which a version of an IEP is in effect; `None` where the file does not say.

    The version that an amendment made is in effect from the day that the amendment names.

    >>> from iepkit.records import Amendment
    >>> iep = Iep(start=date(2026, 9, 8), version=2, amendments=(Amendment(effective=date(2026, 11, 4), version=2),))
    >>> in_force(iep)
    datetime.date(2026, 11, 4)
    """
    made = [one.effective or one.on for one in iep.amendments if one.version is not None and one.version == iep.version]
    days = [day for day in (iep.start, *made) if day is not None]
    return max(days, default=None)


def _windows(ieps: tuple[Iep, ...]) -> list[tuple[date | None, date | None]]:
    """The first and the last day of each IEP: the next one ends the one before it."""
    starts = [in_force(iep) for iep in ieps]
    order = sorted(
        (at for at, start in enumerate(starts) if start is not None),
        key=lambda at: (starts[at] or date.min, ieps[at].version or 0, at),
    )
    after = {at: starts[following] for at, following in pairwise(order)}
    windows: list[tuple[date | None, date | None]] = []
    for at, iep in enumerate(ieps):
        follows = after.get(at)
        ends = [day for day in (iep.end, date.fromordinal(follows.toordinal() - 1) if follows else None) if day]
        windows.append((starts[at], min(ends, default=None)))
    return windows


def _later(*days: date | None) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _sooner(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def lines(case: Case) -> tuple[Line, ...]:
    """Every service of every IEP of a case, in the order of the file, each with the days on which it is in force.

    A service is in force from its own start, or that of its IEP if that is later, through its own end or that of its
    IEP. An IEP ends on the day before the next one is in effect; an exit ends what is in force on it.

    >>> speech = Service(id="s", end=date(2027, 1, 29))
    >>> [line.path for line in lines(Case("7", ieps=(Iep(start=date(2026, 9, 8), services=(speech,)),)))]
    ['$.ieps[0].services[0]']
    """
    exits = sorted(one.on for one in case.exits if one.on is not None)
    found: list[Line] = []
    for at, (iep, (start, end)) in enumerate(zip(case.ieps, _windows(case.ieps), strict=True)):
        for place, service in enumerate(iep.services):
            first = _later(service.start, start)
            left = next((on for on in exits if first is None or on >= first), None)
            last = _sooner(service.end, end, left)
            path = f"$.ieps[{at}].services[{place}]"
            found.append(Line(path, service, *(None if day is None else to_day(day) for day in (first, last))))
    return tuple(found)


@attrs.frozen
class Sorted:
    """The deliveries of a case by the service line they belong to, as places in the case, and those of no line.

    `of[i]` are the places of those of the i-th line. `strays` are places with the reason why they belong to none.
    """

    of: tuple[list[int], ...]
    strays: tuple[tuple[int, str], ...]


_ALWAYS = 1 << 30
EPOCH = to_day(date.min) - date.min.toordinal()  # what `to_day` adds, for loops over every session
_NO_NAME = "The delivery names no service that the case has: its service_id or its type would settle it."
_SEVERAL = "More than one service in force on that day fits; a service_id that only one of them has would settle it."
_OUTSIDE = "The service is not in force on that day."


def sort_deliveries(deliveries: Iterable[ServiceDelivery], found: tuple[Line, ...]) -> Sorted:
    """Which service line each delivery belongs to: by its service_id, or by its type where only one line fits.

    A session that makes up for another belongs where that one does.
    """
    named: dict[str | tuple[ServiceType | None] | None, list[tuple[int, int, list[int]]]] = {}
    of: tuple[list[int], ...] = tuple([] for _ in found)
    for line, places in zip(found, of, strict=True):
        window = (-_ALWAYS if line.first is None else line.first, _ALWAYS if line.last is None else line.last, places)
        for own in (line.service.id, (line.service.type,)):
            if own not in (None, (None,)):
                named.setdefault(own, []).append(window)
    strays: list[tuple[int, str]] = []
    for place, one in enumerate(deliveries):
        name = (one.type,) if one.service_id is None else one.service_id
        windows = named.get(name, ())
        day = (one.makes_up_for or one.on).toordinal() + EPOCH
        fits = None
        for first, last, places in windows:
            if first <= day <= last:
                if fits is not None:
                    strays.append((place, _SEVERAL))
                    break
                fits = places
        else:
            if fits is not None:
                fits.append(place)
            else:
                strays.append((place, _OUTSIDE if windows else _NO_NAME))
    return Sorted(of, tuple(strays))
