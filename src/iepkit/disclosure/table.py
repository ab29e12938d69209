"""A table of counts with its totals: the last row and the last column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

import attrs

from iepkit.errors import InvalidDocument, Problem

__all__ = ["HIDDEN", "TOTAL", "Cell", "CountTable", "Hidden"]


def __dir__() -> list[str]:
    return __all__


TOTAL = "total"
Cell = tuple[int, int]


class Hidden(Enum):
    """What stands where a number is not shown; it does not say for which of the reasons.

    >>> print(HIDDEN)
    *
    """

    HIDDEN = "*"

    def __str__(self) -> str:
        return self.value


HIDDEN = Hidden.HIDDEN


@attrs.frozen(repr=False)
class CountTable:
    """Counts by row and column, to which the totals are added: `cells` has one row and one column more.

    Rows and columns do not overlap, and each child is in one place: only then the totals are what they are taken for.
    The counts are not in `repr`.

    >>> table = CountTable.of(("north", "south"), ("with", "without"), ((1, 19), (30, 50)))
    >>> table.cells
    ((1, 19, 20), (30, 50, 80), (31, 69, 100))
    >>> table
    <CountTable of 2 rows and 2 columns>
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int]]) -> CountTable:
        """The table of these counts with its totals.

        Raises `InvalidDocument` where the counts do not fit the names, a name stands twice, or a count is no whole
        number of 0 or more; the path names the cell, the message never the count.
        """
        problems = [*_named("rows", rows), *_named("columns", columns), *_counted(len(rows), len(columns), counts)]
        if problems:
            raise InvalidDocument(problems)
        inner = [(*row, sum(row)) for row in counts]
        return cls(tuple(rows), tuple(columns), (*inner, tuple(map(sum, zip(*inner, strict=True)))))

    def __repr__(self) -> str:
        return f"<CountTable of {len(self.rows)} rows and {len(self.columns)} columns>"

    @property
    def places(self) -> Iterator[Cell]:
        """Every place, totals among them, row by row."""
        return ((i, j) for i, row in enumerate(self.cells) for j in range(len(row)))

    def value(self, cell: Cell) -> int:
        """The count in a place."""
        return self.cells[cell[0]][cell[1]]

    def is_total(self, cell: Cell) -> bool:
        """Whether the place is in the last row or the last column."""
        return cell[0] == len(self.rows) or cell[1] == len(self.columns)


def _named(key: str, names: Sequence[str]) -> Iterator[Problem]:
    if not names:
        yield Problem(f"$.{key}", "expected one name or more")
    if len(set(names)) != len(names):
        yield Problem(f"$.{key}", "a name stands twice")


def _counted(rows: int, columns: int, counts: Sequence[Sequence[int]]) -> Iterator[Problem]:
    if len(counts) != rows:
        yield Problem("$.counts", "expected as many rows as there are names")
    for i, row in enumerate(counts):
        if len(row) != columns:
            yield Problem(f"$.counts[{i}]", "expected as many counts as there are columns")
        for j, count in enumerate(row):
            if type(count) is not int or count < 0:
                yield Problem(f"$.counts[{i}][{j}]", "expected a whole number, 0 or more")
