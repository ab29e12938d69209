"""The subjects of a review: a module for each, whose checks the register finds by looking here."""

from __future__ import annotations

__all__: list[str] = []


def __dir__() -> list[str]:
    return __all__
