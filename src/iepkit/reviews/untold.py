"""What a file does not tell of an IEP, so that people are asked: each by the word that the checklist uses for it."""

from __future__ import annotations

from collections.abc import Callable

from iepkit.records import Iep, PresentLevels
from iepkit.reviews.attested import recorded
from iepkit.reviews.context import Reviewed
from iepkit.reviews.subjects.fape import asks_hearing_device
from iepkit.reviews.subjects.iep_assessments import ALTERNATE_INFORMED
from iepkit.reviews.subjects.iep_development import ACCESS, CONSIDERED
from iepkit.reviews.subjects.iep_services import is_apart
from iepkit.reviews.subjects.least_restrictive import tells_reasons
from iepkit.vocabulary import AssessmentKind

__all__ = ["UNTOLD"]


def __dir__() -> list[str]:
    return __all__


def _considerations(one: Reviewed) -> bool:
    return not recorded(one.iep.present_levels or PresentLevels(), CONSIDERED)


def _review(one: Reviewed) -> bool:
    return one.iep.review is None and (one.before is not None or one.iep.initial is False)


def _reasons(one: Reviewed) -> bool:
    return one.iep.placement is not None and not tells_reasons(one.iep.placement)


def _informed(one: Reviewed) -> bool:
    kind = AssessmentKind.ALTERNATE_ALTERNATE_STANDARDS
    return any(row.kind is kind and not recorded(row, ALTERNATE_INFORMED) for row in one.iep.assessments)


def _validity(one: Reviewed) -> bool:
    kind = AssessmentKind.REGULAR_WITH_ACCOMMODATIONS
    rows = one.iep.assessments
    return any(row.kind is kind and row.accommodations_valid is None for row in rows)


def _agreement(one: Reviewed) -> bool:
    fields = ("parent_agreed", "agency_agreed", "in_writing", "changes")
    return any(change.by_agreement and not recorded(change, fields) for change in one.iep.amendments)


def _physical_education(iep: Iep) -> bool:
    return not recorded(iep, ("physical_education", "physical_education_available", "physical_education_regular"))


UNTOLD: dict[str, Callable[[Reviewed], object]] = {
    "iep-without-considerations": _considerations,
    "iep-without-special-factors": lambda one: one.iep.special_factors is None,
    "iep-without-review": _review,
    "iep-without-access": lambda one: not recorded(one.iep, ACCESS),
    "iep-without-extended-school-year": lambda one: one.iep.extended_school_year is None,
    "iep-without-physical-education": lambda one: _physical_education(one.iep),
    "hearing-device": lambda one: asks_hearing_device(one.iep),
    "apart": lambda one: is_apart(one.iep),
    "placement-without-reasons": _reasons,
    "alternate-without-information": _informed,
    "accommodations-without-validity": _validity,
    "amendment-without-agreement": _agreement,
}
"""Whether an IEP lacks what the word says. None of them is a finding."""
