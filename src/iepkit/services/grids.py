"""Grids: how much of a stated amount each day of a calendar carries, as one table of whole numbers.

A period of a service, such as a week, promises an amount. Its school days carry it in equal parts, so that what lies
between two days is a difference of two sums, and what lies in adjacent spans adds up by construction.
A grid holds those sums, over one denominator: no fraction is added while a ledger is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction

import attrs

from iepkit.services.dayweights import DayWeights
from iepkit.services.periods import Block

__all__ = ["Grid", "Part"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Part:
    """What a span holds of one period: its days, its school days there and in all, and the share of the amount."""

    first: int
    last: int
    days: Fraction
    of: Fraction
    share: Fraction


@attrs.frozen(eq=False)
class Grid:
    """Sums over the days from `first` to `last`, of what share of one period's amount each day carries.

    `sums[i]` is the sum before the i-th day, in parts of `whole`. `period_of[i]` is the place of the i-th day's period
    in `periods`, -1 for a day in none, and `amounts` are what whole periods carry.
    What `unknown` says keeps the grid from being made.
    """

    first: int = 0
    last: int = -1
    whole: int = 1
    sums: Sequence[int] = attrs.field(default=(0,), repr=False)
    period_of: Sequence[int] = attrs.field(default=(), repr=False)
    periods: tuple[Block, ...] = attrs.field(default=(), repr=False)
    amounts: tuple[int, ...] = attrs.field(init=False, repr=False)
    days: DayWeights = attrs.field(factory=DayWeights, repr=False)
    cut: str = "by-school-days"
    unknown: str = ""

    def __attrs_post_init__(self) -> None:
        ends = ((block.first - self.first, min(block.last, self.last) + 1 - self.first) for block in self.periods)
        object.__setattr__(self, "amounts", tuple(self.sums[end] - self.sums[start] for start, end in ends))

    def covers(self, first: int, last: int) -> bool:
        """Whether the grid knows every day of the span."""
        return self.first <= first and last <= self.last

    def share(self, first: int, last: int, shared: AbstractSet[int] = frozenset()) -> int:
        """How many parts of `whole` the span carries; the grid covers it, and it is not empty.

        Periods that are `shared` with what follows or goes before go by school days, whatever the policy.
        """
        parts = self.sums[last + 1 - self.first] - self.sums[first - self.first]
        if self.cut == "by-school-days":
            return parts
        return parts + sum(self._mended(at, first, last) for at in self._ends(first, last) - shared)

    def _ends(self, first: int, last: int) -> set[int]:
        """The periods in which the span begins and ends."""
        return {self.period_of[first - self.first], self.period_of[last - self.first]} - {-1}

    def _mended(self, at: int, first: int, last: int) -> int:
        """What a period that the span may cut adds or loses where the policy does not go by school days."""
        block = self.periods[at]
        start, end = max(first, block.first), min(last, block.last)
        if self.days.sum(start, end) == self.days.sum(block.first, block.last):
            return 0
        inside = self.sums[end + 1 - self.first] - self.sums[start - self.first]
        all_of_it = self.sums[block.last + 1 - self.first] - self.sums[block.first - self.first]
        return all_of_it - inside if self.cut == "whole" and self.days.sum(start, end) else -inside

    def parts(self, first: int, last: int) -> list[Part]:
        """What the span holds of each period, in order; periods without a school day in the span are left out."""
        found: list[Part] = []
        for block in self.periods:
            start, end = max(first, block.first), min(last, block.last)
            if start <= end and self.days.sum(start, end):
                days, of = self.days.sum(start, end), self.days.sum(block.first, block.last)
                share = Fraction(self.share(start, end), self.whole)
                found.append(Part(block.first, block.last, Fraction(days, 2), Fraction(of, 2), share))
        return found
