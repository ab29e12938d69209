"""The notice of procedural safeguards, e-mail, and notices to an adult child and the parents.

34 CFR 300.504(c), 300.505 and 300.520(a). When the notice is given is the matter of the clocks.
"""

from __future__ import annotations

from collections.abc import Iterator

from iepkit.findings import Severity
from iepkit.records import SafeguardsTopic
from iepkit.reviews.attested import Attested, attested, recorded
from iepkit.reviews.context import Context, happened
from iepkit.reviews.registry import Flaw, rule
from iepkit.reviews.subjects.prior_written_notice import in_part_c
from iepkit.vocabulary import NoticeKind

__all__ = ["RECEIVED_BY", "both", "email", "topics"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("notices",)
RECEIVED_BY = ("to_child", "to_parents")
"""Who had a notice, once the rights of the parents transferred to the child."""
_TOPICS = {
    SafeguardsTopic.INDEPENDENT_EVALUATIONS: "independent educational evaluations",
    SafeguardsTopic.PRIOR_WRITTEN_NOTICE: "prior written notice",
    SafeguardsTopic.CONSENT: "parental consent",
    SafeguardsTopic.ACCESS_TO_RECORDS: "access to education records",
    SafeguardsTopic.COMPLAINTS: "the two kinds of complaints, their time limits, and how they differ",
    SafeguardsTopic.MEDIATION: "mediation",
    SafeguardsTopic.PLACEMENT_DURING_DISPUTES: "the placement while a due process complaint is pending",
    SafeguardsTopic.INTERIM_SETTINGS: "interim alternative educational settings",
    SafeguardsTopic.UNILATERAL_PLACEMENT: "placement in a private school by the parents",
    SafeguardsTopic.HEARINGS: "hearings, and what is disclosed before them",
    SafeguardsTopic.STATE_APPEALS: "appeals to the State",
    SafeguardsTopic.CIVIL_ACTIONS: "civil actions and their time limit",
    SafeguardsTopic.ATTORNEYS_FEES: "attorneys' fees",
}
_OF_PART_B = frozenset(
    (SafeguardsTopic.INDEPENDENT_EVALUATIONS, SafeguardsTopic.INTERIM_SETTINGS, SafeguardsTopic.UNILATERAL_PLACEMENT)
)
"""Topics that Part C does not know: a notice that names one of them is of Part B, however young the child."""


@rule(
    "CN501",
    "psn-content",
    "What a notice of procedural safeguards explains",
    citation="34 CFR 300.504(c)",
    applies="to each notice of procedural safeguards of which the file names the topics",
    says="The notice explains the procedural safeguards in full, under each of thirteen topics.",
    settle="Give a notice that explains the topic, or record that it does.",
    groups=_GROUPS,
    since="0.3",
)
def topics(context: Context) -> Iterator[Flaw]:
    """The topics that a notice of procedural safeguards leaves out."""
    for path, row in happened(context, "notices", "given", context.case.notices):
        if row.kind is not NoticeKind.PROCEDURAL_SAFEGUARDS or not row.topics:
            continue
        if in_part_c(context, row) and _OF_PART_B.isdisjoint(row.topics):
            continue
        for number, (topic, words) in enumerate(_TOPICS.items(), 1):
            where, cited = f"{path}.topics", f"34 CFR 300.504(c)({number})"
            if topic in row.topics:
                continue
            if topic is SafeguardsTopic.STATE_APPEALS:  # not every State has them
                unsure = f"The notice does not explain {words}, and whether the State has them is not recorded."
                told = "Where the State hears appeals, give a notice that explains them."
                yield Flaw(where, unsure, Severity.UNKNOWN, cited, told)
            else:
                yield Flaw(where, f"The notice of procedural safeguards does not explain {words}.", citation=cited)


_BY_EMAIL = ("email", "e-mail", "electronic mail")


def _way(method: str | None) -> str:
    """How a notice went, as `_BY_EMAIL` writes it: files say "by e-mail" as well as "E-mail"."""
    return (method or "").strip().lower().removeprefix("by ")


_MAY_BE_EMAILED = (NoticeKind.PRIOR_WRITTEN, NoticeKind.PROCEDURAL_SAFEGUARDS)


@rule(
    "CN511",
    "email-election",
    "Notices by e-mail",
    citation="34 CFR 300.505",
    applies="to each prior written notice and notice of procedural safeguards that went by e-mail to a parent",
    says="A parent has notices by e-mail who elected that, where the agency offers it.",
    settle="Record that the parent elected e-mail, or give the notice in another way.",
    groups=_GROUPS,
    since="0.3",
)
def email(context: Context) -> Iterator[Flaw]:
    """The notices by e-mail to parents who did not elect it."""
    student = context.case.student
    parents = () if student is None else tuple(one for one in student.parents if one.rights is not False)
    elected = {one.email_elected for one in parents}
    if elected == {True}:
        return
    adult_from = None if student is None else student.rights_transferred
    for path, row in happened(context, "notices", "given", context.case.notices):
        by_email = row.kind in _MAY_BE_EMAILED and _way(row.method) in _BY_EMAIL
        if not by_email or (adult_from is not None and (row.given is None or row.given >= adult_from)):
            continue
        if elected == {False}:
            yield Flaw(f"{path}.method", "The notice went by e-mail, which the parent did not elect.")
        else:
            words = "The notice went by e-mail, and the file does not show that each parent elected that."
            yield Flaw(f"{path}.method", words, Severity.UNKNOWN)


_BOTH = (
    Attested(
        "to_child", "the child, who is of age, had the notice", "The child, who is of age, did not have the notice."
    ),
    Attested(
        "to_parents",
        "the parents had the notice, as they do after their rights transferred",
        "The parents did not have the notice, which is due to them also after their rights transferred.",
    ),
)


@rule(
    "CN521",
    "majority-dual-notice",
    "Notices to the child and the parents",
    citation="34 CFR 300.520(a)(1)(i)",
    applies="to each notice from the transfer of rights on of which the file tells who had it, but for adult prisons",
    says="Once the rights of the parents transferred at the age of majority, every notice goes to child and parents.",
    settle="Give the notice to the child and to the parents, or record that both had it.",
    groups=(*_GROUPS, "age-of-majority"),
    since="0.3",
)
def both(context: Context) -> Iterator[Flaw]:
    """The notices after the transfer of rights that only one side had."""
    student = context.case.student
    if student is None or student.rights_transferred is None or student.adult_prison:
        return  # for those in prison 300.520(a)(2) transfers the rights without this duty
    for path, row in happened(context, "notices", "given", context.case.notices):
        if row.given is not None and row.given >= student.rights_transferred:
            yield from attested(path, row, _BOTH, asked=recorded(row, RECEIVED_BY))
