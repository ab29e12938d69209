"""The law in words, and side by side: every part of a value says itself, and a table never borrows a number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs
import pytest

from iepkit.calendars import Counting, Summer
from iepkit.citations import Authority, Grade
from iepkit.display.wording import told
from iepkit.errors import UnknownName
from iepkit.laws import (
    Absences,
    Anchor,
    Applies,
    BeforeBreak,
    Ending,
    EndingWindow,
    Kind,
    Law,
    Limit,
    Looked,
    Provision,
    Relation,
    TableRow,
    Value,
    YearEnd,
    clocks,
    jurisdictions,
    law,
    parameters,
    table,
)
from iepkit.laws import tables as module
from iepkit.laws.loading import read_layer
from iepkit.vocabulary import ExtensionReason, Unit

SCHOOL = Unit.SCHOOL_DAYS
CALENDAR = Unit.CALENDAR_DAYS
BREAKS = Counting(run=5, summer=Summer.BETWEEN)


# -- parts -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Absences(), "longer by every day of absence"),
        (Absences(at_least=3), "longer by every day of absence, once there are 3"),
        (Absences(at_least=9, beyond=8), "longer by the days of absence after the 8th"),
        (Absences(at_least=12, beyond=2), "longer by the days of absence after the 2nd, once there are 12"),
    ],
)
def test_absences_in_words(rule: Absences, words: str) -> None:
    assert rule.words == words


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit(60, CALENDAR), "60 calendar days"),
        (Limit(1, SCHOOL), "1 school day"),
        (Limit(1, Unit.YEARS), "1 year"),
        (Limit(6, Unit.MONTHS), "6 months"),
        (Limit(90, CALENDAR, start="referral"), "90 calendar days from when referral"),
        (Limit(10, Unit.BUSINESS_DAYS, Counting(holidays_count=True)), "10 business days, public holidays counted"),
        (Limit(60, CALENDAR, BREAKS), "60 calendar days, less breaks of 5 or more school days, less summer"),
    ],
)
def test_limits_in_words(limit: Limit, words: str) -> None:
    assert limit.words == words


def test_a_limit_tells_what_is_left_out_apart_from_its_size() -> None:
    limit = Limit(60, CALENDAR, BREAKS, "referral")
    assert (limit.size, limit.left_out) == ("60 calendar days", ("breaks of 5 or more school days", "summer"))
    assert limit.said(told).startswith("60 calendar days from when the agency received the referral, less breaks")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            YearEnd(Anchor.MONTH_DAY, month_day="06-30", at_least=35, below=45, unless_absent=3),
            (
                "where 35 to 44 school days were left in the school year at the start: the next 30 June, "
                "unless the child was absent on 3 school days or more"
            ),
        ),
        (
            YearEnd(Anchor.NEXT_YEAR, 30, measured_from="referral", unit=CALENDAR, below=31),
            (
                "where fewer than 31 calendar days were left in the school year when the agency received the referral: "
                "30 calendar days after the next school year begins"
            ),
        ),
        (
            YearEnd(Anchor.NEXT_YEAR, 1, anchor_counts=True, due_unit=SCHOOL, at_least=-1, below=10),
            (
                "where fewer than 10 school days were left in the school year at the start, or the start lies between "
                "two school years: the 1st school day of the next school year"
            ),
        ),
        (
            YearEnd(Anchor.NEXT_YEAR, 45, due_unit=SCHOOL, at_least=-1, below=0),
            "where the start lies between two school years: 45 school days after the next school year begins",
        ),
        (
            YearEnd(Anchor.NEXT_YEAR, 45, measured_from="referral", due_unit=SCHOOL, at_least=-1, below=0),
            (
                "where the day on which the agency received the referral lies between two school years: "
                "45 school days after the next school year begins"
            ),
        ),
        (
            YearEnd(Anchor.START, 60, counting=BREAKS, unit=CALENDAR, at_least=30),
            (
                "where 30 calendar days or more were left in the school year at the start: "
                "60 calendar days from the start, less breaks of 5 or more school days, less summer"
            ),
        ),
        (
            YearEnd(Anchor.YEAR_END, 14),
            "where the start lies in a school year: 14 calendar days after the school year ends",
        ),
        (YearEnd(Anchor.YEAR_END), "where the start lies in a school year: the day on which it ends"),
        (
            YearEnd(Anchor.NEXT_YEAR, anchor_counts=True, below=60),
            (
                "where fewer than 60 school days were left in the school year at the start: "
                "the day before the next school year begins"
            ),
        ),
        (
            YearEnd(Anchor.NEXT_YEAR, 13, anchor_counts=True, due_unit=SCHOOL, due_between_years=True),
            "where it would be due between two school years: the 13th school day of the next school year",
        ),
    ],
)
def test_year_end_rules_in_words(rule: YearEnd, words: str) -> None:
    assert rule.said(told) == words


def test_year_end_rules_name_facts_where_nobody_tells_them() -> None:
    assert YearEnd(Anchor.YEAR_END, 14, measured_from="written-x", below=9).words.startswith(
        "where fewer than 9 school days were left in the school year when written x: "
    )


def test_a_long_break_in_words() -> None:
    rule = BeforeBreak(within=1, at_least=14, number=30)
    assert rule.words == (
        "with a break of 14 calendar days or more that begins within 1 school day: 30 calendar days from the start"
    )


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Applies(age_below=5), "below age 5"),
        (Applies(age_from=3), "from age 3"),
        (Applies(3, 5, ("referral",)), "from age 3 to below age 5, where the agency received the referral"),
        (
            Applies(facts=("referral", "exited"), unless=("found-not-eligible",)),
            (
                "where the agency received the referral or the child left special education, "
                "unless the child was found not eligible"
            ),
        ),
    ],
)
def test_for_whom_in_words(rule: Applies, words: str) -> None:
    assert rule.said(told) == words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Ending(22), "to the day before the 22nd birthday"),
        (Ending(21, "birthday"), "to the 21st birthday"),
        (Ending(22, "06-30"), "to the first 30 June on or after the 22nd birthday"),
        (
            Ending(21, "school-year-end"),
            (
                "to the last day of the school year of the 21st birthday "
                "(for a birthday between two school years: unknown)"
            ),
        ),
        (
            Ending(22, "school-year-end", summer="day-before-birthday"),
            (
                "to the last day of the school year of the 22nd birthday "
                "(for a birthday between two school years: the day before it)"
            ),
        ),
        (
            Ending(23, "school-year-end", summer="school-year-end"),
            (
                "to the last day of the school year of the 23rd birthday "
                "(for a birthday between two school years: the end of the next one)"
            ),
        ),
        (
            Ending(21, cutoff="09-01"),
            (
                "to the end of the last school year before the first 1 September on which the child is 21 "
                "(a birthday on that day included)"
            ),
        ),
        (
            Ending(21, cutoff="08-01", cutoff_day_counts=False),
            (
                "to the end of the last school year before the first 1 August on which the child is 21 "
                "(a birthday on that day not included)"
            ),
        ),
        (
            Ending(21, windows=(EndingWindow("07-01", "08-31", "06-30"), EndingWindow("09-01", "12-31", "birthday"))),
            (
                "with a 21st birthday from 1 July to 31 August, to 30 June of that year; "
                "from 1 September to 31 December, to the 21st birthday; else to the day before the 21st birthday"
            ),
        ),
        (
            Ending(22, windows=(EndingWindow("01-01", "06-30", "06-30"), EndingWindow("07-01", "12-31", "12-31"))),
            (
                "with a 22nd birthday from 1 January to 30 June, to 30 June of that year; "
                "from 1 July to 31 December, to 31 December of that year"
            ),
        ),
    ],
)
def test_the_end_of_a_right_in_words(rule: Ending, words: str) -> None:
    assert rule.words == words


# -- values ------------------------------------------------------------------------------------------------------------


def value(**more: object) -> Value:
    return Value("Somewhere Code 1", Grade.PRIMARY, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (value(number=60, unit=CALENDAR, also=(Limit(90, CALENDAR, start="referral"),)), "90 calendar days from when"),
        (
            value(number=5, unit=SCHOOL, also=(Limit(6, SCHOOL), Limit(7, SCHOOL))),
            "5 school days, 6 school days and 7 sc",
        ),
        (value(number=30, unit=CALENDAR, after=Limit(25, SCHOOL)), "30 calendar days, once 25 school days have run"),
        (value(ending=Ending(22), text="under 22"), "to the day before the 22nd birthday"),
        (value(age=16, in_effect=True), "age 16, in the IEP in effect then"),
        (value(age=14), "age 14"),
        (value(choice="transfers"), "yes, they transfer"),
        (value(choice="some-day"), "some day"),
        (value(text="soon"), "soon"),
        (value(kind=Kind.PART_OF, of="iep-meeting"), "part of iep-meeting"),
    ],
)
def test_values_in_words_for_people(one: Value, words: str) -> None:
    assert words in one.said(told)


def test_a_value_in_short_words_keeps_names() -> None:
    assert value(choice="not-used").words == "not-used"
    assert value(age=16, in_effect=True).words == "age 16"


def test_what_moves_a_due_day() -> None:
    one = value(
        number=60,
        unit=CALENDAR,
        first_day=1,
        roll=Counting(SCHOOL),
        pauses=("absent", "exited"),
        absences=Absences(),
        year_end=YearEnd(Anchor.YEAR_END, 14),
        before_break=BeforeBreak(15, 14, 30),
        extension_limit=Limit(30, CALENDAR),
    )
    moves = one.moves(told)
    assert list(moves) == [
        "first day", "stands still", "absences", "end of the school year", "before a break", "due day",
        "extended by at most",
    ]  # fmt: skip
    assert moves["stands still"] == "while the child was absent; or while the child left special education"
    assert moves["due day"] == "moves to the next one of the school days"
    assert value(number=60, unit=CALENDAR).moves() == {}


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (None, None, True),
        (date(2026, 3, 2), date(2026, 3, 2), True),
        (date(2026, 3, 3), None, False),
        (None, date(2026, 3, 1), False),
    ],
)
def test_a_value_holds_between_its_dates(since: date | None, until: date | None, *, holds: bool) -> None:
    assert value(text="soon", effective=since, until=until).holds(date(2026, 3, 2)) is holds


def every() -> Iterator[Provision]:
    return (said for code in ("US", *jurisdictions()) for said in law(code).provisions() if said.jurisdiction == code)


def test_everything_that_the_library_knows_has_words() -> None:
    for said in every():
        assert said.value.said(told).strip()
        assert all(words.strip() for words in said.value.moves(told).values())
        assert said.value.applies is None or said.value.applies.said(told)


# -- tables ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", parameters())
def test_a_table_has_every_jurisdiction_and_federal_law_first(name: str) -> None:
    rows = table(name)
    assert list(dict.fromkeys(row.jurisdiction for row in rows)) == ["US", *jurisdictions()]
    assert all(row.words for row in rows)


@pytest.mark.parametrize("name", parameters())
def test_a_row_without_a_value_of_its_own_never_shows_a_number_as_its_own(name: str) -> None:
    for row in table(name)[1:]:
        assert row.value.kind is not Kind.INHERIT or row.words.startswith("as in federal law: ")
        assert row.value.kind is not Kind.UNKNOWN or row.words == "unknown"
        assert row.value.kind is not Kind.PART_OF or row.words.startswith("part of another time: ")


def one(code: str, parameter: str, on: date | None = None) -> TableRow:
    (row,) = table(parameter, on, only=[code])
    return row


def test_a_row_says_what_sets_it_apart() -> None:
    row = one("ca", "initial-evaluation", date(2026, 11, 2))
    assert (row.jurisdiction, row.name, row.words) == ("CA", "California", "60 calendar days")
    assert row.not_counted == ("breaks of 6 or more school days", "summer")
    assert row.extensions == ("specific learning disability", "transfer", "agreement")
    assert [name for name, _ in row.besides] == ["end of the school year"]
    assert row.conflicts
    assert (row.counted_from, row.done_when) == ("consent for initial evaluation", "iep developed")
    assert row.provision.authority is Authority.STATE


def test_what_is_left_to_federal_law_names_its_value() -> None:
    row = one("WA", "iep-meeting")
    assert (row.words, row.done_when) == ("as in federal law: 30 calendar days", "iep meeting")
    assert one("NY", "iep-meeting").words == f"part of another time: {parameters()['iep-implementation'].title}"


def test_the_number_is_read_by_the_shape_of_the_clock() -> None:
    assert one("US", "reevaluation").words == "every 3 years"
    assert one("US", "reevaluation-interval").words == "1 year at least"
    assert one("US", "rights-transfer").words == "1 year before"
    assert one("US", "iep-in-effect").words == "by that day"
    assert one("US", "age-of-majority").words == "left to the State: set by the State"


def test_several_limits_stay_whole() -> None:
    row = one("DE", "initial-evaluation")
    assert (row.words, row.not_counted) == ("the earliest of 45 school days and 90 calendar days", ())


def test_groups_of_children_have_rows_of_their_own_after_the_one_for_everyone_else() -> None:
    rows = table("initial-evaluation", only=["ME"], tell=told)
    assert rows[0].applies == ""
    assert "below age 5" in [row.applies for row in rows[1:]]


def test_a_day_shows_what_was_in_force_and_history_shows_all() -> None:
    old, new = (one("TX", "iep-meeting", date(2024, 7, day)) for day in (29, 30))
    assert (old.value.until, new.value.effective) == (date(2024, 7, 29), date(2024, 7, 30))
    assert [row.value for row in table("iep-meeting", only=["TX"], history=True)] == [new.value, old.value]
    assert one("WA", "fape-age", date(2024, 5, 22)).words == "to the day before the 22nd birthday"


def test_a_day_before_everything_that_is_recorded_is_unknown() -> None:
    row = one("CT", "initial-evaluation", date(2020, 6, 30))
    assert (row.words, row.provision.jurisdiction) == ("unknown", "CT")


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(UnknownName, match="unknown parameter 'supper'"):
        table("supper")
    with pytest.raises(UnknownName, match="unknown jurisdiction 'ZZ'"):
        table("initial-evaluation", only=["ZZ"])


HEADER = '[jurisdiction]\ncode = "XX"\nname = "Somewhere"\nnot_found = ["iep-copy"]\n'


def somewhere(monkeypatch: pytest.MonkeyPatch, rows: str) -> None:
    """A State of its own, of which only these rows are known."""
    header, values = read_layer(HEADER + rows, where="xx.toml")
    book = Law((*law("US").layers, attrs.evolve(law("WA").layers[1], header=header, values=values)))
    monkeypatch.setattr(module, "jurisdictions", lambda: ("XX",))
    monkeypatch.setattr(module, "law", lambda code: book if code == "XX" else law(code))


def test_a_state_that_says_nothing_has_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    somewhere(monkeypatch, "")
    for name, parameter in parameters().items():
        for history in (False, True):
            row = table(name, only=["XX"], history=history)[0]
            wanted = Kind.UNKNOWN if parameter.states is Relation.SUPPLIES else Kind.INHERIT
            assert (row.value.kind, row.value.grade) == (wanted, Grade.UNVERIFIED)
            assert row.looked is (Looked.NOT_FOUND if name == "iep-copy" else Looked.NOT_LOOKED)


def test_a_value_for_some_children_leaves_federal_law_to_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    row = '[[iep-meeting]]\nnumber = 10\nunit = "school-days"\napplies = { age_below = 5 }\ncitation = "x"\n'
    somewhere(monkeypatch, row + 'grade = "primary"\n')
    rows = table("iep-meeting", only=["XX"])
    assert [(row.applies, row.words) for row in rows] == [
        ("", "as in federal law: 30 calendar days"),
        ("below age 5", "10 school days"),
    ]


def test_what_has_ended_stays_as_last_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    row = '[[iep-meeting]]\nnumber = 10\nunit = "school-days"\nuntil = 2024-06-30\ncitation = "x"\ngrade = "primary"\n'
    somewhere(monkeypatch, row)
    assert [one("XX", "iep-meeting", on).words for on in (None, date(2025, 1, 1))] == ["10 school days", "unknown"]


def test_a_period_that_runs_first_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    row = '[[iep-meeting]]\nnumber = 30\nunit = "calendar-days"\nafter = { number = 25, unit = "school-days" }\n'
    somewhere(monkeypatch, row + 'citation = "x"\ngrade = "primary"\n')
    assert one("XX", "iep-meeting").words == "30 calendar days, once 25 school days have run"


def test_clocks_of_several_shapes_leave_the_number_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting, review = clocks()["iep-meeting"], clocks()["annual-review"]
    both = {"iep-meeting": meeting, "annual-review": attrs.evolve(review, parameter="iep-meeting")}
    monkeypatch.setattr(module, "clocks", lambda: both)
    row = one("US", "iep-meeting")
    assert (row.words, row.done_when) == ("30 calendar days", "iep meeting; or iep reviewed")
    monkeypatch.setattr(module, "clocks", dict)
    assert one("US", "iep-in-effect").words == "0 calendar days"


def test_extensions_are_spelled() -> None:
    assert one("US", "reevaluation").extensions == (ExtensionReason.SPECIFIC_LEARNING_DISABILITY.replace("-", " "),)


@pytest.mark.parametrize(
    ("name", "words"),
    [("age-of-majority", "left to the State: no federal value"), ("iep-meeting", "unknown: no federal value")],
)
def test_the_federal_layer_says_what_it_leaves_to_the_states(
    monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    silent = Provision(name, Value("34 CFR 300.8", Grade.PRIMARY, Kind.UNKNOWN), Authority.FEDERAL, "US")
    monkeypatch.setattr(module, "_recorded", lambda *_: [silent])
    assert table(name)[0].words == words


def test_federal_law_may_set_groups_apart_too() -> None:
    rows = table("hearing-decision", only=["US"], tell=told)
    assert rows[0].words.startswith("unknown: 45 days")
    assert (rows[1].words, rows[1].applies) == (
        "45 calendar days, once 30 calendar days have run",
        "where a parent filed the complaint",
    )
    inherited = table("hearing-decision", only=["WA"], tell=told)[0].words
    assert inherited.endswith("; 45 calendar days, once 30 calendar days have run (where a parent filed the complaint)")
