"""The command `review`: cases in, deadlines and findings out."""

from __future__ import annotations

from argparse import Namespace

from iepkit.cli.inputs import labels
from iepkit.cli.messages import Exit
from iepkit.cli.outputs import WRITERS
from iepkit.cli.session import Session

__all__ = ["review"]


def __dir__() -> list[str]:
    return __all__


def review(options: Namespace) -> int:
    """Write the deadlines and findings of every case; 1 where one is overdue or in violation, 2 where one is unread.

    The words to select and to ignore choose among the findings; the deadlines are always listed, counted, and heeded.
    """
    options.labels = labels(options.labels)
    session = Session.of(options, select=options.select, ignore=options.ignore, aside=options.waivers)
    WRITERS[options.format](session.reports(), options, lambda: session.unreadable)
    if session.unreadable:
        return Exit.BAD_INPUT
    return Exit.ATTENTION if session.attention else Exit.FINE
