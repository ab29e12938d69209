"""Service logs and progress data in CSV: bad rows told with their lines, good ones kept, nobody named."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit.errors import WrongType
from iepkit.formats import tables
from iepkit.formats.tables import (
    DeliveryRow,
    MeasurementRow,
    RowProblem,
    Table,
    add_deliveries,
    add_measurements,
    read_deliveries,
    read_measurements,
    write_deliveries,
    write_measurements,
)
from iepkit.formats.tables.cells import BadCell, amount, day, number, status, time_of_day, whole, word, yes_or_no
from iepkit.history import Case
from iepkit.records import DataPoint, Goal, Iep, Measurement, ServiceDelivery
from iepkit.testing.strategies import days
from iepkit.vocabulary import Location, MissedReason, ServiceType

HEAD = "case_id,service_id,on,status,minutes,reason,reason_note,type,provider,provider_role,starts_at,group,group_size"
LOG = f"""{HEAD},location,makes_up_for
7,s1,2026-10-05,delivered,30,,,audiology,p1,audiologist,09:05,true,3,therapy-room,2026-09-28
7,s1,2026-10-12,missed,,provider-absent,"ill, at home",,,,,,,,
"""


def said(table: Table[Any]) -> list[str]:
    return [str(problem) for problem in table.problems]


def test_every_column_of_a_service_log_has_its_field() -> None:
    log = read_deliveries(LOG)
    assert log.problems == ()
    assert (log.read, log.bad_lines) == (2, ())
    given_, missed = (row.delivery for row in log.rows)
    assert given_ == ServiceDelivery(
        on=date(2026, 10, 5),
        service_id="s1",
        type=ServiceType.AUDIOLOGY,
        minutes=30,
        delivered=True,
        makes_up_for=date(2026, 9, 28),
        provider_role="audiologist",
        group=True,
        starts_at="09:05",
        provider_id="p1",
        group_size=3,
        location=Location.THERAPY_ROOM,
    )
    assert missed == ServiceDelivery(
        on=date(2026, 10, 12),
        service_id="s1",
        delivered=False,
        missed_for=MissedReason.PROVIDER_ABSENT,
        missed_because="ill, at home",
    )
    assert [(row.line, row.case_id) for row in log.rows] == [(2, "7"), (3, "7")]


def test_every_field_of_a_session_has_a_column() -> None:
    """A field that is added to the record and not here would be lost without a word."""
    full = ServiceDelivery(
        on=date(2026, 10, 5),
        service_id="s",
        type=ServiceType.COUNSELING,
        minutes=1,
        delivered=False,
        missed_because="x",
        makes_up_for=date(2026, 10, 1),
        provider_role="r",
        group=False,
        missed_for=MissedReason.OTHER,
        starts_at="10:00",
        provider_id="p",
        group_size=2,
        location=Location.OTHER,
    )
    unset = [field.name for field in attrs.fields(ServiceDelivery) if getattr(full, field.name) == field.default]
    assert unset == []
    assert [row.delivery for row in read_deliveries(write_deliveries([DeliveryRow(2, "7", full)])).rows] == [full]


def test_every_field_of_a_point_has_a_column() -> None:
    assert [field.name for field in attrs.fields(DataPoint)] == ["on", "value", "of"]


def test_bad_rows_are_told_all_at_once_and_good_ones_are_kept() -> None:
    log = read_deliveries(
        "case_id,on,minutes,status,reason\n"
        "7,2026-10-05,30,delivered,\n"
        ",2026-02-30,-5,done,sick\n"
        "\n"
        "7,10/6/2026,30,delivered,\n"
        ",,,,\n"
        "7,2026-10-07,30\n"
        "7,2026-10-08,30,delivered,,\n"
        "7,2026-10-09,45,,\n"
    )
    assert [(row.line, row.delivery.minutes) for row in log.rows] == [(2, 30), (9, 45)]
    assert log.bad_lines == (3, 5, 7, 8)
    assert log.read == 6
    assert said(log) == [
        "line 3, case_id: expected something in this cell",
        "line 3, on: expected a day that exists",
        "line 3, minutes: expected a whole number that is not negative; seen: another number",
        "line 3, status: expected one of: delivered, missed",
        f"line 3, reason: expected one of: {', '.join(MissedReason)}",
        "line 5, on: expected a day written YYYY-MM-DD; seen: slashes, in which the month cannot be told from the day",
        "line 7: fewer cells than columns: 3 and 5; a cell with a comma needs quotes",
        "line 8: more cells than columns: 6 and 5; a cell with a comma needs quotes",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_byte_order_mark_make_no_difference(tmp_path: Path, end: str, mark: str) -> None:
    text = mark + LOG.replace("\n", end)
    file = tmp_path / "log.csv"
    file.write_bytes(text.encode())
    expected = read_deliveries(LOG)
    assert read_deliveries(text) == read_deliveries(text.encode()) == read_deliveries(file) == expected
    assert read_deliveries(str(file)) == expected


def test_a_quoted_cell_may_hold_commas_quotes_and_line_breaks_and_lines_are_counted_through_it() -> None:
    log = read_deliveries('case_id,on,reason_note\n7,2026-10-05,"ill, ""home""\nand away"\n7,x,\n')
    assert log.rows[0].delivery.missed_because == 'ill, "home"\nand away'
    assert log.bad_lines == (4,)


def test_quotation_marks_that_do_not_pair_up() -> None:
    log = read_deliveries('case_id,on\n"7"x,2026-10-05\n7,2026-10-06\n"7,2026-10-07\n7,2026-10-08\n')
    assert [row.line for row in log.rows] == [3]
    assert log.bad_lines == (2, 4)
    assert all("quotation marks" in words for words in said(log))
    assert said(read_deliveries('"case_id"x,on\n7,2026-10-06\n'))[0].startswith("line 1: quotation marks")


def test_spaces_around_cells_and_capitals_in_words_and_heads_do_not_matter() -> None:
    log = read_deliveries("\n Case_ID , ON,Status,group\n 7 , 2026-10-05 , Delivered, YES\n")
    assert (log.rows[0].line, log.rows[0].case_id, log.head) == (3, "7", 2)
    assert (log.rows[0].delivery.delivered, log.rows[0].delivery.group) == (True, True)


# --- the head ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("case_id\n7\n", ["the column on is required"]),
        ("on,on,case_id\n2026-10-05,,7\n", ["the column on is there twice"]),
        (
            "case_id;on\n7;2026-10-05\n",
            [
                "expected commas between cells; seen: semicolons",
                "the column case_id is required",
                "the column on is required",
            ],
        ),
        ("case_id\ton\n7\t2026-10-05\n", ["expected commas between cells; seen: tabs"]),
        ("\n", ["the column case_id is required", "the column on is required"]),
    ],
)
def test_a_head_that_cannot_be_used(text: str, words: list[str]) -> None:
    log = read_deliveries(text)
    assert log.rows == ()
    assert log.bad_lines == ()
    assert [problem.message for problem in log.problems][: len(words)] == words


def test_an_unknown_column_is_told_and_the_rows_are_read() -> None:
    log = read_deliveries("case_id,on,minuts,Ada Example,\n7,2026-10-05,30,x,\n")
    assert len(log.rows) == 1
    assert said(log) == [
        "line 1: unknown column 'minuts'; its cells were not read; did you mean 'minutes'?",
        "line 1: an unknown column; its cells were not read",
    ]
    assert "did you mean" not in said(read_deliveries("case_id,on,zzz\n"))[0]


def test_what_may_be_a_child_and_no_head_is_not_repeated() -> None:
    assert not any("ada" in words for words in said(read_deliveries("ada,2026-10-05\nada,2026-10-06\n")))


def test_what_cannot_be_read_at_all(tmp_path: Path) -> None:
    assert said(read_deliveries(tmp_path / "none.csv")) == ["line 1: this file cannot be read"]
    assert said(read_deliveries("no\0such")) == ["line 1: this file cannot be read"]
    assert said(read_deliveries(b"case_id,on\n\xff,2026-10-05\n")) == [
        "line 1: expected UTF-8; save the table as CSV in UTF-8"
    ]
    with pytest.raises(WrongType):
        read_deliveries(7)  # type: ignore[arg-type]


# --- cells ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        ("2026-10-5", "one digit"),
        ("2026-10-05T08:00", "with a time"),
        ("2026-10-05 08:00", "with a time"),
        ("20261005", "without hyphens"),
        ("46300", "serial number"),
        ("2026/10/05", "year first, with slashes"),
        ("10/5/2026", "slashes, in which"),
        ("5/10/26", "slashes, in which"),
        ("05-10-2026", "hyphens with the year last"),
        ("5.10.2026", "dots"),
        ("Oct 5, 2026", "a month in words"),
        ("5 octobre 2026", "a month in words"),
        ("yesterday", "something else"),
        ("".join(chr(ord(one) + 0x630) if one.isdigit() else one for one in "2026-10-05"), "something else"),
    ],
)
def test_another_form_of_a_day_is_named(cell: str, seen: str) -> None:
    with pytest.raises(BadCell) as caught:
        day(cell)
    assert "YYYY-MM-DD; seen: " in str(caught.value)
    assert seen in str(caught.value)
    assert cell not in str(caught.value)


@pytest.mark.parametrize("cell", ["2026-02-30", "2026-13-01", "0000-01-01", "2025-02-29"])
def test_a_day_must_exist(cell: str) -> None:
    with pytest.raises(BadCell, match="expected a day that exists"):
        day(cell)


@pytest.mark.parametrize(
    ("read", "cell", "words"),
    [
        (whole, "30.5", "seen: another number"),
        (whole, "30 min", "not negative$"),
        (whole, "9" * 16, "seen: another number"),
        (number, "12,5", "seen: a decimal comma"),
        (number, "80%", "seen: a percent sign"),
        (number, "many", "such as 12.5$"),
        (number, "1e999", "such as 12.5$"),
        (number, "nan", "such as 12.5$"),
        (amount, "-1", "not negative"),
        (time_of_day, "9:05", "HH:MM"),
        (time_of_day, "24:00", "HH:MM"),
        (yes_or_no, "maybe", "true, false, yes, no"),
        (status, "true", "delivered, missed"),
        (word(Location), "moon", "regular-class, special-class"),
    ],
)
def test_what_a_cell_is_not(read: Any, cell: str, words: str) -> None:
    with pytest.raises(BadCell) as caught:
        read(cell)
    assert re.search(words, str(caught.value))


def test_what_numbers_are() -> None:
    assert [number(cell) for cell in ("7", "+7.", ".5", "-2", "1e2")] == [7, 7, 0.5, -2, 100]


# --- progress data -------------------------------------------------------------------------------------------------


def test_measurements() -> None:
    data = read_measurements(
        "goal_id,case_id,unit,value,of,on\ng1,7,words,72.5,,2026-10-05\ng1,7,,7,10,2026-10-12\ng1,7,,,,x\n,7,,1,-1,\n"
    )
    assert [(row.goal_id, row.unit, row.point) for row in data.rows] == [
        ("g1", "words", DataPoint(date(2026, 10, 5), 72.5)),
        ("g1", None, DataPoint(date(2026, 10, 12), 7, of=10)),
    ]
    assert said(data) == [
        "line 4, value: expected something in this cell",
        "line 4, on: expected a day written YYYY-MM-DD; seen: something else",
        "line 5, goal_id: expected something in this cell",
        "line 5, of: expected a number that is not negative",
        "line 5, on: expected something in this cell",
    ]


# --- joining -------------------------------------------------------------------------------------------------------


def test_sessions_join_their_cases_once() -> None:
    log = read_deliveries(
        "case_id,on,minutes\n7,2026-10-05,30\n7,2026-10-05,30\n8,2026-10-06,20\n9,x,\n5,2026-10-06,1\n"
    )
    held = ServiceDelivery(on=date(2026, 10, 5), minutes=30)
    joined = add_deliveries([Case("8"), Case("7", deliveries=(held,)), Case("6"), Case("5"), Case("5")], log)
    assert [len(case.deliveries) for case in joined.cases] == [1, 2, 0, 0, 0]
    assert [str(problem) for problem in joined.problems] == [
        "line 5, on: expected a day written YYYY-MM-DD; seen: something else",
        "line 6, case_id: several cases have this identifier",
    ]
    assert add_deliveries(joined.cases, log).cases == joined.cases


def test_points_join_the_goal_that_holds_them_or_its_measurements() -> None:
    data = read_measurements(
        "case_id,goal_id,on,value,unit\n"
        "7,g1,2026-10-05,72,\n7,g1,2026-10-12,75,\n"
        "7,g2,2026-10-05,3,trials\n7,g2,2026-10-05,4,minutes\n"
        "7,g3,2026-10-05,1,\n8,g1,2026-10-05,1,\n"
    )
    case = Case(
        "7",
        ieps=(Iep(goals=(Goal(id="g1", data=(DataPoint(date(2026, 10, 5), 72),)), Goal(id="g9"))),),
        measurements=(
            Measurement("g2", "trials", (DataPoint(date(2026, 9, 28), 2),)),
            Measurement("g3", "words", (DataPoint(date(2026, 10, 5), 1),)),
        ),
    )
    joined = add_measurements([case], data)
    assert joined.cases[0].measurements == (
        Measurement("g2", "trials", (DataPoint(date(2026, 9, 28), 2), DataPoint(date(2026, 10, 5), 3))),
        Measurement("g3", "words", (DataPoint(date(2026, 10, 5), 1),)),
        Measurement("g1", None, (DataPoint(date(2026, 10, 12), 75),)),
        Measurement("g2", "minutes", (DataPoint(date(2026, 10, 5), 4),)),
    )
    assert [str(problem) for problem in joined.problems] == ["line 7, case_id: no case has this identifier"]
    assert add_measurements(joined.cases, data).cases == joined.cases


# --- laws ----------------------------------------------------------------------------------------------------------

WORDS = (
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
    .map(str.strip)
    .filter(lambda text: text != "")
)
MAYBE = st.none() | WORDS
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
DELIVERIES = st.builds(
    ServiceDelivery,
    on=days(),
    service_id=MAYBE,
    type=st.none() | st.sampled_from(ServiceType),
    minutes=st.none() | st.integers(0, 10**15 - 1),
    delivered=st.none() | st.booleans(),
    missed_because=MAYBE,
    makes_up_for=st.none() | days(),
    provider_role=MAYBE,
    group=st.none() | st.booleans(),
    missed_for=st.none() | st.sampled_from(MissedReason),
    starts_at=st.none() | st.times().map(lambda time: f"{time:%H:%M}"),
    provider_id=MAYBE,
    group_size=st.none() | st.integers(0, 99),
    location=st.none() | st.sampled_from(Location),
)


@given(st.lists(st.tuples(WORDS, DELIVERIES), max_size=5))
def test_sessions_written_and_read_back_are_the_same(sessions: list[tuple[str, ServiceDelivery]]) -> None:
    log = read_deliveries(write_deliveries(DeliveryRow(0, case, one) for case, one in sessions))
    assert log.problems == ()
    assert [(row.case_id, row.delivery) for row in log.rows] == sessions


POINTS = st.builds(DataPoint, on=days(), value=FLOATS, of=st.none() | st.floats(0, 1000))


@given(st.lists(st.builds(MeasurementRow, line=st.just(0), case_id=WORDS, goal_id=WORDS, point=POINTS, unit=MAYBE)))
def test_measurements_written_and_read_back_are_the_same(rows: list[MeasurementRow]) -> None:
    data = read_measurements(write_measurements(rows))
    assert data.problems == ()
    assert [attrs.evolve(row, line=0) for row in data.rows] == rows


@given(st.text(max_size=80), st.sampled_from(["", "case_id,on\n", "case_id,on,minutes,status\n"]))
def test_any_text_has_an_answer_in_which_no_row_is_lost(text: str, head: str) -> None:
    log = read_deliveries(head + text + "\n")
    if head:
        assert len(log.rows) + len(log.bad_lines) == log.read
    else:
        assert log.rows == () or "case_id" in text


PERSON = "zqxjkv"


@given(st.lists(st.sampled_from([PERSON, f"{PERSON} 7", f"7{PERSON}", f'"{PERSON}', "2026-10-05", ""]), max_size=6))
def test_no_message_repeats_a_cell(row: list[str]) -> None:
    text = f"case_id,on,minutes,status,group,starts_at\n{','.join(row)}\n"
    log, data = read_deliveries(text), read_measurements(text)
    assert PERSON not in "".join([*said(log), *said(data), repr(log), repr(data)])


def test_the_format_says_what_it_offers() -> None:
    assert dir(tables) == sorted(tables.__all__)
    assert str(RowProblem(1, None, "x")) == "line 1: x"
    table: Table[str] = Table(("a",))
    assert table.bad_lines == ()
