"""The child count in columns: case for case the answer of the scalar path, row for row its tables."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iepkit.columns import KINDS, EventTable, events_of
from iepkit.columns.arrow.attributes import read_attributes
from iepkit.columns.attributes import SERVICES, AttributeTable, Words, attributes_of
from iepkit.columns.childcount import child_count
from iepkit.columns.counted import FILES, ChildCounts
from iepkit.columns.standings import FACTS, REASONS
from iepkit.errors import InvalidDocument, UnknownName
from iepkit.facts import fact
from iepkit.history import Case, Event
from iepkit.records import Eligibility, Iep, Placement, Service, ServicesPlan, Student, Transfer
from iepkit.records.terms import Race, Sex
from iepkit.reporting import childcount as scalar
from iepkit.reporting.codes import Level, file_spec
from iepkit.reporting.reasons import Reason
from iepkit.reporting.settings import (
    DeafnessAs,
    Evaluated,
    Evidence,
    FiveWithoutGrade,
    LapsedIep,
    StateSettings,
)
from iepkit.reporting.standing import ServicesOn
from iepkit.reporting.tabulation import Zeros
from iepkit.testing.strategies import cases as any_cases
from iepkit.vocabulary import Disability, Environment, EventKind, ExitReason, Location, Period, Purpose, ServiceKind

DAY = date(2025, 11, 3)
YEAR = 2026

# -- the law of twins: columns answer like the scalar path -------------------------------------------------------------

_AROUND = st.sampled_from([-4000, -1100, -1097, -1096, -1, 0, 1, 60]).map(lambda days: DAY + timedelta(days))
_KINDS = sorted({kind for name in FACTS for kind in fact(name).kinds})
_DETAILS = st.sampled_from([None, ExitReason.CONSENT_REVOKED.value, "moved-known-to-continue", "other", "autism"])


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


_EVENTS = st.builds(
    Event,
    kind=st.sampled_from(_KINDS)
    | st.sampled_from([EventKind.IEP_IN_EFFECT, EventKind.EXITED, EventKind.FOUND_ELIGIBLE]),
    on=_AROUND,
    until=_maybe(_AROUND),
    purpose=_maybe(st.sampled_from(Purpose)),
    detail=_DETAILS,
)
_SERVICES = st.builds(
    Service,
    kind=_maybe(st.sampled_from(ServiceKind)),
    minutes=st.just(60),
    times=st.integers(1, 20),
    per=st.just(Period.WEEK),
    location=_maybe(st.sampled_from([Location.REGULAR_CLASS, Location.RESOURCE_ROOM])),
    start=_maybe(_AROUND),
    end=_maybe(_AROUND),
)
_PLACEMENTS = st.builds(
    Placement,
    environment=_maybe(st.sampled_from(Environment)),
    percent_regular_class=_maybe(st.sampled_from([10.0, 50.0, 90.0])),
    minutes_school_week=_maybe(st.just(1800)),
)
_IEPS = st.builds(
    Iep,
    start=_maybe(_AROUND),
    end=_maybe(_AROUND),
    services=st.lists(_SERVICES, max_size=2).map(tuple),
    placement=_maybe(_PLACEMENTS),
    preschool=_maybe(st.booleans()),
)
_BIRTHS = st.builds(
    lambda years, days: date(DAY.year - years, DAY.month, DAY.day) + timedelta(days),
    st.sampled_from([2, 3, 4, 5, 6, 9, 10, 21, 22, 30]),
    st.sampled_from([-200, 0, 1]),
)
_STUDENTS = st.builds(
    Student,
    id=st.sampled_from("abc"),
    birth_date=_maybe(_BIRTHS),
    grade=_maybe(st.sampled_from(["K", "PK", "TK", "05", "ungraded", " "])),
    sex=_maybe(st.sampled_from(Sex)),
    hispanic=_maybe(st.booleans()),
    races=st.lists(st.sampled_from(Race), max_size=2).map(tuple),
    english_learner=_maybe(st.booleans()),
    district=_maybe(st.sampled_from(["North", "South"])),
    school=_maybe(st.sampled_from(["Elm", "Oak"])),
)
_ELIGIBILITY = st.builds(
    Eligibility,
    determined=_maybe(_AROUND),
    eligible=_maybe(st.booleans()),
    categories=st.lists(
        st.sampled_from([Disability.AUTISM, Disability.DEVELOPMENTAL_DELAY, Disability.DEAFNESS]), max_size=2
    ).map(tuple),
)
_CASES = st.builds(
    Case,
    id=st.sampled_from("pqrs"),
    student=_maybe(_STUDENTS),
    eligibility=st.lists(_ELIGIBILITY, max_size=2).map(tuple),
    ieps=st.lists(_IEPS, max_size=2).map(tuple),
    services_plans=st.lists(st.builds(ServicesPlan, start=_AROUND, end=_maybe(_AROUND)), max_size=1).map(tuple),
    events=st.lists(_EVENTS, max_size=5).map(tuple),
    jurisdiction=_maybe(st.just("wa")),
    transfers=st.lists(
        st.builds(
            Transfer,
            enrolled=_maybe(_AROUND),
            from_jurisdiction=_maybe(st.sampled_from(["WA", "OR"])),
            from_district=_maybe(st.just("West")),
            iep_adopted=_maybe(_AROUND),
        ),
        max_size=1,
    ).map(tuple),
)
_BEFORE = st.sampled_from([-1100, -1096, -60, -1, 0]).map(lambda days: DAY + timedelta(days))
_SERVED = st.builds(  # a child who counts, if nothing in the log speaks against it
    Case,
    id=st.sampled_from("pqrstu"),
    student=st.builds(
        Student,
        id=st.sampled_from("abcde"),
        birth_date=_BIRTHS,
        grade=_maybe(st.sampled_from(["K", "PK"])),
        sex=st.sampled_from([Sex.FEMALE, Sex.MALE]),
        hispanic=st.booleans(),
        races=st.just((Race.WHITE,)),
        english_learner=st.booleans(),
        district=st.sampled_from(["North", "South", None]),
        school=st.sampled_from(["Elm", "Oak", None]),
    ),
    eligibility=st.tuples(
        st.builds(
            Eligibility,
            determined=_BEFORE,
            eligible=st.just(value=True),
            categories=st.tuples(st.sampled_from([Disability.AUTISM, Disability.DEVELOPMENTAL_DELAY])),
        )
    ),
    ieps=st.tuples(
        st.builds(Iep, start=_BEFORE, placement=_PLACEMENTS, services=st.lists(_SERVICES, max_size=1).map(tuple))
    ),
    events=st.lists(_EVENTS, max_size=1).map(tuple),
)
_STATES = st.builds(
    StateSettings,
    count_date=st.just(DAY),
    delay_ages=_maybe(st.just(range(3, 6))),
    deafness_as=st.sampled_from(DeafnessAs),
    evidence=st.sampled_from(Evidence),
    evaluated=st.sampled_from(Evaluated),
    lapsed_iep=st.sampled_from(LapsedIep),
    five_without_grade=st.sampled_from(FiveWithoutGrade),
    grades=st.sampled_from([{}, {"TK": "AGE05K"}]),
)


def counted(cases: list[Case], state: StateSettings) -> tuple[scalar.ChildCount, ChildCounts]:
    one = scalar.child_count(cases, settings=state, school_year=YEAR)
    events, attributes = events_of(cases), attributes_of(cases, state)
    many = child_count(events, attributes, settings=state, school_year=YEAR)
    rows = {name: getattr(events, name)[::-1] for name in ("case", "kind", "on", "until", "purpose", "detail", "about")}
    turned = child_count(attrs.evolve(events, **rows), attributes, settings=state, school_year=YEAR)
    assert turned.reason.tolist() == many.reason.tolist()  # events may come in any order
    return one, many


def same(cases: list[Case], state: StateSettings) -> None:
    one, many = counted(cases, state)
    told = [(case.id, REASONS[code]) for case, code in zip(cases, many.reason.tolist(), strict=True) if code]
    assert sorted(told) == sorted((row.case, row.reason) for row in one.not_counted)
    assert many.counted == one.counted
    assert {reason.value: number for reason, number in many.reasons.items()} == one.reasons
    for file in FILES:
        spec = file_spec(file, school_year=YEAR)
        for level in spec.levels:
            table = one.table(file, level=level, zeros=Zeros.NONE)
            rows = {
                (unit, name, codes): amount
                for name in (each.id for each in spec.category_sets)
                for unit, codes, amount in many.rows(file, name, level=level)
            }
            assert rows == table.counts


@settings(max_examples=150)
@given(st.lists(_CASES | _SERVED, max_size=8), _STATES)
def test_columns_answer_like_the_scalar_path(cases: list[Case], state: StateSettings) -> None:
    same(cases, state)


@settings(max_examples=30)
@given(st.lists(any_cases(), max_size=5), _STATES)
def test_also_for_cases_of_any_kind(cases: list[Case], state: StateSettings) -> None:
    same(cases, state)


def test_the_facts_that_are_asked_for_do_not_look_at_details() -> None:
    for name in FACTS:
        row = fact(name)
        assert not any((row.details, row.not_details, row.purpose, row.at_end, row.private)), name


def served(**changes: Any) -> Case:
    """A child who counts, and the changes."""
    plain: dict[str, Any] = {
        "id": "1",
        "student": Student(id="1", birth_date=date(2016, 5, 2), grade="4", sex=Sex.FEMALE, district="North"),
        "eligibility": (Eligibility(date(2024, 9, 30), eligible=True, categories=(Disability.AUTISM,)),),
        "ieps": (Iep(start=date(2025, 9, 2)),),
    }
    return Case(**plain | changes)


def exits(*pairs: tuple[str | None, date | None]) -> tuple[Event, ...]:
    on = date(2025, 10, 1)
    return tuple(Event(EventKind.EXITED, on, until=until, detail=detail) for detail, until in pairs)


@pytest.mark.parametrize(
    ("events", "reason"),
    [
        (exits((None, None)), Reason.LEFT),
        (exits(("died", None)), Reason.LEFT),
        (exits(("consent-revoked", None), ("moved-known-to-continue", None)), Reason.REVOKED),
        (exits(("consent-revoked", None), ("moved-known-to-continue", date(2025, 10, 1))), Reason.MOVED),
        (exits(("died", None), ("moved-known-to-continue", None)), Reason.MOVED),
        ((*exits(("died", None)), Event(EventKind.TRANSFERRED_IN, date(2025, 10, 2))), None),
        ((Event(EventKind.EXITED, DAY),), None),
    ],
)
def test_several_exits_on_one_day(events: tuple[Event, ...], reason: Reason | None) -> None:
    cases = [served(events=events)]
    same(cases, STATE)
    assert REASONS[counted(cases, STATE)[1].reason[0]] is reason


K = EventKind
EARLIER, LATER = DAY - timedelta(30), DAY + timedelta(1)
EDGES: list[tuple[list[tuple[EventKind, date]], dict[str, Any], Reason | None]] = [
    ([(K.IEP_ENDED, date(2025, 9, 2))], {}, Reason.IEP_ENDED),
    ([(K.IEP_ENDED, date(2025, 9, 1))], {}, None),
    ([(K.IEP_ENDED, DAY)], {}, None),
    ([(K.FOUND_NOT_ELIGIBLE, EARLIER)], {}, Reason.NOT_ELIGIBLE),
    ([(K.FOUND_NOT_ELIGIBLE, DAY)], {}, None),
    ([(K.FOUND_NOT_ELIGIBLE, DAY)], {"eligibility": ()}, Reason.NOT_ELIGIBLE),
    ([(K.SERVICES_STARTED, LATER)], {}, Reason.SERVICES_LATER),
    ([(K.SERVICES_STARTED, DAY)], {}, None),
    ([(K.CONSENT_FOR_SERVICES, LATER)], {}, Reason.CONSENT_LATER),
    ([(K.CONSENT_FOR_SERVICES, DAY), (K.CONSENT_FOR_SERVICES, LATER)], {}, None),
    ([(K.CONSENT_FOR_SERVICES_REFUSED, EARLIER)], {}, Reason.REFUSED),
    ([(K.CONSENT_FOR_SERVICES_REFUSED, EARLIER), (K.CONSENT_FOR_SERVICES, EARLIER)], {}, None),
    ([(K.CONSENT_FOR_SERVICES_REVOKED, EARLIER), (K.CONSENT_FOR_SERVICES, EARLIER)], {}, Reason.REVOKED),
    ([(K.CONSENT_FOR_SERVICES_REVOKED, DAY)], {}, None),
    ([(K.IEP_IN_EFFECT, LATER)], {"ieps": ()}, Reason.IEP_LATER),
    ([(K.IEP_IN_EFFECT, DAY)], {"ieps": ()}, None),
    ([(K.COMPARABLE_SERVICES_STARTED, DAY)], {"ieps": ()}, None),
    ([(K.IEP_ADOPTED, DAY)], {"ieps": ()}, None),
    ([(K.FOUND_ELIGIBLE, LATER)], {"ieps": (), "eligibility": ()}, Reason.NOT_YET_ELIGIBLE),
    ([(K.FOUND_ELIGIBLE, LATER)], {"eligibility": ()}, None),
    ([], {"ieps": (Iep(start=date(2025, 9, 2), end=DAY),)}, None),
    ([], {"ieps": (Iep(start=date(2024, 9, 2), end=DAY - timedelta(1)),)}, Reason.IEP_ENDED),
    ([], {"ieps": (), "services_plans": (ServicesPlan(start=DAY, end=DAY),)}, None),
    ([], {"ieps": (), "services_plans": (ServicesPlan(start=EARLIER, end=DAY - timedelta(1)),)}, Reason.NO_IEP),
    ([], {"services_plans": (ServicesPlan(start=date(2025, 9, 1)),)}, None),
]


@pytest.mark.parametrize(("events", "changes", "reason"), EDGES)
def test_the_edges_of_the_day(
    events: list[tuple[EventKind, date]], changes: dict[str, Any], reason: Reason | None
) -> None:
    cases = [served(events=tuple(Event(kind, on) for kind, on in events), **changes)]
    for state in (STATE, attrs.evolve(STATE, evidence=Evidence.EACH_STEP)):
        same(cases, state)
    assert REASONS[counted(cases, STATE)[1].reason[0]] is reason


def test_a_case_may_be_told_of_in_any_order() -> None:
    on = (DAY - date(1970, 1, 1)).days
    two = [KINDS.index(EventKind.IEP_IN_EFFECT), KINDS.index(EventKind.IEP_ENDED)]
    events = EventTable(case=[0, 0, 0], kind=[two[0], two[0], two[1]], on=[on - 5, on - 90, on - 60], birth=[on - TEN])
    assert child_count(events, AttributeTable(rows=1), settings=STATE, school_year=YEAR).counted == 1


def test_the_first_of_a_child_s_cases_counts() -> None:
    late = served(id="2", ieps=(Iep(start=date(2025, 10, 1)),))
    young = served(id="0", ieps=(Iep(start=date(2025, 9, 2)),))
    cases = [young, served(), late]
    same(cases, STATE)
    reasons = [REASONS[code] for code in counted(cases, STATE)[1].reason.tolist()]
    assert reasons == [Reason.COUNTED_ELSEWHERE, Reason.COUNTED_ELSEWHERE, None]


# -- tables without cases ----------------------------------------------------------------------------------------------

STATE = StateSettings(count_date=DAY, delay_ages=range(3, 6))
IN_EFFECT = KINDS.index(EventKind.IEP_IN_EFFECT)
TEN = (DAY - date(2015, 5, 2)).days


def log(cases: int) -> EventTable:
    """An IEP in effect for each of some children of ten."""
    on = (DAY - date(1970, 1, 1)).days
    each = [np.array([value] * cases, np.int32) for value in (IN_EFFECT, on - 30, on - TEN)]
    return EventTable(case=np.arange(cases), kind=each[0], on=each[1], birth=each[2])


def count(cases: int, state: StateSettings = STATE, **columns: Any) -> ChildCounts:
    return child_count(log(cases), AttributeTable(rows=cases, **columns), settings=state, school_year=YEAR)


def test_a_table_of_what_is_known() -> None:
    found = count(
        4,
        sex=Words.of(["F", "M", "F", None]),
        lea=Words.of(["South", "North", None, "South"]),
        school=Words.of(["Elm", "Oak", "Elm", None]),
        disability=Words.of(["AUT", "DD", "MD", None]),
        environment=Words.of(["RC80", "RC80", "REC10YSVCS", "PPPS"]),
    )
    assert repr(found) == "<ChildCounts of school year 2026: 3 of 4>"
    assert found.reasons == {Reason.DELAY_OUTSIDE_AGES: 1}
    assert list(found.rows("FS002", "ST1")) == [((None, None), ("F",), 2), ((None, None), ("MISSING",), 1)]
    assert list(found.rows("FS002", "TOT", level=Level.LEA)) == [(("South", None), (), 2)]
    assert list(found.rows("FS002", "ST6")) == [
        ((None, None), ("MISSING",), 1),  # an environment of the younger ones is none of theirs
        ((None, None), ("PPPS",), 1),
        ((None, None), ("RC80",), 1),
    ]
    assert list(found.rows("FS002", "ST1", level=Level.SCH)) == [(("South", "Elm"), ("F",), 1)]
    assert list(found.rows("FS089", "TOT", level=Level.LEA)) == []
    assert repr(found.rows("FS002", "ST1")) == "<Rows of 2 by SEX>"
    assert repr(found.rows("FS002", "TOT")) == "<Rows of 1 by nothing>"


def test_children_add_up_also_where_they_are_many() -> None:
    rows, random = 300_000, np.random.default_rng(0)
    spec = file_spec("FS002", school_year=YEAR)

    def words(category: str) -> Words:
        names = tuple(spec.categories[category].codes)
        return Words(random.integers(0, len(names), rows), names)

    many = count(
        rows,
        StateSettings(count_date=DAY),
        sex=words("SEX"),
        race=words("RACEETHNIC"),
        learner=words("LEPBOTH"),
        disability=words("DISABCATIDEA"),
        environment=words("EDENVIRIDEASA"),
        lea=Words(random.integers(0, 2000, rows), tuple(f"district {at}" for at in range(2000))),
    )
    late = many.reasons[Reason.DELAY_OUTSIDE_AGES]
    assert many.counted == rows - late
    for level in (Level.SEA, Level.LEA):
        for one in spec.category_sets:
            found = many.rows("FS002", one.id, level=level)
            assert int(found.amount.sum()) == many.counted
            assert (found.amount > 0).all()
    detail = many.rows("FS002", "CSE", level=Level.LEA)
    picked = (detail.codes["SEX"] == 0) & (detail.unit == 7)
    unit = many.lea.names.index(detail.units[7][0])
    by_hand = (many.reason == 0) & (many.codes["SEX"] == 0) & (many.lea.places == unit)
    assert int(detail.amount[picked].sum()) == np.count_nonzero(by_hand)


def test_what_documents_tell_may_come_in_columns() -> None:
    every = StateSettings(count_date=DAY, evidence=Evidence.EACH_STEP)
    services = [SERVICES.index(state) for state in (ServicesOn.AHEAD, ServicesOn.OVER, ServicesOn.RUNNING)]
    assert count(3, services=services).reasons == {Reason.SERVICES_LATER: 1, Reason.SERVICES_OVER: 1}
    assert count(3, elsewhere=[1, 0, 0]).reasons == {Reason.ANOTHER_STATE: 1}
    assert count(3, undated=[0, 1, -1]).reasons == {Reason.NOT_ELIGIBLE: 1}
    assert count(3, every, undated=[0, 1, -1]).reasons == {
        Reason.ELIGIBILITY_DAY_UNKNOWN: 1,
        Reason.ELIGIBILITY_UNKNOWN: 1,
        Reason.NOT_ELIGIBLE: 1,
    }
    assert count(3, child=[5, 5, 9], rank=[1, 0, 0]).reason.tolist() == [
        REASONS.index(Reason.COUNTED_ELSEWHERE), 0, 0
    ]  # fmt: skip


def test_words_and_tables_have_a_shape() -> None:
    assert repr(Words.of(["F", "M"])) == "Words(2 rows, 3 names)"
    assert repr(AttributeTable(rows=1)) == "AttributeTable(1 case)"
    assert Words([0, 0]).places.dtype.kind == "i"
    assert Words(np.zeros(2)).places.dtype == np.int32


BAD: list[tuple[dict[str, Any], str]] = [
    ({"sex": Words.of(["F"])}, "$.sex: expected one row for each case"),
    ({"sex": Words(np.array([0, 2]), ("F", "M"))}, "$.sex: expected places from 0 to 1"),
    ({"undated": [0, 2]}, "$.undated: expected places from -1 to 1"),
    ({"services": [0, -1]}, "$.services: expected places from 0 to 3"),
    ({"child": [0, -1]}, "$.child: expected numbers from 0 on"),
]


@pytest.mark.parametrize(("columns", "problem"), BAD)
def test_columns_that_do_not_fit(columns: dict[str, Any], problem: str) -> None:
    with pytest.raises(InvalidDocument, match="attribute table") as caught:
        AttributeTable(rows=2, **columns)
    assert [f"{one.path}: {one.message}" for one in caught.value.problems] == [problem]


def test_words_that_are_no_codes() -> None:
    with pytest.raises(InvalidDocument, match="attribute table") as caught:
        count(2, sex=Words.of(["F", "X"]), environment=Words.of(["RC80", "MOON"]), grade=Words.of(["4", None]))
    assert [(one.path, one.message) for one in caught.value.problems] == [
        (f"$.{name}", "1 of its names are no codes") for name in ("grade", "sex", "environment")
    ]


def test_tables_and_years_that_do_not_go_together() -> None:
    with pytest.raises(InvalidDocument, match="as many rows"):
        child_count(log(2), AttributeTable(rows=1), settings=STATE, school_year=YEAR)
    with pytest.raises(InvalidDocument, match="is in the fall of 2026"):
        child_count(log(1), AttributeTable(rows=1), settings=STATE, school_year=YEAR + 1)
    found = count(1)
    for wrong, words in ((("FS009", "TOT"), "file"), (("FS002", "CSZ"), "category set")):
        with pytest.raises(UnknownName, match=words):
            found.rows(*wrong)
    with pytest.raises(UnknownName, match="level of FS089"):
        found.rows("FS089", "TOT", level=Level.SCH)


# -- from Arrow tables -------------------------------------------------------------------------------------------------


def test_arrow_tables_answer_like_columns() -> None:
    cases = pa.table({"case": ["a", "b", "c", "d"]})
    words = pa.array(["F", None, "M"]).dictionary_encode()
    told = pa.table(
        {
            "case": ["c", "a", "d"],
            "child": ["x", "x", None],
            "sex": words,
            "lea": ["North", "North", "South"],
            "undated": [True, None, False],
            "elsewhere": [None, True, False],
            "services": ["running", None, "over"],
        }
    )
    found = read_attributes(told, cases)
    assert [found.sex.names[place] for place in found.sex.places] == [None, None, "F", "M"]
    assert [found.lea.names[place] for place in found.lea.places] == ["North", None, "North", "South"]
    assert found.undated.tolist() == [-1, -1, 1, 0]
    assert found.elsewhere.tolist() == [1, 0, 0, 0]
    assert [SERVICES[place].name for place in found.services] == ["UNTOLD", "UNTOLD", "RUNNING", "OVER"]
    same_child = found.child.tolist()
    assert same_child[0] == same_child[2]
    assert len(set(same_child)) == 3


def test_an_empty_arrow_table_tells_nothing() -> None:
    found = read_attributes(pa.table({"case": pa.array([], pa.string())}), pa.table({"case": ["a"]}))
    assert (found.rows, found.sex.names, found.services.tolist()) == (1, (None,), [SERVICES.index(ServicesOn.UNTOLD)])


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"case": ["a", "a"]}, "$.attributes.case[1]: expected each case once"),
        ({"case": ["a", "z"]}, "$.attributes.case[1]: expected a case of the table of cases"),
        ({"case": ["a"], "sex": [1]}, "$.attributes.sex: expected text"),
        ({"case": ["a"], "undated": ["yes"]}, "$.attributes.undated: expected true or false"),
        ({"case": ["a"], "services": ["none"]}, "$.attributes.services[0]: expected one of the words of services"),
        ({"case": ["a"], "age": [7]}, "$.attributes.age: expected one of the columns case, child"),
        ({"sex": ["F"]}, "$.attributes.case: expected this column"),
    ],
)
def test_what_is_wrong_in_an_arrow_table(columns: dict[str, Any], problem: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        read_attributes(pa.table(columns), pa.table({"case": ["a", "b"]}))
    assert [f"{one.path}: {one.message}" for one in caught.value.problems if problem in f"{one.path}: {one.message}"]


def test_cases_without_ids_are_told() -> None:
    with pytest.raises(InvalidDocument, match="expected this column"):
        read_attributes(pa.table({"case": ["a"]}), pa.table({"birth": [DAY]}))
