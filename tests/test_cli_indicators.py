"""The command `indicators`: both numbers, what is hidden with them, who is in neither and what is open."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from commands import Run, words
from hypothesis import given, settings
from hypothesis import strategies as st

from iepkit.cli.messages import Exit
from iepkit.disclosure import OPEN, Suppression
from iepkit.display.html.indicators import indicators_page
from iepkit.display.indicators import COLUMNS, Answer, ShownIndicators, indicator_data, indicator_rows, indicator_text
from iepkit.reporting.entries import Doubt
from iepkit.reporting.indicators import Breakdown, Exclusion, Indicator, Row, definition

ARGUMENTS = ("--ffy", "2024", "--as-of", "2026-02-01", "--law", "US")


def child(at: int, days: int | None, district: str = "North") -> dict[str, Any]:
    """A file about a child evaluated so many days after consent in the fall of 2024, or not yet."""
    consent = date(2024, 9, 3)
    events = [{"kind": "consent-for-evaluation", "on": str(consent), "purpose": "initial"}]
    if days is not None:
        done = str(consent + timedelta(days))
        events.append({"kind": "evaluation-completed", "on": done, "purpose": "initial"})
    student = {"id": f"s{at}", "name": "Zebulon Quark", "birth_date": "2016-05-04", "district": district}
    return {"id": f"case-{at}", "student": student, "events": events}


def saved(folder: Path, children: Iterable[dict[str, Any]]) -> Path:
    file = folder / "cases.json"
    file.write_text(json.dumps([*children]), "utf-8")
    return file


def many(late: int, fine: int = 40) -> list[dict[str, Any]]:
    return [*(child(at, 40) for at in range(fine)), *(child(100 + at, 75) for at in range(late))]


def test_a_target_that_is_not_met_is_said_with_both_numbers(run: Run, tmp_path: Path) -> None:
    status, out, err = run("indicators", saved(tmp_path, many(20)), *ARGUMENTS)
    assert (status, err) == (Exit.ATTENTION, "")
    assert out.startswith("Indicators of FFY 2024, 2024-07-01 to 2025-06-30\n")
    assert "40 of 60 children, 66.67%; target 100%: NOT MET" in out
    assert "20 up to 30 days" in words(out)
    assert "days beyond the time when the evaluation was completed (from 15 to 15 days)" in words(out).lower()
    assert "12 From early intervention" in words(out)
    assert "not applicable: there are no children to count; target 100%" in out
    assert "Not here, since they need counts or settings, or were not asked for: 1, 2, 3A" in words(out)
    assert "case-100" not in out
    assert "Zebulon" not in out
    assert max(len(line) for line in out.splitlines() if "http" not in line) <= 80


def test_all_in_time_is_fine(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("indicators", saved(tmp_path, many(0)), *ARGUMENTS, "--indicator", "11")
    assert status == Exit.FINE
    assert "40 of 40 children, 100.00%; target 100%: met" in out


def test_few_are_hidden_and_still_give_the_status(run: Run, tmp_path: Path) -> None:
    file = saved(tmp_path, many(3))
    status, out, _ = run("indicators", file, *ARGUMENTS, "--indicator", "11")
    assert status == Exit.ATTENTION
    assert "* of 43 children, *; target 100%\n" in out or "40 of * children, *; target 100%\n" in out
    assert "from 15 to 15" not in out
    assert "* up to 30 days" in words(out)
    opened = run("indicators", file, *ARGUMENTS, "--indicator", "11", "--disclosure", "open")[1]
    assert "40 of 43 children, 93.02%; target 100%: NOT MET" in opened
    assert "3 up to 30 days" in words(opened)


def test_why_names_those_who_stand_in_the_way(run: Run, tmp_path: Path) -> None:
    labels = tmp_path / "labels.json"
    labels.write_text(json.dumps({"case-100": "the girl in room 3"}), "utf-8")
    file = saved(tmp_path, many(2))
    out = run("indicators", file, *ARGUMENTS, "--indicator", "11", "--why", "--labels", labels)[1]
    assert "the girl in room 3: in the denominator, not in the numerator" in words(out)
    assert "case-101: in the denominator, not in the numerator" in words(out)
    page = run("indicators", file, *ARGUMENTS, "--indicator", "11", "--why", "--format", "html")[1]
    assert "case-101" in page
    data = json.loads(run("indicators", file, *ARGUMENTS, "--indicator", "11", "--why", "--format", "json")[1])
    assert [one["case"] for one in data["indicators"][0]["cases"]] == ["case-100", "case-101"]


def test_districts_stand_beside_each_other(run: Run, tmp_path: Path) -> None:
    south = [child(200 + at, 40, "South") for at in range(12)]
    file = saved(tmp_path, [*many(20), *south])
    status, out, _ = run("indicators", file, *ARGUMENTS, "--level", "district", "--format", "csv", "--indicator", "11")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == Exit.ATTENTION
    assert [*rows[0]] == [*COLUMNS]
    assert [(row["district"], row["numerator"], row["denominator"], row["met"]) for row in rows] == [
        ("North", "40", "60", "false"),
        ("South", "12", "12", "true"),
    ]


def test_an_arrow_file_has_a_row_for_each(run: Run, tmp_path: Path) -> None:
    ipc = pytest.importorskip("pyarrow.ipc")
    file, cases = tmp_path / "indicators.arrow", saved(tmp_path, many(20))
    run("indicators", cases, *ARGUMENTS, "--indicator", "11", "--arrow", file)
    with file.open("rb") as stream:
        table = ipc.open_file(stream).read_all()
    assert table.column_names == [*COLUMNS]
    assert [(row["indicator"], row["target"], row["met"]) for row in table.to_pylist()] == [("11", 100.0, False)]


def test_the_page_and_json_hold_the_same(run: Run, tmp_path: Path) -> None:
    file = saved(tmp_path, many(20))
    page = run("indicators", file, *ARGUMENTS, "--format", "html")[1]
    assert page.startswith("<!DOCTYPE html>")
    assert "<td>40 of 60</td><td>66.67%</td>" in page
    assert "not met" in page
    assert "not applicable: there are no children to count" in page
    assert "Not here, since they need counts or settings, or were not asked for: 1, 2" in page
    assert "case-100" not in page
    data = json.loads(run("indicators", file, *ARGUMENTS, "--format", "json")[1])
    eleven = next(one for one in data["indicators"] if one["indicator"] == "11")
    assert (eleven["numerator"], eleven["denominator"], eleven["met"], eleven["hidden"]) == (40, 60, False, False)
    assert eleven["breakdowns"][0]["rows"] == [{"words": "up to 30 days", "number": 20}]
    assert data["left_out"][:2] == ["1", "2"]


def test_settings_bring_the_indicators_that_rest_on_counts(run: Run, tmp_path: Path) -> None:
    file = saved(tmp_path, many(0))
    out = run("indicators", file, *ARGUMENTS, "--count-date", "2024-11-01", "--format", "csv")[1]
    assert [row["indicator"] for row in csv.DictReader(io.StringIO(out))][:3] == ["1", "2", "5A"]
    bad = saved(tmp_path, [*many(0), {"id": 7}])
    status, _, err = run("indicators", bad, *ARGUMENTS)
    assert status == Exit.BAD_INPUT
    assert "cases.json[40]" in err
    assert run("indicators", file, *ARGUMENTS, "--indicator", "99")[0] == Exit.BAD_INPUT
    assert run("indicators", file, "--ffy", "1", "--as-of", "2026-02-01")[0] == Exit.BAD_INPUT


def made(name: str, numerator: int, denominator: int, **more: Any) -> Indicator:
    return Indicator(definition(name, 2024), 2024, numerator, denominator, **more)


def answers(*told: Indicator, policy: Suppression | None = None) -> dict[str, Answer]:
    shown = ShownIndicators(2024, {None: told}, policy or Suppression())
    return {one.indicator.id: one for one in shown.answers[None]}


def test_what_is_left_of_a_denominator_that_several_share_does_not_remain() -> None:
    """5A, 5B and 5C are 60, 20 and 15 of 100: 5 learn elsewhere, and no line says so."""
    found = answers(made("5A", 60, 100), made("5B", 20, 100), made("5C", 15, 100))
    shown = {name: (one.numerator, one.denominator) for name, one in found.items()}
    assert any("*" in numbers for numbers in shown.values())
    apart = answers(made("5A", 60, 100), made("5B", 20, 100), made("5C", 15, 101))
    assert not any(one.is_hidden for one in apart.values())
    beyond = answers(made("5A", 60, 100), made("5B", 60, 100))
    assert not any(one.is_hidden for one in beyond.values())


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4), st.sampled_from([5, 10]))
@settings(max_examples=50, deadline=None)
def test_no_small_number_is_what_is_left_of_shown_ones(parts: list[int], minimum: int) -> None:
    total, policy = sum(parts), Suppression(minimum)
    found = answers(
        *(made(name, part, total) for name, part in zip(("5A", "5B", "5C"), parts, strict=False)), policy=policy
    )
    whole = {one.denominator for one in found.values()} - {"*"}
    shown = [int(one.numerator) for one in found.values() if one.numerator != "*"]
    assert not any(map(policy.hides, shown))
    for number in map(int, whole):
        for many_ in range(len(shown) + 1):
            if many_ == len(found) or many_ == 1:
                assert not any(policy.hides(number - sum(some)) for some in combinations(shown, many_))


def test_numbers_beside_the_answer_are_shown_together_or_not_at_all() -> None:
    rows = Breakdown("Days", (Row("up to 30 days", 17, ("1",)), Row("more", 3), Row("none", 0)), 5, 70)
    doubts = tuple(Doubt(str(at), "", "There is no day.", "record the day" * (at % 2)) for at in range(12))
    told = made(
        "11", 40, 60, breakdowns=(rows,), exclusions=(Exclusion("The parents moved.", 30, ("8",)),), doubts=doubts
    )
    found = answers(told)["11"]
    assert (found.numerator, found.denominator, found.doubts, found.bounds) == ("40", "60", "*", "")
    assert list(found.exclusions()) == [("The parents moved.", "*")]
    assert list(found.breakdowns()) == [("Days", (("up to 30 days", "*"), ("more", "*"), ("none", "0")))]
    open_ = ShownIndicators(2024, {None: (told,)}, OPEN)
    text = words("".join(indicator_text(open_, why=True)))
    assert "Days (from 5 to 70 days): 17 up to 30 days 3 more 0 none" in text
    assert "30 in neither number: The parents moved." in text
    assert "not decided: 12; with them it lies between 55.56% and 72.22%" in text
    assert "There is no day. To settle: record the day." in text
    assert "8: in neither number: The parents moved." in text
    assert "7: not decided: There is no day. To settle: record the day." in text
    assert [*answers(made("5A", 3, 4, in_denominator=("1",)))["5A"].why()] == []
    hidden = words("".join(indicator_text(ShownIndicators(2024, {None: (told,)}))))
    assert "not decided: *" in hidden
    assert "lies between" not in hidden
    page = "".join(indicators_page(open_, why=True))
    assert "With them it lies between 55.56% and 72.22%." in page
    assert "<td>record the day</td>" in page
    closed = "".join(indicators_page(ShownIndicators(2024, {None: (told,)})))
    assert "lies between" not in closed
    assert indicator_data(open_)["indicators"][0]["not_decided"] == 12
    assert next(indicator_rows(ShownIndicators(2024, {"": (told,)})))["not_decided"] is None


@pytest.mark.parametrize(("name", "called"), [(None, "State"), ("", "district not known"), ("No\x1brth", "No?rth")])
def test_a_part_is_called_by_its_name(name: str | None, called: str) -> None:
    shown = ShownIndicators(2024, {name: (made("11", 40, 40),)})
    assert f"\n{called}\n" in "".join(indicator_text(shown))
    assert shown.attention is False
    assert shown.left_out[0] == "1"
    every = tuple(made(one, 40, 40) for one in ("11", *shown.left_out))
    complete = ShownIndicators(2024, {name: every})
    assert complete.left_out == ()
    assert "Not worked out here" not in "".join(indicator_text(complete))
    assert "Not worked out here" not in "".join(indicators_page(complete))
