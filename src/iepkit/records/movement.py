"""Coming and going: transfers, exits, early intervention, services plans."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.records.fields import amount, private
from iepkit.records.services import Service
from iepkit.vocabulary import ExitReason, Location, Period

__all__ = ["Exit", "Ifsp", "IfspOutcome", "IfspService", "PartCTransition", "ServicesPlan", "Transfer"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Transfer:
    """An enrollment in a new public agency (34 CFR 300.323(e) to (g), 300.301(d)(2)).

    `from_jurisdiction` is a State's two letters. `evaluation_pending`: an evaluation had begun and was not complete.
    """

    enrolled: date | None = None
    from_jurisdiction: str | None = None
    from_district: str | None = private()
    iep_in_effect: bool | None = None
    evaluation_pending: bool | None = None
    comparable_services: date | None = None
    iep_adopted: date | None = None
    records_requested: date | None = None
    records_received: date | None = None


@attrs.frozen
class Exit:
    """The end of special education for a child, and the summary of performance (34 CFR 300.305(e))."""

    on: date | None = None
    reason: ExitReason | None = None
    summary_given: date | None = None
    summary_academic: str | None = private()
    summary_functional: str | None = private()
    summary_recommendations: str | None = private()


@attrs.frozen
class PartCTransition:
    """The way from Part C to Part B (34 CFR 303.209, 300.124).

    `notified` is the day on which the lead agency told the State and the local educational agency.
    """

    served_from: date | None = None
    served_until: date | None = None
    referred: date | None = None
    notified: date | None = None
    parent_opted_out: date | None = None
    conference: date | None = None
    conference_approved: bool | None = None
    lea_took_part: bool | None = None
    transition_plan: date | None = None
    potentially_eligible: bool | None = None


@attrs.frozen
class IfspOutcome:
    """A measurable result or outcome of an IFSP (34 CFR 303.344(c))."""

    text: str | None = private()
    criteria: str | None = private()
    procedures: str | None = private()
    timelines: str | None = private()


@attrs.frozen
class IfspService:
    """An early intervention service and its terms (34 CFR 303.344(d) and (f))."""

    description: str | None = private()
    minutes: int | None = amount()
    times: int | None = amount()
    per: Period | None = None
    method: str | None = private()
    location: Location | None = None
    natural_environment: bool | None = None
    justification: str | None = private()
    payment: str | None = private()
    start: date | None = None
    end: date | None = None
    consented: date | None = None
    provided: date | None = None


@attrs.frozen
class Ifsp:
    """An individualized family service plan (34 CFR 303.344), also where it serves as the IEP (300.323(b))."""

    id: str | None = private()
    meeting_date: date | None = None
    start: date | None = None
    end: date | None = None
    reviewed: tuple[date, ...] = ()
    physical: str | None = private()
    cognitive: str | None = private()
    communication: str | None = private()
    social_emotional: str | None = private()
    adaptive: str | None = private()
    family: str | None = private()
    family_concurs: bool | None = None
    outcomes: tuple[IfspOutcome, ...] = ()
    services: tuple[IfspService, ...] = ()
    coordinator: bool | None = None
    school_readiness: str | None = private()
    transition_steps: str | None = private()
    serves_as_iep: bool | None = None


@attrs.frozen
class ServicesPlan:
    """The plan for a child whose parents placed them in a private school (34 CFR 300.37, 300.132, 300.138)."""

    id: str | None = private()
    start: date | None = None
    end: date | None = None
    services: tuple[Service, ...] = ()
    location: Location | None = None
    transportation_needed: bool | None = None
    representative_took_part: bool | None = None
