"""The EDFacts files that are counted here: their codes, category sets and columns, by school year."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import attrs

from iepkit.errors import UnknownName

__all__ = ["FIRST_YEAR", "MISSING", "CategorySet", "CodeList", "Column", "FileSpec", "Level", "crosswalk", "file_spec"]


def __dir__() -> list[str]:
    return __all__


MISSING = "MISSING"
"""The code for what a file does not tell; it is counted and never left out."""

FIRST_YEAR = 2021
"""The first school year, by the year in which it ends, whose codes are here."""


class Level(StrEnum):
    """Whose count a row is: the State's, a district's, or a school's.

    >>> [level.value for level in Level]
    ['SEA', 'LEA', 'SCH']
    """

    SEA = "SEA"
    LEA = "LEA"
    SCH = "SCH"


@attrs.frozen
class CodeList:
    """The codes of one category, each with its words, such as those for sex.

    `read` is the newest school year for which the list was read; for later years it is carried forward.
    """

    id: str
    name: str
    read: int
    codes: Mapping[str, str]


@attrs.frozen
class CategorySet:
    """One way in which a file crosses its categories: a detailed set (CSA, CSB, ...), a subtotal (ST1, ...) or TOT."""

    id: str
    categories: tuple[str, ...]

    @property
    def detail(self) -> bool:
        """Whether it is a detailed set, and neither a subtotal nor the total of the file."""
        return self.id.startswith("CS")


@attrs.frozen
class Column:
    """A column of the file: its name, its width in the fixed form, and the category whose code it holds, if any."""

    name: str
    width: int
    category: str | None = None


@attrs.frozen
class FileSpec:
    """What one EDFacts file of a school year asks for.

    `category_sets` are in the order in which rows are written, `categories` the code lists that they use, by id.
    `header_types` are the words with which the header of the file begins, for each level that the file has.
    `schools_leave_out` are the codes, by category, of children whom the rows of schools leave out.
    """

    id: str
    school_year: int
    read: int
    data_group: str
    name: str
    counts: str
    table_type: str
    file_name_code: str
    header_types: Mapping[Level, str]
    category_sets: tuple[CategorySet, ...]
    columns: tuple[Column, ...]
    categories: Mapping[str, CodeList]
    schools_leave_out: Mapping[str, frozenset[str]]

    @property
    def counts_children(self) -> bool:
        """Whether each child counts once in a row; other files count removals."""
        return self.counts.startswith("students")

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels at which the file is made."""
        return tuple(self.header_types)

    @property
    def caveat(self) -> str:
        """What to know of a year that is later than the newest one read; empty where there is nothing.

        >>> file_spec("FS002", school_year=2026).caveat
        'the codes and sets of FS002 are those read for school year 2022-23; those of 2025-26 were not available'
        """
        read = min(self.read, *(one.read for one in self.categories.values()))
        if read >= self.school_year:
            return ""
        known, asked = (f"{year - 1}-{year % 100:02}" for year in (read, self.school_year))
        words = f"the codes and sets of {self.id} are those read for school year {known}"
        return f"{words}; those of {asked} were not available"

    def category_set(self, name: str) -> CategorySet:
        """The category set of that name; raises `UnknownName`."""
        found = {one.id: one for one in self.category_sets}
        if name not in found:
            raise UnknownName("category set", name, found)
        return found[name]


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files("iepkit.reporting") / "edfacts.toml").read_text("utf-8"))


def _of_year(versions: Sequence[Mapping[str, Any]], school_year: int) -> Mapping[str, Any]:
    """The newest version that has begun by a school year."""
    return max((one for one in versions if one["since"] <= school_year), key=lambda one: one["since"])


@cache
def file_spec(file: str, *, school_year: int) -> FileSpec:
    """What a file of a school year asks for, such as `FS002`; `school_year` is the year in which it ends.

    Raises `UnknownName` for a file that is not counted here, and for a year before `FIRST_YEAR`. A later year than
    was read has the newest tables, and a `caveat`.

    >>> spec = file_spec("FS002", school_year=2026)
    >>> spec.name, [one.id for one in spec.category_sets][:2], spec.levels[0].value
    ('Children with Disabilities (IDEA) School Age', ['CSA', 'CSB'], 'SEA')
    >>> spec.categories["SEX"].codes["F"]
    'Female'
    """
    tables = _tables()
    if file not in tables["files"]:
        raise UnknownName("file", file, tables["files"])
    if school_year < FIRST_YEAR:
        known = f"{FIRST_YEAR} and later"
        raise UnknownName("school year", str(school_year), [known], advice="it is the year in which it ends")
    row = _of_year(tables["files"][file], school_year)
    sets = tuple(CategorySet(name, tuple(used)) for name, used in row["category_sets"].items())
    lists = {}
    for name in dict.fromkeys(name for one in sets for name in one.categories):
        found = _of_year(tables["categories"][name], school_year)
        lists[name] = CodeList(name, found["name"], found["read"], MappingProxyType(found["codes"]))
    return FileSpec(
        id=file,
        school_year=school_year,
        read=row["read"],
        data_group=row["data_group"],
        name=row["name"],
        counts=row["counts"],
        table_type=row["table_type"],
        file_name_code=row["file_name_code"],
        header_types=MappingProxyType({Level(name): words for name, words in row["header_types"].items()}),
        category_sets=sets,
        columns=tuple(Column(*column) for column in row["columns"]),
        categories=MappingProxyType(lists),
        schools_leave_out=MappingProxyType(
            {name: frozenset(codes) for name, codes in row.get("schools_leave_out", {}).items()}
        ),
    )


def crosswalk(name: str) -> Mapping[str, str]:
    """The codes for the terms of iepkit: `disability`, `race`, `sex`, `exit`, `environment_school_age` and others.

    A term that is not in it has no code. Raises `UnknownName`.

    >>> crosswalk("disability")["autism"], crosswalk("sex").get("other")
    ('AUT', None)
    """
    tables = _tables()["crosswalk"]
    if name not in tables:
        raise UnknownName("crosswalk", name, tables)
    return MappingProxyType(tables[name])
