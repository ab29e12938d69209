"""What documents of early intervention imply: Part C from referral to the third birthday, and beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from iepkit.days import add_months, to_date, to_day
from iepkit.history.event import Event
from iepkit.history.implied import Implied, answer, is_one_of, own
from iepkit.records import Ifsp, Meeting, PartCDelay, PartCTransition
from iepkit.vocabulary import EventKind, MeetingPurpose

__all__ = ["ROWS", "counted"]


def __dir__() -> list[str]:
    return __all__


_K, _OF = EventKind, "part_c"


def _is_early(plan: Ifsp) -> bool:
    """Whether a plan is one of early intervention, and more than an interim one."""
    return plan.serves_as_iep is not True and plan.interim is not True


def _is_no_iep(plan: Ifsp) -> bool:
    return plan.serves_as_iep is not True


def _is_invitation_asked(meeting: Meeting) -> bool:
    """Whether the parent asked to invite the Part C coordinator to the first IEP meeting (34 CFR 300.321(f))."""
    first = not meeting.purposes or MeetingPurpose.INITIAL_IEP in meeting.purposes
    return first and meeting.held is not None and meeting.part_c_invitation_asked is True


def _is_invitation_recorded(meeting: Meeting) -> bool:
    return _is_invitation_asked(meeting) and meeting.part_c_coordinator_invited is not None


def _may_be_documented(delay: PartCDelay) -> bool:
    """Whether a delay counts: one that is not documented does not (34 CFR 303.310(b) and (c))."""
    return delay.documented is not False


_STEPS = (
    ("identified", _K.PART_C_IDENTIFIED),
    ("referral_received", _K.PART_C_REFERRAL),
    ("screened_out", _K.PART_C_SCREENED_OUT),
    ("evaluated", _K.PART_C_EVALUATED),
    ("found_eligible", _K.PART_C_FOUND_ELIGIBLE),
    ("eligible_by_records", _K.PART_C_ELIGIBLE_BY_RECORDS),
    ("eligible_by_records", _K.PART_C_FOUND_ELIGIBLE),
    ("found_not_eligible", _K.PART_C_FOUND_NOT_ELIGIBLE),
    ("assessed", _K.PART_C_ASSESSED),
    ("family_agreed", _K.FAMILY_ASSESSMENT_AGREED),
    ("family_assessed", _K.FAMILY_ASSESSED),
    ("served_until", _K.PART_C_ENDED),
    ("parents_informed", _K.SECTION_619_INFORMED),
    ("disclosure_told", _K.DISCLOSURE_TOLD),
    ("disclosure_consented", _K.DISCLOSURE_CONSENTED),
    ("referred", _K.REFERRED_FROM_PART_C),
    ("notified", _K.PART_C_NOTICE),
    ("parent_opted_out", _K.DISCLOSURE_OBJECTED),
    ("conference", _K.TRANSITION_CONFERENCE),
    ("transition_plan", _K.PART_C_TRANSITION_PLAN),
)
_STEPS_OVER_THREE = (
    ("consented", _K.OVER_THREE_CONSENTED),
    ("ends", _K.PART_C_ENDED),
    ("notified", _K.OVER_THREE_AGENCIES_NOTIFIED),
    ("conference", _K.OVER_THREE_CONFERENCE),
    ("conference_declined", _K.OVER_THREE_CONFERENCE_DECLINED),
    ("transition_plan", _K.OVER_THREE_PLAN),
)
_STEPS_OF_A_PLAN = (
    ("notice_given", _K.IFSP_MEETING_NOTICE),
    ("copy_given", _K.IFSP_COPY_GIVEN),
    ("prior_notice_given", _K.PART_C_PRIOR_NOTICE),
    ("start", _K.PART_C_ACTION),
)
_FINDINGS = (
    ("potentially_eligible", "potential_determined", "served_from", _K.POTENTIALLY_ELIGIBLE, True),
    ("potentially_eligible", "potential_determined", "served_from", _K.NOT_POTENTIALLY_ELIGIBLE, False),
    ("conference_approved", "conference_answered", "conference", _K.CONFERENCE_APPROVED, True),
    ("conference_approved", "conference_answered", None, _K.CONFERENCE_DECLINED, False),
)

ROWS: tuple[Implied, ...] = (
    Implied(
        "meetings", "notice_given", _K.PART_C_INVITATION_ASKED,
        until="held", instead="held", when=_is_invitation_asked, about="id",
    ),
    Implied(
        "meetings", "notice_given", _K.PART_C_COORDINATOR_INVITED,
        instead="held", detail=answer("invited", "not-invited", "part_c_coordinator_invited"),
        when=_is_invitation_recorded, about="id",
    ),
    *(Implied(_OF, on, kind) for on, kind in _STEPS),
    Implied(_OF, "served_from", _K.SERVED_IN_PART_C, until="served_until"),
    *(
        Implied(_OF, on, kind, instead=instead, when=is_one_of(field, answer))
        for field, on, instead, kind, answer in _FINDINGS
    ),
    Implied(
        "part_c.delays", "start", _K.PART_C_STOOD_STILL,
        until="end", detail=own("reason"), when=_may_be_documented,
    ),
    *(Implied("part_c.over_three", on, kind) for on, kind in _STEPS_OVER_THREE),
    Implied("part_c.over_three", "started", _K.OVER_THREE_CONTINUED, until="ends"),
    Implied("ifsps", "meeting_date", _K.IFSP_MEETING, when=_is_early, about="id"),
    *(Implied("ifsps", on, kind, when=_is_no_iep, about="id") for on, kind in _STEPS_OF_A_PLAN),
)  # fmt: skip


# -- what takes more than one date to see ------------------------------------------------------------------------------


_THREE_YEARS = 36  # months
_TOO_LATE = 45  # days: a later referral is passed on without an evaluation, 34 CFR 303.209(b)(1)(iii)
_LEAP = ("feb-28", "mar-1")
_REFERRED = _K.PART_C_REFERRAL
_EARLY_KINDS = frozenset(kind for kind in EventKind if kind.value.startswith(("part-c-", "ifsp-", "served-in-part-c")))


def counted(case: Any) -> Iterator[Event]:
    """The events that take more than one document, or a list of days, to see."""
    yield from _reviews(case)
    for at, plan in enumerate(case.ifsps):
        yield from _services(at, plan)
    if case.part_c is not None and case.part_c.over_three is not None:
        for nth, on in enumerate(case.part_c.over_three.rights_notices):
            yield Event(_K.OVER_THREE_RIGHTS_NOTICE, on, path=f"$.part_c.over_three.rights_notices[{nth}]")
    if case.student is not None and case.student.birth_date is not None:
        yield from _by_age(case, case.student.birth_date)


def _reviews(case: Any) -> Iterator[Event]:
    for at, plan in enumerate(case.ifsps):
        for nth, on in enumerate(plan.reviewed if _is_no_iep(plan) else ()):
            yield Event(_K.IFSP_REVIEW, on, path=f"$.ifsps[{at}].reviewed[{nth}]")
        for nth, review in enumerate(plan.reviews if _is_no_iep(plan) else ()):
            if review.on is not None:
                yield Event(_K.IFSP_REVIEW, review.on, path=f"$.ifsps[{at}].reviews[{nth}].on")


def _services(at: int, plan: Ifsp) -> Iterator[Event]:
    """The consent to each service and its beginning; each service is a matter of its own."""
    for nth, service in enumerate(plan.services if _is_no_iep(plan) else ()):
        place = f"ifsps[{at}].services[{nth}]"
        about = f"{plan.id}.services[{nth}]" if plan.id else place
        for field, kind in (("consented", _K.IFSP_SERVICE_CONSENTED), ("provided", _K.IFSP_SERVICE_PROVIDED)):
            on = getattr(service, field)
            if on is not None:
                yield Event(kind, on, about=about, path=f"$.{place}.{field}")


def _by_age(case: Any, born: date) -> Iterator[Event]:
    """The end of Part C at the third birthday, and a referral that came too late for an evaluation.

    A birthday of 29 February is taken both ways: Part C ends on the sooner day, and a referral is late only by both.
    """
    kinds = {event.kind for event in case.events}
    if case.part_c is None and not case.ifsps and _EARLY_KINDS.isdisjoint(kinds):
        return
    birthdays = [add_months(to_day(born), _THREE_YEARS, leap_day_to=policy) for policy in _LEAP]
    going_on = case.part_c is not None and _goes_on(case.part_c)
    if not going_on and _K.OVER_THREE_CONTINUED not in kinds:
        yield Event(_K.PART_C_AGE_REACHED, to_date(min(birthdays)), path="$.student.birth_date")
    referrals = [(event.on, f"$.events[{at}]") for at, event in enumerate(case.events) if event.kind is _REFERRED]
    if case.part_c is not None and case.part_c.referral_received is not None:
        referrals.append((case.part_c.referral_received, "$.part_c.referral_received"))
    for on, path in referrals:
        if max(birthdays) - _TOO_LATE < to_day(on) < min(birthdays):
            yield Event(_K.PART_C_REFERRED_LATE, on, path=path)


def _goes_on(part_c: PartCTransition) -> bool:
    return part_c.over_three is not None and part_c.over_three.started is not None
