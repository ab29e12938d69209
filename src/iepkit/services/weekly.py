"""The ledger week by week: what was promised and what was given so far, as a table to print or to draw."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs

from iepkit.days import to_date
from iepkit.services.entries import Entry
from iepkit.services.periods import monday

__all__ = ["Week", "by_week"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Week:
    """One week of one service, from `first` through `last`, in exact minutes.

    `promised` is what the days of the week carry of the promise, `given` what was given for sessions of the week,
    make-ups included, and `missed` and `excused` what its records say was missed. Nothing is capped or netted here.
    `promised_so_far` and `given_so_far` are the sums from the first day of the ledger through `last`.
    """

    first: date
    last: date
    promised: Fraction
    given: int
    missed: int
    excused: int
    promised_so_far: Fraction
    given_so_far: int


def by_week(entry: Entry) -> tuple[Week, ...]:
    """The weeks of an entry of the ledger in order, Monday through Sunday; empty where its promise cannot be told.

    A service that is stated per month or per year has weeks too: its promise is carried by the school days.

    >>> from iepkit.records import Service
    >>> from iepkit.services.policies import ServicePolicy
    >>> from iepkit.services.stated import Stated
    >>> by_week(Entry("$.ieps[0].services[0]", Service(), Stated(), ServicePolicy()))
    ()
    """
    if entry.book is None or entry.stated.least is None:
        return ()
    grid, span, kept = entry.book.grid, entry.book.span, entry.book.kept
    found: list[Week] = []
    promised_so_far, given_so_far = Fraction(0), 0
    for start in range(monday(span.first), span.last + 1, 7):
        first, last = max(start, span.first), min(start + 6, span.last)
        promised = (
            Fraction(int(entry.stated.least) * grid.share(span.first, last, span.shared), grid.whole) - promised_so_far
        )
        given, missed, excused = (
            sum(minutes for day, minutes in side if first <= day <= last)
            for side in (kept.given_on, kept.missed_on, kept.excused_on)
        )
        promised_so_far, given_so_far = promised_so_far + promised, given_so_far + given
        days = (to_date(first), to_date(last))
        found.append(Week(*days, promised, given, missed, excused, promised_so_far, given_so_far))
    return tuple(found)
