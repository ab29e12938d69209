"""A lack of expected progress, as far as measurements show one: a reason to look, and no verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

import attrs

from iepkit.progress.lines import Line
from iepkit.progress.rules import FOUR_POINT, Standing, View
from iepkit.progress.whole import Progress, ProgressPolicy, seen, trend_of
from iepkit.records import DataPoint, Goal

__all__ = ["Lack", "lack_of_progress", "lack_on"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Lack:
    """What shows it: the last points, from `first` to `last`, short of the aimline, and where the trend leads.

    `projected` is the value of the trend line on the day `due`, and `target` what the goal sets for that day.
    """

    first: date
    last: date
    points: int
    projected: Fraction
    target: Fraction
    due: date
    lines: tuple[str, ...]


def lack_of_progress(progress: Progress) -> Lack | None:
    """The signs that progress is not as expected, or `None` where they are not all there.

    Two published signs have to agree, each with its own minimum of points: the last four points are short of the
    aimline (`FOUR_POINT`), and the trend line does not reach the target by the day that is set for it. One alone is
    often chance: of children who are on track, one in sixteen has four such points in a row where errors are even.
    The law asks for a revision, as appropriate, to address any lack of expected progress toward the annual goals, and
    gives no measure of it (34 CFR 300.324(b)(1)(ii)(A)). Whether there is one is for the IEP Team to say.

    >>> from iepkit.progress import progress_of
    >>> from iepkit.records import DataPoint, Goal
    >>> goal = Goal(baseline_value=72, target=110, start=date(2026, 9, 7), due=date(2027, 5, 31),
    ...     data=tuple(DataPoint(date(2026, 9 + week // 4, 7 + 7 * (week % 4)), 72) for week in range(8)))
    >>> found = lack_of_progress(progress_of(goal, as_of=date(2026, 12, 1)))
    >>> str(found.last), str(found.projected)
    ('2026-10-28', '72')
    """
    view = View(progress.current, progress.aimline, progress.better, progress.trend, progress.policy.confidence)
    return _lack(view, lambda: progress.trend)


def lack_on(
    goal: Goal,
    *,
    as_of: date,
    data: Sequence[DataPoint] = (),
    start: date | None = None,
    due: date | None = None,
    policy: ProgressPolicy | None = None,
) -> Lack | None:
    """As `lack_of_progress(progress_of(goal, ...))`, and nothing is worked out that it does not take.

    >>> from iepkit.records import DataPoint, Goal
    >>> lack_on(Goal(baseline_value=72, target=110), as_of=date(2026, 12, 1)) is None
    True
    """
    chosen = policy or ProgressPolicy()
    if len(goal.data) + len(data) < max(FOUR_POINT.minimum.points, chosen.minimum.points):
        return None  # a point takes a measurement
    found = seen(goal, as_of=as_of, data=data, start=start, due=due, daily=chosen.daily)
    view = View(found.current, found.aimline, found.better, None, chosen.confidence)
    return _lack(view, lambda: trend_of(found.current, chosen)[0])


def _lack(view: View, trend: Callable[[], Line | None]) -> Lack | None:
    """The signs in a series; its trend is asked for last, since it takes longest."""
    decision = FOUR_POINT.decide(view)
    if decision.standing is not Standing.BEHIND:
        return None
    line = trend()
    last = view.points[-FOUR_POINT.window :]
    leg = view.aim.leg(last[-1].on) if view.aim else None
    projected = line.on(leg.due) if leg and line else None
    if leg is None or projected is None or view.better * (projected - leg.target) >= 0:
        return None
    return Lack(last[0].on, last[-1].on, len(last), projected, leg.target, leg.due, decision.lines)
