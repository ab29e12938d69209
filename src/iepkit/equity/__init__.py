"""Equity: whether children of one racial or ethnic group meet an outcome more often than the others.

34 CFR 300.646 and 300.647, with what analysts use beside them. All arithmetic is exact until it is shown.
A ratio says that a difference exists. Why it exists is for people to find out.
"""

from __future__ import annotations

from iepkit.equity.categories import CATEGORIES, Base, Category, Subject, category
from iepkit.equity.counts import Counts, read_counts, read_csv
from iepkit.equity.grids import WhatIf, to_parity, to_threshold, what_if_standards
from iepkit.equity.groups import Group, group_of, group_of_student
from iepkit.equity.intervals import Interval, clopper_pearson, katz, wilson
from iepkit.equity.measures import (
    Composition,
    composition,
    e_formula,
    relative_difference,
    risk_difference,
    risk_gap,
    weighted_risk_ratio,
)
from iepkit.equity.publication import (
    PublishedCategory,
    PublishedState,
    publish_category,
    publish_district,
    publish_state,
)
from iepkit.equity.pupils import Pupil, Setting, Tally, tally
from iepkit.equity.ratios import Count, Kind, Ratio, others, ratio_of, ratios_of
from iepkit.equity.standards import Standard, Standards
from iepkit.equity.years import Determination, Flexibility, Outcome, YearWithoutRatio, determine

__all__ = [
    "CATEGORIES",
    "Base",
    "Category",
    "Composition",
    "Count",
    "Counts",
    "Determination",
    "Flexibility",
    "Group",
    "Interval",
    "Kind",
    "Outcome",
    "PublishedCategory",
    "PublishedState",
    "Pupil",
    "Ratio",
    "Setting",
    "Standard",
    "Standards",
    "Subject",
    "Tally",
    "WhatIf",
    "YearWithoutRatio",
    "category",
    "clopper_pearson",
    "composition",
    "determine",
    "e_formula",
    "group_of",
    "group_of_student",
    "katz",
    "others",
    "publish_category",
    "publish_district",
    "publish_state",
    "ratio_of",
    "ratios_of",
    "read_counts",
    "read_csv",
    "relative_difference",
    "risk_difference",
    "risk_gap",
    "tally",
    "to_parity",
    "to_threshold",
    "weighted_risk_ratio",
    "what_if_standards",
    "wilson",
]


def __dir__() -> list[str]:
    return __all__
