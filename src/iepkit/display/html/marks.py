"""Marks: how a thing stands, told by a shape, a color and a word at once."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from iepkit.display.outline import Outline
from iepkit.findings import Severity
from iepkit.timelines import Deadline
from iepkit.vocabulary import Status

__all__ = ["MARKS", "Mark", "badge", "mark_of", "sprite", "use"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Mark:
    """A word, the class of its color, and its shape, drawn around the point 0, 0 and 14 wide and high."""

    word: str
    tone: str
    shape: str


# A mark is used from afar, where the rules of a style sheet do not reach: it brings how it is drawn along.
_LINE = 'stroke="currentColor" stroke-width="2" style="fill:var(--panel)"'
_DASH = _LINE.replace('"2"', '"1.2"')
_PEN = 'stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" fill="none"'
_THIN = _PEN.replace('"3"', '"2"')

_TRIANGLE = '<path d="M0-6.5 7 6H-7z"/>'
_ABOVE = f'<path d="M0-7 5.5 1.5H-5.5z"/><path {_THIN} d="M-6 5.5H6"/>'
_OCTAGON = (
    '<path d="M-2.9-7h5.8L7-2.9v5.8L2.9 7h-5.8L-7 2.9v-5.8z"/>'
    '<path d="M0-4v4.5M0 2.4v1.6" stroke-width="2" style="stroke:var(--panel)"/>'
)
_CROSS = f'<path {_PEN} d="M-5-5 5 5M5-5-5 5"/>'
_LEFT = '<path d="M-6.5 0 6-7V7z"/>'
_HALF = f'<circle {_LINE} r="5.5"/><path d="M0-5.5a5.5 5.5 0 0 1 0 11z"/>'
_RING = f'<circle {_LINE} r="5.5"/>'
_DIAMOND = f'<path {_LINE} d="M0-6.5 6.5 0 0 6.5-6.5 0z"/>'
_DOTS = '<circle cx="-5" r="1.9"/><circle r="1.9"/><circle cx="5" r="1.9"/>'
_ASKS = (
    f'<circle {_DASH} stroke-dasharray="2.2 1.6" r="6.6"/>'
    f'<path {_THIN} d="M-2.2-1.6A2.2 2.2 0 1 1 .9.4C.2.8 0 1.2 0 1.8M0 4v.1"/>'
)
_TICK = f'<path {_PEN} d="M-6 0-2 4.5 6-4.5"/>'
_SQUARE = '<path d="M-5-5H5V5H-5z"/>'
_FRAME = f'<path {_LINE} d="M-5-5H5V5H-5z"/>'
_BARRED = f'<circle {_LINE} r="5.5"/><path {_THIN} d="M-3.5 3.5 3.5-3.5"/>'
_UNEQUAL = f'<path {_THIN} d="M-6-2.6H6M-6 2.6H6M-3.5 6.5 3.5-6.5"/>'
_LETTER_I = f'<circle {_LINE} r="6"/><path {_THIN} d="M0-3.4v.1M0-.2v3.4"/>'

MARKS: Mapping[str, Mark] = {
    "overdue": Mark("Overdue", "bad", _TRIANGLE),
    "late": Mark("Done late", "bad", _CROSS),
    "early": Mark("Done too early", "bad", _LEFT),
    "soon": Mark("Due soon", "soon", _HALF),
    "open": Mark("Open", "calm", _RING),
    "right": Mark("A right, not a duty", "calm", _DIAMOND),
    "waiting": Mark("No number", "mute", _DOTS),
    "not-known": Mark("Not known", "doubt", _ASKS),
    "met": Mark("Done in time", "good", _TICK),
    "done": Mark("Done", "good", _TICK),
    "waived": Mark("Waived", "mute", _BARRED),
    "lapsed": Mark("Lapsed", "mute", _FRAME),
    "ended": Mark("Ended", "mute", _SQUARE),
    "too-late": Mark("Right used too late", "mute", _CROSS),
    "violation": Mark("Violation", "bad", _OCTAGON),
    "conflict": Mark("Conflict", "soon", _UNEQUAL),
    "unknown": Mark("Unknown", "doubt", _ASKS),
    "note": Mark("Note", "mute", _LETTER_I),
    "aside": Mark("Set aside", "mute", _BARRED),
    "fine": Mark("Nothing now", "good", _TICK),
    "over": Mark("Over the threshold", "soon", _ABOVE),
    "before": Mark("Began earlier", "mute", f'<path {_THIN} d="M4-5-2 0l6 5"/>'),
    "beyond": Mark("Goes on", "mute", f'<path {_THIN} d="M-4-5 2 0l-6 5"/>'),
}
"""Every mark by its name. Two marks of one color have two shapes, but for those that say the same with two words."""

_OF_STATUS = {
    Status.OVERDUE: "overdue",
    Status.LATE: "late",
    Status.EARLY: "early",
    Status.OPEN: "open",
    Status.UNKNOWN: "not-known",
    Status.MET: "met",
    Status.DONE: "done",
    Status.WAIVED: "waived",
    Status.LAPSED: "lapsed",
    Status.ENDED: "ended",
}
_OF_RIGHTS = {Status.OPEN: "right", Status.LATE: "too-late", Status.EARLY: "too-late"}


def mark_of(deadline: Deadline, outline: Outline) -> str:
    """The name of the mark of a deadline. Nobody is late with a right, nor with what has no number."""
    if deadline.is_right and deadline.status in _OF_RIGHTS:
        return "soon" if deadline in outline.soon else _OF_RIGHTS[deadline.status]
    if deadline.status is not Status.OPEN:
        return _OF_STATUS[deadline.status]
    if not deadline.has_number:
        return "waiting"
    return "soon" if deadline in outline.soon else "open"


def use(name: str, where: str = "") -> str:
    """The drawing of a mark, to be set inside a picture, at a place of it, or beside a word.

    >>> use("late", 'x="5%" y="7"')
    '<use href="#mark-late" x="5%" y="7"/>'
    """
    return f'<use href="#mark-{name}"{" " * bool(where)}{where}/>'


def badge(name: str | Severity, word: str = "") -> str:
    """The mark with its word, or another word in its place.

    >>> badge("overdue").endswith("<span>Overdue</span></span>")
    True
    """
    mark = MARKS[name]
    picture = f'<svg class="mark" viewBox="-8 -8 16 16" aria-hidden="true">{use(name)}</svg>'
    return f'<span class="badge {mark.tone}">{picture}<span>{word or mark.word}</span></span>'


def sprite() -> str:
    """The shapes of all marks, drawn once on a page and used by their names."""
    shapes = "".join(f'<g id="mark-{name}">{mark.shape}</g>' for name, mark in MARKS.items())
    return f'<svg class="sprite" aria-hidden="true" width="0" height="0"><defs>{shapes}</defs></svg>'
