"""IEP content: transition to adult life, and the rights that transfer (34 CFR 300.320(b) and (c)).

The clock `transition` says by when the content must begin; here is what it must hold.
Where a State's age is not known, that clock says so, and these rules keep to the federal age.
Messages name no day and no age: either would give the birth date away.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from iepkit.citations import Citation
from iepkit.days import MISSING, add_months, to_date, to_day
from iepkit.findings import Severity
from iepkit.laws import Provision
from iepkit.records import PostsecondaryGoal, Transition
from iepkit.reviews.attested import Attested, attested
from iepkit.reviews.context import Context, Reviewed, Stage, said
from iepkit.reviews.registry import Flaw, rule

__all__ = ["annual_update", "assessments", "interests", "postsecondary_goals", "services", "transfer_statement"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("iep-content", "transition", "indicator-13")
_NOTHING = Transition()
_YEAR = 12  # months
_AGE = "transition-age"
_AREAS = ("training", "education", "employment")
_APPLIES = "to an IEP in effect when the child reaches the age or grade of the law, and to every one after it"


@attrs.frozen
class _Needed:
    """An IEP that must hold transition content; `doubt` is set where the file does not settle whether it must."""

    one: Reviewed
    transition: Transition
    citation: Citation | None
    doubt: Severity | None

    def flaw(self, field: str, message: str, *, settle: str = "", severity: Severity | None = None) -> Flaw:
        path = f"{self.one.path}.transition.{field}"
        return Flaw(path, message, self.doubt or severity, self.citation, settle)


def _needed(context: Context) -> Iterator[_Needed]:
    """The IEPs that must hold transition content."""
    student = context.case.student
    in_prison = student is not None and student.adult_prison is True  # 34 CFR 300.324(d)(1)(ii)
    for one in context.texts:
        if in_prison and one.iep.transition and one.iep.transition.not_required:
            continue
        federal, governing = context.federal(_AGE, one.on), context.governs(_AGE, one.on)
        for provision in (federal, governing):
            reached = _reached(context, provision)
            if reached is not None and reached > context.as_of and not provision.value.in_effect:
                continue  # due by the day itself, which has not come
            must = _in_effect_on(context, one, reached)
            if must is not False:
                doubt = Severity.UNKNOWN if in_prison or must is None else None
                citation = None if provision is federal else provision.citation
                yield _Needed(one, one.iep.transition or _NOTHING, citation, doubt)
                break


def _reached(context: Context, provision: Provision) -> date | None:
    """The day on which the child reached the age or entered the grade, whichever is first."""
    value = provision.value
    days = [] if value.age_in_months is None else [context.reaches(value.age_in_months)]
    if value.grade_entered is not None:
        entered = context.known.first(f"grade-{value.grade_entered}-entered")
        days.append(None if entered == MISSING else to_date(entered))
        grade = context.case.student.grade if context.case.student else None
        if grade is not None and grade.isdigit() and int(grade) >= value.grade_entered:
            days.append(date.min)
    return min((day for day in days if day is not None), default=None)


def _in_effect_on(context: Context, one: Reviewed, day: date | None) -> bool | None:
    """Whether an IEP, or one before it, is the one in effect on a day; `None` where its last day is not in the file."""
    if day is None:
        return False
    if day <= one.on or (one.iep.end is not None and day <= one.iep.end):
        return True
    if one.iep.end is not None:
        return False
    if day <= context.as_of:
        return True  # the last IEP that took effect before the as-of day stands until it is replaced
    year = to_date(add_months(to_day(one.iep.meeting_date or one.on), _YEAR))
    return None if day <= (one.iep.next_review or year) else False


def _lacking(area: str, goals: tuple[PostsecondaryGoal, ...]) -> tuple[str, Severity | None] | None:
    """What to say of an area for which no goal is marked, and how much it weighs."""
    if any(getattr(goal, area) for goal in goals):
        return None
    if not all(any(getattr(goal, each) for each in (*_AREAS, "independent_living")) for goal in goals):
        return f"No postsecondary goal is marked as one for {area}, and some are not marked at all.", Severity.UNKNOWN
    other = {"training": "education", "education": "training"}.get(area)
    if other is not None and any(getattr(goal, other) for goal in goals):
        return f"No postsecondary goal is marked as one for {area}; one for {other} may cover both.", Severity.UNKNOWN
    return f"The IEP has no postsecondary goal for {area}.", None


@rule(
    "TR201",
    "iep-transition-goals",
    "Measurable postsecondary goals",
    citation="34 CFR 300.320(b)(1)",
    applies=_APPLIES,
    says="The IEP holds goals for training, education and employment; for independent living where appropriate.",
    settle="Add the postsecondary goal, or mark the areas that a goal is for; one goal may serve several.",
    groups=_GROUPS,
)
def postsecondary_goals(context: Context) -> Iterator[Flaw]:
    """The areas without a goal."""
    for needed in _needed(context):
        goals = needed.transition.goals
        if not goals:
            yield needed.flaw("goals", "The IEP has no postsecondary goals.")
            continue
        for area in _AREAS:
            lacking = _lacking(area, goals)
            if lacking is not None:
                yield needed.flaw("goals", lacking[0], severity=lacking[1])
        for at, goal in enumerate(goals):
            if not said(goal.text):
                yield needed.flaw(f"goals[{at}].text", "The postsecondary goal is not written out.")
    if context.birth is None:
        for one in context.texts:
            if one.iep.transition is None and one.stage is not Stage.PRESCHOOL:
                yield Flaw(
                    f"{one.path}.transition",
                    "The IEP has no transition content, and whether it must is not known without a birth date.",
                    Severity.UNKNOWN,
                    settle="Record the birth date.",
                )


@rule(
    "TR202",
    "iep-transition-assessments",
    "Transition assessments",
    citation="34 CFR 300.320(b)(1)",
    applies=_APPLIES,
    says="The postsecondary goals rest on age-appropriate transition assessments.",
    settle="Record the assessments on which the goals rest.",
    groups=_GROUPS,
)
def assessments(context: Context) -> Iterator[Flaw]:
    """The IEPs that name no transition assessment."""
    for needed in _needed(context):
        if not needed.transition.assessments:
            yield needed.flaw("assessments", "The IEP names no transition assessment on which its goals rest.")


@rule(
    "TR203",
    "iep-transition-services",
    "Transition services and courses of study",
    citation="34 CFR 300.320(b)(2)",
    applies=_APPLIES,
    says="The IEP holds the transition services, with the courses of study, that the child needs to reach the goals.",
    settle="Add the transition services and the courses of study.",
    groups=_GROUPS,
)
def services(context: Context) -> Iterator[Flaw]:
    """The transition services and courses of study that are not there."""
    for needed in _needed(context):
        if not needed.transition.services:
            yield needed.flaw("services", "The IEP has no transition services.")
        if not said(needed.transition.courses_of_study):
            yield needed.flaw("courses_of_study", "The IEP does not name the courses of study.")


@rule(
    "TR204",
    "iep-transition-annual",
    "Transition content updated each year",
    citation="34 CFR 300.320(b)",
    applies="to an IEP that must hold transition content and says when that was last updated",
    says="Transition content is updated annually.",
    settle="Update the postsecondary goals and transition services, and record the day.",
    groups=_GROUPS,
)
def annual_update(context: Context) -> Iterator[Flaw]:
    """The transition content that was last updated more than a year ago."""
    for needed in _needed(context):
        updated = [day for day in (needed.transition.updated, *(g.updated for g in needed.transition.goals)) if day]
        if updated and to_date(add_months(to_day(max(updated)), _YEAR)) < context.as_of:
            yield needed.flaw("updated", f"The transition content was last updated on {max(updated)}, over a year ago.")


_INTERESTS = Attested(
    "preferences_considered",
    "the transition services take the child's strengths, preferences and interests into account",
    "The file says that the child's strengths, preferences and interests were not taken into account.",
)


@rule(
    "TR205",
    "transition-def",
    "Strengths, preferences and interests in transition",
    citation="34 CFR 300.43(a)(2)",
    applies="to an IEP that has transition content",
    says="Transition services rest on the child's needs, and take strengths, preferences and interests into account.",
    settle="Ask the child, and record that the services take it into account.",
    groups=("iep-content", "transition"),
    since="0.3",
)
def interests(context: Context) -> Iterator[Flaw]:
    """Where they were not taken into account; silence weighs where the file tells what else the team looked at."""
    for one in context.texts:
        if one.iep.transition is not None:
            asked = one.iep.transition.independent_living_considered is not None
            yield from attested(f"{one.path}.transition", one.iep.transition, [_INTERESTS], asked=asked)


@rule(
    "TR211",
    "iep-transfer-statement",
    "Statement on the rights that transfer",
    citation="34 CFR 300.320(c)",
    applies="from a year before the age of majority on, where State law transfers rights at that age",
    says="The IEP states that the child was told of the rights that will transfer, if any.",
    settle="Tell the child, and add the statement to the IEP.",
    groups=("iep-content", "transition", "rights-transfer"),
)
def transfer_statement(context: Context) -> Iterator[Flaw]:
    """The IEPs without the statement; where the State's age is not known, the clock `rights-transfer` says so."""
    for one in context.texts:
        age = context.governs("age-of-majority", one.on).value.age_in_months
        ahead = context.governs("rights-transfer", one.on).value.number
        reached = None if age is None or ahead is None else context.reaches(age - _YEAR * ahead)
        told = one.iep.transfer_of_rights
        stated = told is not None and told.statement is not False and (told.statement or told.informed is not None)
        if reached is not None and reached <= max(one.on, context.as_of) and not stated:
            words = "The IEP does not state that the child was told of the rights that will transfer."
            yield Flaw(f"{one.path}.transfer_of_rights", words)
