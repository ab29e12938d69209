"""Spans of time that a limit adds: counted days, months and years, or nothing that is known."""

from __future__ import annotations

import attrs

from iepkit.days import EVERY_DAY, MISSING, UNKNOWN, Counter, add_months

__all__ = ["Days", "Months", "Span", "Unsettled"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen(eq=False)
class Days:
    """So many counted days.

    >>> Days(60, EVERY_DAY).after(10), Days(5, EVERY_DAY).ahead(10), Days(5, EVERY_DAY).more(10, 2)
    (70, 5, 12)
    """

    number: int
    counter: Counter

    def after(self, day: int) -> int:
        """The last of the days after `day`."""
        return self.counter.nth_after(day, self.number)

    def ahead(self, day: int) -> int:
        """The day so many counted days before `day`."""
        return self.counter.nth_before(day, self.number)

    def more(self, due: int, number: int) -> int:
        """The due day moved by more counted days."""
        return self.counter.nth_after(due, number)


@attrs.frozen(eq=False)
class Months:
    """So many months, to the same day of the month.

    >>> Months(12).after(0), Months(12).ahead(365)
    (365, 0)
    """

    number: int
    leap_day_to: str = "feb-28"
    counter: Counter = EVERY_DAY

    def after(self, day: int) -> int:
        """The same day of the month, so many months later."""
        return add_months(day, self.number, leap_day_to=self.leap_day_to)

    def ahead(self, day: int) -> int:
        """The same day of the month, so many months earlier."""
        return add_months(day, -self.number, leap_day_to=self.leap_day_to)

    def more(self, due: int, number: int) -> int:
        """The due day moved by calendar days."""
        return self.counter.nth_after(due, number)


@attrs.frozen(eq=False)
class Unsettled:
    """A limit that nobody has verified: every answer is unknown."""

    counter: Counter = EVERY_DAY

    def after(self, day: int) -> int:
        """An unknown day."""
        return day if day == MISSING else UNKNOWN

    ahead = after

    def more(self, due: int, number: int) -> int:
        """The due day as it is, which is unknown."""
        return due


Span = Days | Months | Unsettled
