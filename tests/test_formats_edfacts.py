"""The EDFacts layout: read back field by field, and refused where the form could not hold it."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iepkit.errors import InvalidDocument
from iepkit.formats.edfacts import NOTICE, Difference, EdfactsFile, differences, write
from iepkit.reporting import Entry, Level, StateSettings, Table, Zeros, file_spec, tabulate

STATE = StateSettings(count_date=date(2025, 11, 3), delay_ages=range(3, 6))
SCHOOL = file_spec("FS002", school_year=2026)
GIRL = Entry(
    "7",
    "0042",
    "Hill",
    {"AGESA": "9", "DISABCATIDEA": "AUT", "EDENVIRIDEASA": "RC80", "SEX": "F", "RACEETHNIC": "AS7", "LEPBOTH": "NLEP"},
)


def made(level: Level = Level.SEA, zeros: Zeros = Zeros.NONE, entry: Entry = GIRL) -> EdfactsFile:
    return write(tabulate(SCHOOL, [entry], level=level, settings=STATE, zeros=zeros), state="NY", fips="36")


def fields(file: EdfactsFile) -> list[list[str]]:
    assert file.text.endswith("\r\n")
    return [line.split(",") for line in file.text.removesuffix("\r\n").split("\r\n")]


def problems(**changes: str) -> list[str]:
    table = tabulate(SCHOOL, [GIRL], zeros=Zeros.NONE)
    with pytest.raises(InvalidDocument) as caught:
        write(table, **{"state": "NY", "fips": "36", **changes})
    return [problem.path for problem in caught.value.problems]


def test_the_header_is_that_of_the_published_example() -> None:
    header, *rows = fields(made())
    name = "NYSEACWDBLIDEAFS002.csv"  # as in a fixture of ADAPT
    assert header == ["SEA CHILDREN WITH DISABILITIES", str(len(rows)), name, "FS002", "2025-2026", ""]
    assert made().name == name
    assert repr(made()) == f"<EdfactsFile {name}: {NOTICE}>"
    assert "not for filing" in made().notice


@pytest.mark.parametrize(("level", "ids"), [("SEA", ["", ""]), ("LEA", ["0042", ""]), ("SCH", ["0042", "Hill"])])
def test_rows_have_the_columns_of_the_file_in_their_order(level: str, ids: list[str]) -> None:
    _, first, *rows = fields(made(Level(level)))
    assert {len(row) for row in (first, *rows)} == {24}
    assert first == [
        *("1", "36", "01", *ids, "IDEADISAB", "", "AS7", "F", "", "", "", "", "", "", "AUT"),
        *("", "", "", "", "", "N", "", "1"),
    ]
    assert [row[0] for row in rows] == [str(number) for number in range(2, 14)]
    assert rows[-1][5:] == ["IDEADISAB", *[""] * 15, "Y", "", "1"]


@settings(max_examples=30)  # thousands of rows each
@given(
    st.lists(st.sampled_from("FM"), max_size=5),
    st.sampled_from(["FS002", "FS089", "FS009", "FS005", "FS007", "FS143"]),
    st.sampled_from([Level.SEA, Level.LEA]),
)
def test_what_is_written_can_be_read_back(sexes: list[str], name: str, level: Level) -> None:
    spec = file_spec(name, school_year=2026)
    table = tabulate(spec, [Entry(str(at), "1", None, {"SEX": sex}) for at, sex in enumerate(sexes)], level=level)
    header, *rows = fields(write(table, state="WA", fips="53", version="v1".upper()))
    assert header[0] == spec.header_types[level]
    assert len(header[2]) <= 25
    assert int(header[1]) == len(rows)
    columns = {one.category: at for at, one in enumerate(spec.columns) if one.category}
    for row, line in zip(table.rows(), rows, strict=True):
        assert int(line[-1]) == row.amount
        told = {category: line[at] for category, at in columns.items() if line[at]}
        assert told == dict(zip(row.set.categories, row.codes, strict=True))
        assert all(len(text) <= one.width for text, one in zip(line, spec.columns, strict=True))


@pytest.mark.parametrize("text", ["a,b", 'a"b', "a\tb", "a\nb", "a\rb", "a\x00b"])
def test_a_field_that_the_form_cannot_hold_is_refused(text: str) -> None:
    assert {*problems(explanation=text)} == {f"$.rows[{at}].Explanation" for at in range(13)}
    entry = Entry("7", text, None, {})
    with pytest.raises(InvalidDocument) as caught:
        made(Level.LEA, entry=entry)
    assert {problem.path.split(".")[-1] for problem in caught.value.problems} == {"StateLEAIDNumber"}
    assert text not in str(caught.value)


def test_a_field_that_is_too_wide_is_refused() -> None:
    with pytest.raises(InvalidDocument, match="expected at most 14 characters"):
        made(Level.LEA, entry=Entry("7", "1" * 15, None, {}))
    assert made(Level.LEA, entry=Entry("7", "1" * 14, None, {})).name == "NYLEACWDBLIDEAFS002.csv"


def test_a_name_that_breaks_the_rule_is_refused() -> None:
    assert problems(state="New York") == ["$.state"]
    assert problems(state="ny", fips="3") == ["$.state", "$.fips"]
    assert problems(fips="9") == ["$.fips"]
    assert problems(version="2026NOVEMBER") == ["$.version"]
    assert problems(version="a-b") == ["$.version"]
    table = tabulate(SCHOOL, [], zeros=Zeros.NONE)
    assert write(table, state="NY", fips="36", version="V1").name == "NYSEACWDBLIDEAV1.csv"
    longest = write(table, state="NY", fips="36", version="2026NOV").name
    assert (longest, len(longest)) == ("NYSEACWDBLIDEA2026NOV.csv", 25)
    assert problems(version="2026NOVE") == ["$.version"]


def test_zero_rows_are_in_the_file_where_the_table_has_them() -> None:
    header, *rows = fields(made(zeros=Zeros.BY_RULE))
    detail = 13 * 7 * 2 + (17 * 13 - 16) * 8 + 8 * 7 + 13 * 8 * 2 + 13 * 8 * 2 * 2  # no delay at the 16 ages above five
    subtotals = 2 + 17 + 13 + 7 + 2 + 8 + 17 * 8
    assert int(header[1]) == len(rows) == detail + subtotals + 1
    assert sum(row[-1] == "0" for row in rows) == len(rows) - 13


BOY = Entry("8", "0042", "Hill", {**GIRL.codes, "SEX": "M"})


def test_a_table_does_not_differ_from_its_own_file() -> None:
    for level in Level:
        table = tabulate(SCHOOL, [GIRL, BOY], level=level, settings=STATE)
        assert differences(table, write(table, state="NY", fips="36").text) == ()


def test_what_another_tool_counted_otherwise_is_told_row_by_row() -> None:
    here, there = (tabulate(SCHOOL, entries, level=Level.LEA) for entries in ([GIRL, BOY], [GIRL]))
    found = differences(here, write(there, state="NY", fips="36").text)
    assert len(found) == 13
    assert {(one.unit, one.here - one.there) for one in found} == {(("0042", None), 1)}
    assert found[0] == Difference(("0042", None), "CSA", ("AUT", "AS7", "M"), 1, 0)
    assert found[-1] == Difference(("0042", None), "TOT", (), 2, 1)
    assert "0042" not in repr(found)
    elsewhere = tabulate(SCHOOL, [Entry("7", "0043", None, GIRL.codes)], level=Level.LEA, zeros=Zeros.NONE)
    schools = [tabulate(SCHOOL, [attrs.evolve(GIRL, school=name)], level=Level.SCH, zeros=Zeros.NONE) for name in "BA"]
    by_school = differences(schools[0], write(schools[1], state="NY", fips="36").text)
    assert [one.unit[1] for one in by_school] == ["A"] * 13 + ["B"] * 13
    both = differences(elsewhere, write(there, state="NY", fips="36").text)
    assert [one.unit[0] for one in both] == ["0042"] * 13 + ["0043"] * 13


def wrong(text: str, table: Table) -> list[str]:
    with pytest.raises(InvalidDocument) as caught:
        differences(table, text)
    return [str(problem) for problem in caught.value.problems]


def test_a_file_of_another_kind_is_refused_with_every_problem() -> None:
    table = tabulate(SCHOOL, [GIRL], zeros=Zeros.NONE)
    text = write(table, state="NY", fips="36").text
    assert differences(table, text.replace("\r\n", "\n").replace("2025-2026", "2025 2026")) == ()
    assert wrong(text.replace("DISABILITIES", "DISABILITIE"), table) == [  # as a tool once shortened it
        "$.line[1]: expected the file type 'SEA CHILDREN WITH DISABILITIES'"
    ]
    assert wrong(text.replace("2025-2026", "2024-2025"), table) == [
        "$.line[1]: expected the reporting period 2025-2026"
    ]
    assert wrong(text.replace(",FS002,", ",FS002,,", 1), table) == ["$.line[1]: expected 6 fields in the header"]
    head, *lines = text.split("\r\n")
    again = "\r\n".join([head, lines[0], *lines])
    assert wrong(again, table) == [
        "$.line[1]: the number of rows is not the one in the header",
        "$.line[3]: the same row is there twice",
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (",AUT,", ",XXX,", "not a code of DISABCATIDEA"),
        (",AUT,", ",,", "no category set of the file has these categories"),
        (",AUT,", ",AUT,,", "expected 24 fields"),
        (",N,,1", ",N,,1.5", "expected a whole number as the amount"),
    ],
)
def test_a_row_that_is_not_of_the_file_is_refused(old: str, new: str, words: str) -> None:
    table = tabulate(SCHOOL, [GIRL], zeros=Zeros.NONE)
    text = write(table, state="NY", fips="36").text.replace(old, new, 1)
    assert wrong(text, table) == [f"$.line[2]: {words}"]
