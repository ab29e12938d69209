"""Every rule that the command line knows: those of a review and those of the Ed-Fi reader, and how they are chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from iepkit.errors import UnknownName
from iepkit.findings import Finding
from iepkit.formats import edfi
from iepkit.reviews import Rule, Waiver
from iepkit.reviews import rules as review_rules
from iepkit.reviews.selection import chosen as chosen_among
from iepkit.reviews.waivers import expect_known

__all__ = ["chosen", "every_rule", "rule_of", "waived"]


def __dir__() -> list[str]:
    return __all__


def every_rule() -> tuple[Rule, ...]:
    """The rules in the order of their codes."""
    return tuple(sorted((*review_rules(), *edfi.RULES), key=lambda rule: rule.code))


def rule_of(word: str) -> Rule:
    """The rule of that code, large or small, or of that name; raises `UnknownName`."""
    found = [rule for rule in every_rule() if word.upper() == rule.code or word == rule.name]
    if not found:
        raise UnknownName("rule", word, (rule.name for rule in every_rule()))
    return found[0]


def chosen(select: Iterable[str], ignore: Iterable[str]) -> Callable[[Finding], bool]:
    """Whether a finding is wanted, of a review or of the Ed-Fi reader; raises `UnknownName`."""
    return chosen_among(select, ignore, every_rule())


def waived(given: tuple[Waiver, ...]) -> tuple[Waiver, ...]:
    """The same waivers; raises `UnknownName` for one of a rule that does not exist."""
    expect_known(given, every_rule())
    return given
