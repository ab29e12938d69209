"""Goals: the check of a goal, beside reading one goal from JSON and splitting its text into words."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

from measure import best_of, compare

from iepkit import Goal, check_goal
from iepkit.formats.json import loads

SHORT = "Student will improve reading."
GOAL = "Given a grade 4 passage, Sam will read 110 words correct per minute on 3 of 4 weekly probes by May 2027."
LONG = (
    "By the end of the IEP period, when presented with a non-preferred task in the classroom, the student will begin "
    "the task within 2 minutes with no more than 1 verbal prompt in 4 out of 5 opportunities for 3 consecutive weeks, "
    "as measured by teacher data collected weekly."
)
RECORD = Goal(
    text=GOAL,
    baseline="62 words correct per minute (May 2026)",
    baseline_value=62,
    target=110,
    unit="words correct per minute",
    measured_by="a one-minute oral reading probe each week",
    due=date(2027, 5, 1),
)
WORDS = re.compile(r"\w+")
CASES = sorted((Path(__file__).parents[1] / "examples" / "complete").glob("*.json"))


def main() -> None:
    document = json.dumps({"goals": [{"id": "G-1", "area": "reading", "text": GOAL}]})
    compare(
        "one goal",
        {
            "json.loads of a goal": lambda: json.loads(document),
            "words of a goal, by a regular expression": lambda: WORDS.findall(GOAL),
            f"iepkit.check_goal, {len(WORDS.findall(SHORT))} words": lambda: check_goal(SHORT),
            f"iepkit.check_goal, {len(WORDS.findall(GOAL))} words": lambda: check_goal(GOAL),
            f"iepkit.check_goal, {len(WORDS.findall(LONG))} words": lambda: check_goal(LONG),
            "iepkit.check_goal, a record": lambda: check_goal(RECORD),
        },
        "words of a goal, by a regular expression",
    )
    goals = [goal for path in CASES for plan in loads(path.read_text("utf-8")).ieps for goal in plan.goals]
    times = best_of({str(at): lambda goal=goal: check_goal(goal) for at, goal in enumerate(goals)}, 5)  # type: ignore[misc]
    micros = sorted(time / 1000 for time in times.values())
    mean = sum(micros) / len(micros)
    print(f"\n{len(goals)} goals of the complete cases, as records: mean {mean:.0f} µs, most {micros[-1]:.0f} µs")


if __name__ == "__main__":
    main()
