"""One run of a command over cases: what it was given, the cases it reads, and what has come of it so far."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Self

import attrs

from iepkit.cli.files import Files, Found
from iepkit.cli.inputs import calendars, law_named, policy_of, waivers
from iepkit.cli.messages import NEEDS_ATTENTION, complain
from iepkit.cli.rulebook import chosen, waived
from iepkit.errors import InvalidDocument, Problem
from iepkit.findings import Finding, Severity, by_urgency
from iepkit.formats import edfi
from iepkit.laws import Law, Policy, jurisdictions, law
from iepkit.reviews import Report, Waiver, review
from iepkit.reviews.waivers import set_aside

__all__ = ["Session"]


def __dir__() -> list[str]:
    return __all__


@attrs.define(kw_only=True)
class Session(Files):
    """One run of the command: its options as values, and what has come of it so far."""

    law: Law | None
    policy: Policy
    wanted: Callable[[Finding], bool]
    waivers: tuple[Waiver, ...] = ()
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

    def law_for(self, found: Found) -> Law:
        """The law on the command line, else that of the case's jurisdiction."""
        if self.law is not None:
            return self.law
        codes = ("US", *jurisdictions())
        if found.case.jurisdiction not in codes:
            said = "this key is required" if found.case.jurisdiction is None else f"expected one of: {', '.join(codes)}"
            raise InvalidDocument([Problem("$.jurisdiction", f"{said}; or give --law")], where=found.where)
        return law(found.case.jurisdiction)

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
        for _, report in self.each(self.report, "reviewed"):
            yield report

    def cases(self) -> Iterator[Found]:
        """Every case of the files and folders on the command line, then of the Ed-Fi files."""
        yield from super().cases()
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
