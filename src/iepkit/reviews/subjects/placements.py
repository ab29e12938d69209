"""Placement decisions: who makes them, on what, and where the child goes to school (34 CFR 300.116).

That a placement is determined each year is the matter of the clock `placement-annual`, and that no placement is decided
without a parent that of the rule `placement-parent-member`.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.reviews.attested import Attested, attested
from iepkit.reviews.context import Context, said
from iepkit.reviews.registry import Flaw, rule
from iepkit.reviews.subjects.least_restrictive import placed, tells_reasons
from iepkit.vocabulary import Environment

__all__ = ["basis", "close", "group", "harm", "home_school"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("placement",)
_KNOWS = Attested(
    "knowledgeable_group",
    "the group knew the child, the meaning of the evaluation data, and the placement options",
    "The file says that the group on the placement did not know the child, the evaluation data or the options.",
)


@rule(
    "PL111",
    "place-group",
    "Group that decides on placement",
    citation="34 CFR 300.116(a)(1)",
    applies="to each placement of which the file tells how it was chosen, or what the group knew",
    says="The group has the parents, and people who know the child, the evaluation data and the placement options.",
    settle="Record who was in the group and what they know, or decide again with those who were missing.",
    groups=(*_GROUPS, "parents"),
    since="0.3",
)
def group(context: Context) -> Iterator[Flaw]:
    """The groups that did not know enough or of which the file is silent; `placement-parent-member` has the rest."""
    for _, path, placement in placed(context):
        told = tells_reasons(placement)
        yield from attested(path, placement, [_KNOWS], asked=told)
        if told and placement.parent_in_group is None and not placement.group:
            words = "The file does not say whether the parents were in the group that decided on the placement."
            yield Flaw(f"{path}.parent_in_group", words, Severity.UNKNOWN)


@rule(
    "PL112",
    "place-basis",
    "Placement based on the IEP",
    citation="34 CFR 300.116(b)(2)",
    applies="to each placement whose day is known, with that of the meeting on the IEP",
    says="A placement rests on the child's IEP, so that it is decided with the IEP or after it.",
    settle="Check both days, or decide on the placement again on the ground of the IEP.",
    groups=_GROUPS,
    since="0.3",
)
def basis(context: Context) -> Iterator[Flaw]:
    """The placements that were decided before there was this IEP."""
    for one, path, placement in placed(context):
        decided, met = placement.decided, one.iep.meeting_date
        if decided is not None and met is not None and decided < met:
            words = f"The placement was decided on {decided}, before the meeting of {met} that made the IEP."
            first = one.before is None and one.iep.initial is not False
            # a later IEP may carry the decision on the one before, on which the placement then rested
            yield Flaw(f"{path}.decided", words, None if first else Severity.UNKNOWN)


_CLOSE = Attested(
    "close_to_home",
    "the placement is as close as possible to the child's home",
    "The file says that the placement is not as close as possible to the child's home.",
)


@rule(
    "PL113",
    "place-close-to-home",
    "Placement close to home",
    citation="34 CFR 300.116(b)(3)",
    applies="to each placement of which the file tells how it was chosen",
    says="A placement is as close as possible to the child's home.",
    settle="Record that no closer placement can carry out the IEP, or choose one.",
    groups=_GROUPS,
    since="0.3",
)
def close(context: Context) -> Iterator[Flaw]:
    """The placements that are farther than they must be."""
    for _, path, placement in placed(context):
        yield from attested(path, placement, [_CLOSE], asked=tells_reasons(placement))


_OTHER_SCHOOL = {
    Environment.SEPARATE_SCHOOL,
    Environment.RESIDENTIAL_FACILITY,
    Environment.HOMEBOUND_OR_HOSPITAL,
    Environment.CORRECTIONAL_FACILITY,
    Environment.HOME,
    Environment.SERVICE_PROVIDER_LOCATION,
}


@rule(
    "PL114",
    "place-home-school",
    "School that the child would attend if not disabled",
    citation="34 CFR 300.116(c)",
    severity=Severity.UNKNOWN,
    applies="to each placement of which the file tells how it was chosen",
    says="The child goes to the school of children without disabilities at home, unless the IEP requires otherwise.",
    settle="Record whether the child goes to that school, or what in the IEP requires another.",
    groups=_GROUPS,
    since="0.3",
)
def home_school(context: Context) -> Iterator[Flaw]:
    """The placements in another school without a reason, and those of which the file does not say where they are."""
    for _, path, placement in placed(context):
        if placement.environment in _OTHER_SCHOOL or said(placement.why_not_home_school):
            continue
        if placement.home_school is False:
            words = "The child goes to another school, and the file does not say what in the IEP requires that."
            yield Flaw(f"{path}.why_not_home_school", words)
        elif placement.home_school is None and tells_reasons(placement):
            words = (
                "The file does not say whether the child goes to the school of children at home without disabilities."
            )
            yield Flaw(f"{path}.home_school", words)


_HARM = Attested(
    "harmful_effects_considered",
    "harmful effects on the child or on the quality of services were considered",
    "The file says that harmful effects on the child or on the services were not considered.",
)


@rule(
    "PL115",
    "place-harm",
    "Harmful effects considered",
    citation="34 CFR 300.116(d)",
    applies="to each placement of which the file tells how it was chosen",
    says="In choosing the least restrictive environment, harm to the child or to the services is considered.",
    settle="Record that it was considered.",
    groups=_GROUPS,
    since="0.3",
)
def harm(context: Context) -> Iterator[Flaw]:
    """The placements for which it was not considered."""
    for _, path, placement in placed(context):
        yield from attested(path, placement, [_HARM], asked=tells_reasons(placement))
