"""What placement answers with: spans of exact numbers, shares of the week, and environments with their reasons."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

import attrs

from iepkit.placement.policies import PlacementPolicy
from iepkit.vocabulary import Environment

__all__ = ["Basis", "EnvironmentAnswer", "Share", "Span", "percent_words", "time_words"]


def __dir__() -> list[str]:
    return __all__


_HUNDRED = 100


class Basis(StrEnum):
    """What an answer rests on, the surest first.

    `schedule`: the bell schedule, with the services. `services`: the services, against the minutes of the school week.
    `minutes` and `percentage`: what the placement itself states. `program`: the program, hours and services of a young
    child. `setting`: a separate school, a hospital or another setting that goes before any percentage.
    """

    SCHEDULE = "schedule"
    SERVICES = "services"
    MINUTES = "minutes"
    PERCENTAGE = "percentage"
    PROGRAM = "program"
    SETTING = "setting"
    NOTHING = "nothing"


@attrs.frozen
class Span:
    """A number that is known exactly, or to lie between two: both ends are possible.

    >>> Span(Fraction(30), Fraction(60)) + Span.of(15)
    Span(least=Fraction(45, 1), most=Fraction(75, 1))
    """

    least: Fraction
    most: Fraction

    @classmethod
    def of(cls, number: Fraction | int) -> Span:
        """A number known exactly."""
        return cls(Fraction(number), Fraction(number))

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.least == self.most

    def __add__(self, other: Span) -> Span:
        return Span(self.least + other.least, self.most + other.most)

    def times(self, factor: Fraction | int) -> Span:
        """So many times as much; `factor` is not negative."""
        return Span(self.least * factor, self.most * factor)

    def words(self) -> str:
        """The number, or both ends.

        >>> Span(Fraction(30), Fraction(45, 2)).words()
        '30 to 22.5'
        """
        return time_words(self.least) if self.exact else f"{time_words(self.least)} to {time_words(self.most)}"


def time_words(amount: Fraction) -> str:
    """A number of minutes or hours as people write it; one that decimals cannot give is a fraction.

    >>> time_words(Fraction(90)), time_words(Fraction(45, 2)), time_words(Fraction(200, 3))
    ('90', '22.5', '66 2/3')
    """
    whole, part = divmod(amount, 1)
    if not part:
        return str(whole)
    if _HUNDRED % part.denominator == 0:
        return f"{float(amount):.2f}".rstrip("0")
    return f"{whole} {part}" if whole else str(part)


def percent_words(percent: Fraction) -> str:
    """A percentage for display, never rounded across a line between two environments.

    >>> percent_words(Fraction(80)), percent_words(Fraction(31980, 400)), percent_words(Fraction(159999, 2000))
    ('80', '79.95', '79.99')
    """
    cut = Fraction(int(percent * _HUNDRED), _HUNDRED)  # cut off, not rounded: 79.9995 is not 80
    return f"{float(cut):.2f}".rstrip("0").rstrip(".")


@attrs.frozen
class Share:
    """The part of the school week that a child is inside the regular class.

    `percent` is exact, from 0 to 100, and `None` where it is not one number; `least` and `most` are then its ends, and
    `None` where nothing bounds it. `numerator` are the minutes inside, `denominator` those of the week.
    `lines` is the arithmetic in words, `unknown` what is not determined and what would settle it; `contradiction`
    says that the file cannot be right, as where more minutes are away than there are in the week.
    """

    least: Fraction | None
    most: Fraction | None
    inside: Span | None
    denominator: Fraction | None
    basis: Basis
    policy: PlacementPolicy
    lines: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    contradiction: bool = False

    @property
    def percent(self) -> Fraction | None:
        """The percentage, where it is one number."""
        return self.least if self.least == self.most else None

    @property
    def numerator(self) -> Fraction | None:
        """The minutes of a week inside the regular class, where it is one number."""
        return self.inside.least if self.inside is not None and self.inside.exact else None


@attrs.frozen
class EnvironmentAnswer:
    """An educational environment, with the numbers and the reasons that led to it.

    `environment` is `None` where the file does not determine it; `possible` are then those between which it lies, where
    there is a bound. `share` is the time inside the regular class, `None` for a child before kindergarten.
    `stated` is the environment that the IEP itself names. `contradiction`: the file cannot be right as it is.
    """

    environment: Environment | None
    policy: PlacementPolicy
    possible: tuple[Environment, ...] = ()
    basis: Basis = Basis.NOTHING
    share: Share | None = None
    stated: Environment | None = None
    lines: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    contradiction: bool = False

    @property
    def percent(self) -> Fraction | None:
        """The percentage of the school week inside the regular class, where it is one number."""
        return self.share.percent if self.share else None

    @property
    def numerator(self) -> Fraction | None:
        """The minutes of a week inside the regular class, where it is one number."""
        return self.share.numerator if self.share else None

    @property
    def denominator(self) -> Fraction | None:
        """The minutes of the school week, where they are known."""
        return self.share.denominator if self.share else None

    def explain(self) -> str:
        """The arithmetic, line by line, and what is not known."""
        return "\n".join([*self.lines, *(f"Not known: {words}" for words in self.unknown)])
