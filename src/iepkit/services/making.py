"""Grids made: once for all services that share one, and kept beside their calendar."""

from __future__ import annotations

from array import array
from fractions import Fraction
from itertools import accumulate
from math import lcm

from iepkit.calendars import SchoolCalendar
from iepkit.records import Service
from iepkit.services.dayweights import DayWeights, weights
from iepkit.services.grids import Grid
from iepkit.services.periods import Block, Blocks, blocks
from iepkit.services.policies import ServicePolicy
from iepkit.services.stated import Stated
from iepkit.services.turns import turns
from iepkit.vocabulary import Period

__all__ = ["grid"]


def __dir__() -> list[str]:
    return __all__


def _rate(block: Block, days: DayWeights, short: str, least: int) -> Fraction:
    """The share of the amount that half a school day of the period carries."""
    of = days.sum(block.first, block.last)
    if not of or not block.counted:
        return Fraction(0)
    if block.daily:
        return Fraction(1, 2)
    if short == "prorated" and block.usual:
        return Fraction(1, max(of, 2 * block.usual))
    if short == "none-below" and block.usual and of < 2 * least:
        return Fraction(0)
    return Fraction(1, of)


def _made(days: DayWeights, known: Blocks, short: str, policy: ServicePolicy) -> Grid:
    rates = [_rate(block, days, short, policy.least_days or 0) for block in known.found]
    whole = lcm(*(rate.denominator for rate in rates))
    size = known.last + 1 - days.first
    period_of, each = array("i", [-1]) * size, [0] * size
    for at, (block, rate) in enumerate(zip(known.found, rates, strict=True)):
        part = rate.numerator * (whole // rate.denominator)
        for place in range(block.first - days.first, min(block.last - days.first + 1, size)):
            period_of[place], each[place] = at, part * days.each[place]
    sums = [0, *accumulate(each)]
    return Grid(days.first, known.last, whole, sums, period_of, known.found, days, policy.cut_periods)


def _scheduled(base: Grid, what: Stated, service: Service) -> Grid:
    """The grid in which only the days of sessions carry anything, each its sessions' share of a period."""
    held = turns(base, what, service)
    if held.unknown:
        return Grid(unknown=held.unknown)
    each = [0] * (base.last + 1 - base.first)
    for day in held.days:
        each[day - base.first] = held.sessions
    sums = [0, *accumulate(each)]
    whole = what.sessions_least or 1
    return Grid(base.first, base.last, whole, sums, base.period_of, base.periods, base.days)


def grid(
    service: Service,
    what: Stated,
    calendar: SchoolCalendar,
    policy: ServicePolicy,
    window: tuple[int, int] | None = None,
) -> Grid:
    """The grid of a stated amount over a calendar.

    `window` is the first and the last day of the service: a total, a service year and a rotation from the start of the
    service need it. A service of the extended school year is carried by the days of that.
    Where there is none, the grid is empty and `unknown` says why.
    """
    own = window if _needs_window(what, policy) else None
    key: tuple[object, ...] = (what.per, what.cycle_days, what.direct_weeks, what.indirect_weeks, own, policy)
    key = (*key, service.extended_school_year is True)
    if policy.short_weeks == "as-scheduled":
        key = (*key, service.days, service.cycle_on, what.sessions_least)
    kept: dict[object, Grid] = calendar.__dict__.setdefault("_grids", {})  # as its compiled tables are
    found = kept.get(key)
    if found is None:
        found = _new(service, what, calendar, policy, own)
        if own is None:  # one for the days of a single service is not worth keeping
            kept[key] = found
    return found


def _needs_window(what: Stated, policy: ServicePolicy) -> bool:
    by_service = what.per is Period.YEAR and policy.year_is == "service-year"
    turned = bool(what.direct_weeks) and policy.rotation_from == "service-start"
    return what.per is None or by_service or turned


def _new(
    service: Service, what: Stated, calendar: SchoolCalendar, policy: ServicePolicy, own: tuple[int, int] | None
) -> Grid:
    extended = service.extended_school_year is True
    days = weights(calendar, policy, extended=extended)
    if days.unknown:
        return Grid(unknown=days.unknown)
    known = blocks(what, calendar, policy, days, own, extended=extended)
    if known.unknown:
        return Grid(unknown=known.unknown)
    scheduled = policy.short_weeks == "as-scheduled"
    base = _made(days, known, "whole" if scheduled else policy.short_weeks, policy)
    return _scheduled(base, what, service) if scheduled else base
