"""The school calendar: which days children attend, which are holidays, and how far it is published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any

import attrs

from iepkit.calendars.compiling import compiled, reasons
from iepkit.calendars.counting import BUSINESS_DAYS, CALENDAR_DAYS, SCHOOL_DAYS, Counting
from iepkit.citations import Authority
from iepkit.days import Counter, to_date, to_day
from iepkit.errors import CalendarError, Problem, expect
from iepkit.vocabulary import Weekday

__all__ = ["Closure", "ClosureKind", "Holiday", "SchoolCalendar", "SchoolYear", "Span", "Weekday"]


def __dir__() -> list[str]:
    return __all__


class ClosureKind(StrEnum):
    """Why there is no school."""

    HOLIDAY = "holiday"
    BREAK = "break"
    STAFF = "staff"
    WEATHER = "weather"
    EMERGENCY = "emergency"
    OTHER = "other"


def _a_day(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    expect(attribute.name, value, date)


_a_day_or_none = attrs.validators.optional(_a_day)
_days = attrs.validators.deep_iterable(_a_day)


@attrs.frozen
class Span:
    """Days from `first` to `last`, both included; one day where `last` is left out."""

    first: date = attrs.field(validator=_a_day)
    last: date | None = attrs.field(default=None, validator=_a_day_or_none)
    reason: str = ""

    @property
    def end(self) -> date:
        """The last day."""
        return self.last or self.first


@attrs.frozen
class Closure:
    """Days on which school would be held, and is not; a weekend inside it changes nothing.

    >>> Closure(date(2027, 1, 12), reason="snow", kind=ClosureKind.WEATHER).words
    'snow'
    """

    first: date = attrs.field(validator=_a_day)
    last: date | None = attrs.field(default=None, validator=_a_day_or_none)
    reason: str = ""
    kind: ClosureKind = ClosureKind.OTHER

    @property
    def end(self) -> date:
        """The last day."""
        return self.last or self.first

    @property
    def words(self) -> str:
        """The reason as people know it, or the kind of closure."""
        return self.reason or str(self.kind)


@attrs.frozen
class Holiday:
    """A Federal or State holiday, which is never a business day (34 CFR 300.11(b)).

    >>> Holiday(date(2026, 11, 26), "Thanksgiving").authority.value
    'federal'
    """

    on: date = attrs.field(validator=_a_day)
    name: str
    authority: Authority = Authority.FEDERAL


@attrs.frozen
class SchoolYear:
    """One school year: its first and last day of instruction, and what departs from the school week.

    `extra_days` are days of instruction outside the school week or inside a closure (a Saturday session, a make-up).
    `partial_days` are school days in full (34 CFR 300.11(c)(1)); they are kept for the minutes of service.
    `extended_school_year` days are no school days, since other children do not attend (34 CFR 300.11(c)(2));
    one inside the year is a school day only where it is among the `extra_days`.
    `testing_days` are school days on which children take assessments instead of their lessons.
    `marking_periods` are the periods after which grades are given, in order: quarters where there are four.

    >>> year = SchoolYear(date(2026, 9, 2), date(2027, 6, 16), extra_days=(date(2026, 9, 12),))
    >>> SchoolCalendar((year,)).is_school_day(date(2026, 9, 12))  # a Saturday
    True
    """

    first_day: date = attrs.field(validator=_a_day)
    last_day: date = attrs.field(validator=_a_day)
    name: str = ""
    closures: tuple[Closure, ...] = ()
    extra_days: tuple[date, ...] = attrs.field(default=(), validator=_days)
    partial_days: tuple[date, ...] = attrs.field(default=(), validator=_days)
    extended_school_year: tuple[Span, ...] = ()
    testing_days: tuple[date, ...] = attrs.field(default=(), validator=_days)
    marking_periods: tuple[Span, ...] = ()


@attrs.frozen(slots=False)  # no slots: the compiled tables are kept beside the fields
class SchoolCalendar:
    """Which days children attend, for one school or agency, over one or more school years in a row.

    Public holidays are part of it, so that a stored calendar is complete in itself;
    they are known from `holidays_from` through `holidays_through`.
    The calendar speaks of the days from `published_from` through `published_through`:
    by default from the first day of its first school year through the last day of its last one.

    Raises `CalendarError`, with every contradiction at once, where years overlap or a day lies outside its year.
    Here and in its parts, a day that is not a `date`, or has a time, raises `WrongType`.

    >>> break_ = Closure(date(2026, 11, 26), date(2026, 11, 27), "Thanksgiving break")
    >>> calendar = SchoolCalendar((SchoolYear(date(2026, 9, 2), date(2027, 6, 16), closures=(break_,)),))
    >>> calendar.is_school_day(date(2026, 11, 26)), calendar.is_school_day(date(2026, 11, 25))
    (False, True)
    >>> calendar.horizon
    datetime.date(2027, 6, 16)
    """

    years: tuple[SchoolYear, ...]
    id: str = ""
    name: str = ""
    school_week: tuple[Weekday, ...] = tuple(Weekday)[:5]
    holidays: tuple[Holiday, ...] = ()
    holidays_from: date | None = attrs.field(default=None, validator=_a_day_or_none)
    holidays_through: date | None = attrs.field(default=None, validator=_a_day_or_none)
    published_from: date | None = attrs.field(default=None, validator=_a_day_or_none)
    published_through: date | None = attrs.field(default=None, validator=_a_day_or_none)

    def __attrs_post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise CalendarError(problems)

    # -- what people ask ----------------------------------------------------------------------------------------------

    @property
    def horizon(self) -> date:
        """The last day that the calendar knows."""
        return to_date(self.published[1])

    @property
    def published(self) -> tuple[int, int]:
        """The first and the last day that the calendar knows, as numbers."""
        first = self.published_from or self.years[0].first_day
        return to_day(first), to_day(self.published_through or self.years[-1].last_day)

    def is_school_day(self, on: date) -> bool | None:
        """Whether children attend on this day; `None` where the calendar does not say."""
        expect("on", on, date)
        return self.counter(SCHOOL_DAYS).counts(to_day(on))

    def is_business_day(self, on: date) -> bool | None:
        """Whether this is a business day (34 CFR 300.11(b)); `None` where its public holidays are not known."""
        expect("on", on, date)
        return self.counter(BUSINESS_DAYS).counts(to_day(on))

    def school_days(self, first: date, last: date) -> int | None:
        """How many school days lie from `first` through `last`; `None` where the calendar does not say."""
        expect("first", first, date)
        expect("last", last, date)
        return self.counter(SCHOOL_DAYS).count(to_day(first) - 1, to_day(last))

    def year_of(self, on: date) -> SchoolYear | None:
        """The school year that holds this day, or `None` between years and outside the calendar."""
        expect("on", on, date)
        return next((year for year in self.years if year.first_day <= on <= year.last_day), None)

    def skipped(self, rule: Counting, first: date, last: date) -> list[Span]:
        """The stretches from `first` through `last` that the rule does not count, each with its reason."""
        if rule == CALENDAR_DAYS:
            return []
        start, why = reasons(self, rule)
        spans: list[Span] = []
        for day in range(max(to_day(first), start), min(to_day(last), start + len(why) - 1) + 1):
            reason, on = why[day - start], to_date(day)
            if spans and spans[-1].reason == reason and to_day(spans[-1].end) == day - 1:
                spans[-1] = attrs.evolve(spans[-1], last=on)
            elif reason:
                spans.append(Span(on, on, reason))
        return spans

    def counter(self, rule: Counting) -> Counter:
        """The counting rule as tables over this calendar; compiled once and kept."""
        tables: dict[Counting, Counter] = self.__dict__.setdefault("_tables", {})
        found = tables.get(rule)
        if found is None:
            found = tables[rule] = compiled(self, rule)
        return found

    # -- late additions -----------------------------------------------------------------------------------------------

    def closing(
        self, first: date, last: date | None = None, *, reason: str = "", kind: ClosureKind = ClosureKind.WEATHER
    ) -> SchoolCalendar:
        """The calendar with one more closure, as for a snow day; what comes after it moves."""
        closure = Closure(first, last, reason, kind)
        return self._changed(first, lambda year: attrs.evolve(year, closures=(*year.closures, closure)))

    def adding(self, on: date) -> SchoolCalendar:
        """The calendar with one more day of instruction, as a Saturday on which lost time is made up.

        A day after the last day of its school year becomes its last day.
        """
        return self._changed(
            on,
            lambda year: attrs.evolve(year, extra_days=(*year.extra_days, on), last_day=max(year.last_day, on)),
        )

    def ending(self, last_day: date) -> SchoolCalendar:
        """The calendar in which the school year that holds, or last began before, this day ends on it."""
        return self._changed(last_day, lambda year: attrs.evolve(year, last_day=last_day))

    def _changed(self, on: date, change: Callable[[SchoolYear], SchoolYear]) -> SchoolCalendar:
        expect("the day", on, date)
        begun = [year for year in self.years if year.first_day <= on]
        if not begun:
            raise CalendarError([Problem("$.years", "the day lies before the first school year")])
        at = len(begun) - 1
        return attrs.evolve(self, years=(*self.years[:at], change(begun[-1]), *self.years[at + 1 :]))

    # -- holidays -----------------------------------------------------------------------------------------------------

    def with_holidays(self, holidays: Iterable[Holiday], first: date, last: date) -> SchoolCalendar:
        """The calendar with these Federal and State holidays, complete from `first` through `last`.

        Raises `CalendarError` where `last` comes before `first`.
        """
        return attrs.evolve(self, holidays=tuple(holidays), holidays_from=first, holidays_through=last)

    def with_public_holidays(self, state: str, *, years_after: int = 1) -> SchoolCalendar:
        """The calendar with the Federal holidays and those of the State, from the `holidays` package.

        They are written into the calendar for its own years and for `years_after` more.
        Raises `MissingExtra` where the extra `holidays` is not installed.
        """
        from iepkit.calendars.public_holidays import public_holidays  # the extra is imported on use

        first, last = self.years[0].first_day.year, self.years[-1].last_day.year + years_after
        return self.with_holidays(public_holidays(state, first, last), date(first, 1, 1), date(last, 12, 31))


_LONGEST_SUMMER = 180


def _problems(calendar: SchoolCalendar) -> Iterator[Problem]:
    """Everything in the calendar that cannot be."""
    if not calendar.years:
        yield Problem("$.years", "there is no school year")
    if not calendar.school_week:
        yield Problem("$.school_week", "school is held on no day of the week")
    yield from _problems_of_holidays(calendar.holidays_from, calendar.holidays_through)
    for i, year in enumerate(calendar.years):
        yield from _problems_of_year(year, f"$.years[{i}]")
    for i, (year, after) in enumerate(pairwise(calendar.years), 1):
        if year.last_day >= after.first_day:
            yield Problem(f"$.years[{i}].first_day", "the school year begins before the one before it has ended")
        elif (after.first_day - year.last_day).days > _LONGEST_SUMMER:
            yield Problem(f"$.years[{i}].first_day", "a school year is missing before this one")
    if calendar.years and calendar.published_from and calendar.published_from > calendar.years[0].first_day:
        yield Problem("$.published_from", "it comes after the first day of the first school year")
    if calendar.years and calendar.published_through and calendar.published_through < calendar.years[-1].first_day:
        yield Problem("$.published_through", "it comes before the first day of the last school year")


def _problems_of_holidays(first: date | None, last: date | None) -> Iterator[Problem]:
    if first is None or last is None:
        if first != last:
            yield Problem("$.holidays_from", "holidays_from and holidays_through come together")
    elif first > last:
        yield Problem("$.holidays_from", "it comes after holidays_through")


def _problems_of_year(year: SchoolYear, path: str) -> Iterator[Problem]:
    if year.first_day > year.last_day:
        yield Problem(path, "the first day comes after the last day")
    for j, closure in enumerate(year.closures):
        if closure.first > closure.end:
            yield Problem(f"{path}.closures[{j}]", "the first day comes after the last day")
        elif not year.first_day <= closure.first <= closure.end <= year.last_day:
            yield Problem(f"{path}.closures[{j}]", "the closure lies outside the school year")
    yield from _problems_of_spans(year, path)
    for field in ("extra_days", "partial_days", "testing_days"):
        days: tuple[date, ...] = getattr(year, field)
        for j, on in enumerate(days):
            if not year.first_day <= on <= year.last_day:
                yield Problem(f"{path}.{field}[{j}]", "the day lies outside the school year")


def _problems_of_spans(year: SchoolYear, path: str) -> Iterator[Problem]:
    for j, span in enumerate(year.extended_school_year):
        if span.first > span.end:
            yield Problem(f"{path}.extended_school_year[{j}]", "the first day comes after the last day")
    for j, span in enumerate(year.marking_periods):
        if not year.first_day <= span.first <= span.end <= year.last_day:
            yield Problem(f"{path}.marking_periods[{j}]", "the marking period lies outside the school year")
        elif j and span.first <= year.marking_periods[j - 1].end:
            yield Problem(f"{path}.marking_periods[{j}]", "it begins before the one before it has ended")
