"""Eligibility under Part C: delay, condition, and what clinical opinion may do (34 CFR 303.21, 303.321(a)(3)).

Whether a delay is one by the State's definition takes people.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iepkit.findings import Severity
from iepkit.records import PartCTransition
from iepkit.reviews.conduct import recorded
from iepkit.reviews.context import Context
from iepkit.reviews.registry import Flaw, rule

__all__ = ["age", "eligibility", "opinion"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("part-c", "eligibility")
_THREE = 36  # months, 34 CFR 303.21(a)
_GROUNDS = {
    "instruments_show_delay": ("34 CFR 303.21(a)(1)", "whether evaluation instruments showed a developmental delay"),
    "opinion_shows_delay": ("34 CFR 303.321(a)(3)(ii)", "whether informed clinical opinion showed one"),
    "condition": ("34 CFR 303.21(a)(2)", "whether a condition was diagnosed that is likely to result in a delay"),
}


_ENDS = ("part-c-ended", "part-c-age-reached", "exited")


def _current(context: Context) -> PartCTransition | None:
    """What the file holds of Part C, as long as early intervention goes on; after that it is history."""
    return None if context.known.days(*_ENDS) else context.case.part_c


def _came(context: Context, day: date | None) -> bool:
    return day is not None and day <= context.as_of


@rule(
    "IF251",
    "c-eligibility",
    "Ground of eligibility under Part C",
    citation="34 CFR 303.21(a)",
    applies="to a child found eligible under Part C and not past it, where the file holds a part of the ground",
    says=(
        "An infant or toddler is eligible for a developmental delay in at least one of five areas, or for a diagnosed "
        "condition with a high probability of one; records or clinical opinion may show it."
    ),
    settle="Record the ground of eligibility: the delay with its area, or the condition.",
    groups=_GROUPS,
    since="0.3",
)
def eligibility(context: Context) -> Iterator[Flaw]:
    """The children found eligible on no ground, or on one that is not known."""
    one = _current(context)
    if one is None or not _came(context, one.found_eligible or one.eligible_by_records):
        return
    where = "$.part_c.found_eligible" if one.found_eligible else "$.part_c.eligible_by_records"
    said = {getattr(one, field) for field in _GROUNDS}
    delay = bool(one.instruments_show_delay or one.opinion_shows_delay)
    if delay and not one.delay_areas:
        words = "The child was found eligible for a delay, and the file does not say in which area of development."
        yield Flaw("$.part_c.delay_areas", words, Severity.UNKNOWN, "34 CFR 303.21(a)(1)")
    if True in said or one.eligible_by_records or not recorded(one, *_GROUNDS, "delay_areas", "at_risk"):
        return
    if one.at_risk:
        words = "The child was found eligible as an infant at risk; whether the State serves them is not known."
        yield Flaw(where, words, Severity.UNKNOWN, "34 CFR 303.21(b)")
    elif said == {False}:
        words = (
            "The child was found eligible, and the file shows neither a developmental delay nor a diagnosed condition."
        )
        yield Flaw(where, words)
    else:
        for field, (citation, asked) in _GROUNDS.items():
            if getattr(one, field) is None:
                yield Flaw(f"$.part_c.{field}", f"The file does not say {asked}.", Severity.UNKNOWN, citation)


@rule(
    "IF252",
    "c-not-eligible",
    "Finding that a child is not eligible under Part C",
    citation="34 CFR 303.321(a)(3)(ii)",
    applies="to a child found not eligible under Part C who is not yet three",
    says="Informed clinical opinion may establish eligibility, and never undoes what instruments established.",
    settle="Check the finding; what instruments established stands.",
    groups=_GROUPS,
    since="0.3",
)
def opinion(context: Context) -> Iterator[Flaw]:
    """The children found not eligible against the instruments, or with a condition that may make them eligible."""
    one = _current(context)
    if one is None or not _came(context, one.found_not_eligible) or _found_first(one):
        return
    where = "$.part_c.found_not_eligible"
    if one.instruments_show_delay:
        yield Flaw(where, "The child was found not eligible, and evaluation instruments showed a developmental delay.")
    if one.condition:
        words = "The child was found not eligible, and a condition that is likely to result in a delay was diagnosed."
        yield Flaw(where, words, Severity.UNKNOWN, "34 CFR 303.21(a)(2)")


def _found_first(one: PartCTransition) -> bool:
    """Whether the grounds in the file may be those of an earlier finding that the child was eligible."""
    return one.found_eligible is not None or one.eligible_by_records is not None


@rule(
    "IF253",
    "c-age",
    "Age at the finding of eligibility under Part C",
    citation="34 CFR 303.21(a)",
    severity=Severity.CONFLICT,
    applies="to a child found eligible under Part C whose birth date is known",
    says="An infant or toddler is under three years of age.",
    settle="Check the birth date and the day of the finding.",
    groups=_GROUPS,
    since="0.3",
)
def age(context: Context) -> Iterator[Flaw]:
    """The children found eligible for the first time at the age of three or later."""
    one, birthday = context.case.part_c, context.reaches(_THREE)
    if one is None or birthday is None:
        return
    for field in ("found_eligible", "eligible_by_records"):
        on = getattr(one, field)
        if _came(context, on) and on >= birthday:
            yield Flaw(f"$.part_c.{field}", "The child was found eligible under Part C at three years or later.")
