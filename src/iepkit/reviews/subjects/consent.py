"""Consent: what makes it one, attempts to obtain it, refusal, revocation, public benefits (34 CFR 300.9, 300.300).

Whether consent came in time, and whether services began without one of their own, is the matter of the clocks.
Federal law asks for no consent to each IEP (300.300(d)(2)), and nothing here does.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iepkit.findings import Severity
from iepkit.records import Consent
from iepkit.reviews.attested import Attested, attested, recorded
from iepkit.reviews.context import Context, happened, said
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import ConsentKind, Language, NoticeKind

__all__ = [
    "BENEFITS",
    "ELEMENTS",
    "after_revocation",
    "attempts",
    "benefits",
    "elements",
    "given",
    "override",
    "revocation",
]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("consent",)
ELEMENTS = ("in_writing", "language", "informed", "activity_described", "records_listed", "voluntary")
"""What a file may say of a consent that makes it one (34 CFR 300.9)."""
BENEFITS = ("information_specified", "purpose_specified", "agency_specified", "access_agreed")
"""What a consent to the use of public benefits specifies beyond that (34 CFR 300.154(d)(2)(iv))."""
_SERVICES = (ConsentKind.INITIAL_SERVICES, ConsentKind.CONTINUED_SERVICES)
_EVALUATION = (ConsentKind.INITIAL_EVALUATION, ConsentKind.REEVALUATION)


def given(row: Consent) -> bool:
    """Whether a parent consented, as far as the file tells; who only asked for it, or was refused, has none.

    >>> from datetime import date
    >>> kind = ConsentKind.REEVALUATION
    >>> given(Consent(kind)), given(Consent(kind, refused=date(2026, 9, 1)))
    (True, False)
    """
    return row.received is not None or not (row.requested or row.refused or row.not_required)


def _consents(context: Context) -> Iterator[tuple[str, Consent]]:
    return happened(context, "consents", "received", context.case.consents)


_WRITING = Attested(
    "in_writing", "the parent consented in writing", "The parent did not consent in writing.", "34 CFR 300.9(b)"
)
_INFORMED = Attested(
    "informed",
    "the parent was fully informed",
    "The parent was not fully informed of what the consent is for.",
    "34 CFR 300.9(a)",
)
_ACTIVITY = Attested(
    "activity_described",
    "the consent describes the activity",
    "The consent does not describe the activity that it is for.",
    "34 CFR 300.9(b)",
)
_VOLUNTARY = Attested(
    "voluntary",
    "the parent knows that consent is voluntary and may be revoked",
    "The parent does not know that consent is voluntary and may be revoked at any time.",
    "34 CFR 300.9(c)(1)",
)


@rule(
    "CN301",
    "consent-elements",
    "What makes it a consent",
    citation="34 CFR 300.9",
    applies="to each consent that was given and of which the file tells one of these elements",
    says=(
        "A parent consents in writing, fully informed in the native language or another mode of communication, to an "
        "activity that is described, with the records that will be released, and of free will."
    ),
    settle="Record what the consent says and how the parent was informed, or ask for consent anew.",
    groups=_GROUPS,
    since="0.3",
)
def elements(context: Context) -> Iterator[Flaw]:
    """What a consent lacks of its elements."""
    for path, row in _consents(context):
        if not given(row) or not recorded(row, ELEMENTS):
            continue
        described = row.activity_described is None and said(row.scope)  # the file holds the description itself
        rows = (_WRITING, _INFORMED, _VOLUNTARY) if described else (_WRITING, _INFORMED, _ACTIVITY, _VOLUNTARY)
        yield from attested(path, row, rows, asked=True)
        yield from _language(path, row)
        yield from _records(path, row)


def _language(path: str, row: Consent) -> Iterator[Flaw]:
    where, cited = f"{path}.language", "34 CFR 300.9(a)"
    if row.language is Language.OTHER:
        yield Flaw(where, "The parent was informed in a language that is not the native one.", citation=cited)
    elif row.language is None:
        words = "The file does not say whether the parent was informed in the native language."
        yield Flaw(where, words, Severity.UNKNOWN, cited)


def _records(path: str, row: Consent) -> Iterator[Flaw]:
    """The records that will be released, if any."""
    if row.records_listed or row.records_released is False:
        return
    where, cited = f"{path}.records_listed", "34 CFR 300.9(b)"
    if row.records_listed is False and row.records_released:
        words = "The consent does not list the records that will be released, and to whom."
        yield Flaw(where, words, citation=cited)
    else:
        words = "The file does not say whether records will be released that the consent has to list."
        yield Flaw(where, words, Severity.UNKNOWN, cited)


@rule(
    "CN302",
    "consent-attempts",
    "Attempts to obtain consent",
    citation="34 CFR 300.300(d)(5)",
    applies="to each consent to an evaluation or to the first services that was asked for and not given",
    says="Who acts without consent documents the attempts to obtain it: calls, letters, visits, and what came of them.",
    settle="Record each attempt with its day, its way, and what came of it.",
    groups=_GROUPS,
    since="0.3",
)
def attempts(context: Context) -> Iterator[Flaw]:
    """The evaluations without consent for which no attempts to obtain it are documented."""
    student = context.case.student
    lost = student is not None and student.parents_not_located is True
    for path, row in _consents(context):
        if row.refused is not None and row.kind is ConsentKind.REEVALUATION:
            yield from _refused(f"{path}.not_required", row)
        elif _unanswered(row) and row.attempts_documented is False:
            words = "The parent did not answer, and the attempts to obtain consent are not documented."
            yield Flaw(f"{path}.attempts_documented", words)
            continue
        due = row.kind is ConsentKind.REEVALUATION or (lost and row.kind is ConsentKind.INITIAL_EVALUATION)
        if not due or row.not_required is None or row.not_required > context.as_of or row.received is not None:
            continue
        if row.attempts_documented is False:
            words = "The agency acts without consent, and its attempts to obtain it are not documented."
            yield Flaw(f"{path}.attempts_documented", words)
        elif row.attempts_documented is None and not row.attempts:
            words = "The agency acts without consent, and the file shows no attempt to obtain it."
            yield Flaw(f"{path}.attempts", words, Severity.UNKNOWN)


def _unanswered(row: Consent) -> bool:
    """Whether a parent was asked for consent to a first evaluation or first services, and has not answered."""
    asked = row.kind in (ConsentKind.INITIAL_EVALUATION, ConsentKind.INITIAL_SERVICES) and row.requested is not None
    return asked and row.received is None and row.refused is None


def _refused(where: str, row: Consent) -> Iterator[Flaw]:
    """A parent's silence lets a reevaluation go on, and a refusal does not, unless it is overridden."""
    if row.not_required is not None and not row.override_sought:
        words = "The parent refused, and the file says that consent was not required, as it is not where none answers."
        yield Flaw(where, words, Severity.UNKNOWN, "34 CFR 300.300(c)(2)(ii)", "Record what overrode the refusal.")


@rule(
    "CN303",
    "consent-no-override",
    "No hearing on services that the parent does not want",
    citation="34 CFR 300.300(b)(3)(i)",
    applies="to each consent for which the agency turned to mediation or a hearing because the parent did not give it",
    says=(
        "The agency does not turn to mediation or a hearing for services that the parent refuses, nor to evaluate a "
        "child whom the parents teach or place at their own expense."
    ),
    settle="Withdraw the request; nobody holds it against the agency that the child is not served or evaluated.",
    groups=_GROUPS,
    since="0.3",
)
def override(context: Context) -> Iterator[Flaw]:
    """The consents that the agency tried to do without where it must not."""
    student = context.case.student
    placed = student is not None and (student.parentally_placed_private or student.home_schooled)
    for path, row in _consents(context):
        where = f"{path}.override_sought"
        if row.override_sought and row.kind in _SERVICES:
            words = "The agency sought a ruling or an agreement on services to which the parent does not consent."
            revoked = row.withdrawn is not None or row.kind is ConsentKind.CONTINUED_SERVICES
            yield Flaw(where, words, citation="34 CFR 300.300(b)(4)(ii)" if revoked else None)
        elif row.override_sought and row.kind in _EVALUATION and placed:
            words = "The agency sought to evaluate against the parent's word a child whom the parents teach or placed."
            yield Flaw(where, words, citation="34 CFR 300.300(d)(4)(i)")


@rule(
    "CN304",
    "consent-revocation",
    "Revocation of consent to services in writing",
    citation="34 CFR 300.300(b)(4)",
    applies="to each consent to services that was revoked, where the file tells how, or what made it a consent",
    says="Services end on the parent's word once consent to them is revoked in writing.",
    settle="Record the written revocation; without one services go on.",
    groups=_GROUPS,
    since="0.3",
)
def revocation(context: Context) -> Iterator[Flaw]:
    """The revocations that are not in writing."""
    row_of = Attested(
        "withdrawn_in_writing",
        "the consent to services was revoked in writing",
        "The consent to services was not revoked in writing.",
    )
    for path, row in _consents(context):
        if row.kind in _SERVICES and row.withdrawn is not None and row.withdrawn <= context.as_of:
            yield from attested(path, row, (row_of,), asked=recorded(row, ELEMENTS))


def _given_after(context: Context, revoked: date) -> Iterator[str]:
    """The places of the sessions given after a revocation, up to a later consent to services."""
    again = [row.received for _, row in _consents(context) if row.kind in _SERVICES and row.received is not None]
    until = min((on for on in again if on > revoked), default=date.max)
    for path, one in happened(context, "deliveries", "on", context.case.deliveries):
        if one.delivered is not False and one.minutes != 0 and revoked < one.on < until:
            yield path


@rule(
    "CN305",
    "services-after-revocation",
    "Services given after consent to them was revoked",
    citation="34 CFR 300.300(b)(4)(i)",
    applies="to each consent to services that was revoked, where the file records a session after that day",
    says="Once consent to services is revoked in writing, they cease, a reasonable time after prior written notice.",
    settle="Record the notice that services cease and the day on which they did; or correct the record of the session.",
    groups=_GROUPS,
    severity=Severity.UNKNOWN,
    since="0.3",
)
def after_revocation(context: Context) -> Iterator[Flaw]:
    """The first session after each revocation; how long a reasonable time is the text does not say."""
    notices = [row.given for row in context.case.notices if row.kind is NoticeKind.PRIOR_WRITTEN and row.given]
    for _, row in _consents(context):
        revoked = row.withdrawn
        if row.kind not in _SERVICES or revoked is None or row.withdrawn_in_writing is False:
            continue
        first = next(_given_after(context, revoked), None)
        if first is not None:
            noticed = any(revoked <= given <= context.as_of for given in notices)
            told = "whether the time after the notice was over" if noticed else "whether notice of their end was given"
            yield Flaw(f"{first}.on", f"Services were given after consent to them was revoked; {told} is not known.")


_BENEFITS = (
    Attested(
        "information_specified",
        "the consent specifies the information that may be disclosed",
        "The consent does not specify the information on the child that may be disclosed.",
        "34 CFR 300.154(d)(2)(iv)(A)",
    ),
    Attested(
        "purpose_specified",
        "the consent specifies the purpose of the disclosure",
        "The consent does not specify the purpose of the disclosure.",
        "34 CFR 300.154(d)(2)(iv)(A)",
    ),
    Attested(
        "agency_specified",
        "the consent specifies the agency to which the disclosure may be made",
        "The consent does not specify the agency to which the disclosure may be made.",
        "34 CFR 300.154(d)(2)(iv)(A)",
    ),
    Attested(
        "access_agreed",
        "the consent specifies that the parent agrees to the use of public benefits",
        "The consent does not specify that the parent understands and agrees to the use of public benefits.",
        "34 CFR 300.154(d)(2)(iv)(B)",
    ),
)


@rule(
    "CN311",
    "medicaid-consent",
    "What a consent to the use of public benefits specifies",
    citation="34 CFR 300.154(d)(2)(iv)",
    applies="to each consent to the use of public benefits of which the file tells what it specifies",
    says=(
        "The consent specifies the information, the purpose, and the agency of the disclosure, and that the parent "
        "agrees to the use of public benefits for special education."
    ),
    settle="Record what the consent specifies, or ask for consent anew.",
    groups=(*_GROUPS, "public-benefits"),
    since="0.3",
)
def benefits(context: Context) -> Iterator[Flaw]:
    """What a consent to the use of public benefits does not specify."""
    for path, row in _consents(context):
        if row.kind is ConsentKind.PUBLIC_BENEFITS and given(row) and recorded(row, BENEFITS):
            yield from attested(path, row, _BENEFITS, asked=True)
