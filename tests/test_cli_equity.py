"""The command `equity`: ratios in every format, standards from a file or options, and what a bad row takes along."""

from __future__ import annotations

import csv
import io
import json
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from commands import Run, words
from hypothesis import given, settings
from hypothesis import strategies as st

from iepkit.cli import main
from iepkit.cli.equity_arguments import varied
from iepkit.cli.equity_files import read_tables
from iepkit.cli.equity_values import Fall, above_zero, school_year
from iepkit.cli.messages import Exit
from iepkit.columns.arrow.rows import rows_table
from iepkit.display.equity import Left
from iepkit.display.equity_text import COLUMNS
from iepkit.equity import Count, Group, Standard, ratio_of

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "equity"
COUNTS, STANDARDS = FOLDER / "counts.csv", FOLDER / "standards.toml"
HEAD = "district,category,group,outcome,total"
NORTH = ("North,id-all,black-or-african-american,24,120", "North,id-all,white,30,600", "North,id-all,asian,15,300")
SOUTH = ("South,id-all,black-or-african-american,20,400", "South,id-all,white,30,600", "South,id-all,asian,15,300")
OVER = ("--threshold", "2.5")


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Write a file of counts."""

    def made(*rows: str, head: str = HEAD, name: str = "counts.csv") -> Path:
        file = tmp_path / name
        file.write_text("\n".join([head, *rows]) + "\n", "utf-8")
        return file

    return made


Table = Callable[..., Path]


def data(out: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(out)
    return found


# -- the example -------------------------------------------------------------------------------------------------------


def test_the_example_is_answered_in_every_format(run: Run) -> None:
    whole = (COUNTS, "--standards", STANDARDS, "--whole-state", "--what-if")
    status, out, err = run("equity", *whole)
    assert (status, err) == (Exit.ATTENTION, "")
    assert out.startswith("5 districts, 2025-26\n")
    assert "WHAT IF" in out
    assert max(map(len, out.splitlines())) <= 80
    status, out, err = run("equity", *whole, "--format", "json")
    assert (status, err) == (Exit.ATTENTION, "")
    found = data(out)
    assert found["school_years"] == [2024, 2025, 2026]
    assert found["prior_years"] == 2
    assert found["standards"]["di-total"] == {"threshold": 3, "cell": 10, "n": 30}
    assert len(found["lines"]) == 5 * 5 * 7
    assert len(found["what_if"]) == 5 * 3 * 3
    status, out, err = run("equity", *whole, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (status, err, len(rows)) == (Exit.ATTENTION, "", 5 * 5 * 7)
    assert {row["over"] for row in rows} == {"true", "false", ""}
    status, out, err = run("equity", *whole, "--format", "html")
    assert (status, err) == (Exit.ATTENTION, "")
    assert out.startswith("<!DOCTYPE html>")
    assert out.endswith("</html>\n")


def test_suppression_is_off_by_an_explicit_word_only(run: Run) -> None:
    shut = run("equity", COUNTS, "--standards", STANDARDS)[1]
    assert "SUPPRESSED: counts from 1 to 9 are hidden" in words(shut)
    less = run("equity", COUNTS, "--standards", STANDARDS, "--hide-below", "5", "--format", "json")[1]
    assert data(less)["disclosure"] == {"policy": "suppress", "minimum": 5, "lowest": 1}
    opened = run("equity", COUNTS, "--standards", STANDARDS, "--disclosure", "open")[1]
    assert "OPEN: every count is shown" in words(opened)
    assert "0 ratios not shown" in words(opened)


def test_pictures_are_named_by_what_they_show(run: Run, tmp_path: Path) -> None:
    whole = (COUNTS, "--standards", STANDARDS, "--what-if", "--picture", tmp_path / "state.svg")
    assert run("equity", *whole, "--district", "Dogwood")[0] == Exit.ATTENTION
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "state-ratios.svg", "state-what-if.svg", "state-years.svg",
    ]  # fmt: skip
    assert "Dogwood" in (tmp_path / "state-ratios.svg").read_text("utf-8")
    (tmp_path / "one").mkdir()
    run(
        "equity", COUNTS, "--standards", STANDARDS, "--picture", tmp_path / "one" / "state.png", "--district", "Dogwood"
    )
    assert not (tmp_path / "one" / "state-what-if.png").exists()
    assert (tmp_path / "one" / "state-ratios.png").read_bytes()[:4] == b"\x89PNG"
    status, _, err = run("equity", COUNTS, *OVER, "--picture", tmp_path / "state.pdf")
    assert (status, "ending of --picture" in err) == (Exit.BAD_INPUT, True)


def test_an_arrow_file_has_the_rows_of_csv(run: Run, tmp_path: Path) -> None:
    ipc = pytest.importorskip("pyarrow.ipc")
    file = tmp_path / "ratios.arrow"
    out = run("equity", COUNTS, "--standards", STANDARDS, "--format", "csv", "--arrow", file)[1]
    found = ipc.open_file(file).read_all()
    rows = list(csv.DictReader(io.StringIO(out)))
    assert found.column_names == list(COLUMNS)
    assert found.num_rows == len(rows)
    for told, row in zip(found.to_pylist(), rows, strict=True):
        text = {name: value or "" for name, value in told.items() if COLUMNS[name] is str}
        assert text == {name: row[name] for name in text}
        assert told["ratio"] == (float(row["ratio"]) if row["ratio"] else None)
    assert rows_table({"over": bool, "n": int}, []).num_rows == 0


# -- years -------------------------------------------------------------------------------------------------------------


def test_years_come_from_the_option_or_from_a_column(run: Run, table: Table) -> None:
    first, second = table(*NORTH, name="a.csv"), table(*NORTH, *SOUTH, name="b.csv")
    out = run("equity", first, second, "--years", "2025", "2025-26", *OVER, "--format", "json")[1]
    assert data(out)["school_years"] == [2025, 2026]
    rows = [f"{year},{row}" for year in ("2024-25", "2026") for row in NORTH]
    one = table(*rows, head=f"school_year,{HEAD}")
    out = run("equity", one, *OVER, "--format", "json")[1]
    assert data(out)["school_years"] == [2025, 2026]
    alone = run("equity", first, *OVER)[1]
    assert alone.startswith("1 district, school year not named\n")


def test_rows_of_a_year_may_stand_in_several_files(run: Run, table: Table) -> None:
    first, second = table(*NORTH, name="a.csv"), table(*SOUTH, name="b.csv")
    status, out, err = run("equity", first, second, "--years", "2026", "2026", *OVER)
    assert (status, err) == (Exit.ATTENTION, "")
    assert out.startswith("2 districts, 2025-26\n")
    status, _, err = run("equity", first, first, "--years", "2026", "2026", *OVER)
    assert status == Exit.BAD_INPUT
    assert "line 2, the district, category and group of line 2 (a.csv) again" in err


@pytest.mark.parametrize(
    ("files", "years", "said"),
    [
        (2, [], "several files: name the school year of each"),
        (2, ["2026"], "as many school years as files; there are 1 and 2"),
    ],
)
def test_years_that_cannot_be_told_are_asked_for(
    run: Run, table: Table, files: int, years: list[str], said: str
) -> None:
    paths = [table(*NORTH, name=f"{at}.csv") for at in range(files)]
    status, out, err = run("equity", *paths, *(["--years", *years] if years else []), *OVER)
    assert (status, out) == (Exit.BAD_INPUT, "")
    assert said in err


def test_prior_years_and_progress_make_a_state_wait(run: Run, table: Table) -> None:
    falling = [NORTH[0].replace("24", str(many)) for many in (30, 27, 24)]
    rows = [f"{year},{row}" for year, own in zip((2024, 2025, 2026), falling, strict=True) for row in (own, *NORTH[1:])]
    file = table(*rows, head=f"school_year,{HEAD}")

    def outcome(*more: str) -> str:
        found = data(run("equity", file, *OVER, "--format", "json", *more)[1])
        return str(found["lines"][3]["determination"])

    assert outcome() == "identified"
    assert outcome("--prior-years", "2") == "identified"
    assert outcome("--prior-years", "3") == "unknown"
    assert outcome("--progress", "0.25") == "progress"
    assert outcome("--progress", "90%") == "unknown"  # of the year before 2024 nothing is known
    said = run("equity", file, *OVER, "--progress", "10%")[1]
    assert "Progress: the ratio falls by 10% or more from one year to the next" in words(said)


def test_a_district_of_children_with_disabilities_alone(run: Run, table: Table) -> None:
    file = table(*NORTH)
    out = run("equity", file, *OVER, "--only-with-disabilities", "North", "--format", "json")[1]
    assert data(out)["lines"][3]["reserves_funds"] is False
    status, _, err = run("equity", file, *OVER, "--only-with-disabilities", "Norht")
    assert status == Exit.BAD_INPUT
    assert "unknown district 'Norht'; known: North" in err
    assert run("equity", file, *OVER, "--district", "West")[0] == Exit.BAD_INPUT


# -- standards ---------------------------------------------------------------------------------------------------------


def standards(run: Run, file: Path, *more: object) -> dict[str, Any]:
    status, out, err = run("equity", file, "--format", "json", *more)
    assert status in {Exit.FINE, Exit.ATTENTION}, err
    found: dict[str, Any] = data(out)["standards"]["id-all"]
    return found


def test_standards_are_those_of_the_options_then_of_the_file(run: Run, table: Table, tmp_path: Path) -> None:
    file = table(*NORTH)
    assert standards(run, file, "--threshold", "2.1") == {"threshold": 2.1, "cell": 10, "n": 30}
    assert standards(run, file, "--threshold", "9", "--threshold", "id-all=5/2", "--n", "id-all=20", "--cell", "5") == {
        "threshold": 2.5, "cell": 5, "n": 20,
    }  # fmt: skip
    own = tmp_path / "own.toml"
    own.write_text("threshold = 2.1\ncell = 12\n[category.id-all]\nn = 15\n", "utf-8")
    assert standards(run, file, "--standards", own) == {"threshold": 2.1, "cell": 12, "n": 15}
    assert standards(run, file, "--standards", own, "--threshold", "3") == {"threshold": 3, "cell": 12, "n": 15}
    plain = tmp_path / "own.json"
    plain.write_text(
        '{"category": {"id-all": {"threshold": 2.1}, "id-sld": {"n": 5}}, "prior_years": 1, "progress": "10%"}'
    )
    assert standards(run, file, "--standards", plain)["threshold"] == 2.1
    plain.write_text('{"threshold": 2, "only_with_disabilities": ["North"]}')
    assert standards(run, file, "--standards", plain)["threshold"] == 2


def test_a_threshold_is_asked_for(run: Run, table: Table) -> None:
    file = table(*NORTH)
    status, out, err = run("equity", file)
    assert (status, out) == (Exit.BAD_INPUT, "")
    assert "expected a threshold for id-all, as in 2.5: the State sets it, no number is Federal" in err
    assert run("equity", file, "--threshold", "di-total=3")[0] == Exit.BAD_INPUT
    status, _, err = run("equity", file, "--threshold", "id-al=3")
    assert (status, "unknown category of --threshold 'id-al'" in err) == (Exit.BAD_INPUT, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("threshold = 0", ["$.threshold: expected a number above 0"]),
        ('threshold = "2,5"', ["$.threshold: expected a number above 0"]),
        ("threshold = true\ncell = -1\nn = 1.5", ["$.threshold: ", "$.cell: expected a whole number", "$.n: expected"]),
        ("limit = 3", ["$.limit: unknown; known: threshold, cell, n, category"]),
        ("prior-years = 4", ["$.prior_years: expected a whole number from 0 to 3"]),
        ("progress = [1]", ["$.progress: expected how much the ratio must fall"]),
        ('only-with-disabilities = "North"', ["$.only_with_disabilities: expected a list of districts"]),
        ("category = 3", ["$.category: expected a table for each category"]),
        (
            "[category.id-al]\nn = 1\n[category.id-sld]\nx = 1\n[category.id-ed]\ncell = true",
            [
                "$.category.id-al: unknown category",
                "$.category.id-sld: expected a table with",
                "$.category.id-ed.cell: ",
            ],
        ),
        ("threshold =", ["expected TOML, or JSON in a file that ends in .json"]),
    ],
)
def test_all_that_is_wrong_with_a_file_of_standards_is_said_at_once(
    run: Run, table: Table, tmp_path: Path, text: str, said: Sequence[str]
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text, "utf-8")
    status, out, err = run("equity", table(*NORTH), "--standards", own)
    assert (status, out) == (Exit.BAD_INPUT, "")
    for one in said:
        assert one in err


def test_a_file_of_standards_that_is_none_is_refused(run: Run, table: Table, tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    status, _, err = run("equity", table(*NORTH), "--standards", own)
    assert (status, "this file cannot be read" in err) == (Exit.BAD_INPUT, True)
    own.write_text("[1]")
    status, _, err = run("equity", table(*NORTH), "--standards", own)
    assert (status, "expected a table of names and values" in err) == (Exit.BAD_INPUT, True)
    own.write_bytes(b"\xff")
    assert run("equity", table(*NORTH), "--standards", own)[0] == Exit.BAD_INPUT


def test_the_exit_status_tells_whether_something_is_over(run: Run, table: Table) -> None:
    assert run("equity", table(*SOUTH), *OVER)[0] == Exit.FINE
    assert run("equity", table(*NORTH), *OVER)[0] == Exit.ATTENTION
    hidden = ("W,id-all,asian,24,30", "W,id-all,white,40,900", "W,id-all,hispanic,20,400")
    status, out, _ = run("equity", table(*hidden), *OVER)
    assert (status, "0 ratios over a threshold" in words(out)) == (Exit.ATTENTION, True)


# -- bad rows ----------------------------------------------------------------------------------------------------------


def test_a_bad_row_takes_its_category_of_its_district_along(run: Run, table: Table) -> None:
    file = table(*NORTH, *SOUTH[:2], "South,id-all,asian,15,many")
    status, out, err = run("equity", file, *OVER)
    assert status == Exit.BAD_INPUT
    assert "1 problem; what rests on these rows is left out, the others are used" in err
    assert "line 7, total: expected a whole number, 0 or more" in err
    assert "many" not in err
    assert out.startswith("1 district, school year not named\n")
    assert "school year not named, id-all: South" in words(out)


def left(paths: Iterable[Path], years: Sequence[int] = ()) -> set[tuple[int, str, str]]:
    return {(one.year, one.district, one.category) for one in read_tables(list(paths), years).left}


SLD = tuple(row.replace("id-all", "id-sld") for row in (*NORTH, *SOUTH))


def test_a_row_that_does_not_say_where_it_belongs_takes_those_along_that_it_may_be_of(table: Table) -> None:
    def taken(row: str) -> set[tuple[str, str]]:
        return {(district, category) for _, district, category in left([table(*NORTH, *SOUTH, *SLD, row)])}

    everything = {(district, category) for district in ("North", "South") for category in ("id-all", "id-sld")}
    assert taken("North,id-all,blue,1,2") == {("North", "id-all")}
    assert taken("North,id-ell,white,1,2") == set()  # in every category North has its row of this group
    assert taken("North,id-ell,hispanic,1,2") == {("North", "id-all"), ("North", "id-sld")}
    assert taken(",id-all,hispanic,1,2") == {("North", "id-all"), ("South", "id-all")}
    assert taken(",id-all,white,1,2") == set()
    assert taken(",,,,9") == everything
    assert taken("North,id-all") == everything
    assert taken('"North,id-all,white,1,2') == everything


def test_a_category_with_a_bad_row_is_not_that_of_the_whole_state(table: Table) -> None:
    def whole(*rows: str) -> frozenset[str]:
        (found,) = read_tables([table(*NORTH, *SOUTH, *SLD, *rows)], ()).whole.values()
        return found

    assert whole() == {"id-all", "id-sld"}
    assert whole("South,id-all,hispanic,3,2") == {"id-sld"}
    assert whole("South,id-ell,white,2,3") == set()  # it may be of any


def test_a_year_that_cannot_be_told_may_be_any(table: Table) -> None:
    rows = [f"{year},{row}" for year in ("2025", "2026") for row in (*NORTH, *SOUTH)]
    file = table(*rows, "soon,South,id-all,hispanic,1,2", head=f"school_year,{HEAD}")
    found = read_tables([file], ())
    assert found.left == (Left(2025, "South", "id-all"), Left(2026, "South", "id-all"))
    assert found.bad_rows == 1
    short = table(*rows, "2026,South", head=f"school_year,{HEAD}")
    assert {year for year, *_ in left([short])} == {2025, 2026}
    none = table("soon,South,id-all,hispanic,1,2", head=f"school_year,{HEAD}")
    assert read_tables([none], ()).years[0].districts == ()


def test_bad_rows_are_said_by_file_and_line_and_the_exit_is_2(run: Run, table: Table) -> None:
    first = table(*NORTH, "x,y", name="a.csv")
    second = table(*SOUTH, "South,id-all,white,9,8", "South,id-all,white,9", name="b.csv")
    status, _, err = run("equity", first, second, "--years", "2026", "2026", *OVER)
    assert status == Exit.BAD_INPUT
    assert "a.csv: 1 problem;" in err
    assert "line 5: fewer cells than columns: 2 and 5" in err
    assert "b.csv: 2 problems;" in err
    assert err.index("line 5, outcome: more children have the outcome than there are") < err.index(
        "line 6: fewer cells"
    )


def test_a_column_that_is_not_known_does_no_harm(run: Run, table: Table) -> None:
    file = table(*(f"{row},x" for row in SOUTH), head=f"{HEAD},note")
    status, _, err = run("equity", file, *OVER)
    assert status == Exit.FINE
    assert "unknown column 'note'; its cells were not read" in err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "$: line 1: the column district is required"),
        (b"district,category,group,outcome\n", "the column total is required"),
        (f"{HEAD}\n".encode(), "there is no row in it"),
        (b"\xff\xfe", "expected UTF-8"),
        (None, "this file cannot be read"),
    ],
)
def test_a_file_that_is_no_table_is_refused(run: Run, tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "counts.csv"
    if content is not None:
        file.write_bytes(content)
    status, out, err = run("equity", file, *OVER)
    assert (status, out) == (Exit.BAD_INPUT, "")
    assert said in err


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["North", "South", ""]),
        st.sampled_from(["id-all", "id-sld", "id-x", ""]),
        st.sampled_from(["white", "asian", "hispanic", "unknown", "blue", ""]),
        st.sampled_from(["0", "12", "40", "x", ""]),
        st.sampled_from(["30", "40", "500", "", "-1"]),
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(ROWS)
def test_on_any_rows_what_is_kept_was_read_whole(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_text("\n".join([HEAD, "West,id-all,white,20,90", *map(",".join, rows)]) + "\n", "utf-8")
    found = read_tables([file], ())
    (counts,) = found.years.values()
    kept = {(district, category) for district, category in (*counts.known, *counts.unknown)}
    assert not kept & {(one.district, one.category) for one in found.left}
    for district, category in kept:
        own = [row for row in rows if row[:2] == (district, category)]
        assert len({row[2] for row in own}) == len(own)
        for _, _, group, outcome, total in own:
            held = (
                counts.unknown[district, category]
                if group == "unknown"
                else counts.of(district, category)[Group(group)]
            )
            assert held == Count(int(outcome), int(total))
    assert (found.bad_rows > 0) >= bool(found.left)


YEARS = st.sampled_from(["2025", "2025-26", "2024-25", "x", ""])


@settings(max_examples=25)
@given(st.lists(st.tuples(YEARS, ROWS.filter(bool).map(lambda rows: rows[0])), max_size=14), st.booleans())
def test_on_any_file_every_format_is_written_without_a_fault(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, tuple[str, ...]]],
    whole: bool,  # noqa: FBT001 - drawn
) -> None:
    file = tmp_path_factory.getbasetemp() / "years.csv"
    text = [f"school_year,{HEAD}", "2026,West,id-all,white,20,90", *(f"{year},{','.join(row)}" for year, row in rows)]
    file.write_text("\n".join(text) + "\n", "utf-8")
    options = ["equity", str(file), "--threshold", "1.5", "--cell", "5", "--prior-years", "1", "--progress", "5%"]
    said = {}
    for form in ("text", "json", "csv", "html"):
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            said[form] = main([*options, *["--whole-state"] * whole, "--format", form])
        assert "fault of iepkit" not in err.getvalue()
        assert out.getvalue()
    assert len({*said.values()}) == 1
    assert (said["text"] == Exit.BAD_INPUT) == bool(read_tables([file], ()).bad_rows)


# -- values ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["0", "-1", "2,5", "1/0", "1e9", "", "nan", "٣"])
def test_what_is_no_number_above_zero_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected a number above 0"):
        above_zero(text)


@pytest.mark.parametrize("text", ["26", "0000", "2025-24", "2025/26", "2025-2027", "x"])
def test_what_is_no_school_year_is_none(text: str) -> None:
    assert school_year(text) is None
    assert school_year("1999-00") == 2000


def test_a_fall_is_a_number_or_a_percentage() -> None:
    standard = Standard(2, cell=1, n=1)
    before = ratio_of(Count(40, 100), Count(10, 100), standard=standard)
    this = ratio_of(Count(36, 100), Count(10, 100), standard=standard)
    none = ratio_of(Count(0, 0), Count(10, 100), standard=standard)
    assert Fall.of("10%")(this, before) is True
    assert Fall.of("11%")(this, before) is False
    assert Fall.of("0.4")(this, before) is True
    assert Fall(Fraction(41, 100))(this, before) is False
    assert Fall.of("1")(this, none) is None
    assert Fall.of("1")(none, before) is None


def test_what_is_varied_is_named() -> None:
    assert varied("cell=5,10,5") == ("cell", ("5", "10"))
    assert varied("threshold=2,5/2") == ("threshold", ("2", "5/2"))
    with pytest.raises(ArgumentTypeError, match="names: threshold, cell, n"):
        varied("cells=5")


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--threshold", "0"), "expected a number above 0"),
        (("--cell", "-1"), "expected a whole number, 0 or more"),
        (("--n", "di-total=x"), "expected a whole number, 0 or more"),
        (("--years", "soon"), "expected a school year, as in 2026"),
        (("--progress", "-1"), "expected how much the ratio must fall"),
        (("--hide-below", "0"), "expected a whole number, 1 or more"),
        (("--what-if", "cell=x"), "expected a whole number, 0 or more"),
        (("--disclosure", "off"), "invalid choice"),
    ],
)
def test_options_that_cannot_be_are_refused(run: Run, table: Table, option: tuple[str, str], said: str) -> None:
    status, _, err = run("equity", table(*NORTH), f"{option[0]}={option[1]}")
    assert (status, said in err) == (Exit.BAD_INPUT, True)


def test_what_if_takes_other_numbers(run: Run, table: Table) -> None:
    out = run("equity", table(*NORTH), *OVER, "--format", "json", "--what-if", "threshold=2,5", "cell=10", "n=30")[1]
    assert [(one["threshold"], one["districts"]) for one in data(out)["what_if"]] == [(2, 1), (5, 0)]
    assert data(run("equity", table(*NORTH), *OVER, "--format", "json")[1])["what_if"] == []


def test_the_words_of_the_trade_are_there_when_asked_for(run: Run, table: Table) -> None:
    assert "risk: How many children of a group" in words(run("equity", table(*NORTH), *OVER, "--explain")[1])


def test_the_help_is_in_plain_words(run: Run) -> None:
    status, out, _ = run("equity", "--help")
    assert status == Exit.FINE
    assert "the State sets it, and no number is Federal" in words(out)
    assert "1 a ratio is over its threshold, also where it is not shown" in words(out)
