"""Explanations: the run of a clock, heard step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from html import escape
from itertools import takewhile
from typing import Any

import attrs

from iepkit.calendars import Counting, SchoolCalendar, Span
from iepkit.days import MISSING, floor, is_unknown, to_date, to_day
from iepkit.facts import fact
from iepkit.laws import Provision, Relation, Shape, describe, parameters
from iepkit.timelines.plans import Plan
from iepkit.timelines.scalars import Facts, Scalars
from iepkit.vocabulary import Unit

__all__ = ["Explanation", "Listener", "explained", "stretches"]


def __dir__() -> list[str]:
    return __all__


_EARLIEST = to_day(date.min)


@attrs.frozen
class Explanation:
    """Why a deadline is what it is: a line of text, and the lines under it.

    It prints as indented text, and shows as a list in a notebook; `tree()` gives it as plain data.

    >>> print(Explanation("Due 2026-05-01", (Explanation("60 calendar days after 2026-03-02"),)))
    Due 2026-05-01
      60 calendar days after 2026-03-02
    """

    text: str
    parts: tuple[Explanation, ...] = ()

    def __str__(self) -> str:
        return "\n".join(self._lines(0))

    def _lines(self, depth: int) -> Iterator[str]:
        yield "  " * depth + self.text
        for part in self.parts:
            yield from part._lines(depth + 1)  # noqa: SLF001

    def tree(self) -> dict[str, Any]:
        """The explanation as nested dictionaries of `text` and `parts`."""
        return {"text": self.text, "parts": [part.tree() for part in self.parts]}

    def _repr_html_(self) -> str:
        return f"<ul>{self._item()}</ul>"

    def _item(self) -> str:
        inner = "".join(part._item() for part in self.parts)  # noqa: SLF001
        return f"<li>{escape(self.text)}{f'<ul>{inner}</ul>' if inner else ''}</li>"


class Listener(Scalars):
    """The operations on ints, with every named step kept."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, int]] = []

    def step(self, name: str, value: int) -> int:
        """The value, once it is heard."""
        self.heard.append((name, value))
        return value


def day_words(day: int) -> str:
    """A day for people, also one that is missing or unknown."""
    if day == MISSING:
        return "not in the file"
    if is_unknown(day):
        bound = floor(day)
        return f"unknown, later than {to_date(bound)}" if bound > _EARLIEST else "unknown"
    return str(to_date(day))


def _span_words(first: date, last: date) -> str:
    days = (last - first).days + 1
    return f"{first} (1 day)" if days == 1 else f"{first} to {last} ({days} days)"


def stretches(calendar: SchoolCalendar, rule: Counting, first: date, last: date) -> list[Span]:
    """The days that a rule skips, as unbroken stretches, each with all its reasons."""
    out: list[Span] = []
    for span in calendar.skipped(rule, first, last):
        if out and out[-1].end + timedelta(days=1) == span.first:
            reasons = dict.fromkeys([*out[-1].reason.split("; "), span.reason])
            out[-1] = Span(out[-1].first, span.end, "; ".join(reasons))
        else:
            out.append(span)
    return out


def _skipped(calendar: SchoolCalendar, rule: Counting, start: int, due: int) -> Iterator[Explanation]:
    """The stretches skipped between two days; plain weekends in one line."""
    end = floor(due)
    if end <= start:
        return
    spans = stretches(calendar, rule, to_date(start + 1), to_date(end))
    weekends = [span for span in spans if span.reason == "weekend"]
    for span in spans:
        if span.reason != "weekend":
            yield Explanation(f"not counted: {_span_words(span.first, span.end)}, {span.reason}")
    if weekends:
        days = sum((span.end - span.first).days + 1 for span in weekends)
        parts = tuple(Explanation(_span_words(span.first, span.end)) for span in weekends)
        yield Explanation(f"not counted: {days} days of weekends", parts)


def _limits(plan: Plan, f: Facts, anchor: int, *, private: bool) -> Iterator[Explanation]:
    """Each limit, counted from its anchor, with what it skips."""
    ahead = plan.clock.shape in (Shape.BEFORE, Shape.NOT_BEFORE)
    starts = f.starts or [anchor] * len(plan.limits)
    for written, span, begun in zip(plan.written, plan.limits, starts, strict=False):
        if ahead and not written.number:
            continue
        anchor = begun
        due = span.ahead(anchor) if ahead else span.after(anchor)
        side = "before" if ahead else "after"
        since = "that age is reached" if private else day_words(anchor)
        skipped: tuple[Explanation, ...] = ()
        if plan.calendar is not None and written.unit not in (Unit.MONTHS, Unit.YEARS) and anchor != MISSING:
            skipped = tuple(_skipped(plan.calendar, written.count, *sorted((anchor, due))))
        yield Explanation(f"{written.words} {side} {since}: {day_words(due)}", skipped)


_STEPS = {
    "long break": "by the rule for a start shortly before a long break",
    "paused": "with the time in which the clock stood still",
    "sooner": "brought forward to the day before which it must be done",
    "begins": "moved to the day on which the duty began for this child",
    "absences": "with the days on which the child was absent",
    "year end": "by the rule for the end of the school year",
    "summer": "by the rule for a date between two school years",
    "agreed": "by agreement",
    "in effect then": "moved to the day on which the IEP in effect then took effect",
    "roll": "moved to the next day that counts",
}


_STANDS = {
    Relation.REPLACES: "in place of",
    Relation.ADDS: "beside",
    Relation.SUPPLIES: "where federal law leaves it open",
}


def _provision(provision: Provision, lead: str) -> Explanation:
    value, citation = provision.value, provision.citation
    since = f"effective {value.effective}" if value.effective else "effective date not recorded"
    notes = tuple(Explanation(f"note: {note}") for note in (value.note, *value.conflicts) if note)
    source = f"{citation.text}; {citation.authority}; {value.grade}; {since}"
    return Explanation(f"{lead}: {provision.jurisdiction}, {value.words} [{source}]", notes)


def _law(plan: Plan) -> Explanation:
    parameter = parameters()[plan.clock.parameter]
    links = [_provision(plan.provision, "governs")]
    for link in plan.chain[::-1]:
        if link != plan.provision:
            rest = plan.choice.applies is not None and link.authority is plan.provision.authority
            links.append(_provision(link, "for everyone else" if rest else _STANDS[parameter.states]))
    if plan.age_provision is not None and plan.age_provision != plan.provision:
        links.append(_provision(plan.age_provision, parameters()[plan.clock.age].title))
    return Explanation(f"law: {parameter.title}", tuple(links))


def _policies(plan: Plan) -> Iterator[Explanation]:
    for name in plan.policies:
        yield Explanation(f"policy {name} = {getattr(plan.policy, name)}: {describe(name)[0]}")


def _too_late(day: int, due: int) -> str:
    """What to add where something that lifts or moves a duty came once the due day had passed, or may have."""
    if day <= floor(due):
        return ""
    return " (it may be after the due day, not applied)" if is_unknown(due) else " (after the due day, not applied)"


def _agreements(f: Facts, ears: Listener) -> Iterator[Explanation]:
    """Each agreed new date, held against the due day that stood when it was agreed."""
    if not (f.extensions or f.capped) or not ears.heard:
        return
    standing = [day for _, day in takewhile(lambda step: step[0] != "agreed", ears.heard)][-1]
    for on, until in sorted((*f.extensions, *f.capped)):
        applied = ears.latest_agreed([(on, until)], standing) != MISSING
        note = "" if applied else _too_late(on, standing) or " (no later than the due day, not applied)"
        yield Explanation(f"agreed on {day_words(on)}: new date {day_words(until)}{note}")
        standing = until if applied else standing


def _period(plan: Plan, f: Facts) -> Iterator[Explanation]:
    """The period that runs before the limit, with what ends it sooner or holds it open."""
    if plan.period_written is None:
        return
    end = plan.period[0].after(f.start)
    clock = plan.clock
    held = f.held != MISSING and f.held <= floor(end)
    happened = (
        ("held open", clock.held_by, f.held),
        ("ended at once", clock.opened_by, f.freed if held else f.opened),
        ("released", clock.released_by, f.released if held and f.freed == MISSING else MISSING),
    )
    parts = (
        Explanation(f"{how}: {_or(names)}, {day_words(day)}{'' if held else _too_late(day, end)}")
        for how, names, day in happened
        if day != MISSING
    )
    yield Explanation(f"first {plan.period_written.words}, through {day_words(end)}", tuple(parts))


def _or(names: Iterable[str]) -> str:
    return " or ".join(fact(name).words for name in names)


def _pauses(plan: Plan, f: Facts) -> Iterator[Explanation]:
    """The time in which the clock stood still."""
    for first, last in f.pauses:
        if last > f.start:
            still = f.stands == first
            span = f"since {to_date(first)}" if still else _span_words(to_date(first), to_date(last))
            yield Explanation(f"stood still: {_or(plan.pauses)}, {span}")


def _facts(plan: Plan, f: Facts, due: int) -> Iterator[Explanation]:
    start = fact(plan.start)
    shown = "" if start.private else f", {day_words(f.start)}"
    yield Explanation(f"starts: {start.words}{shown}")
    if plan.grade and f.grade != MISSING:
        yield Explanation(f"grade: {fact(plan.grade).words}, {day_words(f.grade)}")
    if plan.measured:
        yield Explanation(f"measured from: {fact(plan.measured).words}, {day_words(f.measured)}")
    yield Explanation(f"stops when: {fact(plan.done).words}, {day_words(f.done)}")
    if f.shown != MISSING:
        later = _or(fact(plan.done).shown_by)
        yield Explanation(f"shown by what came later: {later}, {day_words(f.shown)}")
    if f.waived != MISSING:
        lifted = _or(plan.clock.waived_by)
        note = "" if plan.clock.shape is Shape.APART else _too_late(f.waived, due)
        yield Explanation(f"lifted by: {lifted}, {day_words(f.waived)}{note}")
    if f.ended != MISSING:
        yield Explanation(f"ended by: {_or(plan.clock.ended_by)}, {day_words(f.ended)}")


def explained(plan: Plan, f: Facts, outcome: str, settle: str) -> Explanation:
    """The explanation of one run: the same shape on the same facts, with a listener."""
    ears = Listener()
    _, due, _ = plan.shape(ears, f, plan)
    private = fact(plan.start).private
    heard = dict(ears.heard)
    anchor = heard.get("anchor", f.start)
    before = heard.get("limit", anchor)
    parts = [*_facts(plan, f, due), *_period(plan, f), *_pauses(plan, f), *_agreements(f, ears), _law(plan)]
    parts += _limits(plan, f, anchor, private=private)
    if plan.clock.shape is Shape.BEFORE and "anchor" in heard and not private:
        parts.append(Explanation(f"anchor: {day_words(anchor)}"))
    for name, day in ears.heard:
        if name in _STEPS and day != before:
            parts.append(Explanation(f"{_STEPS[name]}: {day_words(day)}"))
            before = day
    parts += _policies(plan)
    if settle:
        parts.append(Explanation(f"to settle it: {settle}"))
    as_of = "" if f.as_of == MISSING else f" as of {day_words(f.as_of)}"
    horizon = f"; calendar published through {plan.calendar.horizon}" if plan.calendar is not None else ""
    parts.append(Explanation(f"law version {plan.law.version}{horizon}"))
    return Explanation(f"{plan.clock.title} ({plan.clock.code}): {outcome}{as_of}", tuple(parts))
