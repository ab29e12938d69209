"""EDFacts file layouts, for checking and not for filing: a header and delimited rows.

State agencies file, districts do not, and the newest file specifications (v22, school year 2025-26) were not available
when this was written: a file made here shows what a submission would hold, and is none. Small counts in it are
confidential. Source of the form: the writer of Generate, and files of ADAPT (see `reporting/edfacts.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import attrs

from iepkit.errors import InvalidDocument, Problem
from iepkit.reporting import CategorySet, FileSpec, Row, Table
from iepkit.reporting.tabulation import Unit

__all__ = ["NOTICE", "Difference", "EdfactsFile", "differences", "write"]


def __dir__() -> list[str]:
    return __all__


NOTICE = (
    "for checking, not for filing: no submission is claimed to be complete or accepted; small counts are confidential"
)
"""What every file made here is, in words."""

_AGENCY = "01"
_FORBIDDEN = re.compile(r'[,"\t\r\n\x00-\x1f\x7f]')
_HEADER = 6  # fields


@attrs.frozen(repr=False)
class EdfactsFile:
    """A file as text: its name by the rule for names, the text with its header, and what it is good for.

    >>> EdfactsFile("NYSEACWDBLIDEAFS002.csv", "").notice == NOTICE
    True
    """

    name: str
    text: str
    notice: str = NOTICE

    def __repr__(self) -> str:
        return f"<EdfactsFile {self.name}: {self.notice}>"


def write(table: Table, *, state: str, fips: str, version: str | None = None, explanation: str = "") -> EdfactsFile:
    """A table of counts in the layout of its EDFacts file, for checking and not for filing.

    `state` is the two-letter code, `fips` the State's two digits, `version` up to seven letters or digits in the name
    of the file, by default the number of the file. `explanation` goes into every row. The header is the type of the
    file from the closed list of its specification, the number of rows, the name, an identifier, the reporting period
    and an empty field; rows are numbered, and columns that a row has no code for are empty.
    Fields are joined with commas and never quoted: a comma, a quotation mark, a tab or a line break in any of them
    raises `InvalidDocument`, as does a field that is wider than its column, and a name that breaks the rule.

    >>> from iepkit.reporting import Zeros, Entry, file_spec, tabulate
    >>> child = Entry("7", None, None, {"SEX": "F"})
    >>> made = write(tabulate(file_spec("FS089", school_year=2026), [child], zeros=Zeros.NONE), state="NY", fips="36")
    >>> made
    <EdfactsFile NYSEACHDSBERLFS089.csv: for checking, not for filing: no submission is claimed to be complete ...>
    >>> print(made.text.splitlines()[0])
    SEA CHILDREN WITH DISABILITIES (IDEA) EC,11,NYSEACHDSBERLFS089.csv,FS089,2025-2026,
    >>> print(made.text.splitlines()[-1])
    11,36,01,,,CHWDSBERLCHD,,,,,,,,,,,,Y,,1
    """
    spec = table.spec
    version = spec.id if version is None else version
    name = f"{state}{table.level.value}{spec.file_name_code}{version}.csv"
    problems = [*_named(state=state, fips=fips, version=version)]
    lines = []
    for number, row in enumerate(table.rows(), 1):
        fields = _fields(spec, row, number, fips, explanation)
        problems += _refused(spec, fields, number - 1)
        lines.append(",".join(fields))
    if problems:
        raise InvalidDocument(problems)
    header = ",".join((spec.header_types[table.level], str(len(lines)), name, spec.id, _period(spec), ""))
    return EdfactsFile(name, "".join(f"{line}\r\n" for line in (header, *lines)))


_ARGUMENTS = {
    "state": ("[A-Z]{2}", "expected two capital letters"),
    "fips": ("[0-9]{2}", "expected two digits"),
    "version": ("[A-Z0-9]{0,7}", "expected up to seven capital letters or digits"),
}


def _named(**given: str) -> Iterator[Problem]:
    """What is wrong with the parts of a name; with them a name has 25 characters at most."""
    for name, text in given.items():
        pattern, words = _ARGUMENTS[name]
        if not re.fullmatch(pattern, text):
            yield Problem(f"$.{name}", words)


def _fields(spec: FileSpec, row: Row, number: int, fips: str, explanation: str) -> list[str]:
    lea, school = row.unit
    codes = dict(zip(row.set.categories, row.codes, strict=True))
    given = {
        "FileRecordNumber": str(number),
        "FIPSStateCode": fips,
        "StateAgencyNumber": _AGENCY,
        "StateLEAIDNumber": lea or "",
        "StateSchoolIDNumber": school or "",
        "TableTypeAbbrv": spec.table_type,
        "TotalIndicator": row.total_indicator,
        "Explanation": explanation,
        "Amount": str(row.amount),
    }
    return [codes.get(one.category, "") if one.category else given.get(one.name, "") for one in spec.columns]


def _refused(spec: FileSpec, fields: list[str], at: int) -> Iterator[Problem]:
    for column, text in zip(spec.columns, fields, strict=True):
        if _FORBIDDEN.search(text):
            yield Problem(f"$.rows[{at}].{column.name}", "a comma, a quotation mark, a tab or a line break")
        if len(text) > column.width:
            yield Problem(f"$.rows[{at}].{column.name}", f"expected at most {column.width} characters")


@attrs.frozen
class Difference:
    """A row in which a table and a file differ: whose it is, the set, the codes, the number here and the one there."""

    unit: Unit = attrs.field(repr=False)
    category_set: str
    codes: tuple[str, ...]
    here: int
    there: int


def differences(table: Table, text: str) -> tuple[Difference, ...]:
    """The rows in which a table and a file of another tool differ, unit by unit and set by set; a missing row is 0.

    This is what the layout is for: a count made here beside the one that the State's own tool made of the same
    children. Raises `InvalidDocument` where the text is not a file of that kind, level and school year: its header
    is held against the closed list, the number of rows, the columns, the codes and the amounts against the
    specification, with the line of each problem.

    >>> from iepkit.reporting import Entry, Zeros, file_spec, tabulate
    >>> spec = file_spec("FS089", school_year=2026)
    >>> girl, boy = Entry("7", None, None, {"SEX": "F"}), Entry("7", None, None, {"SEX": "M"})
    >>> here, there = (tabulate(spec, [one], zeros=Zeros.NONE) for one in (girl, boy))
    >>> differences(here, write(here, state="NY", fips="36").text)
    ()
    >>> differences(here, write(there, state="NY", fips="36").text)[-1]
    Difference(category_set='ST1', codes=('M',), here=0, there=1)
    """
    there = _read(table, text)
    here = {(row.unit, row.set.id, row.codes): row.amount for row in table.rows()}
    ranks = {one.id: at for at, one in enumerate(table.spec.category_sets)}
    cells = sorted({*here, *there}, key=lambda cell: (cell[0][0] or "", cell[0][1] or "", ranks[cell[1]], cell[2]))
    pairs = ((cell, here.get(cell, 0), there.get(cell, 0)) for cell in cells)
    return tuple(Difference(*cell, mine, theirs) for cell, mine, theirs in pairs if mine != theirs)


_Cell = tuple[Unit, str, tuple[str, ...]]


def _read(table: Table, text: str) -> Mapping[_Cell, int]:
    """The numbers of a file by their rows."""
    header, *lines = [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]
    problems = [*_headed(table, header.split(","), len(lines))]
    sets = {frozenset(one.categories): one for one in table.spec.category_sets}
    found: dict[_Cell, int] = {}
    for number, line in enumerate(lines, 2):
        read = _cell(table.spec, sets, line.split(","))
        if isinstance(read, str):
            problems.append(Problem(f"$.line[{number}]", read))
        elif read[0] in found:
            problems.append(Problem(f"$.line[{number}]", "the same row is there twice"))
        else:
            found[read[0]] = read[1]
    if problems:
        raise InvalidDocument(problems)
    return found


def _headed(table: Table, fields: list[str], rows: int) -> Iterator[Problem]:
    spec, path = table.spec, "$.line[1]"
    if len(fields) != _HEADER:
        yield Problem(path, f"expected {_HEADER} fields in the header")
        return
    if fields[0] != spec.header_types[table.level]:
        yield Problem(path, f"expected the file type {spec.header_types[table.level]!r}")
    if fields[1] != str(rows):
        yield Problem(path, "the number of rows is not the one in the header")
    if fields[4].replace(" ", "-") != _period(spec):
        yield Problem(path, f"expected the reporting period {_period(spec)}")


def _cell(spec: FileSpec, sets: Mapping[frozenset[str], CategorySet], fields: list[str]) -> tuple[_Cell, int] | str:
    """The row and its number, or what is wrong with it."""
    if len(fields) != len(spec.columns):
        return f"expected {len(spec.columns)} fields"
    by_name = {column.name: text for column, text in zip(spec.columns, fields, strict=True)}
    codes = {one.category: text for one, text in zip(spec.columns, fields, strict=True) if one.category and text}
    wrong = [name for name, code in codes.items() if code not in spec.categories[name].codes]
    if wrong:
        return f"not a code of {', '.join(wrong)}"
    one = sets.get(frozenset(codes))
    if one is None:
        return "no category set of the file has these categories"
    if not re.fullmatch("[0-9]+", by_name["Amount"]):
        return "expected a whole number as the amount"
    unit = (by_name["StateLEAIDNumber"] or None, by_name.get("StateSchoolIDNumber") or None)
    return (unit, one.id, tuple(codes[name] for name in one.categories)), int(by_name["Amount"])


def _period(spec: FileSpec) -> str:
    return f"{spec.school_year - 1}-{spec.school_year}"
