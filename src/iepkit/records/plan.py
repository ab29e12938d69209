"""The IEP: present levels, special factors, placement, extended school year, amendments."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.records.fields import amount, private
from iepkit.records.goals import Goal
from iepkit.records.people import TeamMember
from iepkit.records.schedule import BellSchedule
from iepkit.records.services import Accommodation, AssessmentParticipation, Service
from iepkit.records.transition import TransferOfRights, Transition
from iepkit.vocabulary import EarlyChildhoodProgram, Environment

__all__ = ["Amendment", "ExtendedSchoolYear", "Iep", "IepReview", "Placement", "PresentLevels", "SpecialFactors"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class PresentLevels:
    """Present levels of academic achievement and functional performance (34 CFR 300.320(a)(1), 300.324(a)(1)).

    `effect_on_curriculum` is for school age, `effect_on_activities` for a preschool child.
    `strengths`, `parent_concerns`, `evaluation_results` and `needs` are what the team considered (300.324(a)(1));
    `evaluation_date` is the day on which the evaluation was complete whose results those are.
    """

    academic: str | None = private()
    functional: str | None = private()
    effect_on_curriculum: str | None = private()
    effect_on_activities: str | None = private()
    strengths: str | None = private()
    parent_concerns: str | None = private()
    evaluation_results: str | None = private()
    needs: tuple[str, ...] = private(())
    as_of: date | None = None
    evaluation_date: date | None = None


@attrs.frozen
class SpecialFactors:
    """What a team considers besides: behavior, language, Braille, communication, technology (34 CFR 300.324(a)(2)).

    For each factor one field says whether it applies and one whether it was considered or provided.
    `braille_inappropriate` records a decision that Braille is not appropriate, `braille_evaluated` that an evaluation
    of the child's reading and writing, needs and media, now and in the future, came before it.
    For a child who is deaf or hard of hearing, `direct_communication_considered` is about opportunities for direct
    communication and instruction in the child's language and mode, `full_range_considered` about the academic level and
    the full range of needs.
    `assistive_technology_at_home` is the finding that the child needs the devices at home to receive FAPE, and
    `assistive_technology_sent_home` that they may be used there (300.105(b)). `hearing_device` says whether the child
    wears a hearing aid or a device with external parts, `hearing_device_checked` whether it is checked (300.113).
    `considered` is the day on which the team considered the factors, at a review anew (300.324(b)(2)).
    """

    behavior_impedes: bool | None = None
    behavior_supports_considered: bool | None = None
    behavior_supports: str | None = private()
    limited_english: bool | None = None
    language_needs_considered: bool | None = None
    blind_or_visually_impaired: bool | None = None
    braille_provided: bool | None = None
    braille_inappropriate: bool | None = None
    communication_considered: bool | None = None
    deaf_or_hard_of_hearing: bool | None = None
    language_mode_considered: bool | None = None
    assistive_technology_considered: bool | None = None
    assistive_technology_needed: bool | None = None
    assistive_technology_at_home: bool | None = None
    considered: date | None = None
    braille_evaluated: bool | None = None
    direct_communication_considered: bool | None = None
    full_range_considered: bool | None = None
    assistive_technology_sent_home: bool | None = None
    hearing_device: bool | None = None
    hearing_device_checked: bool | None = None


@attrs.frozen
class Placement:
    """The educational placement and its reasons (34 CFR 300.114 to 300.117, 300.320(a)(5)).

    `percent_regular_class` is from 0 to 100; the two minutes fields are per week.
    `nonparticipation` explains the extent, if any, to which the child is not with nondisabled children.
    `private_school` is the day on which the agency placed the child in, or referred the child to, a private school or
    facility (34 CFR 300.325).
    `days_school_week` is the number of school days in the week that `minutes_school_week` counts.
    `knowledgeable_group`: the group knows the child, what the evaluation data mean, and the options (300.116(a)(1)).
    `residential_free`: a residential program, with room, board and care, costs the parents nothing (34 CFR 300.104).
    `schedule` is the school week of the child, block by block. `minutes_separate_school` are those of a week in a
    separate day or residential school; `lives_at_school`: the child lives there in the school week.
    `homebound_or_hospital` and `correctional_facility` say where special education is given in place of a school.
    For a child before kindergarten: `early_childhood_program` is what the child attends,
    `percent_without_disabilities` the share of its children who have no IEP, `hours_regular_early_childhood` the hours
    a week in a regular program, 0 where there is none; `services_hours_there` and `services_hours_elsewhere` are the
    hours a week of special education and related services in that program and outside of it, and
    `services_hours_home` those among the latter that are given at home.
    """

    environment: Environment | None = None
    decided: date | None = None
    start: date | None = None
    percent_regular_class: float | None = amount(most=100)
    minutes_regular_class: int | None = amount()
    minutes_school_week: int | None = amount()
    nonparticipation: str | None = private()
    options_considered: tuple[str, ...] = private(())
    aids_considered: tuple[str, ...] = private(())
    why_not_regular_class: str | None = private()
    harmful_effects_considered: bool | None = None
    group: tuple[TeamMember, ...] = ()
    parent_in_group: bool | None = None
    home_school: bool | None = None
    why_not_home_school: str | None = private()
    close_to_home: bool | None = None
    removed_only_for_modifications: bool | None = None
    nonacademic_participation: str | None = private()
    private_school: date | None = None
    days_school_week: int | None = amount(most=7)
    residential_free: bool | None = None
    knowledgeable_group: bool | None = None
    schedule: BellSchedule | None = None
    minutes_separate_school: int | None = amount()
    lives_at_school: bool | None = None
    homebound_or_hospital: bool | None = None
    correctional_facility: bool | None = None
    early_childhood_program: EarlyChildhoodProgram | None = None
    percent_without_disabilities: float | None = amount(most=100)
    hours_regular_early_childhood: float | None = amount(most=168)
    services_hours_there: float | None = amount(most=168)
    services_hours_elsewhere: float | None = amount(most=168)
    services_hours_home: float | None = amount(most=168)


@attrs.frozen
class ExtendedSchoolYear:
    """The individual decision on extended school year services (34 CFR 300.106).

    `individual`: it rests on this child's own needs, and `by_team`: the IEP Team made it (300.106(a)(2)).
    `limited_to_categories`: such services are only for some categories of disability; `limited_unilaterally`: the
    agency alone limited their type, amount or duration (300.106(a)(3)).
    `beyond_school_year` and `free` are two elements of their definition (300.106(b)(1)).
    """

    considered: date | None = None
    needed: bool | None = None
    why: str | None = private()
    start: date | None = None
    end: date | None = None
    individual: bool | None = None
    by_team: bool | None = None
    limited_to_categories: bool | None = None
    limited_unilaterally: bool | None = None
    beyond_school_year: bool | None = None
    free: bool | None = None


@attrs.frozen
class Amendment:
    """A change to an IEP, made at a meeting or by a written agreement without one (34 CFR 300.324(a)(4)).

    `version` is the number of the version that the change made.
    `by_agreement` is `True` for a change without a meeting.
    `copy_requested` is the day on which a parent asked for the IEP with the change in it (34 CFR 300.324(a)(6)).
    """

    on: date | None = None
    effective: date | None = None
    version: int | None = amount()
    by_agreement: bool | None = None
    agency_agreed: bool | None = None
    parent_agreed: bool | None = None
    in_writing: bool | None = None
    team_informed: date | None = None
    copy_given: date | None = None
    changes: str | None = private()
    copy_requested: date | None = None


@attrs.frozen
class IepReview:
    """What the IEP Team looked at when it reviewed the IEP before this one (34 CFR 300.324(b)(1)).

    `goals_reviewed`: whether the annual goals are being achieved. The others say whether the team took up a matter
    where there was one, and are `None` where there was none: a lack of expected progress, the results of a
    reevaluation, what the parents told or were told, what the child is expected to need.
    """

    goals_reviewed: bool | None = None
    lack_of_progress_addressed: bool | None = None
    reevaluation_addressed: bool | None = None
    parent_information_addressed: bool | None = None
    anticipated_needs_addressed: bool | None = None


@attrs.frozen
class Iep:
    """An individualized education program (34 CFR 300.320 to 300.324).

    `meeting_date` is the day of the meeting that made it, `finalized` the day on which the document was complete.
    It is in effect from `start`; `end` is the last day.
    `implemented` is the day on which all of its services had begun, `offered` the day on which the parents had the IEP
    and the placement as the agency proposes them, in a State where that ends a time limit.
    `preschool` is `None` where the file leaves it to the child's age.
    `in_meeting`: it was developed or revised in a meeting (300.320(a)).
    `regular_teacher_part`: the regular education teacher took part, as far as appropriate (300.324(a)(3)).
    `accessible`: those who carry it out can look at it; `responsibilities_told` and `supports_told` are what each of
    them was told of (300.323(d)).
    `prison_modified`: it was changed for an adult prison; `prison_interest_shown`: the State showed the security or
    penological interest that this takes (300.324(d)(2)).
    `physical_education_available`, and `physical_education_regular` for the regular program, are about this child;
    `physical_education_for_others` is false where children of the grade have none (300.108).
    What is missing is `None` or empty: a review reports it, nothing here raises.

    >>> iep = Iep(goals=(Goal(text="…"),))
    >>> len(iep.goals), iep.placement
    (1, None)
    """

    id: str | None = private()
    meeting_date: date | None = None
    start: date | None = None
    end: date | None = None
    finalized: date | None = None
    implemented: date | None = None
    next_review: date | None = None
    preschool: bool | None = None
    initial: bool | None = None
    version: int | None = amount()
    team: tuple[TeamMember, ...] = ()
    present_levels: PresentLevels | None = None
    goals: tuple[Goal, ...] = ()
    services: tuple[Service, ...] = ()
    accommodations: tuple[Accommodation, ...] = ()
    assessments: tuple[AssessmentParticipation, ...] = ()
    placement: Placement | None = None
    special_factors: SpecialFactors | None = None
    extended_school_year: ExtendedSchoolYear | None = None
    transition: Transition | None = None
    transfer_of_rights: TransferOfRights | None = None
    amendments: tuple[Amendment, ...] = ()
    parent_copy_given: date | None = None
    parent_agreed: bool | None = None
    implementers_informed: date | None = None
    peer_reviewed_considered: bool | None = None
    physical_education: str | None = private()
    offered: date | None = None
    in_meeting: bool | None = None
    review: IepReview | None = None
    regular_teacher_part: bool | None = None
    accessible: bool | None = None
    responsibilities_told: bool | None = None
    supports_told: bool | None = None
    prison_modified: bool | None = None
    prison_interest_shown: bool | None = None
    physical_education_available: bool | None = None
    physical_education_regular: bool | None = None
    physical_education_for_others: bool | None = None
