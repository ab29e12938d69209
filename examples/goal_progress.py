"""Progress on three goals: measurements against an aimline, by a named rule, and what cannot be told."""

from datetime import date
from pathlib import Path

import iepkit as ik
from iepkit.formats.json import loads
from iepkit.formats.tables import add_measurements, read_measurements
from iepkit.progress import MEDIAN_OF_THREE, statement

HERE = Path(__file__).parent
AS_OF = date(2027, 1, 29)

case = loads((HERE / "services" / "case.json").read_bytes())
data = read_measurements(HERE / "services" / "measurements.csv")
case = add_measurements([case], data).cases[0]
measured = {one.goal_id: one.data for one in case.measurements}

for goal in case.ieps[0].goals:
    found = ik.progress_of(goal, as_of=AS_OF, data=measured.get(goal.id, ()))
    print(f"{goal.id}: {found.status.value}, by the rule {found.decision.rule}")
    print(f"  {statement(found)}")
    for gap in found.unknown:
        print(f"  not known: {gap.part}. {gap.why}")

# Another rule may say something else: so it has a name, and the answer shows it.
other = ik.ProgressPolicy(rule=MEDIAN_OF_THREE)
seat = case.ieps[0].goals[1]
found = ik.progress_of(seat, as_of=AS_OF, data=measured[seat.id], policy=other)
print(f"{seat.id}: {found.status.value}, by the rule {found.decision.rule}")
