"""Eligibility: determinations that the text of the law does not allow (34 CFR 300.8, 300.101, 300.306).

A child found eligible needs no category, 34 CFR 300.111(d), and no finding asks for one.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.laws import Kind
from iepkit.reviews.attested import recorded
from iepkit.reviews.context import Context
from iepkit.reviews.determinations import DETERMINANTS, found_eligible, tells_grounds
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import Disability

__all__ = [
    "age",
    "delay_used_here",
    "determinant_factor",
    "developmental_delay",
    "excluding",
    "related_service_only",
    "reported_category",
    "two_prongs",
]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("eligibility",)
_PART_B_FROM = 3  # 34 CFR 300.101(a); a child who comes from Part C is found eligible some time before
_TOO_YOUNG = 2
_ADULT = 18  # 34 CFR 300.102(a)(1): State law may end the right for ages 18 through 21
_DELAY = (3, 9)  # 34 CFR 300.8(b)
_AGES = "developmental-delay-ages"
_SEVERAL = 2


@rule(
    "EL101",
    "elig-two-prong",
    "Need for special education",
    citation="34 CFR 300.8(a)(1)",
    applies="to each determination that a child is eligible",
    says="A child with a disability is one who, by reason of the disability, needs special education.",
    settle="Check the determination: who does not need special education is not eligible.",
    groups=_GROUPS,
)
def two_prongs(context: Context) -> Iterator[Flaw]:
    """The children found eligible who do not need special education, or of whose need a fuller record is silent."""
    for path, row in found_eligible(context):
        if row.needs_special_education is False:
            words = "The child was found eligible, and the file says that special education is not needed."
            yield Flaw(f"{path}.needs_special_education", words)
        elif row.needs_special_education is None and tells_grounds(row):
            words = "The file does not say whether the child needs special education."
            yield Flaw(f"{path}.needs_special_education", words, Severity.UNKNOWN)


@rule(
    "EL102",
    "elig-related-service-only",
    "More than a related service",
    citation="34 CFR 300.8(a)(2)(i)",
    applies="to each determination that a child is eligible",
    says="Who needs only a related service is not eligible, unless State standards count it as special education.",
    settle="Record that State standards count the service as special education, or check the determination.",
    groups=_GROUPS,
)
def related_service_only(context: Context) -> Iterator[Flaw]:
    """The children found eligible who need only a related service."""
    for path, row in found_eligible(context):
        if row.only_related_service:
            where = f"{path}.only_related_service"
            if row.needs_special_education:
                words = "The child needs only a related service, which the file counts as special education."
                yield Flaw(where, words, Severity.UNKNOWN, "34 CFR 300.8(a)(2)(ii)")
            else:
                yield Flaw(
                    where, "The child was found eligible, and the file says that only a related service is needed."
                )


_FACTORS = {
    "lack_of_reading_instruction": ("34 CFR 300.306(b)(1)(i)", "lack of appropriate instruction in reading"),
    "lack_of_mathematics_instruction": ("34 CFR 300.306(b)(1)(ii)", "lack of appropriate instruction in mathematics"),
    "limited_english_proficiency": ("34 CFR 300.306(b)(1)(iii)", "limited English proficiency"),
}


@rule(
    "EL103",
    "elig-determinant-factor",
    "Instruction or language as the determinant factor",
    citation="34 CFR 300.306(b)(1)",
    applies="to each determination that a child is eligible",
    says="No child is found eligible whose determinant factor is a lack of instruction or limited English proficiency.",
    settle="Check the determination, or record that the factor was not the determinant one.",
    groups=_GROUPS,
)
def determinant_factor(context: Context) -> Iterator[Flaw]:
    """The determinant factors that bar a determination, and those that the file passes over beside others."""
    for path, row in found_eligible(context):
        asked = recorded(row, DETERMINANTS) and not any(getattr(row, field) for field in DETERMINANTS)
        for field, (citation, words) in _FACTORS.items():
            if getattr(row, field):
                message = f"The child was found eligible, and the file says that the determinant factor is {words}."
                yield Flaw(f"{path}.{field}", message, citation=citation)
            elif asked and getattr(row, field) is None:
                message = f"The file does not say whether the determinant factor is {words}."
                yield Flaw(f"{path}.{field}", message, Severity.UNKNOWN, citation)


@rule(
    "EL111",
    "cat-dd",
    "Developmental delay at the State's ages",
    citation="34 CFR 300.8(b)",
    applies="to each determination on the ground of developmental delay",
    says="The category is for children aged three through nine, or those of them for whom the State has adopted it.",
    settle="Check the category and the age, or record the State's ages in a layer of the law.",
    groups=_GROUPS,
)
def developmental_delay(context: Context) -> Iterator[Flaw]:
    """The determinations of developmental delay in a State without it, at another age, or not known to be right."""
    for path, row in found_eligible(context):
        if Disability.DEVELOPMENTAL_DELAY not in row.categories:
            continue
        where, on = f"{path}.categories", row.determined or context.as_of
        value, cited = context.governs(_AGES, on).value, context.governs(_AGES, on).citation
        age = None if row.determined is None else context.age(row.determined)
        if value.choice == "not-used":
            words = "The child was found eligible for developmental delay, which the State does not use."
            yield Flaw(where, words, citation=cited)
        elif age is None:
            words = "Whether the child was of an age for developmental delay is not known."
            yield Flaw(where, words, Severity.UNKNOWN, settle="Record the birth date and the day of the determination.")
        elif not _DELAY[0] <= max(age, _PART_B_FROM) <= _DELAY[1]:
            yield Flaw(
                where, "The child was found eligible for developmental delay at an age outside the federal ones."
            )
        elif not value.ages:
            words = "Whether the State uses developmental delay at the child's age is not known."
            yield Flaw(where, words, Severity.UNKNOWN, cited, f"A verified value of {_AGES}, in a layer of the law.")
        elif not value.ages[0] <= max(age, _PART_B_FROM) <= value.ages[-1]:
            words = "The child was found eligible for developmental delay at an age outside the State's."
            yield Flaw(where, words, citation=cited)


@rule(
    "EL113",
    "dd-lea-choice",
    "Developmental delay where the local agency uses the term",
    citation="34 CFR 300.111(b)(3)",
    applies="to each determination on the ground of developmental delay",
    says="A local agency may use the term or not, and where it does, by the State's definition and ages.",
    settle="Record that the local agency uses the term, or check the category.",
    groups=_GROUPS,
    since="0.3",
)
def delay_used_here(context: Context) -> Iterator[Flaw]:
    """The determinations of developmental delay at an agency that does not use the term."""
    for path, row in found_eligible(context):
        if Disability.DEVELOPMENTAL_DELAY in row.categories and row.delay_used_here is False:
            words = "The child was found eligible for developmental delay, a term that the local agency does not use."
            yield Flaw(f"{path}.delay_used_here", words)


_EXCLUDING = (
    (Disability.MULTIPLE_DISABILITIES, Disability.DEAF_BLINDNESS, "34 CFR 300.8(c)(7)"),
    (Disability.HEARING_IMPAIRMENT, Disability.DEAFNESS, "34 CFR 300.8(c)(5)"),
)


@rule(
    "EL112",
    "categories-exclude-each-other",
    "Categories of which one excludes the other",
    citation="34 CFR 300.8(c)",
    severity=Severity.CONFLICT,
    applies="to each determination with more than one category",
    says="Multiple disabilities leave out deaf-blindness, and hearing impairment leaves out deafness.",
    settle="Keep the category that fits.",
    groups=_GROUPS,
)
def excluding(context: Context) -> Iterator[Flaw]:
    """The determinations whose categories exclude each other by their definitions."""
    for path, row in found_eligible(context):
        for one, other, citation in _EXCLUDING:
            if one in row.categories and other in row.categories:
                words = f"By its definition {one.value.replace('-', ' ')} does not include {other.value}."
                yield Flaw(f"{path}.categories", words, citation=citation)


@rule(
    "EL121",
    "elig-age",
    "Age at the determination",
    citation="34 CFR 300.101(a)",
    severity=Severity.CONFLICT,
    applies="to each dated determination that a child is eligible, where the birth date is known",
    says="Part B is for children aged three through twenty-one, as far as State law goes.",
    settle="Check the birth date and the day of the determination.",
    groups=_GROUPS,
)
def age(context: Context) -> Iterator[Flaw]:
    """The determinations at an age that Part B does not reach."""
    for path, row in found_eligible(context):
        years = None if row.determined is None else context.age(row.determined)
        if years is None or row.determined is None:
            continue
        where, last = f"{path}.determined", context.governs("fape-age", row.determined)
        months = last.value.age_in_months
        end = None if months is None else context.reaches(months)
        if years < _TOO_YOUNG:
            yield Flaw(where, "The child was found eligible long before the age at which Part B begins.")
        elif end is not None and row.determined >= end:
            words = "The child was found eligible after the age at which the right to FAPE ends."
            yield Flaw(where, words, citation=last.citation)
        elif last.value.kind is Kind.UNKNOWN and years >= _ADULT:
            words = "Whether State law extends the right to FAPE to the child's age is not known."
            yield Flaw(
                where, words, Severity.UNKNOWN, last.citation, "A verified value of fape-age, in a layer of the law."
            )


_BY_ITSELF = {Disability.DEAF_BLINDNESS, Disability.DEVELOPMENTAL_DELAY, Disability.MULTIPLE_DISABILITIES}
_BOTH_SENSES = ({Disability.DEAFNESS, Disability.VISUAL_IMPAIRMENT}, Disability.DEAF_BLINDNESS)


@rule(
    "EL131",
    "report-one-category",
    "Category in the child count",
    citation="34 CFR 300.641(d)",
    applies="to each determination with more than one category, where the one of the child count is recorded",
    says="A child with several disabilities counts under multiple disabilities, but for deaf-blindness and delay.",
    settle="Report the child under the category of the counting rule, which may differ from the primary one.",
    groups=_GROUPS,
    since="0.3",
)
def reported_category(context: Context) -> Iterator[Flaw]:
    """The children with several disabilities who are counted under one of them."""
    for path, row in found_eligible(context):
        found = set(row.categories)
        if len(found) < _SEVERAL or row.reported_as is None:
            continue
        where = f"{path}.reported_as"
        if found == _BOTH_SENSES[0] and row.reported_as is not _BOTH_SENSES[1]:
            words = "The child is deaf and has a visual impairment; if that is blindness, the category is another one."
            yield Flaw(where, words, Severity.UNKNOWN, "34 CFR 300.641(d)(1)")
        elif row.reported_as not in _BY_ITSELF:
            words = "The child has several disabilities and is counted under only one of them."
            yield Flaw(where, words, citation="34 CFR 300.641(d)(2)")
