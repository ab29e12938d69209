"""Lack of expected progress toward an annual goal, as measurements and reports show it (34 CFR 300.324(b)(1)(ii)(A)).

The law gives no measure of it, so nothing here is a violation: the team is asked to meet and to look.
What a review took up, once the team has met, is a rule of `iep_development`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from iepkit.days import to_date
from iepkit.findings import Severity
from iepkit.progress import Lack, lack_on, shown
from iepkit.records import DataPoint, Goal
from iepkit.reviews.context import Context, Reviewed
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import ProgressStatus

__all__ = ["lacking"]


def __dir__() -> list[str]:
    return __all__


@rule(
    "IP723",
    "lack-of-progress",
    "Lack of expected progress toward a goal",
    citation="34 CFR 300.324(b)(1)(ii)(A)",
    severity=Severity.NOTE,
    applies=(
        "to each annual goal of the IEP in effect that has measurements and an aimline, or of which a progress report "
        "says that progress is insufficient, until the IEP Team meets or the IEP is amended"
    ),
    says="The IEP Team revises the IEP, as appropriate, to address any lack of expected progress toward the goals.",
    settle="Meet as the IEP Team, look at what was measured, and revise the IEP as appropriate; record the meeting.",
    groups=("iep-development", "review", "progress"),
    since="0.3",
)
def lacking(context: Context) -> Iterator[Flaw]:
    """The goals whose measurements stay short of their aimline, and those that a report calls insufficient."""
    reported = _reported(context)
    for one in context.texts:
        if one.on > context.as_of:
            continue
        for at, goal in enumerate(one.iep.goals):
            lack, told = _measured(context, one, goal), reported.get(goal.id)
            if lack is not None and lack.first > _acted(context, one):
                yield Flaw(f"{one.path}.goals[{at}].data", _words(lack))
            elif told is not None and told.status is ProgressStatus.INSUFFICIENT and told.given > _acted(context, one):
                yield Flaw(told.path, "The report says that progress is insufficient, and the team has not met since.")


def _acted(context: Context, one: Reviewed) -> date:
    """The last day on which the team met or the IEP was changed: what came before has been looked at."""
    met = [to_date(day) for day in context.known.days("iep-meeting")]
    amended = [day for change in one.iep.amendments if (day := change.on) is not None and day <= context.as_of]
    return max([*met, *amended], default=date.min)


def _measured(context: Context, one: Reviewed, goal: Goal) -> Lack | None:
    apart = _apart(context, one, goal)
    if not (goal.data or apart):
        return None
    iep = one.iep
    return lack_on(goal, as_of=context.as_of, data=apart, start=iep.start, due=iep.end)


def _apart(context: Context, one: Reviewed, goal: Goal) -> list[DataPoint]:
    """The measurements that the file keeps apart from the goal; what came before this IEP was for another one."""
    start = goal.start or one.on
    rows = [row for row in context.case.measurements if goal.id is not None and row.goal_id == goal.id]
    return [point for row in rows for point in row.data if point.on >= start]


def _words(lack: Lack) -> str:
    there = f"the last {lack.points} measurements, from {lack.first} to {lack.last}, are short of the aimline"
    return (
        f"By the four-point rule {there}; the trend comes to {shown(lack.projected)} by {lack.due}, "
        f"and the target is {shown(lack.target)}."
    )


@attrs.frozen
class _Told:
    """What the last report says of a goal: its day, its place in the file, and the status."""

    given: date
    path: str
    status: ProgressStatus


def _reported(context: Context) -> dict[str | None, _Told]:
    """The last report on each goal, by the identifier of the goal."""
    found: dict[str | None, _Told] = {}
    for at, report in enumerate(context.case.progress_reports):
        if report.given is None or report.given > context.as_of:
            continue
        for row, said in enumerate(report.goals):
            before = found.get(said.goal_id)
            if said.goal_id is None or said.status is None or (before is not None and before.given >= report.given):
                continue
            found[said.goal_id] = _Told(report.given, f"$.progress_reports[{at}].goals[{row}].status", said.status)
    return found
