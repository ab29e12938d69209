"""The cases that a command reads: files and folders, one case after another, and what cannot be read is said."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.cli.inputs import calendar_for
from iepkit.cli.messages import complain
from iepkit.display.terminal import watched
from iepkit.errors import InvalidDocument, Problem
from iepkit.findings import Finding
from iepkit.formats.json import load_cases
from iepkit.history import Case

__all__ = ["Files", "Found"]


def __dir__() -> list[str]:
    return __all__


T = TypeVar("T")


@attrs.frozen
class Found:
    """A case with where it stands, the calendars that may be its own, and what its reader found.

    `names` are what to call places of the case that come from another file.
    """

    where: str
    case: Case
    calendars: dict[str, SchoolCalendar]
    findings: tuple[Finding, ...] = ()
    names: Mapping[str, str] = attrs.field(factory=dict)


@attrs.define(kw_only=True)
class Files:
    """The files on a command line with the calendars beside them, and what has come of them so far."""

    options: Namespace
    calendars: dict[str, SchoolCalendar]
    unmatched: set[str] = attrs.field(factory=set)
    unreadable: int = 0
    bad_rows: int = 0

    def refuse(self, error: Exception) -> None:
        """Say what cannot be read or reviewed, and go on."""
        self.unreadable += 1
        complain(str(error))

    def calendar_for(self, found: Found) -> SchoolCalendar | None:
        """The calendar that the case names, else the only one; the first time that a name is not there, it is said."""
        name, given = found.case.calendar, found.calendars
        chosen = calendar_for(name, given)
        if name is not None and given and name not in {*given, *self.unmatched}:
            self.unmatched.add(name)
            instead = "no calendar is used" if chosen is None else "the only one given is used"
            complain(f"the calendar {name!r} that a case names was not given; {instead}")
        return chosen

    def each(
        self, made: Callable[[Found], T], done: str, cases: Iterable[Found] | None = None
    ) -> Iterator[tuple[Found, T]]:
        """What is made of every case of which it can be; of the others it is said why not.

        `done` is what cannot be done with those, as in "reviewed". `cases` are the cases where they are not `cases()`.
        """
        for found in watched(self.cases() if cases is None else cases, "reading", sys.stderr):
            try:
                answer = made(found)
            except InvalidDocument as error:
                self.refuse(error)
            except Exception as error:  # noqa: BLE001 - one case must not hide the others, nor an error show what it holds
                kind = type(error).__name__
                fault = Problem("$", f"this case cannot be {done}, by a fault of iepkit ({kind}); please report it")
                self.refuse(InvalidDocument([fault], where=found.where))
            else:
                yield found, answer

    def cases(self) -> Iterator[Found]:
        """Every case of the files and folders on the command line."""
        for path in self.options.paths:
            empty = True
            for where, case in load_cases(path):
                empty = False
                if isinstance(case, InvalidDocument):
                    self.refuse(case)
                else:
                    yield Found(where, case, self.calendars)
            if empty:
                why = "of a folder, .json, .ndjson and .jsonl files are read" if path.is_dir() else "its list is empty"
                self.refuse(InvalidDocument([Problem("$", f"there is no case in it; {why}")], where=str(path)))
