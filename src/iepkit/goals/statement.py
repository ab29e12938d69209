"""A text read as a goal: who does what, under which conditions, by when, and when it is enough."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import NamedTuple

from iepkit.goals.behaviors import Act, act_of
from iepkit.goals.model import Measure, Part, PartKind, part_of
from iepkit.goals.reader import Reader
from iepkit.goals.subjects import Subject, subject_of
from iepkit.goals.tokens import Tokens, tokens
from iepkit.goals.units import quantity

__all__ = ["Statement", "criteria", "present_level", "statement"]


def __dir__() -> list[str]:
    return __all__


# Members by names of our own: to look one up in its class takes longer than what is done with it.
_LEARNER, _DIRECTION, _BEHAVIOR, _CRITERION, _BASELINE = (
    PartKind.LEARNER,
    PartKind.DIRECTION,
    PartKind.BEHAVIOR,
    PartKind.CRITERION,
    PartKind.BASELINE,
)
_COUNT, _SUPPORT = Measure.COUNT, Measure.SUPPORT


_REAL = {Measure.RATE, Measure.COUNT, Measure.DURATION, Measure.LATENCY, Measure.SCORE}
_AT_THE_FRONT = frozenset((Measure.PERCENT, Measure.RATIO, Measure.CONSECUTIVE))
_SIGNS = ("number", "fraction", "percent", "consecutive", "occasion")  # none of these criteria does without one
_INSIDE = 2  # an x of y holds so many numbers


class Statement(NamedTuple):
    """What a text says, part by part. `act` is what the learner is to do, as far as there is one."""

    tokens: Tokens
    subject: Subject
    act: Act
    parts: tuple[Part, ...]

    @property
    def letters(self) -> str:
        """One letter for each word, as they were before anything was read."""
        return self.tokens.letters

    @property
    def foreign(self) -> bool:
        """Whether the text seems to be in another language: it has more words of one than of English."""
        other = self.among("foreign").findall(self.letters)
        return len(other) > 0 and len(other) > len(self.among("english").findall(self.letters))

    def classes(self, *names: str) -> frozenset[str]:
        """The letters of some classes of words."""
        return self.tokens.book.classes(*names)

    def among(self, *names: str) -> re.Pattern[str]:
        """An expression for one word of some classes."""
        return self.tokens.book.among(*names)

    @property
    def _named(self) -> dict[float, list[int]]:
        """Where in the text so many things are named, by their number."""
        said, thing, number = self.tokens, self.classes("content"), self.classes("number")
        named: dict[float, list[int]] = {}
        for at, (letter, after) in enumerate(zip(self.letters, self.letters[1:], strict=False)):
            if letter in number and after in thing and (value := said.value(at)) is not None:
                named.setdefault(value, []).append(said.start(at))
        return named

    @property
    def _right(self) -> set[int]:
        """Where in the text a word ends after which "correct" or its like stands."""
        right = self.classes("right")
        return {self.tokens.ends[at] for at, after in enumerate(self.letters[1:]) if after in right}

    def counts(self, part: Part) -> bool:
        """Whether the text says of what an x of y is: "given 10 problems … 8 of 10", or "8 of 10 right"."""
        places = self._named.get(part.of or 0, ())[: _INSIDE + 1]
        own = part.field == "text"
        return (own and part.end in self._right) or any(not own or not part.start <= at < part.end for at in places)


def statement(text: str, *, field: str = "text", after_school: bool = False, bare: bool = False) -> Statement:
    """What a text says. `bare` is for a field that holds the behavior alone, where any word may be the verb."""
    said = tokens(text)
    reader = Reader(said, field, said.letters)
    reader.baselines()
    for group in ("leaving", "schooltime") if after_school else ("timeframe",):
        reader.timeframes(group)
    subject = subject_of(said, reader.letters, bare=bare)
    if subject.start or _opens_with_number(said, subject):
        front = subject.verb if subject.about else subject.start
        if said.book.among(*_SIGNS).search(reader.letters, 0, front):
            reader.criteria(0, front, _AT_THE_FRONT)
        if subject.about and subject.start == subject.end:  # the learner may stand right after what is enough
            subject = subject_of(said, reader.letters, bare=bare)
        reader.opening(subject.start)
    if subject.end > subject.start:
        reader.part(_LEARNER, subject.start, subject.end)
    reader.criteria(subject.verb)
    reader.methods()
    reader.conditions(subject.verb)
    act = act_of(said, reader.letters, subject)
    _count(reader, act)
    if act.direction:
        reader.part(_DIRECTION, *act.direction)
    behavior = act.instead if act.instead and _settled(act, reader.parts) else act.span
    if behavior:
        reader.part(_BEHAVIOR, *behavior)
    reader.parts.sort(key=attrgetter("end"), reverse=True)
    reader.parts.sort(key=attrgetter("start"))
    return Statement(said, subject, act, tuple(reader.parts))


def _settled(act: Act, parts: list[Part]) -> bool:
    """Whether a criterion says what is seen of what grows: of an amount any, of a subject one with a unit."""
    measures = [part.measure for part in parts if part.kind is _CRITERION and part.complete]
    return any(measure in _REAL or (act.amount and measure is not _SUPPORT) for measure in measures)


def _opens_with_number(said: Tokens, subject: Subject) -> bool:
    """Whether a number opens a text without a comma before the learner: "on 4 of 5 days Sam will …"."""
    classes = said.book.classes
    first = 1 if said.letters[:1] in classes("preposition", "lead") else 0
    return subject.about is not None and said.letters[first : first + 1] in classes("number")


def _count(reader: Reader, act: Act) -> None:
    """So many things right after the verb are a criterion, unless they are the whole of one: "label 50 … 40 of 50"."""
    if act.taken is None:
        return
    number = quantity(reader.tokens, *act.taken).value
    if not any(part.of == number for part in reader.parts if part.kind is _CRITERION):
        reader.criterion(*act.taken, _COUNT)


def criteria(text: str, field: str = "criterion") -> tuple[Part, ...]:
    """The criteria that a field for criteria names.

    >>> [(part.text, part.value) for part in criteria("at least 80% of problems, 3 trials in a row")]
    [('at least 80% of problems', 80.0), ('3 trials in a row', 3.0)]
    """
    said = tokens(text)
    reader = Reader(said, field, said.letters)
    reader.criteria()
    return tuple(reader.parts)


def present_level(text: str, field: str = "baseline") -> Part:
    """The baseline that a field for baselines holds, with its number where it has one.

    >>> present_level("60 words a minute").value
    60.0
    """
    said = tokens(text)
    found = quantity(said, 0, len(said.words), whole=True)
    return part_of(_BASELINE, text, 0, len(text), field, None, *found)
