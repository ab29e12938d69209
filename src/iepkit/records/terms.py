"""Closed lists that only records use: how a person is described, and what a form asks."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "AchievementArea",
    "DefinitionElement",
    "DevelopmentalArea",
    "DisputeFiler",
    "DisputeSubject",
    "ExclusionaryFactor",
    "InformationSource",
    "Offense",
    "PartCDelayReason",
    "Race",
    "RecordsLaw",
    "ReevaluationTrigger",
    "Relation",
    "SafeguardsTopic",
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


class DisputeFiler(StrEnum):
    """Who filed a complaint: 34 CFR 300.153(a), 300.507(a)(1)."""

    PARENT = "parent"
    PUBLIC_AGENCY = "public-agency"
    ORGANIZATION = "organization"
    INDIVIDUAL = "individual"


class DisputeSubject(StrEnum):
    """What a due process complaint is about, 34 CFR 300.507(a)(1), or that it is none of that."""

    IDENTIFICATION = "identification"
    EVALUATION = "evaluation"
    PLACEMENT = "placement"
    FAPE = "fape"
    OTHER = "other"


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


class ExclusionaryFactor(StrEnum):
    """What a specific learning disability is not primarily the result of, 34 CFR 300.309(a)(3)."""

    VISUAL_HEARING_OR_MOTOR_DISABILITY = "visual-hearing-or-motor-disability"
    INTELLECTUAL_DISABILITY = "intellectual-disability"
    EMOTIONAL_DISTURBANCE = "emotional-disturbance"
    CULTURAL_FACTORS = "cultural-factors"
    ENVIRONMENTAL_OR_ECONOMIC_DISADVANTAGE = "environmental-or-economic-disadvantage"
    LIMITED_ENGLISH_PROFICIENCY = "limited-english-proficiency"


class InformationSource(StrEnum):
    """Where a group that determines eligibility draws its information from, 34 CFR 300.306(c)(1)(i)."""

    APTITUDE_AND_ACHIEVEMENT_TESTS = "aptitude-and-achievement-tests"
    PARENT_INPUT = "parent-input"
    TEACHER_RECOMMENDATIONS = "teacher-recommendations"
    PHYSICAL_CONDITION = "physical-condition"
    SOCIAL_OR_CULTURAL_BACKGROUND = "social-or-cultural-background"
    ADAPTIVE_BEHAVIOR = "adaptive-behavior"
    OTHER = "other"


class ReevaluationTrigger(StrEnum):
    """Why a child is reevaluated, 34 CFR 300.303(a) and (b)(2), 300.305(e)(1)."""

    NEEDS_WARRANT_IT = "needs-warrant-it"
    PARENT_REQUEST = "parent-request"
    TEACHER_REQUEST = "teacher-request"
    THREE_YEARS = "three-years"
    BEFORE_END_OF_ELIGIBILITY = "before-end-of-eligibility"
    OTHER = "other"


class DefinitionElement(StrEnum):
    """The elements of which the definitions of the disability categories are made, 34 CFR 300.8(b) and (c).

    A definition asks for several of them; each is worded so that a definition asks for it to be true. Two decide
    nothing by themselves: autism may show later than at three (300.8(c)(1)(iii)), and a child who is socially
    maladjusted may have an emotional disturbance all the same (300.8(c)(4)(ii)).
    """

    ADVERSE_EFFECT = "adverse-effect"
    # autism
    DEVELOPMENTAL_DISABILITY = "developmental-disability"
    COMMUNICATION_AFFECTED = "communication-affected"
    SOCIAL_INTERACTION_AFFECTED = "social-interaction-affected"
    EVIDENT_BEFORE_THREE = "evident-before-three"
    NOT_PRIMARILY_EMOTIONAL_DISTURBANCE = "not-primarily-emotional-disturbance"
    # deaf-blindness, deafness, hearing impairment, visual impairment
    HEARING_AND_VISION_IMPAIRED = "hearing-and-vision-impaired"
    NOT_DEAF_OR_BLIND_PROGRAM = "needs-beyond-deaf-or-blind-program"
    LANGUAGE_THROUGH_HEARING_IMPAIRED = "language-through-hearing-impaired"
    HEARING_IMPAIRED = "hearing-impaired"
    NOT_DEAFNESS = "not-deafness"
    VISION_IMPAIRED = "vision-impaired"
    EFFECT_EVEN_WITH_CORRECTION = "effect-even-with-correction"
    # emotional disturbance
    UNEXPLAINED_INABILITY_TO_LEARN = "unexplained-inability-to-learn"
    INABILITY_IN_RELATIONSHIPS = "inability-in-relationships"
    INAPPROPRIATE_BEHAVIOR_OR_FEELINGS = "inappropriate-behavior-or-feelings"
    PERVASIVE_UNHAPPINESS = "pervasive-unhappiness"
    SYMPTOMS_OR_FEARS = "symptoms-or-fears"
    SCHIZOPHRENIA = "schizophrenia"
    LONG_PERIOD = "long-period"
    MARKED_DEGREE = "marked-degree"
    SOCIALLY_MALADJUSTED = "socially-maladjusted"
    # intellectual disability
    SUBAVERAGE_INTELLECT = "subaverage-intellect"
    ADAPTIVE_DEFICITS = "adaptive-deficits"
    DEVELOPMENTAL_PERIOD = "developmental-period"
    # multiple disabilities
    IMPAIRMENTS_TOGETHER = "impairments-together"
    NOT_ONE_IMPAIRMENT_PROGRAM = "needs-beyond-one-impairment-program"
    NOT_DEAF_BLINDNESS = "not-deaf-blindness"
    # orthopedic impairment, other health impairment, speech or language impairment
    SEVERE_ORTHOPEDIC_IMPAIRMENT = "severe-orthopedic-impairment"
    LIMITED_STRENGTH = "limited-strength"
    LIMITED_VITALITY = "limited-vitality"
    LIMITED_ALERTNESS = "limited-alertness"
    HEALTH_PROBLEM = "health-problem"
    COMMUNICATION_DISORDER = "communication-disorder"
    # specific learning disability
    PSYCHOLOGICAL_PROCESS_DISORDER = "psychological-process-disorder"
    # traumatic brain injury
    ACQUIRED_BRAIN_INJURY = "acquired-brain-injury"
    EXTERNAL_PHYSICAL_FORCE = "external-physical-force"
    FUNCTION_IMPAIRED = "function-impaired"
    NOT_CONGENITAL_DEGENERATIVE_OR_BIRTH = "not-congenital-degenerative-or-birth-trauma"
    # developmental delay
    PHYSICAL_DELAY = "physical-delay"
    COGNITIVE_DELAY = "cognitive-delay"
    COMMUNICATION_DELAY = "communication-delay"
    SOCIAL_OR_EMOTIONAL_DELAY = "social-or-emotional-delay"
    ADAPTIVE_DELAY = "adaptive-delay"
    STATE_DEFINITION_OF_DELAY = "state-definition-of-delay"
    APPROPRIATE_MEASURES_OF_DELAY = "appropriate-measures-of-delay"


class SafeguardsTopic(StrEnum):
    """What a notice of the procedural safeguards explains, in the order of 34 CFR 300.504(c)."""

    INDEPENDENT_EVALUATIONS = "independent-evaluations"
    PRIOR_WRITTEN_NOTICE = "prior-written-notice"
    CONSENT = "consent"
    ACCESS_TO_RECORDS = "access-to-records"
    COMPLAINTS = "complaints"
    MEDIATION = "mediation"
    PLACEMENT_DURING_DISPUTES = "placement-during-disputes"
    INTERIM_SETTINGS = "interim-settings"
    UNILATERAL_PLACEMENT = "unilateral-placement"
    HEARINGS = "hearings"
    STATE_APPEALS = "state-appeals"
    CIVIL_ACTIONS = "civil-actions"
    ATTORNEYS_FEES = "attorneys-fees"
