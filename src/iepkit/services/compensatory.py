"""The compensatory bank: time owed, offered, agreed, delivered and expired, and what is left of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import attrs

from iepkit.errors import expect
from iepkit.records import Compensatory
from iepkit.services.gaps import Gap
from iepkit.services.policies import SOURCES
from iepkit.services.words import counted, mixed
from iepkit.vocabulary import CompensatoryStep

__all__ = ["Bank", "StartingFigure", "bank", "hour_for_hour"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Bank:
    """Compensatory minutes on a day: what was owed, offered and agreed, and what became of what was agreed.

    **agreed = delivered + expired + left**, always; `beyond` is what was delivered beyond what was agreed.
    `expires_next` is the first day after which agreed time lapses. `uncounted` are entries that have no minutes.
    """

    as_of: date
    owed: int = 0
    offered: int = 0
    agreed: int = 0
    delivered: int = 0
    expired: int = 0
    left: int = 0
    beyond: int = 0
    expires_next: date | None = None
    uncounted: int = 0
    lines: tuple[str, ...] = ()


@attrs.define
class _Lot:
    """Agreed time with its last day; what is left of it goes down."""

    on: date
    until: date
    left: int


def _used(lots: list[_Lot], on: date, minutes: int) -> int:
    """Takes minutes from the lots that can be used on a day, what lapses first first; what is left of the minutes."""
    for lot in lots:
        if lot.on <= on <= lot.until:
            taken = min(lot.left, minutes)
            lot.left, minutes = lot.left - taken, minutes - taken
    return minutes


def bank(entries: Iterable[Compensatory], as_of: date) -> Bank:
    """The compensatory time of a child on `as_of`, from entries in any order.

    What is delivered is taken from the agreed time that lapses first. Agreed time that is not used through its `until`
    is expired: whether it may expire is a matter of the agreement or the order, and not of this arithmetic.
    An entry after `as_of`, or without a step, is left out. Raises `WrongType` for what is no date.

    >>> from iepkit.vocabulary import CompensatoryStep as Step
    >>> given = bank([
    ...     Compensatory(date(2027, 1, 15), Step.AGREED, minutes=600, until=date(2027, 6, 30)),
    ...     Compensatory(date(2027, 2, 1), Step.DELIVERED, minutes=90),
    ... ], date(2027, 3, 1))
    >>> given.agreed, given.delivered, given.left
    (600, 90, 510)
    """
    expect("as_of", as_of, date)
    told = [one for one in entries if one.on <= as_of and one.step is not None]
    known = [(one, one.minutes) for one in told if one.minutes is not None]
    sums = {step: sum(minutes for one, minutes in known if one.step is step) for step in CompensatoryStep}
    lots = sorted(
        (_Lot(one.on, one.until or date.max, minutes) for one, minutes in known if one.step is CompensatoryStep.AGREED),
        key=lambda lot: (lot.until, lot.on),
    )
    used = {CompensatoryStep.DELIVERED: 0, CompensatoryStep.EXPIRED: 0}
    for one, minutes in sorted(known, key=lambda pair: (pair[0].on, pair[1])):
        if one.step in used:
            used[one.step] += minutes - _used(lots, one.on, minutes)
    lapsed = sum(lot.left for lot in lots if lot.until < as_of)
    open_lots = [lot for lot in lots if lot.left and lot.until >= as_of]
    agreed, delivered = sums[CompensatoryStep.AGREED], used[CompensatoryStep.DELIVERED]
    expired = used[CompensatoryStep.EXPIRED] + lapsed
    left = sum(lot.left for lot in open_lots)
    uncounted = len(told) - len(known)
    said = [
        f"{sums[CompensatoryStep.OWED]} minutes found to be owed, {sums[CompensatoryStep.OFFERED]} offered.",
        f"{agreed} agreed = {delivered} delivered + {expired} expired + {left} left.",
    ]
    if uncounted:
        said.append(f"{counted(uncounted, 'entry', 'entries')} without minutes; the minutes would settle it.")
    ends = min((lot.until for lot in open_lots if lot.until != date.max), default=None)
    return Bank(
        as_of,
        sums[CompensatoryStep.OWED],
        sums[CompensatoryStep.OFFERED],
        agreed,
        delivered,
        expired,
        left,
        sums[CompensatoryStep.DELIVERED] - delivered,
        ends,
        uncounted,
        tuple(said),
    )


@attrs.frozen
class StartingFigure:
    """Minutes from which people may start to talk about compensatory education, and no more than that."""

    minutes: Fraction
    lines: tuple[str, ...]


def hour_for_hour(found: Iterable[Gap]) -> StartingFigure:
    """One minute for each minute that a record says was missed: a figure to start from, and no award.

    Minutes without a record are not in it, since nobody knows whether they were given. What a child is owed depends on
    what would put the child where the services would have (Reid v. District of Columbia, D.C. Cir. 2005, which
    rejects a formula of hours for days without reasons); it may be more or less than this.

    >>> print(hour_for_hour([]).lines[0])
    0 minutes missed by record: a starting figure, minute for minute.
    """
    minutes = sum((gap.missed for gap in found), Fraction(0))
    return StartingFigure(
        minutes,
        (
            f"{mixed(minutes)} minutes missed by record: a starting figure, minute for minute.",
            f"An award is worked out for the child and not by a formula ({SOURCES['reid'].text}).",
        ),
    )
