"""Whether conduct was a manifestation of the disability: its two questions, who answers them, and from what.

Whether the answers are right takes people (34 CFR 300.530(e)(1)). That the whole IEP Team makes the determination is
never asked. By when it is made, and what follows it in time, is for the clocks.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import ManifestationDetermination, TeamMember
from iepkit.reviews.conduct import DETERMINATION, determinations, is_interim, recorded, removal_of
from iepkit.reviews.context import Context
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import Role

__all__ = ["answered", "answers", "group", "information", "kept_out", "plan"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("discipline", "manifestation")
_PARENTS = {Role.PARENT, Role.SURROGATE_PARENT}
_QUESTIONS = {
    "caused_by_disability": (
        "34 CFR 300.530(e)(1)(i)",
        "whether the conduct was caused by the disability or had a direct and substantial relationship to it",
    ),
    "failure_to_implement": (
        "34 CFR 300.530(e)(1)(ii)",
        "whether the conduct was the direct result of a failure to implement the IEP",
    ),
}


def _held(context: Context) -> Iterator[tuple[str, ManifestationDetermination]]:
    """The determinations of which the file holds more than the day and the outcome."""
    return ((path, one) for path, one in determinations(context) if recorded(one, *DETERMINATION))


@rule(
    "DI501",
    "mdr-or",
    "Manifestation where either condition is met",
    citation="34 CFR 300.530(e)(2)",
    applies="to each manifestation determination that tells its answers and its outcome",
    says="Conduct is a manifestation of the disability if either of the two conditions was met.",
    settle="Check the two answers and the outcome; one yes is enough.",
    groups=_GROUPS,
    since="0.3",
)
def answers(context: Context) -> Iterator[Flaw]:
    """The outcomes that do not follow from the two answers."""
    for path, one in determinations(context):
        both = (one.caused_by_disability, one.failure_to_implement)
        if True in both and one.manifestation is False:
            words = "One of the two conditions was met, and the conduct was determined to be no manifestation."
            yield Flaw(f"{path}.manifestation", words)
        elif both == (False, False) and one.manifestation:
            words = "Neither condition was met, and the conduct was determined to be a manifestation."
            yield Flaw(f"{path}.manifestation", words, Severity.CONFLICT)


@rule(
    "DI502",
    "mdr-answered",
    "Both questions of the manifestation determination answered",
    citation="34 CFR 300.530(e)(1)",
    severity=Severity.UNKNOWN,
    applies="to each manifestation determination of which the file holds more than the day and the outcome",
    says="The group determines whether the disability caused the conduct, or a failure to implement the IEP did.",
    settle="Record the answer to the question.",
    groups=_GROUPS,
    since="0.3",
)
def answered(context: Context) -> Iterator[Flaw]:
    """The answers on which the outcome hangs and that are not there; one yes settles the outcome."""
    for path, one in _held(context):
        if one.manifestation is None:
            words = "The file does not say whether the conduct was determined to be a manifestation."
            yield Flaw(f"{path}.manifestation", words)
        if True not in (one.caused_by_disability, one.failure_to_implement):
            for field, (citation, asked) in _QUESTIONS.items():
                if getattr(one, field) is None:
                    yield Flaw(f"{path}.{field}", f"The file does not say {asked}.", citation=citation)


@rule(
    "DI503",
    "mdr-who",
    "Who makes the manifestation determination",
    citation="34 CFR 300.530(e)(1)",
    applies="to each manifestation determination of which the file holds more than the day and the outcome",
    says=(
        "The agency, the parent and relevant members of the IEP Team make the determination; "
        "parent and agency choose the members."
    ),
    settle="Record who made the determination, and who chose the members of the IEP Team in it.",
    groups=_GROUPS,
    since="0.3",
)
def group(context: Context) -> Iterator[Flaw]:
    """The parent, the agency or the members that had no part in it. That the whole team takes part is never asked."""
    for path, one in _held(context):
        yield from _parent(path, one, _deciding(context, one))
        if one.group:
            yield from _others(f"{path}.group", [set(member.roles) for member in one.group if _came(member)])
        if one.members_chosen_jointly is False:
            words = "The members of the IEP Team in the group were not chosen by the parent and the agency together."
            yield Flaw(f"{path}.members_chosen_jointly", words)
        elif one.members_chosen_jointly is None:
            words = "The file does not say whether parent and agency chose the members of the IEP Team in the group."
            yield Flaw(f"{path}.members_chosen_jointly", words, Severity.UNKNOWN)


def _came(member: TeamMember) -> bool:
    return member.attended is not False


def _deciding(context: Context, one: ManifestationDetermination) -> set[Role]:
    """Who takes the part of the parent: also a student to whom the rights have passed (34 CFR 300.520(a)(1))."""
    passed = context.case.student.rights_transferred if context.case.student else None
    return {*_PARENTS, Role.CHILD} if passed and (one.on is None or passed <= one.on) else _PARENTS


def _parent(path: str, one: ManifestationDetermination, deciding: set[Role]) -> Iterator[Flaw]:
    parents = [member for member in one.group if deciding & set(member.roles)]
    took_part = one.parent_took_part
    if took_part is None and parents:
        took_part = any(_came(member) for member in parents)
    where = f"{path}.parent_took_part"
    if took_part is None:
        yield Flaw(where, "The file does not say whether the parent took part in the determination.", Severity.UNKNOWN)
    elif not took_part and any(member.invited for member in parents):
        words = (
            "The parent was asked and did not take part; whether the agency could determine this alone is not known."
        )
        yield Flaw(where, words, Severity.UNKNOWN)
    elif not took_part:
        yield Flaw(where, "The parent did not take part in the determination.")


def _others(where: str, roles: list[set[Role]]) -> Iterator[Flaw]:
    outside = {*_PARENTS, Role.CHILD, Role.LANGUAGE_INTERPRETER}
    if not any(Role.AGENCY_REPRESENTATIVE in each for each in roles):
        yield Flaw(where, "The file does not say who took part for the agency.", Severity.UNKNOWN)
    if not any(each - outside - {Role.AGENCY_REPRESENTATIVE} for each in roles):
        words = "The file names no member of the IEP Team in the group beside the parent and the agency."
        yield Flaw(where, words, Severity.UNKNOWN)


_PARTS = {
    "iep_reviewed": "the IEP",
    "observations_reviewed": "the teachers' observations",
    "parent_information_reviewed": "what the parents provided",
}


@rule(
    "DI504",
    "mdr-info",
    "Information reviewed in the manifestation determination",
    citation="34 CFR 300.530(e)(1)",
    applies="to each manifestation determination of which the file holds more than the day and the outcome",
    says="All relevant information in the file is reviewed: the IEP, observations, information from the parents.",
    settle="Record what was reviewed, or review it.",
    groups=_GROUPS,
    since="0.3",
)
def information(context: Context) -> Iterator[Flaw]:
    """What was not reviewed, or not known to be; where the whole file was, its parts need no word of their own."""
    for path, one in _held(context):
        parts = {field: getattr(one, field) for field in _PARTS}
        if one.information_reviewed is False and False not in parts.values():
            yield Flaw(f"{path}.information_reviewed", "The relevant information in the file was not reviewed.")
        elif one.information_reviewed is None and set(parts.values()) == {None}:
            words = "The file does not say whether the relevant information was reviewed."
            yield Flaw(f"{path}.information_reviewed", words, Severity.UNKNOWN)
        for field, reviewed in parts.items():
            if reviewed is False:
                yield Flaw(f"{path}.{field}", f"The determination did not review {_PARTS[field]}.")
            elif reviewed is None and one.information_reviewed is None and set(parts.values()) != {None}:
                words = f"The file does not say whether {_PARTS[field]} was part of the review."
                yield Flaw(f"{path}.{field}", words, Severity.UNKNOWN)


@rule(
    "DI511",
    "mdr-yes",
    "Assessment and plan after conduct that was a manifestation",
    citation="34 CFR 300.530(f)(1)",
    applies="to each determination of a manifestation, once a plan is in practice or another placement agreed",
    says=(
        "The IEP Team conducts a functional behavioral assessment, unless there was one before, and puts a plan into "
        "practice; or it reviews the plan that there was."
    ),
    settle="Record the assessment on which the plan rests, the plan that there was before, or the new plan.",
    groups=_GROUPS,
    since="0.3",
)
def plan(context: Context) -> Iterator[Flaw]:
    """The plans without an assessment, and the agreed placements without a plan that was modified."""
    for path, one in determinations(context):
        if not one.manifestation:
            continue
        before = (one.assessment_before, one.plan_before)
        if one.behavior_plan is not None and one.behavioral_assessment is None and True not in before:
            where, words = (
                f"{path}.behavioral_assessment",
                "A behavioral plan was put into practice, and the file shows",
            )
            if before == (False, False):
                yield Flaw(where, f"{words} no functional behavioral assessment.", citation="34 CFR 300.530(f)(1)(i)")
            elif recorded(one, *DETERMINATION, "assessment_before", "plan_before"):
                words = f"{words} neither an assessment nor that there was one, or a plan, before the behavior."
                yield Flaw(where, words, Severity.UNKNOWN, "34 CFR 300.530(f)(1)(i)")
        if one.placement_change_agreed and one.behavior_plan is None:
            words = (
                "Parent and agency agreed to another placement, which is part of modifying a plan that is not there."
            )
            yield Flaw(f"{path}.behavior_plan", words, Severity.UNKNOWN, "34 CFR 300.530(f)(2)")


@rule(
    "DI512",
    "mdr-return",
    "Removal that goes on after conduct was a manifestation",
    citation="34 CFR 300.530(f)(2)",
    applies="to each removal that is to last beyond the as-of day, once the conduct was found to be a manifestation",
    says="The child returns to the placement, unless another is agreed or special circumstances apply.",
    settle="Return the child, or record the agreement, or that the removal is to an interim setting.",
    groups=_GROUPS,
    since="0.3",
)
def kept_out(context: Context) -> Iterator[Flaw]:
    """The removals that the file lets go on. In how many days a child returns, no number of the law says."""
    for _, one in determinations(context):
        about = removal_of(context, one)
        if not one.manifestation or one.returned_to_placement is not None or about is None:
            continue
        path, removal = about
        goes_on = removal.end is not None and removal.end > context.as_of and not is_interim(removal)
        if goes_on and not one.placement_change_agreed:
            words = "The removal is to go on, though the conduct was a manifestation, and the file shows no agreement."
            doubt = Severity.UNKNOWN if one.placement_change_agreed is None else None
            yield Flaw(f"{path}.end", words, doubt)
