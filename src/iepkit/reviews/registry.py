"""The register of rules: what each one asks, by which law, and the function that looks for what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import chain
from pkgutil import iter_modules

import attrs

from iepkit.citations import Citation
from iepkit.errors import UnknownName
from iepkit.facts import fact
from iepkit.findings import Finding, Severity
from iepkit.laws import Clock, clocks
from iepkit.reviews import subjects
from iepkit.reviews.context import Context

__all__ = ["Check", "Flaw", "Rule", "checks", "of_clock", "register", "rule", "rule_named", "rules"]


def __dir__() -> list[str]:
    return __all__


@attrs.frozen
class Rule:
    """One rule: its code and name, when it applies, what the law says, and what would settle a finding.

    `severity` is that of a plain failure; a finding of the rule may weigh less where the file does not settle it.
    `groups` are names by which a review may select it. A code is never given to another rule.
    """

    code: str
    name: str
    title: str
    citation: str
    severity: Severity
    applies: str
    says: str
    settle: str
    groups: tuple[str, ...] = ()
    since: str = "0.1"


@attrs.frozen
class Flaw:
    """One thing that a check found: where, and in words. What is left out is as the rule says."""

    path: str
    message: str
    severity: Severity | None = None
    citation: Citation | str | None = None
    settle: str = ""


Search = Callable[[Context], Iterator[Flaw]]


@attrs.frozen
class Check:
    """A rule with the function that looks for what is wrong."""

    rule: Rule
    search: Search

    def finding(self, flaw: Flaw) -> Finding:
        """What the search found, as a finding of the rule."""
        row = self.rule
        cited = flaw.citation or row.citation
        return Finding(
            code=row.code,
            rule=row.name,
            severity=flaw.severity or row.severity,
            path=flaw.path,
            message=flaw.message,
            citation=Citation(cited) if isinstance(cited, str) else cited,
            settle=flaw.settle or row.settle,
        )


def rule(
    code: str,
    name: str,
    title: str,
    *,
    citation: str,
    applies: str,
    says: str,
    settle: str,
    groups: tuple[str, ...],
    severity: Severity = Severity.VIOLATION,
    since: str = "0.1",
) -> Callable[[Search], Check]:
    """A decorator that makes a check of a function; the subject's module holds it, and the register finds it there."""
    row = Rule(code, name, title, citation, severity, applies, says, settle, groups, since)
    return lambda search: Check(row, search)


_OF_AN_AGE = "to a child who is to reach the age that the law names"


def of_clock(clock: Clock) -> Rule:
    """The rule that stands for a clock: the thing is done in time.

    >>> of_clock(clocks()["annual-review"]).code
    'IP101'
    """
    return Rule(
        code=clock.code,
        name=clock.name,
        title=clock.title,
        citation=clock.citation,
        severity=Severity.VIOLATION,
        applies=f"once {fact(clock.start).words}" if not fact(clock.start).private else _OF_AN_AGE,
        says=clock.duty,
        settle=f"Record the day on which {fact(clock.done).words}; where it has not happened, it is due.",
        groups=("clocks", *clock.groups),
        since=clock.since,
    )


def register(rows: Iterable[Rule]) -> dict[str, Rule]:
    """The rules by code, in the order of their codes; raises `ValueError` where a code or a name is given twice."""
    ordered = sorted(rows, key=lambda row: row.code)
    for field in ("code", "name"):
        said = [getattr(row, field) for row in ordered]
        twice = sorted({word for word in said if said.count(word) > 1})
        if twice:
            raise ValueError(f"the same rule {field} twice: {', '.join(twice)}")
    return {row.code: row for row in ordered}


@cache
def checks() -> tuple[Check, ...]:
    """Every check, in the order of the codes."""
    modules = (import_module(f"{subjects.__name__}.{found.name}") for found in iter_modules(subjects.__path__))
    held = (thing for module in modules for thing in vars(module).values())
    each = chain.from_iterable(thing if isinstance(thing, tuple) else (thing,) for thing in held)  # a table, or one
    found = (thing for thing in each if isinstance(thing, Check))
    return tuple(sorted(found, key=lambda check: check.rule.code))


@cache
def _register() -> dict[str, Rule]:
    return register((*(check.rule for check in checks()), *map(of_clock, clocks().values())))


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule in the order of the codes, with one for each clock.

    >>> rules()[0].code, rules()[0].name
    ('CF101', 'iep-effective-before-meeting')
    """
    return tuple(_register().values())


def rule_named(code_or_name: str) -> Rule:
    """The rule of that code or name; raises `UnknownName`.

    >>> rule_named("iep-goals").code == rule_named("IP211").code
    True
    """
    found = _register().get(code_or_name) or next((row for row in rules() if row.name == code_or_name), None)
    if found is None:
        raise UnknownName("rule", code_or_name, (row.name for row in rules()))
    return found
