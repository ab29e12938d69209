"""Every rule that the command line knows: those of a review and those of the Ed-Fi reader, and how they are chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from iepkit.errors import UnknownName
from iepkit.findings import Finding, Severity
from iepkit.formats import edfi
from iepkit.reviews import Rule
from iepkit.reviews import rules as review_rules

__all__ = ["chosen", "every_rule", "rule_of"]


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
    """Whether a finding is wanted: by code or its beginning, rule name, group or severity.

    Raises `UnknownName` for a word that means none of these.
    """
    kept, left = _meant(select), _meant(ignore)

    def wanted(finding: Finding) -> bool:
        names = {finding.code, str(finding.severity)}
        return (not kept or bool(names & kept)) and not names & left

    return wanted


def _meant(words: Iterable[str]) -> set[str]:
    """The codes and severities that the words stand for."""
    meant: set[str] = set()
    for word in words:
        codes = {r.code for r in every_rule() if word in (r.name, *r.groups) or (word and r.code.startswith(word))}
        codes |= {word} & set(Severity)
        if not codes:
            raise UnknownName("rule, group or severity", word, [*Severity, *(rule.name for rule in every_rule())])
        meant |= codes
    return meant
