"""Pictures hold what they claim: their words, points and lines are those of the values that they were made from."""

from __future__ import annotations

import importlib
import json
import os
import statistics
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import matplotlib as mpl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from PIL import Image

from iepkit.calendars import Closure, SchoolCalendar, SchoolYear
from iepkit.display.plots import Panel, Picture, colors, progress_graph, scales, service_ledger, timeline
from iepkit.errors import IepkitError, MissingExtra, UnknownName, WrongType
from iepkit.formats.json import load_cases, loads, structure
from iepkit.formats.tables import add_deliveries, add_measurements, read_deliveries, read_measurements
from iepkit.history import Case
from iepkit.laws import law
from iepkit.progress import progress_of
from iepkit.records import DataPoint, Goal, Iep, Objective, Phase, Service, ServiceDelivery
from iepkit.reviews import review
from iepkit.services import Entry, ledger
from iepkit.timelines import Deadline, deadlines, due
from iepkit.vocabulary import GoalArea, GoalDirection, MissedReason, Period, PhaseKind, Status

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SOURCE = EXAMPLES.parent / "src"
AS_OF = date(2027, 1, 29)
NAME = "Zebulon Quark"
CALENDAR = loads((EXAMPLES / "calendar.json").read_bytes(), SchoolCalendar)
WINTER = Closure(date(2026, 12, 21), date(2027, 1, 1), "winter break")
PLAIN = SchoolCalendar((SchoolYear(date(2026, 9, 8), date(2027, 6, 16), closures=(WINTER,)),))


# -- looking into a picture -------------------------------------------------------------------------------------------


def artists(picture: Picture) -> dict[str, Any]:
    """What was drawn, by the name that it has in the SVG."""
    return {str(one.get_gid()): one for one in picture.figure.findobj() if one.get_gid()}


def ends(line: Any) -> list[tuple[date, float]]:
    days, values = line.get_data()
    return [(date.fromordinal(int(day)), float(value)) for day, value in zip(days, values, strict=True)]


def days_of(box: Rectangle) -> tuple[date, date]:
    left = box.get_x()
    return date.fromordinal(round(left)), date.fromordinal(round(left + box.get_width()))


def texts(picture: Picture) -> list[str]:
    """The words in the SVG, as a screen reader or a search meets them."""
    root = ET.fromstring(picture.svg())  # noqa: S314 - written by the library
    return ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]


def said(picture: Picture) -> tuple[str | None, str | None]:
    root = ET.fromstring(picture.svg())  # noqa: S314 - written by the library
    return root.findtext("{http://www.w3.org/2000/svg}title"), root.findtext("{http://www.w3.org/2000/svg}desc")


def looks(handle: Any) -> tuple[object, ...]:
    """How a thing in the key looks to somebody who sees no color."""
    if isinstance(handle, Line2D):
        face = handle.get_markerfacecolor()
        full = handle.get_marker() not in ("None", "_") and to_rgb(face) != (1, 1, 1) if face != "none" else False
        return "line", str(handle.get_marker()), handle.get_linestyle(), getattr(handle, "_dash_pattern", None), full
    box = handle[0] if not isinstance(handle, Rectangle) else handle
    light = round(sum(to_rgb(box.get_facecolor())), 1)
    return "box", box.get_hatch(), getattr(box, "_dash_pattern", None), light


def is_laid_out(picture: Picture) -> None:
    """No word is cut, none is too small for print, none lies on another; no two things of the key look alike."""
    figure = picture.figure
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]
    paper = figure.bbox.padded(1)
    words: list[Any] = [one for one in figure.findobj(Text) if one.get_visible()]
    shown = [one for one in words if one.get_text()]
    boxes = [(one.get_text(), Text.get_window_extent(one)) for one in shown]
    assert [one.get_text() for one in shown if one.get_fontsize() < 8] == []
    assert [text for text, box in boxes if not all(paper.contains(*corner) for corner in (box.min, box.max))] == []
    met = [(a, b) for (a, box), (b, other) in combinations(boxes, 2) if box.shrunk(0.94, 0.8).overlaps(other)]
    assert met == []
    for legend in figure.legends:
        handles = [looks(one) for one in legend.legend_handles]
        assert len(set(map(str, handles))) == len(handles)


# -- the picture as a value -------------------------------------------------------------------------------------------


def saying(words: str, title: str = "A note", alt: str = "A line of words.") -> Picture:
    def draw(figure: Figure) -> None:
        figure.text(0.1, 0.5, words)

    return Picture("note", title, alt, (2, 1), draw)


def note(title: str = "A note", alt: str = "A line of words.") -> Picture:
    return saying("5 < $6$ & more", title, alt)


def test_a_picture_is_svg_with_title_and_description_and_its_words_stay_text() -> None:
    picture = note("Before & after", "From <5> to 6.\nThen on.")
    assert said(picture) == ("Before & after", "From <5> to 6.\nThen on.")
    assert texts(picture) == ["5 < $6$ & more"]
    assert picture.svg().startswith("<svg ")
    root = ET.fromstring(picture.svg())  # noqa: S314 - written by the library
    ids = {one.get("id") for one in root.iter()}
    assert root.get("role") == "img"
    assert set((root.get("aria-labelledby") or "").split()) <= ids


def test_two_pictures_in_one_page_share_no_id_but_for_what_is_the_same() -> None:
    first, second = (ET.fromstring(note(alt=alt).svg()) for alt in ("one", "two"))  # noqa: S314
    ids = [{one.get("id") for one in root.iter()} - {None} for root in (first, second)]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_nothing_in_a_picture_reaches_the_rest_of_a_page() -> None:
    styles = [line for line in note().svg().splitlines() if "<style" in line]
    assert all(".iepkit-picture *{" in line for line in styles)


def test_a_picture_is_png_with_its_words_in_the_metadata() -> None:
    data = Image.open(BytesIO(note().png(dpi=150)))
    assert data.size == (300, 150)
    assert data.info["Title"] == "A note"
    assert data.info["Description"] == "A line of words."
    assert "Software" not in data.info


@pytest.mark.parametrize(("end", "start"), [("svg", b"<svg "), ("png", b"\x89PNG"), ("PNG", b"\x89PNG")])
def test_a_picture_is_saved_as_its_path_ends(tmp_path: Path, end: str, start: bytes) -> None:
    path = note().save(tmp_path / f"note.{end}", dpi=50)
    assert path == tmp_path / f"note.{end}"
    assert path.read_bytes().startswith(start)


def test_a_picture_is_not_saved_as_anything_else(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"known: \.png, \.svg") as caught:
        note().save(str(tmp_path / "note.pdf"))
    assert isinstance(caught.value, IepkitError)
    assert list(tmp_path.iterdir()) == []


def test_a_notebook_shows_a_picture() -> None:
    picture = note("A <note>", 'Said "so".')
    assert picture._repr_svg_() == picture.svg()
    html = picture._repr_html_()
    assert 'alt="Said &quot;so&quot;."' in html
    assert 'title="A &lt;note&gt;"' in html
    assert b64decode(html.partition("base64,")[2].partition('"')[0]).decode() == picture.svg()


def test_a_letter_that_the_font_lacks_stays_text_and_warns_nobody() -> None:
    picture = saying("\N{CJK UNIFIED IDEOGRAPH-6F22}")
    assert texts(picture) == ["\N{CJK UNIFIED IDEOGRAPH-6F22}"]
    assert picture.png(dpi=50)


def test_what_a_user_has_set_in_matplotlib_changes_nothing_and_is_kept() -> None:
    before = note().svg(), note().png()
    with mpl.rc_context({"font.size": 20, "svg.fonttype": "path", "figure.dpi": 30, "axes.facecolor": "red"}):
        assert (note().svg(), note().png()) == before
        assert mpl.rcParams["font.size"] == 20
    assert "matplotlib.pyplot" not in sys.modules


SCRIPT = """
import sys
sys.path.insert(0, {source!r})
from datetime import date, timedelta
from hashlib import sha256
from iepkit.display.plots import Panel, progress_graph
from iepkit.progress import progress_of
from iepkit.records import DataPoint, Goal
data = tuple(DataPoint(date(2026, 9, 7) + timedelta(7 * at), 20 + at) for at in range(12))
goal = Goal(baseline_value=20, target=80, start=date(2026, 9, 1), due=date(2027, 6, 1), data=data)
picture = progress_graph(Panel(progress_of(goal, as_of=date(2027, 1, 29)), goal))
print(sha256(picture.svg().encode()).hexdigest(), sha256(picture.png()).hexdigest(), "matplotlib.pyplot" in sys.modules)
"""


def test_the_same_values_give_the_same_bytes_in_every_process() -> None:
    seeds = {
        subprocess.run(
            [sys.executable, "-W", "error", "-c", SCRIPT.format(source=str(SOURCE))],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("99", "Asia/Tokyo"))
    }
    assert len(seeds) == 1
    assert seeds.pop().endswith("False\n")


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from iepkit.display.plots import _canvas

    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtra, match=r"iepkit\[plot\]"):
        importlib.reload(_canvas)


def contrast(color: str) -> float:
    """The contrast with white paper, WCAG 2.2, 1.4.3."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(color)]
    return 1.05 / (sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)) + 0.05)


def test_colors_stand_out_from_paper() -> None:
    lines = (colors.BLACK, colors.BLUE, colors.GREEN, colors.VERMILLION)
    assert min(map(contrast, lines)) >= 3
    assert contrast(colors.GREY) >= 4.5


# -- scales -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 9, 1), date(2026, 9, 5), ["Sep 1\n2026", "Sep 2", "Sep 3", "Sep 4", "Sep 5"]),
        (date(2026, 12, 20), date(2027, 1, 20), ["Dec 20\n2026", "Dec 24", "Dec 28", "Jan 1\n2027"]),
        (date(2026, 9, 8), date(2027, 6, 11), ["Nov\n2026", "Jan\n2027", "Mar", "May"]),
        (date(2000, 1, 1), date(2070, 1, 1), ["Jan\n2010", "Jan\n2020"]),
        (date(1000, 1, 1), date(3000, 1, 1), ["May\n1000"]),
    ],
)
def test_days_are_marked(first: date, last: date, expected: list[str]) -> None:
    marks = scales.day_marks(first, last)
    assert [words for _, words in marks][: len(expected)] == expected
    assert len(marks) <= 9
    assert all(first.toordinal() <= day <= last.toordinal() for day, _ in marks)


@pytest.mark.parametrize("high", [0.003, 0.5, 1, 7, 12.5, 108, 1000, 999_999])
def test_numbers_are_marked(high: float) -> None:
    marks = scales.number_marks(0, high)
    assert 3 <= len(marks) <= 7
    assert all(float(words) == value for value, words in marks)
    assert len({round(after - before, 9) for (before, _), (after, _) in pairwise(marks)}) == 1


def test_words_beside_an_area_do_not_meet() -> None:
    assert scales.apart([1, 1, 1], 1, 0, 3) == [1, 2, 3]
    assert scales.apart([3, 3, 0], 1, 0, 3) == [2, 3, 0]
    assert scales.apart([], 1, 0, 3) == []


# -- progress ---------------------------------------------------------------------------------------------------------


def measured(values: Iterable[float], *, step: int = 7, **more: Any) -> Goal:
    """A goal of 20 to 80 with one value every so many days from 7 September 2026 on."""
    points = tuple(DataPoint(date(2026, 9, 7) + timedelta(step * at), value) for at, value in enumerate(values))
    days = {"start": date(2026, 9, 1), "due": date(2027, 6, 1)}
    return Goal(**{"baseline_value": 20, "target": 80, "unit": "% correct", "data": points, **days, **more})


def panel(goal: Goal, label: str = "", **more: Any) -> Panel:
    return Panel(progress_of(goal, as_of=AS_OF), goal, label, **more)


RISING = measured([20, 24, 21, 26, 25, 30, 28, 31, 30, 35])


def test_every_measurement_is_a_point_on_its_day() -> None:
    drawn = artists(progress_graph(panel(RISING)))
    assert ends(drawn["points-1"]) == [(one.on, one.value) for one in RISING.data]
    assert ends(drawn["joined-1-1"]) == ends(drawn["points-1"])


def test_the_aimline_goes_from_the_baseline_to_the_target() -> None:
    drawn = artists(progress_graph(panel(RISING)))
    assert ends(drawn["aimline-1-1"]) == [(date(2026, 9, 1), 20), (date(2027, 6, 1), 80)]
    assert ends(drawn["baseline-1"]) == [(date(2026, 9, 1), 20)]
    assert ends(drawn["target-1"]) == [(date(2027, 6, 1), 80)]
    assert drawn["baseline-words-1"].get_text() == "baseline 20"


def test_the_trend_is_the_line_that_another_library_finds() -> None:
    """From the first point to the last, and on to the day on which the goal is due."""
    days = [one.on.toordinal() for one in RISING.data]
    slope, base = statistics.linear_regression(days, [one.value for one in RISING.data])
    drawn = artists(progress_graph(panel(RISING)))
    last = RISING.data[-1].on
    for name, expected in (("trend-1", (RISING.data[0].on, last)), ("lead-1", (last, date(2027, 6, 1)))):
        found = ends(drawn[name])
        assert tuple(day for day, _ in found) == expected
        assert [value for _, value in found] == pytest.approx([base + slope * day.toordinal() for day in expected])


def test_the_forecast_is_drawn_with_its_interval_and_said_beside_it() -> None:
    one = panel(RISING)
    found = one.progress.forecast
    assert found is not None
    picture = progress_graph(one)
    assert ends(artists(picture)["forecast-1"]) == [(date(2027, 6, 1), found.low), (date(2027, 6, 1), found.high)]
    words = " ".join(texts(picture))
    assert f"at this rate {round(float(found.value), 2)}" in words
    assert f"({round(found.low, 2)} to {round(found.high, 2)}, 95 percent)" in words


def test_a_forecast_for_a_day_that_is_past_has_no_line_that_leads_there() -> None:
    over = measured([20, 24, 21, 26, 25, 30, 28, 31, 30, 35], due=date(2026, 11, 1))
    picture = progress_graph(panel(over))
    drawn = artists(picture)
    assert "lead-1" not in drawn
    assert "forecast-1" in drawn
    is_laid_out(picture)


def test_a_trend_that_leaves_no_error_has_no_forecast() -> None:
    """Theil-Sen: no error formula is claimed for it."""
    from iepkit.progress import Method, ProgressPolicy

    found = progress_of(RISING, as_of=AS_OF, policy=ProgressPolicy(method=Method.THEIL_SEN))
    picture = progress_graph(Panel(found, RISING))
    drawn = artists(picture)
    assert "trend-1" in drawn
    assert not {"lead-1", "forecast-1"} & drawn.keys()
    assert "where the trend leads" not in texts(picture)
    is_laid_out(picture)


def test_the_criterion_is_a_line_and_a_number_where_it_is_not_the_target() -> None:
    changed = attrs.evolve(RISING, phases=(Phase(date(2026, 10, 15), PhaseKind.AIM, target=60),))
    picture = progress_graph(panel(changed))
    assert set(artists(picture)["criterion-1"].get_ydata()) == {80.0}
    assert {"target 60", "criterion 80"} <= set(texts(picture))
    assert "criterion 80" not in texts(progress_graph(panel(RISING)))


def test_a_new_aim_begins_a_new_leg_where_the_one_before_it_ends() -> None:
    on = date(2026, 10, 15)
    changed = attrs.evolve(RISING, phases=(Phase(on, PhaseKind.AIM, value=26, target=60, due=date(2027, 4, 1)),))
    drawn = artists(progress_graph(panel(changed)))
    first, second = ends(drawn["aimline-1-1"]), ends(drawn["aimline-1-2"])
    assert first[1][0] == second[0][0] == on
    assert first[1][1] == pytest.approx(
        20 + 60 * (on - date(2026, 9, 1)).days / (date(2027, 6, 1) - date(2026, 9, 1)).days
    )
    assert second == [(on, 26), (date(2027, 4, 1), 60)]
    assert ends(drawn["target-1"]) == [(date(2027, 4, 1), 60)]


def test_an_aimline_that_cannot_go_on_ends_where_the_aim_changed() -> None:
    on = date(2026, 9, 10)
    broken = attrs.evolve(RISING, phases=(Phase(on, PhaseKind.AIM, target=60),))
    picture = progress_graph(panel(broken))
    assert ends(artists(picture)["aimline-1-1"])[1][0] == on
    assert any(line.startswith("Not known: aimline.") for line in texts(picture))


def test_no_line_joins_points_across_a_change_or_a_break() -> None:
    weeks = [date(2026, 9, 7) + timedelta(7 * week) for week in range(20)]
    kept = tuple(DataPoint(on, 20) for on in weeks if not WINTER.first <= on <= WINTER.end)
    steady = measured([], data=kept, phases=(Phase(date(2026, 10, 12), PhaseKind.INTERVENTION),))
    picture = progress_graph(panel(steady), calendar=PLAIN)
    drawn = artists(picture)
    joined = [ends(drawn[f"joined-1-{number}"]) for number in (1, 2, 3)]
    assert "joined-1-4" not in drawn
    assert [point for stretch in joined for point in stretch] == ends(drawn["points-1"])
    assert joined[0][-1][0] < date(2026, 10, 12) == joined[1][0][0]
    assert joined[1][-1][0] < WINTER.first < date(2027, 1, 1) < joined[2][0][0]


def test_breaks_are_shown_whole_and_long_weekends_are_not() -> None:
    drawn = artists(progress_graph(panel(RISING), calendar=PLAIN))
    names = [name for name in drawn if name.startswith("break-1-")]
    assert [days_of(drawn[name]) for name in names] == [(date(2026, 12, 19), date(2027, 1, 3))]
    assert drawn[names[0]].get_hatch()


def test_changes_are_lines_with_the_words_of_the_caller_or_of_their_kind() -> None:
    on = [date(2026, 10, 1), date(2026, 10, 15), date(2026, 11, 20)]
    phases = (
        Phase(on[0], PhaseKind.INTERVENTION, NAME),
        Phase(on[1], label=NAME),
        Phase(on[2], PhaseKind.AIM, target=70),
    )
    picture = progress_graph(panel(attrs.evolve(RISING, phases=phases), phases={on[0]: "small group"}))
    drawn = artists(picture)
    assert [date.fromordinal(int(drawn[f"change-1-{at}"].get_xdata()[0])) for at in (1, 2, 3)] == on
    assert [drawn[f"change-words-1-{at}"].get_text() for at in (1, 2, 3)] == ["small group", "change", "new aim"]
    assert f"Change on {on[0]}: small group." in picture.alt
    is_laid_out(picture)


def test_a_change_that_is_still_to_come_is_not_shown() -> None:
    later = attrs.evolve(RISING, phases=(Phase(date(2027, 3, 1), PhaseKind.INTERVENTION),))
    assert "change-1-1" not in artists(progress_graph(panel(later)))


def test_objectives_are_marks_with_their_numbers() -> None:
    steps = (Objective(target=40, due=date(2026, 12, 1)), Objective(target=25), Objective(text=NAME))
    picture = progress_graph(panel(attrs.evolve(RISING, objectives=steps)))
    assert ends(artists(picture)["objective-1"]) == [(date(2026, 12, 1), 40)]
    assert artists(picture)["objective-words-1"].get_text() == "40"
    assert "Objective: 40 by 2026-12-01; not reached in what was measured." in picture.alt
    is_laid_out(picture)


def test_axes_begin_at_zero_unless_all_lies_far_above_it() -> None:
    low = progress_graph(panel(RISING))
    high = progress_graph(panel(measured([520, 530, 525], baseline_value=500, target=600)))
    assert low.figure.axes[0].get_ylim()[0] == 0
    assert high.figure.axes[0].get_ylim()[0] > 400
    assert "The axis does not begin at 0." in texts(high)
    assert "The axis does not begin at 0." not in texts(low)
    assert low.figure.axes[0].get_ylabel() == "% correct"


def test_what_is_seen_is_said() -> None:
    one = panel(RISING, "Reading")
    alt = progress_graph(one, title="A title").alt.splitlines()
    assert alt[:3] == [
        f"Progress on 1 goal as of {AS_OF}.",
        "Reading, in % correct.",
        "Aimline: from 20 on 2026-09-01 to 80 on 2027-06-01, 1.54 a week.",
    ]
    values = "; ".join(f"{point.value} on {point.on}" for point in RISING.data)
    assert f"Measured: {values}." in alt
    assert any(line.startswith("Trend line: from 20.") for line in alt)
    assert any(line.startswith("At this rate ") and line.endswith("(95 percent).") for line in alt)
    assert any(line.startswith("Trend 1.4") for line in alt)
    assert "Behind the aimline, by the rule four-point." in alt
    assert "Criterion: 80 or more; not yet met." in alt


def test_a_criterion_that_was_met_is_said_with_its_day() -> None:
    reached = measured([70, 75, 82, 90])
    assert "Criterion: 80 or more; first met on 2026-09-21." in progress_graph(panel(reached)).alt


HARD = {
    "one point": measured([25]),
    "no points": measured([]),
    "all equal": measured([50] * 12),
    "all zero": measured([0] * 12, baseline_value=0, target=0),
    "sixty points": measured([20 + at * 7 % 13 + at * 0.3 for at in range(60)], step=2),
    "decreasing": measured([20 - at for at in range(12)], target=2),
    "negative": measured([-2, -1, -1, 0, -1, 0, 0, 1, 1, 0], baseline_value=-2, target=1, unit="level"),
    "nothing known": Goal(),
    "no unit": measured([25, 30], unit=None),
    "without an aim": measured([25, 30], baseline_value=None),
    "a long unit": measured([25], unit="minutes until the child begins, with two prompts and a timer that it can see"),
    "a single day": Goal(data=(DataPoint(AS_OF, 5),)),
    "the first days": Goal(data=(DataPoint(date.min, 5),)),
    "many changes": measured(
        range(20, 36),
        phases=tuple(Phase(date(2026, 10, 1) + timedelta(9 * at), PhaseKind.INTERVENTION) for at in range(5)),
    ),
}


@pytest.mark.parametrize("goal", HARD.values(), ids=HARD)
def test_a_hard_graph_is_laid_out(goal: Goal) -> None:
    as_of = goal.data[0].on if goal.data and goal.data[0].on == date.min else AS_OF
    label = "The words of a label that goes on and on, so that it does not fit into one line of a heading at all, " * 2
    long = {one.on: "Small group with the reading specialist, four times a week" for one in goal.phases}
    found = progress_of(goal, as_of=as_of)
    picture = progress_graph(Panel(found, goal, label, long), calendar=PLAIN if as_of == AS_OF else None)
    is_laid_out(picture)
    drawn, words = artists(picture), texts(picture)
    assert len(ends(drawn["points-1"])) == len(found.points) if found.points else "points-1" not in drawn
    assert ("nothing measured" in words) == (not found.points)
    assert all(f"{gap.part}. {gap.why}" in picture.alt for gap in found.unknown)


def example_panels() -> list[Panel]:
    case = loads((EXAMPLES / "services" / "case.json").read_bytes())
    case = add_measurements([case], read_measurements(EXAMPLES / "services" / "measurements.csv")).cases[0]
    data = {one.goal_id: one.data for one in case.measurements}
    goals = case.ieps[0].goals
    return [Panel(progress_of(goal, as_of=AS_OF, data=data.get(goal.id, ())), goal) for goal in goals]


def test_several_goals_stand_under_each_other_over_the_same_days_on_one_page() -> None:
    panels = example_panels()
    picture = progress_graph(*panels, calendar=CALENDAR)
    figure = picture.figure
    assert len(figure.axes) == len(panels) == 3
    assert len({chart.get_xlim() for chart in figure.axes}) == 1
    assert picture.size[1] <= 10
    drawn = artists(picture)
    for at, one in enumerate(panels, 1):
        assert ends(drawn[f"points-{at}"]) == [(point.on, float(point.value)) for point in one.progress.points]
        name = f"Goal {at}, {one.goal.area.value if one.goal.area else ''}"
        assert name in texts(picture)
        assert f"{name}, in {one.progress.unit}." in picture.alt
    is_laid_out(picture)


def test_a_graph_of_no_goal_is_a_title() -> None:
    picture = progress_graph()
    assert texts(picture) == ["Progress on 0 goals"]
    assert picture.alt == "Progress on 0 goals."


def test_what_a_file_holds_besides_letters_is_not_written() -> None:
    odd = measured([25], unit="words\x1b[2J\ufffe a minute")
    picture = progress_graph(panel(odd, "a\x00b"))
    assert said(picture)[1] == picture.alt
    assert "a?b, in words?[2J? a minute." in picture.alt


def test_words_of_blanks_are_no_words() -> None:
    changed = attrs.evolve(RISING, phases=(Phase(date(2026, 10, 12)),), unit=" ")
    picture = progress_graph(panel(changed, " ", phases={date(2026, 10, 12): " "}), title=" ")
    assert {"Progress on 1 goal as of 2027-01-29", "Goal 1", "change"} <= set(texts(picture))


NUMBERS = st.one_of(st.integers(-100, 1000), st.floats(), st.just(1e11), st.just(-1e-9))
DAYS = st.one_of(st.dates(), st.dates(date(2026, 8, 1), date(2027, 8, 1)))
GOALS = st.builds(
    Goal,
    unit=st.none() | st.text(max_size=60),
    baseline_value=st.none() | NUMBERS,
    target=st.none() | NUMBERS,
    start=st.none() | DAYS,
    due=st.none() | DAYS,
    direction=st.none() | st.sampled_from(GoalDirection),
    data=st.lists(st.builds(DataPoint, DAYS, NUMBERS), max_size=12).map(tuple),
    phases=st.lists(
        st.builds(Phase, DAYS, st.none() | st.sampled_from(PhaseKind), target=st.none() | NUMBERS), max_size=3
    ).map(tuple),
    objectives=st.lists(st.builds(Objective, target=st.none() | NUMBERS, due=st.none() | DAYS), max_size=2).map(tuple),
)


@settings(max_examples=15, deadline=None)
@given(goal=GOALS, as_of=DAYS, label=st.text(max_size=99))
def test_any_goal_can_be_drawn(goal: Goal, as_of: date, label: str) -> None:
    found = progress_of(goal, as_of=as_of)
    picture = progress_graph(Panel(found, goal, label, {one.on: label for one in goal.phases}))
    drawn = artists(picture)
    days = [day for day, _ in ends(drawn["points-1"])] if "points-1" in drawn else []
    assert days == [point.on for point in found.points]
    assert said(picture) == (picture.title, picture.alt)


def test_nobody_is_named_but_by_the_caller() -> None:
    private = attrs.evolve(
        RISING,
        id=NAME,
        text=f"{NAME} will read 80 words.",
        baseline=f"{NAME} reads 20 words.",
        condition=NAME,
        criterion=f"80 percent, as {NAME} can",
        need=NAME,
        measured_by=NAME,
        area=GoalArea.READING,
        direction=GoalDirection.INCREASE,
        phases=(Phase(date(2026, 10, 12), label=f"{NAME} moves"),),
    )
    picture = progress_graph(panel(private))
    for told in (picture.svg(), picture.alt, picture._repr_html_(), repr(picture), picture.title):
        assert "Zebulon" not in told
    assert b"Zebulon" not in picture.png(dpi=50)
    named = progress_graph(panel(private, f"{NAME} reads"), title=f"Goals of {NAME}")
    assert {f"{NAME} reads", f"Goals of {NAME}"} <= set(texts(named))
    assert said(named)[0] == f"Goals of {NAME}"
    assert "Zebulon" not in repr(named)
    assert "Zebulon" not in repr(panel(RISING, NAME, phases={AS_OF: NAME}))


# -- services ---------------------------------------------------------------------------------------------------------


def example_entries() -> tuple[Entry, ...]:
    case = loads((EXAMPLES / "services" / "case.json").read_bytes())
    case = add_deliveries([case], read_deliveries(EXAMPLES / "services" / "log.csv")).cases[0]
    return ledger(case, calendar=CALENDAR, as_of=AS_OF).entries


def entry_of(service: Service, *deliveries: ServiceDelivery, as_of: date = date(2026, 10, 19)) -> Entry:
    case = Case("7", ieps=(Iep(start=date(2026, 9, 8), services=(service,)),), deliveries=deliveries)
    return ledger(case, calendar=PLAIN, as_of=as_of).entries[0]


PARTS = ("delivered", "excused", "missed", "undocumented", "over")


def heights(drawn: dict[str, Any], part: str) -> list[float]:
    return [box.get_height() for name, box in drawn.items() if name.partition("-")[0] == part]


def test_the_bars_of_a_service_are_its_ledger() -> None:
    """Every part adds up to the entry; within a bar they stand on each other, and with its promise they are even."""
    entry = example_entries()[0]
    picture = service_ledger(entry)
    drawn = artists(picture)
    for part in PARTS:
        assert sum(heights(drawn, part)) == getattr(entry, part)
    assert sum(ends(drawn[f"promised-{at}"])[0][1] for at in range(1, len(entry.rows) + 1)) == entry.promised
    for at, row in enumerate(entry.rows, 1):
        boxes = [drawn[f"{part}-{at}"] for part in PARTS if f"{part}-{at}" in drawn]
        tops = [0.0, *(box.get_y() + box.get_height() for box in boxes)]
        assert [box.get_y() for box in boxes] == tops[:-1]
        assert tops[-1] == row.promised + row.over
        first, last = ends(drawn[f"promised-{at}"])
        assert first[1] == last[1] == row.promised
        assert all(first[0] <= days_of(box)[0] <= days_of(box)[1] <= last[0] for box in boxes)
    is_laid_out(picture)


def test_the_lower_line_adds_up_what_is_behind() -> None:
    entry = example_entries()[0]
    drawn = artists(service_ledger(entry))
    steps = [value for _, value in ends(drawn["behind"])]
    rows = [float(row.behind) for row in entry.rows]
    assert steps == [0, *(sum(rows[: at + 1]) for at in range(len(rows)))]
    assert drawn["behind-words"].get_text() == f"{entry.behind} minutes\nbehind"


def test_the_ledger_is_said_in_words() -> None:
    entry = example_entries()[0]
    alt = service_ledger(entry).alt.splitlines()
    assert alt[0] == "IEP 1, service 1."
    assert "1140 promised = 860 delivered + 60 excused + 90 missed + 130 without a record." in alt
    assert "Behind (missed or without a record): 220 minutes, since 2026-10-12." in alt
    assert "2026-11-16 to 2026-11-22: 60 promised; 30 delivered; 30 excused; 60 behind so far." in alt
    assert len([line for line in alt if " promised; " in line]) == len(entry.rows)


def test_days_are_added_up_to_weeks() -> None:
    entry = example_entries()[1]
    picture = service_ledger(entry)
    drawn = artists(picture)
    promises = [ends(one)[0] for name, one in drawn.items() if name.startswith("promised-")]
    by_week: dict[tuple[int, int], Fraction] = {}
    for row in entry.rows:
        week = (date(1970, 1, 1) + timedelta(row.first)).isocalendar()[:2]
        by_week[week] = by_week.get(week, Fraction(0)) + row.promised
    assert len(entry.rows) > len(by_week)
    assert [value for _, value in promises] == list(by_week.values())
    assert [day.isocalendar()[:2] for day, _ in promises] == list(by_week)
    is_laid_out(picture)


def test_a_month_has_one_bar_and_what_is_given_beyond_its_promise_stands_on_it() -> None:
    entry = example_entries()[2]
    picture = service_ledger(entry, label="Occupational therapy")
    drawn = artists(picture)
    assert len(heights(drawn, "delivered")) == len(entry.rows) == 5
    assert heights(drawn, "over") == [9]
    assert drawn["over-1"].get_y() == entry.rows[0].promised == 51
    assert any(line.startswith("Given beyond what a period promises: 9 minutes") for line in texts(picture))
    assert drawn["behind-words"].get_text() == "0 minutes\nbehind"
    assert said(picture)[0] == "Occupational therapy"
    is_laid_out(picture)


def test_a_promise_that_cannot_be_told_is_said() -> None:
    picture = service_ledger(example_entries()[3])
    assert picture.figure.axes == []
    assert "Nothing to draw: As needed: the IEP gives no number" in picture.alt
    is_laid_out(picture)


def test_a_service_of_which_no_week_is_over_is_said() -> None:
    picture = service_ledger(entry_of(Service(minutes=30, times=1, per=Period.WEEK), as_of=date(2026, 9, 9)))
    assert picture.alt.splitlines()[1] == "Nothing to draw: no period of the service is over yet."


def test_a_range_is_said_to_be_counted_at_its_lower_end() -> None:
    ranged = Service(minutes=20, minutes_most=30, times=1, per=Period.WEEK)
    picture = service_ledger(entry_of(ranged))
    assert "The IEP states a range, and what is promised is its lower end." in texts(picture)
    assert "The IEP states a range" not in service_ledger(example_entries()[0]).alt


def test_minutes_that_are_no_whole_number_are_drawn() -> None:
    third = Service(minutes=50, times=1, per=Period.MONTH, start=date(2026, 9, 22))
    entry = entry_of(third, as_of=date(2026, 12, 31))
    drawn = artists(service_ledger(entry))
    assert entry.behind is not None
    assert entry.behind.denominator > 1
    assert sum(heights(drawn, "undocumented")) == pytest.approx(float(entry.behind))
    assert drawn["behind-words"].get_text().startswith(f"{float(entry.behind):.2f}".rstrip("0"))


def test_a_provider_is_not_named() -> None:
    speech = Service(id=NAME, minutes=30, times=1, per=Period.WEEK, provider_id=NAME, provider_role=NAME)
    absent = ServiceDelivery(
        date(2026, 9, 17), NAME, delivered=False, missed_for=MissedReason.PROVIDER_ABSENT, provider_id=NAME
    )
    picture = service_ledger(entry_of(speech, absent))
    assert sum(heights(artists(picture), "missed")) == 30
    assert "Zebulon" not in picture.svg() + picture.alt + repr(picture)
    named = service_ledger(entry_of(speech, absent), label=f"{NAME}, speech therapy in a small group, " * 4)
    assert "Zebulon" in named.alt
    is_laid_out(named)


# -- timelines --------------------------------------------------------------------------------------------------------

NOW = date(2026, 11, 2)


def one_of(status: Status | None = None, **more: Any) -> Deadline:
    made = due("annual-review", more.pop("on", date(2025, 10, 6)), law=law("US"), as_of=NOW)
    changes: dict[str, Any] = more if status is None else {"status": status, **more}
    return attrs.evolve(made, **changes)


def test_a_bar_goes_from_the_start_to_the_due_day_and_on_while_it_is_overdue() -> None:
    picture = timeline([one_of()], as_of=NOW)
    drawn = artists(picture)
    assert days_of(drawn["span-1"]) == days_of(drawn["spent-1"]) == (date(2025, 10, 6), date(2026, 10, 6))
    assert days_of(drawn["over-1"]) == (date(2026, 10, 6), NOW)
    assert drawn["over-1"].get_hatch()
    assert [day for day, _ in ends(drawn["mark-1"])] == [NOW]
    assert date.fromordinal(int(drawn["as-of"].get_xdata()[0])) == NOW
    assert {"Annual review of the IEP", "due 2026-10-06, overdue by 27 days", f"as of {NOW}"} <= set(texts(picture))
    is_laid_out(picture)


def test_what_is_open_is_full_as_far_as_it_is_spent() -> None:
    drawn = artists(timeline([one_of(on=date(2026, 5, 1))], as_of=NOW))
    assert days_of(drawn["span-1"]) == (date(2026, 5, 1), date(2027, 5, 1))
    assert days_of(drawn["spent-1"]) == (date(2026, 5, 1), NOW)
    assert "over-1" not in drawn
    assert [day for day, _ in ends(drawn["mark-1"])] == [date(2027, 5, 1)]


@pytest.mark.parametrize(
    ("status", "done", "mark"),
    [
        (Status.MET, date(2026, 9, 1), date(2026, 9, 1)),
        (Status.EARLY, date(2026, 9, 1), date(2026, 9, 1)),
        (Status.LATE, date(2026, 10, 16), date(2026, 10, 16)),
        (Status.WAIVED, None, date(2026, 10, 6)),
        (Status.LAPSED, None, date(2026, 10, 6)),
        (Status.ENDED, None, date(2026, 10, 6)),
        (Status.UNKNOWN, None, date(2026, 10, 6)),
        (Status.DONE, date(2026, 9, 1), date(2026, 10, 6)),
    ],
)
def test_each_status_has_its_own_mark_where_it_belongs(status: Status, done: date | None, mark: date) -> None:
    picture = timeline([one_of(status, done=done)], as_of=NOW)
    drawn = artists(picture)
    assert [day for day, _ in ends(drawn["mark-1"])] == [mark]
    assert ("over-1" in drawn) == (status is Status.LATE)
    assert drawn["mark-1"].get_label() in texts(picture)


def test_a_start_that_is_not_shown_and_an_end_that_is_not_known() -> None:
    born = one_of(Status.OPEN, start=None, due=date(2027, 1, 1))
    later = one_of(Status.OPEN, due=None, later_than=date(2027, 2, 1))
    unsaid = one_of(Status.UNKNOWN, due=None, later_than=None)
    nothing = one_of(Status.UNKNOWN, due=None, later_than=None, start=None)
    picture = timeline([born, later, unsaid, nothing], as_of=NOW)
    drawn = artists(picture)
    assert sorted(name for name in drawn if "-" in name and not name.startswith("mark")) == [
        "as-of",
        "maybe-1",
        "maybe-3",
    ]
    assert {days_of(drawn[name]) for name in ("maybe-1", "maybe-3")} == {
        (date(2025, 10, 6), NOW),
        (date(2025, 10, 6), date(2027, 2, 1)),
    }
    assert drawn["maybe-1"].get_linestyle() != "-"
    assert "3 deadlines, as of 2026-11-02; 1 more is not drawn" in texts(picture)
    assert picture.alt.endswith("1 more is not drawn.")


def test_what_takes_time_without_a_number_is_a_dotted_line() -> None:
    case = next(case for _, case in load_cases(EXAMPLES / "caseload") if isinstance(case, Case) and case.id == "wa-02")
    found = [one for one in deadlines(case, law=law("WA"), as_of=NOW) if not one.has_number and one.start]
    assert found
    drawn = artists(timeline(found, as_of=NOW))
    assert ends(drawn["waits-1"])[0][0] == found[0].start
    assert ends(drawn["waits-1"])[1][0] == (found[0].done or NOW)


def test_days_beyond_an_edge_stand_on_it_with_an_arrow() -> None:
    far = one_of(Status.OPEN, start=date(2020, 1, 1), due=date(2035, 1, 1))
    past = one_of(Status.MET, start=date(2019, 1, 1), due=date(2020, 1, 1), done=date(2019, 12, 1))
    picture = timeline([far, past], as_of=NOW)
    drawn = artists(picture)
    first, last = days_of(drawn["span-2"])
    assert (NOW - first).days == (last - NOW).days == 400
    assert [day for day, _ in ends(drawn["mark-2"])] == [last]
    assert days_of(drawn["span-1"]) == (first, first)
    arrows = [words for words in texts(picture) if words in "\N{LEFTWARDS ARROW}\N{RIGHTWARDS ARROW}"]
    assert sorted(arrows) == ["\N{LEFTWARDS ARROW}", "\N{LEFTWARDS ARROW}", "\N{RIGHTWARDS ARROW}"]
    is_laid_out(picture)


def test_nobody_is_late_with_a_right() -> None:
    case = next(case for _, case in load_cases(EXAMPLES / "caseload") if isinstance(case, Case) and case.id == "ca-06")
    rights = [one for one in deadlines(case, law=law("CA"), as_of=NOW) if one.is_right and one.due]
    late = [attrs.evolve(one, status=status) for one in rights[:1] for status in (Status.OPEN, Status.LATE)]
    assert len(late) == 2
    drawn = artists(timeline(late, as_of=NOW))
    words = {drawn[f"mark-{at}"].get_label() for at in (1, 2)}
    assert words == {"open right, which may go unused", "right used too late"}


def example_reports() -> list[Any]:
    document = json.loads((EXAMPLES / "calendars.json").read_text("utf-8"))
    calendars = {one.id: one for one in structure(document["calendars"], tuple[SchoolCalendar, ...])}
    cases = [case for _, case in load_cases(EXAMPLES / "caseload") if isinstance(case, Case)]
    told = ("ca-03", "ca-06", "tx-02", "tx-07", "wa-02", "wa-03")
    return [review(case, calendar=calendars[case.calendar or ""], as_of=NOW) for case in cases if case.id in told]


@pytest.mark.parametrize("report", example_reports(), ids=lambda report: report.case)
def test_the_timeline_of_a_child_is_laid_out_and_says_what_it_shows(report: Any) -> None:
    picture = timeline(report.deadlines, as_of=NOW)
    is_laid_out(picture)
    assert picture.size[1] <= 10
    drawn = artists(picture)
    marks = [name for name in drawn if name.startswith("mark-")]
    lines = picture.alt.splitlines()
    assert len(marks) == min(12, len([one for one in report.deadlines if one.due or one.later_than or one.start]))
    assert lines[0].startswith(f"Timeline of {len(marks)} deadline")
    urgent = [one for one in report.deadlines if one.status in (Status.OVERDUE, Status.LATE) and not one.is_right]
    assert all(any(line.startswith(f"{one.title}: {one.outcome}") for line in lines) for one in urgent[:12])
    left = len(report.deadlines) - len(marks)
    assert (f"{left} more" in picture.alt) == bool(left)


def test_where_room_is_short_what_matters_now_is_drawn_in_the_order_of_its_days() -> None:
    old = one_of(Status.LATE, due=date(2023, 1, 1), done=date(2023, 2, 1))
    met = one_of(Status.MET, due=date(2026, 10, 1), done=date(2026, 9, 1))
    ahead = [one_of(Status.OPEN, due=NOW + timedelta(days)) for days in (90, 30, 60)]
    shown = timeline([old, met, *ahead, one_of()], as_of=NOW, most=4).alt.splitlines()
    assert [line.partition(": due ")[2][:10] for line in shown[1:-1]] == [
        "2026-10-06",
        *(str(NOW + timedelta(days)) for days in (30, 60, 90)),
    ]
    assert shown[-1] == "2 more are not drawn."
    assert timeline([old], as_of=NOW, most=-1).alt.endswith("1 more is not drawn.")


def test_a_child_is_called_what_the_caller_says() -> None:
    assert said(timeline([], as_of=NOW, label=" "))[0] == "Timeline, as of 2026-11-02"
    assert texts(timeline([], as_of=NOW)) == ["Timeline", "0 deadlines, as of 2026-11-02"]
    named = timeline([one_of()], as_of=NOW, label=NAME)
    assert NAME in texts(named)
    assert said(named)[0] == NAME
    assert "Zebulon" not in repr(named)


def test_a_timeline_needs_a_day() -> None:
    wrong: Any = "2026-11-02"
    with pytest.raises(WrongType, match="as_of: expected a date"):
        timeline([], as_of=wrong)


def test_an_area_that_is_given_as_a_plain_word_is_said_as_it_is() -> None:
    goal = Goal(area="reading", baseline_value=1, target=9)  # type: ignore[arg-type]
    picture = progress_graph(Panel(progress_of(goal, as_of=date(2026, 11, 2)), goal))
    assert "reading" in picture.alt
