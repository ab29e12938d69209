"""A case and a day in one number: the days of many cases in one order, and searches among them."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from iepkit.columns.days import Column, Mask, Pairs
from iepkit.days import MISSING

__all__ = [
    "Keys",
    "Places",
    "Ragged",
    "after_previous",
    "before_case",
    "case_of",
    "day_at",
    "day_of",
    "distinct",
    "each_once",
    "first_from",
    "first_of_case",
    "firsts",
    "key",
    "last_until",
    "next_of_case",
]


def __dir__() -> list[str]:
    return __all__


Keys = npt.NDArray[np.int64]  # a case and a day in one number, so that the days of all cases stand in one order
Places = npt.NDArray[np.intp]
_HALF, _DAYS = 1 << 31, 1 << 32


def key(case: Any, day: Any) -> Keys:
    """The day of a case as one number."""
    keys: Keys = np.asarray(case, np.int64) * _DAYS + (np.asarray(day, np.int64) + _HALF)
    return keys


def before_case(case: Any) -> Keys:
    """What lies before every day of a case, and after every day of the case before it."""
    keys: Keys = np.asarray(case, np.int64) * _DAYS
    return keys


def case_of(keys: Keys) -> Keys:
    """The cases."""
    return keys >> 32


def day_of(keys: Keys) -> Column:
    """The days."""
    return ((keys & (_DAYS - 1)) - _HALF).astype(np.int32)


def each_once(keys: Keys) -> Keys:
    """The keys, which are in order, each once."""
    new = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    return keys if new.all() else keys[new]


def distinct(keys: Keys) -> Keys:
    """The keys in order, each once."""
    return each_once(np.sort(keys))


def day_at(keys: Keys, at: Places, case: Keys) -> Column:
    """The days at places among keys, `MISSING` where the place is past the ends or belongs to another case."""
    if not len(keys):
        return np.full(len(at), MISSING, np.int32)
    found = keys.take(at, mode="clip")
    mine = (at >= 0) & (at < len(keys)) & (case_of(found) == case)
    return np.where(mine, day_of(found), np.int32(MISSING))


def first_from(keys: Keys, start: Keys) -> Column:
    """The first day among ordered keys that is not before a day of the same case, or `MISSING`."""
    return day_at(keys, np.searchsorted(keys, start), case_of(start))


def firsts(keys: Keys, cases: int) -> Column:
    """The first day of each case among ordered keys, or `MISSING`."""
    out = np.full(cases, MISSING, np.int32)
    own = keys[first_of_case(keys)]
    out[case_of(own)] = day_of(own)
    return out


def first_of_case(keys: Keys) -> Mask:
    """Which of ordered keys are the first of their case."""
    case = case_of(keys)
    first = np.ones(len(keys), np.bool_)
    np.not_equal(case[1:], case[:-1], out=first[1:])
    return first


def last_until(keys: Keys, end: Keys) -> Column:
    """The last day among ordered keys that is not after a day of the same case, or `MISSING`."""
    return day_at(keys, np.searchsorted(keys, end, "right") - 1, case_of(end))


def after_previous(keys: Keys) -> Keys:
    """The first day that comes after the one before among distinct ordered keys, or before every day of the case."""
    before = np.concatenate([np.full(min(len(keys), 1), -1), keys[:-1]])
    return np.where(case_of(before) == case_of(keys), before + 1, before_case(case_of(keys)))


def next_of_case(keys: Keys, otherwise: int) -> Column:
    """The day of the next among distinct ordered keys, or another where the next is of another case."""
    following = np.append(keys[1:], np.int64(-1))
    return np.where(case_of(following) == case_of(keys), day_of(following), np.int32(otherwise))


@attrs.frozen(eq=False)
class Ragged:
    """Intervals of many cases in the order of their first days; a case may have any number."""

    first: Keys
    last: Column

    def covers(self, days: Keys) -> Mask:
        """Which days lie in an interval of their case, where no two intervals of a case overlap."""
        at = np.searchsorted(self.first, days, "right")
        last = np.append(np.int32(MISSING), self.last).take(at)
        covered: Mask = (day_of(days) <= last) & (day_at(self.first, at - 1, case_of(days)) != MISSING)
        return covered

    def between(self, start: Places, stop: Places) -> Pairs:
        """The intervals from one place to before another for each row, filled up with `MISSING`."""
        most = int((stop - start).max(initial=0))
        pairs = []
        for at in (start + number for number in range(most)):
            there = at < stop
            first, last = (days.take(at, mode="clip") for days in (day_of(self.first), self.last))
            pairs.append((np.where(there, first, np.int32(MISSING)), np.where(there, last, np.int32(MISSING))))
        return pairs
