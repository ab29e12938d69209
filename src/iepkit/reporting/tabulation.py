"""The rows of an EDFacts file: category sets, subtotals and totals, for the State, a district or a school."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import product

import attrs

from iepkit.disclosure import CountTable
from iepkit.errors import InvalidDocument, Problem, UnknownName
from iepkit.reporting.codes import MISSING, CategorySet, FileSpec, Level, crosswalk
from iepkit.reporting.entries import Entry
from iepkit.reporting.settings import StateSettings
from iepkit.vocabulary import Disability

__all__ = ["Row", "Table", "Unit", "Zeros", "can_occur", "tabulate"]


def __dir__() -> list[str]:
    return __all__


Unit = tuple[str | None, str | None]
"""Whose row it is: the district and the school; both `None` for the State, the school `None` for a district."""

_STATE: Unit = (None, None)
_DELAY = range(3, 10)
_AGES = ("AGESA", "AGEEC", "AGEEXITSPED")
_FIVE = {"AGE05K": 5, "AGE05NOTK": 5}


class Zeros(StrEnum):
    """Which rows are written for combinations in which nobody is."""

    BY_RULE = "those that can occur, without the code for what is not known"
    NONE = "none"


@attrs.frozen
class Row:
    """One row: whose it is, the category set, the codes in the order of the set, and the amount.

    >>> Row(("North", None), CategorySet("CSC", ("EDENVIDEAEC", "SEX")), ("H", "F"), 3)
    Row(set=CategorySet(id='CSC', categories=('EDENVIDEAEC', 'SEX')), codes=('H', 'F'), amount=3)
    """

    unit: Unit = attrs.field(repr=False)
    set: CategorySet
    codes: tuple[str, ...]
    amount: int

    @property
    def total_indicator(self) -> str:
        """`N` in a detailed set, `Y` in a subtotal and in the total."""
        return "N" if self.set.detail else "Y"


_Cell = tuple[Unit, str, tuple[str, ...]]


@attrs.frozen(repr=False)
class Table:
    """The counts of one file at one level; for the agency, since nothing in it is suppressed.

    For anything that others will see there is `publish_table`; a `crossing` goes through `iepkit.disclosure.publish`.
    """

    spec: FileSpec
    level: Level
    units: tuple[Unit, ...]
    counts: Mapping[_Cell, int]
    entries: tuple[Entry, ...]
    settings: StateSettings | None = None
    zeros: Zeros = Zeros.BY_RULE

    def __repr__(self) -> str:
        return f"<Table of {self.spec.id} at level {self.level.value}>"

    def amount(self, category_set: str, *codes: str, lea: str | None = None, school: str | None = None) -> int:
        """The number in one row, by the codes in the order of the category set; 0 where nobody is.

        Raises `UnknownName` for a set that the file does not have.
        """
        self.spec.category_set(category_set)
        return self.counts.get(((lea, school), category_set, codes), 0)

    def rows(self) -> Iterator[Row]:
        """The rows, unit by unit and set by set, in the order of the codes; zero rows among them by `zeros`."""
        found: dict[tuple[Unit, str], list[tuple[str, ...]]] = defaultdict(list)
        for unit, name, codes in self.counts:
            found[unit, name].append(codes)
        sets = [(one, self._possible(one), self._place(one)) for one in self.spec.category_sets]
        for unit in self.units:
            with_zeros = can_occur(self.spec, {}, self.settings, unit=unit)
            for one, possible, place in sets:
                somebody = found[unit, one.id]
                for codes in sorted({*possible, *somebody} if with_zeros else somebody, key=place):
                    yield Row(unit, one, codes, self.counts.get((unit, one.id, codes), 0))

    def _possible(self, one: CategorySet) -> list[tuple[str, ...]]:
        """The combinations of a set in which nobody need be for a row to be written."""
        if self.zeros is Zeros.NONE:
            return []
        known = ([code for code in self.spec.categories[name].codes if code != MISSING] for name in one.categories)
        named = ((codes, dict(zip(one.categories, codes, strict=True))) for codes in product(*known))
        return [codes for codes, by_name in named if can_occur(self.spec, by_name, self.settings)]

    def _place(self, one: CategorySet) -> Callable[[tuple[str, ...]], list[int]]:
        """Where a combination of a set stands, by the order of the codes in their lists."""
        places = [{code: at for at, code in enumerate(self.spec.categories[name].codes)} for name in one.categories]
        return lambda codes: [place[code] for place, code in zip(places, codes, strict=True)]

    def crossing(self, rows: str, columns: str, *, lea: str | None = None, school: str | None = None) -> CountTable:
        """Two categories crossed, as a table that can be suppressed; all codes, `MISSING` among them.

        Raises `UnknownName` for a category that the file does not have, and `InvalidDocument` where a child is in more
        than one place, as one removed in two ways: the totals would then not be children.
        """
        for name in (rows, columns):
            if name not in self.spec.categories:
                raise UnknownName("category", name, self.spec.categories)
        mine = [one for one in self.entries if _unit(one, self.level) == (lea, school)]
        found = _tally(self.spec, mine, (rows, columns))
        if self.spec.counts_children and sum(found.values()) != len({one.case for one in mine}):
            words = f"a child is in more than one place of {rows} by {columns}"
            raise InvalidDocument([Problem("$.entries", words)])
        across, down = (tuple(self.spec.categories[name].codes) for name in (columns, rows))
        return CountTable.of(down, across, [[found[row, column] for column in across] for row in down])


def tabulate(
    spec: FileSpec,
    entries: Iterable[Entry],
    *,
    level: Level = Level.SEA,
    units: Iterable[Unit] = (),
    settings: StateSettings | None = None,
    zeros: Zeros = Zeros.BY_RULE,
) -> Table:
    """The table of a file: every category set, subtotal and total, for every unit of a level.

    A file of children counts each child once in a row, by the id of the case; a file of removals adds the amounts.
    Subtotals and totals are counted and not added up. `units` are districts or schools that have a table also where
    nobody is in it. An entry whose district is not known is in the rows of the State alone, and one whose school is
    not known in no school's. `settings` say which combinations cannot occur, without them all can.
    Raises `UnknownName` for a level that the file does not have, and `InvalidDocument` for a code that is not one, and
    for one that is missing where the file has no code for that.

    >>> from iepkit.reporting.codes import file_spec
    >>> spec = file_spec("FS002", school_year=2026)
    >>> girl, boy = (Entry(str(at), "North", None, {"SEX": sex}) for at, sex in enumerate("FM"))
    >>> table = tabulate(spec, [girl, boy], level=Level.LEA)
    >>> table.amount("ST1", "F", lea="North"), table.amount("TOT", lea="North")
    (1, 2)
    """
    if level not in spec.levels:
        raise UnknownName(f"level of {spec.id}", level, spec.levels)
    told = tuple(entries)
    problems = [problem for at, one in enumerate(told) for problem in _unknown_codes(spec, one, at)]
    if problems:
        raise InvalidDocument(problems)
    kept = tuple(one for one in told if _unit(one, level) is not None and not _left_out(spec, one, level))
    by_unit: dict[Unit, list[Entry]] = defaultdict(list)
    for one in kept:
        by_unit[_unit(one, level) or _STATE].append(one)
    counts: dict[_Cell, int] = {}
    for unit, mine in by_unit.items():
        for each in spec.category_sets:
            counts |= {(unit, each.id, codes): n for codes, n in _tally(spec, mine, each.categories).items()}
    always = [_STATE] if level is Level.SEA else []
    known = sorted({*by_unit, *units, *always}, key=lambda unit: (unit[0] or "", unit[1] or ""))
    return Table(spec, level, tuple(known), counts, kept, settings, zeros)


def _unit(one: Entry, level: Level) -> Unit | None:
    """The unit of a level that an entry belongs to, or `None` where the file does not tell."""
    if level is Level.SEA:
        return _STATE
    if one.lea is None:
        return None
    if level is Level.LEA:
        return one.lea, None
    return None if one.school is None else (one.lea, one.school)


def _left_out(spec: FileSpec, one: Entry, level: Level) -> bool:
    return level is Level.SCH and any(one.code(name) in codes for name, codes in spec.schools_leave_out.items())


def _unknown_codes(spec: FileSpec, one: Entry, at: int) -> Iterator[Problem]:
    for name, known in spec.categories.items():
        if one.code(name) not in known.codes:
            yield Problem(f"$.entries[{at}].codes.{name}", f"not a code of {name} in {spec.id}")


def _tally(spec: FileSpec, entries: Iterable[Entry], categories: Sequence[str]) -> Counter[tuple[str, ...]]:
    """How many there are of each combination: children by their cases, or the amounts."""
    told = ((tuple(map(one.code, categories)), one) for one in entries)
    if spec.counts_children:
        return Counter(codes for codes, _ in {(codes, one.case) for codes, one in told})
    found: Counter[tuple[str, ...]] = Counter()
    for codes, one in told:
        found[codes] += one.amount
    return found


def can_occur(spec: FileSpec, codes: Mapping[str, str], settings: StateSettings | None, *, unit: Unit = _STATE) -> bool:
    """Whether a combination of codes can occur, so that nobody in it is worth a row: the rule for zero rows.

    Left out are developmental delay at ages at which the State does not use it, correctional facilities at ages that
    it does not permit, categories and ways to exit that it does not have, early childhood rows of a district without
    prekindergarten, and school-age rows of a school that has nothing else (EDFacts, as in Generate).

    >>> from datetime import date
    >>> from iepkit.reporting.codes import file_spec
    >>> state = StateSettings(count_date=date(2025, 11, 3), delay_ages=range(3, 6))
    >>> spec = file_spec("FS002", school_year=2026)
    >>> [can_occur(spec, {"AGESA": age, "DISABCATIDEA": "DD"}, state) for age in ("AGE05K", "6")]
    [True, False]
    """
    if settings is None:
        return True
    lea, school = unit
    if (spec.id == "FS089" and lea in settings.without_prekindergarten) or (
        spec.id == "FS002" and school in settings.only_prekindergarten
    ):
        return False
    ages = _ages(spec, codes)
    bounded = {
        "DD": settings.delay_ages if settings.delay_ages is not None else _DELAY,
        "CF": settings.correctional_ages,
    }
    allowed = [bounded.get(code) for name, code in codes.items() if name in _BOUND]
    if any(some is not None and not {*some} & ages for some in allowed):
        return False
    return not any(code in _unused(name, settings) for name, code in codes.items())


_BOUND = ("DISABCATIDEA", "EDENVIRIDEASA")


def _ages(spec: FileSpec, codes: Mapping[str, str]) -> set[int]:
    """The ages that a combination may be of: the one it names, or all of the file."""
    name = next((name for name in _AGES if name in spec.categories), None)
    if name is None:
        return {*range(3, 22)}
    told = codes.get(name, MISSING)
    several = [told] if told != MISSING else [code for code in spec.categories[name].codes if code != MISSING]
    return {_FIVE.get(code) or int(code) for code in several}


def _unused(category: str, settings: StateSettings) -> set[str]:
    """The codes of a category that the State does not have."""
    if category.startswith("DISABCATIDEA") and settings.disabilities is not None:
        codes = {**crosswalk("disability"), Disability.DEAFNESS: settings.deafness_as.value}
        return {*codes.values()} - {codes[one] for one in settings.disabilities}
    if category == "BASISEXIT":
        answers = {"RC": settings.certificates, "GRADALTDPL": settings.alternate_diploma}
        return {code for code, answer in answers.items() if answer is False}
    return set()
