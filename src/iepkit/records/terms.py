"""Closed lists that only records use: how a person is described, and what a form asks."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "AchievementArea",
    "DevelopmentalArea",
    "Offense",
    "PartCDelayReason",
    "Race",
    "RecordsLaw",
    "Relation",
    "Sex",
]


def __dir__() -> list[str]:
    return __all__


class Race(StrEnum):
    """The races of Federal reporting; Hispanic ethnicity is asked apart, in `Student.hispanic`."""

    AMERICAN_INDIAN_OR_ALASKA_NATIVE = "american-indian-or-alaska-native"
    ASIAN = "asian"
    BLACK_OR_AFRICAN_AMERICAN = "black-or-african-american"
    NATIVE_HAWAIIAN_OR_PACIFIC_ISLANDER = "native-hawaiian-or-pacific-islander"
    WHITE = "white"


class Sex(StrEnum):
    """What the file says of the child's sex."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class Relation(StrEnum):
    """Who acts as the parent, 34 CFR 300.30(a)."""

    BIOLOGICAL_OR_ADOPTIVE = "biological-or-adoptive"
    FOSTER = "foster"
    GUARDIAN = "guardian"
    ACTING_AS_PARENT = "acting-as-parent"
    SURROGATE = "surrogate"


class AchievementArea(StrEnum):
    """The eight areas in which achievement is looked at for a specific learning disability, 34 CFR 300.309(a)(1)."""

    ORAL_EXPRESSION = "oral-expression"
    LISTENING_COMPREHENSION = "listening-comprehension"
    WRITTEN_EXPRESSION = "written-expression"
    BASIC_READING = "basic-reading"
    READING_FLUENCY = "reading-fluency"
    READING_COMPREHENSION = "reading-comprehension"
    MATHEMATICS_CALCULATION = "mathematics-calculation"
    MATHEMATICS_PROBLEM_SOLVING = "mathematics-problem-solving"


class Offense(StrEnum):
    """The special circumstances that allow an interim setting of 45 school days, 34 CFR 300.530(g)."""

    WEAPON = "weapon"
    DRUGS = "drugs"
    SERIOUS_BODILY_INJURY = "serious-bodily-injury"
    OTHER = "other"


class RecordsLaw(StrEnum):
    """The law under which a parent asks to see records: 34 CFR 300.613, 99.10, 303.405."""

    PART_B = "part-b"
    FERPA = "ferpa"
    PART_C = "part-c"


class PartCDelayReason(StrEnum):
    """Why the 45 days after a referral to Part C do not run, 34 CFR 303.310(b)."""

    FAMILY_CIRCUMSTANCES = "exceptional-family-circumstances"
    NO_CONSENT = "no-consent"


class DevelopmentalArea(StrEnum):
    """The areas of development of an infant or toddler, 34 CFR 303.21(a)(1)."""

    COGNITIVE = "cognitive"
    PHYSICAL = "physical"
    COMMUNICATION = "communication"
    SOCIAL_OR_EMOTIONAL = "social-or-emotional"
    ADAPTIVE = "adaptive"
