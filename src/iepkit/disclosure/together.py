"""Which counts of linked tables are hidden: the small ones first, then others until none can be worked out from all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from iepkit.disclosure.fillings import Changes, Web
from iepkit.disclosure.linked import K, LinkedCounts
from iepkit.disclosure.policies import Suppression

__all__ = ["not_shown_to_differ", "suppress_together"]


def __dir__() -> list[str]:
    return __all__


TRIES = 300
"""How many sums the search for one other filling may mend before it gives up."""
_STAGES = (0, 10, 24, 60, 1_000)
"""What may be hidden besides: nothing, then small counts, then larger ones and wholes, at last anything."""


def suppress_together(
    linked: LinkedCounts[K], policy: Suppression | None = None, *, also: Collection[K] = (), tries: int = TRIES
) -> frozenset[K]:
    """The keys of the counts that are not shown in any table.

    Primary: counts that the policy hides. Complementary: as many others as it takes so that each of these, and each
    small count among `unshown`, has another value in some filling of all tables together with whole numbers, with
    every sum right and every shown count as it is. The reader is taken to know the policy. Few children are hidden
    first, wholes late; a shown zero stays shown. `also` is hidden in any case.

    It is careful rather than sparing: a filling is looked for by up to `tries` mendings, and where none is found more
    is hidden, at worst all counts that are tied to this one, since then each may be twice as large. What it does not
    hold against: a reader who knows some of the children; sums that `linked` does not name; what follows only from
    there being one list of children behind all tables (`suppress_children`); a guess among the few numbers that remain.

    >>> from iepkit.disclosure import Sum
    >>> linked = LinkedCounts.of(
    ...     {"all": 44, "boys": 22, "girls": 22, "autism": 41, "other": 3},
    ...     [Sum("all", ("boys", "girls")), Sum("all", ("autism", "other"))],
    ... )
    >>> sorted(suppress_together(linked))
    ['autism', 'other']
    """
    policy = policy or Suppression()
    keys = list(linked.counts)
    elsewhere = frozenset(also)
    wanted = {at for at, key in enumerate(keys) if policy.hides(linked.counts[key]) or key in elsewhere}
    hidden = wanted | {at for at, key in enumerate(keys) if key in linked.unshown}
    usable = [key for at, key in enumerate(keys) if linked.counts[key] or at in hidden]
    web = Web.woven(linked, {*usable}, least=policy.lowest)
    prices = _prices(web, hidden)
    differ: set[int] = set()
    for number in sorted(wanted, key=lambda at: (web.counts[at], at)):
        if number in differ:
            continue
        changes = _cheapest(web, number, prices, tries)
        used = web.tied(number) if changes is None else changes
        for other in used:
            differ.add(other)
            hidden.add(other)
            prices[other] = 0
    return frozenset(keys[number] for number in hidden) - linked.unshown


def not_shown_to_differ(
    linked: LinkedCounts[K], hidden: Collection[K], *, least: int = 0, tries: int = TRIES
) -> tuple[K, ...]:
    """The hidden keys for which no other filling was found, in order: those that a reader may work out.

    An empty answer is a proof that none can be worked out. A key in the answer is one only where `tries` is large
    enough to look at everything, as for a few small tables.

    >>> from iepkit.disclosure import Sum
    >>> linked = LinkedCounts.of({"all": 20, "boys": 4, "girls": 16}, [Sum("all", ("boys", "girls"))])
    >>> not_shown_to_differ(linked, {"boys"}), not_shown_to_differ(linked, {"boys", "girls"})
    (('boys',), ())
    """
    web = Web.woven(linked, {*hidden, *linked.unshown}, least=least)
    prices = [0] * len(linked.counts)
    differ: set[int] = set()
    for number, key in enumerate(linked.counts):
        if key in hidden and number not in differ:
            differ |= {*(_cheapest(web, number, prices, tries, stages=[0]) or ())}
    return tuple(key for number, key in enumerate(linked.counts) if key in hidden and number not in differ)


def _cheapest(
    web: Web, number: int, prices: Sequence[int], tries: int, stages: Iterable[int] = _STAGES
) -> Changes | None:
    """The changes with which this count differs, in the stage that hides the least, the one way or the other."""
    for most in stages:
        ways = [web.another(number, step, prices, most=most, tries=tries) for step in (1, -1)]
        found = [way for way in ways if way is not None]
        if found:
            return min(found, key=lambda way: sum(prices[one] for one in way))
    return None


def _prices(web: Web, hidden: Collection[int]) -> list[int]:
    """What it takes to hide each count: more for more children, and by far more for a whole.

    A zero is not hidden for another's sake, so that where zeros are shown a reader is right to take a hidden count
    for 1 or more.
    """
    wholes = {member for members in web.sums for member, sign in members if sign < 0}
    return [
        0 if number in hidden else count.bit_length() * (8 if number in wholes else 2)
        for number, count in enumerate(web.counts)
    ]
