"""From special education rows to cases: the rows of a child are one history, read in the order of their days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

import attrs

from iepkit.findings import Finding
from iepkit.formats.edfi._checks import doubt, facts_of, faults
from iepkit.formats.edfi._fields import Row
from iepkit.formats.edfi._students import Known
from iepkit.formats.edfi.codes import OUTSIDE, Codes, Program
from iepkit.formats.edfi.rows import PlainProgramRow, ProgramRow
from iepkit.formats.edfi.rules import finding
from iepkit.history import Case, Event
from iepkit.records import Eligibility, Student
from iepkit.vocabulary import EventKind

__all__ = ["Told", "cases_of", "special"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Told:
    """The case of one child, its rows in order, and what was found in each."""

    case: Case
    rows: tuple[ProgramRow, ...]
    findings: tuple[tuple[Row, Finding], ...]


def special(
    rows: Iterable[PlainProgramRow], codes: Codes
) -> tuple[list[PlainProgramRow], list[tuple[PlainProgramRow, Finding]]]:
    """The rows whose program is special education, and what there is to say about the types of program.

    A row of another program is passed over. One whose type is in no list may be special education, and is a finding.
    """
    taken, findings = [], []
    for row in rows:
        if row.program_type is not None:
            reading = codes.read(row.program_type, "ProgramTypeDescriptor")
            if reading.rule not in (None, OUTSIDE):
                findings.append((row, doubt(row, row.at("program_type"), reading.rule)))
            if reading.value is Program.SPECIAL_EDUCATION:
                taken.append(row)
    return taken, findings


def cases_of(programs: Iterable[ProgramRow], students: Mapping[str, Known], codes: Codes) -> Iterator[Told]:
    """One case a child, in the order in which the children first appear."""
    children: dict[str, list[ProgramRow]] = {}
    for row in programs:
        if row.student is not None:
            children.setdefault(row.student, []).append(row)
    for child, rows in children.items():
        known = students.get(child) or Known(Student(id=child))
        yield _told(known, sorted(rows, key=lambda row: row.begin or date.max), codes)


def _told(known: Known, rows: list[ProgramRow], codes: Codes) -> Told:
    understood: list[ProgramRow] = []
    findings: list[tuple[Row, Finding]] = []
    for raw in rows:
        row, doubts = facts_of(raw, codes)
        understood.append(row)
        findings += [(row, one) for one in (*doubts, *faults(row, known.student.birth_date))]
    findings += [(rows[0], one) for one in _identity(rows[0], known.births)]
    findings += [(earlier, _overlap(earlier)) for earlier in _unclosed(rows)]
    case = Case(
        id=known.student.id,
        student=known.student,
        eligibility=tuple(dict.fromkeys(_eligibility(understood))),
        events=_events(understood),
    )
    return Told(case, tuple(understood), tuple(findings))


def _identity(row: ProgramRow, born: tuple[date, ...]) -> Iterator[Finding]:
    if not born:
        message = "No Student record with a birth date belongs to this row."
        yield finding("ED141", row.at("student"), message, release=row.release)
    elif len(born) > 1:
        message = "The Student records of this child do not agree on the birth date; none is used."
        yield finding("ED142", row.at("student"), message, release=row.release)


def _unclosed(rows: list[ProgramRow]) -> Iterator[ProgramRow]:
    """The rows that still run when the next one of the same program begins."""
    programs: dict[tuple[object, ...], list[ProgramRow]] = {}
    for row in rows:
        programs.setdefault((type(row), row.organization, row.program), []).append(row)
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
        if row.left is not None:
            reason = row.reason and row.reason.value
            event = Event(EventKind.EXITED, row.left, detail=reason, path=row.at(row.LEFT))
            happened.setdefault((EventKind.EXITED, row.left, reason), event)
    return tuple(sorted(happened.values(), key=lambda event: event.on))
