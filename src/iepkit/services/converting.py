"""Conversion: the same promise per week, per month or per year, against a calendar or by numbers that are stated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.days import to_day
from iepkit.errors import WrongType
from iepkit.records import Service
from iepkit.services.expecting import clipped, worked
from iepkit.services.making import grid
from iepkit.services.policies import DEFAULT, ServicePolicy
from iepkit.services.stated import Stated, stated
from iepkit.services.words import counted, mixed, number_range, period_words, span_words
from iepkit.vocabulary import Period

__all__ = ["Converted", "convert"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Converted:
    """The minutes of a service in each `per`: exact, or `None` where `unknown` says what would settle it.

    `least` and `most` differ where the IEP gives a range. `lines` are the arithmetic.
    """

    per: Period
    least: Fraction | None = None
    most: Fraction | None = None
    lines: tuple[str, ...] = ()
    unknown: str = ""


_Step = tuple[Period, Period, Fraction, str]


def _steps(policy: ServicePolicy, cycle_days: int | None) -> Iterator[_Step]:
    """What one longer period holds of a shorter one: by its own meaning, or because the policy states it."""
    for longer, number in ((Period.SEMESTER, 2), (Period.TRIMESTER, 3), (Period.QUARTER, 4)):
        yield Period.YEAR, longer, Fraction(number), f"a year has {counted(number, longer.value)} by their meaning"
    if cycle_days:
        held = counted(cycle_days, "school day")
        yield Period.CYCLE, Period.DAY, Fraction(cycle_days), f"a cycle has {held} as the IEP states it"
    given = (
        (Period.WEEK, Period.DAY, "days_in_week", "school day"),
        (Period.MONTH, Period.WEEK, "weeks_in_month", "week"),
        (Period.YEAR, Period.WEEK, "weeks_in_year", "week"),
        (Period.YEAR, Period.MONTH, "months_in_year", "month"),
        (Period.YEAR, Period.DAY, "days_in_year", "school day"),
        (Period.YEAR, Period.MARKING_PERIOD, "marking_periods_in_year", "marking period"),
    )
    for longer, shorter, name, word in given:
        number = getattr(policy, name)
        if number is not None:
            said = f"a {longer.value} has {counted(number, word)} by the policy {name}"
            yield longer, shorter, Fraction(number), said


def _path(start: Period, end: Period, steps: list[_Step]) -> list[tuple[Fraction, str]] | None:
    """The fewest steps from one period to another, each with what the minutes are multiplied with."""
    ways: dict[Period, list[tuple[Fraction, str]]] = {start: []}
    reached = [start]
    for period in reached:
        for longer, shorter, number, said in steps:
            for here, there, factor in ((longer, shorter, 1 / number), (shorter, longer, number)):
                if here is period and there not in ways:
                    ways[there] = [*ways[period], (factor, said)]
                    reached.append(there)
    return ways.get(end)


def _by_policy(what: Stated, per: Period, policy: ServicePolicy) -> Converted:
    path = None if what.per is None else _path(what.per, per, list(_steps(policy, what.cycle_days)))
    if what.least is None or what.most is None or path is None:
        start = "a total" if what.per is None else f"a {period_words(what.per, what.cycle_days)}"
        unknown = what.unknown or (
            f"How much of {start} goes to a {period_words(per)} depends on the school calendar;"
            " a calendar with two days, or a policy that states the numbers, would settle it."
        )
        return Converted(per, lines=(*what.lines, *([] if what.unknown else [unknown])), unknown=unknown)
    least, most, lines = what.least, what.most, list(what.lines)
    if what.direct_weeks and path:  # the rotation is spread evenly: three weeks of four
        share = Fraction(what.direct_weeks, what.direct_weeks + what.indirect_weeks)
        least, most = least * share, most * share
        lines.append(f"{mixed(share)} of the weeks are direct: {number_range(least, most)} minutes a week on average.")
    for factor, said in path:
        least, most = least * factor, most * factor
        lines.append(f"{said[0].upper()}{said[1:]}: x {mixed(factor)} = {number_range(least, most)} minutes.")
    return Converted(per, least, most, tuple(lines))


def _by_calendar(
    service: Service, per: Period, calendar: SchoolCalendar, span: tuple[int, int], policy: ServicePolicy
) -> Converted:
    answer = worked(service, span, calendar, policy)
    if answer.least is None or answer.most is None:
        return Converted(per, lines=answer.lines, unknown=answer.unknown)
    held = _periods(service, per, calendar, span, policy)
    if isinstance(held, str):
        return Converted(per, lines=(*answer.lines, held), unknown=held)
    least, most = answer.least / held, answer.most / held
    name = period_words(per)
    promised = f"{number_range(answer.least, answer.most)} / {mixed(held)}"
    said = f"{span_words(*clipped(service, span))} is {counted(held, name)}: {promised}"
    return Converted(per, least, most, (*answer.lines, f"{said} = {number_range(least, most)} minutes a {name}."))


def _periods(
    service: Service, per: Period, calendar: SchoolCalendar, span: tuple[int, int], policy: ServicePolicy
) -> Fraction | str:
    """How many periods a span holds, each by the share of its school days; or why that cannot be told."""
    first, last = clipped(service, span)
    plain = attrs.evolve(policy, short_weeks="whole", cut_periods="by-school-days", least_days=None)
    plain = attrs.evolve(plain, year_is="school-year")
    table = grid(service, Stated(per=per, cycle_days=service.cycle_days), calendar, plain)
    if table.unknown or not table.covers(first, last):
        return table.unknown or f"The calendar does not tell every {period_words(per)} of these days."
    held = Fraction(table.share(first, last), table.whole) if first <= last else Fraction(0)
    return held or f"There is no school day in these days, so there is no {period_words(per)} to divide by."


def convert(
    service: Service,
    per: Period = Period.WEEK,
    *,
    policy: ServicePolicy = DEFAULT,
    calendar: SchoolCalendar | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Converted:
    """The minutes of a service in another period: exact fractions, never by a number that nobody stated.

    With a calendar and two days, what the service promises in them is divided by the periods that they hold; a period
    that the days cut counts by the share of its school days. Without, the numbers are those of the policy
    (`weeks_in_month`, `weeks_in_year` and the like) and those that periods have by their meaning.
    Where neither is there the answer is unknown, and says what would settle it.
    Raises `WrongType` where only some of calendar, `first` and `last` are given.

    >>> monthly = Service(minutes=30, times=8, per=Period.MONTH)
    >>> convert(monthly).least is None
    True
    >>> by_thirds = convert(monthly, policy=ServicePolicy(weeks_in_month=Fraction(13, 3)))
    >>> by_thirds.least
    Fraction(720, 13)
    >>> print(by_thirds.lines[-1])
    A month has 4 1/3 weeks by the policy weeks_in_month: x 3/13 = 55 5/13 minutes.
    """
    if calendar is not None and first is not None and last is not None:
        return _by_calendar(service, per, calendar, (to_day(first), to_day(last)), policy)
    if calendar is not None or first is not None or last is not None:
        raise WrongType("calendar", "a calendar with a first and a last day, or none of the three")
    return _by_policy(stated(service), per, policy)
