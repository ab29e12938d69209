"""The ledger: what each service of a case promised, and what became of it, minute by minute."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.days import to_date, to_day
from iepkit.errors import expect
from iepkit.history import Case
from iepkit.records import ServiceDelivery
from iepkit.services.grids import Grid
from iepkit.services.lines import Line, lines, sort_deliveries
from iepkit.services.making import grid
from iepkit.services.policies import DEFAULT, ServicePolicy
from iepkit.services.reckoning import Kept, Parts, Reckoned, Row, Span, keep, parts, reckon, rows, short_since
from iepkit.services.stated import Stated, stated
from iepkit.services.words import counted, mixed, number_range, span_words

__all__ = ["Entry", "Ledger", "Stray", "ledger"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Stray:
    """A delivery that belongs to no service of the case: its place, and why."""

    path: str
    why: str


@attrs.frozen
class _Book:
    """What an entry was worked out with; rows and lines are made from it when they are asked for."""

    line: Line
    grid: Grid
    span: Span
    kept: Kept
    sums: Reckoned


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
    book: _Book | None = attrs.field(default=None, repr=False, eq=False)

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

    >>> book = Ledger(date(2026, 10, 2), DEFAULT)
    >>> book.entries, book.strays
    ((), ())
    """

    as_of: date
    policy: ServicePolicy
    entries: tuple[Entry, ...] = ()
    strays: tuple[Stray, ...] = ()


def ledger(
    case: Case,
    *,
    calendar: SchoolCalendar,
    as_of: date,
    first: date | None = None,
    last: date | None = None,
    policy: ServicePolicy = DEFAULT,
) -> Ledger:
    """What each service of a case promised, delivered, excused, missed, and what no record shows, on `as_of`.

    `first` and `last` narrow the days; without them each service is counted from its first day through `as_of`.
    A week, month or other period that is not over on `as_of` is left out, since what it promises may still come.
    Each period is balanced by itself (policy `netting`): more in one week does not fill another, unless a session
    says which one it makes up for. Raises `WrongType` for what is no date.

    >>> from iepkit.calendars import SchoolYear
    >>> from iepkit.records import Iep, Service
    >>> from iepkit.vocabulary import MissedReason, Period
    >>> calendar = SchoolCalendar((SchoolYear(date(2026, 9, 8), date(2027, 6, 16)),))
    >>> speech = Service(id="s", minutes=30, times=1, per=Period.WEEK)
    >>> case = Case("7", ieps=(Iep(start=date(2026, 9, 8), services=(speech,)),), deliveries=(
    ...     ServiceDelivery(date(2026, 9, 10), "s", minutes=30, delivered=True),
    ...     ServiceDelivery(date(2026, 9, 17), "s", delivered=False, missed_for=MissedReason.PROVIDER_ABSENT),
    ... ))
    >>> entry = ledger(case, calendar=calendar, as_of=date(2026, 9, 28)).entries[0]
    >>> [str(minutes) for minutes in (entry.promised, entry.delivered, entry.missed, entry.undocumented)]
    ['90', '30', '30', '30']
    """
    expect("as_of", as_of, date)
    expect("first", first, date, optional=True)
    expect("last", last, date, optional=True)
    found = lines(case)
    belong = sort_deliveries(case.deliveries, found)
    asked = (None if first is None else to_day(first), to_day(as_of if last is None else last), to_day(as_of))
    run = _Run(case.deliveries, calendar, policy, *asked)
    entries = [_entry(run, line, places) for line, places in zip(found, belong.of, strict=True)]
    strays = tuple(Stray(f"$.deliveries[{place}]", why) for place, why in belong.strays)
    return Ledger(as_of, policy, tuple(entries), strays)


@attrs.frozen
class _Run:
    """What one ledger is made from; the days are those that were asked for, and the as-of day."""

    deliveries: tuple[ServiceDelivery, ...]
    calendar: SchoolCalendar
    policy: ServicePolicy
    first: int | None
    last: int
    as_of: int


def _entry(run: _Run, line: Line, places: list[int]) -> Entry:
    what, policy = stated(line.service), run.policy
    if what.least is None or what.most is None:
        return Entry(line.path, what, policy, unknown=what.unknown, given=_recorded(run, places))
    begins = max((day for day in (line.first, run.first) if day is not None), default=None)
    if begins is None:
        return Entry(line.path, what, policy, unknown=_NO_START, given=_recorded(run, places))
    table = grid(line.service, what, run.calendar, policy, line.window)
    ends = min(day for day in (run.last, run.as_of, line.last) if day is not None)
    if table.unknown or (begins <= ends and not table.covers(begins, ends)):
        unknown = table.unknown or _beyond(table, begins, ends)
        return Entry(line.path, what, policy, unknown=unknown, given=_recorded(run, places))
    if begins <= ends and ends != line.last and run.last >= run.as_of:
        ends = _finished(table, ends)
    if begins > ends:
        none, given = Fraction(0), _recorded(run, places)
        zeros = (none, none, none, none, none, none, none)
        return Entry(line.path, what, policy, None, None, *zeros, 0, given, "", given)
    span = Span.of(begins, ends, run.as_of, what, policy)
    kept = keep(places, run.deliveries, table, span)
    sums = reckon(int(what.least), table, span, kept)
    promised, delivered, excused, missed, over = (
        Fraction(amount, sums.whole) for amount in (sums.promised, sums.delivered, sums.excused, sums.missed, sums.over)
    )
    return Entry(
        line.path,
        what,
        policy,
        to_date(begins),
        to_date(ends),
        promised,
        promised * what.most / what.least if what.least else promised,
        delivered,
        excused,
        missed,
        promised - delivered - excused - missed,
        over,
        kept.made_up,
        kept.later,
        "",
        sum(kept.given.values()) + kept.later,
        _Book(line, table, span, kept, sums),
    )


def _recorded(run: _Run, places: list[int]) -> int:
    """The minutes that records through the as-of day show to have been given, whatever was promised."""
    until, found = to_date(run.as_of), (run.deliveries[place] for place in places)
    return sum(one.minutes or 0 for one in found if one.delivered is not False and one.on <= until)


_NO_START = "The first day of the service is not known; it, or the first day of its IEP, would settle it."


def _beyond(table: Grid, first: int, last: int) -> str:
    return (
        f"The calendar tells what is promised for {span_words(table.first, table.last)}, and the days of the service"
        f" are {span_words(first, last)}; a calendar for all of them would settle it."
    )


def _finished(table: Grid, ends: int) -> int:
    """The last day of the last period that is over on the day `ends`: no school day of it is still to come."""
    at = table.period_of[ends - table.first]
    over = at < 0 or not table.days.sum(ends + 1, table.periods[at].last)
    return ends if over else table.periods[at].first - 1


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
    told = (
        (kept.made_up, f"{mixed(kept.made_up)} of the delivered minutes make up for sessions that were missed."),
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
