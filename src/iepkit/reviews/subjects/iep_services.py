"""IEP content: services and their terms, and time apart from nondisabled children (34 CFR 300.320(a)(4), (5), (7)).

That an IEP has no related service, no supplementary aid and no support for personnel is never a finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.placement.week import apart_in
from iepkit.records import Iep, Placement, Service
from iepkit.reviews.context import Context, said
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import Environment, Location, ServiceKind, ServiceType

__all__ = ["is_apart", "modification_terms", "nonparticipation", "service_terms", "special_education", "stated"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("iep-content", "services")
_SPECIAL_EDUCATION = {  # 34 CFR 300.39(a) and (b), where the file does not say the kind
    ServiceType.SPECIALLY_DESIGNED_INSTRUCTION,
    ServiceType.ADAPTED_PHYSICAL_EDUCATION,
    ServiceType.TRAVEL_TRAINING,
    ServiceType.VOCATIONAL_EDUCATION,
}


def _is_special_education(service: Service) -> bool:
    return service.kind is ServiceKind.SPECIAL_EDUCATION or (
        service.kind is None and service.type in _SPECIAL_EDUCATION
    )


@rule(
    "IP231",
    "iep-services",
    "Special education in the statement of services",
    citation="34 CFR 300.320(a)(4)",
    applies="to every IEP under review",
    says="The IEP states the special education; related services and aids only where the child needs them.",
    settle="Add the special education that the child is given.",
    groups=_GROUPS,
)
def special_education(context: Context) -> Iterator[Flaw]:
    """The IEPs that state no special education."""
    for one in context.texts:
        services = one.iep.services
        if any(_is_special_education(service) for service in services):
            continue
        path = f"{one.path}.services"
        if any(service.kind in (None, ServiceKind.RELATED_SERVICE) for service in services):
            yield Flaw(
                path,
                "The IEP marks no service as special education; whether the State counts one as that is not known.",
                Severity.UNKNOWN,
                "34 CFR 300.39(a)(2)(i)",
                "Record which service is special education; a State may count a related service as that.",
            )
        else:
            yield Flaw(path, "The IEP states no special education.")


@rule(
    "IP232",
    "iep-service-stated",
    "What each service is",
    citation="34 CFR 300.320(a)(4)",
    applies="to each service, aid, modification or support of every IEP under review",
    says="The IEP states each service, aid, modification and support; for special education the kind may say it all.",
    settle="Record the type of the service, or describe it.",
    groups=_GROUPS,
    since="0.3",
)
def stated(context: Context) -> Iterator[Flaw]:
    """The services of which the IEP does not say what they are."""
    for one in context.texts:
        for at, service in enumerate(one.iep.services):
            if not _is_special_education(service) and not (
                said(service.description) or service.type not in (None, ServiceType.OTHER)
            ):
                yield Flaw(f"{one.path}.services[{at}].type", "The IEP does not say what this service is.")


def _frequency(service: Service) -> bool:
    return bool(service.times and service.per) or bool(service.sessions) or said(service.frequency_note)


def _duration(service: Service) -> bool:
    return service.end is not None or bool(service.minutes or service.sessions) or said(service.duration_note)


@rule(
    "IP241",
    "iep-service-terms",
    "Beginning, frequency, location and duration of each service",
    citation="34 CFR 300.320(a)(7)",
    applies="to each service of every IEP under review",
    says="The IEP gives each service's projected beginning, frequency, location and duration, in any form.",
    settle="Record the term, in numbers or in words.",
    groups=_GROUPS,
)
def service_terms(context: Context) -> Iterator[Flaw]:
    """The terms that services lack. Minutes in a week are one way to give them, never the only one."""
    for one in context.ieps:
        for at, service in enumerate(one.iep.services):
            path = f"{one.path}.services[{at}]"
            if service.start is None:
                yield Flaw(f"{path}.start", "The service has no projected date on which it begins.")
            if service.as_needed and not _frequency(service):
                words = "The service is given as needed; whether that is its frequency cannot be told from the file."
                yield Flaw(f"{path}.times", words, Severity.UNKNOWN)
            elif not _frequency(service):
                yield Flaw(f"{path}.times", "The service does not say how often it is given.")
            if service.location is None and not said(service.location_note):
                yield Flaw(f"{path}.location", "The service does not say where it is given.")
            if not _duration(service):
                yield Flaw(f"{path}.end", "The service does not say how long it lasts.")


@rule(
    "IP242",
    "iep-modification-terms",
    "Beginning, frequency, location and duration of accommodations in instruction",
    citation="34 CFR 300.320(a)(7)",
    severity=Severity.UNKNOWN,
    applies="to each accommodation in instruction of every IEP under review, and to each modification",
    says="Modifications and supplementary aids have the same four terms as services.",
    settle="Record the terms, or that the accommodation is neither a supplementary aid nor a modification.",
    groups=_GROUPS,
)
def modification_terms(context: Context) -> Iterator[Flaw]:
    """The terms that accommodations lack; where the file does not say, the IEP Team knows if one is a modification."""
    for one in context.texts:
        for at, aid in enumerate(one.iep.accommodations):
            if aid.modification is False or not (aid.modification or aid.for_instruction):
                continue
            terms = {
                "when it begins": aid.start is not None,
                "how often": said(aid.frequency_note),
                "where": aid.location is not None or said(aid.location_note),
                "how long": aid.end is not None or said(aid.duration_note),
            }
            missing = [words for words, there in terms.items() if not there]
            if missing:
                words = (
                    f"The accommodation does not say {', '.join(missing)}; a supplementary aid or modification must."
                )
                severity = Severity.VIOLATION if aid.modification else None
                yield Flaw(f"{one.path}.accommodations[{at}]", words, severity)


_APART = {  # environments that are away from the regular class for a part of the time or the whole
    Environment.REGULAR_CLASS_40_TO_79,
    Environment.REGULAR_CLASS_UNDER_40,
    Environment.SEPARATE_SCHOOL,
    Environment.RESIDENTIAL_FACILITY,
    Environment.HOMEBOUND_OR_HOSPITAL,
    Environment.EARLY_CHILDHOOD_10_HOURS_SERVICES_ELSEWHERE,
    Environment.EARLY_CHILDHOOD_UNDER_10_SERVICES_ELSEWHERE,
    Environment.SEPARATE_CLASS,
    Environment.HOME,
    Environment.SERVICE_PROVIDER_LOCATION,
}
_ELSEWHERE = {
    Location.SPECIAL_CLASS,
    Location.RESOURCE_ROOM,
    Location.THERAPY_ROOM,
    Location.SEPARATE_SCHOOL,
    Location.HOME,
    Location.HOSPITAL,
}
_NOWHERE = Placement()
_TOGETHER = {Location.REGULAR_CLASS, Location.EARLY_CHILDHOOD_PROGRAM, Location.BUS}


def is_apart(iep: Iep) -> bool | None:
    """Whether the child is apart from nondisabled children at times; `None` where the file does not tell.

    >>> is_apart(Iep(placement=Placement(percent_regular_class=100))), is_apart(Iep())
    (False, None)
    """
    placement = iep.placement or _NOWHERE
    percent, minutes, week = (
        placement.percent_regular_class,
        placement.minutes_regular_class,
        placement.minutes_school_week,
    )
    away = [service.minutes_outside_regular_class for service in iep.services]
    if (
        placement.environment in _APART
        or (percent is not None and percent < 100)  # noqa: PLR2004 a percentage
        or (minutes is not None and week is not None and minutes < week)
        or any(away)
        or any(service.location in _ELSEWHERE for service in iep.services)
        or (placement.schedule is not None and any(map(apart_in, placement.schedule.blocks)))
    ):
        return True
    together = percent is not None or (minutes is not None and week is not None)
    served = [service.location in _TOGETHER or service.minutes_outside_regular_class == 0 for service in iep.services]
    return False if together or (served and all(served)) else None


@rule(
    "IP251",
    "iep-nonparticipation",
    "Explanation of time apart from nondisabled children",
    citation="34 CFR 300.320(a)(5)",
    applies="to an IEP by which the child is apart from nondisabled children for some of the time",
    says="The IEP explains to what extent, if any, the child does not take part with nondisabled children.",
    settle="Explain the extent to which the child is not with nondisabled children, and why.",
    groups=("iep-content", "placement"),
)
def nonparticipation(context: Context) -> Iterator[Flaw]:
    """The time apart that is not explained. A child who is never apart needs no explanation."""
    for one in context.texts:
        placement = one.iep.placement or _NOWHERE
        apart = is_apart(one.iep)
        if said(placement.nonparticipation) or apart is False or one.iep.prison_modified:
            continue  # on what was changed for an adult prison nothing is asked, 34 CFR 300.324(d)(2)(ii)
        path = f"{one.path}.placement.nonparticipation"
        if apart is None:
            words = "The file does not tell to what extent the child is apart from nondisabled children."
            yield Flaw(path, words, Severity.UNKNOWN, settle="Record the share of time in the regular class.")
        elif said(placement.why_not_regular_class):
            words = (
                "The IEP gives reasons for time apart; whether they explain its extent cannot be told from the file."
            )
            yield Flaw(path, words, Severity.UNKNOWN)
        else:
            words = (
                "The child is apart from nondisabled children for some of the time, and the IEP does not explain it."
            )
            yield Flaw(path, words)
