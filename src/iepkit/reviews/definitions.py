"""The definitions of the disability categories as data: what each asks for, by which paragraph, in which words.

What a record says of a definition is a set of elements that were found or not. No definition has a number in it: no
score and no quotient decides a category under federal law (34 CFR 300.8(b) and (c)).
"""

from __future__ import annotations

from functools import cached_property

import attrs

from iepkit.records import Eligibility
from iepkit.records.terms import DefinitionElement as E
from iepkit.vocabulary import Disability

__all__ = ["DEFINITIONS", "Definition", "Part"]


def __dir__() -> list[str]:
    return __all__


_WORDS = {Disability.DEAF_BLINDNESS: "deaf-blindness"}


@attrs.frozen
class Part:
    """One thing that a definition asks for: any one of these elements. `words` say what is to be found."""

    any_of: tuple[E, ...]
    words: str
    citation: str


@attrs.frozen
class Definition:
    """A category with its rule's code and name, its paragraph, and all the parts of its definition.

    `says` is the definition in our own words. `beside` are elements that the definition speaks of and on which nothing
    hangs. `includes` is a condition that the definition includes by name: where it was found and a part was not,
    people have to say what that means.
    """

    disability: Disability
    code: str
    name: str
    citation: str
    says: str
    parts: tuple[Part, ...]
    beside: tuple[E, ...] = ()
    includes: E | None = None

    @property
    def words(self) -> str:
        """The category as people write it.

        >>> DEFINITIONS[0].words
        'autism'
        """
        return _WORDS.get(self.disability) or self.disability.value.replace("-", " ")

    @cached_property
    def elements(self) -> frozenset[E]:
        """All the elements that the definition speaks of."""
        return frozenset((*self.beside, *(element for part in self.parts for element in part.any_of)))

    def tells(self, row: Eligibility) -> bool:
        """Whether a determination tells of any element of the definition.

        >>> from iepkit.records import CategoryElement
        >>> row = Eligibility(elements=(CategoryElement(E.LONG_PERIOD, found=True),))
        >>> [one.words for one in DEFINITIONS if one.tells(row)]
        ['emotional disturbance']
        """
        return any(each.element in self.elements and each.category in (None, self.disability) for each in row.elements)


def _part(citation: str, words: str, *any_of: E) -> Part:
    return Part(any_of, words, citation)


def _effect(citation: str) -> Part:
    return _part(citation, "an adverse effect on educational performance", E.ADVERSE_EFFECT)


_AUTISM = "34 CFR 300.8(c)(1)(i)"
_DEAF_BLIND = "34 CFR 300.8(c)(2)"
_DEAF = "34 CFR 300.8(c)(3)"
_EMOTIONAL = "34 CFR 300.8(c)(4)(i)"
_HEARING = "34 CFR 300.8(c)(5)"
_INTELLECTUAL = "34 CFR 300.8(c)(6)"
_MULTIPLE = "34 CFR 300.8(c)(7)"
_ORTHOPEDIC = "34 CFR 300.8(c)(8)"
_HEALTH = "34 CFR 300.8(c)(9)"
_LEARNING = "34 CFR 300.8(c)(10)(i)"
_SPEECH = "34 CFR 300.8(c)(11)"
_BRAIN = "34 CFR 300.8(c)(12)"
_VISUAL = "34 CFR 300.8(c)(13)"
_DELAY = "34 CFR 300.8(b)(1)"

DEFINITIONS = (
    Definition(
        Disability.AUTISM, "EL201", "cat-autism", "34 CFR 300.8(c)(1)",
        "Autism is a developmental disability that significantly affects communication, verbal and nonverbal, and "
        "social interaction, with an adverse effect; the age at which it shows does not decide.",
        (
            _part(_AUTISM, "a developmental disability", E.DEVELOPMENTAL_DISABILITY),
            _part(_AUTISM, "a significant effect on verbal and nonverbal communication", E.COMMUNICATION_AFFECTED),
            _part(_AUTISM, "a significant effect on social interaction", E.SOCIAL_INTERACTION_AFFECTED),
            _effect(_AUTISM),
            _part(
                "34 CFR 300.8(c)(1)(ii)", "an effect that does not come primarily from an emotional disturbance",
                E.NOT_PRIMARILY_EMOTIONAL_DISTURBANCE,
            ),
        ),
        beside=(E.EVIDENT_BEFORE_THREE,),
    ),
    Definition(
        Disability.DEAF_BLINDNESS, "EL202", "cat-deaf-blindness", _DEAF_BLIND,
        "Deaf-blindness is an impairment of hearing and of vision together, with needs that a program for deafness "
        "alone or for blindness alone cannot meet.",
        (
            _part(_DEAF_BLIND, "impairments of hearing and of vision together", E.HEARING_AND_VISION_IMPAIRED),
            _part(
                _DEAF_BLIND, "needs that a program only for deafness or only for blindness cannot meet",
                E.NOT_DEAF_OR_BLIND_PROGRAM,
            ),
        ),
    ),
    Definition(
        Disability.DEAFNESS, "EL203", "cat-deafness", _DEAF,
        "Deafness is a hearing impairment so severe that the child is impaired in taking in language through hearing, "
        "amplified or not, with an adverse effect.",
        (
            _part(
                _DEAF, "an impairment in taking in language through hearing, with or without amplification",
                E.LANGUAGE_THROUGH_HEARING_IMPAIRED,
            ),
            _effect(_DEAF),
        ),
    ),
    Definition(
        Disability.EMOTIONAL_DISTURBANCE, "EL204", "cat-ed", "34 CFR 300.8(c)(4)",
        "Emotional disturbance shows at least one of five characteristics, for a long time and to a marked degree, "
        "with an adverse effect; social maladjustment is not enough, and does not keep a child out.",
        (
            _part(
                _EMOTIONAL, "one of the five characteristics",
                E.UNEXPLAINED_INABILITY_TO_LEARN, E.INABILITY_IN_RELATIONSHIPS, E.INAPPROPRIATE_BEHAVIOR_OR_FEELINGS,
                E.PERVASIVE_UNHAPPINESS, E.SYMPTOMS_OR_FEARS, E.SCHIZOPHRENIA,
            ),
            _part(_EMOTIONAL, "a long period of time", E.LONG_PERIOD),
            _part(_EMOTIONAL, "a marked degree", E.MARKED_DEGREE),
            _effect(_EMOTIONAL),
        ),
        beside=(E.SOCIALLY_MALADJUSTED,),
        includes=E.SCHIZOPHRENIA,
    ),
    Definition(
        Disability.HEARING_IMPAIRMENT, "EL205", "cat-hi", _HEARING,
        "Hearing impairment, permanent or fluctuating, has an adverse effect and is not deafness.",
        (
            _part(_HEARING, "an impairment in hearing, permanent or fluctuating", E.HEARING_IMPAIRED),
            _effect(_HEARING),
            _part(_HEARING, "an impairment other than deafness", E.NOT_DEAFNESS),
        ),
    ),
    Definition(
        Disability.INTELLECTUAL_DISABILITY, "EL206", "cat-id", _INTELLECTUAL,
        "Intellectual disability is intellectual functioning significantly below average, together with deficits in "
        "adaptive behavior, from the developmental period, with an adverse effect; the law names no score.",
        (
            _part(_INTELLECTUAL, "intellectual functioning significantly below average", E.SUBAVERAGE_INTELLECT),
            _part(_INTELLECTUAL, "deficits in adaptive behavior at the same time", E.ADAPTIVE_DEFICITS),
            _part(_INTELLECTUAL, "signs of it in the developmental period", E.DEVELOPMENTAL_PERIOD),
            _effect(_INTELLECTUAL),
        ),
    ),
    Definition(
        Disability.MULTIPLE_DISABILITIES, "EL207", "cat-multiple", _MULTIPLE,
        "Multiple disabilities are impairments that together make needs which a program for one of them cannot meet; "
        "deaf-blindness is not among them.",
        (
            _part(_MULTIPLE, "impairments that the child has at the same time", E.IMPAIRMENTS_TOGETHER),
            _part(
                _MULTIPLE, "needs that a program for only one of the impairments cannot meet",
                E.NOT_ONE_IMPAIRMENT_PROGRAM,
            ),
            _part(_MULTIPLE, "impairments other than deaf-blindness", E.NOT_DEAF_BLINDNESS),
        ),
    ),
    Definition(
        Disability.ORTHOPEDIC_IMPAIRMENT, "EL208", "cat-oi", _ORTHOPEDIC,
        "Orthopedic impairment is severe and has an adverse effect, whatever its cause.",
        (
            _part(_ORTHOPEDIC, "a severe orthopedic impairment", E.SEVERE_ORTHOPEDIC_IMPAIRMENT),
            _effect(_ORTHOPEDIC),
        ),
    ),
    Definition(
        Disability.OTHER_HEALTH_IMPAIRMENT, "EL209", "cat-ohi", _HEALTH,
        "Other health impairment is limited strength, vitality or alertness from a chronic or acute health problem, "
        "with an adverse effect; too much alertness to the surroundings counts, and the list of problems is open.",
        (
            _part(
                _HEALTH, "limited strength, vitality or alertness",
                E.LIMITED_STRENGTH, E.LIMITED_VITALITY, E.LIMITED_ALERTNESS,
            ),
            _part("34 CFR 300.8(c)(9)(i)", "a chronic or acute health problem that it comes from", E.HEALTH_PROBLEM),
            _effect("34 CFR 300.8(c)(9)(ii)"),
        ),
    ),
    Definition(
        Disability.SPECIFIC_LEARNING_DISABILITY, "EL210", "cat-sld", "34 CFR 300.8(c)(10)",
        "A specific learning disability is a disorder in a basic psychological process of understanding or using "
        "language; an adverse effect is not part of this definition.",
        (
            _part(
                _LEARNING, "a disorder in a basic psychological process of understanding or using language",
                E.PSYCHOLOGICAL_PROCESS_DISORDER,
            ),
        ),
    ),
    Definition(
        Disability.SPEECH_OR_LANGUAGE_IMPAIRMENT, "EL211", "cat-sli", _SPEECH,
        "Speech or language impairment is a communication disorder with an adverse effect.",
        (_part(_SPEECH, "a communication disorder", E.COMMUNICATION_DISORDER), _effect(_SPEECH)),
    ),
    Definition(
        Disability.TRAUMATIC_BRAIN_INJURY, "EL212", "cat-tbi", _BRAIN,
        "Traumatic brain injury is acquired, by an external physical force, with an adverse effect; injuries that are "
        "congenital, degenerative or from birth are not.",
        (
            _part(_BRAIN, "an acquired injury to the brain", E.ACQUIRED_BRAIN_INJURY),
            _part(_BRAIN, "an external physical force as its cause", E.EXTERNAL_PHYSICAL_FORCE),
            _part(_BRAIN, "a functional disability or psychosocial impairment that results", E.FUNCTION_IMPAIRED),
            _effect(_BRAIN),
            _part(
                _BRAIN, "an injury that is not congenital, degenerative or from birth trauma",
                E.NOT_CONGENITAL_DEGENERATIVE_OR_BIRTH,
            ),
        ),
    ),
    Definition(
        Disability.VISUAL_IMPAIRMENT, "EL213", "cat-vi", _VISUAL,
        "Visual impairment, blindness included, has an adverse effect even with correction.",
        (
            _part(_VISUAL, "an impairment in vision", E.VISION_IMPAIRED),
            _part(_VISUAL, "an effect even with correction", E.EFFECT_EVEN_WITH_CORRECTION),
            _effect(_VISUAL),
        ),
    ),
    Definition(
        Disability.DEVELOPMENTAL_DELAY, "EL214", "cat-dd-delay", _DELAY,
        "Developmental delay is a delay in at least one of five areas, as the State defines it and by appropriate "
        "measures.",
        (
            _part(
                _DELAY, "a delay in one of the five areas of development",
                E.PHYSICAL_DELAY, E.COGNITIVE_DELAY, E.COMMUNICATION_DELAY, E.SOCIAL_OR_EMOTIONAL_DELAY,
                E.ADAPTIVE_DELAY,
            ),
            _part(_DELAY, "a delay as the State defines it", E.STATE_DEFINITION_OF_DELAY),
            _part(_DELAY, "appropriate diagnostic instruments and procedures", E.APPROPRIATE_MEASURES_OF_DELAY),
        ),
    ),
)  # fmt: skip
"""Every category in the order of 34 CFR 300.8(c), and developmental delay."""
