"""From calendar dates to school calendars: there is school on a day when one of its events is instruction.

A row that says Holiday is not a holiday: published calendars mark every Saturday and Sunday with it.
Business days are therefore never taken from here. A day that is missing is not a day without school:
the calendar is published through the day before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

import attrs

from iepkit.calendars import Closure, ClosureKind, SchoolCalendar, SchoolYear
from iepkit.errors import CalendarError
from iepkit.findings import Finding
from iepkit.formats.edfi._checks import doubt
from iepkit.formats.edfi.codes import Codes, DayKind
from iepkit.formats.edfi.rows import CalendarDateRow, SessionRow
from iepkit.formats.edfi.rules import finding

__all__ = ["Published", "calendars_of", "session_faults"]


def __dir__() -> list[str]:
    return __all__


_SCHOOL = (DayKind.INSTRUCTION, DayKind.PART_DAY)
_CLOSURES = {
    DayKind.STAFF: (ClosureKind.STAFF, "staff only"),
    DayKind.WEATHER: (ClosureKind.WEATHER, "weather"),
    DayKind.EMERGENCY: (ClosureKind.EMERGENCY, "emergency"),
    DayKind.STRIKE: (ClosureKind.OTHER, "strike"),
    DayKind.OTHER: (ClosureKind.OTHER, "no school"),
    DayKind.NO_SCHOOL: (ClosureKind.OTHER, "no school"),
}
_CUT_SHORT = (DayKind.WEATHER, DayKind.EMERGENCY, DayKind.STRIKE, DayKind.OTHER)
_ONE_DAY = timedelta(days=1)
_FRIDAY = 4


@attrs.define
class _Day:
    """What the rows of one day say together."""

    row: CalendarDateRow
    kinds: set[DayKind] = attrs.field(factory=set)
    doubtful: bool = False

    @property
    def school(self) -> bool | None:
        """Whether there is school; `None` where an event that is not known may be instruction."""
        if self.kinds.intersection(_SCHOOL):
            return True
        return None if self.doubtful or not self.kinds else False


_Days = dict[date, _Day]
_Found = tuple[CalendarDateRow, Finding]


@attrs.frozen
class Published:
    """The calendar of a school, if its rows tell enough, and what was found in them."""

    school: str
    calendar: SchoolCalendar | None
    findings: tuple[_Found, ...]


def calendars_of(rows: Iterable[CalendarDateRow], codes: Codes) -> Iterator[Published]:
    """One calendar for each school and calendar code; `id` is the school, and after a bar the code."""
    groups: dict[tuple[str, str], list[tuple[date, CalendarDateRow]]] = {}
    for row in rows:
        if row.on is not None and row.school is not None:
            groups.setdefault((row.school, row.calendar or ""), []).append((row.on, row))
    for (school, code), group in groups.items():
        years: dict[str, _Days] = {}
        found: list[_Found] = []
        for on, row in group:
            day = years.setdefault(row.year or "", {}).setdefault(on, _Day(row))
            found += _heard(day, row, codes)
        found += _cut_short([day for days in years.values() for day in days.values()])
        calendar = _calendar(f"{school}/{code}" if code else school, group[0][1], years, found)
        yield Published(school, calendar, tuple(found))


def _heard(day: _Day, row: CalendarDateRow, codes: Codes) -> Iterator[_Found]:
    """Add to the day what one of its rows says."""
    day.doubtful |= "events" in row.unreadable
    for at, uri in enumerate(row.events):
        reading = codes.read(uri, "CalendarEventDescriptor")
        if isinstance(reading.value, DayKind):
            day.kinds.add(reading.value)
        else:
            day.doubtful = True
        if reading.rule and uri:
            yield row, doubt(row, f"{row.at('events')}[{at}]", reading.rule)


def _cut_short(days: Iterable[_Day]) -> Iterator[_Found]:
    short = [day for day in days if day.school is False and day.kinds.intersection(_CUT_SHORT)]
    if short:
        row, many = short[0].row, len(short) > 1
        message = (
            f"On {len(short)} day{'s' * many} instruction was cancelled or reduced; "
            f"{'they were' if many else 'it was'} read as without school."
        )
        yield row, finding("ED164", row.at("events"), message, release=row.release)


def _calendar(
    name: str, first: CalendarDateRow, years: Mapping[str, _Days], found: list[_Found]
) -> SchoolCalendar | None:
    """The calendar as far as its days are described without a gap."""
    school_years: list[SchoolYear] = []
    through = None
    for year, days in sorted(years.items(), key=lambda item: min(item[1])):
        taught = [on for on, day in days.items() if day.school is not False]
        if not taught:
            continue
        begin, end = min(taught), max(taught)
        known = _described(days, begin, end)
        enough = len(known) > 1
        if enough:
            school_years.append(_school_year(year, begin, end, {on: days[on] for on in known if on in days}))
        if not enough or known[-1] < end:
            gap = known[-1] + _ONE_DAY if known else begin
            row = days[max((on for on in days if on < gap), default=begin)].row
            message = f"The first day that is not described is {gap}; the calendar is read up to the day before."
            found.append((row, finding("ED161", row.at("on"), message, release=row.release)))
            through = known[-1] if enough else None
            break
    if not school_years:
        message = "Too few days are described in a row; the calendar is not used."
        found.append((first, finding("ED162", first.at("on"), message, release=first.release)))
        return None
    try:
        return SchoolCalendar(tuple(school_years), id=name, published_through=through)
    except CalendarError:
        message = "The school years overlap, or one between them is missing; the calendar is not used."
        found.append((first, finding("ED163", first.at("on"), message, release=first.release)))
        return None


def _described(days: _Days, begin: date, end: date) -> list[date]:
    """The days from the first on up to the first of which the rows do not say whether there is school."""
    known = []
    on = begin
    while on <= end and (days[on].school is not None if on in days else on.weekday() > _FRIDAY):
        known.append(on)
        on += _ONE_DAY
    return known


def _school_year(name: str, begin: date, end: date, days: _Days) -> SchoolYear:
    school = sorted(on for on, day in days.items() if day.school)
    return SchoolYear(
        begin,
        end,
        name=name,
        closures=tuple(_closures(days)),
        extra_days=tuple(on for on in school if on.weekday() > _FRIDAY),
        partial_days=tuple(on for on in school if DayKind.PART_DAY in days[on].kinds),
    )


def _closures(days: _Days) -> Iterator[Closure]:
    """The stretches of weekdays without school, each with its reason; a weekend does not part them."""
    weekdays = [(on, _reason(days[on])) for on in sorted(days) if on.weekday() <= _FRIDAY]
    for reason, stretch in groupby(weekdays, key=itemgetter(1)):
        if reason is not None:
            closed = [on for on, _ in stretch]
            kind, words = reason
            yield Closure(closed[0], closed[-1], words, kind)


def _reason(day: _Day) -> tuple[ClosureKind, str] | None:
    """Why there is no school on a day, or `None` where there is."""
    return None if day.school else next(_CLOSURES[kind] for kind in _CLOSURES if kind in day.kinds)


def session_faults(
    sessions: Iterable[SessionRow], published: Iterable[Published]
) -> Iterator[tuple[SessionRow, Finding]]:
    """Sessions whose total is not the number of their school days, for schools that have one calendar."""
    by_school: dict[str, list[SchoolCalendar | None]] = {}
    for one in published:
        by_school.setdefault(one.school, []).append(one.calendar)
    for session in sessions:
        calendars = by_school.get(session.school or "", [])
        if len(calendars) != 1 or calendars[0] is None or session.begin is None or session.end is None:
            continue
        days = calendars[0].school_days(session.begin, session.end)
        if days is not None and session.total is not None and days != session.total:
            message = f"The session says {session.total} instructional days, and the calendar has {days}."
            yield session, finding("ED165", session.at("total"), message, release=session.release)
