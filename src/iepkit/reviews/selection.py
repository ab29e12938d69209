"""Which findings a caller wants: by code, name, group or severity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from iepkit.errors import UnknownName
from iepkit.findings import Finding, Severity
from iepkit.reviews.registry import Rule

__all__ = ["chosen", "words_of"]


def __dir__() -> list[str]:
    return __all__


def chosen(
    select: str | Iterable[str], ignore: str | Iterable[str], among: Sequence[Rule]
) -> Callable[[Finding], bool]:
    """Whether a finding is wanted: selected, or nothing was selected, and not ignored.

    A word is a rule's code or the beginning of one, its name, its group, or a severity.
    Raises `UnknownName` for a word that means none of these among the rules.

    >>> from iepkit.reviews.registry import rules
    >>> chosen(["IP2"], [], rules()) is not None
    True
    """
    kept, left = _meant(select, among), _meant(ignore, among)

    def wanted(finding: Finding) -> bool:
        names = {finding.code, str(finding.severity)}
        return (not kept or bool(names & kept)) and not names & left

    return wanted


def words_of(given: str | Iterable[str]) -> tuple[str, ...]:
    """The words of a selection; text alone is one word.

    >>> words_of("IP200"), words_of(["IP200", "goals"])
    (('IP200',), ('IP200', 'goals'))
    """
    return (given,) if isinstance(given, str) else tuple(given)


def _meant(words: str | Iterable[str], among: Sequence[Rule]) -> set[str]:
    """The codes and severities that the words stand for."""
    meant: set[str] = set()
    for word in words_of(words):
        codes = {
            rule.code for rule in among if word in (rule.name, *rule.groups) or (word and rule.code.startswith(word))
        }
        codes |= {word} & set(Severity)
        if not codes:
            raise UnknownName("rule, group or severity", word, [*Severity, *(rule.name for rule in among)])
        meant |= codes
    return meant
