"""Plans: what a shape asks of a clock under one provision of the law, compiled against a calendar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.citations import Citation
from iepkit.days import EVERY_DAY, Counter
from iepkit.facts import fact
from iepkit.laws import Absences, Applies, Band, Clock, Law, Limit, Policy, Provision, Shape, YearEnd
from iepkit.timelines import shapes
from iepkit.timelines.spans import Months, Span
from iepkit.vocabulary import ExtensionReason

__all__ = [
    "ANCHORS",
    "BIRTH",
    "EVERYONE",
    "SCHOOL_YEAR",
    "BoundBreak",
    "BoundYearEnd",
    "Choice",
    "Plan",
    "Step",
    "Total",
]


def __dir__() -> list[str]:
    return __all__


BIRTH, SCHOOL_YEAR = "birth", "school-year-begins"
ANCHORS = frozenset((BIRTH, SCHOOL_YEAR))
"""The starts that are no events; from them a clock counts to or back from a day that was set long before."""

Step = Callable[[Any, Any, Any, Any], Any]
_NO_ABSENCES = Absences()
_NO_BAND = Band("")


@attrs.frozen(eq=False)
class BoundYearEnd:
    """A year-end rule against a calendar: the school years by their days, and the anchor of each."""

    rule: YearEnd
    first_days: Sequence[int]
    last_days: Sequence[int]
    anchors: Sequence[int]  # one for each school year; none where the anchor is the start of the clock
    left: Counter
    limits: tuple[Span, ...]
    at_least: int
    below: int
    unless_absent: int
    anchor_counts: int


@attrs.frozen(eq=False)
class BoundBreak:
    """A rule for a start shortly before a long break, against a calendar: the first day of each long break."""

    first_days: Sequence[int]
    within: int
    left: Counter
    limits: tuple[Span, ...]


@attrs.frozen(eq=False)
class Total:
    """What a clock that starts past a total counts: the facts whose spans do, how many days, and in which years."""

    facts: tuple[str, ...]
    number: int
    counter: Counter
    years: tuple[tuple[int, int], ...]


@attrs.frozen
class Choice:
    """For whom a plan is: for the children of `applies`, or of everyone else where that is `None`.

    `others` are the groups that come first; `undecided` is the plan for a child of whom that cannot be said.
    """

    applies: Applies | None = None
    others: tuple[Applies, ...] = ()
    undecided: bool = False


EVERYONE = Choice()


@attrs.frozen(eq=False)
class Plan:
    """One clock under one provision: the limits, the steps and what they need, ready for a shape to run."""

    clock: Clock
    provision: Provision
    citation: Citation
    chain: tuple[Provision, ...]
    law: Law
    calendar: SchoolCalendar | None
    policy: Policy
    shape: Callable[[Any, Any, Any], Any]
    start: str
    starts: tuple[str, ...]
    done: str
    limits: tuple[Span, ...]
    written: tuple[Limit, ...]
    numbered: bool = True
    unmet: int = 0
    missed: int = 0
    lifts: bool = False
    unsure: int = 0
    choice: Choice = EVERYONE
    begins: tuple[str, ...] = ()
    period: tuple[Span, ...] = ()
    period_written: Limit | None = None
    band: Band = _NO_BAND
    total: Total | None = None
    age: tuple[Span, ...] = (Months(0),)
    age_provision: Provision | None = None
    grade: str = ""
    steps: tuple[Step, ...] = ()
    absences: Absences = _NO_ABSENCES
    absence_days: Counter = EVERY_DAY
    year_end: BoundYearEnd | None = None
    before_break: BoundBreak | None = None
    measured: str = ""
    pauses: tuple[str, ...] = ()
    extensions: tuple[ExtensionReason, ...] = ()
    capped: tuple[ExtensionReason, ...] = ()
    most: tuple[Span, ...] = ()
    roll: Counter = EVERY_DAY
    policies: tuple[str, ...] = ()

    # what follows from the rest, settled once, since every case asks for it
    private: bool = attrs.field(init=False)  # the day of the start is not shown
    shown_by: tuple[str, ...] = attrs.field(init=False)  # facts that cannot be unless the thing was done
    absences_count: bool = attrs.field(init=False)  # absences bear on the due day
    asks_who: bool = attrs.field(init=False)  # it is not for every child, on every start
    asks_case: bool = attrs.field(init=False)  # something bears on it that is the same in every run
    asks_run: bool = attrs.field(init=False)  # something bears on it by the days of a run, beside start and end

    @private.default
    def _private(self) -> bool:
        return fact(self.start).private

    @shown_by.default
    def _shown_by(self) -> tuple[str, ...]:
        return fact(self.done).shown_by if self.clock.shape is Shape.WITHIN else ()

    @absences_count.default
    def _absences_count(self) -> bool:
        return bool(_BY_ABSENCE.intersection(self.steps))

    @asks_who.default
    def _asks_who(self) -> bool:
        return bool(self.clock.not_after) or self.choice is not EVERYONE

    @asks_case.default
    def _asks_case(self) -> bool:
        clock = self.clock
        named = clock.needs or self.grade or clock.begins_with or clock.spans or clock.band
        return bool(named) or self.absences_count

    @asks_run.default
    def _asks_run(self) -> bool:
        days = self.begins or self.extensions or self.capped or self.period or self.pauses
        return bool(days or self.clock.not_past or self.clock.not_past_in_case)


_BY_ABSENCE = {shapes.lengthened, shapes.stopped_by_absence, shapes.carried_over}
