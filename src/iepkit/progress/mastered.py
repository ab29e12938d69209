"""Mastery: whether a series meets a criterion, when first, and whether it is kept; the same for each objective."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

import attrs

from iepkit.goals import PartKind, check_goal
from iepkit.goals.objectives import number_of
from iepkit.progress.aim import better
from iepkit.progress.criteria import Criterion
from iepkit.progress.exact import day_words, exact, median
from iepkit.progress.measurements import Point
from iepkit.records import Goal, Objective

__all__ = ["Mastery", "Step", "mastery", "steps"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Mastery:
    """Whether a criterion was met, first when, and whether it is kept.

    `first` is the day of the occasion that made it; `holds` whether the last occasions still make it.
    `after` is how many of the occasions since then were enough, out of how many.
    `met` is `None` for a series without points: nothing was measured.
    """

    criterion: Criterion
    met: bool | None
    first: date | None
    holds: bool
    after: tuple[int, int]
    lines: tuple[str, ...]


@attrs.frozen
class Step:
    """An objective or benchmark: the day on which its target was first reached, and what the file says of it."""

    target: Fraction | None
    due: date | None
    reached: date | None
    recorded: date | None


_KEYS: dict[str, Callable[[Point], object]] = {
    "day": lambda point: point.on,
    "week": lambda point: point.on.isocalendar()[:2],
}


def _occasions(points: Sequence[Point], occasion: str) -> list[tuple[date, Fraction]]:
    """The last day and the median value of each occasion, in order; what was not measured is no occasion."""
    key = _KEYS.get(occasion)
    if key is None:
        return [(point.on, point.value) for point in points]
    groups: dict[object, list[Point]] = {}
    for point in points:
        groups.setdefault(key(point), []).append(point)
    return [(group[-1].on, median(point.value for point in group)) for group in groups.values()]


def mastery(criterion: Criterion, points: Sequence[Point]) -> Mastery:
    """Whether a series meets a criterion, on which day first, and whether it still does.

    Any `window` occasions one after the other do, so that 3 of 3 already make 3 of 4. A day or a week without a
    measurement is no occasion: it neither helps nor breaks a row.

    >>> points = [Point(date(2026, 9, day), Fraction(value)) for day, value in ((1, 80), (8, 85), (15, 70), (22, 90))]
    >>> found = mastery(Criterion(Fraction(80), 1, 3, 4, said=True), points)
    >>> found.met, str(found.first), found.holds
    (True, '2026-09-22', True)
    """
    occasions = _occasions(points, criterion.occasion)
    enough = [criterion.met_by(value) for _, value in occasions]
    made = [sum(enough[max(0, at + 1 - criterion.window) : at + 1]) >= criterion.times for at in range(len(occasions))]
    lines = [f"criterion: {criterion.words}"]
    if not occasions:
        return Mastery(criterion, None, None, holds=False, after=(0, 0), lines=(*lines, "nothing was measured"))
    lines.append(f"enough on {sum(enough)} of {len(enough)} {criterion.occasion}s")
    at = next((at for at, whole in enumerate(made) if whole), None)
    if at is None:
        return Mastery(criterion, met=False, first=None, holds=False, after=(0, 0), lines=(*lines, "not yet met"))
    first, rest = occasions[at][0], enough[at + 1 :]
    lines.append(f"first met on {day_words(first)}")
    if rest:
        lines.append(f"since then enough on {sum(rest)} of {len(rest)}")
    return Mastery(criterion, met=True, first=first, holds=made[-1], after=(sum(rest), len(rest)), lines=tuple(lines))


def _target(one: Objective) -> Fraction | None:
    if one.target is not None:
        return exact(one.target)
    if one.text is None and one.criterion is None:
        return None
    parts = tuple(part for part in check_goal(one).parts if part.kind is PartKind.CRITERION)
    found = number_of(parts)
    return exact(found[0]) if found else None


def steps(goal: Goal, points: Sequence[Point]) -> tuple[Step, ...]:
    """Each objective or benchmark with the day on which a value first reached its target.

    Targets are read in the unit of the goal, and on its better side; `recorded` is the day that the file gives.

    >>> goal = Goal(baseline_value=72, target=110, objectives=(Objective(target=80, due=date(2026, 12, 1)),))
    >>> [str(step.reached) for step in steps(goal, [Point(date(2026, 10, 5), Fraction(81))])]
    ['2026-10-05']
    """
    sign = better(goal)
    return tuple(_step(one, _target(one), sign, points) for one in goal.objectives)


def _step(one: Objective, target: Fraction | None, sign: int, points: Sequence[Point]) -> Step:
    if target is None or not sign:
        return Step(target, one.due, None, one.met)
    reached = next((point.on for point in points if sign * (point.value - target) >= 0), None)
    return Step(target, one.due, reached, one.met)
