"""The tables of files and codes, against what each other part of iepkit has to find in them."""

from __future__ import annotations

from datetime import date

import pytest

from iepkit.equity import Group
from iepkit.errors import InvalidDocument, UnknownName, WrongType
from iepkit.records import Student
from iepkit.records.terms import Race, Sex
from iepkit.reporting import (
    MISSING,
    DeafnessAs,
    Doubt,
    Entry,
    Level,
    NotCounted,
    Reason,
    StateSettings,
    crosswalk,
    demographics,
    file_spec,
)
from iepkit.reporting import codes as module
from iepkit.vocabulary import Disability, Environment, ExitReason

FILES = ("FS002", "FS089", "FS009", "FS005", "FS006", "FS007", "FS088", "FS143", "FS144")
BY_CHILDREN = {"FS002", "FS089", "FS009", "FS005", "FS006", "FS088", "FS144"}
DAY = date(2025, 11, 3)

each_file = pytest.mark.parametrize("name", FILES)


@each_file
def test_every_category_of_a_file_has_a_column_and_every_column_a_list(name: str) -> None:
    spec = file_spec(name, school_year=2026)
    in_columns = [one.category for one in spec.columns if one.category]
    in_sets = {category for one in spec.category_sets for category in one.categories}
    assert sorted(in_columns) == sorted(in_sets) == sorted(spec.categories)
    assert spec.counts_children == (name in BY_CHILDREN)
    assert len({one.id for one in spec.category_sets}) == len(spec.category_sets)
    assert {*spec.levels} <= {*Level}
    assert all(one.width > 0 for one in spec.columns)
    assert [one.name for one in spec.columns][-3:] == ["TotalIndicator", "Explanation", "Amount"]


@each_file
def test_a_year_that_was_not_read_says_so(name: str) -> None:
    late = file_spec(name, school_year=2026)
    assert late.caveat.startswith(f"the codes and sets of {name} are those read for school year 20")
    assert late.caveat.endswith("those of 2025-26 were not available")
    assert file_spec(name, school_year=2022).caveat == file_spec(name, school_year=2021).caveat == ""


def test_only_the_rows_of_schools_leave_children_out() -> None:
    assert file_spec("FS002", school_year=2026).schools_leave_out == {"EDENVIRIDEASA": {"HH", "PPPS"}}
    assert file_spec("FS089", school_year=2026).schools_leave_out == {}


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownName, match="unknown file 'FS099'"):
        file_spec("FS099", school_year=2026)
    with pytest.raises(UnknownName, match="the year in which it ends; known: 2021 and later"):
        file_spec("FS002", school_year=2020)
    with pytest.raises(UnknownName, match="unknown crosswalk"):
        crosswalk("colour")
    with pytest.raises(UnknownName, match="unknown category set 'CSZ'"):
        file_spec("FS002", school_year=2026).category_set("CSZ")
    assert file_spec("FS002", school_year=2026).category_set("CSA").detail


def test_the_newest_version_that_has_begun_is_taken() -> None:
    versions = [{"since": 2025, "name": "new"}, {"since": 2021, "name": "old"}]
    assert [module._of_year(versions, year)["name"] for year in (2021, 2024, 2025, 2030)] == [
        "old",
        "old",
        "new",
        "new",
    ]


@pytest.mark.parametrize(
    ("name", "terms", "category", "file"),
    [
        ("disability", {*Disability}, "DISABCATIDEA", "FS002"),
        ("race", {*Group}, "RACEETHNIC", "FS002"),
        ("sex", {Sex.FEMALE, Sex.MALE}, "SEX", "FS002"),
        ("exit", {*ExitReason} - {ExitReason.OTHER}, "BASISEXIT", "FS009"),
    ],
)
def test_crosswalks_cover_the_terms_and_end_in_codes_of_the_file(
    name: str, terms: set[str], category: str, file: str
) -> None:
    pairs = crosswalk(name)
    assert {*pairs} == terms
    assert {*pairs.values()} <= {*file_spec(file, school_year=2026).categories[category].codes}


def test_every_environment_is_in_one_of_the_two_files() -> None:
    school, early = crosswalk("environment_school_age"), crosswalk("environment_early_childhood")
    assert {*school} | {*early} == {*Environment}
    assert {*school} & {*early} == {Environment.SEPARATE_SCHOOL, Environment.RESIDENTIAL_FACILITY}
    for pairs, file, category in ((school, "FS002", "EDENVIRIDEASA"), (early, "FS089", "EDENVIDEAEC")):
        assert {*pairs.values(), MISSING} == {*file_spec(file, school_year=2026).categories[category].codes}
    assert {*crosswalk("grade_for_age_five").values()} == {"AGE05K", "AGE05NOTK"}


@pytest.mark.parametrize(
    ("student", "expected"),
    [
        (None, (MISSING, MISSING, MISSING)),
        (Student("1"), (MISSING, MISSING, MISSING)),
        (Student("1", sex=Sex.OTHER, hispanic=None, races=(Race.WHITE,)), (MISSING, MISSING, MISSING)),
        (Student("1", sex=Sex.FEMALE, hispanic=True, english_learner=True), ("F", "HI7", "LEP")),
        (
            Student("1", sex=Sex.MALE, hispanic=False, races=(Race.WHITE, Race.ASIAN), english_learner=False),
            ("M", "MU7", "NLEP"),
        ),
    ],
)
def test_sex_race_and_language(student: Student | None, expected: tuple[str, str, str]) -> None:
    assert tuple(demographics(student)[name] for name in ("SEX", "RACEETHNIC", "LEPBOTH")) == expected


def test_nothing_of_a_child_is_shown() -> None:
    for one in (
        Entry("secret", "secret", "secret", {"SEX": "secret"}),
        NotCounted("secret", Reason.LEFT),
        Doubt("secret", "SEX", "the file does not tell the sex"),
        StateSettings(count_date=DAY, without_prekindergarten=frozenset({"secret"})),
    ):
        assert "secret" not in repr(one)


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"count_date": date(2025, 9, 30)}, "$.count_date"),
        ({"count_date": date(2025, 12, 2)}, "$.count_date"),
        ({"delay_ages": (2, 3)}, "$.delay_ages"),
        ({"delay_ages": (9, 10)}, "$.delay_ages"),
        ({"correctional_ages": (22,)}, "$.correctional_ages"),
        ({"grades": {"TK": "K"}}, "$.grades"),
        ({"exit_start": date(2025, 7, 1), "exit_end": date(2025, 6, 30)}, "$.exit_end"),
    ],
)
def test_answers_of_a_state_that_cannot_be(wrong: dict[str, object], path: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        StateSettings(**{"count_date": DAY, **wrong})  # type: ignore[arg-type]
    assert [problem.path for problem in caught.value.problems] == [path]


def test_answers_of_a_state_that_can_be() -> None:
    for day in (date(2025, 10, 1), date(2025, 12, 1)):
        settings = StateSettings(count_date=day, exit_start=date(2024, 7, 1), exit_end=date(2025, 6, 30))
        assert (settings.first_year, settings.school_year) == (2025, 2026)
    with pytest.raises(WrongType):
        StateSettings(count_date="2025-11-03")  # type: ignore[arg-type]
    told = StateSettings(count_date=DAY, delay_ages=range(3, 6), grades={" tk ": "AGE05K"})
    assert [told.uses_delay(age) for age in (2, 3, 5, 6, 10)] == [False, True, True, False, False]
    assert [StateSettings(count_date=DAY).uses_delay(age) for age in (2, 3, 9, 10)] == [False, None, None, False]
    assert told.grades == {"TK": "AGE05K"}
    assert told.deafness_as is DeafnessAs.HEARING_IMPAIRMENT
