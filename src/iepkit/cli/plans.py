"""Which IEP of a case is looked at, and what the rooms of services, placement and progress take beside it."""

from __future__ import annotations

from datetime import date

from iepkit.cli.sheets import Answer
from iepkit.display.layout import paragraph
from iepkit.history import Case
from iepkit.records import Iep
from iepkit.services import in_force

__all__ = ["iep_on", "none_on"]


def __dir__() -> list[str]:
    return __all__


def iep_on(case: Case, day: date) -> tuple[str, Iep] | None:
    """The IEP in effect on a day with its place, or the last one before it; `None` where there is none by then.

    An IEP whose first day the file does not tell is taken only where it tells that of none.

    >>> case = Case("7", ieps=(Iep(start=date(2025, 9, 8)), Iep(start=date(2026, 9, 8)), Iep(start=date(2027, 9, 8))))
    >>> iep_on(case, date(2026, 11, 2))[0]
    '$.ieps[1]'
    """
    dated = [(start, iep.version or 0, at) for at, iep in enumerate(case.ieps) if (start := in_force(iep)) is not None]
    begun = [one for one in dated if one[0] <= day]
    if begun:
        at = max(begun)[2]
    elif dated or not case.ieps:
        return None
    else:
        at = len(case.ieps) - 1
    return f"$.ieps[{at}]", case.ieps[at]


def none_on(day: date, key: str, empty: object = None) -> Answer:
    """What is said of a child of whom the file holds no IEP by a day; `empty` stands under its key in the data."""
    words = f"The file holds no IEP that is in effect by {day}."
    return Answer(text=lambda: [paragraph(words, 2)], data=lambda: {key: empty, "unknown": [words]}, rows=list)
