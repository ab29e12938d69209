"""The school week: its bell schedule, block by block, and where a child is in each."""

from __future__ import annotations

import attrs

from iepkit.records.fields import amount, private
from iepkit.vocabulary import BlockKind, Location, Weekday

__all__ = ["BellSchedule", "DayBlock"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class DayBlock:
    """One block of the school day: a class, lunch, recess, the way between, or a service that takes a child out.

    `days` are the days of the week on which it is; where there are none, it is on every day of the schedule.
    `start` and `end` are written on a clock of 24 hours, `"08:05"`; `minutes` is the length where they are not known.
    `location` is where the child is then, `with_nondisabled` whether children without disabilities are there too;
    where both are left out, the child is where the whole class is.
    `service_ids` are the services of the IEP that the child is given then. Blocks with times may lie on one another:
    a service in the middle of a lesson is a block of its own, and goes before the lesson.

    >>> DayBlock(kind=BlockKind.LUNCH, start="11:40", end="12:10").kind.value
    'lunch'
    """

    name: str | None = private()
    kind: BlockKind | None = None
    days: tuple[Weekday, ...] = ()
    start: str | None = None
    end: str | None = None
    minutes: int | None = amount()
    location: Location | None = None
    with_nondisabled: bool | None = None
    service_ids: tuple[str, ...] = private(())


@attrs.frozen
class BellSchedule:
    """The bell schedule of one school week, from the first bell of each day to the last.

    `days` are the days on which there is school in such a week.
    `whole_day` says whether the blocks hold the whole school day: lunch, recess, passing and study periods too.

    >>> week = BellSchedule(days=(Weekday.MONDAY, Weekday.TUESDAY), blocks=(DayBlock(start="08:00", end="14:30"),))
    >>> len(week.days), len(week.blocks)
    (2, 1)
    """

    name: str | None = private()
    days: tuple[Weekday, ...] = ()
    blocks: tuple[DayBlock, ...] = ()
    whole_day: bool | None = None
