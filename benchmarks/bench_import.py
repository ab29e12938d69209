"""Importing: iepkit against the three libraries of its core, each in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROUNDS = 9
CORE = "attrs, cattrs, dateutil.relativedelta"
PATH = str(Path(__file__).resolve().parent.parent / "src")


def seconds(statement: str) -> float:
    source = (
        f"import sys; sys.path.insert(0, {PATH!r})\n"
        f"from time import perf_counter\nstart = perf_counter()\n{statement}\nprint(perf_counter() - start)"
    )
    done = subprocess.run([sys.executable, "-c", source], check=True, capture_output=True, text=True)  # noqa: S603
    return float(done.stdout)


def main() -> None:
    statements = {
        "attrs, cattrs, dateutil": f"import {CORE}",
        "iepkit": "import iepkit",
        "iepkit, and every name used": "import iepkit\nfor name in iepkit.__all__: getattr(iepkit, name)",
    }
    best = dict.fromkeys(statements, float("inf"))
    for _ in range(ROUNDS):
        for name, statement in statements.items():
            best[name] = min(best[name], seconds(statement))
    print(f"importing\n{'':28}{'ms':>10}  {'ratio':>7}")
    for name, taken in best.items():
        print(f"{name:28}{taken * 1000:>10.2f}  {taken / best['attrs, cattrs, dateutil']:>7.2f}")


if __name__ == "__main__":
    main()
