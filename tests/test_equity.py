"""Equity against the text of 34 CFR 300.646 and 300.647, by hand-worked fractions and by laws."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit.citations import Authority
from iepkit.disclosure import OPEN
from iepkit.equity import (
    CATEGORIES,
    Base,
    Count,
    Flexibility,
    Group,
    Kind,
    Outcome,
    Pupil,
    Ratio,
    Setting,
    Standard,
    Standards,
    Subject,
    YearWithoutRatio,
    category,
    clopper_pearson,
    composition,
    determine,
    e_formula,
    group_of,
    katz,
    others,
    publish_category,
    ratio_of,
    ratios_of,
    read_counts,
    read_csv,
    relative_difference,
    risk_difference,
    risk_gap,
    tally,
    to_parity,
    to_threshold,
    weighted_risk_ratio,
    what_if_standards,
    wilson,
)
from iepkit.errors import InvalidDocument, UnknownName, WrongType
from iepkit.records.terms import Race
from iepkit.vocabulary import Disability

STATE = Standard("2.5", cell=10, n=30)
ALL_OTHERS = Count(45_000, 900_000)
OVER = ratio_of(Count(24, 120), Count(30, 600), standard=STATE)
UNDER = ratio_of(Count(12, 120), Count(30, 600), standard=STATE)
SMALL = ratio_of(Count(9, 120), Count(30, 600), standard=STATE)
UNTOLD = ratio_of(Count(24, 120), Count(8, 600), standard=STATE)

counts = st.integers(0, 400).flatmap(lambda total: st.builds(Count, st.integers(0, total), st.just(total)))
tables = st.fixed_dictionaries(dict.fromkeys(Group, counts))


def test_there_are_fourteen_categories_and_ninety_eight_ratios() -> None:
    by_subject = {subject: [one for one in CATEGORIES.values() if one.subject is subject] for subject in Subject}
    assert [len(found) for found in by_subject.values()] == [7, 2, 5]
    assert len(CATEGORIES) * len(Group) == 98
    assert {one.base for one in by_subject[Subject.IDENTIFICATION]} == {Base.ENROLLED}
    assert {(one.youngest, one.oldest) for one in by_subject[Subject.PLACEMENT]} == {(6, 21)}
    assert {one.youngest for one in CATEGORIES.values() if one.subject is not Subject.PLACEMENT} == {3}
    assert all(one.citation.authority is Authority.FEDERAL for one in CATEGORIES.values())
    with pytest.raises(UnknownName, match="id-sld"):
        category("id-deaf")


@pytest.mark.parametrize(
    ("group", "district", "state", "kind", "value", "exceeds"),
    [
        (Count(24, 120), Count(30, 600), None, Kind.RISK_RATIO, 4, True),
        (Count(10, 30), Count(10, 30), None, Kind.RISK_RATIO, 1, False),  # the minimums themselves are enough
        (Count(15, 120), Count(30, 600), None, Kind.RISK_RATIO, Fraction(5, 2), False),  # equal is not over
        (Count(24, 120), Count(9, 600), ALL_OTHERS, Kind.ALTERNATE, 4, True),  # the cell fails
        (Count(24, 120), Count(10, 29), ALL_OTHERS, Kind.ALTERNATE, 4, True),  # the n fails
        (Count(9, 120), Count(30, 600), ALL_OTHERS, Kind.GROUP_TOO_SMALL, None, False),
        (Count(12, 29), Count(30, 600), ALL_OTHERS, Kind.GROUP_TOO_SMALL, None, False),
        (Count(24, 120), Count(9, 600), Count(9, 900), Kind.STATE_TOO_SMALL, None, False),
        (Count(24, 120), Count(9, 600), Count(12, 29), Kind.STATE_TOO_SMALL, None, False),
        (Count(24, 120), Count(9, 600), None, Kind.STATE_NOT_GIVEN, None, None),
    ],
)
def test_each_step_of_the_calculation(  # noqa: PLR0917 - a row of the table above
    group: Count,
    district: Count,
    state: Count | None,
    kind: Kind,
    value: Fraction | None,
    exceeds: bool | None,  # noqa: FBT001 - what is expected
) -> None:
    found = ratio_of(group, district, standard=STATE, state=state)
    assert (found.kind, found.value, found.exceeds) == (kind, value, exceeds)
    assert found.comparison == {Kind.RISK_RATIO: district, Kind.ALTERNATE: state}.get(kind)
    assert found.kind.citation.startswith("34 CFR 300.647(")


def test_a_minimum_of_zero_divides_nothing_by_zero() -> None:
    none = Standard(2, cell=0, n=0)
    assert ratio_of(Count(3, 9), Count(0, 9), standard=none).kind is Kind.NO_COMPARISON_RISK
    assert ratio_of(Count(0, 0), Count(3, 9), standard=none).kind is Kind.NO_CHILDREN


def test_a_ratio_is_not_rounded_before_it_is_compared_and_shows_why() -> None:
    found = ratio_of(Count(30_001, 100_000), Count(10_000, 100_000), standard=Standard(3, cell=10, n=30))
    assert found.exceeds
    assert str(found).startswith("3.0001 (")
    assert str(found).endswith("over the threshold of 3.0000")
    equal = ratio_of(Count(15, 120), Count(30, 600), standard=STATE)
    assert str(equal).endswith("not over the threshold of 2.50")
    near = ratio_of(Count(10**12 + 1, 10**13), Count(10**12, 10**13), standard=Standard(1, cell=1, n=1))
    assert str(near).startswith("1.00000000 (")


@pytest.mark.parametrize("value", [2.1, True, "two", "1/0", 0, "-1"])
def test_a_threshold_must_be_exact(value: object) -> None:
    with pytest.raises(WrongType, match="threshold"):
        Standard(value, cell=10, n=30)  # type: ignore[arg-type]


def test_standards_by_category() -> None:
    with pytest.raises(WrongType, match="cell"):
        Standard(2, cell=-1, n=30)
    with pytest.raises(WrongType, match="n:"):
        Standard(2, cell=1, n=3.5)  # type: ignore[arg-type]
    with pytest.raises(UnknownName):
        Standards(STATE, {"id-deaf": STATE})
    other = Standard(3, cell=20, n=40)
    assert other.to_be_explained == ("cell", "n")
    assert Standards(STATE, {"id-sld": other}).each()["id-sld"] is other


@pytest.mark.parametrize(("outcome", "total"), [(3, 2), (-1, 2), (1.0, 2), (True, 2)])
def test_counts_are_whole_and_fit(outcome: int, total: int) -> None:
    with pytest.raises(WrongType):
        Count(outcome, total)


def test_groups_do_not_overlap() -> None:
    for race in Race:
        assert group_of(hispanic=False, races=[race, race]) == Group(race.value)
        assert group_of(hispanic=True, races=[race]) is Group.HISPANIC
        assert group_of(None, [race]) is None
    assert group_of(hispanic=True, races=[]) is Group.HISPANIC
    assert group_of(hispanic=False, races=[]) is None
    assert group_of(hispanic=False, races=[Race.ASIAN, Race.WHITE]) is Group.TWO_OR_MORE


@given(tables, tables, st.integers(1, 50))
def test_scaling_all_counts_changes_no_ratio(district: dict[Group, Count], state: dict[Group, Count], by: int) -> None:
    def larger(cells: dict[Group, Count]) -> dict[Group, Count]:
        return {group: Count(by * one.outcome, by * one.total) for group, one in cells.items()}

    before = ratios_of(district, standard=STATE, state=state)
    scaled = Standard(STATE.threshold, cell=by * STATE.cell, n=by * STATE.n)
    after = ratios_of(larger(district), standard=scaled, state=larger(state))
    assert [(one.kind, one.value, one.exceeds) for one in before.values()] == [
        (one.kind, one.value, one.exceeds) for one in after.values()
    ]


@given(st.lists(st.integers(1, 50), min_size=7, max_size=7), st.integers(1, 5), st.integers(5, 9))
def test_parity_gives_one(sizes: list[int], part: int, whole: int) -> None:
    cells = {group: Count(part * size, whole * size) for group, size in zip(Group, sizes, strict=True)}
    for group, ratio in ratios_of(cells, standard=Standard(1, cell=1, n=1)).items():
        assert ratio.value == 1
        assert not ratio.exceeds
        assert risk_difference(cells, group) == relative_difference(cells, group) == risk_gap(cells, group) == 0
        assert weighted_risk_ratio(cells, cells, group) == 1
        assert to_parity(ratio) == 0


@given(tables)
def test_a_group_and_the_others_are_everybody(cells: dict[Group, Count]) -> None:
    everybody = sum(cells.values(), Count(0, 0))
    for group in Group:
        assert cells[group] + others(cells, group) == everybody


@given(tables, tables)
def test_the_ratio_is_what_the_text_says(cells: dict[Group, Count], state: dict[Group, Count]) -> None:
    """The oracle: the five lines of the regulation, written down once more."""
    for group, found in ratios_of(cells, standard=STATE, state=state).items():
        (x, n), (a, b), (c, d) = (
            (one.outcome, one.total) for one in (cells[group], others(cells, group), others(state, group))
        )
        expected = None
        if x >= 10 and n >= 30:
            if a >= 10 and b >= 30:
                expected = Fraction(x, n) / Fraction(a, b)
            elif c >= 10 and d >= 30:
                expected = Fraction(x, n) / Fraction(c, d)
        assert found.value == expected
        assert found.exceeds is (expected is not None and expected > Fraction(5, 2))


SKIP, OPEN_YEAR = YearWithoutRatio.PASSED_OVER, YearWithoutRatio.UNKNOWN
YEARS = [
    ({2026: OVER}, None, Outcome.IDENTIFIED, 1),
    ({2026: UNDER, 2025: OVER}, None, Outcome.NOT_OVER, 0),
    ({2026: SMALL}, None, Outcome.NOT_OVER, 0),
    ({2026: UNTOLD}, None, Outcome.UNKNOWN, 0),
    ({}, None, Outcome.UNKNOWN, 0),
    ({2026: OVER, 2025: OVER, 2024: OVER}, Flexibility(2), Outcome.IDENTIFIED, 3),
    ({2026: OVER, 2025: OVER, 2024: UNDER}, Flexibility(2), Outcome.WAITING, 2),
    ({2026: OVER, 2025: SMALL, 2024: OVER}, Flexibility(2), Outcome.WAITING, 1),
    ({2026: OVER, 2025: SMALL, 2024: OVER}, Flexibility(2, without_ratio=SKIP), Outcome.UNKNOWN, 2),
    ({2026: OVER, 2025: SMALL, 2024: OVER, 2023: OVER}, Flexibility(2, without_ratio=SKIP), Outcome.IDENTIFIED, 3),
    ({2026: OVER, 2025: SMALL, 2024: SMALL, 2023: UNDER}, Flexibility(1, without_ratio=SKIP), Outcome.WAITING, 1),
    ({2026: SMALL, 2025: OVER, 2024: OVER}, Flexibility(1, without_ratio=SKIP), Outcome.NOT_OVER, 0),
    ({2026: OVER, 2025: SMALL, 2024: OVER}, Flexibility(2, without_ratio=OPEN_YEAR), Outcome.UNKNOWN, 1),
    ({2026: SMALL, 2025: OVER, 2024: OVER}, Flexibility(1, without_ratio=OPEN_YEAR), Outcome.NOT_OVER, 0),
    ({2026: OVER, 2024: UNDER}, Flexibility(2), Outcome.WAITING, 1),
    ({2026: OVER, 2025: OVER}, Flexibility(2), Outcome.UNKNOWN, 2),
    ({2026: OVER, 2025: OVER, 2024: OVER, 2023: OVER}, Flexibility(3), Outcome.IDENTIFIED, 4),
]


@pytest.mark.parametrize(("ratios", "flexibility", "outcome", "run"), YEARS)
def test_years(ratios: dict[int, Ratio], flexibility: Flexibility | None, outcome: Outcome, run: int) -> None:
    found = determine(ratios, 2026, flexibility=flexibility)
    assert (found.outcome, found.run) == (outcome, run)
    assert found.reserves_funds is (None if outcome is Outcome.UNKNOWN else outcome is Outcome.IDENTIFIED)
    apart = determine(ratios, 2026, flexibility=flexibility, only_children_with_disabilities=True)
    assert (apart.outcome, apart.reserves_funds) == (outcome, False)


FOUR = {2026: OVER, 2025: OVER, 2024: OVER, 2023: OVER}


@pytest.mark.parametrize(
    ("ratios", "made", "outcome"),
    [
        (FOUR, False, Outcome.IDENTIFIED),
        (FOUR, True, Outcome.PROGRESS),
        (FOUR, None, Outcome.UNKNOWN),
        ({**FOUR, 2024: UNDER}, False, Outcome.WAITING),
        ({2026: OVER, 2025: OVER, 2024: OVER}, False, Outcome.UNKNOWN),
        ({2026: UNTOLD, 2025: OVER, 2024: OVER, 2023: OVER}, False, Outcome.UNKNOWN),
        ({**FOUR, 2026: UNDER}, True, Outcome.NOT_OVER),
    ],
)
def test_reasonable_progress_is_what_the_state_says(
    ratios: dict[int, Ratio],
    made: bool | None,  # noqa: FBT001 - what the State says
    outcome: Outcome,
) -> None:
    flexibility = Flexibility(progress=lambda _this, _before: made)
    assert determine(ratios, 2026, flexibility=flexibility).outcome is outcome


ROWS: list[dict[str, object]] = [
    {"district": "North", "category": "id-all", "group": "asian", "outcome": 24, "total": 120},
    {"district": "North", "category": "id-all", "group": "white", "outcome": "8", "total": "600"},
    {"district": "South", "category": "id-all", "group": "white", "outcome": 50, "total": 400},
    {"district": "South", "category": "id-sld", "group": "unknown", "outcome": 1, "total": 4},
]


def test_a_table_gives_its_ratios_in_any_order() -> None:
    table, mixed = read_counts(ROWS), list(ROWS)
    Random(1).shuffle(mixed)  # noqa: S311 - the same order each time
    found = table.ratios(Standards(STATE))
    assert found == read_counts(mixed).ratios(Standards(STATE))
    assert len(found) == 14
    assert found["North", "id-all", Group.ASIAN].value == Fraction(24, 120) / Fraction(58, 1000)
    assert table.ratios(Standards(STATE), whole_state=False)["North", "id-all", Group.ASIAN].exceeds is None
    assert table.unknown == {("South", "id-sld"): Count(1, 4)}
    assert table.districts == ("North", "South")
    assert table.categories == ("id-all", "id-sld")
    assert repr(table) == "<Counts of 2 districts in 2 categories>"
    assert table.of("West", "id-all") == dict.fromkeys(Group, Count(0, 0))


def test_every_problem_of_a_table_is_told_with_its_path() -> None:
    text = (
        "\ufeffdistrict,category,group,outcome,total\nNorth,id-x,asian,1,2\n ,id-all,green,x,-2\nA,id-all,white,3,2\n"
    )
    with pytest.raises(InvalidDocument) as caught:
        read_csv(text + "B,id-all,white,1,2\nB,id-all,white,1,2\nC,id-all\n", where="c.csv")
    paths = [problem.path for problem in caught.value.problems]
    assert paths == [
        "$.line[2].category",
        "$.line[3].district",
        "$.line[3].group",
        "$.line[3].outcome",
        "$.line[3].total",
        "$.line[4].outcome",
        "$.line[6]",
        "$.line[7].group",
        "$.line[7].outcome",
        "$.line[7].total",
    ]
    with pytest.raises(InvalidDocument, match=r"\$\.total: this column is missing"):
        read_csv("district,category,group,outcome\n")
    with pytest.raises(InvalidDocument, match="column is missing"):
        read_csv("")


def test_measures_beside_the_regulation() -> None:
    cells = {Group.BLACK: Count(20, 100), Group.WHITE: Count(20, 300)}
    assert risk_gap(cells, Group.BLACK) == Fraction(2, 15)
    assert risk_gap(cells, Group.BLACK, reference=Group.ASIAN) is None
    assert risk_difference({}, Group.BLACK) is None
    assert composition({}, Group.BLACK).of_total is None
    assert relative_difference({Group.WHITE: Count(1, 2)}, Group.BLACK) is None
    assert relative_difference({Group.WHITE: Count(0, 2)}, Group.WHITE) is None
    assert e_formula(cells, Group.BLACK) == pytest.approx(0.25 + (0.25 * 0.75 / 40) ** 0.5)
    assert e_formula({}, Group.BLACK) is None
    assert e_formula({Group.BLACK: Count(0, 5)}, Group.BLACK) is None
    assert weighted_risk_ratio(cells, {Group.ASIAN: Count(1, 5)}, Group.BLACK) is None
    assert weighted_risk_ratio({}, cells, Group.BLACK) is None
    assert weighted_risk_ratio({Group.BLACK: Count(1, 2), Group.WHITE: Count(0, 2)}, cells, Group.BLACK) is None


@pytest.mark.parametrize(  # from scipy 1.17: beta.ppf, and its Wilson interval
    ("outcome", "total", "exact", "score"),
    [
        (0, 30, (0.0, 0.11570330822202778), (0.0, 0.11351339317396875)),
        (3, 20, (0.0320709371854637, 0.37892682654531396), (0.05236874589621662, 0.3604188647407569)),
        (81, 263, (0.25273674558527126, 0.36762192260135135), (0.2552885198782742, 0.36620957698280004)),
        (30, 30, (0.8842966917779722, 1.0), (0.8864866068260312, 1.0)),
        (450, 90000, (0.0045496470061050604, 0.005482695753330365), None),
        (99999, 200000, (0.4978012070186611, 0.5021887931262721), None),
    ],
)
def test_intervals_of_a_risk(
    outcome: int, total: int, exact: tuple[float, float], score: tuple[float, float] | None
) -> None:
    found = clopper_pearson(Count(outcome, total))
    assert found is not None
    assert (found.low, found.high) == pytest.approx(exact, abs=1e-10)
    assert found.few is (min(outcome, total - outcome) < 10)
    approximate = wilson(Count(outcome, total))
    assert approximate is not None
    assert score is None or (approximate.low, approximate.high) == pytest.approx(score, abs=1e-12)


def test_intervals_of_a_ratio() -> None:
    found = katz(Count(18, 120), Count(5000, 100_000))  # scipy 1.17: contingency.relative_risk
    assert found is not None
    assert (found.low, found.high) == pytest.approx((1.957842132360901, 4.5968977024450774), abs=1e-12)
    assert not found.few
    assert katz(Count(0, 5), Count(1, 5)) is None
    assert clopper_pearson(Count(0, 0)) is None
    with pytest.raises(WrongType, match="level"):
        katz(Count(1, 5), Count(1, 5), level=95)


@given(counts, counts)
def test_children_to_the_threshold_are_exactly_so_many(group: Count, district: Count) -> None:
    ratio = ratio_of(group, district, standard=STATE)
    away = to_threshold(ratio)
    if ratio.value is None:
        assert away is None
        assert to_parity(ratio) is None
        return

    def over(outcome: int) -> bool:
        return Fraction(outcome, group.total) / Fraction(district.outcome, district.total) > STATE.threshold

    if away is None:
        assert not over(group.total)
    elif away > 0:
        assert over(group.outcome - away + 1)
        assert not over(group.outcome - away)
    else:
        assert over(group.outcome - away)
        assert not over(group.outcome - away - 1)


def test_what_if_goes_through_the_grid() -> None:
    found = what_if_standards(read_counts(ROWS), ["2.5", 5], [10, 25], [30])
    assert [(one.standard.cell, one.districts, one.over, one.ratios) for one in found] == [
        (10, 1, 1, 2),
        (25, 0, 0, 0),
        (10, 0, 0, 2),
        (25, 0, 0, 0),
    ]


PUPILS = [
    Pupil(
        "N",
        9,
        Group.ASIAN,
        identified=True,
        disability=Disability.AUTISM,
        setting=Setting.UNDER_40,
        out_of_school=10,
        in_school=10.5,
        otherwise_removed=False,
    ),
    Pupil(
        "N",
        9,
        Group.ASIAN,
        identified=True,
        setting=Setting.SEPARATE,
        out_of_school=0,
        in_school=0,
        otherwise_removed=True,
    ),
    Pupil(
        "N",
        5,
        Group.ASIAN,
        identified=True,
        disability=Disability.DEAFNESS,
        setting=Setting.OTHER,
        out_of_school=0,
        in_school=0,
    ),
    Pupil("N", 9, Group.ASIAN, identified=False),
    Pupil("N", 9, Group.ASIAN),
    Pupil(
        "N",
        9,
        None,
        identified=True,
        disability=Disability.AUTISM,
        setting=Setting.OTHER,
        out_of_school=0,
        in_school=0,
        otherwise_removed=False,
    ),
    Pupil("N", None, Group.ASIAN, identified=True),
    Pupil("N", 22, Group.ASIAN, identified=True),
    Pupil("N", 9, Group.WHITE, identified=True, disability=Disability.AUTISM),
]


def test_children_are_counted_in_the_categories_of_their_age() -> None:
    found = tally(PUPILS)
    asian = {name: found.counts.of("N", name)[Group.ASIAN] for name in CATEGORIES}
    assert {name: (one.outcome, one.total) for name, one in asian.items()} == {
        "id-all": (3, 4),
        "id-intellectual": (0, 3),
        "id-sld": (0, 3),
        "id-ed": (0, 3),
        "id-sli": (0, 3),
        "id-ohi": (0, 3),
        "id-autism": (1, 3),
        "pl-lt40": (1, 2),
        "pl-separate": (1, 2),
        "di-oss-le10": (1, 3),
        "di-oss-gt10": (0, 3),
        "di-iss-le10": (0, 3),
        "di-iss-gt10": (1, 3),
        "di-total": (2, 2),
    }
    assert found.counts.unknown["N", "id-autism"] == Count(1, 1)
    assert found.left_out["id-all", "age unknown"] == 1
    assert found.left_out["id-all", "not known whether a child with a disability"] == 1
    assert found.left_out["id-sld", "outcome unknown"] == 1
    assert found.left_out["di-oss-le10", "outcome unknown"] == 1
    assert found.left_out["di-total", "outcome unknown"] == 2
    assert repr(PUPILS[0]) == "<Pupil>"


@given(st.permutations(PUPILS))
def test_the_order_of_the_children_changes_nothing(pupils: list[Pupil]) -> None:
    assert tally(pupils) == tally(PUPILS)


def test_publication_hides_ratios_of_hidden_counts() -> None:
    table = read_counts([{"district": "N", "category": "id-all", "group": "white", "outcome": 3, "total": 90}])
    closed = publish_category(table, "N", "id-all", standards=Standards(STATE))
    assert dict(closed.ratios)[Group.WHITE] == "*"
    opened = publish_category(table, "N", "id-all", standards=Standards(STATE), policy=OPEN)
    assert dict(opened.ratios)[Group.WHITE] == Kind.GROUP_TOO_SMALL.value
    assert dict(publish_category(table, "N", "id-sld", standards=Standards(STATE)).ratios)[Group.ASIAN] == "no counts"
