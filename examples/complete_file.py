"""One whole file: nothing is found in it. Without one statement of the IEP, what is missing and where?"""

import json
from datetime import date
from pathlib import Path

import iepkit as ik
from iepkit.formats.json import structure

HERE = Path(__file__).parent

listed = json.loads((HERE / "calendars.json").read_text("utf-8"))["calendars"]
calendars = structure(listed, tuple[ik.SchoolCalendar, ...])
calendar = next(one for one in calendars if one.id == "wa-cedar")
plain = json.loads((HERE / "complete" / "fifth-grader.json").read_text("utf-8"))


def report() -> ik.Report:
    return ik.review(structure(plain, ik.Case), law=ik.law("WA"), calendar=calendar, as_of=date(2026, 11, 2))


whole = report()
print(whole)
print(f"{len(whole.deadlines)} clocks, {len(whole.questions)} questions for people")

del plain["ieps"][0]["present_levels"]["functional"]
poorer = report()
print(poorer)
for finding in poorer.findings:
    print(f"to settle it: {finding.settle}")
