"""A folder of cases, each reviewed under the law of its own State and on its own calendar."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import iepkit as ik
from iepkit.errors import InvalidDocument
from iepkit.formats.json import load_cases, structure

HERE = Path(__file__).parent
AS_OF = date(2026, 11, 2)

document = json.loads((HERE / "calendars.json").read_text("utf-8"))
calendars = {one.id: one for one in structure(document["calendars"], tuple[ik.SchoolCalendar, ...])}

severities: Counter[str] = Counter()
for where, case in load_cases(HERE / "caseload"):
    if isinstance(case, InvalidDocument):
        print(f"{where}: {case}")
        continue
    report = ik.review(case, calendar=calendars.get(case.calendar or ""), as_of=AS_OF)
    severities.update(finding.severity.value for finding in report.findings)
    for deadline in report.overdue:
        print(f"{case.id}: {deadline.title}, {deadline.outcome} [{deadline.citation.text}]")

print(dict(severities))
