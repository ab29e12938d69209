"""Plans in columns: what a shape asks of a plan, with every counter as arrays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import numpy as np

from iepkit.columns.counting import Counter, counter
from iepkit.columns.days import Column
from iepkit.columns.spans import Span, one_longer, span
from iepkit.laws import Absences, Band
from iepkit.timelines import plans

__all__ = ["BoundBreak", "BoundYearEnd", "Plan", "bound"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen(eq=False)
class BoundYearEnd:
    """A year-end rule against a calendar, one row longer than its school years: what lies past the last is missing."""

    first_days: Column
    last_days: Column
    anchors: Column
    left: Counter
    limits: tuple[Span, ...]
    at_least: int
    below: int
    unless_absent: int
    anchor_counts: int


@attrs.frozen(eq=False)
class BoundBreak:
    """A rule for a start shortly before a long break, one row longer than its breaks."""

    first_days: Column
    within: int
    left: Counter
    limits: tuple[Span, ...]


@attrs.frozen(eq=False)
class Plan:
    """What a shape asks of a plan."""

    shape: Callable[[Any, Any, Any], Any]
    limits: tuple[Span, ...]
    period: tuple[Span, ...]
    most: tuple[Span, ...]
    age: tuple[Span, ...]
    steps: tuple[plans.Step, ...]
    unmet: int
    missed: int
    lifts: bool
    unsure: int
    band: Band
    absences: Absences
    absence_days: Counter
    year_end: BoundYearEnd | None
    before_break: BoundBreak | None
    roll: Counter


def _year_end(rule: plans.BoundYearEnd) -> BoundYearEnd:
    return BoundYearEnd(
        first_days=one_longer(rule.first_days),
        last_days=np.array(rule.last_days, np.int32),
        anchors=one_longer(rule.anchors),
        left=counter(rule.left),
        limits=tuple(map(span, rule.limits)),
        at_least=rule.at_least,
        below=rule.below,
        unless_absent=rule.unless_absent,
        anchor_counts=rule.anchor_counts,
    )


def _before_break(rule: plans.BoundBreak) -> BoundBreak:
    return BoundBreak(one_longer(rule.first_days), rule.within, counter(rule.left), tuple(map(span, rule.limits)))


def bound(plan: plans.Plan) -> Plan:
    """The plan for columns."""
    return Plan(
        shape=plan.shape,
        limits=tuple(map(span, plan.limits)),
        period=tuple(map(span, plan.period)),
        most=tuple(map(span, plan.most)),
        age=tuple(map(span, plan.age)),
        steps=plan.steps,
        unmet=plan.unmet,
        missed=plan.missed,
        lifts=plan.lifts,
        unsure=plan.unsure,
        band=plan.band,
        absences=plan.absences,
        absence_days=counter(plan.absence_days),
        year_end=None if plan.year_end is None else _year_end(plan.year_end),
        before_break=None if plan.before_break is None else _before_break(plan.before_break),
        roll=counter(plan.roll),
    )
