"""The arguments of every command."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs

from iepkit.cli.rooms import (
    CHILDCOUNT_STATUS,
    EQUITY_STATUS,
    INDICATOR_STATUS,
    MINUTES_STATUS,
    PLACEMENT_STATUS,
    PROGRESS_STATUS,
    arguments_of,
)
from iepkit.errors import UnknownName
from iepkit.laws import Policy, describe
from iepkit.timelines import Lead
from iepkit.version import __version__
from iepkit.vocabulary import Unit

__all__ = ["parser"]


def __dir__() -> list[str]:
    return __all__


_STATUS = """\
exit status:
  0  nothing is overdue or in violation
  1  something is overdue or in violation
  2  bad input or usage; what could be read is reported all the same
"""


_LAST_YEAR = 8999  # deadlines lie years after a day, and time ends with the year 9999


def day(text: str) -> date:
    """The day that an argument names; a wrong one is not repeated, since it may be a birth date."""
    try:
        found = date.fromisoformat(text) if len(text) == len("2026-11-02") else None
    except ValueError:
        found = None
    if found is None:
        raise ArgumentTypeError("expected a day that exists, written YYYY-MM-DD")
    if found.year > _LAST_YEAR:
        raise ArgumentTypeError("expected a day before the year 9000")
    return found


def days(text: str) -> int:
    """A number of days that is not negative."""
    if text.isascii() and text.isdigit() and len(text) <= len("999999"):
        return int(text)
    raise ArgumentTypeError("expected a number of days, from 0 to 999999")


def lead(text: str) -> Lead:
    """A time before a day, from `30`, which is calendar days, or `10-school-days`."""
    number, _, unit = text.partition("-")
    try:
        return Lead(days(number), Unit(unit) if unit else Unit.CALENDAR_DAYS)
    except (UnknownName, ValueError):
        raise ArgumentTypeError("expected a number of days, as 30, 10-school-days or 10-business-days") from None


def choice(text: str) -> tuple[str, str]:
    """A policy and its choice, from `name=choice`."""
    name, equals, chosen = text.partition("=")
    name = name.replace("-", "_")
    try:
        if equals:
            describe(name)  # raises for a policy that does not exist
            Policy(**{name: chosen})
            return name, chosen
    except UnknownName as error:
        raise ArgumentTypeError(str(error)) from None
    raise ArgumentTypeError(f"expected NAME=CHOICE; names: {', '.join(attrs.fields_dict(Policy))}")


def _lazily(place: str) -> Callable[[Any], int]:
    """The function of that module and name, imported when it runs."""
    module, _, name = place.partition(".")
    return lambda options: int(getattr(import_module(f"iepkit.cli.{module}"), name)(options))


_ROOMS = {
    "minutes": ("service minutes: promised, delivered, excused, missed", "minutes.minutes", MINUTES_STATUS),
    "progress": ("where each goal stands against its aimline", "progress.progress", PROGRESS_STATUS),
    "placement": ("the time in the regular class, and the environment", "placement.placement", PLACEMENT_STATUS),
    "childcount": (
        "who counts on the State's day, in which rows, and who does not",
        "childcount.childcount",
        CHILDCOUNT_STATUS,
    ),
    "indicators": ("the indicators of the yearly report that files decide", "indicators.indicators", INDICATOR_STATUS),
    "equity": ("risk ratios by group, and whether one is over its threshold", "equity.equity", EQUITY_STATUS),
}


def parser() -> ArgumentParser:
    """The parser of the whole command line."""
    top = ArgumentParser("iepkit", description="Special education under IDEA: deadlines and findings, with reasons.")
    top.add_argument("--version", action="version", version=f"iepkit {__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, words: str, module: str, status: str = _STATUS) -> ArgumentParser:
        made = commands.add_parser(
            name, help=words, description=words, epilog=status, formatter_class=RawDescriptionHelpFormatter
        )
        made.set_defaults(run=_lazily(module), command=name)
        return made

    _review(command("review", "deadlines and findings of cases", "reviewing.review"))
    _calendar(command("calendar", "due days of cases, for a calendar program", "scheduling.calendar"))
    _due(command("due", "when one thing is due", "single.due"))
    _goal(command("goal", "whether the words of a goal can be measured", "goals.goal"))
    for name, (words, module, status) in _ROOMS.items():
        arguments_of[name](command(name, words, module, status), day)
    law = command("law", "what a jurisdiction says, with its citations", "books.law")
    law.add_argument("jurisdiction", metavar="XX", nargs="?", help="a State's two letters, or US; all without it")
    _law(law)
    rules = command("rules", "the rules and clocks", "books.rules")
    rules.add_argument("--group", metavar="NAME", help="only this group, such as evaluation or transition")
    explain = command("explain", "all about one rule or clock", "books.explain")
    explain.add_argument("rule", metavar="CODE", help="its code or its name")
    return top


def _law(made: ArgumentParser) -> None:
    one = made.add_mutually_exclusive_group().add_argument
    one("--parameter", metavar="NAME", help="only this parameter, as named in the list")
    one("--table", metavar="NAME", help="this parameter side by side: in all jurisdictions, or in XX and federal law")
    when = made.add_mutually_exclusive_group().add_argument
    when("--on", metavar="DATE", type=day, help="only what is in force on this day")
    when("--history", action="store_true", help="with --table: all that was ever recorded, with its dates")
    words = "with --table; text is for people (default)"
    made.add_argument("--format", choices=("text", "json", "csv"), default="text", help=words)


def _cases(made: ArgumentParser) -> None:
    add = made.add_argument
    paths = "a case, many cases (.json, .ndjson, .jsonl), or a folder; standard input is /dev/stdin, not -"
    add("paths", metavar="PATH", nargs="*", type=Path, help=paths)
    add("--as-of", metavar="DATE", type=day, required=True, help="the day on which the cases are looked at")
    add("--law", metavar="XX", help="the State whose law applies; else each case's own jurisdiction, or US for Ed-Fi")
    add("--edfi", metavar="PATH", nargs="+", action="extend", type=Path, default=[], help="Ed-Fi files or folders")
    add("--within", metavar="DAYS", type=days, default=365, help="list open deadlines so many days ahead (365)")


def _review(made: ArgumentParser) -> None:
    add = made.add_argument
    _cases(made)
    add("--format", choices=("text", "json", "csv", "html"), default="text", help="text is for people (default)")
    by = "code, name, group, severity or authority; deadlines are listed and counted all the same"
    add("--select", metavar="WORD", action="append", default=[], help=f"only findings by {by}")
    add("--ignore", metavar="WORD", action="append", default=[], help=f"no findings by {by}")
    aside = "findings set aside: a JSON list of objects with rule, reason, author; may be repeated"
    add("--waivers", metavar="FILE", type=Path, action="append", default=[], help=aside)
    named = "a JSON object from identifiers of cases to what to call them, in text and html"
    add("--labels", metavar="FILE", type=Path, help=named)
    _explained(made)


def _calendar(made: ArgumentParser) -> None:
    add = made.add_argument
    _cases(made)
    add("-o", "--output", metavar="FILE", type=Path, help="where the calendar goes (.ics); else standard output")
    add("--actions", action="store_true", help="also the last school day on which to act, where it comes sooner")
    warn = "an alarm so long before, as in 30 or 10-school-days; may be repeated"
    add("--warn", metavar="LEAD", type=lead, action="append", default=[], help=warn)
    add("--labels", metavar="FILE", type=Path, help="a JSON object from identifiers of cases to what to call them")
    add("--name", metavar="NAME", default="", help="the name of the calendar")
    add("--key", metavar="TEXT", default="", help="a secret, so that events cannot be traced to identifiers")
    _shared(made)


def _due(made: ArgumentParser) -> None:
    add = made.add_argument
    add("clock", metavar="CLOCK", help="a clock by name, such as initial-evaluation; see: iepkit rules --group clocks")
    add("start", metavar="DATE", type=day, help="the day that starts the clock, YYYY-MM-DD")
    add("--law", metavar="XX", required=True, help="the State whose law applies, or US")
    add("--calendar-id", metavar="ID", help="which calendar, where --calendar gives several")
    add("--done", metavar="DATE", type=day, help="the day on which it was done")
    add("--as-of", metavar="DATE", type=day, help="the day on which it is looked at")
    add("--format", choices=("text", "json"), default="text", help="text is for people (default)")
    _explained(made)


def _goal(made: ArgumentParser) -> None:
    add = made.add_argument
    add("text", metavar="TEXT", help="the goal; - for standard input, with one goal in each line")
    kinds = ("annual", "objective", "postsecondary")
    add("--kind", choices=kinds, default="annual", help="which kind of goal it is (annual)")
    add("--format", choices=("text", "json"), default="text", help="text is for people (default)")


def _explained(made: ArgumentParser) -> None:
    _shared(made)
    made.add_argument("--explain", action="store_true", help="why each deadline is due on its day")


def _shared(made: ArgumentParser) -> None:
    add = made.add_argument
    add("--calendar", metavar="FILE", action="append", type=Path, default=[], help="school calendars; may be repeated")
    add("--policy", metavar="NAME=CHOICE", action="append", type=choice, default=[], help="a choice; may be repeated")
