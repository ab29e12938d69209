"""The minutes of a week that services take a child out of the regular class, service by service."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from fractions import Fraction

import attrs

from iepkit.placement.answers import Span, time_words
from iepkit.placement.policies import PlacementPolicy
from iepkit.placement.week import AWAY, TOGETHER, bits, clock
from iepkit.records import Service
from iepkit.vocabulary import Location, Period, ServiceKind, ServiceType, Weekday

__all__ = ["Away", "away", "running", "weekly", "weekly_minutes"]


def __dir__() -> list[str]:
    return __all__


_NOT_WITH_THE_CHILD = {  # what is done for the staff or for the material takes no child out of a class
    ServiceKind.SUPPORT_FOR_PERSONNEL,
    ServiceKind.PROGRAM_MODIFICATION,
}
_NO_TIME_AWAY = {
    ServiceType.CONSULTATION,
    ServiceType.ACCOMMODATION,
    ServiceType.TRANSPORTATION,
    ServiceType.PARENT_COUNSELING_AND_TRAINING,
}
_NONE = Span.of(0)
_DAY = 24 * 60
_WEEKLY = (None, Period.WEEK, Period.DAY)


@attrs.frozen
class Away:
    """What the services of a week take: the minutes away that can be counted, and those in a separate school.

    `minutes` are those of services whose times are not known; `placed` are the minutes of the others, for each day of
    the week as bits, where two at once are one. `single` is the longest that one of the former alone takes;
    `several`: more than one takes some, and not all of their times are known.
    `separate_school_open`: some service in a separate school cannot be counted.
    `lines` tell each service by its place in the IEP and its kind, never by its words; `unknown` are the services that
    cannot be counted, with what would settle each.
    """

    minutes: Span = _NONE
    placed: dict[Weekday, int] = attrs.field(factory=dict)
    single: Span = _NONE
    separate_school: Span = _NONE
    separate_school_open: bool = False
    several: bool = False
    lines: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def weekly(service: Service, days: int | None, policy: PlacementPolicy) -> Span | str:
    """How often a service is in a week: sessions, exactly or from the least to the most; or what is missing, in words.

    A day's sessions are taken as often as there are school days; those of a cycle of school days, and of weeks with
    the child and weeks without (3:1), on average; of other periods a policy has to say the weeks.

    >>> weekly(Service(times=2, per=Period.DAY), 5, PlacementPolicy()).words()
    '10'
    >>> weekly(Service(times=2, times_most=3, per=Period.CYCLE, cycle_days=6), 5, PlacementPolicy()).words()
    '1 2/3 to 2.5'
    >>> weekly(Service(times=2, per=Period.MONTH), 5, PlacementPolicy())
    'how many school weeks a month has; choose a policy for that'
    >>> weekly(Service(times=2, per=Period.MONTH), 5, PlacementPolicy(weeks={Period.MONTH: 4})).words()
    '0.5'
    """
    if service.as_needed:
        return "how often it is given, which is as needed; record how often that comes to"
    times = _stated_times(service)
    if times is None:
        return "how often it is given; record the times and the period"
    per_week = _per_week(service, days, policy)
    return per_week if isinstance(per_week, str) else times.times(per_week * _with_child(service))


def weekly_minutes(service: Service, days: int | None, policy: PlacementPolicy) -> Span | str:
    """The minutes a week of a service, wherever it is given; or what is missing, in words.

    >>> weekly_minutes(Service(minutes=30, minutes_most=45, times=2, per=Period.WEEK), None, PlacementPolicy()).words()
    '60 to 90'
    """
    if service.minutes is None:
        return "how long a session is; record its minutes"
    times, session = weekly(service, days, policy), _range(service.minutes, service.minutes_most)
    return times if isinstance(times, str) else Span(times.least * session.least, times.most * session.most)


def _stated_times(service: Service) -> Span | None:
    """The times in a period; where only days of the week or of a cycle are given, once on each."""
    if service.times is not None:
        return _range(service.times, service.times_most)
    listed = {Period.WEEK: service.days, Period.CYCLE: service.cycle_on, None: service.days}.get(service.per)
    return Span.of(len(set(listed))) if listed else None


def _range(least: int, most: int | None) -> Span:
    """From one end of a range to the other, in whichever order they are."""
    ends = (least, least if most is None else most)
    return Span(Fraction(min(ends)), Fraction(max(ends)))


def _per_week(service: Service, days: int | None, policy: PlacementPolicy) -> Fraction | str:
    """How many of its periods a school week has, or what is missing, in words."""
    per = service.per
    if per is None:
        return Fraction(1) if service.days else "how often it is given; record the period"
    if per is Period.DAY and service.days:
        return Fraction(len(set(service.days)))
    if per in (Period.DAY, Period.CYCLE) and days is None:
        return "how many days the school week has; record it"
    if per is Period.DAY:
        return Fraction(days or 0)
    if per is Period.CYCLE:
        cycle = service.cycle_days
        return Fraction(days or 0, cycle) if cycle else "how many school days a cycle has; record them"
    weeks = policy.weeks_in(per)
    return f"how many school weeks a {per} has; choose a policy for that" if weeks is None else 1 / weeks


def _with_child(service: Service) -> Fraction:
    """The part of the weeks in which it is given to the child: three of four in a 3:1 model."""
    direct, indirect = service.direct_weeks, service.indirect_weeks
    return Fraction(direct, direct + indirect) if direct and indirect is not None else Fraction(1)


def running(services: Iterable[Service], on: date | None) -> list[tuple[int, Service]] | None:
    """The services of a day, each with its place; without a day all of them, or `None` where they never all run.

    >>> early, late = Service(end=date(2027, 1, 15)), Service(start=date(2027, 1, 18))
    >>> running([early, late], date(2027, 2, 1)) == [(1, late)], running([early, late], None)
    (True, None)
    """
    rows = [(at, one) for at, one in enumerate(services) if not one.extended_school_year]
    day = on or max((one.start for _, one in rows if one.start is not None), default=date.min)
    held = [(at, one) for at, one in rows if (one.start or date.min) <= day <= (one.end or date.max)]
    return None if on is None and len(held) < len(rows) else held


def _stays(service: Service) -> bool:
    """Whether a service, by what it is or where, takes the child out of no class."""
    what = service.indirect or service.kind in _NOT_WITH_THE_CHILD or service.type in _NO_TIME_AWAY
    return what or service.location in TOGETHER or service.location is Location.BUS


def _session(service: Service) -> Span | str:
    """The minutes of one session away from the regular class, or what is missing, in words."""
    stated, place = service.minutes_outside_regular_class, service.location
    if stated is not None:
        return Span.of(stated)
    if _stays(service) or (place not in AWAY and service.kind is ServiceKind.SUPPLEMENTARY_AID):
        return _NONE  # an aid is there so that the child is with the others (34 CFR 300.42)
    if place not in AWAY:
        return "whether it is given outside the regular class; record where, or the minutes outside"
    if service.minutes is None:
        return "how long a session is; record its minutes"
    return _range(service.minutes, service.minutes_most)


def _masks(service: Service) -> dict[Weekday, int] | None:
    """The minutes of each day of the week on which it takes the child out, as bits, where its times are known.

    They are where it has days of the week, a time and a length, and happens once on each of these days.
    """
    session, start, days = _session(service), clock(service.starts_at), set(service.days)
    if start is None or not days or isinstance(session, str) or not session.exact or service.as_needed:
        return None
    length = session.least
    once = (
        service.times is None
        or (service.per is Period.WEEK and service.times == len(days))
        or (service.per is Period.DAY and service.times == 1)
    )
    whole = service.minutes is None or service.minutes == length
    if not (once and whole and service.times_most is None and _with_child(service) == 1 and service.per in _WEEKLY):
        return None
    return dict.fromkeys(days, bits(start, min(start + int(length), _DAY))) if start + length <= _DAY else None


def _called(at: int, service: Service) -> str:
    what = service.type or service.kind
    return f"services[{at}]" + (f" ({what})" if what else "")


def _one(at: int, service: Service, days: int | None, policy: PlacementPolicy) -> tuple[Span | None, str]:
    """The minutes of a week away by one service, with the line that tells it."""
    session = _session(service)
    if session == _NONE:
        return _NONE, f"{_called(at, service)}: in the regular class, 0 minutes outside"
    if isinstance(session, str):
        return None, f"{_called(at, service)}: {session}"
    times = weekly(service, days, policy)
    if isinstance(times, str):
        return None, f"{_called(at, service)}: {times}"
    minutes = Span(session.least * times.least, session.most * times.most)
    place = f" in the {service.location}" if service.location in AWAY else ""
    often = _often(service, times, days, policy)
    return minutes, (
        f"{_called(at, service)}: {session.words()} minutes outside{place}, {often}: {minutes.words()} minutes a week"
    )


def _often(service: Service, times: Span, days: int | None, policy: PlacementPolicy) -> str:
    """How often a service is in a week, with the period and the policy that turned it into one."""
    stated = _stated_times(service) or times
    turned = f", or {times.words()} times a week"
    on_average = (
        ""
        if _with_child(service) == 1
        else (f", in {service.direct_weeks} weeks with the child and {service.indirect_weeks} without")
    )
    if service.per is Period.DAY:
        return f"{_so_often(stated)} a day on {len(set(service.days)) or days} school days{on_average}"
    if service.per is Period.CYCLE:
        return f"{_so_often(stated)} a cycle of {service.cycle_days} school days{on_average}{turned} on average"
    weeks = (policy.weeks_in(service.per) if service.per else None) or Fraction(1)
    if weeks == 1:
        return f"{_so_often(stated)} a week{on_average}"
    return f"{_so_often(stated)} a {service.per} of {time_words(weeks)} school weeks, by policy{on_average}{turned}"


def _so_often(times: Span) -> str:
    return "once" if times == Span.of(1) else f"{times.words()} times"


def _counted(
    rows: Iterable[tuple[int, Service]], days: int | None, policy: PlacementPolicy
) -> Iterator[tuple[Service, Span | None, str]]:
    for at, service in rows:
        yield service, *_one(at, service, days, policy)


def away(
    rows: Iterable[tuple[int, Service]], days: int | None, policy: PlacementPolicy, linked: Collection[str] = ()
) -> Away:
    """What services take of a week; those that are `linked` to blocks of the schedule have their time there.

    >>> pulled = Service(minutes=30, times=2, per=Period.WEEK, location=Location.THERAPY_ROOM)
    >>> found = away([(0, pulled)], 5, PlacementPolicy())
    >>> found.minutes.words(), found.lines
    ('60', ('services[0]: 30 minutes outside in the therapy-room, 2 times a week: 60 minutes a week',))
    """
    rows = list(rows)
    in_blocks = [(at, one) for at, one in rows if one.id is not None and one.id in linked]
    others = [(at, one) for at, one in rows if one.id is None or one.id not in linked]
    told = list(_counted(others, days, policy))
    known = [(service, span, line) for service, span, line in told if span is not None]
    placed: dict[Weekday, int] = {}
    spans: list[Span] = []
    for service, span, _ in known:
        masks = _masks(service)
        if masks is None:
            spans += [span] if span.most else []
        for day, mask in (masks or {}).items():
            placed[day] = placed.get(day, 0) | mask
    return Away(
        minutes=sum(spans, _NONE),
        single=Span(
            max((one.least for one in spans), default=Fraction(0)),
            max((one.most for one in spans), default=Fraction(0)),
        ),
        placed=placed,
        separate_school=sum((span for one, span, _ in known if one.location is Location.SEPARATE_SCHOOL), _NONE),
        separate_school_open=any(one.location is Location.SEPARATE_SCHOOL and span is None for one, span, _ in told),
        several=len(spans) + bool(placed) > 1,
        lines=(
            *(f"{_called(at, one)}: its time is in the blocks of the schedule" for at, one in in_blocks),
            *(line for _, _, line in known),
        ),
        unknown=tuple(line for _, span, line in told if span is None),
    )
