"""Indicator 11: initial evaluations within 60 days of consent, or within the State's time (34 CFR 300.301(c)(1)).

Whether an evaluation was in time is what the clock `initial-evaluation` says, so that the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from iepkit.days import to_date
from iepkit.facts import Projection
from iepkit.history import Case
from iepkit.reporting.indicators.files import Files
from iepkit.reporting.indicators.policies import Exceptions
from iepkit.reporting.indicators.tallies import Tally, by_words, late_by
from iepkit.reporting.indicators.values import Breakdown, Indicator, Row
from iepkit.timelines import Deadline, deadlines
from iepkit.vocabulary import EventKind, ExtensionReason, Status

__all__ = ["evaluations_in_time"]


def __dir__() -> list[str]:
    return __all__


_CLOCK, _CONSENT = "initial-evaluation", "consent-for-initial-evaluation"
_NO_REASON = "the file gives no reason"
_NUMBER = "a number in a layer of the law"
_REASONS = (
    (EventKind.PARENT_CAUSED_DELAY, "the parent caused a delay"),
    (EventKind.CHILD_NOT_PRODUCED, f"{_NO_REASON}; meanwhile the parent did not produce the child for the evaluation"),
    (
        EventKind.EXTENSION_AGREED,
        f"{_NO_REASON}; meanwhile a later date was agreed on, and was not kept or is no ground",
    ),
    (EventKind.ABSENCE, f"{_NO_REASON}; meanwhile the child was absent from school"),
)
_S = Status
_LATE = (_S.LATE, _S.OVERDUE)

NOT_PRODUCED = "The parent repeatedly failed or refused to produce the child (34 CFR 300.301(d)(1))."
TRANSFERRED = "The child changed agencies meanwhile, and a date was agreed on (34 CFR 300.301(d)(2))."
NOT_DUE = "The evaluation is not completed, and its time is not over."
ENDED = "The parent withdrew consent, or the child left, before the time was over."


def evaluations_in_time(files: Files) -> Indicator:
    """Indicator 11: the children for whom consent was received in the year, and those evaluated in time.

    A child counts once, and with several consents in the year only where all were followed in time. A decision on
    eligibility in time shows that the evaluation was, since it comes after it (300.306(a)); a later one does not show
    that it was not. The range of days counts calendar days from the due day to the day of completion; what is not
    completed has none. A reason is the State's word or the file's; what else happened meanwhile is told as no more.

    >>> from iepkit.history import Event
    >>> from iepkit.laws import law
    >>> from iepkit.vocabulary import Purpose
    >>> consent = Event(EventKind.CONSENT_FOR_EVALUATION, date(2025, 3, 3), purpose=Purpose.INITIAL)
    >>> done = Event(EventKind.EVALUATION_COMPLETED, date(2025, 5, 2), purpose=Purpose.INITIAL)
    >>> case = Case("7", events=(consent, done))
    >>> print(evaluations_in_time(Files.of([case], ffy=2024, as_of=date(2026, 2, 1), law=law("US"))))
    11 (FFY 2024): 1 of 1 children, 100.00%, target 100%
    """
    tally, late, missing, why = Tally(), list[tuple[str, int]](), list[str](), list[tuple[str, str]]()
    for case in files.cases:
        if not _consented(case, files):
            continue
        look = _Look.of(case, files)
        worst = look.put(tally) if look.consents else None
        if worst is None:
            continue
        why.append((case.id, look.reason(worst)))
        if worst.done is None:
            missing.append(case.id)
        else:
            late.append((case.id, worst.days_late))
    return tally.indicator("11", files.ffy, _tables(late, missing, why))


def _tables(late: list[tuple[str, int]], missing: list[str], why: list[tuple[str, str]]) -> Iterator[Breakdown]:
    if why:
        days = late_by("Days beyond the time when the evaluation was completed", late)
        rows = [Row("not completed by the as-of day", len(missing), tuple(missing))] * bool(missing)
        yield attrs.evolve(days, rows=(*days.rows, *rows))
        yield by_words("Reasons for the delay", why)


def _consented(case: Case, files: Files) -> bool:
    """Whether there may be a consent in the year; most cases have none, and need no history for that."""
    told = (event.on for event in case.events if event.kind is EventKind.CONSENT_FOR_EVALUATION)
    return any(day in files.year for day in (*told, *(consent.received for consent in case.consents)))


@attrs.frozen
class _Look:
    """One child: the consents of the year and the deadlines that follow from them, `None` without a law."""

    case: Case
    files: Files
    known: Projection
    consents: tuple[date, ...]
    followed: tuple[Deadline, ...] | None

    @classmethod
    def of(cls, case: Case, files: Files) -> _Look:
        known = Projection.of(case, files.as_of)
        received = tuple(to_date(day) for day in known.days(_CONSENT))
        consents = tuple(day for day in received if day in files.year)
        law = files.law_of(case)
        if law is None:
            return cls(case, files, known, consents, None)
        calendar = files.calendar_of(case)
        found = deadlines(case, law=law, calendar=calendar, as_of=files.as_of, policy=files.dates)
        ran = [one for one in found if one.clock == _CLOCK]
        return cls(case, files, known, consents, tuple(_following(consents, received, ran)))

    def put(self, tally: Tally) -> Deadline | None:
        """Put the child where it belongs; the deadline that was missed by most, where one was."""
        name, found = self.case.id, self.followed
        if found is None:
            tally.open(name, "The case names no jurisdiction.", "the State whose law governs")
            return None
        if not found:
            words = "There was a consent, and no time for an initial evaluation runs from it."
            tally.open(name, words, "whether the consent was for an initial evaluation, and what came before it")
            return None
        excepted = [reason for one in found if (reason := self._exception(one))]
        missed = [one for one in found if one.status in _LATE]
        unknown = [one for one in found if one.status is _S.UNKNOWN or not one.has_number]
        if excepted and self.files.policy.exceptions is Exceptions.IN_NEITHER:
            tally.out(name, excepted[0])
        elif missed:
            tally.no(name)
            return max(missed, key=lambda one: one.days_late)
        elif unknown:
            tally.open(name, "Whether the evaluation was in time is not known.", unknown[0].settle or _NUMBER)
        elif any(one.status is _S.OPEN for one in found):
            tally.out(name, NOT_DUE)
        elif all(one.status is _S.ENDED for one in found):
            tally.out(name, ENDED)
        else:
            tally.yes(name)
        return None

    def _exception(self, one: Deadline) -> str | None:
        if one.status is _S.WAIVED:
            return NOT_PRODUCED
        agreed = (to_date(on) for on, _ in self.known.agreed([ExtensionReason.TRANSFER]))
        return TRANSFERRED if any(self._span(one, day) for day in agreed) else None

    def _span(self, one: Deadline, day: date) -> bool:
        """Whether a day lies between the start of a deadline and its end, done or due."""
        start, end = one.start, one.done or one.due
        return start is not None and start <= day and (end is None or day <= end)

    def reason(self, late: Deadline) -> str:
        """Why it was late: the State's words, or what the file tells of the time."""
        told = self.files.policy.reasons.get(self.case.id)
        if told is not None:
            return told
        last = late.done or self.files.as_of
        kinds = {event.kind for event in self.case.history(last) if late.start is None or event.on >= late.start}
        return next((words for kind, words in _REASONS if kind in kinds), _NO_REASON)


def _following(consents: tuple[date, ...], received: tuple[date, ...], ran: list[Deadline]) -> Iterator[Deadline]:
    """For each consent of the year the deadlines that start with it, or last before it and after the one before.

    A State may start its time with the referral, before consent.
    """
    starts = sorted({one.start for one in ran if one.start is not None})
    chosen = set()
    for day in consents:
        since = max((one for one in received if one < day), default=date.min)
        chosen.update([one for one in starts if since < one <= day][-1:])
    yield from (one for one in ran if one.start in chosen)
