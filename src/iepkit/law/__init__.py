"""The law as data: dated, cited, graded values in layers, and the clocks that they run."""

from __future__ import annotations

from iepkit.law.book import Law, law
from iepkit.law.clocks import Clock, Parameter, Relation, Shape
from iepkit.law.loading import clocks, jurisdictions, parameters
from iepkit.law.policies import DEFAULT, Policy, describe
from iepkit.law.values import Absences, Anchor, Kind, Limit, Provision, Value, YearEnd

__all__ = [
    "DEFAULT",
    "Absences",
    "Anchor",
    "Clock",
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
