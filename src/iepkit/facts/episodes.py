"""Episodes: the runs of a clock, from the days on which it started, was met and ended."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import attrs

from iepkit.days import MISSING
from iepkit.facts.table import FOREVER

__all__ = ["Episode", "anchors", "episodes", "first_within", "last_by", "pairs", "restarted"]


def __dir__() -> list[str]:
    return __all__


@attrs.define  # not frozen: that takes four times as long to make, and a case has hundreds
class Episode:
    """One run of a clock: when it started, what it waited for and when the duty ended, each `MISSING` where not."""

    start: int
    done: int = MISSING
    ended: int = MISSING


def first_within(days: Sequence[int], first: int, last: int = FOREVER) -> int:
    """The first of some days, which are in order, from one day through another, or `MISSING`.

    >>> first_within([1, 5, 9], 4), first_within([1, 5, 9], 6, 8) == MISSING
    (5, True)
    """
    at = bisect_left(days, first)
    return days[at] if at < len(days) and days[at] <= last else MISSING


def last_by(days: Sequence[int], day: int) -> int:
    """The last of some days, which are in order, that is not after a day, or `MISSING`.

    >>> last_by([1, 5, 9], 6), last_by([1, 5, 9], 0) == MISSING
    (5, True)
    """
    at = bisect_right(days, day)
    return days[at - 1] if at else MISSING


def episodes(starts: Sequence[int], dones: Sequence[int], ends: Sequence[int] = ()) -> list[Episode]:
    """The runs of a clock that starts, waits for one thing, and may end without it; all days are in order.

    A second start while the clock runs changes nothing. On one day, a start comes before what it waits for.

    >>> episodes([1, 5, 20], [9, 30])
    [Episode(start=1, done=9, ended=-1073741824), Episode(start=20, done=30, ended=-1073741824)]
    """
    runs: list[Episode] = []
    over = MISSING
    for start in starts:
        if start > over:
            done = first_within(dones, start) if dones else MISSING
            ended = first_within(ends, start) if ends else MISSING
            if done != MISSING and (ended == MISSING or done <= ended):
                ended = MISSING
            else:
                done = MISSING
            runs.append(Episode(start, done, ended))
            over = max(done, ended)
            if over == MISSING:
                break
    return runs


def pairs(
    days: Sequence[int], restarts: Sequence[int] = (), ends: Sequence[int] = (), resumes: Sequence[int] = ()
) -> list[Episode]:
    """The runs of a clock that each thing stops and starts anew, and that a restart starts anew without stopping it.

    An end is undone by what resumes the run later.

    >>> [(run.start, run.done) for run in pairs([1, 9])]
    [(1, 9), (9, -1073741824)]
    """
    starts = sorted({*days, *(day for day in restarts if day >= days[0])}) if days else []
    runs = []
    for at, start in enumerate(starts):
        following = starts[at + 1] if at + 1 < len(starts) else FOREVER
        done, ended = first_within(days, start + 1, following), MISSING
        if ends:
            resumed = last_by(resumes, following)
            ended = first_within(ends, start if resumed < start else resumed + 1, following)
        runs.append(Episode(start, done, ended))
    return runs


def restarted(starts: Sequence[int], dones: Sequence[int], ends: Sequence[int] = ()) -> list[Episode]:
    """The runs of a clock that each start begins anew, which ends the run before where that still waits.

    >>> [(run.start, run.done, run.ended) for run in restarted([1, 9], [20])][1]
    (9, 20, -1073741824)
    """
    runs = []
    for at, start in enumerate(starts):
        following = starts[at + 1] if at + 1 < len(starts) else FOREVER
        done = first_within(dones, start, following - 1)
        ended = first_within(ends, start, following)
        ended = following if ended == MISSING else ended
        over = done != MISSING and done <= ended
        runs.append(Episode(start, done if over else MISSING, MISSING if over or ended == FOREVER else ended))
    return runs


def anchors(days: Sequence[int], dones: Sequence[int], ends: Sequence[int] = ()) -> list[Episode]:
    """The runs of a clock that counts back from each of some days: what was done since the day before, and by it.

    What comes after the last of the days belongs to it; what comes after another belongs to the next.

    >>> [(run.start, run.done) for run in anchors([10, 20], [8, 25])]
    [(10, 8), (20, 25)]
    """
    runs, before = [], MISSING
    for at, day in enumerate(days):
        last = day if at + 1 < len(days) else FOREVER
        runs.append(Episode(day, first_within(dones, before + 1, last), first_within(ends, before + 1, last)))
        before = day
    return runs
