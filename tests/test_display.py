"""Display: text that fits, an order that helps, a page that stands alone, colors only where they are seen."""

from __future__ import annotations

import io
import sys
from datetime import date, timedelta
from html.parser import HTMLParser

import attrs
import pytest

from iepkit.citations import Citation
from iepkit.display import html, layout, terminal, text
from iepkit.display.caseload import Caseload
from iepkit.display.outline import Outline, Summary
from iepkit.display.table import COLUMNS, rows
from iepkit.findings import Finding, Severity
from iepkit.history import Case, Event
from iepkit.reviews import Report, review
from iepkit.vocabulary import EventKind, Purpose

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
        (EARLY, "1 done late"),
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


def test_a_deadline_on_the_last_day_of_time_is_no_error() -> None:
    assert Outline.of(CALM, within=10**6).edge == AS_OF + timedelta(10**6)
    late = date(8999, 12, 31)
    last = review(Case("1", jurisdiction="US"), as_of=late)
    assert Outline.of(last, within=10**9).edge == date.max


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
    assert "<caption>Notes</caption>" in html.part(one, Outline.of(one))


def test_what_could_not_be_read_is_counted() -> None:
    assert "     2  not read: see the messages\n" in text.summary_text(Summary(unreadable=2))


# -- tables ------------------------------------------------------------------------------------------------------------


def test_rows_have_the_columns_and_no_others() -> None:
    for one in ALL:
        for row in rows(one):
            assert tuple(row) == COLUMNS
    assert str(next(rows(OVERDUE, explain=True))["explanation"]).startswith("Annual review of the IEP (IP101)")


# -- HTML --------------------------------------------------------------------------------------------------------------


class Reader(HTMLParser):
    """What a browser would hold: open tags must close, and nothing may be loaded."""

    VOID = ("meta", "br", "link", "img")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def test_a_page_is_whole_and_loads_nothing() -> None:
    reader = read(html.page(ALL))
    tags = [tag for tag, _ in reader.seen]
    assert not {"script", "img", "iframe", "object"} & set(tags)
    assert all(tag == "a" for tag, attributes in reader.seen if {"href", "src"} & set(attributes))
    assert ("html", {"lang": "en"}) in reader.seen
    assert tags.count("h1") == tags.count("main") == tags.count("title") == 1
    assert tags.count("h2") == len(ALL)
    assert tags.count("table") == tags.count("caption")
    assert all("scope" in attributes for tag, attributes in reader.seen if tag == "th")


def test_the_next_annual_review_is_on_the_page_however_far_away() -> None:
    assert "Due later" in html.page([CALM])
    assert "Due later" in html.page([CALM], within=40)


def test_what_comes_from_a_file_is_escaped() -> None:
    page = html.page([report("<script>alert(1)</script>")])
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_notebook_shows_a_report() -> None:
    shown = html.Notebook(OVERDUE)._repr_html_()
    read(shown)
    assert 'class="overdue"' in shown
    assert "<details><summary>Why</summary><ul><li>Annual review" in shown
    assert 'href="https://www.ecfr.gov/current/title-34/section-300.324"' in shown


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
