"""The command line: `iepkit review`, `calendar`, `due`, `law`, `rules` and `explain`."""

from __future__ import annotations

from iepkit.cli.app import main

__all__ = ["main"]


def __dir__() -> list[str]:
    return __all__
