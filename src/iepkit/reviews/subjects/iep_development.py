"""How an IEP was developed, reviewed and shared (34 CFR 300.323(d), 300.324(a)(1), (a)(3), (b), (c), (d)(2))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iepkit.days import to_date
from iepkit.findings import Severity
from iepkit.records import IepReview, PresentLevels
from iepkit.reviews.attested import Attested, attested, recorded
from iepkit.reviews.context import Context, said
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import ProgressStatus, Purpose, Role

__all__ = [
    "ACCESS",
    "CONSIDERED",
    "access",
    "considered",
    "latest_evaluation",
    "prison",
    "regular_teacher",
    "review",
    "special_factors_again",
    "transition_failure",
]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("iep-development",)
_NO_LEVELS = PresentLevels()
CONSIDERED = {
    "strengths": ("i", "the strengths of the child"),
    "parent_concerns": ("ii", "the parents' concerns"),
    "evaluation_results": ("iii", "the results of the latest evaluation"),
    "needs": ("iv", "the child's academic, developmental and functional needs"),
}
"""What an IEP Team considers: field, paragraph of 34 CFR 300.324(a)(1), words."""


@rule(
    "IP701",
    "dev-consider",
    "What the team considered in developing the IEP",
    citation="34 CFR 300.324(a)(1)",
    severity=Severity.UNKNOWN,
    applies="to an IEP of which the file tells something that the team considered",
    says="The IEP Team considers strengths, the parents' concerns, the latest evaluation, and the child's needs.",
    settle="Record what the team considered.",
    groups=_GROUPS,
    since="0.3",
)
def considered(context: Context) -> Iterator[Flaw]:
    """What the file is silent on, where it tells of the rest."""
    for one in context.texts:
        levels = one.iep.present_levels or _NO_LEVELS
        silent = [field for field in CONSIDERED if not getattr(levels, field)]
        if len(silent) < len(CONSIDERED):
            for field in silent:
                letter, what = CONSIDERED[field]
                words = f"The file does not say whether the team considered {what}."
                yield Flaw(f"{one.path}.present_levels.{field}", words, citation=f"34 CFR 300.324(a)(1)({letter})")


@rule(
    "IP702",
    "dev-latest-evaluation",
    "The latest evaluation considered",
    citation="34 CFR 300.324(a)(1)(iii)",
    applies="to an IEP that gives the day of the evaluation whose results were considered",
    says="The IEP Team considers the results of the initial or most recent evaluation.",
    settle="Consider the latest evaluation, or correct the day.",
    groups=_GROUPS,
    since="0.3",
)
def latest_evaluation(context: Context) -> Iterator[Flaw]:
    """The IEPs that rest on an evaluation when a later one was complete, or on one that was not complete yet."""
    for one in context.texts:
        day = (one.iep.present_levels or _NO_LEVELS).evaluation_date
        met = one.iep.meeting_date or one.on
        path = f"{one.path}.present_levels.evaluation_date"
        if day is None:
            continue
        done = {row.completed: row for row in context.case.evaluations if row.completed and row.completed <= met}
        if day > met:
            yield Flaw(path, f"The evaluation of {day} came after the IEP was made on {met}.", Severity.CONFLICT)
        elif max(done, default=day) > day:
            began = done[max(done)].started
            if began is not None and began <= day and day not in done:
                continue  # a day of that same evaluation, such as of its report
            words = f"The IEP rests on the evaluation of {day}, and a later one was complete on {max(done)}."
            yield Flaw(path, words, None if began is not None or day in done else Severity.UNKNOWN)


_TEACHER = Attested(
    "regular_teacher_part",
    "the regular education teacher took part in determining supports, aids and modifications, as far as appropriate",
    "The file says that the regular education teacher had no part in developing the IEP, where that was appropriate.",
)


@rule(
    "IP703",
    "dev-regular-teacher",
    "Part of the regular education teacher in developing the IEP",
    citation="34 CFR 300.324(a)(3)",
    applies="to an IEP whose team has a regular education teacher of the child, or is not in the file",
    says="The teacher takes part, as far as appropriate, also in determining behavioral supports, aids and changes.",
    settle="Record the teacher's part, in the meeting or otherwise.",
    groups=(*_GROUPS, "team"),
    since="0.3",
)
def regular_teacher(context: Context) -> Iterator[Flaw]:
    """The teachers who had no part, or of whose part the file is silent where it tells how the IEP was developed."""
    for one in context.texts:
        made = [met for met in context.gatherings if met.made and met.iep is one.iep]
        teacher = any(met.present(Role.REGULAR_EDUCATION_TEACHER) for met in made)
        if teacher or not made:
            told = teacher and recorded(one.iep.present_levels or _NO_LEVELS, CONSIDERED)
            yield from attested(one.path, one.iep, [_TEACHER], asked=told)


_GOALS_REVIEWED = Attested(
    "goals_reviewed",
    "the review asked if the annual goals are being achieved",
    "The file says that the review did not ask if the annual goals are being achieved.",
    "34 CFR 300.324(b)(1)(i)",
)
_LACK, _REEVALUATION, *_OTHERS = (
    Attested(
        f"{field}_addressed",
        f"the review addressed {what}",
        f"The file says that the review did not address {what}.",
        f"34 CFR 300.324(b)(1)(ii)({letter})",
    )
    for field, what, letter in (
        ("lack_of_progress", "a lack of expected progress", "A"),
        ("reevaluation", "the results of the reevaluation", "B"),
        ("parent_information", "what the parents told or were told", "C"),
        ("anticipated_needs", "what the child is expected to need", "D"),
    )
)


@rule(
    "IP721",
    "review-content",
    "What a review of the IEP takes up",
    citation="34 CFR 300.324(b)(1)",
    applies="to an IEP of which the file tells what the review before it took up",
    says="A review asks if the goals are achieved, and revises the IEP for lack of progress, new results, new needs.",
    settle="Record what the review took up, or take it up.",
    groups=(*_GROUPS, "review"),
    since="0.3",
)
def review(context: Context) -> Iterator[Flaw]:
    """What a review left out, and what the file calls for and the review is silent on."""
    for one in context.texts:
        path, reviewed = f"{one.path}.review", one.iep.review
        if reviewed is None or reviewed == IepReview():
            continue
        first, last = one.before.on if one.before else date.min, one.iep.meeting_date or one.on
        yield from attested(path, reviewed, [_GOALS_REVIEWED], asked=True)
        yield from attested(path, reviewed, [_LACK], asked=_progress_was_lacking(context, first, last))
        yield from attested(path, reviewed, [_REEVALUATION], asked=_was_reevaluated(context, first, last))
        yield from attested(path, reviewed, _OTHERS, asked=False)


def _progress_was_lacking(context: Context, first: date, last: date) -> bool:
    return any(
        goal.status is ProgressStatus.INSUFFICIENT
        for report in context.case.progress_reports
        if report.given is not None and first <= report.given <= last
        for goal in report.goals
    )


def _was_reevaluated(context: Context, first: date, last: date) -> bool:
    return any(
        row.purpose is Purpose.REEVALUATION and row.completed is not None and first <= row.completed <= last
        for row in context.case.evaluations
    )


@rule(
    "IP722",
    "review-special-factors",
    "Special factors considered again at the review",
    citation="34 CFR 300.324(b)(2)",
    applies="to an IEP that followed another one, where the file holds the special factors of either",
    says="In conducting a review the IEP Team considers the special factors.",
    settle="Consider the special factors, and record the day.",
    groups=(*_GROUPS, "review", "special-factors"),
    since="0.3",
)
def special_factors_again(context: Context) -> Iterator[Flaw]:
    """The IEPs whose special factors are as old as the IEP before, or are not in the file while those before are."""
    for one in context.texts:
        before, factors = one.before, one.iep.special_factors
        if before is None or any(change.by_agreement for change in one.iep.amendments):
            continue  # an IEP changed without a meeting comes from no review
        path, met = f"{one.path}.special_factors", before.iep.meeting_date
        if factors is None and before.iep.special_factors is not None:
            words = "The IEP before this one records special factors, and this one does not."
            yield Flaw(path, words, Severity.UNKNOWN)
        elif factors is not None and factors.considered is not None and met is not None and factors.considered <= met:
            words = f"The special factors were last considered on {factors.considered}, for the IEP before this one."
            yield Flaw(f"{path}.considered", words)


@rule(
    "IP741",
    "transition-failure",
    "Other ways to a transition objective",
    citation="34 CFR 300.324(c)(1)",
    severity=Severity.UNKNOWN,
    applies="to each transition service that another agency did not provide, once the IEP Team met again",
    says="The IEP Team meets again and finds other strategies to meet the transition objectives.",
    settle="Record the strategies that the team found.",
    groups=(*_GROUPS, "transition"),
    since="0.3",
)
def transition_failure(context: Context) -> Iterator[Flaw]:
    """The services that failed and for which the file tells no other way; the meeting itself is a clock's matter."""
    days = context.known.days("iep-meeting")
    last = to_date(max(days)) if days else date.min
    for one in context.texts:
        for at, service in enumerate(one.iep.transition.services if one.iep.transition else ()):
            failed = service.failed
            if failed is not None and failed <= last and not said(service.alternatives):
                words = "Another agency did not give this service, the team met since, and no other way is recorded."
                yield Flaw(f"{one.path}.transition.services[{at}].alternatives", words)


@rule(
    "IP742",
    "prison-modify",
    "IEP changed for an adult prison",
    citation="34 CFR 300.324(d)(2)(i)",
    applies="to an IEP that was changed for an adult prison",
    says="The State shows a bona fide security or compelling penological interest that nothing else can meet.",
    settle="Record the interest that the State showed, and that the child, convicted as an adult, is in such a prison.",
    groups=(*_GROUPS, "prison"),
    since="0.3",
)
def prison(context: Context) -> Iterator[Flaw]:
    """The changes for which no such interest was shown, or of a child who is in no such prison."""
    shown = Attested(
        "prison_interest_shown",
        "the State showed an interest of security or the prison that takes this change",
        "The IEP was changed for an adult prison, and the State did not show the interest that this takes.",
    )
    held = Attested(
        "adult_prison",
        "the child is convicted as an adult and in an adult prison",
        "The IEP was changed for an adult prison, and the child is in none.",
    )
    for one in context.texts:
        if one.iep.prison_modified:
            yield from attested(one.path, one.iep, [shown], asked=True)
            if context.case.student is not None:
                yield from attested("$.student", context.case.student, [held], asked=True)


_OF_ACCESS = (
    Attested(
        "accessible",
        "each teacher and provider who carries out the IEP can look at it",
        "The file says that not everyone who carries out the IEP can look at it.",
        "34 CFR 300.323(d)(1)",
    ),
    Attested(
        "responsibilities_told",
        "each teacher and provider was told of their own part in carrying out the IEP",
        "The file says that not everyone who carries out the IEP was told of their part in it.",
        "34 CFR 300.323(d)(2)(i)",
    ),
    Attested(
        "supports_told",
        "each teacher and provider was told of the accommodations, modifications and supports to give",
        "The file says that not everyone was told of the accommodations, modifications and supports to give.",
        "34 CFR 300.323(d)(2)(ii)",
    ),
)
ACCESS = tuple(row.field for row in _OF_ACCESS)
"""The fields that tell who can look at an IEP and what they were told."""


@rule(
    "IP743",
    "iep-access",
    "Access to the IEP for those who carry it out",
    citation="34 CFR 300.323(d)",
    applies="to an IEP of which the file tells who can look at it or what they were told",
    says="Teachers and providers can look at the IEP and know their part and the supports that they must give.",
    settle="Give them access, tell them, and record it.",
    groups=(*_GROUPS, "implementation"),
    since="0.3",
)
def access(context: Context) -> Iterator[Flaw]:
    """What those who carry out the IEP do not have; the day on which they were told is a clock's matter."""
    for one in context.ieps:
        yield from attested(one.path, one.iep, _OF_ACCESS, asked=recorded(one.iep, ACCESS))
