"""A table as it is shown to others."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from iepkit.disclosure.policies import Open, Rounding, Suppression
from iepkit.disclosure.suppression import suppress
from iepkit.disclosure.table import HIDDEN, TOTAL, CountTable, Hidden

__all__ = ["Published", "publish"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Published:
    """What is shown of a table, with the policy that decided it. Nothing that is hidden is in here.

    `cells` has the totals in its last row and column, a text each.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    policy: Suppression | Rounding | Open

    def lines(self) -> Iterator[tuple[str, ...]]:
        """The table line by line with its names, as a writer of CSV or HTML needs it."""
        yield ("", *self.columns, TOTAL)
        for name, row in zip((*self.rows, TOTAL), self.cells, strict=True):
            yield (name, *row)


_DEFAULT = Suppression()


def publish(table: CountTable, policy: Suppression | Rounding | Open = _DEFAULT) -> Published:
    """The table as others may see it: small counts hidden with `Suppression()` unless another policy is named.

    To show everything takes the explicit word, `OPEN`.

    >>> for line in publish(CountTable.of(("a", "b", "c"), ("x", "y"), ((1, 19), (30, 50), (12, 40)))).lines():
    ...     print(line)
    ('', 'x', 'y', 'total')
    ('a', '*', '*', '20')
    ('b', '30', '50', '80')
    ('c', '*', '*', '52')
    ('total', '43', '109', '152')
    """
    hidden = suppress(table, policy) if isinstance(policy, Suppression) else frozenset()

    def shown(count: int | Hidden) -> str:
        return policy.shown(count) if isinstance(policy, Rounding) and isinstance(count, int) else str(count)

    cells = tuple(
        tuple(shown(HIDDEN if (i, j) in hidden else count) for j, count in enumerate(row))
        for i, row in enumerate(table.cells)
    )
    return Published(table.rows, table.columns, cells, policy)
