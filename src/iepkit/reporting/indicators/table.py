"""The table of indicators: which there are in a federal fiscal year, what each says, counts and rests on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import attrs

from iepkit.citations import Citation, Grade
from iepkit.errors import UnknownName, WrongType

__all__ = ["Definition", "Kind", "definition", "definitions", "package"]


def __dir__() -> list[str]:
    return __all__


class Kind(StrEnum):
    """Who sets the target: the State, with its stakeholders, or the law.

    `results`: how children do. `compliance`: whether the rules were kept, with a target of all or of none.
    """

    RESULTS = "results"
    COMPLIANCE = "compliance"


@attrs.frozen
class Definition:
    """One indicator as it stands in a federal fiscal year.

    `says` is one line for people who do not know the law. `target` is 100 or 0 percent for a compliance indicator,
    `None` where the State sets it. `lag`: the data are those of the year before. `counts` are the words for each count
    by its name; `numerator` and `denominator` add them up, with a minus for what is taken away; `excluded` are reported
    beside the answer; `part_of` are counts that together are no more than another. `cases`: cases can decide it.
    `left_out` says why there is no arithmetic, `proposed` what is proposed to become of it. `rules` are the regulations
    behind it. The grade of the citation is how well the arithmetic was verified.

    >>> definition("12", 2024).target, definition("12", 2024).denominator
    (100, ('a', '-b', '-d', '-e', '-f'))
    """

    id: str
    title: str
    says: str
    kind: Kind
    unit: str
    citation: Citation
    target: int | None = None
    lag: bool = False
    since: int = 0
    counts: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    part_of: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, repr=False)
    cases: bool = False
    left_out: str = ""
    proposed: str = ""
    rules: tuple[str, ...] = ()
    notes: tuple[str, ...] = attrs.field(default=(), repr=False)

    @property
    def used(self) -> frozenset[str]:
        """The names of the counts that the formula needs."""
        return frozenset(name.removeprefix("-") for name in (*self.numerator, *self.denominator))

    @property
    def reported(self) -> tuple[str, ...]:
        """The names of the counts that are reported beside the answer, because they are not in it."""
        return (*(name[1:] for name in self.denominator if name.startswith("-")), *self.excluded)

    def data_year(self, ffy: int) -> int:
        """The federal fiscal year of the data: the one reported, or the one before where data lag.

        >>> definition("1", 2024).data_year(2024), definition("11", 2024).data_year(2024)
        (2023, 2024)
        """
        return ffy - self.lag


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("iepkit.reporting.indicators") / "indicators.toml").read_text("utf-8"))


def package() -> tuple[int, int]:
    """The first and the last federal fiscal year of the table.

    >>> package()
    (2020, 2025)
    """
    return _raw()["package"]["first"], _raw()["package"]["last"]


def _joined(row: dict[str, Any]) -> dict[str, Any]:
    """A row with what its group says of all; where both have words for counts, and notes, they are put together."""
    group: dict[str, Any] = _raw()["groups"].get(row.get("group"), {})
    notes = tuple(one["note"].strip() for one in (group, row) if "note" in one)
    return group | row | {"counts": group.get("counts", {}) | row.get("counts", {}), "notes": notes}


def _read() -> Iterator[Definition]:
    told = _raw()["package"]
    for raw in _raw()["indicators"]:
        row = _joined(raw)
        drops = row.pop("dropping", False)
        kept = {name: value for name, value in row.items() if name not in {"group", "note", "grade", "source"}}
        lists = {name: tuple(kept[name]) for name in ("numerator", "denominator", "excluded", "rules") if name in kept}
        kept |= lists | {
            "kind": Kind(row["kind"]),
            "citation": Citation(row["citation"], grade=Grade(row["grade"]), source=row["source"]),
            "since": row.get("since", told["first"]),
            "counts": MappingProxyType(row["counts"]),
            "part_of": MappingProxyType({whole: tuple(parts) for whole, parts in row.get("part_of", {}).items()}),
            "proposed": told["dropping"].strip() if drops else "",
        }
        yield Definition(**kept)


def definitions(ffy: int) -> Mapping[str, Definition]:
    """Every indicator of a federal fiscal year by its id, in their order; FFY 2024 is the school year 2024-25.

    Raises `UnknownName` for a year that the table does not hold, and `WrongType` for what is no whole number.

    >>> "18" in definitions(2022), "18" in definitions(2023), definitions(2024)["4B"].proposed[:8]
    (False, True, 'Proposed')
    """
    if type(ffy) is not int:
        raise WrongType("ffy", "a federal fiscal year as a whole number, such as 2024")
    first, last = package()
    if not first <= ffy <= last:
        later = _raw()["package"]["next"].strip()
        raise UnknownName(
            "federal fiscal year",
            str(ffy),
            [str(year) for year in range(first, last + 1)],
            advice=later if ffy > last else "the packages before were not read",
        )
    return _of_year(ffy)


@cache
def _of_year(ffy: int) -> Mapping[str, Definition]:
    return MappingProxyType({one.id: one for one in _read() if one.since <= ffy})


def definition(name: str, ffy: int) -> Definition:
    """The indicator of this id in a federal fiscal year. Raises `UnknownName` where that year has none.

    >>> print(definition("18", 2024).title)
    Findings corrected within a year
    """
    known = definitions(ffy)
    if name not in known:
        raise UnknownName(f"indicator of FFY {ffy}", name, known)
    return known[name]
