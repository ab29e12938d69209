"""When is it due, and why? One clock, one day."""

from datetime import date
from pathlib import Path

import iepkit as ik
from iepkit.formats.json import loads

calendar = loads((Path(__file__).parent / "calendar.json").read_bytes(), ik.SchoolCalendar)

deadline = ik.due(
    "initial-evaluation",
    date(2026, 9, 14),  # the day on which the district received the parent's consent
    law=ik.law("WA"),
    calendar=calendar,
    as_of=date(2026, 11, 2),
)

print(f"{deadline.title}: {deadline.outcome}")
print()
print(deadline.explain())
