"""Goals: the check of a goal, beside reading one goal from JSON and splitting its text into words."""

from __future__ import annotations

import json
import re

from measure import compare

from iepkit import check_goal

SHORT = "Student will improve reading."
GOAL = "Given a grade 4 passage, Sam will read 110 words correct per minute on 3 of 4 weekly probes by May 2027."
LONG = (
    "By the end of the IEP period, when presented with a non-preferred task in the classroom, the student will begin "
    "the task within 2 minutes with no more than 1 verbal prompt in 4 out of 5 opportunities for 3 consecutive weeks, "
    "as measured by teacher data collected weekly."
)
WORDS = re.compile(r"\w+")


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
        },
        "words of a goal, by a regular expression",
    )


if __name__ == "__main__":
    main()
