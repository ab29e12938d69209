"""The aimline: the way that a goal sets from its baseline to its target, with every new aim since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

import attrs

from iepkit.days import to_day
from iepkit.goals import direction_of
from iepkit.progress.exact import exact, median
from iepkit.progress.measurements import Point, Unknown
from iepkit.records import Goal, Phase
from iepkit.vocabulary import GoalDirection, PhaseKind

__all__ = ["Aimline", "Leg", "aimline", "better"]


def __dir__() -> list[str]:
    return __all__


_WEEK, _THREE = 7, 3
_SIGN = {GoalDirection.INCREASE: 1, GoalDirection.DECREASE: -1}


def better(goal: Goal) -> int:
    """1 where more is better, -1 where less is, and 0 where the goal does not say, or is to maintain a level.

    >>> better(Goal(baseline_value=12, target=3)), better(Goal(target=3))
    (-1, 0)
    """
    way = direction_of(goal)
    return _SIGN.get(way, 0) if way else 0


@attrs.frozen
class Leg:
    """A straight stretch of an aimline, from a value on a day to the target on the day that it is due.

    >>> leg = Leg(date(2026, 9, 1), Fraction(72), date(2027, 5, 31), Fraction(110))
    >>> str(leg.per_week), str(leg.on(date(2026, 9, 1))), str(leg.on(date(2028, 1, 1)))
    ('133/136', '72', '110')
    """

    start: date
    baseline: Fraction
    due: date
    target: Fraction

    @property
    def per_day(self) -> Fraction:
        """How much the aim moves in a day."""
        return (self.target - self.baseline) / (to_day(self.due) - to_day(self.start))

    @property
    def per_week(self) -> Fraction:
        """How much the aim moves in seven days: the rate of improvement that the goal needs."""
        return self.per_day * _WEEK

    def on(self, day: date) -> Fraction:
        """The value that the aim expects on a day; after the due day that is the target."""
        if day >= self.due:
            return self.target
        whole, gone = (self.due - self.start).days, (day - self.start).days
        low, high = self.baseline, self.target  # in whole numbers: one fraction is made, and none on the way
        over = low.numerator * high.denominator * (whole - gone) + high.numerator * low.denominator * gone
        return Fraction(over, low.denominator * high.denominator * whole)


@attrs.frozen
class Aimline:
    """The legs in the order of their days. The last one that has begun by a day is the one that counts there.

    Source: the goal line from the baseline to the goal, Deno, Exceptional Children 52 (1985) 219-232; IRIS Center,
    Progress Monitoring (https://iris.peabody.vanderbilt.edu/module/pmm/), p. 5. That a new aim starts a new line from
    where the child then stands is usual practice there.
    """

    legs: tuple[Leg, ...]
    broken: date | None = None

    def leg(self, day: date) -> Leg | None:
        """The leg that counts on a day; `None` before the first, and where a new aim has none that can be drawn."""
        if self.broken is not None and day >= self.broken:
            return None
        return next((leg for leg in reversed(self.legs) if leg.start <= day), None)

    def expected(self, day: date) -> Fraction | None:
        """The value that the aimline expects on a day, in the unit of the goal."""
        leg = self.leg(day)
        return leg.on(day) if leg else None


_SETTLE = {
    "baseline as a number": "Record the baseline value.",
    "target as a number": "Record the target.",
    "day of its baseline": "Record the day on which the goal starts.",
    "day on which it is due": "Record the day on which the goal is due.",
}


def aimline(
    goal: Goal, points: Sequence[Point] = (), *, start: date | None = None, due: date | None = None
) -> tuple[Aimline | None, tuple[Unknown, ...]]:
    """The aimline of a goal, or `None`, with what is missing to draw it.

    `start` and `due` are the days of the IEP, for a goal without its own. `points` show where the child stood when a
    phase with a new aim began, unless the phase says so: the median of the last three by then.

    >>> found, _ = aimline(Goal(baseline_value=72, target=110, start=date(2026, 9, 1), due=date(2027, 5, 31)))
    >>> str(found.expected(date(2027, 1, 15)))
    '91'
    >>> [str(one) for one in aimline(Goal(baseline_value=72, target=110, start=date(2026, 9, 1)))[1]]
    ['aimline: The goal has no day on which it is due. Record the day on which the goal is due.']
    """
    first, last = goal.start or start, goal.due or due
    baseline, target = (None if one is None else exact(one) for one in (goal.baseline_value, goal.target))
    told = dict(zip(_SETTLE, (baseline, target, first, last), strict=True))
    unknown = [Unknown("aimline", f"The goal has no {name}.", _SETTLE[name]) for name in told if told[name] is None]
    if baseline is None or target is None or first is None or last is None:
        return None, tuple(unknown)
    if last <= first:
        why = "The goal is due on or before the day of its baseline."
        return None, (Unknown("aimline", why, "Correct the days of the goal."),)
    legs, broken = [Leg(first, baseline, last, target)], None
    for phase in _new_aims(goal):
        leg = _leg(phase, legs[-1], points)
        if leg is None:
            broken = phase.on
            why = f"The aim changed on {phase.on}, and from which value the new line starts is not known."
            unknown.append(Unknown("aimline", why, "Record the value and the target of that phase."))
            break
        legs.append(leg)
    return Aimline(tuple(legs), broken), tuple(unknown)


def _new_aims(goal: Goal) -> Iterator[Phase]:
    aims = (phase for phase in goal.phases if phase.kind is PhaseKind.AIM or phase.target is not None)
    yield from sorted(aims, key=lambda phase: phase.on)


def _leg(phase: Phase, before: Leg, points: Sequence[Point]) -> Leg | None:
    """The line of a new aim; what the phase does not say anew stays as it was."""
    target = before.target if phase.target is None else exact(phase.target)
    due = phase.due or before.due
    start = None if phase.value is None else exact(phase.value)
    if start is None:
        known = [point.value for point in points if point.on <= phase.on]
        start = median(known[-_THREE:]) if len(known) >= _THREE else None
    if start is None or target is None or not before.start <= phase.on < due:
        return None
    return Leg(phase.on, start, due, target)
