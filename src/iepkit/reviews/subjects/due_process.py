"""Due process: complaint, answer, resolution meeting, agreements, and what is heard (34 CFR 300.506 to 300.511).

No signature and no form of its own is asked of a due process complaint (300.508(b), 300.509(a)). The dates are clocks.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from iepkit.findings import Severity
from iepkit.records import Dispute, DisputeFiler, DisputeSubject
from iepkit.reviews.attested import Attested, attested, recorded
from iepkit.reviews.context import Context
from iepkit.reviews.disputed import (
    AGREEMENT,
    ANSWER,
    CHILD,
    DUE_PROCESS,
    MEETING,
    ORDINARY,
    PART_B,
    about_child,
    disputes,
    is_by_parent,
    of_child,
)
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import DisputeKind, NoticeKind

__all__ = ["agreement", "answer", "content", "issues", "mediated", "resolution_meeting", "subject", "sufficient"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("disputes", "due-process")
_UNKNOWN = Severity.UNKNOWN
_OF_CHILD = of_child(
    "34 CFR 300.508(b)(1)",
    "34 CFR 300.508(b)(2)",
    "34 CFR 300.508(b)(3)",
    "34 CFR 300.508(b)(4)",
    "34 CFR 300.508(b)(5)",
)
_RESOLUTION = "34 CFR 300.508(b)(6)"
_ANSWERS = (
    Attested(
        "answer_explains",
        "the answer explains why the agency proposed or refused the action",
        "The answer does not explain why the agency proposed or refused the action.",
        "34 CFR 300.508(e)(1)(i)",
    ),
    Attested(
        "answer_options",
        "the answer describes the other options and why they were rejected",
        "The answer does not describe the other options and why they were rejected.",
        "34 CFR 300.508(e)(1)(ii)",
    ),
    Attested(
        "answer_basis",
        "the answer describes each evaluation procedure, assessment, record or report it rests on",
        "The answer does not describe each evaluation procedure, assessment, record or report it rests on.",
        "34 CFR 300.508(e)(1)(iii)",
    ),
    Attested(
        "answer_factors",
        "the answer describes the other factors that matter",
        "The answer does not describe the other factors that matter.",
        "34 CFR 300.508(e)(1)(iv)",
    ),
)
_AT_MEETING = (
    Attested(
        "agency_authority_present",
        "a representative who can decide for the agency was at the resolution meeting",
        "Nobody who can decide for the agency was at the resolution meeting.",
        "34 CFR 300.510(a)(1)(i)",
    ),
    Attested(
        "members_chosen_together",
        "parent and agency determined together which members of the IEP Team attend",
        "Parent and agency did not determine together which members of the IEP Team attend.",
        "34 CFR 300.510(a)(4)",
    ),
)
_AFTER_RESOLUTION = (
    Attested(
        "signed_by_parent",
        "the parent signed the resolution agreement",
        "The parent did not sign the resolution agreement.",
    ),
    Attested(
        "signed_by_agency",
        "a representative who can bind the agency signed the resolution agreement",
        "No representative who can bind the agency signed the resolution agreement.",
    ),
)
_AFTER_MEDIATION = (
    Attested(
        "confidentiality_stated",
        "the agreement states that what was said in mediation remains confidential and is no evidence",
        "The agreement does not state that what was said in mediation remains confidential and is no evidence.",
        "34 CFR 300.506(b)(6)(i)",
    ),
    Attested(
        "signed_by_parent",
        "the parent signed the mediation agreement",
        "The parent did not sign the mediation agreement.",
        "34 CFR 300.506(b)(6)(ii)",
    ),
    Attested(
        "signed_by_agency",
        "a representative who can bind the agency signed the mediation agreement",
        "No representative who can bind the agency signed the mediation agreement.",
        "34 CFR 300.506(b)(6)(ii)",
    ),
)


@rule(
    "DP201",
    "dp-content",
    "Content of a due process complaint",
    citation="34 CFR 300.508(b)",
    applies="to each due process complaint of which the file says more than its dates",
    says=(
        "A complaint gives the child's name, residence and school, the problem with its facts, and a resolution as far "
        "as one is known; for a homeless child, the contact that is available and the school."
    ),
    settle="Record what the complaint includes; what it lacks may come with an amended one.",
    groups=_GROUPS,
    since="0.3",
)
def content(context: Context) -> Iterator[Flaw]:
    """The elements that due process complaints lack, and those of which the file does not tell."""
    for path, row in disputes(context, DUE_PROCESS):
        if recorded(row, CHILD):
            yield from about_child(context, path, row, _OF_CHILD, _RESOLUTION)


@rule(
    "DP202",
    "dp-no-hearing-without",
    "No hearing on a complaint that is not sufficient",
    citation="34 CFR 300.508(c)",
    applies="to each hearing on a due process complaint that was claimed or ruled to be insufficient",
    says=(
        "A party has no hearing until it files a complaint with all that it must include; one that nobody claims to be "
        "insufficient in time is taken to be sufficient."
    ),
    settle="Record the ruling on the complaint, or the amended complaint on which the hearing was held.",
    groups=_GROUPS,
    since="0.3",
)
def sufficient(context: Context) -> Iterator[Flaw]:
    """The hearings held on complaints that were ruled insufficient, or on whose ruling the file is silent."""
    for path, row in disputes(context, DUE_PROCESS, "hearing_start"):
        if row.hearing_start is None or (row.amended is not None and row.amended <= row.hearing_start):
            continue
        if row.sufficient is False:
            words = "A hearing was held on a complaint that the hearing officer ruled to be insufficient."
            yield Flaw(f"{path}.sufficient", words)
        elif row.sufficient is None and row.insufficiency_claimed is not None and row.kind in ORDINARY:
            words = "A hearing was held, and the file does not say how a claim that the complaint lacks was ruled on."
            yield Flaw(f"{path}.sufficient", words, _UNKNOWN, "34 CFR 300.508(d)(2)")


@rule(
    "DP203",
    "dp-subject",
    "What a due process complaint is about, and who files it",
    citation="34 CFR 300.507(a)(1)",
    applies="to each due process complaint of which the file says who filed it or what it is about",
    says=(
        "A parent or a public agency files a due process complaint, on identification, evaluation, educational "
        "placement, or the provision of a free appropriate public education."
    ),
    settle="Check who filed the complaint and what it is about; another way to resolve the dispute may fit.",
    groups=_GROUPS,
    since="0.3",
)
def subject(context: Context) -> Iterator[Flaw]:
    """The complaints that neither parent nor agency filed, and those on none of the four matters."""
    for path, row in disputes(context, DUE_PROCESS):
        yield from _filer(context, path, row)
        if row.kind is DisputeKind.DUE_PROCESS and set(row.subjects) == {DisputeSubject.OTHER}:
            yield Flaw(f"{path}.subjects", "The complaint is about none of the four matters of due process.")


def _filer(context: Context, path: str, row: Dispute) -> Iterator[Flaw]:
    """An expedited complaint has a paragraph of its own, with the same parties."""
    where = f"{path}.filer"
    cited = None if row.kind is DisputeKind.DUE_PROCESS else "34 CFR 300.532(a)"
    child = row.filer is DisputeFiler.INDIVIDUAL and _holds_rights(context, row)
    if not child and row.filer in (DisputeFiler.ORGANIZATION, DisputeFiler.INDIVIDUAL):
        yield Flaw(where, "Neither a parent nor a public agency filed the due process complaint.", citation=cited)
    elif row.filer is not None and row.filed_by_parent is (row.filer is DisputeFiler.PUBLIC_AGENCY):
        words = "The file says in one place that a parent filed the complaint, and in another that none did."
        yield Flaw(where, words, Severity.CONFLICT, cited)


def _holds_rights(context: Context, row: Dispute) -> bool:
    """Whether the rights of the parents were the child's own when the complaint was filed (34 CFR 300.520(a))."""
    student = context.case.student
    since = student.rights_transferred if student is not None else None
    return since is not None and since <= (row.filed or context.as_of)


@rule(
    "DP204",
    "dp-lea-response",
    "Content of an answer in place of a prior written notice",
    citation="34 CFR 300.508(e)(1)",
    applies="to each answer to a parent's complaint on whose subject there was no prior written notice",
    says=(
        "The answer says why the agency proposed or refused the action, which other options were rejected and why, "
        "what the decision rests on, and which other factors matter."
    ),
    settle="Record what the answer contains, or the prior written notice that was given before.",
    groups=_GROUPS,
    since="0.3",
)
def answer(context: Context) -> Iterator[Flaw]:
    """What the answers lack that stand for a prior written notice, and of what the file does not tell.

    Whether a notice that the file holds was on the same subject is not known; then nothing is held against the answer.
    """
    notices = [notice.given for notice in context.case.notices if notice.kind is NoticeKind.PRIOR_WRITTEN]
    for path, row in disputes(context, ORDINARY, "answered"):
        if is_by_parent(row) and row.subject_notice_given is None:
            before = any(given <= row.filed for given in notices if given and row.filed)
            for flaw in attested(path, row, _ANSWERS, asked=recorded(row, ANSWER)):
                yield attrs.evolve(flaw, severity=Severity.UNKNOWN) if before else flaw


@rule(
    "DP211",
    "resolution-who",
    "Who is at a resolution meeting",
    citation="34 CFR 300.510(a)(1)",
    applies="to each resolution meeting of which the file says who was there",
    says=(
        "A representative who can decide for the agency is there, with the members of the IEP Team whom parent and "
        "agency chose; an attorney of the agency only if the parent comes with one."
    ),
    settle="Record who was at the meeting, and who determined the members of the IEP Team.",
    groups=_GROUPS,
    since="0.3",
)
def resolution_meeting(context: Context) -> Iterator[Flaw]:
    """The resolution meetings without the right people, or with an attorney who may not be there."""
    for path, row in disputes(context, DUE_PROCESS, "resolution_meeting"):
        told = recorded(row, MEETING)
        yield from attested(path, row, _AT_MEETING, asked=told)
        if told and not row.parent_attorney_present:
            yield from _attorney(f"{path}.agency_attorney_present", row)


def _attorney(where: str, row: Dispute) -> Iterator[Flaw]:
    cited = "34 CFR 300.510(a)(1)(ii)"
    if row.agency_attorney_present is None:
        words = "The file does not say whether an attorney of the agency was at the resolution meeting."
        yield Flaw(where, words, _UNKNOWN, cited)
    elif row.agency_attorney_present and row.parent_attorney_present is None:
        words = "The agency had its attorney there, and the file does not say whether the parent came with one."
        yield Flaw(where, words, _UNKNOWN, cited)
    elif row.agency_attorney_present:
        yield Flaw(where, "The agency had its attorney there, and the parent came without one.", citation=cited)


@rule(
    "DP212",
    "resolution-agreement",
    "Signatures under a resolution agreement",
    citation="34 CFR 300.510(d)(1)",
    applies="to each resolution agreement of which the file says more than its date",
    says="The parent and a representative who can bind the agency sign the agreement, which is legally binding.",
    settle="Record who signed the agreement, or have it signed.",
    groups=_GROUPS,
    since="0.3",
)
def agreement(context: Context) -> Iterator[Flaw]:
    """The resolution agreements that were not signed, or of whose signatures the file does not tell."""
    for path, row in disputes(context, DUE_PROCESS, "resolution_agreement"):
        if row.resolution_agreement is not None:
            yield from attested(path, row, _AFTER_RESOLUTION, asked=recorded(row, AGREEMENT))


@rule(
    "DP213",
    "mediation-agreement",
    "What a mediation agreement states, and who signs it",
    citation="34 CFR 300.506(b)(6)",
    applies="to each mediation agreement of which the file says more than its date",
    says=(
        "The agreement states that what was said in mediation remains confidential and is no evidence later; the "
        "parent and a representative who can bind the agency sign it."
    ),
    settle="Record what the agreement states and who signed it, or have it completed.",
    groups=("disputes", "mediation"),
    since="0.3",
)
def mediated(context: Context) -> Iterator[Flaw]:
    """What mediation agreements lack, and of what the file does not tell."""
    for path, row in disputes(context, PART_B, "mediation_agreement"):
        if row.mediation_agreement is not None:
            yield from attested(path, row, _AFTER_MEDIATION, asked=recorded(row, AGREEMENT))


@rule(
    "DP221",
    "ho-issues",
    "Issues that the complaint does not have",
    citation="34 CFR 300.511(d)",
    applies="to each hearing at which the party that asked for it raised issues that are not in its complaint",
    says="Issues that are not in the complaint are not raised at the hearing, unless the other party agrees.",
    settle="Record that the other party agreed, or the amended complaint that has these issues.",
    groups=_GROUPS,
    since="0.3",
)
def issues(context: Context) -> Iterator[Flaw]:
    """The hearings on new issues to which the other party did not agree, or on whose agreement the file is silent."""
    for path, row in disputes(context, DUE_PROCESS, "hearing_start"):
        if not row.new_issues_heard or row.new_issues_agreed:
            continue
        where = f"{path}.new_issues_agreed"
        if row.new_issues_agreed is False:
            yield Flaw(where, "New issues were raised at the hearing, and the other party did not agree.")
        else:
            words = "New issues were raised at the hearing, and the file does not say whether the other party agreed."
            yield Flaw(where, words, _UNKNOWN)
