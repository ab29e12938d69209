"""Equity shown: what is hidden is in no answer, the numbers stand as text, and every word is explained once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iepkit.disclosure import HIDDEN, OPEN, Suppression
from iepkit.display.equity import UNNAMED, Analysis, Left, Line
from iepkit.display.equity_hidden import state_is_shown
from iepkit.display.equity_text import COLUMNS, equity_data, equity_rows, equity_text
from iepkit.display.equity_words import ADVICE, GLOSSARY, GROUPS, chosen_words, disclosure_words, ratio_words
from iepkit.display.html.equity import equity_page
from iepkit.display.html.strip import strip
from iepkit.equity import (
    CATEGORIES,
    Count,
    Counts,
    Flexibility,
    Group,
    Kind,
    Outcome,
    Standard,
    Standards,
    katz,
    ratio_of,
    read_counts,
    what_if_standards,
)

ROOT = Path(__file__).resolve().parent.parent
STATE = Standard("2.5", cell=10, n=30)
STANDARDS = Standards(STATE, {"di-total": Standard(3, cell=15, n=40)})
Cells = dict[Group, tuple[int, int]]

NORTH: Cells = {Group.BLACK: (24, 120), Group.WHITE: (30, 600), Group.ASIAN: (15, 300), Group.HISPANIC: (20, 400)}
SOUTH: Cells = {Group.BLACK: (4, 40), Group.WHITE: (36, 400), Group.ASIAN: (12, 200), Group.HISPANIC: (40, 320)}


def counts(category: str = "id-all", **districts: Cells) -> Counts:
    return table_of(districts, category)


def table_of(districts: dict[str, Cells], category: str = "id-all") -> Counts:
    return read_counts(
        {"district": name, "category": category, "group": str(group), "outcome": outcome, "total": total}
        for name, cells in districts.items()
        for group, (outcome, total) in cells.items()
    )


def lines(analysis: Analysis, district: str, category: str = "id-all") -> dict[Group, Line]:
    return {line.group: line for line in analysis.lines if (line.district, line.category) == (district, category)}


def text(analysis: Analysis, *args: object, explain: bool = False) -> str:
    return "".join(equity_text(analysis, *args, explain=explain))  # type: ignore[arg-type]


def flat(out: str) -> str:
    return " ".join(out.split())


OPENED = Analysis({2026: counts(North=NORTH, South=SOUTH)}, STANDARDS, policy=OPEN)
SHUT = attrs.evolve(OPENED, policy=Suppression())


# -- what is shown -----------------------------------------------------------------------------------------------------


def test_a_line_has_what_follows_from_a_ratio() -> None:
    line = lines(OPENED, "North")[Group.BLACK]
    assert (line.outcome, line.total, line.risk) == (24, 120, Fraction(1, 5))
    assert line.ratio is not None
    # 24/120 over 65/1300
    assert line.ratio.value == 4
    assert line.interval == katz(Count(24, 120), Count(65, 1300))
    assert line.exceeds
    assert line.to_threshold == 9  # 2.5 * 65/1300 * 120 = 15
    assert line.to_parity == 18
    assert line.determination is not None
    assert line.determination.outcome is Outcome.IDENTIFIED


def test_a_small_count_is_hidden_with_what_rests_on_it_and_open_shows_it() -> None:
    assert lines(OPENED, "South")[Group.BLACK].outcome == 4
    found = lines(SHUT, "South")
    black = found[Group.BLACK]
    assert (black.outcome, black.total, black.ratio, black.risk, black.interval) == (HIDDEN, 40, None, None, None)
    assert (black.exceeds, black.to_threshold, black.to_parity, black.determination) == (False, None, None, None)
    hidden = [group for group, line in found.items() if line.outcome is HIDDEN]
    assert len(hidden) == 2  # one more, else the total would give it away
    assert black.ratios[2026] is HIDDEN


def test_nothing_shown_depends_on_a_hidden_count() -> None:
    """Two tables with the same shown counts give the same page, the same text and the same data."""
    other: Cells = {**SOUTH, Group.BLACK: (5, 40), Group.ASIAN: (11, 200)}
    again = Analysis({2026: counts(North=NORTH, South=other)}, STANDARDS)
    grid = SHUT.what_if(["1", "2.5"], [1, 10], [10])
    assert [line.outcome for line in SHUT.lines] == [line.outcome for line in again.lines]
    assert text(SHUT, grid) == text(again, again.what_if(["1", "2.5"], [1, 10], [10]))
    assert "".join(equity_page(SHUT)) == "".join(equity_page(again))
    assert equity_data(SHUT) == equity_data(again)


def test_whoever_holds_the_counts_is_told_that_a_hidden_ratio_is_over() -> None:
    cells: Cells = {Group.BLACK: (24, 30), Group.WHITE: (40, 900), Group.ASIAN: (20, 400)}
    found = Analysis({2026: counts(North=cells)}, STANDARDS)
    assert lines(found, "North")[Group.BLACK].ratio is None  # six children are without the outcome
    assert (found.over_lines, found.over) == ((), True)
    assert not Analysis({2026: counts(North=SOUTH)}, STANDARDS).over


def test_only_the_wanted_districts_are_shown_and_the_state_is_added_up_from_all() -> None:
    whole = {2026: frozenset({"id-all"})}
    few: Cells = {Group.BLACK: (20, 100), Group.WHITE: (2, 90)}
    all_of_them = Analysis({2026: counts(North=NORTH, South=SOUTH, West=few)}, STANDARDS, OPEN, whole_state=whole)
    one = attrs.evolve(all_of_them, wanted=frozenset({"West"}))
    assert one.districts == ("West",)
    black = lines(one, "West")[Group.BLACK]
    assert black.ratio is not None
    assert black.ratio.kind is Kind.ALTERNATE
    assert black.ratio == lines(all_of_them, "West")[Group.BLACK].ratio
    assert one.what_if([1], [10], [10])[0].districts == 1
    assert {line.district for line in one.lines} == {"West"}


def test_the_districts_can_be_watched_while_their_counts_are_hidden() -> None:
    seen: list[str] = []

    def watch(names: Iterable[str]) -> Iterator[str]:
        for name in names:
            seen.append(name)
            yield name

    found = attrs.evolve(SHUT, watch=watch)
    assert found == SHUT
    assert found.lines == SHUT.lines
    assert seen == ["North", "South"]


def test_without_the_whole_state_an_alternate_ratio_is_unknown() -> None:
    few: Cells = {Group.BLACK: (20, 100), Group.WHITE: (2, 90)}
    found = Analysis({2026: counts(West=few)}, STANDARDS, OPEN)
    black = lines(found, "West")[Group.BLACK]
    assert black.ratio is not None
    assert black.ratio.kind is Kind.STATE_NOT_GIVEN
    assert found.totals[0].unknown == 1
    assert "unknown: an alternate risk ratio is asked for" in flat(text(found))
    assert "1 ratio unknown" in flat(text(found))
    assert "were not given" in dict(chosen_words(found))["The State"]


def test_a_ratio_to_a_small_sum_of_the_state_is_hidden() -> None:
    small: Cells = {Group.BLACK: (20, 100), Group.WHITE: (0, 90)}
    other: Cells = {Group.WHITE: (8, 400)}
    whole = {2026: frozenset({"id-all"})}
    standards = Standards(Standard(2, cell=5, n=30))
    found = Analysis({2026: counts(West=small, East=other)}, standards, whole_state=whole)
    opened = attrs.evolve(found, policy=OPEN)
    black = lines(opened, "West")[Group.BLACK]
    assert black.ratio is not None
    assert black.ratio.kind is Kind.ALTERNATE
    assert not state_is_shown(black.ratio, Suppression())
    assert lines(found, "West")[Group.BLACK].ratio is None
    assert lines(found, "West")[Group.BLACK].outcome == 20
    # nor does a what-if use it
    assert [one.over for one in opened.what_if([2], [5], [30])] == [1]
    assert [one.over for one in found.what_if([2], [5], [30])] == [0]


def test_a_ratio_to_a_large_sum_of_the_state_is_shown() -> None:
    small: Cells = {Group.BLACK: (20, 100), Group.WHITE: (0, 90)}
    whole = {2026: frozenset({"id-all"})}
    found = Analysis({2026: counts(West=small, East=SOUTH)}, STANDARDS, whole_state=whole)
    black = lines(found, "West")[Group.BLACK]
    assert black.ratio is not None
    assert black.ratio.kind is Kind.ALTERNATE


def test_years_make_the_determination_and_a_hidden_year_leaves_it_unknown() -> None:
    years = {year: counts(North=NORTH) for year in (2024, 2025, 2026)}
    flexible = Flexibility(prior_years=2)
    found = lines(Analysis(years, STANDARDS, flexibility=flexible), "North")[Group.BLACK]
    assert found.determination is not None
    assert (found.determination.outcome, found.determination.run) == (Outcome.IDENTIFIED, 3)
    hidden: Cells = {**NORTH, Group.BLACK: (112, 120)}
    partly = Analysis({**years, 2025: counts(North=hidden)}, STANDARDS, flexibility=flexible)
    line = lines(partly, "North")[Group.BLACK]
    assert line.ratios[2025] is HIDDEN
    assert (len(partly.over_lines), partly.identified) == (1, ())
    assert "0 of these identified: the State must find" in flat(text(partly))
    assert line.determination is not None
    assert line.determination.outcome is Outcome.UNKNOWN
    assert "2024-25 *" in flat(text(partly))


def test_a_district_of_children_with_disabilities_alone_reserves_no_funds() -> None:
    found = attrs.evolve(OPENED, only_with_disabilities=frozenset({"North"}))
    line = lines(found, "North")[Group.BLACK]
    assert line.determination is not None
    assert line.determination.reserves_funds is False
    assert "reserve" not in flat(text(found)).replace("no funds are reserved", "")
    assert "must reserve funds" in flat(text(OPENED))


def test_a_year_without_the_category_of_a_district_is_told() -> None:
    found = Analysis({2025: counts(South=SOUTH), 2026: counts(North=NORTH)}, STANDARDS, OPEN)
    assert lines(found, "North")[Group.BLACK].ratios == {2025: None, 2026: lines(found, "North")[Group.BLACK].ratio}
    assert "2024-25 not counted; 2025-26 4.00" in flat(text(found))


UNKNOWN_ROW = {"district": "North", "category": "id-all", "group": "unknown"}


@pytest.mark.parametrize(
    ("outcome", "total", "shown"), [(3, 90, HIDDEN), (12, 90, (12, 90)), (12, 14, HIDDEN), (0, 20, (0, 20))]
)
def test_children_of_no_known_group_are_told_apart(outcome: int, total: int, shown: object) -> None:
    table = read_counts([{**UNKNOWN_ROW, "outcome": outcome, "total": total}])
    found = Analysis({UNNAMED: table}, STANDARDS)
    assert found.unknown("North", "id-all") == shown
    assert attrs.evolve(found, policy=OPEN).unknown("North", "id-all") == (outcome, total)
    assert found.unknown("South", "id-all") is None
    (told,) = equity_data(found)["group_not_known"]
    assert told["hidden"] == (shown is HIDDEN)
    assert told["total"] == (None if shown is HIDDEN else total)


def test_the_unknown_stand_below_the_groups() -> None:
    rows = [{**UNKNOWN_ROW, "outcome": 12, "total": 90}, {**UNKNOWN_ROW, "group": "white", "outcome": 30, "total": 600}]
    found = Analysis({2026: read_counts(rows)}, STANDARDS)
    assert "in no group, since theirs is not known: 12 of 90" in flat(text(found))
    page = "".join(equity_page(found))
    assert '<th scope="row">Group not known</th><td class="number">12 of 90</td>' in page
    rows[0]["outcome"] = 3
    hidden = Analysis({2026: read_counts(rows)}, STANDARDS)
    assert "in no group, since theirs is not known: *" in flat(text(hidden))
    assert '<th scope="row">Group not known</th><td class="number">*</td>' in "".join(equity_page(hidden))


def test_the_sums_of_a_category_agree_with_its_lines() -> None:
    (total,) = OPENED.totals
    ratios = [line.ratio for line in OPENED.lines if line.ratio is not None and line.ratio.value is not None]
    assert (total.ratios, total.over, total.districts, total.hidden) == (len(ratios), 1, 1, 0)
    assert sum(one.hidden for one in SHUT.totals) == sum(line.ratio is None for line in SHUT.lines) > 0


def test_one_standard_for_all_is_known_as_such() -> None:
    assert OPENED.standard == STATE
    both = {2026: Counts({**counts(North=NORTH).known, **counts("di-total", North=NORTH).known})}
    assert Analysis(both, STANDARDS).standard is None
    assert Analysis(both, Standards(STATE)).standard == STATE
    assert repr(OPENED) == "<Analysis of 2 districts in 1 years>"


# -- laws --------------------------------------------------------------------------------------------------------------

CELL = st.integers(0, 400).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))
TABLES = st.dictionaries(
    st.sampled_from(["A", "B", "C"]), st.dictionaries(st.sampled_from(Group), CELL, min_size=1), min_size=1
)


@settings(max_examples=40)
@given(TABLES)
def test_open_the_what_ifs_are_those_of_the_room(districts: dict[str, Cells]) -> None:
    table = table_of(districts)
    whole = {2026: frozenset({"id-all"})}
    found = Analysis({2026: table}, STANDARDS, OPEN, whole_state=whole)
    grid = (["1", "5/2"], [0, 10], [0, 30])
    assert found.what_if(*grid) == what_if_standards(table, *grid)


@settings(max_examples=40)
@given(TABLES)
def test_on_any_table_every_form_is_written_and_shows_no_small_count(districts: dict[str, Cells]) -> None:
    found = Analysis({2026: table_of(districts)}, STANDARDS)
    for line in found.lines:
        for count in (line.outcome, line.total):
            assert count is HIDDEN or count == 0 or count >= 10
        if line.ratio is not None:
            assert HIDDEN not in (line.outcome, line.total)
    grid = found.what_if([2], [5], [10])
    page = "".join(equity_page(found, grid))
    assert page.endswith("</html>\n")
    assert text(found, grid, explain=True)
    json.dumps(equity_data(found, grid), allow_nan=False)


# -- as text, data and rows --------------------------------------------------------------------------------------------


def test_the_text_says_first_what_matters_and_is_80_wide() -> None:
    grid = SHUT.what_if(["2.5", "4"], [10], [30])
    out = text(SHUT, grid)
    assert out.startswith("2 districts, 2025-26\n     1  district over a threshold\n     1  ratio over a threshold\n")
    assert max(map(len, out.splitlines())) <= 80
    assert "SUPPRESSED: counts from 1 to 9 are hidden" in flat(out)
    assert out.index("North\n---") < out.index("South\n---")
    assert "Black or African American: 24 of 120 (20%); ratio 4.00, OVER the threshold of 2.5" in flat(out)
    assert "risk ratio: compared with the other groups in the district; 95% interval 2.6" in flat(out)
    assert "children with the outcome: 9 fewer to the threshold, 18 fewer to parity" in flat(out)
    assert "identified: the State must find significant disproportionality" in flat(out)
    assert "not shown: Asian (* of 200); Black or African American (* of 40)" in flat(out)
    assert "2.5 10 30 1 1" in flat(out)
    assert "4 10 30 0 0" in flat(out)
    assert ADVICE in flat(out)
    assert "WORDS" not in out


def test_few_children_are_said_and_words_are_explained_when_asked() -> None:
    cells: Cells = {**NORTH, Group.BLACK: (9, 120)}
    found = Analysis({2026: counts(North=cells)}, Standards(Standard(3, cell=5, n=30)), OPEN)
    out = flat(text(found, explain=True))
    assert "few children, read with care" in out
    assert ADVICE not in out  # nothing is over
    for word, _ in GLOSSARY:
        assert f"{word}: " in out


def test_what_was_left_out_is_said() -> None:
    left = tuple(Left(2026, name, "id-sld") for name in ("A", "B"))
    found = attrs.evolve(OPENED, left=left)
    assert "NOT READ, SO NOT ANSWERED: see the messages 2025-26, id-sld: A, B" in flat(text(found))
    assert "2025-26, id-sld: A, B" in "".join(equity_page(found))
    assert equity_data(found)["not_read"][0] == {"school_year": 2026, "district": "A", "category": "id-sld"}


def test_the_rows_have_the_columns_and_what_is_hidden_is_empty() -> None:
    rows = list(equity_rows(SHUT))
    assert all(tuple(row) == tuple(COLUMNS) for row in rows)
    assert len(rows) == 14
    first = next(row for row in rows if row["group"] == "black-or-african-american")
    assert (first["ratio"], first["over"], first["kind"]) == (4.0, True, "risk ratio")
    assert (first["determination"], first["years_over"], first["reserves_funds"]) == ("identified", 1, True)
    last = next(row for row in rows if row["district"] == "South" and row["group"] == "black-or-african-american")
    assert [name for name, value in last.items() if value is not None] == [
        "school_year", "district", "category", "group", "total", "threshold", "cell", "n", "hidden",
    ]  # fmt: skip
    for row in rows:
        assert all(value is None or type(value) in {kind, int} for value, kind in zip(row.values(), COLUMNS.values()))  # noqa: B905


def test_the_data_say_by_what_they_were_reached() -> None:
    data = equity_data(SHUT, SHUT.what_if(["5/2"], [10], [30]))
    assert data["disclosure"] == {"policy": "suppress", "minimum": 10, "lowest": 1}
    assert equity_data(OPENED)["disclosure"] == {"policy": "open"}
    assert data["standards"] == {"id-all": {"threshold": 2.5, "cell": 10, "n": 30}}
    assert data["what_if"] == [
        {"threshold": 2.5, "cell": 10, "n": 30, "districts": 1, "ratios": 6, "over": 1, "unknown": 0}
    ]
    assert data["lines"][0]["by_year"][0]["school_year"] == 2026
    assert (data["progress"], data["prior_years"], data["whole_state"]) == (None, 0, [])
    unnamed = Analysis({UNNAMED: counts(North=NORTH)}, STANDARDS)
    assert equity_data(unnamed)["school_year"] is None
    progress = Flexibility(2, lambda this, before: None)  # noqa: ARG005
    assert equity_data(attrs.evolve(SHUT, flexibility=progress, progress="falls"))["progress"] == "falls"


def test_the_choices_are_told() -> None:
    standards = Standards(Standard(3, cell=15, n=30), {"di-total": STATE})
    table = Counts({**counts(North=NORTH).known, **counts("di-total", North=NORTH).known})
    progress = Flexibility(1, lambda this, before: None)  # noqa: ARG005
    found = Analysis({2026: table}, standards, flexibility=progress, only_with_disabilities=frozenset({"North"}),
                     whole_state={2026: frozenset({"id-all"})})  # fmt: skip
    told = list(chosen_words(found))
    assert told[1][1] == "threshold 3, minimum cell size 15, minimum n-size 30, for id-all"
    assert told[2][1] == "threshold 2.5, minimum cell size 10, minimum n-size 30, for di-total"
    said = dict(told)
    assert said["To be explained"].endswith("(34 CFR 300.647(b)(7)): id-all.")
    assert said["Years over"].startswith("this one and 1 year before it, one after the other")
    assert said["Progress"] == "by a standard of the State (34 CFR 300.647(d)(2))."
    assert said["Only children with disabilities"].startswith("North: no funds")
    assert "taken to be those of the whole State" in said["The State"]
    assert dict(chosen_words(SHUT))["Standard of the State"].endswith("for every category")
    assert "Not guarded against" not in dict(chosen_words(OPENED))
    assert disclosure_words(OPENED).startswith("OPEN: every count is shown")


def test_every_word_means_what_the_documentation_says() -> None:
    told = dict(
        re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", (ROOT / "docs" / "equity.md").read_text("utf-8"), re.MULTILINE)
    )
    for word, means in GLOSSARY:
        assert told[word].replace("*", "") == means
    assert set(GROUPS) == set(Group)


def test_a_ratio_close_to_its_threshold_has_as_many_places_as_it_takes() -> None:
    found = ratio_of(Count(2501, 10_000), Count(1000, 10_000), standard=STATE)
    assert ratio_words(found) == "2.501"


# -- the page ----------------------------------------------------------------------------------------------------------


class Elements(HTMLParser):
    """What is open at the end, the ids, the links, and what is visible."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attributes)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if found.get("href"):
            self.links.append(str(found["href"]))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(analysis: Analysis, *args: object) -> str:
    made = "".join(equity_page(analysis, *args))  # type: ignore[arg-type]
    found = Elements(made)
    assert found.open == []
    assert len(set(found.ids)) == len(found.ids)
    for link in found.links:
        assert link[1:] in found.ids
    assert not {"script", "link", "img", "iframe"} & set(found.tags)
    return made


def plain(markup: str) -> str:
    return flat(unescape(re.sub(r"<[^>]+>", " ", markup)))


def test_the_page_says_at_its_head_what_is_hidden() -> None:
    for analysis in (SHUT, OPENED):
        made = page(analysis)
        head = plain(made.partition("</header>")[0].partition("<h1>")[2])
        assert disclosure_words(analysis) in head


def test_the_page_has_the_numbers_as_text() -> None:
    made = page(OPENED)
    row = next(part for part in made.split("<tr") if "Black or African American" in part and "24 of 120" in part)
    assert plain(f"<tr{row}").startswith(
        "Black or African American 24 of 120 20% 4.00 over risk ratio 2.60 to 6.14 9 fewer 18 fewer"
    )
    assert 'class="at over"' in row
    assert 'aria-hidden="true"' in row
    lead = "1 district of 2 over a threshold, with 1 ratio. For 1 of these the State must find significant"
    assert lead in plain(made)


def test_the_page_puts_those_over_first_and_folds_the_others() -> None:
    table = Counts({**counts(North=NORTH, South=SOUTH).known, **counts("di-total", North=SOUTH).known})
    made = page(Analysis({2026: table}, STANDARDS, OPEN))
    assert made.index('id="over"') < made.index("<h3>North</h3>") < made.index('id="others"')
    assert "<summary><strong>South</strong>: largest ratio Hispanic or Latino, identified as" in made
    assert "<summary>1 other category, not over</summary>" in made
    none = page(Analysis({2026: counts(South=SOUTH)}, STANDARDS))
    assert 'id="over"' not in none
    one = page(Analysis({2026: counts(North=NORTH)}, STANDARDS))
    assert 'id="others"' not in one


def test_a_district_without_a_ratio_or_a_count_is_there_too() -> None:
    few: Cells = {Group.WHITE: (1, 20)}
    assert "<strong>West</strong>: no ratio to show" in page(Analysis({2026: counts(West=few)}, STANDARDS))
    alone = Analysis({2026: read_counts([{**UNKNOWN_ROW, "outcome": 1, "total": 4}])}, STANDARDS)
    assert "no ratio to show" in page(alone)
    nothing = Analysis({2026: Counts({})}, STANDARDS)
    assert "0 districts of 0 over a threshold" in plain(page(nothing))
    assert text(nothing).startswith("0 districts")


def test_the_page_says_why_there_is_no_ratio() -> None:
    few: Cells = {Group.BLACK: (20, 100), Group.WHITE: (2, 90), Group.ASIAN: (0, 0)}
    made = plain(page(Analysis({2026: counts(West=few)}, STANDARDS, OPEN)))
    assert "Asian 0 of 0 no children no ratio: the group does not meet" in made
    assert "unknown : an alternate risk ratio is asked for" in made
    assert "not shown" in plain(page(SHUT))
    few = {**NORTH, Group.BLACK: (9, 120)}
    cautious = Analysis({2026: counts(West=few)}, Standards(Standard(3, cell=5, n=30)), OPEN)
    assert "few children, read with care" in plain(page(cautious))


def test_the_page_has_the_years_where_there_are_several() -> None:
    assert "over the years" not in page(OPENED)
    years = {2024: counts(North=SOUTH), 2025: counts(South=SOUTH), 2026: counts(North=NORTH)}
    made = plain(page(Analysis(years, STANDARDS)))
    assert "The ratio over the years Group 2023-24 2024-25 2025-26" in made
    assert "Black or African American * not counted 4.00 over" in made
    few: Cells = {Group.WHITE: (1, 20)}
    assert "over the years" not in page(Analysis({2025: counts(W=few), 2026: counts(W=few)}, STANDARDS))


def test_what_follows_stands_below_the_table() -> None:
    found = "Black or African American: identified: the State must find significant disproportionality"
    assert f"{found}; the district must reserve funds" in plain(page(OPENED))
    special = attrs.evolve(OPENED, only_with_disabilities=frozenset({"North"}))
    assert "must reserve" not in plain(page(special))


def test_the_grids_have_every_number_and_frame_the_states_own() -> None:
    grid = OPENED.what_if(["2", "2.5"], [10, 20], [30, 40])
    made = page(OPENED, grid)
    assert plain(made).count("threshold 2.5 1 (1)") == 2
    assert made.count('class="number here"') == 1
    assert "The frame is the standard of the State." in made
    other = page(OPENED, OPENED.what_if(["2"], [20], [30]))
    assert "The frame" not in other
    assert 'id="what-if"' not in page(OPENED)


def test_names_in_a_file_are_no_markup() -> None:
    name = "<b>North</b> & \x1b[2J"
    found = Analysis({2026: table_of({name: NORTH})}, STANDARDS)
    made = page(found)
    assert "<b>North" not in made
    assert "\x1b" not in made
    assert "\x1b" not in text(found)


def test_every_word_is_explained_once_at_the_foot() -> None:
    made = page(OPENED)
    assert [made.count(f"<dt>{word}</dt>") for word, _ in GLOSSARY] == [1] * len(GLOSSARY)


def test_a_strip_marks_what_lies_beyond_it() -> None:
    far = ratio_of(Count(100, 100), Count(10, 1000), standard=STATE)
    low = ratio_of(Count(10, 1000), Count(100, 100), standard=STATE)
    none = ratio_of(Count(1, 1), Count(1, 1), standard=STATE)
    zero = ratio_of(Count(0, 100), Count(100, 100), standard=Standard("2.5", cell=0, n=0))
    assert "M158 7l6 5l-6 5" in strip(far, None)
    assert 'cx="152.0"' in strip(far, None)
    for one in (low, zero):
        assert "M-6 7l-6 5l6 5" in strip(one, None)
        assert 'cx="0.0"' in strip(one, None)
    assert strip(none, None) == ""
    assert 'class="reach"' in strip(far, katz(far.group, far.district))


def test_the_categories_are_named_in_words() -> None:
    found = plain(page(SHUT))
    assert str(CATEGORIES["id-all"]) in found
