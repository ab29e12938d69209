"""Reading a law file: everything that is wrong in it is told at once, with file and key."""

from __future__ import annotations

import pytest

from iepkit.errors import LawError
from iepkit.laws import loading
from iepkit.laws.loading import read_layer

HEADER = '[jurisdiction]\ncode = "XX"\nname = "Somewhere"\n'


def row(body: str) -> str:
    return f'{HEADER}[[reevaluation]]\n{body}\ncitation = "Somewhere Code 1"\ngrade = "primary"\n'


def problems(text: str) -> list[str]:
    with pytest.raises(LawError) as raised:
        read_layer(text, where="xx.toml")
    assert str(raised.value).startswith("xx.toml:")
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("number = 3\nunit = 'years'\nunits = 'years'", "$.reevaluation[0].units: unknown key"),
        ("number = '3'\nunit = 'years'", "$.reevaluation[0].number: a value of type int is wanted"),
        ("number = true\nunit = 'years'", "$.reevaluation[0].number: a value of type int is wanted"),
        ("number = 3\nunit = ['years']", "$.reevaluation[0].unit: one of calendar-days, business-days, school-days"),
        ("number = 3\nunit = 'fortnights'", "$.reevaluation[0].unit: one of calendar-days, business-days, school-days"),
        ("age = 3\neffective = '2026-01-01'", "$.reevaluation[0].effective: a value of type date is wanted"),
        ("age = 3\neffective = 2026-01-01T00:00:00", "$.reevaluation[0].effective: a value of type date is wanted"),
        ("age = 3\npolicies = 'leap_day'", "$.reevaluation[0].policies: a list is wanted"),
        ("age = 3\npolicies = [1]", "$.reevaluation[0].policies[0]: a value of type str is wanted"),
        ("age = 3\npolicies = ['moon']", "$.reevaluation[0].policies: unknown policy moon"),
        ("age = 3\nextensions = ['whim']", "$.reevaluation[0].extensions[0]: one of specific-learning-disability"),
        ("age = 3\ncounting = 5", "$.reevaluation[0].counting: a table is wanted"),
        ("age = 3\ncounting = { runs = 5 }", "$.reevaluation[0].counting.runs: unknown key"),
        ("age = 3\ncounting = { run = -1 }", "$.reevaluation[0].counting: a number out of its range"),
        ("age = 3\nyear_end = { number = 1 }", "$.reevaluation[0].year_end.anchor: missing key"),
        (
            "age = 3\nyear_end = { anchor = 'month-day', month_day = '6/30' }",
            "$.reevaluation[0]: month_day is wanted as in 06-30",
        ),
        (
            "age = 3\nyear_end = { anchor = 'month-day', month_day = '02-30' }",
            "$.reevaluation[0]: month_day is wanted as in 06-30",
        ),
        ("age = 3\nyear_end = { anchor = 'month-day' }", "$.reevaluation[0]: month_day is wanted as in 06-30"),
        ("ending = { age = 22, through = 'june' }", "$.reevaluation[0].ending.through: a month and day as in 06-30"),
        ("ending = { age = 22, through = '06-31' }", "$.reevaluation[0].ending.through: a month and day as in 06-30"),
        ("ending = { age = 22, through = '6-30' }", "$.reevaluation[0].ending.through: a month and day as in 06-30"),
        ("ending = { age = 22, through = '' }", "$.reevaluation[0].ending.through: a month and day as in 06-30"),
        ("ending = { age = 22, cutoff = 'school-year-end' }", "$.reevaluation[0].ending.cutoff: a month and day"),
        ("ending = { age = 22, cutoff = '13-01' }", "$.reevaluation[0].ending.cutoff: a month and day as in 09-01"),
        (
            "ending = { age = 22, through = 'school-year-end', summer = '06-30' }",
            "$.reevaluation[0].ending.summer: one of day-before-birthday, school-year-end is wanted",
        ),
        (
            "ending = { age = 22, windows = [{ first = '01-00', last = '06-30', through = '06-30' }] }",
            "$.reevaluation[0].ending.windows[0]: first and last are wanted as in 06-30",
        ),
        (
            "ending = { age = 22, windows = [{ first = '07-01', last = '06-30', through = '06-30' }] }",
            "$.reevaluation[0].ending.windows[0]: last comes before first",
        ),
        (
            "ending = { age = 22, windows = [{ first = '01-01', last = '06-30', through = 'summer' }] }",
            "$.reevaluation[0].ending.windows[0].through: a month and day as in 06-30",
        ),
        ("number = 3", "$.reevaluation[0]: number and unit come together"),
        ("unit = 'years'", "$.reevaluation[0]: number and unit come together"),
        ("note = 'nothing'", "$.reevaluation[0]: a number, an age, ages, a choice or a text is wanted"),
        ("kind = 'unknown'\nage = 3", "$.reevaluation[0]: a value of kind unknown has no number"),
        ("kind = 'inherit'\nnumber = 3\nunit = 'years'", "$.reevaluation[0]: a value of kind inherit has no number"),
        ("age = 3\nmonths = 36", "$.reevaluation[0]: age and months exclude each other"),
        ("kind = 'part-of'", "$.reevaluation[0]: kind part-of and the key of come together"),
        ("age = 3\nof = 'iep-meeting'", "$.reevaluation[0]: kind part-of and the key of come together"),
        ("kind = 'part-of'\nof = 'supper'", "$.reevaluation[0]: of is not a parameter"),
        ("age = 3\neffective = 2026-01-02\nuntil = 2026-01-01", "$.reevaluation[0]: until comes before effective"),
    ],
)
def test_one_wrong_thing_is_named_with_its_key(body: str, problem: str) -> None:
    found = problems(row(body))
    assert problem in found[0]


@pytest.mark.parametrize(
    "ending",
    [
        "{ age = 22 }",
        "{ age = 22, through = 'birthday' }",
        "{ age = 21, through = 'school-year-end', summer = 'school-year-end' }",
        "{ age = 21, through = '06-30', windows = [{ first = '07-01', last = '08-31', through = '08-31' }] }",
        "{ age = 26, cutoff = '09-01', cutoff_day_counts = false }",
    ],
)
def test_every_last_day_that_can_be_reached_is_taken(ending: str) -> None:
    read_layer(row(f"ending = {ending}"), where="xx.toml")


def test_every_wrong_thing_is_told_at_once() -> None:
    text = (
        '[jurisdiction]\ncode = "XX"\nread_on = 2026\n'
        "[[reevaluation]]\nnumber = 3\nunit = 'years'\ngrade = 'sure'\n"
        "[[reevaluation]]\ncitation = 'x'\n"
        "[supper]\nhour = 6\n"
        "[transition-age]\nage = 14\n"
    )
    assert problems(text) == [
        "$.jurisdiction.name: missing key",
        "$.jurisdiction.read_on: a value of type date is wanted",
        "$.reevaluation[0].citation: missing key",
        "$.reevaluation[0].grade: one of primary, secondary, unverified is wanted",
        "$.reevaluation[1].grade: missing key",
        "$.supper: unknown parameter",
        "$.transition-age: a list is wanted",
    ]


def test_a_file_without_a_header_or_with_a_wrong_one_is_refused() -> None:
    assert problems("") == ["$.jurisdiction.code: missing key", "$.jurisdiction.name: missing key"]
    assert problems("jurisdiction = 'XX'") == ["$.jurisdiction: a table is wanted"]


def test_what_is_not_toml_is_a_law_error_with_its_line() -> None:
    (problem,) = problems("[jurisdiction\n")
    assert problem.startswith("$: ")
    assert "line 1" in problem


def test_the_rows_of_the_library_are_read_as_strictly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_text", lambda *_: "[parameters.reevaluation]\ntitle = 'x'\nstates = 'perhaps'\n")
    loading._chapters.cache_clear()
    try:
        with pytest.raises(LawError, match=r"\n  consent-and-notice: \$.parameters.reevaluation.states: one of"):
            loading.parameters.__wrapped__()
    finally:
        loading._chapters.cache_clear()


def test_a_wrong_federal_value_is_told_with_its_chapter(monkeypatch: pytest.MonkeyPatch) -> None:
    text = loading._text

    def wrong(*path: str) -> str:
        return text(*path).replace("number = 60", 'number = "sixty"') if path[-1] == "evaluation.toml" else text(*path)

    monkeypatch.setattr(loading, "_text", wrong)
    loading._chapters.cache_clear()
    try:
        with pytest.raises(LawError, match=r"evaluation: \$.values.initial-evaluation\[0\].number"):
            loading.federal.__wrapped__()
    finally:
        loading._chapters.cache_clear()
