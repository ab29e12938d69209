"""Arrow in, Arrow out: nothing is lost on the way, everything wrong is told at once, and chunks are the whole."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from importlib import reload
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_timelines_paths import random_cases

import iepkit.columns.arrow
from iepkit.columns import STATUS, arrow, events_of
from iepkit.columns import deadlines as deadlines_of_many
from iepkit.days import MISSING, UNKNOWN
from iepkit.errors import InvalidDocument, MissingExtra, UnknownName, WrongType
from iepkit.history import Case, Event
from iepkit.laws import clocks, law
from iepkit.testing import synthetic
from iepkit.vocabulary import EventKind

AS_OF = date(2024, 2, 29)
CALENDAR = synthetic.calendar(2021, 2025)
KW: dict[str, Any] = {"law": law("TX"), "calendar": CALENDAR, "as_of": AS_OF}
TEXT, WORD, DAY = pa.string(), pa.dictionary(pa.int32(), pa.string()), pa.date32()


def tables(cases: Sequence[Case], text: Any = TEXT) -> tuple[Any, Any]:
    """The two tables of some cases, whose ids are their places."""
    rows = [(at, event) for at, case in enumerate(cases) for event in case.history()]
    events = {
        "case": pa.array([f"case {at}" for at, _ in rows], TEXT),
        "kind": pa.array([event.kind.value for _, event in rows], TEXT).cast(text),
        "on": pa.array([event.on for _, event in rows], DAY),
        "until": pa.array([event.until for _, event in rows], DAY),
        "purpose": pa.array([event.purpose.value if event.purpose else None for _, event in rows], TEXT).cast(text),
        "detail": pa.array([event.detail for _, event in rows], TEXT).cast(text),
        "about": pa.array([event.about for _, event in rows], TEXT).cast(text),
    }
    those = {
        "case": pa.array([f"case {at}" for at in range(len(cases))], TEXT),
        "birth": pa.array([case.student.birth_date if case.student else None for case in cases], DAY),
        "jurisdiction": pa.array([case.jurisdiction for case in cases], TEXT).cast(text),
        "calendar": pa.array([case.calendar for case in cases], TEXT).cast(text),
    }
    return pa.table(events), pa.table(those)


def plain(table: Any) -> list[tuple[Any, ...]]:
    """The rows in an order of their own."""
    return sorted(map(tuple, (row.values() for row in table.to_pylist())), key=str)


def problems(events: Any, cases: Any) -> list[str]:
    with pytest.raises(InvalidDocument, match="Arrow tables") as caught:
        arrow.read(events, cases)
    return [str(problem) for problem in caught.value.problems]


CASES = pa.table({"case": ["a", "b"], "birth": pa.array([date(2015, 3, 2), None], DAY)})


def an_event(**columns: Any) -> Any:
    row = {"case": ["a"], "kind": ["referral"], "on": pa.array([date(2024, 1, 8)], DAY)}
    return pa.table(row | columns)


# -- in ---------------------------------------------------------------------------------------------------------------


@given(cases=st.lists(random_cases(), max_size=4), text=st.sampled_from([TEXT, WORD, pa.large_string()]))
def test_what_arrow_says_is_what_the_cases_say(cases: list[Case], text: Any) -> None:
    events, those = tables(cases, text)
    found, wanted = arrow.read(events, those), events_of(cases)
    for name in ("case", "kind", "on", "until", "purpose", "birth"):
        assert getattr(found, name).tolist() == getattr(wanted, name).tolist()
    for name, words in (("detail", "details"), ("about", "abouts"), ("jurisdiction", "jurisdictions")):
        said = [[getattr(table, words)[code] for code in getattr(table, name).tolist()] for table in (found, wanted)]
        assert said[0] == said[1]


def test_columns_that_may_be_left_out() -> None:
    found = arrow.read(an_event(), CASES.select(["case"]))
    assert repr(found) == "EventTable(1 event, 2 cases)"
    assert found.until.tolist() == [MISSING]
    assert found.birth.tolist() == [MISSING, MISSING]
    assert found.details == found.abouts == found.jurisdictions == found.calendars == (None,)


def test_tables_of_nothing() -> None:
    empty = pa.table({"case": [], "kind": [], "on": []})
    assert repr(arrow.read(empty, CASES)) == "EventTable(0 events, 2 cases)"
    assert repr(arrow.read(empty, pa.table({"case": []}))) == "EventTable(0 events, 0 cases)"
    chunked = pa.table({"case": pa.chunked_array([], TEXT)}).append_column("birth", pa.chunked_array([], DAY))
    assert repr(arrow.read(empty, chunked)) == "EventTable(0 events, 0 cases)"
    assert arrow.deadlines(empty, chunked, **KW).num_rows == 0


def test_a_dictionary_of_several_chunks_with_nulls_in_it_and_words_that_stand_twice() -> None:
    first = pa.DictionaryArray.from_arrays(pa.array([0, 1, 2, None], pa.uint8()), pa.array(["8", None, "8"]))
    second = pa.DictionaryArray.from_arrays(pa.array([1, 0], pa.uint8()), pa.array(["9", "8"]))
    for chunks, said in (([first, second], ["8", None, "8", None, "8", "9"]), ([first], ["8", None, "8", None])):
        detail = pa.chunked_array(chunks)
        rows = {"case": ["a"] * len(said), "kind": ["grade-entered"] * len(said), "on": [AS_OF] * len(said)}
        found = arrow.read(pa.table(rows | {"detail": detail}), CASES)
        assert [found.details[code] for code in found.detail.tolist()] == said
        assert len(found.details) == len({*said, None})


IDS: dict[str, Any] = {
    "whole numbers": ([7, 9], pa.int64()),
    "narrow": ([7, 9], pa.uint8()),
    "very large": ([7, 1 << 63], pa.uint64()),
    "bytes": ([b"a", b"b"], pa.binary(1)),
    "dictionary": (["a", "b"], WORD),
    "views": (["a", "b"], pa.string_view()),
}


@pytest.mark.parametrize("name", IDS)
def test_ids_of_any_type_that_can_be_compared(name: str) -> None:
    values, kind = IDS[name]
    cases = pa.table({"case": pa.array(values).cast(kind) if kind == WORD else pa.array(values, kind)})
    column = pa.chunked_array([cases["case"].chunk(0).slice(1)])
    found = arrow.deadlines(an_event(case=column, kind=["iep-reviewed"]), cases, **KW, clocks=["annual-review"])
    assert found["case"].to_pylist() == values[1:]
    assert found.schema.field("case").type == (TEXT if name in {"dictionary", "views"} else kind)


@pytest.mark.parametrize(
    ("mine", "theirs"), [(pa.int32(), pa.int64()), (pa.int64(), pa.uint16()), (pa.large_string(), TEXT), (WORD, TEXT)]
)
def test_ids_of_like_types_find_each_other(mine: Any, theirs: Any) -> None:
    values: list[Any] = ["a", "b"] if theirs == TEXT else [7, 9]
    cases = pa.table({"case": pa.array(values, theirs)})
    event = an_event(case=pa.array(values[1:], TEXT if mine == WORD else mine).cast(mine))
    assert arrow.read(event, cases).case.tolist() == [1]


def test_any_arrow_stream_is_a_table() -> None:
    class Frame:
        """What a data frame of another library is to Arrow."""

        def __init__(self, table: Any) -> None:
            self.table = table

        def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
            return self.table.__arrow_c_stream__(requested_schema)

    wanted = arrow.deadlines(an_event(), CASES, **KW)
    assert arrow.deadlines(Frame(an_event()), Frame(CASES), **KW).equals(wanted)
    assert arrow.deadlines(an_event().to_batches()[0], CASES.to_batches()[0], **KW).equals(wanted)
    days = an_event(on=pa.array([date(2024, 1, 8)], pa.date64()))
    assert arrow.deadlines(days, CASES, **KW).equals(wanted)


@pytest.mark.parametrize("name", ["events", "cases"])
def test_what_is_no_table(name: str) -> None:
    given_ = {"events": an_event(), "cases": CASES} | {name: [{"case": "a"}]}
    with pytest.raises(WrongType, match=f"{name}: expected an Arrow table"):
        arrow.read(**given_)


# -- what is wrong -----------------------------------------------------------------------------------------------------


def test_everything_wrong_is_told_at_once_with_its_column_and_row() -> None:
    events = pa.table(
        {
            "case": ["a", "c", None, "b"],
            "kind": ["referral", "referal", None, "exit"],
            "on": pa.array([20_000, None, 3_000_000, 20_000], pa.int32()).cast(DAY),
            "until": pa.array([None, None, None, -800_000], pa.int32()).cast(DAY),
            "purpose": ["initial", "first", None, "first"],
            "details": ["8"] * 4,
        }
    )
    cases = pa.table({"case": ["a", "b", "a", None], "birth": ["2015-03-02"] * 4, "jurisdiction": [1, 2, 3, 4]})
    wanted = [
        "$.cases.case[3]: expected an id, not null",
        "$.cases.case[2]: expected each case once",
        "$.cases.birth: expected days, as date32",
        "$.cases.jurisdiction: expected text",
        "$.events.details: expected one of the columns case, kind, on, until, purpose, detail, about",
        "$.events.case[2]: expected an id, not null",
        "$.events.case[1]: expected a case of the table of cases",
        "$.events.kind[1]: expected one of the words of EventKind",
        "$.events.kind[3]: expected one of the words of EventKind",
        "$.events.kind[2]: expected a word, not null",
        "$.events.on[1]: expected a day, not null",
        "$.events.on[2]: expected a day of the years 1 to 9999",
        "$.events.until[3]: expected a day of the years 1 to 9999",
        "$.events.purpose[1]: expected one of the words of Purpose",
        "$.events.purpose[3]: expected one of the words of Purpose",
    ]
    assert problems(events, cases) == wanted
    with pytest.raises(InvalidDocument) as caught:
        arrow.deadlines_in_chunks(events, cases, **KW)
    assert [str(problem) for problem in caught.value.problems] == wanted


def test_columns_that_must_be_there_once() -> None:
    assert problems(pa.table({"kind": ["referral"]}), pa.table({"birth": pa.array([None], DAY)})) == [
        "$.cases.case: expected this column",
        "$.events.case: expected this column",
        "$.events.on: expected this column",
    ]
    twice = pa.Table.from_arrays([pa.array(["a"])] * 2, ["case", "case"])
    assert problems(an_event(), twice)[0] == "$.cases.case: expected this column once"


def test_ids_that_cannot_be_found() -> None:
    lists, numbers = pa.array([["a"]]), pa.array([1])
    told_apart = "expected ids that can be compared, such as text or whole numbers"
    assert problems(an_event(), pa.table({"case": lists})) == [f"$.cases.case: {told_apart}"]
    assert problems(an_event(case=lists), CASES) == [f"$.events.case: {told_apart}"]
    assert problems(an_event(case=numbers), CASES) == [
        "$.events.case: expected ids of the type that the table of cases has"
    ]


def test_a_column_that_is_wrong_throughout_is_told_in_part() -> None:
    rows = 1200
    events = pa.table({"case": ["a"] * rows, "kind": ["referal"] * rows, "on": [AS_OF] * rows})
    found = problems(events, CASES)
    assert len(found) == 1001
    assert found[-1] == "$.events.kind: expected one of the words of EventKind; and so in 200 more rows"


# -- out --------------------------------------------------------------------------------------------------------------


def test_the_rows_of_the_answer() -> None:
    cases = list(synthetic.cases(80, seed=11))
    events, those = tables(cases)
    found, wanted = arrow.deadlines(events, those, **KW), deadlines_of_many(events_of(cases), **KW)
    assert found.schema == arrow.schema(those)
    for at, row in enumerate(found.to_pylist()):
        due, status = int(wanted["due"][at]), STATUS[wanted["status"][at]]
        provision = wanted.provisions[wanted["provision"][at]]
        assert status is not None
        assert row == {
            "case": f"case {wanted['case'][at]}",
            "clock": wanted.clocks[wanted["clock"][at]],
            "about": wanted.abouts[wanted["about"][at]],
            "jurisdiction": provision.jurisdiction,
            "citation": provision.citation.text,
            "grade": provision.citation.grade.value,
            "status": status.value,
            "due": wanted.dates("due")[at].item(),
            "due_unknown": due >= UNKNOWN,
            "later_than": wanted.dates("later_than")[at].item(),
            "is_earliest": clocks()[row["clock"]].shape.value in {"apart", "not-before"},
            "days_late": wanted["days_late"][at],
            "start": wanted.dates("start")[at].item(),
            "done": wanted.dates("done")[at].item(),
        }
    assert {row["due_unknown"] for row in found.to_pylist()} == {True, False}
    assert {row["is_earliest"] for row in found.to_pylist()} == {True, False}


def test_ids_of_several_chunks_come_back() -> None:
    words = [pa.array(["a"]).dictionary_encode(), pa.array(["b", "a2"]).dictionary_encode()]
    cases = pa.table({"case": pa.chunked_array(words)})
    events = pa.table({"case": ["b", "a2"], "kind": ["iep-reviewed"] * 2, "on": [date(2024, 1, 8)] * 2})
    found = arrow.deadlines(events, cases, **KW, clocks=["annual-review"])
    assert found["case"].to_pylist() == ["b", "a2"]


# -- chunks -----------------------------------------------------------------------------------------------------------


@settings(max_examples=settings().max_examples // 2)
@given(
    cases=st.lists(random_cases(), max_size=6),
    chunk=st.integers(1, 4),
    rows=st.integers(1, 9),
    text=st.sampled_from([TEXT, WORD]),
)
def test_chunks_are_the_whole(cases: list[Case], chunk: int, rows: int, text: Any) -> None:
    events, those = tables(cases, text)
    whole = plain(arrow.deadlines(events, those, **KW))
    for given_ in (events, events.to_reader(max_chunksize=rows)):
        reader = arrow.deadlines_in_chunks(given_, those, **KW, chunk=chunk)
        assert reader.schema == arrow.schema(those)
        batches = list(reader)
        assert len(batches) == -(-len(cases) // chunk)
        for at, batch in enumerate(batches):
            mine = {f"case {case}" for case in range(at * chunk, (at + 1) * chunk)}
            assert set(batch["case"].to_pylist()) <= mine
        assert plain(pa.Table.from_batches(batches, reader.schema)) == whole


def test_a_stream_is_read_no_further_than_a_chunk_needs() -> None:
    events, those = tables([Case("1", events=(Event(EventKind.IEP_REVIEWED, date(2024, 1, 8)),))] * 9)
    read = []

    def batches() -> Iterator[Any]:
        for batch in events.to_batches(max_chunksize=1):
            read.append(batch)
            yield batch

    reader = arrow.deadlines_in_chunks(
        pa.RecordBatchReader.from_batches(events.schema, batches()), those, **KW, chunk=2
    )
    assert reader.read_next_batch().num_rows > 0
    assert len(read) == 3


def streamed(*batches: Any) -> Any:
    tables_ = [pa.table(batch) for batch in batches]
    return pa.RecordBatchReader.from_batches(tables_[0].schema, [one for some in tables_ for one in some.to_batches()])


def row(case: str, kind: str = "referral") -> dict[str, Any]:
    return {"case": [case], "kind": [kind], "on": pa.array([date(2024, 1, 8)], DAY)}


@pytest.mark.parametrize(
    ("batches", "path"),
    [
        ([row("b"), row("a")], "$.events.case[1]: expected events case by case, as the cases stand"),
        ([row("a"), row("a"), row("c")], "$.events.case[2]: expected a case of the table of cases"),
        ([row("a"), row("b"), row("b", "referal")], "$.events.kind[2]: expected one of the words of EventKind"),
    ],
)
def test_what_is_wrong_in_a_stream_is_told_by_its_row(batches: list[Any], path: str) -> None:
    reader = arrow.deadlines_in_chunks(streamed(*batches), CASES, **KW, chunk=1)
    with pytest.raises(InvalidDocument) as caught:
        reader.read_all()
    assert [str(problem) for problem in caught.value.problems] == [path]


def test_what_is_wrong_is_told_before_the_first_chunk_where_it_can_be() -> None:
    with pytest.raises(WrongType, match="chunk: expected a whole number from 1 on"):
        arrow.deadlines_in_chunks(an_event(), CASES, **KW, chunk=0)
    with pytest.raises(InvalidDocument, match=r"\$\.cases\.case\[1\]"):
        arrow.deadlines_in_chunks(streamed(row("a")), pa.table({"case": ["a", "a"]}), **KW)
    many = KW | {"law": {"TX": law("TX")}}
    with pytest.raises(UnknownName, match="jurisdiction"):
        arrow.deadlines_in_chunks(streamed(row("a")), CASES, **many)


def test_arrow_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "iepkit.columns.arrow.reading", None)
    with pytest.raises(MissingExtra, match=r"iepkit\[arrow\]"):
        reload(iepkit.columns.arrow)
