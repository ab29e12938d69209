"""Laws and rules as text: what a jurisdiction says, what a rule asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from iepkit.citations import link
from iepkit.display.layout import columns, paragraph
from iepkit.facts import EXTENSIONS, FACTS
from iepkit.laws import Clock, Law, Provision, Relation, clocks, jurisdictions, law, parameters
from iepkit.reviews import Rule

__all__ = ["jurisdictions_text", "law_text", "rule_text", "rules_text"]


def __dir__() -> list[str]:
    return __all__


_RELATIONS = {
    Relation.REPLACES: "a State's value takes the place of the federal one",
    Relation.ADDS: "a State's value binds beside the federal one",
    Relation.SUPPLIES: "federal law leaves it to the State",
}


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
    for name in names:
        said = book.history(name) if on is None else book.in_force(name, on)
        governing = () if on is None else book.governing(name, on)
        when = "" if on is None else f", in force on {on}"
        lines += ["", paragraph(f"{parameters()[name].title} ({name}){when}", hang=2)]
        lines += [paragraph(f"({_RELATIONS[parameters()[name].states]})", 2)]
        lines += [
            line for provision in reversed(said) for line in _provision(provision, governs=provision in governing)
        ]
    return "\n".join(lines) + "\n"


def _provision(provision: Provision, *, governs: bool) -> Iterator[str]:
    """A provision as a row, and under it whatever else it says."""
    value = provision.value
    yield columns([(provision.jurisdiction, value.words, value.citation, value.grade)], (4, 28, 29, 10), 1)
    details = {
        "governs": "on this day" if governs else "",
        "from": FACTS[value.start].words if value.start in FACTS else value.start,
        "until": FACTS[value.end].words if value.end in FACTS else value.end,
        "may be extended where": "; or where ".join(EXTENSIONS[reason] for reason in value.extensions or ()),
        "in force": _period(value.effective, value.until),
        "policies": ", ".join(value.policies),
        "source": value.source,
        "note": value.note,
    }
    said = [*details.items(), *(("conflict", conflict) for conflict in value.conflicts)]
    yield from (paragraph(f"{name}: {words}", 7, hang=2) for name, words in said if words)


def _period(effective: date | None, until: date | None) -> str:
    return " ".join([*([f"from {effective}"] if effective else []), *([f"through {until}"] if until else [])])


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
    lines += _parts({**parts, **(_clock_parts(clock) if clock else {})})
    for name in dict.fromkeys((clock.parameter, clock.age)) if clock else ():
        lines += ["", *_variations(name)] if name else []
    return "\n".join(lines) + "\n"


def _parts(parts: dict[str, str]) -> Iterator[str]:
    yield columns([(f"{name}:", words) for name, words in parts.items() if words], (12, 66))


def _words(names: Iterable[str]) -> str:
    return "; or ".join(FACTS[name].words for name in names)


def _clock_parts(clock: Clock) -> dict[str, str]:
    return {
        "starts": FACTS[clock.start].words,
        "stops when": FACTS[clock.done].words,
        "only if": _words(clock.when),
        "lifted by": _words(clock.waived_by),
        "ended by": _words(clock.ended_by),
        "exceptions": "; ".join(clock.exceptions),
    }


def _variations(name: str) -> Iterator[str]:
    """What every jurisdiction says, as last recorded; those that say nothing of their own in one line."""
    yield paragraph(f"{parameters()[name].title} ({name}), as last recorded:")
    same = []
    for code in ("US", *jurisdictions()):
        last = law(code).in_force(name, date.max)[-1]
        if last.jurisdiction == code:
            value = last.value
            yield columns([(code, value.words, value.citation, value.grade)], (4, 28, 29, 10), 1)
        else:
            same.append(code)
    if same:
        yield paragraph(f"Federal law alone: {', '.join(same)}.", 1)
