"""Every fact by its name, and the facts with which things end."""

from __future__ import annotations

from iepkit.errors import UnknownName
from iepkit.facts import access, conduct, disputes, early, school
from iepkit.facts.fact import Fact
from iepkit.vocabulary import EventKind, ExtensionReason

__all__ = ["AT_END", "BY_KIND", "ENDS", "EXTENSIONS", "FACTS", "FOREVER", "fact"]


def __dir__() -> list[str]:
    return __all__


FACTS: dict[str, Fact] = dict(sorted((school.ROWS | conduct.ROWS | access.ROWS | disputes.ROWS | early.ROWS).items()))

EXTENSIONS: dict[ExtensionReason, str] = {
    ExtensionReason.SPECIFIC_LEARNING_DISABILITY: (
        "a specific learning disability is at issue, and the parents and the group agreed in writing on a new date"
    ),
    ExtensionReason.TRANSFER: "the child came to a new agency meanwhile, which agreed with the parent on a date",
    ExtensionReason.AGREEMENT: "the parent and the agency agreed in writing on a new date",
    ExtensionReason.EXCEPTIONAL_CIRCUMSTANCES: "the State moved the date for exceptional circumstances",
    ExtensionReason.MEDIATION: "the parties agreed to more time in order to mediate",
    ExtensionReason.HEARING_OFFICER: "the hearing or reviewing officer granted a new date at the request of a party",
}

FOREVER = 1 << 28
ENDS = ("exited", "found-not-eligible", "consent-for-services-refused", "consent-for-services-revoked")
"""The facts with which special education ends."""


def fact(name: str) -> Fact:
    """The fact of that name; raises `UnknownName`."""
    if name not in FACTS:
        raise UnknownName("fact", name, FACTS)
    return FACTS[name]


def _index() -> dict[EventKind, tuple[list[str], list[tuple[str, Fact]]]]:
    """Of each kind of event, the facts that it always is, and those that take a look at it."""
    table: dict[EventKind, tuple[list[str], list[tuple[str, Fact]]]] = {kind: ([], []) for kind in EventKind}
    for name, row in FACTS.items():
        for kind in row.kinds:
            plain, asked = table[kind]
            if row.is_plain:
                plain.append(name)
            else:
                asked.append((name, row))
    return table


BY_KIND = _index()
AT_END = tuple(name for name, row in FACTS.items() if row.at_end)
