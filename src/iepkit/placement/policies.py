"""Policies of placement: what the whole is, where the bands are cut, how months become weeks; each named and shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from iepkit.errors import UnknownName
from iepkit.vocabulary import BlockKind, Period

__all__ = ["DEFAULT", "INSTRUCTION", "WHOLE_DAY", "Denominator", "PlacementPolicy"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Denominator:
    """What counts as the school day: all of it but the kinds of block in `without`.

    `name` is shown with every answer, `source` says who counts that way. A State's own way is a value of this class.

    >>> mine = Denominator("without lunch", without=frozenset({BlockKind.LUNCH}), source="a district's manual")
    >>> mine.whole, WHOLE_DAY.whole
    (False, True)
    """

    name: str
    without: frozenset[BlockKind] = frozenset()
    source: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing of the school day is left out."""
        return not self.without


WHOLE_DAY = Denominator(
    "the whole school day, lunch and recess included",
    source="IDEA section 618 data, EDFacts FS002; OSEP questions on Part B educational environments, March 2009, no. 1",
)
"""The federal way: time at lunch, at recess and in study periods is part of the day, and inside the regular class."""

INSTRUCTION = Denominator(
    "instruction and study periods alone",
    without=frozenset({BlockKind.BREAKFAST, BlockKind.LUNCH, BlockKind.RECESS, BlockKind.PASSING}),
    source="local practice; not the federal way of counting",
)
"""Instructional time alone, as some districts count; federal data ask for the whole day."""


def _choice(*choices: str) -> Any:
    """A field that takes one of some words, the default first."""

    def check(_: object, attribute: attrs.Attribute[str], chosen: str) -> None:
        if chosen not in choices:
            raise UnknownName(f"choice for the placement policy {attribute.name}", chosen, choices)

    return attrs.field(default=choices[0], validator=check)


_Weeks = Mapping[Period, int | Fraction] | Iterable[tuple[Period, int | Fraction]]


def _weeks(given: _Weeks) -> tuple[tuple[Period, Fraction], ...]:
    """The weeks of each period, in a form that can be compared and hashed."""
    rows = given.items() if isinstance(given, Mapping) else given
    return tuple(sorted((Period(period), Fraction(weeks)) for period, weeks in rows))


def _some(_: object, attribute: attrs.Attribute[Any], weeks: tuple[tuple[Period, Fraction], ...]) -> None:
    for period, number in weeks:
        if number <= 0:
            raise UnknownName(f"number of weeks for {attribute.name} in a {period}", None, ["a number above zero"])


@attrs.frozen(kw_only=True)
class PlacementPolicy:
    """The choices behind a percentage and an environment; an answer carries the ones it was made with.

    - `denominator`: what the school day is (`WHOLE_DAY`, `INSTRUCTION`, or a State's own `Denominator`).
    - `bands`: `inside` cuts at 80 and 40 percent inside the regular class; `outside` at 21 and 60 percent outside of
      it, as older forms of the same table say. The two differ above 79 and below 80 percent inside.
    - `untimed`: services without known times are taken to be given `one-after-another`, or may overlap, which gives a
      `range`.
    - `weeks`: how many school weeks are in a month, a semester or a year; without a number a service by the month is
      not turned into a week.
    - `equal_hours`: where as many hours of a young child's services are in the regular program as elsewhere, neither
      is the majority: `unknown`, or counted as `there` or `elsewhere` as a State says.
    - `five_without_grade`: a child of five whose grade is not in the file is `unknown`, or counted as `preschool`, as
      the tools of the federal count do.

    Raises `UnknownName` for a choice that there is not.

    >>> policy = PlacementPolicy(weeks={Period.MONTH: 4})
    >>> policy.weeks_in(Period.MONTH), policy.weeks_in(Period.WEEK), policy.weeks_in(Period.YEAR)
    (Fraction(4, 1), Fraction(1, 1), None)
    """

    denominator: Denominator = WHOLE_DAY
    bands: str = _choice("inside", "outside")
    untimed: str = _choice("one-after-another", "range")
    weeks: Any = attrs.field(default=(), converter=_weeks, validator=_some)
    equal_hours: str = _choice("unknown", "there", "elsewhere")
    five_without_grade: str = _choice("unknown", "preschool")

    def weeks_in(self, period: Period) -> Fraction | None:
        """The number of school weeks in a period; `None` where no policy says it."""
        return Fraction(1) if period is Period.WEEK else dict(self.weeks).get(period)


DEFAULT = PlacementPolicy()
