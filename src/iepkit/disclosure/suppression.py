"""Which counts are hidden: the small ones first, then others until none can be worked out."""

from __future__ import annotations

from collections.abc import Collection

from iepkit.disclosure.guards import can_differ, walk
from iepkit.disclosure.policies import Suppression
from iepkit.disclosure.table import Cell, CountTable

__all__ = ["suppress"]


def __dir__() -> list[str]:
    return __all__


def suppress(table: CountTable, policy: Suppression | None = None, *, also: Collection[Cell] = ()) -> frozenset[Cell]:
    """The places of a table that are not shown: row and column numbers, the last of each being the totals.

    Primary: counts that the policy hides, small totals too. Complementary: where one of them could be worked out from
    the others (`given_away`), the cheapest places that prevent it are hidden as well: few children first, totals
    late, zeros last. The reader is taken to know the policy, so that where zeros are shown a hidden count is known to
    be 1 or more. `also` is hidden in any case, for a count that another table hides. It always ends.

    What this does not hold against: a reader who knows some of the children; tables that share counts, unless each is
    given the places that the others hide; a guess among the few numbers that remain.

    >>> table = CountTable.of(("a", "b", "c"), ("x", "y"), ((1, 19), (30, 50), (12, 40)))
    >>> sorted(suppress(table))
    [(0, 0), (0, 1), (2, 0), (2, 1)]
    """
    policy = policy or Suppression()
    hidden = {place for place in table.places if policy.hides(table.value(place))} | {*also}
    dear = len(table.cells) * len(table.cells[0]) + sum(map(sum, table.cells))

    def cost(place: Cell) -> int:
        if place in hidden:
            return 0
        count = table.value(place)
        return 1 + count + dear * table.is_total(place) + dear * dear * (count < policy.lowest)

    for cell in sorted(hidden):  # what is hidden for one of them lies on its walk and can differ with it
        if not can_differ(table, hidden, cell, least=policy.lowest):
            ways = [walk(table, cell, step, cost, least=policy.lowest) for step in (1, -1)]
            hidden |= {*min((way for way in ways if way is not None), key=lambda way: (sum(map(cost, way)), way))}
    return frozenset(hidden)
