"""The command `minutes`: what each service promised in a time, what became of it, and what is behind."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from iepkit.cli.files import Files, Found
from iepkit.cli.inputs import calendars, labels
from iepkit.cli.logs import with_sessions
from iepkit.cli.pictures import Album
from iepkit.cli.plans import iep_on
from iepkit.cli.policies import Pairs, Reader, number, told, whole, word
from iepkit.cli.sheets import Answer, written
from iepkit.days import to_day
from iepkit.display import sheets
from iepkit.display.layout import paragraph
from iepkit.display.places import place
from iepkit.display.services import (
    COLUMNS,
    WEEK_COLUMNS,
    Account,
    account_data,
    account_text,
    bank_data,
    bank_text,
    compensatory_text,
    misfits_text,
    service_words,
    week_rows,
)
from iepkit.errors import InvalidDocument, Problem
from iepkit.history import Case
from iepkit.services import (
    Bank,
    Clash,
    Gap,
    Ledger,
    Line,
    ServicePolicy,
    bank,
    clashes,
    gaps,
    hour_for_hour,
    ledger,
    lines,
    projections,
)

if TYPE_CHECKING:
    from iepkit.display.plots import Picture

__all__ = ["minutes", "service_policy"]


def __dir__() -> list[str]:
    return __all__


_BEHIND, _EVEN, _UNKNOWN = "services behind", "services not behind", "services of which it cannot be told"
_OTHERS = "services that are in force on other days are"


_FRACTIONS = {"material", "weeks_in_month"}
_READERS: dict[str, Reader] = {
    field.name: word if field.metadata["choices"] else number if field.name in _FRACTIONS else whole
    for field in attrs.fields(ServicePolicy)
}


def service_policy(pairs: Pairs) -> ServicePolicy:
    """The policy of services with these choices; raises `UnknownName`, `InvalidDocument` and `WrongType`.

    >>> service_policy([("short-weeks", "prorated"), ("weeks-in-year", "36")]).short_weeks
    'prorated'
    """
    return ServicePolicy(**told(pairs, _READERS))


def minutes(options: Namespace) -> int:
    """Write the minutes of every service; 1 where one is behind."""
    if options.first and options.last and options.first > options.last:
        raise InvalidDocument([Problem("--from", "expected a day that is not after --to")], where=options.command)
    options.labels = labels(options.labels)
    policy = service_policy(options.policy)
    album = Album.of(options.picture)
    files = Files(options=options, calendars=calendars(options.calendar))
    answers = files.each(
        lambda found: _answer(found, options, policy, files, album), "worked out", with_sessions(files, options.log)
    )
    columns = WEEK_COLUMNS if options.week else COLUMNS
    status = written(options, files, answers, columns=columns, counts=(_BEHIND, _EVEN, _UNKNOWN))
    if album is not None:
        album.save()
    return status


@attrs.frozen
class _Worked:
    """The accounts of the services that are looked at, and what of a case does not fit."""

    accounts: tuple[Account, ...]
    earlier: int
    gaps: tuple[Gap, ...]
    clashes: tuple[Clash, ...]
    book: Ledger
    bank: Bank
    names: Mapping[str, str]


def _answer(found: Found, options: Namespace, policy: ServicePolicy, files: Files, album: Album | None) -> Answer:
    worked = _worked(found, options, policy, files)
    if album is not None:
        name = options.labels.get(found.case.id, "")
        album.pictures.extend(_drawn(one, name) for one in worked.accounts if one.recorded)
    shown = {"weeks": options.week, "explain": options.explain}
    behind = [one for one in worked.accounts if one.behind]
    unknown = [one for one in worked.accounts if one.unknown]
    even = len(worked.accounts) - len(behind) - len(unknown)
    return Answer(
        text=lambda: _text(worked, **shown),
        data=lambda: _data(worked, policy, **shown),
        rows=lambda: _rows(worked, weeks=options.week),
        counts=Counter({_BEHIND: len(behind), _EVEN: even, _UNKNOWN: len(unknown)}),
        attention=bool(behind),
    )


def _drawn(account: Account, name: str) -> Picture:
    """The ledger of a service by week; there is no name on it unless one was given."""
    from iepkit.display.plots.services import service_ledger  # the extra is imported on use

    label = f"{service_words(account.service).capitalize()} ({place(account.entry.path)})"
    return service_ledger(account.entry, label=f"{name}: {label}" if name else label)


def _worked(found: Found, options: Namespace, policy: ServicePolicy, files: Files) -> _Worked:
    case, calendar = found.case, files.calendar_for(found)
    if calendar is None:
        raise InvalidDocument([Problem("$.calendar", "expected a calendar that was given")], where=found.where)
    first, last, as_of = options.first, options.last, options.as_of
    book = ledger(case, calendar=calendar, as_of=as_of, first=first, last=last, policy=policy)
    behind = {gap.path: gap for gap in gaps(book)}
    ahead = {one.path: one for one in projections(case, book, calendar=calendar)} if last is None else {}
    since = first or _since(case, as_of)
    accounts, earlier = [], 0
    for line, entry in zip(lines(case), book.entries, strict=True):
        if _looked_at(line, since, last or as_of):
            account = Account(line.service, entry, case.deliveries, names=found.names)
            if account.recorded:
                account = attrs.evolve(account, gap=behind.get(line.path), projection=ahead.get(line.path))
            accounts.append(account)
        else:
            earlier += 1
    paths = {one.entry.path for one in accounts if one.behind}
    held = tuple(gap for path, gap in behind.items() if path in paths)
    held_time = bank(case.compensatory, as_of) if case.compensatory else Bank(as_of)
    return _Worked(tuple(accounts), earlier, held, clashes(case, calendar=calendar), book, held_time, found.names)


def _since(case: Case, as_of: date) -> date | None:
    """The first day of the IEP in effect; an amendment does not begin it anew."""
    held = iep_on(case, as_of)
    return held[1].start if held else None


def _looked_at(line: Line, since: date | None, until: date) -> bool:
    """Whether a service is, or may be, in force on any of the days."""
    ended = line.last is not None and since is not None and line.last < to_day(since)
    return not ended and (line.first is None or line.first <= to_day(until))


def _text(worked: _Worked, *, weeks: bool, explain: bool) -> Iterator[str]:
    for one in worked.accounts:
        yield account_text(one, weeks=weeks, explain=explain)
    if not worked.accounts:
        yield paragraph("The file holds no service on these days.", 2)
    misfits = misfits_text(worked.clashes, worked.book.strays, worked.names)
    if misfits:
        yield misfits
    if worked.bank.lines:
        yield bank_text(worked.bank)
    if explain and worked.gaps:
        yield compensatory_text(hour_for_hour(worked.gaps))
    if worked.earlier:
        words = "service that is in force on other days is" if worked.earlier == 1 else _OTHERS
        yield paragraph(f"{worked.earlier} {words} left out; --from and --to look at other days.", 2)


def _data(worked: _Worked, policy: ServicePolicy, *, weeks: bool, explain: bool) -> dict[str, object]:
    names = worked.names
    data = {
        "services": [account_data(one, weeks=weeks, explain=explain) for one in worked.accounts],
        "clashes": [{"kind": one.kind.value, "paths": list(one.paths), "message": one.words} for one in worked.clashes],
        "not_counted": [{"path": names.get(one.path, one.path), "why": one.why} for one in worked.book.strays],
        "compensatory": bank_data(worked.bank),
        "left_out": worked.earlier,
        "policy": {name: _plain(value) for name, value in attrs.asdict(policy).items()},
    }
    figure = hour_for_hour(worked.gaps)
    return {**data, "starting_figure": sheets.number(figure.minutes)} if explain else data


def _plain(value: object) -> object:
    return sheets.number(value) if isinstance(value, Fraction) else value


def _rows(worked: _Worked, *, weeks: bool) -> Iterator[dict[str, object]]:
    for one in worked.accounts:
        if weeks:
            yield from week_rows(one)
        else:
            yield account_data(one)
