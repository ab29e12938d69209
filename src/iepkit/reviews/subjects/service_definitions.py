"""What special education, a related service and a medical service are by definition (34 CFR 300.34, 300.39).

The list of related services is open, so that no service is ever wrong for not being on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import Service
from iepkit.reviews.attested import Attested, attested, recorded
from iepkit.reviews.context import Context
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import ServiceKind, ServiceType

__all__ = ["free", "implants", "instruction", "medical", "special_education"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("services", "definitions")


def _services(context: Context) -> Iterator[tuple[str, Service]]:
    for one in context.texts:
        for at, service in enumerate(one.iep.services):
            yield f"{one.path}.services[{at}]", service


_DESIGNED = Attested(
    "specially_designed",
    "this instruction is specially designed",
    "A service counts as special education, and the file says that it is not specially designed instruction.",
)


@rule(
    "SV101",
    "sped-def",
    "Special education is specially designed instruction",
    citation="34 CFR 300.39(a)(1)",
    applies="to each service that counts as special education",
    says="Special education adapts content, methodology or delivery to the child's unique needs.",
    settle="Record the service as what it is, or how the instruction is specially designed.",
    groups=_GROUPS,
    since="0.3",
)
def special_education(context: Context) -> Iterator[Flaw]:
    """The special education that is not specially designed."""
    for path, service in _services(context):
        if service.kind is ServiceKind.SPECIAL_EDUCATION:
            yield from attested(path, service, [_DESIGNED], asked=service.free is not None)


_FREE = Attested(
    "free",
    "the service costs the parents nothing",
    "The file says that the parents pay for this service.",
)


@rule(
    "SV102",
    "services-free",
    "Services at no cost to the parents",
    citation="34 CFR 300.17(a)",
    applies="to each service of every IEP under review",
    says="Special education and related services are without charge; fees that all families pay may be asked for.",
    settle="Bear the cost, or record that it is an incidental fee that every family pays.",
    groups=_GROUPS,
    since="0.3",
)
def free(context: Context) -> Iterator[Flaw]:
    """The services that the parents pay for."""
    for path, service in _services(context):
        yield from attested(path, service, [_FREE], asked=service.specially_designed is not None)


@rule(
    "SV103",
    "service-kind-and-type",
    "Instruction recorded as a related service",
    citation="34 CFR 300.39(a)(1)",
    severity=Severity.CONFLICT,
    applies="to each service with a kind and a type",
    says="Specially designed instruction, also in physical education, is special education and no related service.",
    settle="Check the kind and the type of the service.",
    groups=(*_GROUPS, "contradictions"),
    since="0.3",
)
def instruction(context: Context) -> Iterator[Flaw]:
    """The instruction that is recorded as a related service."""
    types = (ServiceType.SPECIALLY_DESIGNED_INSTRUCTION, ServiceType.ADAPTED_PHYSICAL_EDUCATION)
    for path, service in _services(context):
        if service.kind is ServiceKind.RELATED_SERVICE and service.type in types:
            yield Flaw(f"{path}.kind", "Specially designed instruction is recorded as a related service.")


_MEDICAL = (
    Attested(
        "by_physician",
        "a licensed physician gives this service",
        "A medical service counts as a related service only if a licensed physician gives it, and none does.",
    ),
    Attested(
        "for_diagnosis",
        "this medical service is for diagnosis or evaluation",
        "A medical service counts as a related service only for diagnosis or evaluation, and this one is for neither.",
    ),
)


@rule(
    "SV104",
    "related-medical",
    "Medical services for diagnosis or evaluation",
    citation="34 CFR 300.34(c)(5)",
    severity=Severity.CONFLICT,
    applies="to each service of the type of medical services for diagnosis or evaluation",
    says="As a related service, medical services are a physician's, to determine a disability that is medical.",
    settle="Record the service by another type, such as school health, or check its elements.",
    groups=_GROUPS,
    since="0.3",
)
def medical(context: Context) -> Iterator[Flaw]:
    """The medical services whose recorded elements do not fit their definition."""
    for path, service in _services(context):
        if service.type is ServiceType.MEDICAL_DIAGNOSTIC:
            asked = recorded(service, (row.field for row in _MEDICAL))
            yield from attested(path, service, _MEDICAL, asked=asked)


@rule(
    "SV105",
    "related-implant",
    "Implanted devices are no related service",
    citation="34 CFR 300.34(b)(1)",
    severity=Severity.NOTE,
    applies="to each related service that is marked as being of an implanted device",
    says="An implanted device, its mapping, maintenance and replacement are no related service; checking it is owed.",
    settle="Nothing is required; an agency may give more, and checks the external parts in any case.",
    groups=_GROUPS,
    since="0.3",
)
def implants(context: Context) -> Iterator[Flaw]:
    """The related services that the definition leaves out."""
    for path, service in _services(context):
        if service.kind is ServiceKind.RELATED_SERVICE and service.of_implant:
            words = "This is recorded as a related service, and by its definition it is none."
            yield Flaw(f"{path}.of_implant", words)
