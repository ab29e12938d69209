"""Disclosure: what of a table of counts can be shown to others without telling of a child.

20 U.S.C. 1418(b)(1) and 34 CFR 300.642(a) forbid to publish data that identify a child; neither gives a number.
The room knows tables of counts and nothing of what they count, so that equity and reporting both stand on it.
"""

from __future__ import annotations

from iepkit.disclosure.exchanges import suppress_children
from iepkit.disclosure.guards import can_differ, given_away
from iepkit.disclosure.linked import LinkedCounts, Sum
from iepkit.disclosure.policies import OPEN, Coding, Open, Rounding, Suppression
from iepkit.disclosure.published import Published, publish
from iepkit.disclosure.suppression import suppress
from iepkit.disclosure.table import HIDDEN, CountTable, Hidden
from iepkit.disclosure.together import not_shown_to_differ, suppress_together

__all__ = [
    "HIDDEN",
    "OPEN",
    "Coding",
    "CountTable",
    "Hidden",
    "LinkedCounts",
    "Open",
    "Published",
    "Rounding",
    "Sum",
    "Suppression",
    "can_differ",
    "given_away",
    "not_shown_to_differ",
    "publish",
    "suppress",
    "suppress_children",
    "suppress_together",
]


def __dir__() -> list[str]:
    return __all__
