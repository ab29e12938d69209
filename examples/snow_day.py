"""Three snow days: which due days move, and by how much?"""

from datetime import date
from pathlib import Path

import iepkit as ik
from iepkit.formats.json import loads

HERE = Path(__file__).parent
AS_OF = date(2026, 11, 2)

case = loads((HERE / "caseload" / "wa-05-events-only.json").read_bytes())
before = loads((HERE / "calendar.json").read_bytes(), ik.SchoolCalendar)
after = before.closing(date(2026, 11, 9), date(2026, 11, 10), reason="snow").closing(date(2026, 11, 13), reason="ice")

law = ik.law("WA")
old = ik.deadlines(case, law=law, calendar=before, as_of=AS_OF)
new = ik.deadlines(case, law=law, calendar=after, as_of=AS_OF)

for change in ik.moved(old, new):
    print(f"{change.clock}: {change.old} becomes {change.new}, {change.days} days later")
