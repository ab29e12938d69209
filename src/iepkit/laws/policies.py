"""Policies: named choices on which the law is silent or practice differs, each with its default."""

from __future__ import annotations

from typing import Any

import attrs

from iepkit.errors import UnknownName

__all__ = ["DEFAULT", "Policy", "describe"]


def __dir__() -> list[str]:
    return __all__


def _choice(default: str, other: str, words: str) -> Any:
    """A field that takes one of two words, the default first."""

    def check(_: object, attribute: attrs.Attribute[str], chosen: str) -> None:
        if chosen not in (default, other):
            raise UnknownName(f"choice for the policy {attribute.name}", chosen, (default, other))

    return attrs.field(default=default, validator=check, metadata={"words": words, "choices": (default, other)})


@attrs.frozen(kw_only=True, cache_hash=True)
class Policy:
    """The choice made under every named policy; an answer shows the ones that it used.

    Raises `UnknownName` for a choice that the policy does not have.

    >>> Policy(leap_day="mar-1").leap_day
    'mar-1'
    """

    leap_day: str = _choice("feb-28", "mar-1", "where an anniversary of 29 February falls in a year without one")
    evaluation_ends: str = _choice(
        "evaluation-completed",
        "eligibility-determined",
        "what ends the federal 60 days (the text says the evaluation is conducted; the statute, to determine)",
    )
    annual_review_from: str = _choice(
        "iep-reviewed", "iep-in-effect", "the day from which the year to the next annual review runs"
    )
    reevaluation_from: str = _choice(
        "any-evaluation-completed",
        "eligibility-determined",
        "the day from which the three years to a reevaluation run",
    )
    reevaluation_waived: str = _choice(
        "restarts",
        "does-not-restart",
        "whether an agreement that a reevaluation is unnecessary starts three new years on its day",
    )
    absences_in: str = _choice(
        "original-period", "extended-period", "in which period absences are counted that lengthen it"
    )
    break_weekends: str = _choice(
        "counted", "left-out", "whether the weekend days that touch a long break are counted, where the text is silent"
    )
    break_days: str = _choice(
        "whole", "excess", "whether the whole of a long break is left out, or only its days in excess of the limit"
    )


DEFAULT = Policy()


def describe(name: str) -> tuple[str, tuple[str, ...]]:
    """What a policy decides, and its choices, the default first.

    >>> describe("leap_day")[1]
    ('feb-28', 'mar-1')
    """
    fields = attrs.fields_dict(Policy)
    if name not in fields:
        raise UnknownName("policy", name, fields)
    metadata = fields[name].metadata
    return metadata["words"], metadata["choices"]
