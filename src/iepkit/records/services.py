"""Services, accommodations and assessments: what the child is given, and what was delivered."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.records.fields import amount, private
from iepkit.vocabulary import AssessmentKind, Location, Period, ServiceKind, ServiceType

__all__ = ["Accommodation", "AssessmentParticipation", "Service", "ServiceDelivery"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Service:
    """One service, aid, modification or support, with its terms (34 CFR 300.320(a)(4) and (7)).

    `minutes` is the length of one session; it happens `times` in each `per`.
    `sessions` is a total where the file gives one instead.
    `minutes_outside_regular_class` counts the minutes of one session away from the regular class.
    The fields that end in `_note` keep a file's own words where it has no number or code.
    `not_begun` is the day on which it was found that the service had not begun in time, `parent_told` the day on which
    the parents were told of that.

    >>> Service(kind=ServiceKind.RELATED_SERVICE, minutes=30, times=2, per=Period.WEEK).minutes
    30
    >>> Service(minutes=-30)
    Traceback (most recent call last):
    iepkit.errors.InvalidDocument: document: 1 problem
      $.minutes: expected a number that is not negative
    """

    id: str | None = private()
    kind: ServiceKind | None = None
    type: ServiceType | None = None
    description: str | None = private()
    minutes: int | None = amount()
    times: int | None = amount()
    per: Period | None = None
    sessions: int | None = amount()
    frequency_note: str | None = private()
    start: date | None = None
    end: date | None = None
    duration_note: str | None = private()
    location: Location | None = None
    location_note: str | None = private()
    minutes_outside_regular_class: int | None = amount()
    provider_role: str | None = private()
    group: bool | None = None
    group_size: int | None = amount()
    purpose: str | None = private()
    goal_ids: tuple[str, ...] = private(())
    extended_school_year: bool | None = None
    as_needed: bool | None = None
    not_begun: date | None = None
    parent_told: date | None = None


@attrs.frozen
class ServiceDelivery:
    """One session of a service: given, or missed with its reason.

    `delivered` is `None` where the file does not say; `minutes` are the minutes given.
    """

    on: date
    service_id: str | None = private()
    type: ServiceType | None = None
    minutes: int | None = amount()
    delivered: bool | None = None
    missed_because: str | None = private()
    makes_up_for: date | None = None
    provider_role: str | None = private()
    group: bool | None = None


@attrs.frozen
class Accommodation:
    """An accommodation, in instruction or in assessment or in both."""

    text: str | None = private()
    for_instruction: bool | None = None
    for_assessment: bool | None = None
    subject: str | None = None
    start: date | None = None
    end: date | None = None
    frequency_note: str | None = private()
    location: Location | None = None
    location_note: str | None = private()
    duration_note: str | None = private()


@attrs.frozen
class AssessmentParticipation:
    """How the child takes part in one State or districtwide assessment (34 CFR 300.320(a)(6), 300.160)."""

    kind: AssessmentKind | None = None
    name: str | None = None
    subject: str | None = None
    state: bool | None = None
    accommodations: tuple[str, ...] = private(())
    accommodations_valid: bool | None = None
    why_not_regular: str | None = private()
    why_alternate_appropriate: str | None = private()
    parent_told_alternate_standards: date | None = None
