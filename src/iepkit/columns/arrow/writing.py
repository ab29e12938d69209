"""Arrow out: deadlines as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from iepkit.columns.answers import STATUS, Columns, Values
from iepkit.columns.arrow.reading import arrow_table, plain
from iepkit.days import MISSING
from iepkit.laws import Shape, clocks

__all__ = ["batch", "ids_of", "schema", "write"]


def __dir__() -> list[str]:
    return __all__


_CODE, _DAY = pa.int32(), pa.date32()
_WORD = pa.dictionary(_CODE, pa.string())


def schema(cases: Any) -> Any:
    """The schema of a table of deadlines, whose ids are of the type that they have in the table of cases, and plain.

    >>> schema(pa.table({"case": [7]})).names[:6]
    ['case', 'clock', 'about', 'jurisdiction', 'citation', 'grade']
    """
    kind = plain(arrow_table("cases", cases).column("case").type)
    fields = [("case", pa.string() if pa.types.is_string_view(kind) else kind)]
    fields += [(name, _WORD) for name in ("clock", "about", "jurisdiction", "citation", "grade", "status")]
    fields += [("due", _DAY), ("due_unknown", pa.bool_()), ("later_than", _DAY), ("is_earliest", pa.bool_())]
    fields += [("days_late", _CODE), ("start", _DAY), ("done", _DAY)]
    return pa.schema(fields)


def write(found: Columns, cases: Any) -> Any:
    """Deadlines as an Arrow table, with the ids of the table of cases; a row for each.

    `clock`, `about` (the matter, where a clock has one), `status`, and `jurisdiction`, `citation` and `grade` of the
    provision that governs are words in dictionaries. `due` is null where there is no due day, and where it is not
    known: then `due_unknown` is true, and `later_than` has the day that it comes after, where that much is known.
    Where `is_earliest`, `due` is the first day that the law allows. `start` is null where it would show a birth date.

    >>> from datetime import date
    >>> from iepkit.columns import due
    >>> from iepkit.laws import law
    >>> found = due("annual-review", [20_367], law=law("US"), as_of=date(2026, 11, 2))
    >>> write(found, pa.table({"case": ["a"]})).select(["case", "clock", "due", "status"]).to_pylist()
    [{'case': 'a', 'clock': 'annual-review', 'due': datetime.date(2026, 10, 6), 'status': 'overdue'}]
    """
    return pa.Table.from_batches([batch(found, ids_of(cases), schema(cases))])


def ids_of(cases: Any) -> Any:
    """The ids of a table of cases in one piece, and plain."""
    column, kind = arrow_table("cases", cases).column("case"), schema(cases).field("case").type
    return pa.concat_arrays([pa.array([], kind), *column.cast(plain(column.type)).cast(kind).chunks])


def batch(found: Columns, ids: Any, shape: Any) -> Any:
    """Deadlines as a record batch of that schema, with the ids of the cases in one piece."""
    due, unknown = found["due"], found.unknown
    earliest = np.array([clocks()[name].shape in (Shape.APART, Shape.NOT_BEFORE) for name in found.clocks], np.bool_)
    governing = [provision.citation for provision in found.provisions]
    columns = {
        "case": ids.take(pa.array(found["case"])),
        "clock": _words(found["clock"], found.clocks),
        "about": _words(found["about"], found.abouts),
        "jurisdiction": _words(found["provision"], [provision.jurisdiction for provision in found.provisions]),
        "citation": _words(found["provision"], [citation.text for citation in governing]),
        "grade": _words(found["provision"], [citation.grade.value for citation in governing]),
        "status": _words(found["status"], [None if status is None else status.value for status in STATUS]),
        "due": _dates(due, (due == MISSING) | unknown),
        "due_unknown": pa.array(unknown),
        "later_than": _dates(found["later_than"], found["later_than"] == MISSING),
        "is_earliest": pa.array(earliest[found["clock"]]),
        "days_late": pa.array(found["days_late"]),
        "start": _dates(found["start"], found["start"] == MISSING),
        "done": _dates(found["done"], found["done"] == MISSING),
    }
    return pa.record_batch([columns[name] for name in shape.names], schema=shape)


def _words(codes: Values, said: Sequence[str | None]) -> Any:
    """Words by their places, each that is used once in a dictionary; null where the word is none."""
    own = np.full(len(said), -1, np.int32)
    words: dict[str, int] = {}
    for code in np.flatnonzero(np.bincount(codes, minlength=1)).tolist():
        word = said[code]
        if word is not None:
            own[code] = words.setdefault(word, len(words))
    places = own[codes]
    return pa.DictionaryArray.from_arrays(pa.array(places, mask=places < 0), pa.array(words, pa.string()))


def _dates(days: Values, nulls: npt.NDArray[np.bool_]) -> Any:
    return pa.array(days, _CODE, mask=nulls).view(_DAY)
