"""Which counts and ratios of equity may be shown: the tables of a district hide theirs together, and ratios follow.

A ratio is shown where the counts of its group, and the totals of its table, are. One that compares with the State
rests on other districts too: it is shown where the sums it is divided by are not small themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from iepkit.disclosure import HIDDEN, Hidden, Open, Suppression
from iepkit.equity import Count, Counts, Group, Ratio, Standard, Standards, publish_district

__all__ = ["Cells", "Policy", "Watch", "read_cell", "shown_ratio", "shown_tables", "state_is_shown"]


def __dir__() -> list[str]:
    return __all__


Policy = Suppression | Open
Watch = Callable[[Iterable[str]], Iterable[str]]
Cells = tuple[tuple[str, ...], ...]
"""The lines of a table, groups and then totals: with the outcome, without, and among whom."""

_ANY = Standards(Standard(1, cell=0, n=0))  # the counts are hidden alike under any


def shown_tables(
    counts: Counts, districts: Collection[str], policy: Policy, watch: Watch
) -> Iterator[tuple[tuple[str, str], Cells]]:
    """The tables of these districts as they are shown, by district and category; `watch` sees each district go by."""
    held: dict[str, dict[tuple[str, str], Mapping[Group, Count]]] = defaultdict(dict)
    for place, cells in counts.known.items():
        held[place[0]][place] = cells
    for district in watch(sorted(held.keys() & set(districts))):
        own = Counts(held[district])
        if isinstance(policy, Open):
            yield from ((place, _in_full(own.of(*place))) for place in held[district])
            continue
        for category, found in publish_district(own, district, standards=_ANY, policy=policy).items():
            yield (district, category), found.table.cells


def _in_full(cells: Mapping[Group, Count]) -> Cells:
    lines = [*cells.values(), sum(cells.values(), Count(0, 0))]
    return tuple((str(one.outcome), str(one.total - one.outcome), str(one.total)) for one in lines)


def read_cell(cell: str) -> int | Hidden:
    """The count that a cell shows, or `HIDDEN`.

    >>> read_cell("12"), str(read_cell("*"))
    (12, '*')
    """
    return HIDDEN if cell == str(HIDDEN) else int(cell)


def shown_ratio(ratio: Ratio, at: int, cells: Cells, policy: Policy) -> bool:
    """Whether a ratio may be shown, given the table of its district and the line of its group."""
    if str(HIDDEN) in (*cells[at], *cells[-1]):
        return False
    needs_state = ratio.state is not None and not ratio.district.meets(ratio.standard)
    return not needs_state or state_is_shown(ratio, policy)


def state_is_shown(ratio: Ratio, policy: Policy) -> bool:
    """Whether the counts of the State's other groups are large enough to divide by them for others to see."""
    if ratio.state is None or isinstance(policy, Open):
        return True
    return not (policy.hides(ratio.state.outcome) or policy.hides(ratio.state.total - ratio.state.outcome))
