"""The child count of a million children, against a polars group-by of the same columns (extra `bench`)."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl
from measure import compare

from iepkit.columns import KINDS, EventTable
from iepkit.columns.attributes import AttributeTable, Words
from iepkit.columns.childcount import child_count
from iepkit.days import to_day
from iepkit.reporting.codes import Level, file_spec
from iepkit.reporting.settings import StateSettings
from iepkit.vocabulary import EventKind

CHILDREN, DISTRICTS = 1_000_000, 300
DAY = date(2025, 11, 3)
STATE = StateSettings(count_date=DAY, delay_ages=range(3, 10))
YEAR = 2026
_HAPPENED = {  # for how many of the children, and from how long before the day to how long after it
    EventKind.FOUND_ELIGIBLE: (1.0, 1500, 0),
    EventKind.CONSENT_FOR_SERVICES: (1.0, 1400, 0),
    EventKind.IEP_IN_EFFECT: (1.0, 364, -1),
    EventKind.SERVICES_STARTED: (1.0, 360, 0),
    EventKind.EXITED: (0.1, 60, 200),
}


def children() -> tuple[EventTable, AttributeTable]:
    """A State of children who are mostly served."""
    random = np.random.default_rng(0)
    case, kind, on = [], [], []
    for what, (share, before, after) in _HAPPENED.items():
        whose = np.flatnonzero(random.random(CHILDREN) < share)
        case.append(whose)
        kind.append(np.full(len(whose), KINDS.index(what)))
        on.append(to_day(DAY) + random.integers(-before, after + 1, len(whose)))
    whose = np.concatenate(case)
    order = np.argsort(whose, kind="stable")  # case by case, as files come
    events = EventTable(
        case=whose[order],
        kind=np.concatenate(kind)[order],
        on=np.concatenate(on)[order],
        birth=to_day(DAY) - random.integers(3 * 366, 21 * 365, CHILDREN),
    )

    def words(names: tuple[str, ...]) -> Words:
        return Words(random.integers(0, len(names), CHILDREN, dtype=np.uint16 if len(names) > 255 else np.uint8), names)

    known = file_spec("FS002", school_year=YEAR).categories
    codes = {name: tuple(known[name].codes) for name in ("SEX", "RACEETHNIC", "LEPBOTH", "DISABCATIDEA")}
    attributes = AttributeTable(
        rows=CHILDREN,
        lea=words(tuple(f"district {number:03}" for number in range(DISTRICTS))),
        sex=words(codes["SEX"]),
        race=words(codes["RACEETHNIC"]),
        learner=words(codes["LEPBOTH"]),
        disability=words(codes["DISABCATIDEA"]),
        environment=words(tuple(known["EDENVIRIDEASA"].codes)),
        grade=words(("AGE05K", "AGE05NOTK")),
    )
    return events, attributes


def count(events: EventTable, attributes: AttributeTable, level: Level = Level.SEA) -> int:
    """Who counts, and every row of both files at a level."""
    found = child_count(events, attributes, settings=STATE, school_year=YEAR)
    for file in ("FS002", "FS089"):
        for one in file_spec(file, school_year=YEAR).category_sets:
            found.rows(file, one.id, level=level)
    return found.counted


_COLUMNS = ("lea", "sex", "race", "learner", "disability", "environment", "grade")


def frames(events: EventTable, attributes: AttributeTable) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The same columns for polars: the narrowest types, and words as categories."""
    told: dict[str, Any] = {name: getattr(attributes, name).places for name in _COLUMNS}
    births = events.birth.astype(np.int32)
    happened = {"case": events.case, "kind": events.kind.astype(np.uint8), "on": events.on}
    return pl.DataFrame(happened), pl.DataFrame({"case": np.arange(CHILDREN, dtype=np.int32), "birth": births, **told})


def _age() -> pl.Expr:
    """Completed years on the day."""
    born = pl.col("birth").cast(pl.Date)
    not_yet = born.dt.month().cast(pl.Int32) * 100 + born.dt.day() > DAY.month * 100 + DAY.day
    return (DAY.year - born.dt.year() - not_yet.cast(pl.Int32)).cast(pl.UInt8).alias("age")


def grouped(attributes: pl.DataFrame) -> pl.DataFrame:
    """One group-by of the attributes with the age: no decisions, and no events."""
    return attributes.group_by(_age(), *_COLUMNS).len()


def decided(events: pl.DataFrame, attributes: pl.DataFrame) -> pl.DataFrame:
    """The same with the decisions that these children need, and no others: an IEP in effect, no exit since."""
    day, place = to_day(DAY), {kind: KINDS.index(kind) for kind in _HAPPENED}
    by_day = events.lazy().filter(pl.col("on") <= day)
    left = pl.col("kind") == place[EventKind.EXITED]
    last = by_day.group_by("case").agg(
        pl.col("on").filter(left).max().alias("left"),
        pl.col("on").filter(~left).max().alias("again"),
        (pl.col("kind") == place[EventKind.IEP_IN_EFFECT]).any().alias("iep"),
    )
    gone = (pl.col("left") >= pl.col("again")) & (pl.col("left") != day)
    served = last.filter(pl.col("iep") & ~gone.fill_null(value=False))
    delay = pl.col("disability") == _DELAY
    told = attributes.lazy().join(served, on="case").with_columns(_age())
    return told.filter(~delay | pl.col("age").is_between(3, 9)).group_by("age", *_COLUMNS).len().collect()


_DELAY = tuple(file_spec("FS002", school_year=YEAR).categories["DISABCATIDEA"].codes).index("DD")


def main() -> None:
    events, attributes = children()
    log, table = frames(events, attributes)
    counted = count(events, attributes)
    assert counted == decided(log, table)["len"].sum()
    print(f"{counted:,} of {CHILDREN:,} children counted, {len(events.on):,} events")
    compare(
        f"{CHILDREN:,} children",
        {
            "polars, one group-by of the attributes": lambda: grouped(table),
            "polars, group-by of events, join, group-by": lambda: decided(log, table),
            "iepkit, with reasons, all rows of the State": lambda: count(events, attributes),
            "iepkit, with reasons, all rows of 300 districts": lambda: count(events, attributes, Level.LEA),
        },
        "polars, one group-by of the attributes",
        rounds=5,
    )


if __name__ == "__main__":
    main()
