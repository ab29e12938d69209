"""The command `indicators`: the indicators of the Annual Performance Report that the files of children decide."""

from __future__ import annotations

import csv
import json
import sys
from argparse import Namespace
from collections.abc import Callable
from typing import Any

from iepkit.cli.arrow import arrow_file
from iepkit.cli.childcount import disclosure_policy
from iepkit.cli.declared import state_settings
from iepkit.cli.files import Files
from iepkit.cli.inputs import calendars, labels, law_named
from iepkit.cli.messages import Exit
from iepkit.display.html.indicators import indicators_page
from iepkit.display.indicators import COLUMNS, ShownIndicators, indicator_data, indicator_rows, indicator_text
from iepkit.display.terminal import writer
from iepkit.reporting.indicators import Indicator, by_district, from_cases

__all__ = ["indicators"]


def __dir__() -> list[str]:
    return __all__


def indicators(options: Namespace) -> int:
    """Write the indicators; 1 where a target of the law is not met, or a child could not be decided."""
    options.labels = labels(options.labels)
    arrow = arrow_file(options.arrow)
    declared = options.settings is not None or options.count_date is not None
    arguments: dict[str, Any] = {
        "ffy": options.ffy,
        "as_of": options.as_of,
        "settings": state_settings(options.settings, options.count_date) if declared else None,
        "law": None if options.law is None else law_named(options.law),
        "calendar": calendars(options.calendar) or None,
        "names": options.indicator or None,
    }
    files = Files(options=options, calendars={})
    cases = [found.case for found in files.cases()]
    districts = by_district(cases, **arguments) if options.level == "district" else {}
    parts: dict[Any, tuple[Indicator, ...]] = {**districts} or {None: from_cases(cases, **arguments)}
    shown = ShownIndicators(options.ffy, parts, disclosure_policy(options))
    _FORMATS[options.format](shown, options)
    arrow(COLUMNS, indicator_rows(shown))
    if files.unreadable:
        return Exit.BAD_INPUT
    return Exit.ATTENTION if shown.attention else Exit.FINE


def _text(shown: ShownIndicators, options: Namespace) -> None:
    put = writer(sys.stdout)
    for piece in indicator_text(shown, why=options.why, labels=options.labels):
        put(piece)


def _json(shown: ShownIndicators, options: Namespace) -> None:
    sys.stdout.write(json.dumps(indicator_data(shown, why=options.why), indent=1, allow_nan=False) + "\n")


def _csv(shown: ShownIndicators, _: Namespace) -> None:
    table = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    table.writeheader()
    for row in indicator_rows(shown):
        table.writerow({name: json.dumps(value) if isinstance(value, bool) else value for name, value in row.items()})


def _html(shown: ShownIndicators, options: Namespace) -> None:
    for piece in indicators_page(shown, why=options.why, labels=options.labels):
        sys.stdout.write(piece)


_FORMATS: dict[str, Callable[[ShownIndicators, Namespace], None]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
    "html": _html,
}
