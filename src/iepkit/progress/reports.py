"""When progress is reported, from the IEP and the marking periods of the school, and how a measurement is put."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from iepkit.progress.exact import day_words, shown
from iepkit.progress.measurements import Unknown
from iepkit.progress.whole import Progress
from iepkit.records import Goal, ProgressReport
from iepkit.vocabulary import Period

__all__ = ["DueReport", "Schedule", "report_schedule", "statement"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class DueReport:
    """A progress report that the IEP promises: the marking period it is for, and the day on which one was given.

    `given` is the first report between the last day of this period and that of the next; a report that names its
    period counts for the period that it names. `None`: the file holds none, by the as-of day.
    """

    period_start: date
    period_end: date
    given: date | None = None


@attrs.frozen
class Schedule:
    """The reports that an IEP promises in a time, in order, and what cannot be told."""

    reports: tuple[DueReport, ...] = ()
    unknown: tuple[Unknown, ...] = ()


_IN_A_YEAR = {2: Period.SEMESTER, 3: Period.TRIMESTER, 4: Period.QUARTER}
_GRADED = {Period.MARKING_PERIOD, *_IN_A_YEAR.values()}


def report_schedule(
    goal: Goal,
    ends: Iterable[date],
    *,
    per: Period = Period.MARKING_PERIOD,
    start: date,
    due: date,
    reports: Sequence[ProgressReport] = (),
    as_of: date | None = None,
) -> Schedule:
    """The progress reports that an IEP promises for a goal, at the ends of marking periods.

    `ends` are the last days of the marking periods, and `per` says what they are: quarters, trimesters, semesters.
    `start` and `due` are the first and last day of the IEP; a period that ends inside them is reported on.
    The law asks the IEP to say when, and gives quarterly reports, at the time of report cards, as an example only
    (34 CFR 300.320(a)(3)(ii)). Where the IEP counts in other periods than the calendar, nothing is guessed.
    Raises no error for any file.

    >>> ends = [date(2026, 11, 6), date(2027, 1, 22), date(2027, 4, 2), date(2027, 6, 11)]
    >>> goal = Goal(reported_times=4, reported_per=Period.YEAR)
    >>> found = report_schedule(goal, ends, per=Period.QUARTER, start=date(2026, 9, 1), due=date(2027, 8, 31))
    >>> [str(report.period_end) for report in found.reports]
    ['2026-11-06', '2027-01-22', '2027-04-02', '2027-06-11']
    """
    if lacking := _lacking(goal, per):
        return Schedule(unknown=(lacking,))
    ordered = sorted(set(ends))
    within = [day for day in ordered if start <= day <= due]
    if not within:
        settle = "Give the last days of the marking periods in the time of the IEP."
        return Schedule(unknown=(Unknown("reports", "No marking period ends in the time of the IEP.", settle),))
    first = max((day for day in ordered if day < start), default=None)
    begins = [start if first is None else first, *within[:-1]]
    given = [one for one in reports if one.given is not None and (as_of is None or one.given <= as_of)]
    nexts = [*within[1:], date.max]
    rows = zip(begins, within, nexts, strict=True)
    return Schedule(tuple(DueReport(begin, end, _given(begin, end, later, given)) for begin, end, later in rows))


def _lacking(goal: Goal, per: Period) -> Unknown | None:
    times, every = goal.reported_times, goal.reported_per
    settle = "Record how many times in which period reports are given."
    if not times or every is None:
        return Unknown("reports", "The goal does not say, as a number, how often progress is reported.", settle)
    one_each = times == 1 and every in {per, Period.MARKING_PERIOD} and per in _GRADED
    if one_each or (every is Period.YEAR and _IN_A_YEAR.get(times) is per):
        return None
    settle = "Give the last days of the periods in which the goal says that progress is reported."
    return Unknown("reports", f"When {times} a {every} are given does not follow from the ends of each {per}.", settle)


def _given(begin: date, end: date, later: date, given: Sequence[ProgressReport]) -> date | None:
    """The first day on which a report for a period was given."""
    days = [
        one.given
        for one in given
        if one.given is not None
        and (begin < one.period_end <= end if one.period_end is not None else end <= one.given < later)
    ]
    return min(days, default=None)


def statement(progress: Progress, label: str = "the goal") -> str:
    """The last measurement in words, beside what the aimline expects on that day: no verdict, and no name.

    `label` is what the caller calls the goal; a name stands there only if the caller puts one.

    >>> from iepkit.progress import progress_of
    >>> from iepkit.records import DataPoint
    >>> goal = Goal(baseline_value=72, target=108, unit="words a minute", start=date(2026, 9, 14),
    ...     due=date(2027, 5, 24), data=(DataPoint(date(2027, 1, 18), 84),))
    >>> statement(progress_of(goal, as_of=date(2027, 2, 1)), "Goal 1")
    'On 18 January 2027 Goal 1 stood at 84 words a minute; the aimline expects 90.'
    """
    if not progress.points:
        return f"Nothing was measured on {label} by {day_words(progress.as_of)}."
    last = progress.points[-1]
    unit = progress.unit or ""
    amount = f"{shown(last.value)}{unit}" if unit.startswith("%") else f"{shown(last.value)} {unit}".rstrip()
    said = f"On {day_words(last.on)} {label} stood at {amount}"
    expected = progress.expected_on(last.on)
    return f"{said}; the aimline expects {shown(expected)}." if expected is not None else f"{said}."
