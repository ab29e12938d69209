"""IEP content: whether its text is there at all, its meeting, and the present levels (34 CFR 300.320(a), (a)(1))."""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import PresentLevels
from iepkit.reviews.context import Context, Reviewed, Stage, said
from iepkit.reviews.registry import Flaw, rule

__all__ = ["effect_in_preschool", "effect_on_curriculum", "in_a_meeting", "present_levels", "text"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("iep-content", "present-levels")
_NOTHING = PresentLevels()


def _levels(one: Reviewed) -> PresentLevels:
    return one.iep.present_levels or _NOTHING


@rule(
    "IP200",
    "iep-text",
    "Text of the IEP in the file",
    citation="34 CFR 300.320(a)",
    severity=Severity.UNKNOWN,
    applies="to every IEP under review",
    says="An IEP is a written statement; its content can be reviewed where the file holds it.",
    settle="Add the content of the IEP: present levels, goals and the rest.",
    groups=("iep-content",),
)
def text(context: Context) -> Iterator[Flaw]:
    """The IEPs of which the file holds no text; every other rule on content leaves them alone."""
    for one in context.ieps:
        if not one.written:
            message = "The file holds no present levels, goals or other text of this IEP, so its content is not known."
            yield Flaw(one.path, message)


@rule(
    "IP205",
    "iep-written-meeting",
    "Meeting at which the IEP was made",
    citation="34 CFR 300.320(a)",
    applies="to every IEP under review",
    says="An IEP is developed, reviewed and revised in a meeting; later changes may be made by written agreement.",
    settle="Record the day of the meeting, or hold one.",
    groups=("iep-content", "meetings"),
    since="0.3",
)
def in_a_meeting(context: Context) -> Iterator[Flaw]:
    """The IEPs made without a meeting, and first ones of which no meeting is known; `iep-change-made` has the rest."""
    for one in context.texts:
        revised = one.before is not None and one.before.written
        if one.iep.in_meeting is False and not any(change.by_agreement for change in one.iep.amendments):
            yield Flaw(f"{one.path}.in_meeting", "The file says that the IEP was made without a meeting.")
        elif one.iep.meeting_date is None and not one.iep.in_meeting and not revised:
            words = "The file does not say on which day the IEP Team met to make this IEP."
            yield Flaw(f"{one.path}.meeting_date", words, Severity.UNKNOWN)


@rule(
    "IP201",
    "iep-plaafp",
    "Present levels of academic achievement and functional performance",
    citation="34 CFR 300.320(a)(1)",
    applies="to every IEP under review",
    says="The IEP states the child's present levels of academic achievement and of functional performance.",
    settle="State the level in words, or record where in the IEP it stands; a level that is not affected may say so.",
    groups=_GROUPS,
)
def present_levels(context: Context) -> Iterator[Flaw]:
    """The levels that are not there."""
    for one in context.texts:
        if one.iep.present_levels is None:
            words = (
                "The IEP does not state the child's present levels of academic achievement and functional performance."
            )
            yield Flaw(f"{one.path}.present_levels", words)
            continue
        for field, what in (("academic", "academic achievement"), ("functional", "functional performance")):
            if not said(getattr(one.iep.present_levels, field)):
                words = f"The IEP does not state the child's present level of {what}."
                yield Flaw(f"{one.path}.present_levels.{field}", words)


@rule(
    "IP202",
    "iep-plaafp-impact",
    "Effect of the disability on involvement in the general education curriculum",
    citation="34 CFR 300.320(a)(1)(i)",
    applies="to the IEP of a child of school age, and where the file does not tell whether the child is in preschool",
    says="The present levels say how the disability affects involvement and progress in the general curriculum.",
    settle="State the effect on involvement and progress in the general education curriculum.",
    groups=_GROUPS,
)
def effect_on_curriculum(context: Context) -> Iterator[Flaw]:
    """The missing effect on the curriculum."""
    for one in context.texts:
        levels = _levels(one)
        if one.stage is Stage.PRESCHOOL or said(levels.effect_on_curriculum):
            continue
        path = f"{one.path}.present_levels.effect_on_curriculum"
        if one.stage is Stage.UNKNOWN and said(levels.effect_on_activities):
            yield Flaw(
                path,
                "The IEP states the effect on activities of preschool; whether the child is in preschool is not known.",
                Severity.UNKNOWN,
                settle="Record the birth date, the grade, or whether the IEP is for a preschool child.",
            )
        else:
            words = (
                "The IEP does not say how the disability affects involvement and progress in the general curriculum."
            )
            yield Flaw(path, words)


@rule(
    "IP203",
    "iep-plaafp-preschool",
    "Effect of the disability on a preschool child's activities",
    citation="34 CFR 300.320(a)(1)(ii)",
    applies="to the IEP of a preschool child",
    says="The present levels say, as appropriate, how the disability affects taking part in appropriate activities.",
    settle="State the effect on activities that are appropriate for the child's age.",
    groups=_GROUPS,
)
def effect_in_preschool(context: Context) -> Iterator[Flaw]:
    """The missing effect on activities; a statement of the effect on the curriculum serves as well."""
    for one in context.texts:
        levels = _levels(one)
        if one.stage is Stage.PRESCHOOL and not (
            said(levels.effect_on_activities) or said(levels.effect_on_curriculum)
        ):
            words = (
                "The IEP does not say how the disability affects the preschool child's part in appropriate activities."
            )
            yield Flaw(f"{one.path}.present_levels.effect_on_activities", words)
