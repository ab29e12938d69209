"""Reporting: the counts of IDEA section 618 from the files of children, with a reason for every child not counted.

Numbers for checking, not for filing: State agencies file, and the newest file specifications were not available.
Nothing in a table here is suppressed; what others will see goes through `iepkit.disclosure`.
"""

from __future__ import annotations

from iepkit.reporting.childcount import LEFT_OUT, ChildCount, child_count
from iepkit.reporting.codes import MISSING, CategorySet, CodeList, Column, FileSpec, Level, crosswalk, file_spec
from iepkit.reporting.disability import Reported, report_disability
from iepkit.reporting.discipline import DisciplineCount, discipline
from iepkit.reporting.entries import Doubt, Entry, NotCounted, demographics
from iepkit.reporting.exits import ExitCount, NotAnExit, exits
from iepkit.reporting.publication import PublishedRow, PublishedTable, publish_table, publish_tables
from iepkit.reporting.pupils import NotAPupil, Pupils, pupils_of
from iepkit.reporting.reasons import Reason
from iepkit.reporting.removals import NotRemoved
from iepkit.reporting.settings import (
    Catchment,
    DeafnessAs,
    Evaluated,
    Evidence,
    FiveWithoutGrade,
    LapsedIep,
    StateSettings,
)
from iepkit.reporting.standing import Standing, standing_on
from iepkit.reporting.tabulation import Row, Table, Zeros, tabulate

__all__ = [
    "LEFT_OUT",
    "MISSING",
    "Catchment",
    "CategorySet",
    "ChildCount",
    "CodeList",
    "Column",
    "DeafnessAs",
    "DisciplineCount",
    "Doubt",
    "Entry",
    "Evaluated",
    "Evidence",
    "ExitCount",
    "FileSpec",
    "FiveWithoutGrade",
    "LapsedIep",
    "Level",
    "NotAPupil",
    "NotAnExit",
    "NotCounted",
    "NotRemoved",
    "PublishedRow",
    "PublishedTable",
    "Pupils",
    "Reason",
    "Reported",
    "Row",
    "Standing",
    "StateSettings",
    "Table",
    "Zeros",
    "child_count",
    "crosswalk",
    "demographics",
    "discipline",
    "exits",
    "file_spec",
    "publish_table",
    "publish_tables",
    "pupils_of",
    "report_disability",
    "standing_on",
    "tabulate",
]


def __dir__() -> list[str]:
    return __all__
