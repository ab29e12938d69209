"""The tutorial runs from its first cell to its last, says what it promises, and is stored without outputs.

It runs in a process of its own: what the libraries of Jupyter warn of or leave open is theirs, and fails nothing here.
What the notebook itself warns of is in its outputs, and does.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
STORED = ROOT / "examples" / "tutorial.ipynb"
FOLDERS = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")

# What a reader finds in the output of a cell.
SAID = {
    "calendar": ["179 school days"],
    "evaluation": ["due 2026-11-18, open", "35 school days [WAC 392-172A-03005(3)", "2026-11-11 (1 day), Veterans Day"],
    "snow": ["due 2026-11-18, open; now due 2026-11-19", "after: not counted, snow"],
    "eligibility": ["Initial evaluation: due 2026-11-19, met", "due 2026-12-17, open [34 CFR 300.323(c)(1)]"],
    "weak-goal": ["measurable in form: False", "could see or hear"],
    "mended-goal": ["measurable in form: True", "baseline: a baseline of 60 words"],
    "minutes": ["reading: 225 minutes", "speech: 60 minutes"],
    "placement": ["1515 of 1800 minutes, 84.16 percent", "Environment: regular-class-80-or-more"],
    "review": ["IP221 violation at $.ieps[0].goals[0].measured_by"],
    "ledger": ["January           240      150       30        0       90         0"],
    "behind": ["behind by 90 minutes, since the week of 2027-01-11"],
    "progress": ["last measured on 15 March 2027: 65", "four-point: behind"],
    "rule": ["by the rule four-point: behind", "Does the team see a lack of expected progress"],
    "amendment": ["more time", "[34 CFR 300.324(a)(4)(i)]", "[34 CFR 300.503(a)(1)]"],
    "amendment-minutes": ["90 minutes of reading", "180 minutes of reading", "1440 of 1800 minutes: 80 percent"],
    "annual": ["due 2027-12-03, open", "An amendment without a meeting does not restart it"],
    "report": ["On 7 June 2027 reading aloud stood at 81 words correct per minute; the aimline expects 95.23."],
    "next": [
        "due 2027-12-03, met",
        "Annual review of the IEP: due 2028-06-09, open",
        "due 2028-06-09, open [34 CFR 300.116",
    ],
}
SHOWN = {
    "picture": ["<img alt=", "The child&#x27;s reading", "data:image/svg+xml"],
    "review-held": ["The child&#x27;s reading in June"],
    "page": ["the child", "IP261", "34 CFR 300.320(a)(6)"],
}


def execute(source: Path, target: Path) -> None:
    """Run a notebook with the Python that runs this, whatever kernels are installed or are not."""
    formats: Any = import_module("nbformat")  # its functions have no types
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient

    class ThisPython(KernelSpecManager):
        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
            return KernelSpec(argv=argv, display_name=kernel_name, language="python")

    notebook = formats.read(source, as_version=4)
    formats.validate(notebook)
    kernel = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=ThisPython())
    where = {"metadata": {"path": str(target.parent)}}
    NotebookClient(notebook, km=kernel, timeout=120, startup_timeout=120, resources=where).execute()
    formats.write(notebook, target)


def cells_of(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["cells"]
    return found


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """The outputs of each cell of code, by its id."""
    folder = tmp_path_factory.mktemp("notebook")
    paths = filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")])
    there = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **dict.fromkeys(FOLDERS, str(folder))}
    done = folder / "done.ipynb"
    ran = subprocess.run(
        [sys.executable, __file__, str(STORED), str(done)], capture_output=True, text=True, check=False, env=there
    )
    assert ran.returncode == 0, ran.stderr
    return {cell["id"]: cell["outputs"] for cell in cells_of(done) if cell["cell_type"] == "code"}


def told(outputs: list[dict[str, Any]]) -> str:
    return "".join("".join(one.get("text", ())) for one in outputs)


def shown(outputs: list[dict[str, Any]]) -> str:
    return "".join("".join(one.get("data", {}).get("text/html", ())) for one in outputs)


def test_no_cell_fails_or_warns(outputs: dict[str, list[dict[str, Any]]]) -> None:
    kinds = {(one["output_type"], one.get("name", "")) for found in outputs.values() for one in found}
    assert kinds == {("stream", "stdout"), ("execute_result", "")}


@pytest.mark.parametrize("cell", SAID)
def test_cells_say_what_they_promise(cell: str, outputs: dict[str, list[dict[str, Any]]]) -> None:
    assert [words for words in SAID[cell] if words not in told(outputs[cell])] == []


@pytest.mark.parametrize("cell", SHOWN)
def test_cells_show_what_they_promise(cell: str, outputs: dict[str, list[dict[str, Any]]]) -> None:
    assert [words for words in SHOWN[cell] if words not in shown(outputs[cell])] == []


def test_what_was_mended_is_found_no_more(outputs: dict[str, list[dict[str, Any]]]) -> None:
    assert "IP221" in told(outputs["review"])
    assert "IP221" not in told(outputs["review-mended"])


def test_every_promised_minute_is_in_one_place(outputs: dict[str, list[dict[str, Any]]]) -> None:
    rows = re.findall(r"^(.{12})((?: +\d+){6})$", told(outputs["ledger"]), re.MULTILINE)
    months = {name.strip(): [int(number) for number in numbers.split()] for name, numbers in rows}
    assert len(months) == 5
    for promised, given, _, excused, missed, unrecorded in months.values():
        assert promised == given + excused + missed + unrecorded
    *each, whole = months.values()
    assert [sum(column) for column in zip(*each, strict=True)] == whole


def test_it_is_stored_without_outputs() -> None:
    document = json.loads(STORED.read_text("utf-8"))
    assert document["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in document["cells"]:
        assert cell["metadata"] == {}
        assert re.fullmatch(r"[a-z-]+", cell["id"])
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
    assert len({cell["id"] for cell in document["cells"]}) == len(document["cells"])


def test_it_is_stored_as_it_would_be_written_again() -> None:
    text = STORED.read_text("utf-8")
    assert json.dumps(json.loads(text), indent=1, ensure_ascii=False, sort_keys=True) + "\n" == text


def test_words_stand_before_each_cell_of_code() -> None:
    kinds = [cell["cell_type"] for cell in cells_of(STORED)]
    assert kinds == ["markdown", "code"] * (len(kinds) // 2)


if __name__ == "__main__":
    execute(*map(Path, sys.argv[1:]))
