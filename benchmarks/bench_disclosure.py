"""Disclosure: all tables of a district at once, beside each table for itself, which does not hold between tables."""

from __future__ import annotations

from collections import Counter
from functools import partial
from random import Random

from measure import compare

from iepkit.disclosure import CountTable, suppress, suppress_children, suppress_together
from iepkit.equity import Group, read_counts
from iepkit.equity.links import link

SETS = ("DRX", "ADE", "ER", "DEX", "DELX", "AE", "X", "A", "D", "R", "L", "E", "")
"""The category sets of FS002: disability, race, sex, age, environment, English learner."""
SHARES = {
    "D": (33, 18, 16, 12, 6, 5, 6, 2, 1, 0.5, 0.4, 0.4, 0.02),
    "R": (46, 28, 17, 3, 4, 1.3, 0.3),
    "X": (2, 1),
    "A": (1,) * 12,
    "E": (67, 16, 12.5, 2.5, 1.5, 0.2, 0.3, 0.1),
    "L": (9, 1),
}


def children(number: int) -> list[list[tuple[tuple[str, int], ...]]]:
    """For each invented child the rows of FS002 that it is in."""
    random = Random(1)
    kinds = [{name: random.choices(range(len(of)), of)[0] for name, of in SHARES.items()} for _ in range(number)]
    return [[tuple((name, kind[name]) for name in one) for one in SETS] for kind in kinds]


def crossed(told: list[list[tuple[tuple[str, int], ...]]]) -> CountTable:
    """Disability by race, as one table for itself."""
    found = Counter((dict(rows[0])["D"], dict(rows[0])["R"]) for rows in told)
    down, across = (range(len(SHARES[name])) for name in "DR")
    counts = [[found[row, column] for column in across] for row in down]
    return CountTable.of([*map(str, down)], [*map(str, across)], counts)


def main() -> None:
    for number in (100, 500):
        told = children(number)
        cells = {row for rows in told for row in rows}
        late = [row for row in cells if len(row) < 2]
        table = crossed(told)
        hidden = suppress_children(told, late=late)
        assert hidden
        print(f"{len(hidden)} of {len(cells)} rows hidden")
        compare(
            f"FS002 of a district with {number} children",
            {
                "suppress, disability by race alone": partial(suppress, table),
                "suppress_children, all rows": partial(suppress_children, told, late=late),
            },
            "suppress, disability by race alone",
            rounds=3,
        )
    random = Random(2)
    rows = [
        {"district": "N", "category": name, "group": group.value, "outcome": random.randint(0, most), "total": 400}
        for group in Group
        for name, most in (("id-all", 90), ("id-sld", 15), ("id-sli", 15), ("id-ohi", 15), ("id-autism", 15))
    ]
    linked = link(read_counts(rows), ["N"]).linked
    print(f"{len(suppress_together(linked))} of {len(linked.counts)} counts hidden")
    compare(
        "Five categories of analysis of a district",
        {"suppress_together": partial(suppress_together, linked)},
        "suppress_together",
        rounds=3,
    )


if __name__ == "__main__":
    main()
