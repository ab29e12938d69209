"""Stated amounts: what the words of one service promise in one of its own periods."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter
from typing import Any

import attrs

from iepkit.records import Service
from iepkit.services.words import counted, number_range, period_words
from iepkit.vocabulary import Location, Period, ServiceKind, ServiceType

__all__ = ["Stated", "indirect", "pushed_in", "stated"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Stated:
    """What a service promises in each of its periods, exactly as the IEP states it.

    `least` and `most` are minutes in one `per`; they differ where the IEP gives a range.
    Without `per` they are minutes in all, which is a total number of sessions.
    `sessions_least` and `sessions_most` are sessions in one `per`, `session` the shortest length of one session.
    `direct_weeks` and `indirect_weeks` are the rotation of a 3:1 model, both 0 where there is none.
    Where there is no number they are `None`, and `unknown` says why and what would settle it.
    `lines` are the arithmetic.
    """

    least: Fraction | None = None
    most: Fraction | None = None
    per: Period | None = None
    cycle_days: int | None = None
    sessions_least: int | None = None
    sessions_most: int | None = None
    session: int | None = None
    direct_weeks: int = 0
    indirect_weeks: int = 0
    lines: tuple[str, ...] = ()
    unknown: str = ""


def indirect(service: Service) -> bool | None:
    """Whether it is given on behalf of the child and not to the child; `None` where the file does not say.

    Consultation, and support for personnel, are (34 CFR 300.320(a)(4): "to the child, or on behalf of the child").

    >>> indirect(Service(type=ServiceType.CONSULTATION))
    True
    """
    if service.indirect is not None:
        return service.indirect
    on_behalf = service.type is ServiceType.CONSULTATION or service.kind is ServiceKind.SUPPORT_FOR_PERSONNEL
    return True if on_behalf else None


def pushed_in(service: Service) -> bool | None:
    """Whether it is given in the regular class (pushing in) or out of it (pulling out); `None` where that is not said.

    >>> pushed_in(Service(location=Location.REGULAR_CLASS)), pushed_in(Service(minutes_outside_regular_class=30))
    (True, False)
    """
    if service.minutes_outside_regular_class is not None:
        return service.minutes_outside_regular_class == 0
    return None if service.location is None else service.location is Location.REGULAR_CLASS


def _upside_down(service: Service) -> bool:
    """Whether the upper end of a range lies below its lower end."""
    ranges = ((service.minutes, service.minutes_most), (service.times, service.times_most))
    return any(low is not None and high is not None and high < low for low, high in ranges)


_MISSING: tuple[tuple[Callable[[Service], bool | None], str], ...] = (
    (lambda one: one.as_needed, "As needed: the IEP gives no number, so no minutes can be promised or counted."),
    (
        lambda one: one.minutes is None,
        "The length of a session is not stated; the minutes of one session would settle it.",
    ),
    (
        lambda one: one.times is None and one.sessions is None,
        "How often is not stated; the number of times and their period would settle it.",
    ),
    (
        lambda one: one.per is None and one.sessions is None,
        "The period of the times is not stated: a day, a week, a month or another one would settle it.",
    ),
    (
        lambda one: one.times is not None and one.per is Period.CYCLE and not one.cycle_days,
        "The number of school days in a cycle is not stated; that number would settle it.",
    ),
    (_upside_down, "The upper end of a range lies below its lower end; one of the two has to be corrected."),
)
"""Why a service has no amount, the first that holds, and what would settle it."""


def stated(service: Service) -> Stated:
    """What a service promises in one of its own periods, in exact minutes, with the arithmetic in words.

    Nothing is converted: 30 minutes, 8 times a month, are minutes in a month. Never raises.

    >>> answer = stated(Service(minutes=30, times=2, times_most=3, per=Period.WEEK))
    >>> answer.least, answer.most
    (Fraction(60, 1), Fraction(90, 1))
    >>> print(*answer.lines)
    30 minutes, 2 to 3 times a week: 60 to 90 minutes a week.
    >>> stated(Service(as_needed=True, minutes=30)).least is None
    True
    """
    return _of(_terms(service))


_TERMS = (
    "as_needed",
    "minutes",
    "minutes_most",
    "times",
    "times_most",
    "per",
    "sessions",
    "cycle_days",
    "direct_weeks",
    "indirect_weeks",
)
_terms = attrgetter(*_TERMS)


@lru_cache(maxsize=1 << 12)  # a caseload states few amounts, again and again
def _of(terms: tuple[Any, ...]) -> Stated:
    """What these terms promise; the terms in the order of `_TERMS`."""
    service = Service(**dict(zip(_TERMS, terms, strict=True)))
    missing = next((words for holds, words in _MISSING if holds(service)), "")
    if missing:
        return Stated(unknown=missing, lines=(missing,))
    minutes, times, per = service.minutes or 0, service.times, service.per
    longest = service.minutes_most or minutes
    if times is None or per is None:  # a total is asked last: times in a period say more
        times, per, times_most, after = service.sessions or 0, None, service.sessions or 0, "in all"
        how_often = counted(times, "session") + " in all"
    else:
        times_most, after = service.times_most or times, f"a {period_words(per, service.cycle_days)}"
        how_often = f"{number_range(times, times_most)} {'time' if times == times_most == 1 else 'times'} {after}"
    least, most = Fraction(minutes * times), Fraction(longest * times_most)
    lines = [f"{number_range(minutes, longest)} minutes, {how_often}: {number_range(least, most)} minutes {after}."]
    direct, without = service.direct_weeks or 0, service.indirect_weeks or 0
    if direct and without:
        lines.append(
            f"{counted(direct, 'week')} with the child, then {without} without: an indirect week promises no minutes"
            " with the child, and what is done in it counts where a service of its own states it."
            if per is Period.WEEK
            else f"The rotation of {direct} direct and {without} indirect weeks says when, not how much."
        )
    return Stated(
        least,
        most,
        per,
        service.cycle_days if per is Period.CYCLE else None,
        times,
        times_most,
        minutes,
        direct if direct and without and per is Period.WEEK else 0,
        without if direct and without and per is Period.WEEK else 0,
        tuple(lines),
    )
