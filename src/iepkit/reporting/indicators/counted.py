"""Indicators that stand on the section 618 counts: 1 and 2 on exits, 5 and 6 on the two files of the child count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import attrs

from iepkit.errors import UnknownName
from iepkit.reporting.entries import Entry, NotCounted
from iepkit.reporting.indicators.table import Definition, definition
from iepkit.reporting.indicators.tallies import Tally
from iepkit.reporting.indicators.values import Indicator

__all__ = ["ENVIRONMENTS", "EXITS", "from_entries"]


def __dir__() -> list[str]:
    return __all__


EXITS: Mapping[str, str] = {
    "GHS": "regular_diploma",
    "GRADALTDPL": "alternate_diploma",
    "RC": "certificate",
    "RMA": "maximum_age",
    "DROPOUT": "dropped_out",
    "TRAN": "returned",
    "MKC": "moved",
    "D": "died",
}
"""The count of Indicators 1 and 2 for each basis of exit of EDFacts FS009."""

ENVIRONMENTS: Mapping[str, str] = {
    "RC80": "inside_80",
    "RC39": "inside_under_40",
    **dict.fromkeys(("SS", "RF", "HH"), "separate"),
    **dict.fromkeys(("RC79TO40", "CF", "PPPS"), "total"),
}
"""The count of Indicator 5 for each environment of FS002; the last three are in the denominator only."""

_YOUNG = {
    **dict.fromkeys(("REC10YSVCS", "REC09YSVCS"), "regular_program"),
    **dict.fromkeys(("SC", "SS", "RF"), "separate"),
    "H": "home",
    **dict.fromkeys(("REC10YOTHLOC", "REC09YOTHLOC", "SPL"), "total"),
}


@attrs.frozen
class _Source:
    """The category whose code decides, what each code counts as, and what is not known where there is none."""

    category: str
    counts: Mapping[str, str]
    words: str
    settles: str


_BASIS = _Source("BASISEXIT", EXITS, "The file does not tell the basis of the exit.", "the basis of the exit")
_WHERE = ("The environment is not known.", "the educational environment")
_SOURCES = {
    **dict.fromkeys(("1", "2"), _BASIS),
    **dict.fromkeys(("5A", "5B", "5C"), _Source("EDENVIRIDEASA", ENVIRONMENTS, *_WHERE)),
    **dict.fromkeys(("6A", "6B", "6C"), _Source("EDENVIDEAEC", _YOUNG, *_WHERE)),
}


def from_entries(
    name: str, entries: Iterable[Entry], *, ffy: int, not_counted: Iterable[NotCounted] = (), part: str = ""
) -> Indicator:
    """One of 1, 2, 5A to 5C and 6A to 6C from the entries of its 618 count: FS009, FS002, FS089.

    For 1 and 2 the entries are those of the year before. A child whose code is missing is in doubt. `not_counted` are
    those whom the count left out: in doubt where something would settle it, and else in neither number with its reason.
    Raises `UnknownName` for an indicator of another kind.

    >>> entries = [Entry(name, "North", None, {"BASISEXIT": code}) for name, code in (("7", "GHS"), ("8", "MKC"))]
    >>> print(from_entries("1", entries, ffy=2024))
    1 (FFY 2024): 1 of 1 youth, 100.00%
    """
    if name not in _SOURCES:
        raise UnknownName("indicator of a section 618 count", name, _SOURCES)
    about, source = definition(name, ffy), _SOURCES[name]
    tally = Tally()
    counted = list(entries)
    for entry in counted:
        _put(entry, about, source, tally)
    _put_left(not_counted, {entry.case for entry in counted}, tally)
    return tally.indicator(name, ffy, part=part)


def _put_left(not_counted: Iterable[NotCounted], counted: set[str], tally: Tally) -> None:
    """Each child who is not counted once, however many reasons the count has; one that can be settled comes first."""
    reasons: dict[str, list[NotCounted]] = defaultdict(list)
    for left in not_counted:
        if left.case not in counted:
            reasons[left.case].append(left)
    for case, told in reasons.items():
        first = min(told, key=lambda one: (not one.settles, one.reason))
        if first.settles:
            tally.open(case, f"Not counted: {first.reason}.", first.settles)
        else:
            tally.out(case, f"Not counted: {first.reason}.")


def _put(entry: Entry, about: Definition, source: _Source, tally: Tally) -> None:
    count = source.counts.get(entry.code(source.category))
    if count is None:
        tally.open(entry.case, source.words, source.settles)
    elif count in about.numerator:
        tally.yes(entry.case)
    elif count in about.reported:
        tally.out(entry.case, about.counts[count])
    else:
        tally.no(entry.case)
