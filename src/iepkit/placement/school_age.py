"""The educational environment of a child of school age: a setting that goes before any percentage, or the percentage.

Sources: IDEA section 618, Part B child count and educational environments; EDFacts file FS002; OSEP, Part B Educational
Environments, questions and answers, March 2009.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import attrs

from iepkit.placement.answers import Basis, EnvironmentAnswer, Share, Span, time_words
from iepkit.placement.policies import PlacementPolicy
from iepkit.placement.shares import inside_and_separate
from iepkit.records import BellSchedule, Iep, Placement, Student
from iepkit.vocabulary import Environment

__all__ = ["band", "by_facts", "school_age"]


def __dir__() -> list[str]:
    return __all__


_80, _40_TO_79, _UNDER_40 = (
    Environment.REGULAR_CLASS_80,
    Environment.REGULAR_CLASS_40_TO_79,
    Environment.REGULAR_CLASS_UNDER_40,
)
_BY_INSIDE: tuple[tuple[Callable[[Fraction], bool], Environment], ...] = (
    (lambda inside: inside >= 80, _80),  # noqa: PLR2004 the lines of the table
    (lambda inside: inside >= 40, _40_TO_79),  # noqa: PLR2004
    (lambda _: True, _UNDER_40),
)
_BY_OUTSIDE: tuple[tuple[Callable[[Fraction], bool], Environment], ...] = (
    (lambda inside: 100 - inside < 21, _80),  # noqa: PLR2004
    (lambda inside: 100 - inside <= 60, _40_TO_79),  # noqa: PLR2004
    (lambda _: True, _UNDER_40),
)
_BANDS = {"inside": _BY_INSIDE, "outside": _BY_OUTSIDE}
_ORDER = (_80, _40_TO_79, _UNDER_40)


def band(percent: Fraction, bands: str = "inside") -> Environment:
    """The environment of a percentage of the day inside the regular class, from 0 to 100.

    By `inside`, 80 is in "80 or more" and 40 in "40 to 79"; by `outside` the lines are at 21 and 60 percent outside.

    >>> [band(Fraction(text)).value for text in ("80", "79.99", "40", "39.99")]  # doctest: +NORMALIZE_WHITESPACE
    ['regular-class-80-or-more', 'regular-class-40-to-79', 'regular-class-40-to-79', 'regular-class-under-40']
    >>> band(Fraction("79.5"), "outside").value
    'regular-class-80-or-more'
    """
    return next(environment for holds, environment in _BANDS[bands] if holds(percent))


@attrs.frozen
class _Setting:
    """A setting that goes before any percentage: its words, the settings that it goes before, and what settles it."""

    words: str
    before: tuple[Environment, ...]
    settle: str


_TAUGHT = "how long the child is taught in a separate school; record the minutes of a week"
_SETTINGS = {
    Environment.CORRECTIONAL_FACILITY: _Setting(
        "Special education is given in a correctional facility, where every child served is counted",
        (Environment.HOMEBOUND_OR_HOSPITAL, Environment.RESIDENTIAL_FACILITY, Environment.SEPARATE_SCHOOL),
        "whether special education is given in a correctional facility; record it",
    ),
    Environment.PARENTALLY_PLACED_PRIVATE: _Setting(
        "The parents placed the child in a private school, of whatever kind it is (OSEP, March 2009, question 2)",
        (Environment.RESIDENTIAL_FACILITY, Environment.SEPARATE_SCHOOL),
        "whether the parents placed the child in a private school; record it",
    ),
    Environment.HOMEBOUND_OR_HOSPITAL: _Setting(
        "Special education is given in a homebound or hospital program",
        (),
        "whether special education is given in a homebound or hospital program; record it",
    ),
    Environment.RESIDENTIAL_FACILITY: _Setting(
        "The child lives at the school in the school week, and is taught there for more than 50 percent of it",
        (),
        _TAUGHT,
    ),
    Environment.SEPARATE_SCHOOL: _Setting(
        "More than 50 percent of the school week is in a separate school, where the child does not live", (), _TAUGHT
    ),
}


@attrs.frozen
class _Settings:
    """What the file tells of the settings that go before a percentage: `True`, `False`, or `None` for nothing."""

    told: dict[Environment, bool | None]
    lines: tuple[str, ...]
    unknown: tuple[str, ...]


def _half(minutes: Span, total: Fraction | None) -> bool | None:
    """Whether more than half of the school week is in a separate school; exactly half is not more."""
    if not minutes.most:
        return False
    if total is None:
        return None
    more = {2 * end > total for end in (minutes.least, minutes.most)}
    return more.pop() if len(more) == 1 else None


def _settings(placement: Placement, student: Student | None, minutes: Span, total: Fraction | None) -> _Settings:
    lives, half = placement.lives_at_school, _half(minutes, total)
    recorded = placement.minutes_separate_school is not None or minutes.most > 0
    residential = half if lives else (False if half is False or lives is False else None)
    separate = half if lives is False else (False if half is False or lives else None)
    told: dict[Environment, bool | None] = {
        Environment.CORRECTIONAL_FACILITY: (student is not None and student.adult_prison)
        or placement.correctional_facility,
        Environment.PARENTALLY_PLACED_PRIVATE: student.parentally_placed_private if student else None,
        Environment.HOMEBOUND_OR_HOSPITAL: placement.homebound_or_hospital,
        Environment.RESIDENTIAL_FACILITY: residential if recorded else None,
        Environment.SEPARATE_SCHOOL: separate if recorded else None,
    }
    lines: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    if recorded:
        of = f" of {time_words(total)}" if total is not None else ""
        lines = (f"In a separate school: {minutes.words()}{of} minutes a week; more than half decides",)
        if half is None:
            unknown = ("whether more than half of the school week is in a separate school; record the minutes of both",)
        elif half and lives is None:
            unknown = ("whether the child lives at the separate school in the school week; record it",)
    return _Settings(told, lines, unknown)


def school_age(
    iep: Iep,
    student: Student | None,
    *,
    schedule: BellSchedule | None,
    on: date | None,
    policy: PlacementPolicy,
) -> EnvironmentAnswer:
    """The environment of a child of school age, with its reasons; `environment` of this room says it with an example.

    A setting that the file does not speak of is taken not to be, unless the IEP itself names it.
    """
    return by_facts(iep, student, inside_and_separate(iep, schedule=schedule, on=on, policy=policy), policy)


def by_facts(
    iep: Iep, student: Student | None, computed: tuple[Share, Span, Fraction | None], policy: PlacementPolicy
) -> EnvironmentAnswer:
    """The same, where the share, the minutes in a separate school and the school week are computed already.

    >>> computed = inside_and_separate(
    ...     Iep(placement=Placement(percent_regular_class=40)), schedule=None, on=None, policy=PlacementPolicy()
    ... )
    >>> by_facts(Iep(), None, computed, PlacementPolicy()).environment.value
    'regular-class-40-to-79'
    """
    placement = iep.placement or Placement()
    stated = placement.environment
    share, there, total = computed
    settings = _settings(placement, student, there, total)
    so = [setting for setting, told in settings.told.items() if told]
    answer = EnvironmentAnswer(None, policy, share=share, stated=stated, lines=settings.lines)
    if so:
        first = next((one for one in so if {*so} - {one} <= {*_SETTINGS[one].before}), None)
        if first is None:
            words = "in which of several settings the child is, since the file tells of more than one; record one"
            return attrs.evolve(answer, possible=tuple(so), unknown=(words,), contradiction=True)
        lines = (*settings.lines, _SETTINGS[first].words)
        return attrs.evolve(answer, environment=first, possible=(first,), basis=Basis.SETTING, lines=lines)
    if settings.unknown:
        return attrs.evolve(answer, unknown=settings.unknown)
    if stated in _SETTINGS and settings.told[stated] is None:
        return attrs.evolve(answer, unknown=(_SETTINGS[stated].settle,))
    return _by_share(answer, share, policy)


def _by_share(answer: EnvironmentAnswer, share: Share, policy: PlacementPolicy) -> EnvironmentAnswer:
    """The environment of a share, or those that its two ends allow."""
    answer = attrs.evolve(
        answer, basis=share.basis, lines=(*answer.lines, *share.lines), contradiction=share.contradiction
    )
    if share.least is None or share.most is None:
        return attrs.evolve(answer, unknown=share.unknown)
    ends = [_ORDER.index(band(end, policy.bands)) for end in (share.most, share.least)]
    possible = _ORDER[ends[0] : ends[1] + 1]
    if len(possible) == 1:
        at_both = "" if share.percent is not None else ", at both ends of the range"
        return attrs.evolve(
            answer,
            environment=possible[0],
            possible=possible,
            lines=(*answer.lines, f"Environment: {possible[0]}{at_both}"),
            unknown=(),
        )
    return attrs.evolve(answer, possible=possible, unknown=share.unknown)
