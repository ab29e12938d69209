"""Reasons: why one deadline is not another, from what the two were computed with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from iepkit.calendars import CALENDAR_DAYS, SCHOOL_DAYS, Counting, SchoolCalendar
from iepkit.calendars.compiling import reasons as reasons_by_day
from iepkit.days import MISSING, floor, to_date, to_day
from iepkit.facts import fact
from iepkit.laws import Policy, Provision, describe, parameters
from iepkit.timelines.deadline import Deadline
from iepkit.timelines.explain import Listener, day_words
from iepkit.timelines.plans import SCHOOL_YEAR, Plan
from iepkit.timelines.scalars import Facts
from iepkit.vocabulary import Unit

__all__ = ["Cause", "Reason", "of_change", "of_one"]


def __dir__() -> list[str]:
    return __all__


class Cause(StrEnum):
    """What differs between two answers, so that a deadline does.

    `trigger`: the day that starts the clock. `law`: the provision that governs. `calendar`: the days that count.
    `policy`: a named choice. `file`: something else that the file says. `as-of`: the day on which it is looked at.
    """

    TRIGGER = "trigger"
    LAW = "law"
    CALENDAR = "calendar"
    POLICY = "policy"
    FILE = "file"
    AS_OF = "as-of"


@attrs.frozen
class Reason:
    """One difference that bears on a deadline: of what kind, in what, and how it was before and after.

    >>> print(Reason(Cause.CALENDAR, "2026-10-29", "counted", "not counted, storm"))
    calendar: 2026-10-29; before: counted; after: not counted, storm
    """

    cause: Cause
    what: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.cause}: {self.what}; before: {self.before}; after: {self.after}"


def of_change(old: Deadline, new: Deadline) -> tuple[Reason, ...]:
    """Every difference between what two deadlines for the same run of a clock read, as far as the clock reads it."""
    p, f, q, g = old._plan, old._facts, new._plan, new._facts  # noqa: SLF001 - of the same room
    found = [*_trigger(p, f, q, g), *_law(p, q), *_calendar(p, f, q, g), *_file(p, f, q, g)]
    found += _policies(p, q, {*p.policies, *q.policies})
    if old.due == new.due:
        found += _as_of(f, g)
    return tuple(found) or tuple(_whatever(p, q))


def of_one(one: Deadline, other: Deadline | None, *, new: bool) -> tuple[Reason, ...]:
    """Why a deadline is in one answer alone, the newer one where it is `new`.

    `other` is any deadline of the other answer, which shows by what that was computed; `None` where it has none.
    """
    plan, f = one._plan, one._facts  # noqa: SLF001 - of the same room
    found: list[Reason] = []
    if other is not None:
        also, g = other._plan, other._facts  # noqa: SLF001
        (p, q), (before, after) = ((also, plan), (g, f)) if new else ((plan, also), (f, g))
        found += [*_binding(one, also.law, new=new), *_policies(p, q, set(plan.policies)), *_as_of(before, after)]
        if plan.start == SCHOOL_YEAR and also.calendar != plan.calendar:
            found += _years(p.calendar, q.calendar)
    if not found:
        day = _NOT_SHOWN if fact(plan.start).private else day_words(f.start)
        found.append(_sided(Cause.TRIGGER, fact(plan.start).words, day, "none", new=new))
    return tuple(found)


_NOT_SHOWN = "a day that is not shown"


def _sided(cause: Cause, what: str, here: str, there: str, *, new: bool) -> Reason:
    return Reason(cause, what, *((there, here) if new else (here, there)))


# -- trigger and file -------------------------------------------------------------------------------------------------


def _trigger(p: Plan, f: Facts, q: Plan, g: Facts) -> Iterator[Reason]:
    """The day from which it counts, and what starts and ends it."""
    if f.start != g.start:
        days = (_NOT_SHOWN if fact(r.start).private else day_words(h.start) for r, h in ((p, f), (q, g)))
        yield Reason(Cause.TRIGGER, fact(q.start).words, *days)
    cause = Cause.POLICY if _plain(p.provision) == _plain(q.provision) else Cause.LAW
    for what, old, new in (("what starts it", p.start, q.start), ("what ends it", p.done, q.done)):
        if old != new:
            yield Reason(cause, what, fact(old).words, fact(new).words)


_FILE = {  # what the facts of a run hold beside its start, for people
    "shown": "shown by what came later",
    "waived": "lifted",
    "ended": "ended",
    "grade": "entry to the grade",
    "begun": "the duty began",
    "needed": "what a miss needs in the file",
    "measured": "what the end of the year is measured from",
    "absences": "absences",
    "extensions": "agreed dates",
    "spans": "what spans the due day",
    "pauses": "the clock stood still",
    "stands": "the clock stands still since",
    "lead": "what the lead is counted from",
    "opened": "the period that runs first ended at once",
    "held": "the period that runs first was held open",
    "released": "the period that runs first was released",
    "sooner": "what it may not come after",
    "starts": "what its limits count from",
}


def _file(p: Plan, f: Facts, q: Plan, g: Facts) -> Iterator[Reason]:
    """What else the file says of the run; days that only follow the start are left out, and a birth is not shown."""
    hidden = (f.start, g.start) if fact(q.start).private else ()
    known = {"start", "as_of", *(["done"] if p.done != q.done else [])}
    for field in attrs.fields(Facts):
        old, new = (_days_of(one, field.name) for one in (f, g))
        if field.name in known or old == new or (old, new) == (f.start, g.start):
            continue
        what = fact(q.done).words if field.name == "done" else _FILE.get(field.name, field.name)
        yield Reason(Cause.FILE, what, *(_said(day, hidden) for day in (old, new)))


def _days_of(f: Facts, name: str) -> Any:
    """The day of a fact, or its days or spans as a list."""
    held = getattr(f, name)
    return held if isinstance(held, int) else list(held)


def _said(value: int | Sequence[Any], hidden: Sequence[int]) -> str:
    """A day, days or spans of days for people."""
    if isinstance(value, int):
        return _NOT_SHOWN if value in hidden else day_words(value)
    if isinstance(value, tuple):
        return " to ".join(dict.fromkeys(_said(one, hidden) for one in value))
    return ", ".join(_said(one, hidden) for one in value) or "none"


def _as_of(f: Facts, g: Facts) -> Iterator[Reason]:
    if f.as_of != g.as_of:
        old, new = ("no day" if day == MISSING else day_words(day) for day in (f.as_of, g.as_of))
        yield Reason(Cause.AS_OF, "looked at", old, new)


# -- law and policy ---------------------------------------------------------------------------------------------------


def _plain(provision: Provision | None) -> object:
    """What a provision says, without what is only said about it."""
    if provision is None:
        return None
    return provision.jurisdiction, attrs.evolve(provision.value, note="", source="", conflicts=())


def _law(p: Plan, q: Plan) -> Iterator[Reason]:
    governing = (p.clock.parameter, p.provision, q.provision), (p.clock.age, p.age_provision, q.age_provision)
    for parameter, old, new in governing:
        if _plain(old) != _plain(new):
            yield Reason(Cause.LAW, parameters()[parameter].title, str(old or "no value"), str(new or "no value"))


def _binding(one: Deadline, law: Any, *, new: bool) -> Iterator[Reason]:
    """What the law of the other answer says instead, where it does not say the same."""
    plan = one._plan  # noqa: SLF001 - of the same room
    if law.version == plan.law.version:
        return
    on = one.start or one.due or to_date(max(one._facts.as_of, 0))  # noqa: SLF001 - a day of birth is years too early
    others = law.governing(plan.clock.parameter, on)
    if _plain(plan.provision) not in map(_plain, others):
        there = "; ".join(map(str, others)) or "no value"
        yield _sided(Cause.LAW, parameters()[plan.clock.parameter].title, str(plan.provision), there, new=new)


def _policies(p: Plan, q: Plan, names: Collection[str]) -> Iterator[Reason]:
    for field in attrs.fields(Policy):
        old, new = getattr(p.policy, field.name), getattr(q.policy, field.name)
        if old != new and field.name in names:
            yield Reason(Cause.POLICY, f"{field.name}, {describe(field.name)[0]}", old, new)


def _whatever(p: Plan, q: Plan) -> Iterator[Reason]:
    """Any difference in what two answers were computed with, where none is known to bear on the clock."""
    yield from _policies(p, q, set(attrs.fields_dict(Policy)))
    if p.law.version != q.law.version:
        yield Reason(Cause.LAW, "law version", p.law.version, q.law.version)


# -- calendar ---------------------------------------------------------------------------------------------------------


def _calendar(p: Plan, f: Facts, q: Plan, g: Facts) -> Iterator[Reason]:
    """The days that one calendar counts and the other does not, between the first and the last day that a run reads."""
    rules = {**_rules(p), **_rules(q)}
    old, new = p.calendar, q.calendar
    if not rules or old == new:
        return
    if old is None or new is None:
        known = ("none" if one is None else f"published through {one.horizon}" for one in (old, new))
        yield Reason(Cause.CALENDAR, "the school calendar", *known)
        return
    days = _read(p, f) + _read(q, g)
    found = dict.fromkeys(r for rule in rules for r in _differing(old, new, rule, min(days), max(days)))
    if not found:
        found = dict.fromkeys(_years(old, new))
    if not found and old.horizon != new.horizon:
        found = {Reason(Cause.CALENDAR, "published through", str(old.horizon), str(new.horizon)): None}
    yield from found


def _rules(plan: Plan) -> dict[Counting, None]:
    """The ways in which a clock counts days on the calendar."""
    value = plan.provision.value
    limits = (*plan.written, *(one for one in (value.after, value.extension_limit) if one is not None))
    found = [limit.count for limit in limits if limit.unit not in (Unit.MONTHS, Unit.YEARS)]
    found += [value.roll] if value.roll is not None else []
    school = (value.absences, value.year_end, value.before_break, value.ending, plan.clock.past_total)
    found += [SCHOOL_DAYS] if any(school) or plan.start == SCHOOL_YEAR else []
    return dict.fromkeys(rule for rule in found if rule != CALENDAR_DAYS)


def _read(plan: Plan, f: Facts) -> list[int]:
    """The days that a run reads or reaches, a birth left out."""
    ears = Listener()
    _, due, _ = plan.shape(ears, f, plan)
    heard = [due, *(day for _, day in ears.heard), *([] if fact(plan.start).private else [f.start])]
    return [day for day in map(floor, heard) if day > to_day(date.min)]


def _differing(old: SchoolCalendar, new: SchoolCalendar, rule: Counting, first: int, last: int) -> Iterator[Reason]:
    """The stretches of days that a rule counts on one of two calendars alone, or that one alone knows."""
    (start, whys), (other, others) = reasons_by_day(old, rule), reasons_by_day(new, rule)
    run: list[tuple[date, str, str]] = []
    for day in range(max(first, min(start, other)), min(last, max(start + len(whys), other + len(others)) - 1) + 1):
        before, after = _on(whys, day - start), _on(others, day - other)
        if "not published" in (before, after):
            before, after = (one if one == "not published" else "published" for one in (before, after))
        differ = before.partition(",")[0] != after.partition(",")[0]
        if run and (not differ or run[-1][1:] != (before, after)):
            yield _stretch(run)
            run = []
        if differ:
            run.append((to_date(day), before, after))
    if run:
        yield _stretch(run)


def _on(whys: Sequence[str], at: int) -> str:
    """How a day stands of which this is the place among those that the calendar knows."""
    if not 0 <= at < len(whys):
        return "not published"
    return f"not counted, {whys[at]}" if whys[at] else "counted"


def _stretch(run: Sequence[tuple[date, str, str]]) -> Reason:
    (first, before, after), last = run[0], run[-1][0]
    return Reason(Cause.CALENDAR, f"{first}" if first == last else f"{first} to {last}", before, after)


def _years(old: SchoolCalendar | None, new: SchoolCalendar | None) -> Iterator[Reason]:
    """The school years of which the first or the last day differs."""
    mine, theirs = ([(y.first_day, y.last_day) for y in one.years] if one is not None else [] for one in (old, new))
    only = [span for span in mine if span not in theirs], [span for span in theirs if span not in mine]
    if any(only):
        said = (", ".join(f"{first} to {last}" for first, last in spans) or "none" for spans in only)
        yield Reason(Cause.CALENDAR, "school years", *said)
