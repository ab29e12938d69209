"""A child count as text for people, as data for JSON and as rows for CSV: the same numbers, the same ones hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from types import MappingProxyType
from typing import Any

import attrs

from iepkit.disclosure import HIDDEN, Open, Suppression
from iepkit.display.layout import columns, paragraph, printable
from iepkit.reporting import ChildCount, Level, Table, Zeros
from iepkit.reporting.publication import PublishedRow, PublishedTable, publish_table

__all__ = [
    "COLUMNS",
    "Shown",
    "childcount_data",
    "childcount_rows",
    "childcount_text",
    "code_words",
    "set_words",
    "unit_words",
]


def __dir__() -> list[str]:
    return __all__


COLUMNS: dict[str, type] = {
    **dict.fromkeys(("file", "level", "district", "school", "category_set", "categories", "codes", "words"), str),
    "amount": int,
    "hidden": bool,
}
"""The columns of a table of rows, in order, and their types; the amount of a hidden row is empty."""
_SUPPRESSED = Suppression()
_LEVELS = {Level.SEA: "State", Level.LEA: "districts", Level.SCH: "schools"}


@attrs.frozen(repr=False)
class Shown:
    """A child count as it may be shown, at one level; small numbers are hidden unless the policy is `OPEN`.

    How many children are not counted is shown under the same policy: below its minimum as few. `why` lists each of
    them by the id of the case, for those who may see the files. The rows are worked out once.
    """

    count: ChildCount
    level: Level = Level.SEA
    policy: Suppression | Open = _SUPPRESSED

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """The rows of each file, without those in which nobody is."""
        names = self.count.entries
        return {name: self.count.table(name, level=self.level, zeros=Zeros.NONE) for name in names}

    @cached_property
    def published(self) -> Mapping[str, PublishedTable]:
        """The same as they may be shown."""
        return {name: publish_table(table, self.policy) for name, table in self.tables.items()}

    @property
    def is_open(self) -> bool:
        """Whether everything is shown."""
        return isinstance(self.policy, Open)

    @property
    def disclosure(self) -> str:
        """What is hidden, in words."""
        if isinstance(self.policy, Open):
            return "nothing is hidden: not to be published"
        least = self.policy.minimum
        return f"numbers below {least}, and others that would give them away, are hidden (*)"

    @property
    def not_counted(self) -> Mapping[str, str]:
        """How many are not counted for each reason, the most frequent first."""
        return {reason: self.few(number) for reason, number in self.count.reasons.items()}

    @property
    def doubts(self) -> Mapping[str, str]:
        """How many are counted and in doubt, by the words of the doubt; some, where not everything is shown.

        They are among the children of the rows, so that a number could give away a hidden one.
        """
        found = Counter(one.words for one in self.count.doubts)
        return {words: str(number) if self.is_open else "some" for words, number in sorted(found.items())}

    def few(self, number: int) -> str:
        """A number of children outside the tables: as few, where it is small."""
        if isinstance(self.policy, Suppression) and self.policy.hides(number):
            return f"fewer than {self.policy.minimum}"
        return str(number)

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know of the numbers; how many children with deafness there are is told only where all is shown."""
        if self.is_open or not self.count.deaf:
            return self.count.notes
        code = self.count.settings.deafness_as
        return (f"children with deafness are counted under {code}", *attrs.evolve(self.count, deaf=0).notes)

    @property
    def attention(self) -> bool:
        """Whether a child is in doubt, or is not counted for a reason that something would settle."""
        return bool(self.count.doubts) or any(one.settles for one in self.count.not_counted)

    def why(self) -> Iterator[tuple[str, str, str]]:
        """Each case that is not counted, or in doubt: its id, why, and what would settle it."""
        yield from ((one.case, one.reason.value, one.settles) for one in self.count.not_counted)
        yield from ((one.case, f"counted, in doubt: {one.words}", one.settles) for one in self.count.doubts)


def unit_words(row: PublishedRow) -> str:
    """Whose a row is, in words; its name is as the files have it."""
    names = [printable(name) for name in row.unit if name is not None]
    return ", ".join(names) or "State"


def set_words(table: PublishedTable, categories: Sequence[str]) -> str:
    """What a category set crosses, in words; that of the total crosses nothing."""
    return " by ".join(table.spec.categories[name].name for name in categories) or "All"


def code_words(table: PublishedTable, row: PublishedRow) -> str:
    """The codes of a row in words."""
    named = zip(row.set.categories, row.codes, strict=True)
    return ", ".join(table.spec.categories[name].codes[code] for name, code in named) or "all"


def childcount_text(
    shown: Shown, *, why: bool = False, labels: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Piece by piece: what was counted, on which day, each file with its subtotals, and who is not counted and why.

    `why` adds a line for each case that is not counted or in doubt, called by its label where there is one.
    """
    count = shown.count
    year = f"{count.school_year - 1}-{count.school_year % 100:02}"
    yield f"Child count of {count.settings.count_date}, school year {year}, {_LEVELS[shown.level]}\n"
    yield paragraph(shown.disclosure, 2, hang=2) + "\n"
    yield paragraph("for checking, not for filing; detailed rows are in csv, json and html", 2, hang=2) + "\n"
    for name, table in shown.published.items():
        yield f"\n{name}  {table.spec.name}\n"
        yield from _file(table)
    yield from _listed("NOT COUNTED", shown.not_counted)
    yield from _listed("COUNTED, IN DOUBT", shown.doubts)
    if why:
        yield from _why(shown, labels)
    yield "\nNOTES\n" + "".join(paragraph(note, 2, hang=2) + "\n" for note in shown.notes)


def _file(table: PublishedTable) -> Iterator[str]:
    brief = [row for row in table.rows if len(row.set.categories) <= 1]
    if not brief:
        yield "  nobody\n"
    for unit, rows in groupby(brief, unit_words):
        yield f"  {unit}\n"
        for categories, held in groupby(rows, lambda row: row.set.categories):
            yield f"    {set_words(table, categories)}\n"
            lines = [(code_words(table, row), row.shown.rjust(6)) for row in held]
            yield columns(lines, (60, 6), 6) + "\n"


def _listed(title: str, numbers: Mapping[str, str]) -> Iterator[str]:
    if numbers:
        yield f"\n{title}\n"
        yield columns([(number.rjust(13), words) for words, number in numbers.items()], (13, 63), 0) + "\n"


def _why(shown: Shown, labels: Mapping[str, str]) -> Iterator[str]:
    yield "\nEACH CASE, for those who may see the files\n"
    for case, words, settles in shown.why():
        name = printable(labels.get(case, "") or case)
        yield paragraph(f"{name}: {words}", 2, hang=2) + "\n"
        if settles:
            yield paragraph(f"it would settle it: {settles}", 6, hang=2) + "\n"


def childcount_rows(shown: Shown) -> Iterator[dict[str, Any]]:
    """Every row of every file, detailed sets too."""
    for name, table in shown.published.items():
        for row in table.rows:
            hidden = row.shown == str(HIDDEN)
            yield {
                "file": name,
                "level": shown.level.value,
                "district": row.unit[0],
                "school": row.unit[1],
                "category_set": row.set.id,
                "categories": list(row.set.categories),
                "codes": list(row.codes),
                "words": code_words(table, row),
                "amount": None if hidden else int(row.shown),
                "hidden": hidden,
            }


def childcount_data(shown: Shown, *, why: bool = False) -> dict[str, Any]:
    """The same for a program: the choices of the State, the rows, and who is not counted."""
    count = shown.count
    found: dict[str, Any] = {
        "count_date": str(count.settings.count_date),
        "school_year": count.school_year,
        "level": shown.level.value,
        "disclosure": shown.disclosure,
        "notes": list(shown.notes),
        "rows": list(childcount_rows(shown)),
        "not_counted": dict(shown.not_counted),
        "in_doubt": dict(shown.doubts),
    }
    if why:
        found["cases"] = [{"case": case, "why": words, "settles": settles} for case, words, settles in shown.why()]
    return found
