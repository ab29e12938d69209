"""Whether a hidden count can be worked out from what is shown: exactly, for whole numbers of children.

Take the table with its totals, and give the totals of rows and columns the opposite sign: then every row and every
column adds up to zero. A reader who knows the shown counts can think of another table only by going round in a closed
walk along rows and columns over hidden places, adding one and taking one in turns. So a hidden count can be one more
or one less exactly where such a walk leads through it, and where none does it is given away.
(The graph of cycles of suppressed cells: Gusfield, A graph theoretic approach to statistical data security, SIAM
Journal on Computing 17 (1988); the bound that counts are not below zero makes the edges go one way here.)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from heapq import heappop, heappush

from iepkit.disclosure.table import Cell, CountTable

__all__ = ["can_differ", "given_away", "walk"]


def __dir__() -> list[str]:
    return __all__


Node = tuple[str, int]
Cost = Callable[[Cell], int | None]


def can_differ(table: CountTable, hidden: Collection[Cell], cell: Cell, *, least: int = 0) -> bool:
    """Whether some other table of whole numbers has the same shown counts and another count in this hidden place.

    `least` is what a reader knows every hidden count to reach: 1 where the policy shows all zeros.

    >>> table = CountTable.of(("a", "b"), ("x", "y"), ((1, 19), (30, 50)))
    >>> can_differ(table, {(0, 0)}, (0, 0)), can_differ(table, {(0, 0), (0, 1), (1, 0), (1, 1)}, (0, 0))
    (False, True)
    """
    known = frozenset(hidden)
    ways = (walk(table, cell, step, lambda one: 0 if one in known else None, least=least) for step in (1, -1))
    return any(way is not None for way in ways)


def given_away(table: CountTable, hidden: Collection[Cell], *, least: int = 0) -> tuple[Cell, ...]:
    """The hidden places whose counts a reader can work out, in order.

    >>> given_away(CountTable.of(("a", "b"), ("x", "y"), ((1, 19), (30, 50))), {(0, 0), (0, 1)})
    ((0, 0), (0, 1))
    """
    return tuple(cell for cell in sorted(hidden) if not can_differ(table, hidden, cell, least=least))


def walk(table: CountTable, cell: Cell, step: int, cost: Cost, *, least: int = 0) -> tuple[Cell, ...] | None:
    """The cheapest other places that let the count in `cell` be one more (`step` 1) or one less (-1), or `None`.

    `cost` is what it takes to use a place, `None` where it may not be used.
    """
    sign = step * _sign(table, cell)
    if not _may_move(table, cell, sign, least):
        return None
    start: Node = ("column", cell[1]) if sign > 0 else ("row", cell[0])
    goal: Node = ("row", cell[0]) if sign > 0 else ("column", cell[1])
    best: dict[Node, int] = {start: 0}
    came: dict[Node, tuple[Node, Cell]] = {}
    queue = [(0, start)]
    while queue:
        far, node = heappop(queue)
        if node == goal:
            return tuple(_back(came, start, goal))
        if far > best[node]:
            continue
        for other, place, plus in _edges(table, node):
            price = cost(place) if place != cell and _may_move(table, place, plus, least) else None
            if price is not None and far + price < best.get(other, far + price + 1):
                best[other] = far + price
                came[other] = (node, place)
                heappush(queue, (far + price, other))
    return None


def _sign(table: CountTable, cell: Cell) -> int:
    return 1 if (cell[0] == len(table.rows)) == (cell[1] == len(table.columns)) else -1


def _may_move(table: CountTable, cell: Cell, sign: int, least: int) -> bool:
    """Whether the signed count can change that way: a count can always be more, and less only above the least."""
    return sign * _sign(table, cell) > 0 or table.value(cell) > least


def _edges(table: CountTable, node: Node) -> Iterator[tuple[Node, Cell, int]]:
    """From a column one place is made less, which leads to its row; from a row one is made more."""
    side, at = node
    if side == "column":
        yield from ((("row", i), (i, at), -1) for i in range(len(table.cells)))
    else:
        yield from ((("column", j), (at, j), 1) for j in range(len(table.cells[0])))


def _back(came: dict[Node, tuple[Node, Cell]], start: Node, goal: Node) -> Iterator[Cell]:
    node = goal
    while node != start:
        node, place = came[node]
        yield place
