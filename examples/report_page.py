"""A page for the people around one child, and one for a whole caseload: files that open in any browser.

The pages load nothing. What a child is called on them is up to whoever writes them.
"""

import json
import sys
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

import iepkit as ik
from iepkit.display import html
from iepkit.formats.json import load_cases, structure

HERE = Path(__file__).parent
AS_OF = date(2026, 11, 2)
folder = Path(sys.argv[1] if len(sys.argv) > 1 else mkdtemp())

document = json.loads((HERE / "calendars.json").read_text("utf-8"))
calendars = {one.id: one for one in structure(document["calendars"], tuple[ik.SchoolCalendar, ...])}
cases = [case for _, case in load_cases(HERE / "caseload") if isinstance(case, ik.Case)]

# The teacher keeps the measure elsewhere: the finding is set aside until it is copied, and the page says by whom.
waiver = ik.Waiver(
    "iep-progress-how",
    "The reading teacher keeps the measure in her log; it is copied in at the next meeting.",
    author="the case manager",
    case="ca-03",
    until=date(2026, 12, 18),
)
reports = [
    ik.review(
        case, calendar=calendars[case.calendar or ""], as_of=AS_OF, waivers=[waiver] if case.id == "ca-03" else ()
    )
    for case in cases
]

one = folder / "one-child.html"
one.write_text(html.page([report for report in reports if report.case == "ca-03"], labels={"ca-03": "Ana"}), "utf-8")
every = folder / "caseload.html"
every.write_text(html.page(reports), "utf-8")
for page in (one, every):
    title = page.read_text("utf-8").partition("<title>")[2].partition("</title>")[0]
    print(f"{page.name}: {title}")
