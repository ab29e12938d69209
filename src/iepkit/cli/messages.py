"""What a command says beside its output: messages on the error stream, and the exit status."""

from __future__ import annotations

import sys
from enum import IntEnum

from iepkit.display.layout import printable
from iepkit.vocabulary import Status

__all__ = ["NEEDS_ATTENTION", "Exit", "complain"]


def __dir__() -> list[str]:
    return __all__


class Exit(IntEnum):
    """The exit status of a command; the last two are what a shell gives for the two signals."""

    FINE = 0
    ATTENTION = 1
    BAD_INPUT = 2
    INTERRUPTED = 130
    PIPE_CLOSED = 141


NEEDS_ATTENTION = frozenset({Status.OVERDUE, Status.LATE, Status.EARLY})
"""How a deadline stands that gives `Exit.ATTENTION`, unless it is a right, which nobody has to use."""


def complain(message: str) -> None:
    """Write a message to the error stream; lines that belong to the one above them are indented."""
    for line in message.splitlines():
        lead = "" if line.startswith(" ") else "iepkit: "
        sys.stderr.write(f"{lead}{printable(line)}\n")
