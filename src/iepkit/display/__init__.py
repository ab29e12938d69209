"""Display: reports, laws and rules for people to read, as text, in the terminal and as a page."""

from __future__ import annotations

__all__: list[str] = []


def __dir__() -> list[str]:
    return __all__
