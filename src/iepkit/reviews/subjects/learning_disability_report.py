"""What the documentation on a specific learning disability states (34 CFR 300.311), also where none was found.

Behavior and medical findings are stated *if any*: where the file has none, the checklist asks, and no rule does.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import Eligibility, ExclusionaryFactor, SldDocumentation
from iepkit.reviews.attested import Attested, attested
from iepkit.reviews.context import Context, said
from iepkit.reviews.determinations import documented, intervention, learning_disabilities, untold
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import Disability

__all__ = ["basis", "behavior", "certified", "conclusion", "criteria", "factors", "intervened"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("learning-disability", "eligibility", "learning-disability-report")
_UNKNOWN = Severity.UNKNOWN
_APPLIES = "to each determination on a specific learning disability, found or suspected, with its documentation"


def _documented(context: Context) -> Iterator[tuple[str, Eligibility, SldDocumentation]]:
    return (row for row in learning_disabilities(context) if documented(row[2]))


@rule(
    "EL311",
    "sld-doc-1",
    "Whether there is a specific learning disability",
    citation="34 CFR 300.311(a)(1)",
    applies=f"{_APPLIES}; that it agrees with the category, also without",
    says="The documentation states whether the child has a specific learning disability.",
    settle="State it, and let the category agree with it.",
    groups=_GROUPS,
    since="0.3",
)
def conclusion(context: Context) -> Iterator[Flaw]:
    """The documentations without the conclusion, and those whose conclusion the category contradicts."""
    for path, row, sld in learning_disabilities(context):
        where = f"{path}.has_disability"
        if sld.has_disability is None and documented(sld):
            yield Flaw(where, "The file does not say whether a specific learning disability was found.", _UNKNOWN)
        elif sld.has_disability is False and row.eligible and _category(row):
            words = "No specific learning disability was found, and it is a category in which the child is eligible."
            yield Flaw(where, words, Severity.CONFLICT)


def _category(row: Eligibility) -> bool:
    return Disability.SPECIFIC_LEARNING_DISABILITY in row.categories


_ASSURANCE = Attested(
    "sources_considered",
    "information from all sources was documented and carefully considered",
    "The assurance that information from all sources was documented and considered is not there.",
)


@rule(
    "EL312",
    "sld-doc-2",
    "Basis of the determination, and the assurance",
    citation="34 CFR 300.311(a)(2)",
    applies=_APPLIES,
    says="The documentation states the basis, and assures that information was documented and carefully considered.",
    settle="State the basis and the assurance.",
    groups=_GROUPS,
    since="0.3",
)
def basis(context: Context) -> Iterator[Flaw]:
    """The documentations without the basis or the assurance."""
    for path, _, sld in _documented(context):
        if not said(sld.basis):
            yield Flaw(f"{path}.basis", "The documentation does not state the basis of the determination.")
        yield from attested(path, sld, [_ASSURANCE], asked=True)


_RELATED = Attested(
    "behavior_related",
    "the behavior that was observed is related to the child's academic functioning",
    "The documentation states behavior that was observed, and not how it relates to academic functioning.",
)


@rule(
    "EL313",
    "sld-doc-3",
    "Behavior that was observed, and academic functioning",
    citation="34 CFR 300.311(a)(3)",
    applies=f"{_APPLIES}, where it states behavior",
    says="The documentation states the relevant behavior, if any, and how it relates to academic functioning.",
    settle="State how the behavior relates to academic functioning.",
    groups=_GROUPS,
    since="0.3",
)
def behavior(context: Context) -> Iterator[Flaw]:
    """The behavior that is stated without its relation to academic functioning."""
    for path, _, sld in _documented(context):
        yield from attested(path, sld, [_RELATED], asked=said(sld.behavior_observed))


@rule(
    "EL315",
    "sld-doc-5",
    "Achievement, and progress or pattern",
    citation="34 CFR 300.311(a)(5)",
    severity=_UNKNOWN,
    applies=_APPLIES,
    says="The documentation states whether achievement is inadequate, and whether progress is, or there is a pattern.",
    settle="State both; for the second, either of the two ways is enough.",
    groups=_GROUPS,
    since="0.3",
)
def criteria(context: Context) -> Iterator[Flaw]:
    """The documentations without one of the two findings."""
    for path, _, sld in _documented(context):
        if sld.inadequate_achievement is None:
            words = "The file does not say whether the child achieves adequately."
            yield Flaw(f"{path}.inadequate_achievement", words, citation="34 CFR 300.311(a)(5)(i)")
        if sld.insufficient_progress is None and sld.pattern_of_strengths_and_weaknesses is None:
            words = "The file does not say whether progress was too little, or whether there is a pattern."
            way = "insufficient_progress" if intervention(sld) else "pattern_of_strengths_and_weaknesses"
            yield Flaw(f"{path}.{way}", words, citation="34 CFR 300.311(a)(5)(ii)")


@rule(
    "EL316",
    "sld-doc-6",
    "What the group found of each factor",
    citation="34 CFR 300.311(a)(6)",
    applies=_APPLIES,
    says="The documentation states what the group determined on the effects of each of the six factors.",
    settle="State what the group determined on each factor.",
    groups=_GROUPS,
    since="0.3",
)
def factors(context: Context) -> Iterator[Flaw]:
    """The documentations that pass over a factor."""
    for path, _, sld in _documented(context):
        missing = [factor.value.replace("-", " ") for factor in untold(sld)]
        if sld.exclusions_considered is False:
            words = "The group did not determine the effects of each factor."
            yield Flaw(f"{path}.exclusions_considered", words)
        elif sld.exclusions_considered is None and len(missing) == len(ExclusionaryFactor):
            words = "The file does not say whether the group determined the effects of each factor."
            yield Flaw(f"{path}.exclusions_considered", words, _UNKNOWN)
        elif sld.exclusions_considered is None and missing:
            words = f"The file does not say what the group determined on these factors: {'; '.join(missing)}."
            yield Flaw(f"{path}.factors", words, _UNKNOWN)


_TOLD = (
    Attested(
        "parent_told_policy",
        "the parents were told of the State's policies on data and general education services",
        "The parents were not told of the State's policies on data and general education services.",
        "34 CFR 300.311(a)(7)(ii)(A)",
    ),
    Attested(
        "parent_told_strategies",
        "the parents were told of the strategies to increase the rate of learning",
        "The parents were not told of the strategies to increase the rate of learning.",
        "34 CFR 300.311(a)(7)(ii)(B)",
    ),
    Attested(
        "parent_told_right_to_evaluation",
        "the parents were told of their right to request an evaluation",
        "The parents were not told of their right to request an evaluation.",
        "34 CFR 300.311(a)(7)(ii)(C)",
    ),
)


@rule(
    "EL317",
    "sld-doc-7",
    "Intervention: strategies, data, and what the parents were told",
    citation="34 CFR 300.311(a)(7)",
    applies=f"{_APPLIES}, where the child took part in research-based intervention",
    says="The documentation states strategies and data, and that parents were told of policy, strategies and rights.",
    settle="State the strategies, the data and the notice; or that the child took part in no such process.",
    groups=_GROUPS,
    since="0.3",
)
def intervened(context: Context) -> Iterator[Flaw]:
    """The interventions without strategies and data, or without word to the parents."""
    for path, _, sld in _documented(context):
        if sld.intervention_used is False and sld.insufficient_progress:
            words = "Progress under intervention was too little, and the file says that there was no intervention."
            yield Flaw(f"{path}.intervention_used", words, Severity.CONFLICT)
        elif intervention(sld):
            if not said(sld.strategies_and_data):
                words = "The documentation does not state the instructional strategies and the data."
                yield Flaw(f"{path}.strategies_and_data", words, citation="34 CFR 300.311(a)(7)(i)")
            yield from attested(path, sld, _TOLD, asked=True)


_CERTIFIED = Attested(
    "members_certified",
    "each member of the group certified in writing whether the report reflects the member's conclusion",
    "Not every member of the group certified in writing whether the report reflects the member's conclusion.",
)
_STATEMENT = Attested(
    "dissent_attached",
    "the member who concluded otherwise submitted a statement",
    "A member concluded otherwise than the report and submitted no statement.",
)


@rule(
    "EL318",
    "sld-certify",
    "Certified by each member, with a statement of who disagrees",
    citation="34 CFR 300.311(b)",
    applies=_APPLIES,
    says="Each member certifies in writing whether the report is the member's conclusion; who disagrees says so apart.",
    settle="Obtain the certification, and the statement of a member who concluded otherwise.",
    groups=_GROUPS,
    since="0.3",
)
def certified(context: Context) -> Iterator[Flaw]:
    """The reports that a member did not certify, or from which one dissents without a statement."""
    for path, _, sld in _documented(context):
        yield from attested(path, sld, [_CERTIFIED], asked=True)
        if sld.dissent:
            yield from attested(path, sld, [_STATEMENT], asked=True)
