"""The shapes of duties in time, each written once over a vocabulary of operations on whole numbers.

A shape has no branches and no loops: the operations `ops` are those of one case, of a listener, or of a column of
cases, and the same lines run on each. `f` holds the facts, `p` the law as bound to a calendar.
"""

from __future__ import annotations

from typing import Any

__all__ = [
    "ENDED",
    "MET",
    "NONE",
    "OPEN",
    "OVERDUE",
    "SHAPES",
    "STATUSES",
    "UNKNOWN",
    "WAIVED",
    "agreed",
    "apart",
    "before",
    "carried_over",
    "every",
    "lengthened",
    "order",
    "over_summer",
    "rolled",
    "spanned",
    "stopped_by_absence",
    "within",
]


def __dir__() -> list[str]:
    return __all__


STATUSES = ("none", "met", "late", "early", "open", "overdue", "waived", "ended", "unknown")
NONE, MET, LATE, EARLY, OPEN, OVERDUE, WAIVED, ENDED, UNKNOWN = range(len(STATUSES))


# -- shapes -----------------------------------------------------------------------------------------------------------


def within(ops: Any, f: Any, p: Any) -> Any:
    """A thing done within a time of what starts the clock."""
    due = ops.step("limit", ops.after(p.limits, f.start))
    return settled(ops, f, ops.through(p.steps, f, p, due))


def before(ops: Any, f: Any, p: Any) -> Any:
    """A thing done by an anchor, or a time before it; the anchor is a day, a birthday, or the entry to a grade."""
    anchor = ops.step("anchor", ops.earlier(ops.after(p.age, f.start), f.grade))
    due = ops.step("limit", ops.ahead(p.limits, anchor))
    due = ops.step("begins", ops.where(ops.present(f.begun) & (f.begun > due), f.begun, due))
    return settled(ops, f, ops.through(p.steps, f, p, due))


def every(ops: Any, f: Any, p: Any) -> Any:
    """The next of a kind within a time of the last; each one starts the clock anew."""
    return within(ops, f, p)


def order(ops: Any, f: Any, p: Any) -> Any:
    """One thing in hand by the day on which another happens."""
    return settled(ops, f, ops.step("limit", ops.ahead(p.limits, f.start)))


def apart(ops: Any, f: Any, p: Any) -> Any:
    """The next of a kind not sooner than a time after the last; nothing to say until it has happened."""
    first = ops.step("limit", ops.after(p.limits, f.start))
    missing = ops.missing(f.start) | ops.missing(f.done)
    status = ops.choose(
        (missing, NONE),
        (f.done >= first, MET),
        (ops.present(f.waived), WAIVED),
        (ops.known(first), EARLY),
        otherwise=UNKNOWN,
    )
    return ops.verdict(status, first, ops.where(status == EARLY, first - f.done, 0))


def settled(ops: Any, f: Any, due: Any) -> Any:
    """The status on the as-of day, the due day, and by how many days it was or is late."""
    firm = ops.floor(due)
    known = ops.known(due)
    done = ops.present(f.done)
    sure = known & ops.present(f.needed) & (f.needed <= firm)
    stop = ops.where(ops.present(f.ended), ops.earlier(f.ended, f.as_of), f.as_of)
    status = ops.choose(
        (ops.missing(f.start), NONE),
        (done & (f.done <= firm), MET),
        (ops.missing(f.done) & ops.present(f.shown) & (f.shown <= firm), MET),
        (ops.present(f.waived) & (f.waived <= firm), WAIVED),
        (ops.present(f.ended) & (f.ended <= firm), ENDED),
        (done & sure & ops.missing(f.shown), LATE),
        (done | ops.present(f.shown) | ops.missing(f.as_of), UNKNOWN),
        (stop <= firm, OPEN),
        (sure & ops.present(f.ended), LATE),
        (sure, OVERDUE),
        otherwise=UNKNOWN,
    )
    end = ops.where(done, f.done, stop)
    return ops.verdict(status, due, ops.where((status == LATE) | (status == OVERDUE), end - due, 0))


# -- steps: what the law of a place does to a due day ------------------------------------------------------------------


def lengthened(ops: Any, f: Any, p: Any, due: Any) -> Any:
    """The due day moved by the absences inside the period, from the number on that the law names."""
    absent = ops.within_spans(p.absence_days, f.start, due, f.absences)
    more = ops.where(absent >= p.absences.at_least, absent - p.absences.beyond, 0)
    return ops.step("absences", ops.more(p.limits, due, more))


def stopped_by_absence(ops: Any, f: Any, p: Any, due: Any) -> Any:
    """The due day moved by the absences inside the period as it grows, from the number on that the law names."""
    absent = ops.within_spans(p.absence_days, f.start, due, f.absences)
    moved = ops.tolled(p.limits, f.start, due, f.absences)
    return ops.step("absences", ops.where(absent >= p.absences.at_least, moved, due))


def carried_over(ops: Any, f: Any, p: Any, due: Any) -> Any:
    """The other due day of a clock that starts so many days before the school year ends."""
    rule = p.year_end
    left = ops.left_in_year(rule, f.measured)
    absent = ops.within_spans(p.absence_days, f.start, ops.year_end(rule, f.measured), f.absences)
    other = ops.year_end_due(rule, f.start, f.measured)
    applies = (left >= rule.at_least) & (left < rule.below) & (absent < rule.unless_absent) & (other >= f.start)
    return ops.step("year end", ops.where(applies, other, due))


def over_summer(ops: Any, f: Any, p: Any, due: Any) -> Any:
    """The other due day of a clock that would be due between two school years; not moved where that is not known."""
    first = ops.next_year_if_between(p.year_end, due)
    moved = ops.after(p.year_end.limits, first - p.year_end.anchor_counts)
    between = ops.where(ops.known(first), moved, first)
    return ops.step("summer", ops.where(ops.missing(first), due, between))


def agreed(ops: Any, f: Any, p: Any, due: Any) -> Any:
    """The date to which the parties agreed while the clock still ran, where the law allows them to."""
    date = ops.latest_agreed(f.extensions, due)
    return ops.step("agreed", ops.where(ops.missing(date), due, date))


def spanned(ops: Any, f: Any, p: Any, due: Any) -> Any:
    """The first day of what spans the due day, since it is due as a whole when it takes effect."""
    first = ops.covering(f.spans, due)
    return ops.step("in effect then", ops.where(ops.missing(first), due, first))


def rolled(ops: Any, f: Any, p: Any, due: Any) -> Any:
    """The first day on or after the due day that counts, in a State that moves it."""
    return ops.step("roll", ops.on_or_after(p.roll, due))


SHAPES = {"within": within, "before": before, "every": every, "order": order, "apart": apart}
