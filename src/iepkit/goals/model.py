"""What a check of a goal answers with: the parts that were found, and what is missing."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import attrs

from iepkit.records.fields import private

__all__ = ["GROWING", "GoalCheck", "Measure", "Missing", "Part", "PartKind", "Weight", "part_of"]


def __dir__() -> list[str]:
    return __all__


class PartKind(StrEnum):
    """What a part of a goal says.

    >>> PartKind("criterion") is PartKind.CRITERION
    True
    """

    TIMEFRAME = "timeframe"
    CONDITION = "condition"
    LEARNER = "learner"
    BEHAVIOR = "behavior"
    DIRECTION = "direction"
    BASELINE = "baseline"
    CRITERION = "criterion"
    METHOD = "method"
    SCHEDULE = "schedule"


class Measure(StrEnum):
    """In which way a criterion says that it is enough.

    >>> Measure("latency") is Measure.LATENCY
    True
    """

    PERCENT = "percent"
    RATIO = "ratio"
    RATE = "rate"
    COUNT = "count"
    DURATION = "duration"
    LATENCY = "latency"
    DISTANCE = "distance"
    SCORE = "score"
    GRADE_LEVEL = "grade-level"
    PROMPTS = "prompts"
    CONSECUTIVE = "consecutive"
    SUPPORT = "support"
    OTHER = "other"


GROWING = frozenset((Measure.PERCENT, Measure.RATE, Measure.COUNT, Measure.DURATION, Measure.LATENCY, Measure.OTHER))
"""The measures whose unit is that of what grows or shrinks; trials, sessions in a row and prompts are not."""


class Weight(StrEnum):
    """How much it matters that a part is missing.

    `required`: without it the goal cannot be measured, or is no goal of its kind.
    `advised`: good practice; the federal text does not ask for it in the words of the goal.

    >>> Weight("required") is Weight.REQUIRED
    True
    """

    REQUIRED = "required"
    ADVISED = "advised"


@attrs.define(eq=False, repr=False)
class _Draft:
    """A part while it is made: to fill a frozen one takes twice as long, and a goal has a dozen."""

    kind: PartKind
    text: str = attrs.field(repr=False)
    start: int
    end: int
    field: str = "text"
    measure: Measure | None = None
    value: float | None = None
    of: float | None = None
    unit: str | None = private()
    complete: bool = True


@attrs.frozen
class Part(_Draft):
    """One part of a goal, with its place: `text` is what stands from `start` up to `end` in `field`.

    `field` is `text` for a goal given in words, or the field of the record in which the part stands. A field that
    holds a number or a word of a closed list has no place in a text: `start` and `end` are then both 0, and `text`
    says the value in words.
    `value` is the number that a criterion or a baseline names, `of` the whole of an x of y, and `unit` its unit.
    `complete` is false for a number that does not say of what, as a bare "80%".

    >>> from iepkit.goals import check_goal
    >>> [part] = [p for p in check_goal("Sam will spell words with 80% accuracy.").parts if p.measure]
    >>> part.start, part.end, part.measure, part.value, part.unit
    (26, 38, <Measure.PERCENT: 'percent'>, 80.0, '% accuracy')
    """


def part_of(*fields: Any, **more: Any) -> Part:
    """A part from its fields in their order."""
    made: Any = _Draft(*fields, **more)
    made.__class__ = Part
    part: Part = made
    return part


@attrs.frozen
class Missing:
    """One thing that a goal does not say, with a hint and an example of one that does.

    `part` is the kind of part that is missing or in doubt; `weight` says whether measuring hangs on it.

    >>> from iepkit.goals import check_goal
    >>> print(check_goal("Sam will read.").missing[0])
    GL104 required: The goal does not say when it is reached: there is no criterion.
    """

    code: str
    part: PartKind
    message: str
    hint: str
    example: str
    weight: Weight

    def __str__(self) -> str:
        return f"{self.code} {self.weight}: {self.message}"


@attrs.frozen
class GoalCheck:
    """What was found in a goal, and what was not. It speaks of form alone, never of whether the goal is a good one.

    `measurable` is true where nothing required is missing: somebody can see what the child does, and there is a
    criterion that says how much of what is enough. The federal text asks for measurable annual goals
    (34 CFR 300.320(a)(2)(i)) and measurable postsecondary goals ((b)(1)), and does not define the word.
    Whether the goal is ambitious, appropriate or right for the child is for the IEP Team.
    `read` is false where the text does not seem to be English, so that nothing is known of it.
    `skills` is how many separate skills the goal seems to name.

    >>> from iepkit.goals import check_goal
    >>> found = check_goal("Given 20 words, Sam will spell 18 of 20 words correctly.")
    >>> found.measurable, [part.kind.value for part in found.parts]
    (True, ['condition', 'learner', 'behavior', 'criterion'])
    """

    measurable: bool
    parts: tuple[Part, ...]
    missing: tuple[Missing, ...]
    read: bool = True
    skills: int = 1

    @property
    def required(self) -> tuple[Missing, ...]:
        """What is missing and required."""
        return tuple(one for one in self.missing if one.weight is Weight.REQUIRED)

    @property
    def advised(self) -> tuple[Missing, ...]:
        """What is missing and advised."""
        return tuple(one for one in self.missing if one.weight is Weight.ADVISED)

    def of(self, kind: PartKind) -> tuple[Part, ...]:
        """The parts of a kind, in the order of the text."""
        return tuple(part for part in self.parts if part.kind is kind)
