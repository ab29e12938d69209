"""The removals of one child in a school year: of which kind, for how many school days of the year, and what is open.

Days are exact: whole numbers and fractions, those of the file as it writes them, and otherwise those of the school
calendar. Where neither tells, the days lie between two bounds, and nothing in between is guessed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.history import Case, Event
from iepkit.history.conduct import (
    BUS_SUSPENSION_THAT_COUNTS,
    BUS_SUSPENSION_THAT_DOES_NOT,
    IN_SCHOOL_SUSPENSION_THAT_COUNTS,
    IN_SCHOOL_SUSPENSION_THAT_DOES_NOT,
)
from iepkit.placement import Span
from iepkit.records import Removal
from iepkit.vocabulary import EventKind, RemovalKind

__all__ = ["Calendars", "Held", "NotRemoved", "Year", "calendar_of", "days_in", "from_event", "one_of_each", "recorded"]


def __dir__() -> list[str]:
    return __all__


Calendars = Mapping[str, SchoolCalendar] | SchoolCalendar | None
"""The calendars of a count: one for all children, or by the name that a case gives of its own."""

_R = RemovalKind
_JULY = 7


class NotRemoved(StrEnum):
    """Why a child with a removal in the file is not counted, or one removal of a child who is."""

    DAY = "the file does not say on which day the removal began"
    KIND = "the file does not say what kind of removal it was"
    OTHER_KIND = "it was no suspension, expulsion or interim setting, and the count is of these"
    BUS = "a suspension from the bus alone, which took no transportation of the IEP away"
    BUS_UNKNOWN = "a suspension from the bus, and the file does not say whether it took transportation of the IEP away"
    PART_OF_DAYS = "days that were cut short, and the file does not say by how much"
    NO_DAYS = "no school day of the year lies in the removal"
    OPEN = "it began the year before, and the file does not say whether it went on into this one"
    BEFORE = "it began in an earlier year, and belongs to the count of that one"
    DIFFER = "the file holds it twice, and the two differ"
    ELSEWHERE = "the child was removed in another State, before coming to this one"
    STANDING = "the file does not show that the child was in special education on the day of the removal"
    PARENTALLY_PLACED = "the parents had placed the child in a private school"
    AGE_UNKNOWN = "the age is not known"
    AGE = "the child was not 3 through 21 on the day of the child count"
    DISTRICT = "the file does not say to which district the child belonged, so no district counts the removal"
    DAYS = "the school days of the year's removals are not known well enough"
    UNDER_HALF = "the removals of the year are less than half a school day together"
    OFFENSE = "it was to an interim setting, and for other conduct than weapons, drugs or serious bodily injury"
    SHORT = "it ended before the school year did, and an expulsion lasts for the rest of it or longer"
    SERVICES = "the file does not say whether the child had services during the expulsion"


# -- the school days of one removal in the year ------------------------------------------------------------------------


@attrs.frozen
class Year:
    """A school year of discipline: July 1 through June 30.

    >>> Year(2026).first, Year(2026).last
    (datetime.date(2025, 7, 1), datetime.date(2026, 6, 30))
    """

    school_year: int

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.school_year - 1, 7, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.school_year, 6, 30)

    def holds(self, on: date) -> bool:
        """Whether a day is in it."""
        return self.first <= on <= self.last


def calendar_of(case: Case, calendars: Calendars) -> SchoolCalendar | None:
    """The calendar that a case is counted by, if any.

    >>> calendar_of(Case("7", calendar="north"), {}) is None
    True
    """
    if calendars is None or isinstance(calendars, SchoolCalendar):
        return calendars
    return calendars.get(case.calendar) if case.calendar is not None else None


def _ends(day: date) -> int:
    """The calendar year in which the school year of a day ends."""
    return day.year + (day.month >= _JULY)


def _school_days(calendar: SchoolCalendar | None, first: date, last: date) -> Span:
    """The school days from one day through another: those of the calendar, else from none to every day.

    A calendar that holds the school year of these days knows that there are none before its first day and after its
    last, though it may be published for the days in between alone.
    """
    if calendar is not None:
        begun = [one for one in calendar.years if _ends(one.first_day) == _ends(first) == _ends(last)]
        if begun:
            first, last = max(first, begun[0].first_day), min(last, begun[-1].last_day)
    if last < first:
        return Span.of(0)
    counted = None if calendar is None else calendar.school_days(first, last)
    return Span(Fraction(0), Fraction((last - first).days + 1)) if counted is None else Span.of(counted)


def recorded(removal: Removal) -> Fraction | None:
    """The school days that the file gives, exactly as it writes them; `None` where it gives none.

    >>> recorded(Removal(school_days=0.1)), recorded(Removal(school_days=float("inf")))
    (Fraction(1, 10), None)
    """
    days = removal.school_days
    return Fraction(str(days)) if days is not None and math.isfinite(days) else None


def days_in(removal: Removal, year: Year, calendar: SchoolCalendar | None = None) -> Span | None:
    """How many school days of a year a removal takes: exactly, or from the least to the most that they can be.

    `None` where it has no part in the year, and where the file gives no first day. A number that the file gives is
    taken for the whole removal, and one without a last day for school days in a row. Of a removal that goes on past
    June 30, only the days of the year belong to it: the sums are of the days in a school year. Without a calendar, what
    of them lies in the year is known between bounds alone.

    >>> from iepkit.calendars import SchoolYear
    >>> calendar = SchoolCalendar((SchoolYear(date(2025, 9, 2), date(2026, 6, 12)),))
    >>> expelled = Removal(kind=RemovalKind.EXPULSION, start=date(2026, 6, 8), end=date(2026, 10, 30), school_days=48)
    >>> days_in(expelled, Year(2026), calendar), days_in(Removal(start=date(2026, 3, 2), school_days=1.5), Year(2026))
    (Span(least=Fraction(5, 1), most=Fraction(5, 1)), Span(least=Fraction(3, 2), most=Fraction(3, 2)))
    """
    start, end, number = removal.start, removal.end, recorded(removal)
    if start is None or start > year.last:
        return None
    if end is None or end < start:
        return _without_end(removal, start, year, calendar)
    if end < year.first:
        return None
    inside = _school_days(calendar, max(start, year.first), min(end, year.last))
    if number is None:
        return inside
    if year.holds(start) and year.holds(end):
        return Span.of(number)
    before = _school_days(calendar, start, year.first - _DAY)
    outside = before + _school_days(calendar, year.last + _DAY, end)
    least, most = max(number - outside.most, inside.least), min(number - outside.least, inside.most)
    if least > most:  # the number and the calendar contradict one another
        least, most = min(number - outside.most, inside.most), min(number, inside.most)
    return Span(max(least, Fraction(0)), most)


_DAY = timedelta(days=1)


def _without_end(removal: Removal, start: date, year: Year, calendar: SchoolCalendar | None) -> Span | None:
    """The days of a removal of which the file gives the first day alone, or that and their number.

    An expulsion without a last day goes on to the end of the school year, as it does by definition.
    """
    number = recorded(removal)
    inside = _school_days(calendar, max(start, year.first), year.last)
    if start >= year.first:
        if number is None:
            return inside if removal.kind is _R.EXPULSION else Span(Fraction(0), inside.most)
        return Span.of(min(number, inside.most)) if inside.exact or number <= inside.most else inside
    before = _school_days(calendar, start, year.first - _DAY)
    if number is None or number <= (before.least if before.exact else before.most):
        return None
    most = min(number - before.least, inside.most)
    return Span(min(number - before.most, most), most)


# -- which removals the files on a child hold --------------------------------------------------------------------------


_SAID = {
    **{kind.value: (kind, None) for kind in RemovalKind},
    IN_SCHOOL_SUSPENSION_THAT_COUNTS: (_R.IN_SCHOOL_SUSPENSION, None),
    IN_SCHOOL_SUSPENSION_THAT_DOES_NOT: (_R.IN_SCHOOL_SUSPENSION, None),
    BUS_SUSPENSION_THAT_COUNTS: (_R.BUS_SUSPENSION, True),
    BUS_SUSPENSION_THAT_DOES_NOT: (_R.BUS_SUSPENSION, False),
}
"""What the detail of an event says: the kind, and of a suspension from the bus whether it took transportation away."""


def from_event(event: Event) -> Removal:
    """The removal that an event tells of, where the file holds no document of it.

    >>> from iepkit.vocabulary import EventKind
    >>> from_event(Event(EventKind.REMOVAL, date(2026, 3, 2), detail="expulsion")).kind.value
    'expulsion'
    """
    kind, lost = _SAID.get(event.detail or "", (None, None))
    return Removal(id=event.about, kind=kind, start=event.on, end=event.until, transportation_lost=lost)


@attrs.frozen(repr=False)
class Held:
    """One removal and the case that holds it; `twice`: it is there more than once; `differs`: another record of it is.

    Where records of one removal differ, each of them is held.
    """

    removal: Removal
    case: Case
    twice: bool = False
    differs: bool = False


def one_of_each(cases: Iterable[Case]) -> list[Held]:
    """The removals of the files on one child, each once, in an order that does not depend on theirs.

    The same removal twice is one that agrees in everything, or has the same identifier in the same case; then each
    holds what the other leaves out. Where they contradict one another both are kept, and `differs` says so.

    >>> twice = Removal(id="a", start=date(2026, 3, 2)), Removal(id="a", start=date(2026, 3, 2), school_days=2)
    >>> held, = one_of_each([Case("7", removals=twice)])
    >>> held.removal.school_days, held.twice, held.differs
    (2, True, False)
    """
    found: dict[Removal, list[Held]] = {}
    for case in cases:
        for held in _of_case(case):
            found.setdefault(held.removal, []).append(held)
    told = [
        attrs.evolve(min(rows, key=_place), twice=len(rows) > 1 or rows[0].twice, differs=any(r.differs for r in rows))
        for rows in found.values()
    ]
    return sorted(told, key=_place)


def _place(held: Held) -> tuple[str, ...]:
    told = attrs.astuple(held.removal, recurse=False)
    return (str(held.removal.start), *map(str, told), str(held.case.student and held.case.student.district))


def _of_case(case: Case) -> Iterator[Held]:
    """The removals of one case: documents, and events on days on which no document begins one."""
    named: dict[object, list[Removal]] = {}
    for at, removal in enumerate(case.removals):
        named.setdefault(at if removal.id is None else removal.id, []).append(removal)
    for rows in named.values():
        together = _merged(rows)
        for row in rows if together is None else [together]:
            yield Held(row, case, twice=len(rows) > 1, differs=together is None)
    days = {removal.start for removal in case.removals}
    for event in {event for event in case.events if event.kind is EventKind.REMOVAL and event.on not in days}:
        yield Held(from_event(event), case)


def _merged(rows: Sequence[Removal]) -> Removal | None:
    """One removal of several records with one identifier, or `None` where they contradict one another."""
    if len(rows) == 1:
        return rows[0]
    said: dict[str, Any] = {}
    for field in attrs.fields(Removal):
        values = {getattr(row, field.name) for row in rows} - {None}
        if len(values) > 1:
            return None
        said[field.name] = next(iter(values), None)
    return Removal(**said)
