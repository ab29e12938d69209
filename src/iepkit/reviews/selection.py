"""Which findings a caller wants: by code, name, group, severity, or who made the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from iepkit.citations import Authority
from iepkit.errors import UnknownName
from iepkit.findings import Finding, Severity
from iepkit.reviews.registry import Rule

__all__ = ["chosen", "words_of"]


def __dir__() -> list[str]:
    return __all__


_WORDS = {*map(str, Severity), *map(str, Authority)}


def chosen(
    select: str | Iterable[str], ignore: str | Iterable[str], among: Sequence[Rule]
) -> Callable[[Finding], bool]:
    """Whether a finding is wanted: selected, or nothing was selected, and not ignored.

    A word is a rule's code or the beginning of one, its name, its group, a severity, or the authority whose law the
    finding cites.
    Raises `UnknownName` for a word that means none of these among the rules.

    >>> from iepkit.reviews.registry import rules
    >>> chosen(["IP2"], [], rules()) is not None
    True
    """
    kept, left = _meant(select, among), _meant(ignore, among)

    def wanted(finding: Finding) -> bool:
        names = {finding.code, finding.severity, finding.citation.authority}
        return (not kept or not names.isdisjoint(kept)) and names.isdisjoint(left)

    return wanted


def words_of(given: str | Iterable[str]) -> tuple[str, ...]:
    """The words of a selection; text alone is one word.

    >>> words_of("IP200"), words_of(["IP200", "goals"])
    (('IP200',), ('IP200', 'goals'))
    """
    return (given,) if isinstance(given, str) else tuple(given)


def _meant(words: str | Iterable[str], among: Sequence[Rule]) -> set[str]:
    """The codes, severities and authorities that the words stand for."""
    meant: set[str] = set()
    for word in words_of(words):
        codes = {
            rule.code for rule in among if word in (rule.name, *rule.groups) or (word and rule.code.startswith(word))
        }
        codes |= {word} & _WORDS
        if not codes:
            known = [*_WORDS, *(rule.name for rule in among)]
            raise UnknownName("rule, group, severity or authority", word, known)
        meant |= codes
    return meant
