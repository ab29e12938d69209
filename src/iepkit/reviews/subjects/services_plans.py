"""Services plans: for whom they are, what they say, who took part in making them (34 CFR 300.37, 300.130 to 300.139).

A child whom the parents placed in a private school has no right of its own to services (300.137(a)), and the amount may
differ from that of an IEP. So nothing compares a plan with an IEP, and no rule on IEPs is put to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.history.notices import day_of
from iepkit.records import Meeting, Service, ServicesPlan
from iepkit.reviews.context import Context, said
from iepkit.reviews.gatherings import FAMILY, OTHERS_DECIDE, Person, of_meeting
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import Role, ServiceType

__all__ = ["content", "has_content", "plans", "representative", "who"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("services-plan",)
_UNKNOWN = Severity.UNKNOWN
_SCHOOL = Role.PRIVATE_SCHOOL_REPRESENTATIVE


def plans(context: Context) -> Iterator[tuple[str, ServicesPlan]]:
    """The services plans that were made by the as-of day, or have no day, with their places."""
    for at, plan in enumerate(context.case.services_plans):
        on = plan.meeting_date or plan.start
        if on is None or on <= context.as_of:
            yield f"$.services_plans[{at}]", plan


def has_content(plan: ServicesPlan) -> bool:
    """Whether the file holds what a plan says, and not only its days."""
    return bool(plan.services) or plan.location is not None or plan.transportation_needed is not None


@rule(
    "SP101",
    "sp-who",
    "Children for whom there are services plans",
    citation="34 CFR 300.132(b)",
    severity=Severity.CONFLICT,
    applies="to each services plan, where the file says who placed the child in a private school, or that nobody did",
    says="A services plan is for a child whom the parents placed in a private school; others have an IEP.",
    settle="Check who placed the child, and whether the plan is a services plan.",
    groups=_GROUPS,
    since="0.3",
)
def who(context: Context) -> Iterator[Flaw]:
    """The services plans of children who, by the file, are not placed in a private school by their parents."""
    student = context.case.student
    if student is None or student.parentally_placed_private:
        return
    for path, plan in plans(context):
        if plan.end is not None and plan.end < context.as_of:
            continue  # the child may have been in a private school then
        if student.agency_placed_private:
            words = "The file has a services plan for a child whom the agency placed in a private school."
            yield Flaw(path, words, citation="34 CFR 300.130")
        elif student.parentally_placed_private is False:
            yield Flaw(path, "The file has a services plan, and says that the parents did not place the child.")


def _said_what(service: Service) -> bool:
    return said(service.description) or service.type is not None


@rule(
    "SP102",
    "sp-content",
    "Content of a services plan",
    citation="34 CFR 300.138(b)(1)",
    applies="to each services plan of which the file holds more than its days",
    says="The plan describes the services that the agency will give, where, and what transportation they need.",
    settle="Record the services, where each is given, and whether transportation is needed for them.",
    groups=_GROUPS,
    since="0.3",
)
def content(context: Context) -> Iterator[Flaw]:
    """The services, places and transportation that services plans lack."""
    for path, plan in plans(context):
        if not has_content(plan):
            continue
        if not plan.services:
            yield Flaw(f"{path}.services", "The services plan describes no service.")
        for at, service in enumerate(plan.services):
            place = f"{path}.services[{at}]"
            if not _said_what(service):
                yield Flaw(f"{place}.description", "The services plan does not say which service this is.")
            if service.location is None and not said(service.location_note) and plan.location is None:
                words = "The services plan does not say where this service is given."
                yield Flaw(f"{place}.location", words, citation="34 CFR 300.37")
        yield from _transportation(path, plan)


def _transportation(path: str, plan: ServicesPlan) -> Iterator[Flaw]:
    described = said(plan.transportation) or any(one.type is ServiceType.TRANSPORTATION for one in plan.services)
    if plan.transportation_needed is None and not described:
        words = "The file does not say whether the child needs transportation for these services."
        yield Flaw(f"{path}.transportation_needed", words, _UNKNOWN, "34 CFR 300.37")
    elif plan.transportation_needed and not described:
        words = "Transportation is needed for these services, and the services plan does not include it."
        yield Flaw(f"{path}.transportation", words, citation="34 CFR 300.139(b)(1)(i)")


@rule(
    "SP103",
    "sp-rep",
    "Representative of the private school at the meeting on a services plan",
    citation="34 CFR 300.137(c)(2)",
    applies="to each services plan of which the file holds more than its days, or whose meeting names its people",
    says="A representative of the private school attends each meeting on the plan, or takes part by other methods.",
    settle="Record that the school was represented, or how it took part otherwise.",
    groups=_GROUPS,
    since="0.3",
)
def representative(context: Context) -> Iterator[Flaw]:
    """The services plans made without the private school, or of which the file does not tell or tells two things."""
    for path, plan in plans(context):
        took_part = plan.representative_took_part
        people = _people(context, plan)
        listed = [person for person in people if person.has({_SCHOOL})]
        there = any(person.present for person in listed)
        came = any(person.member.attended or person.member.by_other_means for person in listed)
        where = f"{path}.representative_took_part"
        if (took_part is True and listed and not there) or (took_part is False and came):
            words = (
                "The plan says one thing of the private school's part in the meeting, and its list of people another."
            )
            yield Flaw(where, words, Severity.CONFLICT)
        elif took_part is False or (took_part is None and not there and _names_team(people)):
            yield Flaw(where, "The private school took no part in the meeting on the services plan.")
        elif took_part is None and not there and has_content(plan):
            words = "The file does not say whether the private school took part in the meeting on the services plan."
            yield Flaw(where, words, _UNKNOWN)


def _names_team(people: list[Person]) -> bool:
    """Whether the file names somebody beside the family, and so who was at the meeting."""
    return any(not FAMILY.issuperset(person.member.roles) for person in people)


def _decides_else(meeting: Meeting) -> bool:
    return bool(meeting.purposes) and OTHERS_DECIDE.issuperset(meeting.purposes)


def _people(context: Context, plan: ServicesPlan) -> list[Person]:
    """The people at the meetings of the day on which the plan was made, but those that decide other things."""
    return [
        person
        for at, meeting in enumerate(context.case.meetings)
        if plan.meeting_date is not None and day_of(meeting) == plan.meeting_date and not _decides_else(meeting)
        for person in of_meeting(context.case, f"$.meetings[{at}]", meeting).people
    ]
