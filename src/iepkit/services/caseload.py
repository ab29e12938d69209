"""Caseload and workload: how many children, sessions and minutes a week the providers of many cases have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.days import to_day
from iepkit.errors import expect
from iepkit.history import Case
from iepkit.records import Service
from iepkit.services.converting import Converted, convert
from iepkit.services.lines import Line, lines
from iepkit.services.policies import DEFAULT, ServicePolicy
from iepkit.services.stated import indirect, stated
from iepkit.services.words import counted, mixed
from iepkit.vocabulary import Period

__all__ = ["Load", "workloads"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Load:
    """What one provider, or all providers of one role, have in a week.

    `provider` is the `provider_id` or, where a service names none, the `provider_role`; empty where neither is there.
    `children` counts children, each once. `sessions` and `minutes` are those of the children, added up; `direct` and
    `on_behalf` are the minutes with the children and on behalf of them, and `unsaid` those of which the file does not
    say. `own_minutes` are the provider's own: a group that meets at one time is counted once, where times are known.
    `unknown` are the places of services of which the week cannot be told. `over` compares `children` with the cap that
    the caller gave; without one it is `None`, since caps are State and district law.
    """

    provider: str = attrs.field(repr=False)
    children: int = 0
    sessions: Fraction = Fraction(0)
    minutes: Fraction = Fraction(0)
    direct: Fraction = Fraction(0)
    on_behalf: Fraction = Fraction(0)
    unsaid: Fraction = Fraction(0)
    own_minutes: Fraction = Fraction(0)
    unknown: tuple[str, ...] = ()
    cap: int | None = None
    lines: tuple[str, ...] = ()

    @property
    def over(self) -> bool | None:
        """Whether there are more children than the cap allows; `None` without a cap."""
        return None if self.cap is None else self.children > self.cap


@attrs.frozen
class _Share:
    """One service of one child in a provider's week."""

    child: str
    path: str
    service: Service
    week: Converted


def _week(line: Line, calendar: SchoolCalendar | None, as_of: date, policy: ServicePolicy) -> Converted:
    """The minutes of a service in a week: by policy where that settles it, else by the school year of the day."""
    answer = convert(line.dated, Period.WEEK, policy=policy)
    year = None if calendar is None else calendar.year_of(as_of)
    if answer.unknown and calendar is not None and year is not None:
        return convert(line.dated, policy=policy, calendar=calendar, first=year.first_day, last=year.last_day)
    return answer


def workloads(
    cases: Iterable[Case],
    as_of: date,
    *,
    calendar: SchoolCalendar | None = None,
    policy: ServicePolicy = DEFAULT,
    caps: dict[str, int] | None = None,
) -> tuple[Load, ...]:
    """What each provider has in a week on `as_of`, from the services in force on that day, in order of the provider.

    Minutes are the lower end of a range. What is not stated per week is converted by the policy or, with a calendar,
    over the school year of the day. `caps` are children for each provider or role. Paths begin with the place of the
    case. Raises `WrongType` for what is no date or no case.

    >>> from iepkit.records import Iep
    >>> speech = Service(minutes=30, times=2, per=Period.WEEK, provider_role="speech-language pathologist")
    >>> cases = [Case(id, ieps=(Iep(start=date(2026, 9, 8), services=(speech,)),)) for id in ("1", "2")]
    >>> load = workloads(cases, date(2026, 10, 5), caps={"speech-language pathologist": 1})[0]
    >>> load.children, load.minutes, load.over
    (2, Fraction(120, 1), True)
    """
    expect("as_of", as_of, date)
    found: dict[str, list[_Share]] = {}
    for at, case in enumerate(cases):
        expect("cases", case, Case)
        for line in lines(case):
            if line.first is not None and line.holds(to_day(as_of)):
                service, path = line.service, f"[{at}]{line.path[1:]}"
                share = _Share(case.id, path, service, _week(line, calendar, as_of, policy))
                found.setdefault(service.provider_id or service.provider_role or "", []).append(share)
    return tuple(_load(provider, found[provider], (caps or {}).get(provider)) for provider in sorted(found))


def _load(provider: str, shares: list[_Share], cap: int | None) -> Load:
    known = [(share, share.week.least) for share in shares if share.week.least is not None]
    unknown = tuple(share.path for share in shares if share.week.least is None)
    by_kind: dict[bool | None, Fraction] = {True: Fraction(0), False: Fraction(0), None: Fraction(0)}
    sessions, own = Fraction(0), dict[object, Fraction]()
    for share, minutes in known:
        by_kind[indirect(share.service)] += minutes
        session = stated(share.service).session
        sessions += minutes / session if session else 0
        together = (share.service.days, share.service.starts_at) if _in_a_group(share.service) else share.path
        own[together] = max(own.get(together, Fraction(0)), minutes)
    total, children = sum(by_kind.values(), Fraction(0)), len({share.child for share in shares})
    direct, on_behalf, unsaid = (mixed(by_kind[kind]) for kind in (False, True, None))
    who = f"{direct} with children, {on_behalf} on their behalf, {unsaid} unsaid"
    size = f"{counted(children, 'child', 'children')}, {counted(sessions, 'session')} and {mixed(total)} minutes a week"
    said = [f"{size}: {who}."]
    if unknown:
        said.append(f"{counted(len(unknown), 'service')} of which a week cannot be told.")
    if cap is not None:
        said.append(f"The cap that was given is {counted(cap, 'child', 'children')}.")
    return Load(
        provider,
        children,
        sessions,
        total,
        by_kind[False],
        by_kind[True],
        by_kind[None],
        sum(own.values(), Fraction(0)),
        unknown,
        cap,
        tuple(said),
    )


def _in_a_group(service: Service) -> bool:
    """Whether the service is one of a group whose days and time are known, so that others may share the session."""
    return bool(service.group and service.days and service.starts_at)
