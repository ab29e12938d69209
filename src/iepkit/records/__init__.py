"""Records: the nouns of a special education file, as frozen values.

A field that a file lacks is `None` or empty; a date that contradicts another is kept as it is.
Both are for a review to report. Only misuse raises, such as a negative number of minutes.
A boolean has three states: `None` is "the file does not say".
"""

from __future__ import annotations

from iepkit.records.access import RecordsAccess, RecordsRequest
from iepkit.records.conduct import BehaviorIncident, ManifestationDetermination, Removal
from iepkit.records.disputes import Dispute, Surrogate
from iepkit.records.goals import DataPoint, Goal, GoalProgress, Measurement, Objective, Phase, ProgressReport
from iepkit.records.meetings import Excusal, Meeting, Notice, PriorWrittenNotice
from iepkit.records.movement import (
    Exit,
    Ifsp,
    IfspOutcome,
    IfspReview,
    IfspService,
    OverThree,
    PartCDelay,
    PartCTransition,
    ServicesPlan,
    Transfer,
)
from iepkit.records.people import Parent, Student, TeamMember
from iepkit.records.plan import (
    Amendment,
    ExtendedSchoolYear,
    Iep,
    IepReview,
    Placement,
    PresentLevels,
    SpecialFactors,
)
from iepkit.records.process import (
    CategoryElement,
    Consent,
    ContactAttempt,
    Eligibility,
    Evaluation,
    Extension,
    FactorFinding,
    Instrument,
    ReevaluationAgreement,
    Referral,
    SldDocumentation,
)
from iepkit.records.schedule import BellSchedule, DayBlock
from iepkit.records.services import (
    Accommodation,
    AssessmentParticipation,
    Compensatory,
    Service,
    ServiceDelivery,
)
from iepkit.records.terms import (
    AchievementArea,
    DefinitionElement,
    DevelopmentalArea,
    DisputeFiler,
    DisputeSubject,
    ExclusionaryFactor,
    InformationSource,
    Offense,
    PartCDelayReason,
    Race,
    RecordsLaw,
    ReevaluationTrigger,
    Relation,
    SafeguardsTopic,
    Sex,
)
from iepkit.records.transition import (
    PostsecondaryGoal,
    TransferOfRights,
    Transition,
    TransitionAssessment,
    TransitionService,
)

__all__ = [
    "Accommodation",
    "AchievementArea",
    "Amendment",
    "AssessmentParticipation",
    "BehaviorIncident",
    "BellSchedule",
    "CategoryElement",
    "Compensatory",
    "Consent",
    "ContactAttempt",
    "DataPoint",
    "DayBlock",
    "DefinitionElement",
    "DevelopmentalArea",
    "Dispute",
    "DisputeFiler",
    "DisputeSubject",
    "Eligibility",
    "Evaluation",
    "ExclusionaryFactor",
    "Excusal",
    "Exit",
    "ExtendedSchoolYear",
    "Extension",
    "FactorFinding",
    "Goal",
    "GoalProgress",
    "Iep",
    "IepReview",
    "Ifsp",
    "IfspOutcome",
    "IfspReview",
    "IfspService",
    "InformationSource",
    "Instrument",
    "ManifestationDetermination",
    "Measurement",
    "Meeting",
    "Notice",
    "Objective",
    "Offense",
    "OverThree",
    "Parent",
    "PartCDelay",
    "PartCDelayReason",
    "PartCTransition",
    "Phase",
    "Placement",
    "PostsecondaryGoal",
    "PresentLevels",
    "PriorWrittenNotice",
    "ProgressReport",
    "Race",
    "RecordsAccess",
    "RecordsLaw",
    "RecordsRequest",
    "ReevaluationAgreement",
    "ReevaluationTrigger",
    "Referral",
    "Relation",
    "Removal",
    "SafeguardsTopic",
    "Service",
    "ServiceDelivery",
    "ServicesPlan",
    "Sex",
    "SldDocumentation",
    "SpecialFactors",
    "Student",
    "Surrogate",
    "TeamMember",
    "Transfer",
    "TransferOfRights",
    "Transition",
    "TransitionAssessment",
    "TransitionService",
]


def __dir__() -> list[str]:
    return __all__
