"""The situations of tests/cases, each against its rule: what passes, what fails, what a rule leaves alone."""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from iepkit.formats.json import loads
from iepkit.history import Case
from iepkit.laws import Law, law
from iepkit.reviews import rules
from iepkit.reviews.registry import checks
from iepkit.reviews.run import review

CASES = Path(__file__).parent / "cases"
AS_OF = date(2026, 11, 2)
KEYS = {"rule", "situation", "says", "from", "without", "with", "law", "layer", "as_of", "expect", "cites"}
PRIVATE = re.compile(r"Wren|Alvarado|S-90417|C-58213|\b[BFGIPRV]-\d\b|20(16|22|10|09|11|12|13|20)-\d\d-\d\d")


def steps(path: str) -> list[str | int]:
    return [int(part) if part.isdigit() else part for part in re.findall(r"[^.\[\]]+", path)]


def put(document: Any, path: str, value: object) -> None:
    *way, last = steps(path)
    for step in way:
        document = document[step] if isinstance(step, int) else document.setdefault(step, {})
    if isinstance(document, list) and last == len(document):
        document.append(value)
    else:
        document[last] = value


def take(document: Any, path: str) -> None:
    *way, last = steps(path)
    for step in way:
        document = document[step]
    del document[last]


def build(row: dict[str, Any]) -> dict[str, Any]:
    """The file of a situation: the one it starts from, with its changes."""
    source = CASES / "files" / f"{row.get('from', 'school-age')}.toml"
    found: dict[str, Any] = tomllib.loads(source.read_text("utf-8"))
    if "from" in found:
        found = build(found)
    for path in row.get("without", ()):
        take(found, path)
    for path, value in row.get("with", {}).items():
        put(found, path, value)
    return found


def case_of(row: dict[str, Any]) -> Case:
    return loads(json.dumps(build(row), default=date.isoformat))


def law_of(row: dict[str, Any]) -> Law:
    """The law of a situation; `layer` names a parameter on which the State has not been read."""
    if "layer" not in row:
        return law(row.get("law", "US"))
    text = f'[jurisdiction]\ncode = "XX"\nname = "Somewhere"\n[[{row["layer"]}]]\nkind = "unknown"\n'
    return law("US").with_layer(text + 'citation = "not read"\ngrade = "unverified"\n')


def situations() -> Iterator[dict[str, Any]]:
    for path in sorted(CASES.glob("*.toml")):
        yield from tomllib.loads(path.read_text("utf-8"))["case"]


ALL = list(situations())
OF_RULES = [row for row in ALL if row["situation"] != "silent"]
SILENT = [row for row in ALL if row["situation"] == "silent"]


def label(row: dict[str, Any]) -> str:
    return f"{row.get('rule', 'silent')}: {row['says']}"


@pytest.mark.parametrize("row", ALL, ids=label)
def test_a_situation_is_written_as_the_readme_says(row: dict[str, Any]) -> None:
    assert set(row) <= KEYS
    assert row["situation"] in {"passes", "fails", "does-not-apply", "silent"}
    assert bool(row.get("expect")) == (row["situation"] == "fails")


@pytest.mark.parametrize("row", OF_RULES, ids=label)
def test_a_rule_finds_what_the_situation_says_and_no_more(row: dict[str, Any]) -> None:
    report = review(case_of(row), law=law_of(row), as_of=row.get("as_of", AS_OF), select=[row["rule"]])
    found = [f"{finding.severity} {finding.path}" for finding in report.findings]
    assert sorted(found) == sorted(row.get("expect", ()))
    for finding in report.findings:
        assert finding.citation.text == row.get("cites", finding.citation.text)


@pytest.mark.parametrize("row", ALL, ids=label)
def test_no_finding_tells_who_the_child_is(row: dict[str, Any]) -> None:
    case = case_of(row)
    born = case.student.birth_date if case.student else None
    report = review(case, law=law_of(row), as_of=row.get("as_of", AS_OF), ignore=["clocks"])
    for finding in report.findings:
        told = f"{finding.message} {finding.settle} {finding.path}"
        assert not PRIVATE.search(told)
        assert born is None or born.isoformat() not in told
        assert finding.message.endswith(".")
        assert finding.settle


@pytest.mark.parametrize("row", SILENT, ids=label)
def test_what_the_law_never_asks_for_is_never_a_finding(row: dict[str, Any]) -> None:
    report = review(case_of(row), law=law_of(row), as_of=row.get("as_of", AS_OF), ignore=["clocks"])
    assert report.findings == ()


@pytest.mark.parametrize("name", sorted(path.stem for path in (CASES / "files").iterdir()))
def test_nothing_is_wrong_in_the_files_that_situations_start_from(name: str) -> None:
    report = review(case_of({"from": name}), law=law("US"), as_of=AS_OF, ignore=["rights-transfer"])
    assert report.findings == ()


def test_every_rule_has_situations_that_pass_fail_and_do_not_apply() -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for row in OF_RULES:
        seen[row["rule"]].add(row["situation"])
    wanted = {"passes", "fails", "does-not-apply"}
    assert {name: sorted(wanted - kinds) for name, kinds in seen.items() if kinds != wanted} == {}
    assert set(seen) == {check.rule.name for check in checks()}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_every_rule_says_what_it_asks_and_where_that_stands(rule: Any) -> None:
    assert re.fullmatch(r"[A-Z]{2}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert re.fullmatch(r"34 CFR (300|303|99)\.\d+(\([0-9A-Za-z]+\))*", rule.citation)
    assert rule.title
    assert rule.says.endswith(".")
    assert rule.settle.endswith(".")
    assert rule.applies
    assert not rule.applies.endswith(".")
    assert rule.groups
