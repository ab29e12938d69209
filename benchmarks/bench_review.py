"""A complete case: its deadlines and its review by every rule, beside reading it from JSON."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from measure import compare

from iepkit.formats.json import loads
from iepkit.history import Case
from iepkit.laws import Law, law
from iepkit.reviews import review
from iepkit.timelines import deadlines

CASES = sorted((Path(__file__).parents[1] / "examples" / "complete").glob("*.json"))
AS_OF = date(2026, 11, 2)
READING = "reading, by the converter"


def _table(text: str, case: Case, federal: Law) -> dict[str, Callable[[], object]]:
    return {
        READING: lambda: loads(text, fast=False),
        "reading, the quick way": lambda: loads(text, fast=True),
        "deadlines": lambda: deadlines(case, law=federal, as_of=AS_OF),
        "review with all rules": lambda: review(case, law=federal, as_of=AS_OF),
    }


def main() -> None:
    federal = law("US")
    for path in CASES:
        text = path.read_text("utf-8")
        compare(f"{path.stem}, {len(text) // 1000} kB of JSON", _table(text, loads(text), federal), READING)
        print()


if __name__ == "__main__":
    main()
