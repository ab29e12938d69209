"""What an evaluation draws on: information gathered, existing data reviewed, and why again (34 CFR 300.303 to 300.305).

The review of existing data needs no meeting (34 CFR 300.305(b)), and none is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import Evaluation, ReevaluationTrigger
from iepkit.reviews.attested import Attested, attested, recorded
from iepkit.reviews.context import Context
from iepkit.reviews.determinations import INFORMATION, NO_MORE_DATA, REVIEW, evaluations
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import Purpose

__all__ = ["data_review", "no_more_data", "trigger", "variety"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("evaluation", "evaluation-sources")
_PARENTS = Attested(
    "parent_information",
    "information from the parent was gathered",
    "No information from the parent was gathered.",
)
_KINDS = {
    "functional_information": "functional",
    "developmental_information": "developmental",
    "academic_information": "academic",
}


@rule(
    "EV402",
    "eval-variety",
    "Variety of tools, and information from the parent",
    citation="34 CFR 300.304(b)(1)",
    applies="to each evaluation of which the file tells what information was gathered",
    says="A variety of tools gathers functional, developmental and academic information, also from the parent.",
    settle="Record what was gathered, or that it was not relevant for this child.",
    groups=_GROUPS,
    since="0.3",
)
def variety(context: Context) -> Iterator[Flaw]:
    """The evaluations without the parent's information, without a kind of information, or from one tool only."""
    for path, row in evaluations(context):
        told = recorded(row, INFORMATION)
        yield from attested(path, row, [_PARENTS], asked=told)
        for field, kind in _KINDS.items():
            gathered = getattr(row, field)
            if gathered is False:
                words = f"No {kind} information was gathered; whether any was relevant is not known."
                yield Flaw(f"{path}.{field}", words, Severity.UNKNOWN)
            elif gathered is None and told:
                yield Flaw(
                    f"{path}.{field}",
                    f"The file does not say whether {kind} information was gathered.",
                    Severity.UNKNOWN,
                )
        if len(row.instruments) == 1 and not _more_than_it(row):
            words = "The file tells of one instrument and of nothing else that the evaluation drew on."
            yield Flaw(f"{path}.instruments", words, Severity.UNKNOWN)


def _more_than_it(row: Evaluation) -> bool:
    gathered = any(getattr(row, field) for field in INFORMATION)
    return gathered or row.existing_data_reviewed is not None or row.several_criteria is True


_REVIEWED = (
    Attested(
        "review_parent_information",
        "evaluations and information from the parents were reviewed",
        "Evaluations and information from the parents were not reviewed.",
        "34 CFR 300.305(a)(1)(i)",
    ),
    Attested(
        "review_assessments",
        "assessments in the classroom, the district and the State were reviewed, and observations in the classroom",
        "Assessments in the classroom, the district or the State were not reviewed, nor observations there.",
        "34 CFR 300.305(a)(1)(ii)",
    ),
    Attested(
        "review_observations",
        "observations by teachers and providers of related services were reviewed",
        "Observations by teachers and providers of related services were not reviewed.",
        "34 CFR 300.305(a)(1)(iii)",
    ),
    Attested(
        "review_parent_input",
        "the parents gave input on what more data are needed",
        "What more data are needed was decided without input from the parents.",
        "34 CFR 300.305(a)(2)",
    ),
)


@rule(
    "EV421",
    "eval-data-review",
    "Review of existing data",
    citation="34 CFR 300.305(a)",
    applies="to each reevaluation that tells of the review, and each initial evaluation that had one",
    says="Existing data are reviewed, and with the parents' input it is decided what more data are needed.",
    settle="Record what was reviewed, and whether more data are needed; no meeting is required for it.",
    groups=_GROUPS,
    since="0.3",
)
def data_review(context: Context) -> Iterator[Flaw]:
    """The reviews that left something out, decided nothing, or came after the evaluation."""
    for path, row in evaluations(context):
        reviewed, completed = row.existing_data_reviewed, row.completed
        if reviewed is None and row.purpose is not Purpose.REEVALUATION:
            continue
        told = recorded(row, REVIEW)
        yield from attested(path, row, _REVIEWED, asked=told)
        if told and row.more_data_needed is None:
            words = "The file does not say whether more data are needed than those that were reviewed."
            yield Flaw(f"{path}.more_data_needed", words, Severity.UNKNOWN, "34 CFR 300.305(a)(2)")
        if reviewed is not None and completed is not None and reviewed > completed:
            words = f"Existing data were reviewed on {reviewed}, and the evaluation was complete on {completed}."
            yield Flaw(f"{path}.existing_data_reviewed", words, Severity.CONFLICT)


_TOLD = (
    Attested(
        "parent_told_no_more_data",
        "the parents were told that no more data are needed",
        "The parents were not told that no more data are needed.",
        "34 CFR 300.305(d)(1)(i)",
    ),
    Attested(
        "parent_told_reasons",
        "the parents were told why no more data are needed",
        "The parents were not told why no more data are needed.",
        "34 CFR 300.305(d)(1)(i)",
    ),
    Attested(
        "parent_told_of_right_to_assessment",
        "the parents were told that they may ask for an assessment",
        "The parents were not told that they may ask for an assessment.",
        "34 CFR 300.305(d)(1)(ii)",
    ),
)


@rule(
    "EV422",
    "reeval-no-data",
    "What parents are told where no more data are needed",
    citation="34 CFR 300.305(d)(1)",
    applies="to each reevaluation for which no more data are needed, where the file tells what parents were told",
    says="Parents are told that no more data are needed, why, and that they may ask for an assessment.",
    settle="Tell the parents, and record it.",
    groups=_GROUPS,
    since="0.3",
)
def no_more_data(context: Context) -> Iterator[Flaw]:
    """The parents who were not told one of the three, or are not known to have been."""
    for path, row in evaluations(context):
        if row.more_data_needed is False and row.purpose is not Purpose.INITIAL:
            yield from attested(path, row, _TOLD, asked=recorded(row, NO_MORE_DATA))


@rule(
    "EV431",
    "reeval-triggers",
    "Why a child is reevaluated",
    citation="34 CFR 300.303(a)",
    severity=Severity.UNKNOWN,
    applies="to each reevaluation whose reason is recorded from the list",
    says="The child's needs, a request of the parent or a teacher, or three years are why a child is reevaluated.",
    settle="Record which of the reasons of the law it was; the agency may find that needs warrant it.",
    groups=_GROUPS,
    since="0.3",
)
def trigger(context: Context) -> Iterator[Flaw]:
    """The reevaluations for another reason, of which it is not known whether the law knows it."""
    for path, row in evaluations(context):
        if row.purpose is Purpose.REEVALUATION and row.trigger is ReevaluationTrigger.OTHER:
            words = "The child was reevaluated for a reason that is none of those in the law, as far as the file says."
            yield Flaw(f"{path}.trigger", words)
