"""The difference between two IEPs: services, goals, accommodations, placement and the rest, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from iepkit.changes.amounts import toward
from iepkit.changes.pairing import Change, How, Key, Section, changed, compared, worded
from iepkit.changes.requirements import Requirement, consent, is_provision, requirements
from iepkit.errors import expect
from iepkit.laws import Law
from iepkit.records import Accommodation, AssessmentParticipation, Goal, Iep, Service

__all__ = ["IepChanges", "diff"]


def __dir__() -> list[str]:
    return __all__


def _id(row: Any) -> object:
    return row.id or None


def _text(row: Any) -> object:
    return worded(row.text)


def _kind(*fields: str) -> Key:
    """The closed words of a part; none of them said is no key."""

    def key(row: Any) -> object:
        said = tuple(getattr(row, field) for field in fields)
        return said if any(one is not None for one in said) else None

    return key


def _service_words(row: Service) -> object:
    return (row.kind, row.type, said) if (said := worded(row.description)) else None


def _goal_words(row: Goal) -> object:
    return worded(row.text) or worded(row.behavior)


def _assessment(row: AssessmentParticipation) -> object:
    return (worded(row.name), worded(row.subject)) if row.name or row.subject else None


def _service_name(row: Service) -> str:
    return str(row.type or row.kind or "")


def _area(row: Goal) -> str:
    return str(row.area or "")


def _for(row: Accommodation) -> str:
    return "in assessment" if row.for_assessment and not row.for_instruction else ""


_DATES = frozenset(("id", "start", "end"))
_SECTIONS = (
    Section(
        "services",
        "service",
        (_id, _service_words, _kind("kind", "type", "location"), _kind("kind", "type")),
        _DATES | {"goal_ids", "needs", "not_begun", "parent_told"},
        _service_name,
        toward,
    ),
    Section(
        "goals",
        "goal",
        (_id, _goal_words, _kind("area", "unit")),
        frozenset(("id", "start", "due", "data", "postsecondary_goal_ids")),
        _area,
    ),
    Section("accommodations", "accommodation", (_text,), _DATES | {"needs"}, _for),
    Section("assessments", "assessment", (_assessment, _kind("kind"))),
)
_IN_TRANSITION = (
    Section("goals", "postsecondary goal", (_id, _text), frozenset(("id", "updated"))),
    Section("services", "transition service", (_text,), _DATES | {"failed", "goal_ids"}),
)
_PLACEMENT_DATES = frozenset(("decided", "start", "group", "private_school"))
_WHERE = frozenset(
    ("environment", "percent_regular_class", "minutes_regular_class", "minutes_school_week", "home_school")
)
_WHOLES = {
    "placement": ("placement", _PLACEMENT_DATES),
    "extended_school_year": ("extended school year", frozenset(("considered", "start", "end", "why"))),
    "special_factors": ("special factors", frozenset[str]()),
    "present_levels": ("present levels", frozenset(("as_of",))),
}


@attrs.frozen
class IepChanges:
    """What changed from one IEP to another; false where nothing did.

    `changes` holds every change; the properties pick out what people ask about first. Dates that differ in every new
    IEP are no change. Words that differ only in case and spaces are the same words.

    >>> changes = diff(Iep(), Iep(goals=(Goal(text="Reads 90 words a minute."),)))
    >>> [(change.how.value, change.after) for change in changes.goals], changes.cut
    ([('added', '$.goals[0]')], ())
    """

    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of(self, what: str) -> tuple[Change, ...]:
        """The changes of one kind of part, as `service`, `goal`, `accommodation`, `placement`."""
        return tuple(change for change in self.changes if change.what == what)

    @property
    def services(self) -> tuple[Change, ...]:
        """The services that were added, ended or changed."""
        return self.of("service")

    @property
    def goals(self) -> tuple[Change, ...]:
        """The annual goals that were added, ended or changed."""
        return self.of("goal")

    @property
    def placement(self) -> Change | None:
        """The change of the educational placement itself, and not only of the words about it."""
        return next((c for c in self.of("placement") if any(one.field in _WHERE for one in c.fields)), None)

    @property
    def provision(self) -> tuple[Change, ...]:
        """The changes of what is provided or of the placement, of which the parents have notice (34 CFR 300.503(a))."""
        return tuple(filter(is_provision, self.changes))

    @property
    def cut(self) -> tuple[Change, ...]:
        """The services that ended, or have less time than they had."""
        return tuple(one for one in self.services if one.how is How.ENDED or one.amount == "less")

    @property
    def moved(self) -> tuple[Change, ...]:
        """The services that are given at another location."""
        return tuple(one for one in self.services if one.moved)

    def requires(self, *, law: Law, on: date) -> tuple[Requirement, ...]:
        """What the law asks for when an IEP changes so: a meeting or an agreement, notice, consent.

        `on` is the day on which the change was made or is to be made.
        """
        expect("law", law, Law)
        expect("on", on, date)
        return tuple(requirements(self.changes, self.placement, law, on))

    def consent(self, *, law: Law, on: date) -> Requirement | None:
        """The consent that the law asks for when an IEP changes so, if it asks for one."""
        return consent(self.changes, self.placement, law, on)

    def __str__(self) -> str:
        return "\n".join(map(str, self.changes)) or "nothing changed"


def diff(before: Iep, after: Iep) -> IepChanges:
    """What changed from one IEP to another: services added, ended, cut or moved, goals, placement and the rest.

    Parts are the same one by their `id`, else by their words, else by their kind; each is paired at most once.
    The time of a service is compared exactly, and only where both are in the same period, or in periods of which a
    year has a fixed number; else it is `unclear`. Raises `WrongType` for anything but two IEPs.

    >>> from iepkit.vocabulary import Period, ServiceType
    >>> speech = Service(type=ServiceType.SPEECH_LANGUAGE_PATHOLOGY, minutes=30, times=2, per=Period.WEEK)
    >>> changes = diff(Iep(services=(speech,)), Iep(services=(attrs.evolve(speech, times=1),)))
    >>> print(changes)
    service speech-language-pathology changed ($.services[0]): times; less time
    >>> from iepkit.laws import law
    >>> [one.citation.text for one in changes.requires(law=law("US"), on=date(2026, 11, 2))]
    ['34 CFR 300.324(a)(4)(i)', '34 CFR 300.503(a)(1)']
    """
    expect("before", before, Iep)
    expect("after", after, Iep)
    return IepChanges(tuple(_changes(before, after)))


def _changes(before: Iep, after: Iep) -> Iterator[Change]:
    for section in _SECTIONS:
        yield from compared(section, before, after)
    for field, (what, leave) in _WHOLES.items():
        yield from _whole(field, what, leave, getattr(before, field), getattr(after, field))
    was, now = before.transition, after.transition
    if was and now:
        for section in _IN_TRANSITION:
            for change in compared(section, was, now):
                yield attrs.evolve(change, before=_inside(change.before), after=_inside(change.after))
    leave = frozenset(("goals", "services", "updated", "assessments", "not_required"))
    yield from _whole("transition", "transition", leave, was, now)


def _inside(path: str) -> str:
    return path.replace("$.", "$.transition.", 1)


def _whole(field: str, what: str, leave: frozenset[str], was: Any, now: Any) -> Iterator[Change]:
    """The change of a part of which an IEP holds one; a part that an IEP does not record is not compared."""
    place = f"$.{field}"
    if was is not None and now is not None and (fields := changed(was, now, leave)):
        yield Change(what, How.CHANGED, "", place, place, fields)
    elif was is None and now is not None:
        yield Change(what, How.ADDED, "", after=place)
    elif now is None and was is not None:
        yield Change(what, How.ENDED, "", before=place)
