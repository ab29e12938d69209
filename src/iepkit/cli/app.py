"""What every command shares: the streams, the exit status, and an end without a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from iepkit.cli.messages import Exit, complain
from iepkit.cli.parser import parser
from iepkit.errors import IepkitError

__all__ = ["main"]


def __dir__() -> list[str]:
    return __all__


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status of a command: 0 fine, 1 something is overdue or in violation, 2 bad input or usage.

    >>> main(["due", "annual-review", "2025-10-06", "--law", "US"])
    Annual review of the IEP: ...
    0
    """
    if sys.stderr is None:  # closed, so what is said there goes nowhere
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - it stays until the process ends
    if sys.stdout is None:
        complain("the output is closed")
        return Exit.BAD_INPUT
    for stream in (sys.stdout, sys.stderr):
        _never_fail(stream)
    try:
        return int(_run(arguments))
    except BrokenPipeError:
        status = Exit.PIPE_CLOSED
    except OSError as error:
        complain(f"{error.filename or 'the output'}: {error.strerror}")
        status = Exit.BAD_INPUT
    _close_quietly()
    return int(status)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        options = parser().parse_args(arguments)
        status: int = options.run(options)
    except IepkitError as error:
        complain(str(error))
        status = Exit.BAD_INPUT
    except KeyboardInterrupt:
        complain("interrupted")
        status = Exit.INTERRUPTED
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - what an error says may hold what a file says, so it is not shown
        complain(f"this is a fault of iepkit ({type(error).__name__}); please report it")
        status = Exit.BAD_INPUT
    finally:
        sys.stdout.flush()
    return status


def _never_fail(stream: TextIO) -> None:
    """Let a stream write what its encoding cannot as an escape, instead of failing."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")


def _close_quietly() -> None:
    """Send what is left to nowhere, since nobody can read it; else Python complains when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
