"""Which version of the law answers for each run of a clock."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from iepkit.days import MISSING, is_unknown
from iepkit.facts import Projection
from iepkit.timelines.binding import Bound, Era
from iepkit.timelines.plans import ANCHORS, Plan
from iepkit.timelines.runs import runs
from iepkit.timelines.scalars import Facts, Scalars, Verdict

__all__ = ["Answer", "answered", "answers"]


def __dir__() -> list[str]:
    return __all__


Answer = tuple[Plan, Facts, Verdict]

_SCALARS = Scalars()


def answers(bound: Bound, known: Projection, today: int) -> Iterator[Answer]:
    """Every run of a clock in a case, with its answer under the version of the law that governs it."""
    return (_in_turn if bound.anchored else _each)(bound.eras, known, today)


def answered(plan: Plan, f: Facts, since: int, until: int) -> Verdict | None:
    """The answer of a run, where a version of the law in force from `since` until before `until` may govern it.

    The version in force on the day that starts the clock does. A clock that counts from a birth, or to a day set long
    before, goes by the version in force when it is due.
    """
    if plan.start not in ANCHORS:
        return plan.shape(_SCALARS, f, plan) if since <= f.start < until else None
    answer: Verdict = plan.shape(_SCALARS, f, plan)
    day = answer[1]
    claims = f.as_of == MISSING or since <= f.as_of if is_unknown(day) else since <= day
    return answer if claims else None


def _each(eras: tuple[Era, ...], known: Projection, today: int) -> Iterator[Answer]:
    """The answers for a clock that goes by the law in force on the day that starts it."""
    several = len(eras) > 1
    for since, until, era in eras:
        for plan in era:
            if several and plan.total is None and not known.may_have_between(plan.starts, since, until):
                continue  # most versions of the law are too old for the file
            for f in runs(plan, known, today):
                if since <= f.start < until:
                    yield plan, f, plan.shape(_SCALARS, f, plan)


@attrs.define
class _Version:
    """What one version of the law says of one start; whether all is over before it ends, and it is the one of today."""

    since: int
    unknown: bool
    over: bool
    stands: bool
    answers: list[Answer] = attrs.field(factory=list)


def _in_turn(eras: tuple[Era, ...], known: Projection, today: int) -> Iterator[Answer]:
    """The answers for a clock that goes by the law in force when it is due; each start is answered under one version.

    What is due while the version of the as-of day is in force is settled by it, whatever comes later. Else the newest
    version governs that is in force on its own due day; where that day is unknown, it gives way to an older one under
    which all was over before.
    """
    by_start: dict[int, list[_Version]] = {}  # the newest first
    for since, until, era in eras:
        asked = [(plan, f) for plan in era for f in runs(plan, known, today)]
        unsettled = False
        for plan, f in asked:
            answer = answered(plan, f, since, until)
            unsettled |= answer is None or is_unknown(answer[1])
            if answer is None:
                continue
            versions = by_start.setdefault(f.start, [])
            if not versions or versions[-1].since != since:
                unknown = is_unknown(answer[1])
                over = answer[1] < until and not unknown
                versions.append(_Version(since, unknown, over, over and since <= today < until))
            versions[-1].answers.append((plan, f, answer))
        if asked and not unsettled and since <= today:
            break  # nothing that an older version says can change this
    for versions in by_start.values():
        standing = [version for version in versions if version.stands]
        settled = [version for version in versions if version.over and versions[0].unknown]
        yield from (standing or settled or versions)[0].answers
