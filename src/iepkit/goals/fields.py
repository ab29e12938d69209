"""A goal as a record: its fields complement its text, and each part says in which field it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from iepkit.goals.model import Measure, Part, PartKind, part_of
from iepkit.goals.statement import Statement, criteria, present_level, statement
from iepkit.goals.units import PERCENT
from iepkit.records import Goal, Objective, PostsecondaryGoal

__all__ = ["fields_of"]


def __dir__() -> list[str]:
    return __all__


# Members by names of our own: to look one up in its class takes longer than what is done with it.
_CONDITION, _CRITERION, _TIMEFRAME, _BASELINE, _DIRECTION, _METHOD, _SCHEDULE = (
    PartKind.CONDITION,
    PartKind.CRITERION,
    PartKind.TIMEFRAME,
    PartKind.BASELINE,
    PartKind.DIRECTION,
    PartKind.METHOD,
    PartKind.SCHEDULE,
)
_OTHER = Measure.OTHER


Record = Goal | Objective | PostsecondaryGoal


def fields_of(record: Record, *, after_school: bool) -> tuple[tuple[Statement, ...], tuple[Part, ...]]:
    """The fields that hold sentences, read; and the parts that the other fields are."""
    statements = []
    if _said(record.text):
        statements.append(statement(record.text, after_school=after_school))
    if isinstance(record, PostsecondaryGoal):
        return tuple(statements), ()
    if _said(record.behavior):
        statements.append(statement(record.behavior, field="behavior", bare=True))
    return tuple(statements), tuple(_parts(record))


def _said(text: str | None) -> TypeGuard[str]:
    return text is not None and text.strip() != ""


def _parts(record: Goal | Objective) -> Iterator[Part]:
    if _said(record.condition):
        yield _whole(_CONDITION, "condition", record.condition)
    if _said(record.criterion):
        yield from criteria(record.criterion) or (
            _whole(_CRITERION, "criterion", record.criterion, _OTHER, complete=False),
        )
    unit = record.unit if isinstance(record, Goal) else None
    if record.target is not None:
        complete = (unit is not None and unit.strip() not in PERCENT) or isinstance(record, Objective)
        yield _number(_CRITERION, "target", record.target, unit, complete=complete)
    if record.due is not None:
        yield part_of(_TIMEFRAME, record.due.isoformat(), 0, 0, "due")
    if isinstance(record, Goal):
        yield from _of_goal(record)


def _of_goal(goal: Goal) -> Iterator[Part]:
    if _said(goal.baseline):
        yield present_level(goal.baseline)
    if goal.baseline_value is not None:
        yield _number(_BASELINE, "baseline_value", goal.baseline_value, goal.unit)
    if goal.direction is not None:
        yield part_of(_DIRECTION, str(goal.direction), 0, 0, "direction")
    if _said(goal.measured_by):
        yield _whole(_METHOD, "measured_by", goal.measured_by)
    if goal.times is not None and goal.per is not None:
        words = f"{goal.times} per {goal.per}"
        yield part_of(_SCHEDULE, words, 0, 0, "times", value=goal.times, unit=str(goal.per))


def _whole(kind: PartKind, field: str, text: str, measure: Measure | None = None, *, complete: bool = True) -> Part:
    return part_of(kind, text, 0, len(text), field, measure=measure, complete=complete)


def _number(kind: PartKind, field: str, value: float, unit: str | None, *, complete: bool = True) -> Part:
    measure = _OTHER if kind is _CRITERION else None
    number = str(value) if isinstance(value, int) else f"{value:g}"  # as it is written, however long
    words = f"{number} {unit}" if unit else number
    return part_of(kind, words, 0, 0, field, measure=measure, value=value, unit=unit, complete=complete)
