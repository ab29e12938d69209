"""Links inside a file: needs and what answers them, services and what they serve, minutes apart, dates of documents.

That links are recorded at all is practice, not law: where a file has none, nothing here is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iepkit.findings import Severity
from iepkit.records import Accommodation, Iep, Placement, Service
from iepkit.reviews.context import Context, Reviewed, said
from iepkit.reviews.registry import Flaw, rule
from iepkit.reviews.subjects.least_restrictive import digits
from iepkit.vocabulary import ConsentKind, Location, MeetingPurpose, Period, ServiceKind

__all__ = [
    "consent_first",
    "evaluation_in_file",
    "meeting_in_file",
    "minutes_apart",
    "needs_answered",
    "needs_stated",
    "services_serve",
]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("links",)


def _worded(text: str) -> str:
    """A text by which it is compared: without regard to case and spaces."""
    return " ".join(text.casefold().split())


def _answers(iep: Iep) -> Iterator[tuple[str, str]]:
    """Each need that a goal, a service or an accommodation says it answers, with its place."""
    for at, goal in enumerate(iep.goals):
        if goal.need is not None and said(goal.need):
            yield f"goals[{at}].need", _worded(goal.need)
    parts: dict[str, tuple[Service | Accommodation, ...]] = {
        "services": iep.services,
        "accommodations": iep.accommodations,
    }
    for field, rows in parts.items():
        for at, part in enumerate(rows):
            for nth, need in enumerate(part.needs):
                yield f"{field}[{at}].needs[{nth}]", _worded(need)


def _linked(context: Context) -> Iterator[tuple[Reviewed, list[str], list[tuple[str, str]]]]:
    """The IEPs with needs of which some part says that it answers one; each with its needs and its answers."""
    for one in context.texts:
        needs = [_worded(need) for need in one.iep.present_levels.needs] if one.iep.present_levels else []
        answers = list(_answers(one.iep)) if needs else []
        if answers:
            yield one, needs, answers


@rule(
    "LK101",
    "need-answered",
    "Need that nothing in the IEP answers",
    citation="34 CFR 300.320(a)(2)(i)",
    severity=Severity.UNKNOWN,
    applies="to an IEP with needs in its present levels, whose goals, services or accommodations say which they answer",
    says="Goals, services and aids are designed to meet each of the child's needs that result from the disability.",
    settle="Add what answers the need, or say at the goal, service or accommodation that it does.",
    groups=_GROUPS,
    since="0.3",
)
def needs_answered(context: Context) -> Iterator[Flaw]:
    """The needs that no goal, service or accommodation names; the same words answer, whatever their case and spaces."""
    for one, needs, answers in _linked(context):
        answered = {need for _, need in answers}
        for at, need in enumerate(needs):
            if need not in answered:
                words = "Parts of the IEP say which needs they answer, and none names this one."
                yield Flaw(f"{one.path}.present_levels.needs[{at}]", words)


@rule(
    "LK102",
    "need-stated",
    "Answer to a need that the present levels do not state",
    citation="34 CFR 300.320(a)(1)",
    severity=Severity.NOTE,
    applies="to an IEP whose present levels state a need that a goal, service or accommodation names",
    says="Goals and services rest on the present levels; that both name needs in the same words is practice, not law.",
    settle="Add the need to the present levels, or name it there and here in the same words.",
    groups=_GROUPS,
    since="0.3",
)
def needs_stated(context: Context) -> Iterator[Flaw]:
    """The answers to other needs, where at least one answer and one need are in the same words."""
    for one, needs, answers in _linked(context):
        stated = set(needs)
        if not stated.isdisjoint(need for _, need in answers):
            for place, need in answers:
                if need not in stated:
                    yield Flaw(
                        f"{one.path}.{place}", "This names a need that is not among those of the present levels."
                    )


def _serves(service: Service) -> bool:
    return bool(service.goal_ids or service.needs) or said(service.purpose)


@rule(
    "LK111",
    "service-serves",
    "Service that does not say what it serves",
    citation="34 CFR 300.320(a)(4)",
    severity=Severity.NOTE,
    applies="to each service of a kind of which another service of the IEP says what it serves",
    says="Services serve the goals, the curriculum, or being with others; that each says so is practice, not law.",
    settle="Record the goal, the need or the purpose that the service serves.",
    groups=_GROUPS,
    since="0.3",
)
def services_serve(context: Context) -> Iterator[Flaw]:
    """The services without a goal, a need or a purpose, where others of their kind have one."""
    for one in context.texts:
        kinds: set[ServiceKind | None] = {row.kind for row in one.iep.services if _serves(row)}
        for at, service in enumerate(one.iep.services):
            if service.kind in kinds and not _serves(service):
                words = "Other services of this kind say what they serve, and this one does not."
                yield Flaw(f"{one.path}.services[{at}]", words)


_ELSEWHERE = (Location.SPECIAL_CLASS, Location.RESOURCE_ROOM, Location.THERAPY_ROOM, Location.SEPARATE_SCHOOL)


def _stated_apart(placement: Placement) -> tuple[int, int, int] | None:
    """The minutes of a week apart by the placement, and how far rounding may lead away from them, in so many parts."""
    week, regular, percent = (
        placement.minutes_school_week,
        placement.minutes_regular_class,
        placement.percent_regular_class,
    )
    if week is None:
        return None
    if regular is not None:
        return week - regular, 0, 1
    if percent is not None:
        number, parts = digits(percent)
        return week * (100 * parts - number), week, 100 * parts
    return None


def _weekly(service: Service, days: int | None) -> int | None:
    """The minutes of a week apart by a service; `None` where that would take a guess."""
    away, times = service.minutes_outside_regular_class, service.times
    if away == 0 or service.indirect:
        return 0
    if service.times_most is not None or service.direct_weeks is not None:
        return None  # a range, or not every week the same
    if away is None and service.location in _ELSEWHERE and service.minutes_most is None:
        away = service.minutes  # a session in another place is away in whole
    elif away is None:
        return None if service.location in _ELSEWHERE or service.location is None else 0
    if away is None or times is None:
        return None
    weeks = {Period.WEEK: 1, Period.DAY: days}.get(service.per) if service.per else None
    return None if weeks is None else away * times * weeks


def _on(service: Service, day: date) -> bool:
    return (service.start is None or service.start <= day) and (service.end is None or day <= service.end)


def _apart(iep: Iep, days: int | None) -> tuple[int, bool] | None:
    """The most minutes of any week apart by the services that can be counted, and whether those are all."""
    counted = [(row, _weekly(row, days)) for row in iep.services if not row.extended_school_year]
    known = [(row, minutes) for row, minutes in counted if minutes is not None]
    if not any(minutes for _, minutes in known):
        return None
    starts = {row.start for row, _ in known if row.start is not None} or {date.min}
    sums = [sum(minutes for row, minutes in known if _on(row, day)) for day in starts]
    return max(sums), len(known) == len(counted)


@rule(
    "LK121",
    "minutes-apart",
    "Minutes apart by the services and by the placement",
    citation="34 CFR 300.320(a)(5)",
    severity=Severity.CONFLICT,
    applies="to an IEP whose services give minutes away from the regular class, and its placement those of the week",
    says="The extent to which a child is not in the regular class is explained, and the services account for it.",
    settle="Check the minutes of the services, of the regular class and of the school week.",
    groups=(*_GROUPS, "placement", "contradictions"),
    since="0.3",
)
def minutes_apart(context: Context) -> Iterator[Flaw]:
    """The services that take a child out longer than the placement says, or that leave time apart unaccounted for.

    Services by the week are counted, those by the day where the placement gives the days of the school week.
    """
    for one in context.texts:
        placement = one.iep.placement
        if placement is not None and placement.schedule is not None:
            continue  # `placement-computed-share` holds the share against the schedule with the services
        stated = None if placement is None else _stated_apart(placement)
        found = None if placement is None else _apart(one.iep, placement.days_school_week)
        if stated is None or found is None:
            continue
        path, (apart, slack, parts), (most, whole) = f"{one.path}.placement", stated, found
        beyond = most * parts - apart
        if beyond >= max(slack, 1):
            words = (
                f"The services take {most} minutes a week away from the regular class, the placement {apart / parts:g}."
            )
            yield Flaw(path, words)
        elif whole and -beyond >= max(slack, 1):
            words = f"The services account for {most} of {apart / parts:g} minutes a week away from the regular class."
            yield Flaw(path, words, Severity.NOTE)


_MAKES_AN_IEP = {MeetingPurpose.INITIAL_IEP, MeetingPurpose.ANNUAL_REVIEW, MeetingPurpose.REVIEW}


@rule(
    "LK131",
    "iep-meeting-in-file",
    "Meeting of the IEP among the meetings of the file",
    citation="34 CFR 300.320(a)",
    severity=Severity.UNKNOWN,
    applies="to an IEP with the day of its meeting, where the file holds meetings on IEPs of about that time",
    says="An IEP is developed, reviewed and revised in a meeting of the IEP Team.",
    settle="Add the meeting, or check the day at the IEP and at the meeting.",
    groups=(*_GROUPS, "meetings"),
    since="0.3",
)
def meeting_in_file(context: Context) -> Iterator[Flaw]:
    """The IEPs of whose day the file has no meeting, while it has meetings on IEPs before and after, or on this one."""
    meetings = [row for row in context.case.meetings if row.held is not None and row.held <= context.as_of]
    held = {row.held for row in meetings}
    days = sorted(row.held for row in meetings if row.held and not _MAKES_AN_IEP.isdisjoint(row.purposes))
    for one in context.texts:
        met = one.iep.meeting_date
        if not days or met is None or met in held:
            continue
        since = (one.before.iep.meeting_date if one.before else None) or date.min
        between = any(since < day <= max(one.on, met) for day in days)
        if between or days[0] < met < days[-1]:
            words = f"The IEP says that its meeting was on {met}; the file holds other meetings, and none of that day."
            yield Flaw(f"{one.path}.meeting_date", words)


@rule(
    "LK132",
    "evaluation-in-file",
    "Evaluation that the IEP refers to",
    citation="34 CFR 300.324(a)(1)(iii)",
    severity=Severity.UNKNOWN,
    applies="to an IEP that gives the day of the evaluation it rests on, where the file holds complete evaluations",
    says="The IEP Team considers the results of the initial or most recent evaluation.",
    settle="Add the evaluation, or check the day.",
    groups=(*_GROUPS, "evaluation"),
    since="0.3",
)
def evaluation_in_file(context: Context) -> Iterator[Flaw]:
    """The IEPs that rest on an evaluation later than those of the file; an older one is `dev-latest-evaluation`'s."""
    done = [row.completed for row in context.case.evaluations if row.completed is not None]
    for one in context.texts:
        day = one.iep.present_levels.evaluation_date if one.iep.present_levels else None
        met = one.iep.meeting_date or one.on
        if day is None or day > met or not done:
            continue
        if day > max((other for other in done if other <= met), default=date.min):
            words = f"The IEP rests on an evaluation of {day}, and the file holds none that was complete on that day."
            yield Flaw(f"{one.path}.present_levels.evaluation_date", words)


@rule(
    "LK133",
    "consent-before-projected-services",
    "Consent before the first services are to begin",
    citation="34 CFR 300.300(b)(1)",
    severity=Severity.UNKNOWN,
    applies="to the first IEP, where the file holds consent to the first services and when they are to begin",
    says="The parent's consent is in hand before special education and related services begin.",
    settle="Record the day on which the services began, or correct the day of the consent.",
    groups=(*_GROUPS, "consent"),
    since="0.3",
)
def consent_first(context: Context) -> Iterator[Flaw]:
    """The services that were to begin before consent; the clock `consent-before-services` has those that did begin."""
    given = [row.received for row in context.case.consents if row.kind is ConsentKind.INITIAL_SERVICES and row.received]
    if not given:
        return
    for one in context.ieps:
        if one.before is not None or not one.iep.initial:
            continue
        for at, service in enumerate(one.iep.services):
            if service.start is not None and service.start < min(given):
                words = f"The service is to begin on {service.start}, and consent was given on {min(given)}."
                yield Flaw(f"{one.path}.services[{at}].start", words)
