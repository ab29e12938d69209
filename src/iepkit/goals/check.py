"""The check of a goal: its parts, and what it does not say."""

from __future__ import annotations

from typing import Literal

from iepkit.errors import UnknownName, WrongType
from iepkit.goals.catalogue import catalogue
from iepkit.goals.fields import fields_of
from iepkit.goals.model import GROWING, GoalCheck, Measure, Part, PartKind, Weight
from iepkit.goals.objectives import objectives_lack
from iepkit.goals.postsecondary import lacking_after_school
from iepkit.goals.statement import Statement, statement
from iepkit.goals.units import can_be_same
from iepkit.records import Goal, Objective, PostsecondaryGoal

__all__ = ["Kind", "check_goal"]


def __dir__() -> list[str]:
    return __all__


# Members by names of our own: to look one up in its class takes longer than what is done with it.
_BEHAVIOR, _CRITERION, _BASELINE, _METHOD = PartKind.BEHAVIOR, PartKind.CRITERION, PartKind.BASELINE, PartKind.METHOD
_SUPPORT, _GRADE_LEVEL, _PERCENT = Measure.SUPPORT, Measure.GRADE_LEVEL, Measure.PERCENT
_ADVICE = Weight.ADVISED


Kind = Literal["annual", "objective", "postsecondary"]
_KINDS = {Goal: "annual", Objective: "objective", PostsecondaryGoal: "postsecondary", str: "annual"}
_ADVISED = (
    (PartKind.CONDITION, "GL201"),
    (PartKind.LEARNER, "GL202"),
    (PartKind.TIMEFRAME, "GL203"),
    (PartKind.METHOD, "GL204"),
    (PartKind.SCHEDULE, "GL205"),
    (PartKind.BASELINE, "GL206"),
)
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
    own = _KINDS.get(type(goal_or_text)) or next(
        (name for made, name in _KINDS.items() if isinstance(goal_or_text, made)), None
    )
    if own is None:
        raise WrongType("goal_or_text", "a text, or a Goal, an Objective or a PostsecondaryGoal")
    named = kind or own
    if named not in _KINDS.values():
        raise UnknownName("kind of goal", str(kind), dict.fromkeys(_KINDS.values()))
    if isinstance(goal_or_text, str):
        statements, found = _statements(goal_or_text, named), tuple[Part, ...]()
    else:
        statements, found = fields_of(goal_or_text, after_school=named == "postsecondary")
    for one in reversed(statements):
        found = one.parts + found
    skills = max([1, *map(_skills, statements)])
    codes = _lacking(statements, found, named)
    read = "GL102" not in codes
    if skills > 1 and read:
        codes.append("GL208")
    if "GL106" in codes:
        found = tuple(part for part in found if part.kind is not _BEHAVIOR)
    if isinstance(goal_or_text, Goal):
        codes += objectives_lack(goal_or_text)
    known = catalogue()
    missing = tuple([known[code] for code in sorted(set(codes))])  # what is required has the lower codes
    measurable = not missing or missing[0].weight is _ADVICE
    return GoalCheck(measurable, found, missing, read, skills)


def _statements(text: str, kind: str) -> tuple[Statement, ...]:
    return (statement(text, after_school=kind == "postsecondary"),) if text.strip() else ()


def _lacking(statements: tuple[Statement, ...], parts: tuple[Part, ...], kind: str) -> list[str]:
    """The codes of what is not said."""
    criteria = [part for part in parts if part.kind is _CRITERION]
    if not criteria and not any(one.tokens.words for one in statements):
        return ["GL101"]
    if any(map(_foreign, statements)):
        return ["GL102"]
    codes = ["GL209"] if any(map(_open, statements)) else []
    kinds = {part.kind for part in parts}
    if kind == "postsecondary":
        return codes + lacking_after_school(statements, kinds)
    whole = any(part.field == "text" for part in parts)  # fields alone need not repeat whose goal it is
    codes += [code for part, code in _ADVISED if part not in kinds and (whole or code != "GL202")]
    if _BEHAVIOR not in kinds:
        codes.append("GL103")
    enough = [part for part in criteria if part.measure is not _SUPPORT]
    if not enough:
        codes.append("GL104")
    elif not any(_says_of_what(part, kinds, statements) for part in enough):
        codes.append("GL105")
    if _BASELINE in kinds and criteria and _apart(parts, criteria):
        codes.append("GL207")
    return codes


def _says_of_what(part: Part, kinds: set[PartKind], statements: tuple[Statement, ...]) -> bool:
    if part.measure is _GRADE_LEVEL:
        return _METHOD in kinds
    if part.complete:
        return True
    if part.measure is _PERCENT:  # by so many percent: of the baseline
        return _BASELINE in kinds and any(one.act.amount for one in statements)
    return part.of is not None and any(one.counts(part) for one in statements)


def _apart(parts: tuple[Part, ...], criteria: list[Part]) -> bool:
    """Whether baselines and criteria that are numbers name units of which none can be the same."""
    starts = [part for part in parts if part.kind is _BASELINE]
    told = [part.text for part in starts if part.unit]
    aims = [part.unit for part in criteria if part.unit and part.measure in GROWING]
    if not told or not aims or any(part.of is not None for part in starts):
        return False
    return not any(can_be_same(one, aim) for one in told for aim in aims)


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
    return one.among("openword").search(one.letters) is not None


def _foreign(one: Statement) -> bool:
    return one.foreign
