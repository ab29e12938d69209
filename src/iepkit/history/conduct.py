"""What documents of discipline imply: conduct, removals, what was decided and determined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from iepkit.history.event import Event
from iepkit.history.implied import Implied, always, answer, is_one_of, own
from iepkit.records import ManifestationDetermination, Removal
from iepkit.vocabulary import EventKind, NoticeKind, RemovalKind

__all__ = [
    "BUS_SUSPENSION_THAT_COUNTS",
    "BUS_SUSPENSION_THAT_DOES_NOT",
    "IN_SCHOOL_SUSPENSION_THAT_COUNTS",
    "IN_SCHOOL_SUSPENSION_THAT_DOES_NOT",
    "ROWS",
    "counted",
]


def __dir__() -> list[str]:
    return __all__


_K, _R = EventKind, RemovalKind
_YES, _NO = True, False

IN_SCHOOL_SUSPENSION_THAT_COUNTS = "in-school-suspension-without-services"
IN_SCHOOL_SUSPENSION_THAT_DOES_NOT = "in-school-suspension-with-services"
BUS_SUSPENSION_THAT_COUNTS = "bus-suspension-from-transportation-of-the-iep"
BUS_SUSPENSION_THAT_DOES_NOT = "bus-suspension-with-transportation-or-without-need"

_SAID: dict[tuple[RemovalKind | None, bool | None], str] = {
    (_R.IN_SCHOOL_SUSPENSION, True): IN_SCHOOL_SUSPENSION_THAT_DOES_NOT,
    (_R.IN_SCHOOL_SUSPENSION, False): IN_SCHOOL_SUSPENSION_THAT_COUNTS,
    (_R.BUS_SUSPENSION, True): BUS_SUSPENSION_THAT_COUNTS,
    (_R.BUS_SUSPENSION, False): BUS_SUSPENSION_THAT_DOES_NOT,
}
_NOT_ALWAYS_REMOVALS = (_R.IN_SCHOOL_SUSPENSION, _R.BUS_SUSPENSION, _R.SHORTENED_DAY)

ON_AN_UNKNOWN_DAY = "on-an-unknown-day"
CONSECUTIVE = 10  # school days: a removal for more of them is a change of placement, 34 CFR 300.536(a)(1)
INTERIM = 45  # school days: the most for an interim setting, 34 CFR 300.530(g), 300.532(b)(2)(ii)


def _kind_of_removal(removal: Removal) -> str | None:
    """The kind of removal; the file's own word on what makes it count comes before any policy."""
    if removal.school_days is not None and removal.school_days < 1:
        return _R.SHORTENED_DAY.value
    says = removal.transportation_lost if removal.kind is _R.BUS_SUSPENSION else removal.services_in_suspension
    return _SAID.get((removal.kind, says), own("kind")(removal))


def _is_long(removal: Removal) -> bool:
    """Whether the file counts more school days than a removal may have that is no change of placement."""
    counts = removal.kind not in _NOT_ALWAYS_REMOVALS
    return counts and removal.school_days is not None and removal.school_days > CONSECUTIVE


def _changes_placement(removal: Removal) -> bool:
    """Whether it is a change of placement: by the agency's word, by a pattern that it found, or by its length."""
    return removal.change_of_placement is True or removal.pattern is True or _is_long(removal)


def _is_decided_by_itself(removal: Removal) -> bool:
    return _changes_placement(removal) and removal.pattern is not True


def _is_decided(removal: Removal) -> bool:
    """Whether the file holds the day of a decision to change the placement."""
    return removal.decided is not None or (removal.pattern is True and removal.pattern_decided is not None)


def _is_decided_on_unknown_day(removal: Removal) -> bool:
    """Whether the agency decided so on a day that the file does not hold.

    Length alone shows no decision, where the last day says by how much it went too far.
    """
    by_length = _is_long(removal) and removal.end is None
    return (True in (removal.change_of_placement, removal.pattern) or by_length) and not _is_decided(removal)


def _length(removal: Removal) -> str:
    """The length that the file gives of a removal, as far as the law asks for it."""
    days = removal.school_days or 0
    return "at-most-10" if days <= CONSECUTIVE else "at-most-45" if days <= INTERIM else "over-45"


def _has_services(removal: Removal) -> bool:
    return removal.services_from is not None or removal.services_continue is True


def _begins_without_services(removal: Removal) -> bool:
    if removal.services_from is not None:
        return removal.start is not None and removal.start < removal.services_from
    return removal.services_continue is False


ROWS: tuple[Implied, ...] = (
    Implied("incidents", "on", _K.BEHAVIOR_INCIDENT, about="id"),
    Implied("incidents", "parent_concern", _K.AGENCY_KNEW, detail=always("parent")),
    Implied("incidents", "staff_concern", _K.AGENCY_KNEW, detail=always("staff")),
    Implied("removals", "start", _K.REMOVAL, until="end", detail=_kind_of_removal, about="id"),
    Implied(
        "removals", "start", _K.REMOVAL_LENGTH_RECORDED,
        detail=_length, when=lambda removal: removal.school_days is not None, about="id",
    ),
    Implied("removals", "decided", _K.CHANGE_OF_PLACEMENT_DECIDED, when=_is_decided_by_itself, about="id"),
    Implied(
        "removals", "pattern_decided", _K.CHANGE_OF_PLACEMENT_DECIDED,
        instead="decided", when=is_one_of("pattern", _YES), about="id",
    ),
    Implied(
        "removals", "start", _K.CHANGE_OF_PLACEMENT_DECIDED,
        detail=always(ON_AN_UNKNOWN_DAY), when=_is_decided_on_unknown_day, about="id",
    ),
    Implied(
        "removals", "pattern_decided", _K.PATTERN_DETERMINED,
        instead="decided", detail=answer("pattern", "no-pattern", "pattern"), when=is_one_of("pattern", _YES, _NO),
    ),
    Implied("removals", "notice_given", _K.DISCIPLINE_NOTICE, about="id"),
    Implied("removals", "safeguards_given", _K.SAFEGUARDS_NOTICE, instead="notice_given", about="id"),
    Implied(
        "removals", "services_from", _K.SERVICES_DURING_REMOVAL,
        until="end", instead="start", when=_has_services, about="id",
    ),
    Implied(
        "removals", "start", _K.SERVICES_DURING_REMOVAL,
        detail=always("none"), when=_begins_without_services, about="id",
    ),
    Implied("notices", "given", _K.DISCIPLINE_NOTICE, when=is_one_of("kind", NoticeKind.DISCIPLINE)),
)  # fmt: skip


# -- determinations, each with the removal that it is about -----------------------------------------------------------


def _steps(one: ManifestationDetermination) -> Iterator[tuple[EventKind, str, str | None]]:
    """What a determination holds: kind, the field of its day, and the detail."""
    answers = {True: "manifestation", False: "not-manifestation", None: None}
    yield _K.MANIFESTATION_DETERMINATION, "on", answers[one.manifestation]
    if one.failure_to_implement is True:
        yield _K.IMPLEMENTATION_FAILURE_FOUND, "on", None
    if one.placement_change_agreed is True:
        yield _K.PLACEMENT_CHANGE_AGREED, "on", None
    yield _K.DEFICIENCIES_REMEDIED, "deficiencies_remedied", None
    yield _K.FUNCTIONAL_BEHAVIORAL_ASSESSMENT, "behavioral_assessment", None
    yield _K.BEHAVIOR_PLAN, "behavior_plan", None
    yield _K.RETURNED_TO_PLACEMENT, "returned_to_placement", None


def counted(case: Any) -> Iterator[Event]:
    """The events of manifestation determinations, which may take the removals of the file to place.

    One that names no removal may be about any that was decided before it and that no other names, and is counted for
    each: what the file leaves open makes nobody late.
    """
    if not case.manifestation_determinations:
        return
    matters = [(removal, removal.id or f"removals[{at}]") for at, removal in enumerate(case.removals)]
    named = {one.removal_id for one in case.manifestation_determinations if one.removal_id}
    for at, one in enumerate(case.manifestation_determinations):
        place = f"manifestation_determinations[{at}]"
        about = [one.removal_id] if one.removal_id else _open_before(one, matters, named) or [place]
        for kind, field, detail in _steps(one):
            on = getattr(one, field)
            if on is not None:
                for matter in about:
                    yield Event(kind, on, detail=detail, about=matter, path=f"$.{place}.{field}")
        yield from _shown_by(one, about, matters, f"$.{place}.on")


def _shown_by(
    one: ManifestationDetermination, about: list[str], matters: list[tuple[Removal, str]], path: str
) -> Iterator[Event]:
    """The decision that a determination shows, as it is made of a change of placement; its day is not in the file."""
    for removal, matter in matters:
        told = _is_decided(removal) or _is_decided_on_unknown_day(removal)
        if about == [matter] and one.on is not None and removal.start is not None and not told:
            yield Event(
                _K.CHANGE_OF_PLACEMENT_DECIDED, removal.start, detail=ON_AN_UNKNOWN_DAY, about=matter, path=path
            )


def _open_before(
    one: ManifestationDetermination, matters: list[tuple[Removal, str]], named: set[str | None]
) -> list[str]:
    """The removals, begun or decided by the day of a determination, that no determination names."""
    found = []
    for removal, matter in matters:
        began = min((day for day in (removal.start, removal.decided, removal.pattern_decided) if day), default=None)
        if matter not in named and one.on is not None and began is not None and began <= one.on:
            found.append(matter)
    return found
