"""Services, accommodations and assessments: what the child is given, and what was delivered."""

from __future__ import annotations

from datetime import date

import attrs

from iepkit.records.fields import amount, private
from iepkit.vocabulary import (
    AssessmentKind,
    CompensatoryStep,
    Location,
    MissedReason,
    Period,
    ServiceKind,
    ServiceType,
    Weekday,
)

__all__ = ["Accommodation", "AssessmentParticipation", "Compensatory", "Service", "ServiceDelivery"]


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
    `needs` are needs of the present levels that it answers, in their words.
    `specially_designed` and `free` are the two elements of special education (34 CFR 300.39(a)(1)).
    `by_physician` and `for_diagnosis` are those of medical services (300.34(c)(5)); `of_implant` marks the surgery,
    mapping, maintenance or replacement of an implanted device, which is no related service (300.34(b)).
    A range has its upper end in `minutes_most` and `times_most`: 20 to 30 minutes, 2 to 3 times.
    `cycle_days` is the number of school days in a `cycle`, and `cycle_on` are the days of it on which the service is:
    1 for the first, so that A days are `(1,)` in a cycle of two.
    `days` are days of the week, `starts_at` the time of day on a clock of 24 hours, `"09:05"`.
    In a 3:1 model `direct_weeks` is 3 and `indirect_weeks` 1: three school weeks with the child, then one without.
    `indirect`: it is given on behalf of the child, as consultation is, and not to the child.
    `group_size` is the largest group that the IEP allows. `provider_id` tells providers of one role apart.

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
    needs: tuple[str, ...] = private(())
    specially_designed: bool | None = None
    free: bool | None = None
    by_physician: bool | None = None
    for_diagnosis: bool | None = None
    of_implant: bool | None = None
    minutes_most: int | None = amount()
    times_most: int | None = amount()
    cycle_days: int | None = amount()
    cycle_on: tuple[int, ...] = ()
    days: tuple[Weekday, ...] = ()
    starts_at: str | None = None
    direct_weeks: int | None = amount()
    indirect_weeks: int | None = amount()
    indirect: bool | None = None
    provider_id: str | None = private()


@attrs.frozen
class ServiceDelivery:
    """One session of a service: given, or missed with its reason.

    `delivered` is `None` where the file does not say; `minutes` are the minutes given.
    `missed_because` is the reason in the file's words, `missed_for` the reason as a code; of a session that was cut
    short, `missed_for` is the reason for the rest. `makes_up_for` is the day of the session that this one makes up for.
    `starts_at` is a time on a clock of 24 hours, `"09:05"`; `group_size` the number of children who were there.

    >>> ServiceDelivery(on=date(2026, 10, 5), delivered=False, missed_for=MissedReason.PROVIDER_ABSENT).minutes is None
    True
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
    missed_for: MissedReason | None = None
    starts_at: str | None = None
    provider_id: str | None = private()
    group_size: int | None = amount()
    location: Location | None = None


@attrs.frozen
class Compensatory:
    """One entry about compensatory time: owed, offered, agreed, delivered or expired, on a day.

    `until` is the last day on which agreed time may be used, where the agreement or the order sets one.
    `service_id` and `type` say of which service it is, `why` keeps the file's words.

    >>> Compensatory(date(2027, 1, 15), CompensatoryStep.AGREED, minutes=600).step.value
    'agreed'
    """

    on: date
    step: CompensatoryStep | None = None
    minutes: int | None = amount()
    service_id: str | None = private()
    type: ServiceType | None = None
    until: date | None = None
    why: str | None = private()


@attrs.frozen
class Accommodation:
    """An accommodation, in instruction or in assessment or in both.

    `modification` says whether it is a program modification or a supplementary aid, which has the four terms of a
    service (34 CFR 300.320(a)(7)). `needs` are needs of the present levels that it answers, in their words.
    """

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
    modification: bool | None = None
    needs: tuple[str, ...] = private(())


@attrs.frozen
class AssessmentParticipation:
    """How the child takes part in one State or districtwide assessment (34 CFR 300.320(a)(6), 300.160).

    `takes_part` is false for a child left out of an assessment that is given (300.160(a)).
    Where the alternate academic achievement standards apply, `team_given_explanation` is about how the assessments
    differ, `diploma_precluded` about whether the child is kept from trying for a regular diploma (300.160(d));
    `parent_told_alternate_standards` and `parent_told_diploma_effect` are the days on which the parents were told of
    the standards, and of what the assessment may mean for a regular diploma (300.160(e)).
    """

    kind: AssessmentKind | None = None
    name: str | None = None
    subject: str | None = None
    state: bool | None = None
    accommodations: tuple[str, ...] = private(())
    accommodations_valid: bool | None = None
    why_not_regular: str | None = private()
    why_alternate_appropriate: str | None = private()
    parent_told_alternate_standards: date | None = None
    parent_told_diploma_effect: date | None = None
    team_given_explanation: bool | None = None
    diploma_precluded: bool | None = None
    takes_part: bool | None = None
