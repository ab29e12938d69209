"""Formats: documents in and out, each in its own module."""

from __future__ import annotations

__all__: list[str] = []


def __dir__() -> list[str]:
    return __all__
