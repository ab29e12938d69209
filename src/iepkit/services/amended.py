"""Amended: a week or month that an amendment or a new IEP cuts is balanced once, for all that promise in it.

An amendment changes an IEP and does not begin its services anew (34 CFR 300.324(a)(6)): a session on the Monday before
it stands for the week, also where the promise of that week is told in two parts.
"""

from __future__ import annotations

from collections.abc import Sequence

from iepkit.services.lines import Line

__all__ = ["Amounts", "chains", "shared_out"]


def __dir__() -> list[str]:
    return __all__


Amounts = tuple[int, int, int]
"""What was given, excused and missed in one period."""


def chains(found: Sequence[Line]) -> list[list[int]]:
    """The places of the lines of one service that follow upon another to the day, two or more in each list.

    A service is the same by its identifier or, where there is none, by its type. Where several could follow, none does.

    >>> from iepkit.records import Service
    >>> speech = Service(id="s")
    >>> chains([Line("", speech, 10, 19), Line("", speech, 20, 29), Line("", Service(id="o"), 20, 29)])
    [[0, 1]]
    """
    begin: dict[tuple[object, int], list[int]] = {}
    end: dict[tuple[object, int], list[int]] = {}
    for place, line in enumerate(found):
        name = line.service.id or line.service.type
        if name is not None:
            for day, side in ((line.first, begin), (None if line.last is None else line.last + 1, end)):
                if day is not None:
                    side.setdefault((name, day), []).append(place)
    after = {end[key][0]: begin[key][0] for key in end.keys() & begin.keys() if len(end[key]) == len(begin[key]) == 1}
    made: list[list[int]] = []
    for place in sorted(after.keys() - after.values()):
        chain = [place]
        while (following := after.get(chain[-1])) is not None:
            chain.append(following)
        made.append(chain)
    return made


def shared_out(promised: Sequence[int], found: Sequence[Amounts]) -> list[Amounts]:
    """The amounts of each of several that promise in one period, after what one has to spare went to the others.

    Each first has its own. What was given goes before what was missed, and that before what was excused, as in any
    balance; what is given beyond all promises stays where it was given. Balanced one by one, the answers add up to
    the balance of the whole period.

    >>> shared_out([12, 18], [(30, 0, 0), (0, 0, 0)])
    [(12, 0, 0), (18, 0, 0)]
    >>> shared_out([12, 18], [(40, 0, 0), (0, 0, 30)])
    [(22, 0, 0), (18, 0, 0)]
    """
    left = list(promised)
    given, spare = _filled(left, [one[0] for one in found])
    missed, _ = _filled(left, [one[2] for one in found])
    excused, _ = _filled(left, [one[1] for one in found])
    return [(used + over, some, lost) for used, over, some, lost in zip(given, spare, excused, missed, strict=True)]


def _filled(left: list[int], amounts: Sequence[int]) -> tuple[list[int], list[int]]:
    """What of the amounts each takes of what it has left to fill, its own first; and what stays over of each."""
    used = [min(room, amount) for room, amount in zip(left, amounts, strict=True)]
    spare = [amount - own for amount, own in zip(amounts, used, strict=True)]
    for place, own in enumerate(used):
        left[place] -= own
    for place in range(len(used)):
        moved = _taken(spare, left[place])
        used[place] += moved
        left[place] -= moved
    return used, spare


def _taken(spare: list[int], most: int) -> int:
    """Takes at most so much from what is to spare, the first first, and tells how much that was."""
    wanted = most
    for place, there in enumerate(spare):
        moved = min(there, wanted)
        spare[place] -= moved
        wanted -= moved
    return most - wanted
