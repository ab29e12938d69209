"""Reckoning: the sessions of one service line set against what it promises, period by period, in whole numbers.

Nothing here depends on the order in which sessions were written down: they are only counted and added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

import attrs

from iepkit.records import ServiceDelivery
from iepkit.services.amended import Amounts
from iepkit.services.grids import Grid
from iepkit.services.lines import EPOCH
from iepkit.services.policies import EXCUSED_BY, ServicePolicy
from iepkit.services.stated import Stated
from iepkit.vocabulary import Period

__all__ = [
    "Kept",
    "Parts",
    "Reckoned",
    "Row",
    "Span",
    "edges",
    "keep",
    "parts",
    "promise",
    "reckon",
    "rows",
    "short_since",
    "sums_of",
    "totals",
]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Row:
    """One period set against its promise, in minutes: promised = delivered + excused + missed + undocumented.

    `over` is what was delivered beyond the promise, and stands apart.
    """

    first: int
    last: int
    promised: Fraction
    delivered: Fraction
    excused: Fraction
    missed: Fraction
    undocumented: Fraction
    over: Fraction

    @property
    def behind(self) -> Fraction:
        """What was missed, and what no record shows to have been given."""
        return self.missed + self.undocumented


@attrs.define
class Kept:
    """The sessions that count for one line: minutes by the place of their period in the grid, -1 for days in none.

    The same minutes stand by day in `given_on`, `missed_on` and `excused_on`, a make-up on the day of what it repairs.
    The other lists are places in the deliveries of the case: `twice` of what is there more than once, `missing` of
    what was missed in whole or in part, `repairs` of what makes up for another, each with the day that it makes up for.
    `shared` has, in parts of a minute, what this line holds of a period in which another of the same service promises
    too, and `all` the same for all periods together; `moved` is what was given for it under another, less what was
    given under it for another. `made_up` is the missed time that was repaired, `later` what was given in a period that
    is not over; `as_stated` counts sessions whose minutes are those of the IEP, since none are recorded.
    """

    given: dict[int, int] = attrs.field(factory=dict)
    missed: dict[int, int] = attrs.field(factory=dict)
    excused: dict[int, int] = attrs.field(factory=dict)
    given_on: list[tuple[int, int]] = attrs.field(factory=list)
    missed_on: list[tuple[int, int]] = attrs.field(factory=list)
    excused_on: list[tuple[int, int]] = attrs.field(factory=list)
    made_up: int = 0
    later: int = 0
    as_stated: int = 0
    shared: dict[int, Amounts] = attrs.field(factory=dict)
    all: Amounts | None = None
    moved: int = 0
    twice: list[int] = attrs.field(factory=list)
    missing: list[int] = attrs.field(factory=list)
    repairs: list[tuple[int, int]] = attrs.field(factory=list)


@attrs.frozen
class Span:
    """The days of a line that are counted, the as-of day, and how its sessions are read.

    `session` is the stated length of one, `a_day` how many equal records of a day may each be one; `None` for all.
    `shared` are the places of the periods in which another line of the same service promises too.
    """

    first: int
    last: int
    as_of: int
    session: int
    a_day: int | None
    policy: ServicePolicy
    shared: frozenset[int] = frozenset()

    @classmethod
    def of(cls, first: int, last: int, as_of: int, what: Stated, policy: ServicePolicy) -> Span:
        """The span for what a service states: where it has sessions per day, a day may have several."""
        a_day: int | None = what.sessions_most or 1 if what.per is Period.DAY else 1
        a_day = None if policy.same_day == "several" else a_day
        return cls(first, last, as_of, what.session or 0, a_day, policy)


def _effect(one: ServiceDelivery) -> tuple[object, ...]:
    """What decides which of several records of one session is kept, whatever order they are in."""
    return one.minutes or 0, one.delivered or False, one.missed_for or "", one.makes_up_for or date.min


def _twice(places: list[int], deliveries: Sequence[ServiceDelivery], a_day: int | None) -> set[int]:
    """Of the sessions of one line on one day, those that are there more than once.

    At one time of day there is one session: the record with the fewest minutes is kept, since that much is certain.
    Without a time of day, records that are equal count `a_day` times, or all of them where that is `None`.
    """
    timed: dict[str, list[int]] = {}
    untimed: dict[ServiceDelivery, list[int]] = {}
    for place in places:
        one = deliveries[place]
        if one.starts_at is None:
            untimed.setdefault(one, []).append(place)
        else:
            timed.setdefault(one.starts_at, []).append(place)
    extra = {place for same in untimed.values() for place in same[a_day or len(same) :]}
    for same in timed.values():
        extra.update(sorted(same, key=lambda place: _effect(deliveries[place]))[1:])
    return extra


def _by_day(
    places: list[int], deliveries: Sequence[ServiceDelivery], span: Span
) -> tuple[list[tuple[int, int]], list[int]]:
    """The sessions through the as-of day, each with its day; and those that are there more than once."""
    days = [(day, place) for place in places if (day := deliveries[place].on.toordinal() + EPOCH) <= span.as_of]
    if len({day for day, _ in days}) < len(days):
        same: dict[int, list[int]] = {}
        for day, place in days:
            same.setdefault(day, []).append(place)
        extra = {at for several in same.values() if len(several) > 1 for at in _twice(several, deliveries, span.a_day)}
        days = [(day, place) for day, place in days if place not in extra]
    else:
        extra = set()
    return days, sorted(extra)


def keep(places: list[int], deliveries: Sequence[ServiceDelivery], grid: Grid, span: Span) -> Kept:
    """The sessions that count for one line: each session once, make-ups where the missed session was."""
    kept = Kept()
    days, kept.twice = _by_day(places, deliveries, span)
    given, given_on, period_of, start, session = kept.given, kept.given_on, grid.period_of, grid.first, span.session
    as_stated, excuses = span.policy.unrecorded_minutes == "as-stated", EXCUSED_BY[span.policy.excused]
    missed: list[tuple[int, int, bool]] = []
    made: dict[int, int] = {}
    for day, place in days:
        one = deliveries[place]
        minutes, repaired = one.minutes, one.makes_up_for
        if one.delivered is False:
            minutes = 0
        elif minutes is None:
            minutes = session if one.delivered and as_stated else 0
            kept.as_stated += minutes > 0
        target = day if repaired is None else repaired.toordinal() + EPOCH
        if not span.first <= target <= span.last:
            kept.later += minutes if target > span.last else 0
            continue
        at = period_of[target - start]
        given[at] = given.get(at, 0) + minutes
        given_on.append((target, minutes))
        if repaired is not None:
            made[target] = made.get(target, 0) + minutes
            kept.repairs.append((place, target))
        elif minutes < session and (one.missed_for or one.delivered is False or one.minutes == 0):
            missed.append((target, session - minutes, one.missed_for in excuses))
            kept.missing.append(place)
    _settle(kept, missed, made, grid)
    return kept


def _settle(kept: Kept, missed: list[tuple[int, int, bool]], made: dict[int, int], grid: Grid) -> None:
    """Puts down what was missed, less what was made up for it on another day."""
    for day, minutes, excused in sorted(missed):
        repaired = min(made.get(day, 0), minutes)
        if repaired:
            made[day] -= repaired
            kept.made_up += repaired
        side, at = kept.excused if excused else kept.missed, grid.period_of[day - grid.first]
        side[at] = side.get(at, 0) + minutes - repaired
        (kept.excused_on if excused else kept.missed_on).append((day, minutes - repaired))


@attrs.frozen
class Reckoned:
    """The sums of one line, in parts of `whole` of a minute."""

    whole: int
    promised: int
    delivered: int
    excused: int
    missed: int
    over: int


def _net(promised: int, given: int, excused: int, missed: int) -> tuple[int, int, int, int]:
    """What of the promise was delivered, excused and missed, in this order of strength, and what was beyond it."""
    delivered = min(given, promised)
    lost = min(missed, promised - delivered)
    return delivered, min(excused, promised - delivered - lost), lost, given - delivered


def reckon(least: int, grid: Grid, span: Span, kept: Kept) -> Reckoned:
    """A line's sessions set against its promise of `least` minutes in each period."""
    whole, policy = grid.whole, span.policy
    promised = least * grid.share(span.first, span.last, span.shared)
    if policy.netting == "over-all":
        return Reckoned(whole, promised, *_net(promised, *(kept.all or totals(grid, kept))))
    delivered = excused = lost = over = 0
    apart = {-1, *kept.excused, *kept.missed, *edges(grid, span)}
    for at, minutes in kept.given.items():  # most periods lie inside the span, and nothing was missed in them
        if at not in apart:
            part, given = least * grid.amounts[at], whole * minutes
            delivered += min(given, part)
            over += max(given - part, 0)
    for at in apart:
        one, two, three, four = _net(promise(at, least, grid, span), *sums_of(at, grid, kept))
        delivered, excused, lost, over = delivered + one, excused + two, lost + three, over + four
    return Reckoned(whole, promised, delivered, excused, lost, over)


def edges(grid: Grid, span: Span) -> tuple[int, int]:
    """The places of the periods in which the span begins and ends; they alone may be cut."""
    return grid.period_of[span.first - grid.first], grid.period_of[span.last - grid.first]


def promise(at: int, least: int, grid: Grid, span: Span) -> int:
    """What one period promises within the span."""
    if at < 0:
        return 0
    block = grid.periods[at]
    return least * grid.share(max(block.first, span.first), min(block.last, span.last), span.shared)


def short_since(least: int, grid: Grid, span: Span, kept: Kept) -> int | None:
    """The first day, in the span, of the first period that was not given in full nor excused; `None` where none is."""
    for at, block in enumerate(grid.periods):
        if block.last >= span.first and block.first <= span.last:
            part = promise(at, least, grid, span)
            delivered, excused, _, _ = _net(part, *sums_of(at, grid, kept))
            if part > delivered + excused:
                return max(block.first, span.first)
    return None


def totals(grid: Grid, kept: Kept) -> Amounts:
    """What was given, excused and missed in all periods together, in parts of a minute."""
    given, excused, missed = (grid.whole * sum(part.values()) for part in (kept.given, kept.excused, kept.missed))
    return given, excused, missed


def sums_of(at: int, grid: Grid, kept: Kept) -> Amounts:
    """What was given, excused and missed in one period, in parts of a minute."""
    if at in kept.shared:
        return kept.shared[at]
    whole = grid.whole
    return whole * kept.given.get(at, 0), whole * kept.excused.get(at, 0), whole * kept.missed.get(at, 0)


Parts = tuple[int, int, int, int, int, int, int]
"""A row in whole numbers: first and last day, then promised, delivered, excused, missed and over, in parts."""


def parts(least: int, grid: Grid, span: Span, kept: Kept) -> Iterator[Parts]:
    """The periods of a line in the span, each set against its promise; days in no period with sessions come first."""
    for at in (*([-1] if -1 in {*kept.given, *kept.missed, *kept.excused} else []), *range(len(grid.periods))):
        block = grid.periods[at] if at >= 0 else None
        first, last = (
            (span.first, span.last) if block is None else (max(block.first, span.first), min(block.last, span.last))
        )
        if first > last:
            continue
        part = promise(at, least, grid, span)
        sums = sums_of(at, grid, kept)
        if part or any(sums):
            yield first, last, part, *_net(part, *sums)


def rows(least: int, grid: Grid, span: Span, kept: Kept) -> tuple[Row, ...]:
    """The same in exact minutes."""
    found: list[Row] = []
    for first, last, part, delivered, excused, lost, over in parts(least, grid, span, kept):
        amounts = (part, delivered, excused, lost, part - delivered - excused - lost, over)
        found.append(Row(first, last, *(Fraction(amount, grid.whole) for amount in amounts)))
    return tuple(found)
