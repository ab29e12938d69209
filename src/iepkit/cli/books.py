"""The commands `law`, `rules` and `explain`: what the library knows, to read."""

from __future__ import annotations

import sys
from argparse import Namespace

from iepkit.cli.inputs import law_named
from iepkit.cli.rulebook import every_rule, rule_of
from iepkit.display.lawbook import jurisdictions_text, law_text, rule_text, rules_text
from iepkit.display.terminal import writer
from iepkit.errors import UnknownName
from iepkit.laws import parameters

__all__ = ["explain", "law", "rules"]


def __dir__() -> list[str]:
    return __all__


def law(options: Namespace) -> int:
    """Write what a jurisdiction says, or which ones there are."""
    if options.jurisdiction is None:
        writer(sys.stdout)(jurisdictions_text())
        return 0
    names = [options.parameter] if options.parameter else list(parameters())
    writer(sys.stdout)(law_text(law_named(options.jurisdiction), names, options.on))
    return 0


def rules(options: Namespace) -> int:
    """Write every rule, or those of a group."""
    found = [rule for rule in every_rule() if options.group is None or options.group in rule.groups]
    if not found:
        raise UnknownName("group", options.group, sorted({group for rule in every_rule() for group in rule.groups}))
    writer(sys.stdout)(rules_text(found))
    return 0


def explain(options: Namespace) -> int:
    """Write all about one rule or clock."""
    writer(sys.stdout)(rule_text(rule_of(options.rule)))
    return 0
