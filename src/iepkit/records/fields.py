"""The few ways in which a field of a record is declared."""

from __future__ import annotations

from typing import Any

import attrs

from iepkit.errors import InvalidDocument, Problem

__all__ = ["amount", "identity", "private"]


def __dir__() -> list[str]:
    return __all__


def identity() -> Any:
    """A required field that `repr` does not show."""
    return attrs.field(repr=False)


def private(default: object = None) -> Any:
    """An optional field that `repr` does not show: names, identifiers, and words that may hold them."""
    return attrs.field(default=default, repr=False)


def amount(*, most: float | None = None) -> Any:
    """An optional number that is never below zero nor above `most`.

    Another number is misuse and raises `InvalidDocument`, which is also a `ValueError`.
    """

    def check(_: object, attribute: attrs.Attribute[Any], value: float | None) -> None:
        if value is None:
            return
        if not value >= 0:  # nor is what is not a number at all
            raise InvalidDocument([Problem(f"$.{attribute.name}", "expected a number that is not negative")])
        if most is not None and value > most:
            raise InvalidDocument([Problem(f"$.{attribute.name}", f"expected a number not above {most:g}")])

    return attrs.field(default=None, validator=check, metadata={"most": most})
