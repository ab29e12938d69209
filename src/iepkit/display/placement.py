"""The placement of a child in words, with its numbers and its reasons; and the same as data."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from iepkit.display.places import place
from iepkit.display.sheets import labelled, listed, number
from iepkit.placement import Basis, EnvironmentAnswer
from iepkit.placement.answers import percent_words, time_words
from iepkit.vocabulary import Environment

__all__ = ["COLUMNS", "differs", "environment_words", "placement_data", "placement_text"]


def __dir__() -> list[str]:
    return __all__


COLUMNS = (
    "case", "iep", "percent", "percent_least", "percent_most", "minutes_inside", "minutes_of_week", "whole",
    "environment", "possible", "stated", "differs", "contradiction", "basis", "unknown",
)  # fmt: skip
"""The columns of a table of placements, in order; what holds several values has them with `; ` between."""

_E = Environment
_THERE = "and most services are given there"
_ELSEWHERE = "and most services are given elsewhere"
_WORDS = {
    _E.REGULAR_CLASS_80: "inside the regular class for 80 percent of the day or more",
    _E.REGULAR_CLASS_40_TO_79: "inside the regular class for 40 to 79 percent of the day",
    _E.REGULAR_CLASS_UNDER_40: "inside the regular class for less than 40 percent of the day",
    _E.SEPARATE_SCHOOL: "in a separate school",
    _E.RESIDENTIAL_FACILITY: "in a residential facility",
    _E.HOMEBOUND_OR_HOSPITAL: "in a homebound or hospital program",
    _E.CORRECTIONAL_FACILITY: "in a correctional facility",
    _E.PARENTALLY_PLACED_PRIVATE: "placed by the parents in a private school",
    _E.EARLY_CHILDHOOD_10_HOURS_SERVICES_THERE: (
        f"in a regular early childhood program 10 hours a week or more, {_THERE}"
    ),
    _E.EARLY_CHILDHOOD_10_HOURS_SERVICES_ELSEWHERE: (
        f"in a regular early childhood program 10 hours a week or more, {_ELSEWHERE}"
    ),
    _E.EARLY_CHILDHOOD_UNDER_10_SERVICES_THERE: (
        f"in a regular early childhood program fewer than 10 hours a week, {_THERE}"
    ),
    _E.EARLY_CHILDHOOD_UNDER_10_SERVICES_ELSEWHERE: (
        f"in a regular early childhood program fewer than 10 hours a week, {_ELSEWHERE}"
    ),
    _E.SEPARATE_CLASS: "in a separate class for young children",
    _E.HOME: "at home",
    _E.SERVICE_PROVIDER_LOCATION: "at the location of a service provider, or another place that is no program",
}


_BASIS = {
    Basis.SCHEDULE: "the bell schedule of the week, with the services",
    Basis.SERVICES: "the services, against the minutes of the school week",
    Basis.MINUTES: "the minutes that the placement states",
    Basis.PERCENTAGE: "the percentage that the placement states",
    Basis.PROGRAM: "the program of a young child, its hours and the services",
    Basis.SETTING: "a setting that goes before any percentage",
}


def environment_words(environment: Environment) -> str:
    """An educational environment as it is said after "the child is".

    >>> environment_words(Environment.REGULAR_CLASS_80)
    'inside the regular class for 80 percent of the day or more'
    """
    return _WORDS[environment]


def differs(answer: EnvironmentAnswer) -> bool:
    """Whether the IEP states an environment that what it provides cannot make.

    >>> from iepkit.placement import PlacementPolicy
    >>> made = EnvironmentAnswer(None, PlacementPolicy(), possible=(_E.HOME, _E.SEPARATE_CLASS), stated=_E.HOME)
    >>> differs(made)
    False
    """
    possible = answer.possible if answer.environment is None else (answer.environment,)
    return bool(possible) and answer.stated is not None and answer.stated not in possible


def placement_text(answer: EnvironmentAnswer, path: str, *, explain: bool = False) -> str:
    """The placement of the IEP at a path: the percentage with what it is of, the environment computed and stated.

    `explain` adds the arithmetic, line by line.
    """
    lines = [f"  PLACEMENT ({place(path)})", *labelled(_rows(answer))]
    if explain:
        lines += listed("how", answer.lines)
    return "\n".join(lines)


def _rows(answer: EnvironmentAnswer) -> Iterator[tuple[str, str]]:
    yield from _share(answer)
    if answer.basis in _BASIS and (answer.environment is not None or answer.possible):
        yield "from", _BASIS[answer.basis]
    if answer.environment is not None:
        yield "computed", _named(answer.environment)
    elif answer.possible:
        yield "computed", "not one; it lies among these:"
        yield from (("", _named(one)) for one in answer.possible)
    else:
        yield "computed", "unknown"
    yield "stated", "nothing" if answer.stated is None else _named(answer.stated)
    if differs(answer):
        yield "DIFFERENT", "The IEP states another environment than the one that what it provides makes."
    elif answer.environment is not None and answer.stated is not None:
        yield "", "The two agree."
    if answer.contradiction:
        yield "CONTRADICTS", "The file cannot be right as it is; what it says of the week contradicts itself."
    yield from (("unknown", words) for words in answer.unknown)


def _named(environment: Environment) -> str:
    return f"{environment_words(environment)} ({environment.value})"


def _share(answer: EnvironmentAnswer) -> Iterator[tuple[str, str]]:
    share = answer.share
    if share is None or share.least is None or share.most is None:
        return
    ends = percent_words(share.least)
    if share.percent is None:
        ends = f"{ends} to {percent_words(share.most)}"
    of = ""
    if share.inside is not None and share.denominator is not None:
        of = f": {share.inside.words()} of {time_words(share.denominator)} minutes a week"
    yield "inside", f"{ends} percent of the school week in the regular class{of}"
    yield "of", f"{share.policy.denominator.name} (policy)"


def _percent(percent: Fraction | None) -> float | None:
    return None if percent is None else number(Fraction(percent_words(percent)))


def placement_data(answer: EnvironmentAnswer, path: str, *, explain: bool = False) -> dict[str, Any]:
    """The placement of the IEP at a path as plain values, to be written as JSON.

    Percentages have two decimals and are cut off, never rounded across a line between two environments.
    """
    share = answer.share
    inside = share.inside if share else None
    data = {
        "iep": path,
        "percent": _percent(answer.percent),
        "percent_least": _percent(share.least) if share else None,
        "percent_most": _percent(share.most) if share else None,
        "minutes_inside": number(answer.numerator),
        "minutes_inside_least": number(inside.least) if inside else None,
        "minutes_inside_most": number(inside.most) if inside else None,
        "minutes_of_week": number(answer.denominator),
        "whole": answer.policy.denominator.name,
        "environment": answer.environment.value if answer.environment else None,
        "possible": [one.value for one in answer.possible],
        "stated": answer.stated.value if answer.stated else None,
        "differs": differs(answer),
        "contradiction": answer.contradiction,
        "basis": answer.basis.value,
        "unknown": list(answer.unknown),
        "policy": {
            "denominator": answer.policy.denominator.name,
            "bands": answer.policy.bands,
            "untimed": answer.policy.untimed,
            "weeks": {period.value: number(weeks) for period, weeks in answer.policy.weeks},
            "equal_hours": answer.policy.equal_hours,
            "five_without_grade": answer.policy.five_without_grade,
        },
    }
    return {**data, "lines": list(answer.lines)} if explain else data
