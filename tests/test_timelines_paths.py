"""One definition, three paths: a case alone, the same run explained, and columns; they agree on every deadline.

The cases of `cases/timelines` say what the law asks for; random histories and a population hold the paths together.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iepkit import days
from iepkit.calendars import Closure, Holiday, SchoolCalendar, SchoolYear
from iepkit.columns import STATUS, Columns, events_of
from iepkit.columns import deadlines as deadlines_of_many
from iepkit.days import MISSING, to_date
from iepkit.facts import ENDS, FACTS
from iepkit.history import Case, Event
from iepkit.laws import DEFAULT, Clock, Law, Policy, jurisdictions, law
from iepkit.records import Student
from iepkit.testing import synthetic
from iepkit.timelines import Deadline, deadlines
from iepkit.timelines.explain import Listener
from iepkit.timelines.scalars import Scalars
from iepkit.vocabulary import EventKind, ExtensionReason, Purpose, Status

FOLDER = Path(__file__).parent / "cases" / "timelines"
ALL_LAWS = ("US", *jurisdictions())

Row = tuple[str, str, str, date | None, int, date | None, date | None, date | None]


def row_of(deadline: Deadline) -> Row:
    return (
        deadline.clock,
        deadline._plan.provision.citation.text,
        deadline.status.value,
        deadline.due,
        deadline.days_late,
        deadline.start,
        deadline.done,
        deadline.later_than,
    )


def in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=str)


def day(number: int) -> date | None:
    return None if number == MISSING or days.is_unknown(number) else to_date(number)


def rows_of(found: Columns, cases: int) -> list[list[Row]]:
    """The rows of every case, as the scalar path would give them."""
    rows: list[list[Row]] = [[] for _ in range(cases)]
    for at in range(len(found["case"])):
        one = {name: int(found[name][at]) for name in found}
        status = STATUS[one["status"]]
        assert status is not None
        rows[one["case"]].append(
            (
                found.clocks[one["clock"]],
                found.provisions[one["provision"]].citation.text,
                status.value,
                day(one["due"]),
                one["days_late"],
                day(one["start"]),
                day(one["done"]),
                day(one["later_than"]),
            )
        )
    return [in_order(rows) for rows in rows]


def agree(
    cases: Sequence[Case], its_law: Law, calendar: SchoolCalendar | None, as_of: date, policy: Policy = DEFAULT
) -> int:
    """Hold both paths to the same answers; says how many."""
    found = deadlines_of_many(events_of(cases), law=its_law, calendar=calendar, as_of=as_of, policy=policy)
    alone = [deadlines(case, law=its_law, calendar=calendar, as_of=as_of, policy=policy) for case in cases]
    wanted = [in_order(map(row_of, each)) for each in alone]
    assert rows_of(found, len(cases)) == wanted
    return sum(map(len, wanted))


# -- cases as data ----------------------------------------------------------------------------------------------------


@cache
def calendars(path: Path) -> dict[str, Any]:
    """The calendars that every file may use, and those of one file."""
    shared = tomllib.loads((FOLDER / "calendars.toml").read_text("utf-8"))
    return {**shared, **tomllib.loads(path.read_text("utf-8")).get("calendars", {})}


@cache
def calendar(name: str, path: Path = FOLDER / "calendars.toml") -> SchoolCalendar | None:
    if not name:
        return None
    data = calendars(path)[name]
    years = [
        SchoolYear(
            year["first_day"], year["last_day"], closures=tuple(Closure(**one) for one in year.get("closures", ()))
        )
        for year in data["years"]
    ]
    plain = SchoolCalendar(tuple(years), id=name)
    if "holidays" not in data:
        return plain
    holidays = [Holiday(**one) for one in data["holidays"]]
    return plain.with_holidays(holidays, data["holidays_from"], data["holidays_through"])


def battery() -> list[Any]:
    files = sorted(path for path in FOLDER.rglob("*.toml") if path.name != "calendars.toml")
    rows = [(path, row) for path in files for row in tomllib.loads(path.read_text("utf-8"))["case"]]
    return [pytest.param(row | {"file": path}, id=f"{path.stem}: {row['clock']}: {row['says']}") for path, row in rows]


def case_of(row: dict[str, Any]) -> Case:
    events = tuple(
        Event(
            EventKind(event["kind"]),
            event["on"],
            until=event.get("until"),
            purpose=Purpose(event["purpose"]) if "purpose" in event else None,
            detail=event.get("detail"),
            about=event.get("about"),
        )
        for event in row["events"]
    )
    student = Student("child", birth_date=row["born"]) if "born" in row else None
    return Case("case", jurisdiction=row.get("law"), student=student, events=events)


@pytest.mark.parametrize("row", battery())
def test_the_law_says_so(row: dict[str, Any]) -> None:
    case, its_law = case_of(row), law(row.get("law", "US"))
    its_calendar = calendar(row.get("calendar", ""), row["file"])
    policy = Policy(**row.get("policy", {}))
    found = deadlines(case, law=its_law, calendar=its_calendar, as_of=row["as_of"], policy=policy)
    mine = [deadline for deadline in found if deadline.clock == row["clock"]]
    expected = [
        (one.get("due"), one["status"], one.get("days_late", 0), one.get("later_than")) for one in row["expect"]
    ]
    assert [(one.due, one.status.value, one.days_late, one.later_than) for one in mine] == expected
    for deadline in mine:
        unsettled = deadline.has_number and (deadline.due is None or deadline.status.value == "unknown")
        assert bool(deadline.settle) is unsettled
    assert agree([case], its_law, its_calendar, row["as_of"], policy) == len(found)


def test_every_clock_has_its_cases() -> None:
    rows = [parameter.values[0] for parameter in battery()]
    assert {row["clock"] for row in rows} == set(law("US").clocks)
    statuses = {one["status"] for row in rows for one in row["expect"]}
    assert statuses == {status.value for status in Status}


@pytest.mark.parametrize("row", battery())
def test_listening_changes_no_answer(row: dict[str, Any]) -> None:
    """The explanation is the same run, heard: it gives the same answer, and it shows the day that it speaks of."""
    its_calendar = calendar(row.get("calendar", ""), row["file"])
    policy = Policy(**row.get("policy", {}))
    found = deadlines(
        case_of(row), law=law(row.get("law", "US")), calendar=its_calendar, as_of=row["as_of"], policy=policy
    )
    for deadline in found:
        plan, facts = deadline._plan, deadline._facts
        assert plan.shape(Listener(), facts, plan) == plan.shape(Scalars(), facts, plan)
        told = str(deadline.explain())
        assert deadline.outcome in told
        assert deadline._plan.provision.citation.text in told
        if "born" in row:
            assert str(row["born"]) not in told


# -- random histories -------------------------------------------------------------------------------------------------


OWN_LAYER = """
[jurisdiction]
code = "own"
name = "A district of its own"
regulations = "board policy"
read_on = 2026-11-23

[[initial-evaluation]] # everything at once
number = 20
unit = "school-days"
also = [{ number = 40, unit = "calendar-days" }]
absences = { at_least = 2, beyond = 1 }
year_end = { anchor = "year-end", number = 3, measured_from = "referral", unit = "calendar-days", below = 200 }
roll = { unit = "school-days" }
extensions = ["agreement", "transfer"]
policies = ["absences_in"]
citation = "own 1"
grade = "primary"

[[iep-meeting]] # the trigger day counts as the first
number = 10
unit = "business-days"
first_day = 1
roll = { unit = "business-days" }
citation = "own 2"
grade = "primary"

[[reevaluation]]
number = 4
unit = "months"
absences = { at_least = 1, beyond = 0 }
extensions = ["agreement"]
policies = ["absences_in", "reevaluation_waived", "leap_day"]
citation = "own 3"
grade = "primary"

[[rights-transfer]]
number = 30
unit = "school-days"
citation = "own 4"
grade = "primary"

[[third-birthday]]
age = 3
citation = "own 5"
grade = "primary"
effective = 2022-01-01

[[age-of-majority]]
age = 18
citation = "own 6"
grade = "primary"
until = 2023-05-05
"""
EVERY_MECHANISM = """
[jurisdiction]
code = "more"
name = "A charter with every other rule"

[[initial-evaluation]]
number = 30
unit = "school-days"
also = [{ number = 50, unit = "calendar-days", start = "referral" }]
before_break = { within = 12, at_least = 9, number = 25 }
pauses = ["absent"]
extensions = ["agreement", "transfer"]
extension_limit = { number = 10, unit = "school-days" }
policies = ["absences_in"]
citation = "more 1"
grade = "primary"

[[initial-evaluation]]
number = 40
unit = "calendar-days"
applies = { age_below = 5, unless = ["served-in-part-c"] }
citation = "more 2"
grade = "primary"

[[initial-evaluation]]
number = 1
unit = "months"
applies = { age_from = 12, age_below = 16, facts = ["referral", "transferred-in"] }
citation = "more 3"
grade = "primary"

[[eligibility-determination]]
number = 15
unit = "calendar-days"
after = { number = 20, unit = "school-days" }
citation = "more 4"
grade = "primary"

[[iep-implementation]]
number = 10
unit = "school-days"
applies = { facts = ["exited"] }
year_end = { anchor = "next-year", number = 2, due_unit = "school-days", due_between_years = true }
citation = "more 5"
grade = "primary"

[[fape-age]]
ending = { age = 4, through = "school-year-end", summer = "day-before-birthday", windows = [
    { first = "01-01", last = "03-31", through = "06-30" },
    { first = "04-01", last = "05-01", through = "birthday" },
    { first = "10-15", last = "12-31", through = "day-before-birthday" },
] }
policies = ["leap_day"]
citation = "more 6"
grade = "primary"
"""
CUTOFF = """
[jurisdiction]
code = "{code}"
name = "A cut-off"

[[fape-age]]
ending = {{ age = {age}, {rule} }}
citation = "cut-off {code}"
grade = "primary"
"""
ENDINGS = {
    "cut": 'cutoff = "09-01"',
    "cut after": 'cutoff = "03-01", cutoff_day_counts = false',
    "year": 'through = "school-year-end", summer = "school-year-end"',
    "open year": 'through = "school-year-end"',
    "day": 'through = "02-28"',
}
FIRST = date(2022, 6, 1)
OTHER = Policy(
    leap_day="mar-1",
    evaluation_ends="eligibility-determined",
    annual_review_from="iep-in-effect",
    reevaluation_from="eligibility-determined",
    reevaluation_waived="does-not-restart",
    absences_in="extended-period",
    break_weekends="left-out",
    break_days="excess",
)
LAWS = (
    {name: law(name) for name in ALL_LAWS}
    | {
        "own": law("US").with_layer(OWN_LAYER),
        "own over TX": law("TX").with_layer(OWN_LAYER),
        "more": law("US").with_layer(EVERY_MECHANISM),
    }
    | {
        code: law("US").with_layer(CUTOFF.format(code=code, age=age, rule=rule))
        for age, (code, rule) in zip((4, 18, 19, 3, 17), ENDINGS.items(), strict=True)
    }
)
CALENDARS = (None, synthetic.calendar(2021, 2025), synthetic.calendar(2022, 2023))


def details_of(kind: EventKind) -> list[str | None]:
    """The details of a kind of event that some fact asks for, and none."""
    if kind is EventKind.EXTENSION_AGREED:
        return [reason.value for reason in ExtensionReason]
    rows = [row for row in FACTS.values() if kind in row.kinds]
    return [None, *sorted({word for row in rows for word in (*row.details, *row.not_details)})]


DETAILS_OF = {kind: details_of(kind) for kind in EventKind}


def kinds_of(clock: Clock) -> set[EventKind]:
    """The kinds of events that bear on a clock."""
    listed = [value for field in attrs.fields(Clock) if isinstance(value := getattr(clock, field.name), tuple)]
    facts = {clock.start, clock.done, clock.spans, clock.begins_with, *FACTS[clock.done].shown_by, *sum(listed, ())}
    return {kind for name in facts if name in FACTS for kind in FACTS[name].kinds}


THEMES = [sorted(kinds_of(clock)) for clock in law("US").clocks.values()]
COMMON = sorted({kind for name in (*ENDS, "transferred-in", "served-before") for kind in FACTS[name].kinds})


@st.composite
def random_events(draw: st.DrawFn, kinds: list[EventKind]) -> Event:
    on = FIRST + timedelta(draw(st.integers(0, 600)))
    until = draw(st.none() | st.integers(-5, 200))
    kind = draw(st.sampled_from(kinds))
    return Event(
        kind,
        on,
        until=None if until is None else on + timedelta(until),
        purpose=draw(st.sampled_from([None, *Purpose])),
        detail=draw(st.sampled_from(DETAILS_OF[kind])),
        about=draw(st.sampled_from([None, None, "a", "b"])),
    )


BIRTHS = (
    st.none() | st.sampled_from([date(2020, 2, 29), date(2004, 2, 29)]) | st.dates(date(2004, 6, 1), date(2020, 9, 1))
)


@st.composite
def random_cases(draw: st.DrawFn) -> Case:
    """A child whose events bear on a few clocks, so that they meet."""
    born = draw(BIRTHS)
    student = Student("child", birth_date=born) if born else None
    themes = draw(st.lists(st.sampled_from(THEMES), min_size=1, max_size=4))
    kinds = sorted({*COMMON, *(kind for theme in themes for kind in theme)})
    return Case("case", student=student, events=tuple(draw(st.lists(random_events(kinds), max_size=25))))


CASES = st.lists(random_cases(), max_size=3)
AS_OF = st.sampled_from([date(2023, 3, 2), date(2024, 2, 29), date(2024, 11, 1)])


@pytest.mark.parametrize("name", [name for name in LAWS if name not in jurisdictions()])
@settings(max_examples=settings().max_examples // 4)
@given(cases=CASES, its_calendar=st.sampled_from(CALENDARS), as_of=AS_OF, policy=st.sampled_from([DEFAULT, OTHER]))
def test_one_by_one_and_together_are_the_same(
    name: str, cases: list[Case], its_calendar: SchoolCalendar | None, as_of: date, policy: Policy
) -> None:
    agree(cases, LAWS[name], its_calendar, as_of, policy)


@given(code=st.sampled_from(jurisdictions()), cases=CASES, its_calendar=st.sampled_from(CALENDARS), as_of=AS_OF)
def test_so_they_are_in_every_jurisdiction(
    code: str, cases: list[Case], its_calendar: SchoolCalendar | None, as_of: date
) -> None:
    agree(cases, LAWS[code], its_calendar, as_of)


# -- a population -----------------------------------------------------------------------------------------------------


POPULATION = ("US", "TX", "GA", "own over TX")  # 10,000 children, a quarter of them under each law


@pytest.mark.parametrize("name", POPULATION)
def test_a_population_is_the_sum_of_its_cases(name: str) -> None:
    children = tuple(synthetic.cases(2500, seed=7 + POPULATION.index(name)))
    answers = agree(children, LAWS[name], synthetic.calendar(2018, 2027), date(2026, 3, 2))
    assert answers > 25_000


def test_the_population_meets_every_status() -> None:
    children = synthetic.cases(1000, seed=7)
    found = deadlines_of_many(
        events_of(children), law=law("TX"), calendar=synthetic.calendar(2018, 2027), as_of=date(2026, 3, 2)
    )
    statuses = {status.value for code in set(found["status"].tolist()) if (status := STATUS[code]) is not None}
    assert statuses == {status.value for status in Status}
