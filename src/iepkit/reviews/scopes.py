"""Of what a question is asked: the places of a case, by words that the checklist uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from iepkit.records import Eligibility
from iepkit.reviews.context import Context, Reviewed, Stage
from iepkit.vocabulary import AssessmentKind, ConsentKind, Disability, DisputeKind, NoticeKind, Purpose

__all__ = ["SCOPES", "Scope", "happened"]


def __dir__() -> list[str]:
    return __all__


Scope = Callable[[Context], Iterator[str]]
_T = TypeVar("_T")


def happened(context: Context, name: str, day: str, rows: Iterable[_T]) -> Iterator[tuple[str, _T]]:
    """The documents of one kind that are no later than the as-of day, or have no day, with their places.

    `name` is the field of the case, `day` that of the document which holds its day.
    """
    for at, row in enumerate(rows):
        on: date | None = getattr(row, day)
        if on is None or on <= context.as_of:
            yield f"$.{name}[{at}]", row


def _ieps(fits: Callable[[Reviewed], object]) -> Scope:
    return lambda context: (one.path for one in context.texts if fits(one))


def _documents(name: str, day: str, fits: Callable[[Any], object] = lambda _: True) -> Scope:
    def places(context: Context) -> Iterator[str]:
        return (path for path, row in happened(context, name, day, getattr(context.case, name)) if fits(row))

    return places


def _is(field: str, *values: object) -> Callable[[Any], bool]:
    return lambda row: getattr(row, field) in values


def _takes_alternate(one: Reviewed) -> bool:
    return any(row.kind is AssessmentKind.ALTERNATE_ALTERNATE_STANDARDS for row in one.iep.assessments)


def _of_learning_disability(row: Eligibility) -> bool:
    return Disability.SPECIFIC_LEARNING_DISABILITY in row.categories or row.sld is not None


SCOPES: dict[str, Scope] = {
    "case": lambda _: iter(("$",)),
    "iep": _ieps(lambda _: True),
    "preschool-iep": _ieps(lambda one: one.stage is Stage.PRESCHOOL),
    "transition": _ieps(lambda one: one.iep.transition),
    "placement": _ieps(lambda one: one.iep.placement),
    "special-factors": _ieps(lambda one: one.iep.special_factors),
    "extended-school-year": _ieps(lambda one: one.iep.extended_school_year),
    "alternate-assessment": _ieps(_takes_alternate),
    "amendment": _ieps(lambda one: one.iep.amendments),
    "referral": _documents("referrals", "received"),
    "evaluation": _documents("evaluations", "completed"),
    "reevaluation": _documents("evaluations", "completed", _is("purpose", Purpose.REEVALUATION)),
    "independent-evaluation": _documents("evaluations", "completed", lambda row: row.independent_requested),
    "eligibility": _documents("eligibility", "determined"),
    "learning-disability": _documents("eligibility", "determined", _of_learning_disability),
    "consent": _documents("consents", "received"),
    "public-benefits": _documents("consents", "received", _is("kind", ConsentKind.PUBLIC_BENEFITS)),
    "meeting": _documents("meetings", "held"),
    "prior-written-notice": _documents("notices", "given", _is("kind", NoticeKind.PRIOR_WRITTEN)),
    "safeguards-notice": _documents("notices", "given", _is("kind", NoticeKind.PROCEDURAL_SAFEGUARDS)),
    "incident": _documents("incidents", "on"),
    "removal": _documents("removals", "start"),
    "manifestation": _documents("manifestation_determinations", "on"),
    "state-complaint": _documents("disputes", "filed", _is("kind", DisputeKind.STATE_COMPLAINT)),
    "due-process": _documents(
        "disputes", "filed", _is("kind", DisputeKind.DUE_PROCESS, DisputeKind.EXPEDITED_DUE_PROCESS)
    ),
    "mediation": _documents("disputes", "filed", _is("kind", DisputeKind.MEDIATION)),
    "services-plan": _documents("services_plans", "start"),
    "ifsp": _documents("ifsps", "meeting_date"),
    "exit": _documents("exits", "on"),
    "surrogate": _documents("surrogates", "needed"),
}
"""The places that a question may be asked of. A checklist uses these words only."""
