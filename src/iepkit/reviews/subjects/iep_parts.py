"""Contradictions inside the parts of an IEP: amendments, placement, sessions, and what ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from iepkit.findings import Severity
from iepkit.records import Iep
from iepkit.reviews.context import Context
from iepkit.reviews.registry import Flaw, rule

__all__ = [
    "amendment_in_effect_first",
    "away_longer_than_session",
    "parts_end_before_start",
    "placement_before_decision",
]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("contradictions",)
_CONFLICT = Severity.CONFLICT


@rule(
    "CF106",
    "amendment-effective-before-made",
    "Amendment in effect before it was made",
    citation="34 CFR 300.324(a)(4)(i)",
    severity=_CONFLICT,
    applies="to each amendment of an IEP under review that gives both days",
    says="A change of an IEP takes effect once it is made.",
    settle="Check the day of the amendment and the day on which it takes effect.",
    groups=_GROUPS,
    since="0.3",
)
def amendment_in_effect_first(context: Context) -> Iterator[Flaw]:
    """The amendments that take effect before they were made."""
    for one in context.ieps:
        for at, change in enumerate(one.iep.amendments):
            if change.on is not None and change.effective is not None and change.effective < change.on:
                words = f"The amendment takes effect on {change.effective}, before it was made on {change.on}."
                yield Flaw(f"{one.path}.amendments[{at}].effective", words)


@rule(
    "CF107",
    "placement-before-decision",
    "Placement that begins before it was decided",
    citation="34 CFR 300.116(b)(2)",
    severity=_CONFLICT,
    applies="to each placement under review that gives both days",
    says="A placement begins once it is decided.",
    settle="Check the day of the decision and the day on which the placement begins.",
    groups=(*_GROUPS, "placement"),
    since="0.3",
)
def placement_before_decision(context: Context) -> Iterator[Flaw]:
    """The placements that begin before the decision on them."""
    for one in context.ieps:
        placement = one.iep.placement
        start, decided = (None, None) if placement is None else (placement.start, placement.decided)
        if start is not None and decided is not None and start < decided:
            words = f"The placement begins on {start}, and was decided on {decided}."
            yield Flaw(f"{one.path}.placement.start", words)


@rule(
    "CF113",
    "service-away-longer-than-session",
    "More minutes away from the regular class than in a session",
    citation="34 CFR 300.320(a)(7)",
    severity=_CONFLICT,
    applies="to each service that gives both numbers",
    says="The minutes of a session away from the regular class are minutes of that session.",
    settle="Check the minutes of the session and those away from the regular class; both are of one session.",
    groups=_GROUPS,
    since="0.3",
)
def away_longer_than_session(context: Context) -> Iterator[Flaw]:
    """The services with more minutes away than there are."""
    for one in context.ieps:
        for at, service in enumerate(one.iep.services):
            away, minutes = service.minutes_outside_regular_class, service.minutes
            if away is not None and minutes is not None and away > minutes:
                words = f"A session is {minutes} minutes long, and {away} of them are away from the regular class."
                yield Flaw(f"{one.path}.services[{at}].minutes_outside_regular_class", words)


@rule(
    "CF114",
    "part-end-before-start",
    "Part of an IEP that ends before it begins",
    citation="34 CFR 300.320(a)(7)",
    severity=_CONFLICT,
    applies="to accommodations, transition services and the extended school year of an IEP that give both days",
    says="What is given over a time has its first day before its last.",
    settle="Check the first and the last day.",
    groups=_GROUPS,
    since="0.3",
)
def parts_end_before_start(context: Context) -> Iterator[Flaw]:
    """The parts whose last day is before their first."""
    for one in context.ieps:
        extended = [one.iep.extended_school_year] if one.iep.extended_school_year else []
        parts: list[tuple[str, Any]] = [
            *((f"accommodations[{at}]", part) for at, part in enumerate(one.iep.accommodations)),
            *((f"transition.services[{at}]", part) for at, part in enumerate(_steps(one.iep))),
            *(("extended_school_year", part) for part in extended),
        ]
        for place, part in parts:
            if part.start is not None and part.end is not None and part.end < part.start:
                words = f"This ends on {part.end}, before it begins on {part.start}."
                yield Flaw(f"{one.path}.{place}.end", words)


def _steps(iep: Iep) -> tuple[Any, ...]:
    return iep.transition.services if iep.transition else ()
