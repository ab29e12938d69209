"""Indicator 12: from early intervention to an IEP by the third birthday (34 CFR 300.124(b)).

Each child who was served in Part C and referred to Part B has one letter, b to f, or none. A child with none of them
stays in the denominator, and an IEP that came late is what the indicator is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

import attrs

from iepkit.days import add_months, to_date, to_day
from iepkit.history import Case, Event
from iepkit.reporting.indicators.files import Files
from iepkit.reporting.indicators.table import definition
from iepkit.reporting.indicators.tallies import Tally, by_words, late_by
from iepkit.reporting.indicators.values import Breakdown, Indicator, Row
from iepkit.vocabulary import EventKind, ExtensionReason, Purpose, Requester

__all__ = ["iep_by_third_birthday"]


def __dir__() -> list[str]:
    return __all__


_K = EventKind
_THREE_YEARS = 36  # months
_SHORTLY = timedelta(days=90)  # letter e: fewer days than these before the third birthday

_EARLY = frozenset({_K.SERVED_IN_PART_C, _K.PART_C_NOTICE, _K.REFERRED_FROM_PART_C})
_STEPS = (_K.REFERRAL, _K.CONSENT_REQUESTED, _K.CONSENT_FOR_EVALUATION, _K.CONSENT_FOR_EVALUATION_REFUSED)
_DECIDED = (_K.FOUND_ELIGIBLE, _K.FOUND_NOT_ELIGIBLE)
_REFUSED = (
    _K.CONSENT_FOR_EVALUATION_REFUSED,
    _K.CONSENT_FOR_EVALUATION_WITHDRAWN,
    _K.CONSENT_FOR_SERVICES_REFUSED,
)
_CHOSEN = (_K.OVER_THREE_CONSENTED, _K.OVER_THREE_CONTINUED)

NOT_REFERRED = "The child was served in Part C, and the file shows no referral to Part B by the third birthday."
LEFT = "The child had left before the third birthday."
NOT_YET = "The third birthday has not come."
_LATE = "the IEP took effect after the third birthday"
_MISSED = "the child was found eligible, and the file shows no IEP in effect"
_DECIDED_LATE = "the child was found not eligible on or after the third birthday"


def iep_by_third_birthday(files: Files) -> Indicator:
    """Indicator 12: the children who turned three in the year, were served in Part C and referred to Part B.

    The letters exclude each other and are looked at in this order: c, an IEP (or an IFSP that serves as one) in effect
    on or before the birthday; b, found not eligible before it, and the day itself is too late; f, early intervention
    beyond it; e, found eligible for Part C fewer than 90 days before it; d, a refusal of consent by it, or an exception
    of 300.301(d). A notice from the lead agency counts as a referral where a step of Part B followed it.

    >>> from iepkit.records import Student
    >>> child = Student(id="1", birth_date=date(2022, 3, 4))
    >>> days = {_K.SERVED_IN_PART_C: date(2023, 1, 9), _K.REFERRED_FROM_PART_C: date(2024, 11, 4)}
    >>> days |= {_K.FOUND_ELIGIBLE: date(2025, 2, 3), _K.IEP_IN_EFFECT: date(2025, 3, 4)}
    >>> case = Case("7", student=child, events=tuple(Event(kind, day) for kind, day in days.items()))
    >>> print(iep_by_third_birthday(Files.of([case], ffy=2024, as_of=date(2026, 2, 1))))
    12 (FFY 2024): 1 of 1 children, 100.00%, target 100%
    """
    tally, letters, words = Tally(), defaultdict[str, list[str]](list), definition("12", files.ffy).counts
    late, why = list[tuple[str, int]](), list[tuple[str, str]]()
    for case in files.cases:
        birthday = _third_birthday(case, files)
        if birthday is not None and birthday not in files.year:
            continue
        look = _Look.of(case, files, birthday or date.max)
        if not look.early:
            continue
        if birthday is None:
            tally.open(case.id, "The file has no birth date.", "the birth date")
            continue
        if look.outside(tally):
            continue
        letter = look.letter()
        if letter is None and not look.stays(tally, late, why):
            continue
        letters["a"].append(case.id)
        letters[letter or ""].append(case.id)
        if letter == "c":
            tally.yes(case.id)
        elif letter is not None:
            tally.out(case.id, words[letter])
    rows = tuple(Row(f"{name}: {words[name]}", len(letters[name]), tuple(letters[name])) for name in words)
    return tally.indicator("12", files.ffy, [Breakdown("The letters", rows), *_tables(late, why, files)])


def _tables(late: list[tuple[str, int]], why: list[tuple[str, str]], files: Files) -> Iterator[Breakdown]:
    if why:
        yield late_by("Days beyond the third birthday", late)
        yield by_words("Children in the denominator without an IEP in time", why)
        reasons = files.policy.reasons
        yield by_words("Reasons for the delay", [(case, reasons.get(case, "no reason is given")) for case, _ in why])


def _third_birthday(case: Case, files: Files) -> date | None:
    born = case.student.birth_date if case.student else None
    if born is None:
        return None
    return to_date(add_months(to_day(born), _THREE_YEARS, leap_day_to=files.dates.leap_day))


@attrs.frozen
class _Look:
    """One child: the days of each kind of event, and the third birthday."""

    case: Case
    files: Files
    birthday: date
    events: dict[EventKind, list[Event]]

    @classmethod
    def of(cls, case: Case, files: Files, birthday: date) -> _Look:
        events = defaultdict[EventKind, list[Event]](list)
        for event in case.history(files.as_of):
            events[event.kind].append(event)
        return cls(case, files, birthday, events)

    @property
    def early(self) -> bool:
        """Whether the file speaks of early intervention in a way that matters here."""
        return not _EARLY.isdisjoint(self.events) or bool(self._from_part_c())

    def days(self, *kinds: EventKind) -> list[date]:
        return sorted(event.on for kind in kinds for event in self.events.get(kind, ()))

    def by(self, day: date, *kinds: EventKind) -> bool:
        """Whether any of the kinds happened on the day or before."""
        return any(on <= day for on in self.days(*kinds))

    def _from_part_c(self) -> list[date]:
        return [one.on for one in self.events.get(_K.REFERRAL, ()) if one.detail == Requester.PART_C.value]

    def outside(self, tally: Tally) -> bool:
        """Whether the child is not in letter a, or cannot be told to be; it is put where it belongs."""
        birthday, name = self.birthday, self.case.id
        referred = [*self.days(_K.REFERRED_FROM_PART_C), *self._from_part_c()]
        notified = self.days(_K.PART_C_NOTICE)
        if notified and self.days(*_STEPS, *_DECIDED):
            referred += notified
        served = self.by(birthday, _K.SERVED_IN_PART_C)
        if birthday > self.files.as_of:
            tally.out(name, NOT_YET)
        elif not any(day <= birthday for day in referred):
            if notified:
                words = "The lead agency told the schools of the child, and the file shows no step of theirs."
                tally.open(name, words, "whether the child was referred for a decision on eligibility")
            else:
                tally.out(name, NOT_REFERRED)
        elif not served:
            tally.open(name, "The file does not show that the child was served in Part C.", "since when it was served")
        else:
            return False
        return True

    def letter(self) -> str | None:
        """The letter of a child in a, or `None`."""
        birthday = self.birthday
        found = self.days(_K.PART_C_FOUND_ELIGIBLE)[:1]
        tests = {
            "c": self.by(birthday, _K.IEP_IN_EFFECT),
            "b": self.by(birthday - timedelta(days=1), _K.FOUND_NOT_ELIGIBLE),
            "f": bool(self.days(*_CHOSEN)),
            "e": any(timedelta(0) < birthday - day < _SHORTLY for day in found),
            "d": self.by(birthday, *_REFUSED) or self._excepted(),
        }
        return next((letter for letter, holds in tests.items() if holds), None)

    def _excepted(self) -> bool:
        """Whether an exception of 34 CFR 300.301(d) came by the birthday: not produced, or an agreed date at a move."""
        moved = [one for one in self.events.get(_K.EXTENSION_AGREED, ()) if one.detail == ExtensionReason.TRANSFER]
        told = (*self.events.get(_K.CHILD_NOT_PRODUCED, ()), *moved)
        return any(one.on <= self.birthday and one.purpose is not Purpose.REEVALUATION for one in told)

    def stays(self, tally: Tally, late: list[tuple[str, int]], why: list[tuple[str, str]]) -> bool:
        """Whether a child without a letter is in the denominator, and why; else it left, or cannot be told."""
        birthday, name = self.birthday, self.case.id
        if self.by(birthday, _K.EXITED, _K.CONSENT_FOR_SERVICES_REVOKED):
            tally.out(name, LEFT)
            return False
        outcomes = ((_K.IEP_IN_EFFECT, _LATE), (_K.FOUND_NOT_ELIGIBLE, _DECIDED_LATE))
        done = next(((words, found[0]) for kind, words in outcomes if (found := self.days(kind))), None)
        if done is not None:
            late.append((name, (done[1] - birthday).days))
        elif not self.days(_K.FOUND_ELIGIBLE):
            tally.open(name, "The file shows no decision on eligibility, and no IEP.", "the decision and its day")
            return False
        why.append((name, _MISSED if done is None else done[0]))
        tally.no(name)
        return True
