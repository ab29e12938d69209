"""The rows of files: sets, subtotals and totals, zero rows by rule, and tables that can be suppressed."""

from __future__ import annotations

from collections import Counter
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit.disclosure import publish
from iepkit.errors import InvalidDocument, UnknownName
from iepkit.reporting import Entry, FileSpec, Level, StateSettings, Zeros, file_spec, tabulate
from iepkit.reporting.settings import DeafnessAs
from iepkit.reporting.tabulation import can_occur
from iepkit.vocabulary import Disability

STATE = StateSettings(count_date=date(2025, 11, 3), delay_ages=range(3, 6), correctional_ages=range(14, 22))
SCHOOL = file_spec("FS002", school_year=2026)
EARLY = file_spec("FS089", school_year=2026)
REASONS = file_spec("FS007", school_year=2026)
REMOVALS = file_spec("FS005", school_year=2026)
EXITS = file_spec("FS009", school_year=2026)


def entries_of(spec: FileSpec) -> st.SearchStrategy[list[Entry]]:
    """Children with an entry each, in up to three districts and schools, of any codes of the file."""
    codes = st.fixed_dictionaries({name: st.sampled_from([*one.codes]) for name, one in spec.categories.items()})
    places = st.sampled_from(["North", "South", None])
    one = st.builds(Entry, st.just(""), places, st.sampled_from(["Hill", None]), codes)
    return st.lists(one, max_size=30).map(lambda rows: [attrs.evolve(row, case=str(at)) for at, row in enumerate(rows)])


@pytest.mark.parametrize("spec", [SCHOOL, EARLY, EXITS], ids=lambda spec: spec.id)
@given(data=st.data())
def test_each_category_adds_up_to_the_total(spec: FileSpec, data: st.DataObject) -> None:
    entries = data.draw(entries_of(spec))
    for level in spec.levels:
        table = tabulate(spec, entries, level=level, zeros=Zeros.NONE)
        sums = Counter((row.unit, row.set.id) for row in table.rows() for _ in range(row.amount))
        for unit in table.units:
            total = table.amount("TOT", lea=unit[0], school=unit[1])
            assert {sums[unit, one.id] for one in spec.category_sets} == {total}
    assert tabulate(spec, entries).amount("TOT") == len(entries)


@given(entries=entries_of(SCHOOL), data=st.data())
def test_the_order_of_the_children_changes_nothing(entries: list[Entry], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(entries))
    for level in Level:
        one, other = (tabulate(SCHOOL, rows, level=level, zeros=Zeros.NONE) for rows in (entries, shuffled))
        assert list(one.rows()) == list(other.rows())


@given(entries=entries_of(EARLY))
def test_every_row_is_what_counting_by_hand_gives(entries: list[Entry]) -> None:
    table = tabulate(EARLY, entries, level=Level.LEA, settings=STATE)
    for row in table.rows():
        lea, _ = row.unit
        wanted = dict(zip(row.set.categories, row.codes, strict=True))
        by_hand = [one for one in entries if one.lea == lea and all(one.code(k) == v for k, v in wanted.items())]
        assert row.amount == len(by_hand)
        assert row.total_indicator == ("N" if row.set.id.startswith("CS") else "Y")


def test_school_rows_leave_out_homebound_children_and_those_in_private_schools() -> None:
    entries = [Entry(name, "North", "Hill", {"EDENVIRIDEASA": name}) for name in ("HH", "PPPS", "RC80")]
    totals = [
        tabulate(SCHOOL, entries, level=level).amount("TOT", lea=lea, school=school)
        for level, lea, school in ((Level.SEA, None, None), (Level.LEA, "North", None), (Level.SCH, "North", "Hill"))
    ]
    assert totals == [3, 3, 1]


def test_a_child_whose_district_or_school_is_not_known_is_in_the_rows_above() -> None:
    entries = [Entry("1", None, None, {}), Entry("2", "North", None, {}), Entry("3", "North", "Hill", {})]
    tables = [tabulate(SCHOOL, entries, level=level) for level in Level]
    assert [table.units for table in tables] == [((None, None),), (("North", None),), (("North", "Hill"),)]
    assert [sum(table.amount("TOT", lea=a, school=b) for a, b in table.units) for table in tables] == [3, 2, 1]


def test_units_are_in_order() -> None:
    entries = [Entry(str(at), lea, school, {}) for at, (lea, school) in enumerate([("B", "y"), ("A", "z"), ("B", "x")])]
    assert tabulate(SCHOOL, entries, level=Level.SCH).units == (("A", "z"), ("B", "x"), ("B", "y"))
    assert tabulate(SCHOOL, entries, level=Level.LEA).units == (("A", None), ("B", None))


def test_a_child_with_several_entries_counts_once_in_a_row_and_removals_add_up() -> None:
    twice = [
        Entry("7", "North", None, {"REMOVALTYPE": "REMDW"}),
        Entry("7", "North", None, {"REMOVALTYPE": "REMHO"}),
        Entry("7", "North", None, {"REMOVALTYPE": "REMHO"}),
    ]
    table = tabulate(REMOVALS, twice)
    assert [table.amount("ST1", code) for code in ("REMDW", "REMHO")] == [1, 1]
    with pytest.raises(InvalidDocument, match="more than one place of REMOVALTYPE by SEX"):
        table.crossing("REMOVALTYPE", "SEX")
    assert table.crossing("DISABCATIDEA", "SEX").cells[-1][-1] == 1
    events = [Entry("7", "North", None, {"REMOVEREASON": "W"}, amount=n) for n in (2, 3)]
    reasons = tabulate(REASONS, events)
    assert reasons.amount("ST1", "W") == 5
    assert reasons.crossing("REMOVEREASON", "SEX").cells[-1][-1] == 5


def test_zero_rows_are_those_that_can_occur() -> None:
    table = tabulate(SCHOOL, [], settings=STATE)
    rows = {(row.set.id, *row.codes): row.amount for row in table.rows()}
    assert {*rows.values()} == {0}
    assert not [key for key in rows if "MISSING" in key]
    assert ("TOT",) in rows
    assert ("ST3", "DD") in rows  # at five
    delayed = {key[1] for key in rows if key[0] == "CSB" and key[2] == "DD"}
    assert delayed == {"AGE05K"}
    jailed = {key[1] for key in rows if key[0] == "ST7" and key[2] == "CF"}
    assert jailed == {str(age) for age in range(14, 22)}
    assert not list(tabulate(SCHOOL, [], settings=STATE, zeros=Zeros.NONE).rows())


def test_what_cannot_occur_is_written_where_somebody_is_in_it() -> None:
    old = Entry("7", None, None, {"AGESA": "12", "DISABCATIDEA": "DD", "EDENVIRIDEASA": "MISSING"})
    rows = [row.codes for row in tabulate(SCHOOL, [old], settings=STATE).rows() if row.set.id == "CSB" and row.amount]
    assert rows == [("12", "DD", "MISSING")]


def test_what_can_occur() -> None:
    assert can_occur(SCHOOL, {"AGESA": "12", "DISABCATIDEA": "DD"}, None)
    undeclared = StateSettings(count_date=STATE.count_date)
    by_age = {
        age: can_occur(SCHOOL, {"AGESA": age, "DISABCATIDEA": "DD"}, undeclared) for age in ("9", "10", "MISSING")
    }
    assert by_age == {"9": True, "10": False, "MISSING": True}
    early = [can_occur(EARLY, {"AGEEC": age, "DISABCATIDEA": "DD"}, undeclared) for age in ("3", "4", "AGE05NOTK")]
    assert early == [True, True, True]
    never = attrs.evolve(STATE, delay_ages=frozenset(), correctional_ages=frozenset())
    assert not can_occur(SCHOOL, {"DISABCATIDEA": "DD", "SEX": "F"}, never)
    assert not can_occur(REMOVALS, {"DISABCATIDEA": "DD"}, never)
    assert can_occur(REMOVALS, {"DISABCATIDEA": "DD"}, attrs.evolve(STATE, delay_ages=[3]))
    assert not can_occur(SCHOOL, {"EDENVIRIDEASA": "CF"}, never)
    assert can_occur(EARLY, {"AGEEC": "AGE05NOTK", "DISABCATIDEA": "DD"}, STATE)


def test_categories_and_exits_that_a_state_does_not_have() -> None:
    few = attrs.evolve(STATE, disabilities=frozenset({Disability.DEAFNESS, Disability.AUTISM}))
    assert [can_occur(SCHOOL, {"DISABCATIDEA": code}, few) for code in ("HI", "AUT", "DB", "SLD")] == [
        True,
        True,
        False,
        False,
    ]
    warehouse = attrs.evolve(few, deafness_as=DeafnessAs.DEAF_BLINDNESS)
    assert [can_occur(SCHOOL, {"DISABCATIDEA": code}, warehouse) for code in ("HI", "DB")] == [False, True]
    assert [can_occur(EXITS, {"BASISEXIT": code}, STATE) for code in ("RC", "GRADALTDPL")] == [True, True]
    none = attrs.evolve(STATE, certificates=False, alternate_diploma=False)
    assert [can_occur(EXITS, {"BASISEXIT": code}, none) for code in ("RC", "GRADALTDPL", "D")] == [False, False, True]
    assert not can_occur(EXITS, {"DISABCATIDEAEXIT": "SLD"}, few)


def test_districts_and_schools_without_children_have_rows_if_they_can() -> None:
    state = attrs.evolve(
        STATE, without_prekindergarten=frozenset({"South"}), only_prekindergarten=frozenset({"Cradle"})
    )
    early = tabulate(EARLY, [], level=Level.LEA, units=[("South", None), ("North", None)], settings=state)
    assert {row.unit for row in early.rows()} == {("North", None)}
    school = tabulate(SCHOOL, [], level=Level.SCH, units=[("North", "Cradle"), ("North", "Hill")], settings=state)
    assert {row.unit for row in school.rows()} == {("North", "Hill")}


def test_what_is_not_of_the_file_is_refused() -> None:
    with pytest.raises(UnknownName, match="unknown level of FS089"):
        tabulate(EARLY, [], level=Level.SCH)
    with pytest.raises(InvalidDocument) as caught:
        tabulate(SCHOOL, [Entry("7", None, None, {"SEX": "X", "AGESA": "5"})])
    assert sorted(problem.path for problem in caught.value.problems) == [
        "$.entries[0].codes.AGESA",
        "$.entries[0].codes.SEX",
    ]
    lengths = file_spec("FS088", school_year=2026)
    with pytest.raises(InvalidDocument, match="REMOVALLENIDEA"):  # a file that has no code for what is not known
        tabulate(lengths, [Entry("7", None, None, {})])
    table = tabulate(SCHOOL, [])
    with pytest.raises(UnknownName):
        table.amount("CSZ")
    with pytest.raises(UnknownName, match="unknown category 'AGEEC'"):
        table.crossing("AGEEC", "SEX")


def test_a_crossing_can_be_published_and_nothing_is_in_a_repr() -> None:
    entries = [
        Entry(f"{at}", "North", None, {"SEX": "FM"[at % 2], "RACEETHNIC": ("WH7", "AS7")[at < 3]}) for at in range(40)
    ]
    table = tabulate(SCHOOL, entries, level=Level.LEA)
    crossed = table.crossing("RACEETHNIC", "SEX", lea="North")
    assert crossed.cells[-1] == (20, 20, 0, 40)
    shown = {line[0]: line[1:] for line in publish(crossed).lines()}
    assert shown["AS7"][:2] == ("*", "*")
    assert repr(table) == "<Table of FS002 at level LEA>"
    assert "North" not in repr(next(table.rows()))
    assert table.crossing("SEX", "LEPBOTH", lea="South").cells[-1] == (0, 0, 0, 0)
