"""Waivers on the command line: findings set aside by a file, and what is wrong with such a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from iepkit.cli import main

AS_OF = ("--as-of", "2026-11-02")
CASE = {"id": "7", "jurisdiction": "US", "events": [{"kind": "iep-reviewed", "on": "2025-10-06"}]}
MISSING_DISABILITY = {"rule": "edfi-no-disability", "reason": "It is on paper.", "author": "the registrar"}


def written(folder: Path, name: str, value: object) -> str:
    file = folder / name
    file.write_text(json.dumps(value), "utf-8")
    return str(file)


def reviewed(folder: Path, waivers: object, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    case, file = written(folder, "case.json", CASE), written(folder, "waivers.json", waivers)
    status = main(["review", case, *AS_OF, "--format", "json", "--waivers", file])
    said = capsys.readouterr()
    return status, json.loads(said.out) if said.out else said.err


def test_a_finding_is_set_aside_and_the_overdue_deadline_still_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waiver = {"rule": "IP101", "reason": "Held; the record is on the way.", "author": "the case manager"}
    status, said = reviewed(tmp_path, [waiver, MISSING_DISABILITY], capsys)
    assert status == 1
    assert said["cases"][0]["findings"] == []


def test_a_rule_that_does_not_exist_and_a_waiver_without_a_reason_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = reviewed(tmp_path, [{**MISSING_DISABILITY, "rule": "nonsense"}], capsys)
    assert (status, "unknown rule of a waiver" in said) == (2, True)
    status, said = reviewed(tmp_path, [{**MISSING_DISABILITY, "reason": " "}, {"rule": "IP101"}], capsys)
    assert status == 2
    for problem in ("$[0].reason: expected some words", "$[1].reason: this key is required", "waivers.json"):
        assert problem in said
