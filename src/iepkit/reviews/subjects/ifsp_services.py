"""IFSP content: each service, its terms, its setting, its dates, and the consent to it (34 CFR 303.344(d) and (f)).

Payment is stated only where there are arrangements for it. A parent may decline any service (303.420(d)).
An interim IFSP says which services are needed at once, and no more of them (303.345(b)(2)).
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import Ifsp, IfspService
from iepkit.reviews.attested import recorded
from iepkit.reviews.context import Context, said
from iepkit.reviews.registry import Flaw, rule

__all__ = ["consent", "dates", "natural_environment", "terms"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("part-c", "ifsp", "services")


def _services(context: Context) -> Iterator[tuple[str, IfspService, Ifsp]]:
    """The services of every IFSP under review, with it, but those that the parents declined."""
    for one in context.ifsps:
        for at, service in enumerate(one.plan.services):
            if service.declined is None or service.declined > context.as_of:
                yield f"{one.path}.services[{at}]", service, one.plan


def _terms(service: IfspService) -> dict[str, tuple[bool, str]]:
    """Which terms a service has: by the field where it belongs, and what to say where it does not."""
    return {
        "description": (said(service.description), "does not say what it is"),
        "minutes": (bool(service.minutes) or said(service.length_note), "does not say how long a session is"),
        "times": (
            bool(service.times and service.per) or said(service.frequency_note),
            "does not say how often it is given",
        ),
        "individual": (
            service.individual is not None,
            "does not say whether it is given to the child alone or in a group",
        ),
        "method": (said(service.method), "does not say by what method it is given"),
        "location": (
            service.location is not None or said(service.location_note),
            "does not say where it is given",
        ),
    }


def _bare(service: IfspService) -> bool:
    """Whether a file names a service and nothing of its terms, setting or dates: it is read as a list, not as text."""
    told = [there for field, (there, _) in _terms(service).items() if field != "description"]
    fields = ("minutes", "times", "per", "natural_environment", "justification", "start", "end", "duration_note")
    return not any(told) and not recorded(service, fields)


_CITED = {"description": "34 CFR 303.344(d)(1)", "location": "34 CFR 303.344(d)(1)(iii)"}


@rule(
    "IF121",
    "ifsp-service-terms",
    "Early intervention services and their terms",
    citation="34 CFR 303.344(d)(1)(i)",
    applies="to every IFSP under review and each of its services; to an interim one for saying which they are",
    says="The IFSP states each service, with length, frequency, intensity, method and location, in any form.",
    settle="Add the service, or record the term, in numbers or in words.",
    groups=_GROUPS,
    since="0.3",
)
def terms(context: Context) -> Iterator[Flaw]:
    """The services and the terms that are not there."""
    for one in context.ifsps:
        if one.written and not one.plan.services:
            words = "The IFSP states no early intervention services."
            yield Flaw(f"{one.path}.services", words, citation="34 CFR 303.344(d)(1)")
    for path, service, plan in _services(context):
        if _bare(service) and not plan.interim:
            words = "The file names the service, and says nothing of its terms, its setting and its dates."
            yield Flaw(path, words, Severity.UNKNOWN, "34 CFR 303.344(d)(1)")
            continue
        for field, (there, lacking) in _terms(service).items():
            if not there and not plan.interim:
                yield Flaw(f"{path}.{field}", f"The service {lacking}.", citation=_CITED.get(field))
        if plan.interim and not said(service.description):
            yield Flaw(f"{path}.description", "The service does not say what it is.", citation="34 CFR 303.345(b)(2)")


@rule(
    "IF122",
    "ifsp-natural",
    "Natural environment of each service, or a justification",
    citation="34 CFR 303.344(d)(1)(ii)",
    applies="to each service of every IFSP under review but an interim one",
    says="The IFSP says that a service is given in the natural environment, or justifies why not, as its team decides.",
    settle="State the setting; where it is not natural, the justification that the IFSP Team bases on the outcomes.",
    groups=_GROUPS,
    since="0.3",
)
def natural_environment(context: Context) -> Iterator[Flaw]:
    """The services of which neither is stated, and settings that somebody else decided on."""
    for path, service, plan in _services(context):
        if service.natural_environment or plan.interim or _bare(service):
            continue
        if service.natural_environment is None and not said(service.justification):
            words = "The file does not say whether the service is given in the natural environment."
            yield Flaw(f"{path}.natural_environment", words, Severity.UNKNOWN)
            continue
        if not said(service.justification):
            words = "The service is not given in the natural environment, and the IFSP does not justify why."
            yield Flaw(f"{path}.justification", words, citation="34 CFR 303.344(d)(1)(ii)(A)")
        where, cited = f"{path}.setting_chosen_by_team", "34 CFR 303.344(d)(1)(ii)(B)"
        if service.setting_chosen_by_team is False:
            words = "That the service is not given in the natural environment was not decided by the IFSP Team."
            yield Flaw(where, words, citation=cited)
        elif service.setting_chosen_by_team is None:
            words = "The file does not say whether the IFSP Team decided on a setting that is not natural."
            yield Flaw(where, words, Severity.UNKNOWN, cited)


@rule(
    "IF123",
    "ifsp-dates",
    "Projected beginning and duration of each service",
    citation="34 CFR 303.344(f)(1)",
    applies="to each service of every IFSP under review; to an interim one where it gives both dates",
    says="The IFSP gives the date on which each service is projected to begin, and how long it is expected to last.",
    settle="Record the date or the duration.",
    groups=_GROUPS,
    since="0.3",
)
def dates(context: Context) -> Iterator[Flaw]:
    """The dates that are not there or cannot be right."""
    for path, service, plan in _services(context):
        if service.start is not None and service.end is not None and service.end < service.start:
            yield Flaw(f"{path}.end", "The service ends before it begins.", Severity.CONFLICT, "34 CFR 303.344(f)(2)")
        if plan.interim or _bare(service):
            continue
        if service.start is None:
            yield Flaw(f"{path}.start", "The service has no projected date on which it begins.")
        if service.end is None and not said(service.duration_note):
            words = "The service does not say how long it is expected to last."
            yield Flaw(f"{path}.end", words, citation="34 CFR 303.344(f)(2)")


@rule(
    "IF131",
    "ifsp-consent",
    "Informed written consent, service by service",
    citation="34 CFR 303.342(e)",
    applies="to every IFSP under review, and to each service that is given or to which consent is recorded",
    says="The contents are explained, and each service waits for the parent's informed written consent to it.",
    settle="Explain the IFSP and obtain written consent to the service, or record that this was done.",
    groups=(*_GROUPS, "consent"),
    since="0.3",
)
def consent(context: Context) -> Iterator[Flaw]:
    """The services that were given before consent, without it or against the parent's word, and what made it none."""
    for one in context.ifsps:
        where = f"{one.path}.contents_explained"
        if one.plan.contents_explained is False:
            yield Flaw(where, "The contents of the IFSP were not fully explained to the parents.")
        elif one.plan.contents_explained is None and one.written:
            words = "The file does not say whether the contents of the IFSP were fully explained to the parents."
            yield Flaw(where, words, Severity.UNKNOWN)
        for at, service in enumerate(one.plan.services):
            path = f"{one.path}.services[{at}]"
            yield from _given(context, path, service)
            if service.consent_in_writing is False:
                words = "The consent to the service is not in writing."
                yield Flaw(f"{path}.consent_in_writing", words, citation="34 CFR 303.7(b)")
            elif service.consent_in_writing is None and service.consented and one.written:
                words = "The file does not say whether the consent to the service is in writing."
                yield Flaw(f"{path}.consent_in_writing", words, Severity.UNKNOWN, "34 CFR 303.7(b)")


def _given(context: Context, path: str, service: IfspService) -> Iterator[Flaw]:
    given = service.provided if service.provided and service.provided <= context.as_of else None
    if given and service.declined and service.declined <= given:
        words = "The service was given after the parents had declined it."
        yield Flaw(f"{path}.provided", words, citation="34 CFR 303.420(d)(1)")
    elif given and service.consented is None:
        words = "The service is given; the file does not show that the parents consented to it."
        yield Flaw(f"{path}.consented", words, Severity.UNKNOWN)
    elif given and service.consented and given < service.consented:
        yield Flaw(f"{path}.provided", "The service was given before the parents consented to it.")
