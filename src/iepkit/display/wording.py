"""The law in words, for the terminal and the docs: facts, what a value says beyond its number, how a clock runs."""

from __future__ import annotations

from collections.abc import Iterable

from iepkit.facts import EXTENSIONS, FACTS
from iepkit.laws import Band, Clock, Kind, Relation, Shape, Value, law, parameters
from iepkit.laws.parts import spelled

__all__ = ["RELATIONS", "clock_parts", "facts_told", "period", "told", "value_parts", "value_told"]


def __dir__() -> list[str]:
    return __all__


RELATIONS = {
    Relation.REPLACES: "a State's value takes the place of the federal one",
    Relation.ADDS: "a State's value binds beside the federal one",
    Relation.SUPPLIES: "federal law leaves it to the State",
}
"""How a State's value stands to the federal one."""


def told(fact: str) -> str:
    """A fact in words; its name in words where nobody knows it, and nothing where none is named.

    >>> told("referral")
    'the agency received the referral'
    """
    return FACTS[fact].words if fact in FACTS else spelled(fact)


def facts_told(names: Iterable[str], between: str = "; or ") -> str:
    """Facts in words, of which one is enough."""
    return between.join(map(told, names))


def period(value: Value) -> str:
    """Since when and until when a value is in force, as far as that is recorded.

    >>> period(law("US").history("reevaluation")[0].value)
    'from 2006-10-13'
    """
    since = f"from {value.effective}" if value.effective else ""
    return " ".join(filter(None, [since, f"through {value.until}" if value.until else ""]))


def value_told(value: Value) -> str:
    """A value in words, with the facts told and other parameters by their titles.

    >>> value_told(law("WA").history("initial-evaluation")[-1].value)
    '35 school days'
    """
    return f"part of another time: {parameters()[value.of].title}" if value.of else value.said(told)


def value_parts(value: Value) -> dict[str, str]:
    """What a value says beyond its number, part by part; what it does not say is left out."""
    own_words = value.text if value.text != value.said(told) else ""
    said = {
        "for": value.applies.said(told) if value.applies else "",
        "counted from": told(value.start),
        "done when": told(value.end),
        **value.moves(told),
        "may be extended where": "; or where ".join(EXTENSIONS[reason] for reason in value.extensions or ()),
        "in words": own_words,
    }
    return {name: words for name, words in said.items() if words}


def clock_parts(clock: Clock) -> dict[str, str]:
    """What a clock waits for and what lifts, stops and moves it, part by part; what it does not have is left out."""
    said = {
        **_anchors(clock),
        "done when": told(clock.done),
        "no number": _no_number(clock),
        "a right": "it may be used in the time and need not be; unused it lapses, and nobody is late" * clock.right,
        "only where": facts_told(clock.when),
        "only with a lead": _lead(clock.band) if clock.band else "",
        "not where before": facts_told(clock.not_after),
        "not known unless": facts_told(clock.needs),
        "first period ends at once where": facts_told(clock.opened_by),
        "first period is held open where": facts_told(clock.held_by),
        "held open until": facts_told(clock.released_by),
        "stands still while": facts_told(clock.paused_by),
        "not past the day on which": facts_told((*clock.not_past, *clock.not_past_in_case)),
        "lifted where": facts_told(clock.waived_by),
        "ended where": facts_told((*clock.ended_by, *clock.ended_by_in_case)),
        "starts again where": facts_told(clock.restarted_by),
        "goes on after an end where": facts_told(clock.resumed_by),
        "for a child who comes later": f"not before {told(clock.begins_with)}" if clock.begins_with else "",
        "runs": _runs(clock),
        "exceptions": "; ".join(clock.exceptions),
    }
    return {name: words for name, words in said.items() if words}


def _anchors(clock: Clock) -> dict[str, str]:
    """What the clock is counted from, under a name that says in which direction."""
    if clock.past_total:
        allowed = f"{clock.past_total} says ({parameters()[clock.past_total].title})"
        return {"starts": f"once the days on which {told(clock.start)} are more, in one school year, than {allowed}"}
    ages = {
        "age": f"{parameters()[clock.age].title} ({clock.age})" if clock.age else "",
        "due already when": f"{told(clock.spans)}, if it still stands on that day" if clock.spans else "",
    }
    back = clock.shape in (Shape.BEFORE, Shape.NOT_BEFORE)
    name = "counted back from" if back else "in hand when" if clock.shape is Shape.ORDER else "starts when"
    return {name: told(clock.start), **ages}


def _no_number(clock: Clock) -> str:
    """What holds where federal law has no number, and only a State or a district may set one."""
    kinds = {said.value.kind for said in law("US").history(clock.parameter)}
    if kinds != {Kind.NO_NUMBER}:
        return ""
    if clock.shape in (Shape.WITHIN, Shape.EVERY):
        return "federal law sets none: the days are told, without a verdict, unless a State or a district sets one"
    return "federal law sets none: held to not being after that day, unless a State or a district sets one"


def _lead(band: Band) -> str:
    day = f"the day on which {told(band.fact)}"
    missing = f"{'so too' if band.is_ordinary else 'not'} where that day is not in the file"
    least, below = band.at_least, "" if band.is_ordinary else f"fewer than {band.below}"
    days = " and ".join(filter(None, [f"at least {least}" if least else "", below]))
    return f"of {days} days from {day}; {missing}"


def _runs(clock: Clock) -> str:
    said = {
        "once in a case, from the first start": clock.first_only,
        "for each matter on its own": clock.matter,
        "anew with each start, which ends the run before": clock.restarts,
        "only where what it takes is in the file": clock.quiet,
    }
    return "; ".join(words for words, holds in said.items() if holds)
