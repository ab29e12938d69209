"""The field's words as closed lists: what a record may say, in strings that read and write as JSON."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "AssessmentKind",
    "ConsentKind",
    "Disability",
    "DisputeKind",
    "Environment",
    "ExitReason",
    "GoalArea",
    "GoalDirection",
    "Language",
    "Location",
    "MeetingPurpose",
    "NoticeKind",
    "Period",
    "PhaseKind",
    "ProgressStatus",
    "Purpose",
    "RemovalKind",
    "Requester",
    "Role",
    "ServiceKind",
    "ServiceType",
    "Status",
    "Unit",
]


def __dir__() -> list[str]:
    return __all__


class Unit(StrEnum):
    """The units in which the law counts (34 CFR 300.11), and the calendar's own months and years."""

    CALENDAR_DAYS = "calendar-days"
    BUSINESS_DAYS = "business-days"
    SCHOOL_DAYS = "school-days"
    MONTHS = "months"
    YEARS = "years"


class Status(StrEnum):
    """Where a deadline stands on the as-of day.

    `early`: done before the law allows. `waived`: lifted by an exception or an agreement. `ended`: the duty ended
    before it was due, as when the child left. `lapsed`: the time to use a right is over. `done`: it is done, and the
    law has no number to hold it to. `unknown`: not settled; the deadline says what would settle it.
    """

    MET = "met"
    LATE = "late"
    EARLY = "early"
    OPEN = "open"
    OVERDUE = "overdue"
    WAIVED = "waived"
    ENDED = "ended"
    UNKNOWN = "unknown"
    LAPSED = "lapsed"
    DONE = "done"


class Disability(StrEnum):
    """The thirteen categories of 34 CFR 300.8(c), and developmental delay, 300.8(b)."""

    AUTISM = "autism"
    DEAF_BLINDNESS = "deaf-blindness"
    DEAFNESS = "deafness"
    DEVELOPMENTAL_DELAY = "developmental-delay"
    EMOTIONAL_DISTURBANCE = "emotional-disturbance"
    HEARING_IMPAIRMENT = "hearing-impairment"
    INTELLECTUAL_DISABILITY = "intellectual-disability"
    MULTIPLE_DISABILITIES = "multiple-disabilities"
    ORTHOPEDIC_IMPAIRMENT = "orthopedic-impairment"
    OTHER_HEALTH_IMPAIRMENT = "other-health-impairment"
    SPECIFIC_LEARNING_DISABILITY = "specific-learning-disability"
    SPEECH_OR_LANGUAGE_IMPAIRMENT = "speech-or-language-impairment"
    TRAUMATIC_BRAIN_INJURY = "traumatic-brain-injury"
    VISUAL_IMPAIRMENT = "visual-impairment"


class Purpose(StrEnum):
    """Whether an evaluation, a consent or an extension is for the first time or a later one."""

    INITIAL = "initial"
    REEVALUATION = "reevaluation"


class Requester(StrEnum):
    """Who asked: a parent or a public agency may request an initial evaluation, 34 CFR 300.301(b)."""

    PARENT = "parent"
    PUBLIC_AGENCY = "public-agency"
    TEACHER = "teacher"
    PART_C = "part-c"
    OTHER = "other"


class ConsentKind(StrEnum):
    """What the parent consents to. Consent to evaluate is never consent to services, 34 CFR 300.300(a)(1)(ii)."""

    INITIAL_EVALUATION = "initial-evaluation"
    REEVALUATION = "reevaluation"
    INITIAL_SERVICES = "initial-services"
    CONTINUED_SERVICES = "continued-services"
    EXCUSAL = "excusal"
    PUBLIC_BENEFITS = "public-benefits"
    PRIVATE_INSURANCE = "private-insurance"
    RELEASE_OF_RECORDS = "release-of-records"
    INVITE_AGENCY = "invite-agency"
    IFSP_AS_IEP = "ifsp-as-iep"


class Role(StrEnum):
    """Who sits on the IEP Team (34 CFR 300.321(a)) or serves the child."""

    PARENT = "parent"
    CHILD = "child"
    REGULAR_EDUCATION_TEACHER = "regular-education-teacher"
    SPECIAL_EDUCATION_TEACHER = "special-education-teacher"
    SPECIAL_EDUCATION_PROVIDER = "special-education-provider"
    AGENCY_REPRESENTATIVE = "agency-representative"
    EVALUATION_INTERPRETER = "evaluation-interpreter"
    RELATED_SERVICE_PROVIDER = "related-service-provider"
    PARAPROFESSIONAL = "paraprofessional"
    TRANSITION_AGENCY = "transition-agency"
    PART_C_COORDINATOR = "part-c-coordinator"
    PRIVATE_SCHOOL_REPRESENTATIVE = "private-school-representative"
    LANGUAGE_INTERPRETER = "language-interpreter"
    SURROGATE_PARENT = "surrogate-parent"
    FAMILY_MEMBER = "family-member"
    ADVOCATE = "advocate"
    EVALUATOR = "evaluator"
    EARLY_INTERVENTION_PROVIDER = "early-intervention-provider"
    OTHER = "other"


class MeetingPurpose(StrEnum):
    """What a meeting is for."""

    ELIGIBILITY = "eligibility"
    INITIAL_IEP = "initial-iep"
    ANNUAL_REVIEW = "annual-review"
    REVIEW = "review"
    REEVALUATION = "reevaluation"
    TRANSITION = "transition"
    PLACEMENT = "placement"
    MANIFESTATION_DETERMINATION = "manifestation-determination"
    OTHER = "other"


class NoticeKind(StrEnum):
    """The notices that Part B knows."""

    PRIOR_WRITTEN = "prior-written"
    PROCEDURAL_SAFEGUARDS = "procedural-safeguards"
    MEETING = "meeting"
    RIGHTS_TRANSFER = "rights-transfer"
    DISCIPLINE = "discipline"
    PUBLIC_BENEFITS = "public-benefits"


class Language(StrEnum):
    """How sure the file is that a notice was in the parent's language, 34 CFR 300.503(c)."""

    NATIVE = "native"
    TRANSLATED_ORALLY = "translated-orally"
    OTHER = "other"


class GoalArea(StrEnum):
    """The area of an annual goal or a need."""

    READING = "reading"
    WRITING = "writing"
    MATHEMATICS = "mathematics"
    COMMUNICATION = "communication"
    BEHAVIOR = "behavior"
    SOCIAL_EMOTIONAL = "social-emotional"
    MOTOR = "motor"
    ADAPTIVE = "adaptive"
    HEALTH = "health"
    SENSORY = "sensory"
    VOCATIONAL = "vocational"
    TRANSITION = "transition"
    OTHER = "other"


class GoalDirection(StrEnum):
    """Which way the measure should move."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"


class PhaseKind(StrEnum):
    """What changes with a phase of a goal."""

    INTERVENTION = "intervention"
    AIM = "aim"


class ProgressStatus(StrEnum):
    """What a progress report says of a goal."""

    SUFFICIENT = "sufficient"
    INSUFFICIENT = "insufficient"
    MET = "met"
    NOT_YET_ADDRESSED = "not-yet-addressed"
    OTHER = "other"


class ServiceKind(StrEnum):
    """Which of the three statements of 34 CFR 300.320(a)(4) a service belongs to."""

    SPECIAL_EDUCATION = "special-education"
    RELATED_SERVICE = "related-service"
    SUPPLEMENTARY_AID = "supplementary-aid"
    SUPPORT_FOR_PERSONNEL = "support-for-personnel"
    PROGRAM_MODIFICATION = "program-modification"


class ServiceType(StrEnum):
    """What the service is: special education (34 CFR 300.39), related services (300.34), other supports."""

    SPECIALLY_DESIGNED_INSTRUCTION = "specially-designed-instruction"
    ADAPTED_PHYSICAL_EDUCATION = "adapted-physical-education"
    TRAVEL_TRAINING = "travel-training"
    VOCATIONAL_EDUCATION = "vocational-education"
    SPEECH_LANGUAGE_PATHOLOGY = "speech-language-pathology"
    AUDIOLOGY = "audiology"
    INTERPRETING = "interpreting"
    PSYCHOLOGICAL_SERVICES = "psychological-services"
    PHYSICAL_THERAPY = "physical-therapy"
    OCCUPATIONAL_THERAPY = "occupational-therapy"
    RECREATION = "recreation"
    EARLY_IDENTIFICATION = "early-identification"
    COUNSELING = "counseling"
    REHABILITATION_COUNSELING = "rehabilitation-counseling"
    ORIENTATION_AND_MOBILITY = "orientation-and-mobility"
    MEDICAL_DIAGNOSTIC = "medical-diagnostic"
    SCHOOL_HEALTH = "school-health"
    SOCIAL_WORK = "social-work"
    PARENT_COUNSELING_AND_TRAINING = "parent-counseling-and-training"
    TRANSPORTATION = "transportation"
    ASSISTIVE_TECHNOLOGY = "assistive-technology"
    CONSULTATION = "consultation"
    ACCOMMODATION = "accommodation"
    OTHER = "other"


class Location(StrEnum):
    """Where a service is given; `Service.location_note` may say more."""

    REGULAR_CLASS = "regular-class"
    SPECIAL_CLASS = "special-class"
    RESOURCE_ROOM = "resource-room"
    THERAPY_ROOM = "therapy-room"
    SEPARATE_SCHOOL = "separate-school"
    HOME = "home"
    HOSPITAL = "hospital"
    COMMUNITY = "community"
    EARLY_CHILDHOOD_PROGRAM = "early-childhood-program"
    BUS = "bus"
    OTHER = "other"


class Period(StrEnum):
    """The period in which the times of a service, a report or a measurement repeat.

    A `cycle` is a rotation of school days, such as six lettered days, or A and B days; `Service.cycle_days` says how
    many.
    """

    DAY = "day"
    WEEK = "week"
    CYCLE = "cycle"
    MONTH = "month"
    MARKING_PERIOD = "marking-period"
    QUARTER = "quarter"
    TRIMESTER = "trimester"
    SEMESTER = "semester"
    YEAR = "year"


class Environment(StrEnum):
    """The educational environment, school age and preschool (34 CFR 300.115, 300.116; EDFacts terms)."""

    REGULAR_CLASS_80 = "regular-class-80-or-more"
    REGULAR_CLASS_40_TO_79 = "regular-class-40-to-79"
    REGULAR_CLASS_UNDER_40 = "regular-class-under-40"
    SEPARATE_SCHOOL = "separate-school"
    RESIDENTIAL_FACILITY = "residential-facility"
    HOMEBOUND_OR_HOSPITAL = "homebound-or-hospital"
    CORRECTIONAL_FACILITY = "correctional-facility"
    PARENTALLY_PLACED_PRIVATE = "parentally-placed-private"
    EARLY_CHILDHOOD_10_HOURS_SERVICES_THERE = "early-childhood-10-hours-services-there"
    EARLY_CHILDHOOD_10_HOURS_SERVICES_ELSEWHERE = "early-childhood-10-hours-services-elsewhere"
    EARLY_CHILDHOOD_UNDER_10_SERVICES_THERE = "early-childhood-under-10-hours-services-there"
    EARLY_CHILDHOOD_UNDER_10_SERVICES_ELSEWHERE = "early-childhood-under-10-hours-services-elsewhere"
    SEPARATE_CLASS = "separate-class"
    HOME = "home"
    SERVICE_PROVIDER_LOCATION = "service-provider-location"


class AssessmentKind(StrEnum):
    """How a child takes part in a State or districtwide assessment, 34 CFR 300.320(a)(6)."""

    REGULAR = "regular"
    REGULAR_WITH_ACCOMMODATIONS = "regular-with-accommodations"
    ALTERNATE_ALTERNATE_STANDARDS = "alternate-alternate-standards"
    ALTERNATE_OTHER = "alternate-other"
    NOT_GIVEN_AT_GRADE = "not-given-at-grade"


class RemovalKind(StrEnum):
    """How a child was removed from the placement for conduct, 34 CFR 300.530 to 300.536."""

    IN_SCHOOL_SUSPENSION = "in-school-suspension"
    OUT_OF_SCHOOL_SUSPENSION = "out-of-school-suspension"
    EXPULSION = "expulsion"
    INTERIM_SETTING = "interim-alternative-setting"
    INTERIM_SETTING_BY_HEARING_OFFICER = "interim-alternative-setting-by-hearing-officer"
    BUS_SUSPENSION = "bus-suspension"
    SHORTENED_DAY = "shortened-day"
    OTHER = "other"


class DisputeKind(StrEnum):
    """The ways to resolve a dispute (34 CFR 300.151 to 300.153, 300.506 to 300.518, 300.532).

    Under Part C a State hears complaints by the procedures of Part C, a `part-c-hearing` (303.435 to 303.438),
    or by those of Part B, a `part-c-due-process` (303.440 to 303.449).
    """

    STATE_COMPLAINT = "state-complaint"
    MEDIATION = "mediation"
    DUE_PROCESS = "due-process"
    EXPEDITED_DUE_PROCESS = "expedited-due-process"
    CIVIL_ACTION = "civil-action"
    PART_C_STATE_COMPLAINT = "part-c-state-complaint"
    PART_C_DUE_PROCESS = "part-c-due-process"
    PART_C_HEARING = "part-c-hearing"


class ExitReason(StrEnum):
    """Why a child left special education (IDEA section 618 terms)."""

    RETURNED_TO_REGULAR_EDUCATION = "returned-to-regular-education"
    REGULAR_DIPLOMA = "regular-diploma"
    ALTERNATE_DIPLOMA = "alternate-diploma"
    CERTIFICATE = "certificate"
    REACHED_MAXIMUM_AGE = "reached-maximum-age"
    MOVED_KNOWN_TO_CONTINUE = "moved-known-to-continue"
    DROPPED_OUT = "dropped-out"
    DIED = "died"
    CONSENT_REVOKED = "consent-revoked"
    OTHER = "other"
