"""The vocabulary of the shapes on whole numbers: the answer for one case."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any

import attrs

from iepkit.days import MISSING, Counter, earliest, floor, is_unknown, later_than, merged
from iepkit.timelines.spans import Span

__all__ = ["ALWAYS", "Facts", "Scalars", "Verdict"]


def __dir__() -> list[str]:
    return __all__


ALWAYS = MISSING + 1  # before every day: what nothing else is needed for


@attrs.define(eq=False)
class Facts:
    """What a shape asks of one run of a clock, as whole numbers; `MISSING` where it is not there."""

    start: int
    done: int = MISSING
    as_of: int = MISSING
    shown: int = MISSING
    waived: int = MISSING
    ended: int = MISSING
    grade: int = MISSING
    measured: int = MISSING
    begun: int = MISSING
    needed: int = ALWAYS
    lead: int = MISSING
    opened: int = MISSING
    held: int = MISSING
    freed: int = MISSING
    released: int = MISSING
    stands: int = MISSING
    sooner: int = MISSING
    starts: Sequence[int] = ()
    pauses: Sequence[tuple[int, int]] = ()
    absences: Sequence[tuple[int, int]] = ()
    extensions: Sequence[tuple[int, int]] = ()
    capped: Sequence[tuple[int, int]] = ()
    spans: Sequence[tuple[int, int]] = ()


Verdict = tuple[int, int, int]


class Scalars:
    """The operations on ints."""

    def step(self, name: str, value: int) -> int:
        """The value; a listener also hears its name."""
        return value

    def through(self, steps: Sequence[Callable[..., int]], f: Any, p: Any, due: int) -> int:
        """The due day once every step has had its turn."""
        for step in steps:
            due = step(self, f, p, due)
        return due

    def verdict(self, status: int, due: int, days: int) -> Verdict:
        """The answer of a shape."""
        return status, due, days

    # -- logic

    def where(self, condition: bool, yes: int, no: int) -> int:
        """One value or the other."""
        return yes if condition else no

    def choose(self, *cases: tuple[bool, int], otherwise: int) -> int:
        """The value of the first condition that holds."""
        for condition, value in cases:
            if condition:
                return value
        return otherwise

    def missing(self, day: int) -> bool:
        """Whether there is no such day."""
        return day == MISSING

    def present(self, day: int) -> bool:
        """Whether there is such a day."""
        return day != MISSING

    def known(self, day: int) -> bool:
        """Whether the day is not an unknown one."""
        return not is_unknown(day)

    def floor(self, day: int) -> int:
        """The last day that is certainly in time."""
        return floor(day)

    def earlier(self, a: int, b: int) -> int:
        """The earlier of two days, of which a missing one is left out."""
        return b if a == MISSING else a if b == MISSING else earliest(a, b)

    def later(self, a: int, b: int) -> int:
        """The later of two days."""
        return max(a, b)

    def past(self, day: int) -> int:
        """The unknown day that comes after a day."""
        return day if day == MISSING else later_than(floor(day))

    # -- spans of time

    def combined(self, limits: Sequence[Span], day: int, starts: Sequence[int]) -> int:
        """The earliest of the limits, each counted from its own start, and left out where that is missing."""
        if not starts:
            return self.after(limits, day)
        due = MISSING
        for limit, start in zip(limits, starts, strict=True):
            due = self.earlier(due, limit.after(start))
        return due

    def after(self, limits: Sequence[Span], day: int) -> int:
        """The earliest of the limits, counted from a day."""
        due = limits[0].after(day)
        for limit in limits[1:]:
            due = earliest(due, limit.after(day))
        return due

    def ahead(self, limits: Sequence[Span], day: int) -> int:
        """The day that lies the limit before a day."""
        return limits[0].ahead(day)

    def more(self, limits: Sequence[Span], due: int, number: int) -> int:
        """The due day moved by more days of the limit."""
        return limits[0].more(due, number) if number else due

    def tolled(self, limits: Sequence[Span], start: int, due: int, stops: Sequence[tuple[int, int]]) -> int:
        """The due day once the clock stood still during the stops."""
        return limits[0].counter.tolled(start, due, stops)

    def on_or_after(self, counter: Counter, day: int) -> int:
        """The first counted day that is not before a day."""
        return counter.on_or_after(day)

    def within_spans(self, counter: Counter, start: int, end: int, spans: Sequence[tuple[int, int]]) -> int:
        """How many counted days of the spans lie after `start` and up to `end`."""
        stop = floor(end)
        found = (counter.count(max(first - 1, start), min(last, stop)) for first, last in merged(spans) if last > start)
        return sum(max(count or 0, 0) for count in found)

    # -- the school year

    def _year(self, rule: Any, day: int) -> int:
        """The place of the school year that holds a day, or of the last one before it; -1 where there is none."""
        return bisect_right(rule.first_days, day) - 1

    def year_end(self, rule: Any, day: int) -> int:
        """The last day of the school year that holds a day, or of the last one before it."""
        at = self._year(rule, day)
        return rule.last_days[at] if at >= 0 else MISSING

    def left_in_year(self, rule: Any, day: int) -> int:
        """How many days are left in the school year after a day; -1 between two years, -2 where that cannot be said."""
        last = self.year_end(rule, day)
        left = None if last == MISSING else -1 if day > last else rule.left.count(day, last)
        return -2 if left is None else left

    def year_end_due(self, rule: Any, start: int, measured: int) -> int:
        """The due day that a year-end rule sets; `MISSING` where the school year is not known."""
        at = self._year(rule, measured)
        if at < 0:
            return MISSING
        anchor = rule.anchors[at] if rule.anchors else start
        return self.after(rule.limits, anchor - rule.anchor_counts)

    def due_before_break(self, rule: Any, start: int) -> int:
        """The due day that a rule for a start shortly before a long break sets; `MISSING` where no break is so near."""
        at = bisect_right(rule.first_days, start)
        if at == len(rule.first_days):
            return MISSING
        left = rule.left.count(start, rule.first_days[at] - 1)
        return self.after(rule.limits, start) if left is not None and left < rule.within else MISSING

    def next_year_if_between(self, rule: Any, day: int) -> int:
        """The first day of the next school year for a day between two; `MISSING` for a day inside one."""
        if is_unknown(day):
            return day
        at = bisect_left(rule.last_days, day)
        inside = at < len(rule.last_days) and day >= rule.first_days[at]
        if inside or day == MISSING:
            return MISSING
        return rule.first_days[at] if 0 < at < len(rule.last_days) else later_than(day - 1)

    # -- several dates

    def latest_agreed(self, extensions: Sequence[tuple[int, int]], due: int) -> int:
        """The last date agreed to while the clock still ran; an agreement is on a later day than the one that binds."""
        date = MISSING
        for on, until in extensions:
            standing = due if date == MISSING else date
            if on <= floor(standing) and until > floor(standing):
                date = until
        return date

    def covering(self, spans: Sequence[tuple[int, int]], day: int) -> int:
        """The first day of the last span that holds a day."""
        return max((first for first, last in spans if first <= day <= last), default=MISSING)
