"""Special factors that an IEP Team considers: behavior, language, Braille, communication, technology (300.324(a)(2)).

An IEP without a record of them raises questions and no finding, unless the file itself says that a factor applies.
Behavioral supports are considered; neither a behavioral assessment nor a plan is ever asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from iepkit.findings import Severity
from iepkit.records import SpecialFactors
from iepkit.reviews.attested import Attested, attested, recorded
from iepkit.reviews.context import Context, Reviewed, said
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import Disability, GoalArea

__all__ = ["behavior", "braille", "communication", "hearing", "language", "technology"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("iep-development", "special-factors")
_NOTHING = SpecialFactors()
_MORE = [field.name for field in attrs.fields(SpecialFactors) if not field.name.startswith("behavior")]
_SIGHT = {Disability.VISUAL_IMPAIRMENT, Disability.DEAF_BLINDNESS}
_HEARING = {Disability.DEAFNESS, Disability.HEARING_IMPAIRMENT, Disability.DEAF_BLINDNESS}


def _factors(context: Context) -> Iterator[tuple[Reviewed, str, SpecialFactors]]:
    """Every IEP with its special factors; where it has none, an empty record of them."""
    for one in context.texts:
        yield one, f"{one.path}.special_factors", one.iep.special_factors or _NOTHING


def _recorded(context: Context) -> Iterator[tuple[Reviewed, str, SpecialFactors]]:
    return (row for row in _factors(context) if row[2] != _NOTHING)


def _beyond_behavior(context: Context) -> Iterator[tuple[Reviewed, str, SpecialFactors]]:
    """Those that tell of more than behavior, so that silence on what is considered for every child says something."""
    return (row for row in _recorded(context) if recorded(row[2], _MORE))


def _categories(context: Context) -> frozenset[Disability]:
    """The categories of the last determination by the as-of day, none where the child was found not eligible."""
    made = [row for row in context.case.eligibility if row.determined is None or row.determined <= context.as_of]
    last = max(made, key=lambda row: (row.determined is not None, row.determined), default=None)
    return frozenset() if last is None or last.eligible is False else frozenset(last.categories)


_DENIED = "The special factors say that this does not apply to the child, and {elsewhere} that it does."


@rule(
    "IP711",
    "sf-behavior",
    "Behavior that impedes learning",
    citation="34 CFR 300.324(a)(2)(i)",
    applies="to a child whose behavior impedes the child's learning or that of others",
    says="The IEP Team considers positive behavioral interventions and supports, and other strategies.",
    settle="Record that the team considered them, or which it chose; no assessment and no plan is required for that.",
    groups=(*_GROUPS, "behavior"),
    since="0.3",
)
def behavior(context: Context) -> Iterator[Flaw]:
    """The behavior for which supports were not considered, and goals for behavior of which it is not known."""
    for one, path, factors in _recorded(context):
        if factors.behavior_impedes:
            considered = Attested(
                "behavior_supports_considered",
                "positive behavioral interventions and supports were considered",
                "Behavior impedes learning, and the file says that supports for it were not considered.",
            )
            yield from attested(path, factors, [considered], asked=not said(factors.behavior_supports))
        elif factors.behavior_impedes is None and any(goal.area is GoalArea.BEHAVIOR for goal in one.iep.goals):
            words = "The IEP has a goal for behavior; whether behavior impedes learning is not in the file."
            yield Flaw(f"{path}.behavior_impedes", words, Severity.UNKNOWN)


@rule(
    "IP712",
    "sf-lep",
    "Language needs of a child who is learning English",
    citation="34 CFR 300.324(a)(2)(ii)",
    applies="to a child with limited English proficiency",
    says="The IEP Team considers the child's language needs as they relate to the IEP.",
    settle="Record that the team considered the language needs, or that the child is proficient in English.",
    groups=_GROUPS,
    since="0.3",
)
def language(context: Context) -> Iterator[Flaw]:
    """The language needs that were not considered."""
    student = context.case.student
    learner = student is not None and student.english_learner is True
    considered = Attested(
        "language_needs_considered",
        "the child's language needs were considered",
        "The child has limited English proficiency, and the file says that language needs were not considered.",
    )
    for _, path, factors in _factors(context):
        if factors.limited_english is False and learner:
            words = _DENIED.format(elsewhere="the file says elsewhere")
            yield Flaw(f"{path}.limited_english", words, Severity.CONFLICT)
        elif factors.limited_english or learner:
            yield from attested(path, factors, [considered], asked=True)


_EVALUATED = Attested(
    "braille_evaluated",
    "an evaluation of reading and writing, needs and media came before the decision on Braille",
    "The team decided against Braille, and the file says that no evaluation came before that.",
)


@rule(
    "IP713",
    "sf-braille",
    "Braille for a child who is blind or visually impaired",
    citation="34 CFR 300.324(a)(2)(iii)",
    applies="to a child who is blind or visually impaired",
    says="The IEP provides for Braille, unless the team finds after an evaluation that it is not appropriate.",
    settle="Provide for Braille, or record the evaluation and the decision that it is not appropriate.",
    groups=_GROUPS,
    since="0.3",
)
def braille(context: Context) -> Iterator[Flaw]:
    """The IEPs that neither provide for Braille nor rest on a decision after an evaluation."""
    category = not _SIGHT.isdisjoint(_categories(context))
    for _, path, factors in _factors(context):
        if factors.blind_or_visually_impaired is False and category:
            words = _DENIED.format(elsewhere="the category of disability says")
            yield Flaw(f"{path}.blind_or_visually_impaired", words, Severity.CONFLICT)
        elif not (factors.blind_or_visually_impaired or category) or factors.braille_provided:
            continue
        elif factors.braille_inappropriate:
            yield from attested(path, factors, [_EVALUATED], asked=True)
        elif factors.braille_provided is False:
            words = "The IEP does not provide for Braille, and no decision that it is not appropriate is in the file."
            yield Flaw(f"{path}.braille_provided", words)
        else:
            words = "The file does not say whether the IEP provides for Braille."
            yield Flaw(f"{path}.braille_provided", words, Severity.UNKNOWN)


_COMMUNICATION = Attested(
    "communication_considered",
    "the child's communication needs were considered",
    "The file says that the child's communication needs were not considered.",
)


@rule(
    "IP714",
    "sf-communication",
    "Communication needs",
    citation="34 CFR 300.324(a)(2)(iv)",
    applies="to every IEP of whose special factors the file tells more than on behavior",
    says="The IEP Team considers the communication needs of every child.",
    settle="Record that the team considered them.",
    groups=_GROUPS,
    since="0.3",
)
def communication(context: Context) -> Iterator[Flaw]:
    """The communication needs that were not considered."""
    for _, path, factors in _beyond_behavior(context):
        yield from attested(path, factors, [_COMMUNICATION], asked=True)


_OF_HEARING = (
    Attested(
        "language_mode_considered",
        "the child's language and mode of communication were considered",
        "The file says that the child's language and mode of communication were not considered.",
    ),
    Attested(
        "direct_communication_considered",
        "opportunities for direct communication and instruction in the child's language and mode were considered",
        "The file says that opportunities for direct communication and instruction were not considered.",
    ),
    Attested(
        "full_range_considered",
        "the child's academic level and full range of needs were considered",
        "The file says that the child's academic level and full range of needs were not considered.",
    ),
)


@rule(
    "IP715",
    "sf-communication-hearing",
    "Language and communication of a child who is deaf or hard of hearing",
    citation="34 CFR 300.324(a)(2)(iv)",
    applies="to a child who is deaf or hard of hearing",
    says="The team considers language and mode, direct communication and instruction, level and full range of needs.",
    settle="Record that the team considered it.",
    groups=_GROUPS,
    since="0.3",
)
def hearing(context: Context) -> Iterator[Flaw]:
    """What was not considered for a child who is deaf or hard of hearing."""
    category = not _HEARING.isdisjoint(_categories(context))
    for _, path, factors in _factors(context):
        if factors.deaf_or_hard_of_hearing is False and category:
            words = _DENIED.format(elsewhere="the category of disability says")
            yield Flaw(f"{path}.deaf_or_hard_of_hearing", words, Severity.CONFLICT)
        elif not (factors.deaf_or_hard_of_hearing or category):
            continue
        elif recorded(factors, [row.field for row in _OF_HEARING]):
            yield from attested(path, factors, _OF_HEARING, asked=True)
        else:
            words = f"The file does not say whether {'; whether '.join(row.so for row in _OF_HEARING)}."
            yield Flaw(path, words, Severity.UNKNOWN)


_TECHNOLOGY = Attested(
    "assistive_technology_considered",
    "it was considered if the child needs assistive technology",
    "The file says that assistive technology was not considered.",
)


@rule(
    "IP716",
    "sf-at",
    "Assistive technology considered",
    citation="34 CFR 300.324(a)(2)(v)",
    applies="to every IEP of whose special factors the file tells more than on behavior",
    says="The IEP Team considers for every child whether assistive technology devices and services are needed.",
    settle="Record that the team considered it, or what it decided.",
    groups=(*_GROUPS, "assistive-technology"),
    since="0.3",
)
def technology(context: Context) -> Iterator[Flaw]:
    """The IEPs for which it was not considered; a decision either way shows that it was."""
    for _, path, factors in _beyond_behavior(context):
        yield from attested(path, factors, [_TECHNOLOGY], asked=factors.assistive_technology_needed is None)
