"""The house, held to its plan: arrows, one room per outside library, no ambient state, kernels without branches."""

from __future__ import annotations

import ast
import importlib
import inspect
import subprocess
import sys
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest

import iepkit
from iepkit.citations import Authority, Grade, link
from iepkit.formats import edfi
from iepkit.laws import Kind, clocks, jurisdictions, law, parameters
from iepkit.reviews import Rule, rules

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "iepkit"

# From the ground up. A module imports from lower floors and from its own room, never sideways or upward.
FLOORS = (
    {"errors", "citations", "days", "vocabulary", "version"},
    {"records", "calendars", "findings", "disclosure"},
    {"history", "laws"},
    {"facts"},
    {"changes", "goals", "services", "placement", "equity"},
    {"progress"},
    {"timelines"},
    {"reviews", "reporting"},
    {"columns"},
    {"display", "testing", "formats"},
    {"cli"},
    {"__init__", "__main__"},
)
FLOOR_OF = {room: number for number, floor in enumerate(FLOORS) for room in floor}

# Where each outside library may be imported; an empty tuple means anywhere.
HOMES: dict[str, tuple[str, ...]] = {
    "attrs": (),
    "dateutil": (),
    "cattrs": ("formats/json.py",),
    "msgspec": ("formats/_fast.py",),
    "holidays": ("calendars/public_holidays.py",),
    "icalendar": ("formats/ical.py",),
    "numpy": ("columns/",),
    "pyarrow": ("columns/arrow/",),
    "rich": ("display/terminal.py",),
    "matplotlib": ("display/plots/_canvas.py",),
    "hypothesis": ("testing/",),
}
EXTRAS = ("numpy", "pyarrow", "msgspec", "holidays", "icalendar", "rich", "matplotlib", "hypothesis")

AMBIENT_MODULES = {"getpass", "http", "locale", "platform", "secrets", "socket", "time", "urllib", "uuid"}
AMBIENT_NAMES = {"environ", "getenv", "getlocale", "gmtime", "localtime", "now", "today", "utcnow"}

BRANCHES = (
    ast.If,
    ast.IfExp,
    ast.BoolOp,
    ast.Not,
    ast.For,
    ast.While,
    ast.Match,
    ast.Try,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)
SCALAR_ONLY = {"abs", "all", "any", "bool", "len", "max", "min", "sum"}

MODULES = sorted(PACKAGE.rglob("*.py"))
PUBLIC = [path for path in MODULES if path.name == "__init__.py" or not path.name.startswith("_")]


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(path: Path) -> str:
    """The first part of the path: `formats/json.py` is in the room `formats`."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Every imported module, wherever in the file; `from iepkit import days` counts as `iepkit.days`."""
    for node in ast.walk(tree_of(path)):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(level=0, module="iepkit", names=names):
                yield from ((node.lineno, f"iepkit.{alias.name}") for alias in names)
            case ast.ImportFrom(level=0, module=str(module)):
                yield node.lineno, module
            case ast.ImportFrom():
                yield node.lineno, "." * node.level + (node.module or "")


each_module = pytest.mark.parametrize("path", MODULES, ids=name_of)
each_public_module = pytest.mark.parametrize("path", PUBLIC, ids=name_of)


@each_module
def test_every_module_is_in_a_room_of_the_house(path: Path) -> None:
    assert room_of(path) in FLOOR_OF, "a new room belongs in FLOORS, and in docs/architecture.md"


@each_module
def test_arrows_point_down(path: Path) -> None:
    room = room_of(path)
    wrong = []
    for line, module in imports_of(path):
        if module.split(".")[0] not in {"", "iepkit"}:
            continue
        other = f"{module}.".split(".")[1]
        if other != room and FLOOR_OF.get(other, len(FLOORS)) >= FLOOR_OF[room]:
            wrong.append(f"line {line}: {room} may not import {module}")
    assert wrong == []


@each_module
def test_outside_libraries_stay_in_their_room(path: Path) -> None:
    wrong = []
    for line, module in imports_of(path):
        top = module.split(".")[0]
        if top in sys.stdlib_module_names or top in {"", "iepkit"}:
            continue
        homes = HOMES.get(top)
        if homes is None or (homes and not name_of(path).startswith(homes)):
            wrong.append(f"line {line}: {top} belongs in {homes or 'no room of iepkit'}")
    assert wrong == []


@each_module
def test_nothing_reads_the_clock_the_environment_or_the_network(path: Path) -> None:
    modules = [f"line {line}: {module}" for line, module in imports_of(path) if module.split(".")[0] in AMBIENT_MODULES]
    reads = [
        f"line {node.lineno}: .{node.attr}"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and node.attr in AMBIENT_NAMES
    ]
    assert modules + reads == []


@each_module
def test_files_can_be_read_in_one_sitting(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= 400


@each_public_module
def test_public_modules_state_what_they_offer(path: Path) -> None:
    module = importlib.import_module(dotted(path))
    offered = module.__all__
    assert len(set(offered)) == len(offered)
    assert sorted(dir(module)) == sorted(offered)
    assert [name for name in offered if not hasattr(module, name)] == []


@each_public_module
def test_what_is_offered_is_documented(path: Path) -> None:
    module = importlib.import_module(dotted(path))
    offered = {name: getattr(module, name) for name in module.__all__}
    routines = {name: thing for name, thing in offered.items() if inspect.isroutine(thing) or inspect.isclass(thing)}
    assert module.__doc__
    assert [name for name, thing in routines.items() if not inspect.getdoc(thing)] == []


def test_shapes_are_written_in_the_vocabulary_alone() -> None:
    """No branches, loops or scalar built-ins: else a shape could not run on columns."""
    body = tree_of(PACKAGE / "timelines" / "shapes.py").body
    shapes = [node for node in body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    assert shapes
    nodes = [(shape.name, node) for shape in shapes for node in ast.walk(shape)]
    branches = [f"{name}: {type(node).__name__}" for name, node in nodes if isinstance(node, BRANCHES)]
    calls = [f"{name}: {node.id}" for name, node in nodes if isinstance(node, ast.Name) and node.id in SCALAR_ONLY]
    assert branches + calls == []


def run_python(source: str) -> str:
    """What a fresh interpreter prints, with iepkit on its path and every warning an error."""
    path = f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r})\n"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", path + source],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_core_never_imports_an_extra() -> None:
    loaded = run_python(
        "import iepkit\n"
        "for name in iepkit.__all__: getattr(iepkit, name)\n"
        f"print([name for name in {EXTRAS} if name in sys.modules])"
    )
    assert loaded == "[]"


def seconds_to_import(modules: str) -> float:
    source = f"from time import perf_counter\nstart = perf_counter()\nimport {modules}\nprint(perf_counter() - start)"
    return min(float(run_python(source)) for _ in range(5))


def test_importing_iepkit_is_cheap() -> None:
    """At most half as much again as the three libraries of the core; the root is lazy, so it is far less."""
    assert seconds_to_import("iepkit") <= 1.5 * seconds_to_import("attrs, cattrs, dateutil.relativedelta")


@pytest.mark.parametrize("rule", [*rules(), *edfi.RULES], ids=lambda rule: rule.name)
def test_every_rule_says_what_the_law_says_and_where(rule: Rule) -> None:
    assert link(rule.citation) or rule.citation.startswith("Ed-Fi Data Standard ")
    assert all((rule.title, rule.applies, rule.says, rule.settle, rule.groups, rule.since))


@pytest.mark.parametrize("clock", clocks())
def test_every_clock_is_cited_and_runs_by_a_parameter(clock: str) -> None:
    row = clocks()[clock]
    assert all(map(link, (row.citation, *row.exceptions)))
    assert {row.parameter, row.age} <= {*parameters(), ""}


@pytest.mark.parametrize("code", jurisdictions())
def test_every_value_of_the_law_has_a_citation_and_a_grade(code: str) -> None:
    for said in law(code).provisions():
        value = said.value
        assert value.citation.strip() == value.citation != "", said
        assert value.grade in Grade, said
        if said.authority is Authority.FEDERAL:
            assert link(value.citation), said
            assert value.grade is Grade.PRIMARY, said


@pytest.mark.parametrize("code", jurisdictions())
def test_what_was_read_for_a_state_says_where_it_was_read(code: str) -> None:
    for said in (said for said in law(code).provisions() if said.authority is Authority.STATE):
        read = said.value.grade is not Grade.UNVERIFIED
        where = said.value.source.startswith(("https://", "http://")) or link(said.value.citation) is not None
        assert where or not read, said
        assert not read or said.value.kind is not Kind.UNKNOWN, said


@pytest.mark.parametrize("name", [name for name in iepkit.__all__ if callable(getattr(iepkit, name))])
def test_every_name_at_the_root_is_documented_with_an_example(name: str) -> None:
    """A closed list needs none: its words are its example."""
    thing = getattr(iepkit, name)
    said = inspect.getdoc(thing) or ""
    assert said.partition("\n")[0].endswith((".", "!", "?"))
    assert ">>>" in said or issubclass(thing, StrEnum)
