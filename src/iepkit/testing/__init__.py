"""Testing: what others need to test their own code against iepkit, each in its own module."""

from __future__ import annotations

__all__: list[str] = []


def __dir__() -> list[str]:
    return __all__
