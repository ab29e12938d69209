"""IEP content: annual goals, benchmarks, and how progress is measured and reported (34 CFR 300.320(a)(2) and (3)).

It is the form of a goal that is looked at (see `iepkit.goals`): whether it says what can be seen and when it is enough.
Whether it is ambitious, appropriate and right for the child is for the IEP Team.
That a goal is academic or functional depends on the child's needs, so neither kind is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from iepkit.findings import Severity
from iepkit.goals import GoalCheck, Missing, check_goal
from iepkit.records import Goal
from iepkit.reviews.context import Context, Reviewed, Stage, said
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import AssessmentKind, GoalDirection

__all__ = [
    "baseline_unit",
    "benchmarks",
    "clearer",
    "goals",
    "measurable",
    "objectives_sequence",
    "one_skill",
    "postsecondary_form",
    "progress_measured",
    "progress_reported",
    "target_direction",
]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("iep-content", "goals")
_PARAMETER = "short-term-objectives"


def _each(context: Context) -> Iterator[tuple[str, Goal]]:
    """Every annual goal with its place."""
    for one in context.texts:
        yield from ((f"{one.path}.goals[{at}]", goal) for at, goal in enumerate(one.iep.goals))


def _checked(context: Context) -> Iterator[tuple[str, Goal, GoalCheck]]:
    """Every annual goal with its place and its check, which is made once for all rules."""
    for path, goal in _each(context):
        if path not in context.checked:
            context.checked[path] = check_goal(goal)
        yield path, goal, context.checked[path]


@rule(
    "IP211",
    "iep-goals",
    "Annual goals",
    citation="34 CFR 300.320(a)(2)(i)",
    applies="to every IEP under review",
    says="The IEP states measurable annual goals that meet the child's needs.",
    settle="Add at least one measurable annual goal.",
    groups=_GROUPS,
)
def goals(context: Context) -> Iterator[Flaw]:
    """The IEPs without a goal."""
    for one in context.texts:
        if not one.iep.goals:
            yield Flaw(f"{one.path}.goals", "The IEP has no annual goal.")


@rule(
    "IP212",
    "iep-goals-measurable",
    "Something to measure in each goal",
    citation="34 CFR 300.320(a)(2)(i)",
    applies="to each annual goal",
    says="A goal says, in words or in fields, what the child will be seen to do and when that is enough.",
    settle="Write the goal out, or record its behavior together with a criterion or a target.",
    groups=_GROUPS,
)
def measurable(context: Context) -> Iterator[Flaw]:
    """The goals in whose form nothing can be measured, and those of which it cannot be told.

    The regulation does not define "measurable". Without any criterion there is nothing to measure by, nor without
    behavior and with a bare number; a criterion for something that nobody seems to see, and a number that does not say
    of what, are left to people.
    """
    for path, goal, found in _checked(context):
        if found.measurable:
            continue
        lacking = {one.code: one for one in found.required}
        settle = " ".join(_advice(one) for one in found.required)
        if "GL101" in lacking:
            parts = {"what the child will do": said(goal.behavior), "when it is reached": False}
            missing = " and ".join(words for words, there in parts.items() if not there)
            yield Flaw(path, f"The goal is not written out and does not say {missing}.", settle=settle)
        else:
            words = " ".join(one.message for one in found.required)
            bare = "GL103" in lacking and not said(goal.text)  # held in fields, of which that for the behavior is empty
            nothing = "GL104" in lacking or {"GL103", "GL105"} <= set(lacking) or bare
            yield Flaw(path, words, None if nothing else Severity.UNKNOWN, settle=settle)


def _advice(one: Missing) -> str:
    return f"{one.hint} For example: {one.example}" if one.example else one.hint


@rule(
    "IP214",
    "iep-postsecondary-form",
    "Postsecondary goals as results",
    citation="34 CFR 300.320(b)(1)",
    applies="to each postsecondary goal that is written out",
    says="A postsecondary goal is measurable: it names a result after school.",
    settle="Write what the child will do after leaving school.",
    groups=(*_GROUPS, "transition"),
    since="0.3",
)
def postsecondary_form(context: Context) -> Iterator[Flaw]:
    """The postsecondary goals that name no result; a wish or a step on the way is left to people."""
    for one in context.texts:
        for at, goal in enumerate(one.iep.transition.goals if one.iep.transition else ()):
            for lacking in check_goal(goal).required if said(goal.text) else ():
                severity = None if lacking.code == "GL103" else Severity.UNKNOWN
                path = f"{one.path}.transition.goals[{at}].text"
                yield Flaw(path, lacking.message, severity, settle=_advice(lacking))


@rule(
    "IP215",
    "iep-goal-one-skill",
    "One skill in a goal",
    citation="34 CFR 300.320(a)(2)(i)",
    applies="to each annual goal that is written out",
    says="The text does not ask for one skill a goal; with several, progress toward the goal is hard to tell.",
    settle="Write a goal for each skill, or say which one is measured.",
    groups=_GROUPS,
    severity=Severity.NOTE,
    since="0.3",
)
def one_skill(context: Context) -> Iterator[Flaw]:
    """The goals that seem to name several skills."""
    for path, _, found in _checked(context):
        for one in found.advised:
            if one.code == "GL208":
                yield Flaw(path, one.message)


_HELPFUL = ("GL201", "GL206", "GL209")  # the rest stands elsewhere in an IEP: its year, its child, how it is measured


@rule(
    "IP216",
    "iep-goal-parts",
    "What would make a goal clearer",
    citation="34 CFR 300.320(a)(2)(i)",
    applies="to each annual goal that can be measured",
    says="Conditions, a baseline and plain words help to measure; the text does not ask for them in the goal.",
    settle="Add what is named, where it helps.",
    groups=_GROUPS,
    severity=Severity.NOTE,
    since="0.3",
)
def clearer(context: Context) -> Iterator[Flaw]:
    """The measurable goals that lack a part that good practice advises: one note for each."""
    for path, _, found in _checked(context):
        lacking = [one for one in found.advised if one.code in _HELPFUL]
        if found.measurable and lacking:
            yield Flaw(path, " ".join(one.message for one in lacking), settle=" ".join(map(_advice, lacking)))


@rule(
    "CF201",
    "goal-baseline-unit",
    "Baseline and criterion in one unit",
    citation="34 CFR 300.320(a)(2)(i)",
    applies="to each annual goal whose baseline and criterion are numbers with units",
    says="Progress is the way from the baseline to the criterion, so both are in one unit.",
    settle="Give the baseline in the unit of the criterion, or correct one of them.",
    groups=("contradictions", "goals"),
    severity=Severity.CONFLICT,
    since="0.3",
)
def baseline_unit(context: Context) -> Iterator[Flaw]:
    """The goals whose baseline is in another unit than their criterion."""
    for path, _, found in _checked(context):
        for one in found.advised:
            if one.code == "GL207":
                yield Flaw(f"{path}.baseline", one.message)


_SEQUENCE = ("GL301", "GL302", "GL303", "GL304")
_BEYOND = {
    GoalDirection.INCREASE: lambda baseline, target: target > baseline,
    GoalDirection.DECREASE: lambda baseline, target: target < baseline,
}


@rule(
    "CF202",
    "goal-target-direction",
    "Target on the other side of the baseline",
    citation="34 CFR 300.320(a)(2)(i)",
    applies="to each annual goal that records a direction, a baseline and a target as numbers",
    says="A goal to increase ends above its baseline, and one to decrease below it.",
    settle="Correct the baseline, the target or the direction.",
    groups=("contradictions", "goals"),
    severity=Severity.CONFLICT,
    since="0.3",
)
def target_direction(context: Context) -> Iterator[Flaw]:
    """The goals whose target does not lie beyond their baseline."""
    for path, goal in _each(context):
        beyond = _BEYOND.get(goal.direction) if goal.direction else None
        if beyond is None or goal.baseline_value is None or goal.target is None:
            continue
        if not beyond(goal.baseline_value, goal.target):
            yield Flaw(f"{path}.target", "The target does not lie beyond the baseline in the direction of the goal.")


@rule(
    "CF203",
    "goal-objectives-sequence",
    "Objectives that lead to their goal",
    citation="34 CFR 300.320(a)(2)(ii)",
    applies="to each annual goal with objectives or benchmarks",
    says="Benchmarks and short-term objectives are steps toward the goal: in its unit, in order, none after it.",
    settle="Correct the targets, the units or the days of the objectives.",
    groups=("contradictions", "goals"),
    severity=Severity.CONFLICT,
    since="0.3",
)
def objectives_sequence(context: Context) -> Iterator[Flaw]:
    """The goals whose objectives do not lead to them."""
    for path, _, found in _checked(context):
        for one in found.advised:
            if one.code in _SEQUENCE:
                yield Flaw(f"{path}.objectives", one.message, settle=_advice(one))


def _alternate(one: Reviewed) -> bool:
    return any(row.kind is AssessmentKind.ALTERNATE_ALTERNATE_STANDARDS for row in one.iep.assessments)


_WHO: dict[
    str, Callable[[Reviewed], bool]
] = {  # whose IEP holds benchmarks or short-term objectives, by the word of the law
    "alternate-assessment": _alternate,
    "alternate-assessment-or-preschool": lambda one: _alternate(one) or one.stage is Stage.PRESCHOOL,
    "all": lambda _: True,
}


@rule(
    "IP213",
    "iep-benchmarks",
    "Benchmarks or short-term objectives",
    citation="34 CFR 300.320(a)(2)(ii)",
    applies=(
        "to the IEP of a child who takes alternate assessments aligned to alternate academic achievement standards, "
        "and to others where State law says so"
    ),
    says="The IEP describes benchmarks or short-term objectives for such a child; federal law asks for no others.",
    settle="Add benchmarks or short-term objectives to the goals.",
    groups=_GROUPS,
)
def benchmarks(context: Context) -> Iterator[Flaw]:
    """The goals without benchmarks, where the law asks for them."""
    for one in context.texts:
        without = [at for at, goal in enumerate(one.iep.goals) if not goal.objectives]
        if not without:
            continue
        federal, governing = context.federal(_PARAMETER, one.on), context.governs(_PARAMETER, one.on)
        asked = [p for p in (federal, governing) if p.value.choice in _WHO and _WHO[p.value.choice](one)]
        if asked and len(without) == len(one.iep.goals):
            words = "No goal of the IEP has benchmarks or short-term objectives, which the law asks for here."
            yield Flaw(f"{one.path}.goals", words, citation=asked[0].citation)
        elif asked:
            for at in without:
                yield Flaw(
                    f"{one.path}.goals[{at}].objectives",
                    "The goal has no benchmarks or short-term objectives; whether others cover it is not known.",
                    Severity.UNKNOWN,
                    asked[0].citation,
                )
        elif governing.value.choice not in _WHO:
            yield Flaw(
                f"{one.path}.goals",
                "Whether State law asks for benchmarks or short-term objectives in this IEP is not known.",
                Severity.UNKNOWN,
                governing.citation,
                f"A verified value of {_PARAMETER}, in a layer of the law.",
            )


@rule(
    "IP221",
    "iep-progress-how",
    "How progress toward each goal is measured",
    citation="34 CFR 300.320(a)(3)(i)",
    applies="to each annual goal",
    says="The IEP describes how progress toward the annual goals will be measured.",
    settle="Record how progress toward the goal is measured.",
    groups=(*_GROUPS, "progress"),
)
def progress_measured(context: Context) -> Iterator[Flaw]:
    """The goals without a measure. Words of the goal that name one need not be repeated, 34 CFR 300.320(d)(2)."""
    for path, goal in _each(context):
        if said(goal.measured_by):
            continue
        words = f"{goal.text or ''} {goal.criterion or ''}".lower()
        if "measured" in words:
            yield Flaw(
                f"{path}.measured_by",
                "How progress is measured seems to stand in the words of the goal; the file does not record it.",
                Severity.UNKNOWN,
            )
        else:
            yield Flaw(f"{path}.measured_by", "The goal does not say how progress toward it will be measured.")


@rule(
    "IP222",
    "iep-progress-when",
    "When progress is reported",
    citation="34 CFR 300.320(a)(3)(ii)",
    applies="to each annual goal",
    says="The IEP says when periodic reports on progress are given; how often is for the IEP Team.",
    settle="Record when reports on progress toward the goal are given, as in words or so many times in a period.",
    groups=(*_GROUPS, "progress"),
)
def progress_reported(context: Context) -> Iterator[Flaw]:
    """The goals that do not say when progress is reported."""
    for path, goal in _each(context):
        if not said(goal.reported) and not (goal.reported_times and goal.reported_per):
            yield Flaw(f"{path}.reported", "The goal does not say when reports on progress toward it will be given.")
