"""The law as data: dated, cited, graded values in layers, and the clocks that they run."""

from __future__ import annotations

from iepkit.laws.book import Law, law
from iepkit.laws.clocks import Clock, Parameter, Relation, Shape
from iepkit.laws.loading import clocks, jurisdictions, parameters
from iepkit.laws.policies import DEFAULT, Policy, describe
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
    "DEFAULT",
    "Absences",
    "Anchor",
    "Applies",
    "BeforeBreak",
    "Clock",
    "Ending",
    "EndingWindow",
    "Kind",
    "Law",
    "Limit",
    "Parameter",
    "Policy",
    "Provision",
    "Relation",
    "Shape",
    "Value",
    "YearEnd",
    "clocks",
    "describe",
    "jurisdictions",
    "law",
    "parameters",
]


def __dir__() -> list[str]:
    return __all__
