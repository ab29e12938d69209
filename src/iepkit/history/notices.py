"""What notices, meetings and the use of a family's insurance imply."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from iepkit.history.event import Event
from iepkit.history.implied import Implied, is_one_of
from iepkit.records import Meeting
from iepkit.vocabulary import ConsentKind, EventKind, MeetingPurpose, NoticeKind

__all__ = ["IEP_MEETINGS", "NOTICE_ONLY", "ROWS", "called_for", "counted", "day_of", "made_known"]


def __dir__() -> list[str]:
    return __all__


_K, _M = EventKind, MeetingPurpose
IEP_MEETINGS = (_M.INITIAL_IEP, _M.ANNUAL_REVIEW, _M.REVIEW, _M.TRANSITION)
NOTICE_ONLY = "notice-only"
"""The detail of a meeting of which the file knows the notice and nothing else of how it was prepared."""


def called_for(*purposes: MeetingPurpose) -> Callable[[Any], bool]:
    """Whether a meeting is for one of the purposes."""
    return lambda meeting: not set(purposes).isdisjoint(meeting.purposes)


def day_of(meeting: Meeting) -> date | None:
    """The day of a meeting, or the one for which it was called."""
    return meeting.held or meeting.scheduled


def made_known(day: date, *known: date | None) -> date:
    """The first day on which something was known of a planned day, at the latest that day itself."""
    return min([day, *(one for one in known if one is not None)])


_BENEFITS = is_one_of("kind", ConsentKind.PUBLIC_BENEFITS)
_INSURANCE = is_one_of("kind", ConsentKind.PRIVATE_INSURANCE)
_PRIOR = is_one_of("kind", NoticeKind.PRIOR_WRITTEN)

ROWS: tuple[Implied, ...] = (
    Implied("notices", "given", _K.PRIOR_WRITTEN_NOTICE, when=_PRIOR, about="matter"),
    Implied("notices", "given", _K.SAFEGUARDS_NOTICE, when=is_one_of("kind", NoticeKind.PROCEDURAL_SAFEGUARDS)),
    Implied(
        "notices", "requested", _K.SAFEGUARDS_NOTICE_REQUESTED,
        when=is_one_of("kind", NoticeKind.PROCEDURAL_SAFEGUARDS),
    ),
    Implied("notices", "given", _K.IEP_MEETING_NOTICE, when=is_one_of("kind", NoticeKind.MEETING), about="matter"),
    Implied("notices", "given", _K.PUBLIC_BENEFITS_NOTICE, when=is_one_of("kind", NoticeKind.PUBLIC_BENEFITS)),
    Implied("consents", "received", _K.PUBLIC_BENEFITS_CONSENT, when=_BENEFITS),
    Implied("consents", "withdrawn", _K.PUBLIC_BENEFITS_CONSENT_WITHDRAWN, when=_BENEFITS),
    Implied("consents", "used", _K.PUBLIC_BENEFITS_USED, when=_BENEFITS),
    Implied("consents", "received", _K.PRIVATE_INSURANCE_CONSENT, when=_INSURANCE, about="id"),
    Implied("consents", "used", _K.PRIVATE_INSURANCE_USED, when=_INSURANCE, about="id"),
    Implied("meetings", "requested", _K.IEP_MEETING_REQUESTED),
    Implied("meetings", "request_answered", _K.IEP_MEETING_REQUEST_ANSWERED),
    Implied("meetings", "notice_waived", _K.IEP_MEETING_NOTICE_WAIVED, when=called_for(*IEP_MEETINGS), about="id"),
    Implied("meetings", "documents_given", _K.MEETING_DOCUMENTS_GIVEN, when=called_for(*IEP_MEETINGS), about="id"),
    Implied(
        "meetings", "notice_given", _K.TRANSITION_MEETING_NOTICE, about="id",
        when=lambda one: one.notice_transition is True and one.notice_child_invited is not False,
    ),
)  # fmt: skip


def counted(case: Any) -> Iterator[Event]:
    """The events that take more than one date of a notice or a meeting."""
    yield from _actions(case)
    for at, meeting in enumerate(case.meetings):
        on = day_of(meeting)
        if on is not None:
            place = f"meetings[{at}]"
            yield from _preparations(meeting, on, place)
            yield from _excusals(meeting, on, place)


def _actions(case: Any) -> Iterator[Event]:
    """What a prior written notice is given ahead of, on the day on which it takes effect."""
    for at, notice in enumerate(case.notices):
        day = notice.content.takes_effect if notice.content is not None else None
        if notice.kind is NoticeKind.PRIOR_WRITTEN and day is not None:
            yield Event(
                _K.ACTION_PLANNED, made_known(day, notice.given),
                until=day, about=notice.matter or f"notices[{at}]", path=f"$.notices[{at}].content.takes_effect",
            )  # fmt: skip


def _preparations(meeting: Meeting, on: date, place: str) -> Iterator[Event]:
    """A meeting as it was planned. One of which the file knows nothing but that it was held asks for no notice here."""
    known = (meeting.called, meeting.notice_given, meeting.documents_given)
    path = f"$.{place}.{'scheduled' if meeting.held is None else 'held'}"
    about = meeting.id or place
    if called_for(*IEP_MEETINGS)(meeting) and any(known):
        detail = NOTICE_ONLY if meeting.called is None and meeting.documents_given is None else None
        yield Event(_K.IEP_MEETING_SCHEDULED, made_known(on, *known), until=on, detail=detail, about=about, path=path)
    if called_for(_M.TRANSITION)(meeting) and meeting.notice_transition is not None:
        yield Event(
            _K.TRANSITION_MEETING_SCHEDULED, made_known(on, meeting.notice_given), until=on, about=about, path=path
        )


def _excusals(meeting: Meeting, on: date, place: str) -> Iterator[Event]:
    """A member whose area is discussed and who is excused all the same, and the member's written input."""
    for at, excusal in enumerate(meeting.excusals):
        if excusal.area_discussed is True:
            path = f"$.{place}.excusals[{at}]"
            about = f"{meeting.id or place}: excusals[{at}]"
            known = made_known(on, excusal.agreed, excusal.input_given)
            yield Event(_K.MEMBER_EXCUSED, known, until=on, about=about, path=path)
            if excusal.input_given is not None:
                yield Event(_K.MEMBER_INPUT_GIVEN, excusal.input_given, about=about, path=f"{path}.input_given")
