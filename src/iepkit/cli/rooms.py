"""The arguments of the commands on services, placement and progress."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from datetime import date
from pathlib import Path

from iepkit.cli.counting_arguments import childcount_arguments, indicator_arguments
from iepkit.cli.equity_arguments import equity_arguments

__all__ = [
    "CHILDCOUNT_STATUS",
    "EQUITY_STATUS",
    "MINUTES_STATUS",
    "PLACEMENT_STATUS",
    "PROGRESS_STATUS",
    "arguments_of",
    "pair",
]


def __dir__() -> list[str]:
    return __all__


_STATUS = """\
exit status:
  0  {fine}
  1  {attention}
  2  bad input or usage; what could be read is reported all the same
"""
CHILDCOUNT_STATUS = _STATUS.format(
    fine="each case is counted, or it is settled why not",
    attention="a child is in doubt, or not counted for a reason that something would settle",
)
EQUITY_STATUS = _STATUS.format(
    fine="no ratio is over its threshold, as far as the files tell",
    attention="a ratio is over its threshold, also where it is not shown",
)
INDICATOR_STATUS = _STATUS.format(
    fine="every target of the law is met, as far as the files tell",
    attention="a target of the law is not met, also where it is hidden, or a child could not be decided",
)
MINUTES_STATUS = _STATUS.format(
    fine="nothing is behind, as far as the files tell", attention="a service is behind what was promised"
)
PLACEMENT_STATUS = _STATUS.format(
    fine="nothing differs, as far as the files tell",
    attention="an environment is not as the IEP states, or a file contradicts itself",
)
PROGRESS_STATUS = _STATUS.format(
    fine="no goal is behind its aimline by the rule, as far as the files tell",
    attention="a goal is behind its aimline by the rule",
)

Day = Callable[[str], date]


def pair(text: str) -> tuple[str, str]:
    """A policy and its choice, from `name=choice`; which there are is known where it is used."""
    name, equals, chosen = text.partition("=")
    if equals and name and chosen:
        return name, chosen
    raise ArgumentTypeError("expected NAME=CHOICE")


def _shared(made: ArgumentParser, day: Day, formats: tuple[str, ...], policies: str) -> None:
    add = made.add_argument
    paths = "a case, many cases (.json, .ndjson, .jsonl), or a folder; standard input is /dev/stdin, not -"
    add("paths", metavar="PATH", nargs="+", type=Path, help=paths)
    add("--as-of", metavar="DATE", type=day, required=True, help="the day on which the cases are looked at")
    add("--format", choices=formats, default="text", help="text is for people (default)")
    named = "a JSON object from identifiers of cases to what to call them, in text"
    add("--labels", metavar="FILE", type=Path, help=named)
    add("--policy", metavar="NAME=CHOICE", action="append", type=pair, default=[], help=policies)


def _minutes(made: ArgumentParser, day: Day) -> None:
    add = made.add_argument
    policies = "a choice, such as short-weeks=prorated; may be repeated; see docs/services.md"
    _shared(made, day, ("text", "json", "csv"), policies)
    calendars = "school calendars; may be repeated"
    add("--calendar", metavar="FILE", action="append", type=Path, default=[], required=True, help=calendars)
    add(
        "--from",
        metavar="DATE",
        type=day,
        dest="first",
        help="count from this day; else from the first of each service",
    )
    add("--to", metavar="DATE", type=day, dest="last", help="count through this day, not through the as-of day")
    log = "sessions from a CSV file, beside those of the cases; may be repeated; see docs/services.md"
    add("--log", metavar="FILE", type=Path, action="append", default=[], help=log)
    picture = "draw each service by week into this file, .svg or .png; of several, one file each (extra: plot)"
    add("--picture", metavar="FILE", type=Path, help=picture)
    add("--week", action="store_true", help="a line for each week, or other period in which a service is stated")
    add("--explain", action="store_true", help="the arithmetic and the policies of every service")


def _placement(made: ArgumentParser, day: Day) -> None:
    policies = (
        "a choice: denominator=whole-day or instruction; bands=inside or outside; untimed=one-after-another or range;"
        " weeks-in-month=N; equal-hours=unknown, there or elsewhere; five-without-grade=unknown or preschool"
    )
    _shared(made, day, ("text", "json", "csv"), policies)
    made.add_argument("--explain", action="store_true", help="the arithmetic behind the percentage")


def _progress(made: ArgumentParser, day: Day) -> None:
    add = made.add_argument
    policies = (
        "a choice: daily=median, mean or each; method=least-squares, theil-sen, tukey or split-middle;"
        " minimum=ncrti-2012 or christ-2013; confidence=0.95"
    )
    _shared(made, day, ("text", "json", "csv"), policies)
    data = "measurements from a CSV file, beside those of the cases; may be repeated; see docs/progress.md"
    add("--data", metavar="FILE", type=Path, action="append", default=[], help=data)
    add("--calendar", metavar="FILE", action="append", type=Path, default=[], help="for the reports of marking periods")
    rules = "four-point (default), median-of-three, trend-line, trend-interval, or another number as in 3-of-4"
    add("--rule", metavar="NAME", default="four-point", help=f"the decision rule: {rules}")
    add("--explain", action="store_true", help="every measurement beside the aimline, and the sources")
    picture = "draw the progress graph into this file, .svg or .png; of several children, one file each (extra: plot)"
    add("--picture", metavar="FILE", type=Path, help=picture)


arguments_of: dict[str, Callable[[ArgumentParser, Day], None]] = {
    "childcount": childcount_arguments,
    "equity": lambda made, _: equity_arguments(made),
    "indicators": indicator_arguments,
    "minutes": _minutes,
    "placement": _placement,
    "progress": _progress,
}
"""What adds the arguments of each command."""
