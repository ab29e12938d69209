"""The pictures of equity hold what they claim: every ratio, interval, threshold and number of districts."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from PIL import Image
from test_display_equity import NORTH, OPENED, SOUTH, STANDARDS, STATE, Cells, counts, lines, table_of
from test_plots import artists, is_laid_out, said, texts

from iepkit.disclosure import HIDDEN, OPEN
from iepkit.display.equity import Analysis
from iepkit.display.equity_words import disclosure_words
from iepkit.display.plots import equity
from iepkit.display.plots.picture import Picture
from iepkit.display.plots.ratio_years import YearPanel, year_chart
from iepkit.display.plots.ratios import RatioPanel, ratio_chart
from iepkit.display.plots.what_if import what_if_chart
from iepkit.equity import Count, Counts, Group, Standard, Standards, WhatIf, katz

FEW: Cells = {Group.BLACK: (20, 100), Group.WHITE: (2, 90), Group.ASIAN: (11, 30)}
WHOLE = {2026: frozenset({"id-all"})}
BOTH = Counts({**counts(North=NORTH, South=SOUTH).known, **counts("di-total", North=SOUTH).known})


def chart(analysis: Analysis, district: str, *names: str) -> Picture:
    panels = [
        RatioPanel(name, analysis.standards.of(name), tuple(lines(analysis, district, name).values()))
        for name in names or ("id-all",)
    ]
    return ratio_chart(panels, title=district)


def points(line: Any) -> list[tuple[float, float]]:
    return [(float(across), float(up)) for across, up in zip(*line.get_data(), strict=True)]


def is_hollow(mark: Any) -> bool:
    return to_rgb(mark.get_markerfacecolor()) == (1, 1, 1)


# -- ratios ------------------------------------------------------------------------------------------------------------


def test_every_ratio_is_a_mark_at_its_place_with_its_interval_and_number() -> None:
    found = artists(chart(OPENED, "North"))
    held = [line for line in lines(OPENED, "North").values() if line.ratio is not None and line.ratio.value is not None]
    assert len(held) == 4
    for at, line in enumerate(held):
        name = f"{line.group.value}-1"
        assert line.ratio is not None
        assert points(found[f"ratio-{name}"]) == [(float(line.ratio.value or 0), at)]
        interval = katz(line.ratio.group, line.ratio.district)
        assert interval is not None
        assert [across for across, _ in points(found[f"interval-{name}"])] == [interval.low, interval.high]
        assert is_hollow(found[f"ratio-{name}"]) != line.exceeds
    assert found["words-black-or-african-american-1"].get_text() == "4.00, over"
    assert found["words-black-or-african-american-1"].get_fontweight() == "bold"
    assert found["words-white-1"].get_text() == "0.69"
    assert {across for across, _ in points(found["parity-1"])} == {1.0}
    assert {across for across, _ in points(found["threshold-1"])} == {2.5}


def test_groups_without_a_ratio_are_listed_with_the_reason() -> None:
    seen = " ".join(texts(chart(OPENED, "North")))
    assert "No ratio: the group does not meet the minimum cell size or the minimum n-size: American Indian or" in seen
    assert "Two or more races (0 of 0)." in seen
    shut = " ".join(texts(chart(attrs.evolve(OPENED, policy=STANDARD_POLICY), "South")))
    assert "Not shown: Asian (* of 200); Black or African American (* of 40)." in shut


STANDARD_POLICY = Analysis({2026: Counts({})}, STANDARDS).policy


def test_the_groups_are_named_at_the_left() -> None:
    figure = chart(OPENED, "North").figure
    labels = [one.get_text() for one in figure.axes[0].get_yticklabels()]
    assert labels == ["Hispanic or Latino", "Asian", "Black or African American", "White"]
    assert figure.axes[0].get_xscale() == "log"


def test_the_words_have_every_value() -> None:
    title, told = said(chart(OPENED, "North"))
    assert title == "North"
    assert told is not None
    assert "Threshold 2.5, minimum cell size 10, minimum n-size 30." in told
    words = "Black or African American: 24 of 120 (20%); ratio 4.00, over; risk ratio; 95% interval 2.60 to 6.14; 9"
    assert f"{words} fewer to the threshold, 18 fewer to parity." in told
    assert "White: 30 of 600 (5%); ratio 0.69, not over; risk ratio" in told


def test_an_alternate_ratio_has_a_mark_of_its_own() -> None:
    found = Analysis({2026: counts(West=FEW, North=NORTH)}, Standards(STATE), OPEN, whole_state=WHOLE)
    held = artists(chart(found, "West"))
    assert held["ratio-black-or-african-american-1"].get_marker() == "o"
    few: Cells = {Group.BLACK: (20, 100), Group.WHITE: (2, 90)}
    found = Analysis({2026: counts(West=few, North=NORTH)}, Standards(STATE), OPEN, whole_state=WHOLE)
    picture = chart(found, "West")
    assert artists(picture)["ratio-black-or-african-american-1"].get_marker() == "s"
    assert "alternate risk ratio, over" in texts(picture)
    is_laid_out(picture)


def test_what_lies_beyond_the_axis_is_at_its_edge_with_an_arrow() -> None:
    wide: Cells = {Group.BLACK: (90, 100), Group.WHITE: (12, 9000), Group.ASIAN: (0, 40)}
    found = Analysis({2026: counts(North=wide)}, Standards(Standard(2, cell=0, n=0)), OPEN)
    picture = chart(found, "North")
    held = artists(picture)
    low, high = picture.figure.axes[0].get_xlim()
    assert (low, high) == (1 / 16, 16)
    assert points(held["ratio-black-or-african-american-1"]) == [(16, 1)]
    assert points(held["ratio-asian-1"]) == [(1 / 16, 0)]
    assert "interval-asian-1" not in held
    assert held["beyond-black-or-african-american-1"].get_marker() == ">"
    assert held["beyond-asian-1"].get_marker() == "<"
    assert "goes on beyond the axis" in texts(picture)
    assert held["words-asian-1"].get_text() == "0.00"
    is_laid_out(picture)


def test_few_children_are_said_beside_the_number() -> None:
    cells: Cells = {**NORTH, Group.ASIAN: (9, 300)}
    found = Analysis({2026: counts(North=cells)}, Standards(Standard(3, cell=5, n=30)), OPEN)
    picture = chart(found, "North")
    assert artists(picture)["words-asian-1"].get_text() == "0.45, few children"
    assert "few children, read with care" in picture.alt


def test_a_category_without_a_ratio_has_no_area() -> None:
    few: Cells = {Group.WHITE: (1, 20)}
    picture = chart(Analysis({2026: counts(West=few)}, STANDARDS), "West")
    assert picture.figure.axes == []
    assert "White (* of 20)" in picture.alt
    assert picture.figure.legends == []


def test_several_categories_share_one_scale() -> None:
    picture = chart(Analysis({2026: BOTH}, STANDARDS, OPEN), "North", "id-all", "di-total")
    first, second = picture.figure.axes
    assert first.get_xlim() == second.get_xlim()
    assert {across for across, _ in points(artists(picture)["threshold-2"])} == {3.0}
    is_laid_out(picture)


def test_the_pictures_are_laid_out_and_can_be_read_in_grey() -> None:
    picture = chart(OPENED, "North")
    is_laid_out(picture)
    grey = Image.open(BytesIO(picture.png(50))).convert("L")
    darkest, lightest = grey.getextrema()
    assert (darkest, lightest) == (0, 255)
    assert picture.svg() == chart(OPENED, "North").svg()


# -- years -------------------------------------------------------------------------------------------------------------

MORE: Cells = {**NORTH, Group.BLACK: (14, 120)}
YEARS = Analysis(
    {2022: counts(North=NORTH), 2024: counts(North=MORE), 2025: counts(North=NORTH), 2026: counts(North=NORTH)},
    STANDARDS,
    OPEN,
)


def over_years(analysis: Analysis, group: Group = Group.BLACK) -> Picture:
    return year_chart([YearPanel(lines(analysis, "North")[group], STATE)], title="North")


def test_the_ratio_of_every_year_is_a_point_and_a_line_joins_neighbors() -> None:
    picture = over_years(YEARS)
    found = artists(picture)
    assert points(found["ratio-1-2026"]) == [(2026, 4)]
    assert points(found["ratio-1-2024"]) == [(2024, float(Fraction(14, 120) / Fraction(65, 1300)))]
    assert is_hollow(found["ratio-1-2024"])
    assert not is_hollow(found["ratio-1-2026"])
    assert found["words-1-2026"].get_text() == "4.00"
    assert points(found["line-1-2026"]) == [(2025, 4), (2026, 4)]
    assert "line-1-2024" not in found  # 2023 is not there
    assert {up for _, up in points(found["threshold-1"])} == {2.5}
    assert {up for _, up in points(found["parity-1"])} == {1.0}
    interval = katz(Count(24, 120), Count(65, 1300))
    assert interval is not None
    assert points(found["interval-1-2026"]) == [(2026, interval.low), (2026, interval.high)]
    labels = [one.get_text() for one in picture.figure.axes[0].get_xticklabels()]
    assert labels == ["2021-22", "2023-24", "2024-25", "2025-26"]
    is_laid_out(picture)


def test_a_year_without_a_ratio_says_so() -> None:
    few: Cells = {**NORTH, Group.BLACK: (3, 120)}
    hidden: Cells = {**NORTH, Group.BLACK: (112, 120)}
    years = {2023: counts(South=SOUTH), 2024: counts(North=few), 2025: counts(North=hidden), 2026: counts(North=NORTH)}
    shut = Analysis(years, STANDARDS)
    picture = over_years(shut)
    found = artists(picture)
    told = [found[f"none-1-{year}"].get_text() for year in (2023, 2024, 2025)]
    assert told == ["not\ncounted", "not\nshown", "not\nshown"]
    assert "2022-23: not counted." in picture.alt
    assert "2023-24: not shown." in picture.alt
    assert "2025-26: 4.00, over; risk ratio; 95% interval 2.60 to 6.14." in picture.alt
    opened = over_years(attrs.evolve(shut, policy=OPEN))
    assert artists(opened)["none-1-2024"].get_text() == "no\nratio"
    assert "2023-24: no ratio, since the group does not meet the minimum cell size" in opened.alt
    is_laid_out(opened)


def test_a_ratio_of_zero_has_no_interval() -> None:
    none: Cells = {**NORTH, Group.BLACK: (0, 120)}
    standards = Standards(Standard(3, cell=0, n=0))
    found = Analysis({2025: counts(North=none), 2026: counts(North=none)}, standards, OPEN)
    picture = year_chart([YearPanel(lines(found, "North")[Group.BLACK], standards.default)], title="North")
    assert points(artists(picture)["ratio-1-2026"]) == [(2026, 0)]
    assert "interval-1-2026" not in artists(picture)
    assert "95% interval none" in picture.alt


@pytest.mark.parametrize("many", [8, 12, 30])
def test_many_years_take_the_width_and_not_all_of_them_are_written(many: int) -> None:
    years = range(2027 - many, 2027)
    few: Cells = {**NORTH, Group.BLACK: (3, 120)}
    found = Analysis({year: counts(North=few if year % 4 else NORTH) for year in years}, STANDARDS, OPEN)
    panels = [YearPanel(lines(found, "North")[group], STATE) for group in (Group.BLACK, Group.WHITE)]
    picture = year_chart(panels, title="North")
    first, second = (one.get_position() for one in picture.figure.axes)
    assert first.y0 > second.y0
    labels = [one.get_text() for one in picture.figure.axes[0].get_xticklabels()]
    assert "2025-26" in labels
    assert len(labels) == min(many, 10 if many > 12 else 12)
    assert len([name for name in artists(picture) if name.startswith("ratio-2-")]) == many
    is_laid_out(picture)


def test_panels_stand_two_beside_each_other() -> None:
    years = {year: counts_ for year, counts_ in YEARS.years.items() if year > 2023}
    three = attrs.evolve(YEARS, years=years)
    panels = [YearPanel(lines(three, "North")[group], STATE) for group in (Group.BLACK, Group.WHITE, Group.ASIAN)]
    picture = year_chart(panels, title="North")
    first, second, third = (one.get_position() for one in picture.figure.axes)
    assert first.y0 == pytest.approx(second.y0)
    assert third.y0 < first.y0
    assert third.x0 == pytest.approx(first.x0)
    is_laid_out(picture)
    assert year_chart([], title="North").figure.axes == []


# -- what if -----------------------------------------------------------------------------------------------------------

GRID = (["2", "2.5", "4"], [5, 10], [10, 30])


def test_every_cell_has_its_number_and_the_states_own_is_framed() -> None:
    found = OPENED.what_if(*GRID)
    picture = equity.grid_picture(found, OPENED)
    held = artists(picture)
    assert len(found) == 12
    for one in found:
        name = f"{float(one.standard.threshold):g}-{one.standard.cell}-{one.standard.n}"
        assert held[f"number-{name}"].get_text() == f"{one.districts} ({one.over})"
        own = one.standard == STATE
        assert (held[f"cell-{name}"].get_linewidth() > 2) == own
    assert "The thick frame is the standard of the State." in texts(picture)
    assert "Threshold 2.5, cell size 10, n-size 30: 1 district (1 ratio)." in picture.alt
    is_laid_out(picture)


def test_black_numbers_can_be_read_on_every_shade() -> None:
    grid = [WhatIf(Standard(at, cell=1, n=1), at, 0, 0, 0) for at in range(1, 9)]
    held = artists(what_if_chart(grid, title="What if"))
    shades = [sum(held[f"cell-{at}-1-1"].get_facecolor()[:3]) for at in range(1, 9)]
    assert shades == sorted(shades, reverse=True)
    assert min(shades) > 1.5


def test_a_grid_of_nothing_and_one_of_none_are_drawn_too() -> None:
    assert what_if_chart([], title="What if").figure.axes == []
    none = [WhatIf(Standard(9, cell=1, n=1), 0, 0, 0, 0)]
    assert artists(what_if_chart(none, title="What if"))["number-9-1-1"].get_text() == "0 (0)"
    assert "frame" not in what_if_chart(none, title="What if").alt


def test_many_grids_go_on_in_the_next_row() -> None:
    grid = [WhatIf(Standard(2, cell=cell, n=n), 1, 1, 1, 0) for n in (5, 10, 15, 20) for cell in (5, 10, 15, 20)]
    picture = what_if_chart(grid, title="What if")
    assert len({round(one.get_position().y0, 3) for one in picture.figure.axes}) == 2
    is_laid_out(picture)


# -- of an analysis ----------------------------------------------------------------------------------------------------


def test_the_districts_over_are_drawn_or_those_asked_for_or_all() -> None:
    def titles(analysis: Analysis) -> list[str]:
        return [one.title for one in equity.ratio_pictures(analysis)]

    assert titles(OPENED) == ["North, risk ratios of 2025-26"]
    assert titles(attrs.evolve(OPENED, wanted=frozenset({"South"}))) == ["South, risk ratios of 2025-26"]
    asked = frozenset({"North", "South"})
    assert titles(attrs.evolve(OPENED, wanted=asked)) == [
        "North, risk ratios of 2025-26",
        "South, risk ratios of 2025-26",
    ]
    assert titles(Analysis({2026: counts(A=SOUTH, B=SOUTH)}, STANDARDS)) == [
        "A, risk ratios of 2025-26", "B, risk ratios of 2025-26",
    ]  # fmt: skip


def test_every_picture_says_what_is_hidden() -> None:
    for analysis in (YEARS, attrs.evolve(YEARS, policy=STANDARD_POLICY)):
        grid = equity.grid_picture(analysis.what_if(*GRID), analysis)
        for picture in (*equity.ratio_pictures(analysis), *equity.year_pictures(analysis), grid):
            assert disclosure_words(analysis) in picture.alt.replace("\n", " ")
            assert " ".join(disclosure_words(analysis).split()[:4]) in " ".join(texts(picture))


def test_a_hidden_ratio_is_on_no_picture() -> None:
    hidden: Cells = {Group.BLACK: (24, 30), Group.WHITE: (40, 900), Group.ASIAN: (20, 400), Group.HISPANIC: (30, 500)}
    found = Analysis({2025: counts(North=hidden), 2026: counts(North=hidden)}, STANDARDS)
    assert found.over
    (picture,) = equity.ratio_pictures(found)
    assert "ratio-black-or-african-american-1" not in artists(picture)
    assert equity.year_pictures(found) == []
    assert lines(found, "North")[Group.BLACK].ratios[2025] is HIDDEN


def test_more_than_a_page_holds_goes_on_in_another_picture() -> None:
    names = ("id-all", "id-sld", "id-ed", "id-sli", "id-ohi", "id-autism", "id-intellectual")
    known = {place: cells for name in names for place, cells in counts(name, North=NORTH).known.items()}
    analysis = Analysis({2025: Counts(known), 2026: Counts(known)}, STANDARDS, OPEN)
    pictures = equity.ratio_pictures(analysis)
    assert [one.title for one in pictures] == [
        "North, risk ratios of 2025-26", "North, risk ratios of 2025-26, continued",
    ]  # fmt: skip
    assert all(one.size[1] < 10.5 for one in pictures)
    years = equity.year_pictures(analysis)
    assert [len(one.figure.axes) for one in years] == [6, 1]
    assert equity.year_pictures(OPENED) == []
    assert equity.ratio_pictures(Analysis({2026: Counts({})}, STANDARDS)) == []


CELL = st.integers(0, 400).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@settings(max_examples=10)
@given(st.dictionaries(st.sampled_from(Group), CELL, min_size=1))
def test_any_district_can_be_drawn(cells: Cells) -> None:
    table = table_of({"North": cells})
    standards = Standards(Standard(2, cell=0, n=0))
    analysis = Analysis({2025: table, 2026: table}, standards, OPEN)
    for picture in (*equity.ratio_pictures(analysis), *equity.year_pictures(analysis)):
        assert picture.svg().endswith("</svg>\n")
        assert picture.alt
