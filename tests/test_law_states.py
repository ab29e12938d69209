"""Ten States checked by hand, in the numbers and days that practitioners look up first, and what all files must say."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from iepkit.calendars import Closure, Holiday, SchoolCalendar, SchoolYear
from iepkit.citations import Grade
from iepkit.facts import FACTS
from iepkit.history import Case, Event
from iepkit.laws import Kind, Policy, clocks, jurisdictions, law
from iepkit.timelines import deadlines, due
from iepkit.vocabulary import EventKind, ExtensionReason, Purpose

NOW = date(2026, 11, 2)

# State, parameter, number and unit, from which fact to which, grade
CLOCKS = """
WA referral-response       25 school-days  referral-not-from-part-c  referral-decision             primary
WA initial-evaluation      35 school-days    consent-for-initial-evaluation eligibility-determined        primary
WA reevaluation-after-consent 35 school-days consent-for-reevaluation       eligibility-determined        primary
TX referral-response       15 school-days    written-referral               referral-decision             primary
TX initial-evaluation      45 school-days    consent-for-initial-evaluation initial-evaluation-completed  primary
TX iep-meeting             30 calendar-days  initial-evaluation-completed   iep-meeting                   primary
CA referral-response       15 calendar-days  referral                       referral-decision             primary
CA initial-evaluation      60 calendar-days  consent-for-initial-evaluation iep-developed                 primary
CA reevaluation-after-consent 60 calendar-days consent-for-reevaluation     iep-meeting                   secondary
WI referral-response       15 business-days  written-referral               referral-decision             primary
WI initial-evaluation      60 calendar-days  consent-for-initial-evaluation eligibility-determined        primary
WI reevaluation-after-consent 60 calendar-days consent-for-reevaluation     eligibility-determined        primary
GA initial-evaluation      60 calendar-days  consent-for-initial-evaluation initial-evaluation-completed  primary
PA referral-response       10 calendar-days  referral                       referral-decision             primary
PA initial-evaluation      60 calendar-days  consent-for-initial-evaluation evaluation-report-given       primary
PA iep-meeting             30 calendar-days  initial-evaluation-completed   iep-developed                 primary
PA iep-implementation      10 school-days    iep-developed                  iep-implemented               primary
PA reevaluation-intellectual-disability 2 years any-evaluation-completed    any-evaluation-completed      primary
PA reevaluation-after-consent 60 calendar-days consent-for-reevaluation     evaluation-report-given       primary
NY referral-response       10 school-days    written-referral               referral-decision             secondary
NY initial-evaluation      60 calendar-days  consent-for-initial-evaluation initial-evaluation-completed  primary
NY iep-implementation      60 school-days    consent-for-initial-evaluation iep-implemented               secondary
VA referral-response       3 business-days   referral                       referral-decision             secondary
VA initial-evaluation      65 business-days  referral                       eligibility-determined        primary
VA iep-meeting             30 calendar-days  first-found-eligible           iep-developed                 primary
VA reevaluation-after-consent 65 business-days referral-for-reevaluation    eligibility-determined        primary
DE initial-evaluation      45 school-days    consent-for-initial-evaluation eligibility-determined        primary
IL referral-response       14 school-days    referral                       referral-decision             secondary
IL initial-evaluation      60 school-days    consent-for-initial-evaluation eligibility-determined        primary
IL iep-implementation      10 school-days    iep-developed                  iep-implemented               primary
"""

# State, parameter, the value in words, grade; what counts back from a meeting or is no clock at all
VALUES = """
WA developmental-delay-ages | ages 3 through 9 | primary
WA age-of-majority          | age 18           | primary
WA transfer-of-rights       | transfers        | primary
TX transition-age           | age 14           | primary
TX age-of-majority          | age 18           | primary
TX transfer-of-rights       | transfers        | primary
TX meeting-notice           | 5 school days    | secondary
TX prior-written-notice     | 5 school days    | primary
TX evaluation-report-copy   | 5 school days    | secondary
TX iep-meeting-on-request   | 5 school days    | primary
TX developmental-delay-ages | ages 3 through 9 | secondary
TX short-term-objectives    | alternate-assessment | primary
CA age-of-majority          | age 18           | secondary
CA transfer-of-rights       | transfers        | secondary
CA developmental-delay-ages | not-used         | secondary
CA iep-meeting-on-request   | 30 calendar days, less breaks of 6 or more school days, less summer | primary
WI transition-age           | age 14           | primary
WI age-of-majority          | age 18           | primary
WI transfer-of-rights       | transfers        | primary
WI developmental-delay-ages | ages 3 through 9 | primary
GA transition-age           | age 16 or entry to grade 9, whichever is first | primary
GA age-of-majority          | age 18           | primary
GA transfer-of-rights       | transfers        | primary
GA developmental-delay-ages | ages 3 through 9 | secondary
GA referral-response        | unknown          | unverified
PA transition-age           | age 14           | secondary
PA age-of-majority          | age 21           | secondary
PA transfer-of-rights       | transfers        | secondary
PA fape-age                 | unknown          | unverified
PA evaluation-report-copy   | 10 school days   | primary
PA developmental-delay-ages | from age 3 to the age of beginners, which each district sets | primary
NY transition-age           | age 15           | primary
NY age-of-majority          | unknown          | unverified
NY transfer-of-rights       | unknown          | unverified
NY developmental-delay-ages | ages 3 through 4 | secondary
NY short-term-objectives    | alternate-assessment-or-preschool | unverified
NY meeting-notice           | 5 calendar days  | primary
NY reevaluation-after-consent | unknown        | unverified
VA transition-age           | age 14           | secondary
VA age-of-majority          | age 18           | primary
VA transfer-of-rights       | transfers        | primary
VA developmental-delay-ages | ages 2 through 6 | unverified
VA evaluation-report-copy   | 2 business days  | secondary
VA iep-copy                 | 10 calendar days | unverified
DE transition-age           | age 14 or entry to grade 8, whichever is first | primary
DE age-of-majority          | age 18           | primary
DE transfer-of-rights       | transfers        | primary
DE developmental-delay-ages | ages 3 through 8 | secondary
DE short-term-objectives    | alternate-assessment | primary
DE meeting-notice           | 10 school days   | primary
DE prior-written-notice     | 10 school days   | primary
DE referral-response        | unknown          | unverified
IL transition-age           | age 14 years 6 months | primary
IL age-of-majority          | age 18           | primary
IL transfer-of-rights       | transfers        | primary
IL short-term-objectives    | all              | primary
IL developmental-delay-ages | ages 3 through 9 | secondary
IL meeting-notice           | 10 calendar days | secondary
IL documents-before-meeting | 3 school days    | secondary
IL iep-meeting-on-request   | 10 calendar days | secondary
IL missed-service-notice    | 3 school days    | primary
"""

# the States that leave a federal value as it is, although they may say it in their own code
INHERITED = """
WA iep-meeting
WA transition-age
WA short-term-objectives
TX iep-implementation
TX reevaluation-after-consent
TX rights-transfer
CA iep-meeting
CA iep-implementation
CA rights-transfer
CA transition-age
WI iep-meeting
WI iep-implementation
WI third-birthday
GA iep-meeting
GA rights-transfer
PA short-term-objectives
VA short-term-objectives
DE iep-meeting
DE reevaluation
DE reevaluation-interval
IL iep-meeting
IL rights-transfer
BIE initial-evaluation
BIE iep-meeting
GU initial-evaluation
AS initial-evaluation
AS annual-review
VI initial-evaluation
VI fape-age
MP initial-evaluation
"""


@pytest.mark.parametrize("row", CLOCKS.strip().splitlines())
def test_a_clock_of_a_state(row: str) -> None:
    code, parameter, number, unit, start, end, grade = row.split()
    clock = next(clock for clock in clocks().values() if clock.parameter == parameter)
    governing = law(code).governing(parameter, NOW)[-1]
    value = governing.value
    assert governing.jurisdiction == code
    assert (str(value.number), str(value.unit), str(value.grade)) == (number, unit, grade)
    assert (value.start or clock.start, value.end or clock.done) == (start, end)


@pytest.mark.parametrize("row", VALUES.strip().splitlines())
def test_a_value_of_a_state(row: str) -> None:
    name, words, grade = (part.strip() for part in row.split("|"))
    code, parameter = name.split()
    governing = law(code).governing(parameter, NOW)[-1]
    assert (governing.jurisdiction, governing.value.words, str(governing.value.grade)) == (code, words, grade)


@pytest.mark.parametrize("row", INHERITED.strip().splitlines())
def test_what_a_state_leaves_to_federal_law(row: str) -> None:
    code, parameter = row.split()
    said = [p for p in law(code).history(parameter) if p.jurisdiction == code]
    assert [p.value.kind for p in said] == [Kind.INHERIT]
    assert law(code).governing(parameter, NOW)[-1].jurisdiction == "US"


@pytest.mark.parametrize(
    ("code", "reasons"),
    [("WA", {"agreement"}), ("CA", {"agreement"}), ("TX", set()), ("VA", {"agreement"}), ("IL", set())],
)
def test_who_may_agree_on_another_period(code: str, reasons: set[str]) -> None:
    extensions = law(code).governing("initial-evaluation", NOW)[-1].value.extensions or ()
    federal = {ExtensionReason.SPECIFIC_LEARNING_DISABILITY, ExtensionReason.TRANSFER}
    assert {str(reason) for reason in set(extensions) - federal} == reasons


# State, day, the age, and until when the right to an education lasts; no age where nothing is said
ENDINGS = """
WA 2024-05-21 | 21 | school-year-end
WA 2024-05-22 | 22 | day-before-birthday
WA 2025-05-12 | 22 | day-before-birthday
WA 2025-05-13 | 22 | school-year-end
TX 2026-11-02 | 22 | cutoff 09-01
VA 2026-11-02 | 22 | cutoff 09-30
WI 2026-11-02 | 21 | school-year-end
GA 2026-11-02 | 22 | day-before-birthday
DE 2026-11-02 | 22 | 08-31
IL 2021-07-27 |    |
IL 2021-07-28 | 22 | school-year-end
NY 2023-07-05 | 21 | 06-30
NY 2023-07-06 | 22 | day-before-birthday
PA 2023-09-04 | 21 | school-year-end
PA 2023-09-05 |    |
PR 2026-11-02 | 22 | day-before-birthday
BIE 2026-11-02 | 22 | day-before-birthday
AS 2026-11-02 | 22 | day-before-birthday
GU 2026-11-02 |    |
"""


@pytest.mark.parametrize("row", ENDINGS.strip().splitlines())
def test_the_end_of_the_right_to_an_education_on_a_day(row: str) -> None:
    where, age, through = (part.strip() for part in row.split("|"))
    code, on = where.split()
    (governing,) = law(code).governing("fape-age", date.fromisoformat(on))
    ending = governing.value.ending
    if not age:
        assert (governing.value.kind, ending) == (Kind.UNKNOWN, None)
        return
    assert ending is not None
    said = f"cutoff {ending.cutoff}" if ending.cutoff else ending.through
    assert (str(ending.age), said) == (age, through)


def test_california_ends_the_right_by_the_birthday_in_the_year() -> None:
    ending = law("CA").governing("fape-age", NOW)[-1].value.ending
    assert ending is not None
    assert [(window.first, window.last, window.through) for window in ending.windows] == [
        ("01-01", "06-30", "06-30"),
        ("07-01", "09-30", "06-30"),
        ("10-01", "12-31", "12-31"),
    ]


def test_what_is_contested_shows_every_side() -> None:
    for code, parameter, count in (("PA", "fape-age", 3), ("NY", "fape-age", 3), ("CA", "initial-evaluation", 2)):
        assert len(law(code).governing(parameter, NOW)[-1].value.conflicts) == count


# -- the days that follow from the mechanisms -------------------------------------------------------------------------


def school_days_before(calendar: SchoolCalendar, last: date, left: int) -> date:
    """The day after which so many school days are left, the last one included."""
    on = last
    while (calendar.school_days(on + timedelta(days=1), last) or 0) < left:
        on -= timedelta(days=1)
    return on


YEARS = SchoolCalendar(
    (
        SchoolYear(
            date(2025, 9, 2),
            date(2026, 6, 12),
            closures=(
                Closure(date(2025, 11, 24), date(2025, 11, 28), "Thanksgiving week"),
                Closure(date(2025, 12, 22), date(2026, 1, 2), "winter break"),
            ),
        ),
        SchoolYear(date(2026, 8, 31), date(2027, 6, 11)),
    )
)
LAST = date(2026, 6, 12)


@pytest.mark.parametrize(
    ("left", "due_on"),
    [
        (46, date(2026, 6, 11)),  # the plain 45 school days
        (45, LAST),
        (44, date(2026, 6, 30)),
        (35, date(2026, 6, 30)),
        (34, date(2026, 9, 14)),  # 11 school days into the next year: 31 August to 14 September
    ],
)
def test_texas_near_the_end_of_the_year(left: int, due_on: date) -> None:
    consent = school_days_before(YEARS, LAST, left)
    assert due("initial-evaluation", consent, law=law("TX"), calendar=YEARS).due == due_on


@pytest.mark.parametrize(("days", "due_on"), [(0, 30), (2, 30), (3, None)])
def test_texas_gives_up_the_30_june_for_a_child_who_was_absent(days: int, due_on: int | None) -> None:
    consent = school_days_before(YEARS, LAST, 40)
    absent = [Event(EventKind.ABSENCE, date(2026, 5, 4 + day)) for day in range(days)]
    found = due("initial-evaluation", consent, law=law("TX"), calendar=YEARS, events=absent).due
    assert found == (date(2026, 6, due_on) if due_on else date(2026, 9, 9))  # 45 and 3, 8 of them in the next year


@pytest.mark.parametrize(
    ("absences", "due_on"), [(2, date(2025, 11, 3)), (3, date(2025, 11, 6)), (4, date(2025, 11, 7))]
)
def test_texas_counts_absences_from_the_third_on_and_then_all(absences: int, due_on: date) -> None:
    absent = [Event(EventKind.ABSENCE, date(2025, 9, 8 + day)) for day in range(absences)]
    assert due("initial-evaluation", date(2025, 9, 1), law=law("TX"), calendar=YEARS, events=absent).due == due_on


@pytest.mark.parametrize(
    ("report", "due_on"),
    [
        (date(2026, 5, 13), date(2026, 6, 12)),  # the 30th day is the last school day
        (date(2026, 5, 14), date(2026, 9, 18)),  # in summer: the 15th school day of the next year
        (date(2026, 7, 31), date(2026, 9, 18)),
        (date(2026, 8, 1), date(2026, 8, 31)),  # the 30th day is the first school day
    ],
)
def test_the_texas_meeting_due_in_summer(report: date, due_on: date) -> None:
    case = Case("1", events=(Event(EventKind.EVALUATION_COMPLETED, report, purpose=Purpose.INITIAL),))
    found = deadlines(case, law=law("TX"), calendar=YEARS, as_of=report)
    assert [d.due for d in found if d.clock == "iep-meeting"] == [due_on]


def test_a_week_off_stops_georgia_and_does_not_stop_california() -> None:
    consent = date(2025, 10, 6)  # 60 plain days end on 5 December
    assert due("initial-evaluation", consent, law=law("CA"), calendar=YEARS).due == date(2025, 12, 5)
    assert due("initial-evaluation", consent, law=law("GA"), calendar=YEARS).due == date(
        2025, 12, 14
    )  # 5 days, 2 weekends


def test_the_policies_of_california_move_the_day() -> None:
    consent = date(2025, 11, 10)  # winter break: ten school days, with the weekend between them twelve days
    found = {
        (weekends, days): due(
            "initial-evaluation",
            consent,
            law=law("CA"),
            calendar=YEARS,
            policy=Policy(break_weekends=weekends, break_days=days),
        ).due
        for weekends in ("counted", "left-out")
        for days in ("whole", "excess")
    }
    plain = consent + timedelta(days=60)
    assert found["counted", "whole"] == plain + timedelta(days=12)
    assert found["left-out", "whole"] == plain + timedelta(days=16)
    assert found["counted", "excess"] == plain + timedelta(days=5)


@pytest.mark.parametrize(
    ("referral", "consent", "due_on"),
    [
        (date(2026, 5, 13), date(2026, 5, 20), date(2026, 9, 30)),  # 30 days left: 30 days from 31 August
        (date(2026, 5, 12), date(2026, 5, 20), date(2026, 10, 6)),  # 31 days left: 23 days in spring, 37 in fall
    ],
)
def test_california_looks_at_the_referral_near_the_end_of_the_year(referral: date, consent: date, due_on: date) -> None:
    referred = [Event(EventKind.REFERRAL, referral)]
    assert due("initial-evaluation", consent, law=law("CA"), calendar=YEARS, events=referred).due == due_on


@pytest.mark.parametrize(
    ("referral", "due_on"),
    [
        (date(2026, 6, 1), date(2026, 9, 3)),  # 11 days left: 11 in spring, 4 in fall
        (date(2026, 6, 2), date(2026, 9, 10)),  # 10 days left: 10 days from 31 August
    ],
)
def test_california_answers_a_late_referral_in_fall(referral: date, due_on: date) -> None:
    assert due("referral-response", referral, law=law("CA"), calendar=YEARS).due == due_on


@pytest.mark.parametrize(
    ("consent", "due_on"),
    [
        (date(2026, 5, 13), date(2026, 7, 12)),  # 30 days before the end: the 60 days run through summer
        (date(2026, 5, 14), date(2026, 9, 30)),  # 29 days in spring, 31 in fall
    ],
)
def test_georgia_excuses_by_summer_only_late_consent(consent: date, due_on: date) -> None:
    assert due("initial-evaluation", consent, law=law("GA"), calendar=YEARS).due == due_on


def test_pennsylvania_leaves_out_summer_and_a_charter_school_one_day_more() -> None:
    charter = law("PA").with_layer(
        '[jurisdiction]\ncode = "PA-charter"\nname = "Charter school"\n'
        "[[initial-evaluation]]\nnumber = 60\nunit = 'calendar-days'\nend = 'evaluation-report-given'\n"
        "counting = { summer = 'from-last-day' }\n"
        "citation = '22 Pa. Code 711.24(b)'\ngrade = 'primary'\n"
    )
    consent = date(2026, 5, 13)  # 30 days to the last day of the spring term, 30 from the first one of fall
    assert due("initial-evaluation", consent, law=law("PA"), calendar=YEARS).due == date(2026, 9, 29)
    assert due("initial-evaluation", consent, law=charter, calendar=YEARS).due == date(2026, 9, 30)


def test_delaware_takes_the_earlier_of_two_limits() -> None:
    spring, autumn = date(2026, 4, 20), date(2025, 9, 2)
    assert due("initial-evaluation", spring, law=law("DE"), calendar=YEARS).due == date(2026, 7, 19)  # 90 days
    assert due("initial-evaluation", autumn, law=law("DE"), calendar=YEARS).due == date(2025, 11, 4)  # 45 school days


@pytest.mark.parametrize(
    ("left", "due_on"),
    [
        (61, date(2026, 6, 11)),  # the plain 60 school days
        (60, LAST),
        (59, date(2026, 8, 30)),  # the day before the next year begins
        (1, date(2026, 8, 30)),
        (0, date(2026, 8, 30)),
    ],
)
def test_illinois_is_done_before_the_next_year_begins(left: int, due_on: date) -> None:
    consent = school_days_before(YEARS, LAST, left)
    assert due("initial-evaluation", consent, law=law("IL"), calendar=YEARS).due == due_on


@pytest.mark.parametrize(("left", "due_on"), [(10, LAST), (9, date(2026, 8, 31)), (0, date(2026, 8, 31))])
def test_illinois_puts_a_late_iep_into_practice_as_the_next_year_begins(left: int, due_on: date) -> None:
    developed = school_days_before(YEARS, LAST, left)
    assert due("iep-implementation", developed, law=law("IL"), calendar=YEARS).due == due_on


def test_virginia_counts_business_days_through_a_break() -> None:
    holidays = (Holiday(date(2025, 11, 27), "Thanksgiving Day"), Holiday(date(2025, 12, 25), "Christmas Day"))
    calendar = YEARS.with_holidays(holidays, date(2025, 1, 1), date(2026, 12, 31))
    found = due("initial-evaluation", date(2025, 10, 1), law=law("VA"), calendar=calendar).due
    assert found == date(2026, 1, 2)  # 93 days, less 13 weekends of two days, less two holidays


# -- every jurisdiction -----------------------------------------------------------------------------------------------


CASES = Path(__file__).parent / "cases" / "timelines" / "states"

# what was looked for in the law of every jurisdiction, so that each file says it, or that it was not found
LOOKED_FOR = """
referral-response consent-before-evaluation initial-evaluation eligibility-determination
reevaluation reevaluation-intellectual-disability reevaluation-interval reevaluation-after-consent
evaluation-report-copy developmental-delay-ages
iep-meeting iep-implementation consent-before-services iep-in-effect annual-review short-term-objectives
meeting-notice documents-before-meeting iep-copy iep-meeting-on-request missed-service-notice
transition-age age-of-majority transfer-of-rights rights-transfer fape-age third-birthday prior-written-notice
"""


def test_every_jurisdiction_is_there() -> None:
    assert len(jurisdictions()) == 57
    assert {"DC", "PR", "BIE", "GU", "AS", "VI", "MP"} <= set(jurisdictions())
    assert law("bie").jurisdiction == "BIE"


@pytest.mark.parametrize("code", jurisdictions())
def test_every_jurisdiction_says_something_of_every_parameter(code: str) -> None:
    header, values = law(code).headers[1], law(code).layers[1].values
    assert header.code == code
    assert [name for name in LOOKED_FOR.split() if name not in values] == []
    for name, rows in values.items():
        for value in rows:
            read = value.grade is not Grade.UNVERIFIED
            assert not read or value.source.startswith(("http://", "https://")), name
            some, last = value.applies, value.year_end
            facts = {value.start, value.end, *value.pauses, *(limit.start for limit in value.also)}
            facts |= {*some.facts, *some.unless} if some else set()
            facts |= {last.measured_from} if last else set()
            assert facts - {""} <= set(FACTS), name


@pytest.mark.parametrize("code", jurisdictions())
def test_every_jurisdiction_has_its_cases_of_the_initial_evaluation(code: str) -> None:
    cases = tomllib.loads((CASES / f"{code.lower()}.toml").read_text("utf-8"))["case"]
    assert {case["law"] for case in cases} == {code}
    mine = [one["status"] for case in cases if case["clock"] == "initial-evaluation" for one in case["expect"]]
    governing = law(code).governing("initial-evaluation", NOW)[-1]
    if governing.value.kind is Kind.UNKNOWN:  # no number, no verdict
        assert set(mine) == {"unknown"}
        return
    assert governing.value.limits
    assert "met" in mine
    assert {"late", "overdue"} & set(mine)
