"""An indicator worked out: two numbers, who stands behind them, who is in neither, and what could not be told."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from iepkit.reporting.entries import Doubt
from iepkit.reporting.indicators.table import Definition, Kind

__all__ = ["Breakdown", "Exclusion", "Indicator", "Row"]


def __dir__() -> list[str]:
    return __all__


_WHOLE = 100  # percent
_PLACES = range(2, 9)


@attrs.frozen
class Exclusion:
    """Who is in neither number, why, and how many; `cases` are the ids, where cases were read.

    >>> Exclusion("The parents chose to stay in Part C.", 2, ("7", "8"))
    Exclusion(reason='The parents chose to stay in Part C.', number=2)
    """

    reason: str
    number: int
    cases: tuple[str, ...] = attrs.field(default=(), repr=False)


@attrs.frozen
class Row:
    """One line of a breakdown: the words, how many, and the ids of their cases, where cases were read."""

    words: str
    number: int
    cases: tuple[str, ...] = attrs.field(default=(), repr=False)


@attrs.frozen
class Breakdown:
    """What is reported beside an indicator, such as by how many days evaluations were late, and why.

    `least` and `most` are the range where the rows are days, `None` where they are not.
    """

    title: str
    rows: tuple[Row, ...]
    least: int | None = None
    most: int | None = None


@attrs.frozen
class Indicator:
    """One indicator of one federal fiscal year, exact.

    `numerator` and `denominator` count what `definition.unit` says. `in_numerator` and `in_denominator` are the ids of
    the cases behind them, empty where counts were given; a case is named once for each thing that is counted. Neither
    is in `repr`. `exclusions` are in neither number. `doubts` are cases that could not be decided: they are in neither
    number, and each says what would settle it. `part` says of which part it is, such as a district or a grade.

    >>> from iepkit.reporting.indicators.table import definition
    >>> found = Indicator(definition("12", 2024), 2024, 60, 65)
    >>> found.percent, found.shown, found.meets_target
    (Fraction(1200, 13), '92.31%', False)
    >>> print(found)
    12 (FFY 2024): 60 of 65 children, 92.31%, target 100%
    """

    definition: Definition
    ffy: int
    numerator: int
    denominator: int
    exclusions: tuple[Exclusion, ...] = ()
    doubts: tuple[Doubt, ...] = attrs.field(default=(), repr=False)
    breakdowns: tuple[Breakdown, ...] = attrs.field(default=(), repr=False)
    in_numerator: tuple[str, ...] = attrs.field(default=(), repr=False)
    in_denominator: tuple[str, ...] = attrs.field(default=(), repr=False)
    part: str = ""

    @property
    def id(self) -> str:
        """The id, such as `5A`."""
        return self.definition.id

    @property
    def percent(self) -> Fraction | None:
        """The percentage, 0 to 100, exact; `None` where it is not applicable."""
        return Fraction(_WHOLE * self.numerator, self.denominator) if self.denominator else None

    @property
    def not_applicable(self) -> str:
        """Why there is no percentage, in words; empty where there is one. Nothing divided by nothing is not zero."""
        if self.denominator:
            return ""
        unit = self.definition.unit
        out = sum(one.number for one in self.exclusions)
        beside = [f"{out} left out"] * bool(out) + [f"{len(self.doubts)} could not be decided"] * bool(self.doubts)
        return f"there are no {unit} to count" + (f": {', '.join(beside)}" if beside else "")

    @property
    def meets_target(self) -> bool | None:
        """Whether a compliance indicator is exactly at its target, unrounded; `None` where there is no such target."""
        if self.definition.target is None or self.percent is None:
            return None
        return self.percent == self.definition.target

    @property
    def bounds(self) -> tuple[Fraction, Fraction] | None:
        """Between which percentages it lies, whatever becomes of the doubts; `None` where not even that can be said.

        Each of them may turn out to be in both numbers, in the denominator only, or in neither.

        >>> from iepkit.reporting.indicators.table import definition
        >>> doubts = (Doubt("7", "", "There is no birth date."),)
        >>> Indicator(definition("13", 2024), 2024, 9, 10, doubts=doubts).bounds
        (Fraction(900, 11), Fraction(1000, 11))
        """
        open_ones = len(self.doubts)
        if not self.denominator + open_ones:
            return None
        if not self.denominator:
            return Fraction(0), Fraction(_WHOLE)
        most = self.denominator + open_ones
        return Fraction(_WHOLE * self.numerator, most), Fraction(_WHOLE * (self.numerator + open_ones), most)

    @property
    def shown(self) -> str:
        """The percentage with two decimals, or with as many as it takes not to look like a target that is missed.

        >>> from iepkit.reporting.indicators.table import definition
        >>> Indicator(definition("11", 2024), 2024, 99_999, 100_000).shown
        '99.999%'
        """
        value = self.percent
        if value is None:
            return "not applicable"
        target = self.definition.target
        apart = (at for at in _PLACES if target is None or value == target or round(value, at) != target)
        return f"{_decimal(value, next(apart, _PLACES[-1]))}%"

    def __str__(self) -> str:
        target = "" if self.definition.target is None else f", target {self.definition.target}%"
        part = f", {self.part}" if self.part else ""
        head = f"{self.id} (FFY {self.ffy}{part})"
        if self.percent is None:
            return f"{head}: not applicable, {self.not_applicable}{target}"
        return f"{head}: {self.numerator} of {self.denominator} {self.definition.unit}, {self.shown}{target}"

    def lines(self) -> Iterator[str]:
        """All of it in lines for people: the numbers, who is in neither, what is open, and what it rests on.

        No line names a case.
        """
        about = self.definition
        yield str(self)
        yield f"{about.title}. {about.says}"
        for one in self.exclusions:
            yield f"in neither number: {one.number}: {one.reason}"
        for table in self.breakdowns:
            ranged = "" if table.least is None else f" (from {table.least} to {table.most} days)"
            yield f"{table.title}{ranged}:"
            yield from (f"  {row.number}: {row.words}" for row in table.rows)
        if self.doubts and self.bounds is not None:
            low, high = (f"{_decimal(bound, 2)}%" for bound in self.bounds)
            yield f"not decided: {len(self.doubts)}; with them it lies between {low} and {high}"
            open_ones = dict.fromkeys((one.words, one.settles) for one in self.doubts)
            yield from (f"  {words} To settle: {settles}." for words, settles in open_ones)
        if about.lag:
            year = about.data_year(self.ffy)
            yield f"data of the year before: July {year} to June {year + 1}"
        if about.kind is Kind.RESULTS:
            yield "target: the State sets it"
        if about.proposed:
            yield about.proposed
        yield from about.notes
        yield f"{'; '.join((about.citation.text, *about.rules))} ({about.citation.grade}: {about.citation.source})"

    def explain(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines())


def _decimal(value: Fraction, places: int) -> str:
    whole, rest = divmod(round(value * 10**places), 10**places)
    return f"{whole}.{rest:0{places}}"
