"""The words of a school week: its days, the blocks of a day, and the programs of young children."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["BlockKind", "EarlyChildhoodProgram", "Weekday"]


def __dir__() -> list[str]:
    return __all__


class Weekday(StrEnum):
    """The days of the week on which school is regularly held."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"

    @property
    def number(self) -> int:
        """The day of the week, Monday being 0, as in `datetime.date.weekday`."""
        return list(Weekday).index(self)


class BlockKind(StrEnum):
    """What a block of the school day is for.

    All but `before-or-after-school` are parts of the school day, lunch, recess, passing and study periods included.
    """

    INSTRUCTION = "instruction"
    STUDY = "study"
    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    RECESS = "recess"
    PASSING = "passing"
    HOMEROOM = "homeroom"
    ASSEMBLY = "assembly"
    SERVICE = "service"
    OTHER = "other"
    BEFORE_OR_AFTER_SCHOOL = "before-or-after-school"


class EarlyChildhoodProgram(StrEnum):
    """The program that a young child attends, in the terms of the federal child count (EDFacts FS089).

    A regular program is one in which at least half of the children have no IEP.
    """

    REGULAR = "regular-early-childhood"
    SEPARATE_CLASS = "separate-class"
    SEPARATE_SCHOOL = "separate-school"
    RESIDENTIAL_FACILITY = "residential-facility"
    NONE = "none"
