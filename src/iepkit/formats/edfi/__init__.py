"""Ed-Fi in: special education rows, who the children are, and school calendars, from XML or the JSON of the API.

The rows of a child become one case. What they do not say is not made up, what contradicts itself is a finding,
and what cannot be read is an error beside everything that can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from iepkit.calendars import SchoolCalendar
from iepkit.errors import InvalidDocument, Problem
from iepkit.findings import Finding
from iepkit.formats._strict import parse
from iepkit.formats.edfi import _xml
from iepkit.formats.edfi._calendars import calendars_of, session_faults
from iepkit.formats.edfi._cases import cases_of, special
from iepkit.formats.edfi._fields import Dialect, Reader, Row
from iepkit.formats.edfi._students import students_of
from iepkit.formats.edfi.codes import Codes
from iepkit.formats.edfi.rows import (
    ENTITIES,
    AssociationRow,
    CalendarDateRow,
    DemographicRow,
    PlainProgramRow,
    ProgramRow,
    SessionRow,
    StudentRow,
)
from iepkit.formats.edfi.rules import RULES
from iepkit.history import Case
from iepkit.records import Student

__all__ = ["RULES", "EdFi", "Located", "from_rows", "read"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Located:
    """A finding, the file it is about, and the child it belongs to; those of calendars and programs belong to none."""

    finding: Finding
    where: str | None = None
    case: str | None = attrs.field(default=None, repr=False)


@attrs.frozen
class EdFi:
    """What was read: cases, school calendars, the rows behind the cases, what was found, what could not be read.

    A case holds what its rows say as dated events, who the child is, and the disability categories. `students` are
    all children that are described, those without a special education row too.
    They do not make an IEP document: the standard's rows have no goals, and a review would miss them.
    Setting, hours and codes without a counterpart stay on the `rows`.
    No case names its calendar, since the rows do not say which school the child attends.
    """

    cases: tuple[Case, ...] = ()
    calendars: tuple[SchoolCalendar, ...] = ()
    rows: tuple[ProgramRow, ...] = ()
    findings: tuple[Located, ...] = ()
    errors: tuple[InvalidDocument, ...] = ()
    students: tuple[Student, ...] = ()

    def findings_of(self, case: str | None) -> tuple[Finding, ...]:
        """The findings of the child with this id; of `None`, those of calendars and types of program."""
        return tuple(located.finding for located in self.findings if located.case == case)


def from_rows(
    programs: Iterable[object],
    students: Iterable[object] = (),
    calendar_dates: Iterable[object] = (),
    sessions: Iterable[object] = (),
    *,
    plain_programs: Iterable[object] = (),
    associations: Iterable[object] = (),
    demographics: Iterable[object] = (),
    release: str = "5.2",
    codes: Mapping[str, str] | None = None,
) -> EdFi:
    """What the rows of the API say; `programs` are its `studentSpecialEducationProgramAssociations`.

    `plain_programs` are `studentProgramAssociations`, of which those of special education are read. Who a child is
    stands in `associations` (`studentEducationOrganizationAssociations`) up to release 5, in `demographics`
    (`studentDemographics`) from 6 on.

    `codes` adds the codes of a State: the whole URI of a descriptor, and the word of iepkit that it stands for.
    A word that iepkit does not have raises `UnknownName`; nothing in the rows raises.

    >>> row = {
    ...     "studentReference": {"studentUniqueId": "7"}, "beginDate": "2025-09-02",
    ...     "ideaEligibility": True, "iepReviewDate": "2025-10-06",
    ... }
    >>> found = from_rows([row], [{"studentUniqueId": "7", "birthDate": "2015-02-28"}])
    >>> [(event.kind.value, str(event.on)) for event in found.cases[0].history()]
    [('iep-reviewed', '2025-10-06')]
    >>> print(found.findings_of("7")[0])
    ED101 unknown at $.studentSpecialEducationProgramAssociations[0].disabilities: The row names no disability. ...
    """
    table = Codes(codes)
    heap = _Heap()
    reader = Reader(Dialect.API, where=None, release=release)
    handed = (programs, students, calendar_dates, sessions, plain_programs, associations, demographics)
    for kind, rows in zip(ENTITIES.values(), handed, strict=True):
        heap.add(reader.row(kind, plain, f"$.{_RESOURCE[kind]}[{at}]") for at, plain in enumerate(rows))
    return heap.told(table, [InvalidDocument(reader.problems)] if reader.problems else [])


def read(
    paths: str | Path | Iterable[str | Path], *, release: str = "5.2", codes: Mapping[str, str] | None = None
) -> EdFi:
    """What files and folders hold: interchange XML, and JSON that lists rows by the name of their API resource.

    Of a folder every such file below it is read, and a file without the rows that count here is passed over.
    A JSON file may also be the bare list of one resource, named by it, as in `students.json`.
    XML names its own release; `release` is that of JSON. `codes` is as for `from_rows`.

    A file that cannot be read, or not wholly, is among the `errors`, with every problem; what could be read is kept.

    >>> read([]).cases
    ()
    """
    table = Codes(codes)
    heap, errors = _Heap(), []
    for file, alone in _files([paths] if isinstance(paths, str | Path) else paths):
        reader = Reader(Dialect.API, where=str(file), release=release)
        try:
            taken = heap.add(_READERS.get(file.suffix.lower(), _no_reader)(file, reader))
        except InvalidDocument as error:
            reader.problems += error.problems
        except OSError:
            reader.problems.append(Problem("$", "this file cannot be read"))
        else:
            if alone and not taken and not reader.problems:
                reader.problems.append(Problem("$", f"expected rows of one of: {', '.join(ENTITIES)}"))
        if reader.problems:
            errors.append(InvalidDocument(reader.problems, where=str(file)))
    return heap.told(table, errors)


# -- sources -----------------------------------------------------------------------------------------------------------

_RESOURCE = {kind: f"{kind.ENTITY[0].lower()}{kind.ENTITY[1:]}s" for kind in ENTITIES.values()}


class _Heap:
    """The rows of all sources, by their kind."""

    def __init__(self) -> None:
        self.rows: dict[type[Row], list[Any]] = {kind: [] for kind in ENTITIES.values()}

    def add(self, rows: Iterable[Row | None]) -> int:
        """Take in the rows that could be read, and say how many they are."""
        taken = 0
        for row in rows:
            if row is not None:
                self.rows[type(row)].append(row)
                taken += 1
        return taken

    def told(self, codes: Codes, errors: Iterable[InvalidDocument]) -> EdFi:
        """What all rows together say."""
        rows = self.rows
        known = students_of((*rows[StudentRow], *rows[AssociationRow], *rows[DemographicRow]), codes)
        plain, untold = special(rows[PlainProgramRow], codes)
        told = list(cases_of((*rows[ProgramRow], *plain), known, codes))
        published = list(calendars_of(rows[CalendarDateRow], codes))
        of_none = [
            *(pair for one in published for pair in one.findings),
            *session_faults(rows[SessionRow], published),
            *untold,
        ]
        return EdFi(
            cases=tuple(one.case for one in told),
            calendars=tuple(one.calendar for one in published if one.calendar is not None),
            rows=tuple(row for one in told for row in one.rows),
            findings=(
                *(Located(found, row.where, one.case.id) for one in told for row, found in one.findings),
                *(Located(found, row.where, child) for child, one in known.items() for row, found in one.findings),
                *(Located(found, row.where) for row, found in of_none),
            ),
            errors=tuple(errors),
            students=tuple(one.student for one in known.values()),
        )


def _files(paths: Iterable[str | Path]) -> Iterator[tuple[Path, bool]]:
    """Every file, each once, and whether it was named itself."""
    files: dict[Path, bool] = {}
    for path in map(Path, paths):
        if path.is_dir():
            below = (one for one in path.rglob("*") if one.suffix.lower() in _READERS and one.is_file())
            files.update((one, False) for one in sorted(below) if one not in files)
        else:
            files[path] = True
    yield from files.items()


def _from_xml(file: Path, reader: Reader) -> Iterator[Row | None]:
    reader.dialect = Dialect.XML
    counts = dict.fromkeys(ENTITIES, 0)
    with file.open("rb") as stream:
        for release, entity, plain in _xml.rows(stream, ENTITIES):
            reader.release = release or reader.release
            yield reader.row(ENTITIES[entity], plain, f"$.{entity}[{counts[entity]}]")
            counts[entity] += 1


def _from_json(file: Path, reader: Reader) -> Iterator[Row | None]:
    plain = parse(file.read_bytes())
    for kind, resource in _RESOURCE.items():
        if isinstance(plain, dict) and resource in plain:
            rows, path = plain[resource], f"$.{resource}"
        elif isinstance(plain, list) and file.stem == resource:
            rows, path = plain, "$"
        else:
            continue
        if isinstance(rows, list):
            yield from (reader.row(kind, row, f"{path}[{at}]") for at, row in enumerate(rows))
        else:
            reader.problems.append(Problem(path, "expected a list"))


def _no_reader(_: Path, __: Reader) -> Iterator[Row | None]:
    raise InvalidDocument([Problem("$", "expected a file named .xml or .json")])


_READERS = {".xml": _from_xml, ".json": _from_json}
