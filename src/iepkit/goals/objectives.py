"""Objectives and benchmarks as steps that lead to their goal (34 CFR 300.320(a)(2)(ii))."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import attrs

from iepkit.goals.catalogue import catalogue
from iepkit.goals.model import Measure, Missing, Part, PartKind
from iepkit.goals.statement import statement
from iepkit.goals.units import can_be_same
from iepkit.records import Goal, Objective
from iepkit.vocabulary import GoalDirection

__all__ = ["Step", "check_objectives", "direction_of", "number_of", "objectives_lack"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Step:
    """A target as a number in a unit, with its day."""

    value: float
    unit: str | None = None
    due: date | None = None


_MOVED = (  # what grows or shrinks, the more telling first; trials and errors mostly say how well
    (Measure.RATE,),
    (Measure.DURATION, Measure.LATENCY),
    (Measure.PERCENT,),
    (Measure.SCORE,),
    (Measure.COUNT,),
    (Measure.RATIO,),
)
_HUNDRED = 100
_DIGITS = 6
_PART_OF = re.compile(r"(?:out )?of (\d+)\b")  # a unit such as "of 10 purchases"


def number_of(parts: tuple[Part, ...]) -> tuple[float, str | None] | None:
    """The number and the unit of the criterion that counts, or `None` where there is none or there are several.

    An x of y is a percentage. How many prompts or sessions in a row is not what grows.
    """
    for measures in _MOVED:
        found = {
            (_HUNDRED * part.value / part.of, "%") if part.of else (part.value, part.unit)
            for part in parts
            if part.kind is PartKind.CRITERION and part.measure in measures and part.value is not None
        }
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None


def _step(one: Goal | Objective, unit: str | None) -> Step | None:
    """The target of a goal or an objective: its own number, in the goal's unit, or else the one in its words."""
    if one.target is not None:
        return Step(one.target, unit, one.due)
    said = one.criterion or one.text
    found = number_of(statement(said).parts) if said else None
    whole = _PART_OF.match(unit or "")
    if found and whole and found[1] == "%":
        return Step(round(found[0] * int(whole[1]) / _HUNDRED, _DIGITS), unit, one.due)
    return Step(*found, one.due) if found else None


def direction_of(goal: Goal) -> GoalDirection | None:
    """The direction of a goal: as it is recorded, or as its baseline and target show; `None` where neither does.

    >>> direction_of(Goal(baseline_value=12, target=3, unit="call-outs a day")).value
    'decrease'
    """
    if goal.direction is not None:
        return goal.direction
    if goal.baseline_value is None or goal.target is None or goal.target == goal.baseline_value:
        return None
    return GoalDirection.INCREASE if goal.target > goal.baseline_value else GoalDirection.DECREASE


def check_objectives(goal: Goal) -> tuple[Missing, ...]:
    """What keeps the objectives of a goal from being steps that lead to it; nothing where it cannot be told.

    Targets lie between the one before and the goal's, in the same unit; a later step has no earlier day, and none is
    due after the goal. Only what the file says is compared: numbers, days, and units that are written alike.

    >>> from datetime import date
    >>> goal = Goal(target=110, unit="words a minute", baseline_value=60, due=date(2027, 6, 1), objectives=(
    ...     Objective(target=90, due=date(2026, 12, 1)), Objective(target=75, due=date(2027, 3, 1))))
    >>> [one.code for one in check_objectives(goal)]
    ['GL301']
    """
    return tuple(catalogue()[code] for code in dict.fromkeys(objectives_lack(goal)))


def objectives_lack(goal: Goal) -> list[str]:
    """The codes of what keeps the objectives of a goal from leading to it."""
    return list(_broken(goal)) if goal.objectives else []


def _broken(goal: Goal) -> Iterator[str]:
    end = _step(goal, goal.unit)
    steps = [step for one in goal.objectives if (step := _step(one, goal.unit))]
    if end is not None:
        alike = [step for step in steps if can_be_same(step.unit or "", end.unit or "")]
        if len(alike) < len(steps):
            yield "GL304"
        yield from _targets(goal, alike, end)
    days = [one.due for one in goal.objectives if one.due is not None]
    if goal.due is not None and any(day > goal.due for day in days):
        yield "GL303"


def _targets(goal: Goal, steps: list[Step], end: Step) -> Iterator[str]:
    """Whether the targets rise, or fall, from the baseline to the goal, and the days with them."""
    start = goal.baseline_value if goal.target is not None else None
    way = direction_of(goal)
    if way is GoalDirection.MAINTAIN:
        return
    points = [*([start] if start is not None else []), *(step.value for step in steps), end.value]
    falls = way is GoalDirection.DECREASE or (way is None and len(steps) > 0 and steps[0].value > end.value)
    signed = [-value for value in points] if falls else points
    if steps and signed != sorted(signed):
        yield "GL301"
    days = [step.due for step in steps if step.due is not None]
    if days != sorted(days):
        yield "GL302"
