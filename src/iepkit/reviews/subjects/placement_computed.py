"""What a placement states, held against what its schedule, its services and its program make of it.

The room `placement` computes; nothing here judges a placement. Where the placement states a share of its own, that is
held against its environment by `placement-environment` and against the services by `minutes-apart`; these rules say
what those cannot, and nothing twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from iepkit.findings import Severity
from iepkit.placement import Basis, Share, Span, Table, band, table_for
from iepkit.placement.answers import percent_words, time_words
from iepkit.placement.away import weekly_minutes
from iepkit.placement.early_childhood import early_childhood
from iepkit.placement.groups import EARLY_CHILDHOOD, SCHOOL_AGE
from iepkit.placement.policies import DEFAULT
from iepkit.placement.school_age import by_facts
from iepkit.placement.shares import inside_and_separate
from iepkit.placement.week import AWAY, week_of
from iepkit.records import Placement, Service
from iepkit.reviews.context import Context, Reviewed, said
from iepkit.reviews.registry import Flaw, rule
from iepkit.reviews.subjects.least_restrictive import digits, placed
from iepkit.vocabulary import Location

__all__ = ["age", "early", "environment", "explained", "school_week", "served", "share"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("placement", "least-restrictive", "contradictions")
_COMPUTED = (Basis.SCHEDULE, Basis.SERVICES)
_WHOLE = 100
_BANDS = SCHOOL_AGE[:3]
_LINES = (80, 40)  # percent


def _computed(context: Context, one: Reviewed, path: str) -> tuple[Share, Span, Fraction | None]:
    """The share of a placement, the minutes in a separate school, and the school week: computed once in a review."""
    if path not in context.shares:
        context.shares[path] = inside_and_separate(one.iep, schedule=None, on=None, policy=DEFAULT)
    found: tuple[Share, Span, Fraction | None] = context.shares[path]
    return found


def _stated(placement: Placement) -> tuple[str, Fraction, Fraction] | None:
    """The share that a placement states, in percent, with its field and with how far rounding may lead away from it."""
    percent, inside, week = (
        placement.percent_regular_class,
        placement.minutes_regular_class,
        placement.minutes_school_week,
    )
    if percent is not None:
        number, parts = digits(percent)
        return "percent_regular_class", Fraction(number, parts), Fraction(1, parts)
    if inside is not None and week:
        return "minutes_regular_class", Fraction(_WHOLE * inside, week), Fraction(_WHOLE, week)
    return None


def _agrees(stated: Fraction, slack: Fraction, computed: Share) -> bool | None:
    """Whether a stated share is one that the computed one allows; `None` where nothing was computed."""
    if computed.basis not in _COMPUTED or computed.least is None or computed.most is None:
        return None
    return computed.least - slack < stated < computed.most + slack


def _in_words(computed: Share) -> str:
    least, most = (percent_words(end) for end in (computed.least or Fraction(0), computed.most or Fraction(0)))
    return f"{least}" if computed.percent is not None else f"{least} to {most}"


@rule(
    "PL123",
    "placement-computed-share",
    "Stated share in the regular class, and that of the bell schedule",
    citation="34 CFR 300.320(a)(5)",
    severity=Severity.CONFLICT,
    applies="to a placement with a bell schedule and a share in the regular class",
    says="The extent to which a child is not in the regular class is one number, however it is written.",
    settle="Check the stated share, the blocks of the schedule and the services.",
    groups=_GROUPS,
    since="0.3",
)
def share(context: Context) -> Iterator[Flaw]:
    """The shares that are not those of the whole school day, lunch and recess included, by schedule and services."""
    for one, path, placement in placed(context):
        stated = _stated(placement) if placement.schedule is not None else None
        if stated is None:
            continue
        field, percent, slack = stated
        computed, *_ = _computed(context, one, path)
        if _agrees(percent, slack, computed) is False:
            words = (
                f"The placement states {percent_words(percent)} percent of the school week in the regular class; by the"
                f" schedule and the services it is {_in_words(computed)}."
            )
            yield Flaw(f"{path}.{field}", words)


def _told_elsewhere(placement: Placement, computed: Share) -> bool:
    """Whether the stated share says already what is wrong: with the environment, or with what is computed."""
    stated = _stated(placement)
    if stated is None:
        return False
    _, percent, slack = stated
    in_band = placement.environment not in _BANDS or band(percent) is placement.environment
    return not in_band or _agrees(percent, slack, computed) is False


def _settled(context: Context, one: Reviewed, placement: Placement) -> bool:
    """Whether it can be told without computing that `environment` has nothing to say.

    Where a share is stated and nothing speaks of a schedule or a setting, the services either agree with it, and then
    are in its band unless a line of the table lies within what rounding hides, or are the matter of `minutes-apart`.
    """
    stated = _stated(placement)
    student = context.case.student
    if stated is None or placement.schedule is not None or placement.environment not in _BANDS:
        return False
    facts = (placement.minutes_separate_school, placement.homebound_or_hospital, placement.correctional_facility)
    if any(facts) or (student is not None and student.parentally_placed_private):
        return False
    if any(service.location is Location.SEPARATE_SCHOOL for service in one.iep.services):
        return False
    _, percent, slack = stated
    return all(abs(percent - line) > slack for line in _LINES)


def _outside_prison(context: Context) -> bool:
    """Whether nothing says that the child is in an adult prison, where placement bends to security (300.324(d)(2))."""
    return not (context.case.student and context.case.student.adult_prison)


def _tables(context: Context, one: Reviewed) -> set[Table | None]:
    """The tables in which the child is on the day of the IEP and on that of the review."""
    student = context.case.student
    return {table_for(student, one.iep, day)[0] for day in (one.on, max(one.on, context.as_of))}


@rule(
    "PL124",
    "placement-computed-environment",
    "Stated environment, and that of the schedule, the services and the setting",
    citation="34 CFR 300.320(a)(5)",
    severity=Severity.CONFLICT,
    applies="to a child of school age with an environment, where the week, the services or the setting are recorded",
    says="The environment is that of the time in the regular class, or of a setting that takes its place.",
    settle="Check the environment, the school week, the services and the setting.",
    groups=_GROUPS,
    since="0.3",
)
def environment(context: Context) -> Iterator[Flaw]:
    """The environments that are not those computed; services that may not be all weigh little where they are fewer."""
    for one, path, placement in placed(context) if _outside_prison(context) else ():
        stated = placement.environment
        if stated not in SCHOOL_AGE or _settled(context, one, placement) or _tables(context, one) != {Table.SCHOOL_AGE}:
            continue
        found = by_facts(one.iep, context.case.student, _computed(context, one, path), DEFAULT)
        setting = stated not in _BANDS  # one that the facts deny
        if found.environment in (None, stated) or not (setting or found.basis in (*_COMPUTED, Basis.SETTING)):
            continue
        if found.basis is Basis.SETTING or found.share is None:
            yield Flaw(
                f"{path}.environment", f"The placement states {stated}; by the setting it is {found.environment}."
            )
        elif not _told_elsewhere(placement, found.share):
            words = (
                f"The placement states {stated}; {_BY[found.basis]} the child is in the regular class for"
                f" {_in_words(found.share)} percent of the school week, which is {found.environment}."
            )
            ranks = [SCHOOL_AGE.index(one) for one in (found.environment, stated)]
            fewer = found.basis is Basis.SERVICES and not setting and ranks[0] < ranks[1]
            yield Flaw(f"{path}.environment", words, Severity.NOTE if fewer else None)


_BY = {
    Basis.SCHEDULE: "by the schedule and the services",
    Basis.SERVICES: "by the services",
    Basis.MINUTES: "by its minutes",
    Basis.PERCENTAGE: "by its percentage",
}


@rule(
    "PL125",
    "placement-school-week",
    "School week that holds what is in it",
    citation="34 CFR 300.320(a)(5)",
    severity=Severity.CONFLICT,
    applies="to a placement with a bell schedule, or with the minutes of the school week and services outside of it",
    says="The time away from the regular class is a part of the school week.",
    settle="Check the school week, the blocks of the schedule and the services.",
    groups=_GROUPS,
    since="0.3",
)
def school_week(context: Context) -> Iterator[Flaw]:
    """The weeks with more minutes away than they have, schedules that cannot be right, and two lengths of one week."""
    for one, path, placement in placed(context):
        schedule, stated = placement.schedule, placement.minutes_school_week
        if schedule is not None:
            week = week_of(schedule, DEFAULT.denominator, placement.days_school_week)
            for problem in week.problems:
                yield Flaw(f"{path}.schedule", f"The school week cannot be told: {problem}.", Severity.UNKNOWN)
            if not week.problems and schedule.whole_day and stated is not None and stated != week.minutes:
                words = (
                    f"The schedule makes a school week of {time_words(week.minutes)} minutes, the placement {stated}."
                )
                yield Flaw(f"{path}.minutes_school_week", words)
        elif stated is None or _stated(placement) is not None:
            continue  # `minutes-apart` holds the services against a stated share
        computed, *_ = _computed(context, one, path)
        if computed.contradiction:
            more = "More minutes are away from the regular class than there are in the school week."
            yield Flaw(path, more if computed.denominator else "The school week has no minutes.")


@rule(
    "PL126",
    "environment-of-age",
    "Environment of the child's age",
    citation="34 CFR 300.640(a)",
    severity=Severity.CONFLICT,
    applies="to a placement with an environment, of a child whose age, or at five the grade, is known",
    says="Children before kindergarten and those of school age are reported in environments of their own.",
    settle="Check the environment, the birth date and the grade.",
    groups=_GROUPS,
    since="0.3",
)
def age(context: Context) -> Iterator[Flaw]:
    """The environments of the other table, on the day of the IEP and on that of the review."""
    for one, path, placement in placed(context):
        tables = _tables(context, one)
        held = {Table.SCHOOL_AGE: SCHOOL_AGE, Table.EARLY_CHILDHOOD: EARLY_CHILDHOOD}
        if placement.environment is None or None in tables:
            continue
        if not any(placement.environment in held[table] for table in tables if table is not None):
            other = "before kindergarten" if Table.SCHOOL_AGE in tables else "of school age"
            yield Flaw(f"{path}.environment", f"The environment is one of children {other}, and the child is not.")


@rule(
    "PL127",
    "preschool-environment",
    "Environment before kindergarten, by the program, its hours and the services",
    citation="34 CFR 300.640(a)",
    severity=Severity.CONFLICT,
    applies="to a child before kindergarten whose program or its hours are recorded",
    says="The environment is that of the program, of its hours a week, and of where most hours of services are given.",
    settle="Check the program, its hours, the hours of services in it and elsewhere, and the environment.",
    groups=_GROUPS,
    since="0.3",
)
def early(context: Context) -> Iterator[Flaw]:
    """The environments that are not those of the program and the hours, and programs that cannot be what is said."""
    for one, path, placement in placed(context):
        told = (placement.early_childhood_program, placement.hours_regular_early_childhood)
        if told == (None, None) or _tables(context, one) != {Table.EARLY_CHILDHOOD}:
            continue
        found, stated = early_childhood(one.iep, on=None, policy=DEFAULT), placement.environment
        if found.contradiction:
            words = "What the file says of the early childhood program cannot all be right."
            yield Flaw(f"{path}.early_childhood_program", words, settle=f"Settle {found.unknown[0]}.")
        elif stated in EARLY_CHILDHOOD and found.possible and stated not in found.possible:
            may = " or ".join(found.possible)
            yield Flaw(f"{path}.environment", f"The placement states {stated}; by the program and hours it is {may}.")


def _takes_out(service: Service) -> bool:
    """Whether a service, as it is stated, takes the child out of the regular class."""
    away = service.minutes_outside_regular_class
    return bool(away) or (away is None and service.location in AWAY)


_AMOUNT = re.compile(r"\b0*[1-9]\d*(?:[.,]\d+)?\s*(?:minutes?|min|hours?|hrs?)\b", re.IGNORECASE)


@rule(
    "PL128",
    "nonparticipation-minutes",
    "Explanation of time apart, where no time is apart",
    citation="34 CFR 300.320(a)(5)",
    severity=Severity.NOTE,
    applies="to an explanation that names minutes or hours, where by schedule and services the child is never apart",
    says="The explanation is of the extent, if any, to which the child is not with nondisabled children.",
    settle="Check the explanation, the schedule and the services.",
    groups=_GROUPS,
    since="0.3",
)
def explained(context: Context) -> Iterator[Flaw]:
    """The explanations that give a time, where nothing takes the child out; that a child never is needs none."""
    for one, path, placement in placed(context):
        if not said(placement.nonparticipation) or not _AMOUNT.search(placement.nonparticipation or ""):
            continue
        if placement.schedule is None and any(map(_takes_out, one.iep.services)):
            continue  # the time that the explanation names
        computed, *_ = _computed(context, one, path)
        if computed.basis in _COMPUTED and computed.percent == _WHOLE:
            words = "The explanation names a time apart; by the schedule and the services there is none."
            yield Flaw(f"{path}.nonparticipation", words)


@rule(
    "PL129",
    "schedule-service-minutes",
    "Minutes of a service by its terms, and in the bell schedule",
    citation="34 CFR 300.320(a)(7)",
    severity=Severity.CONFLICT,
    applies="to each service that blocks of the schedule name, whose minutes a week its terms tell",
    says="The frequency and duration of a service are what the schedule gives the child.",
    settle="Check the terms of the service and the blocks that name it.",
    groups=(*_GROUPS, "services"),
    since="0.3",
)
def served(context: Context) -> Iterator[Flaw]:
    """The services for which the schedule has more or less time than their terms; a range of terms allows a range."""
    for one, _, placement in placed(context):
        if placement.schedule is None:
            continue
        week = week_of(placement.schedule, DEFAULT.denominator, placement.days_school_week)
        for at, service in enumerate(one.iep.services if not week.problems else ()):
            there = week.linked.get(service.id) if service.id is not None else None
            stated = weekly_minutes(service, week.days, DEFAULT)
            if there is not None and not isinstance(stated, str) and not stated.least <= there <= stated.most:
                words = f"The schedule gives this service {there} minutes a week; by its terms it is {stated.words()}."
                yield Flaw(f"{one.path}.services[{at}]", words)
