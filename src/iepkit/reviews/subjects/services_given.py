"""What was given, held against what the IEP promised (34 CFR 300.323(c)(2)), where a file records sessions.

A shortfall is a number and never a verdict: the law has no number from which it matters (Van Duyn v. Baker School
District 5J, 502 F.3d 811, 9th Cir. 2007, asks whether it is more than minor), so the team is asked to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.days import to_date, to_day
from iepkit.findings import Severity
from iepkit.records import Service, ServiceDelivery
from iepkit.reviews.context import LASTING_ENDS, Context
from iepkit.reviews.registry import Flaw, rule
from iepkit.reviews.sessions import place_of
from iepkit.services import DEFAULT, Clash, ClashKind, Entry, Ledger, Line, in_force, indirect, ledger, stated
from iepkit.services.words import counted, mixed
from iepkit.vocabulary import CompensatoryStep, Period

__all__ = ["behind", "days", "groups", "of_no_service", "twice", "two_places"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("services", "sessions")
_IN_ACCORDANCE = "34 CFR 300.323(c)(2)"


def _given(one: ServiceDelivery) -> bool:
    return one.delivered is not False and one.minutes != 0


def _served(context: Context) -> tuple[tuple[Line, list[int]], ...]:
    """The services with sessions on record, and the places of these; nothing is sorted where there is none."""
    return context.sessions.of if context.case.deliveries else ()


def _clashes(context: Context) -> tuple[Clash, ...]:
    return context.sessions.clashes if context.case.deliveries else ()


@attrs.frozen
class _Short:
    """What is behind of one service from the first period of which the file speaks."""

    since: date
    promised: Fraction
    missed: Fraction
    undocumented: Fraction

    @property
    def minutes(self) -> Fraction:
        return self.missed + self.undocumented

    def words(self) -> str:
        policies = ", ".join(f"{name} {getattr(DEFAULT, name)}" for name in ("short_weeks", "closures", "excused"))
        return (
            f"{mixed(self.minutes)} of {mixed(self.promised)} minutes are behind since {self.since}:"
            f" {mixed(self.missed)} by records of missed sessions, {mixed(self.undocumented)} without a record"
            f" (policies: {policies}). Whether that matters is decided for each child."
        )


def _short(entry: Entry, begun: int, through: int) -> _Short | None:
    """What is behind, from the first whole period after `begun`; the days of the first and last record of the file.

    A log is kept in arrears: from the period of its last record on, time without a record is not asked for.
    """
    whole, rows = entry.parts if entry.behind else (1, ())
    since, promised, missed, undocumented = None, 0, 0, 0
    from_start = bool(rows) and rows[0][1] >= begun
    for first, last, part, delivered, excused, lost, _ in rows:
        if from_start or first >= begun:
            untold = part - delivered - excused - lost if last < through else 0
            since = first if since is None and (lost or untold) else since
            promised, missed, undocumented = promised + part, missed + lost, undocumented + untold
    if since is None:
        return None
    return _Short(to_date(since), *(Fraction(amount, whole) for amount in (promised, missed, undocumented)))


def _agreed(context: Context, service: Service, since: date) -> int:
    """The compensatory minutes agreed for a service after it fell behind."""
    names = {name for name in (service.id, service.type) if name is not None}
    return sum(
        one.minutes or 0
        for one in context.case.compensatory
        if one.step is CompensatoryStep.AGREED
        and since <= one.on <= context.as_of
        and (one.service_id or one.type) in names
    )


def _is_log(context: Context, service: Service) -> bool:
    """Whether the sessions of a service are recorded day by day; a record of one day, as of the first, is no log."""
    first, last = context.sessions.span(service) or (0, 0)
    return first < last


def _through(context: Context) -> int:
    """The last day of any log of the file: where the others go on, one that breaks off is asked for."""
    spans = (context.sessions.span(line.service) or (0, 0) for line, _ in context.sessions.of)
    return max((last for first, last in spans if first < last), default=0)


def _ledgers(context: Context, calendar: SchoolCalendar, begun: int) -> Iterator[Entry]:
    """Each service with sessions on record, and what became of its promise until special education ended.

    A calendar that begins before the sessions is enough, also where the service began in an earlier school year.
    """
    sessions, opens = context.sessions, calendar.years[0].first_day
    first = opens if to_day(opens) <= begun else None
    ends = context.known.days(*LASTING_ENDS)
    books: dict[int, Ledger] = {}
    for at, line in enumerate(sessions.lines):
        if sessions.span(line.service) is None:
            continue
        ended = (day for day in ends if line.first is not None and line.first <= day)
        last = min(ended, default=sessions.until)
        if last not in books:
            books[last] = ledger(context.case, calendar=calendar, as_of=context.as_of, first=first, last=to_date(last))
        yield books[last].entries[at]


@rule(
    "SV151",
    "service-time-behind",
    "Services given as the IEP states them",
    citation=_IN_ACCORDANCE,
    severity=Severity.NOTE,
    applies="to each service with sessions on record, from the first record of the file to the last",
    says="Special education and related services are made available to the child in accordance with the IEP.",
    settle=(
        "Look at it as a team: record the sessions that were given, make up those that were not, or record the reason"
        " or the compensatory time that was agreed."
    ),
    groups=_GROUPS,
    since="0.3",
)
def behind(context: Context) -> Iterator[Flaw]:
    """The services that are behind, in minutes; one unknown where no calendar tells what was promised."""
    places = [place for _, several in _served(context) for place in several]
    if not places:
        return
    deliveries = (context.case.deliveries[place] for place in places)
    begun = min(to_day(min(one.on, one.makes_up_for or one.on)) for one in deliveries)
    if context.calendar is None:
        each = (line.service for line, _ in _served(context) if _is_log(context, line.service))
        if any(stated(service).least is not None for service in each):
            words = "The file records sessions; without a school calendar it cannot be counted what was promised."
            yield Flaw("$.deliveries", words, Severity.UNKNOWN, settle="Give the review the school calendar.")
        return
    uncounted: list[Entry] = []
    through = _through(context)
    for entry in _ledgers(context, context.calendar, begun):
        service, logged = entry.service, _is_log(context, entry.service)
        if entry.unknown:  # terms that tell no number are the matter of another rule
            uncounted += [entry] if logged and entry.stated.least is not None else []
            continue
        short = _short(entry, begun, through if logged else 0)
        if short is not None and _agreed(context, service, short.since) < short.minutes:
            yield Flaw(entry.path, short.words())
    if uncounted:
        words = f"What was promised cannot be counted for {counted(len(uncounted), 'service')} with sessions on record."
        yield Flaw("$.deliveries", words, Severity.UNKNOWN, settle=uncounted[0].unknown)


def _same(places: Iterable[int], deliveries: tuple[ServiceDelivery, ...]) -> Iterator[list[int]]:
    """The records of one service that are of one session: of one day and time, or of one day and equal."""
    found: dict[object, list[int]] = {}
    for place in places:
        one = deliveries[place]
        found.setdefault(one if one.starts_at is None else (one.on, one.starts_at), []).append(place)
    return (several for several in found.values() if len(several) > 1)


@rule(
    "SV152",
    "session-recorded-twice",
    "One session recorded once",
    citation=_IN_ACCORDANCE,
    severity=Severity.CONFLICT,
    applies="to the sessions of one service on one day",
    says="What is given in accordance with the IEP is counted once.",
    settle="Take out the record that is there twice, or correct the day or the time.",
    groups=(*_GROUPS, "contradictions"),
    since="0.3",
)
def twice(context: Context) -> Iterator[Flaw]:
    """The sessions of one service at one time; without a time, equal records of one day may be two sessions or one."""
    deliveries = context.case.deliveries
    for line, places in _served(context):
        a_day = stated(line.service).sessions_most if line.service.per is Period.DAY else None
        for several in _same(places, deliveries):
            timed = deliveries[several[0]].starts_at is not None
            for place in several[1 if timed else a_day or 1 :]:
                if timed:
                    yield Flaw(f"$.deliveries[{place}]", "Two records are of this service on one day at one time.")
                else:
                    words = "Two records of this service on one day are equal: one session, or two, cannot be told."
                    settle = "Record the times of day, or take out the record that is there twice."
                    yield Flaw(f"$.deliveries[{place}]", words, Severity.UNKNOWN, settle=settle)


def _apart(context: Context, one: int, other: int) -> Severity | None:
    """How much it weighs that two sessions have minutes in common; nothing where a child may well be in both."""
    services = [context.sessions.service_at.get(place) for place in (one, other)]
    if services[0] is not None and services[0] is services[1]:
        return Severity.CONFLICT
    if any(service is not None and indirect(service) for service in services):
        return None  # given on behalf of the child, who is elsewhere
    where = [
        context.case.deliveries[place].location or (service.location if service is not None else None)
        for place, service in zip((one, other), services, strict=True)
    ]
    if None in where:
        return Severity.UNKNOWN
    return None if where[0] is where[1] else Severity.CONFLICT  # two providers may work together in one place


@rule(
    "SV153",
    "child-in-two-places",
    "One place at one time",
    citation=_IN_ACCORDANCE,
    severity=Severity.CONFLICT,
    applies="to sessions of one day whose times and minutes are recorded, services on behalf of the child left out",
    says="A child who is given two services at one time is in one place.",
    settle="Check the times, the minutes and the locations of both sessions.",
    groups=(*_GROUPS, "contradictions"),
    since="0.3",
)
def two_places(context: Context) -> Iterator[Flaw]:
    """The sessions that have minutes in common, and are in two places or of one service."""
    for clash in _clashes(context):
        if clash.kind is ClashKind.TWO_PLACES:
            weight = _apart(context, *map(place_of, clash.paths))
            if weight is not None:
                settle = "Record where both sessions were, or correct the times." if weight is Severity.UNKNOWN else ""
                yield Flaw(clash.paths[1], clash.words, weight, settle=settle)


_SIZES = {
    ClashKind.GROUP_TOO_LARGE: "{sessions} had more children in the group than the {most} that the IEP allows.",
    ClashKind.GROUP_FOR_INDIVIDUAL: "{sessions} of a service that the IEP states as individual had a group.",
    ClashKind.INDIVIDUAL_FOR_GROUP: (
        "{sessions} of a service that the IEP states for a group had the child alone, who may need that."
    ),
}


@rule(
    "SV154",
    "session-group",
    "Group as the IEP states it",
    citation=_IN_ACCORDANCE,
    applies="to sessions with a group or its size on record, of services that the IEP states as individual or in one",
    says="Services are given in accordance with the IEP, in groups no larger than it allows.",
    settle="Keep to the group that the IEP states, or let the IEP Team look at it; correct a size that is wrong.",
    groups=_GROUPS,
    since="0.3",
)
def groups(context: Context) -> Iterator[Flaw]:
    """The services with groups contrary to the IEP, once for each, at the first session in the file."""
    found: dict[tuple[ClashKind, str], list[str]] = {}
    for clash in _clashes(context):
        if clash.kind in _SIZES:
            found.setdefault((clash.kind, clash.paths[1]), []).append(clash.paths[0])
    for (kind, _), paths in found.items():
        service = context.sessions.service_at[place_of(paths[0])]
        words = _SIZES[kind].format(sessions=counted(len(paths), "session"), most=service.group_size)
        yield Flaw(paths[0], words, Severity.NOTE if kind is ClashKind.INDIVIDUAL_FOR_GROUP else None)


@rule(
    "SV155",
    "session-of-no-service",
    "Sessions of a service that an IEP has",
    citation=_IN_ACCORDANCE,
    severity=Severity.UNKNOWN,
    applies="to sessions given since the first IEP of the file took effect, those of a services plan left out",
    says="What is given is in accordance with an IEP that is in effect.",
    settle="Name the service, correct the day, or add the IEP or the amendment that has the service.",
    groups=_GROUPS,
    since="0.3",
)
def of_no_service(context: Context) -> Iterator[Flaw]:
    """The sessions that belong to no service in force, once for each service named, at the first of them."""
    case = context.case
    if not (case.deliveries and case.ieps):
        return
    first = min((day for iep in case.ieps if (day := in_force(iep)) is not None), default=None)
    planned = {name for plan in case.services_plans for one in plan.services for name in (one.id, one.type)}
    found: dict[tuple[object, str], list[int]] = {}
    for place, one, why in context.sessions.strays:
        name = one.service_id or one.type
        before = first is not None and one.on < first
        if _given(one) and not before and (name is None or name not in planned):
            found.setdefault((name, why), []).append(place)
    for (_, why), places in found.items():
        several = len(places) > 1
        words = f"{counted(len(places), 'session')} belong{'' if several else 's'} to no service. {why}"
        yield Flaw(f"$.deliveries[{places[0]}]", words)


_DAYS = (ClashKind.NO_SCHOOL_DAY, ClashKind.BEFORE_IT_WAS_MISSED)


@rule(
    "SV156",
    "session-day",
    "Days of sessions",
    citation=_IN_ACCORDANCE,
    severity=Severity.NOTE,
    applies="to sessions on days without school that make up for no other, and to make-ups that come too soon",
    says="Services are given on the days that they are for; a make-up comes after what it makes up for.",
    settle="Check the day, and record the session that it makes up for.",
    groups=_GROUPS,
    since="0.3",
)
def days(context: Context) -> Iterator[Flaw]:
    """The sessions on days that need a look; a make-up may well be on a day without school."""
    for clash in _clashes(context):
        made_up = context.case.deliveries[place_of(clash.paths[0])].makes_up_for is not None
        if clash.kind in _DAYS and made_up is (clash.kind is ClashKind.BEFORE_IT_WAS_MISSED):
            yield Flaw(clash.paths[0], clash.words)
