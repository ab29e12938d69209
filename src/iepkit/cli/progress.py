"""The command `progress`: what was measured on each goal, where it stands by a named rule, and what cannot be told."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.cli.files import Files, Found
from iepkit.cli.inputs import calendars, labels
from iepkit.cli.logs import with_measurements
from iepkit.cli.pictures import Album
from iepkit.cli.plans import iep_on, none_on
from iepkit.cli.rules import progress_policy
from iepkit.cli.sheets import Answer, written
from iepkit.display.layout import paragraph
from iepkit.display.progress import COLUMNS, progress_data, progress_text, sources_text
from iepkit.history import Case
from iepkit.progress import Progress, ProgressPolicy, Schedule, Standing, Unknown, progress_of, report_schedule
from iepkit.records import DataPoint, Goal, Iep
from iepkit.vocabulary import Period

if TYPE_CHECKING:
    from iepkit.display.plots import Picture

__all__ = ["progress"]


def __dir__() -> list[str]:
    return __all__


_COUNTED = {
    Standing.BEHIND: "goals behind the aimline",
    Standing.ON_TRACK: "goals on track",
    Standing.AHEAD: "goals ahead of the aimline",
    Standing.UNKNOWN: "goals of which it cannot be told",
}
_MARKED = {2: Period.SEMESTER, 3: Period.TRIMESTER, 4: Period.QUARTER}


@attrs.frozen
class _Measured:
    """A goal with its place, its progress, and the reports that the IEP promises."""

    path: str
    goal: Goal
    progress: Progress
    reports: Schedule | None


@attrs.frozen
class _Looked:
    """What is looked at: a case, one of its IEPs with its place, and under which choices."""

    case: Case
    path: str
    iep: Iep
    as_of: date
    policy: ProgressPolicy
    calendar: SchoolCalendar | None


def progress(options: Namespace) -> int:
    """Write the progress on every goal; 1 where a goal is behind its aimline by the rule."""
    options.labels = labels(options.labels)
    policy = progress_policy(options.policy, options.rule)
    album = Album.of(options.picture)
    files = Files(options=options, calendars=calendars(options.calendar))
    answers = files.each(
        lambda found: _answer(found, options, policy, files, album),
        "worked out",
        with_measurements(files, options.data),
    )
    status = written(options, files, answers, columns=COLUMNS, counts=tuple(_COUNTED.values()))
    if album is not None:
        album.save()
    return status


def _answer(found: Found, options: Namespace, policy: ProgressPolicy, files: Files, album: Album | None) -> Answer:
    held = iep_on(found.case, options.as_of)
    if held is None:
        return none_on(options.as_of, "goals", [])
    path, iep = held
    calendar = files.calendar_for(found) if files.calendars else None
    looked = _Looked(found.case, path, iep, options.as_of, policy, calendar)
    goals = [_measured(looked, at) for at in range(len(iep.goals))]

    if album is not None and goals:
        name = options.labels.get(found.case.id, "")
        title = f"{name}: progress as of {options.as_of}" if name else ""
        album.pictures.append(_drawn(goals, title, calendar))

    def told(one: _Measured) -> dict[str, object]:
        return progress_data(one.progress, one.goal, one.path, reports=one.reports, explain=options.explain)

    return Answer(
        text=lambda: _text(goals, policy, explain=options.explain),
        data=lambda: {"iep": path, "goals": [told(one) for one in goals]},
        rows=lambda: map(_row, goals),
        counts=Counter(_COUNTED[one.progress.status] for one in goals),
        attention=any(one.progress.status is Standing.BEHIND for one in goals),
    )


def _drawn(goals: list[_Measured], title: str, calendar: SchoolCalendar | None) -> Picture:
    """The goals of a child under each other; there is no name on it unless one was given."""
    from iepkit.display.plots.progress import Panel, progress_graph  # the extra is imported on use

    panels = (Panel(one.progress, one.goal) for one in goals)
    return progress_graph(*panels, calendar=calendar, title=title)


def _text(goals: list[_Measured], policy: ProgressPolicy, *, explain: bool) -> Iterator[str]:
    for one in goals:
        yield progress_text(one.progress, one.goal, one.path, reports=one.reports, explain=explain)
    if not goals:
        yield paragraph("The IEP holds no goal.", 2)
    elif explain:
        yield sources_text(policy)


def _row(one: _Measured) -> dict[str, object]:
    """A goal as a row; what cannot be told is in words."""
    return {**progress_data(one.progress, one.goal, one.path), "unknown": [str(gap) for gap in one.progress.unknown]}


def _measured(found: _Looked, at: int) -> _Measured:
    """The goal at a place of an IEP, with what was measured on it in the whole file."""
    iep, case, as_of = found.iep, found.case, found.as_of
    goal = iep.goals[at]
    data, other = _data(case, goal)
    made = progress_of(goal, as_of=as_of, data=data, start=iep.start, due=iep.end, policy=found.policy)
    if other:
        made = attrs.evolve(made, unknown=(*made.unknown, _in_another_unit(other)))
    reports = None if found.calendar is None else _reports(case, iep, goal, as_of, found.calendar)
    return _Measured(f"{found.path}.goals[{at}]", goal, made, reports)


def _data(case: Case, goal: Goal) -> tuple[list[DataPoint], int]:
    """What was measured apart from the IEP on a goal, and how many measurements are in another unit."""
    found: list[DataPoint] = []
    other = 0
    for one in case.measurements:
        if goal.id is None or one.goal_id != goal.id:
            continue
        if None in (one.unit, goal.unit) or one.unit == goal.unit:
            found.extend(one.data)
        else:
            other += len(one.data)
    return found, other


def _in_another_unit(many: int) -> Unknown:
    what = "1 measurement is" if many == 1 else f"{many} measurements are"
    words = f"{what} kept apart from the IEP and in another unit, and left out."
    return Unknown("points", words, "Convert them to the unit of the goal.")


def _reports(case: Case, iep: Iep, goal: Goal, as_of: date, calendar: SchoolCalendar) -> Schedule | None:
    """The reports that the IEP promises at the ends of marking periods, where the calendar has any."""
    years = [year.marking_periods for year in calendar.years if year.marking_periods]
    if not years:
        return None
    start, due = iep.start or goal.start, iep.end or goal.due
    if start is None or due is None:
        why = "The first and the last day of the IEP are not both known."
        return Schedule(unknown=(Unknown("reports", why, "Record both days."),))
    numbers = {len(periods) for periods in years}
    per = _MARKED.get(numbers.pop(), Period.MARKING_PERIOD) if len(numbers) == 1 else Period.MARKING_PERIOD
    ends = [period.end for periods in years for period in periods]
    return report_schedule(goal, ends, per=per, start=start, due=due, reports=case.progress_reports, as_of=as_of)
