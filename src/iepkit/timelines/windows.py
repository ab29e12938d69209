"""Windows: which deadlines fall into a stretch of days, such as the next sixty."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import attrs

from iepkit.calendars import SchoolYear
from iepkit.errors import InvalidDocument, Problem, expect
from iepkit.timelines.deadline import Deadline

__all__ = ["Window"]


def __dir__() -> list[str]:
    return __all__


def _a_day_or_none(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    expect(attribute.name, value, date, optional=True)


@attrs.frozen
class Window:
    """The days from `first` through `last`, both included; open to the side on which there is none.

    A deadline is in it by its due day, or by the earliest day that the law permits, for a clock that sets one.
    What is overdue was due before a window that begins today: `Window(last=...)` has it too.
    Raises `InvalidDocument` where `last` comes before `first`.

    >>> window = Window.next_days(date(2026, 11, 2), 60)
    >>> window.first, window.last
    (datetime.date(2026, 11, 2), datetime.date(2027, 1, 1))
    >>> date(2026, 12, 24) in window
    True
    """

    first: date | None = attrs.field(default=None, validator=_a_day_or_none)
    last: date | None = attrs.field(default=None, validator=_a_day_or_none)

    def __attrs_post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise InvalidDocument([Problem("$.last", "the last day of the window comes before the first")])

    @classmethod
    def next_days(cls, as_of: date, days: int) -> Window:
        """From a day through so many calendar days later."""
        return cls(as_of, as_of + timedelta(min(days, (date.max - as_of).days)))

    @classmethod
    def month(cls, year: int, month: int) -> Window:
        """One month.

        >>> Window.month(2028, 2).last
        datetime.date(2028, 2, 29)
        """
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def school_year(cls, year: SchoolYear) -> Window:
        """A school year of a calendar, from its first day of instruction through its last."""
        return cls(year.first_day, year.last_day)

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def holds(self, deadline: Deadline) -> bool | None:
        """Whether the day of a deadline lies in the window; `None` where it is unknown and may.

        A duty without a number in the law falls on no day, and so into no window.
        """
        if deadline.due is not None:
            return deadline.due in self
        if not deadline.has_number:
            return False
        bound = deadline.later_than or date.min
        if self.last is not None:
            return False if bound >= self.last else None
        return True if self.first is None or bound >= self.first else None

    def select(self, deadlines: Iterable[Deadline]) -> list[Deadline]:
        """The deadlines that lie in the window, and those that may, since their day is unknown; in their order."""
        return [deadline for deadline in deadlines if self.holds(deadline) is not False]
