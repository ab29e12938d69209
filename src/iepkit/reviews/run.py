"""A review: the deadlines of a case and the findings on it, as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.errors import UnknownName, expect
from iepkit.findings import Finding, Severity, by_urgency
from iepkit.history import Case
from iepkit.laws import DEFAULT, Law, Policy, jurisdictions
from iepkit.laws import law as law_of
from iepkit.reviews.clocks import on_deadlines
from iepkit.reviews.context import Context
from iepkit.reviews.questions import Question, questions
from iepkit.reviews.registry import checks, rules
from iepkit.reviews.selection import chosen, words_of
from iepkit.reviews.waivers import Waived, Waiver, expect_known, set_aside
from iepkit.timelines import Deadline
from iepkit.timelines.deadlines import deadlines_of
from iepkit.vocabulary import Status

__all__ = ["Report", "review", "review_all"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Report:
    """What a review says of one case: every deadline, every finding, and by what it was reached.

    Findings come heaviest first. `questions` are what the law asks and no record can decide; they are no findings.
    `waived` are the findings that somebody set aside, `unused_waivers` the waivers that set nothing aside.
    `law_version` and `policies` let the same answer be reached again.

    >>> print(review(Case("1", jurisdiction="WA"), as_of=date(2026, 11, 2)))
    review as of 2026-11-02 under WA law: nothing found
    """

    deadlines: tuple[Deadline, ...]
    findings: tuple[Finding, ...]
    as_of: date
    jurisdiction: str
    law_version: str
    policies: Policy
    case: str = attrs.field(repr=False)
    questions: tuple[Question, ...] = attrs.field(default=(), repr=False)
    waived: tuple[Waived, ...] = ()
    unused_waivers: tuple[Waiver, ...] = ()

    @property
    def overdue(self) -> tuple[Deadline, ...]:
        """The deadlines that are overdue, by due day."""
        return tuple(deadline for deadline in self.deadlines if deadline.status is Status.OVERDUE)

    @property
    def violations(self) -> tuple[Finding, ...]:
        """The findings that the text of the law makes violations."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.VIOLATION)

    def __str__(self) -> str:
        found = [finding.severity for finding in self.findings]
        counts = ", ".join(f"{found.count(severity)} {severity}" for severity in Severity if severity in found)
        head = f"review as of {self.as_of} under {self.jurisdiction} law: {counts or 'nothing found'}"
        return "\n".join([head, *(f"  {finding}" for finding in self.findings)])


def review(
    case: Case,
    *,
    law: Law | None = None,
    calendar: SchoolCalendar | None = None,
    as_of: date,
    policy: Policy = DEFAULT,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    waivers: Iterable[Waiver] = (),
) -> Report:
    """The deadlines of a case and what is missing, late, contradictory or unknown in it, as of a day.

    Without `law`, that of the case's jurisdiction is taken. What happened after `as_of` is not looked at.
    Content rules read the IEP in effect on that day, or else the last one before it, and every later IEP whose meeting
    has been held; an older IEP is history.

    `select` keeps and `ignore` leaves out findings, by rule code or its beginning, rule name, group, severity, or who
    made the rule (`federal`, `state`, `district`, `caller`); the deadlines are always all there.
    `waivers` set findings aside, each with its reason and author; the report keeps them apart.
    Raises `UnknownName` where no law is known for the case, and for a word that selects nothing or a waiver of no rule;
    `WrongType` for an argument that is not what it should be, such as the letters of a State for `law`.

    >>> from iepkit.history import Event
    >>> from iepkit.vocabulary import EventKind
    >>> case = Case("1", jurisdiction="WA", events=(Event(EventKind.IEP_REVIEWED, date(2025, 10, 6)),))
    >>> report = review(case, as_of=date(2026, 11, 2))
    >>> [(finding.code, finding.severity.value) for finding in report.findings]
    [('IP101', 'violation')]
    """
    expect("case", case, Case)
    expect("law", law, Law, optional=True)
    expect("calendar", calendar, SchoolCalendar, optional=True)
    expect("as_of", as_of, date)
    expect("policy", policy, Policy)
    law = law or _law_of(case)
    wanted = chosen(select, ignore, rules())
    waivers = tuple(waivers)
    expect_known(waivers, rules())
    context = Context.of(case, law, as_of, policy, calendar)
    found = tuple(deadlines_of(context.known, law, calendar, as_of, policy))
    findings = [*on_deadlines(found)]
    for check in checks():
        for flaw in check.search(context):
            findings.append(check.finding(flaw))  # noqa: PERF401 - most rules find nothing: no second generator for each
    standing, aside, unused = set_aside(filter(wanted, findings), waivers, case=case.id, as_of=as_of)
    return Report(
        deadlines=found,
        findings=tuple(by_urgency(standing)),
        as_of=as_of,
        jurisdiction=law.jurisdiction,
        law_version=law.version,
        policies=policy,
        case=case.id,
        questions=tuple(questions(context)),
        waived=tuple(aside),
        unused_waivers=tuple(unused),
    )


def _law_of(case: Case) -> Law:
    """The law of the case's own jurisdiction, whose text is not repeated where there is no such law."""
    known = ("US", *jurisdictions())
    if case.jurisdiction not in known:
        advice = "give law=, or set case.jurisdiction"
        raise UnknownName("jurisdiction of the case", None, known, advice=advice)
    return law_of(case.jurisdiction)


def review_all(
    cases: Iterable[Case],
    *,
    law: Law | None = None,
    calendar: SchoolCalendar | None = None,
    as_of: date,
    policy: Policy = DEFAULT,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    waivers: Iterable[Waiver] = (),
) -> Iterator[Report]:
    """The reports of many cases, one by one, in their order; arguments as for `review`.

    >>> [report.findings for report in review_all([Case("1")], law=law_of("US"), as_of=date(2026, 11, 2))]
    [()]
    """
    select, ignore, waivers = words_of(select), words_of(ignore), tuple(waivers)
    for case in cases:
        yield review(
            case,
            law=law,
            calendar=calendar,
            as_of=as_of,
            policy=policy,
            select=select,
            ignore=ignore,
            waivers=waivers,
        )
