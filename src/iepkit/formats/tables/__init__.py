"""Tables in CSV: service logs and progress data in, bad rows told with their lines and good ones kept."""

from __future__ import annotations

from iepkit.formats.tables.joining import Joined, add_deliveries, add_measurements
from iepkit.formats.tables.logs import (
    DELIVERY_COLUMNS,
    MEASUREMENT_COLUMNS,
    DeliveryRow,
    MeasurementRow,
    read_deliveries,
    read_measurements,
    write_deliveries,
    write_measurements,
)
from iepkit.formats.tables.reading import RowProblem, Table

__all__ = [
    "DELIVERY_COLUMNS",
    "MEASUREMENT_COLUMNS",
    "DeliveryRow",
    "Joined",
    "MeasurementRow",
    "RowProblem",
    "Table",
    "add_deliveries",
    "add_measurements",
    "read_deliveries",
    "read_measurements",
    "write_deliveries",
    "write_measurements",
]


def __dir__() -> list[str]:
    return __all__
