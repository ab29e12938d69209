"""Annual goals, their objectives, what was measured and what was reported."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.records.fields import amount, private
from iepkit.vocabulary import GoalArea, GoalDirection, Period, PhaseKind, ProgressStatus

__all__ = ["DataPoint", "Goal", "GoalProgress", "Measurement", "Objective", "Phase", "ProgressReport"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class DataPoint:
    """One measured value on one day, in the unit of its goal.

    With `of`, `value` is how many times out of so many opportunities, such as 7 of 10 trials.

    >>> DataPoint(date(2026, 10, 5), 7, of=10).of
    10
    """

    on: date
    value: float
    of: float | None = amount()


@attrs.frozen
class Phase:
    """What changes from a day on, on the way to a goal: the instruction (`intervention`) or the `aim`.

    A new aim has its `target`, and its `due` day where that is new too; `value` is where the child stood then.
    `label` is what the file calls the phase.

    >>> Phase(on=date(2027, 1, 11), kind=PhaseKind.AIM, target=120).target
    120
    """

    on: date
    kind: PhaseKind | None = None
    label: str | None = private()
    value: float | None = None
    target: float | None = None
    due: date | None = None


@attrs.frozen
class Objective:
    """A short-term objective or benchmark on the way to an annual goal (34 CFR 300.320(a)(2)(ii)).

    >>> Objective(text="Reads 80 words a minute.", target=80, due=date(2027, 1, 29)).target
    80
    """

    id: str | None = private()
    text: str | None = private()
    condition: str | None = private()
    behavior: str | None = private()
    criterion: str | None = private()
    target: float | None = None
    due: date | None = None
    met: date | None = None


@attrs.frozen
class Goal:
    """A measurable annual goal (34 CFR 300.320(a)(2) and (3)).

    `text` is the goal as it is written; `condition`, `behavior` and `criterion` are its parts where a file has them.
    `baseline` is in words; `baseline_value` and `target` are numbers in `unit`.
    `measured_by` is how progress is measured; `reported` is when periodic reports are given.
    `times` per `per` is the schedule on which it is measured; `phases` are the changes since it began.

    >>> goal = Goal(text="Reads 110 words a minute.", baseline_value=72, target=110, unit="words a minute")
    >>> goal.target - goal.baseline_value
    38
    """

    id: str | None = private()
    area: GoalArea | None = None
    text: str | None = private()
    condition: str | None = private()
    behavior: str | None = private()
    criterion: str | None = private()
    baseline: str | None = private()
    baseline_value: float | None = None
    target: float | None = None
    unit: str | None = None
    direction: GoalDirection | None = None
    start: date | None = None
    due: date | None = None
    need: str | None = private()
    measured_by: str | None = private()
    times: int | None = amount()
    per: Period | None = None
    reported: str | None = private()
    reported_times: int | None = amount()
    reported_per: Period | None = None
    functional: bool | None = None
    postsecondary_goal_ids: tuple[str, ...] = private(())
    objectives: tuple[Objective, ...] = ()
    data: tuple[DataPoint, ...] = ()
    phases: tuple[Phase, ...] = ()


@attrs.frozen
class GoalProgress:
    """What one progress report says of one goal."""

    goal_id: str | None = private()
    status: ProgressStatus | None = None
    value: float | None = None
    note: str | None = private()


@attrs.frozen
class ProgressReport:
    """A periodic report on progress toward the annual goals (34 CFR 300.320(a)(3)(ii))."""

    given: date | None = None
    period_start: date | None = None
    period_end: date | None = None
    goals: tuple[GoalProgress, ...] = ()


@attrs.frozen
class Measurement:
    """A series of measurements kept apart from the IEP that holds the goal."""

    goal_id: str | None = private()
    unit: str | None = None
    data: tuple[DataPoint, ...] = ()
