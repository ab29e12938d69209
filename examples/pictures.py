"""Three pictures of one child's year, as SVG and PNG: progress on the goals, a service by week, the deadlines.

Each is made to be printed on letter paper, in color or grey, and has its values in words too, for a screen reader.
What the child is called on them is up to whoever draws them. This needs the extra: pip install 'iepkit[plot]'
"""

import sys
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

import iepkit as ik
from iepkit.display.plots import Panel, progress_graph, service_ledger, timeline
from iepkit.formats.json import loads
from iepkit.formats.tables import add_deliveries, add_measurements, read_deliveries, read_measurements

HERE = Path(__file__).parent
AS_OF = date(2027, 1, 29)
folder = Path(sys.argv[1] if len(sys.argv) > 1 else mkdtemp())

calendar = loads((HERE / "calendar.json").read_bytes(), ik.SchoolCalendar)
case = loads((HERE / "services" / "case.json").read_bytes())
case = add_measurements([case], read_measurements(HERE / "services" / "measurements.csv")).cases[0]
case = add_deliveries([case], read_deliveries(HERE / "services" / "log.csv")).cases[0]

measured = {one.goal_id: one.data for one in case.measurements}
labels = {"fluency": "Reading aloud", "seat": "Leaving the seat", "sentences": "Whole sentences"}
panels = [
    Panel(ik.progress_of(goal, as_of=AS_OF, data=measured.get(goal.id, ())), goal, labels.get(goal.id or "", ""))
    for goal in case.ieps[0].goals
]
speech = ik.ledger(case, calendar=calendar, as_of=AS_OF).entries[0]
report = ik.review(case, calendar=calendar, as_of=AS_OF)

pictures = {
    "goals": progress_graph(*panels, calendar=calendar, title="Ana, grade 4"),
    "speech": service_ledger(speech, label="Speech therapy"),
    "deadlines": timeline(report.deadlines, as_of=AS_OF, label="Ana"),
}
for name, picture in pictures.items():
    picture.save(folder / f"{name}.svg")
    picture.save(folder / f"{name}.png")
    print(f"{name}: {picture.title}")
    print(*picture.alt.splitlines()[:3], sep="\n")
