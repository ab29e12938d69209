"""IEP content: State and districtwide assessments (34 CFR 300.320(a)(6)).

None of these rules applies to a child convicted as an adult and held in an adult prison, 34 CFR 300.324(d)(1)(i).
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import AssessmentParticipation
from iepkit.reviews.attested import Attested, attested, recorded
from iepkit.reviews.context import Context, Reviewed, Stage, said
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import AssessmentKind

__all__ = ["ALTERNATE_INFORMED", "accommodations", "alternate", "alternate_told", "everyone", "participation", "valid"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("iep-content", "assessments")
_ALTERNATE = (AssessmentKind.ALTERNATE_ALTERNATE_STANDARDS, AssessmentKind.ALTERNATE_OTHER)


def _tested(context: Context) -> Iterator[Reviewed]:
    """The IEPs to which the rules on assessments apply."""
    student = context.case.student
    if student is None or not student.adult_prison:
        yield from context.texts


def _each(context: Context) -> Iterator[tuple[Reviewed, str, AssessmentParticipation]]:
    for one in _tested(context):
        for at, row in enumerate(one.iep.assessments):
            yield one, f"{one.path}.assessments[{at}]", row


@rule(
    "IP261",
    "iep-assessment-participation",
    "How the child takes part in assessments",
    citation="34 CFR 300.320(a)(6)",
    severity=Severity.UNKNOWN,
    applies="to the IEP of a child who is not in preschool",
    says="The IEP says which accommodations an assessment needs, or why an alternate one is taken.",
    settle="Record how the child takes part in each assessment, or that none is given at this grade.",
    groups=_GROUPS,
)
def participation(context: Context) -> Iterator[Flaw]:
    """What is not known of the child's part in assessments; an IEP that needs no accommodation may say nothing."""
    for one in _tested(context):
        if not one.iep.assessments and one.stage is not Stage.PRESCHOOL:
            words = "The file does not say how the child takes part in State and districtwide assessments."
            yield Flaw(f"{one.path}.assessments", words)
    for _, path, row in _each(context):
        if row.kind is None:
            yield Flaw(f"{path}.kind", "The file does not say how the child takes part in this assessment.")


@rule(
    "IP262",
    "iep-accommodations",
    "Accommodations in assessments",
    citation="34 CFR 300.320(a)(6)(i)",
    applies="to each assessment that the child takes with accommodations",
    says="The IEP states the accommodations that are needed to measure the child's achievement and performance.",
    settle="Name the accommodations, at the assessment or among those of the IEP.",
    groups=_GROUPS,
)
def accommodations(context: Context) -> Iterator[Flaw]:
    """The assessments with accommodations that the IEP does not name."""
    for one, path, row in _each(context):
        named = row.accommodations or any(aid.for_assessment for aid in one.iep.accommodations)
        if row.kind is AssessmentKind.REGULAR_WITH_ACCOMMODATIONS and not named:
            words = "The child takes this assessment with accommodations, and the IEP names none."
            yield Flaw(f"{path}.accommodations", words)


_WHY = (
    ("why_not_regular", "A", "why the child cannot take the regular assessment"),
    ("why_alternate_appropriate", "B", "why the alternate assessment selected is appropriate for the child"),
)


@rule(
    "IP263",
    "iep-alternate-why",
    "Reasons for an alternate assessment",
    citation="34 CFR 300.320(a)(6)(ii)",
    applies="to each alternate assessment that the child takes",
    says="The IEP states why the child cannot take the regular assessment and why the alternate one is appropriate.",
    settle="State the reason.",
    groups=_GROUPS,
)
def alternate(context: Context) -> Iterator[Flaw]:
    """The reasons that are not stated."""
    for _, path, row in _each(context):
        for field, letter, what in _WHY:
            if row.kind in _ALTERNATE and not said(getattr(row, field)):
                citation = f"34 CFR 300.320(a)(6)(ii)({letter})"
                yield Flaw(f"{path}.{field}", f"The IEP does not state {what}.", citation=citation)


_VALID = Attested(
    "accommodations_valid",
    "the accommodations leave the score of this assessment valid",
    "The file says that an accommodation makes the score of this assessment invalid.",
)


@rule(
    "IP264",
    "iep-accommodation-valid",
    "Accommodations that leave the score valid",
    citation="34 CFR 300.160(b)(2)(ii)",
    applies="to each assessment for which accommodations were chosen",
    says="The team selects only those accommodations that do not invalidate the score.",
    settle="Choose an accommodation that the guidelines of the State allow for this assessment.",
    groups=_GROUPS,
    since="0.3",
)
def valid(context: Context) -> Iterator[Flaw]:
    """The accommodations that spoil the score; where the file is silent, the checklist asks."""
    for _, path, row in _each(context):
        yield from attested(path, row, [_VALID], asked=False)


_INFORMED = (
    ("parent_told_alternate_standards", "achievement will be measured by alternate standards"),
    ("parent_told_diploma_effect", "taking it may delay a regular diploma or otherwise affect it"),
)
_EXPLAINED = Attested(
    "team_given_explanation",
    "the IEP Team was given an explanation of how the assessments differ",
    "The file says that the IEP Team had no explanation of how the assessments differ.",
    "34 CFR 300.160(d)(1)",
)
ALTERNATE_INFORMED = (_EXPLAINED.field, "diploma_precluded", *(field for field, _ in _INFORMED))
"""The fields that tell what parents and team know of an alternate assessment."""


@rule(
    "IP265",
    "iep-aa-parent-info",
    "Parents and team informed of alternate academic achievement standards",
    citation="34 CFR 300.160(e)",
    applies="to each alternate assessment aligned with alternate academic achievement standards",
    says="Parents know the standards and the effect on a diploma; the team knows too; no child is kept from a diploma.",
    settle="Inform them and record the day; let the child try for the requirements of a regular diploma.",
    groups=_GROUPS,
    since="0.3",
)
def alternate_told(context: Context) -> Iterator[Flaw]:
    """What the file is silent on where it tells of the rest, and what it says is against the law."""
    for _, path, row in _each(context):
        if row.kind is not AssessmentKind.ALTERNATE_ALTERNATE_STANDARDS:
            continue
        asked = recorded(row, ALTERNATE_INFORMED)
        for field, what in _INFORMED:
            if asked and getattr(row, field) is None:
                words = f"The file does not say that the parents were told that {what}."
                yield Flaw(f"{path}.{field}", words, Severity.UNKNOWN)
        yield from attested(path, row, [_EXPLAINED], asked=asked)
        if row.diploma_precluded:
            words = "The child takes an alternate assessment and is kept from trying for a regular diploma."
            yield Flaw(f"{path}.diploma_precluded", words, citation="34 CFR 300.160(d)(2)")
        elif asked and row.diploma_precluded is None:
            words = "The file does not say whether the child is kept from trying for a regular diploma."
            yield Flaw(f"{path}.diploma_precluded", words, Severity.UNKNOWN, "34 CFR 300.160(d)(2)")


@rule(
    "IP266",
    "assess-all",
    "Every child included in assessments",
    citation="34 CFR 300.160(a)",
    applies="to each State or districtwide assessment in the IEP that is given at the child's grade",
    says="All children with disabilities are included, with accommodations or by an alternate assessment if necessary.",
    settle="Include the child, or record that the assessment is not given at this grade.",
    groups=_GROUPS,
    since="0.3",
)
def everyone(context: Context) -> Iterator[Flaw]:
    """The assessments that the child is left out of."""
    for _, path, row in _each(context):
        if row.takes_part is False and row.kind is not AssessmentKind.NOT_GIVEN_AT_GRADE:
            yield Flaw(f"{path}.takes_part", "The file says that the child does not take part in this assessment.")
