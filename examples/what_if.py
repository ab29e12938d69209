"""Looking ahead: what falls due next, by when to act, and what another day would change."""

from datetime import date
from pathlib import Path

import iepkit as ik
from iepkit.formats.json import loads
from iepkit.vocabulary import Unit

HERE = Path(__file__).parent
AS_OF = date(2026, 11, 2)

case = loads((HERE / "caseload" / "wa-05-events-only.json").read_bytes())
calendar = loads((HERE / "calendar.json").read_bytes(), ik.SchoolCalendar)
law = ik.law("WA")

print("The next 60 days:")
window = ik.Window.next_days(AS_OF, 60)
for deadline in window.select(ik.deadlines(case, law=law, calendar=calendar, as_of=AS_OF)):
    print(f"{deadline.title}: {deadline.outcome}")
    for reminder in ik.action(deadline, leads=(30, ik.Lead(10, Unit.SCHOOL_DAYS))).warnings:
        print(f"  warn {reminder.lead.words} ahead, on {reminder.on}")

print("\nA due day in the winter break leaves less time than it seems:")
meeting = ik.due("iep-meeting", date(2026, 11, 25), law=law, calendar=calendar, as_of=AS_OF)
print(ik.action(meeting, leads=[ik.Lead(5, Unit.SCHOOL_DAYS)]).explain())

print("\nHad the consent come a week later:")
later = date(2026, 10, 12)
print(ik.what_if(case, {"consent-for-initial-evaluation": later}, law=law, calendar=calendar, as_of=AS_OF).explain())
