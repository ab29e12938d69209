"""Speech therapy by the minute: what was promised and given, what is behind since when, and by which record."""

from datetime import date
from pathlib import Path

import iepkit as ik
from iepkit.formats.json import loads
from iepkit.formats.tables import add_deliveries, read_deliveries
from iepkit.services import gaps

HERE = Path(__file__).parent
AS_OF = date(2027, 1, 29)

calendar = loads((HERE / "calendar.json").read_bytes(), ik.SchoolCalendar)
case = loads((HERE / "services" / "case.json").read_bytes())
speech = case.ieps[0].services[0]

# What the IEP promises: two sessions a week, on the days of the school's own calendar.
promised = ik.expected_minutes(speech, date(2026, 11, 23), date(2026, 12, 4), calendar=calendar)
print(f"two weeks, Thanksgiving among them: {promised.least} minutes")
prorated = ik.ServicePolicy(short_weeks="prorated")
shared = ik.expected_minutes(speech, date(2026, 11, 23), date(2026, 12, 4), calendar=calendar, policy=prorated)
print(f"the same, where a short week promises its share: {shared.least} minutes")

# What became of it: the log of the therapist beside the file.
log = read_deliveries(HERE / "services" / "log.csv")
case = add_deliveries([case], log).cases[0]
book = ik.ledger(case, calendar=calendar, as_of=AS_OF)
entry = book.entries[0]
print(
    f"{entry.promised} promised = {entry.delivered} delivered + {entry.excused} excused"
    f" + {entry.missed} missed + {entry.undocumented} without a record"
)
for gap in gaps(book):
    if gap.path == entry.path:
        print(f"behind by {gap.minutes} minutes since {gap.since}")
