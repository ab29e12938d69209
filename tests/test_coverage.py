"""Coverage: every federal duty in time is carried by something that exists and is tested, or explained."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from iepkit.citations import link
from iepkit.formats import edfi
from iepkit.laws import Kind, clocks, law, parameters
from iepkit.reviews import rules

ROOT = Path(__file__).resolve().parent.parent
FACTS = ROOT.parent / "shared" / "law" / "federal-timelines.md"
DUTIES = ROOT / "docs" / "duties"
SECTION = {
    2: "consent-and-notice", 3: "evaluation", 4: "iep", 5: "part-c", 6: "complaints", 7: "due-process",
    8: "discipline", 9: "records", 10: "systemic",
}  # fmt: skip
# The list tells of these in a sentence under the table of section 10, which gives them no identifier.
BESIDE = {("systemic", "litigation-state-eligibility"), ("systemic", "litigation-by-pass")}


@pytest.fixture(scope="module")
def covering() -> Iterator[Any]:
    """The module that writes the pages on coverage."""
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        yield import_module("covering")
    finally:
        sys.path.remove(str(ROOT / "docs"))


@pytest.fixture(scope="module")
def listed() -> dict[str, list[str]]:
    """The identifiers of the list of federal duties, by section; it is not part of the project."""
    if not FACTS.is_file():
        pytest.skip(f"the list of federal duties is not beside the project ({FACTS.name} is absent)")
    found: dict[str, list[str]] = {}
    section = 0
    for line in FACTS.read_text("utf-8").splitlines():
        if heading := re.match(r"## (\d+)\.", line):
            section = int(heading[1])
        elif (row := re.match(r"\| `([\w-]+)` \|", line)) and section in SECTION:
            found.setdefault(SECTION[section], []).append(row[1])
    return found


def test_every_section_has_its_file(covering: Any) -> None:
    assert sorted(path.stem for path in DUTIES.iterdir()) == sorted(covering.SECTIONS) == sorted(SECTION.values())


def test_every_duty_is_carried_or_explained_and_never_both(covering: Any) -> None:
    assert [duty.id for duty in covering.duties() if bool(duty.carried_by) == bool(duty.outside)] == []


def test_every_duty_is_said_and_cited_once(covering: Any) -> None:
    ids = [duty.id for duty in covering.duties()]
    assert [name for name in set(ids) if ids.count(name) > 1] == []
    assert [duty.id for duty in covering.duties() if not duty.says.endswith(".")] == []
    assert [duty.id for duty in covering.duties() if duty.outside and not duty.outside.endswith(".")] == []
    cited = [
        duty.id for duty in covering.duties() if not (link(duty.citation) or duty.citation.startswith("20 U.S.C."))
    ]
    assert cited == []


def test_everything_that_carries_a_duty_exists(covering: Any) -> None:
    known = {*clocks(), *parameters(), *(rule.name for rule in (*rules(), *edfi.RULES))}
    assert [(duty.id, name) for duty in covering.duties() for name in duty.carried_by if name not in known] == []


def test_every_clock_has_cases(covering: Any) -> None:
    tested = {example.tests for example in covering.examples()}
    assert sorted(set(clocks()) - tested) == []


def test_every_case_tests_a_clock_or_a_rule_that_exists(covering: Any) -> None:
    known = {*clocks(), *(rule.name for rule in rules())}
    assert [example for example in covering.examples() if example.tests not in known] == []


def test_the_duties_are_those_of_the_list(covering: Any, listed: dict[str, list[str]]) -> None:
    ours = {(duty.section, duty.id) for duty in covering.duties()}
    theirs = {(section, name) for section, names in listed.items() for name in names}
    assert len(theirs) == sum(map(len, listed.values()))
    assert theirs - ours == set()
    assert ours - theirs == BESIDE


def test_the_totals_add_up(covering: Any) -> None:
    *sections, every = [row[1:] for row in covering.totals()]
    assert every == tuple(sum(column) for column in zip(*sections, strict=True))
    assert every[0] == sum(every[1:]) == len(covering.duties())


def test_a_duty_is_counted_by_what_carries_it(covering: Any) -> None:
    def kind(*names: str) -> str:
        found: str = covering.Duty("iep", "x", "34 CFR 300.8", "X.", names).kind
        return found

    assert kind("initial-evaluation") == kind("iep-implementation", "initial-evaluation") == "number"
    assert kind("iep-implementation") == "no-number"
    assert kind("elig-two-prong") == kind("developmental-delay-ages") == "rule"
    assert kind() == "outside"
    assert {said.value.kind for said in law("US").history("iep-implementation")} == {Kind.NO_NUMBER}


def test_a_duty_with_an_unknown_key_is_refused(covering: Any) -> None:
    with pytest.raises(TypeError, match="carries"):
        covering.duty_of("iep", {"id": "x", "citation": "34 CFR 300.8", "says": "X.", "carries": []})


def test_every_page_names_the_cases_that_it_counts(covering: Any) -> None:
    pages = dict(covering.coverage_pages())
    assert list(pages) == ["coverage/index", *(f"coverage/{section}" for section in covering.SECTIONS)]
    plain = import_module("markup").plain
    text = "".join(pages.values())
    for duty in covering.duties():
        assert plain(duty.says) in pages[f"coverage/{duty.section}"]
        for name in duty.carried_by:
            assert [one.says for one in covering.testing(name) if plain(one.says) not in text] == []
