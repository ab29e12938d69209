"""What a goal may not say, by code: the words, the hint and an example, from `missing.toml`."""

from __future__ import annotations

from functools import cache

from iepkit.goals.lexicon import table
from iepkit.goals.model import Missing, PartKind, Weight

__all__ = ["catalogue"]


def __dir__() -> list[str]:
    return __all__


@cache
def catalogue() -> dict[str, Missing]:
    """Everything that a check can find missing, by its code.

    >>> catalogue()["GL104"].weight.value
    'required'
    """
    return {
        code: Missing(code, PartKind(row["part"]), row["says"], row["hint"], row["example"], Weight(row["weight"]))
        for code, row in table("missing").items()
    }
