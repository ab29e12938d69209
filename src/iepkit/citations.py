"""Citations: where a rule stands, who made it, and how well it was verified."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

import attrs

__all__ = ["Authority", "Citation", "Grade", "link"]


def __dir__() -> list[str]:
    return __all__


class Authority(StrEnum):
    """Who made the rule. A later layer may add to an earlier one, never take away from it."""

    FEDERAL = "federal"
    STATE = "state"
    DISTRICT = "district"
    CALLER = "caller"


class Grade(StrEnum):
    """How well a value was verified.

    `primary`: the text of the law or of the agency was read.
    `secondary`: another page that reports it was read.
    `unverified`: recalled, or read only in part.
    """

    PRIMARY = "primary"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


@attrs.frozen
class Citation:
    """A place in the law, with its authority, its grade and the dates on which it is in force.

    `effective` and `until` are `None` where the dates are not recorded.

    >>> print(Citation("34 CFR 300.301(c)(1)(i)"))
    34 CFR 300.301(c)(1)(i) (federal, primary)
    """

    text: str
    authority: Authority = Authority.FEDERAL
    grade: Grade = Grade.PRIMARY
    effective: date | None = None
    until: date | None = None
    source: str = ""

    def __str__(self) -> str:
        return f"{self.text} ({self.authority}, {self.grade})"


_CFR = re.compile(r"(\d+) CFR (\d+)\.(\d+)")


def link(text: str) -> str | None:
    """The address at which a federal regulation can be read, or `None` for other law.

    >>> link("34 CFR 300.320(a)(2)")
    'https://www.ecfr.gov/current/title-34/section-300.320'
    """
    found = _CFR.search(text)
    if found is None:
        return None
    title, part, section = found.groups()
    return f"https://www.ecfr.gov/current/title-{title}/section-{part}.{section}"
