"""The criterion of a goal, from its target and its words: so much, on x of y occasions or on so many in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from iepkit.goals import Measure, Part, PartKind, can_be_same, check_goal
from iepkit.goals.objectives import number_of
from iepkit.progress.aim import better
from iepkit.progress.exact import exact, shown
from iepkit.progress.measurements import Unknown
from iepkit.records import Goal

__all__ = ["Criterion", "criterion_of"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Criterion:
    """When a goal is reached: a value, on `times` of any `window` occasions one after the other.

    Three sessions in a row are 3 of 3. A goal that says no number of times asks for one: `said` is then false.
    `better` is 1 where the value or more is enough, and -1 where the value or less is.
    `occasion` is `measurement`, `day` or `week`, and tells what the window counts.
    """

    value: Fraction
    better: int
    times: int = 1
    window: int = 1
    occasion: str = "measurement"
    said: bool = False

    def met_by(self, value: Fraction) -> bool:
        """Whether a value is enough on its occasion."""
        return self.better * (value - self.value) >= 0

    @property
    def words(self) -> str:
        """The criterion in words, without its unit."""
        bound = f"{shown(self.value)} or {'more' if self.better > 0 else 'less'}"
        return f"{bound} on {self.times} of {self.window} {self.occasion}s" if self.said else bound


_OCCASIONS = (
    (re.compile(r"\bdays?\b"), "day"),
    (re.compile(r"\bweeks?\b"), "week"),
    (
        re.compile(
            r"^$|\b(?:assessments?|attempts?|checks?|measure(?:ment)?s?|observations?|occasions?|opportunit(?:y|ies)|points?"
            r"|probes?|readings?|samples?|sessions?|tests?|times?|trials?|tr(?:y|ies))\b"
        ),
        "measurement",
    ),
)
_LEAST = re.compile(r"\b(?:at least|no (?:less|fewer) than|or (?:more|better|higher|above))\b")
_MOST = re.compile(r"\b(?:at most|no more than|within|or (?:less|fewer|lower|below))\b")
_PART_OF = re.compile(r"(?:out )?of (\d+)\b")
_HUNDRED = 100
_OF_VALUE = {Measure.PERCENT, Measure.RATE, Measure.COUNT, Measure.DURATION, Measure.LATENCY, Measure.SCORE}
_TIMES = {Measure.DURATION, Measure.LATENCY}
_SETTLE = "Write the criterion as a value and a number of occasions, such as 80 percent on 3 of 4 probes."


@attrs.frozen
class _Read:
    """The numbers that the words of a goal hold: values, so many of so many, and so many in a row."""

    values: tuple[Part, ...]
    ratios: tuple[Part, ...]
    runs: tuple[Part, ...]
    said: tuple[Part, ...]

    @classmethod
    def of(cls, goal: Goal) -> _Read:
        """The criteria of a goal, each number once; its recorded target is not in its words."""
        said = tuple(part for part in check_goal(goal).parts if part.kind is PartKind.CRITERION)
        words = [part for part in said if part.field != "target"]
        return cls(
            _once(part for part in words if part.measure in _OF_VALUE and part.value is not None),
            _once(part for part in words if part.of),
            _once(part for part in words if part.measure is Measure.CONSECUTIVE),
            said,
        )


def _once(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple({(part.value, part.of, part.unit): part for part in parts}.values())


def _whole(part: Part) -> tuple[int, int]:
    return int(part.value or 0), int(part.of or part.value or 0)


def _share(part: Part) -> Fraction:
    number, window = _whole(part)
    return Fraction(_HUNDRED * number, window or 1)


def _value(goal: Goal, read: _Read) -> tuple[Fraction | None, tuple[Part, ...]]:
    """The value that is enough, in the unit of the goal, and the x of y that are left to count occasions.

    With a target, an x of y that says the target again, where no other words do, is no number of occasions.
    """
    unit = (goal.unit or "").lower().strip()
    if goal.target is not None:
        value = exact(goal.target)
        again = any(exact(part.value or 0) == value for part in read.values)
        named = _PART_OF.match(unit)
        counted = (value, named and int(named[1]))  # the target 8 in the unit "of 10 opportunities"
        return value, tuple(
            part for part in read.ratios if (part.value, part.of) != counted and (again or _share(part) != value)
        )
    fits = {part.value or 0 for part in read.values if can_be_same(part.unit or "", unit)}
    timed = any(part.measure in _TIMES for part in read.values)
    if timed and read.ratios and not unit:
        return None, ()  # seconds or trials: which of them is measured is not said
    if fits:
        return (exact(fits.pop()) if len(fits) == 1 else None), read.ratios
    found = number_of(read.ratios)
    if found is None:
        return None, ()
    named = _PART_OF.match(unit)
    share = exact(found[0])
    if named is not None and share is not None:
        return share * int(named[1]) / _HUNDRED, ()
    return (share if can_be_same("%", unit) else None), ()


def _side(goal: Goal, value: Fraction, said: Sequence[Part]) -> int:
    """Which side of the value is enough, by the baseline, or by the words of the criterion."""
    start = None if goal.baseline_value is None else exact(goal.baseline_value)
    if start is not None and start != value and goal.direction is None:
        return 1 if value > start else -1
    words = " ".join(part.text.lower() for part in said)
    return bool(_LEAST.search(words)) - bool(_MOST.search(words))


def criterion_of(goal: Goal) -> tuple[Criterion | None, tuple[Unknown, ...]]:
    """The criterion of a goal, from its target and its words, or `None`, with what is missing.

    The value is the recorded target, or else the one number in the words that fits the goal's unit. An x of y beside it
    counts occasions; alone, or where it is the target again ("4 of 5" for 80 percent), it is the value. Where the words
    hold several values, or several numbers of times, it is not told which one is meant.

    >>> found, _ = criterion_of(Goal(text="Sam will read 110 words correct per minute on 3 of 4 weekly probes.",
    ...     baseline_value=72, target=110))
    >>> found.words
    '110 or more on 3 of 4 measurements'
    """
    read = _Read.of(goal)
    value, ratios = _value(goal, read)
    if value is None:
        return None, (Unknown("mastery", "The goal has no one value that is enough.", _SETTLE),)
    sign = better(goal) or _side(goal, value, read.said)
    if not sign:
        why = "The goal does not say whether more or less is better."
        return None, (Unknown("mastery", why, "Record the direction, or baseline and target."),)
    times = [*ratios, *read.runs]
    if not times:
        return Criterion(value, sign), ()
    unit = (times[0].unit or "").lower()
    occasion = next((name for pattern, name in _OCCASIONS if pattern.search(unit)), None)
    number, window = _whole(times[0])
    if len(times) > 1 or occasion is None or not 0 < number <= window:
        why = "On how many occasions the value is to be reached cannot be told from the words."
        return None, (Unknown("mastery", why, _SETTLE),)
    return Criterion(value, sign, number, window, occasion, said=True), ()
