"""The reference pages on the law: jurisdictions, parameters, policies, and States side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs
from markup import Page, cited, contents, definitions, meanings, plain, table

from iepkit.citations import Grade
from iepkit.facts import EXTENSIONS, FACTS
from iepkit.laws import (
    Absences,
    Anchor,
    Kind,
    Law,
    Limit,
    Policy,
    Provision,
    Relation,
    Value,
    YearEnd,
    clocks,
    jurisdictions,
    law,
    parameters,
)

__all__ = ["CODES", "RECORDED_ONLY", "law_pages", "own", "period", "value_rows"]

CODES = ("US", *jurisdictions())

# Recorded for people to read; no clock and no rule computes with them yet.
RECORDED_ONLY = (
    "documents-before-meeting",
    "evaluation-report-copy",
    "iep-copy",
    "iep-meeting-on-request",
    "meeting-notice",
    "missed-service-notice",
    "prior-written-notice",
)

RELATIONS = {
    Relation.REPLACES: "A State's value takes the place of the federal one.",
    Relation.ADDS: "A State's value binds beside the federal one.",
    Relation.SUPPLIES: "Federal law leaves the value to the State.",
}
NEVER = 1_000_000  # the number that a year-end rule writes for "no limit"


def own(code: str, parameter: str) -> list[Provision]:
    """What the layer of one jurisdiction says or said of a parameter, newest first."""
    return [said for said in reversed(law(code).history(parameter)) if said.jurisdiction == code]


def period(value: Value) -> str:
    """Since when and until when a value is in force, as far as that is recorded."""
    since = f"from {value.effective}" if value.effective else ""
    return " ".join(part for part in (since, f"through {value.until}" if value.until else "") if part) or "not recorded"


def absence_words(absences: Absences | None) -> str:
    """How days of absence lengthen a limit."""
    if absences is None:
        return ""
    less = f", less the first {absences.beyond}" if absences.beyond else ""
    return f"from {absences.at_least} days of absence on, by all of them{less}"


def year_end_words(rule: YearEnd | None) -> str:
    """When the end of the school year moves a due day, and to where."""
    if rule is None:
        return ""
    unit = str(rule.unit).replace("-", " ")
    bounds = [
        f"at least {rule.at_least}" if rule.at_least else "",
        f"fewer than {rule.below}" if rule.below < NEVER else "",
    ]
    measured = FACTS[rule.measured_from].words if rule.measured_from else "what starts the clock"
    left = f"where {' and '.join(filter(None, bounds))} {unit} are left in the school year after {measured}"
    when = "where the due day falls between two school years" if rule.due_between_years else left
    number = Limit(rule.number, rule.due_unit, rule.counting).words
    anchors = {
        Anchor.START: f"{number} after what starts the clock",
        Anchor.YEAR_END: f"{number} after the school year ends",
        Anchor.NEXT_YEAR: f"{number} after the next school year begins",
        Anchor.MONTH_DAY: f"the next {rule.month_day} (month and day)",
    }
    place = f"day {rule.number} of the next school year, in {str(rule.due_unit).replace('-', ' ')}"
    due = place if rule.anchor is Anchor.NEXT_YEAR and rule.anchor_counts else anchors[rule.anchor]
    unless = f", unless absent on {rule.unless_absent} school days or more" if rule.unless_absent < NEVER else ""
    return f"{when}: {due}{unless}"


def fact_words(name: str) -> str:
    """A fact in words; an empty name stays empty."""
    return FACTS[name].words if name else ""


def turns(value: Value) -> dict[str, str]:
    """How a value starts and stops its clock in another way, and what moves its due day."""
    said = {
        "Starts when": fact_words(value.start),
        "Done when": fact_words(value.end),
        "Lengthened by absences": absence_words(value.absences),
        "At the end of the school year": year_end_words(value.year_end),
    }
    return {term: words for term, words in said.items() if words}


def details(value: Value) -> dict[str, str]:
    """What a value says beyond its number."""
    extensions = "; ".join(EXTENSIONS[reason] for reason in value.extensions or ())
    return {
        **turns(value),
        "May be extended where": extensions,
        "Moves to the next day of": value.roll.words if value.roll else "",
        "Policies": ", ".join(f"[{name}](policies.md)" for name in value.policies),
        "Note": plain(value.note),
        "Sources disagree": "; ".join(map(plain, value.conflicts)),
    }


def value_rows(parameter: str) -> str:
    """A table of what every jurisdiction says of a parameter, in all recorded versions."""
    rows = [
        (
            f"[{law(code).name}](../law/{code.lower()}.md)",
            "; ".join(
                [plain(said.value.words), *(f"{term.lower()} {words}" for term, words in turns(said.value).items())]
            ),
            cited(said.value.citation, said.value.source),
            said.value.grade,
            period(said.value),
        )
        for code in CODES
        for said in own(code, parameter)
    ]
    return table(["jurisdiction", "value", "law", "grade", "in force"], rows)


def jurisdiction_page(code: str) -> Page:
    """One jurisdiction: what its law sets, what it leaves to federal law, what nobody has verified."""
    book: Law = law(code)
    header = book.headers[-1]
    said = {name: own(code, name) for name in parameters()}
    parts = [f"# {book.name}", definitions({"Code": f"`{code}`", "Law": plain(header.regulations)})]
    parts[-1] += f"\n- **Read on:** {header.read_on}\n- **Version:** `{book.version}`"
    if header.notes:
        parts += ["## In short", "\n".join(f"- {plain(note)}" for note in header.notes)]
    parts += ["## What it sets", values_table(said)]
    inherited = [name for name, found in said.items() if found and found[0].value.kind is Kind.INHERIT]
    unknown = [name for name, found in said.items() if found and found[0].value.kind is Kind.UNKNOWN]
    if inherited:
        rows = [
            (parameters()[n].title, cited(said[n][0].value.citation, said[n][0].value.source), said[n][0].value.grade)
            for n in inherited
        ]
        intro = "No other rule was found in what was read of this law. The grade says how well that was verified."
        parts += ["## Where federal law governs", intro, table(["what", "law", "grade"], rows)]
    if unknown:
        intro = "Nobody has verified a value, and no other number stands in for it."
        lines = "\n".join(f"- {parameters()[name].title} (`{name}`){unknown_note(said[name][0])}" for name in unknown)
        parts += ["## Unknown", intro, lines]
    parts += list(detail_parts(said))
    return f"law/{code.lower()}", "\n\n".join(parts) + "\n"


def unknown_note(said: Provision) -> str:
    """What is known of an unknown value all the same."""
    value = said.value
    disputed = f"Sources disagree: {'; '.join(map(plain, value.conflicts))}" if value.conflicts else ""
    words = ". ".join(part.rstrip(".") for part in (plain(value.text), plain(value.note), disputed) if part)
    return f": {words}. See {cited(value.citation, value.source)}." if words else ""


def values_table(said: dict[str, list[Provision]]) -> str:
    """The values that a jurisdiction sets, each linked to where it can be read."""
    rows = [
        (
            f"{parameters()[name].title}<br>`{name}`",
            plain(one.value.words),
            cited(one.value.citation, one.value.source),
            one.value.grade,
            period(one.value),
        )
        for name, found in said.items()
        for one in found
        if one.value.kind not in (Kind.INHERIT, Kind.UNKNOWN)
    ]
    return table(["what", "value", "law", "grade", "in force"], rows)


def detail_parts(said: dict[str, list[Provision]]) -> Iterator[str]:
    """What stands beside the numbers, value by value."""
    told = []
    for name, found in said.items():
        for one in found:
            words = definitions(details(one.value))
            if words and one.value.kind is not Kind.UNKNOWN:
                since = f", {period(one.value)}" if len(found) > 1 else ""
                told.append(f"### {parameters()[name].title}{since}\n\n{plain(one.value.words)}\n\n{words}")
    if told:
        yield from ("## In detail", *told)


def side_by_side() -> Page:
    """The initial evaluation in every jurisdiction, in one table."""
    clock = clocks()["initial-evaluation"]
    rows = []
    for code in CODES:
        value = law(code).in_force(clock.parameter, date.max)[-1].value
        besides = [f"{term.lower()} {words}" for term, words in turns(value).items() if term != "Done when"]
        rows.append(
            (
                f"[{law(code).name}]({code.lower()}.md)",
                plain(value.words),
                fact_words(value.end or clock.done),
                "<br>".join(besides),
                cited(value.citation, value.source),
                value.grade,
            )
        )
    intro = (
        "How long a public agency has for a child's first evaluation, as last recorded.\n"
        f"The time starts when {fact_words(clock.start)}, unless the table says otherwise.\n"
        "Days are not alike: see [days and calendars](../../concepts.md)."
    )
    head = ["jurisdiction", "time", "done when", "besides", "law", "grade"]
    return "law/initial-evaluation", f"# The initial evaluation, State by State\n\n{intro}\n\n{table(head, rows)}\n"


def policies_page() -> Page:
    """The named choices on which the law is silent, with their defaults."""
    parts = [
        "# Policies",
        "Where the law is silent, or practice differs, there is a named choice, with a default.",
        "An explanation shows every choice that it used, and a report keeps them.",
        '```python\nik.review(case, as_of=day, policy=ik.Policy(leap_day="mar-1"))\n```',
    ]
    for field in attrs.fields(Policy):
        default, other = field.metadata["choices"]
        used: dict[str, dict[str, None]] = {}
        for one in (one for code in CODES for one in book_of(code) if field.name in one.value.policies):
            used.setdefault(one.parameter, {})[one.jurisdiction] = None
        named = "; ".join(f"`{name}` ({', '.join(codes)})" for name, codes in used.items())
        words = {"Decides": plain(field.metadata["words"]), "Default": f"`{default}`", "Other": f"`{other}`"}
        parts += [f"## {field.name}", definitions({**words, "Named by": named})]
    return "law/policies", "\n\n".join(parts) + "\n"


def book_of(code: str) -> Iterator[Provision]:
    """Every provision of the layer of one jurisdiction."""
    return (said for name in parameters() for said in own(code, name))


def parameters_page() -> Page:
    """Every parameter, how a State's value stands to the federal one, and what uses it."""
    rows = []
    for name, parameter in parameters().items():
        running = [clock.name for clock in clocks().values() if name in (clock.parameter, clock.age)]
        users = [f"[{clock}](../clocks/{clock}.md)" for clock in running]
        used = ", ".join(users) or ("nothing yet" if name in RECORDED_ONLY else "content rules")
        rows.append((f"`{name}`", parameter.title, RELATIONS[parameter.states], used))
    intro = (
        "What the law sets, by the names that a layer of law uses.\n"
        "Those that nothing uses yet are recorded to be read; no deadline and no finding comes from them."
    )
    return "law/parameters", f"# Parameters\n\n{intro}\n\n{table(['name', 'what', 'States', 'used by'], rows)}\n"


def law_pages() -> list[Page]:
    """Every page on the law, after an index."""
    said = [(c, [one for one in book_of(c) if one.value.kind is not Kind.UNKNOWN]) for c in CODES]
    rows = [
        (
            f"[{law(c).name}]({c.lower()}.md)",
            plain(law(c).headers[-1].regulations),
            *(sum(one.value.grade is grade for one in found) for grade in Grade),
            sum(one.value.kind is Kind.UNKNOWN for one in book_of(c)),
        )
        for c, found in said
    ]
    grades = definitions({f"`{word}`": words for word, words in meanings(Grade).items()})
    intro = (
        "What each jurisdiction says, value by value, with its citation and its grade.\n\n"
        f"{grades}\n\n"
        f"{table(['jurisdiction', 'law', *Grade, 'unknown'], rows)}\n\n"
        "A State counts as unverified also where no rule of its own was found, and federal law governs.\n\n"
        "Two tables and a list go with them: [the initial evaluation, State by State](initial-evaluation.md), "
        "[the parameters](parameters.md) and [the policies](policies.md)."
    )
    pages = [*map(jurisdiction_page, CODES), side_by_side(), parameters_page(), policies_page()]
    return contents("The law", intro, pages, folder="law", listed=False)
