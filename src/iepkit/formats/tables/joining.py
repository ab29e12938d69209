"""Rows of tables put to the cases that they are of; what is there already is not added again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

import attrs

from iepkit.formats.tables.logs import DeliveryRow, MeasurementRow
from iepkit.formats.tables.reading import RowProblem, Table
from iepkit.history import Case
from iepkit.records import DataPoint, Measurement, ServiceDelivery

__all__ = ["Joined", "add_deliveries", "add_measurements"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Joined:
    """The cases with their rows, in the order in which they were given, and the rows that belong to none of them.

    The problems of the table come first among the `problems`, so that nothing is lost on the way.
    """

    cases: tuple[Case, ...]
    problems: tuple[RowProblem, ...] = ()


class _Row(Protocol):
    @property
    def line(self) -> int: ...
    @property
    def case_id(self) -> str: ...


R = TypeVar("R", bound=_Row)


def _joined(cases: Iterable[Case], table: Table[R], add: Callable[[Case, list[R]], Case]) -> Joined:
    every = tuple(cases)
    held = Counter(case.id for case in every)
    by_case: dict[str, list[R]] = defaultdict(list)
    problems = list(table.problems)
    for row in table.rows:
        if held[row.case_id] == 1:
            by_case[row.case_id].append(row)
        else:
            words = "no case has this identifier" if not held[row.case_id] else "several cases have this identifier"
            problems.append(RowProblem(row.line, "case_id", words))
    return Joined(tuple(add(case, by_case[case.id]) if case.id in by_case else case for case in every), tuple(problems))


def add_deliveries(cases: Iterable[Case], table: Table[DeliveryRow]) -> Joined:
    r"""The cases with the sessions of a service log; a session that a case holds already is not added again.

    >>> from iepkit.formats.tables.logs import read_deliveries
    >>> log = read_deliveries("case_id,on,minutes\n7,2026-10-05,30\n9,2026-10-05,30\n")
    >>> joined = add_deliveries([Case(id="7")], log)
    >>> len(joined.cases[0].deliveries), str(joined.problems[0])
    (1, 'line 3, case_id: no case has this identifier')
    """
    return _joined(cases, table, _with_deliveries)


def _with_deliveries(case: Case, rows: list[DeliveryRow]) -> Case:
    return attrs.evolve(case, deliveries=(*case.deliveries, *_new([row.delivery for row in rows], case.deliveries)))


T = TypeVar("T", ServiceDelivery, DataPoint)


def _new(found: Iterable[T], held: Iterable[T]) -> list[T]:
    """What was found and is not held, as often as it is there more often."""
    left = Counter(held)
    new = []
    for one in found:
        if left[one] > 0:
            left[one] -= 1
        else:
            new.append(one)
    return new


def add_measurements(cases: Iterable[Case], table: Table[MeasurementRow]) -> Joined:
    r"""The cases with the points of progress data, as measurements of their goals.

    What a case holds is not added again: a point counts as held where the goal itself or a measurement of it has it.
    New points of a goal go to its measurement in the same unit, or to a new one.

    >>> from iepkit.formats.tables.logs import read_measurements
    >>> data = read_measurements("case_id,goal_id,on,value\n7,g1,2026-10-05,72\n7,g1,2026-10-12,75\n")
    >>> joined = add_measurements([Case(id="7")], data)
    >>> [point.value for point in joined.cases[0].measurements[0].data]
    [72.0, 75.0]
    >>> add_measurements(joined.cases, data).cases == joined.cases
    True
    """
    return _joined(cases, table, _with_measurements)


def _with_measurements(case: Case, rows: list[MeasurementRow]) -> Case:
    by_goal: dict[str, dict[str | None, list[DataPoint]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_goal[row.goal_id][row.unit].append(row.point)
    measurements = list(case.measurements)
    for goal_id, by_unit in by_goal.items():
        held = [point for iep in case.ieps for goal in iep.goals if goal.id == goal_id for point in goal.data]
        for unit, points in by_unit.items():
            of_goal = [row for row in measurements if row.goal_id == goal_id]
            same = [row for row in of_goal if unit is None or row.unit in (unit, None)]
            new = _new(points, (*held, *(point for row in same for point in row.data)))
            at = next((at for at, row in enumerate(measurements) if row.goal_id == goal_id and row.unit == unit), None)
            if new and at is None:
                measurements.append(Measurement(goal_id, unit, tuple(new)))
            elif new and at is not None:
                measurements[at] = attrs.evolve(measurements[at], data=(*measurements[at].data, *new))
    return attrs.evolve(case, measurements=tuple(measurements))
