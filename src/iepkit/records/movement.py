"""Coming and going: transfers, exits, early intervention, services plans."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.records.fields import amount, private
from iepkit.records.people import TeamMember
from iepkit.records.services import Service
from iepkit.records.terms import DevelopmentalArea, PartCDelayReason
from iepkit.vocabulary import ExitReason, Location, Period

__all__ = [
    "Exit",
    "Ifsp",
    "IfspOutcome",
    "IfspReview",
    "IfspService",
    "OverThree",
    "PartCDelay",
    "PartCTransition",
    "ServicesPlan",
    "Transfer",
]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Transfer:
    """An enrollment in a new public agency (34 CFR 300.323(e) to (g), 300.301(d)(2)).

    `from_jurisdiction` is a State's two letters. `evaluation_pending`: an evaluation had begun and was not complete.
    """

    enrolled: date | None = None
    from_jurisdiction: str | None = None
    from_district: str | None = private()
    iep_in_effect: bool | None = None
    evaluation_pending: bool | None = None
    comparable_services: date | None = None
    iep_adopted: date | None = None
    records_requested: date | None = None
    records_received: date | None = None


@attrs.frozen
class Exit:
    """The end of special education for a child, and the summary of performance (34 CFR 300.305(e)).

    `notice_given` is the day of the prior written notice of it (34 CFR 300.102(a)(3)(iii), 300.300(b)(4)(i)).
    Where parents took the child out to a private school because they hold that FAPE is not made available,
    `private_school_notice` is the day of their written notice, and `private_school_told` that of the IEP Team meeting
    at which they said so (34 CFR 300.148(d)(1)).
    `diploma_by_definition`: the diploma is the standard one of most students, fully aligned with State standards and
    not with alternate ones, or a higher one (34 CFR 300.102(a)(3)(iv)).
    """

    on: date | None = None
    reason: ExitReason | None = None
    summary_given: date | None = None
    summary_academic: str | None = private()
    summary_functional: str | None = private()
    summary_recommendations: str | None = private()
    notice_given: date | None = None
    private_school_notice: date | None = None
    private_school_told: date | None = None
    diploma_by_definition: bool | None = None


@attrs.frozen
class PartCDelay:
    """A time in which the 45 days after a referral to Part C do not run (34 CFR 303.310(b) and (c)).

    It must be documented; `end` is its last day.
    """

    start: date | None = None
    end: date | None = None
    reason: PartCDelayReason | None = None
    documented: bool | None = None


@attrs.frozen
class OverThree:
    """Early intervention that goes on after the third birthday, in a State that offers it (34 CFR 303.211).

    `started` is the first day past the third birthday, `ends` the day on which the child will no longer be eligible
    or served. `rights_notices` are the yearly notices of the choice between the two programs; `notified` is the day
    on which the State and the local educational agency were told of the end.
    """

    consented: date | None = None
    started: date | None = None
    ends: date | None = None
    rights_notices: tuple[date, ...] = ()
    notified: date | None = None
    conference: date | None = None
    conference_declined: date | None = None
    transition_plan: date | None = None


@attrs.frozen
class PartCTransition:
    """The time in Part C and the way to Part B (34 CFR 303.209, 303.301 to 303.310, 303.401, 300.124).

    `identified` is the day on which a primary referral source found that the child may need early intervention,
    `referral_received` the day on which the lead agency or a provider had the referral. `eligible_by_records` is
    the day on which records alone showed that the child is eligible, so that no evaluation was needed;
    `screened_out` the day on which a screening gave no reason to suspect a disability; `family_agreed` the day on
    which the parent concurred in a family assessment.

    `notified` is the day on which the lead agency told the State and the local educational agency, `referred` the
    day on which it referred the child to them with the parent's consent (303.209(b)(1)(iii)). `disclosure_told`
    begins the time in which a parent may object, `parent_opted_out` is the objection, `disclosure_consented` a
    consent. `parents_informed` is the day on which the parents were told of preschool services under section 619.
    `potential_determined` is the day on which the lead agency found whether the child may be eligible under Part B,
    and `potentially_eligible` what it found. `conference_answered` is the day of the family's answer,
    `conference_approved` the answer.

    The rest is why the child was found eligible or not (303.21, 303.321(a)(3)): evaluation instruments showed a delay,
    or informed clinical opinion did, in the `delay_areas`; `condition`: a diagnosed condition that is likely to result
    in a delay; `at_risk`: an infant whom a State may serve by its own choice (303.21(b)).
    """

    identified: date | None = None
    referral_received: date | None = None
    screened_out: date | None = None
    evaluated: date | None = None
    found_eligible: date | None = None
    eligible_by_records: date | None = None
    found_not_eligible: date | None = None
    assessed: date | None = None
    family_agreed: date | None = None
    family_assessed: date | None = None
    delays: tuple[PartCDelay, ...] = ()
    served_from: date | None = None
    served_until: date | None = None
    parents_informed: date | None = None
    disclosure_told: date | None = None
    disclosure_consented: date | None = None
    referred: date | None = None
    notified: date | None = None
    parent_opted_out: date | None = None
    conference: date | None = None
    conference_answered: date | None = None
    conference_approved: bool | None = None
    lea_took_part: bool | None = None
    transition_plan: date | None = None
    potential_determined: date | None = None
    potentially_eligible: bool | None = None
    over_three: OverThree | None = None
    delay_areas: tuple[DevelopmentalArea, ...] = ()
    condition: bool | None = None
    at_risk: bool | None = None
    instruments_show_delay: bool | None = None
    opinion_shows_delay: bool | None = None


@attrs.frozen
class IfspOutcome:
    """A measurable result or outcome of an IFSP (34 CFR 303.344(c))."""

    text: str | None = private()
    criteria: str | None = private()
    procedures: str | None = private()
    timelines: str | None = private()


@attrs.frozen
class IfspService:
    """An early intervention service and its terms (34 CFR 303.344(d) and (f)).

    Each term may stand in numbers or in words: `length_note` is the time of one session, `duration_note` the time until
    the service ends. `individual` is false where it is given in a group. `setting_chosen_by_team`: the IFSP Team
    decided on a setting that is not the natural environment (303.344(d)(1)(ii)(B)).
    `consent_in_writing` is about the day in `consented`; `declined` is the day on which the parents declined the
    service, at first or later (303.420(d)).
    """

    description: str | None = private()
    minutes: int | None = amount()
    times: int | None = amount()
    per: Period | None = None
    method: str | None = private()
    location: Location | None = None
    natural_environment: bool | None = None
    justification: str | None = private()
    payment: str | None = private()
    start: date | None = None
    end: date | None = None
    consented: date | None = None
    provided: date | None = None
    individual: bool | None = None
    length_note: str | None = private()
    frequency_note: str | None = private()
    duration_note: str | None = private()
    location_note: str | None = private()
    setting_chosen_by_team: bool | None = None
    consent_in_writing: bool | None = None
    declined: date | None = None


@attrs.frozen
class IfspReview:
    """A periodic review of an IFSP and who took part in it (34 CFR 303.342(b), 303.343(b)).

    `by_meeting` is false where it was carried out by another means, and `means_accepted` says whether the parents and
    the others accepted that. `family_requested` and `advocate_requested`: the parent asked that other family members,
    or an advocate or another person from outside the family, take part.
    """

    on: date | None = None
    team: tuple[TeamMember, ...] = ()
    family_requested: bool | None = None
    advocate_requested: bool | None = None
    by_meeting: bool | None = None
    means_accepted: bool | None = None


@attrs.frozen
class Ifsp:
    """An individualized family service plan (34 CFR 303.344), also where it serves as the IEP (300.323(b)).

    `meeting_date` is that of the meeting that made it, initial or annual; `reviewed` are the periodic reviews after
    it (303.342). `notice_given` is the day of the notice of that meeting, `copy_given` that of the free copies
    after it (303.409(c)), `prior_notice_given` that of the prior written notice of what it starts or changes
    (303.421). `interim`: it was made before the evaluation and the assessments were completed (303.345).

    `team` is who took part in its meeting (303.343(a)): an evaluator who could not come takes part by other means,
    `evaluator_otherwise`. `reviews` are periodic reviews of which the file holds more than the day.
    `contents_explained`: the contents were fully explained to the parents (303.342(e)).
    Where it serves as the IEP (300.323(b)): `policy_allows` is about State policy, `agency_agreed` and `parent_agreed`
    about the two agreements, `differences_explained` about how an IFSP and an IEP differ.
    The steps of the transition (303.344(h)): training of the parents, preparation of the child, services, the
    confirmation that child find information was sent, and that further records were sent with consent.
    """

    id: str | None = private()
    interim: bool | None = None
    notice_given: date | None = None
    meeting_date: date | None = None
    copy_given: date | None = None
    prior_notice_given: date | None = None
    start: date | None = None
    end: date | None = None
    reviewed: tuple[date, ...] = ()
    physical: str | None = private()
    cognitive: str | None = private()
    communication: str | None = private()
    social_emotional: str | None = private()
    adaptive: str | None = private()
    family: str | None = private()
    family_concurs: bool | None = None
    outcomes: tuple[IfspOutcome, ...] = ()
    services: tuple[IfspService, ...] = ()
    coordinator: bool | None = None
    school_readiness: str | None = private()
    transition_steps: str | None = private()
    serves_as_iep: bool | None = None
    team: tuple[TeamMember, ...] = ()
    family_requested: bool | None = None
    advocate_requested: bool | None = None
    evaluator_otherwise: bool | None = None
    reviews: tuple[IfspReview, ...] = ()
    contents_explained: bool | None = None
    transition_training: str | None = private()
    transition_preparation: str | None = private()
    transition_services: str | None = private()
    child_find_sent: bool | None = None
    records_sent: bool | None = None
    policy_allows: bool | None = None
    agency_agreed: bool | None = None
    parent_agreed: bool | None = None
    differences_explained: bool | None = None


@attrs.frozen
class ServicesPlan:
    """The plan for a child whose parents placed them in a private school (34 CFR 300.37, 300.132, 300.138).

    `meeting_date` is the day of the meeting that made it, `representative_took_part` says whether the private school
    was represented there, in person or by other means (300.137(c)(2)). `transportation` is what is provided where
    it is needed (300.139(b)).
    """

    id: str | None = private()
    start: date | None = None
    end: date | None = None
    services: tuple[Service, ...] = ()
    location: Location | None = None
    transportation_needed: bool | None = None
    representative_took_part: bool | None = None
    meeting_date: date | None = None
    transportation: str | None = private()
