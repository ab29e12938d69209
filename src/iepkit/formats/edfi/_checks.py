"""What one special education row says, and what in it cannot be right or is not there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
from dateutil.relativedelta import relativedelta

from iepkit.findings import Finding, Severity
from iepkit.formats.edfi._fields import Row
from iepkit.formats.edfi.codes import OUTSIDE, Codes, Designation
from iepkit.formats.edfi.rows import DisabilityRow, PlainProgramRow, ProgramRow
from iepkit.formats.edfi.rules import finding
from iepkit.vocabulary import Disability, Environment, ExitReason

__all__ = ["doubt", "facts_of", "faults"]


def __dir__() -> list[str]:
    return __all__


# -- codes -------------------------------------------------------------------------------------------------------------

_DOUBTS = {
    "ED102": "The disability has no counterpart among the categories of IDEA; no category was taken.",
    "ED105": "The code covers deafness and hearing impairment; it was read as hearing impairment.",
    "ED111": "The code of the setting is deprecated; it was read as 40 to 79 percent inside the regular class.",
    "ED112": "The code says ten hours or less, the federal term less than ten; it was read as the federal term.",
    "ED151": "The code is in no list known here; it was not read.",
    "ED171": "The race is none of the five of Federal reporting; no race was taken.",
    "ED174": "The code says that the child is monitored; it was read as not an English learner.",
    "ED152": "The code differs from the list in capital letters only; it was read.",
}


def doubt(row: Row, path: str, rule: str) -> Finding:
    """The finding that a code gives rise to."""
    return finding(rule, path, _DOUBTS[rule], release=row.release)


def facts_of(row: ProgramRow, codes: Codes) -> tuple[ProgramRow, list[Finding]]:
    """The row with its categories, its setting and its exit reason, and what there is to say about its codes."""
    doubts: list[Finding] = []

    def read(field: str, descriptor: str) -> Any:
        uri = getattr(row, field)
        if uri is None:
            return None
        reading = codes.read(uri, descriptor)
        if reading.rule not in (None, OUTSIDE):
            doubts.append(doubt(row, row.at(field), reading.rule))
        return reading.value

    environment = read("setting", "SpecialEducationSettingDescriptor")
    left = read("exit_reason", "SpecialEducationExitReasonDescriptor")
    ended = read("reason_exited", "ReasonExitedDescriptor")
    reason = {"exit_reason": left, "reason_exited": ended}[row.WHY]
    if left and ended and ExitReason.OTHER not in (left, ended) and left is not ended:
        message = "SpecialEducationExitReason and ReasonExited do not say the same."
        doubts.append(finding("ED126", row.at("exit_reason"), message, release=row.release))
    categories = _categories(row, codes, doubts)
    return attrs.evolve(row, environment=environment, reason=reason, categories=categories), doubts


def _categories(row: ProgramRow, codes: Codes, doubts: list[Finding]) -> tuple[Disability, ...]:
    """The categories of the row, the primary one first."""
    if not row.disabilities:
        if row.could_tell("disabilities"):
            message = "The row names no disability."
            doubts.append(finding("ED101", row.at("disabilities"), message, release=row.release))
        return ()
    found = []
    for one in row.disabilities:
        category, rules = _category(one, codes)
        doubts += [doubt(row, one.at("code"), rule) for rule in rules]
        found.append((one.order, category))
    orders = [one.order for one in row.disabilities]
    if len(orders) == 1 and row.disabilities[0].lacks("order"):
        message = "The only disability has no order; it was taken for the primary one."
        doubts.append(finding("ED104", row.disabilities[0].at("order"), message, release=row.release))
    elif len(orders) > 1 and orders.count(1) != 1:
        message = "Which of the disabilities is the primary one is not said; they stand as the row has them."
        doubts.append(finding("ED103", row.at("disabilities"), message, release=row.release))
    found.sort(key=lambda pair: (pair[0] is None, pair[0]))
    return tuple(dict.fromkeys(category for _, category in found if category))


def _category(one: DisabilityRow, codes: Codes) -> tuple[Any, list[str]]:
    """The category of a disability, if it is one of IDEA's, and the rules that have something to say."""
    if one.code is None:
        return None, []
    readings = [codes.read(uri, "DisabilityDesignationDescriptor") for uri in one.designations if uri]
    rules = [reading.rule for reading in readings if reading.rule]
    if readings and not rules and Designation.IDEA not in [reading.value for reading in readings]:
        return None, [OUTSIDE]
    reading = codes.read(one.code, "DisabilityDescriptor")
    return reading.value, [*rules, *([reading.rule] if reading.rule else [])]


# -- faults ------------------------------------------------------------------------------------------------------------


def faults(row: ProgramRow, birth: date | None) -> Iterator[Finding]:
    """What in the row cannot be right, or is not there."""
    for check in (_silent, _dates, _exit, _hours):
        for code, field, message in check(row):
            yield finding(code, row.at(field), message, release=row.release)
    yield from _age(row, birth)


def _silent(row: ProgramRow) -> Iterator[tuple[str, str, str]]:
    if isinstance(row, PlainProgramRow):
        yield "ED107", "program", "A row of this kind names no disability, no eligibility, no setting and no IEP."
    if row.lacks("eligible"):
        yield "ED106", "eligible", "The row does not say whether the child is eligible under IDEA."


_SPANS = (
    ("begin", "end", "The row ends before it begins."),
    ("iep_begin", "iep_end", "The IEP ends before it begins; its end was not read."),
    ("begin", "exit_date", "The child left before the row begins."),
)


def _dates(row: ProgramRow) -> Iterator[tuple[str, str, str]]:
    for first, last, message in _SPANS:
        begin, end = getattr(row, first), getattr(row, last)
        if begin and end and end < begin:
            yield "ED132", last, message
    if row.begin and row.iep_begin and row.begin < row.iep_begin:
        days = (row.iep_begin - row.begin).days
        yield "ED131", "begin", f"The row begins {days} day{'s' * (days != 1)} before its IEP does."


def _exit(row: ProgramRow) -> Iterator[tuple[str, str, str]]:
    if row.left is None:
        if getattr(row, row.WHY) and row.lacks(row.LEFT):
            yield "ED121", row.LEFT, "The row says why the child left, but not when."
        return
    if row.lacks("exit_reason"):
        yield "ED122", "exit_reason", "The row says when the child left, but not why."
    if row.lacks("end"):
        yield "ED123", "end", "The child has left, and the row is still open."
    if row.end and row.end > row.left:
        days = (row.end - row.left).days
        yield "ED124", "end", f"The row ends {days} day{'s' * (days != 1)} after the child left."


_BANDS = {
    Environment.REGULAR_CLASS_UNDER_40: (0, 40),
    Environment.REGULAR_CLASS_40_TO_79: (40, 80),
    Environment.REGULAR_CLASS_80: (80, 101),
}


def _hours(row: ProgramRow) -> Iterator[tuple[str, str, str]]:
    special, school = row.special_hours, row.school_hours
    if special is None or school is None:
        return
    if special > school:
        message = "There are more hours of special education than hours of school, of which they are a part."
        yield "ED113", "special_hours", message
    elif school > 0 and row.environment in _BANDS:
        low, high = (Decimal(bound) * school for bound in _BANDS[row.environment])
        if not low <= 100 * (school - special) < high:
            message = "The hours without special education are not the share of the week that the setting names."
            yield "ED113", "special_hours", message


_LEAVABLE = (6, 18)  # from 6 to the day before 18 no State law ends the duty because of age


def _age(row: ProgramRow, birth: date | None) -> Iterator[Finding]:
    if birth is None or row.reason is not ExitReason.REACHED_MAXIMUM_AGE:
        return
    named = (row.begin, row.last_evaluation, row.last_review, row.iep_begin)
    on = row.left or row.end or max((day for day in named if day), default=None)
    if on is None or not birth + relativedelta(years=_LEAVABLE[0]) <= on < birth + relativedelta(years=_LEAVABLE[1]):
        return
    severity = None
    message = "On the exit date the child had not reached an age at which State law can end the duty."
    if row.left is None:
        severity = Severity.UNKNOWN
        message = "The exit date is missing; on the last day that the row names the child had not reached such an age."
    yield finding("ED125", row.at(row.WHY), message, release=row.release, severity=severity)
