"""The versions of the law in columns: the answers of a clock, and which version of its law has the say for each run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import attrs
import numpy as np

from iepkit.columns.arrays import Arrays, Verdict
from iepkit.columns.binding import bound
from iepkit.columns.days import Column, Mask, column
from iepkit.columns.histories import Known
from iepkit.columns.keys import Keys, Places, distinct
from iepkit.columns.runs import Episodes, Runs, runs
from iepkit.days import MISSING, UNKNOWN
from iepkit.timelines.binding import Era
from iepkit.timelines.plans import ANCHORS, Plan

__all__ = ["Answered", "answers", "governed", "of_clock"]


def __dir__() -> list[str]:
    return __all__


_ARRAYS = Arrays()
_BLOCK = 1 << 16  # rows whose intermediate columns stay in the cache of a core


def answers(plan: Plan, asked: Runs) -> Verdict:
    """The status, the due day and the days late of every run, block by block."""
    terms, rows = bound(plan), len(asked)
    if rows <= _BLOCK:
        answer: Verdict = terms.shape(_ARRAYS, asked, terms)
        return answer
    status, due, days = np.empty(rows, np.uint8), np.empty(rows, np.int32), np.empty(rows, np.int32)
    for first in range(0, rows, _BLOCK):
        block = slice(first, first + _BLOCK)
        status[block], due[block], days[block] = terms.shape(_ARRAYS, asked[block], terms)
    return status, due, days


def governed(plan: Plan, asked: Runs, due: Column, since: int, until: int) -> Mask:
    """Which runs a version of the law governs: by their start, or by when they are due where they count to a day."""
    if plan.start not in ANCHORS:
        return (asked.start >= since) & (asked.start < until)
    claims: Mask = np.where(due >= UNKNOWN, since <= asked.as_of, since <= due)
    return claims


def of_clock(eras: Sequence[Era], known: Known) -> Iterator[Answered]:
    """The answers of one clock that stand, by the versions of the law."""
    found: Episodes = {}
    answered = [[one for plan in era for one in _answered(plan, known, found, *window)] for *window, era in eras]
    anchored = any(plan.start in ANCHORS for plan in eras[0][2])
    return chain.from_iterable(_in_turn(eras, answered, known.as_of) if anchored else answered)


@attrs.frozen(eq=False)
class Answered:
    """The answers under one plan, and which of them its version of the law may govern."""

    plan: Plan
    asked: Runs
    answer: Verdict
    claims: Mask

    def place(self, starts: Keys) -> Places | slice:
        """The place of each run among starts of which all of its own are some."""
        keys = self.asked.keys
        return np.searchsorted(starts, keys) if len(keys) < len(starts) else slice(None)


def _answered(plan: Plan, known: Known, found: Episodes, since: int, until: int) -> Iterator[Answered]:
    """The answers under a plan of a version of the law, none where the clock does not start."""
    window = {} if plan.start in ANCHORS else {"since": since, "until": until}
    asked = runs(plan, known, found, **window)
    if asked is not None:
        answer = answers(plan, asked)
        yield Answered(plan, asked, answer, governed(plan, asked, answer[1], since, until))


def _in_turn(eras: Sequence[Era], answered: Sequence[Sequence[Answered]], as_of: int) -> list[list[Answered]]:
    """The answers that stand for a clock that goes by the law in force when it is due: one version for each start.

    What is due while the version of the as-of day is in force is settled by it, whatever comes later. Else the newest
    version governs that is in force on its own due day; where that day is unknown, it gives way to an older one under
    which all was over before.
    """
    asked = [one.asked.keys for era in answered for one in era]
    most: Keys = max(asked, key=len, default=np.empty(0, np.int64))
    alike = all(np.array_equal(keys, most) for keys in asked)  # as they are where every version asks of every birth
    starts = most if alike else distinct(np.concatenate(asked))
    newest, over, stands = (np.full(len(starts), -1) for _ in range(3))
    unknown = np.zeros(len(starts), np.bool_)
    for at, (since, until, _) in reversed(list(enumerate(eras))):  # what a newer version says is written over
        due, there = _due_first(starts, answered[at])
        is_over = there & (due < until) & (due < UNKNOWN)
        newest[there], unknown[there], over[is_over] = at, due[there] >= UNKNOWN, at
        if since <= as_of < until:
            stands[is_over] = at
    chosen = np.where(stands >= 0, stands, np.where(unknown & (over >= 0), over, newest))
    return [
        [attrs.evolve(one, claims=one.claims & (chosen[one.place(starts)] == at)) for one in era]
        for at, era in enumerate(answered)
    ]


def _due_first(starts: Keys, era: Sequence[Answered]) -> tuple[Column, Mask]:
    """The due day of each start by the first plan that claims it, and for which starts there is one."""
    due, there = column(MISSING, len(starts)), np.zeros(len(starts), np.bool_)
    for one in reversed(era):
        place = one.place(starts)
        due[place] = np.where(one.claims, one.answer[1], due[place])
        there[place] |= one.claims
    return due, there
