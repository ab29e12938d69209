"""The values of the law: numbers, ages and choices, each dated, cited and graded."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

import attrs

from iepkit.calendars import Counting
from iepkit.citations import Authority, Citation, Grade
from iepkit.vocabulary import ExtensionReason, Unit

__all__ = [
    "Absences",
    "Anchor",
    "Applies",
    "BeforeBreak",
    "Ending",
    "EndingWindow",
    "Kind",
    "Limit",
    "Provision",
    "Value",
    "YearEnd",
]


def __dir__() -> list[str]:
    return __all__


_ONE = re.compile(r"(?<=month)s|(?<=year)s|(?<=day)s")  # the plural of a unit


class Kind(StrEnum):
    """What a layer of the law says of a parameter.

    `value`: a number, an age, a choice. `inherit`: nothing of its own; the layer below governs.
    `no-number`: a duty without a number ("as soon as possible"), which is never given one here.
    `part-of`: the duty is inside another clock, named by `of`.
    `unknown`: nobody has verified what this layer says; no other layer's number stands in for it.
    """

    VALUE = "value"
    INHERIT = "inherit"
    NO_NUMBER = "no-number"
    PART_OF = "part-of"
    UNKNOWN = "unknown"


class Anchor(StrEnum):
    """The day from which a year-end rule counts."""

    START = "start"
    YEAR_END = "year-end"
    NEXT_YEAR = "next-year"
    MONTH_DAY = "month-day"


@attrs.frozen
class Absences:
    """Days of absence that lengthen a limit: from the `at_least`-th on, all of them less the first `beyond`."""

    at_least: int = 1
    beyond: int = 0


@attrs.frozen
class YearEnd:
    """Another due day for a clock that meets the end of the school year.

    It applies where the days left in the school year after `measured_from` (a fact; by default what starts the clock)
    are at least `at_least` and fewer than `below`, in `unit`, where between two years -1 are left of the one before;
    or, with `due_between_years`, where the due day falls between two school years. It gives way where the child was
    absent on `unless_absent` school days or more.
    The due day is then the `number`-th day, in `due_unit`, after `anchor`, or counted from it where `anchor_counts`
    (the 15th school day of the next school year); or the next `month_day`, as in "06-30".
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
    below: int = 1_000_000
    unless_absent: int = 1_000_000
    due_between_years: bool = False


@attrs.frozen
class BeforeBreak:
    """Another limit for a clock that starts shortly before a long break.

    It applies where a break of `at_least` calendar days or more begins within `within` of `unit` after the start;
    the limit is then `number` of `due_unit` from the start.
    """

    within: int
    at_least: int
    number: int
    unit: Unit = Unit.SCHOOL_DAYS
    due_unit: Unit = Unit.CALENDAR_DAYS


@attrs.frozen
class Applies:
    """For whom a row is; a row of the same parameter without it is for everyone else.

    `age_from` and `age_below` are years of age on the day that starts the clock. Of `facts`, one must have come by that
    day; of `unless`, none.
    """

    age_from: int | None = None
    age_below: int | None = None
    facts: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """For whom, in words."""
        ages = (self.age_from, self.age_below)
        forms = (
            (None not in ages, f"from age {self.age_from} to below age {self.age_below}"),
            (self.age_from is not None, f"from age {self.age_from}"),
            (self.age_below is not None, f"below age {self.age_below}"),
        )
        age = [words for holds, words in forms if holds][:1]
        facts = [f"where {' or '.join(self.facts)}"] * bool(self.facts)
        return ", ".join([*age, *facts, *[f"unless {' or '.join(self.unless)}"] * bool(self.unless)])


@attrs.frozen
class EndingWindow:
    """For a birthday from `first` through `last` (month and day), the right ends `through` that day or date."""

    first: str
    last: str
    through: str


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
    """

    age: int
    through: str = "day-before-birthday"
    cutoff: str = ""
    cutoff_day_counts: bool = True
    summer: str = ""
    windows: tuple[EndingWindow, ...] = ()


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
    def words(self) -> str:
        """The limit in words."""
        unit = str(self.unit) if self.unit in (Unit.MONTHS, Unit.YEARS) else self.count.words
        return f"1 {_ONE.sub('', unit, count=1)}" if self.number == 1 else f"{self.number} {unit}"


@attrs.frozen
class Value:
    """What one layer of the law says of one parameter from one day on.

    A limit has `number` and `unit`, and may have its own `start` and `end` (facts), further limits (`also`), and
    rules for absences, the end of the year and agreed extensions. An age has `age` in years or `months`,
    `grade_entered` where entering a grade comes first, and `in_effect` where the text asks it of the IEP that is in
    effect at that age, so that it is due when that IEP takes effect; a band has `ages`, first and last, both included;
    anything else is a `choice`, or `text` for people.

    `after` is a period that runs first, and from whose end the limits are counted. `pauses` are facts during which the
    clock stands still, `extension_limit` the most by which an agreement may extend it. `applies` says for whom the row
    is. `ending` says until when a right lasts that ends with an age.

    `effective` and `until` are the days on which it came into force and on which it was last in force,
    `None` where that is not recorded. `policies` are the named choices on which the text is silent.
    """

    citation: str
    grade: Grade
    kind: Kind = Kind.VALUE
    number: int | None = None
    unit: Unit | None = None
    start: str = ""
    end: str = ""
    counting: Counting | None = None
    first_day: int = 0
    roll: Counting | None = None
    absences: Absences | None = None
    year_end: YearEnd | None = None
    extensions: tuple[ExtensionReason, ...] | None = None
    extension_limit: Limit | None = None
    also: tuple[Limit, ...] = ()
    after: Limit | None = None
    before_break: BeforeBreak | None = None
    pauses: tuple[str, ...] = ()
    applies: Applies | None = None
    ending: Ending | None = None
    age: int | None = None
    months: int | None = None
    grade_entered: int | None = None
    in_effect: bool = False
    ages: tuple[int, ...] = ()
    choice: str = ""
    text: str = ""
    of: str = ""
    effective: date | None = None
    until: date | None = None
    source: str = ""
    note: str = ""
    conflicts: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()

    @property
    def limits(self) -> tuple[Limit, ...]:
        """Every limit that binds; none where the value is not a limit."""
        if self.number is None or self.unit is None:
            return ()
        return (Limit(self.number, self.unit, self.counting), *self.also)

    @property
    def age_in_months(self) -> int | None:
        """The age in months, or `None` where the value is not an age."""
        return self.months if self.age is None else self.age * 12

    @property
    def words(self) -> str:
        """The value in words."""
        grade = f" or entry to grade {self.grade_entered}, whichever is first" if self.grade_entered else ""
        months = self.age_in_months
        forms = (
            (self.kind is Kind.INHERIT, "as in federal law"),
            (self.kind is Kind.NO_NUMBER, self.text or "no number"),
            (self.kind is Kind.PART_OF, f"part of {self.of}"),
            (self.kind is Kind.UNKNOWN, "unknown"),
            (bool(self.also), "the earliest of " + " and ".join(limit.words for limit in self.limits)),
            (bool(self.limits), "".join(limit.words for limit in self.limits[:1])),
            (months is not None and months % 12 == 0, f"age {(months or 0) // 12}{grade}"),
            (months is not None, f"age {(months or 0) // 12} years {(months or 0) % 12} months{grade}"),
            (bool(self.ages), "ages " + " through ".join(str(age) for age in self.ages)),
        )
        return next((words for holds, words in forms if holds), self.choice or self.text)


@attrs.frozen
class Provision:
    """A value together with who made it: one link in the chain of an answer."""

    parameter: str
    value: Value
    authority: Authority
    jurisdiction: str

    @property
    def citation(self) -> Citation:
        """The citation, with its authority, grade and dates."""
        value = self.value
        return Citation(value.citation, self.authority, value.grade, value.effective, value.until, value.source)

    def __str__(self) -> str:
        return f"{self.jurisdiction}: {self.value.words} [{self.value.citation}; {self.value.grade}]"
