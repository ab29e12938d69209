"""Discipline by section 618: days, bands, the six files, who is left out and why; oracles written anew."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iepkit.calendars import Closure, SchoolCalendar, SchoolYear
from iepkit.errors import InvalidDocument
from iepkit.history import Case, Event
from iepkit.placement import Span
from iepkit.records import BehaviorIncident, Eligibility, Exit, Removal, Student, Transfer
from iepkit.records.terms import Offense, Sex
from iepkit.reporting.children import Child, children
from iepkit.reporting.codes import MISSING, Level, file_spec
from iepkit.reporting.discipline import DisciplineCount, discipline
from iepkit.reporting.entries import Entry
from iepkit.reporting.removals import NotRemoved, Year, days_in, from_event, one_of_each
from iepkit.reporting.settings import DeafnessAs, StateSettings
from iepkit.reporting.sums import FILES, Unit, band
from iepkit.reporting.telling import Part
from iepkit.reporting.weighing import weighed
from iepkit.testing import strategies
from iepkit.vocabulary import Disability, EventKind, RemovalKind

K = RemovalKind
STATE = StateSettings(count_date=date(2025, 11, 3), delay_ages=range(3, 6))
OCTOBER, JUNE = date(2025, 10, 6), date(2026, 6, 8)
YEAR = Year(2026)
CALENDAR = SchoolCalendar((SchoolYear(date(2025, 9, 2), date(2026, 6, 12), closures=(Closure(date(2025, 10, 10)),)),))
TWO_YEARS = SchoolCalendar((*CALENDAR.years, SchoolYear(date(2026, 9, 1), date(2027, 6, 11))))
SUSPENDED = Removal(kind=K.OUT_OF_SCHOOL_SUSPENSION, start=OCTOBER, school_days=2)


def removal(
    kind: RemovalKind | None = K.OUT_OF_SCHOOL_SUSPENSION, start: date | None = OCTOBER, **facts: Any
) -> Removal:
    return Removal(kind=kind, start=start, **{"school_days": 2, **facts})


def found(on: date = date(2020, 5, 4), *categories: Disability) -> Eligibility:
    return Eligibility(on, eligible=True, categories=categories or (Disability.AUTISM,))


def student(**facts: Any) -> Student:
    known: dict[str, Any] = {"id": "A", "birth_date": date(2012, 3, 1), "district": "North", "sex": Sex.MALE, **facts}
    return Student(**known)


def case(*removals: Removal, **facts: Any) -> Case:
    known: dict[str, Any] = {"student": student(), "eligibility": (found(),), "removals": removals, **facts}
    return Case("7", **known)


def count(*cases: Case, **how: Any) -> DisciplineCount:
    return discipline(cases, settings=STATE, school_year=2026, **how)


def only(counted: DisciplineCount, file: str, level: Level = Level.SEA) -> Entry:
    (entry,) = counted.of(file, level)
    assert counted.not_counted(file, level) == ()
    return entry


def codes(counted: DisciplineCount, file: str, *categories: str, level: Level = Level.SEA) -> list[tuple[object, ...]]:
    return [(*map(entry.code, categories), entry.amount) for entry in counted.of(file, level)]


def reasons(counted: DisciplineCount, file: str, level: Level = Level.SEA) -> list[str]:
    assert counted.of(file, level) == ()
    return [one.reason.name for one in counted.not_counted(file, level)]


def doubts(counted: DisciplineCount, *words: str) -> list[str]:
    return [one.words for one in counted.doubts if all(word in one.words for word in words)]


def where(counted: DisciplineCount) -> list[str]:
    return [file for file in FILES if counted.of(file)]


# -- bands -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "suspended", "removed"),
    [
        ("0", "", ""), ("0.499", "", ""), ("0.5", "LTOREQ10", "LTOREQ1"), ("1", "LTOREQ10", "LTOREQ1"),
        ("1.499", "LTOREQ10", "LTOREQ1"), ("1.5", "LTOREQ10", "2TO10"), ("10", "LTOREQ10", "2TO10"),
        ("10.001", "GREATER10", "GREATER10"), ("45", "GREATER10", "GREATER10"),
    ],
)  # fmt: skip
def test_bands_are_exact_at_their_ends(days: str, suspended: str, removed: str) -> None:
    assert band(Fraction(days), "REMOVALLENSUS") == suspended
    assert band(Fraction(days), "REMOVALLENIDEA") == removed
    counted = count(case(removal(school_days=float(days))))
    assert [one.code("REMOVALLENSUS") for one in counted.of("FS006")] == [suspended] * bool(suspended)
    assert [one.code("REMOVALLENIDEA") for one in counted.of("FS088")] == [removed] * bool(removed)
    assert sum(one.amount for one in counted.of("FS143")) == bool(removed)
    if not removed:
        reason = "NO_DAYS" if days == "0" else "UNDER_HALF"
        assert [reasons(counted, file) for file in ("FS006", "FS088", "FS143")] == [[reason]] * 3


def test_tenths_add_up_to_exactly_half_a_day() -> None:
    """Five tenths are half a day; so are 0.1, 0.1 and 0.3, which floats add up to 0.5000000000000001 or less."""
    tenths = [removal(start=OCTOBER + timedelta(7 * week), school_days=0.1) for week in range(5)]
    assert only(count(case(*tenths)), "FS088").code("REMOVALLENIDEA") == "LTOREQ1"
    assert reasons(count(case(*tenths[:4])), "FS088") == ["UNDER_HALF"]
    hundred = [removal(start=OCTOBER + timedelta(day), school_days=0.1) for day in range(100)]
    assert only(count(case(*hundred)), "FS006").code("REMOVALLENSUS") == "LTOREQ10"  # exactly ten


# -- which file for which kind -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        (K.IN_SCHOOL_SUSPENSION, ["FS006", "FS088", "FS143"]),
        (K.OUT_OF_SCHOOL_SUSPENSION, ["FS006", "FS088", "FS143"]),
        (K.EXPULSION, ["FS006", "FS088", "FS143", "FS144"]),
        (K.INTERIM_SETTING, ["FS005", "FS007", "FS088", "FS143"]),
        (K.INTERIM_SETTING_BY_HEARING_OFFICER, ["FS005", "FS088", "FS143"]),
        (K.BUS_SUSPENSION, ["FS006", "FS088", "FS143"]),
    ],
)
def test_files_of_a_kind(kind: RemovalKind, files: list[str]) -> None:
    assert where(count(case(removal(kind, services_continue=True, transportation_lost=True)))) == files


def test_methods_are_added_up_apart_and_all_removals_together() -> None:
    inside = removal(K.IN_SCHOOL_SUSPENSION, school_days=6, services_in_suspension=True)
    out = removal(start=JUNE, school_days=4.5)
    expelled = removal(K.EXPULSION, date(2026, 1, 12), school_days=6)
    counted = count(case(inside, out, expelled))
    methods = codes(counted, "FS006", "DSCPLMETHOD", "REMOVALLENSUS")
    assert methods == [("INSCHOOL", "LTOREQ10", 1), ("OUTOFSCHOOL", "GREATER10", 1)]
    assert only(counted, "FS088").code("REMOVALLENIDEA") == "GREATER10"
    assert codes(counted, "FS143", "DISABCATIDEA") == [("AUT", 3)]
    assert counted.table("FS006").amount("ST1", "INSCHOOL", "LTOREQ10") == 1
    assert counted.table("FS143", level=Level.LEA).amount("TOT", lea="North") == 3


def test_a_method_under_half_a_day_is_left_out_beside_another() -> None:
    counted = count(case(removal(K.IN_SCHOOL_SUSPENSION, school_days=0.25), removal(start=JUNE)))
    assert codes(counted, "FS006", "DSCPLMETHOD") == [("OUTOFSCHOOL", 1)]
    assert doubts(counted, "FS006 leaves out a removal", "less than half")


def interim(offense: Offense | None, **facts: Any) -> Case:
    return case(
        removal(K.INTERIM_SETTING, incident_id="i", **facts),
        incidents=(BehaviorIncident(id="j"), BehaviorIncident(id="i", offense=offense)),
    )


@pytest.mark.parametrize(
    ("offense", "code"),
    [(Offense.DRUGS, "D"), (Offense.WEAPON, "W"), (Offense.SERIOUS_BODILY_INJURY, "SBI"), (None, MISSING)],
)
def test_reasons_of_unilateral_removals(offense: Offense | None, code: str) -> None:
    counted = count(interim(offense))
    assert codes(counted, "FS007", "REMOVEREASON") == [(code, 1)]
    assert codes(counted, "FS005", "REMOVALTYPE") == [("REMDW", 1)]
    assert len(counted.doubts) == (code == MISSING)


def test_an_interim_setting_for_other_conduct_is_no_unilateral_removal() -> None:
    counted = count(interim(Offense.OTHER))
    assert where(counted) == ["FS088", "FS143"]
    assert reasons(counted, "FS005") == reasons(counted, "FS007") == ["OFFENSE"]
    assert doubts(counted, "not as a unilateral one")


def test_which_incident_a_removal_is_for() -> None:
    drugs = BehaviorIncident(offense=Offense.DRUGS, meets_definition=False)
    alone = count(case(removal(K.INTERIM_SETTING), incidents=(drugs,)))
    assert codes(alone, "FS007", "REMOVEREASON") == [("D", 1)]
    assert doubts(alone, "does not meet its definition")
    several = count(case(removal(K.INTERIM_SETTING), incidents=(drugs, BehaviorIncident())))
    unnamed = count(case(removal(K.INTERIM_SETTING, incident_id="x"), incidents=(drugs,)))
    for counted in (several, unnamed, count(case(removal(K.INTERIM_SETTING)))):
        assert codes(counted, "FS007", "REMOVEREASON") == [(MISSING, 1)]


def test_children_moved_in_both_ways_are_in_both_rows() -> None:
    both = case(removal(K.INTERIM_SETTING), removal(K.INTERIM_SETTING_BY_HEARING_OFFICER, JUNE))
    counted = count(attrs.evolve(both, incidents=(BehaviorIncident(offense=Offense.WEAPON),)))
    assert codes(counted, "FS005", "REMOVALTYPE") == [("REMDW", 1), ("REMHO", 1)]
    twice = case(removal(K.INTERIM_SETTING), removal(K.INTERIM_SETTING, JUNE))
    counted = count(attrs.evolve(twice, incidents=(BehaviorIncident(offense=Offense.WEAPON),)))
    assert codes(counted, "FS005", "REMOVALTYPE") == [("REMDW", 1)]
    assert codes(counted, "FS007", "REMOVEREASON") == [("W", 2)]


# -- expulsions --------------------------------------------------------------------------------------------------------


def expelled(**facts: Any) -> Removal:
    return removal(K.EXPULSION, **{"end": date(2026, 6, 12), **facts})


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"services_continue": True}, "SERVPROV"),
        ({"services_continue": False}, "SERVNOTPROV"),
        ({"services_from": JUNE}, "SERVPROV"),
        ({"services_from": JUNE, "services_continue": False}, "SERVPROV"),
    ],
)
def test_services_during_expulsion(facts: dict[str, Any], code: str) -> None:
    counted = count(case(expelled(**facts)), calendars=CALENDAR)
    assert codes(counted, "FS144", "DISABSTATIDEA", "EDUSERVICES") == [("WDIS", code, 1)]
    assert counted.doubts == ()


def test_an_expulsion_lasts_for_the_rest_of_the_year() -> None:
    short = case(expelled(end=date(2026, 6, 11), services_continue=True))
    assert reasons(count(short, calendars=CALENDAR), "FS144") == ["SHORT"]
    assert where(count(short, calendars=CALENDAR)) == ["FS006", "FS088", "FS143"]
    assert doubts(count(short), "without a calendar")
    in_july = case(expelled(start=date(2025, 7, 7), end=date(2026, 6, 1), services_continue=True))
    assert doubts(count(in_july, calendars=CALENDAR), "without a calendar")
    through = case(expelled(end=date(2026, 6, 30), services_continue=True))
    open_ = case(expelled(end=None, services_continue=True))
    assert [count(one).doubts for one in (through, open_)] == [(), ()]


def test_services_that_are_not_told() -> None:
    counted = count(case(expelled()), calendars=CALENDAR)
    assert reasons(counted, "FS144") == ["SERVICES"]
    assert counted.not_counted("FS144")[0].settles == "whether the child had services during the expulsion"


def test_the_last_expulsion_decides_on_services() -> None:
    first, last = expelled(services_continue=True), expelled(start=JUNE, services_continue=False)
    for rows in ((first, last), (last, first)):
        counted = count(case(*rows), calendars=CALENDAR)
        assert codes(counted, "FS144", "EDUSERVICES") == [("SERVNOTPROV", 1)]
    assert doubts(counted, "overlap")


def test_children_without_disabilities_come_from_the_caller() -> None:
    given_ = {"South": {"SERVPROV": 2, "SERVNOTPROV": 1}, "North": {"SERVPROV": 1}}
    counted = count(case(expelled(services_continue=True)), without_disabilities=given_, calendars=CALENDAR)
    table = counted.table("FS144")
    assert table.amount("CSA", "WODIS", "SERVPROV") == 3
    assert table.amount("CSA", "WDIS", "SERVPROV") == table.amount("CSA", "WODIS", "SERVNOTPROV") == 1
    assert counted.table("FS144", level=Level.LEA).amount("CSA", "WODIS", "SERVPROV", lea="South") == 2
    assert counted.left_out == ()
    assert "children without disabilities" in count().left_out[0]


# -- removals that count by a condition, or not ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (removal(K.OTHER), "OTHER_KIND"),
        (removal(None), "KIND"),
        (removal(K.BUS_SUSPENSION), "BUS_UNKNOWN"),
        (removal(K.BUS_SUSPENSION, transportation_lost=False), "BUS"),
        (removal(K.SHORTENED_DAY, school_days=1), "PART_OF_DAYS"),
        (removal(K.SHORTENED_DAY, school_days=None), "PART_OF_DAYS"),
        (removal(start=None), "DAY"),
        (removal(start=None, end=YEAR.first), "DAY"),
        (removal(start=date(2020, 5, 3)), ""),
        (removal(start=date(2020, 5, 3), end=OCTOBER), "STANDING"),
        (removal(start=date(2025, 6, 2), school_days=None), "OPEN"),
        (removal(start=date(2025, 6, 2)), ""),
        (removal(start=date(2024, 6, 28), school_days=None), ""),
        (removal(start=None, end=date(2025, 6, 30)), ""),
        (removal(start=date(2026, 7, 1)), ""),
        (removal(start=date(2025, 5, 5), end=date(2025, 6, 30)), ""),
        (removal(end=OCTOBER, school_days=None), "DAYS"),
        (removal(end=OCTOBER - timedelta(1), school_days=float("inf")), "DAYS"),
    ],
)
def test_what_is_left_out_and_why(row: Removal, reason: str) -> None:
    told = [reason] if reason else []
    for level in (Level.SEA, Level.LEA):
        assert reasons(count(case(row)), "FS088", level) == reasons(count(case(row)), "FS143", level) == told
    assert count(case(row)).doubts == ()


def test_conditions_that_make_a_removal_count_are_in_doubt() -> None:
    bus = count(case(removal(K.BUS_SUSPENSION, transportation_lost=True)))
    assert codes(bus, "FS006", "DSCPLMETHOD") == [("OUTOFSCHOOL", 1)]
    assert doubts(bus, "71 FR 46715")
    part = count(case(removal(K.SHORTENED_DAY, school_days=0.75)))
    assert codes(part, "FS006", "DSCPLMETHOD") == [("OUTOFSCHOOL", 1)]
    assert doubts(part, "part of a day")


def test_what_is_left_out_beside_what_is_counted_is_a_doubt() -> None:
    counted = count(case(SUSPENDED, removal(K.OTHER, JUNE)))
    assert codes(counted, "FS143", "DISABCATIDEA") == [("AUT", 1)]
    assert doubts(counted, "FS143 leaves out a removal", "no suspension, expulsion or interim setting")


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"student": None}, "AGE_UNKNOWN"),
        ({"student": student(birth_date=date(2022, 11, 4))}, "AGE"),
        ({"student": student(birth_date=date(2003, 11, 3))}, "AGE"),
        ({"student": student(parentally_placed_private=True)}, "PARENTALLY_PLACED"),
        ({"eligibility": ()}, "STANDING"),
        ({"eligibility": (found(OCTOBER + timedelta(1)),)}, "STANDING"),
        ({"jurisdiction": "WA", "transfers": (Transfer(enrolled=JUNE, from_jurisdiction="OR"),)}, "ELSEWHERE"),
    ],
)
def test_children_who_are_not_counted(facts: dict[str, Any], reason: str) -> None:
    assert reasons(count(case(SUSPENDED, **facts)), "FS006") == [reason]


def test_the_day_of_an_exit_is_still_in_special_education() -> None:
    for left, told in ((OCTOBER, ["FS006", "FS088", "FS143"]), (OCTOBER - timedelta(1), [])):
        assert where(count(case(SUSPENDED, exits=(Exit(left),)))) == told


@pytest.mark.parametrize("born", [date(2022, 11, 3), date(2003, 11, 4)])
def test_ages_three_through_twenty_one_on_the_count_date(born: date) -> None:
    assert where(count(case(SUSPENDED, student=student(birth_date=born)))) == ["FS006", "FS088", "FS143"]


def test_the_settings_of_another_year_are_refused() -> None:
    with pytest.raises(InvalidDocument, match="asked for"):
        discipline([], settings=STATE, school_year=2027)


# -- districts ---------------------------------------------------------------------------------------------------------


def test_days_are_added_within_the_district_and_within_the_state() -> None:
    both = case(
        removal(school_days=0.25), removal(start=JUNE, school_days=0.25), removal(K.EXPULSION, JUNE, school_days=6),
        student=student(district="South"),
        transfers=(Transfer(enrolled=date(2026, 1, 12), from_district="North"),),
    )  # fmt: skip
    counted = count(both)
    assert codes(counted, "FS088", "REMOVALLENIDEA") == [("2TO10", 1)]
    assert [one.lea for one in counted.of("FS088", Level.LEA)] == ["South"]
    (left,) = counted.not_counted("FS088", Level.LEA)
    assert left.reason is NotRemoved.UNDER_HALF  # in North
    assert codes(counted, "FS143", "DISABCATIDEA") == [("AUT", 3)]
    assert codes(counted, "FS143", "DISABCATIDEA", level=Level.LEA) == [("AUT", 2)]


def test_two_files_of_one_child_in_two_districts() -> None:
    north, south = (Case(name, student=student(district=name), eligibility=(found(),)) for name in ("North", "South"))
    seven = removal(school_days=7)
    counted = count(
        attrs.evolve(north, removals=(seven,)), attrs.evolve(south, removals=(attrs.evolve(seven, start=JUNE),))
    )
    assert codes(counted, "FS006", "REMOVALLENSUS") == [("GREATER10", 1)]
    districts = [(one.lea, one.code("REMOVALLENSUS")) for one in counted.of("FS006", Level.LEA)]
    assert districts == [("North", "LTOREQ10"), ("South", "LTOREQ10")]
    same = count(attrs.evolve(north, removals=(seven,)), attrs.evolve(south, removals=(seven,)))
    assert codes(same, "FS143", "DISABCATIDEA") == [("AUT", 1)]
    assert doubts(same, "more than once")


def test_what_one_file_tells_holds_for_the_other() -> None:
    bare = Case("7", student=Student(id="A"), removals=(SUSPENDED,))
    other = Case("8", student=student(), eligibility=(found(),))
    counted = count(bare, other, Case("9", student=student(id="B")))
    assert codes(counted, "FS088", "SEX", "DISABCATIDEA") == [("M", "AUT", 1)]
    assert reasons(counted, "FS088", Level.LEA) == ["DISTRICT"]  # the file with the removal names none


def test_a_district_that_is_not_told_counts_nobody() -> None:
    counted = count(case(SUSPENDED, removal(K.OTHER, JUNE), student=student(district=None)))
    assert where(counted) == ["FS006", "FS088", "FS143"]
    assert reasons(counted, "FS006", Level.LEA) == ["DISTRICT"]
    assert reasons(counted, "FS143", Level.LEA) == ["DISTRICT", "OTHER_KIND"]


# -- the disability of the day -----------------------------------------------------------------------------------------


def test_the_disability_is_the_one_in_force() -> None:
    changed = (found(), found(date(2026, 1, 5), Disability.EMOTIONAL_DISTURBANCE))
    rows = (SUSPENDED, removal(start=JUNE), removal(start=JUNE + timedelta(7)))
    counted = count(case(*rows, eligibility=changed))
    assert codes(counted, "FS006", "DISABCATIDEA") == [("EMN", 1)]
    assert codes(counted, "FS143", "DISABCATIDEA") == [("AUT", 1), ("EMN", 2)]
    unilateral = [attrs.evolve(row, kind=K.INTERIM_SETTING) for row in rows]
    weapons = case(*unilateral, eligibility=changed, incidents=(BehaviorIncident(offense=Offense.WEAPON),))
    assert codes(count(weapons), "FS007", "REMOVEREASON", "DISABCATIDEA") == [("W", "AUT", 1), ("W", "EMN", 2)]


@pytest.mark.parametrize(("born", "code"), [(date(2020, 11, 3), "DD"), (date(2019, 11, 3), MISSING)])
def test_developmental_delay_at_the_ages_of_the_state(born: date, code: str) -> None:
    delay = (found(date(2025, 9, 1), Disability.DEVELOPMENTAL_DELAY),)
    counted = count(case(SUSPENDED, student=student(birth_date=born), eligibility=delay))
    assert only(counted, "FS088").code("DISABCATIDEA") == code
    assert bool(doubts(counted, "developmental delay, which is not used at this age")) == (code == MISSING)


# -- the days of a removal ---------------------------------------------------------------------------------------------


def exactly(number: float | str) -> Span:
    return Span.of(Fraction(str(number)))


def between(least: int, most: int) -> Span:
    return Span(Fraction(least), Fraction(most))


FRIDAY_TO_MONDAY: dict[str, Any] = {"start": date(2025, 10, 3), "end": date(2025, 10, 6)}
OVER_JUNE: dict[str, Any] = {
    "start": JUNE,
    "end": date(2026, 10, 30),
}  # 5 school days in the year, 145 days, 44 school days after


@pytest.mark.parametrize(
    ("facts", "alone", "with_calendar"),
    [
        ({"start": OCTOBER, "school_days": 1.5}, exactly("1.5"), exactly("1.5")),
        ({**FRIDAY_TO_MONDAY, "school_days": 2}, exactly(2), exactly(2)),
        ({**FRIDAY_TO_MONDAY, "school_days": 9}, exactly(9), exactly(9)),  # the file's own word
        (FRIDAY_TO_MONDAY, between(0, 4), exactly(2)),
        ({"start": date(2025, 10, 10), "end": date(2025, 10, 12)}, between(0, 3), exactly(0)),
        ({"start": JUNE}, between(0, 23), between(0, 5)),
        ({"start": JUNE, "kind": K.EXPULSION}, between(0, 23), exactly(5)),
        ({"start": JUNE, "school_days": 5}, exactly(5), exactly(5)),
        ({"start": JUNE, "school_days": 20}, exactly(20), exactly(5)),
        ({"start": JUNE, "school_days": 23}, exactly(23), exactly(5)),
        ({"start": JUNE, "school_days": 45}, between(0, 23), exactly(5)),
        ({**OVER_JUNE, "school_days": 49}, between(0, 23), exactly(5)),
        ({**OVER_JUNE, "school_days": 140}, between(18, 23), exactly(5)),
        (OVER_JUNE, between(0, 23), exactly(5)),
        ({"start": JUNE, "end": date(2026, 5, 1), "school_days": 3}, exactly(3), exactly(3)),
        ({"start": date(2026, 6, 15), "end": date(2026, 6, 19)}, between(0, 5), exactly(0)),
        ({"start": date(2025, 8, 1), "end": date(2025, 9, 3)}, between(0, 34), exactly(2)),
        ({"start": date(2025, 6, 26), "school_days": 5}, None, None),
        ({"start": date(2025, 6, 26), "school_days": 8}, between(3, 8), between(3, 8)),
        ({"start": date(2025, 6, 26)}, None, None),
        ({"start": date(2025, 6, 26), "end": date(2025, 9, 3), "school_days": 8}, between(3, 8), exactly(2)),
        ({"start": date(2025, 6, 26), "end": date(2025, 6, 30)}, None, None),
        ({"start": date(2026, 7, 1)}, None, None),
        ({"end": OCTOBER}, None, None),
        ({"start": date.min, "end": date.max}, between(0, 365), exactly(203)),
        ({"start": date.min, "end": date.max, "school_days": 10}, between(0, 10), between(0, 10)),
        ({**OVER_JUNE, "school_days": 20}, between(0, 20), between(0, 5)),  # fewer than the calendar has, 49
        ({**OVER_JUNE, "school_days": 48}, between(0, 23), between(4, 5)),
        ({**OVER_JUNE, "school_days": 50}, between(0, 23), exactly(5)),
    ],
)
def test_the_days_of_a_removal(facts: dict[str, Any], alone: Span | None, with_calendar: Span | None) -> None:
    assert days_in(Removal(**facts), YEAR) == alone
    assert days_in(Removal(**facts), YEAR, TWO_YEARS) == with_calendar


def test_what_goes_on_into_the_next_year_is_counted_there() -> None:
    after = Year(2027)
    assert days_in(Removal(**OVER_JUNE, school_days=49), after, TWO_YEARS) == exactly(44)
    assert days_in(Removal(start=JUNE, school_days=12), after, TWO_YEARS) == exactly(7)
    assert days_in(Removal(start=JUNE, school_days=5), after, TWO_YEARS) is None
    unpublished = attrs.evolve(CALENDAR, published_through=date(2026, 3, 31))
    assert days_in(Removal(start=date(2026, 6, 1), end=date(2026, 6, 5)), YEAR, unpublished) == between(0, 5)


def test_a_removal_is_counted_once_in_the_year_in_which_it_began() -> None:
    row = Removal(kind=K.EXPULSION, **OVER_JUNE, school_days=49, services_continue=True)
    first = count(case(row), calendars=TWO_YEARS)
    assert where(first) == ["FS006", "FS088", "FS143", "FS144"]
    assert doubts(first, "after June 30")
    assert only(first, "FS088").code("REMOVALLENIDEA") == "2TO10"
    later = attrs.evolve(STATE, count_date=date(2026, 11, 2))
    second = discipline([case(row)], settings=later, school_year=2027, calendars=TWO_YEARS)
    assert where(second) == ["FS006", "FS088"]
    assert reasons(second, "FS143") == reasons(second, "FS144") == ["BEFORE"]
    assert only(second, "FS088").code("REMOVALLENIDEA") == "GREATER10"
    assert doubts(second, "before July 1")


def test_calendars_are_one_for_all_or_by_name() -> None:
    row = Removal(kind=K.OUT_OF_SCHOOL_SUSPENSION, **FRIDAY_TO_MONDAY)
    for calendars, name in ((CALENDAR, None), ({"north": CALENDAR}, "north")):
        assert only(count(case(row, calendar=name), calendars=calendars), "FS088").code("REMOVALLENIDEA") == "2TO10"
    for name in (None, "south"):
        assert reasons(count(case(row, calendar=name), calendars={"north": CALENDAR}), "FS088") == ["DAYS"]


def test_days_that_are_known_well_enough() -> None:
    """Three days and a removal of at most one more are two through ten, however long it was."""
    short = Removal(kind=K.OUT_OF_SCHOOL_SUSPENSION, start=JUNE, end=JUNE)
    counted = count(case(removal(school_days=3), short))
    assert only(counted, "FS088").code("REMOVALLENIDEA") == "2TO10"
    assert codes(counted, "FS006", "REMOVALLENSUS") == [("LTOREQ10", 1)]
    assert codes(counted, "FS143", "DISABCATIDEA") == [("AUT", 2)]
    long = attrs.evolve(short, end=JUNE + timedelta(10))
    eleven = count(case(removal(school_days=10.5), long))
    assert only(eleven, "FS006").code("REMOVALLENSUS") == "GREATER10"


def test_days_that_are_not() -> None:
    long = Removal(kind=K.OUT_OF_SCHOOL_SUSPENSION, start=JUNE, end=JUNE + timedelta(10))
    counted = count(case(removal(school_days=3), long))
    assert codes(counted, "FS006", "REMOVALLENSUS") == [(MISSING, 1)]
    assert doubts(counted, "more than ten is not known")
    assert reasons(counted, "FS088") == ["DAYS"]
    assert codes(counted, "FS143", "DISABCATIDEA") == [("AUT", 2)]
    assert counted.table("FS006").amount("ST1", "OUTOFSCHOOL", MISSING) == 1
    assert codes(count(case(removal(school_days=0.5), long)), "FS006", "REMOVALLENSUS") == [(MISSING, 1)]
    alone = count(case(long))
    assert [reasons(alone, file) for file in ("FS006", "FS088", "FS143")] == [["DAYS"]] * 3


# -- twice, and events -------------------------------------------------------------------------------------------------


def test_the_same_removal_twice_counts_once() -> None:
    counted = count(case(SUSPENDED, SUSPENDED))
    assert codes(counted, "FS143", "DISABCATIDEA") == [("AUT", 1)]
    assert only(counted, "FS088").code("REMOVALLENIDEA") == "2TO10"
    assert doubts(counted, "more than once")
    halves = removal(id="r", school_days=None), removal(id="r", end=OCTOBER + timedelta(1))
    for rows in (halves, halves[::-1]):
        assert codes(count(case(*rows)), "FS143", "DISABCATIDEA") == [("AUT", 1)]


def test_two_records_that_contradict_one_another() -> None:
    rows = removal(id="r"), removal(id="r", school_days=3)
    assert reasons(count(case(*rows)), "FS088") == ["DIFFER"]
    assert count(case(*rows)) == count(case(*rows[::-1]))


def test_removals_that_overlap_are_in_doubt() -> None:
    first = removal(end=OCTOBER + timedelta(7), school_days=5)
    assert doubts(count(case(first, removal(K.IN_SCHOOL_SUSPENSION, OCTOBER + timedelta(7)))), "overlap")
    assert not doubts(count(case(first, removal(K.IN_SCHOOL_SUSPENSION, OCTOBER + timedelta(8)))), "overlap")


def test_events_are_removals_where_no_document_is() -> None:
    event = Event(EventKind.REMOVAL, OCTOBER, until=OCTOBER + timedelta(1), detail="out-of-school-suspension")
    counted = count(case(events=(event,)), calendars=CALENDAR)
    assert only(counted, "FS088").code("REMOVALLENIDEA") == "2TO10"
    both = case(removal(school_days=None, end=OCTOBER + timedelta(1)), events=(event,))
    assert codes(count(both, calendars=CALENDAR), "FS143", "DISABCATIDEA") == [("AUT", 1)]
    (held,) = one_of_each([case(SUSPENDED, events=(event,))])
    assert held.removal == SUSPENDED


@pytest.mark.parametrize(
    ("detail", "kind", "lost"),
    [
        ("expulsion", K.EXPULSION, None),
        ("in-school-suspension-with-services", K.IN_SCHOOL_SUSPENSION, None),
        ("in-school-suspension-without-services", K.IN_SCHOOL_SUSPENSION, None),
        ("bus-suspension-from-transportation-of-the-iep", K.BUS_SUSPENSION, True),
        ("bus-suspension-with-transportation-or-without-need", K.BUS_SUSPENSION, False),
        ("sent to the library", None, None),
        (None, None, None),
    ],
)
def test_the_kinds_that_events_tell(detail: str | None, kind: RemovalKind | None, lost: object) -> None:
    told = from_event(Event(EventKind.REMOVAL, OCTOBER, detail=detail))
    assert (told.kind, told.transportation_lost) == (kind, lost)


def test_nothing_of_a_child_is_shown() -> None:
    file = case(SUSPENDED)
    counted = count(file, Case("8", removals=(SUSPENDED,)))
    child = Child.of([file])
    rows = weighed(child, YEAR, STATE)
    shown = f"{counted} {counted.of('FS088')} {counted.not_counted('FS088')} {counted.doubts} {child} {rows}"
    shown += f"{rows[0].held} {Unit(child, 'North', rows, STATE)}"
    shown += f"{Part(file_spec('FS088', school_year=2026), Level.SEA, counted.of('FS088'), ())}"
    assert not any(word in shown for word in ("North", "2012", "'7'", "'8'", "'A'"))


def test_a_count_in_words() -> None:
    out = removal(K.OTHER)
    counted = count(case(SUSPENDED, removal(start=JUNE)), Case("8", student=student(id="B"), removals=(out,)))
    lines = counted.explain().splitlines()
    assert lines[0] == "Discipline of school year 2025-26"
    assert "FS006, rows of the State: children, 1" in lines
    assert "FS143, rows of districts: removals, 2" in lines
    assert f"  Not counted, {NotRemoved.STANDING.value}: 1" in lines
    assert lines[-1] == f"Note: {counted.left_out[0]}"
    told = counted.explain("7").splitlines()
    assert "FS143, rows of the State: counted 2 times" in told
    assert "  Removal Length: 2 through 10 days (2TO10)" in told
    assert "an earlier determination or IEP, if there is one" in counted.explain("8")
    deaf = attrs.evolve(STATE, deafness_as=DeafnessAs.DEAF_BLINDNESS)
    notes = discipline([], settings=deaf, school_year=2026, without_disabilities={}).notes
    assert notes[0] == "children with deafness are counted as deaf-blindness (DB)"
    assert all(note.startswith(("children", "the codes and sets")) for note in notes)


# -- laws --------------------------------------------------------------------------------------------------------------

STARTS = st.dates(date(2025, 6, 1), date(2026, 7, 31))
NUMBERS = st.sampled_from([None, 0.1, 0.25, 0.5, 0.9, 1, 1.4, 1.5, 2, 4.75, 5, 8.5, 10, 10.1, 45])
ROWS = st.builds(
    Removal,
    id=st.sampled_from([None, None, "r", "s"]),
    kind=st.sampled_from([None, *RemovalKind]),
    start=STARTS,
    end=st.one_of(st.none(), STARTS),
    school_days=NUMBERS,
    services_continue=st.sampled_from([None, True, False]),
    transportation_lost=st.sampled_from([None, True, False]),
)


@st.composite
def files(draw: st.DrawFn) -> Case:
    born = draw(st.sampled_from([date(2012, 3, 1), date(2012, 3, 1), date(2002, 3, 1), None]))
    lea = draw(st.sampled_from(["North", "South", None]))
    begun = draw(st.sampled_from([(found(),), (found(),), ()]))
    rows = tuple(draw(st.lists(ROWS, max_size=4)))
    offense = draw(st.sampled_from([None, *Offense]))
    return Case(
        draw(st.sampled_from("123456")),
        student=Student(id=draw(st.sampled_from("ABC")), birth_date=born, district=lea, sex=Sex.FEMALE),
        eligibility=begun,
        removals=rows,
        incidents=(BehaviorIncident(offense=offense),),
    )


CASES = st.lists(files(), max_size=5)
HOW = st.sampled_from([None, CALENDAR])


@given(CASES, HOW, st.randoms(use_true_random=False))
def test_the_order_of_cases_and_removals_changes_nothing(cases: list[Case], calendar: Any, random: Any) -> None:
    shuffled = [
        attrs.evolve(one, removals=tuple(random.sample(one.removals, len(one.removals))))
        for one in random.sample(cases, len(cases))
    ]
    assert count(*cases, calendars=calendar) == count(*shuffled, calendars=calendar)


@given(st.lists(strategies.cases(), max_size=2), HOW)
def test_any_file_at_all_is_counted_or_not(cases: list[Case], calendar: Any) -> None:
    counted = count(*cases, calendars=calendar)
    assert counted == count(*reversed(cases), calendars=calendar)
    assert all(counted.table(file, level=level).level is level for file, level in counted.entries)


@given(strategies.records(Removal), strategies.records(Removal), HOW)
def test_any_removals_at_all(one: Removal, other: Removal, calendar: Any) -> None:
    counted = count(case(one, other), calendars=calendar)
    assert counted == count(case(other, one), calendars=calendar)
    days = [row.start for row in (one, other) if row.start is not None]
    told = {entry.case for entry in counted.of("FS088")} | {left.case for left in counted.not_counted("FS088")}
    assert told or not any(YEAR.holds(day) for day in days)


@given(CASES, HOW)
def test_each_child_with_a_removal_is_counted_or_has_a_reason(cases: list[Case], calendar: Any) -> None:
    counted = count(*cases, calendars=calendar)
    for child in children(cases):
        began = [row.start for one in child.cases for row in one.removals if row.start is not None]
        within = any(YEAR.holds(day) for day in began)
        for place in counted.entries:
            entries = {one.case for one in counted.entries[place]}
            left = {one.case for one in counted.reasons[place]}
            assert place[1] is Level.LEA or not entries & left
            if place[0] == "FS088":
                assert child.id in entries | left or not within


@given(CASES, HOW)
def test_every_set_of_a_file_adds_up_to_the_same(cases: list[Case], calendar: Any) -> None:
    """By disability, race, sex and English learner the same number, where a child may be in two rows of FS005."""
    counted = count(*cases, calendars=calendar)
    for file, level in counted.entries:
        table = counted.table(file, level=level)
        sums: Counter[tuple[object, str]] = Counter()
        for row in table.rows():
            sums[row.unit, row.set.id] += row.amount
        for unit in table.units:
            assert len({sums[unit, one.id] for one in table.spec.category_sets}) == 1


@given(CASES, HOW)
def test_all_removals_are_at_least_the_suspensions(cases: list[Case], calendar: Any) -> None:
    """Whoever is in FS006 with a known length is in FS088, in a band that is not lower, unless other days are open."""
    order = {"LTOREQ1": 0, "2TO10": 1, "LTOREQ10": 0, "GREATER10": 2}
    counted = count(*cases, calendars=calendar)
    for level in (Level.SEA, Level.LEA):
        removed = {(one.case, one.lea): one.code("REMOVALLENIDEA") for one in counted.of("FS088", level)}
        open_ = {one.case for one in counted.not_counted("FS088", level)}
        for one in counted.of("FS006", level):
            if one.case not in open_:
                assert order[removed[one.case, one.lea]] >= order.get(one.code("REMOVALLENSUS"), 0)
        if not open_:
            assert len(removed) >= len({(one.case, one.lea) for one in counted.of("FS006", level)})


SIMPLE = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.sampled_from(["North", "South"]),
        st.sampled_from([K.IN_SCHOOL_SUSPENSION, K.OUT_OF_SCHOOL_SUSPENSION, K.EXPULSION, K.INTERIM_SETTING]),
        st.integers(1, 1200).map(lambda hundredths: Decimal(hundredths) / 100),
    ),
    max_size=12,
)


def _length(days: Decimal) -> str:
    if days < Decimal("0.5"):
        return ""
    return "LTOREQ10" if days <= 10 else "GREATER10"


@given(SIMPLE)
def test_suspensions_against_a_plain_loop(rows: list[tuple[str, str, RemovalKind, Decimal]]) -> None:
    """An oracle: add up decimals by child and method, in the State and in each district, and look at the sums."""
    cases = {}
    for name in "ABC":
        for lea in ("North", "South"):
            cases[name, lea] = Case(f"{name} {lea}", student=student(id=name, district=lea), eligibility=(found(),))
    state: dict[tuple[str, str], Decimal] = {}
    local: dict[tuple[str, str, str], Decimal] = {}
    times: Counter[str] = Counter()
    for at, (name, lea, kind, days) in enumerate(rows):
        one = cases[name, lea]
        row = removal(kind, OCTOBER + timedelta(15 * at), school_days=float(days))
        cases[name, lea] = attrs.evolve(one, removals=(*one.removals, row))
        times[name] += 1
        if kind is not K.INTERIM_SETTING:
            method = "INSCHOOL" if kind is K.IN_SCHOOL_SUSPENSION else "OUTOFSCHOOL"
            state[name, method] = state.get((name, method), Decimal(0)) + days
            local[name, lea, method] = local.get((name, lea, method), Decimal(0)) + days
    counted = count(*cases.values())
    told = {(one.case[0], one.code("DSCPLMETHOD")): one.code("REMOVALLENSUS") for one in counted.of("FS006")}
    assert told == {place: _length(days) for place, days in state.items() if _length(days)}
    here = {
        (one.case[0], str(one.lea), one.code("DSCPLMETHOD")): one.code("REMOVALLENSUS")
        for one in counted.of("FS006", Level.LEA)
    }
    assert here == {place: _length(days) for place, days in local.items() if _length(days)}
    every: dict[str, Decimal] = {}
    for name, _, _, days in rows:
        every[name] = every.get(name, Decimal(0)) + days
    removals = {name: times[name] for name, days in every.items() if days >= Decimal("0.5")}
    assert {one.case[0]: one.amount for one in counted.of("FS143")} == removals
    assert {one.case[0] for one in counted.of("FS088")} == {*removals}


@given(ROWS, HOW)
def test_a_year_and_the_next_share_out_the_days(row: Removal, calendar: Any) -> None:
    """The days of two years are never more than the file gives, and each year's are no more than its own days."""
    parts = [days_in(row, Year(year), calendar) for year in (2025, 2026, 2027)]
    told = [part for part in parts if part is not None]
    for part in told:
        assert 0 <= part.least <= part.most
    if row.school_days is not None and (row.end is None or row.start is None or row.end >= row.start):
        assert sum(part.least for part in told) <= Fraction(str(row.school_days))
