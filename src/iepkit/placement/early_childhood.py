"""The educational environment of a child before kindergarten: the program, its hours, and where services are given.

Sources: IDEA section 618, Part B child count and educational environments, ages 3 to 5; EDFacts file FS089; decision
tree of the IDEA Data Center. A regular early childhood program is one in which at least half of the children have no
IEP. A child who attends one is counted there, whatever else the child attends.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import attrs

from iepkit.placement.answers import Basis, EnvironmentAnswer, Span, time_words
from iepkit.placement.away import running, weekly_minutes
from iepkit.placement.policies import PlacementPolicy
from iepkit.placement.week import TOGETHER
from iepkit.records import Iep, Placement, Service
from iepkit.vocabulary import EarlyChildhoodProgram, Environment, Location, ServiceKind

__all__ = ["Hours", "early_childhood", "service_hours"]


def __dir__() -> list[str]:
    return __all__


_TEN, _HALF, _HOUR = 10, 50, Fraction(1, 60)
_PROGRAMS = {
    EarlyChildhoodProgram.SEPARATE_CLASS: Environment.SEPARATE_CLASS,
    EarlyChildhoodProgram.SEPARATE_SCHOOL: Environment.SEPARATE_SCHOOL,
    EarlyChildhoodProgram.RESIDENTIAL_FACILITY: Environment.RESIDENTIAL_FACILITY,
}
_REGULAR = {  # at least ten hours a week; and whether the services are mostly there
    (True, True): Environment.EARLY_CHILDHOOD_10_HOURS_SERVICES_THERE,
    (True, False): Environment.EARLY_CHILDHOOD_10_HOURS_SERVICES_ELSEWHERE,
    (False, True): Environment.EARLY_CHILDHOOD_UNDER_10_SERVICES_THERE,
    (False, False): Environment.EARLY_CHILDHOOD_UNDER_10_SERVICES_ELSEWHERE,
}
_COUNTED = {ServiceKind.SPECIAL_EDUCATION, ServiceKind.RELATED_SERVICE, None}
_NONE = Span.of(0)


@attrs.frozen
class Hours:
    """The hours a week of special education and related services in each place; `None` where they cannot be told.

    `there` is the regular early childhood program, `home` the home, `elsewhere` every other place and the home too;
    `not_home` is everything but the home.
    """

    there: Span | None
    elsewhere: Span | None
    home: Span | None
    not_home: Span | None
    unknown: tuple[str, ...] = ()


def _exact(stated: float | None) -> Span | None:
    return None if stated is None else Span.of(Fraction(str(stated)))


def _place(service: Service) -> str | None:
    if service.location in (None, Location.OTHER):
        return None
    return "there" if service.location in TOGETHER else "home" if service.location is Location.HOME else "elsewhere"


def _from_services(rows: Iterable[tuple[int, Service]], days: int | None, policy: PlacementPolicy) -> Hours:
    found: dict[str, Span | None] = {"there": _NONE, "home": _NONE, "elsewhere": _NONE}
    unknown: list[str] = []
    for at, service in rows:
        place, length = _place(service), weekly_minutes(service, days, policy)
        if place is None:
            unknown.append(f"services[{at}]: where it is given; record its location")
            return _untold(*unknown)
        so_far = found[place]
        if isinstance(length, str):
            unknown.append(f"services[{at}]: {length}")
            found[place] = None
        elif so_far is not None:
            found[place] = so_far + length.times(_HOUR)
    there, home, other = found["there"], found["home"], found["elsewhere"]
    return Hours(there, _both(home, other), home, _both(there, other), tuple(unknown))


def _both(one: Span | None, other: Span | None) -> Span | None:
    return None if one is None or other is None else one + other


def _untold(*unknown: str) -> Hours:
    return Hours(None, None, None, None, unknown)


def service_hours(iep: Iep, on: date | None, policy: PlacementPolicy) -> Hours:
    """The hours a week of a young child's services by place: as the placement states them, else from the services.

    >>> from iepkit.vocabulary import Period
    >>> speech = Service(minutes=30, times=2, per=Period.WEEK, location=Location.EARLY_CHILDHOOD_PROGRAM)
    >>> hours = service_hours(Iep(services=(speech,)), None, PlacementPolicy())
    >>> hours.there.words(), hours.elsewhere.words()
    ('1', '0')
    """
    placement = iep.placement or Placement()
    there, elsewhere = _exact(placement.services_hours_there), _exact(placement.services_hours_elsewhere)
    if there is not None or elsewhere is not None:
        home = _exact(placement.services_hours_home)
        if there is None or elsewhere is None:
            words = "the hours a week of services in the program and outside of it; record both"
            return Hours(there, elsewhere, home, None, (words,))
        rest = None if home is None else Span.of(max(Fraction(0), elsewhere.least - home.least))
        return Hours(there, elsewhere, home, _both(there, rest))
    held = running(iep.services, on)
    if held is None and placement.start is not None:
        held = running(iep.services, placement.start)
    if held is None:
        return _untold("which services the child has on that day, since their dates differ; ask for a day")
    rows = [(at, one) for at, one in held if one.kind in _COUNTED]
    if not rows:
        return _untold("where services are given, and for how many hours; record the services")
    return _from_services(rows, placement.days_school_week, policy)


def _more(one: Span | None, other: Span | None) -> bool | str | None:
    """Whether one is surely more than the other; `"equal"` where they are; `None` where it cannot be told."""
    if one is not None and other is not None:
        if one.least > other.most:
            return True
        if one.most < other.least:
            return False
        return "equal" if one.exact and other.exact else None
    if other == _NONE:  # all that there is, is here, however much it is
        return True
    return False if one == _NONE else None


def early_childhood(iep: Iep, *, on: date | None, policy: PlacementPolicy) -> EnvironmentAnswer:
    """The environment of a child before kindergarten, with its reasons, by the decision tree of the federal count.

    >>> placement = Placement(hours_regular_early_childhood=10, services_hours_there=2, services_hours_elsewhere=1)
    >>> early_childhood(Iep(placement=placement), on=None, policy=PlacementPolicy()).environment.value
    'early-childhood-10-hours-services-there'
    """
    placement = iep.placement or Placement()
    answer = EnvironmentAnswer(None, policy, basis=Basis.PROGRAM, stated=placement.environment)
    wrong = _contradiction(placement)
    if wrong:
        return attrs.evolve(answer, unknown=(wrong,), contradiction=True)
    program, hours = placement.early_childhood_program, placement.hours_regular_early_childhood
    if program in _PROGRAMS and not hours:
        line = f"The child attends a special education program: {program}, and no regular early childhood program"
        environment = _PROGRAMS[program]
        return attrs.evolve(answer, environment=environment, possible=(environment,), lines=(line,))
    if hours:
        return _regular(answer, Fraction(str(hours)), service_hours(iep, on, policy), policy)
    if program is EarlyChildhoodProgram.REGULAR:
        words = "how many hours a week the child attends the regular early childhood program; record them"
        return attrs.evolve(answer, possible=tuple(_REGULAR.values()), unknown=(words,))
    if program is EarlyChildhoodProgram.NONE:
        return _neither(answer, service_hours(iep, on, policy))
    words = "which program the child attends, if any: regular early childhood, separate class or school; record it"
    return attrs.evolve(answer, unknown=(words,))


def _contradiction(placement: Placement) -> str:
    """What the file says of the program that cannot all be right."""
    program, hours = placement.early_childhood_program, placement.hours_regular_early_childhood
    share = placement.percent_without_disabilities
    if program is EarlyChildhoodProgram.REGULAR and hours == 0:
        return "whether the child attends a regular early childhood program, since its hours are 0; check both"
    if share is None:
        return ""
    if share >= _HALF and program in _PROGRAMS:
        return "what the program is, since at least half of its children have no IEP; check the program and the share"
    if share < _HALF and (program is EarlyChildhoodProgram.REGULAR or (program is None and hours)):
        return "what the program is, since fewer than half of its children have no IEP; check the program and the share"
    return ""


def _regular(answer: EnvironmentAnswer, hours: Fraction, services: Hours, policy: PlacementPolicy) -> EnvironmentAnswer:
    enough = hours >= _TEN
    most = "at least 10" if enough else "fewer than 10"
    line = f"Regular early childhood program: {time_words(hours)} hours a week, {most}"
    there = _more(services.there, services.elsewhere)
    lines = (line, *_told(services))
    if there == "equal" and policy.equal_hours != "unknown":
        lines = (*lines, f"As many hours there as elsewhere: counted as {policy.equal_hours}, by policy")
        there = policy.equal_hours == "there"
    if isinstance(there, bool):
        environment = _REGULAR[enough, there]
        return attrs.evolve(answer, environment=environment, possible=(environment,), lines=lines)
    equal = "where the majority of the hours is, since there are as many elsewhere; choose a policy for that"
    unknown = (equal,) if there == "equal" else services.unknown or (_UNEVEN,)
    return attrs.evolve(
        answer, possible=(_REGULAR[enough, True], _REGULAR[enough, False]), lines=lines, unknown=unknown
    )


_UNEVEN = "where the majority of the hours is, since their range allows both; record the hours"
_OUTSIDE = (Environment.HOME, Environment.SERVICE_PROVIDER_LOCATION)


def _neither(answer: EnvironmentAnswer, services: Hours) -> EnvironmentAnswer:
    """A child who attends no program: at home, or at a provider's or another place, by the majority of the hours."""
    line = "The child attends neither a regular early childhood program nor a special education program"
    home = _more(services.home, services.not_home)
    lines = (line, *_told(services))
    if isinstance(home, bool):
        environment = _OUTSIDE[0] if home else _OUTSIDE[1]
        return attrs.evolve(answer, environment=environment, possible=(environment,), lines=lines)
    words = "whether the majority of the hours of services is at home; record the hours there and elsewhere"
    return attrs.evolve(answer, possible=_OUTSIDE, lines=lines, unknown=(*services.unknown, words))


def _told(services: Hours) -> tuple[str, ...]:
    places = {"there": services.there, "elsewhere": services.elsewhere, "at home": services.home}
    hours = [f"{span.words()} {place}" for place, span in places.items() if span is not None]
    return (f"Hours a week of special education and related services: {', '.join(hours)}",) if hours else ()
