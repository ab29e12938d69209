"""The situations of tests/cases, each against its rule: what passes, what fails, what a rule leaves alone."""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from iepkit.calendars import SchoolCalendar
from iepkit.findings import Finding
from iepkit.formats.json import loads
from iepkit.history import Case
from iepkit.laws import Law, law
from iepkit.reviews import rules
from iepkit.reviews.registry import checks
from iepkit.reviews.run import review

CASES = Path(__file__).parent / "cases"
AS_OF = date(2026, 11, 2)
KEYS = {
    "rule", "situation", "says", "from", "without", "with", "law", "layer", "calendar", "as_of", "expect", "cites",
    "tells",
}  # fmt: skip
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


@cache
def source(name: str) -> str:
    """A file that situations start from, as JSON."""
    text = (CASES / "files" / f"{name}.toml").read_text("utf-8")
    found: dict[str, Any] = tomllib.loads(text)
    return json.dumps(build(found) if "from" in found else found, default=date.isoformat)


def build(row: dict[str, Any]) -> dict[str, Any]:
    """The file of a situation: the one it starts from, with its changes."""
    found: dict[str, Any] = json.loads(source(row.get("from", "school-age")))
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


def calendar_of(row: dict[str, Any]) -> SchoolCalendar | None:
    """The school calendar that a situation gives the review, where it gives one."""
    return loads(json.dumps(row["calendar"], default=date.isoformat), SchoolCalendar) if "calendar" in row else None


def situations() -> Iterator[dict[str, Any]]:
    for path in sorted(CASES.glob("*.toml")):
        yield from tomllib.loads(path.read_text("utf-8"))["case"]


ALL = list(situations())
OF_RULES = [row for row in ALL if row["situation"] != "silent"]
EACH_BY_ITSELF = {
    "disputes", "eligibility", "evaluations", "exits", "incidents", "manifestation_determinations", "meetings",
    "records_access", "referrals", "services_plans", "surrogates",
}  # fmt: skip


def label(row: dict[str, Any]) -> str:
    return f"{row.get('rule', 'silent')}: {row['says']}"


def test_every_situation_is_written_as_the_readme_says() -> None:
    kinds = {"passes", "fails", "does-not-apply", "silent"}
    for row in ALL:
        assert set(row) <= KEYS, label(row)
        assert row["situation"] in kinds, label(row)
        assert bool(row.get("expect")) == (row["situation"] == "fails"), label(row)


def tells_who_the_child_is(case: Case, finding: Finding) -> bool:
    told = f"{finding.message} {finding.settle} {finding.path}"
    born = case.student.birth_date if case.student else None
    return bool(PRIVATE.search(told)) or (born is not None and born.isoformat() in told)


@pytest.mark.parametrize("row", ALL, ids=label)
def test_a_rule_finds_what_the_situation_says_and_nobody_is_named(row: dict[str, Any]) -> None:
    """One review for all that is asked of a situation; where the law asks for nothing, no rule finds anything."""
    case = case_of(row)
    asked = {"law": law_of(row), "calendar": calendar_of(row), "as_of": row.get("as_of", AS_OF)}
    report = review(case, **asked, ignore=["clocks"])
    found = [finding for finding in report.findings if row["situation"] == "silent" or finding.rule == row["rule"]]
    assert sorted(f"{finding.severity} {finding.path}" for finding in found) == sorted(row.get("expect", ()))
    assert {finding.citation.text for finding in found if "cites" in row} <= {row.get("cites")}
    assert all(row.get("tells", "") in finding.message for finding in found)
    for finding in report.findings:
        assert not tells_who_the_child_is(case, finding)
        assert finding.message.endswith(".")
        assert finding.settle


def in_a_row_of_their_own() -> Iterator[Any]:
    """The failures in a row of a list of which every row is judged by itself, with the name of the list."""
    for row in OF_RULES:
        lists = {place[1] for one in row.get("expect", ()) if (place := re.match(r"\w+ \$\.(\w+)\[", one))}
        yield from (pytest.param(row, name, id=f"{label(row)} {name}") for name in sorted(lists & EACH_BY_ITSELF))


@pytest.mark.parametrize(("row", "name"), list(in_a_row_of_their_own()))
def test_what_is_found_in_a_row_is_found_behind_an_empty_one(row: dict[str, Any], name: str) -> None:
    document = build(row)
    document[name].insert(0, {})
    case = loads(json.dumps(document, default=date.isoformat))
    report = review(case, law=law_of(row), as_of=row.get("as_of", AS_OF), select=[row["rule"]])
    place = re.compile(rf"\$\.{name}\[(\d+)\]")
    later = {place.sub(lambda at: f"$.{name}[{int(at[1]) + 1}]", one) for one in row["expect"]}
    assert later <= {f"{finding.severity} {finding.path}" for finding in report.findings}


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
