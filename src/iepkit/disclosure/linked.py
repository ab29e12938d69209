"""Counts that several tables share, each named once by what it counts, with the sums that tie them together."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Generic, TypeVar

import attrs

from iepkit.errors import InvalidDocument, Problem

__all__ = ["LinkedCounts", "Sum"]


def __dir__() -> list[str]:
    return __all__


K = TypeVar("K", bound=Hashable)


@attrs.frozen
class Sum(Generic[K]):
    """One count that is the sum of others: `parts` do not overlap, and together they are the `whole`."""

    whole: K
    parts: tuple[K, ...]


@attrs.frozen(repr=False)
class LinkedCounts(Generic[K]):
    """The counts of all tables that are published together. A count that stands in two of them has one key.

    `unshown` are keys of counts that no table shows and that a reader can still work out from others: what remains of
    a whole beside its shown parts, or a margin that two tables have in common. The counts are not in `repr`.

    >>> LinkedCounts.of({"all": 30, "autism": 12, "others": 18}, [Sum("all", ("autism", "others"))], ["others"])
    <LinkedCounts of 3 counts and 1 sums>
    """

    counts: Mapping[K, int]
    sums: tuple[Sum[K], ...]
    unshown: frozenset[K]

    @classmethod
    def of(cls, counts: Mapping[K, int], sums: Iterable[Sum[K]], unshown: Collection[K] = ()) -> LinkedCounts[K]:
        """The counts with their sums.

        Raises `InvalidDocument` where a count is no whole number of 0 or more, a sum names a key that is not there or
        one key twice, or its parts do not add up; the path names the place, the message never the count.
        """
        sums = tuple(sums)
        problems = [
            *(
                Problem(f"$.counts[{at}]", "expected a whole number, 0 or more")
                for at, count in enumerate(counts.values())
                if type(count) is not int or count < 0
            ),
            *(Problem(f"$.sums[{at}]", words) for at, one in enumerate(sums) for words in _wrong(counts, one)),
            *(
                Problem(f"$.unshown[{at}]", "there is no such count")
                for at, key in enumerate(unshown)
                if key not in counts
            ),
        ]
        if problems:
            raise InvalidDocument(problems)
        return cls(MappingProxyType(dict(counts)), sums, frozenset(unshown))

    def __repr__(self) -> str:
        return f"<LinkedCounts of {len(self.counts)} counts and {len(self.sums)} sums>"


def _wrong(counts: Mapping[K, int], one: Sum[K]) -> Iterator[str]:
    keys = (one.whole, *one.parts)
    if not all(key in counts for key in keys):
        yield "it names a count that is not there"
    elif len(set(keys)) != len(keys):
        yield "it names a count twice"
    elif all(type(counts[key]) is int for key in keys) and counts[one.whole] != sum(counts[key] for key in one.parts):
        yield "the parts do not add up to the whole"
