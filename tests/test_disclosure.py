"""Disclosure: what is hidden cannot be worked out, as a search through all tables and linear algebra confirm."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iepkit.disclosure import (
    OPEN,
    Coding,
    CountTable,
    Rounding,
    Suppression,
    can_differ,
    given_away,
    publish,
    suppress,
)
from iepkit.disclosure.table import Cell
from iepkit.errors import InvalidDocument, WrongType


def table_of(counts: list[list[int]]) -> CountTable:
    rows, columns = (tuple(map(str, range(number))) for number in (len(counts), len(counts[0])))
    return CountTable.of(rows, columns, counts)


def grids(largest: int, rows: int, columns: int) -> st.SearchStrategy[CountTable]:
    return (
        st.tuples(st.integers(1, rows), st.integers(1, columns))
        .flatmap(
            lambda size: st.lists(
                st.lists(st.integers(0, largest), min_size=size[1], max_size=size[1]),
                min_size=size[0],
                max_size=size[0],
            )
        )
        .map(table_of)
    )


def possible(table: CountTable, hidden: frozenset[Cell], least: int, most: int) -> dict[Cell, set[int]]:
    """The oracle: every table with the shown counts, inner counts up to `most`, by trying all of them."""
    inner = [cell for cell in table.places if not table.is_total(cell)]
    ranges = [range(least, most + 1) if cell in hidden else [table.value(cell)] for cell in inner]
    found: dict[Cell, set[int]] = {cell: set() for cell in hidden}
    columns = len(table.columns)
    for values in product(*ranges):
        rows = [list(values[start : start + columns]) for start in range(0, len(values), columns)]
        other = table_of(rows)
        if all(
            other.value(cell) >= least if cell in hidden else other.value(cell) == table.value(cell)
            for cell in table.places
        ):
            for cell in hidden:
                found[cell].add(other.value(cell))
    return found


def fixed_by_equations(table: CountTable, hidden: frozenset[Cell]) -> set[Cell]:
    """The hidden places that the sums alone determine: Gauss-Jordan over fractions."""
    unknowns = sorted(hidden)
    height, width = len(table.rows), len(table.columns)
    lines = [[(i, j) for j in range(width + 1)] for i in range(height + 1)]
    lines += [[(i, j) for i in range(height + 1)] for j in range(width + 1)]
    matrix = [[Fraction((cell in line) * (-1 if cell == line[-1] else 1)) for cell in unknowns] for line in lines]
    solved: list[list[Fraction]] = []
    for column in range(len(unknowns)):
        at = next((row for row in matrix if row[column]), None)
        if at is None:
            continue
        matrix.remove(at)
        at = [value / at[column] for value in at]
        for other in (matrix, solved):
            other[:] = [[a - row[column] * b for a, b in zip(row, at, strict=True)] for row in other]
        solved.append(at)
    return {cell for column, cell in enumerate(unknowns) for row in solved if row[column] and sum(map(bool, row)) == 1}


@given(grids(3, 2, 3), st.data())
@settings(max_examples=60, deadline=None)
def test_the_guard_agrees_with_a_search_through_all_tables(table: CountTable, data: st.DataObject) -> None:
    hidden = frozenset(data.draw(st.sets(st.sampled_from([*table.places]), max_size=5)))
    found = possible(table, hidden, 0, 5)
    assert {cell: len(values) > 1 for cell, values in found.items()} == {
        cell: can_differ(table, hidden, cell) for cell in hidden
    }


@given(grids(6, 2, 2), st.sampled_from([Suppression(3), Suppression(5), Suppression(3, lowest=0)]))
@settings(max_examples=40, deadline=None)
def test_a_search_through_all_tables_cannot_undo_the_suppression(table: CountTable, policy: Suppression) -> None:
    hidden = suppress(table, policy)
    for values in possible(table, hidden, policy.lowest, 20).values():
        assert len(values) > 1


@given(grids(40, 7, 4), st.integers(1, 20), st.integers(0, 1))
@settings(deadline=None)
def test_nothing_small_is_shown_and_nothing_hidden_given_away(table: CountTable, minimum: int, lowest: int) -> None:
    policy = Suppression(minimum, lowest=lowest)
    hidden = suppress(table, policy)
    assert {cell for cell in table.places if policy.hides(table.value(cell))} <= hidden
    assert given_away(table, hidden, least=lowest) == ()
    assert fixed_by_equations(table, hidden) == set()


def test_a_reader_who_knows_that_zeros_are_shown_learns_nothing() -> None:
    """1 + 1 + 30 = 32: without more, the two hidden counts are 1 each, since zeros would be seen."""
    table = table_of([[1, 1, 30], [40, 50, 60]])
    only = {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert given_away(table, only) == ()
    assert set(given_away(table, only, least=1)) == only
    assert given_away(table, suppress(table), least=1) == ()


def test_what_another_table_hides_is_hidden_here() -> None:
    table = table_of([[50, 60], [70, 80]])
    hidden = suppress(table, also=[(0, 0)])
    assert (0, 0) in hidden
    assert given_away(table, hidden) == ()
    assert suppress(table) == frozenset()


def test_a_table_of_zeros_can_be_kept() -> None:
    hidden = suppress(table_of([[0, 0], [0, 0]]), also=[(0, 0)])
    assert given_away(table_of([[0, 0], [0, 0]]), hidden) == ()


@given(grids(40, 6, 3), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_rows_does_not_make_it_weaker(table: CountTable, random: Random) -> None:
    """Among equals the first is hidden, so the places may differ; that they hold does not."""
    counts = [list(row[:-1]) for row in table.cells[:-1]]
    random.shuffle(counts)
    other = table_of(counts)
    hidden = suppress(other)
    assert given_away(other, hidden, least=1) == ()
    assert not any(Suppression().hides(other.value(cell)) for cell in other.places if cell not in hidden)


def test_publication_hides_unless_told_otherwise() -> None:
    table = table_of([[1, 19], [30, 50], [12, 40]])
    assert publish(table).cells[0] == ("*", "*", "20")
    assert publish(table, OPEN).cells[0] == ("1", "19", "20")
    assert publish(table, Rounding(10)).cells == (
        ("0", "20", "20"),
        ("30", "50", "80"),
        ("10", "40", "50"),
        ("40", "110", "150"),
    )
    assert next(publish(table).lines()) == ("", "0", "1", "total")


@given(st.integers(0, 10**6), st.integers(2, 100))
def test_rounding_is_never_further_than_half(count: int, to: int) -> None:
    assert abs(int(Rounding(to).shown(count)) - count) * 2 <= to


@given(st.integers(0, 300), st.integers(0, 300))
def test_coding_tells_no_extreme_percentage(part: int, rest: int) -> None:
    shown = Coding().shown(part, part + rest)
    if part + rest < 10:
        assert shown == "*"
    elif shown[0] in "<>":
        assert not 5 <= 100 * Fraction(part, part + rest) <= 95
    else:
        assert 5 <= int(shown[:-1]) <= 95


@pytest.mark.parametrize(
    "make",
    [
        lambda: Suppression(0),
        lambda: Suppression(5, lowest=2),
        lambda: Rounding(1),
        lambda: Coding(10, 5),
    ],
)
def test_policies_refuse_what_makes_no_sense(make: object) -> None:
    with pytest.raises(WrongType):
        make()  # type: ignore[operator]


def test_a_table_tells_all_that_is_wrong() -> None:
    with pytest.raises(InvalidDocument) as caught:
        CountTable.of(("a", "a"), (), [[1], [-1], [0.5]])  # type: ignore[list-item]
    assert [problem.path for problem in caught.value.problems] == [
        "$.rows",
        "$.columns",
        "$.counts",
        "$.counts[0]",
        "$.counts[1]",
        "$.counts[1][0]",
        "$.counts[2]",
        "$.counts[2][0]",
    ]
    assert repr(table_of([[1]])) == "<CountTable of 1 rows and 1 columns>"
    assert str(publish(table_of([[1]])).cells[0][0]) == "*"
