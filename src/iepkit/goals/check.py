"""The check of a goal: its parts, and what it does not say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from iepkit.errors import UnknownName, WrongType
from iepkit.goals.catalogue import catalogue
from iepkit.goals.fields import fields_of
from iepkit.goals.model import GROWING, GoalCheck, Measure, Part, PartKind, Weight
from iepkit.goals.objectives import check_objectives
from iepkit.goals.postsecondary import lacking_after_school
from iepkit.goals.statement import Statement, statement
from iepkit.goals.units import can_be_same
from iepkit.records import Goal, Objective, PostsecondaryGoal

__all__ = ["Kind", "check_goal"]


def __dir__() -> list[str]:
    return __all__


Kind = Literal["annual", "objective", "postsecondary"]
_KINDS = {Goal: "annual", Objective: "objective", PostsecondaryGoal: "postsecondary", str: "annual"}
_ADVISED = {
    PartKind.CONDITION: "GL201",
    PartKind.LEARNER: "GL202",
    PartKind.TIMEFRAME: "GL203",
    PartKind.METHOD: "GL204",
    PartKind.SCHEDULE: "GL205",
    PartKind.BASELINE: "GL206",
}
_MANY = 3  # so many things done in one goal are several skills, even of one kind


def check_goal(goal_or_text: str | Goal | Objective | PostsecondaryGoal, kind: Kind | None = None) -> GoalCheck:
    """The parts of a goal and what it does not say: its form alone, never whether it is a good goal for the child.

    A goal is measurable in form where it names something that can be seen or heard, and a criterion that says how
    much of what is enough. Condition, timeframe, method, schedule and baseline are advised and not required: the
    federal text asks for measurable annual goals (34 CFR 300.320(a)(2)(i)) and measurable postsecondary goals
    ((b)(1)) and does not define the word. A postsecondary goal needs a result after school, and no number.
    `kind` is taken from the record; text alone is an annual goal unless it is said. Of a record, its fields and its
    text complement each other, and each part names the field in which it stands. English only: of another language
    nothing is said.
    Raises `WrongType` for what is no goal, and `UnknownName` for a kind that does not exist.

    >>> found = check_goal("Student will improve reading to 80%.")
    >>> found.measurable, [one.code for one in found.required]
    (False, ['GL103', 'GL105'])
    >>> check_goal("After graduation, Sam will work full time as a welder.", kind="postsecondary").measurable
    True
    """
    own = next((name for made, name in _KINDS.items() if isinstance(goal_or_text, made)), None)
    if own is None:
        raise WrongType("goal_or_text", "a text, or a Goal, an Objective or a PostsecondaryGoal")
    named = kind or own
    if named not in _KINDS.values():
        raise UnknownName("kind of goal", str(kind), dict.fromkeys(_KINDS.values()))
    if isinstance(goal_or_text, str):
        statements, more = _statements(goal_or_text, named), tuple[Part, ...]()
    else:
        statements, more = fields_of(goal_or_text, after_school=named == "postsecondary")
    found = (*(part for one in statements for part in one.parts), *more)
    skills = max(map(_skills, statements), default=1)
    codes = list(dict.fromkeys(_lacking(statements, found, named)))
    if skills > 1 and "GL102" not in codes:
        codes.append("GL208")
    if "GL106" in codes:
        found = tuple(part for part in found if part.kind is not PartKind.BEHAVIOR)
    missing = [catalogue()[code] for code in codes]
    if isinstance(goal_or_text, Goal):
        missing += check_objectives(goal_or_text)
    missing.sort(key=lambda one: (one.weight is Weight.ADVISED, one.code))
    return GoalCheck(
        measurable=not any(one.weight is Weight.REQUIRED for one in missing),
        parts=found,
        missing=tuple(missing),
        read="GL102" not in codes,
        skills=skills,
    )


def _statements(text: str, kind: str) -> tuple[Statement, ...]:
    return (statement(text, after_school=kind == "postsecondary"),) if text.strip() else ()


def _lacking(statements: tuple[Statement, ...], parts: tuple[Part, ...], kind: str) -> Iterator[str]:
    """The codes of what is not said."""
    if not any(one.tokens.words for one in statements) and not any(part.kind is PartKind.CRITERION for part in parts):
        yield "GL101"
        return
    if any(one.foreign for one in statements):
        yield "GL102"
        return
    if kind == "postsecondary":
        for one in statements:
            yield from lacking_after_school(one)
    else:
        kinds = {part.kind for part in parts}
        if PartKind.BEHAVIOR not in kinds:
            yield "GL103"
        yield from _criterion(statements, parts)
        whole = any(part.field == "text" for part in parts)  # fields alone need not repeat whose goal it is
        yield from (code for part, code in _ADVISED.items() if part not in kinds and (whole or code != "GL202"))
        yield from _units(parts)
    if any(_open(one) for one in statements):
        yield "GL209"


def _criterion(statements: tuple[Statement, ...], parts: tuple[Part, ...]) -> Iterator[str]:
    """Whether there is a criterion, and whether it says of what."""
    criteria = [part for part in parts if part.kind is PartKind.CRITERION and part.measure is not Measure.SUPPORT]
    kinds = {part.kind for part in parts}
    if not criteria:
        yield "GL104"
    elif not any(_says_of_what(part, kinds, statements) for part in criteria):
        yield "GL105"


def _says_of_what(part: Part, kinds: set[PartKind], statements: tuple[Statement, ...]) -> bool:
    if part.measure is Measure.GRADE_LEVEL:
        return PartKind.METHOD in kinds
    if part.complete:
        return True
    if part.measure is Measure.PERCENT:  # by so many percent: of the baseline
        return PartKind.BASELINE in kinds and any(one.act.amount for one in statements)
    return part.of is not None and any(one.counts(part) for one in statements)


def _units(parts: tuple[Part, ...]) -> Iterator[str]:
    """Whether a baseline and a criterion that are both numbers are in the same unit, as far as they are named."""
    told = [part for part in parts if part.kind is PartKind.BASELINE and part.unit and part.of is None]
    aims = [part for part in parts if part.kind is PartKind.CRITERION and part.unit and part.measure in GROWING]
    parts_of = any(part.of is not None for part in parts if part.kind is PartKind.BASELINE)
    if parts_of or not told or not aims:
        return
    if not any(can_be_same(one.text, aim.unit or "") for one in told for aim in aims):
        yield "GL207"


def _skills(one: Statement) -> int:
    """How many skills a statement seems to name: many things done, or things of different subjects."""
    verbs = one.act.verbs
    if len(verbs) <= 1:
        return 1
    subjects = {name for at in verbs for name in ("reads", "writes", "reckons") if one.letters[at] in one.classes(name)}
    if len(verbs) >= _MANY:
        return len(verbs)
    return max(1, len(subjects))


def _open(one: Statement) -> bool:
    return not one.classes("openword").isdisjoint(one.letters)
