"""IEP content: annual goals, benchmarks, and how progress is measured and reported (34 CFR 300.320(a)(2) and (3)).

Whether the words of a goal can be measured is not asked here, only whether there are words or parts to measure by.
That a goal is academic or functional depends on the child's needs, so neither kind is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from iepkit.findings import Severity
from iepkit.records import Goal
from iepkit.reviews.context import Context, Reviewed, Stage, said
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import AssessmentKind

__all__ = ["benchmarks", "goals", "measurable", "progress_measured", "progress_reported"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("iep-content", "goals")
_PARAMETER = "short-term-objectives"


def _each(context: Context) -> Iterator[tuple[str, Goal]]:
    """Every annual goal with its place."""
    for one in context.texts:
        yield from ((f"{one.path}.goals[{at}]", goal) for at, goal in enumerate(one.iep.goals))


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
    says="A goal is written out, or it holds what the child will do and when that is reached.",
    settle="Write the goal out, or record its behavior together with a criterion or a target.",
    groups=_GROUPS,
)
def measurable(context: Context) -> Iterator[Flaw]:
    """The goals that hold neither a text nor a behavior with its criterion."""
    for path, goal in _each(context):
        criterion = said(goal.criterion) or goal.target is not None
        if not said(goal.text) and not (said(goal.behavior) and criterion):
            parts = {"what the child will do": said(goal.behavior), "when it is reached": criterion}
            missing = " and ".join(words for words, there in parts.items() if not there)
            yield Flaw(path, f"The goal is not written out and does not say {missing}.")


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
