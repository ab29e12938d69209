"""Which counts are hidden where the children behind all tables are at hand: none that other children would not give.

A reader cannot tell two groups of children apart who give the same shown counts. So a hidden count is kept by a child
who could stand in the place of another: one counted in it, one not, and both counted in the same shown places. Where
no two are alike in that way, two may take the place of two (as in data swapping: Dalenius and Reiss, Data-swapping,
Journal of Statistical Planning and Inference 6 (1982)), or one child more may be there; what shows the difference is
hidden with it. Whole children are put in each other's place, so that all tables together stay possible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from operator import itemgetter
from typing import Generic

import attrs

from iepkit.disclosure.linked import K
from iepkit.disclosure.policies import Suppression
from iepkit.errors import WrongType

__all__ = ["suppress_children"]


def __dir__() -> list[str]:
    return __all__


Mask = int
"""A set of counts, one bit for each."""
Found = tuple[int, Mask]
"""What it takes to hide what an exchange shows, and the counts that the exchange changes."""
_NEAR = 3  # of the exchanges of one child, how many of the cheapest are tried with a second
_MATES = 3  # how many children alike in the dear counts are tried as the second


def suppress_children(
    children: Iterable[Collection[K]],
    policy: Suppression | None = None,
    *,
    late: Collection[K] = (),
    unshown: Collection[K] = (),
    also: Collection[K] = (),
) -> frozenset[K]:
    """The keys of the counts that are not shown in any table, `unshown` among them.

    For each child, the keys of the counts that it is counted in. A count that no child is in is zero and shown. `late`
    are subtotals and totals, which are hidden last; `unshown` are counts that no table shows and that are kept if they
    are small, `also` what is hidden in any case.

    Each hidden count has another value for some other group of children, each of whom is like one of these in all
    that is counted, with all shown counts as they are. The reader is taken to know the policy. What it does not hold
    against: a reader who knows some of the children; a guess among the few numbers that remain. The time grows with
    the square of the children that differ: it is meant for a district, not for a State.

    Raises `WrongType` for a policy that hides zeros: there are no children behind them to put in another's place.

    >>> children = [("autism", "girls", "autistic girls")] * 3 + [("autism", "boys", "autistic boys")] * 30
    >>> children += [("other", "girls", "other girls")] * 25 + [("other", "boys", "other boys")] * 40
    >>> sorted(suppress_children(children, late={"autism", "other", "girls", "boys"}))
    ['autistic boys', 'autistic girls', 'other boys', 'other girls']
    """
    policy = policy or Suppression()
    if not policy.lowest:
        raise WrongType("policy", "a suppression that shows zeros")
    crowd = _Crowd.of(children, low=policy.lowest, late=frozenset(late), unshown=frozenset(unshown))
    small = crowd.mask(key for key, count in crowd.counts.items() if policy.hides(count)) | crowd.mask(also)
    hidden = small | crowd.mask(unshown)
    kept: Mask = 0
    for _, at in sorted((count, at) for at, count in enumerate(crowd.counts.values()) if small >> at & 1):
        if not kept >> at & 1:
            changed = crowd.exchange(1 << at, ~hidden)
            hidden |= changed
            kept |= changed
    return frozenset(key for at, key in enumerate(crowd.counts) if hidden >> at & 1)


@attrs.frozen(repr=False)
class _Crowd(Generic[K]):
    """The kinds of children, each the mask of its counts.

    `least` are the counts that cannot be one less, as a reader knows, and `low` those that cannot be two less.
    """

    counts: Mapping[K, int]
    sizes: tuple[int, ...]
    kinds: tuple[Mask, ...]
    least: Mask
    low: Mask
    late: Mask

    @classmethod
    def of(
        cls,
        children: Iterable[Collection[K]],
        *,
        low: int,
        late: frozenset[K],
        unshown: frozenset[K],
    ) -> _Crowd[K]:
        bits: dict[K, Mask] = {}
        kinds: Counter[Mask] = Counter()
        for child in children:
            kind = 0
            for key in child:
                kind |= bits.setdefault(key, 1 << len(bits))
            kinds[kind] += 1
        counts = {key: sum(number for kind, number in kinds.items() if kind & bit) for key, bit in bits.items()}
        spare = {bit: counts[key] - (0 if key in unshown else low) for key, bit in bits.items()}
        return cls(
            counts,
            tuple(counts.values()),
            tuple(kinds),
            sum(bit for bit, more in spare.items() if more < 1),
            sum(bit for bit, more in spare.items() if more < 2),  # noqa: PLR2004
            sum(bit for key, bit in bits.items() if key in late),
        )

    def mask(self, keys: Iterable[K]) -> Mask:
        """The counts of these keys; a key that no child is counted in has none."""
        wanted = {*keys}
        return sum(1 << at for at, key in enumerate(self.counts) if key in wanted)

    def exchange(self, count: Mask, shown: Mask) -> Mask:
        """The counts that change where this one does, in the exchange that shows the least of itself."""
        ins = [kind for kind in self.kinds if kind & count]
        outs = [kind for kind in self.kinds if not kind & count]
        for come, go in self._pairs(ins, outs):
            if not (come ^ go) & shown:
                return come ^ go
        priced = [(self._price((come ^ go) & shown), come, go) for come, go in self._pairs(ins, outs)]
        more = min(((self._price(one & shown), one) for one in ins), key=itemgetter(0))
        found = [more, *((price, come ^ go) for price, come, go in priced)]
        near = nsmallest(_NEAR, ((self._price((one ^ other) & shown), one, other) for one in ins for other in outs))
        dear = self.late & shown
        alike: dict[Mask, list[Mask]] = {}
        for kind in self.kinds:
            alike.setdefault(kind & dear, []).append(kind)
        for _, one, other in near:
            for come, go in ((one, other), (other, one)):
                found += self._two(come, go, alike, count, shown)
        least = min(price for price, _ in found)
        return min((changed for price, changed in found if price == least), key=lambda one: self._size(one & shown))

    def _pairs(self, ins: Iterable[Mask], outs: Collection[Mask]) -> Iterator[tuple[Mask, Mask]]:
        """Who can come for whom: no count falls below what a reader knows it to reach."""
        for one in ins:
            for other in outs:
                if not other & ~one & self.least:
                    yield one, other
                elif not one & ~other & self.least:
                    yield other, one

    def _two(
        self, come: Mask, go: Mask, alike: Mapping[Mask, Sequence[Mask]], count: Mask, shown: Mask
    ) -> Iterator[Found]:
        """A second exchange that takes back, in the late counts, what the first one shows."""
        dear = self.late & shown
        gained, lost = come & ~go & dear, go & ~come & dear
        for away in self.kinds:
            if away == go or gained & ~away:  # the same kind twice never shows less than one of it
                continue
            for mate in alike.get(away & dear & ~gained | lost, ())[:_MATES]:
                twice = go & away & ~come & ~mate
                less = twice | go & away & (come ^ mate) | (go ^ away) & ~come & ~mate
                more = come & mate & ~(go & away) | (come ^ mate) & ~go & ~away
                changed = less | more
                if changed & count and not less & self.least and not twice & self.low:
                    yield self._price(changed & shown), changed

    def _size(self, counts: Mask) -> int:
        """How many children the counts tell of, where equally many of them would be hidden."""
        size = 0
        while counts:
            lowest = counts & -counts
            size += self.sizes[lowest.bit_length() - 1]
            counts ^= lowest
        return size

    def _price(self, counts: Mask) -> int:
        return counts.bit_count() + 5 * (counts & self.late).bit_count()
