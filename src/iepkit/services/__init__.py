"""Services: what an IEP promised in minutes, what was given, and what is behind, exact and with its arithmetic.

Numbers are whole minutes and fractions, never rounded. Where law and calendar leave a question open, a named policy
answers it (`ServicePolicy`), and the answer shows which; where nothing settles it, the answer is unknown and says what
would. A gap is a number and never a verdict.
"""

from __future__ import annotations

from iepkit.services.caseload import Load, workloads
from iepkit.services.clashes import Clash, ClashKind, clashes, provider_clashes
from iepkit.services.compensatory import Bank, StartingFigure, bank, hour_for_hour
from iepkit.services.converting import Converted, convert
from iepkit.services.entries import Entry, Ledger, Stray
from iepkit.services.expecting import Expected, expected
from iepkit.services.gaps import Gap, Projection, gaps, projections
from iepkit.services.grids import Part
from iepkit.services.ledger import ledger
from iepkit.services.lines import Line, in_force, lines
from iepkit.services.planned import Schedule, Session, schedule
from iepkit.services.policies import DEFAULT, SOURCES, ServicePolicy, describe
from iepkit.services.reckoning import Row
from iepkit.services.stated import Stated, indirect, pushed_in, stated
from iepkit.services.weekly import Week, by_week

__all__ = [
    "DEFAULT",
    "SOURCES",
    "Bank",
    "Clash",
    "ClashKind",
    "Converted",
    "Entry",
    "Expected",
    "Gap",
    "Ledger",
    "Line",
    "Load",
    "Part",
    "Projection",
    "Row",
    "Schedule",
    "ServicePolicy",
    "Session",
    "StartingFigure",
    "Stated",
    "Stray",
    "Week",
    "bank",
    "by_week",
    "clashes",
    "convert",
    "describe",
    "expected",
    "gaps",
    "hour_for_hour",
    "in_force",
    "indirect",
    "ledger",
    "lines",
    "projections",
    "provider_clashes",
    "pushed_in",
    "schedule",
    "stated",
    "workloads",
]


def __dir__() -> list[str]:
    return __all__
