"""Pages: whole, of their own, and made so that a keyboard, a screen reader and a printer can use them."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, timedelta
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pytest

import iepkit as ik
from iepkit.citations import Authority, Citation, Grade
from iepkit.display import html
from iepkit.display.html import timeline
from iepkit.display.html.marks import MARKS, mark_of
from iepkit.display.html.style import DARK, LIGHT, PAGE_STYLE, STYLE
from iepkit.display.outline import Outline
from iepkit.display.places import place, places
from iepkit.display.subjects import SUBJECTS, by_subject, groups_of, rule_of, subject_of
from iepkit.findings import Finding, Severity
from iepkit.formats.json import load_cases, structure
from iepkit.history import Case, Event
from iepkit.laws import Policy
from iepkit.records import Student
from iepkit.reviews import Question, Report, Waived, Waiver, review, rule_named, rules
from iepkit.vocabulary import EventKind, Purpose, Status

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
AS_OF = date(2026, 11, 2)
K = EventKind
SPOKEN = Question("is-it-so", "Whether it is so", Citation("34 CFR 300.8"), "Is it <so>?", ("$.ieps[0]", "$.ieps[1]"))
WAIVER = Waiver("IP221", "The log <has> it.", author="R. & O.", path="$.ieps[0]", until=date(2026, 12, 18))
UNUSED = Waiver("no-such-rule", "Not needed.", author="nobody")


def report(name: str, *events: Event, law: str = "US") -> Report:
    return review(Case(name, jurisdiction=law, events=events), as_of=AS_OF)


def finding(code: str, severity: Severity, message: str = "It is <not> so.", **changes: Any) -> Finding:
    row = Finding(code, "a-rule", severity, "$.ieps[0].goals[1].baseline", message, Citation("WAC 1", Authority.STATE))
    return attrs.evolve(row, **changes)


def examples() -> list[Report]:
    document = json.loads((EXAMPLES / "calendars.json").read_text("utf-8"))
    calendars = {one.id: one for one in structure(document["calendars"], tuple[ik.SchoolCalendar, ...])}
    cases = [case for _, case in load_cases(EXAMPLES / "caseload") if isinstance(case, Case)]
    return [review(case, calendar=calendars[case.calendar or ""], as_of=AS_OF) for case in cases]


OVERDUE = report("b", Event(K.IEP_REVIEWED, date(2025, 10, 6)))
LATE = report("d", Event(K.IEP_REVIEWED, date(2025, 9, 1)), Event(K.IEP_REVIEWED, date(2026, 9, 3)))
SOON = report("e", Event(K.IEP_REVIEWED, date(2025, 11, 10)))
CALM = report("a", Event(K.IEP_REVIEWED, date(2026, 10, 6)))
EMPTY = report("z")
UNKNOWN = report("u", Event(K.CONSENT_FOR_EVALUATION, date(2024, 1, 5), purpose=Purpose.INITIAL), law="WA")
FULL = attrs.evolve(
    OVERDUE,
    case="f <b>",
    findings=(
        *OVERDUE.findings,
        finding("IP221", Severity.VIOLATION),
        finding("CF101", Severity.CONFLICT, path="$"),
        finding("IP261", Severity.UNKNOWN),
        finding("ED101", Severity.NOTE, path="Row 7", citation=Citation("20 USC 1400", grade=Grade.SECONDARY)),
    ),
    questions=(SPOKEN,),
    waived=(Waived(finding("IP222", Severity.VIOLATION, "Set <aside>."), WAIVER),),
    unused_waivers=(UNUSED, attrs.evolve(UNUSED, rule="iep-goals", until=AS_OF)),
    policies=Policy(leap_day="mar-1"),
    jurisdiction="MAPLE",
)
ALL = (CALM, OVERDUE, LATE, SOON, EMPTY, UNKNOWN, FULL)

PAGES = {
    "none": lambda: html.page([]),
    "nothing": lambda: html.page([EMPTY]),
    "one": lambda: html.page([FULL], labels={"f <b>": "Ana & Bo"}),
    "many": lambda: html.page(ALL),
    "examples": lambda: html.page(examples()),
    "example": lambda: html.page(examples()[2:3]),
    "notebook": lambda: f"<h1>x</h1><h2>y</h2><main>{html.Notebook(FULL)._repr_html_()}</main><title>z</title>",
}
each_page = pytest.mark.parametrize("name", PAGES)


class Reader(HTMLParser):
    """What a browser would hold: every tag with its attributes, in order, under its parents."""

    VOID = ("meta", "br")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.seen: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self.texts: Counter[str] = Counter()
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs), tuple(name for name, _ in self.open)))
        assert len(dict(attrs)) == len(attrs)
        if tag not in self.VOID:
            self.open.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs), tuple(name for name, _ in self.open)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[self.open[-1][0]] += len(data.strip())

    def tags(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes, _ in self.seen if tag == name]


# -- whole, and of its own -------------------------------------------------------------------------------------------


@each_page
def test_a_page_is_one_document_with_its_landmarks(name: str) -> None:
    page = PAGES[name]()
    reader = Reader(page)
    titles = [above for tag, _, above in reader.seen if tag == "title" and "svg" not in above]
    assert len(reader.tags("h1")) == len(reader.tags("main")) == len(titles) == 1
    if name != "notebook":
        assert page.startswith("<!DOCTYPE html>\n")
        assert reader.tags("html") == [{"lang": "en"}]
        assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in reader.tags("meta")
        assert len(reader.tags("header")) == len(reader.tags("footer")) == 1
        assert 'href="#main">Skip' in page
        assert len(reader.tags("nav")) == (name != "none")


@each_page
def test_a_page_loads_nothing_and_runs_nothing(name: str) -> None:
    page = PAGES[name]()
    reader = Reader(page)
    tags = {tag for tag, _, _ in reader.seen}
    assert tags.isdisjoint({"script", "img", "iframe", "object", "embed", "link", "form", "input", "button", "base"})
    for tag, attributes, _ in reader.seen:
        assert not any(key.startswith("on") or key in ("src", "srcset", "action") for key in attributes)
        address = attributes.get("href") or "#"
        assert address.startswith("#") or (tag == "a" and address.startswith("https://www.ecfr.gov/"))
    assert not re.search(r"@import|url\(|http", STYLE + PAGE_STYLE)


@each_page
def test_headings_never_skip_a_level(name: str) -> None:
    levels = [int(tag[1]) for tag, _, _ in Reader(PAGES[name]()).seen if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@each_page
def test_ids_are_unique_and_every_way_inside_the_page_leads_somewhere(name: str) -> None:
    reader = Reader(PAGES[name]())
    ids = Counter(attributes["id"] for _, attributes, _ in reader.seen if "id" in attributes)
    assert [one for one, times in ids.items() if times > 1] == []
    inside = {(attributes.get("href") or "") for _, attributes, _ in reader.seen if "href" in attributes}
    spoken = {
        f"#{one}"
        for _, attributes, _ in reader.seen
        for one in (attributes.get("aria-labelledby") or "").split()
    }  # fmt: skip
    assert [one for one in inside | spoken if one.startswith("#") and one[1:] not in ids] == []


@each_page
def test_tables_and_pictures_say_what_they_are(name: str) -> None:
    reader = Reader(PAGES[name]())
    assert len(reader.tags("table")) == len(reader.tags("caption"))
    assert all("scope" in attributes for attributes in reader.tags("th"))
    shown = [attributes for attributes in reader.tags("svg") if attributes.get("aria-hidden") != "true"]
    assert all(attributes.get("role") == "img" for attributes in shown)
    in_pictures = [tag for tag, _, above in reader.seen if tag in ("title", "desc") and above[-1:] == ("svg",)]
    assert in_pictures == ["title", "desc"] * len(shown)


@each_page
def test_what_is_folded_is_folded_by_the_browser_itself(name: str) -> None:
    reader = Reader(PAGES[name]())
    assert len(reader.tags("details")) == len(reader.tags("summary"))
    assert all(above[-1] == "details" for tag, _, above in reader.seen if tag == "summary")
    assert not any("tabindex" in attributes for _, attributes, _ in reader.seen)


# -- colors ----------------------------------------------------------------------------------------------------------


def brightness(color: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(brightness, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_color_can_be_read(palette: dict[str, str]) -> None:
    assert round(contrast("#ffffff", "#000000")) == 21
    words = [name for name in palette if name not in ("paper", "panel", "rule")]
    low = [
        (name, ground) for name in words for ground in ("paper", "panel")
        if contrast(palette[name], palette[ground]) < 4.5
    ]  # fmt: skip
    assert low == []


def test_no_two_things_are_told_apart_by_color_alone() -> None:
    same = [("not-known", "unknown"), ("met", "done"), ("met", "fine"), ("done", "fine"), ("waived", "aside")]
    pairs = [(one, other) for one in MARKS for other in MARKS if one < other]
    alike = [pair for pair in pairs if MARKS[pair[0]].shape == MARKS[pair[1]].shape]
    assert {frozenset(pair) for pair in alike} == {frozenset(pair) for pair in [*same, ("late", "too-late")]}
    assert len({mark.word for mark in MARKS.values()}) == len(MARKS)
    assert {mark.tone for mark in MARKS.values()} <= set(LIGHT)


def test_dark_is_for_screens_and_paper_unfolds() -> None:
    assert "@media screen and (prefers-color-scheme: dark)" in STYLE
    printed = STYLE.partition("@media print")[2]
    assert "details::details-content { content-visibility: visible;" in printed
    assert "break-inside: avoid" in printed
    assert ":focus-visible" in STYLE


# -- names -----------------------------------------------------------------------------------------------------------


def test_a_child_is_called_by_the_case_or_by_the_label() -> None:
    assert "<h1>Review of b</h1>" in html.page([OVERDUE])
    one = html.page([OVERDUE], labels={"b": "Bo <3"})
    assert "<title>Review of Bo &lt;3</title>" in one
    assert "<h1>Review of Bo &lt;3 <small>b</small></h1>" in one
    many = html.page([OVERDUE, CALM], labels={"b": "Bo"})
    assert '<a href="#child-1">Bo</a>' in many
    assert 'id="child-1-name">Bo <small>b</small></h2>' in many
    assert 'id="child-2-name">a</h2>' in many


def test_what_comes_from_a_file_is_escaped() -> None:
    page = html.page([report("<script>alert(1)</script>"), FULL, report("a\x1b[2Jb")])
    assert "&lt;script&gt;" in page
    assert "a?[2Jb" in page
    for words in ("<script>", "<b>", "<so>", "<not>", "<has>", "<aside>", "& O", "\x1b"):
        assert words not in page


# -- the order of things ---------------------------------------------------------------------------------------------


def test_the_most_urgent_child_comes_first_in_the_list_and_on_the_page() -> None:
    page = html.page([CALM, OVERDUE, LATE])
    assert page.index(">b</a>") < page.index(">d</a>") < page.index(">a</a>") < page.index(">b</h2>")
    assert page.index(">b</h2>") < page.index(">d</h2>") < page.index(">a</h2>")
    assert "<span>1 overdue</span>" in page
    assert "<span>Nothing now; next: Annual review of the IEP, due <time>2027-10-06</time>" in page


def test_what_is_urgent_comes_first() -> None:
    page = html.page([FULL])
    assert page.index("<h2 id") == page.index('<h2 id="child-urgent">')
    assert "<strong>Annual review of the IEP</strong>: due <time>2026-10-06</time>, overdue by 27 days" in page
    assert '<a href="#child-violation">1 thing in the file does not meet the law</a>' in page
    assert '<a href="#child-conflict">1 contradiction in the file</a>' in page
    assert '<a href="#child-unknown">1 thing that the file does not settle</a>' in page
    assert '<a href="#child-deadlines">1 deadline that is not known</a>' in html.page([UNKNOWN])
    calm = html.page([CALM])
    assert "Nothing is overdue, and nothing falls due within 30 days: nothing now; next: Annual review" in calm


def test_the_next_annual_review_is_on_the_page_however_far_away() -> None:
    assert "<caption>Due later</caption>" in html.page([CALM])
    assert "<caption>Due later</caption>" in html.page([CALM], within=40)


def test_what_could_not_be_read_is_counted() -> None:
    with html.Page() as none, html.Page() as one, html.Page() as two:
        one.add(CALM)
        two.add(CALM)
        two.add(CALM)
        for held in (none, one, two):
            held.summary.unreadable = 2
            assert "2 cases</span></span> could not be read" in "".join(held.pieces())
    assert "There is no case to show." in html.page([])


# -- findings, questions, waivers ------------------------------------------------------------------------------------


def test_a_finding_has_its_reasons_folded_under_it() -> None:
    page = html.page([attrs.evolve(FULL, findings=(finding("IP221", Severity.VIOLATION, settle="Add <it>."),))])
    (row,) = re.findall(r"<details><summary>It is &lt;not&gt; so\..*?</details>", page)
    assert "<small>IEP 1, goal 2, baseline</small></summary>" in row
    assert "<dt>To settle it</dt><dd>Add &lt;it&gt;.</dd>" in row
    assert "<code>$.ieps[0].goals[1].baseline</code>" in row
    rule = rule_named("IP221")
    assert (
        f"<dt>The law asks</dt><dd>{escape(rule.says)}</dd><dt>It is asked</dt><dd>{escape(rule.applies)}</dd>" in row
    )
    assert "<dt>Citation</dt><dd>WAC 1 <small>State law; its text was read</small></dd>" in row
    assert f"{escape(rule.title)}</small> <code>IP221</code>" in row


def test_what_a_reader_of_other_files_found_says_less() -> None:
    page = html.page([FULL])
    (row,) = re.findall(r"<h4>What was read</h4>.*?</ul>", page)
    assert "The law asks" not in row
    assert "<small>a rule</small> <code>ED101</code>" in row
    assert "federal law; read in a report of it" in row
    assert "Row 7 <code>Row 7</code>" in row


def test_findings_come_by_weight_and_then_by_subject() -> None:
    page = html.page([FULL])
    heads = re.findall(r"<h3[^>]*>(?:<[^>]*>)*(\w+): |<h4>([^<]*)</h4>", page)
    assert [one or other for one, other in heads] == [
        "Violations", "What the IEP says", "Conflicts", "Dates and records that do not fit together", "Unknown",
        "What the IEP says", "Notes", "What was read",
    ]  # fmt: skip


def test_questions_are_spelled_on_the_page_of_one_and_once_for_all_on_that_of_many() -> None:
    one = html.page([FULL])
    assert one.count("Is it &lt;so&gt;?") == 1
    assert "34 CFR 300.8</a> <small>federal law; its text was read</small>; IEP 1; IEP 2</small>" in one
    many = html.page([FULL, attrs.evolve(FULL, case="g"), CALM])
    assert many.count("Is it &lt;so&gt;?") == 1
    assert "asked of 2 children" in many
    assert many.count('<li><a href="#question-is-it-so">Whether it is so</a> <small>IEP 1; IEP 2</small></li>') == 2
    assert many.count("<summary>1 question</summary>") == 2
    assert "<p>There are none.</p>" in html.page([CALM, EMPTY])


def test_waivers_are_shown_with_reason_and_author() -> None:
    page = html.page([FULL])
    aside = page[page.index('id="child-aside"') : page.index('id="child-questions"')]
    assert "Set &lt;aside&gt;." in aside
    assert "<dt>Reason</dt><dd>The log &lt;has&gt; it.</dd><dt>Set aside by</dt><dd>R. &amp; O.</dd>" in aside
    assert "<dt>Until</dt><dd>2026-12-18</dd>" in aside
    unused = aside[aside.index("Waivers that set nothing aside") :]
    assert "<dt>Rule</dt><dd>no-such-rule <code>no-such-rule</code></dd>" in unused
    assert "<dt>Rule</dt><dd>Annual goals <code>iep-goals</code></dd>" in unused
    only = html.page([attrs.evolve(FULL, unused_waivers=())])
    assert "set nothing aside" not in only
    assert "Set aside by" in only


def test_a_deadline_whose_finding_is_set_aside_says_so() -> None:
    waived = review(
        Case("b", jurisdiction="US", events=(Event(K.IEP_REVIEWED, date(2025, 10, 6)),)),
        as_of=AS_OF,
        waivers=[Waiver("IP101", "It was held.", author="the case manager")],
    )
    assert "overdue by 27 days; set aside" in html.page([waived])
    assert "set aside" not in html.page([OVERDUE])


def test_by_what_it_was_reached() -> None:
    page = html.page([FULL])
    assert f"<dt>Law</dt><dd>MAPLE <small>version <code>{FULL.law_version}</code></small></dd>" in page
    assert "<dt>Choices</dt><dd>leap day: mar-1</dd>" in page
    assert "<dd>mar-1</dd>" in page
    assert "as the library has them where practice differs" in html.page([CALM])
    many = html.page([FULL, CALM, OVERDUE])  # two policies among three children
    assert many.count(" choices where practice differs</summary>") == 2


# -- deadlines and their picture -------------------------------------------------------------------------------------


def pictures(page: str) -> list[str]:
    return re.findall(r'<svg class="picture".*?</svg>', page)


def test_all_that_is_in_a_picture_is_in_a_table_too() -> None:
    for one in examples():
        page = html.page([one])
        rows = set(re.findall(r'<th scope="row">([^<]*)</th>', page))
        drawn = {name for picture in pictures(page) for name in re.findall(r"(?<=; |\. )([^;]*?): ", picture)}
        assert {name for name in drawn if name not in rows} == set()


def bars(picture: str) -> list[str]:
    """The name of each shape of a picture below its head, in order."""
    drawn = picture[picture.index("<g class") :]
    named = r'<rect(?: class="([^"]*)")?|<line class="([^"]*)"|<use href="#mark-([^"]*)"'
    return ["".join(found) or "full" for found in re.findall(named, drawn)]


def test_how_a_bar_is_drawn() -> None:
    (overdue,) = pictures(html.page([OVERDUE]))
    assert bars(overdue) == ["span", "full", "over", "overdue"]
    assert '<g class="bad"><text class="name" y="59">Annual review of the IEP</text><text y="76">due 2026' in overdue
    (soon,) = pictures(html.page([SOON]))
    assert bars(soon) == ["span", "full", "soon"]
    (unknown,) = pictures(html.page([UNKNOWN]))
    assert bars(unknown) == ["span maybe", "before", "not-known"]
    (late,) = pictures(html.page([LATE]))
    assert bars(late) == ["span", "full", "before", "over", "late", "span", "full", "open"]


def test_what_has_no_number_is_a_dotted_line_and_what_goes_on_says_so() -> None:
    waiting = report("h", Event(K.IEP_DEVELOPED, date(2026, 3, 2)))
    assert "wait" in bars(pictures(html.page([waiting]))[0])
    evaluated = report("r", Event(K.EVALUATION_COMPLETED, date(2026, 10, 5), purpose=Purpose.REEVALUATION))
    shown = pictures(html.page([evaluated]))[0]
    assert "beyond" in bars(shown)
    assert '<g transform="translate(12 0)"><use href="#mark-beyond" x="100%"' in shown


def test_what_closed_is_folded_and_only_that_of_the_last_year() -> None:
    met = report("m", *(Event(K.IEP_REVIEWED, date(year, 3, 2)) for year in (2024, 2025, 2026)))
    page = html.page([met])
    assert "<summary>Closed in the last year (1)</summary><figure><svg" in page
    assert "due <time>2026-03-02</time>, met<small" in page
    assert "<small>done on <time>2026-03-02</time></small>" in page
    closed = pictures(page)[-1]
    assert bars(closed)[-1] == "met"
    spent = re.findall(r'<rect x="([\d.]+)%" y="\d+" width="([\d.]+)%"', closed)[-1]
    (mark,) = re.findall(r'#mark-met" x="([\d.]+)%"', closed)
    assert float(mark) == pytest.approx(sum(map(float, spent)), abs=0.02)  # where it was done, not where it was due
    ended = report("m", Event(K.IEP_REVIEWED, date(2026, 3, 2)), Event(K.EXITED, date(2026, 5, 4)))
    assert "<caption>Ended before they were due</caption>" in html.page([ended])
    only = attrs.evolve(met, deadlines=tuple(one for one in met.deadlines if one.status is Status.MET))
    assert html.page([only]).count("<figure>") == 1


def test_a_birth_date_is_neither_drawn_nor_told() -> None:
    born = date(2011, 1, 21)
    events = (Event(K.IEP_IN_EFFECT, date(2026, 1, 20)), Event(K.IEP_REVIEWED, date(2026, 1, 20)))
    child = Case("c", jurisdiction="CA", student=Student("c", birth_date=born), events=events)
    page = html.page([review(child, as_of=AS_OF)])
    assert born.isoformat() not in page
    assert '<td class="days">not shown</td>' in page


def test_a_picture_of_very_many_clocks_says_how_many_it_leaves_to_the_table() -> None:
    asked = [Event(K.RECORDS_AMENDMENT_REQUESTED, date(2026, 9, 1) + timedelta(at), about=str(at)) for at in range(30)]
    (picture,) = pictures(html.page([report("i", *asked)]))
    assert len(re.findall(r"<g class", picture)) == 24
    assert " 6 more are in the table.</desc>" in picture


def test_nothing_is_drawn_of_what_has_no_day() -> None:
    outline = Outline.of(OVERDUE)
    nowhere = attrs.evolve(OVERDUE.deadlines[0], due=None, start=None, status=Status.UNKNOWN)
    assert timeline.picture("x", [nowhere], outline, "x") == ""
    (last,) = [attrs.evolve(one, done=None, start=None, later_than=date(2026, 12, 1), due=None)
               for one in OVERDUE.deadlines]  # fmt: skip
    assert bars(timeline.picture("x", [last], outline, "x")) == ["overdue"]


def test_a_scale_stays_inside_time_and_near_the_day() -> None:
    scale = timeline.Scale.over([], AS_OF)
    assert (AS_OF - scale.first, scale.last - AS_OF) == (timedelta(45), timedelta(45))
    assert timeline.Scale.over([], date.min).first == date.min
    assert timeline.Scale.over([], date.max).last == date.max
    wide = timeline.Scale.over(
        [attrs.evolve(OVERDUE.deadlines[0], start=date(2001, 1, 1), due=date(2050, 1, 1))], AS_OF
    )
    assert (AS_OF - wide.first, wide.last - AS_OF) == (timedelta(400), timedelta(400))
    assert (wide.at(date(2001, 1, 1)), wide.at(date(2050, 1, 1))) == (0, 100)


@pytest.mark.parametrize("days", [60, 90, 200, 400, 800, 3000, 9000])
def test_ticks_are_few_and_on_firsts_of_months(days: int) -> None:
    scale = timeline.Scale(AS_OF, AS_OF + timedelta(days))
    found = timeline.ticks(scale)
    assert 1 <= len(found) <= 4
    assert all(scale.first <= day <= scale.last and day.day == 1 for day in found)


def test_every_way_to_stand_has_its_mark() -> None:
    outline = Outline.of(SOON)
    (open_one,) = outline.soon
    stands = {status: mark_of(attrs.evolve(open_one, status=status, due=None), outline) for status in Status}
    assert set(stands.values()) <= set(MARKS)
    assert (stands[Status.OPEN], mark_of(open_one, outline)) == ("open", "soon")
    (waiting,) = (one for one in report("i", Event(K.RECORDS_AMENDMENT_REQUESTED, AS_OF)).deadlines)
    assert mark_of(waiting, outline) == "waiting"
    decided = [Event(K.HEARING_DECIDED, date(2026, 10, 30), detail="due-process")]
    right = next(one for one in report("r", *decided).deadlines if one.clock == "civil-action")
    marks = [
        mark_of(attrs.evolve(right, status=status), outline) for status in (Status.OPEN, Status.LATE, Status.LAPSED)
    ]
    assert marks == ["right", "too-late", "lapsed"]
    assert mark_of(right, attrs.evolve(outline, soon=(right,))) == "soon"


def test_explanations_are_folded_under_each_deadline() -> None:
    page = html.page([OVERDUE])
    assert '<summary>Why <span class="unseen">for: Annual review of the IEP</span></summary><ul><li>Annual' in page
    assert 'href="https://www.ecfr.gov/current/title-34/section-300.324"' in page


def test_a_notebook_shows_a_report_with_its_own_style() -> None:
    shown = html.Notebook(FULL)._repr_html_()
    assert shown.startswith('<div class="iepkit"><style>')
    assert PAGE_STYLE not in shown
    assert [
        rule for rule in re.findall(r"^([^@{}\n/]+)\{", STYLE, re.MULTILINE) if not rule.lstrip().startswith(".iepkit")
    ] == []
    assert "<h3 id=" in shown
    assert "Is it &lt;so&gt;?" in shown


# -- places and subjects in words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("$", "the whole file"),
        ("$.ieps[0].goals[1].measured_by", "IEP 1, goal 2, measured by"),
        ("$.eligibility[0].categories[2]", "eligibility determination 1, category 3"),
        ("$.student.birth_date", "student, birth date"),
        ("$.ieps[0].transition.goals", "IEP 1, transition, goals"),
        ("$.meetings[3].team[0].role", "meeting 4, team member 1, role"),
        ("$.ieps[0].sld", "IEP 1, specific learning disability"),
        ("$.iepBeginDate", "iep begin date"),
        ("$[4]", "item 5"),
        ("somewhere else", "somewhere else"),
    ],
)
def test_a_place_in_words(path: str, words: str) -> None:
    assert place(path) == words


def test_of_many_places_the_rest_is_counted() -> None:
    assert places(f"$.ieps[{at}]" for at in range(6)) == "IEP 1; IEP 2; IEP 3; IEP 4; and 2 more places"
    assert places(["$", "$"]) == "the whole file"


def test_every_rule_has_a_subject() -> None:
    for row in rules():
        subject = subject_of(finding(row.code, Severity.NOTE))
        assert subject in SUBJECTS.values() or subject.lower().replace(" ", "-") in row.groups
        assert groups_of(finding(row.code, Severity.NOTE)) == row.groups
    assert subject_of(finding("IP221", Severity.NOTE)) == "What the IEP says"
    assert rule_of("nothing") is None


def test_a_group_without_a_heading_is_spelled_and_comes_last(monkeypatch: pytest.MonkeyPatch) -> None:
    groups = {"IP221": ("clocks", "iep-content"), "IP222": ("clocks", "own-thing"), "IP101": ("clocks",)}
    monkeypatch.setattr(
        "iepkit.display.subjects.rule_of",
        lambda code: attrs.evolve(rules()[0], groups=groups[code]),
    )
    rows = [finding(code, Severity.NOTE) for code in ("IP222", "IP101", "IP221")]
    assert [subject for subject, _ in by_subject(rows)] == ["What the IEP says", "Other", "Own thing"]
