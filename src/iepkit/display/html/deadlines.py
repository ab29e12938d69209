"""Deadlines on a page: what is urgent, the picture of the clocks, and the tables that hold all of the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from iepkit.display.html.marks import badge, mark_of
from iepkit.display.html.parts import Sheet, cited, fold, table, told
from iepkit.display.html.timeline import picture
from iepkit.display.layout import counted
from iepkit.display.outline import SOON, Outline
from iepkit.findings import Severity
from iepkit.timelines import Deadline

__all__ = ["clocks", "tables", "urgent"]


def __dir__() -> list[str]:
    return __all__


_HEADS = ("Duty", "Counted from", "Due", "How it stands")
_LEGEND = ("overdue", "late", "soon", "open", "right", "waiting", "not-known", "met")


def urgent(outline: Outline, sheet: Sheet) -> str:
    """What needs somebody now, the worst first; a calm sentence where nothing does."""
    items = [*_due(outline), *_found(outline, sheet)]
    if not items:
        words = "Nothing is overdue, and nothing falls due"
        items = [f"<li>{badge('fine')} {words} within {SOON} days: {told(outline.words)}.</li>"]
    return f'{sheet.heading(1, "What is urgent", "urgent")}<ul class="plain urgent">{"".join(items)}</ul>'


def _due(outline: Outline) -> Iterator[str]:
    for deadline in (*outline.overdue, *outline.late, *outline.soon):
        words = f"<strong>{escape(deadline.title)}</strong>: {told(outline.outcome(deadline))}"
        yield f"<li>{badge(mark_of(deadline, outline))} {words}</li>"


def _found(outline: Outline, sheet: Sheet) -> Iterator[str]:
    """How many findings there are of the kinds that somebody has to look at, with the way to them."""
    kinds = (
        (Severity.VIOLATION, "thing in the file does not meet the law", "things in the file do not meet the law"),
        (Severity.CONFLICT, "contradiction in the file", "contradictions in the file"),
        (Severity.UNKNOWN, "thing that the file does not settle", "things that the file does not settle"),
    )
    for severity, one, many in kinds:
        number = len(outline.findings[severity])
        if number:
            words = counted(number, one, many)
            yield f'<li>{badge(severity)} <a href="#{sheet.anchor}-{severity}">{words}</a></li>'
    if outline.unsettled:
        words = counted(len(outline.unsettled), "deadline that is not known", "deadlines that are not known")
        yield f'<li>{badge("not-known")} <a href="#{sheet.anchor}-deadlines">{words}</a></li>'


def clocks(outline: Outline, sheet: Sheet) -> str:
    """The picture of the clocks that run or were missed, and folded under it that of what closed in the last year."""
    running = (
        *outline.overdue, *outline.late, *outline.soon, *outline.unsettled, *outline.later, *outline.too_late,
        *outline.tracked,
    )  # fmt: skip
    now = picture("The clocks that run or were missed", running, outline, f"{sheet.anchor}-running")
    closed = sorted(outline.recent, key=lambda one: one.done or one.due or outline.as_of)
    past = picture("The clocks that closed in the last year", closed, outline, f"{sheet.anchor}-closed")
    if not (now or past):
        return ""
    caption = (
        "Each bar goes from the day that starts the clock to the day on which it is due; it is full as far as the "
        "time is spent, and striped where it took longer. The tables of the next part hold the same in words."
    )
    legend = "".join(f"<li>{badge(name)}</li>" for name in _LEGEND if name in _shown(running, outline))
    drawn = f'<figure><figcaption class="aside">{caption}</figcaption>{now}<ul class="legend">{legend}</ul></figure>'
    folded = fold(f"Closed in the last year ({len(closed)})", f"<figure>{past}</figure>" if past else "")
    return sheet.heading(1, "Timeline", "timeline") + (drawn if now else "") + folded


def _shown(deadlines: Sequence[Deadline], outline: Outline) -> set[str]:
    return {mark_of(deadline, outline) for deadline in deadlines}


def tables(outline: Outline, sheet: Sheet) -> str:
    """Every deadline that is listed, a table for each way in which they stand; the closed ones are folded."""
    groups = (
        ("Overdue", outline.overdue),
        ("Done late or too early", outline.late),
        (f"Due within {SOON} days", outline.soon),
        ("Not known", outline.unsettled),
        ("Due later", outline.later),
        ("To be done, without a number of days in the law", outline.tracked),
        ("Rights used too late", outline.too_late),
        ("Ended before they were due", outline.ended),
    )
    shown = "".join(
        table(title, _HEADS, [_row(one, outline, why=_why(one)) for one in group], "duties") for title, group in groups
    )
    closed = table("Closed in the last year", _HEADS, [_row(one, outline) for one in outline.recent], "duties")
    folded = fold(f"Closed in the last year ({len(outline.recent)})", closed)
    others = f'<p class="aside">{told(outline.others)}</p>' if outline.others else ""
    body = shown + folded + others
    return sheet.heading(1, "Deadlines", "deadlines") + body if body else ""


def _why(deadline: Deadline) -> str:
    """The explanation, under a line that says of what it is, also to those who jump from line to line."""
    summary = f'Why <span class="unseen">for: {escape(deadline.title)}</span>'
    return fold(summary, deadline.explain()._repr_html_())


def _row(deadline: Deadline, outline: Outline, *, why: str = "") -> str:
    """One deadline; the day that starts it is not shown where it is a birth date."""
    start = str(deadline.start or "not shown" * (deadline.due is not None))
    stands = f"{badge(mark_of(deadline, outline))}<br>{told(outline.outcome(deadline))}"
    since = f'<small class="narrow-only">counted from {told(start)}</small>' if deadline.start else ""
    done = f"<small>done on {told(str(deadline.done))}</small>" if deadline.done else ""
    settle = f"<small>To settle it: {told(deadline.settle)}</small>" if deadline.settle else ""
    law = f"<small>{cited(deadline.citation)} <code>{escape(deadline.code)}</code></small>"
    return (
        f'<tr><th scope="row">{escape(deadline.title)}</th><td class="days">{told(start)}</td>'
        f'<td class="days">{told(str(deadline.due or ""))}</td><td>{stands}{since}{done}{settle}{law}{why}</td></tr>'
    )
