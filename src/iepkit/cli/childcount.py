"""The command `childcount`: who counts on the State's day, in which rows, who does not and why."""

from __future__ import annotations

import csv
import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from iepkit.cli.arrow import arrow_file
from iepkit.cli.declared import state_settings
from iepkit.cli.files import Files
from iepkit.cli.inputs import labels
from iepkit.cli.messages import Exit, complain
from iepkit.disclosure import OPEN, Open, Suppression
from iepkit.display.childcount import COLUMNS, Shown, childcount_data, childcount_rows, childcount_text
from iepkit.display.html.childcount import childcount_page
from iepkit.display.terminal import writer
from iepkit.errors import InvalidDocument, Problem
from iepkit.formats.edfacts import NOTICE, write
from iepkit.reporting import Level, child_count

__all__ = ["LEVELS", "childcount", "disclosure_policy"]


def __dir__() -> list[str]:
    return __all__


LEVELS = {"state": Level.SEA, "district": Level.LEA, "school": Level.SCH}


def childcount(options: Namespace) -> int:
    """Write the count; 1 where a child is in doubt, or is not counted for a reason that something would settle."""
    options.labels = labels(options.labels)
    arrow = arrow_file(options.arrow)
    settings = state_settings(options.settings, options.count_date)
    files = Files(options=options, calendars={})
    cases = [found.case for found in files.cases()]
    year = settings.school_year if options.school_year is None else options.school_year
    count = child_count(cases, settings=settings, school_year=year)
    shown = Shown(count, LEVELS[options.level], disclosure_policy(options))
    _FORMATS[options.format](shown, options)
    arrow(COLUMNS, _rows(shown))
    if options.files is not None:
        _save(shown, options)
    if files.unreadable:
        return Exit.BAD_INPUT
    return Exit.ATTENTION if shown.attention else Exit.FINE


def disclosure_policy(options: Namespace) -> Suppression | Open:
    """What is hidden, by the options `--disclosure` and `--hide-below`."""
    return OPEN if options.disclosure == "open" else Suppression(options.hide_below)


def _save(shown: Shown, options: Namespace) -> None:
    """Write the file layouts, whole, into a folder; and say what they are."""
    if not (options.state and options.fips):
        words = "expected --state and --fips as well, as in --state NY --fips 36: they are in every file"
        raise InvalidDocument([Problem("files", words)], where="--files")
    folder: Path = options.files
    folder.mkdir(parents=True, exist_ok=True)
    for name in shown.tables:
        whole = shown.count.table(name, level=shown.level)
        made = write(whole, state=options.state, fips=options.fips)
        (folder / made.name).write_text(made.text, "utf-8", newline="")
        complain(f"{folder / made.name}: {NOTICE}")


def _text(shown: Shown, options: Namespace) -> None:
    put = writer(sys.stdout)
    for piece in childcount_text(shown, why=options.why, labels=options.labels):
        put(piece)


def _json(shown: Shown, options: Namespace) -> None:
    sys.stdout.write(json.dumps(childcount_data(shown, why=options.why), indent=1, allow_nan=False) + "\n")


def _rows(shown: Shown) -> Iterator[dict[str, Any]]:
    """The rows as plain values: several categories are one text."""
    for row in childcount_rows(shown):
        yield row | {name: "; ".join(row[name]) for name in ("categories", "codes")}


def _csv(shown: Shown, _: Namespace) -> None:
    table = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    table.writeheader()
    for row in _rows(shown):
        table.writerow(row | {"hidden": json.dumps(row["hidden"])})


def _html(shown: Shown, options: Namespace) -> None:
    for piece in childcount_page(shown, why=options.why, labels=options.labels):
        sys.stdout.write(piece)


_FORMATS: dict[str, Callable[[Shown, Namespace], None]] = {"text": _text, "json": _json, "csv": _csv, "html": _html}
