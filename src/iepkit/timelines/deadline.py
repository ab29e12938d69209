"""A deadline: one clock of a case, with its due day, its status and its reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from iepkit.citations import Authority, Citation
from iepkit.days import MISSING, floor, is_unknown, to_date
from iepkit.facts import fact
from iepkit.laws import Kind, Shape
from iepkit.timelines.explain import Explanation, explained
from iepkit.timelines.plans import Plan
from iepkit.timelines.scalars import Facts, Verdict
from iepkit.timelines.shapes import STATUSES
from iepkit.timelines.spans import UNSETTLED
from iepkit.vocabulary import Status, Unit

__all__ = ["Deadline", "deadline_of"]


def __dir__() -> list[str]:
    return __all__


_STATUS: tuple[Status | None, ...] = tuple(None if name == "none" else Status(name) for name in STATUSES)


@attrs.define(eq=False, repr=False)
class _Draft:
    """A deadline while it is made: to fill a frozen one takes four times as long, and a case has a hundred."""

    clock: str
    code: str
    title: str
    status: Status
    due: date | None
    days_late: int
    start: date | None
    done: date | None
    later_than: date | None
    citation: Citation
    path: str
    _plan: Plan = attrs.field(repr=False, eq=False)
    _facts: Facts = attrs.field(repr=False, eq=False)


@attrs.frozen
class Deadline(_Draft):
    """One clock of a case: when it is due, how it stands, and why.

    `due` is `None` where it is unknown; `later_than` then says what is known of it, and `settle` what would settle it.
    `days_late` counts calendar days from the due day to when it was done, or to the as-of day while it is overdue;
    for an `early` deadline, the days by which it came too soon.
    `start` is `None` where showing it would show a birth date.

    A duty for which the law has no number is `open` or `done`, has no due day, and `days_taken` says how long it took
    or has been open. Where `is_earliest`, `due` is the first day that the law allows, and not a last one.

    >>> from iepkit.laws import law
    >>> from iepkit.timelines import due
    >>> deadline = due("initial-evaluation", date(2026, 3, 2), law=law("US"), as_of=date(2026, 5, 5))
    >>> deadline.due, deadline.status.value, deadline.days_late
    (datetime.date(2026, 5, 1), 'overdue', 4)
    """

    @property
    def authority(self) -> Authority:
        """Whose value governs."""
        return self.citation.authority

    @property
    def has_number(self) -> bool:
        """Whether the law has a number for it; where not, no due day is ever given."""
        return self._plan.numbered

    @property
    def is_right(self) -> bool:
        """Whether it is a right, which may be used in the time and need not be."""
        return self._plan.clock.right

    @property
    def is_earliest(self) -> bool:
        """Whether `due` is the first day that the law allows."""
        return self._plan.clock.shape in (Shape.APART, Shape.NOT_BEFORE)

    @property
    def days_taken(self) -> int | None:
        """The calendar days from what started it to what was done, or to the as-of day while it is open."""
        end = self._facts.done if self.done is not None else self._facts.as_of
        return None if end == MISSING or self.start is None else end - self._facts.start

    @property
    def settle(self) -> str:
        """What would settle the due day or the status where it is not known, and nothing where it is."""
        if not self.has_number or (self.due is not None and self.status is not Status.UNKNOWN):
            return ""
        return _settle(self._plan, self._facts, unknown_day=self.due is None)

    @property
    def outcome(self) -> str:
        """The due day and the status in words."""
        late = f" by {self.days_late} day{'s' * (self.days_late != 1)}" if self.days_late else ""
        if not self.has_number:
            took = "" if self.days_taken is None else f", {self.days_taken} day{'s' * (self.days_taken != 1)}"
            return f"no number in {self.authority} law, {self.status}{took}"
        if self.is_earliest and self.due is not None:
            return f"not before {self.due}, {self.status}{late}"
        lead = "last day" if self.is_right else "due"
        if self.due is not None and self.done is None and self._facts.as_of == MISSING:
            return f"{lead} {self.due}"
        if self.due is not None:
            return f"{lead} {self.due}, {self.status}{late}"
        unknown = "not known, but after" if self.is_right else "on an unknown day after"
        after = f"{unknown} {self.later_than}" if self.later_than else unknown.partition(",")[0].removesuffix(" after")
        return f"{lead} {after}, {self.status}"

    def explain(self) -> Explanation:
        """Why it is due on that day: the trigger, the law, every stretch of days skipped, every policy used."""
        return explained(self._plan, self._facts, self.outcome, self.settle)


def _or(facts: Iterable[str]) -> str:
    return " or ".join(fact(name).words for name in facts)


def _settle(plan: Plan, f: Facts, *, unknown_day: bool) -> str:
    """What would settle what is not known."""
    calendar = plan.calendar
    links = (plan.provision, plan.age_provision)
    unverified = dict.fromkeys(p.parameter for p in links if p is not None and p.value.kind is Kind.UNKNOWN)
    needed = [fact(name).words for name in plan.clock.needs]
    units = {limit.unit for limit in plan.written}
    causes = (
        (plan.choice.undecided, "the child's birth date, since the law differs by age"),
        (
            bool(unverified),
            f"a verified value of {' and '.join(unverified)}, in a layer of the law",
        ),
        (
            unknown_day and plan.limits == (UNSETTLED,),
            f"a rule of {plan.clock.parameter} that says the day, in a layer of the law",
        ),
        (unknown_day and f.held != MISSING, f"the day on which {_or(plan.clock.released_by)}"),
        (unknown_day and f.stands != MISSING, f"the last day of this: {_or(plan.pauses)}"),
        (unknown_day and calendar is None, "the school calendar"),
        (
            unknown_day and Unit.BUSINESS_DAYS in units and (calendar is None or not calendar.holidays_from),
            "the public holidays of the calendar, as with_public_holidays gives them",
        ),
        (
            unknown_day and calendar is not None,
            f"a calendar that is published further than {calendar.horizon if calendar else ''}",
        ),
        (f.shown != MISSING, f"the day on which {fact(plan.done).words}"),
        (f.as_of == MISSING, "an as-of day, to say how it stands"),
        (bool(needed), f"a file that shows by then that {' or '.join(needed)}"),
    )
    return next((words for holds, words in causes if holds), "")


def deadline_of(plan: Plan, f: Facts, answer: Verdict, path: str) -> Deadline | None:
    """The deadline of one run, or `None` where there is no duty."""
    code, day, days = answer
    status = _STATUS[code]
    if status is None:
        return None
    due = later_than = None
    if is_unknown(day):
        later_than = to_date(floor(day)) if floor(day) > f.start else None
    elif day != MISSING:
        due = to_date(day)
    clock = plan.clock
    made: Any = _Draft(
        clock.name,
        clock.code,
        clock.title,
        status,
        due,
        days,
        None if plan.private else to_date(f.start),
        None if f.done == MISSING else to_date(f.done),
        later_than,
        plan.citation,
        path,
        plan,
        f,
    )
    made.__class__ = Deadline
    deadline: Deadline = made
    return deadline
