"""A goal with its parts marked beneath it, and what it does not say; and the same as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from iepkit.display.layout import paragraph, printable
from iepkit.goals import GoalCheck, Missing, Part

__all__ = ["goal_data", "goal_text"]


def __dir__() -> list[str]:
    return __all__


_TEXT_WIDTH = 54  # leaves room for the longest label beside the marks
_UNREAD = "NOT READ: the text does not seem to be English."


def goal_text(text: str, check: GoalCheck) -> str:
    """The goal, each of its parts marked beneath the words, whether it is measurable in form, and what is missing.

    Each mark stands in a line of its own, since parts may lie inside one another.

    >>> from iepkit.goals import check_goal
    >>> print(goal_text("Sam will read.", check_goal("Sam will read.")).partition("ADVISED")[0])
    Sam will read.
    ~~~                                                     learner
             ~~~~                                           behavior
    <BLANKLINE>
    NOT MEASURABLE in form.
    <BLANKLINE>
    REQUIRED
      GL104 The goal does not say when it is reached: there is no criterion.
          Say how much, how well, how fast or how often is enough.
          Example: … in 4 of 5 trials / with 80% accuracy / for 15 minutes / at 110
            words correct per minute …
    <BLANKLINE>
    """
    shown = printable(re.sub(r"\s", " ", text))
    blocks = ["\n".join(_marked(shown, check.parts)), _verdict(check)]
    for title, missing in (("REQUIRED", check.required), ("ADVISED", check.advised)):
        if missing:
            blocks.append("\n".join([title, *(_lacking(one, full=title == "REQUIRED") for one in missing)]))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _verdict(check: GoalCheck) -> str:
    if not check.read:
        return _UNREAD
    said = "MEASURABLE" if check.measurable else "NOT MEASURABLE"
    return f"{said} in form."


def _lacking(one: Missing, *, full: bool) -> str:
    lines = [paragraph(f"{one.code} {one.message}", 2, hang=6), paragraph(one.hint, 6, hang=2)]
    if full and one.example:
        lines.append(paragraph(f"Example: {one.example}", 6, hang=2))
    return "\n".join(lines)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line starts and ends when the text is wrapped at its spaces."""
    start = end = None
    for word in re.finditer(r"\S+", text):
        if start is None or end is None:
            start = word.start()
        elif word.end() - start > _TEXT_WIDTH:
            yield start, end
            start = word.start()
        end = word.end()
    if start is not None and end is not None:
        yield start, end


def _marked(text: str, parts: tuple[Part, ...]) -> Iterator[str]:
    """The wrapped lines, each followed by the marks of the parts in it; a label stands where its part ends."""
    for first, last in _lines(text):
        yield text[first:last]
        for part in parts:
            start, end = max(part.start, first), min(part.end, last)
            if start < end:
                label = _label(part) if part.end <= last else "…"
                yield f"{' ' * (start - first)}{'~' * (end - start)}".ljust(_TEXT_WIDTH + 2) + label


def _label(part: Part) -> str:
    return f"{part.kind.value} ({part.measure.value})" if part.measure else part.kind.value


def goal_data(text: str, check: GoalCheck) -> dict[str, Any]:
    """The goal and its check as plain values, to be written as JSON.

    >>> from iepkit.goals import check_goal
    >>> found = goal_data("Sam will read.", check_goal("Sam will read."))
    >>> found["measurable"], found["parts"][1]["text"], found["missing"][0]["code"]
    (False, 'read', 'GL104')
    """
    return {
        "text": text,
        "measurable": check.measurable,
        "read": check.read,
        "skills": check.skills,
        "parts": [_part(part) for part in check.parts],
        "missing": [
            {
                "code": one.code,
                "part": one.part.value,
                "weight": one.weight.value,
                "message": one.message,
                "hint": one.hint,
                "example": one.example,
            }
            for one in check.missing
        ],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "kind": part.kind.value,
        "text": part.text,
        "start": part.start,
        "end": part.end,
        "field": part.field,
        "measure": part.measure.value if part.measure else None,
        "value": part.value,
        "of": part.of,
        "unit": part.unit,
        "complete": part.complete,
    }
