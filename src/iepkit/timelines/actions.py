"""Action dates: the last school day on which a school can still act, and when to warn before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import attrs

from iepkit.calendars import CALENDAR_DAYS, SCHOOL_DAYS, SchoolCalendar
from iepkit.days import EVERY_DAY, MISSING, is_unknown, to_date, to_day
from iepkit.errors import UnknownName, expect
from iepkit.laws import Limit, Shape
from iepkit.timelines.deadline import Deadline
from iepkit.timelines.explain import Explanation, stretches
from iepkit.vocabulary import Status, Unit

__all__ = ["TO_DO", "Action", "Lead", "Reminder", "action"]


def __dir__() -> list[str]:
    return __all__


TO_DO = frozenset({Status.OPEN, Status.OVERDUE, Status.UNKNOWN})
"""How a deadline stands that somebody may still have to do something about."""

_FROM_START = (Shape.WITHIN, Shape.EVERY)  # the other shapes start with what the thing must come before
_UNITS = (Unit.CALENDAR_DAYS, Unit.SCHOOL_DAYS, Unit.BUSINESS_DAYS)


def _in_days(unit: Unit | str) -> Unit:
    if unit not in _UNITS:
        raise UnknownName("unit of a lead", str(unit), _UNITS)
    return Unit(unit)


@attrs.frozen
class Lead:
    """How long before a day a warning is wanted: so many calendar days, or school or business days.

    Raises `UnknownName` for months and years, in which nobody warns.

    >>> Lead(10, Unit.SCHOOL_DAYS).words
    '10 school days'
    """

    number: int = attrs.field(validator=attrs.validators.ge(0))
    unit: Unit = attrs.field(default=Unit.CALENDAR_DAYS, converter=_in_days)

    @property
    def words(self) -> str:
        """The lead in words."""
        return Limit(self.number, self.unit).words


@attrs.frozen
class Reminder:
    """A warning: the lead that was chosen, and its day, `None` where the calendar does not reach it."""

    lead: Lead
    on: date | None


@attrs.frozen
class Action:
    """The legal date of a deadline, and the last day on which a school can act for it.

    `legal` is the due day. `by` is the last school day on or before it; `None` where there is none or it is not known,
    and then `reason` says why. `warnings` count back from `by`, or from `legal` where that is all there is.
    The legal date stays what it is: nothing here moves a due day.

    >>> from iepkit.laws import law
    >>> from iepkit.timelines.deadlines import due
    >>> print(action(due("annual-review", date(2025, 10, 6), law=law("US"), as_of=date(2026, 9, 1))).reason)
    the last school day before it is not known without the school calendar
    """

    deadline: Deadline
    legal: date | None
    by: date | None
    reason: str
    warnings: tuple[Reminder, ...]
    _calendar: SchoolCalendar | None = attrs.field(repr=False)

    @property
    def as_of(self) -> date | None:
        """The day on which the deadline was looked at."""
        day = self.deadline._facts.as_of  # noqa: SLF001 - of the same room
        return None if day == MISSING else to_date(day)

    def reached(self, on: date | None = None) -> tuple[Reminder, ...]:
        """The warnings whose day has come on a day, by default the as-of day of the deadline."""
        on = on or self.as_of
        return tuple(one for one in self.warnings if one.on is not None and on is not None and one.on <= on)

    def explain(self) -> Explanation:
        """The two dates in words, the days between them, and each warning."""
        deadline, as_of = self.deadline, self.as_of
        seen = "" if as_of is None else f", as of {as_of}"
        head = f"{deadline.title} ({deadline.code}){seen}: {self._words}"
        return Explanation(head, tuple(map(Explanation, self._lines())))

    @property
    def _words(self) -> str:
        lead = "not before" if self.deadline.is_earliest else "due"
        unknown = f"{lead} on an unknown day" if self.deadline.has_number else "no due day"
        legal = unknown if self.legal is None else f"{lead} {self.legal}"
        if self.by is None:
            return f"{legal}; {self.reason}"
        if self.by == self.legal:
            return f"{legal}, a school day"
        return f"{legal}; the last school day on which to act is {self.by}"

    def _lines(self) -> Iterator[str]:
        yield f"legal date: {self.deadline.outcome} [{self.deadline.citation.text}]"
        if self.by is not None and self.legal is not None and self._calendar is not None:
            for span in stretches(self._calendar, SCHOOL_DAYS, self.by + timedelta(1), self.legal):
                days = f"{span.first}" if span.first == span.end else f"{span.first} to {span.end}"
                yield f"no school: {days}, {span.reason}"
            if self.as_of is not None and self.by < self.as_of <= self.legal:
                yield "the last school day on which to act has passed"
        reached = self.reached()
        for one in self.warnings:
            day = "not known, the calendar does not say" if one.on is None else f"{one.on}"
            yield f"warn {one.lead.words} before {self.by or self.legal}: {day}{', reached' * (one in reached)}"


def action(
    deadline: Deadline, calendar: SchoolCalendar | None = None, *, leads: Iterable[int | Lead] = (30, 10, 5)
) -> Action:
    """The day by which a school has to act so that a deadline is met, and when to warn of it.

    `calendar` is by default the one on which the deadline was computed. A whole number in `leads` is calendar days;
    `Lead(10, Unit.SCHOOL_DAYS)` counts school days. There is nothing to warn of where the duty is done or over, nor
    where the day is the first on which something may be done.

    >>> from iepkit.calendars import SchoolYear
    >>> from iepkit.laws import law
    >>> from iepkit.timelines.deadlines import due
    >>> calendar = SchoolCalendar((SchoolYear(date(2026, 9, 2), date(2027, 6, 16)),))
    >>> review = due("annual-review", date(2026, 6, 13), law=law("US"), as_of=date(2027, 5, 20))
    >>> found = action(review, calendar, leads=(30, Lead(10, Unit.SCHOOL_DAYS)))
    >>> str(found.legal), str(found.by), [str(one.on) for one in found.warnings]
    ('2027-06-13', '2027-06-11', ['2027-05-12', '2027-05-28'])
    >>> len(found.reached())
    1
    """
    expect("deadline", deadline, Deadline)
    expect("calendar", calendar, SchoolCalendar, optional=True)
    calendar = calendar or deadline._plan.calendar  # noqa: SLF001 - of the same room
    by, reason = _last_school_day(deadline, calendar)
    anchor = by or deadline.due
    chosen: Iterable[int | Lead] = leads if deadline.status in TO_DO and not deadline.is_earliest else ()
    named = [lead if isinstance(lead, Lead) else Lead(lead) for lead in chosen]
    warnings = tuple(Reminder(lead, _before(anchor, lead, calendar)) for lead in named) if anchor is not None else ()
    return Action(deadline, deadline.due, by, reason, warnings, calendar)


def _last_school_day(deadline: Deadline, calendar: SchoolCalendar | None) -> tuple[date | None, str]:
    """The last school day on or before the due day and not before the start, or why there is none."""
    legal = deadline.due
    if legal is None or calendar is None or deadline.is_earliest:
        causes = (
            (deadline.is_earliest, "the day is the first on which it may be done, and not the last"),
            (not deadline.has_number, "the law gives no number"),
            (legal is None, f"to settle it: {deadline.settle}"),
        )
        return None, next((words for holds, words in causes if holds), f"{_NOT_KNOWN} without the school calendar")
    if legal > calendar.horizon:
        return None, f"{_NOT_KNOWN}: the calendar is published through {calendar.horizon}"
    end, days = to_day(legal), calendar.counter(SCHOOL_DAYS)
    found = days.nth_before(end + 1, 1)
    start = deadline._facts.start if deadline._plan.clock.shape in _FROM_START else MISSING  # noqa: SLF001
    if days.count(start - 1, end) == 0 or (not is_unknown(found) and found < start):
        return None, "there is no school day between the start and the due day"
    if is_unknown(found):
        return None, f"{_NOT_KNOWN}: the calendar begins on {to_date(calendar.published[0])}"
    return to_date(found), ""


_NOT_KNOWN = "the last school day before it is not known"


def _before(day: date, lead: Lead, calendar: SchoolCalendar | None) -> date | None:
    """The day so long before another, or `None` where it is not known, or before there were days."""
    rule = Limit(lead.number, lead.unit).count
    if rule != CALENDAR_DAYS and calendar is None:
        return None
    counter = EVERY_DAY if calendar is None else calendar.counter(rule)
    found = counter.nth_before(to_day(day), lead.number)
    return None if is_unknown(found) or found < to_day(date.min) else to_date(found)
