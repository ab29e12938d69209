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
    from iepkit.records import Goal, Iep, Objective, Service, Student
    from iepkit.reviews import Question, Report, Waived, Waiver, review
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
    "records": ("Goal", "Iep", "Objective", "Service", "Student"),
    "reviews": ("Question", "Report", "Waived", "Waiver", "review"),
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
    "Objective",
    "Policy",
    "Purpose",
    "Question",
    "Report",
    "SchoolCalendar",
    "SchoolYear",
    "Service",
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
    "law",
    "review",
    "what_if",
]


def __dir__() -> list[str]:
    return __all__


def __getattr__(name: str) -> Any:
    if name not in _MODULE:
        raise AttributeError(f"module 'iepkit' has no attribute {name!r}")
    found = getattr(import_module(f"iepkit.{_MODULE[name]}"), name)
    globals()[name] = found
    return found
