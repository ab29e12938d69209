"""Who the children are: birth date, sex, ethnicity, races and English, from whichever rows describe them.

Several rows may speak of one child. Where they agree, or only one says anything, that is the answer;
where they differ there is a finding and no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from iepkit.findings import Finding
from iepkit.formats.edfi._checks import doubt
from iepkit.formats.edfi.codes import OUTSIDE, Codes, English, Heritage
from iepkit.formats.edfi.rows import DescribingRow, StudentRow
from iepkit.formats.edfi.rules import finding
from iepkit.records import Student
from iepkit.records.terms import Race

__all__ = ["Known", "students_of"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen(repr=False)
class Known:
    """What the rows say of one child: the record, all birth dates that were given, and what was found in the rows."""

    student: Student
    births: tuple[date, ...] = ()
    findings: tuple[tuple[DescribingRow, Finding], ...] = ()


def students_of(rows: Iterable[DescribingRow], codes: Codes) -> dict[str, Known]:
    """What is known of each child, by the child's id, in the order in which the children first appear."""
    told: dict[str, list[DescribingRow]] = {}
    for row in rows:
        if row.student is not None:
            told.setdefault(row.student, []).append(row)
    return {child: _known(child, its, codes) for child, its in told.items()}


def _known(child: str, rows: list[DescribingRow], codes: Codes) -> Known:
    births = sorted({row.birth_date for row in rows if isinstance(row, StudentRow) and row.birth_date is not None})
    findings: list[tuple[DescribingRow, Finding]] = []
    described: dict[str, Any] = {}
    for field, (read, column, what) in _ASKED.items():
        answers = []
        for row in rows:
            answer, doubts = read(row, codes)
            findings += [(row, one) for one in doubts]
            if answer is not None:
                answers.append((row, answer))
        if len({answer for _, answer in answers}) == 1:
            described[field] = answers[0][1]
        elif answers:
            row = next(row for row, answer in answers if answer != answers[0][1])
            message = f"The records of this child do not agree on {what}; none of the answers is used."
            findings.append((row, finding("ED173", row.at(column), message, release=row.release)))
    races = tuple(sorted(described.pop("races", ()), key=list(Race).index))
    student = Student(id=child, birth_date=births[0] if len(births) == 1 else None, races=races, **described)
    return Known(student, tuple(births), tuple(findings))


# -- what a row says; nothing is `None` --------------------------------------------------------------------------------

_Answer = tuple[Any, list[Finding]]


def _one(row: DescribingRow, column: str, descriptor: str, codes: Codes) -> _Answer:
    uri = getattr(row, column)
    if uri is None:
        return None, []
    reading = codes.read(uri, descriptor)
    return reading.value, [doubt(row, row.at(column), reading.rule)] if reading.rule else []


def _sex(row: DescribingRow, codes: Codes) -> _Answer:
    return _one(row, "sex", "SexDescriptor", codes)


def _learner(row: DescribingRow, codes: Codes) -> _Answer:
    value, doubts = _one(row, "english", "LimitedEnglishProficiencyDescriptor", codes)
    return None if value is None else value is English.LEARNER, doubts


def _heritages(row: DescribingRow, codes: Codes) -> Iterator[tuple[str, Heritage | None, str | None]]:
    """For each race of the row: where it stands, what it is, and the rule that has something to say."""
    for at, uri in enumerate(row.races):
        place = f"{row.at('races')}[{at}]"
        if uri:
            reading = codes.read(uri, "RaceDescriptor")
            rule = _RACE_OUTSIDE if reading.rule == OUTSIDE else reading.rule
            yield place, None if reading.value is None else Heritage(reading.value), rule
        else:
            yield place, None, None


_RACE_OUTSIDE = "ED171"


def _races(row: DescribingRow, codes: Codes) -> _Answer:
    """All races of the row, or nothing: without one of them the others would tell another group."""
    found = list(_heritages(row, codes))
    doubts = [doubt(row, place, rule) for place, _, rule in found if rule]
    if any(heritage is None for _, heritage, _ in found):
        return None, doubts
    races = frozenset(Race(heritage) for _, heritage, _ in found if heritage and heritage is not Heritage.HISPANIC)
    return races or None, doubts


def _hispanic(row: DescribingRow, codes: Codes) -> _Answer:
    if all(heritage is not Heritage.HISPANIC for _, heritage, _ in _heritages(row, codes)):
        return row.hispanic, []
    if row.hispanic is False:
        message = "Hispanic or Latino is among the races, and the answer on ethnicity is no."
        return None, [finding("ED172", row.at("hispanic"), message, release=row.release)]
    return True, []


_ASKED: dict[str, tuple[Callable[[DescribingRow, Codes], _Answer], str, str]] = {
    "sex": (_sex, "sex", "the sex"),
    "hispanic": (_hispanic, "hispanic", "whether the child is Hispanic"),
    "races": (_races, "races", "the races"),
    "english_learner": (_learner, "english", "whether the child is an English learner"),
}
