"""Rules of a free appropriate public education (34 CFR 300.102 to 300.113): technology, gym, hearing aids, diplomas."""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import Iep, Placement
from iepkit.reviews.attested import Attested, attested
from iepkit.reviews.context import Context, happened, said
from iepkit.reviews.registry import Flaw, rule
from iepkit.reviews.subjects.least_restrictive import tells_reasons
from iepkit.vocabulary import Environment, ExitReason, ServiceKind, ServiceType

__all__ = [
    "asks_hearing_device",
    "assistive_technology",
    "at_home",
    "diploma",
    "hearing_devices",
    "physical_education",
    "regular_physical_education",
    "residential",
]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("services", "fape")
_NOWHERE = Placement()


def _gives_technology(iep: Iep) -> bool:
    """Whether a service or aid of the IEP could be the technology; words are not read."""
    return bool(iep.accommodations) or any(
        service.type is ServiceType.ASSISTIVE_TECHNOLOGY or service.kind is ServiceKind.SUPPLEMENTARY_AID
        for service in iep.services
    )


@rule(
    "SV131",
    "at-provided",
    "Assistive technology that the child needs",
    citation="34 CFR 300.105(a)",
    severity=Severity.UNKNOWN,
    applies="to an IEP whose special factors say that the child needs assistive technology",
    says="Devices and services are made available if they are part of special education, related services or aids.",
    settle="Add the device or the service to the IEP.",
    groups=(*_GROUPS, "assistive-technology"),
    since="0.3",
)
def assistive_technology(context: Context) -> Iterator[Flaw]:
    """The IEPs that hold neither an aid, an accommodation nor a service that could be it."""
    for one in context.texts:
        factors = one.iep.special_factors
        if factors is not None and factors.assistive_technology_needed and not _gives_technology(one.iep):
            yield Flaw(f"{one.path}.services", "The child needs assistive technology, and no service or aid gives it.")


_HOME = Attested(
    "assistive_technology_sent_home",
    "the devices that the child needs at home may be used there",
    "The child needs the devices at home, and may not use them there.",
)


@rule(
    "SV132",
    "at-home",
    "School's devices at home",
    citation="34 CFR 300.105(b)",
    applies="to a child who by the finding of the IEP Team needs school-purchased devices at home",
    says="Their use at home or elsewhere is required where the child needs that in order to receive FAPE.",
    settle="Let the child use the devices at home, and record it.",
    groups=(*_GROUPS, "assistive-technology"),
    since="0.3",
)
def at_home(context: Context) -> Iterator[Flaw]:
    """The devices that do not go home, or are not known to."""
    for one in context.texts:
        factors = one.iep.special_factors
        if factors is not None and factors.assistive_technology_at_home:
            yield from attested(f"{one.path}.special_factors", factors, [_HOME], asked=True)


_SPECIAL_PE = (ServiceType.ADAPTED_PHYSICAL_EDUCATION,)
_SEPARATE = (  # 34 CFR 300.108(b)(1): full time in a separate facility
    Environment.SEPARATE_SCHOOL,
    Environment.RESIDENTIAL_FACILITY,
    Environment.HOMEBOUND_OR_HOSPITAL,
    Environment.CORRECTIONAL_FACILITY,
)
_AVAILABLE = Attested(
    "physical_education_available",
    "physical education is available to the child",
    "The file says that physical education is not available to the child.",
)
_REGULAR = Attested(
    "physical_education_regular",
    "the child can take part in the regular physical education program",
    "The child cannot take part in regular physical education, and the IEP prescribes no special one.",
)


@rule(
    "SV133",
    "pe",
    "Physical education available",
    citation="34 CFR 300.108(a)",
    applies="to every IEP under review, unless children without disabilities in the same grades have none",
    says="Physical education, specially designed if necessary, is available to every child with a disability.",
    settle="Make it available, or record that children without disabilities in these grades have none either.",
    groups=(*_GROUPS, "physical-education"),
    since="0.3",
)
def physical_education(context: Context) -> Iterator[Flaw]:
    """The children without it; silence weighs where the file speaks of the regular program."""
    for one in context.texts:
        if one.iep.physical_education_for_others is not False:
            asked = one.iep.physical_education_regular is not None and not said(one.iep.physical_education)
            yield from attested(one.path, one.iep, [_AVAILABLE], asked=asked)


@rule(
    "SV134",
    "pe-regular",
    "Regular physical education",
    citation="34 CFR 300.108(b)",
    applies="to a child who is not full time in a separate facility and whose IEP prescribes no special program",
    says="The child can take part in the regular physical education program.",
    settle="Open the regular program to the child, or prescribe special physical education in the IEP.",
    groups=(*_GROUPS, "physical-education"),
    since="0.3",
)
def regular_physical_education(context: Context) -> Iterator[Flaw]:
    """The children kept out of the regular program for no reason that the law knows."""
    for one in context.texts:
        special = any(service.type in _SPECIAL_PE for service in one.iep.services) or said(one.iep.physical_education)
        separate = (one.iep.placement or _NOWHERE).environment in _SEPARATE
        if not (special or separate) and one.iep.physical_education_for_others is not False:
            yield from attested(one.path, one.iep, [_REGULAR], asked=False)


_RESIDENTIAL = Attested(
    "residential_free",
    "the residential program, with room, board and care, costs the parents nothing",
    "The file says that the parents pay for the residential program.",
)


@rule(
    "SV135",
    "residential-free",
    "Residential placement at no cost",
    citation="34 CFR 300.104",
    applies="to a placement in a residential facility",
    says="Where it is necessary, the program, with care that is not medical and room and board, is free.",
    settle="Bear the cost, and record it.",
    groups=(*_GROUPS, "placement"),
    since="0.3",
)
def residential(context: Context) -> Iterator[Flaw]:
    """The residential programs that are not free."""
    for one in context.texts:
        placement = one.iep.placement or _NOWHERE
        if placement.environment is Environment.RESIDENTIAL_FACILITY:
            path = f"{one.path}.placement"
            yield from attested(path, placement, [_RESIDENTIAL], asked=tells_reasons(placement))


def asks_hearing_device(iep: Iep) -> bool:
    """Whether the child is deaf or hard of hearing, and the file does not say if a hearing aid or device is worn.

    >>> from iepkit.records import SpecialFactors
    >>> deaf = SpecialFactors(deaf_or_hard_of_hearing=True)
    >>> asks_hearing_device(Iep(special_factors=deaf)), asks_hearing_device(Iep())
    (True, False)
    """
    factors = iep.special_factors
    return factors is not None and factors.deaf_or_hard_of_hearing is True and factors.hearing_device is None


_CHECKED = Attested(
    "hearing_device_checked",
    "the hearing aid or the external parts of the device are checked",
    "The child wears a hearing aid or a device with external parts, and it is not checked.",
)


@rule(
    "SV136",
    "hearing-aids",
    "Hearing aids and external parts of devices checked",
    citation="34 CFR 300.113",
    applies="to a child who wears a hearing aid or an implanted device with external parts in school",
    says="The agency sees to it that they work; it owes no care of what is implanted.",
    settle="Check them, and record who does it and when.",
    groups=_GROUPS,
    since="0.3",
)
def hearing_devices(context: Context) -> Iterator[Flaw]:
    """The devices that nobody checks, or is not known to."""
    for one in context.texts:
        factors = one.iep.special_factors
        if factors is not None and factors.hearing_device:
            yield from attested(f"{one.path}.special_factors", factors, [_CHECKED], asked=True)


@rule(
    "SV141",
    "diploma-def",
    "Exit with a regular diploma",
    citation="34 CFR 300.102(a)(3)(iv)",
    severity=Severity.CONFLICT,
    applies="to each exit with a regular diploma of which the file says what the diploma is",
    says="It is the standard diploma of most students, fully aligned with State standards, and no equivalent of one.",
    settle="Record the exit by what was awarded; without a regular diploma the right to FAPE goes on until the age.",
    groups=("fape", "exit", "contradictions"),
    since="0.3",
)
def diploma(context: Context) -> Iterator[Flaw]:
    """The regular diplomas that by their definition are none. An alternate assessment rules nobody out."""
    for path, row in happened(context, "exits", "on", context.case.exits):
        if row.reason is ExitReason.REGULAR_DIPLOMA and row.diploma_by_definition is False:
            words = "The exit is recorded as one with a regular diploma, and the diploma does not meet the definition."
            yield Flaw(f"{path}.reason", words)
