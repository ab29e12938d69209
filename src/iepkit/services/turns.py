"""Turns: the days on which the sessions of a service fall, where the IEP tells the days of the week or of the cycle."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from iepkit.records import Service
from iepkit.services.grids import Grid
from iepkit.services.stated import Stated
from iepkit.services.words import counted
from iepkit.vocabulary import Period

__all__ = ["Turns", "turns"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Turns:
    """The days of the sessions, and how many sessions each has; or why they cannot be told."""

    days: tuple[int, ...] = ()
    sessions: int = 1
    unknown: str = ""


def _told(what: Stated, named: int, kind: str) -> Turns | None:
    """What is wrong with the days that the file names, where something is."""
    if not named:
        return Turns(unknown=f"The {kind} are not stated; they would settle on which days the sessions are.")
    if named != what.sessions_least or what.sessions_least != what.sessions_most:
        times = counted(what.sessions_least or 0, "session")
        return Turns(unknown=f"The IEP states {times} and {named} of the {kind}; one of the two has to be corrected.")
    return None


def _weekly(grid: Grid, what: Stated, service: Service) -> Turns:
    week = {day.number for day in service.days}
    wrong = _told(what, len(week), "days of the week")
    if wrong:
        return wrong
    held = [day for day, weight in enumerate(grid.days.each, grid.days.first) if weight and (day + 3) % 7 in week]
    return Turns(tuple(day for day in held if day <= grid.last and _direct(grid, day)))


def _direct(grid: Grid, day: int) -> bool:
    at = grid.period_of[day - grid.first]
    return at >= 0 and grid.periods[at].counted


def _cyclic(grid: Grid, what: Stated, service: Service) -> Turns:
    wrong = _told(what, len(set(service.cycle_on)), "days of the cycle")
    if wrong:
        return wrong
    held: list[int] = []
    for block in grid.periods:
        days = [day for day in range(block.first, block.last + 1) if grid.days.sum(day, day)]
        held += [day for number, day in enumerate(days, 1) if number in service.cycle_on]
    return Turns(tuple(held))


def _daily(grid: Grid, what: Stated, service: Service) -> Turns:
    del service  # every school day, whatever it says of days
    held = [day for day, weight in enumerate(grid.days.each, grid.days.first) if weight and day <= grid.last]
    return Turns(tuple(held), what.sessions_least or 0)


def _untold(grid: Grid, what: Stated, service: Service) -> Turns:
    del grid, what, service
    return Turns(unknown="Days can be told for services stated per day, per week or per cycle; their dates settle it.")


_BY_PERIOD: dict[Period | None, Callable[[Grid, Stated, Service], Turns]] = {
    Period.DAY: _daily,
    Period.WEEK: _weekly,
    Period.CYCLE: _cyclic,
}


def turns(grid: Grid, what: Stated, service: Service) -> Turns:
    """The days on which the sessions of a service fall, in order, through the last day that the grid knows.

    In a 3:1 model the indirect weeks have none. A cycle begins anew with each school year, and a day without school
    does not use up a day of it.
    """
    return _BY_PERIOD.get(what.per, _untold)(grid, what, service)
