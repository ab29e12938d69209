"""The IEP: present levels, special factors, placement, extended school year, amendments."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.records.fields import amount, private
from iepkit.records.goals import Goal
from iepkit.records.people import TeamMember
from iepkit.records.services import Accommodation, AssessmentParticipation, Service
from iepkit.records.transition import TransferOfRights, Transition
from iepkit.vocabulary import Environment

__all__ = ["Amendment", "ExtendedSchoolYear", "Iep", "Placement", "PresentLevels", "SpecialFactors"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class PresentLevels:
    """Present levels of academic achievement and functional performance (34 CFR 300.320(a)(1), 300.324(a)(1)).

    `effect_on_curriculum` is for school age, `effect_on_activities` for a preschool child.
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


@attrs.frozen
class SpecialFactors:
    """What a team considers besides: behavior, language, Braille, communication, technology (34 CFR 300.324(a)(2)).

    For each factor one field says whether it applies and one whether it was considered or provided.
    `braille_inappropriate` records a decision, after an evaluation, that Braille is not appropriate.
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


@attrs.frozen
class Placement:
    """The educational placement and its reasons (34 CFR 300.114 to 300.117, 300.320(a)(5)).

    `percent_regular_class` is from 0 to 100; the two minutes fields are per week.
    `nonparticipation` explains the extent, if any, to which the child is not with nondisabled children.
    `private_school` is the day on which the agency placed the child in, or referred the child to, a private school or
    facility (34 CFR 300.325).
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


@attrs.frozen
class ExtendedSchoolYear:
    """The individual decision on extended school year services (34 CFR 300.106)."""

    considered: date | None = None
    needed: bool | None = None
    why: str | None = private()
    start: date | None = None
    end: date | None = None


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
class Iep:
    """An individualized education program (34 CFR 300.320 to 300.324).

    `meeting_date` is the day of the meeting that made it, `finalized` the day on which the document was complete.
    It is in effect from `start`; `end` is the last day.
    `implemented` is the day on which all of its services had begun, `offered` the day on which the parents had the IEP
    and the placement as the agency proposes them, in a State where that ends a time limit.
    `preschool` is `None` where the file leaves it to the child's age.
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
