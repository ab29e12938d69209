"""From referral to eligibility: who asked, who consented, what was evaluated and decided."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.records.fields import private
from iepkit.records.people import TeamMember
from iepkit.records.terms import (
    AchievementArea,
    DefinitionElement,
    ExclusionaryFactor,
    InformationSource,
    ReevaluationTrigger,
)
from iepkit.vocabulary import ConsentKind, Disability, ExtensionReason, Language, Purpose, Requester

__all__ = [
    "CategoryElement",
    "Consent",
    "ContactAttempt",
    "Eligibility",
    "Evaluation",
    "Extension",
    "FactorFinding",
    "Instrument",
    "ReevaluationAgreement",
    "Referral",
    "SldDocumentation",
]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class ContactAttempt:
    """One try to reach a parent: a call, a letter, a visit, with what came of it (34 CFR 300.322(d))."""

    on: date | None = None
    method: str | None = None
    result: str | None = private()


@attrs.frozen
class Referral:
    """A referral, and the request for an evaluation if it is one (34 CFR 300.301(b)).

    `received` is the day on which the public agency had it.
    `evaluation_requested` says whether it asks for an initial evaluation or a reevaluation.
    `decided` is the day of the decision whether to evaluate, `evaluate` the decision.
    `intervention_began` is the day on which a process of intervention began in which the child took part before it.
    """

    received: date | None = None
    requester: Requester | None = None
    purpose: Purpose | None = None
    evaluation_requested: bool | None = None
    in_writing: bool | None = None
    reason: str | None = private()
    suspected: tuple[Disability, ...] = ()
    decided: date | None = None
    evaluate: bool | None = None
    intervention_began: date | None = None


@attrs.frozen
class Consent:
    """A parent's consent, of one kind: consent to evaluate is never consent to services.

    Each date is `None` where the step did not happen or the file does not say.
    `not_required` is the day from which the agency may act without it (34 CFR 300.300(a)(2), (c)(2)).
    The four booleans after `language` are the elements of 34 CFR 300.9.
    `used` is the day on which the agency first drew on the public benefits, or drew on the private insurance, that the
    consent is for (34 CFR 300.154(d) and (e)).

    `records_released`: records will be released at all (300.9(b)). `attempts_documented`: the agency's records tell of
    its attempts, which may not be in the file one by one (300.300(d)(5)). `override_sought`: the agency turned to
    mediation or a hearing because the parent did not consent (300.300(a)(3), (b)(3), (b)(4), (d)(4)).
    `withdrawn_in_writing` is for consent to services (300.300(b)(4)). The last four are what consent to the use of
    public benefits specifies: the information on the child, the purpose of its disclosure, the agency to which it
    goes, and that the parent agrees to the use (300.154(d)(2)(iv)).
    """

    kind: ConsentKind
    requested: date | None = None
    received: date | None = None
    refused: date | None = None
    withdrawn: date | None = None
    not_required: date | None = None
    in_writing: bool | None = None
    language: Language | None = None
    informed: bool | None = None
    activity_described: bool | None = None
    records_listed: bool | None = None
    voluntary: bool | None = None
    scope: str | None = private()
    attempts: tuple[ContactAttempt, ...] = ()
    id: str | None = private()
    used: date | None = None
    records_released: bool | None = None
    attempts_documented: bool | None = None
    override_sought: bool | None = None
    withdrawn_in_writing: bool | None = None
    information_specified: bool | None = None
    purpose_specified: bool | None = None
    agency_specified: bool | None = None
    access_agreed: bool | None = None


@attrs.frozen
class Instrument:
    """One test, observation or other source of information in an evaluation (34 CFR 300.304).

    `instructions_followed`: it was given as its producer says (34 CFR 300.304(c)(1)(v)).
    """

    name: str | None = None
    area: str | None = None
    on: date | None = None
    language: Language | None = None
    language_not_feasible: bool | None = None
    trained_examiner: bool | None = None
    valid_for_purpose: bool | None = None
    nondiscriminatory: bool | None = None
    instructions_followed: bool | None = None


@attrs.frozen
class Extension:
    """An agreement on a later date for an evaluation (34 CFR 300.301(d)(2), 300.309(c))."""

    agreed: date | None = None
    until: date | None = None
    reason: ExtensionReason | None = None
    in_writing: bool | None = None


@attrs.frozen
class FactorFinding:
    """What the group found of one factor that a learning disability must not come from (34 CFR 300.309(a)(3)).

    `primary_cause`: the findings are primarily its result; `effect` is what it does to the child's achievement level
    (34 CFR 300.311(a)(6)).
    """

    factor: ExclusionaryFactor | None = None
    primary_cause: bool | None = None
    effect: str | None = private()


@attrs.frozen
class SldDocumentation:
    """What is written down when a specific learning disability is suspected (34 CFR 300.309 to 300.311).

    `basis`: the basis of the determination; `sources_considered`: the assurance of 34 CFR 300.306(c)(1).
    `exclusions_considered`: the group's word on every factor of 34 CFR 300.309(a)(3).
    `intervention_used` says whether the child took part in a process of response to intervention;
    the three fields after it and `parent_told_strategies` are then due (34 CFR 300.311(a)(7)).
    `state_criteria_used`: the State's criteria (34 CFR 300.307(b)). `regular_teacher_in_group` and
    `examiner_in_group`: the members of 34 CFR 300.308(a) and (b). `observer_in_group`, `observation_fits`: a member of
    the group observed, in the learning environment or one that is appropriate for the age (34 CFR 300.310).
    `behavior_related`: the statement relates the behavior to academic functioning (34 CFR 300.311(a)(3)).
    `dissent`: the report does not reflect what one of the members concluded (34 CFR 300.311(b)).
    """

    has_disability: bool | None = None
    areas: tuple[AchievementArea, ...] = ()
    basis: str | None = private()
    sources_considered: bool | None = None
    behavior_observed: str | None = private()
    observed: date | None = None
    observed_before_referral: bool | None = None
    medical_findings: str | None = private()
    inadequate_achievement: bool | None = None
    insufficient_progress: bool | None = None
    pattern_of_strengths_and_weaknesses: bool | None = None
    exclusions_considered: bool | None = None
    exclusion_is_primary_cause: bool | None = None
    appropriate_instruction: bool | None = None
    repeated_assessments_given: bool | None = None
    intervention_used: bool | None = None
    strategies_and_data: str | None = private()
    parent_told_policy: bool | None = None
    parent_told_right_to_evaluation: bool | None = None
    members_certified: bool | None = None
    dissent_attached: bool | None = None
    factors: tuple[FactorFinding, ...] = ()
    state_criteria_used: bool | None = None
    regular_teacher_in_group: bool | None = None
    examiner_in_group: bool | None = None
    observer_in_group: bool | None = None
    observation_fits: bool | None = None
    behavior_related: bool | None = None
    parent_told_strategies: bool | None = None
    dissent: bool | None = None


@attrs.frozen
class Evaluation:
    """An evaluation or reevaluation: its days, its sources and its report.

    `child_not_produced` lists the days on which the parent did not bring the child (34 CFR 300.301(d)(1)).
    `existing_data_reviewed` and the two fields after it follow 34 CFR 300.305(a) and (d); `no_data_notice` is the day
    on which the parents were told that no more data are needed. `plan_given` is the day on which they were told what
    the agency proposes to do in it (34 CFR 300.304(a)).
    The `independent_` fields are for parents who disagree with it and ask for another at public expense: the day on
    which they asked, and that on which the agency saw to one or asked for a hearing (34 CFR 300.502(b)); whether the
    agency considered its results, whether it meets the agency's criteria, and whether the agency imposed conditions or
    timelines beyond those criteria (300.502(c)(1) and (e)).

    `trigger` is why a child is reevaluated (34 CFR 300.303). The `determines_` fields are what an initial evaluation
    is for (300.301(c)(2)). From `several_criteria` to `comprehensive` come the assurances of 34 CFR 300.304(b) and (c)
    for the evaluation as a whole; an instrument may say otherwise of itself. `several_criteria`: no single measure was
    the sole criterion; `language_fits`: the child's language or mode of communication, unless clearly not feasible;
    `tailored_to_needs`: not merely a general intelligence quotient; `impaired_skills`: impaired sensory, manual or
    speaking skills, for which `results_reflect_ability` is then due.
    The `review_` fields are the parts of the review of existing data (300.305(a)); `parent_told_no_more_data` and
    `parent_told_reasons` are what parents are told where no more are needed, beside the right to an assessment.
    """

    id: str | None = private()
    purpose: Purpose | None = None
    reason: str | None = private()
    started: date | None = None
    completed: date | None = None
    report_given: date | None = None
    areas_suspected: tuple[str, ...] = private(())
    areas_assessed: tuple[str, ...] = private(())
    instruments: tuple[Instrument, ...] = ()
    existing_data_reviewed: date | None = None
    more_data_needed: bool | None = None
    parent_told_of_right_to_assessment: bool | None = None
    parent_information: bool | None = None
    functional_information: bool | None = None
    developmental_information: bool | None = None
    academic_information: bool | None = None
    plan_given: date | None = None
    extensions: tuple[Extension, ...] = ()
    child_not_produced: tuple[date, ...] = ()
    no_data_notice: date | None = None
    independent_requested: date | None = None
    independent_provided: date | None = None
    independent_hearing: date | None = None
    trigger: ReevaluationTrigger | None = None
    determines_disability: bool | None = None
    determines_needs: bool | None = None
    several_criteria: bool | None = None
    technically_sound: bool | None = None
    nondiscriminatory: bool | None = None
    language_fits: bool | None = None
    valid_for_purpose: bool | None = None
    trained_examiner: bool | None = None
    instructions_followed: bool | None = None
    tailored_to_needs: bool | None = None
    impaired_skills: bool | None = None
    results_reflect_ability: bool | None = None
    all_areas_assessed: bool | None = None
    comprehensive: bool | None = None
    review_parent_information: bool | None = None
    review_assessments: bool | None = None
    review_observations: bool | None = None
    review_parent_input: bool | None = None
    parent_told_no_more_data: bool | None = None
    parent_told_reasons: bool | None = None
    independent_considered: bool | None = None
    independent_meets_criteria: bool | None = None
    independent_conditions_imposed: bool | None = None


@attrs.frozen
class ReevaluationAgreement:
    """What parent and agency agree about when to reevaluate (34 CFR 300.303(b)).

    `unnecessary`: the day they agreed that the three-year reevaluation is not needed.
    `sooner`: the day they agreed to evaluate more often than once a year.
    """

    unnecessary: date | None = None
    sooner: date | None = None
    in_writing: bool | None = None


@attrs.frozen
class CategoryElement:
    """What a determination says of one element of a category's definition (34 CFR 300.8(b) and (c)).

    `category` is needed only where a determination with several categories says it of one of them.
    """

    element: DefinitionElement | None = None
    found: bool | None = None
    category: Disability | None = None


@attrs.frozen
class Eligibility:
    """A determination whether the child is a child with a disability (34 CFR 300.8, 300.306).

    `categories` holds one category as a rule; the first is the primary one.
    The three `lack_…` and `limited_…` fields say whether that factor was *the determinant factor*.
    `elements` are the elements of the definitions as the documentation has them (34 CFR 300.8).
    `delay_used_here`: the local agency uses the term developmental delay (300.111(b)(3)); `reported_as` is the one
    category of the child count (300.641(c)).
    `sources` are what the group drew upon, `sources_documented` and `sources_considered` what it did with them
    (300.306(c)(1)). `documentation_given` and `copy_free` are about the copy for the parent (300.306(a)(2)).
    """

    determined: date | None = None
    purpose: Purpose | None = None
    eligible: bool | None = None
    categories: tuple[Disability, ...] = ()
    needs_special_education: bool | None = None
    adverse_effect: bool | None = None
    only_related_service: bool | None = None
    lack_of_reading_instruction: bool | None = None
    lack_of_mathematics_instruction: bool | None = None
    limited_english_proficiency: bool | None = None
    sources_considered: bool | None = None
    group: tuple[TeamMember, ...] = ()
    report_given: date | None = None
    sld: SldDocumentation | None = None
    reasons: str | None = private()
    elements: tuple[CategoryElement, ...] = ()
    delay_used_here: bool | None = None
    reported_as: Disability | None = None
    sources: tuple[InformationSource, ...] = ()
    sources_documented: bool | None = None
    documentation_given: bool | None = None
    copy_free: bool | None = None
