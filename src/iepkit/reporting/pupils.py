"""From cases to the children that equity counts: age, group, identified or not, setting, days of suspension."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

import attrs

from iepkit.equity import Pupil, Setting, group_of_student
from iepkit.history import Case, happenings
from iepkit.placement import Span, environment
from iepkit.placement.groups import age_on
from iepkit.records import Removal, Student
from iepkit.reporting.childcount import child_names
from iepkit.reporting.children import district_on
from iepkit.reporting.codes import MISSING, crosswalk
from iepkit.reporting.coding import Coded, code_child
from iepkit.reporting.disability import categories_on, report_disability
from iepkit.reporting.entries import NotCounted
from iepkit.reporting.reasons import Reason
from iepkit.reporting.removals import Calendars, Held, Year, calendar_of, days_in, one_of_each, recorded
from iepkit.reporting.settings import StateSettings
from iepkit.reporting.standing import Standing, standing_on
from iepkit.vocabulary import Disability, Environment, EventKind, ExitReason, RemovalKind

__all__ = ["NotAPupil", "Pupils", "pupils_of"]


def __dir__() -> list[str]:
    return __all__


class NotAPupil(StrEnum):
    """Why a child of a case is not among the children enrolled on the day."""

    GONE = "the child had left school before the day of the count"
    PERHAPS_GONE = "the child had left special education, and the file does not tell whether the child stayed in school"
    ELSEWHERE = "the child lived in another State on the day of the count"
    TWO_DISTRICTS = "files on the child name different districts on the day of the count"


_SETTLES = {
    NotAPupil.PERHAPS_GONE: "record why the child left special education",
    NotAPupil.TWO_DISTRICTS: "correct the file that is wrong, or record the transfer",
}


@attrs.frozen
class Pupils:
    """The children for `equity.tally`, in order of their ids, and a reason for each child of a case who is not one."""

    pupils: tuple[Pupil, ...] = attrs.field(repr=False)
    left_out: tuple[NotCounted, ...] = attrs.field(repr=False)


def pupils_of(
    cases: Iterable[Case],
    settings: StateSettings,
    *,
    district: str,
    enrolled: Iterable[Student] = (),
    school_year: int | None = None,
    calendars: Calendars = None,
) -> Pupils:
    """The children of the cases as equity counts them on the State's day, the same in whatever order the cases come.

    - `district` is whose files these are; a child whose file names another district on the day is in that one.
    - `enrolled` are the children enrolled; those without a case are no children with disabilities, by the word of
      whoever hands them in. Without them the risks of being identified have only identified children below the line.
    - `school_year`, by the year in which it ends: the one whose removals the files hold all of (July to June). Without
      it nothing is known of suspensions, since a file without them does not say that there were none.
    - `calendars`: one for all, or by the id that a case names; they count the school days of a removal that gives no
      number of its own.

    A child is identified where the child counts by `standing_on`, as in the count of section 618; not, where the file
    shows that it does not, such as after the parent refused services; and where the file is silent it is not known.
    Several files on one child, by the id of the student, are joined: what they agree on holds, what they differ on is
    not known.
    A removal without a known length makes the days unknown, unless the others are more than 10 already, the highest
    line that 34 CFR 300.647(b)(4) draws; the days are then those that are known.

    Source: 34 CFR 300.647(b); 300.641 for the count and for the disability that is reported.

    >>> from iepkit.equity import Group, tally
    >>> from iepkit.records import Eligibility, Iep
    >>> child = Student(id="1", birth_date=date(2016, 5, 2), hispanic=True)
    >>> autism = Eligibility(date(2024, 9, 30), eligible=True, categories=(Disability.AUTISM,))
    >>> case = Case("1", student=child, eligibility=(autism,), ieps=(Iep(start=date(2025, 9, 2)),))
    >>> other = Student(id="2", birth_date=date(2016, 1, 9), hispanic=True)
    >>> found = pupils_of([case], StateSettings(count_date=date(2025, 11, 3)), district="North", enrolled=[other])
    >>> tally(found.pupils).counts.of("North", "id-autism")[Group.HISPANIC]
    Count(outcome=1, total=2)
    """
    look = _Look(settings, district, None if school_year is None else Year(school_year), calendars)
    given = tuple(cases)
    names = child_names(given)
    files: dict[str, list[Case]] = {}
    for case in given:
        files.setdefault(names[case.id], []).append(case)
    known = {case.student.id for case in given if case.student}
    others: dict[str, list[Student]] = {}
    for student in enrolled:
        if student.id not in known:
            others.setdefault(f"child {student.id}", []).append(student)
    answers = {child: _pupil(its, look) for child, its in files.items()}
    answers |= {child: _enrolled(its, look) for child, its in others.items()}
    ids = {child: min(case.id for case in its) for child, its in files.items()}
    ids |= {child: its[0].id for child, its in others.items()}
    left_out = [
        NotCounted(ids[child], answer, _SETTLES.get(answer, ""))
        for child, answer in sorted(answers.items())
        if isinstance(answer, NotAPupil)
    ]
    return Pupils(tuple(one for _, one in sorted(answers.items()) if isinstance(one, Pupil)), tuple(left_out))


@attrs.frozen(repr=False)
class _Look:
    """What all children are looked at by; `year` is the one whose removals the files hold."""

    settings: StateSettings
    district: str
    year: Year | None
    calendars: Calendars

    @property
    def on(self) -> date:
        return self.settings.count_date


_T = TypeVar("_T")


def _agreed(values: Iterable[_T | None]) -> _T | None:
    """The one value that is said, or `None` where nothing is said, or different things."""
    said = {value for value in values if value is not None}
    return said.pop() if len(said) == 1 else None


def _enrolled(students: list[Student], look: _Look) -> Pupil | NotAPupil:
    districts = {student.district for student in students if student.district}
    if len(districts) > 1:
        return NotAPupil.TWO_DISTRICTS
    return Pupil(
        next(iter(districts), look.district),
        age=age_on(_agreed(student.birth_date for student in students), look.on),
        group=_agreed(map(group_of_student, students)),
        identified=False,
    )


# -- one child ---------------------------------------------------------------------------------------------------------


@attrs.frozen(repr=False)
class _Seen:
    """One file on the child, and what the child is by it; `coded` where the child counts by it."""

    case: Case
    standing: Standing
    identified: bool | NotAPupil | None
    coded: Coded | None = None


def _pupil(cases: list[Case], look: _Look) -> Pupil | NotAPupil:
    seen = [_see(case, look.settings) for case in cases]
    telling = next(filter(None, ([one for one in seen if one.identified is answer] for answer in _SUREST)))
    identified = telling[0].identified
    if isinstance(identified, NotAPupil):
        return identified
    districts = {name for one in telling if (name := district_on(one.case, look.on))}
    if len(districts) > 1:
        return NotAPupil.TWO_DISTRICTS
    students = [case.student for case in cases if case.student]
    age = age_on(_agreed(student.birth_date for student in students), look.on)
    removed = _Removed() if look.year is None else _removed(cases, look.year, look.calendars)
    return Pupil(
        next(iter(districts), look.district),
        age=age,
        group=_agreed(map(group_of_student, students)),
        identified=identified,
        disability=_agreed(_disability(one.case, age, look.settings) for one in telling) if identified else None,
        setting=_agreed(_setting(one, look.settings) for one in telling) if identified else None,
        out_of_school=removed.out_of_school,
        in_school=removed.in_school,
        otherwise_removed=removed.otherwise,
        removed=removed.suspended or None,
    )


_SUREST = (True, None, False, NotAPupil.PERHAPS_GONE, NotAPupil.GONE, NotAPupil.ELSEWHERE)


# Reasons by which the file shows that the child was not served as a child with a disability on the day.
_NOT_SERVED = {
    Reason.NOT_ELIGIBLE,
    Reason.NOT_YET_ELIGIBLE,
    Reason.REFUSED,
    Reason.REVOKED,
    Reason.IEP_LATER,
    Reason.CONSENT_LATER,
    Reason.SERVICES_LATER,
}
_STAYED = {ExitReason.RETURNED_TO_REGULAR_EDUCATION.value, ExitReason.CONSENT_REVOKED.value}
_UNTOLD = {ExitReason.OTHER.value, None}


def _see(case: Case, settings: StateSettings) -> _Seen:
    standing = standing_on(case, settings)
    reason = standing.reason
    if reason is None:
        coded = code_child(case, standing, settings)
        identified = None if coded is Reason.DELAY_OUTSIDE_AGES else True
        return _Seen(case, standing, identified, coded if isinstance(coded, Coded) else None)
    if reason is Reason.ANOTHER_STATE:
        return _Seen(case, standing, NotAPupil.ELSEWHERE)
    left = _exits(case, settings)
    if reason in (Reason.LEFT, Reason.MOVED) or (reason is Reason.REVOKED and ExitReason.CONSENT_REVOKED in left):
        return _Seen(case, standing, _after_leaving(left))
    return _Seen(case, standing, False if reason in _NOT_SERVED else None)


def _exits(case: Case, settings: StateSettings) -> list[str | None]:
    """Why the child left, by the last exit before the day of the count; several reasons where several are told."""
    events = [
        event for event, _ in happenings(case) if event.kind is EventKind.EXITED and event.on < settings.count_date
    ]
    return [event.detail for event in events if event.on == events[-1].on]


def _after_leaving(details: list[str | None]) -> NotAPupil | bool:
    if _STAYED.issuperset(details):
        return False
    if _STAYED.isdisjoint(details) and _UNTOLD.isdisjoint(details):
        return NotAPupil.GONE
    return NotAPupil.PERHAPS_GONE


def _disability(case: Case, age: int | None, settings: StateSettings) -> Disability | None:
    found = categories_on(case, settings.count_date)
    uses_delay = None if age is None else settings.uses_delay(age)
    return report_disability(found.categories, reported_as=found.reported_as, uses_delay=uses_delay).category


_SETTINGS = {
    Environment.REGULAR_CLASS_UNDER_40: Setting.UNDER_40,
    Environment.SEPARATE_SCHOOL: Setting.SEPARATE,
    Environment.RESIDENTIAL_FACILITY: Setting.SEPARATE,
}


def _setting(one: _Seen, settings: StateSettings) -> Setting | None:
    """The setting that the child is counted with; or the one that all environments make between which it lies.

    Children before kindergarten have none here, since placement is looked at from six years on.
    """
    code = one.coded.entry.code("EDENVIRIDEASA") if one.coded else MISSING
    if code != MISSING:
        return _BY_CODE.get(code, Setting.OTHER)
    if one.standing.iep is None:
        return None
    answer = environment(one.standing.iep, one.case.student, on=settings.count_date, policy=settings.placement)
    return _agreed({_SETTINGS.get(possible, Setting.OTHER) for possible in answer.possible})


_BY_CODE = {crosswalk("environment_school_age")[term.value]: setting for term, setting in _SETTINGS.items()}


# -- removals of the year ----------------------------------------------------------------------------------------------


@attrs.frozen
class _Removed:
    """Days of suspension out of school and in school, and whether the child was moved to an interim setting.

    `suspended`: there was a suspension or an expulsion in the year, however long.
    """

    out_of_school: float | None = None
    in_school: float | None = None
    otherwise: bool | None = None
    suspended: bool = False


_K = RemovalKind
_OUT = (_K.OUT_OF_SCHOOL_SUSPENSION, _K.EXPULSION, _K.SHORTENED_DAY, _K.BUS_SUSPENSION)
_IN = (_K.IN_SCHOOL_SUSPENSION,)
_SUSPENDED = (_K.OUT_OF_SCHOOL_SUSPENSION, _K.EXPULSION, _K.IN_SCHOOL_SUSPENSION)
_INTERIM = (_K.INTERIM_SETTING, _K.INTERIM_SETTING_BY_HEARING_OFFICER)
_MANY = 10  # school days, 34 CFR 300.647(b)(4)(iii) to (vi)
_NONE = Span.of(0)
_UNTIL_A_YEAR = Span(Fraction(0), Fraction(366))


def _removed(cases: list[Case], year: Year, calendars: Calendars) -> _Removed:
    out, inside = _NONE, _NONE
    interim: set[bool | None] = {False}
    suspended = False
    for held in one_of_each(cases):
        kind, days = held.removal.kind, _days(held, year, calendars)
        unsure = Span(Fraction(0), days.most)  # a removal that may be of this kind or of another
        out += days if kind in _OUT else unsure if kind is None else _NONE
        inside += days if kind in _IN else unsure if kind is None else _NONE
        begun = held.removal.start
        suspended |= kind in _SUSPENDED and not held.differs and begun is not None and year.holds(begun)
        if (kind is None or kind in _INTERIM) and days.most:
            interim.add(True if kind is not None and held.removal.start is not None else None)
    otherwise = True if True in interim else None if None in interim else False
    return _Removed(_told(out), _told(inside), otherwise, suspended)


def _days(held: Held, year: Year, calendars: Calendars) -> Span:
    """The school days of a removal that lie in the year, or between which numbers they lie."""
    removal = held.removal
    if removal.start is None or held.differs:
        return _UNTIL_A_YEAR
    if removal.kind is _K.BUS_SUSPENSION and removal.transportation_lost is False:
        return _NONE
    days = days_in(removal, year, calendar_of(held.case, calendars)) or _NONE
    return Span(Fraction(0), days.most) if _perhaps_less(removal) else days


def _perhaps_less(removal: Removal) -> bool:
    """Whether the days may be fewer than they look: parts of days, or a bus that may not have been needed.

    A suspension from the bus is one from school where the bus is in the IEP and nothing replaces it (71 FR 46715).
    """
    if removal.kind is _K.SHORTENED_DAY:
        return recorded(removal) is None
    return removal.kind is _K.BUS_SUSPENSION and removal.transportation_lost is None


def _told(days: Span) -> float | None:
    """The days where they are one number, or where even the least is past the highest line."""
    return float(days.least) if days.exact or days.least > _MANY else None
