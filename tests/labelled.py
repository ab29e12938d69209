"""The labelled goals of tests/goals: how they are read, and how a check of them is counted."""

from __future__ import annotations

import re
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import attrs

from iepkit.goals import GoalCheck, PartKind, check_goal

FOLDER = Path(__file__).parent / "goals"
HALVES = ("develop", "judge")
KINDS = {
    "time": PartKind.TIMEFRAME,
    "cond": PartKind.CONDITION,
    "who": PartKind.LEARNER,
    "act": PartKind.BEHAVIOR,
    "dir": PartKind.DIRECTION,
    "base": PartKind.BASELINE,
    "crit": PartKind.CRITERION,
    "by": PartKind.METHOD,
    "sched": PartKind.SCHEDULE,
}
MARK = re.compile(rf"<(?P<kind>{'|'.join(KINDS)})(?P<maybe>\?)?:|>")
WORD = re.compile(r"[\w%/.'’-]*[\w%]")  # noqa: RUF001


@attrs.frozen
class Label:
    """A marked part; `maybe` where people would differ."""

    kind: PartKind
    start: int
    end: int
    maybe: bool


@attrs.frozen
class Row:
    """A goal with its labels."""

    area: str
    text: str
    labels: tuple[Label, ...]
    measurable: bool
    kind: str = "annual"
    missing: tuple[str, ...] = ()
    skills: bool = False

    @property
    def half(self) -> str:
        return HALVES[zlib.crc32(self.text.encode()) & 1]

    @property
    def check(self) -> GoalCheck:
        return check_goal(self.text, self.kind)  # type: ignore[arg-type]


@attrs.define
class Count:
    """How often something was found that is there, found that is not, and not found."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def unmarked(says: str) -> tuple[str, tuple[Label, ...]]:
    """The text without its marks, and what they mark."""
    text, reached, open_marks, labels = "", 0, [], []
    for mark in MARK.finditer(says):
        text += says[reached : mark.start()]
        reached = mark.end()
        if mark["kind"]:
            open_marks.append((KINDS[mark["kind"]], len(text), bool(mark["maybe"])))
        else:
            kind, start, maybe = open_marks.pop()
            labels.append(Label(kind, start, len(text), maybe))
    assert not open_marks, says
    return text + says[reached:], tuple(labels)


@cache
def rows() -> tuple[Row, ...]:
    """Every labelled goal."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8"))["goal"]:
            text, labels = unmarked(row.pop("says"))
            missing = tuple(row.pop("missing", ()))
            found.append(Row(path.stem, text, labels, missing=missing, **row))
    return tuple(found)


def _words(text: str, start: int, end: int) -> set[int]:
    return {word.start() for word in WORD.finditer(text) if start <= word.start() < end}


def compare(row: Row, check: GoalCheck) -> Iterator[tuple[PartKind, str]]:
    """For each part, whether it was rightly found, wrongly found, or missed."""
    judged = [(label.start, label.end) for label in row.labels if label.kind is PartKind.CRITERION]
    judged += [(part.start, part.end) for part in check.of(PartKind.CRITERION)]
    enough = set[int]().union(*(_words(row.text, *span) for span in judged))
    for kind in PartKind:
        left = [_words(row.text, part.start, part.end) for part in check.of(kind)]
        for label in sorted((one for one in row.labels if one.kind is kind), key=lambda one: one.maybe):
            meant = _words(row.text, label.start, label.end)
            drop = enough if kind is PartKind.BEHAVIOR else set()
            hit = next((words for words in left if _alike(words - drop or words, meant - drop or meant)), None)
            if hit is not None:
                left.remove(hit)
            if not label.maybe:
                yield kind, "missed" if hit is None else "right"
        yield from ((kind, "wrong") for _ in left)


def _alike(found: set[int], meant: set[int]) -> bool:
    return 2 * len(found & meant) >= len(found | meant) > 0


def counts(half: Iterable[Row]) -> dict[str, Count]:
    """Precision and recall of `measurable` and of each part, over some goals."""
    found: dict[str, Count] = {"measurable": Count(), **{kind.value: Count() for kind in PartKind}}
    for row in half:
        check = row.check
        result = {(True, True): "right", (False, True): "wrong", (True, False): "missed"}
        told = result.get((row.measurable, check.measurable))
        for name, how in [*([("measurable", told)] if told else []), *((k.value, h) for k, h in compare(row, check))]:
            setattr(found[name], how, getattr(found[name], how) + 1)
    return found


def table() -> str:
    """The table of docs/goals.md."""
    both = {half: counts(row for row in rows() if row.half == half) for half in HALVES}
    sizes = Counter(row.half for row in rows())
    halves = (f"{half} ({sizes[half]} goals): precision | recall" for half in HALVES)
    head = [
        f"| | {' | '.join(halves)} |",
        "|---|---|---|---|---|",
    ]
    lines = [
        f"| {name} | " + " | ".join(f"{value:.2f}" for half in HALVES for value in _pair(both[half][name])) + " |"
        for name in both["judge"]
    ]
    return "\n".join([*head, *lines])


def _pair(count: Count) -> tuple[float, float]:
    return count.precision, count.recall
