"""What the tables of a district have in common: the counts that stand in several of them, and how they add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from iepkit.disclosure import LinkedCounts, Sum
from iepkit.equity.categories import CATEGORIES, Base
from iepkit.equity.counts import Counts
from iepkit.equity.groups import Group

__all__ = ["STATE", "Place", "Tables", "link"]


def __dir__() -> list[str]:
    return __all__


Name = tuple[str, str]
"""A category, and which of its counts: with the outcome, without it, or among whom."""
Place = tuple[str, Name, str]
"""A district, what is counted there, and the group or all of them."""
_Line = Mapping[str, int]
_Names = Mapping[str, tuple[Name, Name, Name]]

_ALL = "all groups"
_GROUPS = (*map(str, Group), _ALL)
STATE = ""
"""Stands for all districts together; no district has an empty name."""
_SIDES = _WITH, _WITHOUT, _AMONG = ("with the outcome", "without", "among whom")
_NESTED: tuple[tuple[Name, tuple[str, ...]], ...] = (
    (("id-all", _WITH), tuple(one.id for one in CATEGORIES.values() if one.disability)),
    (("pl-lt40", _AMONG), ("pl-lt40", "pl-separate")),
    (("di-oss-le10", _AMONG), ("di-oss-le10", "di-oss-gt10")),
    (("di-iss-le10", _AMONG), ("di-iss-le10", "di-iss-gt10")),
    *((("di-total", _WITH), (name,)) for name in ("di-oss-le10", "di-oss-gt10", "di-iss-le10", "di-iss-gt10")),
)
"""Wholes and their parts with the outcome, which do not overlap."""


@attrs.frozen(repr=False)
class Tables:
    """The counts of all tables with their sums, and for each district the names of the counts of its tables."""

    linked: LinkedCounts[Place]
    names: Mapping[str, _Names]

    def places(self, district: str, category: str) -> tuple[tuple[Place, ...], ...]:
        """Where the counts of a table are: the groups and all of them, each with, without, and among whom."""
        return tuple(tuple((district, name, group) for name in self.names[district][category]) for group in _GROUPS)


def link(counts: Counts, districts: Iterable[str], *, state: bool = False) -> Tables:
    """The tables of these districts as one, with all that a reader can subtract.

    `state`: what the districts add up to is shown as well. Categories of one base and the same ages are about the same
    children where their numbers agree in every group. What remains of a whole is there as `unshown`: children with
    other impairments, in other settings, of ages 3 to 5, or removed in other ways.
    """
    found: dict[Place, int] = {}
    sums: list[Sum[Place]] = []
    names: dict[str, _Names] = {}
    rests: set[Name] = set()
    for district in districts:
        lines: dict[Name, _Line] = {}
        names[district] = {
            category: _table(counts, district, category, lines)
            for category in counts.categories
            if (district, category) in counts.known
        }
        wholes: list[tuple[Name, tuple[Name, ...]]] = [
            (among, (with_, without)) for with_, without, among in names[district].values()
        ]
        for whole, parts in _nested(names[district]):
            left = {group: lines[whole][group] - sum(lines[part][group] for part in parts) for group in _GROUPS}
            if min(left.values()) >= 0:
                rest = (f"the rest of {whole[0]}", " and ".join(part for part, _ in parts))
                rests.add(rest)
                lines[rest] = left
                wholes.append((whole, (*parts, rest)))
        found |= {(district, name, group): count for name, line in lines.items() for group, count in line.items()}
        sums += [
            Sum((district, name, _ALL), tuple((district, name, group) for group in _GROUPS[:-1])) for name in lines
        ]
        sums += [
            Sum((district, whole, group), tuple((district, part, group) for part in parts))
            for whole, parts in dict.fromkeys(wholes)
            for group in _GROUPS
        ]
    if state:
        for whole_, parts_ in _state(names, counts.categories):
            found[whole_] = sum(map(found.__getitem__, parts_))
            sums.append(Sum(whole_, parts_))
        names[STATE] = {
            category: ((category, _WITH), (category, _WITHOUT), (category, _AMONG)) for category in counts.categories
        }
    return Tables(LinkedCounts.of(found, sums, [place for place in found if place[1] in rests]), names)


def _table(counts: Counts, district: str, category: str, lines: dict[Name, _Line]) -> tuple[Name, Name, Name]:
    """The names of the counts of a table, after its lines were put to the others."""
    cells = counts.of(district, category)
    with_ = _with_all({group.value: count.outcome for group, count in cells.items()})
    among = _with_all({group.value: count.total for group, count in cells.items()})
    names = (category, _WITH), (category, _WITHOUT), _same(category, among, lines)
    lines |= zip(names, (with_, {group: among[group] - with_[group] for group in among}, among), strict=True)
    return names


def _with_all(line: dict[str, int]) -> _Line:
    return {**line, _ALL: sum(line.values())}


def _same(category: str, among: _Line, lines: Mapping[Name, _Line]) -> Name:
    """The name under which these children are counted already, or a new one."""
    this = CATEGORIES[category]
    kin = [(one.id, _AMONG) for one in CATEGORIES.values() if (one.base, one.youngest) == (this.base, this.youngest)]
    if this.base is Base.WITH_DISABILITIES:
        kin.append(("id-all", _WITH))
    return next((name for name in kin if lines.get(name) == among), (category, _AMONG))


def _nested(names: _Names) -> Iterator[tuple[Name, tuple[Name, ...]]]:
    """Wholes and those of their parts that are counted in a district, beside with and without in each table."""
    sides = {
        (category, side): name for category, three in names.items() for side, name in zip(_SIDES, three, strict=True)
    }
    for whole, of in _NESTED:
        parts = tuple((name, _WITH) for name in of if name in names)
        if whole in sides and parts and parts != ((whole[0], _WITH),):
            yield sides[whole], parts
    for name in ("pl-lt40", "pl-separate"):
        if "id-all" in names and name in names and names[name][2] != ("id-all", _WITH):
            yield ("id-all", _WITH), (names[name][2],)


def _state(names: Mapping[str, _Names], categories: Iterable[str]) -> Iterator[tuple[Place, tuple[Place, ...]]]:
    for category in categories:
        of = [district for district, tables in names.items() if category in tables]
        for at, side in enumerate(_SIDES):
            for group in _GROUPS:
                yield (
                    (STATE, (category, side), group),
                    tuple((district, names[district][category][at], group) for district in of),
                )
