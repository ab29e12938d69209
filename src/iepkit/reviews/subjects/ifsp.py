"""IFSP content: levels, family, outcomes, coordinator, school readiness, transition (34 CFR 303.344).

An interim IFSP holds no more than the coordinator and the services (303.345). What the law asks "as appropriate",
such as training of the parents in the transition, is never missed.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import Ifsp, PartCTransition
from iepkit.reviews.context import Context, said
from iepkit.reviews.ifsps import ReviewedIfsp
from iepkit.reviews.registry import Flaw, rule

__all__ = ["coordinator", "family", "levels", "outcomes", "school_readiness", "transition"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("part-c", "ifsp")
_NOTHING = PartCTransition()
_THREE = 3


def _texts(context: Context) -> Iterator[ReviewedIfsp]:
    return (one for one in context.ifsps if one.written)


_LEVELS = {
    "physical": "physical development, with vision, hearing and health",
    "cognitive": "cognitive development",
    "communication": "communication development",
    "social_emotional": "social or emotional development",
    "adaptive": "adaptive development",
}


@rule(
    "IF101",
    "ifsp-levels",
    "Present levels in the five areas of development",
    citation="34 CFR 303.344(a)",
    applies="to every IFSP under review of which the file holds the text, but an interim one",
    says="The IFSP states the present levels of physical, cognitive, communication, social or emotional and adaptive "
    "development.",
    settle="State the level; one that is not behind may say so.",
    groups=_GROUPS,
    since="0.3",
)
def levels(context: Context) -> Iterator[Flaw]:
    """The areas without a level."""
    for one in _texts(context):
        for field, area in _LEVELS.items():
            if not said(getattr(one.plan, field)):
                yield Flaw(f"{one.path}.{field}", f"The IFSP does not state the present level of {area}.")


@rule(
    "IF102",
    "ifsp-family",
    "The family's resources, priorities and concerns",
    citation="34 CFR 303.344(b)",
    applies="to every IFSP under review of which the file holds the text, but an interim one",
    says="If the family concurs, the IFSP states its resources, priorities and concerns; if it does not, it does not.",
    settle="Record whether the family concurs, and state what it agrees to have stated.",
    groups=_GROUPS,
    since="0.3",
)
def family(context: Context) -> Iterator[Flaw]:
    """The statements that are not there though the family concurs, or are there though it does not."""
    for one in _texts(context):
        concurs, stated = one.plan.family_concurs, said(one.plan.family)
        if concurs is None:
            words = "The file does not say whether the family concurs in a statement of its resources and concerns."
            yield Flaw(f"{one.path}.family_concurs", words, Severity.UNKNOWN)
        elif concurs and not stated:
            words = "The family concurs, and the IFSP does not state its resources, priorities and concerns."
            yield Flaw(f"{one.path}.family", words)
        elif stated and not concurs:
            words = "The IFSP states the family's resources, priorities or concerns, and the family does not concur."
            yield Flaw(f"{one.path}.family", words)


_OUTCOME = {
    "text": "is not written out",
    "criteria": "has no criteria by which progress is judged",
    "procedures": "has no procedures by which progress is judged",
    "timelines": "has no timelines by which progress is judged",
}


@rule(
    "IF103",
    "ifsp-outcomes",
    "Measurable outcomes, with criteria, procedures and timelines",
    citation="34 CFR 303.344(c)",
    applies="to every IFSP under review of which the file holds the text, but an interim one",
    says="The IFSP states measurable outcomes for child and family, and how and when progress toward them is judged.",
    settle="Write out the outcome, and how and by when progress toward it is judged.",
    groups=_GROUPS,
    since="0.3",
)
def outcomes(context: Context) -> Iterator[Flaw]:
    """The outcomes, or parts of one, that are not there."""
    for one in _texts(context):
        if not one.plan.outcomes:
            yield Flaw(f"{one.path}.outcomes", "The IFSP has no outcomes.")
        for at, outcome in enumerate(one.plan.outcomes):
            for field, lacking in _OUTCOME.items():
                if not said(getattr(outcome, field)):
                    yield Flaw(f"{one.path}.outcomes[{at}].{field}", f"The outcome {lacking}.")


@rule(
    "IF104",
    "ifsp-coordinator",
    "Name of the service coordinator",
    citation="34 CFR 303.344(g)(1)",
    applies="to every IFSP under review of which the file holds the text, and to an interim one with services",
    says="The IFSP names the service coordinator.",
    settle="Name the service coordinator in the IFSP.",
    groups=_GROUPS,
    since="0.3",
)
def coordinator(context: Context) -> Iterator[Flaw]:
    """The plans that name no coordinator, or are not known to."""
    for one in context.ifsps:
        interim = bool(one.plan.interim and one.plan.services)
        cited = "34 CFR 303.345(b)(1)" if interim else None
        if one.plan.coordinator is False:
            yield Flaw(f"{one.path}.coordinator", "The IFSP names no service coordinator.", citation=cited)
        elif one.plan.coordinator is None and (one.written or interim):
            words = "The file does not say whether the IFSP names the service coordinator."
            yield Flaw(f"{one.path}.coordinator", words, Severity.UNKNOWN, cited)


@rule(
    "IF105",
    "ifsp-edu-3",
    "School readiness from the age of three",
    citation="34 CFR 303.344(d)(4)",
    applies="to the IFSP of a child who is at least three, of which the file holds the text",
    says="The IFSP has a part that promotes school readiness, with pre-literacy, language and numeracy skills.",
    settle="Add the part on school readiness.",
    groups=_GROUPS,
    since="0.3",
)
def school_readiness(context: Context) -> Iterator[Flaw]:
    """The plans of children past the third birthday without a part on school readiness."""
    over_three = (context.case.part_c or _NOTHING).over_three
    started = over_three.started if over_three else None
    for one in _texts(context):
        on = max(one.on, context.as_of)
        age = context.age(on)
        is_three = age >= _THREE if age is not None else started is not None and started <= on
        if is_three and not said(one.plan.school_readiness):
            words = "The IFSP of a child who is at least three has no part that promotes school readiness."
            yield Flaw(f"{one.path}.school_readiness", words)


_STEPS = ("transition_steps", "transition_training", "transition_preparation", "transition_services")
_MUST = {
    "transition_steps": ("34 CFR 303.344(h)(1)", "the steps and services of the child's transition"),
    "transition_preparation": ("34 CFR 303.344(h)(2)(ii)", "how the child is prepared for the change"),
}


@rule(
    "IF111",
    "ifsp-transition",
    "Steps and services of the transition",
    citation="34 CFR 303.344(h)",
    applies="to an IFSP that holds a part of the transition, or whose transition plan was established by the as-of day",
    says=(
        "The IFSP holds the steps and services of the transition, the preparation of the child, and the confirmation "
        "that child find information was sent, with further records where the parent consented."
    ),
    settle="Add the step to the IFSP, or send the information and record that.",
    groups=(*_GROUPS, "transition-from-part-c"),
    since="0.3",
)
def transition(context: Context) -> Iterator[Flaw]:
    """The steps that are not there."""
    part_c = context.case.part_c or _NOTHING
    for one in _texts(context):
        steps = any(said(getattr(one.plan, field)) for field in _STEPS)
        planned = part_c.transition_plan
        established = planned is not None and one.on <= planned <= context.as_of
        if not steps and not established:
            continue
        for field, (citation, words) in _MUST.items():
            if not said(getattr(one.plan, field)):
                yield Flaw(f"{one.path}.{field}", f"The IFSP does not state {words}.", citation=citation)
        yield from _sent(context, one.path, one.plan, part_c)


def _sent(context: Context, path: str, plan: Ifsp, part_c: PartCTransition) -> Iterator[Flaw]:
    """What goes to the local agency: not where the parent objected, or the child may not be eligible there."""
    cited, where = "34 CFR 303.344(h)(2)(iii)", f"{path}.child_find_sent"
    excepted = part_c.parent_opted_out is not None or part_c.potentially_eligible is False
    if plan.child_find_sent is False and not excepted:
        yield Flaw(where, "The file says that child find information was not sent to the local agency.", citation=cited)
    elif plan.child_find_sent is None and not excepted:
        words = "The file does not say whether the IFSP confirms that child find information was sent."
        yield Flaw(where, words, Severity.UNKNOWN, cited)
    consented, where = part_c.disclosure_consented, f"{path}.records_sent"
    if consented is None or consented > context.as_of:
        return
    if plan.records_sent is False:
        yield Flaw(
            where, "The parent consented, and further records were not sent to the local agency.", citation=cited
        )
    elif plan.records_sent is None:
        words = "The parent consented; the file does not say whether further records were sent to the local agency."
        yield Flaw(where, words, Severity.UNKNOWN, cited)
