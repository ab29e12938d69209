"""The command `goal`: whether the words of a goal can be measured, part by part."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator

from iepkit.cli.messages import Exit
from iepkit.display.goals import goal_data, goal_text
from iepkit.display.terminal import writer
from iepkit.errors import InvalidDocument, Problem
from iepkit.goals import GoalCheck, check_goal

__all__ = ["goal"]


def __dir__() -> list[str]:
    return __all__


def goal(options: Namespace) -> int:
    """Write what a goal says and does not say; 1 where one of them is not measurable in form."""
    checked = [(text, check_goal(text, options.kind)) for text in _texts(options.text)]
    if options.format == "json":
        rows = [goal_data(text, check) for text, check in checked]
        sys.stdout.write(json.dumps({"goals": rows}, indent=2, allow_nan=False) + "\n")
    else:
        writer(sys.stdout)("\n".join(_shown(checked)))
    return Exit.FINE if all(check.measurable for _, check in checked) else Exit.ATTENTION


def _texts(said: str) -> Iterator[str]:
    """The goal on the command line, or one in each line of the standard input."""
    if said != "-":
        yield said
        return
    lines = [line.strip() for line in _input() if line.strip()]
    if not lines:
        raise InvalidDocument([Problem("$", "there is no goal in it; each line is one")], where="standard input")
    yield from lines


def _input() -> Iterator[str]:
    try:
        yield from sys.stdin
    except UnicodeDecodeError:
        raise InvalidDocument([Problem("$", "expected text in UTF-8")], where="standard input") from None


def _shown(checked: list[tuple[str, GoalCheck]]) -> Iterator[str]:
    """Each goal as text; a line of dashes stands between two."""
    for at, (text, check) in enumerate(checked):
        if at:
            yield "-" * 40 + "\n"
        yield goal_text(text, check)
