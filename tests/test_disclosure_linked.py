"""Linked tables: what is hidden cannot be worked out from all of them, as a search through all fillings confirms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iepkit.disclosure import (
    LinkedCounts,
    Sum,
    Suppression,
    not_shown_to_differ,
    suppress_children,
    suppress_together,
)
from iepkit.errors import InvalidDocument, WrongType

Child = tuple[str, str, str]
KINDS: list[Child] = [*product("ab", "xy", "mf")]
CHILDREN = st.lists(st.sampled_from(KINDS), min_size=1, max_size=7)
TWO = [(0, 1), (1, 2)]
THREE = [*TWO, (0, 2)]
POLICIES = st.sampled_from([Suppression(2), Suppression(3), Suppression(5)])


def places(child: Child, tables: Sequence[tuple[int, int]]) -> list[Hashable]:
    """The keys of the counts that a child is in: two-way tables of three things, their margins and their total."""
    return [*(((one, child[one]), (two, child[two])) for one, two in tables), *enumerate(child), "all"]


def linked(children: Collection[Child], tables: Sequence[tuple[int, int]]) -> LinkedCounts[Hashable]:
    """The tables of these children, zeros among them, with their sums."""
    counts: dict[Hashable, int] = dict.fromkeys((key for kind in KINDS for key in places(kind, tables)), 0)
    counts |= Counter(key for child in children for key in places(child, tables))
    singles = [(at, value) for at, values in enumerate(("ab", "xy", "mf")) for value in values]
    sums: list[Sum[Hashable]] = [Sum("all", tuple(one for one in singles if one[0] == at)) for at in range(3)]
    for one, two in tables:
        for at, other in ((one, two), (two, one)):
            for value in (single for single in singles if single[0] == at):
                cells = [tuple(sorted((value, single))) for single in singles if single[0] == other]
                sums.append(Sum(value, tuple(cells)))
    return LinkedCounts.of(counts, sums)


def fillings(
    tables: LinkedCounts[Hashable], hidden: Collection[Hashable], least: int, most: int
) -> Iterator[dict[Hashable, int]]:
    """An oracle: every way to fill the hidden places with numbers up to `most`, one place after the other."""
    keys = [key for key in tables.counts if key in hidden or key in tables.unshown]
    due: list[list[Sum[Hashable]]] = [[] for _ in keys]
    for one in tables.sums:
        open_ = [keys.index(key) for key in (one.whole, *one.parts) if key in keys]
        if open_:
            due[max(open_)].append(one)

    def fill(at: int, now: dict[Hashable, int]) -> Iterator[dict[Hashable, int]]:
        if at == len(keys):
            yield now
            return
        for value in range(0 if keys[at] in tables.unshown else least, most + 1):
            then = {**now, keys[at]: value}
            if all(then[one.whole] == sum(then[part] for part in one.parts) for one in due[at]):
                yield from fill(at + 1, then)

    return fill(0, dict(tables.counts))


def crowds(
    truth: Mapping[Child, int],
    counts: Mapping[Hashable, int],
    hidden: Collection[Hashable],
    keys: Sequence[Sequence[Hashable]],
) -> Iterator[Counter[Hashable]]:
    """Another oracle: every group of children who give the shown counts, by its counts; those near the truth first.

    `truth` has how many there are of each kind, `keys` the counts that a child of each kind is in.
    """
    most = sum(truth.values()) + 1
    near = [sorted(range(most + 1), key=lambda number: abs(number - have)) for have in truth.values()]

    def gather(at: int, now: Counter[Hashable]) -> Iterator[Counter[Hashable]]:
        if any(now[key] > counts[key] for key in now if key not in hidden):
            return
        if at == len(keys):
            if all(now[key] == count for key, count in counts.items() if key not in hidden):
                yield now
            return
        for number in near[at]:
            yield from gather(at + 1, now + Counter(dict.fromkeys(keys[at], number)))

    return gather(0, Counter())


def others(children: Sequence[Child], hidden: Collection[Hashable]) -> Iterator[Counter[Hashable]]:
    """The crowds for three tables of these children."""
    keys = [places(kind, THREE) for kind in KINDS]
    counts = dict.fromkeys((key for some in keys for key in some), 0)
    counts |= Counter(key for child in children for key in places(child, THREE))
    return crowds({kind: children.count(kind) for kind in KINDS}, counts, hidden, keys)


def same_in_all(found: Iterator[Mapping[Hashable, int]], keys: Collection[Hashable], low: int) -> set[Hashable]:
    """The keys with one value in all of these; it stops as soon as each has had two."""
    first: Mapping[Hashable, int] | None = None
    left = {*keys}
    for one in found:
        if any(one[key] < low for key in keys):
            continue
        first = first or one
        left = {key for key in left if one[key] == first[key]}
        if not left:
            break
    return left


@given(CHILDREN, POLICIES)
@settings(max_examples=60, deadline=None)
def test_no_filling_of_all_tables_undoes_the_suppression(children: list[Child], policy: Suppression) -> None:
    tables = linked(children, TWO)
    hidden = suppress_together(tables, policy)
    assert {key for key, count in tables.counts.items() if policy.hides(count)} <= hidden
    assert not same_in_all(fillings(tables, hidden, policy.lowest, 9), hidden, policy.lowest)
    assert not_shown_to_differ(tables, hidden, least=policy.lowest) == ()


@given(CHILDREN, st.data())
@settings(max_examples=60, deadline=None)
def test_the_guard_never_calls_safe_what_is_not(children: list[Child], data: st.DataObject) -> None:
    tables = linked(children, TWO)
    hidden = data.draw(st.sets(st.sampled_from([*tables.counts]), min_size=1, max_size=9))
    given_away = same_in_all(fillings(tables, hidden, 0, 8), hidden, 0)
    assert given_away <= {*not_shown_to_differ(tables, hidden)}


@given(CHILDREN, POLICIES)
@settings(max_examples=40, deadline=None)
def test_what_no_table_shows_is_kept_if_it_is_small(children: list[Child], policy: Suppression) -> None:
    """The margin that two tables share is not published: a small number in it must not come out either."""
    whole = linked(children, TWO)
    tables = LinkedCounts.of(whole.counts, whole.sums, [(1, "x"), (1, "y")])
    hidden = suppress_together(tables, policy)
    assert not hidden & tables.unshown
    small = {key for key in tables.unshown if policy.hides(tables.counts[key])}
    found = (one for one in fillings(tables, hidden, policy.lowest, 9))
    assert not same_in_all(found, {*hidden, *small}, 0)


@given(st.lists(st.sampled_from(KINDS), min_size=1, max_size=3), st.just(Suppression(2, lowest=0)))
@settings(max_examples=15, deadline=None)
def test_zeros_can_be_hidden_too(children: list[Child], policy: Suppression) -> None:
    tables = linked(children, TWO)
    hidden = suppress_together(tables, policy)
    assert {key for key, count in tables.counts.items() if count < policy.minimum} <= hidden
    assert not same_in_all(fillings(tables, hidden, 0, 4), hidden, 0)


@given(st.lists(st.sampled_from(KINDS), min_size=4, max_size=14), POLICIES)
@settings(max_examples=50, deadline=None)
def test_no_other_children_undo_the_suppression(children: list[Child], policy: Suppression) -> None:
    """Here three tables are tied by there being one list of children behind them, and by more than their sums."""
    counts = Counter(key for child in children for key in places(child, THREE))
    hidden = suppress_children([places(child, THREE) for child in children], policy, late=["all", *enumerate("ax")])
    assert {key for key, count in counts.items() if policy.hides(count)} <= hidden
    assert not same_in_all(others(children, hidden), hidden, policy.lowest)


@given(CHILDREN, POLICIES)
@settings(max_examples=40, deadline=None)
def test_no_other_children_tell_what_no_table_shows(children: list[Child], policy: Suppression) -> None:
    """The margins of the first thing are not published; a small one of them must not come out."""
    margins = [(0, "a"), (0, "b")]
    counts = Counter(key for child in children for key in places(child, THREE))
    hidden = suppress_children([places(child, THREE) for child in children], policy, late=["all"], unshown=margins)
    assert {one for one in margins if one in counts} <= hidden
    small = {one for one in margins if policy.hides(counts[one])}
    kept = (hidden - {*margins}) | small
    found = (
        one
        for one in others(children, hidden | {*margins})
        if all(one[key] >= policy.lowest for key in hidden - {*margins})
    )
    assert not same_in_all(found, kept, 0)


@given(st.lists(st.integers(0, 5), min_size=6, max_size=6), POLICIES)
@settings(max_examples=60, deadline=None)
def test_one_table_of_children_keeps_what_a_reader_of_the_policy_knows(cells: list[int], policy: Suppression) -> None:
    """Two by three with its margins: 1 and 1 that add up to a shown 2 are known to be 1 each, as zeros are shown."""
    kinds = [*product("ab", "xyz")]
    keys: list[list[Hashable]] = [[kind, *kind, "all"] for kind in kinds]
    told = [some for some, number in zip(keys, cells, strict=True) for _ in range(number)]
    counts = dict.fromkeys((key for some in keys for key in some), 0) | Counter(key for some in told for key in some)
    hidden = suppress_children(told, policy, late=["all", *"abxyz"])
    truth = {(*kind, ""): number for kind, number in zip(kinds, cells, strict=True)}
    assert not same_in_all(crowds(truth, counts, hidden, keys), hidden, policy.lowest)


@given(st.lists(st.sampled_from(KINDS), min_size=30, max_size=90), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_children_makes_nothing_weaker(children: list[Child], random: Random) -> None:
    small = {key for key, count in Counter(key for one in children for key in places(one, TWO)).items() if count < 10}
    for tries in (children, random.sample(children, len(children))):
        hidden = suppress_children([places(child, TWO) for child in tries])
        assert small <= hidden
        assert not_shown_to_differ(linked(children, TWO), hidden, least=1) == ()


def test_two_take_the_place_of_two_so_that_totals_stay() -> None:
    """No autistic girl is like another child in all that is shown; two exchanges that undo each other are."""
    kinds = {("a", "x", "m"): 30, ("a", "x", "f"): 3, ("b", "x", "m"): 30, ("b", "x", "f"): 30}
    children = [kind for kind, number in kinds.items() for _ in range(number)]
    tables = [(0, 2)]
    hidden = suppress_children([places(child, tables) for child in children], late=[*enumerate("ab"), "all"])
    assert {key for key in hidden if key == "all"} == set()
    assert not_shown_to_differ(linked(children, tables), hidden, least=1) == ()


def test_two_who_leave_one_count_of_two_are_missed() -> None:
    """A reader who knows that zeros are shown knows that not both of the two in `s` can be elsewhere."""
    kinds: dict[Child, list[Hashable]] = {
        ("come", "", ""): ["t", "l1"],
        ("away", "", ""): ["s", "l1", "x"],
        ("go", "", ""): ["s", "l2"],
        ("mate", "", ""): ["l2", "x"],
        ("fill", "", ""): ["l1", "f"],
    }
    truth = dict(zip(kinds, (1, 1, 1, 5, 5), strict=True))
    told = [kinds[kind] for kind, number in truth.items() for _ in range(number)]
    counts = dict(Counter(key for some in told for key in some))
    hidden = suppress_children(told, Suppression(3), late=["l1", "l2"])
    assert not same_in_all(crowds(truth, counts, hidden, [*kinds.values()]), hidden, 1)


@pytest.mark.parametrize("suppress", [suppress_together, None])
def test_what_is_hidden_elsewhere_is_hidden(suppress: object) -> None:
    children = [kind for kind in KINDS for _ in range(20)]
    if suppress:
        tables = linked(children, TWO)
        hidden = suppress_together(tables, also=["all"])
        assert suppress_together(tables) == frozenset()
        assert not_shown_to_differ(tables, hidden) == ()
    else:
        keys = [places(child, TWO) for child in children]
        assert suppress_children(keys) == frozenset()
        hidden = suppress_children(keys, also=["all", "a key that no child has"])
    assert "all" in hidden
    assert len(hidden) > 1


def test_where_no_filling_is_found_all_that_is_tied_is_hidden() -> None:
    """Each count may then be twice as large, whatever the sums: only zeros, and what is tied to nothing, are shown."""
    whole = linked([kind for number, kind in enumerate(KINDS, 3) for _ in range(number) if kind[0] == "a"], TWO)
    tables = LinkedCounts.of({**whole.counts, "elsewhere": 50}, whole.sums)
    hidden = suppress_together(tables, tries=0)
    assert hidden == {key for key, count in whole.counts.items() if count}
    assert suppress_together(tables) < hidden
    assert not_shown_to_differ(tables, hidden, least=1) == ()
    assert {*not_shown_to_differ(tables, hidden, tries=0)} == hidden


def test_a_zero_that_is_hidden_elsewhere_and_forced_stays_forced() -> None:
    """All of the children are girls in one sum, so that nobody can hide that there are no boys."""
    tables = LinkedCounts.of(
        {"all": 40, "girls": 40, "boys": 0}, [Sum("all", ("girls", "boys")), Sum("all", ("girls",))]
    )
    hidden = suppress_together(tables, also=["boys"])
    assert "boys" in hidden
    assert not_shown_to_differ(tables, hidden) == ("boys",)


def test_children_are_alike_whatever_the_order_of_their_counts() -> None:
    keys = [places(child, TWO) for child in [kind for kind in KINDS for _ in range(6)]]
    mixed = [[*reversed(one), one[0]] if at % 2 else one for at, one in enumerate(keys)]
    assert suppress_children(mixed, Suppression(7)) == suppress_children(keys, Suppression(7))


def test_children_cannot_hide_zeros() -> None:
    with pytest.raises(WrongType):
        suppress_children([["all"]], Suppression(lowest=0))


def test_linked_counts_tell_all_that_is_wrong() -> None:
    with pytest.raises(InvalidDocument) as caught:
        LinkedCounts.of(
            {"all": 3, "a": 1, "b": 1, "c": -1, "d": 0.5},  # type: ignore[dict-item]
            [Sum("all", ("a", "b")), Sum("all", ("a", "a")), Sum("all", ("z",)), Sum("all", ("a", "d"))],
            ["y"],
        )
    assert [problem.path for problem in caught.value.problems] == [
        "$.counts[3]",
        "$.counts[4]",
        "$.sums[0]",
        "$.sums[1]",
        "$.sums[2]",
        "$.unshown[0]",
    ]
    assert "3" not in str(caught.value).split("\n")[3]
    assert repr(linked([], TWO)) == "<LinkedCounts of 15 counts and 11 sums>"
