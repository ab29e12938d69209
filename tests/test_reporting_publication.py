"""Publication of child counts: nothing small in any row, and no row that gives a hidden one away."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from iepkit.disclosure import OPEN, Suppression
from iepkit.errors import UnknownName, WrongType
from iepkit.reporting import Entry, FileSpec, Level, Table, Zeros, file_spec, tabulate
from iepkit.reporting.publication import publish_table, publish_tables

SPEC = file_spec("FS002", school_year=2026)
REMOVALS = next(
    spec for name in ("FS005", "FS007", "FS144") if not (spec := file_spec(name, school_year=2026)).counts_children
)


def entries(number: int, spec: FileSpec = SPEC, seed: int = 1) -> list[Entry]:
    random = Random(seed)  # noqa: S311 - made-up children
    few = {name: [code for code in list(one.codes)[:4] if code != "MISSING"] for name, one in spec.categories.items()}
    return [
        Entry(
            str(at),
            "North" if at % 2 else "South",
            "Hill" if at % 3 else None,
            {name: random.choices(codes, [27, 9, 3, 1][: len(codes)])[0] for name, codes in few.items()},
            1 if spec.counts_children else random.randint(1, 3),
        )
        for at in range(number)
    ]


def table(number: int, level: Level = Level.SEA, spec: FileSpec = SPEC) -> Table:
    return tabulate(spec, entries(number, spec), level=level, zeros=Zeros.NONE)


@pytest.mark.parametrize("level", list(Level))
def test_what_is_small_is_hidden_and_the_rest_is_as_it_was(level: Level) -> None:
    made = table(120, level)
    found = publish_table(made)
    truth = {(row.unit, row.set.id, row.codes): row.amount for row in made.rows()}
    assert len(found.rows) == len(truth)
    for row in found.rows:
        amount = truth[row.unit, row.set.id, row.codes]
        assert row.shown in {"*", str(amount)}
        assert row.shown == "*" or amount >= 10
    assert 0 < found.hidden < len(found.rows)
    assert repr(found) == f"<PublishedTable of FS002: {len(truth)} rows, {found.hidden} of them hidden>"


def test_another_group_of_children_gives_the_same_rows() -> None:
    """A subtotal hides another where one is small, or the total would give it away."""
    found = publish_table(table(120))
    for one in SPEC.category_sets:
        hidden = [row for row in found.rows if row.set.id == one.id and row.shown == "*"]
        if found.shown("TOT") != "*":
            assert len(hidden) != 1
    rows = Counter(row.set.id for row in found.rows)
    assert set(rows) == {one.id for one in SPEC.category_sets}


def test_open_shows_all_and_zeros_are_shown() -> None:
    made = tabulate(SPEC, entries(20))
    assert publish_table(made, OPEN).hidden == 0
    found = publish_table(made)
    assert found.shown("ST1", "F") in {"*", str(made.amount("ST1", "F"))}
    assert any(row.shown == "0" for row in found.rows)
    assert found.shown("ST1", "no such code") == "0"
    with pytest.raises(UnknownName):
        found.shown("ST99")
    with pytest.raises(WrongType):
        publish_table(made, Suppression(lowest=0))


def test_a_child_in_two_rows_of_a_set_is_one_child() -> None:
    twice = [*entries(60), *(Entry(str(at), "North", None, {"SEX": "F"}) for at in range(4))]
    found = publish_table(tabulate(SPEC, twice, zeros=Zeros.NONE))
    assert found.shown("TOT") in {"60", "*"}


def test_removals_are_published_as_removals() -> None:
    made = table(60, spec=REMOVALS)
    found = publish_table(made)
    assert sum(row.amount for row in made.rows() if row.set.id == "ST1") > 60
    assert found.hidden
    assert all(row.shown == "*" or int(row.shown) >= 10 for row in found.rows)


def test_the_state_gives_away_nothing_that_a_district_hides() -> None:
    """Rows of the State less those of one district are those of the other: neither may come out small."""
    tables = [table(90), table(90, Level.LEA)]
    state, districts = publish_tables(tables)
    assert [len(one.rows) for one in (state, districts)] == [len([*one.rows()]) for one in tables]
    for row in state.rows:
        north, south = (districts.shown(row.set.id, *row.codes, lea=name) for name in ("North", "South"))
        shown = {row.shown, north, south}
        for number in shown - {"*"}:
            assert number == "0" or int(number) >= 10
        if "*" in shown and "0" not in shown:
            assert [row.shown, north, south].count("*") > 1
    opened = publish_tables(tables, OPEN)
    assert [one.hidden for one in opened] == [0, 0]
    with pytest.raises(WrongType):
        publish_tables([table(20, spec=REMOVALS)])
