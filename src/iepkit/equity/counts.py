"""A table of counts: what a State or a district has in a spreadsheet, read with all that is wrong in it at once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

import attrs

from iepkit.equity.categories import CATEGORIES
from iepkit.equity.groups import Group
from iepkit.equity.ratios import Count, Ratio, ratios_of
from iepkit.equity.standards import Standards
from iepkit.errors import InvalidDocument, Problem

__all__ = ["COLUMNS", "Counts", "read_counts", "read_csv"]


def __dir__() -> list[str]:
    return __all__


COLUMNS = ("district", "category", "group", "outcome", "total")
_WHOLE = re.compile(r"\d{1,15}", re.ASCII)
Cells = Mapping[Group, Count]
_NONE = Count(0, 0)


@attrs.frozen(repr=False)
class Counts:
    """The counts of one school year: by district and category, for each group.

    `unknown` holds, in the same way, children whose group the file does not tell. They are in no group and in no
    comparison group, and are said beside the answers.
    """

    known: Mapping[tuple[str, str], Cells]
    unknown: Mapping[tuple[str, str], Count] = attrs.field(factory=lambda: MappingProxyType({}))

    def __repr__(self) -> str:
        return f"<Counts of {len(self.districts)} districts in {len(self.categories)} categories>"

    @property
    def districts(self) -> tuple[str, ...]:
        """The districts, in the order of their names."""
        return tuple(sorted({district for district, _ in (*self.known, *self.unknown)}))

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories that are counted, in the order of the regulation."""
        named = {category for _, category in (*self.known, *self.unknown)}
        return tuple(name for name in CATEGORIES if name in named)

    def of(self, district: str, category: str) -> dict[Group, Count]:
        """The counts of all seven groups; a group without a row has no children."""
        found = self.known.get((district, category), {})
        return {group: found.get(group, _NONE) for group in Group}

    def state(self, category: str) -> dict[Group, Count]:
        """The counts of all districts of the table added: the State, where the table holds all of it."""
        sums = dict.fromkeys(Group, _NONE)
        for (_, name), cells in self.known.items():
            if name == category:
                for group, count in cells.items():
                    sums[group] += count
        return sums

    def ratios(self, standards: Standards, *, whole_state: bool = True) -> dict[tuple[str, str, Group], Ratio]:
        r"""Every ratio, by district, category and group; categories that the table does not count are left out.

        `whole_state=False`: the table holds a part of the State only, so that alternate risk ratios are unknown.

        >>> from iepkit.equity import Standard
        >>> table = read_csv("district,category,group,outcome,total\nNorth,id-all,asian,24,120\n"
        ...     "North,id-all,white,30,600\n")
        >>> ratios = table.ratios(Standards(Standard("2.5", cell=10, n=30)))
        >>> len(ratios), ratios["North", "id-all", Group.ASIAN].value
        (7, Fraction(4, 1))
        """
        states = {name: self.state(name) if whole_state else None for name in self.categories}
        each = standards.each()
        return {
            (district, name, group): ratio
            for district in self.districts
            for name in self.categories
            if (district, name) in self.known
            for group, ratio in ratios_of(self.of(district, name), standard=each[name], state=states[name]).items()
        }


def read_counts(rows: Iterable[Mapping[str, object]], *, where: str | None = None) -> Counts:
    """The table that the rows hold, in any order; each has the keys of `COLUMNS`, and others are left alone.

    `group` is the value of a `Group`, or `"unknown"`. Whole numbers may be text. Raises `InvalidDocument` with every
    problem and its path: an unknown name, a number that is none, more with the outcome than there are, two rows for
    one place.

    >>> read_counts([{"district": "North", "category": "id-all", "group": "white", "outcome": 5, "total": "four"}])
    Traceback (most recent call last):
    iepkit.errors.InvalidDocument: document: 1 problem
      $[0].total: expected a whole number, 0 or more
    """
    return _build(((f"$[{number}]", row) for number, row in enumerate(rows)), where)


def read_csv(text: str, *, where: str | None = None) -> Counts:
    r"""The table in a CSV text whose first line names the columns of `COLUMNS`; others are left alone.

    Paths in the problems name the line of the file, the heading being line 1. Raises `InvalidDocument`.

    >>> read_csv("district,category,group,outcome,total\nNorth,id-all,unknown,3,9\n").unknown
    mappingproxy({('North', 'id-all'): Count(outcome=3, total=9)})
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise InvalidDocument([Problem(f"$.{name}", "this column is missing") for name in missing], where=where)
    return _build(((f"$.line[{reader.line_num}]", row) for row in reader), where)


def _build(rows: Iterable[tuple[str, Mapping[str, object]]], where: str | None) -> Counts:
    problems: list[Problem] = []
    known: dict[tuple[str, str], dict[Group, Count]] = {}
    unknown: dict[tuple[str, str], Count] = {}
    seen: dict[tuple[str, str, str], str] = {}
    for path, row in rows:
        wrong = list(_wrong(path, row))
        problems += wrong
        if wrong:
            continue
        place = (str(row["district"]), str(row["category"]))
        first = seen.setdefault((*place, str(row["group"])), path)
        if first != path:
            problems.append(Problem(path, f"the district, category and group of {first} again"))
            continue
        count = Count(int(str(row["outcome"])), int(str(row["total"])))
        if row["group"] == "unknown":
            unknown[place] = count
        else:
            known.setdefault(place, {})[Group(str(row["group"]))] = count
    if problems:
        raise InvalidDocument(problems, where=where)
    frozen = {place: MappingProxyType(cells) for place, cells in known.items()}
    return Counts(MappingProxyType(frozen), MappingProxyType(unknown))


_GROUPS = {*map(str, Group), "unknown"}


def _wrong(path: str, row: Mapping[str, object]) -> Iterable[Problem]:
    district = row.get("district")
    if not isinstance(district, str) or not district.strip():
        yield Problem(f"{path}.district", "expected the name of a district")
    for key, names, what in (("category", CATEGORIES, "category of analysis"), ("group", _GROUPS, "group")):
        if row.get(key) not in names:
            yield Problem(f"{path}.{key}", f"unknown {what}; known: {', '.join(sorted(names))}")
    numbers = {key: row.get(key) for key in ("outcome", "total")}
    bad = [key for key, value in numbers.items() if type(value) not in {int, str} or not _WHOLE.fullmatch(str(value))]
    for key in bad:
        yield Problem(f"{path}.{key}", "expected a whole number, 0 or more")
    if not bad and int(str(numbers["outcome"])) > int(str(numbers["total"])):
        yield Problem(f"{path}.outcome", "more children have the outcome than there are")
