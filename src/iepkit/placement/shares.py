"""The share of the school week that a child is inside the regular class, with its arithmetic."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs

from iepkit.placement.answers import Basis, Share, Span, percent_words, time_words
from iepkit.placement.away import Away, away, running
from iepkit.placement.policies import DEFAULT, PlacementPolicy
from iepkit.placement.week import Week, week_of
from iepkit.records import BellSchedule, Iep, Placement
from iepkit.vocabulary import Location

__all__ = ["inside_and_separate", "inside_regular_class", "separate_school"]


def __dir__() -> list[str]:
    return __all__


_HUNDRED = 100
_NOWHERE = Placement()
_NONE = Span.of(0)
_ALL_WEEK = Fraction(7 * 24 * 60)


@attrs.frozen
class _Found:
    """What the file holds of the week: its length, and the minutes away by blocks and by services."""

    placement: Placement
    week: Week | None
    total: Fraction | None
    services: Away | None
    lines: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return self.week is None or not self.week.problems


def _look(iep: Iep, schedule: BellSchedule | None, on: date | None, policy: PlacementPolicy) -> _Found:
    placement = iep.placement or _NOWHERE
    schedule = schedule or placement.schedule
    days = placement.days_school_week
    week = week_of(schedule, policy.denominator, days) if schedule else None
    total, lines, unknown = _whole(placement, schedule, week, policy)
    rows = running(iep.services, on)
    if rows is None and placement.start is not None:
        rows = running(iep.services, placement.start)
    if not rows and iep.services:
        words = "which services the child has on that day, since their dates differ; ask for another day"
        return _Found(placement, week, total, None, lines, (*unknown, words))
    if week is not None and week.days:
        days = week.days
    services = away(rows or (), days, policy, week.linked if week else ())
    if schedule is not None and week is not None and week.timed and services.placed:
        week = week_of(schedule, policy.denominator, placement.days_school_week, services.placed)
    return _Found(placement, week, total, services, lines, unknown)


def _whole(
    placement: Placement, schedule: BellSchedule | None, week: Week | None, policy: PlacementPolicy
) -> tuple[Fraction | None, tuple[str, ...], tuple[str, ...]]:
    """The minutes of the school week, with the lines that tell them, or with what is not known of them."""
    stated, name = placement.minutes_school_week, policy.denominator.name
    if week is not None and schedule is not None:
        if week.problems:
            return None, (), tuple(f"the school week: {words}" for words in week.problems)
        if schedule.whole_day is not False:
            left_out = f", of which {time_words(week.counted)} count" if week.counted != week.minutes else ""
            line = f"School week: {week.days} days, {time_words(week.minutes)} minutes{left_out}, by: {name}"
            passing = f"Minutes between blocks: {week.between}, part of the school day" if week.between else ""
            taken = "" if schedule.whole_day else "The blocks are taken to hold the whole school day"
            return week.counted, tuple(filter(None, [line, passing, taken])), ()
    if stated is None:
        return None, (), ("how long the school week is; record its minutes, or the bell schedule",)
    if not policy.denominator.whole:
        return (
            None,
            (),
            ("what of the school week the policy counts; record the bell schedule with its kinds of block",),
        )
    return Fraction(stated), (f"School week: {stated} minutes as the placement states, by: {name}",), ()


def _joined(
    week: Week | None, services: Away, policy: PlacementPolicy
) -> tuple[Span, tuple[str, ...], tuple[str, ...]]:
    """The minutes away by the blocks and by the services together, with lines and with what is not known."""
    in_week = week is not None and week.timed
    blocks = week.apart if week is not None else _NONE
    placed = Fraction(sum(mask.bit_count() for mask in services.placed.values()))
    own = services.minutes + Span.of(0 if in_week else placed)
    lines: list[str] = []
    unknown: list[str] = []
    if services.placed:
        lines.append(f"Services with known times: {time_words(placed)} minutes, where two at once count once")
    if services.several:
        if policy.untimed == "range":
            own = Span(max(services.single.least, own.least - services.minutes.least), own.most)
            lines.append("The times of services are not known: they may overlap, which gives a range, by policy")
        else:
            lines.append("The times of services are not known: they are taken to be one after another, by policy")
    if week is not None and (blocks.most or week.linked):
        lines.append(f"Outside by the blocks: {blocks.words()} minutes; what lies on one another is counted once")
    if not blocks.exact:
        unknown.append("where the child is in some blocks of the schedule; record the location, and who is there")
    if week is not None and week.loose and own.most:
        unknown.append("whether services are given in the blocks apart or besides; name the services at the blocks")
        return Span(max(blocks.least, own.least), blocks.most + own.most), tuple(lines), tuple(unknown)
    return blocks + own, tuple(lines), tuple(unknown)


def _settled(found: _Found, services: Away, policy: PlacementPolicy) -> Share:
    """The share by the blocks and the services that can be counted; the others may take all that is left."""
    basis = Basis.SCHEDULE if found.week is not None else Basis.SERVICES
    outside, lines, unknown = _joined(found.week if found.sound else None, services, policy)
    told = (*found.lines, *services.lines, *lines)
    unknown = (*found.unknown, *unknown, *services.unknown)
    total = found.total
    if total is None:
        alone = not (outside.most or services.unknown) and found.sound
        whole = Fraction(_HUNDRED) if alone else None  # never outside: all of any week
        return Share(whole, whole, None, None, basis, policy, told, () if alone else unknown)
    if total == 0:
        words = "what the share of a week without minutes would be; check the school week"
        return Share(None, None, None, total, basis, policy, told, (*unknown, words), contradiction=True)
    if outside.least > total:
        words = (
            f"where the minutes come from: {outside.words()} a week are outside the regular class, and the week has"
            f" {time_words(total)}; check both"
        )
        return Share(None, None, None, total, basis, policy, told, (*unknown, words), contradiction=True)
    inside = Span(Fraction(0) if services.unknown else max(Fraction(0), total - outside.most), total - outside.least)
    lines = (*told, f"Outside the regular class: {outside.words()} minutes a week")
    return _share(inside, total, Share(None, None, None, total, basis, policy, lines, unknown))


def _share(inside: Span, total: Fraction, told: Share) -> Share:
    """The share of so many minutes inside, after what was told of it before."""
    least, most = (_HUNDRED * end / total for end in (inside.least, inside.most))
    percent = percent_words(least) if inside.exact else f"{percent_words(least)} to {percent_words(most)}"
    last = f"Inside the regular class: {inside.words()} of {time_words(total)} minutes, {percent} percent"
    return attrs.evolve(told, least=least, most=most, inside=inside, denominator=total, lines=(*told.lines, last))


def _stated(placement: Placement, policy: PlacementPolicy) -> Share | None:
    """The share that the placement itself states, by its minutes or else by its percentage."""
    inside, week, percent = (
        placement.minutes_regular_class,
        placement.minutes_school_week,
        placement.percent_regular_class,
    )
    if inside is not None and week and inside <= week:
        line = "The placement states the minutes in the regular class and of the school week"
        return _share(Span.of(inside), Fraction(week), Share(None, None, None, None, Basis.MINUTES, policy, (line,)))
    if percent is not None:
        exact = Fraction(str(percent))
        line = f"The placement states {percent_words(exact)} percent, and the file has no minutes to compute it from"
        return Share(exact, exact, None, None, Basis.PERCENTAGE, policy, (line,))
    return None


def inside_regular_class(
    iep: Iep,
    *,
    schedule: BellSchedule | None = None,
    on: date | None = None,
    policy: PlacementPolicy = DEFAULT,
) -> Share:
    """The share of the school week inside the regular class: a percentage from 0 to 100, exact, with its arithmetic.

    It is computed from the bell schedule (`schedule`, or that of the placement) or the minutes of the school week, less
    what services and blocks take; where these do not settle it, it is the share that the placement itself states.
    `on` is the day whose services are counted; without one they are all, where they all run at once, or those of the
    day on which the placement starts. The whole school day counts, lunch and recess with it, unless the policy says
    otherwise (IDEA section 618 data, EDFacts FS002; OSEP, March 2009, question 1).
    Nothing raises: what is not determined is in `unknown`.

    >>> from iepkit.records import Service
    >>> from iepkit.vocabulary import Location, Period
    >>> service = Service(minutes=78, times=5, per=Period.WEEK, location=Location.RESOURCE_ROOM)
    >>> iep = Iep(services=(service,), placement=Placement(minutes_school_week=1950))
    >>> found = inside_regular_class(iep)
    >>> found.percent, found.numerator, found.denominator
    (Fraction(80, 1), Fraction(1560, 1), Fraction(1950, 1))
    """
    return _inside(iep, _look(iep, schedule, on, policy), policy)


def _inside(iep: Iep, found: _Found, policy: PlacementPolicy) -> Share:
    computed = _settled(found, found.services, policy) if found.services is not None else None
    if not iep.services and not (found.week is not None and found.week.tells):
        computed = None  # that nothing takes the child out is not what a file without services says
    if computed is not None and (computed.percent is not None or computed.contradiction):
        return computed
    stated = _stated(found.placement, policy)
    if stated is not None and (computed is None or computed.least is None or computed.basis is Basis.SERVICES):
        return stated if computed is None else attrs.evolve(stated, lines=(*stated.lines, *computed.lines))
    unknown = found.unknown or ("which services take the child out of the regular class; record the services",)
    return computed or Share(None, None, None, found.total, Basis.NOTHING, policy, found.lines, unknown)


def separate_school(
    iep: Iep,
    *,
    schedule: BellSchedule | None = None,
    on: date | None = None,
    policy: PlacementPolicy = DEFAULT,
) -> tuple[Span, Fraction | None]:
    """The minutes of a week in a separate day or residential school, and those of the school week where known.

    >>> separate_school(Iep(placement=Placement(minutes_separate_school=1000, minutes_school_week=1800)))
    (Span(least=Fraction(1000, 1), most=Fraction(1000, 1)), Fraction(1800, 1))
    """
    return _separate(iep, _look(iep, schedule, on, policy))


def _separate(iep: Iep, found: _Found) -> tuple[Span, Fraction | None]:
    stated = found.placement.minutes_separate_school
    if stated is not None:
        return Span.of(stated), found.total
    there = found.services.separate_school if found.services is not None else _NONE
    blocks = found.week.separate_school if found.week is not None and found.sound else Fraction(0)
    most = blocks + there.most
    undated = found.services is None and any(one.location is Location.SEPARATE_SCHOOL for one in iep.services)
    if undated or (found.services is not None and found.services.separate_school_open):
        most = found.total or _ALL_WEEK
    return Span(max(blocks, there.least), most), found.total


def inside_and_separate(
    iep: Iep, *, schedule: BellSchedule | None, on: date | None, policy: PlacementPolicy
) -> tuple[Share, Span, Fraction | None]:
    """Both answers of this module, for one look at the file.

    >>> share, minutes, week = inside_and_separate(
    ...     Iep(placement=Placement(percent_regular_class=90)), schedule=None, on=None, policy=DEFAULT
    ... )
    >>> share.percent, minutes.words(), week
    (Fraction(90, 1), '0', None)
    """
    found = _look(iep, schedule, on, policy)
    return _inside(iep, found, policy), *_separate(iep, found)
