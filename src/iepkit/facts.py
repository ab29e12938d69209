"""Facts: what clocks ask of a case, such as the day of a consent, answered from its events as ints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from iepkit.days import MISSING, merged, to_day
from iepkit.errors import UnknownName
from iepkit.history import Case, Event
from iepkit.vocabulary import Disability, EventKind, ExtensionReason, Purpose, Requester

__all__ = ["ENDS", "EXTENSIONS", "FACTS", "FOREVER", "Episode", "Fact", "Projection", "episodes", "fact", "pairs"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Fact:
    """Which events a fact holds, and how it is said to people. The day of a `private` fact is never shown.

    An event that does not state its purpose is never taken for one: it does not match `purpose`.
    `shown_by` names later facts that cannot be unless this one was, on a day that the file may not hold.
    """

    words: str
    kinds: tuple[EventKind, ...] = ()
    purpose: Purpose | None = None
    details: tuple[str, ...] = ()
    not_details: tuple[str, ...] = ()
    unless: Purpose | None = None
    shown_by: tuple[str, ...] = ()
    private: bool = False

    def holds(self, event: Event) -> bool:
        """Whether an event of one of the kinds is this fact."""
        stated = self.purpose is None or self.purpose is event.purpose
        other = self.unless is not None and self.unless is event.purpose
        said = event.detail not in self.not_details and (not self.details or event.detail in self.details)
        return stated and not other and said


_K, _INITIAL, _AGAIN = EventKind, Purpose.INITIAL, Purpose.REEVALUATION

_UNDONE = (_K.CONSENT_FOR_EVALUATION_WITHDRAWN, _K.CONSENT_FOR_EVALUATION_REFUSED)

FACTS: dict[str, Fact] = {
    "absent": Fact("the child was absent", (_K.ABSENCE,)),
    "any-evaluation-completed": Fact("an evaluation was completed", (_K.EVALUATION_COMPLETED,)),
    "birth": Fact("the child's birth", private=True),
    "child-not-produced": Fact(
        "the parent repeatedly failed or refused to produce the child for the evaluation", (_K.CHILD_NOT_PRODUCED,)
    ),
    "consent-for-initial-evaluation": Fact(
        "the agency received consent for the initial evaluation", (_K.CONSENT_FOR_EVALUATION,), _INITIAL
    ),
    "consent-for-initial-evaluation-withdrawn": Fact(
        "consent for the initial evaluation was refused or withdrawn", _UNDONE, unless=_AGAIN
    ),
    "consent-for-reevaluation": Fact(
        "the agency received consent for the reevaluation", (_K.CONSENT_FOR_EVALUATION,), _AGAIN
    ),
    "consent-for-reevaluation-withdrawn": Fact(
        "consent for the reevaluation was refused or withdrawn", _UNDONE, _AGAIN
    ),
    "consent-for-services": Fact("the parent consented to services", (_K.CONSENT_FOR_SERVICES,)),
    "consent-for-services-refused": Fact("the parent refused services", (_K.CONSENT_FOR_SERVICES_REFUSED,)),
    "consent-for-services-revoked": Fact("the parent revoked consent to services", (_K.CONSENT_FOR_SERVICES_REVOKED,)),
    "consent-not-required": Fact("consent was not required", (_K.CONSENT_NOT_REQUIRED,)),
    "eligibility-determined": Fact(
        "eligibility was determined",
        (_K.FOUND_ELIGIBLE, _K.FOUND_NOT_ELIGIBLE),
        shown_by=("iep-developed", "iep-in-effect"),
    ),
    "evaluation-report-given": Fact("the parents were given the evaluation report", (_K.EVALUATION_REPORT_GIVEN,)),
    "evaluation-refused": Fact(
        "the agency decided not to evaluate", (_K.REFERRAL_DECISION,), details=("do-not-evaluate",), unless=_AGAIN
    ),
    "exited": Fact("the child left special education", (_K.EXITED,)),
    "first-found-eligible": Fact(
        "the child was first found to need special education", (_K.FOUND_ELIGIBLE,), unless=_AGAIN
    ),
    "found-eligible": Fact("the child was found to need special education", (_K.FOUND_ELIGIBLE,)),
    "found-eligible-intellectual-disability": Fact(
        "the child was found to have an intellectual disability",
        (_K.FOUND_ELIGIBLE,),
        details=(Disability.INTELLECTUAL_DISABILITY.value,),
    ),
    "found-not-eligible": Fact("the child was found not eligible", (_K.FOUND_NOT_ELIGIBLE,)),
    "grade-8-entered": Fact("the child entered grade 8", (_K.GRADE_ENTERED,), details=("8", "08")),
    "grade-9-entered": Fact("the child entered grade 9", (_K.GRADE_ENTERED,), details=("9", "09")),
    "iep-content": Fact("the IEP is there with its content", (_K.IEP_WRITTEN,)),
    "iep-developed": Fact("the IEP was developed", (_K.IEP_DEVELOPED,), shown_by=("iep-in-effect",)),
    "iep-ended": Fact("the IEP ended", (_K.IEP_ENDED,)),
    "iep-implemented": Fact(
        "the IEP was put into practice", (_K.IEP_IMPLEMENTED, _K.SERVICES_STARTED), shown_by=("iep-in-effect",)
    ),
    "iep-in-effect": Fact("an IEP took effect", (_K.IEP_IN_EFFECT,)),
    "iep-meeting": Fact(
        "the IEP Team met", (_K.IEP_MEETING, _K.IEP_DEVELOPED), shown_by=("iep-in-effect", "served-before")
    ),
    "iep-reviewed": Fact("the IEP Team reviewed the IEP", (_K.IEP_REVIEWED,)),
    "initial-evaluation-begun": Fact(
        "the initial evaluation began", (_K.EVALUATION_STARTED, _K.EVALUATION_COMPLETED), _INITIAL
    ),
    "initial-evaluation-completed": Fact(
        "the initial evaluation was completed",
        (_K.EVALUATION_COMPLETED,),
        _INITIAL,
        shown_by=("eligibility-determined",),
    ),
    "later-evaluation": Fact(
        "an evaluation that was not the initial one was completed", (_K.EVALUATION_COMPLETED,), unless=_INITIAL
    ),
    "meeting-notice-given": Fact("the parents were told of the meeting", (_K.IEP_MEETING_NOTICE,)),
    "reevaluation-completed": Fact("the reevaluation was completed", (_K.EVALUATION_COMPLETED,), _AGAIN),
    "reevaluation-interval-agreed": Fact(
        "parent and agency agreed to more than one reevaluation a year", (_K.REEVALUATION_INTERVAL_AGREED,)
    ),
    "reevaluation-unnecessary": Fact(
        "parent and agency agreed that a reevaluation is unnecessary", (_K.REEVALUATION_UNNECESSARY,)
    ),
    "referral": Fact("the agency received the referral", (_K.REFERRAL, _K.REQUEST_FOR_EVALUATION), unless=_AGAIN),
    "referral-decision": Fact(
        "the agency answered the referral",
        (_K.REFERRAL_DECISION, _K.CONSENT_REQUESTED),
        unless=_AGAIN,
        shown_by=("consent-for-initial-evaluation", "initial-evaluation-begun"),
    ),
    "referral-for-reevaluation": Fact(
        "the agency received the referral for a reevaluation", (_K.REFERRAL, _K.REQUEST_FOR_EVALUATION), _AGAIN
    ),
    "referral-not-from-part-c": Fact(
        "the agency received the referral, which did not come from Part C",
        (_K.REFERRAL, _K.REQUEST_FOR_EVALUATION),
        not_details=(Requester.PART_C.value,),
        unless=_AGAIN,
    ),
    "rights-transfer-informed": Fact(
        "the child was informed of the rights that transfer", (_K.RIGHTS_TRANSFER_INFORMED,)
    ),
    "school-year-begins": Fact("the school year begins"),
    "served-before": Fact("the file shows an earlier IEP that it does not hold", (_K.SERVED_BEFORE,)),
    "served-in-part-c": Fact("the child was served in Part C", (_K.SERVED_IN_PART_C, _K.PART_C_NOTICE)),
    "services-started": Fact("services began", (_K.SERVICES_STARTED,)),
    "transferred-in": Fact("the child came from another agency", (_K.TRANSFERRED_IN,)),
    "transition-content": Fact(
        "an IEP with transition goals and services took effect", (_K.TRANSITION_CONTENT_IN_EFFECT,)
    ),
}

EXTENSIONS: dict[ExtensionReason, str] = {
    ExtensionReason.SPECIFIC_LEARNING_DISABILITY: "the parents and the group agreed in writing on a new date",
    ExtensionReason.TRANSFER: "the parent and the new agency agreed on a date",
    ExtensionReason.AGREEMENT: "the parent and the agency agreed in writing on a new date",
}

FOREVER = 1 << 28
ENDS = ("exited", "found-not-eligible", "consent-for-services-refused", "consent-for-services-revoked")
"""The facts with which special education ends."""


def fact(name: str) -> Fact:
    """The fact of that name; raises `UnknownName`."""
    if name not in FACTS:
        raise UnknownName("fact", name, FACTS)
    return FACTS[name]


def _index() -> dict[EventKind, list[tuple[str, Fact]]]:
    table: dict[EventKind, list[tuple[str, Fact]]] = {kind: [] for kind in EventKind}
    for name, row in FACTS.items():
        for kind in row.kinds:
            table[kind].append((name, row))
    return table


_BY_KIND = _index()


@attrs.frozen
class Projection:
    """The facts of one case as whole numbers, from one pass over its history.

    >>> from iepkit.history import Case, Event
    >>> case = Case("1", events=(Event(EventKind.REFERRAL, date(1970, 1, 3)),))
    >>> Projection.of(case).days("referral")
    [2]
    """

    table: dict[str, list[tuple[int, int, Event | None]]]

    @classmethod
    def of(cls, case: Case, as_of: date | None = None) -> Projection:
        """The facts of a case, as of a day; a birth after that day is none."""
        found = cls.of_events(case.history(until=as_of))
        born = case.student.birth_date if case.student else None
        if born is not None and (as_of is None or born <= as_of):
            found.table["birth"] = [(to_day(born), MISSING, None)]
        return found

    @classmethod
    def of_events(cls, events: Iterable[Event]) -> Projection:
        """The facts of events in the order of their days."""
        table: dict[str, list[tuple[int, int, Event | None]]] = {}
        for event in events:
            on = to_day(event.on)
            until = MISSING if event.until is None else to_day(event.until)
            for name, row in _BY_KIND[event.kind]:
                if row.holds(event):
                    table.setdefault(name, []).append((on, until, event))
            if event.kind is EventKind.EXTENSION_AGREED:
                table.setdefault(f"extension:{event.detail}", []).append((on, until, event))
        return cls(table)

    def days(self, *names: str) -> list[int]:
        """The days of the facts, in order, each once."""
        return sorted({row[0] for name in names for row in self.table.get(name, ())})

    @property
    def earliest(self) -> int:
        """The day of the first event that is a fact, or `FOREVER`."""
        return min((rows[0][0] for name, rows in self.table.items() if name != "birth"), default=FOREVER)

    def first(self, *names: str) -> int:
        """The first day of the facts, or `MISSING`."""
        return min((row[0] for name in names for row in self.table.get(name, ())), default=MISSING)

    def path(self, name: str, day: int) -> str:
        """Where in the case the fact of that day stands, or nothing."""
        rows = self.table.get(name, ())
        return next((event.path for on, _, event in rows if on == day and event is not None), "")

    def intervals(self, name: str) -> tuple[tuple[int, int], ...]:
        """The spans of a fact, merged; a span without an end is one day."""
        rows = self.table.get(name, ())
        return tuple(merged((on, on if until == MISSING else until) for on, until, _ in rows))

    def agreed(self, reasons: Sequence[ExtensionReason]) -> tuple[tuple[int, int], ...]:
        """The agreed new dates for these reasons: when agreed, and the new date."""
        rows = [row for reason in reasons for row in self.table.get(f"extension:{reason.value}", ())]
        return tuple(sorted((on, until) for on, until, _ in rows if until != MISSING))

    def standing(self, name: str, *, last: int | None = None) -> list[tuple[int, int]]:
        """The spans over which each thing stood until the next replaced it, or it ended.

        Where the last one has no end, it stands until `last`; by default only its own first day is claimed.
        """
        rows = [(on, until) for on, until, _ in self.table.get(name, ())]
        ended = self.days("iep-ended", *ENDS)
        spans = []
        for at, (on, until) in enumerate(rows):
            ends = [until] if until != MISSING else []
            ends += [day for day in ended if day >= on][:1]
            ends += [following - 1 for following, _ in rows[at + 1 :] if following > on][:1]
            spans.append((on, min(ends) if ends else on if last is None else last))
        return spans


@attrs.frozen
class Episode:
    """One run of a clock: when it started, what it waited for and when the duty ended, each `MISSING` where not."""

    start: int
    done: int = MISSING
    ended: int = MISSING


def episodes(starts: Sequence[int], dones: Sequence[int], ends: Sequence[int] = ()) -> list[Episode]:
    """The runs of a clock that starts, waits for one thing, and may end without it.

    A second start while the clock runs changes nothing. On one day, a start comes before what it waits for.

    >>> episodes([1, 5, 20], [9, 30])
    [Episode(start=1, done=9, ended=-1073741824), Episode(start=20, done=30, ended=-1073741824)]
    """
    happened = sorted([(day, 0) for day in starts] + [(day, 1) for day in dones] + [(day, 2) for day in ends])
    runs: list[Episode] = []
    running = False
    for day, what in happened:
        if what == 0 and not running:
            runs.append(Episode(day))
            running = True
        elif what and running:
            start = runs[-1].start
            runs[-1] = Episode(start, done=day) if what == 1 else Episode(start, ended=day)
            running = False
    return runs


def pairs(days: Sequence[int], restarts: Sequence[int] = (), ends: Sequence[int] = ()) -> list[Episode]:
    """The runs of a clock that each thing stops and starts anew, and that a restart starts anew without stopping it.

    >>> [(run.start, run.done) for run in pairs([1, 9])]
    [(1, 9), (9, -1073741824)]
    """
    starts, first = sorted({*days, *restarts}), min(days, default=FOREVER)
    runs = []
    for at, start in enumerate(starts):
        if start < first:
            continue
        done = next((day for day in days if day > start), MISSING)
        following = starts[at + 1] if at + 1 < len(starts) else FOREVER
        ended = next((day for day in ends if start <= day <= following), MISSING)
        runs.append(Episode(start, done if done <= following else MISSING, ended))
    return runs
