"""Indicators from cases: those that the files of children decide, for one federal fiscal year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date

import attrs

from iepkit.days import add_months, to_date, to_day
from iepkit.errors import UnknownName, WrongType
from iepkit.history import Case
from iepkit.laws import DEFAULT as DATES
from iepkit.laws import Policy
from iepkit.reporting.childcount import child_count
from iepkit.reporting.codes import Level
from iepkit.reporting.entries import Entry, NotCounted
from iepkit.reporting.exits import exits
from iepkit.reporting.indicators.adult_life import transition_components
from iepkit.reporting.indicators.counted import from_entries
from iepkit.reporting.indicators.disputes import mediations_agreed, resolutions_agreed
from iepkit.reporting.indicators.evaluations import evaluations_in_time
from iepkit.reporting.indicators.files import Calendars, Files, Laws
from iepkit.reporting.indicators.policies import DEFAULT, IndicatorPolicy
from iepkit.reporting.indicators.table import definitions
from iepkit.reporting.indicators.third_birthday import iep_by_third_birthday
from iepkit.reporting.indicators.values import Indicator
from iepkit.reporting.settings import StateSettings

__all__ = ["by_district", "from_cases"]


def __dir__() -> list[str]:
    return __all__


_YEAR = 12  # months
_EXITS, _SCHOOL_AGE, _EARLY = ("1", "2"), ("5A", "5B", "5C"), ("6A", "6B", "6C")
_OF_SETTINGS = (*_EXITS, *_SCHOOL_AGE, *_EARLY)
_OF_FILES: Mapping[str, Callable[[Files], Indicator]] = {
    "11": evaluations_in_time,
    "12": iep_by_third_birthday,
    "13": transition_components,
    "15": resolutions_agreed,
    "16": mediations_agreed,
}


def from_cases(
    cases: Iterable[Case],
    *,
    ffy: int,
    as_of: date,
    settings: StateSettings | None = None,
    settings_before: StateSettings | None = None,
    law: Laws = None,
    calendar: Calendars = None,
    policy: IndicatorPolicy = DEFAULT,
    dates: Policy = DATES,
    names: Iterable[str] | None = None,
) -> tuple[Indicator, ...]:
    """The indicators of a federal fiscal year that cases decide: 1, 2, 5A to 6C, 11, 12, 13, 15 and 16, in that order.

    `as_of` is the day on which the files are looked at; what happened later is not seen. `settings` are what the State
    declares for its count in that year; without them 1, 2, 5 and 6 are left out. 1 and 2 are of the year before, for
    which `settings_before` stands, else the same settings a year earlier. `law` and `calendar` may be one for all or by
    jurisdiction and by identifier; without `law` the jurisdiction of each case is looked up. `names` chooses some.
    Cases with one id are about one child.
    Raises `UnknownName` for a year, an indicator or the law of a jurisdiction that is not there, `WrongType` where
    `names` ask for what takes settings and there are none, and `InvalidDocument` for settings of another year.

    >>> from iepkit.laws import law
    >>> from iepkit.history import Event
    >>> from iepkit.vocabulary import EventKind, Purpose
    >>> events = [Event(EventKind.CONSENT_FOR_EVALUATION, date(2025, 3, 3), purpose=Purpose.INITIAL)]
    >>> events.append(Event(EventKind.EVALUATION_COMPLETED, date(2025, 5, 8), purpose=Purpose.INITIAL))
    >>> found = from_cases([Case("7", events=tuple(events))], ffy=2024, as_of=date(2026, 2, 1), law=law("US"))
    >>> print(found[0])
    11 (FFY 2024): 0 of 1 children, 0.00%, target 100%
    >>> [(row.words, row.number) for row in found[0].breakdowns[0].rows]
    [('up to 30 days', 1)]
    """
    wanted, given = _wanted(ffy, names, settings), tuple(cases)
    counts = _Counts.of(given, wanted, ffy, _of_years(settings, settings_before), Level.SEA)
    files = Files.of(given, ffy=ffy, as_of=as_of, law=law, calendar=calendar, policy=policy, dates=dates)
    return (*counts.indicators(), *_of_files(files, wanted))


def by_district(
    cases: Iterable[Case],
    *,
    ffy: int,
    as_of: date,
    settings: StateSettings | None = None,
    settings_before: StateSettings | None = None,
    law: Laws = None,
    calendar: Calendars = None,
    policy: IndicatorPolicy = DEFAULT,
    dates: Policy = DATES,
    names: Iterable[str] | None = None,
) -> dict[str, tuple[Indicator, ...]]:
    """The same for each district, by its name in the files; those without one are under the empty name.

    A State reports on the performance of each district to the public (34 CFR 300.602(b)(1)(i)(A)); what is shown to
    others goes through `iepkit.disclosure` first. For 1, 2, 5 and 6 the district is that of the count, for the others
    that of the student. Arguments and errors are those of `from_cases`.

    >>> from iepkit.records import Student
    >>> cases = [Case(name, student=Student(id=name, district=name)) for name in ("North", "South")]
    >>> [found[0].part for found in by_district(cases, ffy=2024, as_of=date(2026, 2, 1)).values()]
    ['North', 'South']
    """
    wanted, given = _wanted(ffy, names, settings), tuple(cases)
    counts = _Counts.of(given, wanted, ffy, _of_years(settings, settings_before), Level.LEA)
    told: dict[str, list[Case]] = defaultdict(list)
    for case in given:
        told[(case.student.district if case.student else None) or ""].append(case)
    found = {}
    for district in sorted({*told, *counts.districts}):
        mine = told[district]
        files = Files.of(mine, ffy=ffy, as_of=as_of, law=law, calendar=calendar, policy=policy, dates=dates)
        both = (*counts.indicators(district, {case.id for case in mine}), *_of_files(files, wanted))
        found[district] = tuple(attrs.evolve(one, part=district) for one in both)
    return found


def _of_files(files: Files, wanted: set[str]) -> Iterator[Indicator]:
    return (work(files) for name, work in _OF_FILES.items() if name in wanted)


def _wanted(ffy: int, names: Iterable[str] | None, settings: StateSettings | None) -> set[str]:
    known = {name for name, one in definitions(ffy).items() if one.cases}
    if names is None:
        return known
    wanted = set(names)
    if unknown := sorted(wanted - known):
        advice = "others are worked out from counts"
        raise UnknownName("indicator that cases decide", unknown[0], sorted(known), advice=advice)
    if settings is None and not wanted.isdisjoint(_OF_SETTINGS):
        raise WrongType("settings", "what the State declares, for indicators 1, 2, 5 and 6")
    return wanted


@attrs.frozen
class _Counts:
    """The section 618 counts behind the indicators asked for: the entries of each, and exits that are not counted."""

    ffy: int
    entries: Mapping[str, tuple[Entry, ...]]
    not_counted: tuple[NotCounted, ...]

    @classmethod
    def of(
        cls,
        cases: tuple[Case, ...],
        wanted: set[str],
        ffy: int,
        settings: tuple[StateSettings, StateSettings] | None,
        level: Level,
    ) -> _Counts:
        """The counts of the year, and the exits of the year before, which ends in the number of this one."""
        entries: dict[str, tuple[Entry, ...]] = {}
        not_counted: tuple[NotCounted, ...] = ()
        if settings is not None and not wanted.isdisjoint(_EXITS):
            left = exits(cases, settings=settings[1], school_year=ffy)
            entries |= dict.fromkeys(_EXITS, left.of(level))
            not_counted = left.not_counted(level)
        if settings is not None and not wanted.isdisjoint((*_SCHOOL_AGE, *_EARLY)):
            count = child_count(cases, settings=settings[0], school_year=ffy + 1)
            entries |= dict.fromkeys(_SCHOOL_AGE, count.entries["FS002"])
            entries |= dict.fromkeys(_EARLY, count.entries["FS089"])
        return cls(ffy, {name: rows for name, rows in entries.items() if name in wanted}, not_counted)

    @property
    def districts(self) -> set[str]:
        return {entry.lea or "" for rows in self.entries.values() for entry in rows}

    def indicators(self, district: str | None = None, mine: Container[str] = ()) -> Iterator[Indicator]:
        """The indicators of the whole, or of a district whose cases are `mine`."""
        whole = district is None
        left = [one for one in self.not_counted if whole or one.case in mine]
        for name, rows in self.entries.items():
            here = [entry for entry in rows if whole or (entry.lea or "") == district]
            yield from_entries(name, here, ffy=self.ffy, not_counted=left if name in _EXITS else ())


def _of_years(
    settings: StateSettings | None, before: StateSettings | None
) -> tuple[StateSettings, StateSettings] | None:
    """The settings of the year and of the one before, where there are any."""
    return None if settings is None else (settings, before or _a_year_before(settings))


def _a_year_before(settings: StateSettings) -> StateSettings:
    first, last = (_earlier(day) for day in (settings.exit_start, settings.exit_end))
    return attrs.evolve(
        settings,
        count_date=settings.count_date.replace(year=settings.count_date.year - 1),
        exit_start=first,
        exit_end=last,
    )


def _earlier(day: date | None) -> date | None:
    return None if day is None else to_date(add_months(to_day(day), -_YEAR))
