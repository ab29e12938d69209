"""Synthetic cases: invented histories that go on for years, for tests, demonstrations and measurements.

Nothing in them comes from a child. The same seed gives the same cases, on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from iepkit.calendars import Closure, ClosureKind, Holiday, SchoolCalendar, SchoolYear
from iepkit.history import Case, Event
from iepkit.records import Student
from iepkit.testing.matters import matters, out_of_part_c
from iepkit.vocabulary import Disability, EventKind, ExtensionReason, Purpose

__all__ = ["calendar", "cases"]


def __dir__() -> list[str]:
    return __all__


_K = EventKind
_REASONS = tuple(ExtensionReason)
_DISABILITIES = tuple(Disability)


def calendar(first_year: int, last_year: int, *, seed: int = 0, name: str = "") -> SchoolCalendar:
    """A school calendar from the fall of one year to the summer of another, with breaks, snow days and holidays.

    >>> calendar(2024, 2027).horizon
    datetime.date(2027, 6, 11)
    """
    random = Random(f"calendar {seed}")
    years = tuple(_school_year(year, random) for year in range(first_year, last_year))
    holidays = [Holiday(on, what) for year in range(first_year, last_year + 1) for on, what in _holidays(year)]
    plain = SchoolCalendar(years, id=name, name=name)
    return plain.with_holidays(holidays, date(first_year, 1, 1), date(last_year, 12, 31))


def _weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The n-th Monday (0) to Sunday (6) of a month."""
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))


def _holidays(year: int) -> Iterator[tuple[date, str]]:
    yield date(year, 1, 1), "New Year's Day"
    yield _weekday(year, 1, 0, 3), "Martin Luther King Jr. Day"
    yield _weekday(year, 9, 0, 1), "Labor Day"
    yield _weekday(year, 11, 3, 4), "Thanksgiving"
    yield date(year, 12, 25), "Christmas Day"


def _school_year(year: int, random: Random) -> SchoolYear:
    thanksgiving = _weekday(year, 11, 3, 4)
    snow = sorted({date(year + 1, 1, 25) + timedelta(random.randrange(35)) for _ in range(3)})
    spring = _weekday(year + 1, 3, 0, 4)
    return SchoolYear(
        first_day=_weekday(year, 9, 1, 1),
        last_day=_weekday(year + 1, 6, 4, 2),
        name=f"{year}-{(year + 1) % 100:02}",
        closures=(
            Closure(thanksgiving - timedelta(random.choice([0, 3])), thanksgiving + timedelta(1), "Thanksgiving break"),
            Closure(date(year, 12, 21), date(year + 1, 1, 1), "winter break", ClosureKind.BREAK),
            Closure(_weekday(year + 1, 1, 0, 3), None, "Martin Luther King Jr. Day", ClosureKind.HOLIDAY),
            *(Closure(day, None, "snow", ClosureKind.WEATHER) for day in snow),
            Closure(spring, spring + timedelta(4), "spring break", ClosureKind.BREAK),
        ),
        extra_days=(_weekday(year + 1, 5, 5, 1),),
    )


def cases(
    number: int,
    *,
    seed: int = 0,
    jurisdictions: Sequence[str] = (),
    calendars: Sequence[str] = (),
    first: date = date(2019, 8, 1),
    last: date = date(2027, 6, 30),
) -> Iterator[Case]:
    """So many cases whose events lie between two days, each with a jurisdiction and a calendar where some are given.

    Most go as they should; some are late, broken off, or recorded in part.

    >>> [len(case.events) for case in cases(3, seed=1)] == [len(case.events) for case in cases(3, seed=1)]
    True
    """
    for at in range(number):
        random = Random(f"case {seed} {at}")
        events = sorted(_life(random, first, last), key=lambda event: event.on)
        yield Case(
            id=f"synthetic-{seed}-{at}",
            jurisdiction=random.choice(jurisdictions) if jurisdictions else None,
            calendar=random.choice(calendars) if calendars else None,
            student=Student(f"child-{seed}-{at}", birth_date=_birth(random, first)) if random.random() < 0.95 else None,
            events=tuple(event for event in events if event.on <= last and random.random() < 0.98),
        )


def _birth(random: Random, first: date) -> date:
    return first - timedelta(random.randrange(-365, 18 * 365))


def _life(random: Random, first: date, last: date) -> Iterator[Event]:
    """The events of one child, in the order of the process."""
    on = first + timedelta(random.randrange((last - first).days))
    if random.random() < 0.1:
        yield from out_of_part_c(random, on)
    yield Event(_K.REFERRAL, on, purpose=Purpose.INITIAL)
    on += timedelta(random.randrange(30))
    yield Event(_K.REFERRAL_DECISION, on)
    if random.random() < 0.1:
        return
    yield from _evaluation(random, on, Purpose.INITIAL)
    on += timedelta(random.randrange(40, 110))
    if random.random() < 0.15:
        yield Event(_K.FOUND_NOT_ELIGIBLE, on, purpose=Purpose.INITIAL)
        return
    yield Event(_K.FOUND_ELIGIBLE, on, purpose=Purpose.INITIAL, detail=random.choice(_DISABILITIES).value)
    if random.random() < 0.05:
        yield Event(_K.CONSENT_FOR_SERVICES_REFUSED, on + timedelta(10))
        return
    on += timedelta(random.randrange(45))
    yield Event(_K.CONSENT_FOR_SERVICES, on + timedelta(random.randrange(8)))
    yield Event(_K.SERVICES_STARTED, on + timedelta(random.randrange(3, 20)))
    yield from _served(random, on, last)
    yield from matters(random, on, last)


def _evaluation(random: Random, on: date, purpose: Purpose) -> Iterator[Event]:
    """An evaluation from consent to report, with what may delay it."""
    on += timedelta(random.randrange(15))
    yield Event(_K.CONSENT_FOR_EVALUATION, on, purpose=purpose)
    for _ in range(random.choice([0, 0, 0, 1, 4, 9])):
        away = on + timedelta(random.randrange(-5, 80))
        yield Event(_K.ABSENCE, away, until=random.choice([None, away + timedelta(random.randrange(4))]))
    if random.random() < 0.1:
        agreed = on + timedelta(random.randrange(20, 70))
        until = agreed + timedelta(random.randrange(10, 60))
        yield Event(_K.EXTENSION_AGREED, agreed, until=until, detail=random.choice(_REASONS).value)
    if random.random() < 0.04:
        yield Event(random.choice([_K.CHILD_NOT_PRODUCED, _K.CONSENT_FOR_EVALUATION_WITHDRAWN]), on + timedelta(30))
    yield Event(_K.EVALUATION_STARTED, on + timedelta(random.randrange(-2, 10)), purpose=purpose)
    on += timedelta(random.choice([30, 50, 58, 60, 61, 75, 100]))
    yield Event(_K.EVALUATION_COMPLETED, on, purpose=purpose)
    if random.random() < 0.7:
        yield Event(_K.EVALUATION_REPORT_GIVEN, on + timedelta(random.randrange(10)), purpose=purpose)


def _served(random: Random, on: date, last: date) -> Iterator[Event]:
    """The years of services: an IEP a year, a reevaluation every three, and what ends them."""
    year = 0
    while on <= last:
        yield Event(_K.IEP_MEETING, on)
        yield Event(_K.IEP_REVIEWED, on)
        yield Event(_K.IEP_DEVELOPED, on)
        start = on + timedelta(random.randrange(15))
        yield Event(_K.IEP_IN_EFFECT, start, until=random.choice([None, start + timedelta(364)]))
        if random.random() < 0.4:
            yield Event(_K.TRANSITION_CONTENT_IN_EFFECT, start)
        if random.random() < 0.8:
            yield Event(_K.IEP_IMPLEMENTED, start + timedelta(random.randrange(10)))
        if random.random() < 0.1:
            yield Event(_K.RIGHTS_TRANSFER_INFORMED, start)
        if random.random() < 0.15:
            yield Event(_K.GRADE_ENTERED, start, detail=random.choice(["8", "9"]))
        if year % 3 == 2:
            yield from _again(random, on)
        if random.random() < 0.08:
            ends = random.choice([_K.EXITED, _K.CONSENT_FOR_SERVICES_REVOKED, _K.IEP_ENDED])
            yield Event(ends, on + timedelta(200))
        year += 1
        on += timedelta(random.choice([350, 360, 365, 366, 380, 420]))


def _again(random: Random, on: date) -> Iterator[Event]:
    """The reevaluation that comes due, or an agreement about it."""
    if random.random() < 0.2:
        yield Event(_K.REEVALUATION_UNNECESSARY, on + timedelta(20))
    else:
        yield Event(_K.REFERRAL, on - timedelta(5), purpose=Purpose.REEVALUATION)
        yield from _evaluation(random, on, Purpose.REEVALUATION)
    if random.random() < 0.1:
        yield Event(_K.REEVALUATION_INTERVAL_AGREED, on + timedelta(100))
        yield from _evaluation(random, on + timedelta(90), Purpose.REEVALUATION)
