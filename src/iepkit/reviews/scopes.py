"""Of what a question is asked: the places of a case, by words that the checklist uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from iepkit.records import BehaviorIncident, Offense, Removal
from iepkit.reviews.conduct import (
    DETERMINATION,
    DURING,
    changes_placement,
    eligible_by,
    incidents,
    is_interim,
    recorded,
)
from iepkit.reviews.context import Context, Reviewed, Stage, happened
from iepkit.reviews.determinations import OPEN_DETERMINATIONS, OPEN_EVALUATIONS, OPEN_EXITS, suspected
from iepkit.reviews.disputed import OPEN_DISPUTES
from iepkit.reviews.gatherings import Gathering, states, told_of
from iepkit.reviews.ifsps import ReviewedIfsp
from iepkit.reviews.seats import may_be_apart
from iepkit.reviews.subjects.consent import BENEFITS, ELEMENTS, given
from iepkit.reviews.subjects.parents import INDEPENDENT, SURROGATE
from iepkit.reviews.subjects.prior_written_notice import LANGUAGE, LANGUAGE_OF, holds_content
from iepkit.reviews.subjects.safeguards_notice import RECEIVED_BY
from iepkit.reviews.untold import UNTOLD
from iepkit.vocabulary import (
    AssessmentKind,
    ConsentKind,
    DisputeKind,
    ExitReason,
    NoticeKind,
    Purpose,
    RemovalKind,
)

__all__ = ["SCOPES", "Scope", "happened"]


def __dir__() -> list[str]:
    return __all__


Scope = Callable[[Context], Iterator[str]]


def _ieps(fits: Callable[[Reviewed], object]) -> Scope:
    return lambda context: (one.path for one in context.texts if fits(one))


def _documents(name: str, day: str, fits: Callable[[Any], object] = lambda _: True) -> Scope:
    def places(context: Context) -> Iterator[str]:
        return (path for path, row in happened(context, name, day, getattr(context.case, name)) if fits(row))

    return places


def _is(field: str, *values: object) -> Callable[[Any], bool]:
    return lambda row: getattr(row, field) in values


def _ifsps(fits: Callable[[ReviewedIfsp], object]) -> Scope:
    return lambda context: (one.path for one in context.ifsps if fits(one))


def _before_eligibility(context: Context) -> Iterator[str]:
    return (path for path, row in incidents(context) if row.on is not None and not eligible_by(context, row.on))


def _gatherings(fits: Callable[[Gathering], object]) -> Scope:
    return lambda context: (one.path for one in context.gatherings if fits(one))


def _bare_notices(context: Context) -> Iterator[str]:
    return (path for path, meeting in told_of(context.case, context.as_of) if not states(meeting))


def _without_plan(context: Context) -> Iterator[str]:
    student = context.case.student
    if student is not None and student.parentally_placed_private and not context.case.services_plans:
        yield "$.student"


def _is_bare_plan(row: Any) -> bool:
    return not row.services and row.location is None and row.transportation_needed is None


def _is_undefined(row: BehaviorIncident) -> bool:
    """Whether the file names one of the special circumstances and says nothing of its terms."""
    return row.offense not in (None, Offense.OTHER) and not recorded(row, "at_school", "meets_definition")


def _is_untold_interim(row: Removal) -> bool:
    return row.kind is RemovalKind.INTERIM_SETTING and not recorded(row, *DURING)


def _is_untold_independent(row: Any) -> bool:
    return bool(row.independent_requested) and not recorded(row, *INDEPENDENT)


def _is_untold_surrogate(row: Any) -> bool:
    return bool(row.assigned) and not row.part_c and not recorded(row, *SURROGATE)


def _several_parents(context: Context) -> Iterator[str]:
    """The parents of a child for whom more than one person could act as the parent."""
    student = context.case.student
    return iter(("$.student.parents",) if student is not None and len(student.parents) > 1 else ())


def _is_untold_benefits(row: Any) -> bool:
    return row.kind is ConsentKind.PUBLIC_BENEFITS and given(row) and not recorded(row, *BENEFITS)


def _is_prior(row: Any) -> bool:
    return row.kind is NoticeKind.PRIOR_WRITTEN


def _is_safeguards(row: Any) -> bool:
    return row.kind is NoticeKind.PROCEDURAL_SAFEGUARDS


def _untold_recipients(context: Context) -> Iterator[str]:
    """The notices after the transfer of rights of which the file does not tell who had them."""
    student = context.case.student
    adult_from = None if student is None or student.adult_prison else student.rights_transferred
    if adult_from is not None:
        for path, row in happened(context, "notices", "given", context.case.notices):
            if row.given is not None and row.given >= adult_from and not recorded(row, *RECEIVED_BY):
                yield path


def _in_part_c(context: Context) -> Iterator[str]:
    """A finding on eligibility under Part C, as long as early intervention goes on."""
    one = context.case.part_c
    found = one is not None and (one.found_eligible or one.eligible_by_records or one.found_not_eligible)
    over = context.known.days("part-c-ended", "part-c-age-reached", "exited")
    return iter(("$.part_c",) if found and not over else ())


def _takes_alternate(one: Reviewed) -> bool:
    return any(row.kind is AssessmentKind.ALTERNATE_ALTERNATE_STANDARDS for row in one.iep.assessments)


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
    "learning-disability": _documents("eligibility", "determined", suspected),
    "consent": _documents("consents", "received"),
    "public-benefits": _documents("consents", "received", _is("kind", ConsentKind.PUBLIC_BENEFITS)),
    "meeting": _documents("meetings", "held"),
    "prior-written-notice": _documents("notices", "given", _is("kind", NoticeKind.PRIOR_WRITTEN)),
    "safeguards-notice": _documents("notices", "given", _is("kind", NoticeKind.PROCEDURAL_SAFEGUARDS)),
    "incident": _documents("incidents", "on"),
    "special-circumstances": _documents("incidents", "on", _is_undefined),
    "incident-before-eligibility": _before_eligibility,
    "removal": _documents("removals", "start"),
    "long-removal": _documents("removals", "start", lambda row: is_interim(row) or changes_placement(row)),
    "interim-setting-untold": _documents("removals", "start", _is_untold_interim),
    "pattern": _documents("removals", "start", lambda row: row.pattern is not None),
    "manifestation": _documents("manifestation_determinations", "on"),
    "manifestation-outcome": _documents(
        "manifestation_determinations", "on", lambda row: not recorded(row, *DETERMINATION)
    ),
    "is-manifestation": _documents("manifestation_determinations", "on", lambda row: row.manifestation),
    "is-no-manifestation": _documents("manifestation_determinations", "on", lambda row: row.manifestation is False),
    "state-complaint": _documents("disputes", "filed", _is("kind", DisputeKind.STATE_COMPLAINT)),
    "due-process": _documents(
        "disputes", "filed", _is("kind", DisputeKind.DUE_PROCESS, DisputeKind.EXPEDITED_DUE_PROCESS)
    ),
    "mediation": _documents("disputes", "filed", _is("kind", DisputeKind.MEDIATION)),
    "iep-team-meeting": _gatherings(lambda _: True),
    "meeting-without-team": _gatherings(lambda one: not one.names_team),
    "meeting-apart": _gatherings(may_be_apart),
    "transition-meeting": _gatherings(lambda one: one.on_transition),
    "excusal": _gatherings(lambda one: one.meeting.excusals),
    "notice-without-content": _bare_notices,
    "parentally-placed": _without_plan,
    "services-plan": _documents("services_plans", "start"),
    "services-plan-without-content": _documents("services_plans", "start", _is_bare_plan),
    "ifsp": _ifsps(lambda one: one.written),
    "ifsp-services": _ifsps(lambda one: one.plan.services),
    "ifsp-without-people": _ifsps(lambda one: one.written and not one.plan.team),
    "part-c": _in_part_c,
    "exit": _documents("exits", "on"),
    **{name: _documents("evaluations", "completed", fits) for name, fits in OPEN_EVALUATIONS.items()},
    **{name: _documents("eligibility", "determined", fits) for name, fits in OPEN_DETERMINATIONS.items()},
    **{name: _documents("exits", "on", fits) for name, fits in OPEN_EXITS.items()},
    "diploma": _documents(
        "exits", "on", lambda row: row.reason is ExitReason.REGULAR_DIPLOMA and row.diploma_by_definition is None
    ),
    "ifsp-as-iep": _ifsps(lambda one: one.plan.serves_as_iep),
    **{name: _ieps(fits) for name, fits in UNTOLD.items()},
    **{name: _documents("disputes", day, fits) for name, (day, fits) in OPEN_DISPUTES.items()},
    "independent-evaluation-untold": _documents("evaluations", "completed", _is_untold_independent),
    "surrogate": _documents("surrogates", "needed"),
    "surrogate-untold": _documents("surrogates", "assigned", _is_untold_surrogate),
    "parents": _several_parents,
    "records-access-untold": _documents(
        "records_access", "given", lambda row: row.given and not recorded(row, "party", "purpose", "parent_or_staff")
    ),
    "consent-untold": _documents("consents", "received", lambda row: given(row) and not recorded(row, *ELEMENTS)),
    "consent-refused": _documents("consents", "refused", lambda row: row.refused),
    "consent-attempts-told": _documents("consents", "not_required", lambda row: row.not_required and row.attempts),
    "public-benefits-untold": _documents("consents", "received", _is_untold_benefits),
    "prior-written-notice-content": _documents("notices", "given", lambda row: _is_prior(row) and holds_content(row)),
    "prior-written-notice-untold": _documents(
        "notices", "given", lambda row: _is_prior(row) and not holds_content(row)
    ),
    "notice-language-untold": _documents(
        "notices", "given", lambda row: row.kind in LANGUAGE_OF and not recorded(row, *LANGUAGE)
    ),
    "safeguards-notice-topics": _documents("notices", "given", lambda row: _is_safeguards(row) and row.topics),
    "safeguards-notice-untold": _documents("notices", "given", lambda row: _is_safeguards(row) and not row.topics),
    "notice-recipients-untold": _untold_recipients,
}
"""The places that a question may be asked of. A checklist uses these words only."""
