"""The command `calendar`: the due days of cases as a file for a calendar program."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date, timedelta

from iepkit.cli.inputs import labels
from iepkit.cli.messages import Exit
from iepkit.cli.session import Session
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
    written = ical.dumps(
        session.reports(),
        as_of=options.as_of,
        labels=labels(options.labels),
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
