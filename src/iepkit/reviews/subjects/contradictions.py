"""Contradictions in the course of a case: steps that the file holds in an order in which they cannot have happened.

Consent before an evaluation or before services is the matter of the clocks `consent-before-evaluation` and
`consent-before-services`, and is not looked at again here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iepkit.days import to_date, to_day
from iepkit.findings import Severity
from iepkit.records import Eligibility, Evaluation
from iepkit.reviews.context import LASTING_ENDS, Context
from iepkit.reviews.registry import Flaw, rule
from iepkit.vocabulary import EventKind, Purpose

__all__ = [
    "before_birth",
    "completed_before_started",
    "eligibility_before_evaluation",
    "exit_before_eligibility",
    "iep_after_the_end",
    "iep_before_eligibility",
    "recorded_too_soon",
    "reevaluation_before_initial",
]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("contradictions",)
_CONFLICT = Severity.CONFLICT
_BEGINS = (EventKind.FOUND_ELIGIBLE, EventKind.TRANSFERRED_IN, EventKind.CONSENT_FOR_SERVICES)
_SERVED = ("found-eligible", "iep-in-effect", "iep-developed", "services-started", "consent-for-services")
_MADE = (EventKind.IEP_DEVELOPED, EventKind.IEP_IN_EFFECT)
_PLANNED = {  # what a file may hold before its day comes
    EventKind.IEP_IN_EFFECT,
    EventKind.TRANSITION_CONTENT_IN_EFFECT,
    EventKind.IEP_ENDED,
}


@rule(
    "CF103",
    "iep-before-eligibility",
    "First IEP before the determination of eligibility",
    citation="34 CFR 300.323(c)(1)",
    severity=_CONFLICT,
    applies="to the first IEP, other than an IFSP, of a child who did not come from another agency",
    says="The first IEP is developed once the child is found to need special education.",
    settle="Check both days, or record that the determination was made at a reevaluation.",
    groups=_GROUPS,
)
def iep_before_eligibility(context: Context) -> Iterator[Flaw]:
    """The first IEP that was made, or took effect, before the first determination of eligibility."""
    found = next((event for event, _ in context.happenings if event.kind is EventKind.FOUND_ELIGIBLE), None)
    made, path = next((pair for pair in context.happenings if pair[0].kind in _MADE), (None, ""))
    came = bool(context.known.days("transferred-in"))
    if found is None or made is None or came or found.purpose is Purpose.REEVALUATION:
        return
    later = any(iep.initial is False and made.on in (iep.meeting_date, iep.start) for iep in context.case.ieps)
    family = any(made.on in (plan.meeting_date, plan.start) for plan in context.case.ifsps)
    ended = any(made.on <= to_date(day) <= found.on for day in context.known.days(*LASTING_ENDS))
    if made.on < found.on and not later and not family and not ended:
        words = f"The first IEP is of {made.on}, before the child was found eligible on {found.on}."
        yield Flaw(path, words)


@rule(
    "CF131",
    "evaluation-completed-before-started",
    "Evaluation completed before it began",
    citation="34 CFR 300.301(c)",
    severity=_CONFLICT,
    applies="to each evaluation that gives both days",
    says="An evaluation begins before it is complete.",
    settle="Check both days.",
    groups=_GROUPS,
)
def completed_before_started(context: Context) -> Iterator[Flaw]:
    """The evaluations that were completed before they began."""
    for at, row, completed in _completed(context):
        if row.started is not None and completed < row.started:
            words = f"The evaluation was completed on {completed}, before it began on {row.started}."
            yield Flaw(f"$.evaluations[{at}].completed", words)


def _completed(context: Context) -> Iterator[tuple[int, Evaluation, date]]:
    """The evaluations that were complete by the as-of day, each with its place and that day."""
    for at, row in enumerate(context.case.evaluations):
        if row.completed is not None and row.completed <= context.as_of:
            yield at, row, row.completed


@rule(
    "CF132",
    "eligibility-before-evaluation",
    "Eligibility determined before the evaluation was complete",
    citation="34 CFR 300.306(a)",
    severity=_CONFLICT,
    applies="to each determination of which the file holds the evaluation",
    says="Eligibility is determined once the assessments and other measures are complete.",
    settle="Check the day of the determination and the day on which the evaluation was complete.",
    groups=_GROUPS,
)
def eligibility_before_evaluation(context: Context) -> Iterator[Flaw]:
    """The determinations made while their evaluation was going on."""
    for at, row in enumerate(context.case.eligibility):
        if row.determined is not None:
            completed = _completed_after(context, row, row.determined)
            if completed is not None:
                words = (
                    f"Eligibility was determined on {row.determined}, and the evaluation was complete on {completed}."
                )
                yield Flaw(f"$.eligibility[{at}].determined", words)


def _completed_after(context: Context, row: Eligibility, determined: date) -> date | None:
    """The day on which the evaluation of a determination was complete, if that was after it."""
    evaluations = [(one, completed) for _, one, completed in _completed(context)]
    earlier = any(completed <= determined for _, completed in evaluations)
    first = row.purpose is Purpose.INITIAL and not earlier
    late = (
        completed
        for one, completed in evaluations
        if one.purpose is row.purpose
        and completed > determined
        and (first or (one.started is not None and one.started <= determined))
    )
    return min(late, default=None)


@rule(
    "CF133",
    "reevaluation-before-initial",
    "Reevaluation before the initial evaluation",
    citation="34 CFR 300.303(a)",
    severity=_CONFLICT,
    applies="where the file holds an initial evaluation and a reevaluation",
    says="A reevaluation follows an initial evaluation.",
    settle="Check the purposes and the days of both evaluations.",
    groups=_GROUPS,
)
def reevaluation_before_initial(context: Context) -> Iterator[Flaw]:
    """The reevaluations completed before every initial evaluation."""
    first = min((day for _, row, day in _completed(context) if row.purpose is Purpose.INITIAL), default=date.min)
    for at, row, completed in _completed(context):
        if row.purpose is Purpose.REEVALUATION and completed < first:
            words = f"This reevaluation was completed on {completed}, before the initial evaluation on {first}."
            yield Flaw(f"$.evaluations[{at}].completed", words)


@rule(
    "CF141",
    "exit-before-eligibility",
    "Exit of a child who was not yet served",
    citation="34 CFR 300.305(e)",
    severity=_CONFLICT,
    applies="where the file holds an exit and a determination of eligibility",
    says="A child leaves special education after having been found eligible.",
    settle="Check the day of the exit, or add the earlier determination.",
    groups=_GROUPS,
)
def exit_before_eligibility(context: Context) -> Iterator[Flaw]:
    """The exits before which the file shows no eligibility and no service, though it does after them."""
    served, found = context.known.first(*_SERVED), context.known.days("found-eligible")
    for event, path in context.happenings:
        if found and event.kind is EventKind.EXITED and to_day(event.on) < served:
            words = f"The child left on {event.on}, before being found eligible on {to_date(found[0])}."
            yield Flaw(path, words)


@rule(
    "CF142",
    "iep-after-the-end",
    "IEP after special education ended",
    citation="34 CFR 300.323(a)",
    severity=_CONFLICT,
    applies="to every IEP under review of a child who left, was found not eligible, or whose parent revoked consent",
    says="An IEP is for a child with a disability; after an end there is a new determination, transfer or consent.",
    settle="Check the end, or record the new determination, transfer or consent.",
    groups=_GROUPS,
)
def iep_after_the_end(context: Context) -> Iterator[Flaw]:
    """The IEPs that take effect after an end, with nothing that began anew."""
    for one in context.ieps:
        start = one.iep.start
        if start is None:
            continue
        last = max((to_date(day) for day in context.known.days(*LASTING_ENDS) if day < to_day(start)), default=None)
        if last is not None and not any(event.kind in _BEGINS and last <= event.on for event, _ in context.happenings):
            yield Flaw(f"{one.path}.start", f"The IEP takes effect on {start}, and special education ended on {last}.")


@rule(
    "CF151",
    "event-before-birth",
    "Something that happened before the child's birth",
    citation="34 CFR 300.618(a)",
    severity=_CONFLICT,
    applies="where the birth date is known",
    says="Nothing in a case happens before the child's birth.",
    settle="Check the day, and the birth date.",
    groups=_GROUPS,
)
def before_birth(context: Context) -> Iterator[Flaw]:
    """The events before the birth date, which no message repeats."""
    birth = context.birth or date.min
    for path in dict.fromkeys(path for event, path in context.happenings if event.on < birth):
        yield Flaw(path, "This is dated before the child's birth.")


@rule(
    "CF152",
    "event-recorded-too-soon",
    "Something recorded before it happened",
    citation="34 CFR 300.618(a)",
    severity=_CONFLICT,
    applies="to each event that says when it was recorded",
    says="What has happened is recorded on its day or later; when an IEP will begin or end may be known before.",
    settle="Check the day of the event and the day on which it was recorded.",
    groups=_GROUPS,
)
def recorded_too_soon(context: Context) -> Iterator[Flaw]:
    """The events that the file claims to have happened after it knew of them."""
    found: dict[str, str] = {}
    for at, event in enumerate(context.case.events):
        known = event.recorded_on
        if known is not None and known <= context.as_of and known < event.on and event.kind not in _PLANNED:
            words = f"This is recorded on {known} as having happened on {event.on}."
            found.setdefault(event.path or f"$.events[{at}]", words)
    yield from (Flaw(path, words) for path, words in found.items())
