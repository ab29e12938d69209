"""The counts of a category as others may see them: small ones hidden, and with them the ratios that rest on them."""

from __future__ import annotations

import attrs

from iepkit.disclosure import CountTable, Open, Published, Suppression, publish
from iepkit.equity.counts import Counts
from iepkit.equity.groups import Group
from iepkit.equity.ratios import Ratio, ratios_of
from iepkit.equity.standards import Standards

__all__ = ["PublishedCategory", "publish_category"]


def __dir__() -> list[str]:
    return __all__


_SUPPRESSED = Suppression()
COLUMNS = ("with the outcome", "without")


@attrs.frozen
class PublishedCategory:
    """The table of one district and category, and the ratio of each group as a text: `*` where it must not be seen."""

    table: Published
    ratios: tuple[tuple[Group, str], ...]


def publish_category(
    counts: Counts,
    district: str,
    category: str,
    *,
    standards: Standards,
    policy: Suppression | Open = _SUPPRESSED,
) -> PublishedCategory:
    """What can be published of one category of a district; small counts are hidden unless `OPEN` is said.

    A ratio is shown only where the counts of its group, and the totals of the district, are shown, so that it tells
    nothing that the table does not. That there is no ratio, because a group is small, tells of a small count as well,
    and is hidden in the same way. Tables of one district share counts (the children with disabilities of one are
    those among whom another counts): look at them together before more than one is published.

    >>> from iepkit.equity import Standard, read_csv
    >>> counts = read_csv('''district,category,group,outcome,total
    ... North,id-all,asian,24,120
    ... North,id-all,black-or-african-american,3,90
    ... North,id-all,white,30,600''')
    >>> found = publish_category(counts, "North", "id-all", standards=Standards(Standard("2.5", cell=10, n=30)))
    >>> [(group.value, ratio.split(" (")[0]) for group, ratio in found.ratios if "asian" in group or "white" in group]
    [('asian', '*'), ('white', '0.39')]
    """
    cells = counts.of(district, category)
    table = CountTable.of(
        [group.value for group in Group],
        COLUMNS,
        [(cells[group].outcome, cells[group].total - cells[group].outcome) for group in Group],
    )
    shown = publish(table, policy)
    counted = (district, category) in counts.known
    found = ratios_of(cells, standard=standards.of(category), state=counts.state(category))
    return PublishedCategory(
        shown,
        tuple(
            (group, _shown(found[group] if counted else None, (*shown.cells[at], *shown.cells[-1])))
            for at, group in enumerate(Group)
        ),
    )


def _shown(ratio: Ratio | None, rests_on: tuple[str, ...]) -> str:
    return "*" if "*" in rests_on else "no counts" if ratio is None else str(ratio)
