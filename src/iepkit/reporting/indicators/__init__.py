"""Indicators of the State Performance Plan and Annual Performance Report under Part B (20 U.S.C. 1416), exact.

Each has a numerator, a denominator, who is in neither and why, what could not be decided, and its grade. From cases
where a case decides it (`from_cases`), from counts otherwise (`from_counts`). Not official, and not for filing.
"""

from __future__ import annotations

from iepkit.reporting.indicators.adult_life import Component, components_of
from iepkit.reporting.indicators.cases import by_district, from_cases
from iepkit.reporting.indicators.counted import from_entries
from iepkit.reporting.indicators.counts import AfterSchool, from_answers, from_counts, summary_statements
from iepkit.reporting.indicators.districts import CATEGORIES_OF, District, districts_of, from_districts
from iepkit.reporting.indicators.findings import NoncomplianceFinding, from_findings
from iepkit.reporting.indicators.policies import DEFAULT, Exceptions, IndicatorPolicy, Year, year_of
from iepkit.reporting.indicators.table import Definition, Kind, definition, definitions, package
from iepkit.reporting.indicators.values import Breakdown, Exclusion, Indicator, Row

__all__ = [
    "CATEGORIES_OF",
    "DEFAULT",
    "AfterSchool",
    "Breakdown",
    "Component",
    "Definition",
    "District",
    "Exceptions",
    "Exclusion",
    "Indicator",
    "IndicatorPolicy",
    "Kind",
    "NoncomplianceFinding",
    "Row",
    "Year",
    "by_district",
    "components_of",
    "definition",
    "definitions",
    "districts_of",
    "from_answers",
    "from_cases",
    "from_counts",
    "from_districts",
    "from_entries",
    "from_findings",
    "package",
    "summary_statements",
    "year_of",
]


def __dir__() -> list[str]:
    return __all__
