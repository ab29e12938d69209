"""Expected minutes: what a service promises between two days, against a school calendar and under named policies."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import groupby

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.days import to_date, to_day
from iepkit.errors import expect
from iepkit.records import Service
from iepkit.services.grids import Grid, Part
from iepkit.services.making import grid
from iepkit.services.policies import DEFAULT, ServicePolicy
from iepkit.services.stated import Stated, stated
from iepkit.services.words import counted, mixed, number_range, period_words, span_words
from iepkit.vocabulary import Period

__all__ = ["Expected", "clipped", "expected", "worked"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Expected:
    """The minutes that a service promises from `first` through `last`, both included.

    `least` and `most` are exact minutes; they differ where the IEP gives a range. Where they cannot be told they are
    `None`, and `unknown` says why and what would settle it. `sessions` are the least minutes in sessions.
    `lines` are the arithmetic in words, and `parts` what the span holds of each week, month or other period;
    both are worked out when they are asked for. `policies` are the choices that bore on the answer.
    """

    first: date
    last: date
    stated: Stated
    policy: ServicePolicy
    least: Fraction | None = None
    most: Fraction | None = None
    unknown: str = ""
    grid: Grid | None = attrs.field(default=None, repr=False, eq=False)
    span: tuple[int, int] | None = attrs.field(default=None, repr=False)

    @property
    def sessions(self) -> Fraction | None:
        """The least minutes as a number of sessions of the stated length; `None` where there is no length."""
        if self.least is None or not self.stated.session:
            return None
        return self.least / self.stated.session

    @property
    def parts(self) -> list[Part]:
        """What the span holds of each period; empty where the answer is unknown, or goes by the days of sessions."""
        return [] if self.grid is None or self.span is None else self.grid.parts(*self.span)

    @property
    def policies(self) -> tuple[str, ...]:
        """The named choices that bore on the answer, in words, each with its source where it has one."""
        names = ["short_weeks", "cut_periods", "closures", "testing_days", "partial_days"]
        if self.stated.per is Period.YEAR:
            names[0] = "year_is"
        if self.stated.direct_weeks:
            names.append("rotation_from")
        return self.policy.used(*names)

    @property
    def lines(self) -> tuple[str, ...]:
        """The arithmetic, line by line, for people."""
        return (*self.stated.lines, *_worked(self), *self.policies)


def expected(
    service: Service, first: date, last: date, *, calendar: SchoolCalendar, policy: ServicePolicy = DEFAULT
) -> Expected:
    """The minutes that a service promises from `first` through `last`, both included, with the arithmetic.

    Only the days count on which the service is in force: from its `start` through its `end`, where it has them.
    A week runs from Monday through Sunday. A period is carried by its school days in equal parts, so that what two
    adjacent spans promise adds up to what both together do; see `ServicePolicy` for short and cut weeks.
    Unknown past the days that the calendar knows. Raises `WrongType` for what is no date.

    >>> from iepkit.calendars import SchoolYear
    >>> calendar = SchoolCalendar((SchoolYear(date(2026, 9, 2), date(2027, 6, 16)),))
    >>> speech = Service(minutes=30, times=2, per=Period.WEEK)
    >>> answer = expected(speech, date(2026, 9, 2), date(2026, 9, 16), calendar=calendar)
    >>> answer.least  # two whole weeks, and three of the five days of a third
    Fraction(156, 1)
    >>> for line in answer.lines[:4]:
    ...     print(line)
    30 minutes, 2 times a week: 60 minutes a week.
    2 weeks in full, 2026-09-02 to 2026-09-13: 2 x 60 = 120 minutes.
    1 week in part, 2026-09-14 to 2026-09-20, 3 of 5 school days: 3/5 of 60 = 36 minutes.
    In all 156 minutes.
    """
    expect("first", first, date)
    expect("last", last, date)
    return worked(service, (to_day(first), to_day(last)), calendar, policy)


def clipped(service: Service, span: tuple[int, int]) -> tuple[int, int]:
    """The part of a span in which a service is in force; it ends before it begins where there is none."""
    first, last = span
    if service.start is not None:
        first = max(first, to_day(service.start))
    if service.end is not None:
        last = min(last, to_day(service.end))
    return first, last


def worked(service: Service, span: tuple[int, int], calendar: SchoolCalendar, policy: ServicePolicy) -> Expected:
    """As `expected`, for days as numbers."""
    what = stated(service)
    days = to_date(span[0]), to_date(span[1])
    if what.least is None or what.most is None:
        return Expected(*days, what, policy, unknown=what.unknown)
    first, last = clipped(service, span)
    if first > last:
        return Expected(*days, what, policy, Fraction(0), Fraction(0))
    own = None if service.start is None or service.end is None else (to_day(service.start), to_day(service.end))
    table = grid(service, what, calendar, policy, own)
    unknown = table.unknown or ("" if table.covers(first, last) else _beyond(table, first, last))
    if unknown:
        return Expected(*days, what, policy, unknown=unknown)
    share = Fraction(table.share(first, last), table.whole)
    return Expected(*days, what, policy, what.least * share, what.most * share, "", table, (first, last))


def _beyond(table: Grid, first: int, last: int) -> str:
    return (
        f"The calendar tells what is promised for {span_words(table.first, table.last)}, and the days asked for are"
        f" {span_words(first, last)}; a calendar for all of them would settle it."
    )


def _worked(answer: Expected) -> list[str]:
    """What each period of the span promises, periods that promise the same in one line."""
    if answer.unknown:
        return [answer.unknown]
    if answer.grid is None or answer.span is None:
        return ["The service is not in force on any of these days: 0 minutes."]
    lines: list[str] = []
    for share, group in groupby(answer.parts, key=lambda part: (part.share, part.days == part.of)):
        lines.append(_said(answer.stated, share[0], list(group)))
    if not lines:
        return [f"There is no school day in {span_words(*answer.span)}: 0 minutes."]
    return [*lines, f"In all {number_range(answer.least or 0, answer.most or 0)} minutes."]


def _said(what: Stated, share: Fraction, group: list[Part]) -> str:
    per = "service" if what.per is None else "school day" if what.per is Period.DAY else period_words(what.per)
    if what.per is Period.CYCLE:
        per = period_words(what.per, what.cycle_days)
    least, most = what.least or Fraction(0), what.most or Fraction(0)
    minutes = number_range(least * share * len(group), most * share * len(group))
    amount, days = number_range(least, most), span_words(group[0].first, group[-1].last)
    whole = all(part.days == part.of for part in group)
    if not share:
        return f"{counted(len(group), per)} without minutes, {days}: 0 minutes."
    if share == 1 and whole:
        return f"{counted(len(group), per)} in full, {days}: {len(group)} x {amount} = {minutes} minutes."
    if len(group) == 1:
        held = f"{mixed(group[0].days)} of {counted(group[0].of, 'school day')}"
        return f"1 {per} in part, {days}, {held}: {mixed(share)} of {amount} = {minutes} minutes."
    return f"{counted(len(group), per)} in part, {days}: {len(group)} x {mixed(share)} of {amount} = {minutes} minutes."
