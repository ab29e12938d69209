"""Extended school year services: the individual decision, its limits, and the services (34 CFR 300.106)."""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import ExtendedSchoolYear
from iepkit.reviews.attested import Attested, attested, recorded
from iepkit.reviews.context import Context, Reviewed
from iepkit.reviews.registry import Flaw, rule

__all__ = ["definition", "individual", "limits", "services"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("services", "extended-school-year")
_NOTHING = ExtendedSchoolYear()


def _decided(context: Context) -> Iterator[tuple[Reviewed, str, ExtendedSchoolYear]]:
    for one in context.texts:
        decision = one.iep.extended_school_year
        if decision is not None and decision != _NOTHING:
            yield one, f"{one.path}.extended_school_year", decision


_INDIVIDUAL = (
    Attested(
        "individual",
        "the decision on extended school year services rests on this child's own needs",
        "The decision on extended school year services was not made on an individual basis.",
    ),
    Attested(
        "by_team",
        "the IEP Team made the decision on extended school year services",
        "The decision on extended school year services is not one of the IEP Team.",
    ),
)


@rule(
    "SV121",
    "esy-individual",
    "Individual decision on extended school year services",
    citation="34 CFR 300.106(a)(2)",
    applies="to an IEP with a decision on extended school year services",
    says="The IEP Team determines on an individual basis whether the services are necessary for FAPE.",
    settle="Record the decision of the IEP Team on this child's needs.",
    groups=_GROUPS,
    since="0.3",
)
def individual(context: Context) -> Iterator[Flaw]:
    """The decisions that are not individual or not the team's, and blocks without a decision."""
    for _, path, decision in _decided(context):
        yield from attested(path, decision, _INDIVIDUAL, asked=recorded(decision, (row.field for row in _INDIVIDUAL)))
        if decision.needed is None:
            words = "The file does not say whether extended school year services are necessary."
            yield Flaw(f"{path}.needed", words, Severity.UNKNOWN)


_LIMITS = {
    "limited_to_categories": ("i", "Extended school year services are limited to some categories of disability."),
    "limited_unilaterally": ("ii", "The agency alone limited the type, amount or duration of the services."),
}


@rule(
    "SV122",
    "esy-no-limits",
    "No limits on extended school year services",
    citation="34 CFR 300.106(a)(3)",
    applies="to an IEP with a decision on extended school year services",
    says="They are not limited to categories, nor by the agency alone in type, amount or duration.",
    settle="Decide on this child's needs, without the limit.",
    groups=_GROUPS,
    since="0.3",
)
def limits(context: Context) -> Iterator[Flaw]:
    """The limits that the law does not allow."""
    for _, path, decision in _decided(context):
        for field, (letter, words) in _LIMITS.items():
            if getattr(decision, field):
                yield Flaw(f"{path}.{field}", words, citation=f"34 CFR 300.106(a)(3)({letter})")


_DEFINITION = (
    Attested(
        "beyond_school_year",
        "the services are given beyond the normal school year",
        "The services are not given beyond the normal school year, so they are no extended school year services.",
        "34 CFR 300.106(b)(1)(i)",
    ),
    Attested(
        "free",
        "the services cost the parents nothing",
        "The file says that the parents pay for extended school year services.",
        "34 CFR 300.106(b)(1)(iii)",
    ),
)


@rule(
    "SV123",
    "esy-def",
    "What extended school year services are",
    citation="34 CFR 300.106(b)(1)",
    applies="to an IEP by which extended school year services are necessary",
    says="They are given beyond the normal school year, in accordance with the IEP, at no cost to the parents.",
    settle="Record when the services are given and that they cost the parents nothing.",
    groups=_GROUPS,
    since="0.3",
)
def definition(context: Context) -> Iterator[Flaw]:
    """The elements of the definition that are not so."""
    for _, path, decision in _decided(context):
        if decision.needed:
            asked = recorded(decision, (row.field for row in _DEFINITION))
            yield from attested(path, decision, _DEFINITION, asked=asked)


@rule(
    "SV124",
    "esy-services",
    "Extended school year services in the IEP",
    citation="34 CFR 300.106(b)(1)(ii)",
    severity=Severity.CONFLICT,
    applies="to an IEP with a decision on extended school year services, or with such services",
    says="The services are given in accordance with the IEP, where the team finds them necessary.",
    settle="Mark the services that go beyond the school year, or check the decision and the dates.",
    groups=(*_GROUPS, "contradictions"),
    since="0.3",
)
def services(context: Context) -> Iterator[Flaw]:
    """The services and decisions of which one does not fit the other."""
    for one in context.texts:
        decision = one.iep.extended_school_year or _NOTHING
        marked = [(at, row) for at, row in enumerate(one.iep.services) if row.extended_school_year]
        if decision.needed and not marked:
            words = "Extended school year services are necessary, and no service of the IEP is marked as one."
            yield Flaw(f"{one.path}.services", words, Severity.UNKNOWN)
        for at, row in marked:
            path = f"{one.path}.services[{at}]"
            if decision.needed is False:
                words = "The service goes beyond the school year, and by the decision that is not necessary."
                yield Flaw(f"{path}.extended_school_year", words)
            elif decision == _NOTHING:
                words = "The service goes beyond the school year, and no decision on that is in the file."
                yield Flaw(f"{path}.extended_school_year", words, Severity.UNKNOWN)
            if decision.start and row.start and row.start < decision.start:
                words = f"The service begins on {row.start}, and extended school year services on {decision.start}."
                yield Flaw(f"{path}.start", words)
            if decision.end and row.end and row.end > decision.end:
                words = f"The service ends on {row.end}, and extended school year services on {decision.end}."
                yield Flaw(f"{path}.end", words)
