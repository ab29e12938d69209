"""Who shares the plans of a clock: a law that a State leaves alone is run once for all its children.

Most clocks count calendar days or months under a federal provision. Their plans are the same in every State that
has none of its own and under every calendar, so that a population of fifty States and a thousand calendars does not
cost as much as fifty thousand small ones.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from iepkit.calendars import SchoolCalendar
from iepkit.days import EVERY_DAY
from iepkit.laws import Clock, Law, Policy
from iepkit.timelines.binding import Era, plans
from iepkit.timelines.plans import SCHOOL_YEAR, Plan
from iepkit.timelines.spans import Days, Ends, Span

__all__ = ["Ranges", "Share", "shares"]


def __dir__() -> list[str]:
    return __all__


Ranges = tuple[tuple[int, int], ...]
Share = tuple[tuple[Era, ...], Ranges]
"""The plans of a clock, and the ranges of cases that share them."""


def shares(
    clock: Clock,
    settings: Sequence[tuple[Law, SchoolCalendar | None]],
    ranges: Sequence[tuple[int, int]],
    policy: Policy,
) -> Iterator[Share]:
    """The different plans of a clock under several laws and calendars, each with the cases that it is for."""
    found: dict[Hashable, tuple[tuple[Era, ...], list[tuple[int, int]]]] = {}
    by_law: dict[Law, tuple[tuple[Era, ...], Hashable]] = {}
    signs: dict[Hashable, int] = {}
    for (law, calendar), (first, stop) in zip(settings, ranges, strict=True):
        if law not in by_law:
            eras = plans(clock, law, None, policy)
            counted = any(_by_calendar(plan) for *_, era in eras for plan in era)
            by_law[law] = eras, None if counted else signs.setdefault(_sign(eras), len(signs))
        eras, sign = by_law[law]
        if sign is None:
            eras, sign = plans(clock, law, calendar, policy), (law, calendar and id(calendar))
        mine = found.setdefault(sign, (eras, []))[1]
        since = mine.pop()[0] if mine and mine[-1][1] == first else first
        mine.append((since, stop))
    for eras, mine in found.values():
        yield eras, tuple(mine)


def _by_calendar(plan: Plan) -> bool:
    """Whether the days of a calendar bear on a plan."""
    years = plan.start == SCHOOL_YEAR or plan.total is not None or plan.year_end is not None
    breaks = plan.before_break is not None or plan.absences_count
    limits = (*plan.limits, *plan.period, *plan.most, *plan.age)
    return years or breaks or plan.roll is not EVERY_DAY or any(map(_counts_on_calendar, limits))


def _counts_on_calendar(span: Span) -> bool:
    return isinstance(span, Ends) or (isinstance(span, Days) and span.counter is not EVERY_DAY)


def _sign(eras: tuple[Era, ...]) -> Hashable:
    """What laws must have in common for the plans of a clock to be the same where no calendar bears on them."""
    return tuple((since, until, tuple(map(_sign_of, era))) for since, until, era in eras)


def _sign_of(plan: Plan) -> Hashable:
    agreed = (plan.extensions, plan.capped)
    return plan.provision, plan.age_provision, agreed, plan.choice, plan.starts, plan.done, plan.steps
