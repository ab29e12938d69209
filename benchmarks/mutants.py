"""How many mistakes the tests catch: cosmic-ray makes mutants of a room, and the tests of that room have to fail.

    python benchmarks/mutants.py reviews goals timelines --sample 150

Every mutant that cosmic-ray's operators can make is listed; a random sample of them, the same one every time, is run.
What could not change anything is no mutant: what only a type checker reads, a cache or `slots` taken away, and `is` for
`==` where there is only one such object, `None` or a member of an enumeration.
The tests of a room are run in turns, the quick ones first; the first failure kills. A mutant that hangs is killed, too.
Each worker has its own copy of the project, so that the tree itself is never touched. Prints what survived.
"""

from __future__ import annotations

import argparse
import ast
import multiprocessing
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from cosmic_ray.testing import run_tests

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("src", "tests", "examples", "docs", "pyproject.toml", "README.md", "CHANGELOG.md")
CASES = "tests/test_review_cases.py"
OWN_RULE = re.compile(r'"[A-Z]{2}[0-9]{3}",\s+"([a-z0-9-]+)"')
FEDERAL = " or ".join(sorted(f"{path.stem}:" for path in (ROOT / "tests" / "cases" / "timelines").glob("*.toml")))
PATHS = "tests/test_timelines_paths.py"
TESTS = {
    "changes": ("src/iepkit/changes tests/test_changes.py",),
    "goals": (
        "tests/test_goals.py tests/test_goals_parts.py tests/test_goals_misread.py src/iepkit/goals",
        "tests/test_cli_goals.py",
        f"{CASES} -k goal",
    ),
    "progress": (
        "tests/test_progress.py src/iepkit/progress",
        "tests/test_progress_reports.py tests/test_progress_lines.py",
    ),
    "reviews": (
        "tests/test_reviews.py tests/test_waivers.py tests/test_untold.py tests/test_team_questions.py",
        f"{CASES} src/iepkit/reviews",
        "tests/test_disputed.py tests/test_scopes.py tests/test_definitions.py",
        "tests/test_complete.py tests/test_matters_reviewed.py",
    ),
    "timelines": (
        "tests/test_timelines.py tests/test_disputes.py tests/test_explain.py src/iepkit/timelines",
        f"{PATHS} -k 'says_so and ({FEDERAL})'",
        "tests/test_questions.py",
        f"{PATHS} -k 'not (says_so and ({FEDERAL}))'",
    ),
}
OF_EVERY_RULE = (f"{CASES} -k 'silent or nothing_is_wrong'", "tests/test_complete.py tests/test_reviews.py")
SECONDS = {"goals": 45}  # then a turn hangs; all others may take
MANY_SECONDS = 300
KILLED = "killed"
PYTEST = (sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider")
IDLE_DECORATORS = {"cache", "lru_cache", "final", "overload", "override"}
SAME: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Is: ast.Eq, ast.IsNot: ast.NotEq}


@attrs.frozen
class Mutant:
    """One mutation of one file, ready to be written."""

    file: str
    operator: str
    line: int
    code: str = attrs.field(repr=False)

    @property
    def shown(self) -> str:
        """The line as the mutant has it."""
        return self.code.splitlines()[self.line - 1].strip()


class _Meaning(ast.NodeTransformer):
    """A module without what changes nothing: see the first lines of this file."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        node.annotation = ast.Constant(value=None)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        node.returns = None
        node.decorator_list = [one for one in node.decorator_list if _name(one) not in IDLE_DECORATORS]
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        self.generic_visit(node)
        node.decorator_list = [one for one in node.decorator_list if _name(one) not in IDLE_DECORATORS]
        return node

    def visit_If(self, node: ast.If) -> ast.AST | None:
        if "TYPE_CHECKING" in ast.unparse(node.test):
            return None
        return self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> ast.AST | None:
        return None if node.arg == "slots" else self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        node.ops = [
            SAME.get(type(op), type(op))() if _only_one(right) else op
            for op, right in zip(node.ops, node.comparators, strict=True)
        ]
        return node


def _name(decorator: ast.expr) -> str:
    """The last word of what decorates."""
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(called).rpartition(".")[2]


def _only_one(value: ast.expr) -> bool:
    """Whether there is only one such object: `None`, or a member of an enumeration, which is named in capitals."""
    return (isinstance(value, ast.Constant) and value.value is None) or (
        isinstance(value, ast.Attribute) and value.attr.isupper()
    )


def meaning(code: str) -> str | None:
    """The code as far as it can matter; `None` for what is no Python."""
    try:
        return ast.dump(_Meaning().visit(ast.parse(code)))
    except SyntaxError:
        return None


def operators() -> Iterator[tuple[str, Any]]:
    """Every operator of cosmic-ray that needs no arguments."""
    for name in sorted(operator_names()):
        kind = get_operator(name)
        if not kind.arguments():
            yield name, kind()


def turns(mutant: Mutant, room: str) -> tuple[str, ...]:
    """The tests of a room in turns. Of a rule, its own situations: those of the others do not run it."""
    own = OWN_RULE.findall((ROOT / mutant.file).read_text("utf-8")) if "/subjects/" in mutant.file else []
    return (f"{CASES} -k '{' or '.join(own)}'", *OF_EVERY_RULE) if own else TESTS[room]


def sites(room: str) -> list[tuple[str, str, int, int]]:
    """Every place in a room where an operator could be applied: file, operator, which one of its places, line."""
    found = []
    for path in sorted((ROOT / "src" / "iepkit" / room).rglob("*.py")):
        nodes = list(ast_nodes(get_ast(path.read_text("utf-8"))))
        for name, operator in operators():
            places = [start for node in nodes for start, _ in operator.mutation_positions(node)]
            found += [(str(path.relative_to(ROOT)), name, at, start[0]) for at, start in enumerate(places)]
    return found


def mutants(room: str, sample: int, seed: int) -> Iterator[Mutant]:
    """A random sample of the mutants of a room, the same one for the same seed."""
    order = sites(room)
    random.Random(seed).shuffle(order)
    taken = 0
    for file, name, occurrence, line in order:
        source = (ROOT / file).read_text("utf-8")
        code = mutate_code(source, get_operator(name)(), occurrence)
        if code is not None and meaning(code) not in (None, meaning(source)):
            yield Mutant(file, name.removeprefix("core/"), line, code)
            taken += 1
        if taken == sample:
            return


def _copy(folder: Path, turns: list[str]) -> None:
    """A copy of the project in which the tests have passed, which also compiles them."""
    folder.mkdir()
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    for turn in turns:
        if subprocess.run([*PYTEST, *shlex.split(turn)], cwd=folder, check=False).returncode:  # noqa: S603  ours
            raise SystemExit(f"without any mutant, this fails: {turn}")


def _settle(queue: Any) -> None:
    os.chdir(queue.get())


def _outcome(job: tuple[Mutant, tuple[str, ...]]) -> tuple[Mutant, str]:
    mutant, tests = job
    file = Path(mutant.file)
    sound, times = file.read_text("utf-8"), file.stat()
    try:
        file.write_text(mutant.code, "utf-8")
        seconds = SECONDS.get(file.parts[2], MANY_SECONDS)
        for turn in tests:
            outcome, _ = run_tests(f"{shlex.join(PYTEST)} {turn}", seconds)
            if outcome.value == KILLED:
                break
    finally:
        file.write_text(sound, "utf-8")
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))  # what was compiled of it is good again
    return mutant, outcome.value


def main() -> None:
    """Run the mutants of the rooms named, and print how many were killed and what survived."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", choices=[*TESTS, []], default=["reviews", "goals", "timelines"])
    parser.add_argument("--sample", type=int, default=150, help="mutants of each room (150)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    jobs = [
        (mutant, turns(mutant, room))
        for room in options.rooms
        for mutant in mutants(room, options.sample, options.seed)
    ]
    counts: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as scratch, multiprocessing.Manager() as manager:
        folders = [Path(scratch, str(number)) for number in range(options.workers)]
        _copy(folders[0], [turn for room in options.rooms for turn in TESTS[room]])
        queue = manager.Queue()
        for folder in folders:
            if folder != folders[0]:
                shutil.copytree(folders[0], folder)
            queue.put(folder)
        with multiprocessing.Pool(options.workers, _settle, (queue,)) as pool:
            for at, (mutant, outcome) in enumerate(pool.imap_unordered(_outcome, jobs), start=1):
                counts.setdefault(mutant.file.split("/")[2], Counter())[outcome] += 1
                if outcome != KILLED:
                    place = f"{mutant.file}:{mutant.line} {mutant.operator}"
                    print(f"{at} of {len(jobs)} {outcome}: {place}: {mutant.shown}", flush=True)
    for room, found in counts.items():
        print(f"{room}: {found[KILLED]} of {found.total()} killed, {found[KILLED] / found.total():.1%}")


if __name__ == "__main__":
    main()
