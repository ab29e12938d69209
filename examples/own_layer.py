"""A district's own, stricter number on top of the State's, and what it changes."""

from datetime import date
from pathlib import Path

import iepkit as ik
from iepkit.citations import Authority
from iepkit.formats.json import loads

LAYER = """
[jurisdiction]
code = "MAPLE"
name = "Maple School District"

[[initial-evaluation]]
number = 30
unit = "school-days"
end = "eligibility-determined"
citation = "Maple School District, Procedure 2161 (synthetic)"
grade = "primary"
effective = 2026-07-01
"""

calendar = loads((Path(__file__).parent / "calendar.json").read_bytes(), ik.SchoolCalendar)
state = ik.law("WA")
district = state.with_layer(LAYER, authority=Authority.DISTRICT)

for law in (state, district):
    deadline = ik.due("initial-evaluation", date(2026, 9, 14), law=law, calendar=calendar, as_of=date(2026, 11, 2))
    print(f"{deadline.outcome}, by {deadline.citation}")

print()
for link in district.in_force("initial-evaluation", date(2026, 9, 14)):
    print(link)
