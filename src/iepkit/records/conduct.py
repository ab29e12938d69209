"""Discipline: what happened, for how long the child was removed, what was determined."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.records.fields import amount, private
from iepkit.records.people import TeamMember
from iepkit.records.terms import Offense
from iepkit.vocabulary import RemovalKind

__all__ = ["BehaviorIncident", "ManifestationDetermination", "Removal"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class BehaviorIncident:
    """Conduct that broke a code of student conduct (34 CFR 300.530).

    `parent_concern` is the day on which a parent wrote of the concern that the child needs special education,
    `staff_concern` the day on which staff told a supervisor of a pattern of behavior (34 CFR 300.534(b)).
    `at_school`: at school, on school premises, or at a school function. `meets_definition`: the weapon is a dangerous
    one, the drug is illegal and was knowingly held or used, or a controlled substance was sold, the injury is a serious
    one (34 CFR 300.530(g) and (i)).
    `agency_knew` is the agency's own word on a child not yet found eligible, and `protections_given` says whether the
    child was given the protections of discipline (34 CFR 300.534(a)).
    `records_permitted`: FERPA permits that the records go to whom the crime was reported (34 CFR 300.535(b)(2)).
    """

    id: str | None = private()
    on: date | None = None
    offense: Offense | None = None
    at_school: bool | None = None
    behavior: str | None = private()
    reported_as_crime: bool | None = None
    records_sent: bool | None = None
    parent_concern: date | None = None
    staff_concern: date | None = None
    meets_definition: bool | None = None
    agency_knew: bool | None = None
    protections_given: bool | None = None
    records_permitted: bool | None = None


@attrs.frozen
class Removal:
    """A removal from the current placement.

    `start` and `end` are its first and last day; `school_days` is a count where the file gives one, below 1 for a part
    of a day. `decided` is the day of the decision, `notice_given` the day on which the parents were told of it, and
    given the procedural safeguards unless `safeguards_given` says another day (34 CFR 300.530(h)).
    `change_of_placement` is the agency's own word, where it decided; `pattern` is what it decided of a series of
    removals, on `pattern_decided` (34 CFR 300.536).
    `services_continue`: the child can take part in the curriculum meanwhile, from `services_from` on where that is not
    the first day (34 CFR 300.530(d)). `services_in_suspension`: an in-school suspension left the child the curriculum,
    the services of the IEP and the company of children without disabilities.
    `transportation_lost`: a bus suspension took away transportation that the IEP holds, and nothing replaced it.
    `goals_continue`: the services let the child go on toward the goals of the IEP, and `services_chosen_by_team` says
    who determined them in a change of placement (34 CFR 300.530(d)(1)(i) and (d)(5)).
    The last four say how the agency decided whether the removals are a pattern: on this child's own case, and by their
    length, their total and how near they are to one another (34 CFR 300.536(a)(2)(iii) and (b)(1)).
    """

    id: str | None = private()
    kind: RemovalKind | None = None
    start: date | None = None
    end: date | None = None
    school_days: float | None = amount()
    decided: date | None = None
    notice_given: date | None = None
    safeguards_given: date | None = None
    incident_id: str | None = private()
    change_of_placement: bool | None = None
    pattern: bool | None = None
    pattern_decided: date | None = None
    similar_behavior: bool | None = None
    services_continue: bool | None = None
    services_from: date | None = None
    services_in_suspension: bool | None = None
    transportation_lost: bool | None = None
    setting_chosen_by_team: bool | None = None
    goals_continue: bool | None = None
    services_chosen_by_team: bool | None = None
    decided_individually: bool | None = None
    length_considered: bool | None = None
    total_considered: bool | None = None
    proximity_considered: bool | None = None


@attrs.frozen
class ManifestationDetermination:
    """The review whether conduct was a manifestation of the disability (34 CFR 300.530(e) and (f)).

    `caused_by_disability` and `failure_to_implement` are its two questions; `manifestation` is the answer.
    `deficiencies_remedied` is the day on which the agency had put right what it had not carried out of the IEP.
    `behavior_plan` is the day on which a plan was put into practice, or the one there was reviewed.
    `group` is who made it; `members_chosen_jointly` says whether parent and agency chose the members of the IEP Team in
    it. `information_reviewed` is said of the whole file; `iep_reviewed`, `observations_reviewed` and
    `parent_information_reviewed` of its parts, the last two as far as there are any (34 CFR 300.530(e)(1)).
    `assessment_before` and `plan_before`: there was a functional behavioral assessment before the behavior, or a
    behavioral intervention plan (34 CFR 300.530(f)(1)).
    """

    on: date | None = None
    removal_id: str | None = private()
    caused_by_disability: bool | None = None
    failure_to_implement: bool | None = None
    manifestation: bool | None = None
    group: tuple[TeamMember, ...] = ()
    parent_took_part: bool | None = None
    information_reviewed: bool | None = None
    deficiencies_remedied: date | None = None
    behavioral_assessment: date | None = None
    behavior_plan: date | None = None
    returned_to_placement: date | None = None
    placement_change_agreed: bool | None = None
    members_chosen_jointly: bool | None = None
    iep_reviewed: bool | None = None
    observations_reviewed: bool | None = None
    parent_information_reviewed: bool | None = None
    assessment_before: bool | None = None
    plan_before: bool | None = None
