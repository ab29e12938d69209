"""Who counts on a day: eligible, with an IEP or a services plan in effect, and served; or why a child does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum

import attrs
from dateutil.relativedelta import relativedelta

from iepkit.days import MISSING, to_day
from iepkit.facts import Projection, first_within, last_by
from iepkit.history import Case, Event, happenings
from iepkit.records import Iep, Student
from iepkit.reporting.children import state_on
from iepkit.reporting.reasons import SETTLES, Reason
from iepkit.reporting.settings import Evaluated, Evidence, LapsedIep, StateSettings
from iepkit.services.lines import in_force, lines
from iepkit.vocabulary import EventKind, ExitReason, ServiceKind

__all__ = [
    "SETTLES",
    "Reason",
    "ServicesOn",
    "Standing",
    "iep_on",
    "in_another_state",
    "lasting",
    "services_on",
    "standing_on",
    "undated_answer",
]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Standing:
    """What a case is on the day of a count: `reason` is `None` where the child counts; `doubts` are what is not sure.

    `iep` is the document in effect, where the file holds it; `services_plan` says that the child has a services plan
    in a private school (34 CFR 300.132) and not an IEP, `since` is the day from which either is in effect, as a number
    of days (`iepkit.days`), or `MISSING`. `settles` is what would settle a reason, and each doubt is a
    pair: what is not sure, and what would settle it.
    """

    reason: Reason | None = None
    settles: str = ""
    iep: Iep | None = attrs.field(default=None, repr=False)
    services_plan: bool = False
    since: int = MISSING
    doubts: tuple[tuple[str, str], ...] = ()


@attrs.frozen
class _Look:
    """One case, looked at for one day; `plan` is the day on which the services plan in effect began, or `MISSING`."""

    case: Case
    known: Projection
    happened: Sequence[tuple[Event, str]]
    settings: StateSettings
    day: int
    doubts: list[tuple[str, str]] = attrs.field(factory=list)

    def last(self, *names: str) -> int:
        """The last day of the facts by the day of the count, or `MISSING`."""
        return last_by(self.known.days(*names), self.day)

    def later(self, *names: str) -> bool:
        """Whether one of the facts came after the day of the count."""
        return first_within(self.known.days(*names), self.day + 1) != MISSING

    def running(self, name: str) -> tuple[int, int]:
        """The last span of a fact to begin by the day of the count: its first day and its last one, or `MISSING`."""
        spans = [(on, until) for on, until, *_ in self.known.table.get(name, ()) if on <= self.day]
        start = max((on for on, _ in spans), default=MISSING)
        ends = [until for on, until in spans if on == start]
        return start, MISSING if MISSING in ends else max(ends, default=MISSING)

    @property
    def plan(self) -> int:
        """The day on which the services plan in effect began, or `MISSING`; an IEP that is newer goes before it."""
        start, end = self.running("services-plan")
        over = end != MISSING and end < self.day
        return MISSING if over or start < self.running("iep-in-effect")[0] else start

    def silent(self, reason: Reason) -> Reason | None:
        """The reason, where the State wants each step shown; else nothing, and a doubt in the words of the reason."""
        if self.settings.evidence is Evidence.EACH_STEP:
            return reason
        self.doubts.append((reason.value, SETTLES[reason]))
        return None


def standing_on(case: Case, settings: StateSettings) -> Standing:
    """Whether a child counts on the day of the count, and why not; the age and the category are looked at elsewhere.

    What ended on the day itself still counts, with a doubt: the child was served until then.
    Source: 34 CFR 300.641(a), 300.644; 300.300(b) for consent, 300.323 for the IEP, 300.132 for services plans.

    >>> standing_on(Case("7"), StateSettings(count_date=date(2025, 11, 3))).reason.value
    'the file shows no IEP or services plan in effect'
    """
    happened = happenings(case)
    look = _Look(case, Projection.of(case, None, happened), happened, settings, to_day(settings.count_date))
    plan = look.plan != MISSING
    for check in _BOTH if plan else (*_BOTH, *_OF_IEPS):
        reason = check(look)
        if reason is not None:
            return Standing(reason, SETTLES.get(reason, ""))
    iep = None if plan else iep_on(lasting(case, settings).ieps, settings.count_date)
    look.doubts.extend(_where(case.student or Student(id=""), plan=plan))
    since = look.plan if plan else look.running("iep-in-effect")[0]
    return Standing(iep=iep, services_plan=plan, since=since, doubts=tuple(look.doubts))


def _where(student: Student, *, plan: bool) -> Iterator[tuple[str, str]]:
    """What is in doubt of a child who is not in a public school (34 CFR 300.644)."""
    settle = "the services plan, or whether the child is enrolled in a public program"
    if student.parentally_placed_private and not plan:
        yield "the parents placed the child in a private school, and the file shows no services plan", settle
    if student.home_schooled:
        yield "the parents teach the child at home", settle


def iep_on(ieps: Sequence[Iep], on: date) -> Iep | None:
    """The IEP in effect on a day among the documents of a file: the last one to take effect by then, or `None`.

    >>> found = iep_on([Iep(start=date(2025, 9, 2)), Iep(start=date(2026, 9, 1))], date(2025, 11, 3))
    >>> found.start
    datetime.date(2025, 9, 2)
    """
    at = _place_on(ieps, on)
    return None if at is None else ieps[at]


def lasting(case: Case, settings: StateSettings) -> Case:
    """The case as the State takes it: an IEP past its last day goes on, with its services, where that is the policy.

    What a service ends sooner than its IEP stays as it is. The facts of the case are those of the case itself.

    >>> from iepkit.records import Service
    >>> over = Iep(start=date(2024, 9, 3), end=date(2025, 9, 2), services=(Service(end=date(2025, 9, 2)),))
    >>> state = StateSettings(count_date=date(2025, 11, 3), lapsed_iep=LapsedIep.IN_EFFECT)
    >>> lasting(Case("7", ieps=(over,)), state).ieps[0].services[0].end is None
    True
    """
    at = _place_on(case.ieps, settings.count_date)
    if at is None or settings.lapsed_iep is LapsedIep.NOT_IN_EFFECT:
        return case
    iep = case.ieps[at]
    last = iep.end
    if last is None or last >= settings.count_date:
        return case
    services = (attrs.evolve(one, end=None) if one.end and one.end >= last else one for one in iep.services)
    goes_on = attrs.evolve(iep, end=None, services=tuple(services))
    return attrs.evolve(case, ieps=(*case.ieps[:at], goes_on, *case.ieps[at + 1 :]))


class ServicesOn(StrEnum):
    """What the services of the IEP in effect are on a day."""

    UNTOLD = "the file holds no services"
    RUNNING = "one of them runs"
    AHEAD = "all of them begin later"
    OVER = "none of them runs, and not all begin later"


_COUNTED = (ServiceKind.SPECIAL_EDUCATION, ServiceKind.RELATED_SERVICE, None)
_NOT_RUNNING = {ServicesOn.AHEAD: Reason.SERVICES_LATER, ServicesOn.OVER: Reason.SERVICES_OVER}


def services_on(case: Case, on: date) -> ServicesOn:
    """What special education and related services of the IEP in effect are on a day; those of a summer are left out.

    >>> services_on(Case("7", ieps=(Iep(start=date(2025, 9, 2)),)), date(2025, 11, 3)).name
    'UNTOLD'
    """
    at, day = _place_on(case.ieps, on), to_day(on)
    mine = [
        line
        for line in lines(case)
        if line.path.startswith(f"$.ieps[{at}].")
        and line.service.kind in _COUNTED
        and line.service.extended_school_year is not True
    ]
    if not mine:
        return ServicesOn.UNTOLD
    if any(line.holds(day) for line in mine):
        return ServicesOn.RUNNING
    ahead = all(line.first is not None and line.first > day for line in mine)
    return ServicesOn.AHEAD if ahead else ServicesOn.OVER


def undated_answer(case: Case) -> bool | None:
    """What the last determination of eligibility without a day found; `None` where there is none.

    >>> from iepkit.records import Eligibility
    >>> dated, undated = Eligibility(date(2024, 5, 2), eligible=False), Eligibility(eligible=True)
    >>> undated_answer(Case("7", eligibility=(undated, dated)))
    True
    """
    found = [one.eligible for one in case.eligibility if one.determined is None and one.eligible is not None]
    return found[-1] if found else None


def in_another_state(case: Case, on: date) -> bool:
    """Whether the file shows that the child lived in another State on a day, before coming to this one.

    >>> in_another_state(Case("7", jurisdiction="WA"), date(2025, 11, 3))
    False
    """
    here, there = case.jurisdiction, state_on(case, on)
    return here is not None and there is not None and here.upper() != there


def _place_on(ieps: Sequence[Iep], on: date) -> int | None:
    starts = ((in_force(iep), iep.version or 0, at) for at, iep in enumerate(ieps))
    return max(((start, version, at) for start, version, at in starts if start and start <= on), default=(0, 0, None))[
        2
    ]


_AGAIN = (
    "found-eligible", "iep-in-effect", "services-plan", "consent-for-services", "services-started", "transferred-in",
)  # fmt: skip
_LEFT: dict[str | None, Reason] = {
    ExitReason.CONSENT_REVOKED: Reason.REVOKED,
    ExitReason.MOVED_KNOWN_TO_CONTINUE: Reason.MOVED,
}


def _left(look: _Look) -> Reason | None:
    if in_another_state(look.case, look.settings.count_date):
        return Reason.ANOTHER_STATE
    if any(one.on is None for one in look.case.exits):
        look.doubts.append(("the file tells that the child left special education, and not on which day", "the day"))
    left = look.last("exited")
    if left == MISSING or left < look.last(*_AGAIN):
        return None
    if left == look.day:
        look.doubts.append(("the child left special education on the day of the count", "check the day"))
        return None
    on = (event.detail for event, _ in look.happened if event.kind is EventKind.EXITED and to_day(event.on) == left)
    return next((_LEFT[detail] for detail in on if detail in _LEFT), Reason.LEFT)


def _unwilling(look: _Look) -> Reason | None:
    """The parent refused services or revoked consent, and neither agreed again nor took a services plan since."""
    agreed = max(look.last("consent-for-services"), look.plan)
    revoked = look.last("consent-for-services-revoked")
    if look.last("consent-for-services-refused") > agreed:
        return Reason.REFUSED
    if revoked == MISSING or revoked < agreed:
        return None
    if revoked < look.day:
        return Reason.REVOKED
    look.doubts.append(("the parent revoked consent on the day of the count", "the day on which services ended"))
    return None


def _eligible(look: _Look) -> Reason | None:
    found, not_found = look.last("found-eligible"), look.last("found-not-eligible")
    if not_found > found:
        if found == MISSING or not_found < look.day:
            return Reason.NOT_ELIGIBLE
        look.doubts.append(("the child was found no longer eligible on the day of the count", "check the day"))
    undated = undated_answer(look.case)
    if found != MISSING:
        if undated is False:
            look.doubts.append(("a determination without a day found the child not eligible", "record its day"))
        return None
    if undated is False:
        return Reason.NOT_ELIGIBLE
    if (
        undated is None
        and look.later("first-found-eligible")
        and look.last("iep-in-effect", "services-plan") == MISSING
    ):
        return Reason.NOT_YET_ELIGIBLE
    return look.silent(Reason.ELIGIBILITY_DAY_UNKNOWN if undated else Reason.ELIGIBILITY_UNKNOWN)


def _evaluated(look: _Look) -> Reason | None:
    if look.settings.evaluated is Evaluated.ANY_TIME:
        return None
    last = look.last("any-evaluation-completed", "reevaluation-unnecessary")
    if last == MISSING:
        return Reason.EVALUATION_UNKNOWN
    return Reason.EVALUATION_OLD if last < to_day(look.settings.count_date - relativedelta(years=3)) else None


def _in_effect(look: _Look) -> Reason | None:
    start, until = look.running("iep-in-effect")
    if start == MISSING:
        return _without_a_day(look)
    if start <= look.last("iep-ended") < look.day:
        return Reason.IEP_ENDED
    if until == MISSING or until >= look.day:
        return None
    if look.settings.lapsed_iep is LapsedIep.NOT_IN_EFFECT:
        return Reason.IEP_ENDED
    look.doubts.append((Reason.IEP_ENDED.value, SETTLES[Reason.IEP_ENDED]))
    return None


def _without_a_day(look: _Look) -> Reason | None:
    """Whether a child is served under an IEP of which the file does not tell from when it is in effect."""
    if look.last("comparable-services-started") != MISSING:
        words = "the child came from another agency and has services comparable to the IEP of that agency"
        look.doubts.append((words, "record the IEP that was adopted or made"))
        return None
    if look.last("transfer-settled-in-state") != MISSING:  # an IEP was carried out, or adopted
        return look.silent(Reason.IEP_DAY_UNKNOWN)
    return Reason.IEP_LATER if look.later("iep-in-effect") else Reason.NO_IEP


def _consented(look: _Look) -> Reason | None:
    if look.last("consent-for-services", "ifsp-as-iep-consent", "served-before", "transferred-in") != MISSING:
        return None
    return Reason.CONSENT_LATER if look.later("consent-for-services") else look.silent(Reason.CONSENT_UNKNOWN)


def _served(look: _Look) -> Reason | None:
    """Whether services had begun: those of the IEP in effect say so, or a record that they did."""
    services = services_on(lasting(look.case, look.settings), look.settings.count_date)
    if services in _NOT_RUNNING:
        return _NOT_RUNNING[services]
    begun = look.last("services-started", "iep-implemented", "comparable-services-started")
    running = services is ServicesOn.RUNNING
    if begun != MISSING or (running and look.settings.evidence is Evidence.AS_SERVED):
        return None
    none_yet = not running and look.later("services-started", "iep-implemented")
    return Reason.SERVICES_LATER if none_yet else look.silent(Reason.SERVICES_UNKNOWN)


_BOTH: tuple[Callable[[_Look], Reason | None], ...] = (_left, _unwilling, _eligible, _evaluated)
_OF_IEPS = (_in_effect, _consented, _served)
