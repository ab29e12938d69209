"""One run of a command over cases: what it was given, the cases it reads, and what has come of it so far."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Self

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.cli.inputs import calendar_for, calendars, law_named, policy_of, waivers
from iepkit.cli.messages import NEEDS_ATTENTION, complain
from iepkit.cli.rulebook import chosen, waived
from iepkit.display.terminal import watched
from iepkit.errors import InvalidDocument, Problem
from iepkit.findings import Finding, Severity, by_urgency
from iepkit.formats import edfi
from iepkit.formats.json import load_cases
from iepkit.history import Case
from iepkit.laws import Law, Policy, jurisdictions, law
from iepkit.reviews import Report, Waiver, review
from iepkit.reviews.waivers import set_aside

__all__ = ["Found", "Session"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Found:
    """A case with where it stands, the calendars that may be its own, and what its reader found."""

    where: str
    case: Case
    calendars: dict[str, SchoolCalendar]
    findings: tuple[Finding, ...] = ()


@attrs.define
class Session:
    """One run of the command: its options as values, and what has come of it so far."""

    options: Namespace
    law: Law | None
    policy: Policy
    calendars: dict[str, SchoolCalendar]
    wanted: Callable[[Finding], bool]
    waivers: tuple[Waiver, ...] = ()
    unmatched: set[str] = attrs.field(factory=set)
    unreadable: int = 0
    attention: bool = False

    @classmethod
    def of(
        cls,
        options: Namespace,
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        aside: Iterable[Path] = (),
    ) -> Self:
        """What the options of a command say; raises `InvalidDocument` where they name no cases."""
        if not options.paths and not options.edfi:
            problem = Problem("PATH", "expected a file or folder of cases, or --edfi")
            raise InvalidDocument([problem], where=options.command)
        return cls(
            options=options,
            law=law_named(options.law) if options.law else None,
            policy=policy_of(options.policy),
            calendars=calendars(options.calendar),
            wanted=chosen(select, ignore),
            waivers=waived(waivers(aside)),
        )

    def refuse(self, error: Exception) -> None:
        """Say what cannot be read or reviewed, and go on."""
        self.unreadable += 1
        complain(str(error))

    def law_for(self, found: Found) -> Law:
        """The law on the command line, else that of the case's jurisdiction."""
        if self.law is not None:
            return self.law
        codes = ("US", *jurisdictions())
        if found.case.jurisdiction not in codes:
            said = "this key is required" if found.case.jurisdiction is None else f"expected one of: {', '.join(codes)}"
            raise InvalidDocument([Problem("$.jurisdiction", f"{said}; or give --law")], where=found.where)
        return law(found.case.jurisdiction)

    def calendar_for(self, found: Found) -> SchoolCalendar | None:
        """The calendar that the case names, else the only one; the first time that a name is not there, it is said."""
        name, given = found.case.calendar, found.calendars
        chosen = calendar_for(name, given)
        if name is not None and given and name not in {*given, *self.unmatched}:
            self.unmatched.add(name)
            instead = "no calendar is used" if chosen is None else "the only one given is used"
            complain(f"the calendar {name!r} that a case names was not given; {instead}")
        return chosen

    def report(self, found: Found) -> Report:
        """The review of one case, with what its reader found."""
        report = review(
            found.case,
            law=self.law_for(found),
            calendar=self.calendar_for(found),
            as_of=self.options.as_of,
            policy=self.policy,
        )
        wanted = filter(self.wanted, (*report.findings, *found.findings))
        findings, aside, unused = set_aside(wanted, self.waivers, case=found.case.id, as_of=self.options.as_of)
        self.attention |= any(finding.severity is Severity.VIOLATION for finding in findings)
        self.attention |= any(one.status in NEEDS_ATTENTION and not one.is_right for one in report.deadlines)
        return attrs.evolve(
            report, findings=tuple(by_urgency(findings)), waived=tuple(aside), unused_waivers=tuple(unused)
        )

    def reports(self) -> Iterator[Report]:
        """The report of every case that can be reviewed."""
        for found in watched(self.cases(), "reviewing", sys.stderr):
            try:
                yield self.report(found)
            except InvalidDocument as error:
                self.refuse(error)
            except Exception as error:  # noqa: BLE001 - one case must not hide the others, nor an error show what it holds
                kind = type(error).__name__
                fault = Problem("$", f"this case cannot be reviewed, by a fault of iepkit ({kind}); please report it")
                self.refuse(InvalidDocument([fault], where=found.where))

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
        if self.options.edfi:
            yield from self.edfi_cases()

    def edfi_cases(self) -> Iterator[Found]:
        """Every case of the Ed-Fi files on the command line."""
        read = edfi.read(self.options.edfi)
        for error in read.errors:
            self.refuse(error)
        if not read.cases and not read.errors:
            where = ", ".join(map(str, self.options.edfi))
            self.refuse(InvalidDocument([Problem("$", "there is no special education row in it")], where=where))
        given = self.calendars or {calendar.id: calendar for calendar in read.calendars}
        findings: dict[str | None, list[Finding]] = {}
        for located in read.findings:
            findings.setdefault(located.case, []).append(located.finding)
        for finding in filter(self.wanted, findings.get(None, ())):  # on a calendar, so of no case
            complain(str(finding))
        if self.law is None and read.cases:
            complain("no State is named; federal law alone is used; --law XX gives a State's")
        for case in read.cases:
            yield Found("Ed-Fi", attrs.evolve(case, jurisdiction="US"), given, tuple(findings.get(case.id, ())))
