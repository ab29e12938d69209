"""The parts of a value of the law: limits, and what lengthens, moves or confines them; each says itself in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum

import attrs

from iepkit.calendars import Counting
from iepkit.vocabulary import Unit

__all__ = [
    "LAST_DAYS",
    "SUMMER_DAYS",
    "Absences",
    "Anchor",
    "Applies",
    "BeforeBreak",
    "Ending",
    "EndingWindow",
    "Limit",
    "Tell",
    "YearEnd",
    "spelled",
]


def __dir__() -> list[str]:
    return __all__


Tell = Callable[[str], str]
"""How a fact is said. The law knows facts by name; their words are told by those who know the facts."""


def spelled(fact: str) -> str:
    """The name of a fact, to be read by people where its words are not at hand.

    >>> spelled("iep-in-effect")
    'iep in effect'
    """
    return fact.replace("-", " ")


_ONE = re.compile(r"(?<=month)s|(?<=year)s|(?<=day)s")  # the plural of a unit
_LESS = ", less "  # between the parts of a counting rule
_LEAP_YEAR = 366
_NEVER = 1_000_000  # the number that stands for "no limit"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _nth(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _date(month_day: str) -> str:
    month, day = map(int, month_day.split("-"))
    return f"{day} {_MONTHS[month - 1]}"


class Anchor(StrEnum):
    """The day from which a year-end rule counts."""

    START = "start"
    YEAR_END = "year-end"
    NEXT_YEAR = "next-year"
    MONTH_DAY = "month-day"


@attrs.frozen
class Absences:
    """Days of absence that lengthen a limit: from the `at_least`-th on, all of them less the first `beyond`.

    >>> Absences(at_least=3).words
    'longer by every day of absence, once there are 3'
    """

    at_least: int = 1
    beyond: int = 0

    @property
    def words(self) -> str:
        """By how much, in words."""
        by = f"the days of absence after the {_nth(self.beyond)}" if self.beyond else "every day of absence"
        return f"longer by {by}" + (f", once there are {self.at_least}" if self.at_least > self.beyond + 1 else "")


@attrs.frozen
class Limit:
    """One more limit that binds together with the first; the earliest governs.

    It is counted from the last `start` (a fact) on or before what starts the clock, where one is named.
    """

    number: int
    unit: Unit
    counting: Counting | None = None
    start: str = ""

    @property
    def count(self) -> Counting:
        """The counting rule, which is the plain one of the unit where none is given."""
        return attrs.evolve(self.counting or Counting(), unit=self.unit)

    @property
    def size(self) -> str:
        """Number and unit in words, without what is left out of the count."""
        unit = str(self.unit) if self.unit in (Unit.MONTHS, Unit.YEARS) else self.count.words.split(_LESS)[0]
        return f"1 {_ONE.sub('', unit, count=1)}" if self.number == 1 else f"{self.number} {unit}"

    @property
    def left_out(self) -> tuple[str, ...]:
        """What is left out of the count, in words."""
        return tuple(self.count.words.split(_LESS)[1:])

    def said(self, tell: Tell = spelled) -> str:
        """The limit in words, with the facts as they are told."""
        start = f" from when {tell(self.start)}" if self.start else ""
        return _LESS.join([f"{self.size}{start}", *self.left_out])

    @property
    def words(self) -> str:
        """The limit in words."""
        return self.said()


@attrs.frozen
class YearEnd:
    """Another due day for a clock that meets the end of the school year.

    It applies where the days left in the school year after `measured_from` (a fact; by default what starts the clock)
    are at least `at_least` and fewer than `below`, in `unit`, where between two years -1 are left of the one before;
    or, with `due_between_years`, where the due day falls between two school years. It gives way where the child was
    absent on `unless_absent` school days or more.
    The due day is then the `number`-th day, in `due_unit`, after `anchor`, or counted from it where `anchor_counts`
    (the 15th school day of the next school year); or the next `month_day`, as in "06-30".

    >>> YearEnd(Anchor.MONTH_DAY, month_day="06-30", at_least=35, below=45).words
    'where 35 to 44 school days were left in the school year at the start: the next 30 June'
    """

    anchor: Anchor
    number: int = 0
    anchor_counts: bool = False
    due_unit: Unit = Unit.CALENDAR_DAYS
    counting: Counting | None = None
    month_day: str = ""
    measured_from: str = ""
    unit: Unit = Unit.SCHOOL_DAYS
    at_least: int = 0
    below: int = _NEVER
    unless_absent: int = _NEVER
    due_between_years: bool = False

    def said(self, tell: Tell = spelled) -> str:
        """When it applies and what is due then, in words, with the facts as they are told."""
        unless = f", unless the child was absent on {self.unless_absent} school days or more"
        return f"{self._when(tell)}: {self._due}" + unless * (self.unless_absent < _NEVER)

    @property
    def words(self) -> str:
        """When it applies and what is due then, in words."""
        return self.said()

    def _when(self, tell: Tell) -> str:
        when = f"when {tell(self.measured_from)}" if self.measured_from else "at the start"
        day = f"the day on which {tell(self.measured_from)}" if self.measured_from else "the start"
        between = f", or {day} lies between two school years" if self.at_least < 0 else ""
        unit = spelled(self.unit)
        left = f"were left in the school year {when}"
        forms = (
            (self.due_between_years, "where it would be due between two school years"),
            (self.below <= 0, f"where {day} lies between two school years"),
            (self.at_least <= 0 and self.below == _NEVER, f"where {day} lies in a school year{between}"),
            (self.below == _NEVER, f"where {self.at_least} {unit} or more {left}"),
            (self.at_least <= 0, f"where fewer than {self.below} {unit} {left}{between}"),
        )
        return next(
            (words for holds, words in forms if holds), f"where {self.at_least} to {self.below - 1} {unit} {left}"
        )

    @property
    def _due(self) -> str:
        limit = Limit(self.number, self.due_unit, self.counting)
        forms = {
            Anchor.START: f"{limit.size} from the start",
            Anchor.YEAR_END: f"{limit.size} after the school year ends" if self.number else "the day on which it ends",
            Anchor.NEXT_YEAR: f"{limit.size} after the next school year begins",
            Anchor.MONTH_DAY: f"the next {_date(self.month_day or '01-01')}",
        }
        nth = f"the {_nth(self.number)} {_ONE.sub('', spelled(self.due_unit), count=1)} of the next school year"
        counted = nth if self.number else "the day before the next school year begins"
        due = counted if self.anchor is Anchor.NEXT_YEAR and self.anchor_counts else forms[self.anchor]
        return _LESS.join([due, *limit.left_out])


@attrs.frozen
class BeforeBreak:
    """Another limit for a clock that starts shortly before a long break.

    It applies where a break of `at_least` calendar days or more begins within `within` of `unit` after the start;
    the limit is then `number` of `due_unit` from the start.

    >>> BeforeBreak(within=15, at_least=14, number=30).words
    'with a break of 14 calendar days or more that begins within 15 school days: 30 calendar days from the start'
    """

    within: int
    at_least: int
    number: int
    unit: Unit = Unit.SCHOOL_DAYS
    due_unit: Unit = Unit.CALENDAR_DAYS

    @property
    def words(self) -> str:
        """When it applies and what is due then, in words."""
        long = f"a break of {self.at_least} calendar days or more"
        near, size = Limit(self.within, self.unit).words, Limit(self.number, self.due_unit).words
        return f"with {long} that begins within {near}: {size} from the start"


@attrs.frozen
class Applies:
    """For whom a row is; a row of the same parameter without it is for everyone else.

    `age_from` and `age_below` are years of age on the day that starts the clock. Of `facts`, one must have come by that
    day; of `unless`, none.

    >>> Applies(age_from=5, age_below=6, facts=("in-preschool",)).words
    'from age 5 to below age 6, where in preschool'
    """

    age_from: int | None = None
    age_below: int | None = None
    facts: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def by_age(self) -> bool:
        """Whether it goes by the child's age."""
        return self.age_from is not None or self.age_below is not None

    def said(self, tell: Tell = spelled) -> str:
        """For whom, in words, with the facts as they are told."""
        ages = (self.age_from, self.age_below)
        forms = (
            (None not in ages, f"from age {self.age_from} to below age {self.age_below}"),
            (self.age_from is not None, f"from age {self.age_from}"),
            (self.age_below is not None, f"below age {self.age_below}"),
        )
        age = [words for holds, words in forms if holds][:1]
        named = (("where", self.facts), ("unless", self.unless))
        return ", ".join([*age, *(f"{word} {' or '.join(map(tell, facts))}" for word, facts in named if facts)])

    @property
    def words(self) -> str:
        """For whom, in words."""
        return self.said()


LAST_DAYS = {
    "day-before-birthday": "the day before the {}",
    "birthday": "the {}",
    "school-year-end": "the last day of the school year of the {}",
}
"""The last days that have a name, each in words that take the birthday."""

SUMMER_DAYS = {"day-before-birthday": "the day before it", "school-year-end": "the end of the next one"}
"""Until when a right lasts that ends with a school year, for a birthday between two of them, in words."""


def _last_day(through: str, age: int) -> str:
    """The last day of a right that ends with an age, in words."""
    said = LAST_DAYS[through] if through in LAST_DAYS else f"the first {_date(through)} on or after the {{}}"
    return said.format(f"{_nth(age)} birthday")


@attrs.frozen
class EndingWindow:
    """For a birthday from `first` through `last` (month and day), the right ends `through` that day or date.

    A date is that of the year in which the age is reached, so that it may come before the birthday.
    """

    first: str
    last: str
    through: str

    def of_age(self, age: int) -> str:
        """The window in words."""
        day = f"{_date(self.through)} of that year" if self.through[:1].isdigit() else _last_day(self.through, age)
        return f"from {_date(self.first)} to {_date(self.last)}, to {day}"

    @property
    def days(self) -> int:
        """How many days of a leap year are in it."""
        first, last = (date(2000, *map(int, day.split("-"))) for day in (self.first, self.last))
        return (last - first).days + 1


@attrs.frozen
class Ending:
    """Until when a right lasts that ends with an age.

    `through` says the last day: "day-before-birthday", "birthday", "school-year-end" (the last day of the school year
    in which the age is reached; `summer` then says what holds for a birthday between two school years: the day before
    the birthday, or the end of the next year, unknown where nothing is said), or a month and day such as "06-30", the
    first on or after the birthday.
    With `cutoff`, a month and day, the last day is that of the last school year that ends before the first such date
    on which the child has reached the age; on the very day the child has, unless `cutoff_day_counts` is false.
    `windows` set it by the birthday in the year instead.

    >>> Ending(22, "06-30").words
    'to the first 30 June on or after the 22nd birthday'
    """

    age: int
    through: str = "day-before-birthday"
    cutoff: str = ""
    cutoff_day_counts: bool = True
    summer: str = ""
    windows: tuple[EndingWindow, ...] = ()

    @property
    def words(self) -> str:
        """Until when, in words."""
        if not self.windows:
            return f"to {self._last}"
        said = [window.of_age(self.age) for window in self.windows]
        rest = [f"else to {self._last}"] * (sum(window.days for window in self.windows) < _LEAP_YEAR)
        return "; ".join([f"with a {_nth(self.age)} birthday {said[0]}", *said[1:], *rest])

    @property
    def _last(self) -> str:
        if self.cutoff:
            that_day = "included" if self.cutoff_day_counts else "not included"
            reached = f"on which the child is {self.age} (a birthday on that day {that_day})"
            return f"the end of the last school year before the first {_date(self.cutoff)} {reached}"
        return _last_day(self.through, self.age) + "".join(self._between)

    @property
    def _between(self) -> Iterator[str]:
        """What holds for a birthday between two school years, where the end of a year decides."""
        if self.through == "school-year-end":
            yield f" (for a birthday between two school years: {SUMMER_DAYS.get(self.summer, 'unknown')})"
