"""The evaluations and determinations of a file, and which parts of their content each of them holds.

A part of which the file holds nothing raises a question; one that it holds in part can be incomplete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeGuard

from iepkit.records import Eligibility, Evaluation, ExclusionaryFactor, Exit, SldDocumentation
from iepkit.reviews.attested import recorded
from iepkit.reviews.context import Context, happened, said
from iepkit.reviews.definitions import DEFINITIONS, Definition
from iepkit.vocabulary import Disability, ExitReason, Purpose

__all__ = [
    "ASSURANCES",
    "DETERMINANTS",
    "INFORMATION",
    "NO_MORE_DATA",
    "OPEN_DETERMINATIONS",
    "OPEN_EVALUATIONS",
    "OPEN_EXITS",
    "PURPOSES",
    "REPORT",
    "REVIEW",
    "SUMMARY",
    "assures",
    "determinations",
    "documented",
    "evaluations",
    "found_disability",
    "found_eligible",
    "intervention",
    "learning_disabilities",
    "owes_summary",
    "suspected",
    "tells_grounds",
    "tells_sources",
    "tells_summary",
    "untold",
]


def __dir__() -> list[str]:
    return __all__


INFORMATION = ("parent_information", "functional_information", "developmental_information", "academic_information")
"""What was gathered about the child (34 CFR 300.304(b)(1))."""
PURPOSES = ("determines_disability", "determines_needs")
"""What an initial evaluation finds out (34 CFR 300.301(c)(2))."""
ASSURANCES = (
    "several_criteria", "technically_sound", "nondiscriminatory", "language_fits", "valid_for_purpose",
    "trained_examiner", "instructions_followed", "tailored_to_needs", "all_areas_assessed", "comprehensive",
)  # fmt: skip
"""What an evaluation as a whole says of how it was done (34 CFR 300.304(b) and (c))."""
REVIEW = ("review_parent_information", "review_assessments", "review_observations", "review_parent_input")
"""The parts of the review of existing data (34 CFR 300.305(a))."""
NO_MORE_DATA = ("parent_told_no_more_data", "parent_told_reasons", "parent_told_of_right_to_assessment")
"""What parents are told where no more data are needed (34 CFR 300.305(d)(1))."""
REPORT = (
    "basis", "sources_considered", "behavior_observed", "behavior_related", "medical_findings", "exclusions_considered",
    "factors", "strategies_and_data", "parent_told_policy", "parent_told_strategies", "parent_told_right_to_evaluation",
    "members_certified", "dissent", "dissent_attached", "state_criteria_used", "regular_teacher_in_group",
    "examiner_in_group", "observed", "observed_before_referral", "observer_in_group", "observation_fits",
    "appropriate_instruction", "repeated_assessments_given",
)  # fmt: skip
"""The documentation on a specific learning disability, beside what was found (34 CFR 300.308 to 300.311)."""
DETERMINANTS = ("lack_of_reading_instruction", "lack_of_mathematics_instruction", "limited_english_proficiency")
"""The factors that bar a determination where they are the determinant one (34 CFR 300.306(b)(1))."""
SUMMARY = {
    "summary_academic": "academic achievement",
    "summary_functional": "functional performance",
    "summary_recommendations": "recommendations on how to meet the postsecondary goals",
}
"""The parts of a summary of performance, in words (34 CFR 300.305(e)(3))."""
_WITH_SUMMARY = (ExitReason.REGULAR_DIPLOMA, ExitReason.REACHED_MAXIMUM_AGE)


def evaluations(context: Context) -> Iterator[tuple[str, Evaluation]]:
    """The evaluations completed by the as-of day, or without a day, with their places."""
    return happened(context, "evaluations", "completed", context.case.evaluations)


def assures(row: Evaluation) -> bool:
    """Whether an evaluation says of itself how it was done.

    >>> assures(Evaluation(technically_sound=True)), assures(Evaluation(parent_information=True))
    (True, False)
    """
    return recorded(row, ASSURANCES)


def determinations(context: Context) -> Iterator[tuple[str, Eligibility]]:
    """The determinations on eligibility made by the as-of day, or without a day, with their places."""
    return happened(context, "eligibility", "determined", context.case.eligibility)


def found_eligible(context: Context) -> Iterator[tuple[str, Eligibility]]:
    """Those of them that found the child eligible."""
    return ((path, row) for path, row in determinations(context) if row.eligible)


def tells_sources(row: Eligibility) -> bool:
    """Whether a determination tells what information it rests on.

    >>> tells_sources(Eligibility(sources_considered=True)), tells_sources(Eligibility())
    (True, False)
    """
    return recorded(row, ("sources", "sources_documented", "sources_considered"))


def tells_grounds(row: Eligibility) -> bool:
    """Whether a determination tells on what it rests, so that its silence on the need for special education weighs.

    >>> tells_grounds(Eligibility(adverse_effect=True)), tells_grounds(Eligibility(eligible=True))
    (True, False)
    """
    return recorded(row, (*DETERMINANTS, "adverse_effect", "elements"))


def suspected(row: Eligibility) -> bool:
    """Whether a determination is on a specific learning disability, found or only suspected.

    >>> suspected(Eligibility(sld=SldDocumentation(has_disability=False))), suspected(Eligibility())
    (True, False)
    """
    return Disability.SPECIFIC_LEARNING_DISABILITY in row.categories or row.sld is not None


def learning_disabilities(context: Context) -> Iterator[tuple[str, Eligibility, SldDocumentation]]:
    """The determinations on a specific learning disability for which the file has a documentation, even a thin one."""
    return ((f"{path}.sld", row, row.sld) for path, row in determinations(context) if row.sld is not None)


def documented(sld: SldDocumentation | None) -> TypeGuard[SldDocumentation]:
    """Whether the documentation is there with its statements, and not only what was found.

    >>> documented(SldDocumentation(basis="records")), documented(SldDocumentation(has_disability=True))
    (True, False)
    """
    return sld is not None and recorded(sld, REPORT)


def untold(sld: SldDocumentation) -> list[ExclusionaryFactor]:
    """The factors of 34 CFR 300.309(a)(3) of which a documentation says nothing (300.311(a)(6)).

    >>> len(untold(SldDocumentation()))
    6
    """
    told = {one.factor for one in sld.factors if one.primary_cause is not None or said(one.effect)}
    return [factor for factor in ExclusionaryFactor if factor not in told]


def found_disability(row: Eligibility, sld: SldDocumentation) -> bool:
    """Whether a determination found a specific learning disability, by its own word, or else by the category.

    >>> found_disability(Eligibility(), SldDocumentation(has_disability=True))
    True
    >>> found_disability(Eligibility(eligible=True), SldDocumentation())
    False
    """
    if sld.has_disability is not None:
        return sld.has_disability
    return row.eligible is True and Disability.SPECIFIC_LEARNING_DISABILITY in row.categories


def intervention(sld: SldDocumentation) -> bool | None:
    """Whether the child took part in research-based intervention; too little progress in it says so too.

    >>> intervention(SldDocumentation(insufficient_progress=True)), intervention(SldDocumentation())
    (True, None)
    """
    if sld.intervention_used is None and sld.insufficient_progress:
        return True
    return sld.intervention_used


def owes_summary(row: Exit) -> bool:
    """Whether a child left with a regular diploma or past the age, so that a summary of performance is due.

    >>> owes_summary(Exit(reason=ExitReason.REGULAR_DIPLOMA)), owes_summary(Exit(reason=ExitReason.CERTIFICATE))
    (True, False)
    """
    return row.reason in _WITH_SUMMARY


def tells_summary(row: Exit) -> bool:
    """Whether the file holds any of the summary's words.

    >>> tells_summary(Exit(summary_academic="reads at grade level")), tells_summary(Exit())
    (True, False)
    """
    return any(said(getattr(row, field)) for field in SUMMARY)


def _without_elements(one: Definition) -> Callable[[Eligibility], object]:
    return lambda row: row.eligible and one.disability in row.categories and not one.tells(row)


OPEN_EVALUATIONS: Mapping[str, Callable[[Evaluation], object]] = {
    "initial-evaluation-without-purpose": lambda row: (
        row.purpose is Purpose.INITIAL and not (assures(row) or recorded(row, PURPOSES))
    ),
    "evaluation-without-information": lambda row: not recorded(row, INFORMATION),
    "evaluation-without-assurances": lambda row: not assures(row),
    "evaluation-without-skills": lambda row: row.impaired_skills is None and not assures(row),
    "reevaluation-without-review": lambda row: row.purpose is Purpose.REEVALUATION and not recorded(row, REVIEW),
    "no-more-data-without-words": lambda row: (
        row.more_data_needed is False and row.purpose is not Purpose.INITIAL and not recorded(row, NO_MORE_DATA)
    ),
}
"""Evaluations of which the file does not hold a part: scopes of questions that rules would else decide."""
OPEN_DETERMINATIONS: Mapping[str, Callable[[Eligibility], object]] = {
    "eligibility-without-need": lambda row: (
        row.eligible and row.needs_special_education is None and not tells_grounds(row)
    ),
    "eligibility-without-factors": lambda row: row.eligible and not recorded(row, DETERMINANTS),
    "eligibility-without-group": lambda row: not row.group,
    "eligibility-without-sources": lambda row: not tells_sources(row),
    "eligibility-without-copies": lambda row: not recorded(row, ("documentation_given", "copy_free")),
    **{f"{one.disability.value}-without-elements": _without_elements(one) for one in DEFINITIONS},
    "developmental-delay-without-choice": lambda row: (
        row.eligible and Disability.DEVELOPMENTAL_DELAY in row.categories and row.delay_used_here is None
    ),
    "learning-disability-without-report": lambda row: suspected(row) and not documented(row.sld),
    "learning-disability-without-behavior": lambda row: documented(row.sld) and not said(row.sld.behavior_observed),
    "learning-disability-without-medical": lambda row: documented(row.sld) and not said(row.sld.medical_findings),
    "learning-disability-without-intervention": lambda row: documented(row.sld) and intervention(row.sld) is None,
}
"""Determinations of which the file does not hold a part."""
OPEN_EXITS: Mapping[str, Callable[[Exit], object]] = {
    "summary": lambda row: owes_summary(row) and tells_summary(row),
    "summary-without-content": lambda row: owes_summary(row) and not tells_summary(row),
}
"""Exits with a summary of performance, with its words in the file or without."""
