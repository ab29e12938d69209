"""Evaluation procedures: what an evaluation is for, how it was done, and what it assures (34 CFR 300.301, 300.304).

Whether an instrument is sound, or an evaluation wide enough, takes people. What is looked at here is what the file
says of it: against the law, or in part. An evaluation of which the file holds days alone raises questions.
A score is never asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from iepkit.findings import Severity
from iepkit.records import Evaluation, Instrument
from iepkit.reviews.attested import Attested, attested, recorded
from iepkit.reviews.context import Context
from iepkit.reviews.determinations import PURPOSES, assures, determinations, evaluations
from iepkit.reviews.registry import Check, Flaw, rule
from iepkit.vocabulary import Disability, Language, Purpose

__all__ = ["ASSURED", "all_areas", "impaired_skills", "initial", "language"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("evaluation", "evaluation-procedures")
_ASSURING = "to each evaluation that says how it was done, and to each instrument that says it of itself"

_WHAT_FOR = (
    Attested(
        "determines_disability",
        "the evaluation was to determine whether the child is a child with a disability",
        "The initial evaluation was not to determine whether the child is a child with a disability.",
        "34 CFR 300.301(c)(2)(i)",
    ),
    Attested(
        "determines_needs",
        "the evaluation was to determine the child's educational needs",
        "The initial evaluation was not to determine the child's educational needs.",
        "34 CFR 300.301(c)(2)(ii)",
    ),
)


@rule(
    "EV401",
    "eval-initial-full",
    "What an initial evaluation determines",
    citation="34 CFR 300.301(c)(2)",
    applies="to each initial evaluation that says what it was for or how it was done",
    says="An initial evaluation, full and individual, determines whether there is a disability, and the needs.",
    settle="Record what the evaluation determined, or complete it.",
    groups=_GROUPS,
    since="0.3",
)
def initial(context: Context) -> Iterator[Flaw]:
    """The initial evaluations that left out one of the two, or are not known to have looked at it."""
    for path, row in evaluations(context):
        if row.purpose is Purpose.INITIAL:
            yield from attested(path, row, _WHAT_FOR, asked=assures(row) or recorded(row, PURPOSES))


@attrs.frozen
class _Assurance:
    """A rule on how an evaluation was done: `whole` are the words for all of it, `each` those for an instrument."""

    code: str
    name: str
    title: str
    citation: str
    says: str
    whole: tuple[Attested, ...]
    each: dict[str, str] = attrs.field(factory=dict)

    def flaws(self, path: str, row: Evaluation) -> Iterator[Flaw]:
        """What an evaluation says against the law, or not at all."""
        for one in self.whole:
            said = [getattr(each, one.field) for each in row.instruments] if one.field in self.each else []
            for at, so in enumerate(said):
                if so is False:
                    yield Flaw(f"{path}.instruments[{at}].{one.field}", self.each[one.field], citation=one.citation)
            settled = bool(said) and None not in said
            if settled or getattr(row, one.field) is not None or said.count(None) == len(said):
                yield from attested(path, row, [one], asked=assures(row) and not settled)
            elif assures(row):  # some instruments say it: what is missing is the word of the others
                where = f"{path}.instruments[{said.index(None)}].{one.field}"
                yield Flaw(where, f"The file does not say whether {one.so}.", Severity.UNKNOWN, one.citation)


_ROWS = (
    _Assurance(
        "EV403",
        "eval-no-single-measure",
        "No single measure as the sole criterion",
        "34 CFR 300.304(b)(2)",
        "No single measure is the sole criterion for the decision on eligibility or on the program.",
        (
            Attested(
                "several_criteria",
                "the decision rests on more than a single measure",
                "A single measure was the sole criterion.",
            ),
        ),
    ),
    _Assurance(
        "EV404",
        "eval-sound",
        "Technically sound instruments",
        "34 CFR 300.304(b)(3)",
        "The instruments are technically sound.",
        (
            Attested(
                "technically_sound",
                "the instruments are technically sound",
                "The file says that the instruments are not technically sound.",
            ),
        ),
    ),
    _Assurance(
        "EV405",
        "eval-nondiscriminatory",
        "No discrimination by race or culture",
        "34 CFR 300.304(c)(1)(i)",
        "Assessments are selected and administered so that they do not discriminate by race or culture.",
        (
            Attested(
                "nondiscriminatory",
                "the assessments were free of discrimination by race or culture",
                "The file says that the assessments discriminated by race or culture.",
            ),
        ),
        {"nondiscriminatory": "The file says that the assessment discriminated by race or culture."},
    ),
    _Assurance(
        "EV407",
        "eval-valid-trained",
        "Valid use, trained personnel, and the producer's instructions",
        "34 CFR 300.304(c)(1)",
        "Assessments serve what they are valid for, by trained personnel who follow the producer's instructions.",
        (
            Attested(
                "valid_for_purpose",
                "the assessments were used for what they are valid and reliable for",
                "The assessments were used for what they are not valid and reliable for.",
                "34 CFR 300.304(c)(1)(iii)",
            ),
            Attested(
                "trained_examiner",
                "trained and knowledgeable personnel administered the assessments",
                "The assessments were not administered by trained and knowledgeable personnel.",
                "34 CFR 300.304(c)(1)(iv)",
            ),
            Attested(
                "instructions_followed",
                "the assessments were administered as their producers say",
                "The assessments were not administered as their producers say.",
                "34 CFR 300.304(c)(1)(v)",
            ),
        ),
        {
            "valid_for_purpose": "The assessment was used for what it is not valid and reliable for.",
            "trained_examiner": "The assessment was not administered by trained and knowledgeable personnel.",
            "instructions_followed": "The assessment was not administered as its producer says.",
        },
    ),
    _Assurance(
        "EV408",
        "eval-not-just-iq",
        "More than a general intelligence quotient",
        "34 CFR 300.304(c)(2)",
        "Assessments are made for specific areas of educational need, and not only for a general quotient.",
        (
            Attested(
                "tailored_to_needs",
                "the assessments look at specific areas of educational need",
                "The assessments give no more than a general intelligence quotient.",
            ),
        ),
    ),
    _Assurance(
        "EV411",
        "eval-comprehensive",
        "All needs, whatever the category",
        "34 CFR 300.304(c)(6)",
        "The evaluation finds all needs for special education and related services, common in the category or not.",
        (
            Attested(
                "comprehensive",
                "the evaluation was comprehensive enough to identify all needs",
                "The evaluation was not comprehensive enough to identify all needs.",
            ),
        ),
    ),
)


def _check(one: _Assurance) -> Check:
    @rule(
        one.code,
        one.name,
        one.title,
        citation=one.citation,
        applies=_ASSURING if one.each else "to each evaluation that says how it was done",
        says=one.says,
        settle="Record what the report says of it, or evaluate again where it was not done so.",
        groups=_GROUPS,
        since="0.3",
    )
    def search(context: Context) -> Iterator[Flaw]:
        for path, row in evaluations(context):
            yield from one.flaws(path, row)

    return search


ASSURED = tuple(map(_check, _ROWS))
"""The rules on assurances that need no more than the table."""

_IN_LANGUAGE = Attested(
    "language_fits",
    "the assessments were in the child's native language or mode of communication",
    "The assessments were not in the language or mode of communication most likely to yield accurate information.",
)


def _feasible(path: str, one: Instrument) -> Iterator[Flaw]:
    if one.language is Language.OTHER and one.language_not_feasible is False:
        words = "The assessment was not in the child's native language, which would have been feasible."
        yield Flaw(f"{path}.language", words)
    elif one.language is Language.OTHER and one.language_not_feasible is None:
        words = "The assessment was not in the child's native language; whether that was feasible is not known."
        yield Flaw(f"{path}.language_not_feasible", words, Severity.UNKNOWN)


@rule(
    "EV406",
    "eval-language",
    "Language and mode of communication of the assessments",
    citation="34 CFR 300.304(c)(1)(ii)",
    applies="to each evaluation that says how it was done, and to each instrument that tells its language",
    says="Assessments are in the child's native language or mode of communication, unless clearly not feasible.",
    settle="Record the language, or that another one was clearly not feasible.",
    groups=_GROUPS,
    since="0.3",
)
def language(context: Context) -> Iterator[Flaw]:
    """The assessments in another language than the child's."""
    for path, row in evaluations(context):
        for at, one in enumerate(row.instruments):
            yield from _feasible(f"{path}.instruments[{at}]", one)
        told = [one.language for one in row.instruments]
        settled = bool(told) and None not in told
        if settled or row.language_fits is not None or told.count(None) == len(told):
            yield from attested(path, row, [_IN_LANGUAGE], asked=assures(row) and not settled)
        elif assures(row):
            where = f"{path}.instruments[{told.index(None)}].language"
            yield Flaw(where, f"The file does not say whether {_IN_LANGUAGE.so}.", Severity.UNKNOWN)


_RESULTS = Attested(
    "results_reflect_ability",
    "the results show what the tests are to measure, and not the impaired skills",
    "The results reflect impaired sensory, manual or speaking skills, and not what the tests are to measure.",
)
_SENSES_AND_SKILLS = {
    Disability.DEAF_BLINDNESS,
    Disability.DEAFNESS,
    Disability.HEARING_IMPAIRMENT,
    Disability.ORTHOPEDIC_IMPAIRMENT,
    Disability.SPEECH_OR_LANGUAGE_IMPAIRMENT,
    Disability.VISUAL_IMPAIRMENT,
}


@rule(
    "EV409",
    "eval-impaired-skills",
    "Results that show ability, and not the impairment",
    citation="34 CFR 300.304(c)(3)",
    applies="to each evaluation of a child with impaired sensory, manual or speaking skills",
    says="Results reflect what a test is to measure, and not impaired skills, unless those are what it measures.",
    settle="Record whether skills were impaired, and that the assessments were selected with that in mind.",
    groups=_GROUPS,
    since="0.3",
)
def impaired_skills(context: Context) -> Iterator[Flaw]:
    """The results that may show an impairment instead of what the child can do."""
    for path, row in evaluations(context):
        if row.impaired_skills:
            yield from attested(path, row, [_RESULTS], asked=True)
        elif row.impaired_skills is None and assures(row) and _points_to_skills(context):
            words = "The category points to impaired skills; the evaluation does not say whether there were any."
            yield Flaw(f"{path}.impaired_skills", words, Severity.UNKNOWN)


def _points_to_skills(context: Context) -> bool:
    return any(_SENSES_AND_SKILLS & set(found.categories) for _, found in determinations(context))


_AREAS = Attested(
    "all_areas_assessed",
    "the child was assessed in all areas related to the suspected disability",
    "The child was not assessed in all areas related to the suspected disability.",
)


@rule(
    "EV410",
    "eval-all-areas",
    "All areas related to the suspected disability",
    citation="34 CFR 300.304(c)(4)",
    applies="to each evaluation that says how it was done, or lists the suspected areas and those assessed",
    says="The child is assessed in all areas related to the suspected disability.",
    settle="Assess the area, or record that all of them were assessed.",
    groups=_GROUPS,
    since="0.3",
)
def all_areas(context: Context) -> Iterator[Flaw]:
    """The evaluations that left an area out, or list one as suspected and not as assessed: words may differ."""
    for path, row in evaluations(context):
        assessed = {area.strip().casefold() for area in row.areas_assessed}
        left = assessed and any(area.strip().casefold() not in assessed for area in row.areas_suspected)
        if left and row.all_areas_assessed is None:
            words = "An area is listed as suspected and not, under that name, as assessed."
            yield Flaw(f"{path}.areas_assessed", words, Severity.UNKNOWN)
        else:
            covered = bool(row.areas_suspected) and bool(assessed)  # the lists answer it themselves
            yield from attested(path, row, [_AREAS], asked=assures(row) and not covered)
