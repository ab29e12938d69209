"""What may be said of equity: every ratio of a table of counts with what follows from it, and what stays hidden.

All that is shown is worked out from what may be seen alone. A ratio that is hidden is in no other answer either: not in
a determination, not in a what-if, not in a summary. Only `Analysis.over` knows of it, for the exit status.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

import attrs

from iepkit.disclosure import HIDDEN, Hidden, Open, Suppression
from iepkit.display.equity_hidden import Cells, Policy, Watch, read_cell, shown_ratio, shown_tables, state_is_shown
from iepkit.equity import (
    Count,
    Counts,
    Determination,
    Flexibility,
    Group,
    Interval,
    Outcome,
    Ratio,
    Standard,
    Standards,
    WhatIf,
    determine,
    katz,
    ratio_of,
    to_parity,
    to_threshold,
)

__all__ = ["UNNAMED", "Analysis", "Left", "Line", "Total"]


def __dir__() -> list[str]:
    return __all__


UNNAMED = 0
"""The number of a school year that nobody named; it stands alone."""

Key = tuple[str, str, Group]
_SUPPRESSED = Suppression()
_NONE: Mapping[int, frozenset[str]] = MappingProxyType({})


@attrs.frozen
class Left:
    """A category of a district that is left out of a year, since a row of it, or one that may be, cannot be read."""

    year: int
    district: str
    category: str


@attrs.frozen(repr=False)
class Line:
    """One group in one category of one district, as it may be shown; what is hidden is `HIDDEN`.

    `ratios` are by school year, with `None` for a year in which the category of the district was not counted.
    """

    district: str
    category: str
    group: Group
    year: int
    outcome: int | Hidden
    total: int | Hidden
    ratios: Mapping[int, Ratio | Hidden | None]
    determination: Determination | None

    @property
    def ratio(self) -> Ratio | None:
        """The ratio of the year that is looked at, or `None` where it is hidden."""
        found = self.ratios[self.year]
        return found if isinstance(found, Ratio) else None

    @property
    def risk(self) -> Fraction | None:
        """The share of the children who have the outcome, where both counts are shown and there are any."""
        if isinstance(self.outcome, Hidden) or isinstance(self.total, Hidden):
            return None
        return Count(self.outcome, self.total).risk

    @property
    def interval(self) -> Interval | None:
        """How far the ratio could move by chance, where there is one."""
        against = self.ratio.comparison if self.ratio else None
        return None if self.ratio is None or against is None else katz(self.ratio.group, against)

    @property
    def exceeds(self) -> bool:
        """Whether a ratio that is shown is over its threshold."""
        return self.ratio is not None and self.ratio.exceeds is True

    @property
    def to_threshold(self) -> int | None:
        """How many children away from the threshold; see `iepkit.equity.to_threshold`."""
        return None if self.ratio is None else to_threshold(self.ratio)

    @property
    def to_parity(self) -> int | None:
        """How many children away from parity; see `iepkit.equity.to_parity`."""
        return None if self.ratio is None else to_parity(self.ratio)


@attrs.frozen
class Total:
    """The sums of one category over all districts, of the lines that may be shown."""

    category: str
    standard: Standard
    ratios: int
    over: int
    districts: int
    unknown: int
    hidden: int


@attrs.frozen(repr=False)
class Analysis:
    """The ratios of one school year or several, under the standards of a State, as they may be shown.

    `years` are counts by the year in which the school year ends, or one under `UNNAMED`. `whole_state` are for each
    year the categories whose counts are those of the whole State; in others an alternate risk ratio is unknown.
    Small counts are hidden, and what could tell of them, unless `policy` is `OPEN`. `only_with_disabilities` are the
    districts that serve only children with disabilities. `left` are the places that could not be read, and
    `progress` says in words what the State's standard of reasonable progress is. With `wanted` these districts alone
    are shown; the State is added up from all. `watch` is what the districts of a year go by while their counts are
    hidden, which takes a while for many.

    >>> from iepkit.equity import read_csv
    >>> counts = read_csv('''district,category,group,outcome,total
    ... North,id-all,asian,24,120
    ... North,id-all,white,30,600''')
    >>> found = Analysis({2026: counts}, Standards(Standard("2.5", cell=10, n=30)))
    >>> [(line.group.value, str(line.ratio.value), line.to_threshold) for line in found.lines if line.exceeds]
    [('asian', '4', 9)]
    """

    years: Mapping[int, Counts]
    standards: Standards
    policy: Policy = _SUPPRESSED
    flexibility: Flexibility = attrs.field(factory=Flexibility)
    whole_state: Mapping[int, frozenset[str]] = _NONE
    only_with_disabilities: frozenset[str] = frozenset()
    left: tuple[Left, ...] = ()
    progress: str = ""
    wanted: frozenset[str] = frozenset()
    watch: Watch = attrs.field(default=iter, eq=False)

    def __repr__(self) -> str:
        return f"<Analysis of {len(self.districts)} districts in {len(self.years)} years>"

    @property
    def year(self) -> int:
        """The last school year, which is the one that is looked at."""
        return max(self.years)

    @property
    def counts(self) -> Counts:
        """The counts of that year."""
        return self.years[self.year]

    @property
    def districts(self) -> tuple[str, ...]:
        """The districts of that year that are shown, in the order of their names."""
        return tuple(name for name in self.counts.districts if not self.wanted or name in self.wanted)

    @property
    def standard(self) -> Standard | None:
        """The standard of all categories that are counted, or `None` where they have several."""
        found = {self.standards.of(name) for name in self.counts.categories}
        return found.pop() if len(found) == 1 else None

    @property
    def is_open(self) -> bool:
        """Whether everything is shown."""
        return isinstance(self.policy, Open)

    @cached_property
    def _tables(self) -> Mapping[int, Mapping[tuple[str, str], Cells]]:
        """The counts of each year, district and category as they are shown, with totals."""
        districts = frozenset(self.districts)
        return {
            year: dict(shown_tables(counts, districts, self.policy, self.watch)) for year, counts in self.years.items()
        }

    @cached_property
    def _ratios(self) -> Mapping[int, Mapping[Key, Ratio]]:
        """Every ratio of every year, whether it may be shown or not."""
        return {year: dict(self._worked_out(year, self.standards)) for year in self.years}

    def _worked_out(self, year: int, standards: Standards) -> Iterator[tuple[Key, Ratio]]:
        counts, whole = self.years[year], self.whole_state.get(year, frozenset())
        for is_whole in (True, False):
            part = {place: cells for place, cells in counts.known.items() if (place[1] in whole) == is_whole}
            yield from Counts(part).ratios(standards, whole_state=is_whole).items()

    @cached_property
    def _may_be_seen(self) -> Mapping[int, frozenset[Key]]:
        """The places of the ratios that may be shown."""
        return {
            year: frozenset(
                (*place, group)
                for place, cells in tables.items()
                for at, group in enumerate(Group)
                if shown_ratio(self._ratios[year][(*place, group)], at, cells, self.policy)
            )
            for year, tables in self._tables.items()
        }

    @property
    def over(self) -> bool:
        """Whether a ratio of these districts is over its threshold, hidden or not: for whoever holds the counts."""
        districts = frozenset(self.districts)
        return any(ratio.exceeds for (district, *_), ratio in self._ratios[self.year].items() if district in districts)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """A line for each district, category and group that is counted in the year that is looked at."""
        places = (
            (district, name)
            for district in self.districts
            for name in self.counts.categories
            if (district, name) in self.counts.known
        )
        return tuple(self._line(*place, at, group) for place in places for at, group in enumerate(Group))

    def _line(self, district: str, category: str, at: int, group: Group) -> Line:
        key = (district, category, group)
        cells = self._tables[self.year][district, category][at]
        ratios = {year: self._shown(year, key) for year in sorted(self.years)}
        shown = {year: ratio for year, ratio in ratios.items() if isinstance(ratio, Ratio)}
        return Line(
            district,
            category,
            group,
            self.year,
            read_cell(cells[0]),
            read_cell(cells[2]),
            MappingProxyType(ratios),
            self._determined(district, shown) if self.year in shown else None,
        )

    def _shown(self, year: int, key: Key) -> Ratio | Hidden | None:
        ratio = self._ratios[year].get(key)
        return HIDDEN if ratio is not None and key not in self._may_be_seen[year] else ratio

    def _determined(self, district: str, ratios: Mapping[int, Ratio]) -> Determination:
        return determine(
            ratios,
            self.year,
            flexibility=self.flexibility,
            only_children_with_disabilities=district in self.only_with_disabilities,
        )

    def unknown(self, district: str, category: str) -> tuple[int, int] | Hidden | None:
        """How many children without a known group have the outcome, and how many there are; `None` without any row."""
        count = self.counts.unknown.get((district, category))
        if count is None:
            return None
        cells = (count.outcome, count.total - count.outcome, count.total)
        hidden = isinstance(self.policy, Suppression) and any(map(self.policy.hides, cells))
        return HIDDEN if hidden else (count.outcome, count.total)

    @property
    def over_lines(self) -> tuple[Line, ...]:
        """The lines that are shown and over their threshold."""
        return tuple(line for line in self.lines if line.exceeds)

    @property
    def identified(self) -> tuple[Line, ...]:
        """Those of them for which the State must find significant disproportionality, after its freedoms."""
        found = ((line, line.determination) for line in self.over_lines)
        return tuple(line for line, one in found if one is not None and one.outcome is Outcome.IDENTIFIED)

    @property
    def totals(self) -> tuple[Total, ...]:
        """The sums of every category that is counted."""
        by_category: dict[str, list[Line]] = {name: [] for name in self.counts.categories}
        for line in self.lines:
            by_category[line.category].append(line)
        return tuple(self._total(name, lines) for name, lines in by_category.items())

    def _total(self, name: str, lines: list[Line]) -> Total:
        ratios = [line.ratio for line in lines if line.ratio is not None]
        return Total(
            name,
            self.standards.of(name),
            ratios=sum(ratio.value is not None for ratio in ratios),
            over=sum(line.exceeds for line in lines),
            districts=len({line.district for line in lines if line.exceeds}),
            unknown=sum(ratio.exceeds is None for ratio in ratios),
            hidden=len(lines) - len(ratios),
        )

    def what_if(
        self, thresholds: Iterable[Fraction | int | str], cells: Iterable[int], ns: Iterable[int]
    ) -> tuple[WhatIf, ...]:
        """What every combination would do in this year, for ratios that may be shown; thresholds vary slowest."""
        held = ((key, self._ratios[self.year][key]) for key in sorted(self._may_be_seen[self.year]))
        seen = [
            (key, ratio if state_is_shown(ratio, self.policy) else attrs.evolve(ratio, state=None))
            for key, ratio in held
        ]
        cells, ns = list(cells), list(ns)
        grid = (Standard(threshold, cell=cell, n=n) for threshold in thresholds for cell in cells for n in ns)
        return tuple(_what_if(seen, standard) for standard in grid)


def _what_if(seen: Iterable[tuple[Key, Ratio]], standard: Standard) -> WhatIf:
    found = [
        (key[0], ratio_of(ratio.group, ratio.district, standard=standard, state=ratio.state)) for key, ratio in seen
    ]
    over = [district for district, ratio in found if ratio.exceeds]
    return WhatIf(
        standard,
        districts=len(set(over)),
        ratios=sum(ratio.value is not None for _, ratio in found),
        over=len(over),
        unknown=sum(ratio.exceeds is None for _, ratio in found),
    )
