"""SPP/APR indicators from counts, against numbers worked out by hand, and by laws."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from iepkit.citations import Grade, link
from iepkit.equity import CATEGORIES, Count, Ratio, Standard, Standards, ratio_of, read_csv
from iepkit.errors import InvalidDocument, UnknownName, WrongType
from iepkit.reporting.entries import Doubt, Entry, NotCounted
from iepkit.reporting.exits import NotAnExit
from iepkit.reporting.indicators import (
    CATEGORIES_OF,
    AfterSchool,
    District,
    Exclusion,
    Indicator,
    IndicatorPolicy,
    Kind,
    NoncomplianceFinding,
    definition,
    definitions,
    districts_of,
    from_answers,
    from_counts,
    from_districts,
    from_entries,
    from_findings,
    package,
    summary_statements,
    year_of,
)

FFY = 2024
WITH_FORMULA = [name for name, one in definitions(FFY).items() if not one.left_out]
AS_OF = date(2026, 2, 1)


# -- the table ---------------------------------------------------------------------------------------------------------


def test_every_indicator_of_the_issue_is_there() -> None:
    asked = (
        "1 2 3A 3B 3C 3D 4A 4B 5A 5B 5C 6A 6B 6C 7A-1 7A-2 7B-1 7B-2 7C-1 7C-2 8 9 10 11 12 13 14A 14B 14C 15 16 17 18"
    )
    assert list(definitions(FFY)) == asked.split()


def test_findings_corrected_is_new_in_ffy_2023() -> None:
    assert [ffy for ffy in range(2020, 2026) if "18" in definitions(ffy)] == [2023, 2024, 2025]
    assert "6C" in definitions(2020)


@pytest.mark.parametrize(("ffy", "words"), [(2019, "not read"), (2026, "not final")])
def test_a_year_outside_of_the_package_is_refused_with_advice(ffy: int, words: str) -> None:
    with pytest.raises(UnknownName, match=words):
        definitions(ffy)


@pytest.mark.parametrize("ffy", ["2024", 2024.0, True, None])
def test_a_year_is_a_whole_number(ffy: object) -> None:
    with pytest.raises(WrongType, match="federal fiscal year"):
        definitions(ffy)  # type: ignore[arg-type]


def test_an_unknown_indicator_is_refused() -> None:
    with pytest.raises(UnknownName, match="indicator of FFY 2022 '18'"):
        definition("18", 2022)


def test_what_is_proposed_to_be_dropped_is_said_to_be_no_more_than_proposed() -> None:
    proposed = {name: one.proposed for name, one in definitions(FFY).items() if one.proposed}
    assert list(proposed) == ["4A", "4B", "10"]
    assert all("Proposed, not final" in words for words in proposed.values())


def test_compliance_indicators_and_their_targets() -> None:
    targets = {name: one.target for name, one in definitions(FFY).items() if one.kind is Kind.COMPLIANCE}
    assert targets == {"4B": 0, "9": 0, "10": 0, "11": 100, "12": 100, "13": 100, "18": 100}
    assert all(one.target is None for one in definitions(FFY).values() if one.kind is Kind.RESULTS)


def test_lag_data_are_those_of_the_year_before() -> None:
    assert [name for name, one in definitions(FFY).items() if one.lag] == ["1", "2", "4A", "4B"]


def test_every_row_is_cited_graded_and_explained() -> None:
    for one in definitions(2025).values():
        assert one.citation.text.startswith("20 U.S.C. 1416(a)(3)")
        assert one.citation.source.startswith(("https://", "http://")) or one.citation.grade is Grade.UNVERIFIED
        assert all(map(link, one.rules))
        assert one.says.endswith(".")
        assert one.title
        assert one.unit in {"children", "youth", "districts", "respondents", "sessions", "mediations", "findings"}


def test_only_the_first_was_read_in_the_table_of_the_department() -> None:
    assert [name for name, one in definitions(FFY).items() if one.citation.grade is Grade.PRIMARY] == ["1"]


@pytest.mark.parametrize("name", WITH_FORMULA)
def test_a_formula_uses_counts_that_have_words(name: str) -> None:
    about = definition(name, FFY)
    assert about.used <= set(about.counts)
    assert set(about.reported) <= set(about.counts)
    assert not set(about.excluded) & about.used
    assert {*about.part_of, *(part for parts in about.part_of.values() for part in parts)} <= set(about.counts)
    plus = {term for term in about.denominator if not term.startswith("-")}
    whole = {part for name in plus for part in about.part_of.get(name, ())}
    assert set(about.numerator) <= plus | whole or len(about.numerator) <= 2  # what is above is a part of what is below


def test_the_file_has_no_key_that_is_not_read() -> None:
    raw = tomllib.loads((files("iepkit.reporting.indicators") / "indicators.toml").read_text("utf-8"))
    known = {one.name for one in attrs.fields(type(definition("1", FFY)))} | {
        "group",
        "grade",
        "source",
        "note",
        "dropping",
    }
    rows = [*raw["groups"].values(), *raw["indicators"]]
    assert [key for row in rows for key in row if key not in known] == []
    used = {row.get("group") for row in raw["indicators"]}
    assert set(raw["groups"]) <= used


def test_the_page_tells_every_indicator_in_the_words_of_the_table() -> None:
    page = (Path(__file__).resolve().parent.parent / "docs" / "indicators.md").read_text("utf-8")
    rows = [f"| {name} | {one.title} | {one.says} |" for name, one in definitions(2025).items()]
    assert [row for row in rows if row not in page] == []


def test_the_years_of_the_package() -> None:
    assert package() == (2020, 2025)
    assert date(2024, 6, 30) not in year_of(FFY)
    assert date(2024, 7, 1) in year_of(FFY)
    assert date(2025, 6, 30) in year_of(FFY)
    assert date(2025, 7, 1) not in year_of(FFY)
    assert None not in year_of(FFY)


# -- from counts: worked examples --------------------------------------------------------------------------------------


OUTCOMES = {"a": 2, "b": 18, "c": 30, "d": 40, "e": 10}
LETTERS = {"a": 100, "b": 20, "c": 60, "d": 6, "e": 4, "f": 5}


@pytest.mark.parametrize(
    ("name", "counts", "above", "below", "shown"),
    [
        ("12", LETTERS, 60, 65, "92.31%"),
        ("7A-1", OUTCOMES, 70, 90, "77.78%"),
        ("7B-2", OUTCOMES, 50, 100, "50.00%"),
        ("18", {"a": 150, "b": 145}, 145, 150, "96.67%"),
        ("11", {"a": 3, "b": 3}, 3, 3, "100.00%"),
        ("16", {"related": 3, "unrelated": 4, "mediations": 9}, 7, 9, "77.78%"),
        ("15", {"agreements": 1, "sessions": 8}, 1, 8, "12.50%"),
        ("4B", {"found": 0, "districts": 7}, 0, 7, "0.00%"),
        ("5C", {"inside_80": 60, "inside_under_40": 10, "separate": 5, "total": 100}, 5, 100, "5.00%"),
        ("5A", {"inside_80": 60, "total": 100}, 60, 100, "60.00%"),
        ("6C", {"home": 1, "total": 3}, 1, 3, "33.33%"),
        ("3A", {"participated": 95, "enrolled": 100}, 95, 100, "95.00%"),
        ("8", {"involved": 2, "respondents": 3}, 2, 3, "66.67%"),
    ],
)
def test_worked_examples(name: str, counts: dict[str, int], above: int, below: int, shown: str) -> None:
    found = from_counts(name, counts, ffy=FFY)
    assert (found.numerator, found.denominator, found.shown) == (above, below, shown)
    assert found.percent == Fraction(100 * above, below)
    assert found.in_denominator == ()


def test_graduation_and_dropping_out_share_a_denominator() -> None:
    counts = {"regular_diploma": 80, "alternate_diploma": 2, "certificate": 3, "maximum_age": 5, "dropped_out": 10}
    counts |= {"returned": 40, "moved": 30}
    one, two = (from_counts(name, counts, ffy=FFY) for name in ("1", "2"))
    assert (one.numerator, two.numerator, one.denominator, two.denominator) == (80, 10, 100, 100)
    assert [(left.number, left.reason) for left in one.exclusions] == [
        (40, "youth who went back to regular education"),
        (30, "youth who moved and are known to continue"),
    ]


def test_what_is_taken_away_is_reported_with_its_number() -> None:
    found = from_counts("12", LETTERS, ffy=FFY)
    assert [left.number for left in found.exclusions] == [20, 6, 4, 5]
    assert found.meets_target is False


def test_both_summary_statements_leave_the_right_children_out() -> None:
    one, two = summary_statements("7C", OUTCOMES, ffy=FFY, part="North")
    assert (one.id, two.id, one.part) == ("7C-1", "7C-2", "North")
    assert [left.number for left in one.exclusions] == [10]
    assert two.exclusions == ()


def test_all_at_age_level_makes_the_first_statement_not_applicable() -> None:
    one, two = summary_statements("7A", {"a": 0, "b": 0, "c": 0, "d": 0, "e": 4}, ffy=FFY)
    assert one.percent is None
    assert one.not_applicable == "there are no children to count: 4 left out"
    assert two.percent == 100


def test_every_letter_taken_away_leaves_nothing() -> None:
    found = from_counts("12", {"a": 20, "b": 15, "c": 0, "d": 1, "e": 2, "f": 2}, ffy=FFY)
    assert found.percent is None
    assert found.meets_target is None
    assert str(found) == ("12 (FFY 2024): not applicable, there are no children to count: 20 left out, target 100%")


def test_every_bad_key_is_told_at_once() -> None:
    with pytest.raises(InvalidDocument) as caught:
        from_counts("12", {"a": -1, "b": 2.0, "c": True, "d": 1, "e": 1, "g": 1}, ffy=FFY)  # type: ignore[dict-item]
    assert [one.path for one in caught.value.problems] == ["$.g", "$.a", "$.b", "$.c", "$.f"]


def test_parts_are_no_more_than_their_whole() -> None:
    with pytest.raises(InvalidDocument, match=r"\$\.total: less than inside_80"):
        from_counts("5A", {"inside_80": 6, "separate": 5, "total": 10}, ffy=FFY)
    with pytest.raises(InvalidDocument, match=r"\$\.a: the denominator \(a - b - d - e - f\)"):
        from_counts("12", {**LETTERS, "c": 66}, ffy=FFY)
    assert from_counts("5A", {"inside_80": 10, "total": 10}, ffy=FFY).percent == 100  # parts not given are none


@pytest.mark.parametrize("name", ["3D", "17"])
def test_what_has_no_formula_says_why(name: str) -> None:
    with pytest.raises(UnknownName, match="indicator with a formula") as caught:
        from_counts(name, {}, ffy=FFY)
    assert definition(name, FFY).left_out in str(caught.value)


# -- laws --------------------------------------------------------------------------------------------------------------


numbers = st.integers(0, 5_000)


@st.composite
def told(draw: st.DrawFn) -> tuple[str, dict[str, int]]:
    """An indicator and counts that fit it."""
    name = draw(st.sampled_from(WITH_FORMULA))
    about = definition(name, FFY)
    counts = {each: draw(numbers) for each in about.counts}
    for whole, parts in about.part_of.items():
        counts[whole] = sum(counts[part] for part in parts) + draw(numbers)
    if not about.part_of:
        taken = sum(counts[term[1:]] for term in about.denominator if term.startswith("-"))
        above = sum(counts[term] for term in about.numerator if term not in about.denominator)
        counts[about.denominator[0]] += taken + above
    return name, counts


@given(told())
def test_the_numerator_is_a_part_of_the_denominator(one: tuple[str, dict[str, int]]) -> None:
    found = from_counts(one[0], one[1], ffy=FFY)
    assert 0 <= found.numerator <= found.denominator
    assert (found.percent is None) is (found.denominator == 0) is bool(found.not_applicable)
    assert found.percent is None or 0 <= found.percent <= 100


@given(told(), st.integers(1, 50))
def test_scaling_all_counts_keeps_the_percentage(one: tuple[str, dict[str, int]], by: int) -> None:
    name, counts = one
    scaled = from_counts(name, {each: by * number for each, number in counts.items()}, ffy=FFY)
    assert scaled.percent == from_counts(name, counts, ffy=FFY).percent


@given(told())
def test_the_order_of_counts_changes_nothing(one: tuple[str, dict[str, int]]) -> None:
    name, counts = one
    assert from_counts(name, dict(reversed(counts.items())), ffy=FFY) == from_counts(name, counts, ffy=FFY)


@given(st.lists(st.lists(st.sampled_from(AfterSchool))))
def test_after_school_only_grows_from_a_to_c(answers: list[list[AfterSchool]]) -> None:
    a, b, c = from_answers(answers, ffy=FFY).values()
    assert a.numerator <= b.numerator <= c.numerator <= c.denominator == len(answers)
    assert sum(row.number for row in a.breakdowns[0].rows) == len(answers)
    assert c.numerator == sum(1 for each in answers if each)


# -- one value ---------------------------------------------------------------------------------------------------------


def made(name: str, above: int, below: int, doubts: int = 0) -> Indicator:
    open_ones = tuple(Doubt(f"case-{at}", "", "There is no birth date.", "the birth date") for at in range(doubts))
    return Indicator(definition(name, FFY), FFY, above, below, doubts=open_ones)


@pytest.mark.parametrize(
    ("name", "above", "below", "shown"),
    [
        ("11", 9_999, 10_000, "99.99%"),
        ("11", 99_999, 100_000, "99.999%"),
        ("9", 1, 100_000, "0.001%"),
        ("1", 99_999, 100_000, "100.00%"),
        ("11", 10, 10, "100.00%"),
        ("11", 0, 0, "not applicable"),
    ],
)
def test_a_target_that_is_missed_is_not_shown_as_met(name: str, above: int, below: int, shown: str) -> None:
    assert made(name, above, below).shown == shown


def test_a_target_is_met_exactly_or_not() -> None:
    assert made("11", 10**9, 10**9).meets_target is True
    assert made("11", 10**9 - 1, 10**9).meets_target is False
    assert made("9", 0, 5).meets_target is True
    assert made("1", 5, 5).meets_target is None


@given(st.integers(0, 20), st.integers(0, 20), st.lists(st.sampled_from(["both", "below", "neither"]), max_size=9))
def test_the_bounds_hold_whatever_becomes_of_the_doubts(above: int, more: int, fates: list[str]) -> None:
    found = made("13", above, above + more, len(fates))
    both, below = fates.count("both"), fates.count("below")
    settled = made("13", above + both, above + more + both + below).percent
    assume(settled is not None)
    assert found.bounds is not None
    assert settled is not None
    assert found.bounds[0] <= settled <= found.bounds[1]


def test_without_children_and_doubts_there_are_no_bounds() -> None:
    assert made("13", 0, 0).bounds is None
    assert made("13", 0, 0, doubts=1).bounds == (Fraction(0), Fraction(100))
    assert made("13", 1, 2).bounds == (Fraction(50), Fraction(50))


def test_what_is_told_to_people() -> None:
    one = attrs.evolve(
        made("4B", 1, 8, doubts=2), exclusions=(Exclusion("The district is small.", 3, ("South",)),), part="the State"
    )
    assert one.explain().splitlines() == [
        "4B (FFY 2024, the State): 1 of 8 districts, 12.50%, target 0%",
        f"{one.definition.title}. {one.definition.says}",
        "in neither number: 3: The district is small.",
        "not decided: 2; with them it lies between 10.00% and 30.00%",
        "  There is no birth date. To settle: the birth date.",
        "data of the year before: July 2023 to June 2024",
        one.definition.proposed,
        *one.definition.notes,
        "20 U.S.C. 1416(a)(3)(A); 1412(a)(22); 34 CFR 300.170 (secondary: https://www.isbe.net/Pages/SPP-APR-Indicator-4.aspx)",
    ]


def test_nobody_is_named_in_repr_or_in_words() -> None:
    found = attrs.evolve(
        made("13", 1, 2, doubts=1),
        in_numerator=("secret-1",),
        in_denominator=("secret-1", "secret-2"),
        exclusions=(Exclusion("The child left.", 1, ("secret-3",)),),
    )
    for text in (repr(found), str(found), found.explain(), repr(IndicatorPolicy(reasons={"secret-1": "snow"}))):
        assert "secret" not in text
        assert "case-0" not in text


def test_ages_of_transition_that_are_one() -> None:
    assert [IndicatorPolicy(transition_age=age).transition_age for age in (1, 21)] == [1, 21]


@pytest.mark.parametrize("age", [0, 22, "16", 16.0])
def test_an_age_of_transition_is_one(age: object) -> None:
    with pytest.raises(WrongType, match="transition_age"):
        IndicatorPolicy(transition_age=age)  # type: ignore[arg-type]


# -- 14: who answered --------------------------------------------------------------------------------------------------


def test_the_highest_category_counts_once() -> None:
    answers: list[list[AfterSchool | str]] = [
        ["other_employment", "competitive_employment", "higher_education"],
        [AfterSchool.OTHER_EDUCATION, AfterSchool.COMPETITIVE_EMPLOYMENT],
        ["other_employment", "other_education"],
        ["other_employment"],
        [],
    ]
    found = from_answers(answers, ffy=FFY, part="North")
    assert [one.numerator for one in found.values()] == [1, 2, 4]
    assert [row.number for row in found["14A"].breakdowns[0].rows] == [1, 1, 1, 1, 1]
    assert str(found["14C"]) == "14C (FFY 2024, North): 4 of 5 respondents, 80.00%"


def test_nobody_answered() -> None:
    none: list[list[AfterSchool]] = []
    assert {one.not_applicable for one in from_answers(none, ffy=FFY).values()} == {"there are no respondents to count"}


def test_an_answer_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidDocument) as caught:
        from_answers([["college"], ["higher_education"], ["army", "other_employment"]], ffy=FFY)
    assert [one.path for one in caught.value.problems] == ["$[0]", "$[2]"]


# -- 4A, 4B, 9, 10: districts ------------------------------------------------------------------------------------------


MAYBE = st.sampled_from([True, False, None])
districts = st.builds(lambda measured, flagged, reviewed: (measured, flagged, reviewed), MAYBE, MAYBE, MAYBE)


def named(rows: list[tuple[bool | None, bool | None, bool | None]]) -> list[District]:
    return [
        District(f"D{at}", measured=measured, flagged=flagged, reviewed=reviewed)
        for at, (measured, flagged, reviewed) in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("name", "row", "place"),
    [
        ("4A", (True, True, None), "both"),
        ("4A", (True, False, None), "below"),
        ("4A", (True, None, None), "open"),
        ("4A", (True, None, False), "open"),  # it has one step, and no review
        ("4A", (False, True, None), "left out"),
        ("4A", (None, True, None), "open"),
        ("9", (True, True, True), "both"),
        ("9", (True, True, False), "below"),
        ("9", (True, True, None), "open"),  # a number that stands out is never enough
        ("9", (True, False, True), "below"),
        ("9", (True, None, False), "below"),
        ("9", (True, None, True), "open"),
        ("10", (True, True, True), "both"),
        ("4B", (True, True, True), "both"),
        ("4B", (False, None, None), "left out"),
    ],
)
def test_where_a_district_stands(name: str, row: tuple[bool | None, bool | None, bool | None], place: str) -> None:
    found = from_districts(name, named([row]), ffy=FFY)
    places = {
        "both": found.in_numerator == found.in_denominator == ("D0",),
        "below": found.in_numerator == () and found.in_denominator == ("D0",),
        "open": [one.case for one in found.doubts] == ["D0"],
        "left out": [one.cases for one in found.exclusions] == [("D0",)],
    }
    assert [name for name, holds in places.items() if holds] == [place]


@given(st.lists(districts), st.sampled_from(["4A", "4B", "9", "10"]), st.randoms())
def test_every_district_is_in_one_place_in_any_order(
    rows: list[tuple[bool | None, bool | None, bool | None]], name: str, random: object
) -> None:
    given_ones = named(rows)
    found = from_districts(name, given_ones, ffy=FFY)
    assert found.denominator + len(found.doubts) + sum(one.number for one in found.exclusions) == len(rows)
    shuffled = list(given_ones)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert from_districts(name, shuffled, ffy=FFY) == found


def test_districts_are_refused_twice_and_for_other_indicators() -> None:
    one = District("North", measured=True, flagged=False)
    with pytest.raises(InvalidDocument, match=r"\$\[1\]\.name: the district is there twice"):
        from_districts("9", [one, one], ffy=FFY)
    with pytest.raises(UnknownName, match="indicator of districts"):
        from_districts("11", [one], ffy=FFY)
    with pytest.raises(UnknownName, match="indicator of groups"):
        districts_of("4A", {}, {})


STATE = Standard("2.5", cell=10, n=30)
OVER = ratio_of(Count(24, 120), Count(30, 600), standard=STATE)
UNDER = ratio_of(Count(12, 120), Count(30, 600), standard=STATE)
SMALL = ratio_of(Count(9, 120), Count(30, 600), standard=STATE)
UNTOLD = ratio_of(Count(24, 120), Count(8, 600), standard=STATE)


@pytest.mark.parametrize(
    ("ratios", "measured", "flagged"),
    [
        ([OVER, UNDER], True, True),
        ([UNDER, SMALL], True, False),
        ([SMALL], False, False),
        ([], False, False),
        ([UNTOLD], None, None),
        ([UNTOLD, UNDER], True, None),
        ([UNTOLD, OVER], True, True),
    ],
)
def test_a_district_by_its_ratios(ratios: list[Ratio], *, measured: bool | None, flagged: bool | None) -> None:
    found = District.of("North", ratios)
    assert (found.measured, found.flagged, found.reviewed) == (measured, flagged, None)


def test_districts_by_the_categories_of_their_indicator() -> None:
    table = """district,category,group,outcome,total
        North,id-all,black-or-african-american,24,120
        North,id-all,white,30,600
        North,id-sld,black-or-african-american,12,120
        North,id-sld,white,30,600
        South,id-sld,black-or-african-american,24,120
        South,id-sld,white,30,600
        South,di-oss-gt10,white,0,0"""
    counts = read_csv("\n".join(line.strip() for line in table.splitlines()))
    ratios = counts.ratios(Standards(STATE))
    assert [one.name for one in districts_of("9", ratios, {})] == ["North"]
    ten = from_districts("10", districts_of("10", ratios, {"South": True}), ffy=FFY)
    assert (ten.in_numerator, ten.in_denominator) == (("South",), ("North", "South"))
    four = from_districts("4B", districts_of("4B", ratios, {}), ffy=FFY)
    assert four.not_applicable == "there are no districts to count: 1 left out"


def test_the_six_disabilities_and_no_more() -> None:
    assert CATEGORIES_OF["10"] == ("id-intellectual", "id-sld", "id-ed", "id-sli", "id-ohi", "id-autism")
    assert {name for names in CATEGORIES_OF.values() for name in names} <= set(CATEGORIES)


# -- 18: findings ------------------------------------------------------------------------------------------------------


def corrected(issued: date, day: date | None, as_of: date = AS_OF) -> str:
    found = from_findings([NoncomplianceFinding(issued, day, "F1")], ffy=FFY, as_of=as_of)
    if found.doubts:
        return "open"
    if found.exclusions:
        return "left out"
    return "in time" if found.numerator else "late"


@pytest.mark.parametrize(
    ("issued", "day", "place"),
    [
        (date(2023, 9, 1), date(2024, 9, 1), "in time"),
        (date(2023, 9, 1), date(2024, 9, 2), "late"),
        (date(2023, 9, 1), date(2023, 9, 1), "in time"),
        (date(2023, 9, 1), date(2023, 8, 31), "open"),
        (date(2023, 9, 1), None, "late"),
        (date(2023, 9, 1), date(2026, 2, 2), "late"),  # after the as-of day: not corrected by then
        (date(2023, 7, 1), date(2024, 7, 1), "in time"),
        (date(2023, 6, 30), date(2024, 1, 1), "left out"),
        (date(2024, 6, 30), date(2025, 6, 30), "in time"),
        (date(2024, 7, 1), date(2025, 1, 1), "left out"),
        (date(2024, 2, 29), date(2025, 2, 28), "in time"),
        (date(2024, 2, 29), date(2025, 3, 1), "open"),
        (date(2024, 2, 29), date(2025, 3, 2), "late"),
    ],
)
def test_one_year_from_the_notification(issued: date, day: date | None, place: str) -> None:
    assert corrected(issued, day) == place


def test_a_finding_whose_year_is_not_over_is_open() -> None:
    assert corrected(date(2024, 3, 1), None, as_of=date(2025, 3, 1)) == "open"
    assert corrected(date(2024, 3, 1), None, as_of=date(2025, 3, 2)) == "late"


def test_the_worked_example_from_dates() -> None:
    issued = date(2023, 9, 1)
    days = [issued + timedelta(days=100)] * 145 + [issued + timedelta(days=400)] * 4 + [None]
    found = from_findings([NoncomplianceFinding(issued, day) for day in days], ffy=FFY, as_of=AS_OF)
    assert (found.shown, found.meets_target) == ("96.67%", False)
    table = found.breakdowns[0]
    assert (table.least, table.most, [(row.words, row.number) for row in table.rows]) == (
        34,
        34,
        [("31 to 60 days", 4)],
    )


def test_findings_were_no_indicator_before() -> None:
    with pytest.raises(UnknownName, match="FFY 2022"):
        from_findings([], ffy=2022, as_of=AS_OF)
    with pytest.raises(WrongType, match="issued"):
        NoncomplianceFinding("2023-09-01")  # type: ignore[arg-type]


# -- 1, 2, 5, 6: entries of the section 618 counts ---------------------------------------------------------------------


def entries(category: str, *codes: str) -> list[Entry]:
    return [Entry(f"case-{at}", "North", None, {category: code}) for at, code in enumerate(codes)]


def test_exits_by_their_bases() -> None:
    given_ones = entries("BASISEXIT", "GHS", "GRADALTDPL", "RC", "RMA", "DROPOUT", "TRAN", "MKC", "D", "MISSING")
    one, two = (from_entries(name, given_ones, ffy=FFY) for name in ("1", "2"))
    assert (one.numerator, two.numerator, one.denominator, two.denominator) == (1, 1, 5, 5)
    assert (one.in_numerator, two.in_numerator) == (("case-0",), ("case-4",))
    assert sorted(case for left in one.exclusions for case in left.cases) == ["case-5", "case-6", "case-7"]
    assert [doubt.settles for doubt in one.doubts] == ["the basis of the exit"]


def test_who_is_not_counted_among_the_exits_is_open_or_left_out() -> None:
    left = [NotCounted("7", NotAnExit.AGE), NotCounted("8", NotAnExit.NO_BASIS, "the basis")]
    left += [NotCounted("8", NotAnExit.RETURNED), NotCounted("7", NotAnExit.RETURNED)]
    found = from_entries("1", [], ffy=FFY, not_counted=left)
    assert [one.cases for one in found.exclusions] == [("7",)]
    assert [one.case for one in found.doubts] == ["8"]
    assert found.not_applicable == "there are no youth to count: 1 left out, 1 could not be decided"
    counted = from_entries("1", [Entry("8", "North", None, {"BASISEXIT": "GHS"})], ffy=FFY, not_counted=left)
    assert (counted.in_numerator, counted.doubts) == (("8",), ())


def test_environments_of_school_age() -> None:
    given_ones = entries("EDENVIRIDEASA", "RC80", "RC80", "RC79TO40", "RC39", "SS", "RF", "HH", "CF", "PPPS", "MISSING")
    found = [from_entries(name, given_ones, ffy=FFY) for name in ("5A", "5B", "5C")]
    assert [(one.numerator, one.denominator, len(one.doubts)) for one in found] == [(2, 9, 1), (1, 9, 1), (3, 9, 1)]


def test_environments_of_young_children() -> None:
    codes = ("REC10YSVCS", "REC09YSVCS", "REC10YOTHLOC", "REC09YOTHLOC", "SC", "SS", "RF", "H", "SPL", "MISSING")
    found = [from_entries(name, entries("EDENVIDEAEC", *codes), ffy=FFY) for name in ("6A", "6B", "6C")]
    assert [(one.numerator, one.denominator) for one in found] == [(2, 9), (3, 9), (1, 9)]


def test_other_indicators_have_no_entries() -> None:
    with pytest.raises(UnknownName, match="section 618"):
        from_entries("11", [], ffy=FFY)
