"""Comparing: two answers for the same cases, as before and after a snow day; what moved, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Protocol, cast

import attrs

from iepkit.errors import InvalidDocument, Problem
from iepkit.timelines.deadline import Deadline
from iepkit.timelines.explain import Explanation
from iepkit.timelines.reasons import Cause, Reason, of_change, of_one

__all__ = ["Answer", "Answered", "Answers", "Change", "ChangeKind", "Comparison", "answers_of", "compare"]


def __dir__() -> list[str]:
    return __all__


class Answered(Protocol):
    """Anything with the deadlines of one case, such as a report."""

    @property
    def case(self) -> str:
        """The identifier of the case."""

    @property
    def deadlines(self) -> Iterable[Deadline]:
        """Its deadlines."""


Answer = Iterable[Deadline] | Answered
"""The deadlines of one case, or its report."""

Answers = Answer | Iterable[Answered] | Mapping[str, Answer]
"""One answer, the reports of many cases, or the answer for each case by its identifier."""


class ChangeKind(StrEnum):
    """How a deadline differs between two answers.

    `moved`: its due day is another, or is known in one of them only. `status`: the due day is the same, and it stands
    otherwise. `appeared` and `vanished`: only the newer or only the older answer has it.
    """

    MOVED = "moved"
    APPEARED = "appeared"
    VANISHED = "vanished"
    STATUS = "status"


@attrs.frozen
class Change:
    """A deadline that two answers do not give alike, with every reason that could be found.

    `before` and `after` are the deadlines, `None` in the answer that has none. `case` is the identifier of the case,
    empty where one case was compared.
    """

    kind: ChangeKind
    before: Deadline | None
    after: Deadline | None
    reasons: tuple[Reason, ...]
    case: str = attrs.field(default="", repr=False)

    @property
    def deadline(self) -> Deadline:
        """The newer of the deadlines."""
        return cast("Deadline", self.after or self.before)

    @property
    def clock(self) -> str:
        """The name of the clock."""
        return self.deadline.clock

    @property
    def old(self) -> date | None:
        """The due day before, `None` where there was none or it was unknown."""
        return self.before.due if self.before is not None else None

    @property
    def new(self) -> date | None:
        """The due day after, `None` where there is none or it is unknown."""
        return self.after.due if self.after is not None else None

    @property
    def days(self) -> int | None:
        """By how many calendar days it moved, later being positive; `None` where one of the days is not known."""
        return (self.new - self.old).days if self.new is not None and self.old is not None else None

    @property
    def causes(self) -> frozenset[Cause]:
        """The kinds of its reasons."""
        return frozenset(reason.cause for reason in self.reasons)

    @property
    def words(self) -> str:
        """What changed, in words."""
        before, after = (one and one.outcome for one in (self.before, self.after))
        if before is None or after is None:
            return f"{self.kind}: {after or before}"
        by = f" ({abs(self.days)} day{'s' * (abs(self.days) != 1)} {_WAY[self.days > 0]})" if self.days else ""
        return f"{before}; now {after}{by}"

    def explain(self) -> Explanation:
        """What changed, and under it each reason."""
        one = self.deadline
        return Explanation(f"{one.title} ({one.code}): {self.words}", tuple(Explanation(str(r)) for r in self.reasons))


_WAY = {True: "later", False: "sooner"}


@attrs.frozen
class Comparison:
    """The changes between two answers, in the order of the cases and of their due days; false where there are none.

    `cases` is how many cases were compared.

    >>> print(Comparison((), 3))
    3 cases compared: no change
    """

    changes: tuple[Change, ...]
    cases: int

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def of(self, *kinds: ChangeKind | str) -> tuple[Change, ...]:
        """The changes of these kinds, such as `of("moved")`."""
        wanted = set(map(ChangeKind, kinds))
        return tuple(change for change in self.changes if change.kind in wanted)

    def explain(self) -> Explanation:
        """The counts, and every change with its reasons; no case is named."""
        return Explanation(str(self), tuple(change.explain() for change in self.changes))

    def __str__(self) -> str:
        counts = [f"{number} {kind.value}" for kind in ChangeKind if (number := len(self.of(kind)))]
        return f"{self.cases} case{'s' * (self.cases != 1)} compared: {', '.join(counts) or 'no change'}"


def compare(before: Answers, after: Answers) -> Comparison:
    """What differs between two answers for the same cases: which dates moved, and why.

    Both may be the deadlines of one case, its report, the reports of many cases, or a mapping from the identifiers of
    cases to either. The reasons are the differences in what a clock read: its start, the law that governs,
    the days that the calendar counts within its span, the policies, and what else the file says.

    Raises `InvalidDocument` where two reports of one answer are of the same case.

    >>> from iepkit.calendars import SchoolCalendar, SchoolYear
    >>> from iepkit.laws import law
    >>> from iepkit.timelines.deadlines import due
    >>> calendar = SchoolCalendar((SchoolYear(date(2026, 9, 2), date(2027, 6, 16)),))
    >>> plain, snow = (
    ...     due("initial-evaluation", date(2027, 1, 5), law=law("WA"), calendar=one, as_of=date(2027, 1, 20))
    ...     for one in (calendar, calendar.closing(date(2027, 1, 14), reason="snow"))
    ... )
    >>> print(compare([plain], [snow]).explain())
    1 case compared: 1 moved
      Initial evaluation (EV101): due 2027-02-23, open; now due 2027-02-24, open (1 day later)
        calendar: 2027-01-14; before: counted; after: not counted, snow
    """
    old, new = answers_of(before), answers_of(after)
    cases = list(dict.fromkeys((*old, *new)))
    shown = _first(old), _first(new)
    changes = (_changes(case, old.get(case, ()), new.get(case, ()), shown) for case in cases)
    return Comparison(tuple(chain.from_iterable(changes)), len(cases))


def answers_of(given: Answers) -> dict[str, tuple[Deadline, ...]]:
    """The deadlines of each case by its identifier, which is empty where the answer is of one case.

    >>> answers_of({"7": []})
    {'7': ()}
    """
    if isinstance(given, Mapping):
        return {case: _deadlines(answer) for case, answer in given.items()}
    if not isinstance(given, Iterable):
        return {"": _deadlines(given)}
    found: dict[str, tuple[Deadline, ...]] = {}
    alone: list[Deadline] = []
    for one in given:
        if isinstance(one, Deadline):
            alone.append(one)
        elif one.case in found:
            raise InvalidDocument([Problem("$.id", "another report of the same answer is of the same case")])
        else:
            found[one.case] = _deadlines(one)
    return {"": tuple(alone), **found} if alone else found


def _deadlines(answer: Answer) -> tuple[Deadline, ...]:
    return tuple(answer if isinstance(answer, Iterable) else answer.deadlines)


_Shown = tuple[Deadline | None, Deadline | None]


def _first(answers: Mapping[str, tuple[Deadline, ...]]) -> Deadline | None:
    return next(chain.from_iterable(answers.values()), None)


def _changes(case: str, old: tuple[Deadline, ...], new: tuple[Deadline, ...], shown: _Shown) -> Iterator[Change]:
    """The changes of one case; `shown` are deadlines of any case, to tell by what each answer was computed."""
    if old == new:
        return
    before, after = next(iter(old), shown[0]), next(iter(new), shown[1])
    found: list[Change] = []
    for was, now in _pairs(old, new):
        if was is None:
            found.append(Change(ChangeKind.APPEARED, None, now, of_one(cast("Deadline", now), before, new=True), case))
        elif now is None:
            found.append(Change(ChangeKind.VANISHED, was, None, of_one(was, after, new=False), case))
        elif (was.due, was.status) != (now.due, now.status):
            kind = ChangeKind.STATUS if was.due == now.due else ChangeKind.MOVED
            found.append(Change(kind, was, now, of_change(was, now), case))
    yield from sorted(found, key=lambda change: (change.new or change.old or date.max, change.deadline.code))


def _start(one: Deadline) -> int:
    return one._facts.start  # noqa: SLF001 - of the same room


def _whose(one: Deadline) -> str:
    return one._plan.provision.jurisdiction  # noqa: SLF001 - of the same room


# How two deadlines of a clock are known to be of the same run, the surest sign first. A law may cite otherwise, a
# calendar begin otherwise, a file say another day; what nothing else claims is then the same run.
_SIGNS: tuple[Callable[[Deadline], object], ...] = (
    lambda one: (_start(one), one.path, one.citation.text),
    lambda one: (_start(one), _whose(one)),
    lambda one: (one.path, _whose(one)) if one.path else None,
    _start,
    lambda one: one.path or None,
    lambda _: True,
)


def _pairs(old: Iterable[Deadline], new: Iterable[Deadline]) -> Iterator[tuple[Deadline | None, Deadline | None]]:
    """The deadlines of one case in two answers, each with its other self, or with none."""
    before, after = _by_clock(old), _by_clock(new)
    for clock in dict.fromkeys((*before, *after)):
        was, now = before.get(clock, []), after.get(clock, [])
        for sign in _SIGNS:
            waiting: dict[object, list[Deadline]] = {}
            for one in now:
                waiting.setdefault(sign(one), []).append(one)
            found = [(one, waiting[key].pop(0)) for one in was if (key := sign(one)) is not None and waiting.get(key)]
            yield from found
            taken = {id(one) for pair in found for one in pair}
            was, now = ([one for one in side if id(one) not in taken] for side in (was, now))
        yield from ((one, None) for one in was)
        yield from ((None, one) for one in now)


def _by_clock(deadlines: Iterable[Deadline]) -> dict[str, list[Deadline]]:
    found: dict[str, list[Deadline]] = {}
    for one in sorted(deadlines, key=lambda one: (_start(one), one.due or date.max)):
        found.setdefault(one.clock, []).append(one)
    return found
