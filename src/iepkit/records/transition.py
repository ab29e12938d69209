"""Transition to adult life, and the transfer of rights at the age of majority."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.records.fields import private

__all__ = ["PostsecondaryGoal", "TransferOfRights", "Transition", "TransitionAssessment", "TransitionService"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class PostsecondaryGoal:
    """A measurable goal for after school (34 CFR 300.320(b)(1)); it may serve more than one of the four areas."""

    id: str | None = private()
    text: str | None = private()
    training: bool | None = None
    education: bool | None = None
    employment: bool | None = None
    independent_living: bool | None = None
    updated: date | None = None


@attrs.frozen
class TransitionAssessment:
    """An age-appropriate transition assessment on which the goals rest."""

    name: str | None = None
    on: date | None = None
    training: bool | None = None
    education: bool | None = None
    employment: bool | None = None
    independent_living: bool | None = None


@attrs.frozen
class TransitionService:
    """A transition service, with the agency that pays for it or gives it (34 CFR 300.43, 300.321(b)(3)).

    `failed` is the day on which that agency was found not to provide it, `alternatives` are the strategies that the
    team then found to meet the objectives in another way (34 CFR 300.324(c)(1)).
    """

    text: str | None = private()
    agency: str | None = private()
    start: date | None = None
    end: date | None = None
    goal_ids: tuple[str, ...] = private(())
    failed: date | None = None
    alternatives: str | None = private()


@attrs.frozen
class Transition:
    """The transition content of an IEP (34 CFR 300.320(b)).

    `independent_living_considered` says whether the team looked at that area, which is needed only where appropriate.
    `preferences_considered`: the services take the child's strengths, preferences and interests into account
    (34 CFR 300.43(a)(2)).
    `not_required` is the day on which it was found that the child, in an adult prison, will not be released before the
    right to an education ends (34 CFR 300.324(d)(1)(ii)).
    """

    goals: tuple[PostsecondaryGoal, ...] = ()
    assessments: tuple[TransitionAssessment, ...] = ()
    services: tuple[TransitionService, ...] = ()
    courses_of_study: str | None = private()
    independent_living_considered: bool | None = None
    preferences_considered: bool | None = None
    updated: date | None = None
    not_required: date | None = None


@attrs.frozen
class TransferOfRights:
    """The statement that the child was told of the rights that transfer (34 CFR 300.320(c), 300.520).

    `child_notified` and `parents_notified` are the two notices of 34 CFR 300.520(a)(3) at the transfer itself.
    `stay_with_parents` is the day on which it was settled that the rights do not transfer, as for a child found
    incompetent under State law.
    """

    informed: date | None = None
    statement: bool | None = None
    child_notified: date | None = None
    parents_notified: date | None = None
    stay_with_parents: date | None = None
