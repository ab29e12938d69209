"""Arrow in: the attribute table of a child count, one row for each case that has something to tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from iepkit.columns.arrow.reading import CASES, Reader, arrow_table, refuse, said_of_cases
from iepkit.columns.attributes import SERVICES, AttributeTable, Words
from iepkit.reporting.standing import ServicesOn

__all__ = ["ATTRIBUTES", "read_attributes"]


def __dir__() -> list[str]:
    return __all__


_WORDS = ("lea", "school", "sex", "race", "learner", "disability", "environment", "grade", "preschool")
_TRUTHS = {"undated": -1, "elsewhere": 0}  # what stands for null
ATTRIBUTES = ("case", "child", *_WORDS, *_TRUTHS, "services")

_SERVICES: Mapping[str | None, int] = {None: SERVICES.index(ServicesOn.UNTOLD)} | {
    state.name.lower(): place for place, state in enumerate(SERVICES)
}


def read_attributes(attributes: Any, cases: Any) -> AttributeTable:
    """The attribute table of the cases of another table, in the order of that one; a case without a row has none.

    `case` is the id; all other columns may be left out or hold nulls. `child` is text that is the same for cases of
    one child; `undated` and `elsewhere` are true or false, `services` is `running`, `ahead`, `over` or `untold`; the
    rest is text, as told in `AttributeTable`. Which of several cases of a child goes first, where the days are equal,
    is by their order.
    Raises `InvalidDocument` with every value that cannot be, by column and row, and `WrongType` for what is no table.

    >>> import pyarrow as pa
    >>> told = pa.table({"case": ["b"], "sex": ["F"]})
    >>> found = read_attributes(told, pa.table({"case": ["a", "b"]}))
    >>> [found.sex.names[place] for place in found.sex.places]
    [None, 'F']
    """
    those = said_of_cases(Reader("cases", arrow_table("cases", cases), CASES))
    reader = Reader("attributes", arrow_table("attributes", attributes), ATTRIBUTES)
    rows = 0 if those.ids is None else len(those.ids)
    place = reader.places("case", those.ids)
    again = np.ones(len(place), np.bool_)
    again[np.unique(place, return_index=True)[1]] = False
    reader.wrong_rows("case", again & (place >= 0), "expected each case once")
    words = {name: reader.words(name) for name in _WORDS}
    numbers = {name: reader.truths(name, untold) for name, untold in _TRUTHS.items()}
    numbers["services"] = reader.listed("services", _SERVICES, "services")
    child, names = reader.words("child")
    refuse(those.problems + reader.problems)
    numbers["child"] = np.where(child > 0, child, len(names) + np.arange(len(child)))
    untold = {**_TRUTHS, "services": _SERVICES[None]}
    alone = len(names) + len(child) + np.arange(rows)  # a case that names no child is of a child of its own
    columns: dict[str, Any] = {
        **{name: Words(_spread(rows, place, found, 0), known) for name, (found, known) in words.items()},
        **{name: _spread(rows, place, found, untold.get(name, alone)) for name, found in numbers.items()},
    }
    return AttributeTable(rows=rows, **columns)


def _spread(rows: int, place: npt.NDArray[np.int32], found: npt.NDArray[Any], untold: Any) -> npt.NDArray[Any]:
    """What rows say, each put where its case stands."""
    column = np.empty(rows, found.dtype)
    column[:] = untold
    column[place] = found
    return column
