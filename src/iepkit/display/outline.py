"""Outlines: what people look for first in a report, and how urgent it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import attrs

from iepkit.display.layout import counted
from iepkit.findings import Finding, Severity, by_urgency
from iepkit.laws import jurisdictions, law
from iepkit.reviews import Report
from iepkit.timelines import Deadline
from iepkit.vocabulary import Status

__all__ = ["SOON", "Outline", "Summary", "law_name", "standing"]


def __dir__() -> list[str]:
    return __all__


SOON = 30
"""A deadline is due soon where it falls within so many calendar days."""

COUNTS: Mapping[str, tuple[str, str]] = {
    "overdue": ("overdue", "overdue"),
    "late": ("done late or too early", "done late or too early"),
    "due_soon": (f"due within {SOON} days",) * 2,
    "other_violations": ("other violation", "other violations"),
    "conflicts": ("conflict", "conflicts"),
    "unknown": ("unknown", "unknown"),
}

_IN_A_LINE = {**COUNTS, "late": ("done late",) * 2, "early": ("done too early",) * 2}
_CYCLES = ("annual-review", "reevaluation")  # the two dates that everybody looks for
_RECENT = 365  # what closed within so many days may still be looked for
_CLOSED = {
    Status.MET: ("done in time",) * 2,
    Status.DONE: ("done without a number in the law",) * 2,
    Status.WAIVED: ("waived",) * 2,
    Status.LAPSED: ("right that lapsed", "rights that lapsed"),
    Status.ENDED: ("ended before it was due", "ended before they were due"),
}
_OPEN_RIGHTS = ("right that is not settled", "rights that are not settled")


@attrs.frozen
class Outline:
    """A report sorted for people: its deadlines by how they stand, its findings by how much they weigh.

    The next annual review and the next reevaluation are never too far away to be shown, nor left out once they ended.
    What is `tracked` has no number in the law: it waits, and is never late. Rights that were used after their last day
    are `too_late`, which is no duty missed; of those that are not settled, such as one whose last day lies past every
    calendar, only how many there are is kept, in `open_rights`. What closed as it should is counted in `closed`; of it,
    `recent` is what closed in the year before the as-of day.
    A finding that only repeats a deadline is left out here, so that each thing is said once.
    Every deadline is there, whatever findings the review was told to select or to ignore; that a finding on it was set
    aside is said with it (`aside` holds the codes and places of these).
    """

    overdue: tuple[Deadline, ...]
    late: tuple[Deadline, ...]
    soon: tuple[Deadline, ...]
    later: tuple[Deadline, ...]
    beyond: tuple[Deadline, ...]
    ended: tuple[Deadline, ...]
    unsettled: tuple[Deadline, ...]
    tracked: tuple[Deadline, ...]
    too_late: tuple[Deadline, ...]
    open_rights: int
    closed: Mapping[Status, int]
    recent: tuple[Deadline, ...]
    findings: Mapping[Severity, tuple[Finding, ...]]
    as_of: date
    edge: date
    aside: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, report: Report, *, within: int = 365) -> Outline:
        """The outline of a report; open deadlines more than `within` days away are kept apart, in `beyond`."""
        groups: dict[Status, list[Deadline]] = {status: [] for status in Status}
        for deadline in report.deadlines:
            groups[deadline.status].append(deadline)
        soon = _ahead(report.as_of, SOON)
        edge = max(soon, _ahead(report.as_of, within))
        late = (*groups[Status.LATE], *groups[Status.EARLY])
        far = [one for one in groups[Status.OPEN] if _is_far(one, edge)]
        numbered = [one for one in groups[Status.OPEN] if one.has_number and one not in far]
        due = [(deadline, deadline.due or deadline.later_than or date.max) for deadline in numbered]
        codes = {deadline.code for deadline in report.deadlines}
        others = by_urgency(finding for finding in report.findings if finding.code not in codes)
        return cls(
            overdue=tuple(sorted(groups[Status.OVERDUE], key=_worst)),
            late=tuple(sorted((one for one in late if not one.is_right), key=_worst)),
            soon=tuple(deadline for deadline, day in due if day <= soon and not deadline.is_earliest),
            later=tuple(deadline for deadline, day in due if _is_later(deadline, ahead=day > soon, within=day <= edge)),
            beyond=tuple(deadline for deadline, day in due if day > edge and deadline.clock not in _CYCLES),
            ended=tuple(deadline for deadline in groups[Status.ENDED] if deadline.clock in _CYCLES),
            unsettled=tuple(deadline for deadline in groups[Status.UNKNOWN] if not deadline.is_right),
            tracked=tuple(sorted((one for one in groups[Status.OPEN] if not one.has_number), key=_longest)),
            too_late=tuple(one for one in late if one.is_right),
            open_rights=len(far) + sum(one.is_right for one in groups[Status.UNKNOWN]),
            closed={
                Status.MET: len(groups[Status.MET]),
                Status.DONE: len(groups[Status.DONE]),
                Status.LAPSED: len(groups[Status.LAPSED]),
                Status.WAIVED: len(groups[Status.WAIVED]),
                Status.ENDED: sum(deadline.clock not in _CYCLES for deadline in groups[Status.ENDED]),
            },
            recent=tuple(one for status in _CLOSED for one in groups[status] if _is_recent(one, report.as_of)),
            findings={severity: tuple(f for f in others if f.severity is severity) for severity in Severity},
            as_of=report.as_of,
            edge=edge,
            aside=frozenset((one.finding.code, one.finding.path) for one in report.waived),
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
        early = sum(deadline.status is Status.EARLY for deadline in self.late)
        counts = {**self.counts, "late": len(self.late) - early, "early": early}
        parts = [counted(number, *_IN_A_LINE[name]) for name, number in counts.items() if number]
        if parts:
            return ", ".join(parts)
        ahead = (deadline for deadline in (*self.later, *self.beyond) if not deadline.is_earliest)
        following = next(ahead, None)
        return f"nothing now; next: {following.title}, {self.outcome(following)}" if following else "nothing"

    @property
    def others(self) -> str:
        """What is only counted, in a sentence, and nothing where there is none."""
        said = [counted(number, *_CLOSED[status]) for status, number in self.closed.items() if number]
        if self.beyond:
            said.append(f"{len(self.beyond)} due after {self.edge}")
        if self.open_rights:
            said.append(counted(self.open_rights, *_OPEN_RIGHTS))
        return f"Other deadlines: {', '.join(said)}." if said else ""

    def outcome(self, deadline: Deadline) -> str:
        """How a deadline stands, in words; for an open one, in how many days it is due."""
        if deadline.status is not Status.OPEN or deadline.due is None:
            aside = "; set aside" if (deadline.code, deadline.path or "$") in self.aside else ""
            return standing(deadline) + aside
        days = (deadline.due - self.as_of).days
        due = f"{_name(deadline)} {deadline.due}"
        return f"{due}, in {counted(days, 'day')}" if days else f"{due}, this very day"


def law_name(report: Report) -> str:
    """The name of the jurisdiction whose law was used, or its code where the library has no law of that code."""
    known = report.jurisdiction in ("US", *jurisdictions())
    return law(report.jurisdiction).name if known else report.jurisdiction


def standing(deadline: Deadline) -> str:
    """How a deadline stands, in words: some duties only take time."""
    if not deadline.has_number and deadline.days_taken is not None:
        so_far = " so far" if deadline.status is Status.OPEN else ""
        return f"{counted(deadline.days_taken, 'day')}{so_far}; the law sets no number"
    return deadline.outcome


def _name(deadline: Deadline) -> str:
    """What the due day of a deadline is."""
    return "not before" if deadline.is_earliest else "last day" if deadline.is_right else "due"


def _is_far(deadline: Deadline, edge: date) -> bool:
    """Whether it is a right counted from the birth, of which no more is known than that it outlasts the calendar."""
    unknown = deadline.due is None and (deadline.later_than or date.min) <= edge
    return unknown and deadline.is_right and deadline.start is None


def _is_later(deadline: Deadline, *, ahead: bool, within: bool) -> bool:
    """Whether an open deadline is shown as due later: what may be done from a day on is never due soon."""
    return (ahead or deadline.is_earliest) and (within or deadline.clock in _CYCLES)


def _is_recent(deadline: Deadline, as_of: date) -> bool:
    """Whether it closed in the year before the as-of day; the next cycles that ended are shown elsewhere."""
    last = deadline.done or deadline.due
    ended = deadline.status is Status.ENDED and deadline.clock in _CYCLES
    return not ended and last is not None and last >= _back(as_of, _RECENT)


def _back(day: date, days: int) -> date:
    """The day so many days before, or the first day there is."""
    return day - timedelta(days=min(days, (day - date.min).days))


def _longest(deadline: Deadline) -> tuple[int, str]:
    return -(deadline.days_taken or 0), deadline.code


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
