"""From special education rows to cases: the rows of a child are one history, read in the order of their days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

import attrs

from iepkit.findings import Finding
from iepkit.formats.edfi._checks import facts_of, faults
from iepkit.formats.edfi.codes import Codes
from iepkit.formats.edfi.rows import ProgramRow, StudentRow
from iepkit.formats.edfi.rules import finding
from iepkit.history import Case, Event
from iepkit.records import Eligibility, Student
from iepkit.vocabulary import EventKind

__all__ = ["Told", "cases_of"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Told:
    """The case of one child, its rows in order, and what was found in each."""

    case: Case
    rows: tuple[ProgramRow, ...]
    findings: tuple[tuple[ProgramRow, Finding], ...]


def cases_of(programs: Iterable[ProgramRow], students: Iterable[StudentRow], codes: Codes) -> Iterator[Told]:
    """One case a child, in the order in which the children first appear."""
    born: dict[str, set[date]] = {}
    for student in students:
        if student.student is not None and student.birth_date is not None:
            born.setdefault(student.student, set()).add(student.birth_date)
    children: dict[str, list[ProgramRow]] = {}
    for row in programs:
        if row.student is not None:
            children.setdefault(row.student, []).append(row)
    for child, rows in children.items():
        yield _told(child, sorted(rows, key=lambda row: row.begin or date.max), sorted(born.get(child, ())), codes)


def _told(child: str, rows: list[ProgramRow], born: list[date], codes: Codes) -> Told:
    birth = born[0] if len(born) == 1 else None
    understood, findings = [], []
    for raw in rows:
        row, doubts = facts_of(raw, codes)
        understood.append(row)
        findings += [(row, doubt) for doubt in (*doubts, *faults(row, birth))]
    findings += [(rows[0], doubt) for doubt in _identity(rows[0], born)]
    findings += [(earlier, _overlap(earlier)) for earlier in _unclosed(rows)]
    case = Case(
        id=child,
        student=Student(id=child, birth_date=birth),
        eligibility=tuple(dict.fromkeys(_eligibility(understood))),
        events=_events(understood),
    )
    return Told(case, tuple(understood), tuple(findings))


def _identity(row: ProgramRow, born: list[date]) -> Iterator[Finding]:
    if not born:
        message = "No Student record with a birth date belongs to this row."
        yield finding("ED141", row.at("student"), message, release=row.release)
    elif len(born) > 1:
        message = "The Student records of this child do not agree on the birth date; none is used."
        yield finding("ED142", row.at("student"), message, release=row.release)


def _unclosed(rows: list[ProgramRow]) -> Iterator[ProgramRow]:
    """The rows that still run when the next one of the same program begins."""
    programs: dict[tuple[str | None, str | None], list[ProgramRow]] = {}
    for row in rows:
        programs.setdefault((row.organization, row.program), []).append(row)
    for same in programs.values():
        for earlier, later in pairwise(same):
            if later.begin and "end" not in earlier.unreadable and (earlier.end is None or earlier.end > later.begin):
                yield earlier


def _overlap(row: ProgramRow) -> Finding:
    message = "Another row of this child begins before this one has ended."
    return finding("ED133", row.at("end"), message, release=row.release)


def _eligibility(rows: Iterable[ProgramRow]) -> Iterator[Eligibility]:
    """What the rows say of eligibility; they do not say when it was determined."""
    for row in rows:
        if row.eligible is not None or row.categories:
            yield Eligibility(eligible=row.eligible, categories=row.categories)


_LAST = ((EventKind.EVALUATION_COMPLETED, "last_evaluation"), (EventKind.IEP_REVIEWED, "last_review"))


def _events(rows: Iterable[ProgramRow]) -> tuple[Event, ...]:
    """What happened, in order, each once; where several rows speak of one IEP, the last one says when it ends."""
    happened: dict[tuple[object, ...], Event] = {}
    for row in rows:
        for kind, field in _LAST:
            on = getattr(row, field)
            if on is not None:
                happened.setdefault((kind, on), Event(kind, on, path=row.at(field)))
        if row.iep_begin is not None:
            until = row.iep_end if row.iep_end and row.iep_end >= row.iep_begin else None
            event = Event(EventKind.IEP_IN_EFFECT, row.iep_begin, until=until, path=row.at("iep_begin"))
            happened[EventKind.IEP_IN_EFFECT, row.iep_begin] = event
        if row.exit_date is not None:
            reason = row.reason and row.reason.value
            event = Event(EventKind.EXITED, row.exit_date, detail=reason, path=row.at("exit_date"))
            happened.setdefault((EventKind.EXITED, row.exit_date, reason), event)
    return tuple(sorted(happened.values(), key=lambda event: event.on))
