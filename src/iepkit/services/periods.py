"""Periods: the weeks, months, cycles, marking periods and years of a calendar in which an amount is promised."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.days import to_date, to_day
from iepkit.services.dayweights import DayWeights
from iepkit.services.policies import ServicePolicy
from iepkit.services.stated import Stated
from iepkit.services.words import period_words, span_words
from iepkit.vocabulary import Period

__all__ = ["Block", "Blocks", "blocks", "monday"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Block:
    """One period, from its first to its last day.

    `usual` is the number of days of the school week in it, closures not taken out, and 0 for a part of a school year,
    which has no usual length. A period that is not `counted` promises nothing: the indirect week of a 3:1 model.
    The amount of a `daily` block belongs to its one day, whatever its weight.
    """

    first: int
    last: int
    usual: int = 0
    counted: bool = True
    daily: bool = False


@attrs.frozen
class Blocks:
    """The periods of a calendar in order, the last day through which they are all known, or why there are none."""

    found: tuple[Block, ...] = ()
    last: int = -1
    unknown: str = ""


@attrs.frozen
class _Ask:
    """What the periods are asked for."""

    what: Stated
    calendar: SchoolCalendar
    policy: ServicePolicy
    days: DayWeights
    own: tuple[int, int] | None
    extended: bool


def monday(day: int) -> int:
    """The Monday of the week of a day; a week runs from Monday through Sunday.

    >>> to_date(monday(to_day(date(2026, 11, 28))))
    datetime.date(2026, 11, 23)
    """
    return day - (day + 3) % 7


def _usual(first: int, last: int, calendar: SchoolCalendar) -> int:
    week = {day.number for day in calendar.school_week}
    return sum((day + 3) % 7 in week for day in range(first, last + 1))


def _daily(ask: _Ask) -> Iterator[Block]:
    return (Block(day, day, 1, daily=True) for day, weight in enumerate(ask.days.each, ask.days.first) if weight)


def _weekly(ask: _Ask) -> Iterator[Block]:
    usual, turn = len(ask.calendar.school_week), ask.what.direct_weeks + ask.what.indirect_weeks
    starts = {monday(to_day(year.first_day)) for year in ask.calendar.years}
    from_service = ask.policy.rotation_from == "service-start"
    if from_service and turn and ask.own:
        starts = {monday(ask.own[0])}
    at = 0
    for start in range(monday(ask.days.first), ask.days.last + 1, 7):
        at = 0 if start in starts else at
        counted = not turn or at % turn < ask.what.direct_weeks
        yield Block(start, start + 6, usual, counted)
        at += ask.days.sum(start, start + 6) > 0


def _monthly(ask: _Ask) -> Iterator[Block]:
    first = to_date(ask.days.first).replace(day=1)
    while to_day(first) <= ask.days.last:
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        start, end = to_day(first), to_day(after) - 1
        yield Block(start, end, _usual(start, end, ask.calendar))
        first = after


def _cyclic(ask: _Ask) -> Iterator[Block]:
    size = ask.what.cycle_days or 1
    for first, last in _years(ask):
        held = [day for day in range(max(first, ask.days.first), last + 1) if ask.days.sum(day, day)]
        starts = held[::size]
        for start, after in zip(starts, [*starts[1:], last + 1], strict=True):
            yield Block(start, after - 1, size)


def _years(ask: _Ask) -> list[tuple[int, int]]:
    """The school years; for services of the extended school year, each with the summer after it."""
    spans = [(to_day(year.first_day), to_day(year.last_day)) for year in ask.calendar.years]
    if not ask.extended:
        return spans
    ends = [first - 1 for first, _ in spans[1:]] + [max(ask.days.last, spans[-1][1])]
    return [(first, end) for (first, _), end in zip(spans, ends, strict=True)]


def _yearly(ask: _Ask) -> Iterator[Block]:
    if ask.policy.year_is == "service-year":
        return _in_all(ask)
    return (Block(first, last) for first, last in _years(ask))


def _in_all(ask: _Ask) -> Iterator[Block]:
    return iter(() if ask.own is None else (Block(*ask.own),))


def _marked(parts: int) -> Callable[[_Ask], Iterator[Block]]:
    """The parts of each school year, made of its marking periods: two semesters of four quarters, for one."""

    def made(ask: _Ask) -> Iterator[Block]:
        for year in ask.calendar.years:
            spans = year.marking_periods
            size = len(spans) // (parts or len(spans) or 1)
            for at in range(0, len(spans), size or 1):
                end = spans[min(at + size, len(spans)) - 1].end if size else spans[at].end
                yield Block(to_day(spans[at].first), to_day(end))

    return made


_PARTS = {Period.MARKING_PERIOD: 0, Period.QUARTER: 4, Period.TRIMESTER: 3, Period.SEMESTER: 2}
_MADE: dict[Period | None, Callable[[_Ask], Iterator[Block]]] = {
    Period.DAY: _daily,
    Period.WEEK: _weekly,
    Period.CYCLE: _cyclic,
    Period.MONTH: _monthly,
    Period.YEAR: _yearly,
    None: _in_all,
    **{period: _marked(parts) for period, parts in _PARTS.items()},
}


def _lacking(ask: _Ask) -> str:
    """Why the calendar or the file does not say when the periods begin and end."""
    per = ask.what.per
    if per in _PARTS:
        counts = [len(year.marking_periods) for year in ask.calendar.years]
        if ask.extended or any(not count or count % (_PARTS[per] or count) for count in counts):
            return (
                f"The calendar does not say when each {period_words(per)} begins and ends;"
                " the marking periods of every school year in it would settle it."
            )
    if per is None or (per is Period.YEAR and ask.policy.year_is == "service-year"):
        if ask.own is None:
            return "The first and the last day of the service are not known; they would settle it."
        if ask.own[0] < ask.days.first or ask.own[1] > ask.days.last:
            return (
                f"The calendar is known for {span_words(ask.days.first, ask.days.last)}, and the amount is spread over"
                f" {span_words(*ask.own)}; a calendar for all of that would settle it."
            )
    if ask.own is None and ask.what.direct_weeks and ask.policy.rotation_from == "service-start":
        return "The first day of the service is not known; it would settle which weeks are direct."
    return ""


def blocks(
    what: Stated,
    calendar: SchoolCalendar,
    policy: ServicePolicy,
    days: DayWeights,
    own: tuple[int, int] | None = None,
    *,
    extended: bool = False,
) -> Blocks:
    """The periods in which a stated amount is promised, as far as the calendar knows all of their days.

    Days after the last school year that the calendar knows in full are days without school.
    `own` is the first and the last day of the service.
    """
    ask = _Ask(what, calendar, policy, days, own, extended)
    lacking = _lacking(ask)
    if lacking:
        return Blocks(unknown=lacking)
    ended = to_day(calendar.years[-1].last_day)
    known, found = days.last, list[Block]()
    for block in _MADE[what.per](ask):
        if block.last > days.last and days.last < ended:  # the rest of it is not published
            known = block.first - 1
            break
        found.append(attrs.evolve(block, first=max(block.first, days.first), last=min(block.last, days.last)))
    return Blocks(tuple(found), known)
