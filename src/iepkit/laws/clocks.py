"""Clock rows: what starts a duty, what ends it, and by which parameter of the law, as data."""

from __future__ import annotations

from enum import StrEnum

import attrs

__all__ = ["Clock", "Parameter", "Relation", "Shape"]


def __dir__() -> list[str]:
    return __all__


class Shape(StrEnum):
    """The form of a duty.

    `within`: a response within a time of a trigger. `before`: an act by, or a time before, an anchor.
    `every`: the next one within a period of the last. `order`: one thing in hand when another happens.
    `apart`: the next one not sooner than a time after the last.
    """

    WITHIN = "within"
    BEFORE = "before"
    EVERY = "every"
    ORDER = "order"
    APART = "apart"


class Relation(StrEnum):
    """How a State's value stands to the federal one.

    `replaces`: federal law lets the State's value take the place of its own (34 CFR 300.301(c)(1)(ii)).
    `adds`: both bind, each as a clock of its own.
    `supplies`: federal law leaves the value to the State.
    """

    REPLACES = "replaces"
    ADDS = "adds"
    SUPPLIES = "supplies"


@attrs.frozen
class Parameter:
    """A parameter of the law: its title, and how a State's value stands to the federal one."""

    name: str
    title: str
    states: Relation


@attrs.frozen
class Clock:
    """One duty in time.

    `start`, `done` and the rest name facts. `when` lists facts of which one must be in the file for the duty to be.
    `not_after` lists those that, where one came before the start, show that the child was served already.
    `needs` lists those of which one must have come by the due day, or nothing can be said of a miss.
    `waived_by` and `ended_by` list what lifts the duty, and `restarted_by` what starts it anew.

    `age` names the parameter that holds the age from which a `before` clock counts back, `spans` the fact whose span
    over that day is due as a whole when it begins, and `begins_with` the fact with which the duty first begins for a
    child who comes later. A `first_only` clock runs once in a case, from the first start.
    """

    name: str
    code: str
    title: str
    duty: str
    shape: Shape
    start: str
    done: str
    parameter: str
    citation: str
    since: str
    when: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    waived_by: tuple[str, ...] = ()
    ended_by: tuple[str, ...] = ()
    restarted_by: tuple[str, ...] = ()
    age: str = ""
    spans: str = ""
    begins_with: str = ""
    first_only: bool = False
    exceptions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
