"""A bell schedule in minutes: how long the school week is, and how much of it a child is apart, to the minute.

Each day is a whole number whose bits are its minutes, so that blocks that lie on one another are joined and never
counted twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import accumulate, combinations
from types import MappingProxyType

import attrs

from iepkit.placement.answers import Span
from iepkit.placement.policies import Denominator
from iepkit.records import BellSchedule, DayBlock
from iepkit.vocabulary import BlockKind, Location, Weekday

__all__ = ["AWAY", "TOGETHER", "Week", "apart_in", "bits", "clock", "week_of"]


def __dir__() -> list[str]:
    return __all__


AWAY = frozenset(
    {
        Location.SPECIAL_CLASS,
        Location.RESOURCE_ROOM,
        Location.THERAPY_ROOM,
        Location.SEPARATE_SCHOOL,
        Location.HOME,
        Location.HOSPITAL,
    }
)
"""Places that are not the regular class."""

TOGETHER = frozenset({Location.REGULAR_CLASS, Location.EARLY_CHILDHOOD_PROGRAM})
"""Places that are the regular class, or its like before kindergarten."""

_ROOMS = frozenset({Location.SPECIAL_CLASS, Location.RESOURCE_ROOM, Location.THERAPY_ROOM})
_FREE = frozenset({BlockKind.BREAKFAST, BlockKind.LUNCH, BlockKind.RECESS, BlockKind.PASSING, BlockKind.STUDY})
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_DAY = 24 * 60
_NOTHING: Mapping[Weekday, int] = MappingProxyType({})


@attrs.frozen
class Week:
    """The school week of a child.

    `days` is the number of school days, `minutes` their length together, `counted` what a policy counts of it.
    `apart` are the counted minutes outside the regular class by the blocks, `separate_school` those in a separate
    school; `linked` are the services whose time the blocks give, with the minutes of each.
    `timed`: its days have names and its blocks have times, so that a service with a time has its place among them.
    `tells`: some block says where the child is. `loose`: blocks apart name no service, so that services without a
    block may be those of the same minutes. `between` are the minutes that are in no block: passing time.
    `problems` are what in the schedule cannot be right or be used; the numbers then mean nothing.
    """

    days: int
    minutes: Fraction
    counted: Fraction
    apart: Span
    separate_school: Fraction
    linked: dict[str, int]
    timed: bool
    tells: bool
    loose: bool
    between: int
    problems: tuple[str, ...] = ()


def apart_in(block: DayBlock) -> bool | None:
    """Whether a child is outside the regular class in a block; `None` where the file does not tell.

    Lunch or recess apart from children without disabilities is time outside (OSEP, March 2009, question 1).

    >>> apart_in(DayBlock(kind=BlockKind.LUNCH)), apart_in(DayBlock(kind=BlockKind.LUNCH, with_nondisabled=False))
    (False, True)
    >>> apart_in(DayBlock(location=Location.RESOURCE_ROOM, with_nondisabled=True)) is None
    True
    """
    together, place = block.with_nondisabled, block.location
    if together is False:
        return True
    if place in AWAY:
        return None if together else True  # with others, and not in the regular class: neither one nor the other
    return None if place is not None and place not in TOGETHER and together is None else False


def _tells(block: DayBlock) -> bool:
    """Whether a block says where the child is; one that does not is where the whole class is."""
    return block.location is not None or block.with_nondisabled is not None


def _serves(block: DayBlock) -> bool:
    """Whether a block is that of a service, for which a child may leave in the middle of a lesson."""
    return bool(block.service_ids) or block.kind is BlockKind.SERVICE


def clock(text: str | None) -> int | None:
    """The minute of the day that a time is, on a clock of 24 hours; `None` for what is none.

    >>> clock("08:05"), clock("8:05"), clock("24:00")
    (485, None, None)
    """
    found = _CLOCK.fullmatch(text) if text is not None else None
    return int(found[1]) * 60 + int(found[2]) if found else None


def bits(start: int, end: int) -> int:
    """The minutes of a day from `start` to before `end`, as bits.

    >>> f"{bits(2, 5):b}", bits(0, 30).bit_count()
    ('11100', 30)
    """
    return ((1 << (end - start)) - 1) << start


def _joined(masks: Iterable[int]) -> int:
    whole = 0
    for mask in masks:
        whole |= mask
    return whole


def _open(told: list[tuple[int, bool | None]]) -> Iterator[int]:
    """The minutes that two blocks share which disagree, and neither of which lies inside the other."""
    for (one, so), (other, or_so) in combinations(told, 2):
        both = one & other
        if so is not or_so and both and (one == other or both not in (one, other)):
            yield both


@attrs.frozen
class _Day:
    """A day laid out: its blocks with their minutes, and the whole from its first bell to its last."""

    blocks: tuple[tuple[DayBlock, int], ...]
    whole: int

    def counted(self, denominator: Denominator) -> int:
        """The minutes that a policy counts, as bits; what lies between two blocks is passing time."""
        left_out = _joined(mask for block, mask in self.blocks if block.kind in denominator.without)
        if BlockKind.PASSING in denominator.without:
            left_out |= self.between
        return self.whole & ~left_out

    @property
    def between(self) -> int:
        """The minutes that are in no block."""
        return self.whole & ~_joined(mask for _, mask in self.blocks)

    def separate_school(self, counted: int) -> int:
        """The counted minutes in a separate school."""
        there = (mask for block, mask in self.blocks if block.location is Location.SEPARATE_SCHOOL)
        return (_joined(there) & counted).bit_count()

    def apart(self, counted: int, taken: int) -> tuple[int, int]:
        """The counted minutes outside the regular class: those that surely are, and those that may be.

        `taken` are minutes in which a service takes the child out, as its own times say.

        A block that says where the child is goes before one that does not, one of a service before one of the class,
        and a shorter one before a longer around it. Where two alike disagree that only meet, or are the same minutes,
        neither is surely right.
        """
        told = [(mask, apart_in(block), _serves(block)) for block, mask in self.blocks if mask and _tells(block)]
        rooms = [mask for block, mask in self.blocks if block.location in _ROOMS]
        meals = [
            (mask, False, False)
            for block, mask in self.blocks
            if not _tells(block) and block.kind in _FREE and any(mask & room == mask != room for room in rooms)
        ]
        surely, maybe = 0, 0
        for rank in (False, True):
            alike = [(mask, apart) for mask, apart, serves in (*told, *meals) if serves is rank]
            for mask, apart in sorted(alike, key=lambda one: -one[0].bit_count()):
                surely, maybe = surely & ~mask, maybe & ~mask
                surely, maybe = (surely | mask, maybe) if apart else (surely, maybe | mask if apart is None else maybe)
            maybe |= _joined(_open([(mask, apart) for mask, apart, serves in told if serves is rank]))
        least, most = (surely & ~maybe | taken) & counted, (surely | maybe | taken) & counted
        return least.bit_count(), most.bit_count()

    def services(self) -> dict[str, int]:
        """The minutes of each service that the blocks name."""
        named = {one for block, _ in self.blocks for one in block.service_ids}
        return {
            one: _joined(mask for block, mask in self.blocks if one in block.service_ids).bit_count() for one in named
        }

    def measured(self, denominator: Denominator, taken: int) -> tuple[int, ...]:
        """The minutes of the day: all, counted, surely apart, at most apart, in a separate school, in no block."""
        counted = self.counted(denominator)
        lengths = (self.whole.bit_count(), counted.bit_count())
        return *lengths, *self.apart(counted, taken), self.separate_school(counted), self.between.bit_count()


def _timed(blocks: list[DayBlock]) -> _Day | str:
    rows = [(block, clock(block.start), clock(block.end)) for block in blocks]
    placed = [(block, start, end) for block, start, end in rows if start is not None and end is not None]
    if len(placed) < len(rows):
        return "a block lacks its start or its end, written as 08:05 on a clock of 24 hours"
    if any(start >= end for _, start, end in placed):
        return "a block ends before it starts; check its times"
    masks = tuple((block, bits(start, end)) for block, start, end in placed)
    return _Day(masks, bits(min(start for _, start, _ in placed), max(end for _, _, end in placed)))


def _laid_out(blocks: list[DayBlock]) -> _Day | str:
    """The blocks of one day as minutes; or what is wrong with them, in words."""
    timed = sum(block.start is not None or block.end is not None for block in blocks)
    if not blocks:
        return "a school day has no block; record its blocks"
    if timed:
        mixed = "some blocks of a day have times and others only minutes; give all of them times, or all minutes"
        return _timed(blocks) if timed == len(blocks) else mixed
    minutes = [block.minutes for block in blocks if block.minutes is not None]
    if len(minutes) < len(blocks):
        return "a block has neither times nor minutes; record either"
    if sum(minutes) > _DAY:
        return "the blocks of a day are longer than the day; check their minutes"
    ends = list(accumulate(minutes))  # one after another
    masks = tuple((block, bits(end - long, end)) for block, long, end in zip(blocks, minutes, ends, strict=True))
    return _Day(masks, bits(0, ends[-1]))


def _days(schedule: BellSchedule, number: int | None) -> tuple[list[Weekday | None], str]:
    """The school days of the week, and what is wrong with them; nameless where only their number is known."""
    named = {day for block in schedule.blocks for day in block.days}
    days = [day for day in Weekday if day in (schedule.days or named)]
    if schedule.days and not named <= set(schedule.days):
        return [], "a block is on a day on which the schedule has no school; check the days"
    if days and number is not None and number != len(days):
        return [], f"the schedule has {len(days)} school days a week, the placement says {number}; check both"
    if days:
        return [*days], ""
    if number is None:
        return [], "how many days the school week has; record the days of the schedule"
    return [None] * number, ""


def _on(schedule: BellSchedule, day: Weekday | None) -> tuple[int, ...]:
    """The places of the blocks of one school day, without what is before or after it."""
    return tuple(
        at
        for at, block in enumerate(schedule.blocks)
        if (not block.days or day in block.days) and block.kind is not BlockKind.BEFORE_OR_AFTER_SCHOOL
    )


def week_of(
    schedule: BellSchedule,
    denominator: Denominator,
    days_school_week: int | None = None,
    taken: Mapping[Weekday, int] = _NOTHING,
) -> Week:
    """The school week that a bell schedule makes, in minutes, counted as the denominator says.

    `days_school_week` is the number of school days where the schedule does not name them. `taken` are the minutes of
    each day in which services take the child out, as bits; they count where the blocks have times.

    >>> from iepkit.placement.policies import WHOLE_DAY
    >>> day = (DayBlock(minutes=240), DayBlock(minutes=30, kind=BlockKind.LUNCH), DayBlock(minutes=90))
    >>> week = week_of(BellSchedule(blocks=day), WHOLE_DAY, 5)
    >>> week.days, week.minutes
    (5, Fraction(1800, 1))
    """
    names, problem = _days(schedule, days_school_week)
    places = [_on(schedule, day) for day in names]
    laid = {each: _laid_out([schedule.blocks[at] for at in each]) for each in set(places)}  # days are much the same
    found = dict.fromkeys([*filter(None, [problem]), *(one for one in laid.values() if isinstance(one, str))])
    timed = bool(names) and None not in names and all(block.start is not None for block in schedule.blocks)
    days: Counter[tuple[tuple[int, ...], int]] = Counter()
    for name, each in zip(names, places, strict=True):
        days[each, taken.get(name, 0) if timed and name else 0] += 1
    sums = [0] * 6
    linked: Counter[str] = Counter()
    for (each, more), times in days.items():
        day = laid[each]
        if isinstance(day, _Day):
            sums = [sum_ + times * one for sum_, one in zip(sums, day.measured(denominator, more), strict=True)]
            for service, minutes_there in day.services().items():
                linked[service] += times * minutes_there
    minutes, counted, least, most, separate, between = sums
    blocks = [block for block in schedule.blocks if block.kind is not BlockKind.BEFORE_OR_AFTER_SCHOOL]
    return Week(
        days=len(names),
        minutes=Fraction(minutes),
        counted=Fraction(counted),
        apart=Span(Fraction(least), Fraction(most)),
        separate_school=Fraction(separate),
        linked=dict(linked),
        timed=timed,
        tells=any(map(_tells, blocks)),
        loose=any(
            apart_in(block) is not False and not block.service_ids and block.kind not in _FREE for block in blocks
        ),
        between=between,
        problems=tuple(found),
    )
