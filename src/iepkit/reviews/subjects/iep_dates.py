"""Contradictions inside an IEP and between IEPs: dates in the wrong order, identifiers that lead nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from iepkit.days import add_months, to_date, to_day
from iepkit.findings import Severity
from iepkit.records import Iep
from iepkit.reviews.context import Context, Reviewed
from iepkit.reviews.registry import Flaw, rule

__all__ = [
    "dangling",
    "duplicated",
    "effective_before_meeting",
    "end_before_start",
    "goal_without_service",
    "overlap",
    "review_planned_late",
    "service_end_before_start",
    "service_outside_iep",
]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("contradictions",)
_CONFLICT = Severity.CONFLICT
_EACH = "to every IEP under review that gives both dates"
_YEAR = 12  # months


@rule(
    "CF101",
    "iep-effective-before-meeting",
    "IEP in effect before its meeting",
    citation="34 CFR 300.323(c)(2)",
    severity=_CONFLICT,
    applies=_EACH,
    says="An IEP takes effect after the meeting that develops it.",
    settle="Check the day of the meeting and the day on which the IEP takes effect.",
    groups=_GROUPS,
)
def effective_before_meeting(context: Context) -> Iterator[Flaw]:
    """The IEPs that take effect before the meeting that made them."""
    for one in context.ieps:
        start, met = one.iep.start, one.iep.meeting_date
        if start is not None and met is not None and start < met:
            words = f"The IEP takes effect on {start}, and the meeting that made it was held on {met}."
            yield Flaw(f"{one.path}.start", words)


@rule(
    "CF102",
    "iep-end-before-start",
    "IEP that ends before it begins",
    citation="34 CFR 300.323(a)",
    severity=_CONFLICT,
    applies=_EACH,
    says="An IEP is in effect from its first day to its last.",
    settle="Check the first and the last day of the IEP.",
    groups=_GROUPS,
)
def end_before_start(context: Context) -> Iterator[Flaw]:
    """The IEPs whose last day is before their first."""
    for one in context.ieps:
        start, end = one.iep.start, one.iep.end
        if start is not None and end is not None and end < start:
            yield Flaw(f"{one.path}.end", f"The IEP ends on {end}, before it begins on {start}.")


@rule(
    "CF104",
    "iep-review-planned-late",
    "Next review planned after more than a year",
    citation="34 CFR 300.324(b)(1)(i)",
    severity=Severity.NOTE,
    applies="to every IEP under review that gives the day of its meeting and of the next review",
    says="The IEP Team reviews the IEP not less than annually.",
    settle="Plan the review on or before the anniversary of the meeting.",
    groups=_GROUPS,
)
def review_planned_late(context: Context) -> Iterator[Flaw]:
    """The reviews that are planned too late; nothing is late yet."""
    for one in context.ieps:
        met, following = one.iep.meeting_date, one.iep.next_review
        if met is None or following is None:
            continue
        last = to_date(add_months(to_day(met), _YEAR, leap_day_to=context.policy.leap_day))
        if following > last:
            words = f"The next review is planned for {following}; a year from the meeting is {last}."
            yield Flaw(f"{one.path}.next_review", words)


@rule(
    "CF105",
    "ieps-overlap",
    "Two IEPs in effect at once",
    citation="34 CFR 300.323(a)",
    severity=_CONFLICT,
    applies="to every IEP under review that has another before it",
    says="At any time one IEP is in effect; a later IEP, version or amendment takes the place of the one before.",
    settle="Check the days of both, or record the later one as the next version of the other.",
    groups=_GROUPS,
)
def overlap(context: Context) -> Iterator[Flaw]:
    """The IEPs that take effect beside another; one that a later meeting made ends the one before ahead of its time."""
    for one in context.ieps:
        for at, other in enumerate(context.case.ieps):
            if other is not one.iep and _stands_beside(other, one.iep):
                words = f"This IEP takes effect on {one.iep.start}, while the one at $.ieps[{at}] is in effect too."
                yield Flaw(f"{one.path}.start", words)


def _stands_beside(other: Iep, iep: Iep) -> bool:
    """Whether nothing says which of two IEPs gave way: they begin on one day, or the one that begins later is older."""
    if other.start is None or iep.start is None or other.start > iep.start:
        return False
    versions = other.version is not None and iep.version is not None and other.version != iep.version
    amended = any(change.effective == iep.start for change in other.amendments)
    if versions or amended:
        return False
    return other.start == iep.start or _is_older(iep, other)


def _is_older(iep: Iep, other: Iep) -> bool:
    """Whether an IEP was made before one that was in effect by the time it began."""
    if iep.start is None or iep.meeting_date is None or other.meeting_date is None:
        return False
    return iep.meeting_date < other.meeting_date and (other.end is None or other.end > iep.start)


@rule(
    "CF111",
    "service-end-before-start",
    "Service that ends before it begins",
    citation="34 CFR 300.320(a)(7)",
    severity=_CONFLICT,
    applies="to each service that gives both days",
    says="A service has a beginning and a duration.",
    settle="Check the first and the last day of the service.",
    groups=_GROUPS,
)
def service_end_before_start(context: Context) -> Iterator[Flaw]:
    """The services whose last day is before their first."""
    for one in context.ieps:
        for at, service in enumerate(one.iep.services):
            if service.start is not None and service.end is not None and service.end < service.start:
                words = f"The service ends on {service.end}, before it begins on {service.start}."
                yield Flaw(f"{one.path}.services[{at}].end", words)


@rule(
    "CF112",
    "service-outside-iep",
    "Service outside the dates of its IEP",
    citation="34 CFR 300.320(a)(7)",
    severity=_CONFLICT,
    applies="to each dated service of a dated IEP",
    says="Services are given while their IEP is in effect; one that goes on from an earlier IEP may begin before.",
    settle="Check the dates of the service and of the IEP.",
    groups=_GROUPS,
)
def service_outside_iep(context: Context) -> Iterator[Flaw]:
    """The services that end before their IEP begins, begin after it ends, or last longer than it."""
    for one in context.ieps:
        first, last = one.iep.start, one.iep.end
        for at, service in enumerate(one.iep.services):
            path = f"{one.path}.services[{at}]"
            if first is not None and service.end is not None and service.end < first:
                yield Flaw(f"{path}.end", f"The service ends on {service.end}, and the IEP begins on {first}.")
            elif last is not None and service.start is not None and service.start > last:
                yield Flaw(f"{path}.start", f"The service begins on {service.start}, and the IEP ends on {last}.")
            elif last is not None and service.end is not None and service.end > last:
                yield Flaw(f"{path}.end", f"The service ends on {service.end}, and the IEP on {last}.")


def _ids(things: Iterable[Any]) -> set[str]:
    return {thing.id for thing in things if thing.id is not None}


def _aims(iep: Iep) -> set[str]:
    """The identifiers of everything that a service may serve."""
    after_school = iep.transition.goals if iep.transition else ()
    return _ids((*iep.goals, *(step for goal in iep.goals for step in goal.objectives), *after_school))


@rule(
    "CF121",
    "ids-duplicated",
    "One identifier for two things",
    citation="34 CFR 300.618(a)",
    severity=_CONFLICT,
    applies="to the goals, services and postsecondary goals of every IEP under review",
    says="A record that others refer to can be told from the rest.",
    settle="Give each its own identifier.",
    groups=(*_GROUPS, "identifiers"),
)
def duplicated(context: Context) -> Iterator[Flaw]:
    """The things that share an identifier with an earlier one of their kind."""
    for one in context.ieps:
        after_school = one.iep.transition.goals if one.iep.transition else ()
        kinds: dict[str, tuple[Any, ...]] = {
            "goals": one.iep.goals,
            "services": one.iep.services,
            "transition.goals": after_school,
        }
        for field, things in kinds.items():
            seen: Counter[str] = Counter()
            for at, thing in enumerate(things):
                if thing.id is not None and seen[thing.id]:
                    yield Flaw(
                        f"{one.path}.{field}[{at}].id", "This identifier is that of another one in the list too."
                    )
                seen[thing.id] += 1


def _references(one: Reviewed) -> Iterator[tuple[str, tuple[str, ...], set[str]]]:
    """Each list of identifiers in an IEP, with its place and what it may refer to."""
    iep, aims = one.iep, _aims(one.iep)
    after_school = iep.transition.goals if iep.transition else ()
    for at, service in enumerate(iep.services):
        yield f"{one.path}.services[{at}].goal_ids", service.goal_ids, aims
    for at, goal in enumerate(iep.goals):
        yield f"{one.path}.goals[{at}].postsecondary_goal_ids", goal.postsecondary_goal_ids, _ids(after_school)
    for at, step in enumerate(iep.transition.services if iep.transition else ()):
        yield f"{one.path}.transition.services[{at}].goal_ids", step.goal_ids, aims


@rule(
    "CF122",
    "ids-dangling",
    "Reference to a goal that is not there",
    citation="34 CFR 300.618(a)",
    severity=_CONFLICT,
    applies="to the services and goals of every IEP under review that refer to goals",
    says="What a record refers to is in the file.",
    settle="Correct the reference, or add the goal.",
    groups=(*_GROUPS, "identifiers"),
)
def dangling(context: Context) -> Iterator[Flaw]:
    """The references inside an IEP that lead nowhere."""
    for one in context.texts:
        for path, references, known in _references(one):
            for at, reference in enumerate(references):
                if reference not in known:
                    yield Flaw(f"{path}[{at}]", "This refers to a goal that is not in the IEP.")


@rule(
    "CF123",
    "goal-without-service",
    "Goal that no service names",
    citation="34 CFR 300.320(a)(4)(i)",
    severity=Severity.NOTE,
    applies="to an IEP whose services name the goals that they serve",
    says="Services let the child advance toward the annual goals; that each names its goals is practice, not law.",
    settle="Check which service serves the goal.",
    groups=_GROUPS,
)
def goal_without_service(context: Context) -> Iterator[Flaw]:
    """The goals that no service names, where services name goals at all."""
    for one in context.texts:
        served = {reference for service in one.iep.services for reference in service.goal_ids}
        for at, goal in enumerate(one.iep.goals):
            own = {goal.id, *_ids(goal.objectives)}
            if served and goal.id is not None and not own & served:
                yield Flaw(
                    f"{one.path}.goals[{at}]", "Services of the IEP name the goals they serve, and none names this one."
                )
