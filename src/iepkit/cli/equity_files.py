"""What the command `equity` reads: tables of counts by school year, with every bad row said and what rests on it.

A row that cannot be read would be missing from its group and from every comparison group. So it takes its category of
its district with it, and the category's counts are no longer those of the whole State. A row that does not even say
where it belongs takes those along that miss a row it may be.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from iepkit.cli.equity_values import school_year
from iepkit.cli.messages import complain
from iepkit.display.equity import UNNAMED, Left
from iepkit.equity import CATEGORIES, Counts, Group, read_counts
from iepkit.equity.counts import COLUMNS
from iepkit.errors import InvalidDocument, Problem
from iepkit.formats.tables.reading import Column, read_table

__all__ = ["YEAR", "Tables", "read_tables"]


def __dir__() -> list[str]:
    return __all__


YEAR = "school_year"
"""The column that says the school year of a row, where there is one."""

_STRICT = {**dict.fromkeys(COLUMNS, Column(str, required=True)), YEAR: Column(str)}
_LENIENT = dict.fromkeys(_STRICT, Column(str))
_GROUPS = frozenset({*map(str, Group), "unknown"})
_PATH = re.compile(r"\$\[(\d+)\]\.?")
_SCHOOL_YEAR = "expected a school year, as in 2026 (the year in which it ends) or 2025-26"


@attrs.frozen
class Tables:
    """The counts by school year, what is left out of them, and the categories that are whole; see `Analysis`."""

    years: Mapping[int, Counts]
    left: tuple[Left, ...]
    whole: Mapping[int, frozenset[str]]
    bad_rows: int


@attrs.frozen
class _Row:
    """A row of a file by its line; its year is `None` where that cannot be told, its cells where none can be read."""

    path: Path
    line: int
    year: int | None
    cells: Mapping[str, str] | None


@attrs.define
class _Said:
    """What is wrong with rows, by file and line."""

    lines: dict[Path, list[tuple[int, str]]] = attrs.field(factory=lambda: defaultdict(list))

    def add(self, row: _Row, words: str) -> None:
        self.lines[row.path].append((row.line, words))

    def complain(self) -> int:
        """Say it, the file as a heading; how many rows there are of which something was said."""
        for path, problems in self.lines.items():
            many = f"{len(problems)} problem{'s' * (len(problems) != 1)}"
            head = f"{path}: {many}; what rests on these rows is left out, the others are used"
            complain("\n".join([head, *(f"  {words}" for _, words in sorted(problems))]))
        return len({(path, line) for path, problems in self.lines.items() for line, _ in problems})


def read_tables(paths: Sequence[Path], years: Sequence[int]) -> Tables:
    """The counts of the files by school year; bad rows are said on the error stream with their lines.

    `years` are those of the files, in order; without them the column `school_year` says it, and one file may say
    nothing. Rows of one year may stand in several files. Raises `InvalidDocument` for a file that is no such table,
    and where the years cannot be told.
    """
    if years and len(years) != len(paths):
        raise _unclear(f"expected as many school years as files; there are {len(years)} and {len(paths)}")
    said = _Said()
    rows = [row for at, path in enumerate(paths) for row in _rows(path, years[at] if years else None, said)]
    named = {row.year for row in rows if row.year is not None}
    if UNNAMED in named and (len(named) > 1 or len(paths) > 1):
        raise _unclear("several files: name the school year of each, as in --years 2025 2026, or in a column")
    loose = [row for row in rows if row.year is None]
    counted = {
        year: _counted([row for row in rows if row.year == year], loose, year, said) for year in sorted(named)
    } or {UNNAMED: _counted([], loose, UNNAMED, said)}
    left = tuple(one for _, found, _ in counted.values() for one in found)
    return Tables(
        {year: counts for year, (counts, _, _) in counted.items()},
        left,
        {year: whole for year, (_, _, whole) in counted.items()},
        said.complain(),
    )


def _unclear(words: str) -> InvalidDocument:
    return InvalidDocument([Problem("years", words)], where="--years")


def _rows(path: Path, year: int | None, said: _Said) -> Iterator[_Row]:
    """The rows of a file, also those that cannot be read."""
    try:
        text = path.read_bytes()
    except OSError:
        raise InvalidDocument([Problem("$", "this file cannot be read")], where=str(path)) from None
    head = read_table(text, _STRICT, lambda line, _: line)
    if not head.read:
        problems = [Problem("$", str(one)) for one in head.problems] or [Problem("$", "there is no row in it")]
        raise InvalidDocument(problems, where=str(path))
    found = read_table(text, _LENIENT, lambda line, cells: (line, cells))
    has_years = year is None and any(YEAR in cells for _, cells in found.rows)
    for problem in found.problems:
        if problem.line <= found.head:
            complain(f"{path}: {problem}")
        else:
            row = _Row(path, problem.line, None if has_years else year or UNNAMED, None)
            said.add(row, str(problem))
            yield row
    for line, cells in found.rows:
        own = school_year(cells.get(YEAR, "")) if has_years else year or UNNAMED
        row = _Row(path, line, own, cells)
        if own is None:
            said.add(row, f"line {line}, {YEAR}: {_SCHOOL_YEAR}")
        yield row


Found = tuple[Counts, list[Left], frozenset[str]]


def _counted(rows: Sequence[_Row], loose: Sequence[_Row], year: int, said: _Said) -> Found:
    """The counts of a year, what is left out, and the categories whose every row was read."""
    held = [row for row in rows if row.cells is not None]
    cells = [row.cells or {} for row in held]
    problems = _problems(cells)
    for at, words in problems:
        said.add(held[at], f"line {held[at].line}, {_told(words, held)}")
    bad = {at for at, _ in problems}
    good = [one for at, one in enumerate(cells) if at not in bad]
    unread = [row for row in (*rows, *loose) if row.cells is None or row.year is None]
    doubtful = [*(cells[at] for at in sorted(bad)), *(row.cells or {} for row in unread)]
    out = _out(good, doubtful)
    whole = {one["category"] for one in good} - {category for _, category in out}
    if any(_place(one)[1] is None for one in doubtful):  # it may be of any category
        whole = set()
    kept = [one for one in good if (one["district"], one["category"]) not in out]
    return read_counts(kept), [Left(year, *place) for place in sorted(out)], frozenset(whole)


def _problems(rows: Iterable[Mapping[str, str]]) -> list[tuple[int, str]]:
    """What is wrong with the rows, by their numbers."""
    try:
        read_counts(rows)
    except InvalidDocument as error:
        return [(int(_PATH.match(one.path)[1]), str(one)) for one in error.problems]  # type: ignore[index]
    return []


def _told(words: str, rows: Sequence[_Row]) -> str:
    """The words of a problem, in which rows are named by their lines."""
    _, _, rest = words.partition("]")
    return _PATH.sub(lambda found: f"line {rows[int(found[1])].line} ({rows[int(found[1])].path.name})", rest).lstrip(
        ".: "
    )


def _out(good: Iterable[Mapping[str, str]], doubtful: Iterable[Mapping[str, str]]) -> set[tuple[str, str]]:
    """The categories of districts to which a doubtful row belongs, or may belong."""
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for cells in good:
        groups[cells["district"], cells["category"]].add(cells["group"])
    out = set()
    for district, category, group in {_place(cells) for cells in doubtful}:
        if district and category:
            out.add((district, category))
            continue
        out |= {
            place
            for place, there in groups.items()
            if district in (None, place[0]) and category in (None, place[1]) and (group is None or group not in there)
        }
    return out


def _place(cells: Mapping[str, str]) -> tuple[str | None, str | None, str | None]:
    """Where a row belongs, as far as it says so."""
    return cells.get("district"), _known(cells, "category", CATEGORIES), _known(cells, "group", _GROUPS)


def _known(cells: Mapping[str, str], name: str, words: Collection[str]) -> str | None:
    return cells[name] if cells.get(name) in words else None
