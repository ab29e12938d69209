"""Which conduct, removal and determination belong together, and whether the child was eligible by then.

Documents are tied by identifiers. Where the file holds one conduct or one removal alone, that is the one meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol, TypeVar

from iepkit.days import to_day
from iepkit.records import BehaviorIncident, ManifestationDetermination, Removal
from iepkit.reviews.context import Context, happened
from iepkit.vocabulary import RemovalKind

__all__ = [
    "DETERMINATION",
    "DURING",
    "changes_placement",
    "consecutive",
    "determination_of",
    "determinations",
    "eligible_by",
    "incident_of",
    "incidents",
    "is_interim",
    "recorded",
    "removal_of",
    "removals",
]


def __dir__() -> list[str]:
    return __all__


class _Identified(Protocol):
    @property
    def id(self) -> str | None: ...


_T = TypeVar("_T", bound=_Identified)
Placed = tuple[str, _T]

DETERMINATION = (
    "caused_by_disability", "failure_to_implement", "group", "parent_took_part", "information_reviewed",
    "members_chosen_jointly", "iep_reviewed", "observations_reviewed", "parent_information_reviewed",
)  # fmt: skip
"""The parts of a manifestation determination that are its content, beside its days and its outcome."""
DURING = ("services_continue", "goals_continue", "services_chosen_by_team", "setting_chosen_by_team")
"""What the file may say of the services and the setting during a removal."""
_TEN = 10  # school days, 34 CFR 300.536(a)(1)
_IN_SERVICE = ("found-eligible", "iep-in-effect", "iep-reviewed", "services-started", "served-before")


def incidents(context: Context) -> Iterator[tuple[str, BehaviorIncident]]:
    """The conduct of which a file tells by the as-of day, with its places."""
    return happened(context, "incidents", "on", context.case.incidents)


def removals(context: Context) -> Iterator[tuple[str, Removal]]:
    """The removals begun by the as-of day, with their places."""
    return happened(context, "removals", "start", context.case.removals)


def determinations(context: Context) -> Iterator[tuple[str, ManifestationDetermination]]:
    """The manifestation determinations made by the as-of day, with their places."""
    rows = context.case.manifestation_determinations
    return happened(context, "manifestation_determinations", "on", rows)


def _meant(reference: str | None, rows: Sequence[Placed[_T]]) -> Placed[_T] | None:
    """The document that a reference names, or the only one where there is no reference."""
    if reference is None:
        return rows[0] if len(rows) == 1 else None
    return next((row for row in rows if row[1].id == reference), None)


def incident_of(context: Context, removal: Removal) -> tuple[str, BehaviorIncident] | None:
    """The conduct for which a child was removed, where the file tells."""
    return _meant(removal.incident_id, list(incidents(context)))


def removal_of(context: Context, one: ManifestationDetermination) -> tuple[str, Removal] | None:
    """The removal that a determination is about, where the file tells."""
    return _meant(one.removal_id, list(removals(context)))


def determination_of(context: Context, removal: Removal) -> tuple[str, ManifestationDetermination] | None:
    """The last determination about a removal, where the file tells."""
    found = None
    for path, one in determinations(context):
        about = removal_of(context, one)
        if about is not None and about[1] is removal:
            found = path, one
    return found


def consecutive(removal: Removal) -> bool:
    """Whether the file counts more than ten school days in a row, for a removal that counts as one.

    A suspension in school or from the bus counts by the file's own word only, a part of a day by none.

    >>> consecutive(Removal(kind=RemovalKind.EXPULSION, school_days=30))
    True
    >>> consecutive(Removal(kind=RemovalKind.IN_SCHOOL_SUSPENSION, school_days=30))
    False
    """
    counts: dict[RemovalKind | None, bool] = {
        RemovalKind.IN_SCHOOL_SUSPENSION: removal.services_in_suspension is False,
        RemovalKind.BUS_SUSPENSION: removal.transportation_lost is True,
        RemovalKind.SHORTENED_DAY: False,
    }
    return counts.get(removal.kind, True) and removal.school_days is not None and removal.school_days > _TEN


def is_interim(removal: Removal) -> bool:
    """Whether a removal is to an interim alternative educational setting, by school personnel or by order.

    >>> is_interim(Removal(kind=RemovalKind.INTERIM_SETTING)), is_interim(Removal())
    (True, False)
    """
    return removal.kind in (RemovalKind.INTERIM_SETTING, RemovalKind.INTERIM_SETTING_BY_HEARING_OFFICER)


def changes_placement(removal: Removal) -> bool:
    """Whether a removal is a change of placement: by the agency's word, by a pattern, or by its length.

    >>> changes_placement(Removal(pattern=True)), changes_placement(Removal(school_days=3))
    (True, False)
    """
    return removal.change_of_placement is True or removal.pattern is True or consecutive(removal)


def recorded(document: object, *fields: str) -> bool:
    """Whether a document holds any of these parts of its content, and not only its days.

    >>> recorded(Removal(services_continue=False), "services_continue"), recorded(Removal(), "services_continue")
    (True, False)
    """
    return any(getattr(document, field) not in (None, ()) for field in fields)


def eligible_by(context: Context, on: date) -> bool:
    """Whether the file shows that the child had been found eligible, or was served, by a day."""
    return any(day <= to_day(on) for day in context.known.days(*_IN_SERVICE))
