"""Three snow days: which due days move, by how much, and why?"""

from datetime import date
from pathlib import Path

import iepkit as ik
from iepkit.formats.json import load_cases, loads

HERE = Path(__file__).parent

cases = [case for _, case in load_cases(HERE / "caseload") if isinstance(case, ik.Case) and case.jurisdiction == "WA"]
calendar = loads((HERE / "calendar.json").read_bytes(), ik.SchoolCalendar)
snow = calendar.closing(date(2026, 11, 9), date(2026, 11, 10), reason="snow").closing(date(2026, 11, 13), reason="ice")

comparison = ik.what_if(cases, law=ik.law("WA"), calendar=calendar, new_calendar=snow, as_of=date(2026, 11, 2))
print(comparison)
for change in comparison:
    print(f"{change.case} {change.clock}: {change.old} becomes {change.new}, {change.days} days later")
    for reason in change.reasons:
        print(f"  {reason}")
