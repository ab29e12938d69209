"""Services: a year's ledger of one child, beside reading its file from JSON; a million services beside plain numpy."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
from measure import compare

from iepkit.calendars import Closure, SchoolCalendar, SchoolYear
from iepkit.columns import PERIODS, inside_regular_class
from iepkit.columns import expected as expected_in_columns
from iepkit.days import MISSING, to_day
from iepkit.formats import json
from iepkit.history import Case
from iepkit.records import Iep, Service, ServiceDelivery
from iepkit.services import expected, gaps, ledger
from iepkit.vocabulary import MissedReason, Period

FIRST, LAST = date(2026, 9, 8), date(2027, 6, 16)
CLOSURES = ((date(2026, 11, 25), date(2026, 11, 27)), (date(2026, 12, 21), date(2027, 1, 1)))
STATED = (("reading", 45, 4), ("speech", 30, 2), ("occupational", 30, 1), ("counseling", 20, 1), ("physical", 30, 3))


def calendar() -> SchoolCalendar:
    return SchoolCalendar((SchoolYear(FIRST, LAST, closures=tuple(Closure(*span) for span in CLOSURES)),))


def case() -> Case:
    services = tuple(Service(id=name, minutes=minutes, times=times, per=Period.WEEK) for name, minutes, times in STATED)
    known, days = calendar(), [FIRST + timedelta(days) for days in range((LAST - FIRST).days + 1)]
    deliveries = [
        ServiceDelivery(
            day,
            name,
            minutes=None if (number := day.toordinal() + at) % 9 == 0 else minutes,
            delivered=number % 9 != 0,
            missed_for=MissedReason.PROVIDER_ABSENT if number % 9 == 0 else None,
        )
        for at, (name, minutes, times) in enumerate(STATED)
        for day in days
        if known.is_school_day(day) and day.weekday() < times
    ]
    return Case("7", ieps=(Iep(start=FIRST, end=LAST, services=services),), deliveries=tuple(deliveries))


def by_hand(
    sums: np.ndarray, opens: int, minutes: np.ndarray, times: np.ndarray, spans: tuple[np.ndarray, ...]
) -> np.ndarray:
    """The minutes of services by the week, as anyone who has the sums of the days would write them."""
    start, end, first, last = spans
    begin, finish = np.maximum(start, first) - opens, np.minimum(end, last) - opens
    found: np.ndarray = minutes * times * np.where(begin <= finish, sums[finish + 1] - sums[begin], 0)
    return found


def percent_by_hand(
    child: np.ndarray, minutes: np.ndarray, times: np.ndarray, week: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The percent of a week inside the regular class, from services by the week, over the week."""
    away = np.bincount(child, minutes * times, minlength=len(week))
    return 100 * (week - away), week


def many_services() -> None:
    """A million services by the week, and the week of 300,000 children who have some of them."""
    rng, known, many, children = np.random.default_rng(0), calendar(), 1_000_000, 300_000
    opens, closes = to_day(FIRST), to_day(LAST)
    minutes, times = rng.integers(15, 60, many), rng.integers(1, 5, many)
    start = rng.integers(opens, opens + 60, many)
    end, first, last = start + 120, np.full(many, opens + 30), np.full(many, closes - 30)
    weekly = np.full(many, PERIODS.index(Period.WEEK))
    mixed = np.where(rng.random(many) < 0.2, PERIODS.index(Period.MONTH), weekly)
    one = expected(Service(minutes=1, times=1, per=Period.WEEK), FIRST, LAST, calendar=known)
    if one.grid is None:
        raise RuntimeError(one.unknown)
    sums, offset = np.array(one.grid.sums), one.grid.first
    span: dict[str, Any] = {"start": start, "end": end, "first": first, "last": last, "calendar": known}
    child, week = rng.integers(0, children, many), np.full(children, 1950)
    candidates = {
        "numpy by hand": lambda: by_hand(sums, offset, minutes, times, (start, end, first, last)),
        "iepkit.columns.expected": lambda: expected_in_columns(minutes, times, weekly, **span),
        "iepkit.columns.expected, weeks and months": lambda: expected_in_columns(minutes, times, mixed, **span),
        "iepkit.columns.expected, without start and end": lambda: expected_in_columns(
            minutes, times, weekly, **{**span, "start": MISSING, "end": MISSING}
        ),
    }
    compare(f"{many:,} services, each", candidates, "numpy by hand", per=dict.fromkeys(candidates, many), rounds=5)
    shares = {
        "numpy by hand": lambda: percent_by_hand(child, minutes, times, week),
        "iepkit.columns.inside_regular_class": lambda: inside_regular_class(child, minutes, times, weekly, week=week),
    }
    compare(f"{children:,} children, each", shares, "numpy by hand", per=dict.fromkeys(shares, children), rounds=5)


def main() -> None:
    many_services()
    known, child = calendar(), case()
    text = json.dumps(child)
    service = child.ieps[0].services[1]
    compare(
        f"a year's ledger: {len(child.ieps[0].services)} services, {len(child.deliveries)} sessions",
        {
            "minutes of each session, added up": lambda: sum(one.minutes or 0 for one in child.deliveries),
            "iepkit.services.expected, one service": lambda: expected(service, FIRST, LAST, calendar=known),
            "iepkit.services.ledger": lambda: ledger(child, calendar=known, as_of=LAST),
            "ledger and gaps, with all their words": lambda: gaps(ledger(child, calendar=known, as_of=LAST)),
            "ledger, the calendar read anew": lambda: ledger(child, calendar=calendar(), as_of=LAST),
            "reading the case from JSON": lambda: json.loads(text),
        },
        "iepkit.services.ledger",
    )


if __name__ == "__main__":
    main()
