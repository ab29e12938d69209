"""Service logs and progress data as CSV: what was given and what was measured, a row each.

Columns of a service log, in any order; `case_id` and `on` are required:

- `case_id`: the case; `service_id`: the service of the IEP
- `on`: the day, YYYY-MM-DD
- `status`: `delivered` or `missed`
- `minutes`: the minutes given
- `reason`: why it was missed, a word of `MissedReason` such as `provider-absent`; `reason_note`: the same in words
- `type`: a word of `ServiceType`
- `provider`: the provider's identifier; `provider_role`: the provider's role
- `starts_at`: the time of day, HH:MM
- `group`: `true` or `false`; `group_size`: the number of children
- `location`: a word of `Location`
- `makes_up_for`: the day of the session that this one makes up for, YYYY-MM-DD

Columns of progress data; `case_id`, `goal_id`, `on` and `value` are required:

- `case_id`: the case; `goal_id`: the goal of the IEP
- `on`: the day, YYYY-MM-DD
- `value`: the number measured; `of`: what it is out of, as 10 in 7 of 10 trials
- `unit`: the unit
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from iepkit.formats.tables import cells
from iepkit.formats.tables.reading import Column, Source, Table, read_table, write_table
from iepkit.records import DataPoint, ServiceDelivery
from iepkit.records.fields import private
from iepkit.vocabulary import Location, MissedReason, ServiceType

__all__ = [
    "DELIVERY_COLUMNS",
    "MEASUREMENT_COLUMNS",
    "DeliveryRow",
    "MeasurementRow",
    "read_deliveries",
    "read_measurements",
    "write_deliveries",
    "write_measurements",
]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class DeliveryRow:
    """A row of a service log: the line of the file, the case, and the session."""

    line: int
    case_id: str = attrs.field(repr=False)
    delivery: ServiceDelivery


@attrs.frozen
class MeasurementRow:
    """A row of progress data: the line of the file, the case, the goal and its unit, and the point."""

    line: int
    case_id: str = attrs.field(repr=False)
    goal_id: str = attrs.field(repr=False)
    point: DataPoint
    unit: str | None = private()


_DELIVERY: dict[str, tuple[str, Column]] = {  # by column: the field of the record, and how a cell is read
    "case_id": ("", Column(cells.text, required=True)),
    "service_id": ("service_id", Column(cells.text)),
    "on": ("on", Column(cells.day, required=True)),
    "status": ("delivered", Column(cells.status)),
    "minutes": ("minutes", Column(cells.whole)),
    "reason": ("missed_for", Column(cells.word(MissedReason))),
    "reason_note": ("missed_because", Column(cells.text)),
    "type": ("type", Column(cells.word(ServiceType))),
    "provider": ("provider_id", Column(cells.text)),
    "provider_role": ("provider_role", Column(cells.text)),
    "starts_at": ("starts_at", Column(cells.time_of_day)),
    "group": ("group", Column(cells.yes_or_no)),
    "group_size": ("group_size", Column(cells.whole)),
    "location": ("location", Column(cells.word(Location))),
    "makes_up_for": ("makes_up_for", Column(cells.day)),
}
_MEASUREMENT = {
    "case_id": Column(cells.text, required=True),
    "goal_id": Column(cells.text, required=True),
    "on": Column(cells.day, required=True),
    "value": Column(cells.number, required=True),
    "of": Column(cells.amount),
    "unit": Column(cells.text),
}
DELIVERY_COLUMNS = tuple(_DELIVERY)
"""The columns of a service log, in the order in which they are written."""
MEASUREMENT_COLUMNS = tuple(_MEASUREMENT)
"""The columns of progress data, in the order in which they are written."""


def read_deliveries(source: Source) -> Table[DeliveryRow]:
    r"""The sessions of a service log in CSV, and what is wrong with the other rows, each with its line.

    `source` is a path, bytes, or the text itself, which has a line break in it. The columns are in `DELIVERY_COLUMNS`.

    >>> log = read_deliveries("case_id,on,minutes,status\n7,2026-10-05,30,delivered\n7,10/6/26,thirty,delivered\n")
    >>> [row.delivery.minutes for row in log.rows]
    [30]
    >>> print(*log.problems, sep="\n")
    line 3, on: expected a day written YYYY-MM-DD; seen: slashes, in which the month cannot be told from the day
    line 3, minutes: expected a whole number that is not negative
    """
    columns = {name: column for name, (_, column) in _DELIVERY.items()}
    return read_table(source, columns, _delivery)


def _delivery(line: int, values: dict[str, Any]) -> DeliveryRow:
    fields = {_DELIVERY[name][0]: value for name, value in values.items() if name != "case_id"}
    return DeliveryRow(line, values["case_id"], ServiceDelivery(**fields))


def read_measurements(source: Source) -> Table[MeasurementRow]:
    r"""The measurements of goals in CSV, and what is wrong with the other rows, each with its line.

    `source` is as for `read_deliveries`. The columns are in `MEASUREMENT_COLUMNS`; values have a decimal point.

    >>> data = read_measurements("case_id,goal_id,on,value,of\n7,g1,2026-10-05,7,10\n7,g1,2026-10-12,8,\n")
    >>> [(row.point.value, row.point.of) for row in data.rows], data.problems
    ([(7.0, 10.0), (8.0, None)], ())
    """
    return read_table(source, _MEASUREMENT, _measurement)


def _measurement(line: int, values: dict[str, Any]) -> MeasurementRow:
    point = DataPoint(values["on"], values["value"], of=values.get("of"))
    return MeasurementRow(line, values["case_id"], values["goal_id"], point, values.get("unit"))


def write_deliveries(rows: Iterable[DeliveryRow]) -> str:
    """The sessions as CSV text that `read_deliveries` reads back.

    >>> read_deliveries(write_deliveries([])).rows
    ()
    """
    return write_table(DELIVERY_COLUMNS, map(_delivery_cells, rows))


def _delivery_cells(row: DeliveryRow) -> dict[str, object]:
    given = row.delivery.delivered
    held: dict[str, object] = {name: getattr(row.delivery, field) for name, (field, _) in _DELIVERY.items() if field}
    return {**held, "case_id": row.case_id, "status": None if given is None else "delivered" if given else "missed"}


def write_measurements(rows: Iterable[MeasurementRow]) -> str:
    """The measurements as CSV text that `read_measurements` reads back.

    >>> read_measurements(write_measurements([])).rows
    ()
    """
    return write_table(
        MEASUREMENT_COLUMNS,
        (
            {
                "case_id": row.case_id,
                "goal_id": row.goal_id,
                "on": row.point.on,
                "value": row.point.value,
                "of": row.point.of,
                "unit": row.unit,
            }
            for row in rows
        ),
    )
