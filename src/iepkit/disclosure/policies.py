"""Named policies of disclosure avoidance. None of the numbers is Federal law: the State or the district sets them."""

from __future__ import annotations

import attrs

from iepkit.errors import WrongType

__all__ = ["OPEN", "Coding", "Open", "Rounding", "Suppression"]


def __dir__() -> list[str]:
    return __all__


def _whole(name: str, value: object, least: int) -> None:
    if type(value) is not int or value < least:
        raise WrongType(name, f"a whole number, {least} or more")


@attrs.frozen
class Suppression:
    """Counts from `lowest` up to below `minimum` are hidden, and as many others as it takes to keep them hidden.

    The Privacy Technical Assistance Center of the Department calls 3 the least that many statisticians accept and
    reports 5 to 30 among States, most often 10 (FAQs, Disclosure Avoidance; read in a secondary source).
    `lowest=0` hides zeros too: that no child of a group has an outcome may tell something of each of them.

    >>> Suppression().minimum, Suppression(5).hides(4), Suppression(5).hides(0), Suppression(5, lowest=0).hides(0)
    (10, True, False, True)
    """

    minimum: int = 10
    lowest: int = attrs.field(default=1, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _whole("minimum", self.minimum, 1)
        if type(self.lowest) is not int or self.lowest not in {0, 1}:
            raise WrongType("lowest", "0, to hide zeros too, or 1")

    def hides(self, count: int) -> bool:
        """Whether a count is too small to be shown."""
        return self.lowest <= count < self.minimum


@attrs.frozen
class Rounding:
    """Every count is shown as the nearest multiple of `to`, half upward, each for itself: totals may not add up.

    >>> [Rounding(5).shown(count) for count in (0, 2, 3, 12, 13)]
    ['0', '0', '5', '10', '15']
    """

    to: int

    def __attrs_post_init__(self) -> None:
        _whole("to", self.to, 2)

    def shown(self, count: int) -> str:
        """The count as it is shown."""
        return str((2 * count + self.to) // (2 * self.to) * self.to)


@attrs.frozen
class Coding:
    """Percentages below `bottom` and above `top` are shown as that, not as what they are (bottom and top coding).

    So is a percentage of too few: among fewer than `among` children nothing is shown. Others are whole percentages.

    >>> coding = Coding()
    >>> [coding.shown(part, 40) for part in (0, 1, 10, 40)], coding.shown(1, 9)
    (['<5%', '<5%', '25%', '>95%'], '*')
    """

    bottom: int = 5
    top: int = 95
    among: int = attrs.field(default=10, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _whole("bottom", self.bottom, 0)
        _whole("top", self.top, self.bottom)
        _whole("among", self.among, 1)

    def shown(self, part: int, whole: int) -> str:
        """The percentage that `part` is of `whole`, as it is shown. Half a percent goes upward."""
        if whole < self.among:
            return "*"
        if 100 * part < self.bottom * whole:
            return f"<{self.bottom}%"
        if 100 * part > self.top * whole:
            return f">{self.top}%"
        return f"{(200 * part + whole) // (2 * whole)}%"


@attrs.frozen
class Open:
    """Nothing is hidden: for those who may see the counts of children, never for publication."""


OPEN = Open()
