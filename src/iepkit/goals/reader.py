"""The parts of a text but for its behavior: what is set, by when, what is enough, how it is measured.

What has been read is marked in the letters, so that no word counts twice: the passage of grade 4 that is given is no
criterion, and the number of a baseline is not the target.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import attrs

from iepkit.goals.model import Measure, Part, PartKind, part_of
from iepkit.goals.patterns import Found
from iepkit.goals.tokens import Tokens
from iepkit.goals.units import PERCENT, quantity

__all__ = ["Reader"]


def __dir__() -> list[str]:
    return __all__


# Members by names of our own: to look one up in its class takes longer than what is done with it.
_BASELINE, _TIMEFRAME, _CRITERION, _SCHEDULE, _METHOD, _CONDITION = (
    PartKind.BASELINE,
    PartKind.TIMEFRAME,
    PartKind.CRITERION,
    PartKind.SCHEDULE,
    PartKind.METHOD,
    PartKind.CONDITION,
)
_COUNT, _RATE, _PERCENT, _SUPPORT = Measure.COUNT, Measure.RATE, Measure.PERCENT, Measure.SUPPORT


_NO_CRITERION = "none"
_NEAR = 6  # so many words after a method, how often it is used may still be said
_OF_A_WHOLE = {Measure.RATIO, Measure.SCORE}
_MEASURES = {measure.value: measure for measure in Measure}
_MARKS = ("comma", "colon", "semicolon", "stop", "mark", "quote")


@attrs.define
class Reader:
    """A text while it is read, with the parts that were found. Each method reads parts of one kind."""

    tokens: Tokens
    field: str
    letters: str
    parts: list[Part] = attrs.field(factory=list)

    def part(self, kind: PartKind, start: int, end: int) -> None:
        """Note a part, from one word up to another."""
        self.parts.append(part_of(kind, *self._place(start, end), self.field))

    def baselines(self) -> None:
        """Where the child stands now; with "from … to …" also the target."""
        told, judged = [], []
        for found in self._search("baseline"):
            for name, first, last in found.spans:
                start, end = self._trimmed(first, last)
                if name == "target":
                    percent = not PERCENT.isdisjoint(self.tokens.words[start:end])
                    bare = _COUNT if end - start == 1 else _RATE
                    self.criterion(start, end, _PERCENT if percent else bare)
                    judged.append((start, end))
                    continue
                now = quantity(self.tokens, start, end, whole=True)
                if now.value is not None:
                    self.parts.append(part_of(_BASELINE, *self._place(start, end), self.field, None, *now))
                    told.append((start, end))
        self._mark(told, "told")
        self._mark(judged, "judged")

    def timeframes(self, group: str) -> None:
        """By when."""
        spans = [self._trimmed(found.start, found.end) for found in self._search(group)]
        for span in spans:
            self.part(_TIMEFRAME, *span)
        self._mark(spans, "timed")

    def criteria(self, start: int = 0, end: int | None = None, only: Collection[str] = ()) -> None:
        """What is enough, between two places; `only` names the measures that can be meant there."""
        classes = self.tokens.book.classes
        people, follows = classes("learner", "name"), classes("modal", "possessive")
        spans = []
        for found in self._search("criterion", start, end):
            measure = found.row["measure"]
            if measure == _NO_CRITERION or (only and measure not in only):
                continue
            first, last = found.counts
            if self.letters[last : last + 1] in follows and self.letters[last - 1] in people:
                last -= 1  # "80% of the time Sam will …"
            span = self._trimmed(first, last)
            self.criterion(*span, _MEASURES[measure], complete="unsaid" not in found.row)
            if measure != _SUPPORT or span[1] - span[0] > 1:  # "independently" is also how something is done
                spans.append(span)
        self._mark(spans, "judged")

    def criterion(self, start: int, end: int, measure: Measure, *, complete: bool = True) -> None:
        """Note a criterion, with its number: of how many, and in which unit."""
        found = quantity(self.tokens, start, end, whole=measure in _OF_A_WHOLE)
        self.parts.append(part_of(_CRITERION, *self._place(start, end), self.field, measure, *found, complete))

    def methods(self) -> None:
        """How it is measured, and how often.

        A method may stand inside a criterion, as in "3 of 4 weekly probes", so the untouched letters are read.
        """
        letters, groups = self.tokens.letters, self.tokens.book.groups
        spans = []
        for found in groups["method"].search(letters):
            start, end = self._trimmed(*found.counts)
            often = next(groups["schedule"].search(letters, start, end + _NEAR), None)
            if often and often.start <= end + 1:
                self.part(_SCHEDULE, often.start, often.end)
                if start < often.start < end <= often.end:
                    end = often.start
            self.part(_METHOD, *self._trimmed(start, end))
            if not found.spans:
                spans.append((start, end))
        self._mark(spans, "told")

    def opening(self, end: int) -> None:
        """The conditions that stand before the learner: from a word that can open one to a stop."""
        book = self.tokens.book
        before, year = book.classes("edge", "colon", "conjunction"), book.classes("year")
        loose = book.classes("comma", "mark", "conjunction")
        letters, reached, spans = self.letters, 0, []
        for place in book.among("lead", "preposition").finditer(letters, 0, end):
            start = place.start()
            if start < reached or (start and letters[start - 1] not in before) or letters[start + 1] in year:
                continue
            reached = last = min(end, book.until(letters, start, "timed", "judged", "told", "stop", "semicolon"))
            while last > start and letters[last - 1] in loose:
                last -= 1
            if last - start > 1:
                self.part(_CONDITION, start, last)
                spans.append((start, last))
        self._mark(spans, "set")

    def conditions(self, start: int) -> None:
        """The conditions that stand after the verb."""
        loose = self.tokens.book.classes("preposition", "conjunction", *_MARKS)
        spans = []
        for found in self._search("condition", start):
            last = found.end
            while last > found.start and self.letters[last - 1] in loose:
                last -= 1
            if last - found.start > 1:
                self.part(_CONDITION, found.start, last)
                spans.append((found.start, last))
        self._mark(spans, "set")

    def _search(self, group: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
        return self.tokens.book.groups[group].search(self.letters, start, end)

    def _mark(self, spans: list[tuple[int, int]], shape: str) -> None:
        """Let words that were read stand for a part, at which other patterns stop."""
        if spans:
            sign, letters = self.tokens.book.lexicon.shapes[shape], self.letters
            for start, end in spans:
                letters = letters[:start] + sign * (end - start) + letters[end:]
            self.letters = letters

    def _place(self, start: int, end: int) -> tuple[str, int, int]:
        """What stands from one word up to another, with its place in the text."""
        said = self.tokens
        first, last = said.start(start), said.ends[end - 1]
        return said.text[first:last], first, last

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A span without the marks at its end."""
        loose = self.tokens.book.classes(*_MARKS)
        while end > start + 1 and self.letters[end - 1] in loose:
            end -= 1
        return start, end
