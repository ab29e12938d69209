"""What a rule looks at: the case, the law on a day, and the IEPs that a review reads for their content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.changes import IepChanges, diff
from iepkit.days import add_months, to_date, to_day
from iepkit.facts import ENDS, Projection
from iepkit.goals import GoalCheck
from iepkit.history import Case, Event
from iepkit.history import happenings as happenings_of
from iepkit.laws import Law, Policy, Provision
from iepkit.placement.groups import age_on
from iepkit.records import Iep
from iepkit.reviews.gatherings import Gathering, gathered
from iepkit.reviews.ifsps import ReviewedIfsp, ifsps_read
from iepkit.reviews.sessions import Sessions

__all__ = ["LASTING_ENDS", "Context", "Reviewed", "Stage", "happened", "said", "stage_of"]


def __dir__() -> list[str]:
    return __all__


_T = TypeVar("_T")
_REFUSED = "consent-for-services-refused"
LASTING_ENDS = tuple(name for name in ENDS if name != _REFUSED)
"""The facts with which special education ends, but for a refusal, to which consent may follow."""
_PRESCHOOL_TO, _SCHOOL_FROM = 4, 6  # a child of five may be in preschool or in kindergarten
_GRADES = {
    **dict.fromkeys(("PK", "PREK", "PRE-K", "P3", "P4", "P5"), "preschool"),
    **dict.fromkeys(("K", "KG", *(str(grade) for grade in range(1, 13))), "school"),
}


def said(text: str | None) -> bool:
    """Whether a text says anything at all.

    >>> said("reads 60 words a minute"), said(" "), said(None)
    (True, False, False)
    """
    return text is not None and not text.isspace() and text != ""


class Stage(StrEnum):
    """Whether a child is of preschool or of school age, as far as the file tells."""

    PRESCHOOL = "preschool"
    SCHOOL = "school"
    UNKNOWN = "unknown"


@attrs.frozen
class Reviewed:
    """An IEP that is read for its content, with its place in the case and the day whose law it follows.

    `written` is false where the file holds dates, services or a placement of the IEP and nothing of its text.
    `before` is the IEP that this one followed, where the file holds it.
    """

    iep: Iep
    path: str
    on: date
    stage: Stage
    written: bool
    before: Reviewed | None = None


@attrs.frozen
class Context:
    """One case under review.

    `happenings` are the events until the as-of day with their places.
    `ieps` holds the IEP in effect on the as-of day, or else the last one before it, and every later one that was
    written by then. Older ones are history and are not read. None is read once special education has ended.
    """

    case: Case
    law: Law
    as_of: date
    policy: Policy
    happenings: tuple[tuple[Event, str], ...]
    known: Projection
    ieps: tuple[Reviewed, ...]
    calendar: SchoolCalendar | None = attrs.field(default=None, repr=False)
    checked: dict[str, GoalCheck] = attrs.field(factory=dict, init=False, eq=False, repr=False)  # by place, made once
    dated: dict[tuple[str, str], list[tuple[str, Any]]] = attrs.field(factory=dict, init=False, eq=False, repr=False)
    shares: dict[str, Any] = attrs.field(factory=dict, init=False, eq=False, repr=False)  # of placements, by place

    @classmethod
    def of(cls, case: Case, law: Law, as_of: date, policy: Policy, calendar: SchoolCalendar | None = None) -> Context:
        """The case as a review sees it on a day."""
        happenings = tuple(happenings_of(case, as_of))
        known = Projection.of(case, as_of, happenings)
        return cls(case, law, as_of, policy, happenings, known, tuple(_reviewed(case, as_of, known)), calendar)

    @cached_property
    def texts(self) -> tuple[Reviewed, ...]:
        """The IEPs of which the file holds the text, and not only dates, services or a placement."""
        return tuple(one for one in self.ieps if one.written)

    @cached_property
    def changed(self) -> tuple[tuple[Reviewed, Reviewed, IepChanges], ...]:
        """Each IEP under review that provides something else than the one before it, with that one and what changed."""
        pairs = [(one, one.before, diff(one.before.iep, one.iep)) for one in self.texts if one.before is not None]
        return tuple([row for row in pairs if row[1].written and row[2].provision])

    @cached_property
    def gatherings(self) -> tuple[Gathering, ...]:
        """The meetings of the IEP Team that took place, as the file tells of them."""
        return tuple(gathered(self.case, self.as_of, [(one.path, one.iep) for one in self.ieps]))

    @cached_property
    def ifsps(self) -> tuple[ReviewedIfsp, ...]:
        """The IFSPs that are read for their content: the one in effect, and later ones that are written."""
        return tuple(ifsps_read(self.case, self.as_of, self.known, LASTING_ENDS))

    @cached_property
    def sessions(self) -> Sessions:
        """The sessions on record, with the services that promise them."""
        return Sessions(self.case, to_day(self.as_of), self.calendar)

    @property
    def birth(self) -> date | None:
        """The birth date, where the file has it."""
        return self.case.student.birth_date if self.case.student else None

    def age(self, on: date) -> int | None:
        """The child's age in whole years on a day."""
        return age_on(self.birth, on)

    def reaches(self, months: int) -> date | None:
        """The day on which the child reaches an age; a derived birth date, so never for a message."""
        if self.birth is None:
            return None
        return to_date(add_months(to_day(self.birth), months, leap_day_to=self.policy.leap_day))

    def governs(self, parameter: str, on: date) -> Provision:
        """The provision that governs on a day."""
        return self.law.in_force(parameter, on)[-1]

    def federal(self, parameter: str, on: date) -> Provision:
        """The federal provision on a day, under what a State may add."""
        return self.law.in_force(parameter, on)[0]


def happened(context: Context, name: str, day: str, rows: Sequence[_T]) -> Iterator[tuple[str, _T]]:
    """The documents of one kind that are no later than the as-of day, or have no day, with their places.

    `name` is the field of the case, `day` that of the document which holds its day.
    They are looked for once in a review: some two hundred rules and questions ask.
    """
    if not rows:
        return iter(())
    found: list[tuple[str, _T]] | None = context.dated.get((name, day))
    if found is None:
        found = context.dated[name, day] = [
            (f"$.{name}[{at}]", row)
            for at, row in enumerate(rows)
            if (on := getattr(row, day)) is None or on <= context.as_of
        ]
    return iter(found)


def _stage(case: Case, iep: Iep, on: date) -> Stage:
    """The file's own word, then the grade, then the age when the IEP takes effect."""
    if iep.preschool is not None:
        return Stage.PRESCHOOL if iep.preschool else Stage.SCHOOL
    return stage_of(case, on)


def stage_of(case: Case, on: date) -> Stage:
    """Whether a child is of preschool or of school age on a day, by the grade in the file, or else by the age."""
    student = case.student
    if student is None:
        return Stage.UNKNOWN
    grade = (student.grade or "").upper().lstrip("0")
    if grade in _GRADES:
        return Stage(_GRADES[grade])
    age = age_on(student.birth_date, on)
    if age is None or _PRESCHOOL_TO < age < _SCHOOL_FROM:
        return Stage.UNKNOWN
    return Stage.PRESCHOOL if age <= _PRESCHOOL_TO else Stage.SCHOOL


def _written(iep: Iep) -> bool:
    parts = (iep.present_levels, iep.special_factors, iep.transition, iep.goals, iep.accommodations, iep.assessments)
    return any(parts)


def _ends(known: Projection) -> list[int]:
    """The days on which special education ended; a refusal of services to which consent followed is no end."""
    consented = known.days("consent-for-services")
    refused = [day for day in known.days(_REFUSED) if not any(day <= later for later in consented)]
    return [*known.days(*LASTING_ENDS), *refused]


def _reviewed(case: Case, as_of: date, known: Projection) -> list[Reviewed]:
    today = to_day(as_of)
    ended = _ends(known)
    found: list[tuple[tuple[date, date, int, int], Reviewed]] = []
    for at, iep in enumerate(case.ieps):
        if iep.meeting_date is not None and iep.meeting_date > as_of:
            continue  # not yet written on the as-of day
        on = iep.start or iep.meeting_date or as_of
        if any(to_day(on) <= day <= today for day in ended):
            continue
        order = (on, iep.meeting_date or date.min, iep.version or 0, at)
        found.append((order, Reviewed(iep, f"$.ieps[{at}]", on, _stage(case, iep, on), _written(iep))))
    found.sort(key=lambda row: row[0])
    ordered: list[Reviewed] = []
    for _, one in found:
        ordered.append(attrs.evolve(one, before=ordered[-1]) if ordered else one)
    begun = [one for one in ordered if one.on <= as_of]
    later = [one for one in ordered if one.on > as_of]
    return [*begun[-1:], *later]
