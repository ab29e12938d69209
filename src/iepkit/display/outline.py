"""Outlines: what people look for first in a report, and how urgent it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import attrs

from iepkit.display.layout import counted
from iepkit.findings import Finding, Severity, by_urgency
from iepkit.reviews import Report
from iepkit.timelines import Deadline
from iepkit.vocabulary import Status

__all__ = ["SOON", "Outline", "Summary"]


def __dir__() -> list[str]:
    return __all__


SOON = 30
"""A deadline is due soon where it falls within so many calendar days."""

COUNTS: Mapping[str, tuple[str, str]] = {
    "overdue": ("overdue", "overdue"),
    "late": ("done late", "done late"),
    "due_soon": (f"due within {SOON} days",) * 2,
    "other_violations": ("other violation", "other violations"),
    "conflicts": ("conflict", "conflicts"),
    "unknown": ("unknown", "unknown"),
}

_CYCLES = ("annual-review", "reevaluation")  # the two dates that everybody looks for


@attrs.frozen
class Outline:
    """A report sorted for people: its deadlines by how they stand, its findings by how much they weigh.

    The next annual review and the next reevaluation are never too far away to be shown, nor left out once they ended.
    A finding that only repeats a deadline is left out here, so that each thing is said once.
    Every deadline is there, whatever findings the review was told to select or to ignore.
    """

    overdue: tuple[Deadline, ...]
    late: tuple[Deadline, ...]
    soon: tuple[Deadline, ...]
    later: tuple[Deadline, ...]
    beyond: tuple[Deadline, ...]
    ended: tuple[Deadline, ...]
    unsettled: tuple[Deadline, ...]
    closed: Mapping[Status, int]
    findings: Mapping[Severity, tuple[Finding, ...]]
    as_of: date
    edge: date

    @classmethod
    def of(cls, report: Report, *, within: int = 365) -> Outline:
        """The outline of a report; open deadlines more than `within` days away are kept apart, in `beyond`."""
        groups: dict[Status, list[Deadline]] = {status: [] for status in Status}
        for deadline in report.deadlines:
            groups[deadline.status].append(deadline)
        soon, edge = _ahead(report.as_of, SOON), _ahead(report.as_of, within)
        due = [(deadline, deadline.due or deadline.later_than or date.max) for deadline in groups[Status.OPEN]]
        codes = {deadline.code for deadline in report.deadlines}
        others = by_urgency(finding for finding in report.findings if finding.code not in codes)
        return cls(
            overdue=tuple(sorted(groups[Status.OVERDUE], key=_worst)),
            late=tuple(sorted((*groups[Status.LATE], *groups[Status.EARLY]), key=_worst)),
            soon=tuple(deadline for deadline, day in due if day <= soon),
            later=tuple(deadline for deadline, day in due if soon < day and (day <= edge or deadline.clock in _CYCLES)),
            beyond=tuple(deadline for deadline, day in due if day > max(soon, edge) and deadline.clock not in _CYCLES),
            ended=tuple(deadline for deadline in groups[Status.ENDED] if deadline.clock in _CYCLES),
            unsettled=tuple(groups[Status.UNKNOWN]),
            closed={
                Status.MET: len(groups[Status.MET]),
                Status.WAIVED: len(groups[Status.WAIVED]),
                Status.ENDED: sum(deadline.clock not in _CYCLES for deadline in groups[Status.ENDED]),
            },
            findings={severity: tuple(f for f in others if f.severity is severity) for severity in Severity},
            as_of=report.as_of,
            edge=max(soon, edge),
        )

    @property
    def counts(self) -> Mapping[str, int]:
        """How many of each kind, by the names that JSON gives them."""
        return {
            "overdue": len(self.overdue),
            "late": len(self.late),
            "due_soon": len(self.soon),
            "other_violations": len(self.findings[Severity.VIOLATION]),
            "conflicts": len(self.findings[Severity.CONFLICT]),
            "unknown": len(self.findings[Severity.UNKNOWN]) + len(self.unsettled),
        }

    @property
    def urgency(self) -> tuple[int, ...]:
        """What sorts reports, the most urgent first."""
        worst = self.overdue[0].days_late if self.overdue else 0
        counts = self.counts
        return (-worst, *(-counts[name] for name in ("late", "other_violations", "due_soon", "conflicts", "unknown")))

    @property
    def words(self) -> str:
        """The counts in a line, or the next deadline where there is nothing to look at."""
        parts = [counted(number, *COUNTS[name]) for name, number in self.counts.items() if number]
        if parts:
            return ", ".join(parts)
        following = next(iter((*self.later, *self.beyond)), None)
        return f"nothing now; next: {following.title}, {self.outcome(following)}" if following else "nothing"

    def outcome(self, deadline: Deadline) -> str:
        """The due day of a deadline and how it stands, in words; for an open one, in how many days it is due."""
        if deadline.status is not Status.OPEN or deadline.due is None:
            return deadline.outcome
        days = (deadline.due - self.as_of).days
        return f"due {deadline.due}, " + (f"in {counted(days, 'day')}" if days else "this very day")


def _worst(deadline: Deadline) -> tuple[int, str]:
    return -deadline.days_late, deadline.code


def _ahead(day: date, days: int) -> date:
    """The day so many days ahead, or the last day there is."""
    return day + timedelta(days=min(days, (date.max - day).days))


@attrs.define
class Summary:
    """The counts of many reports, and how many documents could not be read."""

    children: int = 0
    unreadable: int = 0
    counts: Counter[str] = attrs.field(factory=Counter)

    def add(self, outline: Outline) -> None:
        """Count one more report."""
        self.children += 1
        self.counts.update(outline.counts)

    def plain(self) -> dict[str, int]:
        """The counts as plain data, every one of them there."""
        return {
            "children": self.children,
            **{name: self.counts[name] for name in COUNTS},
            "unreadable": self.unreadable,
        }

    def lines(self) -> Iterable[tuple[int, str]]:
        """Each count with its words, for people."""
        for name, (one, many) in COUNTS.items():
            yield self.counts[name], one if self.counts[name] == 1 else many
