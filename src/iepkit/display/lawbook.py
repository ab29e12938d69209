"""Laws and rules as text: what a jurisdiction says, what a rule asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from iepkit.citations import link
from iepkit.display.lawtable import place_told, row_told
from iepkit.display.layout import columns, paragraph
from iepkit.display.wording import RELATIONS, clock_parts, period, told, value_parts, value_told
from iepkit.laws import Kind, Law, Looked, Provision, clocks, jurisdictions, law, parameters, table
from iepkit.reviews import Rule

__all__ = ["jurisdictions_text", "law_text", "rule_text", "rules_text"]


def __dir__() -> list[str]:
    return __all__


def jurisdictions_text() -> str:
    """Every jurisdiction whose law is in the library: code, name, where its law stands."""
    laws = [law(code) for code in ("US", *jurisdictions())]
    rows = [(one.jurisdiction, one.name, one.headers[-1].regulations) for one in laws]
    return columns([("", "jurisdiction", "law"), *rows], (4, 22, 50)) + "\n"


def law_text(book: Law, names: Sequence[str], on: date | None = None) -> str:
    """What a law says of parameters: all that was ever said, newest layer first, or what is in force on a day.

    The notes on the whole law come with more than one parameter.
    Raises `UnknownName` for a parameter that does not exist.
    """
    header = book.headers[-1]
    read = f", read on {header.read_on}" if header.read_on else ""
    lines = [
        f"{book.name} ({book.jurisdiction}), law version {book.version}",
        paragraph(f"{header.regulations}{read}"),
        *(paragraph(f"- {note}", hang=2) for note in header.notes if len(names) > 1),
    ]
    silent = {(one.code, name) for one in book.headers for name in one.not_found}
    for name in names:
        some = () if on is None else book.for_some(name, on)
        said = book.history(name) if on is None else (*book.in_force(name, on), *some)
        governing = () if on is None else (*book.governing(name, on), *some)
        when = "" if on is None else f", in force on {on}"
        lines += ["", paragraph(f"{parameters()[name].title} ({name}){when}", hang=2)]
        lines += [paragraph(f"({RELATIONS[parameters()[name].states]})", 2)]
        for one in reversed(said):
            lines += _provision(one, governs=one in governing, silent=(one.jurisdiction, name) in silent)
    return "\n".join(lines) + "\n"


def _provision(provision: Provision, *, governs: bool, silent: bool) -> Iterator[str]:
    """A provision as a row, and under it whatever else it says."""
    value = provision.value
    yield columns([(provision.jurisdiction, value_told(value), value.citation, value.grade)], (4, 28, 29, 10), 1)
    details = {
        "governs": "on this day" if governs else "",
        "not found": "a rule was looked for, and none was found" if silent else "",
        **value_parts(value),
        "in force": period(value),
        "policies": ", ".join(value.policies),
        "source": value.source,
        "note": value.note,
    }
    said = [*details.items(), *(("conflict", conflict) for conflict in value.conflicts)]
    yield from (paragraph(f"{name}: {words}", 7, hang=2) for name, words in said if words)


def rules_text(rules: Iterable[Rule]) -> str:
    """A list of rules: code, severity, title and name, citation."""
    rows = [(rule.code, rule.severity, f"{rule.title} ({rule.name})", rule.citation) for rule in rules]
    return columns([("code", "severity", "rule", "law"), *rows], (5, 9, 36, 24)) + "\n"


def rule_text(rule: Rule) -> str:
    """All about one rule; for a clock also its parts, and the value of every jurisdiction as last recorded."""
    address = link(rule.citation)
    clock = clocks().get(rule.name)
    parts = {
        "asks": rule.says,
        "applies": "" if clock else rule.applies,
        "law": rule.citation + (f"  {address}" if address else ""),
        "weight": rule.severity,
        "settled by": rule.settle,
        "groups": ", ".join(rule.groups),
    }
    lines = [f"{rule.title} ({rule.code}, {rule.name})", ""]
    lines += _parts({**parts, **(clock_parts(clock) if clock else {})})
    for name in dict.fromkeys((clock.parameter, clock.age, clock.past_total)) if clock else ():
        lines += ["", *_variations(name)] if name else []
    return "\n".join(lines) + "\n"


def _parts(parts: dict[str, str]) -> Iterator[str]:
    yield columns([(f"{name}:", words) for name, words in parts.items() if words], (12, 66))


def _variations(name: str) -> Iterator[str]:
    """What every jurisdiction says, as last recorded; those that say nothing of their own in one line."""
    yield paragraph(f"{parameters()[name].title} ({name}), as last recorded:")
    rows = table(name, tell=told)
    for row in rows:
        if row.value.kind is not Kind.INHERIT:
            yield columns([(row.jurisdiction, row_told(row), place_told(row), row.value.grade)], (4, 28, 29, 10), 1)
            yield from (paragraph(f"for: {row.applies}", 7) for _ in [0] if row.applies)
    same = [row for row in rows if row.value.kind is Kind.INHERIT]
    for words, looked in (("Federal law alone", True), ("Federal law, where nobody has looked for a rule", False)):
        codes = [row.jurisdiction for row in same if (row.looked is not Looked.NOT_LOOKED) is looked]
        yield from (paragraph(f"{words}: {', '.join(codes)}.", 1) for _ in codes[:1])
