"""The sessions that a file records, sorted by the services that promise them, for the rules that look at them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.days import to_date, to_day
from iepkit.history import Case
from iepkit.records import Service, ServiceDelivery
from iepkit.services import Clash, Line, clashes, lines
from iepkit.services.lines import Sorted, sort_deliveries

__all__ = ["Sessions", "place_of"]


def __dir__() -> list[str]:
    return __all__


def place_of(path: str) -> int:
    """The place in its list that a path names first.

    >>> place_of("$.deliveries[12]")
    12
    """
    return int(path.partition("[")[2].partition("]")[0])


@attrs.frozen
class Sessions:
    """The sessions of a case through the day `until`, with the services that they belong to.

    >>> Sessions(Case("7"), 20_000, None).lines
    ()
    """

    case: Case
    until: int
    calendar: SchoolCalendar | None

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every service of every IEP, with the days on which it is in force."""
        return lines(self.case)

    @cached_property
    def _sorted(self) -> Sorted:
        return sort_deliveries(self.case.deliveries, self.lines)

    @cached_property
    def _later(self) -> frozenset[int]:
        until = to_date(self.until)
        return frozenset(place for place, one in enumerate(self.case.deliveries) if one.on > until)

    def seen(self, place: int) -> bool:
        """Whether the record at a place of the file is of a day through `until`."""
        return place not in self._later

    @cached_property
    def of(self) -> tuple[tuple[Line, list[int]], ...]:
        """Each service of which there are records, with the places of these in the file."""
        later = self._later
        sorted_ = zip(self.lines, self._sorted.of, strict=True)
        known = ((line, [place for place in places if place not in later]) for line, places in sorted_)
        return tuple(row for row in known if row[1])

    @cached_property
    def _spans(self) -> dict[object, tuple[int, int]]:
        found: dict[object, tuple[int, int]] = {}
        for line, places in self.of:
            days = [to_day(self.case.deliveries[place].on) for place in places]
            for name in {line.service.id, line.service.type} - {None}:
                first, last = found.get(name, (days[0], days[0]))
                found[name] = min(first, *days), max(last, *days)
        return found

    def span(self, service: Service) -> tuple[int, int] | None:
        """The first and the last day with a record of a service, by its identifier or its type; `None` without any.

        Where sessions of a service are recorded, those of the same service in the next IEP are asked for.
        Records of one day alone are no log of sessions.
        """
        spans = [self._spans[name] for name in (service.id, service.type) if name in self._spans]
        return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None

    @cached_property
    def service_at(self) -> dict[int, Service]:
        """The service of each record that belongs to one, by the place of the record."""
        return {place: line.service for line, places in self.of for place in places}

    @property
    def strays(self) -> Iterator[tuple[int, ServiceDelivery, str]]:
        """The records that belong to no service, with their places and with why."""
        for place, why in self._sorted.strays:
            if self.seen(place):
                yield place, self.case.deliveries[place], why

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """What does not fit together, or not with the IEP."""
        found = clashes(self.case, calendar=self.calendar)
        own = "$.deliveries"
        return tuple(
            one for one in found if all(self.seen(place_of(path)) for path in one.paths if path.startswith(own))
        )
