"""The shapes of duties in time, each written once over a vocabulary of operations on whole numbers.

A shape has no branches and no loops: the operations `ops` are those of one case, of a listener, or of a column of
cases, and the same lines run on each. `f` holds the facts, `p` the law as bound to a calendar.
"""

from __future__ import annotations

from typing import Any

from iepkit.days import MISSING

__all__ = [
    "DONE",
    "ENDED",
    "LAPSED",
    "LATE",
    "MET",
    "NONE",
    "OPEN",
    "OVERDUE",
    "SHAPES",
    "STATUSES",
    "UNKNOWN",
    "WAIVED",
    "agreed",
    "agreed_at_most",
    "apart",
    "before",
    "before_break",
    "before_in_band",
    "carried_over",
    "every",
    "hastened",
    "lengthened",
    "not_before",
    "order",
    "over_summer",
    "paused",
    "rolled",
    "spanned",
    "stopped_by_absence",
    "then_within",
    "tracked",
    "within",
]


def __dir__() -> list[str]:
    return __all__


STATUSES = (
    "none", "met", "late", "early", "open", "overdue", "waived", "ended", "unknown", "lapsed", "done",
)  # fmt: skip
NONE, MET, LATE, EARLY, OPEN, OVERDUE, WAIVED, ENDED, UNKNOWN, LAPSED, DONE = range(len(STATUSES))


# -- shapes -----------------------------------------------------------------------------------------------------------


def within(ops: Any, f: Any, p: Any) -> Any:
    """A thing done within a time of what starts the clock."""
    due = ops.step("limit", ops.combined(p.limits, f.start, f.starts))
    due = ops.through(p.steps, f, p, due)
    return settled(ops, f, p, f.start, due, last=due)


def then_within(ops: Any, f: Any, p: Any) -> Any:
    """A thing done within a time of the end of a period that runs first, and that may end sooner or be held open."""
    end = ops.after(p.period, f.start)
    held = ops.present(f.held) & (f.held <= ops.floor(end))
    unheld = ops.where(ops.present(f.released), ops.later(end, f.released), ops.past(ops.later(end, f.as_of)))
    freed = ops.where(ops.present(f.freed), f.freed, unheld)
    begins = ops.step("anchor", ops.where(held, freed, ops.earlier(end, f.opened)))
    due = ops.through(p.steps, f, p, ops.step("limit", ops.after(p.limits, begins)))
    return settled(ops, f, p, f.start, due, last=due)


def before(ops: Any, f: Any, p: Any) -> Any:
    """A thing done by an anchor, or a time before it; the anchor is a day, a birthday, or the entry to a grade."""
    return ahead_of(ops, f, p, f.start, ops.earlier(ops.after(p.age, f.start), f.grade))


def before_in_band(ops: Any, f: Any, p: Any) -> Any:
    """As `before`, for those whose anchor lies as far ahead of the fact of the band as the clock is for."""
    anchor = ops.after(p.age, f.start)
    lead = anchor - f.lead
    inside = ops.present(f.lead) & (lead >= p.band.at_least) & (lead < p.band.below)
    mine = inside | (ops.missing(f.lead) & p.band.is_ordinary)
    return ahead_of(ops, f, p, ops.where(mine, f.start, MISSING), anchor)


def ahead_of(ops: Any, f: Any, p: Any, start: Any, anchor: Any) -> Any:
    """A thing done the limit ahead of an anchor, and where the duty begins later, on that day."""
    anchor = ops.step("anchor", anchor)
    due = ops.step("limit", ops.ahead(p.limits, anchor))
    due = ops.step("begins", ops.where(ops.present(f.begun) & (f.begun > due), f.begun, due))
    return settled(ops, f, p, start, ops.through(p.steps, f, p, due), last=anchor)


def every(ops: Any, f: Any, p: Any) -> Any:
    """The next of a kind within a time of the last; each one starts the clock anew."""
    return within(ops, f, p)


def order(ops: Any, f: Any, p: Any) -> Any:
    """One thing in hand by the day on which another happens."""
    return settled(ops, f, p, f.start, ops.step("limit", ops.ahead(p.limits, f.start)), last=f.start)


def apart(ops: Any, f: Any, p: Any) -> Any:
    """The next of a kind not sooner than a time after the last."""
    return not_sooner(ops, f, ops.step("limit", ops.after(p.limits, f.start)))


def not_before(ops: Any, f: Any, p: Any) -> Any:
    """A thing done not sooner than a time before an anchor, which is a day or a birthday."""
    anchor = ops.step("anchor", ops.after(p.age, f.start))
    return not_sooner(ops, f, ops.step("limit", ops.ahead(p.limits, anchor)))


def not_sooner(ops: Any, f: Any, first: Any) -> Any:
    """The status of a thing for which the law sets the first day; nothing is left to say once that day has come."""
    status = ops.choose(
        (ops.missing(f.start), NONE),
        (ops.present(f.done) & (f.done >= first), MET),
        (ops.present(f.waived), WAIVED),
        (ops.present(f.done) & ops.known(first), EARLY),
        (ops.present(f.done), UNKNOWN),
        (ops.present(f.ended), ENDED),
        (f.as_of >= first, NONE),
        otherwise=OPEN,
    )
    return ops.verdict(status, first, ops.where(status == EARLY, first - f.done, 0))


def tracked(ops: Any, f: Any, p: Any) -> Any:
    """A thing to be done for which the law has no number: whether it was done, and no verdict."""
    status = ops.choose(
        (ops.missing(f.start), NONE),
        (ops.present(f.done), DONE),
        (ops.present(f.waived), WAIVED),
        (ops.present(f.ended), ENDED),
        (ops.present(f.shown), DONE),
        otherwise=OPEN,
    )
    return ops.verdict(status, ops.where(ops.missing(f.start), f.start, MISSING), 0)


def settled(ops: Any, f: Any, p: Any, start: Any, due: Any, *, last: Any) -> Any:
    """The status on the as-of day, the due day, and by how many days it was or is late.

    What lifts the duty counts through the day `last`.
    """
    lifted = ops.present(f.waived) & (f.waived <= ops.floor(last))
    firm, known = ops.floor(due), ops.known(due)
    done, shown, ended = ops.present(f.done), ops.present(f.shown), ops.present(f.ended)
    sure = known & ops.present(f.needed) & (f.needed <= firm)
    unsure = known ^ sure  # what a miss needs is not in the file by then
    stop = ops.where(ended, ops.earlier(f.ended, f.as_of), f.as_of)
    status = ops.choose(
        (ops.missing(start), NONE),
        (p.lifts & lifted, WAIVED),
        (done & (f.done <= firm), MET),
        (ops.missing(f.done) & shown & (f.shown <= firm), MET),
        (lifted, WAIVED),
        (ended & (f.ended <= firm), ENDED),
        (done & sure & ops.missing(f.shown), LATE),
        (unsure & (done | (stop > firm)), p.unsure),
        (done | shown | ops.missing(f.as_of), UNKNOWN),
        (stop <= firm, OPEN),
        (sure & ended, p.unmet),
        (sure, p.missed),
        otherwise=UNKNOWN,
    )
    end = ops.where(done, f.done, stop)
    return ops.verdict(status, due, ops.where((status == LATE) | (status == OVERDUE), end - due, 0))


# -- steps: what the law of a place does to a due day ------------------------------------------------------------------


def before_break(ops: Any, f: Any, p: Any, due: Any) -> Any:
    """The other due day of a clock that starts shortly before a long break."""
    other = ops.due_before_break(p.before_break, f.start)
    return ops.step("long break", ops.where(ops.missing(other), due, other))


def paused(ops: Any, f: Any, p: Any, due: Any) -> Any:
    """The due day moved by the time in which the clock stood still; unknown while it still stands."""
    moved = ops.tolled(p.limits, f.start, due, f.pauses)
    stands = ops.present(f.stands) & (f.stands <= ops.floor(moved))
    return ops.step("paused", ops.where(stands, ops.past(moved), moved))


def hastened(ops: Any, f: Any, p: Any, due: Any) -> Any:
    """The day of what must not come first, where that is sooner."""
    return ops.step("sooner", ops.earlier(due, f.sooner))


def agreed_at_most(ops: Any, f: Any, p: Any, due: Any) -> Any:
    """The date to which the parties agreed on grounds that have a limit, and no later than that."""
    date = ops.latest_agreed(f.capped, due)
    most = ops.earlier(date, ops.after(p.most, due))
    return ops.step("agreed", ops.where(ops.missing(date), due, most))


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


SHAPES = {
    "within": within,
    "before": before,
    "every": every,
    "order": order,
    "apart": apart,
    "not-before": not_before,
}
