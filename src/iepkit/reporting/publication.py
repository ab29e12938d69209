"""A table of counts as others may see it: small numbers hidden, and as many more as it takes to keep them so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import attrs

from iepkit.disclosure import HIDDEN, Open, Suppression, suppress_children
from iepkit.errors import WrongType
from iepkit.reporting.codes import CategorySet, FileSpec
from iepkit.reporting.tabulation import Table, Unit

__all__ = ["PublishedRow", "PublishedTable", "publish_table", "publish_tables"]


def __dir__() -> list[str]:
    return __all__


_SUPPRESSED = Suppression()
_Cell = tuple[int, Unit, str, tuple[str, ...]]
"""A row of one of the tables: which table, the unit, the category set and the codes."""


@attrs.frozen
class PublishedRow:
    """One row as it is shown: whose it is, the category set, its codes, and the number or `*`."""

    unit: Unit = attrs.field(repr=False)
    set: CategorySet
    codes: tuple[str, ...]
    shown: str


@attrs.frozen(repr=False)
class PublishedTable:
    """What is shown of a table, with the policy that decided it. Nothing that is hidden is in here."""

    spec: FileSpec
    rows: tuple[PublishedRow, ...]
    policy: Suppression | Open

    def __repr__(self) -> str:
        return f"<PublishedTable of {self.spec.id}: {len(self.rows)} rows, {self.hidden} of them hidden>"

    @property
    def hidden(self) -> int:
        """How many rows are hidden."""
        return sum(row.shown == str(HIDDEN) for row in self.rows)

    def shown(self, category_set: str, *codes: str, lea: str | None = None, school: str | None = None) -> str:
        """The text in one row; a row that is not there has no children and is shown as `0`.

        Raises `UnknownName` for a set that the file does not have.
        """
        self.spec.category_set(category_set)
        wanted = ((lea, school), category_set, codes)
        return next((row.shown for row in self.rows if (row.unit, row.set.id, row.codes) == wanted), "0")


def publish_table(table: Table, policy: Suppression | Open = _SUPPRESSED) -> PublishedTable:
    """What can be published of a table: small numbers are hidden unless `OPEN` is said.

    The rows of a unit are looked at together, all category sets, subtotals and the total: no hidden number can be
    worked out from what is shown, since other children would give the same (`disclosure.suppress_children`). Nor can
    the small numbers of margins that two sets share and no row shows. Districts are looked at one by one: beside a
    table of the State made from the same children they take `publish_tables`. So do files that count the same children;
    for those of discipline, which count removals too, there is nothing here that looks at them together.

    Raises `WrongType` for a policy that hides zeros.

    >>> from iepkit.reporting.codes import file_spec
    >>> from iepkit.reporting.tabulation import Zeros, tabulate
    >>> from iepkit.reporting.entries import Entry
    >>> spec = file_spec("FS002", school_year=2026)
    >>> children = [Entry(str(at), None, None, {"SEX": "F" if at < 4 else "M"}) for at in range(60)]
    >>> found = publish_table(tabulate(spec, children, zeros=Zeros.NONE))
    >>> found.shown("TOT"), found.shown("ST1", "F"), found.shown("ST1", "M")
    ('60', '*', '*')
    """
    hidden: set[_Cell] = set()
    if isinstance(policy, Suppression):
        for unit in table.units:
            hidden |= _hidden([_children(table, 0, unit)], [table], policy)
    return _published(table, 0, hidden, policy)


def publish_tables(tables: Iterable[Table], policy: Suppression | Open = _SUPPRESSED) -> tuple[PublishedTable, ...]:
    """What can be published of several tables of the same children, such as those of the State and of its districts.

    All of their rows are looked at together, in the way of `publish_table`. The time grows with the square of the
    children who differ: some thousands of them take minutes.

    Raises `WrongType` for a table that counts removals and not children, and for a policy that hides zeros.

    >>> from iepkit.reporting.codes import Level, file_spec
    >>> from iepkit.reporting.tabulation import Zeros, tabulate
    >>> from iepkit.reporting.entries import Entry
    >>> spec = file_spec("FS002", school_year=2026)
    >>> children = [Entry(str(at), "North" if at % 3 else "South", None, {"SEX": "M"}) for at in range(27)]
    >>> state, districts = (tabulate(spec, children, level=level, zeros=Zeros.NONE) for level in (Level.SEA, Level.LEA))
    >>> publish_table(districts).shown("TOT", lea="North"), publish_table(districts).shown("TOT", lea="South")
    ('18', '*')
    >>> found = publish_tables([state, districts])
    >>> found[0].shown("TOT"), found[1].shown("TOT", lea="North"), found[1].shown("TOT", lea="South")
    ('27', '*', '*')
    """
    held = list(tables)
    if not all(table.spec.counts_children for table in held):
        raise WrongType("tables", "tables that count children")
    hidden: set[_Cell] = set()
    if isinstance(policy, Suppression):
        hidden = _hidden(
            [_children(table, at, unit) for at, table in enumerate(held) for unit in table.units], held, policy
        )
    return tuple(_published(table, at, hidden, policy) for at, table in enumerate(held))


def _published(table: Table, at: int, hidden: set[_Cell], policy: Suppression | Open) -> PublishedTable:
    rows = (
        PublishedRow(
            row.unit,
            row.set,
            row.codes,
            str(HIDDEN if (at, row.unit, row.set.id, row.codes) in hidden else row.amount),
        )
        for row in table.rows()
    )
    return PublishedTable(table.spec, tuple(rows), policy)


def _hidden(told: Iterable[Mapping[str, list[_Cell]]], tables: Sequence[Table], policy: Suppression) -> set[_Cell]:
    """The rows to hide, those of margins among them, of children each of whom is told by the rows that it is in."""
    children: dict[str, list[_Cell]] = defaultdict(list)
    for some in told:
        for child, cells in some.items():
            children[child] += cells
    every = {cell for child in children.values() for cell in child}
    sizes = [{one.id: len(one.categories) for one in table.spec.category_sets} for table in tables]
    return {
        *suppress_children(
            children.values(),
            policy,
            late=[cell for cell in every if sizes[cell[0]].get(cell[2], 2) <= 1],
            unshown=[cell for cell in every if cell[2] not in sizes[cell[0]]],
        )
    }


def _margins(sets: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """What two category sets have in common and no set shows."""
    held = {frozenset(categories) for categories in sets}
    return sorted({tuple(sorted(one & other)) for one, other in combinations(held, 2) if one & other not in held})


def _children(table: Table, at: int, unit: Unit) -> Mapping[str, list[_Cell]]:
    """The rows of each child in a unit, each once; of a file that counts removals, of each removal for itself."""
    sets = {one.id: one.categories for one in table.spec.category_sets}
    sets |= {f"margin {' '.join(names)}": names for names in _margins(sets.values())}
    children: dict[str, dict[_Cell, None]] = defaultdict(dict)
    mine = (one for one in table.entries if unit in {(None, None), (one.lea, None), (one.lea, one.school)})
    for place, entry in enumerate(mine):
        cells = [(at, unit, name, tuple(map(entry.code, categories))) for name, categories in sets.items()]
        own = [entry.case] if table.spec.counts_children else [f"{place} {each}" for each in range(entry.amount)]
        for child in own:
            children[child].update(dict.fromkeys(cells))
    return {child: [*cells] for child, cells in children.items()}
