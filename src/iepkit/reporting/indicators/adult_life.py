"""Indicator 13: planning for life after school, component by component (34 CFR 300.320(b), 300.321(b), 300.43).

Each component is a yes, a no or not known, from the IEP that is in effect and the meeting that made it. One no decides
the child. That a postsecondary goal is measurable is said of its form alone, by the same check as `ik.check_goal`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

import attrs

from iepkit.days import add_months, to_date, to_day
from iepkit.facts import Projection
from iepkit.goals import check_goal
from iepkit.history import Case
from iepkit.records import Iep, Meeting, PostsecondaryGoal, Transition
from iepkit.reporting.indicators.files import Files
from iepkit.reporting.indicators.tallies import Tally
from iepkit.reporting.indicators.values import Breakdown, Indicator, Row
from iepkit.vocabulary import GoalArea, MeetingPurpose, Role

__all__ = ["Component", "components_of", "transition_components"]


def __dir__() -> list[str]:
    return __all__


_YEAR, _MONTHS = 12, 12  # months in a year, of an age; months for which an update stands
_NOTHING = Transition()


class Component(StrEnum):
    """The components that an IEP needs from the age of transition on."""

    GOALS = "measurable goals for training or education, and for employment, after school"
    UPDATED = "the goals are updated within the year"
    ASSESSMENT = "the goals rest on a transition assessment"
    SERVICES = "transition services"
    COURSES = "courses of study"
    ANNUAL_GOALS = "annual goals that belong to the transition services"
    STUDENT_INVITED = "the student was invited to the meeting"
    AGENCY_INVITED = "an agency that may pay or serve was invited, with consent, where there is one"


@attrs.frozen
class _Plan:
    """The IEP in effect on a day, what it says of transition, and the meetings that may have made it."""

    iep: Iep
    transition: Transition
    meetings: tuple[Meeting, ...]
    on: date


def components_of(case: Case, on: date) -> dict[Component, bool | None] | None:
    """Each component of the IEP in effect on a day: there, not there, or `None` where the file does not tell.

    `None` for the whole where no IEP is in effect by its documents. An agency is not needed, and the answer is yes,
    where the file says that none is likely to pay, or where the services name none.

    >>> iep = Iep(start=date(2025, 1, 9), transition=Transition(courses_of_study="Algebra 2, automotive technology"))
    >>> found = components_of(Case("7", ieps=(iep,)), date(2025, 6, 30))
    >>> found[Component.COURSES], found[Component.SERVICES], found[Component.STUDENT_INVITED]
    (True, False, None)
    """
    iep = _last(case, on)
    return None if iep is None or _over(iep, on) else _components(case, iep, on)


def _components(case: Case, iep: Iep, on: date) -> dict[Component, bool | None]:
    if not _written(iep):
        return dict.fromkeys(Component)
    made = tuple(one for one in case.meetings if _about(one, iep))
    plan = _Plan(iep, iep.transition or _NOTHING, made, on)
    return {component: test(plan) for component, test in _TESTS.items()}


def _last(case: Case, on: date) -> Iep | None:
    """The last IEP to take effect by a day."""
    begun = [
        (start, iep.version or 0, at)
        for at, iep in enumerate(case.ieps)
        if (start := iep.start or iep.meeting_date) is not None and start <= on
    ]
    return case.ieps[max(begun)[2]] if begun else None


def _over(iep: Iep, on: date) -> bool:
    return iep.end is not None and iep.end < on


def _written(iep: Iep) -> bool:
    """Whether the file holds the text of an IEP, and not only its dates, its services or its placement."""
    return any(
        (iep.present_levels, iep.special_factors, iep.transition, iep.goals, iep.accommodations, iep.assessments)
    )


def _about(meeting: Meeting, iep: Iep) -> bool:
    """Whether a meeting made the IEP, or was on transition in the year before it."""
    held = meeting.held or meeting.scheduled
    made = iep.meeting_date or iep.start
    if held is None or made is None or held > made:
        return False
    return held == made or (MeetingPurpose.TRANSITION in meeting.purposes and held > _back(made))


def _back(day: date) -> date:
    return to_date(add_months(to_day(day), -_MONTHS))


# -- the components ----------------------------------------------------------------------------------------------------


def _all(answers: Iterable[bool | None]) -> bool | None:
    """No where one is no, else not known where one is not known."""
    told = set(answers)
    return False if False in told else None if None in told else True


def _said(text: str | None) -> bool:
    return bool(text and text.strip())


def _goals(plan: _Plan) -> bool | None:
    """Goals that are measurable in form; for employment, and for training or education, as the areas are marked.

    One goal may be for training and education both, as the checklists to the indicator have it (secondary).
    """
    goals = plan.transition.goals
    if not goals:
        return False
    marked = all(any((one.training, one.education, one.employment, one.independent_living)) for one in goals)
    areas = (any(one.employment for one in goals), any(one.training or one.education for one in goals))
    covered = True if all(areas) else False if marked else None
    return _all((covered, *map(_measurable, goals)))


def _measurable(goal: PostsecondaryGoal) -> bool | None:
    """Whether the goal is measurable in form; of a text in another language nothing is said."""
    if not _said(goal.text):
        return None
    found = check_goal(goal)
    return found.measurable if found.read else None


def _updated(plan: _Plan) -> bool | None:
    """Updated within the year before the day; else written into an IEP that was made within it."""
    told = [day for day in (plan.transition.updated, *(goal.updated for goal in plan.transition.goals)) if day]
    day = max(told, default=plan.iep.meeting_date or plan.iep.start)
    return None if day is None else _back(plan.on) <= day


def _annual_goals(plan: _Plan) -> bool | None:
    """A goal that names a postsecondary goal, is named by a transition service, or is in an area of transition."""
    goals = plan.iep.goals
    if not goals:
        return False
    served = {name for service in plan.transition.services for name in service.goal_ids}
    linked = any(one.postsecondary_goal_ids or one.area in _AREAS or (one.id and one.id in served) for one in goals)
    return True if linked else None


_AREAS = (GoalArea.TRANSITION, GoalArea.VOCATIONAL)


def _student_invited(plan: _Plan) -> bool | None:
    """By the word of a meeting, its notice, or a team that lists the student as invited or there."""
    told = [one.child_invited for one in plan.meetings] + [one.notice_child_invited or None for one in plan.meetings]
    listed = [one for team in (plan.iep.team, *(meeting.team for meeting in plan.meetings)) for one in team]
    student = [one for one in listed if Role.CHILD in one.roles]
    if True in told or any(one.invited or one.attended or one.by_other_means for one in student):
        return True
    return False if False in told else None


def _agency_invited(plan: _Plan) -> bool | None:
    likely = {one.agency_likely for one in plan.meetings}
    named = any(_said(one.agency) for one in plan.transition.services)
    if True not in likely and (False in likely or not named):
        return True
    invited = {one.agency_invited_with_consent for one in plan.meetings}
    return True if True in invited else False if False in invited else None


_TESTS: dict[Component, Callable[[_Plan], bool | None]] = {
    Component.GOALS: _goals,
    Component.UPDATED: _updated,
    Component.ASSESSMENT: lambda plan: bool(plan.transition.assessments),
    Component.SERVICES: lambda plan: bool(plan.transition.services),
    Component.COURSES: lambda plan: _said(plan.transition.courses_of_study),
    Component.ANNUAL_GOALS: _annual_goals,
    Component.STUDENT_INVITED: _student_invited,
    Component.AGENCY_INVITED: _agency_invited,
}


# -- the indicator -----------------------------------------------------------------------------------------------------


IN_PRISON = "The youth is in an adult prison until eligibility ends, and transition does not apply (300.324(d)(1)(ii))."
_ENDS = ("exited", "found-not-eligible", "consent-for-services-revoked")


def transition_components(files: Files) -> Indicator:
    """Indicator 13: youth of the age with an IEP in effect on the day, and those whose IEP has each component.

    The day is that of the policy, by default the last of the year, and never after the as-of day. Who turns the age on
    that day counts. In doubt are a child whose birth date is not known, and a youth whose last IEP had ended by the
    day, or of whose IEP the file shows no more than that there is one.

    >>> from iepkit.records import Student
    >>> iep = Iep(start=date(2025, 1, 9), transition=Transition())
    >>> case = Case("7", student=Student(id="1", birth_date=date(2009, 6, 30)), ieps=(iep,))
    >>> found = transition_components(Files.of([case], ffy=2024, as_of=date(2026, 2, 1)))
    >>> found.numerator, found.denominator
    (0, 1)
    """
    on, tally = min(files.policy.transition_day or files.year.last, files.as_of), Tally()
    found: dict[str, dict[Component, bool | None]] = {}
    for case in files.cases:
        born = case.student.birth_date if case.student else None
        if born is not None and not _of_age(born, on, files):
            continue
        iep = _last(case, on)
        if not _has_iep(case, iep, on):
            continue
        if iep is not None and iep.transition is not None and iep.transition.not_required is not None:
            tally.out(case.id, IN_PRISON)
        elif born is None:
            tally.open(case.id, "There is an IEP, and no birth date.", "the birth date")
        elif iep is None:
            tally.open(case.id, "The file shows that there is an IEP, and not what it says.", "the IEP")
        elif _over(iep, on):
            tally.open(case.id, "The last IEP in the file had ended by the day.", "the IEP in effect on the day")
        else:
            found[case.id] = _components(case, iep, on)
            _put(case.id, found[case.id], tally)
    return tally.indicator("13", files.ffy, [_table(found)])


def _of_age(born: date, on: date, files: Files) -> bool:
    months = files.policy.transition_age * _YEAR
    return to_date(add_months(to_day(born), months, leap_day_to=files.dates.leap_day)) <= on


def _has_iep(case: Case, iep: Iep | None, on: date) -> bool:
    """Whether the file shows an IEP, as a document or as an event, after which special education did not end."""
    known = Projection.of(case, on)
    start = iep.start or iep.meeting_date if iep is not None else None
    since = max([*known.days("iep-in-effect"), *([] if start is None else [to_day(start)])], default=None)
    return since is not None and not any(since <= day for day in known.days(*_ENDS))


def _put(name: str, answers: dict[Component, bool | None], tally: Tally) -> None:
    unknown = [component for component, answer in answers.items() if answer is None]
    if False in answers.values():
        tally.no(name)
    elif unknown:
        settles = "the file's word on each of them"
        tally.open(name, f"Not known: {'; '.join(unknown)}.", settles)
    else:
        tally.yes(name)


_WORDS = {True: "yes", False: "no", None: "not known"}


def _table(found: dict[str, dict[Component, bool | None]]) -> Breakdown:
    """Of each component how many have it, lack it, or do not tell."""
    rows = []
    for component in Component:
        for answer, words in _WORDS.items():
            cases = tuple(name for name, answers in found.items() if answers[component] is answer)
            rows.append(Row(f"{component}: {words}", len(cases), cases))
    return Breakdown("Each required component", tuple(rows))
