"""The command `due`: one clock, one day."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

from iepkit.calendars import SchoolCalendar
from iepkit.cli.inputs import calendar_for, calendars, law_named, policy_of
from iepkit.cli.messages import NEEDS_ATTENTION, Exit
from iepkit.display.table import deadline_data
from iepkit.display.terminal import writer
from iepkit.display.text import deadline_text
from iepkit.errors import UnknownName
from iepkit.timelines import due as due_of

__all__ = ["due"]


def __dir__() -> list[str]:
    return __all__


def due(options: Namespace) -> int:
    """Write when it is due; 1 where it is overdue, late or too early."""
    deadline = due_of(
        options.clock,
        options.start,
        law=law_named(options.law),
        calendar=_calendar(options),
        done=options.done,
        as_of=options.as_of,
        policy=policy_of(options.policy),
    )
    if options.format == "json":
        sys.stdout.write(json.dumps(deadline_data(deadline, explain=options.explain), indent=2) + "\n")
    else:
        writer(sys.stdout)(deadline_text(deadline, explain=options.explain) + "\n")
    return Exit.ATTENTION if deadline.status in NEEDS_ATTENTION and not deadline.is_right else Exit.FINE


def _calendar(options: Namespace) -> SchoolCalendar | None:
    """The calendar that was named, or the only one; raises `UnknownName` where it is not there or not clear."""
    given = calendars(options.calendar)
    name = options.calendar_id
    if name not in given and (name is not None or len(given) > 1):
        raise UnknownName("calendar for --calendar-id", name or "", given)
    return calendar_for(name, given)
