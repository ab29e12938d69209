"""The columnar path as callers meet it: tables, answers, many laws at once, chunks."""

from __future__ import annotations

import sys
from datetime import date
from importlib import reload
from itertools import pairwise
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_timelines_paths import CALENDARS as SOME_CALENDARS
from test_timelines_paths import in_order, random_cases, row_of, rows_of

import iepkit.columns
from iepkit import days as scalar
from iepkit.columns import KINDS, STATUS, EventTable, deadlines_in_chunks, events_of, versions
from iepkit.columns import deadlines as deadlines_of_many
from iepkit.columns import due as due_of_many
from iepkit.days import MISSING, to_day
from iepkit.errors import InvalidDocument, MissingExtra, UnknownName, WrongType
from iepkit.history import Case, Event
from iepkit.laws import Policy, clocks, jurisdictions, law
from iepkit.records import Student
from iepkit.testing import synthetic
from iepkit.timelines import deadlines, due
from iepkit.vocabulary import EventKind

CALENDAR = synthetic.calendar(2021, 2025)


# -- tables -----------------------------------------------------------------------------------------------------------


def test_an_event_table_from_columns() -> None:
    table = EventTable(case=[1, 0], kind=[0, 5], on=[20_000, 20_001], birth=[MISSING, 12_000])
    assert repr(table) == "EventTable(2 events, 2 cases)"
    assert table.until.tolist() == [MISSING, MISSING]
    assert table.calendar.tolist() == [0, 0]


def test_everything_wrong_with_an_event_table_is_told_at_once() -> None:
    with pytest.raises(InvalidDocument) as caught:
        EventTable(case=[1], kind=[len(KINDS)], on=[20_000], until=[MISSING, 3], purpose=[-1], birth=[MISSING])
    assert [problem.path for problem in caught.value.problems] == ["$.case", "$.kind", "$.until", "$.purpose"]
    assert "expected as many rows as in on" in str(caught.value)


def test_the_table_of_no_case_is_empty() -> None:
    table = events_of([])
    assert repr(table) == "EventTable(0 events, 0 cases)"
    found = deadlines_of_many(table, law=law("TX"), calendar=CALENDAR, as_of=date(2024, 3, 1))
    assert repr(found) == "Columns(0 deadlines)"
    assert found.dates("due").tolist() == []


def test_no_event_gives_no_deadline() -> None:
    table = events_of([Case("1"), Case("2", student=Student("child", birth_date=date(2010, 1, 1)))])
    for name in ("US", *jurisdictions()):
        found = deadlines_of_many(table, law=law(name), calendar=CALENDAR, as_of=date(2024, 3, 1))
        assert len(found["case"]) == 0


# -- deadlines --------------------------------------------------------------------------------------------------------


def reviewed(jurisdiction: str | None = None, calendar: str | None = None) -> Case:
    events = (
        Event(EventKind.IEP_REVIEWED, date(2023, 3, 1)),
        Event(EventKind.REFERRAL, date(2023, 3, 1)),
        Event(EventKind.FOUND_ELIGIBLE, date(2023, 4, 3)),
    )
    return Case("1", jurisdiction=jurisdiction, calendar=calendar, events=events)


def test_columns_are_a_mapping_with_dates() -> None:
    table = events_of([reviewed()])
    found = deadlines_of_many(
        table, law=law("WA"), as_of=date(2024, 3, 4), clocks=["annual-review", "referral-response"]
    )
    names = ["case", "clock", "provision", "status", "due", "days_late", "start", "done", "later_than", "about"]
    assert list(found) == names
    assert len(found) == 10
    assert found.clocks == ("referral-response", "annual-review")
    assert set(found.left_out) == set(law("WA").clocks) - set(found.clocks)
    assert [STATUS[code] for code in found["status"]] == ["unknown", "overdue"]
    assert found.unknown.tolist() == [True, False]
    assert [str(one) for one in found.dates("due")] == ["NaT", "2024-03-01"]
    # 25 school days take 25 days at least
    assert [str(one) for one in found.dates("later_than")] == ["2023-03-25", "NaT"]
    assert found["days_late"].tolist() == [0, 3]
    assert [one.jurisdiction for one in found.provisions] == ["WA", "US"]


def test_each_case_has_its_law_and_its_calendar() -> None:
    cases = [reviewed("WA", "north"), reviewed("US", "north"), reviewed("WA", None), reviewed("WA", "elsewhere")]
    names = ["referral-response", "annual-review"]
    found = deadlines_of_many(
        events_of(cases),
        law={"WA": law("WA"), "US": law("US")},
        calendar={"north": CALENDAR},
        as_of=date(2023, 4, 4),
        clocks=names,
    )
    by_case = {at: [found.clocks[c] for c in found["clock"][found["case"] == at]] for at in range(4)}
    assert by_case == {0: names, 1: names, 2: names, 3: names}
    known = {at: found.unknown[found["case"] == at].tolist() for at in range(4)}
    assert known == {0: [False, False], 1: [False, False], 2: [True, False], 3: [True, False]}


def test_names_that_are_not_there() -> None:
    table = events_of([reviewed("ZZ"), reviewed()])
    with pytest.raises(UnknownName, match="annual-revue"):
        deadlines_of_many(table, law=law("US"), as_of=date(2024, 3, 4), clocks=["annual-revue"])
    with pytest.raises(UnknownName, match="jurisdiction"):
        deadlines_of_many(table, law={"WA": law("WA")}, as_of=date(2024, 3, 4))
    with pytest.raises(UnknownName, match="ZZ"):
        deadlines_of_many(events_of([reviewed("ZZ")]), law={"WA": law("WA")}, as_of=date(2024, 3, 4))


def test_a_birth_date_is_never_in_the_columns() -> None:
    born = date(2008, 5, 5)
    case = attrs.evolve(reviewed(), student=Student("child", birth_date=born))
    found = deadlines_of_many(events_of([case]), law=law("CA"), as_of=date(2024, 3, 4), clocks=["transition"])
    assert len(found["due"]) == 1
    assert to_day(born) not in {value for name in found for value in found[name].tolist()}


# -- many laws and calendars at once, and chunks ----------------------------------------------------------------------


LAWS = {name: law(name) for name in ("US", *jurisdictions())}
BY_NAME = {"north": SOME_CALENDARS[1], "south": SOME_CALENDARS[2]}
AS_OF = date(2024, 2, 29)


def rows_in_chunks(table: EventTable, cases: int, **kw: Any) -> list[list[Any]]:
    """The rows of every case, from chunks, each of which holds its own cases alone and in their order."""
    rows: list[list[Any]] = []
    total = len(table.birth)
    for at, found in enumerate(deadlines_in_chunks(table, cases=cases, **kw)):
        first, stop = at * cases, min(total, (at + 1) * cases)
        assert set(found["case"].tolist()) <= set(range(first, stop))
        rows += rows_of(found, total)[first:stop]
    return rows


def alone(case: Case, **kw: Any) -> list[Any]:
    calendar = BY_NAME.get(case.calendar or "")
    return in_order(map(row_of, deadlines(case, law=LAWS[case.jurisdiction or ""], calendar=calendar, **kw)))


placed = st.builds(
    attrs.evolve,
    random_cases(),
    jurisdiction=st.sampled_from(sorted(LAWS)),
    calendar=st.sampled_from([None, "north", "south", "elsewhere"]),
)


@settings(max_examples=settings().max_examples // 2)
@given(cases=st.lists(placed, max_size=8), size=st.integers(1, 5))
def test_every_case_has_its_own_law_and_calendar_at_once_and_in_chunks(cases: list[Case], size: int) -> None:
    table = events_of(cases)
    kw: dict[str, Any] = {"law": LAWS, "calendar": BY_NAME, "as_of": AS_OF}
    wanted = [alone(case, as_of=AS_OF) for case in cases]
    assert rows_of(deadlines_of_many(table, **kw), len(cases)) == wanted
    assert rows_in_chunks(table, size, **kw) == wanted


def test_a_population_of_every_jurisdiction() -> None:
    cases = list(synthetic.cases(300, seed=3, jurisdictions=sorted(LAWS), calendars=["north", "south", "elsewhere"]))
    found = deadlines_of_many(events_of(cases), law=LAWS, calendar=BY_NAME, as_of=AS_OF)
    assert rows_of(found, len(cases)) == [alone(case, as_of=AS_OF) for case in cases]


def test_events_in_any_order_make_the_same_chunks() -> None:
    table = events_of(synthetic.cases(60, seed=5))
    order = np.random.default_rng(0).permutation(len(table.on))
    names = ("case", "kind", "on", "until", "purpose", "detail", "about")
    mixed = attrs.evolve(table, **{name: getattr(table, name)[order] for name in names})
    kw: dict[str, Any] = {"law": law("TX"), "calendar": CALENDAR, "as_of": AS_OF}
    whole = rows_of(deadlines_of_many(table, **kw), 60)
    assert rows_of(deadlines_of_many(mixed, **kw), 60) == whole
    assert rows_in_chunks(table, 7, **kw) == rows_in_chunks(mixed, 7, **kw) == whole


def test_long_columns_are_answered_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    table = events_of(synthetic.cases(60, seed=5))
    kw: dict[str, Any] = {"law": law("TX"), "calendar": CALENDAR, "as_of": AS_OF}
    whole = rows_of(deadlines_of_many(table, **kw), 60)
    monkeypatch.setattr(versions, "_BLOCK", 7)
    assert rows_of(deadlines_of_many(table, **kw), 60) == whole


def test_chunks_of_nothing() -> None:
    assert list(deadlines_in_chunks(events_of([]), law=law("US"), as_of=AS_OF)) == []


def test_chunks_refuse_before_the_first() -> None:
    table = events_of([reviewed("WA"), reviewed("ZZ")])
    with pytest.raises(UnknownName, match="ZZ"):
        deadlines_in_chunks(table, law={"WA": law("WA")}, as_of=AS_OF)
    with pytest.raises(UnknownName, match="annual-revue"):
        deadlines_in_chunks(table, law=law("US"), as_of=AS_OF, clocks=["annual-revue"])
    with pytest.raises(WrongType, match="from 1 on"):
        deadlines_in_chunks(table, law=law("US"), as_of=AS_OF, cases=0)


def test_chunks_know_their_provisions_by_the_same_places() -> None:
    table = events_of(synthetic.cases(40, seed=2))
    chunks = list(deadlines_in_chunks(table, law=law("TX"), calendar=CALENDAR, as_of=AS_OF, cases=9))
    assert all(later.provisions[: len(first.provisions)] == first.provisions for first, later in pairwise(chunks))


def test_no_clock_is_kept_for_the_record_only() -> None:
    """Every clock of the law runs in columns, whatever its shape; nothing is left to the scalar path."""
    table = events_of([reviewed()])
    for its_law in LAWS.values():
        found = deadlines_of_many(table, law=its_law, calendar=CALENDAR, as_of=AS_OF)
        assert found.clocks == tuple(clocks())
        assert found.left_out == ()


def test_a_clock_of_matters_says_of_which() -> None:
    def requested(on: date, about: str | None) -> Event:
        return Event(EventKind.RECORDS_REQUESTED, on, detail="part-b", about=about)

    first, second = date(2024, 1, 8), date(2024, 1, 15)
    cases = [
        Case("1", events=(requested(first, "a"), requested(second, "b"))),
        Case("2", events=(requested(second, "a"), requested(first, None))),
        reviewed(),
    ]
    found = deadlines_of_many(events_of(cases), law=law("US"), as_of=AS_OF, clocks=["records-access", "annual-review"])
    said = zip(found["case"].tolist(), found["about"].tolist(), found.dates("start").tolist(), strict=True)
    mine = sorted((case, found.abouts[about] or "", start) for case, about, start in said)
    assert mine == [
        (0, "a", first),
        (0, "b", second),
        (1, "", first),
        (1, "a", second),
        (2, "", date(2023, 3, 1)),
    ]


# -- one clock on many starts -----------------------------------------------------------------------------------------


STARTS = st.lists(
    st.tuples(st.dates(date(2007, 1, 1), date(2025, 6, 30)), st.none() | st.integers(0, 500)), min_size=1, max_size=30
)
ONE_CLOCK = [
    ("initial-evaluation", "US"),
    ("initial-evaluation", "WA"),
    ("initial-evaluation", "DE"),
    ("initial-evaluation", "TX"),
    ("initial-evaluation", "CA"),
    ("initial-evaluation", "GA"),
    ("iep-meeting", "TX"),
    ("iep-meeting", "PA"),
    ("annual-review", "US"),
    ("transition", "IL"),
    ("rights-transfer", "CA"),
    ("reevaluation-intellectual-disability", "PA"),
]


@pytest.mark.parametrize(("clock", "name"), ONE_CLOCK)
@given(starts=STARTS, calendar=st.sampled_from([None, CALENDAR]), as_of=st.none() | st.just(date(2024, 3, 4)))
def test_one_clock_on_many_starts(
    clock: str, name: str, starts: list[tuple[date, int | None]], calendar: Any, as_of: date | None
) -> None:
    days_ = [to_day(start) for start, _ in starts]
    dones = [MISSING if after is None else to_day(start) + after for start, after in starts]
    policy = Policy(leap_day="mar-1")
    found = due_of_many(clock, days_, law=law(name), calendar=calendar, done=dones, as_of=as_of, policy=policy)
    assert found["case"].tolist() == list(range(len(starts)))
    for at, (start, done) in enumerate(zip(days_, dones, strict=True)):
        one = due(
            clock,
            scalar.to_date(start),
            law=law(name),
            calendar=calendar,
            done=None if done == MISSING else scalar.to_date(done),
            as_of=as_of,
            policy=policy,
        )
        assert STATUS[found["status"][at]] is one.status
        assert found.dates("due")[at].item() == one.due
        assert found["days_late"][at] == one.days_late
        assert found.dates("later_than")[at].item() == one.later_than
        assert found.provisions[found["provision"][at]].citation == one._plan.provision.citation


def test_versions_of_the_law_stand_side_by_side() -> None:
    """What was in force before 13 October 2006 is not recorded."""
    starts = [to_day(date(2024, 1, 2)), to_day(date(2006, 1, 2)), to_day(date(2024, 1, 3))]
    found = due_of_many("initial-evaluation", starts, law=law("US"), as_of=date(2024, 3, 3))
    assert found["case"].tolist() == [0, 1, 2]
    assert [str(STATUS[code]) for code in found["status"]] == ["overdue", "unknown", "open"]
    reviews = due_of_many("annual-review", starts, law=law("US"), as_of=date(2024, 3, 3))
    assert [STATUS[code] for code in reviews["status"]] == ["open", "unknown", "open"]


def test_a_start_that_is_missing_has_no_deadline() -> None:
    found = due_of_many("annual-review", [MISSING, 20_000], law=law("US"), as_of=date(2026, 1, 1))
    assert found["case"].tolist() == [1]
    assert found["done"].tolist() == [MISSING]


def test_a_clock_without_a_number_in_this_law() -> None:
    with pytest.raises(UnknownName, match="referral-response"):
        due_of_many("referral-response", [20_000], law=law("US"))


def test_columns_need_their_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "iepkit.columns.run", None)
    with pytest.raises(MissingExtra, match=r"iepkit\[columns\]"):
        reload(iepkit.columns)


def test_an_exit_ends_what_a_removal_started_also_where_no_event_names_a_matter() -> None:
    removal = Event(EventKind.REMOVAL, date(2026, 9, 8), until=date(2026, 12, 18), detail="out-of-school-suspension")
    cases = [Case("1", events=(removal, Event(EventKind.EXITED, date(2026, 9, 14)))), Case("2", events=(removal,))]
    as_of = date(2026, 11, 2)
    found = deadlines_of_many(events_of(cases), law=law("US"), as_of=as_of)
    alone = [deadlines(case, law=law("US"), as_of=as_of) for case in cases]
    told = [in_order(rows) for rows in rows_of(found, len(cases))]
    assert told == [in_order(map(row_of, each)) for each in alone]
    assert all(told)
