"""The command line: a command for each thing that the library answers; `iepkit --help` lists them."""

from __future__ import annotations

from iepkit.cli.app import main

__all__ = ["main"]


def __dir__() -> list[str]:
    return __all__
