"""The result of a child count in columns: a reason or a file for each case, and the rows of the federal files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from math import prod
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.columns.attributes import Words
from iepkit.columns.standings import REASONS
from iepkit.errors import UnknownName
from iepkit.reporting.codes import Level, file_spec
from iepkit.reporting.coding import EARLY_CHILDHOOD, SCHOOL_AGE
from iepkit.reporting.reasons import Reason

__all__ = ["FILES", "ChildCounts", "Codes", "Mask", "Rows"]


def __dir__() -> list[str]:
    return __all__


FILES = (SCHOOL_AGE, EARLY_CHILDHOOD)
Codes = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
_Places = npt.NDArray[np.integer[Any]]


@attrs.frozen(eq=False, repr=False)
class Rows:
    """The rows of one category set in which somebody is: whose they are, the codes, and how many children.

    `unit` are places in `units`, pairs of district and school; `codes` are by category, each a place in its `names`.
    """

    categories: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    units: tuple[tuple[str | None, str | None], ...]
    unit: _Places
    codes: Mapping[str, _Places]
    amount: npt.NDArray[np.int64]

    def __repr__(self) -> str:
        return f"<Rows of {len(self.amount)} by {', '.join(self.categories) or 'nothing'}>"

    def __iter__(self) -> Iterator[tuple[tuple[str | None, str | None], tuple[str, ...], int]]:
        """Each row as the unit, the codes in the order of the set, and the amount."""
        columns = [[self.names[name][place] for place in self.codes[name].tolist()] for name in self.categories]
        codes = zip(*columns, strict=True) if columns else ((),) * len(self.amount)
        for unit, told, amount in zip(self.unit.tolist(), codes, self.amount.tolist(), strict=True):
            yield self.units[unit], told, amount


@attrs.frozen(eq=False, repr=False, slots=False)  # no slots: what is worked out once is kept beside the fields
class ChildCounts:
    """The count of one school year.

    `reason` is a place in `REASONS`, 0 for a case that is counted; `file` a place in `FILES`, meaningless where it is
    not. `codes` are by category, for all cases, meaningful for those counted in a file that has the category: each a
    place among the codes of that category in the file's specification.
    """

    school_year: int
    reason: Codes
    file: Codes
    codes: Mapping[str, Codes]
    lea: Words
    school: Words

    def __repr__(self) -> str:
        return f"<ChildCounts of school year {self.school_year}: {self.counted} of {len(self.reason)}>"

    @property
    def counted(self) -> int:
        """How many children are counted, in both files together."""
        return len(self.reason) - int(np.count_nonzero(self.reason))

    @property
    def reasons(self) -> dict[Reason, int]:
        """How many cases are not counted for each reason, the most frequent first."""
        found = np.bincount(self.reason, minlength=len(REASONS)).tolist()
        told = [(reason, number) for reason, number in zip(REASONS, found, strict=True) if reason and number]
        return dict(sorted(told, key=lambda one: (-one[1], one[0])))

    def rows(self, file: str, category_set: str, *, level: Level = Level.SEA) -> Rows:
        """The rows of a category set that are not zero, in order of unit and codes; subtotals are sets as well.

        Raises `UnknownName` for a file, a set or a level that there is not.

        >>> from datetime import date
        >>> from iepkit.columns import KINDS, EventTable
        >>> from iepkit.columns.attributes import AttributeTable
        >>> from iepkit.columns.childcount import child_count
        >>> from iepkit.reporting.settings import StateSettings
        >>> from iepkit.vocabulary import EventKind
        >>> settings = StateSettings(count_date=date(2025, 11, 3))
        >>> events = EventTable(case=[0], kind=[KINDS.index(EventKind.IEP_IN_EFFECT)], on=[20_000], birth=[17_000])
        >>> table = AttributeTable(rows=1, sex=Words.of(["F"]))
        >>> counts = child_count(events, table, settings=settings, school_year=2026)
        >>> list(counts.rows("FS002", "ST1"))
        [((None, None), ('F',), 1)]
        """
        if file not in FILES:
            raise UnknownName("file of the child count", file, FILES)
        spec = file_spec(file, school_year=self.school_year)
        if level not in spec.levels:
            raise UnknownName(f"level of {file}", level, spec.levels)
        categories = spec.category_set(category_set).categories
        return self._cells[file, level].summed(categories)

    @cached_property
    def _cells(self) -> _AllCells:
        return _AllCells(self)


class _AllCells(dict[tuple[str, Level], "_Cells"]):
    """The children of each file and level by all categories at once, found when they are first asked for."""

    def __init__(self, counts: ChildCounts) -> None:
        """Nothing is asked for yet."""
        super().__init__()
        self.counts = counts

    def __missing__(self, key: tuple[str, Level]) -> _Cells:
        found = self[key] = _cells(self.counts, *key)
        return found


# -- adding up ---------------------------------------------------------------------------------------------------------


@attrs.frozen(eq=False)
class _Cells:
    """Combinations of unit and codes, each with a number of children; one may stand there several times."""

    names: Mapping[str, tuple[str, ...]]
    units: tuple[tuple[str | None, str | None], ...]
    unit: _Places
    codes: Mapping[str, _Places]
    amount: npt.NDArray[np.int64] | None = None

    def summed(self, categories: tuple[str, ...]) -> Rows:
        """The children by unit and some of the categories."""
        sizes = [len(self.names[name]) for name in categories]
        places = self.unit.astype(np.int64)
        for name, size in zip(categories, sizes, strict=True):
            places *= size
            places += self.codes[name]
        places, amount = _counted(places, self.amount, max(1, len(self.units)) * prod(sizes))
        codes: dict[str, _Places] = {}
        for name, size in zip(reversed(categories), reversed(sizes), strict=True):
            places, codes[name] = np.divmod(places, size)
        return Rows(categories, self.names, self.units, places, codes, amount)


_DENSE, _SMALL = 4, 1 << 12  # so many empty places for each row, or so many in all, cost less than a sort


def _counted(
    places: npt.NDArray[np.int64], amount: npt.NDArray[np.int64] | None, size: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The different places in order, and how many children each has; with amounts there are never many places."""
    if amount is None and size > max(_SMALL, _DENSE * len(places)):
        return np.unique(places, return_counts=True)
    found = np.bincount(places, amount, minlength=size)
    there = np.flatnonzero(found)
    return there, found[there].astype(np.int64)


def _cells(counts: ChildCounts, file: str, level: Level) -> _Cells:
    """The children of a file at a level; put together where that leaves far fewer rows than there are children."""
    spec = file_spec(file, school_year=counts.school_year)
    mine = (counts.reason == 0) & (counts.file == FILES.index(file))
    names = {name: tuple(known.codes) for name, known in spec.categories.items()}
    if level is not Level.SEA:
        mine &= _named(counts.lea)
    if level is Level.SCH:
        mine &= _named(counts.school)
        for name, left_out in spec.schools_leave_out.items():
            mine &= ~np.isin(counts.codes[name], [names[name].index(code) for code in left_out])
    rows = np.flatnonzero(mine)
    units, unit = _units(counts, level, rows)
    cells = _Cells(names, units, unit, {name: counts.codes[name][rows] for name in names})
    size = max(1, len(units)) * prod(map(len, names.values()))
    if size > len(rows):
        return cells
    together = cells.summed(tuple(names))
    return _Cells(names, units, together.unit, together.codes, together.amount)


def _named(words: Words) -> Mask:
    known = np.array([name is not None for name in words.names])
    found: Mask = known[words.places]
    return found


def _units(
    counts: ChildCounts, level: Level, rows: npt.NDArray[np.intp]
) -> tuple[tuple[tuple[str | None, str | None], ...], _Places]:
    """The units of a level in the order of their names, and of each row the place of its own."""
    if level is Level.SEA:
        return ((None, None),), np.zeros(len(rows), np.int64)
    leas, lea = _by_name(counts.lea, rows)
    if level is Level.LEA:
        return tuple((name, None) for name in leas), lea
    schools, school = _by_name(counts.school, rows)
    pairs, unit = np.unique(lea * len(schools) + school, return_inverse=True)
    return tuple((leas[pair // len(schools)], schools[pair % len(schools)]) for pair in pairs.tolist()), unit


def _by_name(words: Words, rows: npt.NDArray[np.intp]) -> tuple[list[str], npt.NDArray[np.int64]]:
    """The names that rows hold, in order, and of each row the place of its own."""
    places = words.places[rows]
    used = np.flatnonzero(np.bincount(places, minlength=len(words.names)))
    names = sorted({name for at in used.tolist() if (name := words.names[at]) is not None})
    order = {name: place for place, name in enumerate(names)}
    table = np.array([order.get(name, 0) if name is not None else 0 for name in words.names], np.int64)
    return names, table[places]
