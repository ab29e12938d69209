"""A tally of what was found of each case: in both numbers, below only, in neither, or not decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import attrs

from iepkit.reporting.entries import Doubt
from iepkit.reporting.indicators.table import definition
from iepkit.reporting.indicators.values import Breakdown, Exclusion, Indicator, Row

__all__ = ["Tally", "by_words", "late_by"]


def __dir__() -> list[str]:
    return __all__


@attrs.define
class Tally:
    """What was found so far; cases may be told in any order, and each is put in one place.

    >>> tally = Tally()
    >>> tally.yes("7"), tally.no("8"), tally.out("9", "The family moved."), tally.open("10", "No day.", "the day")
    (None, None, None, None)
    >>> print(tally.indicator("11", 2024))
    11 (FFY 2024): 1 of 2 children, 50.00%, target 100%
    """

    above: list[str] = attrs.field(factory=list, repr=False)
    below: list[str] = attrs.field(factory=list, repr=False)
    left: dict[str, list[str]] = attrs.field(factory=lambda: defaultdict(list), repr=False)
    doubts: list[Doubt] = attrs.field(factory=list, repr=False)

    def yes(self, case: str) -> None:
        """The case is in both numbers."""
        self.above.append(case)
        self.below.append(case)

    def no(self, case: str) -> None:
        """The case is in the denominator only."""
        self.below.append(case)

    def out(self, case: str, reason: str) -> None:
        """The case is in neither, for a reason."""
        self.left[reason].append(case)

    def open(self, case: str, words: str, settles: str) -> None:
        """The case could not be decided."""
        self.doubts.append(Doubt(case, "", words, settles))

    def indicator(self, name: str, ffy: int, breakdowns: Iterable[Breakdown] = (), part: str = "") -> Indicator:
        """The indicator of the tally; what it names is sorted, so that the order of the cases changes nothing."""
        left = [Exclusion(reason, len(cases), tuple(sorted(cases))) for reason, cases in sorted(self.left.items())]
        return Indicator(
            definition(name, ffy),
            ffy,
            len(self.above),
            len(self.below),
            tuple(left),
            tuple(sorted(self.doubts, key=lambda one: (one.case, one.words, one.settles))),
            tuple(breakdowns),
            tuple(sorted(self.above)),
            tuple(sorted(self.below)),
            part,
        )


_RANGES = ((0, 30), (31, 60), (61, 90))
"""The ranges of days in which lateness is told: a choice. What is asked for is the range from the least to the most."""


def late_by(title: str, days: Iterable[tuple[str, int]]) -> Breakdown:
    """How many were late by how many days, from the case and the days of each, in ranges, with the least and the most.

    >>> table = late_by("Days beyond the time", [("7", 3), ("8", 95)])
    >>> table.least, table.most, [(row.words, row.number) for row in table.rows]
    (3, 95, [('up to 30 days', 1), ('more than 90 days', 1)])
    """
    told = sorted(days)
    rows = [
        (
            f"{first} to {last} days" if first else f"up to {last} days",
            [case for case, late in told if first <= late <= last],
        )
        for first, last in _RANGES
    ]
    most = _RANGES[-1][1]
    rows.append((f"more than {most} days", [case for case, late in told if late > most]))
    numbers = [late for _, late in told]
    return Breakdown(
        title,
        tuple(Row(words, len(cases), tuple(cases)) for words, cases in rows if cases),
        min(numbers, default=None),
        max(numbers, default=None),
    )


def by_words(title: str, told: Iterable[tuple[str, str]]) -> Breakdown:
    """How many cases of each kind of words, such as a reason, from the case and its words; the most frequent first."""
    found: dict[str, list[str]] = defaultdict(list)
    for case, words in sorted(told):
        found[words].append(case)
    ordered = sorted(found.items(), key=lambda row: (-len(row[1]), row[0]))
    return Breakdown(title, tuple(Row(words, len(cases), tuple(cases)) for words, cases in ordered))
