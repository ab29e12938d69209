"""The counts of equity as others may see them: small ones hidden, and with them the ratios that rest on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs

from iepkit.disclosure import HIDDEN, CountTable, Open, Published, Suppression, publish, suppress_together
from iepkit.equity.counts import Counts
from iepkit.equity.groups import Group
from iepkit.equity.links import STATE, Place, Tables, link
from iepkit.equity.ratios import Ratio, ratios_of
from iepkit.equity.standards import Standards

__all__ = ["PublishedCategory", "PublishedState", "publish_category", "publish_district", "publish_state"]


def __dir__() -> list[str]:
    return __all__


_SUPPRESSED = Suppression()
COLUMNS = ("with the outcome", "without")
_ROWS = tuple(group.value for group in Group)
_Cells = tuple[tuple[str, ...], ...]
_NO_STATE: _Cells = ((),) * (len(_ROWS) + 1)


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
    """What can be published of one category of a district, and of it alone; `OPEN` shows all.

    A ratio is shown only where the counts of its group, and the totals of the district, are shown, so that it tells
    nothing that the table does not. That there is no ratio, because a group is small, tells of a small count as well,
    and is hidden in the same way. Tables of one district share counts (the children with disabilities of one are
    those among whom another counts): more than one of them are published with `publish_district`.

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
        _ROWS,
        COLUMNS,
        [(cells[group].outcome, cells[group].total - cells[group].outcome) for group in Group],
    )
    return _category(counts, (district, category), standards, publish(table, policy))


def publish_district(
    counts: Counts, district: str, *, standards: Standards, policy: Suppression | Open = _SUPPRESSED
) -> Mapping[str, PublishedCategory]:
    """What can be published of all categories of a district together, by category; `OPEN` shows all.

    No hidden count can be worked out from all of the tables together (`disclosure.suppress_together`), nor can the
    small numbers that remain where one table is taken from another: the children with an impairment that is not among
    the six, in other settings, removed in other ways, of ages 3 to 5. Ratios as in `publish_category`.

    >>> from iepkit.equity import Standard, read_csv
    >>> counts = read_csv('''district,category,group,outcome,total
    ... North,id-all,white,60,600
    ... North,id-all,asian,40,300
    ... North,id-sld,white,55,600
    ... North,id-sld,asian,20,300''')
    >>> found = publish_district(counts, "North", standards=Standards(Standard("2.5", cell=10, n=30)))
    >>> [table.table.cells[-1] for table in found.values()]  # 5 white children have another impairment
    [('100', '800', '900'), ('75', '825', '900')]
    >>> [table.table.cells[5] for table in found.values()]
    [('60', '540', '600'), ('*', '*', '600')]
    """
    tables = link(counts, [district])
    return _district(counts, district, standards, _Shown(tables, _hidden(tables, policy), policy))


@attrs.frozen
class PublishedState:
    """The tables of one category, of each district and of what they add up to."""

    districts: Mapping[str, PublishedCategory]
    state: Published


def publish_state(
    counts: Counts, category: str, *, standards: Standards, policy: Suppression | Open = _SUPPRESSED
) -> PublishedState:
    """What can be published of one category of all districts together with their sums; `OPEN` shows all.

    A count that one district hides is hidden in another too, or in the sum. A ratio that compares with the State is
    shown only where the sums for its group and for all groups are. Several categories of many districts, published
    together, are not looked at together here: a reader can join what they share.

    >>> from iepkit.equity import Standard, read_csv
    >>> counts = read_csv('''district,category,group,outcome,total
    ... North,id-all,white,60,600
    ... South,id-all,white,4,200
    ... West,id-all,white,20,300''')
    >>> found = publish_state(counts, "id-all", standards=Standards(Standard("2.5", cell=10, n=30)))
    >>> found.state.cells[-1]
    ('84', '1016', '1100')
    >>> for district, one in found.districts.items():
    ...     print(district, one.table.cells[-1])
    North ('60', '540', '600')
    South ('*', '*', '200')
    West ('*', '*', '300')
    """
    counts = Counts({place: cells for place, cells in counts.known.items() if place[1] == category})
    tables = link(counts, counts.districts, state=True)
    shown = _Shown(tables, _hidden(tables, policy), policy)
    return PublishedState(
        MappingProxyType({name: _district(counts, name, standards, shown)[category] for name in counts.districts}),
        shown.table(STATE, category),
    )


@attrs.frozen(repr=False)
class _Shown:
    tables: Tables
    hidden: frozenset[Place]
    policy: Suppression | Open

    def table(self, district: str, category: str) -> Published:
        """The table as it is shown, and in the columns and rows of every other."""
        counts = self.tables.linked.counts
        cells = tuple(
            tuple(str(HIDDEN if place in self.hidden else counts[place]) for place in line)
            for line in self.tables.places(district, category)
        )
        return Published(_ROWS, COLUMNS, cells, self.policy)

    def state(self, category: str) -> _Cells:
        """The lines of the State's table, where it is published."""
        return self.table(STATE, category).cells if STATE in self.tables.names else _NO_STATE


def _hidden(tables: Tables, policy: Suppression | Open) -> frozenset[Place]:
    return suppress_together(tables.linked, policy) if isinstance(policy, Suppression) else frozenset()


def _district(counts: Counts, district: str, standards: Standards, shown: _Shown) -> Mapping[str, PublishedCategory]:
    return MappingProxyType(
        {
            category: _category(
                counts, (district, category), standards, shown.table(district, category), shown.state(category)
            )
            for category in shown.tables.names[district]
        }
    )


def _category(
    counts: Counts, place: tuple[str, str], standards: Standards, table: Published, state: _Cells = _NO_STATE
) -> PublishedCategory:
    """The table with the ratios that rest on what it shows, and on what is shown of the State."""
    found = ratios_of(counts.of(*place), standard=standards.of(place[1]), state=counts.state(place[1]))
    rests_on = [(*table.cells[at], *table.cells[-1], *state[at], *state[-1]) for at in range(len(_ROWS))]
    return PublishedCategory(
        table,
        tuple(
            (group, _shown(found[group] if place in counts.known else None, cells))
            for group, cells in zip(Group, rests_on, strict=True)
        ),
    )


def _shown(ratio: Ratio | None, rests_on: Sequence[str]) -> str:
    return "*" if "*" in rests_on else "no counts" if ratio is None else str(ratio)
