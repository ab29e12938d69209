"""Arrow in: the events and the cases of two tables, with everything that is wrong in them told at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from iepkit.columns.tables import KINDS, PURPOSES, EventTable
from iepkit.days import MISSING, to_day
from iepkit.errors import InvalidDocument, Problem, WrongType

__all__ = [
    "CASES",
    "EVENTS",
    "Reader",
    "Said",
    "arrow_table",
    "event_table",
    "plain",
    "read",
    "refuse",
    "said_of_cases",
    "said_of_events",
]


def __dir__() -> list[str]:
    return __all__


_Ints = npt.NDArray[np.int32]
_Mask = npt.NDArray[np.bool_]
_Words = tuple[_Ints, tuple[str | None, ...]]

EVENTS = ("case", "kind", "on", "until", "purpose", "detail", "about")
CASES = ("case", "birth", "jurisdiction", "calendar")
_NEEDED = ("case", "kind", "on")
_KIND: dict[str | None, int] = {kind.value: code for code, kind in enumerate(KINDS)}
_PURPOSE = {None if purpose is None else purpose.value: code for code, purpose in enumerate(PURPOSES)}
_FIRST, _LAST = to_day(date.min), to_day(date.max)
_MOST = 1000  # rows of one column that are told one by one


def read(events: Any, cases: Any) -> EventTable:
    """The event table of two tables, of events and of cases; its cases stand in the order of their table.

    Raises `InvalidDocument` with every value that cannot be, by column and row, as in `$.events.kind[12]`:
    a word that is none, a null where there must be something, a case that is not in the table of cases or is there
    twice, a column that means nothing here. Raises `WrongType` for what is no table.

    >>> events = pa.table({"case": ["a"], "kind": ["referral"], "on": [date(2026, 3, 2)]})
    >>> read(events, pa.table({"case": ["a", "b"]}))
    EventTable(1 event, 2 cases)
    """
    those = said_of_cases(Reader("cases", arrow_table("cases", cases), CASES))
    found = said_of_events(Reader("events", arrow_table("events", events), EVENTS), those)
    refuse(those.problems + found.problems)
    return event_table(found, those)


def arrow_table(name: str, given: Any) -> Any:
    """The argument as an Arrow table."""
    if isinstance(given, pa.Table):
        return given
    if not hasattr(given, "__arrow_c_stream__") and not isinstance(given, pa.RecordBatch):
        raise WrongType(name, "an Arrow table, or what offers Arrow's stream")
    return pa.table(given)


def refuse(problems: list[Problem]) -> None:
    """Nothing, where there is no problem."""
    if problems:
        raise InvalidDocument(problems, where="Arrow tables")


@attrs.define
class Reader:
    """The columns of one table, and every problem met in them."""

    name: str
    data: Any
    known: tuple[str, ...]
    first_row: int = 0
    problems: list[Problem] = attrs.field(factory=list)

    def __attrs_post_init__(self) -> None:
        for name in dict.fromkeys(self.data.column_names):
            if name not in self.known:
                self._wrong(name, f"expected one of the columns {', '.join(self.known)}")
            elif self.data.column_names.count(name) > 1:
                self._wrong(name, "expected this column once")
        for name in (name for name in self.known if name in _NEEDED and name not in self.data.column_names):
            self._wrong(name, "expected this column")

    def _wrong(self, name: str, message: str) -> None:
        self.problems.append(Problem(f"$.{self.name}.{name}", message))

    def column(self, name: str) -> Any:
        """A column, or nulls where it is left out."""
        if self.data.column_names.count(name) == 1:
            return self.data.column(name)
        return _nulls(self.data.num_rows)

    def wrong_rows(self, name: str, rows: _Mask, message: str) -> None:
        """Note the rows in which a column holds what it must not; a column that is not there was noted as a whole."""
        if name in self.data.column_names:
            places = np.flatnonzero(rows)
            told = (self.first_row + places[:_MOST]).tolist()
            self.problems += [Problem(f"$.{self.name}.{name}[{row}]", message) for row in told]
            if len(places) > _MOST:
                self._wrong(name, f"{message}; and so in {len(places) - _MOST} more rows")

    def words(self, name: str) -> _Words:
        """A column of text as places among the different words, of which the first is null."""
        column = self.column(name)
        if not _is_text(plain(column.type)):
            self._wrong(name, "expected text")
            column = _nulls(len(column))
        return _places(column.cast(pa.string()) if pa.types.is_null(column.type) else column)

    def listed(self, name: str, words: Mapping[str | None, int], what: str) -> _Ints:
        """A column of words from a closed list, as places in that list."""
        found, said = self.words(name)
        codes = np.array([words.get(word, -1) for word in said], np.int32)[found]
        self.wrong_rows(name, (codes < 0) & (found > 0), f"expected one of the words of {what}")
        if name in _NEEDED:
            self.wrong_rows(name, found == 0, "expected a word, not null")
        return codes

    def days(self, name: str) -> _Ints:
        """A column of days, `MISSING` where it is null."""
        column = self.column(name)
        if not any(is_one(column.type) for is_one in (pa.types.is_date32, pa.types.is_date64, pa.types.is_null)):
            self._wrong(name, "expected days, as date32")
            return np.full(len(column), MISSING, np.int32)
        nulls, days = _mask(column.is_null()), _numbers(column.cast(pa.date32()).cast(pa.int32()), 0)
        if name in _NEEDED:
            self.wrong_rows(name, nulls, "expected a day, not null")
        self.wrong_rows(name, (days < _FIRST) | (days > _LAST), "expected a day of the years 1 to 9999")
        return np.where(nulls, np.int32(MISSING), days)

    def truths(self, name: str, otherwise: int) -> _Ints:
        """A column of true and false as 1 and 0, with another number for null."""
        column = self.column(name)
        if not any(is_one(column.type) for is_one in (pa.types.is_boolean, pa.types.is_null)):
            self._wrong(name, "expected true or false")
            return np.full(len(column), otherwise, np.int32)
        return _numbers(column.cast(pa.bool_()).cast(pa.int32()), otherwise)

    def ids(self, name: str, like: Any = None) -> Any:
        """A column of ids in one piece, text or whole numbers in one width; `None` where they cannot be compared."""
        column = self.column(name)
        kind = plain(column.type)
        wide = pa.large_string() if _is_text(kind) else pa.int64() if _fits(kind) else kind
        if pa.types.is_null(kind) and like is not None:
            wide = like
        try:
            pc.index_in(pa.array([], wide), value_set=pa.array([], wide))
            return pa.concat_arrays([pa.array([], wide), *column.cast(kind).cast(wide).chunks])
        except pa.ArrowNotImplementedError:  # which types Arrow can compare depends on its version
            self._wrong(name, "expected ids that can be compared, such as text or whole numbers")
            return None

    def places(self, name: str, ids: Any) -> _Ints:
        """A column of ids as places among those of the cases, -1 where there is none."""
        mine = self.ids(name, None if ids is None else ids.type)
        if mine is None or ids is None:
            return np.zeros(self.data.num_rows, np.int32)
        if mine.type != ids.type:
            self._wrong(name, "expected ids of the type that the table of cases has")
            return np.zeros(len(mine), np.int32)
        nulls, place = _mask(mine.is_null()), _numbers(pc.index_in(mine, value_set=ids, skip_nulls=True), -1)
        self.wrong_rows(name, nulls, "expected an id, not null")
        self.wrong_rows(name, (place < 0) & ~nulls, "expected a case of the table of cases")
        return place


def _nulls(rows: int) -> Any:
    return pa.chunked_array([pa.nulls(rows)])


def plain(kind: Any) -> Any:
    """The type of what a dictionary holds, or the type itself."""
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _fits(kind: Any) -> bool:
    """Whether whole numbers of a type are numbers of 64 bits."""
    return bool(pa.types.is_integer(kind) and kind != pa.uint64())


def _is_text(kind: Any) -> bool:
    texts = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    return any(is_one(kind) for is_one in texts)


def _mask(column: Any) -> _Mask:
    found: _Mask = column.to_numpy(zero_copy_only=False).astype(np.bool_)
    return found


def _numbers(column: Any, otherwise: int) -> _Ints:
    """Whole numbers, with another for null."""
    found: _Ints = column.fill_null(otherwise).to_numpy()
    return found


def _places(column: Any) -> _Words:
    """The places of the words of a column, each word once, null first."""
    words: dict[str | None, int] = {None: 0}
    found = [np.empty(0, np.int32)]
    said: Any = None
    for chunk in column.chunks:
        encoded = chunk if pa.types.is_dictionary(column.type) else chunk.dictionary_encode()
        if said is None or not said.equals(encoded.dictionary):  # chunks often share their words
            said = encoded.dictionary
            own = np.array([0, *(words.setdefault(word, len(words)) for word in said.to_pylist())], np.int32)
        found.append(own[_numbers(encoded.indices.cast(pa.int32()), -1) + 1])
    return np.concatenate(found), tuple(words)


@attrs.frozen
class Said:
    """What a table says, by column, and every problem in it."""

    columns: dict[str, Any]
    problems: list[Problem]
    ids: Any = None


def said_of_cases(reader: Reader) -> Said:
    """What the table of cases says."""
    ids = reader.ids("case")
    if ids is not None:
        first, nulls = _numbers(pc.index_in(ids, value_set=ids), -1), _mask(ids.is_null())
        reader.wrong_rows("case", nulls, "expected an id, not null")
        reader.wrong_rows("case", (first != np.arange(len(ids))) & ~nulls, "expected each case once")
    columns: dict[str, Any] = {"birth": reader.days("birth")}
    columns["jurisdiction"], columns["jurisdictions"] = reader.words("jurisdiction")
    columns["calendar"], columns["calendars"] = reader.words("calendar")
    return Said(columns, reader.problems, ids)


def said_of_events(reader: Reader, those: Said) -> Said:
    """What a table of events says of those cases."""
    columns: dict[str, Any] = {
        "case": reader.places("case", those.ids),
        "kind": reader.listed("kind", _KIND, "EventKind"),
        "on": reader.days("on"),
        "until": reader.days("until"),
        "purpose": reader.listed("purpose", _PURPOSE, "Purpose"),
    }
    columns["detail"], columns["details"] = reader.words("detail")
    columns["about"], columns["abouts"] = reader.words("about")
    return Said(columns, reader.problems)


def event_table(found: Said, those: Said, first: int = 0, stop: int | None = None) -> EventTable:
    """The event table of some of the cases, from the first on; the places of cases among the events are those."""
    some = {name: values if isinstance(values, tuple) else values[first:stop] for name, values in those.columns.items()}
    return EventTable(**found.columns | {"case": found.columns["case"] - np.int32(first)}, **some)
