"""Tables: the events of many cases as columns, and what is known of each case itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.days import MISSING, to_day
from iepkit.errors import InvalidDocument, Problem
from iepkit.history import Case
from iepkit.vocabulary import EventKind, Purpose

__all__ = ["KINDS", "PURPOSES", "EventTable", "events_of"]


def __dir__() -> list[str]:
    return __all__


KINDS: tuple[EventKind, ...] = tuple(EventKind)  # a code is a place in its tuple
PURPOSES: tuple[Purpose | None, ...] = (None, *Purpose)

_KIND = {kind: code for code, kind in enumerate(KINDS)}
_PURPOSE = {purpose: code for code, purpose in enumerate(PURPOSES)}
_NOBODY: tuple[str | None, ...] = (None,)


def _ints(values: npt.ArrayLike) -> npt.NDArray[np.int32]:
    return np.asarray(values, np.int32)


def _filled(of: str, value: int) -> Any:
    """A default column that holds one value in as many rows as another column."""
    return attrs.Factory(lambda table: np.full(len(getattr(table, of)), value), takes_self=True)


@attrs.frozen(eq=False, repr=False, kw_only=True)
class EventTable:
    """The events of many cases, one a row in any order; days are numbers since 1970-01-01, as in Arrow's `date32`.

    `case` is a place among the cases, `kind` one in `KINDS`, `purpose` one in `PURPOSES`, `detail` one in `details`.
    `until` is `MISSING` where the event has none, `about` is a place in `abouts`, the matters. The rest is one row a
    case: `birth`, `MISSING` where it is not known,
    and `jurisdiction` and `calendar` as places in `jurisdictions` and `calendars`.

    Raises `InvalidDocument` where columns differ in length or a code has no place.

    >>> EventTable(case=[0], kind=[KINDS.index(EventKind.REFERRAL)], on=[20_514], birth=[MISSING])
    EventTable(1 event, 1 case)
    """

    case: npt.NDArray[np.int32] = attrs.field(converter=_ints)
    kind: npt.NDArray[np.int32] = attrs.field(converter=_ints)
    on: npt.NDArray[np.int32] = attrs.field(converter=_ints)
    until: npt.NDArray[np.int32] = attrs.field(converter=_ints, default=_filled("on", MISSING))
    purpose: npt.NDArray[np.int32] = attrs.field(converter=_ints, default=_filled("on", 0))
    detail: npt.NDArray[np.int32] = attrs.field(converter=_ints, default=_filled("on", 0))
    about: npt.NDArray[np.int32] = attrs.field(converter=_ints, default=_filled("on", 0))
    birth: npt.NDArray[np.int32] = attrs.field(converter=_ints)
    jurisdiction: npt.NDArray[np.int32] = attrs.field(converter=_ints, default=_filled("birth", 0))
    calendar: npt.NDArray[np.int32] = attrs.field(converter=_ints, default=_filled("birth", 0))
    details: tuple[str | None, ...] = _NOBODY
    abouts: tuple[str | None, ...] = _NOBODY
    jurisdictions: tuple[str | None, ...] = _NOBODY
    calendars: tuple[str | None, ...] = _NOBODY

    def __attrs_post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise InvalidDocument(problems, where="event table")

    def __repr__(self) -> str:
        events, cases = len(self.on), len(self.birth)
        return f"EventTable({events} event{'s' * (events != 1)}, {cases} case{'s' * (cases != 1)})"


def _problems(table: EventTable) -> Iterator[Problem]:
    """Every column that does not fit the others."""
    places: tuple[tuple[str, str, int], ...] = (
        ("case", "on", len(table.birth)),
        ("kind", "on", len(KINDS)),
        ("until", "on", 0),
        ("purpose", "on", len(PURPOSES)),
        ("detail", "on", len(table.details)),
        ("about", "on", len(table.abouts)),
        ("jurisdiction", "birth", len(table.jurisdictions)),
        ("calendar", "birth", len(table.calendars)),
    )
    for name, beside, known in places:
        codes = getattr(table, name)
        if len(codes) != len(getattr(table, beside)):
            yield Problem(f"$.{name}", f"expected as many rows as in {beside}")
        elif known and len(codes) and not 0 <= codes.min() <= codes.max() < known:
            yield Problem(f"$.{name}", f"expected places from 0 to {known - 1}")


def _codes(values: Iterable[str | None]) -> tuple[npt.NDArray[np.int32], tuple[str | None, ...]]:
    """Each value as a place among the different ones."""
    places: dict[str | None, int] = {None: 0}
    codes = [places.setdefault(value, len(places)) for value in values]
    return np.array(codes, np.int32), tuple(places)


def _day(day: date | None) -> int:
    return MISSING if day is None else to_day(day)


def events_of(cases: Iterable[Case]) -> EventTable:
    """The event table of cases, in their order: the price of entry to columns, paid once.

    >>> from iepkit.history import Event
    >>> case = Case("1", events=(Event(EventKind.REFERRAL, date(2026, 3, 2)),))
    >>> events_of([case, Case("2")])
    EventTable(1 event, 2 cases)
    """
    all_cases = tuple(cases)
    rows = [(at, event) for at, case in enumerate(all_cases) for event in case.history()]
    detail, details = _codes(event.detail for _, event in rows)
    about, abouts = _codes(event.about for _, event in rows)
    jurisdiction, jurisdictions = _codes(case.jurisdiction for case in all_cases)
    calendar, calendars = _codes(case.calendar for case in all_cases)
    return EventTable(
        case=[at for at, _ in rows],
        kind=[_KIND[event.kind] for _, event in rows],
        on=[to_day(event.on) for _, event in rows],
        until=[_day(event.until) for _, event in rows],
        purpose=[_PURPOSE[event.purpose] for _, event in rows],
        detail=detail,
        about=about,
        birth=[_day(case.student.birth_date if case.student else None) for case in all_cases],
        jurisdiction=jurisdiction,
        calendar=calendar,
        details=details,
        abouts=abouts,
        jurisdictions=jurisdictions,
        calendars=calendars,
    )
