"""What a file holds of a dispute beyond its dates, and what it does not tell, so that people are asked.

Only disputes under Part B are looked at: Part C has paragraphs of its own (34 CFR 303.430 to 303.449).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from iepkit.findings import Severity
from iepkit.records import Dispute, DisputeFiler
from iepkit.reviews.attested import Attested, attested, recorded
from iepkit.reviews.context import Context, happened
from iepkit.reviews.registry import Flaw
from iepkit.vocabulary import DisputeKind

__all__ = [
    "AGREEMENT",
    "ANSWER",
    "CHILD",
    "COMPLAINT",
    "DECISION",
    "DUE_PROCESS",
    "MEETING",
    "OPEN_DISPUTES",
    "ORDINARY",
    "PART_B",
    "STATE",
    "about_child",
    "disputes",
    "is_by_parent",
    "of_child",
]


def __dir__() -> list[str]:
    return __all__


STATE = frozenset({DisputeKind.STATE_COMPLAINT})
DUE_PROCESS = frozenset({DisputeKind.DUE_PROCESS, DisputeKind.EXPEDITED_DUE_PROCESS})
ORDINARY = frozenset({DisputeKind.DUE_PROCESS})
PART_B = frozenset({*STATE, *DUE_PROCESS, DisputeKind.MEDIATION})
CHILD = (
    "child_named", "residence_given", "school_named", "homeless_contact_given", "problem_described",
    "resolution_proposed",
)  # fmt: skip
"""What both kinds of complaint say of the child (34 CFR 300.153(b)(4), 300.508(b))."""
COMPLAINT = ("violation_stated", "facts_stated", "signed", "contact_given", *CHILD)
"""What a State complaint holds (34 CFR 300.153(b))."""
DECISION = ("allegations_addressed", "findings_stated", "reasons_stated")
"""What the decision on a State complaint holds (34 CFR 300.152(a)(5))."""
ANSWER = ("answer_explains", "answer_options", "answer_basis", "answer_factors")
"""What an answer holds in place of a prior written notice (34 CFR 300.508(e)(1))."""
MEETING = ("agency_authority_present", "members_chosen_together", "agency_attorney_present")
"""Who is at a resolution meeting (34 CFR 300.510(a))."""
AGREEMENT = ("signed_by_parent", "signed_by_agency", "confidentiality_stated")
"""What makes an agreement binding (34 CFR 300.510(d), 300.506(b)(6))."""


def disputes(context: Context, kinds: frozenset[DisputeKind], day: str = "filed") -> Iterator[tuple[str, Dispute]]:
    """The disputes of these kinds that were filed, or came to `day`, by the as-of day, with their places."""
    for path, row in happened(context, "disputes", day, context.case.disputes):
        if row.kind in kinds and (row.filed is None or row.filed <= context.as_of):
            yield path, row


def is_by_parent(row: Dispute) -> bool:
    """Whether the file says that a parent filed it.

    >>> is_by_parent(Dispute(filed_by_parent=True)), is_by_parent(Dispute())
    (True, False)
    """
    return row.filed_by_parent is True or row.filer is DisputeFiler.PARENT


_OF_CHILD = (
    Attested("child_named", "the complaint names the child", "The complaint does not name the child."),
    Attested(
        "residence_given",
        "the complaint gives the address of the child's residence",
        "The complaint does not give the address of the child's residence.",
    ),
    Attested(
        "school_named",
        "the complaint names the school that the child attends",
        "The complaint does not name the school that the child attends.",
    ),
    Attested(
        "homeless_contact_given",
        "the complaint gives the contact that is available for a homeless child",
        "The complaint does not give the contact that is available for a homeless child.",
    ),
    Attested(
        "problem_described",
        "the complaint describes the problem and its facts",
        "The complaint does not describe the problem and its facts.",
    ),
)


def _homeless(context: Context) -> bool | None:
    student = context.case.student
    if student is None:
        return None
    return True if student.unaccompanied_homeless else student.homeless


def of_child(*citations: str) -> tuple[Attested, ...]:
    """What a complaint says of the child, each element under its own paragraph of the law, in the order of `CHILD`.

    The last of `CHILD`, the resolution, is looked at apart: one is proposed as far as it is known.

    >>> [row.citation for row in of_child(*"abcde")]
    ['a', 'b', 'c', 'd', 'e']
    """
    return tuple([attrs.evolve(row, citation=cited) for row, cited in zip(_OF_CHILD, citations, strict=True)])


def about_child(
    context: Context, path: str, row: Dispute, elements: Iterable[Attested], resolution: str
) -> Iterator[Flaw]:
    """What a complaint lacks of the child; `resolution` is the paragraph on the resolution that it proposes.

    The residence is for a child who has one, the contact in its place for a homeless child. A resolution is proposed
    as far as one is known, so that a complaint without one may be complete.
    """
    known = _homeless(context)
    homeless = row.homeless_contact_given if known is None else known
    apart = "residence_given" if homeless else "homeless_contact_given"
    yield from attested(path, row, [one for one in elements if one.field != apart], asked=True)
    if not row.resolution_proposed:
        open_ = "The complaint proposes no resolution, and the file does not say whether one was known."
        silent = "The file does not say whether a resolution is proposed."
        words = silent if row.resolution_proposed is None else open_
        yield Flaw(f"{path}.resolution_proposed", words, Severity.UNKNOWN, resolution)


def _of(kinds: frozenset[DisputeKind], fits: Callable[[Dispute], object]) -> Callable[[Dispute], object]:
    return lambda row: row.kind in kinds and fits(row)


OPEN_DISPUTES: dict[str, tuple[str, Callable[[Dispute], object]]] = {
    "state-complaint-without-content": ("filed", _of(STATE, lambda row: not recorded(row, COMPLAINT))),
    "state-decision-without-content": (
        "decided",
        _of(STATE, lambda row: row.decided and not recorded(row, DECISION)),
    ),
    "state-decision-without-remedy": (
        "decided",
        _of(STATE, lambda row: row.decided and row.services_failure_found is None),
    ),
    "state-remedy": ("decided", _of(STATE, lambda row: row.services_failure_found)),
    "due-process-without-content": ("filed", _of(DUE_PROCESS, lambda row: not recorded(row, CHILD))),
    "due-process-without-subject": ("filed", _of(ORDINARY, lambda row: not row.subjects)),
    "answer-without-content": (
        "answered",
        _of(
            ORDINARY,
            lambda row: (
                row.answered and is_by_parent(row) and not row.subject_notice_given and not recorded(row, ANSWER)
            ),
        ),
    ),
    "resolution-meeting": ("resolution_meeting", _of(DUE_PROCESS, lambda row: row.resolution_meeting)),
    "resolution-meeting-untold": (
        "resolution_meeting",
        _of(DUE_PROCESS, lambda row: row.resolution_meeting and not recorded(row, MEETING)),
    ),
    "resolution-agreement-untold": (
        "resolution_agreement",
        _of(DUE_PROCESS, lambda row: row.resolution_agreement and not recorded(row, AGREEMENT)),
    ),
    "mediation-agreement-untold": (
        "mediation_agreement",
        _of(PART_B, lambda row: row.mediation_agreement and not recorded(row, AGREEMENT)),
    ),
    "hearing-untold": (
        "hearing_start",
        _of(DUE_PROCESS, lambda row: row.hearing_start and row.new_issues_heard is None),
    ),
    "hearing-decision": ("decided", _of(DUE_PROCESS, lambda row: row.decided)),
}
"""The disputes of which something is to be asked: the day by which it is there, and which they are."""
