"""How many mistakes the tests catch: cosmic-ray makes mutants of a room, and the tests of that room have to fail.

    python benchmarks/mutants.py reviews goals timelines --sample 150

Every mutant that cosmic-ray's operators can make is listed; a random sample of them, the same one every time, is run.
What could not change anything is no mutant: an annotation, which nothing reads, or a cache that is taken away.
Each worker has its own copy of the project, so that the tree itself is never touched. Prints what survived.
"""

from __future__ import annotations

import argparse
import ast
import multiprocessing
import os
import random
import shutil
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
TESTS = {
    "changes": "src/iepkit/changes tests/test_changes.py",
    "goals": "src/iepkit/goals tests/test_goals.py tests/test_review_cases.py",
    "reviews": "tests/test_review_cases.py tests/test_reviews.py tests/test_waivers.py src/iepkit/reviews",
    "timelines": "tests/test_timelines.py tests/test_questions.py tests/test_explain.py tests/test_disputes.py "
    "tests/test_timelines_paths.py src/iepkit/timelines",
}
SECONDS = 300
KILLED = "killed"


@attrs.frozen
class Mutant:
    """One mutation of one file, ready to be written."""

    file: str
    operator: str
    line: int
    code: str = attrs.field(repr=False)


class _Meaning(ast.NodeTransformer):
    """A module without what changes nothing: annotations, docstrings and caches."""

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
        node.decorator_list = [one for one in node.decorator_list if "cache" not in ast.dump(one)]
        return node


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


def _settle(queue: Any) -> None:
    os.chdir(queue.get())


def _outcome(job: tuple[Mutant, str]) -> tuple[Mutant, str]:
    mutant, tests = job
    file = Path(mutant.file)
    sound = file.read_text("utf-8")
    try:
        file.write_text(mutant.code, "utf-8")
        outcome, _ = run_tests(f"{sys.executable} -m pytest -x -q -p no:cacheprovider {tests}", SECONDS)
    finally:
        file.write_text(sound, "utf-8")
    return mutant, outcome.value


def main() -> None:
    """Run the mutants of the rooms named, and print how many were killed and what survived."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", choices=[*TESTS, []], default=["reviews", "goals", "timelines"])
    parser.add_argument("--sample", type=int, default=150, help="mutants of each room (150)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    jobs = [(mutant, TESTS[room]) for room in options.rooms for mutant in mutants(room, options.sample, options.seed)]
    counts: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as scratch, multiprocessing.Manager() as manager:
        queue = manager.Queue()
        for number in range(options.workers):
            folder = Path(scratch, str(number))
            folder.mkdir()
            for name in COPIED:
                source = ROOT / name
                (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
            queue.put(folder)
        with multiprocessing.Pool(options.workers, _settle, (queue,)) as pool:
            for mutant, outcome in pool.imap_unordered(_outcome, jobs):
                counts.setdefault(mutant.file.split("/")[2], Counter())[outcome] += 1
                if outcome != KILLED:
                    print(f"{outcome}: {mutant.file}:{mutant.line} {mutant.operator}", flush=True)
    for room, found in counts.items():
        print(f"{room}: {found[KILLED]} of {found.total()} killed, {found[KILLED] / found.total():.1%}")


if __name__ == "__main__":
    main()
