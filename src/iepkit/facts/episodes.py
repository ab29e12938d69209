"""Episodes: the runs of a clock, from the days on which it started, was met and ended."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from iepkit.days import MISSING
from iepkit.facts.table import FOREVER

__all__ = ["Episode", "anchors", "episodes", "pairs", "restarted"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Episode:
    """One run of a clock: when it started, what it waited for and when the duty ended, each `MISSING` where not."""

    start: int
    done: int = MISSING
    ended: int = MISSING


def episodes(starts: Sequence[int], dones: Sequence[int], ends: Sequence[int] = ()) -> list[Episode]:
    """The runs of a clock that starts, waits for one thing, and may end without it.

    A second start while the clock runs changes nothing. On one day, a start comes before what it waits for.

    >>> episodes([1, 5, 20], [9, 30])
    [Episode(start=1, done=9, ended=-1073741824), Episode(start=20, done=30, ended=-1073741824)]
    """
    happened = sorted([(day, 0) for day in starts] + [(day, 1) for day in dones] + [(day, 2) for day in ends])
    runs: list[Episode] = []
    running = False
    for day, what in happened:
        if what == 0 and not running:
            runs.append(Episode(day))
            running = True
        elif what and running:
            start = runs[-1].start
            runs[-1] = Episode(start, done=day) if what == 1 else Episode(start, ended=day)
            running = False
    return runs


def pairs(
    days: Sequence[int], restarts: Sequence[int] = (), ends: Sequence[int] = (), resumes: Sequence[int] = ()
) -> list[Episode]:
    """The runs of a clock that each thing stops and starts anew, and that a restart starts anew without stopping it.

    An end is undone by what resumes the run later.

    >>> [(run.start, run.done) for run in pairs([1, 9])]
    [(1, 9), (9, -1073741824)]
    """
    starts, first = sorted({*days, *restarts}), min(days, default=FOREVER)
    runs = []
    for at, start in enumerate(starts):
        if start < first:
            continue
        done = next((day for day in days if day > start), MISSING)
        following = starts[at + 1] if at + 1 < len(starts) else FOREVER
        since = max((day + 1 for day in resumes if start <= day <= following), default=start)
        ended = next((day for day in ends if since <= day <= following), MISSING)
        runs.append(Episode(start, done if done <= following else MISSING, ended))
    return runs


def restarted(starts: Sequence[int], dones: Sequence[int], ends: Sequence[int] = ()) -> list[Episode]:
    """The runs of a clock that each start begins anew, which ends the run before where that still waits.

    >>> [(run.start, run.done, run.ended) for run in restarted([1, 9], [20])][1]
    (9, 20, -1073741824)
    """
    runs = []
    for at, start in enumerate(starts):
        following = starts[at + 1] if at + 1 < len(starts) else FOREVER
        done = next((day for day in dones if start <= day < following), MISSING)
        ended = next((day for day in ends if start <= day <= following), following)
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
        done, ended = (next((one for one in of if before < one <= last), MISSING) for of in (dones, ends))
        runs.append(Episode(day, done, ended))
        before = day
    return runs
