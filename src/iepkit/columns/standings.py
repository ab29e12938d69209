"""Who counts on the day of a child count, for many children at once, by the events of their cases.

The questions are those of `iepkit.reporting.standing`, in its order. Only the last and the next day of a few facts
are asked for, so that the events are read once each and never sorted.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
from dateutil.relativedelta import relativedelta

from iepkit.columns.attributes import SERVICES, AttributeTable
from iepkit.columns.tables import KINDS, PURPOSES, EventTable
from iepkit.days import MISSING, to_day
from iepkit.facts import fact
from iepkit.reporting.reasons import Reason
from iepkit.reporting.settings import Evaluated, Evidence, LapsedIep, StateSettings
from iepkit.reporting.standing import ServicesOn
from iepkit.vocabulary import EventKind, ExitReason

__all__ = ["FACTS", "REASONS", "Standings", "standings"]


def __dir__() -> list[str]:
    return __all__


REASONS: tuple[Reason | None, ...] = (None, *Reason)  # a code is a place in it; 0 is a child who counts
_CODE = {reason: code for code, reason in enumerate(REASONS)}

FACTS = (
    "any-evaluation-completed",
    "comparable-services-started",
    "consent-for-services",
    "consent-for-services-refused",
    "consent-for-services-revoked",
    "exited",
    "first-found-eligible",
    "found-eligible",
    "found-not-eligible",
    "iep-ended",
    "iep-implemented",
    "iep-in-effect",
    "ifsp-as-iep-consent",
    "reevaluation-unnecessary",
    "served-before",
    "services-plan",
    "services-started",
    "transfer-settled-in-state",
    "transferred-in",
)
"""The facts that are asked for; none looks at the detail of an event, and one leaves out a purpose."""

_Days = npt.NDArray[np.int32]
_Rows = npt.NDArray[np.intp]
_Allowed = npt.NDArray[np.bool_] | None  # purposes; `None` is all of them
_NO_ROWS: _Rows = np.empty(0, np.intp)
_Mask = Any  # an array of truths, or one truth for all rows
_NEVER = np.int32(np.iinfo(np.int32).max)
_NARROW = np.uint8 if len(KINDS) <= 1 << 8 else np.uint16


@attrs.frozen(eq=False)
class Standings:
    """Of each case the reason for which it does not count, as a place in `REASONS`, and what the others count by.

    `plan` says that the child has a services plan and not an IEP; `since` is the day from which either is in effect, or
    `MISSING`.
    """

    reason: npt.NDArray[np.uint8]
    plan: npt.NDArray[np.bool_]
    since: _Days


class _Look:
    """The facts of many cases around one day; what is asked for twice is kept."""

    def __init__(self, events: EventTable, day: int) -> None:
        """Nothing is known yet."""
        self.events, self.day, self.cases = events, np.int32(day), len(events.birth)
        self._kind = events.kind.astype(_NARROW)
        self._there = np.bincount(self._kind, minlength=len(KINDS)) > 0
        self._kept: dict[tuple[int, bool], _Days] = {}
        self._places: dict[int, _Rows] = {}

    def last(self, *names: str) -> _Days:
        """The last day of the facts by the day, or `MISSING`."""
        found = [self._last(kind, allowed) for kind, allowed in _kinds(names).items() if self._there[kind]]
        latest = found[0] if found else self._none
        for one in found[1:]:
            latest = np.maximum(latest, one)
        return latest

    def later(self, *names: str) -> _Mask:
        """Whether one of the facts came after the day."""
        found = np.zeros(self.cases, np.bool_)
        for kind, allowed in _kinds(names).items():
            rows = self._rows(kind, allowed)
            found[self.events.case[rows[self.events.on[rows] > self.day]]] = True
        return found

    def running(self, name: str) -> tuple[_Days, _Days]:
        """The last span of a fact to begin by the day: its first day and its last one, or `MISSING`."""
        start = self.last(name)
        end = np.full(self.cases, MISSING, np.int32)
        for kind, allowed in _kinds((name,)).items():
            rows = self._rows(kind, allowed)
            case, on, until = (column[rows] for column in (self.events.case, self.events.on, self.events.until))
            begins = on == start[case]
            _raise(end, case[begins], np.where(until == MISSING, _NEVER, until)[begins])
        end[end == _NEVER] = MISSING
        return start, end

    def rows(self, kind: EventKind) -> _Rows:
        """The rows of a kind."""
        return self._rows(KINDS.index(kind), None)

    @cached_property
    def _none(self) -> _Days:
        return np.full(self.cases, MISSING, np.int32)

    def _last(self, kind: int, allowed: _Allowed) -> _Days:
        key = (kind, allowed is None)  # one set of purposes at most leaves some out, for a kind
        if key not in self._kept:
            rows = self._rows(kind, allowed)
            case, on = self.events.case[rows], self.events.on[rows]
            come = on <= self.day
            if not come.all():
                case, on = case[come], on[come]
            self._kept[key] = np.full(self.cases, MISSING, np.int32)
            _raise(self._kept[key], case, on)
        return self._kept[key]

    def _rows(self, kind: int, allowed: _Allowed) -> _Rows:
        """The rows of a kind, with one of some purposes."""
        if kind not in self._places:
            self._places[kind] = np.flatnonzero(self._kind == kind) if self._there[kind] else _NO_ROWS
        rows = self._places[kind]
        return rows if allowed is None else rows[allowed[self.events.purpose[rows]]]


def _raise(days: _Days, case: npt.NDArray[Any], on: npt.NDArray[Any]) -> None:
    """Put the latest day of each case in its place."""
    if (case[1:] > case[:-1]).all():  # each case once, and in order, as most tables are
        days[case] = np.maximum(days[case], on)
    else:
        np.maximum.at(days, case, on)


@cache
def _kinds(names: tuple[str, ...]) -> dict[int, _Allowed]:
    """The kinds of events that are one of the facts, each with the purposes that are."""
    found: dict[int, _Allowed] = {}
    for row in map(fact, names):
        allowed = None if row.is_plain else np.array([purpose is not row.unless for purpose in PURPOSES])
        found |= {KINDS.index(kind): allowed for kind in row.kinds}
    return found


class _Verdicts:
    """The reasons so far; a case that has one is asked no more."""

    def __init__(self, cases: int) -> None:
        """Every case is open."""
        self.reason = np.zeros(cases, np.uint8)
        self.open = np.ones(cases, np.bool_)

    def refuse(self, where: _Mask, reason: Reason) -> None:
        """Give a reason to the open cases of a mask."""
        where = self.open & where
        self.reason[where] = _CODE[reason]
        self.open &= ~where

    def silent(self, where: _Mask, reason: Reason, settings: StateSettings) -> None:
        """The same, where the State wants each step shown; otherwise it is no more than a doubt."""
        if settings.evidence is Evidence.EACH_STEP:
            self.refuse(where, reason)


def standings(events: EventTable, attributes: AttributeTable, settings: StateSettings) -> Standings:
    """Which cases count on the day of the count, and why the others do not: `standing_on`, for all at once.

    Doubts are not told; for those ask `iepkit.reporting` about the one case.

    >>> from datetime import date
    >>> table = EventTable(case=[0], kind=[KINDS.index(EventKind.IEP_IN_EFFECT)], on=[20_000], birth=[MISSING, MISSING])
    >>> found = standings(table, AttributeTable(rows=2), StateSettings(count_date=date(2025, 11, 3)))
    >>> [REASONS[code] and REASONS[code].name for code in found.reason.tolist()]
    [None, 'NO_IEP']
    """
    look, told = _Look(events, to_day(settings.count_date)), _Verdicts(len(events.birth))
    start, until = look.running("iep-in-effect")
    since, end = look.running("services-plan")
    plan = (since != MISSING) & ((end == MISSING) | (end >= look.day)) & (since >= start)
    told.refuse(attributes.elsewhere > 0, Reason.ANOTHER_STATE)
    _left(look, told)
    _unwilling(look, told, np.where(plan, since, np.int32(MISSING)))
    _eligible(look, told, attributes, settings)
    _evaluated(look, told, settings)
    _in_effect(look, told, settings, (~plan, start, until))
    _consented(look, told, ~plan, settings)
    _served(look, told, (~plan, attributes), settings)
    return Standings(told.reason, plan, np.where(plan, since, start))


_AGAIN = (
    "found-eligible", "iep-in-effect", "services-plan", "consent-for-services", "services-started", "transferred-in",
)  # fmt: skip
_LEFT = {ExitReason.CONSENT_REVOKED.value: Reason.REVOKED, ExitReason.MOVED_KNOWN_TO_CONTINUE.value: Reason.MOVED}
_PURPOSE_ORDER = np.argsort(np.argsort([purpose or "" for purpose in PURPOSES]))


def _left(look: _Look, told: _Verdicts) -> None:
    left = look.last("exited")
    gone = (left != MISSING) & (left >= look.last(*_AGAIN)) & (left != look.day)
    if not gone.any():
        return
    events, rows = look.events, look.rows(EventKind.EXITED)
    names = [name for name in sorted(_LEFT) if name in events.details]
    places = np.zeros(len(events.details), np.int8)
    places[[events.details.index(name) for name in names]] = np.arange(1, len(names) + 1)
    case, detail = events.case[rows], places[events.detail[rows]]
    said = (detail > 0) & gone[case] & (events.on[rows] == left[case])
    rows, case, detail = rows[said], case[said], detail[said]
    until, purpose = events.until[rows], _PURPOSE_ORDER[events.purpose[rows]]
    order = np.lexsort((detail, purpose, np.where(until == MISSING, _NEVER, until)))[::-1]
    first = np.zeros(look.cases, np.int8)
    first[case[order]] = detail[order]  # of several exits on one day, the first in the order of a history stays
    for place, name in enumerate(names, 1):
        told.refuse(gone & (first == place), _LEFT[name])
    told.refuse(gone, Reason.LEFT)


def _unwilling(look: _Look, told: _Verdicts, plan: _Days) -> None:
    agreed = np.maximum(look.last("consent-for-services"), plan)
    revoked = look.last("consent-for-services-revoked")
    told.refuse(look.last("consent-for-services-refused") > agreed, Reason.REFUSED)
    told.refuse((revoked != MISSING) & (revoked >= agreed) & (revoked < look.day), Reason.REVOKED)


def _eligible(look: _Look, told: _Verdicts, attributes: AttributeTable, settings: StateSettings) -> None:
    found, not_found = look.last("found-eligible"), look.last("found-not-eligible")
    unknown = found == MISSING
    told.refuse((not_found > found) & (unknown | (not_found < look.day)), Reason.NOT_ELIGIBLE)
    if not unknown.any():
        return
    undated = attributes.undated
    told.refuse(unknown & (undated == 0), Reason.NOT_ELIGIBLE)
    told.silent(unknown & (undated > 0), Reason.ELIGIBILITY_DAY_UNKNOWN, settings)
    silent = unknown & (undated < 0)
    before = look.last("iep-in-effect", "services-plan") == MISSING
    told.refuse(silent & before & look.later("first-found-eligible"), Reason.NOT_YET_ELIGIBLE)
    told.silent(silent, Reason.ELIGIBILITY_UNKNOWN, settings)


def _evaluated(look: _Look, told: _Verdicts, settings: StateSettings) -> None:
    if settings.evaluated is Evaluated.ANY_TIME:
        return
    last = look.last("any-evaluation-completed", "reevaluation-unnecessary")
    told.refuse(last == MISSING, Reason.EVALUATION_UNKNOWN)
    told.refuse(last < to_day(settings.count_date - relativedelta(years=3)), Reason.EVALUATION_OLD)


def _in_effect(look: _Look, told: _Verdicts, settings: StateSettings, spans: tuple[_Mask, _Days, _Days]) -> None:
    asked, start, until = spans
    none = asked & (start == MISSING)
    if none.any():
        none &= look.last("comparable-services-started") == MISSING
        settled = look.last("transfer-settled-in-state") != MISSING
        told.silent(none & settled, Reason.IEP_DAY_UNKNOWN, settings)
        none &= ~settled
        told.refuse(none & look.later("iep-in-effect"), Reason.IEP_LATER)
        told.refuse(none, Reason.NO_IEP)
    ended = look.last("iep-ended")
    there = asked & (start != MISSING)
    told.refuse(there & (start <= ended) & (ended < look.day), Reason.IEP_ENDED)
    if settings.lapsed_iep is LapsedIep.NOT_IN_EFFECT:
        told.refuse(there & (until != MISSING) & (until < look.day), Reason.IEP_ENDED)


def _consented(look: _Look, told: _Verdicts, asked: _Mask, settings: StateSettings) -> None:
    consents = look.last("consent-for-services", "ifsp-as-iep-consent", "served-before", "transferred-in")
    unknown = asked & (consents == MISSING)
    told.refuse(unknown & look.later("consent-for-services"), Reason.CONSENT_LATER)
    told.silent(unknown, Reason.CONSENT_UNKNOWN, settings)


def _served(look: _Look, told: _Verdicts, rows: tuple[_Mask, AttributeTable], settings: StateSettings) -> None:
    asked, services = rows[0], rows[1].services
    told.refuse(asked & (services == SERVICES.index(ServicesOn.AHEAD)), Reason.SERVICES_LATER)
    told.refuse(asked & (services == SERVICES.index(ServicesOn.OVER)), Reason.SERVICES_OVER)
    running = services == SERVICES.index(ServicesOn.RUNNING)
    unknown = asked & (look.last("services-started", "iep-implemented", "comparable-services-started") == MISSING)
    if settings.evidence is Evidence.AS_SERVED:
        unknown &= ~running
    told.refuse(unknown & ~running & look.later("services-started", "iep-implemented"), Reason.SERVICES_LATER)
    told.silent(unknown, Reason.SERVICES_UNKNOWN, settings)
