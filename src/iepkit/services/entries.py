"""Entries: what a ledger holds of each service, with its balance by period, its records, and its words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs

from iepkit.days import to_date
from iepkit.records import Service
from iepkit.services.grids import Grid
from iepkit.services.policies import ServicePolicy
from iepkit.services.reckoning import Kept, Parts, Row, Span, parts, rows, short_since
from iepkit.services.stated import Stated
from iepkit.services.words import counted, mixed, number_range, span_words

__all__ = ["Book", "Entry", "Ledger", "Stray"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Stray:
    """A delivery that belongs to no service of the case: its place, and why."""

    path: str
    why: str


@attrs.frozen
class Book:
    """What an entry was worked out with; rows and lines are made from it when they are asked for."""

    grid: Grid
    span: Span
    kept: Kept


@attrs.frozen
class Entry:
    """One service of the ledger, from `first` through `last`, in exact minutes.

    **promised = delivered + excused + missed + undocumented**, always.
    `promised` is the lower end of a range, and `promised_most` the upper. `delivered` is what was given of the promise,
    make-ups included; `over` is what was given beyond it and stands apart. `excused` is what was missed for a reason
    that the policy `excused` sets apart; `undocumented` is what no record speaks of, given or not.
    `made_up` is the missed time that was repaired, `later` what was given in a period that is not over yet.
    Where the promise cannot be told, all of them are `None`, and `unknown` says why and what would settle it.
    `given` is what the records show to have been given in all, also where nothing can be promised, as with *as needed*.
    """

    path: str
    service: Service
    stated: Stated
    policy: ServicePolicy
    first: date | None = None
    last: date | None = None
    promised: Fraction | None = None
    promised_most: Fraction | None = None
    delivered: Fraction | None = None
    excused: Fraction | None = None
    missed: Fraction | None = None
    undocumented: Fraction | None = None
    over: Fraction | None = None
    made_up: int = 0
    later: int = 0
    unknown: str = ""
    given: int = 0
    book: Book | None = attrs.field(default=None, repr=False, eq=False)

    @property
    def behind(self) -> Fraction | None:
        """What was missed, and what no record shows to have been given; `None` where the promise cannot be told."""
        return None if self.missed is None or self.undocumented is None else self.missed + self.undocumented

    @property
    def rows(self) -> tuple[Row, ...]:
        """The periods of the service in order, each with its own balance: weeks for what is stated per week.

        They add up to the entry, except under the policy `netting="over-all"`, which fills one with another.
        """
        if self.book is None or self.stated.least is None:
            return ()
        return rows(int(self.stated.least), self.book.grid, self.book.span, self.book.kept)

    @property
    def parts(self) -> tuple[int, tuple[Parts, ...]]:
        """The rows in whole numbers, and how many parts a minute has in them: to add up many, quickly and exactly."""
        if self.book is None or self.stated.least is None:
            return 1, ()
        book = self.book
        return book.grid.whole, tuple(parts(int(self.stated.least), book.grid, book.span, book.kept))

    @property
    def since(self) -> date | None:
        """The first day of the first period of which something was missed or is undocumented."""
        if self.book is None or self.stated.least is None:
            return None
        day = short_since(int(self.stated.least), self.book.grid, self.book.span, self.book.kept)
        return None if day is None else to_date(day)

    @property
    def missed_in(self) -> tuple[str, ...]:
        """The places of the deliveries that say that a session, or a part of one, was missed."""
        return self._places(self.book.kept.missing) if self.book else ()

    @property
    def counted_once(self) -> tuple[str, ...]:
        """The places of the deliveries that are left out, since the same session is there already."""
        return self._places(self.book.kept.twice) if self.book else ()

    @property
    def repairs(self) -> tuple[tuple[str, date], ...]:
        """The place of each make-up session, with the day of the session that it makes up for."""
        found = self.book.kept.repairs if self.book else []
        return tuple((f"$.deliveries[{place}]", to_date(day)) for place, day in sorted(found))

    @staticmethod
    def _places(found: list[int]) -> tuple[str, ...]:
        return tuple(f"$.deliveries[{place}]" for place in sorted(found))

    @property
    def lines(self) -> tuple[str, ...]:
        """The arithmetic and the policies, line by line, for people."""
        return tuple(_said(self))


@attrs.frozen
class Ledger:
    """The services of a case and what became of what they promised; `strays` are deliveries of none of them.

    `entries` are in the order of the file, one for each service of each IEP.

    >>> book = Ledger(date(2026, 10, 2), ServicePolicy())
    >>> book.entries, book.strays
    ((), ())
    """

    as_of: date
    policy: ServicePolicy
    entries: tuple[Entry, ...] = ()
    strays: tuple[Stray, ...] = ()


_SAME = "in the same period"


def _said(entry: Entry) -> list[str]:
    """The words of an entry."""
    if entry.unknown:
        words = [*(line for line in entry.stated.lines if line != entry.unknown), entry.unknown]
        return [*words, f"{entry.given} minutes were given by the records."] if entry.given else words
    if entry.book is None or entry.first is None or entry.last is None:
        return [*entry.stated.lines, "No period of the service is over yet: nothing is counted."]
    promised = entry.promised or Fraction(0)
    parts = (entry.delivered, entry.excused, entry.missed, entry.undocumented)
    names = ("delivered", "excused", "missed", "undocumented")
    balance = " + ".join(f"{mixed(part or 0)} {name}" for part, name in zip(parts, names, strict=True))
    words = [
        *entry.stated.lines,
        f"{span_words(entry.first, entry.last)}: {number_range(promised, entry.promised_most or promised)} minutes"
        " promised" + (", counted against the lower end." if promised != entry.promised_most else "."),
        f"{mixed(promised)} promised = {balance}.",
    ]
    kept = entry.book.kept
    moved = Fraction(kept.moved, entry.book.grid.whole)
    told = (
        (kept.made_up, f"{mixed(kept.made_up)} of the delivered minutes make up for sessions that were missed."),
        (moved > 0, f"{mixed(moved)} of the delivered minutes were given before or after the IEP changed, {_SAME}."),
        (moved < 0, f"{mixed(-moved)} minutes given under this version count for the one before or after it, {_SAME}."),
        (entry.over, f"{mixed(entry.over or 0)} minutes beyond what a period promises stand apart."),
        (kept.later, f"{mixed(kept.later)} minutes were given in a period that is not over, and count with it."),
        (
            kept.as_stated,
            f"{counted(kept.as_stated, 'session')} without recorded minutes, at {entry.stated.session or 0} each.",
        ),
        (kept.twice, f"{counted(len(kept.twice), 'record')} of a session that is there already, left out."),
    )
    words += [line for holds, line in told if holds]
    used = ("short_weeks", "cut_periods", "closures", "testing_days", "partial_days", "excused", "netting")
    return [
        *words,
        *entry.policy.used(
            *used,
            *(name for name, bears in (("unrecorded_minutes", kept.as_stated), ("same_day", kept.twice)) if bears),
        ),
    ]
