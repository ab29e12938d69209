"""A count of exits or of discipline in words: as a whole, or what became of one case. No id or name is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from iepkit.errors import UnknownName
from iepkit.reporting.codes import FileSpec, Level, file_spec
from iepkit.reporting.entries import Doubt, Entry, NotCounted
from iepkit.reporting.settings import DeafnessAs, StateSettings

__all__ = ["Part", "notes_on", "tell", "tell_case"]


def __dir__() -> list[str]:
    return __all__


_LEVELS = {Level.SEA: "the State", Level.LEA: "districts", Level.SCH: "schools"}
_DEAF = {DeafnessAs.HEARING_IMPAIRMENT: "hearing impairment", DeafnessAs.DEAF_BLINDNESS: "deaf-blindness"}


@attrs.frozen(repr=False)
class Part:
    """What one file counts at one level, for telling it."""

    spec: FileSpec
    level: Level
    entries: Sequence[Entry]
    not_counted: Sequence[NotCounted]

    def __repr__(self) -> str:
        return f"<Part of {self.spec.id} at level {self.level.value}>"

    @property
    def name(self) -> str:
        """The file and whose rows they are.

        >>> Part(file_spec("FS009", school_year=2026), Level.LEA, (), ()).name
        'FS009, rows of districts'
        """
        return f"{self.spec.id}, rows of {_LEVELS[self.level]}"

    @property
    def number(self) -> str:
        """How many children are counted, each once, or how many removals.

        >>> entries = [Entry("7", None, None, {"REMOVALTYPE": kind}) for kind in ("REMDW", "REMHO")]
        >>> Part(file_spec("FS005", school_year=2026), Level.SEA, entries, ()).number
        'children, 1'
        """
        if self.spec.counts_children:
            return f"children, {len({one.case for one in self.entries})}"
        return f"removals, {sum(one.amount for one in self.entries)}"


def notes_on(files: Sequence[str], settings: StateSettings, *, school_year: int) -> tuple[str, ...]:
    """What to know of the numbers of files: a choice of the State that moves some, and tables that may be old.

    >>> from datetime import date
    >>> notes_on(["FS009"], StateSettings(count_date=date(2025, 11, 3)), school_year=2026)[0]
    'children with deafness are counted as hearing impairment (HI)'
    """
    deaf = f"children with deafness are counted as {_DEAF[settings.deafness_as]} ({settings.deafness_as.value})"
    caveats = (file_spec(name, school_year=school_year).caveat for name in files)
    return (deaf, *(words for words in caveats if words))


def tell(parts: Sequence[Part], doubts: Sequence[Doubt], notes: Sequence[str]) -> Iterator[str]:
    """The lines of a whole count: how many in each file, how many are left out for each reason, doubts and notes."""
    for part in parts:
        yield f"{part.name}: {part.number}"
        for words, number in sorted(Counter(one.reason.value for one in part.not_counted).items()):
            yield f"  Not counted, {words}: {number}"
    for words, number in sorted(Counter(one.words for one in doubts).items()):
        yield f"In doubt, {words}: {number}"
    for note in notes:
        yield f"Note: {note}"


def tell_case(case: str, parts: Sequence[Part], doubts: Sequence[Doubt]) -> Iterator[str]:
    """The lines of one case, in each file and level that is about it. Raises `UnknownName` where none is."""
    lines = [line for part in parts for line in _lines(case, part)]
    if not lines:
        raise UnknownName("case", None, ["those of which the count tells"])
    yield from lines
    for one in doubts:
        if one.case == case:
            yield f"In doubt: {_asked(one.words, one.settles)}"


def _lines(case: str, part: Part) -> Iterator[str]:
    for entry in part.entries:
        if entry.case == case:
            yield f"{part.name}: counted" + (f" {entry.amount} times" if entry.amount > 1 else "")
            for name, known in part.spec.categories.items():
                code = entry.code(name)
                yield f"  {known.name}: {known.codes[code]} ({code})"
    for one in part.not_counted:
        if one.case == case:
            yield f"{part.name}: not counted, {_asked(one.reason.value, one.settles)}"


def _asked(words: str, settles: str) -> str:
    return f"{words}; it would settle it: {settles}" if settles else words
