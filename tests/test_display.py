"""Display: text that fits, an order that helps, a page that stands alone, colors only where they are seen."""

from __future__ import annotations

import io
import json
import sys
from datetime import date, timedelta
from typing import Any

import attrs
import pytest

from iepkit.citations import Citation, Grade
from iepkit.display import lawtable, layout, terminal, text, wording
from iepkit.display.caseload import Caseload
from iepkit.display.outline import Outline, Summary, law_name, standing
from iepkit.display.table import COLUMNS, report_data, rows
from iepkit.findings import Finding, Severity
from iepkit.history import Case, Event
from iepkit.laws import Absences, Applies, Band, Clock, Kind, Looked, Shape, Value, clocks
from iepkit.records import Student
from iepkit.reviews import Question, Report, Waived, Waiver, review
from iepkit.timelines import Deadline
from iepkit.vocabulary import EventKind, ExtensionReason, Purpose, Unit

AS_OF = date(2026, 11, 2)
K = EventKind


def report(name: str, *events: Event, law: str = "US") -> Report:
    return review(Case(name, jurisdiction=law, events=events), as_of=AS_OF)


OVERDUE = report("b", Event(K.IEP_REVIEWED, date(2025, 10, 6)))
LONG_OVERDUE = report("c", Event(K.IEP_REVIEWED, date(2024, 10, 6)))
LATE = report("d", Event(K.IEP_REVIEWED, date(2025, 9, 1)), Event(K.IEP_REVIEWED, date(2026, 9, 3)))
SOON = report("e", Event(K.IEP_REVIEWED, date(2025, 11, 10)))
CALM = report("a", Event(K.IEP_REVIEWED, date(2026, 10, 6)))
EMPTY = report("z")
EARLY = report(
    "f",
    Event(K.EVALUATION_COMPLETED, date(2026, 1, 5), purpose=Purpose.REEVALUATION),
    Event(K.EVALUATION_COMPLETED, date(2026, 6, 5), purpose=Purpose.REEVALUATION),
)
UNKNOWN = report("u", Event(K.CONSENT_FOR_EVALUATION, date(2024, 1, 5), purpose=Purpose.INITIAL), law="WA")
ALL = (CALM, OVERDUE, LONG_OVERDUE, LATE, SOON, EMPTY, EARLY, UNKNOWN)


# -- layout ------------------------------------------------------------------------------------------------------------


def test_columns_wrap_inside_their_width() -> None:
    shown = layout.columns([("a", "one two three", ""), ("b", "", "x")], (2, 7, 3), 1)
    assert shown == " a   one two\n     three\n b            x"


def test_a_paragraph_never_breaks_a_word() -> None:
    address = "https://example.org/" + "x" * 90
    assert layout.paragraph(f"source: {address}", 2, hang=2).splitlines() == ["  source:", f"    {address}"]
    assert layout.paragraph("") == ""


# -- outlines ----------------------------------------------------------------------------------------------------------


def test_the_most_urgent_comes_first() -> None:
    ordered = sorted(ALL, key=lambda one: (Outline.of(one).urgency, one.case))
    assert [one.case for one in ordered] == ["c", "b", "d", "f", "e", "u", "a", "z"]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (OVERDUE, "1 overdue"),
        (LATE, "1 done late"),
        (EARLY, "1 done too early"),
        (SOON, "1 due within 30 days"),
        (UNKNOWN, "1 unknown"),
        (EMPTY, "nothing"),
        (CALM, "nothing now; next: Annual review of the IEP, due 2027-10-06, in 338 days"),
    ],
)
def test_a_report_in_a_line(one: Report, words: str) -> None:
    assert Outline.of(one).words == words


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.case)
def test_every_deadline_is_there_whatever_was_ignored(one: Report) -> None:
    silent = attrs.evolve(one, findings=())
    assert Outline.of(silent).counts == Outline.of(one).counts
    assert text.report_text(silent, Outline.of(silent)) == text.report_text(one, Outline.of(one))


def dispute(*events: Event, law: str = "US") -> Report:
    """A parent's due process complaint and what followed, in the case `g`."""
    filed = [
        Event(kind, date(2026, 9, 28), detail="due-process")
        for kind in (K.DUE_PROCESS_FILED, K.DUE_PROCESS_RECEIVED, K.COMPLAINT_BY_PARENT)
    ]
    return report("g", *filed, *events, law=law)


def titles(group: tuple[Deadline, ...]) -> list[str]:
    return [deadline.clock for deadline in group]


def test_what_has_no_number_is_apart_from_what_is_due_and_waits_the_longest_first() -> None:
    one = report(
        "h",
        Event(K.IEP_DEVELOPED, date(2026, 3, 2)),
        Event(K.REFERRAL, date(2026, 2, 2), purpose=Purpose.INITIAL),
    )
    outline = Outline.of(one)
    assert titles(outline.tracked)[:2] == ["safeguards-notice-at-referral", "referral-response"]
    assert not {"referral-response", "iep-copy"} & {*titles(outline.soon), *titles(outline.later)}
    assert outline.words == "nothing"
    shown = text.report_text(one, outline)
    assert (
        "  TO BE DONE, WITHOUT A NUMBER OF DAYS IN THE LAW\n    Procedural safeguards notice at the referral" in shown
    )
    assert "Answer to a referral: 273 days so far (EV001)\n" in shown
    whole = text.report_text(one, outline, explain=True)
    assert "Copy of the IEP: 245 days so far; the law sets no number\n" in whole
    assert "starts: the IEP was developed, 2026-03-02" in whole


def test_a_duty_without_a_number_that_is_done_took_so_long() -> None:
    asked = Event(K.RECORDS_AMENDMENT_REQUESTED, date(2026, 10, 1), about="1")
    decided = Event(K.RECORDS_AMENDMENT_DECIDED, date(2026, 10, 3), about="1")
    done = next(one for one in report("i", asked, decided).deadlines if one.code == "RC101")
    assert (done.status.value, standing(done)) == ("done", "2 days; the law sets no number")


def test_a_duty_without_a_number_that_waits_several_times_has_one_line() -> None:
    asked = [Event(K.RECORDS_AMENDMENT_REQUESTED, date(2026, 11, day), about=str(day)) for day in (1, 2)]
    shown = text.report_text(one := report("i", *asked), Outline.of(one))
    assert "Decision on a request to amend records: 1, 0 days so far (RC101)" in shown
    one = report("i", asked[0])
    assert "Decision on a request to amend records: 1 day so far (RC101)" in text.report_text(one, Outline.of(one))


def test_a_right_has_a_last_day_and_lapses() -> None:
    one = dispute()
    outline = Outline.of(one)
    assert titles(outline.later) == ["hearing-decision"]
    assert "rights that lapsed" in text.report_text(one, outline)
    decided = Event(K.HEARING_DECIDED, date(2026, 10, 30), detail="due-process")
    civil = next(deadline for deadline in dispute(decided).deadlines if deadline.clock == "civil-action")
    assert Outline.of(dispute(decided)).outcome(civil) == "last day 2027-01-28, in 87 days"
    assert standing(civil) == "last day 2027-01-28, open"
    held = dispute(Event(K.MEDIATION_CONTINUED, date(2026, 10, 12)))
    period = next(deadline for deadline in held.deadlines if deadline.clock == "resolution-period")
    assert standing(period) == "last day not known, but after 2026-11-02, open"


def test_a_right_used_too_late_is_no_duty_missed() -> None:
    sued = [
        Event(kind, day, detail="due-process")
        for kind, day in ((K.HEARING_DECIDED, date(2026, 3, 2)), (K.CIVIL_ACTION_FILED, date(2026, 6, 3)))
    ]
    one = report("l", *sued)
    outline = Outline.of(one)
    assert (titles(outline.late), titles(outline.too_late)) == ([], ["civil-action"])
    assert "done late" not in outline.words
    shown = text.report_text(one, outline)
    assert "  RIGHTS USED TOO LATE\n    Time to bring a civil action: last day 2026-05-31, late by 3 days" in shown


def test_a_right_that_no_calendar_reaches_is_only_counted() -> None:
    child = Case(
        "k", jurisdiction="PA", student=Student("k", birth_date=date(2016, 2, 9)),
        events=(Event(K.IEP_IN_EFFECT, date(2026, 10, 6)), Event(K.IEP_REVIEWED, date(2026, 10, 6))),
    )  # fmt: skip
    one = review(child, as_of=AS_OF)
    outline = Outline.of(one)
    assert outline.open_rights == 1
    assert "fape-ends" not in {*titles(outline.later), *titles(outline.beyond), *titles(outline.unsettled)}
    assert "1 right that is not settled." in text.report_text(one, outline)


def test_the_first_day_that_the_law_allows_is_never_due() -> None:
    evaluated = Event(K.EVALUATION_COMPLETED, date(2025, 11, 10), purpose=Purpose.REEVALUATION)
    one = report("j", evaluated)
    outline = Outline.of(one)
    assert outline.soon == ()
    assert "Not more than one reevaluation a year: not before 2026-11-10, in 8 days" in text.report_text(one, outline)
    row = next(row for row in rows(one) if row["name"] == "reevaluation-interval")
    assert (row["due_is"], row["due"]) == ("earliest", "2026-11-10")


def test_a_deadline_on_the_last_day_of_time_is_no_error() -> None:
    assert Outline.of(CALM, within=10**6).edge == AS_OF + timedelta(10**6)
    late = date(8999, 12, 31)
    last = review(Case("1", jurisdiction="US"), as_of=late)
    assert Outline.of(last, within=10**9).edge == date.max
    early = attrs.evolve(CALM, as_of=date(1, 2, 3))
    assert [one.clock for one in Outline.of(early).recent] == []


def test_a_summary_counts_everything_once() -> None:
    summary = Summary()
    for one in ALL:
        summary.add(Outline.of(one))
    assert summary.plain() == {
        "children": 8, "overdue": 2, "late": 2, "due_soon": 1, "other_violations": 0, "conflicts": 0, "unknown": 1,
        "unreadable": 0,
    }  # fmt: skip


# -- caseloads ---------------------------------------------------------------------------------------------------------


def test_a_caseload_gives_back_by_urgency_what_it_was_given() -> None:
    with Caseload(lambda r, _: f"line {r.case} é\n", lambda r, _: f"whole {r.case}\n") as held:
        for one in ALL:
            held.add(one)
        assert [line[5] for line in held.lines()] == list("cbdfeuaz")
        assert next(held.wholes()) == "whole c\n"
        assert {code for code, _ in held.versions} == {"US", "WA"}


def test_a_large_caseload_waits_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iepkit.display.caseload._IN_MEMORY", 10)
    with Caseload(text.child_line, text.report_text) as held:
        for one in ALL:
            held.add(one)
        printed = "".join(text.pieces(held))
    assert printed.index("c, United States") < printed.index("b, United States")


def test_nothing_is_said_of_no_children() -> None:
    with Caseload(text.child_line, text.report_text) as held:
        assert list(text.pieces(held)) == []


# -- the law in words --------------------------------------------------------------------------------------------------


def test_a_fact_that_nobody_knows_is_spelled() -> None:
    assert wording.told("referral") == "the agency received the referral"
    assert wording.told("no-such-fact") == "no such fact"
    assert wording.facts_told(["exited", "birth"]) == "the child left special education; or the child's birth"


def test_what_a_value_says_beyond_its_number() -> None:
    value = Value(
        "Somewhere Code 1",
        Grade.PRIMARY,
        number=60,
        unit=Unit.CALENDAR_DAYS,
        applies=Applies(age_below=5),
        start="referral",
        end="iep-developed",
        absences=Absences(),
        extensions=(ExtensionReason.TRANSFER,),
        text="sixty days",
    )
    assert wording.value_parts(value) == {
        "for": "below age 5",
        "counted from": "the agency received the referral",
        "done when": "the IEP was developed",
        "absences": "longer by every day of absence",
        "may be extended where": "the child came to a new agency meanwhile, which agreed with the parent on a date",
        "in words": "sixty days",
    }
    assert wording.value_parts(Value("x", Grade.PRIMARY, text="soon")) == {}
    assert wording.value_told(Value("x", Grade.PRIMARY, Kind.PART_OF, of="iep-copy")).startswith("part of another time")


def test_since_when_a_value_holds() -> None:
    dated = Value("x", Grade.PRIMARY, text="soon", effective=date(2024, 7, 1), until=date(2025, 6, 30))
    assert wording.period(dated) == "from 2024-07-01 through 2025-06-30"
    assert wording.period(attrs.evolve(dated, effective=None)) == "through 2025-06-30"
    assert wording.period(attrs.evolve(dated, effective=None, until=None)) == ""


CLOCK = Clock(
    name="x", code="XX001", title="X", duty="X is done.", shape=Shape.WITHIN, start="referral",
    done="referral-decision", parameter="initial-evaluation", citation="34 CFR 300.301", since="0.2",
)  # fmt: skip


def test_a_plain_clock_says_what_starts_and_stops_it() -> None:
    assert wording.clock_parts(CLOCK) == {
        "starts when": "the agency received the referral",
        "done when": "the agency answered the referral",
    }


def test_every_part_of_a_clock_has_words() -> None:
    names = (
        "when", "not_after", "needs", "waived_by", "ended_by", "restarted_by", "opened_by", "held_by", "released_by",
        "paused_by", "resumed_by",
    )  # fmt: skip
    exited: dict[str, Any] = dict.fromkeys(names, ("exited",))
    full = attrs.evolve(
        CLOCK,
        **exited,
        not_past=("exited",),
        not_past_in_case=("birth",),
        age="age-of-majority",
        spans="iep-in-effect",
        begins_with="iep-in-effect",
        first_only=True,
        quiet=True,
        restarts=True,
        matter=True,
        right=True,
        band=Band("birth", 10, 20),
        exceptions=("34 CFR 300.309(c)",),
    )
    parts = wording.clock_parts(full)
    assert [name for name, words in parts.items() if words == "the child left special education"] == [
        "only where", "not where before", "not known unless", "first period ends at once where",
        "first period is held open where", "held open until", "stands still while",
        "lifted where", "ended where", "starts again where", "goes on after an end where",
    ]  # fmt: skip
    assert parts["runs"] == (
        "once in a case, from the first start; for each matter on its own; "
        "anew with each start, which ends the run before; "
        "only where what it takes is in the file"
    )
    assert parts["a right"].startswith("it may be used in the time and need not be")
    assert parts["not past the day on which"] == "the child left special education; or the child's birth"
    assert parts["age"].endswith("(age-of-majority)")
    assert parts["due already when"] == "an IEP took effect, if it still stands on that day"
    assert parts["for a child who comes later"] == "not before an IEP took effect"
    assert parts["exceptions"] == "34 CFR 300.309(c)"
    spoken = {"name", "code", "title", "duty", "citation", "since", "groups", "parameter"}  # the page says these itself
    kept = {"shape", "past_total"}  # told with the start
    assert {field.name for field in attrs.fields(Clock)} == {
        *spoken, *kept, *names, "start", "done", "age", "spans", "begins_with", "first_only", "quiet", "restarts",
        "ended_by_in_case", "matter", "right", "band", "exceptions", "not_past", "not_past_in_case",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("band", "words"),
    [
        (
            Band("birth", 46, 90),
            (
                "of at least 46 and fewer than 90 days from the day on which the child's birth; "
                "not where that day is not in the file"
            ),
        ),
        (Band("birth", below=45), "of fewer than 45 days from"),
        (
            Band("birth", 90),
            "of at least 90 days from the day on which the child's birth; so too where that day is not",
        ),
    ],
)
def test_a_lead_in_words(band: Band, words: str) -> None:
    assert wording.clock_parts(attrs.evolve(CLOCK, band=band))["only with a lead"].startswith(words)


def test_in_which_direction_a_clock_counts() -> None:
    starts = {
        shape: next(iter(wording.clock_parts(attrs.evolve(CLOCK, shape=shape))))
        for shape in (Shape.BEFORE, Shape.ORDER)
    }
    assert starts == {Shape.BEFORE: "counted back from", Shape.ORDER: "in hand when"}
    past = attrs.evolve(CLOCK, start="absent", past_total="removal-days")
    assert wording.clock_parts(past)["starts"].startswith(
        "once the days on which the child was absent are more, in one school year, than removal-days says ("
    )


def test_a_clock_without_a_number_says_what_is_told_instead() -> None:
    plain = attrs.evolve(CLOCK, parameter="iep-copy")
    assert "without a verdict" in wording.clock_parts(plain)["no number"]
    ordered = attrs.evolve(plain, shape=Shape.ORDER)
    assert "not being after that day" in wording.clock_parts(ordered)["no number"]


def test_every_clock_of_the_library_is_told() -> None:
    for clock in clocks().values():
        assert all(words.strip() for words in wording.clock_parts(clock).values())


def test_a_table_says_once_what_is_the_same_in_every_row() -> None:
    rows = lawtable.table_rows("annual-review", date(2026, 11, 2), only=["WA"])
    assert lawtable.shared_parts(rows)["done when"] == "the IEP Team reviewed the IEP"
    assert not lawtable.ends_differ(rows)
    shown = lawtable.table_text(rows, date(2026, 11, 2))
    assert "  done when: the IEP Team reviewed the IEP\n" in shown
    assert "no rule of its own found" in shown


def test_a_row_says_what_differs_from_the_first() -> None:
    rows = lawtable.table_rows("initial-evaluation", date(2026, 11, 2), only=["us", "ME", "VA"])
    assert [row.jurisdiction for row in rows][:2] == ["US", "ME"]
    own = [dict(lawtable.row_parts(row, rows)) for row in rows]
    assert list(own[0]) == ["in force"]
    assert own[1]["for"] == "everyone else"
    assert "counted from" not in own[1]
    assert own[-1]["counted from"] == "the agency received the referral"
    assert lawtable.table_text(rows).startswith(
        "Time for the initial evaluation (initial-evaluation), as last recorded\n"
    )


def test_what_is_unknown_says_where_nothing_was_found() -> None:
    row = lawtable.table_rows("age-of-majority", date(2026, 11, 2), only=["CA"])[-1]
    unknown = attrs.evolve(row.value, kind=Kind.UNKNOWN, age=None)
    row = attrs.evolve(row, words="unknown", provision=attrs.evolve(row.provision, value=unknown))
    said = {
        looked: (
            lawtable.row_told(attrs.evolve(row, looked=looked)),
            lawtable.place_told(attrs.evolve(row, looked=looked)),
        )
        for looked in Looked
    }
    assert said == {
        Looked.FOUND: ("unknown", row.value.citation),
        Looked.NOT_FOUND: ("unknown: no rule of its own found", "no rule of its own found"),
        Looked.NOT_LOOKED: ("unknown: nobody has looked for a rule", "nobody has looked for a rule"),
    }


def test_a_table_counts_its_rows_by_grade() -> None:
    rows = lawtable.table_rows("iep-copy", date(2026, 11, 2), only=["WA"])
    assert lawtable.table_text(rows[:1]).endswith("1 row: 1 primary.\n")


# -- text --------------------------------------------------------------------------------------------------------------


def test_a_report_in_full() -> None:
    shown = text.report_text(UNKNOWN, Outline.of(UNKNOWN))
    assert "  UNKNOWN\n    Initial evaluation: due on an unknown day after 2024-02-08, unknown\n" in shown
    assert "      to settle it: the school calendar\n" in shown
    assert "DONE LATE OR TOO EARLY" in text.report_text(EARLY, Outline.of(EARLY))


def test_a_finding_that_nothing_settles_is_shown_without() -> None:
    note = Finding("XX101", "a-rule", Severity.NOTE, "$", "Good to know.", Citation("34 CFR 300.8"))
    one = attrs.evolve(CALM, findings=(note,))
    shown = text.report_text(one, Outline.of(one))
    assert "  NOTES\n    Good to know.\n      XX101 a-rule at $; 34 CFR 300.8 (federal, primary)\n" in shown
    assert "to settle it" not in shown


ASKED = Question("is-it-so", "Whether it is so", Citation("34 CFR 300.8"), "Is it so?", ("$.ieps[0]", "$.ieps[1]"))
MISSING = Finding("IP222", "iep-progress-when", Severity.VIOLATION, "$.ieps[0]", "It is missing.", Citation("34 CFR 1"))
WAIVER = Waiver("IP222", "The log has it.", author="the case\x1b manager", until=date(2026, 12, 18))
UNUSED = Waiver("iep-goals", "Not needed.", author="nobody", path="$.ieps[1]")


def test_waivers_and_how_many_questions_there_are() -> None:
    one = attrs.evolve(CALM, questions=(ASKED,), waived=(Waived(MISSING, WAIVER),), unused_waivers=(UNUSED,))
    shown = text.report_text(one, Outline.of(one))
    assert (
        "  SET ASIDE\n"
        "    It is missing.\n"
        "      IP222 iep-progress-when at $.ieps[0]; 34 CFR 1 (federal, primary)\n"
        "      set aside by the case? manager, until 2026-12-18: The log has it.\n"
        "  WAIVERS THAT SET NOTHING ASIDE\n"
        "    iep-goals at $.ieps[1]\n"
        "      set aside by nobody: Not needed.\n"
        "  Questions that no record can decide: 1 (--explain lists them).\n"
    ) in shown
    whole = text.report_text(one, Outline.of(one), explain=True)
    assert (
        "  QUESTIONS THAT NO RECORD CAN DECIDE\n"
        "    Is it so?\n"
        "      is-it-so at $.ieps[0], $.ieps[1]; 34 CFR 300.8 (federal, primary)\n"
    ) in whole
    assert "--explain" not in whole


def test_a_deadline_whose_finding_is_set_aside_says_so() -> None:
    waived = attrs.evolve(OVERDUE, findings=(), waived=(Waived(OVERDUE.findings[0], UNUSED),))
    assert "overdue by 27 days; set aside\n" in text.report_text(waived, Outline.of(waived))
    assert "set aside" not in text.report_text(OVERDUE, Outline.of(OVERDUE))


def test_a_child_may_be_called_something_else() -> None:
    outline = Outline.of(OVERDUE)
    assert text.report_text(OVERDUE, outline, name="Room\x1b 12").startswith("Room? 12, United States\n")
    assert text.child_line(OVERDUE, outline, name="Room 12") == "Room 12       US  1 overdue\n"


def test_a_law_of_the_callers_own_is_called_by_its_code() -> None:
    assert law_name(attrs.evolve(CALM, jurisdiction="MAPLE")) == "MAPLE"
    assert law_name(UNKNOWN) == "Washington"


def test_what_could_not_be_read_is_counted() -> None:
    assert "     2  not read: see the messages\n" in text.summary_text(Summary(unreadable=2))


# -- tables ------------------------------------------------------------------------------------------------------------


def test_rows_have_the_columns_and_no_others() -> None:
    for one in ALL:
        for row in rows(one):
            assert tuple(row) == COLUMNS
    assert str(next(rows(OVERDUE, explain=True))["explanation"]).startswith("Annual review of the IEP (IP101)")


def test_plain_data_has_questions_and_waivers() -> None:
    one = attrs.evolve(CALM, questions=(ASKED,), waived=(Waived(MISSING, WAIVER),), unused_waivers=(UNUSED,))
    data = report_data(one)
    cited = {"citation": "34 CFR 300.8", "authority": "federal", "grade": "primary"}
    assert data["questions"] == [
        {
            "name": "is-it-so",
            "title": "Whether it is so",
            "asks": "Is it so?",
            "paths": ["$.ieps[0]", "$.ieps[1]"],
            **cited,
        }
    ]
    (waived,) = data["waived"]
    assert (waived["code"], waived["groups"]) == ("IP222", ["iep-content", "goals", "progress"])
    assert waived["waiver"] == {
        "rule": "IP222", "path": "$", "reason": "The log has it.", "author": "the case\x1b manager",
        "until": "2026-12-18",
    }  # fmt: skip
    assert [(waiver["rule"], waiver["until"]) for waiver in data["unused_waivers"]] == [("iep-goals", None)]
    assert data["policies"]["evaluation_ends"] == "evaluation-completed"
    assert json.loads(json.dumps(data)) == data


# -- the terminal ------------------------------------------------------------------------------------------------------


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    monkeypatch.setenv("TERM", "xterm")
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    return Screen()


@pytest.fixture
def without_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "rich"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "rich", None)
    monkeypatch.setitem(sys.modules, "rich.console", None)


LINE = "  OVERDUE\n    [red]Reevaluation[/red]: due 2026-10-06, overdue by 27 days :smile:\n"


def test_a_terminal_shows_colors_and_the_very_text(screen: Screen) -> None:
    terminal.writer(screen)(LINE * 3)
    shown = screen.getvalue()
    assert "\x1b[1;31mOVERDUE\x1b[0m" in shown
    assert "[red]Reevaluation[/red]" in shown
    assert ":smile:" in shown


def test_no_color_is_heeded(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    terminal.writer(screen)(LINE)
    assert "31m" not in screen.getvalue()


def test_a_file_gets_plain_text() -> None:
    stream = io.StringIO()
    terminal.writer(stream)(LINE)
    assert stream.getvalue() == LINE
    assert list(terminal.watched("ab", "reviewing", stream)) == ["a", "b"]
    assert stream.getvalue() == LINE


def test_a_terminal_shows_how_far_it_is(screen: Screen) -> None:
    assert list(terminal.watched("ab", "reviewing", screen)) == ["a", "b"]
    assert "reviewing" in screen.getvalue()


@pytest.mark.usefixtures("without_rich")
def test_without_rich_all_is_plain(screen: Screen) -> None:
    terminal.writer(screen)(LINE)
    assert list(terminal.watched("ab", "reviewing", screen)) == ["a", "b"]
    assert screen.getvalue() == LINE
