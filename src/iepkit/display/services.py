"""The ledger of a service in words: what was promised, and what became of it, by which record; and the same as data.

Every figure is a number and no verdict: whether a gap matters is decided for each child.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

import attrs

from iepkit.days import to_date
from iepkit.display.layout import counted, paragraph, printable
from iepkit.display.places import place
from iepkit.display.sheets import about, labelled, listed, number
from iepkit.records import Service, ServiceDelivery
from iepkit.services import Bank, Clash, Entry, Gap, Projection, Row, StartingFigure, Stray
from iepkit.services.periods import monday
from iepkit.services.policies import EXCUSED_BY
from iepkit.services.words import mixed, period_words
from iepkit.vocabulary import Period

__all__ = [
    "COLUMNS",
    "WEEK_COLUMNS",
    "Account",
    "account_data",
    "account_text",
    "bank_data",
    "bank_text",
    "compensatory_text",
    "misfits_text",
    "service_words",
    "week_rows",
]


def __dir__() -> list[str]:
    return __all__


COLUMNS = (
    "case", "service", "service_id", "type", "stated", "first", "last", "promised", "promised_most", "delivered",
    "excused", "missed", "undocumented", "over", "behind", "share_behind", "since", "made_up", "later", "records",
    "unknown",
)  # fmt: skip
"""The columns of a table of services, in order. Minutes; promised = delivered + excused + missed + undocumented."""

WEEK_COLUMNS = (
    "case", "service", "service_id", "type", "first", "last", "promised", "delivered", "excused", "missed",
    "undocumented", "over",
)  # fmt: skip
"""The columns of a table of weeks, or of other periods in which services are stated, in order."""

_SHOWN = 6  # more records or periods than these are only counted


@attrs.frozen
class Account:
    """What is shown of one service: it, its entry in the ledger, and what follows from that.

    `names` say where deliveries come from that are not in the file itself, by their places.
    """

    service: Service
    entry: Entry
    deliveries: tuple[ServiceDelivery, ...] = attrs.field(repr=False)
    gap: Gap | None = None
    projection: Projection | None = None
    names: Mapping[str, str] = attrs.field(factory=dict, repr=False)

    @property
    def recorded(self) -> bool:
        """Whether any session of it is recorded, given or missed."""
        entry = self.entry
        told = (entry.delivered, entry.excused, entry.missed, entry.over, entry.later)
        return any(told) or bool(entry.missed_in)

    @property
    def behind(self) -> bool:
        """Whether it is behind as far as there are records; without any record it cannot be told."""
        return self.recorded and bool(self.entry.behind)

    @property
    def unknown(self) -> bool:
        """Whether it cannot be told what was promised, or what was given of it."""
        return bool(self.entry.unknown) or (bool(self.entry.promised) and not self.recorded)


def service_words(service: Service) -> str:
    """What a service is, as far as the file has a word for it and not only its own.

    >>> from iepkit.vocabulary import ServiceType
    >>> service_words(Service(type=ServiceType.PHYSICAL_THERAPY)), service_words(Service())
    ('physical therapy', 'of a kind that is not recorded')
    """
    kind = service.type or service.kind
    return kind.value.replace("-", " ") if kind else "of a kind that is not recorded"


def account_text(account: Account, *, weeks: bool = False, explain: bool = False) -> str:
    """One service as text: what is stated, the balance, what is behind, and what cannot be told.

    What is behind has the day since when, and the records that say so.
    `weeks` adds a line for each week or other period, `explain` the arithmetic and the policies by name.
    """
    lines = [f"  SERVICE ({place(account.entry.path)}): {service_words(account.service)}", *labelled(_rows(account))]
    if weeks and account.recorded:
        lines += _week_table(_weeks(account.entry))
    if explain:
        lines += listed("how", _reasons(account))
    return "\n".join(lines)


def _rows(account: Account) -> Iterator[tuple[str, str]]:
    entry = account.entry
    if not entry.stated.unknown:
        yield "stated", entry.stated.lines[0].removesuffix(".")
    if entry.unknown:
        yield "unknown", entry.unknown
        return
    if entry.first is None or entry.last is None:
        yield "counted", "nothing yet: no week or other period of the service is over"
        return
    yield "counted", f"{entry.first} to {entry.last}"
    if not account.recorded:
        yield "promised", f"{mixed(entry.promised or 0)} minutes"
        yield "unknown", "No session of it is recorded, so what was given cannot be told; a log of sessions settles it."
        return
    yield from _balance(entry)
    yield from _behind(account)
    if account.projection is not None and entry.behind:
        yield from _to_the_end(account.projection)


def _to_the_end(found: Projection) -> Iterator[tuple[str, str]]:
    """What is left to give, rounded; the exact fractions are in the reasons."""
    if found.unknown:
        yield "to the end", f"unknown: {found.unknown}"
    if found.remaining is None or found.to_give is None or found.behind_then is None:
        return
    weekly = "" if found.a_week is None else f", about {about(found.a_week, 1)} a week"
    promised = f"{mixed(found.remaining)} minutes are still promised through {found.last}"
    yield "to the end", f"{promised}; with what is behind that is {mixed(found.to_give)}{weekly}"
    yield "", f"if it goes on as it has, about {about(found.behind_then)} minutes are behind then"


def _balance(entry: Entry) -> Iterator[tuple[str, str]]:
    """Four numbers under each other, which make up the first one."""
    promised = entry.promised or Fraction(0)
    parts = (entry.delivered, entry.excused, entry.missed, entry.undocumented)
    names = ("delivered", "excused", "missed", "no record")
    most = (
        "" if entry.promised_most == promised else f", the lower end; {mixed(entry.promised_most or promised)} at most"
    )
    notes = (_given(entry), _excused(entry), "", "no record says whether it was given" if entry.undocumented else "")
    figures = [mixed(part or Fraction(0)) for part in (promised, *parts)]
    width = max(map(len, figures))
    yield "promised", f"{figures[0]:>{width}}  minutes{most}"
    for name, figure, note in zip(names, figures[1:], notes, strict=True):
        yield name, f"{figure:>{width}}  {note}".rstrip()
    yield "balance", f"{figures[0]} = {' + '.join(figures[1:])}"
    if entry.over:
        yield "beyond", f"{mixed(entry.over)} minutes beyond what their period promises, kept apart"
    if entry.later:
        yield "later", f"{mixed(entry.later)} minutes were given after these days, and count with theirs"


def _given(entry: Entry) -> str:
    return f"of them {mixed(entry.made_up)} make up for missed sessions" if entry.made_up else ""


def _excused(entry: Entry) -> str:
    return f"by the policy excused={entry.policy.excused}" if entry.excused else ""


def _behind(account: Account) -> Iterator[tuple[str, str]]:
    gap = account.gap
    if gap is None:
        yield "behind", "nothing"
        return
    share = about(100 * gap.share, 1)
    yield "BEHIND", f"{mixed(gap.minutes)} minutes, {share} percent of the promise, since {gap.since}"
    yield from _records(account, gap)
    if gap.undocumented:
        silent = [str(to_date(row.first)) for row in account.entry.rows if row.undocumented]
        yield "without", f"a record of all of it: {_periods(account.entry)} {_some(silent[:_SHOWN], len(silent))}"
    if gap.material is not None:
        words = "reaches" if gap.material else "does not reach"
        yield "", f"The share {words} the threshold that was asked for. The law has no number."


def _some(shown: list[str], many: int) -> str:
    rest = [f"and {many - len(shown)} more"] if many > len(shown) else []
    return "; ".join([*shown, *rest])


def _records(account: Account, gap: Gap) -> Iterator[tuple[str, str]]:
    """The sessions that were missed and are not excused: day, reason where it has a code, where it is written."""
    repaired = {day for _, day in account.entry.repairs}
    excused = EXCUSED_BY[account.entry.policy.excused]
    found = [(path, account.deliveries[_at(path)]) for path in gap.records]
    found = [(path, one) for path, one in found if one.missed_for not in excused]
    for at, (path, one) in enumerate(found[:_SHOWN]):
        why = f" {one.missed_for.value}" if one.missed_for else ""
        made_up = "; a make-up is recorded" if one.on in repaired else ""
        yield "" if at else "by record", f"{one.on}{why} ({_where(path, account.names)}){made_up}"
    if len(found) > _SHOWN:
        yield "", f"and {len(found) - _SHOWN} more"


def _at(path: str) -> int:
    """The place of a delivery among those of its case, from `$.deliveries[3]`."""
    return int(path.removeprefix("$.deliveries[").removesuffix("]"))


def _periods(entry: Entry) -> str:
    per = entry.stated.per
    if per is Period.DAY:
        return "on"
    return "in the whole time from" if per is None else f"in the {period_words(per, entry.stated.cycle_days)}s from"


def _where(path: str, names: Mapping[str, str]) -> str:
    return names.get(path) or place(path)


def _weeks(entry: Entry) -> Iterable[Row]:
    """The periods of a service, those of a service by the day put together into weeks."""
    if entry.stated.per is not Period.DAY:
        return entry.rows
    return [_sum(list(days)) for _, days in groupby(entry.rows, key=lambda row: monday(row.first))]


def _sum(rows: list[Row]) -> Row:
    names = [field.name for field in attrs.fields(Row)][2:]
    amounts = {name: sum((getattr(row, name) for row in rows), Fraction(0)) for name in names}
    return Row(rows[0].first, rows[-1].last, **amounts)


def _week_table(rows: Iterable[Row]) -> Iterator[str]:
    """A line for each period, under the names of its columns."""
    yield ""
    yield _cells(("from", "promised", "delivered", "excused", "missed", "no record", "beyond"))
    for row in rows:
        amounts = (row.promised, row.delivered, row.excused, row.missed, row.undocumented, row.over)
        yield _cells((str(to_date(row.first)), *(mixed(amount) if amount else "-" for amount in amounts)))


def _cells(cells: Iterable[str]) -> str:
    first, *rest = cells
    return f"    {first:<10}" + "".join(f"  {cell:>9}" for cell in rest)


def _reasons(account: Account) -> Iterator[str]:
    yield from account.entry.lines
    if account.gap is not None:
        yield from account.gap.lines[len(account.entry.lines) :]
    if account.projection is not None:
        yield from account.projection.lines
    for line in account.entry.repairs:
        yield f"{_where(line[0], account.names)} makes up for the session of {line[1]}."


def misfits_text(clashes: Iterable[Clash], strays: Iterable[Stray], names: Mapping[str, str]) -> str:
    """The sessions that do not fit together or with the IEP, and those that belong to no service; "" where all fit."""
    lines = [f"{one.words} ({'; '.join(_where(path, names) for path in one.paths)})" for one in clashes]
    by_reason: dict[str, list[str]] = {}
    for stray in strays:
        by_reason.setdefault(stray.why, []).append(_where(stray.path, names))
    lines += [
        f"{counted(len(found), 'session')} not counted: {why} ({_some(found[:_SHOWN], len(found))})"
        for why, found in by_reason.items()
    ]
    if not lines:
        return ""
    return "\n".join(["  SESSIONS THAT DO NOT FIT", *(paragraph(printable(line), 4, hang=2) for line in lines)])


def compensatory_text(figure: StartingFigure) -> str:
    """A figure to start from where people talk about compensatory services, and that it is no more than that."""
    return "\n".join(
        ["  IF COMPENSATORY SERVICES ARE TALKED ABOUT", *(paragraph(one, 4, hang=2) for one in figure.lines)]
    )


def bank_text(bank: Bank) -> str:
    """Compensatory time: what was found to be owed, offered and agreed, and what became of what was agreed."""
    lines = [*bank.lines]
    if bank.expires_next:
        lines.append(
            f"Of what is left, some can be used through {bank.expires_next} only, as the agreement or the order says."
        )
    if bank.beyond:
        lines.append(f"{bank.beyond} minutes were given beyond what was agreed.")
    return "\n".join(["  COMPENSATORY TIME", *(paragraph(line, 4, hang=2) for line in lines)])


def bank_data(bank: Bank) -> dict[str, Any]:
    """Compensatory time in minutes, as plain values; agreed = delivered + expired + left."""
    return {
        "owed": bank.owed,
        "offered": bank.offered,
        "agreed": bank.agreed,
        "delivered": bank.delivered,
        "expired": bank.expired,
        "left": bank.left,
        "beyond": bank.beyond,
        "expires_next": _day(bank.expires_next),
        "uncounted": bank.uncounted,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _shared(account: Account) -> dict[str, Any]:
    service = account.service
    kind = service.type or service.kind
    return {"service": account.entry.path, "service_id": service.id, "type": kind.value if kind else None}


def account_data(account: Account, *, weeks: bool = False, explain: bool = False) -> dict[str, Any]:
    """One service as plain values, to be written as JSON; the first ones are those of `COLUMNS`.

    Minutes are numbers; what cannot be told is `None`, and `unknown` says why and what would settle it.
    """
    entry, gap, projection, names = account.entry, account.gap, account.projection, account.names
    data: dict[str, Any] = {
        **_shared(account),
        "stated": None if entry.stated.unknown else entry.stated.lines[0].removesuffix("."),
        "first": _day(entry.first),
        "last": _day(entry.last),
        "promised": number(entry.promised),
        "promised_most": number(entry.promised_most),
        "delivered": number(entry.delivered),
        "excused": number(entry.excused),
        "missed": number(entry.missed),
        "undocumented": number(entry.undocumented),
        "over": number(entry.over),
        "behind": number(entry.behind) if account.recorded else None,
        "share_behind": number(gap.share) if gap else None,
        "material": gap.material if gap else None,
        "since": _day(gap.since) if gap else None,
        "made_up": entry.made_up,
        "later": entry.later,
        "recorded": account.recorded,
        "records": [names.get(path, path) for path in entry.missed_in],
        "counted_once": [names.get(path, path) for path in entry.counted_once],
        "repairs": [{"record": names.get(path, path), "of": _day(day)} for path, day in entry.repairs],
        "unknown": entry.unknown or None,
    }
    if projection is not None:
        data["to_the_end"] = {
            "last": _day(projection.last),
            "remaining": number(projection.remaining),
            "to_give": number(projection.to_give),
            "a_week": number(projection.a_week),
            "behind_then": number(projection.behind_then),
            "unknown": projection.unknown or None,
        }
    if weeks:
        data["weeks"] = [_week(row) for row in _weeks(entry)]
    if explain:
        data["lines"] = list(_reasons(account))
    return data


def _week(row: Row) -> dict[str, Any]:
    return {
        "first": _day(to_date(row.first)),
        "last": _day(to_date(row.last)),
        "promised": number(row.promised),
        "delivered": number(row.delivered),
        "excused": number(row.excused),
        "missed": number(row.missed),
        "undocumented": number(row.undocumented),
        "over": number(row.over),
    }


def week_rows(account: Account) -> Iterator[dict[str, Any]]:
    """The weeks or other periods of a service, each as a row of `WEEK_COLUMNS`; those by the day are put into weeks."""
    for row in _weeks(account.entry):
        yield {**_shared(account), **_week(row)}
