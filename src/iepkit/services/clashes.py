"""Clashes: sessions that cannot both be as they are written, within a file and across the files of a caseload."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.days import to_day
from iepkit.errors import expect
from iepkit.history import Case
from iepkit.records import Service, ServiceDelivery
from iepkit.services.dayweights import weights
from iepkit.services.lines import lines, sort_deliveries
from iepkit.services.policies import DEFAULT

__all__ = ["Clash", "ClashKind", "clashes", "provider_clashes"]


def __dir__() -> list[str]:
    return __all__


class ClashKind(StrEnum):
    """What does not fit.

    `two-places`: the child is in two sessions at one time. `same-provider`: one provider gives two sessions at one
    time, which are not the same group. `group-too-large`: more children than the IEP allows.
    `group-for-individual`: a group where the IEP says individual. `individual-for-group`: the other way round, which
    may be what the child needs. `no-school-day`: a session was given on a day without school.
    `before-it-was-missed`: a session makes up for one of a later day.
    """

    TWO_PLACES = "two-places"
    SAME_PROVIDER = "same-provider"
    GROUP_TOO_LARGE = "group-too-large"
    GROUP_FOR_INDIVIDUAL = "group-for-individual"
    INDIVIDUAL_FOR_GROUP = "individual-for-group"
    NO_SCHOOL_DAY = "no-school-day"
    BEFORE_IT_WAS_MISSED = "before-it-was-missed"


@attrs.frozen
class Clash:
    """Something that does not fit: what kind, the places of the records, and in words.

    Across files, each path begins with the place of the case in the list that was given, `[3].deliveries[12]`.
    """

    kind: ClashKind
    paths: tuple[str, ...]
    words: str


_MINUTES_OF = {
    text: hour * 60 + minute
    for hour in range(24)
    for minute in range(60)
    for text in (f"{hour:02}:{minute:02}", f"{hour}:{minute:02}")
}


def _given(one: ServiceDelivery) -> bool:
    return one.delivered is not False and one.minutes != 0


@attrs.frozen(order=True)
class _Timed:
    """A session with its day and its minutes of the day, half open."""

    on: int
    start: int
    end: int
    path: str
    one: ServiceDelivery = attrs.field(order=False)


def _timed(deliveries: Iterable[ServiceDelivery], before: str = "$") -> Iterator[_Timed]:
    """The sessions that were given at a known time, for a known number of minutes."""
    for place, one in enumerate(deliveries):
        start = _MINUTES_OF.get(one.starts_at or "")
        if start is not None and one.minutes and _given(one):
            yield _Timed(to_day(one.on), start, start + one.minutes, f"{before}.deliveries[{place}]", one)


def _overlaps(sessions: Iterable[_Timed]) -> Iterator[tuple[_Timed, _Timed]]:
    """Each pair of sessions of one day that have a minute in common, in order of time."""
    running: list[_Timed] = []
    for session in sorted(sessions):
        running = [other for other in running if other.on == session.on and other.end > session.start]
        yield from ((other, session) for other in running)
        running.append(session)


def _two_places(case: Case) -> Iterator[Clash]:
    for one, other in _overlaps(_timed(case.deliveries)):
        same = (one.one.service_id, one.one.type) == (other.one.service_id, other.one.type)
        if not (same and one.start == other.start):  # that is one session written down twice; the ledger counts it once
            yield Clash(
                ClashKind.TWO_PLACES,
                (one.path, other.path),
                f"Two sessions on {one.one.on} have minutes in common; a child is in one of them.",
            )


def _sizes(service: Service, one: ServiceDelivery, path: str, service_path: str) -> Iterator[Clash]:
    """Whether the session was the group or the individual session that the IEP says."""
    kinds = {(False, True): ClashKind.GROUP_FOR_INDIVIDUAL, (True, False): ClashKind.INDIVIDUAL_FOR_GROUP}
    in_group = one.group if one.group_size is None or one.group is not None else one.group_size > 1
    kind = None if service.group is None or in_group is None else kinds.get((service.group, in_group))
    names = {True: "a group", False: "an individual session"}
    if kind is not None:
        words = f"The IEP says {names[service.group is True]}, and the session was {names[in_group is True]}."
        yield Clash(kind, (path, service_path), words)
    if one.group_size is not None and service.group_size is not None and one.group_size > service.group_size:
        words = f"{one.group_size} children were in a group in which the IEP allows {service.group_size}."
        yield Clash(ClashKind.GROUP_TOO_LARGE, (path, service_path), words)


def _against_services(case: Case) -> Iterator[Clash]:
    found = lines(case)
    for line, places in zip(found, sort_deliveries(case.deliveries, found).of, strict=True):
        for place in places:
            if _given(case.deliveries[place]):
                yield from _sizes(line.service, case.deliveries[place], f"$.deliveries[{place}]", line.path)


def _days(case: Case, calendar: SchoolCalendar | None) -> Iterator[Clash]:
    extended = None if calendar is None else weights(calendar, DEFAULT, extended=True)
    for place, one in enumerate(case.deliveries):
        path = f"$.deliveries[{place}]"
        if one.makes_up_for is not None and one.makes_up_for > one.on:
            words = f"The session on {one.on} makes up for one of {one.makes_up_for}, which comes later."
            yield Clash(ClashKind.BEFORE_IT_WAS_MISSED, (path,), words)
        closed = calendar is not None and calendar.is_school_day(one.on) is False
        if closed and _given(one) and extended is not None and not extended.sum(to_day(one.on), to_day(one.on)):
            yield Clash(ClashKind.NO_SCHOOL_DAY, (path,), f"A session was given on {one.on}, a day without school.")


def clashes(case: Case, *, calendar: SchoolCalendar | None = None) -> tuple[Clash, ...]:
    """The sessions of one file that do not fit together, or not with the IEP; days are looked at with a calendar.

    Times are looked at where `starts_at` and the minutes are known. Nothing here changes a ledger: what is counted
    once is told there (`Entry.counted_once`).

    >>> from datetime import date
    >>> on = date(2026, 10, 5)
    >>> case = Case("7", deliveries=(
    ...     ServiceDelivery(on, "speech", minutes=30, starts_at="09:00"),
    ...     ServiceDelivery(on, "reading", minutes=45, starts_at="09:15"),
    ... ))
    >>> [clash.kind.value for clash in clashes(case)]
    ['two-places']
    """
    return (*_two_places(case), *_against_services(case), *_days(case, calendar))


def provider_clashes(cases: Sequence[Case]) -> tuple[Clash, ...]:
    """The sessions of different children that one provider gave at one time, where they are not one group.

    Groups are looked at too: more children at one time than one of their IEPs allows.
    Providers are told apart by `provider_id`. Two sessions that begin together and are both in a group are one group.
    Paths begin with the place of the case in `cases`. Raises `WrongType` where something else than a case is given.
    """
    sessions: dict[str, list[_Timed]] = {}
    for at, case in enumerate(cases):
        expect("cases", case, Case)
        for session in _timed(case.deliveries, f"[{at}]"):
            if session.one.provider_id is not None:
                sessions.setdefault(session.one.provider_id, []).append(session)
    found: list[Clash] = []
    for several in sessions.values():
        for one, other in _overlaps(several):
            elsewhere = one.path.partition(".")[0] != other.path.partition(".")[0]
            group = one.one.group and other.one.group and one.start == other.start
            if elsewhere and not group:
                words = f"One provider gives two sessions on {one.one.on} that have minutes in common."
                found.append(Clash(ClashKind.SAME_PROVIDER, (one.path, other.path), words))
    return tuple(sorted([*found, *_crowded(cases)], key=lambda clash: clash.paths))


def _crowded(cases: Sequence[Case]) -> Iterator[Clash]:
    """The groups in which more children were together than the IEP of one of them allows."""
    groups: dict[object, list[tuple[str, Service]]] = {}
    for at, case in enumerate(cases):
        found = lines(case)
        for line, places in zip(found, sort_deliveries(case.deliveries, found).of, strict=True):
            for place in places:
                one = case.deliveries[place]
                if one.group and one.provider_id is not None and one.starts_at is not None and _given(one):
                    name = one.provider_id, one.on, _MINUTES_OF.get(one.starts_at, one.starts_at)
                    groups.setdefault(name, []).append((f"[{at}].deliveries[{place}]", line.service))
    for members in groups.values():
        children = {path.partition(".")[0] for path, _ in members}
        most = min((service.group_size for _, service in members if service.group_size is not None), default=None)
        if most is not None and len(children) > most:
            words = f"{len(children)} children are written down in one group, in which an IEP allows {most}."
            yield Clash(ClashKind.GROUP_TOO_LARGE, tuple(path for path, _ in members), words)
