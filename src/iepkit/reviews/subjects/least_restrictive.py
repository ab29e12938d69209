"""Least restrictive environment: why a child is apart, and whether the numbers on that agree (34 CFR 300.114, 300.117).

Nothing here judges a placement. What a file does not say of its reasons weighs only where it gives some of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from math import inf

from iepkit.findings import Severity
from iepkit.records import Placement
from iepkit.reviews.attested import recorded
from iepkit.reviews.context import Context, Reviewed, said
from iepkit.reviews.registry import Flaw, rule
from iepkit.reviews.subjects.iep_services import is_apart
from iepkit.vocabulary import Environment

__all__ = ["band", "digits", "minutes", "modifications", "nonacademic", "placed", "removal", "tells_reasons"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("placement", "least-restrictive")
_WHOLE = 100  # percent
_REASONS = (
    "options_considered",
    "aids_considered",
    "why_not_regular_class",
    "harmful_effects_considered",
    "parent_in_group",
    "group",
    "knowledgeable_group",
    "home_school",
    "close_to_home",
    "removed_only_for_modifications",
    "nonacademic_participation",
)


def placed(context: Context) -> Iterator[tuple[Reviewed, str, Placement]]:
    """Every placement under review, with its place; not one that was changed for an adult prison (300.324(d)(2)(ii)).

    >>> from datetime import date
    >>> from iepkit.history import Case
    >>> from iepkit.laws import Policy, law
    >>> list(placed(Context.of(Case("1"), law("US"), date(2026, 11, 2), Policy())))
    []
    """
    for one in context.texts:
        if one.iep.placement is not None and not one.iep.prison_modified:
            yield one, f"{one.path}.placement", one.iep.placement


def tells_reasons(placement: Placement) -> bool:
    """Whether a file tells anything of how a placement was chosen.

    >>> tells_reasons(Placement(close_to_home=True)), tells_reasons(Placement(percent_regular_class=90))
    (True, False)
    """
    return recorded(placement, _REASONS)


@rule(
    "PL101",
    "lre-removal",
    "Removal only where aids and services do not suffice",
    citation="34 CFR 300.114(a)(2)(ii)",
    severity=Severity.UNKNOWN,
    applies="to a child who is apart from nondisabled children, where the file tells how the placement was chosen",
    says="A child is removed only if the regular class with supplementary aids and services cannot be satisfactory.",
    settle="Record which aids and services were considered, and why the regular class with them does not suffice.",
    groups=_GROUPS,
    since="0.3",
)
def removal(context: Context) -> Iterator[Flaw]:
    """The removals for which no aids considered, or no reason, are in the file."""
    for one, path, placement in placed(context):
        if not (tells_reasons(placement) and is_apart(one.iep)):
            continue
        if not placement.aids_considered:
            words = "The file does not say which supplementary aids and services were considered before the removal."
            yield Flaw(f"{path}.aids_considered", words)
        if not said(placement.why_not_regular_class):
            words = "The file does not say why the regular class with aids and services does not suffice."
            yield Flaw(f"{path}.why_not_regular_class", words)


@rule(
    "PL102",
    "place-not-solely-modifications",
    "Removal not solely for modifications of the curriculum",
    citation="34 CFR 300.116(e)",
    applies="to a child who is apart from nondisabled children",
    says="No child is removed from regular classrooms of the same age solely because the curriculum must be modified.",
    settle="Modify the curriculum in the regular class, or record the other reasons for the removal.",
    groups=_GROUPS,
    since="0.3",
)
def modifications(context: Context) -> Iterator[Flaw]:
    """The removals for that reason alone, and those for which the file tells other things and not this."""
    for one, path, placement in placed(context):
        where = f"{path}.removed_only_for_modifications"
        if placement.removed_only_for_modifications:
            words = "The file says that the child is removed solely because the curriculum must be modified."
            yield Flaw(where, words)
        elif placement.removed_only_for_modifications is None and tells_reasons(placement) and is_apart(one.iep):
            words = "The file does not say whether the child is removed solely because the curriculum must be modified."
            yield Flaw(where, words, Severity.UNKNOWN)


@rule(
    "PL103",
    "lre-nonacademic",
    "Part in nonacademic and extracurricular activities",
    citation="34 CFR 300.117",
    severity=Severity.UNKNOWN,
    applies="to an IEP of which the file tells how the placement was chosen",
    says="The child takes part with nondisabled children in meals, recess and activities as far as appropriate.",
    settle="Record how the child takes part in them, and with which aids and services.",
    groups=_GROUPS,
    since="0.3",
)
def nonacademic(context: Context) -> Iterator[Flaw]:
    """The placements that are silent on nonacademic activities."""
    for _, path, placement in placed(context):
        if tells_reasons(placement) and not said(placement.nonacademic_participation):
            words = "The file does not say how the child takes part in nonacademic and extracurricular activities."
            yield Flaw(f"{path}.nonacademic_participation", words)


@cache
def digits(stated: float) -> tuple[int, int]:
    """A stated percentage as numerator and denominator; one part of the denominator is what rounding may hide.

    >>> digits(80), digits(87.5)
    ((80, 1), (875, 10))
    """
    exact = Decimal(str(stated)).normalize()
    places = max(0, -int(exact.as_tuple().exponent))
    return int(exact.scaleb(places)), 10**places


def _by_minutes(placement: Placement) -> tuple[int, int] | None:
    """The percentage of the school week in the regular class by its minutes, as numerator and denominator."""
    regular, week = placement.minutes_regular_class, placement.minutes_school_week
    return (_WHOLE * regular, week) if regular is not None and week else None


@rule(
    "PL121",
    "placement-minutes",
    "Stated percentage and minutes in the regular class",
    citation="34 CFR 300.320(a)(5)",
    severity=Severity.CONFLICT,
    applies="to a placement with the minutes in the regular class and of the school week",
    says="The extent to which a child is not in the regular class is one number, however it is written.",
    settle="Check the minutes and the percentage.",
    groups=(*_GROUPS, "contradictions"),
    since="0.3",
)
def minutes(context: Context) -> Iterator[Flaw]:
    """The minutes that exceed the week, and the percentages that rounding does not explain."""
    for _, path, placement in placed(context):
        share, stated = _by_minutes(placement), placement.percent_regular_class
        if share is None:
            continue
        minutes_of_100, week = share
        if minutes_of_100 > _WHOLE * week:
            yield Flaw(
                f"{path}.minutes_regular_class", "The minutes in the regular class are more than those of the week."
            )
        elif stated is not None:
            number, parts = digits(stated)
            if abs(minutes_of_100 * parts - number * week) >= week:
                words = f"The stated percentage is {stated:g}, and by the minutes it is {minutes_of_100 / week:.1f}."
                yield Flaw(f"{path}.percent_regular_class", words)


_BANDS = {  # from, and below
    Environment.REGULAR_CLASS_80: (80, inf),
    Environment.REGULAR_CLASS_40_TO_79: (40, 80),
    Environment.REGULAR_CLASS_UNDER_40: (0, 40),
}


@rule(
    "PL122",
    "placement-environment",
    "Educational environment and time in the regular class",
    citation="34 CFR 300.320(a)(5)",
    severity=Severity.CONFLICT,
    applies="to a placement with an environment of school age in a regular class, and a percentage or minutes",
    says="The environment holds from 80 percent on, from 40 to below 80, or below 40 percent of the day.",
    settle="Check the environment, the percentage and the minutes.",
    groups=(*_GROUPS, "contradictions"),
    since="0.3",
)
def band(context: Context) -> Iterator[Flaw]:
    """The environments whose band does not hold the share; minutes, where they are known, go before a percentage."""
    for _, path, placement in placed(context):
        share, stated = _by_minutes(placement), placement.percent_regular_class
        if share is None and stated is not None:
            share = digits(stated)
        limits = _BANDS.get(placement.environment) if placement.environment else None
        if share is not None and limits is not None:
            number, parts = share
            if not limits[0] * parts <= number < limits[1] * parts:
                words = f"The environment does not fit {number / parts:.1f} percent of the time in the regular class."
                yield Flaw(f"{path}.environment", words)
