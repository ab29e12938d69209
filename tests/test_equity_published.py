"""What is published of a district or a State: nothing small, and nothing that gives a small count away."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from iepkit.disclosure import OPEN, Suppression, not_shown_to_differ, suppress_together
from iepkit.equity import (
    CATEGORIES,
    Counts,
    Group,
    Standard,
    Standards,
    publish_category,
    publish_district,
    publish_state,
    read_counts,
)
from iepkit.equity.links import link

STANDARDS = Standards(Standard("2.5", cell=10, n=30))
_GROUPS = (Group.WHITE, Group.ASIAN, Group.BLACK)


def district(seed: int, size: int, name: str = "N", categories: tuple[str, ...] = tuple(CATEGORIES)) -> Counts:
    """A district in which the counts of all categories agree, by chance from the seed."""
    random = Random(seed)  # noqa: S311 - made-up children
    rows: list[dict[str, object]] = []
    for group in _GROUPS:
        enrolled = random.randint(0, size)
        identified = random.randint(0, enrolled)
        young = random.randint(0, identified // 5)
        cuts = sorted(random.randint(0, identified) for _ in range(6))
        impairments = [later - earlier for earlier, later in pairwise([0, *cuts])]
        settings_ = sorted(random.randint(0, identified - young) for _ in range(2))
        removed = random.randint(0, identified)
        shares = [random.randint(0, removed) for _ in range(2)]
        outcomes = {
            "id-all": (identified, enrolled),
            **{one.id: (impairments.pop(), enrolled) for one in CATEGORIES.values() if one.disability},
            "pl-lt40": (settings_[0], identified - young),
            "pl-separate": (settings_[1] - settings_[0], identified - young),
            "di-oss-le10": (shares[0], identified),
            "di-oss-gt10": (removed - shares[0], identified),
            "di-iss-le10": (shares[1], identified),
            "di-iss-gt10": (removed - shares[1], identified),
            "di-total": (removed, identified),
        }
        rows += [
            {"district": name, "category": category, "group": group.value, "outcome": outcome, "total": total}
            for category, (outcome, total) in outcomes.items()
            if category in categories
        ]
    return read_counts(rows)


def joined(*several: Counts) -> Counts:
    return Counts({place: cells for one in several for place, cells in one.known.items()})


@given(st.integers(0, 10**6), st.sampled_from([15, 60, 300, 2_000]), st.sampled_from([5, 10]))
@settings(max_examples=15, deadline=None)
def test_all_tables_of_a_district_together_give_no_small_count_away(seed: int, size: int, minimum: int) -> None:
    counts, policy = district(seed, size), Suppression(minimum)
    tables = link(counts, ["N"])
    hidden = suppress_together(tables.linked, policy)
    assert not_shown_to_differ(tables.linked, hidden, least=1) == ()
    shown = publish_district(counts, "N", standards=STANDARDS, policy=policy)
    assert [*shown] == [*CATEGORIES]
    for category, one in shown.items():
        cells = counts.of("N", category)
        for group, line in zip(Group, one.table.cells, strict=False):
            count = cells[group]
            true = (count.outcome, count.total - count.outcome, count.total)
            assert all(text in {"*", str(number)} for text, number in zip(line, true, strict=True))
            assert all(text == "*" or not policy.hides(int(text)) for text in line)
            assert ("*" in dict(one.ratios)[group]) == ("*" in (*line, *one.table.cells[-1]))


def test_children_of_other_impairments_do_not_remain() -> None:
    """120 children less the 115 of the six impairments are 5, which no table shows and a reader can subtract."""
    rows = [("id-all", 120), *((name, 23) for name in ("id-sld", "id-ohi", "id-sli", "id-autism", "id-ed"))]
    counts = read_counts(
        {"district": "N", "category": category, "group": group.value, "outcome": outcome, "total": 900}
        for category, outcome in rows
        for group in _GROUPS
    )
    alone = publish_category(counts, "N", "id-all", standards=STANDARDS)
    assert not any("*" in line for line in alone.table.cells)
    together = publish_district(counts, "N", standards=STANDARDS)
    for at, group in enumerate(Group):
        if group in _GROUPS:
            assert any(one.table.cells[at][0] == "*" for one in together.values())


def test_children_of_three_to_five_do_not_remain() -> None:
    """100 identified children, of whom 96 are 6 or older: 4 are younger, in either table."""
    counts = read_counts(
        {"district": "N", "category": category, "group": group.value, "outcome": outcome, "total": total}
        for category, outcome, total in (("id-all", 100, 900), ("pl-lt40", 30, 96))
        for group in _GROUPS
    )
    shown = publish_district(counts, "N", standards=STANDARDS)
    at = [*Group].index(Group.WHITE)
    assert "*" in (shown["id-all"].table.cells[at][0], shown["pl-lt40"].table.cells[at][2])


def test_counts_that_do_not_agree_are_not_tied() -> None:
    """More children with one impairment than with any: a reader cannot subtract, and nothing is hidden for it."""
    counts = read_counts(
        {"district": "N", "category": category, "group": "white", "outcome": outcome, "total": total}
        for category, outcome, total in (("id-all", 50, 900), ("id-sld", 53, 800), ("di-total", 20, 90))
    )
    assert not link(counts, ["N"]).linked.unshown
    assert not any(
        "*" in line for one in publish_district(counts, "N", standards=STANDARDS).values() for line in one.table.cells
    )


def test_what_is_open_is_shown() -> None:
    counts = district(3, 20)
    shown = publish_district(counts, "N", standards=STANDARDS, policy=OPEN)
    assert not any("*" in line for one in shown.values() for line in one.table.cells)
    assert shown["id-all"] == publish_category(counts, "N", "id-all", standards=STANDARDS, policy=OPEN)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=4), st.sampled_from([15, 60, 300]))
@settings(max_examples=15, deadline=None)
def test_districts_and_their_sums_give_no_small_count_away(seeds: list[int], size: int) -> None:
    counts = joined(*(district(seed, size, f"D{at}", ("id-sld",)) for at, seed in enumerate(seeds)))
    tables = link(counts, counts.districts, state=True)
    hidden = suppress_together(tables.linked)
    assert not_shown_to_differ(tables.linked, hidden, least=1) == ()
    shown = publish_state(counts, "id-sld", standards=STANDARDS)
    assert [*shown.districts] == [*counts.districts]
    whole = counts.state("id-sld")
    for group, line in zip(Group, shown.state.cells, strict=False):
        assert line[0] in {"*", str(whole[group].outcome)}


def test_a_ratio_that_compares_with_the_state_is_hidden_with_its_counts() -> None:
    """South's other children are too few to compare with, so that the State's stand in; these are hidden too."""
    rows = [
        ("North", "white", 5, 300),
        ("South", "white", 6, 300),
        ("South", "asian", 30, 100),
        ("North", "asian", 30, 99),
    ]
    counts = read_counts(
        {"district": name, "category": "id-ed", "group": group, "outcome": outcome, "total": total}
        for name, group, outcome, total in rows
    )
    shown = publish_state(counts, "id-ed", standards=STANDARDS)
    open_ = publish_state(counts, "id-ed", standards=STANDARDS, policy=OPEN)
    assert dict(open_.districts["South"].ratios)[Group.ASIAN] != "*"
    assert dict(shown.districts["South"].ratios)[Group.ASIAN] == "*"
    assert open_.state.cells[-1] == ("71", "728", "799")
