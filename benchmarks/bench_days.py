"""Days: one school-day deadline against the session arithmetic of exchange_calendars, and counting alone."""

from __future__ import annotations

from datetime import date

import exchange_calendars
from measure import compare

from iepkit.calendars import SCHOOL_DAYS
from iepkit.days import to_day
from iepkit.laws import law
from iepkit.testing import synthetic
from iepkit.timelines import due

CALENDAR = synthetic.calendar(2015, 2027)
START, AS_OF = date(2026, 1, 5), date(2026, 3, 2)


def main() -> None:
    wa, exchange = law("WA"), exchange_calendars.get_calendar("XNYS")
    days, number = CALENDAR.counter(SCHOOL_DAYS), 35
    exchange.session_offset(START, number)  # its own tables are made on first use, as ours are
    print("35 school days from one date.\n")
    compare(
        "one deadline",
        {
            "exchange_calendars session_offset": lambda: exchange.session_offset(START, number),
            "iepkit.due, with status and citation": lambda: due(
                "initial-evaluation", START, law=wa, calendar=CALENDAR, as_of=AS_OF
            ),
            "iepkit.days, counting alone": lambda: days.nth_after(to_day(START), number),
        },
        "exchange_calendars session_offset",
    )


if __name__ == "__main__":
    main()
