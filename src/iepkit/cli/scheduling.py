"""The command `calendar`: the due days of cases as a file for a calendar program."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date, timedelta
from pathlib import Path

from iepkit.cli.messages import Exit
from iepkit.cli.session import Session
from iepkit.errors import InvalidDocument, Problem
from iepkit.formats._strict import parse
from iepkit.formats.json import structure
from iepkit.timelines import Window

__all__ = ["calendar"]


def __dir__() -> list[str]:
    return __all__


def calendar(options: Namespace) -> int:
    """Write what is overdue and what falls due in so many days; 2 where a case is unread.

    Raises `MissingExtra` without the extra `ical`.
    """
    from iepkit.formats import ical  # the extra is imported on use

    session = Session.of(options)
    labels = _labels(options.labels) if options.labels is not None else {}
    written = ical.dumps(
        session.reports(),
        as_of=options.as_of,
        labels=labels,
        window=Window(last=options.as_of + timedelta(min(options.within, (date.max - options.as_of).days))),
        actions=options.actions,
        leads=options.warn,
        name=options.name,
        key=options.key,
    )
    if options.output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(written)
    else:
        options.output.write_bytes(written)
    return Exit.BAD_INPUT if session.unreadable else Exit.FINE


def _labels(file: Path) -> dict[str, str]:
    """The labels of cases by identifier; what the file holds is not repeated where it cannot be read."""
    try:
        return structure(parse(file.read_bytes()), dict[str, str])
    except OSError:
        raise InvalidDocument([Problem("$", "this file cannot be read")], where=str(file)) from None
    except InvalidDocument as error:
        raise InvalidDocument(error.problems, where=str(file)) from None
