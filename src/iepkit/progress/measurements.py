"""The measurements on a goal as a series: on one scale, in the order of their days, each value exact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

import attrs

from iepkit.days import to_day
from iepkit.progress.exact import exact, mean, median
from iepkit.records import DataPoint, Goal

__all__ = ["Daily", "Level", "Point", "Series", "Unknown", "level", "series"]


def __dir__() -> list[str]:
    return __all__


class Daily(StrEnum):
    """What stands for a day on which there are several values.

    `median`: the middle one, as is usual where three probes are given at a time (Hosp, Hosp and Howell, The ABCs of
    CBM, 2nd ed. 2016). `mean`: their mean. `each`: every value is a point of its own.

    >>> Daily("median") is Daily.MEDIAN
    True
    """

    MEDIAN = "median"
    MEAN = "mean"
    EACH = "each"


@attrs.frozen
class Unknown:
    """One thing that cannot be told, why, and what would settle it.

    >>> print(Unknown("aimline", "The goal has no target as a number.", "Record the target."))
    aimline: The goal has no target as a number. Record the target.
    """

    part: str
    why: str
    settle: str

    def __str__(self) -> str:
        return f"{self.part}: {self.why} {self.settle}"


@attrs.frozen
class Point:
    """One value of a series, in the unit of the goal; `many` is how many measurements stand behind it."""

    on: date
    value: Fraction
    many: int = 1

    @property
    def day(self) -> int:
        """The day as a number, see `iepkit.days`."""
        return to_day(self.on)


@attrs.frozen
class Series:
    """Points in the order of their days, and what of the measurements could not be read."""

    points: tuple[Point, ...] = ()
    unknown: tuple[Unknown, ...] = ()


@attrs.frozen
class Level:
    """Where a series stands: its mean and median, its last value, and the median of its last three.

    A level of one or two points has no `last_three`: a single value says little of where a child stands, and the
    median of three is the usual guard (Shinn, Curriculum-Based Measurement, 1989; Hosp, Hosp and Howell 2016).
    """

    points: int
    mean: Fraction
    median: Fraction
    last: Fraction
    last_three: Fraction | None


_THREE = 3
_PERCENT = {"%", "percent", "pct", "percentage"}
_WORDS = re.compile(r"[a-z]+|%")
_PART_OF = re.compile(r"(?:out )?of (\d+)\b")
_HUNDRED = Fraction(100)


def _whole(unit: str | None, parts: Sequence[Fraction]) -> Fraction | None:
    """What all opportunities together are on the scale of the goal; `None` where the unit does not say."""
    if not unit:
        return None
    said = unit.lower().strip()
    if not _PERCENT.isdisjoint(_WORDS.findall(said)):
        return _HUNDRED
    if named := _PART_OF.match(said):
        return Fraction(int(named[1]))
    return parts[0] if len(set(parts)) == 1 else None  # so many problems, always of as many


def series(goal: Goal, *, as_of: date, data: Iterable[DataPoint] | None = None, daily: Daily = Daily.MEDIAN) -> Series:
    """The measurements on a goal up to and including a day, in its unit, in the order of their days.

    The order in which they were entered does not matter. A value out of so many opportunities is put on the scale of
    the goal's unit: a percentage, "of 10", or a count where there were always as many opportunities.
    `data` are measurements kept apart from the goal, beside its own; one that both hold is counted once.
    What is no number, or out of no opportunities, is left out and told in `unknown`.

    >>> goal = Goal(unit="% correct", data=(DataPoint(date(2026, 10, 5), 7, of=10), DataPoint(date(2026, 9, 28), 60)))
    >>> [(str(point.on), str(point.value)) for point in series(goal, as_of=date(2026, 11, 2)).points]
    [('2026-09-28', '60'), ('2026-10-05', '70')]
    """
    own = [point for point in goal.data if point.on <= as_of]
    other = [point for point in data or () if point.on <= as_of]
    measured = [*own, *_beyond(own, other)]
    wholes = [whole for point in measured if point.of and (whole := exact(point.of))]
    scale = _whole(goal.unit, wholes) if wholes else None
    by_day: dict[date, list[Fraction]] = {}
    lost = unscaled = 0
    for point in measured:
        value, of = exact(point.value), None if point.of is None else exact(point.of)
        if value is None or (point.of is not None and not of):
            lost += 1
        elif of is None:
            by_day.setdefault(point.on, []).append(value)
        elif scale is None:
            unscaled += 1
        else:
            by_day.setdefault(point.on, []).append(value * scale / of)
    return Series(tuple(_points(by_day, daily)), tuple(_untold(lost, unscaled)))


def _beyond(own: Sequence[DataPoint], other: Iterable[DataPoint]) -> list[DataPoint]:
    """The other measurements without those that the goal holds itself, one for one."""
    left, more = list(own), []
    for point in other:
        if point in left:
            left.remove(point)
        else:
            more.append(point)
    return more


def _points(by_day: dict[date, list[Fraction]], daily: Daily) -> Iterable[Point]:
    for on in sorted(by_day):
        values = sorted(by_day[on])
        if daily is Daily.EACH or len(values) == 1:
            yield from (Point(on, value) for value in values)
        else:
            yield Point(on, (mean if daily is Daily.MEAN else median)(values), len(values))


def _untold(lost: int, unscaled: int) -> Iterable[Unknown]:
    if lost:
        why = f"{lost} measurement{'s' * (lost > 1)} held no number, or no opportunities, and are left out."
        yield Unknown("points", why, "Correct the values.")
    if unscaled:
        why = f"{unscaled} measurement{'s' * (unscaled > 1)} out of so many opportunities have no place on the scale."
        yield Unknown("points", why, "Record the unit of the goal, such as percent.")


def level(points: Sequence[Point]) -> Level | None:
    """Where a series stands, or `None` where it is empty.

    >>> level([Point(date(2026, 9, day), Fraction(day)) for day in (1, 8, 15)]).last_three
    Fraction(8, 1)
    """
    if not points:
        return None
    values = [point.value for point in points]
    last = median(values[-_THREE:]) if len(values) >= _THREE else None
    return Level(len(values), mean(values), median(values), values[-1], last)
