"""Clock rows: what starts a duty, what ends it, and by which parameter of the law, as data."""

from __future__ import annotations

from enum import StrEnum

import attrs

__all__ = ["Band", "Clock", "Parameter", "Relation", "Shape"]


def __dir__() -> list[str]:
    return __all__


class Shape(StrEnum):
    """The form of a duty.

    `within`: a response within a time of a trigger. `before`: an act by, or a time before, an anchor.
    `every`: the next one within a period of the last. `order`: one thing in hand when another happens.
    `apart`: the next one not sooner than a time after the last. `not-before`: an act not sooner than a time before an
    anchor.
    """

    WITHIN = "within"
    BEFORE = "before"
    EVERY = "every"
    ORDER = "order"
    APART = "apart"
    NOT_BEFORE = "not-before"


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
class Band:
    """For which lead a clock is: the days from the first `fact` to the anchor are `at_least`, and `below` so many.

    Where the file does not hold the fact, the clock is for the child if the band has no upper end.
    """

    fact: str
    at_least: int = 0
    below: int = 1_000_000

    @property
    def is_ordinary(self) -> bool:
        """Whether it is the band of whoever is in no other."""
        return self.below == attrs.fields(Band).below.default


@attrs.frozen
class Clock:
    """One duty in time.

    `start`, `done` and the rest name facts. `when` lists facts of which one must be in the file for the duty to be.
    `not_after` lists those that, where one came before the start, show that the child was served already.
    `needs` lists those of which one must have come by the due day, or nothing can be said of a miss; a `quiet`
    clock then says nothing at all.
    `waived_by` and `ended_by` list what lifts the duty, `restarted_by` what starts it anew,
    and `resumed_by` what undoes an end, so that an `every` clock runs on.

    `age` names the parameter that holds the age from which a `before` clock counts back, `spans` the fact whose span
    over that day is due as a whole when it begins, and `begins_with` the fact with which the duty first begins for a
    child who comes later. A `first_only` clock runs once in a case, from the first start; one that `restarts` begins
    anew with each start, whether it still ran or not. A clock of a `matter` runs for each matter of the case on its
    own. A `right` may be used in the time and need not be: it lapses, and nobody is late.

    Where the law has a period run first, `opened_by` lists what ends it at once, and `held_by` what keeps it from
    ending until something in `released_by` comes. `paused_by` lists spans during which the clock stands still, and
    `not_past` what moves the due day to its own, where that is sooner. `not_past_in_case` and `ended_by_in_case` are
    looked for in the whole case, also by a clock of a matter. `band` says for which lead the clock is. With
    `past_total`, a parameter, the clock starts on the first day past that number of days of `start` in a school year.
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
    ended_by_in_case: tuple[str, ...] = ()
    restarted_by: tuple[str, ...] = ()
    resumed_by: tuple[str, ...] = ()
    age: str = ""
    spans: str = ""
    begins_with: str = ""
    quiet: bool = False
    first_only: bool = False
    restarts: bool = False
    matter: bool = False
    right: bool = False
    opened_by: tuple[str, ...] = ()
    held_by: tuple[str, ...] = ()
    released_by: tuple[str, ...] = ()
    paused_by: tuple[str, ...] = ()
    not_past: tuple[str, ...] = ()
    not_past_in_case: tuple[str, ...] = ()
    band: Band | None = None
    past_total: str = ""
    exceptions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
