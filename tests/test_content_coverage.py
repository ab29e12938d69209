"""Coverage of content: every federal rule on content is carried, asked, or explained, and all that carries exists."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from iepkit.citations import link
from iepkit.laws import clocks
from iepkit.reviews import rules
from iepkit.reviews.questions import checklist
from iepkit.reviews.registry import checks

ROOT = Path(__file__).resolve().parent.parent
FACTS = ROOT.parent / "shared" / "law" / "federal-content-rules.md"
CONTENT = ROOT / "docs" / "content"
NEVER = "never-required"
SECTION = {
    1: "eligibility", 2: "evaluation", 3: "learning-disability", 4: "iep-content", 5: "iep-team", 6: "iep-development",
    7: "placement", 8: "services", 9: "services-plans", 10: "notices", 11: "discipline", 12: "ifsp", 13: NEVER,
}  # fmt: skip
IDENTIFIER = re.compile(r"\| `([\w-]+)` \|")
WORDS = re.compile(r"\| (?!invented rule|---)([^|]+) \|")


@pytest.fixture(scope="module")
def covering() -> Iterator[Any]:
    """The module that writes the pages on coverage of content."""
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        yield import_module("contents_covering")
    finally:
        sys.path.remove(str(ROOT / "docs"))


@pytest.fixture(scope="module")
def listed() -> dict[str, list[str]]:
    """The identifiers of the list of federal rules on content, by section; it is not part of the project.

    The rows of the last section have none; there the words of the row stand for it.
    """
    if not FACTS.is_file():
        pytest.skip(f"the list of federal rules on content is not beside the project ({FACTS.name} is absent)")
    found: dict[str, list[str]] = {name: [] for name in SECTION.values()}
    section = ""
    for line in FACTS.read_text("utf-8").splitlines():
        if heading := re.match(r"## (\d+)\.", line):
            section = SECTION[int(heading[1])]
        elif row := re.match(WORDS if section == NEVER else IDENTIFIER, line):
            found[section].append(row[1])
    return found


def test_every_section_has_its_file(covering: Any) -> None:
    files = {path.stem for path in CONTENT.iterdir()} - {covering.BEYOND}
    assert sorted(files) == sorted(covering.SECTIONS) == sorted(SECTION.values())


def test_every_rule_is_carried_or_asked_or_explained(covering: Any) -> None:
    for row in covering.content_rules():
        carried = bool(row.carried_by or row.questions)
        assert (row.id, carried) == (row.id, not row.outside)
        assert not (row.never and carried)
    assert any(row.kind == "outside" for row in covering.content_rules())


def test_every_rule_is_said_and_cited_once(covering: Any) -> None:
    found = covering.content_rules()
    ids = [row.id for row in found]
    assert [name for name in set(ids) if ids.count(name) > 1] == []
    assert [row.id for row in found if not row.says.endswith(".")] == []
    assert [row.id for row in found if row.outside and not row.outside.endswith(".")] == []
    assert [row.id for row in found if not link(row.citation)] == []


def test_everything_that_carries_a_rule_exists(covering: Any) -> None:
    known = {rule.name for rule in rules()}
    assert [(row.id, name) for row in covering.content_rules() for name in row.carried_by if name not in known] == []


def test_every_question_of_a_rule_exists_and_every_question_is_of_a_rule(covering: Any) -> None:
    asked = [(row.id, name) for row in covering.content_rules() for name in row.questions]
    known = {row.name for row in checklist()}
    assert [(name, question) for name, question in asked if question not in known] == []
    assert sorted(known - {question for _, question in asked}) == []


def test_every_rule_of_the_review_carries_one_of_the_law_or_says_why_it_is_there(covering: Any) -> None:
    carried = {name for row in covering.content_rules() for name in row.carried_by}
    ours = {check.rule.name for check in checks()}
    assert sorted(ours - carried - set(covering.beyond())) == []
    assert sorted(set(covering.beyond()) - ours) == []
    assert sorted(set(covering.beyond()) & carried) == []
    assert [name for name, reason in covering.beyond().items() if not reason.endswith(".")] == []


def test_every_rule_has_a_chapter_in_the_reference(covering: Any) -> None:
    assert covering
    chapters = import_module("rulebook").CHAPTERS
    assert sorted({rule.code[:2] for rule in rules()} - set(chapters)) == []


def test_every_rule_that_carries_has_cases(covering: Any) -> None:
    names = {name for row in covering.content_rules() for name in row.carried_by}
    assert sorted(name for name in names if not covering.testing(name)) == []


def test_the_rules_are_those_of_the_list(covering: Any, listed: dict[str, list[str]]) -> None:
    ours = {name: [row.id for row in covering.content_rules() if row.section == name] for name in covering.SECTIONS}
    assert len(ours.pop(NEVER)) == len(listed.pop(NEVER))
    assert {
        name: sorted(set(ids) - set(ours[name])) for name, ids in listed.items() if set(ids) - set(ours[name])
    } == {}
    assert ours == listed


def test_what_is_never_required_is_never_asked(covering: Any) -> None:
    rows = [row for row in covering.content_rules() if row.section == NEVER]
    assert rows
    assert all(row.never for row in rows)
    assert len(covering.silent()) >= len(rows)


def test_the_totals_add_up(covering: Any) -> None:
    *sections, every = [row[1:] for row in covering.totals()]
    assert every == tuple(sum(column) for column in zip(*sections, strict=True))
    assert every[0] == sum(every[1:]) == len(covering.content_rules())


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("rule", {"carried_by": ("mdr-or",)}),
        ("question", {"questions": ("mdr-prong-1",)}),
        ("both", {"carried_by": ("mdr-or",), "questions": ("mdr-prong-1",)}),
        ("outside", {"outside": "A duty of the State."}),
        ("never", {"outside": "Nothing asks for it.", "never": True}),
    ],
)
def test_a_rule_is_counted_by_what_carries_it(covering: Any, kind: str, said: dict[str, Any]) -> None:
    assert covering.ContentRule("ifsp", "x", "34 CFR 303.344", "X.", **said).kind == kind


def test_a_rule_with_an_unknown_key_is_refused(covering: Any) -> None:
    with pytest.raises(TypeError, match="carries"):
        covering.rule_of("ifsp", {"id": "x", "citation": "34 CFR 303.344", "says": "X.", "carries": []})


def test_every_page_names_what_it_counts(covering: Any) -> None:
    pages = dict(covering.content_pages())
    assert list(pages) == ["content/index", *(f"content/{section}" for section in covering.SECTIONS)]
    plain = import_module("markup").plain
    for row in covering.content_rules():
        page = pages[f"content/{row.section}"]
        assert plain(row.says) in page
        assert [name for name in (*row.carried_by, *row.questions) if name not in page] == []
        for name in set(row.carried_by) - set(clocks()):
            assert [one.says for one in covering.testing(name) if plain(one.says) not in page] == []
    assert [words for words in covering.silent() if plain(words) not in pages[f"content/{NEVER}"]] == []
    assert [name for name in covering.beyond() if f"{name}.md" not in pages["content/index"]] == []
