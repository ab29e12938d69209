"""Gaps: which services are behind, by how much, since when, by which record, and what that means to the end."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.days import to_date, to_day
from iepkit.history import Case
from iepkit.services.entries import Entry, Ledger
from iepkit.services.expecting import worked
from iepkit.services.lines import Line, lines
from iepkit.services.making import grid
from iepkit.services.policies import SOURCES, ServicePolicy
from iepkit.services.stated import Stated
from iepkit.services.words import counted, mixed
from iepkit.vocabulary import Period

__all__ = ["Gap", "Projection", "gaps", "projections"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Gap:
    """A service that is behind: `minutes` missed or undocumented, since the day `since`.

    `path` is the place of the service in the case, `$.ieps[0].services[1]`; `records` are the places of the deliveries
    that say that something was missed. `missed` is what a record says was missed, `undocumented` what no record speaks
    of. `share` is the part of the promise that is behind. `material` compares it with the policy of that name;
    without a number there it is `None`, since the law has none.
    """

    path: str
    since: date
    minutes: Fraction
    missed: Fraction
    undocumented: Fraction
    share: Fraction
    records: tuple[str, ...] = ()
    material: bool | None = None
    lines: tuple[str, ...] = ()


def gaps(book: Ledger) -> tuple[Gap, ...]:
    """The services of a ledger that are behind, in the order of the file.

    A gap is a number and no verdict: whether it denied the child an appropriate education is decided for each child
    (OSEP Letter to Clarke, 2007), and a court asks whether the failure is more than minor (Van Duyn, 9th Cir. 2007).

    >>> gaps(Ledger(date(2026, 11, 2), ServicePolicy()))
    ()
    """
    behind = ((entry, entry.since) for entry in book.entries if entry.behind)
    return tuple(_gap(entry, since, book.policy) for entry, since in behind if since is not None)


def _gap(entry: Entry, since: date, policy: ServicePolicy) -> Gap:
    missed, undocumented = entry.missed or Fraction(0), entry.undocumented or Fraction(0)
    behind, promised = missed + undocumented, entry.promised or Fraction(1)
    share = behind / promised
    material = None if policy.material is None else share >= policy.material
    amounts = f"{mixed(behind)} of {mixed(promised)} minutes ({mixed(100 * share)} percent)"
    by_record = f"{mixed(missed)} by records of missed sessions, {mixed(undocumented)} without a record"
    said = [
        f"Behind by {amounts} since {since}: {by_record}.",
        f"Whether that matters is decided for each child ({SOURCES['clarke'].text}).",
    ]
    if material is not None and policy.material is not None:
        word = "reaches" if material else "does not reach"
        said.append(
            f"The share {word} {mixed(100 * policy.material)} percent, a threshold of the caller and not of the law"
            f" ({SOURCES['van-duyn'].text}: more than a minor discrepancy)."
        )
    words = (*entry.lines, *said)
    return Gap(entry.path, since, behind, missed, undocumented, share, entry.missed_in, material, words)


@attrs.frozen
class Projection:
    """Where a service stands at its last day, from the ledger so far.

    `remaining` is what is still promised after the days of the ledger; `to_give` is that and what is behind together,
    and `a_week` the same in each of the school weeks that are left. `behind_then` is the gap at the end if it grows as
    it has so far. What cannot be told is `None`, and `unknown` says why.
    """

    path: str
    last: date | None = None
    remaining: Fraction | None = None
    to_give: Fraction | None = None
    a_week: Fraction | None = None
    behind_then: Fraction | None = None
    lines: tuple[str, ...] = ()
    unknown: str = ""


_NO_END = "The last day of the service is not known; it, or the last day of its IEP, would settle it."


def projections(case: Case, book: Ledger, *, calendar: SchoolCalendar) -> tuple[Projection, ...]:
    """Where each service of a ledger stands at the end of its IEP, if it goes on as it has so far.

    Exact arithmetic and no forecast: it says what would have to be given, and what the present share would leave.
    """
    found = {line.path: line for line in lines(case)}
    return tuple(_projection(found[entry.path], entry, calendar) for entry in book.entries)


def _projection(line: Line, entry: Entry, calendar: SchoolCalendar) -> Projection:
    if entry.unknown or line.last is None or entry.behind is None or entry.promised is None:
        return Projection(line.path, unknown=entry.unknown or _NO_END)
    after = line.first if entry.last is None else to_day(entry.last) + 1
    if after is None:
        return Projection(
            line.path, to_date(line.last), unknown="Nothing is counted yet, so there is nothing to project."
        )
    rest = worked(line.dated, (after, line.last), calendar, entry.policy)
    if rest.least is None:
        return Projection(line.path, to_date(line.last), unknown=rest.unknown)
    give = rest.least + entry.behind
    weeks = _weeks(line, after, calendar, entry.policy)
    a_week = give / weeks if weeks else None
    growing = entry.behind * (1 + rest.least / entry.promised) if entry.promised else None
    said = [
        f"{mixed(rest.least)} minutes are still promised through {to_date(line.last)}; with the"
        f" {mixed(entry.behind)} behind that is {mixed(give)}"
        + ("." if a_week is None else f", or {mixed(a_week)} a week in {counted(weeks, 'school week')}."),
    ]
    if growing is not None:
        said.append(f"At the present share, {mixed(growing)} minutes would be behind at the end.")
    return Projection(line.path, to_date(line.last), rest.least, give, a_week, growing, tuple(said))


def _weeks(line: Line, first: int, calendar: SchoolCalendar, policy: ServicePolicy) -> Fraction:
    """The school weeks from a day through the end of a line, a cut one by the share of its school days."""
    plain = attrs.evolve(policy, short_weeks="whole", cut_periods="by-school-days", least_days=None)
    table = grid(line.service, Stated(per=Period.WEEK), calendar, plain)
    if line.last is None or first > line.last or not table.covers(first, line.last):
        return Fraction(0)
    return Fraction(table.share(first, line.last), table.whole)
