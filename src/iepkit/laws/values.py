"""The values of the law: numbers, ages and choices, each dated, cited and graded."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from iepkit.calendars import Counting
from iepkit.citations import Authority, Citation, Grade
from iepkit.laws.parts import (
    Absences,
    Anchor,
    Applies,
    BeforeBreak,
    Ending,
    EndingWindow,
    Limit,
    Tell,
    YearEnd,
    spelled,
)
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


_CHOICES = {
    "all": "every child with an IEP",
    "alternate-assessment": "children who take alternate assessments",
    "alternate-assessment-or-preschool": "children who take alternate assessments, and children in preschool",
    "conditional": "on a condition, which the note says",
    "every-change": "every change of services or placement",
    "not-used": "not used",
    "placement": "a change of placement",
    "substantial": "a change as large as the note says",
    "transfers": "yes, they transfer",
}


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

    def holds(self, on: date) -> bool:
        """Whether the value is in force on a day, as far as its dates are recorded."""
        return (self.effective is None or self.effective <= on) and (self.until is None or on <= self.until)

    @property
    def words(self) -> str:
        """The value in words, short: facts and choices by their names."""
        return self._said(spelled, self.choice)

    def said(self, tell: Tell = spelled) -> str:
        """The value in words, for people, with the facts as they are told."""
        then = ", in the IEP in effect then" if self.in_effect else ""
        return self._said(tell, _CHOICES.get(self.choice, spelled(self.choice))) + then

    def _said(self, tell: Tell, choice: str) -> str:
        grade = f" or entry to grade {self.grade_entered}, whichever is first" if self.grade_entered else ""
        months = self.age_in_months
        forms = (
            (self.kind is Kind.INHERIT, "as in federal law"),
            (self.kind is Kind.NO_NUMBER, self.text or "no number"),
            (self.kind is Kind.PART_OF, f"part of {self.of}"),
            (self.kind is Kind.UNKNOWN, "unknown"),
            (bool(self.limits), self._limits(tell) if self.limits else ""),
            (self.ending is not None, self.ending.words if self.ending else ""),
            (months is not None and months % 12 == 0, f"age {(months or 0) // 12}{grade}"),
            (months is not None, f"age {(months or 0) // 12} years {(months or 0) % 12} months{grade}"),
            (bool(self.ages), "ages " + " through ".join(str(age) for age in self.ages)),
        )
        return next((words for holds, words in forms if holds), choice or self.text)

    def _limits(self, tell: Tell) -> str:
        first, *more = (limit.said(tell) for limit in self.limits)
        listed = ", ".join([first, *more[:-1]])
        size = f"the earliest of {listed} and {more[-1]}" if more else first
        return f"{size}, once {self.after.words} have run" if self.after else size

    def moves(self, tell: Tell = spelled) -> dict[str, str]:
        """What lengthens a limit or moves its due day, in words, each under its name."""
        said = {
            "first day": "the day that starts the clock counts as the first" if self.first_day else "",
            "stands still": "; or ".join(f"while {tell(fact)}" for fact in self.pauses),
            "absences": self.absences.words if self.absences else "",
            "end of the school year": self.year_end.said(tell) if self.year_end else "",
            "before a break": self.before_break.words if self.before_break else "",
            "due day": f"moves to the next one of the {self.roll.words}" if self.roll else "",
            "extended by at most": self.extension_limit.words if self.extension_limit else "",
        }
        return {name: words for name, words in said.items() if words}


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
