"""The ledger: what each service of a case promised, and what became of it, minute by minute."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from itertools import groupby, pairwise

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.days import to_date, to_day
from iepkit.errors import expect
from iepkit.history import Case
from iepkit.records import ServiceDelivery
from iepkit.services.amended import chains, shared_out
from iepkit.services.entries import Book, Entry, Ledger, Stray
from iepkit.services.grids import Grid
from iepkit.services.lines import Line, lines, sort_deliveries
from iepkit.services.making import grid
from iepkit.services.policies import DEFAULT, ServicePolicy
from iepkit.services.reckoning import Kept, Span, edges, keep, promise, reckon, sums_of, totals
from iepkit.services.stated import Stated, stated
from iepkit.services.words import span_words

__all__ = ["ledger"]


def __dir__() -> list[str]:
    return __all__


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
    says which one it makes up for. A period that an amendment or the next IEP cuts is balanced once: what was given
    in it stands for the service, on whichever side of that day. Raises `WrongType` for what is no date.

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
    drafts = [_opened(run, line, places) for line, places in zip(found, belong.of, strict=True)]
    counted = _balanced(run, drafts, chains(found))
    entries = tuple(_entry(run, *both) for both in zip(drafts, counted, strict=True))
    return Ledger(as_of, policy, entries, tuple(Stray(f"$.deliveries[{place}]", why) for place, why in belong.strays))


@attrs.frozen
class _Run:
    """What one ledger is made from; the days are those that were asked for, and the as-of day."""

    deliveries: tuple[ServiceDelivery, ...]
    calendar: SchoolCalendar
    policy: ServicePolicy
    first: int | None
    last: int
    as_of: int


@attrs.frozen
class _Draft:
    """One line on the way to its entry: the grid, and the days that are asked for; or why they cannot be counted."""

    line: Line
    places: list[int]
    what: Stated
    table: Grid = attrs.field(factory=Grid)
    days: tuple[int, int] = (0, -1)
    unknown: str = ""


@attrs.define
class _Counted:
    """What a line promises in each period, the days of it that are over, and the sessions that count in them."""

    least: int
    table: Grid
    span: Span
    kept: Kept

    def promised(self, at: int) -> int:
        return promise(at, self.least, self.table, self.span)


def _opened(run: _Run, line: Line, places: list[int]) -> _Draft:
    what = stated(line.service)
    begins = max((day for day in (line.first, run.first) if day is not None), default=None)
    if what.least is None or begins is None:
        return _Draft(line, places, what, unknown=what.unknown or _NO_START)
    ends = min(day for day in (run.last, run.as_of, line.last) if day is not None)
    table = grid(line.service, what, run.calendar, run.policy, line.window)
    held = begins > ends or table.covers(begins, ends)
    unknown = table.unknown or ("" if held else _beyond(table, begins, ends))
    return _Draft(line, places, what, table, (begins, ends), unknown)


def _kept(run: _Run, draft: _Draft, *, goes_on: bool) -> _Counted | None:
    """The days of a draft through the last period that is over, none where none is, and its sessions."""
    begins, ends = draft.days
    if draft.unknown:
        return None
    if begins <= ends and run.last >= run.as_of and (goes_on or ends != draft.line.last):
        ends = _finished(draft.table, ends, run.as_of)
    span = Span.of(begins, max(ends, begins - 1), run.as_of, draft.what, run.policy)
    return _Counted(
        int(draft.what.least or 0), draft.table, span, keep(draft.places, run.deliveries, draft.table, span)
    )


def _balanced(run: _Run, drafts: list[_Draft], follow: list[list[int]]) -> list[_Counted | None]:
    """The drafts with their sessions; what lines of one service promise in one period is balanced together."""
    goes_on = {
        before for chain in follow for before, after in pairwise(chain) if drafts[before].table is drafts[after].table
    }
    found = [_kept(run, draft, goes_on=place in goes_on) for place, draft in enumerate(drafts)]
    for chain in follow:
        known = (one for place in chain if (one := found[place]) is not None and one.span.first <= one.span.last)
        for _, alike in groupby(known, key=lambda one: id(one.table)):
            _share(list(alike), run.policy)
    return found


def _share(several: list[_Counted], policy: ServicePolicy) -> None:
    """Puts down what each line has of the periods that it shares with others of the same service."""
    ends = Counter(at for one in several for at in {*edges(one.table, one.span)} - {-1})
    shared = frozenset(at for at, lines_there in ends.items() if lines_there > 1)
    for one in several:
        one.span = attrs.evolve(one.span, shared=shared)
    if policy.netting == "over-all":
        promises = [one.least * one.table.share(one.span.first, one.span.last, shared) for one in several]
        own = [totals(one.table, one.kept) for one in several]
        for one, had, has in zip(several, own, shared_out(promises, own), strict=True):
            one.kept.all, one.kept.moved = has, has[0] - had[0]
        return
    for at in shared:
        there = [one for one in several if at in edges(one.table, one.span)]
        own = [sums_of(at, one.table, one.kept) for one in there]
        for one, had, has in zip(there, own, shared_out([one.promised(at) for one in there], own), strict=True):
            one.kept.shared[at] = has
            one.kept.moved += has[0] - had[0]


def _entry(run: _Run, draft: _Draft, counted: _Counted | None) -> Entry:
    line, what = draft.line, draft.what
    named = (line.path, line.service, what, run.policy)
    if counted is None or what.least is None or what.most is None:
        return Entry(*named, unknown=draft.unknown, given=_recorded(run, draft.places))
    kept, span, none = counted.kept, counted.span, Fraction(0)
    if span.first > span.last:
        return Entry(*named, None, None, none, none, none, none, none, none, none, 0, kept.later, "", kept.later)
    sums = reckon(counted.least, draft.table, span, kept)
    promised, delivered, excused, missed, over = (
        Fraction(amount, sums.whole) for amount in (sums.promised, sums.delivered, sums.excused, sums.missed, sums.over)
    )
    return Entry(
        *named,
        to_date(span.first),
        to_date(span.last),
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
        Book(draft.table, span, kept),
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


def _finished(table: Grid, ends: int, as_of: int) -> int:
    """The last day, through `ends`, of the last period that is over: no school day of it is still to come."""
    at = table.period_of[ends - table.first]
    over = at < 0 or not table.days.sum(as_of + 1, table.periods[at].last)
    return ends if over else table.periods[at].first - 1
