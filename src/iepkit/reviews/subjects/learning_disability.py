"""Specific learning disability: by whom, on what findings, and from what observation (34 CFR 300.307 to 300.310).

Progress under research-based intervention or a pattern of strengths and weaknesses: either is enough, and neither a
discrepancy nor intervention is ever asked for. What the documentation states is in `learning_disability_report`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iepkit.findings import Severity
from iepkit.records import Eligibility, ExclusionaryFactor, SldDocumentation, TeamMember
from iepkit.reviews.attested import Attested, attested
from iepkit.reviews.context import Context, Stage, stage_of
from iepkit.reviews.determinations import documented, found_disability, learning_disabilities, untold
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import ConsentKind, Purpose, Role

__all__ = [
    "achievement",
    "exclusions",
    "group",
    "instruction",
    "method",
    "observation",
    "observation_of_young",
    "state_criteria",
]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("learning-disability", "eligibility")
_UNKNOWN = Severity.UNKNOWN
_DOCUMENTED = "to each determination on a specific learning disability, found or suspected, with its documentation"
_FOUND = "to each determination that the child has a specific learning disability"


def _documented(context: Context) -> Iterator[tuple[str, Eligibility, SldDocumentation]]:
    return (row for row in learning_disabilities(context) if documented(row[2]))


def _found(context: Context) -> Iterator[tuple[str, SldDocumentation]]:
    return ((path, sld) for path, row, sld in learning_disabilities(context) if found_disability(row, sld))


_STATE = Attested(
    "state_criteria_used",
    "the State's criteria were used",
    "The State's criteria for a specific learning disability were not used.",
)


@rule(
    "EL301",
    "sld-criteria-state",
    "The State's criteria",
    citation="34 CFR 300.307(b)",
    applies=_DOCUMENTED,
    says="A public agency uses the State's criteria, which do not require a severe discrepancy.",
    settle="Use the State's criteria, and record it.",
    groups=_GROUPS,
    since="0.3",
)
def state_criteria(context: Context) -> Iterator[Flaw]:
    """The determinations by other criteria."""
    for path, _, sld in _documented(context):
        yield from attested(path, sld, [_STATE], asked=True)


@rule(
    "EL302",
    "sld-group",
    "Who is in the group",
    citation="34 CFR 300.308",
    applies=_DOCUMENTED,
    says="The parents, a regular teacher, and someone qualified for individual diagnostic examinations determine it.",
    settle="Record the teacher, and who is qualified to conduct individual diagnostic examinations.",
    groups=_GROUPS,
    since="0.3",
)
def group(context: Context) -> Iterator[Flaw]:
    """The groups without the child's regular teacher, or without an examiner."""
    for path, row, sld in _documented(context):
        there = [member for member in row.group if member.attended is not False]
        named = f"{path.removesuffix('.sld')}.group" if row.group else ""  # what the file does name, and not enough
        yield from _teacher(path, sld, there, named, young=_young(context, row))
        if sld.examiner_in_group is False:
            words = "Nobody in the group is qualified to conduct individual diagnostic examinations."
            yield Flaw(f"{path}.examiner_in_group", words, citation="34 CFR 300.308(b)")
        elif sld.examiner_in_group is None and not any(Role.EVALUATOR in member.roles for member in there):
            words = "The file does not say who in the group may conduct individual diagnostic examinations."
            yield Flaw(named or f"{path}.examiner_in_group", words, _UNKNOWN, "34 CFR 300.308(b)")


def _teacher(path: str, sld: SldDocumentation, there: list[TeamMember], named: str, *, young: bool) -> Iterator[Flaw]:
    where, citation = f"{path}.regular_teacher_in_group", f"34 CFR 300.308(a)({3 if young else 1})"
    teachers = [member for member in there if Role.REGULAR_EDUCATION_TEACHER in member.roles]
    if sld.regular_teacher_in_group is False:
        yield Flaw(where, "The group has neither the child's regular teacher nor who may stand in.", citation=citation)
    elif sld.regular_teacher_in_group is None and not teachers:
        where = named or where
        if there and all(member.roles for member in there) and not young:
            yield Flaw(where, "The file names the group, and no regular teacher is in it.", citation=citation)
        else:
            words = "The file does not say whether the child's regular teacher, or who may stand in, is in the group."
            yield Flaw(where, words, _UNKNOWN, citation)
    elif sld.regular_teacher_in_group is None and all(member.teacher_of_child is False for member in teachers):
        words = (
            "The teacher in the group does not teach the child; whether the child has a regular teacher is not known."
        )
        yield Flaw(where, words, _UNKNOWN, "34 CFR 300.308(a)(2)")


@rule(
    "EL303",
    "sld-inadequate-achievement",
    "Achievement that is not adequate",
    citation="34 CFR 300.309(a)(1)",
    applies=_FOUND,
    says="The child does not achieve adequately for the age or the grade's standards in at least one of eight areas.",
    settle="Check the determination, or record the areas.",
    groups=_GROUPS,
    since="0.3",
)
def achievement(context: Context) -> Iterator[Flaw]:
    """The children found with the disability who achieve adequately, or in no area that is named."""
    for path, sld in _found(context):
        if sld.inadequate_achievement is False:
            words = "A specific learning disability was found, and the file says that achievement is adequate."
            yield Flaw(f"{path}.inadequate_achievement", words)
        elif not sld.areas and documented(sld):
            words = "The file does not say in which of the eight areas achievement is not adequate."
            yield Flaw(f"{path}.areas", words, _UNKNOWN)


@rule(
    "EL304",
    "sld-method",
    "Too little progress, or a pattern of strengths and weaknesses",
    citation="34 CFR 300.309(a)(2)",
    applies=_FOUND,
    says="Too little progress under research-based intervention, or a relevant pattern: either of the two is enough.",
    settle="Check the determination, or record which of the two was found.",
    groups=_GROUPS,
    since="0.3",
)
def method(context: Context) -> Iterator[Flaw]:
    """The disabilities found with neither of the two; where only one is denied, the other is not known."""
    for path, sld in _found(context):
        both = {
            "insufficient_progress": sld.insufficient_progress,
            "pattern_of_strengths_and_weaknesses": sld.pattern_of_strengths_and_weaknesses,
        }
        if set(both.values()) == {False}:
            words = "A specific learning disability was found with neither too little progress nor a pattern."
            yield Flaw(f"{path}.pattern_of_strengths_and_weaknesses", words)
        elif set(both.values()) == {False, None}:
            open_one = next(field for field, said in both.items() if said is None)
            words = "One of the two ways was denied, and the file does not say whether the other one was met."
            yield Flaw(f"{path}.{open_one}", words, _UNKNOWN)


_FACTORS = {
    ExclusionaryFactor.VISUAL_HEARING_OR_MOTOR_DISABILITY: ("i", "a visual, hearing or motor disability"),
    ExclusionaryFactor.INTELLECTUAL_DISABILITY: ("ii", "an intellectual disability"),
    ExclusionaryFactor.EMOTIONAL_DISTURBANCE: ("iii", "emotional disturbance"),
    ExclusionaryFactor.CULTURAL_FACTORS: ("iv", "cultural factors"),
    ExclusionaryFactor.ENVIRONMENTAL_OR_ECONOMIC_DISADVANTAGE: ("v", "environmental or economic disadvantage"),
    ExclusionaryFactor.LIMITED_ENGLISH_PROFICIENCY: ("vi", "limited English proficiency"),
}


@rule(
    "EL305",
    "sld-exclusions",
    "What the findings are not primarily the result of",
    citation="34 CFR 300.309(a)(3)",
    applies=_FOUND,
    says="The findings are not primarily the result of any of six factors; a factor that is there does not bar.",
    settle="Check the determination, or record that the factor is not the primary cause.",
    groups=_GROUPS,
    since="0.3",
)
def exclusions(context: Context) -> Iterator[Flaw]:
    """The disabilities found although a factor is the primary cause, or without a word on that."""
    for path, sld in _found(context):
        primary = [(at, one.factor) for at, one in enumerate(sld.factors) if one.factor and one.primary_cause]
        for at, factor in primary:
            paragraph, words = _FACTORS[factor]
            flaw = f"A specific learning disability was found, and the file says that it comes primarily from {words}."
            denied = Severity.CONFLICT if sld.exclusion_is_primary_cause is False else None
            yield Flaw(f"{path}.factors[{at}].primary_cause", flaw, denied, f"34 CFR 300.309(a)(3)({paragraph})")
        if sld.exclusion_is_primary_cause and not primary:
            words = "A specific learning disability was found, and the file says that a factor is its cause."
            yield Flaw(f"{path}.exclusion_is_primary_cause", words)
        elif sld.exclusion_is_primary_cause is None and not primary and documented(sld) and not _all_denied(sld):
            if sld.exclusions_considered is None and untold(sld):
                continue  # `sld-doc-6` names the factors of which the file says nothing
            where = "factors" if sld.factors else "exclusion_is_primary_cause"
            yield Flaw(f"{path}.{where}", "The file does not say that no factor is the primary cause.", _UNKNOWN)


def _all_denied(sld: SldDocumentation) -> bool:
    return {one.factor for one in sld.factors if one.primary_cause is False} >= set(ExclusionaryFactor)


_INSTRUCTION = (
    Attested(
        "appropriate_instruction",
        "data show appropriate instruction in regular education by qualified personnel",
        "The data do not show appropriate instruction in regular education by qualified personnel.",
        "34 CFR 300.309(b)(1)",
    ),
    Attested(
        "repeated_assessments_given",
        "repeated assessments of achievement are documented and were given to the parents",
        "There is no documentation of repeated assessments of achievement that the parents were given.",
        "34 CFR 300.309(b)(2)",
    ),
)


@rule(
    "EL306",
    "sld-instruction-data",
    "Instruction before, and repeated assessments",
    citation="34 CFR 300.309(b)",
    applies=_DOCUMENTED,
    says="The group considers data on appropriate instruction, and repeated assessments that the parents were given.",
    settle="Record the data that the group considered.",
    groups=_GROUPS,
    since="0.3",
)
def instruction(context: Context) -> Iterator[Flaw]:
    """The determinations without the data that rule out a lack of instruction."""
    for path, row, sld in _documented(context):
        # a lack of instruction may be why no disability was found, 34 CFR 300.306(b)(1)
        ruled_out = sld.appropriate_instruction is False and not found_disability(row, sld)
        yield from attested(path, sld, _INSTRUCTION[1:] if ruled_out else _INSTRUCTION, asked=True)


def _young(context: Context, row: Eligibility) -> bool:
    return stage_of(context.case, row.determined or context.as_of) is Stage.PRESCHOOL


_FITS = Attested(
    "observation_fits",
    "the child was observed in the learning environment",
    "The child was not observed in the learning environment.",
    "34 CFR 300.310(a)",
)
_BY_MEMBER = Attested(
    "observer_in_group",
    "a member of the group observed the child",
    "The child was observed by nobody of the group.",
    "34 CFR 300.310(b)(2)",
)
_YOUNG = (
    Attested("observer_in_group", _BY_MEMBER.so, _BY_MEMBER.not_so),
    Attested(
        "observation_fits",
        "the child was observed in an environment appropriate for the age",
        "The child was not observed in an environment appropriate for the age.",
    ),
)


@rule(
    "EL307",
    "sld-observation",
    "Observation in the learning environment",
    citation="34 CFR 300.310(b)",
    applies=f"{_DOCUMENTED}, of a child of school age",
    says="The group uses an observation from before the referral, or a member observes after referral and consent.",
    settle="Record the observation, its day, and who observed; or observe the child.",
    groups=_GROUPS,
    since="0.3",
)
def observation(context: Context) -> Iterator[Flaw]:
    """The observations that are not there, came between referral and consent, or by nobody of the group."""
    for path, row, sld in _documented(context):
        if _young(context, row):
            continue
        yield from attested(path, sld, [_FITS], asked=True)
        referred, consented = _steps(context, row)
        if sld.observed is None:
            if sld.observed_before_referral is None:
                yield Flaw(f"{path}.observed", "The file does not say when the child was observed.", _UNKNOWN)
        elif sld.observed_before_referral and referred is not None and sld.observed > referred:
            words = f"The observation was before the referral by the file, and its day is after {referred}."
            yield Flaw(f"{path}.observed", words, Severity.CONFLICT, "34 CFR 300.310(b)(1)")
        elif sld.observed_before_referral is False or (referred is not None and sld.observed > referred):
            if consented is not None and sld.observed < consented:
                words = f"The child was observed on {sld.observed}, after the referral and before consent to evaluate."
                yield Flaw(f"{path}.observed", words, citation="34 CFR 300.310(b)(2)")
            yield from attested(path, sld, [_BY_MEMBER], asked=True)


def _steps(context: Context, row: Eligibility) -> tuple[date | None, date | None]:
    """The last referral and the last consent to evaluate before a determination."""
    until = row.determined or context.as_of
    again = row.purpose is Purpose.REEVALUATION
    kind = ConsentKind.REEVALUATION if again else ConsentKind.INITIAL_EVALUATION
    referred = [
        one.received
        for one in context.case.referrals
        if (one.purpose is Purpose.REEVALUATION) is again and one.received and one.received <= until
    ]
    consented = [
        one.received for one in context.case.consents if one.kind is kind and one.received and one.received <= until
    ]
    return max(referred, default=None), max(consented, default=None)


@rule(
    "EL308",
    "sld-observation-young",
    "Observation of a child under school age",
    citation="34 CFR 300.310(c)",
    applies=f"{_DOCUMENTED}, of a child below school age",
    says="A member of the group observes the child in an environment appropriate for the age.",
    settle="Record who observed and where, or observe the child.",
    groups=_GROUPS,
    since="0.3",
)
def observation_of_young(context: Context) -> Iterator[Flaw]:
    """The young children who were not observed so, or are not known to have been."""
    for path, row, sld in _documented(context):
        if _young(context, row):
            yield from attested(path, sld, _YOUNG, asked=True)
