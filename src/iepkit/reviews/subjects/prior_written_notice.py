"""Prior written notice: its seven elements and its language (34 CFR 300.503(b) and (c)).

Whether there is a notice, and in time, is the matter of the clocks. A notice of which the file holds only the day is
asked about and not found fault with.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from iepkit.findings import Severity
from iepkit.records import Notice
from iepkit.reviews.attested import Attested, attested, recorded
from iepkit.reviews.context import Context, happened, said
from iepkit.reviews.registry import Check, Flaw, rule
from iepkit.vocabulary import Language, NoticeKind

__all__ = ["ELEMENTS", "LANGUAGE", "LANGUAGE_OF", "holds_content", "in_part_c", "language"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("notices", "prior-written-notice")
_THREE = 3  # years of age
_PART_B_ONLY = ("evidence", "sources_of_help", "options_considered", "other_factors")
_OF_PART_C = "Record whether the notice is one of Part C, which needs no such element, or complete it."


@attrs.frozen
class _Element:
    """One paragraph of 34 CFR 300.503(b): the field that holds it, and its words."""

    number: int
    field: str
    word: str
    title: str
    says: str
    missing: str
    settle: str
    severity: Severity = Severity.VIOLATION


_ELEMENTS = (
    _Element(
        1, "action", "action", "What the agency proposes or refuses",
        "The notice describes the action that the agency proposes or refuses.",
        "The prior written notice does not describe the action that is proposed or refused.",
        "Give a notice that describes the action, or record the description.",
    ),
    _Element(
        2, "why", "reasons", "Why the agency proposes or refuses it",
        "The notice explains why the agency proposes or refuses the action.",
        "The prior written notice does not explain why the action is proposed or refused.",
        "Give a notice that explains why, or record the explanation.",
    ),
    _Element(
        3, "evidence", "basis", "What the agency relied on",
        "The notice describes each evaluation procedure, assessment, record, or report that was a basis of the action.",
        "The prior written notice does not describe the evaluations, records, or reports that the action is based on.",
        "Give a notice that describes the basis of the action, or record the description.",
    ),
    _Element(
        4, "protections", "safeguards", "Protection under the procedural safeguards",
        "The notice states that parents are protected by the procedural safeguards and, but for an initial referral, "
        "how to obtain a description of them.",
        "The prior written notice does not state the protection under the procedural safeguards.",
        "Give a notice with the statement on the procedural safeguards, or record it.",
    ),
    _Element(
        5, "sources_of_help", "help", "Whom parents may turn to",
        "The notice names sources of help in understanding Part B.",
        "The prior written notice does not name sources of help for the parents.",
        "Give a notice that names sources of help, or record them.",
    ),
    _Element(
        6, "options_considered", "options", "Other options and why they were rejected",
        "The notice describes the other options that the IEP Team considered, and why they were rejected.",
        "The prior written notice does not describe the other options and why they were rejected.",
        "Give a notice that describes the options considered, or record the description.",
    ),
    _Element(
        7, "other_factors", "factors", "Other factors",
        "The notice describes the other factors that are relevant to the proposal or refusal.",
        "The file does not say which other factors were relevant, or that there were none.",
        "Record the other factors; the notice may say that there were none.",
        Severity.UNKNOWN,
    ),
)  # fmt: skip
_FIELDS = tuple(one.field for one in _ELEMENTS)


def holds_content(row: Notice) -> bool:
    """Whether the file holds something of the seven elements of a notice, and not only its day.

    >>> from iepkit.records import PriorWrittenNotice
    >>> holds_content(Notice(NoticeKind.PRIOR_WRITTEN))
    False
    >>> holds_content(Notice(NoticeKind.PRIOR_WRITTEN, content=PriorWrittenNotice(action="An evaluation.")))
    True
    """
    return row.content is not None and any(said(getattr(row.content, field)) for field in _FIELDS)


def in_part_c(context: Context, row: Notice) -> bool:
    """Whether a notice may be of Part C: to the family of a child who was in it, before the third birthday."""
    age = None if row.given is None else context.age(row.given)
    return context.case.part_c is not None and (age is None or age < _THREE)


def _may_be_part_c(context: Context, row: Notice) -> bool:
    """Whether a notice may be one of Part C, which has three of the elements only (34 CFR 303.421(b))."""
    return in_part_c(context, row) and not any(said(getattr(row.content, field)) for field in _PART_B_ONLY)


def _element(one: _Element) -> Check:
    """The rule for one element."""

    @rule(
        f"CN40{one.number}",
        f"pwn-{one.number}-{one.word}",
        one.title,
        citation=f"34 CFR 300.503(b)({one.number})",
        applies="to each prior written notice of which the file holds the content",
        says=one.says,
        settle=one.settle,
        groups=_GROUPS,
        severity=one.severity,
        since="0.3",
    )
    def lacking(context: Context) -> Iterator[Flaw]:
        for path, row in happened(context, "notices", "given", context.case.notices):
            if (
                row.kind is NoticeKind.PRIOR_WRITTEN
                and holds_content(row)
                and not said(getattr(row.content, one.field))
            ):
                if one.field in _PART_B_ONLY and _may_be_part_c(context, row):
                    yield Flaw(f"{path}.content.{one.field}", one.missing, Severity.UNKNOWN, settle=_OF_PART_C)
                else:
                    yield Flaw(f"{path}.content.{one.field}", one.missing)

    return lacking


ELEMENTS = tuple(_element(one) for one in _ELEMENTS)
"""The rules for the seven elements of a notice, in their order."""

LANGUAGE = ("understandable", "language")
"""What a file may say of the words of a notice."""
LANGUAGE_OF = {
    NoticeKind.PRIOR_WRITTEN: "34 CFR 300.503(c)",
    NoticeKind.PROCEDURAL_SAFEGUARDS: "34 CFR 300.504(d)",
    NoticeKind.PUBLIC_BENEFITS: "34 CFR 300.154(d)(2)(v)",
}
"""The notices that have to be in the parent's language, with the paragraph that says so."""
_UNDERSTANDABLE = Attested(
    "understandable",
    "the notice is in language that the general public understands",
    "The notice is not in language that the general public understands.",
    "34 CFR 300.503(c)(1)(i)",
)
_ORAL = Attested(
    "oral_translation_recorded",
    "there is written evidence that the notice was translated and understood",
    "There is no written evidence that the notice was translated and that the parent understood it.",
    "34 CFR 300.503(c)(2)(iii)",
)


@rule(
    "CN411",
    "pwn-language",
    "Language of a notice",
    citation="34 CFR 300.503(c)",
    applies="to each notice of a proposal, of safeguards, or on public benefits, where the file tells of its language",
    says=(
        "A notice is in plain language, and in the parent's native language unless that is clearly not feasible; where "
        "that is no written one, written evidence shows that the notice was translated and understood."
    ),
    settle="Record how the notice was worded and translated, or give it in the parent's language.",
    groups=("notices",),
    since="0.3",
)
def language(context: Context) -> Iterator[Flaw]:
    """The notices that a parent may not have been able to read or understand."""
    for path, row in happened(context, "notices", "given", context.case.notices):
        cited = LANGUAGE_OF.get(row.kind)
        if cited is None or not recorded(row, LANGUAGE):
            continue
        rows = (_UNDERSTANDABLE, _ORAL) if row.language is Language.TRANSLATED_ORALLY else (_UNDERSTANDABLE,)
        flaws = [*attested(path, row, rows, asked=True), *_native(f"{path}.language", row)]
        own = row.kind is NoticeKind.PRIOR_WRITTEN  # the others follow its paragraph as a whole
        yield from (flaw if own else attrs.evolve(flaw, citation=cited) for flaw in flaws)


def _native(where: str, row: Notice) -> Iterator[Flaw]:
    cited = "34 CFR 300.503(c)(1)(ii)"
    if row.language is None:
        words = "The file does not say whether the notice is in the parent's native language."
        yield Flaw(where, words, Severity.UNKNOWN, cited)
    elif row.language is Language.OTHER and row.native_language_not_feasible is False:
        yield Flaw(where, "The notice is not in the parent's native language, which was feasible.", citation=cited)
    elif row.language is Language.OTHER and row.native_language_not_feasible is None:
        words = "The notice is not in the parent's native language, and the file does not say that it could not be."
        yield Flaw(where, words, Severity.UNKNOWN, cited)
