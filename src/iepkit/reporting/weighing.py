"""Which removals of a child the counts of discipline are about, each with its days, or the reason why not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from iepkit.placement import Span
from iepkit.records import BehaviorIncident
from iepkit.records.terms import Offense
from iepkit.reporting.children import Child, Coded, Words, district_on, parentally_placed, state_on
from iepkit.reporting.codes import MISSING
from iepkit.reporting.removals import Calendars, Held, NotRemoved, Year, calendar_of, days_in, one_of_each, recorded
from iepkit.reporting.settings import StateSettings
from iepkit.vocabulary import RemovalKind

__all__ = ["AGES", "Sort", "Weighed", "served", "sort_of", "weighed"]


def __dir__() -> list[str]:
    return __all__


AGES = range(3, 22)
"""The ages of the counts of discipline, on the day of the child count."""

_R, _N = RemovalKind, NotRemoved


@attrs.frozen
class Sort:
    """What a kind of removal is in the counts: the files that it can be in, its method, its type of interim removal."""

    files: tuple[str, ...]
    method: str | None = None
    interim: str | None = None


_ANY = ("FS088", "FS143")
_SUSPENDED = ("FS006", *_ANY)
_OUT = Sort(_SUSPENDED, method="OUTOFSCHOOL")
_SORTS: dict[RemovalKind | None, Sort] = {
    _R.IN_SCHOOL_SUSPENSION: Sort(_SUSPENDED, method="INSCHOOL"),
    _R.OUT_OF_SCHOOL_SUSPENSION: _OUT,
    _R.BUS_SUSPENSION: _OUT,
    _R.SHORTENED_DAY: _OUT,
    _R.EXPULSION: Sort((*_SUSPENDED, "FS144"), method="OUTOFSCHOOL"),
    _R.INTERIM_SETTING: Sort(("FS005", "FS007", *_ANY), interim="REMDW"),
    _R.INTERIM_SETTING_BY_HEARING_OFFICER: Sort(("FS005", *_ANY), interim="REMHO"),
    _R.OTHER: Sort(_ANY),
    None: Sort(_ANY),
}
_UNILATERAL = ("FS005", "FS007")
_BY_BEGINNING = (*_UNILATERAL, "FS143", "FS144")
_REASONS = {Offense.DRUGS: "D", Offense.WEAPON: "W", Offense.SERIOUS_BODILY_INJURY: "SBI"}


def sort_of(kind: RemovalKind | None) -> Sort:
    """What a kind of removal is in the counts.

    Suspensions in school count whatever services the child has meanwhile: the definition asks for supervision alone,
    while 34 CFR 300.530 asks for services. Sources: the files FS005 to FS144 as Generate makes them.

    >>> sort_of(RemovalKind.EXPULSION).method, sort_of(RemovalKind.INTERIM_SETTING).interim
    ('OUTOFSCHOOL', 'REMDW')
    """
    return _SORTS[kind]


@attrs.frozen(repr=False)
class Weighed:
    """A removal that has a part in the year: what it counts as, or `reason`, and what is in doubt.

    `begun` says that it began in the year; `purpose` is the code of REMOVEREASON where it is a unilateral one.
    `left_out` are reasons for single files. `doubts` are pairs: what is not sure, and what would settle it.
    `disability` is the code of the one in force on the day on which it began, with its own doubts.
    """

    held: Held
    start: date | None
    district: str | None
    sort: Sort
    days: Span
    begun: bool = True
    purpose: str = MISSING
    reason: NotRemoved | None = None
    left_out: tuple[tuple[str, NotRemoved], ...] = ()
    doubts: tuple[Words, ...] = ()
    disability: Coded = (MISSING, ())

    def __repr__(self) -> str:
        return "<Weighed>"

    def is_in(self, file: str) -> bool:
        """Whether it counts in a file."""
        return self.reason is None and file in self.sort.files and file not in dict(self.left_out)


@attrs.frozen
class _Look:
    """One removal, looked at for one year."""

    child: Child
    held: Held
    year: Year
    calendars: Calendars
    settings: StateSettings


def weighed(child: Child, year: Year, settings: StateSettings, calendars: Calendars = None) -> list[Weighed]:
    """The removals of a child that have a part in a year, in order of their first day.

    >>> from iepkit.history import Case
    >>> from iepkit.records import Removal
    >>> suspended = Removal(kind=RemovalKind.OUT_OF_SCHOOL_SUSPENSION, start=date(2026, 3, 2), school_days=2)
    >>> child = Child.of([Case("7", removals=(suspended,))])
    >>> [one.reason.name for one in weighed(child, Year(2026), StateSettings(count_date=date(2025, 11, 3)))]
    ['AGE_UNKNOWN']
    """
    found = (_weigh(_Look(child, held, year, calendars, settings)) for held in one_of_each(child.cases))
    return [one for one in found if one is not None]


def _weigh(look: _Look) -> Weighed | None:
    removal, case = look.held.removal, look.held.case
    start, sort = removal.start, sort_of(removal.kind)
    calendar = calendar_of(case, look.calendars)
    days = days_in(removal, look.year, calendar)
    if start is None:
        over = removal.end is not None and removal.end < look.year.first
        return None if over else Weighed(look.held, None, None, sort, Span.of(0), reason=_N.DAY)
    district = district_on(case, start)
    if days is None:
        last = Year(look.year.school_year - 1)
        open_ = removal.end is None and recorded(removal) is None and last.holds(start)
        return Weighed(look.held, start, district, sort, Span.of(0), reason=_N.OPEN) if open_ else None
    reason = _why_not(look, start, days)
    left_out, doubts = dict(_left_out(look, start)), list(_doubts(look, start))
    purpose = MISSING
    if removal.kind is _R.INTERIM_SETTING:
        purpose, more = _purpose(look)
        doubts += more
    return Weighed(
        look.held,
        start,
        district,
        sort,
        days,
        look.year.holds(start),
        purpose,
        reason,
        tuple(left_out.items()),
        tuple(doubts),
        look.child.disability_on(start, look.settings, look.child.age_on(look.settings.count_date) or 0),
    )


def _why_not(look: _Look, start: date, days: Span) -> NotRemoved | None:
    """Why a removal of the year counts in no file, if so; the child first, then the removal."""
    child, removal, case = look.child, look.held.removal, look.held.case
    age = child.age_on(look.settings.count_date)
    here, there = case.jurisdiction, state_on(case, start)
    reasons = {
        _N.AGE_UNKNOWN: age is None,
        _N.AGE: age is not None and age not in AGES,
        _N.ELSEWHERE: here is not None and there is not None and here.upper() != there,
        _N.PARENTALLY_PLACED: parentally_placed(case, start),
        _N.STANDING: not child.in_special_education(start),
        _N.DIFFER: look.held.differs,
        _N.KIND: removal.kind is None,
        _N.OTHER_KIND: removal.kind is _R.OTHER,
        _N.BUS: removal.kind is _R.BUS_SUSPENSION and removal.transportation_lost is False,
        _N.BUS_UNKNOWN: removal.kind is _R.BUS_SUSPENSION and removal.transportation_lost is None,
        _N.PART_OF_DAYS: removal.kind is _R.SHORTENED_DAY and not _less_than_a_day(look.held),
        _N.NO_DAYS: days.most == 0,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _less_than_a_day(held: Held) -> bool:
    days = recorded(held.removal)
    return days is not None and days < 1


# -- what single files ask for -----------------------------------------------------------------------------------------


def _left_out(look: _Look, start: date) -> Iterator[tuple[str, NotRemoved]]:
    """The files that a removal is not in though its kind is, and why."""
    removal = look.held.removal
    if not look.year.holds(start):
        yield from ((file, _N.BEFORE) for file in _BY_BEGINNING)
    elif _for_other_conduct(look.held):
        yield from ((file, _N.OFFENSE) for file in _UNILATERAL)
    elif removal.kind is _R.EXPULSION:
        last = _last_day(look, start)
        if last is not None and removal.end is not None and removal.end < last:
            yield "FS144", _N.SHORT
        elif served(look.held) is None:
            yield "FS144", _N.SERVICES


def _last_day(look: _Look, start: date) -> date | None:
    """The last day of instruction of the school year in which a removal began, where a calendar tells it."""
    calendar = calendar_of(look.held.case, look.calendars)
    year = None if calendar is None else calendar.year_of(start)
    return None if year is None else year.last_day


def served(held: Held) -> bool | None:
    """Whether the child had services during a removal; a day from which they were given says that too.

    >>> from iepkit.history import Case
    >>> from iepkit.records import Removal
    >>> served(Held(Removal(services_continue=False), Case("7")))
    False
    """
    return True if held.removal.services_from is not None else held.removal.services_continue


def _incident(held: Held) -> BehaviorIncident | None:
    """The conduct for which a child was removed: the one named, or the only one where none is."""
    named, rows = held.removal.incident_id, held.case.incidents
    if named is None:
        return rows[0] if len(rows) == 1 else None
    return next((row for row in rows if row.id == named), None)


def _for_other_conduct(held: Held) -> bool:
    incident = _incident(held) if held.removal.kind is _R.INTERIM_SETTING else None
    return incident is not None and incident.offense is Offense.OTHER


def _purpose(look: _Look) -> tuple[str, list[Words]]:
    """The code of the conduct that let school personnel move a child, and what is in doubt about it."""
    incident = _incident(look.held)
    offense = None if incident is None else incident.offense
    if incident is None or offense is None:
        words = "moved to an interim setting, and the file does not say for which conduct"
        return MISSING, [(words, "the incident and its offense")]
    if incident.meets_definition is False and offense in _REASONS:
        words = "the weapon, drug or injury does not meet its definition (34 CFR 300.530(i)); it is counted as recorded"
        return _REASONS[offense], [(words, "whether 34 CFR 300.530(g) allowed the removal")]
    return _REASONS.get(offense, MISSING), []


# -- what is in doubt --------------------------------------------------------------------------------------------------


_BUS = (
    "a suspension from the bus that took transportation of the IEP away is treated as a suspension (71 FR 46715); the "
    "definitions of the count do not name it"
)
_PART = "a part of a day for which the child was sent home is counted as a suspension out of school"
_GENERATE = "Generate counts a removal with all of its days in the year in which it began"


def _doubts(look: _Look, start: date) -> Iterator[Words]:
    removal, year = look.held.removal, look.year
    if look.held.twice:
        yield "the file holds one removal more than once, and it is counted once", "which record is the right one"
    if removal.kind is _R.BUS_SUSPENSION:
        yield _BUS, "how the State counts such suspensions"
    if removal.kind is _R.SHORTENED_DAY:
        yield _PART, "whether the school sent the child home for conduct"
    if not year.holds(start):
        yield f"it began before July 1, and its days since then are in the sums; {_GENERATE}", "the rule of the State"
    if removal.end is not None and removal.end > year.last:
        yield f"it goes on after June 30, and its days since then are left out; {_GENERATE}", "the rule of the State"
    if _for_other_conduct(look.held):
        words = "an interim setting for other conduct is counted among all removals, and not as a unilateral one"
        yield words, "what the removal was"
    if removal.kind is _R.EXPULSION and _may_be_short(look, start):
        words = "the expulsion ended before June 30, and without a calendar it is not known whether school had ended"
        yield words, "the school calendar"


def _may_be_short(look: _Look, start: date) -> bool:
    end = look.held.removal.end
    return end is not None and end < look.year.last and _last_day(look, start) is None
