"""iepkit: special education under IDEA (34 CFR Parts 300 and 303), modelled and computed with.

    import iepkit as ik

Everything at this level is loaded on first use, so that importing the library stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from iepkit.version import __version__

if TYPE_CHECKING:
    from iepkit.calendars import Closure, Holiday, SchoolCalendar, SchoolYear
    from iepkit.changes import IepChanges, diff
    from iepkit.citations import Citation
    from iepkit.errors import IepkitError, InvalidDocument, UnknownName, WrongType
    from iepkit.findings import Finding, Severity
    from iepkit.goals import GoalCheck, check_goal
    from iepkit.history import Case, Event
    from iepkit.laws import Law, Policy, law
    from iepkit.placement import PlacementPolicy
    from iepkit.placement import environment as environment_of
    from iepkit.progress import Progress, ProgressPolicy, progress_of
    from iepkit.records import Goal, Iep, Objective, Service, ServiceDelivery, Student
    from iepkit.reviews import Question, Report, Waived, Waiver, review
    from iepkit.services import Ledger, ServicePolicy, ledger
    from iepkit.services import expected as expected_minutes
    from iepkit.timelines import Action, Comparison, Deadline, Lead, Window, action, compare, deadlines, due, what_if
    from iepkit.vocabulary import Disability, EventKind, Purpose, Status


_HOME = {
    "calendars": ("Closure", "Holiday", "SchoolCalendar", "SchoolYear"),
    "changes": ("IepChanges", "diff"),
    "citations": ("Citation",),
    "errors": ("IepkitError", "InvalidDocument", "UnknownName", "WrongType"),
    "findings": ("Finding", "Severity"),
    "goals": ("GoalCheck", "check_goal"),
    "history": ("Case", "Event"),
    "laws": ("Law", "Policy", "law"),
    "placement": ("PlacementPolicy", "environment_of"),
    "progress": ("Progress", "ProgressPolicy", "progress_of"),
    "records": ("Goal", "Iep", "Objective", "Service", "ServiceDelivery", "Student"),
    "reviews": ("Question", "Report", "Waived", "Waiver", "review"),
    "services": ("Ledger", "ServicePolicy", "expected_minutes", "ledger"),
    "timelines": (
        "Action",
        "Comparison",
        "Deadline",
        "Lead",
        "Window",
        "action",
        "compare",
        "deadlines",
        "due",
        "what_if",
    ),
    "vocabulary": ("Disability", "EventKind", "Purpose", "Status"),
}
_THERE = {"environment_of": "environment", "expected_minutes": "expected"}  # what would say too little out of its room
_MODULE = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "Action",
    "Case",
    "Citation",
    "Closure",
    "Comparison",
    "Deadline",
    "Disability",
    "Event",
    "EventKind",
    "Finding",
    "Goal",
    "GoalCheck",
    "Holiday",
    "Iep",
    "IepChanges",
    "IepkitError",
    "InvalidDocument",
    "Law",
    "Lead",
    "Ledger",
    "Objective",
    "PlacementPolicy",
    "Policy",
    "Progress",
    "ProgressPolicy",
    "Purpose",
    "Question",
    "Report",
    "SchoolCalendar",
    "SchoolYear",
    "Service",
    "ServiceDelivery",
    "ServicePolicy",
    "Severity",
    "Status",
    "Student",
    "UnknownName",
    "Waived",
    "Waiver",
    "Window",
    "WrongType",
    "__version__",
    "action",
    "check_goal",
    "compare",
    "deadlines",
    "diff",
    "due",
    "environment_of",
    "expected_minutes",
    "law",
    "ledger",
    "progress_of",
    "review",
    "what_if",
]


def __dir__() -> list[str]:
    return __all__


def __getattr__(name: str) -> Any:
    if name not in _MODULE:
        raise AttributeError(f"module 'iepkit' has no attribute {name!r}")
    found = getattr(import_module(f"iepkit.{_MODULE[name]}"), _THERE.get(name, name))
    globals()[name] = found
    return found
