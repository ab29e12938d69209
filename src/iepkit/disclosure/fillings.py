"""Another way to fill the hidden places of linked tables: what shows that a hidden count cannot be worked out.

The sums are equations. One count is changed by one, and each other count may stay, be one more, or be one less where a
reader does not know better. Each sum narrows what its counts may do; a sum that still does not come out is mended with
the count that takes least, and if that leads nowhere, with the next (constraint propagation and backtracking, as for
finite domains in general). What is found is a proof: whole numbers, every sum right, every shown count as it is. That
nothing is found is none, since to decide it for linked tables is as hard as whole-number programming.
(Changes around the hidden cells as their protection: L. H. Cox, Suppression methodology and statistical disclosure
control, Journal of the American Statistical Association 75 (1980).)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import attrs

from iepkit.disclosure.linked import K, LinkedCounts

__all__ = ["Changes", "Web"]


def __dir__() -> list[str]:
    return __all__


Changes = dict[int, int]
_UNMENDED = 12  # what another sum that comes out wrong counts for beside a price: about that of a small count
_Ends = list[tuple[int, int]]
"""For each count the least and the most that it may change by."""


@attrs.frozen(repr=False)
class Web:
    """The counts by number, those that may change in the sums that they are in, with sign -1 where one is the whole.

    `lows` is what a reader knows each count to reach.
    """

    counts: tuple[int, ...]
    lows: tuple[int, ...]
    sums: tuple[tuple[tuple[int, int], ...], ...]
    of: tuple[tuple[tuple[int, int], ...], ...]
    usable: frozenset[int]

    @classmethod
    def woven(cls, linked: LinkedCounts[K], usable: Collection[K], *, least: int) -> Web:
        """The web of these counts, of which the `usable` may change.

        `least` is what a reader knows every hidden count of a table to reach.
        """
        at = {key: number for number, key in enumerate(linked.counts)}
        of: list[list[tuple[int, int]]] = [[] for _ in at]
        sums: list[tuple[tuple[int, int], ...]] = []
        for one in linked.sums:
            signed = [(one.whole, -1), *((part, 1) for part in one.parts)]
            members = tuple((at[key], sign) for key, sign in signed if key in usable)
            for member, sign in members:
                of[member].append((len(sums), sign))
            sums.append(members)
        return cls(
            tuple(linked.counts.values()),
            tuple(0 if key in linked.unshown else least for key in linked.counts),
            tuple(sums),
            tuple(map(tuple, of)),
            frozenset(at[key] for key in usable),
        )

    def another(self, start: int, step: int, prices: Sequence[int], *, most: int, tries: int) -> Changes | None:
        """The changes that make another filling in which the count `start` is `step` more, or `None`.

        `prices` says what it takes to use each count, and one above `most` is not used. It gives up when the `tries`
        are spent, each of which mends one sum.
        """
        ends = [
            (-1 if count > low else 0, 1) if number in self.usable and price <= most else (0, 0)
            for number, (count, low, price) in enumerate(zip(self.counts, self.lows, prices, strict=True))
        ]
        if not ends[start][0] <= step <= ends[start][1]:
            return None
        ends[start] = (step, step)
        return self._mended(ends, range(len(self.sums)), prices, iter(range(tries)))

    def _mended(
        self, ends: _Ends, changed: Iterable[int], prices: Sequence[int], tries: Iterator[int]
    ) -> Changes | None:
        while self._narrowed(ends, changed):
            ways = self._ways(ends)
            if ways is None:
                return {number: step for number, step in enumerate(map(_default, ends)) if step}
            if not ways or next(tries, None) is None:
                return None
            member, step = min(ways, key=lambda way: prices[way[0]] + _UNMENDED * self._harm(ends, *way))
            changed = [number for number, _ in self.of[member]]
            tried = ends.copy()
            tried[member] = (step, step)
            found = self._mended(tried, changed, prices, tries)
            if found is not None:
                return found
            least, most = ends[member]
            ends[member] = (least, step - 1) if step > 0 else (step + 1, most)
        return None

    def _narrowed(self, ends: _Ends, changed: Iterable[int]) -> bool:
        """Whether every sum can still come out, with the ends drawn together as far as the sums tell."""
        waiting = dict.fromkeys(changed)
        while waiting:
            number, _ = waiting.popitem()
            members = self.sums[number]
            least = sum(sign * ends[member][sign < 0] for member, sign in members)
            most = sum(sign * ends[member][sign > 0] for member, sign in members)
            if least > 0 or most < 0:
                return False
            for member, sign in members:
                low, high = ends[member]
                if low == high:
                    continue
                # what the others can reach is what it must make good
                ends[member] = now = (
                    (max(low, high - most), min(high, low - least))
                    if sign > 0
                    else (max(low, high + least), min(high, low + most))
                )
                if now != (low, high):
                    waiting.update((other, None) for other, _ in self.of[member])
        return True

    def _ways(self, ends: _Ends) -> list[tuple[int, int]] | None:
        """What can mend a sum that is wrong if the others stay as they are: the one with the fewest ways, or `None`.

        Whichever sum is taken, it has to be mended some time.
        """
        fewest: list[tuple[int, int]] | None = None
        for members in self.sums:
            excess = sum(sign * _default(ends[member]) for member, sign in members)
            if excess:
                toward = -1 if excess > 0 else 1
                found = [(member, toward * sign) for member, sign in members if _can(ends[member], toward * sign)]
                if fewest is None or len(found) < len(fewest):
                    fewest = found
        return fewest

    def _harm(self, ends: _Ends, member: int, step: int) -> int:
        """How many sums come out worse by this change, less those that come out better."""
        harm = 0
        for number, sign in self.of[member]:
            excess = sum(other_sign * _default(ends[other]) for other, other_sign in self.sums[number])
            harm += abs(excess + sign * step) - abs(excess)
        return harm

    def tied(self, start: int) -> Iterator[int]:
        """All counts that are tied to this one by sums, directly or through others, and it too."""
        found, waiting = {start}, [start]
        while waiting:
            member = waiting.pop()
            yield member
            more = {other for number, _ in self.of[member] for other, _ in self.sums[number]} - found
            found |= more
            waiting += more


def _default(ends: tuple[int, int]) -> int:
    """The smallest change between these ends."""
    return max(ends[0], min(ends[1], 0))


def _can(ends: tuple[int, int], step: int) -> bool:
    """Whether a count that still has a choice, and stays so far, can change that way."""
    return ends[0] != ends[1] and ends[0] <= step <= ends[1] and not _default(ends)
