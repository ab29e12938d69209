"""The law as data: dated, cited, graded values in layers, and the clocks that they run."""

from __future__ import annotations

from iepkit.laws.book import Law, law
from iepkit.laws.clocks import Band, Clock, Parameter, Relation, Shape
from iepkit.laws.loading import clocks, jurisdictions, parameters
from iepkit.laws.policies import COUNTED_BY_POLICY, DEFAULT, Policy, describe
from iepkit.laws.tables import Looked, TableRow, table
from iepkit.laws.values import (
    Absences,
    Anchor,
    Applies,
    BeforeBreak,
    Ending,
    EndingWindow,
    Kind,
    Limit,
    Provision,
    Value,
    YearEnd,
)

__all__ = [
    "COUNTED_BY_POLICY",
    "DEFAULT",
    "Absences",
    "Anchor",
    "Applies",
    "Band",
    "BeforeBreak",
    "Clock",
    "Ending",
    "EndingWindow",
    "Kind",
    "Law",
    "Limit",
    "Looked",
    "Parameter",
    "Policy",
    "Provision",
    "Relation",
    "Shape",
    "TableRow",
    "Value",
    "YearEnd",
    "clocks",
    "describe",
    "jurisdictions",
    "law",
    "parameters",
    "table",
]


def __dir__() -> list[str]:
    return __all__
