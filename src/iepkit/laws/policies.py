"""Policies: named choices on which the law is silent or practice differs, each with its default."""

from __future__ import annotations

from typing import Any

import attrs

from iepkit.errors import UnknownName

__all__ = ["COUNTED_BY_POLICY", "DEFAULT", "Policy", "describe"]


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
    in_school_suspension: str = _choice(
        "not-counted",
        "counted",
        "whether in-school suspension is a removal where the file does not say whether the child kept the curriculum,"
        " the services of the IEP and the company of children without disabilities (71 FR 46715)",
    )
    bus_suspension: str = _choice(
        "not-counted",
        "counted",
        "whether suspension from the bus is a removal where the file does not say whether the IEP has transportation"
        " that the agency did not replace (71 FR 46715)",
    )
    shortened_day: str = _choice(
        "not-counted",
        "counted",
        "whether part of a school day counts as a day of removal (no federal rule says how parts add up)",
    )


DEFAULT = Policy()

COUNTED_BY_POLICY: dict[str, tuple[str, str]] = {
    "in_school_suspension": ("counted", "removal-in-school"),
    "bus_suspension": ("counted", "removal-on-bus"),
    "shortened_day": ("counted", "removal-of-part-days"),
}
"""For a policy of what is counted: the choice under which it is, and the fact that then counts too."""


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
